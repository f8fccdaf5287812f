"""Kernels of the allocation: an auction with integer prices, then the floor, then what is left.

The auction is that of Bertsekas and Castañon for transportation problems (see docs/decisions/0065). Everything is an
integer in thousandths of a point. Rows are people in the order of their ids, edges lie best first within a row, and
people bid in turn on one thread, so the same graph gives the same bits on every machine.

All of it is in this one file and calls nothing outside it: Numba keeps machine code by the file of a function, and
would miss an edit elsewhere.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import I32, I64, U8

LARGEST_SCORE: Final = 100_000
_NOTHING: Final = -(2**62)
_DEAD: Final = -1  # a vacancy from which nobody can be moved any more


@kernel(entry=True)
def count_rows(person: I32, row_ptr: I64) -> None:
    """Add the edges of each person to ``row_ptr[person + 1]``."""
    for i in range(person.shape[0]):
        row_ptr[person[i] + 1] += 1


@kernel(entry=True)
def scatter(person: I32, vacancy: I32, score: I32, next_free: I64, keys: I64) -> None:
    """Put edges into the rows of their people, as keys which sort by score from the best, then by vacancy."""
    for i in range(person.shape[0]):
        place = next_free[person[i]]
        next_free[person[i]] = place + 1
        keys[place] = ((LARGEST_SCORE - np.int64(score[i])) << 32) | np.int64(vacancy[i])


@kernel(entry=True)
def sort_rows(row_ptr: I64, keys: I64, vacancy: I32, score: I32, last_seen: I32) -> int:
    """Sort each row and take the keys apart; returns how many edges are there twice."""
    n_twice = 0
    for p in range(row_ptr.shape[0] - 1):
        keys[row_ptr[p] : row_ptr[p + 1]].sort()
        for e in range(row_ptr[p], row_ptr[p + 1]):
            v = keys[e] & 0xFFFFFFFF
            vacancy[e] = v
            score[e] = LARGEST_SCORE - (keys[e] >> 32)
            n_twice += last_seen[v] == p
            last_seen[v] = p
    return n_twice


# --- The auction -----------------------------------------------------------------------


@kernel()
def _sift_down(bid: I32, holder: I32, start: int, n: int) -> None:
    """Let the bid at the top of a heap sink to its place; the lowest bid is on top."""
    at = 0
    while True:
        child = 2 * at + 1
        if child >= n:
            return
        if child + 1 < n and bid[start + child + 1] < bid[start + child]:
            child += 1
        if bid[start + at] <= bid[start + child]:
            return
        bid[start + at], bid[start + child] = bid[start + child], bid[start + at]
        holder[start + at], holder[start + child] = holder[start + child], holder[start + at]
        at = child


@kernel()
def _sift_up(bid: I32, holder: I32, start: int, at: int) -> None:
    while at > 0:
        above = (at - 1) // 2
        if bid[start + above] <= bid[start + at]:
            return
        bid[start + at], bid[start + above] = bid[start + above], bid[start + at]
        holder[start + at], holder[start + above] = holder[start + above], holder[start + at]
        at = above


@kernel()
def _price(lowest_bid: int, n_taken: int, capacity: int, congestion: int) -> int:
    """What a new bid must pass: the cost of the next free introduction, or the lowest bid where that is less."""
    if n_taken == capacity:
        return lowest_bid
    free = congestion * n_taken // capacity
    return free if n_taken == 0 else min(lowest_bid, free)


@kernel()
def _edge_of(row_ptr: I64, vacancy: I32, p: int, v: int) -> int:
    """Where a person's edge to a vacancy lies; -1 where there is none."""
    for e in range(row_ptr[p], row_ptr[p + 1]):
        if vacancy[e] == v:
            return e
    return -1


@kernel(entry=True)
def run_auction(
    row_ptr: I64,
    vacancy: I32,
    score: I32,
    capacity: I32,
    slot_ptr: I64,
    bonus: I64,
    congestion: int,
    step: int,
    held: U8,
    bid: I32,
    holder: I32,
    n_taken: I32,
    n_suggested: I32,
) -> int:
    """Let people bid until nobody wants another introduction at its price; returns the number of bids.

    ``bonus`` (k,) falls or stays: what a person's first, second, ... suggestion is worth beside its score.
    ``slot_ptr`` (vacancy + 1,) says where the holders of a vacancy lie, with room for as many as can come.
    Results: ``held`` (edge,), ``holder`` and ``n_taken`` by vacancy, ``n_suggested`` by person.

    Whoever bids stands to lose ``step`` at most against the best that they could have at the prices of that moment.
    Prices never fall, so this stays true, and an introduction that nobody takes still has the price it began with.
    From both follows that the sum of scores and bonuses less congestion is within ``step`` times the number of
    suggestions of the largest there is.
    """
    k, n_people = bonus.shape[0], row_ptr.shape[0] - 1
    price = np.zeros(capacity.shape[0], np.int32)
    best, best_edge = np.empty(k + 1, np.int64), np.empty(k + 1, np.int64)
    queue, waiting = np.empty(n_people, np.int32), np.ones(n_people, np.uint8)
    for p in range(n_people):
        queue[p] = p
    head, n_queued, n_bids = 0, n_people, 0
    while n_queued > 0:
        p = queue[head]
        head = (head + 1) % n_people
        n_queued -= 1
        waiting[p] = 0
        # The best edges not held, one more than wanted: the first that is left out says how high to bid.
        wanted, n_best = k - n_suggested[p], 0
        for e in range(row_ptr[p], row_ptr[p + 1]):
            if n_best == wanted + 1 and score[e] <= best[n_best - 1]:
                break  # prices are never negative, so no later edge is better
            if held[e] == 1:
                continue
            profit = np.int64(score[e]) - price[vacancy[e]]
            if n_best == wanted + 1 and profit <= best[n_best - 1]:
                continue
            at = n_best if n_best <= wanted else wanted
            while at > 0 and best[at - 1] < profit:
                best[at], best_edge[at] = best[at - 1], best_edge[at - 1]
                at -= 1
            best[at], best_edge[at] = profit, e
            n_best = min(n_best + 1, wanted + 1)
        n_bid = 0
        while n_bid < min(wanted, n_best) and best[n_bid] + bonus[n_suggested[p] + n_bid] >= 0:
            n_bid += 1
        if n_bid == 0:
            continue
        indifferent = -bonus[n_suggested[p] + n_bid - 1]
        if n_best > n_bid:
            indifferent = max(indifferent, best[n_bid])
        for b in range(n_bid):
            e = best_edge[b]
            v = vacancy[e]
            start, level = slot_ptr[v], score[e] - indifferent + step
            if n_taken[v] < capacity[v] and (n_taken[v] == 0 or bid[start] > price[v]):
                bid[start + n_taken[v]], holder[start + n_taken[v]] = level, p
                _sift_up(bid, holder, start, n_taken[v])
                n_taken[v] += 1
            else:
                loser = holder[start]
                held[_edge_of(row_ptr, vacancy, loser, v)] = 0
                n_suggested[loser] -= 1
                bid[start], holder[start] = level, p
                _sift_down(bid, holder, start, n_taken[v])
                if waiting[loser] == 0:
                    queue[(head + n_queued) % n_people] = loser
                    n_queued += 1
                    waiting[loser] = 1
            price[v] = _price(bid[start], n_taken[v], capacity[v], congestion)
            held[e] = 1
            n_suggested[p] += 1
            n_bids += 1
    return n_bids


# --- The floor -------------------------------------------------------------------------


@kernel()
def _richest(holder: I32, start: int, n: int, n_suggested: I32) -> int:
    """The slot whose holder has the most suggestions, the later person among equals; -1 if all have only one."""
    found = -1
    for s in range(start, start + n):
        q = holder[s]
        if n_suggested[q] < 2:
            continue
        if found < 0 or (n_suggested[q], q) > (n_suggested[holder[found]], holder[found]):
            found = s
    return found


@kernel(entry=True)
def raise_floor(
    row_ptr: I64,
    vacancy: I32,
    capacity: I32,
    slot_ptr: I64,
    held: U8,
    holder: I32,
    n_taken: I32,
    n_suggested: I32,
) -> int:
    """Give a suggestion to as many people without one as can have one at all; returns to how many.

    Augmenting paths, breadth first: somebody without takes a place from somebody with several, if need be through
    others who each move from their only vacancy to another of theirs. When no path is left the number of people with a
    suggestion is the largest possible (Berge). What a failed search has seen is dead for all later ones.
    """
    n_people, n_vacancies, n_raised = row_ptr.shape[0] - 1, capacity.shape[0], 0
    seen = np.zeros(n_vacancies, np.int32)  # by which search, or dead
    came = np.empty(n_vacancies, np.int32)  # who would move to the vacancy
    left = np.empty(n_people, np.int32)  # the vacancy that this person would leave; -1 for who has none
    queue = np.empty(n_vacancies, np.int32)
    for p in range(n_people):
        if n_suggested[p] > 0:
            continue
        search, n_queued, at, end, slot = np.int32(p + 1), 0, 0, -1, -1
        left[p] = -1
        for e in range(row_ptr[p], row_ptr[p + 1]):
            v = vacancy[e]
            if seen[v] != _DEAD:
                seen[v], came[v], queue[n_queued] = search, p, v
                n_queued += 1
        while at < n_queued and end < 0:
            v = queue[at]
            at += 1
            if n_taken[v] < capacity[v]:
                end, slot = v, slot_ptr[v] + n_taken[v]
                break
            slot = _richest(holder, slot_ptr[v], n_taken[v], n_suggested)
            if slot >= 0:
                end = v
                break
            for s in range(slot_ptr[v], slot_ptr[v] + n_taken[v]):
                q = holder[s]
                left[q] = v
                for e in range(row_ptr[q], row_ptr[q + 1]):
                    other = vacancy[e]
                    if seen[other] != search and seen[other] != _DEAD:
                        seen[other], came[other], queue[n_queued] = search, q, other
                        n_queued += 1
        if end < 0:
            for i in range(n_queued):
                seen[queue[i]] = _DEAD
            continue
        n_raised += 1
        if slot == slot_ptr[end] + n_taken[end]:
            n_taken[end] += 1
        else:
            loser = holder[slot]
            held[_edge_of(row_ptr, vacancy, loser, end)] = 0
            n_suggested[loser] -= 1
        # From the end of the path back to the person who began it: each moves on by one vacancy.
        v = end
        while v >= 0:
            mover = came[v]
            holder[slot] = mover
            held[_edge_of(row_ptr, vacancy, mover, v)] = 1
            v = left[mover]
            if v >= 0:
                held[_edge_of(row_ptr, vacancy, mover, v)] = 0
                slot = slot_ptr[v]
                while holder[slot] != mover:
                    slot += 1
        n_suggested[p] = 1
    return n_raised


@kernel(entry=True)
def fill(row_ptr: I64, vacancy: I32, capacity: I32, k: int, held: U8, n_taken: I32, n_suggested: I32) -> int:
    """Give room that is left to people with short lists, their best first; returns how much was given.

    One more for each in turn, so that nobody takes two where a neighbour takes none.
    """
    n_given, at = 0, row_ptr[:-1].copy()
    more = True
    while more:
        more = False
        for p in range(row_ptr.shape[0] - 1):
            if n_suggested[p] >= k:
                continue
            while at[p] < row_ptr[p + 1]:
                e = at[p]
                at[p] += 1
                if held[e] == 0 and n_taken[vacancy[e]] < capacity[vacancy[e]]:
                    held[e] = 1
                    n_taken[vacancy[e]] += 1
                    n_suggested[p] += 1
                    n_given += 1
                    more = True
                    break
    return n_given


@kernel(entry=True)
def pick_best(row_ptr: I64, k: int, held: U8) -> None:
    """Hold the first k edges of every row: what plain lists would be."""
    for p in range(row_ptr.shape[0] - 1):
        for e in range(row_ptr[p], min(row_ptr[p + 1], row_ptr[p] + k)):
            held[e] = 1
