"""Compile everything ahead of the first match, by running each kernel once on a few made-up records."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from jobmatch.allocation import allocate
from jobmatch.config import MatchConfig
from jobmatch.kernels import _jit
from jobmatch.matcher import Matcher
from jobmatch.tables import read_jobseekers, read_vacancies

_PLACE: Final = {"latitude": 51.588, "longitude": -2.998}
_VACANCIES: Final = (
    {"vacancy_id": 1, "title": "Baker", "shifts": "Mon-Fri 09:00-15:00", "required_skills": ["baking"], **_PLACE},
    {
        "vacancy_id": 2,
        "title": "Night packer",
        "shifts": "3 of Mon-Sun 20:00-08:00",
        "licences": ["driving_b"],
        **_PLACE,
    },
    {"vacancy_id": 3, "title": "Clerk", "remote": "full", "demands": {"sitting": 3}},
)
_JOBSEEKERS: Final = (
    {"jobseeker_id": 1, "cv_text": "I baked bread.", "skills": ["baking"], "capacity": {"sitting": 4}, **_PLACE},
    {"jobseeker_id": 2, "away_windows": "Mon-Fri 09:00-16:00", "modes": ["car", "walk"], **_PLACE},
    {"jobseeker_id": 3, "cv_text": "Clerk."},
)


@dataclass(frozen=True, slots=True)
class Compiled:
    """What came of it: kernels that were compiled now, those found compiled, and seconds."""

    n_compiled: int
    n_found: int
    seconds: float


def compile_kernels() -> Compiled:
    """Have machine code ready for everything that matching and allocating run, and keep it where there is room.

    Later processes of the same user on the same kind of processor find it. While one process compiles, others wait.

    Returns
    -------
    Compiled
    """
    start_s = time.perf_counter()
    config = MatchConfig(cache_dir="", threads=1)
    with Matcher.build(read_vacancies(_VACANCIES), read_jobseekers(_JOBSEEKERS), config) as matcher:
        person = dict(_JOBSEEKERS[0])
        matches = matcher.match(k=2)
        matcher.match(person, k=2, count_eligible=True)
        shortlist = matcher.shortlist(k=2)
        matcher.shortlist(k=2, count_eligible=True)
        shortlist.for_employer([1, 2])
        matcher.explain(1, 1)
        matcher.barriers(k=1)
        allocate(matches.frame)
    hits = [sum(kernel.stats.cache_hits.values()) for kernel in _jit.ENTRIES]
    misses = [sum(kernel.stats.cache_misses.values()) for kernel in _jit.ENTRIES]
    return Compiled(sum(misses), sum(hits), time.perf_counter() - start_s)
