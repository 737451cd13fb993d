"""Of each way through the call flow: how many calls took it, and whether a test does."""

from datetime import timedelta

from ivr.calls import TurnRecord
from ivr.dialog.script import Decision, Form, Goto, Script
from ivr.review import coverage
from ivr.review.coverage import edges, traffic, ways
from ivr.review.flow_picture import picture
from tests.review.conftest import Past


def on(slot, *forms):
    return Decision(slot, lambda slots: (), may=tuple(Goto(form) for form in forms))


FORMS = (Form("menu", (on("routed", "repair", "agent"),)), Form("repair", (on("told", "more"),)))
FORMS += (Form("more", (on("more_done", "menu"),)), Form("agent", (on("waited", "more"),)))
SCRIPT = Script({form.name: form for form in FORMS}, "menu")


def turn(form):
    return TurnRecord(None, "keys", form=form), ""


def test_calls_are_counted_once_for_each_way_also_where_a_turn_takes_several(database, now):
    past = Past(database, now)
    past.call(turn("menu"), turn("repair"), turn("menu"), turn("repair"))
    past.call(turn("menu"), turn("menu"))
    with database.reading_rows() as rows:
        taken, calls = traffic(rows, SCRIPT, now - timedelta(days=1))
    assert calls == 2
    assert taken == {("menu", "repair"): 1, ("repair", "more"): 1, ("more", "menu"): 1}


def test_the_most_frequent_way_comes_first_and_says_whether_it_is_tested():
    found = edges(SCRIPT, {("more", "menu"): 3}, 4, frozenset({("more_done", "menu")}))
    assert len(found) == len(ways(SCRIPT))
    assert (found[0].start, found[0].end, found[0].share, found[0].tested) == ("more", "menu", 0.75, True)
    assert not any(edge.tested for edge in found[1:])
    assert edges(SCRIPT, {}, 0, None)[0].tested is None


def test_golden_transcripts_tell_the_ways_they_take(tmp_path):
    assert coverage.tested_ways(tmp_path) is None
    (tmp_path / "one.txt").write_text("caller presses: 1\n    why: topic by keys; routed: repair; ask factor\n")
    assert coverage.tested_ways(tmp_path) == {("routed", "repair")}


def test_the_picture_puts_forms_by_their_distance_and_ways_by_their_share():
    found = edges(SCRIPT, {("menu", "repair"): 3, ("repair", "more"): 1}, 4, frozenset())
    drawn = picture(found, "menu", 4)
    at = {box.form: box for box in drawn.boxes}
    assert at["menu"].x < at["repair"].x == at["agent"].x < at["more"].x
    assert at["repair"].y != at["agent"].y
    assert [at[form].heat for form in ("menu", "repair", "more", "agent")] == [6, 5, 2, 0]
    widths = {(curve.edge.start, curve.edge.end): curve.width for curve in drawn.curves}
    assert widths["menu", "repair"] > widths["repair", "more"] > widths["menu", "agent"]
    assert len(drawn.curves) == len(found)
    assert all(box.x + 140 < drawn.width and box.y + 24 < drawn.height for box in drawn.boxes)


def test_a_flow_of_one_form_is_a_box():
    assert [box.form for box in picture([], "menu", 0).boxes] == ["menu"]
