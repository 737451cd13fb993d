"""Whether speech works, in words a health page can show."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Health:
    """Whether speech works; where it does not, calls go on by keys. `detail` says why in plain words.

    `drops` are clips that no decoder was free for, `lost` the utterances that nobody understood, by reason;
    `languages` tells of each where there are several.
    """

    ok: bool
    model: str
    detail: str
    decoders: int = 0
    crashes: int = 0
    drops: int = 0
    lost: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, "Health"] = field(default_factory=dict)
