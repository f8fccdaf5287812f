"""What ``inferred_fields`` names decides nothing: it is as if it were not there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import jobmatch as jm
from jobmatch.schemas import VACANCY
from jobmatch.tables import VacancyTable
from tests.encoders import HashEncoder

AS_OF = dt.date(2026, 6, 1)
NEWPORT: dict[str, Any] = {"latitude": 51.58, "longitude": -3.0}
PLACES = jm.Places.from_source(
    [
        {"postcode": "IV2 3ED", "area": "Inverness", "latitude": 57.48, "longitude": -4.22},
        {"postcode": "NP20 1AA", "area": "Newport", **NEWPORT},
    ]
)
PERSON: dict[str, Any] = {
    "jobseeker_id": "p",
    "cv_text": "I cook.",
    "skills": ["cook"],
    "licences": [],
    "capacity": {"standing": 2},
    "away_windows": "Mon-Fri 09:00-17:00",
    "away_windows_holiday": "none",
    **NEWPORT,
}
FULL: dict[str, Any] = {
    "title": "Cook",
    "description": "Cook for many.",
    "employer": "Alder Ltd",
    "postcode": "NP20 1AA",
    "area": "Newport",
    **NEWPORT,
    "place_radius_km": 1.0,
    "more_sites": "IV2 3ED; depot=57.48,-4.22",
    "remote": "hybrid",
    "days_on_site": 3.0,
    "needs_vehicle": True,
    "mobile": False,
    "step_free": True,
    "parking": True,
    "employer_transport": True,
    "pay_min_gbp": 30_000.0,
    "pay_max_gbp": 32_000.0,
    "pay_period": "year",
    "hours_per_week_min": 30.0,
    "hours_per_week_max": 35.0,
    "peak_hours_per_week": 42.0,
    "shift_kind": "fixed",
    "shifts": "Mon-Fri 10:00-16:00",
    "rota_policy": "choose",
    "term_only": True,
    "start_date": "2026-07-01",
    "phased_start": True,
    "contract": "permanent",
    "openings": 2,
    "required_skills": ["cook", "clean"],
    "required_skill_levels": [0.5, 0.5],
    "desirable_skills": ["bake"],
    "desirable_skill_levels": [0.5],
    "licences": ["food_hygiene_2"],
    "licences_obtainable": ["food_hygiene_2"],
    "demands": {"standing": 4},
    "demands_adjusted": {"standing": 3},
    "posted_date": "2026-05-01",
    "closing_date": "2026-06-30",
}
CAN_BE_GUESSED = [column.name for column in VACANCY if column.name in FULL and column.name != "title"]


def _matcher(vacancies: VacancyTable) -> jm.Matcher:
    config = jm.MatchConfig(as_of=AS_OF, cache_dir="", threads=1)
    return jm.Matcher.build(vacancies, jm.read_jobseekers([PERSON]), config, encoder=HashEncoder())


def _read(*rows: dict[str, Any], places: jm.Places | None = None) -> VacancyTable:
    table = jm.read_vacancies(list(rows), places=places, read_text="none", as_of=AS_OF)
    assert len(table) == len(rows)
    return table


def _all_that_is_said(matcher: jm.Matcher, ids: list[str]) -> list[Any]:
    result, shortlist = matcher.match(k=100), matcher.shortlist(k=100)
    return [
        result.frame.rows(),
        result.counts.rows(),
        result.questions().rows(),
        shortlist.frame.rows(),
        shortlist.questions().rows(),
        matcher.barriers().near_misses.rows(),
        [matcher.detail("p", one) for one in ids],
        [str(matcher.explain("p", one)) for one in ids],
        [str(matcher.why_not("p", one)) for one in ids],
    ]


def test_the_law_covers_every_column() -> None:
    assert {column.name for column in VACANCY} - set(CAN_BE_GUESSED) <= {
        "vacancy_id", "title", "inferred_fields", "read_fields",
    }  # fmt: skip


def test_a_guess_is_as_good_as_nothing(tmp_path: Path) -> None:
    guessed = _read(*({"vacancy_id": name, **FULL, "inferred_fields": [name]} for name in CAN_BE_GUESSED))
    blank = guessed.frame.with_columns(inferred_fields=pl.lit(None, pl.List(pl.String)))
    for name in CAN_BE_GUESSED:
        gone = {name, "latitude", "longitude", "place_radius_km"} if name in ("postcode", "area") else {name}
        blank = blank.with_columns(
            pl.when(pl.col("vacancy_id") != name).then(column).alias(column) for column in sorted(gone)
        )
    matcher = _matcher(guessed)
    found = _all_that_is_said(matcher, CAN_BE_GUESSED)
    assert found == _all_that_is_said(_matcher(replace(guessed, frame=blank)), CAN_BE_GUESSED)
    matcher.save(tmp_path / "index")
    assert found == _all_that_is_said(jm.Matcher.load(tmp_path / "index", encoder=HashEncoder()), CAN_BE_GUESSED)


def test_a_guessed_closing_date_closes_nothing() -> None:
    past = {"vacancy_id": "v", "title": "Cook", "closing_date": "2026-05-31", "inferred_fields": ["closing_date"]}
    assert _matcher(_read(past)).n_vacancies == 1
    assert len(_matcher(_read({**past, "vacancy_id": "w"})).shortlist(_read(past))) == 1
    with pytest.raises(jm.VacancyClosedError):
        _matcher(_read({**past, "inferred_fields": []})).explain("p", "v")


@pytest.mark.parametrize(
    ("fields", "guess"),
    [
        ({"days_on_site": 9}, "days_on_site"),  # a cell that cannot be
        ({"pay_min_gbp": "a lot", "pay_max_gbp": 30_000, "pay_period": "year"}, "pay_min_gbp"),
        ({"closing_date": "soon"}, "closing_date"),
        ({"shifts": "now and then"}, "shifts"),
        ({"latitude": 51.58, "longitude": 200.0}, "longitude, latitude"),
        ({"days_on_site": 0, "remote": "no"}, "days_on_site"),  # the next ones contradict what is given
        ({"pay_min_gbp": 20, "pay_max_gbp": 15, "pay_period": "hour"}, "pay_min_gbp"),
        ({"pay_min_gbp": 20}, "pay_min_gbp"),
        ({"posted_date": "2026-05-01", "closing_date": "2026-04-01"}, "closing_date"),
        ({"hours_per_week_min": 40, "hours_per_week_max": 20}, "hours_per_week_max"),
        ({"shift_kind": "rota", "shifts": "Mon-Fri 09:00-17:00"}, "shift_kind"),
        ({"required_skills": ["cook"], "required_skill_levels": [0.5, 1]}, "required_skill_levels"),
        ({"demands": {"standing": 2}, "demands_adjusted": {"standing": 4}}, "demands_adjusted"),
        ({"demands": {"standing": 2, "noise": 1}, "demands_adjusted": {"standing": 4}}, "demands.standing"),
        ({"pay_min_gbp": 1, "pay_period": "hour"}, "pay_min_gbp"),
    ],
)
def test_no_row_is_put_aside_for_a_guess(fields: dict[str, Any], guess: str) -> None:
    row = {"vacancy_id": "v", "title": "Cook", **fields}
    assert len(jm.read_vacancies([row], read_text="none", as_of=AS_OF)) == 0
    table = _read({**row, "inferred_fields": guess.split(", ")})
    kept = table.frame.row(0, named=True)
    for name in guess.split(", "):
        column, _, dimension = name.partition(".")
        if column != "pay_min_gbp" or fields[column] != 1:  # too little pay is a value; it only decides nothing
            assert not kept[column] or dimension not in [level["dimension"] for level in kept[column]]
            assert "a guess that cannot be" in table.notes.filter(pl.col("column") == column)["note"].str.join()[0]
    assert kept["demands"] is None or {"dimension": "noise", "level": 1} in kept["demands"] or "." not in guess
    again = jm.read_vacancies(table.frame, read_text="none", as_of=AS_OF)
    assert again.frame.equals(table.frame)


def test_what_is_given_is_still_judged_beside_a_guess() -> None:
    row = {"vacancy_id": "v", "title": "Cook", "pay_min_gbp": 20, "pay_max_gbp": 15, "pay_period": "hour"}
    for guess in ("pay_period", "remote"):
        assert len(jm.read_vacancies([{**row, "inferred_fields": [guess]}], read_text="none")) == 0
    raised = {"demands": {"standing": 2, "noise": 1}, "demands_adjusted": {"standing": 4}}
    other = {"vacancy_id": "v", "title": "Cook", **raised, "inferred_fields": ["demands.noise"]}
    assert len(jm.read_vacancies([other], read_text="none")) == 0


@pytest.mark.parametrize("guess", ["postcode", "area"])
@pytest.mark.parametrize("coordinates", [{}, {"latitude": 57.48, "longitude": -4.22}])
def test_a_guessed_postcode_or_area_is_no_place(guess: str, coordinates: dict[str, float]) -> None:
    where = {"postcode": "IV2 3ED", "area": "Inverness"}
    far = {"vacancy_id": "v", "title": "Cook", "remote": "no", guess: where[guess], **coordinates}
    unknown = {**far, "inferred_fields": [guess]}
    assert _matcher(_read(far, places=PLACES)).detail("p", "v").findings[0].verdict.name == "FAIL"
    matcher = _matcher(_read(unknown, places=PLACES))
    assert matcher.detail("p", "v").findings[0].verdict.name == "UNKNOWN"
    assert "does not say where the work is" in str(matcher.explain("p", "v"))
    assert matcher.detail("p", unknown, places=PLACES).findings[0].verdict.name == "UNKNOWN"


def test_a_guess_that_the_work_is_in_term_time_is_still_asked_about() -> None:
    job = {"vacancy_id": "v", "title": "Cook", "shifts": "Mon-Fri 10:00-16:00", "shift_kind": "fixed", **NEWPORT}
    asked = _matcher(_read({**job, "term_only": False, "inferred_fields": ["term_only"]})).match().questions()
    assert "term_only" in asked["field"].to_list()
    assert "term_only" not in _matcher(_read({**job, "term_only": False})).match().questions()["field"].to_list()


def test_the_title_is_shown_though_it_was_guessed() -> None:
    table = _read({"vacancy_id": "v", "title": "Cook", "inferred_fields": ["title"]})
    assert _matcher(table).explain("p", "v").title == "Cook"
