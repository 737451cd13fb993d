"""Whether speech works, in words a health page can show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Health:
    """Whether speech works; where it does not, calls go on by keys. `detail` says why in plain words."""

    ok: bool
    model: str
    detail: str
    decoders: int = 0
    crashes: int = 0
    drops: int = 0
