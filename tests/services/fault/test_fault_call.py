"""Callers report a fault: in their own words, and by keys in each language."""

import pytest
from sqlalchemy import select

from ivr.hotline.handlers import handlers
from ivr.outbox import Worker
from ivr.prompts import telephone
from ivr.services.fault.source import open_remedies, open_search, open_symptoms
from ivr.services.fault.tables import FaultTicketRow
from ivr.services.fault.tickets import open_tickets
from ivr.services.screen.source import open_models
from ivr.services.service import Context
from ivr.turn.commands import Outcomes
from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import IMEI, Shop
from tests.line import CALLER, HOTLINE, Clock, Office, line_settings

REGION = f'numbers: ["{HOTLINE}"]\nlanguages: [%s]\ntimezone: UTC\ncountry: US\n'
FIRST_STEP = "Let's try this first: Clean the charging port with a dry wooden pick, carefully."


class Bench(Shop):
    """Answers from the demo's symptoms, and opens tickets in the table."""

    def __init__(self, database):
        super().__init__()
        context = Context(line_settings(), database, Clock())
        opened = {
            "fault_search": open_search,
            "fault_symptoms": open_symptoms,
            "fault_remedies": open_remedies,
            "models": open_models,
        }
        for name, asked in {name: opening(context) for name, opening in opened.items()}.items():
            self.sources[name] = lambda using, ask=asked: ask(using, "CA1").value
        self.open_ticket = open_tickets(context)

    def do(self, command):
        self.done.append(command)
        if self.refuses:
            return "refused", {"reason": self.refuses}
        return "done", self.open_ticket(command.payload, f"CA1:{len(self.done)}:ticket_sent")


@pytest.fixture
def caller(faults):
    return HotlineCaller(Bench(faults))


@pytest.fixture
def trying(caller):
    """A caller who is told the first of three steps."""
    return caller.wishes("my phone does not charge any more", "fault").says("i don't know").says("i don't know")


def test_what_was_told_at_the_main_question_is_not_asked_again(caller):
    caller.wishes("my phone does not charge any more", "fault")
    assert caller.heard.startswith("It does not charge. Which model is it? If you don't know")


def test_remedies_come_one_at_a_time_until_one_works(trying):
    assert FIRST_STEP in trying.heard
    assert "Then this: Try another cable and another charger" in trying.says("next").heard
    trying.says("it worked")
    assert "I'm glad that it works." in trying.heard
    assert trying.is_asked("more")
    assert trying.shop.done == []


def test_a_ticket_holds_all_that_was_told_and_tried(trying):
    trying.says("that didn't help").says("next").says("still the same")
    assert "That was all I know." in " ".join(trying.transcript)
    assert "I've opened ticket" in trying.heard
    (ticket,) = trying.shop.done
    assert ticket.payload["symptom"]["id"] == "charging"
    assert len(ticket.payload["fault_tried"]) == 3
    assert ticket.payload["fault_words"] == "my phone does not charge any more"
    assert trying.says("an agent").is_transferred_to("agents")


def test_the_agent_hears_the_ticket(trying):
    trying.says("stop").says("an agent")
    told = telephone.handover("fault", trying.state)
    assert telephone.agent_ticket(trying.state.slots["ticket"]) in told


def test_the_ticket_leads_to_a_service_centre(trying):
    trying.says("stop").says("service centre")
    assert trying.is_asked("centre_place")


def test_without_a_ticket_the_ways_are_offered_all_the_same(trying):
    trying.shop.refuses = "closed"
    assert "I couldn't open a ticket." in trying.says("stop").heard
    assert trying.is_asked("fault_way")


def test_a_model_and_a_version_are_looked_up(caller):
    asked = []
    caller.shop.sources["fault_remedies"] = lambda using: asked.append(using) or {"steps": [{"en": "Wait a day."}]}
    caller.wishes("my phone does not charge any more", "fault").says("aurora five").says("fourteen")
    assert "Let's try this first: Wait a day." in caller.heard
    assert (asked[0]["model"]["id"], asked[0]["fault_version"]) == ("aurora 5", "14")


def test_the_model_is_found_by_its_imei(caller):
    caller.wishes("my phone does not charge any more", "fault").presses(f"{IMEI}").presses("1#")
    assert caller.state.slots["model"]["id"] == "aurora 5"
    assert FIRST_STEP in caller.heard


def test_of_likely_symptoms_one_is_chosen(caller):
    caller.says("report a fault").says("crackling in the earpiece when i play music")
    assert "Callers can't hear me, or I can't hear them: say one or press 1." in caller.heard
    assert caller.says("the first one").is_asked("model_sought")


def test_words_that_nobody_knows_lead_to_the_list(caller):
    caller.says("report a fault").says("my contacts have lost their names")
    assert "I'm not sure what it is. I'll read a list." in " ".join(caller.transcript)
    assert "It does not charge: say one or press 1." in caller.heard


def test_what_is_not_on_the_list_gets_a_ticket(caller):
    caller.presses("9").chooses("fault").presses("1")
    for _ in range(20):
        if not caller.is_asked("listed_which"):
            break
        caller.presses("4")
    assert "I've opened ticket" in caller.heard


def test_a_dangerous_symptom_goes_to_an_agent_at_once(caller):
    caller.says("report a fault").says("the back is bulging and it gets so hot")
    assert "Stop using the phone, and do not charge it." in caller.heard
    assert caller.is_transferred_to("agents")


def test_a_danger_is_told_while_trying(trying):
    trying.says("smoke is coming out")
    assert "Stop using the phone, and do not charge it." in trying.heard
    assert trying.is_transferred_to("agents")


def test_the_danger_on_the_list_goes_to_an_agent_at_once(caller):
    caller.presses("9").chooses("fault").presses("1")
    assert "It smokes, burns, or the battery is swollen: press 3." in caller.heard
    assert caller.presses("3").is_transferred_to("agents")


def test_a_symptom_without_remedies_gets_a_ticket(caller):
    caller.shop.sources["fault_remedies"] = lambda using: {"steps": []}
    caller.wishes("my phone does not charge any more", "fault").says("i don't know").says("i don't know")
    assert "I know nothing that you could try yourself." in " ".join(caller.transcript)
    assert "I've opened ticket" in caller.heard


@pytest.mark.parametrize(
    ("language", "topic", "told", "ticket"),
    [
        ("en", "A phone that does not work. Press", FIRST_STEP, "I've opened ticket"),
        (
            "fr",
            "Un téléphone qui ne marche pas. Appuyez sur le",
            "Nettoyez doucement la prise",
            "J'ai ouvert le dossier",
        ),
        ("zh", "手机故障。请按", "我们先试试：用干的牙签轻轻清理充电口", "已经为您登记，编号"),
    ],
)
def test_a_whole_call_by_keys_in_each_language(faults, tmp_path, language, topic, told, ticket):
    (tmp_path / "here.yaml").write_text(REGION % language, encoding="utf-8")
    settings, clock = line_settings(regions=tmp_path), Clock()
    worker = Worker(faults, handlers(settings, faults, clock), clock=clock)
    at_once = Outcomes(faults, sleep=lambda _: worker.work_off())
    line = Office(faults, settings, clock, outcomes=at_once).line(caller=CALLER).rings()
    clock.passes(60)
    line.chooses(topic).presses("1").presses("1").presses("1").presses("1")
    assert told.replace(" ", "") in line.heard.replace(" ", "")
    line.presses("1").presses("1").presses("1")
    assert ticket.replace(" ", "") in line.heard.replace(" ", "")
    with faults.reading() as session:
        (kept,) = session.scalars(select(FaultTicketRow)).all()
    assert (kept.phone, kept.details["symptom"]["id"], len(kept.details["fault_tried"])) == (CALLER, "charging", 3)
    assert "Enqueue" in line.presses("3").verbs
