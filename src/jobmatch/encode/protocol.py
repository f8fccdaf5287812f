"""What jobmatch asks of whatever turns text into vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

F32 = npt.NDArray[np.float32]
I8 = npt.NDArray[np.int8]
Bool = npt.NDArray[np.bool_]
Progress = Callable[[int], None]


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into unit vectors, each text on its own.

    A text's vector must be the same bytes whatever other texts are asked for with it, in whatever order: encodings
    are kept between runs, and a match must not depend on who else was in the batch.
    """

    @property
    def fingerprint(self) -> str:
        """What identifies weights and settings: equal fingerprints mean vectors that may be compared.

        It is part of the cache's keys and of saved indexes, and holds no path or name of a machine.
        """
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> F32:
        """Encode texts.

        Parameters
        ----------
        texts : sequence of str, length n
            None of them empty.
        progress : callable, optional
            Called now and then, in the calling thread, with the number of texts finished since the last call.

        Returns
        -------
        float32 array, shape (n, dimensions)
            Unit rows, in the order of ``texts``.

        Raises
        ------
        EncoderError
            If the model is missing or fails.
        """
        ...

    def close(self) -> None:
        """Let go of processes and memory. Encoding again afterwards is allowed and starts anew."""
        ...
