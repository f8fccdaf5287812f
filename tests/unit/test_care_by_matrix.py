"""What is said of caring where the journey from home is by a timetable."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import numpy as np
import polars as pl
import pytest

import jobmatch as jm
from jobmatch.codes import Band, Mode
from jobmatch.travel import Layer, TravelMatrix
from tests.encoders import HashEncoder

HOME, JOB = 51.584, 51.700
ESTIMATED = "The way between nursery and work is estimated by distance."


def _at(latitude: float) -> dict[str, float]:
    return {"latitude": latitude, "longitude": -2.998}


def _matrix() -> TravelMatrix:
    zones = pl.DataFrame(
        {
            "zone": ["home", "job", "other"],
            "latitude": [HOME, JOB, HOME + 0.03],
            "longitude": [-2.998] * 3,
            "origin": [True] * 3,
            "destination": [True] * 3,
        }
    )
    pairs = np.array([0, 1]), np.array([1, 0]), np.array([40, 40])
    layers = [Layer(Mode.PT, band, 90, dt.date(2023, 3, 7), "made up", "none") for band in (Band.AM, Band.DAY, Band.PM)]
    return TravelMatrix.of_layers(zones, layers, [pairs] * len(layers))


def _matcher(nursery: float, *, matrix: bool = True, **fields: Any) -> jm.Matcher:
    person = {"jobseeker_id": 1, **_at(HOME), "modes": ["pt"], "limit_out": 180, "limit_ret": 180}
    person |= {"care_places": [{"name": "nursery", **_at(nursery), "minutes_from_home": 10}]}
    person |= {"away_windows": "Mon-Fri 07:00-19:00 @nursery", **fields}
    job = {"vacancy_id": 1, "title": "Cook", "remote": "no", "shifts": "Mon-Fri 10:00-15:00", **_at(JOB)}
    tables = jm.read_vacancies([job]), jm.read_jobseekers([person])
    config = jm.MatchConfig(cache_dir="", threads=1, as_of=dt.date(2026, 1, 15))
    return jm.Matcher.build(*tables, config, encoder=HashEncoder(), travel=_matrix() if matrix else None)


def _care(matcher: jm.Matcher, audience: Literal["work_coach", "jobseeker"] = "work_coach") -> str:
    explanation = matcher.explain(1, 1, audience)
    return next(line.sentence for line in explanation.constraints if line.name == "care")


@pytest.mark.parametrize("audience", ["work_coach", "jobseeker"])
def test_an_estimate_beside_a_timetable_is_said(audience: Literal["work_coach", "jobseeker"]) -> None:
    elsewhere = _matcher(HOME + 0.03)
    travel = next(line.sentence for line in elsewhere.explain(1, 1, audience).constraints if line.name == "travel")
    assert "by the timetable of 7 March 2023" in travel
    assert _care(elsewhere, audience).endswith(ESTIMATED)
    assert "nursery" not in str(elsewhere.explain(1, 1, "employer"))


def test_nothing_is_said_where_both_come_from_one_source() -> None:
    assert ESTIMATED not in _care(_matcher(HOME + 0.001))
    assert ESTIMATED not in _care(_matcher(HOME + 0.03, matrix=False))


def test_nothing_is_said_where_no_journey_was_looked_at() -> None:
    assert ESTIMATED not in _care(_matcher(HOME + 0.03, away_windows="Mon-Fri 07:00-19:00"))
    assert ESTIMATED not in _care(_matcher(HOME + 0.03, away_windows=None, care_flag=False))


def test_the_estimate_of_childcare_takes_the_minutes_of_the_timetable() -> None:
    """Five hours of work, 40 minutes each way and twice five to hand over: 6 hours and a half on each of five days."""
    childcare: dict[str, Any] = {"childcare_funded": "none"}
    assert "32.5 hours a week" in _care(_matcher(HOME + 0.001, **childcare))
    assert "32.5 hours a week" not in _care(_matcher(HOME + 0.03, **childcare))
