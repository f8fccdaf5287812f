"""How well texts are found, and how fast they are encoded: ``python -m benchmarks.relevance [--quick]``.

Two tasks that nothing here was trained or chosen on: MELO (O*NET titles to ESCO names, with human annotations), and to
find the second half of a real advert by its first. Figures of training are those that ``training/log.json`` keeps. Real
data, not shipped; ``JOBMATCH_SHARED`` names the folder that holds them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final

import bm25s
import numpy as np
import numpy.typing as npt
from rich.table import Table
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.common import REPOSITORY, Metrics, Run, run_benchmark
from benchmarks.melo import FOLDER, PUBLISHED, Melo, Scores, mean_average_precision, read_melo
from benchmarks.shared_data import nhs_adverts, shared_path
from jobmatch.encode import (
    FUSED_SHARES,
    Encoder,
    FusedEncoder,
    SentenceTransformerEncoder,
    StaticEncoder,
    vacancy_texts,
)

F32 = npt.NDArray[np.float32]

_TRAINING_LOG: Final = REPOSITORY / "training" / "log.json"
_WORDS: Final = 200
# So few words make no two halves.
_FEWEST_WORDS: Final = 60
# MELO's corpus in a quick run, besides what is right.
_FEW_WRONG: Final = 100


def measure(run: Run) -> Metrics:
    """Rank with each method, then time each."""
    melo = read_melo(shared_path(FOLDER / "queries.tsv").parent)
    adverts = _adverts()
    random = np.random.default_rng(run.seed)
    if run.quick:
        melo = _small(melo.some(12), _FEW_WRONG, random)
    sample = [adverts[i] for i in random.choice(len(adverts), 12 if run.quick else 500, replace=False)]
    halves = [_halves(text) for text in sample]
    metrics: dict[str, float] = {"melo_queries": len(melo.queries), "adverts_halved": len(halves)}
    with _methods() as methods:
        for name, scores in methods.items():
            with run.timed(f"MELO and halves of adverts by {name}"):
                metrics[f"melo_map_{name}"] = mean_average_precision(melo, scores)
                metrics[f"advert_halves_mrr_{name}"] = _mean_reciprocal_rank(halves, scores)
    if not run.quick:
        metrics |= _of_training()
    metrics |= {f"melo_map_published_{name}": value for name, value in PUBLISHED.items()}
    metrics |= _speeds([" ".join(text.split()[:_WORDS]) for text in adverts if text.count(" ") >= _WORDS], run)
    run.console.print(_table(metrics))
    return metrics


# --- Methods ---------------------------------------------------------------------------


@contextmanager
def _methods() -> Iterator[dict[str, Scores]]:
    """Ways to score queries against a corpus, by name. Each remembers what it has encoded."""
    with ExitStack() as stack:
        minilm = _Remembering(stack.enter_context(SentenceTransformerEncoder("minilm", processes=1)))
        static = _Remembering(StaticEncoder())
        yield {
            "bm25": _bm25,
            "tfidf_words": _tfidf(TfidfVectorizer(sublinear_tf=True)),
            "tfidf_characters": _tfidf(TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)),
            "minilm": _dense(minilm),
            "default": _dense(static),
            "fused": _dense(FusedEncoder([static, minilm], FUSED_SHARES)),
        }


class _Remembering:
    """Encoder that encodes a text once, in memory."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self._kept = encoder, dict[str, F32]()

    @property
    def fingerprint(self) -> str:
        return self._encoder.fingerprint

    @property
    def dimensions(self) -> int:
        return self._encoder.dimensions

    def encode(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> F32:
        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        self._kept |= dict(zip(new, self._encoder.encode(new, progress=progress), strict=True))
        return np.stack([self._kept[text] for text in texts])

    def close(self) -> None:
        self._encoder.close()


def _dense(encoder: Encoder) -> Scores:
    return lambda queries, corpus: encoder.encode(queries) @ encoder.encode(corpus).T


def _tfidf(vectorizer: TfidfVectorizer) -> Scores:
    def scores(queries: Sequence[str], corpus: Sequence[str]) -> F32:
        documents = vectorizer.fit_transform(corpus)
        found: F32 = (vectorizer.transform(queries) @ documents.T).toarray().astype(np.float32)
        return found

    return scores


def _bm25(queries: Sequence[str], corpus: Sequence[str]) -> F32:
    tokens = bm25s.tokenize(list(corpus), stopwords=None, show_progress=False)
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    asked = bm25s.tokenize(list(queries), stopwords=None, show_progress=False, return_ids=False)
    return np.stack([index.get_scores(words) for words in asked])


# --- Tasks -----------------------------------------------------------------------------


def _adverts() -> list[str]:
    return sorted({text for text in vacancy_texts(nhs_adverts()) if text.count(" ") >= _FEWEST_WORDS})


def _halves(text: str) -> tuple[str, str]:
    words = text.split()
    return " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])


def _mean_reciprocal_rank(halves: Sequence[tuple[str, str]], scores: Scores) -> float:
    """Of the second half of each text, among those of all, by the first."""
    values = scores(*zip(*halves, strict=True))
    rank = (values >= np.diag(values)[:, None]).sum(axis=1)
    return float(np.mean(1 / rank))


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
        "melo_map_static_before_training": log["before"]["melo_map"],
        "melo_map_single_seed_lowest": min(of_seeds),
        "melo_map_single_seed_highest": max(of_seeds),
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
    analyse = TfidfVectorizer(sublinear_tf=True).fit(texts[:many]).transform
    with SentenceTransformerEncoder("minilm", processes=1) as minilm:
        minilm.encode(texts[-1:])  # loads the model
        start_s = time.perf_counter()
        minilm.encode(texts[:few])
        # Its work is in another process, so its time is that of the clock.
        of_minilm = few / (time.perf_counter() - start_s)
    return {
        "texts_per_second_per_core": new_words,
        "texts_per_second_per_core_words_known": known_words,
        "texts_per_second_per_core_tfidf_words": _texts_per_second(analyse, texts[:many]),
        "texts_per_second_per_core_minilm": of_minilm,
    }


def _texts_per_second(encode: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    start_s = time.process_time()
    encode(texts)
    return len(texts) / (time.process_time() - start_s)


def _table(metrics: Mapping[str, float]) -> Table:
    table = Table("MELO, English", "mean average precision", title="Ours and the published baselines")
    found = {name: value for name, value in metrics.items() if name.startswith("melo_map_")}
    for name, value in sorted(found.items(), key=lambda item: -item[1]):
        table.add_row(name.removeprefix("melo_map_").replace("_", " "), f"{value:.3f}")
    return table


if __name__ == "__main__":
    run_benchmark(
        "relevance",
        measure,
        description="How well texts of each kind are found by each method, and how fast they are encoded.",
        data="MELO (O*NET titles to ESCO names, English) and NHS adverts of 2020, both real and not shipped",
    )
