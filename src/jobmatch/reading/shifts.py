"""When the work is done: days and times in the notation of `jobmatch.notation`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from jobmatch.codes import ShiftKind
from jobmatch.notation import NotationError, format_shifts, parse_shifts
from jobmatch.reading.clock import BETWEEN, DAYS, SPAN, Times, day_text, hhmm, times_of
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.numbers import number
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit
from jobmatch.reading.values import HoursRange

_DAYS_FIRST: Final = re.compile(
    rf"\b(?:(?P<n>[2-6]|two|three|four|five|six)\s+days?\s*(?:per week|a week)?\s*(?:from|out of|over|of"
    rf"|between|,)?\s*(?:7\b|seven\b)?\s*[,(]?\s*)?(?P<days>{DAYS}){BETWEEN}{SPAN}"
)
_TIMES_FIRST: Final = re.compile(rf"(?<![\d£])(?<!\d[:.])\b{SPAN}[\s,;(\-]*(?:on\s+|every\s+|,\s*)?(?P<days>{DAYS})\b")
_DAYS_ALONE: Final = re.compile(rf"\b{DAYS}\b")
_ANY_N: Final = re.compile(
    rf"\b(?:any\s+)?(?P<n>[2-6]|two|three|four|five|six)\s+days?\s*(?:a week\s*|per week\s*)?(?:from|out of"
    rf"|over|in)\s+(?:any\s+)?(?:7|seven)\b(?:[\s,:;(\-]*(?:days\s*)?(?:between|from|,)?\s*{SPAN})?"
)
_NAMED: Final = re.compile(
    rf"\b(?P<name>earl(?:y|ies)|lates?|mornings?|afternoons?|evenings?|days?|nights?|twilights?|middles?"
    rf"|mids?)\s*(?:shifts?)?[\s:(\-]*(?:are|from|is|=)?\s*{SPAN}"
)
_LONG_WITHIN: Final = re.compile(
    rf"\b(?P<length>\d{{1,2}}(?:\.\d{{1,2}})?)\s*(?:hours?|hrs?)\s*(?:shifts?|a day|per day"
    rf"|each day)?[^.\n]{{0,25}}\b(?:between|within)\s*(?:the hours of\s*)?{SPAN}"
)
# Times when somebody answers the telephone, is open, or interviews are held.
_NOT_WORKED: Final = re.compile(
    r"\b(?:call(?:s|ing)?|phone|telephone|tel\b|contact|enquir\w+|open(?:s|ing)?|operat(?:es?|ing|ional)"
    r"|interviews?|helpline|lines?|assessment day|induction|open day|visit(?:s|ing)?|available (?:on|from"
    r"|between|to answer)"
    r"|service (?:\w+ )?(?:runs|is|hours|operates)|clinics?|customers?|closing|deadline|event"
    r"|training (?:day|course|will|is)|office hours|email|webinar|store hours|nursery (?:is|opens"
    r"|hours))\b"
)
_WORKED: Final = re.compile(
    r"\b(?:you(?:'ll| will)? (?:be )?work\w*|working (?:hours|pattern|days|monday|mon)|shifts?"
    r"|hours of work|hours (?:are|will be|of|:)|hours:|rota|to work|job hours|work pattern|contracted"
    r"|role is|post is|position is|working)\b"
)

TERMS: Final = (
    *(f"*{digit}{blank}{half}" for digit in "0123456789" for blank in ("", " ") for half in ("am", "pm", "a.m", "p.m")),
    "mon", "monday", "mondays", "tue", "tues", "tuesday", "wed", "weds", "wednesday", "thu", "thur", "thurs",
    "thursday", "fri", "friday", "sat", "saturday", "saturdays", "sun", "sunday",
    "m-f", "weekdays", "weekday", "9-5", "9 to 5", "earlies", "lates", "early", "late", "daily", "from 7",
    "out of 7", "from seven", "out of seven", "over 7", "week days",
)  # fmt: skip


def read(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read days and times of work.

    One line that says both gives a pattern. Several patterns on one line are the days of one week if their days differ
    ("Mon-Thu 9-5, Fri 9-4"), and a rota if they are the same. Times without days are "shift_times".
    """
    done = -1
    items: list[_Item] = []
    for hit in hits:
        if hit.start < done:
            continue
        first, last = text.line(hit.start, hit.end)
        first = max(first, hit.start - 220, done)
        done = last = min(last, hit.end + 320)
        line = text.low[first:last]
        if not _DIGIT.search(line) or (_NOT_WORKED.search(line) and not _is_worked(line)):
            continue
        if items and first - items[-1].end > _FURTHER_LINE:
            break
        more = _items(line, first)
        # A week may be written day by day, a line each.
        items += [
            item
            for item in more
            if not items or item.days not in {known.days for known in items} or item.start < items[0].start + 400
        ]
        if not items and (_read_any_n(line, first, findings) or _read_named(line, _named(line), first, findings)):
            return
    if items:
        _add_week(text.low, items, findings)


_FURTHER_LINE: Final = 120
_MOST_BREAKS_H: Final = 8.0
_MOST_WORKED_MIN: Final = 50 * 60
_DIGIT: Final = re.compile(r"\d|noon|midnight")


def _is_worked(line: str) -> bool:
    """Whether a line that speaks of opening or calling still speaks of working hours first."""
    worked, other = _WORKED.search(line), _NOT_WORKED.search(line)
    return worked is not None and (other is None or worked.start() < other.start())


class _Item(NamedTuple):
    """Days and times that one stretch of text gives; ``n`` of the days, if it says so."""

    days: str
    times: Times
    start: int
    end: int
    n: str | None = None
    length: str | None = None
    sometimes: bool = False  # not every week


def _items(line: str, first: int) -> list[_Item]:
    items: list[_Item] = []
    if _SEVERAL_POSTS.search(line) or _crossing(line):
        return items
    for pattern in (_DAYS_FIRST, _TIMES_FIRST):
        for match in pattern.finditer(line):
            if _NOT_WORKED.search(
                line[max(0, match.start() - 75) : match.start()].rpartition(". ")[2]
            ) or _A_SERVICE.match(line, match.end()):
                continue
            before = line[max(0, match.start() - 25) : match.end()]
            times = times_of(
                match["start"], match["end"], late=_LATE.search(before) is not None, night="night" in before
            )
            days = day_text(match["days"])
            if times and days:
                sometimes = _is_now_and_then(line, match)
                items.append(
                    _Item(
                        days,
                        times,
                        first + match.start(),
                        first + match.end(),
                        match.groupdict().get("n"),
                        sometimes=sometimes,
                    )
                )
                if other := _OR_TIMES.match(line, match.end()):
                    second = times_of(other["start"], other["end"], late=False, night=False)
                    items += [_Item(days, second, first + match.start(), first + other.end())] if second else []
        if items:
            break
    return _with_length(_with_named(items, line, first), line, first)


def _is_now_and_then(line: str, match: re.Match[str]) -> bool:
    """Whether these days are worked in some weeks only."""
    start, end = match.span("days")
    return bool(_NOW_AND_THEN.search(line, max(0, start - 40), start) or _IN_SO_MANY.match(line, end))


def _with_named(items: list[_Item], line: str, first: int) -> list[_Item]:
    """Days with the times of several named shifts: "Monday to Friday earlies 6-2, lates 2-10"."""
    named = _named(line)
    if len(items) == 1 and len(named) > 1:
        items = [_Item(items[0].days, times, first + start, first + end) for times, start, end in named]
    elif not items and len(named) > 1 and (days := _DAYS_ALONE.search(line)):
        items = [_Item(day_text(days.group()), times, first + start, first + end) for times, start, end in named]
    return items


def _with_length(items: list[_Item], line: str, first: int) -> list[_Item]:
    """The length of a shift that lies somewhere within the times: "8 hours between 7am and 7pm"."""
    within = _LONG_WITHIN.search(line)
    if (
        within
        and len(items) == 1
        and items[0].start <= first + within.end() + 10
        and first + within.start() <= items[0].end + 40
    ):
        items = [items[0]._replace(length=within["length"])]
    return items


_OR_TIMES: Final = re.compile(rf"\s*(?:or|/)\s*{SPAN}")


def _crossing(line: str) -> bool:
    """Whether days stand on both sides of the same times: "weekends 8am-8pm on weekdays"."""
    of_days = {match.span("start"): match["days"] for match in _DAYS_FIRST.finditer(line)}
    return any(
        of_days.get(match.span("start"), match["days"]) != match["days"] for match in _TIMES_FIRST.finditer(line)
    )


_LATE: Final = re.compile(r"\b(?:lates?|afternoons?|evenings?|twilights?)\b")
_SEVERAL_POSTS: Final = re.compile(r"\bpost\s?(?:[1-9]|[a-c])\s*[:\-]")
_A_SERVICE: Final = re.compile(r"\s*(?:hours?\s)?service\b")


def _add_week(low: str, items: list[_Item], findings: Findings) -> None:
    text = _week(items)
    try:
        pattern = parse_shifts(text)
    except NotationError:
        return
    start, end = min(item.start for item in items), max(item.end for item in items)
    # Nobody works all of "Monday to Sunday 8am-6pm": these are the hours that the place is staffed.
    longest = max(sum(span.duration_min for span in template) for template in pattern.templates)
    stated = pattern.n_days is not None or pattern.duration_min is not None or longest <= _MOST_WORKED_MIN
    # A week without work, every other one, has no notation.
    stated = stated and not all(item.sometimes for item in items)
    findings.append(Finding("shifts", format_shifts(pattern), start, end, stated))


def may_be_worked_in(shifts: str, hours: HoursRange) -> bool:
    """Whether times of a week may be those of a job with these hours, breaks included.

    Examples
    --------
    >>> may_be_worked_in("Mon-Fri 09:00-17:00", HoursRange(37.5, 37.5))
    True
    >>> may_be_worked_in("Mon-Fri 09:00-17:00", HoursRange(20, 20))
    False
    """
    pattern = parse_shifts(shifts)
    if pattern.kind is ShiftKind.ROTA:
        return True
    spans = pattern.templates[0]
    length_min = pattern.duration_min or sum(span.duration_min for span in spans) / len(spans)
    worked_h = (pattern.n_days or len(spans)) * length_min / 60
    return (hours.low is None or worked_h >= 0.85 * hours.low) and (
        hours.high is None or worked_h <= hours.high + _MOST_BREAKS_H
    )


# "every other Saturday", "alternate weekends", "one Saturday in four"
_NOW_AND_THEN: Final = re.compile(
    r"\b(?:every (?:other|second|third|fourth|2nd|3rd|4th)|alternat(?:e|ing)|(?:one|1|two|2) (?:in|out of) (?:every )?"
    r"(?:two|three|four|five|six|[2-6])|occasional|some|the odd|1st|first|last)\s*$"
)
_IN_SO_MANY: Final = re.compile(
    r"\s*(?:in|out of|every)\s+(?:every\s+)?(?:two|three|four|five|six|[2-6])\b(?!\s*(?:[ap]\.?m|[:.]\d))"
)


def _week(items: list[_Item]) -> str:
    sometimes = [item for item in items if item.sometimes]
    if sometimes and len(sometimes) < len(items):
        always = [item for item in items if not item.sometimes]
        return f"{_week([item._replace(sometimes=False) for item in items])} | {_week(always)}"
    texts = list(
        dict.fromkeys(f"{item.days} {hhmm(item.times.start_min)}-{hhmm(item.times.end_min)}" for item in items)
    )
    days = [item.days for item in items]
    if len(texts) > 1 and len(set(days)) < len(days):
        return " | ".join(texts[:8])
    if len(texts) == 1 and items[0].n:
        return f"{number(items[0].n):g} of {texts[0]}"
    if len(texts) == 1 and items[0].length:
        return f"{float(items[0].length):g}h within {texts[0]}"
    return "; ".join(texts)


def _named(line: str) -> list[tuple[Times, int, int]]:
    found = []
    for match in _NAMED.finditer(line):
        name = match["name"]
        times = times_of(
            match["start"],
            match["end"],
            late=name.startswith(("late", "afternoon", "evening", "twilight")),
            night=name.startswith("night"),
        )
        if times:
            found.append((times, match.start(), match.end()))
    return found


def _read_any_n(line: str, first: int, findings: Findings) -> bool:
    match = _ANY_N.search(line)
    if match is None:
        return False
    times = times_of(match["start"], match["end"], late=False, night=False) if match["start"] else None
    start, end = first + match.start(), first + match.end()
    if times:
        text = f"{number(match['n']):g} of Mon-Sun {hhmm(times.start_min)}-{hhmm(times.end_min)}"
        findings.append(Finding("shifts", format_shifts(parse_shifts(text)), start, end))
    else:
        findings.append(Finding("shift_kind", "any_n", start, end))
    return True


def _read_named(line: str, named: list[tuple[Times, int, int]], first: int, findings: Findings) -> bool:
    if not named or (len(named) == 1 and not re.search(r"\bshifts?\b", line)):
        return False
    text = " | ".join(dict.fromkeys(f"{hhmm(times.start_min)}-{hhmm(times.end_min)}" for times, _, _ in named))
    findings.append(Finding("shift_times", text, first + named[0][1], first + named[-1][2]))
    if len(named) > 1:
        findings.append(Finding("rota", value=True, start=first + named[0][1], end=first + named[-1][2]))
    return True
