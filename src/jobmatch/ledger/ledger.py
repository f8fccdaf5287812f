"""How many people of each area are kept from how many good vacancies, by what keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from jobmatch.errors import ConfigError, InputError
from jobmatch.ledger.boundaries import read_outlines
from jobmatch.ledger.page import ledger_page
from jobmatch.ledger.suppress import hide_small
from jobmatch.tables import write_frame
from jobmatch.tables.formats import write_text
from jobmatch.tables.written import Source, require_one_row_a_person, whole_table

ALL_AREAS: Final = "(all areas)"
NOT_STATED: Final = "(not stated)"
EVERYBODY: Final = "everybody"
_WHAT: Final = ("change", "amount", "licence")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class BarrierLedger:
    """What keeps people of each area from good vacancies, in counts that are about nobody.

    Parameters
    ----------
    frame : polars.DataFrame
        area ("(all areas)" for the total), change, amount, licence (as in `Barriers.changes`; ``change = "everybody"``
        counts all people of the area), n_people (to how many people this one change would open at least one more good
        vacancy), n_pairs (how many it would open, summed over these people), suppressed. Both numbers are null where
        suppressed. An area that a change has no row for has nobody whom it concerns.
    least_people : int
        Smallest number of people that is shown.
    """

    frame: pl.DataFrame
    least_people: int

    def __repr__(self) -> str:
        """Show counts only."""
        return f"BarrierLedger({self.frame['area'].n_unique() - 1} areas, {self.frame.height} rows)"

    def write(self, folder: str | Path, boundaries: str | Path | None = None) -> None:
        """Write ledger.parquet, ledger.csv and ledger.html, each whole or not at all.

        Parameters
        ----------
        folder
            Is made if it is not there; older files of these names are replaced.
        boundaries
            As for `html`.

        Raises
        ------
        FormatError
            If there are no such boundaries; nothing is written then.
        """
        page = self.html(boundaries)
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        write_frame(self.frame, folder / "ledger.parquet")
        write_frame(self.frame, folder / "ledger.csv")
        write_text(page, folder / "ledger.html")

    def html(self, boundaries: str | Path | None = None) -> str:
        """The page: totals, maps and a table of areas.

        Parameters
        ----------
        boundaries
            GeoJSON or TopoJSON of the areas (.gz or not), with a property that holds what the areas are called; without
            it there are no maps.

        Raises
        ------
        FormatError
            If it is none, or none of its shapes is called as an area.
        """
        areas = self.frame.filter(pl.col("area") != ALL_AREAS)["area"].unique().to_list()
        outlines, height = ({}, 0) if boundaries is None else read_outlines(boundaries, areas)
        return ledger_page(self.frame, self.least_people, outlines, height)


def barrier_ledger(changes: Source, areas: Source, by: str, *, least_people: int = 10) -> BarrierLedger:
    """Count by area whom each single change would open more good vacancies to.

    Parameters
    ----------
    changes : polars.DataFrame or path
        `Barriers.changes`: jobseeker_id, change, amount, licence, n_more.
    areas : polars.DataFrame or path
        jobseeker_id and the column ``by``: everybody to count, each once. A missing area, and people who are not there,
        are an area of their own.
    by : str
        The column of areas. One ledger has one: with areas within areas, one level would give another's hidden counts
        away.
    least_people : int
        Fewer people than this are not shown, nor what would give them away; 2 or more.

    Returns
    -------
    BarrierLedger

    Raises
    ------
    ColumnMissingError
        If a column is absent.
    ConfigError
        If ``least_people`` is less than 2.
    InputError
        If an id of the areas is missing or there twice, or of another kind than those of the changes.

    Examples
    --------
    >>> areas = pl.DataFrame({"jobseeker_id": range(60), "lad": ["A"] * 30 + ["B"] * 30})
    >>> changes = pl.DataFrame(
    ...     {"jobseeker_id": range(60), "change": "travel", "amount": 10, "licence": None, "n_more": 2}
    ... )
    >>> barrier_ledger(changes, areas, "lad").frame.filter(change="travel").select("area", "n_people", "n_pairs").rows()
    [('(all areas)', 60, 120), ('A', 30, 60), ('B', 30, 60)]
    """
    if least_people < 2:
        raise ConfigError(f"least_people: found {least_people}; expected 2 or more.")
    opened = whole_table(changes, ("jobseeker_id", *_WHAT, "n_more"), "changes")
    people = whole_table(areas, ("jobseeker_id", by), "areas").rename({by: "area"}).cast({"area": pl.String})
    _check(people, opened)
    people = _everybody(people, opened)
    opened = opened.cast({"amount": pl.Int64, "licence": pl.String, "n_more": pl.Int64})
    everybody = people.select("jobseeker_id", change=pl.lit(EVERYBODY), n_more=pl.lit(0, pl.Int64))
    rows = pl.concat([everybody, opened], how="diagonal").join(people, "jobseeker_id", how="left")
    cells = rows.group_by("area", *_WHAT).agg(n_people=pl.len().cast(pl.Int64), n_pairs=pl.col("n_more").sum())
    sizes = people.group_by("area").agg(n_area=pl.len().cast(pl.Int64))
    tables = [
        _table(table.join(sizes, "area", how="left"), least_people)
        for _, table in sorted(cells.group_by(*_WHAT), key=lambda item: _order(item[0]))
    ]
    return BarrierLedger(pl.concat(tables), least_people)


def _order(what: tuple[object, ...]) -> tuple[bool, str, int, str]:
    """Everybody first, then by change, amount and licence."""
    change, amount, licence = what
    return change != EVERYBODY, str(change), int(str(amount or 0)), str(licence or "")


def _check(people: pl.DataFrame, opened: pl.DataFrame) -> None:
    require_one_row_a_person(people, "areas")
    kinds = people.schema["jobseeker_id"], opened.schema["jobseeker_id"]
    if opened.height and kinds[0] != kinds[1] and not all(kind.is_integer() for kind in kinds):
        raise InputError(
            f"Column 'jobseeker_id' is {kinds[0]} in 'areas' and {kinds[1]} in 'changes'; expected the same kind.\n"
            "Hint: a CSV file holds text; write both tables as Parquet."
        )


def _everybody(people: pl.DataFrame, opened: pl.DataFrame) -> pl.DataFrame:
    more = opened.select(pl.col("jobseeker_id").cast(people.schema["jobseeker_id"])).unique()
    more = more.join(people, "jobseeker_id", how="anti")
    return pl.concat([people, more], how="diagonal").with_columns(pl.col("area").fill_null(NOT_STATED))


def _table(cells: pl.DataFrame, least: int) -> pl.DataFrame:
    """One change: its total, then its areas, with what is hidden."""
    marked = hide_small(cells, least)
    total = marked.select(
        pl.lit(ALL_AREAS).alias("area"),
        *(pl.col(name).first() for name in _WHAT),
        pl.col("n_people", "n_pairs").sum(),
        pl.col("total_hidden").first().alias("hidden"),
    )
    rows = pl.concat([total, marked.select(total.columns)])
    shown = ~pl.col("hidden")
    return rows.select(
        "area",
        *_WHAT,
        pl.when(shown).then("n_people").alias("n_people"),
        pl.when(shown & (pl.col("change") != EVERYBODY)).then("n_pairs").alias("n_pairs"),
        pl.col("hidden").alias("suppressed"),
    )
