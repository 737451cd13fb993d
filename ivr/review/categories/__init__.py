"""Categories of calls by rule: words, order, silence, outcome; and the turns in which a call fits."""

from ivr.review.categories.rule import KINDS, MOST_PARTS, BadRule, Part, Rule
from ivr.review.categories.store import Category, Fit, add, catch_up, categories, categorise, drop, fits_of, names

__all__ = [
    "KINDS",
    "MOST_PARTS",
    "BadRule",
    "Category",
    "Fit",
    "Part",
    "Rule",
    "add",
    "catch_up",
    "categories",
    "categorise",
    "drop",
    "fits_of",
    "names",
]
