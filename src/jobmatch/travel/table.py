"""What minutes are looked up in: the estimate by distance, and a matrix of real times where there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jobmatch.codes import Band, Mode
from jobmatch.errors import ShapeMismatchError
from jobmatch.kernels.layout import (
    I32,
    N_BANDS,
    N_MODES,
    NO_SERVICE,
    STEP_M,
    TABLE_STEPS,
    U8,
    UNKNOWN_TIME,
    Timetable,
)
from jobmatch.travel.matrix import Role, TravelMatrix, no_timetable

Z80: Final = 0.8416
# By Mode; sd of ln minutes. Public transport: the residuals have .31; .40 is the least step of .05 with which, in the
# half that was fitted, fewer than 10 in 100 of the journeys really within the limit are refused, since places differ.
SIGMA: Final = (0.16, 0.20, 0.25, 0.40, 0.25)
MATRIX_SIGMA: Final = 0.10
# A place that is known no better than this has no zone: its times would be those of somewhere else.
MOST_RADIUS_FOR_A_ZONE_M: Final = 1000


@dataclass(frozen=True, slots=True)
class TravelTable:
    """Minutes by mode, band and quarter kilometre, and how far to trust each mode.

    Parameters
    ----------
    minutes : uint8 array, shape (5, 6, 601)
        By `Mode`, `Band` and distance in steps of 250 m; 254 unknown, 255 no service.
    sigma : tuple of five floats
        Standard deviation of ln(minutes) by `Mode`.
    matrix : TravelMatrix or None
        Real times, asked first.

    Raises
    ------
    ShapeMismatchError
        If ``minutes`` or ``sigma`` has another shape.
    """

    minutes: U8
    sigma: tuple[float, ...] = SIGMA
    matrix: TravelMatrix | None = None

    def __post_init__(self) -> None:
        """Check shapes: kernels read past the end in silence."""
        expected = (N_MODES, N_BANDS, TABLE_STEPS)
        if self.minutes.shape != expected or self.minutes.dtype != np.uint8:
            raise ShapeMismatchError(
                what="travel minutes", found=(self.minutes.dtype, self.minutes.shape), expected=("uint8", expected)
            )
        if len(self.sigma) != N_MODES:
            raise ShapeMismatchError(what="travel sigma", found=len(self.sigma), expected=N_MODES)

    def thresholds(self, limits_min: NDArray[np.int64]) -> tuple[U8, U8]:
        """Most minutes that surely fit, and above which a journey surely does not.

        Parameters
        ----------
        limits_min : int64 array, shape (n, 2)
            Longest journey out and back, minutes, at most 180.

        Returns
        -------
        ok_max, fail_above : uint8 arrays, shape (n, 2, 5)
        """
        return _thresholds(limits_min[:, :, None], np.asarray(self.sigma))

    @staticmethod
    def matrix_thresholds(limits_min: NDArray[np.int64]) -> tuple[U8, U8]:
        """Likewise for times from a matrix: ok_max and fail_above, uint8 (n, 2)."""
        return _thresholds(limits_min, np.asarray(MATRIX_SIGMA))

    def timetable(self, workplace: Callable[[], I32]) -> Timetable:
        """The matrix as kernels read it, with room of its own to write into: one for each thread.

        Parameters
        ----------
        workplace
            Called for the zone of each vacancy, int32 (n,), where there is a matrix.
        """
        return no_timetable() if self.matrix is None else self.matrix.timetable(workplace())

    def with_evening_as_day(self) -> TravelTable:
        """The same times, but public transport runs in the evening as it does by day."""
        minutes = self.minutes.copy()
        minutes[Mode.PT, Band.EVE] = minutes[Mode.PT, Band.DAY]
        return replace(self, minutes=minutes, matrix=self.matrix and self.matrix.with_evening_as_day())

    def zones(self, xyz_m: I32, located: U8, radius_m: I32, role: Role) -> I32:
        """Zone of each place in the matrix, int32 (n,); -1 where it has none or there is no matrix."""
        if self.matrix is None:
            return np.full(len(located), -1, np.int32)
        zone = self.matrix.zones_at(xyz_m, role)
        zone[(located == 0) | (radius_m > MOST_RADIUS_FOR_A_ZONE_M)] = -1
        return zone

    def reach_m(self, fail_above: U8, modes: U8) -> NDArray[np.int64]:
        """Distance in metres beyond which no pair can escape FAIL: never too small, often too large.

        Parameters
        ----------
        fail_above : uint8 array, shape (n, 2, 5)
            As `thresholds` gives it.
        modes : uint8 array, shape (n,)
            Mode bits.

        Returns
        -------
        int64 array, shape (n,)
            -1 where no mode is usable.
        """
        last = _last_steps(self.minutes.tobytes())
        usable = (modes[:, None] >> np.arange(N_MODES, dtype=np.uint8)) & 1 == 1
        by_leg = last[np.arange(N_MODES)[None, None, :], fail_above]
        step = np.where(usable[:, None, :], by_leg, -1).max(axis=2).min(axis=1)
        # a step for rounding, and one because the uncertainty of places counts in whole steps
        return np.where(step < 0, -1, (step + 2) * STEP_M)


@lru_cache(maxsize=4)
def _last_steps(minutes: bytes) -> NDArray[np.int64]:
    """Last step within so many minutes in the best band, int64 (mode, 256); -1 none."""
    table = np.frombuffer(minutes, np.uint8).reshape(N_MODES, N_BANDS, TABLE_STEPS)
    hopeful = np.where(table == UNKNOWN_TIME, 0, table).min(axis=1)  # (mode, step)
    within = hopeful[:, None, :] <= np.arange(256)[:, None]
    last = np.where(within.any(axis=2), TABLE_STEPS - 1 - within[:, :, ::-1].argmax(axis=2), -1).astype(np.int64)
    last[:, NO_SERVICE] = -1
    return last


def _thresholds(limits_min: NDArray[np.int64], sigma: NDArray[np.float64]) -> tuple[U8, U8]:
    spread = np.exp(Z80 * sigma)
    limits = limits_min.astype(np.float64)
    return np.floor(limits / spread).astype(np.uint8), np.floor(limits * spread).astype(np.uint8)
