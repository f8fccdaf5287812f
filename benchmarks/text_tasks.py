"""Tasks on texts as long as adverts and CVs: what belongs together must be found again.

No human judgements of CVs against adverts could be had, so each task is a stand-in that is stated for what it is. Ids
whose hash is even are the development half, on which weights were chosen; benchmarks look at the other half only.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.shared_data import livecareer_cvs, nhs_adverts
from jobmatch.encode import jobseeker_texts, vacancy_texts

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
Scores = Callable[[Sequence[str], Sequence[str]], npt.NDArray[np.generic]]

# So few words make no two halves.
_FEWEST_WORDS = 60
_FEWEST_EMPLOYERS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Queries, a corpus, and for each query the rows that are right and those that are left aside."""

    queries: list[str]
    corpus: list[str]
    right: list[I64]
    aside: list[I64]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many texts each task takes."""

    halves: int = 120
    titles: int = 120
    adverts: int = 400
    categories: int = 150


def make_tasks(seed: int, sizes: Sizes, *, development: bool = False) -> dict[str, Task]:
    """Draw the texts of each task.

    ``advert_halves``, ``cv_halves``: find the second half of a text by its first. ``same_title``: find adverts of
    other employers with the same title, which is taken out of all texts first. ``same_category``: find CVs that their
    site files under the same of 24 kinds of work.

    Parameters
    ----------
    seed : int
        Of the draw.
    sizes : Sizes
        How many.
    development : bool
        Whether to draw from the half on which weights were chosen.
    """
    random = np.random.default_rng(seed)
    adverts = [advert for advert in _adverts() if _is_of_half(advert[0], development)]
    cvs = [cv for cv in _cvs() if _is_of_half(cv[0], development)]
    return {
        "advert_halves": _halves([text for *_, text, _ in adverts], sizes.halves, random),
        "cv_halves": _halves([text for *_, text in cvs], sizes.halves, random),
        "same_title": _same_title(adverts, sizes, random),
        "same_category": _same_category(cvs, sizes.categories, random),
    }


def average_precisions(task: Task, scores: Scores) -> F64:
    """Average precision of each query; equal scores count half way."""
    found = []
    for values, right, aside in zip(scores(task.queries, task.corpus), task.right, task.aside, strict=True):
        values = values.astype(np.float64)  # noqa: PLW2901 - the same numbers
        values[aside] = -np.inf
        falling, best = np.sort(-values), np.sort(-values[right])
        n = np.arange(1, len(right) + 1)
        first = np.maximum(np.searchsorted(falling, best, "left") + 1, n)
        last = np.maximum(np.searchsorted(falling, best, "right"), n)
        found.append((np.mean(n / first) + np.mean(n / last)) / 2)
    return np.array(found)


def interval(values: F64, queries: Sequence[str], random: np.random.Generator, n: int = 2000) -> tuple[float, float]:
    """95% interval of a mean, by drawing queries again; values of the same query are drawn together."""
    _, of = np.unique(np.array(queries, dtype=object), return_inverse=True)
    totals, counts = np.bincount(of, values), np.bincount(of)
    drawn = random.integers(0, len(totals), (n, len(totals)))
    low, high = np.quantile(totals[drawn].sum(axis=1) / counts[drawn].sum(axis=1), [0.025, 0.975])
    return float(low), float(high)


def _is_of_half(row_id: str, development: bool) -> bool:
    return (hashlib.sha256(row_id.encode()).digest()[0] % 2 == 0) == development


@cache
def _adverts() -> list[tuple[str, str, str, str, str]]:
    """Id, title, employer, text, and text without the title; each text once."""
    frame = nhs_adverts().sort("vacancy_id")
    without_title = vacancy_texts(frame.with_columns(title=pl.lit("")))
    rows = zip(
        map(str, frame["vacancy_id"].to_list()),
        frame["title"].str.strip_chars().str.to_lowercase().to_list(),
        frame["employer"].fill_null("").to_list(),
        vacancy_texts(frame),
        without_title,
        strict=True,
    )
    kept = {row[4]: row for row in rows if row[4].count(" ") >= _FEWEST_WORDS}
    return sorted(kept.values())


@cache
def _cvs() -> list[tuple[str, str, str]]:
    """Id, category, and text."""
    frame = livecareer_cvs(0).sort("jobseeker_id")
    rows = zip(map(str, frame["jobseeker_id"]), frame["category"], jobseeker_texts(frame), strict=True)
    return [(row_id, category, text) for row_id, category, text in rows if text and text.count(" ") >= _FEWEST_WORDS]


def _halves(texts: Sequence[str], n: int, random: np.random.Generator) -> Task:
    some = [texts[i].split() for i in random.choice(len(texts), min(n, len(texts)), replace=False)]
    return Task(
        queries=[" ".join(words[: len(words) // 2]) for words in some],
        corpus=[" ".join(words[len(words) // 2 :]) for words in some],
        right=[np.array([i]) for i in range(len(some))],
        aside=[np.empty(0, np.int64)] * len(some),
    )


def _same_title(adverts: Sequence[tuple[str, str, str, str, str]], sizes: Sizes, random: np.random.Generator) -> Task:
    employers: dict[str, set[str]] = defaultdict(set)
    for _, title, employer, _, _ in adverts:
        employers[title].add(employer)
    known = [advert for advert in adverts if len(employers[advert[1]]) >= _FEWEST_EMPLOYERS]
    some = [known[i] for i in random.choice(len(known), min(sizes.adverts, len(known)), replace=False)]
    titles, employers_of = (np.array([advert[column] for advert in some]) for column in (1, 2))
    same = titles[:, None] == titles[None, :]
    other_employer = employers_of[:, None] != employers_of[None, :]
    right = [np.flatnonzero(row) for row in same & other_employer]
    asked = [i for i in range(len(some)) if len(right[i])][: sizes.titles]
    return Task(
        queries=[some[i][4] for i in asked],
        corpus=[advert[4] for advert in some],
        right=[right[i] for i in asked],
        aside=[np.flatnonzero(same[i] & ~other_employer[i]) for i in asked],
    )


def _same_category(cvs: Sequence[tuple[str, str, str]], n: int, random: np.random.Generator) -> Task:
    some = [cvs[i] for i in random.choice(len(cvs), min(n, len(cvs)), replace=False)]
    category = np.array([cv[1] for cv in some])
    right = [np.setdiff1d(np.flatnonzero(category == category[i]), [i]) for i in range(len(some))]
    asked = [i for i in range(len(some)) if len(right[i])]
    return Task(
        queries=[some[i][2] for i in asked],
        corpus=[cv[2] for cv in some],
        right=[right[i] for i in asked],
        aside=[np.array([i]) for i in asked],
    )
