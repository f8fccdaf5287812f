"""Positions as whole metres, so that distances are the same on every machine."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from jobmatch.kernels.layout import I32

EARTH_RADIUS_M: Final = 6_371_009


def positions_m(latitude: NDArray[np.float64], longitude: NDArray[np.float64]) -> I32:
    """Whole metres from the Earth's centre.

    Parameters
    ----------
    latitude, longitude : float64 arrays, shape (n,)
        WGS84 degrees, taken as on a sphere; NaN (unknown) gives zeros.

    Returns
    -------
    int32 array, shape (n, 3)
    """
    lat, lon = np.radians(latitude), np.radians(longitude)
    xyz = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1) * EARTH_RADIUS_M
    rounded: I32 = np.rint(np.nan_to_num(xyz)).astype(np.int32)
    return rounded
