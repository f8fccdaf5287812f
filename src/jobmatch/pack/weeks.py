"""Working patterns and care windows as minutes of a circular week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import polars as pl

from jobmatch.codes import (
    BAND_STARTS_H,
    ROTA_POLICY_NAMES,
    SHIFT_KIND_NAMES,
    Band,
    RotaPolicy,
    ShiftKind,
)
from jobmatch.kernels.layout import I32, N_BANDS, PATTERN, SHIFT, TEMPLATE, Patterns
from jobmatch.notation import Span, WeekPattern, Window, merged_windows, parse_shifts, parse_windows

DAY_MIN: Final = 1440
WEEK_MIN: Final = 7 * DAY_MIN
SATURDAY: Final = 5
# Where no times are stated the journey is judged as for a day job.
_DEFAULT_SLOTS: Final = (1 << Band.AM, 1 << Band.PM)
_TIMED: Final = (ShiftKind.FIXED, ShiftKind.ANY_N, ShiftKind.FLEX, ShiftKind.ROTA)

_BUILT: Final = PATTERN.names[:-1] if PATTERN.names else ()  # all but the days, which are counted at the end


def band_of(minute: int) -> Band:
    """Band of a minute of the day."""
    hour = minute % DAY_MIN // 60
    for band in reversed(Band):
        if hour >= BAND_STARTS_H[band]:
            return band
    return Band.NIGHT


def slot_at(day: int, minute: int) -> int:
    """Slot of a minute, counted from the start of a day of the week and perhaps beyond its end."""
    weekday = (day + minute // DAY_MIN) % 7
    return max(0, weekday - SATURDAY + 1) * N_BANDS + band_of(minute)


PatternKey = tuple[str | None, str | None, str | None, bool]


def pack_patterns(frame: pl.DataFrame) -> tuple[I32, Patterns]:
    """Number the distinct patterns of a vacancy frame.

    Returns
    -------
    rows : int32 array, shape (n vacancies,)
        Row of `Patterns` for each vacancy; 0 is "not stated, all year".
    patterns : Patterns
    """
    keys: dict[PatternKey, int] = {(None, None, None, False): 0}
    rows = np.empty(frame.height, np.int32)
    columns = frame.select("shift_kind", "shifts", "rota_policy", pl.col("term_only").fill_null(value=False))
    for i, key in enumerate(columns.iter_rows()):
        rows[i] = keys.setdefault(key, len(keys))
    return rows, _build(keys)


def _build(keys: Iterable[PatternKey]) -> Patterns:
    builder = _PatternBuilder()
    for kind_name, shifts, policy_name, term_only in keys:
        kind = ShiftKind(1 + SHIFT_KIND_NAMES.index(kind_name)) if kind_name else None
        policy = RotaPolicy(1 + ROTA_POLICY_NAMES.index(policy_name)) if policy_name else RotaPolicy.NOT_STATED
        builder.add(kind, parse_shifts(shifts) if shifts else None, policy, term_only=term_only)
    return builder.finish()


class _PatternBuilder:
    def __init__(self) -> None:
        self._patterns: list[tuple[int, ...]] = []
        self._templates: list[tuple[int, ...]] = []
        self._shifts: list[tuple[int, ...]] = []

    def add(self, kind: ShiftKind | None, week: WeekPattern | None, policy: RotaPolicy, *, term_only: bool) -> None:
        kind = kind or (week.kind if week else ShiftKind.NOT_STATED)
        timed = week is not None and kind in _TIMED
        if not timed and kind in _TIMED:
            kind = ShiftKind.NOT_STATED  # a kind without its times tells nothing about them
        n_days = (week.n_days or 0) if week and timed else 0
        duration = (week.duration_min or 0) if week and timed else 0
        templates = week.templates if week and timed else ((),)
        flex_duration = duration if kind is ShiftKind.FLEX else 0
        first = len(self._templates)
        if week and kind is ShiftKind.ZERO_HOURS:
            self._add_trading_hours(week.templates[0])
        else:
            for template in templates:
                self._add_template(template, flex_duration, n_days)
        day_minutes = _shortest_day(templates, flex_duration)
        self._patterns.append(
            (first, len(self._templates), duration, day_minutes, kind, policy, n_days, int(term_only))
        )

    def _add_trading_hours(self, template: Sequence[Span]) -> None:
        """Every shift that could be asked for lies inside one of these and has its bands; travel is judged as ever."""
        start = len(self._shifts)
        for span in template:
            for opens, closes in _widest_shifts(span.start_min, span.start_min + span.duration_min):
                self._shifts.append(
                    (opens, closes - opens, span.day, slot_at(span.day, opens), slot_at(span.day, closes))
                )
        # With zero hours the days are not known, whatever the hours of trade.
        self._templates.append((start, len(self._shifts), *_DEFAULT_SLOTS, 0))

    def _add_template(self, template: Sequence[Span], flex_duration_min: int, n_days: int) -> None:
        start = len(self._shifts)
        weekend = _needs_weekend(template, n_days)
        out_bits = ret_bits = 0
        for span in template:
            # a flexible shift is taken in the middle of its window
            margin = (span.duration_min - flex_duration_min) // 2 if flex_duration_min else 0
            length = flex_duration_min or span.duration_min
            out = slot_at(span.day, span.start_min + margin)
            ret = slot_at(span.day, span.start_min + margin + length)
            out_bits |= 1 << (out if weekend else out % N_BANDS)
            ret_bits |= 1 << (ret if weekend else ret % N_BANDS)
            self._shifts.append((span.start_min, span.duration_min, span.day, out, ret))
        slots = (out_bits, ret_bits) if template else _DEFAULT_SLOTS
        self._templates.append((start, len(self._shifts), *slots, int(weekend)))

    def finish(self) -> Patterns:
        pattern = np.zeros(len(self._patterns), PATTERN)
        for name, values in zip(_BUILT, zip(*self._patterns, strict=True), strict=True):
            pattern[name] = values
        patterns = Patterns(pattern, template=np.array(self._templates, TEMPLATE), shift=np.array(self._shifts, SHIFT))
        pattern["days_a_week"] = _days_a_week(patterns)
        return patterns


def _needs_weekend(template: Sequence[Span], n_days: int) -> bool:
    """Whether some journey is on a Saturday or Sunday, however the days are chosen; 0 days are all of them."""
    days = {span.day for span in template}
    at_weekends = {span.day for span in template if _on_weekend(span)}
    return len(days - at_weekends) < (n_days or len(days))


def _shortest_day(templates: Sequence[Sequence[Span]], flex_duration_min: int) -> int:
    """Minutes at work on the day with the fewest, over all templates; 0 where no times are stated."""
    shortest = 0
    for template in templates:
        by_day: dict[int, int] = {}
        for span in template:
            by_day[span.day] = by_day.get(span.day, 0) + (flex_duration_min or span.duration_min)
        least = min(by_day.values(), default=0)
        shortest = min(shortest, least) if shortest else least
    return shortest


def _days_a_week(patterns: Patterns) -> I32:
    """Days a week by pattern, int32 (pattern,): those needed, else those of the first template; 0 not stated."""
    first = patterns.template[patterns.pattern["template_start"]]
    days = [
        len(np.unique(patterns.shift["day"][start:stop]))
        for start, stop in zip(first["shift_start"], first["shift_stop"], strict=True)
    ]
    n_days, kind = patterns.pattern["n_days"], patterns.pattern["kind"]
    found = np.where(n_days > 0, n_days, np.array(days, np.int32)).astype(np.int32)
    return np.where(kind == ShiftKind.ZERO_HOURS, 0, found).astype(np.int32)  # hours of trade are not days


def _on_weekend(span: Span) -> bool:
    last_day = (span.day + (span.start_min + span.duration_min) // DAY_MIN) % 7
    return span.day >= SATURDAY or last_day >= SATURDAY


def _widest_shifts(opens: int, closes: int) -> list[tuple[int, int]]:
    """For each two bands, the longest shift in these hours that starts in the one and ends in the other."""
    changes = [day * DAY_MIN + hour * 60 for day in range(3) for hour in BAND_STARTS_H]
    inside = [minute for minute in changes if opens < minute <= closes]
    starts = [opens, *inside]
    ends = [*(minute - 1 for minute in inside), closes]
    return [(start, end) for start in starts for end in ends if start < end]


def canonical_windows(windows: Iterable[Window]) -> list[tuple[int, int, str, str]]:
    """Merge windows on the circular week: start minute of the week, length in minutes, first and second place.

    Windows with the same places that touch are one; a window over midnight is copied from each midnight that it spans,
    so that one look at a day and the day before finds it; one that covers the whole week is given twice, half a week
    apart and two weeks long, so that every shift lies well inside.
    """
    found: list[tuple[int, int, str, str]] = []
    for window in merged_windows(windows):
        places = (window.leave_from, window.back_at)
        if window.duration_min >= WEEK_MIN:
            found += [(0, 2 * WEEK_MIN, *places), (WEEK_MIN // 2, 2 * WEEK_MIN, *places)]
            continue
        at = DAY_MIN * window.day + window.start_min
        end = at + window.duration_min
        while at < end:
            found.append((at % WEEK_MIN, end - at, *places))
            at = (at // DAY_MIN + 1) * DAY_MIN
    return found


@lru_cache(maxsize=2**16)  # people are laid out again for each change that might help them
def windows_of(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """Parse the windows written in week notation, and merge them as `canonical_windows` does."""
    return tuple(canonical_windows(parse_windows(text)))
