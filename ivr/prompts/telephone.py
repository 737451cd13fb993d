"""Name the prompts that belong to the telephone, not to the call flow, with the values that they are given."""

from collections.abc import Mapping

from ivr.dialog.instructions import Say

ONE_MOMENT = Say("one_moment")
AFTER_TONE = Say("after_tone")
QUEUE_NEXT = Say("queue_next")
QUEUE_MINUTE = Say("queue_minute")
QUEUE_STILL = Say("queue_still")
AGENT_HERE = Say("agent_here")
AGENT_CALLER = Say("agent_caller")
AGENT_NOBODY = Say("agent_nobody")


def queue_position(position: int) -> Say:
    """Say which place in line the caller has."""
    return Say("queue_position", {"position": position})


def queue_minutes(minutes: int) -> Say:
    """Say how many minutes the wait will be."""
    return Say("queue_minutes", {"minutes": minutes})


def agent_topic(topic: str) -> Say:
    """Say to the agent what the caller wants."""
    return Say("agent_topic", {"topic": topic})


ALL = (
    *(ONE_MOMENT, AFTER_TONE, QUEUE_NEXT, QUEUE_MINUTE, QUEUE_STILL, AGENT_HERE, AGENT_CALLER, AGENT_NOBODY),
    *(queue_position(2), queue_minutes(2), agent_topic("repair")),
)
GIVEN: Mapping[str, frozenset[str]] = {say.prompt: frozenset(say.values) for say in ALL}
"""Every such prompt, for `ivr.check`."""
