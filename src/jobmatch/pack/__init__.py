"""Validated frames become the arrays that kernels read (`jobmatch.kernels.layout`)."""

from __future__ import annotations

from jobmatch.pack.credits import SkillCredits
from jobmatch.pack.people import pack_people
from jobmatch.pack.postings import postings_of
from jobmatch.pack.skills import SkillSpace, TaxonomyName
from jobmatch.pack.vacancies import pack_vacancies

__all__ = ["SkillCredits", "SkillSpace", "TaxonomyName", "pack_people", "pack_vacancies", "postings_of"]
