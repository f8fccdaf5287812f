"""Where a place is known only roughly, nobody is refused or promised anything that hangs on the rest."""

from __future__ import annotations

from typing import Any

from jobmatch.codes import Constraint, Verdict
from tests.market import make_market

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


def test_an_advert_without_a_word_gives_no_text_points() -> None:
    market = make_market([{"jobseeker_id": 1, **NEWPORT}], [{"vacancy_id": 1, "title": "---"}])
    market.jobs.arrays.row["has_text"] = 0
    _, _, judged = market.judge_all()
    assert (judged.part[0, 0], judged.unknown[0, 0]) == (0, 1)
