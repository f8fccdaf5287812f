from __future__ import annotations

import datetime as dt

import pytest

from jobmatch.errors import RecordError
from jobmatch.records import DEFAULT_ID, Jobseeker, Vacancy, as_row
from jobmatch.schemas import JOBSEEKER, VACANCY
from jobmatch.tables import JobseekerTable, VacancyTable, read_jobseekers, read_vacancies

AS_OF = dt.date(2025, 6, 1)


def test_models_have_the_columns_of_the_schemas() -> None:
    assert list(Vacancy.model_fields) == [column.name for column in VACANCY]
    assert list(Jobseeker.model_fields) == [column.name for column in JOBSEEKER]


def test_a_dict_and_a_model_give_the_same_row() -> None:
    fields = {
        "title": "Baker",
        "shifts": "tue-sat 3:00-11:00",
        "demands": {"standing": 6},
        "licences": ["Food-Hygiene_2"],
        "posted_date": dt.date(2025, 5, 1),
        "needs_vehicle": "no",
    }
    row = as_row(fields, "vacancy")
    assert isinstance(row, VacancyTable)
    assert row.frame.equals(as_row(Vacancy(**fields), "vacancy").frame)
    assert row.frame.select("vacancy_id", "shifts", "licences", "needs_vehicle").row(0) == (
        DEFAULT_ID,
        "Tue-Sat 03:00-11:00",
        ["food_hygiene_2"],
        False,
    )


def test_a_given_id_is_kept() -> None:
    assert as_row({"jobseeker_id": 7}, "jobseeker").frame["jobseeker_id"].to_list() == [7]


def test_every_problem_is_listed_and_no_value() -> None:
    with pytest.raises(RecordError) as caught:
        as_row({"latitude": 51.123456, "capacity": {"standing": 9}, "away_windows": "when my son sleeps"}, "jobseeker")
    assert [column for column, _, _ in caught.value.problems] == ["away_windows", "capacity", "longitude"]
    for personal in ("51.1", "son", "9;"):
        assert personal not in str(caught.value)


def test_the_minimum_wage_follows_as_of() -> None:
    record = {"title": "Baker", "pay_min_gbp": 12.30, "pay_period": "hour"}
    assert len(as_row(record, "vacancy", as_of=AS_OF)) == 1
    with pytest.raises(RecordError, match="minimum wage"):
        as_row(record, "vacancy", as_of=dt.date(2026, 6, 1))


def test_a_vacancy_needs_a_title() -> None:
    with pytest.raises(RecordError, match="title"):
        as_row({}, "vacancy")
    with pytest.raises(RecordError, match="title"):
        Vacancy()  # type: ignore[call-arg]


def test_an_empty_jobseeker_is_a_jobseeker_of_whom_nothing_is_known() -> None:
    assert isinstance(as_row({}, "jobseeker"), JobseekerTable)


@pytest.mark.parametrize("record", [None, 3, [("title", "t")], Jobseeker()])
def test_what_is_no_vacancy_is_refused(record: object) -> None:
    with pytest.raises(RecordError):
        as_row(record, "vacancy")  # type: ignore[call-overload]


def test_model_errors_are_ours_and_hide_the_value() -> None:
    with pytest.raises(RecordError) as caught:
        Jobseeker(latitude="SW1A home", nursery="Little Acorns")  # type: ignore[call-arg]
    assert {column for column, _, _ in caught.value.problems} == {"latitude", "nursery"}
    assert "SW1A" not in str(caught.value)
    assert "Acorns" not in str(caught.value)


def test_repr_says_how_many_fields_are_set_and_no_more() -> None:
    person = Jobseeker(jobseeker_id="p1", cv_text="secret", capacity={"standing": 2})
    assert repr(person) == str(person) == "Jobseeker(3 fields set)"


def test_readers_take_lists_of_models() -> None:
    people = read_jobseekers([Jobseeker(jobseeker_id=1, skills=["typing"]), {"jobseeker_id": 2}])
    assert people.frame["skills"].to_list() == [["typing"], None]
    vacancies = read_vacancies([Vacancy(title="a"), Vacancy(title="b")])
    assert vacancies.n_rejected == 1  # both have the default id
