import pytest

from ivr.prompts.template import BadTemplate, Key, Offer, Text, Value, offers, parse, values


def test_a_text_has_words_values_offers_and_keys():
    assert parse('For {model:text} say "repair" or press [1].') == (
        Text("For "),
        Value("model", "text"),
        Text(" say "),
        Offer("repair"),
        Text(" or press "),
        Key("1"),
        Text("."),
    )


def test_offers_and_values_are_listed():
    template = parse('Say "yes", "no", or press [*]: {cost:money}')
    assert offers(template) == (("yes", "no"), ("*",))
    assert values(template) == {"cost"}


@pytest.mark.parametrize(
    "text", ["Press 1.", "Press [12].", "Say {name", 'Say "yes.', "Say {name:}", "Say <b>yes</b>."]
)
def test_what_breaks_the_rules_is_refused(text):
    with pytest.raises(BadTemplate):
        parse(text)
