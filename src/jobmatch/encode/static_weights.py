"""The static model's weights: one checksummed file in this package."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from jobmatch.encode.protocol import I8
from jobmatch.errors import EncoderError

WEIGHTS_PATH: Final = Path(__file__).with_name("static-v1.npz")
# Of the file; `training/README.md` says how it was made.
WEIGHTS_SHA256: Final = "008d79c3bde365b86bcd37bf6792e0094cfeaabd1e832141ccfdac42850a909b"

_NAMES: Final = frozenset({"table", "vocabulary"})
_REINSTALL: Final = "Hint: install jobmatch again."


@dataclass(frozen=True, slots=True, eq=False)
class StaticWeights:
    """What the training has learnt.

    Parameters
    ----------
    table : int8 array, shape (n_pieces, dimensions)
        One row for each word piece of the vocabulary. Read-only.
    vocabulary_sha256 : bytes
        Of the vocabulary that the rows belong to, see `vocabulary_digest`.
    sha256 : str
        Of the file.
    """

    table: I8 = field(repr=False)
    vocabulary_sha256: bytes
    sha256: str


def vocabulary_digest(pieces: list[str]) -> bytes:
    """SHA-256 of word pieces in the order of their numbers."""
    return hashlib.sha256("\n".join(pieces).encode()).digest()


@cache
def load_weights() -> StaticWeights:
    """Weights that come with the package, read once.

    Raises
    ------
    EncoderError
        If the file is missing or is not the one of this release.
    """
    return read_weights(WEIGHTS_PATH, WEIGHTS_SHA256)


def read_weights(path: Path, sha256: str) -> StaticWeights:
    """Read a file that `pack_weights` made.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    sha256 : str
        What its SHA-256 must be. It is looked at before anything else is.

    Raises
    ------
    EncoderError
        If the file cannot be read, is another one, or does not hold what it must.
    """
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise EncoderError(f"The weights of the static model cannot be read: {error.strerror}.\n{_REINSTALL}") from None
    found = hashlib.sha256(packed).hexdigest()
    if found != sha256:
        raise EncoderError(
            "The weights of the static model are damaged or of another release: "
            f"SHA-256 begins {found[:12]}, expected {sha256[:12]}.\n{_REINSTALL}"
        )
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        if set(arrays.files) != _NAMES:
            raise EncoderError(f"The weights hold {sorted(arrays.files)}, expected {sorted(_NAMES)}.\n{_REINSTALL}")
        table, vocabulary = arrays["table"], arrays["vocabulary"]
    if table.dtype != np.int8 or table.ndim != 2 or vocabulary.dtype != np.uint8:
        raise EncoderError(
            f"The weights are {table.dtype} of shape {table.shape}, expected int8 of two dimensions.\n{_REINSTALL}"
        )
    table.setflags(write=False)
    return StaticWeights(table=table, vocabulary_sha256=vocabulary.tobytes(), sha256=found)


def pack_weights(table: I8, vocabulary_sha256: bytes) -> bytes:
    """Bytes of a weights file: arrays without pickle, the same bytes for the same weights.

    Parameters
    ----------
    table, vocabulary_sha256
        As in `StaticWeights`.
    """
    buffer = io.BytesIO()
    np.savez(buffer, table=np.ascontiguousarray(table), vocabulary=np.frombuffer(vocabulary_sha256, np.uint8))
    return buffer.getvalue()
