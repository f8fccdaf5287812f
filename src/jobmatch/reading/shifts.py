"""When the work is done: days and times in the notation of `jobmatch.notation`."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.codes import ShiftKind
from jobmatch.notation import NotationError, format_shifts, parse_shifts
from jobmatch.reading.clock import DAYS, SPAN, Times, day_text, hhmm, times_of
from jobmatch.reading.day_times import Item, Token, chains_of, is_bare, items_of, pairs_of, shifts_of, times_in
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.numbers import number
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit
from jobmatch.reading.values import HoursRange

_ANY_N: Final = re.compile(
    rf"\b(?:any\s+)?(?P<n>[2-6]|two|three|four|five|six)\s+days?\s*(?:a week\s*|per week\s*)?(?:from|out of"
    rf"|over|in)\s+(?:any\s+)?(?:7|seven)\b(?:[\s,:;(\-]*(?:days\s*)?"
    rf"(?:working (?:hours|times)\s*[:\-]?\s*)?(?:between|from|,)?\s*{SPAN})?"
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
    r"\b(?:(?<!on )(?<!on-)call(?:s|ing)?(?![- ]?out)"
    r"|ring|phone|telephone|tel\b|contact(?:ed|able)?|reached|enquir\w+|open(?:s|ing)?|operat(?:es?|ing|ional)"
    r"|interviews?|helpline|lines?|assessment day|induction|open day|visit(?:s|ing)?|available (?:on|from"
    r"|between|to answer)"
    r"|services? (?:\w+ )?(?:runs?|is|are|hours|operates?|will (?:be (?:provided|open|available|delivered|running)"
    r"|operate|run))"
    r"|service,? (?:for )?(?:five|six|seven|\d) days|online|lessons?|clinics?|customers?|closing|deadline|event"
    r"|training (?:day|course|will|is)|office hours|email|webinar|store hours|nursery (?:is|opens"
    r"|hours)|my working)\b"
)
# What comes on top of the shifts.
_ON_CALL: Final = re.compile(r"\b(?:on[- ]call|call[- ]?outs?|out of hours|ooh)\b")
_WORKED: Final = re.compile(
    r"\b(?:you(?:'ll| will)? (?:be )?work\w*|working (?:hours|pattern|days|monday|mon)|shifts?"
    r"|hours of work|hours (?:are|will be|of|:)|hours:|rota|to work|job hours|work pattern|contracted"
    r"|role is|post is|position is|working)\b"
)
# Times without days are those of shifts only where the words say so.
_OF_SHIFTS: Final = re.compile(
    r"\b(?:shifts?|hours of work|working (?:hours|times)|work hours|job hours)\b|^\W*hours\s*[:\-]"
)
# Shifts lie somewhere in "between 6am and 10pm", and in what a service covers.
_SOMEWHERE_IN: Final = re.compile(
    r"\b(?:between(?: the hours of)?|cover(?:s|ing)?|vary|rang(?:e|ing)|service|from time|study days?)\b[^\d]*$"
)
# Days on one line and times on the next, or the other way round, with nothing else but a label.
_LABEL: Final = (
    r"[^\w\n]*(?:(?:shifts?|working|work|hours?|days?|times?|pattern|rota|schedule|contracted|job|start|finish|of|is"
    r"|are|the|your|will be|typically|from|between)\b[\s/&]*)*[:\-=]?\s*\(?"
)
_DAYS_LINE: Final = re.compile(rf"{_LABEL}(?P<days>{DAYS})\s*(?:inclusive|only|\([^)]*\))?\W*")
_TIMES_LINE: Final = re.compile(
    rf"{_LABEL}{SPAN}(?:\s*(?:,|/|;|or|and|&|\|)\s*(?:\d[\d:.]*\s?(?:[ap]\.?m)?\.?\s*(?:-"
    rf"|to)\s*\d[\d:.]*\s?(?:[ap]\.?m)?))*"
    r"\s*(?:(?:shifts?|rotating|alternating|weekly|weeks?|hours|each day|a day|daily|rota|on a|\([^)]*\))\s*)*\W*"
)
_LONGEST_LINE: Final = 70
_MOST_TIMES_LINES: Final = 4

TERMS: Final = (
    *(f"*{digit}{blank}{half}" for digit in "0123456789" for blank in ("", " ") for half in ("am", "pm", "a.m", "p.m")),
    "mon", "monday", "mondays", "tue", "tues", "tuesday", "wed", "weds", "wednesday", "thu", "thur", "thurs",
    "thursday", "fri", "friday", "sat", "saturday", "saturdays", "sun", "sunday",
    "m-f", "weekdays", "weekday", "9-5", "9 to 5", "earlies", "lates", "early", "late", "daily", "from 7",
    "out of 7", "from seven", "out of seven", "over 7", "week days", "*:00", "*:30", "*:15", "*:45",
)  # fmt: skip


def read(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read days and times of work.

    One line that says both gives a pattern, and so do two lines of which one says the days and the next the times.
    Several patterns on one line are the days of one week if their days differ ("Mon-Thu 9-5, Fri 9-4"), and a rota if
    they are the same. Times without days are "shift_times".
    """
    done = -1
    items: list[Item] = []
    unnamed: Finding | None = None
    for hit in hits:
        if hit.start < done:
            continue
        first, last = text.line(hit.start, hit.end)
        if items and first - items[-1].end > _FURTHER_LINE:
            break
        if last - first < _LONGEST_LINE and (joined := _apart(text.low, first, last)):
            known_days = {item.days for item in items}
            items += [item for item in joined if item.days not in known_days]
            done = max(item.end for item in joined)
            continue
        first = max(first, hit.start - 220, done)
        done = last = min(last, hit.end + 320)
        line = text.low[first:last]
        # What a later sentence says is not of these times.
        own = text.low[first : max(hit.end, text.sentence(hit.start, hit.end)[1])]
        if not _DIGIT.search(line) or (_NOT_WORKED.search(own) and not _is_worked(own)):
            continue
        chains = chains_of(line)
        more = _items(line, chains, first)
        if more and _SERVICE_HEADING.fullmatch(text.low, *_line_above(text.low, text.line(hit.start, hit.end)[0])):
            continue
        if _NO_END.search(line):
            more = [item._replace(sometimes=True) for item in more]
        # A week may be written day by day, a line each.
        items += [
            item
            for item in more
            if not items or item.days not in {known.days for known in items} or item.start < items[0].start + 400
        ]
        if not items and (_read_any_n(line, first, findings) or _read_named(line, _named(line), first, findings)):
            return
        unnamed = unnamed or _times_alone(line, chains, first)
    if items:
        _add_week(text.low, items, findings)
    elif unnamed:
        findings.append(unnamed)


_FURTHER_LINE: Final = 120
_MOST_BREAKS_H: Final = 8.0
_MOST_WORKED_MIN: Final = 50 * 60
_LONGEST_SHIFT_MIN: Final = 12 * 60 + 30
_DIGIT: Final = re.compile(r"\d|noon|midnight")


def _is_worked(line: str) -> bool:
    """Whether a line that speaks of opening or calling still speaks of working hours first."""
    worked, other = _WORKED.search(line), _NOT_WORKED.search(line)
    return worked is not None and (other is None or worked.start() < other.start())


def _apart(low: str, first: int, last: int) -> list[Item]:
    """Days of a line with the times of the line above or below it, where neither says anything else."""
    days = _DAYS_LINE.fullmatch(low, first, last)
    times = None if days else _TIMES_LINE.fullmatch(low, first, last)
    if days is None and times is None:
        return []
    above, below = _line_above(low, first), _line_below(low, last)
    if times is None:
        if more := _times_lines(low, *below):
            return _joined(low, days, more, above)
        times = _TIMES_LINE.fullmatch(low, *above)
        return _joined(low, days, [times], _line_above(low, above[0])) if times else []
    if days := _DAYS_LINE.fullmatch(low, *below):
        return _joined(low, days, [times], above)
    days = _DAYS_LINE.fullmatch(low, *above)
    return _joined(low, days, _times_lines(low, first, last), _line_above(low, above[0])) if days else []


def _times_lines(low: str, first: int, last: int) -> list[re.Match[str]]:
    """Lines of times from here on: those of shifts that take turns."""
    lines: list[re.Match[str]] = []
    while len(lines) < _MOST_TIMES_LINES and (match := _TIMES_LINE.fullmatch(low, first, last)):
        lines.append(match)
        first, last = _line_below(low, last)
    return lines


def _joined(low: str, days: re.Match[str] | None, lines: list[re.Match[str]], heading: tuple[int, int]) -> list[Item]:
    if days is None or _NOT_WORKED.search(low, *heading):
        return []
    start, end = min(days.start("days"), lines[0].start("start")), max(days.end("days"), lines[-1].end("end"))
    text = "\n".join(line.group() for line in lines)
    spans = [token for chain in chains_of(text) for token in chain if token["days"] is None]
    item = Item(day_text(days["days"]), (), start, end)
    times = times_in(spans, late=False, night=False)
    return [item._replace(times=found) for found in shifts_of(times, spans, text)]


def _line_above(low: str, first: int) -> tuple[int, int]:
    """Bounds of the next line before a place that is not empty."""
    end = first
    while end > 0 and low[end - 1].isspace():
        end -= 1
    return low.rfind("\n", 0, end) + 1, end


def _line_below(low: str, last: int) -> tuple[int, int]:
    start, n = last, len(low)
    while start < n and low[start].isspace():
        start += 1
    end = low.find("\n", start)
    return start, n if end < 0 else end


def _items(line: str, chains: list[list[Token]], first: int) -> list[Item]:
    items: list[Item] = []
    if not chains or _SEVERAL_POSTS.search(line):
        return items
    refused = -1
    for chain in chains:
        pairs = pairs_of(chain)
        if pairs is None:
            return []
        for days, times in pairs:
            start, end = min(days.start(), times[0].start()), max(days.end(), times[-1].end())
            sentence = line[max(0, start - 75) : start].rpartition(". ")[2]
            # "Open Monday to Friday 8am to 6.30pm and Saturday 8am to noon": the second is refused for the first.
            goes_on = refused >= 0 and ". " not in line[refused:start]
            if (
                goes_on
                or _RATE_FOR.search(sentence)
                or _NOT_WORKED.search(sentence)
                or _ON_CALL.search(sentence)
                or _A_SERVICE.match(line, end)
            ):
                refused = end
            else:
                items += items_of(days, times, line, first)
    return _with_length(_with_named(items, chains, line, first), line, first)


def _with_named(items: list[Item], chains: list[list[Token]], line: str, first: int) -> list[Item]:
    """Days with the times of several named shifts: "Monday to Friday earlies 6-2, lates 2-10"."""
    if len(items) > 1:
        return items
    named = _named(line)
    if items and len(named) > 1:
        items = [Item(items[0].days, (times,), first + start, first + end) for times, start, end in named]
    elif len(named) > 1:
        days = next((token["days"] for chain in chains for token in chain if token["days"]), "")
        # "Weekend working. The day shift is ..." does not say that all of it is.
        if days and not days.startswith("week"):
            items = [Item(day_text(days), (times,), first + start, first + end) for times, start, end in named]
    return items


def _with_length(items: list[Item], line: str, first: int) -> list[Item]:
    """The length of a shift that lies somewhere within the times: "8 hours between 7am and 7pm"."""
    within = _LONG_WITHIN.search(line) if len(items) == 1 else None
    if within and items[0].start <= first + within.end() + 10 and first + within.start() <= items[0].end + 40:
        items = [items[0]._replace(length=within["length"])]
    return items


_SEVERAL_POSTS: Final = re.compile(
    r"\bpost\s?(?:[1-9]|[a-c])\s*[:\-]"
    r"|\b(?:[2-9]|two|three|four|five|six)\b[^.;\n]{0,45}\b(?:posts|roles|positions|vacancies)\b[^.;\n\d]{0,20}:"
)
# "Saturday 7am until close" has an end that is not told.
_NO_END: Final = re.compile(r"\b(?:until|till?|to)\s+(?:late|clos(?:e|ing)(?: time)?|finish|complet(?:e|ion))\b")
# What stands under "The service" is of the service, and not of the post.
_SERVICE_HEADING: Final = re.compile(
    r"\W*(?:(?:about )?(?:the|our) (?:service|team|department|clinic|unit|practice|surgery|pharmacy|shop|store)"
    r"|about us|opening (?:hours|times)|service)\W*"
)
_RATE_FOR: Final = re.compile(r"£\s?\d[\d.]*\s?(?:per hour|an hour|p/?h)?\s(?:for|on)\b[^.\n]*$")
# "Between 7am and 6pm" and "various shifts" leave open which part of the time is worked.
_SOMEWHERE: Final = re.compile(r"\b(?:between|within|anywhere|various|varying|variable|a variety|different)\b")
_SOMEWHERE_REACH: Final = 70
_LONGEST_SOMEWHERE_MIN: Final = 8 * 60 + 30
_A_SERVICE: Final = re.compile(r"\s*(?:hours?\s)?service\b")


def _add_week(low: str, items: list[Item], findings: Findings) -> None:
    text = _week(items)
    try:
        pattern = parse_shifts(text)
    except NotationError:
        return
    start, end = min(item.start for item in items), max(item.end for item in items)
    # Nobody works all of "Monday to Sunday 8am-6pm": these are the hours that the place is staffed.
    longest = max(sum(span.duration_min for span in template) for template in pattern.templates)
    stated = pattern.n_days is not None or pattern.duration_min is not None or longest <= _MOST_WORKED_MIN
    if pattern.duration_min is None and _is_somewhere_in(low, start, end):
        stated = max(span.duration_min for spans in pattern.templates for span in spans) <= _LONGEST_SOMEWHERE_MIN
    # A week without work, every other one, has no notation.
    stated = stated and not all(item.sometimes for item in items)
    findings.append(Finding("shifts", format_shifts(pattern), start, end, stated))


def _is_somewhere_in(low: str, start: int, end: int) -> bool:
    first = max(low.rfind("\n", 0, start) + 1, start - _SOMEWHERE_REACH)
    return _SOMEWHERE.search(low[first:end].rpartition(". ")[2]) is not None


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


def _week(items: list[Item]) -> str:
    sometimes = [item for item in items if item.sometimes]
    if sometimes and len(sometimes) < len(items):
        always = [item for item in items if not item.sometimes]
        return f"{_week([item._replace(sometimes=False) for item in items])} | {_week(always)}"
    texts = list(dict.fromkeys(map(_notation, items)))
    days = [item.days for item in items]
    if len(texts) > 1 and len(set(days)) < len(days):
        return " | ".join(texts[:8])
    if len(texts) == 1 and items[0].n:
        return f"{number(items[0].n):g} of {texts[0]}"
    if len(texts) == 1 and items[0].length:
        return f"{float(items[0].length):g}h within {texts[0]}"
    return "; ".join(texts)


def _notation(item: Item) -> str:
    return "; ".join(f"{item.days} {_span_text(times)}" for times in item.times)


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
    text = " | ".join(dict.fromkeys(_span_text(times) for times, _, _ in named))
    findings.append(Finding("shift_times", text, first + named[0][1], first + named[-1][2]))
    if len(named) > 1:
        findings.append(Finding("rota", value=True, start=first + named[0][1], end=first + named[-1][2]))
    return True


def _times_alone(line: str, chains: list[list[Token]], first: int) -> Finding | None:
    """Times without days: "7am-2pm or 2pm-10pm"; of one shift only where the words say that it is one."""
    of_shifts = _OF_SHIFTS.search(line) is not None
    for chain in chains:
        start, end = chain[0].start(), chain[-1].end()
        if any(token["days"] is not None for token in chain):
            continue
        if len(chain) == 1 and (is_bare(chain[0]) or not of_shifts):
            continue
        if _NOT_WORKED.search(line, max(0, start - 75), start) or _SOMEWHERE_IN.search(line, max(0, start - 30), start):
            continue
        times = times_in(chain, late=False, night=False)
        if times and max(one.end_min - one.start_min for one in times) <= _LONGEST_SHIFT_MIN:
            # Where more times follow, one of them is not all.
            stated = len(chain) > 1 or len(chains) == 1
            text = " | ".join(dict.fromkeys("; ".join(map(_span_text, one)) for one in shifts_of(times, chain, line)))
            return Finding("shift_times", text, first + start, first + end, stated)
    return None


def _span_text(times: Times) -> str:
    return f"{hhmm(times.start_min)}-{hhmm(times.end_min)}"
