"""Effects of calls about returns: see tests.outbox.effect."""

from datetime import timedelta

from ivr.outbox.worker import now_in_utc
from ivr.services.returns.demo import add_demo_rules
from ivr.services.returns.tables import ReturnCaseRow
from tests.outbox.effect import Effect, after, column

BOUGHT = f"{now_in_utc() - timedelta(days=3):%Y%m%d}"
EFFECTS = (
    Effect(
        "return",
        after(BOUGHT, "1", "1"),
        column(ReturnCaseRow.number),
        hears="case number",
        kind="open_return",
        form="returns",
        demo=add_demo_rules,
    ),
)
