from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

import jobmatch as jm
from jobmatch.cli import app
from jobmatch.fairness.groups import TOGETHER, together
from jobmatch.tables import write_frame

PEOPLE = list(range(60))
GROUPS = pl.DataFrame({"jobseeker_id": PEOPLE, "district": ["north"] * 20 + ["south"] * 37 + ["east"] * 3})
# North has a list of one OK vacancy each; half of south has one unknown vacancy; nobody else has any.
MATCHES = pl.concat(
    [
        pl.DataFrame({"jobseeker_id": PEOPLE[:20], "vacancy_id": 1, "score": 50_000, "verdict": "OK"}),
        pl.DataFrame({"jobseeker_id": PEOPLE[20:40], "vacancy_id": 2, "score": 50_000, "verdict": "UNKNOWN"}),
    ]
)
COUNTS = pl.DataFrame({"jobseeker_id": PEOPLE, "n_eligible": [4] * 20 + [2] * 40})


def figure(report: jm.FairnessReport, measure: str, group: str) -> dict[str, float | None]:
    return report.frame.filter(pl.col("measure") == measure, pl.col("group") == group).row(0, named=True)


def test_means_and_ratios_are_those_worked_out_by_hand() -> None:
    """East has 3 people, so it goes with the smaller of the others: 23 people beside 37."""
    report = jm.fairness_report(MATCHES, GROUPS, COUNTS)
    assert report.frame["group"].unique().sort().to_list() == [TOGETHER, "south"]
    assert figure(report, "listed", "south")["value"] == pytest.approx(20 / 37)
    assert figure(report, "ok", "south")["value"] == 0
    assert figure(report, "ok", TOGETHER)["value"] == pytest.approx(20 / 23)
    assert figure(report, "unknown", "south")["value"] == 1
    assert figure(report, "unknown", TOGETHER)["value"] == 0
    assert figure(report, "reach", TOGETHER)["value"] == pytest.approx((20 * 4 + 3 * 2) / 23)
    assert figure(report, "reach", TOGETHER)["ratio"] == pytest.approx((20 * 4 + 3 * 2) / 23 / 2)
    exposure = sum(1 / math.log2(1 + place) for place in range(1, 21))
    assert figure(report, "exposure", "south")["value"] == pytest.approx(exposure / 37, abs=1e-5)
    assert figure(report, "unknown", "south")["ratio"] is None  # the rest has nothing to divide by


def test_reach_needs_the_counts_of_everybody() -> None:
    some = COUNTS.with_columns(n_eligible=pl.when(pl.int_range(pl.len()) < 3).then(None).otherwise("n_eligible"))
    with pytest.raises(jm.InputError, match="missing in 3 of 60 rows of 'counts'"):
        jm.fairness_report(MATCHES, GROUPS, some)


def test_shortlists_give_exposure_and_without_counts_there_is_no_reach() -> None:
    shortlists = pl.DataFrame({"jobseeker_id": [25, 25, 0], "rank": [1, 3, 1], "vacancy_id": [1, 2, 3]})
    report = jm.fairness_report(MATCHES, GROUPS, shortlists=shortlists)
    assert figure(report, "exposure", "south")["value"] == pytest.approx(1.5 / 37)
    assert "reach" not in report.frame["measure"]


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    """Two groups drawn alike: the true ratio of 1 lies in nearly all of 95 per cent intervals, and not in every one."""
    rng = np.random.default_rng(7)
    inside, widths = 0, []
    for _ in range(60):
        counts = pl.DataFrame({"jobseeker_id": range(400), "n_eligible": rng.poisson(5, 400)})
        groups = pl.DataFrame({"jobseeker_id": range(400), "g": ["a", "b"] * 200})
        row = figure(jm.fairness_report(MATCHES, groups, counts), "reach", "a")
        assert row["ratio_low"] is not None
        assert row["ratio_high"] is not None
        inside += row["ratio_low"] <= 1 <= row["ratio_high"]
        widths.append(row["ratio_high"] - row["ratio_low"])
    assert 50 <= inside <= 60
    # By the normal approximation: 2 x 1.96 x sqrt(2 x (1 / 5) / 200) = 0.175.
    assert np.mean(widths) == pytest.approx(0.175, rel=0.1)


def test_many_people_in_parts_have_the_interval_of_people_by_themselves() -> None:
    n = 20_000
    counts = pl.DataFrame({"jobseeker_id": range(n), "n_eligible": np.random.default_rng(3).poisson(5, n)})
    groups = pl.DataFrame({"jobseeker_id": range(n), "g": ["a", "b"] * (n // 2)})
    row = figure(jm.fairness_report(MATCHES, groups, counts), "reach", "a")
    assert row["ratio_low"] is not None
    assert row["ratio_high"] is not None
    assert row["ratio_high"] - row["ratio_low"] == pytest.approx(2 * 1.96 * math.sqrt(2 / 5 / (n / 2)), rel=0.15)


def test_small_groups_go_together_and_never_stand_alone() -> None:
    groups = pl.Series("g", ["a"] * 50 + ["b"] * 12 + ["c"] * 4)
    shown = together(groups, 10)
    assert shown is not None
    assert dict(shown.value_counts().rows()) == {"a": 50, TOGETHER: 16}
    enough = together(pl.Series("g", ["a"] * 50 + ["b"] * 6 + ["c"] * 5), 10)
    assert enough is not None
    assert dict(enough.value_counts().rows()) == {"a": 50, TOGETHER: 11}
    assert together(pl.Series("g", ["a"] * 4 + ["b"] * 3), 10) is None


def test_too_few_are_not_shown_in_any_file(tmp_path: Path) -> None:
    few = pl.DataFrame({"jobseeker_id": [1, 2], "g": ["rare", "rarer"]})
    report = jm.fairness_report(MATCHES, few)
    assert report.suppressed == ("g",)
    report.write(tmp_path)
    assert "rare" not in "".join((tmp_path / name).read_text() for name in ("fairness.json", "fairness.html"))


def test_a_measure_that_few_have_is_left_out_and_not_among_the_rest() -> None:
    """Of 30 people in b only 5 have a list, so what is unknown on theirs is not shown, nor what others are beside."""
    groups = pl.DataFrame({"jobseeker_id": range(100, 160), "g": ["a"] * 30 + ["b"] * 30})
    ids = [*range(100, 130), *range(130, 135)]
    matches = pl.DataFrame({"jobseeker_id": ids, "vacancy_id": 1, "score": 1, "verdict": "UNKNOWN"})
    report = jm.fairness_report(matches, groups)
    assert figure(report, "unknown", "b")["value"] is None
    assert figure(report, "unknown", "a")["rest"] is None


def test_the_same_whatever_the_order_of_rows_and_names_of_columns() -> None:
    one = jm.fairness_report(MATCHES, GROUPS, COUNTS).frame
    other = jm.fairness_report(
        MATCHES.reverse(), GROUPS.sample(fraction=1, shuffle=True, seed=1), COUNTS.reverse()
    ).frame
    assert one.equals(other)
    named_as_ours = jm.fairness_report(MATCHES, GROUPS.rename({"district": "reach"}), COUNTS).frame
    assert named_as_ours.drop("column").equals(one.drop("column"))


def test_bad_groups_are_refused() -> None:
    with pytest.raises(jm.InputError, match=r"1 row\(s\)"):
        jm.fairness_report(MATCHES, pl.concat([GROUPS, GROUPS[:1]]))
    with pytest.raises(jm.InputError, match="same kind"):
        jm.fairness_report(MATCHES, GROUPS.cast({"jobseeker_id": pl.String}))
    with pytest.raises(jm.ColumnMissingError):
        jm.fairness_report(MATCHES, GROUPS.select("jobseeker_id"))
    with pytest.raises(jm.EmptyTableError):
        jm.fairness_report(MATCHES, GROUPS.clear())
    with pytest.raises(jm.ConfigError):
        jm.fairness_report(MATCHES, GROUPS, least_people=1)


def test_names_of_groups_are_text_on_the_page() -> None:
    odd = GROUPS.with_columns(pl.col("district").replace("south", "<b>south</b>"))
    page = jm.fairness_report(MATCHES, odd).html()
    assert "<b>" not in page
    assert "&lt;b&gt;south" in page
    assert "http" not in page  # it loads nothing


def test_command(tmp_path: Path) -> None:
    for name, frame in (("matches", MATCHES), ("groups", GROUPS), ("counts", COUNTS)):
        write_frame(frame, tmp_path / f"{name}.parquet")
    arguments = ["fairness", "matches.parquet", "groups.parquet", "out", "--counts", "counts.parquet"]
    paths = [str(tmp_path / word) if not word.startswith("--") and i else word for i, word in enumerate(arguments)]
    done = CliRunner().invoke(app, paths)
    assert done.exit_code == 0, done.stderr
    assert "10 figure(s) of 1 column(s)" in done.stderr
    said = json.loads((tmp_path / "out" / "fairness.json").read_text())
    assert len(said["figures"]) == 10
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "fairness.html",
        "fairness.json",
        "fairness.parquet",
    ]
