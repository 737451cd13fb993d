"""Questions to the outside, plain dataclasses back."""

from ivr.lookup.http_repairs import HttpRepairs
from ivr.lookup.repairs import IdentifierKind, LookupFailed, Repair, Repairs, Stage
from ivr.lookup.source import open_repairs
from ivr.lookup.sql_repairs import SqlRepairs

__all__ = [
    "HttpRepairs",
    "IdentifierKind",
    "LookupFailed",
    "Repair",
    "Repairs",
    "SqlRepairs",
    "Stage",
    "open_repairs",
]
