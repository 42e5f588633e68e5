"""Turns policy files into Policies with their Clauses and Sections, and finds the addresses that people speak of.

It reads structure only: it never judges what a clause means, never repairs a text silently, and never guesses a unit
that no role mark, heading or reviewed entry of policy.yaml names.
"""

from assistant.library.addresses import Addresses
from assistant.library.check import check_folder, untiled
from assistant.library.differences import diff_policies, diff_words
from assistant.library.filters import ANY, Filters, Level
from assistant.library.meta import PolicyMeta
from assistant.library.reading import read_text
from assistant.library.shelf import load_policies, read_policy
from assistant.library.standing import ENDED, Standings
from assistant.library.versions import keep_version, read_version, version_names

__all__ = [
    "ANY",
    "ENDED",
    "Addresses",
    "Filters",
    "Level",
    "PolicyMeta",
    "Standings",
    "check_folder",
    "diff_policies",
    "diff_words",
    "keep_version",
    "load_policies",
    "read_policy",
    "read_text",
    "read_version",
    "untiled",
    "version_names",
]
