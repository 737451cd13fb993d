"""A support desk in Flask: callers queue and hear their place, agents call in to fetch them, a key leaves the queue."""

from flask import Flask, request, url_for
from twilio.twiml.voice_response import Dial, VoiceResponse

app = Flask(__name__)


def twiml(response: VoiceResponse) -> tuple[str, int, dict[str, str]]:
    return str(response), 200, {"Content-Type": "application/xml"}


@app.post("/voice")
def voice():
    response = VoiceResponse()
    response.say("Welcome to support.")
    response.enqueue("support", wait_url=url_for("wait"), wait_url_method="GET", action=url_for("left"))
    response.say("Nobody asked what became of you.")
    return twiml(response)


@app.get("/wait")
def wait():
    response = VoiceResponse()
    response.say(f"You are number {request.args['QueuePosition']} of {request.args['CurrentQueueSize']}.")
    with response.gather(num_digits=1, timeout=3, action=url_for("give_up")) as gather:
        gather.say("To be called back, press 1.")
    return twiml(response)


@app.post("/give-up")
def give_up():
    response = VoiceResponse()
    response.leave()
    return twiml(response)


@app.post("/left")
def left():
    response = VoiceResponse()
    said = {"leave": "We will call you back.", "bridged": "How was it? Good bye."}
    response.say(said.get(request.form["QueueResult"], "Good bye."))
    return twiml(response)


@app.post("/agent")
def agent():
    response = VoiceResponse()
    dial = Dial(action=url_for("next_caller"))
    dial.queue("support", url=url_for("about_to_connect"))
    response.append(dial)
    return twiml(response)


@app.post("/about-to-connect")
def about_to_connect():
    response = VoiceResponse()
    response.say(f"An agent is with you after {request.form['QueueTime']} seconds.")
    return twiml(response)


@app.post("/next-caller")
def next_caller():
    response = VoiceResponse()
    response.say("Ready for the next one?" if request.form["DialCallStatus"] == "completed" else "Nobody waits.")
    return twiml(response)
