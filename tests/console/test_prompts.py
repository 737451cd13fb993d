"""Supervisors give prompts other words, hear them before, and publish them as they do sentences."""

from datetime import UTC, datetime

import pytest

from ivr import review
from ivr.dialog.instructions import Say
from ivr.offline_voice import is_installed
from ivr.review.content import Change

NEW, SAID = "Thank you for calling {brand}. Bye now.", "Thank you for calling Acme. Bye now."


@pytest.fixture
def published(sqlite_database):
    now = datetime.now(UTC)
    with sqlite_database.writing() as session:
        review.add(session, Change("prompt", "en", "goodbye", NEW), "Ada", now)
        number = review.start_check(session, "Ada", now)
        review.finish(session, number, "ready", {"problems": []})
        review.publish(session, number, "Ada", now)


def keeps(browser, text, target="goodbye"):
    page = f"/prompts/en/{target}"
    return browser.sends("/changes", page, kind="prompt", language="en", target=target, text=text)


def test_prompts_are_found_by_name_and_words(supervisor):
    page = supervisor.sees("/prompts/en?words=goodbye")
    assert "/prompts/en/goodbye" in page
    assert "/prompts/en/notice" not in page
    assert "No prompt fits" in supervisor.sees("/prompts/fr?words=xyzzy")


def test_other_words_are_kept_for_the_next_version(supervisor):
    assert "Kept for the next version" in keeps(supervisor, NEW).text
    assert "Waits to be checked" in supervisor.sees("/prompts/en/goodbye")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Goodbye.", "values have to stay"),
        ("Goodbye {brand} [1].", "keys in"),
        ("Thank you for calling {brand}, " + "bye " * 17, "one to 16 words"),
        ("Call 5 of us", "write keys as"),
    ],
)
def test_words_that_break_a_rule_are_told(supervisor, text, why):
    answer = keeps(supervisor, text)
    assert answer.status_code == 400
    assert why in answer.text


def test_what_is_published_is_said_by_processes_that_run(app, supervisor, published):
    prompts = app.extensions["prompts"]
    assert prompts.look()
    assert not prompts.look()
    assert prompts._speak(Say("goodbye"), "en").spoken.text == SAID
    page = supervisor.sees("/prompts/en/goodbye")
    assert f'In use, in English: <span class="text-body text-break" lang="en">{NEW}' in page
    assert "Version 1" in page
    supervisor.sends("/changes/take-back", "/changes")
    assert prompts.look()
    assert prompts._speak(Say("goodbye"), "en").spoken.text != SAID


def test_it_says_how_long_other_words_take(supervisor):
    assert "These words take about 2" in supervisor.sees(f"/prompts/en/goodbye?text={NEW}")


@pytest.mark.skipif(not is_installed("fr"), reason="no voice")
def test_other_words_are_heard_before(supervisor):
    answer = supervisor.opens("/prompts/fr/goodbye/sound.wav?text=Merci, au revoir.")
    assert answer.data.startswith(b"RIFF")
    assert supervisor.opens("/prompts/fr/goodbye/sound.wav?text=").status_code == 400


@pytest.mark.parametrize("path", ["/prompts/xx", "/prompts/en/no_such", "/prompts/en/no_such/sound.wav"])
def test_what_is_not_there(supervisor, path):
    assert supervisor.opens(path).status_code == 404
