"""The page of an appointment, and its calendar file (RFC 5545)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import Blueprint, Response, make_response, render_template
from icalendar import Alarm, Calendar, Event

from ivr.page_links import Link
from ivr.pages.door import Door

PURPOSE = "appointment"
REMINDED = timedelta(hours=-2)


@dataclass(frozen=True)
class AppointmentPage:
    """The page of an appointment: all that it shows is kept with the link."""

    door: Door

    def add_to(self, pages: Blueprint) -> None:
        """Add its routes."""
        pages.add_url_rule("/c/<token>", "appointment", self.show)
        pages.add_url_rule("/c/<token>/appointment.ics", "calendar", self.calendar)

    def show(self, token: str) -> Response:
        """Show when and where it is."""
        link, region = self.door.open(token, PURPOSE)
        write, shown = self.door.writes(link.language, region), link.identity
        day = format_date(local(shown), "full", locale=link.language)
        when = write("page_appointment_when", day=day, starts=str(shown["starts"]))
        always = {"language": link.language, "t": write, "call": self.door.call_us(write, region), "token": token}
        title = write("page_course_title" if "title" in shown else "page_appointment_title")
        told = {"title": title, "when": when, "where": where(link), "notes": notes(link, write)}
        page = render_template("pages/appointment.html", **told, **always)
        return make_response(page)

    def calendar(self, token: str) -> Response:
        """Return the calendar file."""
        link, region = self.door.open(token, PURPOSE)
        file = calendar_of(link, self.door.writes(link.language, region), self.door.clock())
        headers = {"Content-Disposition": f'attachment; filename="appointment-{link.thing}.ics"'}
        return Response(file, headers=headers, content_type="text/calendar; charset=utf-8")


def calendar_of(link: Link, write: Callable[..., str], now: datetime) -> bytes:
    """Return the file: one event, with an alarm two hours before.

    The times have the zone of the centre, with its rules; where it is not known they are by the clock of the place.
    """
    shown = link.identity
    starts = local(shown)
    event = Event()
    event.add("uid", f"appointment-{link.thing}")
    event.add("dtstamp", now)
    event.add("dtstart", starts)
    if shown.get("minutes"):
        event.add("dtend", starts + timedelta(minutes=int(shown["minutes"])))
    title = where(link)[0]
    event.add("summary", title if "title" in shown else write("page_appointment_summary", name=title))
    event.add("description", "\n".join(notes(link, write)))
    event.add("location", ", ".join(where(link)[1:]))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", REMINDED)
    alarm.add("description", event["summary"])
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//hotline//appointments//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def local(shown: Mapping[str, Any]) -> datetime:
    """Return when it begins, with the zone of the centre where that is known."""
    starts, zone = datetime.fromisoformat(str(shown["starts"])).replace(tzinfo=None), shown.get("timezone")
    return starts.replace(tzinfo=ZoneInfo(str(zone))) if zone else starts


def notes(link: Link, write: Callable[..., str]) -> list[str]:
    """Return the number, and what to bring to an appointment; a course has a title, and needs nothing."""
    number = write("page_appointment_number", number=link.thing)
    return [number] if "title" in link.identity else [number, write("page_appointment_bring")]


def where(link: Link) -> list[str]:
    """Return the title of a course, the centre's name, address and city in the link's language, as far as known."""
    given = [link.identity.get(part) or {} for part in ("title", "name", "address", "city")]
    return [each.get(link.language) or next(iter(each.values())) for each in given if each]
