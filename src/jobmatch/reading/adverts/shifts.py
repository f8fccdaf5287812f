"""When the work is done: days and times in the notation of `jobmatch.notation`."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.notation import format_shifts, parse_shifts
from jobmatch.reading.adverts.clock import DAYS, SPAN, Times, day_text, hhmm, times_of
from jobmatch.reading.adverts.day_times import Item, Token, chains_of, is_bare, shifts_of, times_in
from jobmatch.reading.adverts.maybe import is_of_one_post
from jobmatch.reading.adverts.shift_lines import NOT_WORKED, is_worked, items_of_line, named_shifts
from jobmatch.reading.adverts.shift_weeks import span_text, week_of
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.numbers import number
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

_ANY_N: Final = re.compile(
    r"\b(?:any\s+)?(?P<n>[2-6]|two|three|four|five|six)"
    r"(?:\s+(?:days?|nights?|shifts?)\s*(?:a week\s*|per week\s*)?(?:from|out of|over|in|/)\s+(?:any\s+|an?\s+"
    r"|the\s+|all\s+)?(?:7|seven)\b"
    # "5 from 7", but no "5 out of 7 sites"
    r"|\s*(?:from|out of|over|/)\s*(?:7|seven)\s*-?\s*days?\b"
    r"|\s+(?:from|out of|over)\s+(?:any\s+)?(?:7|seven)\b(?=\s*(?:[,;.:)(\n]|$|-|including\b|incl?\b|on\b|with\b"
    r"|rota\b|basis\b|between\b)))"
    r"(?:[\s,:;(\-]*(?:days\s*)?(?:\d\d(?:\.\d{1,2})?\s*(?:hours?|hrs?)\b\s*(?:per week|a week|pw|p/w)?[\s,:;)]*)?"
    rf"(?:working (?:hours|times)\s*[:\-]?\s*)?(?:between|from|,)?\s*{SPAN})?"
)
# "4 nights of 10 hours: 8.30pm-6.30am on a roster covering all seven nights", "5 shifts a week, 7am-3pm, across 7 days"
_N_ACROSS: Final = re.compile(
    r"\b(?P<n>[2-6]|two|three|four|five|six)\s*(?:x\s*)?(?:\d{1,2}(?:\.\d+)?\s*-?\s*(?:hours?|hrs?)\s*)?"
    r"(?:days?|nights?|shifts?|evenings?)\b[^.;\n\d]{0,20}(?:\d{1,2}(?:\.\d+)?\s*(?:hours?|hrs?))?[^.;\n\d]{0,8}"
    rf"{SPAN}[^.;\n\d]{{0,45}}\b(?:across|over|covering|from|out of|cover)\s+(?:any\s|all\s|the\s|a\s)*"
    r"(?:7|seven)[ -](?:days?|nights?|day week)\b(?! service)"
)
# "Any 5 days from 7" with the times of the one shift near it: "Shift: 10pm-6am"
_ONE_SHIFT: Final = re.compile(
    rf"\b(?:shifts?|shift times?|hours of work|working hours|hours|times?)(?: (?:are|is|will be))?\s*[:\-]?\s*{SPAN}"
)
_ONE_SHIFT_REACH: Final = 150
_OR_TIMES: Final = re.compile(r"\s*(?:or|/|,|and|&|;)\s*\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]m)?\s*(?:-|to)")
# Times without days are those of shifts only where the words say so.
_OF_SHIFTS: Final = re.compile(
    r"\b(?:shifts?|hours of work|working (?:hours|times)|work hours|job hours)\b|^\W*hours\s*[:\-]"
    r"|(?:\b|\d)on\W{0,3}\d\s*(?:days?\s*)?off\b"
)
# Shifts lie somewhere in "between 6am and 10pm", and in what a service covers.
_SOMEWHERE_IN: Final = re.compile(
    r"\b(?:between(?: the hours of)?|cover(?:s|ing)?|vary|rang(?:e|ing)|service|from time|study days?)\b[^\d]*$"
)
# Days on one line and times on the next, or the other way round, with nothing else but a label.
_LABEL: Final = (
    r"[^\w\n]*(?:(?:shifts?|working|work|hours?|days?|times?|pattern|rota|schedule|contracted|job|start|finish|of|is"
    r"|are|the|your|will be|typically|from|between|rotating|rotate|alternating|alternate|weekly|all|on|split"
    r"|runs?|am|pm"
    r"|mornings?|afternoons?|evenings?|nights?|earl(?:y|ies)|lates?|twilights?|school|full[- ]time|part[- ]time"
    r"|\d\d(?:\.\d+)? ?h(?:ou)?rs?"
    r"(?: (?:per|a) week| pw)?)\b[\s/&,]*)*[:\-=]?\s*\(?"
)
_DAYS_LINE: Final = re.compile(
    rf"{_LABEL}(?P<days>{DAYS})\s*(?:inclusive|only|evenings?|mornings?|afternoons?|\([^)]*\))?"
    r"(?:[,\s(-]*(?:(?:in |during )?term[- ]time(?: only)?(?: \([^)\n]*\))?|(?:alternating|rotating)(?: weekly"
    r"| weeks)?))?\W*"
)
_TIMES_LINE: Final = re.compile(
    rf"{_LABEL}{SPAN}(?:\s*(?:,|/|;|or|and|&|\||\+|then)\s*(?:(?:am|pm|morning|afternoon|evening"
    rf"|split)?\s*(?:runs?|shifts?)?"
    r"\s*:?\s*)(?:\d[\d:.]*\s?(?:[ap]\.?m)?\.?\s*(?:-"
    rf"|to)\s*\d[\d:.]*\s?(?:[ap]\.?m)?))*"
    r"\s*(?:(?:shifts?|rotating|alternating|weekly|weeks?|hours|each day|a day|daily|rota|on a|\([^)]*\)"
    r"|(?:with|inc\.?|including|less)\s[^\n]{0,30}\b(?:lunch|breaks?)\b[^\n]{0,12})\s*)*\W*"
)
_LONGEST_LINE: Final = 70
_MOST_TIMES_LINES: Final = 4

TERMS: Final = (
    *(f"*{digit}{blank}{half}" for digit in "0123456789" for blank in ("", " ") for half in ("am", "pm", "a.m", "p.m")),
    "mon", "monday", "mondays", "tue", "tues", "tuesday", "wed", "weds", "wednesday", "thu", "thur", "thurs",
    "thursday", "fri", "friday", "sat", "saturday", "saturdays", "sun", "sunday",
    "m-f", "weekdays", "weekday", "9-5", "9 to 5", "earlies", "lates", "early", "late", "daily", "from 7",
    "out of 7", "in 7", "in any 7", "from seven", "out of seven", "over 7", "over seven", "/7 day", "/7 days",
    "week days", "wkdays", "w/days", "wkends", "w/ends", "*:00", "*:30", "*:15", "*:45",
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
    of_several = False
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
        line_first, first = first, max(first, hit.start - 220, done)
        done = last = _cut(text.low, hit.end, last)
        line = text.low[first:last]
        if not _DIGIT.search(line):
            continue
        if (other := _end_of_other(text, hit, line_first, first)) is not None:
            # "We are open Monday to Friday. You will work Monday 9-5."
            done = other if is_worked(text.low[other:last]) else last
            continue
        chains = chains_of(line)
        if chains and (_SEVERAL_POSTS.search(line) or is_of_one_post(text, hit.start)):
            of_several = True
            continue
        more = items_of_line(line, chains, first)
        if more and _SERVICE_HEADING.fullmatch(text.low, *_line_above(text.low, text.line(hit.start, hit.end)[0])):
            continue
        if more and _NO_END.search(line):
            more = [item._replace(sometimes=True) for item in more]
        # A week may be written day by day, a line each.
        items += [
            item
            for item in more
            if not items or item.days not in {known.days for known in items} or item.start < items[0].start + 400
        ]
        if not items and (
            _read_any_n(text, line, first, findings) or _read_named(line, named_shifts(line), first, findings)
        ):
            return
        unnamed = unnamed or _times_alone(line, chains, first)
    week = week_of(text.low, items, of_several=of_several) if items else unnamed
    if week:
        findings.append(week)


_FURTHER_LINE: Final = 120
_LONGEST_STRETCH: Final = 320
_LONGEST_SHIFT_MIN: Final = 12 * 60 + 30
_DIGIT: Final = re.compile(r"\d|noon|midnight|seven")


# Of these a sentence before may speak as well: "Our opening times are as follows. Monday to Friday 9-5."
_OPENING: Final = re.compile(
    r"\b(?:open(?:s|ing)?|(?<!on )(?<!on-)calls?|ring|(?:tele)?phone|contact|services?|surgery|clinics?|staffed"
    r"|closing"
    r"|interviews?|visit\w*|hours of operation)\b"
)
_SENTENCE_BEFORE: Final = 120


def _end_of_other(text: Plain, hit: Hit, line_first: int, first: int) -> int | None:
    """Where a sentence ends that is about opening or calling; None for others. What a later one says is not of it."""
    start, end = text.sentence(hit.start, hit.end)
    start, end = max(first, start), max(hit.end, end)
    own = text.low[start:end]
    before = text.low[max(line_first, start - _SENTENCE_BEFORE) : start]
    if NOT_WORKED.search(own) is None and (not before or _OPENING.search(before) is None):
        return None
    return None if is_worked(own) or (before and is_worked(before + own)) else end


def _cut(low: str, start: int, last: int) -> int:
    """Where a stretch of a long line ends: with a sentence, whose end is not of other times than its beginning."""
    if last - start <= _LONGEST_STRETCH:
        return last
    return max(low.rfind(". ", start, start + _LONGEST_STRETCH) + 1, 0) or start + _LONGEST_STRETCH


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
    lines = _times_lines(low, first, last)
    if days := _DAYS_LINE.fullmatch(low, *_line_below(low, lines[-1].end())):
        return _joined(low, days, lines, above)
    days = _DAYS_LINE.fullmatch(low, *above)
    return _joined(low, days, lines, _line_above(low, above[0])) if days else []


def _times_lines(low: str, first: int, last: int) -> list[re.Match[str]]:
    """Lines of times from here on: those of shifts that take turns."""
    lines: list[re.Match[str]] = []
    while len(lines) < _MOST_TIMES_LINES and (match := _TIMES_LINE.fullmatch(low, first, last)):
        lines.append(match)
        first, last = _line_below(low, last)
    return lines


def _joined(low: str, days: re.Match[str] | None, lines: list[re.Match[str]], heading: tuple[int, int]) -> list[Item]:
    if days is None or NOT_WORKED.search(low, *heading):
        return []
    start = min(days.start("days"), lines[0].start("start"))
    end = max(days.end("days"), lines[-1].start() + len(lines[-1].group().rstrip()))
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


def _read_any_n(text: Plain, line: str, first: int, findings: Findings) -> bool:
    match = (_ANY_N.search(line) or _N_ACROSS.search(line)) if "7" in line or "seven" in line else None
    if match is None:
        return False
    start, end = first + match.start(), first + match.end()
    one = match if match["start"] else _one_shift(text.low, start, end)
    if match["start"] and _OR_TIMES.match(line, match.end()):
        one = None  # "5 out of 7 days, 8am-4pm or 12pm-8pm"
    times = times_of(one["start"], one["end"], late=False, night=False) if one else None
    # "5 days out of 7 between 6am and 10pm": no shift is so long.
    if times and times.end_min - times.start_min <= _LONGEST_SHIFT_MIN:
        week = f"{number(match['n']):g} of Mon-Sun {hhmm(times.start_min)}-{hhmm(times.end_min)}"
        findings.append(Finding("shifts", format_shifts(parse_shifts(week)), start, end))
    else:
        findings.append(Finding("shift_kind", "any_n", start, end))
    return True


def _one_shift(low: str, start: int, end: int) -> re.Match[str] | None:
    """The times of the only shift that is told near some days of seven."""
    first, last = max(0, start - _ONE_SHIFT_REACH), end + _ONE_SHIFT_REACH
    match = _ONE_SHIFT.search(low, first, last)
    if match is None or NOT_WORKED.search(low, max(first, match.start() - 40), match.start()):
        return None
    times = [token for chain in chains_of(low[first:last]) for token in chain if token["days"] is None]
    return match if len(times) == 1 else None


def _read_named(line: str, named: list[tuple[Times, int, int]], first: int, findings: Findings) -> bool:
    if not named or (len(named) == 1 and not re.search(r"\bshifts?\b", line)):
        return False
    text = " | ".join(dict.fromkeys(span_text(times) for times, _, _ in named))
    findings.append(Finding("shift_times", text, first + named[0][1], first + named[-1][2]))
    if len(named) > 1:
        findings.append(Finding("rota", value=True, start=first + named[0][1], end=first + named[-1][2]))
    return True


def _times_alone(line: str, chains: list[list[Token]], first: int) -> Finding | None:
    """Times without days: "7am-2pm or 2pm-10pm"; of one shift only where the words say that it is one."""
    without_days = [chain for chain in chains if all(token["days"] is None for token in chain)]
    of_shifts = bool(without_days) and _OF_SHIFTS.search(line) is not None
    for chain in without_days:
        start, end = chain[0].start(), chain[-1].end()
        if len(chain) == 1 and (is_bare(chain[0]) or not of_shifts):
            continue
        if NOT_WORKED.search(line, max(0, start - 75), start) or _SOMEWHERE_IN.search(line, max(0, start - 30), start):
            continue
        times = times_in(chain, late=False, night=False)
        if times and max(one.end_min - one.start_min for one in times) <= _LONGEST_SHIFT_MIN:
            # Where more times follow, one of them is not all.
            stated = len(chain) > 1 or len(chains) == 1
            text = " | ".join(dict.fromkeys("; ".join(map(span_text, one)) for one in shifts_of(times, chain, line)))
            return Finding("shift_times", text, first + start, first + end, stated)
    return None
