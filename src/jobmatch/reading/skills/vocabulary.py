"""Skills that jobmatch names by itself: a starter list for those who have no taxonomy.

Written for the vacancies of a British public employment service, and by nobody's classification.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_FILE = "starter_skills.csv"


class StarterSkill(NamedTuple):
    """One skill of the starter list; ``broader`` is the label of one that holds it, or empty."""

    label: str
    skill_type: str
    broader: str
    other_labels: tuple[str, ...]

    @property
    def skill_id(self) -> str:
        """Id by which results name it: "starter:till-operation"."""
        return skill_id(self.label)


def skill_id(label: str) -> str:
    """Id of the starter skill with this label."""
    return f"starter:{label.lower().replace(' ', '-')}"


@cache
def starter_skills() -> tuple[StarterSkill, ...]:
    """All skills of the starter list, in the order of the file."""
    text = files("jobmatch.reading.skills").joinpath(_FILE).read_text(encoding="utf-8")
    return tuple(
        StarterSkill(
            row["label"], row["skill_type"], row["broader"], tuple(filter(None, row["other_labels"].split("|")))
        )
        for row in csv.DictReader(text.splitlines())
    )
