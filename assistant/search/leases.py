"""Marks that say a snapshot is in use, so that nobody deletes it under a reader, in this process or another."""

import uuid
from pathlib import Path

from filelock import FileLock, Timeout


def take_lease(root: Path, name: str) -> FileLock:
    """A held lock that marks snapshot `name` as in use until it is released or the process ends."""
    (root / "leases").mkdir(parents=True, exist_ok=True)
    lease = FileLock(root / "leases" / f"{name}-{uuid.uuid4().hex}", thread_local=False)
    lease.acquire()
    return lease


def release_lease(lease: FileLock) -> None:
    """Gives the mark back and deletes its file."""
    lease.release()
    Path(lease.lock_file).unlink(missing_ok=True)


def is_in_use(root: Path, name: str) -> bool:
    """True while any process holds a lease of `name`; marks of dead processes are cleared away."""
    return any([not _is_abandoned(file) for file in (root / "leases").glob(f"{name}-*")])


def _is_abandoned(file: Path) -> bool:
    lease = FileLock(file, thread_local=False)
    try:
        lease.acquire(timeout=0)
    except Timeout:
        return False
    release_lease(lease)
    return True
