"""Ask somebody else's system about phones that are sent in over HTTP, as openapi.yaml describes it."""

from dataclasses import replace
from datetime import datetime

from pydantic import TypeAdapter

from ivr.services.send_in.send_ins import PickUpDay, SendIn, Shipment, Terms
from ivr.sources import LookupFailed
from ivr.sources.http import OPEN_SECONDS, BackEnd
from ivr.sources.values import one_line
from ivr.storage import Json

TERMS = TypeAdapter(dict[str, Terms | None])
DAYS = TypeAdapter(dict[str, tuple[PickUpDay, ...]])
REQUEST = TypeAdapter(dict[str, SendIn | None])


class HttpSendIns:
    """Ask an HTTP back end."""

    def __init__(self, url: str, token: str, *, open_seconds: float = OPEN_SECONDS) -> None:
        self._back_end = BackEnd(url, token, open_seconds)

    def terms(self, imei: str, country: str, call_sid: str) -> Terms | None:
        """Return on which terms a phone may be sent in; see ivr.services.send_in.send_ins.SendIns."""
        question: dict[str, Json] = {"imei": imei, "country": country, "call": call_sid}
        found = self._back_end.read_part("/send-in/terms", question, TERMS, "terms")
        return found and replace(found, model=_named(found.model))

    def pick_ups(self, country: str, call_sid: str) -> tuple[PickUpDay, ...]:
        """Return the next days on which couriers can come; see ivr.services.send_in.send_ins.SendIns."""
        days = self._back_end.read_part("/send-in/times", {"country": country, "call": call_sid}, DAYS, "days")
        return tuple(map(_by_own_clock, (day for day in days if day.times)))

    def find(self, number: str, phone: str, call_sid: str) -> SendIn | None:
        """Return the request of a number and a phone number; see ivr.services.send_in.send_ins.SendIns."""
        question: dict[str, Json] = {"number": number, "phone": phone, "call": call_sid}
        found = self._back_end.read_part("/send-in/search", question, REQUEST, "request")
        if found is None:
            return None
        parcels = tuple(map(_said, found.shipments))
        starts, ends = _here(found.starts), _here(found.ends)
        return replace(found, model=_named(found.model), shipments=parcels, starts=starts, ends=ends)


def _by_own_clock(day: PickUpDay) -> PickUpDay:
    times = (replace(each, starts=_local(each.starts), ends=_local(each.ends)) for each in day.times)
    return replace(day, times=tuple(times))


def _here(moment: datetime | None) -> datetime | None:
    return moment and _local(moment)


def _local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _named(names: object) -> dict[str, str]:
    said = {code: one_line(name) for code, name in dict(names).items()} if isinstance(names, dict) else {}
    found = {code: name for code, name in said.items() if name}
    if not found:
        raise LookupFailed("a model has no name", permanent=True)
    return found


def _said(parcel: Shipment) -> Shipment:
    if parcel.scanned_at.tzinfo is None:
        raise LookupFailed("a scan has a time without a zone", permanent=True)
    return replace(parcel, carrier=one_line(parcel.carrier), place=one_line(parcel.place))
