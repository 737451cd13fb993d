"""A stand-in for Twilio: executes TwiML over signed HTTP, streams audio, serves the REST API.

It imports nothing of the rest of the project, so it can't cheat and can test any Twilio voice app.
"""
