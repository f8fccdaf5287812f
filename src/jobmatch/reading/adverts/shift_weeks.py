"""The week that days and times make together, and whether it is told for sure."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import Final

from jobmatch.notation import NotationError, WeekPattern, format_shifts, parse_shifts
from jobmatch.reading.adverts.clock import Times, hhmm
from jobmatch.reading.adverts.day_times import Item, days_of
from jobmatch.reading.findings import Finding
from jobmatch.reading.numbers import number

_MOST_WORKED_MIN: Final = 50 * 60
# "Between 7am and 6pm" and "various shifts" leave open which part of the time is worked.
_SOMEWHERE: Final = re.compile(
    r"\b(?:between|within(?! an?\b| \d+ mi)|anywhere|various|varying|variable|a variety|different|available"
    r"|availability|flexibl[ey]"
    r"|flexibility|covered|rota'?d?)\b"
)
_SOMEWHERE_REACH: Final = 70
_AFTER: Final = 25
# "plus alternate weekends", "and one evening": more than the times that are told. What comes now and then ("the odd
# weekend", "1 Saturday in 4") leaves them what they are; that weekends are worked is said by itself.
_AND_MORE: Final = re.compile(
    r"[\s,;(]*(?:with |and |but |one |an? )*(?:late|later|early|earlier)\b[^.;\n\d]{0,25}\b(?:mon|tue|wed|thu|fri"
    r"|sat|sun)"
    r"|[^.;\n]{0,12}?(?:\b(?:plus|and|including)|&)\s+(?:saturdays?|sundays?|sats?|weekends)\b(?!\s*(?:off|closed"
    r"|\d|from"
    r"|between|(?:mornings?\s*)?(?:1|one) in|as (?:required|needed)|if|when|(?:mornings?\s*)?(?:optional|overtime"
    r"|avail)))"
    r"|[^.;\n]{0,25}?(?:\b(?:plus|and|with|including)|\+|&)\s+(?:(?:an?|one|two|1|2|the|alternate|alt|every other"
    r"|every second"
    r"|regular|another|more|other)\s+)+"
    r"(?:(?:late|early|week\w*)\s+)?(?:evenings?|weekends?|weeknights?|weekdays?|week days?|saturdays?|sundays?|sats?"
    r"|nights?|late|lates|early|mornings?|days?|shifts?)\b(?!\s*(?:off|\d|(?:mornings? )?in (?:every )?(?:[3-8]"
    r"|three|four|five|six|eight)\b))"
)
# "6am to 3pm one week and 9am to 6pm the next": a rota that is told whole.
_TAKES_TURNS: Final = re.compile(
    r"\bone week\b[^.;\n]{0,40}\bthe (?:next|following|other)\b|\b(?:alternat\w+|rotat\w+) (?:weekly|weeks"
    r"|each week|every week)\b"
    r"|\bweek (?:about|on week)\b"
)
_TURNS: Final = re.compile(
    r"\b(?:rotat\w+|alternat\w+|double days?|(?:two|three|2|3)[- ]shift|weekly about|week about)\b"
)
_SHIFTS: Final = re.compile(
    r"\b(?:shifts?|rota\w*|rotat\w+|alternat\w+|weeks?|weekly|double days?|earl(?:y|ies)|lates?|turns?|pattern)\b"
)
_EITHER: Final = re.compile(
    r"\b(?:choose|choice|either|prefer\w*|tell us|which|options?|available|var(?:y|ies)|vacanc\w+|posts|roles"
    r"|positions)\b"
)
# "1 x Mon-Fri 9-5, 1 x Sat 10-4", "one post is ... and the other is ...", "Full time: ... Part time: ..."
_POST: Final = re.compile(
    r"\b(?:[1-9]|one|two|three|four) ?x\b(?! ?\d)|\b(?:full|part)[- ]?time\b(?= ?[:(-])|\b(?:post|role|position"
    r"|vacancy|job"
    r"|option) ?(?:[a-d]|[1-9]|one|two|three)\b|\b(?:one|first|second|third|other) (?:posts?|roles?|positions?"
    r"|vacanc\w+|jobs?)\b"
    r"|\bthe (?:other|second|third)\b(?! week)|\b(?:morning|afternoon|evening|day|night|weekend|full[- ]time"
    r"|part[- ]time) (?:post|role|position|vacancy)\b|\bone (?=mon|tue|wed|thu|fri|sat|sun)"
)
_POST_REACH: Final = 100
_LEAST_SHARE: Final = 0.6
_LEAST_MIN: Final = 5 * 60
_HANDOVER_MIN: Final = 60
_OWN_HOURS: Final = re.compile(r"\d\s*(?:hours?|hrs?)\s*(?:per|a|/|p/?)\s*w")
_SEVERAL: Final = 2
_CORE: Final = re.compile(r"\bcore\b[^.;\n]*$")
_SHORTEST_WITH_CORE_MIN: Final = 7 * 60
_LONGEST_SOMEWHERE_MIN: Final = 8 * 60 + 30
_OFFERED: Final = re.compile(
    r"\b(?:shifts?|hours|positions|posts|roles|slots) (?:are |currently |we have )?available\b"
    r"|\bavailable (?:shifts|hours|posts"
    r"|positions|slots)\b|\b(?:vacancies|positions|posts|roles|options|slots):|\bshift options\b|\bchoose\b"
)
_TELL_US: Final = re.compile(
    r"\b(?:you(?:r)? prefer\w*|(?:state|say|tell us) which|you choose|choose (?:one|which|your))\b"
)
_NUMBERED_WEEK: Final = re.compile(r"\bw(?:ee)?k\s?(?:no\.?\s?)?(?P<name>[1-8]|[a-d]|one|two|three|four)\b")


def week_of(low: str, items: list[Item], *, of_several: bool) -> Finding | None:
    """Times of a week; doubted where the words leave open which of them are worked by one person.

    Parameters
    ----------
    low : str
        Text of the advert in lower case.
    items : list of Item
        Days and times, in the order of the text.
    of_several : bool
        Whether the advert has several posts with times of their own.
    """
    weeks = _by_weeks(low, items) or _by_turns(low, items) or [items]
    items = [item for week in weeks for item in week]
    text = " | ".join(map(_week, weeks))
    try:
        pattern = parse_shifts(text)
    except NotationError:
        return None
    start, end = min(item.start for item in items), max(item.end for item in items)
    stated = (
        not of_several
        # A week without work, every other one, has no notation.
        and not all(item.sometimes for item in items)
        and not any(item.doubted for item in items)
        and _is_of_one(low, items, weeks, pattern, start, end)
        and _is_all_worked(low, pattern, start, end, is_rota=len(weeks) > 1)
        and not _AND_MORE.match(low, end)
    )
    return Finding("shifts", format_shifts(pattern), start, end, stated)


def _is_of_one(
    low: str, items: list[Item], weeks: list[list[Item]], pattern: WeekPattern, start: int, end: int
) -> bool:
    """Whether the times are those of one post, and of its shifts no choice is left."""
    if len(items) == 1:
        return len(_OWN_HOURS.findall(low, start, end + _SOMEWHERE_REACH)) < _SEVERAL
    # "Shifts available: ...", "6-2 or 2-10, tell us which": one of them, or some.
    before, after = low[max(0, start - _SOMEWHERE_REACH) : start], low[end : end + _SOMEWHERE_REACH]
    if _OFFERED.search(before) or _TELL_US.search(after):
        return False
    # Of several posts each has its own days, or its own hours.
    if len(weeks) == 1 and _has_mixed_days(items):
        return False
    if len(_POST.findall(low, max(0, start - _POST_REACH), end)) >= _SEVERAL:
        return False
    if len(_OWN_HOURS.findall(low, start, end + _SOMEWHERE_REACH)) >= _SEVERAL:
        return False
    return (
        len(pattern.templates) == 1
        or len(weeks) > 1
        or any(item.sometimes for item in items)
        or _follow_on(pattern)
        or _takes_turns(low, start, end)
        or _are_shifts(low, start, end)
    )


def _is_all_worked(low: str, pattern: WeekPattern, start: int, end: int, *, is_rota: bool) -> bool:
    """Whether all of the times are worked, and not some part of them."""
    # Nobody works all of "Monday to Sunday 8am-6pm": these are the hours that the place is staffed.
    most_min = max(sum(span.duration_min for span in template) for template in pattern.templates)
    if pattern.n_days is None and pattern.duration_min is None and most_min > _MOST_WORKED_MIN:
        return False
    lengths_min = [span.duration_min for spans in pattern.templates for span in spans]
    is_rota = is_rota or (len(pattern.templates) > 1 and _takes_turns(low, start, end))
    if (
        pattern.duration_min is None
        and not is_rota
        and (max(lengths_min) > _LONGEST_SOMEWHERE_MIN or len(pattern.templates) > 1)
        and _is_somewhere_in(low, start, end)
    ):
        return False
    # Core hours are a part of those that are worked.
    return min(lengths_min) >= _SHORTEST_WITH_CORE_MIN or not _CORE.search(low, max(0, start - _SOMEWHERE_REACH), start)


def _takes_turns(low: str, start: int, end: int) -> bool:
    return _TAKES_TURNS.search(low, start, end + _AFTER) is not None


def _has_mixed_days(items: list[Item]) -> bool:
    """Whether some days are told twice, and others too."""
    days = [item.days for item in items]
    if 1 < len(set(days)) < len(days) and len(set(map(_notation, items))) == len(items):
        return True
    # "Chef Tue-Sat 12-9, porter Fri-Sun 5-10"
    known = [days_of(text) for text in dict.fromkeys(item.days for item in items if not item.sometimes)]
    return sum(map(len, known)) > len(frozenset().union(*known))


def _follow_on(pattern: WeekPattern) -> bool:
    """Whether each shift begins when the one before ends, and is about as long: "7am-2pm or 2pm-9pm".

    Mornings and afternoons of four hours are posts, or one day, as likely as not.
    """
    firsts = [template[0] for template in pattern.templates]
    lengths = [span.duration_min for span in firsts]
    return min(lengths) > max(_LEAST_MIN, _LEAST_SHARE * max(lengths)) and all(
        abs((one.start_min + one.duration_min - other.start_min + 720) % 1440 - 720) <= _HANDOVER_MIN
        for one, other in pairwise(firsts)
    )


def _are_shifts(low: str, start: int, end: int) -> bool:
    """Whether several times of the same days are shifts that take turns, and no ways to choose from."""
    near = low[max(0, start - _POST_REACH) : end + _SOMEWHERE_REACH]
    return _SHIFTS.search(near) is not None and (_TURNS.search(near) is not None or _EITHER.search(near) is None)


def _is_somewhere_in(low: str, start: int, end: int) -> bool:
    first = max(low.rfind("\n", 0, start) + 1, start - _SOMEWHERE_REACH)
    after = low[end - 1 : end + _AFTER].partition("\n")[0].partition(". ")[0][1:]
    return _SOMEWHERE.search(low[first:end].rpartition(". ")[2] + after) is not None


def _by_weeks(low: str, items: list[Item]) -> list[list[Item]]:
    """Days of each week of those that take turns: "Week 1: Mon-Wed 7-3. Week 2: Thu-Sat 7-3"; none if not numbered."""
    weeks: list[list[Item]] = []
    name, done = "", max(0, items[0].start - 40)
    names: list[str] = []
    for item in items:
        for match in _NUMBERED_WEEK.finditer(low, done, max(done, item.start)):
            name = match["name"]
        done = item.end
        if not names or names[-1] != name:
            names.append(name)
            weeks.append([])
        weeks[-1].append(item)
    if len(names) < 2 or "" in names:
        return []
    # Where week 1 comes twice there are two posts.
    return weeks if len(set(names)) == len(names) else [[item._replace(doubted=True)] for item in items]


def _by_turns(low: str, items: list[Item]) -> list[list[Item]]:
    """Weeks whose Fridays differ: "Double days Mon-Thu 6-2/2-10, Fri 6-1/1-8"; none if shifts do not take turns."""
    by_days = [list(group) for _, group in groupby(items, key=lambda item: item.days)]
    n_turns = len(by_days[0])
    if len(by_days) < 2 or n_turns < 2 or any(len(group) != n_turns for group in by_days):
        return []
    if len({group[0].days for group in by_days}) < len(by_days):
        return []
    start, end = max(0, items[0].start - _SOMEWHERE_REACH), items[-1].end + _SOMEWHERE_REACH
    return [list(week) for week in zip(*by_days, strict=True)] if _TURNS.search(low, start, end) else []


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
    return "; ".join(f"{item.days} {span_text(times)}" for times in item.times)


def span_text(times: Times) -> str:
    """Times as the notation has them: "09:00-17:00"."""
    return f"{hhmm(times.start_min)}-{hhmm(times.end_min)}"
