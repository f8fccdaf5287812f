"""Changes to an index that are killed at every step they take, and journals with torn or changed bytes.

A child process watches its own file system calls, as in test_store_kill.py, and strikes just before the n-th; a write
is struck in its middle. Whatever happens, the index that is opened afterwards is the one after every change that was
acknowledged, and perhaps the one that was under way.
"""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest
from filelock import FileLock

from jobmatch.errors import StoreDamagedError, StoreError
from jobmatch.store import JournalEnd, append_entry, entry_of, journal_path, parse_entries, read_journal

pytest.importorskip("resource", reason="forks and kills need POSIX")

PAYLOADS = (b"first", b"", b"third JMCH with the magic inside", bytes(range(256)) * 3)


# --- The journal by itself ----------------------------------------------------------------


def _written(path: Path, payloads: Sequence[bytes] = PAYLOADS) -> bytes:
    end = JournalEnd()
    for payload in payloads:
        end = append_entry(path, end, payload)
    return path.read_bytes()


def test_entries_come_back(tmp_path: Path) -> None:
    content = _written(tmp_path / "log")
    found = read_journal(tmp_path / "log")
    assert (found.entries, found.n_bytes, found.n_torn_bytes) == (PAYLOADS, len(content), 0)
    assert "first" not in repr(found)
    assert (tmp_path / "log").stat().st_mode & 0o077 == 0
    assert read_journal(tmp_path / "none").end == JournalEnd()


def test_an_end_that_was_torn_off_anywhere_counts_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "log"
    content = _written(path)
    ends = [0]
    for payload in PAYLOADS:
        ends.append(ends[-1] + len(entry_of(0, payload)))
    for length in range(len(content) + 1):
        whole = sum(end <= length for end in ends) - 1
        for rest in (b"", bytes(40)):  # cut short, or filled up with zeros as file systems do
            found = parse_entries(content[:length] + rest, "log")
            assert found.entries == PAYLOADS[:whole]
            assert found.n_torn_bytes == length - ends[whole] + len(rest)
    path.write_bytes(content[:-7])
    torn = read_journal(path)
    end = append_entry(path, torn.end, b"after")
    assert read_journal(path).entries == (*PAYLOADS[:-1], b"after")
    assert read_journal(path).end == end


def test_any_changed_byte_is_found(tmp_path: Path) -> None:
    content = bytearray(_written(tmp_path / "log", PAYLOADS[:3]))
    last = len(content) - len(entry_of(2, PAYLOADS[2]))
    for at in range(len(content)):
        changed = bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        if at < last:
            with pytest.raises(StoreDamagedError, match="'log' has an entry"):
                parse_entries(changed, "log")
        else:
            assert parse_entries(changed, "log").entries == PAYLOADS[:2]


def test_an_append_that_fails_leaves_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log"
    end = append_entry(path, JournalEnd(), b"kept")

    def no_room(descriptor: int, content: Any) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", lambda descriptor: no_room(descriptor, b""))
        with pytest.raises(StoreError, match="The change was not taken"):
            append_entry(path, end, b"lost")
    assert read_journal(path).entries == (b"kept",)
    assert read_journal(path).n_torn_bytes == 0


# --- A process that is killed ------------------------------------------------------------

STEPS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate"})


def _child(n: int, directory: Path, acknowledged: int) -> NoReturn:
    try:
        import jobmatch as jm
        from tests.encoders import HashEncoder

        index = jm.LiveIndex(directory, encoder=HashEncoder(), cache_dir="", threads=1)
        _strike_at(n)
        for change in _changes(jm, index):
            change()
            os.write(acknowledged, b".")
        os.write(acknowledged, b"!")
    finally:
        os._exit(0)


def _strike_at(n: int) -> None:
    n_steps = 0
    flush, write = os.fsync, os.write

    def step(strike: Callable[[], object] = lambda: None) -> None:
        nonlocal n_steps
        n_steps += 1
        if n_steps == n:
            strike()
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in STEPS and (event != "open" or arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            step()

    def fsync(descriptor: int) -> None:
        step()
        flush(descriptor)

    def half_write(descriptor: int, content: Any) -> int:
        if len(content) > 1:
            step(lambda: write(descriptor, bytes(content)[: len(content) // 2]))
        return write(descriptor, content)

    os.fsync, os.write = fsync, half_write  # type: ignore[assignment]
    sys.addaudithook(hook)


def _changes(jm: Any, index: Any) -> list[Callable[[], None]]:
    def put(*names: str) -> Callable[[], None]:
        return lambda: index.put(jm.read_vacancies([{"vacancy_id": name, "title": f"Baker {name}"} for name in names]))

    return [
        put("a", "b"),
        lambda: index.close(["a", "v1"]),
        put("b", "c"),
        lambda: index.reopen(["v1"]),
        index.compact,
        lambda: index.reopen(["a"]),
        lambda: index.close(["c"]),
    ]


EXPECTED = (
    {"v1", "v2"},
    {"v1", "v2", "a", "b"},
    {"v2", "b"},
    {"v2", "b", "c"},
    {"v1", "v2", "b", "c"},
    {"v1", "v2", "b", "c"},
    {"v1", "v2", "a", "b", "c"},
    {"v1", "v2", "a", "b"},
)


def main(template: str, root: str, first: str, stride: str) -> None:
    """Kill a process at each n-th step, each in its own copy of the template; print what each had acknowledged."""
    # once, before the forks
    for name in ("jobmatch.live", "jobmatch.reading.adverts.table", "tests.encoders"):
        importlib.import_module(name)
    n = int(first)
    while True:
        directory = Path(root, str(n))
        shutil.copytree(template, directory)
        reader, writer = os.pipe()
        if os.fork() == 0:
            os.close(reader)
            _child(n, directory, writer)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            done = pipe.read()
        os.wait()
        print(n, done.count(b"."), flush=True)  # noqa: T201 - how it reports to the test
        if done.endswith(b"!"):
            return
        n += int(stride)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import jobmatch as jm
    from tests.encoders import HashEncoder

    directory = tmp_path_factory.mktemp("live") / "index"
    vacancies = [{"vacancy_id": name, "title": "Cook"} for name in ("v1", "v2")]
    jm.Matcher.build(
        jm.read_vacancies(vacancies),
        jm.read_jobseekers([{"jobseeker_id": "p", "cv_text": "I bake."}]),
        config=jm.MatchConfig(cache_dir="", threads=1),
        encoder=HashEncoder(),
    ).save(directory)
    return directory


# Every step of the first changes is struck, and one in thirteen of all, since compacting takes some two hundred.
@pytest.mark.parametrize(("first", "stride", "limit"), [(1, 1, 45), (46, 13, None)])
def test_whatever_was_acknowledged_is_there(
    template: Path, tmp_path: Path, first: int, stride: int, limit: int | None
) -> None:
    import jobmatch as jm
    from tests.encoders import HashEncoder

    command = [sys.executable, "-m", "tests.unit.test_live_kill", str(template), str(tmp_path), str(first), str(stride)]
    found: list[tuple[int, int]] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            found.append((int(line.split()[0]), int(line.split()[1])))
            if limit is not None and len(found) >= limit:
                process.kill()
    assert len(found) >= 15
    seen = set()
    for n, n_acknowledged in found[:limit]:
        directory = tmp_path / str(n)
        read = jm.Matcher.load(directory, encoder=HashEncoder(), cache_dir="", threads=1)
        may_be = EXPECTED[n_acknowledged : n_acknowledged + 2]
        assert set(read._market.vacancies.row_of_id) in may_be, (n, n_acknowledged)
        with jm.LiveIndex(directory, encoder=HashEncoder(), cache_dir="", threads=1) as index:
            index.close(["v2"])
        again = jm.Matcher.load(directory, encoder=HashEncoder(), cache_dir="", threads=1)
        assert set(again._market.vacancies.row_of_id) == set(read._market.vacancies.row_of_id) - {"v2"}
        seen.add(n_acknowledged)
        shutil.rmtree(directory)
    assert {4, len(EXPECTED) - 1} <= seen if limit is None else {0, 1, 2, 3} <= seen


# --- Two that want to write ---------------------------------------------------------------


def test_one_process_makes_changes_at_a_time(template: Path, tmp_path: Path) -> None:
    import jobmatch as jm
    from tests.encoders import HashEncoder

    shutil.copytree(template, tmp_path / "index")
    with jm.LiveIndex(tmp_path / "index", encoder=HashEncoder(), cache_dir="") as index:
        with pytest.raises(StoreError, match="Another process is making changes"):
            jm.LiveIndex(tmp_path / "index", encoder=HashEncoder(), cache_dir="")
        # Somebody saves over it: what comes then would change an index that is gone.
        jm.Matcher.load(tmp_path / "index", encoder=HashEncoder(), cache_dir="").save(tmp_path / "index")
        with pytest.raises(StoreError, match="saved anew by another process"):
            index.close(["v1"])
        assert index.matcher.n_vacancies == 2
    with jm.LiveIndex(tmp_path / "index", encoder=HashEncoder(), cache_dir="") as index:
        index.close(["v1"])
    with pytest.raises(jm.UsageError, match="released"):
        index.close(["v2"])


def test_ids_are_compared_as_the_index_has_them(template: Path, tmp_path: Path) -> None:
    import jobmatch as jm
    from tests.encoders import HashEncoder

    directory = tmp_path / "numbers"
    jm.Matcher.build(
        jm.read_vacancies([{"vacancy_id": 7, "title": "Cook"}, {"vacancy_id": 8, "title": "Clerk"}]),
        jm.read_jobseekers([{"jobseeker_id": "p", "cv_text": "I bake."}]),
        config=jm.MatchConfig(cache_dir="", threads=1),
        encoder=HashEncoder(),
    ).save(directory)
    with jm.LiveIndex(directory, encoder=HashEncoder(), cache_dir="", threads=1) as index:
        for wrong in (7.9, True, None, float("nan")):
            with pytest.raises(jm.UsageError, match="text or a whole number"):
                index.close([wrong])  # type: ignore[list-item]
        assert index.n_changes == 0
        for wrong_text in ("v7", "07", "7.0"):
            with pytest.raises(jm.UsageError, match="1 of these are text"):
                index.close(["8", wrong_text])
        assert index.n_changes == 0
        index.close(["7", 7])
        assert index.matcher.n_vacancies == 1
    shutil.copytree(template, tmp_path / "texts")
    with jm.LiveIndex(tmp_path / "texts", encoder=HashEncoder(), cache_dir="", threads=1) as index:
        with pytest.raises(jm.UnknownIdError):
            index.close([1])
        index.close(["v1"])


def test_whoever_lost_the_index_does_not_compact_it(template: Path, tmp_path: Path) -> None:
    import jobmatch as jm
    from tests.encoders import HashEncoder

    directory = tmp_path / "index"
    shutil.copytree(template, directory)
    first = jm.LiveIndex(directory, encoder=HashEncoder(), cache_dir="", threads=1)
    first.release()
    with jm.LiveIndex(directory, encoder=HashEncoder(), cache_dir="", threads=1) as second:
        second.close(["v1"])
    with pytest.raises(jm.UsageError, match="released"):
        first.compact()
    with jm.LiveIndex(directory, encoder=HashEncoder(), cache_dir="", threads=1) as third:
        assert third.n_changes == 1
        jm.Matcher.load(directory, encoder=HashEncoder(), cache_dir="", threads=1).save(directory)
        with pytest.raises(jm.StoreError, match="saved anew"):
            third.compact()


def _load(directory: Path) -> Any:
    import jobmatch as jm
    from tests.encoders import HashEncoder

    return jm.Matcher.load(directory, encoder=HashEncoder(), cache_dir="", threads=1)


def _live(directory: Path) -> Any:
    import jobmatch as jm
    from tests.encoders import HashEncoder

    return jm.LiveIndex(directory, encoder=HashEncoder(), cache_dir="", threads=1)


def _ids(directory: Path) -> set[object]:
    return set(_load(directory)._market.vacancies.row_of_id)


def test_a_save_over_changes_of_another_process_is_refused(template: Path, tmp_path: Path) -> None:
    directory = tmp_path / "index"
    shutil.copytree(template, directory)
    loaded = _load(directory)
    bare = loaded.without_health()
    code = (
        "import sys, jobmatch as jm\nfrom tests.encoders import HashEncoder\n"
        "with jm.LiveIndex(sys.argv[1], encoder=HashEncoder(), cache_dir='', threads=1) as index:\n"
        "    index.close(['v1'])\n"
    )
    subprocess.run([sys.executable, "-c", code, str(directory)], check=True)
    for old in (loaded, bare):
        with pytest.raises(StoreError, match=r"was changed since (?s:.*)Hint: open it again") as found:
            old.save(directory)
        assert "v1" not in str(found.value)
    assert _ids(directory) == {"v2"}
    loaded.save(tmp_path / "elsewhere")
    assert _ids(tmp_path / "elsewhere") == {"v1", "v2"}
    again = _load(directory)
    again.save(directory)
    assert _ids(directory) == {"v2"}
    again.save(directory)  # it knows of its own save
    with pytest.raises(StoreError, match="saved anew"):
        loaded.save(directory)
    shutil.rmtree(directory)
    loaded.save(directory)  # nothing is there that it could drop


def test_whoever_saved_an_index_does_not_drop_what_came_since(template: Path, tmp_path: Path) -> None:
    directory, link = tmp_path / "index", tmp_path / "current"
    link.symlink_to(directory)
    shutil.copytree(template, tmp_path / "other")
    matcher = _load(template)
    matcher.save(directory)
    with _live(link) as index:
        before = index.matcher
        index.close(["v1"])
        for old in (before, matcher):
            with pytest.raises(StoreError, match="was changed"):
                old.save(directory)
        index.matcher.save(directory)
        assert _ids(directory) == {"v2"}
        with pytest.raises(StoreError, match="saved anew"):
            index.close(["v2"])
    through = _load(link)
    link.unlink()
    link.symlink_to(tmp_path / "other")
    with pytest.raises(StoreError, match="saved anew"):
        through.save(link)
    through.save(directory)


def test_a_matcher_that_was_built_takes_the_place_of_whatever_is_there(template: Path, tmp_path: Path) -> None:
    import jobmatch as jm
    from tests.encoders import HashEncoder

    shutil.copytree(template, tmp_path / "index")
    with _live(tmp_path / "index") as index:
        index.close(["v1"])
    built = jm.Matcher.build(
        jm.read_vacancies([{"vacancy_id": "v3", "title": "Cook"}]),
        jm.read_jobseekers([{"jobseeker_id": "p", "cv_text": "I bake."}]),
        config=jm.MatchConfig(cache_dir="", threads=1),
        encoder=HashEncoder(),
    )
    built.save(tmp_path / "index")
    assert _ids(tmp_path / "index") == {"v3"}


def test_a_change_that_comes_while_a_save_is_prepared_is_kept(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jobmatch import persist

    directory = tmp_path / "index"
    shutil.copytree(template, directory)
    loaded, to_contents = _load(directory), persist.to_contents
    with _live(directory) as index:

        def change_meanwhile(market: Any) -> Any:
            contents = to_contents(market)
            index.close(["v1"])
            return contents

        monkeypatch.setattr(persist, "to_contents", change_meanwhile)
        with pytest.raises(StoreError, match="was changed"):
            loaded.save(directory)
    assert _ids(directory) == {"v2"}


def test_a_change_that_comes_during_a_save_waits_and_is_refused(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jobmatch.store import write

    directory, found = tmp_path / "index", list[Exception | None]()
    shutil.copytree(template, directory)
    publish, writing = write._write_and_publish, threading.Event()
    loaded = _load(directory)

    def slow(*arguments: Any) -> str:
        writing.set()
        changing.join(0.2)
        assert changing.is_alive()
        return publish(*arguments)

    def change() -> None:
        assert writing.wait(10)
        try:
            found.append(index.close(["v1"]))
        except StoreError as error:
            found.append(error)

    monkeypatch.setattr(write, "_write_and_publish", slow)
    changing = threading.Thread(target=change)
    with _live(directory) as index:
        changing.start()
        loaded.save(directory)
        changing.join(10)
        assert index.n_changes == 0
    assert "saved anew by another process" in str(found[0])
    assert _ids(directory) == {"v1", "v2"}


def test_a_folder_for_reading_only_is_told(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise OSError(30, "Read-only file system")

    shutil.copytree(template, tmp_path / "index")
    index = _live(tmp_path / "index")
    with monkeypatch.context() as patched:
        patched.setattr(FileLock, "acquire", refuse)
        with pytest.raises(StoreError, match=r"No changes can be made (?s:.*)Read-only (?s:.*)needs no lock"):
            _live(tmp_path / "index")
        for change in (lambda: index.close(["v1"]), index.compact, lambda: _load(tmp_path / "index").save(tmp_path)):
            with pytest.raises(StoreError):
                change()
        assert _load(tmp_path / "index").n_vacancies == 2
    assert index.n_changes == 0
    assert index.matcher.n_vacancies == 2
    index.close(["v1"])
    index.release()


def test_a_pointer_that_cannot_be_read_is_told(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "CURRENT.json":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    for use in (_live, _load):
        with pytest.raises(StoreError, match=r"cannot be read: Permission denied"):
            use(template)


def test_damage_is_named(template: Path, tmp_path: Path) -> None:
    import jobmatch as jm
    from tests.encoders import HashEncoder

    directory = tmp_path / "index"
    shutil.copytree(template, directory)
    with jm.LiveIndex(directory, encoder=HashEncoder(), cache_dir="") as index:
        index.close(["v1"])
        index.reopen(["v1"])
        path = journal_path(directory, index._state.generation)
    content = bytearray(path.read_bytes())
    content[60] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(StoreDamagedError, match=path.name):
        jm.Matcher.load(directory, encoder=HashEncoder(), cache_dir="")
    path.write_bytes(bytes(content[:60]))
    read = jm.LiveIndex(directory, encoder=HashEncoder(), cache_dir="")
    assert read.n_torn_bytes == 60
    read.release()


if __name__ == "__main__":
    main(*sys.argv[1:])
