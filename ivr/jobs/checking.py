"""Have versions checked that supervisors want to publish, each in a process of its own."""

import subprocess
import sys
from collections.abc import Callable

from ivr import review
from ivr.outbox import Handler
from ivr.storage import Database, Json

MOST_ATTEMPTS = 2
LONGEST_SECONDS = 1800
NICENESS = 10
"""Calls come first."""
Run = Callable[[int], int]
"""Checks a version; returns the exit code of the process: below 0 it broke."""
GOOD, NOT_GOOD = 0, 1


def run(number: int) -> int:
    """Check a version in a child process."""
    command = ["nice", "-n", str(NICENESS), sys.executable, "-m", "ivr.review", "check", str(number)]
    try:
        return subprocess.run(command, check=False, timeout=LONGEST_SECONDS).returncode
    except subprocess.TimeoutExpired:
        return -1


def checker(database: Database, run: Run = run) -> Handler:
    """Return what has versions checked; one whose check broke is not good, and says at which step."""

    def check(payload: Json, key: str) -> Json:
        number = int(payload["version"]) if isinstance(payload, dict) else 0
        code = run(number)
        if code not in (GOOD, NOT_GOOD):
            with database.writing() as session:
                found = review.version(session, number)
                step = found.step if found else ""
                review.finish(session, number, "failed", {"problems": [f"The check broke at: {step or 'its start'}."]})
        return code

    return Handler(review.CHECK, check, most_attempts=MOST_ATTEMPTS)
