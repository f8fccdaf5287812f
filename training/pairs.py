"""Batches of texts that belong together, drawn from ESCO."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy.sparse

from training.esco import Concept, Esco, clean, plural, sentences
from training.texts import I64, Texts

Bool = npt.NDArray[np.bool_]
Bags = I64 | list[I64]

# Share of names that are drawn in the plural.
_PLURAL: Final = 0.3
# A group's own name rather than its description.
_NAME_OF_GROUP: Final = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Texts of which the i-th on the left belongs to the i-th on the right.

    Parameters
    ----------
    left, right : int64 array, or list of int64 arrays, length n
        Numbers of texts, one or several for each.
    related : bool array, shape (n, n)
        Where left i and right j belong together too, i and j being different: they are nobody's example of two
        things that do not.
    """

    left: Bags
    right: Bags
    related: Bool


class Pairs:
    """Draws batches of seven kinds.

    Parameters
    ----------
    esco : Esco
        Without what is held out.
    texts : Texts
        Numbers are taken from here; `Texts.finish` afterwards.
    excluded : set of str
        Texts that must not be made by taking a plural either.
    size : int
        Pairs in a batch; fewer where there are not so many concepts.
    """

    def __init__(self, esco: Esco, texts: Texts, *, excluded: set[str], size: int) -> None:
        self._size = size
        occupations, skills = esco.occupations, esco.skills
        self._names = [texts.numbers(o.labels) for o in occupations]
        self._plurals = [texts.numbers(_plurals(o, excluded)) for o in occupations]
        self._texts_of_occupation = [_description(o, texts) for o in occupations]
        self._names_of_skill = [texts.numbers(s.labels) for s in skills]
        self._texts_of_skill = [_description(s, texts)[:4] for s in skills]
        row = {skill.key: i for i, skill in enumerate(skills)}
        self._essential = [np.array([row[k] for k in o.skills if k in row], np.int64) for o in occupations]
        optional = [np.array([row[k] for k in o.optional_skills if k in row], np.int64) for o in occupations]
        self._needs = _incidence([*map(np.concatenate, zip(self._essential, optional, strict=True))], len(skills))
        members: dict[str, list[int]] = {}
        for i, occupation in enumerate(occupations):
            members.setdefault(occupation.group, []).append(i)
        groups = [group for group in esco.groups if group.key in members]
        self._members = [np.array(members[group.key]) for group in groups]
        self._names_of_group = [texts.numbers(group.labels) for group in groups]
        self._texts_of_group = [texts.numbers([clean(group.description)]) for group in groups]
        # Occupations with more names are drawn more often, though not in proportion.
        weight = np.sqrt([len(names) for names in self._names])
        self._chance = weight / weight.sum()
        self._with_skills = np.flatnonzero([len(e) > 0 for e in self._essential])
        self._skills_with_names = np.flatnonzero([len(names) > 1 for names in self._names_of_skill])
        self.kinds: dict[str, tuple[float, Callable[[np.random.Generator], Batch]]] = {
            "two names of an occupation": (5, self._two_names),
            "name and description of an occupation": (2, self._name_and_description),
            "name of an occupation and an essential skill": (1, self._name_and_skill),
            "two names of a skill": (2, self._two_names_of_skill),
            "name and description of a skill": (1, self._name_and_description_of_skill),
            "group and name of a member": (1, self._group_and_member),
            "halves of an occupation's text": (1, self._halves),
        }

    def draw(self, random: np.random.Generator) -> Batch:
        """Draw one batch of one kind."""
        shares, draw = zip(*self.kinds.values(), strict=True)
        kind = random.choice(len(shares), p=np.array(shares) / sum(shares))
        batch: Batch = draw[kind](random)
        return batch

    # --- Kinds ---

    def _two_names(self, random: np.random.Generator) -> Batch:
        chosen = random.choice(len(self._names), min(self._size, len(self._names)), replace=False, p=self._chance)
        pairs = []
        for i in chosen:
            n = len(self._names[i])
            if n > 1:
                first, second = random.choice(n, 2, replace=False)
                pairs.append((self._name(i, first, random), self._name(i, second, random)))
            else:
                pairs.append((self._name(i, 0, random), self._texts_of_occupation[i][0]))
        return _batch(pairs)

    def _name_and_description(self, random: np.random.Generator) -> Batch:
        chosen = _some(len(self._names), self._size, random)
        return _batch([(self._any_name(i, random), random.choice(self._texts_of_occupation[i])) for i in chosen])

    def _name_and_skill(self, random: np.random.Generator) -> Batch:
        chosen = self._with_skills[_some(len(self._with_skills), self._size, random)]
        skills = [random.choice(self._essential[i]) for i in chosen]
        pairs = [(self._any_name(i, random), self._names_of_skill[s][0]) for i, s in zip(chosen, skills, strict=True)]
        return _batch(pairs, self._needs[chosen][:, skills].toarray())

    def _two_names_of_skill(self, random: np.random.Generator) -> Batch:
        chosen = self._skills_with_names[_some(len(self._skills_with_names), self._size, random)]
        return _batch([random.choice(self._names_of_skill[i], 2, replace=False) for i in chosen])

    def _name_and_description_of_skill(self, random: np.random.Generator) -> Batch:
        chosen = _some(len(self._names_of_skill), self._size, random)
        return _batch(
            [(random.choice(self._names_of_skill[i]), random.choice(self._texts_of_skill[i])) for i in chosen]
        )

    def _group_and_member(self, random: np.random.Generator) -> Batch:
        pairs = []
        for i in _some(len(self._members), self._size, random):
            whole = self._names_of_group if random.random() < _NAME_OF_GROUP else self._texts_of_group
            pairs.append((whole[i][0], self._any_name(random.choice(self._members[i]), random)))
        return _batch(pairs)

    def _halves(self, random: np.random.Generator) -> Batch:
        """Draw texts as long as adverts: half of the sentences and skills of an occupation, and the other half."""
        left, right = [], []
        for i in self._with_skills[_some(len(self._with_skills), self._size // 2, random)]:
            skills = [self._names_of_skill[s][0] for s in self._essential[i]]
            parts = np.array([self._any_name(i, random), *self._texts_of_occupation[i][1:], *skills])
            random.shuffle(parts)
            left.append(parts[: len(parts) // 2])
            right.append(parts[len(parts) // 2 :])
        return Batch(left, right, np.zeros((len(left), len(left)), np.bool_))

    def _name(self, i: int, which: int, random: np.random.Generator) -> int:
        return int((self._plurals if random.random() < _PLURAL else self._names)[i][which])

    def _any_name(self, i: int, random: np.random.Generator) -> int:
        return self._name(i, int(random.integers(len(self._names[i]))), random)


def _plurals(occupation: Concept, excluded: set[str]) -> list[str]:
    return [made if (made := plural(label)) not in excluded else label for label in occupation.labels]


def _description(concept: Concept, texts: Texts) -> I64:
    """Numbers of the whole description and of its sentences."""
    return texts.numbers([clean(concept.description), *sentences(concept.description)])


def _some(n: int, size: int, random: np.random.Generator) -> I64:
    return random.choice(n, min(size, n), replace=False)


def _batch(pairs: Sequence[Sequence[int] | I64], related: Bool | None = None) -> Batch:
    left, right = np.array(pairs, np.int64).T
    same = (right[:, None] == right) | (left[:, None] == right)
    related = same if related is None else related | same
    np.fill_diagonal(related, val=False)
    return Batch(left, right, related)


def _incidence(columns: Sequence[I64], n_columns: int) -> scipy.sparse.csr_matrix:
    rows = np.repeat(np.arange(len(columns)), [len(c) for c in columns])
    shape = (len(columns), n_columns)
    return scipy.sparse.csr_matrix((np.ones(len(rows), np.bool_), (rows, np.concatenate(columns))), shape=shape)
