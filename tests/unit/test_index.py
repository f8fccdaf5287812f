"""The index: exact similarities whatever the block, and cells that never leave out what is near."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from hypothesis import given, strategies as st

from jobmatch.index import EVERYWHERE, TextIndex, find_cells, place_order
from jobmatch.kernels._jit import dot, kernel
from jobmatch.kernels.layout import I8, I32, I64, U8

EARTH_M = 6_371_009


def _vectors(n: int, dimensions: int = 384, seed: int = 0) -> I8:
    # the largest values there can be, so that sums come as near to 2**24 as they ever do
    return np.random.default_rng(seed).integers(-127, 128, (n, dimensions)).astype(np.int8)


def _places(rng: np.random.Generator, n: int) -> tuple[I32, I64]:
    """Points around a few towns, and groups."""
    towns = rng.normal(0, 1, (4, 3))
    points = towns[rng.integers(0, 4, n)] + rng.normal(0, 0.004, (n, 3))
    points *= EARTH_M / np.linalg.norm(points, axis=1, keepdims=True)
    return np.rint(points).astype(np.int32), rng.integers(EVERYWHERE, 2, n)


@kernel(entry=True)
def product(codes: U8, row: int, query: I8) -> int:
    return dot(codes, row, query)


def test_the_scorer_reads_what_faiss_multiplies() -> None:
    vectors, queries = _vectors(300), _vectors(7, seed=1)
    expected = queries.astype(np.int64) @ vectors.astype(np.int64).T
    codes = TextIndex.of(vectors).codes
    for person, query in enumerate(queries):
        found = [product(codes, row, query) - 128 * int(query.sum(dtype=np.int64)) for row in range(300)]
        np.testing.assert_array_equal(found, expected[person])
    flat = faiss.IndexFlatIP(384)
    flat.add(vectors.astype(np.float32))
    best, at = flat.search(queries.astype(np.float32), 300)
    np.testing.assert_array_equal(best, np.take_along_axis(expected, at, axis=1))


def test_an_index_survives_the_disk(tmp_path: Path) -> None:
    index = TextIndex.of(_vectors(50))
    index.write(tmp_path / "texts")
    mapped = TextIndex.read(tmp_path / "texts")
    rows = np.array([3, 49, 0])
    assert (len(mapped), mapped.dimensions) == (50, 384)
    np.testing.assert_array_equal(mapped.vectors_at(rows), _vectors(50)[rows])
    np.testing.assert_array_equal(mapped.codes.astype(np.int64) - 128, _vectors(50))


def test_nothing_in_nothing_out() -> None:
    index = TextIndex.of(np.empty((0, 16), np.int8))
    assert index.codes.shape == (0, 16)
    assert index.vectors_at(np.empty(0, np.int64)).shape == (0, 16)


@given(seed=st.integers(0, 10_000), reach_km=st.floats(0, 60), n=st.integers(1, 60))
def test_near_cells_hold_every_row_within_reach(seed: int, reach_km: float, n: int) -> None:
    rng = np.random.default_rng(seed)
    xyz_m, group = _places(rng, n)
    radius_m = rng.integers(0, 5000, n).astype(np.int32)
    order = place_order(xyz_m, group, np.arange(n, dtype=np.int32))
    xyz_m, group, radius_m = xyz_m[order], group[order], radius_m[order]
    cells = find_cells(xyz_m, radius_m, group)
    assert [(int(a), int(b)) for a, b in zip(cells.stop[:-1], cells.start[1:], strict=True) if a != b] == []
    home, home_radius_m = xyz_m[0].astype(np.int64), 700
    reach_m = np.full(len(cells.start), int(reach_km * 1000))
    found = {row for start, stop in cells.near(home, home_radius_m, reach_m) for row in range(start, stop)}
    away_m = np.linalg.norm(xyz_m - home, axis=1)
    wanted = (away_m - radius_m - home_radius_m <= reach_m[0]) | (group == EVERYWHERE)
    assert set(np.flatnonzero(wanted).tolist()) <= found


def test_cells_out_of_reach_are_left_out() -> None:
    xyz_m = np.array([[EARTH_M, 0, 0], [EARTH_M, 200_000, 0]], np.int32)
    cells = find_cells(xyz_m, np.zeros(2, np.int32), np.zeros(2, np.int64))
    assert cells.near(xyz_m[0].astype(np.int64), 0, np.full(2, 50_000)) == [(0, 1)]
    assert cells.near(xyz_m[0].astype(np.int64), 0, np.full(2, -1)) == []
