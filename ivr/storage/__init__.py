"""The database: engine, sessions, encrypted columns, migrations. Knows none of the packages that store."""

from ivr.storage.base import Base
from ivr.storage.columns import UNREADABLE, EncryptedBytes, EncryptedJson, EncryptedText, Json
from ivr.storage.database import Database, DatabaseBusy, open_database
from ivr.storage.keyring import Keyring, UnreadableValue, new_key
from ivr.storage.rows import Rows, connection_of

__all__ = [
    "UNREADABLE",
    "Base",
    "Database",
    "DatabaseBusy",
    "EncryptedBytes",
    "EncryptedJson",
    "EncryptedText",
    "Json",
    "Keyring",
    "Rows",
    "UnreadableValue",
    "connection_of",
    "new_key",
    "open_database",
]
