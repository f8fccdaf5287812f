"""The common form of benchmarks: same options, same facts about the machine, one JSON file each.

A benchmark is a module with a function that takes a `Run` and returns its metrics::

    def measure(run: Run) -> dict[str, float]:
        ...

    if __name__ == "__main__":
        run_benchmark("speed", measure, description="People matched a second.", data="synthetic: benchmarks/worlds.py")

``python -m benchmarks.speed`` writes ``benchmarks/results/speed.json``, from which `benchmarks.report` fills the
README. ``--quick`` runs a small version to see that it works. It writes ``speed.quick.json``, which git ignores and
the report does not read, so a quick run never stands where a full one was.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import numbers
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, Self

import psutil
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

REPOSITORY: Final = Path(__file__).resolve().parents[1]
RESULTS: Final = REPOSITORY / "benchmarks" / "results"
# What the benchmarks themselves write does not make the tree another one than that of the commit.
_NOT_MEASURED: Final = (":!benchmarks/results", ":!README.md", ":!docs/results.md", ":!docs/plots")
_PACKAGES: Final = ("jobmatch", "numpy", "numba", "faiss-cpu", "polars", "torch")
_SNAKE_CASE: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")

Metrics = Mapping[str, float]


class BenchmarkError(Exception):
    """A benchmark gave something that cannot be written down."""


@dataclass(slots=True)
class Stopwatch:
    """Wall-clock seconds of a `Run.timed` block; NaN until it ends."""

    seconds: float = math.nan


@dataclass(frozen=True, slots=True)
class Run:
    """What a benchmark is given.

    Parameters
    ----------
    quick : bool
        Whether to run small, within seconds, to see that it works.
    seed : int
        Seed of all randomness.
    options : argparse.Namespace
        The benchmark's own options as well as the common ones.
    console : rich.console.Console
        Standard error; standard output is for the result.
    """

    quick: bool
    seed: int
    options: argparse.Namespace
    console: Console = field(repr=False)

    @contextmanager
    def timed(self, label: str) -> Iterator[Stopwatch]:
        """Time a block and say so on standard error; read ``seconds`` after the block."""
        stopwatch = Stopwatch()
        start_s = time.perf_counter()
        yield stopwatch
        stopwatch.seconds = time.perf_counter() - start_s
        self.console.print(f"{label}: {stopwatch.seconds:.3g} s", highlight=False)

    @contextmanager
    def progress(self, label: str, total: int) -> Iterator[Callable[[int], None]]:
        """Draw a bar on standard error; yields a function that moves it on by so many steps."""
        columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self.console) as bar:
            task = bar.add_task(label, total=total)
            yield lambda n_done: bar.advance(task, n_done)


def run_benchmark(
    name: str,
    measure: Callable[[Run], Metrics],
    *,
    description: str,
    data: str | None = None,
    seed: int = 20240229,
    add_options: Callable[[argparse.ArgumentParser], None] | None = None,
    columns: Sequence[str] = (),
    argv: Sequence[str] | None = None,
) -> Path:
    """Run a benchmark from the command line and write its result.

    Parameters
    ----------
    name : str
        Name of the result, in snake case.
    measure : callable
        Takes a `Run`; returns numbers by snake-case name. The end of a name is its unit, see `benchmarks.report`.
    description : str
        One sentence for ``--help`` and the report.
    data : str or None
        What was measured on, where a reader must know, such as ``"synthetic: ..."``.
    seed : int
        Seed unless ``--seed`` gives another.
    add_options : callable or None
        Adds the benchmark's own options to the parser.
    columns : sequence of str
        Ends of names that the report sets side by side: "faiss_recall" and "faiss_per_s" are one row of two columns.
    argv : sequence of str or None
        Arguments; None takes those of the command line.

    Returns
    -------
    pathlib.Path
        The file that was written. The last line on standard output is ``RESULT`` and the same JSON in one line.

    Raises
    ------
    BenchmarkError
        If the name or a metric is not in form.
    """
    if not _SNAKE_CASE.fullmatch(name):
        raise BenchmarkError(f"Benchmark {name!r}: a name is in snake_case.")
    options = _parser(description, seed, add_options).parse_args(argv)
    run = Run(quick=options.quick, seed=options.seed, options=options, console=Console(stderr=True))
    # Before the work, so that an edit made meanwhile is not taken for what was measured.
    commit = find_commit()
    start_s = time.perf_counter()
    metrics = checked_metrics(measure(run))
    own = {key: value for key, value in vars(options).items() if key not in {"quick", "seed", "out"}}
    result = {
        "name": name,
        "description": description,
        "quick": run.quick,
        "seed": run.seed,
        "options": {key: str(value) if isinstance(value, Path) else value for key, value in own.items()},
        "data": data,
        "commit": commit,
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "duration_s": round(time.perf_counter() - start_s, 3),
        "machine": describe_machine(),
        "versions": find_versions(),
        "columns": list(columns),
        "metrics": metrics,
    }
    path: Path = options.out / f"{name}{'.quick' if run.quick else ''}.json"
    write_atomically(path, json.dumps(result, indent=2, allow_nan=False) + "\n")
    sys.stdout.write("RESULT " + json.dumps(result, allow_nan=False) + "\n")
    sys.stdout.flush()
    return path


def _parser(
    description: str, seed: int, add_options: Callable[[argparse.ArgumentParser], None] | None
) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="run small, to see that it works")
    parser.add_argument("--seed", type=int, default=seed, help="seed of all randomness (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=RESULTS, metavar="DIR", help="where the result goes")
    if add_options is not None:
        add_options(parser)
    return parser


def checked_metrics(metrics: Metrics) -> dict[str, int | float]:
    """Metrics as plain finite numbers.

    Parameters
    ----------
    metrics : mapping of str to number
        Python or NumPy numbers by snake-case name.

    Raises
    ------
    BenchmarkError
        If there are none, or a name or value is not in form.
    """
    if not metrics:
        raise BenchmarkError("The benchmark gave no metrics.")
    return {_checked_name(name): _checked_number(name, value) for name, value in metrics.items()}


def _checked_name(name: str) -> str:
    if not _SNAKE_CASE.fullmatch(name):
        raise BenchmarkError(f"Metric {name!r}: a name is in snake_case, its end the unit.")
    return name


def _checked_number(name: str, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, numbers.Real) or not math.isfinite(value):
        raise BenchmarkError(f"Metric {name!r} must be a finite number, found {value!r}.")
    return int(value) if isinstance(value, numbers.Integral) else float(value)


def peak_rss_mib() -> dict[str, float]:
    """Most memory that this process, and the largest child that has ended, ever held, MiB.

    Returns
    -------
    dict
        ``process_peak_rss_mib`` and ``children_peak_rss_mib``, ready to go among the metrics. Linux counts a child's
        from the moment it is forked, pages of its parent included.
    """
    # Bytes on macOS, KiB elsewhere.
    per_mib = 2**20 if sys.platform == "darwin" else 2**10
    return {
        f"{label}_peak_rss_mib": round(resource.getrusage(who).ru_maxrss / per_mib, 1)
        for label, who in (("process", resource.RUSAGE_SELF), ("children", resource.RUSAGE_CHILDREN))
    }


class TreeMemory:
    """Most memory that this process and its children held together while the block ran, GB.

    Sampled ten times a second; pages that processes share count once (proportional set size) where the system tells, so
    the sum is what the machine had to give. Peaks of this process between samples are not missed: the system keeps
    its highest resident size.

    Examples
    --------
    >>> with TreeMemory() as memory:
    ...     block = bytes(1000)
    >>> memory.peak_gb > 0
    True
    """

    _INTERVAL_S: Final = 0.1

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._peak_bytes = 0

    @property
    def peak_gb(self) -> float:
        """Peak so far, GB (10^9 bytes)."""
        own_bytes = peak_rss_mib()["process_peak_rss_mib"] * 2**20
        return max(self._peak_bytes, own_bytes) / 1e9

    def __enter__(self) -> Self:
        """Start to watch."""
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Stop."""
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            self._peak_bytes = max(self._peak_bytes, _tree_bytes())
            if self._stop.wait(self._INTERVAL_S):
                return


def _tree_bytes() -> int:
    own = psutil.Process()
    total = 0
    for process in (own, *own.children(recursive=True)):
        try:
            memory = process.memory_full_info()
        except psutil.Error:  # it has ended meanwhile
            continue
        total += getattr(memory, "pss", memory.rss)
    return total


def find_commit(repository: Path = REPOSITORY) -> str:
    """Commit of the tree, with ``+dirty`` where files differ from it; ``unknown`` outside a git checkout."""

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(repository), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    try:
        commit = git("rev-parse", "--short=12", "HEAD")
        return commit + ("+dirty" if git("status", "--porcelain", "--", ".", *_NOT_MEASURED) else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def describe_machine() -> dict[str, str | int | float]:
    """Processor, cores that this process may use, memory and operating system; nothing that names the machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory_bytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cpu": _cpu_model(),
        "cores": cores or 1,
        "memory_gib": round(memory_bytes / 2**30, 1),
        "os": f"{_os_name()} ({platform.machine()})",
    }


def _cpu_model(cpuinfo: Path = Path("/proc/cpuinfo")) -> str:
    try:
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or "unknown"


def _os_name() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()


def find_versions() -> dict[str, str]:
    """Versions of Python and of what decides on speed; read from metadata, so that nothing is imported for it."""
    versions = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            versions[package] = "not installed"
    return versions


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that a reader finds the old text or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(text)
            file.flush()
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
