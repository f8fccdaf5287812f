"""Several places of work: how they are written, that the best journey counts, and that a vacancy stays one row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import jobmatch as jm
from jobmatch.codes import Verdict
from jobmatch.kernels.layout import SITE, VACANCY
from jobmatch.tables.care_places import PlacesError, sites_of
from tests.encoders import HashEncoder

LONDON: dict[str, Any] = {"latitude": 51.51, "longitude": -0.12}
INVERNESS: dict[str, Any] = {"latitude": 57.48, "longitude": -4.22}
NEWPORT: dict[str, Any] = {"latitude": 51.58, "longitude": -3.0}
PLACES = jm.Places.from_source(
    [{"postcode": "IV2 3ED", **INVERNESS}, {"postcode": "NP20 1AA", **NEWPORT}, {"postcode": "EC1A 1AA", **LONDON}]
)
JOB: dict[str, Any] = {"vacancy_id": "v", "title": "Cook", "remote": "no", "shifts": "Mon-Fri 09:00-17:00"}


def _matcher(job: dict[str, Any], *people: dict[str, Any]) -> jm.Matcher:
    jobs = [{**JOB, **job}, {**JOB, "vacancy_id": "other", **LONDON}]
    table = jm.read_jobseekers([{"jobseeker_id": f"p{n}", "modes": ["car"], **one} for n, one in enumerate(people)])
    vacancies = jm.read_vacancies(jobs, read_text="none", places=PLACES)
    assert (len(vacancies), len(table)) == (2, len(people))
    return jm.Matcher.build(vacancies, table, jm.MatchConfig(cache_dir="", threads=1), encoder=HashEncoder())


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("NP20 1AA; IV2 3ED", ["np20_1aa", "iv2_3ed"]),
        ("depot=NP20 1AA; 57.48,-4.22, 2km", ["depot", "site_3"]),
        (["NP20 1AA", "IV2 3ED"], ["np20_1aa", "iv2_3ed"]),
        ({"The Depot": "NP20 1AA"}, ["the_depot"]),
        ([{"postcode": "NP20 1AA"}, {"name": "depot", **INVERNESS}], ["np20_1aa", "depot"]),
        ('{"depot": {"latitude": 51.5, "longitude": -3}}', ["depot"]),
        ("", []),
    ],
)
def test_shapes_of_a_list(written: object, names: list[str]) -> None:
    sites = sites_of(written)
    assert [site["name"] for site in sites] == names
    assert sites_of(sites) == sites


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("NP20 1AA; np20 1aa", "a place named twice"),
        ("NP20 1AA, 25min", "minutes from home"),
        ([{"name": "depot"}], "neither|without postcode"),
        ("51.5", "only one of latitude"),
        (7, "something else"),
        ("; ".join(f"NP20 {n}AA" for n in range(51)), "more than 50"),
    ],
)
def test_what_is_no_list_of_sites(written: object, problem: str) -> None:
    with pytest.raises(PlacesError, match=problem):
        sites_of(written)


def test_a_vacancy_is_one_row_for_everybody_near_one_of_its_places() -> None:
    matcher = _matcher({**LONDON, "more_sites": "IV2 3ED; depot=NP20 1AA"}, LONDON, INVERNESS, NEWPORT)
    result = matcher.match(k=5).frame
    rows = [("p0", "other"), ("p0", "v"), ("p1", "v"), ("p2", "v")]
    assert sorted(result.select("jobseeker_id", "vacancy_id").rows()) == rows
    assert matcher.shortlist(k=5).frame.filter(vacancy_id="v")["jobseeker_id"].to_list() == ["p0", "p1", "p2"]
    assert [matcher.detail(f"p{n}", "v").site for n in range(3)] == [0, 1, 2]
    assert "this is the way to the first" in str(matcher.explain("p0", "v"))
    assert "this is the way to depot" in str(matcher.explain("p2", "v"))
    for n in range(3):
        assert "depot" not in str(matcher.explain(f"p{n}", "v", audience="employer"))


def test_an_index_keeps_the_places(tmp_path: Path) -> None:
    matcher = _matcher({**LONDON, "more_sites": "IV2 3ED"}, INVERNESS)
    matcher.save(tmp_path / "index")
    loaded = jm.Matcher.load(tmp_path / "index", encoder=HashEncoder())
    assert loaded.match(k=5).frame.equals(matcher.match(k=5).frame)
    assert str(loaded.explain("p0", "v")) == str(matcher.explain("p0", "v"))


def test_without_a_place_of_its_own_a_vacancy_lies_at_the_listed_ones_only() -> None:
    matcher = _matcher({"more_sites": "IV2 3ED"}, INVERNESS, LONDON)
    assert matcher.detail("p0", "v").verdict is not Verdict.FAIL
    assert matcher.detail("p1", "v").verdict is Verdict.FAIL
    assert len(matcher._market.vacancies.arrays.site) == 0  # one place is one place


def test_a_place_that_nobody_finds_may_be_near() -> None:
    matcher = _matcher({**LONDON, "more_sites": "ZE1 0AA"}, INVERNESS)
    assert matcher.detail("p0", "v").findings[0].verdict is Verdict.UNKNOWN
    assert matcher.match(k=5).frame["vacancy_id"].to_list() == ["v"]
    notes = jm.read_vacancies([{**JOB, "more_sites": "ZE1 0AA"}], read_text="none", places=PLACES).notes
    assert notes.filter(pl.col("column") == "more_sites").height == 1


def test_what_the_journey_costs_is_that_to_the_place_of_the_journey() -> None:
    near = {"latitude": INVERNESS["latitude"] + 0.1, "longitude": INVERNESS["longitude"]}
    one = _matcher(near, INVERNESS).match(k=1).frame
    several = _matcher({**LONDON, "more_sites": [near]}, INVERNESS).match(k=1).frame
    for name in ("travel_out_min", "travel_cost_gbp_per_week"):
        assert one[name].to_list() == several[name].to_list()


def test_care_is_judged_from_the_place_of_the_journey() -> None:
    """The nursery is beside the second place, and the hours are too short for the way to the first."""
    parent = {**NEWPORT, "away_windows": "Mon-Fri 08:50-17:10 @nursery"}
    parent["care_places"] = [{"name": "nursery", **NEWPORT}]
    far = {"latitude": NEWPORT["latitude"] + 0.3, "longitude": NEWPORT["longitude"]}
    assert _matcher(far, parent).detail("p0", "v").findings[4].verdict is Verdict.FAIL
    both = _matcher({**far, "more_sites": [NEWPORT]}, parent).detail("p0", "v")
    assert (both.site, both.findings[4].verdict) == (1, Verdict.OK)


def test_a_vacancy_takes_no_more_room() -> None:
    assert VACANCY.itemsize == 64
    assert SITE.itemsize <= 28
