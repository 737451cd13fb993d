"""Write the grammar of keys for a code with a mask; a letter is pressed by the key that it stands on."""

from ivr.speech.grammar.builtins.made import keys
from ivr.speech.grammar.builtins.parameters import BadParameter

LETTERS = {"2": "abc", "3": "def", "4": "ghi", "5": "jkl", "6": "mno", "7": "pqrs", "8": "tuv", "9": "wxyz"}
_MOST_LETTERS = 2


def mask_keys(name: str, *masks: str) -> str:
    """Return the grammar; two letters have up to sixteen readings, which are all given; more letters are refused."""
    if any(sum(mask.count(kind) for kind in "LA") > _MOST_LETTERS for mask in masks):
        raise BadParameter("A code with more than two letters cannot be keyed in", "mode voice")
    either = " | ".join(f"{key} {{{letter}}}" for key, letters in LETTERS.items() for letter in letters)
    return keys(name, " | ".join(" ".join(map(_key, mask)) for mask in masks), f"$letter = {either};\n")


def _key(character: str) -> str:
    if character in "-/.":
        return "$NULL"
    if character in "LDA":
        return {"L": "$letter", "D": "$key", "A": "($key | $letter)"}[character]
    key = next((key for key, letters in LETTERS.items() if character in letters), character)
    return f"{key} {{{character}}}"
