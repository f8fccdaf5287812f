"""What MiniLM, from which the static model is distilled, makes of word pieces and of short texts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch
from sentence_transformers import SentenceTransformer

F16 = npt.NDArray[np.float16]
F32 = npt.NDArray[np.float32]

_BATCH: Final = 64
_MOST_TOKENS: Final = 64


class Teacher:
    """MiniLM on one thread.

    Parameters
    ----------
    folder : pathlib.Path
        Of the model.
    kept : pathlib.Path or None
        File where vectors of texts are kept between runs, since they take minutes.
    """

    def __init__(self, folder: Path, kept: Path | None = None) -> None:
        self._model = SentenceTransformer(str(folder), device="cpu").eval()
        self._model.max_seq_length = _MOST_TOKENS
        self._kept = kept

    def pieces(self) -> F32:
        """Vector of each word piece alone, less what all have in common.

        Returns
        -------
        float32 array, shape (n_pieces, dimensions)
            Unit rows.
        """
        transformer: Any = self._model.transformers_model
        n_pieces = transformer.config.vocab_size
        rows = []
        with torch.no_grad():
            for start in range(0, n_pieces, 256):
                numbers = torch.arange(start, min(start + 256, n_pieces))
                # [CLS] piece [SEP], and the mean of all three as for a sentence.
                tokens = torch.stack([torch.full_like(numbers, 101), numbers, torch.full_like(numbers, 102)], 1)
                states = transformer(input_ids=tokens, attention_mask=torch.ones_like(tokens)).last_hidden_state
                rows.append(states.mean(1))
        table = torch.cat(rows).numpy()
        table -= table.mean(axis=0)
        return np.asarray(table / np.linalg.norm(table, axis=1, keepdims=True), np.float32)

    def texts(self, texts: Sequence[str]) -> F16:
        """Vectors of texts.

        Parameters
        ----------
        texts : sequence of str, length n
            Short ones.

        Returns
        -------
        float16 array, shape (n, dimensions)
            Unit rows.
        """
        digest = hashlib.sha256("\n".join(texts).encode()).digest()
        if self._kept is not None and self._kept.is_file():
            with np.load(self._kept, allow_pickle=False) as arrays:
                if arrays["digest"].tobytes() == digest:
                    return np.asarray(arrays["vectors"], np.float16)
        found: F16 = np.asarray(
            self._model.encode(list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=True),
            np.float16,
        )
        if self._kept is not None:
            np.savez(self._kept, vectors=found, digest=np.frombuffer(digest, np.uint8))
        return found
