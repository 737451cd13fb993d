"""Indexes in which the figures of a period stand.

Revision ID: 0035
Revises: 0034
"""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    figures = ["at", "form", "field", "input", "decision", "answer_ms", "call_sid"]
    op.create_index("ix_turns_figures", "turns", figures)
    op.create_index("ix_queue_visits_figures", "queue_visits", ["joined_at", "result", "waited_seconds"])


def downgrade() -> None:
    op.drop_index("ix_queue_visits_figures", table_name="queue_visits")
    op.drop_index("ix_turns_figures", table_name="turns")
