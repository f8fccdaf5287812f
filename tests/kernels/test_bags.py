"""Sums of table rows equal the oracle's."""

from __future__ import annotations

import numpy as np
import pytest

from jobmatch.kernels.bags import sum_bags
from tests.reference.bags import sum_of_rows


@pytest.mark.parametrize("seed", range(5))
def test_sums_are_those_of_the_oracle(seed: int) -> None:
    random = np.random.default_rng(seed)
    table = random.integers(-128, 128, (9, 5)).astype(np.int8)
    bags = [random.integers(0, 9, n).tolist() for n in (0, 1, 400, 0, 7)]
    rows = np.array([row for bag in bags for row in bag], np.int32)
    starts = np.cumsum([0, *map(len, bags)]).astype(np.int64)
    sums = np.zeros((len(bags), 5), np.int32)
    sum_bags(rows, starts, table, sums)
    assert sums.tolist() == [sum_of_rows(table.tolist(), bag) for bag in bags]


def test_the_longest_bag_does_not_overflow() -> None:
    n = 2**24 - 1
    sums = np.zeros((1, 2), np.int32)
    sum_bags(np.zeros(n, np.int32), np.array([0, n]), np.array([[-128, 127]], np.int8), sums)
    assert sums.tolist() == [[-128 * n, 127 * n]]
