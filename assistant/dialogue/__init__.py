"""One turn of conversation to one Answer: understand, gather evidence, draft, guard.

The room computes no award and stores nothing; it refuses to state a figure or a clause that the evidence of this turn
does not hold.
"""

from assistant.dialogue.build import build_dialogue
from assistant.dialogue.turn import Dialogue

__all__ = ["Dialogue", "build_dialogue"]
