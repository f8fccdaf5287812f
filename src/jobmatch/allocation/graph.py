"""Tables of matches as a graph in integers: one row a person, edges best first, ids in their own order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from jobmatch.allocation.auction import LARGEST_SCORE, count_rows, scatter, sort_rows
from jobmatch.errors import EmptyTableError, InputError
from jobmatch.kernels.layout import I32, I64
from jobmatch.tables.written import Source, parts_of

_COLUMNS: Final = ("jobseeker_id", "vacancy_id", "score")
_LARGEST_CAPACITY: Final = 2**31 - 1


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class MatchGraph:
    """Who could be introduced to what.

    Parameters
    ----------
    jobseeker_ids, vacancy_ids : polars.Series
        Each sorted, without nulls; everything else counts in rows of these.
    row_ptr : int64 array, shape (n_people + 1,)
        Where the edges of each person lie.
    vacancy, score : int32 array, shape (n_edges,)
        Best first within a person, equals by vacancy; thousandths of a point.
    openings : int32 array, shape (n_vacancies,)
        People wanted; 1 where that is not stated.
    n_openings_not_stated : int
        For how many vacancies it is not.
    """

    jobseeker_ids: pl.Series
    vacancy_ids: pl.Series
    row_ptr: I64
    vacancy: I32
    score: I32
    openings: I32
    n_openings_not_stated: int

    def __repr__(self) -> str:
        """Show counts only."""
        return (
            f"MatchGraph({len(self.jobseeker_ids)} people, {len(self.vacancy_ids)} vacancies, {len(self.score)} pairs)"
        )


def read_graph(matches: Source, vacancies: Source | None, jobseekers: Source | None) -> MatchGraph:
    """Read matches and what goes with them; the same graph whatever the order of rows, files and row groups.

    Raises
    ------
    ColumnMissingError
        If a column is absent.
    EmptyTableError
        If there is no match.
    InputError
        If an id is missing or of another kind than in the matches, a score is none, or a pair is there twice.
    """
    people = _ids_of(matches, "jobseeker_id", "matches")
    offered = _ids_of(matches, "vacancy_id", "matches")
    if people.is_empty():
        raise EmptyTableError(table="matches")
    if jobseekers is not None:
        people = _union(people, _ids_of(jobseekers, "jobseeker_id", "jobseekers"), "jobseekers")
    stated = None if vacancies is None else _openings_of(vacancies)
    if stated is not None:
        offered = _union(offered, stated["vacancy_id"], "vacancies")
    row_ptr, vacancy, score = _rows(matches, people, offered)
    openings, n_not_stated = _openings(offered, stated)
    return MatchGraph(people, offered, row_ptr, vacancy, score, openings, n_not_stated)


# --- Reading ---------------------------------------------------------------------------


def _possible(chunk: pl.DataFrame) -> pl.DataFrame:
    """Without pairs that a rule forbids: they are no match, should somebody pass them on."""
    return chunk.filter(pl.col("verdict").cast(pl.String).ne_missing("FAIL")) if "verdict" in chunk.columns else chunk


def _ids_of(source: Source, name: str, table: str) -> pl.Series:
    """Ids, each once, in their order."""
    parts = [
        _checked_ids(_possible(chunk)[name], table).unique() for chunk in parts_of(source, (name,), table, ("verdict",))
    ]
    kinds = {part.dtype for part in parts}
    if len(kinds) > 1:
        raise InputError(
            f"Column {name!r} of {table!r} holds ids of several kinds; expected one: text or whole numbers."
        )
    return pl.concat(parts).unique().sort().alias(name) if parts else pl.Series(name, dtype=pl.String)


def _checked_ids(ids: pl.Series, table: str) -> pl.Series:
    if not (ids.dtype == pl.String or ids.dtype.is_integer()):
        raise InputError(
            f"Column {ids.name!r} of {table!r} holds ids of type {ids.dtype}; expected text or whole numbers."
        )
    if ids.null_count():
        raise InputError(f"Column {ids.name!r} of {table!r} lacks {ids.null_count()} id(s); expected one in every row.")
    return ids.cast(pl.Int64) if ids.dtype.is_integer() else ids


def _union(known: pl.Series, more: pl.Series, table: str) -> pl.Series:
    if more.is_empty():
        return known
    if more.dtype != known.dtype:
        raise InputError(
            f"Column {known.name!r} is {known.dtype} in 'matches' and {more.dtype} in {table!r}; "
            "expected the same kind.\n"
            "Hint: a CSV file holds text; write both tables as Parquet."
        )
    return pl.concat([known, more]).unique().sort().alias(known.name)


# --- Laying out ------------------------------------------------------------------------


def _codes(ids: pl.Series, known: pl.Series) -> I32:
    """Rows of ids among sorted ones, all of which are there."""
    if ids.dtype.is_integer():
        return np.searchsorted(known.to_numpy(), ids.to_numpy()).astype(np.int32)
    return ids.cast(pl.Enum(known)).to_physical().to_numpy().astype(np.int32)


def _rows(matches: Source, people: pl.Series, offered: pl.Series) -> tuple[I64, I32, I32]:
    parts = [
        _coded(_possible(chunk), people, offered) for chunk in parts_of(matches, _COLUMNS, "matches", ("verdict",))
    ]
    row_ptr = np.zeros(len(people) + 1, np.int64)
    for person, _, _ in parts:
        count_rows(person, row_ptr)
    row_ptr = np.cumsum(row_ptr)
    keys, next_free = np.empty(row_ptr[-1], np.int64), row_ptr.copy()
    while parts:  # each is let go when it has been laid out: together they are as large as the result
        scatter(*parts.pop(), next_free, keys)
    vacancy, score = np.empty(len(keys), np.int32), np.empty(len(keys), np.int32)
    n_twice = sort_rows(row_ptr, keys, vacancy, score, np.full(len(offered), -1, np.int32))
    if n_twice:
        raise InputError(f"Table 'matches' holds {n_twice} pair(s) more than once; expected each pair once.")
    return row_ptr, vacancy, score


def _coded(chunk: pl.DataFrame, people: pl.Series, offered: pl.Series) -> tuple[I32, I32, I32]:
    score = chunk["score"].cast(pl.Int64, strict=False)
    n_bad = score.null_count() + int(((score < 0) | (score > LARGEST_SCORE)).sum())
    if n_bad or chunk["score"].dtype.is_float():
        raise InputError(
            f"Column 'score' of 'matches' holds {chunk['score'].dtype}, {n_bad} row(s) of it unusable; expected whole "
            f"numbers from 0 to {LARGEST_SCORE} (thousandths of a point), as `jobmatch match` writes them."
        )
    person = _codes(_checked_ids(chunk["jobseeker_id"], "matches"), people)
    return person, _codes(_checked_ids(chunk["vacancy_id"], "matches"), offered), score.to_numpy().astype(np.int32)


def _openings_of(source: Source) -> pl.DataFrame:
    """vacancy_id and openings, null where not stated; each id once."""
    parts = []
    for chunk in parts_of(source, ("vacancy_id",), "vacancies", ("openings",)):
        ids = _checked_ids(chunk["vacancy_id"], "vacancies")
        wanted = chunk["openings"] if "openings" in chunk.columns else pl.Series([None], dtype=pl.Int64)
        number = wanted.cast(pl.Int64, strict=False)
        n_bad = int((number < 1).sum()) + number.null_count() - wanted.null_count()
        if n_bad or wanted.dtype.is_float():
            raise InputError(
                f"Column 'openings' of 'vacancies' holds {wanted.dtype}, {n_bad} row(s) of it unusable; "
                "expected whole numbers from 1, or missing."
            )
        parts.append(pl.select(vacancy_id=ids, openings=number))
    frame = pl.concat(parts) if parts else pl.DataFrame(schema={"vacancy_id": pl.String, "openings": pl.Int64})
    if n_twice := frame.height - frame["vacancy_id"].n_unique():
        raise InputError(f"Table 'vacancies' holds {n_twice} id(s) more than once; expected each once.")
    return frame


def _openings(offered: pl.Series, stated: pl.DataFrame | None) -> tuple[I32, int]:
    """People wanted by each vacancy; one where nobody says."""
    if stated is None:
        return np.ones(len(offered), np.int32), len(offered)
    found = np.zeros(len(offered), np.int64)
    known = stated.drop_nulls("openings")
    found[_codes(known["vacancy_id"], offered)] = known["openings"].to_numpy()
    openings = np.clip(found, 1, _LARGEST_CAPACITY).astype(np.int32)
    return openings, int((found == 0).sum())
