"""Categories of calls by rule.

Revision ID: 0045
Revises: 0044
"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "categories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_categories")),
        sa.UniqueConstraint("name", name=op.f("uq_categories_name")),
    )
    op.create_table(
        "call_categories",
        sa.Column("call_sid", sa.String(length=64), nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
        sa.Column("turns", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_sid"], ["calls.sid"], name=op.f("fk_call_categories_call_sid_calls"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["category"], ["categories.id"], name=op.f("fk_call_categories_category_categories"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("call_sid", "category", name=op.f("pk_call_categories")),
    )
    op.create_index(op.f("ix_call_categories_category"), "call_categories", ["category"])


def downgrade() -> None:
    op.drop_table("call_categories")
    op.drop_table("categories")
