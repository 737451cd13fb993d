"""Give the console what it needs to reach customers."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select

from ivr.console.outreach import Outreach, Praise, Task, Year
from ivr.hotline.outbound import open_outbound
from ivr.services.centres.tables import CentreRow
from ivr.services.survey.follow_ups import finish, follow_ups
from ivr.services.thanks.keeping import Thanks, count_by_centre, name_staff, thanks_of
from ivr.settings import Settings
from ivr.storage import Database, Rows, connection_of


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

    def thanks(year: int) -> Year:
        with database.reading_rows() as rows:
            found, counts, centres = thanks_of(rows, year), count_by_centre(rows, year), centre_names(rows)
            by_postcode = centre_postcodes(rows)
        return Year([_praise(one, centres, by_postcode) for one in found], counts, centres)

    def name(key: str, staff: str, centre: str, by: str) -> bool:
        with database.writing_rows() as rows:
            return name_staff(rows, key, staff, centre, by)

    return Outreach(tuple(calling.reasons), calling.region_names, calling.start, tasks, done, thanks, name)


def centre_names(rows: Rows) -> Sequence[str]:
    """Return what the service centres are called, in all languages."""
    names = connection_of(rows).scalars(select(CentreRow.name))
    return sorted({each for name in names for each in name.values()})


def centre_postcodes(rows: Rows) -> Sequence[tuple[str, str]]:
    """Return the figures of each centre's postcode, with its name."""
    found = connection_of(rows).execute(select(CentreRow.figures, CentreRow.name).where(CentreRow.figures != ""))
    return [(figures, next(iter(name.values()))) for figures, name in found]


def _praise(thanks: Thanks, centres: Sequence[str], by_postcode: Sequence[tuple[str, str]]) -> Praise:
    """Return thanks as the page shows them; a centre whose name or postcode is in the words is offered for theirs."""
    words = thanks.words.casefold()
    named = [one for one in centres if one.casefold() in words]
    named += [name for postcode, name in by_postcode if words.endswith(f"postcode {postcode}")]
    offered = "" if thanks.staff else next(iter(named), "")
    heard_at = thanks.turn if thanks.may_hear else None
    return Praise(
        thanks.key, thanks.call_sid, thanks.words, thanks.staff, thanks.centre or offered, thanks.at, heard_at
    )
