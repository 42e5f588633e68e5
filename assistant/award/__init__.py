"""Rules and facts to awards: exact, three-valued, every figure bound to the words of its clause.

It knows no policy, guesses no fact and rounds no figure; what the text leaves open it says instead of deciding.
"""

from assistant.award.check import check_rules
from assistant.award.evaluate import evaluate
from assistant.award.examples import check_examples
from assistant.award.forms import facts_schema
from assistant.award.load import load_rules
from assistant.award.outline import outline
from assistant.award.reading import read_facts
from assistant.award.rulebook import Rulebook
from assistant.award.schema import FactSpec, Option, OutlineLine, Rule, Silence
from assistant.award.screen import next_question, screen
from assistant.award.totals import Totals, totals
from assistant.award.verify import verify

__all__ = [
    "FactSpec",
    "Option",
    "OutlineLine",
    "Rule",
    "Rulebook",
    "Silence",
    "Totals",
    "check_examples",
    "check_rules",
    "evaluate",
    "facts_schema",
    "load_rules",
    "next_question",
    "outline",
    "read_facts",
    "screen",
    "totals",
    "verify",
]
