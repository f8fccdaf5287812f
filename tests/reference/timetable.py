"""Earliest arrivals by public transport, found by riding every trip again until nothing gets any better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

CHANGE_S = 60


@dataclass(frozen=True)
class Call:
    """A stop of a trip: its number, when the vehicle comes and goes, and whether people get on or off there."""

    stop: int
    arrival_s: int
    departure_s: int
    may_board: bool
    may_alight: bool


def earliest_arrivals(
    trips: Sequence[Sequence[Call]],
    walks_s: Mapping[tuple[int, int], int],
    access_s: Mapping[int, int],
    start_s: int,
    until_s: int,
) -> dict[int, int]:
    """Return the earliest arrival by a ride at each stop that is reached by rides that leave by ``until_s``."""
    ready = {stop: start_s + walk_s for stop, walk_s in access_s.items()}
    arrived: dict[int, int] = {}
    better = True
    while better:
        better = False
        for trip in trips:
            riding = False
            for call, following in pairwise(trip):
                in_time = ready.get(call.stop, until_s + 1) <= call.departure_s
                riding = riding or (call.may_board and in_time)
                if not (riding and start_s <= call.departure_s <= until_s):
                    riding = False
                    continue
                if following.may_alight and following.arrival_s < arrived.get(following.stop, until_s * 10):
                    better = True
                    arrived[following.stop] = following.arrival_s
                    for there, walk_s in [(following.stop, 0), *_walks_from(following.stop, walks_s)]:
                        at = following.arrival_s + walk_s + CHANGE_S
                        ready[there] = min(ready.get(there, at), at)
    return arrived


def _walks_from(stop: int, walks_s: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    return [(there, walk_s) for (here, there), walk_s in walks_s.items() if here == stop]
