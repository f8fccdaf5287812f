"""Reading a table: what is filled, what stands, and what is on record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from benchmarks.shared_data import nhs_adverts
from jobmatch import SkillLinker, UsageError, read_jobseekers, read_vacancies
from jobmatch.cli import app
from jobmatch.codes import DIMENSIONS
from jobmatch.pack.vacancies import pay_pence_per_hour
from jobmatch.reading.adverts.table import Fill
from jobmatch.tables import VacancyTable, write_frame

REPOSITORY = Path(__file__).resolve().parents[2]


def _read(**row: object) -> VacancyTable:
    """Read one advert, and fill whatever it states."""
    return read_vacancies([{"vacancy_id": "v", "title": "Cleaner", **row}], read_text="all")


def test_only_fields_that_are_read_surely_enough_are_filled_unless_asked_for() -> None:
    text = "16 hours per week, £12.50 per hour. Mon-Fri 6am-9am. DBS check. Lift up to 20 kg. Own car essential."
    table = read_vacancies([{"vacancy_id": "v", "title": "Cleaner", "description": text}])
    row = table.frame.row(0, named=True)
    assert (row["hours_per_week_min"], row["pay_min_gbp"]) == (16, 12.5)
    not_sure = {"needs_vehicle", "licences", "licences_obtainable", "shifts", "demands"}
    assert {row[name] for name in not_sure} == {None}
    # what does not fill is on record all the same
    unfilled = table.readings.filter(~pl.col("filled"))["field"]
    assert not_sure == {name.partition(".")[0] for name in unfilled}
    assert not not_sure.intersection(name.partition(".")[0] for name in row["read_fields"])


def test_of_kinds_of_shifts_only_zero_hours_fill_by_themselves() -> None:
    rows = [
        {"vacancy_id": text, "title": "Cleaner", "description": text}
        for text in ("A zero hours contract.", "You work any 5 days out of 7, 37.5 hours a week.")
    ]
    assert read_vacancies(rows).frame["shift_kind"].to_list() == ["zero_hours", None]


def test_a_way_to_fill_that_there_is_not_is_an_error() -> None:
    for read in (read_vacancies, read_jobseekers):
        with pytest.raises(UsageError, match=r"`read_text` is one of 'sure', 'all', 'none'"):
            read([], read_text=cast("Any", "some"))


def test_missing_fields_are_filled_and_named() -> None:
    table = _read(description="16 to 20 hours per week, £12.50 per hour. Mon-Fri 6am-9am. DBS check. Lift up to 20 kg.")
    row = table.frame.row(0, named=True)
    assert (row["hours_per_week_min"], row["hours_per_week_max"]) == (16, 20)
    assert (row["pay_min_gbp"], row["pay_max_gbp"], row["pay_period"]) == (12.5, 12.5, "hour")
    assert row["shifts"] == "Mon-Fri 06:00-09:00"
    assert (row["licences"], row["licences_obtainable"]) == (["dbs_basic"], ["dbs_basic"])
    assert row["demands"] == [{"dimension": "lift_carry", "level": 5}]
    assert row["read_fields"] == [
        "hours_per_week_min", "hours_per_week_max", "pay_min_gbp", "pay_max_gbp", "pay_period", "shifts",
        "licences", "licences_obtainable", "demands.lift_carry",
    ]  # fmt: skip


NAMES_SKILLS = (
    "You must have experience of till work. Stacking shelves. No experience of forklift needed. First aid desirable."
)


def _with_skills(*, fill: Fill = "all", **row: object) -> VacancyTable:
    rows = [{"vacancy_id": "v", "title": "Shop", "description": NAMES_SKILLS, **row}]
    return read_vacancies(rows, read_text=fill, skills=SkillLinker())


def test_skills_asked_for_fill_when_told_to() -> None:
    table = _with_skills()
    row = table.frame.row(0, named=True)
    assert row["required_skills"] == ["till operation"]
    assert row["desirable_skills"] == ["stock replenishment", "first aid"]
    assert row["read_fields"] == ["required_skills", "desirable_skills"]
    lines = table.readings.filter(pl.col("field").str.ends_with("_skills"))
    quotes = [NAMES_SKILLS[start:end] for start, end in lines.select("start", "end").iter_rows()]
    assert quotes == ["till work", "Stacking shelves", "First aid"]
    assert lines["filled"].all()


def test_skills_are_on_record_but_fill_nothing_by_themselves() -> None:
    table = _with_skills(fill="sure")
    assert table.frame.select("required_skills", "desirable_skills").row(0) == (None, None)
    assert "required_skills" in table.readings.filter(~pl.col("filled"))["field"].to_list()
    # nor are they looked for without a linker
    assert not read_vacancies(table.frame, read_text="all").readings["field"].str.ends_with("_skills").any()


@pytest.mark.parametrize(
    "given", [{"required_skills": ["baking"]}, {"desirable_skills": ["baking"]}, {"required_skills": []}]
)
def test_skills_that_are_given_stand(given: dict[str, Any]) -> None:
    row = _with_skills(**given).frame.row(0, named=True)
    assert {name: row[name] for name in given} == given
    assert row["read_fields"] is None
    assert [row[name] for name in ("required_skills", "desirable_skills") if name not in given] == [None]


def test_skills_by_meaning_are_guesses_and_fill_nothing() -> None:
    def encode(texts: Sequence[str]) -> np.ndarray:
        return np.ones((len(texts), 1), np.float32)

    rows = [{"vacancy_id": "v", "title": "Shop", "description": "Essential: zorbing, quidditch"}]
    table = read_vacancies(rows, read_text="all", skills=SkillLinker(encode=encode))
    guesses = table.readings.filter(pl.col("field").str.ends_with("_skills"))
    assert guesses["provenance"].to_list() == ["inferred"]
    assert not guesses["filled"].any()
    assert table.frame.select("required_skills", "desirable_skills").row(0) == (None, None)


def test_what_is_given_stands_and_the_difference_is_shown() -> None:
    text = "Fixed term contract, 20 hours per week"
    table = _read(description=text, contract="permanent", hours_per_week_min=37.5, hours_per_week_max=37.5)
    row = table.frame.row(0, named=True)
    assert (row["contract"], row["hours_per_week_min"], row["read_fields"]) == ("permanent", 37.5, None)
    differences = table.contradictions.select("vacancy_id", "field", "given", "read").rows()
    assert differences == [("v", "hours_per_week", "37.5", "20"), ("v", "contract", "permanent", "fixed_term")]
    start, end = table.contradictions.select("start", "end").row(1)
    assert text[start:end] == "Fixed term"


def test_hours_that_overlap_do_not_contradict() -> None:
    table = _read(description="15 to 37.5 hours per week", hours_per_week_min=20, hours_per_week_max=30)
    assert table.contradictions.is_empty()


def test_one_field_of_a_group_keeps_the_group() -> None:
    table = _read(description="£12.50 per hour", pay_max_gbp=30_000, pay_period="year")
    assert table.frame.row(0, named=True)["pay_min_gbp"] is None


def test_an_empty_list_of_licences_is_given() -> None:
    table = _read(description="Full driving licence required", licences=[])
    assert table.frame["licences"].to_list() == [[]]
    assert table.contradictions["read"].to_list() == ["driving_b"]


def test_an_inferred_value_fills_nothing() -> None:
    table = _read(description="This is a part-time role with some heavy lifting")
    row = table.frame.row(0, named=True)
    assert (row["hours_per_week_max"], row["demands"], row["read_fields"]) == (None, None, None)
    assert set(table.readings.filter(pl.col("provenance") == "inferred")["field"]) == {
        "hours_per_week",
        "demands.lift_carry",
    }
    assert not table.readings["filled"].any()


def test_demands_are_filled_dimension_by_dimension() -> None:
    table = _read(description="Lift up to 25 kg, on your feet all day", demands={"lift_carry": 2})
    assert table.frame["demands"].to_list() == [
        [{"dimension": "lift_carry", "level": 2}, {"dimension": "standing", "level": 7}]
    ]
    assert table.contradictions.select("field", "given", "read").rows() == [("demands.lift_carry", "2", "6")]


def test_pay_of_full_time_is_not_taken_for_that_of_part_time() -> None:
    assert _read(description="£24,000 pro rata, 20 hours per week").frame["pay_min_gbp"].to_list() == [None]
    assert _read(description="£24,000 per annum, 40 hours per week").frame["pay_min_gbp"].to_list() == [24_000]
    assert _read(description="£12.50 per hour, 20 hours per week").frame["pay_min_gbp"].to_list() == [12.5]


def test_pay_of_full_time_over_its_hours_is_that_of_an_hour() -> None:
    table = _read(description="£24,000 pro rata (full time 37.5 hours), 20 hours per week")
    row = table.frame.row(0, named=True)
    assert (row["pay_min_gbp"], row["pay_max_gbp"], row["pay_period"]) == (12.27, 12.27, "hour")
    assert table.readings.filter("filled")["field"].to_list() == ["hours_per_week", "pay_per_hour"]
    assert table.contradictions.is_empty()


def test_pay_of_an_hour_fills_nothing_beside_other_pay_or_where_it_is_inferred() -> None:
    text = "£24,000 pro rata (full time 37.5 hours)"
    full = _read(description=f"{text}, 37.5 hours per week").frame.row(0, named=True)
    assert (full["pay_min_gbp"], full["pay_period"]) == (24_000, "year")
    given = _read(description=f"{text}, 20 hours per week", pay_min_gbp=15.0, pay_period="hour").frame.row(
        0, named=True
    )
    assert (given["pay_min_gbp"], given["pay_max_gbp"]) == (15.0, None)
    inferred = _read(description="£24,000 pro rata, 20 hours per week")
    assert inferred.frame["pay_min_gbp"].to_list() == [None]
    assert inferred.readings.filter(pl.col("field") == "pay_per_hour")["provenance"].to_list() == ["inferred"]


def test_hours_read_from_text_do_not_change_what_given_pay_is_for() -> None:
    given = {"pay_min_gbp": 24_000, "pay_period": "year"}
    read = _read(description="20 hours per week", **given)
    assert read.frame["hours_per_week_min"].to_list() == [20]
    assert pay_pence_per_hour(read.frame)[0] == pay_pence_per_hour(_read(**given).frame)[0]
    assert pay_pence_per_hour(read.frame)[0] < pay_pence_per_hour(_read(hours_per_week_min=20, **given).frame)[0]


def test_no_text_puts_a_row_aside() -> None:
    table = _read(description="£1 per hour, 80 hours per week", posted_date="2026-05-01")
    assert table.n_rejected == 0


def test_reading_can_be_left_out() -> None:
    row = {"vacancy_id": 1, "title": "Night Cleaner", "description": "16 hours per week"}
    table = read_vacancies([row], read_text="none")
    assert table.frame["hours_per_week_min"].to_list() == [None]
    assert table.readings.is_empty()
    assert table.contradictions.is_empty()


def test_reading_what_was_read_changes_nothing(tmp_path: Path) -> None:
    first = _read(description="16 hours per week. DBS check. Lift up to 20 kg.")
    path = tmp_path / "filled.parquet"
    first.frame.write_parquet(path)
    second = read_vacancies(path, read_text="all")
    assert second.frame.equals(first.frame)
    assert not second.readings["filled"].any()


def _again(table: VacancyTable, path: Path, read_text: Fill) -> VacancyTable:
    write_frame(table.frame, path)
    again = read_vacancies(path, read_text=read_text)
    assert again.n_rejected == 0, again.report()
    assert not again.readings["filled"].any()
    assert again.contradictions.height == table.contradictions.height
    return again


_SUFFIXES = pytest.mark.parametrize("suffix", [".parquet", ".csv", ".ndjson"])
_FILLS: tuple[Fill, ...] = ("sure", "all")


@_SUFFIXES
@pytest.mark.parametrize(
    "fields",
    [
        {"description": "\u00a35.00 per hour. 37.5 hours per week"},
        # given pay, which only hours from the text would make too low
        {"description": "45 hours per week", "pay_min_gbp": 20_000, "pay_period": "year"},
        {"description": "Apprenticeship. 40 hours per week", "pay_min_gbp": 18_000, "pay_period": "year"},
        # the order in which an advert says it is not that of the dimensions
        {"description": "On your feet all day. Lift up to 25 kg.", "demands": {"noise": 3}},
        {"description": "Up to 20 hours per week, \u00a324,000 per annum"},
        {"description": "This role is not remote. You will be in the office 2.3 days per week.", "days_on_site": 0},
        {"description": "NMC or HCPC registered. DBS check. SMSTS. 3 posts. Zero hours contract."},
    ],
)
def test_what_was_read_is_accepted_again_unchanged(fields: dict[str, object], suffix: str, tmp_path: Path) -> None:
    rows = [{"vacancy_id": "Z1", "title": "Cook", "posted_date": "2026-06-01", **fields}]
    for fill in _FILLS:
        table = read_vacancies(rows, read_text=fill)
        assert len(table) == 1
        assert _again(table, tmp_path / f"table{suffix}", fill).frame.equals(table.frame)


@_SUFFIXES
@pytest.mark.parametrize("fill", _FILLS)
def test_the_samples_are_accepted_again_unchanged(fill: Fill, suffix: str, tmp_path: Path) -> None:
    table = read_vacancies(REPOSITORY / "data" / "samples" / "vacancies.ndjson", read_text=fill)
    assert _again(table, tmp_path / f"table{suffix}", fill).frame.equals(table.frame)


@_SUFFIXES
@pytest.mark.usefixtures("shared_data")
def test_real_adverts_are_accepted_again_unchanged(suffix: str, tmp_path: Path) -> None:
    table = read_vacancies(nhs_adverts())
    assert len(table) > 1000
    assert _again(table, tmp_path / f"table{suffix}", "sure").frame.equals(table.frame)


def test_no_text_is_filled_in_that_the_table_would_put_aside() -> None:
    beside = _read(description="This post cannot be done remotely.", days_on_site=0)
    assert beside.frame["remote"].to_list() == [None]
    assert _read(description="This post cannot be done remotely.").frame["remote"].to_list() == ["no"]
    odd = _read(description="Hybrid working, 2.3 days per week in the office.")
    assert odd.frame["days_on_site"].to_list() == [None]
    assert odd.readings.filter(pl.col("field") == "days_on_site").height == 1


def test_demands_are_in_the_order_of_the_dimensions() -> None:
    demands = _read(description="On your feet all day. Lift up to 25 kg.", demands={"noise": 3}).frame["demands"][0]
    names = [demand["dimension"] for demand in demands]
    assert len(names) == 3
    assert names == sorted(names, key=DIMENSIONS.index)


def test_notes_count_what_was_read() -> None:
    table = _read(description="16 hours per week, permanent position", contract="casual")
    notes = {column: note for column, _, note in table.notes.iter_rows() if "text" in note}
    assert set(notes) == {"hours_per_week", "contract"}
    assert "hours_per_week" in table.report()


@pytest.mark.parametrize("vacancy_id", [7, "seven"])
def test_readings_carry_the_id_in_its_own_type(vacancy_id: object) -> None:
    table = read_vacancies([{"vacancy_id": vacancy_id, "title": "Cleaner", "description": "16 hours per week"}])
    assert table.readings["vacancy_id"].to_list() == [vacancy_id]


def test_repr_shows_no_value() -> None:
    table = _read(description="16 hours per week")
    assert "16" not in repr(table)


def test_command(tmp_path: Path) -> None:
    source = tmp_path / "adverts.csv"
    source.write_text(
        "vacancy_id,title,description,contract\nv,Cleaner,16 hours per week. Permanent position.,casual\n"
    )
    readings, differs, filled = (tmp_path / name for name in ("readings.csv", "differs.ndjson", "filled.parquet"))
    result = CliRunner().invoke(
        app, ["read", str(source), "--out", str(readings), "--contradictions", str(differs), "--filled", str(filled)]
    )
    assert result.exit_code == 0, result.output
    assert pl.read_csv(readings)["field"].to_list() == ["hours_per_week", "contract"]
    assert pl.read_ndjson(differs)["given"].to_list() == ["casual"]
    assert pl.read_parquet(filled)["hours_per_week_min"].to_list() == [16]


def test_hours_of_full_time_are_no_least_where_part_time_is_as_welcome() -> None:
    table = _read(description="Full time, 37.5 hours per week. Part time applications are welcome.")
    row = table.frame.row(0, named=True)
    assert (row["hours_per_week_min"], row["hours_per_week_max"]) == (None, 37.5)
