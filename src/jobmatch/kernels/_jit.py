"""The one place that sets compile options.

``fastmath`` stays off: it makes ``isnan`` false and sums depend on the order. ``nogil`` lets plain Python
threads run blocks side by side, so Numba's own threading layers (one of which aborts when entered from
several threads) are never used and nobody's thread settings are touched.

Machine code is kept on disk, in a folder named after everything that it was made from (`_machine_code` beside this).
Numba by itself looks only at the file of the function, so an edit to a helper in another file would go on running the
old code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, ParamSpec, TypeVar

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import njit, types
from numba.core import config, sigutils
from numba.core.compiler_lock import global_compiler_lock
from numba.extending import intrinsic
from numpy.typing import NDArray

from jobmatch.kernels._machine_code import CompilingLock, KernelCache, cache_folder, ready_made_folder

P = ParamSpec("P")
R = TypeVar("R")


_FOLDER: Final = cache_folder()
_READY_MADE: Final = ready_made_folder()
_LOCK: Final = CompilingLock(_FOLDER)
ENTRIES: Final[list[Any]] = []
"""Dispatchers of what Python calls, as far as their modules have been imported."""


def kernel(*, entry: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Compile a function on its first call and keep the machine code on disk, where there is room for it.

    ``entry``: Python calls it. Others are called by kernels only, and what Python would need is not compiled: with so
    many arrays for arguments it takes a third of the time.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        compiled: Callable[P, R] = njit(
            nogil=True, fastmath=False, no_cpython_wrapper=not entry, no_cfunc_wrapper=True
        )(function)
        if not config.DISABLE_JIT:  # type: ignore[attr-defined] # Numba makes it when it is loaded
            _keep(compiled, function)
            if entry:
                ENTRIES.append(compiled)
        return compiled

    return decorate


def _keep(dispatcher: Any, function: Callable[..., Any]) -> None:  # noqa: ANN401 - Numba's
    """Have machine code read and kept, and compiled by one process at a time."""
    cache = dispatcher._cache = KernelCache(function, _FOLDER, _READY_MADE)
    compile_now = dispatcher.compile

    def compile_once(sig: Any) -> Any:  # noqa: ANN401
        # Whoever only looks what is there has Numba fill its tables, which another thread must not read half full.
        with global_compiler_lock:
            arguments = tuple(sigutils.normalize_signature(sig)[0])  # type: ignore[no-untyped-call]
            if arguments in dispatcher.overloads or cache.holds(sig, dispatcher.targetctx):
                return compile_now(sig)
            with _LOCK.held():  # whoever held it before may have compiled this
                return compile_now(sig)

    dispatcher.compile = compile_once


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
