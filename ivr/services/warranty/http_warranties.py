"""Find warranties in somebody else's system over HTTP, as openapi.yaml describes it."""

from dataclasses import replace

from pydantic import TypeAdapter

from ivr.services.warranty.extensions import Extension
from ivr.services.warranty.warranties import Warranty
from ivr.sources import LookupFailed
from ivr.sources.http import OPEN_SECONDS, BackEnd
from ivr.sources.values import one_line

ANSWER = TypeAdapter(dict[str, Warranty | None])
EXTENSION = TypeAdapter(dict[str, Extension])


class HttpWarranties:
    """Ask an HTTP back end."""

    def __init__(self, url: str, token: str, *, open_seconds: float = OPEN_SECONDS) -> None:
        self._back_end = BackEnd(url, token, open_seconds)

    def find(self, device: str, call_sid: str) -> Warranty | None:
        """Return the warranty of a device; see ivr.services.warranty.warranties.Warranties."""
        found = self._back_end.read_part("/warranties/search", {"device": device, "call": call_sid}, ANSWER, "warranty")
        return found and replace(found, model=one_line(found.model))

    def extension(self, device: str, country: str, call_sid: str) -> Extension:
        """Return whether a warranty can be extended; see ivr.services.warranty.extensions.Extensions."""
        question = {"device": device, "country": country, "call": call_sid}
        found = self._back_end.read_part("/warranties/extension", question, EXTENSION, "extension")
        if found.can == "yes" and not (found.until and found.where and found.price is not None and found.currency):
            raise LookupFailed("an extension that can be had lacks its price, day or place", permanent=True)
        return found
