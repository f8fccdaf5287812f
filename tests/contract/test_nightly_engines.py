"""What holds for a night on one machine and on a cluster: the same files, byte for byte, whatever happened meanwhile.

Each engine has all its nights in one process of its own (tests/spark_night.py). The cluster is two executors.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from jobmatch.errors import ConfigError, RunError, UnwritableError
from jobmatch.nightly import LocalEngine, SparkEngine
from jobmatch.nightly.parts import Part
from jobmatch.nightly.spark import _Collecting, _done_or_why_not, own_settings
from jobmatch.nightly.work import Job
from tests import nights

REPOSITORY = Path(__file__).resolve().parents[2]
N_PARTS = 5
pytestmark = pytest.mark.slow


def _nights_of(engine: str, folder: Path) -> dict[str, Any]:
    path = [str(REPOSITORY / "src"), str(REPOSITORY), os.environ.get("PYTHONPATH", "")]
    # As `make test` starts it: not with the environment's programs before the system's.
    elsewhere = [p for p in os.environ["PATH"].split(os.pathsep) if Path(p) != Path(sys.executable).parent]
    done = subprocess.run(
        [sys.executable, "-m", "tests.spark_night", engine, str(folder)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, path)), "PATH": os.pathsep.join(elsewhere)},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-5000:]
    found: dict[str, Any] = json.loads((folder / "said.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def on_one_machine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return _nights_of("local", tmp_path_factory.mktemp("local"))


@pytest.fixture(scope="module")
def on_a_cluster(tmp_path_factory: pytest.TempPathFactory, on_one_machine: dict[str, Any]) -> dict[str, Any]:
    """After the other one, which leaves the kernels compiled."""
    if not nights.HAS_JAVA:
        pytest.skip("Spark needs Java 17 or newer")
    pytest.importorskip("pyspark", reason="the extra jobmatch[spark] is not installed")
    return _nights_of("spark", tmp_path_factory.mktemp("spark"))


@pytest.fixture(params=["local", "spark"])
def said(request: pytest.FixtureRequest) -> dict[str, Any]:
    name = "on_one_machine" if request.param == "local" else "on_a_cluster"
    found: dict[str, Any] = request.getfixturevalue(name)
    assert found["whole"]["engine"] == request.param
    return found


@pytest.fixture
def expected(on_one_machine: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {name: nights.result_of(Path(night["folder"])) for name, night in on_one_machine.items()}


def found(said: dict[str, Any], name: str) -> dict[str, str]:
    return nights.result_of(Path(said[name]["folder"]))


def test_same_files_and_manifest(said: dict[str, Any], expected: dict[str, dict[str, str]]) -> None:
    result = found(said, "whole")
    assert len(result) > 6 * N_PARTS
    assert "manifest.json" in result
    assert result == expected["whole"]
    assert (said["whole"]["n_parts"], said["whole"]["n_parts_kept"]) == (N_PARTS, 0)
    assert said["whole"]["passed"]


def test_stopped_and_started_again(said: dict[str, Any], expected: dict[str, dict[str, str]]) -> None:
    assert 1 <= said["stopped"]["n_parts_kept"] < N_PARTS
    assert found(said, "stopped") == expected["stopped"]


def test_damaged_partition(said: dict[str, Any], expected: dict[str, dict[str, str]]) -> None:
    assert said["damaged"]["n_parts_kept"] == N_PARTS - 1
    assert found(said, "damaged") == expected["whole"]


def test_refused_by_the_system(said: dict[str, Any], expected: dict[str, dict[str, str]]) -> None:
    assert said["refused"]["path"] == "counts/part-00003.parquet"
    assert found(said, "refused") == expected["stopped"]


def test_every_partition_says_what_it_took(said: dict[str, Any]) -> None:
    report = json.loads((Path(said["whole"]["folder"]) / "report.json").read_text(encoding="utf-8"))
    assert [part["part"] for part in report["parts"]] == list(range(N_PARTS))
    assert all(part["seconds"] >= part["matching_seconds"] > 0 for part in report["parts"])


def test_executor_killed(on_a_cluster: dict[str, Any], expected: dict[str, dict[str, str]]) -> None:
    assert on_a_cluster["killed"]["n_killed"] == 1
    assert on_a_cluster["killed"]["passed"]
    assert found(on_a_cluster, "killed") == expected["stopped"]


def test_both_are_engines() -> None:
    assert LocalEngine().name == "local"
    pytest.importorskip("pyspark")
    with SparkEngine() as engine:  # nothing is started before it is needed
        assert engine.name == "spark"
    with pytest.raises(ConfigError, match="has its settings already"):
        SparkEngine(object(), master="local[2]")


class _Frame:
    """What a Spark job gives back, or fails with."""

    def __init__(self, rows: list[dict[str, str]] | Exception) -> None:
        self.rows = rows

    def collect(self) -> list[dict[str, str]]:
        if isinstance(self.rows, Exception):
            raise self.rows
        return self.rows


def _collected(rows: list[dict[str, str]] | Exception) -> None:
    job = Job("folder", "0" * 64, 5, 0, count_reach=False, memory_gb=None, sources="", machine={})
    task = _Collecting(mock.MagicMock(), _Frame(rows), job)
    assert task.wait(10)
    task.check()


def test_what_workers_met_is_told_in_our_own_words() -> None:
    done = {"kind": "done", "path": "", "message": ""}
    _collected([done])
    with pytest.raises(UnwritableError, match=r"Cannot write 'a/part-1.parquet': No space left"):
        _collected([done, {"kind": "unwritable", "path": "a/part-1.parquet", "message": "No space left"}])
    with pytest.raises(RunError, match="Memory does not suffice"):
        _collected([{"kind": "stopped", "path": "", "message": "Memory does not suffice"}])
    with pytest.raises(RunError, match=r"Spark gave a partition up \(ValueError\)") as told:
        _collected(ValueError("Gwenllian-7431 lives there"))
    assert "Gwenllian" not in str(told.value)


def test_no_pytorch_beside_faiss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", mock.MagicMock())
    kind, _, message = _done_or_why_not(mock.MagicMock(), Part(0, 0, 1))
    assert kind == "stopped"
    assert "PyTorch" in message


def test_workers_know_what_they_need_before_they_load_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "first" + os.pathsep + "second")
    monkeypatch.setenv("NUMBA_CACHE_DIR", "machine-code")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    settings = own_settings()
    paths = settings["spark.executorEnv.PYTHONPATH"].split(os.pathsep)
    assert paths == [str(REPOSITORY / "src"), "first", "second"]
    assert settings["spark.executorEnv.NUMBA_CACHE_DIR"] == "machine-code"
    assert settings["spark.executorEnv.OMP_NUM_THREADS"] == "1"
    assert "spark.executorEnv.XDG_CACHE_HOME" not in settings
