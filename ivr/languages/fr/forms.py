"""Make the forms of regular French verbs, for the list of words that tell nothing of a person."""

import re
from collections.abc import Iterator

ELIDED = ("jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "qu", "c", "d", "j", "l", "m", "n", "s", "t")
"""Words that lose their vowel before another: "l'écran"."""
ER = ["e", "es", "ent", "er", "é", "ée", "és", "ées", "ions", "iez", "ez"]
ER_BEFORE_A_OR_O = ["ons", "ais", "ait", "aient", "ant", "a"]
FUTURE = ["ai", "as", "a", "ons", "ez", "ont", "ais", "ait", "ions", "iez", "aient"]
IR = """
    ir is it issons issez issent issais issait issaient issant i ie ies irai iras ira irez iront irais irait isse
    """.split()  # noqa: SIM905
LONG = re.compile(r"[eé](?=[bcdfghjklmnpqrstvwxz]{1,2}$)")


def forms(kind: str, word: str) -> Iterator[str]:
    """Yield a verb in -er or -ir (finir) with all its forms; another word as it is."""
    yield word
    if kind == "verbs":
        yield from (_of_er(word[:-2]) if word.endswith("er") else (word[:-2] + ending for ending in IR))


def _of_er(stem: str) -> Iterator[str]:
    yield from (stem + ending for ending in ER)
    yield from (_softened(stem) + ending for ending in ER_BEFORE_A_OR_O)
    yield from (f"{stem}er{ending}" for ending in FUTURE)
    stressed = LONG.sub("è", stem) if not stem.endswith(("oy", "uy", "ay")) else f"{stem[:-1]}i"
    if stressed != stem:
        yield from (stressed + ending for ending in ("e", "es", "ent"))
        yield from (f"{stressed}er{ending}" for ending in FUTURE)


def _softened(stem: str) -> str:
    """Return the stem as it is spelled before a and o: mangeons, commençons."""
    return f"{stem}e" if stem.endswith("g") else f"{stem[:-1]}ç" if stem.endswith("c") else stem
