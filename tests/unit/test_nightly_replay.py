"""Rows of past runs made again, with and without a contested fact; and what changed between two nights."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from jobmatch.cli import app
from jobmatch.config import MatchConfig
from jobmatch.errors import RunError, RunMissingError, UnknownIdError, UsageError
from jobmatch.matcher import Matcher
from jobmatch.nightly import NightlyResult, Sources, diary, replay, run
from jobmatch.nightly.work import OpenIndex
from jobmatch.schemas import JOBSEEKER_COLUMNS, VACANCY_COLUMNS
from jobmatch.tables import read_jobseekers, read_vacancies
from tests import nights

K = 5
PARTS = ("text", "skills", "travel", "care", "health", "pay")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return nights.write_country(tmp_path_factory.mktemp("in"))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, country: Sources, cache: Path) -> NightlyResult:
    root = tmp_path_factory.mktemp("replay") / "nights"
    return run(root, country, nights.settings(near_misses=0, partition_people=15), nights.config(cache))


@pytest.fixture(scope="module")
def root(first: NightlyResult) -> Path:
    return first.folder.parents[1]


@pytest.fixture(scope="module")
def lists(first: NightlyResult) -> pl.DataFrame:
    return pl.read_parquet(sorted((first.folder / "matches").glob("*.parquet")))


def matcher_of(sources: Sources, config: MatchConfig, person: Any = None, vacancy: Any = None) -> Matcher:
    """A matcher of the same tables, of which one record is edited."""
    frames = {}
    for kind, edit in (("jobseekers", person), ("vacancies", vacancy)):
        frame = pl.read_parquet(sorted(Path(getattr(sources, kind)).glob("*.parquet")))
        records = frame.to_dicts()
        frames[kind] = [edit(record) if edit else record for record in records]
    places = nights.SAMPLES / "places.csv"
    return Matcher.build(
        read_vacancies(frames["vacancies"], places=places, as_of=nights.AS_OF, read_text="none"),
        read_jobseekers(frames["jobseekers"], places=places, as_of=nights.AS_OF, read_text="none"),
        config,
    )


# --- Replay ----------------------------------------------------------------------------


def test_rows_come_out_as_they_were_written(root: Path, lists: pl.DataFrame) -> None:
    for row in lists.sample(12, seed=1).iter_rows(named=True):
        found = replay(root, row["receipt"])
        assert found.same
        assert found.same_code
        assert found.stored == {name: value for name, value in row.items() if name != "receipt"}
        assert "reproduced exactly" in str(found)
        assert row["jobseeker_id"] not in repr(found)


def test_nothing_stated_changes_nothing(root: Path, first: NightlyResult, lists: pl.DataFrame) -> None:
    """Each field that is missing already is left out: laying out anew gives the very same row."""
    index = OpenIndex.load(first.folder / "index", {})
    row = lists.row(40, named=True)
    sides = {
        "jobseeker": (index.people.frame.filter(jobseeker_id=row["jobseeker_id"]), JOBSEEKER_COLUMNS),
        "vacancy": (index.vacancies.frame.filter(vacancy_id=row["vacancy_id"]), VACANCY_COLUMNS),
    }
    missing = {
        kind: [name for name in columns if name in frame.columns and frame[name].item() is None]
        for kind, (frame, columns) in sides.items()
    }
    tried = [f"{kind}.{name}" for kind, names in missing.items() for name in names if not name.endswith("_fields")]
    assert len(tried) > 10
    found = replay(root, row["receipt"], without=tried)
    assert found.changed == found.stored


@pytest.mark.parametrize("field", ["licences", "skills", "capacity", "away_windows", "hours_per_week_min"])
def test_without_a_field_of_the_person(
    field: str, root: Path, lists: pl.DataFrame, country: Sources, cache: Path
) -> None:
    """As if the field had not been in the table: how rare skills are is counted over vacancies, and does not move."""
    family = {
        "skills": ("skills", "skill_levels"),
        "capacity": ("capacity", "capacity_soft", "capacity_good_day", "capacity_later", "capacity_later_from"),
        "away_windows": ("away_windows", "away_windows_holiday", "care_places"),
    }.get(field, (field,))
    people = pl.read_parquet(sorted(Path(country.jobseekers).glob("*.parquet")))
    stated = people.filter(pl.col(field).is_not_null())["jobseeker_id"].to_list()
    rows = lists.filter(pl.col("jobseeker_id").is_in(stated)).sample(4, seed=3, shuffle=True)
    cleared = dict.fromkeys(family)
    matcher = matcher_of(country, nights.config(cache), person=lambda record: record | cleared)
    expected = matcher.match(k=K).frame
    n_changed = 0
    for row in rows.iter_rows(named=True):
        changed = replay(root, row["receipt"], without=[f"jobseeker.{field}"]).changed
        assert changed is not None
        same = expected.filter(jobseeker_id=row["jobseeker_id"], vacancy_id=row["vacancy_id"])
        if same.is_empty():
            assert changed["rank"] is None
        else:
            assert changed == same.to_dicts()[0]
        n_changed += changed != {name: value for name, value in row.items() if name != "receipt"}
    assert n_changed


def test_without_a_field_of_the_vacancy(root: Path, lists: pl.DataFrame, country: Sources, cache: Path) -> None:
    vacancies = pl.read_parquet(sorted(Path(country.vacancies).glob("*.parquet")))
    asking = vacancies.filter(pl.col("licences").list.len() > 0)["vacancy_id"].to_list()
    row = lists.filter(pl.col("vacancy_id").is_in(asking)).row(0, named=True)
    cleared = {"licences": None, "licences_obtainable": None}
    matcher = matcher_of(
        country,
        nights.config(cache),
        vacancy=lambda record: record | (cleared if record["vacancy_id"] == row["vacancy_id"] else {}),
    )
    expected = matcher.match(k=K).frame.filter(jobseeker_id=row["jobseeker_id"], vacancy_id=row["vacancy_id"])
    found = replay(root, row["receipt"], without=["vacancy.licences"])
    assert found.changed is not None
    assert found.changed["licence_verdict"] == "UNKNOWN"
    if expected.is_empty():
        assert found.changed["rank"] is None
    else:
        assert found.changed == expected.to_dicts()[0]


def test_without_the_text(root: Path, lists: pl.DataFrame) -> None:
    row = lists.filter(pl.col("text") > 0).row(0, named=True)
    for field in ("cv_text", "description"):
        changed = replay(root, row["receipt"], without=[field]).changed
        assert changed is not None
        assert changed["text"] == 0
        assert changed["skills"] == row["skills"]


def test_a_list_that_loses_the_vacancy(root: Path, lists: pl.DataFrame) -> None:
    """Without a place nothing is out of reach, and other vacancies come up."""
    ranks = [
        (replay(root, row["receipt"], without=["jobseeker.latitude"]).changed or {})["rank"]
        for row in lists.filter(rank=K).head(8).iter_rows(named=True)
    ]
    assert None in ranks


def test_what_cannot_be_replayed(root: Path, lists: pl.DataFrame, tmp_path: Path, first: NightlyResult) -> None:
    receipt = lists["receipt"][0]
    with pytest.raises(RunMissingError, match="no receipt"):
        replay(root, "J0001")
    with pytest.raises(RunMissingError, match="has this receipt"):
        replay(root, "f" * 16 + receipt[16:])
    with pytest.raises(RunMissingError, match="no such partition"):
        replay(root, receipt[:17] + "00099-0000000")
    with pytest.raises(RunMissingError, match="no such row"):
        replay(root, receipt[:23] + "9999999")
    with pytest.raises(UsageError, match="has no field 'shoe_size'"):
        replay(root, receipt, without=["shoe_size"])
    with pytest.raises(UsageError, match=r"say 'jobseeker.licences' or 'vacancy.licences'"):
        replay(root, receipt, without=["licences"])
    with pytest.raises(UsageError, match="ids cannot be left out"):
        replay(root, receipt, without=["jobseeker_id"])


def test_damage_is_told(root: Path, lists: pl.DataFrame, first: NightlyResult) -> None:
    file = first.folder / "matches" / "part-00001.parquet"
    whole = file.read_bytes()
    receipt = next(text for text in lists["receipt"] if "-00001-" in text)
    try:
        file.write_bytes(whole[:-1] + b"?")
        with pytest.raises(RunError, match="is damaged"):
            replay(root, receipt)
    finally:
        file.write_bytes(whole)


# --- Diary -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def second(root: Path, country: Sources, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> NightlyResult:
    """The next night: vacancies withdrawn, closed, new, and one that pays more; a person without licences."""
    folder = tmp_path_factory.mktemp("second")
    frame = pl.read_ndjson(nights.SAMPLES / "vacancies.ndjson", infer_schema_length=None)[8 : nights.N_VACANCIES + 8]
    closing = pl.when(pl.int_range(pl.len()) < 6).then(pl.lit("2026-11-01")).otherwise("closing_date")
    (folder / "vacancies").mkdir()
    first_day = pl.when(pl.int_range(pl.len()) >= 6).then("posted_date")
    frame.with_columns(closing_date=closing, posted_date=first_day).write_parquet(folder / "vacancies" / "a.parquet")
    people = pl.read_parquet(sorted(Path(country.jobseekers).glob("*.parquet")))[2:]
    (folder / "jobseekers").mkdir()
    people.with_columns(
        licences=pl.when(pl.int_range(pl.len()) % 2 == 0).then(pl.lit([], pl.List(pl.String))).otherwise("licences"),
        limit_out=pl.when(pl.int_range(pl.len()) % 2 == 1).then(20).otherwise("limit_out"),
    ).write_parquet(folder / "jobseekers" / "a.parquet")
    sources = replace(country, vacancies=folder / "vacancies", jobseekers=folder / "jobseekers")
    asked = nights.settings(near_misses=0, partition_people=15)
    result = run(root, sources, asked, nights.config(cache))
    assert result.passed, result.failed
    return result


def diaries(root: Path, people: list[str]) -> pl.DataFrame:
    return pl.concat([diary(root, jobseeker_id=jobseeker_id).frame for jobseeker_id in people])


def test_every_change_has_its_reason(first: NightlyResult, second: NightlyResult, root: Path) -> None:
    old, new = (pl.read_parquet(sorted((result.folder / "matches").glob("*.parquet"))) for result in (first, second))
    people = old["jobseeker_id"].unique().sort().to_list()
    found = diaries(root, people)
    pair = ["jobseeker_id", "vacancy_id"]
    assert found.filter(change="gone").height == old.join(new, on=pair, how="anti").height
    both = old.join(new, on=pair)
    step = both["rank_right"].cast(pl.Int64) - both["rank"].cast(pl.Int64)
    for change, n in (("up", (step < 0).sum()), ("down", (step > 0).sum()), ("same", (step == 0).sum())):
        assert found.filter(change=change).height == n > 0
    samples = pl.read_ndjson(nights.SAMPLES / "vacancies.ndjson", infer_schema_length=None)["vacancy_id"].to_list()
    expired, withdrawn, arrived = samples[8:14], samples[:8], samples[nights.N_VACANCIES :]
    for reason, ids in (("vacancy_expired", expired), ("vacancy_withdrawn", withdrawn), ("vacancy_new", arrived)):
        rows = found.filter(reason=reason)
        assert rows.height > 0, reason
        assert set(rows["vacancy_id"]) <= set(ids), reason
    left = set(found.filter(reason="person_gone")["jobseeker_id"])
    assert left
    assert left <= {"J0001", "J0002"}
    rules = found.filter(change="gone", reason="rule")
    assert set(rules["part"]) == {"licence", "travel"}
    assert found.filter(reason="others").height > 0


def test_a_move_is_through_the_part_that_moved_most(first: NightlyResult, second: NightlyResult, root: Path) -> None:
    old, new = (pl.read_parquet(sorted((result.folder / "matches").glob("*.parquet"))) for result in (first, second))
    both = old.join(new, on=["jobseeker_id", "vacancy_id"], suffix="_new")
    found = diaries(root, both["jobseeker_id"].unique().sort().to_list()).filter(reason="score")
    moved = found.filter(pl.col("change").is_in(["up", "down"]))
    assert moved.height > 0
    for row in moved.iter_rows(named=True):
        (pair,) = both.filter(jobseeker_id=row["jobseeker_id"], vacancy_id=row["vacancy_id"]).rows(named=True)
        changes = {name: pair[f"{name}_new"] - pair[name] for name in (*PARTS, "unknown")}
        most = max(changes.values()) if row["change"] == "up" else min(changes.values())
        assert row["part_change"] == changes[row["part"]] == most
        assert (pair["score_new"] > pair["score"]) == (row["change"] == "up")
        assert f"through {row['part']} ({most / 1000:+.1f} points)" in row["text"]


def test_diary_of_a_vacancy(second: NightlyResult, root: Path) -> None:
    lists = pl.read_parquet(sorted((second.folder / "matches").glob("*.parquet")))
    vacancy = lists["vacancy_id"].value_counts().sort("count", "vacancy_id")["vacancy_id"][-1]
    found = diary(root, vacancy_id=vacancy)
    assert found.frame.filter(pl.col("new_rank").is_not_null()).height == lists.filter(vacancy_id=vacancy).height
    assert (found.before, found.after) == (second.report["previous"], second.run)


def test_diaries_that_cannot_be_written(second: NightlyResult, first: NightlyResult, root: Path) -> None:
    with pytest.raises(UnknownIdError) as told:
        diary(root, jobseeker_id="Gwenllian")
    assert "Gwenllian" not in str(told.value)
    with pytest.raises(UsageError, match="exactly one id"):
        diary(root)
    with pytest.raises(RunMissingError, match="no run before"):
        diary(root, jobseeker_id="J0005", after=first.run)
    with pytest.raises(RunMissingError, match="finished are: "):
        diary(root, jobseeker_id="J0005", before="2026-01-01-000000000000")


def test_command_line(second: NightlyResult, root: Path, lists: pl.DataFrame, tmp_path: Path) -> None:
    def called(*arguments: object) -> Any:
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    receipt = lists["receipt"][3]
    done = called("replay", receipt, "--nights", root, "--without", "cv_text")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Receipt {receipt} of run ")
    assert "without cv_text" in done.stdout
    done = called("replay", receipt, "--nights", root, "--json")
    assert json.loads(done.stdout)["same"] is True
    done = called("diary", "--nights", root, "--jobseeker", "J0007")
    assert done.exit_code == 0
    assert "on the list" in done.stdout
    done = called("diary", "--nights", root, "--jobseeker", "J0007", "--out", tmp_path / "diary.csv")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "diary.csv").is_file()
    assert called("replay", "J0001", "--nights", root).exit_code == 2


def test_as_of_is_in_the_name(first: NightlyResult) -> None:
    assert first.run.startswith(dt.date(2026, 11, 2).isoformat())
