import json

import pytest
from sqlalchemy import select

from ivr.knowledge.errors import KnowledgeUnavailable
from ivr.knowledge.reading import read_articles
from ivr.knowledge.tables import ArticleRow
from tests.knowledge.conftest import ARTICLES, bring_path


def stored(database):
    with database.reading() as session:
        return {(row.key, row.language): row for row in session.scalars(select(ArticleRow))}


def test_new_changed_and_same_rows(bring):
    assert str(bring(ARTICLES)[0]) == "10 new, 0 changed, 0 the same, 0 left out"
    assert str(bring(ARTICLES)[0]) == "0 new, 0 changed, 10 the same, 0 left out"
    changed = [(*ARTICLES[0][:3], "Another text."), *ARTICLES[1:3], ("9", "en", "Mirror the screen", "Tap cast.")]
    assert str(bring(changed)[0]) == "1 new, 1 changed, 2 the same, 0 left out"


def test_bad_rows_are_named_by_line_with_all_their_reasons_and_good_ones_kept(bring, database):
    rows = [
        ("1", "en", "Good", "It has\ntwo lines."),
        ("", "klingon", "", "Text."),
        ("2", "en", "x" * 256, " "),
        ("1", "EN-us", "Twice", "Text."),
        ("3", "en", "A", "B", "too many"),
        ("4", "zh_CN", "好", "很好。"),
    ]
    done, bad = bring(rows)
    assert (done.new, done.bad) == (2, 4)
    assert [str(each) for each in bad] == [
        "line 4: id: give 1 to 128 characters; language: give the two letters of ISO 639, like en, fr or zh; "
        "title: give 1 to 255 characters",
        "line 5: title: give at most 255 characters; text: give 1 to 1000000 characters",
        "line 6: id: 1 comes twice in en; the first one is kept",
        "line 7: more values than columns: put values with commas in quotes",
    ]
    assert set(stored(database)) == {("1", "en"), ("4", "zh")}


def test_a_spoken_answer_by_hand_is_kept_and_a_cut_one_is_marked(bring, database):
    rows = [("1", "en", "A", "One. Two. Three.", ""), ("2", "en", "B", "One. Two.", "Hold both keys.")]
    bring(rows, "id,language,title,text,answer")
    found = stored(database)
    assert (found["1", "en"].answer, found["1", "en"].answer_cut) == ("One. Two.", True)
    assert (found["2", "en"].answer, found["2", "en"].answer_cut) == ("Hold both keys.", False)


def test_days_of_validity(bring, database):
    columns = "id,language,title,text,valid_from,valid_until"
    good = ("1", "en", "A", "B.", "2026-01-01", "")
    _, bad = bring(
        [good, ("2", "en", "A", "B.", "soon", ""), ("3", "en", "A", "B.", "2026-02-01", "2026-01-01")], columns
    )
    assert [str(each) for each in bad] == [
        "line 3: valid_from: give a date like 2026-11-20, or nothing",
        "line 4: valid_until: give a day that is not before valid_from",
    ]
    assert stored(database)["1", "en"].valid_from.isoformat() == "2026-01-01"


def test_json_lines(database, tmp_path):
    rows = [
        {"id": 7, "language": "fr", "title": "Réveil", "text": "Ouvrez l'horloge.", "more": 1},
        [1],
        {"id": "8", "language": None, "title": ["x"], "text": "T"},
    ]
    text = "\n".join([*map(json.dumps, rows), "", "{oops", "\ufeff"])
    (tmp_path / "a.jsonl").write_text(text)
    done, bad = bring_path(database, tmp_path / "a.jsonl")
    assert (done.new, [each.place for each in bad]) == (1, ["line 2", "line 3", "line 5", "line 6"])
    assert bad[1].reasons == ("language: give the two letters of ISO 639, like en, fr or zh", "title: give a text")


def test_a_file_in_another_encoding_loses_only_its_bad_rows(database, tmp_path):
    (tmp_path / "a.csv").write_bytes(b"id,language,title,text\n1,fr,R\xe9veil,Texte.\n2,fr,Alarme,Texte.\n")
    done, bad = bring_path(database, tmp_path / "a.csv")
    assert (done.new, [str(each) for each in bad]) == (1, ["line 2: title: write it in UTF-8"])


@pytest.mark.parametrize("content", [b"", b"id,title\n1,2\n", b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_a_file_that_is_none_says_what_it_needs(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(KnowledgeUnavailable, match=r"columns id, language, title, text|as CSV"):
        list(read_articles(tmp_path / "a.csv", "en"))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(KnowledgeUnavailable, match="not there"):
        list(read_articles(tmp_path / "no.csv", "en"))


def test_a_long_text_is_no_trouble_for_a_row(bring):
    assert bring([("1", "en", "Long", "word " * 150_000)])[0].new == 1
