"""Tell callers how far their repair is."""

from ivr.callflow.topics import Topic
from ivr.services.repair.csv_rows import read_repairs
from ivr.services.repair.demo import FIRST_STEPS, add_demo_repairs
from ivr.services.repair.forms import REPAIR
from ivr.services.repair.importer import store_repair
from ivr.services.repair.source import open_own, open_source
from ivr.services.repair.tables import RepairRow, RepairStageRow
from ivr.services.service import Demo, Keeps, Service
from ivr.sources import Importer

SERVICE = Service(
    name="repair",
    summary="how far a repair is",
    forms=(REPAIR,),
    topics=(Topic("repair", REPAIR.name, "confirm_repair", key="1", menu="menu_repair"),),
    uses=("identity", "device"),
    sources={"repairs": open_source, "own_repairs": open_own},
    importers=(Importer("repairs", read_repairs, store_repair),),
    keeps=(
        Keeps(RepairRow, ("phone", "phone_index"), "contact"),
        Keeps(RepairRow, ("imei", "imei_index"), "device"),
        Keeps(RepairRow, ("order", "order_index", "model", "stage", "since", "doing"), "usage"),
        Keeps(RepairRow, ("promised", "centre", "cost", "currency"), "usage"),
        Keeps(RepairStageRow, ("repair_id", "since", "stage", "centre"), "usage"),
    ),
    demo=Demo(add_demo_repairs, FIRST_STEPS),
)
