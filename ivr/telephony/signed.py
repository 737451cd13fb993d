"""Let only Twilio's requests through."""

from flask import abort, request

from ivr.telephony.edge import Edge

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
