"""Callers find a centre and book an appointment: in English by voice and by keys."""

from datetime import UTC, datetime

import pytest

from ivr.outbox import Refused
from ivr.services.centres.appointments import open_appointments, open_cancelling, open_moving
from ivr.services.centres.booking import open_booking
from ivr.services.centres.forms.nearest import tell_centre
from ivr.services.centres.source import open_nearest, open_places, open_slots
from ivr.services.service import Context
from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import Shop
from tests.line import line_settings

MONDAY_NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
MAP = "https://map.example/{latitude},{longitude}"
CALLER_IN_BOSTON = "+16175550123"


class Town(Shop):
    """Answers from the tables, and books there."""

    def __init__(self, database):
        super().__init__()
        context = Context(line_settings(map_url=MAP), database, lambda: MONDAY_NOON)
        opened = {"places": open_places, "centres": open_nearest, "centre_slots": open_slots}
        opened |= {"appointment": open_appointments}
        asked = {name: opening(context) for name, opening in opened.items()}
        self.sources = {name: lambda using, ask=ask: ask(using, "CA1").value for name, ask in asked.items()}
        self.book = open_booking(context)
        self.doing = {"book_centre": self.book, "move_centre": open_moving(context)}
        self.doing |= {"cancel_centre": open_cancelling(context), "sms": lambda payload, key: {}}

    def do(self, command):
        self.done.append(command)
        try:
            return "done", self.doing[command.kind](command.payload, f"CA1:{len(self.done)}:booked")
        except Refused as refused:
            return "refused", {"reason": refused.reason}


@pytest.fixture
def town(sqlite_database, fill):
    return Town(fill(sqlite_database))


@pytest.fixture
def caller(town):
    return HotlineCaller(town, CALLER_IN_BOSTON)


def told(caller):
    return "\n".join(caller.transcript)


def test_the_nearest_centre_by_voice(caller):
    caller.says("where is the nearest service centre").says("boston")
    assert "The nearest is Riverside, right there." in caller.heard
    assert "It's at three fifty fifth Avenue, Boston." in caller.heard
    assert "It's open until 6:00 PM, with extended hours until 7:00 PM." in caller.heard
    caller.says("next")
    assert "Next is Harbour, about a mile away." in caller.heard
    assert caller.says("that's all").hears("anything_else")


def test_the_nearest_centre_by_keys_only(caller):
    caller.presses("9").presses("3").presses("6").presses("02139#")
    assert "The nearest is Central" in caller.heard
    assert "For the next one, press 1." in caller.heard
    caller.presses("1").presses("1")
    assert "For the next one" not in caller.heard
    assert caller.presses("3").is_asked("centre_place")


def test_the_first_letters_of_a_city_by_keys(caller):
    caller.presses("9").presses("3").presses("6").presses("267#")
    assert "Riverside" in caller.heard


def test_near_me_is_where_the_number_is_from(caller):
    caller.says("find a shop").says("near me")
    assert "Riverside" in caller.heard


def test_near_me_with_a_withheld_number_is_asked_in_another_way(town):
    caller = HotlineCaller(town, None).says("find a shop").says("near me")
    assert caller.hears("near_me_unknown", "ask_place")


def test_cities_of_one_name_are_asked_back_by_their_state(caller):
    caller.says("service centre").says("springfield")
    assert "For Springfield in Missouri, say one or press 1. For Springfield in Massachusetts" in caller.heard
    caller.says("one")
    assert "Station" in caller.heard


def test_the_fourth_city_of_one_name_comes_after_another(caller):
    caller.says("service centre").says("springfield").presses("4")
    assert caller.heard.count("For Springfield") == 1
    assert caller.presses("3").hears("no_such_place")
    assert caller.presses("4").hears("name_the_area")


def test_a_city_with_its_state_needs_no_question(caller):
    assert "Station" in caller.says("service centre").says("springfield missouri").heard


def test_a_city_abroad_is_said_to_be_there(caller):
    caller.state = with_region(caller.state)
    caller.says("service centre").says("paris")
    assert "That is in France." in told(caller)
    assert "The nearest is Gare" in caller.heard


def with_region(state):
    return type(state)(**{**vars(state), "slots": {**state.slots, "region": REGION}})


REGION = {"country": "US", "currency": "USD", "opens": None, "recording": "notice", "sms": True, "unserved": []}


def test_a_country_without_centres_is_told(caller):
    caller.says("service centre").says("tokyo")
    assert "We have no service centre in Japan." in caller.heard
    assert caller.is_asked("centre_place")


def test_what_is_no_place_three_times_leads_to_an_agent(caller):
    caller.says("service centre").presses("99#").presses("99#").presses("99#")
    assert caller.is_transferred_to("agents")


def test_an_appointment_by_voice_needs_two_yeses(caller, town):
    caller.says("service centre").says("boston").says("i'd like an appointment")
    assert "For Monday, November 23rd, say one or press 1. For Tuesday, November 24th, say two" in caller.heard
    caller.says("two")
    assert "For 9:00 AM, say one or press 1. For 12:00 PM" in caller.heard
    caller.says("one")
    assert "Riverside, Tuesday, November 24th at 9:00 AM. Shall I book it?" in caller.heard
    caller.says("yes").says("yes")
    assert "Booked: Riverside, Tuesday, November 24th at 9:00 AM. Your number is" in caller.heard
    (command,) = town.done
    assert command.payload["booking"]["starts"] == "2026-11-24T09:00:00"


def test_an_appointment_by_keys_needs_one(caller, town):
    caller.presses("9").presses("3").presses("6").presses("02114#").presses("2").presses("1").presses("4").presses("1")
    assert "To book it, press 1." in caller.heard
    assert "Booked: Riverside" in caller.presses("1").heard
    page = caller.state.slots["web_page"]
    assert (page["service"], page["purpose"], page["about"]["name"]["en"]) == ("centres", "appointment", "Riverside")
    assert page["about"]["timezone"]


def test_a_slot_that_is_gone_meanwhile_leads_to_the_next(caller, town):
    caller.presses("9").presses("3").presses("6").presses("02114#").presses("2").presses("2").presses("1")
    town.book({"booking": {"centre": "B1", "starts": "2026-11-24T09:00:00"}, "caller": None}, "CA2:1:booked")
    caller.presses("1")
    assert "Somebody has just taken that one. These are free." in told(caller)
    assert "For 9:30 AM, press 1." in caller.presses("2").heard


@pytest.fixture
def number(town):
    """Return the number of an appointment at Riverside, tomorrow at nine."""
    slot = {"centre": "B1", "starts": "2026-11-24T09:00:00"}
    return town.book({"booking": slot, "caller": CALLER_IN_BOSTON}, "CA0:1:booked")["number"]


def test_an_appointment_is_moved_by_keys(town, number):
    caller = HotlineCaller(town, CALLER_IN_BOSTON).presses("9").chooses("appointment").presses(f"{number}#")
    assert "You are expected at Riverside, Tuesday, November 24th at 9:00 AM." in caller.heard
    caller.presses("1").presses("3").presses("1").presses("1")
    assert "Changed: Riverside, Wednesday, November 25th at 9:00 AM. Your number is still" in caller.heard
    caller = HotlineCaller(town, CALLER_IN_BOSTON).presses("9").chooses("appointment").presses(f"{number}#")
    assert "Wednesday, November 25th" in caller.heard


def test_an_appointment_is_cancelled_by_voice_and_its_slot_is_free_again(town, number):
    caller = HotlineCaller(town, CALLER_IN_BOSTON).says("i want to cancel my appointment").presses(f"{number}#")
    caller.says("cancel it").says("yes").says("yes")
    assert "Your appointment is cancelled." in caller.heard
    again = HotlineCaller(town, None).says("change my appointment").presses(f"{number}#").presses("6175550123#")
    assert again.hears("appointment_not_found", "ask_appointment")
    assert town.book({"booking": {"centre": "B1", "starts": "2026-11-24T09:00:00"}, "caller": None}, "CA2:1:booked")


def test_who_calls_from_another_phone_gives_the_number_that_booked(town, number):
    caller = HotlineCaller(town, "+12025550177").says("change my appointment").presses(f"{number}#")
    assert caller.hears("appointment_not_found", "ask_appointment")
    assert caller.presses(f"{number}#").is_asked("appointment_phone")
    assert "You are expected at Riverside" in caller.presses("6175550123#").heard


def test_the_third_wrong_number_of_an_appointment_leads_to_an_agent(town, number):
    caller = HotlineCaller(town, None).says("change my appointment")
    for _ in range(3):
        caller.presses("11111111#").presses("6175550123#")
    assert caller.is_transferred_to("agents")


def test_who_has_just_booked_is_asked_for_no_number(caller):
    caller.presses("9").presses("3").presses("6").presses("02114#").presses("2").presses("1").presses("4").presses("1")
    caller.presses("1").presses("1").chooses("appointment")
    assert "You are expected at Riverside" in caller.heard
    assert "Your appointment is cancelled." in caller.presses("2").presses("1").heard


def test_a_slot_that_is_gone_while_moving_leaves_the_old_one(town, number):
    caller = HotlineCaller(town, CALLER_IN_BOSTON).presses("9").chooses("appointment").presses(f"{number}#")
    caller.presses("1").presses("3").presses("1")
    town.book({"booking": {"centre": "B1", "starts": "2026-11-25T09:00:00"}, "caller": None}, "CA2:1:booked")
    assert "Somebody has just taken that one." in "\n".join(caller.presses("1").transcript)
    caller = HotlineCaller(town, CALLER_IN_BOSTON).presses("9").chooses("appointment").presses(f"{number}#")
    assert "Tuesday, November 24th at 9:00 AM" in caller.heard


def test_address_and_map_come_by_text(caller, town):
    caller.state = with_region(caller.state)
    town.sources["text_reach"] = lambda using: {"to": CALLER_IN_BOSTON, "why": ""}
    caller.says("service centre").says("boston").is_silent()
    assert "For address and map by text, say map or press 4." in caller.heard
    caller.presses("4")
    (command,) = town.done
    told = dict(command.payload["answer"]["says"])
    assert told["sms_centre"]["address"]["en"] == "350 5th Ave"
    assert told["sms_map"] == {"map": "https://map.example/42.36100,-71.06600"}


def test_a_declined_appointment_is_none(caller, town):
    caller.says("service centre").says("boston").says("appointment").says("one").says("one").says("no")
    assert "Nothing is booked." in caller.heard
    assert town.done == []


def test_later_days_and_times_are_on_the_next_page(caller):
    caller.says("service centre").says("boston").says("appointment").says("later")
    assert "November 23rd" not in caller.heard
    assert "For 9:30 AM" in caller.says("one").says("others").heard


def test_a_centre_without_appointments_says_so(caller):
    caller.says("service centre").says("boston").says("next").says("book it")
    assert "This centre takes no appointments." in caller.heard


def test_who_says_nothing_after_the_answer_goes_on(caller):
    assert caller.says("service centre").says("boston").is_silent().is_silent().hears("anything_else")


def test_a_place_that_is_heard_badly_is_read_back(caller):
    caller.says("service centre").says("springfield missouri", unclearly=True)
    assert "springfield, missouri. Is that right?" in caller.heard
    assert "Station" in caller.says("yes").heard


def test_a_wrong_place_is_put_right_while_it_is_read_back(caller):
    caller.says("service centre").says("springfield missouri", unclearly=True).says("boston")
    assert "Riverside" in caller.heard


@pytest.mark.parametrize(
    ("distance", "unit", "prompt"),
    [(0, "km", "here"), (1, "km", "kilometre"), (2, "km", "km"), (1, "miles", "mile"), (2, "miles", "miles")],
)
def test_one_kilometre_and_one_mile_have_words_of_their_own(distance, unit, prompt):
    times = dict.fromkeys(("closes", "extended", "opens"))
    centre = {"name": {"en": "Riverside"}, "address": {"en": "1 Main St"}, "city": {"en": "Boston"}, "status": "open"}
    told = tell_centre({"centres": [{**centre, **times, "distance": distance, "unit": unit}], "centre_index": 0})
    assert told[1].prompt == f"nearest_{prompt}"
