"""Input tables: any source to validated polars frames, with every row that was put aside and why."""

from jobmatch.tables.formats import read_frame, write_frame, write_json
from jobmatch.tables.places import Places
from jobmatch.tables.read import (
    JobseekerTable,
    VacancyTable,
    ValidTable,
    read_jobseekers,
    read_vacancies,
    without_addresses,
    without_health,
)

__all__ = [
    "JobseekerTable",
    "Places",
    "VacancyTable",
    "ValidTable",
    "read_frame",
    "read_jobseekers",
    "read_vacancies",
    "without_addresses",
    "without_health",
    "write_frame",
    "write_json",
]
