"""MELO, English: O*NET titles to ESCO names. A test set: nothing is trained or chosen on it.

Data: https://github.com/Avature/melo-benchmark (MIT; ESCO and O*NET content CC BY 4.0), not shipped.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score

F32 = npt.NDArray[np.float32]
Scores = Callable[[Sequence[str], Sequence[str]], F32]

FOLDER: Final = Path("data", "melo-onet-esco")
# Mean average precision that the benchmark's authors found for this set.
PUBLISHED: Final = {
    "bm25": 0.136,
    "char_tfidf": 0.241,
    "mpnet": 0.311,
    "bge_m3": 0.326,
    "gist": 0.399,
    "openai": 0.464,
    "e5": 0.474,
}
_QUERIES_AT_A_TIME: Final = 128


@dataclass(frozen=True, slots=True, eq=False)
class Melo:
    """Queries, corpus, and for each query the rows of the corpus that are right."""

    queries: list[str]
    corpus: list[str]
    right: list[npt.NDArray[np.int64]]

    def some(self, n: int) -> Melo:
        """The same with evenly spread queries, at most n of them."""
        step = -(-len(self.queries) // n)
        return Melo(self.queries[::step], self.corpus, self.right[::step])


def read_melo(folder: Path) -> Melo:
    """Read the set as published.

    Parameters
    ----------
    folder : pathlib.Path
        With ``queries.tsv``, ``corpus_elements.tsv`` and ``annotations.tsv``.
    """
    queries = dict(_rows(folder / "queries.tsv"))
    corpus = dict(_rows(folder / "corpus_elements.tsv"))
    row = {key: i for i, key in enumerate(corpus)}
    right: dict[str, list[int]] = {key: [] for key in queries}
    for query, _, element, relevance in _rows(folder / "annotations.tsv"):
        if int(relevance) > 0:
            right[query].append(row[element])
    return Melo(list(queries.values()), list(corpus.values()), [np.array(rows) for rows in right.values()])


def right_occupations(folder: Path) -> dict[str, set[str]]:
    """ESCO's addresses of the occupations that each query means."""
    with gzip.open(folder / "concept_mapping.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        address = dict(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    queries = dict(_rows(folder / "queries.tsv"))
    right: dict[str, set[str]] = {query: set() for query in queries.values()}
    for query, _, element, relevance in _rows(folder / "annotations.tsv"):
        if int(relevance) > 0:
            right[queries[query]].add(address[element])
    return right


def mean_average_precision(melo: Melo, scores: Scores) -> float:
    """Mean over queries of the average precision over the whole corpus.

    Parameters
    ----------
    melo : Melo
        What to rank.
    scores : callable
        Takes queries and corpus; gives a float32 array of shape (queries, corpus), higher is better. Equal scores
        share the precision of the last of them.
    """
    found: list[float] = []
    for start in range(0, len(melo.queries), _QUERIES_AT_A_TIME):
        part = slice(start, start + _QUERIES_AT_A_TIME)
        for rows, values in zip(melo.right[part], scores(melo.queries[part], melo.corpus), strict=True):
            labels = np.zeros(len(melo.corpus), np.bool_)
            labels[rows] = True
            found.append(average_precision_score(labels, values))
    return float(np.mean(found))


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
