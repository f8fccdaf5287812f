"""How long the longest shift is."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from jobmatch.reading.adverts.clock import SPAN, times_of
from jobmatch.reading.context import NEGATION
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.numbers import NUMBER, ends_in_number, first_number, number
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
    "shift",
    "shifts",
    "earlies",
    "lates",
    "nights",
    "days",
)
_LENGTH_BEFORE: Final = re.compile(rf"(?<![\d.:£-])(?P<hours>{NUMBER})\s*-?\s*$")
# The longer of "4-6 hour"
_RANGE_BEFORE: Final = re.compile(
    r"(?<![\d.:£])\d{1,2}(?:\.\d{1,2})?\s*[-/]\s*(?P<hours>\d{1,2}(?:\.\d{1,2})?)\s*-?\s*$"
)
_LENGTH_AFTER: Final = re.compile(
    r"\s*-?\s*(?:(?:long|day|night|evening|rotating|working|waking|rotational|continental|panama|alternating"
    r"|rolling)\s+)*(?:shifts?\b"
    r"|days?\b(?!\s*(?:week|a week|per))|nights?\b|working day|(?:per|each) shift\b)"
)
_SHIFTS_ARE: Final = re.compile(
    r"\bshifts?\s+(?:are|is|of|last(?:ing)?|pattern is|will be|lengths? (?:is|are|of))\s+(?:usually "
    r"|mainly |typically |up to |between )?$"
)
# "Panama shifts, 12 hours, days & nights": the hours of a week are not so few where shifts go round the clock.
_TURNS_BEFORE: Final = re.compile(
    r"\b(?:panama|continental|rotating|double day|on,?/? ?[2-7] ?off|days,?\s*(?:and|&|/"
    r"|,)\s*nights)\b[^.;\n\d]{0,50}[,(:-]\s*$"
)
_TURNS_AFTER: Final = re.compile(r"\s*(?:each\b|long\b|[,.;)\n]|$)")
# "Shifts 5-7 hours"
_SHIFTS_OF: Final = re.compile(r"\bshifts?\s*[:\-(]?\s*(?:of\s+)?(?:up to\s+|\d{1,2}(?:\.\d{1,2})?\s*(?:-|to)\s*)?$")
_A_WEEK: Final = re.compile(r"\s*(?:(?:a|per|each|/)\s*w|p/?w\b|weekly|contract)")
# "The shifts are nights, 12 hours a day", but no service that is there so long.
_A_DAY: Final = re.compile(r"\s*(?:a|per|each) day\b")
_WORKED: Final = re.compile(
    r"\b(?:shifts?|work(?:ing)?|rota)\b(?:(?!\b(?:service|open|available|cover\w*|care|support)\b)[^.\n])*$"
)
# "Shifts range from 7.5 hours to 12.5"
_SHIFTS_RANGE: Final = re.compile(
    rf"\bshifts?\s+(?:length\s+)?(?:range|vary|ranging|varying|are|last)\s+(?:in length\s+)?(?:from"
    rf"|between)\s+{NUMBER}"
    r"\s*-?\s*(?:hours?|hrs?)?\s*(?:-|to|and|up to)\s*$"
)
# "Early shift (7am-3pm)", "1pm-9pm shifts": the start and the end of a shift that is named as one.
_TIMES_AFTER: Final = re.compile(
    rf"\s*(?:(?:patterns? (?=rang|such|inc)|pw|p/w|per week|a week|[1-4a-d]\b|are|is|of|either|include|including"
    rf"|ranging from"
    rf"|a mixture of"
    rf"|such as)\s*){{0,3}}[:,(=\-]?[\s\-*]*{SPAN}"
)
# "Shifts:", with a list below
_LISTED_BELOW: Final = re.compile(rf"\s*\W{{0,4}}{SPAN}")
# Days that are worked, and no "open days" or "training days".
_OTHER_DAYS: Final = re.compile(
    r"\b(?:open|training|study|assessment|week|working|school|week|the|interview|induction|all|\d|two"
    r"|three|four|five|six|seven)\s+$"
)
_TIMES_BEFORE: Final = re.compile(
    rf"(?<![\d:./]){SPAN}\s*\)?\s*(?:(?:long|day|night|early|late|evening|twilight"
    r"|(?:for )?(?:\d|two|three|four|five)(?: x)?)\s+)?$"
)
# Shifts lie somewhere in "between 6am and 10pm", and in what a service covers.
_SOMEWHERE_IN: Final = re.compile(
    r"\b(?:between|from|vary|varies|varying|rang(?:e|ing)|cover(?:s|ing)?|service|open(?:s|ing)?|any|within"
    r"|anywhere|call|works"
    r"|operat\w+|runs)\b"
    r"[^.;\n]{0,30}$"
)
_LATE: Final = re.compile(r"\b(?:lates?|afternoon|evening|twilight)(?: shifts?)?[\s(:,-]*$")
_NIGHT: Final = re.compile(r"\bnights?(?: shifts?)?[\s(:,-]*$")
_NEAR: Final = 30
_SO_MANY: Final = re.compile(r"\s*(?:per|an?|each|every|/|in a)\s*(?:week|fortnight|month)\b")
_FEW: Final = re.compile(r"(?<![\d:.])\d\s*(?:-|to)\s*\d\s*$")
_NAMES: Final = frozenset(("earlies", "lates", "nights", "days"))
_RIGHT_BESIDE: Final = 12
_DIGIT: Final = re.compile(r"\d|noon|midnight")
_SPAN: Final = re.compile(rf"(?<![\d:.£/]){SPAN}(?![\d/]|(?<![:.]\d\d)\s*(?:hours?|hrs?|days?|weeks?|%))")
_MINUTES: Final = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
# "Shift: Mon-Thu 6.15am to 4pm", "4 on 4 off, 6am - 6pm", but no "shift pattern: Monday to Friday 9am-5pm" of an office
_ROTA: Final = r"(?:[2-7]|two|three|four|five|six|seven)\s?(?:days? )?on\b[^.;\n]{0,8}\boff\b|\don\d ?off\b"
_CALLED_SHIFT: Final = re.compile(
    rf"(?<!split )(?<!no )\bshifts?\b(?!/| (?:pattern|allowance|premium|pay|suit))|\b(?:{_ROTA})|\bnights\b"
)
_ON_AND_OFF: Final = re.compile(rf"[\s,;:)(-]*(?:{_ROTA})")
_WORDS_OF_SHIFTS: Final = ("shift", "rota", "pattern", " on call", " off")
_LONG_DAY_H: Final = 11.5
_WORDS_NEAR: Final = 60
_SHORTEST_H, _LONGEST_H = 2.0, 13.0
_LINE: Final = 200
_AGREED: Final = re.compile(r"\b(?:can be|could be|may be) (?:offered|agreed|arranged|considered)")
_LEVEL_OF_HOURS: Final = ((3, 0), (4, 1), (5, 2), (6, 3), (8, 4), (10, 5), (12, 6))


class _Length(NamedTuple):
    hours: float
    start: int
    end: int
    stated: bool = True


def level_of_hours(hours: float) -> int:
    """Level of "shift_length": 0 to 3 h, 1 to 4 h, 2 to 5 h, 3 to 6 h, 4 to 8 h, 5 to 10 h, 6 to 12 h, 7 more."""
    return next((level for most, level in _LEVEL_OF_HOURS if hours <= most), 7)


def _by_times(text: Plain, hit: Hit) -> _Length | None:
    """The longest shift of a line where one stands right beside its name; doubted where longer times are near."""
    low = text.low
    near = _RIGHT_BESIDE if hit.term in _NAMES else _NEAR
    if _DIGIT.search(low, max(0, hit.start - near), hit.end + near) is None:
        return None
    before, after = low[max(0, hit.start - _NEAR) : hit.start], low[hit.end : hit.end + _NEAR]
    if _SO_MANY.match(after) and _FEW.search(before):  # "5-7 shifts per fortnight"
        return None
    match = _TIMES_AFTER.match(after)
    if match is None and not before.endswith(". "):
        match = _TIMES_BEFORE.search(before, first_number(before))
    if match is None:
        return None
    if before.endswith("split ") or (hit.term == "days" and _OTHER_DAYS.search(before)):
        return None
    # "Four long days a week: 8am to 6.30pm" are days of an office, as likely as not.
    is_of_week = hit.term == "long days" and _SO_MANY.match(after) is not None
    first, last = text.line(hit.start, hit.end)
    while below := _LISTED_BELOW.match(low, last):
        last = text.line(below.end(), below.end())[1]
    best: _Length | None = None
    doubtful_h = 0.0
    for span in _SPAN.finditer(low, max(0, hit.start - _LINE), hit.end + _LINE):
        name = low[max(0, span.start() - _NEAR) : span.start()].rpartition("\n")[2]
        times = times_of(
            span["start"], span["end"], late=_LATE.search(name) is not None, night=_NIGHT.search(name) is not None
        )
        if times is None:
            continue
        hours = (times.end_min - times.start_min) / 60
        on_line = first <= span.start() < last
        if not on_line or _SOMEWHERE_IN.search(name) or not _SHORTEST_H <= hours <= _LONGEST_H:
            doubtful_h = max(doubtful_h, hours)
        elif best is None or hours > best.hours:
            best = _Length(hours, *span.span())
    return best._replace(stated=doubtful_h <= best.hours and not is_of_week) if best else None


def _by_week(text: Plain, findings: Findings) -> _Length | None:
    """The longest of the times that were read, where their line calls them a shift, or they go through the night."""
    one = next((one for one in findings if one.field in {"shifts", "shift_times"} and one.stated), None)
    if one is None:
        return None
    spans = _MINUTES.findall(str(one.value))
    hours = [((int(d) * 60 + int(e) - int(b) * 60 - int(c)) % 1440) / 60 for b, c, d, e in spans]
    low = text.low
    # A night is a shift by itself, and so is a day so long, where the advert speaks of shifts at all.
    through = (
        (one.field == "shifts" and max(hours) >= _LONG_DAY_H)
        or any((int(d), int(e)) < (int(b), int(c)) for b, c, d, e in spans)
    ) and any(word in low for word in _WORDS_OF_SHIFTS)
    first, last = text.line(one.start, one.end)
    before = low[max(first, one.start - _WORDS_NEAR) : one.start].rpartition(". ")[2]
    if not through and (
        (
            _CALLED_SHIFT.search(f"{before}{low[one.start : one.end]}") is None
            and _ON_AND_OFF.match(low, one.end) is None
        )
        or (len(spans) == 1 and one.field == "shift_times" and _SOMEWHERE_IN.search(before))
        or _SPAN.search(low, one.end, min(last, one.end + _NEAR))  # more times follow, which may be longer
    ):
        return None
    if "within" in str(one.value) or not _SHORTEST_H <= max(hours) <= _LONGEST_H:
        return None
    return _Length(max(hours), one.start, one.end)


def _is_of_shift(text: Plain, hit: Hit, before: str, match: re.Match[str], after: str) -> bool:
    """Whether hours that "shifts" does not follow are those of one: by what stands before them, or "a day"."""
    low, start = text.low, hit.start - match.end() + match.start()
    if _A_DAY.match(after) and _WORKED.search(low, max(0, hit.start - 80), hit.start):
        return True
    if _TURNS_AFTER.match(after) and _TURNS_BEFORE.search(low, max(0, hit.start - 90), start):
        return True
    if "shift" not in low[max(0, hit.start - 80) : hit.start]:
        return False
    return bool(
        _SHIFTS_ARE.search(before)
        or (_SHIFTS_OF.search(before) and not _A_WEEK.match(after))
        or _SHIFTS_RANGE.search(low, max(0, hit.start - 80), start)
    )


def _in_hours(text: Plain, hit: Hit) -> _Length | None:
    """The length that stands before "hours", where the words around it say that it is one of a shift."""
    before = text.low[max(0, hit.start - 40) : hit.start]
    if not ends_in_number(before):
        return None
    match = _LENGTH_BEFORE.search(before, first_number(before)) or _RANGE_BEFORE.search(before)
    if match is None:
        return None
    start = hit.start - len(before) + match.start()
    after = text.low[hit.end : hit.end + 25]
    if not _LENGTH_AFTER.match(after) and not _is_of_shift(text, hit, before[: match.start()], match, after):
        return None
    hours = number(match["hours"])
    if _AGREED.search(text.low, hit.end, hit.end + 40):
        return None
    if NEGATION.search(before[: match.start()]) or not 2 <= hours <= 16:
        return None
    return _Length(hours, start, hit.end)


def _longer(one: _Length | None, other: _Length | None) -> _Length | None:
    """The longer of two, the first of equal ones."""
    if one is None or other is None:
        return one or other
    return other if other.hours > one.hours else one


def read(text: Plain, hits: list[Hit], findings: Findings) -> None:
    """Read how long the longest shift is."""
    told: _Length | None = None
    by_times: _Length | None = None
    has_longer = False
    for hit in hits:
        if hit.term.startswith("h"):
            told = _longer(told, _in_hours(text, hit))
            continue
        has_longer = has_longer or hit.term.startswith("long")
        by_times = _longer(by_times, _by_times(text, hit))
    # What is said in hours goes before what times come to: these may hold a break.
    if found := told or _longer(by_times, _by_week(text, findings)):
        # Beside "long days" the length that is told is not that of the longest.
        stated = found.stated and (not has_longer or found.hours > 10)
        findings.append(Finding("demands.shift_length", level_of_hours(found.hours), found.start, found.end, stated))
