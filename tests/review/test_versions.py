"""A version is checked, published, and taken back; two who publish at once don't undo each other's work."""

import pytest

from ivr import review
from ivr.languages import LANGUAGES
from ivr.redaction import Redactors
from ivr.review import audit
from ivr.review.content import Change
from ivr.review.tables import DraftRow

REDACTORS = Redactors(LANGUAGES.values())
MEND = Change("sentence", "en", "repair", "can you mend my phone")
FIX = Change("sentence", "en", "repair", "fix it please")


def made_good(session, change, who, now):
    """Draft a change, have it checked and found good; return the version."""
    review.add(session, change, who, now)
    number = review.start_check(session, who, now)
    review.finish(session, number, "ready", {})
    return number


def in_use(session):
    return {change.text for change in review.content_of(session, review.published(session).version)}


def test_what_was_checked_is_published_and_taken_back(database, now):
    with database.writing() as session:
        number = made_good(session, MEND, "Ada", now)
        assert in_use(session) == set()
        assert review.publish(session, number, "Ada", now).number == 1
        assert in_use(session) == {MEND.text}
        assert review.drafts(session) == []
        second = made_good(session, FIX, "Bob", now)
        review.publish(session, second, "Bob", now)
        assert in_use(session) == {MEND.text, FIX.text}
        review.take_back(session, "Ada", now)
        assert in_use(session) == {MEND.text}
        review.take_back(session, "Ada", now)
        assert in_use(session) == set()
        with pytest.raises(review.NotPublished, match="nothing to take back"):
            review.take_back(session, "Ada", now)
        assert {"draft", "check", "publish", "take back"} == {entry.what for entry in audit.entries(session)}
        assert audit.first_broken(session) is None


def test_who_publishes_second_is_told_to_check_again_and_loses_nothing(database, now):
    with database.writing() as session:
        first = made_good(session, MEND, "Ada", now)
        second = made_good(session, FIX, "Bob", now)
        review.publish(session, first, "Ada", now)
        with pytest.raises(review.NotPublished, match="Ada has published version"):
            review.publish(session, second, "Bob", now)
        assert [draft.change for draft in review.drafts(session)] == [FIX]
        again = review.start_check(session, "Bob", now)
        review.finish(session, again, "ready", {})
        review.publish(session, again, "Bob", now)
        assert in_use(session) == {MEND.text, FIX.text}


@pytest.mark.parametrize("status", ["checking", "failed"])
def test_what_was_not_found_good_is_not_published(database, now, status):
    with database.writing() as session:
        review.add(session, MEND, "Ada", now)
        number = review.start_check(session, "Ada", now)
        review.finish(session, number, status, {})
        with pytest.raises(review.NotPublished):
            review.publish(session, number, "Ada", now)
        with pytest.raises(review.NotPublished):
            review.publish(session, 999, "Ada", now)


def test_nothing_waits_nothing_is_checked(database, now):
    with database.writing() as session:
        assert review.start_check(session, "Ada", now) is None
        id_ = review.add(session, MEND, "Ada", now)
        assert review.drop(session, id_, "Ada", now)
        assert not review.drop(session, id_, "Ada", now)
        assert session.query(DraftRow).count() == 0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (Change("sentence", "en", "repair", "my name is rosamunde"), "may be personal: rosamunde"),
        (Change("sentence", "en", "repair", "call me at 202 555 0143"), "may be personal"),
        (Change("sentence", "en", "repair", "mend [agent]"), "words alone"),
        (Change("sentence", "en", "repair", "@written"), "words alone"),
        (Change("sentence", "en", "repair", "<script>alert(1)</script>"), "words alone"),
        (Change("sentence", "en", "repair", " "), "words alone"),
        (Change("sentence", "en", "../repair", "mend it"), "no topic"),
        (Change("sentence", "xx", "repair", "mend it"), "no language"),
        (Change("phrase", "en", "main_menu", "mend it", like="elephants"), "does not take"),
        (Change("phrase", "en", "../../etc/passwd", "mend it", like="elephants"), "passwd"),
    ],
)
def test_what_may_not_be_kept_is_refused_in_a_sentence(change, why):
    with pytest.raises(review.BadChange, match=why):
        review.checked(change, REDACTORS, LANGUAGES)


def test_words_are_kept_in_small_letters():
    kept = review.checked(Change("sentence", "en", "repair", "  Can you  MEND my phone"), REDACTORS, LANGUAGES)
    assert kept.text == "can you mend my phone"
