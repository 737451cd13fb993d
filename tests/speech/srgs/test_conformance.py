"""Both readers do what SRGS 1.0 says, clause by clause (docs/grammars.md lists what is left out, and why)."""

from pathlib import Path
from zlib import crc32

import pytest

from ivr.speech.grammar import GrammarError
from tests.english import check, load
from tests.speech.srgs.clause import Clause, document, header
from tests.speech.srgs.documents import DOCUMENTS
from tests.speech.srgs.expansions import EXPANSIONS

CLAUSES = EXPANSIONS + DOCUMENTS
ENGLISH = header("language en;", "root $main;")
BESIDE = {
    "fruit.gram": ENGLISH + "private $main = apple; public $other = plum; $hidden = pear;",
    "fruit.grxml": document(
        '<rule id="main">apple</rule><rule id="other" scope="public">plum</rule><rule id="hidden">pear</rule>'
    ),
    "basket.gram": ENGLISH + "$main = a basket of $<fruit.gram#other>;",
    "basket.grxml": document('<rule id="main">a basket of <ruleref uri="fruit.grxml#other"/></rule>'),
    "rootless.gram": header("language en;") + "public $main = x;",
    "rootless.grxml": document('<rule id="main" scope="public">x</rule>', attributes='xml:lang="en"'),
    "keys.gram": header("mode dtmf;", "root $main;") + "$main = 1;",
    "keys.grxml": document('<rule id="main">1</rule>', attributes='mode="dtmf" root="main"'),
    "inner/deep.gram": ENGLISH + "$main = deep;",
    "inner/deep.grxml": document('<rule id="main">deep</rule>'),
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Grammars to refer to."""
    made = tmp_path_factory.mktemp("srgs")
    (made / "inner").mkdir()
    for name, text in BESIDE.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def inputs(legal: bool) -> list[object]:
    return [
        pytest.param(clause, form, data, id=f"{clause.section} {clause.says} {form}")
        for clause in CLAUSES
        if clause.legal is legal
        for form, data in clause.forms().items()
    ]


def written(folder: Path, form: str, data: bytes) -> Path:
    path = folder / f"input{crc32(data)}.{form}"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("clause", "form", "data"), inputs(legal=True))
def test_legal(clause: Clause, form: str, data: bytes, folder: Path) -> None:
    path = written(folder, form, data)
    assert check(path) == []
    if clause.takes:
        grammar = load(str(path), folder=folder)
        assert [words for words in clause.takes if not grammar.expects(words).complete] == []
        assert [words for words in clause.refuses if grammar.expects(words).complete] == []


@pytest.mark.parametrize(("clause", "form", "data"), inputs(legal=False))
def test_illegal(clause: Clause, form: str, data: bytes, folder: Path) -> None:
    path = written(folder, form, data)
    assert [error for error in check(path) if error.line]
    with pytest.raises(GrammarError):
        load(str(path), folder=folder)
