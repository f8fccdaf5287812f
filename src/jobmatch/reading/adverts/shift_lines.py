"""What one line says of when the work is done: days with their times, and shifts that are named."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.adverts.clock import SPAN, Times, day_text, hhmm, times_of
from jobmatch.reading.adverts.day_times import Item, Token, is_bare, items_of, pairs_of, times_in

_NAMED: Final = re.compile(
    rf"\b(?P<name>earl(?:y|ies)|lates?|mornings?|afternoons?|evenings?|days?|nights?|twilights?|middles?"
    rf"|mids?)\s*(?:shifts?)?[\s:(\-]*(?:are|from|is|=)?\s*{SPAN}"
)
_LONG_WITHIN: Final = re.compile(
    rf"\b(?P<length>\d{{1,2}}(?:\.\d{{1,2}})?)\s*(?:hours?|hrs?)\s*(?:shifts?|a day|per day"
    rf"|each day)?[^.\n]{{0,25}}\b(?:between|within)\s*(?:the hours of\s*)?{SPAN}"
)
# Times when somebody answers the telephone, is open, or interviews are held.
NOT_WORKED: Final = re.compile(
    r"\b(?:(?<!on )(?<!on-)call(?:s|ing)?(?![- ]?out)"
    r"|ring|phone|telephone|tel\b|contact(?:ed|able)?|reached|enquir\w+|open(?:s|ing)?|operat(?:es?|ing|ional)"
    r"|staffed|manned|meetings?|mass\b|drop[- ]in|market day|parking|collections?|rehearsals?|worship"
    r"|(?:surgery|opening|visiting|collection) times|(?:centre|center|home|hub|unit|school(?= runs? (?:from|mon"
    r"|week|on|daily))|club|scheme|site) runs?"
    r"|interviews?|helpline|lines?|assessment (?:day|centre|event)|trial (?:day|shift)|apply|pop in(?:to)?"
    r"|come in (?:and|to)|register (?:at|in|with)|hand in|fees|office days|school hours are|food (?:is )?served"
    r"|we serve|deliveries (?:arrive|come|are)|induction|open day|visit(?:s|ing)?|available (?:on|from"
    r"|between|to answer)|(?:is|am) available|for (?:more|further) (?:information|details)"
    r"|services? (?:\w+ )?(?:runs?|is|are|hours|operates?|will (?:be (?:provided|open|available|delivered|running)"
    r"|operate|run))"
    r"|service,? (?:for )?(?:five|six|seven|\d) days|online|lessons?|clinics?|customers?|closing|deadline|event"
    r"|training (?:day|course|will|is)|training(?=:)|office hours|email|webinar|(?:delivery"
    r"|collection) (?:windows?|slots?"
    r"|times?)|trading"
    r"|(?:store|surgery|shop|clinic|salon|bar|kitchen|nursery|reception|practice|branch) (?:is(?! (?:closed"
    r"|shut))|opens|hours)"
    r"|school day|my working|on \(?0\d{2,4}\)? ?\d{3,})\b"
)
# Whose times they are where it is not the reader: "my husband runs the shop Mon-Fri 9-5", "our drivers work Mon-Fri",
# "classes Mon 6-7pm".
_NO_JOB: Final = (
    r"(?:hours|working|shifts?|rota|pattern|week|role|post|job|position|contract|times?|vacanc\w+|opening|start\w*"
    r"|experience|knowledge|training|years?)"
)
_DOES_JOB: Final = "".join(
    rf"(?<!{who} )" for who in ("role", "post", "job", "position", "holder", "candidate", "applicant", "person", "you")
)
_OF_OTHERS: Final = re.compile(
    r"\b(?:my|our|his|her|whose) (?:husband|wife|son|daughter|partner|mum|mother|dad|father|brother|sister|boss"
    rf"|(?:existing|other|present|current) (?!{_NO_JOB}\b)\w+)\b"
    rf"|\b(?:last|previous|former|outgoing) (?!{_NO_JOB}\b)\w+"
    r"|\b(?:he|she|they)(?:'s|'re)?\b(?! will| would|'ll)"
    r"|\b(?:team|staff|drivers?|engineers?|colleagues?|everyone|everybody|others|people|lads|crew|girls|guys|office"
    r"|apprentices?|tutors?|teachers?|carers?) (?:all |mostly |normally |usually |currently )?(?:work|worked|do|did"
    r"|starts?|covers?)\b"
    r"|\b(?:\w+) (?:is|are|was|were|who is) (?:in|here|on site|around|there|busiest)\b"
    rf"|{_DOES_JOB}\bworks\b|(?<!be )\b(?:worked|does|did|used to|attends?|attended|enrol\w*|goes to|going to|come to"
    r"|drops?|brings?)\b"
    r"|\b(?:depot|store|shop|school)(?:'s)? (?:hours|times)\b"
    # what goes on there, right before its times
    r"|\b(?:class|classes|lessons?|sessions?|lectures?|workshops?|children|pupils|students|residents|clients|guests"
    r"|members|visitors|deliveries|collections|hire|bus|buses|trains?|ferr(?:y|ies)|flights|parking|park|match"
    r"|matches|fixtures|training|practice|tours?|trips?|brunch|playgroup|happy hour|food|meals|breakfasts?|lunch"
    r"|lunches|dinners?|shows?|performances?|services?|conversation|chat|discussion|vacancy|call|test"
    r"|trial|trial shift|trial day|taster|taster day|induction|course|college|college day|day release|exams?|fair|trade"
    r"|market|bookings?|orders|clubs?|busiest|busiest times)"
    r"(?: (?:is|are|on|every|each|takes? place|held|only|from|run|times?|served|will be))*\s*[:(]?\s*(?:from |at )?$"
)
# Hours of a part of the year
_SEASON: Final = re.compile(
    r"\b(?:summer|winter|spring|autumn|off[- ]?peak|peak|high season|low season|ramadan|harvest|school holidays?)\b"
    r"(?: (?:season|months?|hours|times?|period|only|is|are|we work|work|working))*[\s:,(-]*$"
)
# What comes on top of the shifts.
_ON_CALL: Final = re.compile(
    r"\b(?:on[- ]call|call[- ]?outs?|out of hours|ooh)\b"
    r"|\b(?:overtime|time and a (?:half|third|quarter)|double time)\b[^,;()]{0,30}$"
)
_WORKED: Final = re.compile(
    r"\b(?:you(?:'ll|'d| will| would)? (?:be )?work\w*|your (?:hours|days|shifts?)|working (?:hours|pattern|days"
    r"|monday|mon)|shifts?"
    r"|hours of work|hours (?:are|will be|of|:)|hours:|rota|to work|job hours|work pattern|contracted"
    r"|role is|post is|position is|working)\b"
)
_CLOCK: Final = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b)?"
_FRIDAY: Final = re.compile(
    rf"[\s,;(]*(?:(?:with|and|but)\s+)?(?:an?\s+)?(?:early\s+"
    rf"|earlier\s+)?(?:(?:finish(?:ing)?\s+(?:at\s+)?)?(?P<at>{_CLOCK})"
    rf"\s*(?:finish(?:es)?\s*)?(?:on\s+)?(?:an?\s+)?fri(?:days?)?\b"
    rf"|(?:finish(?:ing)?\s+)?(?:on\s+)?(?:an?\s+)?(?<!no )(?<!every )fri(?:days?)?(?!\s*(?:off|free|closed"
    rf"|not)\b)(?: finish)?\s*(?:at|until|till?)?\s*(?P<finish>{_CLOCK})?(?=\W|$)(?!\s*(?:-|to)\s*\d))"
)
_FRIDAY_REACH: Final = 60
_NEAR_NAMED: Final = 60
_WEEKEND: Final = "Sat-Sun"
# Core hours lie within the times that are worked.
_NO_WORK_NEAR: Final = re.compile(
    r"\b(?:lunch\w*|breaks?|core|open\w*|call\w*|contact\w*|telephone|interview\w*|service|overtime|closed)\b"
)
_RATE_FOR: Final = re.compile(
    r"£\s?\d[\d.]*\s?(?:(?:per hour|an hour|p/?h)?\s(?:for|on)\b[^.\n]*)?$|\b(?:pay|hourly) rates?\b[^\n]*$"
)
_A_SERVICE: Final = re.compile(r"\s*(?:hours?\s)?service\b")


def is_worked(line: str) -> bool:
    """Whether a line that speaks of opening or calling still speaks of working hours first."""
    worked, other = _WORKED.search(line), NOT_WORKED.search(line)
    return worked is not None and (other is None or worked.start() < other.start())


def items_of_line(line: str, chains: list[list[Token]], first: int) -> list[Item]:
    """Days and times of one line, ``first`` being where it starts in the text."""
    items: list[Item] = []
    if not chains:
        return items
    if sum(map(_has_both, chains)) > 1 and line.count("£") > 1 and _has_rates(line, chains):
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
                or NOT_WORKED.search(sentence)
                or _ON_CALL.search(sentence)
                or _A_SERVICE.match(line, end)
            ):
                refused = end
            else:
                more = items_of(days, times, line, first)
                is_of_others = _OF_OTHERS.search(sentence) or _SEASON.search(sentence)
                items += [item._replace(doubted=True) for item in more] if is_of_others else more
    items = _with_named(items, chains, line, first)
    if items and _has_other_times(items, chains, line, first):
        items = [item._replace(doubted=True) for item in items]
    items = _with_friday(items, line, first)
    return _with_length(items, line, first)


def _has_rates(line: str, chains: list[list[Token]]) -> bool:
    """Whether a line says what is paid by the time of the week: "£12 Mon-Fri 8-6, £15 Sat 8-6"."""
    both = [chain for chain in chains if _has_both(chain)]
    return "£" in line[both[0][-1].end() : both[-1][0].start()]


def _has_both(chain: list[Token]) -> bool:
    """Whether a chain has days and times."""
    return len({token["days"] is None for token in chain}) > 1


def _with_named(items: list[Item], chains: list[list[Token]], line: str, first: int) -> list[Item]:
    """Days with the times of several named shifts: "Monday to Friday earlies 6-2, lates 2-10"."""
    if len(items) > 1:
        return items
    named = named_shifts(line)
    if items and len(named) > 1 and items[0].days == _WEEKEND:
        items = [item._replace(doubted=True) for item in items]
    elif items and len(named) > 1:
        items = [Item(items[0].days, (times,), first + start, first + end) for times, start, end in named]
    elif len(named) > 1:
        near = range(named[0][1] - _NEAR_NAMED, named[-1][2] + _NEAR_NAMED)
        tokens = (token for chain in chains for token in chain if token["days"] and token.start() in near)
        days = next((token["days"] for token in tokens), "")
        # "Weekend working. The day shift is ..." does not say that all of it is.
        if days and not days.startswith("week"):
            items = [Item(day_text(days), (times,), first + start, first + end) for times, start, end in named]
    return items


def _has_other_times(items: list[Item], chains: list[list[Token]], line: str, first: int) -> bool:
    """Whether a line gives more times than those of its days, which may be worked too."""
    start, end = min(item.start for item in items) - first, max(item.end for item in items) - first
    known = {times for item in items for times in item.times}
    for chain in chains:
        if any(token["days"] is not None or is_bare(token) for token in chain):
            continue
        if start <= chain[0].start() < end or not known.isdisjoint(times_in(chain, late=False, night=False)):
            continue
        if not _NO_WORK_NEAR.search(line, max(0, chain[0].start() - 40), chain[-1].end() + 25):
            return True
    return False


def _with_friday(items: list[Item], line: str, first: int) -> list[Item]:
    """Fridays that end earlier: "Monday to Friday 9am-5pm (4pm on Fridays)"; doubted where their end is not told."""
    if len(items) != 1 or items[0].days not in {"Mon-Fri", "Mon-Thu"}:
        return items
    item = items[0]
    match = _FRIDAY.search(line, item.end - first, item.end - first + _FRIDAY_REACH)
    if match is None:
        return items
    # Of a day in two parts it is the second that ends earlier.
    *parts, times = item.times
    written = match["at"] or match["finish"]
    friday = times_of(hhmm(times.start_min), written, late=False, night=False) if written else None
    if friday is None or not times.start_min < friday.end_min < times.end_min:
        return [item._replace(doubted=True)]
    end = first + match.end()
    return [item._replace(days="Mon-Thu", end=end), item._replace(days="Fri", times=(*parts, friday), end=end)]


def _with_length(items: list[Item], line: str, first: int) -> list[Item]:
    """The length of a shift that lies somewhere within the times: "8 hours between 7am and 7pm"."""
    within = _LONG_WITHIN.search(line) if len(items) == 1 else None
    if within and items[0].start <= first + within.end() + 10 and first + within.start() <= items[0].end + 40:
        items = [items[0]._replace(length=within["length"])]
    return items


def named_shifts(line: str) -> list[tuple[Times, int, int]]:
    """Times of shifts that a line names ("earlies 6-2"), with where they stand in it."""
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
