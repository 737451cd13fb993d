"""What apps use beside calls: applications, numbers to buy, messages' callbacks, transcriptions."""

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

SID = "AC" + "f" * 32


@pytest.fixture
def acted(telephone):
    """Run a call in whose webhook `act(client)` uses the real client."""

    def run(act, documents=None, steps="[{hear: over}]", **setting):
        box = {}

        def ready(simulation):
            box["client"] = Client(SID, "12345", http_client=simulation.client)

        def page(form):
            act(box["client"])
            return "<Say>Over.</Say><Pause length='4'/>"

        run = telephone.call({"/voice": page, **(documents or {})}, steps, ready=ready, **setting)
        assert not run.failures, run.failures
        return run

    return run


def code(act):
    with pytest.raises(TwilioRestException) as caught:
        act()
    return caught.value.status, caught.value.code


def test_a_number_with_an_application_is_answered_by_it(acted):
    seen = {}

    def act(client):
        made = client.applications.create(
            friendly_name="tracking", voice_url="http://app.example/app", voice_method="GET"
        )
        number = client.available_phone_numbers("US").local.list(area_code="206", limit=1)[0].phone_number
        bought = client.incoming_phone_numbers.create(phone_number=number, voice_application_sid=made.sid)
        seen.update(number=number, application=bought.voice_application_sid, sid=made.sid)
        assert client.applications.list(friendly_name="tracking")[0].voice_method == "GET"

    acted(act)
    assert seen["number"] == "+12065550100"
    assert seen["application"] == seen["sid"]


def test_a_call_may_be_answered_by_an_application(acted, telephone):
    def act(client):
        made = client.applications.create(
            voice_url="http://app.example/app", status_callback="http://app.example/ended"
        )
        client.calls.create(to="+12025550111", from_="+12025550100", application_sid=made.sid)

    pages = {"/app": "<Say>From the application.</Say>", "/ended": ""}
    run = acted(act, pages, rest="agents: [{number: '+12025550111', hear: from the application}]")
    assert run.result.ok, run.result.problems
    assert telephone.pages.form("/app")["Direction"] == "outbound-api"
    assert telephone.pages.form("/ended")["CallStatus"] == "completed"


def test_numbers_that_were_bought_are_not_offered_again(acted):
    def act(client):
        def offered():
            return [
                each.phone_number
                for each in client.available_phone_numbers("US").toll_free.list(contains="+1800*****0*")
            ]

        first = offered()[0]
        client.incoming_phone_numbers.create(phone_number=first)
        assert first not in offered()
        assert {each.country_code for each in client.available_phone_numbers.list()} >= {"US", "GB"}

    acted(act)


@pytest.mark.parametrize(
    ("to", "sender", "error"),
    [("nobody", "+12025550100", 21211), ("+12025550111", "me", 21212), ("", "+12025550100", 21201)],
)
def test_who_cannot_be_called_is_refused(acted, to, sender, error):
    def act(client):
        document = "<Response><Say>Hi</Say></Response>"
        assert code(lambda: client.calls.create(to=to, from_=sender, twiml=document)) == (400, error)

    acted(act)


@pytest.mark.parametrize("to", ["client:alice", "sip:bob@example.com", "(202) 555-0111", "whatsapp:+12025550111"])
def test_clients_sip_phones_and_numbers_however_written_can_be_called(acted, to):
    acted(lambda client: client.calls.create(to=to, from_="+12025550100", twiml="<Response/>"))


def test_a_message_tells_its_status_callback(acted, telephone):
    def act(client):
        told = {"status_callback": "http://app.example/told"}
        sent = client.messages.create(to="+12025550143", body="Hi", messaging_service_sid="MG" + "0" * 32, **told)
        assert (sent.status, sent.from_, client.messages(sent.sid).fetch().status) == ("accepted", None, "delivered")

    acted(act, {"/told": ""})
    told = [form for _, path, form in telephone.pages.requests if path == "/told"]
    assert [form["MessageStatus"] for form in told] == ["sent", "delivered"]
    assert told[0]["MessagingServiceSid"] == "MG" + "0" * 32


def test_a_transcription_can_be_fetched_by_what_its_callback_says(telephone):
    found = {}

    def words(form):
        one = found["client"].transcriptions(form["TranscriptionSid"]).fetch()
        listed = found["client"].recordings(form["RecordingSid"]).transcriptions.list()
        found.update(text=one.transcription_text, status=one.status, listed=[each.sid for each in listed] == [one.sid])
        return ""

    record = "<Record transcribe='true' transcribeCallback='/words' timeout='1' action='/done'/>"
    telephone.call(
        {"/voice": record, "/done": "<Pause length='5'/>", "/words": words},
        "[{hear: beep}, {say: call me back}, {silence: 6}]",
        ready=lambda simulation: found.update(client=Client(SID, "12345", http_client=simulation.client)),
    )
    assert (found["text"], found["status"], found["listed"]) == ("call me back", "completed", True)


def test_a_conference_is_found_by_its_name_however_it_is_written(acted):
    def act(client):
        room = client.conferences("Room 5 & more")
        room.participants.create(from_="+12025550100", to="+12025550111")
        assert [each.friendly_name for each in client.conferences.list()] == ["Room 5 & more"]

    acted(act)
