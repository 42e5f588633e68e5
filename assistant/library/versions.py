"""Earlier texts of a policy, kept beside the current one: versions/1.md, versions/2.md … in the order they came."""

from dataclasses import replace
from pathlib import Path

from assistant.domain import Policy
from assistant.errors import CorpusError, NotFound
from assistant.library.meta import parse_meta
from assistant.library.reading import read_text
from assistant.library.shelf import find_text, read_file, read_folder


def keep_version(folder: Path, text: str) -> None:
    """Puts the current text of a policy folder among its versions, where `text` is about to replace it with another."""
    try:
        current = find_text(folder)
    except CorpusError:
        return
    old = read_file(current)
    if old == text:
        return
    versions = folder / "versions"
    versions.mkdir(exist_ok=True)
    number = 1 + max((int(name) for name in version_names(folder)), default=0)
    (versions / f"{number}.md").write_text(old, encoding="utf-8")


def version_names(folder: Path) -> tuple[str, ...]:
    """The names of the earlier versions of a policy, oldest first."""
    found = [path.stem for path in (folder / "versions").glob("*.md") if path.stem.isdecimal()]
    return tuple(sorted(found, key=int))


def read_version(folder: Path, name: str) -> Policy:
    """An earlier version as a policy of its own, with the id `id@name`; raises NotFound and CorpusError.

    Of policy.yaml only the unit names hold for it: corrections, notes and dates are about the current text.
    """
    names = version_names(folder)
    if name not in names:
        there = "、".join(names) or "没有"
        raise NotFound(f"no version {name!r}; there are {there}", f"没有第“{name}”版，留存的旧版：{there}")
    _, meta = read_folder(folder)
    bare = parse_meta({"编号": meta.id}, str(folder))
    bare = bare.model_copy(update={"unit_aliases": meta.unit_aliases})
    policy = read_text(read_file(folder / "versions" / f"{name}.md"), bare)
    named = f"{policy.id}@{name}"
    clauses = tuple(replace(one, policy_id=named) for one in policy.clauses)
    sections = tuple(replace(one, policy_id=named) for one in policy.sections)
    return replace(policy, id=named, clauses=clauses, sections=sections)
