"""The tables of the conversations as this program reads and writes them; `migrations` makes them."""

from sqlalchemy import Column, Date, DateTime, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Table, Text

_ALL = MetaData()
CONVERSATIONS = Table(
    "conversations",
    _ALL,
    Column("id", String(36), primary_key=True),
    Column("started", DateTime(timezone=True), nullable=False),
)
TURNS = Table(
    "turns",
    _ALL,
    Column("conversation_id", String(36), ForeignKey("conversations.id"), primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("asked", DateTime(timezone=True), nullable=False),
    Column("outcome", String(16)),
    Column("question_key", Text),
    Column("as_of", Date),
    Column("policy", Text),
    Column("history", Text),
    Column("record", Text),
)
FEEDBACK = Table(
    "feedback",
    _ALL,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", String(36), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("rating", String(4), nullable=False),
    Column("comment", Text),
    Column("given", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["conversation_id", "turn"], ["turns.conversation_id", "turns.turn"]),
)
