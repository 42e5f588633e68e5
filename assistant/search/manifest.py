"""What a snapshot was built from, kept in it as manifest.json and sealed with a digest."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import WorldError

_FILE = "manifest.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The engines and texts of a snapshot. `clauses` gives the digest of each clause's indexed text by ref."""

    embedder: str
    dimension: int
    vector_engine: str
    word_engine: str
    clauses: Mapping[str, str]
    passages: int
    format: int = _FORMAT

    @property
    def digest(self) -> str:
        """The name of the snapshot: equal for equal engines and texts."""
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:32]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Puts the manifest into the snapshot's folder."""
    content = {**asdict(manifest), "digest": manifest.digest}
    (folder / _FILE).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot; raises WorldError when it is missing, damaged or of another format."""
    try:
        content = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        digest = content.pop("digest")
        manifest = Manifest(**content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(folder, str(error)) from error
    if digest != manifest.digest:
        raise _damaged(folder, "its digest does not fit its content")
    return manifest


def _damaged(folder: Path, why: str) -> WorldError:
    return WorldError(f"{folder / _FILE}: unusable: {why}", "检索索引不完整，重新建立索引即可")
