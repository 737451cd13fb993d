"""Whole calls by keys in each language, through the pipeline, with an appointment at the end that is really booked."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from ivr.hotline.handlers import handlers
from ivr.outbox import Worker
from ivr.services.centres.booking import holder, take_seat
from ivr.services.centres.tables import AppointmentRow, CentreRow, CourseRow, CourseSeatRow
from ivr.turn.commands import Outcomes
from tests.line import CALLER, HOTLINE, Clock, Office, line_settings

NOTICE_SECONDS = 60
REGION = f"""
numbers: ["{HOTLINE}"]
languages: [%s]
timezone: %s
country: %s
"""
HEARD = {
    "en": (
        ("America/New_York", "US", "02114"),
        "The nearest is Riverside, right there. It's at three fifty fifth Avenue, Boston. It's closed now, and opens "
        "tomorrow at 9:00 AM.",
        ("For tomorrow, press 1.", "For 9:00 AM, press 1. For 12:00 PM, press 2. For 3:00 PM, press 3."),
        "Booked: Riverside, tomorrow at 9:00 AM. Your number is",
    ),
    "fr": (
        ("Europe/Paris", "FR", "75011"),
        "Le plus proche, Gare, est dans cette ville. Voici l'adresse : 12 bis avenue Foch, Paris. Il est fermé, et "
        "rouvre demain, à 9 heures 30.",
        ("Pour demain, appuyez sur le 1.", "Pour 9 heures 30, appuyez sur le 1. Pour midi, appuyez sur le 2."),
        "C'est réservé : Gare, demain, à 9 heures 30. Votre numéro est",
    ),
    "zh": (
        ("Asia/Shanghai", "CN", "100080"),
        "最近的是中心店，就在当地。 地址是北京，人民路幺二八八号。 现在是延时服务，到晚上8点。",
        ("明天请按1。", "上午9点请按1。中午12点请按2。下午3点请按3。"),
        "预约好了：中心店，明天上午9点。您的预约号是",
    ),
}


NUMBER = "47291618"
SEAT = {
    "en": (
        "An appointment or a course you have booked.",
        "You have a seat: First steps, Tuesday, December 1st at",
        "Your seat is cancelled.",
    ),
    "fr": (
        "Un rendez-vous ou un atelier déjà réservé.",
        "Vous avez une place : Premiers pas, le mardi 1er décembre, à",
        "Votre place est annulée.",
    ),
    "zh": ("已有的预约或课程。", "的手机入门课，在", "您的座位已经取消。"),
}


@pytest.fixture
def ring(sqlite_database, fill, tmp_path):
    """Rings the hotline of a region on a Sunday; commands are done at once."""

    def ring(language, zone, country):
        (tmp_path / "regions").mkdir()
        (tmp_path / "regions" / "here.yaml").write_text(REGION % (language, zone, country), encoding="utf-8")
        settings, clock = line_settings(regions=tmp_path / "regions"), Clock()
        worker = Worker(fill(sqlite_database), handlers(settings, sqlite_database, clock), clock=clock)
        at_once = Outcomes(sqlite_database, sleep=lambda _: worker.work_off())
        line = Office(sqlite_database, settings, clock, outcomes=at_once).line(caller=CALLER).rings()
        clock.passes(NOTICE_SECONDS)
        return line

    return ring


@pytest.mark.parametrize("language", HEARD)
def test_a_centre_is_told_and_an_appointment_booked_by_keys(ring, sqlite_database, language):
    (zone, country, postcode), told, (days, times), booked = HEARD[language]
    line = ring(language, zone, country).presses("3").presses("6").presses(postcode)
    assert told.replace(" ", "") in line.heard.replace(" ", "")
    line.presses("2").hears(days).presses("1")
    assert times.replace(" ", "") in line.heard.replace(" ", "")
    line.presses("1").presses("1").hears(booked)
    with sqlite_database.reading() as session:
        assert len(session.scalars(select(AppointmentRow)).all()) == 1


@pytest.mark.parametrize("language", SEAT)
def test_a_seat_of_a_course_is_cancelled_by_keys(ring, sqlite_database, language):
    line, (topic, seat, cancelled) = ring(language, *HEARD[language][0][:2]), SEAT[language]
    with sqlite_database.writing() as session:
        centre = session.scalars(select(CentreRow)).first()
        starts, titles = (
            datetime(2026, 12, 1, 15, tzinfo=UTC),
            {"en": "First steps", "fr": "Premiers pas", "zh": "手机入门课"},
        )
        session.add(course := CourseRow(code="first", centre_id=centre.id, title=titles, starts=starts, seats=1))
        session.flush()
        whose = holder(sqlite_database.keyring, "CA9:5:course_sent", CALLER, starts) | {"number": NUMBER}
        take_seat(session, 1, whose | {"course_id": course.id}, CourseSeatRow)
    line.chooses(topic).presses(NUMBER)
    assert seat.replace(" ", "") in line.heard.replace(" ", "")
    line.presses("2").presses("1").hears(cancelled)
    with sqlite_database.reading() as session:
        assert not session.scalars(select(CourseSeatRow)).all()


@pytest.mark.parametrize("language", HEARD)
def test_near_me_is_where_the_number_is_from_or_is_asked(ring, language):
    zone, country, postcode = HEARD[language][0]
    line = ring(language, zone, country).presses("3").presses("6")
    again = line.heard
    assert again in line.presses("1").heard  # CALLER's prefix is of no place
    line.presses(postcode)
    assert again not in line.heard
