"""Many people's contacts over years, with leap days, zones and a clock that jumps, purged look by look.

`HISTORIES` says how many people there are.
"""

import os
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from ivr import calls
from ivr.calls import NewCall
from ivr.calls.tables import CallRow
from ivr.privacy.periods import PERSON_MONTHS, months_after
from ivr.privacy.purging import CLOCK, purge
from tests.privacy.conftest import OURS

pytestmark = [pytest.mark.soak, pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]

HISTORIES = int(os.environ.get("HISTORIES", "10000"))
ZONES = ("UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kolkata", "Europe/Paris")
BEGIN, END = datetime(2023, 2, 20, tzinfo=UTC), datetime(2026, 3, 10, tzinfo=UTC)
TURNING_POINTS = (datetime(2024, 2, 29), datetime(2023, 12, 31), datetime(2024, 3, 31), datetime(2023, 10, 29))
JUMPS = (timedelta(days=400), timedelta(days=-3), timedelta(hours=27))


def history(random):
    """Return when one person called: up to four times, some of them on a day that calendars stumble over."""
    zone = ZoneInfo(random.choice(ZONES))
    first = BEGIN + timedelta(days=random.uniform(0, 420))
    times = [first + timedelta(days=random.choice((0.2, 30, 364.9, 366)) * n) for n in range(random.randint(1, 3))]
    if random.random() < 0.3:
        times.append((random.choice(TURNING_POINTS) + timedelta(hours=random.uniform(0, 24))).replace(tzinfo=zone))
    return sorted(time.astimezone(UTC) for time in times)


def test_nobody_is_purged_early_or_a_day_late(database, keyring):
    random, last = Random(7), {}
    contacts = [
        (at, f"+1202{person:07}", f"CA{person}-{n}")
        for person in range(HISTORIES)
        for n, at in enumerate(history(random))
    ]
    contacts.sort(reverse=True)
    now, purged, doubted, most_late = BEGIN, 0, 0, timedelta()
    while now < END:
        with database.writing() as session:
            while contacts and contacts[-1][0] <= now:
                at, phone, sid = contacts.pop()
                calls.begin(session, NewCall(sid, "inbound", phone, OURS, "en", at))
                ended = {"status": "completed", "ended_at": at}
                session.execute(update(CallRow).where(CallRow.sid == sid).values(**ended))
                last[keyring.blind_index(phone)] = at
        if now > BEGIN and random.random() < 0.05:  # the first look has none before it to be measured by
            jumped = purge(database, now + random.choice(JUMPS))
            assert (jumped.people, jumped.doubt) == (0, CLOCK)
            doubted += 1
        due = {person: months_after(at, PERSON_MONTHS) for person, at in last.items()}
        over = {person for person, when in due.items() if when <= now}
        assert purge(database, now).people == len(over)
        with database.reading() as session:
            left = set(session.scalars(select(CallRow.from_index).distinct()))
        assert left == last.keys() - over
        most_late = max([most_late, *(now - due[person] for person in over)])
        purged += len(over)
        for person in over:
            del last[person]
        now += timedelta(hours=random.uniform(20, 24))
    print(
        f"\n{HISTORIES} histories: {purged} purges, none early, the latest {most_late} after it was due; ",
        end="",
    )
    print(f"{doubted} looks with a clock that had jumped purged nobody")
    assert most_late < timedelta(days=1)
