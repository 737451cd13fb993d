"""Tell callers how long their device's warranty and care benefits last, and whether a country is covered."""

from ivr.callflow.topics import Topic
from ivr.services.service import Demo, Keeps, Service
from ivr.services.warranty.csv_rows import read_extensions, read_warranties
from ivr.services.warranty.demo import BY_KEYS, FIRST_STEPS, add_demo_warranties
from ivr.services.warranty.forms import WARRANTY
from ivr.services.warranty.forms.slots import SLOTS
from ivr.services.warranty.importer import store_extension, store_warranty
from ivr.services.warranty.source import open_extensions, open_source
from ivr.services.warranty.tables import BenefitRow, ExtensionRow, WarrantyRow
from ivr.sources import Importer

SERVICE = Service(
    name="warranty",
    summary="warranty and care benefits of a device, whether it can be extended, and the countries where it counts",
    forms=(WARRANTY,),
    topics=(Topic("warranty", WARRANTY.name, "confirm_warranty", key="2", menu="menu_warranty", brings=("country",)),),
    slots=SLOTS,
    uses=("device", "region"),
    sources={"warranties": open_source, "care_extensions": open_extensions},
    importers=(
        Importer("warranties", read_warranties, store_warranty),
        Importer("care-extensions", read_extensions, store_extension),
    ),
    keeps=(
        Keeps(WarrantyRow, ("imei", "imei_index", "imei_2", "imei_2_index"), "device"),
        Keeps(WarrantyRow, ("serial", "serial_index"), "device"),
        Keeps(WarrantyRow, ("row_key", "model", "starts", "ends", "countries"), "device"),
        Keeps(BenefitRow, ("warranty_id", "kind", "status", "starts", "ends"), "device"),
        Keeps(ExtensionRow, ("model", "country", "price", "currency", "months", "days", "place"), "public", "nobody's"),
    ),
    demo=Demo(add_demo_warranties, FIRST_STEPS, BY_KEYS),
)
