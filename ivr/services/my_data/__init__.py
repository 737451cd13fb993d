"""Tell callers what is kept of them and why; take opt-outs, and requests for a copy or an erasure."""

from ivr.callflow.topics import Topic
from ivr.privacy.tables import DataRequestRow, DoNotRecordRow
from ivr.services.my_data.carrying_out import (
    CARRY_OUT,
    FORGET,
    open_carrying_out,
    open_forgetting,
    open_requests,
)
from ivr.services.my_data.codes import open_sending
from ivr.services.my_data.forms import MY_DATA, OPT_OUT, REQUEST, SLOTS
from ivr.services.my_data.proof import open_proof
from ivr.services.my_data.tables import DataCodeRow
from ivr.services.reach import reach_of
from ivr.services.service import Keeps, Service

SERVICE = Service(
    name="my_data",
    summary="what is kept of a caller and why, no recordings, no calls, a copy, an erasure",
    forms=(MY_DATA, OPT_OUT, REQUEST),
    topics=(Topic("my_data", MY_DATA.name, "confirm_my_data"),),
    slots=SLOTS,
    uses=("identity", "region"),
    sources={"data_phone": reach_of("data_phone")},
    commands={
        "text_data_code": open_sending,
        "prove_data": open_proof,
        "request_data": open_requests,
        CARRY_OUT: open_carrying_out,
        FORGET: open_forgetting,
    },
    keeps=(
        Keeps(DataCodeRow, ("key", "call_sid", "phone_index", "code_hash", "tries", "proved_by", "at"), "usage"),
        Keeps(DataRequestRow, ("number", "key", "kind", "status", "subject", "phone", "language"), "wish"),
        Keeps(DataRequestRow, ("at", "done_at"), "wish"),
        Keeps(DoNotRecordRow, ("number_index", "how", "at"), "wish"),
    ),
)
