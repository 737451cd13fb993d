"""What callers give that cannot be right: each service says so, asks again, and goes on with the right one."""

import pytest

from ivr.services.centres.demo import APPOINTMENT
from tests.codec.conftest import player, tables, texts  # noqa: F401  (fixtures)
from tests.services.send_in.whole_calls import IMEI_BY_KEYS

pytestmark = pytest.mark.thorough
OTHER_MAKER = "013740009998887"
"""An IMEI with a right check digit, of a phone that is unknown to us."""
ASKED_AGAIN = "Sorry"

GIVEN = {
    "a postcode of no place": ("centres", "00000", "I know no place that begins so.", "02139", "The nearest is"),
    "a postcode of no place, for courses": (
        "courses",
        "00000",
        "I know no place that begins so.",
        "02139",
        "First steps",
    ),
    "a booking that is none": (
        "centre_appointment",
        "99999999",
        "I find no such booking.",
        APPOINTMENT,
        "Which phone number did you book with?",
    ),
    "a day to come": ("returns", "20991231", "is still to come.", "20261115", "You can return it until"),
    "a day that no month has": ("returns", "20260230", ASKED_AGAIN, "20261115", "You can return it until"),
    "an IMEI of another maker, warranty": (
        "warranty",
        OTHER_MAKER,
        "I can't find a device with this number.",
        IMEI_BY_KEYS,
        "The warranty of your",
    ),
    "an IMEI of another maker, screen": (
        "screen",
        OTHER_MAKER,
        "I don't know that model.",
        IMEI_BY_KEYS,
        "A new screen for your",
    ),
    "an IMEI of another maker, parts": (
        "part_price",
        OTHER_MAKER,
        "I don't know that model.",
        IMEI_BY_KEYS,
        "say battery, camera or charging port",
    ),
    "an IMEI of another maker, sending in": (
        "send_in",
        OTHER_MAKER,
        "I know no model of ours with that number.",
        IMEI_BY_KEYS,
        "courier",
    ),
    "an IMEI with a wrong check digit": (
        "warranty",
        "490154203237519",
        "One digit of that I M E I is wrong.",
        IMEI_BY_KEYS[:3],
        "digits",
    ),
}
"""The form, what is typed, what the caller hears of it, the right one, and what is heard then."""


@pytest.mark.parametrize("name", GIVEN)
def test_the_caller_is_told_and_goes_on_with_the_right_one(player, name):  # noqa: F811
    form, wrong, told, right, then = GIVEN[name]
    player.does("begins", form).does("presses", wrong)
    assert told in player.line.heard
    assert "Gather" in player.line.verbs
    assert then in player.does("presses", right).line.heard
