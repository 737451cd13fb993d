"""What callers were told and agreed to, by what they were verified, why a call was revealed.

Revision ID: 0040
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("calls", sa.Column("verified", sa.String(length=64), nullable=True))
    op.add_column("reveals", sa.Column("reason", sa.LargeBinary(), nullable=True))
    op.create_table(
        "call_consents",
        sa.Column("call_sid", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recording", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_sid"], ["calls.sid"], name=op.f("fk_call_consents_call_sid_calls"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("call_sid", name=op.f("pk_call_consents")),
    )


def downgrade() -> None:
    op.drop_table("call_consents")
    op.drop_column("reveals", "reason")
    op.drop_column("calls", "verified")
