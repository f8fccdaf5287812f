"""Saving: a whole new generation beside the old one, then one atomic step."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import os
import re
import secrets
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import polars as pl
from numpy.typing import NDArray
from pydantic import ValidationError

from jobmatch.errors import (
    StoreDamagedError,
    StoreError,
    StoreForeignError,
    StoreLeftoverError,
    StoreMissingError,
    StoreUnwritableError,
    StoreVersionError,
    UsageError,
)
from jobmatch.store.folders import locked, sync_folder
from jobmatch.store.layout import (
    ARRAY_SUFFIX,
    DRAFT_PREFIX,
    FOLDER,
    FORMAT,
    FRAME_SUFFIX,
    GENERATION_PREFIX,
    JOURNAL,
    MANIFEST,
    NAME,
    POINTER,
    POINTER_DRAFT,
    Contents,
    FileEntry,
    Manifest,
    Pointer,
    as_directory,
    is_plain_dtype,
    read_pointer,
)
from jobmatch.store.read import current_generation
from jobmatch.store.state import SavedState, check_nothing_since

_log = logging.getLogger(__name__)


def save(directory: str | Path, contents: Contents, *, in_place_of: SavedState | None = None) -> SavedState:
    """Save an index in a directory, in place of the one that may be there.

    Until the last step the directory still holds the old index, and from then on the new one, whatever happens to
    the process or the machine. Readers need not be stopped: one that has opened the old index goes on using it.
    The same contents give the same bytes in every file but the manifest, which carries the time. Files of the old index
    that cannot be removed are told of in the log, and wait for the next save; see `remove_older`.

    Files and folders are for their owner alone (0600, 0700), whatever the umask: an index is about people. Whoever
    shares one has to say so, by changing the access rights afterwards.

    Parameters
    ----------
    directory
        A directory that is new, empty, or holds a jobmatch index.
    contents
        What to save; see `Contents`.
    in_place_of
        What must still count there, with no change since; None replaces whatever is there.

    Returns
    -------
    SavedState
        What counts there now.

    Raises
    ------
    UsageError
        If a name or a value in the contents cannot be saved. Nothing has been touched then.
    StoreForeignError
        If the directory holds something else: nobody's files are overwritten.
    StoreVersionError
        If a newer version of jobmatch saved the index there.
    StoreError
        If another save holds the directory, something else counts than ``in_place_of``, or writing fails. The old
        index then still counts, unless it was the very last flush that failed: then the new one does.
    """
    directory = as_directory(directory)
    _check_contents(contents)
    try:
        _check_replaceable(directory)
        _make_directory(directory)
        with locked(directory):
            if in_place_of is not None:
                check_nothing_since(directory, in_place_of)
            generation = _write_and_publish(directory, contents)
            left = _remove_all_but(directory, generation)
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreUnwritableError(
            f"Saving the index in {str(directory)!r} failed: {reason}.\n"
            "Hint: check free space and access rights, then save again. An index that was there can still be opened."
        ) from error
    if left:
        _log.warning(
            "The index in %r is saved; %d older file(s) or folder(s) there could not be removed: %s.",
            str(directory), len(left), _reason(left[0]),
        )  # fmt: skip
    return SavedState(generation)


def remove_older(directory: Path) -> None:
    """See to it that a directory holds nothing but the index that counts: for whoever has to be sure of it.

    Raises
    ------
    StoreLeftoverError
        If something older cannot be removed.
    StoreError
        If a save holds the directory, or it cannot be told which index counts.
    """
    with locked(directory):
        left = _remove_all_but(directory, current_generation(directory))
    if left:
        raise StoreLeftoverError(directory=directory, n_left=len(left), reason=_reason(left[0])) from left[0]


# --- What may be saved, and where --------------------------------------------------------


def _check_contents(contents: Contents) -> None:
    for name in (*contents.arrays, *contents.frames, *contents.blobs):
        if not re.fullmatch(NAME, name):
            raise UsageError(f"{name!r} cannot name a part of an index: use lower-case letters, digits and '_'.")
    for name, array in contents.arrays.items():
        if not is_plain_dtype(np.asarray(array).dtype):
            raise UsageError(f"Array {name!r} has dtype {np.asarray(array).dtype}: only plain values can be saved.")
    for name, frame in contents.frames.items():
        if pl.Object in frame.dtypes:
            raise UsageError(f"Frame {name!r} has a column of Python objects, which cannot be saved.")
    _describe(contents, ())


def _describe(contents: Contents, files: tuple[FileEntry, ...]) -> Manifest:
    try:
        manifest = Manifest(
            jobmatch_version=_jobmatch_version(),
            created=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            settings=contents.settings,
            files=files,
        )
        # An index that cannot be read back must not replace one that can.
        Manifest.model_validate_json(manifest.to_json())
    except (ValidationError, ValueError, RecursionError):
        raise UsageError("The settings cannot be saved: they must be JSON values with finite numbers.") from None
    return manifest


@cache
def _jobmatch_version() -> str:
    try:
        return version("jobmatch")
    except PackageNotFoundError:  # run from a source tree
        return "unknown"


def _check_replaceable(directory: Path) -> None:
    try:
        read_pointer(directory)
    except (StoreMissingError, StoreDamagedError):
        return  # a damaged index is replaced by building it again
    except StoreForeignError as error:
        raise StoreForeignError(directory=directory, problem=error.problem, saving=True) from None
    except StoreVersionError as error:
        if error.found > FORMAT:
            raise


# --- One generation ----------------------------------------------------------------------


def _write_and_publish(directory: Path, contents: Contents) -> str:
    token = secrets.token_hex(8)
    draft, generation = directory / f"{DRAFT_PREFIX}{token}", directory / f"{GENERATION_PREFIX}{token}"
    try:
        manifest_sha256 = _write_generation(draft, contents)
        draft.rename(generation)
        sync_folder(directory)  # the folder must be there for good before anything points to it
        pointer = Pointer(generation=generation.name, manifest_sha256=manifest_sha256)
        _write_file(directory / POINTER_DRAFT, pointer.to_json())
        (directory / POINTER_DRAFT).replace(directory / POINTER)
        sync_folder(directory)
    except BaseException:
        _undo(directory, draft, generation)
        raise
    return generation.name


def _write_generation(folder: Path, contents: Contents) -> str:
    folder.mkdir(mode=0o700)
    for name, array in contents.arrays.items():
        _write_array(folder / f"{name}{ARRAY_SUFFIX}", array)
    for name, frame in contents.frames.items():
        _write_frame(folder / f"{name}{FRAME_SUFFIX}", frame)
    for name, write in contents.blobs.items():
        try:
            write(folder / name)
        except Exception as error:
            raise StoreError(f"The index was not saved: writing {name!r} failed.") from error
        if not (folder / name).is_file():
            raise StoreError(f"The index was not saved: the function that writes {name!r} left no file.")
    manifest = _describe(contents, _seal_all(folder, contents)).to_json()
    _write_file(folder / MANIFEST, manifest)
    sync_folder(folder)
    return hashlib.sha256(manifest).hexdigest()


class _CheckedFile:
    """A file that NumPy writes to through Python, which reports every failure.

    To a file that it recognises NumPy (2.4 still) writes through C's buffers and does not look at what their last
    flush returns: on a full disk the tail of an array is lost without a word.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        return self._file.write(data)


def _write_array(path: Path, array: NDArray[Any]) -> None:
    with path.open("xb") as file:
        # One memory layout, so that equal arrays give equal bytes.
        np.save(_CheckedFile(file), np.asarray(array, order="C"), allow_pickle=False)


def _write_frame(path: Path, frame: pl.DataFrame) -> None:
    with path.open("xb") as file:
        # Pages follow chunks: one chunk, so that equal frames give equal bytes.
        frame.rechunk().write_parquet(file, compression="zstd", compression_level=3)


def _write_file(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        _keep_private(file)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep_private(file: BinaryIO) -> None:
    """Let nobody but the owner read or write it, whoever wrote it and whatever the umask."""
    if hasattr(os, "fchmod"):
        os.fchmod(file.fileno(), 0o600)


def _seal_all(folder: Path, contents: Contents) -> tuple[FileEntry, ...]:
    arrays = {f"{name}{ARRAY_SUFFIX}": np.asarray(array) for name, array in contents.arrays.items()}
    names = sorted((*arrays, *(f"{name}{FRAME_SUFFIX}" for name in contents.frames), *contents.blobs))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return tuple(pool.map(lambda name: _seal(folder / name, arrays.get(name)), names))


def _seal(path: Path, array: NDArray[Any] | None) -> FileEntry:
    with path.open("r+b") as file:  # not every system lets a file be flushed that is open for reading only
        _keep_private(file)
        os.fsync(file.fileno())
        return FileEntry(
            name=path.name,
            size_bytes=os.fstat(file.fileno()).st_size,
            sha256=hashlib.file_digest(file, "sha256").hexdigest(),
            dtype=None if array is None else array.dtype.str,
            shape=None if array is None else array.shape,
        )


# --- The directory -----------------------------------------------------------------------


def _make_directory(directory: Path) -> None:
    made = [path for path in (directory, *directory.parents) if not path.exists()]
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in made:
        sync_folder(path.parent)


def _undo(directory: Path, draft: Path, generation: Path) -> None:
    """Remove what a failed save wrote, unless it failed after its last step, when the new generation counts."""
    with suppress(OSError):
        (directory / POINTER_DRAFT).unlink(missing_ok=True)
    shutil.rmtree(draft, ignore_errors=True)
    try:
        # Asked of the disk, since an interrupt may come between the last step and any note of it in memory.
        counts = read_pointer(directory).generation == generation.name
    except StoreError:
        counts = False
    except OSError:
        counts = True  # cannot tell, so nothing is removed
    if not counts:
        shutil.rmtree(generation, ignore_errors=True)


def _remove_all_but(directory: Path, generation: str) -> list[OSError]:
    """Remove older generations and what dead saves left; why, for each that cannot be removed."""
    try:
        paths = list(directory.iterdir())
    except OSError as error:
        return [error]
    older = [path for path in paths if FOLDER.fullmatch(path.name) and path.name != generation]
    token = generation.removeprefix(GENERATION_PREFIX)
    older += [path for path in paths if JOURNAL.fullmatch(path.name) and token not in path.name]
    return [why for path in older if (why := _why_it_stays(path)) is not None]


def _why_it_stays(path: Path) -> OSError | None:
    """Remove a file, or a folder with all in it that can be removed; why it is still there, if it is."""
    try:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)  # goes on after a file that cannot be removed
            shutil.rmtree(path)  # says why it could not
        else:
            path.unlink()
    except FileNotFoundError:
        return None
    except OSError as error:
        return error
    return None


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
