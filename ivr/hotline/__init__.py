"""Start everything with one command: `python -m ivr.hotline`."""
