"""Two weeks of invented calls, so that a newcomer has something to look at."""

from ivr.hotline.demo_calls.make import add_demo_calls, callers_voice, has_calls

__all__ = ["add_demo_calls", "callers_voice", "has_calls"]
