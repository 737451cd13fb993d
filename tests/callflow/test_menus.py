"""The menus that are made of the topics: a second one only where there are more than two."""

from ivr.callflow.main_menu import MORE, menus
from ivr.callflow.topics import Topic

TWO = [Topic(name, name, f"confirm_{name}", key, f"menu_{name}") for name, key in (("repair", "1"), ("warranty", "2"))]
THIRD = Topic("quote", "quote", "confirm_quote", "4", "menu_quote")


def test_few_topics_need_no_second_menu():
    (main,) = menus(TWO)
    assert main.name == "main_menu"


def test_more_topics_stand_in_a_second_menu():
    assert [form.name for form in menus([*TWO, THIRD])] == ["main_menu", MORE]
