"""Blind indexes without the rows that lack a value, in SQLite: see ivr.storage.base.

Revision ID: 0047
Revises: 0046
"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

COLUMNS = (
    ("appointments", "phone_index"),
    ("course_seats", "phone_index"),
    ("fault_tickets", "phone_index"),
    ("repairs", "imei_2_index"),
    ("repairs", "imei_index"),
    ("repairs", "order_digits_index"),
    ("return_cases", "phone_index"),
    ("warranties", "imei_2_index"),
    ("warranties", "serial_index"),
)


def upgrade() -> None:
    for table, column in COLUMNS:
        _make_again(table, column, sqlite_where=sa.text(f"{column} IS NOT NULL"))


def downgrade() -> None:
    for table, column in COLUMNS:
        _make_again(table, column)


def _make_again(table: str, column: str, **how: sa.TextClause) -> None:
    if op.get_context().dialect.name == "sqlite":  # PostgreSQL's statistics count missing values apart
        op.drop_index(f"ix_{table}_{column}", table)
        op.create_index(f"ix_{table}_{column}", table, [column], **how)
