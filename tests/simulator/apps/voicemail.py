"""Forwarding with voicemail in Flask: a message for a busy owner is transcribed, fetched by REST, sent as text."""

from flask import Blueprint, Flask, request, url_for
from twilio.rest import Client
from twilio.twiml.voice_response import VoiceResponse

OWNER = "+12025550113"
mailbox = Blueprint("mailbox", __name__, url_prefix="/mailbox")
MESSAGES: list[dict[str, str]] = []


def twiml(response: VoiceResponse) -> tuple[str, int, dict[str, str]]:
    return str(response), 200, {"Content-Type": "text/xml"}


@mailbox.post("/")
def forward():
    response = VoiceResponse()
    response.dial(OWNER, timeout=10, action=url_for(".after"), caller_id=request.form["To"])
    return twiml(response)


@mailbox.post("/after")
def after():
    response = VoiceResponse()
    if request.form["DialCallStatus"] == "completed":
        response.hangup()
    else:
        response.say("Nobody can come to the phone. Leave a message after the tone, then press star.")
        told = {"transcribe": True, "transcribe_callback": url_for(".transcribed"), "action": url_for(".thanks")}
        response.record(finish_on_key="*", max_length=60, **told)
        response.say("There was no message.")
    return twiml(response)


@mailbox.post("/thanks")
def thanks():
    response = VoiceResponse()
    response.say(f"Thank you for {request.form['RecordingDuration']} seconds of your time.")
    return twiml(response)


@mailbox.post("/transcribed")
def transcribed():
    form, client = request.form, app.config["client"]
    recording = client.recordings(form["RecordingSid"]).fetch()
    words = client.transcriptions(form["TranscriptionSid"]).fetch().transcription_text
    to = {"to": OWNER, "from_": form["To"], "status_callback": url_for(".delivered", _external=True)}
    client.messages.create(body=f"{form['From']} said: {words}", **to)
    MESSAGES.append({"words": words, "seconds": recording.duration})
    return "", 204


@mailbox.post("/delivered")
def delivered():
    MESSAGES[-1]["status"] = request.form["MessageStatus"]
    return "", 204


app = Flask(__name__)
app.register_blueprint(mailbox)


def ready(client: Client) -> None:
    MESSAGES.clear()
    app.config["client"] = client
