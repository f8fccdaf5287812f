from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from jobmatch.errors import UsageError
from jobmatch.rules import Rate, minimum_wage_gbp_per_hour, shipped_rules

ADULT = ["8.21", "8.72", "8.91", "9.50", "10.42", "11.44", "12.21", "12.71"]
APPRENTICE = ["3.90", "4.15", "4.30", "4.81", "5.28", "6.40", "7.55", "8.00"]


@pytest.mark.parametrize(("rate", "expected"), [("adult", ADULT), ("apprentice", APPRENTICE)])
def test_rates_change_on_the_first_of_april(rate: Rate, expected: list[str]) -> None:
    for year, gbp in zip(range(2019, 2027), expected, strict=True):
        assert minimum_wage_gbp_per_hour(dt.date(year, 4, 1), rate) == Decimal(gbp)
        assert minimum_wage_gbp_per_hour(dt.date(year + 1, 3, 31), rate) == Decimal(gbp)


def test_nothing_is_known_before_the_first_rate() -> None:
    assert minimum_wage_gbp_per_hour(dt.date(2019, 3, 31)) is None


def test_the_newest_rate_holds_until_there_is_another() -> None:
    assert minimum_wage_gbp_per_hour(dt.date(2040, 1, 1)) == Decimal("12.71")


def test_an_unknown_rate_is_an_error() -> None:
    with pytest.raises(UsageError):
        minimum_wage_gbp_per_hour(dt.date(2024, 1, 1), "senior")  # type: ignore[arg-type]


def test_rates_never_fall_and_no_band_is_above_the_adult_one() -> None:
    table = shipped_rules().rows["minimum_wage"]
    amounts = {case: [row.value for row in rows] for case, rows in table.items()}
    for values in amounts.values():
        assert values == sorted(values)  # type: ignore[type-var]
        assert all(gbp <= adult for gbp, adult in zip(values, amounts["adult"], strict=True))  # type: ignore[operator]
