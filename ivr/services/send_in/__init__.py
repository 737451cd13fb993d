"""Let callers send their phone in: eligibility, courier or centre, where the parcel is, changes."""

from ivr.callflow.topics import Topic
from ivr.services.reach import reach_of
from ivr.services.send_in.address_link import open_link
from ivr.services.send_in.booking import open_booking, open_cancelling, open_changing
from ivr.services.send_in.csv_rows import read_pick_ups, read_shipments, read_terms
from ivr.services.send_in.demo import BY_KEYS, FIRST_STEPS, add_demo_send_ins
from ivr.services.send_in.forms import CANCEL, CHANGE, LINK, REQUEST, SEND_IN
from ivr.services.send_in.forms.slots import SLOTS
from ivr.services.send_in.importer import store_pick_up, store_shipment, store_terms
from ivr.services.send_in.source import open_pick_ups, open_requests, open_terms
from ivr.services.send_in.tables import PickUpRow, PickUpSeatRow, SendInRow, SendInTermsRow, ShipmentRow
from ivr.services.service import Demo, Keeps, Service
from ivr.sources import Importer

SERVICE = Service(
    name="send_in",
    summary="sending a phone in for repair: whether it may be, courier or centre, where the parcel is, changes",
    forms=(SEND_IN, REQUEST, CHANGE, CANCEL, LINK),
    topics=(Topic("send_in", SEND_IN.name, "confirm_send_in"),),
    slots=SLOTS,
    uses=("device", "region", "web_page", "texted"),
    sources={
        "send_in_terms": open_terms,
        "pick_ups": open_pick_ups,
        "send_in_phone": reach_of("send_phone"),
        "send_in": open_requests,
    },
    commands={
        "book_send_in": open_booking,
        "change_send_in": open_changing,
        "cancel_send_in": open_cancelling,
        "text_send_in": open_link,
    },
    importers=(
        Importer("send-in-terms", read_terms, store_terms),
        Importer("pick-ups", read_pick_ups, store_pick_up),
        Importer("shipments", read_shipments, store_shipment),
    ),
    keeps=(
        Keeps(SendInTermsRow, ("code", "country", "model", "price", "currency", "days"), "public", "nobody's"),
        Keeps(PickUpRow, ("code", "country", "timezone", "starts", "ends", "seats"), "public", "nobody's"),
        Keeps(SendInRow, ("phone", "phone_index", "address"), "contact"),
        Keeps(SendInRow, ("imei", "imei_index"), "device"),
        Keeps(SendInRow, ("key", "number", "model", "country", "way", "stage", "at"), "usage"),
        Keeps(PickUpSeatRow, ("pick_up_id", "seat", "send_in_id"), "usage"),
        Keeps(ShipmentRow, ("send_in_id", "way", "carrier", "scan", "place", "scanned_at", "expected"), "usage"),
    ),
    demo=Demo(add_demo_send_ins, FIRST_STEPS, BY_KEYS),
)
