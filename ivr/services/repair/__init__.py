"""Tell callers how far their repair is."""

from ivr.callflow.topics import Topic
from ivr.services.repair.csv_rows import read_repairs
from ivr.services.repair.demo import FIRST_STEPS, add_demo_repairs
from ivr.services.repair.forms import CANCEL, QUOTE, REPAIR, REPAIR_NEWS
from ivr.services.repair.forms.slots import SLOTS
from ivr.services.repair.importer import store_repair
from ivr.services.repair.news import open_news, open_reasons
from ivr.services.repair.requests import open_answers, open_cancelling
from ivr.services.repair.source import open_own, open_source, open_tries
from ivr.services.repair.tables import RepairPhotoRow, RepairRow, RepairStageRow, RequestRow
from ivr.services.service import Demo, Keeps, Service
from ivr.sources import Importer

SERVICE = Service(
    name="repair",
    summary="how far a repair is; approve or decline its quote; cancel it; calls the customer with news",
    forms=(REPAIR, QUOTE, CANCEL, REPAIR_NEWS),
    topics=(
        Topic("repair", REPAIR.name, "confirm_repair", key="1", menu="menu_repair"),
        Topic("quote", QUOTE.name, "confirm_quote", key="4", menu="menu_quote", grammar="repair_topics"),
        Topic("cancel_repair", CANCEL.name, "confirm_cancelling", key="5", menu="menu_cancel", grammar="repair_topics"),
    ),
    slots=SLOTS,
    uses=("identity", "device", "web_page", "region", "survey_about"),
    sources={"repairs": open_source, "own_repairs": open_own, "repair_tries": open_tries, "repair_news": open_news},
    commands={"answer_quote": open_answers, "cancel_repair": open_cancelling},
    importers=(Importer("repairs", read_repairs, store_repair),),
    keeps=(
        Keeps(RepairRow, ("phone", "phone_index"), "contact"),
        Keeps(RepairRow, ("imei", "imei_index", "imei_2", "imei_2_index"), "device"),
        Keeps(RepairRow, ("order", "order_index", "order_digits_index", "model", "stage", "since", "doing"), "usage"),
        Keeps(RepairRow, ("promised", "centre", "cost", "currency", "quote_deadline", "decline_cost"), "usage"),
        Keeps(RequestRow, ("key", "number", "order_index", "kind", "at", "evidence"), "usage"),
        Keeps(RepairPhotoRow, ("repair_id", "digest", "name", "content", "stage", "at"), "usage"),
        Keeps(RepairStageRow, ("repair_id", "since", "stage", "centre"), "usage"),
    ),
    reasons=open_reasons,
    demo=Demo(add_demo_repairs, FIRST_STEPS),
)
