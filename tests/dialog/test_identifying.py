"""A number is kept in pieces and joined; what is doubtful is asked again."""

import pytest

from ivr.dialog.events import Filled, NoMatch
from ivr.dialog.instructions import Keys, Say
from ivr.dialog.script import Decision, Field, Form, Identifier, Propose, Script
from ivr.identifiers import Shape
from tests.dialog.caller import Caller

IMEI, WRONG = "490154203237518", "490154203237519"
ASK = Form(
    "ask",
    (
        Field(
            "number",
            ("number",),
            ("ask_number", "ask_number_again", "ask_number_by_keys"),
            read_back="confirm_number",
            identifier=Identifier(Shape(least=4, most=15, checked=15)),
            keys=Keys(15, "#"),
            sensitive=True,
        ),
        Decision("told", lambda slots: (Say("thanks", {"number": slots["number"]}),)),
        Field("more", ("more",), ("ask_more",)),
    ),
)
AGENT = Form("agent", (Decision("connected", lambda _: (Say("to_agent"),)), Field("end", ("more",), ("ask_end",))))
SCRIPT = Script({form.name: form for form in (ASK, AGENT)}, first="ask", menu="ask", goodbye="agent")


@pytest.fixture
def caller():
    return Caller(SCRIPT)


def heard(caller, *likely, confidence=0.6):
    """Be heard as one of these, each as likely."""
    nbest = tuple((digits, 1 / len(likely)) for digits in likely)
    decision = "accept" if confidence > 0.9 else "confirm"
    return caller.happens(Filled(likely[0], confidence, decision=decision, nbest=nbest))


def is_read_back(caller, digits):
    return caller.hears("confirm_number") and caller.said_now[-1].values == {"value": digits}


def test_a_chunk_is_kept_in_silence(caller):
    heard(caller, "472")
    assert caller.prompts == []
    assert is_read_back(heard(caller, "916"), "472916")


def test_a_sure_number_is_taken_at_once_but_never_a_joined_one(caller):
    assert heard(Caller(SCRIPT), "472916", confidence=0.99).hears("thanks")
    assert is_read_back(heard(heard(caller, "472", confidence=0.99), "916", confidence=0.99), "472916")


def test_silence_after_a_chunk_is_no_miss(caller):
    heard(caller, "472").is_silent()
    assert caller.prompts == ["number_so_far", "number_go_on"]
    assert (caller.state.noinput, caller.state.nomatch) == (0, 0)
    assert caller.is_silent().hears("noinput", "number_so_far", "number_go_on")


def test_a_number_begun_anew_needs_nothing_of_its_first_try(caller):
    assert heard(heard(caller, "472"), "472916", confidence=0.99).hears("thanks")


def test_the_rest_may_come_while_the_beginning_is_read_back(caller):
    assert is_read_back(heard(heard(caller, "202555"), "0143"), "2025550143")


def test_as_many_digits_while_a_number_is_read_back_correct_it(caller):
    assert is_read_back(heard(heard(caller, "202555"), "202556"), "202556")
    assert caller.state.denied == {"number": ["202555"]}


def test_where_the_likely_numbers_differ_in_one_part_only_that_is_asked_for(caller):
    heard(caller, "472916", "472919", "472915")
    assert caller.prompts == ["number_so_far", "number_last_part"]
    assert [say.values for say in caller.said_now] == [{"value": "472"}, {"count": 3}]
    assert caller.listening.grammars == ("number", "builtin:digits?minlength=3;maxlength=3", "universals")
    assert is_read_back(heard(caller, "918"), "472918")


def test_where_the_first_part_is_in_doubt_nothing_is_told_before_it(caller):
    assert heard(caller, "472916", "572916", "482916").prompts == ["number_first_part"]


def test_the_whole_may_be_said_instead_of_the_part(caller):
    assert is_read_back(heard(heard(caller, "472916", "472919", "472915"), "472919", "572916"), "472919")


def test_the_whole_may_be_typed_instead_of_the_part(caller):
    assert heard(caller, "472916", "472919", "472915").types("472918").hears("thanks")


def test_a_part_that_is_not_as_long_as_asked_is_a_miss(caller):
    assert heard(heard(caller, "472916", "472919", "472915"), "91").hears("nomatch", "number_last_part")


def test_a_part_that_was_heard_too_long_is_taken_as_what_fits(caller):
    heard(caller, "490154503237518")
    assert heard(caller, "4190", "490").hears("number_next_part")
    assert heard(caller, "1544").hears("nomatch", "number_next_part")


def test_two_misses_of_a_part_lead_back_to_the_whole(caller):
    heard(caller, "472916", "472919", "472915").mumbles().mumbles()
    assert caller.hears("nomatch", "ask_number_by_keys")


def test_a_right_check_digit_decides_between_what_was_heard(caller):
    assert is_read_back(heard(caller, WRONG, IMEI), IMEI)


def test_an_imei_with_a_wrong_digit_is_asked_in_parts_until_it_is_right(caller):
    heard(caller, "490154503237518")
    assert caller.prompts == ["number_miscounted", "number_first_part"]
    heard(caller, "490")
    heard(caller, "154")
    assert caller.prompts == ["number_next_part"]
    assert is_read_back(heard(caller, "203"), IMEI)


@pytest.mark.parametrize("by", ["speech", "keys"])
def test_an_imei_said_all_in_parts_may_be_another_than_was_heard(caller, by):
    caller.types("490154503237510")
    for start in range(0, 15, 3):
        caller.happens(Filled("352099001761481"[start : start + 3], by=by))
    assert is_read_back(caller, "352099001761481")


def test_a_digit_lost_is_found_after_the_caller_has_denied(caller):
    heard(caller, IMEI[:4] + IMEI[5:], confidence=0.99)
    assert is_read_back(caller, IMEI[:4] + IMEI[5:])
    assert caller.answers(False).hears("denied", "number_first_part")
    assert is_read_back(heard(heard(caller, "490"), "154"), IMEI)


def is_hardly_heard(caller, digits):
    return caller.happens(NoMatch("some words", 0.1, nbest=((digits, 0.5),)))


def test_a_long_number_heard_too_badly_is_only_doubted(caller):
    assert is_read_back(is_hardly_heard(Caller(SCRIPT), IMEI), IMEI)
    assert is_hardly_heard(Caller(SCRIPT), WRONG).prompts == ["number_miscounted", "number_first_part"]


def test_a_short_number_heard_too_badly_is_a_miss(caller):
    assert is_hardly_heard(caller, "472916").hears("nomatch", "ask_number_again")


def test_a_denied_number_is_mended_in_its_doubtful_part(caller):
    caller.happens(Filled("472916", 0.6, decision="confirm", nbest=(("472916", 0.7), ("472919", 0.3))))
    assert caller.answers(False).hears("denied", "number_so_far", "number_last_part")
    assert is_read_back(heard(caller, "919"), "472919")


def test_a_denied_number_is_not_read_back_again(caller):
    heard(caller, "472916", "912").answers(False)
    assert caller.hears("denied", "ask_number_again")
    assert heard(caller, "472916").hears("nomatch")


def test_doubt_without_end_leads_to_an_agent(caller):
    for _ in range(5):
        heard(caller, "490154503237518")
    assert caller.hears("to_agent")


def test_going_back_forgets_what_was_heard(caller):
    heard(caller, "472916", confidence=0.6).asks_for("back")
    assert caller.state.heard == {}
    assert caller.hears("ask_number")


def test_what_follows_an_open_beginning_is_joined_whatever_its_length(caller):
    caller.happens(Filled("472916", 0.99, nbest=(("472916", 1.0),), more=True))
    assert is_read_back(caller.types("07"), "47291607")


def test_no_reason_tells_the_digits(caller):
    heard(caller, "472916", "472919", "472915")
    assert "9" not in caller.why
    assert "9" not in heard(caller, "918").why


def test_more_digits_than_there_can_be_are_the_whole_number_anew(caller):
    heard(heard(caller, "4729160000"), IMEI, confidence=0.99)
    assert caller.hears("confirm_number") or caller.state.slots.get("number") == IMEI
    assert caller.state.proposed.get("number", caller.state.slots.get("number")) is not None


def test_where_too_many_digits_are_doubtful_the_likeliest_is_read_back(caller):
    assert is_read_back(heard(caller, "141777", "141077", "147777", "54177"), "141077")


def test_a_number_from_elsewhere_whose_check_digit_is_wrong_is_asked_for_again():
    known = Form("known", (Decision("found", lambda _: (Propose("number", WRONG),)), *ASK.items))
    caller = Caller(Script({"known": known, "agent": AGENT}, first="known", menu="known", goodbye="agent"))
    assert caller.prompts == ["number_miscounted", "ask_number"]
