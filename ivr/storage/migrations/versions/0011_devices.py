"""Devices without an IMEI or with two, and the digits of order numbers that have letters.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

OPTIONAL = {"repairs": ("imei", "imei_index"), "warranties": ("imei", "imei_index", "serial", "serial_index")}


def upgrade() -> None:
    for table, optional in OPTIONAL.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in optional:
                batch_op.alter_column(column, existing_type=sa.LargeBinary(), nullable=True)
            batch_op.add_column(sa.Column("imei_2", sa.LargeBinary(), nullable=True))
            batch_op.add_column(sa.Column("imei_2_index", sa.LargeBinary(), nullable=True))
            batch_op.create_index(batch_op.f(f"ix_{table}_imei_2_index"), ["imei_2_index"], unique=False)
    with op.batch_alter_table("repairs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("order_digits_index", sa.LargeBinary(), nullable=True))
        batch_op.create_index(batch_op.f("ix_repairs_order_digits_index"), ["order_digits_index"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("repairs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_repairs_order_digits_index"))
        batch_op.drop_column("order_digits_index")
    for table, optional in OPTIONAL.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{table}_imei_2_index"))
            batch_op.drop_column("imei_2_index")
            batch_op.drop_column("imei_2")
        missing = " OR ".join(f"{column} IS NULL" for column in optional)
        op.execute(f"DELETE FROM {table} WHERE {missing}")  # our own names  # nosec B608
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in optional:
                batch_op.alter_column(column, existing_type=sa.LargeBinary(), nullable=False)
