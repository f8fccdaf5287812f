"""What a saved index looks like on disk: names, manifest, and the pointer to the generation that counts."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from jobmatch.errors import StoreDamagedError, StoreForeignError, StoreMissingError, StoreVersionError, UsageError

FORMAT: Final = 4
PRODUCT: Final = "jobmatch"

POINTER: Final = "CURRENT.json"
POINTER_DRAFT: Final = "CURRENT.json.draft"
LOCK: Final = ".jobmatch.lock"
MANIFEST: Final = "manifest.json"
DRAFT_PREFIX: Final = "saving-"
GENERATION_PREFIX: Final = "generation-"

JOURNAL_PREFIX: Final = "changes-"
JOURNAL_SUFFIX: Final = ".log"
CHANGES_LOCK: Final = ".jobmatch.changes.lock"

ARRAY_SUFFIX: Final = ".npy"
FRAME_SUFFIX: Final = ".parquet"

# Lower case only, since two names that differ in case are one file on some systems. No dots or separators: a name
# that comes back from a manifest can then never lead out of its folder.
NAME: Final = r"[a-z][a-z0-9_]{0,63}"
FOLDER: Final = re.compile(f"({DRAFT_PREFIX}|{GENERATION_PREFIX})[0-9a-f]{{16}}")

JOURNAL: Final = re.compile(rf"{JOURNAL_PREFIX}[0-9a-f]{{16}}{re.escape(JOURNAL_SUFFIX)}")

_Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_FileName = Annotated[str, Field(pattern=rf"^{NAME}(\{ARRAY_SUFFIX}|\{FRAME_SUFFIX})?$")]
_Length = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, eq=False)
class Contents:
    """What is to be saved. Names are lower-case identifiers of at most 64 characters.

    Parameters
    ----------
    settings
        Any JSON values; finite numbers only.
    arrays
        Plain numeric, boolean, date or fixed-width text arrays of any shape; neither objects nor records.
    frames
        Tables without columns of Python objects.
    blobs
        Functions that write one file each, at the path they are given.
    """

    settings: dict[str, JsonValue] = field(default_factory=dict)
    # Rows are about people: the automatic repr must not print them.
    arrays: dict[str, NDArray[Any]] = field(default_factory=dict, repr=False)
    frames: dict[str, pl.DataFrame] = field(default_factory=dict, repr=False)
    blobs: dict[str, Callable[[Path], object]] = field(default_factory=dict, repr=False)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class FileEntry(_Strict):
    """One file of a generation; ``dtype`` and ``shape`` are None unless it is an array."""

    name: _FileName
    size_bytes: _Length
    sha256: _Sha256
    dtype: str | None = None
    shape: tuple[_Length, ...] | None = None

    @property
    def stem(self) -> str:
        """Name of the array, frame or blob in the file."""
        return Path(self.name).stem

    @property
    def suffix(self) -> str:
        """What is in the file: ``ARRAY_SUFFIX``, ``FRAME_SUFFIX``, or "" for a blob."""
        return Path(self.name).suffix


class Manifest(_Strict):
    """Everything about one generation. ``created`` is in UTC, ISO 8601."""

    format: Literal[4] = FORMAT
    product: Literal["jobmatch"] = PRODUCT
    jobmatch_version: str
    created: str
    settings: dict[str, JsonValue]
    files: tuple[FileEntry, ...]

    def to_json(self) -> bytes:
        """Bytes of the manifest file."""
        return to_json(self.model_dump())


class Pointer(_Strict):
    """Content of `CURRENT.json`. These four fields stay as they are in every later format."""

    format: int = FORMAT
    product: Literal["jobmatch"] = PRODUCT
    generation: Annotated[str, Field(pattern=rf"^{GENERATION_PREFIX}[0-9a-f]{{16}}$")]
    manifest_sha256: _Sha256

    def to_json(self) -> bytes:
        """Bytes of the pointer file."""
        return to_json(self.model_dump())


def to_json(content: dict[str, Any]) -> bytes:
    """Indented JSON, so that people can read it; ValueError for NaN and infinities, which JSON lacks."""
    return (json.dumps(content, indent=1, allow_nan=False) + "\n").encode("ascii")


def is_plain_dtype(dtype: np.dtype[Any]) -> bool:
    """Whether the file format writes this dtype as bare values: no objects, which would mean pickle, no records."""
    return dtype.kind in "biufcSUmM"


def fields_at_fault(error: ValidationError) -> str:
    """Names of the fields that failed, without their values."""
    return ", ".join(sorted({".".join(map(str, problem["loc"])) for problem in error.errors()}))


def as_directory(directory: object) -> Path:
    """Path of a directory that a caller names.

    Raises
    ------
    UsageError
        If it is no path.
    """
    if not isinstance(directory, str | os.PathLike) or not os.fspath(directory):
        raise UsageError(f"A directory is a path, found {type(directory).__name__} without one.")
    return Path(directory)


def read_pointer(directory: Path) -> Pointer:
    """Pointer to the generation that counts.

    Raises
    ------
    StoreMissingError
        If there is no directory, it is empty, or it holds only what a first save left when it was cut off.
    StoreForeignError
        If it is a file, or a directory that holds something else.
    StoreVersionError
        If the index has another format; nothing else has been read then.
    StoreDamagedError
        If it is ours, but does not say which generation counts.
    """
    content = _pointer_content(directory)
    # The format is looked at before anything else, as another format may mean other fields.
    found = content.get("format")
    if type(found) is not int:
        raise StoreDamagedError(file=POINTER, problem="does not say which format the index has")
    if found != FORMAT:
        raise StoreVersionError(found=found, known=FORMAT)
    try:
        return Pointer.model_validate(content)
    except ValidationError as error:
        raise StoreDamagedError(file=POINTER, problem=f"has no usable {fields_at_fault(error)}") from None


def _pointer_content(directory: Path) -> dict[str, Any]:
    if not directory.exists():
        raise StoreMissingError(directory=directory)
    if not directory.is_dir():
        raise StoreForeignError(directory=directory, problem="it is a file")
    try:
        content = json.loads((directory / POINTER).read_bytes())
    except FileNotFoundError:
        if holds_only_leftovers(directory):
            raise StoreMissingError(directory=directory) from None
        raise StoreForeignError(directory=directory, problem=f"it has files, but no {POINTER}") from None
    except (ValueError, RecursionError, IsADirectoryError):
        raise StoreForeignError(directory=directory, problem=f"its {POINTER} cannot be read as JSON") from None
    if not isinstance(content, dict) or content.get("product") != PRODUCT:
        raise StoreForeignError(directory=directory, problem=f"its {POINTER} was not written by {PRODUCT}")
    return content


def holds_only_leftovers(directory: Path) -> bool:
    """Whether nothing is there but what saves leave: true for an empty directory."""
    left = {LOCK, CHANGES_LOCK, POINTER_DRAFT}
    return all(FOLDER.fullmatch(path.name) or path.name in left for path in directory.iterdir())
