"""From the cover of each child or cared-for adult to the times when a person can be away.

The person is free while everybody is covered. Whoever is covered elsewhere is handed over there and fetched from there:
home, site 1, site 2, each with its hours. The order in which the last site is left earliest (or reached latest, going
home) is taken; its last (first) site is where the window begins (ends).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import Final, Literal

from jobmatch.codes import HOME, MAX_CARE_PLACES
from jobmatch.errors import UsageError
from jobmatch.notation import DAY_MIN, WEEK_MIN, Window, format_windows, merged_windows, parse_windows

DWELL_MIN: Final = 5
Season = Literal["term", "holiday"]
Minutes = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, repr=False)
class Cover:
    """Somebody, or some place, that looks after one child or cared-for adult.

    Parameters
    ----------
    hours
        When, in the week notation of windows: opening hours, or when a partner is at home.
    at
        Name of the place where the cared-for person is then; at home nobody has to be taken anywhere.
    seasons
        Whether it is there in school terms, in school holidays, or in both.
    on_bank_holidays
        Whether it is there on bank holidays; None is yes at home and no elsewhere.
    moves
        Whether this carer takes to the others, and fetches from them: a childminder who comes to the school gate, a
        partner who does the drop-off. Otherwise only the person themself does.
    """

    hours: str
    at: str = HOME
    seasons: tuple[Season, ...] = ("term", "holiday")
    on_bank_holidays: bool | None = None
    moves: bool = False

    def __repr__(self) -> str:
        """Show nothing of it."""
        return "Cover(...)"


def away_windows(
    cared_for: Sequence[Sequence[Cover]],
    *,
    minutes: Minutes | None = None,
    season: Season = "term",
    busy: str = "none",
    dwell_min: int = DWELL_MIN,
    week_of: dt.date | None = None,
    bank_holidays: Collection[dt.date] = (),
) -> str:
    """When a person can be away, in the notation of ``away_windows``.

    Parameters
    ----------
    cared_for
        For each child or cared-for adult all cover that there is. Nobody: always free.
    minutes
        Minutes between places by pair of names, "home" among them; one direction will do for both. Needed where more
        than one place is visited, or somebody stays at home while another is taken out.
    season
        Which cover counts.
    busy
        When the person is not free for another reason, in the same notation; ``@place`` says where they are then.
    dwell_min
        Minutes that it takes to hand over or to fetch.
    week_of, bank_holidays
        A day of the week that is meant, and days on which cover may be closed; without ``week_of`` a usual week.

    Returns
    -------
    str
        Windows with the same places that touch are one; 'none' is never.

    Raises
    ------
    NotationError
        If hours are not written in the notation.
    UsageError
        If minutes between two places are missing, or more than 3 places beside home are needed.

    Examples
    --------
    >>> school = Cover("Mon-Fri 08:50-15:15", at="school", seasons=("term",))
    >>> away_windows([[school]])
    'Mon-Fri 08:55-15:10 @school'
    >>> nursery = Cover("Mon-Fri 08:00-18:00", at="nursery")
    >>> ways = {("home", "school"): 5, ("home", "nursery"): 10, ("school", "nursery"): 10}
    >>> away_windows([[school], [nursery]], minutes=ways)  # to the nursery first, and back by it last
    'Mon-Fri 08:55-15:10 @school'
    """
    found = _found(cared_for, _Week(minutes or {}, dwell_min, season, _closed_days(week_of, bank_holidays)))
    return format_windows(tuple(sorted(_apart_from(busy, found.windows))))


def care_columns(
    cared_for: Sequence[Sequence[Cover]],
    places: Mapping[str, str | Mapping[str, object]],
    *,
    minutes: Minutes | None = None,
    busy: str = "none",
    dwell_min: int = DWELL_MIN,
) -> dict[str, object]:
    """The columns of a jobseeker that are about caring: windows of both seasons, and the places that they name.

    Parameters
    ----------
    cared_for, minutes, busy, dwell_min
        As `away_windows`.
    places
        Where each place lies: a postcode, or fields as ``care_places`` takes them.

    Returns
    -------
    dict
        ``care_flag``, ``away_windows``, ``away_windows_holiday`` and ``care_places``. Where ``minutes`` are given, a
        place has the minutes between home and leaving it, with all hand-overs on the way; the longest chain counts.

    Raises
    ------
    NotationError
        If hours are not written in the notation.
    UsageError
        If minutes between two places are missing, more than 3 places are needed, or one is not among ``places``.

    Examples
    --------
    >>> columns = care_columns([[Cover("Mon-Fri 08:50-15:15", at="school", seasons=("term",))]],
    ...     {"school": "NP20 4AB"})
    >>> columns["away_windows"], columns["away_windows_holiday"]
    ('Mon-Fri 08:55-15:10 @school', 'none')
    """
    seasons: tuple[Season, ...] = ("term", "holiday")
    found = [_found(cared_for, _Week(minutes or {}, dwell_min, season, frozenset())) for season in seasons]
    texts = [format_windows(tuple(sorted(_apart_from(busy, week.windows)))) for week in found]
    used = {place for text in texts for w in parse_windows(text) for place in (w.leave_from, w.back_at)} - {HOME}
    if not used <= places.keys():
        raise UsageError(
            f"{len(used - places.keys())} place(s) that the windows name are not among places.\n"
            "Hint: give a postcode or coordinates for each place that has cover."
        )
    listed: dict[str, object] = {}
    for name in sorted(used):
        where = places[name]
        fields: dict[str, object] = dict(where) if isinstance(where, Mapping) else {"postcode": where}
        chains = [week.minutes_from_home[name] for week in found if name in week.minutes_from_home]
        if chains and minutes:
            fields["minutes_from_home"] = max(chains)
        listed[name] = fields
    return {
        "care_flag": bool(cared_for) or busy != "none",
        "away_windows": texts[0],
        "away_windows_holiday": texts[1],
        "care_places": listed or None,
    }


# --- One person's cover ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Week:
    """What the week that is meant is like."""

    minutes: Minutes
    dwell_min: int
    season: Season
    closed_days: frozenset[int]

    def between(self, a: str, b: str) -> int:
        if a == b:
            return 0
        found = self.minutes.get((a, b), self.minutes.get((b, a)))
        if found is None:
            raise UsageError(
                "Minutes between two of the places are missing, and their order depends on them.\n"
                "Hint: minutes={('home', 'school'): 5, ('home', 'nursery'): 10, ('school', 'nursery'): 8}."
            )
        return found


@dataclass(frozen=True, slots=True, order=True)
class _Run:
    """Cover without a gap: from ``start`` at one place until ``end`` at another, minutes since Monday 00:00."""

    start: int
    end: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class _Chain:
    """The best way to hand over or to fetch: when, where, and how long it takes from or to home without waiting."""

    at_min: int
    place: str
    minutes_from_home: int


@dataclass(frozen=True, slots=True)
class _Found:
    windows: list[Window]
    minutes_from_home: dict[str, int]


def _closed_days(week_of: dt.date | None, bank_holidays: Collection[dt.date]) -> frozenset[int]:
    if week_of is None:
        return frozenset()
    monday = week_of - dt.timedelta(days=week_of.weekday())
    return frozenset(day.weekday() for day in bank_holidays if 0 <= (day - monday).days < 7)


def _found(cared_for: Sequence[Sequence[Cover]], week: _Week) -> _Found:
    runs = [_runs(cover, week) for cover in cared_for]
    windows: list[Window] = []
    from_home: dict[str, int] = {}
    for chosen in _together(runs):
        out = _best([(run.first, run.start) for run in chosen], week)
        # The way home is the way out seen in a mirror: hours that close are hours that open, with time turned round.
        back = _best([(run.last, -run.end) for run in chosen], week)
        length = min(WEEK_MIN, -back.at_min - out.at_min)
        if length > 0:
            windows.append(_window(out.at_min, length, out.place, back.place))
            for chain in (out, back):
                from_home[chain.place] = max(from_home.get(chain.place, 0), chain.minutes_from_home)
    merged = merged_windows(windows)
    n_places = len({place for w in merged for place in (w.leave_from, w.back_at)} - {HOME})
    if n_places > MAX_CARE_PLACES:
        raise UsageError(
            f"The windows need {n_places} places beside home; at most {MAX_CARE_PLACES} are possible.\n"
            "Hint: leave out cover that is rarely used."
        )
    from_home.pop(HOME, None)
    return _Found(merged, from_home)


def _window(start: int, length: int, leave_from: str, back_at: str) -> Window:
    day, start_min = divmod(start % WEEK_MIN, DAY_MIN)
    return Window(day, start_min, length, leave_from, back_at)


def _together(runs: list[list[_Run]]) -> Iterator[tuple[_Run, ...]]:
    """Yield every choice of one run for each person that overlap; the first begins in this week."""
    if not runs:
        yield (_Run(0, WEEK_MIN, HOME, HOME),)
        return
    for first in runs[0]:
        others = [
            [moved for run in own for moved in _shifted(run) if moved.start < first.end and first.start < moved.end]
            for own in runs[1:]
        ]
        for rest in product(*others):
            yield (first, *rest)


def _shifted(run: _Run) -> Iterator[_Run]:
    for weeks in (-1, 0, 1):
        yield _Run(run.start + weeks * WEEK_MIN, run.end + weeks * WEEK_MIN, run.first, run.last)


def _best(hours: list[tuple[str, int]], week: _Week) -> _Chain:
    """Find the order of the sites in which the last one is left earliest; ``hours`` are places and when they open."""
    opens: dict[str, int] = {}
    for place, minute in hours:
        opens[place] = max(minute, opens.get(place, minute))
    home = opens.pop(HOME, None)
    if not opens:
        return _Chain(home or 0, HOME, 0)
    # A single site that nobody has to set off for at a certain time can be reached whenever it opens.
    if len(opens) == 1 and home is None:
        ((place, minute),) = opens.items()
        known = (HOME, place) in week.minutes or (place, HOME) in week.minutes
        way = week.between(HOME, place) if known else 0
        return _Chain(minute + week.dwell_min, place, way + week.dwell_min)
    chains = [_chain(order, opens, home, week) for order in permutations(sorted(opens))]
    return min(chains, key=lambda chain: chain.at_min)


def _chain(order: Sequence[str], opens: Mapping[str, int], home: int | None, week: _Week) -> _Chain:
    at, way, place = home, 0, HOME
    for site in order:
        step = week.between(place, site)
        way += step + week.dwell_min
        arrive = opens[site] if at is None else max(at + step, opens[site])
        at, place = arrive + week.dwell_min, site
    return _Chain(opens[place] if at is None else at, place, way)


# --- Runs of cover --------------------------------------------------------------------------------


def _runs(cover: Sequence[Cover], week: _Week) -> list[_Run]:
    """Every stretch that the cover of one person can be put together to, starting in this week."""
    pieces = [(run, moves) for moves in (False, True) for run in _pieces([c for c in cover if c.moves == moves], week)]
    later = [(moved, moves) for run, moves in pieces for moved in _shifted(run)]
    runs: set[_Run] = set()
    for run, moves in pieces:
        reached = {(run, moves)}
        todo = [(run, moves)]
        while todo:
            last, last_moves = todo.pop()
            runs.add(_Run(run.start, min(last.end, run.start + WEEK_MIN), run.first, last.last))
            for following, its_moves in later:
                joins = last.start <= following.start <= last.end < following.end
                handed_on = following.first == last.last or its_moves or last_moves
                within = following.start - run.start < WEEK_MIN
                if joins and handed_on and within and (following, its_moves) not in reached:
                    reached.add((following, its_moves))
                    todo.append((following, its_moves))
    return sorted(runs)


def _pieces(cover: Sequence[Cover], week: _Week) -> list[_Run]:
    """Hours of cover; those at one place that touch are one."""
    windows = []
    for one in cover:
        if week.season not in one.seasons:
            continue
        open_always = one.at == HOME if one.on_bank_holidays is None else one.on_bank_holidays
        for span in parse_windows(one.hours):
            if (span.leave_from, span.back_at) != (HOME, HOME):
                raise UsageError("Hours of cover name a place.\nHint: Cover(hours, at='nursery').")
            start = DAY_MIN * span.day + span.start_min
            for a, b in _open(start, start + span.duration_min, frozenset() if open_always else week.closed_days):
                windows.append(_window(a, b - a, one.at, one.at))
    return [
        _Run(start, start + w.duration_min, w.leave_from, w.back_at)
        for w in merged_windows(windows)
        for start in [DAY_MIN * w.day + w.start_min]
    ]


def _open(start: int, end: int, closed_days: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Cut the closed days of the week out of a stretch of time."""
    while start < end:
        midnight = min(end, (start // DAY_MIN + 1) * DAY_MIN)
        if start // DAY_MIN % 7 not in closed_days:
            yield start, midnight
        start = midnight


def _apart_from(busy: str, windows: Sequence[Window]) -> list[Window]:
    """Cut out the times when the person is busy elsewhere, from where they then set off."""
    left = list(windows)
    for other in parse_windows(busy):
        begins = DAY_MIN * other.day + other.start_min
        cut: list[Window] = []
        for window in left:
            start = DAY_MIN * window.day + window.start_min
            end = start + window.duration_min
            at, inside = start, False
            for turn in (-WEEK_MIN, 0, WEEK_MIN):
                b0, b1 = begins + turn, begins + turn + other.duration_min
                if b1 <= start or b0 >= end:
                    continue
                leave_from = other.back_at if inside else window.leave_from
                if b0 > at:
                    cut.append(_window(at, b0 - at, leave_from, other.leave_from))
                at, inside = b1, True
            if at < end:
                cut.append(_window(at, end - at, other.back_at if inside else window.leave_from, window.back_at))
        left = cut
    return merged_windows(left)
