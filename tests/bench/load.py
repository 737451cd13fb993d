"""Drive webhooks as Twilio would: signed, one after the other in a call, several calls at a time."""

import http.client
import statistics
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from twilio.request_validator import RequestValidator

WARM_CALLS, WARM_TURNS = 16, 10
"""What every worker is given to do before anything is measured."""
Next = Callable[[str], str]
"""Find the URL of the following webhook in a TwiML answer."""


@dataclass(frozen=True)
class Latency:
    """Hold percentiles of one run, in milliseconds."""

    mean: float
    p50: float
    p95: float
    p99: float


def drive(start: str, following: Next, token: str, *, at_once: int, turns: int) -> Latency:
    """Return the latency of `turns` webhooks in each of `at_once` calls going on together, on a warm server."""
    _together(start, following, token, WARM_CALLS, WARM_TURNS)
    spent = [ms for each in _together(start, following, token, at_once, turns) for ms in each]
    cuts = statistics.quantiles(spent, n=100, method="inclusive")
    return Latency(statistics.fmean(spent), cuts[49], cuts[94], cuts[98])


def _together(start: str, following: Next, token: str, at_once: int, turns: int) -> list[list[float]]:
    gate, times = threading.Barrier(at_once), [[] for _ in range(at_once)]
    threads = [
        threading.Thread(target=_call, args=(start, following, token, turns, gate, times[index]))
        for index in range(at_once)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _call(start: str, following: Next, token: str, turns: int, gate: threading.Barrier, times: list[float]) -> None:
    validator, where = RequestValidator(token), urlsplit(start)
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
    form = {
        "CallSid": "CA" + uuid.uuid4().hex,
        "AccountSid": "AC" + "0" * 32,
        "From": "+12025550143",
        "To": "+12025550100",
        "CallStatus": "in-progress",
        "Direction": "inbound",
        "ApiVersion": "2010-04-01",
    }
    url = following(_post(connection, validator, start, form)[1])
    gate.wait()
    for _ in range(turns):
        ms, answer = _post(connection, validator, url, form | {"Digits": "*"})
        times.append(ms)
        url = following(answer)


def _post(
    connection: http.client.HTTPConnection, validator: RequestValidator, url: str, form: dict[str, str]
) -> tuple[float, str]:
    where = urlsplit(url)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Twilio-Signature": validator.compute_signature(url, form),
    }
    path = where.path + (f"?{where.query}" if where.query else "")
    began = time.perf_counter()
    connection.request("POST", path, urlencode(form), headers)
    response = connection.getresponse()
    answer = response.read().decode()
    ms = (time.perf_counter() - began) * 1000
    if response.status != 200:
        raise RuntimeError(f"{url} answered {response.status}: {answer[:200]}")
    return ms, answer
