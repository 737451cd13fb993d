"""Who hangs up before the two questions gets them by a link; a low score opens a task, and answers count once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from ivr.outbound import do_not_call
from ivr.outbox.tables import OutboxRow
from ivr.page_links import LinkOrder, make_link
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE, add_demo_repairs
from ivr.services.survey.tables import FollowUpRow, SurveyRow
from tests.line import HOTLINE, Office, line_settings
from tests.pages.conftest import WITH_QUOTE

HERE = "languages: [en]\ntimezone: UTC\ncountry: US\nsurvey: true\nsurvey_by_text: {}\n"
SID = "CA" + "4" * 32
MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)


def link_of(site, language="en"):
    with site.database.writing_rows() as rows:
        about = {"served": ["repair"]}
        return make_link(rows, LinkOrder("survey", SID, about, language, "default", SID), site.clock())


def kept(site):
    site.works()
    with site.database.reading_rows() as rows:
        answers = rows.execute(select(SurveyRow.call_sid, SurveyRow.helped, SurveyRow.rating, SurveyRow.served)).all()
        return [tuple(row) for row in answers], rows.execute(select(FollowUpRow.why)).scalars().all()


@pytest.fixture
def hang_up(sqlite_database, tmp_path):
    """Hear of a repair and hang up; return the links that are sent to the caller, by a worker and the simulator."""

    def called(by_text="true", more=lambda line: line):
        (tmp_path / "here.yaml").write_text(HERE.format(by_text))
        office = Office(sqlite_database, line_settings(regions=tmp_path, sms_from=HOTLINE))
        add_demo_repairs(sqlite_database, office.clock())
        line = office.line().rings().presses("1").presses(CUSTOMER_ORDER).presses(CUSTOMER_PHONE[2:])
        more(line.hears("has been in repair")).hangs_up().hangs_up()
        with sqlite_database.reading_rows() as rows:
            return rows.execute(select(OutboxRow.payload).where(OutboxRow.kind == "sms")).scalars().all()

    return called


def test_who_hangs_up_first_is_asked_by_a_text_message_once(hang_up):
    (order,) = hang_up()
    assert (order["to"], order["says"]) == (CUSTOMER_PHONE, [["sms_survey", {}]])
    assert order["link"] == {"purpose": "survey", "thing": order["link"]["thing"], "identity": {"served": ["repair"]}}


def test_who_hangs_up_after_an_agent_is_asked_about_both(hang_up):
    (order,) = hang_up(more=lambda line: line.presses("0").is_back_from_the_queue("bridged").hears("Anything else?"))
    assert order["link"]["identity"] == {"served": ["repair", "agent"]}


def test_where_the_region_does_not_ask_by_text_nobody_is(hang_up):
    assert not hang_up("false")


def test_who_wants_no_calls_from_us_is_not_asked_either(hang_up, sqlite_database):
    with sqlite_database.writing_rows() as rows:
        do_not_call(rows, CUSTOMER_PHONE, "stop", MONDAY)
    assert not hang_up()


def test_who_was_asked_in_the_call_is_not_asked_again(hang_up):
    assert not hang_up(more=lambda line: line.presses("2").hears("Did this call help you?"))


def test_the_answers_are_kept_and_a_low_score_opens_a_task(site):
    token = link_of(site)
    assert "How was our call?" in site.client.get(f"/p/s/{token}").text
    sent = site.client.post(f"/p/s/{token}", data={"helped": "yes", "rating": "2"}, follow_redirects=True)
    assert "Your answer helps us" in sent.text
    assert kept(site) == ([(SID, True, 2, "repair")], ["low_score"])


def test_answered_twice_the_first_answers_count_from_any_link(site):
    for token, rating in ((link_of(site), "5"), (link_of(site), "1")):
        site.client.post(f"/p/s/{token}", data={"helped": "yes", "rating": rating})
    assert kept(site) == ([(SID, True, 5, "repair")], [])


WRONG = ({}, {"helped": "yes"}, {"helped": "maybe", "rating": "3"}, {"helped": "no", "rating": "6"})


@pytest.mark.parametrize("data", WRONG)
def test_what_is_missing_is_asked_for_again(site, data):
    assert "answer both questions" in site.client.post(f"/p/s/{link_of(site)}", data=data).text
    assert kept(site) == ([], [])


@pytest.mark.parametrize(("language", "words"), [("fr", "Vous a-t-il aidé"), ("zh", "这次通话对您有帮助吗")])
def test_it_is_in_the_language_of_the_call(site, language, words):
    assert words in site.client.get(f"/p/s/{link_of(site, language)}").text


def test_a_link_opens_the_page_of_its_purpose_only(site):
    assert site.client.get(f"/p/s/{site.link(WITH_QUOTE)}").status_code == 404
    assert site.opens(link_of(site)).status_code == 404
