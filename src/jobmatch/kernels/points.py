"""Points: the exact integer sum of the parts, and the verdict over the constraints."""

from __future__ import annotations

import numpy as np

from jobmatch.codes import Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import Scratch, Settings

UNKNOWN, OK = int(Verdict.UNKNOWN), int(Verdict.OK)
FULL_PART = 1000


@kernel()
def pair_verdict(scratch: Scratch, j: int) -> int:
    """Least verdict over the constraints."""
    verdict = OK
    for c in range(5):
        verdict = min(verdict, np.int64(scratch.verdict[c, j]))
    return verdict


@kernel()
def unknown_points(scratch: Scratch, j: int, settings: Settings, total: int) -> int:
    """Points off for what is unknown, zero or negative, never more than there are."""
    n = np.int64(0)
    for c in range(5):
        n += scratch.verdict[c, j] == UNKNOWN
    n += np.int64(scratch.unknown[0, j]) + np.int64(scratch.unknown[1, j]) + np.int64(scratch.unknown[5, j])
    return -min(total, n * settings.penalty)


@kernel()
def pair_points(scratch: Scratch, j: int, settings: Settings) -> int:
    """Full score, thousandths of a point, 0 to 100,000."""
    total = np.int64(0)
    for part in range(6):
        total += settings.weights[part] * np.int64(scratch.part[part, j])
    return total + unknown_points(scratch, j, settings, total)


@kernel()
def shortlist_unknown_points(scratch: Scratch, j: int, settings: Settings, total: int) -> int:
    """As `unknown_points`, over what an employer may know: text, skills, licences and hours."""
    n = np.int64(0)
    n += (scratch.verdict[1, j] == UNKNOWN) + np.int64(scratch.verdict[2, j] == UNKNOWN)
    n += np.int64(scratch.unknown[0, j]) + np.int64(scratch.unknown[1, j])
    return -min(total, n * settings.penalty)


@kernel()
def shortlist_points(scratch: Scratch, j: int, settings: Settings) -> int:
    """Score in the order that an employer may see: nothing from travel, care, health or pay wanted."""
    total = settings.shortlist_weights[0] * np.int64(scratch.part[0, j])
    total += settings.shortlist_weights[1] * np.int64(scratch.part[1, j])
    return total + shortlist_unknown_points(scratch, j, settings, total)
