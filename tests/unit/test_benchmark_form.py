"""What benchmarks write down, and what the README makes of it."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import report
from benchmarks.common import BenchmarkError, Run, checked_metrics, find_commit, peak_rss_mib, run_benchmark

METRICS = {"people_matched_per_s": 1234.5, "recall_at_10": 0.98765, "n_vacancies": 100_000, "load_ms": 3.0}


def _measure(_: Run) -> dict[str, float]:
    return METRICS


def _run(tmp_path: Path, *arguments: str, **more: Any) -> dict[str, Any]:
    argv = ["--out", str(tmp_path), *arguments]
    path = run_benchmark("speed", _measure, description="How fast it is.", argv=argv, **more)
    result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return result


# --- Results ------------------------------------------------------------------------------


def test_result_says_what_was_measured_where(tmp_path: Path) -> None:
    result = _run(tmp_path, "--seed", "7", data="synthetic: none of it is real")
    assert result["metrics"] == METRICS
    assert (result["name"], result["seed"], result["quick"]) == ("speed", 7, False)
    assert result["data"] == "synthetic: none of it is real"
    assert set(result["machine"]) == {"cpu", "cores", "memory_gib", "os"}
    assert result["machine"]["cores"] >= 1
    assert result["machine"]["memory_gib"] > 0
    assert result["versions"]["numpy"] == np.__version__
    assert set(result["versions"]) == {"python", "jobmatch", "numpy", "numba", "faiss-cpu", "polars", "torch"}


def test_last_line_is_the_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = _run(tmp_path)
    last = capsys.readouterr().out.rstrip("\n").splitlines()[-1]
    assert last.startswith("RESULT {")
    assert json.loads(last.removeprefix("RESULT ")) == result


def test_quick_run_leaves_the_full_result_alone(tmp_path: Path) -> None:
    _run(tmp_path)
    full = (tmp_path / "speed.json").read_bytes()
    assert _run(tmp_path, "--quick")["quick"] is True
    assert (tmp_path / "speed.json").read_bytes() == full
    assert sorted(path.name for path in tmp_path.iterdir()) == ["speed.json", "speed.quick.json"]


def test_failed_run_writes_nothing(tmp_path: Path) -> None:
    def fail(_: Run) -> dict[str, float]:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        run_benchmark("speed", fail, description="", argv=["--out", str(tmp_path)])
    assert list(tmp_path.iterdir()) == []


def test_own_options_are_written_down(tmp_path: Path) -> None:
    def add(parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=10)
        parser.add_argument("--input", type=Path, default=Path("people.csv"))

    assert _run(tmp_path, "--people", "3", add_options=add)["options"] == {"people": 3, "input": "people.csv"}


def test_memory_of_children_counts() -> None:
    # In a process of its own, whose own peak is known to be small.
    code = """
import subprocess, sys
from benchmarks.common import TreeMemory

with TreeMemory() as memory:
    subprocess.run([sys.executable, "-c", "import time; held = b'x' * 400_000_000; time.sleep(1.5)"])
print(memory.peak_gb)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert float(done.stdout) > 0.4


def test_numpy_numbers_become_plain() -> None:
    checked = checked_metrics({"n": np.int64(3), "share": np.float32(0.5)})  # type: ignore[dict-item]
    assert checked == {"n": 3, "share": 0.5}
    assert [type(value) for value in checked.values()] == [int, float]


@pytest.mark.parametrize("value", [math.nan, math.inf, True, "1", None, [1.0], np.float64("nan")])
def test_metric_that_is_no_finite_number_is_refused(value: Any) -> None:
    with pytest.raises(BenchmarkError, match="finite number"):
        checked_metrics({"share": value})


@pytest.mark.parametrize("name", ["Share", "share of", "share-of", "_share", "share_", "9share", ""])
def test_metric_name_is_in_snake_case(name: str) -> None:
    with pytest.raises(BenchmarkError, match="snake_case"):
        checked_metrics({name: 1.0})


def test_no_metrics_are_refused() -> None:
    with pytest.raises(BenchmarkError, match="no metrics"):
        checked_metrics({})


def test_timed_block_gives_its_seconds(tmp_path: Path) -> None:
    def measure(run: Run) -> dict[str, float]:
        with run.timed("sleep") as watch:
            time.sleep(0.02)
        return {"sleep_s": watch.seconds}

    path = run_benchmark("nap", measure, description="", argv=["--out", str(tmp_path)])
    assert 0.02 <= json.loads(path.read_text(encoding="utf-8"))["metrics"]["sleep_s"] < 5


def test_peak_memory_grows_with_what_is_held() -> None:
    before = peak_rss_mib()["process_peak_rss_mib"]
    held = np.ones((int(before) + 64) * 2**20, np.uint8)
    assert peak_rss_mib()["process_peak_rss_mib"] >= held.nbytes / 2**20


def test_commit_is_marked_where_the_tree_differs(tmp_path: Path) -> None:
    assert find_commit(tmp_path) == "unknown"

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(tmp_path), *who, *arguments], check=True, capture_output=True)

    git("init")
    (tmp_path / "code.py").write_text("a", encoding="utf-8")
    git("add", "code.py")
    git("commit", "-m", "a")
    clean = find_commit(tmp_path)
    assert len(clean) == 12
    (tmp_path / "benchmarks" / "results").mkdir(parents=True)
    (tmp_path / "benchmarks" / "results" / "speed.json").write_text("{}", encoding="utf-8")
    assert find_commit(tmp_path) == clean
    (tmp_path / "code.py").write_text("b", encoding="utf-8")
    assert find_commit(tmp_path) == f"{clean}+dirty"


# --- Report -------------------------------------------------------------------------------

README = "# Title\n\n<!-- results:speed -->\nold\n<!-- /results:speed -->\n\nThe end.\n"


def _report(tmp_path: Path, *arguments: str, readme: str | None = None) -> int:
    path = tmp_path / "README.md"
    if readme is not None:
        path.write_text(readme, encoding="utf-8")
    return report.main(["--pages", str(path), "--results", str(tmp_path), *arguments])


def test_a_metric_with_an_interval_is_one_row() -> None:
    result = {
        "description": "How well.",
        "metrics": {"map": 0.5, "map_low": 0.45, "map_high": 0.5561, "high_low": 2.0},
        "machine": {"cpu": "a", "cores": 2, "memory_gib": 1, "os": "b"},
        **{"versions": {}, "commit": "c", "date": "d", "seed": 1, "options": {}, "data": ""},
    }
    rows = [line for line in report.table(result).splitlines() if line.startswith("| ")][1:]
    assert rows == ["| map | 0.500 (0.450 to 0.556) |  |", "| high low | 2.00 |  |"]


def test_metrics_stand_side_by_side_where_columns_are_named() -> None:
    result = {
        "description": "How fast.",
        "columns": ["recall", "people_per_s"],
        "metrics": {
            **{"k": 10, "one_recall": 0.5, "one_recall_low": 0.25, "one_recall_high": 0.75},
            **{"one_people_per_s": 1200.0, "other_recall": 1.0, "low_high_s": 2.0},
        },
        "machine": {"cpu": "a", "cores": 2, "memory_gib": 1, "os": "b"},
        **{"versions": {}, "commit": "c", "date": "d", "seed": 1, "options": {}, "data": ""},
    }
    lines = report.table(result).splitlines()
    assert lines[2:7] == [
        "| | recall | people, per second |",
        "|---|---:|---:|",
        "| one | 0.500 (0.250 to 0.750) | 1,200 |",
        "| other | 1.00 |  |",
        "",
    ]
    assert lines[7:11] == ["| | value | unit |", "|---|---:|---|", "| k | 10 |  |", "| low high | 2.00 | s |"]


def test_readme_is_filled_and_then_in_step(tmp_path: Path) -> None:
    result = _run(tmp_path, "--seed", "7", data="synthetic: worlds.py")
    assert _report(tmp_path, readme=README) == 0
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# Title\n\n<!-- results:speed -->\nHow fast it is.\n")
    assert text.endswith("<!-- /results:speed -->\n\nThe end.\n")
    assert "old" not in text
    assert "| people matched | 1,234 | per second |" in text
    assert "| recall at 10 | 0.988 |  |" in text
    assert "| n vacancies | 100,000 |  |" in text
    assert "| load | 3.00 | ms |" in text
    assert "Data: synthetic: worlds.py" in text
    assert "seed 7" in text
    assert f"commit {result['commit']}" in text
    assert result["machine"]["cpu"] in text
    assert f"numpy {np.__version__}" in text
    assert _report(tmp_path, "--check") == 0
    assert _report(tmp_path) == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == text


def test_check_fails_and_changes_nothing_when_out_of_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run(tmp_path)
    assert _report(tmp_path, "--check", readme=README) == 1
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == README
    assert "make readme" in capsys.readouterr().err


def test_quick_results_are_not_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run(tmp_path, "--quick")
    assert _report(tmp_path, readme=README) == 1
    assert "No speed.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    "readme",
    [
        "<!-- results:speed -->\nnever closed\n",
        "<!-- /results:speed -->\n",
        "<!-- results:speed -->\n<!-- /results:other -->\n",
        "<!-- results:speed -->\n<!-- results:speed -->\n<!-- /results:speed -->\n<!-- /results:speed -->\n",
        "<!-- results:speed -->\n<!-- results:speed -->\n<!-- /results:speed -->\n",
        "<!-- results:Speed -->\n<!-- /results:Speed -->\n",
    ],
)
def test_broken_markers_are_refused(tmp_path: Path, readme: str, capsys: pytest.CaptureFixture[str]) -> None:
    _run(tmp_path)
    assert _report(tmp_path, readme=readme) == 1
    assert "marker" in capsys.readouterr().err
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == readme


def test_readme_without_markers_is_left_as_it_is(tmp_path: Path) -> None:
    assert _report(tmp_path, "--check", readme="# Title\n") == 0


def test_two_results_fill_their_own_places(tmp_path: Path) -> None:
    for name in ("speed", "quality"):
        run_benchmark(name, _measure, description=f"About {name}.", argv=["--out", str(tmp_path)])
    readme = "".join(f"<!-- results:{name} -->\n<!-- /results:{name} -->\n" for name in ("quality", "speed"))
    assert _report(tmp_path, readme=readme) == 0
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert text.index("About quality.") < text.index("<!-- /results:quality -->") < text.index("About speed.")
