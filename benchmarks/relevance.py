"""How well texts are found, and how fast they are encoded: ``python -m benchmarks.relevance [--quick]``.

MELO (O*NET titles to ESCO names, with human annotations), and stand-in tasks on whole adverts and CVs
(`benchmarks.text_tasks`), drawn with three seeds. Nothing here was trained or chosen on what is measured. Figures of
training are those that ``training/log.json`` keeps. MiniLM takes most of the time, so methods with it see the first
draw only of tasks with long texts; with ``--minilm-on-all`` they see every draw. Texts that were drawn more than once
are one in the intervals.

Real data, not shipped; ``JOBMATCH_SHARED`` names the folder that holds them. Encodings are kept between runs, so a run
that was stopped goes on where it was.
"""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final

import bm25s
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from rich.table import Table
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.common import REPOSITORY, Metrics, Run, run_benchmark
from benchmarks.melo import FOLDER, PUBLISHED, Melo, read_melo
from benchmarks.shared_data import nhs_adverts, shared_path
from benchmarks.text_tasks import Scores, Sizes, Task, average_precisions, interval, make_tasks
from jobmatch.config import MatchConfig, TextWeights
from jobmatch.encode import (
    FUSED_SHARES,
    EncodingSession,
    FusedEncoder,
    SentenceTransformerEncoder,
    StaticEncoder,
    TextLanes,
    WordWeights,
    load_words,
    one,
    vacancy_texts,
)
from jobmatch.kernels.layout import N_PERSON_WORDS, N_VACANCY_WORDS
from jobmatch.kernels.texts import FULL_WEIGHT, WORDS_IN_FULL

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]
Parts = tuple[I64, I64, I64]

_TRAINING_LOG: Final = REPOSITORY / "training" / "log.json"
_WORDS: Final = 200
_N_SEEDS: Final = 3
TASKS: Final = ("melo", "advert_halves", "cv_halves", "same_title", "same_category")
_DEFAULT: Final = TextWeights()
# The same without one of the parts, the others in their proportions.
_WITHOUT: Final = {
    "meaning": TextWeights(meaning=0, words=82, occupations=18),
    "words": TextWeights(meaning=82, words=0, occupations=18),
    "occupations": TextWeights(meaning=50, words=50, occupations=0),
}


def measure(run: Run) -> Metrics:
    """Rank with each method, then time each."""
    random = np.random.default_rng(run.seed)
    melo = read_melo(shared_path(FOLDER / "queries.tsv").parent)
    if run.quick:
        melo = _small(melo.some(12), 100, random)
    sizes = Sizes(halves=12, titles=8, adverts=60, categories=12) if run.quick else Sizes()
    drawn = [make_tasks(run.seed + i, sizes) for i in range(1 if run.quick else _N_SEEDS)]
    tasks = {"melo": [_as_task(melo)], **{name: [tasks[name] for tasks in drawn] for name in drawn[0]}}
    metrics: dict[str, float] = {f"queries_{name}": sum(len(t.queries) for t in some) for name, some in tasks.items()}
    with _methods(run.options.cache_dir) as (fast, slow):
        for task, some in tasks.items():
            found: dict[str, F64] = {}
            for name, scores in {**fast, **slow}.items():
                these = some[:1] if name in slow and not run.options.minilm_on_all else some
                with run.timed(f"{task} by {name}"):
                    found[name] = np.concatenate([average_precisions(one_of, scores) for one_of in these])
            metrics |= _summary(task, found, [query for one_of in some for query in one_of.queries], random)
    if not run.quick:
        metrics |= _of_training()
    metrics |= {f"published_{name}_melo": value for name, value in PUBLISHED.items()}
    adverts = sorted({text for text in vacancy_texts(nhs_adverts()) if text.count(" ") >= _WORDS})
    metrics |= _speeds([" ".join(text.split()[:_WORDS]) for text in adverts], run)
    run.console.print(_table(metrics))
    return metrics


def _summary(
    task: str, found: Mapping[str, F64], queries: Sequence[str], random: np.random.Generator
) -> dict[str, float]:
    """Means with their 95% intervals, and what the parts of the text score add, query by query."""
    differences = {f"added_by_{part}": found["default"] - found[f"default_without_{part}"] for part in _WITHOUT}
    differences["added_to_default_encoder_alone"] = found["default"] - found["default_encoder_alone"]
    n = len(found["fused"])  # of the first draw only, unless MiniLM is wanted on all
    differences["added_by_minilm_to_default"] = found["fused"] - found["default"][:n]
    metrics = {}
    for name, values in {**found, **differences}.items():
        metric = f"{name}_{task}"
        metrics[metric] = float(values.mean())
        metrics[f"{metric}_low"], metrics[f"{metric}_high"] = interval(values, queries[: len(values)], random)
    return metrics


# --- Methods ---------------------------------------------------------------------------


@contextmanager
def _methods(cache_dir: str | None) -> Iterator[tuple[dict[str, Scores], dict[str, Scores]]]:
    """Ways to score queries against a corpus, by name: those without MiniLM, and those with it."""
    with ExitStack() as stack:
        config = MatchConfig(cache_dir=cache_dir)
        minilm = stack.enter_context(SentenceTransformerEncoder("minilm", processes=1))
        static = TextParts(EncodingSession(config, StaticEncoder()))
        other = TextParts(EncodingSession(config, minilm))
        fused = TextParts(EncodingSession(config, FusedEncoder([StaticEncoder(), _Kept(config, minilm)], FUSED_SHARES)))
        alone = TextWeights(meaning=100, words=0, occupations=0)
        fast = {
            "bm25": _bm25,
            "tfidf_words": _tfidf(_by_words()),
            "tfidf_characters": _tfidf(_by_characters()),
            "default_encoder_alone": static.scores(alone),
            "default": static.scores(_DEFAULT),
            **{f"default_without_{part}": static.scores(weights) for part, weights in _WITHOUT.items()},
        }
        yield (
            fast,
            {
                "minilm_alone": other.scores(alone),
                "minilm": other.scores(_DEFAULT),
                "fused_alone": fused.scores(alone),
                "fused": fused.scores(_DEFAULT),
            },
        )


class _Kept:
    """MiniLM's vectors as they are kept between runs, rounded, so that the fused mode need not encode again."""

    def __init__(self, config: MatchConfig, minilm: SentenceTransformerEncoder) -> None:
        by_meaning = TextWeights(meaning=100, words=0, occupations=0)
        self._session = EncodingSession(config.model_copy(update={"text_weights": by_meaning}), minilm)
        self._minilm = minilm

    @property
    def fingerprint(self) -> str:
        return f"rounded/{self._minilm.fingerprint}"

    @property
    def dimensions(self) -> int:
        return self._minilm.dimensions

    def encode(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> npt.NDArray[np.float32]:
        vectors = self._session(texts).vectors.astype(np.float64)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    def close(self) -> None:
        self._session.close()


class TextParts:
    """The text score of jobmatch for all pairs at once, in its own integers.

    Queries stand for people and the corpus for adverts: words are weighed by how rare they are in the corpus.
    """

    def __init__(self, session: EncodingSession) -> None:
        self._session = session
        self._of: tuple[Sequence[str], Sequence[str], Parts] | None = None

    def scores(self, weights: TextWeights) -> Scores:
        """Make a method that weighs the parts so."""
        shares = weights.as_tuple()

        def scores(queries: Sequence[str], corpus: Sequence[str]) -> I64:
            parts = self.parts(queries, corpus)
            total = sum((share * part for share, part in zip(shares, parts, strict=True)), start=np.zeros((), np.int64))
            return np.asarray(total // 100, np.int64)

        return scores

    def parts(self, queries: Sequence[str], corpus: Sequence[str]) -> Parts:
        """Meaning, words and occupations, int64 (queries, corpus), 0 to 1000; kept for the next call."""
        if self._of is None or self._of[0] is not queries or self._of[1] is not corpus:
            self._of = queries, corpus, self._find(queries, corpus)
        return self._of[2]

    def _find(self, queries: Sequence[str], corpus: Sequence[str]) -> Parts:
        asked, held = self._session(corpus), self._session(queries)
        weights = WordWeights.of(load_words(), asked.counts)
        similarity = held.vectors.astype(np.float32) @ asked.vectors.astype(np.float32).T
        of_self = one(asked.vectors.shape[1])
        mine = held.weighed(weights, N_PERSON_WORDS).text_lanes(N_PERSON_WORDS)
        theirs = asked.weighed(weights, N_VACANCY_WORDS).text_lanes(N_VACANCY_WORDS)
        by_words = (_words(mine) @ _words(theirs).T).toarray()
        return (
            np.clip(1000 * similarity.astype(np.int64) // of_self, 0, 1000),
            np.minimum(1000 * by_words // WORDS_IN_FULL, 1000),
            1000 * _occupations_in_common(mine, theirs) // FULL_WEIGHT,
        )


def _words(lanes: TextLanes) -> sp.csr_matrix:
    row, lane = np.nonzero(lanes.word_weight)
    weights = lanes.word_weight[row, lane].astype(np.int64)
    return sp.csr_matrix((weights, (row, lanes.word_id[row, lane])), shape=(len(lanes.word_id), len(load_words())))


def _occupations_in_common(mine: TextLanes, theirs: TextLanes) -> I64:
    """Sum of the lesser weights, lane by lane."""
    total = np.zeros((len(mine.has_text), len(theirs.has_text)), np.int64)
    for i in range(mine.occupation.shape[1]):
        for j in range(theirs.occupation.shape[1]):
            same = mine.occupation[:, i, None] == theirs.occupation[None, :, j]
            total += same * np.minimum(mine.occupation_weight[:, i, None], theirs.occupation_weight[None, :, j])
    return total


def _by_words() -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True)


def _by_characters() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)


def _tfidf(vectorizer: TfidfVectorizer) -> Scores:
    def scores(queries: Sequence[str], corpus: Sequence[str]) -> F64:
        documents = vectorizer.fit_transform(corpus)
        found: F64 = (vectorizer.transform(queries) @ documents.T).toarray()
        return found

    return scores


def _bm25(queries: Sequence[str], corpus: Sequence[str]) -> npt.NDArray[np.float32]:
    tokens = bm25s.tokenize(list(corpus), stopwords=None, show_progress=False)
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    asked = bm25s.tokenize(list(queries), stopwords=None, show_progress=False, return_ids=False)
    return np.stack([index.get_scores(words) for words in asked])


# --- MELO ------------------------------------------------------------------------------


def _as_task(melo: Melo) -> Task:
    return Task(melo.queries, melo.corpus, melo.right, [np.empty(0, np.int64)] * len(melo.queries))


def _small(melo: Melo, n: int, random: np.random.Generator) -> Melo:
    """Right answers and a few others, for a run within seconds."""
    right = np.unique(np.concatenate(melo.right))
    rows = np.union1d(right, random.choice(len(melo.corpus), n, replace=False))
    where = {row: i for i, row in enumerate(rows.tolist())}
    wanted = [np.array([where[row] for row in found.tolist()]) for found in melo.right]
    return Melo(melo.queries, [melo.corpus[row] for row in rows], wanted)


def _of_training() -> dict[str, float]:
    """What the training found of the table before training and with each seed."""
    log = json.loads(_TRAINING_LOG.read_text(encoding="utf-8"))
    of_seeds = [run["melo_map"] for run in log["runs"]]
    return {
        "static_before_training_melo": log["before"]["melo_map"],
        "single_seed_lowest_melo": min(of_seeds),
        "single_seed_highest_melo": max(of_seeds),
        "training_seeds": len(of_seeds),
    }


# --- Speed -----------------------------------------------------------------------------


def _speeds(texts: Sequence[str], run: Run) -> dict[str, float]:
    """Texts of 200 words encoded for each second of processor time, on one thread."""
    many, few = (400, 4) if run.quick else (8000, 60)
    static = StaticEncoder()
    static.encode(texts[-1:])  # compiles
    new_words = _texts_per_second(static.encode, texts[:many])
    known_words = _texts_per_second(static.encode, texts[:many])
    evidence = EncodingSession(MatchConfig(cache_dir=""), static)
    evidence(texts[-1:])  # loads the tables
    with_evidence = _texts_per_second(evidence, texts[:many])
    words, characters = (made.fit(texts[:many]).transform for made in (_by_words(), _by_characters()))
    with SentenceTransformerEncoder("minilm", processes=1) as minilm:
        fused = FusedEncoder([static, minilm], FUSED_SHARES)
        fused.encode(texts[-1:])  # loads the model
        # Its work is in another process, so its time is that of the clock.
        of_minilm, of_fused = (
            _texts_per_second(encoder.encode, texts[:few], time.perf_counter) for encoder in (minilm, fused)
        )
    return {
        "texts_per_second_per_core": new_words,
        "texts_per_second_per_core_words_known": known_words,
        "texts_per_second_per_core_with_words_and_occupations": with_evidence,
        "texts_per_second_per_core_tfidf_words": _texts_per_second(words, texts[:many]),
        "texts_per_second_per_core_tfidf_characters": _texts_per_second(characters, texts[:many]),
        "texts_per_second_per_core_bm25": _texts_per_second(
            lambda some: bm25s.tokenize(list(some), stopwords=None, show_progress=False), texts[:many]
        ),
        "texts_per_second_per_core_minilm": of_minilm,
        "texts_per_second_per_core_fused": of_fused,
    }


def _texts_per_second(
    encode: Callable[[Sequence[str]], object],
    texts: Sequence[str],
    clock_s: Callable[[], float] = time.process_time,
) -> float:
    start_s = clock_s()
    encode(texts)
    return len(texts) / (clock_s() - start_s)


def _table(metrics: Mapping[str, float]) -> Table:
    table = Table("MELO, English", "mean average precision", title="Ours and the published baselines")
    found = {name.removesuffix("_melo"): value for name, value in metrics.items() if name.endswith("_melo")}
    del found["queries"]
    for name, value in sorted(found.items(), key=lambda item: -item[1]):
        table.add_row(name.replace("_", " "), f"{value:.3f}")
    return table


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--minilm-on-all", action="store_true", help="MiniLM on all draws, too")
    parser.add_argument("--cache-dir", help="where encodings are kept between runs (default: the user's cache folder)")


if __name__ == "__main__":
    run_benchmark(
        "relevance",
        measure,
        description="How well texts of each kind are found by each method (mean average precision, 95% intervals over "
        "queries), and how fast they are encoded. What a part adds is the difference, query by query, to the same "
        "without it.",
        data="MELO (O*NET titles to ESCO names, English), NHS adverts of 2020 and CVs (LiveCareer), all real and not "
        "shipped; the halves of adverts and CVs on which no weight was chosen",
        columns=TASKS,
        add_options=_add_options,
    )
