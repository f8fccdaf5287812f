"""Partial credits between skills, as a table of whole numbers that can hold those of a whole taxonomy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import polars as pl

from jobmatch.errors import UsageError, require_columns
from jobmatch.taxonomy import RELATION_NAMES, SkillLinks

FULL_CREDIT: Final = 255
_COLUMNS: Final = ("held", "asked", "credit")
_SCHEMA: Final = {"held": pl.Int32, "asked": pl.Int32, "credit": pl.UInt8, "relation": pl.UInt8}
_CODE_OF: Final = {name: int(code) for code, name in RELATION_NAMES.items()}


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class SkillCredits:
    """What a skill held is worth for another one that is asked for.

    Parameters
    ----------
    keys : polars.DataFrame
        ``key`` (String) of every skill in the table; the row is its number.
    frame : polars.DataFrame
        ``held``, ``asked`` (numbers), ``credit`` (1 to 255) and ``relation`` (`codes.SkillRelation`, or 0), sorted,
        each pair once.
    """

    keys: pl.DataFrame
    frame: pl.DataFrame

    @classmethod
    def none(cls) -> Self:
        """A skill is worth nothing but itself."""
        return cls(pl.DataFrame(schema={"key": pl.String}), pl.DataFrame(schema=_SCHEMA))

    @classmethod
    def of(cls, table: pl.DataFrame, links: SkillLinks) -> Self:
        """Take a table of credits.

        Parameters
        ----------
        table : polars.DataFrame
            ``held``, ``asked`` (names, or ids of the taxonomy), ``credit`` (0 to 1) and perhaps ``relation``. Of
            several rows for one pair the largest counts; a skill's credit for itself is full whatever is said here.
        links : SkillLinks
            Of the taxonomy in use.

        Raises
        ------
        ColumnMissingError
            If a column is absent.
        UsageError
            If a value is missing, a credit lies outside 0 to 1, or a relation is unknown.
        """
        require_columns(_COLUMNS, table.columns, "skill_credits")
        if "relation" not in table.columns:
            table = table.with_columns(relation=pl.lit(None, pl.String))
        _check(table)
        pairs = table.select(
            *(_keys_of(table[side], links).alias(side) for side in ("held", "asked")),
            # halves up, as on paper
            credit=(pl.col("credit").cast(pl.Float64) * FULL_CREDIT + 0.5).floor().cast(pl.UInt8),
            relation=pl.col("relation").replace_strict(_CODE_OF, default=0, return_dtype=pl.UInt8),
        ).filter(pl.col("credit") > 0, pl.col("held") != pl.col("asked"))
        keys = pl.concat([pairs["held"], pairs["asked"]]).unique().sort().alias("key").to_frame()
        numbers = keys.with_row_index("number").with_columns(pl.col("number").cast(pl.Int32))
        for side in ("held", "asked"):
            pairs = pairs.join(numbers, left_on=side, right_on="key").drop(side).rename({"number": side})
        best = pairs.sort("held", "asked", "credit", "relation", descending=[False, False, True, False]).unique(
            ["held", "asked"], keep="first", maintain_order=True
        )
        return cls(keys, best.select(*_SCHEMA))

    def __len__(self) -> int:
        """Count the pairs."""
        return self.frame.height

    def __repr__(self) -> str:
        """Show counts only."""
        return f"SkillCredits({len(self)} pairs of {self.keys.height} skills)"

    def between(self, held: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
        """Credits between skills that have ids.

        Parameters
        ----------
        held, asked : polars.DataFrame
            ``key`` and ``id`` of the skills that may be held, and of those that may be asked for.

        Returns
        -------
        polars.DataFrame
            ``held``, ``asked`` (ids), ``credit``, ``relation``; sorted by held and asked.
        """
        numbers = self.keys.with_row_index("number").with_columns(pl.col("number").cast(pl.Int32))
        rows = self.frame
        for side, known in (("held", held), ("asked", asked)):
            ids = numbers.join(known, on="key").select("number", "id")
            rows = rows.join(ids, left_on=side, right_on="number").drop(side).rename({"id": side})
        return rows.select(*_SCHEMA).sort("held", "asked")


def _keys_of(names: pl.Series, links: SkillLinks) -> pl.Series:
    # Each name is linked once: a table of a taxonomy repeats few names many times.
    distinct = names.unique().alias("name").to_frame().with_columns(pl.col("name").cast(pl.String))
    linked = links.apply(distinct.with_columns(written="name"))
    return names.cast(pl.String).replace_strict(linked["written"], linked["key"], return_dtype=pl.String)


def _check(table: pl.DataFrame) -> None:
    if table.select(pl.any_horizontal(pl.col(_COLUMNS).is_null()).any()).item():
        raise UsageError("skill_credits: found a missing value; expected held, asked and credit in every row.")
    if not table["credit"].dtype.is_numeric() or not table["credit"].cast(pl.Float64).is_between(0, 1).all():
        raise UsageError("skill_credits: found a credit outside 0 to 1; expected a share of full credit.")
    unknown = table["relation"].drop_nulls().cast(pl.String).is_in(list(_CODE_OF))
    if not unknown.all():
        raise UsageError(f"skill_credits: found an unknown relation; expected one of {list(_CODE_OF)} or nothing.")
