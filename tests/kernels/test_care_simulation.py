"""Care as the kernel judges it, against lives lived minute by minute: not one disagreement over many random pairs."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import numpy as np
import pytest

from jobmatch.codes import Constraint
from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import TABLE_STEPS
from jobmatch.travel import TravelTable
from tests import worlds
from tests.market import make_market
from tests.reference import simulation
from tests.reference.base import CONDITIONAL, FAIL, OK, UNKNOWN
from tests.reference.travel import band_at, distance_between
from tests.reference.week import parse_shifts

CAR = 2
N_WORLDS, N_PEOPLE, N_JOBS = 5, 45, 80
LEAST_WALKED = 10_000 // N_WORLDS


def _jobseeker(rng: Random, number: int) -> dict[str, Any]:
    """Somebody who drives, with limits that no journey here reaches, whose places are known exactly.

    What a week of childcare takes is not lived through here; see `test_paid_childcare`.
    """
    drawn = worlds.random_jobseeker(rng, number, worlds.TOWNS[:1])
    places = worlds.random_care_places(rng, worlds.TOWNS[:1]) if rng.random() < 0.7 else []
    names = [place["name"] for place in places]
    for place in (drawn, *places):
        place |= {"latitude": 51.5 + rng.random() / 5, "longitude": -3.1 + rng.random() / 5, "place_radius_km": None}
    return {
        **drawn,
        "modes": ["car"],
        "car_days": None,
        "limit_out": 180,
        "limit_ret": 180,
        "cost_limit_hard": None,
        "care_flag": True,
        "childcare_paid_hours_max": None,
        "care_places": places or None,
        "away_windows": worlds.random_windows(rng, names),
        "away_windows_holiday": worlds.random_windows(rng, names) if rng.random() < 0.3 else None,
    }


def _vacancy(rng: Random, number: int) -> dict[str, Any]:
    return {
        **worlds.random_vacancy(rng, number, worlds.TOWNS[:1]),
        "latitude": 51.5 + rng.random() / 5,
        "longitude": -3.1 + rng.random() / 5,
        "place_radius_km": None,
        "remote": "full" if rng.random() < 0.1 else "no",
        "days_on_site": None,
        "more_sites": None,  # which of several places counts is another test's matter
        "inferred_fields": None,
    }


class _Journeys:
    """Minutes looked up in a table that knows neither roads nor reason."""

    def __init__(self, minutes: np.ndarray, jobseeker: dict[str, Any], vacancy: dict[str, Any]) -> None:
        self.minutes, self.jobseeker, self.vacancy = minutes, jobseeker, vacancy
        self.at_home = vacancy["remote"] == "full"
        self.named = {"home": jobseeker, **{place["name"]: place for place in jobseeker["care_places"] or ()}}
        self.distances: dict[tuple[str, str], int] = {}

    def leg(self, place: str, minute: int) -> int:
        if self.at_home:
            return self.hop("home", place, minute)
        return self._look_up(place, "work", minute)

    def hop(self, a: str, b: str, minute: int) -> int:
        if a == b:
            return 0
        if "home" in (a, b):
            stated = self.named[a if b == "home" else b].get("minutes_from_home")
            if stated is not None:
                return int(stated)
        return self._look_up(a, b, minute)

    def _look_up(self, a: str, b: str, minute: int) -> int:
        if (a, b) not in self.distances:
            distance = distance_between(self.named[a], self.named.get(b, self.vacancy))
            assert distance is not None
            self.distances[a, b] = distance.mid
        return int(self.minutes[band_at(minute), self.distances[a, b]])


@pytest.mark.parametrize("seed", range(N_WORLDS))
def test_no_pair_is_judged_otherwise_than_it_is_lived(seed: int) -> None:
    rng = worlds.random_from(1000 + seed)
    minutes = np.random.default_rng(seed).integers(0, 70, (6, TABLE_STEPS)).astype(np.uint8)
    table = np.full((5, 6, TABLE_STEPS), 255, np.uint8)
    table[CAR] = minutes
    people = [_jobseeker(rng, number) for number in range(N_PEOPLE)]
    jobs = [_vacancy(rng, number) for number in range(N_JOBS)]
    config = MatchConfig(threads=1, count_care_detour=False)
    market = make_market(people, jobs, table=TravelTable(table), config=config)
    person, vacancy, judged = market.judge_all()
    seen: Counter[tuple[str, int]] = Counter()
    n_walked = 0
    for i, (p, v) in enumerate(zip(person, vacancy, strict=True)):
        jobseeker, job = people[market.person_ids[p]], jobs[market.vacancy_ids[v]]
        journeys = _Journeys(minutes, jobseeker, job)
        lived = simulation.live(jobseeker, job, journeys.leg, journeys.leg, journeys.hop)
        assert judged.verdict[i, Constraint.CARE] == lived, (jobseeker, job)
        pattern = parse_shifts(job["shifts"], job["shift_kind"])
        seen[pattern.kind, int(lived)] += 1
        n_walked += bool(pattern.templates or pattern.trading)  # of others nothing can be lived through
    assert sum(seen.values()) == N_PEOPLE * N_JOBS
    assert n_walked >= LEAST_WALKED
    for kind, verdicts in {
        "fixed": {FAIL, OK, CONDITIONAL},
        "any_n": {FAIL, OK},
        "flex": {FAIL, OK},
        "rota": {FAIL, UNKNOWN, CONDITIONAL, OK},
        "zero_hours": {UNKNOWN, OK},
        "annualised": {UNKNOWN},
        "not_stated": {UNKNOWN},
    }.items():
        assert verdicts <= {verdict for told, verdict in seen if told == kind}, kind
