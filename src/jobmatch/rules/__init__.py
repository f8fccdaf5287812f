"""Rules of the land that are data: dated, sourced, and replaced by adding rows. A past day keeps its own rules."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from jobmatch.codes import FUNDED_CHILDCARE_NAMES, NO_FUNDED_CHILDCARE
from jobmatch.rules.day import LeadCarer, RulesOfDay
from jobmatch.rules.tables import TABLES, RuleRow, Rules

Rate = Literal["adult", "age_18_to_20", "under_18", "apprentice"]

USUAL_TRAVEL_LIMIT_MIN: Final = 90
"""Longest journey to work each way that is usual: Universal Credit Regulations 2013, regulation 97(3)."""

__all__ = [
    "TABLES",
    "USUAL_TRAVEL_LIMIT_MIN",
    "LeadCarer",
    "Rate",
    "RuleRow",
    "Rules",
    "RulesOfDay",
    "funded_childcare_hours",
    "minimum_wage_gbp_per_hour",
    "rules_on",
    "shipped_rules",
    "usual_travel_limit_min",
]


@lru_cache(maxsize=1)
def shipped_rules() -> Rules:
    """The rules that come with jobmatch."""
    return Rules.shipped()


def rules_on(day: dt.date, folder: str | Path | None = None) -> RulesOfDay:
    """The rules of one day.

    Parameters
    ----------
    day
        The day.
    folder
        An operator's own tables, which add to the shipped ones or replace rows of them; see docs/rules-tables.md.

    Returns
    -------
    RulesOfDay
        What it does not know is None: never guessed.

    Raises
    ------
    FormatError
        If a table of the folder cannot be used.

    Examples
    --------
    >>> rules_on(dt.date(2023, 10, 24)).lead_carer(youngest_child_age=4).most_hours_a_week
    16
    >>> rules_on(dt.date(2023, 10, 25)).lead_carer(youngest_child_age=4).most_hours_a_week
    30
    >>> rules_on(dt.date(2026, 5, 1)).work_allowance_gbp_a_month(with_housing=True) is None
    True
    """
    rules = shipped_rules() if folder is None else Rules.from_folder(folder)
    return RulesOfDay(rules, day)


def usual_travel_limit_min(day: dt.date | None, rules: Rules | None) -> int:
    """Longest journey of those who state none, minutes each way.

    Parameters
    ----------
    day
        The day of matching. None takes `USUAL_TRAVEL_LIMIT_MIN`, whatever the rules say: nothing depends on the clock.
    rules
        The operator's; None takes the shipped ones.

    Returns
    -------
    int
        `USUAL_TRAVEL_LIMIT_MIN` for a day of which the rules know no limit.

    Examples
    --------
    >>> usual_travel_limit_min(dt.date(2026, 11, 2), None)
    90
    """
    limit_min = None if day is None else RulesOfDay(rules or shipped_rules(), day).travel_limit_min()
    return USUAL_TRAVEL_LIMIT_MIN if limit_min is None else limit_min


def funded_childcare_hours(day: dt.date | None, rules: Rules | None) -> dict[str, int]:
    """Funded hours of childcare a year by case (`codes.FUNDED_CHILDCARE_NAMES`); what is not known is not there.

    Parameters
    ----------
    day
        The day of matching. Without one only "none" is known, which needs no rule: nothing depends on the clock.
    rules
        The operator's; None takes the shipped ones.

    Examples
    --------
    >>> funded_childcare_hours(dt.date(2026, 11, 2), None)["england_all_3_to_4"]
    570
    >>> funded_childcare_hours(None, None)
    {'none': 0}
    """
    of_day = None if day is None else RulesOfDay(rules or shipped_rules(), day)
    cases = [case for case in FUNDED_CHILDCARE_NAMES if case != NO_FUNDED_CHILDCARE]
    hours = {case: of_day.funded_childcare_hours_a_year(case) for case in cases} if of_day else {}
    return {NO_FUNDED_CHILDCARE: 0} | {case: number for case, number in hours.items() if number is not None}


def minimum_wage_gbp_per_hour(on: dt.date, rate: Rate = "adult") -> Decimal | None:
    """The legal minimum on a day, GBP an hour.

    Parameters
    ----------
    on
        The day.
    rate
        "adult" is the highest band, whatever its age limit was on that day.

    Returns
    -------
    Decimal or None
        None before the first day that the table knows, 1 April 2019.

    Raises
    ------
    UsageError
        If there is no such rate.

    Examples
    --------
    >>> minimum_wage_gbp_per_hour(dt.date(2025, 4, 1))
    Decimal('12.21')
    """
    return rules_on(on).number("minimum_wage", rate)
