"""Places of care: how they may be written, where they lie, and what is put aside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import jobmatch as jm
from jobmatch.tables.care_places import PLACES_DTYPE
from jobmatch.tables.formats import write_frame

POSTCODES = [{"postcode": "NP20 4AB", "latitude": 51.58, "longitude": -2.99}]
WINDOWS = "Mon-Fri 08:45-15:15 @nursery"


def _places(cell: object, windows: str | None = None) -> list[dict[str, Any]]:
    table = jm.read_jobseekers([{"jobseeker_id": 1, "care_places": cell, "away_windows": windows}], places=POSTCODES)
    assert table.rejected["reason"].to_list() == []
    return list(table.frame["care_places"].to_list()[0])


def _reasons(cell: object, windows: str | None = None) -> list[str]:
    row = {"jobseeker_id": 1, "care_places": cell, "away_windows": windows}
    return list(jm.read_jobseekers([row]).rejected["reason"])


@pytest.mark.parametrize(
    "cell",
    [
        "nursery=51.5,-3.0,0.5km,25min",
        "Nursery = 25 minutes, 51.5, -3, 0.5 km;",
        {"nursery": "51.5, -3.0, 0.5km, 25min"},
        {"nursery": {"latitude": 51.5, "longitude": -3, "place_radius_km": 0.5, "minutes_from_home": 25}},
        [{"name": "nursery", "latitude": 51.5, "longitude": -3, "place_radius_km": 0.5, "minutes_from_home": 25}],
        '{"nursery": {"latitude": 51.5, "longitude": -3, "place_radius_km": 0.5, "minutes_from_home": 25}}',
    ],
)
def test_all_spellings_say_the_same(cell: object) -> None:
    assert _places(cell) == [
        {
            "name": "nursery",
            "postcode": None,
            "latitude": 51.5,
            "longitude": -3.0,
            "place_radius_km": 0.5,
            "minutes_from_home": 25,
        }
    ]


def test_postcodes_are_looked_up_and_coordinates_kept() -> None:
    found = _places("nursery=np20 4ab; gran=51.5,-3.0; school=ZZ1 1ZZ")
    assert [(place["name"], place["latitude"]) for place in found] == [
        ("nursery", 51.58),
        ("gran", 51.5),
        ("school", None),
    ]


def test_what_is_not_found_is_noted() -> None:
    table = jm.read_jobseekers([{"jobseeker_id": 1, "care_places": "school=ZZ1 1ZZ"}], places=POSTCODES)
    assert table.notes.row(0) == ("care_places", 1, "not in the table of places: where it is stays unknown")


def test_no_places_is_not_the_same_as_not_stated() -> None:
    assert _places("none") == []
    assert jm.read_jobseekers([{"jobseeker_id": 1}]).frame["care_places"].to_list() == [None]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("nursery", "text of another form"),
        ("nursery=", "text of another form"),
        ("a=51,-3; b=51,-3; c=51,-3; d=51,-3", "more than 3 places"),
        ("a=51,-3; A=52,-3", "a place named twice"),
        ("home=51,-3", "is 'home'"),
        ("my house!=51,-3", "a name that is not one word"),
        ("gran=51", "only one of latitude and longitude"),
        ("gran=11,-3", "a number out of range"),
        ("gran=51,-3,200min", "a number out of range"),
        ({"gran": {"latitude": "north", "longitude": 1}}, "text that is not a number"),
        ({"gran": {"street": "Kingsway"}}, "a field that no place has"),
        ({"gran": {"latitude": 51, "longitude": -3, "minutes_from_home": 2.5}}, "minutes that are not whole"),
        ("{oops", "text that is not valid JSON"),
        (7, "found whole number"),
    ],
)
def test_other_cells_are_put_aside(cell: object, found: str) -> None:
    (reason,) = _reasons(cell)
    assert found in reason
    assert "Kingsway" not in reason


def test_windows_name_listed_places_only() -> None:
    assert _reasons("nursery=51,-3", WINDOWS) == []
    (reason,) = _reasons("gran=51,-3", WINDOWS)
    assert reason == "found a place that care_places does not list; expected one of those, or home"
    assert len(_reasons(None, "Mon 09:00-10:00 @home>gran")) == 1


def test_a_row_at_fault_is_told_of_once() -> None:
    (reason,) = _reasons("gran=north,-3,x", WINDOWS)
    assert "another form" in reason


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".ndjson"])
def test_files_keep_them(tmp_path: Path, suffix: str) -> None:
    rows = [
        {"jobseeker_id": "a", "away_windows": WINDOWS, "care_places": "nursery=NP20 4AB, 25min; gran=51.5,-3.0"},
        {"jobseeker_id": "b"},
        {"jobseeker_id": "c", "care_places": "none"},
    ]
    before = jm.read_jobseekers(rows).frame
    write_frame(before, tmp_path / f"people{suffix}")
    after = jm.read_jobseekers(tmp_path / f"people{suffix}").frame
    assert after["care_places"].to_list() == before["care_places"].to_list()
    assert after["care_places"].dtype == PLACES_DTYPE


def test_a_saved_index_holds_no_address(tmp_path: Path) -> None:
    from tests.encoders import HashEncoder

    people = jm.read_jobseekers(
        [{"jobseeker_id": 1, "away_windows": WINDOWS, "care_places": "nursery=NP20 4AB"}], places=POSTCODES
    )
    vacancies = jm.read_vacancies([{"vacancy_id": 1, "title": "Cook"}])
    jm.Matcher.build(vacancies, people, jm.MatchConfig(cache_dir=""), encoder=HashEncoder()).save(tmp_path / "index")
    (saved,) = (tmp_path / "index").rglob("jobseekers.parquet")
    place = pl.read_parquet(saved)["care_places"].to_list()[0][0]
    assert (place["name"], place["postcode"], place["latitude"]) == ("nursery", None, 51.58)


def test_the_model_takes_them() -> None:
    person = jm.Jobseeker(away_windows=WINDOWS, care_places={"nursery": {"latitude": 51.5, "longitude": -3.0}})
    assert "51.5" not in repr(person)
