"""Addresses in speech, looked up: which clauses 第14条 or 二（四） are, in which policy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.domain import Clause, Policy, Section, Span
from assistant.errors import Ambiguous, NotFound
from assistant.library.places import Map, Place, describe_numbers, find_part
from assistant.library.references import Reference, find_references
from assistant.library.traced import NOWHERE


@dataclass(frozen=True, slots=True)
class Address:
    """One address in a text and what it leads to in one policy.

    A section leads to itself and all of its clauses. `exists` is False where the policy has no such place.
    `relative` is the step of 上一条 (−1), 本条 (0), 下一条 (+1), which only the conversation can resolve; then
    `policy_id` is None, as it is for a place that none of several policies has.
    `part` is where a 款 or 项 stands in the text of the only target; `sentence` the number of a 句 (−1: its last).
    """

    span: Span
    text: str
    targets: tuple[Clause, ...]
    section: Section | None
    exists: bool
    policy_id: str | None
    relative: int | None = None
    part: Span | None = None
    sentence: int | None = None


class Addresses:
    """Finds and resolves the addresses of some policies."""

    def __init__(self, policies: Sequence[Policy]) -> None:
        self._maps = {policy.id: Map(policy) for policy in policies}

    def find(self, text: str, policy: str | None = None) -> list[Address]:
        """Every address in a piece of speech, in order; without `policy`, once for each policy that has the place."""
        titled = [one for each in self._maps.values() for one in self._find_titled(text, each, policy)]
        return titled or [one for reference in find_references(text) for one in self._look_up(text, reference, policy)]

    def _find_titled(self, text: str, each: Map, policy: str | None) -> Iterator[Address]:
        """The addresses of a text that names a section of this policy by its title."""
        spelled = each.spell_out(text)
        if spelled.text == text or policy not in (None, each.policy.id):
            return
        for reference in find_references(spelled.text):
            kept = [at for at in spelled.origins[reference.span.start : reference.span.end] if at != NOWHERE]
            span = Span(kept[0], kept[-1] + 1) if kept else Span(0, len(text))
            for address in self._look_up(spelled.text, reference, each.policy.id):
                yield replace(address, span=span, text=text[span.start : span.end])

    def resolve(self, ref: str, policy: str | None = None) -> Clause | Section:
        """What a whole reference (14, 第14条, 二（四）14, id#14) stands for; raises NotFound, saying what exists."""
        reference = self._read_whole(ref)
        wanted = reference.policy_id or policy
        if wanted is not None and wanted not in self._maps:
            there = "、".join(self._maps)
            raise NotFound(f"no policy {wanted!r}; there are {there}", f"没有编号为“{wanted}”的文件，现有：{there}")
        found = [address for address in self._look_up(ref, reference, policy) if address.exists]
        if not found:
            raise NotFound(f"no clause {ref!r}", f"没有“{ref.strip()}”这一条款。{self._describe_all(wanted)}")
        targets: list[Clause | Section] = []
        for address in found:
            targets += [address.section] if address.section else address.targets
        if len(targets) > 1:
            shown = "、".join(target.ref for target in targets[:5])
            message, message_zh = f"{ref!r} is ambiguous: {shown}", f"“{ref.strip()}”对应多处，请写明是哪一处：{shown}"
            if len({target.policy_id for target in targets}) > 1:
                raise Ambiguous(message, message_zh, [target.ref for target in targets])
            raise NotFound(message, message_zh)
        return targets[0]

    def _read_whole(self, ref: str) -> Reference:
        references = find_references(ref)
        if len(references) == 1 and references[0].relative is None:
            span = references[0].span
            if ref[span.start : span.end] == ref.strip():
                return references[0]
        raise NotFound(
            f"{ref!r} is not an address such as 14 or 二（四）14",
            f"“{ref.strip()}”不是条款编号，可写作“14”“第14条”“二（四）14”",
        )

    def _describe_all(self, wanted: str | None) -> str:
        maps = [one for one in self._maps.values() if wanted in (None, one.policy.id)]
        if len(maps) == 1:
            return f"本文件{describe_numbers(maps[0].policy)}"
        return "；".join(f"《{one.policy.title}》{describe_numbers(one.policy)}" for one in maps)

    def _look_up(self, text: str, reference: Reference, policy: str | None) -> Iterator[Address]:
        words = text[reference.span.start : reference.span.end]
        if reference.relative is not None:
            yield Address(reference.span, words, (), None, True, None, reference.relative)
            return
        wanted = reference.policy_id or policy
        maps = [self._maps[wanted]] if wanted in self._maps else [] if wanted else [*self._maps.values()]
        found = [(one.policy.id, place) for one in maps if (place := one.follow(reference)).clauses]
        for policy_id, place in found:
            part = _find_part(place, reference)
            yield Address(
                reference.span,
                words,
                place.clauses,
                place.section,
                True,
                policy_id,
                part=part,
                sentence=reference.sentence,
            )
        if not found and not _is_vague(reference):
            sole = maps[0].policy.id if len(maps) == 1 else wanted
            yield Address(reference.span, words, (), None, False, sole)


def _find_part(place: Place, reference: Reference) -> Span | None:
    if len(place.clauses) != 1:
        return None
    return find_part(place.clauses[0].text, reference.paragraph, reference.point)


def _is_vague(reference: Reference) -> bool:
    """Whether the words (附件 without a number) are an address only where there is such a place."""
    return [(token.kind, token.value) for token in reference.tokens] == [("annex", "")]
