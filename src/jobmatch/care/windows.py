"""From the cover of each child or cared-for adult to the times when a person can be away.

The person is free while everybody is covered. Whoever is covered elsewhere is handed over there and fetched from there:
home, site 1, site 2, each with its hours. The order in which the last site is left earliest (or reached latest, going
home) is taken; its last (first) site is where the window begins (ends).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
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
    longest: dict[tuple[int, str, str], int] = {}
    from_home: dict[str, int] = {}
    for out, back in _ways_away([_runs(cover, week) for cover in cared_for], week):
        length = min(WEEK_MIN, -back.at_min - out.at_min)
        if length > 0:
            window = (out.at_min % WEEK_MIN, out.place, back.place)
            longest[window] = max(longest.get(window, 0), length)
            for chain in (out, back):
                from_home[chain.place] = max(from_home.get(chain.place, 0), chain.minutes_from_home)
    windows = [_window(start, length, *places) for (start, *places), length in longest.items()]
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


def _shifted(run: _Run, weeks: int) -> _Run:
    return _Run(run.start + weeks * WEEK_MIN, run.end + weeks * WEEK_MIN, run.first, run.last)


# --- Everybody covered at once ----------------------------------------------------------------------


# A place and a minute at which somebody is handed over, or fetched with time turned round.
_Hand = tuple[str, int]
# One person's choices: each of these beginnings goes with each of these endings.
_Group = tuple[frozenset[_Hand], frozenset[_Hand]]
# One person's runs that go on at a minute: how they began, where they end, and when; minutes from that one.
_Going = frozenset[tuple[_Hand, str, tuple[int, ...]]]


def _ways_away(runs: list[list[_Run]], week: _Week) -> Iterator[tuple[_Chain, _Chain]]:
    """Yield the ways out and back of every choice of one run for each person that have a time in common.

    A choice has a minute when its last run begins (in this week) and one when its first run ends: between the two
    everybody is covered. A run that begins so much earlier than the one, or ends so much later than the other, that all
    hand-overs fit in between leaves the chain as it is, so all such runs are one hand-over. Few are left for each two
    minutes, and they do not multiply with the days.
    """
    if not runs:
        yield _Chain(0, HOME, 0), _Chain(-WEEK_MIN, HOME, 0)
        return
    chains = _Chains(week)
    slack = len(runs) * (week.dwell_min + max(week.minutes.values(), default=0))
    alike: dict[tuple[_Going, ...], list[tuple[_Chain, _Chain]]] = {}
    for begin in sorted({run.start for own in runs for run in own}):
        going = tuple(_going(own, begin, slack) for own in runs)
        if going not in alike:
            alike[going] = list(_ways_from_now(going, slack, chains))
        for out, back in alike[going]:
            yield _later(out, begin), _later(back, -begin)


def _ways_from_now(going: tuple[_Going, ...], slack: int, chains: _Chains) -> Iterator[tuple[_Chain, _Chain]]:
    """Yield the same where the last run begins at minute 0."""
    seen: set[tuple[frozenset[_Group], ...]] = set()
    for end in sorted({minute for own in going for _, _, ends in own for minute in ends}, reverse=True):
        groups = tuple(_groups(own, end, slack) for own in going)
        if groups not in seen:  # else there are the same ways with a later end
            seen.add(groups)
            for out, back in chains.both_ways(groups):
                yield out, _later(back, -end)


def _going(runs: list[_Run], begin: int, slack: int) -> _Going:
    ends: dict[tuple[_Hand, str], set[int]] = {}
    for run in runs:
        turn = 0 if run.start <= begin else WEEK_MIN
        start, end = run.start - turn - begin, run.end - turn - begin
        if end > 0:
            ends.setdefault(((run.first, max(start, -slack)), run.last), set()).add(end)
    return frozenset((first, place, tuple(sorted(minutes))) for (first, place), minutes in ends.items())


def _groups(going: _Going, end: int, slack: int) -> frozenset[_Group]:
    """Split the runs that last until ``end``; endings are in minutes before it, as for every way back."""
    lasts: dict[_Hand, set[_Hand]] = {}
    for first, place, ends in going:
        near, far = bisect_left(ends, end), bisect_left(ends, end + slack)
        own = [(place, end - minute) for minute in ends[near:far]]
        if far < len(ends):
            own.append((place, -slack))
        if own:
            lasts.setdefault(first, set()).update(own)
    firsts: dict[frozenset[_Hand], set[_Hand]] = {}
    for first, last in lasts.items():
        firsts.setdefault(frozenset(last), set()).add(first)
    return frozenset((frozenset(first), last) for last, first in firsts.items())


def _later(chain: _Chain, minutes: int) -> _Chain:
    return _Chain(chain.at_min + minutes, chain.place, chain.minutes_from_home)


class _Chains:
    """Best chains of hand-overs, each found once: days are much alike."""

    def __init__(self, week: _Week) -> None:
        self._week = week
        self._both_ways: dict[tuple[frozenset[_Group], ...], set[tuple[_Chain, _Chain]]] = {}
        self._one_way: dict[tuple[frozenset[_Hand], ...], set[_Chain]] = {}

    def both_ways(self, groups: tuple[frozenset[_Group], ...]) -> set[tuple[_Chain, _Chain]]:
        """The ways out and back of each choice of a group, a beginning and an ending for each person."""
        if groups not in self._both_ways:
            self._both_ways[groups] = {
                (out, back)
                for chosen in product(*groups)
                for out in self.one_way(tuple(first for first, _ in chosen))
                for back in self.one_way(tuple(last for _, last in chosen))
            }
        return self._both_ways[groups]

    def one_way(self, hands: tuple[frozenset[_Hand], ...]) -> set[_Chain]:
        """The best chain of each choice of one hand-over for each person, the last of them at minute 0."""
        hands = tuple(sorted(hands, key=sorted))  # whose is whose makes no difference
        if hands not in self._one_way:
            choices: set[frozenset[_Hand]] = {frozenset()}
            for own in hands:
                choices = {_latest({*choice, hand}) for choice in choices for hand in own}
            self._one_way[hands] = {
                _best(list(choice), self._week) for choice in choices if max(minute for _, minute in choice) == 0
            }
        return self._one_way[hands]


def _latest(hands: set[_Hand]) -> frozenset[_Hand]:
    """The last minute at each place: nobody is handed over there before."""
    return frozenset(dict(sorted(hands)).items())


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
    following = [
        [(other, weeks) for other in range(len(pieces)) for weeks in (0, 1) if _joins(piece, pieces[other], weeks)]
        for piece in pieces
    ]
    runs: set[_Run] = set()
    for begun, (first, _) in enumerate(pieces):
        reached = {(begun, 0)}
        todo = [(begun, 0)]
        while todo:
            piece, weeks = todo.pop()
            last = _shifted(pieces[piece][0], weeks)
            runs.add(_Run(first.start, min(last.end, first.start + WEEK_MIN), first.first, last.last))
            for other, more in following[piece]:
                found = (other, weeks + more)
                within = pieces[other][0].start + (weeks + more) * WEEK_MIN - first.start < WEEK_MIN
                if within and found not in reached:
                    reached.add(found)
                    todo.append(found)
    return sorted(runs)


def _joins(piece: tuple[_Run, bool], other: tuple[_Run, bool], weeks: int) -> bool:
    """Whether a person can stay with the other cover, so many weeks later, when the one ends."""
    last, moves = piece
    following = _shifted(other[0], weeks)
    handed_on = following.first == last.last or moves or other[1]
    return handed_on and last.start <= following.start <= last.end < following.end


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
