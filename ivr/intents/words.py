"""Split a sentence into words."""

import re

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['\u2019][^\W_\u3400-\u9fff]+)*", re.UNICODE)
LONGEST = 400
"""Words of a sentence that are looked at: a minute and a half of quick speech."""
LETTERS = 6000
"""Characters of a sentence that are looked at."""


def split(text: str) -> list[str]:
    """Return the words in lower case, without punctuation; each Chinese character is a word."""
    return _WORD.findall(text[:LETTERS].replace("\u2019", "'").lower())[:LONGEST]
