"""Lists, a page at a time."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from ivr.simulator.rest.requests import ApiError, ApiResponse, Asked

T = TypeVar("T")
MOST = 1000


def page(asked: Asked, name: str, items: Iterable[T], shown: Callable[[T], dict[str, Any]]) -> ApiResponse:
    """Return the page of a list that the request asks for."""
    everything = list(items)
    size, number = _whole(asked, "PageSize", 50), _whole(asked, "Page", 0)
    if not 1 <= size <= MOST:
        raise ApiError(400, 20007, "Page size too large" if size > MOST else "Page size must be at least 1")
    start, end = number * size, min((number + 1) * size, len(everything))
    more, path = end < len(everything), urlsplit(asked.request.target).path
    body = {
        name: [shown(item) for item in everything[start:end]],
        "page": number,
        "page_size": size,
        "start": start,
        "end": max(end - 1, 0),
        "uri": asked.request.target,
        "first_page_uri": _uri(asked, path, size, 0),
        "next_page_uri": _uri(asked, path, size, number + 1) if more else None,
        "previous_page_uri": _uri(asked, path, size, number - 1) if number else None,
    }
    return ApiResponse(200, body)


def _uri(asked: Asked, path: str, size: int, number: int) -> str:
    kept = [(key, value) for key, value in asked.request.fields if key not in ("Page", "PageSize", "PageToken")]
    return f"{path}?{urlencode([*kept, ('PageSize', size), ('Page', number)])}"


def _whole(asked: Asked, name: str, default: int) -> int:
    value = asked.request.get(name, str(default))
    if not value.isdecimal():
        raise ApiError(400, 20001, f"{name} must be a whole number")
    return int(value)
