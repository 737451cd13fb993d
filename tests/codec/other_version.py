"""A web process as its older version would be: it stores and reads only what `version_0.json` has names for.

No older commit is at hand where tests run, so the old version is today's code with the old schema: whatever fields have
come since are not written by it, and are lost on it when others wrote them.
"""

from datetime import datetime
from functools import reduce

from werkzeug.serving import make_server

from ivr import codec
from ivr.dialog.state import CallState
from ivr.storage import Database, Keyring
from ivr.turn import Reply
from tests.codec.stored import NAMES_ARE_DATA, OLDEST
from tests.line import Clock, Office

REAL = {"dump": codec.dump, "load": codec.load}


def serve(keys, database_url, version, now, port):
    """Serve Twilio's webhooks at a moment of the clock, as the `old` or the `new` version."""
    if version == "old":
        become_old()
    database = Database(database_url, Keyring.from_text(*keys))
    office = Office(database, clock=Clock(datetime.fromisoformat(now)), hears=True)
    make_server("127.0.0.1", port, office.app, threaded=True).serve_forever()


def become_old():
    """Let this process be of the older version from now on."""
    codec.dump = lambda value: narrowed(without_version(REAL["dump"](value)), KNOWN.get(type(value)))
    codec.load = lambda kind, data: REAL["load"](kind, narrowed(data, KNOWN.get(kind)))


def without_version(data):
    return {name: part for name, part in data.items() if name != "version"}


def names(value):
    """Return the names of an object's fields, each with those of the object in it (None: not looked into)."""
    if not isinstance(value, dict):
        return None
    return {name: None if name in NAMES_ARE_DATA else names(part) for name, part in value.items()}


def both(one, other):
    """Return all names that one or the other has."""
    if one is None or other is None:
        return one or other
    return {name: both(one.get(name), other.get(name)) for name in one | other}


def narrowed(value, known):
    """Return JSON with the known fields only."""
    if known is None or not isinstance(value, dict):
        return value
    return {name: narrowed(part, known[name]) for name, part in value.items() if name in known}


KNOWN = {
    kind: reduce(both, (names(step[what]) for steps in OLDEST["calls"].values() for step in steps))
    for what, kind in (("state", CallState), ("reply", Reply))
}
KNOWN[Reply]["new"] = None  # written and taken out again
