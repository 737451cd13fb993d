"""Calls in which something was not understood, as the memory of calls has them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ivr import calls, review
from ivr.calls import NewCall, NewUtterance, TurnRecord
from ivr.intents.encoder import encoder
from ivr.languages import LANGUAGES
from ivr.redaction import Redactors
from tests.speech.conftest import model, pool, run, say  # noqa: F401 - fixtures

REDACTORS = Redactors(LANGUAGES.values())


class Past:
    """Make past calls of few turns, and let the jobs look through them."""

    def __init__(self, database, now):
        self.database, self.now, self.made = database, now, 0

    def call(self, *turns, language="en", outcome=""):
        """Keep a call of these turns, each a TurnRecord with `transcript` where it was spoken."""
        self.made += 1
        sid, at = f"CA{self.made:04}", self.now - timedelta(minutes=self.made)
        with self.database.writing() as session:
            calls.begin(session, NewCall(sid, "inbound", "+12025550143", "+12025550100", language, at))
            for number, (record, transcript) in enumerate(turns):
                id_ = None
                if record.input == "speech":
                    id_ = calls.add_utterance(session, NewUtterance(sid, number, at, b"\xff" * 4000))
                    calls.transcribe(session, id_, transcript)
                timed = replace(record, at=at, utterance_id=id_)
                calls.save_turn(session, sid, number, state={}, reply={}, record=timed)
            calls.end(session, sid, "completed", at + timedelta(seconds=40))
            calls.set_outcome(session, sid, outcome, "")
        return sid

    def looked_through(self):
        """Index, collect and group, as the jobs do."""
        with self.database.writing_rows() as rows:
            while done := calls.index_calls(rows, REDACTORS, {}):
                review.collect(rows, done)
        while review.group(self.database, encoder()):
            pass

    def listed(self, **wanted):
        day = timedelta(days=1)
        with self.database.reading() as session:
            asked = review.Wanted(self.now - day, self.now + day, **wanted)
            return review.list_groups(session, asked)


def refused(words, field="topic", **more):
    return TurnRecord(None, "speech", form="main_menu", field=field, heard="um", decision="reject", **more), words


def taken(words, meaning, field="topic", decision="accept"):
    record = TurnRecord(None, "speech", form="main_menu", field=field, heard=words, meaning=meaning, decision=decision)
    return record, words


def pressed(keys, meaning=None, field="topic"):
    return TurnRecord(None, "keys", form="main_menu", field=field, heard=keys, meaning=meaning), ""


HANGS_UP = (TurnRecord(None, "hangup", form="main_menu", field="topic"), "")


@pytest.fixture
def past(database, now):
    return Past(database, now)
