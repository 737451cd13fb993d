"""Effects of calls about what is kept of a caller: see tests.outbox.effect."""

from ivr.privacy.tables import DoNotRecordRow
from ivr.privacy.words import DO_NOT_RECORD
from ivr.services.repair.demo import add_demo_repairs
from tests.outbox.effect import Effect, after, column, sent

ELSEWHERE = {"prove_data", "request_data", "carry_out_data_request", "forget_data_receipt"}
"""Commands that the other tests of this folder let come twice."""

EFFECTS = (
    Effect(
        "code",
        after("2", "1"),
        sent,
        hears="six digits",
        kind="text_data_code",
        form="my_data",
        demo=add_demo_repairs,
    ),
    Effect(
        "no recordings",
        after("1", "1"),
        column(DoNotRecordRow.how),
        None,
        hears="no sound",
        kind=DO_NOT_RECORD,
        form="my_data",
        demo=add_demo_repairs,
    ),
)
