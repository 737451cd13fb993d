"""Bring invented symptoms and remedies in, so that a newcomer has something to report."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from ivr.services.fault.csv_rows import read_remedies, read_symptoms
from ivr.services.fault.importer import store_remedy, store_symptom
from ivr.services.fault.tables import SymptomRow
from ivr.sources import import_rows
from ivr.storage import Database

SYMPTOMS, REMEDIES = (Path(__file__).parent / f"demo_{name}.csv" for name in ("symptoms", "remedies"))
"""Common faults and what helps, in each language: texts of our own."""

FIRST_STEPS = '  fault:            say "my phone does not charge"; "i don\'t know" twice; "next"'
BY_KEYS = "  fault:            press 3, 3, the key of a phone that does not work; 1; 1; 1 pound; 1 pound; 1"


def add_demo_faults(database: Database, now: datetime) -> None:
    """Fill empty tables of symptoms and remedies; leave those that have any alone."""
    with database.reading() as session:
        is_empty = session.scalar(select(SymptomRow.code).limit(1)) is None
    if is_empty:
        import_rows(database, store_symptom, read_symptoms(SYMPTOMS, ""))
        import_rows(database, store_remedy, read_remedies(REMEDIES, ""))
