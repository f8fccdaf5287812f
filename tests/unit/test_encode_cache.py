"""The cache of encodings: what it keeps, and that nothing wrong with its file ever stops a run."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from jobmatch.encode.cache import FILE_NAME, EncodingCache, cache_key, cache_path

I8 = npt.NDArray[np.int8]


def some_vectors(n: int, dimensions: int = 8, seed: int = 0) -> dict[bytes, I8]:
    vectors = np.random.default_rng(seed).integers(-127, 128, (n, dimensions), dtype=np.int8)
    return {cache_key("f", f"text {seed} {i}"): vector for i, vector in enumerate(vectors)}


def same(found: dict[bytes, I8], expected: dict[bytes, I8]) -> bool:
    return found.keys() == expected.keys() and all((found[key] == expected[key]).all() for key in expected)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "folder" / FILE_NAME


def test_keeps_vectors_between_runs(path: Path) -> None:
    # More than one statement can look up.
    vectors = some_vectors(2500)
    with EncodingCache(path) as cache:
        cache.put_many(vectors)
    with EncodingCache(path) as cache:
        assert same(cache.get_many([*vectors, cache_key("f", "another")], 8), vectors)
        assert not cache.in_memory


@pytest.mark.parametrize("nowhere", [None, ""])
def test_without_a_path_it_remembers_until_it_is_closed(nowhere: str | None) -> None:
    cache = EncodingCache(nowhere)
    vectors = some_vectors(3)
    cache.put_many(vectors)
    assert same(cache.get_many(list(vectors), 8), vectors)
    cache.close()
    assert cache.get_many(list(vectors), 8) == {}
    cache.close()


def test_the_key_tells_encoders_and_texts_apart() -> None:
    keys = {cache_key("f", "text"), cache_key("g", "text"), cache_key("f", "text "), cache_key("ft", "ext")}
    assert len(keys) == 4
    assert cache_key("f", "half a character: \ud800") != cache_key("f", "half a character: ")


def test_a_vector_of_another_length_is_absent_and_can_be_replaced(path: Path) -> None:
    with EncodingCache(path) as cache:
        (key,) = some_vectors(1)
        cache.put_many({key: np.ones(4, np.int8)})
        assert cache.get_many([key], 8) == {}
        cache.put_many({key: np.ones(8, np.int8)})
        assert cache.get_many([key], 8)[key].tolist() == [1] * 8


def test_the_file_holds_no_text_and_is_the_owners_only(path: Path) -> None:
    with EncodingCache(path) as cache:
        cache.put_many({cache_key("f", "A CV that nobody may read"): np.ones(8, np.int8)})
    assert b"nobody may read" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_its_repr_names_no_path(path: Path) -> None:
    assert repr(EncodingCache(path)) == "EncodingCache(file)"


# --- Files that cannot be used ---


def damaged(path: Path) -> None:
    path.write_bytes(b"This is not a database. " * 100)


def cut_short(path: Path) -> None:
    with EncodingCache(path) as cache:
        cache.put_many(some_vectors(2000, 384))
    path.write_bytes(path.read_bytes()[:5000])


def overwritten_in_the_middle(path: Path) -> None:
    with EncodingCache(path) as cache:
        cache.put_many(some_vectors(2000, 384))
    content = bytearray(path.read_bytes())
    content[4096:-4096] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)


def of_another_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def of_another_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE holidays (day TEXT)")
    connection.close()


def without_its_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()


@pytest.mark.parametrize(
    "spoil", [damaged, cut_short, overwritten_in_the_middle, of_another_version, of_another_program, without_its_table]
)
def test_an_unusable_file_is_moved_aside_and_begun_anew(
    path: Path, caplog: pytest.LogCaptureFixture, spoil: Callable[[Path], None]
) -> None:
    path.parent.mkdir(parents=True)
    spoil(path)
    spoilt = path.read_bytes()
    vectors = some_vectors(3)
    with EncodingCache(path) as cache, caplog.at_level(logging.WARNING):
        assert cache.get_many(list(some_vectors(2000, 384)), 384) == {}
        cache.put_many(vectors)
        assert not cache.in_memory
    assert "moved aside" in caplog.text
    assert path.with_name(f"{path.name}.aside").read_bytes()[100:] == spoilt[100:]
    with EncodingCache(path) as cache:
        assert same(cache.get_many(list(vectors), 8), vectors)


def test_where_no_folder_can_be_made_it_goes_on_in_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    vectors = some_vectors(3)
    with EncodingCache(tmp_path / "file" / FILE_NAME) as cache, caplog.at_level(logging.WARNING):
        cache.put_many(vectors)
        assert cache.in_memory
        assert same(cache.get_many(list(vectors), 8), vectors)
    assert "memory only" in caplog.text
    assert len(caplog.records) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_means_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    tmp_path.chmod(0o500)
    try:
        with EncodingCache(tmp_path / FILE_NAME) as cache, caplog.at_level(logging.WARNING):
            cache.put_many(some_vectors(1))
            assert cache.in_memory
    finally:
        tmp_path.chmod(0o700)
    assert "memory only" in caplog.text


def test_a_file_that_stays_locked_means_memory(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("jobmatch.encode.cache._BUSY_TIMEOUT_S", 0.05)
    with EncodingCache(path) as cache:
        cache.put_many(some_vectors(1))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    vectors = some_vectors(2, seed=5)
    with EncodingCache(path) as cache, caplog.at_level(logging.WARNING):
        cache.put_many(vectors)
        assert same(cache.get_many(list(vectors), 8), vectors)
        assert cache.in_memory
    holder.close()
    assert "locked" in caplog.text
    assert not path.with_name(f"{path.name}.aside").exists()


# --- Several users ---


def test_several_processes_write_at_once(path: Path) -> None:
    script = (
        "import sys, numpy as np\n"
        "from jobmatch.encode.cache import EncodingCache, cache_key\n"
        "cache, me = EncodingCache(sys.argv[1]), sys.argv[2]\n"
        "for i in range(30):\n"
        "    cache.put_many({cache_key(me, f'{i} {j}'): np.full(8, i, np.int8) for j in range(20)})\n"
        "cache.close()\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, str(path), f"w{i}"]) for i in range(3)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    keys = [cache_key(f"w{w}", f"{i} {j}") for w in range(3) for i in range(30) for j in range(20)]
    with EncodingCache(path) as cache:
        assert len(cache.get_many(keys, 8)) == len(keys)


def test_several_threads_share_one_cache(path: Path) -> None:
    with EncodingCache(path) as cache:
        worlds = [some_vectors(50, seed=seed) for seed in range(4)]
        threads = [threading.Thread(target=cache.put_many, args=(world,)) for world in worlds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(same(cache.get_many(list(world), 8), world) for world in worlds)


def test_a_forked_process_opens_the_file_for_itself(path: Path) -> None:
    script = (
        "import os, sys, numpy as np\n"
        "from jobmatch.encode.cache import EncodingCache\n"
        "cache = EncodingCache(sys.argv[1])\n"
        "cache.put_many({b'parent': np.ones(8, np.int8)})\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    ok = len(cache.get_many([b'parent'], 8)) == 1\n"
        "    cache.put_many({b'child': np.ones(8, np.int8)})\n"
        "    cache.close()\n"
        "    os._exit(0 if ok else 1)\n"
        "status = os.waitpid(child, 0)[1]\n"
        "cache.put_many({b'later': np.ones(8, np.int8)})\n"
        "sys.exit(status or len(cache.get_many([b'parent', b'child', b'later'], 8)) != 3)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)], check=False, timeout=60).returncode == 0


# --- Where ---


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    default = cache_path(None)
    assert default is not None
    assert (default.name, default.parent.name) == ("encodings-v1.sqlite", "jobmatch")
    assert cache_path("somewhere") == Path("somewhere") / "encodings-v1.sqlite"
    assert cache_path("") is None
