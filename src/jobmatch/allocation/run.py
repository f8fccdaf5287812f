"""The second stage over a table of matches: who is introduced to what, within what vacancies can take."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from jobmatch.allocation.graph import MatchGraph, read_graph
from jobmatch.allocation.report import AllocationReport, given_up_points, spread_of
from jobmatch.allocation.settings import AllocationSettings
from jobmatch.allocation.solve import Holdings, allocate_graph, plain_lists
from jobmatch.kernels.layout import I64
from jobmatch.tables import write_frame, write_json
from jobmatch.tables.written import Source

NO_MATCH: Final = "no_match"
ALL_FULL: Final = "all_full"
REASONS: Final = {
    NO_MATCH: "No vacancy was found that fits.",
    ALL_FULL: (
        "Vacancies were found, but each is full with people who would otherwise have none: nobody there could be moved "
        "to another of theirs."
    ),
}


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Allocation:
    """Who is introduced to what.

    Parameters
    ----------
    suggestions : polars.DataFrame
        jobseeker_id, vacancy_id, rank (from 1, best first), score (thousandths of a point, as in the matches),
        match_rank (its place among all matches of the person); in the order of jobseeker id and rank.
    without : polars.DataFrame
        jobseeker_id, reason ("no_match" or "all_full"), text, n_matches: everyone who has no suggestion, and why.
    vacancies : polars.DataFrame
        vacancy_id, capacity, n_suggested, n_matched: how many it may be, is, and could be suggested to.
    report : AllocationReport
        Beside plain lists of the k best.
    settings : AllocationSettings
        By which it was made.
    """

    suggestions: pl.DataFrame
    without: pl.DataFrame
    vacancies: pl.DataFrame
    report: AllocationReport
    settings: AllocationSettings

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Allocation({self.suggestions.height} suggestions, {self.without.height} people without)"

    def write(self, folder: str | Path) -> None:
        """Write suggestions.parquet, without.parquet, vacancies.parquet and report.json, each whole or not at all.

        Parameters
        ----------
        folder
            Is made if it is not there; older files of these names are replaced.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("suggestions", "without", "vacancies"):
            write_frame(getattr(self, name), folder / f"{name}.parquet")
        said = {"settings": _settings_dict(self.settings), **self.report.as_dict()}
        write_json(said, folder / "report.json")


def _settings_dict(settings: AllocationSettings) -> dict[str, int]:
    return {name: getattr(settings, name) for name in settings.__dataclass_fields__}


def allocate(
    matches: Source,
    vacancies: Source | None = None,
    jobseekers: Source | None = None,
    settings: AllocationSettings | None = None,
) -> Allocation:
    """Suggest to each person up to k of their matches, so that no vacancy is suggested to more than it can take.

    As many people have a suggestion as can have one at all; within that, the sum of scores and of what short lists
    weigh is close to the largest possible (docs/allocate.md). The result does not depend on the order of rows.

    Parameters
    ----------
    matches : polars.DataFrame or path
        jobseeker_id, vacancy_id, score, as `Matcher.match` returns them with a long list (``k=50``); a file, or a
        folder of Parquet files, which is read part by part. Pairs whose ``verdict`` is FAIL do not count.
    vacancies : polars.DataFrame or path, optional
        vacancy_id and ``openings``; where that is missing, one person is wanted. Vacancies that nobody matches count
        as not suggested.
    jobseekers : polars.DataFrame or path, optional
        jobseeker_id of everybody: those without a match are named among those without.
    settings : AllocationSettings, optional
        Length of lists, caps and weights.

    Returns
    -------
    Allocation

    Raises
    ------
    ColumnMissingError
        If a column is absent.
    EmptyTableError
        If there is no match.
    InputError
        If an id is missing or of another kind, a score is not one, or a pair or a vacancy is there twice.

    Examples
    --------
    >>> matches = pl.DataFrame(
    ...     {"jobseeker_id": [1, 1, 2], "vacancy_id": [7, 8, 7], "score": [60_000, 50_000, 70_000]}
    ... )
    >>> found = allocate(matches, settings=AllocationSettings(introductions_per_opening=1))
    >>> found.suggestions.rows()
    [(1, 8, 1, 50000, 2), (2, 7, 1, 70000, 1)]
    """
    settings = settings or AllocationSettings()
    graph = read_graph(matches, vacancies, jobseekers)
    got = allocate_graph(graph, settings)
    return Allocation(
        _suggestions(graph, got), _without(graph, got), _vacancies(graph, got), _report(graph, got, settings), settings
    )


def _degree(graph: MatchGraph) -> I64:
    return np.diff(graph.row_ptr)


def _suggestions(graph: MatchGraph, got: Holdings) -> pl.DataFrame:
    edge = np.flatnonzero(got.held)
    first = np.concatenate([[0], np.cumsum(got.n_suggested, dtype=np.int64)])[:-1]
    person = np.repeat(np.arange(len(got.n_suggested), dtype=np.int64), got.n_suggested)
    return pl.DataFrame(
        {
            "jobseeker_id": graph.jobseeker_ids.gather(person),
            "vacancy_id": graph.vacancy_ids.gather(graph.vacancy[edge]),
            "rank": pl.Series(np.arange(len(edge)) - first[person] + 1, dtype=pl.UInt32),
            "score": pl.Series(graph.score[edge], dtype=pl.Int32),
            "match_rank": pl.Series(edge - graph.row_ptr[person] + 1, dtype=pl.UInt32),
        }
    )


def _without(graph: MatchGraph, got: Holdings) -> pl.DataFrame:
    person = np.flatnonzero(got.n_suggested == 0)
    n_matches = _degree(graph)[person]
    reason = pl.Series("reason", np.where(n_matches == 0, NO_MATCH, ALL_FULL), dtype=pl.String)
    return pl.DataFrame(
        {
            "jobseeker_id": graph.jobseeker_ids.gather(person),
            "reason": reason,
            "text": reason.replace_strict(REASONS, return_dtype=pl.String),
            "n_matches": pl.Series(n_matches, dtype=pl.Int64),
        }
    )


def _vacancies(graph: MatchGraph, got: Holdings) -> pl.DataFrame:
    n_matched = np.bincount(graph.vacancy, minlength=len(graph.vacancy_ids))
    return pl.DataFrame(
        {
            "vacancy_id": graph.vacancy_ids,
            "capacity": pl.Series(got.capacity, dtype=pl.Int64),
            "n_suggested": pl.Series(got.n_taken, dtype=pl.Int64),
            "n_matched": pl.Series(n_matched, dtype=pl.Int64),
        }
    )


def _report(graph: MatchGraph, got: Holdings, settings: AllocationSettings) -> AllocationReport:
    capacity = got.capacity.astype(np.int64)
    allocated = spread_of(graph, got.held, capacity)
    plain = spread_of(graph, plain_lists(graph, settings.k), capacity)
    given_up, best_given_up = given_up_points(graph, got.held, got.n_suggested)
    n_no_match = int((_degree(graph) == 0).sum())
    return AllocationReport(
        n_people=len(graph.jobseeker_ids),
        n_vacancies=len(graph.vacancy_ids),
        n_pairs=len(graph.score),
        n_openings_not_stated=graph.n_openings_not_stated,
        allocated=allocated,
        plain=plain,
        mean_score_given_up_points=given_up,
        mean_best_score_given_up_points=best_given_up,
        n_no_match=n_no_match,
        n_all_full=allocated.n_people_without - n_no_match,
    )
