"""Exact, explained matching of jobseekers and vacancies under travel, care, health and skills constraints.

The names in ``__all__`` are the promises of the library; everything else may change. Each is loaded when it is first
used, so ``import jobmatch`` costs next to nothing and starts no compiler, index or text model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jobmatch.allocation import Allocation, AllocationSettings, allocate
    from jobmatch.care import (
        ChildcareEstimate,
        ChildcareFigures,
        Cover,
        away_windows,
        care_columns,
        childcare_estimate,
    )
    from jobmatch.config import MatchConfig, ShortlistWeights, TextWeights, Weights
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
        RunBusyError,
        RunError,
        RunMissingError,
        ShapeMismatchError,
        StoreDamagedError,
        StoreError,
        StoreForeignError,
        StoreLeftoverError,
        StoreMissingError,
        StoreUnwritableError,
        StoreVersionError,
        TaxonomyError,
        UnknownIdError,
        UnwritableError,
        UsageError,
        VacancyClosedError,
    )
    from jobmatch.evaluation import evaluate
    from jobmatch.explain import Explanation
    from jobmatch.fairness import FairnessReport, fairness_report
    from jobmatch.ledger import BarrierLedger, barrier_ledger
    from jobmatch.live import LiveIndex
    from jobmatch.matcher import Matcher
    from jobmatch.reading import AdvertReading, CvReading, SkillLink, SkillLinker, read_advert, read_cv
    from jobmatch.records import Jobseeker, Vacancy
    from jobmatch.results import EmployerView, MatchResult
    from jobmatch.routing import RoutedTimes, route_times
    from jobmatch.rules import Rules, RulesOfDay, rules_on
    from jobmatch.tables import Places, read_jobseekers, read_vacancies
    from jobmatch.taxonomy import (
        CreditRules,
        OccupationCoder,
        Occupations,
        SkillTaxonomy,
        Taxonomy,
        read_esco,
        read_esco_occupations,
        read_soc_titles,
        skill_credits,
        starter_taxonomy,
    )
    from jobmatch.travel import TravelMatrix
    from jobmatch.tuning import Tuning, tune
    from jobmatch.whatif import Barriers, WhyNot

__version__ = "0.1.0"

__all__ = [
    "AdvertReading",
    "Allocation",
    "AllocationSettings",
    "BarrierLedger",
    "Barriers",
    "ChildcareEstimate",
    "ChildcareFigures",
    "ColumnMissingError",
    "ConfigError",
    "Cover",
    "CreditRules",
    "CvReading",
    "EmployerView",
    "EmptyTableError",
    "EncoderError",
    "Explanation",
    "FairnessReport",
    "FormatError",
    "InputError",
    "JobmatchError",
    "Jobseeker",
    "LiveIndex",
    "MatchConfig",
    "MatchResult",
    "Matcher",
    "MatrixError",
    "OccupationCoder",
    "Occupations",
    "Places",
    "RecordError",
    "RoutedTimes",
    "Rules",
    "RulesOfDay",
    "RunBusyError",
    "RunError",
    "RunMissingError",
    "ShapeMismatchError",
    "ShortlistWeights",
    "SkillLink",
    "SkillLinker",
    "SkillTaxonomy",
    "StoreDamagedError",
    "StoreError",
    "StoreForeignError",
    "StoreLeftoverError",
    "StoreMissingError",
    "StoreUnwritableError",
    "StoreVersionError",
    "Taxonomy",
    "TaxonomyError",
    "TextWeights",
    "TravelMatrix",
    "Tuning",
    "UnknownIdError",
    "UnwritableError",
    "UsageError",
    "Vacancy",
    "VacancyClosedError",
    "Weights",
    "WhyNot",
    "__version__",
    "allocate",
    "away_windows",
    "barrier_ledger",
    "care_columns",
    "childcare_estimate",
    "evaluate",
    "fairness_report",
    "read_advert",
    "read_cv",
    "read_esco",
    "read_esco_occupations",
    "read_jobseekers",
    "read_soc_titles",
    "read_vacancies",
    "route_times",
    "rules_on",
    "skill_credits",
    "starter_taxonomy",
    "tune",
]

# Errors are the rest of __all__.
_HOME: Final = {
    "AdvertReading": "reading",
    "Allocation": "allocation",
    "AllocationSettings": "allocation",
    "BarrierLedger": "ledger",
    "Barriers": "whatif",
    "ChildcareEstimate": "care",
    "ChildcareFigures": "care",
    "Cover": "care",
    "CreditRules": "taxonomy",
    "CvReading": "reading",
    "EmployerView": "results",
    "Explanation": "explain",
    "FairnessReport": "fairness",
    "Jobseeker": "records",
    "MatchConfig": "config",
    "MatchResult": "results",
    "OccupationCoder": "taxonomy",
    "Occupations": "taxonomy",
    "Places": "tables",
    "RoutedTimes": "routing",
    "LiveIndex": "live",
    "Matcher": "matcher",
    "Rules": "rules",
    "RulesOfDay": "rules",
    "ShortlistWeights": "config",
    "SkillLink": "reading",
    "SkillLinker": "reading",
    "TravelMatrix": "travel",
    "Tuning": "tuning",
    "SkillTaxonomy": "taxonomy",
    "Taxonomy": "taxonomy",
    "TextWeights": "config",
    "Vacancy": "records",
    "Weights": "config",
    "WhyNot": "whatif",
    "allocate": "allocation",
    "away_windows": "care",
    "barrier_ledger": "ledger",
    "care_columns": "care",
    "childcare_estimate": "care",
    "evaluate": "evaluation",
    "fairness_report": "fairness",
    "read_advert": "reading",
    "read_cv": "reading",
    "read_esco": "taxonomy",
    "read_esco_occupations": "taxonomy",
    "read_soc_titles": "taxonomy",
    "read_jobseekers": "tables",
    "read_vacancies": "tables",
    "route_times": "routing",
    "rules_on": "rules",
    "skill_credits": "taxonomy",
    "starter_taxonomy": "taxonomy",
    "tune": "tuning",
}
# Modules that are there under their own name without an import of their own.
_MODULES: Final = frozenset(("nightly", "reading"))


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
