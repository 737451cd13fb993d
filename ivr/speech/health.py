"""Whether speech works, in words a health page can show."""

import asyncio
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Health:
    """Whether speech works; where it does not, calls go on by keys. `detail` says why in plain words."""

    ok: bool
    model: str
    detail: str
    decoders: int = 0
    crashes: int = 0
    drops: int = 0


def prove(model: Path | None) -> Health:
    """Return whether a model loads and hears a known clip. Takes seconds; not for use in an event loop."""
    from ivr.speech.speech import Speech  # Speech needs Health

    async def _health() -> Health:
        async with Speech.open(model, Path(), decoders=1) as speech:
            return speech.health

    return asyncio.run(_health())
