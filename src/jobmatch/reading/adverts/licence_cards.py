"""Cards of one family: which SIA licence, and which CSCS card, a name stands for."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.adverts.licence_alternatives import Asked
from jobmatch.reading.context import Around
from jobmatch.reading.terms import Hit

SIA: Final = frozenset(("sia_door", "sia_guard", "sia_cctv"))
_GENERIC: Final = "sia"
_KINDS: Final = (
    ("sia_door", re.compile(r"\b(?:door supervis\w+|door(?:s| staff)?|ds)\b")),
    ("sia_guard", re.compile(r"\b(?:security guard(?:ing)?|guarding|sg)\b")),
    ("sia_cctv", re.compile(r"\b(?:cctv|public space|pss)\b")),
    ("sia_close_protection", re.compile(r"\bclose protection\b")),
)
_NEAR_BEFORE: Final = 55
_NEAR_AFTER: Final = 60
_EITHER: Final = re.compile(r"/|\bor\b")
# "An SIA approved contractor", "SIA guidelines", "£15 an hour SIA"
_A_LICENCE: Final = re.compile(
    r"\b(?:licen[cs]e[sd]?|licen[cs]ing|badges?|badged|cards?|holders?|registered|front[- ]?line|door|guarding|cctv"
    r"|must|required|essential|valid|officers?|guards?|supervisors?|operatives?|stewards?|operators?)\b"
)
_NO_LICENCE: Final = re.compile(
    r"\bno (?:sia )?(?:licen[cs]e|badge)s? (?:is |are )?(?:needed|required|necessary)\b"
    r"|\b(?:licen[cs]e|badge) (?:is )?not (?:needed|required|necessary|essential)\b"
)
# "Stewards & SIA badge holders", "SIA and non-SIA staff": not all of them have one
_BESIDE_STEWARDS: Final = re.compile(
    r"\bstewards\s*(?:&|/|,|\+|\band\b|\bor\b)\s*(?:the\s|all\s)?sia\b|\bnon[- ]?sia\b"
    r"|\bsia\b(?:\s(?!stew|must|need|and\b)\w+){0,3}\s*(?:&|/|\+|\band\b|\bor\b)\s*(?:\w+\s)?stewards\b"
)
_NOT_OF_A_PERSON: Final = re.compile(
    r"\s*(?:acs\b|approved|regulat\w+|guidelines?|standards?|codes?|rules|legislation|website|act\b)"
)


def sia_licences(low: str, hit: Hit, words: Around, licence: str) -> list[str]:
    """Licences that a mention of the SIA, or of one of its licences, asks for.

    A mention of the SIA alone is of the least of them; one that names several kinds is of any, or of each.
    """
    if _NOT_OF_A_PERSON.match(words.after):
        return []
    if hit.term != _GENERIC:
        return [licence]
    near = words.before[-_NEAR_BEFORE:] + low[hit.start : hit.end] + words.after[:_NEAR_AFTER]
    if not _A_LICENCE.search(near):
        return []
    kinds = [kind for kind, pattern in _KINDS if pattern.search(near)]
    if len(kinds) > 1 and _EITHER.search(near):
        return [" or ".join(kinds)]
    # "Security guards with an SIA licence" hold the least of them, whatever else they are called.
    return [kind for kind in kinds if kind != "sia_guard"] or ["sia_guard"]


def without_generic_sia(low: str, asked: list[Asked]) -> list[Asked]:
    """What is asked for, without the SIA licence that is named once more by no kind, or that nobody needs."""
    if not any(one.licence in SIA for one in asked):
        return asked
    if _NO_LICENCE.search(low) or _BESIDE_STEWARDS.search(low):
        return [one for one in asked if one.licence not in SIA]
    is_of_a_kind = any(one.licence != "sia_guard" and one.licence.startswith("sia_") for one in asked)
    return [one for one in asked if not (is_of_a_kind and one.licence == "sia_guard")]


# --- CSCS ------------------------------------------------------------------------------

_SUPERVISOR: Final = re.compile(r"\b(?:black|gold|supervisor(?:'s)? card)\b")
_SKILLED: Final = re.compile(r"\b(?:blue|skilled worker)\b")
_LABOURER: Final = re.compile(r"\b(?:green|red|white|trainee|labourers?|any)\b")


def cscs_card(words: Around) -> str:
    """Which CSCS card is meant, by its colour; the least of those named."""
    near = words.before.rpartition(",")[2][-25:] + "|" + words.after.partition(",")[0][:25]
    if _LABOURER.search(near):
        return "cscs"
    if _SKILLED.search(near):
        return "cscs_skilled"
    return "cscs_supervisor" if _SUPERVISOR.search(near) else "cscs"
