"""Open a call: what its dialog is told, and what becomes of a caller who has not had the notice."""

from dataclasses import replace
from datetime import datetime

from ivr.dialog.events import Started
from ivr.dialog.languages import KEYS as LANGUAGE_KEYS
from ivr.dialog.languages import others
from ivr.dialog.state import CallState
from ivr.dialog.values import Json
from ivr.regions import Region
from ivr.turn import inputs
from ivr.turn.context import Scene, TurnContext
from ivr.turn.sound import keeps_no_sound

GUARD_SLACK = 0.3
"""Seconds by which the end of a prompt is estimated wrongly."""


def started(context: TurnContext, scene: Scene, ring: inputs.Ring) -> Started:
    """Return what the dialog is told of a call that begins: who calls, and what its region has at this time."""
    region = context.regions.of_name(scene.call.region)
    by_keys = tuple(language for language in region.languages if language in context.without_model)
    caller = ring.caller if ring.caller.startswith("+") else None
    with context.database.reading_rows() as rows:
        recording = "off" if keeps_no_sound(context, rows, scene.call) else region.recording
    return Started(caller, region.languages, by_keys, _told(context, region, scene.now, recording), form=ring.form)


def _told(context: TurnContext, region: Region, now: datetime, recording: str) -> dict[str, Json]:
    unserved = [name for service, names in context.names.items() if not region.offers(service) for name in names]
    return {
        "country": region.country,
        "currency": region.currency,
        **_hours(region, now),
        "recording": recording,
        "sms": region.sms,
        "survey": region.survey,
        "unserved": list(unserved),
        "order": [name for service in region.services or () for name in context.names.get(service, ())],
        "doors": {topic: {"phone": door.phone, "web": door.web} for topic, door in region.doors.items()},
    }


def with_hours(context: TurnContext, scene: Scene, state: CallState) -> Scene:
    """Let the forms know whether agents work now: a call may last past their hours."""
    known = state.slots.get("region")
    if not isinstance(known, dict):
        return scene
    hours = _hours(context.regions.of_name(scene.call.region), scene.now)
    return replace(scene, state=replace(state, slots={**state.slots, "region": {**known, **hours}}))


def anew(context: TurnContext, scene: Scene) -> CallState:
    """Return the state of a call of which nothing can be read: its region is known, and nobody knows of a notice."""
    region = context.regions.of_name(scene.call.region)
    slots: dict[str, Json] = {"region": _told(context, region, scene.now, "off")}
    return CallState(language=scene.call.language, languages=region.languages, slots=slots, keypad_only=True)


def before_notice(scene: Scene, given: inputs.Input) -> Scene:
    """Keep no word of a caller who has not had the notice: a key or a fault cut it off, or there was none."""
    match given:
        case inputs.Digits(keys) if keys in LANGUAGE_KEYS and others(scene.known_state):
            missed = False  # the opening is said again, in that language
        case inputs.Digits() | inputs.Broken() if scene.last:
            missed = is_opening(scene)
        case inputs.QueueLeft() if scene.last:  # sent there by the document of last resort, nobody knows when
            missed = scene.last.guarded_seconds > 0
        case _:
            missed = scene.last is None and not isinstance(given, inputs.Ring)
    return replace(scene, state=replace(scene.known_state, keypad_only=True)) if missed else scene


def _hours(region: Region, now: datetime) -> dict[str, Json]:
    opens = region.opens(now)
    return {"open": region.is_open(now), "opens": opens.isoformat() if opens else None}


def is_opening(scene: Scene) -> bool:
    """Return whether the notice is still being given."""
    return scene.last is not None and scene.last.guarded_left(scene.now) > GUARD_SLACK
