"""Saved indexes: round trip, damage of every kind, and savers and readers at the same time."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import pickle
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from filelock import FileLock

from jobmatch import errors
from jobmatch.store import FORMAT, Contents, SavedState, folders, locked, open_store, remove_older, save
from tests.disks import no_folder_can_be_removed

FILES = ("faiss", "flags.npy", "rows.parquet", "vectors.npy")


def make_contents(seed: int = 0) -> Contents:
    random = np.random.default_rng(seed)
    rows = pl.DataFrame({"id": [f"v{i}" for i in range(50)], "pay": random.random(50), "tags": [["a"]] * 50})
    return Contents(
        settings={"seed": seed, "nested": {"weights": [1, 2.5], "none": None, "text": "Ynys Môn"}},
        arrays={"vectors": random.integers(-127, 128, (50, 8), dtype=np.int8), "flags": random.random(50) < 0.5},
        frames={"rows": rows},
        blobs={"faiss": lambda path: path.write_bytes(random.bytes(100))},
    )


@pytest.fixture
def index(tmp_path: Path) -> Path:
    save(tmp_path / "index", make_contents())
    return tmp_path / "index"


def generation(index: Path) -> Path:
    return index / str(json.loads((index / "CURRENT.json").read_text())["generation"])


def listing(index: Path) -> list[str]:
    return sorted(path.name for path in index.iterdir())


def seed_of(index: Path) -> int:
    """Seed of the saved contents, having checked that every part of it comes from the same save."""
    stored = open_store(index)
    seed = stored.settings["seed"]
    assert isinstance(seed, int)
    expected = make_contents(seed)
    assert (stored.array("vectors") == expected.arrays["vectors"]).all()
    assert stored.frame("rows").equals(expected.frames["rows"])
    return seed


def forge(index: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Rewrite the manifest, with a pointer that vouches for it."""
    path = generation(index) / "manifest.json"
    manifest = json.loads(path.read_text())
    change(manifest)
    path.write_text(json.dumps(manifest))
    edit_pointer(index, manifest_sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def forge_file(index: Path, name: str, content: bytes, **fields: object) -> None:
    """Replace a file, with a manifest that vouches for it."""
    (generation(index) / name).write_bytes(content)

    def change(manifest: dict[str, Any]) -> None:
        (entry,) = (entry for entry in manifest["files"] if entry["name"] == name)
        entry.update(size_bytes=len(content), sha256=hashlib.sha256(content).hexdigest(), **fields)

    forge(index, change)


def edit_pointer(index: Path, **fields: object) -> None:
    path = index / "CURRENT.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


# --- Round trip --------------------------------------------------------------------------


def test_round_trip(index: Path) -> None:
    contents, stored = make_contents(), open_store(index)
    assert stored.settings == contents.settings
    for name, array in contents.arrays.items():
        assert stored.array(name).dtype == array.dtype
        np.testing.assert_array_equal(stored.array(name), array)
    assert stored.frame("rows").equals(contents.frames["rows"])
    assert stored.frame("rows").schema == contents.frames["rows"].schema
    assert len(stored.blob("faiss").read_bytes()) == 100


def test_layout_and_manifest(index: Path) -> None:
    assert listing(index) == [".jobmatch.lock", "CURRENT.json", generation(index).name]
    assert listing(generation(index)) == sorted([*FILES, "manifest.json"])
    manifest = open_store(index).manifest
    assert (manifest.format, manifest.product) == (FORMAT, "jobmatch")
    assert manifest.created.endswith("+00:00")
    assert [entry.name for entry in manifest.files] == list(FILES)
    by_name = {entry.name: entry for entry in manifest.files}
    assert (by_name["vectors.npy"].dtype, by_name["vectors.npy"].shape) == ("|i1", (50, 8))
    for name, entry in by_name.items():
        content = (generation(index) / name).read_bytes()
        assert (entry.size_bytes, entry.sha256) == (len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((0, 3), np.float32),
        np.float64(2.5),
        np.asfortranarray(np.arange(6, dtype=">i4").reshape(2, 3)),
        np.arange(10)[::2],
        np.array(["2024-02-29", "NaT"], "datetime64[D]"),
        np.array(["Môn", ""]),
    ],
    ids=["no-rows", "scalar", "column-major-big-endian", "strided", "dates", "text"],
)
def test_unusual_arrays_survive(tmp_path: Path, array: np.ndarray[Any, Any]) -> None:
    save(tmp_path, Contents(arrays={"x": array}))
    found = open_store(tmp_path).array("x")
    assert (found.dtype, found.shape) == (np.asarray(array).dtype, np.asarray(array).shape)
    np.testing.assert_array_equal(found, array)


def test_arrays_are_maps_of_the_file_and_writes_stay_in_memory(index: Path) -> None:
    array = open_store(index).array("vectors")
    assert isinstance(array.base, np.memmap)
    before = array[0, 0].item()
    array[0, 0] += 1
    assert open_store(index).array("vectors")[0, 0] == before


def test_nothing_but_settings(tmp_path: Path) -> None:
    save(tmp_path, Contents(settings={"a": 1}))
    assert open_store(str(tmp_path)).settings == {"a": 1}


def test_unknown_parts_are_named(index: Path) -> None:
    stored = open_store(index)
    for read in (stored.array, stored.frame, stored.blob):
        with pytest.raises(errors.StoreDamagedError, match="'absent"):
            read("absent")
    with pytest.raises(errors.StoreDamagedError):
        stored.blob("vectors.npy")


def test_repr_shows_no_rows(index: Path) -> None:
    assert "v1" not in repr(make_contents())
    assert "v1" not in repr(open_store(index))


# --- The same contents, the same bytes ---------------------------------------------------


def data_bytes(index: Path) -> dict[str, bytes]:
    return {name: (generation(index) / name).read_bytes() for name in FILES}


def test_same_contents_give_same_bytes(index: Path, tmp_path: Path) -> None:
    contents = make_contents()
    arrays = {name: np.asfortranarray(array) for name, array in reversed(contents.arrays.items())}
    save(tmp_path / "again", Contents(contents.settings, arrays, contents.frames, contents.blobs))
    assert data_bytes(tmp_path / "again") == data_bytes(index)


def test_chunks_of_a_frame_do_not_change_the_bytes(tmp_path: Path) -> None:
    frame = pl.DataFrame({"s": [f"text {i % 977}" for i in range(20_000)]})  # fewer rows fill a single page
    save(tmp_path / "one", Contents(frames={"f": frame}))
    save(tmp_path / "many", Contents(frames={"f": pl.concat([frame[:7], frame[7:9000], frame[9000:]], rechunk=False)}))
    one, many = (generation(tmp_path / name) / "f.parquet" for name in ("one", "many"))
    assert one.read_bytes() == many.read_bytes()


def test_slice_of_a_larger_frame_gives_same_bytes(tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": [None, 1, 2, None], "s": ["x", None, "a longer text than fits in a view", "z"]})
    save(tmp_path / "slice", Contents(frames={"f": frame[1:3]}))
    save(tmp_path / "fresh", Contents(frames={"f": pl.DataFrame(frame[1:3].to_dict(as_series=False))}))
    slice_, fresh = (generation(tmp_path / name) / "f.parquet" for name in ("slice", "fresh"))
    assert slice_.read_bytes() == fresh.read_bytes()


def test_threads_do_not_change_the_bytes(index: Path, tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[2]); import test_store as t; "
        "t.save(t.Path(sys.argv[1]), t.make_contents())"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "one"), str(Path(__file__).parent)]
    subprocess.run(command, check=True, env=os.environ | {"POLARS_MAX_THREADS": "1"})
    assert data_bytes(tmp_path / "one") == data_bytes(index)


# --- Damage ------------------------------------------------------------------------------


@pytest.fixture(params=[*FILES, "manifest.json"])
def file(request: pytest.FixtureRequest, index: Path) -> Path:
    return generation(index) / str(request.param)


@pytest.mark.parametrize("verify", [True, False])
@pytest.mark.parametrize("kept", [0.0, 0.5, 0.999])
def test_truncation_is_found(index: Path, file: Path, kept: float, verify: bool) -> None:
    os.truncate(file, int(file.stat().st_size * kept))
    with pytest.raises(errors.StoreDamagedError, match=f"'{file.name}'"):
        open_store(index, verify=verify)


@pytest.mark.parametrize("verify", [True, False])
def test_missing_file_is_found(index: Path, file: Path, verify: bool) -> None:
    file.unlink()
    with pytest.raises(errors.StoreDamagedError, match=f"'{file.name}' is missing"):
        open_store(index, verify=verify)


@pytest.mark.parametrize("position", [0.0, 0.3, 0.6, 0.999])
def test_one_flipped_bit_is_found(index: Path, file: Path, position: float) -> None:
    content = bytearray(file.read_bytes())
    content[int(len(content) * position)] ^= 1
    file.write_bytes(content)
    with pytest.raises(errors.StoreDamagedError, match=f"'{file.name}' has changed"):
        open_store(index)


def test_longer_file_is_found(index: Path, file: Path) -> None:
    with file.open("ab") as stream:
        stream.write(b"\0")
    with pytest.raises(errors.StoreDamagedError, match=f"'{file.name}'"):
        open_store(index)


def test_folder_in_place_of_a_file_is_found(index: Path, file: Path) -> None:
    file.unlink()
    file.mkdir()
    with pytest.raises(errors.StoreError, match=f"'{file.name}'"):
        open_store(index)


def test_missing_generation_is_found(index: Path) -> None:
    shutil.rmtree(generation(index))
    with pytest.raises(errors.StoreDamagedError, match=r"'manifest\.json' is missing"):
        open_store(index)


def test_damaged_frame_opened_unverified_is_found_when_read(index: Path) -> None:
    path = generation(index) / "rows.parquet"
    path.write_bytes(bytes(path.stat().st_size))
    stored = open_store(index, verify=False)
    with pytest.raises(errors.StoreDamagedError, match=r"'rows\.parquet'"):
        stored.frame("rows")


def test_extra_files_are_ignored(index: Path) -> None:
    (index / "README").write_text("ours")
    (generation(index) / "extra.npy").write_bytes(b"not an array")
    open_store(index)
    save(index, make_contents(1))
    assert (index / "README").read_text() == "ours"


def test_damaged_index_can_be_replaced(index: Path) -> None:
    shutil.rmtree(generation(index))
    save(index, make_contents(1))
    assert seed_of(index) == 1


# --- Foreign, empty, other formats -------------------------------------------------------


def test_absent_and_empty_directories_hold_nothing(tmp_path: Path) -> None:
    for directory in (tmp_path / "absent", tmp_path):
        with pytest.raises(errors.StoreMissingError):
            open_store(directory)


def test_foreign_directory_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(errors.StoreForeignError):
        open_store(tmp_path)
    with pytest.raises(errors.StoreForeignError):
        save(tmp_path, make_contents())
    assert listing(tmp_path) == ["thesis.txt"]


def test_file_in_place_of_the_directory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "index"
    path.write_text("mine")
    with pytest.raises(errors.StoreForeignError):
        open_store(path)
    with pytest.raises(errors.StoreForeignError):
        save(path, make_contents())
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    "content",
    [b"", b"\0\xff", b"{", b"[]", b"null", b"{}", b'{"product": "other", "format": 1}', b"[" * 100_000],
)
def test_pointer_that_is_not_ours_is_refused(index: Path, content: bytes) -> None:
    (index / "CURRENT.json").write_bytes(content)
    before = listing(index)
    with pytest.raises(errors.StoreForeignError):
        open_store(index)
    with pytest.raises(errors.StoreForeignError):
        save(index, make_contents(1))
    assert listing(index) == before


def test_pointer_cut_at_any_byte_is_refused(index: Path) -> None:
    whole = (index / "CURRENT.json").read_bytes().rstrip()
    for length in range(len(whole)):
        (index / "CURRENT.json").write_bytes(whole[:length])
        with pytest.raises(errors.StoreForeignError):
            open_store(index)


@pytest.mark.parametrize("found", [0, FORMAT + 1])
def test_other_format_is_told_before_anything_else_is_read(index: Path, found: int) -> None:
    shutil.rmtree(generation(index))
    (index / "CURRENT.json").write_text(json.dumps({"product": "jobmatch", "format": found}))
    with pytest.raises(errors.StoreVersionError, match="upgrade" if found > FORMAT else "build it again") as caught:
        open_store(index)
    assert (caught.value.found, caught.value.known) == (found, FORMAT)


def test_newer_index_is_not_overwritten_but_an_older_one_is(index: Path) -> None:
    edit_pointer(index, format=FORMAT + 1)
    before = listing(index)
    with pytest.raises(errors.StoreVersionError):
        save(index, make_contents(1))
    assert listing(index) == before
    edit_pointer(index, format=FORMAT - 1)
    save(index, make_contents(1))
    assert seed_of(index) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"format": None},
        {"format": "1"},
        {"format": True},
        {"generation": None},
        {"generation": "../elsewhere"},
        {"generation": "generation-0000000000000000/.."},
        {"manifest_sha256": "0"},
    ],
)
def test_pointer_with_unusable_fields_is_damage(index: Path, fields: dict[str, Any]) -> None:
    edit_pointer(index, **fields)
    with pytest.raises(errors.StoreDamagedError, match=r"'CURRENT\.json'"):
        open_store(index)


# --- Forged manifests --------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../secret.npy", "/etc/passwd", "a/b.npy", "a\\b.npy", "..", ".", "", "a.npy\n", "a\0"]
)
def test_manifest_cannot_lead_out_of_its_folder(index: Path, name: str) -> None:
    (index / "secret.npy").write_bytes(b"")
    forge(index, lambda manifest: manifest["files"][0].update(name=name))
    with pytest.raises(errors.StoreDamagedError, match=r"'manifest\.json' has no usable files\.0\.name"):
        open_store(index)


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.pop("files"),
        lambda manifest: manifest.update(product="other"),
        lambda manifest: manifest.update(format=FORMAT - 1),
        lambda manifest: manifest["files"][0].update(size_bytes=-1),
        lambda manifest: manifest["files"][0].update(sha256="0"),
    ],
)
def test_manifest_with_unusable_fields_is_damage(index: Path, change: Callable[[dict[str, Any]], None]) -> None:
    forge(index, change)
    with pytest.raises(errors.StoreDamagedError, match=r"'manifest\.json' has no usable"):
        open_store(index)


class Bomb:
    """Unpickling it leaves a file behind."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.trace,)


@pytest.mark.parametrize("verify", [True, False])
@pytest.mark.parametrize("kind", ["object array", "bare pickle", "zip of arrays", "record", "noise"])
def test_only_plain_arrays_are_mapped(index: Path, tmp_path: Path, kind: str, verify: bool) -> None:
    trace, made = tmp_path / "trace", tmp_path / "made.npy"
    dtype, shape = "|O", [1]
    if kind == "object array":
        np.save(made, np.array([Bomb(trace)], object), allow_pickle=True)
    elif kind == "bare pickle":
        made.write_bytes(pickle.dumps(Bomb(trace)))
    elif kind == "zip of arrays":
        with made.open("wb") as stream:
            np.savez(stream, x=np.zeros(1))
    elif kind == "record":
        dtype = "|V16"
        np.save(made, np.zeros(1, [("a", "f8"), ("b", "i8")]))
    else:
        made.write_bytes(b"\x93NUMPY" + bytes(range(200)))
    forge_file(index, "flags.npy", made.read_bytes(), dtype=dtype, shape=shape)
    with pytest.raises(errors.StoreDamagedError, match=r"'flags\.npy' is not a plain array"):
        open_store(index, verify=verify)
    assert not trace.exists()


@pytest.mark.parametrize("fields", [{"dtype": "|u1"}, {"dtype": None}, {"shape": [5, 10]}, {"shape": None}])
def test_array_must_be_what_its_manifest_says(index: Path, fields: dict[str, Any]) -> None:
    forge_file(index, "flags.npy", (generation(index) / "flags.npy").read_bytes(), **fields)
    with pytest.raises(errors.StoreDamagedError, match=r"'flags\.npy' has another dtype or shape"):
        open_store(index, verify=False)


def test_array_header_that_promises_more_than_the_file_holds(index: Path) -> None:
    content = (generation(index) / "flags.npy").read_bytes().replace(b"(50,), ", b"(9999,),")
    forge_file(index, "flags.npy", content, shape=[9999])
    with pytest.raises(errors.StoreDamagedError, match=r"'flags\.npy' is not a plain array"):
        open_store(index)


def test_empty_frame_file_is_damage(index: Path) -> None:
    forge_file(index, "rows.parquet", b"")
    with pytest.raises(errors.StoreDamagedError, match=r"'rows\.parquet' is empty"):
        open_store(index)


# --- What cannot be saved ----------------------------------------------------------------


@pytest.mark.parametrize(
    "contents",
    [
        Contents(arrays={"../x": np.zeros(1)}),
        Contents(frames={"X": pl.DataFrame()}),
        Contents(blobs={"a.npy": lambda path: path.touch()}),
        Contents(arrays={"": np.zeros(1)}),
        Contents(arrays={"x\n": np.zeros(1)}),
        Contents(arrays={"x": np.array([{}], object)}),
        Contents(arrays={"x": np.zeros(1, [("a", "f8")])}),
        Contents(frames={"x": pl.DataFrame({"a": pl.Series([object()], dtype=pl.Object)})}),
        Contents(settings={"x": float("nan")}),
        Contents(settings={"x": object()}),  # type: ignore[dict-item]
        Contents(settings={1: 2}),  # type: ignore[dict-item]
        Contents(settings={"x": "\ud800"}),
    ],
)
def test_what_cannot_be_saved_is_refused_before_anything_is_touched(tmp_path: Path, contents: Contents) -> None:
    with pytest.raises(errors.UsageError):
        save(tmp_path / "index", contents)
    assert not (tmp_path / "index").exists()


def fail(path: Path) -> None:
    path.write_bytes(b"half")
    raise RuntimeError("cannot write")


def interrupt(path: Path) -> None:
    path.write_bytes(b"half")
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("write_blob", "expected"),
    [(fail, errors.StoreError), (lambda _: None, errors.StoreError), (interrupt, KeyboardInterrupt)],
    ids=["fails", "writes-nothing", "interrupted"],
)
def test_failed_save_cleans_up_and_leaves_the_old_index(
    index: Path, write_blob: Callable[[Path], None], expected: type[BaseException]
) -> None:
    before = listing(index)
    with pytest.raises(expected):
        save(index, Contents(arrays={"x": np.zeros(9)}, blobs={"faiss": write_blob}))
    assert listing(index) == before
    assert seed_of(index) == 0


def test_directory_that_cannot_be_made_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(errors.StoreError):
        save(tmp_path / "file" / "index", make_contents())


# --- At the same time --------------------------------------------------------------------


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "LOCK_WAIT_S", 0.05)


@pytest.mark.usefixtures("short_wait")
def test_second_save_gives_up_while_another_holds_the_directory(index: Path) -> None:
    before = listing(index)
    with FileLock(index / ".jobmatch.lock"), pytest.raises(errors.StoreError, match="under way"):
        save(index, make_contents(1))
    assert listing(index) == before
    save(index, make_contents(1))


@pytest.mark.parametrize(
    "refusal",
    [PermissionError(13, "Permission denied"), OSError(30, "Read-only file system"), NotImplementedError("no locks")],
    ids=["access", "read-only", "no-locks"],
)
def test_a_lock_that_cannot_be_taken_is_an_error_of_ours(
    index: Path, monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise refusal

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with (
        pytest.raises(errors.StoreUnwritableError, match=r"lock cannot be taken: (?s:.*)Hint: check access rights"),
        locked(index),
    ):
        raise AssertionError
    with pytest.raises(errors.StoreUnwritableError, match="Nothing was written in") as found:
        save(index, make_contents(1))
    assert found.value.__cause__ is refusal
    assert seed_of(index) == 0


def test_a_save_in_place_of_what_was_opened_drops_nothing_newer(index: Path) -> None:
    first = SavedState(generation(index).name)
    second = save(index, make_contents(1), in_place_of=first)
    assert second == SavedState(generation(index).name)
    with pytest.raises(errors.StoreError, match="saved anew"):
        save(index, make_contents(2), in_place_of=first)
    assert seed_of(index) == 1
    shutil.rmtree(index)
    save(index, make_contents(3), in_place_of=second)  # nothing is left that it could drop
    assert seed_of(index) == 3
    (index / "CURRENT.json").write_text('{"product": "jobmatch"}')
    with pytest.raises(errors.StoreDamagedError):
        save(index, make_contents(4), in_place_of=second)  # who knows what came since


def test_second_save_waits_for_the_first(index: Path) -> None:
    started, go_on = threading.Event(), threading.Event()

    def slow(path: Path) -> None:
        path.write_bytes(b"slow")
        started.set()
        assert go_on.wait(10)

    first = threading.Thread(target=save, args=(index, Contents(settings={"seed": 1}, blobs={"faiss": slow})))
    second = threading.Thread(target=save, args=(index, make_contents(2)))
    first.start()
    assert started.wait(10)
    second.start()
    second.join(0.2)
    assert second.is_alive()
    assert seed_of(index) == 0  # a reader waits for nobody
    go_on.set()
    first.join(10)
    second.join(10)
    assert seed_of(index) == 2
    assert len(listing(index)) == 3


def test_readers_of_the_old_index_keep_it(index: Path) -> None:
    old = open_store(index)
    save(index, make_contents(1))
    assert not old.folder.exists()
    np.testing.assert_array_equal(old.array("vectors"), make_contents().arrays["vectors"])
    assert old.frame("rows").equals(make_contents().frames["rows"])
    with pytest.raises(errors.StoreError, match="open it again"):
        old.blob("faiss")
    assert seed_of(index) == 1


@pytest.mark.parametrize("name", ["a*b", "[x]", "?", "year=2026", "~", "a{b,c}"])
def test_frames_are_read_from_folders_of_any_name(tmp_path: Path, name: str) -> None:
    directory = tmp_path / name
    save(directory, make_contents())
    save(tmp_path / "axb", make_contents(1))  # what a pattern would find too
    stored, rows = open_store(directory), make_contents().frames["rows"]
    for _ in range(2):
        assert stored.frame("rows").equals(rows)
        assert stored.frame("rows", rows.columns[-1:]).equals(rows.select(rows.columns[-1:]))
        assert stored.frame("rows", n_rows=1).equals(rows.head(1))
        save(directory, make_contents(2))  # from its file first, and then from the map of it


def test_a_frame_that_is_there_is_read_without_a_copy_of_its_file(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored, read, sources = open_store(index), pl.read_parquet, []

    def watched(source: Any, **options: Any) -> pl.DataFrame:
        sources.append(type(source))
        return read(source, **options)

    monkeypatch.setattr(pl, "read_parquet", watched)
    stored.frame("rows", n_rows=0)
    assert not any(issubclass(source, bytes) for source in sources)
    save(index, make_contents(1))
    stored.frame("rows", n_rows=0)
    assert sources[-1] is bytes


def test_index_can_be_saved_over_itself(index: Path) -> None:
    old = open_store(index)
    save(index, Contents({"seed": 0}, {"vectors": old.array("vectors")}, {"rows": old.frame("rows")}))
    assert seed_of(index) == 0


def test_reader_meets_only_whole_indexes_while_others_save(index: Path) -> None:
    def save_often(first_seed: int) -> None:
        for seed in range(first_seed, first_seed + 15):
            save(index, make_contents(seed))

    savers = [threading.Thread(target=save_often, args=(start,)) for start in (100, 200)]
    for saver in savers:
        saver.start()
    seen = []
    while any(saver.is_alive() for saver in savers):
        seen.append(seed_of(index))
    assert len(seen) > 5
    assert len(set(seen)) > 1
    assert seed_of(index) in (114, 214)
    assert len(listing(index)) == 3


def test_leftovers_of_dead_saves_are_removed_and_other_folders_are_not(index: Path) -> None:
    for name in ("saving-0123456789abcdef", "generation-0123456789abcdef", "saving-mine", "generation-2024"):
        (index / name).mkdir()
        (index / name / "x.npy").touch()
    save(index, make_contents(1))
    kept = [".jobmatch.lock", "CURRENT.json", generation(index).name, "generation-2024", "saving-mine"]
    assert listing(index) == sorted(kept)


def test_a_save_that_cannot_tidy_up_counts_and_says_so_in_the_log(
    index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    old = generation(index)
    with no_folder_can_be_removed(), caplog.at_level(logging.WARNING):
        save(index, make_contents(1))
        assert "1 older file(s) or folder(s) there could not be removed: Permission denied" in caplog.text
        with pytest.raises(errors.StoreLeftoverError, match=r"1 older file.*Permission denied") as raised:
            remove_older(index)
        assert raised.value.n_left == 1
    assert seed_of(index) == 1
    assert old.is_dir()
    remove_older(index)
    assert not old.exists()
    assert seed_of(index) == 1
    caplog.clear()
    save(index, make_contents(2))  # the next one finds nothing to tell of
    assert not caplog.records


def test_directory_with_only_leftovers_is_as_good_as_empty(tmp_path: Path) -> None:
    (tmp_path / "saving-0123456789abcdef").mkdir()
    (tmp_path / "generation-0123456789abcdef").mkdir()
    (tmp_path / "CURRENT.json.draft").write_text("{")
    with pytest.raises(errors.StoreMissingError):
        open_store(tmp_path)
    save(tmp_path, make_contents(1))
    assert seed_of(tmp_path) == 1
    assert len(listing(tmp_path)) == 3
