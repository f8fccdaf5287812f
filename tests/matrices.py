"""Random travel-time matrices, in the product's form and in the oracle's."""

from __future__ import annotations

import datetime as dt
import itertools
from random import Random

import numpy as np
import polars as pl

from jobmatch.codes import MODE_NAMES, Band, DayType, Mode
from jobmatch.travel import Layer, TravelMatrix
from tests import worlds
from tests.reference.matrix import Matrix

DAY = dt.date(2023, 3, 7)


def random_matrix(seed: int, n_zones: int = 40) -> tuple[TravelMatrix, Matrix]:
    """Draw zones around the towns of the random worlds, and times that may have nothing to do with distance.

    Some pairs, bands and whole modes are missing, and the cut-offs differ.
    """
    rng = Random(seed)
    names = [f"Z{number:02}" for number in range(n_zones)]
    centroids = {}
    for name in names:
        latitude, longitude = rng.choice(worlds.TOWNS)
        centroids[name] = (latitude + rng.gauss(0, 0.08), longitude + rng.gauss(0, 0.1))
    origins = frozenset(name for name in names if rng.random() < 0.9)
    destinations = frozenset(name for name in names if rng.random() < 0.9)
    times: dict[tuple[str, int, int], dict[tuple[str, str], int]] = {}
    cutoff_min: dict[tuple[str, int, int], int] = {}
    for mode in rng.sample(["walk", "cycle", "car", "pt", "pt"], rng.randint(2, 5)):
        for day, band in rng.sample(list(itertools.product(DayType, Band)), rng.randint(1, 5)):
            cutoff = rng.choice((30, 60, 90, 150, 253))
            share = rng.choice((0.3, 0.9))
            mute = rng.choice(names)  # from here nothing was looked for
            kind = (mode, int(day), int(band))
            cutoff_min[kind] = cutoff
            times[kind] = {
                (a, b): rng.randint(0, cutoff)
                for a in sorted(origins)
                for b in sorted(destinations)
                if a not in {b, mute} and rng.random() < share
            }
    zones = pl.DataFrame(
        {
            "zone": names,
            "latitude": [centroids[name][0] for name in names],
            "longitude": [centroids[name][1] for name in names],
            "origin": [name in origins for name in names],
            "destination": [name in destinations for name in names],
        }
    )
    row = {name: number for number, name in enumerate(names)}
    layers = [
        Layer(
            Mode(MODE_NAMES.index(mode)), Band(band), cutoff_min[mode, day, band], DAY, "made up", "none", DayType(day)
        )
        for mode, day, band in times
    ]
    pairs = [
        tuple(
            np.array(column, np.int64)
            for column in zip(*[(row[a], row[b], minutes) for (a, b), minutes in one.items()], strict=True)
        )
        or (np.empty(0, np.int64),) * 3
        for one in times.values()
    ]
    product = TravelMatrix.of_layers(zones, layers, pairs)  # type: ignore[arg-type] # three arrays each
    return product, Matrix(centroids, origins, destinations, times, cutoff_min)
