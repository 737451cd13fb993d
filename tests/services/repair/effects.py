"""Effects of calls about repairs: see tests.outbox.effect."""

from ivr.services.repair.demo import CUSTOMER_PHONE, add_demo_repairs
from ivr.services.repair.tables import RequestRow
from tests.outbox.effect import Effect, after, column
from tests.services.whole_calls import QUOTED

DONE, HEARD = column(RequestRow.key), "our request number is"
EFFECTS = (
    Effect(
        "approved quote",
        after("1", "2", QUOTED, CUSTOMER_PHONE[-4:], "1", "1"),
        DONE,
        hears=HEARD,
        kind="answer_quote",
        demo=add_demo_repairs,
        often=True,
    ),
    Effect(
        "cancelled repair",
        after("101178", "2025550100", "1"),
        DONE,
        hears=HEARD,
        kind="cancel_repair",
        form="cancel_repair",
        demo=add_demo_repairs,
    ),
)
