"""Which agent answered a waiting caller, whose account that is, and searches that are kept.

Revision ID: 0044
Revises: 0043
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("queue_visits", sa.Column("agent", sa.LargeBinary(), nullable=True))
    op.add_column("agent_calls", sa.Column("agent", sa.LargeBinary(), nullable=True))
    op.add_column("supervisors", sa.Column("answers_at", sa.LargeBinary(), nullable=True))
    op.create_index("ix_queue_visits_agent_call_sid", "queue_visits", ["agent", "call_sid"])
    op.create_index("ix_call_labels_label", "call_labels", ["label"])
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("query", sa.String(length=1024), nullable=False),
        sa.ForeignKeyConstraint(
            ["supervisor_id"],
            ["supervisors.id"],
            name=op.f("fk_saved_searches_supervisor_id_supervisors"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_searches")),
    )
    op.create_index(op.f("ix_saved_searches_supervisor_id"), "saved_searches", ["supervisor_id"])


def downgrade() -> None:
    op.drop_table("saved_searches")
    op.drop_index("ix_call_labels_label", table_name="call_labels")
    op.drop_index("ix_queue_visits_agent_call_sid", table_name="queue_visits")
    op.drop_column("supervisors", "answers_at")
    op.drop_column("agent_calls", "agent")
    op.drop_column("queue_visits", "agent")
