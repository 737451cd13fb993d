"""A service desk in Flask, after TaskRouter's quickstart: a task for each caller, workers asked by callback."""

import json

from flask import Flask, jsonify, request, url_for
from twilio.twiml.voice_response import Dial, Enqueue, VoiceResponse

app = Flask(__name__)
WORKFLOW = "WW" + "0" * 32
ANSWERS: list[dict[str, object]] = []
ASKED: list[dict[str, str]] = []


@app.post("/voice")
def voice():
    response = VoiceResponse()
    response.say("Somebody will be with you soon.")
    enqueue = Enqueue(None, workflow_sid=WORKFLOW, action=url_for("after"), wait_url=url_for("wait"))
    enqueue.task(json.dumps({"selected_language": "es"}), priority=5)
    response.append(enqueue)
    return str(response)


@app.post("/wait")
def wait():
    response = VoiceResponse()
    response.play("http://com.twilio.sounds.music.s3.amazonaws.com/MARKOVICHAMP-Borghestral.mp3")
    return str(response)


@app.post("/assignment")
def assignment():
    ASKED.append(request.form.to_dict())
    answer = ANSWERS.pop(0) if ANSWERS else {}
    task = json.loads(request.form["TaskAttributes"])
    return jsonify({**answer, **({"call_sid": task["call_sid"]} if answer.get("instruction") == "redirect" else {})})


@app.post("/worker")
def worker():
    response = VoiceResponse()
    response.say("A customer who speaks Spanish.")
    dial = Dial()
    dial.queue(None, reservation_sid=ASKED[-1]["ReservationSid"])
    response.append(dial)
    return str(response)


@app.post("/elsewhere")
def elsewhere():
    response = VoiceResponse()
    response.say("We will call you back.")
    return str(response)


@app.post("/after")
def after():
    response = VoiceResponse()
    response.say(f"The wait ended: {request.form['QueueResult']}.")
    return str(response)
