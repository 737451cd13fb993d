"""What each turn was decided by, how long its answer took, and the words of transcripts with their times.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("turns", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer_ms", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("evidence", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("utterances", schema=None) as batch_op:
        batch_op.add_column(sa.Column("transcript_words", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("audible", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("utterances", schema=None) as batch_op:
        batch_op.drop_column("audible")
        batch_op.drop_column("transcript_words")
    with op.batch_alter_table("turns", schema=None) as batch_op:
        batch_op.drop_column("evidence")
        batch_op.drop_column("answer_ms")
