"""Licences, registrations and checks that the person must have, or can get.

A name alone asks for nothing: "NMC guidelines", "our forklift drivers" and "a 5 star food hygiene rating" ask for no
licence. So each term comes with the words that must stand around it, and each sentence is looked through for what takes
a demand back ("not essential"), weakens it ("desirable") or says that it can be met later ("training provided").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from jobmatch.reading.context import ON_FOOT_TOO, REQUIRED, Around, around, is_desirable, is_negated
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.licence_alternatives import Asked, with_alternatives, without_covered
from jobmatch.reading.licence_terms import (
    CARE,
    DBS,
    DRIVE,
    DRIVING,
    GENERIC_FORKLIFT,
    KIND_OF_TERM,
    NURSE,
    PROTECTED,
    REGISTER_AT,
    REGISTERED,
    REGISTERS,
)
from jobmatch.reading.plain import Plain
from jobmatch.reading.record_checks import NO_DEMAND, read_check
from jobmatch.reading.terms import Hit

_OBTAINABLE: Final = re.compile(
    r"\b(?:or (?:be )?(?:willing|prepared|able|happy)|(?:willing(?:ness)?|prepared) to (?:obtain"
    r"|work towards?|undertake|train|gain|complete|learn|study|achieve|undergo|do|take)"
    r"|work(?:ing)? towards?|(?:able|ability) to (?:obtain|gain|achieve|work towards?)"
    r"|will(?:ing)? (?:to )?(?:obtain|gain|complete|undertake|undergo)"
    r"|training (?:will be |is |can be |would be )?(?:provided|given|available|offered|supplied)|(?:will"
    r"|can) (?:be )?(?:provide|provided|give|arrange|arranged|train|fund|funded|support you)"
    r"|we (?:will )?(?:pay|fund|train|arrange|provide|put you)|full(?:y)? (?:trained|funded)"
    r"|provided (?:for|by) (?:you|us)|opportunity to (?:gain|obtain|complete|achieve)"
    r"|expected to (?:complete|achieve|gain|obtain)|within (?:\w+ )?(?:\d+|three|six|twelve) (?:weeks"
    r"|months)|must (?:meet|undergo|obtain|be able to obtain)|in the process of|be required to (?:undergo"
    r"|obtain|undertake)|eligible for|subject to)\b"
)
_ID_DOCUMENT: Final = re.compile(
    r"\b(?:passport|proof of|identification|photo id|bring|utility bill|documents?|national insurance"
    r"|licence check|copy of|scanned?)\b"
)
_NOT_PERSONS: Final = re.compile(
    r"\b(?:we are|company is|firm is|team of|our|trust's|in accordance with|guidelines?|codes?|standards"
    r"|survey|trainers? survey|approved|in line with|sponsor|by the|supplying|providing|alongside"
    r"|awareness of|knowledge of|delivery of|liais\w+ with|work with|working with|manage|managing|supervis(?:e"
    r"|es|ing|ion)|lead"
    r"|leading|support(?:ing)?|to lead|organise|ensure)\b[^.,;\n]{0,40}$"
)
_PEOPLE: Final = (
    r"(?:colleagues?|clients?|patients?|residents?|nurses?|midwi(?:fe|ves)|doctors?|staff|clinicians?|therapists?"
    r"|pharmacists?"
    r"|professionals?|practitioners?|members|customers?|managers?|guards?|officers?|drivers?|carers?|operatives?"
    r"|contractors?"
    r"|subcontractors?|team|teams|workers?|employees|those|people|candidates whom|supervisors?)"
)
# "supervise staff who must hold", "guards, all of whom must have", "our nurses are registered with"
_OTHERS: Final = re.compile(
    rf"\b(?:supervis\w+|manag(?:e|es|ing)|lead(?:s|ing)?|train(?:s|ing)?|oversee\w*|mentor\w*|recruit(?:s|ing)?"
    rf"|deploy\w*|employ(?:s|ing)?"
    rf"|support(?:s|ing)?|assist(?:s|ing)?|(?:work(?:s|ing)?|liais\w+)\s+(?:closely\s+)?(?:alongside|with)|alongside"
    rf"|(?:led|managed|supervised"
    rf"|supported|assisted) by|report(?:s|ing)? to|team of|our|other)\b[^.;\n]{{0,50}}?\b{_PEOPLE}\b[^.;\n]{{0,20}}?"
    rf"(?:\b(?:who|whom|that)\b[^.;\n]{{0,40}}|\b(?:are|is|being)\s+(?:\w+\s+){{0,2}}(?:regist|licen|accredit"
    rf"|qualif)\w*[^.;\n]{{0,25}}"
    rf"|\s(?:regist|licen|accredit)\w*\s+(?:with|by|to)\s+(?:the\s+)?|\bneed(?:s|ed)?\s+an?\s+(?:\w+\s+)?)$"
    rf"|\b(?:by|from|for|with|of)\s+(?:an?|the|our)\s+(?:\w+\s+){{0,2}}?{_PEOPLE}\s+(?:who is\s+)?(?:regist|licen"
    rf"|accredit)\w*\s+(?:with|by|to)"
    rf"\s+(?:the\s+)?$"
)
_QUALIFICATIONS: Final = frozenset(("early_years_level_2", "early_years_level_3", "nvq_care_2", "nvq_care_3", "qts"))
_UNQUALIFIED_TOO: Final = re.compile(
    r"\bunqualified\b[^.;\n]{0,30}\b(?:welcome|considered|accepted|apply|\u00a3)|\b(?<!un)qualified\s*(?:or|and|/|&)\s*unqualified\b"
    r"|\bunqualified\s*(?:or|and|/|&)\s*qualified\b"
)
# A look that is cheap, before one that is not: one of these stands near the end of what `_OTHERS` finds.
_OF_OTHERS_NEAR: Final = ("who", "that", "regist", "licen", "accredit", "qualif", "need")
_OTHERS_REACH: Final = 90
_COMPANY: Final = re.compile(
    r"\b(?:(?:the|our|this)\s+)?(?:company|firm|home|agency|practice|service|organisation|provider|trust|nursery"
    r"|charity|business"
    r"|employer|client|centre|we)\s+(?:is|are|has been|have been"
    r"|holds?)\s+(?!(?:\w+ly\s+|now\s+|also\s+)?(?:looking|seeking|recruiting|hiring|searching|advertising|after)\b)"
    r"(?:fully\s+)?(?:\w+\s+){0,2}?(?:(?:regist|licen|accredit|approv)\w*"
    r"\s+(?:with|by)\s+(?:the\s+)?|an?\s+|the\s+)?$"
)
_COMPANY_VERBS: Final = (" is ", " are ", " been ", " holds ", " hold ")
_COLLEAGUES: Final = re.compile(
    r"\b(?:supervision|supervised|support(?:ing|s|ed)?|assist(?:ing|s|ed)?|alongside"
    r"|work(?:ing)? (?:closely )?with|under|by|led|from|report(?:ing|s)? to|teams? (?:of|includes?"
    r"|consists?)|delegated|direction|guidance|colleagues|including|includes|include|other|lead|leading"
    r"|train(?:ing)?|manage\w*|mentor\w*|supernumerary|comprising|consist\w*|between|our existing"
    r"|instructions?|liais\w*|number of|ratio|develop|become|becoming|being|progressed|towards?|to be"
    r"|route to|years?|per|and two|one|two|three|four|five)\s(?:[\w,'-]+\s){0,6}$"
)
_GIVEN_IN_THE_JOB: Final = re.compile(
    r"\b(?:support you|while you work|will be supported|opportunity to|we will fund|put you through)\b"
)
_NOT_YET_AFTER: Final = re.compile(r"\bor (?:be )?(?:in the process|working towards|about to|eligible)\b")
_CARE_CERTIFICATE_BEFORE: Final = re.compile(
    r"\b(?:must have|must hold|hold(?:ing)?(?! your)|possess\w*|requirement to have|essential"
    r"|required to (?:complete|have|hold|work towards|achieve)"
    r"|work towards completing)\b(?![^.]*\bor (?:you )?(?:have|hold))[^.]*$"
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
_ANY_OTHER_PROFESSION: Final = re.compile(
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
_OR_ANOTHER: Final = re.compile(r"\s*(?:/|,|or\b|and\b)")
_OR_ANOTHER_BEFORE: Final = re.compile(r"(?:/|,|\bor|\band)\s*(?:an? )?$")
# Experience, or a certificate of another trade, will do as well.
_OR_WITHOUT_IT: Final = re.compile(
    r"\bor\s+(?:(?:an?|other|relevant|equivalent|similar|comparable|significant|extensive|proven|previous"
    r"|sufficient|the)\s+){0,3}"
    r"(?:\w+\s+)?experience\b|\bor\s+(?:an?\s+)?(?:\d\s+)?(?:tvq|btec|hnc|degree|a-?levels?|bsc|gcses?)\b"
)
# "Open to nurses, occupational therapists and social workers"
_OPEN_TO: Final = re.compile(rf"\bopen to\b[^.\n]{{0,100}}{_OTHER_PROFESSION}")
# "Literacy and numeracy level 2" is no level of care.
_LEVEL_OF_ANOTHER: Final = re.compile(
    r"\b(?:literacy|numeracy|english|maths?|mathematics|ict|it|functional skills?|key skills?)\b[\s,/&]*(?:(?:and"
    r"|or|at|to"
    r"|literacy|numeracy|english|maths?|mathematics|ict|it|a|skills?|functional)\b[\s,/&]*)*(?:level|l)\s*[2-5]\b"
)
# "For a psychologist, HCPC registration is required": it depends on the profession of whoever comes.
_OF_ONE_PROFESSION: Final = re.compile(r"^\W*for\s+(?:an?|any|those|candidates who are)\s+[^.;\n]{0,60}$")
# "Counterbalance or reach licence"
_EITHER_TRUCK: Final = re.compile(
    r"\bcounter[- ]?balanced?(?:\s\w+){0,2}?\s*(?:/|\bor\b)\s*(?:an?\s)?reach\b"
    r"|\breach(?:\s\w+){0,2}?\s*(?:/|\bor\b)\s*(?:an?\s)?counter[- ]?balance"
)
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
_ON_THE_WEB: Final = re.compile(r"\s*(?:web ?site|web ?page)")
_NURSES_AT_WORK: Final = re.compile(
    r"\s*(?:on duty|in charge|will (?:support|supervise|be available)|to support|team\b|colleagues|and (?:other|the)"
    r"|(?:,|and) healthcare)"
)
# "Training such as manual handling and first aid"
_TRAINING_LIKE: Final = re.compile(r"\btraining,? (?:such as|like|including|e\.g\.?|eg|for example)\b[^.;\n]{0,60}$")
_SHORT_LINE: Final = 70


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
    if any(one.by_title for one in asked) and "open to" in text.low and _OPEN_TO.search(text.low):
        asked = [one for one in asked if not one.by_title]
    asked = [one for one in without_covered(asked) if not _is_done_without(text.low, one.licence)]
    if (check := read_check(text, dbs)) is not None:
        asked.append(check)
    for one in with_alternatives(text, asked):
        findings.append(Finding("licences", one.licence, one.start, one.end, one.stated))
        if one.obtainable:
            findings.append(Finding("licences_obtainable", one.licence, one.start, one.end, one.stated))


def _is_done_without(low: str, licence: str) -> bool:
    """Whether the advert takes people who do not have it as well."""
    if licence == "driving_b":
        return ON_FOOT_TOO.search(low) is not None
    return licence in _QUALIFICATIONS and "unqualified" in low and _UNQUALIFIED_TOO.search(low) is not None


def _asked(text: Plain, hit: Hit, *, is_title: bool) -> Iterable[Asked]:
    words = around(text, hit.start, hit.end)
    if _is_of_others(words):
        return []
    if hit.term in REGISTERS:
        return _registration(text, hit, words)
    if hit.term in NURSE:
        return _nurse(text, hit, words, is_title=is_title)
    if hit.term in CARE:
        return _care(text, hit, words, is_title=is_title)
    if hit.term == "welsh":
        return _welsh(text, hit, words)
    if hit.term in DRIVING:
        return _driving(text, hit, words)
    return _named(text, hit, words, is_title=is_title)


def _is_of_others(words: Around) -> bool:
    """Whether the licence is that of colleagues, clients or the company, not of the person who is wanted."""
    # "you will need", "you must": what follows is asked of the reader, whoever was spoken of before
    before = words.before[-140:]
    you = before.rfind("you must"), before.rfind("you will need"), before.rfind("you need"), before.rfind("you should")
    before = before[max(0, *you) :]
    near = before[-_OTHERS_REACH:]
    if not near:
        return False
    if any(map(near.__contains__, _OF_OTHERS_NEAR)) and _OTHERS.search(before):
        return True
    return any(map(near.__contains__, _COMPANY_VERBS)) and _COMPANY.search(before) is not None


def _standing(text: Plain, hit: Hit, words: Around, *, strict: bool = False) -> str:
    """Whether a licence is "asked" for, "obtainable", or neither ("")."""
    if (
        is_negated(words.before, words.after)
        or is_desirable(text, hit.start, words)
        or NO_DEMAND.search(words.before + words.after)
    ):
        return ""
    sentence = f"{words.before} {words.after}"
    if strict and not REQUIRED.search(sentence) and len(sentence) > _SHORT_LINE:
        return ""
    return "obtainable" if _OBTAINABLE.search(words.before[-60:]) or _OBTAINABLE.search(words.after[:80]) else "asked"


def _one(
    text: Plain, hit: Hit, words: Around, licence: str, *, strict: bool = False, later: bool = True
) -> list[Asked]:
    standing = _standing(text, hit, words, strict=strict)
    return [Asked(licence, hit.start, hit.end, later and standing == "obtainable")] if standing else []


# --- Kinds -----------------------------------------------------------------------------


def _named(text: Plain, hit: Hit, words: Around, *, is_title: bool) -> list[Asked]:
    kind = KIND_OF_TERM[hit.term]
    sentence = words.before + text.low[hit.start : hit.end] + words.after
    if kind.at and not kind.at.match(text.low, hit.start):
        return []
    if kind.near and not kind.near.search(sentence):
        return []
    if hit.term == "pvg" and re.search(r"\bdbs\b[^.]{0,30}(?:\bor|/)\s*$", words.before):
        return []  # Scotland's, beside that of England and Wales
    if kind.driving and not DRIVE.search(sentence):
        return []
    if kind.licence in {"forklift_counterbalance", "forklift_reach"} and _EITHER_TRUCK.search(sentence):
        return _one(text, hit, words, "forklift_counterbalance or forklift_reach", strict=kind.strict and not is_title)
    if hit.term in GENERIC_FORKLIFT and re.search(r"\b(?:counter[- ]?balance|reach)\b", sentence):
        return []
    if hit.term == "sia" and re.search(
        r"\b(?:door|cctv|public space)\b", sentence[max(0, len(words.before) - 40) : len(words.before) + 40]
    ):
        return _one(text, hit, words, "sia_cctv" if "cctv" in sentence and "door" not in sentence else "sia_door")
    if _NOT_PERSONS.search(words.before[-80:]) and not REQUIRED.search(words.before):
        return []
    licence = kind.licence
    if _TRAINING_LIKE.search(words.before[-80:]):
        return []
    if licence == "qts" and _ANY_OTHER_PROFESSION.search(text.low, max(0, hit.start - 100), hit.end + 100):
        return []  # one of several professions
    if licence == "driving_c" and re.search(r"\b(?:prisons?|hmp|prisoners)\b", sentence):
        return []
    if licence == "bsl" and re.match(r"\s*(?:/\s*\w+\s+)?interpret", words.after):
        return []  # colleagues
    if licence == "first_aid_at_work" and re.search(r"\bemergency\s*$", words.before):
        return []
    if licence == "food_hygiene_2":
        if re.search(r"\brating|standards|regulations|inspection|procedures|legislation|practices\b", words.after[:40]):
            return []
        if re.search(r"\blevel (?:3|three)\b", sentence) and not re.search(r"\blevel (?:1|2|two)\b", sentence):
            licence = "food_hygiene_3"
        elif re.search(r"\blevel (?:1|one)\b", sentence) and not re.search(r"\blevel (?:2|3|two|three)\b", sentence):
            licence = "food_hygiene_1"
    if (
        licence == "care_certificate"
        and not _CARE_CERTIFICATE_BEFORE.search(words.before[-60:])
        and not re.search(r"\b(?:essential|required)\b", words.after[:60])
    ):
        return []
    return _one(text, hit, words, licence, strict=kind.strict and not is_title)


def _driving(text: Plain, hit: Hit, words: Around) -> list[Asked]:
    sentence = words.before + text.low[hit.start : hit.end] + words.after
    if (
        words.after.lstrip().startswith("to practi")
        or _ID_DOCUMENT.search(sentence)
        or re.search(r"\b(?:c\+e|c1|d1|hgv|lgv|pcv|class [12]|motor(?:cycle|bike)|category [cd])\b", sentence)
    ):
        return []
    if hit.term in {"category b", "cat b"} and not re.search(r"\b(?:licen|driv|vehicle)", sentence):
        return []
    if hit.term in {"able to drive", "ability to drive", "must drive"} and re.match(
        r"\s*(?:change|improve\w*|results|performance|forward|business|growth|sales|innovation|\w+ (?:change"
        r"|forward|results|performance))",
        words.after,
    ):
        return []
    if hit.term in {"able to drive", "ability to drive", "must drive", "be a driver"} and not re.match(
        r"\s*(?:$|[.,;)]|an?\b|and\b|is\b|the\b|to\b|with\b|for\b|in\b|between|essential|across)", words.after
    ):
        return []
    if hit.term in {"ability to drive", "able to drive", "must drive"} and re.match(
        r"\s*(?:the (?!car|van|vehicle|minibus)|an? (?!car|van|vehicle|manual|minibus))", words.after
    ):
        return []
    if hit.term in {"car driver", "car drivers", "care driver"} and not re.search(
        r"\b(?:essential|must|required|need)", sentence
    ):
        return []
    return [one._replace(licence="driving_b") for one in _one(text, hit, words, "driving_b")]


def _registration(text: Plain, hit: Hit, words: Around) -> list[Asked]:
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
    if _NOT_PERSONS.search(words.before[-80:]) and not _OF_THE_PERSON.search(words.before):
        return []
    if _ON_THE_WEB.match(after):
        return []
    if not _REGISTER_AT.match(after) and (not _REGISTERED.search(words.before) or _RULES_OF_IT.match(after)):
        return []
    standing = _one(text, hit, words, REGISTERS[hit.term], later=False)
    if _NOT_YET.search(words.before) or _NOT_YET_AFTER.search(words.after[:60]):
        return [one._replace(obtainable=True) for one in standing]
    return standing


def _nurse(text: Plain, hit: Hit, words: Around, *, is_title: bool) -> list[Asked]:
    """Who must be registered with the NMC to be called so; mentions of colleagues ask for nothing."""
    if not is_title and (_COLLEAGUES.search(words.before[-90:]) or _NURSES_AT_WORK.match(words.after)):
        return []
    if is_title and (_ANY_OTHER_PROFESSION.search(words.before) or _ANY_OTHER_PROFESSION.search(words.after)):
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
    children = re.search(
        r"\b(?:child ?care|early years|nneb|cache|eyfs|nursery (?:nurse|practitioner))\b",
        sentence,
    )
    care = re.search(r"\b(?:health (?:and|&) social care|(?:in|social|adult) care)\b", sentence)
    if (not children and not care) or _GIVEN_IN_THE_JOB.search(sentence) or _OR_WITHOUT_IT.search(sentence):
        return []
    licence = f"early_years_level_{levels[0]}" if children else f"nvq_care_{levels[0]}"
    return _one(text, hit, words, licence, strict=not is_title)


def _welsh(text: Plain, hit: Hit, words: Around) -> list[Asked]:
    if not re.match(
        r"\s*(?:language\s*)?(?:speak\w*|skills?|communication)?[^.\n]{0,40}\b(?:essential|required|requirement)\b",
        words.after,
    ) and not re.search(
        r"\b(?:fluent(?:ly)? in|fluency in|must (?:be able to )?speak|must be fluent in|ability to (?:speak"
        r"|communicate in)) $",
        words.before,
    ):
        return []
    if re.search(r"\bessential\b", words.after) is None and not re.search(r"\b(?:must|fluen)", words.before):
        return []
    return _one(text, hit, words, "welsh_essential")
