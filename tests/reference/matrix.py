"""A matrix of travel times between zones, as plain dictionaries."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.reference.base import Record, exact

EARLY, AM, DAYTIME, PM, EVE, NIGHT = range(6)
NO_JOURNEY_MIN = 255
EARTH_RADIUS_M = 6_371_009
MATRIX_SIGMA = 0.10

_PT = {
    EARLY: (EARLY, AM, DAYTIME, PM, EVE),
    AM: (AM, DAYTIME, PM),
    DAYTIME: (DAYTIME, AM, PM),
    PM: (PM, DAYTIME, AM),
    EVE: (EVE, PM, NIGHT, DAYTIME, AM),
    NIGHT: (NIGHT, EVE),
}
_OTHER = {
    EARLY: (EARLY, NIGHT, DAYTIME, AM, PM, EVE),
    AM: (AM, PM, DAYTIME, EARLY, EVE, NIGHT),
    DAYTIME: (DAYTIME, AM, PM, EVE, EARLY, NIGHT),
    PM: (PM, AM, DAYTIME, EVE, EARLY, NIGHT),
    EVE: (EVE, DAYTIME, PM, NIGHT, AM, EARLY),
    NIGHT: (NIGHT, EARLY, EVE, DAYTIME, AM, PM),
}


@dataclass(frozen=True)
class Time:
    """Minutes, whether they are the matrix's, and whether they may ever be called certain."""

    minutes: int
    by_matrix: bool = False
    certain: bool = True


@dataclass(frozen=True)
class Matrix:
    """Times by (mode, kind of day, band), then by pair of zones, and the longest that was looked for."""

    zones: Mapping[str, tuple[float, float]]
    origins: frozenset[str]
    destinations: frozenset[str]
    times: Mapping[tuple[str, int, int], Mapping[tuple[str, str], int]]
    cutoff_min: Mapping[tuple[str, int, int], int]

    def between(self, jobseeker: Record, vacancy: Record) -> tuple[str, str] | None:
        """Return the zones of a pair that the matrix is asked about."""
        origin, destination = self._zone(jobseeker, self.origins), self._zone(vacancy, self.destinations)
        if origin is None or destination is None or origin == destination:
            return None
        here, there = (_point(record["latitude"], record["longitude"]) for record in (jobseeker, vacancy))
        return (origin, destination) if math.dist(here, there) >= 2500 else None

    def look(
        self, pair: tuple[str, str], mode: str, slot: tuple[int, int], estimate: int, longest_min: int, *, back: bool
    ) -> Time:
        """Return the time from home (the first of ``pair``) to work, or ``back``; ``estimate`` is by distance."""
        mode = "car" if mode == "lift" else mode
        day, band = slot
        borrowed_day = day != 0 and not any((mode, day, other) in self.times for other in range(6))
        if borrowed_day:
            day = 0
        order = _PT if mode == "pt" else _OTHER
        served_by = next((other for other in order[band] if (mode, day, other) in self.times), None)
        if served_by is None:
            return Time(estimate)
        times, cutoff = self.times[mode, day, served_by], self.cutoff_min[mode, day, served_by]
        home, work = pair
        looked_back = home in self.destinations and any(origin == work for origin, _ in times)
        minutes = times.get((work, home) if back and looked_back else pair)
        borrowed = served_by != band
        certain = not (mode == "pt" and (borrowed_day or (borrowed and band in (EARLY, EVE, NIGHT))))
        if minutes is not None:
            return Time(minutes, True, certain)
        if cutoff >= longest_min:
            return Time(NO_JOURNEY_MIN, True, certain)
        # It takes longer than the cut-off; how much longer, only the estimate can say.
        return Time(max(estimate, cutoff + 1), False, False)

    def _zone(self, record: Record, among: frozenset[str]) -> str | None:
        latitude, longitude = record.get("latitude"), record.get("longitude")
        if latitude is None or longitude is None or not among:
            return None
        if round(exact(record.get("place_radius_km") or 0) * 1000) > 1000:
            return None
        here = _point(latitude, longitude)
        nearest = min(sorted(among), key=lambda zone: math.dist(here, _point(*self.zones[zone])))
        centroid = _point(*self.zones[nearest])
        others = [_point(*place) for zone, place in self.zones.items() if zone != nearest]
        gap_m = min((math.dist(centroid, other) for other in others), default=0.0)
        return nearest if math.dist(here, centroid) <= max(1500.0, gap_m) else None


def _point(latitude: float, longitude: float) -> tuple[int, int, int]:
    phi, lam = math.radians(latitude), math.radians(longitude)
    return (
        round(EARTH_RADIUS_M * math.cos(phi) * math.cos(lam)),
        round(EARTH_RADIUS_M * math.cos(phi) * math.sin(lam)),
        round(EARTH_RADIUS_M * math.sin(phi)),
    )


def with_evening_as_day(matrix: Matrix) -> Matrix:
    """Return the matrix as it would be if public transport ran in the evening as it does by day."""
    times, cutoff_min = dict(matrix.times), dict(matrix.cutoff_min)
    for day in range(3):
        by_day = next((band for band in _PT[DAYTIME] if ("pt", day, band) in times), None)
        if by_day is not None:
            times["pt", day, EVE] = times["pt", day, by_day]
            cutoff_min["pt", day, EVE] = cutoff_min["pt", day, by_day]
    return replace(matrix, times=times, cutoff_min=cutoff_min)
