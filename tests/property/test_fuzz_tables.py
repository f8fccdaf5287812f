"""Whatever is in a table, every row of it is either usable or put aside: nothing raises, nothing is lost."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from jobmatch.errors import InputError
from jobmatch.records import plain_row
from jobmatch.schemas import JOBSEEKER_COLUMNS, VACANCY_COLUMNS, Column
from jobmatch.tables import Places, ValidTable, read_frame, read_jobseekers, read_vacancies, write_frame
from jobmatch.tables.convert import canonical_dtype

N_ROWS = 10_000
AS_OF = dt.date(2025, 6, 1)

GARBAGE: list[object] = [
    None, None, None, None, "", " ", "\u00a0", "x", "none", "NaN", "inf", "-1", "0", "1", "7.5", "1e999", "10" * 40,
    "yes", "No", "TRUE", "a; b", ";;", "[", "[1]", '["a;b", "c"]', '{"lift_carry": 2}', "lift_carry=2; standing=9",
    "lift_carry=2", "=;=", "{}", "{" * 3000, "2024-02-30", "2024-02-29", "2024-02-29T10:00:00+01:00", "0000-00-00",
    "9999-12-31", "Mon-Fri 09:00-17:00", "3 of Mon 09:00-17:00", "6h within Mon-Fri 07:00-19:00", "Mon 25:00-26:00",
    "|", "Mon 06:00-14:00 | Tue 14:00-22:00", "always", "Mon 06:00 to Fri 22:00", "fixed", "ROTA", "hour", "year",
    "hybrid", "car; lift", "caf\ufffd", "\x00", "\u2028", "\U0001f9d1", "\ud800", "a\udcffb", "B", "forklift-licence",
    "demands.standing", 0, 1, -1, 7, 37.5, 0.1, -0.0, 1e308, float("nan"), float("inf"), float("-inf"), 2**63 - 1,
    2**63, -(2**63), 10**30, True, False, [], [""], [None], ["a", "b"], ["driving_b", "x"], ["walk"], [1, 2],
    [0.5, 0.5], [2.0], [True], [["a"]], [{"dimension": "standing", "level": 3}], [{"key": "standing", "value": 3}],
    [{"a": 1}], ["\ud800"], {}, {"standing": 3}, {"standing": None}, {"standing": "3"}, {"standing": 3.5},
    {"Standing": 99}, {"nothing": 1}, {"a": {"b": [1]}}, "nursery=NP20 4AB; gran=51,-3, 25min", "gran=51,nan", "=,=",
    "Mon 09:00-12:00 @nursery>gran", {"gran": "51,-3"}, {"gran": {"latitude": float("nan"), "longitude": "x"}},
    {"gran": None}, [{"name": "gran"}], [{"name": "\ud800", "postcode": "\ud800"}], [{"name": 1, "latitude": 10**400}],
]  # fmt: skip
PYTHON_ONLY: list[object] = [
    dt.date(2024, 2, 29), dt.datetime(2024, 2, 29, 23, 59, tzinfo=dt.UTC), pd.Timestamp("2024-02-29"), pd.NaT, pd.NA,
    dt.time(9), dt.timedelta(1), b"bytes", Decimal("12.50"), Decimal("sNaN"), 1j, object(), (1, "a"), {"a"}, range(3),
    {1: 2}, pl.Series([1, 2]), np.array([1, 2]), np.array(3), np.float32(1.5), np.int64(3), np.str_("x"), UUID(int=1),
]  # fmt: skip

KINDS = pytest.mark.parametrize(
    ("columns", "read"),
    [
        (VACANCY_COLUMNS, lambda source: read_vacancies(source, as_of=AS_OF)),
        (JOBSEEKER_COLUMNS, read_jobseekers),
    ],
    ids=["vacancies", "jobseekers"],
)
Read = Callable[[object], ValidTable]


def _check_law(table: ValidTable, columns: dict[str, Column], n_rows: int) -> None:
    assert table.n_rows_in == n_rows
    assert len(table) + table.n_rejected == n_rows
    assert table.frame.columns[: len(columns)] == list(columns)
    for column in columns.values():
        dtype = table.frame.schema[column.name]
        assert dtype == canonical_dtype(column) or (column.kind == "id" and dtype == pl.Int64)
    assert table.rejected.null_count().sum_horizontal().item() == 0
    assert all(row < n_rows for row in table.rejected["row"])


def _garbage_rows(columns: dict[str, Column], values: list[object], seed: int) -> list[dict[str, object]]:
    """Half of the rows have an id and a title, so that the rules over several columns get to see them."""
    draw = random.Random(seed)
    rows = []
    for row in range(N_ROWS):
        record: dict[str, object] = {}
        for name in [*columns, "unknown"]:
            if draw.random() < 0.15:
                record[name] = draw.choice(values)
        if draw.random() < 0.5:
            record |= {next(iter(columns)): row, "title": "t"}
        rows.append(record)
    return rows


@KINDS
def test_garbage_in_records_never_raises(columns: dict[str, Column], read: Read) -> None:
    rows = _garbage_rows(columns, GARBAGE + PYTHON_ONLY, seed=1)
    table = read(rows)
    _check_law(table, columns, N_ROWS)
    assert len(table) > 0
    assert table.n_rejected > 0


@pytest.mark.parametrize("seed", [5, 6])
def test_a_record_that_skips_the_tables_says_what_it_says_in_one(seed: int) -> None:
    words = ["x", "none", "B", "yes", "7.5", "0", "car; lift", "caf\ufffd"]
    places = Places.from_source([{"area": word, "latitude": 51.5, "longitude": -3} for word in words])
    draw, plain = random.Random(seed), list[tuple[dict[str, object], dict[str, object]]]()
    for number, garbage in enumerate(_garbage_rows(JOBSEEKER_COLUMNS, GARBAGE + PYTHON_ONLY, seed)):
        known = {name: value for name, value in garbage.items() if name in JOBSEEKER_COLUMNS and draw.random() < 0.3}
        record = known | {"jobseeker_id": number}
        row = plain_row(record, places)
        if row is not None:
            plain.append((record, row))
    assert len(plain) > N_ROWS // 20
    table = read_jobseekers([record for record, _ in plain], places=places)
    assert table.rejected.rows() == []
    assert len(table) == len(plain)
    for (_, row), found in zip(plain, table.frame.iter_rows(named=True), strict=True):
        assert row == found


@KINDS
def test_garbage_in_ndjson_never_raises(columns: dict[str, Column], read: Read, tmp_path: Path) -> None:
    draw = random.Random(2)
    lines = [json.dumps(row) for row in _garbage_rows(columns, GARBAGE, seed=2)]
    # Some lines are cut short, some are no object at all, and one is deeper than a parser goes.
    lines = [line[: len(line) // 2] if draw.random() < 0.01 else line for line in lines]
    lines[5:8] = ["[1, 2]", "null", "[" * 100_000]
    path = tmp_path / "garbage.ndjson"
    path.write_text("\n".join(lines))
    table = read(path)
    _check_law(table, columns, N_ROWS)
    assert {5, 6, 7} <= set(table.rejected["row"])


@KINDS
def test_garbage_in_csv_never_raises(columns: dict[str, Column], read: Read, tmp_path: Path) -> None:
    draw = random.Random(3)
    rows = _garbage_rows(columns, GARBAGE, seed=3)
    lines = [",".join([*columns, "unknown"])]
    for row in rows:
        cells = ['"' + str(row.get(name) or "").replace('"', '""') + '"' for name in [*columns, "unknown"]]
        if draw.random() < 0.01:
            cells.append("one too many")
        lines.append(",".join(cells))
    path = tmp_path / "garbage.csv"
    path.write_bytes("\r\n".join(lines).encode(errors="surrogatepass") + b"\r\n")
    _check_law(read(path), columns, N_ROWS)


@KINDS
def test_random_bytes_as_a_file_end_in_a_table_or_an_error_of_ours(
    columns: dict[str, Column], read: Read, tmp_path: Path
) -> None:
    draw = random.Random(4)
    for suffix in (".csv", ".ndjson", ".parquet"):
        for n_bytes in (0, 1, 2, 7, 100, 5000):
            path = tmp_path / f"bytes{suffix}"
            path.write_bytes(draw.randbytes(n_bytes))
            try:
                table = read(path)
            except InputError:
                continue
            assert len(table) + table.n_rejected == table.n_rows_in


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from([value for value in GARBAGE if isinstance(value, str)]),
    st.lists(st.text(max_size=4) | st.none() | st.floats(0, 1), max_size=3),
    st.dictionaries(st.sampled_from(["standing", "lift_carry", "x"]), st.integers(-1, 9), max_size=2),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.sampled_from(list(VACANCY_COLUMNS)), cells, max_size=8), min_size=1, max_size=6))
def test_any_records_obey_the_law(rows: list[dict[str, object]]) -> None:
    rows[0] = {"vacancy_id": 1, "title": "t", **rows[0]}
    _check_law(read_vacancies(rows, as_of=AS_OF), VACANCY_COLUMNS, len(rows))


VALID_CELLS = {
    "shifts": st.sampled_from(["mon-fri 9:00-17:00", "2 of Mon-Wed 22:00-06:00", "6h40 within daily 7:00-19:00"]),
    "required_skills": st.lists(st.text(max_size=6), max_size=3) | st.sampled_from(["a;b", "none", "C; C++"]),
    "licences": st.lists(st.sampled_from(["B", "dbs", "odd thing", "a;b"]), max_size=3),
    "demands": st.dictionaries(st.sampled_from(["standing", "noise"]), st.integers(0, 7), max_size=2),
    "description": st.text(max_size=20),
    "latitude": st.just(51.5),
    "longitude": st.floats(-2, 1),
    "needs_vehicle": st.sampled_from(["yes", "no", True, False]),
    "openings": st.integers(1, 9),
    "posted_date": st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)),
    "hours_per_week_min": st.sampled_from([0, 16, 37.5]),
    "desirable_skill_levels": st.none(),
}


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".ndjson", ".jsonl"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@example(rows=[{"required_skills": ["\x1b"]}])
@given(rows=st.lists(st.fixed_dictionaries({}, optional=VALID_CELLS), min_size=1, max_size=5))
def test_a_valid_table_survives_every_format(rows: list[dict[str, object]], suffix: str, tmp_path: Path) -> None:
    rows = [{"vacancy_id": f"v{i}", "title": "t"} | row for i, row in enumerate(rows)]
    frame = read_vacancies(rows, as_of=AS_OF).frame
    path = tmp_path / f"table{suffix}"
    write_frame(frame, path)
    again = read_vacancies(path, as_of=AS_OF)
    assert again.n_rejected == 0, again.report()
    assert again.frame.equals(frame)
    assert read_vacancies(read_frame(path), as_of=AS_OF).frame.equals(frame)
