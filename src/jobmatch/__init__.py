"""Exact, explained matching of jobseekers and vacancies under travel, care, health and skills constraints.

The names in ``__all__`` are the promises of the library; everything else may change. Each is loaded when it is first
used, so ``import jobmatch`` costs next to nothing and starts no compiler, index or text model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jobmatch.config import MatchConfig, ShortlistWeights, Weights
    from jobmatch.errors import (
        ColumnMissingError,
        ConfigError,
        EmptyTableError,
        EncoderError,
        FormatError,
        InputError,
        JobmatchError,
        MatrixError,
        RecordError,
        ShapeMismatchError,
        StoreDamagedError,
        StoreError,
        StoreForeignError,
        StoreMissingError,
        StoreVersionError,
        UnknownIdError,
        UsageError,
        VacancyClosedError,
    )
    from jobmatch.evaluation import evaluate
    from jobmatch.explain import Explanation
    from jobmatch.matcher import Matcher
    from jobmatch.reading import AdvertReading, read_advert
    from jobmatch.records import Jobseeker, Vacancy
    from jobmatch.results import EmployerView, MatchResult
    from jobmatch.tables import Places, read_jobseekers, read_vacancies
    from jobmatch.travel import TravelMatrix
    from jobmatch.whatif import Barriers, WhyNot

__version__ = "0.1.0"

__all__ = [
    "AdvertReading",
    "Barriers",
    "ColumnMissingError",
    "ConfigError",
    "EmployerView",
    "EmptyTableError",
    "EncoderError",
    "Explanation",
    "FormatError",
    "InputError",
    "JobmatchError",
    "Jobseeker",
    "MatchConfig",
    "MatchResult",
    "Matcher",
    "MatrixError",
    "Places",
    "RecordError",
    "ShapeMismatchError",
    "ShortlistWeights",
    "StoreDamagedError",
    "StoreError",
    "StoreForeignError",
    "StoreMissingError",
    "StoreVersionError",
    "TravelMatrix",
    "UnknownIdError",
    "UsageError",
    "Vacancy",
    "VacancyClosedError",
    "Weights",
    "WhyNot",
    "__version__",
    "evaluate",
    "read_advert",
    "read_jobseekers",
    "read_vacancies",
]

# Errors are the rest of __all__.
_HOME: Final = {
    "AdvertReading": "reading",
    "Barriers": "whatif",
    "EmployerView": "results",
    "Explanation": "explain",
    "Jobseeker": "records",
    "MatchConfig": "config",
    "MatchResult": "results",
    "Places": "tables",
    "Matcher": "matcher",
    "ShortlistWeights": "config",
    "TravelMatrix": "travel",
    "Vacancy": "records",
    "Weights": "config",
    "WhyNot": "whatif",
    "evaluate": "evaluation",
    "read_advert": "reading",
    "read_jobseekers": "tables",
    "read_vacancies": "tables",
}
# Modules that are there under their own name without an import of their own.
_MODULES: Final = frozenset(("reading",))


def __getattr__(name: str) -> object:
    """Load a public name from the module that defines it (PEP 562)."""
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME.get(name, 'errors')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
