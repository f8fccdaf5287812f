"""Where a place is known only roughly, nobody is refused or promised anything that hangs on the rest."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np
import polars as pl
import pytest

import jobmatch as jm
from jobmatch.codes import Constraint, Verdict
from tests.market import make_market
from tests.reference.travel import DAYTIME, SIGMA, embedded_minutes, position_m, quarter_km_index, thresholds

NEWPORT = {"latitude": 51.5842, "longitude": -2.9977}


def _verdict(constraint: Constraint, person: dict[str, Any], job: dict[str, Any]) -> Verdict:
    market = make_market(
        [{"jobseeker_id": 1, **NEWPORT, **person}], [{"vacancy_id": 1, "title": "Cook", "remote": "no", **job}]
    )
    _, _, judged = market.judge_all()
    return Verdict(int(judged.verdict[0, constraint]))


def _km_north(km: float) -> dict[str, float]:
    return {"latitude": NEWPORT["latitude"] + km / 111.2, "longitude": NEWPORT["longitude"]}


def test_a_walk_that_may_be_short_enough_is_not_refused() -> None:
    person = {"modes": ["walk"], "limit_out": 60, "limit_ret": 60, "max_walk": 15}
    exact, rough = _km_north(2.2), {**_km_north(2.2), "place_radius_km": 3.9}
    assert _verdict(Constraint.TRAVEL, person, exact) == Verdict.FAIL
    assert _verdict(Constraint.TRAVEL, person, rough) == Verdict.UNKNOWN


def test_a_walk_that_may_be_too_long_is_not_promised() -> None:
    person = {"modes": ["walk"], "limit_out": 90, "limit_ret": 90, "max_walk": 15}
    assert _verdict(Constraint.TRAVEL, person, _km_north(0.5)) == Verdict.OK
    assert _verdict(Constraint.TRAVEL, person, {**_km_north(0.5), "place_radius_km": 1.5}) == Verdict.UNKNOWN


def test_without_a_bus_a_walk_that_may_be_short_enough_is_not_refused() -> None:
    person = {"modes": ["walk", "pt"], "limit_out": 60, "limit_ret": 60, "max_walk": 15}
    night = {"shifts": "Mon-Fri 23:30-04:00"}
    assert _verdict(Constraint.TRAVEL, person, {**_km_north(2.2), **night}) == Verdict.FAIL
    rough = {**_km_north(2.2), **night, "place_radius_km": 3.9}
    assert _verdict(Constraint.TRAVEL, person, rough) == Verdict.UNKNOWN


def test_caring_counts_how_far_the_place_may_be() -> None:
    person = {"modes": ["car"], "limit_out": 180, "limit_ret": 180, "away_windows": "Mon-Fri 09:00-15:00"}
    for shifts, exact in (("Mon-Fri 09:30-14:30", Verdict.OK), ("Mon-Fri 09:10-14:50", Verdict.FAIL)):
        job = {**_km_north(8), "shifts": shifts}
        assert _verdict(Constraint.CARE, person, job) == exact
        assert _verdict(Constraint.CARE, person, {**job, "place_radius_km": 10}) == Verdict.UNKNOWN


@pytest.mark.parametrize("seed", range(3))
def test_an_area_is_promised_or_refused_only_where_the_journeys_to_its_points_are(seed: int) -> None:
    """The 80th percentile of the journeys to its points decides what fits, and the 20th what does not; the radius of an
    area says UNKNOWN more often, and nothing else.
    """
    rng = np.random.default_rng(seed)
    spread_km = rng.uniform(2, 12)
    points = [_km_off(*rng.normal(0, (spread_km, spread_km * rng.uniform(0.3, 1)))) for _ in range(60)]
    places = jm.Places.from_source([{"area": "Bigtown", **point} for point in points])
    homes = [_km_off(*rng.uniform(-70, 70, 2)) for _ in range(300)]
    people = [
        {"jobseeker_id": n, **home, "modes": [mode], "limit_out": limit, "limit_ret": limit}
        for n, (home, mode, limit) in enumerate(
            (home, mode, limit) for home in homes for mode in ("car", "pt", "cycle") for limit in (30, 60, 90)
        )
    ]
    latitude, longitude, radius_km, _ = places.locate(pl.Series([None], dtype=pl.String), pl.Series(["Bigtown"])).row(0)
    area = {"latitude": latitude, "longitude": longitude, "place_radius_km": radius_km}
    job = {"vacancy_id": 1, "title": "Cook", "remote": "no", "shifts": "Mon-Fri 12:00-14:00", **area}
    market = make_market(people, [job])
    _, _, judged = market.judge_all()
    seen: Counter[tuple[int, int]] = Counter()
    for n, verdict in zip(market.person_ids, judged.verdict[:, Constraint.TRAVEL].tolist(), strict=True):
        seen[verdict, _by_percentiles(people[n], points)] += 1
    assert {pair for pair in seen if pair[0] != pair[1]} == {(int(Verdict.UNKNOWN), n) for n in (0, 3)}
    assert set(seen) > {(0, 0), (1, 1), (3, 3)}


def _km_off(north: float, east: float) -> dict[str, float]:
    return {"latitude": NEWPORT["latitude"] + north / 111.2, "longitude": NEWPORT["longitude"] + east / 69.1}


def _by_percentiles(person: dict[str, Any], points: list[dict[str, float]]) -> int:
    """Verdict of a journey around noon to points of which nobody knows which it is."""
    (mode,), limit = person["modes"], person["limit_out"]
    at = position_m(person["latitude"], person["longitude"])
    minutes = sorted(
        embedded_minutes(mode, DAYTIME, quarter_km_index(math.dist(at, position_m(**point)))) for point in points
    )
    p20, p80 = (minutes[math.ceil(share * len(minutes)) - 1] for share in (0.2, 0.8))
    ok_max, fail_above = thresholds(limit, SIGMA[mode])
    return 3 if p80 <= ok_max else 0 if p20 > fail_above else 1


def test_an_advert_without_a_word_gives_no_text_points() -> None:
    market = make_market([{"jobseeker_id": 1, **NEWPORT}], [{"vacancy_id": 1, "title": "---"}])
    market.jobs.arrays.row["has_text"] = 0
    _, _, judged = market.judge_all()
    assert (judged.part[0, 0], judged.unknown[0, 0]) == (0, 1)
