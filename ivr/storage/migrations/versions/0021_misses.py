"""What was not understood, in groups of likeness; who changed what.

Revision ID: 0021
Revises: 0020
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_table(
        "miss_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=64), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.Column("labelled_by", sa.String(length=64), nullable=False),
        sa.Column("labelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_miss_groups")),
    )
    with op.batch_alter_table("miss_groups", schema=None) as batch_op:
        batch_op.create_index("ix_miss_groups_language_question", ["language", "question"], unique=False)

    op.create_table(
        "misses",
        sa.Column("call_sid", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(length=64), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("has_sound", sa.Boolean(), nullable=False),
        sa.Column("did_next", sa.String(length=64), nullable=False),
        sa.Column("then_topic", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["call_sid"], ["calls.sid"], name=op.f("fk_misses_call_sid_calls"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["group_id"], ["miss_groups.id"], name=op.f("fk_misses_group_id_miss_groups"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("call_sid", "turn", name=op.f("pk_misses")),
    )
    with op.batch_alter_table("misses", schema=None) as batch_op:
        batch_op.create_index("ix_misses_at_group_id", ["at", "group_id", "call_sid"], unique=False)
        batch_op.create_index(batch_op.f("ix_misses_group_id"), ["group_id"], unique=False)
        batch_op.create_index(
            "ix_misses_ungrouped",
            ["call_sid"],
            unique=False,
            sqlite_where=sa.text("group_id IS NULL"),
            postgresql_where=sa.text("group_id IS NULL"),
        )

    # Calls of the last weeks are looked through for what was not understood.
    month_ago = datetime.now(UTC) - timedelta(days=30)
    calls = sa.table(
        "calls", sa.column("indexed"), sa.column("ended_at"), sa.column("started_at", sa.DateTime(timezone=True))
    )
    recent = sa.update(calls).where(calls.c.ended_at.is_not(None), calls.c.started_at > month_ago)
    op.execute(recent.values(indexed=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("misses", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_misses_ungrouped",
            sqlite_where=sa.text("group_id IS NULL"),
            postgresql_where=sa.text("group_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_misses_group_id"))
        batch_op.drop_index("ix_misses_at_group_id")

    op.drop_table("misses")
    with op.batch_alter_table("miss_groups", schema=None) as batch_op:
        batch_op.drop_index("ix_miss_groups_language_question")

    op.drop_table("miss_groups")
    op.drop_table("audit")
