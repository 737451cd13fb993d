"""<Number>, <Client> and <Sip> inside <Dial>.

| attribute | of | values | default |
|---|---|---|---|
| url / method | all | document the called one hears first / GET, POST | none / POST |
| statusCallback / ...Method | all | URL / GET, POST | none / POST |
| statusCallbackEvent | all | initiated ringing answered completed | completed |
| sendDigits | Number | keys pressed when answered, w: half a second | none |
| machineDetection ... | Number, Sip | see test_sim_answering_machines.py | none |
| username, password | Sip | any | none |

A Client has an <Identity> (or text) and <Parameter>s; a SIP address may carry headers behind a question mark.
"""

import asyncio

import pytest

from ivr.simulator.phone.handset import Handset


def dial(noun):
    return {
        "/voice": f'<Dial action="/dialled">{noun}</Dial>',
        "/dialled": lambda form: f"<Say>Dial {form['DialCallStatus']}.</Say>",
        "/leg": "",
        "/screen": "<Say>A call for you.</Say>",
    }


class Desk:
    """A telephone that answers, keeps what came with the call, and hangs up."""

    def __init__(self, address):
        self.address = address

    def ready(self, simulation):
        self._exchange = simulation.exchange
        simulation.exchange.book.enter(self.address, self)

    async def ring(self, call):
        self.call = call
        await asyncio.sleep(1)
        return "answered"

    def talk(self, call):
        self._exchange.spawn(self._short(call), call)

    async def _short(self, call):
        await asyncio.sleep(3)
        Handset(self._exchange, call).hang_up()


@pytest.mark.parametrize(
    ("noun", "address"),
    [
        ("<Number url='/screen'>+12025550111</Number>", "+12025550111"),
        ("<Client url='/screen'>joe</Client>", "client:joe"),
        ("<Sip url='/screen'>sip:joe@sip.example</Sip>", "sip:joe@sip.example"),
    ],
)
def test_each_kind_is_reached_screened_and_bridged(telephone, noun, address):
    agents = f"agents: [{{number: '{address}', steps: [{{hear: a call for you}}, {{say: joe here}}, hangup]}}]"
    run = telephone.call(dial(noun), "[{hear: joe here}, {hear: dial completed}]", rest=agents)
    assert run.result.ok, run.result.problems
    assert telephone.pages.form("/screen")["To"] == address
    assert telephone.pages.form("/screen")["ParentCallSid"] == telephone.pages.form("/voice")["CallSid"]


@pytest.mark.parametrize(("method", "wanted"), [("", "POST"), ('statusCallbackMethod="GET"', "GET")])
@pytest.mark.parametrize("noun", ["Number", "Client", "Sip"])
def test_each_kind_tells_its_own_status_callback(telephone, noun, method, wanted):
    events = 'statusCallbackEvent="initiated ringing answered completed"'
    called = {"Number": "+12025550111", "Client": "joe", "Sip": "sip:joe@sip.example"}[noun]
    document = f'<{noun} statusCallback="/leg" {events} {method}>{called}</{noun}>'
    telephone.call(dial(document), "- hear: dial completed", rest="agents: [{steps: [{silence: 5}, hangup]}]")
    told = [(how, form) for how, path, form in telephone.pages.requests if path == "/leg"]
    assert {how for how, _ in told} == {wanted}
    assert [form["CallStatus"] for _, form in told] == ["initiated", "ringing", "in-progress", "completed"]
    assert [form["SequenceNumber"] for _, form in told] == ["0", "1", "2", "3"]
    assert told[-1][1]["CallDuration"] == "5"


def test_only_the_end_is_told_unless_asked(telephone):
    telephone.call(dial('<Number statusCallback="/leg">+12025550111</Number>'), rest="agents: [{busy: true}]")
    told = [form["CallStatus"] for _, path, form in telephone.pages.requests if path == "/leg"]
    assert told == ["busy"]


def test_send_digits_are_pressed_before_anybody_talks(telephone):
    agents = "agents: [{steps: [{hear: 'keys ww42'}, {say: extension 42}, hangup]}]"
    run = telephone.call(dial('<Number sendDigits="ww42">+12025550111</Number>'), "- hear: extension 42", rest=agents)
    assert run.result.ok, run.result.problems
    assert "keys" not in run.result.heard


def test_a_clients_identity_and_parameters_reach_its_phone(telephone):
    desk = Desk("client:joe")
    noun = '<Client><Identity>joe</Identity><Parameter name="order" value="4729"/></Client>'
    run = telephone.call(dial(noun), "- hear: dial completed", ready=desk.ready)
    assert run.result.ok, run.result.problems
    assert desk.call.parameters == {"order": "4729"}


def test_a_sip_address_carries_headers_and_tells_its_response(telephone):
    desk = Desk("sip:joe@sip.example")
    noun = '<Sip username="u" password="p">sip:joe@sip.example?x-order=4729&amp;x-vip=yes</Sip>'
    run = telephone.call(dial(noun), "- hear: dial completed", ready=desk.ready)
    assert run.result.ok, run.result.problems
    assert desk.call.parameters == {"x-order": "4729", "x-vip": "yes"}
    assert telephone.pages.form("/dialled")["DialSipResponseCode"] == "200"


def test_kinds_may_be_mixed(telephone):
    noun = "<Number>+12025550111</Number><Client>joe</Client><Sip>sip:ann@sip.example</Sip>"
    agents = "agents: [{number: 'client:joe', steps: [{say: joe here}, hangup]}]"
    assert telephone.call(dial(noun), "[{hear: joe here}, {hear: dial completed}]", rest=agents).result.ok
