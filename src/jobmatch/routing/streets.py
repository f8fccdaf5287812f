"""Streets of an OpenStreetMap extract as a graph, and how far places lie apart along them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from jobmatch.errors import FormatError, UsageError
from jobmatch.kernels.layout import I32, I64
from jobmatch.travel import positions_m

StreetMode = Literal["walk", "cycle"]
# A place farther than this from every street is not on the map.
FARTHEST_FROM_STREET_M: Final = 500.0
_PLACES_AT_ONCE: Final = 64
_NOT_WAYS: Final = frozenset(
    (
        "motorway",
        "motorway_link",
        "construction",
        "proposed",
        "abandoned",
        "razed",
        "raceway",
        "bus_guideway",
        "corridor",
    )
)
_ON_FOOT_ONLY: Final = frozenset(("footway", "pedestrian", "steps", "path", "bridleway"))
_ALLOWED: Final = frozenset(("yes", "designated", "permissive", "destination", "official", "customers"))
_FORBIDDEN: Final = frozenset(("no", "private", "use_sidepath", "dismount"))
_OWN_KEY: Final[Mapping[StreetMode, str]] = {"walk": "foot", "cycle": "bicycle"}

Metres = NDArray[np.float64]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Streets:
    """The largest connected part of a street network.

    Parameters
    ----------
    xyz_m : int32 array, shape (n, 3)
        Junctions and bends, as `jobmatch.travel.positions_m` gives them.
    graph : csr_array, shape (n, n)
        Metres between neighbours, both ways.
    """

    xyz_m: I32
    graph: csr_array

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Streets({len(self.xyz_m)} points, {self.graph.nnz} stretches)"

    def nearest(self, xyz_m: I32) -> tuple[I64, Metres]:
        """Nearest point of each place and the metres to it; -1 where it is farther than `FARTHEST_FROM_STREET_M`."""
        away_m, point = cKDTree(self.xyz_m).query(xyz_m)
        return np.where(away_m <= FARTHEST_FROM_STREET_M, point, -1).astype(np.int64), away_m

    def distances(self, origins: I32, destinations: I32, limit_m: float) -> Iterator[tuple[int, Metres]]:
        """Yield metres from each origin to all destinations, one origin at a time.

        Parameters
        ----------
        origins, destinations : int32 arrays, shape (n, 3) and (m, 3)
            Positions.
        limit_m : float
            What lies farther is infinitely far, and so is what is not on the map.

        Yields
        ------
        int, float64 array of shape (m,)
            The row of the origin, and metres.
        """
        start, start_m = self.nearest(origins)
        end, end_m = self.nearest(destinations)
        on_map = np.flatnonzero(start >= 0)
        for at in range(0, len(on_map), _PLACES_AT_ONCE):
            rows = on_map[at : at + _PLACES_AT_ONCE]
            by_street = dijkstra(self.graph, indices=start[rows], limit=limit_m)
            for row, metres in zip(rows.tolist(), by_street, strict=True):
                whole = np.where(end >= 0, metres[end] + start_m[row] + end_m, np.inf)
                whole[whole > limit_m] = np.inf
                yield row, whole


def read_streets(path: str | Path, mode: StreetMode) -> Streets:
    """Read the streets that may be walked or cycled along.

    One-way streets count both ways, and hills and lights for nothing.

    Parameters
    ----------
    path
        An OpenStreetMap file, such as ``newport.osm.pbf``.
    mode
        "walk" or "cycle".

    Raises
    ------
    FormatError
        If the file cannot be read or holds no streets.
    UsageError
        If the extra is not installed.
    """
    try:
        import osmium
    except ImportError:
        raise UsageError("Street maps need an extra.\nHint: pip install 'jobmatch[routing]'.") from None
    refs: list[int] = []
    places: list[tuple[float, float]] = []
    lengths: list[int] = []
    try:
        ways = osmium.FileProcessor(str(path), osmium.osm.WAY | osmium.osm.NODE).with_locations()
        for way in ways.with_filter(osmium.filter.KeyFilter("highway")):
            if isinstance(way, osmium.osm.Way) and _usable(way.tags, mode):
                nodes = [node for node in way.nodes if node.location.valid()]
                refs += [node.ref for node in nodes]
                places += [(node.location.lat, node.location.lon) for node in nodes]
                lengths.append(len(nodes))
    except (RuntimeError, OSError) as error:
        raise FormatError(
            what=f"street map {Path(path).name!r}", found=type(error).__name__, expected="an OpenStreetMap file"
        ) from None
    if not refs:
        raise FormatError(
            what=f"street map {Path(path).name!r}", found="no streets", expected="an extract with highways"
        )
    return _largest_part(np.array(refs), np.array(places), np.array(lengths))


def _usable(tags: Any, mode: StreetMode) -> bool:  # noqa: ANN401 - osmium's tags
    own = tags.get(_OWN_KEY[mode])
    if own in _ALLOWED:
        return True
    kind = tags.get("highway")
    if kind in _NOT_WAYS or own in _FORBIDDEN or tags.get("motorroad") == "yes" or tags.get("area") == "yes":
        return False
    if mode == "cycle" and kind in _ON_FOOT_ONLY:
        return False
    return tags.get("access") not in _FORBIDDEN


def _largest_part(refs: I64, places: Metres, lengths: I64) -> Streets:
    _, first, point = np.unique(refs, return_index=True, return_inverse=True)
    xyz_m = positions_m(places[first, 0], places[first, 1])
    joined = np.ones(len(refs) - 1, np.bool_)
    joined[np.cumsum(lengths)[:-1] - 1] = False  # the last point of one way and the first of the next
    a, b = point[:-1][joined], point[1:][joined]
    apart_m = np.sqrt(((xyz_m[a].astype(np.int64) - xyz_m[b]) ** 2).sum(axis=1).astype(np.float64))
    n = len(xyz_m)
    # Parallel stretches would be summed: the shortest of each pair is kept. A length of 0 would be no stretch at all.
    pair = np.minimum(a, b) * n + np.maximum(a, b)
    order = np.lexsort((apart_m, pair))
    pair, kept = np.unique(pair[order], return_index=True)
    metres = np.maximum(apart_m[order][kept], 0.1)
    low, high = pair // n, pair % n
    graph = csr_array(
        (np.concatenate([metres, metres]), (np.concatenate([low, high]), np.concatenate([high, low]))), shape=(n, n)
    )
    _, part = connected_components(graph, directed=False)
    largest = np.flatnonzero(part == np.bincount(part).argmax())
    return Streets(xyz_m[largest], graph[largest][:, largest])
