"""The index as snapshots: each built beside the old one, checked, then switched to in one step.

<root>/current            the name of the snapshot that serves
<root>/<name>/            manifest.json, seal.json, vectors/, words/: never changed once it has this name
<root>/building-*/        unfinished or damaged; cleared by the next build
<root>/embeddings.sqlite  vectors by text, so that unchanged text is never embedded again
<root>/lock, leases/      one builder at a time; who is reading which snapshot
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from assistant.domain import Clause
from assistant.errors import NotReady, WorldError
from assistant.ports import Embedder, VectorIndex, VectorStore, WordIndex, WordStore
from assistant.search.embeddings import Progress, embed_once
from assistant.search.leases import is_in_use, release_lease, take_lease
from assistant.search.manifest import Manifest, read_manifest, write_manifest
from assistant.search.passages import index_text, split_passages
from assistant.search.seal import check_seal, write_seal

_BUILDING = "building-"


@dataclass(frozen=True, slots=True)
class Engines:
    """What an index is made with."""

    embedder: Embedder
    vectors: VectorStore
    words: WordStore


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An open index, in use until it is closed."""

    folder: Path
    manifest: Manifest
    vectors: VectorIndex
    words: WordIndex
    lease: FileLock

    def close(self) -> None:
        """Lets go of the index; it may be deleted from now on."""
        self.vectors.close()
        self.words.close()
        release_lease(self.lease)


def open_snapshot(root: Path, clauses: Sequence[Clause], engines: Engines) -> Snapshot:
    """The serving snapshot; raises NotReady unless it was built from these clauses with these engines and is whole."""
    name = describe(clauses, engines).digest
    if _current(root) != name:
        raise NotReady(f"{root}: no index for these clauses and engines", "检索索引还没有建好，请先建立索引")
    try:
        return _open(root, name, engines)
    except WorldError as error:
        raise NotReady(f"{root / name}: damaged: {error}", "检索索引已损坏，请重新建立索引") from error


def build_snapshot(
    root: Path, clauses: Sequence[Clause], engines: Engines, progress: Progress = lambda done, total: None
) -> Snapshot:
    """The snapshot of these clauses, built unless a whole one exists, and from now on the serving one.

    Until the switch the old snapshot serves, whatever happens here. Several processes may call this at once: one
    builds, the others wait and open its work. `progress` gets (done, all) passages. Raises WorldError.
    """
    manifest = describe(clauses, engines)
    with _writing(root), FileLock(root / "lock"):
        _clear_unfinished(root)
        snapshot = _open_whole(root, manifest.digest, engines)
        if snapshot is None:
            _build(root, manifest, clauses, engines, progress)
            snapshot = _open(root, manifest.digest, engines)
        try:
            _switch(root, manifest.digest, engines)
        except BaseException:
            snapshot.close()
            raise
        return snapshot


@contextmanager
def _writing(root: Path) -> Iterator[None]:
    """Makes the folder; what the disk refuses is told with its place."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise WorldError(
            f"{root}: cannot be written: {error}",
            f"索引文件夹 {root} 写不了：请检查路径、权限和磁盘空间，或用 POLICY_DATA_DIR 换一个数据文件夹。",
        ) from error


def describe(clauses: Sequence[Clause], engines: Engines) -> Manifest:
    """The manifest of the snapshot that these clauses and engines give."""
    passages = {clause.ref: [passage.text for passage in split_passages(clause)] for clause in clauses}
    return Manifest(
        embedder=engines.embedder.fingerprint,
        dimension=engines.embedder.dimension,
        vector_engine=engines.vectors.fingerprint,
        word_engine=engines.words.fingerprint,
        clauses={clause.ref: _digest(index_text(clause), *passages[clause.ref]) for clause in clauses},
        passages=sum(map(len, passages.values())),
    )


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:32]


def _current(root: Path) -> str | None:
    try:
        return (root / "current").read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None


def _open_whole(root: Path, name: str, engines: Engines) -> Snapshot | None:
    """The snapshot if it exists and is whole."""
    try:
        return _open(root, name, engines)
    except WorldError:
        return None


def _open(root: Path, name: str, engines: Engines) -> Snapshot:
    with ExitStack() as opened:
        lease = take_lease(root, name)
        opened.callback(release_lease, lease)
        manifest = read_manifest(root / name)
        check_seal(root / name)
        vectors = engines.vectors.open(root / name / "vectors", name)
        opened.callback(vectors.close)
        words = engines.words.open(root / name / "words")
        opened.callback(words.close)
        if (name, manifest.passages, len(manifest.clauses)) != (manifest.digest, vectors.size, words.size):
            raise WorldError(f"{root / name}: index and manifest do not fit", "检索索引不完整，重新建立索引即可")
        opened.pop_all()
        return Snapshot(root / name, manifest, vectors, words, lease)


def _build(root: Path, manifest: Manifest, clauses: Sequence[Clause], engines: Engines, progress: Progress) -> None:
    folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=root))
    passages = [passage for clause in clauses for passage in split_passages(clause)]
    for part in ("vectors", "words"):
        (folder / part).mkdir()
    if not _has_vectors(folder / "vectors", manifest, engines):
        texts, keys = [passage.text for passage in passages], [passage.key for passage in passages]
        vectors = embed_once(texts, engines.embedder, root / "embeddings.sqlite", progress)
        engines.vectors.build(folder / "vectors", manifest.digest, manifest.embedder, keys, vectors)
    engines.words.build(folder / "words", [clause.ref for clause in clauses], [index_text(one) for one in clauses])
    write_seal(folder)
    write_manifest(folder, manifest)
    if (root / manifest.digest).exists():
        (root / manifest.digest).rename(Path(tempfile.mkdtemp(prefix=_BUILDING, dir=root)) / "damaged")
    folder.rename(root / manifest.digest)


def _has_vectors(folder: Path, manifest: Manifest, engines: Engines) -> bool:
    """Whether a server holds all vectors of this manifest already, put there by another replica."""
    try:
        vectors = engines.vectors.open(folder, manifest.digest)
    except WorldError:
        return False
    vectors.close()
    return vectors.size == manifest.passages


def _switch(root: Path, name: str, engines: Engines) -> None:
    """Makes `name` the serving snapshot and deletes what nobody needs; the one that served last is kept."""
    last = _current(root)
    if last == name:
        return
    pointer = root / "current.new"
    pointer.write_text(name, encoding="utf-8")
    os.replace(pointer, root / "current")
    for folder in (manifest.parent for manifest in root.glob("*/manifest.json")):
        if folder.name not in (name, last) and not is_in_use(root, folder.name):
            engines.vectors.remove(folder / "vectors", folder.name)
            shutil.rmtree(folder)


def _clear_unfinished(root: Path) -> None:
    for folder in root.glob(f"{_BUILDING}*"):
        shutil.rmtree(folder)
