"""The one place that sets compile options.

``fastmath`` stays off: it makes ``isnan`` false and sums depend on the order. ``nogil`` lets plain Python
threads run blocks side by side, so Numba's own threading layers (one of which aborts when entered from
several threads) are never used and nobody's thread settings are touched.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def kernel() -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Compile a function on its first call and keep the machine code on disk."""
    decorate: Callable[[Callable[P, R]], Callable[P, R]] = njit(cache=True, nogil=True, fastmath=False)
    return decorate
