from __future__ import annotations

import errno
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from filelock import FileLock
from typer.testing import CliRunner, Result

from jobmatch.cli import app
from jobmatch.encode import session
from jobmatch.errors import StoreDamagedError
from jobmatch.matcher import Matcher
from jobmatch.store.layout import CHANGES_LOCK
from jobmatch.tables import read_frame, write_frame
from tests.disks import no_folder_can_be_removed
from tests.encoders import HashEncoder
from tests.taxonomies import esco_files, write_zip

COMMANDS = (
    "demo",
    "check",
    "matrix",
    "index",
    "match",
    "shortlist",
    "explain",
    "why-not",
    "barriers",
    "evaluate",
    "allocate",
    "nightly",
    "replay",
    "diary",
    "tune",
    "update",
    "compact",
    "forget-health",
    "compile",
)
FORMATS = (".parquet", ".csv", ".ndjson", ".jsonl")
MARK = "Gwenllian-7431"

NEWPORT = {"latitude": 51.59, "longitude": -3.0}
VACANCIES: list[dict[str, Any]] = [
    {"vacancy_id": 1, "title": "Baker", "description": "Bake bread.", "closing_date": "2026-11-30", **NEWPORT},
    {"vacancy_id": 2, "title": "Cook", "description": "Cook lunch.", "closing_date": "2026-01-31", **NEWPORT},
    {"vacancy_id": 3, "title": "Driver", "description": "Drive a van.", "closing_date": None, **NEWPORT},
    {
        "vacancy_id": 4,
        "title": "Shepherd",
        "description": "Sheep.",
        "latitude": 57.5,
        "longitude": -4.2,
        "remote": "no",
    },
]
JOBSEEKERS: list[dict[str, Any]] = [
    {"jobseeker_id": "p1", "cv_text": "I bake bread.", "pay_wanted_gbp_per_hour": 12.5, **NEWPORT},
    {"jobseeker_id": "p2", "cv_text": "I drive a van.", "pay_wanted_gbp_per_hour": None, **NEWPORT},
    {"jobseeker_id": "7", "cv_text": "I cook lunch.", "pay_wanted_gbp_per_hour": None, **NEWPORT},
]


def frame_of(records: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(records, infer_schema_length=None)


@pytest.fixture(autouse=True)
def _small_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "make_encoder", lambda _: HashEncoder())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both tables and an index of them: ids of vacancies are whole numbers, those of people text."""
    folder = tmp_path_factory.mktemp("world")
    write_frame(frame_of(VACANCIES), folder / "vacancies.parquet")
    write_frame(frame_of(JOBSEEKERS), folder / "jobseekers.csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "make_encoder", lambda _: HashEncoder())
        done = run("index", folder / "vacancies.parquet", folder / "jobseekers.csv", folder / "index")
    assert done.exit_code == 0, done.stderr
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def process(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jobmatch.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def refused(done: Result, exit_code: int, *words: str) -> None:
    """The command failed with a message, without a traceback and without a result."""
    assert done.exit_code == exit_code, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


# --- Help ------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_has_examples_and_exit_codes(command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert done.exit_code == 0
    assert f"\n    jobmatch {' '.join(command)}" in done.stdout
    assert "Exit codes: 0 all is well; 1 finished" in done.stdout
    assert done.stderr == ""


def test_version() -> None:
    done = run("--version")
    assert (done.exit_code, done.stdout.split()[0]) == (0, "jobmatch")


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, jobmatch.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "typer" in done.stdout.split()
    assert {"faiss", "numba", "numpy", "polars", "pydantic", "torch"} & set(done.stdout.split()) == set()


@pytest.mark.parametrize("arguments", [("fly",), ("match", "--fly"), ("check", "x.csv"), ("explain", "index", "p1")])
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    refused(run(*arguments), 2, "Usage: ")


# --- Check -----------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", FORMATS)
def test_check_reads_and_writes_each_format(tmp_path: Path, suffix: str) -> None:
    table = tmp_path / f"vacancies{suffix}"
    write_frame(frame_of(VACANCIES), table)
    valid, rejected = tmp_path / f"valid{suffix}", tmp_path / f"rejected{suffix}"
    done = run("check", table, "--kind", "vacancies", "--valid", valid, "--rejected", rejected)
    assert done.exit_code == 0, done.stderr
    assert "4 row(s) read, 4 usable, 0 put aside" in done.stdout
    assert read_frame(valid)["title"].to_list() == [record["title"] for record in VACANCIES]
    assert read_frame(rejected).height == 0
    again = run("check", valid, "--kind", "vacancies")
    assert (again.exit_code, "4 usable" in again.stdout) == (0, True)


def test_check_counts_what_is_wrong_and_shows_no_value(tmp_path: Path) -> None:
    bad = [
        {"jobseeker_id": MARK, "cv_text": MARK, "away_windows": MARK, "latitude": "51.5", "longitude": "-3"},
        {"jobseeker_id": "b", "cv_text": "", "away_windows": "whenever", "latitude": "95.125", "longitude": "-3"},
        {"jobseeker_id": "c", "cv_text": "", "away_windows": "always", "latitude": "51.5", "longitude": "-3"},
    ]
    write_frame(frame_of(bad), tmp_path / "people.csv")
    done = run("check", tmp_path / "people.csv", "--kind", "jobseekers", "--rejected", tmp_path / "why.csv")
    assert done.exit_code == 1
    assert "3 row(s) read, 1 usable, 2 put aside" in done.stdout
    assert "2 x away_windows: " in done.stdout
    assert "1 x latitude: " in done.stdout
    why = (tmp_path / "why.csv").read_text(encoding="utf-8")
    for text in (done.stdout, done.stderr, why):
        assert MARK not in text
        assert "95.125" not in text
        assert "whenever" not in text
    assert read_frame(tmp_path / "why.csv").columns == ["row", "column", "value_kind", "reason"]


def test_check_of_an_empty_table_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "none.csv").write_text("vacancy_id,title\n", encoding="utf-8")
    done = run("check", tmp_path / "none.csv", "--kind", "vacancies")
    assert (done.exit_code, "0 row(s) read" in done.stdout) == (1, True)


def test_check_looks_places_up(tmp_path: Path) -> None:
    (tmp_path / "vacancies.csv").write_text("vacancy_id,title,area\n1,Baker,Newport\n", encoding="utf-8")
    (tmp_path / "places.csv").write_text("area,latitude,longitude\nNewport,51.59,-3.0\n", encoding="utf-8")
    arguments = ("check", tmp_path / "vacancies.csv", "--kind", "vacancies", "--valid", tmp_path / "valid.parquet")
    assert run(*arguments, "--places", tmp_path / "places.csv").exit_code == 0
    assert read_frame(tmp_path / "valid.parquet")["latitude"].to_list() == [pytest.approx(51.59)]


def test_check_holds_pay_to_the_operators_own_rules(tmp_path: Path) -> None:
    (tmp_path / "jobs.csv").write_text(
        "vacancy_id,title,pay_min_gbp,pay_period,posted_date\n1,Baker,13,hour,2026-10-02\n", encoding="utf-8"
    )
    rules = tmp_path / "rules"
    rules.mkdir()
    header = "case,effective_from,effective_to,value,certainty,source"
    (rules / "minimum_wage.csv").write_text(f"{header}\nadult,2026-10-01,,15,F,ours\n", encoding="utf-8")
    arguments = ("check", tmp_path / "jobs.csv", "--kind", "vacancies")
    assert run(*arguments).exit_code == 0
    assert run(*arguments, "--rules", rules).exit_code == 1


def test_index_links_skills_to_esco(tmp_path: Path) -> None:
    (tmp_path / "jobs.csv").write_text(
        "vacancy_id,title,required_skills\nv,Baker,make cakes; make loaves\n", encoding="utf-8"
    )
    (tmp_path / "people.csv").write_text("jobseeker_id,skills\np,bake cakes\n", encoding="utf-8")
    esco = write_zip(tmp_path / "ESCO dataset - v1.1.1.zip", esco_files())
    done = run("index", tmp_path / "jobs.csv", tmp_path / "people.csv", tmp_path / "index", "--esco", esco)
    assert done.exit_code == 0
    assert "ESCO, version 1.1.1: 8 skill(s)." in done.stderr
    said = run("explain", tmp_path / "index", "p", "v").stdout
    assert "They have: make cakes. In part: make loaves (through bake cakes, a skill of the same group)." in said


def test_index_keeps_the_travel_limit_of_the_operators_rules(world: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    header = "case,effective_from,effective_to,value,certainty,source"
    (rules / "travel_limit.csv").write_text(f"{header}\neach_way_min,2026-01-01,,50,F,ours\n", encoding="utf-8")
    tables = world / "vacancies.parquet", world / "jobseekers.csv"
    for day, limit in (("2026-01-02", 50), ("2025-12-31", 90)):
        run("index", *tables, tmp_path / day, "--rules", rules, "--as-of", day)
        for people in ((), ("--jobseekers", tables[1])):
            said = run("explain", tmp_path / day, "p1", "1", *people).stdout
            assert f"the limit of {limit} minutes each way" in said


def test_check_of_what_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title\nBaker\n", encoding="utf-8")
    refused(run("check", tmp_path / "a.csv", "--kind", "vacancies"), 2, "lacks required column(s) ['vacancy_id']")
    (tmp_path / "a.xlsx").write_text("", encoding="utf-8")
    refused(run("check", tmp_path / "a.xlsx", "--kind", "vacancies"), 2, "suffix '.xlsx'")
    (tmp_path / "a.parquet").write_text("no parquet", encoding="utf-8")
    refused(run("check", tmp_path / "a.parquet", "--kind", "vacancies"), 2, "not valid .parquet")
    refused(run("check", tmp_path / "absent.csv", "--kind", "vacancies"), 2, "does not exist")


@pytest.mark.parametrize("out", ["x.xlsx", "x", "no/such/folder.csv", "folder.csv"])
def test_where_nothing_can_be_written_is_found_out_first(world: Path, tmp_path: Path, out: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    refused(run("match", world / "index", "--out", tmp_path / out), 2, "--out")


# --- Index -----------------------------------------------------------------------------


def test_index_says_what_it_did(world: Path, tmp_path: Path) -> None:
    done = run("index", world / "vacancies.parquet", world / "jobseekers.csv", tmp_path / "index")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "vacancies: 4 row(s) read, 4 usable, 0 put aside" in done.stderr
    assert "0 text(s) encoded, 7 found in the cache." in done.stderr
    assert "4 vacancy(ies) and 3 jobseeker(s) saved" in done.stderr


def test_index_with_rows_put_aside_is_saved(world: Path, tmp_path: Path) -> None:
    write_frame(frame_of([*VACANCIES, {"vacancy_id": 1, "title": MARK}]), tmp_path / "vacancies.ndjson")
    done = run("index", tmp_path / "vacancies.ndjson", world / "jobseekers.csv", tmp_path / "index")
    assert done.exit_code == 1
    assert MARK not in done.stderr
    assert Matcher.load(tmp_path / "index").n_vacancies == 4


def test_index_leaves_a_folder_of_something_else_alone(world: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Anna", encoding="utf-8")
    done = run("index", world / "vacancies.parquet", world / "jobseekers.csv", tmp_path)
    refused(done, 3, "is not a jobmatch index")
    assert "row(s) read" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_settings_from_a_file_and_options_above_it(world: Path, tmp_path: Path) -> None:
    settings = {"unknown_policy": "hide", "threads": 2, "weights": {"text": 50, "skills": 10}, "as_of": "2027-01-01"}
    (tmp_path / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    tables = (world / "vacancies.parquet", world / "jobseekers.csv", tmp_path / "index")
    options = ("--config", tmp_path / "settings.json", "--as-of", "2026-06-01", "--threads", 1)
    assert run("index", *tables, *options).exit_code == 0
    config = Matcher.load(tmp_path / "index").config
    assert (config.unknown_policy, config.threads, config.weights.text) == ("hide", None, 50)
    assert str(config.as_of) == "2026-06-01"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON: line 1"),
        ("[]", "holds no JSON object"),
        ('{"speed": 3}', "speed: Extra inputs are not permitted"),
        ('{"weights": {"text": 99}}', "weights must sum to 100"),
    ],
)
def test_unusable_settings(world: Path, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    tables = (world / "vacancies.parquet", world / "jobseekers.csv", tmp_path / "index")
    refused(run("index", *tables, "--config", tmp_path / "settings.json"), 2, message)
    assert not (tmp_path / "index").exists()


# --- Match -----------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", FORMATS)
def test_match_writes_each_format(world: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"matches{suffix}"
    done = run("match", world / "index", "-k", 2, "--out", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "6 pair(s) for 3 jobseeker(s) written to" in done.stderr
    assert "Exact (" in done.stderr
    rows = read_frame(out).select(pl.col("jobseeker_id", "vacancy_id", "rank").cast(pl.String))
    expected = Matcher.load(world / "index").match(k=2).frame.select(pl.col(rows.columns).cast(pl.String))
    assert rows.equals(expected)
    best = dict(rows.filter(pl.col("rank") == "1").select("jobseeker_id", "vacancy_id").iter_rows())
    assert best == {"p1": "1", "p2": "3", "7": "2"}


def test_match_without_an_index_gives_the_same(world: Path, tmp_path: Path) -> None:
    assert run("match", world / "index", "--out", tmp_path / "a.csv").exit_code == 0
    tables = ("--vacancies", world / "vacancies.parquet", "--jobseekers", world / "jobseekers.csv")
    assert run("match", *tables, "--out", tmp_path / "b.csv").exit_code == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_match_of_newcomers_and_of_open_vacancies(world: Path, tmp_path: Path) -> None:
    newcomer = {"jobseeker_id": "n1", "cv_text": "I cook lunch.", "pay_wanted_gbp_per_hour": None, **NEWPORT}
    write_frame(frame_of([newcomer]), tmp_path / "new.ndjson")
    done = run("match", world / "index", "--jobseekers", tmp_path / "new.ndjson", "-k", 1, "--out", tmp_path / "a.csv")
    assert done.exit_code == 0, done.stderr
    assert read_frame(tmp_path / "a.csv").select("jobseeker_id", "vacancy_id").rows() == [("n1", "2")]
    tables = ("--vacancies", world / "vacancies.parquet", "--jobseekers", tmp_path / "new.ndjson")
    done = run("match", *tables, "--as-of", "2026-02-01", "--out", tmp_path / "b.csv")
    assert "closed before 2026-02-01" in done.stderr
    assert "--as-of" not in done.stderr
    assert "1 vacancy(ies) had closed" in done.stderr
    assert "2" not in read_frame(tmp_path / "b.csv")["vacancy_id"].to_list()


def test_match_that_finds_nothing(world: Path, tmp_path: Path) -> None:
    hermit = {"jobseeker_id": "h", "cv_text": "Far away.", "latitude": 49.9, "longitude": -6.3}
    write_frame(frame_of([hermit]), tmp_path / "hermit.ndjson")
    write_frame(frame_of(VACANCIES[3:]), tmp_path / "far.ndjson")
    tables = ("--vacancies", tmp_path / "far.ndjson", "--jobseekers", tmp_path / "hermit.ndjson")
    done = run("match", *tables, "--out", tmp_path / "none.csv")
    assert done.exit_code == 1
    assert "0 pair(s) for 1 jobseeker(s)" in done.stderr
    assert read_frame(tmp_path / "none.csv").height == 0


def test_match_needs_an_index_or_two_tables(world: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "a.csv")
    refused(run("match", *out), 2, "give an INDEX, or both")
    refused(run("match", "--vacancies", world / "vacancies.parquet", *out), 2, "give an INDEX, or both")
    refused(run("match", world / "index", "--as-of", "2026-01-01", *out), 2, "--as-of: only in a run without INDEX")
    refused(run("match", world / "index", "-k", 0, *out), 2, "greater than or equal to 1")
    assert not (tmp_path / "a.csv").exists()


# --- Shortlist -------------------------------------------------------------------------


def test_shortlist_and_what_an_employer_sees(world: Path, tmp_path: Path) -> None:
    (tmp_path / "agreed.csv").write_text("vacancy_id,jobseeker_id\n1,7\n1,p1\n3,p2\n", encoding="utf-8")
    files = ("--out", tmp_path / "staff.parquet", "--employer-out", tmp_path / "employer.csv")
    done = run("shortlist", world / "index", "-k", 2, *files, "--put-forward", tmp_path / "agreed.csv")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "6 pair(s) for 4 vacancy(ies) written to" in done.stderr
    view = read_frame(tmp_path / "employer.csv")
    assert view.select("vacancy_id", "rank", "jobseeker_id").rows() == [
        ("1", "1", "p1"),
        ("1", "2", "7"),
        ("3", "1", "p2"),
    ]
    assert {"travel_verdict", "health_verdict", "care_verdict", "pay"} & set(view.columns) == set()
    assert "health_verdict" in read_frame(tmp_path / "staff.parquet").columns


def test_shortlist_for_everyone_who_agreed_and_for_a_new_vacancy(world: Path, tmp_path: Path) -> None:
    write_frame(frame_of([VACANCIES[2] | {"vacancy_id": 30}]), tmp_path / "new.parquet")
    write_frame(pl.DataFrame({"jobseeker_id": ["7", "p2"]}), tmp_path / "agreed.ndjson")
    files = ("--out", tmp_path / "staff.csv", "--employer-out", tmp_path / "employer.csv")
    new = ("--vacancies", tmp_path / "new.parquet", "--put-forward", tmp_path / "agreed.ndjson")
    done = run("shortlist", world / "index", *new, *files)
    assert done.exit_code == 0, done.stderr
    assert set(read_frame(tmp_path / "staff.csv")["vacancy_id"]) == {"30"}
    assert read_frame(tmp_path / "employer.csv")["jobseeker_id"].to_list() == ["p2", "7"]


@pytest.mark.parametrize("agreed", [f"vacancy_id,jobseeker_id\n1,{MARK}\n", f"vacancy_id,jobseeker_id\n{MARK},p1\n"])
def test_an_unknown_id_writes_nothing_and_is_not_shown(world: Path, tmp_path: Path, agreed: str) -> None:
    (tmp_path / "agreed.csv").write_text(agreed, encoding="utf-8")
    files = ("--out", tmp_path / "staff.csv", "--employer-out", tmp_path / "employer.csv")
    done = run("shortlist", world / "index", *files, "--put-forward", tmp_path / "agreed.csv")
    refused(done, 2, "id(s) are not among")
    assert MARK not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["agreed.csv"]


def test_shortlist_from_two_tables_is_that_of_an_index(world: Path, tmp_path: Path) -> None:
    tables = ("--vacancies", world / "vacancies.parquet", "--jobseekers", world / "jobseekers.csv")
    done = run("shortlist", *tables, "--out", tmp_path / "tables.parquet", "--counts", tmp_path / "counts.csv")
    assert done.exit_code == 0, done.stderr
    assert run("shortlist", world / "index", "--out", tmp_path / "index.parquet").exit_code == 0
    assert (tmp_path / "tables.parquet").read_bytes() == (tmp_path / "index.parquet").read_bytes()
    counts = read_frame(tmp_path / "counts.csv")
    assert counts.rows() == [("1", "3", "3", "3"), ("2", "3", "3", "3"), ("3", "3", "3", "3"), ("4", "0", "0", "0")]
    done = run("shortlist", *tables, "--as-of", "2026-06-01", "--out", tmp_path / "open.csv")
    assert "1 vacancy(ies) had closed" in done.stderr
    assert set(read_frame(tmp_path / "open.csv")["vacancy_id"]) == {"1", "3"}


def test_shortlist_needs_an_index_or_two_tables(world: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "a.csv")
    refused(run("shortlist", "--vacancies", world / "vacancies.parquet", *out), 2, "give an INDEX, or both")
    both = run("shortlist", world / "index", "--jobseekers", world / "jobseekers.csv", "--as-of", "2026-06-01", *out)
    refused(both, 2, "--jobseekers, --as-of: only in a run without INDEX")


def test_put_forward_and_employer_out_go_together(world: Path, tmp_path: Path) -> None:
    refused(run("shortlist", world / "index", "--out", tmp_path / "a.csv", "--employer-out", tmp_path / "b.csv"), 2)


def test_put_forward_without_people(world: Path, tmp_path: Path) -> None:
    (tmp_path / "agreed.csv").write_text("vacancy_id\n1\n", encoding="utf-8")
    files = (
        "--out",
        tmp_path / "a.csv",
        "--employer-out",
        tmp_path / "b.csv",
        "--put-forward",
        tmp_path / "agreed.csv",
    )
    refused(run("shortlist", world / "index", *files), 2, "lacks required column(s) ['jobseeker_id']")


@pytest.mark.parametrize(
    "files",
    [
        ("--out", "a.csv", "--counts", "a.csv"),
        ("--out", "a.csv", "--put-forward", "agreed.csv", "--employer-out", "a.csv"),
        ("--out", "agreed.csv", "--put-forward", "agreed.csv", "--employer-out", "b.csv"),
        ("--out", "./agreed.csv", "--put-forward", "agreed.csv", "--employer-out", "b.csv"),
    ],
)
def test_no_table_takes_the_place_of_another(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    consent = "vacancy_id,jobseeker_id\n1,p1\n"
    (tmp_path / "agreed.csv").write_text(consent, encoding="utf-8")
    refused(run("shortlist", world / "index", *files), 2, "is given twice")
    assert (tmp_path / "agreed.csv").read_text(encoding="utf-8") == consent
    assert [path.name for path in tmp_path.iterdir()] == ["agreed.csv"]


def test_check_does_not_write_over_what_it_checks(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("vacancy_id,title\n1,\n2,Cook\n", encoding="utf-8")
    refused(
        run("check", tmp_path / "bad.csv", "--kind", "vacancies", "--valid", tmp_path / "bad.csv"), 2, "given twice"
    )
    assert (tmp_path / "bad.csv").read_text(encoding="utf-8").count("\n") == 3


def test_two_empty_tables_do_not_replace_an_index(world: Path, tmp_path: Path) -> None:
    assert run("index", world / "vacancies.parquet", world / "jobseekers.csv", tmp_path / "index").exit_code == 0
    for name, header in (("v.csv", "vacancy_id,title\n"), ("j.csv", "jobseeker_id\n")):
        (tmp_path / name).write_text(header, encoding="utf-8")
    refused(run("--quiet", "index", tmp_path / "v.csv", tmp_path / "j.csv", tmp_path / "index"), 2, "nothing to match")
    assert Matcher.load(tmp_path / "index").n_vacancies == 4
    # one side alone can be matched with newcomers later
    done = run("index", world / "vacancies.parquet", tmp_path / "j.csv", tmp_path / "other")
    assert done.exit_code == 1
    assert Matcher.load(tmp_path / "other").n_vacancies == 4


# --- Explain ---------------------------------------------------------------------------


def test_explain_in_words_and_in_json(world: Path) -> None:
    in_words = run("explain", world / "index", "p1", "1")
    assert (in_words.exit_code, in_words.stderr) == (0, "")
    assert in_words.stdout.startswith("Baker\n")
    found = json.loads(run("explain", world / "index", "p1", "1", "--json").stdout)
    assert (found["jobseeker_id"], found["vacancy_id"]) == ("p1", 1)
    assert sum(part["points"] for part in found["parts"]) == found["score"]


def test_explain_tries_text_before_whole_numbers(world: Path) -> None:
    found = json.loads(run("explain", world / "index", "7", "2", "--json").stdout)
    assert (found["jobseeker_id"], found["vacancy_id"]) == ("7", 2)


def test_explain_to_an_employer(world: Path) -> None:
    found = json.loads(run("explain", world / "index", "p1", "1", "--audience", "employer", "--json").stdout)
    assert {line["name"] for line in found["constraints"]} == {"licence", "hours"}
    refused(run("explain", world / "index", "p1", "1", "--audience", "press"), 2, "--audience")


@pytest.mark.parametrize("pair", [(MARK, "1"), ("p1", MARK), ("p1", "01"), ("p1", "-1"), ("12345678901234567890", "1")])
def test_explain_of_an_unknown_id(world: Path, pair: tuple[str, str]) -> None:
    done = run("explain", world / "index", "--", *pair)
    refused(done, 2, "id(s) are not among")
    assert not any(one_id in done.stderr for one_id in (MARK, "12345678901234567890"))


@pytest.mark.parametrize("suffix", FORMATS)
def test_explain_a_table_of_pairs_into_a_table(world: Path, tmp_path: Path, suffix: str) -> None:
    ranking, out = tmp_path / f"matches{suffix}", tmp_path / f"why{suffix}"
    assert run("match", world / "index", "--out", ranking).exit_code == 0
    done = run("explain", world / "index", "--pairs", ranking, "--out", out)
    assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    points = pl.col("points").cast(pl.Int64, strict=False).sum()
    sums = read_frame(out).group_by("jobseeker_id", "vacancy_id").agg(points)
    scores = read_frame(ranking).select("jobseeker_id", "vacancy_id", pl.col("score").cast(pl.Int64))
    both = scores.join(sums, on=["jobseeker_id", "vacancy_id"], how="full")
    assert both["score"].to_list() == both["points"].to_list()


def test_explain_a_table_of_pairs_in_words_and_in_json(world: Path, tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("jobseeker_id,vacancy_id\np1,1\n7,2\n", encoding="utf-8")
    in_words = run("explain", world / "index", "--pairs", tmp_path / "pairs.csv")
    assert [part.split("\n")[0] for part in in_words.stdout.split("\n----\n\n")] == ["Baker", "Cook"]
    found = json.loads(run("explain", world / "index", "--pairs", tmp_path / "pairs.csv", "--json").stdout)
    assert [(one["jobseeker_id"], one["vacancy_id"]) for one in found] == [("p1", 1), ("7", 2)]


def test_explain_rows_that_are_in_no_index(world: Path, tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("postcode,latitude,longitude\nNP20 1AA,51.59,-3.0\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text(
        "jobseeker_id,cv_text,postcode,shoe_size\nn1,I bake,NP20 1AA,38\nn2,,NP20 1AA,x\n", encoding="utf-8"
    )
    write_frame(frame_of([VACANCIES[2] | {"vacancy_id": 30, "title": "Courier"}]), tmp_path / "jobs.parquet")
    beside = ("--jobseekers", tmp_path / "people.csv", "--places", tmp_path / "places.csv")
    done = run("explain", world / "index", "n1", "1", *beside)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "Baker"), done.stderr
    assert "Travel (fits)" in done.stdout
    done = run("explain", world / "index", "n1", "30", *beside, "--vacancies", tmp_path / "jobs.parquet")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "Courier"), done.stderr
    refused(run("--quiet", "explain", world / "index", "p1", "1", *beside), 2, "1 jobseeker id(s) are not among the 2")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "give the ids of a jobseeker and a vacancy, or --pairs"),
        (("p1", "1", "--pairs"), "give two ids or --pairs, not both"),
        (("p1", "1", "--json", "--out", "why.csv"), "leave out --out"),
    ],
)
def test_explain_needs_one_way_to_name_pairs(
    world: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("jobseeker_id,vacancy_id\np1,1\n", encoding="utf-8")
    given = [*arguments, pairs] if arguments[-1:] == ("--pairs",) else list(arguments)
    refused(run("explain", world / "index", *given), 2, words)


def test_explain_pairs_without_ids(world: Path, tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("jobseeker_id\np1\n", encoding="utf-8")
    refused(run("explain", world / "index", "--pairs", tmp_path / "pairs.csv"), 2, "lacks required column(s)")


# --- What would have to change ----------------------------------------------------------


def test_why_not_in_words_and_in_json(world: Path) -> None:
    done = run("why-not", world / "index", "p1", "4")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Shepherd\nWhy this job is not listed:\n- ")
    found = json.loads(run("why-not", world / "index", "7", "4", "--audience", "jobseeker", "--json").stdout)
    assert (found["jobseeker_id"], found["vacancy_id"], found["audience"]) == ("7", 4, "jobseeker")
    assert [blocker["constraint"] for blocker in found["blockers"]] == ["travel"]
    assert run("why-not", world / "index", "p1", "1").stdout.startswith("Baker\nNo rule keeps this job out.")
    refused(run("why-not", world / "index", "p1", "4", "--audience", "employer"), 2, "--audience")
    refused(run("why-not", world / "index", "p1", "99"), 2, "id(s) are not among")


@pytest.mark.parametrize("suffix", FORMATS)
def test_barriers_and_questions_into_tables(world: Path, tmp_path: Path, suffix: str) -> None:
    needs = {"licences": ["forklift_counterbalance"], "remote": "no"}
    write_frame(frame_of([vacancy | needs for vacancy in VACANCIES]), tmp_path / "vacancies.parquet")
    write_frame(frame_of([one | {"licences": []} for one in JOBSEEKERS]), tmp_path / "people.parquet")
    tables = (tmp_path / "vacancies.parquet", tmp_path / "people.parquet")
    assert run("index", *tables, tmp_path / "index").exit_code == 0
    out, near = tmp_path / f"changes{suffix}", tmp_path / f"near{suffix}"
    done = run("barriers", tmp_path / "index", "--out", out, "--near-misses", near, "--most", 2)
    assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    changes = read_frame(out)
    assert changes["jobseeker_id"].to_list() == ["7", "p1", "p2"]
    assert set(changes["licence"]) == {"forklift_counterbalance"}
    assert [int(n) for n in changes["n_more"]] == [3, 3, 3]
    assert read_frame(near).height == 6
    questions = tmp_path / f"questions{suffix}"
    done = run("match", world / "index", "--out", tmp_path / "m.csv", "--questions", questions)
    assert done.exit_code == 0, done.stderr
    assert {"licences", "shifts"} & set(read_frame(questions)["field"]) == {"licences"}


# --- Evaluate --------------------------------------------------------------------------


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    """The best vacancy of each person is relevant, another one is not."""
    path = tmp_path / "judgements.csv"
    path.write_text("jobseeker_id,vacancy_id,relevance\np1,1,2\np1,2,0\np2,3,1\n7,2,1\n", encoding="utf-8")
    return path


def test_evaluate_in_words_and_in_json(world: Path, judged: Path) -> None:
    in_words = run("evaluate", world / "index", "--judgements", judged, "-k", 1, "--exactness", 3)
    assert in_words.exit_code == 0, in_words.stderr
    assert "ndcg@1" in in_words.stdout
    assert "3 of 3 list(s) of up to 1 are exact (100.0%), by 12 pairs scored again." in in_words.stdout
    done = run("evaluate", world / "index", "--judgements", judged, "-k", 1, "--exactness", 2, "--json")
    found = json.loads(done.stdout)
    assert found["measures"]["ndcg"]["value"] == 1
    assert found["measures"]["recall"]["random"] < 1
    assert (found["n_jobseekers"], found["n_vacancies"]) == (3, 4)
    assert found["exactness"] == {"n_jobseekers": 2, "n_exact": 2, "n_pairs": 8, "share_exact": 1.0}


@pytest.mark.parametrize("suffix", FORMATS)
def test_evaluate_into_a_table(world: Path, judged: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"measures{suffix}"
    done = run("evaluate", world / "index", "--judgements", judged, "-k", 1, "--exactness", 3, "--out", out)
    assert done.exit_code == 0, done.stderr
    table = read_frame(out)
    assert table["measure"].to_list() == ["ndcg@1", "map@1", "mrr@1", "recall@1", "precision@1", "share_exact"]
    assert float(table["value"][-1]) == 1


def test_evaluate_of_the_judged_alone(world: Path, judged: Path) -> None:
    done = run("evaluate", world / "index", "--judgements", judged, "--judged-only", "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert (found["measures"]["mrr"]["value"], found["n_jobseekers"], found["n_vacancies"]) == (1, 3, None)
    in_words = run("evaluate", world / "index", "--judgements", judged, "--judged-only", "--exactness", 1)
    assert "Only pairs count that were judged" in in_words.stdout
    assert "1 of 1 list(s)" in in_words.stdout
    refused(run("evaluate", world / "index", "--exactness", 1, "--judged-only"), 2, "--judged-only needs --judgements")


def test_evaluate_leaves_foreign_judgements_aside(world: Path, judged: Path) -> None:
    with judged.open("a", encoding="utf-8") as file:
        file.write(f"{MARK},1,1\np1,99,1\n")
    done = run("evaluate", world / "index", "--judgements", judged, "--json")
    assert done.exit_code == 1
    assert "2 judgement(s) left aside" in done.stderr
    assert MARK not in done.stderr
    assert json.loads(done.stdout)["measures"]["recall"]["value"] == 1


def test_evaluate_of_what_cannot_be_used(world: Path, tmp_path: Path) -> None:
    refused(run("evaluate", world / "index"), 2, "give --judgements, --exactness or both")
    (tmp_path / "judgements.csv").write_text("jobseeker_id,vacancy_id\np1,1\n", encoding="utf-8")
    arguments = ("evaluate", world / "index", "--judgements", tmp_path / "judgements.csv")
    refused(run(*arguments), 2, "lacks required column(s) ['relevance']")
    (tmp_path / "judgements.csv").write_text(f"jobseeker_id,vacancy_id,relevance\np1,1,{MARK}\n", encoding="utf-8")
    done = run(*arguments)
    refused(done, 2, "1 row(s) have no usable relevance")
    assert MARK not in done.stderr


# --- Errors ----------------------------------------------------------------------------


def every_reader(index: Path, out: Path) -> list[tuple[object, ...]]:
    return [
        ("match", index, "--out", out),
        ("shortlist", index, "--out", out),
        ("explain", index, "p1", "1"),
        ("why-not", index, "p1", "1"),
        ("barriers", index, "--out", out),
        ("evaluate", index, "--exactness", 1),
    ]


def test_unusable_indexes(world: Path, tmp_path: Path) -> None:
    foreign, damaged = tmp_path / "foreign", tmp_path / "damaged"
    foreign.mkdir()
    (foreign / "letter.txt").write_text("Dear Anna", encoding="utf-8")
    tables = (world / "vacancies.parquet", world / "jobseekers.csv")
    assert run("index", *tables, damaged).exit_code == 0
    victim = max((path for path in damaged.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    victim.write_bytes(victim.read_bytes()[:-1])
    for index, exit_code, word in (
        (tmp_path / "absent", 2, "No saved index"),
        (foreign, 3, "not a jobmatch index"),
        (damaged, 3, "is damaged"),
    ):
        for arguments in every_reader(index, tmp_path / "out.csv"):
            refused(run(*arguments), exit_code, word)
    # A damaged index can be built again in its place.
    assert run("index", *tables, damaged).exit_code == 0
    assert run("explain", damaged, "p1", "1").exit_code == 0


@pytest.mark.parametrize(
    ("error", "exit_code", "message"),
    [
        (KeyboardInterrupt(), 130, "Interrupted."),
        (ValueError(MARK), 70, "Fault in jobmatch: ValueError."),
        (PermissionError(13, "Permission denied", "shelf"), 2, "Error: shelf: Permission denied."),
        (StoreDamagedError(file="x", problem="is cut short"), 3, "Error: The saved index is damaged"),
    ],
)
def test_errors_end_as_a_message(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, exit_code: int, message: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Matcher, "load", fail)
    done = run("explain", "index", "p1", "1")
    refused(done, exit_code, message)
    assert MARK not in done.stderr
    in_full = run("--debug", "explain", "index", "p1", "1")
    assert (in_full.exit_code, "Traceback" in in_full.stderr) == (exit_code, True)


def test_quiet_says_nothing(world: Path, tmp_path: Path) -> None:
    done = run("--quiet", "match", world / "index", "--out", tmp_path / "a.csv")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


# --- Demo ------------------------------------------------------------------------------


def test_demo_shows_the_main_job() -> None:
    first = run("demo", "-k", 2, "--people", 1)
    assert first.exit_code == 0, first.stderr
    for words in (
        "vacancies: 320 row(s) read, 320 usable, 0 put aside",
        "rows with mistakes made on purpose",
        "Jobseeker J0001: 2 best vacancies",
        "comes first:",
        "shortlist for staff",
        "what the employer sees of those put forward",
    ):
        assert words in first.stdout
    assert "\x1b" not in first.stdout
    assert "0 text(s) encoded now" in run("demo", "--people", 1).stdout


def test_demo_without_samples(tmp_path: Path) -> None:
    refused(run("demo", "--samples", tmp_path), 2, "No sample data", "--samples DIR")


# --- Real processes --------------------------------------------------------------------


def test_a_process_keeps_results_and_talk_apart(world: Path, tmp_path: Path) -> None:
    done = process("explain", world / "index", "p1", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Baker\n")
    done = process("explain", tmp_path, "p1", "1")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: No saved index")


def test_a_reader_who_leaves_early_is_no_fault(world: Path) -> None:
    command = [sys.executable, "-m", "jobmatch.cli", "explain", str(world / "index"), "p1", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""


# --- Travel times ------------------------------------------------------------------------------------------


def test_travel_times_are_checked_saved_and_used(world: Path, tmp_path: Path) -> None:
    zones = [
        {"zone": "a", "latitude": 51.584, "longitude": -2.998},
        {"zone": "b", "latitude": 51.7, "longitude": -2.998},
    ]
    write_frame(frame_of(zones), tmp_path / "zones.csv")
    for name in ("am", "pm"):
        write_frame(frame_of([{"from_id": "a", "to_id": "b", "travel_time": 40}]), tmp_path / f"{name}.csv")
    about = ["--zones", tmp_path / "zones.csv", "--mode", "pt", "--producer", "r5py", "--licence", "ODbL"]
    done = run("matrix", tmp_path / "am.csv", tmp_path / "matrix", *about, "--band", "am")
    refused(done, 2, "cutoff_min", "timetable_date")
    about += ["--cutoff", 90, "--date", "2023-03-07"]
    done = run("matrix", tmp_path / "am.csv", tmp_path / "matrix", *about, "--band", "am")
    assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    assert "TravelMatrix(2 zones, 1 pairs: pt am) saved" in done.stderr
    done = run("matrix", tmp_path / "pm.csv", tmp_path / "matrix", *about, "--band", "pm", "--add")
    assert "pt am, pt pm" in done.stderr

    tables = (world / "vacancies.parquet", world / "jobseekers.csv")
    done = run("index", *tables, tmp_path / "index", "--matrix", tmp_path / "matrix")
    assert done.exit_code == 0, done.stderr
    home = {"jobseeker_id": "x", "latitude": 51.584, "longitude": -2.998, "modes": "pt"}
    job = {"vacancy_id": 9, "title": "Cook", "latitude": 51.7, "longitude": -2.998, "remote": "no"}
    write_frame(frame_of([home]), tmp_path / "people.csv")
    write_frame(frame_of([job]), tmp_path / "jobs.parquet")
    new = ["--jobseekers", tmp_path / "people.csv", "--vacancies", tmp_path / "jobs.parquet"]
    done = run("explain", tmp_path / "index", "x", 9, *new)
    assert "by the timetable of 7 March 2023" in done.stdout, done.stderr
    done = run("match", *new, "--matrix", tmp_path / "matrix", "--out", tmp_path / "matches.csv")
    assert read_frame(tmp_path / "matches.csv")["travel_out_min"].to_list() == ["40"]  # a CSV
    done = run("match", tmp_path / "index", "--matrix", tmp_path / "matrix", "--out", tmp_path / "matches.csv")
    refused(done, 2, "--matrix")


# --- Changes ------------------------------------------------------------------------------


def _ids_matched(index: Path) -> set[int]:
    done = run("match", index, "-k", 50, "--out", index.parent / "out.csv")
    assert done.exit_code == 0, done.stderr
    return set(read_frame(index.parent / "out.csv")["vacancy_id"].cast(pl.Int64))


def test_vacancies_come_close_and_open_again(world: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(world / "index", index)
    before = _ids_matched(index)
    new, ids = tmp_path / "new.csv", tmp_path / "ids.csv"
    new.write_text("vacancy_id,title,remote\n901,Baker,full\n902,Cook,full\n", encoding="utf-8")
    ids.write_text("vacancy_id\n901\n901\n", encoding="utf-8")
    done = run("update", index, "--vacancies", new)
    assert done.exit_code == 0, done.stderr
    assert "2 vacancy(ies) added or replaced." in done.stderr
    assert _ids_matched(index) == before | {901, 902}
    done = run("update", index, "--close", ids)
    assert "1 vacancy(ies) closed." in done.stderr
    assert "2 change(s) since it was saved" in done.stderr
    assert _ids_matched(index) == before | {902}
    done = run("compact", index)
    assert done.exit_code == 0, done.stderr
    assert "2 change(s) are now part of the index" in done.stderr
    assert _ids_matched(index) == before | {902}
    assert run("update", index, "--reopen", ids).exit_code == 0
    assert _ids_matched(index) == before | {901, 902}


def test_wrong_changes_are_refused(world: Path, tmp_path: Path) -> None:
    ids = tmp_path / "ids.csv"
    refused(run("update", world / "index"), 2, "--vacancies, --close or --reopen")
    ids.write_text("vacancy_id\nnobody\n", encoding="utf-8")
    refused(run("update", world / "index", "--close", ids), 2, "are text")
    ids.write_text("vacancy_id\n123456\n", encoding="utf-8")
    refused(run("update", world / "index", "--close", ids), 2, "1 vacancy id(s) are not among")
    ids.write_text("id\n1\n", encoding="utf-8")
    refused(run("update", world / "index", "--reopen", ids), 2, "vacancy_id")
    ids.write_text("vacancy_id,asked\n1,x\n,x\n", encoding="utf-8")
    refused(run("update", world / "index", "--close", ids), 2, "1 row(s) without vacancy_id, so nothing was changed")
    refused(run("compact", tmp_path / "nothing"), 2, "No saved index")


def test_health_is_forgotten(tmp_path: Path) -> None:
    people = [{**JOBSEEKERS[0], "jobseeker_id": n, "capacity": {"lift_carry": 2}} for n in (1, 2, 3)]
    jobs = [{**VACANCIES[0], "demands": {"lift_carry": 6}}]
    write_frame(frame_of(jobs), tmp_path / "vacancies.parquet")
    write_frame(frame_of(people), tmp_path / "people.parquet")
    index, ids = tmp_path / "index", tmp_path / "ids.csv"
    assert run("index", tmp_path / "vacancies.parquet", tmp_path / "people.parquet", index).exit_code == 0
    ids.write_text("jobseeker_id\n2\n2\n", encoding="utf-8")
    done = run("forget-health", index, "--ids", ids)
    assert done.exit_code == 0, done.stderr
    assert "the health of 1 jobseeker(s)" in done.stderr
    assert _who_has_health(index) == {1, 3}
    done = run("forget-health", index, "--everybody")
    assert "the health of 3 jobseeker(s)" in done.stderr
    assert _who_has_health(index) == set()


def _who_has_health(index: Path) -> set[int]:
    (saved,) = index.rglob("jobseekers.parquet")
    frame = pl.read_parquet(saved).filter(pl.col("capacity").is_not_null())
    return set(frame["jobseeker_id"])


def test_a_wrong_wish_to_forget_is_refused(world: Path, tmp_path: Path) -> None:
    ids = tmp_path / "ids.csv"
    ids.write_text("jobseeker_id\np1\nnobody\n", encoding="utf-8")
    refused(run("forget-health", world / "index"), 2, "either --ids or --everybody")
    refused(run("forget-health", world / "index", "--ids", ids, "--everybody"), 2, "either --ids or --everybody")
    refused(run("forget-health", world / "index", "--ids", ids), 2, "1 jobseeker id(s) are not among")
    ids.write_text("vacancy_id\n1\n", encoding="utf-8")
    refused(run("forget-health", world / "index", "--ids", ids), 2, "jobseeker_id")
    refused(run("forget-health", tmp_path / "nothing", "--everybody"), 2, "No saved index")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_wish_to_forget_that_names_nobody_is_refused(world: Path, tmp_path: Path, suffix: str) -> None:
    ids, files = tmp_path / f"ids{suffix}", _but_locks(world / "index")
    write_frame(pl.DataFrame({"jobseeker_id": [None, "p1", None], "asked": [1, 2, 3]}), ids)
    refused(run("forget-health", world / "index", "--ids", ids), 2, "2 row(s) without jobseeker_id")
    write_frame(pl.DataFrame({"jobseeker_id": [None], "asked": [1]}), ids)
    refused(run("forget-health", world / "index", "--ids", ids), 2, "1 row(s) without jobseeker_id")
    if suffix in {".parquet", ".csv"}:  # a file of lines without any has no columns either
        write_frame(pl.DataFrame(schema={"jobseeker_id": pl.String}), ids)
        refused(run("forget-health", world / "index", "--ids", ids), 2, "names nobody, so nothing was forgotten")
    assert _but_locks(world / "index") == files


def _but_locks(folder: Path) -> list[Path]:
    """What lies there; whoever opens an index first leaves a lock."""
    return sorted(path for path in folder.rglob("*") if path.suffix != ".lock")


def test_a_folder_that_cannot_be_written_to_is_told(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    shutil.copytree(world / "index", index)

    def refuse(*args: object, **options: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(FileLock, "acquire", refuse)
        for command in (("forget-health", index, "--everybody"), ("compact", index)):
            refused(run(*command), 74, "No changes can be made to the index", "Read-only file system")
    with monkeypatch.context() as patch:
        patch.setattr(np, "save", refuse)
        refused(run("forget-health", index, "--everybody"), 74, "Saving the index", "Read-only file system")
    with FileLock(index / CHANGES_LOCK):
        refused(run("forget-health", index, "--everybody"), 2, "Another process is making changes")
    assert run("forget-health", index, "--everybody").exit_code == 0


def test_files_with_health_that_cannot_be_removed_are_told(world: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(world / "index", index)
    with no_folder_can_be_removed():
        refused(run("forget-health", index, "--everybody"), 74, "1 older file(s) or folder(s) there cannot be removed")
        assert run("compact", index).exit_code == 0  # whoever only saves is served
    assert run("forget-health", index, "--everybody").exit_code == 0
    assert len(list(index.rglob("jobseekers.parquet"))) == 1


def test_compile_says_what_it_did(tmp_path: Path) -> None:
    done = run("compile")
    assert done.exit_code == 0, done.stderr
    assert re.search(r"\d+ kernel\(s\) compiled, \d+ found compiled", done.stderr)
