"""Check the parameters of a webhook that we read; the others are signed, then ignored.

A signature has no field borders (`Digits=12` signs like `Digits=1` and `2=`), so a value is believed only in its
format, and what was moved over a border into another name or value is refused: a caller's key must not get lost.
Twilio may add parameters without notice, so an unknown one is no error by itself.
"""

import re
from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

SID = "[0-9a-f]{32}"
ADDRESS = r"[^\x00-\x1f\x7f]{0,256}"
COUNT = "[0-9]{1,9}"
STATUS = "queued|initiated|ringing|in-progress|completed|busy|failed|no-answer|canceled"

KNOWN = {
    name: re.compile(pattern)
    for name, pattern in {
        "CallSid": f"CA{SID}",
        "AccountSid": f"AC{SID}",
        "From": ADDRESS,
        "To": ADDRESS,
        "CallStatus": STATUS,
        "AnsweredBy": "[a-z_]{1,32}",
        "Direction": "inbound|outbound-api|outbound-dial",
        "Digits": r"[0-9*#A-Da-dwW]{0,64}|hangup",
        "FinishedOnKey": "[0-9*#]?|[a-z]{1,16}",
        "DequeingCallSid": f"CA{SID}",
        "QueueResult": "[a-z-]{1,32}",
        "QueueTime": COUNT,
        "QueuePosition": COUNT,
        "AvgQueueTime": COUNT,
        "DialCallStatus": f"answered|{STATUS}",
        "RecordingSid": f"RE{SID}",
        "StreamName": "[A-Za-z0-9_.-]{0,64}",
        "StreamEvent": "stream-started|stream-stopped|stream-error",
        "ErrorCode": "[0-9]{0,6}",
        "ErrorUrl": ADDRESS,
    }.items()
}
REQUIRED = "CallSid"
LONGER = re.compile("([A-Z][a-z]+)+")
"""How names go on that begin like one of ours: `ToCity`, `FromZip`."""

PARTY = r"\+[0-9].*|client:.*|sips?:.*"
MOVED = {
    name: re.compile(f"{name}({PARTY if known.pattern == ADDRESS else known.pattern})($|[A-Z])")
    for name, known in KNOWN.items()
}
"""One of our parameters within a value, where it may have been moved to: it and its value, then the end or another."""
ANY_MOVED = re.compile("|".join(moved.pattern for moved in MOVED.values()))


class BadParameterError(ValueError):
    """A parameter that we read is missing, doubled or not in its format."""


def checked(form: MultiDict[str, str]) -> Mapping[str, str]:
    """Return the known parameters, each in its format; raise BadParameterError for the first that is not."""
    known = {name: _one(name, form.getlist(name)) for name in KNOWN if name in form}
    if REQUIRED not in known:
        raise BadParameterError(REQUIRED)
    for name in form:
        _keeps_its_borders(name, form)
    return known


def _one(name: str, values: list[str]) -> str:
    if len(values) != 1 or not KNOWN[name].fullmatch(values[0]):
        raise BadParameterError(name)
    return values[0]


def _keeps_its_borders(name: str, form: MultiDict[str, str]) -> None:
    """Refuse a parameter that has one of ours in its name or value; sorted by name, it would stand right behind.

    Or one of ours cut in two within its name: `Digi=ts1`.
    """
    if name not in KNOWN and any(_is_cut(name, value) for value in form.getlist(name)):
        raise BadParameterError(name)
    if not (ANY_MOVED.match(name) or any(map(ANY_MOVED.search, form.getlist(name)))):
        return
    for ours, moved in MOVED.items():
        longer = name not in KNOWN and moved.match(name) and not LONGER.fullmatch(name.removeprefix(ours))
        behind = ours not in form and name < ours and any(map(moved.search, form.getlist(name)))
        if longer or behind:
            raise BadParameterError(ours)


def _is_cut(name: str, value: str) -> bool:
    return any(ours.startswith(name) and moved.match(name + value) for ours, moved in MOVED.items())
