"""Pay of an hour, where an advert gives the yearly pay of full time for a job that may be of part time."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.findings import Finding
from jobmatch.reading.values import Pay

# Of a year of 365 days, as public bodies reckon an hour's pay.
WEEKS_A_YEAR: Final = 52.14
# Full weeks of most employers: between these lies the pay of an hour where an advert does not say how long its own is.
USUAL_FULL_WEEK_H: Final = (35.0, 40.0)

_FULL_TIME: Final = r"(?:full[- ]?time(?: equivalent)?|f\.?t\.?e|w\.?t\.?e)\b"
# Begins with a digit, so that a whole text is looked through quickly.
_HOURS: Final = re.compile(r"(?P<hours>3\d(?:\.\d{1,2})?|4[0-8](?:\.\d{1,2})?)\s*-?\s*(?:hours?|hrs?)\b")
_WEEK_BEFORE: Final = re.compile(
    rf"\b(?:{_FULL_TIME}\s*(?:hours|salary|pay)?\s*(?:(?:is|are|of|at|for|based on|=|:|-|\()\s*)*(?:an?\s)?"
    r"|based on (?:an?\s)?)$"
)
_WEEK_AFTER: Final = re.compile(rf"\s*(?:(?:per|an?|/)\s*week|pw)?\s*\(?(?:is |being )?{_FULL_TIME}")
_REACH: Final = 50
_AMOUNT: Final = r"£\s?(?P<{name}>\d{{2,3}},?\d{{3}})\b"
_NEXT: Final = re.compile(
    rf"[^£\n]{{0,25}}\b(?:{_FULL_TIME}|pro[- ]?rat[ae])[^£\n]{{0,12}}{_AMOUNT.format(name='a')}"
    rf"|[^£\n]{{0,25}}{_AMOUNT.format(name='b')}\W{{0,3}}(?:per annum|p\.?a\.?|a year)?\W{{0,3}}{_FULL_TIME}"
)


def per_hour(low: str, pay: Finding) -> Finding | None:
    """Pay of an hour by the yearly pay of full time; stated where the length of the full week is.

    Parameters
    ----------
    low : str
        Text of the advert in lower case.
    pay : Finding
        What was read as its pay.

    Returns
    -------
    Finding or None
        "pay_per_hour". Where the full week is not stated, the range over those that are usual, as inferred; None where
        no pay of full time is given.
    """
    value = pay.value
    if not isinstance(value, Pay) or value.period != "year":
        return None
    ends, end = (value.low, value.high), pay.end
    if not value.pro_rata:
        match = _NEXT.match(low, pay.end)
        if match is None:
            return None
        amount = float((match["a"] or match["b"]).replace(",", ""))
        # Pay of full time is more than that of a part of it.
        if any(one is not None and one > amount for one in ends):
            return None
        ends, end = (amount, amount), match.end()
    hours = _full_week_h(low)
    shortest, longest = (hours, hours) if hours else USUAL_FULL_WEEK_H
    lowest, highest = _over(ends[0], longest), _over(ends[1], shortest)
    return Finding("pay_per_hour", Pay(lowest, highest, "hour"), pay.start, end, stated=hours is not None)


def _full_week_h(low: str) -> float | None:
    """Hours of a full week, where the advert says them."""
    for match in _HOURS.finditer(low):
        start, end = match.span()
        if start and low[start - 1].isalnum():
            continue
        if _WEEK_BEFORE.search(low, max(0, start - _REACH), start) or _WEEK_AFTER.match(low, end):
            return float(match["hours"])
    return None


def _over(amount: float | None, hours: float) -> float | None:
    return None if amount is None else round(amount / (WEEKS_A_YEAR * hours), 2)
