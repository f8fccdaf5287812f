"""Weights from outcomes. Every table here is SYNTHETIC: drawn from weights that the test planted itself."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies as st
from typer.testing import CliRunner

import jobmatch as jm
from jobmatch.cli import app
from jobmatch.cli.shared import make_config
from jobmatch.codes import PART_NAMES
from jobmatch.errors import ColumnMissingError, ConfigError, InputError, UsageError
from jobmatch.matcher import Matcher
from jobmatch.tables import read_frame, write_frame
from jobmatch.tuning.learn import Order, calibrated, non_negative
from tests.encoders import HashEncoder

N_PEOPLE, N_VACANCIES = 250, 60
TRUE_WEIGHTS = {"text": 10, "skills": 40, "travel": 26, "care": 8, "health": 8, "pay": 8}
SKILLS = [f"skill {letter}" for letter in "abcdefghij"]
WORDS = ["bake", "bread", "cook", "lunch", "drive", "van", "count", "stock", "clean", "floor", "paint", "wall"]
MARK = "Gwenllian-7431"


@cache
def matcher() -> Matcher:
    """A made-up market: people and jobs about one town, so that journeys differ and nearly all pairs can be listed."""
    rng = np.random.default_rng(5)

    def place() -> dict[str, float]:
        return {"latitude": 51.58 + rng.normal(0, 0.12), "longitude": -3.0 + rng.normal(0, 0.2)}

    def some(names: list[str], n: int) -> list[str]:
        return sorted(rng.choice(names, n, replace=False).tolist())

    vacancies = [
        {
            "vacancy_id": f"v{i:03}",
            "title": "Job",
            "description": " ".join(some(WORDS, 4)),
            "required_skills": some(SKILLS, 4) if rng.random() < 0.8 else None,
            "pay_min_gbp": round(float(rng.uniform(14, 20)), 2),
            "pay_period": "hour",
            "remote": "no",
            **place(),
        }
        for i in range(N_VACANCIES)
    ]
    people = [
        {
            "jobseeker_id": f"{MARK}-{i:04}",
            "cv_text": " ".join(some(WORDS, 5)),
            "skills": some(SKILLS, int(rng.integers(1, 8))),
            "pay_wanted_gbp_per_hour": round(float(rng.uniform(14, 20)), 2),
            "modes": ["car", "walk"],
            **place(),
        }
        for i in range(N_PEOPLE)
    ]
    tables = jm.read_vacancies(vacancies), jm.read_jobseekers(people)
    return Matcher.build(*tables, jm.MatchConfig(threads=1, cache_dir=""), encoder=HashEncoder())


@cache
def outcomes(seed: int = 0, of_each: int = 12, slope: float = 14.0) -> pl.DataFrame:
    """Outcomes drawn from the planted weights, of a few vacancies for each person."""
    rng = np.random.default_rng(seed)
    ids = [f"v{i:03}" for i in range(N_VACANCIES)]
    pairs = pl.DataFrame(
        [
            (f"{MARK}-{i:04}", vacancy)
            for i in range(N_PEOPLE)
            for vacancy in rng.choice(ids, of_each, replace=False).tolist()
        ],
        schema=["jobseeker_id", "vacancy_id"],
        orient="row",
    )
    values = matcher().part_values(pairs)
    score = Order(PART_NAMES, "n_unknown", tuple(TRUE_WEIGHTS.values()), 2000).scores(values) / 100_000
    p = 1 / (1 + np.exp(-slope * (score - np.median(score))))
    return values.select("jobseeker_id", "vacancy_id").with_columns(
        outcome=pl.Series((rng.random(len(p)) < p).astype(np.int64))
    )


@cache
def tuned() -> jm.Tuning:
    return jm.tune(matcher(), outcomes())


def test_values_are_those_of_each_pair() -> None:
    pairs = outcomes().head(40)
    values = matcher().part_values(pairs)
    assert values.height == 40
    for row in values.iter_rows(named=True):
        detail = matcher().detail(row["jobseeker_id"], row["vacancy_id"])
        assert tuple(row[name] for name in PART_NAMES) == detail.part_values
        assert (row["score"], row["shortlist_score"]) == (detail.score, detail.shortlist_score)


@pytest.mark.parametrize(("direction", "column"), [("match", "score"), ("shortlist", "shortlist_score")])
def test_scores_are_the_scorers_own(direction: Any, column: str) -> None:
    values = matcher().part_values(outcomes())
    assert values["n_unknown"].n_unique() > 1
    order = Order.of(matcher().config, direction)
    assert order.scores(values).tolist() == values[column].to_list()


def test_planted_weights_are_found() -> None:
    found = tuned().learned["weights"]
    assert isinstance(found, dict)
    assert sum(found.values()) == 100
    # with 3,000 outcomes a weight is found to within a few points
    assert all(abs(found[name] - weight) <= 6 for name, weight in TRUE_WEIGHTS.items())
    assert tuned().is_better


def test_what_does_not_vary_keeps_its_weight() -> None:
    """Nobody here cares for anyone or has a limit of health, so nothing can be learned of either."""
    weights = tuned().config.weights
    assert (weights.care, weights.health) == (8, 8)
    assert any("stays assumed: care, health." in warning for warning in tuned().warnings)


def test_what_is_held_out() -> None:
    held = tuned().held_out
    assert (held.n_outcomes, held.n_jobseekers) == (tuned().n_outcomes, tuned().n_jobseekers)
    assert len(held.weights) == 5
    for name, gain in held.measures.items():
        assert gain.learned.low <= gain.learned.value <= gain.learned.high
        worse = max if name in ("log_loss", "brier") else min
        assert worse(gain.chance, gain.learned.value) == gain.chance, name
    assert held.measures["auc"].chance == pytest.approx(0.5, abs=0.05)
    assert held.measures["log_loss"].chance == pytest.approx(np.log(2), abs=0.03)


def test_nothing_to_learn_is_not_called_better() -> None:
    """Outcomes that are tossed: the interval of the gain holds 0, and the report says so."""
    rng = np.random.default_rng(0)
    tossed = outcomes().with_columns(outcome=pl.Series(rng.integers(0, 2, outcomes().height)))
    found = jm.tune(matcher(), tossed)
    assert not found.is_better
    assert any("keep those before" in warning for warning in found.warnings)


def test_order_of_rows_changes_nothing_and_a_seed_repeats() -> None:
    mixed = outcomes().sample(fraction=1, shuffle=True, seed=1).cast({"outcome": pl.String})
    assert jm.tune(matcher(), mixed).to_dict() == tuned().to_dict()


def test_calibration_never_falls_and_is_never_sure() -> None:
    table = np.array(tuned().calibration)
    assert len(table) == 101
    assert (np.diff(table) >= 0).all()
    assert table[0] > 0
    assert table[-1] < 1
    scores = matcher().part_values(outcomes())["score"].to_numpy()
    assert tuned().probability(scores).shape == scores.shape


def test_calibration_is_the_share_that_came_good() -> None:
    """Of 1,000 scores of 20 points 300 came good, of 1,000 of 60 points 600."""
    scores = np.repeat(np.array([20_500, 60_999], np.int64), 1000)
    good = np.concatenate([np.arange(1000) < 300, np.arange(1000) < 600])
    table = calibrated(scores, good)
    assert table[[0, 20, 60, 100]].tolist() == pytest.approx([0.3, 0.3, 0.6, 0.6])


@given(seed=st.integers(0, 2**32 - 1), n=st.integers(20, 200))
def test_weights_are_never_negative(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    outcome = rng.random(n) < 0.5
    outcome[:2] = True, False
    assert (non_negative(rng.random((n, 4)), outcome) >= 0).all()


def test_without_the_bound_it_is_scikit_learns_regression() -> None:
    """Where no weight would be negative, the same loss has the same answer."""
    from sklearn.linear_model import LogisticRegression

    rng = np.random.default_rng(0)
    features = rng.random((2000, 3))
    outcome = rng.random(2000) < 1 / (1 + np.exp(-(features @ [1.0, 3.0, 5.0] - 4.5)))
    expected = LogisticRegression(C=100.0, tol=1e-8, max_iter=1000).fit(features, outcome).coef_[0]
    assert non_negative(features, outcome) == pytest.approx(expected, rel=1e-2)


def test_a_part_that_works_against_the_outcome_gets_nothing() -> None:
    rng = np.random.default_rng(0)
    features = rng.random((2000, 2))
    outcome = rng.random(2000) < 1 / (1 + np.exp(-5 * (features[:, 0] - features[:, 1])))
    found = non_negative(features, outcome)
    assert found[1] == 0
    assert found[0] > 1


def test_the_employers_order_is_learned_from_text_and_skills_alone() -> None:
    """Outcomes that hang on travel alone move nothing in it, and its settings hold nothing else."""
    found = jm.tune(matcher(), outcomes(), direction="shortlist")
    assert set(found.learned) == {"shortlist_weights"}
    assert set(found.settings) == {"shortlist_weights"}
    assert found.config.weights == matcher().config.weights
    assert found.config.shortlist_weights.skills > found.config.shortlist_weights.text
    order = Order.of(found.config, "shortlist")
    values = matcher().part_values(outcomes())
    other = values.with_columns(
        [pl.col(name).reverse() for name in ("travel", "care", "health", "pay", "n_unknown", "score")]
    )
    assert order.scores(values).tolist() == order.scores(other).tolist()
    good = outcomes()["outcome"].to_numpy() == 1
    assert order.learned(values, good) == order.learned(other, good)


def test_groups_and_dates() -> None:
    with_group = outcomes().with_columns(group="office " + pl.col("jobseeker_id").str.slice(-2))
    assert jm.tune(matcher(), with_group).held_out.split == "each fifth of the groups in turn"
    day = pl.col("jobseeker_id").str.slice(-4).cast(pl.Int64) % 28 + 1
    dated = outcomes().with_columns(date=pl.format("2026-01-{}", day.cast(pl.String).str.zfill(2)))
    held = jm.tune(matcher(), dated).held_out
    assert held.split.startswith("the latest outcomes")
    assert len(held.weights) == 1
    latest = dated.filter(pl.col("date") >= dated["date"].sort()[int(0.75 * dated.height)])
    assert held.n_outcomes == latest.height


def test_settings_make_the_same_matcher_again(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(tuned().settings), encoding="utf-8")
    from jobmatch.cli.shared import Talk

    config = make_config(path, None, 1, Talk(quiet=True))
    assert config.weights == tuned().config.weights
    assert config.unknown_penalty_points == tuned().config.unknown_penalty_points


def test_report_is_json_and_text_without_an_id() -> None:
    as_json = json.dumps(tuned().to_dict())
    for text in (as_json, str(tuned()), repr(tuned())):
        assert MARK not in text
        assert "v00" not in text
    assert "shown" in str(tuned())


# --- Refused ---------------------------------------------------------------------------


def refused(table: pl.DataFrame, message: str, error: type[Exception] = InputError) -> None:
    with pytest.raises(error, match=message) as found:
        jm.tune(matcher(), table)
    assert MARK not in str(found.value)


def test_too_little_is_refused() -> None:
    few = outcomes().head(300)
    refused(few, "Too few outcomes.*keep the assumed weights".replace(".*", r"[\s\S]*"))
    refused(outcomes().with_columns(outcome=pl.lit(1)), "Too few outcomes")
    one_person_good = pl.col("jobseeker_id").is_in([f"{MARK}-{i:04}" for i in range(20)])
    refused(outcomes().with_columns(outcome=one_person_good.cast(pl.Int64)), "Too few outcomes")
    foreign = outcomes().with_columns(jobseeker_id="x" + pl.col("jobseeker_id"))
    refused(foreign, f"{foreign.height} are about pairs that are not here")


def test_wrong_tables_are_refused() -> None:
    table = outcomes()
    refused(table.drop("outcome"), "outcome", ColumnMissingError)
    refused(table.with_columns(outcome=pl.lit(2)), "no usable outcome")
    refused(table.with_columns(outcome=pl.lit(0.5)), "no usable outcome")
    refused(table.with_columns(outcome=pl.lit(None, pl.Int64)), "no usable outcome")
    refused(pl.concat([table, table.head(3)]), "3 row.*repeat")
    refused(table.with_columns(jobseeker_id=pl.lit(None, pl.String)), "lack jobseeker_id or vacancy_id")
    refused(table.with_columns(group=pl.lit(None, pl.String)), "have no group")
    refused(table.with_columns(group=pl.col("vacancy_id")), "in more than one group")
    refused(table.with_columns(group=pl.col("jobseeker_id").str.slice(-1).replace_strict(
        {str(n): "a" if n < 5 else "b" for n in range(10)}, return_dtype=pl.String
    )), "2 group")  # fmt: skip
    refused(table.with_columns(date=pl.lit("soon")), "no usable date")
    refused(table.with_columns(date=pl.lit("2026-01-01")), "Too few outcomes before or after")


def test_outcomes_that_run_against_every_part_are_refused() -> None:
    refused(outcomes().with_columns(outcome=1 - pl.col("outcome")), "No part of the score is higher")


@pytest.mark.parametrize(
    "call", [{"direction": "sideways"}, {"k": 0}, {"matcher": "my-index"}, {"outcomes": [{"outcome": 1}]}]
)
def test_wrong_calls_are_refused(call: dict[str, Any]) -> None:
    arguments: dict[str, Any] = {"matcher": matcher(), "outcomes": outcomes()} | call
    with pytest.raises(UsageError):
        jm.tune(**arguments)


# --- Command ---------------------------------------------------------------------------


def test_command(tmp_path: Path) -> None:
    matcher().save(tmp_path / "index")
    write_frame(outcomes(), tmp_path / "outcomes.csv")
    arguments = ["tune", tmp_path / "index", "--outcomes", tmp_path / "outcomes.csv", "--out", tmp_path / "tuned.json"]
    done = CliRunner().invoke(app, [*map(str, arguments), "--report", str(tmp_path / "report.json"), "--threads", "1"])
    assert done.exit_code == 0, done.stderr
    assert json.loads((tmp_path / "tuned.json").read_text()) == tuned().settings
    assert json.loads((tmp_path / "report.json").read_text()) == json.loads(json.dumps(tuned().to_dict()))
    assert "area under the curve" in done.stdout
    assert "favour what was shown" in done.stdout


def test_command_refuses(tmp_path: Path) -> None:
    matcher().save(tmp_path / "index")
    write_frame(outcomes().head(10), tmp_path / "few.csv")
    arguments = [str(tmp_path / "index"), "--outcomes", str(tmp_path / "few.csv")]
    done = CliRunner().invoke(app, ["tune", *arguments, "--out", str(tmp_path / "tuned.json")])
    assert done.exit_code == 2
    assert "Too few outcomes" in done.stderr
    assert not (tmp_path / "tuned.json").exists()
    done = CliRunner().invoke(app, ["tune", *arguments, "--out", str(tmp_path / "tuned.toml")])
    assert done.exit_code == 2
    assert "must end in .json" in done.stderr


def test_tables_are_read_as_text(tmp_path: Path) -> None:
    write_frame(outcomes(), tmp_path / "outcomes.csv")
    assert jm.tune(matcher(), read_frame(tmp_path / "outcomes.csv")).to_dict() == tuned().to_dict()


def test_weights_that_were_learned_are_checked_like_any() -> None:
    with pytest.raises(ConfigError):
        jm.MatchConfig(weights={"text": 99})
