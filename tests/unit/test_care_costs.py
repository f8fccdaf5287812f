"""Estimates of childcare: the figures of the specification, sessions, months, and what is not known."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jobmatch.care import ChildcareEstimate, ChildcareFigures, childcare_estimate
from jobmatch.errors import UsageError
from jobmatch.rules import rules_on

THIRTY = ChildcareFigures(funded_hours_a_year=1140, uc_share_percent=85, uc_cap_pence_a_month=95_092)


def _estimate(
    shifts: str = "Mon-Fri 09:30-15:30", figures: ChildcareFigures = THIRTY, **fields: Any
) -> ChildcareEstimate:
    return childcare_estimate(shifts, **{"journey_min": (20, 20), "figures": figures, **fields})


def test_hours_of_childcare_for_five_days_of_six_hours() -> None:
    """C35 of the specification: 20 minutes each way and 5 to hand over and to fetch: 5 x (6 h + 50 min) = 34.17 h."""
    assert round(_estimate().needed_min / 60, 2) == 34.17


def test_funded_in_term_weeks() -> None:
    """C36: 34.17 h against 30 funded: 30 and 4.17."""
    found = _estimate()
    assert (found.funded_min, found.paid_min) == (1800, 250)


def test_funded_hours_stretched_over_the_year() -> None:
    """C37: 30 h x 38 weeks over 51 weeks: 22.35 h a week (1341 minutes); of 30 h needed 7.65 are left."""
    stretched = ChildcareFigures(funded_hours_a_year=1140, funded_weeks_a_year=51)
    found = _estimate("Mon-Fri 09:30-14:40", stretched)
    assert found.needed_min == 1800
    assert found.funded_min is not None
    assert found.paid_min is not None
    assert (round(found.funded_min / 60, 2), round(found.paid_min / 60, 2)) == (22.35, 7.65)


def test_school_is_taken_out() -> None:
    """Handed over at 07:35 and fetched at 17:25: 1 h 15 before school, 2 h 10 after."""
    found = _estimate("Mon 08:00-17:00", school="Mon-Fri 08:50-15:15")
    assert found.needed_min == 75 + 130
    assert _estimate("Mon 10:00-14:00", school="Mon-Fri 08:50-15:15").needed_min == 0
    assert _estimate("Sat 10:00-14:00", school="Mon-Fri 08:50-15:15").needed_min == 290


@pytest.mark.parametrize(
    ("shifts", "needed", "funded"),
    [
        ("Mon 07:00-19:00", 770, 600),  # at most ten hours a day
        ("Mon 05:00-09:00", 290, 205),  # from 04:35 to 09:25, of which from 06:00
        ("Mon 18:00-22:00", 290, 145),  # from 17:35 to 22:25, of which until 20:00
        ("Mon 22:00-06:00", 530, 25),  # from 21:35 to 06:25, of which from 06:00
    ],
)
def test_sessions_are_limited(shifts: str, needed: int, funded: int) -> None:
    found = _estimate(shifts)
    assert (found.needed_min, found.funded_min) == (needed, funded)


def test_no_minute_counts_twice_between_two_shifts_of_a_day() -> None:
    """40 minutes each way and 5 to hand over: 08:15 to 12:45 and 12:15 to 17:45 are together 570 minutes."""
    found = _estimate("Mon 09:00-12:00; Mon 13:00-17:00", journey_min=(40, 40))
    assert (found.needed_min, found.funded_min) == (570, 570)
    apart = _estimate("Mon 09:00-10:00; Mon 14:00-17:00", journey_min=(40, 40))
    assert apart.needed_min == 150 + 270
    around = _estimate(
        "Sun 20:00-24:00; Mon 00:30-04:00", journey_min=(40, 40)
    )  # from 19:15 to 04:45, over the week's end
    assert around.needed_min == 570


@pytest.mark.parametrize(
    ("shifts", "funded"),
    [
        ("Mon 06:00-11:30; Mon 12:00-19:00", 600),
        ("Mon 06:00-09:00; Mon 12:00-19:00", 600),  # two stretches: 205 + 485
        ("Mon 22:00-08:00; Tue 12:00-19:00", 600),  # Tuesday: 145 of the night + 485
        ("Mon 22:00-08:00; Tue 22:00-08:00; Sun 22:00-08:00", 3 * 145),
    ],
)
def test_the_most_of_a_day_is_that_of_the_calendar_day(shifts: str, funded: int) -> None:
    """20 minutes each way and 5 to hand over; ten hours are the most of a day, between 06:00 and 20:00."""
    assert _estimate(shifts).funded_min == funded


def test_cost_of_a_month_and_what_comes_back() -> None:
    """Paid: 250 min x 38 weeks + 2050 min x 14 weeks = 38,200 min a year; at 6.00 an hour 318.33 a month."""
    found = _estimate(rate_pence_an_hour=600)
    assert found.cost_pence_a_month == 31_833
    assert found.uc_pence_a_month == 27_058  # 85%
    assert found.own_pence_a_month == 4_775


def test_term_time_work_pays_for_the_funded_weeks_only() -> None:
    """250 min x 38 weeks = 9,500 min a year; at 6.00 an hour 79.17 a month."""
    assert _estimate(rate_pence_an_hour=600, term_only=True).cost_pence_a_month == 7_917


def test_universal_credit_pays_up_to_a_cap() -> None:
    none_funded = ChildcareFigures(funded_hours_a_year=0, uc_share_percent=85, uc_cap_pence_a_month=95_092)
    found = _estimate("Mon-Fri 08:00-17:00", none_funded, rate_pence_an_hour=700)
    assert found.uc_pence_a_month == 95_092
    assert found.cost_pence_a_month is not None
    assert found.own_pence_a_month == found.cost_pence_a_month - 95_092


def test_more_paid_hours_than_the_provider_has() -> None:
    """Outside the funded weeks all 34.17 hours are paid for."""
    assert _estimate(paid_cap_h=34).within_paid_cap is False
    assert _estimate(paid_cap_h=35).within_paid_cap is True
    assert _estimate(paid_cap_h=4, term_only=True).within_paid_cap is False
    assert _estimate(paid_cap_h=4.25, term_only=True).within_paid_cap is True
    assert _estimate().within_paid_cap is None


def test_what_is_not_known_stays_so() -> None:
    nothing = ChildcareFigures(funded_hours_a_year=None)
    found = _estimate(figures=nothing, rate_pence_an_hour=600, paid_cap_h=10)
    assert (found.needed_min, found.funded_min, found.paid_min, found.cost_pence_a_month) == (2050, None, None, None)
    assert found.within_paid_cap is None
    no_credit = ChildcareFigures(funded_hours_a_year=0)
    assert _estimate(figures=no_credit, rate_pence_an_hour=600).own_pence_a_month is None
    assert _estimate().cost_pence_a_month is None


def test_figures_are_those_of_the_day() -> None:
    before, after = (
        ChildcareFigures.of(rules_on(day), "england_working_9_months_to_school", children=2, funded_weeks_a_year=51)
        for day in (dt.date(2025, 8, 31), dt.date(2025, 9, 1))
    )
    assert (before.funded_hours_a_year, after.funded_hours_a_year) == (None, 1140)
    assert (after.funded_weeks_a_year, after.uc_share_percent, after.uc_cap_pence_a_month) == (51, 85, 176_894)
    not_filled_in = ChildcareFigures.of(rules_on(dt.date(2026, 5, 1)), "scotland")
    assert not_filled_in.funded_hours_a_year is None
    with pytest.raises(UsageError):
        ChildcareFigures.of(rules_on(dt.date(2026, 5, 1)), "atlantis")


def test_only_fixed_shifts_have_a_week_to_count() -> None:
    with pytest.raises(UsageError, match="fixed shifts"):
        _estimate("3 of Mon-Fri 09:00-15:00")


@pytest.mark.parametrize("fields", [{"funded_weeks_a_year": 0}, {"funded_weeks_a_year": 53}, {"uc_share_percent": 101}])
def test_figures_that_nobody_can_mean(fields: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        ChildcareFigures(funded_hours_a_year=0, **fields)


def test_money_is_not_shown_in_logs() -> None:
    assert "pence" not in repr(_estimate(rate_pence_an_hour=600))
