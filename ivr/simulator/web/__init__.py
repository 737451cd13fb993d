"""Requests to the app, made the way Twilio makes them."""
