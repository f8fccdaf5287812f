"""What settings are chosen on: parts of ESCO that are held out, and how well they are found again.

No test set is looked at here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from training.esco import Concept, Esco, clean, sentences

F32 = npt.NDArray[np.float32]
I64 = npt.NDArray[np.int64]
Encode = Callable[[Sequence[str]], F32]

_SEED: Final = 1
_N_NAMES, _N_OCCUPATIONS, _N_GROUPS, _N_SKILLS = 600, 200, 120, 600


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """Queries, a corpus, for each query the rows of the corpus that it must find, and those that are its own text."""

    queries: list[str]
    corpus: list[str]
    wanted: list[I64]
    own: list[I64]


@dataclass(frozen=True, slots=True, eq=False)
class Development:
    """Held-out parts of ESCO.

    Parameters
    ----------
    searches : dict of str to Search
        By what is held out.
    labels : set of str
        Not to be trained on.
    keys : frozenset of str
        Concepts not to be trained on.
    """

    searches: dict[str, Search]
    labels: set[str]
    keys: frozenset[str]


def hold_out(esco: Esco) -> Development:
    """Choose what is held out, always the same.

    ``names``: names of occupations that have others, half of them those least like the others, to find the others;
    ``occupations``: whole occupations, to find the other names by the preferred one; ``groups``: ISCO unit groups, to
    find the names of their members; ``skills``: names of skills, to find the preferred one; ``halves``: one half of
    the text of a held-out occupation, to find the other among those of all.
    """
    random = np.random.default_rng(_SEED)
    order = random.permutation(len(esco.occupations))
    whole = [esco.occupations[i] for i in order[:_N_OCCUPATIONS]]
    parted = [o for i in order[_N_OCCUPATIONS:] if len((o := esco.occupations[i]).labels) >= 5][:_N_NAMES]
    names = [_odd_one(o) if i % 2 else str(random.choice(o.labels[1:])) for i, o in enumerate(parted)]
    units = [group for group in esco.groups if len(group.key) == 4]
    groups = [units[i] for i in random.permutation(len(units))[:_N_GROUPS]]
    many = [skill for skill in esco.skills if len(skill.labels) >= 4]
    skills = [many[i] for i in random.permutation(len(many))[:_N_SKILLS]]
    names_of_skills = [str(random.choice(skill.labels[1:])) for skill in skills]

    corpus = [label for concept in (*esco.occupations, *esco.groups) for label in concept.labels]
    owner = [concept.key for concept in (*esco.occupations, *esco.groups) for _ in concept.labels]
    group_of = {o.key: o.group for o in esco.occupations}
    group_of_row = [group_of.get(key, "") for key in owner]
    named = [s.labels[0] for s in esco.skills]
    skill_keys = [s.key for s in esco.skills]
    searches = {
        "names": _search(names, corpus, owner, [o.key for o in parted]),
        "occupations": _search([o.labels[0] for o in whole], corpus, owner, [o.key for o in whole]),
        "groups": _search([g.labels[0] for g in groups], corpus, group_of_row, [g.key for g in groups]),
        "skills": _search(names_of_skills, named, skill_keys, [s.key for s in skills]),
        "halves": _halves(esco, whole, random),
    }
    held = {*names, *names_of_skills, *(g.labels[0] for g in groups), *(label for o in whole for label in o.labels)}
    return Development(searches, held, frozenset(c.key for c in (*whole, *groups)))


def mean_average_precision(search: Search, encode: Encode) -> float:
    """Mean over queries of the average precision of a ranking by inner product; ties count half way."""
    queries, corpus = encode(search.queries), encode(search.corpus)
    found = []
    for query, wanted, own in zip(queries, search.wanted, search.own, strict=True):
        similarity = corpus @ query
        similarity[own] = -np.inf
        best = np.sort(similarity[wanted])[::-1]
        falling = np.sort(-similarity)
        n = np.arange(1, len(best) + 1)
        first = np.maximum(np.searchsorted(falling, -best, "left") + 1, n)
        last = np.maximum(np.searchsorted(falling, -best, "right"), n)
        found.append((np.mean(n / first) + np.mean(n / last)) / 2)
    return float(np.mean(found))


def _search(queries: list[str], corpus: list[str], owner: list[str], keys: list[str]) -> Search:
    """Search that leaves a query's own text out of the corpus, wherever it stands."""
    rows_of: dict[str, list[int]] = {}
    for row, text in enumerate(corpus):
        rows_of.setdefault(text, []).append(row)
    rows: dict[str, list[int]] = {}
    for row, key in enumerate(owner):
        rows.setdefault(key, []).append(row)
    wanted = [
        np.array([row for row in rows.get(key, ()) if corpus[row] != query], np.int64)
        for query, key in zip(queries, keys, strict=True)
    ]
    kept = [i for i, rows_wanted in enumerate(wanted) if len(rows_wanted)]
    return Search(
        queries=[queries[i] for i in kept],
        corpus=corpus,
        wanted=[wanted[i] for i in kept],
        own=[np.array(rows_of.get(queries[i], ()), np.int64) for i in kept],
    )


def _odd_one(occupation: Concept) -> str:
    """Name that shares the smallest part of its words with any other."""

    def likeness(label: str) -> float:
        words = set(label.split())
        others = [set(other.split()) for other in occupation.labels if other != label]
        return max(len(words & other) / len(words | other) for other in others)

    return min(occupation.labels[1:], key=likeness)


def _halves(esco: Esco, queries: list[Concept], random: np.random.Generator) -> Search:
    name = {skill.key: skill.labels[0] for skill in esco.skills}
    first, second = {}, []
    for occupation in esco.occupations:
        parts = [*sentences(occupation.description), *(name[key] for key in occupation.skills)]
        random.shuffle(parts)
        first[occupation.key] = clean(". ".join(parts[::2]))
        second.append(clean(". ".join(parts[1::2])))
    row = {occupation.key: i for i, occupation in enumerate(esco.occupations)}
    return Search(
        queries=[first[o.key] for o in queries],
        corpus=second,
        wanted=[np.array([row[o.key]]) for o in queries],
        own=[np.zeros(0, np.int64) for _ in queries],
    )
