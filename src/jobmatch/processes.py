"""The cores that this process may use, and what a process that it starts has to be told."""

from __future__ import annotations

import os
import site
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_PACKAGE_ROOT: Final = Path(__file__).resolve().parents[1]


def usable_cores() -> int:
    """Count the cores that this process may use."""
    # Not every system can restrict a process to some cores.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def wanted_or_cores(wanted: int | None) -> int:
    """How many threads or processes to use: as many as are wanted, or one for each core."""
    return wanted or usable_cores()


def with_this_package(environment: Mapping[str, str]) -> dict[str, str]:
    """Variables by which a process that is started finds this package, too."""
    installed = [*site.getsitepackages(), site.getusersitepackages()]
    if str(_PACKAGE_ROOT) in installed:
        return dict(environment)
    # A checkout that this process found through its own `sys.path`, which the other does not inherit.
    paths = [environment.get("PYTHONPATH", ""), str(_PACKAGE_ROOT)]
    return {**environment, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
