"""Each call ends in exactly one terminal record, and its turns are all there."""

from collections import Counter

from sqlalchemy import select

from ivr.calls.tables import CallRow, TurnRow
from ivr.routing.tables import AgentCallRow
from ivr.simulator.engine.parties import OVER
from tests.virtual.rules.rule import Rule

MOST_WEBHOOKS = 12


class Records(Rule):
    """Compares the memory of calls with what Twilio told."""

    def __init__(self, world, watch):
        super().__init__(world, watch)
        self._told, self._ends, self._pace = {}, Counter(), Counter()

    def visited(self, visit):
        self._pace[visit.call, round(visit.response is not None and self.exchange.clock.now())] += 1
        if visit.path == "/voice/status" and visit.form["CallStatus"] in OVER and visit.response.status == 204:
            self._told.setdefault(visit.call, visit.form["CallStatus"])

    def take(self, event):
        if event.name == "call" and event.details["status"] in OVER:
            self._ends[event.call] += 1

    def verdict(self):
        wrong = [f"call {sid} ended {n} times" for sid, n in self._ends.items() if n != 1]
        wrong += [f"{n} webhooks in second {at}" for (_, at), n in self._pace.items() if n > MOST_WEBHOOKS]
        calls = {row.sid: row for row in self.rows(select(CallRow))}
        for sid, row in calls.items():
            wrong += self._wrong(row, self.rows(_turns(sid)))
        known = {row.call_sid for row in self.rows(select(AgentCallRow))}  # who gave no PIN in time is a caller
        if self.struck("database"):
            known = set()  # a PIN whose commit nobody knows of is asked for again, and then the agent may be a caller
        agents = [sid for sid in calls if sid in known or calls[sid].direction != "inbound"]
        return [*self.problems, *wrong, *(f"the agent's call {sid} has a record as a caller's" for sid in agents)]

    def _wrong(self, row, turns):
        hung_up = [turn.number for turn in turns if turn.input == "hangup"]
        if [turn.number for turn in turns] != list(range(row.turn)):
            yield f"call at turn {row.turn} has records of {[turn.number for turn in turns]}"
        if row.sid in self._told and row.status != self._told[row.sid]:
            yield f"Twilio said {self._told[row.sid]}, the call's record says {row.status}"
        if row.ended_at is not None and (len(hung_up) > 1 or turns[-1].number not in hung_up[-1:]):
            yield f"a call that is over has {len(hung_up)} records of its end among {len(turns)}"
        if row.ended_at is None and hung_up:
            yield "a call that goes on has a record of its end"


def _turns(sid):
    return select(TurnRow).where(TurnRow.call_sid == sid).order_by(TurnRow.number)
