"""Know our own prompt when a speakerphone sends it back."""

from difflib import SequenceMatcher

FEWEST = 4
"""Words below which nothing is called an echo: callers repeat a choice's words."""
SHARE = 0.7


def is_echo(heard: str, prompt: str) -> bool:
    """Return whether most of what was heard is, in order, what is being played."""
    words = heard.lower().split()
    if len(words) < FEWEST or not prompt:
        return False
    played = "".join(letter if letter.isalnum() or letter == "'" else " " for letter in prompt.lower()).split()
    blocks = SequenceMatcher(None, words, played, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= SHARE * len(words)
