"""Paid childcare: minutes of a week that nobody covers, marked one by one, and what of them must be paid for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tests.reference.base import FAIL, OK, UNKNOWN, Record, Verdict, exact
from tests.reference.week import WEEK, Pattern, Shift, free_minutes

FUNDED_HOURS = {"none": 0, "england_all_3_to_4": 570}
"""Funded hours a year that tests know of; those of other cases nobody knows."""
DAY = 1440
Ways = Sequence[tuple[int, int]]
"""Minutes there and back for each shift of a template."""


def limit_min(jobseeker: Record) -> int | None:
    """Return the most paid minutes a week, or None where there is no limit that decides."""
    most = jobseeker.get("childcare_paid_hours_max")
    return None if most is None or jobseeker.get("care_flag") is False else int(exact(most) * 60)


def marked(cover: str | None, shifts: Sequence[Shift], ways: Ways) -> tuple[int, int]:
    """Return the minutes of childcare in a week, and how many of these can be funded."""
    return _marked(cover, tuple(shifts), tuple(ways))


@lru_cache(maxsize=65_536)
def _marked(cover: str | None, shifts: tuple[Shift, ...], ways: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    free = free_minutes(cover) if cover else [False] * WEEK
    needed = [False] * WEEK
    for shift, (out, ret) in zip(shifts, ways, strict=True):
        start, end = shift.opens - out - 5, shift.closes + ret + 5
        for minute in range(start, min(end, start + WEEK)):
            needed[minute % WEEK] = not free[minute % WEEK]
    fundable = 0
    for day in range(7):
        hours = range(DAY * day + 6 * 60, DAY * day + 20 * 60)
        fundable += min(10 * 60, sum(needed[minute] for minute in hours))
    return sum(needed), fundable


def template_verdict(
    jobseeker: Record, shifts: Sequence[Shift], longest: Ways | None, shortest: Ways, *, in_holidays: bool
) -> Verdict:
    """Judge one template; ``longest`` is None where some way is not known, and ``shortest`` has 0 for it then."""
    cap, cover = limit_min(jobseeker), jobseeker.get("childcare_free_cover")
    assert cap is not None
    weeks = jobseeker.get("childcare_funded_weeks") or 38
    hours = FUNDED_HOURS.get(jobseeker.get("childcare_funded") or "")
    if in_holidays and weeks < 52:
        hours = 0
    entitled = None if hours is None else hours * 60 // weeks
    needed, fundable = marked(cover, shifts, shortest)
    if needed - (fundable if entitled is None else min(entitled, fundable)) > cap:
        return FAIL
    if longest is None:
        return UNKNOWN
    needed, fundable = marked(cover, shifts, longest)
    return OK if needed - min(entitled or 0, fundable) <= cap else UNKNOWN


def is_judged(pattern: Pattern) -> bool:
    """Whether the week has hours that can be added up."""
    return pattern.kind in {"fixed", "rota"} and bool(pattern.templates)
