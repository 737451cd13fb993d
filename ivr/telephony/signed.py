"""Let only Twilio's requests through, and read them."""

import structlog
from flask import abort, g, request

from ivr.logs import about_call
from ivr.telephony.edge import Edge
from ivr.telephony.params import BadParameterError, checked

log = structlog.get_logger(__name__)
LIMIT_BYTES = 64 * 1024
FORM = "application/x-www-form-urlencoded"


def refuse_strangers(edge: Edge) -> None:
    """End a request that Twilio did not sign, or that is no form: a signature covers no other body's borders."""
    request.max_content_length = LIMIT_BYTES
    if request.mimetype != FORM and request.content_length:
        abort(415)
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    url = f"{edge.settings.web_base}{request.path}{query}"
    if not edge.signature.signs(url, request.form, dict(request.headers)):
        abort(403)


def read_parameters(turn: int | None) -> None:
    """Keep the parameters of a signed request for its route, and log from now on with its call and turn."""
    try:
        g.params = checked(request.form)
        about_call(g.params["CallSid"], turn)
    except BadParameterError as bad:
        log.warning("a signed request has an odd parameter", parameter=str(bad))
        abort(400)
