"""Room for what was said word for word.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UNTRANSCRIBED = sa.text("transcript IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("utterances", schema=None) as batch_op:
        batch_op.add_column(sa.Column("transcript", sa.LargeBinary(), nullable=True))
        batch_op.create_index(
            "ix_utterances_untranscribed",
            ["id"],
            unique=False,
            sqlite_where=UNTRANSCRIBED,
            postgresql_where=UNTRANSCRIBED,
        )


def downgrade() -> None:
    with op.batch_alter_table("utterances", schema=None) as batch_op:
        batch_op.drop_index("ix_utterances_untranscribed")
        batch_op.drop_column("transcript")
