"""How long the longest shift is."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.context import NEGATION
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.numbers import NUMBER, ends_in_number, number
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

TERMS: Final = (
    "hour",
    "hours",
    "hr",
    "hrs",
    "long days",
    "long day",
    "long shift",
    "long shifts",
    "shifts are",
    "shift is",
)
_LENGTH_BEFORE: Final = re.compile(rf"(?<![\d.:£-])(?P<hours>{NUMBER})\s*-?\s*$")
_LENGTH_AFTER: Final = re.compile(
    r"\s*-?\s*(?:long\s+|day\s+|night\s+|rotating\s+|working\s+|waking\s+|rotational\s+)*(?:shifts?\b"
    r"|days?\b(?!\s*(?:week|a week|per))|nights?\b|working day)"
)
_SHIFTS_ARE: Final = re.compile(
    r"\bshifts?\s+(?:are|is|of|last(?:ing)?|pattern is|will be|lengths? (?:is|are|of))\s+(?:usually "
    r"|mainly |typically |up to )?$"
)
_AGREED: Final = re.compile(r"\b(?:can be|could be|may be) (?:offered|agreed|arranged|considered)")
_LEVEL_OF_HOURS: Final = ((3, 0), (4, 1), (5, 2), (6, 3), (8, 4), (10, 5), (12, 6))


def level_of_hours(hours: float) -> int:
    """Level of "shift_length": 0 to 3 h, 1 to 4 h, 2 to 5 h, 3 to 6 h, 4 to 8 h, 5 to 10 h, 6 to 12 h, 7 more."""
    return next((level for most, level in _LEVEL_OF_HOURS if hours <= most), 7)


def read(text: Plain, hits: list[Hit], findings: Findings) -> None:
    """Read how long the longest shift is."""
    best: tuple[float, int, int] | None = None
    has_longer = False
    for hit in hits:
        if not hit.term.startswith("h"):
            has_longer = has_longer or hit.term.startswith("long")
            continue
        before = text.low[max(0, hit.start - 40) : hit.start]
        match = _LENGTH_BEFORE.search(before) if ends_in_number(before) else None
        if match is None:
            continue
        after = text.low[hit.end : hit.end + 25]
        if not _LENGTH_AFTER.match(after) and not _SHIFTS_ARE.search(before[: match.start()]):
            continue
        hours = number(match["hours"])
        if _AGREED.search(text.low, hit.end, hit.end + 40):
            continue
        if NEGATION.search(before[: match.start()]) or not 2 <= hours <= 16:
            continue
        if best is None or hours > best[0]:
            best = hours, hit.start - len(before) + match.start(), hit.end
    if best:
        # Beside "long days" the length that is told is not that of the longest.
        stated = not has_longer or best[0] > 10
        findings.append(Finding("demands.shift_length", level_of_hours(best[0]), best[1], best[2], stated))
