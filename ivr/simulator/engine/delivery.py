"""How callbacks travel."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Delivery:
    """`late`: by up to so many seconds; `lost`: this share of them; `swapped`: every other one after the next."""

    late: float = 0.0
    lost: float = 0.0
    swapped: bool = False
