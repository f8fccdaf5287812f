"""The two sides of the market: rows, arrays and vectors together, in place order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from jobmatch.codes import MODE_NAMES, Mode, Remote, Tri
from jobmatch.encode import Encoded, TextLanes
from jobmatch.errors import ShapeMismatchError
from jobmatch.index import EVERYWHERE, Cells, TextIndex, find_cells, place_order
from jobmatch.kernels.layout import (
    I32,
    I64,
    N_PERSON_WORDS,
    N_VACANCY_WORDS,
    NO_SKILL,
    Bool,
    Patterns,
    People,
    Postings,
    Scratch,
    Vacancies,
    Vectors,
    positions_of,
)
from jobmatch.pack import SkillSpace, pack_people, pack_vacancies, postings_of
from jobmatch.pack.one import HeldByOne, OneRow, pack_one_person
from jobmatch.pack.vacancies import in_order
from jobmatch.rows import Rows
from jobmatch.tables import without_health
from jobmatch.travel import TravelTable

# Vacancies whose employer lays on transport are reached from further away, so they have cells of their own; those with
# several places of work have, too, since the cell of one of them is as wide as its places lie apart.
OWN_WAY, EMPLOYER_TRANSPORT, SEVERAL_SITES = 0, 1, 2
_REACH_CLASS_M = 15_000
_MOST_SPARE = 16


@dataclass(frozen=True, repr=False, eq=False)
class VacancySide:
    """Vacancies in place order: ``rows``, rows of ``arrays`` and those of ``index`` are the same.

    ``rows`` hold what is stated: what was guessed is missing there too. Of a saved index they are read when somebody
    asks, and its postings are those of the file.
    """

    rows: Rows
    arrays: Vacancies
    patterns: Patterns
    index: TextIndex
    cells: Cells
    saved_postings: Postings | None = None

    @property
    def frame(self) -> pl.DataFrame:
        """All columns."""
        return self.rows.frame

    @cached_property
    def zones(self) -> I32:
        """Zone of each in the travel-time matrix, -1 none, int32 (n,): by themselves, as bounds read them."""
        return np.ascontiguousarray(self.arrays.row["zone"])

    @cached_property
    def zones_by_cell(self) -> I64:
        """Distinct cells and zones of them, int64 (n, 2)."""
        return _zones_by_cell(self.cells, self.arrays)

    @cached_property
    def spare(self) -> deque[Scratch]:
        """Rooms for a search among these vacancies that nobody uses at the moment. Threads may share them."""
        return deque(maxlen=_MOST_SPARE)

    @cached_property
    def row_of_id(self) -> dict[int | str, int]:
        """Row of each vacancy by its id."""
        return {value: row for row, value in enumerate(self.rows.column("vacancy_id").to_list())}

    @cached_property
    def postings(self) -> Postings:
        """The evidence of vacancies the other way round. Who only judges pairs never needs it."""
        if self.saved_postings is not None:
            return self.saved_postings
        anywhere = np.repeat(self.cells.group == EVERYWHERE, self.cells.stop - self.cells.start)
        return postings_of(self.arrays, anywhere)

    @cached_property
    def n_skill_ids(self) -> int:
        """One more than the highest id of a skill that is asked for; at least 1."""
        if self.saved_postings is not None:
            n_features = self.saved_postings.start.shape[1] - 1
            return max(1, int(n_features) - int(self.saved_postings.first_skill))
        asked = self.arrays.skill >> np.uint32(8)
        return 1 + int(asked[asked != NO_SKILL].max(initial=0))

    def __len__(self) -> int:
        """Count the vacancies."""
        return len(self.arrays.row)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"VacancySide({len(self)} vacancies)"


@dataclass(frozen=True, repr=False, eq=False)
class PeopleSide:
    """Jobseekers in place order.

    ``default_limit_min`` is the longest journey of those who state none, minutes each way; ``funded_hours`` are
    those of childcare a year by case, as far as they are known.
    """

    rows: Rows
    arrays: People
    index: TextIndex
    cells: Cells
    default_limit_min: int
    funded_hours: Mapping[str, int]

    @property
    def frame(self) -> pl.DataFrame:
        """All columns."""
        return self.rows.frame

    @cached_property
    def row_of_id(self) -> dict[int | str, int]:
        """Row of each jobseeker by id."""
        return {value: row for row, value in enumerate(self.rows.column("jobseeker_id").to_list())}

    @cached_property
    def n_skill_ids(self) -> int:
        """One more than the highest id of a skill that is held or credited; 0 without any."""
        ids = self.arrays.skill["id"].max(initial=-1), self.arrays.credit["asked"].max(initial=-1)
        return 1 + int(max(ids))

    @property
    def reach_m(self) -> I64:
        """How far from home a pair can lie and not FAIL, metres; (n,)."""
        return self.arrays.row["reach_m"].astype(np.int64)

    def __len__(self) -> int:
        """Count the jobseekers."""
        return len(self.arrays.row)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"PeopleSide({len(self)} jobseekers)"


def vectors_of(people: PeopleSide, vacancies: VacancySide) -> Vectors:
    """Vectors of both sides, where FAISS keeps them; valid as long as both are.

    Raises
    ------
    ShapeMismatchError
        If the texts of one side were encoded to another length than those of the other.
    """
    if people.index.dimensions != vacancies.index.dimensions:
        raise ShapeMismatchError(
            what="dimensions of people's vectors",
            found=people.index.dimensions,
            expected=vacancies.index.dimensions,
        )
    return Vectors(people.index.codes, vacancies.index.codes)


def vacancy_side(
    frame: pl.DataFrame, encoded: Encoded, space: SkillSpace, table: TravelTable, *, search_unstated_remote: bool
) -> VacancySide:
    """Lay out vacancies by place.

    Parameters
    ----------
    frame : polars.DataFrame
        Validated vacancies, without guesses.
    encoded : Encoded
        Their vectors, row for row.
    space : SkillSpace
        Skills by id, and how rare each is.
    table : TravelTable
        For the zones of its matrix.
    search_unstated_remote : bool
        Whether vacancies that do not say if they are remote are candidates everywhere.
    """
    arrays, patterns = pack_vacancies(frame, encoded.text_lanes(N_VACANCY_WORDS), space, table)
    group = groups_of(arrays, search_unstated_remote=search_unstated_remote)
    order = place_order(arrays.xyz_m, group, arrays.row["zone"], arrays.tie_rank)
    arrays = in_order(arrays, order)
    cells = find_cells(arrays.xyz_m, arrays.row["radius_m"], group[order])
    index = TextIndex.of(encoded.vectors[order])
    return VacancySide(Rows.of(frame[order]), arrays, patterns, index, cells)


def groups_of(arrays: Vacancies, *, search_unstated_remote: bool) -> I64:
    """How each vacancy is reached, (n,): `OWN_WAY`, `EMPLOYER_TRANSPORT`, or `EVERYWHERE`."""
    group = np.where(arrays.of_kind("employer_transport") == Tri.YES, EMPLOYER_TRANSPORT, OWN_WAY).astype(np.int64)
    group += SEVERAL_SITES * (arrays.row["site_stop"] > arrays.row["site_start"])
    anywhere = (arrays.row["on_site"] == 0) | (arrays.row["located"] == 0) | _has_lost_site(arrays)
    if search_unstated_remote:
        anywhere |= arrays.of_kind("remote") == Remote.NOT_STATED
    group[anywhere] = EVERYWHERE
    return group


def _owner_of_sites(vacancies: Vacancies) -> I64:
    """Row of the vacancy of each site, those of each vacancy together, int64 (sites,)."""
    row = vacancies.row
    return np.repeat(np.arange(len(row)), (row["site_stop"] - row["site_start"]).astype(np.int64))


def _in_use(vacancies: Vacancies) -> I64:
    """Rows of the sites in the order of `_owner_of_sites`: vacancies are stored in another order than their sites."""
    row, owner = vacancies.row, _owner_of_sites(vacancies)
    first = np.searchsorted(owner, owner)
    return row["site_start"][owner] + np.arange(len(owner)) - first


def workplaces_m(vacancies: Vacancies, rows: I64, site: I32) -> I64:
    """Where the work of vacancies is, metres from the Earth's centre, int64 (n, 3); ``site`` as in `score.Judged`."""
    xyz_m = positions_of(vacancies.row[rows]).astype(np.int64)
    first, last = (vacancies.row[name][rows] for name in ("site_start", "site_stop"))
    for i in np.flatnonzero(last > first).tolist():
        of_one = vacancies.site[first[i] : last[i]]
        xyz_m[i] = positions_of(of_one[of_one["number"] == site[i]])[0]
    return xyz_m


def _has_lost_site(vacancies: Vacancies) -> Bool:
    """Whether a vacancy has a site of which nobody knows where it lies."""
    lost = np.zeros(len(vacancies.row), np.bool_)
    lost[_owner_of_sites(vacancies)[vacancies.site["located"][_in_use(vacancies)] == 0]] = True
    return lost


def with_credits(people: PeopleSide, space: SkillSpace) -> PeopleSide:
    """The same people beside vacancies that ask for more skills than those before: what they hold earns more."""
    rows = space.credit_rows()
    return replace(people, arrays=people.arrays._replace(credit_ptr=rows.ptr, credit=rows.credit))


def people_side(
    frame: pl.DataFrame,
    encoded: Encoded,
    space: SkillSpace,
    table: TravelTable,
    *,
    default_limit_min: int,
    funded_hours: Mapping[str, int],
) -> PeopleSide:
    """Lay out jobseekers by place, and within a place by how far they can travel.

    Parameters
    ----------
    frame : polars.DataFrame
        Validated jobseekers.
    encoded : Encoded
        Their vectors, row for row.
    space : SkillSpace
        Skills by id.
    table : TravelTable
        Minutes by mode and distance.
    default_limit_min : int
        Longest journey where none is stated, minutes each way.
    funded_hours : mapping of str to int
        Funded hours of childcare a year by case, as far as they are known.
    """
    arrays = pack_people(
        frame,
        encoded.text_lanes(N_PERSON_WORDS),
        space,
        table,
        default_limit_min=default_limit_min,
        funded_hours=funded_hours,
    )
    row = arrays.row
    group = _reach_class(arrays)
    order = place_order(arrays.xyz_m, group, row["zone"], row["profile"], arrays.tie_rank)
    words = {name: getattr(arrays, name)[order] for name in TextLanes._fields[1:]}
    arrays = arrays._replace(row=row[order], **words)
    cells = find_cells(arrays.xyz_m, arrays.row["radius_m"], group[order])
    index = TextIndex.of(encoded.vectors[order])
    return PeopleSide(Rows.of(frame[order]), arrays, index, cells, default_limit_min, funded_hours)


def one_person_side(
    row: OneRow, encoded: Encoded, skills: HeldByOne, table: TravelTable, others: PeopleSide
) -> PeopleSide:
    """As `people_side`, for one, by the limits and hours that hold for others."""
    limit_min, hours = others.default_limit_min, others.funded_hours
    lanes = encoded.text_lanes(N_PERSON_WORDS)
    arrays = pack_one_person(row, lanes, skills, table, default_limit_min=limit_min, funded_hours=hours)
    rows = Rows(1, lambda names, n: (row if names is None else row.select(*names)).frame().head(1 if n is None else n))
    cells = find_cells(arrays.xyz_m, arrays.row["radius_m"], _reach_class(arrays))
    return PeopleSide(rows, arrays, TextIndex.of(encoded.vectors), cells, limit_min, hours)


def _reach_class(arrays: People) -> I64:
    group: I64 = np.maximum(arrays.row["reach_m"].astype(np.int64), 0) // _REACH_CLASS_M
    group[arrays.row["located"] == 0] = EVERYWHERE
    return group


def cells_by_matrix(
    people: PeopleSide, vacancies: VacancySide, table: TravelTable, wanted: Bool | None = None
) -> Bool | None:
    """Pairs of cells between which the travel-time matrix has a journey that may fit, however far apart they lie.

    Parameters
    ----------
    people, vacancies, table
        Both sides, and the matrix if there is one.
    wanted : bool array, shape (cells of people,), optional
        Cells to look at; others reach nothing here.

    Returns
    -------
    bool array, shape (cells of people, cells of vacancies), or None without a matrix
        What the matrix does not know is judged by distance, so it lies within `PeopleSide.reach_m`.
    """
    matrix = table.matrix
    if matrix is None:
        return None
    reached = np.zeros((len(people.cells.start), len(vacancies.cells.start)), np.bool_)
    zones, cells = vacancies.zones_by_cell[:, 1], vacancies.zones_by_cell[:, 0]
    for cell in range(len(reached)) if wanted is None else np.flatnonzero(wanted).tolist():
        start, stop = people.cells.start[cell], people.cells.stop[cell]
        home = people.arrays.row["zone"][start:stop]
        fail_above = people.arrays.row["matrix_fail_above"][start:stop].max(axis=1)
        modes = people.arrays.row["modes"][start:stop]
        for zone in np.unique(home[home >= 0]):
            there = home == zone
            usable = int(np.bitwise_or.reduce(modes[there]))
            hit = matrix.reached_from(int(zone), int(fail_above[there].max()), usable)
            reached[cell, cells[hit[zones]]] = True
    return reached


def _zones_by_cell(cells: Cells, vacancies: Vacancies) -> I64:
    """Distinct (cell, zone) of the rows that have a zone, and of their sites."""
    cell = np.repeat(np.arange(len(cells.start)), cells.stop - cells.start)
    owner = _owner_of_sites(vacancies)
    cell, zone = (
        np.append(cell, cell[owner]),
        np.append(vacancies.row["zone"], vacancies.site["zone"][_in_use(vacancies)]),
    )
    placed = zone >= 0
    return np.unique(np.stack([cell[placed], zone[placed].astype(np.int64)], axis=1), axis=0)


def edited_people(people: PeopleSide, frame: pl.DataFrame, space: SkillSpace, table: TravelTable) -> PeopleSide:
    """Lay out the same people in the same order, with other answers: ``frame`` is an edit of ``people.frame``."""
    arrays = _packed_again(people, frame, _lanes_of(people.arrays), space, table)
    return replace(people, rows=Rows.of(frame), arrays=arrays)


def _packed_again(
    people: PeopleSide, frame: pl.DataFrame, lanes: TextLanes, space: SkillSpace, table: TravelTable
) -> People:
    return pack_people(
        frame, lanes, space, table, default_limit_min=people.default_limit_min, funded_hours=people.funded_hours
    )


def _lanes_of(arrays: People) -> TextLanes:
    return TextLanes._make(getattr(arrays, name) for name in TextLanes._fields)


def some_people(people: PeopleSide, rows: I64, space: SkillSpace, table: TravelTable) -> PeopleSide:
    """A side of its own for some of the people.

    Parameters
    ----------
    people : PeopleSide
        Stays as it was.
    rows : int64 array, shape (n,)
        Whose rows, ascending.
    space, table
        By which the people were laid out.
    """
    lanes, frame, cells = _lanes_of(people.arrays).rows(rows), people.frame[rows], people.cells
    cell = np.repeat(np.arange(len(cells.start)), cells.stop - cells.start)[rows]
    start = np.flatnonzero(np.diff(cell, prepend=-1))
    own = cell[start]
    return PeopleSide(
        rows=Rows.of(frame),
        arrays=_packed_again(people, frame, lanes, space, table),
        index=TextIndex.of(people.index.vectors_at(rows).astype(np.int8)),
        cells=Cells(start, np.append(start[1:], len(rows)), cells.centre_m[own], cells.radius_m[own], cells.group[own]),
        default_limit_min=people.default_limit_min,
        funded_hours=people.funded_hours,
    )


def by_taxi(people: PeopleSide, rows: I64) -> Bool:
    """Whether a lift of these people would be a taxi that Access to Work may pay for, bool (n,)."""
    agreed = people.rows.column("access_to_work_travel")
    if not agreed.any():
        return np.zeros(len(rows), np.bool_)
    modes, agreed = people.rows.column("modes")[rows], agreed[rows]
    lift = modes.list.contains(MODE_NAMES[Mode.LIFT]).fill_null(value=False)
    found: Bool = (agreed.fill_null(value=False) & ~lift).to_numpy()
    return found


def people_without_health(
    people: PeopleSide, jobseeker_ids: Iterable[int | str] | None, space: SkillSpace, table: TravelTable
) -> PeopleSide:
    """The same people with nothing recorded about health.

    Parameters
    ----------
    people : PeopleSide
        Stays as it was.
    jobseeker_ids : iterable of ids, optional
        Whose records; None is everybody's.
    space, table
        By which the people were laid out.
    """
    return edited_people(people, without_health(people.frame, jobseeker_ids), space, table)
