"""The chat page: asks the assistant and shows its answers with citations that open the clause.

It stands on the service alone and keeps nothing on the server: what was said travels with the browser's request, so any
process can answer it.
"""

from ui.examples import read_examples
from ui.page import build, mount

__all__ = ["build", "mount", "read_examples"]
