"""Make two weeks of calls by letting invented callers call; with a voice on this machine they can be heard."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from operator import itemgetter
from random import Random

import numpy as np

from ivr import calls, routing
from ivr.hotline.build import open_edge
from ivr.hotline.demo_calls.caller import DemoCaller, DemoClock, Voice
from ivr.hotline.demo_calls.stories import CUSTOMERS, STORIES, Story, gives_up, opening_hours, wedding
from ivr.languages import ENGLISH
from ivr.offline_voice import NoVoice, is_installed, offline_voice
from ivr.services import HOTLINE
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
OVER, EVENING = timedelta(hours=1), 5
"""For how long each call is over, and how many there are yesterday evening whom nobody understood."""
ENDS = ("bridged", "bridged", "bridged", "hangup")


def add_demo_calls(settings: Settings, database: Database, now: datetime, voice: Voice, days: int = DAYS) -> int:
    """Invent calls of the last days where there are none; return how many."""
    if has_calls(database):
        return 0
    chance, clock = Random(4729), DemoClock(now)
    edge = open_edge(settings, database, clock, one_voice=False)
    context, planned = replace(edge.context, hears=True), _planned(chance, now, days)
    agents = routing.queues(settings)[HOTLINE.queue].agents
    for made, (at, story) in enumerate(planned):
        clock.now = at
        number = CUSTOMER_PHONE if story in CUSTOMERS else f"+1202555{chance.randrange(100, 200):04}"
        _call(DemoCaller(context, clock, voice, _sid(made), number, agents), story, chance)
    return len(planned)


def has_calls(database: Database) -> bool:
    """Tell whether there are calls, invented or real."""
    with database.reading() as session:
        return bool(calls.list_calls(session, size=1).calls)


def _call(caller: DemoCaller, story: Story, chance: Random) -> None:
    story(caller, chance)
    if caller.waits:
        result = chance.choice(ENDS)
        talked = chance.randrange(60, 400) if result == "bridged" else 0
        caller.leaves_the_queue(result, chance.randrange(8, 180), talked, chance)
    caller.hangs_up()


def _times(chance: Random, now: datetime, days: int) -> list[datetime]:
    """Return when the calls come: by day, more on weekdays, all of them over by now."""
    midnight, times = now.replace(hour=0, minute=0, second=0, microsecond=0), list[datetime]()
    for day in range(days, -1, -1):
        date = midnight - timedelta(days=day)
        for _ in range(A_WEEKEND_DAY if date.weekday() >= SATURDAY else A_WEEKDAY):
            minutes = chance.choice(HOURS) * 60 + chance.randrange(60)
            times.append(date + timedelta(minutes=minutes, seconds=chance.randrange(60)))
    return [at for at in times if at < now - OVER]


def _planned(chance: Random, now: datetime, days: int) -> list[tuple[datetime, Story]]:
    """Return what is called and when: stories by chance, and yesterday evening a few whom nobody understood."""
    tellers, weights = zip(*STORIES, strict=True)
    by_chance = [(at, chance.choices(tellers, weights)[0]) for at in _times(chance, now, days)]
    evening = now.replace(hour=18, minute=5, second=0, microsecond=0) - timedelta(days=1)
    told = [(evening + timedelta(minutes=17 * number), gives_up) for number in range(EVENING)]
    noon = [(evening - timedelta(hours=7), wedding), (evening - timedelta(hours=6), opening_hours)]
    return sorted([*by_chance, *told, *noon], key=itemgetter(0))


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
