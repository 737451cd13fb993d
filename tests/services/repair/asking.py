"""Ask for repairs as a turn does: read, then count the try in a transaction of its own."""

from datetime import UTC, datetime

from ivr.identity.attempts import count
from ivr.services.repair.repairs import Question
from ivr.sources import AnswerWithdrawn


def ask(repairs, database, identifier, kind, factor, now=None, *, further="", caller=""):
    found = repairs.find(Question(identifier, kind, factor, further, caller, "CA1"))
    try:
        with database.writing_rows() as rows:
            count(rows, found.attempt, now or datetime.now(UTC))
    except AnswerWithdrawn:
        return ()
    return found.repairs
