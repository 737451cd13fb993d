"""Who thanks by keys may say it after a tone: that message is kept for whom it thanks, no other sound of the call."""

import pytest

from ivr import calls
from ivr.calls.consents import consent_of
from ivr.hotline.handlers import handlers
from ivr.outbox import Worker
from ivr.privacy.wishes import set_wish
from ivr.services.thanks.keeping import thanks_of
from ivr.speech.wav_file import wav
from tests.gateway import RunningGateway
from tests.line import CALLER, NOTICE_SECONDS, Office, line_settings
from tests.ports import free_port
from tests.telephony.rest_stand import rest_stand

RECORDING = "RE" + "1" * 32
CLIP = b"\x90\x10" * 4000


@pytest.fixture(scope="module")
def twilio():
    with rest_stand((200, wav(CLIP))) as stand:
        yield stand


@pytest.fixture
def office(sqlite_database, twilio):
    return Office(sqlite_database, line_settings(twilio_api_url=twilio.url, media_port=free_port()))


@pytest.fixture
def gateway(office):
    """A media gateway without a model, as for a language that can't be heard."""
    running = RunningGateway(office.edge, None)
    yield running
    running.close()


@pytest.fixture
def line(office, gateway):
    return office.line().fetch("/voice?form=thanks").presses("1").presses("2").hears("in your own voice, press 1")


def leaves_a_message(line, digits="#"):
    action = line.document.find("Record").get("action")
    return line.follow(action, RecordingSid=RECORDING, Digits=digits)


def kept(office):
    Worker(office.database, handlers(office.settings, office.database, office.clock), clock=office.clock).work_off()
    with office.database.reading_rows() as rows:
        return thanks_of(rows, office.clock().year)


def clips(office, line):
    with office.database.reading() as session:
        return list(calls.clips(session, line.sid).values())


@pytest.mark.parametrize("digits", ["#", "hangup"])
def test_the_message_is_kept_to_be_heard_also_of_who_hangs_up_after_it(office, line, digits):
    line.presses("1").hears("after the tone")
    turn = line.turn
    leaves_a_message(line, digits).hears("We'll pass it on.")
    (thanks,) = kept(office)
    assert (thanks.words, thanks.may_hear, thanks.turn) == ("(by keys) somebody on the phone", True, turn)
    assert clips(office, line) == [CLIP]
    assert [each.utterance_id is not None for each in line.transcript if each.field == "thanks_message"] == [True]


def test_who_wanted_keys_only_has_nothing_kept_but_the_message(office, gateway):
    line = office.line().rings()
    office.clock.passes(NOTICE_SECONDS)
    line.presses("9").chooses("praise").presses("1").presses("2").presses("1")
    leaves_a_message(line)
    with office.database.reading_rows() as rows:
        assert consent_of(rows, line.sid).recording == "message"
    assert clips(office, line) == [CLIP]


def test_where_nothing_was_recorded_the_keys_are_kept(office, line):
    line.presses("1").waits().hears("no message was recorded").hears("We'll pass it on.")
    assert [thanks.may_hear for thanks in kept(office)] == [False]


def test_where_the_recording_can_not_be_had_the_keys_are_kept(office, line, twilio):
    twilio.answers = [(403, b"")]
    leaves_a_message(line.presses("1")).hears("no message was recorded").hears("We'll pass it on.")
    twilio.answers = [(200, wav(CLIP))]
    assert [thanks.may_hear for thanks in kept(office)] == [False]


def test_a_key_in_the_message_is_what_it_is_everywhere(line):
    leaves_a_message(line.presses("1"), "0")
    assert line.verbs[-1] == "Enqueue"


def test_whose_number_wants_no_recording_is_not_asked(office):
    with office.database.writing_rows() as rows:
        set_wish(rows, CALLER, "recordings", False, "page", office.clock())
    office.line().fetch("/voice?form=thanks").presses("1").presses("2").hears("We'll pass it on.")


def test_where_the_region_keeps_no_sound_nobody_is_asked(sqlite_database, tmp_path):
    (tmp_path / "here.yaml").write_text("languages: [en]\ntimezone: UTC\ncountry: US\nrecording: 'off'\n")
    office = Office(sqlite_database, line_settings(regions=tmp_path))
    office.line().fetch("/voice?form=thanks").presses("1").presses("2").hears("We'll pass it on.")
