from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from jobmatch.codes import DIMENSIONS
from jobmatch.errors import ColumnMissingError, FormatError, UsageError
from jobmatch.schemas import JOBSEEKER_COLUMNS, VACANCY_COLUMNS
from jobmatch.tables import VacancyTable, ValidTable, read_jobseekers, read_vacancies
from jobmatch.tables.convert import canonical_dtype, expected
from jobmatch.tables.describe import updated
from jobmatch.tables.sources import Source

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("JOBMATCH_SHARED", REPOSITORY.parent / "shared"))
AS_OF = dt.date(2025, 6, 1)


def _vacancy(**fields: Any) -> VacancyTable:
    return read_vacancies([{"vacancy_id": 1, "title": "t", **fields}], as_of=AS_OF)


def _value(column: str, given: object) -> object:
    """The canonical value of one cell, in whichever table has the column."""
    people: Source = [{"jobseeker_id": 1, column: given}]
    table: ValidTable = _vacancy(**{column: given}) if column in VACANCY_COLUMNS else read_jobseekers(people)
    assert table.n_rejected == 0, table.report()
    return table.frame[column].to_list()[0]


def _rejected(fields: dict[str, Any], *, kind: str = "vacancy") -> list[tuple[str, str]]:
    """(column, reason) of every problem of one row."""
    people = [{"jobseeker_id": 1, **fields}]
    table: ValidTable = _vacancy(**fields) if kind == "vacancy" else read_jobseekers(people)
    return table.rejected.select("column", "reason").rows()


def _columns(fields: dict[str, Any], *, kind: str = "vacancy") -> list[str]:
    return [column for column, _ in _rejected(fields, kind=kind)]


# --- Canonical values ------------------------------------------------------------------


def test_every_column_is_there_in_its_dtype_and_order() -> None:
    for table, columns in (
        (read_vacancies([{"vacancy_id": 1, "title": "t"}]), VACANCY_COLUMNS),
        (read_jobseekers([{"jobseeker_id": 1}]), JOBSEEKER_COLUMNS),
    ):
        assert table.frame.columns == list(columns)
        for column in list(columns.values())[1:]:
            assert table.frame.schema[column.name] == canonical_dtype(column)


@pytest.mark.parametrize(
    ("column", "given", "expected"),
    [
        ("title", "  Baker ", "Baker"),
        ("description", " \u00a0\n", None),
        ("needs_vehicle", "YES", True),
        ("needs_vehicle", "0", False),
        ("needs_vehicle", 1, True),
        ("needs_vehicle", " ", None),
        ("remote", "Hybrid", "hybrid"),
        ("contract", "Fixed-Term", "fixed_term"),
        ("days_on_site", "2.5", 2.5),
        ("openings", "3", 3),
        ("openings", 3.0, 3),
        ("posted_date", "2024-02-29", dt.date(2024, 2, 29)),
        ("posted_date", "2024-02-29T23:59:59+0000", dt.date(2024, 2, 29)),
        ("posted_date", "2024-02-29 23:59", dt.date(2024, 2, 29)),
        ("posted_date", dt.datetime(2024, 2, 29, 23, 59, tzinfo=dt.UTC), dt.date(2024, 2, 29)),
        ("required_skills", " a ; b   c;", ["a", "b c"]),
        ("required_skills", ["Python ", "", None], ["Python"]),
        ("required_skills", [], []),
        ("required_skills", "None", []),
        ("required_skills", "", None),
        ("required_skills", [""], None),
        ("required_skills", '["a;b", "c"]', ["a;b", "c"]),
        ("required_skills", "[a]; b", ["[a]", "b"]),
        ("licences", ["Full UK Driving Licence", "driving-b", "Odd  one"], ["driving_b", "Odd one"]),
        ("licences", "FLT; enhanced DBS", ["forklift_counterbalance", "dbs_enhanced"]),
        ("demands", {"standing": 3, "lift_carry": 2}, [("lift_carry", 2), ("standing", 3)]),
        ("demands", "Standing=3; lift-carry = 2", [("lift_carry", 2), ("standing", 3)]),
        ("demands", '{"standing": 3, "noise": null}', [("standing", 3)]),
        ("demands", [{"dimension": "standing", "level": 3}], [("standing", 3)]),
        ("demands", {}, []),
        ("demands", "none", []),
        ("demands", "", None),
        ("shifts", "fri,MON 9:00-17:00", "Mon,Fri 09:00-17:00"),
        ("away_windows", "NONE", "none"),
        ("away_windows", "always", "always"),
        ("modes", "Car; LIFT; car", ["car", "lift"]),
        ("capacity_soft", ["noise"], ["noise"]),
        ("skill_levels", None, None),
        ("limit_source", "Coach agreed", "coach_agreed"),
    ],
)
def test_values_become_canonical(column: str, given: object, expected: object) -> None:
    value = _value(column, given)
    if column == "demands" and value is not None:
        value = [(entry["dimension"], entry["level"]) for entry in value]  # type: ignore[attr-defined]
    assert value == expected
    assert type(value) is type(expected)


def test_levels_go_with_their_names() -> None:
    table = _vacancy(required_skills="a; b", required_skill_levels="0.5;1")
    assert table.frame["required_skill_levels"].to_list() == [[0.5, 1.0]]


@pytest.mark.parametrize(
    ("given", "expected"),
    [([1, 2], [1, 2]), (["a", 1], ["a", "1"]), (["007", " x"], ["007", " x"]), ([1.0, 2.0], [1, 2])],
)
def test_ids_are_whole_numbers_or_text_and_never_floats(given: list[object], expected: list[object]) -> None:
    table = read_vacancies([{"vacancy_id": value, "title": "t"} for value in given])
    assert table.frame["vacancy_id"].to_list() == expected


def test_dimensions_from_polars_structures() -> None:
    frame = pl.DataFrame(
        {
            "vacancy_id": [1, 2, 3, 4],
            "title": ["t"] * 4,
            "demands": [{"standing": 1, "noise": None}, None, {"noise": 2}, {"standing": 9, "noise": 1}],
        }
    )
    table = read_vacancies(frame)
    assert table.frame["demands"].to_list() == [
        [{"dimension": "standing", "level": 1}],
        None,
        [{"dimension": "noise", "level": 2}],
    ]
    assert table.rejected["row"].to_list() == [3]


def test_own_columns_are_kept_after_ours_whatever_they_hold() -> None:
    table = _vacancy(mine={"a": [1]}, licence="x")
    assert table.frame.columns[-2:] == ["mine", "licence"]
    notes = {column: note for column, _, note in table.notes.iter_rows()}
    assert "is it 'licences'?" in notes["licence"]
    assert table.frame["mine"].to_list() == ['{"a": [1]}']


# --- Sources ---------------------------------------------------------------------------


def test_all_sources_give_the_same_table(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "vacancy_id": [1, 2, 2, 4],
            "title": ["a", "b", "c", None],
            "openings": [1, None, 3, 4],
            "needs_vehicle": [True, None, False, True],
            "required_skills": [["x", "y"], [], None, ["z"]],
            "posted_date": [dt.date(2024, 1, 1), None, None, None],
        }
    )
    frame.write_parquet(tmp_path / "t.parquet")
    direct = read_vacancies(frame)
    assert direct.frame["vacancy_id"].to_list() == [1, 2]
    sources = [frame.lazy(), frame.to_arrow(), frame.to_pandas(), frame.to_dicts(), tuple(frame.to_dicts())]
    for source in [*sources, tmp_path / "t.parquet", str(tmp_path / "t.parquet")]:
        table = read_vacancies(source)
        assert table.frame.equals(direct.frame), type(source)
        assert table.rejected.equals(direct.rejected), type(source)


def test_pandas_with_missing_values_and_mixed_columns() -> None:
    frame = pd.DataFrame(
        {
            "vacancy_id": [1.0, None, 3.0],
            "title": ["a", "b", float("nan")],
            "openings": ["1", 2, None],
            "pay_min_gbp": [15.0, float("nan"), 16.0],
            "pay_period": ["hour", None, pd.NA],
            "posted_date": [pd.Timestamp("2024-01-01"), pd.NaT, pd.NaT],
        }
    )
    table = read_vacancies(frame)
    assert table.frame.select("vacancy_id", "openings", "pay_min_gbp", "posted_date").rows() == [
        (1, 1, 15.0, dt.date(2024, 1, 1))
    ]
    assert table.rejected.select("row", "column").rows() == [(1, "vacancy_id"), (2, "title"), (2, "pay_period")]


@pytest.mark.parametrize(
    "empty", [[], pl.DataFrame(), pl.DataFrame(schema={"vacancy_id": pl.Int64, "title": pl.String})]
)
def test_nothing_in_is_an_empty_table(empty: object) -> None:
    table = read_vacancies(empty)
    assert (len(table), table.n_rows_in, table.n_rejected) == (0, 0, 0)
    assert table.frame.columns == list(VACANCY_COLUMNS)


def test_arrow_batches_are_read_as_a_table_is() -> None:
    batch = pa.RecordBatch.from_pydict({"vacancy_id": [1, 2], "title": ["a", None]})
    expected_table = read_vacancies(pa.Table.from_batches([batch, batch]))
    assert read_vacancies(batch).frame.equals(expected_table.frame)
    table = read_vacancies(pa.RecordBatchReader.from_batches(batch.schema, [batch, batch]))
    assert table.frame.equals(expected_table.frame)
    assert table.rejected.equals(expected_table.rejected)


def test_an_arrow_reader_that_fails_is_refused() -> None:
    batch = pa.RecordBatch.from_pydict({"vacancy_id": [1], "title": ["a"]})
    other = pa.schema([("vacancy_id", pa.int64())])
    with pytest.raises(FormatError, match="reader that fails"):
        read_vacancies(pa.RecordBatchReader.from_batches(other, [batch]))


@pytest.mark.parametrize("source", [3, None, {"vacancy_id": 1}, b"bytes", pl.Series([1])])
def test_other_sources_are_refused(source: object) -> None:
    with pytest.raises(FormatError, match="Expected a path"):
        read_vacancies(source)


def test_a_lazy_frame_that_fails_is_refused() -> None:
    with pytest.raises(FormatError, match="lazy"):
        read_vacancies(pl.LazyFrame({"a": [1]}).select("b"))


def test_a_missing_required_column_is_refused() -> None:
    with pytest.raises(ColumnMissingError) as caught:
        read_vacancies(pl.DataFrame({"vacancy_id": [1], "name": ["t"]}))
    assert caught.value.missing == ["title"]


def test_rows_that_are_no_records_are_put_aside() -> None:
    table = read_vacancies([{"vacancy_id": 1, "title": "t"}, 3, None])
    assert table.rejected.select("row", "column").rows() == [(1, "(row)"), (2, "(row)")]


# --- Rejections ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "given", "found"),
    [
        ("vacancy_id", 1.5, "a number that is not whole"),
        ("vacancy_id", 2**70, "whole number beyond 64 bits"),
        ("vacancy_id", True, "yes/no value"),
        ("title", 3, "whole number"),
        ("title", "a\udcff", "text that is not valid UTF-8"),
        ("days_on_site", 0.3, "a number between the steps"),
        ("days_on_site", 8, "a number out of range"),
        ("days_on_site", float("nan"), "a number that is not finite"),
        ("days_on_site", "1e999", "a number that is not finite"),
        ("days_on_site", "two", "text that is not a number"),
        ("days_on_site", True, "yes/no value"),
        ("hours_per_week_max", 168.25, "a number out of range"),
        ("openings", 1.5, "a number with a fraction"),
        ("openings", 0, "a number out of range"),
        ("needs_vehicle", "maybe", "another text"),
        ("needs_vehicle", 2, "another whole number"),
        ("remote", "sometimes", "text that is none of the choices"),
        ("remote", True, "yes/no value"),
        ("posted_date", "29/02/2024", "text that is not such a date"),
        ("posted_date", "2023-02-29", "text that is not such a date"),
        ("posted_date", dt.date(1, 1, 1), "a date outside these years"),
        ("required_skills", [1, 2], "list of numbers"),
        ("required_skills", ["a", 1], "list of other things"),
        ("required_skills", {"a": 1}, "structure"),
        ("demands", {"standing": 8}, "a level outside 0 to 7"),
        ("demands", {"standing": 1.5}, "a level that is not a whole number"),
        ("demands", {"jumping": 1}, "a dimension that is not in the list of dimensions"),
        ("demands", "standing=1; standing=2", "a dimension named twice"),
        ("demands", "standing", "text of another form"),
        ("demands", 3, "whole number"),
    ],
)
def test_a_bad_cell_is_put_aside_with_its_reason(column: str, given: object, found: str) -> None:
    assert _rejected({column: given}) == [(column, f"found {found}; expected {expected(VACANCY_COLUMNS[column])}")]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("vacancy_id", "text or a whole number"),
        ("title", "text"),
        ("days_on_site", "a number from 0 to 7 days in steps of 0.5"),
        ("openings", "a whole number from 1 to 100,000 people"),
        ("remote", "one of no, hybrid, full"),
        ("demands", "levels by dimension, such as 'lift_carry=2; standing=3'"),
    ],
)
def test_what_is_expected_is_said_in_words(column: str, words: str) -> None:
    assert expected(VACANCY_COLUMNS[column]) == words


@pytest.mark.parametrize(
    ("column", "given"),
    [
        ("vacancy_id", None),
        ("vacancy_id", " "),
        ("vacancy_id", "\u200b"),
        ("title", "\t"),
        ("title", None),
        ("title", "\u200b"),
        ("title", "\u00a0\u200b"),
        ("title", "\ufeff\x00\u2060 "),
    ],
)
def test_a_required_cell_that_is_missing_or_blank_is_put_aside(column: str, given: object) -> None:
    ((found_in, reason),) = _rejected({column: given})
    assert found_in == column
    assert reason.startswith("found nothing or only blanks; expected")


def test_characters_of_no_width_stay_where_there_are_others() -> None:
    assert _value("title", " Care\u200b worker\u00ad ") == "Care\u200b worker\u00ad"


def test_notation_errors_are_the_reason() -> None:
    ((column, reason),) = _rejected({"shifts": "Mon 25:00-26:00"})
    assert column == "shifts"
    assert reason.startswith("item 1, start: it is not a time of day")
    assert "25:00" not in reason


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"latitude": 24.6, "longitude": 0.0}, "latitude"),
        ({"latitude": 51.5, "longitude": -51.5}, "longitude"),
        ({"latitude": float("inf"), "longitude": 0.0}, "latitude"),
        ({"latitude": 51.5}, "longitude"),
        ({"longitude": 0.1}, "latitude"),
        ({"hours_per_week_min": 30, "hours_per_week_max": 20}, "hours_per_week_max"),
        ({"pay_min_gbp": 30, "pay_max_gbp": 20, "pay_period": "hour"}, "pay_max_gbp"),
        ({"pay_min_gbp": 30}, "pay_period"),
        ({"required_skills": ["a"], "required_skill_levels": [0.1, 0.2]}, "required_skill_levels"),
        ({"desirable_skill_levels": [0.1]}, "desirable_skill_levels"),
        ({"required_skills": ["a"], "required_skill_levels": [1.1]}, "required_skill_levels"),
        ({"licences_obtainable": ["dbs"]}, "licences_obtainable"),
        ({"licences": ["dbs"], "licences_obtainable": ["enhanced dbs"]}, "licences_obtainable"),
        ({"demands": {"standing": 2}, "demands_adjusted": {"standing": 3}}, "demands_adjusted"),
        ({"shifts": "Mon 09:00-17:00", "shift_kind": "rota"}, "shift_kind"),
        ({"shifts": "Mon 09:00-17:00", "shift_kind": "annualised"}, "shift_kind"),
        ({"shifts": "2 of Mon-Fri 09:00-17:00", "shift_kind": "zero_hours"}, "shift_kind"),
        ({"days_on_site": 0, "remote": "no"}, "days_on_site"),
        ({"posted_date": "2024-01-02", "closing_date": "2024-01-01"}, "closing_date"),
    ],
)
def test_vacancy_columns_that_contradict_each_other(fields: dict[str, Any], column: str) -> None:
    assert _columns(fields) == [column]


@pytest.mark.parametrize(
    "fields",
    [
        {"hours_per_week_min": 20, "hours_per_week_max": 20},
        {"licences": ["Odd one", "DBS"], "licences_obtainable": ["odd one"]},
        {"licences_obtainable": []},
        {"demands": {"standing": 2}, "demands_adjusted": {"standing": 2, "noise": 7}},
        {"shifts": "2 of Mon-Tue 09:00-17:00", "shift_kind": "any_n"},
        {"shift_kind": "zero_hours"},
        {"days_on_site": 0},
        {"posted_date": "2025-06-01", "closing_date": "2025-06-01"},
        {"inferred_fields": ["remote", "demands.standing"]},
    ],
)
def test_vacancy_columns_that_agree(fields: dict[str, Any]) -> None:
    table = _vacancy(**fields)
    assert table.n_rejected == 0, table.report()
    assert table.notes.height == 0 or table.notes["column"].to_list() == ["licences", "licences_obtainable"]


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"limit_out": 181}, "limit_out"),
        ({"max_walk": -1}, "max_walk"),
        ({"modes": ["car", "rocket"]}, "modes"),
        ({"capacity_soft": "jumping"}, "capacity_soft"),
        ({"care_flag": False, "away_windows": "none"}, "away_windows"),
        ({"care_flag": "no", "away_windows_holiday": "always"}, "away_windows_holiday"),
        ({"skills": ["a", "b"], "skill_levels": [1]}, "skill_levels"),
        ({"pay_wanted_gbp_per_hour": 1001}, "pay_wanted_gbp_per_hour"),
        ({"hours_per_week_min": 30, "hours_per_week_max": 20}, "hours_per_week_max"),
    ],
)
def test_jobseeker_rows_that_are_put_aside(fields: dict[str, Any], column: str) -> None:
    assert _columns(fields, kind="jobseeker") == [column]


def test_a_bad_cell_is_not_blamed_twice() -> None:
    assert _columns({"hours_per_week_min": 300, "hours_per_week_max": 20}) == ["hours_per_week_min"]
    assert _columns({"latitude": "north", "longitude": 0.1}) == ["latitude"]
    assert _columns({"pay_min_gbp": "lots"}) == ["pay_min_gbp"]


def test_each_id_counts_once_and_the_first_usable_row_has_it() -> None:
    table = read_vacancies(
        [
            {"vacancy_id": 1, "title": ""},
            {"vacancy_id": 1, "title": "kept"},
            {"vacancy_id": 2, "title": "kept"},
            {"vacancy_id": 1, "title": "later"},
            {"vacancy_id": 1, "title": "latest"},
        ]
    )
    assert table.frame["title"].to_list() == ["kept", "kept"]
    assert table.rejected.filter(pl.col("column") == "vacancy_id").select("row", "reason").rows() == [
        (3, "found the same id as in row 1; expected each id once"),
        (4, "found the same id as in row 1; expected each id once"),
    ]
    assert table.n_rejected == 3


# --- The day ---------------------------------------------------------------------------


@pytest.mark.parametrize("as_of", [dt.datetime(2025, 3, 31, 23, 59, tzinfo=dt.UTC), pd.Timestamp("2025-03-31 08:00")])
def test_of_a_datetime_the_date_counts(as_of: dt.datetime) -> None:
    rows = [{"vacancy_id": 1, "title": "t", "pay_min_gbp": 12.00, "pay_period": "hour"}]
    assert len(read_vacancies(rows, as_of=as_of)) == 1
    assert len(read_vacancies(rows, as_of=as_of + dt.timedelta(days=1))) == 0


@pytest.mark.parametrize("as_of", ["2026-01-01", 20260101, False])
def test_another_kind_of_day_is_refused(as_of: Any) -> None:
    with pytest.raises(UsageError, match=r"as_of.*expected datetime\.date"):
        read_vacancies([{"vacancy_id": 1, "title": "t"}], as_of=as_of)


def test_a_note_counts_vacancies_that_had_closed() -> None:
    closing: list[str | None] = ["2025-05-31", "2025-05-01", "2025-06-01", None]
    rows = [{"vacancy_id": i, "title": "t", "closing_date": day} for i, day in enumerate(closing)]
    table = read_vacancies(rows, as_of=AS_OF)
    assert len(table) == 4
    (note,) = table.notes.filter(pl.col("column") == "closing_date").rows()
    assert note[1] == 2
    assert "2025-06-01" in note[2]
    assert "not matched where `as_of` of MatchConfig is this day" in note[2]
    assert note[2] in table.report()
    (advice,) = read_vacancies(rows).notes.filter(pl.col("column") == "closing_date")["note"]
    assert "give `as_of` in MatchConfig (--as-of) to leave such vacancies out" in advice
    assert read_vacancies(rows, as_of=dt.date(2025, 5, 1)).notes.is_empty()


# --- Minimum wage ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "legal"),
    [
        ({"pay_min_gbp": 12.21, "pay_period": "hour"}, True),
        ({"pay_min_gbp": 12.20, "pay_period": "hour"}, False),
        # the highest pay stated counts
        ({"pay_min_gbp": 10.00, "pay_max_gbp": 12.50, "pay_period": "hour"}, True),
        # 12.20 was legal before April 2025
        ({"pay_min_gbp": 12.20, "pay_period": "hour", "posted_date": "2025-03-31"}, True),
        ({"pay_min_gbp": 12.20, "pay_period": "hour", "closing_date": "2025-03-31"}, True),
        (
            {"pay_min_gbp": 12.20, "pay_period": "hour", "posted_date": "2025-04-01", "closing_date": "2025-05-01"},
            False,
        ),
        # nothing is known before April 2019
        ({"pay_min_gbp": 1.00, "pay_period": "hour", "posted_date": "2019-03-31"}, True),
        # 12.21 x 37.5 x 52 = 23,809.50; a year's pay says nothing of an hour's without the hours
        ({"pay_min_gbp": 23_810, "pay_period": "year", "hours_per_week_min": 37.5}, True),
        ({"pay_min_gbp": 23_700, "pay_period": "year", "hours_per_week_min": 37.5}, False),
        ({"pay_min_gbp": 23_700, "pay_period": "year"}, True),
        # 12.21 x 16 = 195.36 a week; the fewest hours make the most of the pay
        ({"pay_min_gbp": 195.36, "pay_period": "week", "hours_per_week_min": 16, "hours_per_week_max": 37.5}, True),
        ({"pay_min_gbp": 195.20, "pay_period": "week", "hours_per_week_min": 16}, False),
        # 12.21 x 20 x 52 / 12 = 1,058.20 a month
        ({"pay_min_gbp": 1058.20, "pay_period": "month", "hours_per_week_max": 20}, True),
        ({"pay_min_gbp": 1057, "pay_period": "month", "hours_per_week_max": 20}, False),
        # a day has no known length; no hours divide nothing
        ({"pay_min_gbp": 50, "pay_period": "day", "hours_per_week_min": 37.5}, True),
        ({"pay_min_gbp": 50, "pay_period": "week", "hours_per_week_min": 0}, True),
        ({"pay_min_gbp": 7.55, "pay_period": "hour", "contract": "apprenticeship"}, True),
        ({"pay_min_gbp": 7.54, "pay_period": "hour", "contract": "apprenticeship"}, False),
        ({"pay_min_gbp": 0, "pay_period": "hour", "contract": "volunteer"}, True),
        ({"pay_min_gbp": 5, "pay_period": "hour", "contract": "self_employed"}, True),
        ({"pay_min_gbp": 0, "pay_period": "hour"}, False),
    ],
)
def test_pay_below_the_legal_minimum_is_put_aside(fields: dict[str, Any], legal: bool) -> None:
    assert _columns(fields) == ([] if legal else ["pay_min_gbp"])


@pytest.mark.parametrize("names", ["read_fields", "inferred_fields"])
@pytest.mark.parametrize(
    ("fields", "not_given"),
    [
        ({"pay_min_gbp": 5, "pay_period": "hour"}, ["pay_min_gbp", "pay_period"]),
        ({"pay_min_gbp": 5, "pay_period": "hour"}, ["pay_period"]),
        ({"pay_min_gbp": 12_000, "pay_period": "year", "hours_per_week_min": 37.5}, ["hours_per_week_min"]),
        ({"pay_max_gbp": 12_000, "pay_period": "year", "hours_per_week_max": 37.5}, ["pay_max_gbp"]),
    ],
)
def test_pay_is_judged_only_by_what_is_given(fields: dict[str, Any], not_given: list[str], names: str) -> None:
    assert _columns(fields)
    assert _columns(fields | {names: not_given}) == []
    assert _columns(fields | {names: ["openings"]})


@pytest.mark.parametrize("names", ["read_fields", "inferred_fields"])
def test_a_contract_that_nobody_gave_excuses_no_pay(names: str) -> None:
    fields = {"pay_min_gbp": 5, "pay_period": "hour", "contract": "volunteer"}
    assert _columns(fields) == []
    assert _columns(fields | {names: ["contract"]}) == ["pay_min_gbp"]


def test_the_reason_names_the_column_of_the_highest_pay() -> None:
    assert _columns({"pay_min_gbp": 9, "pay_max_gbp": 10, "pay_period": "hour"}) == ["pay_max_gbp"]


# --- Notes, report, repr ---------------------------------------------------------------


def test_notes_say_what_cost_no_row() -> None:
    table = read_vacancies(
        [
            {
                "vacancy_id": 1,
                "title": "caf\ufffd",
                "licences": ["odd"],
                "employer": None,
                "inferred_fields": ["remot"],
            },
            {"vacancy_id": "b", "title": "t", "licences": ["dbs"], "colour": "red"},
        ]
    )
    assert table.n_rejected == 0
    assert {
        (column, n_rows): note.split(":")[0].split(" (")[0] for column, n_rows, note in table.notes.iter_rows()
    } == {
        ("title", 1): "has replacement characters",
        ("licences", 1): "names a licence that is not recognised",
        ("employer", 2): "no usable row states it",
        ("inferred_fields", 1): "names something that is no column of this table, which has no effect",
        ("vacancy_id", 1): "whole numbers among text",
        ("colour", 1): "not a column of this table",
    }


def test_report_and_repr_have_counts_and_no_values() -> None:
    rows = [{"jobseeker_id": f"person-{i}", "capacity": {"standing": 9}, "away_windows": "secret"} for i in range(3)]
    table = read_jobseekers([*rows, {"jobseeker_id": "person-9"}, {"jobseeker_id": "person-9"}])
    assert repr(table) == "JobseekerTable(1 of 5 rows, 4 put aside)"
    report = table.report()
    assert report.splitlines()[0] == "jobseekers: 5 row(s) read, 1 usable, 4 put aside"
    assert "  3 x capacity: found a level outside 0 to 7" in report
    assert "1 x jobseeker_id: found the same id as in an earlier row" in report
    for personal in ("person-", "secret"):
        assert personal not in report
        assert personal not in "".join(table.rejected.select("value_kind").to_series())


def test_tables_cannot_be_changed() -> None:
    table = read_vacancies([])
    with pytest.raises(AttributeError):
        table.frame = pl.DataFrame()  # type: ignore[misc]


def test_progress_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    read_jobseekers([{"jobseeker_id": 1}], progress=True)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Checking columns" in captured.err


# --- Scale, documentation, real data ---------------------------------------------------


def test_a_large_table_is_read_in_seconds() -> None:
    n_rows = 50_000
    frame = pl.select(
        pl.int_range(n_rows).alias("vacancy_id"),
        pl.lit("title").alias("title"),
        pl.lit("Mon-Fri 09:00-17:00").alias("shifts"),
        pl.format("lift_carry={}; standing=3", pl.int_range(n_rows) % 8).alias("demands"),
        pl.lit("a; b; c; d").alias("required_skills"),
        pl.lit(15.0).alias("pay_min_gbp"),
        pl.lit("hour").alias("pay_period"),
    )
    start = time.process_time()
    assert len(read_vacancies(frame)) == n_rows
    assert time.process_time() - start < 20  # about 1 s on an idle core


def test_the_page_on_data_is_in_step_with_the_schemas() -> None:
    page = (REPOSITORY / "docs" / "data.md").read_text(encoding="utf-8")
    assert updated(page) == page, "run: python -m jobmatch.tables.describe docs/data.md"
    for name in [*VACANCY_COLUMNS, *JOBSEEKER_COLUMNS, *DIMENSIONS]:
        assert f"`{name}`" in page


def test_nhs_jobs_of_2020() -> None:
    path = SHARED / "data" / "nhs-jobs-2020" / "nhs_jobs_2020.parquet"
    if not path.exists():
        pytest.skip("the NHS Jobs sample is not there; set JOBMATCH_SHARED")
    raw = pl.read_parquet(path)
    frame = raw.select(
        pl.col("id").alias("vacancy_id"),
        "title",
        pl.col("description_html").alias("description"),
        "employer",
        "postcode",
        pl.col("lat").alias("latitude"),
        pl.col("lon").alias("longitude"),
        pl.col("locality").alias("area"),
        pl.col("salary_min").alias("pay_min_gbp"),
        pl.col("salary_max").alias("pay_max_gbp"),
        pl.col("salary_unit").str.to_lowercase().alias("pay_period"),
        pl.col("date_posted").alias("posted_date"),
        pl.col("valid_through").alias("closing_date"),
    )
    table = read_vacancies(frame)
    assert len(table) + table.n_rejected == raw.height
    misplaced = table.rejected.filter(pl.col("column").is_in(["latitude", "longitude"]))
    impossible = raw.with_row_index().filter(pl.col("lat").round(1) == 24.6)["index"].to_list()
    assert misplaced["row"].to_list() == impossible
    assert impossible
