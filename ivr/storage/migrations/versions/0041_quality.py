"""Forms of quality, and the marks that are given by them.

Revision ID: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quality_forms",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_quality_forms")),
    )
    op.create_index("ix_quality_forms_name_version", "quality_forms", ["name", "version"], unique=True)
    op.create_table(
        "quality_marks",
        sa.Column("call_sid", sa.String(length=64), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("agent", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("reply", sa.LargeBinary(), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_sid"], ["calls.sid"], name=op.f("fk_quality_marks_call_sid_calls"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["form"], ["quality_forms.number"], name=op.f("fk_quality_marks_form_quality_forms")),
        sa.PrimaryKeyConstraint("call_sid", "form", "who", name=op.f("pk_quality_marks")),
    )
    with op.batch_alter_table("quality_marks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quality_marks_agent"), ["agent"], unique=False)


def downgrade() -> None:
    op.drop_table("quality_marks")
    op.drop_table("quality_forms")
