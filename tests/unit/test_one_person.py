"""One record by the short way is what it is by way of a table: as a row, as arrays, and in its list."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

import jobmatch as jm
from jobmatch import rank
from jobmatch.index import cut_runs
from jobmatch.market import Market
from jobmatch.records import as_row, plain_row
from jobmatch.rows import Rows
from jobmatch.tables import Places
from tests.encoders import HashEncoder
from tests.worlds import random_world

PLACES = Places.from_source(
    [
        *({"postcode": f"ZZ1 1A{a}", "latitude": 51.58 + at / 500, "longitude": -2.99} for at, a in enumerate("ABDEF")),
        {"postcode": "ZY9", "latitude": 51.48, "longitude": -3.18, "radius_km": 2.5},
        {"area": "Little Whinging", "latitude": 53.8, "longitude": -1.55},
        {"area": "Ynys Môn", "latitude": 53.28, "longitude": -4.32, "radius_km": 9.0},
    ]
)
POSTCODES = (
    "ZZ1 1AA",
    "zz11ab",
    " ZZ1  1ad",
    "ZZ1",
    "ZZ1 9ZZ",
    "ZY9 1AA",
    "zy9",
    "QQ1 1QQ",
    "ZZ 1",
    "?",
    "ZÝ9",
    "\u00a0ZY9",
)
AREAS = ("Little Whinging", "little  WHINGING", "ynys môn", "YNYS MÔN", "Ynys Mon", "nowhere", "-", "\u212aent")


def _records(seed: int, n: int = 12) -> list[dict[str, Any]]:
    """Records of every field, some of them with a postcode or an area, and with places of care in any form."""
    rng = Random(seed)
    people, _ = random_world(seed, n, 1)
    records = [{name: value for name, value in person.items() if value is not None} for person in people]
    for record in records:
        if rng.random() < 0.5:
            for name in ("latitude", "longitude"):
                record.pop(name, None)
        record |= {
            name: rng.choice(given) for name, given in (("postcode", POSTCODES), ("area", AREAS)) if rng.random() < 0.4
        }
        if "care_places" in record:
            record["care_places"] = _written(rng, record["care_places"])
    return records


def _written(rng: Random, care_places: list[dict[str, Any]]) -> object:
    """The same places as a list, a mapping or text, some of them by postcode alone."""
    entries = [dict(place) for place in care_places]
    for entry in entries:
        if rng.random() < 0.5:
            entry |= {"latitude": None, "longitude": None, "postcode": rng.choice(POSTCODES)}
    form = rng.randrange(4)
    if form == 0:
        return entries
    by_name = {entry.pop("name"): entry for entry in entries}
    if form == 1:
        return by_name
    if form == 2:
        return json.dumps(by_name)
    names = ("postcode", "latitude", "longitude")
    return "; ".join(
        f"{name}={', '.join(str(entry[field]) for field in names if entry[field] is not None)}"
        for name, entry in by_name.items()
    )


def _by_table(record: dict[str, Any], places: Places | None = None) -> dict[str, Any]:
    return as_row(record, "jobseeker", places=places).frame.row(0, named=True)


@pytest.mark.parametrize("places", [None, PLACES], ids=["no-places", "places"])
@pytest.mark.parametrize("seed", range(25))
def test_row_is_that_of_the_table(seed: int, places: Places | None) -> None:
    found = [(record, plain_row(record, places)) for record in _records(seed)]
    plain = [(record, row) for record, row in found if row is not None]
    assert len(plain) >= 3
    for record, row in plain:
        assert row == _by_table(record, places)


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_taken_that_the_readers_refuse(seed: int) -> None:
    """Fields of several people in one record: many of these contradict one another."""
    rng = Random(seed)
    records = _records(seed, 8)
    n_plain = 0
    for _ in range(80):
        mixed: dict[str, Any] = {}
        for record in rng.sample(records, 3):
            mixed |= {name: value for name, value in record.items() if rng.random() < 0.1}
        mixed |= rng.choice(
            ({}, {"latitude": 99.0}, {"limit_out": 20.5}, {"skills": "a; b"}, {"modes": ["car", "boat"]})
        )
        places = rng.choice((None, PLACES))
        row = plain_row(mixed, places)
        if row is not None:
            n_plain += 1
            assert row == _by_table(mixed, places)
    assert n_plain


@pytest.mark.parametrize(
    "record",
    [
        {"hours_per_week_min": 30, "hours_per_week_max": 20},
        {"latitude": 51.5},
        {"skills": ["a"], "skill_levels": [1, 0.5]},
        {"cost_limit_hard": True},
        {"capacity_later": {"standing": 3}},
        {"phased_hours_max": 10},
        {"away_windows": "Mon-Fri 09:00-15:00", "care_flag": False},
        {"away_windows": "Mon-Fri 09:00-15:00 @nursery"},
        {"away_windows": "Mon-Fri 09:00-15:00 @nursery", "care_places": "gran=51,-3"},
        {"care_places": "nursery"},
        {"care_places": {"home": "ZZ1 1AA"}},
        {"care_places": ("nursery",)},
        {"care_places": {"gran": {"latitude": 51.0}}},
        {"capacity": {"standing": 3}, "capacity_good_day": {"standing": 2}},
        {"capacity": {"standing": 3}, "capacity_good_day": {"sitting": 4}},
        {"away_windows": "Mon 09:00-08:60"},
        {"limit_out": True},
        {"limit_out": 30.0},
        {"hours_per_week_min": 7.6},
        {"skills": ["a  b"]},
        {"skills": ("a",)},
        {"cv_text": " \u200b "},
        {"jobseeker_id": ""},
        {"capacity": {"flying": 1}},
        {"capacity": {"standing": 9}},
        {"no_such_field": 1},
    ],
)
def test_what_is_not_plainly_in_form_is_for_the_readers(record: dict[str, object]) -> None:
    assert plain_row(record) is None


WITH_PLACES = {
    "postcode": "ZY9 1AA",
    "away_windows": "Mon-Fri 08:45-15:15 @nursery>gran",
    "care_places": {"nursery": "zz1 1ab, 10min", "gran": {"latitude": 51.5, "longitude": -3}, "school": "QQ1 1QQ"},
    "capacity": {"standing": 3, "sitting": 2},
    "capacity_good_day": {"standing": 5},
}


def test_places_are_looked_up_for_home_and_care() -> None:
    row = plain_row(WITH_PLACES, PLACES)
    assert row is not None
    assert row == _by_table(WITH_PLACES, PLACES)
    assert (row["latitude"], row["longitude"], row["place_radius_km"]) == (51.48, -3.18, 2.5)
    assert [place["latitude"] for place in row["care_places"]] == [pytest.approx(51.582), 51.5, None]
    without = plain_row(WITH_PLACES)
    assert without is not None
    assert without == _by_table(WITH_PLACES)
    assert without["latitude"] is None


@pytest.mark.parametrize(
    "given",
    [
        {"postcode": "ZZ1 1AA", "latitude": 50.0, "longitude": 0.0},
        {"postcode": "ZY9", "place_radius_km": 1.25},
        {"postcode": "QQ1 1QQ", "area": "Little Whinging"},
        {"area": "ynys  môn"},
        {"area": "nowhere"},
        {},
    ],
)
def test_what_is_given_stays_and_the_rest_is_found(given: dict[str, Any]) -> None:
    row = plain_row(given, PLACES)
    assert row is not None
    assert row == _by_table(given, PLACES)


def test_a_record_is_left_as_it_was_passed() -> None:
    given = {"care_places": [{"name": "nursery", "postcode": "ZZ1 1AA"}], "postcode": "ZY9"}
    before = copy.deepcopy(given)
    assert plain_row(given, PLACES) is not None
    assert given == before


def test_skills_that_a_cv_lists_are_read() -> None:
    record = {"cv_text": "Skills:\n- bricklaying\n- forklift driving\n- first aid\n- welding"}
    row = plain_row(record)
    assert row is not None
    assert row == as_row(record, "jobseeker").frame.row(0, named=True)
    assert row["read_fields"] == ["skills"]


# --- Arrays and lists ---------------------------------------------------------------------


def _matcher(seed: int, *, credits_too: bool) -> jm.Matcher:
    people, vacancies = random_world(seed, 8, 30)
    table = pl.DataFrame({"held": ["welding", "care"], "asked": ["first aid", "driving"], "credit": [0.5, 0.25]})
    return jm.Matcher.build(
        jm.read_vacancies(vacancies),
        jm.read_jobseekers(people),
        encoder=HashEncoder(),
        skill_credits=table if credits_too else None,
    )


def _market(matcher: jm.Matcher) -> Market:
    return matcher._market


@pytest.mark.parametrize("seed", range(6))
def test_arrays_and_lists_are_those_of_the_table(seed: int) -> None:
    matcher = _matcher(seed, credits_too=bool(seed % 2))
    market, n_short = _market(matcher), 0
    for number, record in enumerate([WITH_PLACES, *_records(seed + 100)]):
        places = PLACES if number % 3 == 0 else None
        short = market._one_person(record, places)
        if short is None:
            continue
        n_short += 1
        table = as_row(record, "jobseeker", places=places)
        whole = market.people_of(table, None)
        for name, array in whole.arrays._asdict().items():
            found = getattr(short.arrays, name)
            assert found.dtype == array.dtype, name
            for field in array.dtype.names or [...]:
                assert found[field].tolist() == array[field].tolist(), (name, field)
        assert_frame_equal(short.frame, whole.frame)
        for name, array in whole.cells.arrays().items():
            assert short.cells.arrays()[name].tolist() == array.tolist(), name
        assert short.index.codes.tolist() == whole.index.codes.tolist()
        one, other = matcher.match(record, k=5, places=places), matcher.match(table, k=5)
        assert_frame_equal(one.frame, other.frame)
        assert_frame_equal(one.counts, other.counts)
        assert_frame_equal(one.questions(), other.questions())
        assert one.certificate == other.certificate
    assert n_short > 3


@pytest.mark.parametrize("count_eligible", [False, True])
def test_one_person_cut_up_for_threads_has_the_same_list(count_eligible: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    matcher = _matcher(3, credits_too=False)
    records = [record for record in _records(103) if plain_row(record) is not None]
    whole = [matcher.match(record, k=4, count_eligible=count_eligible) for record in records]
    monkeypatch.setattr(rank, "_LEAST_PAIRS_FOR_A_THREAD", 3)
    monkeypatch.setattr(rank, "wanted_or_cores", lambda _: 5)
    for record, expected in zip(records, whole, strict=True):
        found = matcher.match(record, k=4, count_eligible=count_eligible)
        assert_frame_equal(found.frame, expected.frame)
        assert_frame_equal(found.counts, expected.counts)
        assert found.certificate.n_pairs_due == expected.certificate.n_pairs_bounded
        assert found.certificate.exact


@pytest.mark.parametrize("n_parts", [1, 2, 3, 7, 50])
def test_cut_runs_are_the_same_rows(n_parts: int) -> None:
    runs = np.array([[0, 5, 0], [7, 8, 7], [10, 31, 10]], np.int64)
    parts = cut_runs(runs, n_parts)
    rows = [row for part in parts for start, stop in part for row in range(start, stop)]
    assert rows == [row for start, stop, _ in runs.tolist() for row in range(start, stop)]
    assert len(parts) <= n_parts
    assert all(part for part in parts)


def test_no_runs_stay_one_part() -> None:
    assert cut_runs(np.zeros((0, 3), np.int64), 4) == [[]]


# --- Rows ---------------------------------------------------------------------------------


def test_columns_are_read_once_and_only_when_asked_for() -> None:
    asked: list[object] = []
    frame = pl.DataFrame({"a": [1, 2], "b": ["x", "y"]})

    def read(columns: object, n_rows: int | None) -> pl.DataFrame:
        asked.append((columns, n_rows))
        return frame.select(columns or pl.all()).head(2 if n_rows is None else n_rows)  # type: ignore[arg-type]

    rows = Rows(2, read)
    assert (len(rows), asked) == (2, [])
    assert rows.column("b").to_list() == rows.column("b").to_list() == ["x", "y"]
    assert asked == [(["b"], None)]
    assert rows.none().schema == rows.none().schema == frame.schema
    assert rows.frame.equals(frame)
    assert rows.column("a").to_list() == [1, 2]
    assert asked == [(["b"], None), (None, 0), (None, None)]
    assert "x" not in repr(rows)
