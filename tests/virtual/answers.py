"""What a caller may say or press: what fits the question by its own grammars, and what does not."""

from functools import cache

from ivr.services.repair.demo import CUSTOMER_IMEI, CUSTOMER_ORDER, CUSTOMER_PHONE
from ivr.settings import PROJECT
from tests.english import load

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NUMBERS = (CUSTOMER_ORDER, CUSTOMER_PHONE[-4:], CUSTOMER_IMEI, CUSTOMER_ORDER, "473088", "490154203237510", "5550")
FACTORS = (CUSTOMER_PHONE[-4:], CUSTOMER_IMEI[-6:], CUSTOMER_PHONE[2:], "1234")
DEVICES = (CUSTOMER_IMEI, "7528409529", "490154203237526", "123456")
NUMBERS_OF = {"repair_number": NUMBERS, "factor": FACTORS, "device_number": DEVICES}
MUMBLES = ("purple elephants dance", "well you see it is like this", "hmm", "my dog ate the receipt yesterday")
WISHES = ("agent", "repeat that", "go back", "help", "slower", "main menu", "goodbye", "keys only", "change language")
RANDOM_KEYS = ("1", "2", "7", "#", "*", "**", "9", "0", "123456", "99999999999999999", "3#", "4729#")


def fitting(listen, force):
    """Return what answers the question: one ("says" or "presses", what), or two, for a number that comes in halves."""
    if numbers := NUMBERS_OF.get(listen.grammars[0]):
        return in_pieces(listen, pick(numbers, force), force)
    spoken = listen.speech and force * 10 % 1 < 0.6
    sentences = said(listen.grammars[0]) if spoken else keys(listen.grammars[0])
    return [("says" if spoken else "presses", pick(sentences, force))]


def in_pieces(listen, digits, force):
    """Return how a number is given: whole, only the part that is asked for, or in two pieces."""
    asked = next((ref for ref in listen.grammars if ref.startswith("builtin:digits?")), "")
    least, most = (int(bound.partition("=")[2]) for bound in asked.partition("?")[2].split(";")) if asked else (0, 1)
    if least == most and force * 1000 % 1 < 0.8:
        digits = digits[:least]
    at = len(digits) // 2 if force * 100 % 1 < 0.4 else len(digits)
    return [_by(listen, piece, force * 10**place) for place, piece in enumerate((digits[:at], digits[at:]), 1) if piece]


def _by(listen, digits, force):
    spoken = listen.speech and force % 1 < 0.6
    return ("says", in_words(digits)) if spoken else ("presses", digits + "#" * (listen.keys.finish_on == "#"))


def pick(choices, force):
    """Return one of the choices; the same for the same force."""
    return choices[int(force * len(choices))]


def in_words(digits):
    """Return digits one by one, as callers say them."""
    return " ".join(DIGITS[int(digit)] for digit in digits)


@cache
def said(grammar):
    """Sentences of a grammar."""
    return tuple(_grammar(grammar).sentences(60, seed=1))


@cache
def keys(grammar):
    """What can be pressed for a grammar; a caller for whom there is no key presses 0."""
    twin = _grammar(grammar).dtmf()
    return tuple(words.replace(" ", "") for words in twin.sentences(12, seed=1)) if twin else ("0",)


def _grammar(ref):
    return load(ref, folder=PROJECT / "grammars" / "en")
