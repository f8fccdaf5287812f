from __future__ import annotations

import csv
import datetime as dt
import os
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jobmatch.errors import ColumnMissingError, FormatError, InputError
from jobmatch.tables import read_frame, read_jobseekers, read_vacancies, write_frame
from jobmatch.tables.formats import flat_text

SUFFIXES = pytest.mark.parametrize("suffix", [".parquet", ".csv", ".ndjson", ".jsonl"])


def _bad_rows(path: Path) -> dict[int, list[str]]:
    rejected = read_vacancies(path).rejected
    return {row: group["column"].to_list() for (row,), group in rejected.group_by("row")}


# --- Writing and reading back ----------------------------------------------------------


@SUFFIXES
def test_text_survives_every_format(suffix: str, tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": ["x", None, 'q"q', "a\nb", "c,d", " e "], "b": ["1", "2", "3", "4", "5", None]})
    path = tmp_path / f"table{suffix}"
    write_frame(frame, path)
    assert read_frame(path).equals(frame)


@SUFFIXES
def test_an_empty_table_survives_every_format(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"table{suffix}"
    empty = read_vacancies([]).frame
    write_frame(empty, path)
    assert read_vacancies(path).frame.equals(empty)


def test_csv_writes_lists_and_dimensions_as_text(tmp_path: Path) -> None:
    table = read_vacancies(
        [
            {
                "vacancy_id": 1,
                "title": "t",
                "required_skills": ["a", "b"],
                "required_skill_levels": [0.5, 1],
                "desirable_skills": ["a; b"],
                "licences": [],
                "demands": {"standing": 2, "lift_carry": 1},
                "posted_date": dt.date(2024, 1, 2),
            }
        ]
    )
    path = tmp_path / "table.csv"
    write_frame(table.frame, path)
    with path.open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["required_skills"] == "a; b"
    assert row["required_skill_levels"] == "0.5; 1.0"
    assert row["desirable_skills"] == '["a; b"]'
    assert row["licences"] == "none"
    assert row["demands"] == "lift_carry=1; standing=2"
    assert row["posted_date"] == "2024-01-02"
    assert row["area"] == ""
    again = read_vacancies(path).frame
    assert again.with_columns(pl.col("vacancy_id").cast(pl.Int64)).equals(table.frame)


@pytest.mark.parametrize("names", [["none"], ["[x]"], ["a;b"], ["None", "x"]])
def test_names_that_look_like_notation_are_written_as_json(names: list[str]) -> None:
    assert flat_text(names).startswith("[")


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    write_frame(pl.DataFrame({"a": [1]}), path)
    with pytest.raises(InputError, match="cannot hold"):
        write_frame(pl.DataFrame({"a": pl.Series([object()], dtype=pl.Object)}), path)
    assert read_frame(path).equals(pl.DataFrame({"a": [1]}))
    assert [file.name for file in tmp_path.iterdir()] == ["table.parquet"]


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    for use in (read_frame, read_vacancies):
        with pytest.raises(FormatError, match=r"\.xlsx"):
            use(tmp_path / "table.xlsx")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("table.xlsx", "suffix '.xlsx'"),
        ("table", "suffix ''"),
        ("absent/table.csv", "no folder"),
        ("file.txt/table.csv", "no folder"),
        ("folder.csv", "a folder"),
        ("folder", "a folder"),
    ],
)
def test_what_cannot_be_written_is_named_as_it_was_given(name: str, found: str, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").touch()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError) as caught:
        write_frame(pl.DataFrame({"a": [1]}), tmp_path / name)
    message = str(caught.value)
    assert message.startswith(f"Cannot write {str(tmp_path / name)!r}: found {found}")
    assert ".part" not in message
    if found.startswith("suffix"):
        assert ".parquet, .csv, .ndjson or .jsonl" in message
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_closed_is_named_as_it_was_given(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match=r"table\.csv'.*[Pp]ermission"):
        write_frame(pl.DataFrame({"a": [1]}), tmp_path / "table.csv")


@SUFFIXES
def test_an_absent_file_is_refused(suffix: str, tmp_path: Path) -> None:
    for use in (read_frame, read_vacancies):
        with pytest.raises(FormatError):
            use(tmp_path / f"absent{suffix}")


# --- CSV -------------------------------------------------------------------------------


def test_csv_cells_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("vacancy_id,title,mine\n007,Baker,1.50\n")
    frame = read_vacancies(path).frame
    assert frame.select("vacancy_id", "mine").row(0) == ("007", "1.50")
    assert read_frame(path).schema == {"vacancy_id": pl.String, "title": pl.String, "mine": pl.String}


def test_only_csv_rows_with_other_lengths_are_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("vacancy_id,title\n1,a\n2,b,c\n\n3\n4,d\n")
    table = read_vacancies(path)
    assert table.frame["vacancy_id"].to_list() == ["1", "4"]
    assert _bad_rows(path) == {1: ["(row)"], 2: ["(row)"]}
    assert table.rejected["reason"].to_list() == [
        "found 3 cells; expected 2, as in the header",
        "found 1 cells; expected 2, as in the header",
    ]
    with pytest.raises(FormatError, match="2 row"):
        read_frame(path)


def test_a_quotation_mark_that_is_not_closed_is_suspected(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('vacancy_id,title\n1,a\n"2,b\n3,c\n')
    table = read_vacancies(path)
    assert len(table) == 1
    assert "quotation mark" in table.rejected["reason"][0]


def test_only_csv_rows_with_undecodable_bytes_are_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("vacancy_id,title,description\n1,a,é\n2,b,".encode() + b"caf\xe9\n3,c,d\n")
    assert read_vacancies(path).frame["vacancy_id"].to_list() == ["1", "3"]
    assert _bad_rows(path) == {1: ["description"]}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_byte_order_marks_are_followed(encoding: str, tmp_path: Path) -> None:
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    path = tmp_path / "t.csv"
    path.write_bytes((mark + "vacancy_id,title\r\n1,Bäcker\r\n").encode(encoding))
    assert read_vacancies(path).frame["title"].to_list() == ["Bäcker"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_recognised(delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(delimiter.join(["vacancy_id", "title"]) + "\n" + delimiter.join(["1", "a, b"]) + "\n")
    assert read_vacancies(path).frame["title"].to_list() == ["a, b"]


def test_very_long_cells_are_read_and_the_limit_of_the_process_stays(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    path = tmp_path / "t.csv"
    path.write_text("vacancy_id,title,description\n1,a," + "x" * 500_000 + "\n")
    assert read_vacancies(path).frame["description"].str.len_chars().to_list() == [500_000]
    assert csv.field_size_limit() == before


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_a_csv_without_columns_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(FormatError, match="no columns"):
        read_vacancies(path)


def test_a_csv_with_a_column_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("vacancy_id,title,title\n1,a,b\n")
    with pytest.raises(FormatError, match="twice"):
        read_vacancies(path)


def test_a_csv_of_a_header_is_an_empty_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("vacancy_id,title\n")
    assert len(read_vacancies(path)) == 0


# --- JSON ------------------------------------------------------------------------------


def test_lines_that_are_no_object_are_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "t.ndjson"
    path.write_bytes(
        b'{"vacancy_id": 1, "title": "a"}\n\n[1]\n3\n{"vacancy_id": 2, \n{"vacancy_id": 3, "title": "caf\xe9"}\n'
        b'{"vacancy_id": 4, "title": "\\ud800"}\n{"vacancy_id": 5, "title": "b", "demands": {"standing": 3}}'
    )
    table = read_vacancies(path)
    assert table.n_rows_in == 7
    assert table.frame["vacancy_id"].to_list() == [1, 5]
    assert _bad_rows(path) == {1: ["(row)"], 2: ["(row)"], 3: ["(row)"], 4: ["title"], 5: ["title"]}
    assert table.rejected.filter(pl.col("column") == "title")["reason"].unique().to_list() == [
        "found text that is not valid UTF-8; expected text"
    ]


def test_an_empty_json_file_is_an_empty_table_but_a_file_without_the_column_is_not(tmp_path: Path) -> None:
    path = tmp_path / "t.ndjson"
    path.write_text("\n")
    assert len(read_vacancies(path)) == 0
    path.write_text('{"title": "a"}\n')
    with pytest.raises(ColumnMissingError, match="vacancy_id"):
        read_vacancies(path)


# --- Parquet ---------------------------------------------------------------------------


def test_a_folder_of_parquet_files_is_one_table_even_if_types_differ(tmp_path: Path) -> None:
    pl.DataFrame({"vacancy_id": [1, 2], "title": ["a", "b"], "openings": [1, 0]}).write_parquet(tmp_path / "1.parquet")
    pl.DataFrame({"vacancy_id": [3], "title": ["c"], "openings": ["4"], "own": [1]}).write_parquet(
        tmp_path / "2.parquet"
    )
    (tmp_path / "_SUCCESS").touch()
    table = read_vacancies(tmp_path)
    assert table.frame.select("vacancy_id", "openings", "own").rows() == [(1, 1, None), (3, 4, 1)]
    assert table.rejected["row"].to_list() == [1]


def test_a_folder_without_parquet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no parquet files"):
        read_vacancies(tmp_path)


def test_parquet_with_undecodable_text_costs_only_its_rows(tmp_path: Path) -> None:
    offsets = pa.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 1, 3)))
    titles = pa.Array.from_buffers(pa.string(), 2, [None, offsets, pa.py_buffer(b"ab\xff")])
    table = pa.table({"vacancy_id": [1, 2], "title": titles})
    pq.write_table(table, tmp_path / "t.parquet")
    for source in (tmp_path / "t.parquet", table):
        read = read_vacancies(source)
        assert read.frame["vacancy_id"].to_list() == [1]
        assert read.rejected.select("row", "column").rows() == [(1, "title")]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no parquet at all"])
def test_a_broken_parquet_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    path.write_bytes(content)
    for use in (read_frame, read_vacancies):
        with pytest.raises(FormatError):
            use(path)


def test_a_file_without_a_header_shows_nobodys_values(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text('J1,"my name is Zelda Secretname, I have epilepsy",NP20 4AB\n', encoding="utf-8")
    with pytest.raises(ColumnMissingError, match="does the first line hold the names of the columns") as caught:
        read_jobseekers(file)
    assert not {"Zelda", "epilepsy", "NP20"} & set(str(caught.value).replace(",", " ").split())
