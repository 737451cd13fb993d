"""Send callers what they were told as a text message."""

from ivr.messaging.tables import OptOutRow, TextMessageRow
from ivr.page_links.tables import PageLinkRow
from ivr.services.service import Keeps, Service
from ivr.services.texts.forms import SLOTS, TEXT_ANSWER
from ivr.services.texts.source import open_number, open_reach

SERVICE = Service(
    name="texts",
    summary="sends what was said as a text message, to the phone of the call or another one",
    forms=(TEXT_ANSWER,),
    slots=SLOTS,
    uses=("identity", "web_page", "region"),
    sources={"text_reach": open_reach, "text_number": open_number},
    keeps=(
        Keeps(TextMessageRow, ("to", "to_index", "block_index", "body"), "contact"),
        Keeps(TextMessageRow, ("key", "ref", "call_sid", "language", "status", "reason", "error", "sid"), "usage"),
        Keeps(TextMessageRow, ("maybe_twice", "at", "updated_at"), "usage"),
        Keeps(PageLinkRow, ("token_hash", "purpose", "call_sid", "language", "region"), "usage"),
        Keeps(PageLinkRow, ("created_at", "expires_at", "revoked_at", "uses", "most_uses"), "usage"),
        Keeps(PageLinkRow, ("about", "about_index"), "contact"),
        Keeps(OptOutRow, ("number_index", "is_out", "word", "at"), "wish"),
    ),
)
