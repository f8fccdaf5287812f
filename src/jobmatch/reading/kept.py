"""What was found in a text before: rules are slow beside a look into a file, and most texts are those of yesterday.

What is kept are whole numbers (places in the text, rows of a list), never words. Their key is a hash of the text, of
what was looked for and of the rules, so that a changed text, list or rule is read anew. A value carries a checksum: a
damaged one counts for nothing, or a name that was to be masked could stay.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from jobmatch.reading.readers import Find, Readers

if TYPE_CHECKING:
    import polars as pl

Advance = Callable[[int], None]

# Looked up, found and kept together, for each process: an interrupted run loses no more than this.
_TEXTS_AT_ONCE: Final = 1024
_CHECK_BYTES: Final = 8
_NUMBER: Final = np.dtype("<u4")
# Libraries whose lists and rules decide on what is found.
_LIBRARIES: Final = ("ahocorasick-rs", "faker", "python-dateutil", "snowballstemmer")


class Kept(Protocol):
    """Where it is kept: bytes by key, as `jobmatch.encode.EncodingCache` does."""

    def get_bytes(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Those that are there."""

    def put_bytes(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values, all or none of them."""


@cache
def rules_version() -> str:
    """Digest of everything in this package, and of the versions of what it reads with."""
    total = hashlib.sha256(platform.python_version().encode())
    for name in _LIBRARIES:
        total.update(f"{name}\0{version(name)}\0".encode())
    folder = Path(__file__).parent
    for file in sorted(file for file in folder.rglob("*") if file.suffix in {".py", ".csv", ".txt"}):
        total.update(
            f"{file.relative_to(folder).as_posix()}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\0".encode()
        )
    return total.hexdigest()


def numbers_in(
    texts: Sequence[str] | pl.Series,
    find: Find,
    *,
    what: str,
    kept: Kept | None = None,
    processes: int = 1,
    advance: Advance | None = None,
) -> Iterator[list[int]]:
    """What ``find`` finds in each text, found now or earlier.

    Parameters
    ----------
    texts : sequence or series of str
        In an empty one there is nothing. Some are taken at a time, so a series is never a list of strings as a whole.
    find : Find
        From a text to whole numbers, at least 0.
    what : str
        Names it, and everything that it goes by beside the rules of this package.
    kept : Kept, optional
        Where it is kept; None finds all now.
    processes : int
        Most processes that find, where that is worth their start.
    advance : callable, optional
        Called with 1 for each text.

    Yields
    ------
    list of int
        For each text, in their order.
    """
    at_once = _TEXTS_AT_ONCE * processes
    with Readers(find, processes) as readers:
        for start in range(0, len(texts), at_once):
            some = list(texts[start : start + at_once])
            for numbers in _numbers(some, readers, what, kept):
                yield numbers
                if advance is not None:
                    advance(1)


def _numbers(texts: Sequence[str], readers: Readers, what: str, kept: Kept | None) -> list[list[int]]:
    key_of = {text: _key(what, text) for text in texts if text}
    known = {} if kept is None else _known(kept.get_bytes(list(key_of.values())))
    missing = [text for text, key in key_of.items() if key not in known]
    fresh = dict(zip((key_of[text] for text in missing), readers.found(missing), strict=True))
    if kept is not None:
        kept.put_bytes({key: _packed(key, numbers) for key, numbers in fresh.items()})
    known |= fresh
    return [known[key_of[text]] if text else [] for text in texts]


def _key(what: str, text: str) -> bytes:
    return hashlib.sha256(f"{rules_version()}\0{what}\0{text}".encode("utf-8", "surrogatepass")).digest()


def _packed(key: bytes, numbers: Sequence[int]) -> bytes:
    payload = np.asarray(numbers, _NUMBER).tobytes()
    return _check(key, payload) + payload


def _known(values: Mapping[bytes, bytes]) -> dict[bytes, list[int]]:
    """Numbers of those values that are as they were written."""
    return {
        key: np.frombuffer(value, _NUMBER, offset=_CHECK_BYTES).tolist()
        for key, value in values.items()
        if len(value) % _NUMBER.itemsize == 0 and value[:_CHECK_BYTES] == _check(key, value[_CHECK_BYTES:])
    }


def _check(key: bytes, payload: bytes) -> bytes:
    return hashlib.sha256(key + payload).digest()[:_CHECK_BYTES]
