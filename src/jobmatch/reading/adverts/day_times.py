"""Days and times of one line that belong together: "Mon to Fri 8am-5pm, Sat 8am-12pm"."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final, NamedTuple

from jobmatch.notation import parse_shifts
from jobmatch.reading.adverts.clock import DAYS, SPAN, Times, day_text, times_of
from jobmatch.reading.numbers import number

_TOKEN: Final = re.compile(rf"(?<![a-z])(?P<days>{DAYS})(?![a-z])|(?<![\d£])(?<!\d[:.])(?:\b|(?<=day)|(?<=days)){SPAN}")
_LONGEST_GAP: Final = 60
# What may stand between days and their times: "Monday to Friday, 40 hours per week, between 8am and 5pm".
_DAYS_THEN_TIMES: Final = re.compile(
    r"\)?[\s,:;(|\-]*(?:\d\d(?:\.\d{1,2})?\s*(?:hours?|hrs?)(?:\s*(?:per|an?|/|p/?)\s*w(?:ee)?k?\b)?[\s,:;()|\-]*)?"
    r"(?:(?:from|between|at|of|working|inclusive|(?:with )?the hours of|with hours|hours|times|work(?:ing)? pattern"
    r"|(?:in |during )?term[- ]time|only|rotating|alternating|days|nights?|evenings?|eves|mornings?|afternoons?"
    r"|start(?:ing)?(?: at)?|a"
    r"|(?:day |split )?shifts?(?: of)?|\([^()\d\n]{1,30}\))[\s,:;(|\-]*)*"
    r"(?:\.\s+(?:your |the )?(?:working |shift |start(?:ing)? )?(?:hours|times?|shifts?)(?: of work)?"
    r"(?: (?:are|is|will be))?\s*(?:from |[:\-]\s*)?)?"
)
# "Saturday person wanted for our shop. 8.30 - 5.30"
_OF_WEEKENDS: Final = re.compile(
    r"\s+(?:only\s+)?(?:person|people|assistants?|staff|help(?:ers?)?|job|cleaner|worker|shift)\b[^\d\n:£]{0,45}"
)
_TIMES_THEN_DAYS: Final = re.compile(
    r"(?:\s*\(?\d\d(?:\.\d{1,2})?\s*(?:hours?|hrs?)(?:\s*(?:per|an?|/|p/?)\s*w(?:ee)?k?\b)?\)?)?"
    r"(?:\s*\([^()\n]{0,40}\b(?:lunch|break)[^()\n]{0,20}\)"
    r"|,?\s*(?:with|including|inc\.?|less|minus)\s[^.;\n]{0,30}\b(?:lunch|breaks?|dinner)(?: break)?)?"
    r"(?:\s*finish\b)?"
    r"[\s,;(\-]*(?:(?:rotating|rotation|alternating|alternate weeks|weekly|week about|shifts?|shift pattern"
    r"|week on week|(?:the )?(?:next|following|other)(?: week)?)\.?[\s,;()\-]*)*"
    r"(?:(?:on|every|over|across|working|,)\s+|days\s*[:\-]\s*)?"
)
# "6am to 3pm one week and 9am to 6pm the next"
_TIMES_THEN_TIMES: Final = re.compile(
    r"\s*(?:[,;]|and|then)?\s*(?:the\s+)?(?:next|following|other|second) week[\s:,]*"
    r"|\s*(?:shifts?|(?:for |in )?(?:one|the first|the 1st|1|alternate) weeks?)?\s*(?:,\s*(?:and|or|then)?|;|/|\|"
    r"|&|and|or|then|-)"
    r"\s*(?:from |between |(?:am|pm|mornings?|afternoons?)(?: run| shift)?\s*:?\s*)?"
)
# "Monday to Friday. 8am - 5pm."
_STOP: Final = re.compile(r"\.\s{1,2}")
_SEVERAL_DAYS: Final = re.compile(r"-|\bto\b|&|\band\b|,")
_BARE: Final = re.compile(r"\d{1,2}\s*(?:-|to|and|until|til|till|through to)\s*\d{1,2}")
# "Monday to Friday, 16-20 hours" has no times.
_COUNTED: Final = re.compile(
    r"\s*(?:%|(?:hours?|hrs?|h|days?|weeks?|wks?|months?|years?|yrs?|mins?|minutes?|miles?|people|staff"
    r"|shifts? (?:per|a)|k|x)\b)"
)
# "Level 2-3", "ages 5-11"
_NUMBERED: Final = re.compile(r"\b(?:levels?|grades?|bands?|age[sd]?|years?|nvq|scp|points?|class|section|phase)\s*$")
# "5 to 8.5 hours" and "2/3pm - 9/10pm" are no two times.
_RUNS_ON: Final = re.compile(r"\d|\.\d|/\d[\d:.]*+\s?+(?:[ap]\.?m)?+(?!\s*(?:-|to\b))")
_RUNS_INTO: Final = re.compile(r"\d\s?(?:[ap]m)?/$")
_STARTS: Final = re.compile(r"\bstart(?:s|ing)?(?: any ?time| times?)?[\s:,-]*(?:(?:from|at|between|of|are|vary)\s*)*$")
_ENDS: Final = re.compile("finish|til|until")
_NO_WORK_AFTER: Final = re.compile(r"\s*(?:off\b|closed|free\b|not\b|rates?\b|pay\b|premium|enhance\w*)")
_NO_WORK_BEFORE: Final = re.compile(r"\b(?:no|not|never|without|excluding|except|including)\s+(?:on |any |some )?$")
_N_OF: Final = re.compile(
    r"(?<!from )(?<!out of )(?<!of )\b(?P<n>[2-6]|two|three|four|five|six)\s+(?:\w+\s)?(?:days?|evenings?"
    r"|mornings?|afternoons?|nights?|shifts?)"
    r"\s*(?:per week|a week|each week)?\s*(?:from|out of|over|of"
    r"|between|,)?\s*(?:[5-7]\b|five\b|six\b|seven\b)?\s*(?:days\b)?\s*[,(:-]?\s*$"
)
# "Mon-Sat 9-5.30, 5 days a week", "Mon-Fri 9-3 (any 3 days)", but no "2 days a week from home"
_N_OF_AFTER: Final = re.compile(
    r"[\s,;(-]*(?:working\s|on\s|over\s)?(?:(?:any\s)(?P<any>[2-6]|two|three|four|five|six)\s+days?\b"
    r"|(?P<n>[2-6]|two|three|four|five|six)\s+days?\s*(?:(?:per|a|each|/)\s*week\b|pw\b|p/w\b|over\b|on a rota\b))"
    r"(?!\s*(?:from home|in the|at home|remote|wfh|on[- ]?site|(?:a|per) month))"
)
_LATE: Final = re.compile(r"\b(?:lates?|afternoons?|evenings?|eves|twilights?)\b")
# "every other Saturday", "alternate weekends", "one Saturday in four"
_NOW_AND_THEN: Final = re.compile(
    r"\b(?:every (?:other|second|third|fourth|2nd|3rd|4th)|alternat(?:e|ing)|(?:one|1|two|2) (?:in"
    r"|out of) (?:every )?"
    r"(?:two|three|four|five|six|[2-6])|occasional|some|the odd|1st|first|last)\s*$"
)
_IN_SO_MANY: Final = re.compile(
    r"\s*(?:in|out of|every)\s+(?:every\s+)?(?:two|three|four|five|six|[2-6])\b(?!\s*(?:[ap]\.?m|[:.]\d))"
)
_OR_SO: Final = re.compile(
    r"\b(?:\d|one|two|three|four|five)\s*(?:-|/|to|or)\s*$|\b(?:up to|at least|minimum(?: of)?)\s*$"
)
_SOME_WEEKS: Final = re.compile(
    r"\s*(?:(?!(?:from|at|until|till?|and|or)\b)[a-z]+\s+){0,2}?(?:[a-z]+)?[\s(,-]*(?:(?:1|one) (?:week(?:end)? )?in"
    r"|(?:on|by|in) (?:an? )?(?:\w+ )?rota|occasional\w*|optional|avail\w*|overtime|o/?t|as (?:and when|required"
    r"|needed)"
    r"|(?:once|one) a month|every (?:third|fourth|3rd|4th))\b"
)
# "Sat 8-12 (1 in 3)", "Saturday 9-1 alternate weeks"
_SOME_WEEKS_AFTER: Final = re.compile(
    r"[\s,(-]*(?:(?:1|one) (?:week(?:end)? )?in|alternate|alternating|every (?:other|third|fourth|2nd|3rd|4th)"
    r"|(?:on|by|in) (?:an? )?(?:\w+ )?rota|(?:once|one) a month)\b"
)
_ON_ROTATION: Final = re.compile(
    r"\s*(?:shifts?\s*)?(?:on (?:a )?(?:rotation\w*|rota)|in rotation|by rotation|once a month)\b"
)
_EVERY_SO_MANY_WEEKS: Final = re.compile(
    r"\bevery (?:[2-9]|two|three|four|five|six|few|couple of) weeks?\b[^.;\n]{0,25}$"
    r"|\b(?:once|twice|one (?:shift|day|weekend)) (?:a|per|every|each|in) (?:month|fortnight|(?:[2-9]|two|three"
    r"|four) weeks)\b[^.;\n]{0,25}$"
)
# "Saturday or Sunday 9am-5pm" leaves open which.
_ANY_DAY: Final = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|weekdays?|weekends?"
_OR_BEFORE: Final = re.compile(rf"\b(?:{_ANY_DAY})\s*(?:and/)?(?:or|/ ?or)\s+(?:a\s)?$")
_OR_AFTER: Final = re.compile(rf"\s*(?:and/)?or\s+(?:a\s)?(?:{_ANY_DAY})\b")
# "Between Monday and Friday" is no list of two.
_BETWEEN: Final = re.compile(r"\b(?:between|within|from)\s+(?:the days of\s+)?$")
_FROM_TO: Final = re.compile(rf"(?P<first>{_ANY_DAY})\s+(?:and|to|-)\s+(?P<last>{_ANY_DAY})")
_PERHAPS: Final = re.compile(
    r"\b(?:likely|may (?:be|include|work|involve|vary|need|change|require)|might|could|possibl[ey]|potentially"
    r"|for example|e\.g\.?|example|such as|within(?! an?\b| \d+ mi)|initially|first (?:\w+ ){0,2}(?:weeks?"
    r"|months?)|choose"
    r"|choice of|ideally|preferably|flexible (?:working |start )?(?:hours|shifts"
    r"|times))\b"
    r"[^.;\n]{0,45}$|\be\.g\.[\s,:]*$"
)
_AS_SUITS: Final = re.compile(
    r"[^.;\n]{0,20}\b(?:to suit|for (?:the )?(?:first|initial|training|induction|your (?:training|induction))"
    r"|(?:to (?:start|begin) with|at first|initially|in (?:the )?(?:summer|winter|peak|high season)|moving to"
    r"|changing to"
    r"|during (?:the |your )?(?:training|induction|summer|winter)))\b|\s*\((?:summer|winter)\)"
)
# Every day of the week, or of the school week
_DAILY: Final = frozenset(("daily", "every day"))
# "Sunday night to Friday morning"
_RUNS_TO: Final = re.compile(rf"\s*(?:nights?|mornings?|evenings?)\s*(?:-|to|through|until|till?)\s*(?:{_ANY_DAY})\b")
# "Mon-Fri 5-8" may be before the shop opens or after it closes.
_NO_HALVES: Final = re.compile(r"(?P<a>\d{1,2})(?:[.:]\d\d)?\s*(?:-|to|and|until|till?)\s*(?P<b>\d{1,2})(?:[.:]\d\d)?")
_EITHER_HALF_STARTS: Final = range(4, 8)
_EITHER_HALF_ENDS: Final = 11
_OF_24_HOURS: Final = re.compile(r"(?<![\d.,£])(?:1[3-9]|2[0-3])[:.][0-5]\d\b")
_TELLS_HALF: Final = re.compile(
    r"\b(?:mornings?|afternoons?|evenings?|eves|nights?|earl(?:y|ies)|lates?|twilights?|breakfast|lunch|tea"
    r"|after[- ]school|before school)\b"
)
_OFFERS: Final = re.compile(r"/|\bor\b|\n|\bweek")
_SHORTEST_BREAK_MIN: Final = 60
_MOST_SPLIT_MIN: Final = 600


class Item(NamedTuple):
    """Days and times that one stretch of text gives; ``n`` of the days, if it says so.

    Several ``times`` are the parts of one day: "6am-8am and 4pm-6pm".
    """

    days: str
    times: tuple[Times, ...]
    start: int
    end: int
    n: str | None = None
    length: str | None = None
    sometimes: bool = False  # not every week
    doubted: bool = False


Token = re.Match[str]


def chains_of(line: str) -> list[list[Token]]:
    """Days and times of a line, those that follow one another closely together."""
    chains: list[list[Token]] = []
    for token in _TOKEN.finditer(line):
        if not _counts(token, line, chains[-1][-1].end() if chains else 0):
            continue
        if chains and _follow(chains[-1][-1], token, line):
            chains[-1].append(token)
        else:
            chains.append([token])
    return chains


def _counts(token: Token, line: str, done: int) -> bool:
    """Whether days are worked, and times are no numbers of something else."""
    start, end = token.span()
    if token["days"] is not None:
        return not (_NO_WORK_AFTER.match(line, end) or _NO_WORK_BEFORE.search(line, max(0, start - 20), start))
    # "Start times 4am-6am" is when a shift may begin.
    if (
        "start" in line[max(0, start - 30) : start]
        and _STARTS.search(line, max(0, start - 30), start)
        and not _ENDS.search(token.group())
    ):
        return False
    end = start + len(token.group().rstrip())
    if _RUNS_ON.match(line, end):
        return False
    if is_bare(token) and (_COUNTED.match(line, end) or _NUMBERED.search(line, max(0, start - 12), start)):
        return False
    return done == start - 1 or not _RUNS_INTO.search(line, max(0, start - 6), start)


def _follow(one: Token, other: Token, line: str) -> bool:
    start, end = one.end(), other.start()
    if end - start > _LONGEST_GAP:
        return False
    if one["days"] is not None:
        return other["days"] is None and (
            _DAYS_THEN_TIMES.fullmatch(line, start, end) is not None
            or (_STOP.fullmatch(line, start, end) is not None and _SEVERAL_DAYS.search(one["days"]) is not None)
            or (one["days"].startswith(("sat", "sun", "w")) and _OF_WEEKENDS.fullmatch(line, start, end) is not None)
        )
    if other["days"] is not None:
        return _TIMES_THEN_DAYS.fullmatch(line, start, end) is not None
    # "9am-5pm, 10-15 minutes away"
    both_bare = is_bare(one) or not is_bare(other)
    return both_bare and _TIMES_THEN_TIMES.fullmatch(line, start, end) is not None


def is_bare(token: Token) -> bool:
    """Whether times are two small numbers, which may as well be something else."""
    return _BARE.fullmatch(token.group().strip()) is not None


def pairs_of(chain: list[Token]) -> list[tuple[Token, list[Token]]] | None:
    """Days with their times; None where times may belong to the days before them or to those after.

    "Weekends 8am-8pm on weekdays" is such a case; a chain with as many days as times is none, and begins with either.
    """
    runs = [list(run) for _, run in groupby(chain, key=lambda token: token["days"] is None)]
    if len(runs) == 3 and runs[0][0]["days"] is not None:
        first, times, last = runs
        if _is_now_and_then_by_itself(last[0]) or day_text(first[0]["days"]) == day_text(last[0]["days"]):
            runs = [first, times]
        elif len(times) == 2:
            runs = [first, times[:1], times[1:], last]  # "Mon-Thu 9-5 and 9-4 Friday"
    elif len(runs) == 3 and _times_of_all(runs[0]) == _times_of_all(runs[2]):
        runs = runs[1:]
    if len(runs) == 1:
        return []
    if len(runs) % 2:
        return None
    return [
        (one[0], other) if one[0]["days"] is not None else (other[0], one)
        for one, other in zip(runs[::2], runs[1::2], strict=True)
    ]


def _is_now_and_then_by_itself(days: Token) -> bool:
    """Whether the last days of "Mon-Fri 8-5, Saturday mornings 1 in 3" are of some weeks, and their times not told."""
    is_of_weekend = days["days"].startswith(("sat", "sun", "weekend"))
    return is_of_weekend and _SOME_WEEKS.match(days.string, days.end("days")) is not None


def _times_of_all(tokens: list[Token]) -> list[Times]:
    return times_in(tokens, late=False, night=False)


def items_of(days: Token, tokens: list[Token], line: str, first: int) -> list[Item]:
    """Days with one shift, or with several that take turns."""
    start, end = min(days.start(), tokens[0].start()), max(days.end(), tokens[-1].end())
    before = line[max(0, start - 25) : end]
    times = times_in(tokens, late=_LATE.search(before) is not None, night="night" in before)
    written = days["days"]
    between = _BETWEEN.search(line, max(0, days.start() - 30), days.start())
    if between and (both := _FROM_TO.fullmatch(written)):
        written = f"{both['first']}-{both['last']}"
    text = day_text(written)
    if not text or not times:
        return []
    n, so_many, item_start = _n_of(line, text, start, end)
    item = Item(text, (), first + item_start, first + end, n)
    item = item._replace(
        sometimes=so_many or _is_now_and_then(line, days, tokens),
        doubted=_is_doubtful(line, days, tokens, is_between=between is not None and between.group()[0] != "f"),
    )
    return [item._replace(times=one) for one in shifts_of(times, tokens, line)]


def _n_of(line: str, days: str, start: int, end: int) -> tuple[str | None, bool, int]:
    """How many of the days are worked, None for all; whether that is left open ("3 to 5 days"); where it begins."""
    before = _N_OF.search(line, max(0, start - 40), start)
    match = before or _N_OF_AFTER.match(line, end)
    if match is None:
        return None, False, start
    start = min(start, match.start())
    if before and _OR_SO.search(line, max(0, before.start() - 12), before.start()):
        return None, True, start
    n = match["n"] if before else match["n"] or match["any"]
    # "5 days, Tues to Sat" are all of them.
    return n if number(n) < len(days_of(days)) else None, False, start


def _is_doubtful(line: str, days: Token, tokens: list[Token], *, is_between: bool) -> bool:
    """Whether the words leave open on which days or at what time of the day the work is, or whether it is at all."""
    start, end = days.span("days")
    first, last = min(start, tokens[0].start()), max(end, tokens[-1].end())
    return bool(
        is_between
        or days["days"].strip() in _DAILY
        or _OR_BEFORE.search(line, max(0, start - 25), start)
        or _OR_AFTER.match(line, end)
        or _RUNS_TO.match(line, end)
        or _PERHAPS.search(line, max(0, first - 75), first)
        # The times end with their sentence: "Fri 7.30am-2.30pm. In winter you join a standby rota."
        or (line[last - 1] != "." and _AS_SUITS.match(line, last))
        or (
            _is_of_either_half(tokens, line) and not _TELLS_HALF.search(line, max(0, first - 60), tokens[-1].end() + 30)
        )
    )


def _is_of_either_half(tokens: list[Token], line: str) -> bool:
    """Whether times may as well be twelve hours later; not beside times of a clock of 24 hours."""
    match = _NO_HALVES.fullmatch(tokens[0].group().strip()) if len(tokens) == 1 else None
    if match is None or match["a"][0] == "0" or match["b"][0] == "0":
        return False
    start, end = int(match["a"]), int(match["b"])
    return start in _EITHER_HALF_STARTS and start < end <= _EITHER_HALF_ENDS and _OF_24_HOURS.search(line) is None


def shifts_of(times: list[Times], tokens: list[Token], line: str) -> list[tuple[Times, ...]]:
    """Times by shift: each by itself, but two parts of one day together."""
    if len(times) == len(tokens) == 2 and _are_one_day(*times):
        between = line[tokens[0].end() : tokens[1].start()]
        if not _OFFERS.search(between):
            return [(times[0], times[1])]
    return [(one,) for one in times]


def times_in(tokens: list[Token], *, late: bool, night: bool) -> list[Times]:
    """Times of a list; without halves of the day each begins where the one before ends: "6-2, 2-10, 10-6"."""
    found: list[Times] = []
    for token in tokens:
        alone = len(tokens) == 1
        times = times_of(token["start"], token["end"], late=late and alone, night=night and alone)
        if times is None:
            continue
        if found and is_bare(token) and times.start_min % 720 == found[-1].end_min % 720:
            later = found[-1].end_min % 1440 - times.start_min
            times = Times(times.start_min + later, times.end_min + later)
        found.append(times)
    return found


def _are_one_day(one: Times, other: Times) -> bool:
    """Whether both are worked on one day, with a break between: cleaning before and after school."""
    worked = one.end_min - one.start_min + other.end_min - other.start_min
    return other.start_min - one.end_min >= _SHORTEST_BREAK_MIN and worked <= _MOST_SPLIT_MIN


def days_of(days: str) -> frozenset[int]:
    """Days of "Mon-Fri" by their number."""
    return frozenset(span.day for template in parse_shifts(f"{days} 08:00-09:00").templates for span in template)


def _is_now_and_then(line: str, days: Token, tokens: list[Token]) -> bool:
    """Whether days are worked in some weeks only; several times take turns: "6-2/2-10 alternating Mon-Fri"."""
    start, end = days.span("days")
    before = _NOW_AND_THEN.search(line, max(0, start - 40), start)
    if before and not (len(tokens) > 1 and before.group().startswith("alternating")):
        return True
    if _IN_SO_MANY.match(line, end) or _EVERY_SO_MANY_WEEKS.search(line, max(0, start - 60), start):
        return True
    if not days["days"].startswith(("sat", "sun", "w")):
        return False
    return bool(_ON_ROTATION.match(line, end) or _SOME_WEEKS_AFTER.match(line, max(end, tokens[-1].end())))
