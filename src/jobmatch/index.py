"""Text vectors in a FAISS index that is laid out by place.

Rows are stored place by place, so what can be reached from somewhere is a few runs of rows. FAISS holds the vectors
(one byte a dimension, memory-mapped when loaded), and the scorer reads them there. Vectors are whole numbers, so each
similarity has one exact value: no thread count or engine changes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple, Self

import faiss
import numpy as np

from jobmatch.kernels.layout import BLOCK_ROWS, F32, I8, I32, I64, U8, Bool

CELL_M: Final = 10_000
EVERYWHERE: Final = -1

Runs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Cells:
    """Runs of rows that lie close together.

    ``start``, ``stop`` (c,) rows; ``centre_m`` (c, 3); ``radius_m`` (c,) from the centre to the farthest point,
    with each point's own uncertainty; ``group`` (c,) a tag that all rows of a cell share, -1 for rows that are
    candidates wherever the query is.
    """

    start: I64
    stop: I64
    centre_m: I64
    radius_m: I64
    group: I64

    def arrays(self) -> dict[str, np.ndarray]:
        """Arrays by name, for saving."""
        return {name: getattr(self, name) for name in self.__slots__}

    def near(self, centre_m: I64, radius_m: int, reach_m: I64, also: Bool | None = None) -> Runs:
        """Runs of rows that may lie within reach of a ball.

        Parameters
        ----------
        centre_m : int64 array, shape (3,)
            Of the ball, metres from the Earth's centre.
        radius_m : int
            Radius of the ball, metres.
        reach_m : int64 array, shape (c,)
            How far beyond the ball each cell matters, metres; -1 not at all. Cells tagged -1 always do.
        also : bool array, shape (c,), optional
            Cells that matter wherever they lie.

        Returns
        -------
        list of (start, stop)
            In ascending order, neighbours joined.
        """
        gap_m = np.sqrt(((self.centre_m - centre_m) ** 2).sum(axis=1).astype(np.float64)) - self.radius_m - radius_m
        # one metre for the rounding of positions
        wanted = ((gap_m <= reach_m + 1) & (reach_m >= 0)) | (self.group == EVERYWHERE)
        if also is not None:
            wanted |= also
        return join_runs(zip(self.start[wanted].tolist(), self.stop[wanted].tolist(), strict=True))


def join_runs(runs: Iterator[tuple[int, int]] | Sequence[tuple[int, int]]) -> Runs:
    """Join runs that touch; ``runs`` are in ascending order."""
    joined: Runs = []
    for start, stop in runs:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined


def cut_runs(runs: I64, n_parts: int) -> list[Runs]:
    """Cut runs, (r, at least 2), into about equal parts of at least one row; what is empty stays one part."""
    starts, stops = runs[:, 0].tolist(), runs[:, 1].tolist()
    n_rows = sum(stops) - sum(starts)
    parts: list[Runs] = [[]]
    room = most = -(-n_rows // n_parts)
    for start, stop in zip(starts, stops, strict=True):
        while start < stop:
            if room == 0:
                parts.append([])
                room = most
            end = min(stop, start + room)
            parts[-1].append((start, end))
            room -= end - start
            start = end  # noqa: PLW2901 - what is left of the run
    return parts


def without_rows(runs: Runs, rows: I64) -> Runs:
    """Runs, in ascending order, without some rows, which ascend likewise."""
    if not len(rows) or not runs:
        return runs
    start, stop = np.array(runs, np.int64).T
    run = np.searchsorted(start, rows, side="right") - 1
    inside = rows[(run >= 0) & (rows < stop[run])]
    start, stop = np.sort(np.concatenate([start, inside + 1])), np.sort(np.concatenate([stop, inside]))
    some = start < stop
    return list(zip(start[some].tolist(), stop[some].tolist(), strict=True))


class Reach(NamedTuple):
    """Runs of rows as kernels take them, with the blocks of `BLOCK_ROWS` rows that hold them.

    ``runs`` (r, 3): first row, row after the last, and the number of the first. ``blocks`` (b,): ascending. Rows of a
    block are numbered on from those of the block before, be they in a run or not.
    """

    runs: I64
    blocks: I64

    @classmethod
    def of(cls, runs: Runs) -> Self:
        """Number the rows of runs, which are in ascending order."""
        start, stop = np.array(runs, np.int64).reshape(-1, 2).T
        # At most one block is shared by neighbours, so the first and the one after the last mark all of them.
        marks = np.zeros((int(stop.max(initial=0)) - 1) // BLOCK_ROWS + 2, np.int64)
        np.add.at(marks, start // BLOCK_ROWS, 1)
        np.add.at(marks, (stop - 1) // BLOCK_ROWS + 1, -1)
        blocks = np.flatnonzero(np.cumsum(marks)).astype(np.int64)
        number = np.searchsorted(blocks, start // BLOCK_ROWS) * BLOCK_ROWS + start % BLOCK_ROWS
        return cls(np.column_stack([start, stop, number]), blocks)

    @property
    def n_rows(self) -> int:
        """Rows of the runs."""
        return int((self.runs[:, 1] - self.runs[:, 0]).sum())


def place_order(xyz_m: I32, group: I64, *then_by: I32) -> I64:
    """Order in which rows are stored: by group, by 10 km cube, then as given. Rows tagged -1 come last."""
    cube = np.where(group[:, None] == EVERYWHERE, 0, xyz_m.astype(np.int64) // CELL_M)
    last = group == EVERYWHERE
    order: I64 = np.lexsort((*reversed(then_by), cube[:, 2], cube[:, 1], cube[:, 0], group, last))
    return order


def find_cells(xyz_m: I32, radius_m: I32, group: I64) -> Cells:
    """Find the cells of rows that are already in `place_order`."""
    n = len(xyz_m)
    cube = np.where(group[:, None] == EVERYWHERE, 0, xyz_m.astype(np.int64) // CELL_M)
    label = np.concatenate([group[:, None], cube], axis=1)
    new = np.ones(n, np.bool_)
    new[1:] = (label[1:] != label[:-1]).any(axis=1)
    start = np.flatnonzero(new)
    stop = np.append(start[1:], n)[: len(start)]
    centre = np.zeros((len(start), 3), np.int64)
    radius = np.zeros(len(start), np.int64)
    for c, (lo, hi) in enumerate(zip(start, stop, strict=True)):
        points = xyz_m[lo:hi].astype(np.int64)
        centre[c] = (points.min(axis=0) + points.max(axis=0)) // 2
        spread = np.sqrt(((points - centre[c]) ** 2).sum(axis=1).astype(np.float64)) + radius_m[lo:hi]
        radius[c] = np.ceil(spread.max())
    return Cells(start, stop, centre, radius, group[start])


def no_cells() -> Cells:
    """Of rows that nobody searches."""
    nothing = np.empty(0, np.int64)
    return Cells(nothing, nothing, np.empty((0, 3), np.int64), nothing, nothing)


class _Codes:
    """Memory of an index: an array made of this keeps the index alive."""

    def __init__(self, index: faiss.Index, memory: U8) -> None:
        self._index, self.__array_interface__ = index, memory.__array_interface__


class TextIndex:
    """Integer text vectors behind FAISS.

    Parameters
    ----------
    index : faiss.Index
        Signed bytes, inner product; rows in place order.
    """

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def of(cls, vectors: I8) -> Self:
        """Index vectors, int8 (n, dimensions), as they come."""
        index = faiss.IndexScalarQuantizer(
            int(vectors.shape[1]), faiss.ScalarQuantizer.QT_8bit_direct_signed, faiss.METRIC_INNER_PRODUCT
        )
        if len(vectors):
            index.add(vectors.astype(np.float32))
        return cls(index)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Map a saved index into memory. The caller has verified the file: FAISS trusts what it reads."""
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))

    def write(self, path: Path) -> None:
        """Write the index to a file."""
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        """Count the vectors."""
        return int(self._index.ntotal)

    @cached_property
    def codes(self) -> U8:
        """The vectors where FAISS keeps them, uint8 (n, dimensions), 128 added to each number; for reading only."""
        codes = self._index.codes  # type: ignore[attr-defined] # the index that we made
        if not codes.size():
            return np.empty((0, self.dimensions), np.uint8)
        return np.asarray(_Codes(self._index, faiss.rev_swig_ptr(codes.data(), codes.size()))).reshape(
            -1, self.dimensions
        )

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def vectors_at(self, rows: I64) -> F32:
        """Vectors of single rows, float32 (n, dimensions)."""
        if len(rows) == 0:
            return np.empty((0, self.dimensions), np.float32)
        vectors: F32 = self._index.reconstruct_batch(rows.astype(np.int64))
        return vectors
