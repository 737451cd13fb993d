"""Play past calls again from their sound: decoded anew, and taken through the real turns, offline."""

from ivr.hotline.replay.all_calls import play

__all__ = ["play"]
