"""Who answers at which number."""

from typing import Protocol

from ivr.simulator.engine.call import Call
from ivr.simulator.engine.numbers import e164


class Phone(Protocol):
    """Somebody who can be called."""

    async def ring(self, call: Call) -> str:
        """Ring until somebody decides: `answered`, `busy`, `no-answer` or `failed`."""

    def talk(self, call: Call) -> None:
        """Do what one does on an answered call."""


class PhoneBook:
    """Phones by number; `*` answers what no other entry names."""

    def __init__(self) -> None:
        self._phones: dict[str, Phone] = {}

    def enter(self, number: str, phone: Phone) -> None:
        """Put a phone at a number."""
        self._phones[_dialled(number)] = phone

    def remove(self, number: str, phone: Phone) -> None:
        """Take a phone away, when it is still the one at that number."""
        if self._phones.get(_dialled(number)) is phone:
            del self._phones[_dialled(number)]

    def find(self, number: str) -> Phone | None:
        """Return the phone at a number, or None: then it rings and nobody answers."""
        return self._phones.get(_dialled(number), self._phones.get("*"))


def _dialled(number: str) -> str:
    if number == "*" or ":" in number or any(letter.isalpha() for letter in number):
        return number
    return "".join(character for character in e164(number) if character.isdigit())
