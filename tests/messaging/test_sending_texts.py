"""A text message is sent once, within limits, and what became of it is known."""

from contextlib import suppress

import pytest

from ivr.messaging import rows as texts
from ivr.outbound import is_do_not_call
from ivr.outbox import FollowUp, Handler, Refused, TryAgain, Worker, enqueue, promise
from tests.messaging.texting import PHONE

KEY = "CA1:1:sms"


def refusal(act):
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.reason


def test_a_message_says_who_sends_it_and_how_to_stop(texting):
    texting.lives(lambda world: world.sends())
    assert texting.bodies == ["Acme: Your repair goes on. Reply STOP for no more texts."]
    assert texting.sent[0]["to"] == PHONE


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Acme : Votre réparation se poursuit. Répondez STOP pour ne plus recevoir de SMS."),
        ("zh", "【Acme】您的维修会继续进行。回复 TD 退订。"),
    ],
)
def test_a_message_is_in_the_language_of_its_call(texts_with, language, words):
    assert texts_with().lives(lambda world: world.sends(language=language)).bodies == [words]


def test_what_twilio_tells_of_it_is_kept(texting):
    texting.lives(lambda world: world.sends())
    (row,) = texting.rows
    assert (row.status, row.call_sid, row.sid[:2], row.maybe_twice) == ("delivered", "CA1", "SM", False)


def test_a_command_that_comes_twice_sends_once(texting):
    def act(world):
        assert world.sends() == world.sends() == {"ending": "43"}

    assert len(texting.lives(act).sent) == 1


def test_a_worker_that_died_after_sending_is_found_out(texting):
    def act(world):
        dies_after_sending(world)
        assert world.sends() == {"ending": "43"}

    assert len(texting.lives(act).sent) == 1
    assert [(row.status, row.maybe_twice) for row in texting.rows] == [("delivered", False)]


def test_the_same_words_of_another_command_are_not_taken_for_this_one(texting):
    def act(world):
        world.sends("CA1:2:sms")
        dies_before_sending(world)
        world.sends()

    assert len(texting.lives(act).sent) == 2
    assert sorted((row.key, row.maybe_twice) for row in texting.rows) == [(KEY, True), ("CA1:2:sms", False)]


def dies_before_sending(world):
    order = texts_order(world)
    with world.database.writing_rows() as rows:
        composed = world.messenger._compose(rows, order, world.clock())
        return order, texts.keep(rows, KEY, order, composed.kept, world.clock()), composed


def dies_after_sending(world):
    order, ref, composed = dies_before_sending(world)
    world.messenger._line.send(order.to, composed.text, ref)


def texts_order(_world):
    return texts.Order(PHONE, "en", (("repair_kept", {}),), "CA1")


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("+15005550001", "invalid"),
        ("+15005550002", "unreachable"),
        ("+15005550003", "country"),
        ("+15005550004", "opted_out"),
        ("+15005550009", "landline"),
    ],
)
def test_twilios_refusals_become_reasons_and_are_kept(texts_with, to, reason):
    world = texts_with().lives(lambda world: refusals.append(refusal(lambda: world.sends(to=to))))
    assert (refusals.pop(), world.rows[0].status, world.rows[0].reason) == (reason, "refused", reason)


refusals = []


@pytest.mark.parametrize("to", ["+15005550005", "+15005550007"])
def test_a_refusal_that_is_about_our_sender_is_tried_again(texts_with, to):
    """21611: our queue at Twilio is full; 21606: our number sends no messages. Neither is about the caller."""

    def act(world):
        for _ in range(2):
            with pytest.raises(TryAgain):
                world.sends(to=to)

    world = texts_with().lives(act)
    assert [(row.status, row.reason) for row in world.rows] == [("sending", "")]


@pytest.mark.parametrize(
    ("to", "error", "reason", "another"),
    [
        ("+15005550011", 30001, "unreachable", "sent"),
        ("+15005550012", 30002, "sender", "sent"),
        ("+15005550013", 30003, "unreachable", "sent"),
        ("+15005550014", 30004, "blocked", "sent"),
        ("+15005550015", 30005, "unreachable", "sent"),
        ("+15005550016", 30006, "landline", "landline"),
        ("+15005550017", 30007, "filtered", "sent"),
        ("+15005550018", 30008, "unreachable", "sent"),
        ("+15005550034", 30034, "sender", "sent"),
    ],
)
def test_what_is_not_delivered_is_kept_with_its_reason_and_not_sent_again_by_itself(
    texts_with, to, error, reason, another
):
    """Twilio took it, and the carrier tried for hours: a second one might be a second one. Another command is sent, but
    not to a landline."""
    world = texts_with().lives(lambda world: world.sends(to=to))
    assert [(row.status, row.reason, row.error) for row in world.rows] == [("undelivered", reason, error)]
    world.lives(lambda world: world.sends(to=to))
    assert len(world.sent) == 1
    world.lives(lambda world: results.append(result(lambda: world.sends("CA2:1:sms", to=to))))
    assert (results.pop(), len(world.sent)) == (another, 2 if another == "sent" else 1)


results = []


def result(act):
    try:
        act()
    except Refused as refused:
        return refused.reason
    return "sent"


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("+33142685300", "country"),
        ("+18765550143", "country"),
        ("+19005550143", "country"),
        ("+18005550143", "landline"),
        ("+266696687", "invalid"),
        ("anonymous", "invalid"),
        ("+1202555014", "invalid"),
    ],
)
def test_numbers_that_we_do_not_text_are_refused_before_twilio_is_asked(texts_with, to, reason):
    world = texts_with().lives(lambda world: refusals.append(refusal(lambda: world.sends(to=to))))
    assert (refusals.pop(), world.sent, world.rows) == (reason, [], [])


def test_a_landline_of_a_country_that_is_allowed_is_refused(texts_with):
    def act(world):
        assert refusal(lambda: world.sends(to="+33142685300")) == "landline"
        world.sends(to="+33612345678")

    assert len(texts_with(sms_countries="FR,CN").lives(act).sent) == 1


def test_who_could_not_get_one_at_a_landline_is_not_sent_another(texting):
    texting.lives(lambda world: world.sends(to="+15005550016"))
    assert [(row.status, row.reason, row.error) for row in texting.rows] == [("undelivered", "landline", 30006)]
    texting.lives(lambda world: refusals.append(refusal(lambda: world.sends("CA2:1:sms", to="+15005550016"))))
    assert refusals.pop() == "landline"


def test_an_opt_out_that_only_twilio_knew_is_kept(texting):
    def act(world):
        assert refusal(lambda: world.sends(to="+15005550004")) == "opted_out"
        assert refusal(lambda: world.sends("CA2:1:sms", to="+15005550004")) == "opted_out"

    assert len([event for event in texting.lives(act).run.named("rest")]) == 1
    with texting.database.reading_rows() as rows:
        assert is_do_not_call(rows, "+15005550004")


def sends_many(world, numbers):
    """Ask for one message a number; return how many were not refused."""
    sent = 0
    for place, number in enumerate(numbers):
        with suppress(Refused):
            world.sends(f"CA{place}:1:sms", to=number)
            sent += 1
    return sent


def test_a_number_gets_so_many_a_day(texting):
    texting.lives(lambda world: sends_many(world, [PHONE] * 8))
    assert len(texting.sent) == 5
    texting.clock.passes(24 * 3600 + 1)
    assert len(texting.lives(lambda world: world.sends("CA9:1:sms")).sent) == 6


def test_a_call_sends_so_many(texts_with):
    def act(world):
        for turn in range(3):
            world.sends(f"CA1:{turn}:sms", to=f"+1202555010{turn}")
        assert refusal(lambda: world.sends("CA1:9:sms", to="+12025550109")) == "limit"

    texts_with().lives(act)


def test_a_block_of_numbers_gets_so_many_a_day(texts_with):
    block = [f"+1202555{last:04}" for last in range(100, 130)]
    world = texts_with(sms_a_day_block=20).lives(lambda world: sends_many(world, [*block, "+12125550143"]))
    assert len(world.sent) == 21


def test_pumping_stays_under_the_limit_in_all(texts_with):
    numbers = [f"+1{area}555{last:04}" for area in (202, 212, 213, 312) for last in range(100, 150)]
    world = texts_with(sms_a_day=30).lives(lambda world: sends_many(world, numbers))
    assert len(world.sent) == 30


@pytest.mark.soak
def test_ten_thousand_requests_stay_under_the_limits(texting):
    numbers = [f"+1{area}555{last:04}" for area in range(202, 210) for last in range(1250)]
    texting.lives(lambda world: sends_many(world, numbers))
    assert len(texting.sent) <= 8 * 50


def test_what_follows_a_promised_command_tells_whether_it_was_done(texting):
    def act(world):
        for key, do in (("CA1:1:done", lambda *_: {"number": "12345678"}), ("CA1:2:refused", refuses)):
            kind = key[-4:]
            with world.database.writing_rows() as rows:
                enqueue(rows, key, kind, {}, world.clock(), call_sid="CA1")
                follow_up = {"to": PHONE, "language": "en", "prompt": "sms_quote_approve"}
                assert promise(rows, key, FollowUp("sms", follow_up))
            Worker(world.database, [Handler(kind, do)], clock=world.clock).work_off()
        Worker(world.database, [Handler("sms", world.messenger)], clock=world.clock).work_off()

    first, second = texting.lives(act).bodies
    assert "Your quote is approved." in first
    assert "could not be done" in second
    assert [row.call_sid for row in texting.rows] == ["CA1", "CA1"]


def refuses(*_):
    raise Refused("late")


def test_statuses_out_of_order_take_nothing_back(texting):
    texting.lives(lambda world: world.sends())
    (row,) = texting.rows
    with texting.database.writing_rows() as rows:
        assert texts.note_status(rows, row.ref, row.sid, "sent", None, texting.clock())
        assert not texts.note_status(rows, row.ref, "SM" + "9" * 32, "failed", None, texting.clock())
        assert not texts.note_status(rows, "unknown", row.sid, "failed", None, texting.clock())
    assert texting.rows[0].status == "delivered"
