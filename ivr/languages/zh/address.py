"""Say addresses in Chinese: 中山路1205号302室 is 中山路幺二零五号，三零二室."""

from ivr.languages.typed import Rule, write_out

FIGURES = {str(figure): word for figure, word in enumerate("零幺二三四五六七八九")}
"""How figures are said one by one, one as 幺."""

_RULES: tuple[Rule, ...] = (
    (r"号(?=\d)", "号，"),
    (r"(?<=\d)\s?[-\u2013](?=\d)", "杠"),
    (r"(\d{4,})(?=号|弄|杠|\D|$)", lambda found: _by_figure(found[1])),
    (r"(\d{3})(?=室|房)", lambda found: _by_figure(found[1])),
)


def address(written: str) -> str:
    """Return an address as people say it: long numbers and flats figure by figure, others as numbers."""
    return write_out(written, _RULES)


def _by_figure(figures: str) -> str:
    return "".join(FIGURES[figure] for figure in figures)
