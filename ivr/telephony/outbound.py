"""Twilio's webhooks about calls that we make to people: who answered, what is said to them, how the call ended."""

import re

import structlog
from flask import Blueprint, Response, abort, g, request
from werkzeug.exceptions import HTTPException

from ivr import calls, outbound
from ivr.logs import about_no_call
from ivr.storage import answer_within, no_hurry
from ivr.telephony.edge import Edge
from ivr.telephony.signed import read_parameters, refuse_strangers
from ivr.turn import Ended, note, take
from ivr.turn.inputs import Broken, Ring

DATABASE_SECONDS = 3.0
FINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
NOBODY_TO_TALK_TO = ("machine", "fax")
REF = re.compile(r"[\w-]{1,64}")

log = structlog.get_logger(__name__)


class OutboundWebhooks:
    """Answer Twilio about calls to people; from the first question on the call goes on as any other."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def blueprint(self) -> Blueprint:
        """Return the routes; they check Twilio's signature."""
        routes = Blueprint("outbound", __name__, url_prefix="/voice/outbound")
        routes.before_request(self._check)
        routes.teardown_request(lambda _: about_no_call())
        routes.teardown_request(lambda _: no_hurry())
        routes.register_error_handler(Exception, self._rescue)
        routes.add_url_rule("/<ref>", "answered", self.answered, methods=["POST"])
        routes.add_url_rule("/<ref>/status", "status", self.status, methods=["POST"])
        routes.add_url_rule("/<ref>/fallback", "fallback", self.fallback, methods=["POST"])
        return routes

    def answered(self, ref: str) -> Response:
        """Begin the talk with who answered; leave a machine the short message, and tell a fax nothing."""
        answer_within(DATABASE_SECONDS)
        by, context = g.params.get("AnsweredBy", "") or "unknown", self._edge.context
        with context.database.writing_rows() as rows:
            attempt = outbound.answered(rows, ref, g.params["CallSid"], by, context.clock())
            language = calls.last_language(rows, attempt.phone) if attempt else ""
        if attempt is None:
            log.warning("a call that we did not make was answered")
            return _twiml(self._edge.waiting_room.goodbye())
        if by.startswith(NOBODY_TO_TALK_TO):
            return _twiml(self._machine(by, language))
        ring = Ring(attempt.phone, g.params.get("From", ""), "outbound-api", context.script.outbound)
        return _twiml(take(context, g.params["CallSid"], 0, ring, ring).twiml)

    def status(self, ref: str) -> Response:
        """Note how a call ended."""
        status, context = g.params.get("CallStatus", ""), self._edge.context
        if status in FINAL:
            note(context, Ended(g.params["CallSid"], status, context.clock()))
            with context.database.writing_rows() as rows:
                outbound.ended(rows, ref, g.params["CallSid"], status, context.clock())
        return Response(status=204)

    def fallback(self, ref: str) -> Response:
        """Apologise, and offer an agent: Twilio could not get or use one of our documents."""
        del ref
        broken = Broken(f"Twilio's error {g.params.get('ErrorCode') or 'unknown'}")
        return _twiml(take(self._edge.context, g.params["CallSid"], None, broken).twiml)

    def _machine(self, by: str, language: str | None) -> str:
        if by == "fax":
            return self._edge.waiting_room.goodbye()
        region = self._edge.context.regions.of_number(g.params.get("From", ""))
        known = language if language in region.languages else region.languages[0]
        return self._edge.waiting_room.machine(str(known), g.params.get("From", ""))

    def _check(self) -> None:
        refuse_strangers(self._edge)
        if not REF.fullmatch(str((request.view_args or {}).get("ref", ""))):
            abort(404)
        read_parameters(0 if request.endpoint == "outbound.answered" else None)

    def _rescue(self, error: Exception) -> Response | HTTPException:
        """Let a person whom we can't tell anything go; have Twilio tell an end again."""
        if isinstance(error, HTTPException):
            return error
        log.error("a webhook failed", route=str(request.url_rule), error=type(error).__name__, exc_info=error)
        if request.endpoint == "outbound.status":
            return Response(status=500)
        return _twiml(self._edge.waiting_room.goodbye())


def _twiml(document: str) -> Response:
    return Response(document, content_type="text/xml; charset=utf-8")
