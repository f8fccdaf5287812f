"""From cover to windows: hand-overs in their best order, hours, seasons, bank holidays, other duties."""

from __future__ import annotations

import datetime as dt
from itertools import combinations, permutations
from random import Random
from typing import Any

import pytest

import jobmatch as jm
from jobmatch.care import Cover, away_windows, care_columns
from jobmatch.errors import UsageError
from jobmatch.notation import DAY_MIN, DAY_NAMES, WEEK_MIN, parse_windows
from tests.reference import away

SCHOOL = Cover("Mon-Fri 08:50-15:15", at="school", seasons=("term",))
NURSERY = Cover("Mon-Fri 08:00-18:00", at="nursery")
WAYS = {("home", "school"): 5, ("home", "nursery"): 10, ("school", "nursery"): 10}


def test_nobody_to_care_for_is_always_free() -> None:
    assert away_windows([]) == "always"


def test_nobody_to_look_after_them_is_never_free() -> None:
    assert away_windows([[]]) == "none"
    assert away_windows([[SCHOOL]], season="holiday") == "none"


def test_cover_at_home_needs_no_hand_over() -> None:
    partner = Cover("Mon-Thu 18:00-08:00; Fri 18:00 to Mon 08:00")
    assert away_windows([[partner]]) == "Mon-Thu 18:00-08:00; Fri 18:00 to Mon 08:00"


def test_hours_that_touch_merge_and_a_gap_of_a_minute_does_not() -> None:
    club, late_club = (Cover(f"Mon {start}-18:00", at="school") for start in ("15:15", "15:16"))
    assert away_windows([[SCHOOL, club]]).startswith("Mon 08:55-17:55 @school; Tue-Fri")
    assert away_windows([[SCHOOL, late_club]]) == "Mon-Fri 08:55-15:10 @school; Mon 15:21-17:55 @school"


def test_different_places_never_merge_unless_somebody_takes_the_child_across() -> None:
    minder = Cover("Mon 15:00-18:00", at="minder")
    fetching = Cover("Mon 15:00-18:00", at="minder", moves=True)
    school = Cover("Mon 08:50-15:15", at="school")
    assert away_windows([[school, minder]]) == "Mon 08:55-15:10 @school; Mon 15:05-17:55 @minder"
    assert "Mon 08:55-17:55 @school>minder" in away_windows([[school, fetching]])


def test_a_partner_who_does_the_drop_off() -> None:
    partner = Cover("Mon 05:00-09:00", moves=True)
    text = away_windows([[partner, Cover("Mon 08:50-15:15", at="school")]])
    assert "Mon 05:00-15:10 @home>school" in text
    alone = away_windows([[Cover("Mon 05:00-09:00"), Cover("Mon 08:50-15:15", at="school")]])
    assert alone == "Mon 05:00-09:00; Mon 08:55-15:10 @school"


def test_two_children_whose_closing_times_overlap() -> None:
    """The nursery shuts at 15:20: to be there by 15:15 school, ten minutes off, is left by 15:05."""
    nursery = Cover("Mon-Fri 08:00-15:20", at="nursery")
    assert away_windows([[SCHOOL], [nursery]], minutes=WAYS) == "Mon-Fri 08:55-15:00 @school"


def test_a_child_at_home_waits_for_whoever_stays_with_it() -> None:
    """Somebody comes at 08:30, so the other child is at school at 08:50, not before, and all are back by 15:00."""
    sitter = Cover("Mon 08:30-15:00")
    text = away_windows([[Cover("Mon 08:00-15:15", at="school")], [sitter]], minutes={("home", "school"): 20})
    assert text == "Mon 08:55-14:35 @school"


def test_bank_holidays_close_what_is_not_at_home() -> None:
    easter_monday = dt.date(2026, 4, 6)
    week = {"week_of": dt.date(2026, 4, 9), "bank_holidays": [easter_monday, dt.date(2026, 4, 3)]}
    assert away_windows([[SCHOOL]], **week) == "Tue-Fri 08:55-15:10 @school"  # type: ignore[arg-type]
    home = Cover("daily 09:00-17:00")
    assert away_windows([[home]], **week) == "Mon-Sun 09:00-17:00"  # type: ignore[arg-type]
    open_nursery = Cover("Mon-Fri 08:00-18:00", at="nursery", on_bank_holidays=True)
    assert away_windows([[open_nursery]], **week).startswith("Mon-Fri")  # type: ignore[arg-type]
    night = Cover("Sun 20:00-07:00", at="gran")
    assert away_windows([[night]], **week) == "Sun 20:05-23:55 @gran"  # type: ignore[arg-type]
    assert away_windows([[SCHOOL]], bank_holidays=[easter_monday]).startswith("Mon-Fri")


def test_other_duties_are_cut_out() -> None:
    assert away_windows([], busy="Tue 10:00-12:00") == "Tue 12:00 to Tue 10:00"
    text = away_windows([[Cover("Mon 08:00-18:00", at="nursery")]], busy="Mon 10:00-12:00 @college")
    assert text == "Mon 08:05-10:00 @nursery>college; Mon 12:00-17:55 @college>nursery"


def test_the_columns_are_ready_for_a_record() -> None:
    places: Any = {"school": "NP20 1AA", "nursery": {"latitude": 51.58, "longitude": -2.99}, "gran": "CF10 1AA"}
    columns = care_columns(
        [[SCHOOL, Cover("Mon-Fri 09:00-17:00", seasons=("holiday",))], [NURSERY]], places, minutes=WAYS
    )
    table = jm.read_jobseekers([{"jobseeker_id": 1, **columns}])
    row = table.frame.row(0, named=True)
    assert table.n_rejected == 0
    assert row["away_windows"] == "Mon-Fri 08:55-15:10 @school"
    assert row["away_windows_holiday"] == "Mon-Fri 09:15-16:45 @nursery"
    # to the nursery and then to school: 10 + 5 + 10 + 5; in the holidays to the nursery only
    minutes = {place["name"]: place["minutes_from_home"] for place in row["care_places"]}
    assert minutes == {"nursery": 15, "school": 30}


def test_without_minutes_the_way_is_left_to_be_estimated() -> None:
    columns = care_columns([[SCHOOL]], {"school": "NP20 1AA"})
    assert columns["care_places"] == {"school": {"postcode": "NP20 1AA"}}


def test_what_is_missing_is_said() -> None:
    with pytest.raises(UsageError, match="Minutes between two of the places"):
        away_windows([[SCHOOL], [NURSERY]])
    with pytest.raises(UsageError, match="not among places"):
        care_columns([[SCHOOL]], {})
    with pytest.raises(UsageError, match="4 places beside home"):
        away_windows([[Cover(f"{day} 09:00-12:00", at=f"site{day}".lower()) for day in ("Mon", "Tue", "Wed", "Thu")]])
    with pytest.raises(UsageError, match="Hours of cover name a place"):
        away_windows([[Cover("Mon 09:00-12:00 @gran")]])


def test_cover_shows_nothing_of_itself() -> None:
    assert repr(SCHOOL) == "Cover(...)"


# --- Against a walk through the day ---------------------------------------------------------------

PLACES = ("nursery", "school", "gran")


def _walk_out(order: tuple[str, ...], opens: dict[str, int], leave_home: int, ways: Any, dwell: int) -> int:
    """Walk from site to site, wait at each until it opens, hand over; return when the last one is left."""
    now, here = leave_home, "home"
    for site in order:
        now += ways[here, site]
        while now < opens[site]:
            now += 1
        now += dwell
        here = site
    return now


def _walk_back(order: tuple[str, ...], closes: dict[str, int], arrive: int, ways: Any, dwell: int) -> int | None:
    """Fetch from site to site and go home; None if one has closed by then."""
    now = arrive
    for site, following in zip(order, (*order[1:], "home"), strict=True):
        now += dwell
        if now > closes[site]:
            return None
        now += ways[site, following]
    return now


def _lived(children: list[tuple[str, int, int]], ways: Any, dwell: int) -> tuple[int, int, set[str], set[str]] | None:
    """Try every order and every minute; return the best times and the places that give them."""
    opens: dict[str, int] = {}
    closes: dict[str, int] = {}
    for place, start, end in children:
        opens[place] = max(start, opens.get(place, start))
        closes[place] = min(end, closes.get(place, end))
    sites = [place for place in opens if place != "home"]
    if not sites:
        return opens["home"], closes["home"], {"home"}, {"home"}
    out, back = {}, {}
    for order in permutations(sites):
        times = [_walk_out(order, opens, minute, ways, dwell) for minute in range(opens.get("home", 0), 720)]
        out[order] = min(times)
        fine = []
        for minute in range(600, 1440):
            home = _walk_back(order, closes, minute, ways, dwell)
            if home is not None and home <= closes.get("home", home):
                fine.append(minute)
        back[order] = max(fine, default=-1)
    leave, arrive = min(out.values()), max(back.values())
    return (
        leave,
        arrive,
        {order[-1] for order, minute in out.items() if minute == leave},
        {order[0] for order, minute in back.items() if minute == arrive},
    )


def test_chains_agree_with_walking_every_order_at_every_minute() -> None:
    rng = Random(5)
    n_two_sites = 0
    for _ in range(150):
        dwell = rng.choice((0, 5, 7))
        names = ("home", *PLACES)
        ways: dict[tuple[str, str], int] = {}
        for a in names:
            for b in names:
                if a < b:
                    ways[a, b] = ways[b, a] = rng.randint(1, 40)
        children = [
            (rng.choice(names), rng.randint(360, 560), rng.randint(840, 1140)) for _ in range(rng.randint(1, 3))
        ]
        cover = [
            [Cover(f"Mon {start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}", at=place)]
            for place, start, end in children
        ]
        lived = _lived(children, ways, dwell)
        assert lived is not None
        leave, arrive, last_sites, first_sites = lived
        text = away_windows(cover, minutes=ways, dwell_min=dwell)
        (window,) = parse_windows(text)
        assert (window.start_min, window.start_min + window.duration_min) == (leave, arrive)
        assert window.leave_from in last_sites
        assert window.back_at in first_sites
        n_two_sites += len({place for place, _, _ in children} - {"home"}) > 1
    assert n_two_sites > 50


# --- Against every choice of cover -----------------------------------------------------------------


def _clock(minutes: int) -> str:
    return f"{minutes % DAY_MIN // 60:02}:{minutes % 60:02}"


def _random_pieces(rng: Random) -> list[away.Piece]:
    """Hours of one child, no two at one place by one carer, so that none of them are one."""
    carers = rng.sample([(place, moves) for place in ("home", *PLACES) for moves in (False, True)], rng.randint(1, 3))
    starts = [rng.choice((0, 0, 1, 6)) * DAY_MIN + rng.randrange(0, DAY_MIN, 15) for _ in carers]
    return [
        (start, start + rng.randrange(15, DAY_MIN, 15), place, moves)
        for start, (place, moves) in zip(starts, carers, strict=True)
    ]


def _cover(pieces: list[away.Piece]) -> list[Cover]:
    return [
        Cover(f"{DAY_NAMES[start // DAY_MIN]} {_clock(start)}-{_clock(end)}", at=place, moves=moves)
        for start, end, place, moves in pieces
    ]


def _minutes(text: str) -> dict[tuple[str, str], set[int]]:
    found: dict[tuple[str, str], set[int]] = {}
    for window in parse_windows(text):
        start = DAY_MIN * window.day + window.start_min
        own = found.setdefault((window.leave_from, window.back_at), set())
        own.update(minute % WEEK_MIN for minute in range(start, start + window.duration_min))
    return found


def test_windows_are_those_of_every_choice_of_cover() -> None:
    rng = Random(11)
    n_several = 0
    for _ in range(250):
        longest_way, dwell = rng.choice((5, 40, 200)), rng.choice((0, 5, 20))
        ways: dict[tuple[str, str], int] = {}
        for a, b in combinations(("home", *PLACES), 2):
            ways[a, b] = ways[b, a] = rng.randint(0, longest_way)
        children = [_random_pieces(rng) for _ in range(rng.randint(1, 3))]
        expected = away.minutes_away(children, ways, dwell)
        assert _minutes(away_windows(list(map(_cover, children)), minutes=ways, dwell_min=dwell)) == expected
        n_several += len(children) > 1 and len(expected) > 1
    assert n_several > 20


def test_time_does_not_multiply_with_children() -> None:
    """Four children with four covers a day that hand over to one another: 10^9 choices and more, not gone through."""
    names = ("home", *PLACES)
    ways = dict.fromkeys(combinations(names, 2), 10)
    hours = ("08:00-14:00", "13:00-19:00", "18:00-02:00", "01:00-09:00")
    round_the_clock = [
        Cover(f"daily {time}", at=place, moves=True)
        for time, place in zip(hours, ("school", "nursery", "home", "gran"), strict=True)
    ]
    assert away_windows([round_the_clock] * 4, minutes=ways) == "always"
    apart = [
        [
            Cover(
                f"Mon-Fri {_clock(420 + 60 * n + 7 * child)}-{_clock(840 + 75 * n + 11 * child)}", at=place, moves=True
            )
            for n, place in enumerate(names)
        ]
        for child in range(4)
    ]
    assert "Mon-Fri" in away_windows(apart, minutes=ways)
