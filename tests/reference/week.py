"""The week notation: working times and times away, read into minutes of a week that starts on Monday 00:00.

::

    Mon-Fri 09:00-17:00; Sat 10:00-14:00      fixed shifts; Fri-Mon wraps; an end at or before the start is next day
    3 of Mon-Sun 08:00-20:00                  any three of the days
    6h within Mon-Fri 07:00-19:00             six hours a day, taken anywhere inside
    4 of 7.5h within Mon-Fri 07:00-19:00      the same on four of the days
    Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00 templates of a rota
    Mon 06:00 to Fri 22:00, none, always      windows only
    Mon-Fri 08:45-15:15 @nursery>school       windows only: set off from one place, be back at another
    Mon-Fri 08:45-15:15 @nursery              windows only: the same with one place
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tests.reference.base import exact

DAY = 1440
WEEK = 7 * DAY
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_ANY_N = re.compile(r"^(\d+) of (.+)$")
_FLEX = re.compile(r"^(\d+(?:\.\d+)?)h within (.+)$")
_DAYS_AND_TIMES = re.compile(r"^(.+?) +(\d\d:\d\d)-(\d\d:\d\d)$")
_SPAN = re.compile(r"^(\w{3}) (\d\d:\d\d) to (\w{3}) (\d\d:\d\d)$")


@dataclass(frozen=True)
class Shift:
    """Work on one day: from ``opens`` to ``closes``, of which ``duration`` minutes are worked.

    A shift with fixed times fills the whole of it. ``opens`` is minutes since Monday 00:00 (0 to 10,079);
    ``closes`` may lie beyond the end of the week.
    """

    opens: int
    closes: int
    duration: int

    @property
    def day(self) -> int:
        """Day on which it starts, Monday 0."""
        return self.opens // DAY

    @property
    def start(self) -> int:
        """Start when the shift is taken in the middle of its window, minutes since Monday 00:00."""
        return self.opens + (self.closes - self.opens - self.duration) // 2

    @property
    def end(self) -> int:
        """End when the shift is taken in the middle of its window, minutes since Monday 00:00."""
        return self.start + self.duration


@dataclass(frozen=True)
class Pattern:
    """Working times: ``templates`` is empty where no times are stated, one long unless it is a rota.

    ``n`` is how many days must be worked; None is all of them. ``trading`` are the hours of trade of a job with zero
    hours.
    """

    kind: str
    templates: tuple[tuple[Shift, ...], ...] = ()
    n: int | None = None
    trading: tuple[Shift, ...] = ()


def _clock(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _days(text: str) -> list[int]:
    days = []
    for piece in text.split(","):
        first, _, last = piece.strip().partition("-")
        begin = DAY_NAMES.index(first)
        end = DAY_NAMES.index(last or first)
        days += [(begin + i) % 7 for i in range((end - begin) % 7 + 1)]
    return days


def _ranges(text: str) -> list[tuple[int, int]]:
    """Return (start, end) in minutes since Monday 00:00; an end may lie in the next week."""
    found = []
    for piece in text.split(";"):
        match = _DAYS_AND_TIMES.match(piece.strip())
        if match is None:
            raise ValueError("not a week notation")
        start, end = _clock(match[2]), _clock(match[3])
        if end <= start:
            end += DAY
        found += [(day * DAY + start, day * DAY + end) for day in _days(match[1])]
    return found


@lru_cache(maxsize=4096)
def parse_shifts(text: str | None, stated_kind: str | None = None) -> Pattern:
    """Return the pattern that a vacancy's ``shifts`` and ``shift_kind`` state.

    Zero hours and annualised hours have no times of their own; beside zero hours ``shifts`` are the hours of trade.
    """
    if stated_kind == "zero_hours" and text is not None:
        return Pattern(stated_kind, trading=_fixed(text))
    if stated_kind in {"zero_hours", "annualised"}:
        return Pattern(stated_kind)
    if text is None:
        return Pattern(stated_kind or "not_stated")
    pattern = _parse_times(text)
    if stated_kind == "rota" and pattern.kind == "fixed":
        return Pattern("rota", pattern.templates)
    if stated_kind not in {None, pattern.kind}:
        raise ValueError("shift_kind and shifts contradict one another")
    return pattern


def _parse_times(text: str) -> Pattern:
    if "|" in text:
        return Pattern("rota", tuple(_fixed(part) for part in text.split("|")))
    kind, n, hours = "fixed", None, None
    if match := _ANY_N.match(text):
        kind, n, text = "any_n", int(match[1]), match[2]
    if match := _FLEX.match(text):
        kind, hours, text = "flex", match[1], match[2]
    if hours is None:
        return Pattern(kind, (_fixed(text),), n)
    duration = int(exact(float(hours)) * 60)
    return Pattern(kind, (tuple(Shift(a, b, duration) for a, b in _ranges(text)),), n)


def _fixed(text: str) -> tuple[Shift, ...]:
    return tuple(Shift(start, end, end - start) for start, end in _ranges(text))


def _window_ranges(text: str) -> list[tuple[int, int]]:
    if text == "none":
        return []
    if text == "always":
        return [(0, WEEK)]
    found = []
    for piece in text.split(";"):
        match = _SPAN.match(piece.strip())
        if match is None:
            found += _ranges(piece)
            continue
        start = DAY_NAMES.index(match[1]) * DAY + _clock(match[2])
        end = DAY_NAMES.index(match[3]) * DAY + _clock(match[4])
        found.append((start, end if end > start else end + WEEK))
    return found


@lru_cache(maxsize=4096)
def free_minutes(text: str) -> tuple[bool, ...]:
    """Return, for each of the 10,080 minutes of the week, whether the person can be away for all of it."""
    free = [False] * WEEK
    for start, end in _window_ranges(text):
        for minute in range(start, end):
            free[minute % WEEK] = True
    return tuple(free)


@lru_cache(maxsize=4096)
def windows(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, length) of each longest run of free minutes on the circle; the whole week is (0, 10080)."""
    free = free_minutes(text)
    if all(free):
        return ((0, WEEK),)
    found = []
    for start in range(WEEK):
        if free[start] and not free[start - 1]:
            length = 1
            while free[(start + length) % WEEK]:
                length += 1
            found.append((start, length))
    return tuple(found)


@lru_cache(maxsize=4096)
def windows_by_places(text: str) -> dict[tuple[str, str], tuple[tuple[int, int], ...]]:
    """Return the windows of each pair of places to set off from and to be back at; windows of two pairs never merge."""
    texts: dict[tuple[str, str], list[str]] = {}
    for piece in text.split(";"):
        times, _, places = piece.partition("@")
        leave_from, _, back_at = places.strip().partition(">")
        pair = (leave_from or "home", back_at or leave_from or "home")
        texts.setdefault(pair, []).append(times.strip())
    return {pair: windows("; ".join(times)) for pair, times in texts.items()}
