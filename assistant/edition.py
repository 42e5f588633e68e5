"""Which edition of the corpus folder is the published one, for all processes that serve from it; and changing it.

A change is made under a lock, undone where it fails, and published when its index serves. The mark is one small file
in the corpus folder, so that a look at it is cheap enough for every request, and replicas with separate data folders
but one corpus see it too.
"""

import os
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import WorldError

_MARK = ".edition"
_LOCK = ".edition.lock"
_ASIDE = ".aside-"
_PUT_OFF_S = 30.0
_Stamp = tuple[int, int] | None


class Edition:
    """What one process knows of the published edition. Its owner sees to it that one thread at a time takes or puts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken = self._before = self._stamp()
        self._not_before = 0.0

    def is_outdated(self) -> bool:
        """Whether another process has published since; costs one look at a file."""
        return self._stamp() != self._taken and time.monotonic() >= self._not_before

    def take(self) -> bool:
        """Counts the published edition as taken over from now on; whether it is another than before."""
        self._before, self._taken = self._taken, self._stamp()
        return self._before != self._taken

    def put_off(self) -> None:
        """Counts the last take as failed, to be tried again in a while."""
        self._taken, self._not_before = self._before, time.monotonic() + _PUT_OFF_S

    def publish(self) -> None:
        """Tells every other process that the folder has a new edition, whose index serves."""
        with _writing(self._folder):
            mark = self._folder / f"{_MARK}.{uuid.uuid4().hex}"
            mark.write_text(mark.suffix, encoding="utf-8")
            os.replace(mark, self._folder / _MARK)
        self._taken = self._stamp()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Holds back every other process that would change the folder."""
        from filelock import FileLock

        with _writing(self._folder):
            lock = FileLock(self._folder / _LOCK)
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def _stamp(self) -> _Stamp:
        try:
            mark = (self._folder / _MARK).stat()
        except FileNotFoundError:
            return None
        return mark.st_ino, mark.st_mtime_ns


@contextmanager
def replacing(folder: Path, policy_ids: Iterable[str]) -> Iterator[None]:
    """The folders of these policies may be changed within the block; where it fails, they are as before."""
    aside = folder / f"{_ASIDE}{uuid.uuid4().hex}"
    places = {folder / "policies" / one: aside / one for one in policy_ids}
    try:
        with _writing(folder):
            aside.mkdir()
            for place, copy in places.items():
                if place.exists():
                    shutil.copytree(place, copy)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    try:
        with _writing(folder):
            yield
    except BaseException:
        for place, copy in places.items():
            shutil.rmtree(place, ignore_errors=True)
            if copy.exists():
                copy.rename(place)
        raise
    finally:
        shutil.rmtree(aside)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """What the disk refuses is told with its place."""
    try:
        yield
    except OSError as error:
        raise WorldError(
            f"{folder}: cannot be written: {error}", f"政策资料文件夹 {folder} 写不了：请检查权限和磁盘空间。"
        ) from error
