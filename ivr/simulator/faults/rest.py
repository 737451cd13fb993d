"""A REST API that is overloaded, broken, or hangs."""

from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.faults.plan import FaultPlan
from ivr.simulator.rest.api import RestApi
from ivr.simulator.rest.requests import ApiError, ApiRequest, ApiResponse


class FaultyRest(RestApi):
    """The REST API on a bad day: a request that fails is never processed.

    One that hangs is a TimeoutError, as the in-process client sees it.
    """

    def __init__(self, exchange: Exchange, plan: FaultPlan, *, any_sid: bool = True) -> None:
        super().__init__(exchange, any_sid)
        self._plan = plan

    def refused(self, request: ApiRequest) -> ApiResponse | None:
        """Return a refusal instead of an answer, or None."""
        if self._plan.strikes("rest_hangs") is not None:
            raise TimeoutError("the REST API does not answer")
        if self._plan.strikes("rest_429") is not None:
            return ApiError(429, 20429, "Too Many Requests").response()
        if self._plan.strikes("rest_5xx") is not None:
            return ApiError(503, 20503, "Service Unavailable").response()
        return None
