"""A hotline of three topics with few sentences each, whose model is trained in no time."""

import shutil
from datetime import timedelta

from ivr.intents.encoder import encoder
from ivr.languages import LANGUAGES
from ivr.review.checking import Hotline
from ivr.review.topics import GRAMMARS

TOPICS = {
    "repair": ["when is my phone ready", "is the repair done", "how is my repair going", "what about my repair"],
    "return": ["i want my money back", "give me a refund", "i want to return it", "take this phone back"],
    "centre": ["where is your shop", "when does the shop open", "is there a shop near me", "which shop is near"],
}
MENU = """#ABNF 1.0 UTF-8;
language en;
mode voice;
root $small_menu;
tag-format <semantics/1.0>;
public $small_menu = repair { out.topic = "repair"; } | (refund | return it) { out.topic = "return"; };
"""


def small_grammars(folder):
    """Write the grammars into a folder; return it."""
    (folder / "en" / "topics").mkdir(parents=True)
    shutil.copy(GRAMMARS / "en" / "everywhere.gram", folder / "en")
    for topic, sentences in TOPICS.items():
        (folder / "en" / "topics" / f"{topic}.txt").write_text("\n".join(["@written", *sentences, ""]))
    (folder / "en" / "small_menu.gram").write_text(MENU)
    return folder


def small_hotline(database, grammars, versions, now):
    """Return what checks of versions need, without a speech model, a minute from now."""
    return Hotline(
        database,
        grammars,
        versions,
        {"en": LANGUAGES["en"]},
        {},
        ("small_menu", "everywhere"),
        frozenset({"topic"}),
        encoder(),
        lambda: now + timedelta(minutes=1),
        lambda folder, content: [],
    )
