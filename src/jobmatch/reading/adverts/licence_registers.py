"""Registers of professions, and the titles that only those on them may use."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.adverts.licence_alternatives import Asked
from jobmatch.reading.adverts.licence_standing import NOT_PERSONS, asked_for
from jobmatch.reading.adverts.licence_terms import PROTECTED, REGISTER_AT, REGISTERED, REGISTERS
from jobmatch.reading.context import Around, is_desirable
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

_COLLEAGUES: Final = re.compile(
    r"\b(?:supervision|supervised|support(?:ing|s|ed)?|assist(?:ing|s|ed)?|alongside"
    r"|work(?:ing)? (?:closely )?with|under|by|led|from|report(?:ing|s)? to|teams? (?:of|includes?"
    r"|consists?)|delegated|direction|guidance|colleagues|including|includes|include|other|lead|leading"
    r"|train(?:ing)?|manage\w*|mentor\w*|supernumerary|comprising|consist\w*|between|our existing"
    r"|instructions?|liais\w*|number of|ratio|develop|become|becoming|being|progressed|towards?|to be"
    r"|route to|years?|per|and two|one|two|three|four|five)\s(?:[\w,'-]+\s){0,6}$"
)
_NOT_YET_AFTER: Final = re.compile(
    r"\bor (?:be )?(?:in the process|working towards|about to|eligible|in training|trainee|student)\b"
)
_ANY_REGISTER: Final = (
    r"(?:the )?(?:nmc|hcpc|hpc|gmc|gphc|gdc|nursing (?:and|&) midwifery council|health (?:and"
    r"|&) care professions council|swe)\b(?: registered [\w ]{2,25}| registration)??"
)
_OTHER_REGISTER_AFTER: Final = re.compile(
    rf"^\s*(?:/|or|,|\(\w+\))\s*(?:an?\s)?{_ANY_REGISTER}(?=\s*(?:registered|registration|register|pin|\)|,|$|\.))"
)
_A_REGISTER_MISSPELT: Final = re.compile(r"\s*(?:/|or)\s*(?:hcp|hcpcp|hpcp)\b")
_OTHER_REGISTER_BEFORE: Final = re.compile(rf"(?:{_ANY_REGISTER}\s*(?:/|,? ?or|,)\s*(?:an?\s|the\s)?)+$")
_LEADS_ON: Final = ("/", ",", "or", " an", " a", " the")
_NOT_YET: Final = re.compile(r"\b(?:work(?:ing)? towards?|eligib\w+|awaiting|soon to be|due to)\b[^.]{0,40}$")
_OTHER_PROFESSION: Final = (
    r"(?:registered |qualified |experienced |an? )*(?:social workers?|ot\b|ots\b|occupational|physio\w*|psycholog\w+"
    r"|paramedics?|ahps?\b|allied|odps?\b|operating department|pharmacists?|amhps?\b)"
)
# "Open to nurses, occupational therapists and social workers"
OPEN_TO: Final = re.compile(rf"\bopen to\b[^.\n]{{0,100}}{_OTHER_PROFESSION}")
ANY_OTHER_PROFESSION: Final = re.compile(
    r"\b(?:social workers?|occupational therap\w+|ot|odp|operating department practitioner|paramedic|physio\w*"
    r"|amhp)\b"
)
_OTHER_PROFESSION_AFTER: Final = re.compile(
    rf"(?:\s*(?:,|or|/|, or)\s*(?:rmn|rgn|rnld|rn|rnmh|rscn)\b)*\s*(?:,|or|/|, or)\s*{_OTHER_PROFESSION}"
)
# Also before a title in brackets: "Social worker or mental health nurse (RMN)"
_OTHER_PROFESSION_BEFORE: Final = re.compile(
    rf"{_OTHER_PROFESSION}\s*(?:,|or|/|, or)\s*(?:an? )?(?:(?:[\w']+ ){{0,3}}nurses?\s*\()?$"
)
_OR_ANOTHER: Final = re.compile(r"\s*\(?(?:/|,|or\b|and\b)")
_OR_ANOTHER_BEFORE: Final = re.compile(r"(?:/|,|\bor|\band)\s*(?:an? )?$")
# "For a psychologist, HCPC registration is required": it depends on the profession of whoever comes.
_OF_ONE_PROFESSION: Final = re.compile(r"^\W*for\s+(?:an?|any|those|candidates who are)\s+[^.;\n]{0,60}$")
_OF_THE_PERSON: Final = re.compile(r"\b(?:must|hold|be|as an?|are|valid|current|registered)\s[^.,;]{0,25}$")
_REGISTER_AT: Final = re.compile(REGISTER_AT)
_REGISTERED: Final = re.compile(
    rf"{REGISTERED}|\bregist\w+\s(?:\w+\s){{0,4}}\(\s*$|\bregist(?:er|ered|ration) (?:of|with) (?:the )?$"
    r"|\b(?:hold(?:ing)?|have|current|valid|full|active|on the|your)\s(?:an?\s)?(?:\w+\s){0,2}$"
)
_RULES_OF_IT: Final = re.compile(
    r"\s*(?:guidelines?|codes?|standards|guidance|requirements for|revalidation|regulations|survey|and other"
    r"|principles)"
)
_OF_A_COURSE: Final = re.compile(r"[- ](?:accredited|approved|recognised)\b")
_ON_THE_WEB: Final = re.compile(r"\s*(?:web ?site|web ?page)")
_NURSES_AT_WORK: Final = re.compile(
    r"\s*(?:on duty|in charge|will (?:support|supervise|be available)|to support|team\b|colleagues|and (?:other|the)"
    r"|(?:,|and) healthcare|\s*(?:/|,|&|\band\b|\bor\b)\s*(?:hcas?|carers?|care assistants?"
    r"|health ?care|support workers?)\b)"
)
# "Carers and registered nurses": not all of them are nurses.
_CARERS_BEFORE: Final = re.compile(
    r"\b(?:hcas?|carers?|care assistants?|health ?care assistants?|support workers?)\s*(?:/|,|&|\band\b|\bor\b)\s*$"
)


def read_registration(text: Plain, hit: Hit, words: Around) -> list[Asked]:
    """NMC and the like: only as what the person is registered with."""
    if _OF_ONE_PROFESSION.search(words.before):
        return []
    if _A_REGISTER_MISSPELT.match(words.after):
        return []  # of two registers one is not known
    # "NMC or HCPC registered": both words count for both names.
    after = _OTHER_REGISTER_AFTER.sub("", words.after)
    before = words.before[-140:]
    if before.rstrip().endswith(_LEADS_ON):
        before = _OTHER_REGISTER_BEFORE.sub("", before)
    words = Around(before, words.after)
    if NOT_PERSONS.search(words.before[-80:]) and not _OF_THE_PERSON.search(words.before):
        return []
    # "NVQ2, GPhC accredited" is said of a course.
    if _ON_THE_WEB.match(after) or (hit.term == "gphc" and _OF_A_COURSE.match(after)):
        return []
    if not _REGISTER_AT.match(after) and (not _REGISTERED.search(words.before) or _RULES_OF_IT.match(after)):
        return []
    asked = asked_for(text, hit, words, REGISTERS[hit.term], later=False)
    if _NOT_YET.search(words.before) or _NOT_YET_AFTER.search(words.after[:60]):
        return [one._replace(obtainable=True) for one in asked]
    return asked


def read_title(text: Plain, hit: Hit, words: Around, *, is_title: bool) -> list[Asked]:
    """Who must be registered with the NMC to be called so; mentions of colleagues ask for nothing."""
    if _NURSES_AT_WORK.match(words.after) or _CARERS_BEFORE.search(words.before[-30:]):
        return []
    if not is_title and _COLLEAGUES.search(words.before[-90:]):
        return []
    if is_title and (ANY_OTHER_PROFESSION.search(words.before) or ANY_OTHER_PROFESSION.search(words.after)):
        return []
    if is_title and re.search(r"\b(?:assistant|support|associate|apprentice)\b", words.before + words.after):
        return []
    if (
        is_desirable(text, hit.start, words)
        or _OTHER_PROFESSION_AFTER.match(words.after)
        or _OTHER_PROFESSION_BEFORE.search(words.before[-60:])
    ):
        return []
    if hit.term in PROTECTED and (_OR_ANOTHER.match(words.after) or _OR_ANOTHER_BEFORE.search(words.before[-30:])):
        return []
    return [Asked(PROTECTED.get(hit.term, "nmc_registration"), hit.start, hit.end, obtainable=False, by_title=True)]
