"""Where the work is done: from home, in part from home, or on site."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.context import (
    is_among_benefits,
)
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.numbers import NUMBER, WORD, number
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

REMOTE_TERMS: Final = (
    "remote", "remotely", "hybrid", "home", "homeworking", "home-working", "home-based", "wfh", "office based",
    "office-based", "in the office", "on site", "on-site", "onsite",
    "in person",
)  # fmt: skip
_ALL_OVER: Final = r"uk(?:[- ]wide)?|u\.k|united kingdom|england|scotland|wales|northern ireland|nationwide|anywhere"
# "Home working tablets" are things, and "home working customers" others.
_HOME_THINGS: Final = re.compile(
    r"\b(?:home|remote|hybrid)[- ]working\s+(?:tablets?|laptops?|computers?|devices?|equipment|kit\b|phones?|mobiles?"
    r"|tools?|technolog\w+|software|solutions?|allowance|users?|staff|colleagues|customers?|clients?|parents?|carers?)"
)
_FULL: Final = re.compile(
    r"\b(?:fully|100%|completely|entirely|permanently|exclusively) (?:remote(?:ly)?|home[- ]based|from home|wfh)\b"
    r"|\bremote (?:role|position|job|work(?:ing)? (?:role|position|job|contract)|vacancy|based|opportunity"
    r"|first role)\b"
    r"|\bremote[- ]only\b|\b(?:location|base|based)\s*:\s*(?:fully )?(?:remote|home[- ]?based|home"
    r"|homeworking|work(?:ing)? from home)\b"
    r"|\bhome[- ](?:based|working) (?:role|position|job|post|vacancy|opportunity|contract)\b"
    r"|\bwork(?:ing)? (?:entirely|fully|full[- ]time|permanently|exclusively|100%) (?:from home"
    r"|remotely)\b"
    r"|\bwork(?:ing)? from home (?:full[- ]time|permanently|role|position|job|opportunity|100%)\b"
    r"|\b(?:this|the) (?:role|job|position|post|vacancy) is (?:fully )?(?:remote|home[- ]based|homeworking"
    r"|work(?:ing)? from home)\b"
    r"|\bfrom the comfort of your own home\b"
    r"|\b(?:work|teach|tutor|coach|sell|cod)(?:s|e|ing)? (?:online |entirely |solely )?from (?:your|their) own homes?\b"
)
_LONGEST_THING: Final = 24
# "Remote - UK", "UK (remote)", and a line or part of one that says nothing else
_REMOTE_ALONE: Final = re.compile(
    rf"\bremote\s*[-,(/]\s*(?:{_ALL_OVER})\b"
    rf"|\b(?:{_ALL_OVER})\s*[-,(/]\s*remote\b(?! (?:areas?|communities|sites?|monitoring))"
    r"|^\W*(?:fully )?remote\W*$"
)
_HYBRID: Final = re.compile(
    r"\bhybrid(?=\s*(?:working|work|role|position|job|post|model|pattern|basis|approach|arrangement|policy"
    r"|remote|office|contract|home|flexible|-|/|,|\(|\)|\||$|\n|\.(?:\s|$)))(?!\s*(?:theatre|vehicle|car"
    rf"|cloud|closure|/ ?electric))"
    r"|\b(?:mix|mixture|combination|blend|balance|split)\s+(?:of|between)\s+(?:[\w-]+\s){0,3}(?:home"
    r"|remote(?:ly)?|office|on[- ]?site|site)[\w -]{0,20}\s(?:and|&)\s[\w -]{0,30}(?:home|remote(?:ly)?"
    r"|office|on[- ]?site|sites?)\b"
    r"|\b(?:some|partial|partly|part|occasional|regular)\s+(?:home|remote)(?:[- ]|\s+remote\s+)?working\b"
    r"|\bsome home remote working\b"
    rf"|\b(?:{NUMBER}(?:\s*(?:-|to|or)\s*{NUMBER})?)\s+days?\s+(?:(?:per|a|each|/)\s*(?:week"
    rf"|wk)\s+)?(?:(?:working|work)\s+)?(?:at|from)\s+home\b"
    r"|\b(?:working|work)\s+from\s+home\s+(?:for\s+)?(?:\w+|\d)\s+days?\b"
    r"|\b(?:working|work)\s+from\s+home\s+on\s+(?:mon|tues|wednes|thurs|fri)days?\b"
    r"|\bwork(?:ing)? (?:both )?(?:from )?home and (?:in )?(?:the |our )?office\b|\bremote(?:ly)? (?:and"
    r"|/) office\b"
    r"|\bremote (?:work(?:ing)?)? ?(?:whenever|where|when) possible\b"
    r"|\b(?:centre|office|site|school|store|depot)[- ]based(?: work(?:ing)?)?,?\s+(?:and|as well as|&)\s+(?:some )?"
    r"(?:remote|home)[- ]working\b"
    r"|\b(?:part|some|half|a day|days|rest|remainder) of (?:the|your|their|his or her|each) (?:working )?(?:time"
    r"|week|month)"
    r"\s+(?:working )?(?:from|at) home\b"
    r"|\b(?:divid|split|shar)\w* (?:the|your|their) (?:working )?(?:time|week)\b[^.\n]{0,40}?\b(?:from|at) home\b"
    r"|\bwork(?:ing)? flexibly,?\s+(?:includ\w+\s+|both\s+)?(?:from|at) home\b"
    r"|\bwork(?:ing)? from home (?:or|and) (?:at|in|from) (?:one of |the |our |an? )*(?:\w+'?s? ){0,2}(?:office|site"
    r"|offices|sites|base|centre|store|depot|location)\b"
    r"|\b(?:able|ability) (?:to )?work from home (?:when|where|for (?:part|some)|on (?:some|certain)|some"
    r"|occasionally"
    r"|at times|as and when)\b"
    r"|\b(?:instances|occasions|times) (?:where|when|that) [\w-]+ (?:will|can"
    r"|may)(?: be able(?: to)?)? work from home\b"
    r"|\bremote working for (?:admin\w*|some|certain|part)\b"
    r"|\b(?:an element|elements|a degree|a proportion) of (?:home|remote)[- ]working\b"
    r"|\bon-?site and (?:remote|home)[- ]working\b"
    r"|\b(?:base|location|based at)\s*:[^.\n]{3,60}\s(?:/|and|&)\s*(?:home[- ]?working|working from home"
    r"|home[- ]based)\b"
    r"|\b(?:setting|office|site|base)\s*/\s*(?:remote|home)[- ]working\b"
    r"|\bmay (?:also |sometimes |occasionally )?work (?:remotely|from home)\b"
    r"|\bwe (?:fully |actively )?(?:support|offer|promote|encourage) (?:\w+ (?:and|&) )?(?:some )?(?:home"
    r"|remote)[- ]working\b"
    r"|\b(?:home|remote)[- ]working (?:will be|is) (?:a|an) (?:key|important|regular|large|big) (?:feature|part)\b"
    r"|\bworking (?:remotely|from home) (?:will be|is) (?:a|an) (?:key|important|regular|large|big) (?:feature"
    r"|part)\b"
)
# "Two days a week in the office, with the remainder at home", "2 days office / 3 days home", "60% office, 40% home"
_OFFICE_AND_HOME: Final = re.compile(
    rf"\b(?:{NUMBER}) days?\s+(?:(?:per|a|each)\s+week\s+)?(?:(?:in|at)\s+)?(?:the |our )?(?:\w+ )?office\b"
    rf"[^.\n]{{0,40}}?\b(?:days?|rest|remainder|other|others|balance|otherwise|\d"
    rf"|{WORD})\s+(?:days? )?(?:of (?:the|your) (?:week|time) )?"
    r"(?:(?:working )?(?:from|at) home|home\b(?! visit)|remote(?:ly)?\b|wfh\b)"
    r"|\boffice attendance \d days?\b[^.\n]{0,30}\b(?:at|from) home\b"
    r"|\b\d\d% (?:in (?:the )?)?office[^.\n]{0,15}\d\d% (?:at |from )?(?:home|remote|wfh)\b"
)
# "You can split your desk time between home and our office", "the remainder is done at home or at the area office"
_HOME_AND_OFFICE: Final = re.compile(
    r"\b(?:divid|split|shar)\w* (?:your|the|their) (?:[\w-]+ )?(?:time|week|work) between (?:(?:your )?home\b(?! visit)"
    r"|[^.\n]{3,50}\band (?:your )?home\b(?! visit))"
    r"|\b(?:rest|remainder|balance|other days|work)\b[^.\n]{0,30}?\b(?:at|from) home or (?:at|in|from) (?:the|our|an?)"
    r" (?:\w+ )?office\b"
)
_SOME_WFH: Final = re.compile(
    rf"\b(?:{NUMBER}) days?\s+(?:(?:per|a|each)\s+week\s+)?wfh\b|\bwfh (?:for )?(?:{NUMBER}) days?\b"
    r"|\bwfh on (?:mon|tues|wednes|thurs|fri)days?\b"
)
_FROM_ANYWHERE: Final = re.compile(r"\bwork(?:ing)? (?:from home|remotely) (?:from )?anywhere\b")
_HOME: Final = re.compile("home.based")
_HOME_ALONE: Final = frozenset(("home based", "home-based"))
_MAINLY_HOME: Final = re.compile(
    r"\b(?:mainly|mostly|predominantly|largely|primarily) (?:home[- ]based|remote|from home|working from home)\b"
)
_OTHERS: Final = re.compile(
    r"\b(?:teams?|staff|colleagues|carers?|workers|services?|company|organisation|business|patients|clients|we)"
    r" (?:is|are) $"
)
# A look that is cheap, before one that is not.
_AT_HOME: Final = ("home", "remote", "wfh")
_OF_HYBRID: Final = ("hybrid", "home", "remote", "office", "site", "wfh")
_FULL_TITLE: Final = re.compile(
    r"\b(?:remote(?! (?:monitor|island|area|site|location|sens|health))|work(?:ing)? from home"
    r"|home[- ]based(?!\s+(?:treatment|care|therap\w*|nurs\w*|support|team|visit\w*|intensive|assess\w*))"
    r"|homeworking|wfh)\b"
)
_SOME_DAYS_ON_SITE: Final = re.compile(r"\bdays? (?:on[- ]?site|in the office|at the office)[^.]{0,12}(?:week|month)\b")
_DAYS_HOME: Final = re.compile(
    rf"\b(?P<a>{NUMBER})\s+days?\s*(?:(?:per|a|each|/)\s*(?:week|wk)\s+)?(?:(?:working|work)\s+)?(?:(?:at"
    rf"|from)\s+home|remote(?:ly)?|wfh)\b|\b(?:from home|wfh"
    rf"|remote(?:ly)?)\s+(?:for\s+)?(?P<b>{NUMBER})\s+days?\b"
)
_DAYS_SITE: Final = re.compile(
    rf"\b(?P<a>{NUMBER})\s+days?\s*(?:(?:per|a|each|/)\s*(?:week|wk)\s+)?(?:(?:working|work"
    rf"|to be)\s+)?(?:in|at|from|on)?\s*(?:the |our )?(?:\w+ )?(?:office|on[- ]?site|site)\b|\b(?:office"
    rf"|on[- ]?site)\s+(?:for\s+)?(?P<b>{NUMBER})\s+days?\b"
)
_NOT_REMOTE: Final = re.compile(
    r"\b(?:no|not|cannot|can[\u2019']t|isn[\u2019']t|unable|unfortunately)\b[^.,\n]{0,40}\b(?:remote(?:ly)?|from home"
    r"|home[- ]?working|hybrid|home[- ]based|wfh)\b"
    r"|\b(?:fully|100%|entirely|wholly|permanently) (?:office|site|on-?site|on site)[ -]?(?:based)?\b"
    r"|\b(?:role|position|job|post) is (?:fully )?(?:office|site)[- ]based\b|\bon[- ]?site (?:only|role)\b"
    r"|\bwork location:?\s*(?:in[- ]person|on the road)|\bwork remotely\s*[:\n]\s*no\b"
    r"|\bthis is an? (?:fully )?(?:office|site)[- ]based (?:role|position|job|post)\b"
)
# What is offered to all staff, only for now, or about something else.
_NOT_THIS_JOB: Final = re.compile(
    r"\b(?:such as|options include|range of flexible|interviews?|remote monitoring|clients?|customers?"
    r"|patients?|buildings?|travel|will be held|if you|may be (?:possible|considered|available)"
    r"|may also be|possibility|considered|discuss|temporary basis)\b"
)
_FOR_NOW: Final = re.compile(
    r"\b(?:covid\w*|pandemic|coronavirus|currently|temporar\w+|government|lockdown|at present|at the moment)\b"
)
# Home working that is only for an emergency; "(working from home currently)" beside it is about another time.
_FOR_NOW_BESIDE: Final = re.compile(
    r"\b(?:due to|because of|(?<!particular )(?<!particularly )(?<!especially )during|owing to|in response to"
    r"|in light of|given)\b[^.\n]{0,40}\b(?:covid\w*|pandemic|coronavirus"
    r"|lockdown|restrictions)\b|\bcurrently (?:\w+ )?(?:some|partly|working|a)\b(?! from home\))|\btemporar\w+"
    r"|\blockdown\b|\b(?:initially|to start with|for the time being)\b"
)
# A "hybrid post" without a word on where may be one of two trades.
_HYBRID_POST: Final = re.compile(r"hybrid\s*$")
_OF_TWO_TRADES: Final = re.compile(r"\s*(?:(?:roles?|posts?|positions?|jobs?|contract)\b|\((?!\s*\d))")
_WHERE: Final = re.compile(r"\b(?:home|office|remote(?:ly)?|on[- ]?site|wfh|location|locations|working|work)\b")
_PER_MONTH: Final = re.compile(r"[^.\n]{0,10}\b(?:per|a|each|/) ?month\b")
_WORK_DAYS: Final = 5


def read_remote(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read whether the work is done from home, and the days on site."""
    done = -1
    found: dict[str, tuple[int, int]] = {}
    offered: tuple[int, int] | None = None
    for hit in hits:
        if hit.start < done or (hit.term == "home" and not _may_be_work(text.low, hit)):
            continue
        first, done = text.sentence(hit.start, hit.end)
        if done - first > 400:
            first, done = max(first, hit.start - 200), min(done, hit.end + 200)
        sentence = text.low[first:done]
        kind, match = _kind(sentence, is_title=is_title)
        if match is None:
            continue
        span = first + match.start(), first + match.end()
        if kind == "hybrid" and not is_title:
            is_post = _HYBRID_POST.search(match.group()) and _OF_TWO_TRADES.match(sentence, match.end())
            is_bare = is_post is not None and _WHERE.search(sentence) is None
            if is_bare or is_among_benefits(text, hit.start):
                offered = offered or span
                continue
        found.setdefault(kind, span)
        if kind == "hybrid":
            _read_days(sentence, first, findings)
    if "hybrid" in found:
        findings.append(Finding("remote", "hybrid", *found["hybrid"], stated=True))
    elif len(found) == 1:
        kind = next(iter(found))
        findings.append(Finding("remote", kind, *found[kind]))
    elif offered and not found:
        findings.append(Finding("remote", "hybrid", *offered, stated=False))


# Most homes in adverts are care homes, or those of people visited. What else says where the work is done has a term.
_BEFORE_HOME: Final = ("from ", "at ", "own ", "days ", "% ")
_AFTER_HOME: Final = (" working", "-working", " based", "-based", " and ", " & ", " remote")
_SHARED: Final = ("mix", "blend", "combination", "balance", "split")


def _may_be_work(low: str, hit: Hit) -> bool:
    """A quick look at the words beside "home", before slow ones at its sentence."""
    return (
        low.startswith(_AFTER_HOME, hit.end)
        or low.endswith(_BEFORE_HOME, 0, hit.start)
        or ":" in low[max(0, hit.start - 12) : hit.start]
        or any(word in low[max(0, hit.start - 60) : hit.start] for word in _SHARED)
    )


def _kind(sentence: str, *, is_title: bool) -> tuple[str, re.Match[str] | None]:
    if match := _NOT_REMOTE.search(sentence):
        return "no", match
    if any(map(sentence.__contains__, _OF_HYBRID)) and (match := _hybrid(sentence)):
        if _HOME_THINGS.search(sentence, match.start(), match.end() + _LONGEST_THING):
            return "", None
        if not is_title and _FOR_NOW_BESIDE.search(sentence, max(0, match.start() - 90), match.end() + 60):
            return "", None
        return ("", None) if _NOT_THIS_JOB.search(sentence) and not is_title else ("hybrid", match)
    if "ly " in sentence and (match := _MAINLY_HOME.search(sentence)) and not _FOR_NOW.search(sentence):
        is_of_others = _NOT_THIS_JOB.search(sentence) or _OTHERS.search(sentence, 0, match.start())
        return ("", None) if is_of_others else ("hybrid", match)
    match = _FULL.search(sentence) or (_FULL_TITLE.search(sentence) if is_title else None)
    if match is None and "anywhere" in sentence:
        match = _FROM_ANYWHERE.search(sentence)
    if match is None and sentence.strip(" .*-") in _HOME_ALONE:
        match = _HOME.search(sentence)
    if match or (match := _REMOTE_ALONE.search(sentence) if "remote" in sentence else None):
        if not is_title and (_FOR_NOW.search(sentence) or _NOT_THIS_JOB.search(sentence)):
            return "", None
        return ("hybrid" if _SOME_DAYS_ON_SITE.search(sentence) else "full"), match
    return "", None


def _hybrid(sentence: str) -> re.Match[str] | None:
    match = _HYBRID.search(sentence)
    # Looks that few sentences need.
    if match is None and "wfh" in sentence:
        match = _SOME_WFH.search(sentence)
    if match is None and "office" in sentence and any(map(sentence.__contains__, _AT_HOME)):
        match = _OFFICE_AND_HOME.search(sentence)
    if match is None and ("between " in sentence or "home or " in sentence):
        match = _HOME_AND_OFFICE.search(sentence)
    return match


def _read_days(sentence: str, first: int, findings: Findings) -> None:
    if (match := _DAYS_SITE.search(sentence)) and not _PER_MONTH.match(sentence, match.end()):
        days, stated = number(match["a"] or match["b"]), True
    elif match := _DAYS_HOME.search(sentence):
        # Of five days, which nobody said.
        days, stated = _WORK_DAYS - number(match["a"] or match["b"]), False
    else:
        return
    if 0 < days <= 7 and not any(finding.field == "days_on_site" for finding in findings):
        findings.append(Finding("days_on_site", days, first + match.start(), first + match.end(), stated))
