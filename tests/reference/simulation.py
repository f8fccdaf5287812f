"""A week lived minute by minute, to find out whether a job can be done beside caring.

It shares with the oracle only how times are written down. Nothing is merged and no window is looked for: for every
minute it is known whether somebody who set off from here and must be back there may be away, and an absence is walked
through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

import numpy as np

from tests.reference.base import CONDITIONAL, FAIL, OK, UNKNOWN, Record, Verdict
from tests.reference.week import WEEK, Pattern, Shift, free_minutes, parse_shifts

Pair = tuple[str, str]
# Minutes of a journey: between a place and work (or, for `Hop`, another place), at this minute of the week.
Leg = Callable[[str, int], int]
Hop = Callable[[str, str, int], int]


class Life:
    """When a person may be away, and how long their journeys take."""

    def __init__(self, windows: str, out: Leg, ret: Leg, hop: Hop) -> None:
        self.away = _away_minutes(windows)
        self.out, self.ret, self.hop = out, ret, hop

    def stays_away(self, pair: Pair, leave: int, home: int) -> bool:
        """Walk from the minute of leaving to that of being back."""
        start = leave % WEEK
        return 0 not in self.away[pair][start : start + home - leave]

    def can_work(self, shifts: Sequence[Shift], start: int = 0) -> bool:
        """Try every way to live through the shifts of a day from number ``start`` on, from whatever place."""
        return any(self._sets_off(shifts, start, pair, None) for pair in self.away)

    def _sets_off(self, shifts: Sequence[Shift], number: int, pair: Pair, back: tuple[str, int] | None) -> bool:
        """Leave for a shift; ``back`` is the place where the person is, and since when."""
        shift = shifts[number]
        leave = shift.opens - self.out(pair[0], shift.opens)
        if back is not None:
            place, since = back
            if since + self.hop(place, pair[0], shift.opens) > leave:
                return False
        last = number
        while last < len(shifts):
            # Work on through to the end of shift ``last``, then go back.
            end = max(s.closes for s in shifts[: last + 1])
            home = end + self.ret(pair[1], shifts[last].closes)
            if self.stays_away(pair, leave, home):
                if last + 1 == len(shifts):
                    return True
                if any(self._sets_off(shifts, last + 1, then, (pair[1], home)) for then in self.away):
                    return True
            last += 1
        return False

    def can_flex(self, window: Shift) -> bool:
        """Try every minute at which a flexible shift could start."""
        for start in range(window.opens, window.closes - window.duration + 1):
            for pair in self.away:
                out, ret = self.out(pair[0], window.start), self.ret(pair[1], window.end)
                if self.stays_away(pair, start - out, start + window.duration + ret):
                    return True
        return False

    def can_work_whatever_is_asked(self, trading: Shift) -> bool:
        """Try every shift from any minute to any later one."""
        minutes = np.arange(trading.opens, trading.closes + 1)
        fits = np.zeros((len(minutes), len(minutes)), np.bool_)
        for pair, away in self.away.items():
            leave = np.array([m - self.out(pair[0], int(m)) for m in minutes])
            home = np.array([m + self.ret(pair[1], int(m)) for m in minutes])
            busy_from = _next_busy(away)
            free_until = leave - leave % WEEK + busy_from[leave % WEEK]
            fits |= home[None, :] <= free_until[:, None]
        return bool(fits[np.triu_indices(len(minutes), 1)].all())


@lru_cache(maxsize=256)
def _away_minutes(windows: str) -> dict[Pair, bytes]:
    """For each pair of places, whether the person may be away in each minute of some weeks in a row."""
    found: dict[Pair, bytearray] = {}
    for piece in windows.split(";"):
        times, _, places = piece.partition("@")
        first, _, second = places.strip().partition(">")
        pair = (first or "home", second or first or "home")
        week = found.setdefault(pair, bytearray(WEEK))
        for minute, free in enumerate(free_minutes(times.strip())):
            week[minute] |= free
    return {pair: bytes(week) * 4 for pair, week in found.items()}


def _next_busy(away: bytes) -> np.ndarray:
    """For each minute of a week, the next at which the person may not be away; far off where there is none."""
    busy = np.flatnonzero(np.frombuffer(away, np.uint8) == 0)
    busy = np.append(busy, 10 * WEEK)
    return busy[np.searchsorted(busy, np.arange(WEEK))]


# --- From days to verdicts ----------------------------------------------------------------------


def live(jobseeker: Record, vacancy: Record, out: Leg, ret: Leg, hop: Hop) -> Verdict:
    """Judge a pair whose journeys are all known."""
    pattern = parse_shifts(vacancy.get("shifts"), vacancy.get("shift_kind"))
    if not (pattern.templates or pattern.trading):
        return UNKNOWN
    seasons = ["away_windows"]
    if not vacancy.get("term_only") and jobseeker.get("away_windows_holiday") is not None:
        seasons.append("away_windows_holiday")
    lives = [Life(jobseeker[season], out, ret, hop) for season in seasons]
    verdicts = [_season(life, pattern, vacancy.get("rota_policy")) for life in lives]
    if verdicts[0] <= UNKNOWN or min(verdicts) == OK:
        return verdicts[0]
    return CONDITIONAL


def _season(life: Life, pattern: Pattern, policy: str | None) -> Verdict:
    if pattern.kind == "zero_hours":
        return OK if all(map(life.can_work_whatever_is_asked, pattern.trading)) else UNKNOWN
    fits = [_template(life, pattern, shifts) for shifts in pattern.templates]
    if pattern.kind != "rota":
        return OK if fits[0] else FAIL
    if all(fits):
        return OK
    by_policy: Mapping[str | None, Verdict] = {"all": FAIL, "choose": OK, "prefer": CONDITIONAL, None: UNKNOWN}
    return by_policy[policy] if any(fits) else FAIL


def _template(life: Life, pattern: Pattern, shifts: Iterable[Shift]) -> bool:
    days = list(_days(shifts))
    if pattern.kind == "flex":
        fits = [all(map(life.can_flex, day)) for day in days]
    else:
        fits = [life.can_work(day) for day in days]
    return sum(fits) >= (len(days) if pattern.n is None else pattern.n)


def _days(shifts: Iterable[Shift]) -> Iterator[list[Shift]]:
    ordered = sorted(set(shifts), key=lambda shift: (shift.opens, shift.closes))
    for _, day in groupby(ordered, key=lambda shift: shift.day):
        yield list(day)
