"""What a run has to pass before it becomes live. Each gate says what was found, what was expected, and how to go on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from jobmatch.evaluation import check_exactness, people_drawn
from jobmatch.nightly.churn import Churn
from jobmatch.nightly.folder import RunFolder
from jobmatch.nightly.prepare import Prepared
from jobmatch.nightly.settings import Gates
from jobmatch.nightly.work import OpenIndex

_GROUP_MEASURES = ("listed", "ok")


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: ``found`` and ``expected`` are in words, of counts, shares and names of groups."""

    name: str
    passed: bool
    found: str
    expected: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.name}: found {self.found}; expected {self.expected}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What gates look at.

    ``prepared`` is what was read, ``rows`` the rows of each table of the result, ``day`` the day that the run is for;
    ``now`` and ``last`` are the numbers of this run and of the last one (`Lists.counted`), the latter None if there is
    none or it cannot be read.
    """

    prepared: Prepared
    rows: dict[str, int]
    n_without: int
    day: dt.date | None
    last_day: dt.date | None
    last_unreadable: bool
    now: dict[str, int]
    last: dict[str, int] | None
    churn: Churn | None
    groups: pl.DataFrame | None


def judge_gates(gates: Gates, facts: Facts, run: RunFolder, index: OpenIndex, k: int) -> list[Gate]:
    """Every gate that is asked for, in a fixed order."""
    return [
        *_of_input(gates, facts),
        *_of_rows(gates, facts),
        *_of_lists(gates, facts),
        *_of_exactness(gates, run, index, k),
        *_of_churn(gates, facts),
        *_of_groups(gates, facts),
    ]


def _of_input(gates: Gates, facts: Facts) -> Iterator[Gate]:
    if facts.day is not None and facts.last_day is not None and facts.day < facts.last_day:
        yield Gate(
            "later_day",
            gates.may_go_back,
            f"a run for {facts.day}, while one for {facts.last_day} is live",
            "a run for the same day or a later one; or may_go_back set to true",
        )
    if facts.last_unreadable:
        yield Gate(
            "last_run",
            not gates.need_last_run,
            "a live run that cannot be read, so nothing was compared with it",
            "one that can; or need_last_run set to false",
        )
    n_bad = facts.prepared.n_files_rejected
    yield Gate(
        "unreadable_files",
        n_bad <= gates.most_unreadable_files,
        f"{n_bad} file(s) that cannot be read",
        f"at most {gates.most_unreadable_files}; rejected.parquet says which",
    )
    for table in ("jobseekers", "vacancies"):
        n, n_rejected = facts.prepared.counts[f"n_{table}_in"], facts.prepared.counts[f"n_{table}_rejected"]
        share = n_rejected / n if n else 0.0
        yield Gate(
            f"rejected_{table}",
            share <= gates.most_rejected_share,
            f"{n_rejected} of {n} row(s) put aside ({share:.1%})",
            f"at most {gates.most_rejected_share:.1%}; rejected.parquet says why",
        )


def _of_rows(gates: Gates, facts: Facts) -> Iterator[Gate]:
    least = {"people": gates.least_people, "vacancies": gates.least_vacancies, "matches": gates.least_matches}
    for what, n in facts.now.items():
        yield Gate(f"least_{what}", n >= least[what], f"{n} {what}", f"at least {least[what]}")
    if facts.last is None or gates.most_rows_change is None:
        return
    for what, n in facts.now.items():
        before = facts.last[what]
        change = abs(n - before) / before if before else 0.0
        yield Gate(
            f"change_of_{what}",
            change <= gates.most_rows_change,
            f"{n} {what}, {before} in the last run ({change:.1%} more or fewer)",
            f"at most {gates.most_rows_change:.1%} more or fewer",
        )


def _of_lists(gates: Gates, facts: Facts) -> Iterator[Gate]:
    n_lists, n_people = facts.rows["counts"], facts.prepared.n_jobseekers
    yield Gate(
        "everybody", n_lists == n_people, f"{n_lists} list(s), empty ones included", f"one for each of {n_people}"
    )
    if gates.most_without_share is not None:
        n = facts.prepared.n_jobseekers
        share = facts.n_without / n if n else 0.0
        yield Gate(
            "people_without",
            share <= gates.most_without_share,
            f"{facts.n_without} of {n} people with an empty list ({share:.1%})",
            f"at most {gates.most_without_share:.1%}",
        )


def _of_exactness(gates: Gates, run: RunFolder, index: OpenIndex, k: int) -> Iterator[Gate]:
    """Lists as they lie in the files, against every vacancy judged by itself: no search, no bounds, no partitions."""
    if not gates.exactness_sample:
        return
    # Other people each night, and the same ones when a run is done again.
    seed = int.from_bytes(run.name.encode()[-6:])
    drawn = people_drawn(index.people, gates.exactness_sample, seed)
    lists = run.scan("matches").select("jobseeker_id", "vacancy_id", "rank", "score")
    # Those of a whole country would fill the memory.
    theirs = lists.join(index.people.frame[drawn].lazy().select("jobseeker_id"), on="jobseeker_id", how="semi")
    exact = check_exactness(
        theirs.collect(),
        index.people,
        index.vacancies,
        index.config,
        index.table,
        k=k,
        n_jobseekers=gates.exactness_sample,
        seed=seed,
    )
    yield Gate(
        "exactness",
        exact.share_exact >= gates.least_exact_share,
        f"{exact.n_exact} of {exact.n_jobseekers} lists the same as the best of all vacancies",
        f"{gates.least_exact_share:.1%} of them; anything less is a fault",
    )


def _of_churn(gates: Gates, facts: Facts) -> Iterator[Gate]:
    if facts.churn is not None and gates.most_churn is not None:
        share = facts.churn.mean_share_new
        yield Gate(
            "churn",
            share <= gates.most_churn,
            f"{share:.1%} of a list new since the last run, on average",
            f"at most {gates.most_churn:.1%}",
        )


def _of_groups(gates: Gates, facts: Facts) -> Iterator[Gate]:
    if facts.groups is None or gates.least_group_ratio is None:
        return
    figures = facts.groups.filter(pl.col("measure").is_in(_GROUP_MEASURES), pl.col("ratio_high").is_not_null())
    low = figures.filter(pl.col("ratio_high") < gates.least_group_ratio)
    worst = "; ".join(
        f"{row['column']} {row['group']!r}: {row['measure']} {row['ratio']:.2f} of everybody else's"
        for row in low.sort("ratio", "column", "group", "measure").head(5).iter_rows(named=True)
    )
    yield Gate(
        "group_differences",
        low.is_empty(),
        f"{low.height} of {figures.height} ratio(s) that lie below ({worst})" if low.height else "no ratio below",
        f"every group at {gates.least_group_ratio:.2f} of everybody else or more, within its interval",
    )
