"""What all sources share: where answers come from, and how one says that it has none."""

from ivr.sources.source import LookupFailed, Source

__all__ = ["LookupFailed", "Source"]
