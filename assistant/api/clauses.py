"""The clause that an address names; where several policies have it, the choices."""

from contextlib import suppress

from assistant.api.problems import Refused
from assistant.domain import Clause, Section
from assistant.errors import NotFound
from assistant.render import clause_data, clauses_within, section_data
from assistant.service import Assistant


def find_clause(assistant: Assistant, ref: str, policy_id: str | None = None) -> Clause | Section:
    """The clause or heading at `ref`; raises NotFound, and Refused (409) where it stands in several policies."""
    try:
        return assistant.clause(ref, policy_id)
    except NotFound:
        choices = _choices(assistant, ref) if policy_id is None else []
        if len(choices) < 2:
            raise
    shown = "、".join(choices)
    message_zh = f"“{ref.strip()}”对应多处，请写明是哪一处：{shown}"
    raise Refused(409, "ambiguous", f"{ref!r} is ambiguous: {shown}", message_zh, choices)


def clause_or_section(assistant: Assistant, ref: str, policy_id: str | None = None) -> dict[str, object]:
    """The clause an address names, or the heading with the clauses under it; raises as `find_clause`."""
    found = find_clause(assistant, ref, policy_id)
    if isinstance(found, Clause):
        return clause_data(found)
    return section_data(found, clauses_within(found, assistant.policy(found.policy_id)))


def _choices(assistant: Assistant, ref: str) -> list[str]:
    """The address in each policy that has it."""
    found: list[Clause | Section] = []
    for policy in assistant.policies():
        with suppress(NotFound):
            found.append(assistant.clause(ref, policy.id))
    return list(dict.fromkeys(f"{one.policy_id}#{one.number}" for one in found))
