"""Weekly hours."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from jobmatch.reading.adverts import part_time
from jobmatch.reading.adverts.full_time_pay import USUAL_FULL_WEEK_H
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.numbers import NUMBER, ends_in_number, first_number, in_quarters, may_count, number
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit
from jobmatch.reading.values import HoursRange

# "37.5h": the letter by itself is in too many words to be looked for.
_SHORT: Final = tuple(f"*{digit}h" for digit in "0123456789")
TERMS: Final = ("hour", "hours", "hrs", "hr", "hpw", "h/w", "pw", "p/w", "full time", "full-time", "fulltime",
"part time", "part-time", "parttime", "wte", "fte", "w.t.e", *_SHORT)  # fmt: skip
_TO: Final = r"\s*(?:-|to|/|or|and|&|up to|until)\s*"
# What stands right before "hours": one number or two.
_BEFORE: Final = re.compile(
    rf"(?:(?P<low>{NUMBER})\s?(?:hours?|hrs?"
    rf"|h)?(?P<to>{_TO}(?:an? )?))?(?<![\d.,£])(?<!\d:)(?P<high>{NUMBER})(?P<plus>\s?\+)?"
    r"(?:\s*-?\s*(?:guaranteed|contracted|contractual|basic|core|paid|working|weekly|standard|full"
    r"|part)(?:[- ]time)?)?\s*[-(]?\s*$"
)
_QUALIFIERS: Final = frozenset(
    (
        "guaranteed",
        "contracted",
        "contractual",
        "basic",
        "core",
        "paid",
        "working",
        "weekly",
        "standard",
        "full",
        "part",
        "time",
    )
)
# As far back as two numbers go that are written out, with what may stand behind them.
_TWO_NUMBERS: Final = 50
_A_WEEK: Final = re.compile(
    r"\.?\)?\s*\+?\s*(?:of work\s*|worked\s*|work\s*|contract(?:ed)?\s*|guaranteed\s*|paid\s*|minimum\s*|in total\s*"
    r"|(?:on )?ave?(?:rage|g)?\.?\s*)?"
    r"[(,]?\s*(?:(?:per|an?|each|every|/|p\.?/?|in an?|per working|over an?)\s*\.?(?:week|wk|w)\b"
    r"|/?p\.?/?w\b|weekly|(?:working )?week\b|\(?w/?k\b)"
)
_ANOTHER_PERIOD: Final = re.compile(
    r"\.?\s*(?:(?:per(?!m\b)|an?|each|every|/|p/?|in an?|of each|in each)\s*(?:day|d\b|month|m\b|mth|year|annum"
    r"|annual|shift|night|session"
    r"|evening|visit|quarter|period|client|patient|term|weekend)|daily|monthly|annually|annual|p\.?a\b|pcm)"
)
# "30 hours a week funded childcare", "7.5 hours a week clinical" is part of the hours.
_PART_OF_THEM: Final = re.compile(
    r"\s*(?:of |for |in |on )?(?:funded|childcare|clinical|non-clinical|admin\w*|management|supervis\w+|study"
    r"|teaching|research|cpd)\b"
    r"(?!\s+(?:\w+\s+)?(?:post|role|position|assistant|officer|manager|fellow|lead|nurse|support|job)s?\b)"
    # "First 40 hours a week training, then part time"
    r"| (?:of |for |in )?training\b(?! (?:is|provided|given|and|will|contract)\b)"
)
_FORTNIGHT: Final = re.compile(r"\.?\s*(?:per|an?|each|every|/|over (?:a|two weeks))\s*(?:fortnight|two weeks|2 weeks)")
_NOT_WORKED: Final = re.compile(
    r"\.?\s*'?\s*(?:notice|service|emergency|department|before|prior|later|after|of (?:receipt|training"
    r"|study|cpd|leave|the)|holiday"
    r"|annual leave|drive|away|from london|support line|access|care\b|cover\b|response|experience|post(?!s)|old"
    r"|a day|or less|supervision)"
)
# Whole words before the number that make it hours of something else.
_OF_SOMETHING_ELSE: Final = re.compile(
    r"\b(?:overtime|opt(?:ing)? out|working time|study|studying"
    r"|within(?! (?:the )?(?:uk|area|region|city|county|home|community|team|school|department|company|business)\b)|cpd"
    # and not "Supervisor needed, 30 hours", "Teaching Assistant, 30 hours", "University porter, 30 hours"
    r"|supervis(?!ors?\b)\w+|notice|every|flying"
    r"|(?:college|university)(?! (?:\w+ ){0,2}?(?:\w+[eo]rs?|assistant|staff)\b)|open(?:ing)? hours"
    r"|service (?:is|runs|operates)|teaching(?! assistants?\b)|lecture|maximum of 48|notes?|leave|absence"
    r"|sleep|induction|(?:is|are) open(?: for)?)\b(?:[^\n.]|\.(?! )){0,25}$"
    # "Most of our tutors do 6-12 hours a week"
    r"|\b(?:most|many|some)\b[^\n.,;]{0,30}\b(?:do|does|work|works|choose|average|teach)\s+(?:about |around )?$"
)
# "Journey time, 18 hours", "we deliver in 3 days, 48 hours"
_OF_A_JOURNEY: Final = re.compile(
    r"\b(?:journeys?|travel|flights?|transit|response|turnaround|dispatch(?!ers?\b)\w*"
    r"|deliver(?:y|ies|ed|ing|s)?(?! (?:[a-z]+ )?(?:drivers?|riders?|operatives?|staff|team|office|managers?"
    r"|workers?)\b))\b[^\n.]{0,25}$"
)
_WORKED_BEFORE: Final = re.compile(
    r"(?:\b(?:(?:full|part)[- ]?time|[fp]/?t)\b\W*(?:(?:post|position|role|job|is|at|for|of|hours|equivalent"
    r"|permanent)\W+){0,3}|\bhours(?: of work)?\s*[:\-=]\s*"
    r"|\bworking(?: hours)?(?: of| is| are)?\s*[:\-]?\s*|\bcontract(?:ed|s)?(?: (?:hours|of|for|to|from"
    r"|is)){0,2}\s*[:\-]?\s*|\bpermanent\W{1,4}"
    r"|\bweek(?:ly)?\s*[(:,-]\s*|\bworking week(?: of| is)?\s+|\bwork(?:s)?\s+(?:a\s+)?|\b(?:wte|fte)\W{1,5}"
    r"|\b(?:posts?|role|position"
    r"|job|vacancy) (?:is|are) (?:for )?|\bcommit(?:ted|ting)? to (?:work(?:ing)? )?(?:an? |at least |minimum "
    r"|of )*|\bguaranteed\s+(?:minimum (?:of )?|hours(?: contracts?)?(?: of)?[\s:-]*)?)"
    r"(?:(?:between|from|up to|about|around|circa|approx\w*\.?|at least|a minimum of|min(?:imum)?(?: of)?) )?"
    r"[(\s]*(?:\d{1,2} x )?$"
)
_WORKED_REACH: Final = 48
# "1 x 30 hours Band 4 ..."
_SO_MANY_POSTS: Final = re.compile(r"(?:^|[.;,:(\u2022-]\s*)\d{1,2} ?x $")
_WORKED_AFTER: Final = re.compile(
    r"\.?\s*[-,(/]?\s*(?:(?:full|part|term)[- ]?time|[fp]/?t\b|perm(?:anent)?\b|fixed[- ]term|temp(?:orary)?\b"
    r"|contract|guaranteed\b|posts?\b|position|roles?\b|\(?1\.0+\s*wte|\(?0?\.\d+\s*wte"
    r"|over (?:\d|two|three|four|five|six)\b(?!(?:\s*(?:-|to|or)\s*\d)?\s*(?:years?|months?|weeks?|terms?|hours?)))"
)
# "Hours: 37.5", "hours per week: 16 to 20"
_AFTER_LABEL: Final = re.compile(
    rf"(?P<week>\s*(?:per|a|/)\s*week|\s*pw|\s*weekly)?(?:\s*(?:of work|available|required|offered|worked"
    rf"|contracted))?\s*(?:[:=]|-|is\b|are\b|will be\b|(?P<of>of(?= (?:[a-z]+ ){{0,2}}\d)|(?=\d)))\s*"
    rf"(?:(?:full"
    rf"|part)[- ]?time\W{{0,4}})?(?:(?:an )?ave?(?:rage|g)?\b\.?(?: of)?\s*|approx\w*\.?\s*|about )?"
    rf"(?P<limit>(?:no (?:less|fewer|more) than|at least|up to|(?:min"
    rf"|max)(?:imum)?(?: of)?|from)\s+)?"
    rf"(?:(?P<low>{NUMBER})(?P<to>{_TO}))?(?P<high>{NUMBER})(?P<plus>\s?\+)?(?!\s*(?:[.:]?\d"
    rf"|am\b|pm\b|%|x\b|days?|sessions?|shifts?|nights?|noon|-|to\b))"
    r"(?P<of_week>\s*(?:per|an?|/|p/?)\s*(?:week|wk|w)\b|\s*weekly)?"
)
_LABEL_BEFORE: Final = re.compile(
    r"(?:^|[\n|.;,*(]|\b(?:weekly|working|contract(?:ed)?|guaranteed|basic|core|total|your|job|of|the|expected"
    r"|(?:full|part)[- ]time)) ?$"
)
# "39 hours, days", "(21 hours)" behind the times: too many for a shift, so of a week.
_WHEN_AFTER: Final = re.compile(
    r"\s*[,(:-]\s*(?:(?:days|nights|mornings|afternoons|evenings|earlies|lates|weekends?|mon|tue|wed|thu|fri|sat"
    r"|sun)[a-z]*\b"
    r"(?!\s*per\b)|(?:[2-6]|two|three|four|five|six) days\b)|\s*,?\s*(?:on )?ave?(?:rage|g)?\b"
    r"|\s*(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?\s*(?:-|to|,|&)"
)
_TIMES_BEFORE: Final = re.compile(
    r"(?:[ap]\.?m\.?|\d[:.]\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\b(?:mon|tue|wed|thu|fri|sat"
    r"|sun)|\b(?:[2-6]|two|three|four|five|six) (?:days|nights|mornings|afternoons|evenings))\)?\s*[(,=-]\s*$"
)
# An item of a list: "5 days over 7, 40 hours, 8 - 4.30", "37.5 hrs. Perm.", "guaranteed 40hrs"
_ITEM: Final = (
    r"(?:^|[\n,;|(+]|[.!?)] |\s[-*] |^[-*] )[^\w£]*"
    r"(?:(?:up to|between|min(?:imum)?(?: of)?|approx(?:imately)?|circa|c|around|about|at least)\.?\s*)?"
)
_AVERAGE: Final = r"\bav(?:erage|eraging|e|g)\b\.?(?:\s*of)?\s*"
_ITEM_BEFORE: Final = re.compile(f"{_ITEM}$")
_ITEM_OR_AVERAGE_BEFORE: Final = re.compile(f"(?:{_ITEM}|{_AVERAGE})$")
_ITEM_AFTER: Final = re.compile(
    r"\s*(?:\+\s*)?(?:$|[\n|,;]|[.)!](?!\d)|[-+&/] |flexi|(?:with|plus|available)\b|(?:and|&) (?:\u00a3|flexi))"
)
_ITEM_REACH: Final = 30
_ITEM_OF_REACH: Final = 14
_OTHERS_REACH: Final = 70
# "Childcare, 30 hours, funded" and "40 hours, training" are of something else all the same.
_NO_ITEM: Final = re.compile(
    r"\b(?:train\w*|course|cpd|study|leave|holidays?|notice|within|open\w*|service|clinic|cover|funded|free|experience"
    r"|support|flying|learning|placements?|volunt\w+|response|turnaround|delivery|lessons?|observ\w+|fast\w*|guided)\b"
    r"|\b(?:hours?|hrs), (?:up to )?$"
)
_LISTED_BEFORE: Final = re.compile(r"(?<![\d.,£])(?P<n>\d{1,2}(?:\.\d{1,2})?)\s*(?:/|,|\bor\b)\s*$")
_OR_IN_OTHER_WEEKS: Final = re.compile(
    rf"[^.\n;£]{{0,30}}?\b(?:or|and|rising to|increasing to) (?P<n>{NUMBER}) (?:hours |hrs )?(?:a week )?"
    r"(?:in|during|over|when|if|at) (?:an?\b|the\b|you\b|we\b|busy|busier|peak|summer|winter|term"
    r"|other|alternate|holidays?|season|school)"
)
_FULL_TIME_BESIDE: Final = re.compile(
    rf"\bfull[- ]?time\W{{1,3}}(?P<hours>{NUMBER})\s*(?:hours?|hrs?)?\s*(?:&|and|or|/|,)\s*part[- ]?time\W{{1,3}}$"
)
_LISTED_AFTER: Final = re.compile(r"\s*(?:in total\s*)?\)?\s*(?:$|[\n|.,;)])")
_IN_TOTAL: Final = re.compile(r"\btotal(?:ling)?(?: of)?\s*[:=]?\s*$")
_LONGER_THAN_SHIFTS_H: Final = 15.0
_DAY_AND_NIGHT_H: Final = 24.0
# "3 x 12 hour shifts per week", "four 10 hour night shifts a week"
_SHIFTS_A_WEEK: Final = re.compile(
    r"[\s-]*(?:(?:long|day|night|waking|early|late|rotating)\s+)*(?:shifts?|days?)\s*(?:(?:per|an?|each|every|/"
    r"|p)\s*(?:week"
    r"|wk|w)\b|weekly)"
)
_SO_MANY: Final = re.compile(r"(?<![\d.,£])\b(?P<n>[2-7]|two|three|four|five|six|seven)\s*(?:x|\u00d7|\*)?\s*$")
_OR_ANOTHER: Final = re.compile(r"(?:\d|\b(?:two|three|four|five|six))\s*(?:-|/|or|to)\s*$")
# The full time that pay is reckoned by is not what is worked.
_OF_FULL_TIME: Final = re.compile(
    r"\b(?:based on|equivalent|fte|pro[- ]?rata)(?: (?:equates|of|to|is|for)){0,2}\s*[:=(]?\s*(?:an?\s)?"
    r"(?:full[- ]time )?\(?$"
)
_LEAST_FULL_TIME_H: Final = 30.0
_LESS_THAN_FULL: Final = ("part time", "part-time", "pro rata", "pro-rata")
_A_POST: Final = r"\b(?:post|position|role|vacancy|job)\s?(?:no\.?\s?)?"
_POST: Final = re.compile(rf"{_A_POST}$")
# "Band 6 - 30 hours": the first number is that of the band.
_NUMBERED: Final = re.compile(r"\b(?:band|grade|level|ward|scale|tier|stage|phase|unit|site|step)\s?$")
_POST_AFTER: Final = re.compile(r"\s*(?:post|contract|position|role|vacancy)\b")
_ONE_OF_POSTS: Final = re.compile(rf"{_A_POST}(?:[1-9]|[a-d])\s*[-:)]\s*$")
_HIGH: Final = re.compile(rf"(?P<low>(?!))?(?P<to>(?!))?(?P<high>{NUMBER})(?P<plus>\s?\+)?")
_PART_STARTS: Final = re.compile(r"(?:^|[\n|])[^\w£]*$")
_PART_ENDS: Final = re.compile(r"\s*(?:$|[\n|])")
_AT_MOST: Final = re.compile(r"\b(?:up to|max(?:imum)?(?: of)?|no more than)\s*(?:a )?$")
_AT_LEAST: Final = re.compile(
    r"\b(?:at least|min(?:imum)?(?: of)?|from|guaranteed minimum(?: of)?|minimum guaranteed(?: of)?"
    r"|no (?:less|fewer) than)\s*(?:a )?$"
)
_LEAST_LABEL: Final = re.compile(r"\bmin(?:imum)?\s+(?:part[- ]time|working|weekly|contract(?:ed)?|number of)?\s*$")
_MOST_LABEL: Final = re.compile(r"\bmax(?:imum)?\s+(?:working|weekly|contract(?:ed)?|number of)?\s*$")
# "Full-time or 4 days (30 hours)" leaves open how much the former is.
_OR_FULL_TIME: Final = re.compile(r"\bfull[- ]?time\s*(?:or|/)\s*(?:part[- ]?time\s*)?(?:\d days?\s*)?[(:,-]?\s*$")
_MOST_AFTER: Final = re.compile(r"\s*\(?\s*max(?:imum)?\b")
_LEAST_AFTER: Final = re.compile(r"\s*(?:per week |a week |pw )?\(?\s*(?:minimum|min\b|\+(?!\s*[a-z\d\u00a3]))")
_DAYS_A_WEEK: Final = re.compile(
    rf"\b(?:(?P<from>{NUMBER})(?:-|\s(?:-|to|or)\s))?(?P<days>{NUMBER})\s*days?\s*(?:per|a|each|/|p)\s*(?:week|wk|w)\b"
)
_PART_OF_DAY: Final = "(?:day|morning|afternoon|evening|night)"
_A_DAY: Final = re.compile(rf"\s*(?:per|an?|each|every|/)\s*{_PART_OF_DAY}\b|\s*daily|\s*days?\b|\s*shifts?\b")
# "1.25 hrs a day, 5 days", "Mon-Fri, 2 hours a day"
_DAYS: Final = (
    rf"(?:(?P<days>{NUMBER})\s*{_PART_OF_DAY}s?\b"
    r"(?!\s*(?:on\b|of\b|off\b|holiday|annual|leave|notice|training|(?:a|per) month))"
    r"|mon(?:day)?s?\s*(?:-|to)\s*(?P<last>thu|fri|sat)[a-z]*)"
)
_DAYS_AFTER: Final = re.compile(rf"[\s,(x*-]{{1,4}}(?:for |over |on )?{_DAYS}")
_DAYS_BEFORE: Final = re.compile(rf"\b{_DAYS}[\s,(x*:@-]{{1,4}}(?:for |at )?$")
_DAYS_REACH: Final = 45
_LAST_DAYS: Final = {"thu": 4, "fri": 5, "sat": 6}
# "The service is open 8 hours a day, Monday to Friday"
_OF_A_SERVICE: Final = re.compile(
    r"\b(?:open\w*|service|cover|clinics?|staffed|available|operat\w+|runs?|lines?|hotline|clients?|patients?"
    r"|residents?|customers?|club|up to|between|min|least)\b"
)

_LEAST, _MOST = 1.0, 80.0
_ONE_OR_ANOTHER: Final = ("&", "and", "or")
_WEEK_TERMS: Final = frozenset(("pw", "p/w"))
# "Avg 42 p/w": without the word "hours", which pounds also lack, something else must tell them.
_HOURS_A_WEEK_BEFORE: Final = re.compile(
    rf"(?:{_AVERAGE}|\b(?:hours|hrs)(?: of work)?|\bcontract(?:ed)?|\bguaranteed"
    r"|\b(?:full|part)[- ]?time|\b[fp]/?t)\s*[:(,-]?\s*$"
)
_LONGEST_SHIFT_H: Final = 14
_DAYS_OF_WEEK: Final = 7
# Without "a week" the number must be what people work in a week.
_LEAST_BARE, _MOST_BARE = 7.5, 48.0


class _Hours(NamedTuple):
    hours: HoursRange
    start: int
    end: int
    a_week: bool = True


def read(text: Plain, hits: list[Hit], findings: Findings) -> None:
    """Read weekly hours.

    Several amounts "a week" are several ways to do the job: the range spans them. Amounts without "a week" count where
    the words around say that they are what is worked, and only if there is none with it.
    """
    sure: list[_Hours] = []
    bare: list[_Hours] = []
    of_full_time: list[_Hours] = []
    for hit in hits:
        if hit.term in part_time.TERMS:
            continue
        one = Hit(hit.end - 1, hit.end, "h") if hit.term[0].isdigit() else hit
        _read_amount(text, one, sure, bare, of_full_time)
    if len({one.hours for one in of_full_time}) == 1:
        # Pay by one number of hours says what full time is; by several, what one can work.
        of_full_time = [one for one in of_full_time if one.a_week]
    found = sure or bare or of_full_time
    if found:
        # Of a job of part time the hours by which pay is reckoned say nothing.
        is_of_the_job = sure or bare or len({one.hours for one in of_full_time}) > 1
        stated = bool(is_of_the_job) or not any(words in text.low for words in _LESS_THAN_FULL)
        hours = _spanned(found)._replace(stated=stated)
        findings.append(hours)
        part_time.read_part_time_too(text.low, hits, hours, findings)
    part_time.read_full_time(text, hits, findings, hours_found=bool(found))


def _read_amount(text: Plain, hit: Hit, sure: list[_Hours], bare: list[_Hours], of_full_time: list[_Hours]) -> None:
    low = text.low
    line_start = low.rfind("\n", max(0, hit.start - 60), hit.start) + 1
    before, after = low[max(line_start, hit.start - 60) : hit.start], low[hit.end : hit.end + 45]
    match = None
    if ends_in_number(before, _QUALIFIERS):
        match = _BEFORE.search(before, first_number(before, max(0, len(before) - _TWO_NUMBERS)))
    if match is None:
        _read_label(low, hit, after, sure, bare)
        return
    rest = before[: match.start()]
    start = hit.start - len(before) + match.start()
    if _OF_SOMETHING_ELSE.search(rest):
        return
    of_post = _ONE_OF_POSTS.search(rest) is not None
    if match["low"] and match["to"].strip() == "-" and _POST.search(rest):
        # "Post 2 - 37.5 hours": the first number is that of the post.
        start, of_post = start + match.start("high") - match.start(), True
        match = _HIGH.match(before, match.start("high")) or match
    elif match["low"] and _NUMBERED.search(rest):
        start += match.start("high") - match.start()
        match = _HIGH.match(before, match.start("high")) or match
    if hit.term in _WEEK_TERMS:
        _read_week(match, rest, start, hit.end, sure)
        return
    if shifts := _SHIFTS_A_WEEK.match(after):
        _read_shifts(match, rest, start, hit.end + shifts.end(), sure)
        return
    divided = 1
    if hit.term in {"hpw", "h/w"} or (week := _A_WEEK.match(after)):
        end = hit.end + (week.end() if hit.term not in {"hpw", "h/w"} and week else 0)
        into = sure
        if _PART_OF_THEM.match(low, end):
            return
    elif week := _FORTNIGHT.match(after):
        end, into, divided = hit.end + week.end(), sure, 2
    elif _A_DAY.match(after):
        _read_days(text, hit, match, start, sure)
        return
    elif _ANOTHER_PERIOD.match(after) or (_NOT_WORKED.match(after) and not _is_hour_post(hit, after)):
        return
    elif of_post:
        end, into = hit.end, sure
    elif _OF_A_JOURNEY.search(rest):
        return
    elif (
        _WORKED_BEFORE.search(rest, max(0, len(rest) - _WORKED_REACH))
        or _WORKED_AFTER.match(after)
        or _is_alone(low, start, hit.end)
        or _is_hour_post(hit, after)
        or (number(match["high"]) >= _LONGER_THAN_SHIFTS_H and _SO_MANY_POSTS.search(rest))
        or _is_beside_times(match, rest, after)
        or _is_item(match, rest, after)
        or (_IN_TOTAL.search(rest) and _LISTED_AFTER.match(after))
    ):
        end, into = hit.end, bare
    elif _OF_FULL_TIME.search(rest) and number(match["high"]) >= _LEAST_FULL_TIME_H:
        of_full_time += [
            _Hours(hours, start, hit.end, a_week=False)
            for hours in (_range_of(match, rest, "", divided),)
            if hours and _is_within(hours, _LEAST_BARE, _MOST_BARE)
        ]
        return
    else:
        return
    if _OF_FULL_TIME.search(rest) and number(match["high"]) >= _LEAST_FULL_TIME_H:
        into = of_full_time
    hours = _range_of(match, rest, low[end : end + 12], divided)
    hours = _with_others(hours, match, rest, low[end : end + _OTHERS_REACH], divided) if hours else None
    if full := _FULL_TIME_BESIDE.search(rest):
        into.append(_Hours(HoursRange(number(full["hours"]), number(full["hours"])), start, end))
    if hours and ((into is not bare and not of_post) or _is_within(hours, _LEAST_BARE, _MOST_BARE)):
        into.append(_Hours(hours, start, end))


def _with_others(hours: HoursRange, match: re.Match[str], rest: str, after: str, divided: int) -> HoursRange:
    """Hours with another number of them that stands beside."""
    is_list = bool(match["low"]) and match["to"].strip() in {"/", "or"}
    if is_list and hours.low and (more := _LISTED_BEFORE.search(rest)):
        # "24/36/48 hours a week"
        return hours._replace(low=min(hours.low, in_quarters(number(more["n"]) / divided)))
    if hours.low and hours.high and may_count(after) and (more := _OR_IN_OTHER_WEEKS.match(after)):
        other = in_quarters(number(more["n"]))
        if _LEAST <= other <= _MOST:
            return HoursRange(min(hours.low, other), max(hours.high, other))
    return hours


def _read_week(match: re.Match[str], rest: str, start: int, end: int, sure: list[_Hours]) -> None:
    """A number before "p/w" alone, where the words before it speak of hours: "Avg 42 p/w"."""
    hours = _range_of(match, rest, "", 1)
    if hours and _HOURS_A_WEEK_BEFORE.search(rest) and _is_within(hours, _LEAST_BARE, _MOST_BARE):
        sure.append(_Hours(hours, start, end))


def _is_hour_post(hit: Hit, after: str) -> bool:
    """Whether it is "a 30 hour post"; "30 hours post" may be of anything."""
    return hit.term == "hour" and _POST_AFTER.match(after) is not None


def _is_beside_times(match: re.Match[str], rest: str, after: str) -> bool:
    """Whether an amount stands beside days or times, and is too much for a shift: "39 hours, days"."""
    if not _is_no_shift(match):
        return False
    listed = _TIMES_BEFORE.search(rest) is not None and _LISTED_AFTER.match(after) is not None
    return listed or _WHEN_AFTER.match(after) is not None


def _is_no_shift(match: re.Match[str]) -> bool:
    """Whether an amount is too much for a shift, and not day and night."""
    hours = number(match["low"] or match["high"])
    return hours >= _LONGER_THAN_SHIFTS_H and hours != _DAY_AND_NIGHT_H


def _is_item(match: re.Match[str], rest: str, after: str) -> bool:
    """Whether an amount is an item of a list, or an average, and too much for a shift: "5 days, 40 hours, ..."."""
    if not _is_no_shift(match) or _ITEM_AFTER.match(after) is None:
        return False
    # "A weekly average of 48 hours" is as much as the law allows.
    begins = _ITEM_BEFORE if number(match["high"]) >= _MOST_BARE else _ITEM_OR_AVERAGE_BEFORE
    return (
        begins.search(rest, max(0, len(rest) - _ITEM_REACH)) is not None
        and not _NO_ITEM.search(rest, max(0, len(rest) - _ITEM_OF_REACH))
        and not _NO_ITEM.search(after, 0, 2 * _ITEM_OF_REACH)
    )


def _is_alone(low: str, start: int, end: int) -> bool:
    """Whether an amount is a line, or a part of one, by itself: "30-37.5 hours"."""
    before, after = low[max(0, start - 5) : start], low[end : end + 3]
    return _PART_STARTS.search(before) is not None and _PART_ENDS.match(after) is not None


def _read_label(low: str, hit: Hit, after: str, sure: list[_Hours], bare: list[_Hours]) -> None:
    if hit.term not in {"hours", "hrs"} or not _LABEL_BEFORE.search(low[max(0, hit.start - 12) : hit.start]):
        return
    match = _AFTER_LABEL.match(after)
    if match is None or low[hit.end + match.end() :].lstrip().startswith(("hour", "hr")):
        return  # "hours: 37 hours a week" is read where the second "hours" stands
    label = low[max(0, hit.start - 30) : hit.start]
    limit = "at least " if _LEAST_LABEL.search(label) else "up to " if _MOST_LABEL.search(label) else ""
    hours = _range_of(match, match["limit"] or limit, "", 1)
    a_week = match["week"] or match["of_week"]
    # "Hours of 35 per week", "Hours per week 35", and not "within hours of 24"
    if match["of"] is not None and not a_week:
        return
    into = sure if a_week else bare
    if hours is None or not _is_within(hours, _LEAST if a_week else _LEAST_BARE, _MOST_BARE):
        return
    # "hours: 8 - 16" and "hours: 9-5" are times of the day.
    if match["low"] and not a_week and number(match["low"]) <= 12:
        return
    into.append(_Hours(hours, hit.start, hit.end + match.end()))


def _read_days(text: Plain, hit: Hit, match: re.Match[str], start: int, sure: list[_Hours]) -> None:
    """Hours a day times days a week, where one sentence says both."""
    if match["low"]:
        return
    first, last = text.sentence(hit.start, hit.end)
    if days := _DAYS_A_WEEK.search(text.low, first, last):
        n_high = number(days["days"])
        n_low = number(days["from"]) if days["from"] else n_high
    elif days := _days_beside(text.low, first, start, hit.end):
        n_low = n_high = _LAST_DAYS[days["last"]] if days["last"] else number(days["days"])
    else:
        return
    a_day = number(match["high"])
    low, high = in_quarters(a_day * n_low), in_quarters(a_day * n_high)
    # On seven days a week a service is there, and nobody who works in it.
    if _LEAST <= low <= high <= _MOST and n_high < _DAYS_OF_WEEK and a_day <= _LONGEST_SHIFT_H:
        stretch = min(start, days.start()), max(hit.end, days.end())
        sure.append(_Hours(HoursRange(low, high), *stretch))


def _days_beside(low: str, first: int, start: int, end: int) -> re.Match[str] | None:
    """Days that stand right beside hours of each: "1.25 hrs a day, 5 days", "Mon-Fri, 2 hours a day"."""
    a_day = _A_DAY.match(low, end)
    # "8 hour days, Monday to Friday" may be the hours of a place.
    if a_day is None or a_day.group().strip().startswith(("day", "shift")):
        return None
    near = max(first, start - _DAYS_REACH)
    days = _DAYS_AFTER.match(low, a_day.end()) or _DAYS_BEFORE.search(low, near, start)
    return None if days is None or _OF_A_SERVICE.search(low, near, start) else days


def _read_shifts(match: re.Match[str], rest: str, start: int, end: int, sure: list[_Hours]) -> None:
    """Hours of a shift times shifts a week."""
    count = _SO_MANY.search(rest)
    if count is None or match["low"] or _OR_ANOTHER.search(rest[: count.start()]):
        return
    hours = in_quarters(number(match["high"]) * number(count["n"]))
    if _LEAST <= hours <= _MOST and number(match["high"]) <= _LONGEST_SHIFT_H:
        sure.append(_Hours(HoursRange(hours, hours), start - len(rest) + count.start(), end))


def _range_of(match: re.Match[str], before: str, after: str, divided: int) -> HoursRange | None:
    high = in_quarters(number(match["high"]) / divided)
    low = in_quarters(number(match["low"]) / divided) if match["low"] else high
    if low > high >= _LEAST_BARE and match["to"].split()[0] in _ONE_OR_ANOTHER:
        low, high = high, low  # "30hrs & 20hrs positions"
    if low > high or not low >= _LEAST or not high <= _MOST:
        return None
    if match["low"] is None:
        if _AT_MOST.search(before) or _MOST_AFTER.match(after):
            return HoursRange(None, high)
        is_full_time_too = low < USUAL_FULL_WEEK_H[0] and _OR_FULL_TIME.search(before) is not None
        if _AT_LEAST.search(before) or match["plus"] or _LEAST_AFTER.match(after) or is_full_time_too:
            return HoursRange(low, None)
    return HoursRange(low, high)


def _is_within(hours: HoursRange, least: float, most: float) -> bool:
    return all(least <= value <= most for value in hours if value is not None)


def _spanned(found: list[_Hours]) -> Finding:
    """One range over all amounts; the first stands for where they were read."""
    lows = [hours.low for hours, *_ in found if hours.low is not None]
    highs = [hours.high for hours, *_ in found if hours.high is not None]
    # An open end stays open only where nothing closes it.
    low, high = min(lows, default=None), max(highs, default=None)
    if low is not None and high is not None and low > high:
        low, high = found[0].hours
    return Finding("hours_per_week", HoursRange(low, high), found[0].start, found[0].end)
