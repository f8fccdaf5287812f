"""Nights that are killed, run out of disk or memory, or find their own files damaged: they end with the same bytes.

The product has no hooks for this. An audit hook sees every file that is made, renamed or removed in the folder of the
runs, and strikes just before the n-th time. A process that was killed does nothing more: from the strike on every step
fails, those of handlers that would tidy up too.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jobmatch import rank
from jobmatch.errors import RunError, UnwritableError
from jobmatch.nightly import NightlyResult, Sources, memory, run, work
from jobmatch.nightly.folder import Nights
from jobmatch.nightly.inputs import read_tables
from tests import nights

STRIDE = {"kill": 19, "full": 37}  # spread over all stages; 1 tries every step


class Killed(BaseException):
    """Nothing catches this, as nothing catches SIGKILL."""


class Strike:
    """Counts steps in a folder and strikes from the n-th on."""

    STEPS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.truncate"})
    MAKING = frozenset({"open", "os.mkdir", "os.rename", "os.symlink"})

    def __init__(self) -> None:
        self.folder: str | None = None
        self.n, self.n_steps, self.fault = 0, 0, "none"
        sys.addaudithook(self._hook)

    def arm(self, folder: Path, n: int, fault: str) -> None:
        self.folder, self.n, self.n_steps, self.fault = str(folder), n, 0, fault

    def disarm(self) -> int:
        self.folder = None
        return self.n_steps

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if self.folder is None or event not in self.STEPS:
            return
        if event == "open" and not (isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        if not any(self.folder in str(argument) for argument in args[:2]):
            return
        self.n_steps += 1
        if self.n_steps < self.n:
            return
        if self.fault == "kill":
            raise Killed
        if self.fault == "full" and event in self.MAKING:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


STRIKE = Strike()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder = tmp_path_factory.mktemp("in")
    return nights.with_areas_and_groups(nights.write_country(folder, 26, 30), folder)


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """A folder with a live run, to be copied."""
    root = tmp_path_factory.mktemp("yesterday") / "nights"
    sources = nights.write_country(root.parent / "in", 24, 28)
    run(root, sources, nights.settings(near_misses=0), nights.config(cache))
    return root


@pytest.fixture(scope="module")
def undisturbed(yesterday: Path, country: Sources, cache: Path) -> tuple[NightlyResult, dict[str, str], int]:
    """A run that nothing happens to: its result, its bytes and the steps it takes."""
    root = yesterday.parent / "undisturbed"
    shutil.copytree(yesterday, root, symlinks=True)
    STRIKE.arm(root, sys.maxsize, "none")
    result = start(root, country, cache)
    return result, nights.result_of(result.folder), STRIKE.disarm()


def start(root: Path, sources: Sources, cache: Path, **changed: Any) -> NightlyResult:
    """A night that writes everything that a night can write."""
    return run(root, sources, nights.everything(**changed), nights.config(cache))


@pytest.fixture
def struck(yesterday: Path, tmp_path: Path) -> Iterator[Callable[[], Path]]:
    """Makes fresh copies of yesterday's folder."""

    def fresh() -> Path:
        shutil.rmtree(tmp_path / "nights", ignore_errors=True)
        shutil.copytree(yesterday, tmp_path / "nights", symlinks=True)
        return tmp_path / "nights"

    yield fresh
    STRIKE.disarm()


def live(root: Path) -> str:
    found = Nights(root).live()
    assert found is not None
    return found.name


@pytest.mark.parametrize("fault", ["kill", "full"])
def test_struck_anywhere_it_goes_on_and_ends_with_the_same_bytes(
    fault: str, struck: Callable[[], Path], undisturbed: tuple[NightlyResult, dict[str, str], int], country: Sources,
    cache: Path, yesterday: Path,
) -> None:  # fmt: skip
    whole, expected, n_steps = undisturbed
    assert n_steps > 100
    seen = []
    # Each fault has its own steps, and the last two are there: the pointer, and what comes after it.
    steps = sorted({*range(1 if fault == "kill" else 11, n_steps, STRIDE[fault]), n_steps - 1, n_steps})
    for n in steps:
        root = struck()
        STRIKE.arm(root, n, fault)
        try:
            with pytest.raises(Killed if fault == "kill" else UnwritableError):
                start(root, country, cache)
            seen.append(live(root))
        except pytest.fail.Exception:
            # On a full disk there is room to remove: steps that only do that are no fault.
            assert fault == "full"
            seen.append(live(root))
        STRIKE.disarm()
        resumed = start(root, country, cache)
        assert resumed.passed
        assert live(root) == whole.run
        assert nights.result_of(resumed.folder) == expected, n
        assert not list(root.rglob("*.part")), n
    # Yesterday's run up to one step, and the new one from then on.
    turn = seen.index(whole.run) if whole.run in seen else len(seen)
    assert seen == [live(yesterday)] * turn + [whole.run] * (len(seen) - turn)
    assert turn > len(steps) - 3


def test_finished_partitions_are_kept(struck: Callable[[], Path], country: Sources, cache: Path) -> None:
    root = struck()

    def stop(progress: Any) -> None:
        if progress.parts_done == 2:
            raise Killed

    with pytest.raises(Killed):
        run(root, country, nights.everything(), nights.config(cache), on_progress=stop)
    resumed = start(root, country, cache)
    assert (resumed.n_parts, resumed.n_parts_kept) == (3, 2)
    events = [line["event"] for line in nights.log_of(resumed.folder)]
    assert events.count("encoded") == 1  # the index of before was taken
    assert events.count("partition") == 2 + 1


def test_kill_9(struck: Callable[[], Path], undisturbed: Any, country: Sources, cache: Path) -> None:
    root = struck()
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from jobmatch.nightly import Sources, run\n"
        "from tests import nights\n"
        "root, folder, cache = sys.argv[1:]\n"
        "folder = Path(folder)\n"
        "sources = Sources(folder / 'jobseekers', folder / 'vacancies', places=nights.SAMPLES / 'places.csv')\n"
        "sources = nights.with_areas_and_groups(sources, folder)\n"
        "run(root, sources, nights.everything(), nights.config(Path(cache)),\n"
        "    on_progress=lambda progress: os.kill(os.getpid(), signal.SIGKILL))\n"
    )
    command = [sys.executable, "-c", script, *map(str, (root, Path(country.jobseekers).parent, cache))]
    repository = Path(__file__).resolve().parents[2]
    path = os.pathsep.join([str(repository / "src"), str(repository), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    expected = undisturbed[1]
    resumed = start(root, country, cache)
    assert resumed.n_parts_kept == 1
    assert nights.result_of(resumed.folder) == expected


DAMAGES: dict[str, Callable[[Path], object]] = {
    "matches/part-00001.parquet": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"),
    "questions/part-00000.parquet": lambda path: path.unlink(),
    "done/part-00002.json": lambda path: path.write_bytes(b"{"),
    "counts/part-00000.parquet": lambda path: path.write_bytes(b""),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_partition_is_done_again(
    name: str, struck: Callable[[], Path], undisturbed: Any, country: Sources, cache: Path
) -> None:
    whole, expected, _ = undisturbed
    root = struck()
    shutil.copytree(whole.folder, root / "runs" / whole.run)
    DAMAGES[name](root / "runs" / whole.run / name)
    resumed = start(root, country, cache)
    assert resumed.n_parts_kept == 2
    assert "partition_damaged" in [line["event"] for line in nights.log_of(resumed.folder)]
    assert nights.result_of(resumed.folder) == expected


def test_what_libraries_cannot_write_is_no_fault_of_the_input(
    struck: Callable[[], Path], country: Sources, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise RuntimeError("could not write")  # as FAISS says on a full disk

    monkeypatch.setattr("jobmatch.index.TextIndex.write", lambda self, path: full(path))
    with pytest.raises(UnwritableError, match="The index was not saved: writing"):
        start(struck(), country, cache)


def test_damaged_index_is_made_again(
    struck: Callable[[], Path], undisturbed: Any, country: Sources, cache: Path
) -> None:
    whole, expected, _ = undisturbed
    root = struck()
    shutil.copytree(whole.folder, root / "runs" / whole.run)
    (file,) = (root / "runs" / whole.run / "index").glob("*/people_row.npy")
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    resumed = start(root, country, cache)
    assert "index_damaged" in [line["event"] for line in nights.log_of(resumed.folder)]
    assert nights.result_of(resumed.folder) == expected


# --- Memory ----------------------------------------------------------------------------


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (memory, work):
        monkeypatch.setattr(module, "FEWEST_AT_ONCE", 3)


def _out_of_memory_above(monkeypatch: pytest.MonkeyPatch, n: int) -> list[int]:
    sizes: list[int] = []
    match = rank.match

    def hungry(*args: Any, within: tuple[int, int], **kwargs: Any) -> Any:
        sizes.append(within[1] - within[0])
        if sizes[-1] > n:
            raise MemoryError
        return match(*args, within=within, **kwargs)

    monkeypatch.setattr(rank, "match", hungry)
    return sizes


@pytest.mark.usefixtures("few_at_once")
def test_less_memory_than_hoped(
    struck: Callable[[], Path], undisturbed: Any, country: Sources, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = _out_of_memory_above(monkeypatch, 5)
    result = start(struck(), country, cache)
    assert sizes[0] > 5
    assert max(sizes[2:4]) <= 5
    assert nights.result_of(result.folder) == undisturbed[1]


@pytest.mark.usefixtures("few_at_once")
def test_a_limit_of_memory_changes_no_byte(
    struck: Callable[[], Path], undisturbed: Any, country: Sources, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = _out_of_memory_above(monkeypatch, 1000)
    result = start(struck(), country, cache, memory_gb=1e-6)
    assert set(sizes) <= {1, 2, 3}
    assert nights.result_of(result.folder) == undisturbed[1]


def test_no_memory_to_lay_out(
    struck: Callable[[], Path], undisturbed: Any, country: Sources, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = struck()

    def hungry(*args: Any, **kwargs: Any) -> Any:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("jobmatch.nightly.prepare.Matcher.build", hungry)
        with pytest.raises(RunError, match="Memory does not suffice to read and lay out"):
            start(root, country, cache)
    assert nights.result_of(start(root, country, cache).folder) == undisturbed[1]


def test_input_that_changes_while_it_is_read(
    struck: Callable[[], Path], cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sources = nights.write_country(tmp_path / "in", 26, 30)

    def slow(*args: Any, **kwargs: Any) -> Any:
        found = read_tables(*args, **kwargs)
        file = Path(sources.vacancies) / "a.parquet"
        file.write_bytes(file.read_bytes() + b"more")
        return found

    monkeypatch.setattr("jobmatch.nightly.prepare.read_tables", slow)
    with pytest.raises(RunError, match=r"1 input file\(s\) were changed while they were read"):
        start(struck(), sources, cache)


@pytest.mark.usefixtures("few_at_once")
def test_no_memory_at_all(
    struck: Callable[[], Path], country: Sources, cache: Path, monkeypatch: pytest.MonkeyPatch, yesterday: Path
) -> None:
    _out_of_memory_above(monkeypatch, 0)
    root = struck()
    with pytest.raises(RunError, match="Memory does not suffice to rank 3 people at once"):
        start(root, country, cache)
    assert live(root) == live(yesterday)
