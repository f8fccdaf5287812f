"""The peers that benchmarks compare with find what they should, or the comparison would flatter us."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.retrievers import (
    Corpus,
    DuckDb,
    FaissFlat,
    FaissHnsw,
    Hnswlib,
    LanceDb,
    NumpyAll,
    NumpyTop,
    QdrantEdge,
    Queries,
    Retriever,
)

_EARTH_M = 6_371_000.0
N_WANTED = 7


def _points(rng: np.random.Generator, n: int) -> dict[str, np.ndarray]:
    latitude, longitude = rng.uniform(51, 53, n), rng.uniform(-2, 0, n)
    north, east = np.radians(latitude), np.radians(longitude)
    xyz_m = _EARTH_M * np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=1)
    vectors = rng.integers(-30, 31, (n, 16)).astype(np.float32)
    return {"vectors": vectors, "xyz_m": np.round(xyz_m), "latitude": latitude, "longitude": longitude}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    rng = np.random.default_rng(1)
    return Corpus(**_points(rng, 400), anywhere=rng.random(400) < 0.05)


@pytest.fixture(scope="module")
def queries() -> Queries:
    rng = np.random.default_rng(2)
    return Queries(**_points(rng, 30), reach_m=rng.uniform(10_000, 90_000, 30))


@pytest.mark.parametrize("peer", [NumpyAll, NumpyTop, FaissFlat, FaissHnsw, Hnswlib, QdrantEdge, LanceDb, DuckDb])
def test_a_peer_finds_the_most_similar_in_reach(peer: type[Retriever], corpus: Corpus, queries: Queries) -> None:
    if peer.package is not None:
        pytest.importorskip(peer.package)
    opened = peer(corpus, 2)
    found = opened.near_many(queries, N_WANTED)
    alone = [opened.near(queries, row, N_WANTED) for row in range(len(queries))]
    opened.close()
    for row in range(len(queries)):
        reach = np.flatnonzero(
            (np.linalg.norm(corpus.xyz_m - queries.xyz_m[row], axis=1) <= queries.reach_m[row]) | corpus.anywhere
        )
        similarity = corpus.vectors @ queries.vectors[row]
        wanted = np.sort(similarity[reach])[-N_WANTED:]
        for rows in (found[row], alone[row]):
            if peer is NumpyAll:
                np.testing.assert_array_equal(np.sort(rows), reach)
            elif peer in {QdrantEdge, LanceDb}:  # a circle a little wider, and a box
                assert np.sort(similarity[rows])[0] >= wanted[0]
                assert len(rows) >= len(wanted)
            elif peer is FaissHnsw:  # a graph misses some
                assert np.isin(rows, reach).all()
            else:
                np.testing.assert_array_equal(np.sort(similarity[rows]), wanted)
