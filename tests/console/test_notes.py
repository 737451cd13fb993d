"""Notes at a moment of a call, labels, and the call as a scenario."""

import yaml

from ivr.review import audit
from tests.console.test_calls import reveals


def writes(somebody, text, moment="12.5"):
    return somebody.sends("/calls/CA1/notes", page="/calls/CA1", text=text, moment=moment)


def test_a_note_stands_at_its_moment_with_who_wrote_it(somebody, a_call):
    reviewer = somebody("reviewer", "Ada")
    writes(reviewer, "He wanted <b>Boston</b>.")
    page = reviewer.sees("/calls/CA1")
    assert '<a href="#t=12.5">0:12</a> He wanted &lt;b&gt;Boston&lt;/b&gt;.' in page
    assert "Ada, " in page


def test_a_note_without_words_or_at_no_moment_is_refused(somebody, a_call):
    reviewer = somebody("reviewer")
    assert writes(reviewer, "").status_code == 400
    assert writes(reviewer, "late", moment="-1").status_code == 400
    assert writes(reviewer, "late", moment="soon").status_code == 400


def test_a_label_is_given_once_and_taken_away_and_the_audit_log_says_so(supervisor, a_call, sqlite_database):
    for _ in range(2):
        supervisor.sends("/calls/CA1/labels", page="/calls/CA1", label=" training ")
    assert supervisor.sees("/calls/CA1").count('name="label" value="training"') == 1
    supervisor.sends("/calls/CA1/labels/drop", page="/calls/CA1", label="training")
    assert "training" not in supervisor.sees("/calls/CA1")
    with sqlite_database.reading() as session:
        assert [each.what for each in audit.entries(session)][:2] == ["label dropped", "label"]


def test_a_viewer_neither_reads_nor_writes_notes(somebody, a_call):
    writes(somebody("reviewer", "Ada"), "a word about the caller")
    assert "a word about the caller" not in somebody("viewer", "Bob").sees("/calls/CA1")


def test_a_call_is_a_scenario_whose_masked_answers_are_variables(supervisor, a_call):
    known = yaml.safe_load(supervisor.sees("/calls/CA1/scenario.yaml"))
    assert known["variables"] == {"number_1": "zero"}
    assert known["steps"] == [
        {"hear": "How can I help"},
        {"say": "where is my repair"},
        {"hear": "Your order number"},
        {"say": "${number_1}"},
        "hangup",
    ]


def test_after_a_reveal_the_scenario_has_the_answers(supervisor, a_call):
    reveals(supervisor)
    known = yaml.safe_load(supervisor.sees("/calls/CA1/scenario.yaml"))
    assert known["variables"] == {"number_1": "four seven two nine one six"}


def test_the_simulator_takes_the_scenario(supervisor, a_call, tmp_path):
    from ivr.simulator.phone.scenario_file import load

    file = tmp_path / "call.yaml"
    file.write_text(supervisor.sees("/calls/CA1/scenario.yaml"))
    assert len(load(file).steps) == 5
