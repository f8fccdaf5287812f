"""What changed between two runs for one person or one vacancy, and through what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from jobmatch.codes import CONSTRAINT_NAMES, PART_NAMES, Constraint, Verdict
from jobmatch.errors import RunMissingError, UnknownIdError, UsageError
from jobmatch.evaluation import rows_of_ids
from jobmatch.nightly.folder import Nights, RunFolder
from jobmatch.nightly.work import OpenIndex
from jobmatch.score import judge_pairs, make_settings, may_list
from jobmatch.store import open_store

_PAIR: Final = ("jobseeker_id", "vacancy_id")
_POINTS: Final = (*PART_NAMES, "unknown")
_ORDER: Final = ("new", "up", "down", "gone", "same")
_SCHEMA: Final = {
    "jobseeker_id": pl.String,
    "vacancy_id": pl.String,
    "change": pl.String,
    "reason": pl.String,
    "old_rank": pl.Int64,
    "new_rank": pl.Int64,
    "old_score": pl.Int64,
    "new_score": pl.Int64,
    "part": pl.String,
    "part_change": pl.Int64,
    "text": pl.String,
}


@dataclass(frozen=True, slots=True, repr=False)
class Diary:
    """What changed between two runs. For jobseekers and staff, never for employers.

    Parameters
    ----------
    before, after : str
        The runs.
    frame : polars.DataFrame
        jobseeker_id, vacancy_id; change ("new", "up", "down", "gone" or "same" on the person's list); reason
        ("vacancy_new", "vacancy_expired", "vacancy_withdrawn", "person_new", "person_gone", "rule", "score", "others");
        old_rank, new_rank; old_score, new_score (thousandths of a point; null where there was nothing to score); part
        (the part of the score, or the rule, through which it changed most) and part_change (by how much, thousandths of
        a point); text, a sentence. What changed most to the top comes first.
    """

    before: str
    after: str
    frame: pl.DataFrame

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Diary({self.before} to {self.after}, {self.frame.height} rows)"

    def __str__(self) -> str:
        lines = [f"From {self.before} to {self.after}: {self.frame.height} row(s)."]
        return "\n".join(lines + self.frame["text"].to_list())


def diary(
    root: str | Path,
    *,
    jobseeker_id: str | int | None = None,
    vacancy_id: str | int | None = None,
    before: str | None = None,
    after: str | None = None,
) -> Diary:
    """Say what changed between two runs for one person, or for one vacancy on the lists of all people.

    Parameters
    ----------
    root
        Folder of all runs.
    jobseeker_id, vacancy_id
        One of the two; compared as text.
    before, after
        Names of runs; None takes the live one, and the one before it.

    Returns
    -------
    Diary

    Raises
    ------
    RunMissingError
        If a run is not there.
    UnknownIdError
        If the id is in neither run.
    UsageError
        Unless exactly one id is given.
    """
    if (jobseeker_id is None) == (vacancy_id is None):
        raise UsageError("A diary is of one jobseeker or of one vacancy: give exactly one id.")
    kind, wanted = ("jobseeker", str(jobseeker_id)) if vacancy_id is None else ("vacancy", str(vacancy_id))
    nights = Nights(Path(root))
    new = nights.find(after)
    previous = before or new.need("start.json")["previous"]
    if previous is None:
        raise RunMissingError(what=f"There is no run before {new.name!r}", way_out="name two runs")
    old = nights.find(previous)
    sides = _Side.of(old), _Side.of(new)
    if not any(side.knows(kind, wanted) for side in sides):
        n_known = len(sides[0].ids[kind] | sides[1].ids[kind])
        raise UnknownIdError(kind=kind, n_unknown=1, n_known=n_known)
    rows = _joined(*(_lists(run, kind, wanted) for run in (old, new)))
    lists = _Lists.of(new, rows)
    told = [_told(row, *sides, lists) for row in _with_scores(rows, *sides).iter_rows(named=True)]
    frame = pl.DataFrame(told, schema=_SCHEMA, orient="row")
    order = pl.col("change").replace_strict(list(_ORDER), range(len(_ORDER)), return_dtype=pl.Int64)
    return Diary(old.name, new.name, frame.sort(order, pl.col("new_rank"), "old_rank", *_PAIR, nulls_last=True))


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One of the two runs: who and what was in it."""

    index: OpenIndex
    ids: dict[str, set[str]]
    closed: set[str]
    titles: dict[str, str]

    @classmethod
    def of(cls, run: RunFolder) -> _Side:
        stored = open_store(run.index)
        index = OpenIndex.of(stored, {"threads": 1})
        ids = {
            "jobseeker": set(index.people.frame["jobseeker_id"].cast(pl.String)),
            "vacancy": set(index.vacancies.frame["vacancy_id"].cast(pl.String)),
        }
        titles = dict(index.vacancies.frame.select(pl.col("vacancy_id").cast(pl.String), "title").rows())
        return cls(index, ids, set(stored.frame("closed")["vacancy_id"].cast(pl.String)), titles)

    def knows(self, kind: str, wanted: str) -> bool:
        return wanted in self.ids[kind] or (kind == "vacancy" and wanted in self.closed)

    def judged(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """Score, parts and the rules that forbid it, of each pair that this run could have ranked."""
        people, vacancies, config = self.index.people, self.index.vacancies, self.index.config
        rows = rows_of_ids(pairs, people, vacancies)
        settings = make_settings(config, vacancies.index.dimensions)
        judged = judge_pairs(people, vacancies, *rows, settings, self.index.table)
        failed = judged.verdict == Verdict.FAIL
        failed[:, Constraint.TRAVEL] |= judged.in_reach == 0
        points = judged.part.astype(np.int64) * np.array(config.weights.as_tuple(), np.int64)
        return pl.DataFrame(
            {
                "jobseeker_id": people.frame["jobseeker_id"].gather(rows[0]).cast(pl.String),
                "vacancy_id": vacancies.frame["vacancy_id"].gather(rows[1]).cast(pl.String),
                "score": judged.points[:, 0],
                "listable": may_list(judged, config),
                "rule": pl.Series(
                    [CONSTRAINT_NAMES[row.argmax()] if row.any() else None for row in failed], dtype=pl.String
                ),
                **{name: points[:, part] for part, name in enumerate(PART_NAMES)},
                "unknown": judged.points[:, 1],
            }
        )


@dataclass(frozen=True, slots=True)
class _Lists:
    """Scores on the new lists of the people concerned, and how long a list can be."""

    scores: dict[str, dict[str, int]]
    k: int

    @classmethod
    def of(cls, run: RunFolder, rows: pl.DataFrame) -> _Lists:
        listed = run.scan("matches").select(pl.col(*_PAIR).cast(pl.String), pl.col("score").cast(pl.Int64))
        listed = listed.join(rows.select("jobseeker_id").unique().lazy(), on="jobseeker_id", how="semi")
        scores: dict[str, dict[str, int]] = {}
        for person, vacancy, score in listed.collect().iter_rows():
            scores.setdefault(person, {})[vacancy] = score
        return cls(scores, int(run.need("receipt.json")["settings"]["k"]))

    def rank_with(self, row: dict[str, Any], score: int) -> int | None:
        """Where the pair would stand on the new list with another score; None if it would not be there."""
        of_person = self.scores.get(row["jobseeker_id"], {})
        rank = 1 + sum(value > score for vacancy, value in of_person.items() if vacancy != row["vacancy_id"])
        return rank if rank <= self.k else None


def _lists(run: RunFolder, kind: str, wanted: str) -> pl.DataFrame:
    name = f"{kind}_id"
    rows = run.scan("matches").select(pl.col(*_PAIR).cast(pl.String), pl.col("rank").cast(pl.Int64))
    return rows.filter(pl.col(name) == wanted).collect()


def _joined(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    return old.rename({"rank": "old_rank"}).join(
        new.rename({"rank": "new_rank"}), on=_PAIR, how="full", coalesce=True, maintain_order="left_right"
    )


def _with_scores(rows: pl.DataFrame, old: _Side, new: _Side) -> pl.DataFrame:
    for prefix, side in (("old", old), ("new", new)):
        judged = side.judged(rows)
        renamed = judged.rename({name: f"{prefix}_{name}" for name in judged.columns if name not in _PAIR})
        rows = rows.join(renamed, on=_PAIR, how="left", maintain_order="left")
    return rows


def _told(row: dict[str, Any], old: _Side, new: _Side, lists: _Lists) -> dict[str, Any]:
    change = _change(row["old_rank"], row["new_rank"])
    reason, part, part_change = _reason(change, row, old, new, lists)
    title = new.titles.get(row["vacancy_id"]) or old.titles.get(row["vacancy_id"]) or "vacancy"
    told = {name: row.get(name) for name in _SCHEMA}
    return told | {
        "change": change,
        "reason": reason,
        "part": part,
        "part_change": part_change,
        "text": f"{title} ({row['vacancy_id']}) for {row['jobseeker_id']}: "
        + _sentence(change, reason, part, part_change, row),
    }


def _change(old_rank: int | None, new_rank: int | None) -> str:
    if old_rank is None:
        return "new"
    if new_rank is None:
        return "gone"
    return "same" if old_rank == new_rank else "up" if new_rank < old_rank else "down"


def _reason(
    change: str, row: dict[str, Any], old: _Side, new: _Side, lists: _Lists
) -> tuple[str, str | None, int | None]:
    """Why, through which part of the score or which rule, and by how much."""
    vacancy, person = row["vacancy_id"], row["jobseeker_id"]
    there = {"new": old, "gone": new}.get(change)
    if there is not None:
        if vacancy not in there.ids["vacancy"]:
            if change == "new":
                return "vacancy_new", None, None
            return ("vacancy_expired" if vacancy in new.closed else "vacancy_withdrawn"), None, None
        if person not in there.ids["jobseeker"]:
            return ("person_new" if change == "new" else "person_gone"), None, None
        side = "old" if change == "new" else "new"
        if not row[f"{side}_listable"]:
            # No rule forbids it where what is unknown is left out of lists.
            return "rule", row[f"{side}_rule"] or "unknown", None
    towards = 1 if change in {"new", "up"} else -1
    # Its own score is why only if with the score that it had it would stand elsewhere.
    as_it_was = lists.rank_with(row, row["old_score"])
    far = lists.k + 1  # off the list
    own = towards * ((as_it_was or far) - (row["new_rank"] or far)) > 0
    if change == "same" or not own or row["new_score"] == row["old_score"]:
        return "others", None, None
    moved = {name: row[f"new_{name}"] - row[f"old_{name}"] for name in _POINTS}
    part = max(_POINTS, key=lambda name: towards * moved[name])
    return "score", part, moved[part]


def _sentence(change: str, reason: str, part: str | None, part_change: int | None, row: dict[str, Any]) -> str:
    old_rank, new_rank = row["old_rank"], row["new_rank"]
    moved = {
        "new": f"new on the list, at {new_rank}",
        "gone": f"no longer on the list (was at {old_rank})",
        "up": f"up from {old_rank} to {new_rank}",
        "down": f"down from {old_rank} to {new_rank}",
        "same": f"still at {new_rank}",
    }[change]
    why = {
        "vacancy_new": "the vacancy is new",
        "vacancy_expired": "the vacancy has closed",
        "vacancy_withdrawn": "the vacancy is no longer in the data",
        "person_new": "the person is new",
        "person_gone": "the person is no longer in the data",
        "rule": f"the rule on {part} {'kept it out before' if change == 'new' else 'keeps it out now'}",
        "score": f"through {part} ({(part_change or 0) / 1000:+.1f} points)",
        "others": "with the score that it had it would stand there too: others came or went"
        if change != "same"
        else "its place is the same",
    }[reason]
    return f"{moved}: {why}."
