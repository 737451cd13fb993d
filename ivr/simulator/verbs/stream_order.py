"""From a <Stream> element to an order, checked as Twilio checks it."""

from urllib.parse import urljoin, urlsplit, urlunsplit

from ivr.simulator.engine.account import Hook
from ivr.simulator.media.stream import TRACKS, StreamOrder
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.web.loopback import is_loopback

QUERY_DROPPED = "a stream URL's query string is dropped, give values as <Parameter>"


def stream_order(noun: Verb, machine: Machine) -> StreamOrder | None:
    """Return what the element asks for, or None after a notification."""
    given = socket_url(machine.loader.base, noun.get("url"))
    url = without_query(given)
    problem = _problem(noun, url)
    if problem is not None:
        machine.call.notify(problem[0], problem[1], url, level=0)
        return None
    if url != given:
        machine.call.notify(11100, f"{QUERY_DROPPED}: {given}", url)
    back = noun.get("statusCallback")
    return StreamOrder(
        name=noun.get("name") or machine.call.new_sid("MZ"),
        url=url,
        tracks=TRACKS[noun.get("track")],
        parameters={each.get("name"): each.get("value") for each in noun.nested("Parameter")},
        hook=Hook(machine.loader.absolute(back), noun.get("statusCallbackMethod").upper()) if back else None,
    )


def without_query(url: str) -> str:
    """Return a stream's URL as Twilio asks for it: without query string and fragment."""
    return urlunsplit(urlsplit(url)._replace(query="", fragment=""))


def socket_url(base: str, url: str) -> str:
    """Return a stream's URL, a relative one made absolute over the same security as its document."""
    if urlsplit(url).scheme:
        return url
    absolute = urljoin(base, url)
    return absolute.replace("https://", "wss://", 1).replace("http://", "ws://", 1)


def _problem(noun: Verb, url: str) -> tuple[int, str] | None:
    parts = urlsplit(url)
    if parts.scheme not in ("wss", "ws") or not parts.hostname:
        return 11100, f"invalid stream URL: {url}"
    if parts.scheme == "ws" and not is_loopback(parts.hostname):
        return 11100, f"a stream needs wss: {url} (ws is for loopback only)"
    if noun.get("track") not in TRACKS:
        return 31941, f"invalid track: {noun.get('track')}"
    return None
