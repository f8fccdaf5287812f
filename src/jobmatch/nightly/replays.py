"""A row of a past run made again from its receipt, and as it would be without a contested fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from jobmatch import frames, rank
from jobmatch.codes import CONSTRAINT_NAMES, PART_NAMES
from jobmatch.cost import travel_costs
from jobmatch.errors import RunError, RunMissingError
from jobmatch.nightly.edits import columns_of, person_without, vacancy_without
from jobmatch.nightly.folder import Nights, RunFolder, sha256_of
from jobmatch.nightly.receipts import Receipt, code_version, index_version
from jobmatch.nightly.work import OpenIndex
from jobmatch.rank import Ranking
from jobmatch.score import judge_pairs, make_settings
from jobmatch.sides import PeopleSide, VacancySide
from jobmatch.store import open_store

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Replay:
    """A row of a run, made again. For staff: it is about one person.

    Parameters
    ----------
    run, receipt : str
        The run, and the receipt of the row.
    stored, again : dict
        The row as it was written, and as it comes out now.
    same_code : bool
        Whether the run was made by this version of the code.
    without : tuple of str
        Fields that were left out.
    changed : dict or None
        The row without these; its ``rank`` is None where the vacancy would not be on the list. None if no field was to
        be left out.
    """

    run: str
    receipt: str
    stored: Row
    again: Row
    same_code: bool
    without: tuple[str, ...] = ()
    changed: Row | None = None

    def __repr__(self) -> str:
        """Show whether it is the same only."""
        return f"Replay({self.receipt}, {'the same' if self.same else 'not the same'})"

    @property
    def same(self) -> bool:
        """Whether the row comes out exactly as it was written."""
        return self.stored == self.again

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self) | {"same": self.same}

    def __str__(self) -> str:
        lines = [
            f"Receipt {self.receipt} of run {self.run}: "
            + ("reproduced exactly." if self.same else "NOT reproduced: it comes out otherwise now.")
        ]
        if not self.same_code:
            lines.append("The run was made by another version of the code than this one.")
        after = self.changed if self.changed is not None else self.again
        said = f"without {', '.join(self.without)}" if self.without else "now"
        names = ("verdict", "score", "rank", *PART_NAMES, "unknown", *(f"{name}_verdict" for name in CONSTRAINT_NAMES))
        lines.append(f"{'':<18}{'as written':>12}  {said}")
        lines += [f"{name:<18}{self.stored[name]!s:>12}  {_shown(after[name])}" for name in names]
        return "\n".join(lines)


def _shown(value: object) -> str:
    return "not on the list" if value is None else str(value)


def replay(root: str | Path, receipt: str, *, without: Sequence[str] = ()) -> Replay:
    """Make a row of a run again, from the index that the run left.

    Parameters
    ----------
    root
        Folder of all runs.
    receipt
        Of the row: the column ``receipt`` of ``matches/``.
    without : sequence of str
        Fields of the person or the vacancy to leave out, as if nobody had stated them: columns of docs/data.md, with
        ``jobseeker.`` or ``vacancy.`` before them where both tables have one of that name. What only says more about a
        field goes with it. The lists of all others stay as they are.

    Returns
    -------
    Replay

    Raises
    ------
    RunMissingError
        If this is no receipt, or its run is not kept any more.
    RunError
        If the file that holds the row is damaged.
    UsageError
        If there is no such field.
    """
    fields = [columns_of(field) for field in without]
    run, said = _find(Nights(Path(root)), Receipt.parse(receipt))
    stored_row = _stored_row(run, receipt)
    stored = open_store(run.index)
    if index_version(stored) != said["index"]:
        raise RunMissingError(
            what=f"The index of the run {run.name!r} is not the one that its rows were made from",
            way_out="health was taken out of it, or it was changed: rows of that run cannot be made again",
        )
    index = OpenIndex.of(stored, {"threads": 1})
    k = int(said["settings"]["k"])
    person = _row_of(index.people.frame, "jobseeker_id", stored_row)
    vacancy = _row_of(index.vacancies.frame, "vacancy_id", stored_row)
    again = _ranked_row(index, person, vacancy, k) or dict.fromkeys(stored_row)
    changed = None
    if fields:
        of_person = frozenset[str]().union(*(columns for kind, columns in fields if kind == "jobseeker"))
        of_vacancy = frozenset[str]().union(*(columns for kind, columns in fields if kind == "vacancy"))
        changed = _row_without(index, (person, vacancy), k, of_person, of_vacancy)
    return Replay(run.name, receipt, stored_row, again, said["code"] == code_version(), tuple(without), changed)


def _find(nights: Nights, receipt: Receipt) -> tuple[RunFolder, dict[str, Any]]:
    names = nights.finished()
    for name in names:
        run = nights.run(name)
        said = run.need("receipt.json")
        if said["receipt"].startswith(receipt.run):
            return run, said
    raise RunMissingError(
        what=f"No run in {str(nights.root)!r} has this receipt",
        way_out=f"kept are {', '.join(names) or 'none'}; `keep_runs` says how many are",
    )


def _stored_row(run: RunFolder, receipt: str) -> Row:
    number = Receipt.parse(receipt)
    path = run.table_file("matches", number.part)
    files = run.need("manifest.json")["files"]
    expected = files.get(f"matches/{path.name}", {}).get("sha256")
    if expected is None:
        raise RunMissingError(
            what="The run of this receipt has no such partition", way_out="compare it letter by letter"
        )
    if sha256_of(path) != expected:
        raise RunError(f"{path.name} of the run {run.name!r} is damaged.\nHint: start that night again to mend it.")
    found = pl.read_parquet(path, glob=False).slice(number.row, 1)
    if found.is_empty() or found["receipt"].item() != receipt.strip():
        raise RunMissingError(what="The run of this receipt has no such row", way_out="compare it letter by letter")
    return found.drop("receipt").to_dicts()[0]


def _row_of(frame: pl.DataFrame, name: str, row: Row) -> int:
    found = frame[name].index_of(row[name])
    if found is None:
        raise RunError(f"The index of the run does not hold the {name} of this receipt.\nHint: start that night again.")
    return int(found)


def _ranked_row(index: OpenIndex, person: int, vacancy: int, k: int) -> Row | None:
    """The row of a pair as a run ranks it; None if it is not on the list."""
    ranking = rank.match(index.people, index.vacancies, k, index.config, index.table, within=(person, person + 1))
    place = np.flatnonzero(ranking.vacancy == vacancy)
    if not len(place):
        return None
    return _row_of_pair(index, index.people, index.vacancies, (person, vacancy), int(ranking.rank[place[0]]))


def _row_of_pair(
    index: OpenIndex, people: PeopleSide, vacancies: VacancySide, pair: tuple[int, int], place: int
) -> Row:
    rows = np.array([pair[0]], np.int64), np.array([pair[1]], np.int64)
    settings = make_settings(index.config, vacancies.index.dimensions)
    judged = judge_pairs(people, vacancies, *rows, settings, index.table)
    costs = travel_costs(people, vacancies, *rows, judged, index.config, index.table)
    one = np.array([1], np.int64)
    ranking = Ranking(
        *rows,
        rank=place * one,
        n_eligible=one,
        n_certain=one,
        is_cut=np.zeros(1, np.bool_),
        seen=rank.Seen(),
        points=judged.points[:, 0],
    )
    return frames.match_frame(people, vacancies, ranking, judged, index.config, costs).to_dicts()[0]


def _row_without(
    index: OpenIndex, pair: tuple[int, int], k: int, of_person: frozenset[str], of_vacancy: frozenset[str]
) -> Row:
    """The row of a pair without some facts, and the rank that it would have on the person's list."""
    person, vacancy = pair
    people = person_without(index, person, of_person)
    vacancies = vacancy_without(index, vacancy, of_vacancy)
    row = _row_of_pair(index, people, vacancies, (0, 0), 0)
    # The pair by itself, as the search would see it: whether it may be listed at all.
    alone = rank.match(people, vacancies, 1, index.config, index.table)
    if not len(alone.vacancy):
        return row | {"rank": None}
    # One more than the list holds, since the vacancy as it was may be among them.
    others = rank.match(people, index.vacancies, k + 1, index.config, index.table)
    listed = others.vacancy[others.vacancy != vacancy]
    settings = make_settings(index.config, index.vacancies.index.dimensions)
    scores = judge_pairs(people, index.vacancies, np.zeros(len(listed), np.int64), listed, settings, index.table)
    tie_rank = index.vacancies.arrays.tie_rank
    better = (scores.points[:, 0] > row["score"]) | (
        (scores.points[:, 0] == row["score"]) & (tie_rank[listed] < tie_rank[vacancy])
    )
    place = 1 + int(better.sum())
    return row | {"rank": place if place <= k else None}
