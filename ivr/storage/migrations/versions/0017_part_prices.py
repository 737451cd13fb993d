"""Tables of models and the prices of their parts.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "phone_models",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("keys", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_models")),
        sa.UniqueConstraint("key", name=op.f("uq_phone_models_key")),
    )
    op.create_index(op.f("ix_phone_models_keys"), "phone_models", ["keys"], unique=False)
    op.create_table(
        "phone_model_codes",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_id"],
            ["phone_models.id"],
            name=op.f("fk_phone_model_codes_model_id_phone_models"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_phone_model_codes")),
    )
    op.create_index(op.f("ix_phone_model_codes_model_id"), "phone_model_codes", ["model_id"], unique=False)
    op.create_table(
        "part_prices",
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("price", sa.String(length=64), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("plan_price", sa.String(length=64), nullable=True),
        sa.Column("plan_until", sa.Date(), nullable=True),
        sa.Column("plan_where", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["model_id"], ["phone_models.id"], name=op.f("fk_part_prices_model_id_phone_models"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("model_id", "country", "part", name=op.f("pk_part_prices")),
    )


def downgrade() -> None:
    op.drop_table("part_prices")
    op.drop_table("phone_model_codes")
    op.drop_table("phone_models")
