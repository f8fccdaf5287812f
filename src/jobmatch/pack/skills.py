"""The skills that vacancies name: ids, rarity weights, and what a held skill is worth for an asked one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, Self

import numpy as np
import polars as pl

from jobmatch.kernels.layout import CREDIT, HELD, I64, N_SKILL_LANES, NO_SKILL, U8, U32, Records
from jobmatch.pack.credits import FULL_CREDIT, SkillCredits
from jobmatch.taxonomy import SkillLinks, Taxonomy, skill_credits

REQUIRED_WEIGHT: Final = 3
DESIRABLE_WEIGHT: Final = 1
RARITY_RANGE: Final = (1.0, 6.0)
LEVEL_STEPS: Final = 100  # levels are whole hundredths
_MILLION: Final = 1_000_000


class TaxonomyName(NamedTuple):
    """Which taxonomy skills were linked to: its name, release, and the SHA-256 of everything in it."""

    name: str
    version: str
    fingerprint: str


class HeldSkills(NamedTuple):
    """Skills that jobseekers hold, each once: rows ``ptr[i]`` to ``ptr[i + 1]`` are of i, ids ascending."""

    ptr: I64
    held: Records  # HELD


class CreditRows(NamedTuple):
    """What a skill is worth for others: rows ``ptr[h]`` to ``ptr[h + 1]`` are of the skill of id h."""

    ptr: I64
    credit: Records  # CREDIT


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class SkillSpace:
    """Skills named by a set of vacancies.

    Parameters
    ----------
    frame : polars.DataFrame
        ``key`` (String: the id in the taxonomy, else the spelling), ``name`` (its label in the taxonomy, else as first
        written), ``n_vacancies`` naming it (Int64), ``asked`` (Boolean: some vacancy names it, be it one that was not
        counted); the row is the id. Skills that only jobseekers hold are listed too.
    n_vacancies : int
        Vacancies counted.
    links : SkillLinks
        Which spelling means which skill of a taxonomy.
    credits : SkillCredits
        Partial credit between different skills.
    taxonomy : TaxonomyName, optional
        Which one.
    """

    frame: pl.DataFrame
    n_vacancies: int
    links: SkillLinks = field(default_factory=SkillLinks.none)
    credits: SkillCredits = field(default_factory=SkillCredits.none)
    taxonomy: TaxonomyName | None = None

    @classmethod
    def of(
        cls,
        vacancies: pl.DataFrame,
        jobseekers: pl.DataFrame,
        taxonomy: Taxonomy | None = None,
        credit_table: pl.DataFrame | None = None,
    ) -> Self:
        """Collect the skills that vacancies name, and those that jobseekers hold besides.

        Parameters
        ----------
        vacancies, jobseekers : polars.DataFrame
            Validated rows.
        taxonomy : Taxonomy, optional
            To link names to.
        credit_table : polars.DataFrame, optional
            As `SkillCredits.of` takes it; None takes the hierarchy of the taxonomy.
        """
        links = SkillLinks.none() if taxonomy is None else SkillLinks.of(taxonomy)
        if credit_table is None and taxonomy is not None:
            credit_table = skill_credits(taxonomy)
        named = named_skills(vacancies, links)
        frame = named.group_by("key").agg(
            name=pl.coalesce(pl.col("label").first(), pl.col("name").sort_by("row", "desirable", "name").first()),
            n_vacancies=pl.len().cast(pl.Int64),
            asked=pl.lit(value=True),
        )
        space = cls(
            frame.sort("key"),
            vacancies.height,
            links,
            SkillCredits.none() if credit_table is None else SkillCredits.of(credit_table, links),
            None if taxonomy is None else TaxonomyName(taxonomy.name, taxonomy.version, taxonomy.fingerprint),
        )
        return space.extended_for(vacancies.clear(), jobseekers)

    def extended_for(self, vacancies: pl.DataFrame, jobseekers: pl.DataFrame) -> Self:
        """Add whatever these rows name or hold, so that a record in no table is compared in full; ids stay."""
        columns = ("key", pl.coalesce("label", "name").alias("name"))
        rows = pl.concat(
            [
                named_skills(vacancies, self.links).select(*columns, asked=pl.lit(value=True)),
                _held_skills(jobseekers, self.links).select(*columns, asked=pl.lit(value=False)),
            ]
        )
        rows = rows.group_by("key").agg(pl.col("name").min(), pl.col("asked").any())
        known = self.frame.with_columns(
            pl.col("asked") | pl.col("key").is_in(rows.filter("asked")["key"].implode()),
        )
        new = rows.join(self.frame, on="key", how="anti").sort("key")
        new = new.select("key", "name", pl.lit(0, pl.Int64).alias("n_vacancies"), "asked")
        return replace(self, frame=pl.concat([known, new]))

    def asks_more_than(self, other: SkillSpace) -> bool:
        """Whether skills are asked for here that were not in ``other``, so that what people hold earns more."""
        return bool(len(self.credits)) and self.frame["asked"].sum() > other.frame["asked"].sum()

    def __len__(self) -> int:
        """Count the skills."""
        return self.frame.height

    def __repr__(self) -> str:
        """Show counts only."""
        return f"SkillSpace({len(self)} skills of {self.n_vacancies} vacancies, {len(self.credits)} partial credits)"

    def vacancy_lanes(self, vacancies: pl.DataFrame) -> tuple[U32, U8, U8]:
        """Ids, weights and least levels of the skills that each vacancy names, heaviest first.

        Returns
        -------
        skill : uint32 array, shape (n, 16)
            The id above 8 bits of weight, which sum to 255 over a vacancy; id NO_SKILL where a lane is unused, and for
            a skill that is in no vacancy of this space.
        skill_level : uint8 array, shape (n, 16)
            Hundredths; 0 any.
        n_skills : uint8 array, shape (n,)
        """
        lanes = self.weighted(vacancies)
        skill = np.full((vacancies.height, N_SKILL_LANES), NO_SKILL << 8, np.uint32)
        level = np.zeros((vacancies.height, N_SKILL_LANES), np.uint8)
        row, lane = lanes["row"].to_numpy(), lanes["lane"].to_numpy()
        number = np.where(lanes["id"].to_numpy() < 0, NO_SKILL, lanes["id"].to_numpy()).astype(np.uint32)
        skill[row, lane] = number << np.uint32(8) | lanes["weight"].to_numpy().astype(np.uint32)
        level[row, lane] = lanes["level"].to_numpy()
        return skill, level, np.bincount(row, minlength=vacancies.height).astype(np.uint8)

    def weighted(self, vacancies: pl.DataFrame) -> pl.DataFrame:
        """One row for each lane in use.

        Columns: row, lane, id, name, key, required, weight (sum 255 a row), level, and n_named: how many skills the
        vacancy names, the lighter ones beyond the 16 lanes included.
        """
        ids = self.frame.with_row_index("id").select("key", pl.col("id").cast(pl.Int32), "n_vacancies")
        rarity = (1 + self.n_vacancies / pl.col("n_vacancies").fill_null(1).clip(1)).log().clip(*RARITY_RANGE)
        base = pl.when("desirable").then(DESIRABLE_WEIGHT).otherwise(REQUIRED_WEIGHT)
        named = named_skills(vacancies, self.links).join(ids, on="key", how="left")
        # rounded to millionths, so that shares are compared exactly
        named = named.with_columns(raw=(base * rarity * _MILLION).round().cast(pl.Int64))
        named = named.sort("row", "raw", "key", descending=[False, True, False])
        named = named.with_columns(lane=pl.int_range(pl.len()).over("row"), n_named=pl.len().over("row"))
        named = named.filter(pl.col("lane") < N_SKILL_LANES)
        return _scale_to_255(named).with_columns(pl.col("id").fill_null(-1), required=~pl.col("desirable"))

    def held(self, jobseekers: pl.DataFrame) -> HeldSkills:
        """Skills that jobseekers hold; this space must know them (`extended_for`). Of one named twice, the best level.

        Parameters
        ----------
        jobseekers : polars.DataFrame
            Validated rows.
        """
        ids = self.frame.with_row_index("id").select("key", pl.col("id").cast(pl.Int32))
        held = _held_skills(jobseekers, self.links).join(ids, on="key")
        held = held.group_by("row", "id").agg(pl.col("level").max()).sort("row", "id")
        return HeldSkills(_pointers(held["row"], jobseekers.height), _records(held, HELD, {}))

    def credit_rows(self) -> CreditRows:
        """Partial credits between the skills of this space, towards those that some vacancy asks for."""
        ids = self.frame.with_row_index("id").select("key", pl.col("id").cast(pl.Int32), "asked")
        rows = self.credits.between(ids.select("key", "id"), ids.filter("asked").select("key", "id"))
        return CreditRows(_pointers(rows["held"], len(self)), _records(rows, CREDIT, {"value": "credit"}))


def _records(frame: pl.DataFrame, dtype: np.dtype[np.void], renamed: Mapping[str, str]) -> Records:
    """Records of the columns of the same name, or of that of ``renamed``."""
    records = np.zeros(frame.height, dtype)
    for name in dtype.names or ():
        records[name] = frame[renamed.get(name, name)].to_numpy()
    return records


def _pointers(rows: pl.Series, n: int) -> I64:
    counts = np.bincount(rows.to_numpy(), minlength=n)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def named_skills(vacancies: pl.DataFrame, links: SkillLinks) -> pl.DataFrame:
    """Skills that vacancies name, once each: row, name, key, label, desirable, level (hundredths)."""
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
    named = links.apply(pl.concat(parts).with_columns(level=_hundredths(0.0)))
    # named twice: once as required, with the higher level, in the spelling that comes first in the alphabet
    named = named.sort("row", "desirable", "level", "name", descending=[False, False, True, False])
    return named.unique(["row", "key"], keep="first", maintain_order=True)


def _held_skills(jobseekers: pl.DataFrame, links: SkillLinks) -> pl.DataFrame:
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
    return links.apply(frame.with_columns(level=_hundredths(1.0)))


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
