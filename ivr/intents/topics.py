"""Name the coarse labels that finer topics count as."""

NOTHING = "nothing"
"""Greetings, thanks and filler: no wish, never taken for one."""

FINER = {
    "appointment": ("centre",),
    "course": ("help",),
    "part_price": ("repair",),
    "quote": ("repair",),
    "cancel_repair": ("repair",),
    "safety": ("fault",),
    "not_fixed": ("repair", "complaint"),
    "lost": ("my_data", "help"),
    "really_you": ("my_data",),
    "account": ("help", "my_data"),
    "order": ("other",),
    "wrong_brand": ("other",),
    "language": ("agent",),
}
"""Finer topics, and the labels of the main question that they count as; the first is nearest."""


def labels(topic: str) -> tuple[str, ...]:
    """Return the coarse labels of a topic, the nearest first; a coarse topic is its own."""
    return FINER.get(topic, (topic,))
