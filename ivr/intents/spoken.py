"""Understand an utterance that may have been heard in several ways: what was hardly heard is hardly sure."""

from collections.abc import Sequence
from dataclasses import replace

from ivr.intents.deciding import Likely, Ruling, together
from ivr.intents.topics import NOTHING
from ivr.intents.understanding import Understander, Understanding
from ivr.speech.open_question import Said

ACCEPT = 0.84
"""Probability from which a topic that was spoken is taken outright (docs/intents.md)."""
NEVER = 2.0
"""More than any probability: for what is doubted."""
OFFER = 0.04
"""Probability from which a third topic is offered."""
WORTH_READING = 0.05
"""Share of the likelihood from which a way to hear the words counts, and how many do at most."""
MOST_WAYS = 6


def understand_spoken(understand: Understander, heard: Sequence[Said]) -> tuple[Understanding, Understanding]:
    """Return what these ways to hear an utterance, the likeliest first, mean together, and where that is doubted.

    What is doubted is never taken outright. A universal counts where it is the likeliest way.
    """
    kept = [said for rank, said in enumerate(heard[:MOST_WAYS]) if rank == 0 or said.share >= WORTH_READING]
    total = sum(said.share for said in kept)
    ways = [(understand(said.text), said.share / total) for said in kept]
    return _together(ways, ACCEPT), _together(ways, NEVER)


def _together(ways: Sequence[tuple[Understanding, float]], accept: float) -> Understanding:
    first = ways[0][0]
    if first.universal:
        return _universal(
            first, sum(share for way, share in ways if _topic(way.ruling) == _topic(first.ruling)), accept
        )
    ruling = together([(way.ruling, share) for way, share in ways if not way.universal], accept, OFFER)
    told = next((way for way, _ in ways if _topic(way.ruling) == _topic(ruling)), first)
    return replace(told, words=first.words, ruling=ruling, then=told.then if ruling.decision == "accept" else ())


def _universal(first: Understanding, share: float, accept: float) -> Understanding:
    likely = Likely(_topic(first.ruling), share * first.ruling.likely[0].probability)
    sure = first.ruling.decision == "accept" and likely.probability >= accept
    return replace(first, ruling=Ruling("accept" if sure else "offer", (likely,)))


def _topic(ruling: Ruling) -> str:
    return ruling.likely[0].topic if ruling.likely else NOTHING
