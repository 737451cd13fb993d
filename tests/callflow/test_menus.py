"""The menus that are made of the topics: a second one only where there are more than two."""

from ivr.callflow.main_menu import MORE, menus
from ivr.callflow.topics import Topic
from ivr.dialog.script import Goto, Propose

TWO = [Topic(name, name, f"confirm_{name}", key, f"menu_{name}") for name, key in (("repair", "1"), ("warranty", "2"))]
THIRD = Topic("quote", "quote", "confirm_quote", "4", "menu_quote")


def test_few_topics_need_no_second_menu():
    (main,) = menus(TWO)
    assert main.name == "main_menu"


def test_more_topics_stand_in_a_second_menu():
    assert [form.name for form in menus([*TWO, THIRD])] == ["main_menu", MORE]


def pages_of(*names):
    return [form for form in menus([*TWO, *(Topic(name, name, f"confirm_{name}") for name in names)])[1:]]


def test_topics_without_a_key_stand_three_on_a_page():
    assert [form.name for form in pages_of("a", "b", "c", "d")] == ["topics_page_1", "topics_page_2"]


def test_a_page_names_each_topic_before_its_key_and_leaves_out_what_the_region_lacks():
    (page,) = pages_of("a", "b", "c")
    says = page.items[0].before({"region": {"unserved": ["b"]}})
    assert [say.prompt for say in says] == ["topic_a", "press_1", "topic_c", "press_2"]


def offered(page, region):
    return [say.prompt.removeprefix("topic_") for say in page.items[0].before({"region": region})][::2]


def test_the_commonest_come_first_and_what_a_region_puts_first_before_them():
    first, second = pages_of("course", "my_data", "lost", "send_in", "fault")
    assert (offered(first, {}), offered(second, {})) == (["fault", "send_in", "my_data"], ["course", "lost"])
    region = {"order": ["course"], "unserved": ["send_in"]}
    assert (offered(first, region), offered(second, region)) == (["course", "fault", "my_data"], ["lost"])


def test_the_key_of_a_page_means_what_was_offered_there():
    (page,) = pages_of("a", "b", "c")
    moves = page.items[1].function({"picked": 2, "region": {"unserved": ["b"]}})
    assert moves == (Propose("topic", ["c"]), Goto("main_menu"))


def test_none_of_a_page_leads_to_the_next_and_at_last_to_an_agent():
    first, last = pages_of("a", "b", "c", "d")
    assert first.items[1].function({"picked": 0}) == (Goto("topics_page_2"),)
    assert last.items[1].function({"picked": 0}) == (Goto("agent"),)


def test_a_topic_that_is_said_at_a_page_is_taken():
    (page,) = pages_of("a")
    moves = page.items[1].function({"picked": {"topic": "repair"}})
    assert moves == (Propose("topic", ["repair"]), Goto("main_menu"))
