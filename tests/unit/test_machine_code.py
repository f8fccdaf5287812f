"""Machine code is kept by what it was made from, found wherever it lies, and compiled once, however many ask for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from jobmatch.kernels import _jit, _machine_code

pytestmark = pytest.mark.skipif(os.environ.get("NUMBA_DISABLE_JIT") == "1", reason="nothing is compiled")

PROGRAM = """
import sys
from pathlib import Path
from jobmatch.kernels import _machine_code
if len(sys.argv) > 2:
    _machine_code.READY_MADE = Path(sys.argv[2])
sys.path.insert(0, sys.argv[1])
import arithmetic
print(arithmetic.double(21), *(sum(found.values()) for found in (
    arithmetic.double.stats.cache_misses, arithmetic.double.stats.cache_hits)))
"""
MODULE = """
from jobmatch.kernels._jit import kernel

@kernel()
def {name}(x):
    return x + x

@kernel(entry=True)
def double(x):
    return {name}(x)
"""


def _module(folder: Path, name: str = "add") -> Path:
    folder.mkdir()
    (folder / "arithmetic.py").write_text(MODULE.format(name=name), encoding="utf-8")
    return folder


def _start(module: Path, cache: Path, ready_made: Path | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM, str(module), *([] if ready_made is None else [str(ready_made)])]
    return subprocess.Popen(
        command, env=os.environ | {"NUMBA_CACHE_DIR": str(cache)}, stdout=subprocess.PIPE, text=True
    )


def _answer(process: subprocess.Popen[str]) -> tuple[int, int, int]:
    """The result, how often the kernel was compiled, and how often it was found."""
    said, _ = process.communicate(timeout=300)
    result, compiled, found = map(int, said.split())
    return result, compiled, found


def test_code_is_found_again_and_wherever_its_sources_lie(tmp_path: Path) -> None:
    module, cache = _module(tmp_path / "one"), tmp_path / "cache"
    assert _answer(_start(module, cache)) == (42, 1, 0)
    assert _answer(_start(module, cache)) == (42, 0, 1)
    moved = _module(tmp_path / "other")  # the same text, written later, elsewhere
    assert _answer(_start(moved, cache)) == (42, 0, 1)
    edited = _module(tmp_path / "edited", name="plus")
    assert _answer(_start(edited, cache)) == (42, 1, 0)


def test_ready_made_code_serves_another_user(tmp_path: Path) -> None:
    module, ready_made = _module(tmp_path / "one"), tmp_path / "ready"
    assert _answer(_start(module, ready_made)) == (42, 1, 0)
    own = tmp_path / "own"
    assert _answer(_start(module, own, ready_made)) == (42, 0, 1)
    assert not list(own.rglob("*.nbc"))


def test_processes_that_start_together_compile_once(tmp_path: Path) -> None:
    module, cache = _module(tmp_path / "one"), tmp_path / "cache"
    found = [_answer(process) for process in [_start(module, cache) for _ in range(3)]]
    assert {result for result, _, _ in found} == {42}
    assert sum(compiled for _, compiled, _ in found) == 1


def _double() -> object:
    def twice(x: int) -> int:
        return x + x

    return _jit.kernel(entry=True)(twice)


def test_threads_that_call_together_compile_once() -> None:
    twice = _double()
    start, found = threading.Barrier(4), list[int]()

    def call() -> None:
        start.wait()
        found.append(twice(21))  # type: ignore[operator]

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [42] * 4
    assert sum(twice.stats.cache_misses.values()) + sum(twice.stats.cache_hits.values()) == 1  # type: ignore[attr-defined]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks need POSIX")
def test_a_child_that_was_forked_compiles_and_runs_for_itself() -> None:
    """It has the lock of nobody, even if its parent held one at the moment of the fork."""
    twice = _double()
    with _jit._LOCK.held():
        child = os.fork()
        if child == 0:
            os._exit(0 if _jit._LOCK._lock is None or not _jit._LOCK._lock.is_locked else 1)
        _, status = os.waitpid(child, 0)
    assert status == 0
    child = os.fork()
    if child == 0:
        os._exit(0 if twice(21) == 42 else 1)  # type: ignore[operator]
    _, status = os.waitpid(child, 0)
    assert status == 0


# --- Folders ------------------------------------------------------------------------------


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home where nothing can be written, and a folder of temporary files."""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "file" / "cache"))
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    return tmp_path


def test_without_a_home_code_is_kept_among_temporary_files(nowhere: Path) -> None:
    found = _machine_code.cache_folder()
    assert found is not None
    folder = Path(found).parent
    assert folder.parent == nowhere
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("what", ["open", "link", "file"])
def test_a_folder_that_others_could_write_to_is_not_used(nowhere: Path, what: str) -> None:
    folder = nowhere / f"jobmatch-{os.getuid()}"
    if what == "open":
        folder.mkdir()
        folder.chmod(0o777)
    elif what == "link":
        (nowhere / "elsewhere").mkdir(mode=0o700)
        folder.symlink_to(nowhere / "elsewhere")
    else:
        folder.write_bytes(b"")
    assert _machine_code.cache_folder() is None


@pytest.mark.parametrize("what", ["leaf", "base"])
def test_a_folder_of_the_users_choice_must_be_safe_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Whoever can put machine code there, or another folder into its place, could have it run."""
    base = tmp_path / "chosen"
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(base))
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    found = _machine_code.cache_folder()
    assert found is not None
    assert Path(found).parent == base
    (Path(found) if what == "leaf" else base).chmod(0o777)
    fallen_back = _machine_code.cache_folder()
    assert fallen_back is not None
    assert Path(fallen_back).parent == tmp_path / f"jobmatch-{os.getuid()}"
    base.chmod(0o1777)  # nobody can rename what is another's there
    assert (_machine_code.cache_folder() == found) == (what == "base")


def test_without_any_folder_kernels_still_run() -> None:
    cache = _machine_code.KernelCache(shutil.copy, None, None)
    assert cache.cache_path is None
    assert cache.load_overload(None, None) is None
    cache.save_overload(None, None)
    with _machine_code.CompilingLock(None).held():
        pass


def test_ready_made_code_of_other_sources_is_left_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_machine_code, "READY_MADE", tmp_path)
    (tmp_path / "kernels-0123456789abcdef").mkdir()
    assert _machine_code.ready_made_folder() is None
    (tmp_path / f"kernels-{_machine_code.digest_of_sources()}").mkdir()
    assert _machine_code.ready_made_folder() is not None
