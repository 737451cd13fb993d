"""The database: engine, sessions, encrypted columns, migrations. Knows none of the packages that store."""

from ivr.storage.base import Base
from ivr.storage.binding import ROW
from ivr.storage.columns import UNREADABLE, EncryptedBytes, EncryptedJson, EncryptedText, Json
from ivr.storage.database import Database, DatabaseBusy, DatabaseUnavailable, open_database
from ivr.storage.keyring import Keyring, UnreadableValue, new_key
from ivr.storage.patience import ANSWERING, WORKING, Patience, answer_within, no_hurry
from ivr.storage.rows import Rows, connection_of

__all__ = [
    "ANSWERING",
    "ROW",
    "UNREADABLE",
    "WORKING",
    "Base",
    "Database",
    "DatabaseBusy",
    "DatabaseUnavailable",
    "EncryptedBytes",
    "EncryptedJson",
    "EncryptedText",
    "Json",
    "Keyring",
    "Patience",
    "Rows",
    "UnreadableValue",
    "answer_within",
    "connection_of",
    "new_key",
    "no_hurry",
    "open_database",
]
