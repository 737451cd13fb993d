"""Part a text into its sentences, for pauses between them."""

import re


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [sentence for sentence in re.split(r"(?<=[.?!])\s+|(?<=[。？！])\s*", text) if sentence]
