"""Turn letters into the keys of a telephone that they stand on."""

import unicodedata

LETTERS = ("", "", "abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz")
KEYS = {letter: str(key) for key, letters in enumerate(LETTERS) for letter in letters}


def unaccented(text: str) -> str:
    """Return a text in small letters without accents."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).replace("\u0153", "oe")


def as_keys(name: str) -> str:
    """Return the keys that type a name, without its signs; nothing for one with letters that no key has."""
    typed = [character for character in unaccented(name) if character.isalnum()]
    keys = [KEYS.get(each, each if each.isascii() and each.isdecimal() else "") for each in typed]
    return "".join(keys) if all(keys) else ""
