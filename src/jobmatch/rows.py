"""Rows of a table that are read when somebody asks: to match one person takes hardly a column of a saved index."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Protocol, Self

import polars as pl


class _Read(Protocol):
    def __call__(self, columns: Sequence[str] | None, n_rows: int | None) -> pl.DataFrame: ...


class Rows:
    """A table of known length whose columns are read on first use, and then kept. Threads may share it.

    Parameters
    ----------
    n_rows : int
        Its length.
    read : callable
        Takes names of columns (None is all) and how many rows from the first on (None is all).
    """

    def __init__(self, n_rows: int, read: _Read) -> None:
        self._n_rows, self._read = n_rows, read
        self._frame: pl.DataFrame | None = None
        self._none: pl.DataFrame | None = None
        self._columns: dict[str, pl.Series] = {}
        self._lock = threading.Lock()

    @classmethod
    def of(cls, frame: pl.DataFrame) -> Self:
        """Rows of a frame in memory."""
        rows = cls(frame.height, lambda columns, n_rows: _part_of(frame, columns, n_rows))
        rows._frame = frame
        return rows

    def __len__(self) -> int:
        """Count the rows."""
        return self._n_rows

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Rows({len(self)} rows)"

    @property
    def frame(self) -> pl.DataFrame:
        """All of it."""
        with self._lock:
            if self._frame is None:
                self._frame = self._read(None, None)
                self._columns.clear()
            return self._frame

    def column(self, name: str) -> pl.Series:
        """One column."""
        with self._lock:
            if self._frame is not None:
                return self._frame[name]
            if name not in self._columns:
                self._columns[name] = self._read([name], None)[name]
            return self._columns[name]

    def none(self) -> pl.DataFrame:
        """No row, but every column with its type."""
        with self._lock:
            if self._none is None:
                self._none = self._read(None, 0) if self._frame is None else self._frame.clear()
            return self._none


def _part_of(frame: pl.DataFrame, columns: Sequence[str] | None, n_rows: int | None) -> pl.DataFrame:
    return (frame if columns is None else frame.select(columns)).head(frame.height if n_rows is None else n_rows)
