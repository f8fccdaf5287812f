"""What an explanation is: lines whose points add up to the score, sentences, and questions.

None of these shows its values in its `repr`, which ends up in logs.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from jobmatch import phrases
from jobmatch.codes import Verdict
from jobmatch.phrases import Audience, Who
from jobmatch.results import Id

UNKNOWN_LINE: Final = "unknown"
_POINT: Final = 1000  # scores are in thousandths of a point
_LINE_SCHEMA: Final = {
    "kind": pl.String,
    "name": pl.String,
    "label": pl.String,
    "verdict": pl.String,
    "value": pl.Int64,
    "weight": pl.Int64,
    "points": pl.Int64,
    "display_points": pl.Int64,
    "of_which": pl.Int64,
    "unknown": pl.Boolean,
    "who": pl.String,
    "field": pl.String,
    "text": pl.String,
}


@dataclass(frozen=True, slots=True)
class SubLine:
    """One of the things that a part is made of; their points add up to those of the part.

    Parameters
    ----------
    name
        As `codes.TEXT_PART_NAMES`.
    label
        The name in words.
    value
        0 to 1000.
    weight
        Its share of the part, out of 100.
    points
        Thousandths of a point, by largest remainder; ties go to the one that comes first.
    sentence
        Why.
    """

    name: str
    label: str = dataclasses.field(repr=False)
    value: int = dataclasses.field(repr=False)
    weight: int = dataclasses.field(repr=False)
    points: int = dataclasses.field(repr=False)
    sentence: str = dataclasses.field(repr=False)


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of the score.

    Parameters
    ----------
    name
        As `codes.PART_NAMES`, or "unknown" for the points taken off.
    label
        The name in words.
    value
        0 to 1000; None where the part is not known.
    weight
        Points out of 100 that the part can give; 0 for "unknown".
    points
        Thousandths of a point; zero or negative for "unknown".
    sentence
        Why.
    unknown
        Whether a neutral value stands in for what is not known.
    made_of
        What the part is made of, where it is made of several things: the text.
    """

    name: str
    label: str = dataclasses.field(repr=False)
    value: int | None = dataclasses.field(repr=False)
    weight: int = dataclasses.field(repr=False)
    points: int = dataclasses.field(repr=False)
    sentence: str = dataclasses.field(repr=False)
    unknown: bool = dataclasses.field(default=False, repr=False)
    made_of: tuple[SubLine, ...] = dataclasses.field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ConstraintLine:
    """One hard rule: its verdict and why."""

    name: str
    label: str = dataclasses.field(repr=False)
    verdict: Verdict = dataclasses.field(repr=False)
    sentence: str = dataclasses.field(repr=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to find out or to arrange: whom to ask, about which column, in words."""

    who: Who
    field: str = dataclasses.field(repr=False)
    text: str = dataclasses.field(repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """Why a pair scores as it does, for one reader.

    Parameters
    ----------
    jobseeker_id, vacancy_id
        The pair.
    audience
        Who reads it: "work_coach", "jobseeker" or "employer". It decides the words, and what is left out.
    title, employer
        From the vacancy; ``employer`` is None where it is not stated.
    verdict
        The least of ``constraints``.
    score
        Thousandths of a point, 0 to 100,000; the exact sum of the points of ``parts``.
    parts
        One line for each part, then one named "unknown" with the points taken off.
    constraints
        One line for each rule that the reader may know of.
    questions
        What to find out or arrange, the most useful first.
    blockers
        Names of the constraints that do not fit.
    little_recorded
        Whether no CV, no skills and no place to set off from are on the person's record, so that a fit says little.
    """

    jobseeker_id: Id
    vacancy_id: Id
    audience: Audience
    title: str
    employer: str | None
    verdict: Verdict
    score: int
    parts: tuple[PartLine, ...]
    constraints: tuple[ConstraintLine, ...]
    questions: tuple[Question, ...]
    blockers: tuple[str, ...]
    little_recorded: bool = False

    @property
    def display_score(self) -> int:
        """Whole points out of 100, halves up."""
        return (self.score + _POINT // 2) // _POINT

    def display_points(self) -> dict[str, int]:
        """Whole points by name of the part, and "unknown"; they add up to `display_score`.

        Rounded by largest remainder; ties go to the name that comes first in the alphabet.
        """
        points = {line.name: line.points for line in self.parts}
        shown = {name: value // _POINT for name, value in points.items()}
        by_remainder = sorted(points, key=lambda name: (-(points[name] % _POINT), name))
        for name in by_remainder[: self.display_score - sum(shown.values())]:
            shown[name] += 1
        return shown

    def display_points_within(self, line: PartLine) -> list[int]:
        """Whole points of what a part is made of, in order; they add up to those of the part."""
        return share_out(self.display_points()[line.name], [part.points for part in line.made_of])

    def to_dict(self) -> dict[str, object]:
        """Everything as plain values, ready for JSON; verdicts by name."""
        shown = self.display_points()
        return {
            "jobseeker_id": self.jobseeker_id,
            "vacancy_id": self.vacancy_id,
            "audience": self.audience,
            "title": self.title,
            "employer": self.employer,
            "verdict": self.verdict.name,
            "score": self.score,
            "display_score": self.display_score,
            "parts": [
                {
                    "name": line.name,
                    "label": line.label,
                    "value": line.value,
                    "weight": line.weight,
                    "points": line.points,
                    "display_points": shown[line.name],
                    "unknown": line.unknown,
                    "sentence": line.sentence,
                    "made_of": [
                        {**dataclasses.asdict(part), "display_points": points}
                        for part, points in zip(line.made_of, self.display_points_within(line), strict=True)
                    ],
                }
                for line in self.parts
            ],
            "constraints": [
                {"name": line.name, "label": line.label, "verdict": line.verdict.name, "sentence": line.sentence}
                for line in self.constraints
            ],
            "questions": [{"who": q.who, "field": q.field, "text": q.text} for q in self.questions],
            "blockers": list(self.blockers),
            "little_recorded": self.little_recorded,
        }

    def to_frame(self) -> pl.DataFrame:
        """One row for each line: ids, audience, ``kind`` (constraint, part, text or question), and what the line says.

        A column that a kind of line does not have is null: ``verdict`` belongs to constraints; ``value``, ``weight``,
        ``points``, ``display_points`` and ``unknown`` to parts; ``who`` and ``field`` to questions. What the text is
        made of has ``value``, ``weight`` and ``of_which``, its points within those of the text, so that the points of
        all lines still add up to the score.
        """
        shown = self.display_points()
        rows: list[dict[str, object]] = [
            {"kind": "constraint", "name": c.name, "label": c.label, "verdict": c.verdict.name, "text": c.sentence}
            for c in self.constraints
        ]
        rows += [
            {
                "kind": "part",
                "name": line.name,
                "label": line.label,
                "value": line.value,
                "weight": line.weight,
                "points": line.points,
                "display_points": shown[line.name],
                "unknown": line.unknown,
                "text": line.sentence,
            }
            for line in self.parts
        ]
        rows += [
            {
                "kind": line.name,
                "name": part.name,
                "label": part.label,
                "value": part.value,
                "weight": part.weight,
                "of_which": part.points,
                "text": part.sentence,
            }
            for line in self.parts
            for part in line.made_of
        ]
        rows += [{"kind": "question", "who": q.who, "field": q.field, "text": q.text} for q in self.questions]
        pair = [pl.lit(getattr(self, name)).alias(name) for name in ("jobseeker_id", "vacancy_id", "audience")]
        return pl.DataFrame(rows, schema=_LINE_SCHEMA).select(*pair, pl.all())

    def text(self) -> str:
        """Everything in plain English, a line at a time; no ids."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterable[str]:
        yield f"{self.title}, {self.employer}" if self.employer else self.title
        labels = {line.name: line.label for line in self.constraints}
        blockers = "; ".join(labels[name] for name in self.blockers)
        yield phrases.HEADLINES[self.verdict].for_audience(self.audience).format(blockers=blockers)
        if self.little_recorded:
            yield phrases.LITTLE_RECORDED.for_audience(self.audience)
        yield f"Score: {self.display_score} of 100 points."
        yield ""
        yield f"{phrases.CONSTRAINTS_HEADING.for_audience(self.audience)}:"
        for rule in self.constraints:
            yield f"- {rule.label} ({phrases.VERDICT_WORDS[rule.verdict]}): {rule.sentence}"
        yield ""
        yield f"{phrases.PARTS_HEADING.for_audience(self.audience)}:"
        shown = self.display_points()
        for line in self.parts:
            yield f"- {line.label}: {_points_words(line, shown[line.name])}. {line.sentence}"
            for part, points in zip(line.made_of, self.display_points_within(line), strict=True):
                yield f"- Of these, {part.label[0].lower()}{part.label[1:]}: {_points(points)}. {part.sentence}"
        yield phrases.WEIGHTS_NOTE
        if self.questions:
            yield ""
            yield f"{phrases.QUESTIONS_HEADING.for_audience(self.audience)}:"
            for number, question in enumerate(self.questions, start=1):
                yield f"{number}. {question.text}"
            if self.audience == "work_coach" and any(q.who == "employer" for q in self.questions):
                yield phrases.NO_NAMES

    def __str__(self) -> str:
        """Return `text`."""
        return self.text()

    def __repr__(self) -> str:
        """Show the audience and the verdict only."""
        return f"Explanation(audience={self.audience!r}, verdict={self.verdict.name})"


def share_out(total: int, by: Sequence[int]) -> list[int]:
    """Whole numbers in the proportions of ``by`` that add up to ``total``: largest remainder, ties to the first.

    Examples
    --------
    >>> share_out(10, [5, 5, 4])
    [4, 3, 3]
    >>> share_out(0, [0, 0])
    [0, 0]
    """
    whole = max(1, sum(by))
    shares = [total * part // whole for part in by]
    by_remainder = sorted(range(len(by)), key=lambda i: -(total * by[i] % whole))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares


def _points_words(line: PartLine, shown: int) -> str:
    if line.name == UNKNOWN_LINE:
        # a spoken "minus" is easily missed
        return f"{_points(-shown)} taken off" if shown else "0 points"
    return f"{shown} of {_points(line.weight)}"


def _points(n: int) -> str:
    return "1 point" if n == 1 else f"{n} points"
