"""Twilio's edge: webhooks, signatures, TwiML, media streams, REST. Nothing here decides what a caller hears."""
