"""Stands in for `jobmatch.encode.worker`: the same messages, no model, and troubles on request.

A text says what happens to it: "kill" (by a signal), "exit", "noise" (no message), "fail" (an answer that is an
error), "long" (one number too many), "sleep". Other texts have a vector of four numbers made from their length.
``WORKER_DOUBLE`` in the environment says how opening goes: "", "missing" (a library is), "refuse", "exit", "slow".
"""

from __future__ import annotations

import math
import os
import signal
import struct
import sys
import time
from pathlib import Path
from typing import Any

# Not through the package: importing all of it takes ten times as long as the rest of a test.
sys.path.insert(0, str(Path(__file__).parents[1] / "src" / "jobmatch" / "encode"))

from frames import read_frame, write_frame  # type: ignore[import-not-found] # on the path since the line above


def opened() -> dict[str, Any]:
    mode = os.environ.get("WORKER_DOUBLE", "")
    if mode == "missing":
        return {"error": "ModuleNotFoundError", "detail": "No module named 'sentence_transformers'"}
    if mode == "refuse":
        return {"error": "OSError", "detail": "the weights are unreadable\nand more"}
    if mode == "exit":
        sys.exit(7)
    if mode == "slow":
        time.sleep(0.5)
    return {"dimensions": 4}


def encoded(text: str) -> tuple[dict[str, Any], bytes]:
    if text == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "exit":
        sys.exit(3)
    if text == "noise":
        sys.stdout.buffer.write(b"Loading weights: 100%")
        sys.stdout.buffer.flush()
    if text == "fail":
        return {"error": "IndexError", "detail": ""}, b""
    if text == "sleep":
        time.sleep(60)
    norm = math.hypot(1, len(text))
    numbers = (1 / norm, len(text) / norm, 0.0, 0.0, *([0.0] if text == "long" else []))
    return {}, struct.pack(f"<{len(numbers)}f", *numbers)


def main() -> None:
    while (message := read_frame(sys.stdin.buffer)) is not None:
        request, _ = message
        if request["op"] == "open":
            write_frame(sys.stdout.buffer, opened())
        else:
            write_frame(sys.stdout.buffer, *encoded(request["text"]))


if __name__ == "__main__":
    main()
