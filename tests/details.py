"""Details of pairs made by hand or drawn at random, for tests of the words that are made of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, get_args

from hypothesis import strategies as st

from jobmatch.codes import DIMENSIONS, LICENCES, Constraint, Part, Reason, Verdict
from jobmatch.explain import PairContext, Place
from jobmatch.results import Finding, PairDetail, SkillEvidence

FAIL, UNKNOWN, CONDITIONAL, OK = Verdict
PENALTY = 4000
WEIGHTS = (30, 30, 16, 8, 8, 8)

# Which verdict each reason comes with, by docs/rules.md.
VERDICTS: dict[Reason, tuple[Verdict, ...]] = {
    Reason.TRAVEL_FITS: (OK,),
    Reason.TRAVEL_BORDERLINE: (UNKNOWN,),
    Reason.TRAVEL_TOO_FAR: (FAIL,),
    Reason.TRAVEL_REMOTE: (OK,),
    Reason.TRAVEL_NO_TIME: (UNKNOWN,),
    Reason.TRAVEL_NEEDS_VEHICLE: (FAIL,),
    Reason.TRAVEL_NO_MODE: (FAIL,),
    Reason.TRAVEL_EMPLOYER_TRANSPORT: (CONDITIONAL,),
    Reason.TRAVEL_REMOTE_NOT_STATED: (UNKNOWN,),
    Reason.TRAVEL_STEP_FREE_NOT_STATED: (UNKNOWN,),
    Reason.TRAVEL_NOT_STEP_FREE: (FAIL,),
    Reason.TRAVEL_LIFT: (CONDITIONAL,),
    Reason.TRAVEL_SOME_SHIFTS: (UNKNOWN, CONDITIONAL),
    Reason.TRAVEL_NO_SERVICE: (FAIL,),
    Reason.TRAVEL_MOBILE: (UNKNOWN,),
    Reason.TRAVEL_ACCESS_TO_WORK: (CONDITIONAL,),
    Reason.TRAVEL_COSTS_TOO_MUCH: (FAIL,),
    Reason.TRAVEL_COST_NOT_KNOWN: (UNKNOWN,),
    Reason.LICENCE_NONE_NEEDED: (OK,),
    Reason.LICENCE_HELD: (OK,),
    Reason.LICENCE_NOT_STATED: (UNKNOWN,),
    Reason.LICENCE_UNRECOGNISED: (UNKNOWN,),
    Reason.LICENCE_OBTAINABLE: (CONDITIONAL,),
    Reason.LICENCE_MISSING: (FAIL,),
    Reason.LICENCE_PERSON_NOT_STATED: (UNKNOWN,),
    Reason.LICENCE_MAY_COUNT: (UNKNOWN,),
    Reason.HOURS_FIT: (OK,),
    Reason.HOURS_PARTLY: (UNKNOWN,),
    Reason.HOURS_TOO_FEW: (FAIL,),
    Reason.HOURS_TOO_MANY: (FAIL,),
    Reason.HOURS_NOT_STATED: (UNKNOWN,),
    Reason.HOURS_NO_LIMIT: (OK,),
    Reason.HOURS_PEAK_TOO_MANY: (FAIL,),
    Reason.HOURS_PEAK_NOT_STATED: (UNKNOWN,),
    Reason.HEALTH_NO_LIMITS: (OK,),
    Reason.HEALTH_FITS: (OK,),
    Reason.HEALTH_ADJUSTMENT: (CONDITIONAL,),
    Reason.HEALTH_NOT_STATED: (UNKNOWN,),
    Reason.HEALTH_EXCEEDS: (FAIL,),
    Reason.HEALTH_ACCESS_TO_WORK: (CONDITIONAL,),
    Reason.HEALTH_GOOD_DAYS: (CONDITIONAL,),
    Reason.HEALTH_PHASED_START: (CONDITIONAL,),
    Reason.HEALTH_PHASED_TOO_MANY: (FAIL,),
    Reason.HEALTH_PHASED_NOT_STATED: (UNKNOWN,),
    Reason.CARE_NO_LIMITS: (OK,),
    Reason.CARE_FITS: (OK,),
    Reason.CARE_TIGHT: (OK,),
    Reason.CARE_CLASH: (FAIL,),
    Reason.CARE_TIMES_NOT_STATED: (UNKNOWN,),
    Reason.CARE_HOURS_VARY: (UNKNOWN,),
    Reason.CARE_TRAVEL_UNKNOWN: (UNKNOWN,),
    Reason.CARE_NO_JOURNEY: (FAIL,),
    Reason.CARE_HOLIDAYS_NOT_COVERED: (CONDITIONAL,),
    Reason.CARE_WINDOWS_NOT_RECORDED: (UNKNOWN,),
    Reason.CARE_ROTA_SOME_CHOOSE: (OK,),
    Reason.CARE_ROTA_SOME_PREFER: (CONDITIONAL,),
    Reason.CARE_ROTA_SOME_NOT_STATED: (UNKNOWN,),
    Reason.CARE_ROTA_SOME_ALL: (FAIL,),
    Reason.CARE_TOO_FEW_DAYS: (FAIL,),
    Reason.CARE_DETOUR_TOO_LONG: (FAIL,),
    Reason.CARE_DETOUR_BORDERLINE: (UNKNOWN,),
    Reason.CARE_SPLIT_GAP: (FAIL,),
    Reason.CARE_TRADING_HOURS: (UNKNOWN,),
    Reason.CARE_PAID_TOO_MANY: (FAIL,),
    Reason.CARE_PAID_NOT_KNOWN: (UNKNOWN,),
    Reason.CARE_PAID_HOLIDAYS: (CONDITIONAL,),
}


def reasons_of(constraint: Constraint) -> list[Reason]:
    """Reasons that a constraint can give."""
    return [reason for reason in Reason if reason.name.startswith(f"{constraint.name}_")]


_FITS = (
    Finding(OK, Reason.TRAVEL_FITS, (35, 40, 0b01001)),
    Finding(OK, Reason.LICENCE_NONE_NEEDED),
    Finding(OK, Reason.HOURS_FIT, (64, 80, 0)),
    Finding(OK, Reason.HEALTH_NO_LIMITS),
    Finding(OK, Reason.CARE_NO_LIMITS),
)


def make_detail(
    findings: dict[Constraint, Finding] | None = None,
    values: tuple[int, ...] = (530, 1000, 850, 1000, 1000, 1000),
    unknown_parts: frozenset[Part] = frozenset(),
    *,
    weights: tuple[int, ...] = WEIGHTS,
    penalty: int = PENALTY,
    **names: Any,
) -> PairDetail:
    """A detail whose points follow docs/rules.md; everything fits but for what is given."""
    found = tuple((findings or {}).get(c, _FITS[c]) for c in Constraint)
    points = tuple(weight * value for weight, value in zip(weights, values, strict=True))
    n_unknown = sum(finding.verdict is UNKNOWN for finding in found) + len(unknown_parts)
    unknown = -min(sum(points), penalty * n_unknown)
    text, skills = 50 * values[Part.TEXT], 50 * values[Part.SKILLS]
    n_shown = sum(found[c].verdict is UNKNOWN for c in (Constraint.LICENCE, Constraint.HOURS))
    n_shown += len(unknown_parts & {Part.TEXT, Part.SKILLS})
    shortlist_unknown = -min(text + skills, penalty * n_shown)
    return PairDetail(
        verdict=min(finding.verdict for finding in found),
        findings=found,
        part_values=values,
        points=points,
        unknown_points=unknown,
        score=sum(points) + unknown,
        shortlist_points=(text, skills, shortlist_unknown),
        shortlist_score=text + skills + shortlist_unknown,
        similarity=0,
        unknown_parts=unknown_parts,
        **names,
    )


CONTEXT = PairContext(
    jobseeker_id="person-9",
    vacancy_id="vacancy-3",
    title="Cook",
    employer="Alder Ltd",
    shifts="Mon-Fri 09:00-17:00",
    days_on_site=3.0,
    limit_out_min=60,
    limit_ret_min=60,
    limit_source="coach_agreed",
    away_windows="Mon-Fri 09:15-15:00",
    pay_pence=1230,
    pay_wanted_pence=1250,
)


# --- The example of docs/explanations.md --------------------------------------------------------

EXAMPLE_CONTEXT = replace(CONTEXT, title="Care home cook", shifts=None)
EXAMPLE = make_detail(
    {
        Constraint.LICENCE: Finding(CONDITIONAL, Reason.LICENCE_OBTAINABLE),
        Constraint.HEALTH: Finding(OK, Reason.HEALTH_FITS),
        Constraint.CARE: Finding(UNKNOWN, Reason.CARE_TIMES_NOT_STATED),
    },
    values=(530, 685, 850, 500, 1000, 936),
    licences_needed=("dbs_enhanced",),
    licences_missing=("dbs_enhanced",),
    skills=(
        SkillEvidence("cook for groups", required=True, weight=110, credit=255, via="cook for groups"),
        SkillEvidence("plan menus", required=True, weight=90, credit=127, via="write shopping lists"),
        SkillEvidence("keep records", required=True, weight=35, credit=0, via=None),
        SkillEvidence("serve food", required=False, weight=20, credit=255, via="serve food"),
    ),
)


# --- Drawn at random ------------------------------------------------------------------------------

_MINUTES = st.sampled_from([0, 1, 35, 90, 253, 254, 255])
_NUMBERS: dict[Constraint, st.SearchStrategy[tuple[int, int, int]]] = {
    Constraint.TRAVEL: st.tuples(_MINUTES, _MINUTES, st.integers(0, 127)),
    Constraint.LICENCE: st.just((0, 0, 0)),
    Constraint.HOURS: st.tuples(st.integers(-1, 672), st.integers(-1, 672), st.just(0)),
    Constraint.HEALTH: st.tuples(st.integers(0, 32), st.sampled_from([0, 47, 48, 49]), st.just(0)),
    Constraint.CARE: st.tuples(st.integers(0, 2880), st.integers(0, 7), st.just(0)),
}
_VALUE = st.one_of(st.sampled_from([0, 500, 1000]), st.integers(0, 1000))
# Words that occur in no sentence of ours, so that what is found elsewhere is ours.
SKILL_NAMES = ("zumba", "zither", "zoology")


@st.composite
def findings(draw: st.DrawFn, constraint: Constraint) -> Finding:
    """Draw what one constraint found."""
    reason = draw(st.sampled_from(reasons_of(constraint)))
    return Finding(draw(st.sampled_from(VERDICTS[reason])), reason, draw(_NUMBERS[constraint]))


@st.composite
def weights(draw: st.DrawFn) -> tuple[int, ...]:
    """Draw six weights that sum to 100."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=5, max_size=5)))
    return tuple(b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True))


_DIMENSION_NAMES = st.lists(st.sampled_from(DIMENSIONS), max_size=8, unique=True).map(tuple)
_LICENCE_NAMES = st.lists(st.sampled_from((*LICENCES, "zeppelin")), max_size=4, unique=True).map(tuple)


@st.composite
def skills(draw: st.DrawFn) -> SkillEvidence:
    """Draw the evidence for one skill."""
    credit = draw(st.sampled_from([0, 1, 127, 255]))
    via = draw(st.sampled_from(SKILL_NAMES)) if credit else None
    return SkillEvidence(draw(st.sampled_from(SKILL_NAMES)), draw(st.booleans()), 15, credit, via)


@st.composite
def details(draw: st.DrawFn, drawn_weights: tuple[int, ...] = WEIGHTS) -> PairDetail:
    """Draw a detail: any reason for any constraint, any parts."""
    return make_detail(
        {constraint: draw(findings(constraint)) for constraint in Constraint},
        draw(st.tuples(*[_VALUE] * 6)),
        frozenset(draw(st.sets(st.sampled_from([Part.TEXT, Part.SKILLS, Part.PAY])))),
        weights=drawn_weights,
        penalty=draw(st.sampled_from([0, 1, 4000, 33_333])),
        skills=tuple(draw(st.lists(skills(), max_size=6))),
        licences_needed=draw(_LICENCE_NAMES),
        licences_missing=draw(_LICENCE_NAMES),
        dimensions_short=draw(_DIMENSION_NAMES),
        dimensions_adjusted=draw(_DIMENSION_NAMES),
        dimensions_good_day=draw(_DIMENSION_NAMES),
        dimensions_access=draw(_DIMENSION_NAMES),
        dimensions_unknown=draw(_DIMENSION_NAMES),
        dimensions_over_preference=draw(_DIMENSION_NAMES),
    )


@st.composite
def contexts(draw: st.DrawFn, drawn_weights: tuple[int, ...] = WEIGHTS) -> PairContext:
    """Draw a context: anything may be missing."""
    place: st.SearchStrategy[Place] = st.sampled_from(get_args(Place))
    windows = st.sampled_from(
        [None, "none", "always", "Mon 06:00 to Fri 22:00", "Mon,Wed 09:15-15:00; Sat 10:00-11:00"]
    )
    return PairContext(
        jobseeker_id=draw(st.integers(1, 9)),
        vacancy_id=draw(st.integers(1, 9)),
        title="Zookeeper",
        employer=draw(st.sampled_from([None, "Zebra Ltd"])),
        shifts=draw(st.sampled_from([None, "3 of Mon-Sun 08:00-20:00", "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"])),
        days_on_site=draw(st.sampled_from([None, 0.5, 1.0, 5.0])),
        term_only=draw(st.sampled_from([None, True, False])),
        workplace=draw(place),
        starting_point=draw(place),
        pay_pence=draw(st.sampled_from([None, 1221])),
        pay_wanted_pence=draw(st.sampled_from([None, 1300])),
        limit_out_min=draw(st.integers(0, 180)),
        limit_ret_min=draw(st.integers(0, 180)),
        limit_source=draw(st.sampled_from([None, "regulation", "coach_agreed", "own_choice"])),
        away_windows=draw(windows),
        away_windows_holiday=draw(windows),
        care_places=draw(st.sampled_from([(), ("nursery",), ("zebra_house", "gran", "school")])),
        care_place_unknown=draw(st.booleans()),
        phased_hours_quarters=draw(st.sampled_from([None, 64])),
        phased_until=draw(st.sampled_from([None, dt.date(2026, 3, 1)])),
        review_due=draw(st.sampled_from([None, dt.date(2025, 12, 31)])),
        skills_recorded=draw(st.booleans()),
        weights=drawn_weights,
    )
