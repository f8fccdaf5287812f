"""Care: whether the shift and both legs of the journey lie inside the times when the person can be away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, product

from tests.reference import childcare
from tests.reference.base import CONDITIONAL, FAIL, OK, UNKNOWN, Record, Verdict
from tests.reference.matrix import Matrix
from tests.reference.travel import (
    MODE_SETS,
    NO_SERVICE_MIN,
    UNKNOWN_MIN,
    MinutesTable,
    Travel,
    band_at,
    distance_between,
    slots_of,
    thresholds,
)
from tests.reference.week import WEEK, Pattern, Shift, free_minutes, windows_by_places

HOME = "home"
Windows = tuple[tuple[int, int], ...]
Pair = tuple[str, str]


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


# --- Legs from home and from places of care ---------------------------------------------------


@dataclass(frozen=True)
class Legs:
    """Minutes of all legs of one pair, one template and one end ("far", "near"): 254 unknown, 255 none."""

    jobseeker: Record
    vacancy: Record
    travel: Travel
    number: int
    end: str
    minutes: MinutesTable
    sigma: dict[str, float]
    count_detour: bool
    matrix: Matrix | None = None
    zones: Mapping[str, tuple[str, str] | None] = field(default_factory=dict)

    def out(self, place: str, shift: Shift) -> int:
        """Return the minutes from a place to the shift."""
        return self._between(place, shift, 0)

    def ret(self, place: str, shift: Shift) -> int:
        """Return the minutes from the shift to a place."""
        return self._between(place, shift, 1)

    def _between(self, place: str, shift: Shift, leg: int) -> int:
        if self.travel.from_home:
            return 0 if place == HOME else self.hop(place, HOME, shift, leg)
        if place == HOME:
            return self.travel.templates[self.number].minutes_for(shift, self.end)[leg]
        return self._to_work(place, shift, leg, self._set_of_journey(shift))

    def _to_work(self, place: str, shift: Shift, leg: int, modes: Sequence[str]) -> int:
        """Return the minutes between a place of care and work: by the cell of home where it lies in the same zone."""
        slot, zones = slots_of(shift)[leg], self.zones.get(place)
        limits = [_default(self.jobseeker.get(name), 90) for name in ("limit_out", "limit_ret")]

        def minutes(mode: str, index: int) -> int:
            estimate = self.minutes(mode, slot[1], index)
            if self.matrix is None or zones is None:
                return estimate
            return self.matrix.look(zones, mode, slot, estimate, max(limits), back=leg == 1).minutes

        return self._fastest(self._place(place), self.vacancy, modes, minutes)

    def hop(self, a: str, b: str, shift: Shift, leg: int) -> int:
        """Return the minutes between home and a place, or between two places, on the way to a shift or back."""
        if a == b:
            return 0
        if HOME in (a, b):
            stated = self._place(b if a == HOME else a).get("minutes_from_home")
            if stated is not None:
                return int(stated)
        sets = MODE_SETS if self.travel.from_home else (self._set_of_journey(shift),)
        band = _band(shift, leg)

        def minutes(mode: str, index: int) -> int:
            return self.minutes(mode, band, index)

        return min(self._fastest(self._place(a), self._place(b), modes, minutes) for modes in sets)

    def within_limit(self, place: str, shift: Shift, leg: int) -> Verdict:
        """Judge the whole way between home and work by way of a place; ``leg`` is 0 out, 1 back."""
        if place == HOME or self.travel.from_home or not self.count_detour:
            return OK
        limit = _default(self.jobseeker.get(("limit_out", "limit_ret")[leg]), 90)
        far, near = (replace(self, end=end)._whole_way(place, shift, leg) for end in ("far", "near"))
        minutes, mode = far
        known = UNKNOWN_MIN not in minutes and NO_SERVICE_MIN not in minutes
        if known and sum(minutes) <= thresholds(limit, self.sigma[mode])[0]:
            return OK
        minutes, mode = near
        if NO_SERVICE_MIN in minutes:
            return FAIL
        if UNKNOWN_MIN not in minutes and sum(minutes) > thresholds(limit, self.sigma[mode])[1]:
            return FAIL
        return UNKNOWN

    def _whole_way(self, place: str, shift: Shift, leg: int) -> tuple[tuple[int, int], str]:
        modes = self._set_of_journey(shift)
        by = min(
            (m for m in modes if m in self._modes()),
            key=lambda m: self._to_work(place, shift, leg, (m,)),
            default="walk",
        )
        return (self.hop(HOME, place, shift, leg), self._between(place, shift, leg)), by

    def _set_of_journey(self, shift: Shift) -> tuple[str, ...]:
        journey = self.travel.templates[self.number].journey_on(shift.day)
        return MODE_SETS[0] if journey is None else tuple(journey.mode_set.split("/"))

    def _modes(self) -> Sequence[str]:
        modes = self.jobseeker.get("modes")
        modes = ("walk", "pt") if modes is None else tuple(modes)
        return (*modes, "lift") if self.jobseeker.get("access_to_work_travel") else modes

    def _fastest(self, a: Record, b: Record, modes: Sequence[str], minutes: Callable[[str, int], int]) -> int:
        distance = distance_between(a, b)
        if distance is None:
            return (
                UNKNOWN_MIN if any(m in self._modes() for m in modes) or not self.travel.from_home else NO_SERVICE_MIN
            )
        index = distance.near if self.end == "near" else distance.far
        times = [NO_SERVICE_MIN]
        for mode in modes:
            if mode in self._modes():
                time = minutes(mode, index)
                longest = self.jobseeker.get("max_walk")
                too_long = mode == "walk" and longest is not None and longest < time < UNKNOWN_MIN
                times.append(NO_SERVICE_MIN if too_long else time)
        return min(times)

    def _place(self, name: str) -> Record:
        if name == HOME:
            return self.jobseeker
        return next(place for place in self.jobseeker["care_places"] if place["name"] == name)


def _band(shift: Shift, leg: int) -> int:
    return band_at(shift.start if leg == 0 else shift.end)


def _default(value: int | None, default: int) -> int:
    return default if value is None else value


# --- Days: every way to come back between shifts, and every window -----------------------------

# What an absence or a day comes to: spare minutes, or one of these two.
NO, PERHAPS = -2, -1


def _absence(rooms: dict[Pair, Windows], pair: Pair, shifts: Sequence[Shift], legs: Legs, *, flexible: bool) -> int:
    """Judge one absence over these shifts, between leaving one place and being back at another."""
    first, last = shifts[0], shifts[-1]
    out, ret = legs.out(pair[0], first), legs.ret(pair[1], last)
    if not rooms[pair] or NO_SERVICE_MIN in (out, ret):
        return NO
    if UNKNOWN_MIN in (out, ret):
        found = PERHAPS
    else:
        closes = max(shift.closes for shift in shifts)
        whole = Shift(first.opens, closes, closes - first.opens)
        spare = (spare_flexible if flexible else spare_fixed)(rooms[pair], first if flexible else whole, out, ret)
        found = NO if spare is None else spare
    way = min(legs.within_limit(pair[0], first, 0), legs.within_limit(pair[1], last, 1))
    return NO if way == FAIL or found == NO else PERHAPS if way == UNKNOWN else found


def _back_between(before: Sequence[Shift], back_at: str, leave_from: str, after: Shift, legs: Legs) -> int:
    """Judge whether there is time to come back to a place and to set off again from another."""
    ret, out = legs.ret(back_at, before[-1]), legs.out(leave_from, after)
    times = (ret, legs.hop(back_at, leave_from, after, 0), out)
    if NO_SERVICE_MIN in times:
        return NO
    if UNKNOWN_MIN in times:
        return PERHAPS
    return WEEK if max(shift.closes for shift in before) + sum(times) <= after.opens else NO


def _cuts(shifts: Sequence[Shift]) -> Iterator[list[Sequence[Shift]]]:
    """Yield every way to cut shifts in a row into absences."""
    for bits in product((False, True), repeat=len(shifts) - 1):
        ends = [i + 1 for i, cut in enumerate(bits) if cut]
        yield [shifts[a:b] for a, b in pairwise([0, *ends, len(shifts)])]


def _one_day(rooms: dict[Pair, Windows], shifts: Sequence[Shift], legs: Legs, *, flexible: bool) -> int:
    best = NO
    for absences in _cuts(shifts):
        for pairs in product(rooms, repeat=len(absences)):
            found = [
                _absence(rooms, pair, part, legs, flexible=flexible) for pair, part in zip(pairs, absences, strict=True)
            ]
            for i, ((_, back_at), (leave_from, _)) in enumerate(pairwise(pairs)):
                worked = [shift for part in absences[: i + 1] for shift in part]
                found.append(_back_between(worked, back_at, leave_from, absences[i + 1][0], legs))
            best = max(best, min(found))
    return best


# --- Templates and seasons ----------------------------------------------------------------------


def _care_of(found: int) -> Care:
    return Care(OK, found) if found >= 0 else Care(UNKNOWN if found == PERHAPS else FAIL)


def _enough_days(by_day: list[int], n: int) -> Care:
    """At least n days fit; the n best ones are counted."""
    spares = sorted((found for found in by_day if found >= 0), reverse=True)
    if len(spares) >= n:
        return Care(OK, spares[n - 1])
    possible = len(spares) + sum(found == PERHAPS for found in by_day)
    return Care(UNKNOWN if possible >= n else FAIL)


def _surely_or_perhaps(rooms: dict[Pair, Windows], shifts: Sequence[Shift], far: Legs, near: Legs, **kind: bool) -> int:
    """From the farther end of where the places may lie it surely fits; from the nearer end only, perhaps."""
    found = _one_day(rooms, shifts, far, **kind)
    if found == NO and _one_day(rooms, shifts, near, **kind) != NO:
        return PERHAPS
    return found


def _one_template(rooms: dict[Pair, Windows], pattern: Pattern, number: int, far: Legs, near: Legs) -> Care:
    flexible = pattern.kind == "flex"
    by_day: dict[int, list[Shift]] = {}
    for shift in sorted(pattern.templates[number], key=lambda s: (s.opens, s.closes)):
        by_day.setdefault(shift.day, []).append(shift)
    days = []
    for shifts in by_day.values():
        groups = [[shift] for shift in shifts] if flexible else [shifts]
        days.append(min(_surely_or_perhaps(rooms, group, far, near, flexible=flexible) for group in groups))
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


def _whatever_is_asked(rooms: dict[Pair, Windows], trading: Sequence[Shift], far: Legs, near: Legs) -> Care:
    """Zero hours: OK if every shift in the hours of trade fits, whenever it starts and ends.

    Of two shifts that begin in the same band and end in the same band the longer one holds the other, so it is enough
    to try those that begin or end where a band does.
    """
    found = []
    for shift in trading:
        minutes = range(shift.opens, shift.closes + 1)
        starts = [m for m in minutes if m == shift.opens or band_at(m) != band_at(m - 1)]
        ends = [m for m in minutes if m == shift.closes or band_at(m) != band_at(m + 1)]
        for start, end in product(starts, ends):
            if start < end:
                asked = Shift(start, end, end - start)
                found.append(_surely_or_perhaps(rooms, [asked], far, near, flexible=False))
    worst = _care_of(min(found))
    return worst if worst.verdict == OK else Care(UNKNOWN)


def care_once(
    text: str,
    pattern: Pattern,
    policy: str | None,
    legs: Sequence[tuple[Legs, Legs]],
    ruled_out: tuple[bool, ...],
    paid: Sequence[Verdict] = (),
) -> Care:
    """Judge one set of windows; ``ruled_out`` marks templates whose travel is FAIL, ``paid`` is their childcare."""
    rooms = windows_by_places(text)
    if pattern.trading:
        return _whatever_is_asked(rooms, pattern.trading, *legs[0])
    found = [_one_template(rooms, pattern, number, *legs[number]) for number in range(len(pattern.templates))]
    if paid:
        found = [care if verdict >= care.verdict else Care(verdict) for care, verdict in zip(found, paid, strict=True)]
    return _over_templates(found, pattern, policy, ruled_out)


def _over_templates(found: list[Care], pattern: Pattern, policy: str | None, ruled_out: tuple[bool, ...]) -> Care:
    if pattern.kind != "rota":
        return found[0]
    return _rota([Care(FAIL) if out else care for care, out in zip(found, ruled_out, strict=True)], policy)


# --- Paid childcare -----------------------------------------------------------------------------


def _ways(legs: Legs, shifts: Sequence[Shift], places: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Return the minutes there and back for each shift and place of handing over; 254 or more are not known."""
    found = []
    for shift in shifts:
        known = legs.travel.from_home or legs.travel.templates[legs.number].journey_on(shift.day) is not None
        unknown = UNKNOWN_MIN, UNKNOWN_MIN
        found.append([(legs.out(place, shift), legs.ret(place, shift)) if known else unknown for place in places])
    return found


def _paid_templates(
    jobseeker: Record, pattern: Pattern, legs: Sequence[tuple[Legs, Legs]], *, in_holidays: bool
) -> list[Verdict]:
    """Judge the paid hours of childcare of each template; nothing where there is no limit on them."""
    if childcare.limit_min(jobseeker) is None or not childcare.is_judged(pattern):
        return []
    term = jobseeker.get("away_windows")
    pairs = windows_by_places(term) if term else {}
    in_use = {place for pair, rooms in pairs.items() for place in pair if rooms} - {HOME}
    places = sorted(in_use) or [HOME]
    found = []
    for shifts, (far, near) in zip(pattern.templates, legs, strict=True):
        longest = [(max(out for out, _ in ways), max(ret for _, ret in ways)) for ways in _ways(far, shifts, places)]
        shortest = [
            (min(_or_none(out) for out, _ in ways), min(_or_none(ret) for _, ret in ways))
            for ways in _ways(near, shifts, places)
        ]
        known = longest if all(max(way) < UNKNOWN_MIN for way in longest) else None
        found.append(childcare.template_verdict(jobseeker, shifts, known, shortest, in_holidays=in_holidays))
    return found


def _or_none(minutes: int) -> int:
    return minutes if minutes < UNKNOWN_MIN else 0


def judge_care(
    jobseeker: Record,
    vacancy: Record,
    pattern: Pattern,
    travel: Travel,
    *,
    minutes: MinutesTable,
    sigma: dict[str, float],
    count_detour: bool = True,
    matrix: Matrix | None = None,
) -> Care:
    """Judge windows and paid childcare, in term and in holidays; ``vacancy`` holds stated fields only."""
    zones = {} if matrix is None else _zones_of_home(jobseeker, vacancy, matrix)
    legs = [
        (
            Legs(jobseeker, vacancy, travel, number, "far", minutes, sigma, count_detour, matrix, zones),
            Legs(jobseeker, vacancy, travel, number, "near", minutes, sigma, count_detour, matrix, zones),
        )
        for number in range(len(travel.templates))
    ]
    ruled_out = tuple(template.verdict == FAIL for template in travel.templates)
    paid = [_paid_templates(jobseeker, pattern, legs, in_holidays=season) for season in (False, True)]
    judged = _by_windows(jobseeker, vacancy, pattern, travel, legs, ruled_out, paid)
    if not paid[0]:
        return judged
    in_term, in_holiday = (
        _over_templates([Care(one) for one in verdicts], pattern, vacancy.get("rota_policy"), ruled_out).verdict
        for verdicts in paid
    )
    if in_term >= CONDITIONAL and not vacancy.get("term_only") and in_holiday < CONDITIONAL:
        in_term = CONDITIONAL
    elif in_term >= CONDITIONAL and not vacancy.get("term_only"):
        in_term = min(in_term, in_holiday)
    return Care(in_term) if in_term < judged.verdict else judged


def _zones_of_home(jobseeker: Record, vacancy: Record, matrix: Matrix) -> dict[str, tuple[str, str] | None]:
    """Return for each place of care the zones of home and work, where the matrix is asked by them from there, too."""
    of_home = matrix.between(jobseeker, vacancy)
    places = jobseeker.get("care_places") or ()
    return {place["name"]: of_home if matrix.between(place, vacancy) == of_home else None for place in places}


def _by_windows(
    jobseeker: Record,
    vacancy: Record,
    pattern: Pattern,
    travel: Travel,
    legs: Sequence[tuple[Legs, Legs]],
    ruled_out: tuple[bool, ...],
    paid: Sequence[Sequence[Verdict]],
) -> Care:
    """Judge the windows of term and of holidays, with what paid childcare allows."""
    term, holiday = jobseeker.get("away_windows"), jobseeker.get("away_windows_holiday")
    limited = jobseeker.get("care_flag")
    if limited is None:
        limited = term is not None or holiday is not None
    if not limited:
        return Care(OK)
    no_minutes = not travel.from_home and not any(template.has_journey for template in travel.templates)
    if term is None or not (pattern.templates or pattern.trading) or no_minutes:
        return Care(UNKNOWN)
    policy = vacancy.get("rota_policy")
    in_term = care_once(term, pattern, policy, legs, ruled_out, paid[0])
    if in_term.verdict <= UNKNOWN or vacancy.get("term_only"):
        return in_term
    in_holiday = care_once(term if holiday is None else holiday, pattern, policy, legs, ruled_out, paid[1])
    # Below CONDITIONAL in the holidays is CONDITIONAL too: there may be leave, or a holiday club.
    return in_term if in_term.verdict == in_holiday.verdict == OK else Care(CONDITIONAL)
