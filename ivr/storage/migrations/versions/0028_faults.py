"""Tables of symptoms, remedies and tickets of faults.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "symptoms",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("is_danger", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_symptoms")),
    )
    with op.batch_alter_table("symptoms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_symptoms_place"), ["place"], unique=False)

    op.create_table(
        "remedies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("symptom", sa.String(length=64), nullable=False),
        sa.Column("model", sa.String(length=255), nullable=False),
        sa.Column("versions", sa.String(length=255), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["symptom"], ["symptoms.code"], name=op.f("fk_remedies_symptom_symptoms"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedies")),
        sa.UniqueConstraint(
            "symptom", "model", "versions", "step", name=op.f("uq_remedies_symptom_model_versions_step")
        ),
    )
    op.create_table(
        "fault_tickets",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_fault_tickets")),
    )
    with op.batch_alter_table("fault_tickets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fault_tickets_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_fault_tickets_phone_index"), ["phone_index"], unique=False)


def downgrade() -> None:
    op.drop_table("fault_tickets")
    op.drop_table("remedies")
    op.drop_table("symptoms")
