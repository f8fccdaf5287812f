"""Partitions on an Apache Spark cluster: the extra ``jobmatch[spark]``.

What travels is three numbers a partition and the name of a function. The index is not pickled: each worker process
maps the files of the run's folder, which all machines see under the same path, and writes its partitions there, by the
same function as one machine does. So files and manifest are the same byte for byte.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from jobmatch.errors import ConfigError, RunError, UnwritableError
from jobmatch.nightly.parts import Part
from jobmatch.nightly.receipts import code_version
from jobmatch.nightly.work import Job, OpenIndex, do_part
from jobmatch.processes import usable_cores

if TYPE_CHECKING:
    import pyarrow as pa

_PARTS_SCHEMA: Final = "number int, first bigint, last bigint"
_SAID_SCHEMA: Final = "number int, kind string, path string, message string"
_DONE, _UNWRITABLE, _STOPPED = "done", "unwritable", "stopped"
_POLL_S: Final = 0.2
# So that processes side by side do not start as many threads each as the machine has cores.
_THREAD_VARIABLES: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS", "NUMBA_NUM_THREADS")
_PASSED_ON: Final = ("NUMBA_CACHE_DIR", "XDG_CACHE_HOME", "HF_HUB_OFFLINE")


class SparkEngine:
    """Shares partitions out over a Spark cluster.

    All machines need the same version of jobmatch, and the folder of the runs under the same path.

    Parameters
    ----------
    session : pyspark.sql.SparkSession, optional
        Yours, as under ``spark-submit``; its executors need ``NUMBA_CACHE_DIR`` in their environment, see
        docs/nightly.md. None starts one, which ends with `close`.
    master : str, optional
        Where to start it, such as ``"spark://head:7077"`` or ``"yarn"``; None leaves that to Spark's own settings.
    settings : mapping of str to str, optional
        Spark's settings, above ours. ``spark.task.cpus`` is the number of threads that a partition gets; 1 if it is
        not set.
    """

    name = "spark"

    def __init__(
        self, session: object = None, *, master: str | None = None, settings: Mapping[str, str] | None = None
    ) -> None:
        try:
            import pyspark  # noqa: F401 - told now, not after an hour of reading
        except ImportError:
            raise ConfigError("The Spark engine needs pyspark.\nHint: pip install 'jobmatch[spark]'.") from None
        if session is not None and (master is not None or settings):
            raise ConfigError("A Spark session has its settings already: give a session, or master and settings.")
        self._session: Any = session
        self._own = session is None
        self._master, self._settings = master, dict(settings or {})

    def run(self, job: Job, parts: Sequence[Part]) -> Generator[dict[str, Any]]:
        """Do partitions on the cluster; each is told of when its files are there."""
        if not parts:
            return
        session = self._started()
        threads = int(session.sparkContext.getConf().get("spark.task.cpus", "1"))
        values = asdict(job) | {"machine": job.machine | {"threads": threads}}
        rows = session.sparkContext.parallelize([(p.number, p.first, p.last) for p in parts], len(parts))
        frame = session.createDataFrame(rows, _PARTS_SCHEMA).mapInArrow(partial(_do_parts, values), _SAID_SCHEMA)
        task = _Collecting(session, frame, job)
        before = {part.number: _stamp(job, part.number) for part in parts}
        try:
            while True:
                ended = task.wait(_POLL_S)
                for number in [n for n, stamp in before.items() if _stamp(job, n) not in {None, stamp}]:
                    done = job.run.read(f"done/{job.run.done_file(number).name}")
                    if done is not None and done.get("receipt") == job.receipt:
                        del before[number]
                        yield done
                if ended:
                    break
        finally:
            task.cancel()
        task.check()

    def close(self) -> None:
        """End the session, if it is ours."""
        if self._own and self._session is not None:
            self._session.stop()
            self._session = None

    def __enter__(self) -> Self:
        """Use as a context manager to close at the end."""
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Close."""
        self.close()

    def _started(self) -> Any:  # noqa: ANN401 - pyspark may not be there
        if self._session is None:
            from pyspark.sql import SparkSession

            # Read from the environment alone; without it, workers take whatever `python3` is on their path.
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            builder = SparkSession.builder.appName("jobmatch nightly")
            if self._master is not None:
                builder = builder.master(self._master)
            for name, value in (own_settings() | self._settings).items():
                builder = builder.config(name, value)
            self._session = builder.getOrCreate()
        return self._session


def own_settings() -> dict[str, str]:
    """Settings of Spark for sessions that we start: what a worker process needs to know before it loads anything."""
    # Where this package was loaded from comes first, so that workers run the same sources.
    here = str(Path(__file__).resolve().parents[2])
    paths = [here, *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    environment = {"PYTHONPATH": os.pathsep.join(path for path in dict.fromkeys(paths) if path)}
    environment |= dict.fromkeys(_THREAD_VARIABLES, "1")
    environment |= {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {
        **{f"spark.executorEnv.{name}": value for name, value in environment.items()},
        # One row, one partition, one task: what is lost with a worker is one partition.
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1",
        "spark.sql.adaptive.enabled": "false",
        "spark.speculation": "false",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }


def _stamp(job: Job, number: int) -> int | None:
    """When a partition was finished, for seeing that it was finished anew; None if it is not."""
    try:
        return job.run.done_file(number).stat().st_mtime_ns
    except OSError:
        return None


class _Collecting:
    """A Spark job in a thread of its own, so that its partitions can be told of while it runs."""

    def __init__(self, session: Any, frame: Any, job: Job) -> None:  # noqa: ANN401
        self._session, self._frame = session, frame
        self._group = f"jobmatch-{job.receipt[:16]}-{time.monotonic_ns()}"
        self._said: list[Any] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._collect, daemon=True)
        self._thread.start()

    def _collect(self) -> None:
        try:
            self._session.sparkContext.setJobGroup(self._group, "jobmatch nightly", interruptOnCancel=True)
            self._said = self._frame.collect()
        except BaseException as error:
            self._error = error

    def wait(self, seconds: float) -> bool:
        """Wait a little; whether it has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def cancel(self) -> None:
        """End what is still running, as when the caller has had enough."""
        if self._thread.is_alive():
            self._session.sparkContext.cancelJobGroup(self._group)
            self._thread.join(60)

    def check(self) -> None:
        """Raise what workers met."""
        if self._error is not None:
            # The text of an error that comes through Spark may quote anything.
            raise RunError(
                f"Spark gave a partition up ({type(self._error).__name__}).\n"
                "Hint: the logs of its executors say why; start again, the run goes on from its finished partitions."
            ) from self._error
        for said in self._said:
            if said["kind"] == _UNWRITABLE:
                raise UnwritableError(path=Path(said["path"]), reason=said["message"])
            if said["kind"] == _STOPPED:
                raise RunError(said["message"])


# --- In a worker -----------------------------------------------------------------------

_open: dict[str, OpenIndex] = {}


def _do_parts(values: Mapping[str, Any], batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Do the partitions of a task; what cannot be mended by trying again is told, not raised."""
    import pyarrow as pa

    job = Job(**values)
    for batch in batches:
        for row in batch.to_pylist():
            kind, path, message = _done_or_why_not(job, Part.of(row))
            said = {"number": [row["number"]], "kind": [kind], "path": [path], "message": [message]}
            schema = pa.schema(
                [("number", pa.int32()), ("kind", pa.string()), ("path", pa.string()), ("message", pa.string())]
            )
            yield pa.RecordBatch.from_pydict(said, schema=schema)


def _done_or_why_not(job: Job, part: Part) -> tuple[str, str, str]:
    if "torch" in sys.modules:
        return _STOPPED, "", "A worker has loaded PyTorch, whose threads and those of FAISS do not get on."
    if code_version()["sources"] != job.sources:
        return _STOPPED, "", "A worker has another version of jobmatch than the one that started the run."
    try:
        do_part(job, _opened(job), part, _processes_of_this_machine(job))
    except UnwritableError as error:
        return _UNWRITABLE, str(error.path), error.reason
    except RunError as error:
        return _STOPPED, "", str(error)
    return _DONE, "", ""


def _processes_of_this_machine(job: Job) -> int:
    """Worker processes that the cores of this machine have room for, so that they do not count on the same memory."""
    return max(1, usable_cores() // int(job.machine["threads"]))


def _opened(job: Job) -> OpenIndex:
    """The index of a run, opened once in a worker process; its checksums were compared when the run began."""
    key = f"{job.folder} {job.receipt}"
    if key not in _open:
        _open.clear()
        _open[key] = OpenIndex.load(job.run.index, job.machine)
    return _open[key]
