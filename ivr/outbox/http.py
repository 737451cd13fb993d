"""Do a command by posting it to somebody else's system.

The payload goes as JSON with the key in the header `Idempotency-Key`: a receiver must do what comes with a key once,
and answer the same again. 2xx with a JSON object is the result; 4xx is a refusal, whose `reason` may be in the body;
all else, also an answer that is no JSON, is asked again later.
"""

from collections.abc import Callable

import requests

from ivr.outbox.handling import Refused, TryAgain
from ivr.storage import Json

CONNECT_SECONDS, READ_SECONDS = 2.0, 10.0
NOT_NOW = frozenset({408, 425, 429})
LONGEST_REASON = 64


def post_to(url: str, token: str) -> Callable[[Json, str], Json]:
    """Return what posts commands to this address."""
    always = {"Authorization": f"Bearer {token}", "Connection": "close"}  # nobody gets the answer to another command

    def post(payload: Json, key: str) -> Json:
        try:
            answer = requests.post(
                url,
                json=payload,
                headers=always | {"Idempotency-Key": key},
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise TryAgain(f"no answer: {type(error).__name__}") from None
        return _result(answer)

    return post


def _result(answer: requests.Response) -> Json:
    if 400 <= answer.status_code < 500 and answer.status_code not in NOT_NOW:
        raise Refused(_reason(answer))
    if not 200 <= answer.status_code < 300:
        raise TryAgain(f"HTTP {answer.status_code}")
    try:
        result: Json = answer.json()
    except ValueError:
        raise TryAgain("the answer is not JSON") from None
    if not isinstance(result, dict):
        raise TryAgain("the answer is not a JSON object")
    return result


def _reason(answer: requests.Response) -> str:
    """Return the receiver's word for why not, else the status; a word only, because it may be logged."""
    try:
        reason = answer.json()["reason"]
    except (ValueError, TypeError, KeyError):
        reason = None
    is_word = isinstance(reason, str) and reason.isidentifier() and len(reason) <= LONGEST_REASON
    return str(reason) if is_word else f"http_{answer.status_code}"
