"""Tables of phones that are sent in: terms, couriers' times and their seats, requests, parcels.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "send_in_terms",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("model", sa.JSON(), nullable=False),
        sa.Column("price", sa.String(length=64), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", "country", name=op.f("pk_send_in_terms")),
    )
    op.create_index(op.f("ix_send_in_terms_country"), "send_in_terms", ["country"], unique=False)
    op.create_table(
        "pick_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pick_ups")),
        sa.UniqueConstraint("code", name=op.f("uq_pick_ups_code")),
    )
    op.create_index("ix_pick_ups_country_starts", "pick_ups", ["country", "starts"], unique=False)
    op.create_table(
        "send_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("imei", sa.LargeBinary(), nullable=False),
        sa.Column("imei_index", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(), nullable=False),
        sa.Column("model", sa.JSON(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("way", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.String(length=64), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_send_ins")),
        sa.UniqueConstraint("key", name=op.f("uq_send_ins_key")),
        sa.UniqueConstraint("number", name=op.f("uq_send_ins_number")),
    )
    op.create_index(op.f("ix_send_ins_imei_index"), "send_ins", ["imei_index"], unique=False)
    op.create_index(op.f("ix_send_ins_phone_index"), "send_ins", ["phone_index"], unique=False)
    op.create_table(
        "pick_up_seats",
        sa.Column("pick_up_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("send_in_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pick_up_id"], ["pick_ups.id"], name=op.f("fk_pick_up_seats_pick_up_id_pick_ups"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["send_in_id"], ["send_ins.id"], name=op.f("fk_pick_up_seats_send_in_id_send_ins"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pick_up_id", "seat", name=op.f("pk_pick_up_seats")),
        sa.UniqueConstraint("send_in_id", name=op.f("uq_pick_up_seats_send_in_id")),
    )
    op.create_table(
        "send_in_shipments",
        sa.Column("send_in_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=64), nullable=False),
        sa.Column("carrier", sa.String(length=255), nullable=False),
        sa.Column("scan", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=255), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expected", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["send_in_id"], ["send_ins.id"], name=op.f("fk_send_in_shipments_send_in_id_send_ins"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("send_in_id", "way", name=op.f("pk_send_in_shipments")),
    )


def downgrade() -> None:
    for table in ("send_in_shipments", "pick_up_seats", "send_ins", "pick_ups", "send_in_terms"):
        op.drop_table(table)
