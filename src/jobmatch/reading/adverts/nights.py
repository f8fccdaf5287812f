"""Work at night and in the evening."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.notation import Span, parse_shifts
from jobmatch.reading.adverts.maybe import is_maybe, is_of_one_post, is_paid_more
from jobmatch.reading.context import NEGATION
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

TERMS: Final = (
    "night",
    "nights",
    "overnight",
    "night-time",
    "evening",
    "evenings",
    "eves",
    "nightshift",
    "nightshifts",
)
_NIGHT_BEFORE: Final = re.compile(
    r"(?:\b(?:days?(?: shifts?)?|shifts?|weekends?|evenings?|earl(?:y|ies)|lates?|long days?"
    r"|twilights?)\s*(?:,|/|and|or|&|to|including|include|to include|inc\.?|on|\s-)\s*(?:weekends?\s*(?:and|,"
    r"|&)\s*)?(?:the\s|some\s|occasional\s|regular\s)?|\b(?:work(?:ing)?|cover(?:ing)?|includ\w+|inc\.?"
    r"|and|some|occasional|regular|rotat\w+|internal rotation|both|rotational|tier|required to do"
    r"|weekends,?|waking|long)\s+(?:\w+\s)?(?:of\s|on\s|to\s|onto\s)?)$"
)
# "Nobody works nights or weekends"
_NOBODY: Final = re.compile(r"\b(?:nobody|no one)\b[^.;,:\n]{0,40}$")
# "You might be asked to work until six on a late night"
_MIGHT: Final = re.compile(r"\b(?:might|may|could) (?:also |sometimes |occasionally )?be asked\b")
# "Days £17.20ph / Nights £21.50ph", "AM, PM and Nights": shifts to choose from
_AM_PM: Final = re.compile(r"\b(?:am|pm)\s*(?:,|/|&|and|or)\s*(?:(?:am|pm)\s*(?:,|/|&|and|or)?\s*)?$")
_QUOTES: Final = re.compile(r"(?<!\w)'|'(?!\w)")
_TIMES_BEFORE: Final = re.compile(r"\d(?:am|pm)?\s*-\s*\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)?\s*$")
_NIGHT_AFTER: Final = re.compile(
    r"\s*(?:\([^()\n]{1,12}\)\s*)?(?:-\s*)?(?:shifts?|duty|duties|work(?:ing)?|and weekend|rota|cover\b"
    r"|/ ?weekend|on[- ]call|staff"
    r"|team|porter|worker|carer)\b"
)
_NO_NIGHT_BEFORE: Final = re.compile(
    r"\b(?:optional(?:ly)?|opportunity to work|available(?: including)?|such as|may also|may be available"
    r"|(?:or|and|including|,) fixed|last|good|one|per|each|a|every|at|first|choice of|or predominantly|could|quiz"
    r"|opening|of the"
    r"|previous|hospital at|including (?:fixed|the opportunity)|rates? for|paid for|enhancements? for"
    r"|premium for|awards?|by|until|(?:time|hour)s? of (?:the )?day (?:or|and))\s*$"
)
_NO_NIGHT_AFTER: Final = re.compile(
    r"\s*(?:[/&,]?\s*(?:and\s)?(?:sat\w*|sun\w*|bh)?\s*)?[-:]?\s*(?:£|rate|rates|pay\b|payment|premium"
    r"|gets? an? (?:extra|additional)|allowance|enhance\w*|out\b|life|stay|club|s£|meal|hotel|market"
    r"|nurse practitioner|sleep|weekly"
    r"|terrors?|sweats?|lights?|of the|before|event|school|class|economy|time economy|owl)"
)
_PERMANENT_NIGHTS: Final = re.compile(r"\b(?:permanent|fixed|full[- ]time|all|only|straight|dedicated)\s*$")
_FULL_TIME_NIGHTS: Final = re.compile(r"\bfull[- ]time\s*$")
_ONLY_AFTER: Final = re.compile(r"\s*-?\s*(?:shifts?|work|duty)?\s*(?:only|permanent|permanently)\b")
_NO_EVENING_AFTER: Final = re.compile(
    r"\s*(?:meals?|out\b|event|news|standard|tea|post\b|dress|class|economy|rate|premium|telegraph|activities|off\b)"
)
_EVENING: Final = re.compile(
    r"\b(?:work(?:ing)?|shifts?|hours|duty|duties|required|cover|rota|weekends?|weekend|(?:part|full)[- ]time)\b"
)
# "Fri/Sat eves", "attend evening meetings", "the odd evening", "one evening a week until 7pm"
_SOME_EVENINGS: Final = re.compile(
    r"\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|weekdays?|attend|occasional|some|regular|the odd|alternate)\s+$"
)
_EVENING_TIMES: Final = re.compile(r"\s*[:,(-]?\s*(?:from\s+|between\s+)?\d(?![^\n]{0,25}£)")
# "You will present to evening committee once a month", "evening meetings, for which you may take time back"
_MEETING: Final = re.compile(r"\s*(?:[\w']+\s)?(?:committees?|meetings?|panels?|surger(?:y|ies)|consultations?)\b")
_ATTENDED: Final = re.compile(
    r"\b(?:you(?:'ll| will|r)?|attend\w*|present\w*|time (?:back|off)|toil|lieu|once an?|monthly|required"
    r"|expected|service)\b"
)
_COMES_WITH_IT: Final = re.compile(
    r"\s*(?:(?:are|is|will be) (?:a |an )?(?:part of|essential|involved|expected|must|usual|normal|needed|when)"
    r"|come with the|go with the|a must)\b"
)
_EVENINGS_A_WEEK: Final = re.compile(r"\s*(?:a|per|each|every) (?:week|month|fortnight)\b")
_OPEN: Final = re.compile(r"\b(?:open\w*|closed|call\w*|phone|learn\w*|stud(?:y|ies)|class(?:es)?)\b")
_NO_EVENING_BEFORE: Final = re.compile(
    r"\b(?:open|parents?'?|awards?|quiz|information|recruitment|social|themed?|presentation|good)\s*$"
)
# "Job title: night nurse"
_OF_TITLE: Final = re.compile(r"\b(?:job title|title|post|role|position)\s*:\s*(?:bank |senior )?$")
# "This is a night shift role"
_A_NIGHT_POST: Final = re.compile(r"\s*shifts?\s*(?:position|post|role|job)\b")
_SHIFTS_WANTED: Final = re.compile(r"\s*shifts?\s*(?:positions?|posts?|roles?|vacanc\w+|available|workers?)\b")
# "2 days, 2 nights", "3 on days then 3 nights"
# "Nights 10pm-6am", "nights, Mon-Thurs 8pm to 6am"
_A_DAY: Final = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_NIGHT_TIMES: Final = re.compile(
    rf"\s*[:,(-]?\s*(?:{_A_DAY}\s*(?:-|to)\s*{_A_DAY}\s*,?\s*)?(?:from\s+)?"
    r"\d{1,2}(?:[:.]\d\d)?\s?(?:pm)?\s*(?:-|to|until|till?)\s*\d"
)
_DAYS_AND_NIGHTS: Final = re.compile(r"\b\d\s*(?:x\s*)?days?\s*(?:,|/|and|&|then|\+)?\s*\d\s*(?:x\s*)?$")
_OTHER_SHIFTS: Final = re.compile(
    r"\b(?:days?[- ]?(?:shifts?|time|duty|duties|work\w*)|days\b(?! (?:annual|holiday|a\b|per\b|of\b|leave|off|paid))"
    r"|day\s*(?:/|&|and|or|,)|long days?|earl(?:y|ies)|lates?|evenings?"
    r"|mornings?|afternoons?|weekends?|twilights?|rotat\w+|rotas?|shift patterns?|variety of shifts)\b"
)
_NOT_OFFERED: Final = re.compile(
    r"\b(?:cannot|can't|unable to|not able to|do not|don't|won't|will not)\s+(?:be able to\s+)?(?:provide|offer"
    r"|accommodate|consider)\b"
)
# "Nights only or days only" leaves it to whoever comes.
_AS_ONE_LIKES: Final = re.compile(
    r"\bwhether\b[^.]{0,60}\bor\b|\b(?:accommodate|suits?|choose)\b[^.]{0,40}\b(?:you|your|preferences?)\b"
    # "earlies, lates or nights, you tell us which"
    r"|\byou (?:tell us|choose|pick|decide)\b|\b(?:choose|pick) (?:one|from|your)\b|\bshift options\b"
    r"|\bchoose (?:days?|nights?|between)\b|\bdays? or nights? available\b|\bnights?(?: shifts?)? also available\b"
    r"|\bonly or days?\b|\bdays? (?:only )?or nights? only\b"
)


# "Days 6-2, nights 10-6. You stay on one shift, tell us which."
_TELL_US: Final = re.compile(
    r"\b(?:(?:tell us|state|say|specify|indicate|let us know) which|(?:you|just) (?:choose|pick|decide)"
    r"|stay on one shift|which (?:shift|one) you)\b"
)
_TELL_US_REACH: Final = 160
# "Under 18s must not be subject to night work" is about who may do it, and says nothing of this job.
_EVENINGS, _SOME_NIGHTS, _NIGHTS_ONLY = 3, 5, 7
_NIGHT_STARTS_MIN, _NIGHT_ENDS_MIN = 18 * 60, 24 * 60 + 4 * 60
_ABOUT_SOMEBODY: Final = re.compile(
    r"\b(?:must|may|can|should|shall)\s?(?:not|never)\s+(?:be\s+)?(?:subject(?:ed)? to|restricted from"
    r"|prevented from)\s*$"
    r"|\b(?:no|without) (?:restrictions?|objections?) (?:on|to|against)\s*$"
)
_NOT_REQUIRED_AFTER: Final = re.compile(
    r"\s*(?:work(?:ing)?|shifts?|duty|duties)?\s*(?:is|are|will)\s?(?:not|n't)\s+(?:be\s+)?(?:required|needed"
    r"|expected|involved|necessary)"
)


def read(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read night and evening work, as the demand "night_work": 3 evenings, 5 some nights, 7 nights only, 0 none."""
    best = 0, 0, 0
    denied: tuple[int, int] | None = None
    for hit in hits:
        if best[0] >= (_EVENINGS if hit.term.startswith("eve") else _NIGHTS_ONLY):
            continue  # no more can be said
        first, last = text.sentence(hit.start, hit.end)
        before, after = text.low[max(first, hit.start - 80) : hit.start], text.low[hit.end : min(last, hit.end + 90)]
        if "'" in before or "'" in after:
            before, after = _QUOTES.sub("", before), _QUOTES.sub("", after)
        if _ABOUT_SOMEBODY.search(before) or _NOT_OFFERED.search(after):
            continue
        if hit.term == "overnight" and not _NIGHT_AFTER.match(after):
            continue
        if "night" in hit.term and _NOT_REQUIRED_AFTER.match(after):
            denied = hit.start, hit.end
        elif _is_denied(before):
            if "night" in hit.term and not re.search(r"\bnot? (?:necessarily|limited)\b", before):
                denied = hit.start, hit.end
        elif (level := _level(text, hit, before, after, is_title=is_title)) > best[0]:
            best = level, hit.start, hit.end
    if best[0]:
        findings.append(Finding("demands.night_work", best[0], best[1], best[2]))
    elif denied:
        findings.append(Finding("demands.night_work", 0, *denied))


def _is_denied(before: str) -> bool:
    if not NEGATION.search(before[-30:]) and not (
        ("nobody" in before or "no one" in before) and _NOBODY.search(before)
    ):
        return False
    return "not only" not in before[-20:]


def _level(text: Plain, hit: Hit, before: str, after: str, *, is_title: bool) -> int:
    """How much of the work is in the evening or at night, by one word that is not denied."""
    if is_paid_more(before, after):
        return 0
    if hit.term.startswith("eve"):
        level = _evening_level(before, after)
    else:
        level = _night_level(before, after, is_title=is_title)
    if level == _SOME_NIGHTS and _SHIFTS_WANTED.match(after) and not _OTHER_SHIFTS.search(text.low):
        level = _NIGHTS_ONLY
    if level == _NIGHTS_ONLY and _FULL_TIME_NIGHTS.search(before):
        # "Full time days, full time nights" are two posts.
        around = text.low[max(0, hit.start - 120) : hit.start] + text.low[hit.end : hit.end + 80]
        level = _SOME_NIGHTS if _OTHER_SHIFTS.search(around) else level
    is_choice = level and (
        is_of_one_post(text, hit.start) or _TELL_US.search(text.low, hit.start, hit.end + _TELL_US_REACH)
    )
    return 0 if is_choice else level


def with_nights(findings: Findings) -> Findings:
    """Findings with the nights that times of a week have: some of them, or nothing else.

    Parameters
    ----------
    findings : list of Finding
        All that was read in an advert.

    Returns
    -------
    list of Finding
        The same, "demands.night_work" added or raised.
    """
    for shifts in findings:
        if shifts.field == "shifts" and shifts.stated:
            break
    else:
        return findings
    at_night = [_is_night(span) for template in parse_shifts(str(shifts.value)).templates for span in template]
    if not any(at_night):
        return findings
    level = _NIGHTS_ONLY if all(at_night) else _SOME_NIGHTS
    known = next((one for one in findings if one.field == "demands.night_work" and one.stated), None)
    if known is None:
        return [*findings, Finding("demands.night_work", level, shifts.start, shifts.end)]
    if not _EVENINGS <= int(str(known.value)) < level:
        return findings
    return [one._replace(value=level) if one is known else one for one in findings]


def _is_night(span: Span) -> bool:
    """Whether a shift goes from the evening through the night; one that ends at two is a late evening."""
    return span.start_min >= _NIGHT_STARTS_MIN and span.start_min + span.duration_min >= _NIGHT_ENDS_MIN


def _night_level(before: str, after: str, *, is_title: bool) -> int:
    if before.endswith("late "):
        return 0 if _MIGHT.search(before) else 3  # shops open late
    if _NO_NIGHT_AFTER.match(after) or is_maybe(before, after):
        return 0
    is_a_post = before.endswith(" a ") and _A_NIGHT_POST.match(after) is not None
    if is_a_post or _NO_NIGHT_BEFORE.search(before):
        return _NIGHTS_ONLY if is_a_post else 0
    if is_title:
        if _AM_PM.search(before):
            return 0
        return 5 if _OTHER_SHIFTS.search(before + after) else 7
    if _AS_ONE_LIKES.search(f"{before}night{after}"):
        return 0
    if _PERMANENT_NIGHTS.search(before) or _ONLY_AFTER.match(after) or _OF_TITLE.search(before):
        return 7
    if re.search(r"\bcovering $", before) and not re.search(r"\b(?:days?|weekends?)\b", before + after):
        return 7
    return (
        5
        if _NIGHT_BEFORE.search(before)
        or _DAYS_AND_NIGHTS.search(before[-25:])
        or _NIGHT_TIMES.match(after)
        or _TIMES_BEFORE.search(before)
        or _NIGHT_AFTER.match(after)
        else 0
    )


def _evening_level(before: str, after: str) -> int:
    if (
        _NO_EVENING_AFTER.match(after)
        or _NO_EVENING_BEFORE.search(before)
        or is_maybe(before, after.partition(", with an ")[0])
        or "may require" in before
        or ("asked" in before and _MIGHT.search(before))
    ):
        return 0
    if _MEETING.match(after) and _ATTENDED.search(before + after):
        return 3
    if _EVENING.search(before[-45:]) or _EVENING.search(after[:45]):
        return 3
    if _OPEN.search(before):
        return 0
    return (
        3
        if _SOME_EVENINGS.search(before[-30:])
        or _EVENING_TIMES.match(after)
        or _EVENINGS_A_WEEK.match(after)
        or _COMES_WITH_IT.match(after)
        else 0
    )
