"""What is made of all partitions together, where it is asked for: allocation, barrier ledger and fairness report."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from jobmatch.allocation import allocate
from jobmatch.fairness import fairness_report
from jobmatch.ledger import barrier_ledger
from jobmatch.nightly.folder import MANIFEST, RunFolder, writing
from jobmatch.nightly.night import Night
from jobmatch.nightly.settings import NightlySettings
from jobmatch.store import Stored

EXTRAS = ("allocation", "ledger", "fairness")


def write_extras(night: Night, stored: Stored, n_matches: int) -> pl.DataFrame | None:
    """Write whatever is asked for and not there yet; returns the figures of groups, which a gate wants to know.

    Raises
    ------
    UnwritableError
        If the system refuses to write.
    """
    run, sources, settings = night.run, night.sources, night.settings
    wanted: dict[str, Callable[[Path], object]] = {}
    groups: pl.DataFrame | None = None
    if n_matches and settings.allocation is not None:
        wanted["allocation"] = lambda out: _write_allocation(run, stored, settings, out)
    if sources.by_area is not None and settings.near_misses:
        areas, column = sources.by_area
        boundaries = None if sources.boundaries is None else Path(sources.boundaries)
        wanted["ledger"] = lambda out: barrier_ledger(
            run.path / "changes", areas, column, least_people=settings.least_people
        ).write(out, boundaries)
    if sources.groups is not None:
        fairness = fairness_report(
            run.path / "matches",
            Path(sources.groups),
            run.path / "counts" if settings.count_reach else None,
            least_people=settings.least_people,
        )
        groups = fairness.frame
        wanted["fairness"] = fairness.write
    finished = (run.read(MANIFEST) or {}).get("files", {})
    for name in EXTRAS:
        there = {file: said for file, said in finished.items() if file.startswith(f"{name}/")}
        if name in wanted and not (there and run.is_whole(there)):
            with _in_place(run, name) as out:
                wanted[name](out)
            night.log.event("written", what=name)
    return groups


def _write_allocation(run: RunFolder, stored: Stored, settings: NightlySettings, out: Path) -> None:
    openings = stored.frame("vacancies").select("vacancy_id", "openings")
    allocate(run.path / "matches", openings, run.path / "counts", settings.allocation).write(out)


@contextmanager
def _in_place(run: RunFolder, name: str) -> Iterator[Path]:
    """A folder to write to, which takes its place whole."""
    draft, place = run.path / f".{name}.part", run.path / name
    with writing(place):
        shutil.rmtree(draft, ignore_errors=True)
        yield draft
        if place.exists():
            shutil.rmtree(place)
        draft.replace(place)
