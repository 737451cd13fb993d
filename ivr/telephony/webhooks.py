"""Twilio's webhooks: check the signature, read the parameters, take the turn, answer TwiML.

Everything here answers quickly and never with an empty document, because Twilio hangs up on that.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import NoReturn

import structlog
from flask import Blueprint, Response, abort, g, request
from werkzeug.exceptions import HTTPException

from ivr import routing
from ivr.calls.copies import want_recording_forgotten
from ivr.logs import about_call, about_no_call
from ivr.storage import answer_within, no_hurry
from ivr.telephony.agents import gave_pin, gives_pin, is_asked_for_pin, note_agent, note_taken, ring_agents, was_called
from ivr.telephony.edge import Edge
from ivr.telephony.signed import read_parameters, refuse_strangers
from ivr.telephony.withheld import caller_of
from ivr.turn import Ended, QueueVisitEnded, language_and_stream, note, note_stream, stored, take, write
from ivr.turn.ending import DATABASE_ERRORS
from ivr.turn.inputs import Broken, Continue, Digits, Input, QueueLeft, Ring, Silence

DATABASE_SECONDS = 3.0
"""What the database may take of the four seconds in which a caller should be answered."""
FINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
TALKED = frozenset({"answered", "completed"})
COPY_NEEDED = timedelta(minutes=1)
"""How long Twilio's copy of a recording is left there: it is fetched within seconds, at most twice."""
PIN_TRIES = 3
"""How often a caller is asked for an agent's PIN."""

FIRST = ("telephony.incoming", "telephony.agent_pin")
"""Routes of calls that have had no turn yet."""

TRIED = "tried"
"""Says in an address that the call comes back from a document of last resort."""

HANG_UP_KEY = HUNG_UP = "hangup"
END_OF_SPEECH_KEY = "#"
FINISHING_KEYS = tuple("0123456789*#")

log = structlog.get_logger(__name__)
Params = Mapping[str, str]


class Webhooks:
    """Answer Twilio about calls."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def blueprint(self) -> Blueprint:
        """Return the routes; they check Twilio's signature, so no other protection (CSRF) may stand before them."""
        routes = Blueprint("telephony", __name__)
        routes.before_request(self._check)
        routes.teardown_request(lambda _: about_no_call())
        routes.teardown_request(lambda _: no_hurry())
        routes.register_error_handler(Exception, self._rescue)
        for path, view in self._views().items():
            routes.add_url_rule(path, view.__name__, view, methods=["POST"])
        return routes

    def _views(self) -> dict[str, Callable[..., Response]]:
        return {
            "/voice": self.incoming,
            "/voice/<int:turn>/keys": self.keys,
            "/voice/<int:turn>/timeout": self.timeout,
            "/voice/<int:turn>/continue": self.go_on,
            "/voice/<int:turn>/recorded": self.recorded,
            "/voice/<int:turn>/message": self.message,
            "/voice/<int:turn>/queue": self.left_queue,
            "/voice/wait": self.wait,
            "/voice/wait/keys": self.waiting_keys,
            "/voice/connecting": self.connecting,
            "/voice/agent/called/<token>": self.called_agent,
            "/voice/agent/pin/<int:number>": self.agent_pin,
            "/voice/agent/after": self.after_agent,
            "/voice/status": self.status,
            "/voice/stream": self.stream,
            "/voice/fallback": self.fallback,
        }

    def incoming(self) -> Response:
        """Answer a call; who calls from an agent's number may give a PIN and take the next caller of the queue."""
        if is_asked_for_pin(self._edge, g.params.get("From", "")):
            return self._ask_pin(1)
        return self._take(0, replace(_ring(g.params), form=self._asked_form()))

    def keys(self, turn: int) -> Response:
        """Take what was pressed; Gather says so too when nothing was."""
        keys, ended = g.params.get("Digits", ""), g.params.get("FinishedOnKey", "") in FINISHING_KEYS
        return self._take(turn, Digits(keys, ended) if keys else Silence(ended))

    def timeout(self, turn: int) -> Response:
        """Take it that nothing was pressed."""
        return self._take(turn, Silence())

    def go_on(self, turn: int) -> Response:
        """Give the answer that the caller waits for, or the current document once more."""
        return self._take(turn, Continue())

    def recorded(self, turn: int) -> Response:
        """Take what was recorded, unless a key ended it that means something itself."""
        key, recording = g.params.get("Digits", ""), g.params.get("RecordingSid", "")
        if recording:
            self._forget_later(recording)
        if key == HANG_UP_KEY:
            return self._take(turn, Continue())
        if key not in ("", END_OF_SPEECH_KEY):
            return self._take(turn, Digits(key))
        return self._take(turn, self._edge.recorded.heard(g.params["CallSid"], turn, recording))

    def message(self, turn: int) -> Response:
        """Take a message that was recorded to be kept, also of a caller who hung up at its end."""
        key, recording = g.params.get("Digits", ""), g.params.get("RecordingSid", "")
        if recording:
            self._forget_later(recording)
        if key not in ("", END_OF_SPEECH_KEY, HANG_UP_KEY):
            return self._take(turn, Digits(key))
        return self._take(turn, self._edge.recorded.heard(g.params["CallSid"], turn, recording))

    def _forget_later(self, recording: str) -> None:
        """Have Twilio delete its copy once we have heard it; what can't be written now the reconciliation finds."""
        context = self._edge.context
        with suppress(*DATABASE_ERRORS), context.database.writing_rows() as rows:
            want_recording_forgotten(rows, recording, context.clock() + COPY_NEEDED)

    def left_queue(self, turn: int) -> Response:
        """Go on with a caller who is back from the queue."""
        params, context = g.params, self._edge.context
        sid, left = params["CallSid"], QueueLeft(params.get("QueueResult", "error"), int(params.get("QueueTime") or 0))
        over = left.result == HUNG_UP or params.get("CallStatus") in FINAL  # the callback may precede our knowing it
        try:
            answer = self._take(turn, left)
            if over:
                write(context, Ended(sid, "completed", context.clock()))
                answer = self._take(turn, left)
            return answer
        except DATABASE_ERRORS:
            with suppress(*DATABASE_ERRORS):
                note(context, QueueVisitEnded(sid, left.result, left.seconds, context.clock()))
            if over:
                note(context, Ended(sid, "completed", context.clock()))
            raise

    def wait(self) -> Response:
        """Tell a waiting caller the place in line, play music, and ring the agents once more."""
        params, language = g.params, self._language()
        self._edge.background.submit(ring_agents, self._edge, params.get("To", ""))
        position, waited = int(params.get("QueuePosition") or 1), int(params.get("QueueTime") or 0)
        return _twiml(self._edge.waiting_room.wait(params.get("CallSid", ""), position, waited, language))

    def waiting_keys(self) -> Response:
        """Repeat the place in line, or let the caller leave the queue."""
        return _twiml(self._edge.waiting_room.key(g.params.get("Digits", "")))

    def connecting(self) -> Response:
        """Tell the caller that an agent is there, and note who."""
        if agents_call := g.params.get("DequeingCallSid"):
            note_taken(self._edge, g.params["CallSid"], agents_call)
        return _twiml(self._edge.waiting_room.connecting(self._language()))

    def called_agent(self, token: str) -> Response:
        """Put an agent whom we called together with the next caller; what is not our call is a caller's."""
        if was_called(self._edge, token):
            note_agent(self._edge, g.params.get("To", ""), g.params["CallSid"])
            return self._next_caller()
        return self._nobody() if _is_ours(g.params) else self._take(None, Continue())

    def agent_pin(self, number: int) -> Response:
        """Take the PIN of an agent who calls in; who gives none, or wrong ones, is a caller."""
        pin = g.params.get("Digits", "")
        if len(pin) != routing.PIN_DIGITS:
            return self._take(0, _ring(g.params))
        if gives_pin(self._edge, g.params.get("From", ""), pin, g.params["CallSid"]):
            return self._next_caller()
        log.warning("a caller from an agent's number gave a wrong PIN")
        return self._ask_pin(number + 1) if number < PIN_TRIES else self._take(0, _ring(g.params))

    def after_agent(self) -> Response:
        """End an agent's call after the talk, or when nobody came."""
        talked = g.params.get("DialCallStatus") in TALKED
        return _twiml(self._edge.waiting_room.goodbye()) if talked else self._nobody()

    def status(self) -> Response:
        """Note the end of a call; other statuses tell nothing new."""
        status = g.params.get("CallStatus", "")
        if status in FINAL:
            note(self._edge.context, Ended(g.params["CallSid"], status, self._edge.context.clock()))
        return _nothing()

    def stream(self) -> Response:
        """Note that a media stream ended, whoever ended it."""
        name = g.params.get("StreamName", "")
        if g.params.get("StreamEvent") in ("stream-stopped", "stream-error"):
            note_stream(self._edge.context, g.params["CallSid"], name, "lost")
        return _nothing()

    def fallback(self) -> Response:
        """Apologise and hand over to an agent: Twilio could not get or use one of our documents.

        In the queue only sound may follow, and the caller keeps the place; an agent gets no agent.
        """
        if g.params.get("ErrorUrl", "") in map(self._edge.urls.voice, ("wait", "wait/keys", "connecting")):
            return _twiml(self._edge.last_resort.again())
        if _is_ours(g.params):
            return self._nobody()
        if gave_pin(self._edge, g.params["CallSid"]):
            return self._next_caller()
        return self._take(None, Broken(f"Twilio's error {g.params.get('ErrorCode') or 'unknown'}"))

    def _ask_pin(self, number: int) -> Response:
        return _twiml(self._edge.waiting_room.ask_pin(self._edge.settings.language, number))

    def _next_caller(self) -> Response:
        return _twiml(self._edge.waiting_room.agent(self._edge.settings.language))

    def _nobody(self) -> Response:
        return _twiml(self._edge.waiting_room.nobody(self._edge.settings.language))

    def _take(self, turn: int | None, given: Input) -> Response:
        answer_within(DATABASE_SECONDS)
        context, params = self._edge.context, g.params
        ring = given if isinstance(given, Ring) else _ring(params)
        return _twiml(take(context, params["CallSid"], turn, given, ring).twiml)

    def _language(self) -> str:
        reply = stored(self._edge.context, g.params["CallSid"])
        about_call(g.params["CallSid"], reply.turn if reply else None)
        return reply.language if reply else self._edge.settings.language

    def _asked_form(self) -> str:
        """Return the form that a developer wants the call to begin at, with ?form=NAME; refused in production."""
        form = request.args.get("form", "")
        forms = self._edge.context.script.forms
        if form and self._edge.settings.env == "production":
            _refuse("A call may begin at a form in development only: call /voice without ?form, or set IVR_ENV.", 403)
        if form and form not in forms:
            _refuse(f"There is no such form to begin at; take one of {', '.join(forms)}.", 404)
        return form

    def _check(self) -> None:
        refuse_strangers(self._edge)
        first = 0 if request.endpoint in FIRST else None
        read_parameters((request.view_args or {}).get("turn", first))

    def _rescue(self, error: Exception) -> Response | HTTPException:
        """Give the caller a last resort instead of an error page."""
        if isinstance(error, HTTPException):
            return error
        log.error("a webhook failed", route=str(request.url_rule), error=type(error).__name__, exc_info=error)
        if "params" not in g:
            return Response(status=400)  # it could not be read, so it is about no call
        call = g.params["CallSid"]
        if request.endpoint in ("telephony.status", "telephony.stream") or g.params.get("QueueResult") == HUNG_UP:
            return Response(status=500)  # nobody hears it, and Twilio tells us again: see urls.AGAIN
        if request.endpoint in ("telephony.wait", "telephony.waiting_keys", "telephony.connecting"):
            return _twiml(self._edge.last_resort.again())
        if _is_ours(g.params):
            return self._nobody()  # an agent gets no agent
        if request.endpoint == "telephony.agent_pin" and g.params.get("Digits"):
            return self._ask_pin(PIN_TRIES)
        return _twiml(self._last_resort(call, g.params.get("To", "")))

    def _last_resort(self, call: str, called: str) -> str:
        """Return an apology and an agent; out of hours one more try to go on instead."""
        context, turn = self._edge.context, (request.view_args or {}).get("turn", 0)
        language, stream = language_and_stream(context, call, called)
        region, now = context.regions.of_number(called), context.clock()
        if region.is_open(now):
            return self._edge.last_resort(turn, language=language, stream=stream)
        way_back = "" if TRIED in request.args else self._way_back(turn)
        return self._edge.last_resort.closed(region, now, way_back, language=language)

    def _way_back(self, turn: int) -> str:
        """Return the webhook that asks for what could not be given."""
        left_queue = request.endpoint == "telephony.left_queue"
        urls = self._edge.urls
        again = urls.turn(turn, "queue" if left_queue else "continue") if turn else f"{urls.base}/voice"
        return f"{again}?{TRIED}"


def _refuse(sentence: str, status: int) -> NoReturn:
    log.warning("a call was refused", why=sentence)
    abort(Response(sentence + "\n", status, mimetype="text/plain"))


def _ring(params: Params) -> Ring:
    return Ring(caller_of(params.get("From", "")), params.get("To", ""), params.get("Direction", "inbound"))


def _is_ours(params: Params) -> bool:
    """Tell whether we made this call to an agent; one to a person goes by turns as a caller's does."""
    return params.get("Direction") == "outbound-api" and "turn" not in (request.view_args or {})


def _twiml(document: str) -> Response:
    return Response(document, content_type="text/xml; charset=utf-8")


def _nothing() -> Response:
    return Response(status=204)
