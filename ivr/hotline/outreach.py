"""Give the console what it needs to reach customers."""

from collections.abc import Callable, Sequence
from datetime import datetime

from ivr.console.outreach import Outreach, Task
from ivr.hotline.outbound import open_outbound
from ivr.services.survey.follow_ups import finish, follow_ups
from ivr.settings import Settings
from ivr.storage import Database


def open_outreach(settings: Settings, database: Database, clock: Callable[[], datetime]) -> Outreach:
    """Return what the pages about customers work with."""
    calling = open_outbound(settings, database, clock)

    def tasks(is_done: bool) -> Sequence[Task]:
        with database.reading_rows() as rows:
            found = follow_ups(rows, done=is_done)
        return [Task(one.key, one.call_sid, one.why, one.at, one.done_by, one.note or "") for one in found]

    def done(key: str, note: str, by: str) -> bool:
        with database.writing_rows() as rows:
            return finish(rows, key, note, by, clock())

    return Outreach(tuple(calling.reasons), calling.region_names, calling.start, tasks, done)
