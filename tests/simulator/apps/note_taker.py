"""A note taker in Flask, as its manual has it: both sides of a call are transcribed live, and the notes read back."""

import json

from flask import Flask, request, url_for
from twilio.twiml.voice_response import Start, VoiceResponse

app = Flask(__name__)
NOTES: dict[str, list[str]] = {}


@app.post("/voice")
def voice():
    response = VoiceResponse()
    start = Start()
    start.transcription(
        name="notes",
        status_callback_url=url_for("transcribed", _external=True),
        inbound_track_label="customer",
        outbound_track_label="agent",
        language_code="en-GB",
    )
    response.append(start)
    response.say("Your call is written down.")
    response.dial("+12025550111", action=url_for("after"))
    return str(response)


@app.post("/transcribed")
def transcribed():
    notes = NOTES.setdefault(request.form["CallSid"], [])
    if request.form["TranscriptionEvent"] == "transcription-content" and request.form["Final"] == "true":
        who = {"inbound_track": "customer", "outbound_track": "agent"}[request.form["Track"]]
        notes.append(f"{who}: {json.loads(request.form['TranscriptionData'])['transcript']}")
    elif request.form["TranscriptionEvent"] == "transcription-stopped":
        notes.append("the end")
    return "", 204


@app.post("/after")
def after():
    response = VoiceResponse()
    stop = response.stop()
    stop.transcription(name="notes")
    response.say("Good bye.")
    return str(response)
