"""An append-only file of changes beside the generation that they change.

::

    changes-1f0c....log     entries, each: magic, number, length, SHA-256 of all that, and the payload

An entry is flushed before anybody is told that it was taken, and counts only when it is whole. What is left of one by a
process or machine that died is at the end, is found by its length or checksum, and is cut off by the next writer.
Anything wrong before the last entry is damage, and refused.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from jobmatch.errors import StoreDamagedError, StoreError, StoreUnwritableError
from jobmatch.store.folders import sync_folder
from jobmatch.store.layout import GENERATION_PREFIX, JOURNAL_PREFIX, JOURNAL_SUFFIX

_MAGIC: Final = b"JMCH"
_HEAD: Final = struct.Struct("<4sIQ32s")  # magic, number of the entry from 0, bytes of the payload, checksum


class JournalEnd(NamedTuple):
    """Where the next entry goes: how many there are, and how many bytes they take."""

    n_entries: int = 0
    n_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Journal:
    """What a journal holds.

    Parameters
    ----------
    entries : tuple of bytes
        Payloads in the order in which they were appended.
    n_bytes : int
        Length of the whole entries.
    n_torn_bytes : int
        What follows them: the rest of an append that was cut off; 0 after a clean end.
    """

    entries: tuple[bytes, ...]
    n_bytes: int
    n_torn_bytes: int

    @property
    def end(self) -> JournalEnd:
        """Where the next entry goes."""
        return JournalEnd(len(self.entries), self.n_bytes)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Journal({len(self.entries)} entries, {self.n_torn_bytes} torn bytes)"


def journal_path(directory: Path, generation: str) -> Path:
    """Where the changes to a generation are."""
    return directory / f"{JOURNAL_PREFIX}{generation.removeprefix(GENERATION_PREFIX)}{JOURNAL_SUFFIX}"


def read_journal(path: Path) -> Journal:
    """Read all whole entries; a file that is not there has none.

    Raises
    ------
    StoreDamagedError
        If an entry before the last is not as it was written.
    StoreError
        If the file cannot be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        content = b""
    except OSError as error:
        raise StoreError(f"{path.name!r} cannot be read: {error.strerror}.\nHint: check access rights.") from error
    return parse_entries(content, path.name)


def parse_entries(content: bytes, name: str) -> Journal:
    """As `read_journal`, of the bytes of a file of this name."""
    entries: list[bytes] = []
    at = 0
    while at < len(content):
        found = _entry_at(content, at, len(entries))
        if found is None:
            if any(_entry_at(content, later, None) is not None for later in _magics(content, at + 1)):
                raise StoreDamagedError(file=name, problem=f"has an entry (number {len(entries)}) that has changed")
            break
        entries.append(found)
        at += _HEAD.size + len(found)
    return Journal(tuple(entries), at, len(content) - at)


def _entry_at(content: bytes, at: int, number: int | None) -> bytes | None:
    """Payload of a whole entry that begins here, with this number unless that is None."""
    if at + _HEAD.size > len(content):
        return None
    magic, found_number, length, digest = _HEAD.unpack_from(content, at)
    payload = content[at + _HEAD.size : at + _HEAD.size + length]
    if magic != _MAGIC or len(payload) != length or number not in (None, found_number):
        return None
    return payload if digest == _digest(found_number, payload) else None


def _magics(content: bytes, start: int) -> Iterator[int]:
    while (start := content.find(_MAGIC, start)) >= 0:
        yield start
        start += 1


def entry_of(number: int, payload: bytes) -> bytes:
    """Bytes of one entry."""
    return _HEAD.pack(_MAGIC, number, len(payload), _digest(number, payload)) + payload


def _digest(number: int, payload: bytes) -> bytes:
    return hashlib.sha256(struct.pack("<IQ", number, len(payload)) + payload).digest()


def append_entry(path: Path, end: JournalEnd, payload: bytes) -> JournalEnd:
    """Append an entry for good; return where the next one goes.

    Parameters
    ----------
    path : pathlib.Path
        Made if it is not there. What is torn at its end is cut off.
    end : JournalEnd
        Of what it holds now.
    payload : bytes
        Of the new entry.

    Raises
    ------
    StoreError
        If it cannot be written; the journal then holds what it held before.
    """
    entry = entry_of(end.n_entries, payload)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.ftruncate(descriptor, end.n_bytes)
            try:
                _write_all(descriptor, end.n_bytes, entry)
                os.fsync(descriptor)
                if not end.n_entries:  # made now, or by one whose first change failed
                    sync_folder(path.parent)
            except BaseException:
                os.ftruncate(descriptor, end.n_bytes)
                raise
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StoreUnwritableError(
            f"The change was not taken: {path.name!r} cannot be written: {error.strerror or error}.\n"
            "Hint: check free space and access rights, then try again."
        ) from error
    return JournalEnd(end.n_entries + 1, end.n_bytes + len(entry))


def _write_all(descriptor: int, at: int, content: bytes) -> None:
    os.lseek(descriptor, at, os.SEEK_SET)
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
