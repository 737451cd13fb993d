"""Every log line of a call says whose it is and which turn: one search shows what happened to a caller."""

import io
import json
import logging
import re
import sqlite3
from pathlib import Path

import pytest

from ivr import logs
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from ivr.sources import LookupFailed
from ivr.telephony.reconciliation.__main__ import Reconciler
from ivr.turn import Ended
from ivr.turn.ending import to_json
from ivr.turn.lookups import LookUps
from tests.line import SID, Office, line_settings
from tests.telephony.rest_stand import rest_stand
from tests.telephony.test_every_call_ends import FailingTwilio

IVR = Path(logs.__file__).parent


@pytest.fixture
def lines():
    """What was logged, as production writes it."""
    written, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.formatter(production=True))
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)


@pytest.fixture
def told(lines):
    """The events of the log, each with the call and the turn it names."""
    return lambda: [(line["event"], line.get("call_sid"), line.get("turn")) for line in lines()]


def breaks(*_):
    raise LookupFailed("HTTP 503", permanent=False)


def explodes(*_):
    raise ZeroDivisionError


@pytest.mark.parametrize(("source", "event"), [(breaks, "a source gave no answer"), (explodes, "a source broke")])
def test_a_source_that_fails_is_logged_with_the_call_and_the_turn(sqlite_database, told, source, event):
    line = Office(sqlite_database, lookups=LookUps(sqlite_database, {"repair_tries": source})).line()
    line.rings().presses("1").presses(CUSTOMER_ORDER).presses(CUSTOMER_PHONE[-4:])
    assert told() == [(event, SID, 3)]


def test_a_webhook_that_fails_is_logged_with_the_call_and_its_turn(line, office, told):
    line.rings()
    held = sqlite3.connect(office.database.engine.url.database, isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    line.presses("1").hears("something went wrong")
    assert told() == [("a webhook failed", SID, 1)]


def test_what_is_done_in_the_background_is_logged_with_the_call_and_the_turn(sqlite_database, told):
    with rest_stand((500, {})) as twilio:
        office = Office(sqlite_database, line_settings(agent_numbers="+12025550110", twilio_api_url=twilio.url))
        office.line().rings().presses("0").fetch("/voice/wait", QueuePosition="1", QueueTime="0")
        office.edge.background.shutdown()
    assert told() == [("could not ring an agent", SID, 2)]


def test_the_next_request_on_the_same_thread_is_about_no_call(line, office, told):
    line.rings()
    line.client.post("/voice", data={"CallSid": "CA" + "2" * 32})  # not signed
    logging.getLogger("anything").warning("later")
    assert told() == [("later", None, None)]


def test_what_is_reconciled_says_which_call_and_what_comes_after_is_about_none(line, office, told):
    line.rings()
    office.edge.context.journal.add(to_json(Ended(SID, "completed", office.clock())))
    Reconciler(office.edge, FailingTwilio()).work()
    assert told()[-1] == ("Twilio can't be asked how our calls are", None, None)


def test_a_fact_of_the_journal_that_is_none_is_not_logged_as_the_call_before_it(line, office, told):
    line.rings()
    office.edge.context.journal.add(to_json(Ended(SID, "completed", office.clock())))
    office.edge.context.journal.add({"kind": "nonsense"})
    Reconciler(office.edge, FailingTwilio()).work()
    assert ("a fact of the journal can't be written", None, None) in told()


LOGGERS = re.compile(r"logging\.getLogger|import logging\b")
OURS = [file for file in IVR.rglob("*.py") if "simulator" not in file.relative_to(IVR).parts]
CONFIGURE = {"logs.py", "setting_values.py", "telephony/live_call.py"}  # they set or name levels


def test_there_is_one_logging_library():
    others = {str(file.relative_to(IVR)) for file in OURS if LOGGERS.search(file.read_text())}
    assert others == CONFIGURE


def test_no_line_names_its_call_by_hand():
    by_hand = re.compile(r"log\.\w+\([^)]*\b(call|call_sid|sid)=", re.DOTALL)
    assert [str(file) for file in OURS if by_hand.search(file.read_text()) and "console" not in file.parts] == []
