"""The language of somebody's pages.

Revision ID: 0046
Revises: 0045
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("supervisors", sa.Column("language", sa.String(length=64), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("supervisors", "language")
