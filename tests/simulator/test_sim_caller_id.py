"""Which caller ID a <Dial> to a number may show (Twilio: <Dial>, callerId; error 13214).

| the call that dials | callerId | to a Number |
|---|---|---|
| from a telephone | none | shows its From |
| from a Client or SIP address | none | 13214: a caller ID is required |
| any | this call's From or To, a number of the account, a verified number | shows it |
| any | another number, a name, a Client | 13214 |

With 13214 nobody rings, and the action hears DialCallStatus=failed and ErrorMessage. To a Client or SIP address any
caller ID may be shown. Numbers are written in E.164 wherever they appear, those without a country as of the US.
"""

import pytest
from sim_helpers import codes
from twilio.rest import Client

from ivr.simulator.engine.numbers import e164

AGENT = "agents: [{number: '+12025550111', steps: [{say: hello}, hangup]}]\n"


def dialled(telephone, caller, attributes, noun="<Number>+12025550111</Number>", **setting):
    documents = {
        "/voice": f'<Dial action="/after" timeout="5"{attributes}>{noun}</Dial>',
        "/after": lambda form: f"<Say>status {form['DialCallStatus']}</Say>",
    }
    return telephone.call(documents, "- hear: status", rest=f"{AGENT}from: '{caller}'", **setting)


def shown(run):
    return [event.details["from"] for event in run.named("call") if event.details["direction"] == "outbound-dial"]


@pytest.mark.parametrize(
    ("caller", "attributes"),
    [
        ("client:alice", ""),
        ("sip:alice@example.com", ""),
        ("client:alice", ' callerId="client:alice"'),
        ("+12025550143", ' callerId="+19165550199"'),
        ("+12025550143", ' callerId="Acme"'),
    ],
)
def test_a_caller_id_that_is_not_ones_own_rings_nobody(telephone, caller, attributes):
    run = dialled(telephone, caller, attributes)
    assert (codes(run), shown(run)) == ([13214], [])
    after = telephone.pages.form("/after")
    assert after["DialCallStatus"] == "failed"
    assert "callerId" in after["ErrorMessage"]


@pytest.mark.parametrize(
    ("caller", "attributes", "seen"),
    [
        ("+12025550143", "", "+12025550143"),
        ("+12025550143", ' callerId="+12025550143"', "+12025550143"),
        ("+12025550143", ' callerId="(202) 555-0100"', "+12025550100"),
        ("client:alice", ' callerId="+12025550100"', "+12025550100"),
    ],
)
def test_the_calls_own_numbers_are_shown(telephone, caller, attributes, seen):
    run = dialled(telephone, caller, attributes)
    assert (codes(run), set(shown(run))) == ([], {seen})
    assert telephone.pages.form("/after")["DialCallStatus"] == "completed"


def test_a_verified_number_is_shown(telephone):
    run = dialled(
        telephone,
        "client:alice",
        ' callerId="+19165550199"',
        ready=lambda simulation: simulation.account.verified.add("+19165550199"),
    )
    assert (codes(run), set(shown(run))) == ([], {"+19165550199"})


def test_a_client_may_be_called_from_any_caller_id(telephone):
    run = dialled(telephone, "client:alice", "", "<Client>bob</Client>")
    assert (codes(run), set(shown(run))) == ([], {"client:alice"})


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("(202) 555-0143", "+12025550143"),
        ("1-202-555-0143", "+12025550143"),
        ("+1 202 555 0143", "+12025550143"),
        ("011 44 20 7946 0000", "+442079460000"),
        ("40404", "40404"),
        ("client:ann", "client:ann"),
    ],
)
def test_numbers_are_written_in_e164(written, number):
    assert e164(written) == number


def test_the_numbers_of_a_scenario_are_told_in_e164(telephone):
    rest = "from: 202-555-0143\nto: (202) 555-0100\nagents: [{number: 1 202 555 0111, steps: [{say: hello}, hangup]}]"
    run = telephone.call({"/voice": "<Dial callerId='(202) 555-0100'>202.555.0111</Dial>"}, "- hear: hello", rest=rest)
    assert run.result.ok, run.result.problems
    assert [telephone.pages.form("/voice")[each] for each in ("From", "To")] == ["+12025550143", "+12025550100"]


def test_a_national_number_is_dialled_and_told_in_e164(telephone):
    telephone.call({"/voice": "<Dial>202-555-0111</Dial>"}, "- hear: hello", rest=AGENT)
    run = dialled(telephone, "+12025550143", "", '<Number statusCallback="/told">202 555 0111</Number>')
    assert run.result.ok
    assert telephone.pages.form("/told")["To"] == "+12025550111"


def test_rest_answers_with_e164(telephone):
    made = []

    def ready(simulation):
        client = Client("AC" + "f" * 32, "12345", http_client=simulation.client)
        made.append(client.calls.create(to="(202) 555-0111", from_="202-555-0100", twiml="<Response/>"))
        made.append(client.messages.create(to="(202) 555-0111", from_="202-555-0100", body="hello"))
        made.extend(each.list(to="202 555 0111")[0] for each in (client.calls, client.messages))
        bought = client.incoming_phone_numbers.create(phone_number="(202) 555-0177")
        assert bought.phone_number == "+12025550177"

    telephone.call({"/voice": '<Sms to="202-555-0111">hi</Sms>'}, ready=ready)
    assert [(each.to, each.from_ if each.sid.startswith("SM") else each._from) for each in made] == [
        ("+12025550111", "+12025550100")
    ] * 4
