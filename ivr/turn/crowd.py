"""Let a call begin apart when too many of its number, or of numbers that begin alike, go on at once.

It is answered all the same: it hears why, and an agent is one key away. But it is not heard, asked or
queued by itself: a machine that calls hundreds of times takes no place of anybody else's.
"""

from dataclasses import replace
from datetime import timedelta

import structlog

from ivr import calls
from ivr.calls.caps import NO_CAPS
from ivr.turn import inputs
from ivr.turn.context import Scene, TurnContext

LONGEST_CALL = timedelta(hours=4)
"""Twilio ends a call after four hours: an older one is not going on, whatever our books say."""

log = structlog.get_logger(__name__)


def in_a_crowd(context: TurnContext, here: Scene, ring: inputs.Ring) -> tuple[Scene, inputs.Ring]:
    """Return the scene and the ring of a new call; too many at once begin at the form for that, by keys only."""
    if context.caps == NO_CAPS or here.state is None:
        return here, ring
    with context.database.reading_rows() as rows:
        live = calls.live_calls_like(rows, ring.caller, here.now - LONGEST_CALL)
    exceeded = context.caps.exceeded(live, ring.caller)
    if not exceeded:
        return here, ring
    log.warning("too many live calls", which=exceeded, number=live.number, prefix=live.prefix)
    by_keys = replace(here, state=replace(here.state, keypad_only=True))
    return by_keys, replace(ring, form=context.script.crowded)
