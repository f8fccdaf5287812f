"""For each person: how many more good vacancies each single change would open, and the best near misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import polars as pl

from jobmatch.codes import CONSTRAINT_NAMES, Constraint
from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import ADJUSTED, I64, U64, Bool
from jobmatch.pack import SkillSpace
from jobmatch.pack.licences import UNRECOGNISED, asks_for, both_words, fields_of, licence_names
from jobmatch.processes import wanted_or_cores
from jobmatch.progress import progress_bar
from jobmatch.score import judge_pairs, make_settings
from jobmatch.sides import PeopleSide, VacancySide, some_people
from jobmatch.travel import TravelTable
from jobmatch.whatif.changes import BLOCKER_OF, KINDS, STEPS, Change, Kind
from jobmatch.whatif.search import NearPairs, counts_as_good, find_near
from jobmatch.whatif.trials import changed_people

EMPLOYER_CHANGE: Final = "employer_adjustment"
_NEAR_SCHEMA: Final = {
    "person": pl.Int64,
    "vacancy": pl.Int64,
    "blocker": pl.Int64,
    "change": pl.String,
    "amount": pl.Int64,
    "licence": pl.String,
    "score": pl.Int64,
    "detour": pl.Boolean,  # a licence that does because it brings along the one asked for
}


_COUNT_SCHEMA: Final = {
    "person": pl.Int64,
    "change": pl.String,
    "amount": pl.Int64,
    "licence": pl.String,
    "n_more": pl.Int64,
}
# Most people whose near pairs are held and judged together, on each thread: what bounds the memory.
_PEOPLE_AT_ONCE: Final = 2000
_KINDS_OF_JOURNEY: Final[tuple[Kind, ...]] = ("evening_transport", "travel")
# The longest journeys come last: nothing that another of these opens lies farther.
_LONGER: Final = tuple(Change(kind, amount) for kind in _KINDS_OF_JOURNEY for amount in STEPS[kind])


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Barriers:
    """What stands between people and vacancies, one change at a time; for jobseekers and staff, never for employers.

    Parameters
    ----------
    changes : polars.DataFrame
        jobseeker_id, change, amount, licence, n_more: how many more good vacancies this single change would open. Only
        changes that open some; see `jobmatch.whatif.changes.Change` for their kinds and units (minutes each way, hours
        a week, minutes of cover, hours of paid childcare; ``licence`` is null but for ``change = "licence"``).
    near_misses : polars.DataFrame
        jobseeker_id, vacancy_id, rank, score, blocker, change, amount, licence: the vacancies that one constraint
        alone keeps out of a list, by the score they would have with the smallest change that clears it. What health
        keeps out is there as ``change = "employer_adjustment"``: the employer could provide something.
    """

    changes: pl.DataFrame
    near_misses: pl.DataFrame

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Barriers({self.changes.height} changes, {self.near_misses.height} near misses)"


def find_barriers(
    people: PeopleSide,
    vacancies: VacancySide,
    space: SkillSpace,
    table: TravelTable,
    config: MatchConfig,
    *,
    k: int,
    n_near: int,
    within: tuple[int, int] | None = None,
) -> Barriers:
    """Count what each single change would open, exactly.

    A vacancy is good for a person if it can be listed and scores at least as much as the last of their k best; with
    fewer than k, if it can be listed at all. Counted are good vacancies that exactly one rule keeps from the person
    now, if it is the rule that the change is about. Each change is judged by the scorer itself, journeys, care and all.

    Not counted are a vacancy that two rules keep out; one that could be listed already and scores too little to be
    among the k best, even if the change would lift it; and, under travel, one that is out because the way by a nursery
    is too long: that is a matter of the care rule.

    Parameters
    ----------
    people, vacancies : PeopleSide, VacancySide
        The two sides.
    space : SkillSpace
        By which ``people`` were laid out.
    table, config
        As for ranking.
    k : int
        Length of a list.
    n_near : int
        Most near misses for each person.
    within : (first row, row after the last), optional
        People to look at; None looks at all.
    """
    threads = wanted_or_cores(config.threads)
    parts = _parts(*(within or (0, len(people))), threads)
    if len(parts) == 1:
        at_once = 1
    else:  # much of it is Python, so what uses all threads is several parts at a time, each on one
        at_once, config = threads, config.model_copy(update={"threads": 1})

    with progress_bar("Looking for barriers", sum(map(len, parts)), shown=config.progress) as step:

        def look(rows: I64) -> tuple[pl.DataFrame, pl.DataFrame]:
            part = some_people(people, rows, space, table)
            widened = [changed_people(part, [change], space, table) for change in _LONGER]
            near, least = find_near(part, widened, vacancies, k, config, table, step)
            judge = _Judge(part, vacancies, space, table, config, least)
            opened = pl.concat([pl.DataFrame(schema=_NEAR_SCHEMA), *_opened(near, judge)])
            opened = opened.with_columns(pl.col("person") + rows[0])
            return _counted(opened), _best(opened, vacancies, n_near)

        with ThreadPoolExecutor(at_once) as pool:
            found = list(pool.map(look, parts))
    counted = pl.concat([pl.DataFrame(schema=_COUNT_SCHEMA), *(one for one, _ in found)])
    best = pl.concat([pl.DataFrame(schema=_NEAR_SCHEMA), *(one for _, one in found)])
    return Barriers(_changes(counted, people), _near_misses(best, people, vacancies))


def _parts(first: int, last: int, threads: int) -> list[I64]:
    """People in equal parts, as many for each thread; few are one part."""
    n = last - first
    n_parts = 1 if n <= _PEOPLE_AT_ONCE else threads * -(-n // (threads * _PEOPLE_AT_ONCE))
    return [rows for rows in np.array_split(np.arange(first, last, dtype=np.int64), n_parts) if len(rows)]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _Judge:
    """Judges pairs after a change; only the people concerned are laid out again."""

    people: PeopleSide
    vacancies: VacancySide
    space: SkillSpace
    table: TravelTable
    config: MatchConfig
    least: I64

    def after(self, changes: Sequence[Change], pairs: NearPairs) -> Iterator[tuple[Bool, I64]]:
        """Yield for each change of the person by itself which pairs are good, and their points."""
        concerned, row = np.unique(pairs.person, return_inverse=True)
        part = some_people(self.people, concerned, self.space, self.table)
        for change in changes:
            people, table = changed_people(part, [change], self.space, self.table)
            yield self._good(people, row, self.vacancies, table, pairs)

    def after_adjustments(self, pairs: NearPairs) -> tuple[Bool, I64]:
        """The same if every employer provided whatever is needed."""
        demand = self.vacancies.arrays.demand.copy()
        demand[:, ADJUSTED] = 0
        arrays = self.vacancies.arrays._replace(demand=demand)
        return self._good(self.people, pairs.person, replace(self.vacancies, arrays=arrays), self.table, pairs)

    def _good(
        self, people: PeopleSide, row: I64, vacancies: VacancySide, table: TravelTable, pairs: NearPairs
    ) -> tuple[Bool, I64]:
        settings = make_settings(self.config, vacancies.index.dimensions)
        judged = judge_pairs(people, vacancies, row, pairs.vacancy, settings, table, self.config.threads)
        return counts_as_good(judged, self.least[pairs.person], self.config), judged.points[:, 0]


def _opened(near: NearPairs, judge: _Judge) -> Iterator[pl.DataFrame]:
    """Pairs that each change opens, one frame a change."""
    for kind in KINDS:
        if kind == "licence":
            yield from _opened_by_licences(near.of(Constraint.LICENCE), judge)
        else:
            yield from _opened_by_steps(kind, near.of(BLOCKER_OF[kind]), judge)
    adjustable = near.of(Constraint.HEALTH)
    if len(adjustable):
        yield _rows(adjustable, EMPLOYER_CHANGE, 0, "", *judge.after_adjustments(adjustable))


def _opened_by_steps(kind: Kind, near: NearPairs, judge: _Judge) -> Iterator[pl.DataFrame]:
    # Each step is judged on all of them: what a longer one opens need not hold all that a shorter one does.
    if not len(near):
        return
    changes = [Change(kind, amount) for amount in STEPS[kind]]
    for change, (good, points) in zip(changes, judge.after(changes, near), strict=True):
        yield _rows(near, kind, change.amount, "", good, points)


def _opened_by_licences(near: NearPairs, judge: _Judge) -> Iterator[pl.DataFrame]:
    """Pairs that one more licence opens, be it that it brings along the one that is asked for, or may stand for it."""
    missing = _missing_licences(near, judge.people, judge.vacancies)
    for name in licence_names(both_words(np.bitwise_or.reduce(missing, axis=0).tolist())):
        asked = asks_for(missing, name)
        # Nobody needs to hear of a licence that none of their near misses asks for.
        concerned = np.isin(near.person, near.person[asked])
        pairs, asked = near.where(concerned), asked[concerned]
        ((good, points),) = judge.after([Change("licence", licence=name)], pairs)
        yield _rows(pairs, "licence", 0, name, good, points).with_columns(detour=~pl.Series(asked[good]))


def _missing_licences(near: NearPairs, people: PeopleSide, vacancies: VacancySide) -> U64:
    """Licences that keep each pair apart, two words a row."""
    held = [people.arrays.row[name][near.person] for name in fields_of("licences")]
    needed, later = (
        [vacancies.arrays.of_kind(name, near.vacancy) for name in fields_of(kind)] for kind in ("needed", "obtainable")
    )
    missing: U64 = np.stack([n & ~h & ~o for n, h, o in zip(needed, held, later, strict=True)], axis=1)
    missing[:, 0] &= ~np.uint64(UNRECOGNISED)
    return missing


def _rows(pairs: NearPairs, change: str, amount: int, licence: str, good: Bool, points: I64) -> pl.DataFrame:
    opened = pairs.where(good)
    frame = pl.DataFrame(
        {"person": opened.person, "vacancy": opened.vacancy, "blocker": opened.blocker, "score": points[good]}
    )
    said = {"change": pl.lit(change), "amount": pl.lit(amount, pl.Int64), "licence": pl.lit(licence)}
    return frame.with_columns(**said, detour=pl.lit(value=False)).select(*_NEAR_SCHEMA)


# --- Frames ------------------------------------------------------------------------------------


def _counted(opened: pl.DataFrame) -> pl.DataFrame:
    """How many pairs each change opens to each person."""
    return (
        opened.filter(pl.col("change") != EMPLOYER_CHANGE)
        .group_by("person", "change", "amount", "licence")
        .agg(n_more=pl.len().cast(pl.Int64))
        .select(*_COUNT_SCHEMA)
    )


def _changes(counted: pl.DataFrame, people: PeopleSide) -> pl.DataFrame:
    order = pl.Series(people.arrays.tie_rank).gather(counted["person"])
    kind = counted["change"].replace_strict(list(KINDS), range(len(KINDS)), return_dtype=pl.Int64)
    counted = counted.with_columns(_order=order, _kind=kind).sort("_order", "_kind", "amount", "licence")
    return counted.select(
        _ids(people.frame, "jobseeker_id", counted["person"]), "change", *_amount_and_licence(), "n_more"
    )


def _best(opened: pl.DataFrame, vacancies: VacancySide, n_near: int) -> pl.DataFrame:
    """The best pairs of each person, each with the smallest change that opens it."""
    kind = {name: place for place, name in enumerate((*KINDS, EMPLOYER_CHANGE))}
    smallest = (
        opened.with_columns(_kind=pl.col("change").replace_strict(kind, return_dtype=pl.Int64))
        .sort("person", "vacancy", "amount", "_kind", "detour", "licence")
        .unique(["person", "vacancy"], keep="first", maintain_order=True)
    )
    by_id = pl.Series(vacancies.arrays.tie_rank).gather(smallest["vacancy"])
    smallest = smallest.with_columns(_vacancy=by_id).sort(
        "person", "score", "_vacancy", descending=[False, True, False]
    )
    return smallest.group_by("person", maintain_order=True).head(n_near).select(*_NEAR_SCHEMA)


def _near_misses(best: pl.DataFrame, people: PeopleSide, vacancies: VacancySide) -> pl.DataFrame:
    """In the order of ids; within a person they lie in order already."""
    best = best.with_columns(_person=pl.Series(people.arrays.tie_rank).gather(best["person"]))
    best = best.sort("_person", maintain_order=True)
    names = dict(enumerate(CONSTRAINT_NAMES))
    return best.select(
        _ids(people.frame, "jobseeker_id", best["person"]),
        _ids(vacancies.frame, "vacancy_id", best["vacancy"]),
        pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("person").alias("rank"),
        pl.col("score").cast(pl.Int32),
        pl.col("blocker").replace_strict(names, return_dtype=pl.String),
        "change",
        *_amount_and_licence(),
    )


def _ids(frame: pl.DataFrame, name: str, rows: pl.Series) -> pl.Series:
    return frame[name].gather(rows)


def _amount_and_licence() -> tuple[pl.Expr, pl.Expr]:
    """Null where a change has none."""
    return (
        pl.when(pl.col("amount") > 0).then("amount").alias("amount"),
        pl.when(pl.col("licence") != "").then("licence").alias("licence"),
    )
