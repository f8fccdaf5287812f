"""Validated frames become the arrays that kernels read (`jobmatch.kernels.layout`)."""

from __future__ import annotations

from jobmatch.pack.people import pack_people
from jobmatch.pack.skills import SkillSpace
from jobmatch.pack.vacancies import pack_vacancies

__all__ = ["SkillSpace", "pack_people", "pack_vacancies"]
