"""Fit the confidence model offline: `python -m ivr.speech.confidence.fitting FOLDER`."""
