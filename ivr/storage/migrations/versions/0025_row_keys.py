"""What encrypted values of a warranty are bound to.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("warranties", schema=None) as batch_op:
        batch_op.add_column(sa.Column("row_key", sa.LargeBinary(), nullable=True))
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    random = "randomblob(8)" if is_sqlite else "decode(replace(gen_random_uuid()::text, '-', ''), 'hex')"
    op.execute(f"UPDATE warranties SET row_key = {random}")  # our own words  # nosec B608
    with op.batch_alter_table("warranties", schema=None) as batch_op:
        batch_op.alter_column("row_key", existing_type=sa.LargeBinary(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("warranties", schema=None) as batch_op:
        batch_op.drop_column("row_key")
