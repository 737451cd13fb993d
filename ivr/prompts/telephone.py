"""Name the prompts that belong to the telephone, not to the call flow, with the values that they are given."""

from collections.abc import Mapping

from ivr.dialog.instructions import Say
from ivr.dialog.state import CallState

ONE_MOMENT = Say("one_moment")
AFTER_TONE = Say("after_tone")
QUEUE_NEXT = Say("queue_next")
QUEUE_MINUTE = Say("queue_minute")
QUEUE_STILL = Say("queue_still")
QUEUE_KEYS = Say("queue_keys")
AGENT_HERE = Say("agent_here")
AGENT_CALLER = Say("agent_caller")
AGENT_NOBODY = Say("agent_nobody")
AGENT_PIN = Say("agent_pin")
AGENT_PIN_WRONG = Say("agent_pin_wrong")
AGENT_ABOUT = Say("agent_about")
AGENT_VERIFIED = Say("agent_verified")
AGENT_NOT_VERIFIED = Say("agent_not_verified")
AGENT_TOLD = Say("agent_told")


def queue_position(position: int) -> Say:
    """Say which place in line the caller has."""
    return Say("queue_position", {"position": position})


def queue_minutes(minutes: int) -> Say:
    """Say how many minutes the wait will be."""
    return Say("queue_minutes", {"minutes": minutes})


def agent_number(number: str) -> Say:
    """Say to the agent which number the caller gave."""
    return Say("agent_number", {"number": number})


def machine(hotline: str) -> Say:
    """Say to an answering machine that there is news, and which number to call; no detail about anybody."""
    return Say("news_machine", {"hotline": hotline})


def agent_ticket(number: str) -> Say:
    """Return what tells an agent the ticket that the caller was given in this call."""
    return Say("agent_ticket", {"number": number})


def handover(topic: str, state: CallState) -> tuple[Say, ...]:
    """Return what an agent hears before taking a call: its topic, the number given, and what was told already.

    A topic and a service are said by the prompts that name them to callers.
    """
    says = [AGENT_ABOUT, Say(f"topic_{topic}")] if topic else [AGENT_CALLER]
    number, known = str(state.slots.get("number", "")), isinstance(state.slots.get("identity"), dict)
    if number.removeprefix("+").isdecimal():
        says.append(agent_number(number))
    if str(ticket := state.slots.get("ticket", "")).isdecimal():
        says.append(agent_ticket(str(ticket)))
    if known or number:
        says.append(AGENT_VERIFIED if known else AGENT_NOT_VERIFIED)
    if state.served:
        says += [AGENT_TOLD, *(Say(f"topic_{service}") for service in dict.fromkeys(state.served))]
    return tuple(says)


ALL = (
    *(
        ONE_MOMENT,
        AFTER_TONE,
        QUEUE_NEXT,
        QUEUE_MINUTE,
        QUEUE_STILL,
        QUEUE_KEYS,
        AGENT_HERE,
        AGENT_CALLER,
        AGENT_NOBODY,
        AGENT_PIN,
        AGENT_PIN_WRONG,
    ),
    *(queue_position(2), queue_minutes(2), agent_number("4729"), agent_ticket("4729"), AGENT_ABOUT),
    *(AGENT_VERIFIED, AGENT_NOT_VERIFIED, AGENT_TOLD, machine("+12025550100")),
)
GIVEN: Mapping[str, frozenset[str]] = {say.prompt: frozenset(say.values) for say in ALL}
"""Every such prompt, for `ivr.check`."""
