"""What childcare may cost beside a job: hours needed, funded and paid, and what Universal Credit may pay back.

All of it is an estimate to talk about, and it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Self

from jobmatch.codes import DWELL_MIN, FUNDED_FROM_MIN, FUNDED_UNTIL_MIN, MOST_FUNDED_MIN_A_DAY, ShiftKind
from jobmatch.errors import UsageError
from jobmatch.notation import DAY_MIN, WEEK_MIN, Span, Window, merged_windows, parse_shifts, parse_windows
from jobmatch.rules import RulesOfDay

WEEKS_A_YEAR: Final = 52
FUNDED_WEEKS_A_YEAR: Final = 38  # where nothing else is stated: those of school terms
MONTHS_A_YEAR: Final = 12
DAYS_A_WEEK: Final = 7
HOUR_MIN: Final = 60


@dataclass(frozen=True, slots=True)
class ChildcareFigures:
    """Figures of one day and one family, from dated tables; None is not known, and is never guessed.

    Parameters
    ----------
    funded_hours_a_year
        Free hours a year of one child (1140 or 570 in England); 0 is none.
    funded_weeks_a_year
        Weeks over which they are taken: 38 in term, up to 51 or 52 where a provider stretches them.
    most_funded_min_a_day
        Longest funded session of a day, minutes.
    funded_from_min, funded_until_min
        Minutes of the day between which hours can be funded.
    uc_share_percent
        Share of the cost that Universal Credit pays back, whole percent.
    uc_cap_pence_a_month
        Most that it pays back for all children of the family, pence a month.
    children
        Children in childcare, all for the same hours and with the same funded hours: the cost is that of all of them.
    """

    funded_hours_a_year: int | None
    funded_weeks_a_year: int = FUNDED_WEEKS_A_YEAR
    most_funded_min_a_day: int = MOST_FUNDED_MIN_A_DAY
    funded_from_min: int = FUNDED_FROM_MIN
    funded_until_min: int = FUNDED_UNTIL_MIN
    uc_share_percent: int | None = None
    uc_cap_pence_a_month: int | None = None
    children: int = 1

    @classmethod
    def of(
        cls, rules: RulesOfDay, case: str | None, *, children: int = 1, funded_weeks_a_year: int = FUNDED_WEEKS_A_YEAR
    ) -> Self:
        """Figures from the dated tables of `jobmatch.rules`.

        Parameters
        ----------
        rules
            Those of a day, from `jobmatch.rules.rules_on`.
        case
            Which funded hours the child has, as `RulesOfDay.funded_childcare_hours_a_year` names them; "none" is that
            it has none, None that nobody knows.
        children
            Children in childcare, on whom the cost and the cap depend.
        funded_weeks_a_year
            Weeks over which the provider spreads the funded hours.

        Raises
        ------
        UsageError
            If there is no such case, or no child.

        Examples
        --------
        >>> import datetime as dt
        >>> from jobmatch.rules import rules_on
        >>> figures = ChildcareFigures.of(rules_on(dt.date(2026, 5, 1)), "england_working_9_months_to_school")
        >>> figures.funded_hours_a_year, figures.uc_share_percent, figures.uc_cap_pence_a_month
        (1140, 85, 107109)
        """
        share, cap = rules.childcare_cost_share(), rules.childcare_cost_cap_gbp_a_month(children)
        hours = 0 if case == "none" else None if case is None else rules.funded_childcare_hours_a_year(case)
        return cls(
            funded_hours_a_year=hours,
            funded_weeks_a_year=funded_weeks_a_year,
            uc_share_percent=None if share is None else int(share * 100),
            uc_cap_pence_a_month=None if cap is None else int(cap * 100),
            children=children,
        )

    def __post_init__(self) -> None:
        """Check that the figures can be meant."""
        if not 1 <= self.funded_weeks_a_year <= WEEKS_A_YEAR:
            raise UsageError(f"funded_weeks_a_year must be from 1 to 52, found {self.funded_weeks_a_year}.")
        if self.uc_share_percent is not None and not 0 <= self.uc_share_percent <= 100:
            raise UsageError(f"uc_share_percent must be from 0 to 100, found {self.uc_share_percent}.")
        if self.children < 1:
            raise UsageError(f"children must be at least 1, found {self.children}.")


@dataclass(frozen=True, slots=True)
class ChildcareEstimate:
    """An estimate. Minutes are those of one child in a week in which hours are funded; None is not known.

    Parameters
    ----------
    needed_min
        Childcare from handing over to fetching, beside school, minutes a week.
    funded_min, paid_min
        Of these, free and to be paid for.
    cost_pence_a_month
        A twelfth of a year's paid hours of all the children, weeks without funded hours counted.
    uc_pence_a_month, own_pence_a_month
        What Universal Credit may pay back, and what is left.
    within_paid_cap
        False where some week needs more paid hours than the provider has for a child; None where no limit was given,
        or it cannot be told.
    """

    needed_min: int
    funded_min: int | None = field(repr=False)
    paid_min: int | None = field(repr=False)
    cost_pence_a_month: int | None = field(repr=False)
    uc_pence_a_month: int | None = field(repr=False)
    own_pence_a_month: int | None = field(repr=False)
    within_paid_cap: bool | None = field(repr=False)


def childcare_estimate(
    shifts: str,
    *,
    journey_min: tuple[int, int],
    figures: ChildcareFigures,
    rate_pence_an_hour: int | None = None,
    school: str = "none",
    term_only: bool = False,
    paid_cap_h: float | None = None,
    dwell_min: int = DWELL_MIN,
) -> ChildcareEstimate:
    """Estimate the childcare that a job needs for each child, and what it may cost for all of them.

    Parameters
    ----------
    shifts
        Working times in the week notation, fixed ones.
    journey_min
        From the place of care to work, and back, minutes.
    figures
        Of the day and the family.
    rate_pence_an_hour
        What an hour costs for one child; None is not known.
    school
        When the child is at school, or somebody else looks after it for nothing, in the week notation.
    term_only
        Whether the work is in the funded weeks only.
    paid_cap_h
        Most paid hours a week that the provider has for each child.
    dwell_min
        Minutes to hand over, and to fetch.

    Returns
    -------
    ChildcareEstimate

    Raises
    ------
    NotationError
        If a week is not written in the notation.
    UsageError
        If the shifts are not fixed: others have no one week to count.

    Examples
    --------
    >>> figures = ChildcareFigures(funded_hours_a_year=1140)
    >>> found = childcare_estimate("Mon-Fri 09:30-15:30", journey_min=(20, 20), figures=figures)
    >>> found.needed_min, found.funded_min, found.paid_min
    (2050, 1800, 250)
    """
    care = _care(shifts, journey_min, school, dwell_min)
    needed = sum(end - start for start, end in care)
    funded = _funded_min(care, figures)
    paid = None if funded is None else needed - funded
    cost = None
    if paid is not None and rate_pence_an_hour is not None:
        # Outside the funded weeks every hour is paid for.
        other_weeks = 0 if term_only else WEEKS_A_YEAR - figures.funded_weeks_a_year
        paid_a_year = paid * figures.funded_weeks_a_year + needed * other_weeks
        cost = _halves_up(figures.children * paid_a_year * rate_pence_an_hour, HOUR_MIN * MONTHS_A_YEAR)
    back = None
    if cost is not None and figures.uc_share_percent is not None and figures.uc_cap_pence_a_month is not None:
        back = min(figures.uc_cap_pence_a_month, _halves_up(cost * figures.uc_share_percent, 100))
    within = None
    if paid_cap_h is not None and paid is not None:
        most_paid = paid if term_only or figures.funded_weeks_a_year == WEEKS_A_YEAR else needed
        within = most_paid <= paid_cap_h * HOUR_MIN
    own = None if back is None or cost is None else cost - back
    return ChildcareEstimate(needed, funded, paid, cost, back, own, within)


def _halves_up(value: int, divisor: int) -> int:
    return (2 * value + divisor) // (2 * divisor)


def _care(shifts: str, journey_min: tuple[int, int], school: str, dwell_min: int) -> list[tuple[int, int]]:
    """Stretches of childcare, apart from one another, minutes since Monday 00:00; one may end in the next week.

    Between two shifts that are close together the child stays where it is, and no minute counts twice.
    """
    pattern = parse_shifts(shifts)
    if pattern.kind is not ShiftKind.FIXED:
        raise UsageError(
            "An estimate of childcare needs fixed shifts.\nHint: estimate each template of a rota by itself."
        )
    at_school = sorted(
        (start + turn, end + turn)
        for start, end in _stretches(merged_windows(parse_windows(school)))
        for turn in (-WEEK_MIN, 0, WEEK_MIN)
    )
    away = []
    for start, end in _stretches(pattern.templates[0]):
        day, start_min = divmod((start - journey_min[0] - dwell_min) % WEEK_MIN, DAY_MIN)
        length = end - start + sum(journey_min) + 2 * dwell_min
        away.append(Window(day, start_min, min(WEEK_MIN, length)))
    return [part for start, end in _stretches(merged_windows(away)) for part in _without(start, end, at_school)]


def _stretches(spans: Iterable[Span]) -> list[tuple[int, int]]:
    starts = [(DAY_MIN * span.day + span.start_min, span.duration_min) for span in spans]
    return [(start, start + minutes) for start, minutes in starts]


def _without(start: int, end: int, others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    left = []
    for other_start, other_end in others:
        if start < other_start < end:
            left.append((start, other_start))
        if other_start < end and start < other_end:
            start = min(end, max(start, other_end))
    return [*left, (start, end)] if start < end else left


def _funded_min(care: list[tuple[int, int]], figures: ChildcareFigures) -> int | None:
    if figures.funded_hours_a_year is None:
        return None
    entitled = figures.funded_hours_a_year * HOUR_MIN // figures.funded_weeks_a_year
    by_day = [0] * DAYS_A_WEEK
    for start, end in care:
        # A night counts to both days that it lies on.
        for midnight in range(start // DAY_MIN * DAY_MIN, end, DAY_MIN):
            opens, closes = midnight + figures.funded_from_min, midnight + figures.funded_until_min
            by_day[midnight // DAY_MIN % DAYS_A_WEEK] += max(0, min(end, closes) - max(start, opens))
    return min(entitled, sum(min(minutes, figures.most_funded_min_a_day) for minutes in by_day))
