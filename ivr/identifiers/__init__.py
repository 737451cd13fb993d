"""Put an identifier together from what was heard of it: whole or in chunks, once or again, by voice or by keys.

Nothing here hears, asks or looks anything up, so nobody learns from it which numbers exist. Speech tells n-best lists;
the dialog keeps them as one hearing from turn to turn and joins the next to it.
"""

from ivr.identifiers.blocks import block_of
from ivr.identifiers.doubt import Part, doubtful_part, parts
from ivr.identifiers.hearing import NBest, hearing, ranked
from ivr.identifiers.joining import continued, repeated, replaced
from ivr.identifiers.luhn import luhn
from ivr.identifiers.shape import Shape

__all__ = [
    "NBest",
    "Part",
    "Shape",
    "block_of",
    "continued",
    "doubtful_part",
    "hearing",
    "luhn",
    "parts",
    "ranked",
    "repeated",
    "replaced",
]
