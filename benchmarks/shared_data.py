"""Real data that are not shipped: where they are, and how their publishers' columns become ours."""

from __future__ import annotations

import gzip
import html
import json
import os
import sys
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from benchmarks.common import REPOSITORY

ESCO: Final = tuple(
    Path("data", "esco-1.1.1", f"ESCO-v1.1.1-{part}-csv.zip") for part in ("classification-en", "relations")
)
_ADVERTS: Final = Path("data", "nhs-jobs-2020", "nhs_jobs_2020.parquet")
_CVS: Final = Path("data", "resumes-livecareer", "resumes.jsonl.gz")
_HOMES: Final = Path("data", "gb-small-areas", "gb_oa11_centroids.parquet")
_CONTRACTS: Final = {"TEMPORARY": "temporary", "VOLUNTEER": "volunteer"}


def shared_path(part: Path) -> Path:
    """Path of a file of the shared data; ends the program with what to do where it is absent."""
    path = Path(os.environ.get("JOBMATCH_SHARED", REPOSITORY.parent / "shared")) / part
    if not path.is_file():
        sys.exit(f"No {part}: set JOBMATCH_SHARED to the folder that holds it.")
    return path


def nhs_adverts() -> pl.DataFrame:
    """NHS Jobs adverts of November 2020 with our column names; nothing is mended.

    The site has turned every salary into an annual one.
    """
    raw = pl.read_parquet(shared_path(_ADVERTS))
    return raw.select(
        vacancy_id="id",
        title=pl.col("title").map_elements(html.unescape, pl.String),
        description="description_html",
        employer=pl.col("employer").map_elements(html.unescape, pl.String),
        postcode="postcode",
        latitude="lat",
        longitude="lon",
        pay_min_gbp="salary_min",
        pay_max_gbp="salary_max",
        pay_period=pl.when(pl.col("salary_min").is_not_null()).then(pl.lit("year")),
        contract=pl.col("employment_type").replace_strict(_CONTRACTS, default=None),
        posted_date=pl.col("date_posted").str.slice(0, 10),
        closing_date=pl.col("valid_through").str.slice(0, 10),
    )


def livecareer_cvs(seed: int) -> pl.DataFrame:
    """CVs with our column names and their site's category. They name no home: homes are drawn by population."""
    with gzip.open(shared_path(_CVS), "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    columns = {"jobseeker_id": "id", "cv_text": "text", "category": "category"}
    cvs = pl.DataFrame({ours: [r[theirs] for r in records] for ours, theirs in columns.items()})
    homes = pl.read_parquet(shared_path(_HOMES)).sort("code")
    weight = homes["pop2011"].fill_null(0).to_numpy().astype(np.float64)
    drawn = np.random.default_rng(seed).choice(len(homes), len(cvs), p=weight / weight.sum())
    return cvs.hstack(homes[drawn].select(latitude="lat", longitude="lon"))
