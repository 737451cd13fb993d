"""Regions and queues that an account sees; reads of sound are found in the audit log.

Revision ID: 0042
Revises: 0041
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("regions", "queues"):
        op.add_column("supervisors", sa.Column(name, sa.String(length=255), server_default="", nullable=False))
    op.create_index("ix_audit_about_at", "audit", ["about", "at"])


def downgrade() -> None:
    op.drop_index("ix_audit_about_at", table_name="audit")
    for name in ("queues", "regions"):
        op.drop_column("supervisors", name)
