"""The policy files on disk: one folder each, with text.md (or text.txt) and policy.yaml."""

from itertools import pairwise
from pathlib import Path

from assistant.domain import Policy
from assistant.errors import CorpusError
from assistant.library.meta import PolicyMeta, parse_meta, read_meta
from assistant.library.reading import read_text

_TEXT_NAMES = ("text.md", "text.txt")


def load_policies(root: Path) -> tuple[Policy, ...]:
    """All policies in the folders of `root`, sorted by id; raises CorpusError for a broken one or an id used twice."""
    if not root.is_dir():
        raise CorpusError(str(root), "no such folder", "政策文件夹不存在")
    folders = sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))
    policies = sorted(map(read_policy, folders), key=lambda policy: policy.id)
    for before, after in pairwise(policies):
        if before.id == after.id:
            raise CorpusError(str(root), f"id {after.id!r} stands twice", f"编号“{after.id}”重复，每份文件须用不同编号")
    return tuple(policies)


def read_policy(folder: Path) -> Policy:
    """The policy in a folder; without a policy.yaml the folder's name is its id. Raises CorpusError."""
    return read_text(*read_folder(folder))


def read_folder(folder: Path) -> tuple[str, PolicyMeta]:
    """The text and the metadata in a policy folder; raises CorpusError."""
    path = folder / "policy.yaml"
    meta = read_meta(path) if path.exists() else parse_meta({"编号": folder.name}, str(folder))
    return read_file(find_text(folder)), meta


def read_file(path: Path) -> str:
    """The characters of a text file in UTF-8 or, failing that, GB 18030; raises CorpusError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CorpusError(str(path), f"cannot be read: {error}", "文件读不了，请检查路径和权限") from error
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CorpusError(str(path), "neither UTF-8 nor GB 18030", "文件编码不是 UTF-8 或 GB 18030，请另存为 UTF-8")


def find_text(folder: Path) -> Path:
    """The text file in a policy folder; raises CorpusError where there is none."""
    for name in _TEXT_NAMES:
        if (folder / name).exists():
            return folder / name
    raise CorpusError(str(folder), f"needs one of {', '.join(_TEXT_NAMES)}", "文件夹里缺少正文 text.md 或 text.txt")
