"""A voice hotline: Twilio carries the call, Vosk hears it, forms answer it."""
