"""Learning the weights of the score, and what a score promises, from a table of outcomes."""

from jobmatch.tuning.outcomes import LEAST_OF_EACH, LEAST_OUTCOMES, LEAST_PEOPLE
from jobmatch.tuning.run import Gain, HeldOut, Interval, Tuning, tune

__all__ = [
    "LEAST_OF_EACH",
    "LEAST_OUTCOMES",
    "LEAST_PEOPLE",
    "Gain",
    "HeldOut",
    "Interval",
    "Tuning",
    "tune",
]
