"""Criminal record checks: the level that is asked for, and whether it can be had later."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.adverts.licence_alternatives import Asked
from jobmatch.reading.context import DESIRABLE, around, is_negated
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

NO_DEMAND: Final = re.compile(
    r"\b(?:if required|if applicable|where (?:required|applicable|appropriate|necessary)|some of our roles"
    r"|may be (?:subject|required|asked)"
    r"|(?:may|might) (?:also )?need (?:an?|your|to (?:have|hold))|might be (?:required|needed|asked)"
    r"|depending on|certain roles|some roles|some posts|for relevant"
    r"|if the (?:post|role)|if your|if this|if you are|if you have|if you (?:only )?hold|if you only)\b"
)
ALREADY: Final = re.compile(
    r"\b(?:must (?:already )?(?:have|hold|possess)|already|current|existing|valid|in possession|up to date"
    r"|in date|recent|hold(?:s|ing)? an?|issued within)\b"
)
_CHECKED_LATER: Final = re.compile(
    r"\b(?:subject to|will be|pass(?:ing)?\b|undergo|undertake|carried out|paid|cost|fund|satisfactory|check(?:s"
    r"|ed)?\b.{0,30}\b(?:required|needed)|upon|offer|obtain|apply|prior to|before (?:you )?(?:start"
    r"|commenc))"
)
_ABOUT_COST: Final = re.compile(r"\b(?:costs?|charges?|fees?)\b")
_CHECK_ASKED: Final = re.compile(
    r"\b(?:subject to|required?s?|requires|undergo|undertake|apply for|satisfactory|carried out|free|paid"
    r"|will need|conditional|enhanced|standard)\b"
)
_UPDATE_SERVICE_ONLY: Final = re.compile(r"^\s*(?:update service|information|website|leaflet|documents?|number)")
_BARRED: Final = re.compile(r"\bbarred (?:list|lists)\b|\bbarring list")
_EXCEPTIONS: Final = re.compile(r"\b(?:exception|exempt)")
DBS_LEVELS: Final = ("dbs_basic", "dbs_standard", "dbs_enhanced", "dbs_enhanced_barred")
# "School contracts if enhanced DBS"
_IF_BEFORE: Final = re.compile(r"\b(?:if|for those with)\s(?:an?\s|your\s)?(?:enhanced\s|clear\s|basic\s)?$")
_A_CHECK: Final = re.compile(r"\bdbs check|enhanced dbs\b")
_TO_READ: Final = re.compile(r"\bwebsite|leaflet\b")
# "Standard DBS", "DBS (standard)", "DBS check at standard level"
_STANDARD: Final = re.compile(
    r"\bstandard (?:level )?(?:dbs|crb|disclosure|check)"
    r"|\b(?:dbs|crb|disclosure|service)\b(?: checks?)?(?:\s*[(:,-]|\s(?:at|to))\s*(?:an?\s|the\s)?standard\b"
)


def read_check(text: Plain, hits: list[Hit]) -> Asked | None:
    """The check asked for, at the highest level named; it can be had later unless it must be there already."""
    best: tuple[int, Hit] | None = None
    already = later = False
    for hit in hits:
        words = around(text, hit.start, hit.end)
        sentence = words.before + text.low[hit.start : hit.end] + words.after
        if (
            is_negated(words.before[-40:], words.after[:40])
            or NO_DEMAND.search(sentence)
            or _IF_BEFORE.search(words.before[-30:])
            or DESIRABLE.search(words.before[-30:])
            or DESIRABLE.search(words.after[:30])
        ):
            continue
        if _UPDATE_SERVICE_ONLY.match(words.after) and not _A_CHECK.search(sentence):
            continue
        if hit.term in {"disclosure and barring", "disclosure & barring"} and _TO_READ.search(words.after[:40]):
            continue
        if _ABOUT_COST.search(sentence) and not _CHECK_ASKED.search(sentence):
            continue
        level = _dbs_level(sentence)
        already = already or ALREADY.search(words.before[-40:]) is not None or words.after.startswith(" checked")
        later = later or _CHECKED_LATER.search(sentence) is not None
        if best is None or level > best[0]:
            best = level, hit
    if best is None:
        return None
    level, hit = best
    return Asked(DBS_LEVELS[level], hit.start, hit.end, obtainable=later or not already)


def _dbs_level(sentence: str) -> int:
    if "enhanced" in sentence:
        return 3 if _BARRED.search(sentence) else 2
    if _EXCEPTIONS.search(sentence) and "offenders" in sentence:
        return 1
    return 1 if "standard" in sentence and _STANDARD.search(sentence) else 0
