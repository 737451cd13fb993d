"""Effects of calls in which somebody is thanked: see tests.outbox.effect."""

from ivr.services.repair.demo import add_demo_repairs
from ivr.services.thanks.tables import ThanksRow
from tests.outbox.effect import Effect, column, keys_of


def after_words(line):
    """Thank somebody in own words."""
    line.presses("1").says("the lady was patient", "the lady was patient", grammar="own_words")
    return keys_of(line, "1")


EFFECTS = (
    Effect(
        "thanks",
        after_words,
        column(ThanksRow.key),
        hears="We'll pass it on",
        kind="keep_thanks",
        form="thanks",
        demo=add_demo_repairs,
    ),
)
