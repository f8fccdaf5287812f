"""Why a pair scores as it does, in words for one reader; the points are the scorer's own integers.

An employer's explanation is made from a detail and a context out of which everything private was taken first
(`_employer_detail`, `_employer_context`), so that no sentence, number or omission can tell of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from jobmatch import phrases, words
from jobmatch.childcare import childcare_sentence
from jobmatch.codes import (
    CONSTRAINT_NAMES,
    DAY_CODES,
    LICENCES,
    PART_NAMES,
    TAXI_BIT,
    TEXT_PART_NAMES,
    Constraint,
    Mode,
    Part,
    Reason,
    TextPart,
    Verdict,
)
from jobmatch.context import PairContext, Place, pair_context
from jobmatch.explanation import UNKNOWN_LINE, ConstraintLine, Explanation, PartLine, Question, SubLine, share_out
from jobmatch.kernels.layout import UNKNOWN_TIME
from jobmatch.phrases import Ask, Audience, PartState
from jobmatch.results import Finding, PairDetail, SkillEvidence

__all__ = [
    "Audience",
    "ConstraintLine",
    "Explanation",
    "PairContext",
    "PartLine",
    "Place",
    "Question",
    "SubLine",
    "explain",
    "pair_context",
]

FULL_CREDIT: Final = 255
FULL_PART: Final = 1000
MUCH_OF_A_SHIFT: Final = 0.4  # of a shift's minutes on the way lower the score (docs/rules.md)
_MOST_NAMES: Final = 3
_MOST_WORDS: Final = 6
_MOST_MISSING: Final = 5
_NO_DAY: Final = 7
_HOUR_MIN: Final = 60
# Words for how close two texts are, by least hundredths. They are wording only: nothing is decided by them.
_CLOSENESS: Final = ((50, "close"), (30, "fairly close"), (15, "a little alike"), (0, "not much alike"))
# Columns of a vacancy by which each constraint is judged; "demands" stands for all dimensions.
_COLUMNS_OF: Final = {
    Constraint.TRAVEL: frozenset(("remote", "days_on_site", "needs_vehicle")),
    Constraint.LICENCE: frozenset(("licences", "licences_obtainable")),
    Constraint.HOURS: frozenset(("hours_per_week_min", "hours_per_week_max", "peak_hours_per_week")),
    Constraint.HEALTH: frozenset(("demands",)),
    Constraint.CARE: frozenset(("shifts", "shift_kind", "term_only")),
}
_SKILLS_ASKED: Final = frozenset(("required_skills", "desirable_skills"))
_EMPLOYERS_COLUMNS: Final = _SKILLS_ASKED.union(*(_COLUMNS_OF[c] for c in phrases.EMPLOYER_CONSTRAINTS))
# Reasons that speak of the person alone, or of nothing stated.
_JUDGED_BY_NO_FIELD: Final = frozenset(
    {
        Reason.NONE,
        Reason.LICENCE_NOT_STATED,
        Reason.HOURS_NOT_STATED,
        Reason.HOURS_NO_LIMIT,
        Reason.HEALTH_NO_LIMITS,
        Reason.HEALTH_NOT_STATED,
        Reason.CARE_NO_LIMITS,
        Reason.CARE_TIMES_NOT_STATED,
        Reason.CARE_WINDOWS_NOT_RECORDED,
    }
)
# Reasons in care for which no journey was looked at, or which say themselves that it is an estimate.
_CARE_WITHOUT_JOURNEY: Final = frozenset(
    {
        Reason.NONE,
        Reason.CARE_NO_LIMITS,
        Reason.CARE_WINDOWS_NOT_RECORDED,
        Reason.CARE_TIMES_NOT_STATED,
        Reason.CARE_HOURS_VARY,
        Reason.CARE_TRAVEL_UNKNOWN,
        Reason.CARE_DETOUR_BORDERLINE,
    }
)
# Which part of the score a constraint's answer would move.
_PART_OF: Final = {Constraint.TRAVEL: Part.TRAVEL, Constraint.HEALTH: Part.HEALTH, Constraint.CARE: Part.CARE}
_NEUTRAL_WHEN_UNKNOWN: Final = {Part.HEALTH: Constraint.HEALTH, Part.CARE: Constraint.CARE}
_WITH_MINUTES: Final = frozenset(
    {
        Reason.TRAVEL_FITS,
        Reason.TRAVEL_BORDERLINE,
        Reason.TRAVEL_TOO_FAR,
        Reason.TRAVEL_EMPLOYER_TRANSPORT,
        Reason.TRAVEL_REMOTE_NOT_STATED,
        Reason.TRAVEL_STEP_FREE_NOT_STATED,
        Reason.TRAVEL_LIFT,
        Reason.TRAVEL_SOME_SHIFTS,
        Reason.TRAVEL_NO_SERVICE,
        Reason.TRAVEL_MOBILE,
        Reason.TRAVEL_ACCESS_TO_WORK,
        Reason.TRAVEL_COSTS_TOO_MUCH,
        Reason.TRAVEL_COST_NOT_KNOWN,
    }
)


def explain(detail: PairDetail, *, audience: Audience, context: PairContext) -> Explanation:
    """Turn the scorer's integers into lines, sentences and questions for one reader.

    Parameters
    ----------
    detail : PairDetail
        From `jobmatch.evidence.pair_details`.
    audience : "work_coach", "jobseeker" or "employer"
        An employer hears of text, skills, licences and hours only; the score is then that of the shortlist.
    context : PairContext
        From `pair_context`.

    Returns
    -------
    Explanation
        The points of its parts sum to its score exactly.

    Raises
    ------
    UsageError
        If there is no such audience.

    Examples
    --------
    >>> from jobmatch.codes import Reason, Verdict
    >>> from jobmatch.results import Finding
    >>> reasons = ("TRAVEL_REMOTE", "LICENCE_NONE_NEEDED", "HOURS_NO_LIMIT", "HEALTH_NO_LIMITS", "CARE_NO_LIMITS")
    >>> detail = PairDetail(
    ...     verdict=Verdict.OK,
    ...     findings=tuple(Finding(Verdict.OK, Reason[name]) for name in reasons),
    ...     part_values=(530, 1000, 1000, 1000, 1000, 1000),
    ...     points=(15900, 30000, 16000, 8000, 8000, 8000),
    ...     unknown_points=0,
    ...     score=85900,
    ...     shortlist_points=(26500, 50000, 0),
    ...     shortlist_score=76500,
    ...     similarity=0,
    ... )
    >>> explanation = explain(detail, audience="work_coach", context=PairContext(1, 2, "Cleaner"))
    >>> sum(line.points for line in explanation.parts)
    85900
    >>> explanation.parts[0].sentence
    'Their CV and the advert are close: 53 of 100.'
    """
    return _Explainer(detail, phrases.check_audience(audience), context).explanation()


class _Explainer:
    """One pair and one reader."""

    def __init__(self, detail: PairDetail, audience: Audience, context: PairContext) -> None:
        self.audience = audience
        self.constraints: tuple[Constraint, ...] = tuple(Constraint)
        self.parts: tuple[Part, ...] = tuple(Part)
        if audience == "employer":
            detail, context = _employer_detail(detail), _employer_context(context)
            self.constraints, self.parts = phrases.EMPLOYER_CONSTRAINTS, phrases.EMPLOYER_PARTS
        self.detail, self.context = detail, context
        self.verdict = min(detail.findings[c].verdict for c in self.constraints)
        self.slots = self._slots()

    def explanation(self) -> Explanation:
        return Explanation(
            jobseeker_id=self.context.jobseeker_id,
            vacancy_id=self.context.vacancy_id,
            audience=self.audience,
            title=self.context.title,
            employer=self.context.employer,
            verdict=self.verdict,
            score=self.detail.score,
            parts=(*(self._part_line(part) for part in self.parts), self._unknown_line()),
            constraints=tuple(self._constraint_line(c) for c in self.constraints),
            questions=tuple(self._questions()),
            blockers=tuple(
                CONSTRAINT_NAMES[c] for c in self.constraints if self.detail.findings[c].verdict is Verdict.FAIL
            ),
            little_recorded=self._little_recorded(),
        )

    def say(self, phrase: phrases.Phrase, **more: str) -> str:
        return phrase.for_audience(self.audience).format(**self.slots, **more)

    def _little_recorded(self) -> bool:
        """Whether a fit means only that nobody has asked yet; an employer's context is neutral, so never for them."""
        no_skills, no_place = not self.context.skills_recorded, self.context.starting_point == "unknown"
        return Part.TEXT in self.detail.unknown_parts and no_skills and no_place

    # --- lines ------------------------------------------------------------------------------

    def _constraint_line(self, constraint: Constraint) -> ConstraintLine:
        finding = self.detail.findings[constraint]
        sentences = [self.say(phrases.REASONS[finding.reason])]
        if self._is_read(constraint, finding):
            sentences.append(self.say(phrases.READ_FROM_TEXT))
        sentences += self._besides(constraint, finding)
        return ConstraintLine(
            name=CONSTRAINT_NAMES[constraint],
            label=self.say(phrases.CONSTRAINT_LABELS[constraint]),
            verdict=finding.verdict,
            sentence=" ".join(sentences) + self._travel_terms(constraint),
        )

    def _is_read(self, constraint: Constraint, finding: Finding) -> bool:
        """Whether what the constraint was judged by was read from the advert's text, not given as a field."""
        if finding.reason in _JUDGED_BY_NO_FIELD:
            return False
        columns = _COLUMNS_OF[constraint]
        return any(name in columns or name.partition(".")[0] in columns for name in self.context.read_fields)

    def _besides(self, constraint: Constraint, finding: Finding) -> Iterator[str]:
        """Yield what else is to be said of health and caring; an employer hears nothing of them at all."""
        if constraint is Constraint.CARE and finding.reason not in _CARE_WITHOUT_JOURNEY:
            places = self.context.care_places_estimated
            if places:
                yield phrases.CARE_ESTIMATED.format(places=words.join_words(places, "and"))
        if constraint is Constraint.CARE and self.context.childcare is not None:
            yield childcare_sentence(self.context.childcare)
        if constraint is not Constraint.HEALTH:
            return
        why_phased = finding.numbers[1]
        if why_phased and finding.reason != why_phased:
            yield self.say(phrases.ALSO_PHASED)
        if self.context.review_due and self.audience == "work_coach":
            yield self.say(phrases.REVIEW_DUE)

    def _travel_terms(self, constraint: Constraint) -> str:
        """How the journey compares with the shift, and what it costs."""
        context, finding = self.context, self.detail.findings[constraint]
        if constraint is not Constraint.TRAVEL or finding.reason not in _WITH_MINUTES:
            return ""
        said, on_the_way = self._site() + self._car_days(), sum(finding.numbers[:2])
        known = max(finding.numbers[:2]) < UNKNOWN_TIME
        if known and context.shift_min and on_the_way > MUCH_OF_A_SHIFT * context.shift_min:
            said += phrases.MUCH_TRAVEL.format(
                travel=words.spell_minutes(on_the_way), shift=words.spell_minutes(context.shift_min)
            )
        if known and context.travel_cost_pence:
            left = phrases.LEFT.format(pay=words.spell_pounds(max(0, context.net_pence or 0)))
            said += phrases.COST.format(
                cost=words.spell_pounds(context.travel_cost_pence),
                parking=phrases.WITHOUT_PARKING if context.parking_left_out else "",
                share=phrases.SHARE.format(percent=context.pay_percent) if context.pay_percent else "",
                left="" if context.net_pence is None else left,
            )
            if context.cost_limit_pence is not None and context.travel_cost_pence > context.cost_limit_pence:
                said += self.say(phrases.OVER_COST_LIMIT, most_cost=words.spell_pounds(context.cost_limit_pence))
        return said

    def _site(self) -> str:
        """Which of several places of work the journey is to."""
        names, site = self.context.sites, self.detail.site
        if not names:
            return ""
        return phrases.SITE.format(site=names[site - 1]) if site else phrases.OWN_SITE

    def _car_days(self) -> str:
        days = self.context.car_days
        if days is None:
            return ""
        names = [words.FULL_DAY_NAMES[DAY_CODES.index(day)] for day in days]
        return phrases.CAR_DAYS.format(days=words.join_words(names, "and")) if names else phrases.NO_CAR_DAYS

    def _part_line(self, part: Part) -> PartLine:
        unknown = self._is_unknown(part)
        sentences = [self.say(phrases.PARTS[part, self._state(part)])]
        if part is Part.SKILLS and not unknown:
            sentences += self._skills_read()
        return PartLine(
            name=PART_NAMES[part],
            label=self.say(phrases.PART_LABELS[part]),
            value=None if unknown else self.detail.part_values[part],
            weight=self.context.weights[part],
            points=self.detail.points[part],
            sentence=" ".join(sentences),
            unknown=unknown,
            made_of=tuple(self._text_lines()) if part is Part.TEXT and not unknown else (),
        )

    def _skills_read(self) -> Iterator[str]:
        """Say where skills that nobody stated in a field come from."""
        if "skills" in self.context.person_read_fields:
            yield self.say(phrases.SKILLS_READ_FROM_CV)
        if not _SKILLS_ASKED.isdisjoint(self.context.read_fields):
            yield self.say(phrases.SKILLS_READ_FROM_ADVERT)

    def _text_lines(self) -> Iterator[SubLine]:
        """Yield what the part for texts is made of, where it is made of more than one thing."""
        text = self.detail.text
        if text is None or max(text.weights) == sum(text.weights):
            return
        gained = [weight * value for weight, value in zip(text.weights, text.values, strict=True)]
        slots = {
            "meaning": _closeness(text.values[TextPart.MEANING]),
            "words": words.join_words(text.words, most=_MOST_WORDS),
            "both": words.join_words(text.occupations, most=_MOST_NAMES),
            "ours": text.person_occupation or "no kind that we know",
            "theirs": text.vacancy_occupation or "no kind that we know",
        }
        points = share_out(self.detail.points[Part.TEXT], gained)
        for part in TextPart:
            if text.weights[part]:
                found = {TextPart.WORDS: bool(text.words), TextPart.OCCUPATIONS: bool(text.occupations)}
                yield SubLine(
                    name=TEXT_PART_NAMES[part],
                    label=self.say(phrases.TEXT_PART_LABELS[part]),
                    value=text.values[part],
                    weight=text.weights[part],
                    points=points[part],
                    sentence=self.say(phrases.TEXT_PARTS[part, found.get(part, text.values[part] > 0)], **slots),
                )

    def _unknown_line(self) -> PartLine:
        names = [
            self.say(phrases.CONSTRAINT_LABELS[c])
            for c in self.constraints
            if self.detail.findings[c].verdict is Verdict.UNKNOWN
        ]
        names += [self.say(phrases.PART_LABELS[part]) for part in self.parts if part in self.detail.unknown_parts]
        sentence = (
            self.say(phrases.SOME_UNKNOWN, names="; ".join(names)) if names else self.say(phrases.NOTHING_UNKNOWN)
        )
        return PartLine(
            UNKNOWN_LINE, self.say(phrases.UNKNOWN_LABEL), None, 0, self.detail.unknown_points, sentence, bool(names)
        )

    def _is_unknown(self, part: Part) -> bool:
        """Whether a neutral value stands in for the part."""
        if part is Part.TRAVEL:
            return _journey_unknown(self.detail.findings[Constraint.TRAVEL])
        if part in _NEUTRAL_WHEN_UNKNOWN:
            return self.detail.findings[_NEUTRAL_WHEN_UNKNOWN[part]].verdict is Verdict.UNKNOWN
        return part in self.detail.unknown_parts

    def _state(self, part: Part) -> PartState:
        if self._is_unknown(part):
            return "unknown"
        if part in (Part.TEXT, Part.SKILLS):
            return "some"
        if part is Part.PAY and not self.context.pay_wanted_pence:
            return "no_wish"
        if part is Part.CARE and self.detail.findings[Constraint.CARE].verdict is Verdict.CONDITIONAL:
            return "depends"
        value = self.detail.part_values[part]
        if value <= 0:
            return "none"
        return "all" if value >= FULL_PART else "some"

    # --- questions ----------------------------------------------------------------------------

    def _questions(self) -> Iterator[Question]:
        """Yield the questions that lift the verdict first, then by the points that an answer could give."""
        asks: list[tuple[int, int, Ask]] = []
        for constraint in self.constraints:
            finding = self.detail.findings[constraint]
            if finding.verdict in (Verdict.UNKNOWN, Verdict.CONDITIONAL):
                gain = self._gain(_PART_OF.get(constraint), unknown=finding.verdict is Verdict.UNKNOWN)
                asks += [(int(finding.verdict), -gain, ask) for ask in self._constraint_asks(constraint, finding)]
        for part in self.parts:
            if part in self.detail.unknown_parts:
                gain = self._gain(part, unknown=True)
                asks += [(int(Verdict.OK), -gain, ask) for ask in self._part_asks(part)]
        seen = set()
        for _, _, ask in sorted(asks, key=lambda item: item[:2]):
            if (ask.who, ask.field) not in seen:
                seen.add((ask.who, ask.field))
                text = self.say(phrases.ASK_PREFIX[ask.who]) + ask.text.format(**self.slots)
                yield Question(ask.who, ask.field, text)

    def _gain(self, part: Part | None, *, unknown: bool) -> int:
        """Most thousandths of a point that an answer could add."""
        missing = 0 if part is None else FULL_PART - self.detail.part_values[part]
        weight = 0 if part is None else self.context.weights[part]
        return weight * missing + (self.context.penalty if unknown else 0)

    def _constraint_asks(self, constraint: Constraint, finding: Finding) -> list[Ask]:
        asks = list(phrases.QUESTIONS.get(finding.reason, ()))
        if constraint is Constraint.HEALTH:
            asks += _dimension_asks(phrases.DEMAND, self.detail.dimensions_unknown)
            asks += _dimension_asks(phrases.ADJUSTMENT, self.detail.dimensions_adjusted)
            asks += phrases.QUESTIONS.get(Reason(finding.numbers[1]), ())  # phased hours, beside another reason
        if finding.reason is Reason.CARE_TRAVEL_UNKNOWN and self.context.care_place_unknown:
            asks.append(phrases.CARE_PLACE)
        if finding.reason in (Reason.TRAVEL_NO_TIME, Reason.CARE_TRAVEL_UNKNOWN):
            asks += self._place_asks("unknown") or ([] if asks else [phrases.JOURNEY])
        if finding.reason is Reason.TRAVEL_BORDERLINE:
            asks += self._place_asks("rough")
        if finding.reason is Reason.CARE_HOLIDAYS_NOT_COVERED and self.context.term_only is None:
            asks.insert(0, phrases.TERM_ONLY)
        return asks

    def _place_asks(self, known: Place) -> list[Ask]:
        asks = []
        if self.context.workplace == known:
            asks.append(phrases.WORKPLACE)
        if self.context.starting_point == known:
            asks.append(phrases.STARTING_POINT)
        return asks

    def _part_asks(self, part: Part) -> list[Ask]:
        if part is Part.TEXT:
            return [phrases.CV]
        if part is Part.PAY:
            return [phrases.PAY]
        asks = [] if self.detail.skills else [phrases.SKILLS_ASKED]
        return asks if self.context.skills_recorded else [*asks, phrases.SKILLS_HELD]

    # --- words for the templates -----------------------------------------------------------------

    def _slots(self) -> dict[str, str]:
        detail, context = self.detail, self.context
        travel, hours, care = (
            detail.findings[c].numbers for c in (Constraint.TRAVEL, Constraint.HOURS, Constraint.CARE)
        )
        over = words.spell_dimensions(detail.dimensions_over_preference, _MOST_MISSING)
        return {
            "journey": words.spell_journey(*travel, self._timetable(travel[2])),
            "limit": self._limit(),
            "place_gap": self._place_gap(),
            "on_site": f" The work is on site {words.spell_days(context.days_on_site)} a week."
            if context.days_on_site is not None
            else "",
            "shifts": _in_brackets(context.shifts),
            "windows": _in_brackets(context.away_windows),
            "holiday_windows": _in_brackets(context.away_windows_holiday),
            "needed": words.spell_licences(detail.licences_needed),
            "missing": words.spell_licences(detail.licences_missing),
            "unrecognised": words.spell_licences([name for name in detail.licences_needed if name not in LICENCES]),
            "hours": words.spell_hours_range(hours[0], hours[1]),
            "first": words.spell_hours(hours[0]),
            "second": words.spell_hours(hours[1]),
            "short": words.spell_dimensions(detail.dimensions_short, _MOST_MISSING),
            "aids": words.spell_aids(detail.dimensions_short, _MOST_NAMES),
            "access": words.spell_dimensions(detail.dimensions_access, _MOST_MISSING),
            "phased": words.spell_hours(context.phased_hours_quarters or 0),
            "phased_until": words.spell_date(context.phased_until) if context.phased_until else "a later day",
            "review": words.spell_date(context.review_due) if context.review_due else "",
            "adjusted": words.spell_dimensions(detail.dimensions_adjusted, _MOST_MISSING),
            "not_stated": words.spell_dimensions(detail.dimensions_unknown, _MOST_MISSING),
            "over": f" The work has more of this than preferred: {over}." if over else "",
            "spare": _spare(care[0]),
            "paid": words.spell_hours(care[0]),
            "paid_most": words.spell_hours(context.paid_childcare_quarters or 0),
            "clash_day": _clash_day(care[0]),
            "fit_days": words.spell_days(care[0]),
            "needed_days": words.spell_days(care[1]),
            "care_place": self._care_place(care[0]),
            "closeness": _closeness(detail.part_values[Part.TEXT]),
            "percent": str(_percent(detail.part_values[Part.TEXT])),
            "skills": self._skills(),
            "skills_gap": (phrases.SKILLS_NOT_RECORDED if detail.skills else phrases.SKILLS_NOT_ASKED).for_audience(
                self.audience
            ),
            "pay": words.spell_pounds(context.pay_pence or 0),
            "wish": words.spell_pounds(context.pay_wanted_pence or 0),
        }

    def _timetable(self, mode_bits: int) -> dt.date | None:
        """Day of the times of a set of modes; that of public transport before that of walking."""
        mode_bits |= 1 << Mode.LIFT if mode_bits & TAXI_BIT else 0
        days = (self.context.timetables[mode] for mode in reversed(Mode) if mode_bits >> mode & 1)
        return next((day for day in days if day is not None), None)

    def _limit(self) -> str:
        out, ret = self.context.limit_out_min, self.context.limit_ret_min
        if out is None or ret is None:
            return "the limit"
        both = (
            f"{words.spell_minutes(out)} each way"
            if out == ret
            else f"{words.spell_minutes(out)} there and {words.spell_minutes(ret)} back"
        )
        you = self.audience == "jobseeker"
        set_by = {
            "regulation": f"the usual limit of {both}",
            "coach_agreed": f"the limit of {both} agreed with {'your' if you else 'the'} work coach",
            "own_choice": f"the limit of {both} that {'you' if you else 'they'} chose",
        }
        return set_by.get(self.context.limit_source or "", f"the limit of {both}")

    def _place_gap(self) -> str:
        whose = "your" if self.audience == "jobseeker" else "their"
        gaps = []
        if self.context.workplace == "unknown":
            gaps.append("The advert does not say where the work is.")
        if self.context.starting_point == "unknown":
            gaps.append(f"The place to set off from is not on {whose} record.")
        return "".join(f" {gap}" for gap in gaps)

    def _care_place(self, number: int) -> str:
        names = self.context.care_places
        return names[number - 1] if 1 <= number <= len(names) else "the place of care"

    def _skills(self) -> str:
        """Skills met, met in part and, of those required, not met: the heaviest first."""
        met, in_part, missing = [], [], []
        for skill in self.detail.skills:
            if skill.credit >= FULL_CREDIT:
                met.append(_through(skill) if skill.via != skill.skill else skill.skill)
            elif skill.credit > 0:
                in_part.append(_through(skill))
            elif skill.required:
                missing.append(skill.skill)
        said = []
        for phrase, names, most in (
            (phrases.SKILLS_MET, met, _MOST_NAMES),
            (phrases.SKILLS_PART_MET, in_part, _MOST_NAMES),
            (phrases.SKILLS_MISSING, missing, _MOST_MISSING),
        ):
            if names:
                text = words.join_words(names, most=most)
                said.append(phrase.for_audience(self.audience).format(names=text))
        if not met and not in_part:
            said.insert(0, phrases.SKILLS_NONE_MET.for_audience(self.audience))
        if self.detail.n_skills_left_out:
            kept = len(self.detail.skills)
            sentence = phrases.SKILLS_LEFT_OUT.for_audience(self.audience)
            said.append(sentence.format(n=kept + self.detail.n_skills_left_out, kept=kept))
        return " ".join(said)


# --- What an employer may know --------------------------------------------------------------


def _employer_detail(detail: PairDetail) -> PairDetail:
    """Replace everything that an employer may not know by one and the same neutral value."""
    neutral = Finding(Verdict.OK, Reason.NONE)
    findings = tuple(detail.findings[c] if c in phrases.EMPLOYER_CONSTRAINTS else neutral for c in Constraint)
    text, skills, unknown = detail.shortlist_points
    return PairDetail(
        verdict=min(finding.verdict for finding in findings),
        findings=findings,
        part_values=tuple(detail.part_values[p] if p in phrases.EMPLOYER_PARTS else 0 for p in Part),
        points=tuple({Part.TEXT: text, Part.SKILLS: skills}.get(p, 0) for p in Part),
        unknown_points=unknown,
        score=detail.shortlist_score,
        shortlist_points=detail.shortlist_points,
        shortlist_score=detail.shortlist_score,
        similarity=detail.similarity,
        text=detail.text,
        unknown_parts=detail.unknown_parts & frozenset(phrases.EMPLOYER_PARTS),
        skills=detail.skills,
        n_skills_left_out=detail.n_skills_left_out,
        licences_missing=detail.licences_missing,
        licences_needed=detail.licences_needed,
    )


def _employer_context(context: PairContext) -> PairContext:
    text, skills = context.shortlist_weights
    return PairContext(
        jobseeker_id=context.jobseeker_id,
        vacancy_id=context.vacancy_id,
        title=context.title,
        employer=context.employer,
        skills_recorded=context.skills_recorded,
        weights=tuple({Part.TEXT: text, Part.SKILLS: skills}.get(p, 0) for p in Part),
        shortlist_weights=context.shortlist_weights,
        penalty=context.penalty,
        read_fields=tuple(name for name in context.read_fields if name in _EMPLOYERS_COLUMNS),
        # Skills are the only column that an employer hears of, and the only one that CVs fill.
        person_read_fields=tuple(name for name in context.person_read_fields if name == "skills"),
    )


# --- Small words ------------------------------------------------------------------------------


def _journey_unknown(finding: Finding) -> bool:
    if finding.verdict is Verdict.FAIL:
        return False
    if finding.reason is Reason.TRAVEL_NO_TIME:
        return True
    return finding.reason in _WITH_MINUTES and UNKNOWN_TIME in finding.numbers[:2]


def _dimension_asks(ask: Ask, dimensions: tuple[str, ...]) -> list[Ask]:
    return [
        replace(ask, field=ask.field.format(code=code), text=ask.text.format(name=words.DIMENSION_NAMES[code]))
        for code in dimensions
    ]


def _in_brackets(week: str | None) -> str:
    text = words.spell_week(week) if week else ""
    return f" ({text})" if 0 < len(text) <= words.MOST_WEEK_CHARACTERS else ""


def _spare(minutes: int) -> str:
    if minutes <= 0:
        return "no time"
    if minutes < 2 * _HOUR_MIN:
        return words.spell_minutes(minutes)
    return f"{minutes // _HOUR_MIN} hours or more"


def _clash_day(day: int) -> str:
    return f" The first day is {words.FULL_DAY_NAMES[day]}." if 0 <= day < _NO_DAY else ""


def _percent(value: int) -> int:
    return (value + 5) // 10


def _closeness(value: int) -> str:
    return next(text for least, text in _CLOSENESS if _percent(value) >= least)


def _through(skill: SkillEvidence) -> str:
    if skill.via is None or skill.via == skill.skill:
        return phrases.SKILL_LOW_LEVEL.format(skill=skill.skill)
    return phrases.SKILL_THROUGH[skill.relation].format(skill=skill.skill, via=skill.via)
