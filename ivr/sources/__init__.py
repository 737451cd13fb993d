"""What all sources share: where answers come from, and how one says that it has none."""

from ivr.sources.source import Answer, AnswerWithdrawn, LookupFailed, Source

__all__ = ["Answer", "AnswerWithdrawn", "LookupFailed", "Source"]
