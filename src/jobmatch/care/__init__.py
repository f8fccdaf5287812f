"""Caring, worked out once for a person: when they can be away, and what childcare may cost."""

from jobmatch.care.costs import ChildcareEstimate, ChildcareFigures, childcare_estimate
from jobmatch.care.windows import Cover, away_windows, care_columns

__all__ = ["ChildcareEstimate", "ChildcareFigures", "Cover", "away_windows", "care_columns", "childcare_estimate"]
