"""What is new in the lists of a run against those of the last."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from jobmatch.errors import JobmatchError
from jobmatch.nightly.folder import MANIFEST, RunFolder
from jobmatch.store import open_store

_PAIR = ("jobseeker_id", "vacancy_id")


@dataclass(frozen=True, slots=True)
class Churn:
    """Lists of two runs beside one another; counts only.

    Parameters
    ----------
    previous : str
        The run before.
    people_in_both, people_new, people_gone : int
        Jobseekers.
    vacancies_in_both, vacancies_new, vacancies_gone : int
        Vacancies that could be matched.
    rows_kept, rows_new, rows_new_vacancy, rows_gone, rows_gone_vacancy : int
        Rows of lists, of people who are in both runs: those whose pair was listed before, those that were not (and of
        these, those whose vacancy is new), and those that no longer are (and of these, those whose vacancy is gone).
    mean_share_new : float
        Share of a list that is new, on average over people in both who have a list now; 0 if there are none.
    share_first_changed : float
        Share of these people whose first vacancy is another one.
    """

    previous: str
    people_in_both: int
    people_new: int
    people_gone: int
    vacancies_in_both: int
    vacancies_new: int
    vacancies_gone: int
    rows_kept: int
    rows_new: int
    rows_new_vacancy: int
    rows_gone: int
    rows_gone_vacancy: int
    mean_share_new: float
    share_first_changed: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def ids_of(run: RunFolder, table: str) -> pl.DataFrame:
    """Ids that the index of a run holds, as text."""
    name = {"jobseekers": "jobseeker_id", "vacancies": "vacancy_id"}[table]
    return open_store(run.index, verify=False).frame(table).select(pl.col(name).cast(pl.String))


def lists_of(run: RunFolder, *columns: str) -> pl.LazyFrame:
    """Pairs of a run's lists, ids as text: a night may bring another kind of id."""
    return run.scan("matches").select(pl.col(*_PAIR).cast(pl.String), "rank", *columns)


def can_be_compared(run: RunFolder) -> bool:
    """Whether a finished run is there whole enough to compare another with it."""
    try:
        for table in ("jobseekers", "vacancies"):
            ids_of(run, table)
        lists_of(run, "score").select(pl.len()).collect()
        manifest = run.need(MANIFEST)
        manifest["counted"]
        lists = {name: said for name, said in manifest["files"].items() if name.startswith("matches/")}
    except (JobmatchError, OSError, KeyError, AttributeError, pl.exceptions.PolarsError):
        return False
    return run.is_whole(lists)


def find_churn(before: RunFolder, now: RunFolder) -> Churn:
    """Compare the lists of two runs."""
    sizes: dict[str, int] = {}
    old_ids, new_ids = {}, {}
    for table, name, kind in (("jobseekers", "jobseeker_id", "people"), ("vacancies", "vacancy_id", "vacancies")):
        were, are = ids_of(before, table), ids_of(now, table)
        n_both = were.join(are, on=name, how="semi").height
        sizes |= {f"{kind}_in_both": n_both, f"{kind}_new": are.height - n_both, f"{kind}_gone": were.height - n_both}
        old_ids[table], new_ids[table] = were, are
    in_both = old_ids["jobseekers"].join(new_ids["jobseekers"], on="jobseeker_id", how="semi").lazy()
    old = lists_of(before).join(in_both, on="jobseeker_id", how="semi")
    new = lists_of(now).join(in_both, on="jobseeker_id", how="semi")
    was_there = old_ids["vacancies"].lazy().with_columns(_old=True)
    is_there = new_ids["vacancies"].lazy().with_columns(_new=True)
    arrived = (
        new.join(old.select(*_PAIR, old_rank="rank"), on=_PAIR, how="left")
        .join(was_there, on="vacancy_id", how="left")
        .group_by("jobseeker_id")
        .agg(
            n=pl.len(),
            kept=pl.col("old_rank").is_not_null().sum(),
            fresh=(pl.col("old_rank").is_null() & pl.col("_old").is_null()).sum(),
            same_first=((pl.col("rank") == 1) & (pl.col("old_rank") == 1)).any(),
        )
        .collect(engine="streaming")
        .sort("jobseeker_id")  # sums of shares do not depend on an order of threads
    )
    left = old.join(new, on=_PAIR, how="anti").join(is_there, on="vacancy_id", how="left")
    gone = left.select(n=pl.len(), closed=pl.col("_new").is_null().sum()).collect(engine="streaming")
    kept, n = int(arrived["kept"].sum()), int(arrived["n"].sum())
    shares = 1 - arrived["kept"] / arrived["n"]
    return Churn(
        previous=before.name,
        **sizes,
        rows_kept=kept,
        rows_new=n - kept,
        rows_new_vacancy=int(arrived["fresh"].sum()),
        rows_gone=int(gone["n"].item()),
        rows_gone_vacancy=int(gone["closed"].item()),
        mean_share_new=float(str(shares.mean() or 0.0)),
        share_first_changed=float(str((~arrived["same_first"]).mean() or 0.0)),
    )
