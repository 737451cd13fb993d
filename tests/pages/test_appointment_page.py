"""An appointment that was booked by phone: its page behind a link, and the file that a calendar takes."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from ivr.messaging.order import read_order
from ivr.page_links import LinkOrder, make_link
from ivr.services.repair.demo import CUSTOMER_PHONE

ABOUT = {
    "name": {"en": "Riverside", "fr": "Riverside", "zh": "河滨"},
    "address": {"en": "12 River Street"},
    "city": {"en": "Boston", "zh": "波士顿"},
    "starts": "2026-11-27T09:30:00",
    "timezone": "America/New_York",
    "minutes": 45,
}


def appointment_link(site, language="en", **changes):
    order = LinkOrder("appointment", "482913", ABOUT | changes, language, "default", "CA1", CUSTOMER_PHONE)
    with site.database.writing_rows() as rows:
        return make_link(rows, order, site.clock())


def event_of(site, token):
    answer = site.client.get(f"/p/c/{token}/appointment.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    return event


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "Friday, November 27, 2026"), ("fr", "vendredi 27 novembre 2026"), ("zh", "2026年11月27日星期五")],
)
def test_the_page_says_when_and_where(site, language, shown):
    page = site.client.get(f"/p/c/{appointment_link(site, language)}").text
    assert all(part in page for part in (shown, "9:30" if language == "en" else "09:30", "12 River Street", "482913"))


def test_the_calendar_gets_it_with_the_zone_of_the_centre(site):
    event = event_of(site, appointment_link(site))
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 11, 27, 14, 30, tzinfo=UTC)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=45)
    assert str(event["location"]) == "12 River Street, Boston"
    assert "482913" in str(event["description"])
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [timedelta(hours=-2)]


def test_without_a_zone_it_is_by_the_clock_of_the_place(site):
    event = event_of(site, appointment_link(site, timezone=None, minutes=None))
    assert event.decoded("dtstart") == datetime(2026, 11, 27, 9, 30)
    assert "dtend" not in event


def test_added_twice_it_is_one_event(site):
    token = appointment_link(site)
    assert event_of(site, token)["uid"] == event_of(site, token)["uid"]


def test_a_text_about_the_booking_has_the_link_and_one_about_something_later_has_not():
    page = {"service": "centres", "purpose": "appointment", "thing": "482913", "about": ABOUT}
    payload = {"text_to": CUSTOMER_PHONE, "answer": {"language": "en", "says": []}, "web_page": page}
    link = read_order(payload | {"served": ["repair", "centres"]}, "CA1:9:sms").link
    assert link == {"purpose": "appointment", "thing": "482913", "identity": ABOUT}
    assert read_order(payload | {"served": ["centres", "repair"]}, "CA1:9:sms").link is None


def test_a_course_has_its_title_and_needs_nothing_to_be_brought(site):
    token = appointment_link(site, "fr", title={"en": "First steps", "fr": "Premiers pas"}, address=None, minutes=None)
    assert "preuve d&#39;achat" not in site.client.get(f"/p/c/{token}").text
    event = event_of(site, token)
    assert (str(event["summary"]), str(event["location"])) == ("Premiers pas", "Riverside, Boston")
