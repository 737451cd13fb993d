"""What became of each call, and why.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outcome", sa.String(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("outcome_reason", sa.String(length=255), nullable=False, server_default=""))
        batch_op.create_index("ix_calls_outcome_started_at", ["outcome", "started_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.drop_index("ix_calls_outcome_started_at")
        batch_op.drop_column("outcome_reason")
        batch_op.drop_column("outcome")
