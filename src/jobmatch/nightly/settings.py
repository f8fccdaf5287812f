"""What a nightly run is given: its settings, its gates and where its input lies."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from jobmatch.allocation import AllocationSettings
from jobmatch.config import Frozen
from jobmatch.errors import ConfigError

Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]

# What changes no byte of what a run finds, so that a run goes on when it changes.
_NOT_PART_OF_A_RUN: Final = ("gates", "keep_runs", "memory_gb")


class Gates(Frozen):
    """What a run has to pass before it becomes live; None, where that is allowed, asks for nothing.

    Parameters
    ----------
    most_unreadable_files
        Input files that may be put aside whole.
    most_rejected_share
        Share of the rows of either table that may be put aside, those of unreadable files not counted.
    may_go_back
        Whether a run for an earlier day may take the place of one for a later day, as when an old night is started
        again.
    need_last_run
        Whether the run that is live must be readable, so that the new one can be compared with it.
    least_people, least_vacancies, least_matches
        Fewest usable rows of each table, and fewest matches.
    most_rows_change
        By what share the people, vacancies and matches may be more or fewer than in the last run.
    most_without_share
        Share of people who may have an empty list.
    exactness_sample
        People whose lists are compared with the best of all vacancies, each judged by itself. 0 compares none.
    least_exact_share
        Share of these lists that must be the same.
    most_churn
        Share of a person's list that may be new since the last run, on average over people who are in both.
    least_group_ratio
        Where groups are given: the least that a group's share of people with a list, or with a vacancy that fits, may
        be of everybody else's. A group fails if the whole interval of its ratio lies below.
    """

    most_unreadable_files: Count = 0
    most_rejected_share: Share = 0.05
    may_go_back: bool = False
    need_last_run: bool = True
    least_people: Count = 1
    least_vacancies: Count = 1
    least_matches: Count = 1
    most_rows_change: Annotated[float, Field(ge=0)] | None = 0.5
    most_without_share: Share | None = None
    exactness_sample: Count = 20
    least_exact_share: Share = 1.0
    most_churn: Share | None = 0.7
    least_group_ratio: Share | None = 0.5


class NightlySettings(Frozen):
    """How a night is run; how pairs are matched is a matter of `jobmatch.MatchConfig`.

    Parameters
    ----------
    k
        Length of each list.
    near_misses
        Most near misses of each person. 0 looks for none, nor for what single changes would open, which saves most of
        the time; there is no ledger then.
    count_reach
        Whether every pair in reach is judged, to count those that could be listed: many times slower.
    partition_people
        People of a partition, about: what is done, checked and, after a fault, done again by itself.
    read_text
        Which missing fields are filled from adverts and CVs, as in `jobmatch.read_vacancies`.
    memory_gb
        Memory that a process is to be content with, GB; None takes what is free, on a cluster shared by as many
        processes as the cores have room for. It decides how many people are ranked at once, and changes no result.
    allocation
        Settings of an allocation over the lists; None makes none.
    least_people
        Areas of fewer people are not shown in reports.
    keep_runs
        Runs that are kept, the live one and the one before it among them.
    gates
        See `Gates`.
    """

    k: Annotated[int, Field(ge=1, le=1000)] = 10
    near_misses: Annotated[int, Field(ge=0, le=100)] = 5
    count_reach: bool = False
    partition_people: Annotated[int, Field(ge=1)] = 20_000
    read_text: Literal["sure", "all", "none"] = "sure"
    memory_gb: Annotated[float, Field(gt=0)] | None = None
    allocation: AllocationSettings | None = None
    least_people: Annotated[int, Field(ge=2)] = 10
    keep_runs: Annotated[int, Field(ge=2)] = 7
    gates: Gates = Gates()

    def part_of_a_run(self) -> dict[str, Any]:
        """Settings on which the results of a run depend, as JSON can hold them."""
        return self.model_dump(mode="json", exclude=set(_NOT_PART_OF_A_RUN))


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the input of a run lies.

    Parameters
    ----------
    jobseekers, vacancies
        Folders of Parquet files (at any depth), or single tables that `jobmatch.read_vacancies` takes.
    places, rules, matrix
        As for `jobmatch.read_vacancies` and `Matcher.build`: a table of places, a folder of dated rules, a saved
        matrix of travel times.
    esco
        ESCO's CSV bundle: one or more paths.
    areas, area_column
        A table of jobseeker_id and the areas of reports and the ledger, and which of its columns that is.
    boundaries
        GeoJSON or TopoJSON of the areas, for maps.
    groups
        A table of jobseeker_id and groups, for the fairness report. Nothing else reads it.
    """

    jobseekers: str | os.PathLike[str]
    vacancies: str | os.PathLike[str]
    places: str | os.PathLike[str] | None = None
    rules: str | os.PathLike[str] | None = None
    matrix: str | os.PathLike[str] | None = None
    esco: tuple[str | os.PathLike[str], ...] = ()
    areas: str | os.PathLike[str] | None = None
    area_column: str | None = None
    boundaries: str | os.PathLike[str] | None = None
    groups: str | os.PathLike[str] | None = None

    def __post_init__(self) -> None:
        if (self.areas is None) != (self.area_column is None):
            raise ConfigError("A table of areas and the name of its column (area_column) go together: give both.")
        if self.boundaries is not None and self.areas is None:
            raise ConfigError("Boundaries are those of areas: give a table of areas, too.")

    @property
    def by_area(self) -> tuple[Path, str] | None:
        """The table of areas and its column, if there is one."""
        return None if self.areas is None or self.area_column is None else (Path(self.areas), self.area_column)

    def paths(self) -> dict[str, tuple[Path, ...]]:
        """The paths of each kind of input that is given."""
        found = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and value != () and field.name != "area_column":
                found[field.name] = tuple(map(Path, value)) if isinstance(value, tuple) else (Path(value),)
        return found
