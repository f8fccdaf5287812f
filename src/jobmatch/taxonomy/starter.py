"""The starter list of skills as a taxonomy, for those who have none."""

from __future__ import annotations

import polars as pl

from jobmatch.reading.skills.vocabulary import skill_id, starter_skills
from jobmatch.taxonomy.model import SkillTaxonomy

STARTER_NAME = "jobmatch starter list"
STARTER_VERSION = "2"


def starter_taxonomy() -> SkillTaxonomy:
    """The starter list of this package: some nine hundred skills that British public vacancies name, and their names.

    It is no classification: only a few skills have something broader ("Sage" has "accounting software"). Take ESCO or
    the UK Standard Skills Classification where you can.

    Returns
    -------
    SkillTaxonomy
        Ids begin with "starter:".

    Examples
    --------
    >>> starter_taxonomy().link(["Till work", "BSL"])["label"].to_list()
    ['till operation', 'British Sign Language']
    """
    skills = starter_skills()
    ids = [skill.skill_id for skill in skills]
    return SkillTaxonomy.checked(
        STARTER_NAME,
        STARTER_VERSION,
        pl.DataFrame(
            {
                "skill_id": ids,
                "label": [skill.label for skill in skills],
                "skill_type": [skill.skill_type for skill in skills],
                "reuse_level": pl.Series([None] * len(ids), dtype=pl.String),
            }
        ),
        _pairs("label", [(skill.skill_id, other) for skill in skills for other in skill.other_labels]),
        _pairs("broader_id", [(skill.skill_id, skill_id(skill.broader)) for skill in skills if skill.broader]),
    )


def _pairs(name: str, rows: list[tuple[str, str]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"skill_id": pl.String, name: pl.String}, orient="row")
