"""Whether weekends are worked."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.context import NEGATION
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.maybe import is_maybe, is_paid_more
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

TERMS: Final = (
    "weekend",
    "weekends",
    "week-end",
    "week-ends",
    "saturday",
    "saturdays",
    "sunday",
    "sundays",
    "7 day",
    "7 days",
    "seven day",
    "seven days",
    "bank holiday",
    "bank holidays",
    "7-day",
    "monday to sunday",
    "mon-sun",
    "monday - sunday",
    "monday-sunday",
)
_WEEKEND_WORK: Final = re.compile(
    r"\b(?:work\w*|shifts?|rota\w*|rosters?|rostered|duty|duties|hours|cover\w*|includ\w+|inc\b|alternate"
    r"|every|one in|1 in|1:\d+|required|requirement|on[- ]call|days?|nights?|evenings?|service|flexib\w+"
    r"|patterns?|some|occasional|participat\w+)\b"
)
_NO_WEEKEND: Final = re.compile(
    r"£|\b(?:rates?|pay|premium|enhancements?|interviews?|open|closing|plus|annual leave|paid|leave"
    r"|entitlement|off\b|away|contact|call|clinic is|helpline|day event|city|break|every other weekend off"
    r"|in the future|future|available|expansion|flu|support line)\b"
)
# "Weekend work is not required"
_NOT_WORKED: Final = re.compile(
    r"(?:\s+(?:work\w*|shifts?|hours|duties|cover))?\s+(?:(?:is|are|will be|would be)\s+)?(?:not|never)\s+(?:\w+\s+)?"
    r"(?:required|needed|necessary|expected|worked|involved|included|part)\b"
)
_SEVEN: Final = frozenset(("7 day", "7 days", "seven day", "seven days", "7-day"))
_SEVEN_AFTER: Final = re.compile(
    r"\s*-?\s*(?:a week|per week|week|/ ?week|service|shift|rota|basis|integrated|working|specialist"
    r"|roster|period|cover|over|on a)"
)
# "Saturday 6.45am until close"
_A_TIME: Final = re.compile(r"\s*[,:(-]?\s*(?:from\s+)?(?:\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m|\d{1,2}[.:]\d\d)\b")
_OPEN: Final = re.compile(
    r"\b(?:open\w*|lines?|contact|call|calls|phone|telephone|email|enquir\w+|clinics?|interviews?|event|closing"
    r"|office hours"
    r"|available)\b"
)


def read(text: Plain, hits: list[Hit], findings: Findings) -> None:
    """Read whether weekends are worked."""
    found: dict[bool, tuple[int, int]] = {}
    for hit in hits:
        first, last = text.sentence(hit.start, hit.end)
        before, after = text.low[max(first, hit.start - 90) : hit.start], text.low[hit.end : min(last, hit.end + 60)]
        answer = _weekend(hit, before, after)
        if answer is not None:
            found.setdefault(answer, (hit.start, hit.end))
    if True in found:
        findings.append(Finding("weekends", value=True, start=found[True][0], end=found[True][1]))
    elif found:
        findings.append(Finding("weekends", value=False, start=found[False][0], end=found[False][1]))


def _weekend(hit: Hit, before: str, after: str) -> bool | None:
    if hit.term.startswith("bank"):
        return None
    if is_maybe(before, after) or is_paid_more(before, after):
        return None
    if hit.term in _SEVEN:
        if before.endswith(("across ", "over ")):
            return True
        if not _SEVEN_AFTER.match(after) or re.search(
            r"\b(?:within|in|next|of|phone|line|open|helpline|from|out|any \w+ days?|for|after|least)\s*$", before
        ):
            return None
        return (
            None
            if re.search(r"\b(?:open|helpline|contact|call|(?:tele)?phone (?:support|advice|line))\b", before[-50:])
            else True
        )
    if NEGATION.search(before[-30:]) or _NOT_WORKED.match(after):
        return False if "week" in hit.term else None
    if hit.term.startswith("mon"):
        return True
    if _NO_WEEKEND.search(before[-30:]) or _NO_WEEKEND.search(after[:22]):
        return None
    if _A_TIME.match(after) and not _OPEN.search(before):
        return True
    return True if _WEEKEND_WORK.search(before[-60:]) or _WEEKEND_WORK.search(after[:40]) else None
