"""Prove who asks: by the code to the number on file, and by a number that is on file with it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from ivr.identity.identifiers import normal, order_digits
from ivr.identity.imei import normal_imei
from ivr.outbox import Refused
from ivr.outbox.handling import Do
from ivr.privacy.people import number_column, tables
from ivr.services.my_data.codes import check_code
from ivr.services.service import Context
from ivr.storage import Json, Rows, connection_of
from ivr.storage.binding import keyring_of

NAMING = ("order", "number", "imei", "imei_2")
"""The names of columns with numbers that customers have of us, or of their phone."""


def open_proof(context: Context) -> Do:
    """Return what takes the code and the number that were given.

    Raises Refused: wrong (either of them), too_many, expired.
    """

    def do(payload: Json, key: str) -> Json:
        told: Mapping[str, Any] = payload if isinstance(payload, dict) else {}
        phone, code = str((told.get("data_to") or {}).get("to") or ""), str(told.get("data_code") or "")
        with context.database.writing_rows() as rows:
            known = numbers_on_file(rows, phone)
            is_theirs = not known or _is_verified(context, told, phone, known) or _named(told) in known
            why = check_code(context, rows, key, phone, code, else_right=is_theirs)
        if why:
            raise Refused(why)
        return {}

    return do


def numbers_on_file(rows: Rows, phone: str) -> frozenset[str]:
    """Return the digits of all numbers that are on file with a phone: of orders, requests, devices."""
    connection = connection_of(rows)
    index = keyring_of(connection.dialect).blind_index(phone)
    found: list[str] = []
    for table in tables():
        column = number_column(table)
        names = [name for name in NAMING if name in table.c]
        if column is not None and names:
            for row in connection.execute(select(*(table.c[name] for name in names)).where(column == index)):
                found += [str(value) for value in row if value]
    return frozenset(map(order_digits, found))


def _named(told: Mapping[str, Any]) -> str:
    """Return the number that was given as it stands on file: of an IMEI without its check digit, with it."""
    given = str(told.get("data_number") or "")
    return normal_imei(given) or order_digits(given)


def _is_verified(context: Context, told: Mapping[str, Any], phone: str, known: frozenset[str]) -> bool:
    """Tell whether what was verified before in this call is of this phone."""
    identity = told.get("identity")
    if not isinstance(identity, dict):
        return False
    number = str(identity.get("number"))
    if identity.get("kind") == "phone":
        return normal(number, "phone", context.country(told)) == phone
    return order_digits(number) in known
