"""Folders that several processes write to: one at a time, and with names that are there for good."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from jobmatch.errors import StoreError, StoreUnwritableError
from jobmatch.store.layout import CHANGES_LOCK, LOCK

LOCK_WAIT_S: Final = 10.0
"""How long a save waits for another one into the same directory, seconds."""


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the lock of those who write to the directory.

    Raises
    ------
    StoreError
        If another process holds it for long, or nobody may write to the directory.
    """
    lock = FileLock(directory / LOCK)
    _take(
        lock,
        LOCK_WAIT_S,
        f"Another save into {str(directory)!r} is under way (waited {LOCK_WAIT_S:g} s).\n"
        "Hint: save again when it is done. A save that died holds no lock.",
        f"Nothing was written in {str(directory)!r}",
    )
    try:
        yield
    finally:
        lock.release()


def lock_of_changes(directory: Path) -> FileLock:
    """Take the lock of who makes changes to the index in the directory, for as long as that process keeps it.

    Raises
    ------
    StoreError
        If another process has it.
    StoreUnwritableError
        If nobody may write to the directory.
    """
    lock = FileLock(os.fspath(directory / CHANGES_LOCK), mode=0o600, thread_local=False)
    _take(
        lock,
        0.0,
        f"Another process is making changes to the index in {str(directory)!r}.\n"
        "Hint: end it, or let it make yours. One that died holds no lock.",
        f"No changes can be made to the index in {str(directory)!r}",
    )
    return lock


def _take(lock: FileLock, wait_s: float, taken: str, refused: str) -> None:
    try:
        lock.acquire(timeout=wait_s)
    except Timeout:
        raise StoreError(taken) from None
    except (OSError, NotImplementedError) as error:  # the latter where a file system knows no locks
        reason = getattr(error, "strerror", None) or error
        raise StoreUnwritableError(
            f"{refused}: its lock cannot be taken: {reason}.\n"
            "Hint: check access rights and that the file system can be written to, or copy the index elsewhere. "
            "To read it, `Matcher.load(directory)` needs no lock."
        ) from error


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder."""
    if os.name == "nt":  # folders cannot be opened there; the file system logs its own changes
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
