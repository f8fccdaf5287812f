"""Whether weekends are worked."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.notation import parse_shifts
from jobmatch.reading.adverts.maybe import is_maybe, is_of_one_post, is_paid_more
from jobmatch.reading.context import NEGATION
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

# Abbreviations count only beside other words of the week: "sat" is a verb, and "sun" is in the sky.
_SHORT: Final = ("sat", "sats", "sun", "suns", "w/end", "w/ends", "wkend", "wkends", "wk/ends")
_OF_SEVEN: Final = (
    "/7 day", "/7 days", "out of 7", "over 7", "from 7", "in 7", "in any 7", "out of seven", "over seven", "from seven",
)  # fmt: skip
TERMS: Final = (
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
    "7 nights",
    "seven nights",
    "monday to sunday",
    "mon-sun",
    "monday - sunday",
    "monday-sunday",
    *_SHORT,
    *_OF_SEVEN,
)
_WEEKEND_WORK: Final = re.compile(
    r"\b(?:work\w*|shifts?|rota\w*|rosters?|rostered|duty|duties|hours|cover\w*|incl?\b|includ\w+|alternat\w+|alt"
    r"|altern"
    r"|every|one in|1 in|1/\d|1:\d+|required|requirement|on[- ]call|days?|nights?|evenings?|eves|service|flexib\w+"
    r"|patterns?|some|occasional(?:ly)?|the odd|participat\w+|earlies|lates|mornings|afternoons"
    r"|w(?:ee)?k\s?(?:[1-8a-d]|one|two)|essential|(?:a )?must|needed|necessary|expected|involved|mainly|mostly"
    r"|standby|mix of"
    r"|only|most|hrs|peak times)\b"
)
_NO_WEEKEND: Final = re.compile(
    r"£|\b(?:rates?|pay|premium|enhancements?|interviews?|open|closing|annual leave|paid|leave"
    r"|entitlement|(?<!\d )(?<!four )off\b|overtime|o/t|away|contact|(?<!on )(?<!on-)call(?![- ]?outs?)|clinic is"
    r"|helpline|day event|city"
    r"|break|in the future|future|available|avail|optional|expansion|flu|support line)\b"
)
# "Every weekend is a three day weekend", "weekends are for family"
_LONG_WEEKEND: Final = re.compile(
    r"\s*(?:(?:is|are|will be)\s+)?(?:(?:always|all)\s+)?(?:an?\s+)?(?:long|three[- ]day|3[- ]day|four[- ]day"
    r"|4[- ]day)\b"
)
_LONG_BEFORE: Final = re.compile(r"\b(?:long|(?:three|four|3|4)[- ]day|bank holiday)\s$")
# "Evenings & weekends, £175 per week" of a rota that one is on
_ON_A_ROTA: Final = re.compile(r"\b(?:rota|on[- ]call|take part|participate|standby|one (?:week )?in)\b[^.\n]*$")
# "Nobody works nights or weekends", "we'll never ask you to work weekends"
_NOBODY: Final = re.compile(
    r"\b(?:nobody|no[- ]one|none of (?:us|the team)|forget)\b[^.;,:\n]{0,45}$"
    r"|\b(?:never|don'?t|won'?t|not|no need to)\s+(?:(?:ever|have to|need to|be asked to|be expected to|be)\s+)*"
    r"work(?:ing)?\s+(?:(?:any|on|at|a|the|single|nights? or|evenings? or|nights,)\s+)*$"
)
# "Salon hours Tue-Sat 10-7"
_PLACE_HOURS: Final = re.compile(
    r"\b(?:salon|shop|store|kitchen|bar|pub|restaurant|cafe|clinic|surgery|practice|centre|office|branch|showroom"
    r"|nursery"
    r"|school|opening|trading|delivery|visiting)\s+(?:hours|times)\b[^.;\n\d]{0,20}$"
)
# "Open to clubs from 6pm and on Saturday mornings"
_OPEN_TO: Final = re.compile(r"\b(?:open|opens|opened|hired?)\s+(?:out\s+)?(?:to|by|for)\s+(?!work)[^.;\n)]*$")

# Another day of which something else may be said: "Sundays, Saturday usually off"
_NEXT_DAY: Final = re.compile(r"[,;]\s*(?=sat|sun|mon|tue|wed|thu|fri)")
# "Open seven days a week" is what the place does, and so is "we deliver seven days a week".
_SERVED: Final = re.compile(
    r"\b(?:open(?:s|ing)?|we deliver|trad(?:es?|ing)|helpline|contact|call|(?:tele)?phone (?:support|advice"
    r"|line))\b"
)
# "Weekend work is not required"
_NOT_WORKED: Final = re.compile(
    r"(?:\s+(?:work\w*|shifts?|hours|duties|cover))?\s+(?:(?:is|are|will be|would be)\s+)?(?:not|never)\s+(?:\w+\s+)?"
    r"(?:required|needed|necessary|expected|worked|involved|included|part)\b"
)
_SATURDAY: Final = 5
_SEVEN: Final = frozenset(("7 day", "7 days", "seven day", "seven days", "7-day"))
_SEVEN_AFTER: Final = re.compile(
    r"\s*-?\s*(?:a week|per week|week|/ ?week|service|shift|rota|basis|integrated|working|specialist"
    r"|roster|period|cover|over|on a)"
)
# "Saturday 6.45am until close"
_A_TIME: Final = re.compile(
    r"\s*[,:(-]?\s*(?:from\s+)?(?:\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m|\d{1,2}[.:]\d\d|\d{1,2}\s*-\s*\d{1,2})\b"
)
# "5 out of 7 days", "5/7 days", "any 5 from 7"
_SO_MANY_BEFORE: Final = re.compile(
    r"\b(?:[2-6]|two|three|four|five|six)\s*(?:days?|shifts?)?\s*(?:a week|per week)?\s*(?:any )?$"
)
_SO_MANY_AFTER: Final = re.compile(
    r"\s*-?\s*days?\b|\s*(?:[,;.:)(\n-]|$|rota\b|basis\b|incl?\b|including\b|with\b|on\b)"
)
# "Saturdays off" says nothing of Sundays; "every other weekend off" says that the others are worked.
_OFF: Final = re.compile(
    r"\s*(?:(?:and|&|,)\s*(?:all )?(?:bank holidays?|evenings?|nights?|public holidays?)\s*)?(?:(?:are"
    r"|is)\s+)?(?:always\s+|all\s+)?"
    r"(?:off\b(?=\s*(?:[,.;:!?)|\n&-]|$|(?:and|or|per|a|each|every|in|to|with|which|so|bank|at|for)\b))"
    r"|free\b(?! \w)|(?:are|is) (?:yours|your own|for you)\b|to yourself\b)"
)
_SOME_OFF: Final = re.compile(
    r"\b(?:every (?:other|second|third|fourth|2nd|3rd|4th)|alternat\w+|alt|some|(?:one|two|three"
    r"|[1-3])(?: full)?(?: (?:in|out of) \w+)?"
    r"|(?:a|each) month|regular|least|occasional)\s*$"
)
_OFF_IN_MANY: Final = re.compile(r"\s*off (?:per|a|each|every|in)\b")
# The last day of several: "Tues-Sat", "Mon, Wed & Sat", "Fri/Sat"
_DAY_BEFORE: Final = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat)[a-z]*\s*(?P<by>-|to|through to|through|thru|till?|until|,\s*(?:and|&|or)?|&"
    r"|and|/|\+|or)\s*$"
)
# "fri sat sun"
_DAY_RIGHT_BEFORE: Final = re.compile(r"\b(?:mon|tues?|weds?|thurs?|fri)\s(?:sat\s)?$")
_DAY_AFTER: Final = re.compile(r"\s*(?:-|to|through|,|&|and|/|\+|or)\s*(?:sun|mon|tue|wed|thu|fri)")
_RANGES: Final = frozenset(("-", "to", "through to", "through", "thru", "til", "till", "until"))
_ONE_OF_THEM: Final = re.compile(
    r"\b(?:incl?\.?|including|every|other|alternate|alt|some|odd|third|fourth|one|1|plus|(?:1|one) in \w+)\s$"
)
_BEGINS_RANGE: Final = re.compile(r"\s*(?:-|to|through(?: to)?|thru)\s*(?:mon|tue|wed|thu|fri)")
# "1 Saturday morning in 4"
_ONE: Final = re.compile(r"\b(?:1|one|2|two|3|three)\s$")
_ONE_IN_SO_MANY: Final = re.compile(r"\b(?:1|one) in (?:every )?(?:[2-9]|1\d|two|three|four|five|six|seven|eight)\s$")
_ONE_IN_MANY: Final = re.compile(
    r"\s*(?:mornings?|shifts?|days?)?\s*(?:in|out of|every|per|a|each)\s+(?:every\s+)?(?:[2-9]|two|three|four"
    r"|five|six|month|fortnight)\b"
)
# "£10.25 per hour worked at night and on weekends"
_RATE_FOR: Final = re.compile(r"£[\d. ]+(?:per hour|an hour|p/?h) (?:worked|for|on|at)\b[^.;\n]*$")
# "You must be available at weekends"
_MUST_BE_FREE: Final = re.compile(
    r"\b(?:must|need(?:s|ed)? to|required to|have to|essential)\b[^.]{0,25}\b(?:available|availability"
    r"|free)\b[^.£]{0,30}$"
)
# "Schedule: 8 hour shift, weekend availability"
_AVAILABILITY: Final = re.compile(
    r"\s+availability\b(?!\s+(?:is |would be )?(?:preferred|desirable|useful|an advantage|a bonus|not|helpful))"
)
# "Mon-Fri 8am-5pm and Saturdays"
_AFTER_TIMES: Final = re.compile(r"\d\s?(?:[ap]m)?\s*(?:and|&|plus|,)\s*$")
_CHOSEN: Final = re.compile(r"\bchoose your own\b|\b(?:can|may|could) choose\b[^.;\n]{0,40}$")
# "Mon-Fri + Sat am"
_AFTER_WEEKDAYS: Final = re.compile(r"\bmon[a-z]*\s*(?:-|to)\s*fri[a-z]*\s*(?:\+|and|&|plus)\s*$")
# "Market every Saturday", "trial day on Saturday"
_AN_EVENT: Final = re.compile(
    r"\b(?:markets?|trials?(?: day| shift)?|match(?:es)?|class(?:es)?|lessons?|worship|service)\s+(?:is\s+|are\s+)?"
    r"(?:every|on|each)\s*$"
)
_PART_AFTER: Final = re.compile(r"\s*(?:am|pm|mornings?|afternoons?|evenings?|eves|nights?|shifts?|lunch\w*|only|\d)\b")
_NOT_OF_THE_POST: Final = re.compile(
    r"\b(?:open\w*|trad(?:e|es|ing)|clos\w+|office hours|lines?|phone\w*|ring|contact|enquir\w+|deliver(?:y"
    r"|ies) (?:is|are)"
    r"|operat\w+|runs?|interviews?|event|club|market|school)\b"
)
# "300 covers over a weekend"
_MEALS: Final = re.compile(r"\bcovers\s+(?:over|on|at|a|per|each|every)\b")
# "We do not at present have an on-call or weekend service", "experience of on-call and weekend working"
_NO_CALLS: Final = re.compile(rf"(?:{NEGATION.pattern}|\bexperience (?:of|in|with)\b)[^.;\n]{{0,60}}$")
# "Saturday person wanted", "weekend staff needed"
_WANTED: Final = re.compile(
    r"\s*(?:(?:&|and|/|or)\s*(?:sun\w*|sat\w*|evenings?|holidays?)\s*)?(?:only\s*)?(?:\w+\s+){0,2}?(?:person"
    r"|people|staff|assistants?|helpers?"
    r"|help|volunteers?|workers?|carers?|cleaners?|drivers?|cooks?|chefs?|receptionists?|jobs?|positions?|posts?"
    r"|roles?|vacanc\w+|team members?)"
    r"\s*(?:\w+\s+){0,2}?(?:wanted|required|reqd?|needed|sought|available|vacanc\w+)\b"
)
_A_JOB: Final = re.compile(r"\s*(?:job|person)\b")
_OPEN: Final = re.compile(
    r"\b(?:open\w*|lines?|contact|call|calls|phone|telephone|email|enquir\w+|clinics?|interviews?|event|closing"
    r"|office hours"
    r"|available)\b"
)


def read(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read whether weekends are worked: by what is said of them, else by the times of the week."""
    found: dict[bool, tuple[int, int]] = {}
    for hit in hits:
        first, last = text.sentence(hit.start, hit.end)
        before, after = text.low[max(first, hit.start - 90) : hit.start], text.low[hit.end : min(last, hit.end + 60)]
        answer = _weekend(hit, before, after, is_title=is_title)
        if answer and is_of_one_post(text, hit.start):
            continue  # of one of several posts
        if answer is not None:
            found.setdefault(answer, (hit.start, hit.end))
        if answer:
            break  # no more can be said
    if True not in found and (by_times := _by_times(findings)):
        found[True] = by_times
    if True in found:
        findings.append(Finding("weekends", value=True, start=found[True][0], end=found[True][1]))
    elif found:
        findings.append(Finding("weekends", value=False, start=found[False][0], end=found[False][1]))


def _by_times(findings: Findings) -> tuple[int, int] | None:
    """Where times of a week stand that have a Saturday or a Sunday, or any days out of seven."""
    for one in findings:
        if one.stated and one.field == "shift_kind" and one.value == "any_n":
            return one.start, one.end
        if one.stated and one.field == "shifts":
            pattern = parse_shifts(str(one.value))
            if any(span.day >= _SATURDAY for template in pattern.templates for span in template):
                return one.start, one.end
    return None


def _weekend(hit: Hit, before: str, after: str, *, is_title: bool) -> bool | None:
    if hit.term.startswith("bank"):
        return None
    if is_paid_more(before, after):
        return None
    if is_maybe(before, after):  # "weekend volunteers wanted" is no offer to volunteer
        return True if "volunteer" in after and _WANTED.match(after) and not NEGATION.search(before[-30:]) else None
    if hit.term in _SEVEN or hit.term.endswith("nights"):
        return _seven(before, after)
    if hit.term in _OF_SEVEN:
        is_so = _SO_MANY_BEFORE.search(before[-25:]) and ("day" in hit.term or _SO_MANY_AFTER.match(after))
        return True if is_so and not _NOT_OF_THE_POST.search(before) else None
    is_weekend = hit.term.startswith("w")
    if hit.term in _SHORT and not is_weekend and not _is_day(hit, before, after):
        return None
    if NEGATION.search(before[-30:]) or _NOT_WORKED.match(after) or ("work" in before and _NOBODY.search(before)):
        return False if is_weekend else None
    if is_weekend and _LONG_WEEKEND.match(after):
        return False if before.endswith(("every ", "all ")) else None
    if is_weekend and before.endswith(("long ", "day ")) and _LONG_BEFORE.search(before[-20:]):
        return None
    if hit.term.startswith("mon"):
        return True
    return _of_weekend(before, after, is_weekend=is_weekend, is_title=is_title)


def _of_weekend(before: str, after: str, *, is_weekend: bool, is_title: bool) -> bool | None:
    """Whether a weekend or a day of it, which is not denied, is one of work."""
    near, next_ = before[-30:], after[:40]
    if ("off" in after or "free" in after or "your" in after) and _OFF.match(after):
        if _SOME_OFF.search(before[-25:]) or _OFF_IN_MANY.match(after):
            return True
        return False if is_weekend else None
    if "choose" in before and _CHOSEN.search(before):
        return None
    if "you choose" in after or ("£" in before and _RATE_FOR.search(before)):
        return None
    if ("availab" in before or "free" in before) and _MUST_BE_FREE.search(before):
        return True
    if (_ONE.search(before[-10:]) and _ONE_IN_MANY.match(after)) or (" in " in near and _ONE_IN_SO_MANY.search(near)):
        return True
    if _AVAILABILITY.match(after):
        return True
    if _NO_WEEKEND.search(near) or ("covers" in near and _MEALS.search(near)):
        return None
    soon = after[:22]
    other = _NO_WEEKEND.search(_NEXT_DAY.split(soon, maxsplit=1)[0] if "," in soon else soon)
    if other and not (other.group() in {"£", "paid"} and _ON_A_ROTA.search(before)):
        return None
    if ("hours" in before or "times" in before) and _PLACE_HOURS.search(before):
        return None
    if ("open" in before or "hire" in before) and _OPEN_TO.search(before):
        return None
    if near.endswith(("every ", "on ", "each ")) and _AN_EVENT.search(near):
        return None
    if before.endswith(("this ", "next ")):
        return None
    if "call" in near and _NO_CALLS.search(before):
        return None
    if is_title or _WEEKEND_WORK.search(before[-60:]) or _WEEKEND_WORK.search(next_):
        return True
    if _A_TIME.match(after) and "£" not in after[:30] and not _OPEN.search(before):
        return True
    if _WANTED.match(after) or _A_JOB.match(after):
        return True
    is_of_range = (
        _ends_range(before)
        or _AFTER_WEEKDAYS.search(near)
        or _AFTER_TIMES.search(before[-12:])
        or _BEGINS_RANGE.match(after)
    )
    return True if is_of_range and not (_NOT_OF_THE_POST.search(before) or _NOT_OF_THE_POST.search(next_)) else None


def _seven(before: str, after: str) -> bool | None:
    """Whether seven days a week are those of the work."""
    if before.endswith(("across ", "over ")):
        return True
    if before.endswith(("all ", "covering ")):
        return None if _NOT_OF_THE_POST.search(before) else True
    if not _SEVEN_AFTER.match(after) or re.search(
        r"\b(?:within|in|next|of|phone|line|open|helpline|from|out|any \w+ days?|for|after|least)\s*$", before
    ):
        return None
    if _SERVED.search(before[-50:]):
        return None
    return True


def _is_day(hit: Hit, before: str, after: str) -> bool:
    """Whether "sat" and "sun" are days: beside another day, or a part or time of one."""
    return (
        hit.term.endswith("s")
        or _DAY_BEFORE.search(before[-20:]) is not None
        or _ONE_OF_THEM.search(before[-14:]) is not None
        or _DAY_RIGHT_BEFORE.search(before[-10:]) is not None
        or _DAY_AFTER.match(after) is not None
        or _PART_AFTER.match(after) is not None
    )


def _ends_range(before: str) -> bool:
    match = _DAY_BEFORE.search(before[-25:])
    return match is not None and match["by"] in _RANGES
