"""Roles, invitations and disabled accounts; sessions of the console on the server.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("supervisors", schema=None) as batch_op:
        batch_op.add_column(sa.Column("role", sa.String(length=64), nullable=False, server_default="administrator"))
        batch_op.add_column(sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("invitation", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("invited_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_supervisors_invitation"), ["invitation"])
        batch_op.drop_column("session_key")
    with op.batch_alter_table("supervisors", schema=None) as batch_op:
        batch_op.alter_column("role", existing_type=sa.String(length=64), server_default=None)
    op.create_table(
        "console_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["supervisor_id"],
            ["supervisors.id"],
            name=op.f("fk_console_sessions_supervisor_id_supervisors"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_console_sessions")),
        sa.UniqueConstraint("token", name=op.f("uq_console_sessions_token")),
    )
    op.create_index(op.f("ix_console_sessions_supervisor_id"), "console_sessions", ["supervisor_id"], unique=False)


def downgrade() -> None:
    op.drop_table("console_sessions")
    with op.batch_alter_table("supervisors", schema=None) as batch_op:
        batch_op.add_column(sa.Column("session_key", sa.String(length=64), nullable=False, server_default=""))
        batch_op.drop_constraint(batch_op.f("uq_supervisors_invitation"), type_="unique")
        for column in ("role", "disabled_at", "invitation", "invited_until"):
            batch_op.drop_column(column)
