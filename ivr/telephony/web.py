"""Give the web application its telephone: `add_telephony(app, open_edge(settings, database))`."""

from flask import Blueprint, Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from ivr.telephony.audio_files import audio_blueprint
from ivr.telephony.edge import Edge
from ivr.telephony.outbound import OutboundWebhooks
from ivr.telephony.text_messages import TextWebhooks
from ivr.telephony.webhooks import Webhooks

WITHOUT_SESSION = ("/voice", "/sms", "/p/")


class Sessions(SecureCookieSessionInterface):
    """Open a session for the console only: Twilio brings no cookie, without one a turn is a twentieth cheaper, and the
    pages behind links set none.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a browser, or none for a webhook or a page."""
        return None if request.path.startswith(WITHOUT_SESSION) else super().open_session(app, request)


def add_telephony(app: Flask, edge: Edge) -> tuple[Blueprint, ...]:
    """Add the webhooks and the sound files; return the webhooks, which a guard against forged forms must let pass."""
    webhooks = (Webhooks(edge).blueprint(), OutboundWebhooks(edge).blueprint(), TextWebhooks(edge).blueprint())
    app.session_interface = Sessions()
    for blueprint in webhooks:
        app.register_blueprint(blueprint)
    app.extensions["sentences"] = edge.sentences
    app.extensions["prompts"] = edge.prompts
    app.register_blueprint(audio_blueprint(edge.recordings, edge.sentences))
    return webhooks
