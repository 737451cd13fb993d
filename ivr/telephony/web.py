"""Give the web application its telephone: `add_telephony(app, open_edge(settings, database))`."""

from flask import Blueprint, Flask

from ivr.telephony.audio_files import audio_blueprint
from ivr.telephony.edge import Edge
from ivr.telephony.webhooks import Webhooks


def add_telephony(app: Flask, edge: Edge) -> Blueprint:
    """Add the webhooks and the sound files; return the webhooks, which a guard against forged forms must let pass."""
    webhooks = Webhooks(edge).blueprint()
    app.register_blueprint(webhooks)
    app.register_blueprint(audio_blueprint(edge.recordings))
    return webhooks
