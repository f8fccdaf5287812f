"""When everybody is covered, by trying every choice of cover and every order of hand-overs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations, product

WEEK = 7 * 1440
# When it begins and ends, where, and whether the carer takes to others and fetches from them; at most a day long.
Piece = tuple[int, int, str, bool]
Run = tuple[int, int, str, str]


def minutes_away(
    children: Sequence[Sequence[Piece]], ways: Mapping[tuple[str, str], int], dwell: int
) -> dict[tuple[str, str], set[int]]:
    """Minutes of the week that windows hold, by the place that they set off from and the one to be back at."""
    found: dict[tuple[str, str], set[int]] = {}
    for chosen in product(*(list(turned(pieces)) for pieces in children)):
        if not 0 <= max(start for start, *_ in chosen) < WEEK:
            continue
        leave, leave_from = best([(place, start) for start, _, place, _ in chosen], ways, dwell)
        back, back_at = best([(place, -end) for _, end, _, place in chosen], ways, dwell)
        if leave < -back:
            minutes = (minute % WEEK for minute in range(leave, min(-back, leave + WEEK)))
            found.setdefault((leave_from, back_at), set()).update(minutes)
    return found


def turned(pieces: Sequence[Piece]) -> Iterator[Run]:
    for start, end, first, last in sorted(runs_of(pieces)):
        for turn in (-WEEK, 0, WEEK):
            yield start + turn, end + turn, first, last


def runs_of(pieces: Sequence[Piece]) -> set[Run]:
    found: set[Run] = set()

    def go_on(start: int, first: str, at: Piece) -> None:
        run = (start, min(at[1], start + WEEK), first, at[2])
        if run in found:
            return
        found.add(run)
        for piece in pieces:
            for turn in (0, WEEK, 2 * WEEK):
                begins, ends = piece[0] + turn, piece[1] + turn
                meets = at[0] <= begins <= at[1] < ends and begins < start + WEEK
                if meets and (piece[2] == at[2] or piece[3] or at[3]):
                    go_on(start, first, (begins, ends, piece[2], piece[3]))

    for piece in pieces:
        go_on(piece[0], piece[2], piece)
    return found


def best(hours: list[tuple[str, int]], ways: Mapping[tuple[str, str], int], dwell: int) -> tuple[int, str]:
    """When the last place is left, and which that is; of orders that are alike the first by name."""
    opens = {place: max(minute for other, minute in hours if other == place) for place, _ in hours}
    sites = sorted(opens.keys() - {"home"})
    if not sites:
        return opens["home"], "home"
    return min((walk(order, opens, ways, dwell) for order in permutations(sites)), key=lambda way: way[0])


def walk(
    order: Sequence[str], opens: Mapping[str, int], ways: Mapping[tuple[str, str], int], dwell: int
) -> tuple[int, str]:
    now, here = opens.get("home"), "home"
    for site in order:
        now = opens[site] if now is None else max(opens[site], now + ways[here, site])
        now, here = now + dwell, site
    assert now is not None
    return now, here
