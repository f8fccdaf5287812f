"""Why not this job: every rule that keeps a pair apart, and the smallest change that would clear it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import polars as pl

from jobmatch import words
from jobmatch.codes import CONSTRAINT_NAMES, LONGEST_LIMIT_MIN, Constraint, Reason, Verdict
from jobmatch.errors import UsageError
from jobmatch.explanation import Explanation
from jobmatch.kernels.layout import Bool
from jobmatch.market import Market, Pair
from jobmatch.results import Id, PairDetail
from jobmatch.score import Judged, judge_pairs
from jobmatch.sides import PeopleSide, edited_people, some_people
from jobmatch.whatif.changes import Change, Kind
from jobmatch.whatif.trials import changed_people

_LONGEST_COVER_MIN: Final = 12 * 60
_MOST_COVER: Final = (Change("cover_earlier", _LONGEST_COVER_MIN), Change("cover_later", _LONGEST_COVER_MIN))
_MOST_HOURS: Final = 168  # a week


@dataclass(frozen=True, slots=True)
class Blocker:
    """One rule that does not fit, and what would clear it.

    Parameters
    ----------
    constraint
        As `codes.CONSTRAINT_NAMES`.
    sentence
        Why it does not fit.
    changes
        The smallest change on the person's side that clears this rule, given that nothing else changes; several belong
        together, and none of them could be smaller. Empty where there is none, or none that it would be right to ask
        for.
    way_out
        The same in words, or what the employer could provide.
    """

    constraint: str
    sentence: str = field(repr=False)
    changes: tuple[Change, ...] = field(repr=False)
    way_out: str = field(repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class WhyNot:
    """What keeps a pair apart; for jobseekers and staff, never for employers.

    Parameters
    ----------
    jobseeker_id, vacancy_id, title, audience
        The pair and who reads it.
    verdict, score
        As they are now; ``score`` in thousandths of a point.
    blockers
        Every rule that does not fit; empty if no rule keeps the pair apart.
    verdict_after, score_after
        With the changes of all blockers together, of the same kind the largest; None where a blocker has none. FAIL is
        rare, but may be: with more time to travel a slower way may be the best, and the children have nobody so long.
    """

    jobseeker_id: Id
    vacancy_id: Id
    title: str
    audience: str
    verdict: Verdict
    score: int
    blockers: tuple[Blocker, ...]
    verdict_after: Verdict | None
    score_after: int | None

    def to_dict(self) -> dict[str, object]:
        """Everything as plain values, ready for JSON."""
        return {
            "jobseeker_id": self.jobseeker_id,
            "vacancy_id": self.vacancy_id,
            "title": self.title,
            "audience": self.audience,
            "verdict": self.verdict.name,
            "score": self.score,
            "blockers": [
                {
                    "constraint": blocker.constraint,
                    "sentence": blocker.sentence,
                    "changes": [{"change": c.kind, "amount": c.amount, "licence": c.licence} for c in blocker.changes],
                    "way_out": blocker.way_out,
                }
                for blocker in self.blockers
            ],
            "verdict_after": None if self.verdict_after is None else self.verdict_after.name,
            "score_after": self.score_after,
        }

    def text(self) -> str:
        """Everything in plain English, a line at a time; no ids."""
        if not self.blockers:
            return f"{self.title}\nNo rule keeps this job out. Others may come first because they score more."
        lines = [self.title, "Why this job is not listed:"]
        lines += [f"- {blocker.sentence} {blocker.way_out}" for blocker in self.blockers]
        if self.verdict_after is not None and len(self.blockers) > 1:
            lines.append("All of these would have to change together.")
        if self.verdict_after is Verdict.FAIL:  # care is all that a longer journey can spoil
            lines.append("Even so it would not fit: another way to travel would be the best, which will not do.")
        return "\n".join(lines)

    def __str__(self) -> str:
        """Return `text`."""
        return self.text()

    def __repr__(self) -> str:
        """Show the verdict and counts only."""
        return f"WhyNot({self.verdict.name}, {len(self.blockers)} blockers)"


def why_not(detail: PairDetail, explanation: Explanation, pair: Pair, market: Market) -> WhyNot:
    """Find what keeps a pair apart.

    Parameters
    ----------
    detail, explanation
        Of the pair, for a work coach or the jobseeker.
    pair, market
        The pair itself, and all by which it is judged.

    Raises
    ------
    UsageError
        If the explanation is an employer's.
    """
    if explanation.audience == "employer":
        raise UsageError("What keeps a person from a job is for the jobseeker and for staff, not for an employer.")
    trial = _Trial(some_people(pair.people, np.array([pair.person], np.int64), pair.space, market.table), pair, market)
    sentences = {line.name: line.sentence for line in explanation.constraints}
    you = explanation.audience == "jobseeker"
    blockers = []
    for constraint in Constraint:
        if _blocks(constraint, detail):
            changes = _smallest(constraint, detail, trial)
            name = CONSTRAINT_NAMES[constraint]
            blockers.append(Blocker(name, sentences[name], changes, _way_out(constraint, detail, changes, you=you)))
    after = trial.judged(_together(change for blocker in blockers for change in blocker.changes))
    complete = all(blocker.changes for blocker in blockers)
    return WhyNot(
        jobseeker_id=explanation.jobseeker_id,
        vacancy_id=explanation.vacancy_id,
        title=explanation.title,
        audience=explanation.audience,
        verdict=detail.verdict,
        score=detail.score,
        blockers=tuple(blockers),
        verdict_after=Verdict(int(after.verdict.min())) if complete else None,
        score_after=int(after.points[0, 0]) if complete else None,
    )


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _Trial:
    """Judges one pair as it would be after changes."""

    person: PeopleSide
    pair: Pair
    market: Market

    def judged(self, changes: Iterable[Change]) -> Judged:
        people, table = changed_people(self.person, changes, self.pair.space, self.market.table)
        rows = np.array([0], np.int64), np.array([self.pair.vacancy], np.int64)
        return judge_pairs(people, self.pair.vacancies, *rows, self.market.settings, table)

    @property
    def shorter_limit_min(self) -> int:
        """The shorter of the person's limits out and back: the one that more time lengthens longest."""
        row = self.person.arrays.row[0]
        return min(int(row["limit_out"]), int(row["limit_ret"]))

    def clears(self, constraint: Constraint, *changes: Change) -> bool:
        judged = self.judged(changes)
        out_of_reach = constraint is Constraint.TRAVEL and judged.in_reach[0] == 0
        return int(judged.verdict[0, constraint]) > Verdict.FAIL and not out_of_reach

    def each_longer_way(self, *also: Change) -> tuple[list[Change], Judged]:
        """Every longer limit of the journey and how the pair is judged with it; all are laid out at once."""
        changes = [Change("travel", n) for n in range(1, LONGEST_LIMIT_MIN - self.shorter_limit_min + 1)]
        space, table, limit_min = self.pair.space, self.market.table, self.person.default_limit_min
        record = self.person.frame
        for change in also:
            record = change.edit(record, limit_min)
        copies = some_people(self.person, np.zeros(len(changes), np.int64), space, table)
        frame = pl.concat([record.clear(), *(change.edit(record, limit_min) for change in changes)])
        people = edited_people(copies, frame, space, table)
        rows = np.arange(len(changes)), np.full(len(changes), self.pair.vacancy, np.int64)
        return changes, judge_pairs(people, self.pair.vacancies, *rows, self.market.settings, table)


def _blocks(constraint: Constraint, detail: PairDetail) -> bool:
    """Whether a rule keeps the pair apart; a place too far to search does, even if the work might be done from home."""
    too_far = constraint is Constraint.TRAVEL and not detail.in_reach
    return detail.findings[constraint].verdict is Verdict.FAIL or too_far


# --- The smallest change ---------------------------------------------------------------------------


def _smallest(constraint: Constraint, detail: PairDetail, trial: _Trial) -> tuple[Change, ...]:
    match constraint:
        case Constraint.TRAVEL:
            may_care = detail.findings[Constraint.CARE].verdict > Verdict.FAIL
            return _longer_limit(trial, may_care=may_care) or _evening(trial, constraint)
        case Constraint.LICENCE:
            return _licences(detail, trial)
        case Constraint.HOURS:
            return _hours(detail, trial)
        case Constraint.CARE:
            return _care(trial, by_paid=detail.findings[constraint].reason is Reason.CARE_PAID_TOO_MANY)
    return ()  # never a change in what somebody's health allows


def _care(trial: _Trial, *, by_paid: bool) -> tuple[Change, ...]:
    """One kind of change if that will do, that of the reason first; else cover with another kind.

    A nursery out of the way can make a journey too long, which no cover mends.
    """
    alone = (_paid, _cover, _longer_way) if by_paid else (_cover, _longer_way, _paid)
    found = (find(trial) for find in (*alone, _longer_way_and_cover, _paid_and_cover))
    return next((changes for changes in found if changes), ()) or _evening(trial, Constraint.CARE)


def _found(trial: _Trial, constraint: Constraint, kind: Kind, most: int, *also: Change) -> tuple[Change, ...]:
    """The least of one kind of change that clears a rule, if ``also`` changes."""
    amount = _least(lambda amount: trial.clears(constraint, *also, Change(kind, amount)), most)
    return () if amount is None else (Change(kind, amount),)


def _longer_limit(trial: _Trial, *, may_care: bool) -> tuple[Change, ...]:
    """Least time to travel with which the journey fits, if possible without keeping the pair apart by care instead.

    With a little more time a slower way may fit before the one that is the best now, and no cover lasts so long.
    """
    changes, judged = trial.each_longer_way()
    fits = (judged.verdict[:, Constraint.TRAVEL] > Verdict.FAIL) & (judged.in_reach != 0)
    fits_with_care = fits & (judged.verdict[:, Constraint.CARE] > Verdict.FAIL)
    return _first(changes, fits_with_care if may_care and fits_with_care.any() else fits)


def _longer_way(trial: _Trial, *also: Change) -> tuple[Change, ...]:
    """Least time to travel with which caring fits, each amount tried in turn: more can clear less.

    With more time a slower way may become the better one, and no cover lasts as long as that takes.
    """
    changes, judged = trial.each_longer_way(*also)
    return _first(changes, judged.verdict[:, Constraint.CARE] > Verdict.FAIL)


def _first(changes: Sequence[Change], will_do: Bool) -> tuple[Change, ...]:
    return next(((change,) for change, does in zip(changes, will_do, strict=True) if does), ())


def _longer_way_and_cover(trial: _Trial) -> tuple[Change, ...]:
    """Least time to travel with which some cover would do, and the least such cover."""
    way = _longer_way(trial, *_MOST_COVER)
    return (*way, *_cover(trial, *way)) if way else ()


def _paid(trial: _Trial, *also: Change) -> tuple[Change, ...]:
    return _found(trial, Constraint.CARE, "paid_childcare", _MOST_HOURS, *also)


def _paid_and_cover(trial: _Trial) -> tuple[Change, ...]:
    """Least paid childcare with which some cover would do, and the least such cover."""
    paid = _paid(trial, *_MOST_COVER)
    return (*paid, *_cover(trial, *paid)) if paid else ()


def _evening(trial: _Trial, constraint: Constraint) -> tuple[Change, ...]:
    """Nobody can change that themselves; it is said where nothing else would do."""
    change = Change("evening_transport")
    return (change,) if trial.clears(constraint, change) else ()


def _least(clears: Callable[[int], bool], most: int) -> int | None:
    """Smallest amount, 1 to ``most``, that clears; more never clears less."""
    if not clears(most):
        return None
    low, high = 0, most  # low does not clear, high does
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if clears(middle) else (middle, high)
    return high


def _licences(detail: PairDetail, trial: _Trial) -> tuple[Change, ...]:
    """Licences that are missing and cannot be had later, without those that come with another one of them."""
    changes = [Change("licence", licence=name) for name in detail.licences_missing]
    for change in tuple(changes):
        others = [other for other in changes if other != change]
        if trial.clears(Constraint.LICENCE, *others):
            changes = others
    return tuple(changes)


def _hours(detail: PairDetail, trial: _Trial) -> tuple[Change, ...]:
    """Fewer or more hours; both where they are too few on the average and too many in the busiest weeks."""
    few = detail.findings[Constraint.HOURS].reason is Reason.HOURS_TOO_FEW
    one = _found(trial, Constraint.HOURS, "hours_fewer" if few else "hours_more", _MOST_HOURS)
    if one:
        return one
    any_fewer, any_more = Change("hours_fewer", _MOST_HOURS), Change("hours_more", _MOST_HOURS)
    fewer = _least(lambda n: trial.clears(Constraint.HOURS, any_more, Change("hours_fewer", n)), _MOST_HOURS)
    more = _least(lambda n: trial.clears(Constraint.HOURS, any_fewer, Change("hours_more", n)), _MOST_HOURS)
    return () if fewer is None or more is None else (Change("hours_fewer", fewer), Change("hours_more", more))


def _cover(trial: _Trial, *also: Change) -> tuple[Change, ...]:
    """Longer cover at one end if that is enough, the smaller of the two; else at both ends."""
    one_end = [
        change
        for kind in ("cover_later", "cover_earlier")
        for change in _found(trial, Constraint.CARE, kind, _LONGEST_COVER_MIN, *also)
    ]
    if one_end:
        return (min(one_end, key=lambda change: change.amount),)
    early, _ = _MOST_COVER
    late = _found(trial, Constraint.CARE, "cover_later", _LONGEST_COVER_MIN, *also, early)
    return (*late, *_found(trial, Constraint.CARE, "cover_earlier", _LONGEST_COVER_MIN, *also, *late)) if late else ()


def _together(changes: Iterable[Change]) -> list[Change]:
    """Changes of several rules at once: who may travel ten minutes longer may travel five minutes longer."""
    largest: dict[tuple[Kind, str], Change] = {}
    for change in changes:
        key = change.kind, change.licence
        largest[key] = max(largest.get(key, change), change, key=lambda one: one.amount)
    return list(largest.values())


# --- In words ----------------------------------------------------------------------------------------


def _way_out(constraint: Constraint, detail: PairDetail, changes: Sequence[Change], *, you: bool) -> str:
    if not changes:
        return _without_change(constraint, detail.findings[constraint].reason, you=you)
    spoken = list(_spoken(changes, you=you))
    return " ".join([*spoken, "Both are needed."] if len(spoken) > 1 else spoken)


def _spoken(changes: Sequence[Change], *, you: bool) -> Iterator[str]:
    who, whose = ("you", "your") if you else ("they", "their")
    licences = [change.licence for change in changes if change.licence]
    if licences:
        yield f"This rule would be met with: {words.spell_licences(licences)}."
    cover = [change for change in changes if change.kind in ("cover_later", "cover_earlier")]
    if cover:
        ends = {"cover_later": "longer at the end", "cover_earlier": "more at the start"}
        spoken = words.join_words([f"{words.spell_time(change.amount)} {ends[change.kind]}" for change in cover])
        yield f"It would fit with cover for {spoken}."
    for change in changes:
        if change.kind == "travel":
            yield f"It may fit if {whose} limit were {words.spell_time(change.amount)} longer each way."
        elif change.kind == "hours_fewer":
            yield f"It may fit with {_hours_words(change.amount)} a week fewer than {who} want."
        elif change.kind == "hours_more":
            yield f"It may fit with {_hours_words(change.amount)} a week more than {who} want."
        elif change.kind == "paid_childcare":
            yield f"It may fit with {_hours_words(change.amount)} a week more of paid childcare."
        elif change.kind == "evening_transport":
            yield "It may fit if public transport ran in the evening as it does by day."


def _hours_words(hours: int) -> str:
    return "1 hour" if hours == 1 else f"{hours} hours"


def _without_change(constraint: Constraint, reason: Reason, *, you: bool) -> str:
    if constraint is Constraint.HEALTH or reason is Reason.TRAVEL_NOT_STEP_FREE:
        return "Ask what the employer can provide; there may be help with the cost."
    if reason is Reason.TRAVEL_COSTS_TOO_MUCH:
        return "There has to be a cheaper way to get there, or help with the cost."
    if reason is Reason.TRAVEL_NEEDS_VEHICLE:
        return f"It would take a vehicle of {'your' if you else 'their'} own."
    if constraint is Constraint.TRAVEL:
        return "No longer journey would do: there has to be another way to get there."
    if constraint is Constraint.CARE:
        return "Longer cover on the same days would not do: the days or the hours of the work would have to change."
    return ""
