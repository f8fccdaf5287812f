"""Places of care beside a travel-time matrix: one in the zone of home goes by home's times, any other by distance.

Home and the nursery lie a kilometre apart, the job 13 km away: 40 minutes by public transport, which the estimate takes
to be an hour and a half.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest

from jobmatch.codes import Band, Constraint, Mode, Reason, Verdict
from jobmatch.travel import Layer, TravelMatrix, embedded_table
from tests import worlds
from tests.market import FULL, make_market
from tests.matrices import random_matrix
from tests.reference import bruteforce

FAIL, UNKNOWN, CONDITIONAL, OK = Verdict
KM_DEGREES = 1 / 111.195
HOME, JOB = 51.584, 51.584 + 13 * KM_DEGREES
NURSERY = HOME + KM_DEGREES
OUT, BACK, OTHER = ("home", "job"), ("job", "home"), ("job", "elsewhere")
BY_THE_TIMETABLE = "Mon-Fri 09:40-16:20"  # inside 09:00 to 17:00 with 40 minutes each way, and not a minute more


def _at(latitude: float) -> dict[str, float]:
    return {"latitude": latitude, "longitude": -2.998}


def _matrix(
    minutes: dict[tuple[str, str], int], elsewhere: float = HOME - 0.2, *, from_job: bool = True
) -> TravelMatrix:
    names = ["home", "job", "elsewhere"]
    zones = pl.DataFrame(
        {
            "zone": names,
            "latitude": [HOME, JOB, elsewhere],
            "longitude": [-2.998] * 3,
            "origin": [True, from_job, True],
            "destination": [True] * 3,
        }
    )
    rows = [(names.index(a), names.index(b), n) for (a, b), n in minutes.items()]
    pairs = tuple(np.array(column, np.int64) for column in zip(*rows, strict=True))
    bands = Band.AM, Band.DAY, Band.PM
    layers = [Layer(Mode.PT, band, 90, dt.date(2023, 3, 7), "made up", "none") for band in bands]
    return TravelMatrix.of_layers(zones, layers, [pairs] * len(layers))  # type: ignore[list-item] # three arrays each


def _care(matrix: TravelMatrix, shifts: str = BY_THE_TIMETABLE, *, nursery: float = NURSERY, **more: Any) -> Any:
    person = {"jobseeker_id": 1, **_at(HOME), "modes": ["pt"], "limit_out": 120, "limit_ret": 120, **more}
    person |= {"care_places": [{"name": "nursery", **_at(nursery), "minutes_from_home": 10}]}
    person.setdefault("away_windows", "Mon-Fri 09:00-17:00 @nursery")
    job = {"vacancy_id": 1, "title": "Cook", "remote": "no", "shifts": shifts, **_at(JOB)}
    market = make_market([person], [job], table=replace(embedded_table(), matrix=matrix))
    _, _, judged = market.judge_all()
    return Verdict(int(judged.verdict[0, Constraint.CARE])), Reason(int(judged.reason[0, Constraint.CARE, 0]))


def test_from_a_nursery_in_the_zone_of_home_the_timetable_counts() -> None:
    matrix = _matrix({OUT: 40, BACK: 40})
    assert _care(matrix) == (OK, Reason.CARE_TIGHT)
    assert _care(matrix, "Mon-Fri 09:39-16:20") == (FAIL, Reason.CARE_CLASH)
    assert _care(matrix, "Mon-Fri 09:40-16:21") == (FAIL, Reason.CARE_CLASH)


def test_from_a_nursery_in_another_zone_the_way_is_estimated() -> None:
    """The timetable knows the zones of home and job; of the nursery's own it is not asked."""
    matrix = _matrix({OUT: 40, BACK: 40, ("elsewhere", "job"): 40}, elsewhere=NURSERY + 0.1 * KM_DEGREES)
    assert _care(matrix) == (FAIL, Reason.CARE_CLASH)
    assert _care(matrix, away_windows="Mon-Fri 09:00-17:00")[0] == OK
    assert _care(matrix, "Mon-Fri 10:40-15:20") == (UNKNOWN, Reason.CARE_DETOUR_BORDERLINE)
    assert _care(matrix, "Mon-Fri 10:40-15:20", limit_out=180, limit_ret=180)[0] == OK


def test_what_the_timetable_does_not_run_no_estimate_puts_right() -> None:
    """Nothing goes from the job to home, though it does to elsewhere."""
    assert _care(_matrix({OUT: 40, OTHER: 40}), "Mon-Fri 11:30-14:30", limit_out=60, limit_ret=60) == (
        FAIL,
        Reason.CARE_NO_JOURNEY,
    )


def test_near_the_job_the_estimate_is_asked_from_the_nursery_too() -> None:
    """The nursery is in the zone of home, since no journeys begin in that of the job: 2 km and 36 minutes from it."""
    matrix = _matrix({OUT: 60}, from_job=False)
    by_estimate = "Mon-Fri 09:40-16:20"
    assert _care(matrix, by_estimate, nursery=JOB - 2.0 * KM_DEGREES)[0] == OK
    assert _care(matrix, by_estimate, nursery=JOB - 2.6 * KM_DEGREES)[0] == FAIL
    assert _care(matrix, "Mon-Fri 10:00-16:00", nursery=JOB - 2.6 * KM_DEGREES)[0] == OK


def test_a_nursery_that_nobody_can_place_well_has_no_zone() -> None:
    person: dict[str, Any] = {"away_windows": "Mon-Fri 09:00-17:00 @nursery"}
    places = [{"name": "nursery", **_at(NURSERY), "minutes_from_home": 10}]
    for radius_km, zone in ((1.0, 1), (1.1, 0)):
        rough = [{**places[0], "place_radius_km": radius_km}]
        market = make_market(
            [{"jobseeker_id": 1, **_at(HOME), **person, "care_places": rough}],
            [{"vacancy_id": 1, "title": "Cook", **_at(JOB)}],
            table=replace(embedded_table(), matrix=_matrix({OUT: 40})),
        )
        assert market.people.arrays.place["home_zone"].tolist() == [zone]


@pytest.mark.parametrize("seed", [60, 61, 62])
def test_parents_near_their_nurseries_are_judged_as_the_oracle_does(seed: int) -> None:
    product, oracle = random_matrix(seed)
    jobseekers, vacancies = worlds.random_world(seed, 30, 40)
    rng = worlds.random_from(seed)
    for person in jobseekers:
        person["childcare_paid_hours_max"] = rng.choice((None, 15.25, 45.0))
        for place in person["care_places"] or ():
            if person["latitude"] is not None and rng.random() < 0.8:
                place["latitude"] = round(person["latitude"] + rng.gauss(0, 0.02), 5)
                place["longitude"] = round(person["longitude"] + rng.gauss(0, 0.03), 5)
                place["place_radius_km"] = rng.choice((None, None, 0.4))
    table = replace(embedded_table(), matrix=product)
    by_matrix, by_distance = (
        make_market(jobseekers, vacancies, seed=seed, table=one) for one in (table, embedded_table())
    )
    expected = bruteforce.judge_all(jobseekers, vacancies, by_matrix.similarities, one=FULL, matrix=oracle)
    by_id = {
        (person["jobseeker_id"], job["vacancy_id"]): pair
        for person, row in zip(jobseekers, expected, strict=True)
        for job, pair in zip(vacancies, row, strict=True)
    }
    places = by_matrix.people.arrays.place["home_zone"]
    assert 0 < places.sum() < len(places)
    assert by_distance.people.arrays.place["home_zone"].sum() == 0
    person_rows, vacancy_rows, judged = by_matrix.judge_all()
    seen: Counter[int] = Counter()
    for i, (p, v) in enumerate(zip(person_rows, vacancy_rows, strict=True)):
        pair = by_id[by_matrix.person_ids[p], by_matrix.vacancy_ids[v]]
        assert judged.verdict[i, Constraint.CARE] == pair.verdicts["care"]
        assert judged.part[i].tolist() == list(pair.parts.values())
        seen[int(judged.verdict[i, Constraint.CARE])] += 1
    assert min(seen[verdict] for verdict in Verdict) > 0
