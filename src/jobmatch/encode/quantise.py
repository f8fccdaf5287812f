"""Unit vectors to small whole numbers, so that a similarity has one exact value."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from jobmatch.encode.protocol import F32, I8
from jobmatch.errors import ConfigError, EncoderError, ShapeMismatchError

# Vectors are stretched to this times the square root of their dimensions: an average component becomes 26.
STRETCH: Final = 26
LARGEST: Final = 127
NORM_TOLERANCE: Final = 1e-3

# float32 holds every whole number up to here, and no further.
_FLOAT32_WHOLE: Final = 2**24
_STRETCHED_NORM_LIMIT: Final = STRETCH * (1 + NORM_TOLERANCE) + 0.5

MAX_DIMENSIONS: Final = math.floor(_FLOAT32_WHOLE / _STRETCHED_NORM_LIMIT**2)
"""Most dimensions for which float32 products of quantised vectors are exact: 23,843."""

_BLOCK_ROWS: Final = 4096


def one(dimensions: int) -> int:
    """Similarity of a vector with itself, up to rounding: the number that stands for a cosine of one.

    Parameters
    ----------
    dimensions : int
        Length of a vector, 1 to `MAX_DIMENSIONS`.

    Returns
    -------
    int
        ``26**2 * dimensions``.

    Raises
    ------
    ConfigError
        If no exact similarity exists for so many dimensions.

    Examples
    --------
    >>> one(384)
    259584
    """
    if not 1 <= dimensions <= MAX_DIMENSIONS:
        raise ConfigError(
            f"Vectors of {dimensions} dimensions cannot be compared exactly: 1 to {MAX_DIMENSIONS} are allowed.\n"
            "Hint: choose another encoder."
        )
    return STRETCH * STRETCH * dimensions


def quantise(vectors: F32, *, source: str = "the encoder") -> I8:
    r"""Round unit vectors, stretched by 26 sqrt(d), to whole numbers in -127..127.

    Products of such vectors are exact in float32, in whatever order a matrix library adds them up. Write u for a unit
    vector and q for its whole numbers. Rounding moves a component by at most 1/2 and clipping only shortens, so over
    *any* subset S of the d dimensions

        \|q_S\| <= 26 sqrt(d) \|u_S\| + sqrt(d) / 2 <= (26 x 1.001 + 0.5) sqrt(d),

    1.001 being the norm that is let through here. A partial sum of a product is the sum over some subset S, and by
    Cauchy and Schwarz it is at most \|q_S\| \|r_S\| <= 26.526^2 d. That is below 2^24 for d <= 23,843
    (`MAX_DIMENSIONS`), and float32 holds every whole number up to 2^24: no addition ever rounds. For 384 dimensions
    the bound is 270,193.

    Parameters
    ----------
    vectors : float32 array, shape (n, d)
        Rows of norm one, within 0.001. No missing values.
    source : str
        What made the vectors, named in errors.

    Returns
    -------
    int8 array, shape (n, d)
        Rounded half to even.

    Raises
    ------
    ShapeMismatchError
        If ``vectors`` is not a float32 matrix.
    EncoderError
        If a row is not finite or not of norm one. No text is shown.
    ConfigError
        If d is beyond `MAX_DIMENSIONS`.

    Examples
    --------
    >>> quantise(np.float32([[1.0, 0.0, 0.0, 0.0], [0.5, -0.5, 0.5, 0.5]])).tolist()
    [[52, 0, 0, 0], [26, -26, 26, 26]]
    """
    if vectors.ndim != 2 or vectors.dtype != np.float32:
        raise ShapeMismatchError(
            what=f"Vectors of {source}",
            found=f"{vectors.dtype} of shape {vectors.shape}",
            expected="float32 of shape (texts, dimensions)",
        )
    dimensions = vectors.shape[1]
    one(dimensions)
    whole = np.empty(vectors.shape, np.int8)
    for start in range(0, len(vectors), _BLOCK_ROWS):
        # In float64, where the product of a float32 and the stretch is close enough to round the same way everywhere.
        block = vectors[start : start + _BLOCK_ROWS].astype(np.float64)
        _check_unit(block, source)
        stretched = np.rint(block * (STRETCH * math.sqrt(dimensions)))
        whole[start : start + _BLOCK_ROWS] = np.clip(stretched, -LARGEST, LARGEST)
    return whole


def _check_unit(block: np.ndarray[tuple[int, int], np.dtype[np.float64]], source: str) -> None:
    norms = np.sqrt(np.einsum("ij,ij->i", block, block))
    n_foreign = int(np.count_nonzero(~np.isfinite(norms)))
    if n_foreign:
        raise EncoderError(
            f"{source} gave {n_foreign} vector(s) with values that are not finite numbers.\n"
            "Hint: its weights may be damaged; install them again or choose another encoder."
        )
    worst = float(np.max(np.abs(norms - 1.0), initial=0.0))
    if worst > NORM_TOLERANCE:
        raise EncoderError(
            f"{source} gave vectors that are not of norm one: off by up to {worst:.3g}, "
            f"{NORM_TOLERANCE:g} is allowed.\n"
            "Hint: an Encoder must divide each vector by its norm."
        )
