"""The media gateway: takes callers' sound from Twilio and pushes answers into their calls.

A process of its own (`python -m ivr.telephony.media`), because many WebSockets would starve webhooks.
"""
