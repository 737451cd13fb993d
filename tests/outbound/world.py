"""A campaign on a virtual clock: real rows and a real worker of the outbox, and a telephone company that we make up.

People are busy, don't answer, have machines, hang up, say stop; Twilio's answers get lost, and so do the ends of calls;
workers and pacers are killed between any two steps.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import func, select

from ivr import outbound
from ivr.outbound import KIND, Dialler, Person, Plan, Reason, add_people
from ivr.outbound.campaigns import standings
from ivr.outbound.hours import next_moment
from ivr.outbound.line import NotCalled, Placed
from ivr.outbound.pacer import Pacer
from ivr.outbound.tables import CallAttemptRow, CalledPersonRow
from ivr.outbox import Handler, TryAgain, Worker
from ivr.regions import Regions, built_in

MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
HOTLINE = "+33123450100"
REGION = built_in(language="fr", timezone="Europe/Paris", country="FR", currency="EUR")
SECOND = timedelta(seconds=1)


class Killed(BaseException):
    """A process is gone, in the middle of whatever it did."""


def number(index):
    """An invented French number."""
    return f"+3363998{index:05}" if index < 100_000 else f"+3373998{index - 100_000:05}"


@dataclass
class OneCall:
    sid: str
    to: str
    ref: str
    at: datetime
    ends_at: datetime
    status: str
    by: str = ""


@dataclass
class Company:
    """The telephone company: places calls and tells what becomes of them, when the clock gets there."""

    world: "World"
    calls: dict[str, OneCall] = field(default_factory=dict)
    by_number: dict[str, list[OneCall]] = field(default_factory=lambda: defaultdict(list))
    under_way: list[OneCall] = field(default_factory=list)

    def call(self, to, caller_id, ref):
        assert caller_id == HOTLINE
        chance = self.world.chance
        self.world.may_die()
        if to in self.world.wrong:
            raise NotCalled(21211)
        if chance.random() < self.world.faults:
            raise TryAgain("no answer: ConnectTimeout")
        call = self._place(to, ref)
        self.world.may_die()
        if chance.random() < self.world.faults:
            raise TryAgain("no answer: ReadTimeout")
        return call.sid

    def _place(self, to, ref):
        now, chance = self.world.now, self.world.chance
        status, by = chance.choices(
            (
                ("busy", ""),
                ("no-answer", ""),
                ("completed", "machine_end_beep"),
                ("completed", "human"),
                ("completed", ""),
            ),
            (15, 25, 20, 37, 3),
        )[0]
        seconds = {"busy": 3, "no-answer": 25}.get(status, chance.randint(20, 90))
        call = OneCall(f"CA{len(self.calls):032x}", to, ref, now, now + seconds * SECOND, status, by)
        self.calls[call.sid] = call
        self.by_number[to].append(call)
        self.under_way.append(call)
        self.world.placed(call)
        return call

    def placed(self, to, since):
        return [Placed(call.sid, call.status) for call in reversed(self.by_number[to]) if call.at >= since]

    def status(self, sid):
        call = self.calls[sid]
        return call.status if call.ends_at <= self.world.now else "in-progress"

    def goes_on(self):
        """Ask us who is spoken to, and tell us the end, of calls that have come to it."""
        over = [call for call in self.under_way if call.ends_at <= self.world.now]
        self.under_way = [call for call in self.under_way if call.ends_at > self.world.now]
        for call in over:
            if call.by:
                self.world.answered(call)
            if self.world.chance.random() >= self.world.faults:
                self.world.ended(call)


class World:
    def __init__(self, database, people, seed, *, faults=0.0, killed=0.0, plan=None):
        self.database, self.chance, self.faults, self.killed = database, Random(seed), faults, killed
        self.now, self.company, self.broken = MONDAY, Company(self), []
        self.numbers = [number(index) for index in range(people)]
        self.wrong = frozenset(self.chance.sample(self.numbers, people // 50))
        self.gone, self.stopped, self.reached = set(), {}, Counter()
        regions = Regions(REGION)
        reasons = {"ready": Reason(lambda _: (), lambda about: about["order"] not in self.gone)}
        self.dialler = Dialler(database, self.company, regions, reasons, lambda _: HOTLINE, lambda: self.now)
        self.pacer = Pacer(database, self.company, regions, lambda: self.now)
        self.worker = self._new_worker()
        plan = plan or Plan("ready", "default", per_second=5.0, at_once=200)
        with database.writing_rows() as rows:
            self.campaign = outbound.start(rows, plan, "test", self.now)
        waiting = [Person(to, {"order": to}, to) for to in self.numbers]
        assert add_people(database, self.campaign, "ready", waiting, self.now) == people
        assert add_people(database, self.campaign, "ready", waiting[:9], self.now) == 0

    def _new_worker(self):
        return Worker(self.database, [Handler(KIND, self.dialler)], clock=lambda: self.now, chance=Random(1))

    def may_die(self):
        if self.chance.random() < self.killed:
            raise Killed

    # -- what must never be

    def placed(self, call):
        """Note a call as it is placed, and which rule it breaks."""
        here = call.at.astimezone(REGION.zone)
        with self.database.reading_rows() as rows:
            stop = outbound.is_do_not_call(rows, call.to)
        problems = {
            "reached before": self.reached[call.to] > 0,
            "outside hours": not 9 <= here.hour < 20 or here.weekday() == 6 or here.day == 25,
            "after stop": stop,
            "two at once": sum(other.to == call.to for other in self.company.under_way) > 1,
            "no reason any more": call.to in self.gone,
        }
        self.broken += [(what, call.to) for what, is_so in problems.items() if is_so]

    # -- what people and Twilio do

    def answered(self, call):
        with self.database.writing_rows() as rows:
            outbound.answered(rows, call.ref, call.sid, call.by, self.now)
            if call.by == "human" and self.chance.random() < 0.1:
                outbound.do_not_call(rows, call.to, "stop", self.now)
        self.reached[call.to] += 1

    def ended(self, call):
        for _ in range(self.chance.choice((1, 1, 2))):
            with self.database.writing_rows() as rows:
                outbound.ended(rows, call.ref, call.sid, call.status, self.now)

    def things_happen(self):
        """Let repairs be picked up, and people write that they want no calls."""
        if self.chance.random() < 0.02:
            self.gone.add(self.chance.choice(self.numbers))
        if self.chance.random() < 0.02:
            with self.database.writing_rows() as rows:
                outbound.do_not_call(rows, self.chance.choice(self.numbers), "asked", self.now)

    # -- time

    def lives(self, days):
        """Let time pass until the campaign is over: from one thing that happens to the next."""
        ends = self.now + timedelta(days=days)
        while self.now < ends and self.standing().campaign.status == "running":
            for _ in range(20):
                self._moment()
                self.now = max(self.now + SECOND, self._next())
        return self

    def _moment(self):
        self.things_happen()
        self.company.goes_on()
        try:
            self.pacer.step()
            self.worker.work_off()
            self.pacer.look_after()
        except Killed:
            self.worker = self._new_worker()

    def _next(self):
        """Return when something happens next."""
        if self.company.under_way:
            return min(self.now + 5 * SECOND, min(call.ends_at for call in self.company.under_way))
        with self.database.reading_rows() as rows:
            busy = rows.execute(select(CallAttemptRow.id).where(CallAttemptRow.outcome == "").limit(1)).first()
            due = rows.execute(select(func.min(CalledPersonRow.due_at)).where(CalledPersonRow.status == "waiting"))
            due = due.scalar()
        if busy:
            return self.now + 20 * SECOND
        return next_moment(REGION, HOTLINE, max(self.now, due)) if due else self.now

    def standing(self):
        with self.database.reading_rows() as rows:
            return standings(rows)[0]
