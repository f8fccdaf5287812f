"""Opening: every check first, then memory maps."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray
from pydantic import JsonValue, ValidationError

from jobmatch.errors import StoreDamagedError, StoreError
from jobmatch.store.layout import (
    ARRAY_SUFFIX,
    FRAME_SUFFIX,
    MANIFEST,
    FileEntry,
    Manifest,
    Pointer,
    as_directory,
    fields_at_fault,
    is_plain_dtype,
    read_pointer,
)

_T = TypeVar("_T")


@dataclass(frozen=True, eq=False, repr=False)
class Stored:
    """An index that has been opened and checked.

    Arrays and frames are mapped when it is opened: on POSIX systems they stay readable after a later save has
    removed the files. Elsewhere an open index keeps its files from being removed; a later save then removes them.
    Blobs are paths: read them at once.
    """

    folder: Path
    manifest: Manifest
    _arrays: dict[str, NDArray[Any]]
    _frames: dict[str, NDArray[np.uint8]]

    def __repr__(self) -> str:
        """Show counts only, since rows are about people."""
        return f"Stored({len(self.manifest.files)} files, created {self.manifest.created})"

    @property
    def settings(self) -> dict[str, JsonValue]:
        """Settings as they were saved."""
        return self.manifest.settings

    def array(self, name: str) -> NDArray[Any]:
        """Array of this name, mapped from its file: rows are read from disk when they are used, writes stay in memory.

        Raises
        ------
        StoreDamagedError
            If the index has no such array.
        """
        return _look_up(self._arrays, name, ARRAY_SUFFIX)

    def frame(self, name: str, columns: Sequence[str] | None = None, n_rows: int | None = None) -> pl.DataFrame:
        """Frame of this name, or some of its columns and its first rows, read into memory at each call.

        Raises
        ------
        StoreDamagedError
            If the index has no such frame, or it cannot be decoded (possible only if opened unverified).
        """
        mapped = _look_up(self._frames, name, FRAME_SUFFIX)
        wanted = None if columns is None else list(columns)
        try:
            try:
                # By its path only what is asked for is read. No name of a folder is a pattern or a column here.
                path = self.folder / f"{name}{FRAME_SUFFIX}"
                return pl.read_parquet(path, columns=wanted, n_rows=n_rows, glob=False, hive_partitioning=False)
            except OSError:  # a later save has removed it: the map still holds its bytes
                return pl.read_parquet(mapped.tobytes(), columns=wanted, n_rows=n_rows)
        except pl.exceptions.PolarsError:
            raise StoreDamagedError(file=f"{name}{FRAME_SUFFIX}", problem="is not a parquet file") from None

    def has_blob(self, name: str) -> bool:
        """Whether a file was written under this name."""
        return name in (entry.name for entry in self.manifest.files if not entry.suffix)

    def blob(self, name: str) -> Path:
        """Path of the file that was written under this name. To be read at once: a later save removes it.

        Raises
        ------
        StoreDamagedError
            If the index has no such file.
        StoreError
            If the file has been removed since the index was opened.
        """
        if not self.has_blob(name):
            raise StoreDamagedError(file=name, problem="is not part of it")
        path = self.folder / name
        if not path.exists():
            raise StoreError(
                f"{name!r} has been removed since the index was opened, as by a save.\nHint: open it again."
            )
        return path


def open_store(directory: str | Path, *, verify: bool = True) -> Stored:
    """Open and check the index in a directory. No lock is needed while another process saves there.

    Parameters
    ----------
    directory
        Where `save` wrote it.
    verify
        Whether the SHA-256 of every file is compared, for which all of them are read once. Names, sizes, dtypes and
        shapes are checked in any case; files that the manifest does not name are ignored.

    Raises
    ------
    StoreMissingError
        If nothing is saved there.
    StoreForeignError
        If something else is there.
    StoreVersionError
        If the index has another format; nothing else has been read then.
    StoreDamagedError
        If a file is missing, cut short or changed; it is named.
    StoreError
        If a file cannot be read.
    """
    directory = as_directory(directory)
    with _reading(directory.name):
        pointer = read_pointer(directory)
    while True:
        try:
            return _open_generation(directory, pointer, verify=verify)
        except StoreDamagedError:
            # A save may have put a new generation in place and removed this one under our hands.
            with _reading(directory.name):
                latest = read_pointer(directory)
            if latest == pointer:
                raise
            pointer = latest


def current_generation(directory: Path) -> str:
    """Name of the folder that counts.

    Raises
    ------
    StoreError
        As `open_store`, of the pointer to it.
    """
    with _reading(directory.name):
        return read_pointer(directory).generation


def _open_generation(directory: Path, pointer: Pointer, *, verify: bool) -> Stored:
    folder = directory / pointer.generation
    manifest = _read_manifest(folder, pointer.manifest_sha256)
    for entry in manifest.files:
        _check_size(folder, entry)
    if verify:
        _check_digests(folder, manifest.files)
    arrays = {entry.stem: _map_array(folder, entry) for entry in manifest.files if entry.suffix == ARRAY_SUFFIX}
    frames = {entry.stem: _map_bytes(folder, entry) for entry in manifest.files if entry.suffix == FRAME_SUFFIX}
    return Stored(folder, manifest, arrays, frames)


def _read_manifest(folder: Path, sha256: str) -> Manifest:
    with _reading(MANIFEST):
        content = (folder / MANIFEST).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise StoreDamagedError(file=MANIFEST, problem="has changed since it was written")
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        raise StoreDamagedError(file=MANIFEST, problem=f"has no usable {fields_at_fault(error)}") from None


def _check_size(folder: Path, entry: FileEntry) -> None:
    with _reading(entry.name):
        found = (folder / entry.name).stat()
    if not stat.S_ISREG(found.st_mode):
        raise StoreDamagedError(file=entry.name, problem="is not a file")
    if found.st_size != entry.size_bytes:
        problem = f"has {found.st_size} bytes instead of {entry.size_bytes}"
        raise StoreDamagedError(file=entry.name, problem=problem)


def _check_digests(folder: Path, entries: Iterable[FileEntry]) -> None:
    # Largest first: the longest file decides how long all take. Hashing releases the interpreter lock.
    ordered = sorted(entries, key=lambda entry: -entry.size_bytes)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for entry, found in zip(ordered, pool.map(lambda entry: _digest(folder, entry), ordered), strict=True):
            if found != entry.sha256:
                raise StoreDamagedError(file=entry.name, problem="has changed since it was written")


def _digest(folder: Path, entry: FileEntry) -> str:
    with _reading(entry.name), (folder / entry.name).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _map_array(folder: Path, entry: FileEntry) -> NDArray[Any]:
    with _reading(entry.name):
        try:
            # Unlike `np.load` this reads the one format only: never a pickle, never a zip archive.
            # Copy on write: processes share the pages, nothing reaches the file, and the array is of the same type as
            # one made in memory, for which kernels are already compiled.
            mapped = np.lib.format.open_memmap(folder / entry.name, mode="c")
        except (ValueError, OverflowError):
            raise StoreDamagedError(file=entry.name, problem="is not a plain array file") from None
    if not is_plain_dtype(mapped.dtype):
        raise StoreDamagedError(file=entry.name, problem="is not a plain array file")
    if mapped.dtype.str != entry.dtype or mapped.shape != entry.shape:
        raise StoreDamagedError(file=entry.name, problem="has another dtype or shape than its manifest says")
    return np.asarray(mapped)


def _map_bytes(folder: Path, entry: FileEntry) -> NDArray[np.uint8]:
    with _reading(entry.name):
        try:
            return np.asarray(np.memmap(folder / entry.name, dtype=np.uint8, mode="r"))
        except ValueError:
            raise StoreDamagedError(file=entry.name, problem="is empty") from None


def _look_up(parts: dict[str, _T], name: str, suffix: str) -> _T:
    try:
        return parts[name]
    except KeyError:
        raise StoreDamagedError(file=f"{name}{suffix}", problem="is not part of it") from None


@contextmanager
def _reading(file: str) -> Iterator[None]:
    """Turn errors of the file system into ours, naming the file."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise StoreDamagedError(file=file, problem="is missing") from None
    except OSError as error:
        raise StoreError(f"{file!r} cannot be read: {error.strerror or error}.\nHint: check access rights.") from error
