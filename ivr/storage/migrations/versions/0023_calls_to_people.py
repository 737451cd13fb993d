"""Calls that we make to people.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("region", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("per_second", sa.Double(), nullable=False),
        sa.Column("at_once", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sa.UniqueConstraint("name", name=op.f("uq_campaigns_name")),
    )
    op.create_table(
        "do_not_call",
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("how", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number_index", name=op.f("pk_do_not_call")),
    )
    op.create_table(
        "called_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("reason_index", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(), nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_called_people_campaign_id_campaigns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_called_people")),
        sa.UniqueConstraint("reason_index", name=op.f("uq_called_people_reason_index")),
    )
    with op.batch_alter_table("called_people", schema=None) as batch_op:
        batch_op.create_index("ix_called_people_due", ["campaign_id", "status", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_called_people_phone_index"), ["phone_index"], unique=False)

    op.create_table(
        "call_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(), nullable=False),
        sa.Column("call_sid", sa.String(length=64), nullable=False),
        sa.Column("dialled", sa.Boolean(), nullable=False),
        sa.Column("answered_by", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["called_people.id"],
            name=op.f("fk_call_attempts_person_id_called_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_attempts")),
        sa.UniqueConstraint("ref", name=op.f("uq_call_attempts_ref")),
    )
    with op.batch_alter_table("call_attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_attempts_call_sid"), ["call_sid"], unique=False)
        batch_op.create_index(
            "ix_call_attempts_open",
            ["id"],
            unique=False,
            sqlite_where=sa.text("outcome = ''"),
            postgresql_where=sa.text("outcome = ''"),
        )
        batch_op.create_index(batch_op.f("ix_call_attempts_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_call_attempts_phone_index_placed_at", ["phone_index", "placed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_attempts_placed_at"), ["placed_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("call_attempts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_attempts_placed_at"))
        batch_op.drop_index("ix_call_attempts_phone_index_placed_at")
        batch_op.drop_index(batch_op.f("ix_call_attempts_person_id"))
        batch_op.drop_index(
            "ix_call_attempts_open", sqlite_where=sa.text("outcome = ''"), postgresql_where=sa.text("outcome = ''")
        )
        batch_op.drop_index(batch_op.f("ix_call_attempts_call_sid"))

    op.drop_table("call_attempts")
    with op.batch_alter_table("called_people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_called_people_phone_index"))
        batch_op.drop_index("ix_called_people_due")

    op.drop_table("called_people")
    op.drop_table("do_not_call")
    op.drop_table("campaigns")
