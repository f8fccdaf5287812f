"""When the work is done: days and times in the notation of `jobmatch.notation`, nights, weekends, terms, rotas."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from jobmatch.codes import ShiftKind
from jobmatch.notation import NotationError, format_shifts, parse_shifts
from jobmatch.reading.context import NEGATION
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.numbers import NUMBER, may_count, number
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit
from jobmatch.reading.values import HoursRange

# --- Times -----------------------------------------------------------------------------

_DAY: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?"
)
_DAY_RANGE: Final = rf"{_DAY}\s*(?:-|to|through to|through|until)\s*{_DAY}|m-f"
_DAYS: Final = (
    rf"(?:(?:{_DAY_RANGE}|{_DAY})(?:\s*(?:,|&|and|/|\+|\s)\s*(?:and\s+)?(?:{_DAY_RANGE}|{_DAY})){{0,6}}"
    rf"|week\s?days?|week\s?ends?|daily|every day)"
)
_CLOCK: Final = (
    r"(?:(?:[01]?\d|2[0-4])(?:\s?[:.;]\s?[0-5]\d)?\s?(?:a\.?m|p\.?m)?\b\.?|[0-2]\d[0-5]\d(?:\s?hrs?)?\b"
    r"|noon|midday|midnight)"
)
_SPAN: Final = (
    rf"(?P<start>{_CLOCK})\s*(?:hrs\s*)?(?:-|to|until|till|til|and|through to)\s*(?P<end>{_CLOCK})(?:\s?hrs)?"
)
_BETWEEN: Final = r"[\s,:;(\-]*(?:(?:from|between|between the hours of|at|of|working|hours|the hours of|,)\s*)*\(?\s*"
_DAYS_FIRST: Final = re.compile(
    rf"\b(?:(?P<n>[2-6]|two|three|four|five|six)\s+days?\s*(?:per week|a week)?\s*(?:from|out of|over|of"
    rf"|between|,)?\s*(?:7\b|seven\b)?\s*[,(]?\s*)?(?P<days>{_DAYS}){_BETWEEN}{_SPAN}"
)
_TIMES_FIRST: Final = re.compile(
    rf"(?<![\d£])(?<!\d[:.])\b{_SPAN}[\s,;(\-]*(?:on\s+|every\s+|,\s*)?(?P<days>{_DAYS})\b"
)
_DAYS_ALONE: Final = re.compile(rf"\b{_DAYS}\b")
_ANY_N: Final = re.compile(
    rf"\b(?:any\s+)?(?P<n>[2-6]|two|three|four|five|six)\s+days?\s*(?:a week\s*|per week\s*)?(?:from|out of"
    rf"|over|in)\s+(?:any\s+)?(?:7|seven)\b(?:[\s,:;(\-]*(?:days\s*)?(?:between|from|,)?\s*{_SPAN})?"
)
_NAMED: Final = re.compile(
    rf"\b(?P<name>earl(?:y|ies)|lates?|mornings?|afternoons?|evenings?|days?|nights?|twilights?|middles?"
    rf"|mids?)\s*(?:shifts?)?[\s:(\-]*(?:are|from|is|=)?\s*{_SPAN}"
)
_LONG_WITHIN: Final = re.compile(
    rf"\b(?P<length>\d{{1,2}}(?:\.\d{{1,2}})?)\s*(?:hours?|hrs?)\s*(?:shifts?|a day|per day"
    rf"|each day)?[^.\n]{{0,25}}\b(?:between|within)\s*(?:the hours of\s*)?{_SPAN}"
)
_CLOCK_PARTS: Final = re.compile(r"(?P<hour>\d{1,2})(?:\s?[:.;]\s?(?P<minute>\d\d))?\s?(?P<half>[ap])?")
_FOUR_DIGITS: Final = re.compile(r"(?P<hour>\d\d)(?P<minute>\d\d)")
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


class _Times(NamedTuple):
    start_min: int
    end_min: int


def _clock(text: str) -> tuple[int, str] | None:
    """Minutes since midnight as written, and "a", "p" or nothing."""
    text = text.strip().rstrip(".")
    if text in {"noon", "midday"}:
        return 720, "24"
    if text == "midnight":
        return 1440, "24"
    digits = text.replace("hrs", "").replace("hr", "").strip()
    match = _FOUR_DIGITS.fullmatch(digits) or _CLOCK_PARTS.match(digits)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match.groupdict().get("half") or "") if match.re is _CLOCK_PARTS else "24"
    if hour > 24 or minute > 59:
        return None
    if half and half in "ap" and hour <= 12:
        return hour % 12 * 60 + minute + (720 if half == "p" else 0), half
    if hour > 12 or half == "24" or (match["minute"] and digits.startswith("0")):
        half = "24"  # 17:30, 0900, 09:00
    return hour * 60 + minute, "24" if half in {"24", "a", "p"} else ""


def _times(start_text: str, end_text: str, *, late: bool, night: bool) -> _Times | None:
    """Start and end in minutes of a day; the end may lie after midnight."""
    start, end = _clock(start_text), _clock(end_text)
    if start is None or end is None:
        return None
    (a, a_half), (b, b_half) = start, end
    if not a_half and not b_half:
        a, b = _without_halves(a, b, late=late, night=night)
    elif not a_half:
        if b_half == "p" and a < 720 and a + 720 < b:
            a += 720  # 2-10pm
        elif b_half == "24" and b > 720 and a < 360 and b < 1440:
            a += 720
    elif not b_half and b <= 720 and (b <= a or a_half == "p"):
        b += 720 if b + 720 > a and not (a_half == "p" and night) else 0  # 9am-5
    length = (b - a) % 1440
    return _Times(a % 1440, a % 1440 + length) if 60 <= length <= 960 else None


def _without_halves(a: int, b: int, *, late: bool, night: bool) -> tuple[int, int]:
    if night and a >= 360:
        return a + 720, b  # nights 8-8
    if late and a < 720:
        return a + 720, b + 720  # lates 2-10
    if b <= a:
        return a, b + 720  # 9-5
    if a < 360:
        return a + 720, b + 720  # 1-5
    return a, b


_ONE_OR_RANGE: Final = re.compile(rf"(?P<first>{_DAY})(?:\s*(?:-|to|through to|through|until)\s*(?P<last>{_DAY}))?")


def _day_text(days: str) -> str:
    """Days as the notation has them: "Mon-Fri", "Mon,Wed"."""
    days = re.sub(r"\s+", " ", days.strip())
    if days.startswith(("weekday", "week day")) or days == "m-f":
        return "Mon-Fri"
    if days.startswith(("weekend", "week end")):
        return "Sat-Sun"
    if days in {"daily", "every day"}:
        return "Mon-Sun"
    parts = []
    for match in _ONE_OR_RANGE.finditer(days):
        first, last = match["first"][:3].capitalize(), (match["last"] or "")[:3].capitalize()
        parts.append(f"{first}-{last}" if last else first)
    return ",".join(parts)


def _hhmm(minutes: int) -> str:
    minutes = minutes if minutes == 1440 else minutes % 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


TIME_TERMS: Final = (
    *(f"*{digit}{blank}{half}" for digit in "0123456789" for blank in ("", " ") for half in ("am", "pm", "a.m", "p.m")),
    "mon", "monday", "mondays", "tue", "tues", "tuesday", "wed", "weds", "wednesday", "thu", "thur", "thurs",
    "thursday", "fri", "friday", "sat", "saturday", "saturdays", "sun", "sunday",
    "m-f", "weekdays", "weekday", "9-5", "9 to 5", "earlies", "lates", "early", "late", "daily", "from 7",
    "out of 7", "from seven", "out of seven", "over 7", "week days",
)  # fmt: skip


def read_times(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
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
    times: _Times
    start: int
    end: int
    n: str | None = None
    length: str | None = None


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
            times = _times(match["start"], match["end"], late=_LATE.search(before) is not None, night="night" in before)
            days = _day_text(match["days"])
            if times and days:
                items.append(_Item(days, times, first + match.start(), first + match.end(), match.groupdict().get("n")))
                if other := _OR_TIMES.match(line, match.end()):
                    second = _times(other["start"], other["end"], late=False, night=False)
                    items += [_Item(days, second, first + match.start(), first + other.end())] if second else []
        if items:
            break
    return _with_length(_with_named(items, line, first), line, first)


def _with_named(items: list[_Item], line: str, first: int) -> list[_Item]:
    """Days with the times of several named shifts: "Monday to Friday earlies 6-2, lates 2-10"."""
    named = _named(line)
    if len(items) == 1 and len(named) > 1:
        items = [_Item(items[0].days, times, first + start, first + end) for times, start, end in named]
    elif not items and len(named) > 1 and (days := _DAYS_ALONE.search(line)):
        items = [_Item(_day_text(days.group()), times, first + start, first + end) for times, start, end in named]
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


_OR_TIMES: Final = re.compile(rf"\s*(?:or|/)\s*{_SPAN}")


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


def _week(items: list[_Item]) -> str:
    texts = list(
        dict.fromkeys(f"{item.days} {_hhmm(item.times.start_min)}-{_hhmm(item.times.end_min)}" for item in items)
    )
    days = [item.days for item in items]
    if len(texts) > 1 and len(set(days)) < len(days):
        return " | ".join(texts[:8])
    if len(texts) == 1 and items[0].n:
        return f"{number(items[0].n):g} of {texts[0]}"
    if len(texts) == 1 and items[0].length:
        return f"{float(items[0].length):g}h within {texts[0]}"
    return "; ".join(texts)


def _named(line: str) -> list[tuple[_Times, int, int]]:
    found = []
    for match in _NAMED.finditer(line):
        name = match["name"]
        times = _times(
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
    times = _times(match["start"], match["end"], late=False, night=False) if match["start"] else None
    start, end = first + match.start(), first + match.end()
    if times:
        text = f"{number(match['n']):g} of Mon-Sun {_hhmm(times.start_min)}-{_hhmm(times.end_min)}"
        findings.append(Finding("shifts", format_shifts(parse_shifts(text)), start, end))
    else:
        findings.append(Finding("shift_kind", "any_n", start, end))
    return True


def _read_named(line: str, named: list[tuple[_Times, int, int]], first: int, findings: Findings) -> bool:
    if not named or (len(named) == 1 and not re.search(r"\bshifts?\b", line)):
        return False
    text = " | ".join(dict.fromkeys(f"{_hhmm(times.start_min)}-{_hhmm(times.end_min)}" for times, _, _ in named))
    findings.append(Finding("shift_times", text, first + named[0][1], first + named[-1][2]))
    if len(named) > 1:
        findings.append(Finding("rota", value=True, start=first + named[0][1], end=first + named[-1][2]))
    return True


# --- Nights, evenings, weekends ----------------------------------------------------------

NIGHT_TERMS: Final = ("night", "nights", "overnight", "night-time", "evening", "evenings", "nightshift", "nightshifts")
_NIGHT_BEFORE: Final = re.compile(
    r"(?:\b(?:days?(?: shifts?)?|shifts?|weekends?|evenings?|earl(?:y|ies)|lates?|long days?"
    r"|twilights?)\s*(?:,|/|and|or|&|including|include|to include|inc\.?|on|\s-)\s*(?:weekends?\s*(?:and|,"
    r"|&)\s*)?(?:the\s|some\s|occasional\s|regular\s)?|\b(?:work(?:ing)?|cover(?:ing)?|includ\w+|inc\.?"
    r"|and|some|occasional|regular|rotat\w+|internal rotation|both|rotational|tier|required to do"
    r"|weekends,?|waking|long)\s+(?:\w+\s)?(?:of\s|on\s|to\s|onto\s)?)$"
)
_TIMES_BEFORE: Final = re.compile(r"\d(?:am|pm)?\s*-\s*\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)?\s*$")
_NIGHT_AFTER: Final = re.compile(
    r"\s*(?:-\s*)?(?:shifts?|duty|duties|work(?:ing)?|and weekend|rota|cover\b|/ ?weekend|on[- ]call|staff"
    r"|team|porter|worker|carer)\b"
)
_NO_NIGHT_BEFORE: Final = re.compile(
    r"\b(?:optional(?:ly)?|opportunity to work|available(?: including)?|such as|may also|may be available"
    r"|fixed|last|good|one|per|each|a|every|at|first|choice of|or predominantly|could|quiz|opening|of the"
    r"|previous|hospital at|including (?:fixed|the opportunity)|rates? for|paid for|enhancements? for"
    r"|premium for|awards?|by|until)\s*$"
)
_NO_NIGHT_AFTER: Final = re.compile(
    r"\s*(?:[/&,]?\s*(?:and\s)?(?:sat\w*|sun\w*|bh)?\s*)?[-:]?\s*(?:£|rate|rates|pay\b|payment|premium"
    r"|allowance|enhance\w*|out\b|life|stay|club|s£|meal|hotel|market|nurse practitioner|sleep|weekly"
    r"|of the|before|event|school|class|economy|time economy|owl)"
)
_PERMANENT_NIGHTS: Final = re.compile(r"\b(?:permanent|fixed|regular|full[- ]time|all|only|straight|dedicated)\s*$")
_ONLY_AFTER: Final = re.compile(r"\s*(?:shifts?)?\s*(?:only|permanent|permanently)\b")
_NO_EVENING_AFTER: Final = re.compile(
    r"\s*(?:meals?|out\b|event|news|standard|tea|post\b|dress|class|economy|rate|premium|telegraph|activities|off\b)"
)
_EVENING: Final = re.compile(r"\b(?:work(?:ing)?|shifts?|hours|duty|duties|required|cover|rota|weekends?|weekend)\b")
_MAYBE: Final = re.compile(
    r"\b(?:able to offer|can offer|tired of|fed up (?:of|with)|in the future|soon to become|to become a|future"
    r"|on offer|may also be available|upon discussion"
    r"|if you wish|choice|opportunit\w+|optional|flexible shifts? available|are available|available across"
    r"|volunteer\w*)\b"
)


def read_nights(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read night and evening work, as the demand "night_work": 3 evenings, 5 some nights, 7 nights only, 0 none."""
    best: tuple[int, int, int] | None = None
    denied: tuple[int, int] | None = None
    for hit in hits:
        first, last = text.sentence(hit.start, hit.end)
        before, after = text.low[max(first, hit.start - 80) : hit.start], text.low[hit.end : min(last, hit.end + 90)]
        if NEGATION.search(before[-30:]) and "only" not in before[-12:]:
            if "night" in hit.term and not re.search(r"\bnot? (?:necessarily|limited)\b", before):
                denied = hit.start, hit.end
            continue
        if hit.term == "overnight" and not _NIGHT_AFTER.match(after):
            continue
        level = (
            _evening_level(before, after)
            if hit.term.startswith("evening")
            else _night_level(before, after, is_title=is_title)
        )
        if level and (best is None or level > best[0]):
            best = level, hit.start, hit.end
    if best:
        findings.append(Finding("demands.night_work", best[0], best[1], best[2]))
    elif denied:
        findings.append(Finding("demands.night_work", 0, *denied))


def _night_level(before: str, after: str, *, is_title: bool) -> int:
    if before.endswith("late "):
        return 3  # shops open late
    if _NO_NIGHT_AFTER.match(after) or _NO_NIGHT_BEFORE.search(before) or _MAYBE.search(before + after):
        return 0
    if is_title:
        return 5 if re.search(r"\bdays?\b", before + after) else 7
    if _PERMANENT_NIGHTS.search(before) or _ONLY_AFTER.match(after):
        return 7
    if re.search(r"\bcovering $", before) and not re.search(r"\b(?:days?|weekends?)\b", before + after):
        return 7
    return 5 if _NIGHT_BEFORE.search(before) or _TIMES_BEFORE.search(before) or _NIGHT_AFTER.match(after) else 0


def _evening_level(before: str, after: str) -> int:
    if _NO_EVENING_AFTER.match(after) or _MAYBE.search(before + after) or "may require" in before:
        return 0
    return 3 if _EVENING.search(before[-45:]) or _EVENING.search(after[:45]) else 0


WEEKEND_TERMS: Final = (
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
_SEVEN: Final = frozenset(("7 day", "7 days", "seven day", "seven days", "7-day"))
_SEVEN_AFTER: Final = re.compile(
    r"\s*-?\s*(?:a week|per week|week|/ ?week|service|shift|rota|basis|integrated|working|specialist"
    r"|roster|period|cover|over|on a)"
)


def read_weekends(text: Plain, hits: list[Hit], findings: Findings) -> None:
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
    if _MAYBE.search(before + after):
        return None
    if hit.term in _SEVEN:
        if before.endswith(("across ", "over ")):
            return True
        if not _SEVEN_AFTER.match(after) or re.search(
            r"\b(?:within|in|next|of|phone|line|open|helpline|from|out|any \w+ days?|for|after|least)\s*$", before
        ):
            return None
        return None if re.search(r"\b(?:open|helpline|contact|call)\b", before[-40:]) else True
    if NEGATION.search(before[-30:]):
        return False if "week" in hit.term else None
    if hit.term.startswith("mon"):
        return True
    if _NO_WEEKEND.search(before[-30:]) or _NO_WEEKEND.search(after[:22]):
        return None
    return True if _WEEKEND_WORK.search(before[-60:]) or _WEEKEND_WORK.search(after[:40]) else None


# --- Length of shifts --------------------------------------------------------------------

LENGTH_TERMS: Final = (
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


def read_length(text: Plain, hits: list[Hit], findings: Findings) -> None:
    """Read how long the longest shift is."""
    best: tuple[float, int, int] | None = None
    has_longer = False
    for hit in hits:
        if not hit.term.startswith("h"):
            has_longer = has_longer or hit.term.startswith("long")
            continue
        before = text.low[max(0, hit.start - 40) : hit.start]
        match = _LENGTH_BEFORE.search(before) if may_count(before[-12:]) else None
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


# --- Terms, rotas, zero hours --------------------------------------------------------------

PATTERN_TERMS: Final = (
    "term time", "term-time", "term times", "39 weeks", "38 weeks", "tto", "52 weeks", "all year round",
    "school hours", "school day", "zero hour", "zero hours", "zero-hour", "zero-hours", "0 hour", "0 hours",
    "0-hour",
    "hours are not guaranteed", "no guaranteed hours", "non-guaranteed hours", "non guaranteed hours",
    "guaranteed hours", "annualised", "annualized", "rota", "rotas", "rotating", "rotational", "rostered",
    "4 on 4 off", "on 4 off", "4 on", "on, 4 off", "shift pattern", "flexi-time", "flexitime", "flexi time",
    "flexible", "hours to suit", "rolling rota", "earlies", "four on four off", "4on 4off", "4on4off",
)  # fmt: skip
_TERM_AFTER: Final = re.compile(
    r"\s*(?:only|working|post|position|contract|role|hours|basis|plus|\(|\)|$|\n|,|\.|/|\+|-|appointment"
    r"|job|weeks|paid|per year|a year)"
)
_NOT_TERM: Final = re.compile(
    r"\b(?:such as|outside(?: of)?|during|options?|including|and|or|not|non|flexible|beyond|as well as"
    r"|job shar\w+|in|of|both|after|full)[,]?\s*$|/\s*$"
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
_OR_OTHER: Final = re.compile(r"\s*(?:contracts?\s*)?(?:or\b|/)")
_SCHOOL_DAY: Final = "Mon-Fri 09:30-14:30"


def read_pattern(text: Plain, hits: list[Hit], findings: Findings) -> None:
    """Read term time, school hours, zero hours, annualised hours, rota and flexible hours; the first of each."""
    seen: dict[str, Finding] = {}
    contradicted = False
    for hit in hits:
        first, last = text.sentence(hit.start, hit.end)
        before, after = text.low[max(first, hit.start - 60) : hit.start], text.low[hit.end : min(last, hit.end + 40)]
        finding = _pattern(hit, before, after)
        if finding and finding.field not in seen:
            seen[finding.field] = finding
        elif finding and finding.field == "term_only" and finding.value != seen["term_only"].value:
            contradicted = True
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
    elif term.startswith(("zero", "0", "hours are not", "no guar", "non")):
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
            if (_ANNUALISED.match(after) or "hours" in before[-10:]) and not NEGATION.search(before[-20:])
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
            if re.match(r"\s*(?:per|a|of the|each|/)?\s*(?:year|annum|term|\(|\))", after)
            else ("", True)
        )
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
