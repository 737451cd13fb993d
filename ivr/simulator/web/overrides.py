"""Connection overrides in a URL's fragment: `https://app.example/voice#rc=2&rp=ct,5xx`."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urldefrag

_RANGES = {"ct": (100, 10_000, 5_000), "rt": (100, 15_000, 15_000), "tt": (100, 15_000, 15_000), "rc": (0, 5, 1)}
_POLICIES = {"4xx", "5xx", "ct", "rt", "all"}


@dataclass(frozen=True)
class Overrides:
    """How long to wait (seconds), how often to try again, and after which failures.

    | key | meaning | range | default |
    |---|---|---|---|
    | ct | connect, ms | 100-10000 | 5000 |
    | rt | first byte and between packets, ms | 100-15000 | 15000 |
    | tt | all attempts together, ms | 100-15000 | 15000 |
    | rc | retries | 0-5 | 1 |
    | rp | 4xx, 5xx, ct, rt, all | list | ct |
    """

    connect: float = 5.0
    read: float = 15.0
    total: float = 15.0
    retries: int = 1
    policy: frozenset[str] = frozenset({"ct"})

    def retries_after(self, failure: str) -> bool:
        """Say whether a failure (`ct`, `rt`, `4xx`, `5xx`) is worth another attempt."""
        return failure in self.policy or ("all" in self.policy and failure in _POLICIES)


def overrides(url: str) -> Overrides:
    """Return what a URL's fragment asks for; what it can't ask for is the default."""
    given = {key: values[-1] for key, values in parse_qs(urldefrag(url).fragment).items()}
    policy = frozenset(given.get("rp", "ct").split(",")) & _POLICIES
    return Overrides(
        connect=_number(given, "ct") / 1000,
        read=_number(given, "rt") / 1000,
        total=_number(given, "tt") / 1000,
        retries=_number(given, "rc"),
        policy=policy or frozenset({"ct"}),
    )


def _number(given: dict[str, str], key: str) -> int:
    low, high, default = _RANGES[key]
    value = int(given[key]) if given.get(key, "").isdecimal() else default
    return value if low <= value <= high else default
