"""How good rankings are: against people's judgements, beside a random order; and whether they are exact."""

from jobmatch.evaluation.exactness import Exactness, check_exactness, people_drawn
from jobmatch.evaluation.judgements import Evaluation, Measure, checked_pairs, evaluate, measures_of_each
from jobmatch.evaluation.pairs import rank_pairs, rows_of_ids

__all__ = [
    "Evaluation",
    "Exactness",
    "Measure",
    "check_exactness",
    "checked_pairs",
    "evaluate",
    "measures_of_each",
    "people_drawn",
    "rank_pairs",
    "rows_of_ids",
]
