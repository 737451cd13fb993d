"""Say what an agent hears before taking a call: what it is about, which number was given, and what was told already."""

from ivr.dialog.instructions import Say
from ivr.dialog.state import CallState
from ivr.prompts import telephone


def handover(topic: str, state: CallState) -> tuple[Say, ...]:
    """Return the whisper for an agent; a topic and a service are said by the prompts that name them to callers."""
    says = [telephone.AGENT_ABOUT, Say(f"topic_{topic}")] if topic else [telephone.AGENT_CALLER]
    number, known = str(state.slots.get("number", "")), isinstance(state.slots.get("identity"), dict)
    if number.removeprefix("+").isdecimal():
        says.append(telephone.agent_number(number))
    if known or number:
        says.append(telephone.AGENT_VERIFIED if known else telephone.AGENT_NOT_VERIFIED)
    if state.served:
        says += [telephone.AGENT_TOLD, *(Say(f"topic_{service}") for service in dict.fromkeys(state.served))]
    return tuple(says)
