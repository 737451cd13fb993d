"""Tables of warranties and care benefits.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "warranties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("imei", sa.LargeBinary(), nullable=False),
        sa.Column("imei_index", sa.LargeBinary(), nullable=False),
        sa.Column("serial", sa.LargeBinary(), nullable=False),
        sa.Column("serial_index", sa.LargeBinary(), nullable=False),
        sa.Column("model", sa.String(length=255), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("countries", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warranties")),
        sa.UniqueConstraint("imei_index", name=op.f("uq_warranties_imei_index")),
    )
    op.create_index(op.f("ix_warranties_serial_index"), "warranties", ["serial_index"], unique=False)
    op.create_table(
        "care_benefits",
        sa.Column("warranty_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["warranty_id"], ["warranties.id"], name=op.f("fk_care_benefits_warranty_id_warranties"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("warranty_id", "kind", name=op.f("pk_care_benefits")),
    )


def downgrade() -> None:
    op.drop_table("care_benefits")
    op.drop_table("warranties")
