"""The one place that sets compile options.

``fastmath`` stays off: it makes ``isnan`` false and sums depend on the order. ``nogil`` lets plain Python
threads run blocks side by side, so Numba's own threading layers (one of which aborts when entered from
several threads) are never used and nobody's thread settings are touched.

Machine code is kept on disk, in a folder named after everything that it was made from. Numba by itself looks only at
the file of the function, so an edit to a helper in another file would go on running the old code.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import njit, types
from numba.core import config
from numba.extending import intrinsic
from numpy.typing import NDArray
from platformdirs import user_cache_dir

from jobmatch import codes

P = ParamSpec("P")
R = TypeVar("R")


def _digest_of_sources() -> str:
    sources = [Path(codes.__file__), *sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:16]


def _cache_folder() -> str | None:
    """Folder for this version of the kernels, or None where none can be written."""
    base = os.environ.get("NUMBA_CACHE_DIR") or user_cache_dir("jobmatch")
    folder = Path(base) / f"kernels-{_digest_of_sources()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return str(folder) if os.access(folder, os.W_OK) else None


_FOLDER: Final = _cache_folder()


def kernel(*, entry: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Compile a function on its first call and keep the machine code on disk, where there is room for it.

    ``entry``: Python calls it. Others are called by kernels only, and what Python would need is not compiled: with so
    many arrays for arguments it takes a third of the time.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        # Numba reads the folder when a function is decorated; other users of Numba keep theirs.
        before = config.CACHE_DIR  # type: ignore[attr-defined] # Numba makes it when it is loaded
        config.CACHE_DIR = _FOLDER or before  # type: ignore[attr-defined]
        try:
            compiled: Callable[P, R] = njit(
                cache=_FOLDER is not None,
                nogil=True,
                fastmath=False,
                no_cpython_wrapper=not entry,
                no_cfunc_wrapper=True,
            )(function)
        finally:
            config.CACHE_DIR = before  # type: ignore[attr-defined]
        return compiled

    return decorate


@intrinsic
def _prefetch(typing_context, rows, row, byte_in_row):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    """Begin to fetch a cache line of a row of a contiguous array: the one that holds this byte of the row."""

    def generate(context, builder, signature, arguments):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        stride = builder.extract_value(array.strides, 0)
        row_at, byte_at = (context.cast(builder, arguments[i], signature.args[i], types.intp) for i in (1, 2))
        offset = builder.add(builder.mul(row_at, stride), byte_at)
        byte = ir.IntType(8).as_pointer()
        address = builder.gep(builder.bitcast(array.data, byte), [offset])
        word = ir.IntType(32)
        fetch = ir.FunctionType(ir.VoidType(), [byte, word, word, word])
        function = builder.module.declare_intrinsic("llvm.prefetch", [byte], fetch)
        builder.call(function, [address, word(0), word(3), word(1)])
        return context.get_dummy_value()

    return types.void(rows, row, byte_in_row), generate


def _dot(codes: NDArray[np.uint8], row: int, query: NDArray[np.int8]) -> int:
    """Product of a row with a query."""
    total = np.int32(0)
    for k in range(query.shape[0]):
        # Within 32 bits, or the compiler does not see that it can work on many at once.
        total = np.int32(total + np.int32(codes[row, k]) * np.int32(query[k]))
    return np.int64(total)


if config.DISABLE_JIT:  # type: ignore[attr-defined]

    def prefetch(rows: NDArray[np.generic], row: int, byte_in_row: int) -> None:
        """Do nothing: there is no machine code to fetch for."""

    def dot(codes: NDArray[np.uint8], row: int, query: NDArray[np.int8]) -> int:
        """As `_dot`, which would take long by itself."""
        return int(codes[row].astype(np.int64) @ query.astype(np.int64))
else:
    prefetch, dot = _prefetch, kernel()(_dot)
