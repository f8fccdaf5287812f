"""Process that holds a sentence-transformers model: ``python -m jobmatch.encode.worker``.

It reads requests from standard input and answers on standard output (see `jobmatch.encode.frames`), and ends when
its input does, which is also when the process that started it dies.

Requests
--------
``{"op": "open", "model": str, "revision": str | None, "max_tokens": int}``
    Answer: ``{"dimensions": int}``.
``{"op": "encode", "text": str}``
    Answer: ``{}`` and the unit vector as float32 bytes.

A failure is answered with ``{"error": str, "detail": str}``: the kind of error, and what it says where that cannot
hold anybody's text.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

from jobmatch.encode.frames import read_frame, write_frame

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from transformers import PreTrainedModel


def main() -> int:
    """Answer requests until the input ends."""
    # Ctrl-C reaches every process of the terminal; the parent decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = _take_pipes()
    model: SentenceTransformer | None = None
    while True:
        message = read_frame(requests)
        if message is None:
            return 0
        request, _ = message
        try:
            if request["op"] == "open":
                model = _open(request)
                write_frame(answers, {"dimensions": _dimensions(model)})
            else:
                write_frame(answers, {}, _encode(model, request["text"]))
        except BrokenPipeError:
            return 0
        except Exception as error:
            # Whatever a model raises is an answer, not the end of the process.
            # What a tokenizer complains about may quote the text.
            detail = str(error) if request["op"] == "open" else ""
            write_frame(answers, {"error": type(error).__name__, "detail": detail})


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep both pipes for messages: what libraries print, from C too, goes to standard error instead."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return requests, answers


def _open(request: dict[str, Any]) -> SentenceTransformer:
    import torch
    from sentence_transformers import SentenceTransformer

    # One thread adds up in one order, so a text has one vector whatever machine load or core count.
    torch.set_num_threads(1)
    if torch.get_num_interop_threads() != 1:
        # PyTorch allows it once, and a model that could not be opened may be asked for again.
        torch.set_num_interop_threads(1)
    model = SentenceTransformer(request["model"], revision=request["revision"], device="cpu").float().eval()
    if model.transformers_model is not None:
        model.max_seq_length = min(request["max_tokens"], _positions(model.transformers_model))
    return model


def _positions(transformer: PreTrainedModel) -> int:
    """Most tokens that a model has learnt positions for; one that computes them has no such limit."""
    table = getattr(getattr(transformer, "embeddings", None), "position_embeddings", None)
    if table is None or not hasattr(table, "num_embeddings"):
        return sys.maxsize
    # RoBERTa and its like count positions from behind that of padding.
    return int(table.num_embeddings) - (0 if table.padding_idx is None else table.padding_idx + 1)


def _dimensions(model: SentenceTransformer) -> int:
    return int(model.encode(["a"], show_progress_bar=False).shape[1])


def _encode(model: SentenceTransformer | None, text: str) -> bytes:
    if model is None:
        raise RuntimeError("encode before open")
    # One text at a time: in a batch, shorter texts are padded, and padding moves the last bits.
    vectors = model.encode([text], batch_size=1, show_progress_bar=False, normalize_embeddings=True)
    return bytes(vectors[0].astype("<f4").tobytes())


if __name__ == "__main__":
    sys.exit(main())
