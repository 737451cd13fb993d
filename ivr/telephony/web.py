"""Give the web application its telephone: `add_telephony(app, open_edge(settings, database))`."""

from flask import Flask

from ivr.telephony.audio_files import audio_blueprint
from ivr.telephony.edge import Edge
from ivr.telephony.webhooks import Webhooks


def add_telephony(app: Flask, edge: Edge) -> None:
    """Add the webhooks and the sound files; a CSRF protection must let the blueprint "telephony" pass."""
    app.register_blueprint(Webhooks(edge).blueprint())
    app.register_blueprint(audio_blueprint(edge.recordings))
