"""The childcare that one pair may need and cost, from what is on record: an estimate for people to see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jobmatch import phrases, words
from jobmatch.care import ChildcareEstimate, ChildcareFigures, childcare_estimate
from jobmatch.care.costs import FUNDED_WEEKS_A_YEAR
from jobmatch.codes import HOME, TAXI_BIT, Constraint, Mode, Reason, ShiftKind
from jobmatch.kernels.layout import (
    BY_MATRIX_BIT,
    N_BANDS,
    N_SLOTS,
    NEAREST_BY_MATRIX_M,
    STEP_M,
    TABLE_STEPS,
    UNKNOWN_TIME,
    Bool,
    Records,
    positions_of,
)
from jobmatch.notation import WeekPattern, format_shifts, parse_shifts, parse_windows
from jobmatch.rules import Rules, RulesOfDay
from jobmatch.score import Judged
from jobmatch.sides import PeopleSide, VacancySide, workplaces_m
from jobmatch.travel import TravelTable

_COLUMNS: Final = (
    "childcare_children",
    "childcare_free_cover",
    "childcare_funded",
    "childcare_funded_weeks",
    "childcare_rate_gbp_per_hour",
    "childcare_paid_hours_max",
)


@dataclass(frozen=True, slots=True)
class PairChildcare:
    """What a job may need of childcare.

    Parameters
    ----------
    estimate
        For the week of the working pattern that needs most.
    children
        In childcare; the hours are those of each, the cost is that of all.
    rules_day
        The day whose rules the figures are.
    """

    estimate: ChildcareEstimate = field(repr=False)
    children: int = field(repr=False)
    rules_day: dt.date


def pair_childcare(
    people: PeopleSide,
    person_row: int,
    vacancies: VacancySide,
    vacancy_row: int,
    judged: Judged,
    table: TravelTable,
    rules: Rules,
    day: dt.date,
) -> PairChildcare | None:
    """Estimate the childcare of one pair.

    Parameters
    ----------
    people, person_row, vacancies, vacancy_row
        One row of each side.
    judged : Judged
        What was found for this one pair.
    table : TravelTable
        With which it was judged.
    rules : Rules
        With the funded hours, and what Universal Credit pays back.
    day : datetime.date
        The day whose rules hold.

    Returns
    -------
    PairChildcare or None
        None where nothing of childcare is on the person's record, or where shifts or journey are not known.
    """
    person, vacancy = (
        side.frame.row(row, named=True) for side, row in ((people, person_row), (vacancies, vacancy_row))
    )
    if all(person[name] is None for name in _COLUMNS) or vacancy["shifts"] is None:
        return None
    pattern = parse_shifts(vacancy["shifts"])
    if pattern.kind not in (ShiftKind.FIXED, ShiftKind.ROTA) or vacancy["shift_kind"] == "zero_hours":
        return None
    journey_min = _journey_min(people, person_row, vacancies, vacancy_row, judged, table)
    if journey_min is None:
        return None
    children = person["childcare_children"] or 1
    figures = ChildcareFigures.of(
        RulesOfDay(rules, day),
        person["childcare_funded"],
        children=children,
        funded_weeks_a_year=person["childcare_funded_weeks"] or FUNDED_WEEKS_A_YEAR,
    )
    rate = person["childcare_rate_gbp_per_hour"]
    estimates = [
        childcare_estimate(
            format_shifts(WeekPattern(ShiftKind.FIXED, (template,))),
            journey_min=journey_min,
            figures=figures,
            rate_pence_an_hour=None if rate is None else round(rate * 100),
            school=person["childcare_free_cover"] or "none",
            term_only=bool(vacancy["term_only"]),
            paid_cap_h=person["childcare_paid_hours_max"],
        )
        for template in pattern.templates
    ]
    most = max(estimates, key=lambda estimate: estimate.needed_min)
    return PairChildcare(most, children, day)


def childcare_sentence(found: PairChildcare) -> str:
    """The estimate in words, for the jobseeker and for staff; hours are rounded up to quarters of an hour."""
    estimate = found.estimate
    if estimate.needed_min == 0:
        return phrases.CHILDCARE_NONE
    needed, split, cost = _quarters(estimate.needed_min), phrases.CHILDCARE_SPLIT_UNKNOWN, ""
    if estimate.paid_min is not None:
        paid = _quarters(estimate.paid_min)
        split = phrases.CHILDCARE_SPLIT.format(funded=words.spell_hours(needed - paid), paid=words.spell_hours(paid))
    if estimate.cost_pence_a_month is not None:
        back = ""
        if estimate.uc_pence_a_month and estimate.own_pence_a_month is not None:
            back = phrases.CHILDCARE_BACK.format(
                back=words.spell_pounds(estimate.uc_pence_a_month), own=words.spell_pounds(estimate.own_pence_a_month)
            )
        cost = phrases.CHILDCARE_COST.format(cost=words.spell_pounds(estimate.cost_pence_a_month), back=back)
    return phrases.CHILDCARE.format(
        day=words.spell_date(found.rules_day),
        needed=words.spell_hours(needed),
        each=phrases.CHILDCARE_EACH.format(children=found.children) if found.children > 1 else "",
        split=split,
        cost=cost,
    )


def _quarters(minutes: int) -> int:
    return -(-minutes // 15)


def _journey_min(
    people: PeopleSide, person_row: int, vacancies: VacancySide, vacancy_row: int, judged: Judged, table: TravelTable
) -> tuple[int, int] | None:
    """Minutes from where the children are handed over to work, and back; the longest where there are several places."""
    reason, *numbers = judged.reason[0, Constraint.TRAVEL].tolist()
    if reason == Reason.TRAVEL_REMOTE:
        return 0, 0
    out, ret, modes = numbers
    if modes == 0 or max(out, ret) >= UNKNOWN_TIME:
        return None
    places = _places_in_use(people.frame.row(person_row, named=True))
    if not places:
        return out, ret
    handed_over = _rows_of(places, people, person_row)
    if not (handed_over["located"] == 1).all():
        return None
    apart_m = _apart_m(handed_over, vacancies, vacancy_row, judged)
    as_from_home = _by_matrix(handed_over, apart_m, judged)
    step = np.minimum(TABLE_STEPS - 1, np.floor(apart_m / STEP_M + 0.5))
    usable = [Mode.LIFT] if modes & TAXI_BIT else [mode for mode in Mode if modes >> mode & 1]
    pattern = vacancies.patterns.pattern[vacancies.arrays.of_kind("pattern", vacancy_row)]
    template = vacancies.patterns.template[pattern["template_start"]]
    legs = []
    for slots, from_home in ((int(template["out_slots"]), out), (int(template["ret_slots"]), ret)):
        bands = sorted({slot % N_BANDS for slot in range(N_SLOTS) if slots >> slot & 1})
        rows = np.ix_(np.array(usable, np.int64), np.array(bands, np.int64), step.astype(np.int64))
        fastest = table.minutes[rows].min(axis=0).max(axis=0)
        legs.append(int(np.where(as_from_home, from_home, fastest).max()))
    return None if max(legs) >= UNKNOWN_TIME else (legs[0], legs[1])


def estimated_places(
    people: PeopleSide, person_row: int, vacancies: VacancySide, vacancy_row: int, judged: Judged
) -> tuple[str, ...]:
    """Names of the places of care of one pair from which the way to work is estimated, though that from home is not.

    Parameters
    ----------
    people, person_row, vacancies, vacancy_row
        One row of each side.
    judged : Judged
        What was found for this one pair.

    Returns
    -------
    tuple of str
        Of the places that the windows of term name; empty where the journey from home is an estimate, too.
    """
    person = people.frame.row(person_row, named=True)
    places = _places_in_use(person)
    if not places or not judged.reason[0, Constraint.TRAVEL, 3] & BY_MATRIX_BIT:
        return ()
    handed_over = _rows_of(places, people, person_row)
    by_matrix = _by_matrix(handed_over, _apart_m(handed_over, vacancies, vacancy_row, judged), judged)
    return tuple(person["care_places"][at]["name"] for at, known in zip(places, by_matrix, strict=True) if not known)


def _rows_of(places: list[int], people: PeopleSide, person_row: int) -> Records:
    first = int(people.arrays.row["place_start"][person_row])
    return people.arrays.place[[first + place for place in places]]


def _apart_m(places: Records, vacancies: VacancySide, vacancy_row: int, judged: Judged) -> NDArray[np.float64]:
    """Metres between places and the work of one pair."""
    apart_m = positions_of(places).astype(np.int64)
    apart_m -= workplaces_m(vacancies.arrays, np.array([vacancy_row]), judged.site)
    chord_m: NDArray[np.float64] = np.sqrt((apart_m**2).sum(axis=1).astype(float))
    return chord_m


def _by_matrix(places: Records, apart_m: NDArray[np.float64], judged: Judged) -> Bool:
    """Whether the way between places and work is that from home by the matrix: see docs/rules.md."""
    asked = bool(judged.reason[0, Constraint.TRAVEL, 3] & BY_MATRIX_BIT)
    by_matrix: Bool = (places["home_zone"] == 1) & (apart_m >= NEAREST_BY_MATRIX_M) & asked
    return by_matrix


def _places_in_use(person: Mapping[str, Any]) -> list[int]:
    """Positions, among the person's places of care, of those that the windows of term name."""
    if person["away_windows"] is None:
        return []
    named = {name for window in parse_windows(person["away_windows"]) for name in (window.leave_from, window.back_at)}
    listed = [place["name"] for place in person["care_places"] or ()]
    return [at for at, name in enumerate(listed) if name in named - {HOME}]
