"""Every error this program raises on purpose.

    AssistantError
    ├── RequestError             the person or program asking made a mistake
    │   ├── NotFound             a clause, policy or award that does not exist
    │   │   └── Ambiguous        an address that several policies have
    │   └── BadFact              a fact that cannot be read or is out of bounds
    ├── CorpusError              a policy file, policy.yaml or rules.yaml is wrong
    ├── ConfigurationError       a setting is unknown, missing or contradictory
    └── WorldError               something outside failed: index, database, model, disk
        └── NotReady             the index is not built yet, or is being replaced

`str(error)` is English, for developers: the place, what is wrong, what is allowed. `error.message_zh` is Chinese, for
users: what happened and what they can do. `error.code` is stable and is what programs test.
"""

from collections.abc import Iterable, Sequence


class AssistantError(Exception):
    """Base of all errors raised on purpose; faces turn it into an exit code or a problem document."""

    code = "error"

    def __init__(self, message: str, message_zh: str) -> None:
        super().__init__(message)
        self.message_zh = message_zh


class RequestError(AssistantError):
    """The request is wrong; asking differently helps."""

    code = "bad_request"


class NotFound(RequestError):
    """The clause, policy or award asked for does not exist."""

    code = "not_found"

    @classmethod
    def of_policy(cls, policy_id: str, known: Iterable[str]) -> "NotFound":
        """No policy has this id; names those there are."""
        there = "、".join(known)
        return cls(f"no policy {policy_id!r}; there are: {there}", f"没有编号为“{policy_id}”的政策，现有：{there}")


class Ambiguous(NotFound):
    """An address is no one place but one in each of several policies; `choices` are their refs."""

    code = "ambiguous"

    def __init__(self, message: str, message_zh: str, choices: Sequence[str]) -> None:
        super().__init__(message, message_zh)
        self.choices = tuple(choices)


class BadFact(RequestError):
    """A fact has a value that its kind does not allow; `fact` names the field."""

    code = "bad_fact"

    def __init__(self, fact: str, message: str, message_zh: str) -> None:
        super().__init__(message, message_zh)
        self.fact = fact


class CorpusError(AssistantError):
    """A file of the corpus cannot be read as what it should be; `place` is file (and line or key)."""

    code = "corpus"

    def __init__(self, place: str, message: str, message_zh: str) -> None:
        super().__init__(f"{place}: {message}", f"{place}：{message_zh}")
        self.place = place


class ConfigurationError(AssistantError):
    """A setting is wrong; the message names it and says what is allowed."""

    code = "configuration"


class WorldError(AssistantError):
    """Something outside the program failed; trying again later may help."""

    code = "unavailable"


class NotReady(WorldError):
    """The index has not been built, or does not fit this corpus or embedder."""

    code = "not_ready"
