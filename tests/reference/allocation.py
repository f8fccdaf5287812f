"""Slow oracles of an allocation: the best sum by linear programming, and how many people can have anything at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

Pair = tuple[int, int, int]  # person, vacancy, score


def congestion_cost(n: int, capacity: int, congestion: int) -> int:
    """What the n-th introduction of a vacancy costs, counted from 1."""
    return congestion * (n - 1) // capacity


def objective(
    held: Sequence[Pair], n_people: int, capacities: Sequence[int], bonus: Sequence[int], congestion: int
) -> int:
    """Scores and bonuses less congestion."""
    total = sum(score for _, _, score in held)
    for person in range(n_people):
        total += sum(bonus[: sum(p == person for p, _, _ in held)])
    for vacancy, capacity in enumerate(capacities):
        n = sum(v == vacancy for _, v, _ in held)
        total -= sum(congestion_cost(i, capacity, congestion) for i in range(1, n + 1))
    return total


def best_objective(
    pairs: Sequence[Pair], n_people: int, capacities: Sequence[int], bonus: Sequence[int], congestion: int
) -> float:
    """The largest that `objective` can be: a flow, so the linear programme has a whole solution.

    Variables: each pair; each place in each person's list; each introduction of each vacancy.
    """
    k = len(bonus)
    costs = [congestion_cost(i, c, congestion) for c in capacities for i in range(1, c + 1)]
    gain = np.array([s for _, _, s in pairs] + list(bonus) * n_people + [-cost for cost in costs], dtype=float)
    balance = np.zeros((n_people + len(capacities), len(gain)))
    for i, (person, vacancy, _) in enumerate(pairs):
        balance[person, i] = balance[n_people + vacancy, i] = 1
    for person in range(n_people):
        start = len(pairs) + person * k
        balance[person, start : start + k] = -1
    start = len(pairs) + n_people * k
    for vacancy, capacity in enumerate(capacities):
        balance[n_people + vacancy, start : start + capacity] = -1
        start += capacity
    found = linprog(-gain, A_eq=balance, b_eq=np.zeros(len(balance)), bounds=(0, 1))
    return float(-found.fun)


def most_people_with_any(pairs: Sequence[Pair], capacities: Sequence[int]) -> int:
    """How many people can have one suggestion each, by trying to move others (Kuhn), a vacancy being as many places."""
    places = [(v, i) for v, capacity in enumerate(capacities) for i in range(capacity)]
    wants = {p: [place for place in places if (p, place[0]) in {(q, v) for q, v, _ in pairs}] for p, _, _ in pairs}
    holder: dict[tuple[int, int], int] = {}

    def place_person(person: int, seen: set[tuple[int, int]]) -> bool:
        for place in wants[person]:
            if place in seen:
                continue
            seen.add(place)
            if place not in holder or place_person(holder[place], seen):
                holder[place] = person
                return True
        return False

    return sum(place_person(person, set()) for person in wants)


def most_people_with_any_of_many(pairs: Sequence[tuple[int, int]], n_people: int, capacities: Sequence[int]) -> int:
    """The same by Hopcroft and Karp, as SciPy has it, for markets that are too large for Kuhn's way."""
    first = np.concatenate([[0], np.cumsum(capacities)])
    rows = [person for person, vacancy in pairs for _ in range(capacities[vacancy])]
    places = [place for _, vacancy in pairs for place in range(first[vacancy], first[vacancy + 1])]
    graph = csr_matrix((np.ones(len(rows), np.int8), (rows, places)), shape=(n_people, int(first[-1])))
    return int((maximum_bipartite_matching(graph, perm_type="column") >= 0).sum())
