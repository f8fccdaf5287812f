"""Licences, registrations and checks that the person must have, or can get.

A name alone asks for nothing: "NMC guidelines", "our forklift drivers" and "a 5 star food hygiene rating" ask for no
licence. So each term comes with the words that must stand around it, and each sentence is looked through for what takes
a demand back ("not essential"), weakens it ("desirable") or says that it can be met later ("training provided").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from jobmatch.reading.context import REQUIRED, Around, around, is_desirable, is_negated
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit


@dataclass(frozen=True, slots=True)
class _Kind:
    """One licence.

    ``near`` must be found in the sentence,
    ``at`` must match where the term starts; ``strict`` wants a word of demand in
    the sentence,
    or a short line that is nothing but the name. ``driving`` needs talk of driving in the sentence or title.
    """

    licence: str
    terms: tuple[str, ...]
    near: re.Pattern[str] | None = None
    at: re.Pattern[str] | None = None
    strict: bool = False
    driving: bool = False


def _near(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_CARD: Final = _near(
    r"\b(?:licen[cs]ed?|licen[cs]es|certificates?|certificat\w+|certified|tickets?|cards?|trained"
    r"|qualified|qualifications?|accredited|accreditation|badge|essential|required|must)\b"
)
_REGISTER_AT: Final = (
    r"(?:\W{0,2}\s*(?:/|or|&|and)?\s*(?:(?:nmc|hcpc|gmc|gphc|gdc)\W{1,4}(?:or\s)?)?"
    r"(?:registered|registration|registrant|accredited|pin\b|register\b|number|membership"
    r"|licence)(?!\s*(?:\w+\s){0,2}(?:requirements|fees?|renewal|paid|costs?|subscription|reimburs)))"
)
_REGISTERED: Final = (
    r"(?:regist(?:ered|ration|er|rant)|member(?:ship)?"
    r"|licen[cs]ed?)\s+(?!requirements)(?:\w+\s+){0,3}?(?:with|by|to|on|of|as)\s+(?:the\s+"
    r"|an?\s+)?(?:\w+\s+){0,3}?$"
)


_FOOD: Final = _near(
    r"\b(?:level (?:1|2|3|two|three)|certificat\w+|cert|qualif\w+|award|trained|basic food"
    r"|foundation (?:food|level)|intermediate food)\b(?![^.]{0,12}rating)"
)
_DRIVE: Final = re.compile(r"\b(?:driv\w+|hgv|lgv|licen[cs]e\w*|tractor|artic\w*|truck|lorry|tacho\w*|cpc|haulage)\b")
_WANTED: Final = _near(
    r"\b(?:driver|operator|licen[cs]e|cert\w*|card|ticket|trained|qualified|required|essential|must)\w*\b"
)

_KINDS: Final = (
    _Kind("driving_ce", ("class 1", "class one", "class1", "hgv 1", "hgv1", "lgv 1", "lgv1", "c+e", "c + e",
    "cat ce", "category ce", "ce licence", "hgv class 1", "lgv class 1", "hgv c1e"), driving=True),
    _Kind("driving_c", ("class 2", "class two", "class2", "hgv 2", "hgv2", "lgv 2", "lgv2", "cat c", "category c",
    "hgv licence", "lgv licence", "hgv driver", "lgv driver", "hgv drivers", "lgv drivers", "hgv license",
    "lgv license", "hgv driving licence"), driving=True),
    _Kind("driving_c1", ("7.5 tonne", "7.5t", "7.5 ton", "7.5tonne", "c1 licence", "c1 license", "cat c1",
    "category c1", "c1 driver", "c1"), driving=True),
    _Kind("driving_d1", ("d1 licence", "d1 license", "category d1", "cat d1", "d1", "minibus licence",
    "minibus license"), driving=True),
    _Kind("driving_d", ("pcv", "psv", "category d", "cat d", "pcv licence"),
    near=_near(r"\b(?:licen[cs]e|drivers?)\b")),
    _Kind("driving_be", ("b+e", "category be", "cat be", "trailer licence", "trailer license"), driving=True),
    _Kind("driving_am", ("cbt certificate", "cbt licence", "compulsory basic training", "moped licence")),
    _Kind("driving_a", ("motorcycle licence", "motorbike licence", "full motorcycle licence")),
    _Kind("driver_cpc", ("driver cpc", "drivers cpc", "driver's cpc", "dcpc", "cpc"),
    near=_near(r"\b(?:driv\w+|hgv|lgv|pcv|class [12]|tacho\w*|digi\w*|c\+e)"),
    at=re.compile(r"(?!cpc\s*(?:manager|holder|transport|operator))")),
    _Kind("digital_tachograph", ("tacho card", "tachograph card", "digi tacho", "digitacho", "digi card",
    "digicard", "digital tachograph", "digital tacho", "digi-tacho", "driver card"),
    near=_near(r"\b(?:cards?|licen|hold|have|digi(?:tacho| tacho|card|-tacho))")),
    _Kind("lgv_adr", ("adr",),
    near=_near(r"\b(?:licen[cs]e\w*|cert\w*|trained|qualified|driver|card|tanks?|packages)\b")),
    _Kind("taxi_private_hire", ("private hire licence", "private hire license", "taxi licence", "taxi license",
    "taxi badge", "pco licence", "hackney carriage")),
    _Kind("forklift_reach", ("reach truck", "reach licence", "reach license", "reach forklift", "reach flt",
    "flt reach"), near=_WANTED),
    _Kind("forklift_counterbalance", ("counterbalance", "counter balance", "counter-balance", "forklift licence",
    "forklift license", "fork lift licence", "fork lift truck licence", "forklift truck licence", "flt licence",
    "flt license", "fork-lift licence", "forklift", "fork lift", "fork-lift", "flt", "fork truck"), near=_CARD),
    _Kind("telehandler", ("telehandler", "telescopic handler"), near=_WANTED),
    _Kind("excavator_360", ("360 excavator", "360 operator", "360 ticket", "excavator", "360 machine"), near=_WANTED),
    _Kind("mewp_ipaf", ("ipaf", "mewp", "cherry picker licence")),
    _Kind("crane_slinger", ("slinger", "slinger signaller", "slinger/signaller"), near=_WANTED),
    _Kind("cscs", ("cscs", "c.s.c.s")),
    _Kind("cpcs", ("cpcs",)),
    _Kind("NPORS card", ("npors",)),
    _Kind("PASMA card", ("pasma",)),
    _Kind("SMSTS certificate", ("smsts",)),
    _Kind("SSSTS certificate", ("sssts",)),
    _Kind("street works card (NRSWA)", ("nrswa", "streetworks", "street works"), near=_CARD),
    _Kind("personal track safety card (PTS)", ("personal track safety", "pts card", "pts ticket",
    "rail pts", "pts certified", "pts"),
    near=_near(r"\b(?:rail|track|sentinel|card|ticket|pts certif)\w*")),
    _Kind("gas_safe", ("gas safe",), at=re.compile(r"gas safe(?!\s*compan)")),
    _Kind("electrician_18th_edition", ("18th edition", "17th edition", "bs7671", "bs 7671")),
    _Kind("sia_door", ("sia door", "door supervisor licence", "door supervisor license", "door supervisor sia",
    "sia ds", "door supervision licence")),
    _Kind("sia_cctv", ("sia cctv", "cctv licence", "cctv license", "cctv sia", "public space surveillance",
    "pss licence")),
    _Kind("sia_guard", ("sia",)),
    _Kind("food_hygiene_2", ("food hygiene", "food safety", "food & hygiene", "food and hygiene"), near=_FOOD),
    _Kind("personal_licence_alcohol", ("personal licence", "personal license", "personal alcohol licence",
    "personal licence holder")),
    _Kind("emergency_first_aid", ("emergency first aid at work", "emergency first aid", "efaw"), strict=True),
    _Kind(
        "paediatric_first_aid", ("paediatric first aid", "pediatric first aid", "paediatric first-aid"), strict=True,
        at=re.compile(r"p\w+ first[- ]aid(?! training (?:is |will be )?(?:provided|given|offered|available))"),
    ),
    _Kind("first_aid_at_work", ("first aid at work", "first aid certificate", "first aid certification",
    "first aid qualification", "first aid qualified", "first aid trained", "first-aid at work", "first aid",
    "first aider"), near=_near(r"\b(?:at work|cert\w*|qualif\w*|trained|essential|required|must|hold)\b"),
    strict=True,
    at=re.compile(r"first[- ]aid(?! (?:training|box|kit|cover|room|duties|and|to|when|where|as|provision))")),
    _Kind("manual_handling", ("manual handling",),
    at=re.compile(r"manual handling (?:training )?(?:cert\w*|qualif\w*|ticket|card|trained|passport)"),
    strict=True),
    _Kind("qts", ("qts", "qualified teacher status", "qualified teacher"),
    at=re.compile(r"(?:qts|qualified teacher(?: status)?)(?! (?:and above|who will|to lead))")),
    _Kind("care_certificate", ("care certificate",), near=_near(
        r"\b(?:hold\w*|have|has|possess\w*|must|essential|required|complete\w*|achieve\w*|obtain|work towards"
        r"|working towards)\b"), at=re.compile(r"care certificate(?!\s*(?:\+|\w+ + ))"), strict=True),
    _Kind("nebosh", ("nebosh",), strict=True),
    _Kind("iosh", ("iosh",), strict=True),
    _Kind("aat", ("aat",), strict=True),
    _Kind("bsl", ("bsl", "british sign language"), strict=True),
    _Kind("social_work_england", ("social work england", "swe registration", "swe registered", "swe")),
    _Kind("security clearance", ("sc cleared", "sc clearance", "security clearance", "security cleared",
    "dv clearance", "dv cleared", "security check", "bpss")),
    _Kind("PVG scheme", ("pvg",)),
)  # fmt: skip
_DRIVING_TERMS: Final = (
    "driving licence", "driving license", "driving licences", "driving licenses", "drivers licence",
    "drivers license", "driver's licence", "driver's license", "driver licence", "driver license",
    "full licence", "clean licence", "uk licence", "manual licence", "licence to drive", "full license",
    "clean license", "uk license", "car driver", "car drivers", "car licence",
    "driver essential", "must drive", "able to drive", "ability to drive", "be a driver", "drivers only",
    "category b", "cat b", "driving licence holder", "care driver", "licensed driver", "licenced driver",
)  # fmt: skip
_REGISTERS: Final = {
    "nmc": "nmc_registration", "nursing and midwifery council": "nmc_registration",
    "nursing & midwifery council": "nmc_registration",
    "hcpc": "hcpc_registration", "hpc": "hcpc_registration",
    "health and care professions council": "hcpc_registration",
    "health & care professions council": "hcpc_registration",
    "gmc": "gmc_registration", "general medical council": "gmc_registration",
    "gphc": "gphc_registration", "general pharmaceutical council": "gphc_registration",
    "gdc": "gdc_registration", "general dental council": "gdc_registration",
}  # fmt: skip
_NURSES: Final = (
    "registered nurse", "registered nurses", "registered general nurse", "registered general nurses",
    "registered mental health nurse", "registered mental health nurses", "registered learning disability nurse",
    "registered adult nurse", "registered children's nurse", "registered midwife", "registered midwives",
    "registered staff nurse", "registered staff nurses", "registered sick children's nurse",
    "registered mental nurse", "registered paediatric nurse", "registered practice nurse",
    "rmn", "rmns", "rgn", "rgns", "rnld", "rnlds", "rnmh", "rscn", "rn qualification", "rmhn", "rnmhs",
    "nurse (rn)", "rgn/rmn", "qualified rn", "rn degree",
)  # fmt: skip
# Other titles that only the registered may use.
_PROTECTED: Final = {
    **{f"registered {name}": "gphc_registration" for name in ("pharmacist", "pharmacists", "pharmacy technician",
    "pharmacy technicians")},
    **{f"registered {name}": "hcpc_registration" for name in ("physiotherapist", "physiotherapists",
    "occupational therapist", "occupational therapists", "radiographer", "radiographers", "paramedic", "paramedics",
    "podiatrist", "dietitian", "speech and language therapist", "operating department practitioner",
    "practitioner psychologist", "biomedical scientist")},
    **{f"registered {name}": "social_work_england" for name in ("social worker", "social workers")},
    **{f"registered {name}": "gdc_registration" for name in ("dental nurse", "dental nurses", "dentist",
    "dental hygienist")},
}  # fmt: skip
_DBS_TERMS: Final = (
    "dbs", "crb", "disclosure and barring", "disclosure & barring", "enhanced disclosure", "standard disclosure",
    "basic disclosure", "criminal records check", "criminal record check", "criminal records bureau",
    "disclosure check",
    "rehabilitation of offenders", "disclosure certificate", "submission for disclosure",
)  # fmt: skip
_CARE_TERMS: Final = (
    "health and social care",
    "health & social care",
    "nvq",
    "qcf",
    "childcare",
    "early years",
    "nneb",
    "cache",
    "child care",
    "eyfs",
    "nursery nurse",
    "nursery practitioner",
    "early years practitioner",
    "early years educator",
)
_WELSH_TERMS: Final = ("welsh",)

_KIND_OF_TERM: Final = {term: kind for kind in _KINDS for term in kind.terms}
TERMS: Final[tuple[str, ...]] = tuple(
    dict.fromkeys(
        (*_KIND_OF_TERM, *_DRIVING_TERMS, *_REGISTERS, *_NURSES, *_PROTECTED, *_DBS_TERMS, *_CARE_TERMS, *_WELSH_TERMS)
    )
)
_DRIVING: Final = frozenset(_DRIVING_TERMS)
_NURSE: Final = frozenset((*_NURSES, *_PROTECTED))
_DBS: Final = frozenset(_DBS_TERMS)
_CARE: Final = frozenset(_CARE_TERMS)
_GENERIC_FORKLIFT: Final = frozenset(
    (
        "forklift licence",
        "forklift license",
        "fork lift licence",
        "fork lift truck licence",
        "forklift truck licence",
        "flt licence",
        "flt license",
        "fork-lift licence",
        "forklift",
        "fork lift",
        "fork-lift",
        "flt",
        "fork truck",
    )
)

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
    r"|awareness of|knowledge of|liais\w+ with|work with|working with|manage|managing|supervis(?:e|es|ing|ion)|lead"
    r"|leading|support(?:ing)?|to lead|organise|ensure)\b[^.,;\n]{0,40}$"
)
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
    r"\b(?:must have|must hold|hold(?:ing)?|possess\w*|requirement to have|essential"
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
_OTHER_REGISTER_BEFORE: Final = re.compile(rf"{_ANY_REGISTER}\s*(?:/|,? ?or|,)\s*(?:an?\s|the\s)?$")
_NOT_YET: Final = re.compile(r"\b(?:work(?:ing)? towards?|eligib\w+|awaiting|soon to be|due to)\b[^.]{0,40}$")
_ONE_REGISTER: Final = frozenset(("nmc_registration", "hcpc_registration", "gphc_registration", "social_work_england"))
_OTHER_PROFESSION: Final = (
    r"(?:registered |qualified |an? )*(?:social workers?|ot\b|ots\b|occupational|physio\w*|psycholog\w+"
    r"|paramedics?|ahps?\b|allied|odps?\b|operating department|pharmacists?|amhps?\b)"
)
_ANY_OTHER_PROFESSION: Final = re.compile(
    r"\b(?:social workers?|occupational therap\w+|ot|odp|operating department practitioner|paramedic|physio\w*|amhp)\b"
)
_OTHER_PROFESSION_AFTER: Final = re.compile(
    rf"(?:\s*(?:,|or|/|, or)\s*(?:rmn|rgn|rnld|rn|rnmh|rscn)\b)*\s*(?:,|or|/|, or)\s*{_OTHER_PROFESSION}"
)
_OTHER_PROFESSION_BEFORE: Final = re.compile(rf"{_OTHER_PROFESSION}\s*(?:,|or|/|, or)\s*(?:an? )?$")
_OR_ANOTHER: Final = re.compile(r"\s*(?:/|,|or\b|and\b)")
_OR_ANOTHER_BEFORE: Final = re.compile(r"(?:/|,|\bor|\band)\s*(?:an? )?$")
_NO_DEMAND: Final = re.compile(
    r"\b(?:if required|if applicable|where (?:required|applicable|appropriate|necessary)|some of our roles"
    r"|may be (?:subject|required|asked)|depending on|certain roles|some roles|some posts|for relevant"
    r"|if the (?:post|role)|if your|if this|if you are|if you have|if you (?:only )?hold|if you only)\b"
)
_ALREADY: Final = re.compile(
    r"\b(?:must (?:already )?(?:have|hold|possess)|already|current|existing|valid|in possession|up to date"
    r"|in date|recent|hold(?:s|ing)? an?|issued within)\b"
)
_CHECKED_LATER: Final = re.compile(
    r"\b(?:subject to|will be|undergo|undertake|carried out|paid|cost|fund|satisfactory|check(?:s"
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
_EXCEPTIONS: Final = re.compile(r"\bexception")
_DBS_LEVELS: Final = ("dbs_basic", "dbs_standard", "dbs_enhanced", "dbs_enhanced_barred")
_BETWEEN_OR: Final = re.compile(r"^[^.,;:\n]{0,40}?(?:\bor\b|/)[^.,;:\n]{0,40}$")
_ALTERNATIVES: Final = frozenset(
    (
        *_REGISTERS.values(),
        "forklift_counterbalance",
        "forklift_reach",
        "telehandler",
        "cscs",
        "cpcs",
        "NPORS card",
        "sia_door",
        "sia_guard",
        "sia_cctv",
        "SMSTS certificate",
        "SSSTS certificate",
        "dbs",
    )
)
_SHORT_LINE: Final = 70


class _Asked(NamedTuple):
    licence: str
    start: int
    end: int
    obtainable: bool
    stated: bool = True
    by_title: bool = False  # "registered nurse", which names no register


def read(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read licences, registrations and checks."""
    asked: list[_Asked] = []
    dbs: list[Hit] = []
    for hit in hits:
        if hit.term in _DBS:
            dbs.append(hit)
        else:
            asked += _asked(text, hit, is_title=is_title)
    asked = _without_covered(asked)
    if (check := _dbs(text, dbs)) is not None:
        asked.append(check)
    for one in _with_alternatives(text, asked):
        findings.append(Finding("licences", one.licence, one.start, one.end, one.stated))
        if one.obtainable:
            findings.append(Finding("licences_obtainable", one.licence, one.start, one.end, one.stated))


def _asked(text: Plain, hit: Hit, *, is_title: bool) -> Iterable[_Asked]:
    words = around(text, hit.start, hit.end)
    if hit.term in _REGISTERS:
        return _registration(text, hit, words)
    if hit.term in _NURSE:
        return _nurse(text, hit, words, is_title=is_title)
    if hit.term in _CARE:
        return _care(text, hit, words, is_title=is_title)
    if hit.term == "welsh":
        return _welsh(text, hit, words)
    if hit.term in _DRIVING:
        return _driving(text, hit, words)
    return _named(text, hit, words, is_title=is_title)


def _standing(text: Plain, hit: Hit, words: Around, *, strict: bool = False) -> str:
    """Whether a licence is "asked" for, "obtainable", or neither ("")."""
    if (
        is_negated(words.before, words.after)
        or is_desirable(text, hit.start, words)
        or _NO_DEMAND.search(words.before + words.after)
    ):
        return ""
    sentence = f"{words.before} {words.after}"
    if strict and not REQUIRED.search(sentence) and len(sentence) > _SHORT_LINE:
        return ""
    return "obtainable" if _OBTAINABLE.search(words.before[-60:]) or _OBTAINABLE.search(words.after[:80]) else "asked"


def _one(
    text: Plain, hit: Hit, words: Around, licence: str, *, strict: bool = False, later: bool = True
) -> list[_Asked]:
    standing = _standing(text, hit, words, strict=strict)
    return [_Asked(licence, hit.start, hit.end, later and standing == "obtainable")] if standing else []


# --- Kinds -----------------------------------------------------------------------------


def _named(text: Plain, hit: Hit, words: Around, *, is_title: bool) -> list[_Asked]:
    kind = _KIND_OF_TERM[hit.term]
    sentence = words.before + text.low[hit.start : hit.end] + words.after
    if kind.at and not kind.at.match(text.low, hit.start):
        return []
    if kind.near and not kind.near.search(sentence):
        return []
    if hit.term == "pvg" and re.search(r"\bdbs\b[^.]{0,30}(?:\bor|/)\s*$", words.before):
        return []  # Scotland's, beside that of England and Wales
    if kind.driving and not _DRIVE.search(sentence):
        return []
    if hit.term in _GENERIC_FORKLIFT and re.search(r"\b(?:counter[- ]?balance|reach)\b", sentence):
        return []
    if hit.term == "sia" and re.search(
        r"\b(?:door|cctv|public space)\b", sentence[max(0, len(words.before) - 40) : len(words.before) + 40]
    ):
        return _one(text, hit, words, "sia_cctv" if "cctv" in sentence and "door" not in sentence else "sia_door")
    if _NOT_PERSONS.search(words.before[-80:]) and not REQUIRED.search(words.before):
        return []
    licence = kind.licence
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


def _driving(text: Plain, hit: Hit, words: Around) -> list[_Asked]:
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


def _registration(text: Plain, hit: Hit, words: Around) -> list[_Asked]:
    """NMC and the like: only as what the person is registered with."""
    # "NMC or HCPC registered": both words count for both names.
    after = _OTHER_REGISTER_AFTER.sub("", words.after)
    words = Around(_OTHER_REGISTER_BEFORE.sub("", words.before[-140:]), words.after)
    if _NOT_PERSONS.search(words.before[-80:]) and not re.search(
        r"\b(?:must|hold|be|as an?|are|valid|current|registered)\s[^.,;]{0,25}$", words.before
    ):
        return []
    if (
        not re.match(_REGISTER_AT, after)
        and not re.search(_REGISTERED, words.before)
        and not re.search(r"\bregist\w+\s(?:\w+\s){0,4}\(\s*$", words.before)
        and not re.search(
            r"\bregist(?:er|ered|ration) (?:of|with) (?:the )?$|\b(?:hold(?:ing)?|have|current|valid|full|active"
            r"|on the|your)\s(?:an?\s)?(?:\w+\s){0,2}$",
            words.before,
        )
    ):
        return []
    if not re.match(_REGISTER_AT, after) and re.match(
        r"\s*(?:guidelines?|codes?|standards|guidance|requirements for|revalidation|regulations|survey"
        r"|and other|principles)",
        after,
    ):
        return []
    standing = _one(text, hit, words, _REGISTERS[hit.term], later=False)
    if _NOT_YET.search(words.before) or _NOT_YET_AFTER.search(words.after[:60]):
        return [one._replace(obtainable=True) for one in standing]
    return standing


def _nurse(text: Plain, hit: Hit, words: Around, *, is_title: bool) -> list[_Asked]:
    """Who must be registered with the NMC to be called so; mentions of colleagues ask for nothing."""
    if not is_title and (
        _COLLEAGUES.search(words.before[-90:])
        or re.match(
            r"\s*(?:on duty|in charge|will (?:support|supervise|be available)|to support|team\b|colleagues"
            r"|and (?:other|the)|(?:,|and) healthcare)",
            words.after,
        )
    ):
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
    if hit.term in _PROTECTED and (_OR_ANOTHER.match(words.after) or _OR_ANOTHER_BEFORE.search(words.before[-30:])):
        return []
    return [_Asked(_PROTECTED.get(hit.term, "nmc_registration"), hit.start, hit.end, obtainable=False, by_title=True)]


def _care(text: Plain, hit: Hit, words: Around, *, is_title: bool) -> list[_Asked]:
    sentence = words.before + text.low[hit.start : hit.end] + words.after
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
    if (not children and not care) or _GIVEN_IN_THE_JOB.search(sentence):
        return []
    licence = f"early_years_level_{levels[0]}" if children else f"nvq_care_{levels[0]}"
    return _one(text, hit, words, licence, strict=not is_title)


def _welsh(text: Plain, hit: Hit, words: Around) -> list[_Asked]:
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


# --- Criminal record checks ------------------------------------------------------------


def _dbs(text: Plain, hits: list[Hit]) -> _Asked | None:
    """The check asked for, at the highest level named; it can be had later unless it must be there already."""
    best: tuple[int, Hit] | None = None
    already = later = False
    for hit in hits:
        words = around(text, hit.start, hit.end)
        sentence = words.before + text.low[hit.start : hit.end] + words.after
        if (
            is_negated(words.before[-40:], words.after[:40])
            or _NO_DEMAND.search(sentence)
            or is_desirable(text, hit.start, Around(words.before[-30:], words.after[:30]))
        ):
            continue
        if _UPDATE_SERVICE_ONLY.match(words.after) and not re.search(r"\bdbs check|enhanced dbs\b", sentence):
            continue
        if hit.term in {"disclosure and barring", "disclosure & barring"} and re.search(
            r"\bwebsite|leaflet\b", words.after[:40]
        ):
            continue
        if _ABOUT_COST.search(sentence) and not _CHECK_ASKED.search(sentence):
            continue
        level = _dbs_level(sentence)
        already = already or _ALREADY.search(words.before[-40:]) is not None or words.after.startswith(" checked")
        later = later or _CHECKED_LATER.search(sentence) is not None
        if best is None or level > best[0]:
            best = level, hit
    if best is None:
        return None
    level, hit = best
    return _Asked(_DBS_LEVELS[level], hit.start, hit.end, obtainable=later or not already)


def _dbs_level(sentence: str) -> int:
    if "enhanced" in sentence:
        return 3 if _BARRED.search(sentence) else 2
    if _EXCEPTIONS.search(sentence) and "offenders" in sentence:
        return 1
    return 1 if re.search(r"\bstandard (?:level )?(?:dbs|crb|disclosure|check)", sentence) else 0


# --- Several ---------------------------------------------------------------------------

_COVERS: Final = {
    "driving_ce": ("driving_c", "driving_c1"),
    "driving_c": ("driving_c1",),
    "sia_door": ("sia_guard",),
    "sia_cctv": ("sia_guard",),
    "paediatric_first_aid": ("first_aid_at_work",),
}


def _without_covered(asked: list[_Asked]) -> list[_Asked]:
    """Each licence once, and none read from inside a longer name: "class 2" in "hgv class 2"."""
    first: dict[str, _Asked] = {}
    for one in sorted(asked, key=lambda one: (one.by_title, one.start, one.start - one.end)):
        known = first.get(one.licence)
        if known is None or (known.obtainable and not one.obtainable):
            first[one.licence] = one if known is None else known._replace(obtainable=False)
    spans = [(one.start, one.end, one.licence) for one in first.values()]
    return [
        one
        for one in first.values()
        if not any(start <= one.start < end and one.licence in _COVERS.get(other, ()) for start, end, other in spans)
    ]


def _with_alternatives(text: Plain, asked: list[_Asked]) -> list[_Asked]:
    """Licences of which one is enough, as one: "NMC or HCPC registered". None of them alone is asked for."""
    result: list[_Asked] = []
    registers = [one for one in asked if one.licence in _ONE_REGISTER]
    if len(registers) > 1:
        # Nobody is asked for two of these: the post is open to several professions.
        registers.sort(key=lambda one: one.start)
        names = " or ".join(dict.fromkeys(one.licence for one in registers))
        later = any(one.obtainable for one in registers)
        result.append(_Asked(names, registers[0].start, max(one.end for one in registers), later))
        asked = [one for one in asked if one.licence not in _ONE_REGISTER]
    for one in sorted(asked, key=lambda one: one.start):
        last = result[-1] if result else None
        if (
            last
            and last.licence in _ALTERNATIVES
            and one.licence in _ALTERNATIVES
            and last.end <= one.start
            and _BETWEEN_OR.match(text.low[last.end : one.start])
        ):
            result[-1] = _Asked(
                f"{last.licence} or {one.licence}", last.start, one.end, last.obtainable or one.obtainable
            )
        else:
            result.append(one)
    return result
