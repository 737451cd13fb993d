"""What the slots of help hold."""

from ivr.dialog.kinds import COUNT, FIRST, FLAG, TEXT, Kind, Like, ListOf, OneOf, Record

ARTICLE = Record({"id": TEXT, "title": TEXT, "answer": TEXT, "cut": FLAG})
SLOTS: dict[str, Kind] = {
    "help_words": Like(TEXT, ("how do i set an alarm", "common", "guide", "done", "danger")),
    "help_began": TEXT,
    "help_found": Record(
        {"decision": Like(TEXT, ("answer", "offer", "unsure", "none")), "articles": ListOf(ARTICLE)},
    ),
    "help_offered": ListOf(ARTICLE),
    "help_page": FIRST,
    "help_which": OneOf((1, 2, 3, 4, "danger")),
    "article": ARTICLE,
    "help_unsures": Like(COUNT, (0, COUNT.sample)),
    "unsure_wish": OneOf(("again", "common", "agent", "danger")),
    "common_found": Record({"articles": ListOf(ARTICLE)}),
    "common_which": OneOf((1, 2, 3, 4, "danger")),
    "help_wish": OneOf(("steps", "another", "wrong", "done", "danger")),
    "help_steps": Record({"text": Like(TEXT, (TEXT.sample, ""))}),
}
