"""Functional levels as packed words: sixteen 4-bit lanes in each of two uint64."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jobmatch.codes import DIMENSIONS, LANES_PER_WORD, MAX_LEVEL
from jobmatch.kernels.layout import U8, U64

N_DIMENSIONS: Final = len(DIMENSIONS)
_INDEX: Final = {name: lane for lane, name in enumerate(DIMENSIONS)}
NOT_RECORDED: Final = 255
_FEW: Final = 16  # rows that are taken one by one sooner than together


def level_matrix(column: pl.Series) -> U8:
    """Levels by row and dimension, (n, 32); 255 where none is recorded.

    ``column`` is List(Struct{dimension, level}); a missing list records nothing.
    """
    levels = np.full((len(column), N_DIMENSIONS), NOT_RECORDED, np.uint8)
    if column.null_count() == len(column):
        return levels
    if len(column) <= _FEW:
        for row, entries in enumerate(column.to_list()):
            for entry in entries or ():
                levels[row, _INDEX[entry["dimension"]]] = entry["level"]
        return levels
    long = _long(column)
    if long.height:
        lanes = long["dimension"].replace_strict(_INDEX, return_dtype=pl.UInt8).to_numpy()
        levels[long["row"].to_numpy(), lanes] = long["level"].to_numpy()
    return levels


def _long(column: pl.Series) -> pl.DataFrame:
    frame = pl.DataFrame({"row": np.arange(len(column), dtype=np.int64), "item": column})
    frame = frame.filter(pl.col("item").list.len() > 0)
    return frame.explode("item").unnest("item")


def name_mask(column: pl.Series) -> NDArray[np.bool_]:
    """True where a row's list names the dimension, (n, 32)."""
    mask = np.zeros((len(column), N_DIMENSIONS), np.bool_)
    if column.null_count() == len(column):
        return mask
    if len(column) <= _FEW:
        for row, names in enumerate(column.to_list()):
            for name in names or ():
                mask[row, _INDEX[name]] = True
        return mask
    frame = pl.DataFrame({"row": np.arange(len(column), dtype=np.int64), "item": column})
    frame = frame.filter(pl.col("item").list.len() > 0).explode("item")
    if frame.height:
        mask[frame["row"].to_numpy(), frame["item"].replace_strict(_INDEX, return_dtype=pl.UInt8).to_numpy()] = True
    return mask


def pack_words(levels: NDArray[np.uint8], missing: int) -> U64:
    """Pack levels (n, 32) into words (n, 2), with ``missing`` where none is recorded."""
    filled = np.where(levels == NOT_RECORDED, missing, np.minimum(levels, MAX_LEVEL)).astype(np.uint64)
    return _pack_lanes(filled)


def pack_guards(mask: NDArray[np.bool_]) -> U64:
    """Pack a mask (n, 32) into the guard bits of words (n, 2)."""
    return _pack_lanes(mask.astype(np.uint64) * np.uint64(8))


def _pack_lanes(values: NDArray[np.uint64]) -> U64:
    shifts = np.uint64(4) * np.arange(LANES_PER_WORD, dtype=np.uint64)
    words = values.reshape(len(values), 2, LANES_PER_WORD) << shifts
    packed: U64 = np.bitwise_or.reduce(words, axis=2)
    return packed
