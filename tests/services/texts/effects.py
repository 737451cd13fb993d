"""Effects of calls in which an answer is sent as a text message: see tests.outbox.effect."""

from ivr.services.repair.demo import CUSTOMER_PHONE, add_demo_repairs
from tests.outbox.effect import Effect, after, sent
from tests.services.whole_calls import QUOTED

EFFECTS = (
    Effect(
        "text",
        after(QUOTED, CUSTOMER_PHONE[-4:], "3", "3"),
        sent,
        hears="I've sent it",
        kind="sms",
        form="repair",
        demo=add_demo_repairs,
    ),
)
