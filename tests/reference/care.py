"""Care: whether the shift and both legs of the journey lie inside the times when the person can be away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.reference.base import CONDITIONAL, FAIL, OK, UNKNOWN, Record, Verdict
from tests.reference.travel import NO_SERVICE_MIN, UNKNOWN_MIN, Travel
from tests.reference.week import WEEK, Pattern, Shift, free_minutes, windows

# Minutes out and back of a shift in the template with this number.
Legs = Callable[[int, Shift, str], tuple[int, int]]
Windows = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Care:
    """A verdict, and the smallest spare minutes where it is OK (None where nothing limits them)."""

    verdict: Verdict
    spare_min: int | None = None

    @property
    def part(self) -> int:
        """0 to 1000."""
        if self.verdict == FAIL:
            return 0
        if self.verdict < OK:
            return 500
        if self.spare_min is None or self.spare_min >= 30:
            return 1000
        return 600 + 400 * self.spare_min // 30


def spare_fixed(free: Windows, shift: Shift, out_min: int, ret_min: int) -> int | None:
    """Return the best of min(before, after) over the windows that hold shift and journey; None if none does."""
    if free == ((0, WEEK),):
        return WEEK
    total = out_min + shift.duration + ret_min
    spares = []
    for start, length in free:
        before = (shift.opens - out_min - start) % WEEK
        after = length - before - total
        if after >= 0:
            spares.append(min(before, after))
    return max(spares, default=None)


def spare_flexible(free: Windows, shift: Shift, out_min: int, ret_min: int) -> int | None:
    """Return half the room left for moving a flexible shift; None if it fits nowhere."""
    rooms = []
    if free == ((0, WEEK),):
        rooms.append(shift.closes - shift.duration - shift.opens)
    else:
        for start, length in free:
            for week in (-WEEK, 0, WEEK):
                earliest = max(start + week + out_min, shift.opens)
                latest = min(start + week + length - ret_min, shift.closes) - shift.duration
                rooms.append(latest - earliest)
    best = max(rooms, default=-1)
    return best // 2 if best >= 0 else None


def simulate_fits(text: str, start: int, total_min: int) -> bool:
    """Walk through an absence minute by minute; ``start`` is minutes since Monday 00:00."""
    free = free_minutes(text)
    return all(free[(start + i) % WEEK] for i in range(total_min))


def _one_shift(free: Windows, shift: Shift, legs: tuple[int, int], *, flexible: bool) -> Care:
    if UNKNOWN_MIN in legs:
        return Care(UNKNOWN)
    if NO_SERVICE_MIN in legs:
        return Care(FAIL)
    spare = (spare_flexible if flexible else spare_fixed)(free, shift, *legs)
    return Care(FAIL) if spare is None else Care(OK, spare)


def _least(found: list[Care]) -> Care:
    verdict = min(care.verdict for care in found)
    return Care(verdict, min(care.spare_min or 0 for care in found) if verdict == OK else None)


def _enough_days(by_day: list[Care], n: int) -> Care:
    """At least n days fit; the n best ones are counted."""
    spares = sorted((care.spare_min or 0 for care in by_day if care.verdict == OK), reverse=True)
    if len(spares) >= n:
        return Care(OK, spares[n - 1])
    if all(care.verdict == UNKNOWN for care in by_day):
        return Care(UNKNOWN)
    possible = len(spares) + sum(care.verdict == UNKNOWN for care in by_day)
    return Care(UNKNOWN if possible >= n else FAIL)


def _one_template(free: Windows, pattern: Pattern, number: int, legs: Legs) -> Care:
    shifts = pattern.templates[number]
    flexible = pattern.kind == "flex"
    by_day: dict[int, list[Care]] = {}
    for shift in shifts:
        far, near = (_one_shift(free, shift, legs(number, shift, end), flexible=flexible) for end in ("far", "near"))
        # From the farther end of where the places may lie it surely fits; from the nearer end only, perhaps.
        perhaps = far.verdict == FAIL and near.verdict != FAIL
        by_day.setdefault(shift.day, []).append(Care(UNKNOWN) if perhaps else far)
    days = [_least(found) for found in by_day.values()]
    return _enough_days(days, len(days) if pattern.n is None else pattern.n)


def _rota(found: list[Care], policy: str | None) -> Care:
    """Combine the templates; where some are unknown, the verdict is known only if it is the same either way."""
    fitting = [care.spare_min or 0 for care in found if care.verdict == OK]
    n_unknown = sum(care.verdict == UNKNOWN for care in found)
    worst, best = (_rota_verdict(n, len(found), policy) for n in (len(fitting), len(fitting) + n_unknown))
    if worst != best:
        return Care(UNKNOWN)
    return Care(worst, min(fitting) if worst == OK else None)


def _rota_verdict(n_fitting: int, n: int, policy: str | None) -> Verdict:
    if n_fitting == n:
        return OK
    if n_fitting == 0:
        return FAIL
    return {"choose": OK, "prefer": CONDITIONAL, "all": FAIL, None: UNKNOWN}[policy]


def care_once(text: str, pattern: Pattern, policy: str | None, legs: Legs, ruled_out: tuple[bool, ...]) -> Care:
    """Judge one set of windows; ``ruled_out`` marks the templates whose travel is FAIL."""
    if not pattern.templates:
        return Care(UNKNOWN)
    free = windows(text)
    found = [_one_template(free, pattern, number, legs) for number in range(len(pattern.templates))]
    if pattern.kind != "rota":
        return found[0]
    return _rota([Care(FAIL) if out else care for care, out in zip(found, ruled_out, strict=True)], policy)


def judge_care(jobseeker: Record, vacancy: Record, pattern: Pattern, travel: Travel) -> Care:
    """Judge term and holiday windows; ``vacancy`` holds stated fields only."""
    term, holiday = jobseeker.get("away_windows"), jobseeker.get("away_windows_holiday")
    limited = jobseeker.get("care_flag")
    if limited is None:
        limited = term is not None or holiday is not None
    if not limited:
        return Care(OK)
    no_minutes = not travel.from_home and all(template.journey is None for template in travel.templates)
    if term is None or not pattern.templates or no_minutes:
        return Care(UNKNOWN)

    def legs(number: int, shift: Shift, end: str) -> tuple[int, int]:
        return (0, 0) if travel.from_home else travel.templates[number].minutes_for(shift, end)

    ruled_out = tuple(template.verdict == FAIL for template in travel.templates)
    policy = vacancy.get("rota_policy")
    in_term = care_once(term, pattern, policy, legs, ruled_out)
    if in_term.verdict <= UNKNOWN or vacancy.get("term_only"):
        return in_term
    in_holiday = in_term if holiday is None else care_once(holiday, pattern, policy, legs, ruled_out)
    # Below CONDITIONAL in the holidays is CONDITIONAL too: there may be leave, or a holiday club.
    return in_term if in_term.verdict == in_holiday.verdict == OK else Care(CONDITIONAL)
