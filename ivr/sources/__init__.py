"""What all sources share: how one answers or says that it can't, and how records come in from files."""

from ivr.sources.importing import Imported, Importer, Stored, import_rows
from ivr.sources.rows import BadRow, Note, Row
from ivr.sources.sheet import UnusableFile
from ivr.sources.source import Answer, AnswerWithdrawn, LookupFailed, Source, of_kind

__all__ = [
    "Answer",
    "AnswerWithdrawn",
    "BadRow",
    "Imported",
    "Importer",
    "LookupFailed",
    "Note",
    "Row",
    "Source",
    "Stored",
    "UnusableFile",
    "import_rows",
    "of_kind",
]
