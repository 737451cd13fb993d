from ivr.dialog.diagram import diagram
from tests.dialog.pizza import PIZZA


def test_forms_are_drawn_with_their_items_in_order():
    assert 'welcome["<b>welcome</b><br/>decide usual"]' in diagram(PIZZA)
    assert "ask size<br/>ask phone<br/>look up oven in ovens<br/>decide served<br/>ask tip" in diagram(PIZZA)


def test_ways_between_forms_are_drawn():
    assert "    welcome --> order" in diagram(PIZZA)
    assert "    queue -.-> after_queue" in diagram(PIZZA)


def test_the_same_script_gives_the_same_drawing():
    assert diagram(PIZZA) == diagram(PIZZA)
