"""Vacancies in several parts: those of a saved index, and those that came since, each with the rows that are gone.

A part is never changed. What is closed or replaced is passed over (`Segment.gone`), what comes is a part of its own. So
a change costs what it is large, and whoever reads goes on reading what they began with.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
import polars as pl

from jobmatch.encode import TextLanes
from jobmatch.index import TextIndex, find_cells, no_cells, place_order
from jobmatch.kernels.layout import (
    I8,
    I64,
    KIND,
    LICENCES,
    PATTERN,
    SHIFT,
    SITE,
    TEMPLATE,
    VACANCY,
    Patterns,
    Vacancies,
)
from jobmatch.pack.columns import id_ranks
from jobmatch.pack.vacancies import aligned, in_order
from jobmatch.rows import Rows
from jobmatch.sides import VacancySide, groups_of

NOTHING_GONE: I64 = np.empty(0, np.int64)
_BY_ROW = ("demand", "skill", "skill_level", *TextLanes._fields[1:])


class Segment(NamedTuple):
    """A part of the vacancies, and the rows of it that are not searched, ascending."""

    side: VacancySide
    gone: I64 = NOTHING_GONE

    @property
    def n_open(self) -> int:
        """How many are searched."""
        return len(self.side) - len(self.gone)

    @property
    def rows(self) -> I64:
        """Rows that are searched, ascending."""
        return np.setdiff1d(np.arange(len(self.side), dtype=np.int64), self.gone, assume_unique=True)

    def without(self, rows: Sequence[int]) -> Self:
        """The same with these gone as well."""
        return self._replace(gone=np.union1d(self.gone, np.array(rows, np.int64)))

    def with_again(self, rows: Sequence[int]) -> Self:
        """The same with these searched again."""
        return self._replace(gone=np.setdiff1d(self.gone, np.array(rows, np.int64), assume_unique=True))


class Part(NamedTuple):
    """Rows of a side, in some order."""

    side: VacancySide
    rows: I64


def gathered(parts: Sequence[Part]) -> VacancySide:
    """One side of some rows of several, in the order given: to judge pairs, not to be searched."""
    some = [_taken(part) for part in parts]
    vectors = np.concatenate([_vectors(part) for part in parts])
    arrays, patterns = _joined(some)
    rows = _rows_of(parts, None)
    arrays.row["tie_rank"] = id_ranks(rows.column("vacancy_id"))
    return VacancySide(rows, arrays, patterns, TextIndex.of(vectors), no_cells())


def settled(parts: Sequence[Part], *, search_unstated_remote: bool) -> VacancySide:
    """One side of some rows of several, laid out by place as if it had been built of them."""
    side = gathered(parts)
    group = groups_of(side.arrays, search_unstated_remote=search_unstated_remote)
    order = place_order(side.arrays.xyz_m, group, side.arrays.row["zone"], side.arrays.tie_rank)
    arrays = in_order(side.arrays, order)
    cells = find_cells(arrays.xyz_m, arrays.row["radius_m"], group[order])
    vectors = _signed(side.index.codes[order])
    return VacancySide(_rows_of(parts, order), arrays, side.patterns, TextIndex.of(vectors), cells)


def _vectors(part: Part) -> I8:
    return _signed(part.side.index.codes[part.rows])


def _signed(codes: np.ndarray) -> I8:
    signed: I8 = (codes ^ np.uint8(128)).view(np.int8)
    return signed


def _rows_of(parts: Sequence[Part], order: I64 | None) -> Rows:
    def read(columns: Sequence[str] | None, n_rows: int | None) -> pl.DataFrame:
        if n_rows == 0:
            return pl.concat([_read(part, columns).clear() for part in parts], how="diagonal_relaxed")
        frame = pl.concat([_read(part, columns)[part.rows] for part in parts], how="diagonal_relaxed")
        return (frame if order is None else frame[order]).head(frame.height if n_rows is None else n_rows)

    return Rows(sum(len(part.rows) for part in parts), read)


def _read(part: Part, columns: Sequence[str] | None) -> pl.DataFrame:
    if columns is None:
        return part.side.frame
    return pl.DataFrame([part.side.rows.column(name) for name in columns])


# --- Arrays -------------------------------------------------------------------------------


def _taken(part: Part) -> tuple[Vacancies, Patterns]:
    """Arrays of some rows, with what they share and nothing else."""
    arrays, rows = part.side.arrays, part.rows
    row = aligned(len(rows), VACANCY)
    row[:] = arrays.row[rows]
    kind, row["kind"] = _used(arrays.kind, row["kind"])
    licences, row["licences"] = _used(arrays.licences, row["licences"])
    site = _ranges(arrays.site, row, "site")
    pattern, kind["pattern"] = _used(part.side.patterns.pattern, kind["pattern"])
    template = _ranges(part.side.patterns.template, pattern, "template")
    shift = _ranges(part.side.patterns.shift, template, "shift")
    by_row = {name: getattr(arrays, name)[rows] for name in _BY_ROW}
    taken = arrays._replace(row=row, kind=kind, licences=licences, site=site, **by_row)
    return taken, Patterns(pattern, template, shift)


def _used(table: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, I64]:
    """Records that some rows use, and the row of each among these."""
    used, own = np.unique(rows, return_inverse=True)
    return table[used].copy(), own


def _ranges(table: np.ndarray, owner: np.ndarray, name: str) -> np.ndarray:
    """Records from ``NAME_start`` to ``NAME_stop`` of each owner, which then points to where they are now."""
    start, stop = owner[f"{name}_start"].astype(np.int64), owner[f"{name}_stop"].astype(np.int64)
    ends = np.cumsum(stop - start)
    begins = ends - (stop - start)
    at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(start - begins, stop - start)
    owner[f"{name}_start"], owner[f"{name}_stop"] = begins, ends
    some: np.ndarray = table[at]
    return some


def _joined(some: Sequence[tuple[Vacancies, Patterns]]) -> tuple[Vacancies, Patterns]:
    """Arrays one after another; what they point to moves along."""
    n_kinds = n_licences = n_sites = n_patterns = n_templates = n_shifts = 0
    for arrays, patterns in some:
        arrays.row["kind"] += n_kinds
        arrays.row["licences"] += n_licences
        for name in ("site_start", "site_stop"):
            arrays.row[name] += n_sites
        arrays.kind["pattern"] += n_patterns
        for name in ("template_start", "template_stop"):
            patterns.pattern[name] += n_templates
        for name in ("shift_start", "shift_stop"):
            patterns.template[name] += n_shifts
        n_kinds, n_licences = n_kinds + len(arrays.kind), n_licences + len(arrays.licences)
        n_patterns, n_templates = n_patterns + len(patterns.pattern), n_templates + len(patterns.template)
        n_sites, n_shifts = n_sites + len(arrays.site), n_shifts + len(patterns.shift)
    row = aligned(sum(len(arrays.row) for arrays, _ in some), VACANCY)
    np.concatenate([arrays.row for arrays, _ in some], out=row)
    dtypes = {"kind": KIND, "licences": LICENCES, "site": SITE}
    joined = {
        name: np.concatenate([getattr(arrays, name) for arrays, _ in some], dtype=dtypes.get(name))
        for name in Vacancies._fields[1:]
    }
    patterns = Patterns(
        *(
            np.concatenate([getattr(own, name) for _, own in some], dtype=dtype)
            for name, dtype in zip(Patterns._fields, (PATTERN, TEMPLATE, SHIFT), strict=True)
        )
    )
    return Vacancies(row, **joined), patterns
