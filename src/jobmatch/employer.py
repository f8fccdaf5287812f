"""What an employer may see: the people who agreed to be put forward, for the vacancies of a shortlist."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from numbers import Integral
from typing import Final

import numpy as np
import polars as pl

from jobmatch import frames
from jobmatch.errors import ColumnMissingError, UnknownIdError, UsageError
from jobmatch.kernels.layout import I64
from jobmatch.market import Market
from jobmatch.results import Id, PutForward
from jobmatch.score import judge_pairs
from jobmatch.sides import VacancySide

_PAIRS_AT_ONCE: Final = 1_000_000


def employer_frame(market: Market, vacancies: VacancySide, put_forward: PutForward) -> pl.DataFrame:
    """Rows of an employer's view: everyone who agreed, best first within a vacancy.

    Parameters
    ----------
    market : Market
        Whose people they are.
    vacancies : VacancySide
        Those of the shortlist.
    put_forward
        Who agreed; see `MatchResult.for_employer`.

    Raises
    ------
    UnknownIdError
        If an id is in none of the tables.
    UsageError
        If ``put_forward`` is of another kind.
    """
    vacancy_ids = vacancies.frame["vacancy_id"]
    rows = {value: row for row, value in enumerate(vacancy_ids.to_list())}
    agreed = _agreed(put_forward, vacancy_ids.dtype, market.people.frame["jobseeker_id"].dtype)
    if isinstance(agreed, Mapping):
        agreed = {_checked_id("vacancy", vacancy): people for vacancy, people in agreed.items()}
        _refuse_unknown("vacancy", agreed, rows)
        chosen = {rows[vacancy]: _person_rows(market, people) for vacancy, people in agreed.items()}
    else:
        chosen = dict.fromkeys(range(len(rows)), _person_rows(market, agreed))
    # Each vacancy has its own order, so some vacancies at a time give the same rows as all at once.
    parts = [
        frames.employer_frame(
            market.people,
            vacancies,
            person,
            vacancy,
            judge_pairs(market.people, vacancies, person, vacancy, market.settings, market.table),
            market.config,
        )
        for person, vacancy in _some_at_a_time(chosen, vacancies)
    ]
    return pl.concat(parts)


def _agreed(put_forward: object, vacancy_dtype: pl.DataType, person_dtype: pl.DataType) -> PutForward:
    if isinstance(put_forward, pl.LazyFrame):
        put_forward = put_forward.collect()
    if (pandas := sys.modules.get("pandas")) and isinstance(put_forward, pandas.DataFrame):
        put_forward = pl.from_pandas(put_forward)
    if isinstance(put_forward, pl.DataFrame):
        return _from_frame(put_forward, vacancy_dtype, person_dtype)
    if isinstance(put_forward, pl.Series):
        return _same_ids(put_forward, person_dtype)
    if isinstance(put_forward, str | bytes) or not isinstance(put_forward, Iterable):
        raise UsageError(
            f"put_forward is of type {type(put_forward).__name__}.\nExpected several jobseeker ids, a mapping from "
            "vacancy id to jobseeker ids, or a frame with jobseeker_id and, unless for all, vacancy_id."
        )
    return put_forward


def _from_frame(frame: pl.DataFrame, vacancy_dtype: pl.DataType, person_dtype: pl.DataType) -> PutForward:
    if "jobseeker_id" not in frame.columns:
        raise ColumnMissingError(table="put_forward", missing=["jobseeker_id"], present=frame.columns)
    people = _same_ids(frame["jobseeker_id"], person_dtype)
    if "vacancy_id" not in frame.columns:
        return people
    agreed: dict[Id, list[Id]] = {}
    for vacancy, person in zip(_same_ids(frame["vacancy_id"], vacancy_dtype), people, strict=True):
        agreed.setdefault(vacancy, []).append(person)
    return agreed


def _same_ids(ids: pl.Series, dtype: pl.DataType) -> list[Id]:
    """Ids as this dtype; those that it cannot hold stay as they are, and so will be found unknown."""
    if not (ids.dtype.is_integer() or ids.dtype in (pl.String, pl.Null)):
        raise UsageError(f"Column {ids.name!r} of put_forward is {ids.dtype}.\nExpected ids: text or whole numbers.")
    same = ids.cast(dtype, strict=False)
    # "07" is another id than 7: only what is written just so is the same.
    return [a if b is None or str(a) != str(b) else b for a, b in zip(ids, same, strict=True)]


def _person_rows(market: Market, ids: object) -> I64:
    if isinstance(ids, str | bytes | Mapping) or not isinstance(ids, Iterable):
        raise UsageError("put_forward names several jobseeker ids for each vacancy: a list, even for one person.")
    wanted = list(dict.fromkeys(_checked_id("jobseeker", value) for value in ids))
    _refuse_unknown("jobseeker", wanted, market.person_rows)
    return np.array([market.person_rows[value] for value in wanted], np.int64)


def _checked_id(kind: str, value: object) -> Id:
    """Text or a whole number: True is not person 1, and 7.0 is not person 7."""
    if isinstance(value, str):
        return value
    if isinstance(value, Integral) and not isinstance(value, bool):
        return int(value)
    raise UsageError(
        f"put_forward holds a value of type {type(value).__name__} where a {kind} id should be.\n"
        "Expected text or a whole number."
    )


def _refuse_unknown(kind: str, ids: Iterable[Id], rows: Mapping[Id, int]) -> None:
    n_unknown = sum(value not in rows for value in ids)
    if n_unknown:
        raise UnknownIdError(kind=kind, n_unknown=n_unknown, n_known=len(rows))


def _some_at_a_time(chosen: Mapping[int, I64], vacancies: VacancySide) -> Iterator[tuple[I64, I64]]:
    """Pairs (person rows, vacancy rows), whole vacancies at a time, in the order of vacancy id."""
    people: list[I64] = []
    rows: list[int] = []
    n_pairs = 0
    for vacancy in sorted(chosen, key=lambda row: int(vacancies.arrays.tie_rank[row])):
        if rows and n_pairs + len(chosen[vacancy]) > _PAIRS_AT_ONCE:
            yield _pairs(people, rows)
            people, rows, n_pairs = [], [], 0
        people.append(chosen[vacancy])
        rows.append(vacancy)
        n_pairs += len(chosen[vacancy])
    yield _pairs(people, rows)


def _pairs(people: list[I64], rows: list[int]) -> tuple[I64, I64]:
    person = np.concatenate([np.empty(0, np.int64), *people])
    return person, np.repeat(np.array(rows, np.int64), [len(part) for part in people])
