"""Redacted copies of what was said, what calls are found by, and the index of their words.

The index is the database's own kind: FTS5 on SQLite, tsvector on PostgreSQL. A row goes with its call.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

UNINDEXED = sa.text("indexed = false")
FOUND_BY = ["outcome", "outcome_reason", "service", "topic", "language", "region", "status", "seconds"]


def upgrade() -> None:
    with op.batch_alter_table("turns", schema=None) as batch_op:
        batch_op.add_column(sa.Column("heard_redacted", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("prompt_redacted", sa.Text(), nullable=True))
    with op.batch_alter_table("utterances", schema=None) as batch_op:
        batch_op.add_column(sa.Column("redacted", sa.Text(), nullable=True))
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.add_column(sa.Column("position", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("service", sa.String(length=64), server_default="", nullable=False))
        batch_op.add_column(sa.Column("topic", sa.String(length=64), server_default="", nullable=False))
        batch_op.add_column(sa.Column("seconds", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("last_four_index", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("indexed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index("ix_calls_position", "calls", ["position"], unique=True)
    op.create_index("ix_calls_position_found_by", "calls", ["position", "sid", "started_at", *FOUND_BY])
    op.create_index("ix_calls_found_by", "calls", ["started_at", "sid", *FOUND_BY])
    op.create_index("ix_calls_seconds_sid", "calls", ["seconds", "sid"])
    op.create_index("ix_calls_last_four_index", "calls", ["last_four_index", "started_at"])
    op.create_index("ix_calls_unindexed", "calls", ["ended_at"], sqlite_where=UNINDEXED, postgresql_where=UNINDEXED)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE call_words USING fts5(caller, hotline, tokenize='unicode61')")
        op.execute(
            "CREATE TRIGGER call_words_gone AFTER DELETE ON calls WHEN old.position IS NOT NULL "
            "BEGIN DELETE FROM call_words WHERE rowid = old.position; END"
        )
    else:
        op.execute(
            "CREATE TABLE call_words (position bigint PRIMARY KEY REFERENCES calls (position) ON DELETE CASCADE, "
            "words tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_call_words_words ON call_words USING gin (words)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER call_words_gone")
    op.execute("DROP TABLE call_words")
    for index in ("unindexed", "last_four_index", "seconds_sid", "found_by", "position_found_by", "position"):
        op.drop_index(f"ix_calls_{index}", table_name="calls")
    with op.batch_alter_table("calls", schema=None) as batch_op:
        for column in ("indexed", "last_four_index", "seconds", "topic", "service", "position"):
            batch_op.drop_column(column)
    with op.batch_alter_table("utterances", schema=None) as batch_op:
        batch_op.drop_column("redacted")
    with op.batch_alter_table("turns", schema=None) as batch_op:
        batch_op.drop_column("prompt_redacted")
        batch_op.drop_column("heard_redacted")
