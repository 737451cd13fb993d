"""Measure the list of calls and searches among a million calls beside the same among 10,000, on SQLite.

Times are those of the processor, in milliseconds: the database runs in this process, and other work on the machine
counts little. A page is what the console asks for: 25 calls, and the counts beside the filters.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from sqlalchemy import text

from ivr import calls, routing
from ivr.calls import CallFilter, NewCall, TurnRecord, Words
from ivr.storage import Database, Keyring, Patience, Rows, connection_of, new_key
from ivr.storage.migrate import upgrade
from tests.bench.report import Row, compared

FEW, MANY = 10_000, 1_000_000
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
FILLING = Patience(statement=7200.0, lock=60.0)
TURNS, WORDS, AGENTS, LOT = 1, 14, 200, 20_000
TIMES = 7
GOAL = "p95 at most 150 ms"
OUTCOMES = ("answered", "answered", "answered", "transferred", "gave_up_at_question", "gave_up_waiting", "said_nothing")
TOPICS = ("repair", "repair", "warranty", "centre", "screen", "fault", "help", "")
VOCABULARY = [f"w{number}" for number in range(5_000)]
"""Words as frequent as those of people: the n-th is said 1 / n times as often as the first."""
RATES = list(accumulate(1 / (1 + number) for number in range(len(VOCABULARY))))
CALL = """
INSERT INTO calls (sid, turn, direction, "from", from_index, "to", language, region, status, form, outcome,
  outcome_reason, stream_name, stream_status, started_at, ended_at, position, service, topic, seconds, indexed)
SELECT :sid, 2, direction, "from", from_index, "to", :language, :region, status, :service, :outcome, '', '', '',
  :at, :ended, :position, :service, :topic, :seconds, 1 FROM calls WHERE sid = 'CA'
"""
TURN = """
INSERT INTO turns (call_sid, number, at, input, form, field, prompt, heard, grammar, confidence, decision, branch,
  latency_ms, sensitive, answer_ms)
SELECT :sid, :number, :at, input, form, field, prompt, heard, grammar, :confidence, decision, branch, 9, 0, :answer
FROM turns WHERE call_sid = 'CA'
"""
VISIT = """
INSERT INTO queue_visits (call_sid, queue, topic, joined_at, left_at, result, waited_seconds, agent)
VALUES (:sid, 'agents', '', :at, :at, 'bridged', 20, :agent)
"""
LABEL = "INSERT INTO call_labels (call_sid, label, who, at) VALUES (:sid, :label, 'Ada', :at)"
WORD = "INSERT INTO call_words (rowid, caller, hotline) VALUES (:position, :caller, 'how can i help')"


def measure() -> list[Row]:
    """Return each search's processor time, the 95th of a hundred, among a million calls beside that among 10,000."""
    with _database(FEW) as few, _database(MANY) as more:
        among_few = {name: _p95(few, wanted) for name, wanted in searches(few).items()}
        among_many = {name: _p95(more, wanted) for name, wanted in searches(more).items()}
    return [
        compared(f"sqlite: {name} among {MANY:,}", among_many[name], "ms", among_few[name], GOAL) for name in among_few
    ]


def searches(database: Database) -> Mapping[str, Callable[[int], CallFilter]]:
    """Return what is looked for, each in a number of variants."""
    with database.reading_rows() as rows:
        agents = [routing.agent_index(rows, _agent(number)) for number in range(TIMES)]
    return {
        "the first page": lambda n: CallFilter(),
        "a common word": lambda n: CallFilter(words=Words(f"w{n}")),
        "a rare word": lambda n: CallFilter(words=Words(f"w{4000 + n}")),
        "two common words": lambda n: CallFilter(words=Words(f"w{n} w{n + 3}")),
        "any of two words": lambda n: CallFilter(words=Words(f"w{n} w{3000 + n}", "any")),
        "a phrase": lambda n: CallFilter(words=Words(f"w{n} w{n + 1}", "phrase")),
        "words near each other": lambda n: CallFilter(words=Words(f"w{n + 1} w{n + 9}", "near")),
        "a common word, an outcome and a region": lambda n: CallFilter(
            words=Words(f"w{n}"), outcome=OUTCOMES[3], region="fr"
        ),
        "a rare word and an outcome": lambda n: CallFilter(words=Words(f"w{4000 + n}"), outcome=OUTCOMES[n]),
        "an outcome": lambda n: CallFilter(outcome=OUTCOMES[n]),
        "an outcome that never was": lambda n: CallFilter(outcome="fault"),
        "topic, region and language": lambda n: CallFilter(topic=TOPICS[n], region="us", language="en"),
        "a day": lambda n: CallFilter(since=NOW - timedelta(days=n + 1), until=NOW - timedelta(days=n)),
        "calls of ten minutes": lambda n: CallFilter(shortest=595),
        "an agent": lambda n: CallFilter(agent=agents[n]),
        "an agent and a common word": lambda n: CallFilter(agent=agents[n], words=Words("w1")),
        "a queue": lambda n: CallFilter(queue="agents"),
        "a label": lambda n: CallFilter(label=f"label {n}"),
        "a slow answer": lambda n: CallFilter(slow=3.9),
        "a doubtful word": lambda n: CallFilter(unsure=0.31),
        "a number": lambda n: CallFilter(from_=f"+120255501{n:02}"),
        "a number's last four": lambda n: CallFilter(last_four=f"01{n:02}"),
    }


def _p95(database: Database, wanted: Callable[[int], CallFilter]) -> float:
    times = []
    for number in (0, *range(TIMES)):
        began = time.process_time()
        with database.reading() as session:
            calls.list_calls(session, wanted(number))
            calls.count_facets(session, wanted(number))
        times.append((time.process_time() - began) * 1000)
    return statistics.quantiles(times[1:], n=20, method="inclusive")[-1]


@contextmanager
def _database(size: int) -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/calls.sqlite3", Keyring.from_text(new_key(), new_key()), FILLING)
        upgrade(database)
        with database.writing() as session:
            calls.begin(session, NewCall("CA", "inbound", "+12025550143", "+12025550100", "en", NOW))
            record = TurnRecord(NOW, "speech", form="main_menu", field="topic", prompt="How can I help?", heard="uh")
            calls.save_turn(session, "CA", 0, state={}, reply={}, record=record)
            calls.end(session, "CA", "completed", NOW)
        for first in range(0, size, LOT):
            with database.writing_rows() as rows:
                _fill(rows, range(first, min(first + LOT, size)), size)
        yield database
        database.dispose()


def _fill(rows: Rows, numbers: range, size: int) -> None:
    """Make calls that are copies of one, an even time apart over a year, with what they are found by of their own."""
    chance, connection = Random(numbers[0]), connection_of(rows)
    made = [_call(number, size, chance) for number in numbers]
    connection.execute(text(CALL), made)
    connection.execute(text(TURN), [_turn(call, number, chance) for call in made for number in range(1, TURNS + 1)])
    connection.execute(text(WORD), [_said(call, chance) for call in made])
    agents = [routing.agent_index(rows, _agent(number)) for number in range(AGENTS)]
    taken = [call for call in made if call["outcome"] == "transferred"]
    connection.execute(text(VISIT), [call | {"agent": chance.choice(agents)} for call in taken])
    labels = [call | {"label": f"label {chance.randrange(20)}"} for call in made if chance.random() < 0.01]
    if labels:
        connection.execute(text(LABEL), labels)


def _call(number: int, size: int, chance: Random) -> dict[str, object]:
    at = NOW - timedelta(days=365) * ((size - number) / size)
    seconds, topic = round(chance.gammavariate(2, 60)), chance.choice(TOPICS)
    return {
        "sid": f"CA{number:032x}",
        "at": _stored(at),
        "ended": _stored(at + timedelta(seconds=seconds)),
        "position": round(at.timestamp() * 1_000_000),
        "seconds": seconds,
        "topic": topic,
        "service": topic,
        "outcome": chance.choice(OUTCOMES),
        "region": chance.choice(("us", "us", "fr", "cn")),
        "language": chance.choice(("en", "en", "fr", "zh")),
    }


def _stored(at: datetime) -> str:
    return f"{at.replace(tzinfo=None):%Y-%m-%d %H:%M:%S.%f}"


def _turn(call: Mapping[str, object], number: int, chance: Random) -> dict[str, object]:
    heard = {"confidence": chance.uniform(0.3, 1), "answer": round(chance.gammavariate(4, 300))}
    return {"sid": call["sid"], "at": call["at"], "number": number, **heard}


def _said(call: Mapping[str, object], chance: Random) -> dict[str, object]:
    return {"position": call["position"], "caller": " ".join(chance.choices(VOCABULARY, cum_weights=RATES, k=WORDS))}


def _agent(number: int) -> str:
    return f"+1202556{number:04}"
