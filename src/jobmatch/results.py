"""What passes between stages, and what callers get back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import polars as pl

from jobmatch.codes import Part, Reason, SkillRelation, Verdict
from jobmatch.errors import UsageError
from jobmatch.tables.formats import write_frame

Id = int | str
Direction = Literal["match", "shortlist"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one constraint found for one pair: its verdict, why, and up to three integers (see `codes.Reason`)."""

    verdict: Verdict
    reason: Reason = field(repr=False)
    numbers: tuple[int, int, int] = field(default=(0, 0, 0), repr=False)


@dataclass(frozen=True, slots=True)
class SkillEvidence:
    """One skill that a vacancy names: how far the person meets it, and through which of their skills.

    ``weight`` is out of 255 over the vacancy, ``credit`` out of 255; ``via`` is None where nothing counts.
    ``relation`` is what ``via`` is to ``skill``; None where both are the same, or where nobody stated it.
    """

    skill: str
    required: bool
    weight: int
    credit: int
    via: str | None
    relation: SkillRelation | None = None


@dataclass(frozen=True, slots=True)
class TextEvidence:
    """What the part for texts is made of, each tuple in the order of `codes.TextPart`.

    ``values`` (0 to 1000) and ``weights`` (out of 100) give the part: sum(weight x value) // 100. ``words`` are those
    in common, the one that gives most first. ``occupations`` are the likeliest in common likewise;
    ``person_occupation`` and ``vacancy_occupation`` are the likeliest of each side, None where none was looked for.
    """

    values: tuple[int, int, int] = field(repr=False)
    weights: tuple[int, int, int]
    words: tuple[str, ...] = field(default=(), repr=False)
    occupations: tuple[str, ...] = field(default=(), repr=False)
    person_occupation: str | None = field(default=None, repr=False)
    vacancy_occupation: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class PairDetail:
    """Everything that the scorer knows about one pair, in its own integers.

    ``findings`` follow `codes.Constraint`; ``part_values`` (0 to 1000) and ``points`` (weighted, thousandths of a
    point) follow `codes.Part`; ``unknown_points`` is zero or negative; ``score`` is their exact sum.
    ``shortlist_points`` are (text, skills, unknown) in the order that an employer may see.
    ``site`` is the place of work that the journey is judged to: 0 the vacancy's own, then those of ``more_sites``.
    ``text`` is None where a side has no text. ``skills`` come heaviest first; ``n_skills_left_out`` counts lighter ones
    that the vacancy names besides, which are neither scored nor claimed. ``dimensions_short`` are limits passed even
    after adjustment,
    ``dimensions_adjusted`` those that an adjustment meets, ``dimensions_good_day`` those that are met on good days only
    (with flexible hours or work from home), ``dimensions_access`` those for which Access to Work may be considered,
    ``dimensions_unknown`` limits for which the vacancy states no demand, and ``dimensions_over_preference`` preferences
    that are passed.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    part_values: tuple[int, ...]
    points: tuple[int, ...]
    unknown_points: int
    score: int
    shortlist_points: tuple[int, int, int]
    shortlist_score: int
    similarity: int
    unknown_parts: frozenset[Part] = frozenset()
    in_reach: bool = True
    site: int = 0
    text: TextEvidence | None = None
    skills: tuple[SkillEvidence, ...] = ()
    n_skills_left_out: int = 0
    licences_missing: tuple[str, ...] = ()
    licences_needed: tuple[str, ...] = ()
    dimensions_short: tuple[str, ...] = ()
    dimensions_adjusted: tuple[str, ...] = ()
    dimensions_good_day: tuple[str, ...] = ()
    dimensions_access: tuple[str, ...] = ()
    dimensions_unknown: tuple[str, ...] = ()
    dimensions_over_preference: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Show the verdict only; the rest is about a person."""
        return f"PairDetail(verdict={self.verdict.name})"


PutForward = Iterable[Id] | Mapping[Id, Iterable[Id]] | pl.DataFrame


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a result may be trusted for.

    Parameters
    ----------
    n_queries : int
        People (or vacancies) asked about.
    n_pairs_due : int
        Pairs that lie close enough to be possible, or in work that can be done from anywhere.
    n_pairs_bounded : int
        Those of them for which it was found out what they could score at most, or more.
    n_pairs_judged : int
        Those of them that were then looked at one by one. What each of the others could score at most is less than what
        the last of a full list scores, so none of them can be missing.
    n_pairs_eligible : int, optional
        Pairs in reach that no rule forbids: what the lists were chosen from. None unless
        ``match(count_eligible=True)`` or no list is full.
    n_not_open : int
        Vacancies left out because they had closed by ``as_of``.
    n_listed, n_certain : int
        Pairs in the lists, and those of them that hold their place whatever was not judged. The same number, unless the
        search was approximate; `MatchResult.counts` has both for each list.
    n_lists_cut : int
        Lists for which the search ended before it was certain that nothing better is left.
    """

    n_queries: int
    n_pairs_due: int
    n_pairs_bounded: int
    n_pairs_judged: int
    n_pairs_eligible: int | None
    n_not_open: int = 0
    n_listed: int = 0
    n_certain: int = 0
    n_lists_cut: int = 0

    @property
    def exact(self) -> bool:
        """No pair that could win was left out of sight, so the lists are the true k best under all rules."""
        return self.n_pairs_bounded == self.n_pairs_due and self.n_lists_cut == 0


class _Framed:
    """A frame with a short name for itself."""

    frame: pl.DataFrame

    def __len__(self) -> int:
        """Count the rows."""
        return self.frame.height

    def write(self, path: str | Path) -> None:
        """Write the frame to a .parquet, .csv or .ndjson file, all at once or not at all."""
        write_frame(self.frame, path)


@dataclass(frozen=True, repr=False, eq=False)
class EmployerView(_Framed):
    """People who agreed to be put forward, by what an employer may know.

    ``frame`` has vacancy_id, rank, jobseeker_id, score, text, skills, unknown (thousandths of a point; the three parts
    add up to the score), licence_verdict and hours_verdict. Nothing in it, nor its order, depends on health, caring,
    travel or pay wanted.
    """

    frame: pl.DataFrame

    def __repr__(self) -> str:
        """Show counts only."""
        return f"EmployerView({self.frame['vacancy_id'].n_unique()} vacancies, {len(self)} rows)"


@dataclass(frozen=True, repr=False, eq=False)
class MatchResult(_Framed):
    """Ranked pairs, one row each, best first within a query.

    ``frame`` has jobseeker_id, vacancy_id, rank (from 1), score (thousandths of a point, 0 to 100,000), verdict (FAIL,
    UNKNOWN, CONDITIONAL, OK), one column for each part of the score in thousandths of a point (they add up to the
    score), the verdict of each constraint, and journey times in minutes (null where unknown). A match also has what the
    journeys cost a week and what is left of an hour's pay after that, with the hours on the way counted.

    Parameters
    ----------
    frame : polars.DataFrame
    direction : "match" or "shortlist"
        Person to vacancies, or vacancy to people. The parts of a shortlist are text, skills and unknown only.
    certificate : Certificate
    counts : polars.DataFrame
        One row for each query, also for those with an empty list: its id, ``n_eligible`` (pairs in reach that no rule
        forbids; null where the list is full, unless ``match(count_eligible=True)``), ``n_listed`` (those of them in
        ``frame``) and ``n_certain`` (those of the list, from the first on, that hold their place whatever an
        approximate search left unjudged; all of them if it was exact).
    """

    frame: pl.DataFrame
    direction: Direction
    certificate: Certificate
    counts: pl.DataFrame
    employer_frame: Callable[[PutForward], pl.DataFrame] | None = field(default=None, compare=False)
    question_frame: Callable[[], pl.DataFrame] | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        """Show counts only."""
        exact = "exact" if self.certificate.exact else "approximate"
        return f"MatchResult({self.direction}, {self.certificate.n_queries} queries, {len(self)} rows, {exact})"

    def fits(self) -> pl.DataFrame:
        """Rows that fit as far as is known: nothing to ask first."""
        return self.frame.filter(pl.col("verdict") == Verdict.OK.name)

    def worth_checking(self) -> pl.DataFrame:
        """Rows with something to ask or to arrange first."""
        return self.frame.filter(pl.col("verdict") != Verdict.OK.name)

    def questions(self) -> pl.DataFrame:
        """What to ask first: for each query, the questions whose answers would move most of its listed pairs.

        For staff: a question about one person's health or care must not be put to an employer as being about them.

        Returns
        -------
        polars.DataFrame
            jobseeker_id (or vacancy_id of a shortlist), rank (1 is the one question to ask), who, field (the column
            that an answer would fill, or "journey"), n_settles (pairs whose verdict hangs on this question alone),
            n_matches (pairs that it concerns).

        Raises
        ------
        UsageError
            If this result was not made by a matcher.
        """
        if self.question_frame is None:
            raise UsageError("Questions are found by a matcher, and this result was made without one.")
        return self.question_frame()

    def for_employer(self, put_forward: PutForward) -> EmployerView:
        """Show an employer the people who agreed to be put forward, and nothing that must not reach them.

        Parameters
        ----------
        put_forward : iterable of jobseeker ids, mapping from vacancy id to jobseeker ids, or polars.DataFrame
            Who agreed. An iterable holds for every vacancy of this shortlist; a mapping names them for each, as does a
            frame with the columns ``jobseeker_id`` and ``vacancy_id`` (without the latter: for every vacancy). Everyone
            named is shown, whether or not this shortlist holds them: leaving somebody out would tell why.

        Returns
        -------
        EmployerView

        Raises
        ------
        UsageError
            If this is a result of `Matcher.match`, which is made for a person.
            Also if ``put_forward`` is of another kind.
        UnknownIdError
            If an id is in none of the tables.
        ColumnMissingError
            If a frame has no ``jobseeker_id``.
        """
        if self.employer_frame is None:
            raise UsageError(
                "An employer's view is made from a shortlist; this result was made for jobseekers.\n"
                "Hint: `matcher.shortlist(vacancies).for_employer(put_forward)`."
            )
        return EmployerView(self.employer_frame(put_forward))
