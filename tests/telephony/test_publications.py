"""What supervisors publish is heard by processes that run already, and taken back there too."""

import asyncio

import pytest

from ivr import review
from ivr.languages import LANGUAGES
from ivr.review.content import Change
from ivr.speech import Speech
from ivr.speech.grammar import load
from ivr.telephony.media.publications import Publications
from tests.review.small_hotline import small_grammars

MEND = Change("phrase", "en", "small_menu", "mend it", like="repair")


class Heard(Speech):
    """Speech that remembers with which grammars it hears."""

    def __init__(self):
        super().__init__({})
        self.folder = None

    async def use(self, grammars, readers):
        await super().use(grammars, readers)
        self.folder = grammars

    def takes(self, words):
        return bool(load("small_menu", folder=self.folder / "en", language=LANGUAGES["en"]).meanings(words))


@pytest.fixture
def publications(database, tmp_path):
    grammars = small_grammars(tmp_path / "small" / "grammars")
    return Publications(database, grammars, tmp_path / "versions", {"en": LANGUAGES["en"]}, lambda folder: {})


def publish(database, change, now):
    with database.writing() as session:
        review.add(session, change, "Ada", now)
        number = review.start_check(session, "Ada", now)
        review.finish(session, number, "ready", {})
        review.publish(session, number, "Ada", now)


def test_calls_are_heard_with_what_is_published_and_no_more_when_it_is_taken_back(publications, database, now):
    speech = Heard()
    assert not asyncio.run(publications.look(speech))
    publish(database, MEND, now)
    assert asyncio.run(publications.look(speech))
    assert speech.takes("mend it")
    assert not asyncio.run(publications.look(speech))
    with database.writing() as session:
        review.take_back(session, "Ada", now)
    assert asyncio.run(publications.look(speech))
    assert not speech.takes("mend it")


def test_what_cannot_be_used_leaves_the_grammars_as_they_are(publications, database, now):
    speech = Heard()
    publish(database, Change("phrase", "en", "small_menu", "mend it", like="elephants"), now)
    assert not asyncio.run(publications.look(speech))
    assert speech.folder is None
