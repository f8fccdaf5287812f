"""Licences for lorries, buses and machines, which adverts name more often than they ask for them.

"Our 7.5t fleet", "direct HGV drivers to the bay" and "forklift trucks work here" ask for nothing. So the name must be
that of a licence, be held by the reader, be of the drivers who are wanted, or of what the reader will drive.
"""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.context import Around

# "Class 2 licence", "D1 entitlement", "counterbalance (RTITB) certificate"
_LICENCE_AFTER: Final = re.compile(
    r"[^.;\n]{0,40}?\b(?:licen[cs]e[sd]?|licen[cs]ing|entitlement|tickets?|cards?|certificat\w+|certified|certs?\b|qualified"
    r"|accredited|trained)\b"
)
_LICENCE_BEFORE: Final = re.compile(
    r"\b(?:entitlement|categor(?:y|ies))\b(?:[^.;\n]|\.(?=\d)){0,60}$|\b(?:licen[cs]e[sd]?|tickets?|cards?|entitlement|certificates?)\b[^.;,\n]{0,30}$"
)
_HELD_BEFORE: Final = re.compile(
    r"\b(?:hold(?:s|ing)?|have|valid|current|in[- ]date|must be|need(?:s|ed)?:?|essential:?|required:?)\s"
    r"(?:an?\s|your\s)?(?:\w+\s){0,2}$"
)
_DRIVER_AFTER: Final = re.compile(
    r"(?:\s*(?:/|,|&|\band\b|\bor\b|\+)\s*[\w+.]+(?:\s[\w+.]+)?)?\s*(?:\([^)\n]{0,30}\)\s*)?(?:[\w-]+\s+)?(?:drivers?|operators?"
    r"|shunters?|trunk(?:ers?|ing)|tramp(?:ers?|ing))\b"
)
_DRIVER_BEFORE: Final = re.compile(r"\bdrivers?\s*[(:,-]\s*(?:hgv\s|lgv\s)?$")
_IS_A_DRIVER: Final = re.compile(r"\b(?:drivers?|operators?)$")
_WANTED: Final = re.compile(
    r"\b(?:wanted|needed|required|recruit\w*|seek(?:s|ing)?|looking|hiring|vacanc\w+|opportunit\w+|as an?|experienced"
    r"|you (?:will|must|are)|you'll|we need|needs?|apply|join|starting)\b"
)
# "Direct HGV drivers to the bay", "our class 1 drivers", "driver's mate"
_SPOKEN_OF: Final = re.compile(
    r"\b(?:direct|brief|debrief|book|load|unload|supervis|manag|support|assist|help|greet|check|dispatch|instruct"
    r"|train|liais|work(?!\w* towards?\b)|accompany|deal|communicat|interact)(?:s|e|es|ing"
    r"|ed)?(?: (?:closely )?(?:with|in"
    r"|for|to|alongside))?\s"
    r"(?:\w+\s){0,4}$"
    # "Plan routes for class 2 drivers"
    r"|\b(?:plans?|planning|schedul\w+|alloc\w+|organis\w+|co-?ordin\w+)\s(?:\w+\s){1,4}(?:for|of|to)\s(?:\w+\s)?$"
    r"|\b(?:previous|former|ex)[\s-]$|\b(?:alongside|mates? (?:to|for)|our|their|between|by|become"
    r"|becoming)\s(?:an?\s)?(?:\w+\s){0,2}$"
)
_MATE_AFTER: Final = re.compile(r"[^.;\n]{0,12}?\b(?:driver'?s'?|drivers'?)\s(?:mates?|assistants?)\b")
_EXPERIENCE_AFTER: Final = re.compile(
    r"\s*(?:\w+\s){0,2}?(?:experience|(?:vehicles?|trucks?|fleet|lorr\w+|wagons?)\b(?!\s+(?:driv|licen|operator)))"
)
_DRIVING_BEFORE: Final = re.compile(
    r"(?<!from )(?<!to )\b(?:drive|driving|operate|operating)\s(?:one of\s)?(?:an?\s|our\s|the\s)?(?:\w+\s){0,2}$"
)
_VEHICLE_AFTER: Final = re.compile(
    r"\s*(?:[\w-]+\s){0,2}?(?:vehicles?|lorr\w+|wagons?|trucks?|tippers?|minibus\w*|van|rigids?|box)\b"
)
_ASKED_AFTER: Final = re.compile(
    r"\s*(?:(?:and|or|&|/)\s\w+\s)?(?:is |are |- )?(?:essential|required|needed|a must|necessary|mandatory)\b"
)
_JOB: Final = (
    r"(?:(?!drivers|operators|supervisors|officers|shunters|others\b)\w+(?:ers|ors)|operatives|assistants|technicians"
    r"|electricians|chefs|cooks|nurses)"
)
_JOBS: Final = r"(?:drivers|operators|guards|officers|staff|shunters)"
# "Pickers, packers and FLT drivers required", "HGV drivers, warehouse operatives and cleaners": several jobs
_AMONG_JOBS_BEFORE: Final = re.compile(rf"\b{_JOB}\s*(?:,|&|/|\+|\band\b|\bor\b)\s*(?:and\s|or\s)?(?:\w+\s)?$")
_JOB_AFTER: Final = re.compile(rf"(?:[^.;,\n]{{0,25}}?)\b{_JOBS}\b")
_AMONG_JOBS_AFTER: Final = re.compile(
    rf"(?:[^.;,\n]{{0,25}}?\b{_JOBS})?\s*(?:,|&|/|\+|\band\b|\bor\b)\s*(?:\w+\s){{0,2}}?{_JOB}\b"
)
# "PCV Cat D with CPC and digi card", "Class 2, CPC, tacho"
_WITH_CPC: Final = re.compile(
    r"[^.;\n]{0,15}?(?:,|&|\+|/|\bwith\b|\band\b)\s*(?:valid\s|current\s)?(?:driver'?s?\s)?(?:d?cpc|dqc|digi|tacho)\b"
)
# "Class 1 (C+E)." and nothing else
_NO_MORE_AFTER: Final = re.compile(r"\s*(?:\((?:c\s?\+\s?e|c1|d1|c|d)\))?\W*$")
_SHORT_BEFORE: Final = 25


def is_spoken_of(words: Around) -> bool:
    """Whether holders are those with whom the reader works, or for whom: "supporting SIA guards on site"."""
    return _JOB_AFTER.match(words.after) is not None and _SPOKEN_OF.search(words.before[-80:]) is not None


def is_one_of_several_jobs(term: str, words: Around) -> bool:
    """Whether a licence is that of one of several jobs in a list, by their names in the plural."""
    is_job = term.endswith("drivers")
    if not is_job and not _JOB_AFTER.match(words.after):
        return False
    return _AMONG_JOBS_BEFORE.search(words.before[-40:]) is not None or _AMONG_JOBS_AFTER.match(words.after) is not None


def is_of_the_driver(term: str, words: Around) -> bool:
    """Whether a class of vehicle or a machine is named as that for which the reader needs a licence."""
    if "licen" in term or term.endswith(("ticket", "operator")):
        return True
    if _MATE_AFTER.match(words.after):
        return False
    before = words.before[-80:]
    if _SPOKEN_OF.search(before):
        return False
    if _LICENCE_BEFORE.search(before) or _WITH_CPC.match(words.after):
        return True
    if not any(map(str.isalpha, words.before)) and _NO_MORE_AFTER.match(words.after):
        return True
    if (match := _LICENCE_AFTER.match(words.after)) and not _EXPERIENCE_AFTER.match(match.group()):
        return True
    if _IS_A_DRIVER.search(term) or _DRIVER_AFTER.match(words.after) or _DRIVER_BEFORE.search(before):
        return len(words.before.strip()) <= _SHORT_BEFORE or _WANTED.search(words.before + words.after) is not None
    if _EXPERIENCE_AFTER.match(words.after):
        return _DRIVING_BEFORE.search(before) is not None and _VEHICLE_AFTER.match(words.after) is not None
    return _HELD_BEFORE.search(before) is not None or _ASKED_AFTER.match(words.after) is not None


# --- Classes ---------------------------------------------------------------------------

_CLASS_1: Final = re.compile(r"\b(?:class (?:1|one)|(?:hgv|lgv) ?1|c ?\+ ?e|cat(?:egory)? ce|artic\w*)\b")
_CLASS_2: Final = re.compile(r"\b(?:class (?:2|two)|(?:hgv|lgv) ?2)\b")
_PLUS_E: Final = re.compile(r"\s?\+\s?e\b")
_SMALL: Final = re.compile(r"\b(?:c1|7\.5 ?t\w*)\b")
_GENERIC: Final = frozenset(
    f"{kind} {noun}"
    for kind in ("hgv", "lgv")
    for noun in ("licence", "license", "driver", "drivers", "driving licence")
)
# "Class 1 and 2 drivers", "class 1 & class 2"
_AND_2: Final = re.compile(
    r"\s*(?:c\s?\+\s?e)?\W{0,2}(?:&|\band\b|/|\bor\b|\+|,)\s*(?:hgv\s|lgv\s)?(?:class\s*)?(?:2|two)\b"
)
_AND_1: Final = re.compile(r"\W{0,2}(?:&|\band\b|/|\bor\b|\+|,)\s*(?:hgv\s|lgv\s)?(?:class\s*)?(?:1|one)\b")
# "C+E/C drivers", "cat C or C+E licence": with "and" where drivers of both are wanted
_DRIVERS_NEAR: Final = r"[^.;,\n]{0,15}\bdrivers\b"
_AND_C: Final = re.compile(
    rf"\s*(?:(?:/|\bor\b)\s*(?:cat(?:egory)?\s|hgv\s|lgv\s)?c\b(?![+\d])(?!\s\+)|(?:&|,|\band\b)\s*(?:cat(?:egory)?\s)?c\b(?![+\d])(?!\s\+)(?={_DRIVERS_NEAR}))"
)
_C_AND: Final = re.compile(r"\bc\s*(?:/|\bor\b)\s*(?:cat(?:egory)?\s|hgv\s|lgv\s)?$")
# "D1 licence or MiDAS": one that is on no list will do.
_OR_MIDAS: Final = re.compile(r"[^.;\n]{0,25}?(?:/|\bor\b)\s*(?:an?\s)?(?:\w+\s)?midas\b")
_MIDAS_OR: Final = re.compile(r"\bmidas\b(?:\s\w+)?\s*(?:/|\bor\b)\s*(?:an?\s)?(?:\w+\s)?$")
_EITHER_CLASS: Final = "driving_c or driving_ce"
_EITHER_KIND: Final = "forklift_counterbalance or forklift_reach"
_COUNTERBALANCE: Final = r"counter[- ]?balanced?(?:\s\w+){0,2}?"
_REACH: Final = r"reach(?:\s\w+){0,2}?"
_OR: Final = r"\s*(?:/|\band/or\b|\bor\b)\s*(?:an?\s)?"
# Of several drivers each needs one: "counterbalance and reach drivers"
_AND: Final = r"\s*(?:,|&|\+|\band\b)\s*(?:an?\s)?"
_DRIVERS: Final = r"(?:[^.;,\n]{0,25}?)\b(?:drivers|operators|operatives)\b"
_EITHER_TRUCK: Final = re.compile(
    rf"\b{_COUNTERBALANCE}{_OR}reach\b|\b{_REACH}{_OR}counter[- ]?balance"
    rf"|\b{_COUNTERBALANCE}{_AND}reach{_DRIVERS}|\b{_REACH}{_AND}counter[- ]?balanced?{_DRIVERS}"
    r"|\bany\s(?:\w+\s){0,3}?(?:flt|fork[- ]?lift|fork truck)\b"
    r"|\b(?:flt|fork[- ]?lift)[^.;\n]{0,25}?\bany (?:type|truck|category|class|kind)"
)


# "Reach, counterbalance or VNA licence": one that is on no list will do.
_OR_ANOTHER_TRUCK: Final = re.compile(
    r"\b(?:vna|bendi|pivot|llop|ppt)\s*(?:/|\bor\b)|(?:/|\bor\b)\s*(?:an?\s)?(?:vna|bendi|pivot|llop|ppt|aisle|pedestrian)\b"
)
OF_DRIVERS: Final = frozenset(
    (
        *(
            "driving_ce",
            "driving_c",
            "driving_c1",
            "driving_d1",
            "driving_d",
            "driving_be",
            "excavator_360",
            "telehandler",
        ),
        *("forklift_counterbalance", "forklift_reach", "crane_slinger"),
    )
)
_FORKLIFTS: Final = frozenset(("forklift_counterbalance", "forklift_reach"))
_NAMED_FORKLIFT: Final = re.compile(r"\b(?:counter[- ]?balance|reach)\b")
_PRISON: Final = re.compile(r"\b(?:prisons?|hmp|prisoners)\b")


def of_a_driver(licence: str, term: str, sentence: str, after: str) -> str | None:
    """Which licence a class or a machine stands for; None where another name in the sentence says it better.

    Examples
    --------
    >>> of_a_driver("driving_c", "hgv drivers", "hgv drivers, class 1", ", class 1") is None
    True
    >>> of_a_driver("driving_ce", "class 1", "class 1 and 2 drivers", " and 2 drivers")
    'driving_c or driving_ce'
    """
    if licence in _FORKLIFTS:
        if _OR_ANOTHER_TRUCK.search(sentence):
            return None
        if _EITHER_TRUCK.search(sentence):
            return _EITHER_KIND
        is_generic = _NAMED_FORKLIFT.search(term) is None
        return None if is_generic and _NAMED_FORKLIFT.search(sentence) else licence
    if licence == "driving_c" and _PLUS_E.match(after):
        return None
    before = sentence[: len(sentence) - len(after) - len(term)][-40:]
    if licence == "driving_d1" and (_OR_MIDAS.match(after) or _MIDAS_OR.search(before)):
        return None
    if licence == "driving_ce" and (_AND_C.match(after) or _C_AND.search(before)):
        return _EITHER_CLASS
    if term in _GENERIC and (_CLASS_1.search(sentence) or _CLASS_2.search(sentence) or _SMALL.search(sentence)):
        return None
    if (licence == "driving_ce" and _AND_2.match(after)) or (licence == "driving_c" and _AND_1.match(after)):
        return _EITHER_CLASS
    return None if licence == "driving_c" and _PRISON.search(sentence) else licence
