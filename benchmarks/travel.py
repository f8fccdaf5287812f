"""How far the embedded estimate of public transport is from real timetables.

Real: r5r's median times of a Tuesday, 08:00 to 12:00, from 2,442 small areas in and around Wales to 83 hospitals. A
pair that is not in the table takes longer than 180 minutes or has no journey at all, so it counts as longer than any
limit here.

The zones of origin are halved by the seed. On the first half a curve is fitted, ln minutes = a + b ln km, with the
missing pairs as censored at 180 (Tobit); on the other half the curve that the package ships is judged, through the
same table and the same thresholds as in a match. The constants that are shipped are those of the first half under the
default seed: with another seed, zones that they were fitted to are among those tested.

Only pairs within 60 km are taken: those beyond are nearly all refused, rightly, and would only flatter the shares. All
figures are pooled over six limits, so a pair counts once for each limit:

* ``wrong_ok_share``: of the pairs judged OK, those whose real time is over the limit;
* ``wrong_fail_share``: of the pairs judged FAIL, those whose real time is within the limit;
* ``missed_share``: of the pairs whose real time is within the limit, those judged FAIL;
* ``unknown_share``: of all pairs, those judged UNKNOWN; and of those really within the limit, ``unknown_within_share``.

The first three are given by limit, too. At 30 and 45 minutes nearly all pairs judged OK are walked, by an estimate that
was fitted elsewhere: the router's pace on foot is not known.

``median_error_min`` is over the pairs that have a real time within 180 minutes, whatever was judged;
``median_error_90_min`` over those within 90, the longest that is normally asked of anybody.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import norm

from benchmarks.common import Run, run_benchmark
from benchmarks.shared_data import shared_path
from jobmatch.codes import Band, Mode, Verdict
from jobmatch.kernels.layout import STEP_M, TABLE_STEPS
from jobmatch.travel import embedded_table, positions_m

_FOLDER: Final = Path("data", "commute-calibration")
_CENSORED_MIN: Final = 180.0
_NEAREST_KM: Final = 0.25
_FARTHEST_KM: Final = 60.0
LIMITS_MIN: Final = (30, 45, 60, 75, 90, 120)

_WRONG: Final = ("wrong_ok_share", "wrong_fail_share", "missed_share")

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """Distances and real times of all pairs, by (zone, site); a time is infinite where there is none."""

    km: Floats
    real_min: Floats

    def zones(self, rows: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Distances and times of the pairs of some zones that lie within the farthest distance."""
        km, real_min = self.km[rows].ravel(), self.real_min[rows].ravel()
        near = km <= _FARTHEST_KM
        return km[near], real_min[near]


def _points(geojson: bytes, key: str) -> dict[str, list[float]]:
    """Longitude and latitude by the property that names the point."""
    features = json.loads(geojson)["features"]
    return {feature["properties"][key]: feature["geometry"]["coordinates"] for feature in features}


def load_sample() -> Sample:
    """Read the Welsh timetable times."""
    zone_file, site_file, times_file = (
        shared_path(_FOLDER / name)
        for name in (
            "wales_borders_lsoa11_popweighted_centroids.geojson.gz",
            "wales_hospital_sites.geojson",
            "wales_public_transport_lsoa_to_hospital_p50.csv.gz",
        )
    )
    zones = _points(gzip.decompress(zone_file.read_bytes()), "LSOA11CD")
    sites = _points(site_file.read_bytes(), "Code")
    times = pl.read_csv(gzip.decompress(times_file.read_bytes()))
    zone_ids, site_ids = sorted(set(times["home_id"])), sorted(sites)
    zone_xyz, site_xyz = (
        positions_m(*np.array([places[i] for i in ids])[:, ::-1].T).astype(np.float64)
        for places, ids in ((zones, zone_ids), (sites, site_ids))
    )
    km = np.sqrt(((zone_xyz[:, None] - site_xyz[None]) ** 2).sum(axis=2)) / 1000
    real_min = np.full(km.shape, np.inf)
    row = times["home_id"].replace_strict({name: i for i, name in enumerate(zone_ids)}).to_numpy()
    column = times["site_id"].replace_strict({name: i for i, name in enumerate(site_ids)}).to_numpy()
    real_min[row, column] = times["travel_time_minutes"].to_numpy()
    return Sample(km, real_min)


def fit_curve(km: Floats, real_min: Floats) -> tuple[float, float, float]:
    """Fit ln minutes = a + b ln km with normal errors; what is over 180 minutes is only known to be.

    Returns
    -------
    a, b, sd : float
    """
    seen = np.isfinite(real_min)
    ln_km = np.log(np.maximum(km, _NEAREST_KM))
    ln_min = np.log(np.where(seen, real_min, _CENSORED_MIN))

    def minus_log_likelihood(parameters: Floats) -> float:
        a, b, ln_sd = parameters
        middle, sd = a + b * ln_km, np.exp(ln_sd)
        likelihood = np.where(seen, norm.logpdf(ln_min, middle, sd), norm.logsf(ln_min, middle, sd))
        return -float(likelihood.mean())

    found = minimize(minus_log_likelihood, np.array([3.3, 0.5, np.log(0.3)]), method="Nelder-Mead")
    a, b, ln_sd = found.x
    return float(a), float(b), float(np.exp(ln_sd))


def shipped_minutes(km: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Minutes by the faster of public transport and walking in the morning, and which of the two it is."""
    step = np.minimum(TABLE_STEPS - 1, np.floor(km * 1000 / STEP_M + 0.5).astype(np.int64))
    modes = np.array([Mode.PT, Mode.WALK])  # public transport on a tie
    minutes = embedded_table().minutes[modes, Band.AM][:, step]
    fastest = minutes.argmin(axis=0)
    return minutes.min(axis=0).astype(np.float64), modes[fastest].astype(np.int64)


def judge(minutes: Floats, mode: NDArray[np.int64], limit_min: int) -> NDArray[np.int64]:
    """Verdicts by the thresholds of a match."""
    ok_max, fail_above = (bounds[0, 0] for bounds in embedded_table().thresholds(np.array([[limit_min, limit_min]])))
    return np.where(
        minutes <= ok_max[mode],
        int(Verdict.OK),
        np.where(minutes > fail_above[mode], int(Verdict.FAIL), int(Verdict.UNKNOWN)),
    )


def shares(km: Floats, real_min: Floats, limits_min: Sequence[int] = LIMITS_MIN) -> dict[str, float]:
    """Wrong and undecided pairs, pooled over the limits."""
    minutes, mode = shipped_minutes(km)
    verdict = np.concatenate([judge(minutes, mode, limit) for limit in limits_min])
    within = np.concatenate([real_min <= limit for limit in limits_min])
    ok, fail, unknown = (verdict == int(v) for v in (Verdict.OK, Verdict.FAIL, Verdict.UNKNOWN))
    return {
        "wrong_ok_share": float((~within[ok]).mean()),
        "wrong_fail_share": float(within[fail].mean()),
        "missed_share": float(fail[within].mean()),
        "unknown_share": float(unknown.mean()),
        "unknown_within_share": float(unknown[within].mean()),
        "ok_share": float(ok.mean()),
        "fail_share": float(fail.mean()),
    }


def _by_limit(km: Floats, real_min: Floats) -> dict[str, float]:
    by_limit = {limit: shares(km, real_min, [limit]) for limit in LIMITS_MIN}
    return {f"{name}_at_{limit}": found[name] for name in _WRONG for limit, found in by_limit.items()}


def measure(run: Run) -> dict[str, float]:
    sample = load_sample()
    shuffled = np.random.default_rng(run.seed).permutation(len(sample.km))
    if run.quick:
        shuffled = shuffled[: len(shuffled) // 5]
    half = len(shuffled) // 2
    first, second = (np.isin(np.arange(len(sample.km)), part) for part in (shuffled[:half], shuffled[half:]))
    with run.timed("fit"):
        a, b, sd = fit_curve(*sample.zones(first))
    km, real_min = sample.zones(second)
    error_min = np.abs(shipped_minutes(km)[0] - real_min)
    return {
        "n_zones_fitted": int(first.sum()),
        "n_zones_tested": int(second.sum()),
        "n_pairs_tested": len(km),
        "n_pairs_tested_with_a_time": int(np.isfinite(real_min).sum()),
        "fitted_a": a,
        "fitted_b": b,
        "fitted_sd": sd,
        "median_error_min": float(np.median(error_min[np.isfinite(real_min)])),
        "median_error_90_min": float(np.median(error_min[real_min <= 90])),
        **shares(km, real_min),
        **_by_limit(km, real_min),
        **{f"fitted_half_{name}": value for name, value in shares(*sample.zones(first)).items() if name in _WRONG},
    }


if __name__ == "__main__":
    run_benchmark(
        "travel",
        measure,
        description="The embedded estimate of public transport against real timetables.",
        data="real: r5r medians, small areas in and around Wales to 83 hospitals, Tuesday 08:00 to 12:00; not shipped",
    )
