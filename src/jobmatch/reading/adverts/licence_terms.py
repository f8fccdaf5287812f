"""Names of licences, registrations and checks, and the words that must stand around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
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
REGISTER_AT: Final = (
    r"(?:\W{0,2}\s*(?:/|or|&|and)?\s*(?:(?:nmc|hcpc|gmc|gphc|gdc)\W{1,4}(?:or\s)?)?"
    r"(?:registered|registration|registrant|accredited|pin\b|register\b|number|membership"
    r"|licence)(?!\s*(?:\w+\s){0,2}(?:requirements|fees?|renewal|paid|costs?|subscription|reimburs)))"
)
REGISTERED: Final = (
    r"(?:regist(?:ered|ration|er|rant)|member(?:ship)?"
    r"|licen[cs]ed?)\s+(?!requirements)(?:\w+\s+){0,3}?(?:with|by|to|on|of|as)\s+(?:the\s+"
    r"|an?\s+)?(?:\w+\s+){0,3}?$"
)


# "NRSWA Supervisor (all units)" is what the card is called.
_STREET: Final = _near(_CARD.pattern + r"|\bnrswa (?:supervisor|operative|op|units?)\b|\bin date\b")
_FOOD: Final = _near(
    r"\b(?:level (?:1|2|3|two|three)|certificat\w+|cert|qualif\w+|award|trained|basic food|l[123]"
    r"|foundation (?:food|level)|intermediate food)\b(?![^.]{0,12}rating)"
)
DRIVE: Final = re.compile(
    r"\b(?:driv\w+|c\+e|hgv|lgv|licen[cs]e\w*|tractor|artic\w*|truck|lorry|tacho\w*|cpc|haulage|midas|minibus|trunk\w+|tramp\w+|tipper)\b"
)
_WANTED: Final = _near(
    r"\b(?:driver|operator|licen[cs]e|cert\w*|card|ticket|trained|qualified|required|essential|must)\w*\b"
)

KINDS: Final = (
    Kind("driving_ce", ("class 1", "class one", "class1", "hgv 1", "hgv1", "lgv 1", "lgv1", "c+e", "c + e",
    "cat ce", "category ce", "ce licence", "hgv class 1", "lgv class 1", "hgv c1e"), driving=True),
    Kind("driving_c", ("class 2", "class two", "class2", "hgv 2", "hgv2", "lgv 2", "lgv2", "cat c", "category c",
    "class c licence", "hgv licence", "lgv licence", "hgv driver", "lgv driver", "hgv drivers", "lgv drivers",
    "hgv license", "lgv license", "hgv driving licence"), driving=True),
    Kind("driving_c1", ("7.5 tonne", "7.5t", "7.5 ton", "7.5tonne", "c1 licence", "c1 license", "cat c1",
    "category c1", "c1 driver", "c1"), driving=True),
    Kind("driving_d1", ("d1 licence", "d1 license", "category d1", "cat d1", "d1", "minibus licence",
    "minibus license"), driving=True),
    Kind("driving_d", ("pcv", "psv", "category d", "cat d", "pcv licence"),
    near=_near(r"\b(?:licen[cs]e|drivers?|d?cpc|dqc)\b")),
    Kind("driving_be", ("b+e", "category be", "cat be", "trailer licence", "trailer license"), driving=True),
    Kind("driving_am", ("cbt certificate", "cbt licence", "compulsory basic training", "moped licence")),
    Kind("driving_a", ("motorcycle licence", "motorbike licence", "full motorcycle licence")),
    Kind("driver_cpc", ("driver cpc", "drivers cpc", "driver's cpc", "dcpc", "cpc",
    "driver qualification card", "dqc"),
    near=_near(r"\b(?:driv\w+|hgv|lgv|pcv|class [12]|tacho\w*|digi\w*|c\+e|c1|d1|licen[cs]e)"),
    at=re.compile(r"(?<!national )(?<!manager )(?<!manager's )"
    r"(?!cpc\s*(?:manager|holder|transport|operator|in\b|\(?(?:inter)?national))")),
    Kind("digital_tachograph", ("tacho card", "tachograph card", "digi tacho", "digitacho", "digi card",
    "digicard", "digital tachograph", "digital tacho", "digi-tacho", "driver card"),
    near=_near(r"\b(?:cards?|licen|hold|have|digi(?:tacho| tacho|card|-tacho))")),
    # "Cat C, CPC and tacho": among what is held
    Kind("digital_tachograph", ("tacho", "tachograph", "digi"),
    near=_near(r"\b(?:d?cpc|dqc|licen[cs]e\w*|cat(?:egory)? c)\b"),
    at=re.compile(r"(?:tacho(?:graph)?|digi)(?=\s*(?:$|[.,;)&+!\n]|and\b|essential|required|needed))")),
    Kind("lgv_adr", ("adr",),
    near=_near(r"\b(?:licen[cs]e\w*|cert\w*|trained|qualified|driver|card|tanks?|packages)\b")),
    Kind("taxi_private_hire", ("private hire licence", "private hire license", "taxi licence", "taxi license",
    "taxi badge", "pco licence", "hackney carriage", "private hire badge", "hackney badge",
    "ph badge", "ph licence", "taxi driver badge", "ph/hackney badge", "private hire driver badge",
    "private hire driver's badge", "hackney carriage badge")),
    Kind("forklift_reach", ("reach truck", "reach licence", "reach license", "reach licences", "reach forklift",
    "reach flt", "flt reach"), near=_WANTED),
    Kind("forklift_counterbalance", ("counterbalance", "counter balance", "counter-balance", "forklift licence",
    "forklift license", "fork lift licence", "fork lift truck licence", "forklift truck licence", "flt licence",
    "flt license", "fork-lift licence", "forklift", "fork lift", "fork-lift", "flt", "fork truck"), near=_CARD),
    Kind("telehandler", ("telehandler", "telescopic handler"), near=_WANTED),
    Kind("excavator_360", ("360 excavator", "360 operator", "360 ticket", "excavator", "360 machine"), near=_WANTED),
    Kind("mewp_ipaf", ("ipaf", "mewp licence", "mewp ticket", "cherry picker licence")),
    Kind("crane_slinger", ("slinger", "slinger signaller", "slinger/signaller"), near=_WANTED),
    Kind("cscs", ("cscs", "c.s.c.s")),
    Kind("cpcs", ("cpcs",)),
    Kind("npors", ("npors",)),
    Kind("pasma", ("pasma",)),
    Kind("smsts", ("smsts",)),
    Kind("sssts", ("sssts",)),
    Kind("street_works", ("nrswa", "streetworks", "street works"), near=_STREET),
    Kind("track_safety", ("personal track safety", "pts card", "pts ticket",
    "rail pts", "pts certified", "pts"),
    near=_near(r"\b(?:rail|track|sentinel|card|ticket|pts certif)\w*")),
    Kind("gas_safe", ("gas safe",), at=re.compile(r"gas safe(?!\s*compan)")),
    Kind("electrician_18th_edition", ("18th edition", "17th edition", "18th ed", "bs7671", "bs 7671")),
    Kind("sia_door", ("sia door", "door supervisor licence", "door supervisor license", "door supervisor sia",
    "sia ds", "door supervision licence", "ds licence", "ds license", "door badge", "door licence"),
    near=_near(r"\b(?:licen[cs]e\w*|badge|sia)\b")),
    Kind("sia_cctv", ("sia cctv", "cctv licence", "cctv license", "cctv sia", "public space surveillance",
    "pss licence", "cctv badge")),
    Kind("sia_guard", ("sia",)),
    Kind("food_hygiene_2", ("food hygiene", "food safety", "food & hygiene", "food and hygiene"), near=_FOOD),
    Kind("personal_licence_alcohol", ("personal licence", "personal license", "personal alcohol licence",
    "personal licence holder")),
    Kind("emergency_first_aid", ("emergency first aid at work", "emergency first aid", "efaw"), strict=True),
    Kind(
        "paediatric_first_aid", ("paediatric first aid", "pediatric first aid", "paediatric first-aid",
    "paed first aid", "paeds first aid"), strict=True,
        at=re.compile(r"p\w+ first[- ]aid(?! training (?:is |will be )?(?:provided|given|offered|available))"),
    ),
    Kind("first_aid_at_work", ("first aid at work", "first aid certificate", "first aid certification",
    "first aid qualification", "first aid qualified", "first aid trained", "first-aid at work", "first aid",
    "first aider"), near=_near(r"\b(?:at work|cert\w*|qualif\w*|trained|essential|required|must|hold)\b"),
    strict=True,
    at=re.compile(r"first[- ]aid(?! (?:training|box|kit|cover|room|duties|and|to|when|where|as|provision))")),
    Kind("manual_handling", ("manual handling",),
    at=re.compile(r"manual handling (?:training )?(?:cert\w*|qualif\w*|ticket|card|trained|passport)"),
    strict=True),
    Kind("qts", ("qts", "qualified teacher status", "qualified teacher"),
    at=re.compile(r"(?:qts|qualified teacher(?: status)?)(?! (?:and above|who will|to lead))")),
    Kind("care_certificate", ("care certificate",), near=_near(
        r"\b(?:hold\w*|have|has|possess\w*|must|essential|required|complete\w*|achieve\w*|obtain|work towards"
        r"|working towards)\b"), at=re.compile(r"care certificate(?!\s*(?:\+|\w+ + ))"), strict=True),
    Kind("nebosh", ("nebosh",), strict=True),
    Kind("iosh", ("iosh",), strict=True),
    Kind("aat", ("aat",), strict=True),
    Kind("bsl", ("bsl", "british sign language"), strict=True),
    Kind("social_work_england", ("social work england", "swe registration", "swe registered", "swe")),
    Kind("security clearance", ("sc cleared", "sc clearance", "security clearance", "security cleared",
    "dv clearance", "dv cleared", "security check")),
    Kind("pvg_scheme", ("pvg",)),
)  # fmt: skip
_DRIVING_TERMS: Final = (
    "driving licence", "driving license", "driving licences", "driving licenses", "drivers licence",
    "drivers license", "driver's licence", "driver's license", "driver licence", "driver license",
    "full licence", "clean licence", "uk licence", "manual licence", "licence to drive", "full license",
    "clean license", "uk license", "car driver", "car drivers", "car licence",
    "driver essential", "must drive", "able to drive", "ability to drive", "be a driver", "drivers only",
    "category b", "cat b", "b licence", "driving licence holder", "care driver", "licensed driver", "licenced driver",
    "driving test", "licence", "license", "need to drive", "do you drive", "driver is essential",
    "driver as", "driver, as", "driver because", "driver, because",
    "driving is essential",
    "driving is required", "driving essential",
)  # fmt: skip
REGISTERS: Final = {
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
PROTECTED: Final = {
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
    "dbs", "crb", "disclosure and barring", "disclosure & barring", "disclosure barring service",
    "enhanced disclosure", "standard disclosure",
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
    "level 3 or above",
    "level 2 or above",
    "level 3 qualified",
    "level 2 qualified",
)
_WELSH_TERMS: Final = ("welsh",)

KIND_OF_TERM: Final = {term: kind for kind in KINDS for term in kind.terms}
TERMS: Final[tuple[str, ...]] = tuple(
    dict.fromkeys(
        (*KIND_OF_TERM, *_DRIVING_TERMS, *REGISTERS, *_NURSES, *PROTECTED, *_DBS_TERMS, *_CARE_TERMS, *_WELSH_TERMS)
    )
)
DRIVING: Final = frozenset(_DRIVING_TERMS)
NURSE: Final = frozenset((*_NURSES, *PROTECTED))
DBS: Final = frozenset(_DBS_TERMS)
CARE: Final = frozenset(_CARE_TERMS)
