"""Tables of returns: the rules of countries, and cases.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "return_rules",
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("return_days", sa.Integer(), nullable=False),
        sa.Column("exchange_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("country", name=op.f("pk_return_rules")),
    )
    op.create_table(
        "return_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("wish", sa.String(length=64), nullable=False),
        sa.Column("bought", sa.Date(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_cases")),
        sa.UniqueConstraint("key", name=op.f("uq_return_cases_key")),
        sa.UniqueConstraint("number", name=op.f("uq_return_cases_number")),
    )
    op.create_index(op.f("ix_return_cases_phone_index"), "return_cases", ["phone_index"], unique=False)


def downgrade() -> None:
    op.drop_table("return_cases")
    op.drop_table("return_rules")
