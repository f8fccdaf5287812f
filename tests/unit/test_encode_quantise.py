"""Whole-number vectors: rounding, refusals, and products that are exact however they are added up."""

from __future__ import annotations

import math
import re

import numpy as np
import numpy.typing as npt
import pytest

from jobmatch.encode.quantise import MAX_DIMENSIONS, one, quantise
from jobmatch.errors import ConfigError, EncoderError, ShapeMismatchError

F32 = npt.NDArray[np.float32]


def unit_rows(n: int, dimensions: int, seed: int = 0) -> F32:
    rows = np.random.default_rng(seed).standard_normal((n, dimensions))
    unit: F32 = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def test_rounds_half_to_even() -> None:
    # Sixteen dimensions: the stretch is 104, so sixteenths become multiples of 6.5, which float32 holds exactly.
    row = np.zeros(16, np.float32)
    row[:4] = np.array([1, 3, -1, -3]) / 16
    row[4:6] = math.sqrt((1 - 20 / 256) / 2)
    assert quantise(row[None])[0, :4].tolist() == [6, 20, -6, -20]


def test_clips_what_one_byte_cannot_hold() -> None:
    axis = np.zeros((2, 384), np.float32)
    axis[0, 5], axis[1, 5] = 1, -1
    assert quantise(axis)[:, 5].tolist() == [127, -127]


def test_a_vector_with_itself_gives_about_one() -> None:
    vectors = quantise(unit_rows(50, 384)).astype(np.int64)
    similarity = (vectors * vectors).sum(1)
    # Rounding errors are at most 1/2 in each dimension, 1/12 squared on average: 384 / 12 = 32 of 259,584.
    assert np.abs(similarity - one(384)).max() < 0.01 * one(384)


def test_one_is_the_rules_number() -> None:
    assert one(384) == 26 * 26 * 384
    assert one(1) == 676


@pytest.mark.parametrize("dimensions", [0, -1, MAX_DIMENSIONS + 1])
def test_dimensions_without_exact_products_are_refused(dimensions: int) -> None:
    with pytest.raises(ConfigError, match=str(MAX_DIMENSIONS)):
        one(dimensions)


def test_vectors_of_too_many_dimensions_are_refused() -> None:
    with pytest.raises(ConfigError):
        quantise(np.zeros((1, MAX_DIMENSIONS + 1), np.float32))


def test_the_bound_is_the_largest() -> None:
    norm = 26 * 1.001 + 0.5
    assert norm**2 * MAX_DIMENSIONS < 2**24 <= norm**2 * (MAX_DIMENSIONS + 1)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_values_that_are_no_numbers_name_the_encoder(bad: float) -> None:
    rows = unit_rows(3, 8)
    rows[1, 2] = bad
    with pytest.raises(EncoderError, match=r"TheEncoder gave 1 vector\(s\).*not finite"):
        quantise(rows, source="TheEncoder")


@pytest.mark.parametrize("factor", [0.0, 0.99, 1.01, 100.0])
def test_rows_that_are_not_of_norm_one_are_refused(factor: float) -> None:
    with pytest.raises(EncoderError, match="norm one"):
        quantise(unit_rows(3, 8) * np.float32(factor))


def test_a_norm_within_a_thousandth_passes() -> None:
    quantise(unit_rows(3, 8) * np.float32(1.0009))


@pytest.mark.parametrize(
    "vectors", [np.zeros(4, np.float32), np.zeros((1, 1, 4), np.float32), unit_rows(1, 4).astype(np.float64)]
)
def test_anything_but_a_float32_matrix_is_refused(vectors: F32) -> None:
    with pytest.raises(ShapeMismatchError, match=re.escape("(texts, dimensions)")):
        quantise(vectors)


def test_no_rows_give_no_rows() -> None:
    assert quantise(np.empty((0, 8), np.float32)).shape == (0, 8)


def test_rows_beyond_one_block_are_all_done() -> None:
    rows = unit_rows(5000, 4)
    assert quantise(rows).tolist() == np.clip(np.rint(rows.astype(np.float64) * 52), -127, 127).tolist()


@pytest.mark.parametrize("dimensions", [3, 384, 1024, MAX_DIMENSIONS])
def test_float32_products_are_exact_in_every_order(dimensions: int) -> None:
    # Also vectors that are alike, whose sums are the largest.
    left = np.vstack([unit_rows(20, dimensions, 1), np.full((1, dimensions), 1 / math.sqrt(dimensions), np.float32)])
    right = np.vstack([unit_rows(30, dimensions, 2), left])
    a, b = quantise(left), quantise(right)
    exact = a.astype(np.int64) @ b.astype(np.int64).T
    a32, b32 = a.astype(np.float32), b.astype(np.float32)
    assert ((a32 @ b32.T).astype(np.int64) == exact).all()
    order = np.random.default_rng(0).permutation(dimensions)
    assert ((a32[:, order] @ b32[:, order].T).astype(np.int64) == exact).all()
    one_by_one = np.array([[np.dot(x, y) for y in b32] for x in a32[:5]])
    assert (one_by_one.astype(np.int64) == exact[:5]).all()
    for width in (1, 7, 64):
        blocks = [a32 @ b32[start : start + width].T for start in range(0, len(b32), width)]
        assert (np.hstack(blocks).astype(np.int64) == exact).all()
    running = np.cumsum(a32[-1] * b32[-1], dtype=np.float32)
    assert running[-1] == exact[-1, -1]


def test_a_small_turn_moves_each_number_a_little() -> None:
    before = unit_rows(1, 384)
    after = before + np.float32(0.001) * unit_rows(1, 384, 9)
    after /= np.linalg.norm(after)
    moved = np.abs(quantise(before).astype(int) - quantise(after).astype(int))
    assert moved.max() <= 1
