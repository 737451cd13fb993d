"""Effects of calls about faults: see tests.outbox.effect."""

from ivr.services.fault.demo import add_demo_faults
from ivr.services.fault.tables import FaultTicketRow
from tests.outbox.effect import Effect, after, column

EFFECTS = (
    Effect(
        "ticket",
        after(*"1111111"),
        column(FaultTicketRow.number),
        hears="opened ticket",
        kind="open_ticket",
        form="fault",
        demo=add_demo_faults,
    ),
)
