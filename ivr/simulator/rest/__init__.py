"""The REST API, as the unmodified Twilio clients know it."""
