"""Make two weeks of calls by letting invented callers call; with a voice on this machine they can be heard."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from random import Random

import numpy as np

from ivr import calls
from ivr.hotline.build import open_edge
from ivr.hotline.demo_calls.caller import DemoCaller, DemoClock, Voice
from ivr.hotline.demo_calls.stories import CUSTOMERS, STORIES, Story
from ivr.languages import ENGLISH
from ivr.offline_voice import NoVoice, is_installed, offline_voice
from ivr.services.repair.demo import CUSTOMER_PHONE
from ivr.settings import Settings
from ivr.speech.audio import resample
from ivr.speech.mulaw import mulaw_of
from ivr.storage import Database

DAYS = 14
A_WEEKDAY, A_WEEKEND_DAY = 14, 5
SATURDAY = 5
HOURS = (9, 9, 10, 10, 10, 11, 11, 12, 13, 14, 14, 15, 15, 16, 17, 18, 19)
LOUDNESS = 20_000
ENDS = ("bridged", "bridged", "bridged", "hangup")


def add_demo_calls(settings: Settings, database: Database, now: datetime, voice: Voice, days: int = DAYS) -> int:
    """Invent calls of the last days where there are none; return how many."""
    if has_calls(database):
        return 0
    chance, clock = Random(4729), DemoClock(now)
    edge = open_edge(settings, database, clock, one_voice=False)
    context, times = replace(edge.context, hears=True), _times(chance, now, days)
    tellers, weights = zip(*STORIES, strict=True)
    for made, at in enumerate(times):
        clock.now = at
        story = chance.choices(tellers, weights)[0]
        number = CUSTOMER_PHONE if story in CUSTOMERS else f"+1202555{chance.randrange(100, 200):04}"
        _call(DemoCaller(context, clock, voice, _sid(made), number), story, chance)
    return len(times)


def has_calls(database: Database) -> bool:
    """Tell whether there are calls, invented or real."""
    with database.reading() as session:
        return bool(calls.list_calls(session, size=1).calls)


def _call(caller: DemoCaller, story: Story, chance: Random) -> None:
    story(caller, chance)
    if caller.waits:
        result = chance.choice(ENDS)
        talked = chance.randrange(60, 400) if result == "bridged" else 0
        caller.leaves_the_queue(result, chance.randrange(8, 180), talked)
    caller.hangs_up()


def _times(chance: Random, now: datetime, days: int) -> list[datetime]:
    """Return when the calls come: by day, more on weekdays, all of them over by now."""
    midnight, times = now.replace(hour=0, minute=0, second=0, microsecond=0), list[datetime]()
    for day in range(days, -1, -1):
        date = midnight - timedelta(days=day)
        for _ in range(A_WEEKEND_DAY if date.weekday() >= SATURDAY else A_WEEKDAY):
            minutes = chance.choice(HOURS) * 60 + chance.randrange(60)
            times.append(date + timedelta(minutes=minutes, seconds=chance.randrange(60)))
    return sorted(at for at in times if at < now - timedelta(hours=1))


def _sid(number: int) -> str:
    return "CA" + sha256(f"demo {number}".encode()).hexdigest()[:32]


def callers_voice() -> Voice:
    """Return the voice of the callers; without one they have words, but no sound."""
    if not is_installed(ENGLISH.voice.offline):
        return lambda _: b""
    try:
        voice = offline_voice(ENGLISH.voice.offline)
    except NoVoice:
        return lambda _: b""

    @cache
    def say(words: str) -> bytes:
        return mulaw_of(resample(np.asarray(voice.speak(f"{words}.", 1.05)) * LOUDNESS, voice.rate))

    return say
