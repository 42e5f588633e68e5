"""The page: asking, looking up clauses, calculating awards, evaluation results, and the administrators' desk.

It stands on the service alone; the processes keep nothing of a visitor, so any of them can answer any browser.
"""

from ui.backing import Backing
from ui.examples import read_examples
from ui.page import build, mount

__all__ = ["Backing", "build", "mount", "read_examples"]
