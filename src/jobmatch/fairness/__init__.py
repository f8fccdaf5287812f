"""What groups of people got from a run, beside one another. Nothing that matches reads any of it."""

from jobmatch.fairness.report import FairnessReport, fairness_report

__all__ = ["FairnessReport", "fairness_report"]
