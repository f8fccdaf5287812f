"""From names as tables write them to skills of a taxonomy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from jobmatch.taxonomy.model import Taxonomy

# What a name can be found by; an earlier one wins over a later one.
FOUND_BY: Final = ("id", "label", "other label")
_SCHEMA: Final = {"spelling": pl.String, "key": pl.String, "label": pl.String, "found_by": pl.String}


def spelling(name: pl.Expr) -> pl.Expr:
    """Spelling under which names are compared: case and runs of white space do not matter."""
    return name.str.strip_chars().str.replace_all(r"\s+", " ").str.to_lowercase()


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class SkillLinks:
    """Which spelling means which skill: ``frame`` has spelling, key (the skill's id), label and found_by.

    A spelling means the skill whose id it is; else the one whose label it is; else the one that has it among its other
    labels. Where several skills share it at the first of these steps at which it is found, it means none: it goes on
    as a name of its own, compared by its spelling.
    """

    frame: pl.DataFrame

    @classmethod
    def none(cls) -> SkillLinks:
        """No taxonomy: every name is compared by its spelling."""
        return cls(pl.DataFrame(schema=_SCHEMA))

    @classmethod
    def of(cls, taxonomy: Taxonomy) -> SkillLinks:
        """Links of a taxonomy."""
        skills = taxonomy.skills.select(key="skill_id", label="label")
        others = taxonomy.labels.select(key="skill_id", name="label").join(skills, on="key")
        ways = (skills.with_columns(name="key"), skills.with_columns(name="label"), others)
        names = pl.concat(
            way.select(spelling(pl.col("name")).alias("spelling"), "key", "label", rank=pl.lit(rank, pl.UInt8))
            for rank, way in enumerate(ways)
        ).unique()
        first = names.filter(pl.col("rank") == pl.col("rank").min().over("spelling"))
        clear = first.filter(pl.len().over("spelling") == 1).sort("spelling")
        found_by = pl.col("rank").replace_strict(dict(enumerate(FOUND_BY)), return_dtype=pl.String)
        return cls(clear.select("spelling", "key", "label", found_by=found_by))

    def __repr__(self) -> str:
        return f"SkillLinks({self.frame.height} names)"

    def apply(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Add ``key`` to a frame with ``name``; a name that is an id is replaced by the skill's label.

        Order of rows is kept.
        """
        frame = frame.with_columns(key=spelling(pl.col("name")))
        if not self.frame.height:
            return frame.with_columns(label=pl.lit(None, pl.String))
        known = self.frame.rename({"key": "skill_id"})
        frame = frame.join(known, left_on="key", right_on="spelling", how="left", maintain_order="left")
        return frame.with_columns(
            key=pl.coalesce("skill_id", "key"),
            name=pl.when(pl.col("found_by") == FOUND_BY[0]).then("label").otherwise("name"),
        ).drop("skill_id", "found_by")
