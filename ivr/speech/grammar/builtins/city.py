"""`builtin:city?table=cities.csv`: one name out of a table beside the grammars.

The table has a name a line; after a comma may stand the value, else the name is the value. `#` opens a comment.
"""

from pathlib import Path

from ivr.speech.grammar.builtins.made import Builtin, Wanted
from ivr.speech.grammar.builtins.parameters import BadParameter
from ivr.speech.grammar.words import split_words

_HEADER = """#ABNF 1.0 UTF-8;
language {language};
mode voice;
root $city;
tag-format <semantics/1.0-literals>;
public $city = {before} $name {after};
"""


def make(wanted: Wanted) -> Builtin:
    """Return the grammar of all names in the table."""
    if wanted.mode == "dtmf":
        raise BadParameter("A city cannot be keyed in", "mode voice")
    path = wanted.folder / wanted.parameters.text("table", "cities.csv")
    names = [_alternative(name, value) for name, value in _rows(path)]
    if not names:
        raise BadParameter(f"The table {path} has no names", "a name a line")
    before, after = wanted.language.builtins.around["city"]
    header = _HEADER.format(language=wanted.language.code, before=before, after=after)
    return Builtin(f"{header}$name = {' | '.join(names)};\n", paths=(path,))


def _rows(path: Path) -> list[tuple[str, str]]:
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeError) as error:
        raise BadParameter(f"Cannot read the table {path}: {error}", "a UTF-8 text file") from None
    rows = [line.partition(",") for line in lines if line.strip() and not line.startswith("#")]
    return [(name.strip(), value.strip() or name.strip()) for name, _, value in rows]


def _alternative(name: str, value: str) -> str:
    words = split_words(name)
    if not words or "}!}" in value:
        raise BadParameter(f"{name!r} in the table is not a name", "words")
    return f'"{" ".join(words)}" {{!{{{value}}}!}}'
