"""Codes, requests for a copy or an erasure, numbers of whose calls no sound is kept.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_codes",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("call_sid", sa.String(length=64), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("proved_by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_data_codes")),
    )
    with op.batch_alter_table("data_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_data_codes_call_sid"), ["call_sid"], unique=False)
        batch_op.create_index(batch_op.f("ix_data_codes_phone_index"), ["phone_index"], unique=False)
    op.create_table(
        "data_requests",
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_data_requests")),
        sa.UniqueConstraint("key", name=op.f("uq_data_requests_key")),
    )
    with op.batch_alter_table("data_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_data_requests_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_data_requests_subject"), ["subject"], unique=False)
    op.create_table(
        "do_not_record",
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("how", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number_index", name=op.f("pk_do_not_record")),
    )


def downgrade() -> None:
    op.drop_table("do_not_record")
    op.drop_table("data_requests")
    op.drop_table("data_codes")
