"""The words by which texts are compared besides their vectors: a shipped list, and how often a text has each.

Only words of the list count. It was made from ESCO's names and descriptions and a list of products and schemes of our
own (``training/evidence.py``), so it knows trades, tools and tasks, and hardly any name of a person or a place: where
somebody lives, or what somebody is called, must not sway a likeness of texts that an employer may see. Words of sex,
religion, origin, age and family are left out.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from jobmatch.errors import EncoderError

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]

WORDS_PATH: Final = Path(__file__).with_name("words-v1.tsv")
# Of the file; `training/README.md` says how it was made.
WORDS_SHA256: Final = "097b17a42b396a77f365ac4f2401d97b63c899366e781620b794a7dd5d0a900f"

_WORD: Final = re.compile(r"[a-z](?:[a-z0-9]|[+#](?![a-z]))*")
_MOST_COUNTED: Final = 255
# Real texts repeat their words, so a full store is begun anew.
_MOST_KEPT: Final = 500_000
_ABSENT: Final = -1


class WordCounts(NamedTuple):
    """Words of n texts: those of text i are rows ``ptr[i]`` to ``ptr[i + 1]``, ids ascending."""

    ptr: I64  # (n + 1,)
    id: U16  # row of the list
    times: U8  # in the text, at most 255

    @classmethod
    def none(cls, n: int) -> WordCounts:
        """Counts of n texts without a word."""
        return cls(np.zeros(n + 1, np.int64), np.empty(0, np.uint16), np.empty(0, np.uint8))

    @classmethod
    def joined(cls, parts: Sequence[WordCounts]) -> WordCounts:
        """Counts of several lists of texts, at least one, as of one list."""
        starts = np.cumsum([0, *(len(part.id) for part in parts)])
        ptrs = [part.ptr[:-1] + start for part, start in zip(parts, starts[:-1], strict=True)]
        return cls(
            np.concatenate([*ptrs, starts[-1:]]),
            np.concatenate([part.id for part in parts]),
            np.concatenate([part.times for part in parts]),
        )

    def rows(self) -> I64:
        """Text of each row."""
        return np.repeat(np.arange(len(self.ptr) - 1), np.diff(self.ptr))


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """Words that count.

    Parameters
    ----------
    names : tuple of str
        Each as it is written most often; the row is the id.
    ids : dict of str to int
        Id by word without its ending.
    n_with, n_texts : int32 array, shape (n,), and int
        Texts of ESCO that have each word, and all of them: what is known of a word's rarity before any advert is seen.
    sha256 : str
        Of the file.
    """

    names: tuple[str, ...] = field(repr=False)
    ids: dict[str, int] = field(repr=False)
    n_with: I32 = field(repr=False)
    n_texts: int
    sha256: str

    def __len__(self) -> int:
        """Count the words."""
        return len(self.names)


class WordCounter:
    """Count the words of a list in texts. Words keep their ids between calls; not for several threads at once."""

    def __init__(self, words: WordList) -> None:
        self._ids = _IdOfWritten(words)

    def count(self, texts: Iterable[str | None]) -> WordCounts:
        """Count words.

        Parameters
        ----------
        texts : iterable of str or None
            None has no words.

        Returns
        -------
        WordCounts
        """
        ptr, ids, counts = [0], list[int](), list[int]()
        for text in texts:
            found = Counter(map(self._ids.__getitem__, split_words(text or "")))
            found.pop(_ABSENT, None)
            for word, count in sorted(found.items()):
                ids.append(word)
                counts.append(min(count, _MOST_COUNTED))
            ptr.append(len(ids))
        return WordCounts(np.array(ptr, np.int64), np.array(ids, np.uint16), np.array(counts, np.uint8))


def split_words(text: str) -> list[str]:
    """Words of a text in lower case: letters, then letters and digits, perhaps with + or # at the end.

    Examples
    --------
    >>> split_words("Sage, C++ and 3 tier-2 rota's")
    ['sage', 'c++', 'and', 'tier', 'rota', 's']
    """
    return _WORD.findall(text.lower())


@cache
def load_words() -> WordList:
    """List that comes with the package, read once.

    Raises
    ------
    EncoderError
        If the file is missing or is not the one of this release.
    """
    return read_words(WORDS_PATH, WORDS_SHA256)


def read_words(path: Path, sha256: str) -> WordList:
    """Read a list: one word a line, without its ending, as it is written, and how many texts of ESCO have it.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    sha256 : str
        What its SHA-256 must be. It is looked at before anything else is.

    Raises
    ------
    EncoderError
        If the file cannot be read or is another one.
    """
    content = read_checked(path, sha256, "list of words")
    head, *lines = content.decode("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return WordList(
        names=tuple(row[1] for row in rows),
        ids={row[0]: number for number, row in enumerate(rows)},
        n_with=np.array([int(row[2]) for row in rows], np.int32),
        n_texts=int(head),
        sha256=sha256,
    )


def read_checked(path: Path, sha256: str, what: str) -> bytes:
    """Bytes of a file of this package.

    Raises
    ------
    EncoderError
        If it cannot be read or is another one.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EncoderError(f"The {what} cannot be read: {error.strerror}.\nHint: install jobmatch again.") from None
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise EncoderError(
            f"The {what} is damaged or of another release: SHA-256 begins {found[:12]}, expected {sha256[:12]}.\n"
            "Hint: install jobmatch again."
        )
    return content


def stems(written: Sequence[str]) -> list[str]:
    """Words without their endings, by Porter's rules for English."""
    import snowballstemmer

    stemmer = snowballstemmer.stemmer("english")
    return [stemmer.stemWord(word) for word in written]


class _IdOfWritten(dict[str, int]):
    """Id by word as written; what is absent is found out and kept."""

    def __init__(self, words: WordList) -> None:
        import snowballstemmer

        # To find a word's ending takes as long as to look up a hundred words, so what is known is kept from the start.
        super().__init__(zip(words.names, range(len(words)), strict=True))
        self._ids, self._stemmer = words.ids, snowballstemmer.stemmer("english")

    def __missing__(self, written: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[written] = found = self._ids.get(self._stemmer.stemWord(written), _ABSENT)
        return found
