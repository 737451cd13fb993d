"""Write down what today's code stores after each step of whole calls: `python -m tests.codec.recording VERSION`.

To be run on the code that is about to change what is stored, under the name of the next version, and for a new service
under that of the newest (`... recording version_1 hours`). The calls and commands of a service are written beside its
own tests. Older files stay: a call that began with any of them must go on.
"""

import json
import sys
import time
from collections import ChainMap
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from sqlalchemy import select

import ivr.hotline.all_tables  # noqa: F401 - the tables join the metadata
from ivr import logs
from ivr.calls.tables import CallRow, LookUpRow
from ivr.outbox.tables import OutboxRow
from ivr.services import SERVICES
from ivr.settings import Settings
from ivr.speech import Recognition, Word
from ivr.storage import Database, Keyring, new_key
from ivr.telephony import wire
from ivr.telephony.token import AgentTicket, RecordingTicket, StreamTicket, Tokens
from ivr.turn.ending import Ended, QueueVisitEnded, to_json
from ivr.turn.inputs import Utterance
from tests.codec.stored import TESTS
from tests.every_service import SHARED, Player, every_table
from tests.line import SID, Clock
from tests.services.whole_calls import begins, own_calls
from tests.telephony.rest_stand import rest_stand

SLOW = {"slow_look_up": (*begins("repair", "472916", "2025550000"), ("waits",), ("presses", "0"))}
"""A call whose sources all come late: the answer is stored, with the try that it counts."""

TICKETS = {
    "stream": StreamTicket(SID, "asr-1"),
    "recording": RecordingTicket(SID, 3, "RE" + "1" * 32),
    "agent": AgentTicket("agents"),
}


def recorded(folder, stories):
    """Return what is stored in these calls, and what the commands are told, by their kinds."""
    keyring = Keyring.from_text(new_key(), new_key())
    tables = every_table(folder / "every.sqlite3", keyring)
    with rest_stand((201, {"sid": "SM" + "1" * 32})) as texts:
        calls, payloads = {}, {}
        for number, (name, story) in enumerate(stories.items()):
            (here := folder / str(number)).mkdir()
            database = Database(f"sqlite:///{copy(tables, here / 'hotline.sqlite3')}", keyring)
            player = Player(database, here, texts.url)
            calls[name] = list(steps(player, story, slow=name in SLOW))
            player.works()
            payloads |= player.taken
            database.dispose()
    return calls, payloads


def steps(player, story, slow):
    """Play a story, and yield what is stored after each step."""
    if slow:
        player.is_late()
    for what, *given in story:
        player.does(what, *given)
        yield {"do": [what, *given], "at": player.office.clock().isoformat(), **stored(player, slow)}


def stored(player, slow):
    """Return what is stored with the call, the commands that wait, and a look-up's late answer."""
    with player.office.database.reading() as session:
        call = session.scalars(select(CallRow).where(CallRow.sid == SID)).one()
        waiting = session.scalars(select(OutboxRow).where(OutboxRow.status == "waiting"))
        commands = [{"kind": row.kind, "key": row.key, "payload": row.payload} for row in waiting]
        here = {"turn": call.turn, "state": call.state, "reply": call.reply, "commands": commands}
        here["stream"] = [call.stream_name, call.stream_status]
    document = player.line.bytes.decode()
    here["document"] = "" if document == call.reply["twiml"] else document
    return here | ({"lookup": late_answer(player, call)} if slow and call.reply["pending"] else {})


def late_answer(player, call, seconds=30.0):
    """Wait for the answer of the look-up that is under way."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with player.office.database.reading() as session:
            for row in session.scalars(select(LookUpRow).where(LookUpRow.turn == call.turn - 1)):
                return {each: getattr(row, each) for each in ("turn", "slot", "status", "value", "commands")}
        time.sleep(0.02)
    raise AssertionError("no answer")


def utterance():
    """Return an utterance with something in every part."""
    words = (Word("where", 0.0, 0.2, 0.9), Word("is", 0.3, 0.4, 0.8))
    meaning = {"topic": "repair"}
    nbest = ((meaning, 0.9), ("other", 0.1))
    heard = Recognition(
        "where is", words, meaning, ("other",), 0.91, "accept", "main_menu", b"\xff" * 80, 0.1, 0.4, nbest
    )
    return Utterance(heard, 7)


def tokens():
    return {name: Tokens(type(ticket), "secret", Clock()).make(ticket) for name, ticket in TICKETS.items()}


def facts():
    """Return what waits in the journal."""
    now = Clock()()
    return [to_json(fact) for fact in (QueueVisitEnded(SID, "hangup", 12, now), Ended(SID, "completed", now))]


def write(file, names, kinds, **more):
    """Write the calls of these names and the commands of these kinds."""
    told = {"calls": {name: calls[name] for name in names}, "payloads": {kind: payloads[kind] for kind in kinds}} | more
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    file.write_text(text.replace('{"do"', '\n{"do"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    logs.configure(Settings(_env_file=None))
    version, *only = sys.argv[1:]
    written = [service for service in SERVICES if not only or service.name in only]
    stories = dict(ChainMap(*(own_calls(each, "STORIES") for each in written), {} if only else SHARED | SLOW))
    with TemporaryDirectory() as made:
        calls, payloads = recorded(Path(made), stories)
    for service in written:
        if own := own_calls(service, "STORIES"):
            write(TESTS / "services" / service.name / f"{version}.json", own, payloads.keys() & {*service.commands})
    if not only:
        others = payloads.keys() - {kind for service in SERVICES for kind in service.commands}
        beside = {"facts": facts(), "wire": wire.dump(utterance()), "tokens": tokens()}
        write(TESTS / "codec" / f"{version}.json", SHARED | SLOW, others, **beside)
