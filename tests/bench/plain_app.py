"""What a turn is measured against: a bare view, and a view as one would write it by hand."""

import os

from flask import Flask, Response, abort, request
from sqlalchemy import create_engine, text
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import Gather, VoiceResponse

app = Flask(__name__)
engine = create_engine(os.environ["BENCH_DATABASE"], connect_args={"timeout": 30})
validator = RequestValidator(os.environ["BENCH_TOKEN"])
with engine.begin() as connection:
    connection.execute(text("PRAGMA journal_mode=WAL"))
    connection.execute(text("CREATE TABLE IF NOT EXISTS calls (sid TEXT PRIMARY KEY, turn INTEGER, digits TEXT)"))


@app.post("/bare")
def bare() -> Response:
    """Answer with a constant."""
    return Response("<Response><Pause/></Response>", mimetype="text/xml")


@app.post("/hand")
def by_hand() -> Response:
    """Check the signature, read and write one row, build a TwiML object."""
    if not validator.validate(request.url, request.form, request.headers.get("X-Twilio-Signature", "")):
        abort(403)
    sid = request.form["CallSid"]
    with engine.begin() as connection:
        row = connection.execute(text("SELECT turn FROM calls WHERE sid = :sid"), {"sid": sid}).first()
        turn = row.turn + 1 if row else 1
        connection.execute(
            text(
                "INSERT INTO calls (sid, turn, digits) VALUES (:sid, :turn, :digits) "
                "ON CONFLICT (sid) DO UPDATE SET turn = :turn, digits = :digits"
            ),
            {"sid": sid, "turn": turn, "digits": request.form.get("Digits", "")},
        )
    response = VoiceResponse()
    gather = Gather(input="dtmf", action=f"/hand?turn={turn}", num_digits=1, action_on_empty_result=True)
    gather.say("Please press the number of your order, then the hash key.", voice="woman", language="en-US")
    response.append(gather)
    response.redirect(f"/hand?turn={turn}")
    return Response(str(response), mimetype="text/xml")
