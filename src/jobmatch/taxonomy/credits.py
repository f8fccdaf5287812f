"""What a skill held is worth for another one that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jobmatch.codes import SkillRelation
from jobmatch.errors import ConfigError, ShapeMismatchError
from jobmatch.taxonomy.model import Taxonomy

RELATION_NAMES: Final = {relation: relation.name.lower() for relation in SkillRelation}

F32 = NDArray[np.float32]
Vectors = F32 | Callable[[Sequence[str]], F32]
_ROWS_AT_ONCE: Final = 1024
_PAIRS: Final = {"held": pl.Int32, "asked": pl.Int32, "credit": pl.Float64, "relation": pl.UInt8}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRules:
    """Worth of one skill for another, as a share of full credit. Assumed values until there are outcomes to learn from.

    Parameters
    ----------
    narrower
        The person has a narrower skill than the one asked for.
    broader
        The person has a broader one.
    sibling
        Both have a skill or group in common that is directly broader.
    near
        Most that likeness of meaning can give; the cosine ``near_from`` gives nothing, ``near_full`` this.
    near_from, near_full
        Cosines.
    largest_family
        Children of a skill or group with more children than this are no siblings; None sets no limit.
    no_credit_types
        Types of skill that are worth nothing for one another, however close.
    """

    narrower: float = 0.85
    broader: float = 0.60
    sibling: float = 0.50
    near: float = 0.70
    near_from: float = 0.70
    near_full: float = 0.95
    largest_family: int | None = None
    no_credit_types: tuple[str, ...] = ("language", "licence", "qualification")

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, float) and not 0 <= value <= 1:
                raise ConfigError(f"{field.name} must lie between 0 and 1, found {value}.")
        if self.near_from >= self.near_full:
            raise ConfigError(f"near_from ({self.near_from}) must be below near_full ({self.near_full}).")


def skill_credits(
    taxonomy: Taxonomy, rules: CreditRules | None = None, *, vectors: Vectors | None = None
) -> pl.DataFrame:
    """Partial credits between the skills of a taxonomy, for ``Matcher.build(..., skill_credits=...)``.

    Only direct relations count, and only between skills of one known type. Of several relations between two skills
    the one that is worth most counts, never their sum.

    Parameters
    ----------
    taxonomy : Taxonomy
        Whose hierarchy counts.
    rules : CreditRules, optional
        What each relation is worth.
    vectors : float array of shape (n_skills, dimensions), or function, optional
        Meaning of each skill, in the order of ``taxonomy.skills``; a function takes the labels in that order and
        returns such an array, as ``encode`` of an `Encoder` does. Any lengths; a zero vector is near to nothing.
        Without it, likeness of meaning earns nothing.

    Returns
    -------
    polars.DataFrame
        ``held``, ``asked`` (ids of skills), ``credit`` (Float64, above 0 and at most 1) and ``relation`` ("narrower",
        "broader", "sibling" or "near": what the skill held is to the one asked for), sorted.

    Raises
    ------
    ShapeMismatchError
        If there is not one vector for each skill.
    """
    rules = rules or CreditRules()
    skills = taxonomy.skills.with_row_index("row").with_columns(pl.col("row").cast(pl.Int32))
    parts = [*_by_hierarchy(skills, taxonomy.broader, rules)]
    if vectors is not None:
        parts.append(_by_meaning(skills, vectors, rules))
    types = skills.filter(
        pl.col("skill_type").is_not_null(), ~pl.col("skill_type").is_in(rules.no_credit_types)
    ).select("row", "skill_type")
    pairs = pl.concat(parts).filter(pl.col("credit") > 0, pl.col("held") != pl.col("asked"))
    for side in ("held", "asked"):
        pairs = pairs.join(types.rename({"row": side, "skill_type": f"{side}_type"}), on=side)
    pairs = pairs.filter(pl.col("held_type") == pl.col("asked_type"))
    best = pairs.sort("held", "asked", "credit", "relation", descending=[False, False, True, False]).unique(
        ["held", "asked"], keep="first", maintain_order=True
    )
    ids = skills["skill_id"]
    return best.select(
        held=pl.lit(ids.gather(best["held"])),
        asked=pl.lit(ids.gather(best["asked"])),
        credit="credit",
        relation=pl.col("relation").replace_strict(RELATION_NAMES, return_dtype=pl.String),
    )


def _by_hierarchy(skills: pl.DataFrame, broader: pl.DataFrame, rules: CreditRules) -> list[pl.DataFrame]:
    rows = skills.select("skill_id", "row")
    below = broader.join(rows.rename({"row": "child"}), on="skill_id").select("child", parent="broader_id")
    direct = below.join(rows.rename({"skill_id": "parent", "row": "parent_row"}), on="parent")
    families = below.unique()
    if rules.largest_family is not None:
        families = families.filter(pl.len().over("parent") <= rules.largest_family)
    siblings = families.join(families.rename({"child": "other"}), on="parent").select("child", "other").unique()
    return [
        _pairs(direct, "child", "parent_row", rules.narrower, SkillRelation.NARROWER),
        _pairs(direct, "parent_row", "child", rules.broader, SkillRelation.BROADER),
        _pairs(siblings, "child", "other", rules.sibling, SkillRelation.SIBLING),
    ]


def _pairs(frame: pl.DataFrame, held: str, asked: str, credit: float, relation: SkillRelation) -> pl.DataFrame:
    return frame.select(
        held=pl.col(held), asked=pl.col(asked), credit=pl.lit(credit), relation=pl.lit(int(relation), pl.UInt8)
    ).cast(_PAIRS)  # type: ignore[arg-type]


def _by_meaning(skills: pl.DataFrame, vectors: Vectors, rules: CreditRules) -> pl.DataFrame:
    """Pairs whose cosine is above ``near_from``, within one type, a block of rows at a time."""
    found = vectors(skills["label"].to_list()) if callable(vectors) else vectors
    array = np.asarray(found, np.float32)
    if array.ndim != 2 or len(array) != skills.height:
        raise ShapeMismatchError(what="vectors of skills", found=array.shape, expected=f"({skills.height}, dimensions)")
    lengths = np.linalg.norm(array, axis=1, keepdims=True)
    array = np.divide(array, lengths, out=np.zeros_like(array), where=lengths > 0)
    parts = [pl.DataFrame(schema=_PAIRS)]
    for rows in skills.group_by("skill_type", maintain_order=True).agg("row")["row"]:
        members = rows.to_numpy()
        for start in range(0, len(members), _ROWS_AT_ONCE):
            held = members[start : start + _ROWS_AT_ONCE]
            cosine = array[held] @ array[members].T
            i, j = np.nonzero(cosine > rules.near_from)
            share = (cosine[i, j].astype(np.float64) - rules.near_from) / (rules.near_full - rules.near_from)
            worth = {"held": held[i], "asked": members[j], "credit": rules.near * np.clip(share, 0.0, 1.0)}
            part = pl.DataFrame(worth).with_columns(relation=pl.lit(int(SkillRelation.NEAR), pl.UInt8))
            parts.append(part.cast(_PAIRS))  # type: ignore[arg-type]
    return pl.concat(parts)
