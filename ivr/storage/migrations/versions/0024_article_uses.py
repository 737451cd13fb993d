"""Table of how often articles were told.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_uses",
        sa.Column("article", sa.String(length=128), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article", "language", name=op.f("pk_article_uses")),
    )
    with op.batch_alter_table("article_uses", schema=None) as batch_op:
        batch_op.create_index("ix_article_uses_language_uses", ["language", "uses"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("article_uses", schema=None) as batch_op:
        batch_op.drop_index("ix_article_uses_language_uses")

    op.drop_table("article_uses")
