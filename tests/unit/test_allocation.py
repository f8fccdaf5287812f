from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

import jobmatch as jm
from jobmatch.allocation import AllocationSettings, allocate
from jobmatch.allocation.run import REASONS
from jobmatch.cli import app
from jobmatch.tables import write_frame


def matches_of(*rows: tuple[object, object, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["jobseeker_id", "vacancy_id", "score"], orient="row")


CROWDED = matches_of(
    *((f"p{i}", "popular", 90_000 + i) for i in range(6)), *((f"p{i}", "quiet", 85_000) for i in range(6))
)
OPENINGS = pl.DataFrame({"vacancy_id": ["popular", "quiet", "unseen"], "openings": [1, 2, None]})


def test_a_pile_is_spread_and_the_report_says_what_that_costs() -> None:
    """Six people, each with 90 for one vacancy and 85 for another: caps of 2 and 4 leave 2 there and 4 here.

    The four who go elsewhere give up 5 points and up to 0.005.
    """
    found = allocate(CROWDED, OPENINGS, settings=AllocationSettings(k=1, introductions_per_opening=2))
    assert dict(found.suggestions.group_by("vacancy_id").len().rows()) == {"popular": 2, "quiet": 4}
    report = found.report
    assert (report.plain.largest_pile, report.allocated.largest_pile) == (6, 4)
    assert report.plain.n_vacancies_over_cap == 1
    assert report.allocated.n_vacancies_over_cap == 0
    assert report.plain.share_of_vacancies_with_any == pytest.approx(1 / 3)
    assert report.allocated.share_of_vacancies_with_any == pytest.approx(2 / 3)
    assert report.plain.gini_of_exposure == pytest.approx(2 / 3)  # one of three has everything
    assert report.n_openings_not_stated == 1
    assert report.mean_score_given_up_points == pytest.approx(4 * 5 / 6, abs=0.005)
    assert report.mean_best_score_given_up_points == report.mean_score_given_up_points


def test_a_chain_of_moves_leaves_nobody_out_who_could_have_something() -> None:
    """a knows x; b knows x and y; c knows y and z. With c at y and b at x, a has nothing until both move on."""
    matches = matches_of(
        ("a", "x", 1), ("b", "x", 100_000), ("b", "y", 0), ("c", "y", 100_000), ("c", "z", 0), ("d", "x", 0)
    )
    even = AllocationSettings(k=1, introductions_per_opening=1, evenness_points=0)
    found = allocate(matches, settings=even)
    assert found.suggestions.select("jobseeker_id", "vacancy_id").rows() == [("a", "x"), ("b", "y"), ("c", "z")]
    assert found.without.rows() == [("d", "all_full", REASONS["all_full"], 1)]


def test_people_without_a_match_are_named_with_their_reason() -> None:
    people = pl.DataFrame({"jobseeker_id": ["p0", "nobody"]})
    found = allocate(CROWDED, OPENINGS, people)
    assert found.without.select("jobseeker_id", "reason").rows() == [("nobody", "no_match")]
    assert found.report.n_people == 7
    assert found.report.n_no_match == 1


def test_with_room_for_everybody_lists_are_the_plain_ones() -> None:
    free = AllocationSettings(k=2, introductions_per_opening=100, congestion_points=0)
    found = allocate(CROWDED, OPENINGS, settings=free)
    assert found.report.allocated == found.report.plain
    assert (found.suggestions["rank"] == found.suggestions["match_rank"]).all()


def test_files_and_folders_give_the_same_as_frames(tmp_path: Path) -> None:
    whole, parts = tmp_path / "matches.parquet", tmp_path / "parts"
    write_frame(CROWDED, whole)
    write_frame(CROWDED, tmp_path / "matches.csv")
    for number in range(3):
        (parts / f"area={number}").mkdir(parents=True)
        write_frame(CROWDED[number::3], parts / f"area={number}" / "part.parquet")
    expected = allocate(CROWDED, OPENINGS).suggestions
    for source in (whole, str(whole), parts, tmp_path / "matches.csv"):
        assert allocate(source, OPENINGS).suggestions.equals(expected)


def test_failed_pairs_are_no_matches() -> None:
    with_verdict = CROWDED.with_columns(verdict=pl.when(pl.col("vacancy_id") == "quiet").then(pl.lit("FAIL")))
    assert set(allocate(with_verdict).suggestions["vacancy_id"]) == {"popular"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (pl.col("score") + 200_000, "12 row(s)"),
        (pl.col("score") / 1000, "Float64"),
        (pl.lit(None, pl.String).alias("jobseeker_id"), "lacks 12 id(s)"),
        (pl.lit(1.5).alias("vacancy_id"), "Float64"),
    ],
)
def test_bad_matches_are_refused_without_their_values(change: pl.Expr, words: str) -> None:
    with pytest.raises(jm.InputError, match="matches") as raised:
        allocate(CROWDED.with_columns(change))
    assert words in str(raised.value)


def test_what_is_there_twice_is_refused() -> None:
    again = CROWDED.with_columns(pl.col("score") - 1)
    with pytest.raises(jm.InputError, match=r"12 pair\(s\) more than once"):
        allocate(pl.concat([CROWDED, again]))
    with pytest.raises(jm.InputError, match=r"3 id\(s\) more than once"):
        allocate(CROWDED, pl.concat([OPENINGS, OPENINGS]))


def test_ids_of_another_kind_openings_of_none_and_empty_tables_are_refused() -> None:
    with pytest.raises(jm.InputError, match="same kind"):
        allocate(CROWDED, pl.DataFrame({"vacancy_id": [1], "openings": [1]}))
    with pytest.raises(jm.InputError, match=r"1 row\(s\) of it unusable"):
        allocate(CROWDED, pl.DataFrame({"vacancy_id": ["popular"], "openings": [0]}))
    with pytest.raises(jm.EmptyTableError):
        allocate(CROWDED.clear())
    with pytest.raises(jm.ColumnMissingError):
        allocate(CROWDED.drop("score"))


@pytest.mark.parametrize(
    "settings", [{"k": 0}, {"step_points": 0}, {"evenness_points": -1}, {"congestion_points": 1.5}]
)
def test_settings_out_of_range_are_refused(settings: dict[str, int]) -> None:
    with pytest.raises(jm.ConfigError, match=next(iter(settings))):
        AllocationSettings(**settings)


def test_command(tmp_path: Path) -> None:
    write_frame(CROWDED, tmp_path / "matches.parquet")
    write_frame(OPENINGS, tmp_path / "vacancies.parquet")
    out = tmp_path / "out"
    done = CliRunner().invoke(
        app,
        ["allocate", str(tmp_path / "matches.parquet"), str(out), "--vacancies", str(tmp_path / "vacancies.parquet")],
    )
    assert done.exit_code == 0, done.stderr
    assert "most people on one 6 (plain 6)" in done.stderr
    assert sorted(path.name for path in out.iterdir()) == [
        "report.json",
        "suggestions.parquet",
        "vacancies.parquet",
        "without.parquet",
    ]
    said = json.loads((out / "report.json").read_text())
    assert AllocationSettings(**said["settings"]) == AllocationSettings()  # the command's defaults are the library's
    assert said["allocated"]["n_suggestions"] == 12
    assert "p0" not in done.stderr + (out / "report.json").read_text()
