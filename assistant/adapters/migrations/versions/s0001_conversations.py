"""Conversations, turns and feedback. A database from before there were steps has them, and keeps what is in them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables that are not there."""
    there = set(sa.inspect(op.get_bind()).get_table_names())
    if "conversations" not in there:
        op.create_table(
            "conversations",
            sa.Column("id", sa.String(36), primary_key=True),
            sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        )
    if "turns" not in there:
        op.create_table(
            "turns",
            sa.Column("conversation_id", sa.String(36), sa.ForeignKey("conversations.id"), primary_key=True),
            sa.Column("turn", sa.Integer, primary_key=True, autoincrement=False),
            sa.Column("question", sa.Text, nullable=False),
            sa.Column("answer", sa.Text, nullable=False),
            sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        )
    if "feedback" not in there:
        op.create_table(
            "feedback",
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("conversation_id", sa.String(36), nullable=False),
            sa.Column("turn", sa.Integer, nullable=False),
            sa.Column("rating", sa.String(4), nullable=False),
            sa.Column("comment", sa.Text),
            sa.Column("given", sa.DateTime(timezone=True), nullable=False),
            sa.ForeignKeyConstraint(["conversation_id", "turn"], ["turns.conversation_id", "turns.turn"]),
        )
