"""Values that were only guessed and cannot be: they go, with a note. No row is put aside for a guess.

A row with guesses is put aside only for what is given in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import polars as pl

from jobmatch.schemas import Column
from jobmatch.tables.notes import Note
from jobmatch.tables.validate import Rule, broken_rules, contradicted_shift_kind, raised_demands

GUESSES: Final = "inferred_fields"
Broken = Callable[[pl.DataFrame], pl.DataFrame]
_NOTE: Final = "a guess that cannot be: dropped, and no row was put aside for it"


def without_faulty_guesses(
    frame: pl.DataFrame, faults: Iterable[pl.DataFrame]
) -> tuple[list[pl.DataFrame], Counter[str]]:
    """Faults of cells without those of guessed ones, which are missing already; and how many those were by column.

    Parameters
    ----------
    frame
        Every row of the input in canonical dtypes.
    faults
        As `jobmatch.tables.cells.faults_of`.
    """
    guessed = _guessed_cells(frame)
    kept, dropped = [], Counter[str]()
    for part in faults:
        kept.append(part.join(guessed, on=["row", "column"], how="anti"))
        dropped.update(part.join(guessed, on=["row", "column"], how="semi")["column"].to_list())
    return kept, dropped


def without_contradicted_guesses(
    frame: pl.DataFrame, rules: Iterable[Rule], faulty: Mapping[str, pl.Series]
) -> tuple[pl.DataFrame, Counter[str]]:
    """The frame without the guesses that break a rule over several columns; and how many those were by column."""
    guesses, dropped = _guessed_cells(frame), Counter[str]()
    if not guesses.height:
        return frame, dropped

    def broken(rule: Rule) -> Broken:
        return lambda rows: broken_rules(rows, [rule], faulty)[0]

    checks: list[tuple[tuple[str, ...], Broken]] = [(rule.columns, broken(rule)) for rule in rules]
    checks += [(("shift_kind", "shifts"), contradicted_shift_kind), (("demands", "demands_adjusted"), raised_demands)]
    for columns, rows_that_break in checks:
        concerned = guesses.filter(pl.col("column").str.split(".").list.first().is_in(columns))
        if concerned.height:
            bad = concerned.join(rows_that_break(frame), on="row", how="semi")
            for (name,), cells in bad.group_by("column", maintain_order=True):
                frame = frame.with_columns(_without(str(name), cells["row"]))
                dropped[str(name).partition(".")[0]] += cells.height
    return frame, dropped


def guess_notes(dropped: Counter[str], columns: Mapping[str, Column]) -> list[Note]:
    """One note for each column with guesses that were dropped."""
    return [(name, dropped[name], _NOTE) for name in columns if dropped[name]]


def _guessed_cells(frame: pl.DataFrame) -> pl.DataFrame:
    """``row`` and ``column`` of each cell, or ``demands.DIMENSION``, that was guessed."""
    return (
        frame.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"), pl.col(GUESSES).alias("column"))
        .filter(pl.col("column").list.len() > 0)
        .explode("column")
        .unique(maintain_order=True)
    )


def _without(name: str, rows: pl.Series) -> pl.Expr:
    """The column of a guess without it in some rows."""
    column, _, dimension = name.partition(".")
    left = pl.col(column).list.filter(pl.element().struct.field("dimension") != dimension) if dimension else None
    return (
        pl.when(pl.int_range(pl.len(), dtype=pl.UInt32).is_in(rows.implode()))
        .then(left)
        .otherwise(column)
        .alias(column)
    )
