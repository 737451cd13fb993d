"""Callers who withhold their number arrive under a number that spells so on a keypad.

Twilio's help page on "calls from these strange numbers" lists them: +266696687 is ANONYMOUS, +7378742833 RESTRICTED.
To us they are what Twilio sends for the others, the word "anonymous": nobody's number, never read back or looked up.
"""

ANONYMOUS = "anonymous"
WORDS = ("anonymous", "restricted", "unavailable", "unknown", "blocked", "private", "withheld")
KEYS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
SPELLED = frozenset(word.translate(KEYS) for word in WORDS)


def caller_of(number: str) -> str:
    """Return a caller's number, "anonymous" where it spells that it is withheld; with the country code 1 as well."""
    digits = number.removeprefix("+")
    return ANONYMOUS if digits in SPELLED or digits.removeprefix("1") in SPELLED else number
