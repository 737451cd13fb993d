"""Who calls whom, as a request's To and From say."""

import re

from ivr.simulator.engine.numbers import e164
from ivr.simulator.engine.parties import Parties
from ivr.simulator.rest.requests import ApiError, ApiRequest

_NUMBER = re.compile(r"\+?\d{2,15}")
_ADDRESS = re.compile(r"(client|sips?|sim|whatsapp):.+")


def parties_of(request: ApiRequest) -> Parties:
    """Return the parties of a new outbound call; ApiError where one is missing or can't be called."""
    caller, called = request.get("From"), request.get("To")
    if not called:
        raise ApiError(400, 21201, "No 'To' number is specified")
    if not caller:
        raise ApiError(400, 21213, "'From' phone number is required to create a Call")
    if not callable_address(called):
        raise ApiError(400, 21211, f"The phone number you are attempting to call, {called}, is not valid.")
    if not callable_address(caller):
        raise ApiError(400, 21212, f"The 'From' phone number provided, {caller}, is not a valid phone number.")
    return Parties(e164(caller), e164(called), "outbound-api")


def callable_address(text: str) -> bool:
    """Say whether a text is a telephone number, however it is written, or the address of a client or a SIP phone."""
    return bool(_ADDRESS.fullmatch(text) or _NUMBER.fullmatch(re.sub(r"[\s().-]", "", text)))
