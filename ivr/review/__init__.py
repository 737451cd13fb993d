"""What supervisors work with to mend the hotline: what was not understood, and who changed what. No pages."""

from ivr.review.grouping import forget_empty, group
from ivr.review.labels import OUTSIDE, label
from ivr.review.listing import PAGE, Group, Groups, Miss, Wanted, choices, list_groups
from ivr.review.misses import KINDS, NEXT, collect
from ivr.review.topics import topics

__all__ = [
    "KINDS",
    "NEXT",
    "OUTSIDE",
    "PAGE",
    "Group",
    "Groups",
    "Miss",
    "Wanted",
    "choices",
    "collect",
    "forget_empty",
    "group",
    "label",
    "list_groups",
    "topics",
]
