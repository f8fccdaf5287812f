"""Health on the record: what is put aside, what is said of it and to whom, and how it is taken away."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import jobmatch as jm
from jobmatch.schemas import HEALTH_COLUMNS, JOBSEEKER_COLUMNS
from tests.disks import no_folder_can_be_removed
from tests.encoders import HashEncoder

APRIL = dt.date(2026, 4, 1)
PERSON: dict[str, Any] = {
    "jobseeker_id": "p1",
    "cv_text": "Cook for years",
    "needs_step_free": True,
    "capacity": {"lift_carry": 2, "noise": 3},
    "capacity_soft": ["noise"],
    "capacity_good_day": {"lift_carry": 4},
    "capacity_later": {"lift_carry": 5},
    "capacity_later_from": APRIL,
    "phased_hours_max": 16,
    "phased_until": APRIL,
    "access_to_work": ["lift_carry"],
    "access_to_work_travel": True,
    "capacity_review_date": dt.date(2025, 12, 31),
}
JOB: dict[str, Any] = {
    "vacancy_id": "v1",
    "title": "Cook",
    "remote": "full",
    "hours_per_week_min": 37.5,
    "hours_per_week_max": 37.5,
    "demands": {"lift_carry": 6, "noise": 1},
}
AS_OF = dt.date(2026, 1, 15)


def _matcher(*people: dict[str, Any], job: dict[str, Any] | None = None) -> jm.Matcher:
    config = jm.MatchConfig(cache_dir="", threads=1, as_of=AS_OF)
    table = jm.read_jobseekers(list(people))
    assert table.n_rejected == 0
    return jm.Matcher.build(jm.read_vacancies([{**JOB, **(job or {})}]), table, config, encoder=HashEncoder())


def _sentence(audience: Any, person: dict[str, Any] | None = None, **job: Any) -> str:
    explanation = _matcher({**PERSON, **(person or {})}, job=job).explain("p1", "v1", audience)
    return next(line.sentence for line in explanation.constraints if line.name == "health")


# --- What is put aside ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"capacity_later": {"standing": 3}}, "capacity_later_from"),
        ({"capacity_later_from": APRIL}, "capacity_later"),
        ({"phased_hours_max": 16}, "phased_until"),
        ({"phased_until": APRIL}, "phased_hours_max"),
        ({"capacity": {"standing": 3}, "capacity_good_day": {"standing": 2}}, "capacity_good_day"),
        ({"capacity": {"standing": 3}, "capacity_good_day": {"walking": 5}}, "capacity_good_day"),
        ({"capacity_good_day": {"walking": 5}}, "capacity_good_day"),
        ({"access_to_work": ["jumping"]}, "access_to_work"),
        ({"phased_hours_max": 16.1, "phased_until": APRIL}, "phased_hours_max"),
    ],
)
def test_what_says_nothing_clear_is_put_aside(fields: dict[str, Any], column: str) -> None:
    table = jm.read_jobseekers([{"jobseeker_id": 1, **fields}])
    assert table.rejected["column"].to_list() == [column]


# --- What is said ------------------------------------------------------------------------------


def test_a_way_is_named_never_what_somebody_lacks() -> None:
    refused = _sentence("work_coach", {"access_to_work": None, "phased_hours_max": None, "phased_until": None})
    assert refused.startswith(
        "The job asks for more lifting and carrying than is recorded. It could fit if the employer can provide a "
        "lifting aid."
    )


def test_access_to_work_is_named() -> None:
    assert "It could suit you with Access to Work, which you agreed to have considered." in _sentence("jobseeker")
    questions = _matcher(PERSON).explain("p1", "v1").questions
    assert "access_to_work" in {question.field for question in questions}


def test_phased_hours_are_told_of_beside_another_reason() -> None:
    assert "Besides, up to 16 hours a week until 1 April 2026 is recorded." in _sentence("jobseeker")
    fields = {question.field for question in _matcher(PERSON).explain("p1", "v1").questions}
    assert "phased_start" in fields


def test_a_phased_start_is_asked_for() -> None:
    sentence = _sentence("work_coach", {"capacity": None, "capacity_soft": None, "capacity_good_day": None})
    assert sentence.startswith("Up to 16 hours a week until 1 April 2026 is recorded. The advert does not say")


def test_only_the_work_coach_is_asked_to_review() -> None:
    due = "This record was to be looked at again by 31 December 2025. Please review it."
    assert _sentence("work_coach").endswith(due)
    assert "looked at again" not in _sentence("jobseeker")
    assert "looked at again" not in _sentence("work_coach", {"capacity_review_date": AS_OF})


def test_a_review_that_is_due_changes_no_verdict() -> None:
    overdue, not_yet = (
        _matcher({**PERSON, "capacity_review_date": day}).detail("p1", "v1") for day in (dt.date(2020, 1, 1), None)
    )
    assert overdue == not_yet


# --- What is taken away ---------------------------------------------------------------------------


def test_every_column_about_health_goes_and_no_other() -> None:
    table = jm.read_jobseekers([PERSON])
    bare = table.without_health()
    lost = [
        name for name in table.frame.columns if table.frame[name].null_count() == 0 and bare.frame[name].null_count()
    ]
    assert tuple(lost) == HEALTH_COLUMNS
    assert table.frame["capacity"].null_count() == 0
    assert {name for name in JOBSEEKER_COLUMNS if name.startswith(("capacity", "phased", "access"))} <= {
        *HEALTH_COLUMNS
    }
    assert bare.frame.schema == table.frame.schema
    assert (bare.n_rows_in, len(bare)) == (1, 1)


def test_it_goes_for_some_people_only() -> None:
    table = jm.read_jobseekers([PERSON, {**PERSON, "jobseeker_id": "p2"}])
    assert table.without_health(["p2"]).frame["capacity"].null_count() == 1
    assert table.without_health(iter(["p2"])).frame["capacity"].null_count() == 1
    assert table.without_health([]).frame.equals(table.frame)
    assert table.without_health(None).frame["capacity"].null_count() == 2
    assert table.without_health(["p2"]).frame.filter(jobseeker_id="p2")["phased_hours_max"].to_list() == [None]


def test_a_matcher_without_health_is_one_built_without_it() -> None:
    bare = {name: value for name, value in PERSON.items() if name not in HEALTH_COLUMNS}
    with_it, without_it = _matcher(PERSON), _matcher(bare)
    taken = with_it.without_health()
    assert taken.detail("p1", "v1") == without_it.detail("p1", "v1")
    assert with_it.detail("p1", "v1") != taken.detail("p1", "v1")
    arrays, expected = taken._market.people.arrays, without_it._market.people.arrays
    for name, array in arrays._asdict().items():
        np.testing.assert_array_equal(array, getattr(expected, name), err_msg=name)


def test_a_saved_index_loses_it_for_good(tmp_path: Path) -> None:
    other = {**PERSON, "jobseeker_id": "p2"}
    _matcher(PERSON, other).save(tmp_path / "index")
    loaded = jm.Matcher.load(tmp_path / "index", encoder=HashEncoder())
    loaded.without_health(["p2"]).save(tmp_path / "index")
    (saved,) = (tmp_path / "index").rglob("jobseekers.parquet")
    frame = pl.read_parquet(saved).sort("jobseeker_id")
    assert [level is None for level in frame["capacity"].to_list()] == [False, True]
    again = jm.Matcher.load(tmp_path / "index", encoder=HashEncoder())
    assert again.without_health().detail("p1", "v1").findings == again.detail("p2", "v1").findings


def test_an_index_in_use_forgets_it_and_keeps_its_changes(tmp_path: Path) -> None:
    directory = tmp_path / "index"
    _matcher(PERSON, {**PERSON, "jobseeker_id": "p2"}).save(directory)
    with jm.LiveIndex(directory, encoder=HashEncoder()) as index:
        index.put(jm.read_vacancies([{**JOB, "vacancy_id": "v2"}]))
        index.close(["v1"])
        before = index.matcher
        with pytest.raises(jm.UnknownIdError):
            index.forget_health(["p2", "nobody"])
        index.forget_health(["p2"])
        assert index.n_changes == 0
        assert before.detail("p1", "v2") == index.matcher.detail("p1", "v2")
        assert before.detail("p2", "v2") != index.matcher.detail("p2", "v2")
        assert index.matcher.detail("p2", "v2") == before.without_health(["p2"]).detail("p2", "v2")
        index.reopen(["v1"])
    (saved,) = directory.rglob("jobseekers.parquet")  # nothing is left of the files before
    recorded = pl.read_parquet(saved).sort("jobseeker_id").select(HEALTH_COLUMNS)
    assert all(value is None for value in recorded.row(1))
    assert all(value is not None for value in recorded.row(0))
    again = jm.Matcher.load(directory, encoder=HashEncoder())
    assert again.n_vacancies == 2
    assert again.without_health().detail("p1", "v1").findings == again.detail("p2", "v1").findings


def test_nothing_is_forgotten_if_somebody_saved_meanwhile(tmp_path: Path) -> None:
    _matcher(PERSON).save(tmp_path / "index")
    with jm.LiveIndex(tmp_path / "index", encoder=HashEncoder()) as index:
        _matcher(PERSON).save(tmp_path / "index")
        with pytest.raises(jm.StoreError, match="saved anew"):
            index.forget_health()
        assert index.matcher.detail("p1", "v1") == _matcher(PERSON).detail("p1", "v1")


def test_what_cannot_be_removed_is_told_and_goes_when_asked_again(tmp_path: Path) -> None:
    directory = tmp_path / "index"
    _matcher(PERSON).save(directory)
    with jm.LiveIndex(directory, encoder=HashEncoder()) as index:
        told = pytest.raises(jm.StoreLeftoverError, match=r"was saved, but 1 older.*Permission denied")
        with no_folder_can_be_removed(), told:
            index.forget_health(["p1"])
        assert index.matcher.detail("p1", "v1") == _matcher(PERSON).without_health().detail("p1", "v1")
        index.put(jm.read_vacancies([{**JOB, "vacancy_id": "v2"}]))  # it goes on with what was saved
        assert len(list(directory.rglob("jobseekers.parquet"))) == 2
        index.forget_health(["p1"])
    (saved,) = directory.rglob("jobseekers.parquet")
    assert pl.read_parquet(saved).select(HEALTH_COLUMNS).row(0) == (None,) * len(HEALTH_COLUMNS)


def test_a_wish_that_names_nobody_is_an_error(tmp_path: Path) -> None:
    directory = tmp_path / "index"
    _matcher(PERSON).save(directory)
    with jm.LiveIndex(directory, encoder=HashEncoder()) as index:
        with pytest.raises(jm.UsageError, match="No ids are given"):
            index.forget_health([])
        with pytest.raises(jm.UsageError, match="found NoneType"):
            index.forget_health([None])  # type: ignore[list-item]
        assert index.matcher.detail("p1", "v1") == _matcher(PERSON).detail("p1", "v1")


def test_a_wish_for_somebody_unknown_is_an_error() -> None:
    with pytest.raises(jm.UnknownIdError, match=r"1 jobseeker id.*the 1 in this matcher"):
        _matcher(PERSON).without_health(["nobody"])
    with pytest.raises(jm.UnknownIdError, match=r"1 jobseeker id.*the 1 in this table.\n.*'7' and 7 differ\.$"):
        jm.read_jobseekers([PERSON]).without_health(["p1", "nobody"])
    numbered = jm.read_jobseekers([{**PERSON, "jobseeker_id": 7}])
    with pytest.raises(jm.UnknownIdError):
        numbered.without_health(["7"])
    assert numbered.without_health([7]).frame["capacity"].null_count() == 1


def test_a_single_id_has_to_be_in_a_list(tmp_path: Path) -> None:
    matcher = _matcher({**PERSON, "jobseeker_id": "p"})  # each letter of the text is an id
    refused = pytest.raises(jm.UsageError, match=r"Several ids are asked for, found text.*\n.*into a list")
    with refused:
        jm.read_jobseekers([{**PERSON, "jobseeker_id": "p"}]).without_health("p")
    with refused:
        matcher.without_health("p")
    matcher.save(tmp_path / "index")
    with jm.LiveIndex(tmp_path / "index", encoder=HashEncoder()) as index, refused:
        index.forget_health("p")
