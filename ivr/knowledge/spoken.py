"""Cut the short answer that a caller hears out of an article, where nobody wrote one."""

import re

SENTENCES = 2
LONGEST = 240
"""Characters of the answer; a longer sentence is cut at its last comma or word before."""
_ENDS = re.compile(r"(?<=[^\d\s][.!?])\s+(?=\S)|(?<=[。！？])|\n{2,}|\n(?=\s*(?:[-*•]|\d+[.)])\s)")
_MARK = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")


def cut_answer(text: str) -> str:
    """Return the first two sentences of a text, or what of them can be said in a breath or two."""
    sentences = [" ".join(_MARK.sub("", part).split()) for part in _ENDS.split(text)]
    sentences = [_ended(sentence) for sentence in sentences if sentence]
    kept = sentences[0] if sentences else ""
    for sentence in sentences[1:SENTENCES]:
        longer = f"{kept}{'' if kept[-1] in '。！？' else ' '}{sentence}"
        kept = longer if len(longer) <= LONGEST else kept
    return kept if len(kept) <= LONGEST else _shorter(kept)


def _ended(sentence: str) -> str:
    """Return a sentence with its end: steps of a list have none."""
    if sentence[-1] in ".!?。！？:：…":
        return sentence
    return sentence + ("。" if sentence[-1] > "\u3400" else ".")


def _shorter(sentence: str) -> str:
    head = sentence[:LONGEST]
    at = max(head.rfind(mark) for mark in (", ", "; ", ": ", "，", "；"))
    at = at if at > LONGEST // 3 else head.rfind(" ")
    return (head[:at] if at > 0 else head).rstrip(" ,;:，；") + "."
