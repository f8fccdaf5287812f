"""Licences, registrations and checks that the person must have, or can get.

A name alone asks for nothing: "NMC guidelines", "our forklift drivers" and "a 5 star food hygiene rating" ask for no
licence. So each term comes with the words that must stand around it, and each sentence is looked through for what takes
a demand back ("not essential"), weakens it ("desirable") or says that it can be met later ("training provided").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from jobmatch.reading.adverts.licence_alternatives import LEARNT, Asked, with_alternatives, without_covered
from jobmatch.reading.adverts.licence_cards import SIA, cscs_card, sia_licences, without_generic_sia
from jobmatch.reading.adverts.licence_registers import ANY_OTHER_PROFESSION, OPEN_TO, read_registration, read_title
from jobmatch.reading.adverts.licence_standing import EARNS_MORE, NOT_PERSONS, asked_for, is_of_others
from jobmatch.reading.adverts.licence_terms import (
    CARE,
    DBS,
    DRIVE,
    DRIVING,
    KIND_OF_TERM,
    NURSE,
    PROTECTED,
    REGISTERS,
)
from jobmatch.reading.adverts.licence_vehicles import (
    OF_DRIVERS,
    is_of_the_driver,
    is_one_of_several_jobs,
    is_spoken_of,
    of_a_driver,
)
from jobmatch.reading.adverts.record_checks import ALREADY, read_check
from jobmatch.reading.context import DESIRABLE, NOT_NEEDED, ON_FOOT_TOO, REQUIRED, Around, around
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

_ID_DOCUMENT: Final = re.compile(
    r"\b(?:passport|proof of|identification|photo id|bring(?! your own)|utility bill|documents?|national insurance"
    r"|licen[cs]es? checks?|copy of|scanned?)\b"
)
_QUALIFICATIONS: Final = frozenset(("early_years_level_2", "early_years_level_3", "nvq_care_2", "nvq_care_3", "qts"))
_UNQUALIFIED_TOO: Final = re.compile(
    r"\bunqualified\b[^.;\n]{0,30}\b(?:welcome|considered|accepted|apply|\u00a3)|\b(?<!un)qualified\s*(?:or|and|/"
    r"|&)\s*unqualified\b"
    r"|\bunqualified\s*(?:or|and|/|&)\s*qualified\b"
)
# "We'd look at trainees too", "trainees considered"
_TRAINEES_TOO: Final = re.compile(
    r"\b(?:look at|consider|accept|open to|welcome|interview|hear from)\s(?:\w+\s){0,2}?trainees?\b"
    r"|\btrainees?\s(?:dental nurses?\s)?(?:\w+\s){0,2}?(?:welcome|considered|accepted|can apply|may apply)\b"
)
_NO_LICENCE: Final = re.compile(r"\bno (?:driving )?licen[cs]e (?:is )?(?:needed|required|necessary)\b")
_GIVEN_IN_THE_JOB: Final = re.compile(
    r"\b(?:support you|while you work|will be supported|opportunity to|we will fund|put you through|enrol\w*"
    r"|stud(?:y|ying) (?:for|towards)|(?:will|'ll|can) (?:also )?(?:gain|earn|achieve|get|receive|complete"
    r"|be working towards)|apprenticeship (?:in|standard)|lead(?:s|ing)? to)\b"
)
_CARE_CERTIFICATE_BEFORE: Final = re.compile(
    r"\b(?:must have|must hold|hold(?:ing)?(?! your)|possess\w*|requirement to have|essential"
    r"|required to (?:complete|have|hold|work towards|achieve)"
    r"|work towards completing)\b(?![^.]*\bor (?:you )?(?:have|hold))[^.]*$"
)
# Experience, or a certificate of another trade, will do as well.
_OR_WITHOUT_IT: Final = re.compile(
    r"\bor\s+(?:(?:an?|other|relevant|equivalent|similar|comparable|significant|extensive|proven|previous"
    r"|sufficient|the)\s+){0,3}"
    r"(?:\w+\s+)?experience\b|\bor\s+(?:an?\s+)?(?:\d\s+)?(?:tvq|btec|hnc|degree|a-?levels?|bsc|gcses?)\b"
)
# "NVQ3 or 2 years' experience"; it may stand after any qualification
_OR_YEARS: Final = re.compile(
    r"\bor\s(?:at least\s|over\s|a minimum of\s|minimum\s|have\s)?(?:\d+\+?|an?|one|two|three|four|five|several|some)"
    r"(?:\s?-\s?\d+)?\s?(?:years?|yrs?|months?)'?(?:\s(?:of|worth of))?\s(?:[\w']+\s){0,3}?experience\b"
)
_NEAR_OR: Final = 60
# "Level 2 playwork or early years level 2"
_OR_PLAYWORK: Final = re.compile(
    r"\b(?:playwork|youth work|teaching assistants?)\b[^.;\n]{0,20}?(?:/|\bor\b)|(?:/"
    r"|\bor\b)[^.;\n]{0,20}?\b(?:playwork|youth work)\b"
)
# "Level 3 Diploma in Residential Childcare" is of children's homes, not of nurseries.
_RESIDENTIAL: Final = re.compile(r"\bresidential child ?care\b|\bchild ?care \(residential\)|\bchildren's homes?\b")
# "Literacy and numeracy level 2" is no level of care.
_LEVEL_OF_ANOTHER: Final = re.compile(
    r"\b(?:literacy|numeracy|english|maths?|mathematics|ict|it|functional skills?|key skills?)\b[\s,/&]*(?:(?:and"
    r"|or|at|to"
    r"|literacy|numeracy|english|maths?|mathematics|ict|it|a|skills?|functional)\b[\s,/&]*)*(?:level|l)\s*[2-5]\b"
)
# These learn, teach or mend what the name in a title is that of.
_TITLE_OF_OTHERS: Final = re.compile(
    r"\b(?:trainees?|apprentic\w+|mates?|recruit\w*|trainers?|instructors?|tutors?|assessors?|sales\w*)\b"
)
# "Electricians (18th Edition), plumbers (Gas Safe) and labourers (CSCS)"
_OF_ONE_OF_A_LIST: Final = re.compile(r"\w[a-rt-z]s\s\((?:\w+\s)?$")
_LIST_AFTER: Final = re.compile(r"[^()\n]{0,20}\)\s*(?:,|&|/|\band\b|\bor\b)\s*\w")
_LIST_BEFORE: Final = re.compile(r"\)\s*(?:,|&|/|,?\s?\band\b)\s*(?:\w+\s){1,2}\((?:\w+\s)?$")


_BRACKET_NEAR: Final = 12


def read(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read licences, registrations and checks."""
    asked: list[Asked] = []
    dbs: list[Hit] = []
    # Registrations that are asked for by one title, and by name: what asks for them once more adds nothing.
    by_title: set[str] = set()
    by_name: set[str] = set()
    for hit in hits:
        if hit.term in DBS:
            dbs.append(hit)
            continue
        register = REGISTERS.get(hit.term)
        of_title = PROTECTED.get(hit.term, "nmc_registration") if hit.term in NURSE else None
        if register in by_name or of_title in by_name or of_title in by_title:
            continue
        for one in _asked(text, hit, is_title=is_title):
            asked.append(one)
            if of_title:
                by_title.add(one.licence)
            elif register and not one.obtainable:
                by_name.add(one.licence)
    if any(one.by_title for one in asked) and "open to" in text.low and OPEN_TO.search(text.low):
        asked = [one for one in asked if not one.by_title]
    asked = without_covered(without_generic_sia(text.low, asked))
    asked = [one for one in asked if not _is_done_without(text.low, one.licence)]
    if (check := read_check(text, dbs)) is not None:
        asked.append(check)
    for one in with_alternatives(text, asked):
        findings.append(Finding("licences", one.licence, one.start, one.end, one.stated))
        if one.obtainable:
            findings.append(Finding("licences_obtainable", one.licence, one.start, one.end, one.stated))


def _is_done_without(low: str, licence: str) -> bool:
    """Whether the advert takes people who do not have it as well."""
    if licence.startswith("driving_") and "no " in low and _NO_LICENCE.search(low):
        return True
    if licence == "driving_b":
        return ON_FOOT_TOO.search(low) is not None
    if licence in LEARNT and "train" in low and _TRAINEES_TOO.search(low):
        return True
    return licence in _QUALIFICATIONS and "unqualified" in low and _UNQUALIFIED_TOO.search(low) is not None


def _asked(text: Plain, hit: Hit, *, is_title: bool) -> Iterable[Asked]:
    words = around(text, hit.start, hit.end)
    if is_of_others(words) or (is_title and _TITLE_OF_OTHERS.search(text.low) and hit.term not in DRIVING):
        return []
    if hit.term in REGISTERS:
        return read_registration(text, hit, words)
    if hit.term in NURSE:
        return read_title(text, hit, words, is_title=is_title)
    if hit.term in CARE:
        return _care(text, hit, words, is_title=is_title)
    if hit.term == "welsh":
        return _welsh(text, hit, words)
    if hit.term in DRIVING:
        return _driving(text, hit, words)
    return _named(text, hit, words, is_title=is_title)


# --- Kinds -----------------------------------------------------------------------------


def _named(text: Plain, hit: Hit, words: Around, *, is_title: bool) -> list[Asked]:
    kind = KIND_OF_TERM[hit.term]
    sentence = words.before + text.low[hit.start : hit.end] + words.after
    if "(" in words.before[-_BRACKET_NEAR:] and _is_of_one_of_a_list(words):
        return []
    if (kind.at and not kind.at.match(text.low, hit.start)) or (kind.near and not kind.near.search(sentence)):
        return []
    if kind.driving and not DRIVE.search(sentence):
        return []
    strict = kind.strict and not is_title
    if kind.licence in OF_DRIVERS:
        if is_one_of_several_jobs(hit.term, words) or (not is_title and not is_of_the_driver(hit.term, words)):
            return []
        licence = of_a_driver(kind.licence, hit.term, sentence, words.after)
        return asked_for(text, hit, words, licence, strict=strict) if licence else []
    if kind.licence in SIA:
        if is_one_of_several_jobs(hit.term, words) or is_spoken_of(words):
            return []
        return [
            one
            for licence in sia_licences(text.low, hit, words, kind.licence)
            for one in asked_for(text, hit, words, licence)
        ]
    if NOT_PERSONS.search(words.before[-80:]) and not REQUIRED.search(words.before):
        return []
    if "equivalent" in words.after and _OR_EQUIVALENT.match(words.after):
        return []
    if "experience" in words.after and _OR_YEARS.search(words.after[:_NEAR_OR]):
        return []
    licence = _exactly(kind.licence, hit, words, text)
    asked = asked_for(text, hit, words, licence, strict=strict) if licence else []
    if licence == "security clearance" and _CHECKED_LATER.match(words.after):
        return [one._replace(obtainable=True) for one in asked]
    if licence == "pvg_scheme" and not ALREADY.search(words.before[-40:]):
        return [one._replace(obtainable=True) for one in asked]  # like every check of criminal records
    return asked


def _is_of_one_of_a_list(words: Around) -> bool:
    if not _OF_ONE_OF_A_LIST.search(words.before[-40:]):
        return False
    return _LIST_AFTER.match(words.after) is not None or _LIST_BEFORE.search(words.before[-60:]) is not None


def _exactly(licence: str, hit: Hit, words: Around, text: Plain) -> str | None:
    """Which of several like it a name stands for; None where it is not the reader's, or one of several ways."""
    sentence = words.before + text.low[hit.start : hit.end] + words.after
    if licence == "food_hygiene_2":
        return _food_hygiene(sentence, words.after)
    if (not_read := _NOT_READ.get(licence)) and not_read(text.low, hit, words):
        return None
    if licence == "driving_am" and _CAR_OR.search(words.before[-30:]):
        return "driving_am or driving_b"
    return cscs_card(words) if licence == "cscs" else licence


def _food_hygiene(sentence: str, after: str) -> str | None:
    if re.search(r"\brating|standards|regulations|inspection|procedures|legislation|practices\b", after[:40]):
        return None
    if re.search(r"\b(?:level (?:3|three)|l3)\b", sentence) and not re.search(
        r"\b(?:level (?:1|2|two)|l[12])\b", sentence
    ):
        return "food_hygiene_3"
    if re.search(r"\b(?:level (?:1|one)|l1)\b", sentence) and not re.search(
        r"\b(?:level (?:2|3|two|three)|l[23])\b", sentence
    ):
        return "food_hygiene_1"
    return "food_hygiene_2"


# "NEBOSH or equivalent", "AAT qualified or QBE", "AAT/ACCA": something else will do.
_OR_LIKE_IT: Final = re.compile(
    r"\s*alone\b|[^.;\n]{0,30}?(?:/|,|\bor\b)\s*(?:an?\s)?(?:\w+\s){0,2}?(?:equivalent|qbe|qualified by"
    r"|part[- ]?qualified|aca"
    r"|acca|cima|cipfa|icb|finalist|studying|similar)\b"
)
_OR_LIKE_IT_BEFORE: Final = re.compile(r"\b(?:aca|acca|cima|cipfa|icb|qbe)\s*(?:/|,|\bor\b)\s*$")


def _is_one_of_several(_low: str, _hit: Hit, words: Around) -> bool:
    return _OR_LIKE_IT.match(words.after) is not None or _OR_LIKE_IT_BEFORE.search(words.before[-20:]) is not None


# Where these are wanted as well, not everybody is a teacher.
_OTHERS_AT_SCHOOL: Final = re.compile(
    r"\b(?:cover supervisors?|(?:class(?:room)?|teaching|learning support) assistants?|tas?|ltas?|hltas?|lsas?|tutors?"
    r"|instructors?|nursery nurses?|unqualified teachers?)\b"
)
_IN_A_LIST: Final = re.compile(r"(?:/|,|&|\band\b|\bor\b)\s*(?:[\w-]+\s){0,2}$")
_LIST_GOES_ON: Final = re.compile(r"\s*(?:\(\w+\))?\s*(?:/|,|&|\band\b|\bor\b)")


def _is_of_some_at_school(low: str, hit: Hit, words: Around) -> bool:
    if _is_one_of_its_kind(low, hit, words) or ANY_OTHER_PROFESSION.search(low, max(0, hit.start - 100), hit.end + 100):
        return True
    after = _OTHERS_AT_SCHOOL.search(words.after[:70])
    if after and _IN_A_LIST.search(words.after[: after.start()]):
        return True
    before = _OTHERS_AT_SCHOOL.search(words.before[-70:])
    return before is not None and _LIST_GOES_ON.match(words.before[-70:], before.end()) is not None


# "QTS or QTLS", "ECS or CSCS card"
_OR_OF_ITS_KIND: Final = re.compile(r"\s*(?:/|,|\bor\b)\s*(?:an?\s)?(?:qtls|pgce|eyts|ecs|equivalent)\b")
_OF_ITS_KIND_OR: Final = re.compile(r"\b(?:qtls|pgce|eyts|ecs)\s*(?:cards?\s*)?(?:/|,|\bor\b)\s*(?:an?\s)?$")


def _is_one_of_its_kind(_low: str, _hit: Hit, words: Around) -> bool:
    return _OR_OF_ITS_KIND.match(words.after) is not None or _OF_ITS_KIND_OR.search(words.before[-20:]) is not None


def _is_care_certificate_of_the_job(_low: str, _hit: Hit, words: Around) -> bool:
    return not _CARE_CERTIFICATE_BEFORE.search(words.before[-60:]) and not re.search(
        r"\b(?:essential|required)\b", words.after[:60]
    )


# "Manage drivers' hours, tachographs and CPC"
_KEPT_OF_DRIVERS: Final = re.compile(
    r"\b(?:manag(?:e|ing)|monitor\w*|ensur\w+|complian\w+|oversee\w*|record\w*|book\w*|arrang\w+|organis\w+"
    r"|analys\w+)\b"
    r"[^.;\n]{0,80}$"
)


def _is_kept_of_drivers(_low: str, _hit: Hit, words: Around) -> bool:
    return _KEPT_OF_DRIVERS.search(words.before[-100:]) is not None and not REQUIRED.search(words.before)


# "BPSS checks will be carried out"
_CHECKED_LATER: Final = re.compile(
    r"\s*(?:checks?|vetting)?\s*(?:will be|is|are)\s(?:also )?(?:carried out|undertaken|done|completed|obtained)\b"
)
# "CBT or full licence": that of a car is one of two
_OR_CBT: Final = re.compile(r"\s*(?:/|\bor\b)\s*(?:an?\s)?(?:full\s)?cbt\b")
_CBT_OR: Final = re.compile(r"\bcbt\s*(?:certificate\s|licence\s)?(?:/|\bor\b)\s*(?:an?\s)?(?:\w+\s){0,2}$")


# "Moped or car licence", "car licence or scooter licence"
_MOPED_OR: Final = re.compile(
    r"\b(?:moped|scooter|motorbike|motorcycle|am)(?: licence)?\s?(?:/|\bor\b)\s?(?:an?\s|full\s)*$"
)
_OR_MOPED: Final = re.compile(r"\s?(?:/|\bor\b)\s?(?:an?\s)?(?:moped|scooter|motorbike|motorcycle)\b")

_CAR_OR: Final = re.compile(r"\b(?:car|driving|van)(?: licen[cs]e)?\s?(?:/|\bor\b)\s?(?:an?\s|full\s)*$")


def _is_of_either_to_ride(text: Plain, hit: Hit) -> bool:
    """Whether the other licence is that for a moped, which is on the list of licences as such."""
    return "moped" in text.low[max(0, hit.start - 30) : hit.end + 20]


def _is_one_with_cbt(_low: str, _hit: Hit, words: Around) -> bool:
    return _OR_CBT.match(words.after) is not None or _CBT_OR.search(words.before[-40:]) is not None


# "BSL interpreters", "Interpreters: Polish, Farsi, BSL"
_BSL_OF_SOME: Final = re.compile(r"\s*(?:/\s*\w+\s+)?(?:interpret|\s*,\s*\w+(?:,|$|\sand\b|\sor\b))")
_ONE_OF_LANGUAGES: Final = re.compile(r"[:,]\s?\w+(?:,|\sand|\sor|,\sand)\s$")
# "Knowledge of drivers' hours and tachographs", "class 2 licence with tacho experience"
_NOT_THE_CARD: Final = re.compile(
    r"\b(?:knowledge|understanding|regulations?|rules|laws?|hours|complian\w+|use of)\b[^.;\n]{0,40}$"
)
# "Gas Safe or OFTEC registered", "SMSTS or equivalent"
_OR_OFTEC: Final = re.compile(r"[^.;\n]{0,15}?(?:/|\bor\b)[^.;\n]{0,8}\boftec\b")
_OR_EQUIVALENT: Final = re.compile(r"[^.;,\n]{0,25}?(?:/|\bor\b)\s*(?:an?\s)?(?:\w+\s)?equivalent\b")
# When a name that is asked for is not read all the same.
_NOT_READ: Final[dict[str, Callable[[str, Hit, Around], bool]]] = {
    "driving_a": _is_one_with_cbt,
    "gas_safe": lambda _low, _hit, words: _OR_OFTEC.match(words.after) is not None,
    "aat": _is_one_of_several,
    "nebosh": _is_one_of_several,
    "iosh": _is_one_of_several,
    "driver_cpc": _is_kept_of_drivers,
    "digital_tachograph": lambda low, hit, words: (
        _is_kept_of_drivers(low, hit, words) or _NOT_THE_CARD.search(words.before[-60:]) is not None
    ),
    "cscs": _is_one_of_its_kind,
    "qts": _is_of_some_at_school,
    "care_certificate": _is_care_certificate_of_the_job,
    # Colleagues
    "bsl": lambda _low, _hit, words: (
        _BSL_OF_SOME.match(words.after) is not None or _ONE_OF_LANGUAGES.search(words.before[-30:]) is not None
    ),
    "first_aid_at_work": lambda _low, _hit, words: re.search(r"\bemergency\s*$", words.before) is not None,
    # Scotland's, beside that of England and Wales
    "pvg_scheme": lambda _low, _hit, words: re.search(r"\bdbs\b[^.]{0,30}(?:\bor|/)\s*$", words.before) is not None,
}


_OTHER_VEHICLE: Final = re.compile(r"\b(?:c\+e|c1|d1|hgv|lgv|pcv|class [12]|motor(?:cycle|bike)|category [cd])\b")
# "... or be able to get around by other means": a licence is one way.
_OR_OTHER_MEANS: Final = re.compile(
    r"[^.\n]{0,60}?\bor\s(?:[\w']+\s){0,4}?(?:able|ability|willing(?:ness)?|means|public transport|alternative|other)\b"
    r"[^.;\n]{0,50}?\b(?:travel\w*|transport|get (?:around|about|to)|mobile|mobility|means|commute|meet the)\b"
)
# "A full or provisional licence"
_PROVISIONAL: Final = re.compile(r"\bprovisional\s(?:\w+\s){0,2}$")
_TEST_PASSED: Final = re.compile(r"\b(?:passed|hold|have|completed)\b[^.;\n]{0,20}$")
_TEST_TO_COME: Final = re.compile(r"\b(?:pass|take|sit|complete|passing)\s(?:your|a|the|their)\s(?:\w+\s)?$")


def _driving_test(text: Plain, hit: Hit, words: Around) -> list[Asked]:
    """Having passed a test is having a licence; that it will have to be passed is said of one that can be had later."""
    asked = asked_for(text, hit, words, "driving_b") if REQUIRED.search(words.before) else []
    if _TEST_TO_COME.search(words.before):
        return [one._replace(obtainable=True) for one in asked]
    return asked if _TEST_PASSED.search(words.before) else []


# "Clean-ish licence (max 6 pts)", "a licence held for two years": a licence that may have points is one to drive.
_LICENCE_TO_DRIVE: Final = re.compile(
    r"\s*[,(-]?\s*(?:(?:with|and|must have been|that you have|you have)\s)?"
    r"(?:held\b(?! by)|(?:max(?:imum)?(?: of)?|under|below|less than|(?:no|not) more than|fewer than|up to"
    r"|with)\s[^.;\n]{0,12}\b(?:points?|pts)\b)"
)
_DRIVER_AS: Final = frozenset(("driver as", "driver, as", "driver because", "driver, because"))
_TO_DRIVE: Final = frozenset(("able to drive", "ability to drive", "must drive", "need to drive", "do you drive"))
# "Licence and car", "your own licence and transport"
_LICENCE_AND_CAR: Final = re.compile(
    r"\s*(?:and|&|\+|plus)\s(?:an?\s|your\s|the\s)?(?:own\s|use of an?\s|access to an?\s)?(?:car|vehicle|van"
    r"|transport)\b"
    r"(?!\s(?:park|allowance|provided|supplied))"
)
_HAVE_BEFORE: Final = re.compile(r"(?:^\W*|\b(?:an?|your|own|have|hold|need|full|clean|uk|driving)\s)$")
# What is taught for the work, or another licence that is given, says nothing of the one for cars.
_GIVEN_BESIDE: Final = re.compile(
    r"\b(?:training (?:will be |is |can be )?(?:provided|given|available|offered|supplied)|(?:we(?:'ll| will"
    r"| can)? )?train you"
    r"|fully? trained"
    r"|(?:put you through|help you get|fund(?:ed)?|pay for|train you)\b[^.;\n]{0,30}?\b(?:class [12]|[plh][cgs]v"
    r"|c\+e|cpc|c1|d1|bus))\b"
)
_GIVEN_NEAR: Final = ("put you", "help you", "fund", "pay for")
_LICENCE_OF_A_PERSON: Final = re.compile(
    r"(?:^\W*|\b(?:an?|your|own|uk|full|clean(?:[- ]?ish)?|manual|valid|current|and|eu)\s)$"
)
# "If you have held a licence for a year, we will put you through ...": a condition is a demand where it tells how long.
_HELD_BEFORE: Final = re.compile(
    r"(?<!has )(?<!we have )\bheld\s(?:an?|your|their)\s(?:(?:full|uk|clean"
    r"|valid)\s){0,2}$"
)
_IF_HELD: Final = re.compile(r"\bif you(?:'ve| have) (?:held|had|got)\s(?:[\w]+\s){0,4}$")
_HELD_FOR: Final = re.compile(
    r"\s*(?:held\s)?for (?:at least |over |more than |a minimum of |the last )?(?:\d+|an?|one|two|three|six"
    r"|twelve)\+? (?:months?|years?)\b"
)


def _is_to_drive(words: Around) -> bool:
    before = words.before[-20:]
    if _HELD_BEFORE.search(words.before[-40:]) and _HELD_FOR.match(words.after):
        return True
    return (_LICENCE_TO_DRIVE.match(words.after) is not None and _LICENCE_OF_A_PERSON.search(before) is not None) or (
        _LICENCE_AND_CAR.match(words.after) is not None and _HAVE_BEFORE.search(before) is not None
    )


def _without_what_is_given_beside(words: Around) -> Around:
    if "train" not in words.before + words.after and not any(
        map((words.before + words.after).__contains__, _GIVEN_NEAR)
    ):
        return words
    return Around(_GIVEN_BESIDE.sub("", words.before), _GIVEN_BESIDE.sub("", words.after))


def _is_wished_for(after: str) -> bool:
    """Whether the vehicles that are named after a licence for cars are those of a better one."""
    return any(pattern.search(after) for pattern in (DESIRABLE, NOT_NEEDED, EARNS_MORE))


_DRIVERS_WANTED: Final = re.compile(r"\b(?:essential|must|required|need|drivers?\b[^.;,\n]{0,40}\bonly\b)")
# "Essential car user; licence needed", "You need a car & licence": the car says which licence
_NEEDED_ALONE: Final = re.compile(r"\s(?:is )?(?:needed|essential|required|a must)\b")
_CAR_BEFORE: Final = re.compile(
    r"\b(?:car user|car driver|own car|mileage|driv\w+)\b[^.\n;]{0,25}[;,(-]\s(?:an? |so )?$"
)
_CAR_AND: Final = re.compile(
    r"\b(?:need|needs|must have|have|essential:?|required:?|requires?|own)\s(?:an?\s|your\s)?(?:own\s)?(?:car"
    r"|vehicle)\s?(?:&|\+|and|plus)\s"
    r"(?:an?\s|full\s|clean\s|valid\s)*$"
)
_ENDS: Final = re.compile(r"\s*(?:$|[.,;!)]|essential|required|needed|for\b|as\b|to\b)")
# "Driver, as his car is there to use": only where it begins what is said
_DRIVER_ALONE: Final = re.compile(r"(?:^\W*|\b(?:must be|be|need|want) an?\s(?:\w+\s)?|[;:(-]\s?)$")
_AS_HE_DRIVES: Final = re.compile(
    r"[^.;\n]{0,25}\b(?:car|van|vehicle|no bus\w*|buses|rural|village|drive|lifts?|school run)\b"
)


def _is_with_a_car(text: Plain, hit: Hit, words: Around) -> bool:
    if _NEEDED_ALONE.match(words.after) and _CAR_BEFORE.search(text.low[max(0, hit.start - 60) : hit.start]):
        return True
    return _ENDS.match(words.after) is not None and _CAR_AND.search(words.before[-50:]) is not None


def _driving(text: Plain, hit: Hit, words: Around) -> list[Asked]:
    if _OR_OTHER_MEANS.match(words.after) or _PROVISIONAL.search(words.before[-40:]):
        return []
    if hit.term in {"licence", "license"} and not (_is_to_drive(words) or _is_with_a_car(text, hit, words)):
        return []
    if hit.term in _DRIVER_AS and not (_DRIVER_ALONE.search(words.before[-30:]) and _AS_HE_DRIVES.match(words.after)):
        return []
    if _is_one_with_cbt(text.low, hit, words):
        return []
    if _MOPED_OR.search(words.before[-30:]) or _OR_MOPED.match(words.after):
        licence = "driving_am or driving_b"
        return asked_for(text, hit, words, licence) if _is_of_either_to_ride(text, hit) else []
    if _IF_HELD.search(words.before[-50:]) and _HELD_FOR.match(words.after):
        return [Asked("driving_b", hit.start, hit.end, obtainable=False)]
    if hit.term == "driving test":
        return _driving_test(text, hit, words)
    sentence = words.before + text.low[hit.start : hit.end] + words.after
    if (
        words.after.lstrip().startswith("to practi")
        or _ID_DOCUMENT.search(sentence)
        or ("car" not in hit.term and _OTHER_VEHICLE.search(sentence) and not _is_wished_for(words.after))
    ):
        return []
    if hit.term in {"category b", "cat b"} and not re.search(r"\b(?:licen|driv|vehicle)", sentence):
        return []
    if hit.term in _TO_DRIVE and re.match(
        r"\s*(?:change|improve\w*|results|performance|forward|business|growth|sales|innovation|\w+ (?:change"
        r"|forward|results|performance))",
        words.after,
    ):
        return []
    if hit.term in _TO_DRIVE | {"be a driver"} and not re.match(
        r"\s*(?:$|[.,;)]|an?\b|and\b|as\b|because\b|since\b|is\b|the\b|to\b|with\b|for\b|in\b|between|essential"
        r"|across|required|needed|necessary)",
        words.after,
    ):
        return []
    if hit.term in _TO_DRIVE and re.match(
        r"\s*(?:the (?!car|van|vehicle|minibus)|an? (?!car|van|vehicle|manual|minibus))", words.after
    ):
        return []
    if hit.term in {"car driver", "car drivers", "care driver"} and not _DRIVERS_WANTED.search(sentence):
        return []
    return asked_for(text, hit, _without_what_is_given_beside(words), "driving_b")


_OF_CHILDREN: Final = re.compile(
    r"\b(?:child ?care|early years|nneb|cache|eyfs|nursery (?:nurse|practitioner|assistant))\b"
)
# Where "Level 3 or above" needs no subject.
_AT_A_NURSERY: Final = re.compile(r"\b(?:our|a|the|run|busy|friendly|village|day)\s(?:\w+\s)?(?:pre-?school|nursery)\b")


# "Minimum Level 3 in Early Years"
_AT_LEAST: Final = re.compile(r"\b(?:minimum|at least)\b[^.;,\n]{0,30}$")


def _care(text: Plain, hit: Hit, words: Around, *, is_title: bool) -> list[Asked]:
    sentence = words.before + text.low[hit.start : hit.end] + words.after
    if "degree" in words.before[-30:]:
        return []
    sentence = _LEVEL_OF_ANOTHER.sub("", sentence)
    levels = sorted(
        {int(level) for level in re.findall(r"\b(?:level|nvq|qcf|l)\s*(?:level\s*)?([2-5])\b", sentence)}
        | {int(level) for level in re.findall(r"\blevels? [2-5]\s*(?:or|/|and|-)\s*([2-5])\b", sentence)}
    )
    if not levels or levels[0] > 3:
        return []
    children = _OF_CHILDREN.search(sentence) or (
        hit.term.startswith("level")
        and (_AT_A_NURSERY.search(text.low) if "nurs" in text.low or "pre" in text.low else None)
    )
    care = re.search(r"\b(?:health (?:and|&) social care|(?:in|social|adult) care)\b", sentence)
    if (not children and not care) or _GIVEN_IN_THE_JOB.search(sentence) or _OR_WITHOUT_IT.search(sentence):
        return []
    if _OR_YEARS.search(sentence) or (children and (_OR_PLAYWORK.search(sentence) or _RESIDENTIAL.search(sentence))):
        return []
    licence = f"early_years_level_{levels[0]}" if children else f"nvq_care_{levels[0]}"
    strict = not is_title and not _AT_LEAST.search(words.before[-40:])
    return asked_for(text, hit, words, licence, strict=strict)


_WELSH_AFTER: Final = re.compile(
    r"\s*(?:language\s*)?(?:speak\w*|skills?|communication)?[^.,;\n]{0,40}\b(?:essential|required|requirement"
    r"|needed|necessary|a must)\b"
)
_WELSH_BEFORE: Final = re.compile(
    r"\b(?:fluent(?:ly)? in|fluency in|must (?:be able to )?speak(?: fluent)?|must be (?:a )?fluent(?: in)?|must be a"
    r"|ability to (?:speak|communicate in)|able to (?:speak|communicate in)) $"
)
# "Experience is essential, as is the ability to speak Welsh"
_AS_IS_WELSH: Final = re.compile(
    r"\bessential,? (?:as is|and so is) (?:the ability to|being able to|speaking)\b[^.\n]{0,20}$"
)


def _welsh(text: Plain, hit: Hit, words: Around) -> list[Asked]:
    if not _AS_IS_WELSH.search(words.before):
        if not _WELSH_AFTER.match(words.after) and not _WELSH_BEFORE.search(words.before):
            return []
        if not re.search(r"\b(?:essential|required|needed|necessary|a must)\b", words.after) and not re.search(
            r"\b(?:must|fluen|need)", words.before
        ):
            return []
    return asked_for(text, hit, words, "welsh_essential")
