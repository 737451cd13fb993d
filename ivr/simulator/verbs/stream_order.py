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
    given = checked_url(noun, machine)
    if given is None:
        return None
    url = without_query(given)
    if url != given:
        machine.call.notify(11100, f"{QUERY_DROPPED}: {given}", url)
    if noun.get("track") not in TRACKS:
        machine.call.notify(31941, f"invalid track: {noun.get('track')}", url, level=0)
        return None
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


def checked_url(noun: Verb, machine: Machine) -> str | None:
    """Return the absolute URL of an element's WebSocket, or None after a notification."""
    url = socket_url(machine.loader.base, noun.get("url"))
    parts = urlsplit(url)
    problem = ""
    if parts.scheme not in ("wss", "ws") or not parts.hostname:
        problem = f"invalid WebSocket URL: {url}"
    elif parts.scheme == "ws" and not is_loopback(parts.hostname):
        problem = f"a WebSocket needs wss: {url} (ws is for loopback only)"
    if problem:
        machine.call.notify(11100, problem, url, level=0)
        return None
    return url
