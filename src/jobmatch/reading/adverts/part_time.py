"""Full time and part time, and whether part time is as welcome."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.adverts.full_time_pay import USUAL_FULL_WEEK_H
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.numbers import in_quarters
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit
from jobmatch.reading.values import HoursRange

_PART_TIME: Final = r"(?:part[- ]?time|job[- ]?shar(?:e|ing))"
_OR: Final = r"\s*(?:/|\bor\b|\band\b|&|,)\s*"
_SAID_OF_IT: Final = (
    r"hours|shifts|work|working|applications|applicants|candidates|requests|options?|roles?|posts?|positions?|contracts?|and|or|&"
    r"|bank|flexible|job[- ]?shar(?:e|ing)|is|are|also|will|would|can|may|be"
)
_PART_TIME_TOO: Final = re.compile(
    # "full time / part time", unless it is said of all that an employer has
    rf"\b(?:full[- ]?time{_OR}part[- ]?time|part[- ]?time{_OR}full[- ]?time)\b"
    r"(?!\W*(?:(?:and|or|&) \w+ )?(?:opportunit|staff|colleague|employ|student|vacanc|education|course|stud(?:y|ies)"
    r"|degree|diploma|team|members))"
    # "part time hours considered", "part time applications are welcome"
    rf"|(?<!of ){_PART_TIME}(?:\s+(?:{_SAID_OF_IT})){{0,4}}?\s+(?:considered|welcomed?|available|possible"
    r"|negotiable|accepted|an option)\b"
    # "we also welcome part time and bank applications", "the possibility of part time hours"
    r"|\b(?:(?:also|will|happy to|would|can) (?:welcome|consider)|considering|open to|possibility of|option of"
    rf"|welcome applications (?:for|from))\s+(?:[a-z/]+\s+){{0,3}}?{_PART_TIME}\b"
)
# "No part time available", "we are unable to consider part time", "part time is not possible"
_DENIED_BEFORE: Final = re.compile(
    r"\b(?:no|(?<!or )not(?! only)|never|without|nor|cannot|unable|(?:ca|wo|would|is|are|do|does)n['\u2019]?t)\b"
    r"(?:(?!\b(?:and|but|though|however)\b)[^.,:;!?\n]){0,40}$"
)
_DENIED_AFTER: Final = re.compile(
    r"[^.,:;!?\n]{0,30}?\b(?:not|cannot|can['\u2019]?t)\b[^.,:;!?\n]{0,12}?"
    r"\b(?:considered|welcomed?|available|possible|negotiable|accepted|offered|an option|suitable)\b"
)
_DENIED_REACH: Final = 55
_PART_TIME_TERMS: Final = frozenset(("part time", "part-time", "parttime"))
_JOB_SHARE: Final = re.compile("job[- ]?shar")
_PART_TIME_REACH: Final = 120
_WTE: Final = re.compile(r"(?P<share>0?\.\d{1,2}|1\.0{1,2})\s*(?:x\s*)?$")
_FULL_TIME_HOURS: Final = HoursRange(*USUAL_FULL_WEEK_H)
_MOST_PART_TIME: Final = 34.75
_NHS_FULL_TIME: Final = 37.5
TERMS: Final = frozenset(
    ("full time", "full-time", "fulltime", "part time", "part-time", "parttime", "wte", "fte", "w.t.e")
)
_FULL_AND_PART: Final = re.compile(r"\bfull\s*(?:and|or|/|&)\s*$")
_NOT_THE_JOB: Final = re.compile(r"\b(?:equivalent|education|study|student|experience|staff|course|salary)\b")


def read_part_time_too(low: str, hits: list[Hit], found: Finding, findings: Findings) -> None:
    """Read whether part time is as welcome as the full time that is stated: for whom it is, that is no limit."""
    hours = found.value
    if not isinstance(hours, HoursRange) or hours.high is None or (hours.low or 0.0) < USUAL_FULL_WEEK_H[0]:
        return
    places = [hit.start for hit in hits if hit.term in _PART_TIME_TERMS]
    places += [match.start() for match in _JOB_SHARE.finditer(low)]
    for place in sorted(places):
        # Around the words, since the whole text takes long to search.
        near = max(0, place - _PART_TIME_REACH), place + _PART_TIME_REACH
        too = next((one for one in _PART_TIME_TOO.finditer(low, *near) if not _is_denied(low, *one.span())), None)
        if too:
            findings.append(Finding("part_time_too", value=True, start=too.start(), end=too.end()))
            return


def read_full_time(text: Plain, hits: list[Hit], findings: Findings, *, hours_found: bool) -> None:
    """Read whether the job is of full or part time, and what that suggests where no hours are told."""
    full: Hit | None = None
    part: Hit | None = None
    for hit in hits:
        after = text.low[hit.end : hit.end + 14].partition("\n")[0]
        if hit.term in TERMS and not _NOT_THE_JOB.search(after):
            if hit.term.startswith("full"):
                full = full or hit
            elif hit.term.startswith("part"):
                part = part or (None if _is_denied(text.low, hit.start, hit.end) else hit)
                if _FULL_AND_PART.search(text.low, max(0, hit.start - 12), hit.start):
                    full = full or hit
            elif (share := _WTE.search(text.low[max(0, hit.start - 8) : hit.start])) and not hours_found:
                hours = in_quarters(float(share["share"]) * _NHS_FULL_TIME)
                start = hit.start - len(share.group())
                findings.append(Finding("hours_per_week", HoursRange(hours, hours), start, hit.end, stated=False))
                hours_found = True
    if (full is None) == (part is None):
        return
    found, usual = (full, _FULL_TIME_HOURS) if full else (part, HoursRange(None, _MOST_PART_TIME))
    if found is None:
        return
    findings.append(Finding("full_time", full is not None, found.start, found.end))
    if not hours_found:
        findings.append(Finding("hours_per_week", usual, found.start, found.end, stated=False))


def _is_denied(low: str, start: int, end: int) -> bool:
    """Whether an advert says of part time that there is none."""
    before = _DENIED_BEFORE.search(low, max(0, start - _DENIED_REACH), start)
    return before is not None or _DENIED_AFTER.match(low, end) is not None
