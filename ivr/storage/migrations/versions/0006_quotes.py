"""Deadline and price of declining for quotes, and the requests of customers.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("repairs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quote_deadline", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("decline_cost", sa.String(length=64), nullable=True))
    op.create_table(
        "repair_requests",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("order_index", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_repair_requests")),
    )
    op.create_index(op.f("ix_repair_requests_order_index"), "repair_requests", ["order_index"], unique=False)


def downgrade() -> None:
    op.drop_table("repair_requests")
    with op.batch_alter_table("repairs", schema=None) as batch_op:
        batch_op.drop_column("decline_cost")
        batch_op.drop_column("quote_deadline")
