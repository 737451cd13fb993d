"""Damage what is stored, as a bad disk or a lost key does."""

from sqlalchemy import text


def damage(database, table, column, where="1 = 1", stored=b"\x00damaged"):
    """Put bytes that no key opens in the place of encrypted values."""
    with database.engine.begin() as connection:
        changed = connection.execute(text(f'UPDATE {table} SET "{column}" = :stored WHERE {where}'), {"stored": stored})
        assert changed.rowcount, "nothing to damage"
