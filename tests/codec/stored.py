"""What code of older versions stored after each step of whole calls, and a way to put it into a database.

`version_0.json` was written by the code before the codec (commit 7192708). The second factor of a repair was four
digits then: it was put as it is asked for today (see docs/decisions/0010-guessing.md). `version_1.json` was written by
commit 152e80b, through every service (courses and appointments that change by a later one); `tests.codec.recording`.
The calls of a service stand with its own tests.
"""

import copy
import json
from pathlib import Path

from sqlalchemy import update

from ivr import calls
from ivr.calls import LookUpState
from ivr.calls.tables import CallRow
from ivr.outbox.tables import OutboxRow
from tests.line import SID

TESTS = Path(__file__).parent.parent


def read(version):
    """Return what a version stored: in calls of no service, and in those that stand with the tests of each service."""
    stored = json.loads((TESTS / "codec" / f"{version}.json").read_text(encoding="utf-8"))
    for file in sorted((TESTS / "services").glob(f"*/{version}.json")):
        own = json.loads(file.read_text(encoding="utf-8"))
        stored |= {each: stored[each] | own[each] for each in own}
    return stored


STORED = {version: read(version) for version in ("version_0", "version_1")}
OLDEST, NEWEST = STORED["version_0"], STORED["version_1"]
CALLS = {f"{version}: {name}": steps for version, stored in STORED.items() for name, steps in stored["calls"].items()}
NAMES_ARE_DATA = frozenset({"slots", "proposed", "denied", "heard", "tries", "said"})
"""Objects whose names are slots, sources or values: a new name in them is no new field."""


def put_in_place(database, step, now, change=lambda value: value):
    """Let the call, and the commands that wait, stand as the older code left them after a step."""
    name, status = step["stream"]
    stored = {"turn": step["turn"], "state": change(step["state"]), "reply": change(step["reply"])}
    stream = {"stream_name": name, "stream_status": status, "stream_at": now}
    with database.writing() as session:
        session.execute(update(CallRow).where(CallRow.sid == SID).values(stored | stream))
        if late := step.get("lookup"):
            came = LookUpState(late["status"], late["value"], change(late.get("commands")))
            calls.put_lookup(session, SID, late["turn"], late["slot"], came)
        for command in step.get("commands", ()):
            changed = update(OutboxRow).where(OutboxRow.key == command["key"])
            session.execute(changed.values(payload=change(command["payload"])))


def document_of(step):
    """Return the document that the caller is in."""
    return step["document"] or step["reply"]["twiml"]


def with_unknown_fields(value):
    """Return JSON with one more field in every object, as newer code may write it."""
    for path in objects(value):
        value = with_unknown_field_at(value, path)
    return value


def objects(value, path=()):
    """Yield the path of each object in a JSON value whose fields have fixed names."""
    is_data = path and path[0] in NAMES_ARE_DATA and not (path[0] in ("proposed", "heard") and len(path) == 2)
    if isinstance(value, dict) and not is_data:
        yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield from objects(part, (*path, name))


def with_unknown_field_at(value, path):
    """Return JSON with one more field in the object at this path."""
    changed = copy.deepcopy(value)
    at = changed
    for name in path:
        at = at[name]
    at["of_the_future"] = {"deep": [1, None]}
    return changed
