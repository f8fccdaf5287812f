"""Figures of groups beside one another, with intervals."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jobmatch.errors import ConfigError
from jobmatch.fairness.groups import read_groups, together
from jobmatch.fairness.measures import MEASURES, people_of
from jobmatch.pages import render_page
from jobmatch.tables import write_frame, write_json
from jobmatch.tables.formats import write_text
from jobmatch.tables.written import Source

F64 = NDArray[np.float64]
CONFIDENCE: Final = 0.95
_N_RESAMPLES: Final = 999
# More people than this are put into so many parts by chance, and the parts are drawn again: as good, and fast.
_N_PARTS: Final = 1000
_SCHEMA: Final = {
    "column": pl.String,
    "group": pl.String,
    "n_people": pl.Int64,
    "measure": pl.String,
    "value": pl.Float64,
    "rest": pl.Float64,
    "ratio": pl.Float64,
    "ratio_low": pl.Float64,
    "ratio_high": pl.Float64,
}


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class FairnessReport:
    """What groups of people got from a run. For those who answer for it; nothing here goes back into matching.

    Parameters
    ----------
    frame : polars.DataFrame
        column, group, n_people, measure (see `jobmatch.fairness.measures.MEASURES`), value (mean over the group's
        people), rest (mean over everybody else in the column whose group is shown), ratio (value / rest), ratio_low and
        ratio_high (bootstrap interval, 95 in 100). Null where fewer than ``least_people`` have a value, or where there
        is nothing to set against.
    suppressed : tuple of str
        Columns of which nothing can be shown.
    least_people : int
        Smallest group.
    """

    frame: pl.DataFrame
    suppressed: tuple[str, ...]
    least_people: int

    def __repr__(self) -> str:
        """Show counts only."""
        return f"FairnessReport({self.frame['column'].n_unique()} columns, {self.frame.height} figures)"

    def write(self, folder: str | Path) -> None:
        """Write fairness.parquet, fairness.json and fairness.html, each whole or not at all.

        Parameters
        ----------
        folder
            Is made if it is not there; older files of these names are replaced.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        write_frame(self.frame, folder / "fairness.parquet")
        said = {
            "least_people": self.least_people,
            "confidence": CONFIDENCE,
            "suppressed": list(self.suppressed),
            "figures": self.frame.to_dicts(),
        }
        write_json(said, folder / "fairness.json")
        write_text(self.html(), folder / "fairness.html")

    def html(self) -> str:
        """The page."""
        columns = [
            {
                "name": name,
                "measures": [
                    {"meaning": MEASURES[str(measure)], "rows": rows.to_dicts()}
                    for (measure,), rows in figures.group_by("measure", maintain_order=True)
                ],
            }
            for (name,), figures in self.frame.group_by("column", maintain_order=True)
        ]
        columns += [{"name": name, "measures": []} for name in self.suppressed]
        return render_page(
            "fairness.html",
            title="Fairness report",
            columns=columns,
            confidence=CONFIDENCE,
            least_people=self.least_people,
        )


def fairness_report(
    matches: Source,
    groups: Source,
    counts: Source | None = None,
    shortlists: Source | None = None,
    *,
    least_people: int = 10,
    seed: int = 20240229,
) -> FairnessReport:
    """Compare what groups of people got from a run.

    Parameters
    ----------
    matches : polars.DataFrame or path
        jobseeker_id, vacancy_id, score, verdict, as `Matcher.match` returns them; a file or a folder of Parquet files.
    groups : polars.DataFrame or path
        jobseeker_id and any columns of groups: everybody to count, also those without a match. A missing value is a
        group of its own. This table stands beside the run and is read by nothing else.
    counts : polars.DataFrame or path, optional
        `MatchResult.counts` of the same run, for ``reach``; without it that measure is left out.
    shortlists : polars.DataFrame or path, optional
        jobseeker_id and rank, as `Matcher.shortlist` returns them, for ``exposure``; without it the people on whose
        list a vacancy is are ranked by score.
    least_people : int
        Smaller groups are put together, and nothing is said of fewer; 2 or more.
    seed : int
        Of the resampling.

    Returns
    -------
    FairnessReport

    Raises
    ------
    ColumnMissingError
        If a column is absent, or the groups have none.
    ConfigError
        If ``least_people`` is less than 2.
    EmptyTableError
        If there are no groups.
    InputError
        If an id of the groups is missing or there twice, or of another kind than in the run.

    Examples
    --------
    >>> ids = list(range(40))
    >>> matches = pl.DataFrame({"jobseeker_id": ids[:30], "vacancy_id": 1, "score": 50_000, "verdict": "OK"})
    >>> groups = pl.DataFrame({"jobseeker_id": ids, "district": ["north", "south"] * 20})
    >>> found = fairness_report(matches, groups).frame
    >>> found.filter(measure="listed").select("group", "value", "ratio").rows()
    [('north', 0.75, 1.0), ('south', 0.75, 1.0)]
    """
    if least_people < 2:
        raise ConfigError(f"least_people: found {least_people}; expected 2 or more, since one person is no group.")
    table = read_groups(groups)
    columns = [name for name in table.columns if name != "jobseeker_id"]
    # Columns of groups may be called as anything, also as one of ours.
    plain = table.rename({name: f"group {i}" for i, name in enumerate(columns)})
    people = people_of(matches, plain, counts, shortlists)
    figures: list[dict[str, Any]] = []
    suppressed = []
    for i, name in enumerate(columns):
        of = together(people[f"group {i}"], least_people)
        if of is None:
            suppressed.append(name)
            continue
        measures = [m for m in MEASURES if m != "reach" or counts is not None]
        for measure in measures:
            rng = np.random.default_rng([seed, i, list(MEASURES).index(measure)])
            figures += [
                {"column": name, "measure": measure} | row
                for row in _rows(of, people[measure].to_numpy(), least_people, rng)
            ]
    return FairnessReport(
        pl.DataFrame(figures, schema=_SCHEMA) if figures else pl.DataFrame(schema=_SCHEMA),
        tuple(suppressed),
        least_people,
    )


def _rows(of: pl.Series, value: F64, least: int, rng: np.random.Generator) -> list[dict[str, Any]]:
    """One measure of each group of a column, in the order of their names."""
    group, known = of.to_numpy(), ~np.isnan(value)
    # Nobody's value is to follow from what is left of everybody else's, so who is too few is not among the rest.
    shown = {name for name in of.unique() if known[group == name].sum() >= least}
    in_shown = known & np.isin(group, sorted(shown))
    rows = []
    for name in sorted(of.unique()):
        ours = group == name
        row = {"group": name, "n_people": int(ours.sum())} | dict.fromkeys(list(_SCHEMA)[4:])
        if name in shown:
            row |= _compared(value[ours & in_shown], value[~ours & in_shown], rng)
        rows.append(row)
    return rows


def _compared(ours: F64, others: F64, rng: np.random.Generator) -> dict[str, float | None]:
    mean = float(ours.mean())
    if not len(others):
        return {"value": mean}
    rest = float(others.mean())
    low, high = _interval(ours, others, rng) if rest else (math.nan, math.nan)
    figures = {
        "value": mean,
        "rest": rest,
        "ratio": mean / rest if rest else math.nan,
        "ratio_low": low,
        "ratio_high": high,
    }
    return {name: figure if math.isfinite(figure) else None for name, figure in figures.items()}


def _interval(ours: F64, others: F64, rng: np.random.Generator) -> tuple[float, float]:
    """Bootstrap interval of the ratio of two means: the percentiles of what drawing people again gives."""
    from scipy.stats import DegenerateDataWarning, bootstrap  # here, since it is slow to load

    (sum_a, n_a), (sum_b, n_b) = _parts(ours, rng), _parts(others, rng)

    def ratio(a: NDArray[np.int64], b: NDArray[np.int64], axis: int) -> F64:
        mean_a = sum_a[a].sum(axis=axis) / n_a[a].sum(axis=axis)
        mean_b = sum_b[b].sum(axis=axis) / n_b[b].sum(axis=axis)
        quotient: F64 = np.divide(mean_a, mean_b, out=np.full_like(mean_b, np.nan), where=mean_b > 0)
        return quotient

    with warnings.catch_warnings():
        # Where some draws leave nothing to divide by there is no interval, and the report has none.
        warnings.simplefilter("ignore", DegenerateDataWarning)
        found = bootstrap(
            (np.arange(len(n_a)), np.arange(len(n_b))),
            ratio,
            n_resamples=_N_RESAMPLES,
            batch=100,
            vectorized=True,
            confidence_level=CONFIDENCE,
            method="percentile",
            rng=rng,
        )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def _parts(values: F64, rng: np.random.Generator) -> tuple[F64, F64]:
    """Sums and counts of people put into parts by chance: each person by themselves where they are few."""
    n = min(len(values), _N_PARTS)
    part = rng.permutation(len(values)) % n
    total = np.bincount(part, weights=values, minlength=n).astype(np.float64)
    return total, np.bincount(part, minlength=n).astype(np.float64)
