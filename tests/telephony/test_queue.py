"""Callers wait, agents come: what both hear, and what is noted."""

import pytest
from sqlalchemy import select

from ivr import routing
from ivr.routing.tables import QueueVisitRow
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE, add_demo_repairs
from ivr.telephony.token import AgentTicket
from tests.line import HOTLINE, Office, line_settings
from tests.telephony.rest_stand import rest_stand

AGENTS = ("+12025550198", "+12025550199")


@pytest.fixture
def office(sqlite_database, clock):
    with rest_stand((201, {"sid": "CA" + "9" * 32})) as twilio:
        settings = line_settings(agent_numbers=", ".join(AGENTS), twilio_api_url=twilio.url)
        office = Office(sqlite_database, settings, clock)
        office.twilio = twilio
        yield office
        office.edge.background.shutdown()


@pytest.fixture
def agent(office):
    """An agent's phone, which the hotline has called."""
    line = office.line("CA" + "9" * 32, HOTLINE)
    line.always |= {"To": AGENTS[0], "Direction": "outbound-api"}
    return line


@pytest.fixture
def waiting(line):
    return line.rings().presses("1").presses("0")


def wait(line, position=1, seconds=0):
    return line.fetch("/voice/wait", QueuePosition=str(position), QueueTime=str(seconds))


def answers(agent):
    """Let the agent answer the call that the hotline made."""
    return agent.fetch(agents_address(agent.office))


def agents_address(office):
    token = office.edge.agent_tokens.make(AgentTicket("agents"))
    return office.edge.urls.called_agent(token).removeprefix(office.settings.web_base)


def visits(office):
    with office.database.reading() as session:
        return [(row.topic, row.result, row.waited_seconds) for row in session.scalars(select(QueueVisitRow))]


def test_the_first_in_line_hears_so_and_music(waiting):
    wait(waiting).hears("You are next in line").hears("hold.wav")


def test_others_hear_their_place_and_a_rounded_wait(waiting):
    wait(waiting, position=4).hears("number 4 in line")
    assert "minute" not in waiting.heard  # nobody knows


def test_the_wait_told_is_what_others_waited_of_late(waiting, office, clock):
    with office.database.writing() as session:
        for number in range(3):
            routing.join(session, f"CA{number}", "agents", "", clock())
            routing.leave(session, f"CA{number}", "bridged", 100, clock())
    wait(waiting, position=2).hears("about 4 minutes")


def test_a_short_wait_is_no_wait_of_minutes(waiting, office, clock):
    with office.database.writing() as session:
        for number in range(3):
            routing.join(session, f"CA{number}", "agents", "", clock())
            routing.leave(session, f"CA{number}", "bridged", 5, clock())
    assert "minute" not in wait(waiting).heard


def test_who_waits_on_is_told_that_the_place_is_kept(waiting):
    wait(waiting, seconds=30).hears("still busy").hears("keep your place")


def test_keys_repeat_the_place_or_leave_the_queue(waiting):
    wait(waiting).hears("press star").hears("press pound")
    action = waiting.document.find("Gather").get("action")
    assert waiting.follow(action, Digits="*").document.find("Redirect").text.endswith("/voice/wait")
    assert waiting.follow(action, Digits="#").verbs == ["Leave"]


def test_keys_are_explained_once(waiting):
    assert "press star" not in wait(waiting, seconds=30).heard


def test_waiting_rings_every_agent_from_the_hotlines_number(waiting, office):
    wait(waiting)
    office.edge.background.shutdown()
    assert sorted(form["To"] for _, form, _ in office.twilio.requests) == sorted(AGENTS)
    assert {(form["From"], form["Url"]) for _, form, _ in office.twilio.requests} == {
        (HOTLINE, office.settings.web_base + agents_address(office))
    }


@pytest.mark.parametrize("status", ["queued", "ringing", "in-progress"])
def test_an_agent_who_rings_or_talks_is_not_rung_again(waiting, office, status):
    office.twilio.calls = [{"sid": "CA1", "status": "completed"}, {"sid": "CA2", "status": status}]
    wait(waiting)
    office.edge.background.shutdown()
    assert office.twilio.requests == []


def test_an_agent_whose_calls_are_over_is_rung(waiting, office):
    office.twilio.calls = [{"sid": "CA1", "status": "completed"}, {"sid": "CA2", "status": "no-answer"}]
    wait(waiting)
    office.edge.background.shutdown()
    assert len(office.twilio.requests) == len(AGENTS)


def test_an_agent_who_answers_hears_the_topic_and_gets_the_caller(waiting, agent):
    answers(agent).hears("A caller about this").hears("Your repair")
    assert agent.document.find("Dial/Queue").text == "agents"


def test_an_agent_hears_number_and_what_was_told_never_the_name_of_a_topic(line, agent):
    line.rings().presses("1").presses(CUSTOMER_ORDER).presses("0")
    answers(agent).hears("Number 4 7 2, 9 1 6").hears("Not verified")
    assert "Already told" not in agent.heard


def test_an_agent_is_told_who_was_verified_and_answered(line, agent, sqlite_database, clock):
    add_demo_repairs(sqlite_database, clock())
    line.rings().presses("1").presses(CUSTOMER_ORDER).presses(CUSTOMER_PHONE[-4:]).presses("0")
    answers(agent).hears("Verified.").hears("Already told").hears("Your repair")


def test_an_agent_for_whom_nobody_waits_is_told_so(agent):
    answers(agent).hears("One moment")
    assert agent.document.find("Dial").get("timeout") == "3"
    agent.fetch("/voice/agent/after", DialCallStatus="no-answer").hears("Nobody is waiting")
    assert agent.verbs[-1] == "Hangup"


def test_the_caller_is_told_that_the_agent_is_there(waiting):
    waiting.fetch("/voice/connecting").hears("An agent is with you")


def test_it_is_kept_which_agent_took_a_caller(waiting, agent, office):
    answers(agent)
    office.line(waiting.sid).fetch("/voice/connecting", DequeingCallSid=agent.sid).hears("An agent is with you")
    waiting.is_back_from_the_queue("bridged")
    with office.database.reading() as session:
        assert routing.answered_by(session, [waiting.sid]) == {waiting.sid: routing.agent_index(session, AGENTS[0])}


def test_a_strangers_call_is_kept_as_no_agents(waiting, office):
    office.line(waiting.sid).fetch("/voice/connecting", DequeingCallSid="CA" + "7" * 32)
    waiting.is_back_from_the_queue("bridged")
    with office.database.reading() as session:
        assert routing.answered_by(session, [waiting.sid]) == {}
        assert routing.visits_of(session, waiting.sid)[0].agent is None


def test_after_the_talk_the_agents_call_just_ends(waiting, agent):
    agent.fetch("/voice/agent/after", DialCallStatus="completed")
    assert agent.verbs == ["Hangup"]
    agent.fetch("/voice/agent/after", DialCallStatus="no-answer").hears("Nobody is waiting")


def test_after_the_talk_the_caller_is_asked_what_else(waiting, office):
    waiting.is_back_from_the_queue("bridged").hears("Anything else")
    assert visits(office) == [("repair", "bridged", 12)]


@pytest.mark.parametrize("result", ["error", "system-error", "queue-full"])
def test_a_caller_whose_call_no_agent_takes_is_told_and_kept(waiting, result):
    waiting.is_back_from_the_queue(result).hears("no agent could take your call")
    assert waiting.verbs[-2] == "Gather"
    waiting.presses("1")
    assert waiting.verbs[-1] == "Enqueue"


@pytest.mark.parametrize("order", [("status", "queue"), ("queue", "status")])
def test_hanging_up_in_the_queue_is_noted_in_whatever_order_it_is_told(waiting, office, order):
    told = {"status": waiting.hangs_up, "queue": lambda: waiting.is_back_from_the_queue("hangup")}
    for what in order:
        told[what]()
    assert waiting.call.status == "completed"
    assert visits(office) == [("repair", "hangup", 12)]


def test_a_doubled_way_out_of_the_queue_is_taken_once(waiting, office):
    action = waiting.document.find("Enqueue").get("action")
    first = waiting.is_back_from_the_queue("bridged").bytes
    assert waiting.follow(action, QueueResult="error").bytes == first
    assert visits(office) == [("repair", "bridged", 12)]


def test_who_comes_first_is_next(office, clock):
    for number, topic in enumerate(["repair", "other"]):
        with office.database.writing() as session:
            routing.join(session, f"CA{number}", "agents", topic, clock())
        clock.passes(1)
    with office.database.reading() as session:
        assert routing.next_caller(session, ("agents",)).topic == "repair"


def test_who_is_in_danger_is_taken_first_and_who_was_not_helped_ahead_of_the_line(office, clock):
    for topic, priority in (("repair", 0), ("not_fixed", 1), ("safety", 2)):
        with office.database.writing() as session:
            routing.join(session, f"CA{topic}", routing.lane("agents", priority), topic, clock())
        clock.passes(1)
    taken = []
    for _ in range(3):
        with office.database.writing() as session:
            first = routing.next_caller(session, office.edge.queue.lanes)
            routing.leave(session, first.call_sid, "bridged", 1, clock())
        taken.append((first.topic, first.lane))
    assert taken == [("safety", "agents-2"), ("not_fixed", "agents-1"), ("repair", "agents")]


def test_those_ahead_of_the_line_count_for_the_place(waiting, office, clock):
    with office.database.writing() as session:
        routing.join(session, "CAdanger", routing.lane("agents", 2), "safety", clock())
    wait(waiting).hears("number 2 in line")


def test_the_agent_hears_in_words_who_is_in_danger_and_is_put_through_to_them(waiting, agent, office, clock):
    with office.database.writing() as session:
        routing.join(session, "CAdanger", routing.lane("agents", 2), "safety", clock())
    answers(agent).hears("danger")
    assert agent.document.find("Dial/Queue").text == "agents-2"
