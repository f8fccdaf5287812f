"""How good rankings are: against people's judgements, beside a random order; and whether they are exact."""

from jobmatch.evaluation.exactness import Exactness, check_exactness
from jobmatch.evaluation.judgements import Evaluation, Measure, evaluate

__all__ = ["Evaluation", "Exactness", "Measure", "check_exactness", "evaluate"]
