"""Choose where requests are looked up, and ask there with the values of the dialog."""

from collections.abc import Mapping
from typing import Any

from ivr.identity.identifiers import factor_of
from ivr.services.guarding import guarded
from ivr.services.send_in.http_send_ins import HttpSendIns
from ivr.services.send_in.send_ins import SendIns
from ivr.services.send_in.sql_send_ins import SqlSendIns
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Json


def open_terms(context: Context) -> Source:
    """Return the source "send_in_terms": an IMEI in, on which terms the phone may be sent in out, or None."""
    send_ins = open_send_ins(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        found = send_ins.terms(str(using["send_imei"]), context.country(using), call_sid)
        return Answer(found.to_json() if found else None)

    return ask


def open_pick_ups(context: Context) -> Source:
    """Return the source "pick_ups": the next days on which couriers of the region's country can come."""
    send_ins = open_send_ins(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        return Answer([day.to_json() for day in send_ins.pick_ups(context.country(using), call_sid)])

    return ask


def open_requests(context: Context) -> Source:
    """Return the source "send_in": a number and the phone number of the request in, the request out, or None.

    Wrong tries are counted, as for repairs; past the limits nothing is found.
    """
    send_ins = open_send_ins(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        proved: Any = using.get("send_proved")
        if proved:
            found = send_ins.find(str(proved["number"]), str(proved["phone"]), call_sid)
            return Answer(found.to_json() if found else None)
        number, phone = str(using["send_number"]), factor_of(str(using["send_proof"]), context.country(using))
        told, counted = guarded(context, number, phone, using, lambda: send_ins.find(number, phone, call_sid))
        shown: Json = {**told.to_json(), "phone": phone} if told else None
        return Answer(shown, (counted,))

    return ask


def open_send_ins(context: Context) -> SendIns:
    """Return the HTTP back end when the settings name one, else our own tables."""
    settings = context.settings
    if settings.look_up_url:
        return HttpSendIns(settings.look_up_url, settings.look_up_token.get_secret_value())
    return SqlSendIns(context.database, context.now)
