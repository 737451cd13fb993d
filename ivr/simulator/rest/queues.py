"""Queues and their members."""

from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.queues import Member, Queue
from ivr.simulator.engine.steps import Goto
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.requests import ROOT, ApiError, ApiResponse, Asked, not_found

MOST = 5000


def create(asked: Asked) -> ApiResponse:
    """Make a queue."""
    name = asked.request.get("FriendlyName")
    if not 1 <= len(name) <= 64:
        raise ApiError(400, 20002, "FriendlyName must have 1 to 64 characters")
    if asked.exchange.find_queue(asked.account, name) is not None:
        raise ApiError(400, 22003, f"Queue already exists with friendly name {name}")
    queue = asked.exchange.queue(asked.account, name)
    queue.max_size = _size(asked, 100)
    return ApiResponse(201, shown(asked, queue))


def fetch(asked: Asked) -> ApiResponse:
    """Return one queue."""
    return ApiResponse(200, shown(asked, _the_queue(asked)))


def listed(asked: Asked) -> ApiResponse:
    """Return the account's queues."""
    mine = [queue for queue in asked.exchange.queues.values() if queue.account_sid == asked.account.sid]
    return page(asked, "queues", mine, lambda queue: shown(asked, queue))


def update(asked: Asked) -> ApiResponse:
    """Rename or resize a queue."""
    queue = _the_queue(asked)
    queue.name = asked.request.get("FriendlyName", queue.name)
    queue.max_size = _size(asked, queue.max_size)
    return ApiResponse(200, shown(asked, queue))


def delete(asked: Asked) -> ApiResponse:
    """Delete an empty queue."""
    queue = _the_queue(asked)
    if queue.members:
        raise ApiError(400, 22002, "Queue is not empty")
    del asked.exchange.queues[queue.sid]
    return ApiResponse(204)


def members(asked: Asked) -> ApiResponse:
    """Return who waits, first first."""
    queue = _the_queue(asked)
    return page(asked, "queue_members", queue.members, lambda member: shown_member(asked, queue, member))


def member(asked: Asked) -> ApiResponse:
    """Return one who waits, by call SID or `Front`."""
    queue = _the_queue(asked)
    return ApiResponse(200, shown_member(asked, queue, _the_member(asked, queue)))


def dequeue(asked: Asked) -> ApiResponse:
    """Take somebody out of the queue to the document at Url."""
    queue, url = _the_queue(asked), asked.request.get("Url")
    if urlsplit(url).scheme not in ("http", "https"):
        raise ApiError(400, 21205, f"Url is not a valid URL: {url}")
    one = _the_member(asked, queue)
    body = shown_member(asked, queue, one)
    queue.leave(one)
    asked.exchange.redirect(one.call, Goto(url, asked.request.get("Method", "POST").upper()))
    return ApiResponse(200, body)


def shown(asked: Asked, queue: Queue) -> dict[str, Any]:
    """Return a queue as Twilio shows it."""
    uri = f"{ROOT}/Accounts/{queue.account_sid}/Queues/{queue.sid}"
    return {
        "sid": queue.sid,
        "account_sid": queue.account_sid,
        "average_wait_time": queue.average_wait(asked.exchange.now()),
        "current_size": len(queue.members),
        "date_created": rfc2822(queue.created),
        "date_updated": rfc2822(queue.created),
        "friendly_name": queue.name,
        "max_size": queue.max_size,
        "uri": f"{uri}.json",
    }


def shown_member(asked: Asked, queue: Queue, one: Member) -> dict[str, Any]:
    """Return a member as Twilio shows it."""
    return {
        "call_sid": one.call.sid,
        "date_enqueued": rfc2822(one.date),
        "position": queue.members.index(one) + 1,
        "queue_sid": queue.sid,
        "uri": f"{ROOT}/Accounts/{queue.account_sid}/Queues/{queue.sid}/Members/{one.call.sid}.json",
        "wait_time": round(asked.exchange.now() - one.since),
    }


def _size(asked: Asked, default: int) -> int:
    value = asked.request.get("MaxSize", str(default))
    if not value.isdecimal() or not 1 <= int(value) <= MOST:
        raise ApiError(400, 20001, f"MaxSize must be a number from 1 to {MOST}")
    return int(value)


def _the_queue(asked: Asked) -> Queue:
    queue = asked.exchange.queues.get(asked.sids[0])
    if queue is None or queue.account_sid != asked.account.sid:
        raise not_found(urlsplit(asked.request.target).path)
    return queue


def _the_member(asked: Asked, queue: Queue) -> Member:
    name = asked.sids[1]
    found = queue.members[:1] if name == "Front" else [one for one in queue.members if one.call.sid == name]
    if not found:
        raise not_found(urlsplit(asked.request.target).path)
    return found[0]
