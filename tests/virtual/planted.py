"""Bugs planted one at a time, to see that the rules catch them: each swaps a function of the hotline for a worse one.

Only this tool changes the hotline from outside; nothing in `ivr` knows of it.
"""

import asyncio
import itertools
import logging
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch
from xml.etree.ElementTree import Element, SubElement

from sqlalchemy import text

import ivr.routing
import ivr.telephony.media.call_stream as call_stream
import ivr.telephony.media.conversation as conversation
import ivr.telephony.webhooks as webhooks
import ivr.turn.answer as answer
import ivr.turn.opening as opening
import ivr.turn.pipeline as pipeline
import ivr.turn.understanding as understanding
from ivr.dialog.events import NoMatch
from ivr.routing.tables import QueueVisitRow
from ivr.telephony.last_resort import LastResort
from ivr.telephony.live_call import LiveCall, Pushed
from ivr.telephony.media.conversation import Conversation
from ivr.telephony.twiml import TwimlRenderer, serialise
from ivr.telephony.urls import Urls
from ivr.telephony.waiting_room import WaitingRoom
from ivr.turn import ending, stored

log = logging.getLogger("ivr.planted")
REAL = {
    "take": pipeline.take,
    "hang_up": ending.hang_up,
    "join": ivr.routing.join,
    "change": answer.change,
    "pressed": understanding.pressed,
    "push": LiveCall.push,
    "gather": TwimlRenderer._gather,
    "keys": TwimlRenderer._keys,
    "listening": conversation.listening,
    "keep": conversation.keep_utterance,
}


def no_turn_check(services, sid, turn, given, *ring):
    return REAL["take"](services, sid, None, given, *ring)


def empty_for_the_late(services, sid, turn, given, *ring):
    now = stored(services, sid)
    reply = REAL["take"](services, sid, turn, given, *ring)
    late = now is not None and turn not in (None, now.turn)
    return replace(reply, twiml="<Response/>") if late else reply


def other_bytes_each_time(services, sid, turn, given, *ring, count=itertools.count()):  # noqa: B008 - one count
    reply = REAL["take"](services, sid, turn, given, *ring)
    return replace(reply, twiml=reply.twiml + f"<!-- {next(count)} -->")


def logs_the_number(services, sid, turn, given, *ring):
    log.info("call from %s", ring[0].caller if ring else "")
    return REAL["take"](services, sid, turn, given, *ring)


def logs_the_keys(services, sid, turn, given, *ring):
    log.info("input %s", given)
    return REAL["take"](services, sid, turn, given, *ring)


def logs_the_words(services, sid, turn, recognition):
    log.info("heard %s", recognition.text)
    return REAL["keep"](services, sid, turn, recognition)


def ends_again(services, sid, status, at):
    with services.database.writing() as session:
        session.execute(text("UPDATE calls SET ended_at = NULL WHERE sid = :sid"), {"sid": sid})
    REAL["hang_up"](services, sid, status, at)


def ends_without_a_record(services, sid, status, at):
    with services.database.writing() as session:
        ending.calls.end(session, sid, status, at)


def nothing(*_args, **_named):
    return None


def joins_twice(session, sid, queue, topic, at):
    REAL["join"](session, sid, queue, topic, at)
    session.add(QueueVisitRow(call_sid=sid, queue=queue, topic=topic, joined_at=at, result=""))


def stops_no_stream(*args):
    return replace(REAL["change"](*args), stop="")


def zero_is_dead(keys, *args):
    return NoMatch(keys) if keys == "0" else REAL["pressed"](keys, *args)


def pushes_twice(live, *args):
    REAL["push"](live, *args)
    return REAL["push"](live, *args)


def pushes_nothing(*_args):
    return Pushed.DONE


def no_way_on(renderer, response, document, listen):
    gather = Element("Gather", REAL["keys"](renderer, document, listen))
    renderer._ask(response, gather, document, listen)


def a_minute_to_answer(renderer, document, listen):
    return REAL["keys"](renderer, document, listen) | {"timeout": "60"}


def bad_attribute(renderer, document, listen):
    return REAL["keys"](renderer, document, listen) | {"numDigits": "many"}


def relative_address(urls, turn, what):
    return f"/voice/{turn}/{what}"


def silent_wait(*_args):
    response = Element("Response")
    SubElement(response, "Pause", length="20")
    return serialise(response)


def hears_through_the_notice(reply, now):
    return REAL["listening"](replace(reply, guarded_seconds=0.0), now)


def hangs_up_on_faults(*_args):
    response = Element("Response")
    SubElement(response, "Hangup")
    return serialise(response)


async def always_asked(*_args):
    await asyncio.sleep(0)
    return True


def forgets_the_notice(scene, _given):
    return scene


def by_the_date(talk, _reply):
    return talk._edge.context.clock()


BUGS = {
    "drops the turn check": (webhooks, "take", no_turn_check),
    "answers a late webhook with an empty document": (webhooks, "take", empty_for_the_late),
    "answers a repeated webhook with other bytes": (webhooks, "take", other_bytes_each_time),
    "logs the caller's number": (webhooks, "take", logs_the_number),
    "logs what was pressed": (webhooks, "take", logs_the_keys),
    "logs what was said": (conversation, "keep_utterance", logs_the_words),
    "swallows a hang-up": (ending, "hang_up", nothing),
    "ends a call once for each status callback": (ending, "hang_up", ends_again),
    "ends a call without a record": (ending, "hang_up", ends_without_a_record),
    "loses a queue result": (ivr.routing, "leave", nothing),
    "leaves callers who are gone in the queue": (ivr.routing, "call_ended", nothing),
    "joins the queue twice": (ivr.routing, "join", joins_twice),
    "lets the stream run on in the queue": (answer, "change", stops_no_stream),
    "takes 0 for a wrong key": (understanding, "pressed", zero_is_dead),
    "pushes every document twice": (LiveCall, "push", pushes_twice),
    "pushes nothing": (LiveCall, "push", pushes_nothing),
    "forgets the way on after silence": (TwimlRenderer, "_gather", no_way_on),
    "waits a minute for a key": (TwimlRenderer, "_keys", a_minute_to_answer),
    "writes an attribute Twilio does not know": (TwimlRenderer, "_keys", bad_attribute),
    "writes relative addresses": (Urls, "turn", relative_address),
    "lets callers wait in silence": (WaitingRoom, "wait", silent_wait),
    "keeps words said before the notice": (conversation, "listening", hears_through_the_notice),
    "listens after a key cut the notice off": (opening, "before_notice", forgets_the_notice),
    "times the notice by a clock that is set": (Conversation, "_now", by_the_date),
    "hangs up when the document of last resort is due": (LastResort, "__call__", hangs_up_on_faults),
    "silences a new prompt for an old turn": (Conversation, "_is_asked", always_asked),
    "asks a waiting caller to queue again": (LastResort, "again", hangs_up_on_faults),
    "lets no stream in": (call_stream, "open_stream", nothing),
}


@contextmanager
def planted(name):
    """Run the block with one bug."""
    where, what, worse = BUGS[name]
    with patch.object(where, what, worse):
        yield
