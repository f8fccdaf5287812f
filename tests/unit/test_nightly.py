"""One machine: what a night writes, what it does not depend on, and its gates, each of which is made to fail once."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import polars as pl
import pytest
from filelock import FileLock
from typer.testing import CliRunner

from jobmatch.allocation import AllocationSettings
from jobmatch.cli import app
from jobmatch.errors import (
    ConfigError,
    EmptyTableError,
    FormatError,
    InputError,
    RunBusyError,
    RunError,
    RunMissingError,
)
from jobmatch.matcher import Matcher
from jobmatch.nightly import Gates, LocalEngine, NightlyResult, NightlySettings, Sources, run
from jobmatch.nightly.churn import lists_of_last
from jobmatch.nightly.folder import Nights, RunFolder, as_json, parquet_bytes, write_whole
from jobmatch.nightly.gates import Facts, _of_lists
from jobmatch.nightly.memory import people_at_once
from jobmatch.nightly.parts import Part
from jobmatch.nightly.prepare import Prepared
from jobmatch.nightly.receipts import Receipt
from jobmatch.nightly.report import TOGETHER, _few_together
from jobmatch.nightly.work import Job
from jobmatch.reading import personal_spans
from jobmatch.reading.cvs.cv import read_skills
from jobmatch.tables import read_jobseekers, read_vacancies
from tests import nights
from tests.disks import no_folder_can_be_removed

MARK = "Gwenllian-7431"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return nights.write_country(tmp_path_factory.mktemp("in"))


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory, country: Sources, cache: Path) -> NightlyResult:
    """A first night with everything that can be asked for."""
    folder = tmp_path_factory.mktemp("night")
    sources = nights.with_areas_and_groups(country, folder)
    asked = nights.settings(allocation=AllocationSettings(k=2, introductions_per_opening=2), near_misses=3)
    return run(folder / "nights", sources, asked, nights.config(cache))


def again(tmp_path: Path, sources: Sources, cache: Path, engine: Any = None, **changed: Any) -> NightlyResult:
    asked = nights.settings(**{"near_misses": 0} | changed)
    return run(tmp_path / "nights", sources, asked, nights.config(cache), engine=engine)


def failed(result: NightlyResult) -> list[str]:
    return [gate.name for gate in result.failed]


def live(tmp_path: Path) -> str | None:
    found = Nights(tmp_path / "nights").live()
    return None if found is None else found.name


# --- What it writes --------------------------------------------------------------------


def test_lists_are_those_of_the_matcher(night: NightlyResult, country: Sources, cache: Path) -> None:
    places = nights.SAMPLES / "places.csv"
    matcher = Matcher.build(
        read_vacancies(country.vacancies, places=places, as_of=nights.AS_OF, read_text="none"),
        read_jobseekers(country.jobseekers, places=places, as_of=nights.AS_OF, read_text="none"),
        nights.config(cache),
    )
    expected = matcher.match(k=5)
    barriers = matcher.barriers(k=5, near_misses=3)
    for table, frame, keys in (
        ("matches", expected.frame, ["jobseeker_id", "rank"]),
        ("questions", expected.questions(), ["jobseeker_id", "rank"]),
        ("counts", expected.counts, ["jobseeker_id"]),
        ("near_misses", barriers.near_misses, ["jobseeker_id", "rank"]),
        ("changes", barriers.changes, ["jobseeker_id", "change", "amount", "licence"]),
    ):
        found = pl.read_parquet(sorted((night.folder / table).glob("*.parquet")))
        assert frame.height > 0
        assert found.drop("receipt", strict=False).sort(keys).equals(frame.sort(keys)), table


def test_every_row_has_a_receipt_of_its_own(night: NightlyResult) -> None:
    files = sorted((night.folder / "matches").glob("*.parquet"))
    assert len(files) > 2
    for number, file in enumerate(files):
        frame = pl.read_parquet(file)
        receipts = [Receipt.parse(text) for text in frame["receipt"]]
        assert [receipt.row for receipt in receipts] == list(range(frame.height))
        assert {(receipt.run, receipt.part) for receipt in receipts} == {(night.report["receipt"][:16], number)}


def test_it_is_live_and_its_manifest_names_every_file(night: NightlyResult) -> None:
    assert night.passed
    nightly = Nights(night.folder.parents[1])
    assert nightly.live() is not None
    assert (nightly.pointer / "manifest.json").samefile(night.folder / "manifest.json")
    manifest = json.loads((night.folder / "manifest.json").read_text(encoding="utf-8"))
    found = nights.result_of(night.folder)
    notes = {"manifest.json", "prepared.json", "receipt.json", "gates.json"}
    files = {name: sha256 for name, sha256 in found.items() if name not in notes and not name.startswith("done/")}
    assert {name: said["sha256"] for name, said in manifest["files"].items()} == files
    assert {name.partition("/")[0] for name in files} >= {"allocation", "ledger", "fairness", "rejected.parquet"}


def test_every_vacancy_is_accounted_for(night: NightlyResult) -> None:
    rows = night.report["rows"]
    assert rows["n_vacancies_closed"] > 0
    used, rejected, closed = (rows[f"n_vacancies{which}"] for which in ("", "_rejected", "_closed"))
    assert used + rejected + closed == rows["n_vacancies_in"] == nights.N_VACANCIES


def test_report_and_page(night: NightlyResult) -> None:
    report = json.loads((night.folder / "report.json").read_text(encoding="utf-8"))
    assert report == json.loads(json.dumps(night.report))
    assert {row["area"]: row["n_people"] for row in report["verdicts_by_area"]} == {"north": 22, "south": 22}
    pairs = sum(row[verdict] for row in report["verdicts_by_area"] for verdict in ("OK", "CONDITIONAL", "UNKNOWN"))
    assert pairs == report["rows"]["n_matches"] > 100
    cv_text = next(row for row in report["unknown_fields"] if row["field"] == "capacity")
    stated = pl.read_ndjson(nights.SAMPLES / "jobseekers.ndjson", infer_schema_length=None)[: nights.N_PEOPLE]
    assert cv_text["share"] == stated["capacity"].null_count() / stated.height
    page = (night.folder / "report.html").read_text(encoding="utf-8")
    assert page.count("<svg") > 20
    assert "All gates passed" in page
    assert "north" in page


def test_same_whatever_the_partitions(night: NightlyResult, country: Sources, cache: Path, tmp_path: Path) -> None:
    other = again(tmp_path, country, cache, partition_people=1000)
    assert other.n_parts == 1
    one, many = (
        pl.read_parquet(sorted((result.folder / "matches").glob("*.parquet"))).drop("receipt").sort(
            "jobseeker_id", "rank"
        )
        for result in (other, night)
    )  # fmt: skip
    assert one.equals(many)


def test_only_changed_text_is_encoded(country: Sources, cache: Path, tmp_path: Path) -> None:
    again(tmp_path, country, cache)
    changed = nights.write_country(tmp_path / "in")
    file = Path(changed.jobseekers) / "b.parquet"
    frame = pl.read_parquet(file)
    texts = ["I drive a lorry and mend it." if row == 2 else text for row, text in enumerate(frame["cv_text"])]
    frame.with_columns(cv_text=pl.Series(texts)).write_parquet(file)
    result = again(tmp_path, changed, cache)
    (encoded,) = (line for line in nights.log_of(result.folder) if line["event"] == "encoded")
    assert encoded["texts"] == 1
    assert encoded["cached"] > 50
    assert result.report["churn"]["people_in_both"] == nights.N_PEOPLE


def test_cvs_are_read_once_and_the_bytes_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = nights.write_country(tmp_path / "in")
    file = Path(sources.jobseekers) / "a.parquet"
    frame = pl.read_parquet(file)
    cvs = [f"Skills\ncash handling, Makaton, Microsoft Excel\n\nI drove lorry {row}." for row in range(frame.height)]
    nobody = pl.when(pl.int_range(pl.len()) >= 9).then("skills").alias("skills")
    frame = frame.with_columns(nobody, cv_text=pl.Series(cvs))
    frame.write_parquet(file)
    read, masked = Mock(wraps=read_skills), Mock(wraps=personal_spans)
    monkeypatch.setattr("jobmatch.reading.cvs.cv_table.read_skills", read)
    monkeypatch.setattr("jobmatch.reading.personal.masking.personal_spans", masked)

    def night(name: str, cache: str) -> tuple[Path, set[str], set[str]]:
        for one in (read, masked):
            one.reset_mock()
        asked = nights.settings(near_misses=0, read_text="sure")
        folder = run(tmp_path / name, sources, asked, nights.config(tmp_path / cache)).folder
        return folder, {call.args[0] for call in read.call_args_list}, {call.args[0] for call in masked.call_args_list}

    first, read_first, masked_first = night("first", "cache")
    assert read_first & set(cvs) == set(cvs[:9])
    assert masked_first >= set(cvs)
    (saved,) = (first / "index").rglob("jobseekers.parquet")
    filled = pl.read_parquet(saved).filter(pl.col("read_fields").is_not_null())
    assert filled["skills"].to_list() == [["cash handling", "Makaton", "Microsoft Excel"]] * 9
    kept, *found_again = night("second", "cache")
    assert found_again == [set(), set()]
    anew, *found_anew = night("third", "another cache")
    assert found_anew == [read_first, masked_first]
    assert nights.result_of(first) == nights.result_of(kept) == nights.result_of(anew)
    changed = pl.when(pl.int_range(pl.len()) == 3).then(pl.lit("I bake.")).otherwise("cv_text")
    frame.with_columns(cv_text=changed).write_parquet(file)
    assert night("second", "cache")[1:] == ({"I bake."}, {"I bake."})


def test_nothing_personal_in_log_and_reports(cache: Path, tmp_path: Path) -> None:
    sources = nights.write_country(tmp_path / "in")
    file = Path(sources.jobseekers) / "a.parquet"
    frame = pl.read_parquet(file).with_columns(
        jobseeker_id=pl.lit(MARK) + pl.int_range(pl.len()).cast(pl.String), cv_text=pl.lit(MARK), area=pl.lit(MARK)
    )
    pl.concat([frame, frame[:1]]).write_parquet(file)
    result = again(tmp_path, sources, cache, near_misses=1)
    assert result.n_rejected == 1
    for name in ("log.ndjson", "report.json", "report.html", "gates.json", "manifest.json", "receipt.json"):
        assert MARK not in (result.folder / name).read_text(encoding="utf-8"), name
    assert MARK not in repr(result)
    rejected = pl.read_parquet(result.folder / "rejected.parquet")
    assert rejected.select("table", "file", "row", "column").rows() == [
        ("jobseekers", "a.parquet", frame.height, "jobseeker_id")
    ]


def test_rejected_rows_are_found_in_their_files(cache: Path, tmp_path: Path) -> None:
    sources = nights.write_country(tmp_path / "in")
    for name in ("a", "b"):
        file = Path(sources.vacancies) / f"{name}.parquet"
        frame = pl.read_parquet(file)
        titles = [None if row == 3 else title for row, title in enumerate(frame["title"])]
        frame.with_columns(title=pl.Series(titles)).write_parquet(file)
    result = again(tmp_path, sources, cache)
    rejected = pl.read_parquet(result.folder / "rejected.parquet")
    assert rejected.select("file", "row", "column").rows() == [("a.parquet", 3, "title"), ("b.parquet", 3, "title")]
    assert result.passed


def test_old_runs_are_removed(cache: Path, tmp_path: Path) -> None:
    names = []
    for n_people in (20, 22, 24):
        sources = nights.write_country(tmp_path / f"in{n_people}", n_people, 20)
        names.append(again(tmp_path, sources, cache, keep_runs=2).run)
    assert {path.name for path in (tmp_path / "nights" / "runs").iterdir()} == set(names[1:])
    assert live(tmp_path) == names[2]


def test_an_old_run_that_cannot_be_removed_is_told_in_the_log(cache: Path, tmp_path: Path) -> None:
    results = []
    with no_folder_can_be_removed():
        for n_people in (20, 22, 24):
            sources = nights.write_country(tmp_path / f"in{n_people}", n_people, 20)
            results.append(again(tmp_path, sources, cache, keep_runs=2))
    left = [[line["run"] for line in nights.log_of(one.folder) if line["event"] == "old_run_left"] for one in results]
    assert left == [[], [], [results[0].run]]
    assert results[2].passed


# --- Gates -----------------------------------------------------------------------------


@pytest.fixture
def yesterday(tmp_path: Path, country: Sources, cache: Path) -> str:
    return again(tmp_path, country, cache).run


def test_unreadable_file(cache: Path, tmp_path: Path, yesterday: str) -> None:
    sources = nights.write_country(tmp_path / "in")
    (Path(sources.vacancies) / "b.parquet").write_bytes(b"PAR1, or so it says")
    result = again(tmp_path, sources, cache)
    assert failed(result) == ["unreadable_files", "change_of_vacancies"]
    assert live(tmp_path) == yesterday
    (row,) = pl.read_parquet(result.folder / "rejected.parquet").rows(named=True)
    assert (row["table"], row["file"], row["row"], row["column"]) == ("vacancies", "b.parquet", None, "(file)")
    page = (result.folder / "report.html").read_text(encoding="utf-8")
    assert "2 gate(s) failed" in page
    # Gates are no part of what a run is: the same run goes live without being done again.
    let_through = again(tmp_path, sources, cache, gates=Gates(most_unreadable_files=1, most_rows_change=0.7))
    assert (let_through.run, let_through.n_parts_kept) == (result.run, result.n_parts)
    assert live(tmp_path) == result.run
    assert let_through.report["previous"] == yesterday


def test_too_many_rows_put_aside(cache: Path, tmp_path: Path, yesterday: str) -> None:
    sources = nights.write_country(tmp_path / "in")
    file = Path(sources.jobseekers) / "a.parquet"
    frame = pl.read_parquet(file)
    pl.concat([frame, frame[:4]]).write_parquet(file)  # 4 of 48 rows: 8.3%
    result = again(tmp_path, sources, cache)
    assert failed(result) == ["rejected_jobseekers"]
    assert "4 of 48 row(s) put aside (8.3%)" in str(result.failed[0])
    assert live(tmp_path) == yesterday


def test_too_few_rows(tmp_path: Path, country: Sources, cache: Path) -> None:
    few = Gates(least_people=nights.N_PEOPLE + 1, least_vacancies=nights.N_VACANCIES + 1, least_matches=10_000)
    result = again(tmp_path, country, cache, gates=few)
    assert failed(result) == ["least_people", "least_vacancies", "least_matches"]
    assert live(tmp_path) is None


def test_far_fewer_rows_than_yesterday(cache: Path, tmp_path: Path, yesterday: str) -> None:
    sources = nights.write_country(tmp_path / "in", nights.N_PEOPLE // 3)
    result = again(tmp_path, sources, cache)
    assert failed(result) == ["change_of_people", "change_of_matches"]
    assert live(tmp_path) == yesterday


def test_lists_too_new(cache: Path, tmp_path: Path, yesterday: str) -> None:
    sources = nights.write_country(tmp_path / "in", drop_vacancies=nights.N_VACANCIES - 10)
    result = again(tmp_path, sources, cache, gates=Gates(most_churn=0.5))
    assert failed(result) == ["churn"]
    churn = result.report["churn"]
    old, new = (
        pl.read_parquet(sorted((tmp_path / "nights" / "runs" / name / "matches").glob("*.parquet")))
        for name in (yesterday, result.run)
    )
    pair = ["jobseeker_id", "vacancy_id"]
    kept = new.join(old, on=pair, how="semi").group_by("jobseeker_id").len("kept")
    share = new.group_by("jobseeker_id").len("n").join(kept, on="jobseeker_id", how="left").fill_null(0)
    assert churn["mean_share_new"] == pytest.approx((1 - share["kept"] / share["n"]).mean())
    assert churn["rows_gone"] == old.join(new, on=pair, how="anti").height
    assert (churn["vacancies_in_both"], churn["people_gone"]) == (pytest.approx(10, abs=3), 0)
    assert live(tmp_path) == yesterday


class ClumsyEngine(LocalEngine):
    """Leaves the best vacancy out of each list, with everything else in order."""

    def run(self, job: Job, parts: Sequence[Part]) -> Generator[dict[str, Any]]:
        for done in super().run(job, parts):
            number = done["number"]
            path = job.run.table_file("matches", number)
            content = parquet_bytes(pl.read_parquet(path).filter(pl.col("rank") > 1))
            done["files"][f"matches/{path.name}"]["sha256"] = write_whole(path, content)
            write_whole(job.run.done_file(number), as_json(done))
            yield done


def test_lists_that_are_not_the_best(country: Sources, cache: Path, tmp_path: Path) -> None:
    result = again(tmp_path, country, cache, ClumsyEngine(), gates=Gates(exactness_sample=100))
    assert failed(result) == ["exactness"]
    assert live(tmp_path) is None


def test_a_group_left_behind(night: NightlyResult, country: Sources, cache: Path, tmp_path: Path) -> None:
    fits = pl.read_parquet(sorted((night.folder / "matches").glob("*.parquet"))).filter(pl.col("verdict") == "OK")
    people = pl.read_parquet(sorted((night.folder / "counts").glob("*.parquet"))).select("jobseeker_id")
    people = people.join(fits.select("jobseeker_id", fits=True).unique(), on="jobseeker_id", how="left")
    # One of those with something that fits is among the others, so that there is something to compare.
    named = people.sort("fits", "jobseeker_id", nulls_last=True).with_row_index()
    groups = named.select("jobseeker_id", team=pl.when(named["fits"].is_null() | (named["index"] == 0)).then(
        pl.lit("left behind")).otherwise(pl.lit("others")))  # fmt: skip
    groups.write_parquet(tmp_path / "groups.parquet")
    assert groups["team"].value_counts()["count"].min() >= 10  # type: ignore[operator]
    sources = replace(country, groups=tmp_path / "groups.parquet")
    result = again(tmp_path, sources, cache)
    assert failed(result) == ["group_differences"]
    assert "team 'left behind': ok" in str(result.failed[0])
    assert (result.folder / "fairness" / "fairness.html").is_file()


def _facts(**known: Any) -> Facts:
    """Facts of ten people who were all read, and what else is known."""
    counts = {f"n_{table}{which}": 10 for table in ("jobseekers", "vacancies") for which in ("", "_in")}
    none = dict.fromkeys(("n_jobseekers_rejected", "n_vacancies_rejected", "n_files_rejected"), 0)
    prepared = Prepared(index="", files={}, unknown_fields=[], **counts, **none)
    usual: dict[str, Any] = {
        "rows": {"counts": 10, "matches": 100},
        "n_without": 0,
        "day": nights.AS_OF,
        "last_day": None,
        "last_unreadable": False,
        "now": {"people": 10, "vacancies": 10, "matches": 100},
        "last": None,
        "churn": None,
        "groups": None,
    }
    return Facts(prepared, **usual | known)


def test_empty_lists_and_lost_people() -> None:
    facts = _facts(rows={"counts": 9}, n_without=4)
    everybody, without = _of_lists(Gates(most_without_share=0.3), facts)
    assert (everybody.passed, without.passed) == (False, False)
    assert str(without) == "people_without: found 4 of 10 people with an empty list (40.0%); expected at most 30.0%"
    everybody, without = _of_lists(Gates(most_without_share=0.4), replace(facts, rows={"counts": 10}))
    assert (everybody.passed, without.passed) == (True, True)


def test_an_older_day_does_not_take_the_place_of_a_later_one(tmp_path: Path, country: Sources, cache: Path) -> None:
    asked = nights.settings(near_misses=0)
    today = nights.config(cache)
    yesterday = today.model_copy(update={"as_of": nights.AS_OF - dt.timedelta(days=1)})
    now = run(tmp_path / "nights", country, asked, today)
    before = run(tmp_path / "nights", country, asked, yesterday)
    assert failed(before) == ["later_day"]
    assert "a run for 2026-11-01, while one for 2026-11-02 is live" in str(before.failed[0])
    assert live(tmp_path) == now.run
    # Somebody who wants it has to say so; then the way ahead is open again.
    gates = {"gates": Gates(may_go_back=True)}
    assert run(tmp_path / "nights", country, nights.settings(near_misses=0, **gates), yesterday).passed
    assert live(tmp_path) == before.run
    assert run(tmp_path / "nights", country, asked, today).passed


def test_without_a_day_a_run_is_for_today(tmp_path: Path, country: Sources, cache: Path) -> None:
    config = nights.config(cache).model_copy(update={"as_of": None})
    result = run(tmp_path / "nights", country, nights.settings(near_misses=0), config)
    day = result.run[:10]
    assert abs(dt.date.fromisoformat(day) - dt.datetime.now().astimezone().date()) <= dt.timedelta(days=1)
    assert json.loads((result.folder / "start.json").read_bytes())["config"]["as_of"] == day
    assert json.loads((result.folder / "receipt.json").read_bytes())["config"]["as_of"] == day


def test_no_memory_to_read_the_files(
    tmp_path: Path, country: Sources, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hungry(path: Path) -> Any:
        raise MemoryError

    monkeypatch.setattr("jobmatch.nightly.orchestrate.examine", hungry)
    with pytest.raises(RunError, match="Memory does not suffice to read"):
        again(tmp_path, country, cache)


# --- Refusals --------------------------------------------------------------------------


def test_two_runs_at_once(country: Sources, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "nights").mkdir()
    with FileLock(tmp_path / "nights" / ".nightly.lock"), pytest.raises(RunBusyError, match="Another nightly run"):
        again(tmp_path, country, cache)


def test_nothing_to_read(country: Sources, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FormatError, match="no parquet files"):
        again(tmp_path, replace(country, vacancies=tmp_path / "empty"), cache)
    with pytest.raises(FormatError, match="no such file or folder"):
        again(tmp_path, replace(country, jobseekers=tmp_path / "nowhere"), cache)
    (tmp_path / "empty" / "a.parquet").write_bytes(b"no parquet")
    with pytest.raises(EmptyTableError):
        again(tmp_path, replace(country, vacancies=tmp_path / "empty"), cache)


def test_something_else_in_the_place_of_the_pointer(country: Sources, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "nights" / "current").mkdir(parents=True)
    with pytest.raises(RunError, match="no link to a run"):
        again(tmp_path, country, cache)


def test_settings_are_checked() -> None:
    with pytest.raises(ConfigError, match="k:"):
        NightlySettings(k=0)
    with pytest.raises(ConfigError, match="most_churn"):
        NightlySettings(gates={"most_churn": 2})
    with pytest.raises(ConfigError, match="area_column"):
        Sources("a", "b", areas="c")
    with pytest.raises(ConfigError, match="Boundaries"):
        Sources("a", "b", boundaries="c")
    assert NightlySettings(allocation={"k": 3}).allocation == AllocationSettings(k=3)


def test_what_is_no_receipt() -> None:
    for text in ("", "0123", "0123456789abcdef-1", "0123456789abcdef-1-x", "0123456789abcde-1-1"):
        with pytest.raises(RunMissingError, match="no receipt"):
            Receipt.parse(text)


def test_people_at_once() -> None:
    assert people_at_once(20_000, 10, 16.0) == 20_000
    assert people_at_once(20_000, 10, 0.8) == 10_000
    assert people_at_once(20_000, 10, 0.001) == 256
    assert people_at_once(100, 10, 0.001) == 100


def test_processes_of_a_machine_do_not_count_on_the_same_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobmatch.nightly.memory.free_bytes", lambda: 1_600_000_000)
    assert people_at_once(30_000, 10, None) == 20_000
    assert people_at_once(30_000, 10, None, n_sharing=4) == 5_000


# --- Command line ----------------------------------------------------------------------


def test_command_line(tmp_path: Path, country: Sources, cache: Path) -> None:
    wanted = {**nights.settings(near_misses=0).model_dump(mode="json"), "gates": {"least_people": 1000}}
    (tmp_path / "nightly.json").write_text(json.dumps(wanted), encoding="utf-8")
    (tmp_path / "config.json").write_text(json.dumps({"cache_dir": str(cache)}), encoding="utf-8")
    options = {
        "--jobseekers": country.jobseekers,
        "--vacancies": country.vacancies,
        "--places": country.places,
        "--settings": tmp_path / "nightly.json",
        "--config": tmp_path / "config.json",
        "--as-of": nights.AS_OF,
        "--threads": 1,
    }
    arguments = ["nightly", str(tmp_path / "nights"), *(str(item) for option in options.items() for item in option)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 4, done.stderr
    assert "Partition 4 of 4: 44 of 44 people; about 0:00:00 left." in done.stderr
    assert "Gate failed: least_people: found 44 people; expected at least 1000." in done.stderr
    assert "Not live, and nothing was before." in done.stderr
    (tmp_path / "nightly.json").write_text(json.dumps(wanted | {"gates": {}}), encoding="utf-8")
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.stderr
    assert "4 of 4 partition(s) had been finished before." in done.stderr
    with FileLock(tmp_path / "nights" / ".nightly.lock"):
        done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 75
    assert "Traceback" not in done.stderr


# --- What may be wrong beside the tables ---------------------------------------------------


def test_a_live_run_that_cannot_be_read_holds_the_next_one_back(tmp_path: Path, country: Sources, cache: Path) -> None:
    first = again(tmp_path, country, cache)
    for file in (first.folder / "matches").glob("*.parquet"):
        file.write_bytes(b"damaged")
    other = nights.write_country(tmp_path / "other", drop_vacancies=3)
    second = again(tmp_path, other, cache)
    assert failed(second) == ["last_run"]
    assert live(tmp_path) == first.run == second.live
    looked_at = again(tmp_path, other, cache, gates=Gates(need_last_run=False))
    assert looked_at.passed
    assert live(tmp_path) == second.run


def test_a_live_run_whose_lists_were_changed_cannot_be_compared(tmp_path: Path, country: Sources, cache: Path) -> None:
    first = again(tmp_path, country, cache)
    file = first.folder / "matches" / "part-00001.parquet"
    content = bytearray(file.read_bytes())
    content[500] ^= 1
    file.write_bytes(content)
    other = nights.write_country(tmp_path / "other", drop_vacancies=3)
    assert failed(again(tmp_path, other, cache)) == ["last_run"]


def test_a_live_run_without_its_manifest_holds_the_next_one_back(tmp_path: Path, country: Sources, cache: Path) -> None:
    first = again(tmp_path, country, cache)
    for name in ("manifest.json", "start.json"):
        (first.folder / name).unlink()
    asked = nights.settings(near_misses=0)
    yesterday = nights.config(cache).model_copy(update={"as_of": nights.AS_OF - dt.timedelta(days=1)})
    assert failed(run(tmp_path / "nights", country, asked, yesterday)) == ["later_day", "last_run"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda manifest: manifest.pop("counted"),
        lambda manifest: manifest.update(counted=None),
        lambda manifest: manifest["counted"].pop("matches"),
        lambda manifest: manifest["counted"].update(people=str(nights.N_PEOPLE)),
        lambda manifest: manifest["counted"].update(vacancies=1),
        lambda manifest: manifest["counted"].update(matches=0),
    ],
)
def test_a_live_run_whose_figures_are_not_what_it_holds_cannot_be_compared(
    night: NightlyResult, tmp_path: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    shutil.copytree(night.folder, tmp_path / "run")
    folder = RunFolder(tmp_path / "run")
    manifest, opened = folder.need("manifest.json"), lists_of_last(folder)
    assert opened is not None
    assert opened.counted == manifest["counted"]
    assert (opened.counted["people"], opened.counted["matches"]) == (nights.N_PEOPLE, night.report["rows"]["n_matches"])
    spoil(manifest)
    folder.write("manifest.json", manifest)
    assert lists_of_last(folder) is None


def test_tables_of_reports_are_read_before_anybody_is_matched(tmp_path: Path, country: Sources, cache: Path) -> None:
    twice = pl.DataFrame({"jobseeker_id": ["J0001", "J0001"], "lad": ["north", "south"]})
    twice.write_parquet(tmp_path / "twice.parquet")
    for sources in (
        replace(country, areas=tmp_path / "twice.parquet", area_column="lad"),
        replace(country, groups=tmp_path / "twice.parquet"),
    ):
        with pytest.raises(InputError, match="there before"):
            again(tmp_path, sources, cache)
    assert not list((tmp_path / "nights").rglob("part-*.parquet"))


def test_a_table_that_changes_while_a_run_is_under_way_stops_it(tmp_path: Path, country: Sources, cache: Path) -> None:
    ids = [f"J{number:04}" for number in range(1, nights.N_PEOPLE + 1)]
    pl.DataFrame({"jobseeker_id": ids, "group": "a"}).write_parquet(tmp_path / "groups.parquet")

    class Changing(LocalEngine):
        def run(self, job: Job, parts: Sequence[Part]) -> Generator[dict[str, Any]]:
            yield from super().run(job, parts)
            pl.DataFrame({"jobseeker_id": ids, "group": "b"}).write_parquet(tmp_path / "groups.parquet")

    with pytest.raises(RunError, match="changed while the run was under way: groups"):
        again(tmp_path, replace(country, groups=tmp_path / "groups.parquet"), cache, engine=Changing())
    assert live(tmp_path) is None


def test_few_people_of_an_area_cannot_be_told_from_the_totals() -> None:
    named = pl.DataFrame({"jobseeker_id": [str(i) for i in range(27)], "area": ["a"] * 14 + ["b"] * 12 + ["c"]})
    sizes = dict(_few_together(named, 10).group_by("area").len().rows())
    assert sizes == {"a": 14, TOGETHER: 13}
