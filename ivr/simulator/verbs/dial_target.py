"""Whom a <Dial> calls: its Numbers, Clients and SIP addresses.

| attribute of Number, Client, Sip | values | default |
|---|---|---|
| url, method | document the called one hears before the bridge; GET, POST | none, POST |
| statusCallback, ...Method, ...Event | URL; GET, POST; initiated ringing answered completed | none, POST, completed |
| sendDigits (Number) | keys pressed when answered, `w` half a second | none |
| machineDetection ..., amdStatusCallback (Number, Sip) | see `answering_machines.py`; told beside the call | none |
| username, password (Sip) | accepted, nobody asks for them here | none |

A Client's name is its text or <Identity>; its <Parameter>s, and what stands behind the `?` of a SIP
address, go to the phone that rings. A Sim and a WhatsApp user are phones like any.
"""

from urllib.parse import parse_qsl

from ivr.simulator.engine.account import Hook, Hooks
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.numbers import e164
from ivr.simulator.engine.parties import Parties
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine

LEGS = ("Number", "Client", "Sip", "Sim", "WhatsApp")


def targets(verb: Verb) -> list[Verb]:
    """Return whom a Dial calls; a number as text is a Number."""
    nouns = [child for child in verb.children if child.name in LEGS]
    return nouns or ([Verb("Number", {"method": "POST"}, verb.text)] if verb.text else [])


def new_leg(verb: Verb, noun: Verb, machine: Machine) -> tuple[Call, Verb]:
    """Return a leg to one of them, not yet ringing."""
    call, exchange = machine.call, machine.exchange
    events = tuple(noun.get("statusCallbackEvent").split())
    hooks = Hooks(status=callback(noun, "statusCallback", machine), status_events=events)
    parties = Parties(e164(verb.get("callerId")) or call.parties.caller, _address(noun), "outbound-dial", call.sid)
    leg = exchange.new_call(call.account, parties, hooks)
    leg.parameters = _parameters(noun)
    return leg, noun


def caller_id_problem(verb: Verb, nouns: list[Verb], call: Call) -> str:
    """Say why a Dial's caller ID can't be shown on the phone network; empty where it can, or nobody is called there."""
    if not any(noun.name == "Number" for noun in nouns):
        return ""
    given, mine = e164(verb.get("callerId")), call.account
    if not given:
        usable = not call.parties.caller.startswith(("client:", "sip:"))
        return "" if usable else f"callerId is required: {call.parties.caller} can't be shown to a telephone"
    if given in {call.parties.caller, call.parties.called} and ":" not in given:
        return ""
    if given in mine.numbers or given in mine.verified:
        return ""
    return f"callerId {verb.get('callerId')} is no number of the account, not verified, nor this call's From or To"


def callback(noun: Verb, name: str, machine: Machine) -> Hook | None:
    """Return where an attribute and its ...Method send something, or None."""
    url = noun.get(name)
    return Hook(machine.loader.absolute(url), noun.get(f"{name}Method", "POST").upper()) if url else None


def _address(noun: Verb) -> str:
    """Return where a noun's call goes: a number, `client:`, `sim:`, `whatsapp:` and a name, or a SIP address."""
    match noun.name:
        case "Client":
            identity = "".join(each.text for each in noun.nested("Identity")) or noun.text
            return f"client:{identity.strip()}"
        case "Sip":
            return _uri(noun).partition("?")[0]
        case "Sim" | "WhatsApp":
            return f"{noun.name.lower()}:{noun.text.strip()}"
        case _:
            return e164(noun.text)


def _uri(noun: Verb) -> str:
    return (noun.text or "".join(each.text for each in noun.nested("Uri")[:1])).strip()


def _parameters(noun: Verb) -> dict[str, str]:
    if noun.name == "Sip":
        return dict(parse_qsl(_uri(noun).partition("?")[2]))
    return {each.get("name"): each.get("value") for each in noun.nested("Parameter")}
