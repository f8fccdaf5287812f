"""Doubt about times of a week, by what else an advert says of its hours, days, nights and weekends."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.codes import ShiftKind
from jobmatch.notation import Span, WeekPattern, parse_shifts
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.numbers import number
from jobmatch.reading.values import HoursRange

_MOST_BREAKS_H: Final = 8.0
_BREAK_A_DAY_H: Final = 1.0
_SATURDAY: Final = 5
_DAY_MIN: Final = 1440
_NIGHT_ENDS_MIN: Final = 300
_SOME_NIGHTS: Final = 5
# Days a week at home, in the office or of a service say nothing of how many are worked.
_DAYS_A_WEEK: Final = re.compile(
    r"\b(?P<n>[1-6]|one|two|three|four|five|six|half a|a)\s+(?:days?|evenings?|mornings?|afternoons?|nights?"
    r"|shifts?)\s*(?:per|an?|each|/)\s*week\b"
    r"(?!\s*(?:service|from home|(?:home|remote)[- ]?working|remote\w*|in (?:the|our) office|on[- ]?site|at home"
    r"|wfh))"
    # "4 x 10 hour shifts"
    r"|(?<![\d.])(?P<shifts>[1-6])\s*x\s*\d{1,2}(?:\.\d{1,2})?\s*-?\s*(?:hours?|hrs?)\b"
)
# A service of seven days, or what may come, takes nothing from times that are told.
_WEEKENDS_PERHAPS: Final = re.compile(
    r"\b(?:may|might|could|if|should|service|on[- ]calls?|overtime|occasional(?:ly)?|odd|some|(?:1|one) in"
    r"|(?:once|one) (?:\w+ )?(?:an?|every|per) (?:month|\w+ weeks)"
    r"|every (?:third|fourth|fifth|sixth|3rd|4th|5th|6th))\b"
    r"|\b(?:1|one) (?:sat\w*|sun\w*|weekend)(?: mornings?)? (?:in|out of|every|per|a) (?:every )?(?:[3-8]|three"
    r"|four|five|six|month)\b"
)
_NEAR: Final = 50
_SEVERAL: Final = re.compile(r"(?:\d|\b(?:one|two|three|four|five|six))\s*(?:-|/|to|or)\s*$")


def with_doubts(low: str, findings: Findings) -> Findings:
    """Findings with times of a week as inferred where they do not go with the rest: somebody else's, or not all.

    Parameters
    ----------
    low : str
        Text of the advert in lower case.
    findings : list of Finding
        All that was read in it.
    """
    shifts = next((one for one in findings if one.field == "shifts" and one.stated), None)
    if shifts is None or not _is_doubtful(low, parse_shifts(str(shifts.value)), findings):
        return findings
    return [one._replace(stated=False) if one is shifts else one for one in findings]


def _is_doubtful(low: str, pattern: WeekPattern, findings: Findings) -> bool:
    of_field = {one.field: one for one in findings if one.stated}
    hours = next((one for one in findings if one.field == "hours_per_week"), None)
    spans = [span for template in pattern.templates for span in template]
    nights = of_field.get("demands.night_work")
    return (
        (hours is not None and not _goes_with(pattern, hours))
        or _lacks_weekends(low, pattern, of_field.get("weekends"))
        or (nights is not None and int(str(nights.value)) >= _SOME_NIGHTS and not any(map(_is_of_night, spans)))
        # Who works as it suits takes some of the shifts that there are.
        or _is_zero_hours(of_field.get("shift_kind"))
        or _other_days(low, pattern)
    )


def _lacks_weekends(low: str, pattern: WeekPattern, weekends: Finding | None) -> bool:
    """Whether weekends are worked, and the times have none; a week by week rota says itself which are."""
    if weekends is None or weekends.value is not True:
        return False
    days = {frozenset(span.day for span in template) for template in pattern.templates}
    if len(days) > 1 or max(map(max, days)) >= _SATURDAY:
        return False
    near = low[max(0, weekends.start - _NEAR) : weekends.end + _NEAR]
    return _WEEKENDS_PERHAPS.search(near) is None


def _is_zero_hours(kind: Finding | None) -> bool:
    return kind is not None and kind.value == "zero_hours"


def _is_of_night(span: Span) -> bool:
    return span.start_min < _NIGHT_ENDS_MIN or span.start_min + span.duration_min > _DAY_MIN


def _goes_with(pattern: WeekPattern, hours: Finding) -> bool:
    """Whether the times may be those of the hours; where only part time is said, with an hour of breaks a day."""
    value = hours.value
    if not isinstance(value, HoursRange):
        return True
    if hours.stated:
        return may_be_worked_in(pattern, value)
    if value.low is not None or value.high is None or pattern.kind is ShiftKind.ROTA:
        return True
    worked_h, n_days = _worked(pattern)
    return worked_h - n_days * _BREAK_A_DAY_H <= value.high


def may_be_worked_in(pattern: WeekPattern, hours: HoursRange) -> bool:
    """Whether times of a week may be those of a job with these hours, breaks included.

    Examples
    --------
    >>> may_be_worked_in(parse_shifts("Mon-Fri 09:00-17:00"), HoursRange(37.5, 37.5))
    True
    >>> may_be_worked_in(parse_shifts("Mon-Fri 09:00-17:00"), HoursRange(20, 20))
    False
    """
    if pattern.kind is ShiftKind.ROTA:
        return True
    worked_h, _ = _worked(pattern)
    return (hours.low is None or worked_h >= 0.85 * hours.low) and (
        hours.high is None or worked_h <= hours.high + _MOST_BREAKS_H
    )


def _worked(pattern: WeekPattern) -> tuple[float, int]:
    """Hours a week, breaks included, and on how many days."""
    spans = pattern.templates[0]
    length_min = pattern.duration_min or sum(span.duration_min for span in spans) / len(spans)
    n_days = pattern.n_days or len({span.day for span in spans})
    return (pattern.n_days or len(spans)) * length_min / 60, n_days


def _other_days(low: str, pattern: WeekPattern) -> bool:
    """Whether the advert speaks of another number of days a week than the times have."""
    numbers = {pattern.n_days or len({span.day for span in template}) for template in pattern.templates}
    if len(numbers) > 1:
        return False
    (n_days,) = numbers
    return any(
        _days(match["n"] or match["shifts"]) != n_days
        or _SEVERAL.search(low, max(0, match.start() - 10), match.start()) is not None
        for match in _DAYS_A_WEEK.finditer(low)
    )


def _days(text: str) -> float:
    """A number of days; "a" day and "half a" day are on one."""
    return 1 if text.endswith("a") else number(text)
