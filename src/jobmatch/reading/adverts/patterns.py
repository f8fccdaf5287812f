"""The pattern of work: term time, school hours, zero hours, annualised hours, rota, flexible hours."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.context import NEGATION
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

TERMS: Final = (
    "term time", "term-time", "term times", "39 weeks", "38 weeks", "tto", "52 weeks", "all year round",
    "school hours", "school day", "zero hour", "zero hours", "zero-hour", "zero-hours", "0 hour", "0 hours",
    "0-hour", "0 hr", "0hr", "0 hrs", "0hrs", "0-hr", "0hour", "0hours", "zero hr", "zero hrs",
    "zero-hr", "nil hours", "nil hour",
    "hours are not guaranteed", "no guaranteed hours", "non-guaranteed hours", "non guaranteed hours",
    "guaranteed hours", "no obligation", "0-hours", "annualised", "annualized", "rota", "rotas", "rotating",
    "rotational", "rostered",
    "4 on 4 off", "on 4 off", "4 on", "on, 4 off", "shift pattern", "flexi-time", "flexitime", "flexi time",
    "flexible", "hours to suit", "rolling rota", "earlies", "four on four off", "4on 4off", "4on4off",
)  # fmt: skip
_TERM_AFTER: Final = re.compile(
    r"\s*(?:only|working|post|position|contract|role|hours|basis|plus|\(|\)|$|\n|,|\.|/|\+|-|appointment"
    r"|job|weeks|paid|per year|a year)"
)
_AND_WEEKS: Final = re.compile(
    r"^[^.;\n]{0,20}?(?:\bplus|\band|\+|&)\s*(?:an? )?(?:additional |extra |further |up to )?(?:\d{1,2}|one|two|three"
    r"|four|five|six|seven|eight|ten)"
    r"\s*(?:additional |extra |further |holiday )?(?:(?:weeks?|wks?)\b|days? (?:during|in"
    r"|of) (?:the )?(?:school )?holidays?\b)"
)
_NOT_TERM: Final = re.compile(
    r"\b(?:such as|outside(?: of)?|during|options?|including|and|or|not|non|flexible|beyond|as well as"
    r"|job shar\w+|in|of|both|after|full)[,]?\s*$|/\s*$"
)
# "Tuesday and Thursday evenings in term time", "15 hours a week during term time", but "in term time and holidays"
_IN_TERM: Final = re.compile(
    r"(?:\b(?:evenings?|mornings?|afternoons?|lunchtimes?|(?:mon|tue|wed|thu|fri)[a-z]*|weekdays?|hours|hrs|days"
    r"|week|pw)"
    r"|\d(?:[ap]m)?)\s*,?\s*(?:in|during)\s$|\byou(?:'ll| will)? (?:only )?work\s+(?:only )?(?:in|during)\s$"
)
_OFFERED_AFTER: Final = re.compile(
    r"\s*(?:working|contracts?|hours)\s+(?:is\s|are\s)?(?:also\s)?(?:available|possible)\b"
)
_AND_HOLIDAYS: Final = re.compile(r"\bholidays?\b|\boutside\b|\bplus\b|\bweeks\b|\bbreaks?\b|\ball year\b|\bsummer\b")
_NO_TERM_WORK: Final = re.compile(
    r"\b(?:open\w*|clubs?|sessions?|runs?|reduced|flexib\w+|pupils|children|students|holidays?|if|can|could|may"
    r"|more|extra)\b"
)
# Where nobody has to offer work or take it, hours are not guaranteed.
_TO_OFFER: Final = re.compile(
    r"\s*(?:on (?:either|both) (?:side|part)\w*\s*)?(?:to|for us to)\s+(?:\w+\s+)?(?:offer|provide|give|accept)\b"
)
_SCHOOL_HOURS_BEFORE: Final = re.compile(r"\b(?:outside|after|around|before|not|no|beyond|extended|of the)\s*$")
_ANNUALISED: Final = re.compile(r"\s*(?:hours|rota|contract|shift|working|\w+ rota|basis)")
_ROTA_AFTER: Final = re.compile(
    r"\s*(?:basis|system|pattern|shifts?|which|to include|including|covering|over|,|\.|$|\n|\)|of\b|working)"
)
_ROTA_BEFORE: Final = re.compile(
    r"\b(?:on a|a|of a|rolling|weekly|week|local|shift|per|the|an|work(?:ing)?|your)\s*(?:[\w-]+\s){0,3}$"
)
_FLEXIBLE_AFTER: Final = re.compile(
    r"\s*(?:hours|working|shifts?|start|shift patterns?|contract|working hours|working patterns?"
    r"|part[- ]time|rota|schedul\w+|work\b)"
)
_NO_FLEXIBLE_BEFORE: Final = re.compile(r"\b(?:not|need(?:s)? to be|must be|be|a|cover a|requires?|to work)\s*$")
# "Full time, part time or term time only": one of the ways to do the job.
_ONE_WAY_OF_SEVERAL: Final = re.compile(
    r"\bfull[- ]?time\b[^.;\n]{0,30}(?:/|\bor\b)\s*$|\bfull[- ]?time\b[^.;\n]{0,8}part[- ]?time[^.;\n]{0,8}[,&]\s*$"
    r"|\bor\s*$|\bif you (?:are|can|could)\s(?:\w+\s)?(?:available|free|able|work)\b[^.\n]{0,50}$"
)
_AMONG_OFFERS: Final = re.compile(
    r"\b(?:such as|includ\w+|options?|flexible working)\b[^.\n]{0,60}$|\b(?:full|part)[- ]?time\s*(?:,|/|or)\s*$"
)
# "A range of flexible working arrangements including compressed hours, term time working and annualised hours"
_AMONG_ARRANGEMENTS: Final = re.compile(
    r"\b(?:range|variety|choice) of [^.\n]{0,40}\b(?:working|arrangements|patterns|hours|contracts)\b[^.\n]{0,120}$"
    r"|\b(?:want|like|prefer|wish) to (?:\w+ )?work\s*$"
)
_ARRANGEMENTS_REACH: Final = 170
_WORKED_ALL_YEAR: Final = re.compile(
    r"\b(?:hours?|weeks?|work\w*|posts?|positions?|roles?|contract|paid|job|rota|shifts?)\b"
)
_OR_NEXT: Final = re.compile(r"\s*(?:contract\s*)?(?:or\b|/)")
_OR_OTHER: Final = re.compile(r"\s*(?:contracts?\s*)?(?:or\b|/)")
_SCHOOL_DAY: Final = "Mon-Fri 09:30-14:30"


def read(text: Plain, hits: list[Hit], findings: Findings) -> None:
    """Read term time, school hours, zero hours, annualised hours, rota and flexible hours; the first of each."""
    seen: dict[str, Finding] = {}
    contradicted = False
    for hit in hits:
        first, last = text.sentence(hit.start, hit.end)
        before, after = text.low[max(first, hit.start - 60) : hit.start], text.low[hit.end : min(last, hit.end + 40)]
        if hit.term.startswith(("term", "annuali")) and _AMONG_ARRANGEMENTS.search(
            text.low, max(first, hit.start - _ARRANGEMENTS_REACH), hit.start
        ):
            continue
        finding = _pattern(hit, before, after)
        if finding and finding.field not in seen:
            seen[finding.field] = finding
        elif finding and finding.field == "term_only" and finding.value != seen["term_only"].value:
            contradicted = True
        if hit.term.startswith(("term", "tto")) and _AND_WEEKS.search(after) and "term_only" in seen:
            # some of the holidays are worked: for how much care is needed then, that is not term time only
            seen["term_only"] = seen["term_only"]._replace(stated=False)
    if contradicted:
        del seen["term_only"]
    findings += seen.values()
    if "school_hours" in seen and not any(finding.field == "shifts" for finding in findings):
        school = seen["school_hours"]
        findings.append(Finding("shifts", _SCHOOL_DAY, school.start, school.end, stated=False))


def _pattern(hit: Hit, before: str, after: str) -> Finding | None:
    start, end, term = hit
    field, value = "", True
    if term.startswith(("term", "39", "38", "tto")):
        field, value = _term(term, before, after)
    elif term in {"52 weeks", "all year round"}:
        if (
            NEGATION.search(before[-20:])
            or "open" in before
            or "consider" in after
            or not _WORKED_ALL_YEAR.search(before + after)
            or _OR_NEXT.match(after)
            or (term == "52 weeks" and not re.search(r"\b(?:working|worked|paid|contract|hours)\b[^.]{0,25}$", before))
        ):
            return None
        field, value = "term_only", False
    elif term.startswith("school"):
        if _SCHOOL_HOURS_BEFORE.search(before) or (
            term == "school day" and not re.search(r"\bwithin (?:the )?$|\bduring the $", before)
        ):
            return None
        field = "school_hours"
    elif term == "no obligation":
        return Finding("shift_kind", "zero_hours", start, end) if _TO_OFFER.match(after) else None
    elif term.startswith(("zero", "nil", "0", "hours are not", "no guar", "non")):
        if (
            NEGATION.search(before[-25:])
            or re.match(r"\s*(?:per|a|of)\b", after)
            or _OR_OTHER.match(after)
            or (term[0] == "0" and before[-1:].isdigit())
            or (term[0] == "0" and "contract" not in after[:14])
            or before.endswith((".", ":"))
        ):
            return None
        return Finding("shift_kind", "zero_hours", start, end)
    elif term.startswith("annuali"):
        return (
            Finding("shift_kind", "annualised", start, end)
            if (_ANNUALISED.match(after) or "hours" in before[-10:])
            and not (NEGATION.search(before[-20:]) or _AMONG_OFFERS.search(before))
            else None
        )
    elif term.startswith("flex") or term == "hours to suit":
        if term == "flexible" and (not _FLEXIBLE_AFTER.match(after) or _NO_FLEXIBLE_BEFORE.search(before)):
            return None
        field = "flexible"
    elif term != "guaranteed hours":
        if term in {"rota", "rotas"} and not (_ROTA_AFTER.match(after) and _ROTA_BEFORE.search(before)):
            return None
        if (
            term in {"rotating", "rotational", "4 on", "on 4 off", "earlies"}
            and "shift" not in after[:25]
            and "4 off" not in after[:10]
            and "late" not in after[:20]
            and term != "on 4 off"
        ):
            return None
        if term == "shift pattern" and "flexible" in before[-12:]:
            return None
        if re.search(
            r"\b(?:on[- ]call|no|not|manag\w+|prepar\w+|organis\w+|creat\w+|produc\w+|plan\w*)\s*(?:\w+\s){0,2}$",
            before,
        ):
            return None
        field = "rota"
    return Finding(field, value, start, end) if field else None


def _term(term: str, before: str, after: str) -> tuple[str, bool]:
    if re.search(r"\b(?:not|non|isn't|outside|beyond)\b[^.]{0,15}$", before[-25:]):
        return "", True
    if term in {"39 weeks", "38 weeks"}:
        return (
            ("term_only", True)
            if re.match(r"\s*(?:per|a|of the|each|/)?\s*(?:year|annum|term|pa\b|\(|\))", after)
            else ("", True)
        )
    if _ONE_WAY_OF_SEVERAL.search(before):
        return "", True
    if _OFFERED_AFTER.match(after):
        return "", True
    if _IN_TERM.search(before) and not (_AND_HOLIDAYS.search(after) or _NO_TERM_WORK.search(before)):
        return "term_only", True
    only = re.match(r"\s*only\b", after)
    if only or (_TERM_AFTER.match(after) and not _NOT_TERM.search(before)):
        sentence = before + after
        return (
            ("", True)
            if re.search(
                r"\bsuch as\b|\boptions?\b|\bconsider\w*|\bjob ?shar\w*|\bmix of\b|\ball year\b|\bflexible/", sentence
            )
            else ("term_only", True)
        )
    return "", True
