"""How much memory there is, and how many people fit into it at once."""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import Final

FEWEST_AT_ONCE: Final = 256
# What a match costs on its way from a row of the ranking to a row of a file, measured and rounded up.
_BYTES_PER_MATCH: Final = 2_000
# The rest is for the index, whose pages the system gives back when they are needed elsewhere, and for what others do.
_SHARE: Final = 0.25
_LIMITS: Final = (
    (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")),
    (Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"), Path("/sys/fs/cgroup/memory/memory.usage_in_bytes")),
)


def free_bytes() -> int | None:
    """Memory that can be had, by the machine and by the limit of the container; None where nobody tells."""
    found = []
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        found += [int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")]
    except OSError:
        pass
    for limit, used in _LIMITS:
        try:
            found.append(int(limit.read_text(encoding="ascii")) - int(used.read_text(encoding="ascii")))
        except (OSError, ValueError):  # no container, or one without a limit ("max")
            continue
    return max(0, min(found)) if found else None


def people_at_once(n_people: int, k: int, memory_gb: float | None, n_sharing: int = 1) -> int:
    """How many people to rank at once, of a partition of ``n_people``.

    Parameters
    ----------
    n_people
        People of the partition.
    k
        Length of each list.
    memory_gb
        What this process may be content with, GB; None is its part of what is free.
    n_sharing
        Processes of this kind that share what is free.
    """
    if memory_gb is None:
        free = free_bytes()
        if free is None:
            return n_people
        room = free // n_sharing
    else:
        room = int(memory_gb * 1e9)
    return max(min(FEWEST_AT_ONCE, n_people), min(n_people, int(room * _SHARE) // (k * _BYTES_PER_MATCH)))


def peak_mb() -> float:
    """Most memory that this process ever held, MB."""
    # bytes on macOS, KiB elsewhere
    scale = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6, 1)
