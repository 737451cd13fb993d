"""Text messages that were sent, and numbers that want none.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "text_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("call_sid", sa.String(length=64), nullable=False),
        sa.Column("to", sa.LargeBinary(), nullable=False),
        sa.Column("to_index", sa.LargeBinary(), nullable=False),
        sa.Column("block_index", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("error", sa.Integer(), nullable=True),
        sa.Column("sid", sa.String(length=64), nullable=False),
        sa.Column("maybe_twice", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_messages")),
        sa.UniqueConstraint("key", name=op.f("uq_text_messages_key")),
        sa.UniqueConstraint("ref", name=op.f("uq_text_messages_ref")),
    )
    with op.batch_alter_table("text_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_text_messages_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_text_messages_call_sid"), ["call_sid"], unique=False)
        batch_op.create_index("ix_text_messages_block_index_at", ["block_index", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_text_messages_sid"), ["sid"], unique=False)
        batch_op.create_index("ix_text_messages_to_index_at", ["to_index", "at"], unique=False)

    op.create_table(
        "text_opt_outs",
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("is_out", sa.Boolean(), nullable=False),
        sa.Column("word", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number_index", name=op.f("pk_text_opt_outs")),
    )


def downgrade() -> None:
    op.drop_table("text_opt_outs")
    with op.batch_alter_table("text_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_text_messages_to_index_at")
        batch_op.drop_index(batch_op.f("ix_text_messages_sid"))
        batch_op.drop_index("ix_text_messages_block_index_at")
        batch_op.drop_index(batch_op.f("ix_text_messages_call_sid"))
        batch_op.drop_index(batch_op.f("ix_text_messages_at"))

    op.drop_table("text_messages")
