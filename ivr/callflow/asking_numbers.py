"""How services ask for a number that is said digit by digit and read back: of a request, an appointment, a phone."""

from typing import Any

from ivr.dialog.instructions import Keys
from ivr.dialog.script import Field, Identifier


def number_field(slot: str, name: str, prompts: tuple[str, ...], identifier: Identifier, **options: Any) -> Field:
    """Return a field for a number.

    `name` begins its grammars, `<name>_number` and `<name>_number_correction`, and its read-back,
    `confirm_<name>_number`. Digits may come slowly; who presses keys ends with pound.
    """
    return Field(
        slot,
        (f"{name}_number",),
        prompts,
        read_back=f"confirm_{name}_number",
        corrections=(f"{name}_number_correction",),
        identifier=identifier,
        help=prompts[-1],
        keys=Keys(15, "#"),
        timeout=8.0,
        incomplete_timeout=2.5,
        interdigit_timeout=2.0,
        sensitive=True,
        **options,
    )
