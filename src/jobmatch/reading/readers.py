"""Processes that read texts side by side: Python reads one text at a time, however many threads it has.

They are started by name, so that no script has to guard its main module, and talk in lines of JSON over their pipes:
nothing is pickled, and no text is written to the disk. One ends when its input does, which is also when the process
that started it dies.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, Protocol, Self

from jobmatch.processes import with_this_package

# Processes take a second to start, in which one alone reads some hundred texts.
WORTH_PROCESSES: Final = 1000
_TEXTS_OF_A_PIECE: Final = 64
# Not from the working folder (-P): a stray file there could stand in for a library.
_COMMAND: Final = (sys.executable, "-P", "-m", "jobmatch.reading.worker")
_log = logging.getLogger(__name__)


class Find(Protocol):
    """Finds whole numbers in a text: always the same in the same text."""

    def __call__(self, text: str) -> list[int]:
        """What is in it."""

    def described(self) -> dict[str, Any]:
        """What `jobmatch.reading.worker` makes the same of, as JSON can hold it."""


class Readers:
    """Those who read: the process that asks, and others where they are worth their start.

    Parameters
    ----------
    find : Find
        What is done with each text.
    processes : int
        Most processes; 1 is this one alone.
    """

    def __init__(self, find: Find, processes: int) -> None:
        # Where Python is a part of another program there is no interpreter to start.
        self._find, self._most = find, processes if _COMMAND[0] else 1
        self._processes: list[subprocess.Popen[str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def found(self, texts: Sequence[str]) -> list[list[int]]:
        """What is in each text, in their order. Where a process is lost, this one does the rest."""
        pieces = [texts[start : start + _TEXTS_OF_A_PIECE] for start in range(0, len(texts), _TEXTS_OF_A_PIECE)]
        answers: list[list[list[int]] | None] = [None] * len(pieces)
        if self._most > 1 and len(texts) >= WORTH_PROCESSES:
            try:
                self._ask_others(pieces, answers)
            except (OSError, ValueError) as error:
                # Its text might quote what was read.
                _log.warning("A process that reads texts was lost (%s); this one goes on alone.", type(error).__name__)
                self._end()
                self._most = 1
        return [
            numbers
            for piece, answer in zip(pieces, answers, strict=True)
            for numbers in (map(self._find, piece) if answer is None else answer)
        ]

    def _ask_others(self, pieces: Sequence[Sequence[str]], answers: list[list[list[int]] | None]) -> None:
        if not self._processes:
            self._start(min(self._most, len(pieces)))
        due = deque(range(len(pieces)))

        def ask(process: subprocess.Popen[str]) -> None:
            while True:
                try:
                    number = due.popleft()
                except IndexError:
                    return
                answers[number] = _answer(process, pieces[number])

        with ThreadPoolExecutor(len(self._processes)) as pool:
            try:
                for asked in as_completed([pool.submit(ask, process) for process in self._processes]):
                    asked.result()  # raises what it met
            finally:
                due.clear()  # if one was lost, or this process is interrupted, the others need not go on

    def _start(self, n: int) -> None:
        environment = with_this_package(os.environ | {"POLARS_MAX_THREADS": "1"})
        described = json.dumps(self._find.described())
        for _ in range(n):
            process = subprocess.Popen(  # noqa: S603 - this interpreter, and a module of this package
                _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True, encoding="ascii"
            )
            self._processes.append(process)
        for process in self._processes:
            _send(process, described)

    def _end(self) -> None:
        for process in self._processes:
            process.kill()
        for process in self._processes:
            for pipe in filter(None, (process.stdin, process.stdout)):
                with suppress(OSError):  # what was still to be sent has no reader any more
                    pipe.close()
            process.wait()
        self._processes = []


def _answer(process: subprocess.Popen[str], texts: Sequence[str]) -> list[list[int]]:
    _send(process, json.dumps(list(texts)))
    line = process.stdout.readline() if process.stdout is not None else ""
    found = json.loads(line)  # ValueError where there is none
    if not isinstance(found, list) or len(found) != len(texts):
        raise ValueError
    return found


def _send(process: subprocess.Popen[str], line: str) -> None:
    if process.stdin is not None:
        process.stdin.write(line + "\n")
        process.stdin.flush()
