"""From a question to ranked clauses, each with the reason it was found; and the index that makes this fast.

This room ranks and looks up; it understands no question, reads no policy file and never decides what is an answer.
"""

from assistant.search.finder import Finder
from assistant.search.index import Engines, Snapshot, build_snapshot, open_snapshot
from assistant.search.losses import noting_losses
from assistant.search.phrases import Phrases

__all__ = ["Engines", "Finder", "Phrases", "Snapshot", "build_snapshot", "noting_losses", "open_snapshot"]
