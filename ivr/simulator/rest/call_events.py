"""Events: every request a call made to its app."""

from typing import Any

from ivr.simulator.engine.call import SentRequest
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.rest.calls import the_call
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.requests import ApiResponse, Asked


def listed(asked: Asked) -> ApiResponse:
    """Return the requests of a call, in order."""
    return page(asked, "events", the_call(asked).requests, _shown)


def _shown(asking: SentRequest) -> dict[str, Any]:
    attempt = asking.attempt
    response = {
        "response_code": attempt.status,
        "request_duration": round(attempt.seconds * 1000),
        "date_created": rfc2822(asking.at),
    }
    request = {"method": attempt.method, "url": attempt.url, "parameters": dict(attempt.form)}
    return {"request": request, "response": response}
