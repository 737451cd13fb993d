"""Tell callers whether they may still return or exchange what they bought, and open a case."""

from ivr.callflow.topics import Topic
from ivr.services.returns.cases import open_cases
from ivr.services.returns.demo import BY_KEYS, FIRST_STEPS, add_demo_rules
from ivr.services.returns.files import read_rules, store_rule
from ivr.services.returns.forms import RETURNS, SLOTS
from ivr.services.returns.source import open_returns
from ivr.services.returns.tables import ReturnCaseRow, ReturnRuleRow
from ivr.services.service import Demo, Keeps, Service
from ivr.sources import Importer

SERVICE = Service(
    name="returns",
    summary="whether something may still be returned or exchanged, and a case for it",
    forms=(RETURNS,),
    topics=(Topic("return", RETURNS.name, "confirm_return"),),
    slots=SLOTS,
    uses=("region",),
    sources={"return_period": open_returns},
    commands={"open_return": open_cases},
    importers=(Importer("return-rules", read_rules, store_rule),),
    keeps=(
        Keeps(ReturnRuleRow, ("country", "return_days", "exchange_days"), "public", "nobody's"),
        Keeps(ReturnCaseRow, ("phone", "phone_index"), "contact"),
        Keeps(ReturnCaseRow, ("key", "number", "wish", "bought", "country", "at"), "usage"),
    ),
    demo=Demo(add_demo_rules, FIRST_STEPS, BY_KEYS),
)
