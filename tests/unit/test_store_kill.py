"""Saves that are killed, cut off by a power failure, or run out of disk, at every step they take.

The product has no hooks for this. A child process watches its own file system calls (an audit hook sees every
file that is opened, made, renamed or removed; `os.fsync` is wrapped) and strikes just before the n-th, for
n = 1, 2, ... until a save gets to its end. This file is also the script of that process: it imports everything once and
forks for each n.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import numpy as np
import polars as pl
import pytest

from jobmatch.errors import StoreError, StoreMissingError
from jobmatch.store import Contents, open_store, save

resource = pytest.importorskip("resource", reason="forks, kills and limits need POSIX")

OLD, NEW, NEXT = 1, 2, 3
SAVED, FAILED, SAVED_IN_SPITE = 0, 3, 4
LEFTOVERS = {"saving-0123456789abcdef", "generation-0123456789abcdef"}


def make_contents(seed: int) -> Contents:
    random = np.random.default_rng(seed)
    return Contents(
        settings={"seed": seed},
        arrays={"a": random.random(4000), "b": np.arange(seed)},
        frames={"f": pl.DataFrame({"x": random.random(4000)})},
        blobs={"blob": lambda path: path.write_bytes(random.bytes(9000))},
    )


# --- The process that is struck ----------------------------------------------------------


class Strike:
    """Counts the steps of a save and strikes just before the n-th."""

    MAKING = frozenset({"open", "os.mkdir", "os.rename", "os.fsync"})
    STEPS = MAKING | {"os.remove", "os.rmdir"}

    def __init__(self, mode: str, n: int, directory: Path) -> None:
        self.mode, self.n, self.directory = mode, n, directory
        self.n_steps, self.fired, self.pid = 0, False, os.getpid()
        self.trace: list[tuple[str, str]] = []
        self.safe = {path.stat().st_ino for path in directory.rglob("*")}  # what was there survives a power cut
        self.flush = os.fsync
        os.fsync = self.fsync  # type: ignore[assignment]
        sys.addaudithook(self.hook)

    def hook(self, event: str, args: tuple[Any, ...]) -> None:
        if event not in self.STEPS:
            return
        if event == "open" and not args[2] & (os.O_WRONLY | os.O_RDWR):
            return
        self.step(event, str(args[1] if event == "os.rename" else args[0]))

    def fsync(self, descriptor: int) -> None:
        self.step("os.fsync", str(os.fstat(descriptor).st_ino))
        self.flush(descriptor)
        self.safe.add(os.fstat(descriptor).st_ino)

    def step(self, event: str, subject: str) -> None:
        self.n_steps += 1
        self.trace.append((event, subject))
        if self.n_steps < self.n or (self.mode != "full" and self.n_steps > self.n):
            return
        self.fired = True
        if self.mode == "full" and event in self.MAKING:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self.mode == "once":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        if self.mode == "power":
            self.n = -1  # its own calls are no steps
            self.lose_what_was_not_flushed()
        if self.mode in {"kill", "power"}:
            os.kill(self.pid, signal.SIGKILL)

    def lose_what_was_not_flushed(self) -> None:
        for path in self.directory.rglob("*"):
            if path.is_file() and path.stat().st_ino not in self.safe:
                os.truncate(path, path.stat().st_size // 2)


def child(mode: str, n: int, directory: Path, contents: Contents) -> NoReturn:
    code = FAILED
    try:
        if mode == "limit":
            resource.setrlimit(resource.RLIMIT_FSIZE, (n, n))
        strike = Strike(mode, n, directory)
        save(directory, contents)
        code = SAVED_IN_SPITE if strike.fired else SAVED
        if mode == "trace":
            trace = [[event, subject] for event, subject in strike.trace]
            inodes = {str(path.stat().st_ino): str(path) for path in (directory, *directory.rglob("*"))}
            print(json.dumps([trace, inodes]), flush=True)  # noqa: T201 - how it reports to the test
    except StoreError:
        pass
    except BaseException as error:  # a child must never fall back into the loop of its parent
        print(repr(error), file=sys.stderr)  # noqa: T201
        code = 99
    finally:
        os._exit(code)


def main(mode: str, template: str, root: str, *limits: str) -> None:
    """Run a save for each n, or each limit, in its own copy of the template; print how each ended."""
    codes = []
    contents = make_contents(NEW)
    for n in map(int, limits) if limits else count(1):
        directory = Path(root, str(n))
        shutil.copytree(template, directory)
        pid = os.fork()
        if pid == 0:
            child(mode, n, directory, contents)
        codes.append((n, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))
        if not limits and codes[-1][1] == SAVED:
            break
    print(json.dumps(codes))  # noqa: T201 - how it reports to the test


# --- The tests ---------------------------------------------------------------------------


class Outcome(NamedTuple):
    directory: Path
    code: int


def run_script(mode: str, template: Path, *limits: int) -> tuple[Path, list[Any]]:
    """Where the copies of the template lie, and what the script printed."""
    root = template.parent / "runs"
    root.mkdir()
    done = subprocess.run(
        [sys.executable, "-B", __file__, mode, str(template), str(root), *map(str, limits)],
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # fewer threads beside the one that forks
        stdout=subprocess.PIPE,
        timeout=120,
        check=True,
    )
    return root, [json.loads(line) for line in done.stdout.splitlines()]


def run(mode: str, template: Path, *limits: int) -> list[Outcome]:
    """Outcomes of all saves that were struck, in the order of n; the last one got to its end."""
    root, (codes,) = run_script(mode, template, *limits)
    outcomes = [Outcome(root / str(n), code) for n, code in codes]
    assert 99 not in {outcome.code for outcome in outcomes}
    return outcomes


@pytest.fixture(params=["first save", "over an old index and leftovers"])
def template(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    directory = tmp_path / "template"
    directory.mkdir()
    if request.param != "first save":
        save(directory, make_contents(OLD))
        for name in LEFTOVERS:
            (directory / name).mkdir()
            (directory / name / "a.npy").write_bytes(b"half")
    return directory


def seed_of(directory: Path) -> int | None:
    """Seed of the index that counts, every file of which is checked; None if there is none."""
    try:
        stored = open_store(directory)
    except StoreMissingError:
        return None
    seed = stored.settings["seed"]
    assert isinstance(seed, int)
    np.testing.assert_array_equal(stored.array("a"), make_contents(seed).arrays["a"])
    assert stored.frame("f").equals(make_contents(seed).frames["f"])
    assert stored.blob("blob").stat().st_size == 9000
    return seed


def listing(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir()}


def assert_next_save_cleans_up(directory: Path) -> None:
    save(directory, make_contents(NEXT))
    assert seed_of(directory) == NEXT
    (generation,) = listing(directory) - {".jobmatch.lock", "CURRENT.json"}
    assert {path.name for path in (directory / generation).iterdir()} == {
        "a.npy",
        "b.npy",
        "blob",
        "f.parquet",
        "manifest.json",
    }


@pytest.mark.parametrize("mode", ["kill", "power"])
def test_killed_save_leaves_a_whole_index(mode: str, template: Path) -> None:
    before = seed_of(template)
    *killed, whole = run(mode, template)
    seeds = [seed_of(outcome.directory) for outcome in killed]
    assert {outcome.code for outcome in killed} == {-signal.SIGKILL}
    assert len(killed) > 20
    # The old index up to one step, and the new one from then on.
    turn = seeds.index(NEW)
    assert seeds == [before] * turn + [NEW] * (len(seeds) - turn)
    assert turn > 15
    assert seed_of(whole.directory) == NEW
    for outcome in killed:
        assert_next_save_cleans_up(outcome.directory)


def test_full_disk_leaves_the_old_index_and_nothing_else(template: Path) -> None:
    before, there = seed_of(template), listing(template)
    *struck, _ = run("full", template)
    failed = [outcome for outcome in struck if outcome.code == FAILED]
    assert len(failed) > 15
    for outcome in failed[:-1]:
        assert seed_of(outcome.directory) == before
        assert listing(outcome.directory) <= there | {".jobmatch.lock"}
    # Only the very last flush fails with the new index in place; the old one is kept all the same.
    assert seed_of(failed[-1].directory) == NEW
    assert there <= listing(failed[-1].directory)
    # From there on a save only removes, for which a full disk has room.
    assert {outcome.code for outcome in struck[len(failed) :]} <= {SAVED_IN_SPITE}
    for outcome in struck:
        assert_next_save_cleans_up(outcome.directory)


def test_one_failing_call_anywhere_leaves_a_whole_index(template: Path) -> None:
    before = seed_of(template)
    *struck, _ = run("once", template)
    assert len(struck) > 20
    for outcome in struck:
        assert outcome.code in {FAILED, SAVED_IN_SPITE}
        assert seed_of(outcome.directory) in ({NEW} if outcome.code == SAVED_IN_SPITE else {before, NEW})
        assert_next_save_cleans_up(outcome.directory)


def test_writes_cut_short_by_the_system_leave_the_old_index(template: Path) -> None:
    """The last limit but one cuts an array's tail, which NumPy on its own loses in silence."""
    before, there = seed_of(template), listing(template)
    *failed, saved = run("limit", template, 0, 100, 150, 5000, 9500, 32_000, 1_000_000)
    for outcome in failed:
        assert outcome.code == FAILED
        assert seed_of(outcome.directory) == before
        assert listing(outcome.directory) <= there | {".jobmatch.lock"}
    assert saved.code == SAVED
    assert seed_of(saved.directory) == NEW


def test_everything_is_flushed_before_it_counts(tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    runs, ((steps, inodes), _) = run_script("trace", template, 1)
    root = runs / "1"
    trace = [(event, inodes[subject] if event == "os.fsync" else subject) for event, subject in steps]
    (generation,) = root.glob("generation-*")
    named = trace.index(("os.rename", str(generation)))
    counts = trace.index(("os.rename", str(root / "CURRENT.json")))
    written = {event for event in trace[:named] if event[0] == "os.fsync"}
    assert written == {("os.fsync", str(path)) for path in (generation, *generation.iterdir())}
    assert trace[named - 1] == ("os.fsync", str(generation))
    assert trace[named + 1] == ("os.fsync", str(root))
    assert trace[counts - 1] == ("os.fsync", str(root / "CURRENT.json"))  # by inode: the draft, under its later name
    assert trace[counts + 1 :] == [("os.fsync", str(root))]


if __name__ == "__main__":
    main(*sys.argv[1:])
