"""The stories' figures as a table, before and after."""

HEAD = """\
| who | what they do | steps | seconds to the answer | the hotline's share | words in a prompt |
|---|---|---|---|---|---|
"""


def table(played, before=()):
    """Return a Markdown table: a row a story, with the figures of `before` (as JSON) where there are some."""
    then = {each["name"]: each for each in before}
    return HEAD + "".join(_row(each, then.get(each.name)) for each in played)


def line(each):
    """Return one story's figures in a line."""
    talk = f"{each.share:4.0%} of {each.call_seconds:5.1f} s, {each.words:g} words"
    return f"{each.name:24} {each.steps:2} steps {_seconds(each.seconds):>8} {talk}"


def _row(each, before):
    cells = (each.steps, _seconds(each.seconds), f"{each.share:.0%}", f"{each.words:g}")
    if before:
        share = before["hotline_seconds"] / before["call_seconds"]
        then = (before["steps"], _seconds(before["seconds"]), f"{share:.0%}", f"{before['words']:g}")
        cells = tuple(f"{was} → {now}" for was, now in zip(then, cells, strict=True))
    return "| " + " | ".join((each.name, each.who, *map(str, cells))) + " |\n"


def _seconds(seconds):
    return "never" if seconds is None else f"{seconds:.1f}"
