"""What rounding vectors to whole numbers changes: ``python -m benchmarks.quantisation [--quick]``.

Real adverts and real CVs, not shipped; ``JOBMATCH_SHARED`` names the folder that holds them. Each CV's nearest adverts
are taken by the vectors as the encoder gives them, and by their whole numbers.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.common import REPOSITORY, Run, run_benchmark
from jobmatch.encode import SentenceTransformerEncoder, jobseeker_texts, one, quantise, vacancy_texts

F64 = npt.NDArray[np.float64]

_ADVERTS: Final = Path("data", "nhs-jobs-2020", "nhs_jobs_2020.parquet")
_CVS: Final = Path("data", "resumes-livecareer", "resumes.jsonl.gz")


def measure(run: Run) -> dict[str, float]:
    """Encode, round, and compare the nearest adverts."""
    shared = Path(os.environ.get("JOBMATCH_SHARED", REPOSITORY.parent / "shared"))
    if not (shared / _ADVERTS).is_file():
        sys.exit(f"No adverts: set JOBMATCH_SHARED to the folder that holds {_ADVERTS} and {_CVS}.")
    n_adverts, n_cvs = (60, 10) if run.quick else (2000, 200)
    random = np.random.default_rng(run.seed)
    adverts = _sample(_adverts(shared), n_adverts, random)
    cvs = _sample(_cvs(shared), n_cvs, random)
    with SentenceTransformerEncoder() as encoder:
        encoder.encode(adverts[:1])
        with run.timed("encode") as encoding, run.progress("Encoding", n_adverts + n_cvs) as advance:
            advert_vectors = encoder.encode(adverts, progress=advance)
            cv_vectors = encoder.encode(cvs, progress=advance)
    exact = cv_vectors.astype(np.float64) @ advert_vectors.astype(np.float64).T
    whole = quantise(cv_vectors).astype(np.float64) @ quantise(advert_vectors).astype(np.float64).T
    error = np.abs(whole / one(encoder.dimensions) - exact)
    ranked = -np.sort(-exact, axis=1)
    best_exact, best_whole = (np.take_along_axis(exact, _nearest(by, 10), axis=1).mean() for by in (exact, whole))
    return {
        "n_adverts": n_adverts,
        "n_cvs": n_cvs,
        **{f"overlap_at_{k}_pct": 100 * _overlap(exact, whole, k) for k in (1, 10, 50)},
        "mean_cosine_of_nearest_10": best_exact,
        "mean_cosine_of_nearest_10_by_whole_numbers": best_whole,
        "mean_gap_between_10th_and_11th": float((ranked[:, 9] - ranked[:, 10]).mean()),
        "mean_cosine_error": float(error.mean()),
        "largest_cosine_error": float(error.max()),
        "largest_component": float(max(np.abs(advert_vectors).max(), np.abs(cv_vectors).max())),
        "texts_encoded_per_s": (n_adverts + n_cvs) / encoding.seconds,
    }


def _adverts(shared: Path) -> list[str]:
    frame = pl.read_parquet(shared / _ADVERTS).rename({"description_html": "description"})
    return vacancy_texts(frame.select("title", "description"))


def _cvs(shared: Path) -> list[str]:
    with gzip.open(shared / _CVS, "rt", encoding="utf-8") as lines:
        frame = pl.DataFrame({"cv_text": [json.loads(line)["text"] for line in lines]})
    return [text for text in jobseeker_texts(frame) if text is not None]


def _sample(texts: Sequence[str], n: int, random: np.random.Generator) -> list[str]:
    # Adverts that were posted twice would tie, and ties agree too easily.
    different = list(dict.fromkeys(texts))
    return [different[i] for i in random.choice(len(different), n, replace=False)]


def _nearest(similarity: F64, k: int) -> npt.NDArray[np.int64]:
    return np.argsort(-similarity, axis=1, kind="stable")[:, :k]


def _overlap(first: F64, second: F64, k: int) -> float:
    pairs = zip(_nearest(first, k), _nearest(second, k), strict=True)
    return float(np.mean([len(set(a) & set(b)) / k for a, b in pairs]))


if __name__ == "__main__":
    run_benchmark(
        "quantisation",
        measure,
        description="How much the nearest adverts change when vectors are rounded to whole numbers.",
        data="2,000 NHS adverts of 2020 and 200 CVs, both real and not shipped",
    )
