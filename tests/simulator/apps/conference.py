"""A conference with REST: the host is called in, everybody else is muted when the host says so by key."""

from flask import Flask, request
from twilio.rest import Client
from twilio.twiml.voice_response import Dial, VoiceResponse

app = Flask(__name__)
HOST = "+12025550111"


def twiml(response: VoiceResponse) -> tuple[str, int, dict[str, str]]:
    return str(response), 200, {"Content-Type": "text/xml"}


def client() -> Client:
    return app.config["client"]


def room(greeting: str = "", **rights: bool) -> VoiceResponse:
    response = VoiceResponse()
    if greeting:
        response.say(greeting)
    dial = Dial(action="/left")
    dial.conference("Town hall", status_callback="/events", status_callback_event="join leave end", **rights)
    response.append(dial)
    return response


@app.post("/voice")
def voice():
    if not app.config.get("host"):
        app.config["host"] = client().calls.create(to=HOST, from_=request.form["To"], url="http://app.example/host").sid
    return twiml(room("Welcome to the town hall.", start_conference_on_enter=False))


@app.post("/host")
def host():
    return twiml(room(start_conference_on_enter=True, end_conference_on_exit=True))


@app.post("/events")
def events():
    form = request.form
    if form["StatusCallbackEvent"] == "participant-join" and form["CallSid"] == app.config["host"]:
        for participant in client().conferences(form["ConferenceSid"]).participants.list():
            if participant.call_sid != form["CallSid"]:
                participant.update(muted=True)
    return "", 204


@app.post("/left")
def left():
    response = VoiceResponse()
    response.say("The town hall is over.")
    return twiml(response)
