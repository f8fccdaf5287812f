"""``make nightly-demo`` works, on some of the samples."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import nights

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_nights_on_the_samples(tmp_path: Path) -> None:
    script = REPOSITORY / "data" / "samples" / "nightly_demo.py"
    path = os.pathsep.join(filter(None, (str(REPOSITORY / "src"), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), "48"],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    live = tmp_path / "nights" / "current"
    report = json.loads((live / "report.json").read_text(encoding="utf-8"))
    assert report["churn"]["vacancies_new"] > 0
    for name in ("report.html", "ledger/ledger.html", "fairness/fairness.html", "allocation/suggestions.parquet"):
        assert (live / name).is_file(), name
    assert "reproduced exactly" in done.stdout
    assert "From 2026-11-02-" in done.stdout
    assert "Gate failed: change_of_vacancies" in done.stdout + done.stderr
    assert live.resolve().name.startswith("2026-11-03-")
    assert '<svg class="map"' in (live / "ledger" / "ledger.html").read_text(encoding="utf-8")
    assert len(list((tmp_path / "nights" / "runs").iterdir())) == 3
    has_spark = importlib.util.find_spec("pyspark") is not None and nights.HAS_JAVA
    assert ("The same files, byte for byte." in done.stdout) == has_spark
