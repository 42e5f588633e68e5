"""Policy files into the corpus folder: read, reported, and only then stored, one folder each."""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from assistant.corpus import Corpus
from assistant.domain import DocumentText, Policy
from assistant.errors import CorpusError, RequestError
from assistant.library import PolicyMeta, keep_version, read_text

ReadDocument = Callable[[Path], DocumentText]
_SUFFIXES = (".md", ".txt", ".docx", ".pdf", ".html", ".htm")
_NOT_IN_ID = re.compile(r"[^0-9a-z]+")
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class IngestReport:
    """How one file was read: `articles` counts 第X条, `warnings` are Chinese sentences with their places.

    Of a file that could not be read the title is empty and the warning says why.
    """

    path: str
    title: str
    document_number: str | None
    clauses: int
    articles: int
    warnings: tuple[str, ...]

    @property
    def is_unread(self) -> bool:
        """Whether the file could not be read as a policy."""
        return not self.title and self.clauses == 0


@dataclass(frozen=True, slots=True)
class PlannedPolicy:
    """A file read as `policy`, ready to be stored under `policy_id`, or with the `fault` for which it could not be."""

    policy_id: str
    text: str
    report: IngestReport
    fault: RequestError | CorpusError | None = None
    policy: Policy | None = None


@contextmanager
def received(name: str | None, content: BinaryIO) -> Iterator[Path]:
    """An uploaded file, under the last part of its name in a folder of its own, for as long as the block lasts.

    Raises RequestError for a name that no file can have.
    """
    plain = Path((name or "").replace("\\", "/")).name
    if not plain or plain == "..":
        raise RequestError("upload without a file name", "上传的文件没有文件名。")
    if not plain.isprintable() or len(plain.encode()) > _LONGEST_NAME:
        raise RequestError("upload with a name that no file can have", "文件名太长或含有控制字符，请改名后再上传。")
    with TemporaryDirectory() as folder:
        path = Path(folder, plain)
        with path.open("wb") as target:
            shutil.copyfileobj(content, target)
        yield path


def plan_intake(paths: Sequence[Path], corpus: Corpus, read_document: ReadDocument) -> list[PlannedPolicy]:
    """Every file read, folders walked, those that cannot be read with their faults.

    Raises RequestError for a path that is missing and for folders without a policy file.
    """
    return [_plan(path, corpus, read_document) for path in _files(paths)]


def store_intake(planned: Iterable[PlannedPolicy], corpus_folder: Path) -> None:
    """Writes each text into its policy's folder; rules, policy.yaml and the text that was there before stay.

    Raises the fault of the first file that could not be read, before it writes anything.
    """
    texts = list(planned)
    for one in texts:
        if one.fault is not None:
            raise one.fault
    for one in texts:
        folder = corpus_folder / "policies" / one.policy_id
        folder.mkdir(parents=True, exist_ok=True)
        keep_version(folder, one.text)
        (folder / "text.md").write_text(one.text, encoding="utf-8")


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(one for one in path.rglob("*") if one.is_file() and one.suffix.lower() in _SUFFIXES)
        elif path.is_file():
            found.append(path)
        else:
            raise RequestError(f"{path}: no such file", f"找不到文件 {path}，请检查路径。")
    if not found:
        allowed = "、".join(_SUFFIXES)
        raise RequestError(f"no policy files; allowed: {allowed}", f"没有找到政策文件，可以读的格式：{allowed}。")
    return found


def _plan(path: Path, corpus: Corpus, read_document: ReadDocument) -> PlannedPolicy:
    policy_id = _policy_id(path)
    try:
        document = read_document(path)
        policy = read_text(document.text, PolicyMeta.model_validate({"编号": policy_id}))
    except (RequestError, CorpusError) as error:
        return PlannedPolicy(policy_id, "", IngestReport(str(path), "", None, 0, 0, (error.message_zh,)), error)
    known = next((one.id for one in corpus.policies if _is_same(one, policy)), policy_id)
    return PlannedPolicy(known, document.text, _report(path, policy, document.remarks), policy=policy)


def _policy_id(path: Path) -> str:
    name = path.parent.name if path.stem == "text" else path.stem
    plain = _NOT_IN_ID.sub("-", name.lower()).strip("-")
    return plain if plain and name.isascii() else f"policy-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _is_same(one: Policy, other: Policy) -> bool:
    """Two readings of one document: the same number, or the same title where neither has one."""
    if one.document_number or other.document_number:
        return one.document_number == other.document_number
    return one.title == other.title


def _report(path: Path, policy: Policy, remarks: tuple[str, ...]) -> IngestReport:
    return IngestReport(
        path=str(path),
        title=policy.title,
        document_number=policy.document_number,
        clauses=len(policy.clauses),
        articles=sum(clause.kind == "article" for clause in policy.clauses),
        warnings=(
            *remarks,
            *(f"{one.message}（第{one.span.start}至{one.span.end}个字符）" for one in policy.warnings),
        ),
    )
