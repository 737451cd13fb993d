"""Tell callers how long their device's warranty and care benefits last, and whether a country is covered."""

from ivr.callflow.topics import Topic
from ivr.services.service import Demo, Keeps, Service
from ivr.services.warranty.csv_rows import read_warranties
from ivr.services.warranty.demo import BY_KEYS, FIRST_STEPS, add_demo_warranties
from ivr.services.warranty.forms import WARRANTY
from ivr.services.warranty.forms.slots import SLOTS
from ivr.services.warranty.importer import store_warranty
from ivr.services.warranty.source import open_source
from ivr.services.warranty.tables import BenefitRow, WarrantyRow
from ivr.sources import Importer

SERVICE = Service(
    name="warranty",
    summary="warranty and care benefits of a device, and the countries where they count",
    forms=(WARRANTY,),
    topics=(Topic("warranty", WARRANTY.name, "confirm_warranty", key="2", menu="menu_warranty"),),
    slots=SLOTS,
    uses=("device",),
    sources={"warranties": open_source},
    importers=(Importer("warranties", read_warranties, store_warranty),),
    keeps=(
        Keeps(WarrantyRow, ("imei", "imei_index", "imei_2", "imei_2_index"), "device"),
        Keeps(WarrantyRow, ("serial", "serial_index"), "device"),
        Keeps(WarrantyRow, ("row_key", "model", "starts", "ends", "countries"), "device"),
        Keeps(BenefitRow, ("warranty_id", "kind", "status", "starts", "ends"), "device"),
    ),
    demo=Demo(add_demo_warranties, FIRST_STEPS, BY_KEYS),
)
