"""What each person got from a run: reach, a list, something that fits, open questions, and a place in view."""

from __future__ import annotations

import math
from typing import Final

import polars as pl

from jobmatch.errors import InputError
from jobmatch.tables.written import Source, whole_table

MEASURES: Final = {
    "reach": "Vacancies in reach that no rule forbids",
    "listed": "Share of people with at least one vacancy on their list",
    "ok": "Share of people with at least one vacancy that fits as far as is known",
    "unknown": "Share of a person's list about which something is unknown, of those who have a list",
    "exposure": "Exposure: places on the lists of vacancies, each worth 1 / log2(1 + place)",
}
# Exposure is summed in whole parts, so that the order in which rows are added makes no difference.
_PARTS: Final = 1_000_000
_FURTHEST_PLACE: Final = 10_000  # what lies further down is worth as much as this place
_DISCOUNT: Final = [0, *(round(_PARTS / math.log2(1 + place)) for place in range(1, _FURTHEST_PLACE + 1))]


def people_of(matches: Source, groups: pl.DataFrame, counts: Source | None, shortlists: Source | None) -> pl.DataFrame:
    """One row a person of ``groups``, in the order of ids: their groups and each measure, null where it has no base.

    Raises
    ------
    InputError
        If ids of the tables are of different kinds.
    """
    listed = whole_table(matches, ("jobseeker_id", "vacancy_id", "score", "verdict"), "matches")
    listed = listed.filter(pl.col("verdict").cast(pl.String) != "FAIL")
    verdict = pl.col("verdict").cast(pl.String)
    of_lists = listed.group_by("jobseeker_id").agg(
        n_listed=pl.len(), n_ok=(verdict == "OK").sum(), n_unknown=(verdict == "UNKNOWN").sum()
    )
    tables = [of_lists, _exposure(listed, shortlists)]
    if counts is not None:
        reach = whole_table(counts, ("jobseeker_id", "n_eligible"), "counts")
        n_unknown = reach["n_eligible"].null_count()
        if n_unknown:
            raise InputError(
                f"Column 'n_eligible' is missing in {n_unknown} of {reach.height} rows of 'counts'; expected how many "
                "vacancies everybody could be shown.\n"
                "Hint: `jobmatch match --counts` counts them, and a nightly run with `count_reach`."
            )
        tables.append(reach)
    people = groups.sort("jobseeker_id")
    for table in tables:
        if table.height and table.schema["jobseeker_id"] != people.schema["jobseeker_id"]:
            raise InputError(
                f"Column 'jobseeker_id' is {people.schema['jobseeker_id']} in 'groups' and "
                f"{table.schema['jobseeker_id']} in the tables of the run; expected the same kind.\n"
                "Hint: a CSV file holds text; write the groups as Parquet."
            )
        people = people.join(
            table.cast({"jobseeker_id": people.schema["jobseeker_id"]}), "jobseeker_id", how="left", validate="1:1"
        )
    return people.with_columns(_measures(with_counts=counts is not None)).sort("jobseeker_id")


def _measures(*, with_counts: bool) -> list[pl.Expr]:
    n_listed = pl.col("n_listed").fill_null(0)
    reach = pl.col("n_eligible").cast(pl.Float64) if with_counts else pl.lit(None, pl.Float64)
    return [
        reach.alias("reach"),
        (n_listed > 0).cast(pl.Float64).alias("listed"),
        (pl.col("n_ok").fill_null(0) > 0).cast(pl.Float64).alias("ok"),
        (pl.col("n_unknown") / pl.col("n_listed")).alias("unknown"),
        (pl.col("_exposure").fill_null(0) / _PARTS).alias("exposure"),
    ]


def _exposure(listed: pl.DataFrame, shortlists: Source | None) -> pl.DataFrame:
    """Each person's places on the lists of vacancies; without shortlists, those whose list holds it, by score."""
    if shortlists is None:
        order = ["vacancy_id", "score", "jobseeker_id"]
        ranked = listed.sort(order, descending=[False, True, False])
        place = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("vacancy_id")
    else:
        ranked = whole_table(shortlists, ("jobseeker_id", "rank"), "shortlists")
        place = pl.col("rank").cast(pl.Int64)
    worth = pl.lit(pl.Series(_DISCOUNT, dtype=pl.Int64)).gather(place.clip(1, _FURTHEST_PLACE))
    return ranked.select("jobseeker_id", _exposure=worth).group_by("jobseeker_id").agg(pl.col("_exposure").sum())
