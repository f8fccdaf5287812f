"""The sample data: as generated, free of faults, and showing what its README says that it shows."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from jobmatch.tables import read_jobseekers, read_vacancies
from jobmatch.tables.places import Places
from jobmatch.tables.read import JobseekerTable, VacancyTable
from tests.reference import rules
from tests.reference.base import CONDITIONAL, FAIL, OK, Verdict

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
MAX_BYTES = 1_500_000


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.from_source(SAMPLES / "places.csv")


@pytest.fixture(scope="module")
def vacancies(places: Places) -> VacancyTable:
    return read_vacancies(SAMPLES / "vacancies.ndjson", places=places)


@pytest.fixture(scope="module")
def jobseekers(places: Places) -> JobseekerTable:
    return read_jobseekers(SAMPLES / "jobseekers.ndjson", places=places)


def _check(folder: Path) -> subprocess.CompletedProcess[str]:
    # Without bytecode, so that the folder stays as it is.
    command = [sys.executable, "-B", str(folder / "generate.py"), "--check"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _rows(name: str) -> list[dict[str, str]]:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _records(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows as the reference rules take them: levels by dimension in a dict."""
    records = list(frame.iter_rows(named=True))
    for record in records:
        for column in {"demands", "demands_adjusted", "capacity"} & record.keys():
            if record[column] is not None:
                record[column] = {entry["dimension"]: entry["level"] for entry in record[column]}
    return records


def _share(series: pl.Series) -> float:
    return float(series.sum()) / series.len()


# --- As generated -------------------------------------------------------------------------------


def test_files_are_what_the_program_writes() -> None:
    result = _check(SAMPLES)
    assert result.returncode == 0, result.stderr


def test_check_names_a_file_that_was_changed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLES, tmp_path / "samples"))
    path = folder / "put_forward.csv"
    path.write_bytes(path.read_bytes() + b"V0001,J0001\n")
    result = _check(folder)
    assert result.returncode == 1
    assert "put_forward.csv" in result.stderr
    assert "places.csv" not in result.stderr


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.iterdir() if path.is_file()) < MAX_BYTES


# --- Free of faults -----------------------------------------------------------------------------


def test_every_row_is_accepted(vacancies: VacancyTable, jobseekers: JobseekerTable) -> None:
    assert (vacancies.frame.height, vacancies.rejected.height) == (320, 0)
    assert (jobseekers.frame.height, jobseekers.rejected.height) == (220, 0)


def test_every_place_named_is_known_and_nothing_else_is_odd(
    vacancies: VacancyTable, jobseekers: JobseekerTable
) -> None:
    notes = pl.concat([vacancies.notes, jobseekers.notes])
    # The adverts close on fixed days, so more of them have closed each year.
    starts = ("place found by", "read from the advert", "closed before")
    expected = pl.any_horizontal(pl.col("note").str.starts_with(start) for start in starts)
    assert notes.filter(~expected).is_empty()


def test_the_csv_says_what_the_ndjson_says(vacancies: VacancyTable, places: Places) -> None:
    assert read_vacancies(SAMPLES / "vacancies.csv", places=places).frame.equals(vacancies.frame)


def test_every_bad_row_is_put_aside_but_the_first() -> None:
    table = read_vacancies(SAMPLES / "bad_rows.csv")
    wrong = [row["what_is_wrong"] for row in _rows("bad_rows.csv")]
    assert wrong[0] == "nothing"
    assert sorted(set(table.rejected["row"])) == list(range(1, len(wrong)))


def test_pairs_speak_of_known_ids(vacancies: VacancyTable, jobseekers: JobseekerTable) -> None:
    known_vacancies, known_people = set(vacancies.frame["vacancy_id"]), set(jobseekers.frame["jobseeker_id"])
    for name in ("put_forward.csv", "judgements.csv"):
        pairs = [(row["vacancy_id"], row["jobseeker_id"]) for row in _rows(name)]
        assert len(set(pairs)) == len(pairs)
        assert {vacancy for vacancy, _ in pairs} <= known_vacancies
        assert {person for _, person in pairs} <= known_people


def test_judgements_hold_every_grade() -> None:
    rows = _rows("judgements.csv")
    assert {row["relevance"] for row in rows} == {"0", "1", "2", "3"}
    assert len({row["jobseeker_id"] for row in rows}) == 30
    assert len(rows) == 600


# --- Fit to be shown ----------------------------------------------------------------------------


def test_texts_have_no_contacts_and_no_diagnosis(vacancies: VacancyTable, jobseekers: JobseekerTable) -> None:
    texts = [*vacancies.frame["description"].drop_nulls(), *jobseekers.frame["cv_text"].drop_nulls()]
    contact = re.compile(r"@|https?:|www\.|\b0\d{3,4} ?\d{3}|\b\d{6,}")
    diagnosis = re.compile(
        r"depress|anxi|arthrit|asthma|diabet|epilep|autis|adhd|dyslex|bipolar|cancer|stroke|sciatica|fibromyalgia",
        re.IGNORECASE,
    )
    assert [text for text in texts if contact.search(text)] == []
    assert [text for text in jobseekers.frame["cv_text"].drop_nulls() if diagnosis.search(text)] == []


def test_texts_are_as_long_as_adverts_and_cvs_are_and_differ(
    vacancies: VacancyTable, jobseekers: JobseekerTable
) -> None:
    for texts, shortest, longest in (
        (vacancies.frame["description"].str.replace_all("<[^>]+>", " "), 40, 180),
        (jobseekers.frame["cv_text"], 30, 200),
    ):
        n_words = [len(text.split()) for text in texts.drop_nulls()]
        assert shortest <= min(n_words)
        assert max(n_words) <= longest
        assert texts.drop_nulls().n_unique() == texts.drop_nulls().len()


def test_the_mix_is_the_one_described(jobseekers: JobseekerTable) -> None:
    people, jobs = jobseekers.frame, read_vacancies(SAMPLES / "vacancies.ndjson", read_text="none").frame
    no_car = people["modes"].fill_null(pl.Series([["walk", "pt"]])).list.contains("car").not_()
    cares = people["away_windows"].is_not_null() | people["care_flag"].fill_null(value=False)
    assert 0.2 < _share(cares) < 0.24
    assert 0.22 < _share(people["capacity"].is_not_null()) < 0.28
    assert 0.35 < _share(no_car) < 0.45
    assert 0.45 < _share(jobs["shifts"].is_not_null()) < 0.6
    assert 0.55 < _share(jobs["licences"].is_not_null()) < 0.65
    assert 0.35 < _share(jobs["demands"].is_not_null()) < 0.45
    assert {"none", None} <= set(people["away_windows"])
    assert (people["care_flag"] & people["away_windows"].is_null()).any()


SHOWCASE: tuple[tuple[str, str, dict[str, Verdict], Verdict], ...] = (
    ("J0001", "V0001", {}, OK),
    ("J0001", "V0002", {"care": FAIL}, FAIL),
    ("J0002", "V0003", {"travel": FAIL}, FAIL),
    ("J0002", "V0004", {}, OK),
    ("J0002", "V0008", {"travel": FAIL, "licence": FAIL}, FAIL),
    ("J0003", "V0005", {"health": CONDITIONAL}, CONDITIONAL),
    ("J0003", "V0006", {"licence": FAIL}, FAIL),
    ("J0004", "V0006", {}, OK),
    ("J0005", "V0007", {"licence": CONDITIONAL}, CONDITIONAL),
)


@pytest.mark.parametrize(("jobseeker_id", "vacancy_id", "low", "verdict"), SHOWCASE)
def test_showcase_pairs_come_out_as_the_readme_says(
    jobseeker_id: str,
    vacancy_id: str,
    low: dict[str, Verdict],
    verdict: Verdict,
    vacancies: VacancyTable,
    jobseekers: JobseekerTable,
) -> None:
    (person,) = _records(jobseekers.frame.filter(pl.col("jobseeker_id") == jobseeker_id))
    (job,) = _records(vacancies.frame.filter(pl.col("vacancy_id") == vacancy_id))
    frequency = rules.document_frequencies([job])
    judged = rules.judge(person, job, similarity=1, one=1, n_vacancies=1, document_frequency=frequency)
    held_back = {name: found for name, found in judged.verdicts.items() if found in {FAIL, CONDITIONAL}}
    assert held_back == low
    assert judged.verdict == verdict
    assert f"| `{jobseeker_id}` | `{vacancy_id}` |" in (SAMPLES / "README.md").read_text(encoding="utf-8")
