"""Effects of what callers are asked at the end: see tests.outbox.effect."""

from ivr.services.repair.demo import add_demo_repairs
from ivr.services.survey.tables import SurveyRow
from tests.outbox.effect import Effect, after, column

EFFECTS = (
    Effect(
        "survey",
        after("2", "2", "1", "5"),
        column(SurveyRow.call_sid),
        hears="Goodbye",
        kind="keep_survey",
        form="door_order",
        demo=add_demo_repairs,
    ),
)
