"""A made-up labour market of any size up to that of Great Britain, from a seed: only where people live is real.

Homes are drawn from the small areas of Great Britain by population. Jobs are concentrated in the middle of each local
authority. Occupations, texts (as clustered vectors), skills, shifts and limits are drawn at random in shares that are
written below. They are assumptions, and beyond the occupation features are independent of one another, so real data
will be more clustered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.shared_data import shared_path
from jobmatch.encode import Encoded, TextLanes
from jobmatch.encode.quantise import quantise
from jobmatch.encode.weights import FULL_WEIGHT
from jobmatch.kernels.layout import N_OCCUPATION_LANES, N_PERSON_WORDS, N_VACANCY_WORDS
from jobmatch.schemas import JOBSEEKER, VACANCY, Column
from jobmatch.tables.convert import canonical_dtype
from jobmatch.tables.dimensions import DIMENSIONS_DTYPE

DIMENSIONS: Final = 384
N_OCCUPATIONS: Final = 400
SKILLS_PER_OCCUPATION: Final = 30
N_SKILLS: Final = 4000
WORDS_PER_OCCUPATION: Final = 96
N_WORDS: Final = 12_000

SHARE_WITH_CARE: Final = 0.22
SHARE_WITH_HEALTH_LIMITS: Final = 0.25
SHARE_WITHOUT_SHIFTS: Final = 0.3
SHARE_NEEDING_LICENCES: Final = 0.25
SHARE_IN_TOWN: Final = 0.7
SHARE_REMOTE: Final = 0.03
SHARE_STATING_DEMANDS: Final = 0.6

_HOMES: Final = Path("data", "gb-small-areas", "gb_oa11_centroids.parquet")
_KM_PER_DEGREE: Final = 111.2
_LIMITS_MIN: Final = ((30, 45, 60, 75, 90), (0.15, 0.25, 0.3, 0.1, 0.2))
_MODES: Final = (
    (["walk", "pt"], ["walk"], ["walk", "cycle", "pt"], ["car", "walk", "pt"], ["car"]),
    (0.4, 0.08, 0.12, 0.3, 0.1),
)
_SHIFTS: Final = (
    *("Mon-Fri 09:00-17:00", "Mon-Fri 09:30-14:30", "Mon-Fri 08:00-16:00", "Mon-Fri 17:00-20:00"),
    *("5 of Mon-Sun 07:00-15:00", "5 of Mon-Sun 14:00-22:00", "Sat,Sun 08:00-18:00", "3 of Mon-Sun 20:00-08:00"),
    *("Mon-Thu 22:00-06:00", "Mon,Wed,Fri 10:00-15:00", "6h within Mon-Fri 07:00-19:00", "Mon-Fri 06:00-14:00"),
    "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00",
)
_WINDOWS: Final = (
    *("Mon-Fri 09:00-15:00", "Mon-Fri 08:45-15:15", "Mon-Fri 08:00-18:00", "Mon-Fri 07:30-17:45"),
    *("Mon-Fri 09:15-14:45; Sat 09:00-17:00", "Mon-Sun 18:00-23:00", "Mon-Wed 08:00-18:00"),
)
_LICENCES: Final = (
    ["driving_b"],
    ["dbs_enhanced"],
    ["forklift_counterbalance"],
    ["cscs"],
    ["food_hygiene_2"],
    ["driving_b", "dbs_enhanced"],
    ["sia_guard"],
)
_LIMITED: Final = ("lift_carry", "standing", "walking", "concentration", "noise", "pressure_targets", "steps_access")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class World:
    """Canonical tables and vectors, row for row."""

    jobseekers: pl.DataFrame
    vacancies: pl.DataFrame
    jobseeker_texts: Encoded
    vacancy_texts: Encoded

    def __repr__(self) -> str:
        """Show counts only."""
        return f"World({self.jobseekers.height} jobseekers, {self.vacancies.height} vacancies)"


def small_areas() -> pl.DataFrame:
    """The small areas of Great Britain: code, lad11, lat, lon, pop2011 and others."""
    return pl.read_parquet(shared_path(_HOMES)).sort("code")


def make_world(n_jobseekers: int, n_vacancies: int, seed: int, home_areas: pl.DataFrame | None = None) -> World:
    """Draw a world; the same seed and sizes give the same world.

    Parameters
    ----------
    n_jobseekers, n_vacancies : int
        Rows of both tables.
    seed : int
        Of all randomness.
    home_areas : polars.DataFrame, optional
        Those of `small_areas` in which the jobseekers live; None is all of them.
    """
    rng = np.random.default_rng(seed)
    homes = small_areas()
    centres = _unit(rng.standard_normal((N_OCCUPATIONS, DIMENSIONS)))
    pool = rng.integers(0, N_SKILLS, (N_OCCUPATIONS, SKILLS_PER_OCCUPATION))
    jobs = rng.choice(N_OCCUPATIONS, n_vacancies, p=_zipf(N_OCCUPATIONS))
    people = rng.choice(N_OCCUPATIONS, n_jobseekers, p=_zipf(N_OCCUPATIONS))
    world = World(
        jobseekers=_jobseekers(rng, homes if home_areas is None else home_areas, pool[people]),
        vacancies=_vacancies(rng, homes, pool[jobs]),
        jobseeker_texts=_texts(rng, centres, people),
        vacancy_texts=_texts(rng, centres, jobs),
    )
    # drawn last, so that all else is what it was before there were words
    words = np.stack([rng.permutation(N_WORDS)[:WORDS_PER_OCCUPATION] for _ in range(N_OCCUPATIONS)])
    return replace(
        world,
        jobseeker_texts=replace(world.jobseeker_texts, lanes=_lanes(rng, words, people, N_PERSON_WORDS)),
        vacancy_texts=replace(world.vacancy_texts, lanes=_lanes(rng, words, jobs, N_VACANCY_WORDS)),
    )


# --- Vectors -----------------------------------------------------------------------------------


def _texts(rng: np.random.Generator, centres: NDArray[np.float64], occupation: NDArray[np.int64]) -> Encoded:
    """Vectors around their occupation's: cosines of about 0.5 within one, about 0 between two."""
    vectors = np.empty((len(occupation), DIMENSIONS), np.int8)
    for start in range(0, len(occupation), 65_536):
        rows = occupation[start : start + 65_536]
        noise = _unit(rng.standard_normal((len(rows), DIMENSIONS)))
        vectors[start : start + len(rows)] = quantise(_unit(centres[rows] + noise).astype(np.float32))
    return Encoded(vectors, np.ones(len(occupation), np.bool_), len(occupation), 0)


def _lanes(
    rng: np.random.Generator, words: NDArray[np.int64], occupation: NDArray[np.int64], n_words: int
) -> TextLanes:
    """Words out of those of the occupation, and four likely occupations, its own the first."""
    n = len(occupation)
    lanes = TextLanes.without_words(np.ones(n, np.bool_), n_words)
    start = rng.integers(0, WORDS_PER_OCCUPATION, n)
    for lane in range(n_words):
        lanes.word_id[:, lane] = words[occupation, (start + lane) % WORDS_PER_OCCUPATION]
        lanes.word_weight[:, lane] = max(1, round(1.6 * FULL_WEIGHT / n_words**0.5 * (1 - lane / n_words)))
    for lane in range(N_OCCUPATION_LANES):
        # Each lane from a range of its own, since no text has one occupation twice.
        apart = 99 * (lane - 1) + rng.integers(1, 100, n) if lane else 0
        lanes.occupation[:, lane] = (occupation + apart) % N_OCCUPATIONS
        lanes.occupation_weight[:, lane] = (150, 60, 30, 15)[lane]
    return lanes


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    unit: NDArray[np.float64] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _zipf(n: int) -> NDArray[np.float64]:
    """Some occupations are common, many are rare."""
    weight = 1.0 / np.arange(2, n + 2)
    share: NDArray[np.float64] = weight / weight.sum()
    return share


# --- Tables ------------------------------------------------------------------------------------


def _jobseekers(rng: np.random.Generator, homes: pl.DataFrame, pool: NDArray[np.int64]) -> pl.DataFrame:
    n = len(pool)
    latitude, longitude = _homes(rng, homes, n)
    limit = rng.choice(_LIMITS_MIN[0], n, p=_LIMITS_MIN[1])
    cared = rng.random(n) < SHARE_WITH_CARE
    low = rng.choice([0, 16, 20, 30, 35], n)
    columns = {
        "jobseeker_id": pl.Series(np.arange(n), dtype=pl.Int64),
        "latitude": latitude,
        "longitude": longitude,
        "modes": _pick(rng, _MODES[0], n, _MODES[1]),
        "limit_out": limit,
        "limit_ret": limit,
        "hours_per_week_min": low.astype(np.float64),
        "hours_per_week_max": np.minimum(48, low + rng.choice([10, 16, 30], n)).astype(np.float64),
        "care_flag": cared,
        "away_windows": _where(cared, _pick(rng, _WINDOWS, n)),
        "capacity": _where(rng.random(n) < SHARE_WITH_HEALTH_LIMITS, _levels(rng, n, 1, 5)),
        "skills": _skills(rng, pool, 6, 20),
        "licences": _pick(rng, [[], ["driving_b"], *_LICENCES], n, (0.4, 0.3, *([0.3 / 7] * 7))),
        "pay_wanted_gbp_per_hour": _where(rng.random(n) < 0.5, pl.Series(rng.choice([12.21, 12.6, 13.5, 15.0], n))),
    }
    return _canonical(JOBSEEKER, columns)


def _vacancies(rng: np.random.Generator, homes: pl.DataFrame, pool: NDArray[np.int64]) -> pl.DataFrame:
    n = len(pool)
    latitude, longitude = _workplaces(rng, homes, n)
    remote = rng.random(n) < SHARE_REMOTE
    low = rng.choice([8, 16, 20, 25, 30, 37.5], n)
    columns = {
        "vacancy_id": pl.Series(np.arange(n), dtype=pl.Int64),
        "title": pl.Series(["made up"]).new_from_index(0, n),
        "latitude": latitude,
        "longitude": longitude,
        "remote": pl.Series(np.where(remote, "full", "no")),
        "pay_min_gbp": _where(rng.random(n) < 0.7, pl.Series(np.round(rng.uniform(12.21, 18, n), 2))),
        "pay_period": pl.Series(["hour"]).new_from_index(0, n),
        "hours_per_week_min": _where(rng.random(n) < 0.8, pl.Series(low)),
        "shifts": _where(rng.random(n) >= SHARE_WITHOUT_SHIFTS, _pick(rng, _SHIFTS, n)),
        "required_skills": _skills(rng, pool, 3, 9),
        "desirable_skills": _skills(rng, pool, 0, 4),
        "licences": _where(
            rng.random(n) < 0.8,
            _pick(rng, [[], *_LICENCES], n, (1 - SHARE_NEEDING_LICENCES, *([SHARE_NEEDING_LICENCES / 7] * 7))),
        ),
        "demands": _where(rng.random(n) < SHARE_STATING_DEMANDS, _levels(rng, n, 0, 6, every=True)),
    }
    frame = _canonical(VACANCY, columns)
    return frame.with_columns(hours_per_week_max="hours_per_week_min")


def _canonical(columns: Sequence[Column], values: Mapping[str, Any]) -> pl.DataFrame:
    """Every column of the schema with its type, null where nothing was drawn."""
    n = len(next(iter(values.values())))
    series = []
    for column in columns:
        dtype = pl.Int64() if column.kind == "id" else canonical_dtype(column)
        drawn = values.get(column.name)
        series.append(
            pl.Series(column.name, [None], dtype=dtype).new_from_index(0, n)
            if drawn is None
            else pl.Series(column.name, drawn).cast(dtype)
        )
    return pl.DataFrame(series)


# --- Places ------------------------------------------------------------------------------------


def _homes(rng: np.random.Generator, homes: pl.DataFrame, n: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    drawn = _drawn_areas(rng, homes, n)
    return _scattered(rng, drawn["lat"].to_numpy(), drawn["lon"].to_numpy(), np.full(n, 0.15))


def _workplaces(
    rng: np.random.Generator, homes: pl.DataFrame, n: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Most lie around the middle of the local authority's population, the others where people live."""
    weight = pl.col("pop2011").fill_null(0)
    middle = homes.group_by("lad11").agg(
        middle_lat=(pl.col("lat") * weight).sum() / weight.sum(),
        middle_lon=(pl.col("lon") * weight).sum() / weight.sum(),
    )
    drawn = _drawn_areas(rng, homes, n).join(middle, on="lad11", how="left", maintain_order="left")
    in_town = rng.random(n) < SHARE_IN_TOWN
    latitude = np.where(in_town, drawn["middle_lat"].to_numpy(), drawn["lat"].to_numpy())
    longitude = np.where(in_town, drawn["middle_lon"].to_numpy(), drawn["lon"].to_numpy())
    return _scattered(rng, latitude, longitude, np.where(in_town, 2.0, 0.3))


def _drawn_areas(rng: np.random.Generator, homes: pl.DataFrame, n: int) -> pl.DataFrame:
    weight = homes["pop2011"].fill_null(0).to_numpy().astype(np.float64)
    return homes[rng.choice(len(homes), n, p=weight / weight.sum())]


def _scattered(
    rng: np.random.Generator,
    latitude: NDArray[np.float64],
    longitude: NDArray[np.float64],
    spread_km: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    north_km, east_km = rng.standard_normal((2, len(latitude))) * spread_km
    return (
        np.round(latitude + north_km / _KM_PER_DEGREE, 5),
        np.round(longitude + east_km / (_KM_PER_DEGREE * np.cos(np.radians(latitude))), 5),
    )


# --- Small draws -------------------------------------------------------------------------------


def _pick(rng: np.random.Generator, values: Sequence[Any], n: int, shares: Sequence[float] | None = None) -> pl.Series:
    return pl.Series(values).gather(rng.choice(len(values), n, p=shares))


def _where(mask: NDArray[np.bool_], values: pl.Series) -> pl.Series:
    """Null where the mask does not hold."""
    frame = pl.DataFrame({"mask": mask, "value": values})
    return frame.select(pl.when("mask").then("value")).to_series()


def _skills(rng: np.random.Generator, pool: NDArray[np.int64], least: int, most: int) -> pl.Series:
    """Different skills of each occupation's pool."""
    n = len(pool)
    order = np.argsort(rng.random(pool.shape), axis=1)[:, :most]
    chosen = np.take_along_axis(pool, order, axis=1)
    count = rng.integers(least, most + 1, n)
    flat = chosen[np.arange(most) < count[:, None]]
    names = pl.Series([f"skill {number}" for number in range(N_SKILLS)]).gather(flat)
    frame = pl.DataFrame({"row": np.repeat(np.arange(n), count), "name": names})
    lists = frame.unique(maintain_order=True).group_by("row", maintain_order=True).agg("name")
    return (
        pl.DataFrame({"row": np.arange(n)})
        .join(lists, on="row", how="left", maintain_order="left")["name"]
        .fill_null(pl.Series([[]], dtype=pl.List(pl.String)))
    )


def _levels(rng: np.random.Generator, n: int, low: int, high: int, *, every: bool = False) -> pl.Series:
    """Levels of some dimensions: one or two of each person's, or all of them for a job."""
    many = 500
    choices = []
    for _ in range(many):
        names = _LIMITED if every else rng.choice(_LIMITED, rng.integers(1, 3), replace=False).tolist()
        choices.append([{"dimension": name, "level": int(rng.integers(low, high + 1))} for name in names])
    return pl.Series(choices, dtype=DIMENSIONS_DTYPE).gather(rng.integers(0, many, n))
