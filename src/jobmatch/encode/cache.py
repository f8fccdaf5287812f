"""Encodings kept between runs, so that a text is encoded once."""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

import numpy as np
import platformdirs

from jobmatch.encode.protocol import I8

FILE_NAME: Final = "encodings-v1.sqlite"

_FORMAT: Final = 1
_BUSY_TIMEOUT_S: Final = 30.0
# SQLite before 3.32 allows 999 parameters in a statement.
_KEYS_PER_QUERY: Final = 900
_SIDE_FILES: Final = ("", "-wal", "-shm", "-journal")
# What SQLite answers where the file is cut short, is not its own, or lacks our table.
_UNSOUND: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


def cache_path(cache_dir: str | None) -> Path | None:
    """Where encodings are kept.

    Parameters
    ----------
    cache_dir : str or None
        A folder; None takes the user's cache folder, "" keeps nothing.

    Returns
    -------
    pathlib.Path or None
        The file for `EncodingCache`; None for memory only.
    """
    if cache_dir == "":
        return None
    folder = platformdirs.user_cache_dir("jobmatch", appauthor=False) if cache_dir is None else cache_dir
    return Path(folder) / FILE_NAME


def cache_key(fingerprint: str, text: str) -> bytes:
    """Key of a text: SHA-256 over the encoder's fingerprint, a NUL and the text; 32 bytes.

    The text cannot be read back from it.
    """
    return hashlib.sha256(f"{fingerprint}\0{text}".encode("utf-8", "surrogatepass")).digest()


class EncodingCache:
    """Quantised vectors by key, in an SQLite file that several processes may share.

    Beside them lie, by keys of their own, whole numbers that rules found in texts (`jobmatch.reading.kept`). It holds
    no text. It is a convenience, never a duty: a damaged file is moved aside, and where nothing can be
    written the vectors are kept in memory, both with a warning in the log.

    Parameters
    ----------
    path : path or None
        The file, made when first needed and readable by its owner only; None or "" keeps vectors in memory.
    """

    def __init__(self, path: str | os.PathLike[str] | None) -> None:
        self._path = Path(path) if path else None
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._finalizer: weakref.finalize[..., EncodingCache] | None = None
        self._inherited: list[sqlite3.Connection] = []
        self._pid = 0
        self._inode = 0

    def __repr__(self) -> str:
        return f"EncodingCache({'memory' if self._path is None else 'file'})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def in_memory(self) -> bool:
        """Whether vectors are lost with this object."""
        return self._path is None

    def get_many(self, keys: Sequence[bytes], dimensions: int) -> dict[bytes, I8]:
        """Vectors that are kept.

        Parameters
        ----------
        keys : sequence of bytes
            As `cache_key` makes them.
        dimensions : int
            Length of a vector. One of another length is treated as absent.

        Returns
        -------
        dict of bytes to int8 array, shape (dimensions,)
            Only the keys that were found.
        """
        found = self.get_bytes(keys).items()
        return {key: np.frombuffer(vector, np.int8) for key, vector in found if len(vector) == dimensions}

    def put_many(self, vectors: Mapping[bytes, I8]) -> None:
        """Keep vectors, all or none of them.

        Parameters
        ----------
        vectors : mapping of bytes to int8 array, shape (dimensions,)
            By key; an older vector of the same key is replaced.
        """
        self.put_bytes({key: vector.tobytes() for key, vector in vectors.items()})

    def get_bytes(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """As `get_many`, of values of any kind."""
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), _KEYS_PER_QUERY):
            found.update(self._guarded(partial(_select, keys=keys[start : start + _KEYS_PER_QUERY])))
        return found

    def put_bytes(self, values: Mapping[bytes, bytes]) -> None:
        """As `put_many`, of values of any kind."""
        if values:
            self._guarded(partial(_insert, rows=list(values.items())))

    def close(self) -> None:
        """Close the file; what was kept in memory is lost. A later call opens it again."""
        with self._lock:
            if self._finalizer is not None:
                self._finalizer()
            self._connection = self._finalizer = None

    # --- Opening and recovering ---

    def _guarded(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do ``work``; where the file is unusable, first with a new file, then in memory."""
        with self._lock:
            while True:
                try:
                    return work(self._opened())
                except (OSError, sqlite3.DatabaseError, _OtherFormatError) as error:
                    if self._path is None or isinstance(error, sqlite3.ProgrammingError):
                        raise
                    self.close()
                    if not (_is_unsound(error) and self._move_aside(error)):
                        _log.warning("Encodings are kept in memory only: the cache file %s.", _reason(error))
                        self._path = None

    def _opened(self) -> sqlite3.Connection:
        if self._path is not None and self._connection is not None and self._pid != os.getpid():
            # After a fork: SQLite forbids to use its parent's connection, and even to close it.
            self._inherited.append(self._connection)
            if self._finalizer is not None:
                self._finalizer.detach()
            self._connection = self._finalizer = None
        if self._connection is None:
            self._connection = self._open()
            self._pid = os.getpid()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        if self._path is not None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._path.exists():
                # What a vector tells about a CV is the owner's business only.
                self._path.touch(mode=0o600)
            self._inode = self._path.stat().st_ino
        connection = sqlite3.connect(
            self._path or ":memory:", timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
        )
        self._finalizer = weakref.finalize(self, connection.close)
        _prepare(connection)
        return connection

    def _move_aside(self, error: Exception) -> bool:
        """Make room for a new file; False where that cannot be done."""
        if self._path is None:
            return False
        try:
            # Where another process has put a sound file there in the meantime, it stays.
            if self._path.stat().st_ino == self._inode:
                for suffix in _SIDE_FILES:
                    side = self._path.with_name(self._path.name + suffix)
                    if side.exists():
                        side.replace(self._path.with_name(f"{self._path.name}.aside{suffix}"))
                _log.warning("The cache file of encodings %s; it was moved aside and begun anew.", _reason(error))
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True


class _OtherFormatError(Exception):
    """The file was written by another version, or by another program."""


def _is_unsound(error: Exception) -> bool:
    if isinstance(error, sqlite3.DatabaseError):
        # The low byte is the kind; the others tell details.
        return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _UNSOUND
    return isinstance(error, _OtherFormatError)


def _reason(error: Exception) -> str:
    if isinstance(error, _OtherFormatError):
        return "has another format"
    if isinstance(error, OSError):
        return f"cannot be opened ({error.strerror})"
    return f"is damaged ({error})" if _is_unsound(error) else f"cannot be used ({error})"


def _prepare(connection: sqlite3.Connection) -> None:
    # Readers and one writer at a time, whatever process they are in. After a power cut the newest rows may be
    # missing, which costs time only.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == _FORMAT:
        return
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (n_tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if version == _FORMAT:
            return
        if version != 0 or n_tables:
            raise _OtherFormatError
        connection.execute("CREATE TABLE encodings (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID")
        connection.execute(f"PRAGMA user_version = {_FORMAT}")


def _select(connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    marks = ",".join("?" * len(keys))
    # Only question marks enter the statement; the keys are bound.
    rows = connection.execute(f"SELECT key, vector FROM encodings WHERE key IN ({marks})", keys)  # noqa: S608
    return {key: value for key, value in rows if isinstance(value, bytes)}


def _insert(connection: sqlite3.Connection, rows: Sequence[tuple[bytes, bytes]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        connection.executemany("INSERT OR REPLACE INTO encodings VALUES (?, ?)", rows)
