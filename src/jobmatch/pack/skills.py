"""The skills that vacancies name: ids, rarity weights, and what a held skill is worth for an asked one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Self

import numpy as np
import polars as pl

from jobmatch.kernels.layout import I32, I64, N_SKILL_LANES, U8
from jobmatch.pack.columns import without_inferred

REQUIRED_WEIGHT: Final = 3
DESIRABLE_WEIGHT: Final = 1
RARITY_RANGE: Final = (1.0, 6.0)
FULL_CREDIT: Final = 255
LEVEL_STEPS: Final = 100  # levels are whole hundredths
_MILLION: Final = 1_000_000

NO_CREDITS: Final[Mapping[tuple[str, str], int]] = {}


def skill_key(name: pl.Expr) -> pl.Expr:
    """Spelling under which skills are compared: case and runs of white space do not matter."""
    return name.str.strip_chars().str.replace_all(r"\s+", " ").str.to_lowercase()


@dataclass(frozen=True, slots=True)
class SkillSpace:
    """Skills named by a set of vacancies.

    Parameters
    ----------
    frame : polars.DataFrame
        ``key`` (String), ``name`` as first written (String), ``n_vacancies`` naming it (Int64); the row is the id.
        Skills that only jobseekers hold are listed with 0.
    n_vacancies : int
        Vacancies counted.
    credits : mapping of (held key, asked key) to credit
        Partial credit, 1 to 254, between different skills. Empty in this version: a skill earns only itself.
    """

    frame: pl.DataFrame
    n_vacancies: int
    credits: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        vacancies: pl.DataFrame,
        jobseekers: pl.DataFrame | None = None,
        credits_by_pair: Mapping[tuple[str, str], int] = NO_CREDITS,
    ) -> Self:
        """Collect the skills that vacancies name, and those that jobseekers hold besides."""
        named = named_skills(without_inferred(vacancies))
        frame = named.group_by("key").agg(
            pl.col("name").sort_by("row", "desirable").first(), n_vacancies=pl.len().cast(pl.Int64)
        )
        space = cls(frame.sort("key"), vacancies.height, dict(credits_by_pair))
        return space if jobseekers is None else space.extended(_held_skills(jobseekers))

    def extended(self, skills: pl.DataFrame) -> Self:
        """Add skills (``key``, ``name``) that no vacancy counted here names; ids of the others stay."""
        new = (
            skills.join(self.frame, on="key", how="anti")
            .group_by("key")
            .agg(pl.col("name").min(), n_vacancies=pl.lit(0, pl.Int64))
            .sort("key")
        )
        return replace(self, frame=pl.concat([self.frame, new]))

    def extended_for(self, vacancies: pl.DataFrame, jobseekers: pl.DataFrame) -> Self:
        """Add whatever these rows name or hold, so that a record in no table is compared in full."""
        return self.extended(
            pl.concat([named_skills(vacancies).select("key", "name"), _held_skills(jobseekers).select("key", "name")])
        )

    def __len__(self) -> int:
        """Count the skills."""
        return self.frame.height

    def vacancy_lanes(self, vacancies: pl.DataFrame) -> tuple[I32, U8, U8, U8]:
        """Heaviest 16 skills of each vacancy, heaviest first.

        Returns
        -------
        skill_id : int32 array, shape (n, 16)
            -1 where a lane is unused, and for a skill that is in no vacancy of this space.
        skill_weight, skill_level : uint8 arrays, shape (n, 16)
            Weights sum to 255 over a vacancy; least levels in hundredths.
        n_skills : uint8 array, shape (n,)
        """
        lanes = self.weighted(vacancies)
        skill_id = np.full((vacancies.height, N_SKILL_LANES), -1, np.int32)
        weight = np.zeros((vacancies.height, N_SKILL_LANES), np.uint8)
        level = np.zeros((vacancies.height, N_SKILL_LANES), np.uint8)
        row, lane = lanes["row"].to_numpy(), lanes["lane"].to_numpy()
        skill_id[row, lane] = lanes["id"].to_numpy()
        weight[row, lane] = lanes["weight"].to_numpy()
        level[row, lane] = lanes["level"].to_numpy()
        return skill_id, weight, level, np.bincount(row, minlength=vacancies.height).astype(np.uint8)

    def weighted(self, vacancies: pl.DataFrame) -> pl.DataFrame:
        """One row for each lane in use: row, lane, id, name, key, required, weight (sum 255 a row), level."""
        ids = self.frame.with_row_index("id").select("key", pl.col("id").cast(pl.Int32), "n_vacancies")
        rarity = (1 + self.n_vacancies / pl.col("n_vacancies").fill_null(1).clip(1)).log().clip(*RARITY_RANGE)
        base = pl.when("desirable").then(DESIRABLE_WEIGHT).otherwise(REQUIRED_WEIGHT)
        named = named_skills(vacancies).join(ids, on="key", how="left")
        # rounded to millionths, so that shares are compared exactly
        named = named.with_columns(raw=(base * rarity * _MILLION).round().cast(pl.Int64))
        named = named.sort("row", "raw", "key", descending=[False, True, False])
        named = named.with_columns(lane=pl.int_range(pl.len()).over("row")).filter(pl.col("lane") < N_SKILL_LANES)
        return _scale_to_255(named).with_columns(pl.col("id").fill_null(-1), required=~pl.col("desirable"))

    def held(self, jobseekers: pl.DataFrame) -> tuple[I64, I32, U8, U8, I32]:
        """What each jobseeker's skills are worth, skill by skill asked for.

        Returns
        -------
        ptr : int64 array, shape (n + 1,)
        asked : int32 array
        credit, level : uint8 arrays
        held : int32 array
            -1 for a held skill that no vacancy names itself.
        """
        pairs = self._credit_frame()
        held = (
            _held_skills(jobseekers).join(pairs, left_on="key", right_on="held_key", how="inner").sort("row", "asked")
        )
        counts = np.bincount(held["row"].to_numpy(), minlength=jobseekers.height)
        ptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return (
            ptr,
            held["asked"].to_numpy().astype(np.int32),
            held["credit"].to_numpy().astype(np.uint8),
            held["level"].to_numpy().astype(np.uint8),
            held["held"].to_numpy().astype(np.int32),
        )

    def _credit_frame(self) -> pl.DataFrame:
        ids = self.frame.with_row_index("id").select("key", pl.col("id").cast(pl.Int32))
        exact = ids.select(held_key="key", asked="id", credit=pl.lit(FULL_CREDIT, pl.Int64), held="id")
        if not self.credits:
            return exact
        partial = pl.DataFrame(
            [(held, asked, credit) for (held, asked), credit in self.credits.items()],
            schema={"held_key": pl.String, "asked_key": pl.String, "credit": pl.Int64},
            orient="row",
        )
        partial = partial.join(ids.rename({"id": "asked"}), left_on="asked_key", right_on="key", how="inner")
        partial = partial.join(ids.rename({"id": "held"}), left_on="held_key", right_on="key", how="left")
        return pl.concat([exact, partial.select("held_key", "asked", "credit", pl.col("held").fill_null(-1))])


def named_skills(vacancies: pl.DataFrame) -> pl.DataFrame:
    """Skills that vacancies name, once each: row, name, key, desirable, level (hundredths)."""
    parts = []
    for desirable, column in ((False, "required_skill"), (True, "desirable_skill")):
        levels = pl.col(f"{column}_levels")
        part = (
            vacancies.select(
                row=pl.int_range(pl.len()),
                name=pl.col(f"{column}s"),
                level=pl.when(levels.is_null()).then(pl.col(f"{column}s").list.eval(pl.lit(0.0))).otherwise(levels),
            )
            .filter(pl.col("name").list.len() > 0)
            .explode("name", "level")
            .with_columns(desirable=pl.lit(desirable))
        )
        parts.append(part)
    named = pl.concat(parts).with_columns(key=skill_key(pl.col("name")), level=_hundredths(0.0))
    # named twice: once as required, with the higher level
    named = named.sort("row", "desirable", "level", descending=[False, False, True], maintain_order=True)
    return named.unique(["row", "key"], keep="first", maintain_order=True)


def _held_skills(jobseekers: pl.DataFrame) -> pl.DataFrame:
    levels = pl.col("skill_levels")
    frame = (
        jobseekers.select(
            row=pl.int_range(pl.len()),
            name=pl.col("skills"),
            level=pl.when(levels.is_null()).then(pl.col("skills").list.eval(pl.lit(1.0))).otherwise(levels),
        )
        .filter(pl.col("name").list.len() > 0)
        .explode("name", "level")
    )
    return frame.with_columns(key=skill_key(pl.col("name")), level=_hundredths(1.0))


def _hundredths(missing: float) -> pl.Expr:
    return (pl.col("level").fill_null(missing) * LEVEL_STEPS).round(mode="half_to_even").cast(pl.Int64)


def _scale_to_255(lanes: pl.DataFrame) -> pl.DataFrame:
    """Turn raw weights into bytes that sum to 255 a row: largest remainder, at least 1 each."""
    total = pl.col("raw").sum().over("row")
    lanes = lanes.with_columns(
        weight=pl.max_horizontal(1, FULL_CREDIT * pl.col("raw") // total), remainder=FULL_CREDIT * pl.col("raw") % total
    )
    lanes = lanes.with_columns(rest=FULL_CREDIT - pl.col("weight").sum().over("row"))
    place = pl.col("remainder").rank("ordinal", descending=True).over("row")
    extra = pl.when(pl.col("rest") > 0).then((place <= pl.col("rest")).cast(pl.Int64)).otherwise(0)
    # where the least of 1 overshoots, the heaviest lane gives back
    back = pl.when((pl.col("rest") < 0) & (pl.col("lane") == 0)).then(pl.col("rest")).otherwise(0)
    return lanes.with_columns(weight=pl.col("weight") + extra + back)
