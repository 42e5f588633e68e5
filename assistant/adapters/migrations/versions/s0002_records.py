"""Beside each turn how its answer came about, and what finds turns by question, outcome and age."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the columns, empty for the turns there are."""
    for name, kind in (
        ("outcome", sa.String(16)),
        ("question_key", sa.Text),
        ("as_of", sa.Date),
        ("policy", sa.Text),
        ("history", sa.Text),
        ("record", sa.Text),
    ):
        op.add_column("turns", sa.Column(name, kind))
    op.create_index("turns_by_outcome", "turns", ["outcome", "asked"])
    op.create_index("turns_by_age", "turns", ["asked"])
    op.create_index("feedback_by_turn", "feedback", ["conversation_id", "turn"])
