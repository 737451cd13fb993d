"""Write the grammar of the names of places from what the database knows, with words that the speech model has."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ivr.languages.language import Language
from ivr.services.centres.names import BETWEEN, plain
from ivr.services.centres.tables import PlaceRow
from ivr.speech.grammar.words import split_words

NAME = "place_names"
MOST = 3_000
"""Names in a grammar; of more the largest places are taken, others are reached by their postcode or letters."""

HEAD = """#ABNF 1.0 UTF-8;
// Names of places. The meaning is the name as it is sought, with a comma and its area where that was said, too.
// Made of the places in the database by `python -m ivr.services.centres`; a change by hand is lost there.
language {code};
mode voice;
root $place_names;
tag-format <semantics/1.0>;

public $place_names = {alternatives};
"""


@dataclass(frozen=True)
class Written:
    """A grammar of names, and the names that the model can't hear."""

    text: str
    names: int
    left_out: tuple[str, ...]


def write_names(rows: Connection, language: Language, knows: Callable[[str], bool]) -> Written:
    """Return the grammar of a language; `knows` tells whether the speech model has a word."""
    said: dict[str, set[str]] = defaultdict(set)
    left_out: list[str] = []
    for row in rows.execute(select(PlaceRow).order_by(PlaceRow.size.desc(), PlaceRow.key).limit(MOST)):
        for name, area in _named(row.name, row.area, language.code):
            words = _words(name)
            if not all(map(knows, words)):
                left_out.append(name)
            elif words:
                areas = said[" ".join(words)]
                areas.update([area] if area and all(map(knows, _words(area))) else [])
    alternatives = [part for name in sorted(said) for part in _alternatives(name, sorted(said[name]))]
    text = HEAD.format(code=language.code, alternatives="\n    | ".join(alternatives))
    return Written(text, len(said), tuple(dict.fromkeys(left_out)))


def _named(name: dict[str, str], area: dict[str, str], code: str) -> Iterator[tuple[str, str]]:
    """Yield what a place is called in a language, with its area; names in Latin letters serve all but Chinese."""
    first = area.get("en", "")
    if code in name:
        yield name[code], area.get(code, first)
    elif code != "zh":
        yield name.get("en", ""), area.get(code, first)


def _words(name: str) -> tuple[str, ...]:
    return split_words(name.replace("St. ", "Saint "))


def _alternatives(name: str, areas: Collection[str]) -> Iterator[str]:
    spoken = _spoken(name)
    yield f'{spoken} {{ out = "{plain(name)}"; }}'
    for area in areas:
        where = " ".join(_words(area))
        yield f'{spoken} [in] {_spoken(where)} {{ out = "{plain(name)}{BETWEEN}{plain(area)}"; }}'


def _spoken(words: str) -> str:
    """Return words as a grammar writes them: in quotation marks where they have signs."""
    return " ".join(word if word.isalpha() else f'"{word}"' for word in words.split())
