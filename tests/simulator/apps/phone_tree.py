"""A phone tree in Flask: Gather and Redirect, every webhook's signature checked."""

import os

from flask import Flask, abort, redirect, request, url_for
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import Gather, VoiceResponse

app = Flask(__name__)
PLANETS = {"2": "+12025550111", "3": "+12025550112"}


def twiml(response: VoiceResponse) -> tuple[str, int, dict[str, str]]:
    return str(response), 200, {"Content-Type": "text/xml"}


@app.before_request
def only_twilio() -> None:
    validator = RequestValidator(os.environ.get("TWILIO_AUTH_TOKEN", "12345"))
    if not validator.validate(request.url, request.form, request.headers.get("X-Twilio-Signature", "")):
        abort(403)


@app.post("/voice")
def welcome():
    response = VoiceResponse()
    with response.gather(num_digits=1, action=url_for("menu"), method="POST") as gather:
        gather.say(message="Thanks for calling the travel desk. Press 1 for directions. Press 2 for planets.", loop=3)
    return twiml(response)


@app.post("/menu")
def menu():
    options = {"1": directions, "2": planets}
    chosen = options.get(request.form["Digits"])
    return chosen() if chosen else again("I did not understand.")


def directions():
    response = VoiceResponse()
    response.say("Walk to the old oak tree and wait.", voice="Polly.Amy", language="en-GB")
    response.say("Thank you for calling. Good bye.")
    response.hangup()
    return twiml(response)


def planets():
    response = VoiceResponse()
    gather = Gather(num_digits=1, action=url_for("planet"), method="POST")
    gather.say("To call the green planet, press 2. To call the red planet, press 3. To go back, press star.")
    response.append(gather)
    return twiml(response)


@app.post("/planet")
def planet():
    number = PLANETS.get(request.form["Digits"])
    if number is None:
        return redirect(url_for("welcome"), code=307)
    response = VoiceResponse()
    response.dial(number)
    return twiml(response)


def again(apology: str):
    response = VoiceResponse()
    response.say(apology)
    response.redirect(url_for("welcome"))
    return twiml(response)
