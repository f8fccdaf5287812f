"""Settings of an allocation."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from jobmatch.errors import ConfigError
from jobmatch.kernels.layout import I64

_LARGEST: dict[str, int] = {
    "k": 1000,
    "introductions_per_opening": 10_000,
    "evenness_points": 10_000,
    "congestion_points": 100,
    "step_points": 100,
}
_LEAST: dict[str, int] = {"k": 1, "introductions_per_opening": 1, "step_points": 1}
POINT = 1000  # scores are in thousandths of one


@dataclass(frozen=True, slots=True)
class AllocationSettings:
    """What an allocation weighs; all assumed values, to be set by whoever answers for it.

    Parameters
    ----------
    k : int
        Most suggestions for a person.
    introductions_per_opening : int
        Most people that a vacancy is suggested to, for each person that it wants.
    evenness_points : int
        Points that a person's first suggestion is worth beside its score; the second half of that, the third a third
        and so on, so that where places are few nobody gets many while others get none. 0: only scores count.
    congestion_points : int
        Points that a vacancy's last introduction costs; the first costs nothing, those between in proportion. People
        go elsewhere if that costs them less. 0: a vacancy fills up to its cap before anybody is sent elsewhere.
    step_points : int
        By how many points a suggestion raises a vacancy's price at least. The sum of all that is weighed is within this
        many points for each suggestion of the largest possible, before the floor is seen to; smaller is slower.

    Raises
    ------
    ConfigError
        If a setting is no whole number within its range.
    """

    k: int = 10
    introductions_per_opening: int = 10
    evenness_points: int = 100
    congestion_points: int = 10
    step_points: int = 2

    def __post_init__(self) -> None:
        for setting in fields(self):
            value, least, largest = getattr(self, setting.name), _LEAST.get(setting.name, 0), _LARGEST[setting.name]
            if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= largest:
                raise ConfigError(f"{setting.name}: expected a whole number from {least} to {largest}.")

    def bonus(self) -> I64:
        """What each of a person's suggestions is worth beside its score, in thousandths of a point."""
        return np.int64(self.evenness_points * POINT) // np.arange(1, self.k + 1, dtype=np.int64)
