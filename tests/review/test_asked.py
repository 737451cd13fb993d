"""Of each question's error paths and phrases: how many callers take them, and whether a test does."""

from datetime import timedelta

from ivr.dialog.script import Field, Form, Script
from ivr.review import asked
from ivr.review.asked import answers, error_paths, phrases
from tests.review.conftest import Past, pressed, refused, taken

SCRIPT = Script({"main_menu": Form("main_menu", (Field("topic", ("main_menu",), ()),))}, "main_menu")
GOLDEN = """hotline: What is it about?
    listens for topic: main_menu
caller says: my repair
    why: topic is repair; routed: repair
caller is silent
    why: noinput 1 of 3
"""


def test_error_paths_and_phrases_have_their_share_and_their_test(database, now, tmp_path):
    past = Past(database, now)
    past.call(refused("mend it"), taken("my repair", "repair"))
    past.call(taken("my repair", "repair"), taken("a screen", "screen"), pressed("1"))
    past.looked_through()
    (tmp_path / "one.txt").write_text(GOLDEN)
    tested = asked.tested_answers(tmp_path)
    with database.reading_rows() as rows:
        known = answers(rows, now - timedelta(days=1))
    found = [(path.kind, path.times, path.share, path.tested) for path in error_paths(SCRIPT, known, tested)]
    assert found == [("nomatch", 1, 0.2, False), ("noinput", 0, 0.0, True)]
    said = [(phrase.words, phrase.times, phrase.tested) for phrase in phrases(known, tested)]
    assert said == [("my repair", 2, True), ("a screen", 1, False)]
    assert phrases(known, None)[0].tested is None


def test_without_transcripts_nobody_knows_what_is_tested(tmp_path):
    assert asked.tested_answers(tmp_path) is None
