"""Health taken out of the index of a past run: what docs/nightly.md says of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from jobmatch.cli import app
from jobmatch.errors import RunError
from jobmatch.nightly import diary, replay, run
from tests import nights


def _n_recorded(index: Path) -> int:
    (saved,) = index.rglob("jobseekers.parquet")
    return int(pl.read_parquet(saved)["capacity"].is_not_null().sum())


def test_a_past_run_forgets_health_and_its_receipts_are_refused(tmp_path: Path) -> None:
    country, settings = nights.write_country(tmp_path / "in"), nights.settings(near_misses=0, partition_people=50)
    config, root = nights.config(tmp_path / "cache"), tmp_path / "nights"
    first = run(root, country, settings, config)
    index = first.folder / "index"
    n_recorded = _n_recorded(index)
    assert n_recorded > 0
    lists = pl.read_parquet(first.folder / "matches" / "part-00000.parquet")
    receipt = lists["receipt"][0]
    assert replay(root, receipt).same

    done = CliRunner().invoke(app, ["forget-health", str(index), "--everybody"])
    assert done.exit_code == 0, done.stderr
    assert _n_recorded(index) == 0
    with pytest.raises(RunError, match="health was taken out of it"):
        replay(root, receipt)
    assert pl.read_parquet(first.folder / "matches" / "part-00000.parquet").equals(lists)

    later = config.model_copy(update={"as_of": nights.AS_OF + dt.timedelta(days=1)})
    assert run(root, country, settings, later).passed
    assert diary(root, jobseeker_id=lists["jobseeker_id"][0]).before == first.run

    run(root, country, settings, config)  # the same command on the same input makes the index again, health and all
    assert _n_recorded(index) == n_recorded
    assert replay(root, receipt).same
