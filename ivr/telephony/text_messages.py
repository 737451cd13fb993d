"""Twilio's webhooks about text messages: what people write to us, and what became of what we sent."""

import re
from collections.abc import Mapping
from datetime import datetime
from xml.sax.saxutils import escape

import structlog
from flask import Blueprint, Response, abort, request

from ivr import calls
from ivr.dialog.instructions import Say
from ivr.messaging import Order, note_status
from ivr.messaging.replies import is_first_today
from ivr.privacy.wishes import stop_all, take_stop_back
from ivr.storage import Rows
from ivr.telephony.edge import Edge
from ivr.telephony.signed import refuse_strangers

REPLIES = {"stop": "sms_stopped", "start": "sms_started", "help": "sms_help", "": "sms_unread"}
NUMBER = r"\+[0-9]{5,15}"
KNOWN = {
    "MessageSid": re.compile("(SM|MM)[0-9a-f]{32}"),
    "MessageStatus": re.compile("[a-z]{1,20}"),
    "ErrorCode": re.compile("[0-9]{0,6}"),
    "From": re.compile(r"[^\x00-\x1f\x7f]{0,256}"),
    "To": re.compile(r"[^\x00-\x1f\x7f]{0,256}"),
    "Body": re.compile(r"[^\x00]{0,1600}", re.DOTALL),
    "OptOutType": re.compile("[A-Z]{0,16}"),
}
"""The parameters that we read, each in its format."""
REF = re.compile(r"[\w-]{1,64}")

log = structlog.get_logger(__name__)


class TextWebhooks:
    """Answer Twilio about text messages."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def blueprint(self) -> Blueprint:
        """Return the routes; they check Twilio's signature."""
        routes = Blueprint("text_messages", __name__)
        routes.before_request(lambda: refuse_strangers(self._edge))
        routes.add_url_rule("/sms", "received", self.received, methods=["POST"])
        routes.add_url_rule("/sms/status", "status", self.status, methods=["POST"])
        return routes

    def received(self) -> Response:
        """Keep a wish to stop or to start, and answer in the language of its word."""
        params = _params()
        number, to = params.get("From", ""), params.get("To", "")
        if not re.fullmatch(NUMBER, number):
            return _twiml("")
        wish, language, word = self._edge.stop_words.wish(params.get("Body", ""))
        at = self._edge.context.clock()
        with self._edge.context.database.writing_rows() as rows:
            if wish == "stop":
                stop_all(rows, number, at, word=word)
            if wish == "start":
                take_stop_back(rows, number, word, at)
            language = language or self._language(rows, number, to)
            silent = bool(params.get("OptOutType")) or (not wish and not self._is_first(rows, number, language, at))
        log.info("a text message came in", wish=wish or "none", by_twilio=bool(params.get("OptOutType")))
        return _twiml("" if silent else self._edge.write([Say(REPLIES[wish], {"hotline": to})], language))

    def status(self) -> Response:
        """Note what became of a message."""
        params, ref = _params(), request.args.get("message", "")
        if not REF.fullmatch(ref) or "MessageSid" not in params:
            abort(400)
        error = int(params["ErrorCode"]) if params.get("ErrorCode") else None
        context = self._edge.context
        with context.database.writing_rows() as rows:
            told = params.get("MessageStatus", "")
            known = note_status(rows, ref, params["MessageSid"], told, error, context.clock())
        if not known:
            log.warning("a status of a text message that is unknown to us")
        return Response(status=204)

    def _language(self, rows: Rows, number: str, to: str) -> str:
        languages = self._edge.context.regions.of_number(to).languages
        last = calls.last_language(rows, number)
        return last if last in languages else languages[0]

    def _is_first(self, rows: Rows, number: str, language: str, at: datetime) -> bool:
        return is_first_today(rows, Order(number, language, ()), at)


def _params() -> Mapping[str, str]:
    """Return the known parameters, each in its format; end the request where one is not."""
    known = {name: request.form.getlist(name) for name in KNOWN if name in request.form}
    for name, values in known.items():
        if len(values) != 1 or not KNOWN[name].fullmatch(values[0]):
            log.warning("a signed request has an odd parameter", parameter=name)
            abort(400)
    return {name: values[0] for name, values in known.items()}


def _twiml(reply: str) -> Response:
    message = f"<Message>{escape(reply)}</Message>" if reply else ""
    return Response(f"<Response>{message}</Response>", content_type="text/xml; charset=utf-8")
