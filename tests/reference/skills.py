"""Skills of a taxonomy by docs/rules.md: which skill a name means, and what one skill is worth for another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

NO_CREDIT = ("language", "licence", "qualification")
WORTH = {"narrower": 0.85, "broader": 0.60, "sibling": 0.50}


@dataclass(frozen=True)
class Skills:
    """A taxonomy: label and type by id, other labels by id, and ids that are directly broader by id."""

    labels: Mapping[str, str]
    types: Mapping[str, str | None]
    others: Mapping[str, Sequence[str]] = field(default_factory=dict)
    broader: Mapping[str, Sequence[str]] = field(default_factory=dict)


def spelt(name: str) -> str:
    """Return a name without what makes no difference."""
    return " ".join(name.split()).lower()


def meant(taxonomy: Skills, name: str) -> str:
    """Return the id of the skill that a name means, or its spelling where it means none."""
    wanted = spelt(name)
    by_id = {i for i in taxonomy.labels if spelt(i) == wanted}
    by_label = {i for i, label in taxonomy.labels.items() if spelt(label) == wanted}
    by_other = {i for i, labels in taxonomy.others.items() if wanted in map(spelt, labels)}
    for found in (by_id, by_label, by_other):
        if found:
            return found.pop() if len(found) == 1 else wanted
    return wanted


def credit(taxonomy: Skills, held: str, asked: str) -> tuple[int, str | None]:
    """Return what one skill is worth for another (0 to 255), and what it is to it."""
    if held == asked:
        return 255, None
    kinds = {taxonomy.types.get(held), taxonomy.types.get(asked)}
    if len(kinds) > 1 or None in kinds or kinds & set(NO_CREDIT):
        return 0, None
    above_held, above_asked = set(taxonomy.broader.get(held, ())), set(taxonomy.broader.get(asked, ()))
    relations = {
        "narrower": asked in above_held,
        "broader": held in above_asked,
        "sibling": bool(above_held & above_asked),
    }
    worth = {name: WORTH[name] for name, holds in relations.items() if holds}
    if not worth:
        return 0, None
    best = max(worth, key=lambda name: worth[name])
    return math.floor(worth[best] * 255 + 0.5), best
