"""The rules of one day, by name and type."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from jobmatch.errors import UsageError
from jobmatch.rules.tables import RuleRow, Rules

_YOUNG_BANDS = ((18, "under_18"), (21, "age_18_to_20"))


@dataclass(frozen=True, slots=True)
class LeadCarer:
    """What may be asked of the lead carer of a child: a ceiling on what is suggested, never an obligation.

    What is agreed with a person is in their claimant commitment, and can be less.

    Parameters
    ----------
    requirement
        "none", "interviews", "preparation" or "work_search"; None where it is not known.
    most_hours_a_week
        None where no hours are asked for, or where it is not known.
    """

    requirement: str | None
    most_hours_a_week: int | None


@dataclass(frozen=True, slots=True)
class RulesOfDay:
    """The rules of one day. What is not known is None: it is for the operator to fill, and never guessed."""

    rules: Rules
    day: dt.date

    def row(self, table: str, case: str) -> RuleRow | None:
        """The row that holds, with its source and certainty; None where the table says nothing of the day.

        Raises
        ------
        UsageError
            If there is no such table or case.
        """
        return self.rules.row(table, case, self.day)

    def number(self, table: str, case: str) -> Decimal | None:
        """A value; None where it is not known.

        Raises
        ------
        UsageError
            If there is no such table or case.
        """
        row = self.row(table, case)
        return row.value if row is not None and isinstance(row.value, Decimal) else None

    def minimum_wage_gbp_per_hour(self, age: int, *, apprentice_rate: bool = False) -> Decimal | None:
        """The least that somebody of this age may be paid.

        Parameters
        ----------
        age
            In years.
        apprentice_rate
            Whether the rate for apprentices is due: under 19, or in the first year.

        Returns
        -------
        Decimal or None
            None for the bands between 21 and the adult rate that there were before April 2024, which are not in the
            table, and for days before it begins.
        """
        if apprentice_rate:
            return self.number("minimum_wage", "apprentice")
        for below, band in _YOUNG_BANDS:
            if age < below:
                return self.number("minimum_wage", band)
        adult_from = self.number("minimum_wage_adult_age", "least_age")
        return self.number("minimum_wage", "adult") if adult_from is not None and age >= adult_from else None

    def lead_carer(self, youngest_child_age: int) -> LeadCarer:
        """What may be asked of the lead carer of a child of this age, in whole years.

        Raises
        ------
        UsageError
            If the age is below 0.
        """
        if youngest_child_age < 0:
            raise UsageError(f"youngest_child_age must not be below 0, found {youngest_child_age}.")
        bands = ((1, "under_1"), (2, "1"), (3, "2"), (5, "3_to_4"), (13, "5_to_12"))
        band = next((name for below, name in bands if youngest_child_age < below), "13_or_over")
        row = self.row("lead_carer_requirement", f"youngest_{band}")
        requirement = row.value if row is not None and isinstance(row.value, str) else None
        if youngest_child_age < 3:
            return LeadCarer(requirement, None)
        hours = self.number("lead_carer_hours", f"youngest_{band}")
        return LeadCarer(requirement, None if hours is None else int(hours))

    def funded_childcare_hours_a_year(self, case: str) -> int | None:
        """Hours of funded childcare a year.

        Parameters
        ----------
        case
            "england_working_9_months_to_school" (each parent earns enough, see `funded_childcare_least_gbp_a_week`),
            "england_all_3_to_4", "england_2_with_support", "scotland", "wales" or "northern_ireland".

        Raises
        ------
        UsageError
            If there is no such case.
        """
        hours = self.number("funded_childcare", case)
        return None if hours is None else int(hours)

    def funded_childcare_least_gbp_a_week(self) -> Decimal | None:
        """What each parent must earn for the hours of working parents in England: 16 hours of adult minimum wage."""
        hours = self.number("funded_childcare_terms", "england_working_hours_at_minimum_wage")
        wage = self.number("minimum_wage", "adult")
        return None if hours is None or wage is None else hours * wage

    def childcare_cost_share(self) -> Decimal | None:
        """Share of childcare costs that Universal Credit pays back, 0 to 1."""
        percent = self.number("childcare_costs", "share_percent")
        return None if percent is None else percent / 100

    def childcare_cost_cap_gbp_a_month(self, children: int) -> Decimal | None:
        """Most that it pays back a month.

        Raises
        ------
        UsageError
            If there is no child.
        """
        if children < 1:
            raise UsageError(f"children must be at least 1, found {children}.")
        return self.number("childcare_costs", f"cap_{'one_child' if children == 1 else 'two_or_more'}_gbp_a_month")

    def taper(self) -> Decimal | None:
        """Share of net earnings above any work allowance by which Universal Credit falls, 0 to 1."""
        percent = self.number("universal_credit_earnings", "taper_percent")
        return None if percent is None else percent / 100

    def work_allowance_gbp_a_month(self, *, with_housing: bool) -> Decimal | None:
        """What may be earned before the taper; None until the operator fills it in, since sources conflict."""
        case = "with_housing" if with_housing else "without_housing"
        return self.number("universal_credit_earnings", f"work_allowance_{case}_gbp_a_month")

    def travel_limit_min(self) -> int | None:
        """Usual limit of a journey to work, minutes each way. An agreed limit can be lower, never higher."""
        minutes = self.number("travel_limit", "each_way_min")
        return None if minutes is None else int(minutes)

    def permitted_period_weeks(self) -> int | None:
        """Longest time in which somebody may look for their usual work only, weeks."""
        weeks = self.number("permitted_period", "most_weeks")
        return None if weeks is None else int(weeks)
