"""Thanks to members of staff.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "thanks",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("call_sid", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=64), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("may_hear", sa.Boolean(), nullable=False),
        sa.Column("staff", sa.LargeBinary(), nullable=True),
        sa.Column("centre", sa.String(length=255), nullable=False),
        sa.Column("named_by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_thanks")),
    )
    with op.batch_alter_table("thanks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thanks_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_thanks_call_sid"), ["call_sid"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("thanks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thanks_call_sid"))
        batch_op.drop_index(batch_op.f("ix_thanks_at"))

    op.drop_table("thanks")
