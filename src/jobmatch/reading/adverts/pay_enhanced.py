"""Rates of nights, weekends, lates and overtime, which are not the basic rate of a job."""

from __future__ import annotations

import re
from typing import Final

_ENHANCED_BEFORE: Final = re.compile(
    r"\b(?:nights?|sat(?:urdays?)?|sun(?:days?)?|weekends?|bank hol\w*|bh|evenings?|w/e|w/ends?|lates|late shifts?"
    r"|twilights?"
    r"|overtime|unsocial|enhanced|time and a (?:half|third)|premium|sleep\w*)\b(?:[^£\n]{0,14}| work(?:ing)? up to )$"
    # "- Nights: 4 on 4 off, 18:00 - 06:00, £14.45"
    r"|^[\s*-]*(?:nights?|weekends?|saturdays?|sundays?)(?: shifts?)?\s*[:-][^£\n]*$"
    # "overtime after 40 hours at £19.05"
    r"|\bovertime\b[^£\n.;]{0,32}$"
    # "PM 2-10 £12.95", below "AM 6-2 £12.71"
    r"|^\W*pm\b[^£\n]*$"
)
# "£14 per hour for nights", "£10.25 per hour worked between 7pm and 7am"
ENHANCED_AFTER: Final = re.compile(
    r" ?\*? ?(?:(?:per|an?|/|p/?) *(?:hour|hr|h)\b|p\.?h\.?\b)? *[*,(-]? *(?:(?:for|on|at|during|if) +)?"
    r"(?:(?:the|all|hours|work(?:ing|ed)?) +)*(?:(?:between|from) +\d{1,2}(?:[.:]\d\d)? ?pm\b|nights?\b"
    r"|sat(?:urdays?)?\b"
    r"|sun(?:days?)?\b|weekends?\b|bank hol\w*|overtime\b|evenings?\b|lates\b|late shifts?\b|w/e\b|w/ends?\b|o/?t\b"
    r"|twilights?\b|unsocial\b|sleep[- ]?ins?\b)"
    r"(?! *(?:available|(?:to|-) *[a-z]))(?! *(?:[/&,] *\w+ *)*(?:shifts?|rates?)? *[:=-]? *£)"
)
# "£13 weekdays £14 weekends £26 bank holidays": what an amount is of follows on it.
_OF_DAYS_BEFORE: Final = re.compile(
    r"\d[\d.]* ?(?:p/?h|per hour|an hour)? ?[(-]? ?(?:for )?(?:week ?days?|days?|mon|earlies)"
)
_ENHANCED_LABEL: Final = re.compile(
    r" ?[(-]? ?(?:weekends?|nights?|sat(?:urdays?)?|sun(?:days?)?|lates|bank hol\w*|w/e)\b"
)
_ALL_DAYS_BEFORE: Final = re.compile(r"(?:^|\n|\bweek\s?)days?\s*(?:/|&|and)\s*nights?[^£\n]{0,6}$")
# "Nights, £18.50ph" may be all the pay that there is.
_OF_NIGHTS: Final = re.compile(
    r"\b(?:nights?|evenings?|weekends?|sat(?:urdays?)?|sun(?:days?)?)(?: shifts?)?[\s(]*"
    r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?(?:ish)?(?: ?(?:-|to|til+) ?)?){0,2}[\s)]*[,;|]\s*$"
)
_IS_DIGIT: Final = re.compile(r"\d")


def is_enhanced(low: str, own: str, end: int) -> bool:
    """Whether the words before an amount, or those behind its end, make it that of nights or the like."""
    if ENHANCED_AFTER.match(low, end) or (_OF_DAYS_BEFORE.match(own) and _ENHANCED_LABEL.match(low, end)):
        return True
    return _ENHANCED_BEFORE.search(own) is not None and not _ALL_DAYS_BEFORE.search(own)


def may_be_all(low: str, own: str, end: int) -> bool:
    """Whether the pay of nights may be all that there is."""
    return _OF_NIGHTS.search(own) is not None or (
        not _ENHANCED_BEFORE.search(own)
        and ENHANCED_AFTER.match(low, end) is not None
        and not _IS_DIGIT.match(own)  # "12.21 Mon-Fri, " is what is left of another amount
    )
