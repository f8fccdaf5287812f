"""How long journeys take: estimated from the distance, or from a matrix of real times."""

from __future__ import annotations

from jobmatch.travel.estimate import embedded_table, road_km
from jobmatch.travel.matrix import Layer, TravelMatrix
from jobmatch.travel.positions import EARTH_RADIUS_M, positions_m
from jobmatch.travel.table import MATRIX_SIGMA, SIGMA, Z80, TravelTable

__all__ = [
    "EARTH_RADIUS_M",
    "MATRIX_SIGMA",
    "SIGMA",
    "Z80",
    "Layer",
    "TravelMatrix",
    "TravelTable",
    "embedded_table",
    "positions_m",
    "road_km",
]
