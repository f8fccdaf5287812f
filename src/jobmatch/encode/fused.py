"""Encoder whose similarity is the mean of two others' similarities."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from jobmatch.encode.protocol import F32, Encoder, Progress

FUSED: Final = "fused"


class FusedEncoder:
    """Vectors of several encoders laid end to end.

    Each is scaled by the square root of its share, so the inner product of two such vectors is the mean of the
    encoders' similarities, weighted by share, and their norm is one.

    Parameters
    ----------
    parts : sequence of Encoder
        Closed with this one.
    shares : sequence of float
        Positive, one for each part, adding up to one.
    """

    def __init__(self, parts: Sequence[Encoder], shares: Sequence[float]) -> None:
        self._parts, self._shares = tuple(parts), tuple(shares)

    def __repr__(self) -> str:
        return f"FusedEncoder({list(self._parts)!r}, shares={list(self._shares)!r})"

    @property
    def fingerprint(self) -> str:
        """Fingerprints and shares of the parts."""
        pairs = zip(self._parts, self._shares, strict=True)
        return "fused/" + "+".join(f"{share!r}*({part.fingerprint})" for part, share in pairs)

    @property
    def dimensions(self) -> int:
        """Length of a vector: the parts' together."""
        return sum(part.dimensions for part in self._parts)

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> F32:
        """Encode texts with each part in turn.

        Parameters
        ----------
        texts : sequence of str, length n
            None of them empty.
        progress : callable, optional
            Given to the last part, which should be the slowest.

        Returns
        -------
        float32 array, shape (n, dimensions)
            Unit rows, in the order of ``texts``.

        Raises
        ------
        EncoderError
            If a part cannot encode.
        """
        last = len(self._parts) - 1
        columns = [
            part.encode(texts, progress=progress if i == last else None) * np.float32(math.sqrt(share))
            for i, (part, share) in enumerate(zip(self._parts, self._shares, strict=True))
        ]
        return np.hstack(columns)

    def close(self) -> None:
        """Close all parts. Encoding again afterwards is allowed."""
        for part in self._parts:
            part.close()
