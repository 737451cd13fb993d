"""Questions to the outside, plain dataclasses back."""

from ivr.lookup.repairs import IdentifierKind, LookupFailed, Repair, Repairs, Stage

__all__ = ["IdentifierKind", "LookupFailed", "Repair", "Repairs", "Stage"]
