"""Random travel-time matrices, in the product's form and in the oracle's."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from random import Random

import numpy as np
import polars as pl

from jobmatch.codes import MODE_NAMES, Band, DayType, Mode
from jobmatch.travel import Layer, TravelMatrix
from tests import worlds
from tests.reference.matrix import Matrix

DAY = dt.date(2023, 3, 7)


def random_matrix(
    seed: int, n_zones: int = 40, towns: Sequence[tuple[float, float]] = worlds.TOWNS
) -> tuple[TravelMatrix, Matrix]:
    """Draw zones around towns of the random worlds, and times that may have nothing to do with distance.

    Some pairs, bands and whole modes are missing, and the cut-offs differ.
    """
    rng = Random(seed)
    names = [f"Z{number:02}" for number in range(n_zones)]
    centroids = {}
    for name in names:
        latitude, longitude = rng.choice(towns)
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
    return _in_both_forms(Matrix(centroids, origins, destinations, times, cutoff_min))


def town_matrix(seed: int) -> tuple[TravelMatrix, Matrix]:
    """Draw zones of one town: buses take long in the evening or do not run, and cars are fast."""
    rng = Random(seed)
    names = [f"Z{number:02}" for number in range(12)]
    latitude, longitude = worlds.TOWNS[0]
    centroids = {name: (latitude + rng.uniform(-0.1, 0.1), longitude + rng.uniform(-0.15, 0.15)) for name in names}
    times: dict[tuple[str, int, int], dict[tuple[str, str], int]] = {}
    pairs = [(a, b) for a in names for b in names if a != b]
    for mode, band, least, most, share in (
        ("pt", Band.AM, 20, 60, 1.0),
        ("pt", Band.DAY, 20, 50, 0.9),
        ("pt", Band.EVE, 40, 90, 0.6),
        ("car", Band.DAY, 10, 60, 1.0),
    ):
        times[mode, int(DayType.WEEKDAY), int(band)] = {
            pair: rng.randint(least, most) for pair in pairs if rng.random() < share
        }
    everywhere = frozenset(names)
    return _in_both_forms(Matrix(centroids, everywhere, everywhere, times, dict.fromkeys(times, 120)))


def _in_both_forms(matrix: Matrix) -> tuple[TravelMatrix, Matrix]:
    names, times = list(matrix.zones), matrix.times
    zones = pl.DataFrame(
        {
            "zone": names,
            "latitude": [matrix.zones[name][0] for name in names],
            "longitude": [matrix.zones[name][1] for name in names],
            "origin": [name in matrix.origins for name in names],
            "destination": [name in matrix.destinations for name in names],
        }
    )
    row = {name: number for number, name in enumerate(names)}
    layers = [
        Layer(
            Mode(MODE_NAMES.index(mode)),
            Band(band),
            matrix.cutoff_min[mode, day, band],
            DAY,
            "made up",
            "none",
            DayType(day),
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
    return product, matrix
