"""Symptoms and remedies are imported, found and asked of a back end; tickets are opened once."""

import pytest

from ivr.services.fault.csv_rows import read_remedies, read_symptoms
from ivr.services.fault.http_faults import HttpFaults
from ivr.services.fault.importer import store_remedy, store_symptom
from ivr.services.fault.source import open_search
from ivr.services.fault.sql_faults import SqlFaults
from ivr.services.fault.tables import FaultTicketRow
from ivr.services.fault.tickets import open_tickets
from ivr.services.service import Context
from ivr.sources import LookupFailed, import_rows
from tests.line import Clock, line_settings
from tests.telephony.rest_stand import rest_stand

SYMPTOMS = "code,name,name_fr,sentences,danger,place\nhum,It hums,Il bourdonne,it hums;it buzzes,,1\n"
REMEDIES = """\
symptom,step,text,model,versions
hum,1,Turn it off.,,
hum,2,Wait a day.,,
hum,1,Turn the Aurora off.,Aurora 5,
hum,3,Install version 15.,,13 14
"""
SYMPTOM = {"id": "hum", "name": {"en": "It hums"}}


@pytest.fixture
def bring_in(tmp_path):
    def bring_in(database, text, read=read_symptoms, store=store_symptom):
        path = tmp_path / "rows.csv"
        path.write_text(text, encoding="utf-8")
        return import_rows(database, store, read(path, "US"))

    return bring_in


@pytest.fixture
def humming(database, bring_in):
    assert not bring_in(database, SYMPTOMS).bad
    assert not bring_in(database, REMEDIES, read_remedies, store_remedy).bad
    return database


def steps(database, model="", version=""):
    return [step["en"] for step in SqlFaults(database).remedies("hum", model, version, "")]


def test_steps_fit_the_model_and_the_version(humming):
    assert steps(humming) == ["Turn it off.", "Wait a day."]
    assert steps(humming, "aurora 5", "14") == ["Turn the Aurora off.", "Wait a day.", "Install version 15."]
    assert steps(humming, "tern 3", "16") == ["Turn it off.", "Wait a day."]


def test_a_second_import_changes_nothing_and_a_changed_row_is_brought_up_to_date(humming, bring_in):
    again = bring_in(humming, REMEDIES, read_remedies, store_remedy)
    assert (again.new, again.known) == (0, 4)
    bring_in(humming, REMEDIES.replace("Wait a day.", "Wait two days."), read_remedies, store_remedy)
    assert steps(humming)[1] == "Wait two days."


def test_words_are_found_after_an_import_changed_them(humming, bring_in):
    faults = SqlFaults(humming)
    assert faults.search("there is a rattle inside", "en", "").decision == "unsure"
    bring_in(humming, SYMPTOMS.replace("it buzzes", "it buzzes;there is a rattle inside"))
    assert faults.search("there is a rattle inside", "en", "").symptoms[0].name["fr"] == "Il bourdonne"


def test_without_symptoms_nothing_is_sure(sqlite_database):
    assert SqlFaults(sqlite_database).search("it hums", "en", "").decision == "unsure"
    assert SqlFaults(sqlite_database).symptoms("") == ()


def test_all_that_is_wrong_with_a_row_is_told(sqlite_database, bring_in):
    done = bring_in(sqlite_database, "code,name,sentences,danger,place\n,x,a,maybe,0\nb,y,;,,\n")
    assert [(bad.line, bad.advice.count("; ")) for bad in done.bad] == [(2, 2), (3, 0)]
    done = bring_in(sqlite_database, "symptom,step,text,versions\nhum,21,,new\n", read_remedies, store_remedy)
    assert done.bad[0].advice.count("; ") == 2


def test_a_remedy_of_an_unknown_symptom_is_left_out_and_noted(sqlite_database, bring_in):
    done = bring_in(sqlite_database, REMEDIES, read_remedies, store_remedy)
    assert "there is no symptom 'hum'" in done.notes[-1].advice
    assert steps(sqlite_database) == []


def test_a_command_that_comes_twice_opens_one_ticket(database):
    do = open_tickets(Context(line_settings(), database, Clock()))
    payload = {"symptom": SYMPTOM, "fault_words": "it hums", "caller": "+12025550143", "model": None}
    assert do(payload, "CA1:5:ticket_sent") == do(payload, "CA1:5:ticket_sent")
    with database.reading() as session:
        (kept,) = session.query(FaultTicketRow).all()
    assert (kept.phone, kept.details["fault_words"], len(kept.number)) == ("+12025550143", "it hums", 7)


def test_a_withheld_number_gets_a_ticket_too(sqlite_database):
    do = open_tickets(Context(line_settings(), sqlite_database, Clock()))
    assert do({"symptom": SYMPTOM, "caller": None}, "CA1:5:ticket_sent")["number"]


def test_a_back_end_answers():
    answers = [
        (200, {"decision": "answer", "symptoms": [SYMPTOM | {"danger": True}]}),
        (200, {"symptoms": [SYMPTOM]}),
        (200, {"steps": [{"en": "Turn it\noff."}]}),
        (200, {"number": "77"}),
    ]
    with rest_stand(*answers) as stand:
        asked = HttpFaults(stand.url, "secret")
        assert asked.search("it hums", "en", "CA1").symptoms[0].danger
        assert asked.symptoms("CA1")[0].name == {"en": "It hums"}
        assert asked.remedies("hum", "", "", "CA1") == ({"en": "Turn it off."},)
        context = Context(line_settings(look_up_url=stand.url, look_up_token="secret"), None)
        assert open_tickets(context)({"symptom": SYMPTOM}, "CA1:5:ticket_sent") == {"number": "77"}
    paths = [path for path, _, _ in stand.requests]
    assert paths == ["/faults/search", "/faults/symptoms", "/faults/remedies", "/faults/tickets"]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"decision": "perhaps", "symptoms": []},
        {"decision": "answer", "symptoms": []},
        {"decision": "offer", "symptoms": [SYMPTOM]},
        {"decision": "answer", "symptoms": [{"id": "hum", "name": {"en": " "}}]},
        [],
    ],
)
def test_a_back_end_that_answers_nonsense_has_failed(nonsense):
    with rest_stand((200, nonsense)) as stand:
        ask = open_search(Context(line_settings(look_up_url=stand.url, look_up_token="secret"), None))
        with pytest.raises(LookupFailed):
            ask({"fault_words": "it hums", "language": "en"}, "CA1")


@pytest.mark.parametrize("nonsense", [{}, {"steps": [{"en": ""}]}, {"symptoms": 3}])
def test_steps_and_symptoms_of_a_wrong_kind_have_failed(nonsense):
    with rest_stand((200, nonsense), (200, nonsense)) as stand:
        asked = HttpFaults(stand.url, "secret")
        with pytest.raises(LookupFailed):
            asked.remedies("hum", "", "", "CA1")
        with pytest.raises(LookupFailed):
            asked.symptoms("CA1")
