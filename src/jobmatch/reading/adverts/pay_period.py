"""What an amount of pay is for: an hour, a day, a week, a month or a year."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_EACH: Final = r"(?:\bper(?!m\b)\s*|\ban?\s+|/\s*|\bp/\s*|\beach\s+|\bp\.\s?)"
_PERIODS: Final = (
    ("hour", rf"{_EACH}(?:working )?(?:hour|hr|h)\b|\bhourly\b|\bp\.?hr?\b"),
    ("day", rf"{_EACH}(?:working )?(?:day|d)\b|\bdaily\b|\bday rate\b|\bpd\b"),
    ("week", rf"{_EACH}(?:week|wk|w)\b|\bweekly\b|\bpw\b"),
    ("month", rf"{_EACH}(?:calendar )?(?:month|mth|m)\b|\bmonthly\b|\bpcm\b|\bpm\b"),
    ("year", rf"{_EACH}(?:annum|anum|year|yr)\b|\bp[./]?\s?a\b|\bannually\b|\bannual\b"),
)
_PERIOD: Final = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PERIODS))
# "£45, and we serve 300 customers a day"
_OF_HOURS: Final = re.compile(r"\d\s*[a-z]+\s*$")
_PERIOD_BEFORE: Final = re.compile(
    r"(?P<hour>hourly (?:pay )?rate|rate per hour|per hour|hourly pay|pay per hour)|(?P<day>daily rate"
    r"|day rate|per day)"
    r"|(?P<week>weekly (?:pay|wage)|per week)|(?P<month>monthly (?:pay|salary))|(?P<year>annual (?:salary"
    r"|pay)|per annum|salary|basic)"
)
_ABOUT_PAY: Final = re.compile(
    r"\b(?:salary|salaries|pay|paid|paying|wage|wages|rate|rates|earn|earning|earnings|remuneration"
    r"|package|band|grade|scale|starting|income|days?|basic|afc)\b"
)
_RATE_BEFORE: Final = re.compile(
    r"\b(?:pay|rates?|wages?|salary|(?<!a )(?<!per )days?|earl(?:y|ies)|weekdays?|mon(?:day)?\s*(?:-"
    r"|to)\s*fri(?:day)?|band \d\w?"
    r"|basic|base"
    r"|hourly|scale)\b[^£\n.]{0,16}$|^\W*am\b[^£\n]*$"
    # "40 hours @ £14.50"
    r"|\b(?:hours|hrs)\s*(?:@|at)\s*$"
)
# "Pay £15 to register", "pay £20 towards each meal"
_TO_BE_PAID: Final = re.compile(r" (?:to (?!start\b|begin\b)[a-z]|towards\b|for (?:an?|your|each|every|it)\b)")
_OF_A_YEAR: Final = re.compile(r"\b(?:annual(?:ly)?|per annum|p\.a|salary|basic)\b")
_ANNUAL: Final = re.compile(r"\b(?:annual(?:ly)?|per annum|p\.a)\b")
_SANE: Final = {
    "hour": (3.0, 250.0),
    "day": (25.0, 2500.0),
    "week": (40.0, 8000.0),
    "month": (150.0, 30_000.0),
    "year": (2500.0, 500_000.0),
}
YEARLY_BY_SIZE: Final = 8000.0
_HOURLY_BY_SIZE: Final = (5.0, 100.0)
WIDEST_RANGE: Final = 4.0
# How far after an amount what it is for is looked for.
WINDOW: Final = 34


def find_period(
    low_amount: float,
    high_amount: float,
    before: str,
    after: str,
    *,
    is_range: bool,
    stands_out: Callable[[], bool],
    has_pence: bool,
) -> tuple[str, int]:
    """What the amount is for, and how many characters after it say so."""
    match = _PERIOD.search(after[:WINDOW])
    # "£24,000 pro rata, 20 hours per week" is not for a week.
    if match and match.lastgroup and not _OF_HOURS.search(after, 0, match.start()):
        return (match.lastgroup, match.end()) if is_sane(low_amount, high_amount, match.lastgroup) else ("", 0)
    named = [match.lastgroup or "" for match in _PERIOD_BEFORE.finditer(before)][-1:]
    for period in named:
        if is_sane(low_amount, high_amount, period) and (period != "year" or low_amount >= YEARLY_BY_SIZE):
            return period, 0
    about_pay = _ABOUT_PAY.search(before) is not None or _ABOUT_PAY.match(after.lstrip()) is not None
    if low_amount >= YEARLY_BY_SIZE and (about_pay or (is_range and high_amount > low_amount) or stands_out()):
        return "year", 0
    is_rate = (_RATE_BEFORE.search(before) and not _TO_BE_PAID.match(after)) or after.lstrip().startswith("basic")
    # "Salary £37" may be thousands.
    of_year = (_ANNUAL if has_pence else _OF_A_YEAR).search(before)
    if is_rate and not of_year and is_hourly(low_amount, high_amount):
        return "hour", 0
    return "", 0


def is_hourly(low: float, high: float) -> bool:
    """Whether amounts are so great that they can be of nothing but an hour."""
    return _HOURLY_BY_SIZE[0] <= low and high <= _HOURLY_BY_SIZE[1]


def is_sane(low: float, high: float, period: str) -> bool:
    """Whether people are paid so much for a period."""
    least, most = _SANE[period]
    return least <= low <= high <= most and high <= WIDEST_RANGE * low
