"""Sums of table rows, one number at a time."""

from __future__ import annotations

from collections.abc import Sequence


def sum_of_rows(table: Sequence[Sequence[int]], bag: Sequence[int]) -> list[int]:
    """Sum of the rows that a bag holds, a row counted as often as it is held."""
    return [sum(table[row][k] for row in bag) for k in range(len(table[0]))]
