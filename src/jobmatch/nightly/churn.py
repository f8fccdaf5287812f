"""What is new in the lists of a run against those of the last."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from jobmatch.errors import JobmatchError
from jobmatch.nightly.folder import MANIFEST, RunFolder
from jobmatch.store import Stored, open_store

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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lists:
    """What a run found, opened so that it can be compared with another. Ids are text: a night may bring another kind.

    Parameters
    ----------
    run : str
        Its name.
    jobseekers, vacancies : polars.DataFrame
        One column each: ids that its index holds.
    pairs : polars.LazyFrame
        jobseeker_id, vacancy_id and rank of its lists.
    n_pairs : int
        How many these are.
    """

    run: str
    jobseekers: pl.DataFrame
    vacancies: pl.DataFrame
    pairs: pl.LazyFrame
    n_pairs: int

    @classmethod
    def of(cls, run: RunFolder, stored: Stored) -> Lists:
        """Those of a run and its index."""
        pairs = run.scan("matches").select(pl.col(*_PAIR).cast(pl.String), "rank")
        jobseekers, vacancies = (
            stored.frame(table).select(pl.col(name).cast(pl.String))
            for table, name in (("jobseekers", "jobseeker_id"), ("vacancies", "vacancy_id"))
        )
        n_pairs = int(pairs.select(pl.len()).collect().item())
        return cls(run.name, jobseekers, vacancies, pairs, n_pairs)

    @property
    def counted(self) -> dict[str, int]:
        """The numbers that are compared from night to night."""
        return {"people": self.jobseekers.height, "vacancies": self.vacancies.height, "matches": self.n_pairs}


def lists_of_last(run: RunFolder) -> Lists | None:
    """Those of a run that finished earlier; None if it is not as its manifest says: nothing can be told by it then."""
    try:
        found = Lists.of(run, open_store(run.index, verify=False))
        manifest = run.need(MANIFEST)
        files = {name: said for name, said in manifest["files"].items() if name.startswith("matches/")}
        whole = manifest["counted"] == found.counted and run.is_whole(files)
    except (JobmatchError, OSError, KeyError, AttributeError, pl.exceptions.PolarsError):
        return None
    return found if whole else None


def find_churn(before: Lists, now: Lists) -> Churn:
    """Compare the lists of two runs."""
    people_in_both = before.jobseekers.join(now.jobseekers, on="jobseeker_id", how="semi")
    n_vacancies_in_both = before.vacancies.join(now.vacancies, on="vacancy_id", how="semi").height
    old = before.pairs.join(people_in_both.lazy(), on="jobseeker_id", how="semi")
    new = now.pairs.join(people_in_both.lazy(), on="jobseeker_id", how="semi")
    was_there = before.vacancies.lazy().with_columns(_old=True)
    is_there = now.vacancies.lazy().with_columns(_new=True)
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
        previous=before.run,
        people_in_both=people_in_both.height,
        people_new=now.jobseekers.height - people_in_both.height,
        people_gone=before.jobseekers.height - people_in_both.height,
        vacancies_in_both=n_vacancies_in_both,
        vacancies_new=now.vacancies.height - n_vacancies_in_both,
        vacancies_gone=before.vacancies.height - n_vacancies_in_both,
        rows_kept=kept,
        rows_new=n - kept,
        rows_new_vacancy=int(arrived["fresh"].sum()),
        rows_gone=int(gone["n"].item()),
        rows_gone_vacancy=int(gone["closed"].item()),
        mean_share_new=float(str(shares.mean() or 0.0)),
        share_first_changed=float(str((~arrived["same_first"]).mean() or 0.0)),
    )
