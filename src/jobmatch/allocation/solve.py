"""From a graph to who is introduced to what: auction, floor, and what room is left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jobmatch.allocation.auction import fill, pick_best, raise_floor, run_auction
from jobmatch.allocation.graph import MatchGraph
from jobmatch.allocation.settings import POINT, AllocationSettings
from jobmatch.kernels.layout import I32, I64, U8


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Holdings:
    """Who holds what: ``held`` by edge, ``n_taken`` by vacancy, ``n_suggested`` by person; changed in place."""

    capacity: I32
    slot_ptr: I64
    held: U8
    holder: I32
    n_taken: I32
    n_suggested: I32


def capacity_of(graph: MatchGraph, settings: AllocationSettings) -> I32:
    """Most introductions of each vacancy; more than there are people makes no difference."""
    wanted = graph.openings.astype(np.int64) * settings.introductions_per_opening
    return np.minimum(wanted, max(len(graph.jobseeker_ids), 1)).astype(np.int32)


def bid_for_all(graph: MatchGraph, settings: AllocationSettings) -> Holdings:
    """The auction alone."""
    capacity = capacity_of(graph, settings)
    degree = np.bincount(graph.vacancy, minlength=len(capacity))
    slot_ptr = np.concatenate([[0], np.cumsum(np.minimum(capacity, degree))]).astype(np.int64)
    got = Holdings(
        capacity,
        slot_ptr,
        held=np.zeros(len(graph.vacancy), np.uint8),
        holder=np.empty(slot_ptr[-1], np.int32),
        n_taken=np.zeros(len(capacity), np.int32),
        n_suggested=np.zeros(len(graph.jobseeker_ids), np.int32),
    )
    weighed = (settings.bonus(), settings.congestion_points * POINT, settings.step_points * POINT)
    bid = np.empty_like(got.holder)
    lines = (graph.row_ptr, graph.vacancy, graph.score)
    run_auction(*lines, capacity, slot_ptr, *weighed, got.held, bid, got.holder, got.n_taken, got.n_suggested)
    return got


def allocate_graph(graph: MatchGraph, settings: AllocationSettings) -> Holdings:
    """Auction, floor, and what room is left."""
    got = bid_for_all(graph, settings)
    lines = (graph.row_ptr, graph.vacancy, got.capacity)
    raise_floor(*lines, got.slot_ptr, got.held, got.holder, got.n_taken, got.n_suggested)
    fill(*lines, settings.k, got.held, got.n_taken, got.n_suggested)
    return got


def plain_lists(graph: MatchGraph, k: int) -> U8:
    """By edge, whether it is among its person's k best: what there would be without an allocation."""
    held = np.zeros(len(graph.vacancy), np.uint8)
    pick_best(graph.row_ptr, k, held)
    return held
