"""Pairs of zones as one whole number each, and as compressed rows of three bytes a pair.

A national matrix has hundreds of millions of pairs, so nothing here holds more than eight bytes of each and what comes
of it; what takes room for a while is worked through in blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from jobmatch.kernels.layout import I64, U8, U64

NO_MINUTES: Final = 255
"""In place of minutes: the pair is named, and no journey was found."""

_MINUTE_BITS: Final = np.uint64(8)
_MINUTES: Final = np.uint64(255)
_NARROW: Final = np.iinfo(np.uint16).max
_BLOCK: Final = 1 << 20


def pack_pairs(
    layer: np.ndarray | int, origin: np.ndarray, destination: np.ndarray, minutes: np.ndarray, n_zones: int
) -> U64:
    """Pairs as whole numbers, in whose order they lie by layer, origin and destination.

    Parameters
    ----------
    layer : array or int
        Number of the layer, the same for all or each its own.
    origin, destination : arrays, shape (n,)
        Rows of zones.
    minutes : array, shape (n,)
        0 to 254, or `NO_MINUTES`.
    n_zones : int
        Zones that there are.
    """
    packed = np.empty(len(origin), np.uint64)
    packed[:] = layer
    for times, plus in ((n_zones, origin), (n_zones, destination), (int(_MINUTES) + 1, minutes)):
        packed *= np.uint64(times)
        packed += plus.astype(np.uint64)  # added to another kind of number, it would be rounded
    return packed


def n_twice(packed: U64) -> int:
    """How many of the pairs, in order, come again."""
    found = 0
    for block in _blocks(max(0, len(packed) - 1)):
        pair = packed[block.start : block.stop + 1] >> _MINUTE_BITS
        found += int((pair[1:] == pair[:-1]).sum())
    return found


def without_none(packed: U64) -> U64:
    """Pairs that have minutes; the room of all is used for them."""
    n_kept = 0
    for block in _blocks(len(packed)):
        some = packed[block]
        kept = some[some & _MINUTES != NO_MINUTES]
        packed[n_kept : n_kept + len(kept)] = kept
        n_kept += len(kept)
    return packed[:n_kept]


def layers_of(packed: U64, n_layers: int, n_zones: int) -> list[int]:
    """Numbers of the layers that have pairs."""
    starts = np.searchsorted(packed, [_first_of(layer, n_zones) for layer in range(n_layers + 1)])
    return np.flatnonzero(np.diff(starts)).tolist()


def compressed(packed: U64, layers: Sequence[int], n_zones: int) -> tuple[I64, np.ndarray, U8]:
    """Pairs, in order, as compressed rows.

    Parameters
    ----------
    packed : uint64 array
        From `pack_pairs`, ascending.
    layers : sequence of int
        Numbers of the layers, ascending.
    n_zones : int
        Zones that there are.

    Returns
    -------
    ptr : int64 array, shape (layers, n_zones + 1)
        Where the pairs of each zone of origin begin in the next two.
    col : uint16 or uint32 array, shape (n,)
        Zone of destination.
    minutes : uint8 array, shape (n,)
    """
    ptr = np.zeros((len(layers), n_zones + 1), np.int64)
    steps = np.arange(n_zones + 1, dtype=np.uint64) * np.uint64(n_zones) << _MINUTE_BITS
    for row, layer in enumerate(layers):
        ptr[row] = np.searchsorted(packed, _first_of(layer, n_zones) + steps)
    col = np.empty(len(packed), np.uint16 if n_zones <= _NARROW else np.uint32)
    minutes = np.empty(len(packed), np.uint8)
    for block in _blocks(len(packed)):
        minutes[block] = packed[block] & _MINUTES
        col[block] = (packed[block] >> _MINUTE_BITS) % np.uint64(n_zones)
    return ptr, col, minutes


def _first_of(layer: int, n_zones: int) -> np.uint64:
    """The least number of a layer."""
    return np.uint64(layer * n_zones * n_zones << int(_MINUTE_BITS))


def _blocks(n: int) -> Iterator[slice]:
    for start in range(0, n, _BLOCK):
        yield slice(start, min(n, start + _BLOCK))
