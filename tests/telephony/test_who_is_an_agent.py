"""Nobody gets a waiting caller who is not an agent: one whom we called, or who gave a PIN."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ivr import routing
from ivr.routing.pins import TRIES
from ivr.telephony.token import AgentTicket
from tests.line import HOTLINE, Office, line_settings

AGENT, OTHER = "+12025550198", "+12025550199"
PIN = 4_711


@pytest.fixture
def office(database, clock):
    office = Office(database, line_settings(agent_numbers=f"{AGENT}, {OTHER}"), clock)
    yield office
    office.edge.background.shutdown()


@pytest.fixture
def waiting(office):
    """A caller whom an agent is to be put together with."""
    return office.line().rings().presses("1").presses("0")


@pytest.fixture
def pin(office):
    with office.database.writing_rows() as rows:
        return routing.give_pin(rows, AGENT, office.clock(), lambda _: PIN)


def from_agents_number(office, sid="CA" + "8" * 32):
    return office.line(sid, AGENT)


def is_put_through(line):
    return line.document.find("Dial/Queue") is not None


def test_a_made_up_agents_number_gets_the_hotline_and_no_caller(waiting, office):
    stranger = from_agents_number(office).rings().hears("Acme service")
    assert not is_put_through(stranger)


def test_an_agent_who_calls_in_gives_the_pin_and_gets_the_caller(waiting, office, pin):
    agent = from_agents_number(office).rings().hears("enter your PIN").presses(pin)
    assert pin == "004711"
    assert is_put_through(agent.hears("Your repair"))
    assert agent.call is None


@pytest.mark.parametrize("typed", ["", "0", "12345"])
def test_who_gives_no_pin_is_a_caller(waiting, office, pin, typed):
    assert not is_put_through(from_agents_number(office).rings().presses(typed).hears("Acme service"))


def test_three_wrong_pins_make_a_caller(waiting, office, pin):
    stranger = from_agents_number(office).rings()
    stranger.presses("000001").hears("PIN was not taken").presses("000002").hears("PIN was not taken")
    assert not is_put_through(stranger.presses("000003").hears("Acme service"))


def test_five_wrong_pins_lock_it_for_a_day_and_a_locked_one_sounds_as_a_wrong_one(waiting, office, pin):
    for guess in range(TRIES):
        from_agents_number(office).rings().presses(f"{guess:06}")
    assert not is_put_through(from_agents_number(office).rings().presses(pin).hears("PIN was not taken"))
    office.clock.passes(24 * 3600)
    assert is_put_through(from_agents_number(office).rings().presses(pin))


def test_a_new_pin_ends_the_lock_and_the_old_pin(waiting, office, pin):
    for guess in range(TRIES):
        from_agents_number(office).rings().presses(f"{guess:06}")
    with office.database.writing_rows() as rows:
        new = routing.give_pin(rows, AGENT, office.clock(), lambda _: PIN + 1)
    assert not is_put_through(from_agents_number(office).rings().presses(pin))
    assert is_put_through(from_agents_number(office).rings().presses(new))


def test_an_agent_who_calls_in_often_gives_a_guesser_no_more_tries(waiting, office, pin):
    for guess in range(TRIES):
        from_agents_number(office).rings().presses(f"{guess:06}")
        from_agents_number(office).rings().presses(pin)
    assert not is_put_through(from_agents_number(office).rings().presses(pin))


def test_of_many_guesses_at_once_no_more_than_five_are_looked_at(office, pin, database):
    def guess(number):
        with database.writing_rows() as rows:
            return routing.take_pin(rows, AGENT, f"{number:06}", f"CA{number}", office.clock())

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(guess, range(24)))
    with database.writing_rows() as rows:
        assert not routing.take_pin(rows, AGENT, pin, "CA1", office.clock())


def test_a_pin_is_of_one_number(waiting, office, pin):
    assert not is_put_through(office.line("CA" + "7" * 32, OTHER).fetch("/voice/agent/pin/1", Digits=pin))
    assert not is_put_through(office.line("CA" + "6" * 32).fetch("/voice/agent/pin/1", Digits=pin))


@pytest.mark.parametrize("token", ["made-up", "an old one", "another queue's"])
def test_an_address_that_we_did_not_make_puts_nobody_through(waiting, office, token):
    if token == "an old one":
        token = office.edge.agent_tokens.make(AgentTicket("agents"))
        office.clock.passes(121)
    elif token == "another queue's":
        token = office.edge.agent_tokens.make(AgentTicket("others"))
    address = f"/voice/agent/called/{token}"
    assert not is_put_through(from_agents_number(office).fetch(address).hears("Acme service"))
    called = office.line("CA" + "5" * 32, HOTLINE)
    called.always |= {"To": AGENT, "Direction": "outbound-api"}
    assert not is_put_through(called.fetch(address).hears("Nobody is waiting"))


def test_a_fault_makes_no_agent_of_a_made_up_number(waiting, office):
    stranger = from_agents_number(office).fetch("/voice/fallback", ErrorCode="11200")
    assert not is_put_through(stranger)


def test_an_agent_with_a_fault_stays_an_agent(waiting, office, pin):
    agent = from_agents_number(office).rings().presses(pin)
    assert is_put_through(agent.fetch("/voice/fallback", ErrorCode="11200"))
