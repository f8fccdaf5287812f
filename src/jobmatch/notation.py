"""The week notation of `shifts` and `away_windows`: text to spans of minutes and back.

Grammar (case does not matter, day names short or full, a dash of any length)::

    fixed     Mon-Fri 09:00-17:00; Sat 10:00-14:00      days may be lists (Mon,Wed), wrap (Fri-Mon) or be "daily"
    any n     3 of Mon-Sun 08:00-20:00                  n of these days, by agreement
    flexible  6h within Mon-Fri 07:00-19:00             a shift of 6 hours somewhere inside each window
              4 of 7.5h within Mon-Fri 07:00-19:00      the same on any 4 of the days
    rota      Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00 fixed templates that take turns
    windows   Mon 06:00 to Fri 22:00                    longer than a day; for `away_windows` only
              none, always                              never, and the whole week; for `away_windows` only
              Mon-Fri 08:45-15:15 @nursery              to set off from there and be back there, not at home
              Mon-Fri 08:45-15:15 @nursery>school       to set off from one place and be back at another

24:00 may end a span; an end at or before the start is on the next day; "to" may stand for the dash. The name of a place
is one word of letters, digits, "_" and "-"; "home" is where the person lives, and goes without saying.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from jobmatch.codes import HOME, MAX_SHIFTS_A_DAY, MAX_TEMPLATES, ShiftKind
from jobmatch.errors import InputError

DAY_NAMES: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_MIN: Final = 1440
WEEK_MIN: Final = 7 * DAY_MIN
MAX_ITEMS: Final = 1000

_SHIFT_EXAMPLE: Final = (
    "'Mon-Fri 09:00-17:00; Sat 10:00-14:00', '3 of Mon-Sun 08:00-20:00' or '6h within Mon-Fri 07:00-19:00'"
)
_ROTA_EXAMPLE: Final = "'Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00'"
_WINDOW_EXAMPLE: Final = (
    "'Mon-Fri 09:15-15:00; Sat 10:00-14:00', 'Mon 06:00 to Fri 22:00', 'Mon-Fri 08:45-15:15 @school', 'none' "
    "or 'always'"
)

_FULL_DAY_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_OF_NAME: Final = {
    **{name: day for day, name in enumerate(_FULL_DAY_NAMES)},
    **{name.lower(): day for day, name in enumerate(DAY_NAMES)},
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
}
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_BLANKS: Final = re.compile(r"\s+")
_CLOCK: Final = r"([0-9]{1,2}):([0-9]{2})"
_DAILY_SPAN: Final = re.compile(rf"(?P<days>[a-z ,-]+?) ?(?<![a-z]){_CLOCK} ?(?:-|to) ?{_CLOCK}")
_LONG_SPAN: Final = re.compile(rf"([a-z]+) {_CLOCK} to ([a-z]+) {_CLOCK}")
_PLACE_NAME: Final = r"([a-z][a-z0-9_-]{0,39})"
_AT_PLACES: Final = re.compile(rf"(.+?) ?@ ?{_PLACE_NAME}(?: ?> ?{_PLACE_NAME})?")
_N_OF: Final = re.compile(r"([0-9]{1,3}) of (.+)")
_WITHIN: Final = re.compile(r"(.+?) within (.+)")
_DURATION: Final = re.compile(
    r"(?:(?P<hours>[0-9]{1,3}(?:\.[0-9]{1,4})?) ?h(?:ours?|rs?)?)? ?"
    r"(?:(?P<minutes>[0-9]{1,4}) ?(?:m|min|mins|minutes)?)?"
)


class NotationError(InputError):
    """A week is not written in the notation; ``part`` says where, ``problem`` what is wrong with it.

    The text itself is not repeated: when somebody can be away is personal.
    """

    def __init__(self, *, part: str, problem: str, example: str = _SHIFT_EXAMPLE) -> None:
        self.part, self.problem, self.example = part, problem, example
        super().__init__(f"{part}: {problem}. Expected for example {example}.")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a week: from ``start_min`` of ``day`` (0 is Monday) for ``duration_min``, past midnight if need be.

    Raises
    ------
    NotationError
        If a number lies outside 0 to 6, 0 to 1439 and 1 to 10,080.
    """

    day: int
    start_min: int
    duration_min: int

    def __post_init__(self) -> None:
        if not (0 <= self.day <= 6 and 0 <= self.start_min < DAY_MIN and 1 <= self.duration_min <= WEEK_MIN):
            raise NotationError(part="span", problem="the day, start or duration lies outside the week")


@dataclass(frozen=True, slots=True, order=True)
class Window(Span):
    """A stretch of a week in which a person can be away.

    At its start they can set off from the place ``leave_from``, and by its end they must be back at ``back_at``.
    """

    leave_from: str = HOME
    back_at: str = HOME


ALWAYS: Final = (Window(0, 0, WEEK_MIN),)


@dataclass(frozen=True, slots=True)
class WeekPattern:
    """When a vacancy is worked.

    Parameters
    ----------
    kind
        FIXED, ANY_N, FLEX or ROTA.
    templates
        One tuple of spans, sorted and without repeats; a rota has one for each template. For FLEX the spans
        are the windows that a shift lies inside.
    n_days
        How many of the days are worked (ANY_N, FLEX); None means all of them.
    duration_min
        Length of a shift in minutes (FLEX only).
    """

    kind: ShiftKind
    templates: tuple[tuple[Span, ...], ...]
    n_days: int | None = None
    duration_min: int | None = None


# --- Reading ---------------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def parse_shifts(text: str) -> WeekPattern:
    """Working times as a pattern.

    Parameters
    ----------
    text
        Shifts in the notation of this module.

    Returns
    -------
    WeekPattern
        Spans sorted by day and start, repeats dropped.

    Raises
    ------
    NotationError
        If the text does not follow the notation, or states what cannot be (4 of 3 days, 8 hours inside 6).

    Examples
    --------
    >>> parse_shifts("Mon-Tue 22:00-06:00").templates
    ((Span(day=0, start_min=1320, duration_min=480), Span(day=1, start_min=1320, duration_min=480)),)
    >>> parse_shifts("4 of 7.5h within Mon-Fri 07:00-19:00").duration_min
    450
    """
    plain = _plain(text)
    if "|" in plain:
        return _parse_rota(plain)
    n_days: int | None = None
    if match := _N_OF.fullmatch(plain):
        n_days, plain = int(match[1]), match[2]
    if match := _WITHIN.fullmatch(plain):
        return _parse_flex(match[1], match[2], n_days)
    spans = _parse_spans(plain, _SHIFT_EXAMPLE)
    if n_days is None:
        return WeekPattern(ShiftKind.FIXED, (spans,))
    _check_n_days(n_days, spans)
    return WeekPattern(ShiftKind.ANY_N, (spans,), n_days=n_days)


@lru_cache(maxsize=65_536)
def parse_windows(text: str) -> tuple[Window, ...]:
    """Times when a person can be away, sorted, repeats dropped.

    Parameters
    ----------
    text
        Windows in the notation of this module; 'none' is never, 'always' the whole week.

    Returns
    -------
    tuple of Window
        Empty for 'none'. Windows may touch or overlap; `jobmatch.pack` merges those with the same places.

    Raises
    ------
    NotationError
        If the text does not follow the notation.

    Examples
    --------
    >>> parse_windows("Fri 22:00 to Mon 06:00 @gran")
    (Window(day=4, start_min=1320, duration_min=3360, leave_from='gran', back_at='gran'),)
    >>> parse_windows("none")
    ()
    """
    plain = _plain(text)
    if plain == "none":
        return ()
    if plain == "always":
        return ALWAYS
    windows: set[Window] = set()
    for number, item in enumerate(_items(plain), start=1):
        part, leave_from, back_at = f"item {number}", HOME, HOME
        if match := _AT_PLACES.fullmatch(item):
            item, leave_from, back_at = match[1], match[2], match[3] or match[2]  # noqa: PLW2901 - the places are cut off
        for span in _parse_item(item, part, _WINDOW_EXAMPLE, long_spans=True):
            windows.add(Window(span.day, span.start_min, span.duration_min, leave_from, back_at))
    return ALWAYS if any(map(_is_always, windows)) else tuple(sorted(windows))


def _is_always(window: Window) -> bool:
    return window.duration_min == WEEK_MIN and window.leave_from == window.back_at == HOME


def _plain(text: str) -> str:
    if text.count(";") + text.count("|") >= MAX_ITEMS:
        raise NotationError(part="text", problem=f"it has more than {MAX_ITEMS} items")
    return _BLANKS.sub(" ", _DASHES.sub("-", text)).strip().lower()


def _parse_rota(plain: str) -> WeekPattern:
    texts = plain.split("|")
    if len(texts) > MAX_TEMPLATES:
        raise NotationError(part="rota", problem=f"it has more than {MAX_TEMPLATES} templates", example=_ROTA_EXAMPLE)
    templates = []
    for number, template in enumerate(texts, start=1):
        if " of " in template or " within " in template:
            raise NotationError(
                part=f"template {number}",
                problem="a template of a rota is made of fixed times, without 'of' or 'within'",
                example=_ROTA_EXAMPLE,
            )
        templates.append(_parse_spans(template.strip(), _SHIFT_EXAMPLE, where=f"template {number}, "))
    return WeekPattern(ShiftKind.ROTA, tuple(templates))


def _parse_flex(length: str, windows: str, n_days: int | None) -> WeekPattern:
    if match := _N_OF.fullmatch(length):
        n_days, length = int(match[1]), match[2]
    duration_min = _parse_duration(length)
    spans = _parse_spans(windows, _SHIFT_EXAMPLE)
    if n_days is not None:
        _check_n_days(n_days, spans)
    if duration_min > min(span.duration_min for span in spans):
        raise NotationError(part="shift length", problem="a shift is longer than a window it should lie within")
    return WeekPattern(ShiftKind.FLEX, (spans,), n_days=n_days, duration_min=duration_min)


def _parse_duration(text: str) -> int:
    match = _DURATION.fullmatch(text)
    if match is None or not (match["hours"] or match["minutes"]) or (match["hours"] is None and text.isdigit()):
        raise NotationError(part="shift length", problem="it is not a length such as '6h', '7.5h' or '6h 40min'")
    # Halves round up, as everywhere else in jobmatch.
    duration_min = int(float(match["hours"] or 0) * 60 + 0.5) + int(match["minutes"] or 0)
    if not 1 <= duration_min <= DAY_MIN:
        raise NotationError(part="shift length", problem="a shift lasts from a minute to 24 hours")
    return duration_min


def _check_n_days(n_days: int, spans: tuple[Span, ...]) -> None:
    n_named = len({span.day for span in spans})
    if not 1 <= n_days <= n_named:
        raise NotationError(
            part="number before 'of'", problem=f"it lies outside 1 to {n_named}, the number of days named"
        )


def _items(plain: str) -> list[str]:
    items = [item.strip() for item in plain.split(";")]
    if items[-1] == "" and len(items) > 1:
        items.pop()
    return items


def _parse_spans(plain: str, example: str, *, where: str = "") -> tuple[Span, ...]:
    spans: set[Span] = set()
    for number, item in enumerate(_items(plain), start=1):
        spans.update(_parse_item(item, f"{where}item {number}", example, long_spans=False))
    if max(Counter(span.day for span in spans).values()) > MAX_SHIFTS_A_DAY:
        problem = f"a day has more than {MAX_SHIFTS_A_DAY} shifts"
        raise NotationError(part=f"{where}a day", problem=problem, example=example)
    return tuple(sorted(spans))


def _parse_item(item: str, part: str, example: str, *, long_spans: bool) -> list[Span]:
    if not item:
        raise NotationError(part=part, problem="it is empty", example=example)
    if match := _LONG_SPAN.fullmatch(item):
        if not long_spans:
            raise NotationError(
                part=part, problem="a shift lasts 24 hours at most, so 'to' is for windows", example=example
            )
        return [_long_span(match, part, example)]
    match = _DAILY_SPAN.fullmatch(item)
    if match is None:
        raise NotationError(part=part, problem="it is not days and then a start and an end", example=example)
    days = _parse_days(match["days"], part, example)
    start_min = _clock_min(match[2], match[3], f"{part}, start", example)
    end_min = _clock_min(match[4], match[5], f"{part}, end", example, is_end=True)
    duration_min = end_min - start_min if end_min > start_min else end_min + DAY_MIN - start_min
    return [Span(day, start_min, duration_min) for day in days]


def _long_span(match: re.Match[str], part: str, example: str) -> Span:
    first, last = _day(match[1], part, example), _day(match[4], part, example)
    start_min = _clock_min(match[2], match[3], f"{part}, start", example)
    end_min = _clock_min(match[5], match[6], f"{part}, end", example, is_end=True)
    duration_min = (last * DAY_MIN + end_min - first * DAY_MIN - start_min) % WEEK_MIN
    return Span(first, start_min, duration_min or WEEK_MIN)


def _clock_min(hours: str, minutes: str, part: str, example: str, *, is_end: bool = False) -> int:
    total_min = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total_min > DAY_MIN or (total_min == DAY_MIN and not is_end):
        raise NotationError(part=part, problem="it is not a time of day from 00:00 to 23:59", example=example)
    return total_min


def _parse_days(text: str, part: str, example: str) -> list[int]:
    if text.strip() == "daily":
        return list(range(7))
    days: set[int] = set()
    for piece in text.replace(" to ", "-").split(","):
        first, dash, last = (name.strip() for name in piece.partition("-"))
        start = _day(first, part, example)
        end = _day(last, part, example) if dash else start
        days.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return sorted(days)


def _day(name: str, part: str, example: str) -> int:
    day = _DAY_OF_NAME.get(name)
    if day is None:
        raise NotationError(part=part, problem="a day is not one of Mon, Tue, Wed, Thu, Fri, Sat, Sun", example=example)
    return day


# --- Merging ---------------------------------------------------------------------------


def merged_windows(windows: Iterable[Window]) -> list[Window]:
    """Windows with the same two places that touch or overlap on the circular week as one; others never merge.

    Parameters
    ----------
    windows
        In any order.

    Returns
    -------
    list of Window
        Sorted; one that covers the whole week starts where it did, and is a week long.

    Examples
    --------
    >>> [w.duration_min for w in merged_windows(parse_windows("Sun 22:00-24:00; Mon 00:00-02:00; Mon 02:01-03:00"))]
    [59, 240]
    """
    by_places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for window in sorted(windows):
        start = DAY_MIN * window.day + window.start_min
        by_places.setdefault((window.leave_from, window.back_at), []).append((start, start + window.duration_min))
    merged = []
    for places, times in by_places.items():
        for start, end in _merged_times(times):
            day, start_min = divmod(start % WEEK_MIN, DAY_MIN)
            merged.append(Window(day, start_min, min(end - start, WEEK_MIN), *places))
    return sorted(merged)


def _merged_times(times: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge (start, end) sorted by start in this week; an end may lie in the next."""
    merged: list[tuple[int, int]] = []
    for start, end in times:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    while len(merged) > 1 and merged[-1][1] - WEEK_MIN >= merged[0][0]:
        _, first_end = merged.pop(0)
        merged[-1] = (merged[-1][0], max(merged[-1][1], first_end + WEEK_MIN))
    return merged


# --- Writing ---------------------------------------------------------------------------


def format_shifts(pattern: WeekPattern) -> str:
    """The canonical text of a pattern; `parse_shifts` gives the pattern back.

    Parameters
    ----------
    pattern
        As `parse_shifts` returns it.

    Returns
    -------
    str
        Days in order, times as HH:MM.

    Examples
    --------
    >>> format_shifts(parse_shifts("2 OF wednesday,MON,tue 9:00-17:00"))
    '2 of Mon-Wed 09:00-17:00'
    """
    templates = " | ".join(_format_spans(spans) for spans in pattern.templates)
    length = "" if pattern.duration_min is None else f"{_format_duration(pattern.duration_min)} within "
    count = "" if pattern.n_days is None else f"{pattern.n_days} of "
    return f"{count}{length}{templates}"


def format_windows(windows: tuple[Window, ...]) -> str:
    """The canonical text of windows; `parse_windows` gives the windows back.

    Parameters
    ----------
    windows
        As `parse_windows` returns them.

    Returns
    -------
    str
        'none' for no windows, 'always' where one from home covers the whole week.

    Examples
    --------
    >>> format_windows((Window(4, 1320, 3360, "nursery", "home"),))
    'Fri 22:00 to Mon 06:00 @nursery>home'
    """
    if not windows:
        return "none"
    if any(map(_is_always, windows)):
        return "always"
    by_places: dict[tuple[str, str], list[Window]] = {}
    for window in sorted(set(windows)):
        by_places.setdefault((window.leave_from, window.back_at), []).append(window)
    # Each item names its places, so that it reads the same wherever it is moved to.
    return "; ".join(
        f"{item}{_format_places(*places)}"
        for places, group in sorted(by_places.items(), key=lambda entry: entry[1][0])
        for item in _format_spans(group).split("; ")
    )


def _format_places(leave_from: str, back_at: str) -> str:
    if leave_from == back_at:
        return "" if leave_from == HOME else f" @{leave_from}"
    return f" @{leave_from}>{back_at}"


def _format_spans(spans: Sequence[Span]) -> str:
    days_of_times: dict[tuple[int, int, int], list[int]] = {}
    for span in sorted(set(spans)):
        # A span longer than a day is written with both its days, so it shares its text with no other day.
        own_day = span.day if span.duration_min > DAY_MIN else -1
        days_of_times.setdefault((span.start_min, span.duration_min, own_day), []).append(span.day)
    return "; ".join(_format_item(days, start, duration) for (start, duration, _), days in days_of_times.items())


def _format_item(days: list[int], start_min: int, duration_min: int) -> str:
    end_min = start_min + duration_min
    if duration_min <= DAY_MIN:
        return f"{_format_days(days)} {_clock(start_min)}-{_clock(end_min % DAY_MIN or DAY_MIN)}"
    last = (days[0] + (end_min - 1) // DAY_MIN) % 7
    return f"{DAY_NAMES[days[0]]} {_clock(start_min)} to {DAY_NAMES[last]} {_clock(end_min % DAY_MIN or DAY_MIN)}"


def _format_days(days: list[int]) -> str:
    runs = []
    for _, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        names = [DAY_NAMES[day] for _, day in run]
        runs.append(f"{names[0]}-{names[-1]}" if len(names) > 2 else ",".join(names))
    return ",".join(runs)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _format_duration(minutes: int) -> str:
    if minutes % 15 == 0:
        return f"{minutes / 60:g}h"
    hours, rest = divmod(minutes, 60)
    return f"{hours}h {rest}min" if hours else f"{rest}min"
