"""From long lists to suggestions: no vacancy to too many people, and something for everybody if possible."""

from jobmatch.allocation.report import AllocationReport, Spread
from jobmatch.allocation.run import Allocation, allocate
from jobmatch.allocation.settings import AllocationSettings

__all__ = ["Allocation", "AllocationReport", "AllocationSettings", "Spread", "allocate"]
