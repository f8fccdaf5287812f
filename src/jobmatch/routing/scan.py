"""Earliest arrivals by public transport: the Connection Scan of Dibbelt, Pajor, Strasser and Wagner (2013).

Connections are looked at once, in the order of departure: one can be ridden if its trip is being ridden already, or if
its first stop is reached in time.
"""

from __future__ import annotations

from typing import Final

from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import I32, I64, U8

NEVER_S: Final = 2**31 - 1
LEAST_CHANGE_S: Final = 60  # between leaving one vehicle and boarding another


@kernel(entry=True)
def scan(
    start_s: int,
    until_s: int,
    first: int,
    departure_s: I32,
    arrival_s: I32,
    from_stop: I32,
    to_stop: I32,
    trip: I32,
    may_board: U8,
    may_alight: U8,
    foot_ptr: I64,
    foot_stop: I32,
    foot_s: I32,
    access_stop: I32,
    access_s: I32,
    ready_s: I32,
    arrived_s: I32,
    riding: I32,
    run: int,
) -> None:
    """Scan the connections of one departure.

    ``first`` is the first connection that leaves at ``start_s`` or later; none after ``until_s`` is looked at.
    ``foot_ptr`` (stop + 1,) are the rows of walks between stops, ``access_stop`` and ``access_s`` those from where the
    journey starts. Results: ``arrived_s`` (stop,), the earliest arrival by a ride, `NEVER_S` where there is none.
    ``ready_s`` (stop,) is scratch; ``riding`` (trip,) holds the number of the ``run`` in which a trip was boarded.
    """
    for stop in range(ready_s.shape[0]):
        ready_s[stop] = NEVER_S
        arrived_s[stop] = NEVER_S
    for a in range(access_stop.shape[0]):
        ready_s[access_stop[a]] = min(ready_s[access_stop[a]], start_s + access_s[a])
    for c in range(first, departure_s.shape[0]):
        if departure_s[c] > until_s:
            break
        if riding[trip[c]] != run:
            if may_board[c] == 0 or ready_s[from_stop[c]] > departure_s[c]:
                continue
            riding[trip[c]] = run
        stop = to_stop[c]
        if may_alight[c] == 0 or arrival_s[c] >= arrived_s[stop]:
            continue
        arrived_s[stop] = arrival_s[c]
        ready_s[stop] = min(ready_s[stop], arrival_s[c] + LEAST_CHANGE_S)
        for walk in range(foot_ptr[stop], foot_ptr[stop + 1]):
            there = foot_stop[walk]
            ready_s[there] = min(ready_s[there], arrival_s[c] + foot_s[walk] + LEAST_CHANGE_S)


@kernel(entry=True)
def finish(
    start_s: int, arrived_s: I32, egress_ptr: I64, egress_zone: I32, egress_s: I32, on_foot_s: I32, seconds: I32
) -> None:
    """Write into ``seconds`` (zone,) how long it takes to each zone: by a ride and a walk from its stop, or on foot."""
    for zone in range(seconds.shape[0]):
        seconds[zone] = on_foot_s[zone]
    for stop in range(arrived_s.shape[0]):
        if arrived_s[stop] == NEVER_S:
            continue
        for walk in range(egress_ptr[stop], egress_ptr[stop + 1]):
            zone = egress_zone[walk]
            seconds[zone] = min(seconds[zone], arrived_s[stop] - start_s + egress_s[walk])
