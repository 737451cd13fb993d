"""Lists narrowed by a day or a moment: `StartTime=2026-11-22`, `StartTime>=...`, `StartTime<=...`."""

from datetime import UTC, date, datetime, timedelta

from ivr.simulator.rest.requests import ApiError, ApiRequest


def within(request: ApiRequest, name: str, moment: datetime | None) -> bool:
    """Say whether a moment is in the span that a request asks for; without a moment, when it asks for none."""
    on, after, before = (request.get(name + sign) for sign in ("", ">", "<"))
    if moment is None:
        return not (on or after or before)
    first = _first(name, on or after)
    last = _last(name, on or before)
    return (first is None or moment >= first) and (last is None or moment < last)


def _first(name: str, text: str) -> datetime | None:
    return _read(name, text)[0] if text else None


def _last(name: str, text: str) -> datetime | None:
    """Return the end of the day or second that is named."""
    if not text:
        return None
    moment, whole_day = _read(name, text)
    return moment + (timedelta(days=1) if whole_day else timedelta(seconds=1))


def _read(name: str, text: str) -> tuple[datetime, bool]:
    try:
        if len(text) == len("2026-11-22"):
            return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC), True
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ApiError(400, 20001, f"{name} is no date: {text}") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)), False
