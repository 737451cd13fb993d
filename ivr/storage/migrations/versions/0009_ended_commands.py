"""Forget what commands said that have come to an end.

Revision ID: 0009
Revises: 0008
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE outbox SET payload = NULL, follow_up = NULL WHERE status IN ('done', 'refused', 'dropped')")


def downgrade() -> None:
    """Do nothing: what is forgotten stays so, and older code reads such rows."""
