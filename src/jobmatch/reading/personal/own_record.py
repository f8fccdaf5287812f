"""What people say of their own time in prison, of an addiction that they left, of treatment, and of birth.

Those who work in prisons, with addicts or on claims write of the same, so each needs a word that says whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jobmatch.reading.terms import TermFinder

_PLACE: Final = r"(?:hmp|hmyoi|yoi|prison|jail|gaol|custody|young offenders?'?)"
_PART: Final = r"[^.,;\n]"
_RECORD: Final = re.compile(
    # "I was released from HMP Low Moss in May", "Released 4 December after 6 years."
    rf"\b(?:i|i've|i'm|have|was|been|got|on my)\s+(?:\w+ ){{0,3}}?(?:released|release|sentenced|imprisoned"
    rf"|convicted|arrested|remanded"
    rf"|jailed|incarcerated)\b(?! on time| early from){_PART}{{0,45}}"
    rf"|(?:^|[\n.;]\s*)released (?:from {_PLACE}|on licence|(?:on |in )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:jan|feb"
    rf"|mar|apr|may|jun|jul|aug"
    rf"|sep|oct|nov|dec)\w*){_PART}{{0,45}}"
    # "Served 18 months in prison", "my time inside", "2016-2018: in custody"
    rf"|\b(?:served|did|spent)\s+(?:\w+ ){{0,4}}?(?:in {_PLACE}|inside|a? ?sentence|time in {_PLACE})\b"
    rf"|\b(?:\d{{1,2}}|two|three|four|five|six|seven|eight|nine|ten)\s+(?:months?|years?)\s+(?:in {_PLACE}|inside)\b"
    rf"|\b(?:i was|was|while|whilst|when)\s+(?:i was )?(?:in|inside|serving)\s+(?:{_PLACE}|a sentence|my sentence)\b"
    rf"|(?:^|[\n:\u2013-])\s*(?:in|serving in)\s+(?:prison|custody|jail)\b(?=\s*(?:$|[.,;\n]))"
    rf"|\bmy (?:time inside|time in {_PLACE}|(?:prison )?sentence|conviction|offences?|past|licence period"
    rf"|probation officer)\b"
    # "a spent conviction", "criminal record: one caution", "on licence until 2027"
    r"|\b(?:an?|my|one|two|no|have|some|old|previous|past|unspent|spent)\s+(?:(?:un)?spent|previous|criminal|past"
    r"|old)\s+"
    rf"(?:convictions?|offences?|record\b(?! checks?| bureau| office| unit))(?:\s*[:,(]?\s*(?:from|for"
    rf"|in)\b{_PART}{{0,25}})?"
    rf"|\bcriminal (?:record|convictions?)\s*[:\u2013-]\s*{_PART}{{1,40}}|\bunspent convictions?\b"
    r"|\b(?:on |did |doing )?an? (?:community (?:payback|service|order|sentence)|suspended sentence)\b[^.,;\n]{0,30}"
    r"|\bon community payback\b"
    rf"|\b(?:i'm|i am|was|currently|still)\s+(?:\w+ )?on\s+(?:licence|probation|parole|bail"
    rf"|(?:an? )?tag)\b{_PART}{{0,25}}"
    r"|\bi have an? (?:ankle )?tag\b"
    # An addiction that somebody left
    rf"|\b(?:i|i'm|i've|me|my|been|am|now)\b{_PART}{{0,20}}?\bin recovery\b{_PART}{{0,45}}"
    rf"|\b(?:i|i'm|i've|and|been|am|now|stayed)\s+(?:\w+ ){{0,3}}?(?:sober|clean (?:since|for|from)|drug[- ]free"
    rf"|alcohol[- ]free)\b{_PART}{{0,25}}"
    rf"|(?:^|[\n.;]\s*)(?:sober|clean) (?:since|for)\b{_PART}{{0,25}}"
    r"|\b(?:i (?:go|went|attend|belong)|attend(?:ed|ing)?|member of)\s+(?:\w+ ){0,3}?(?:alcoholics|narcotics"
    r"|gamblers|cocaine) anonymous\b"
    r"|\b(?:attend(?:ed|ing)?|go to)\s+(?:aa|na|ga)\b(?: meetings)?"
    r"|\bi(?:'m| am| was| take)\s+(?:\w+ ){0,3}?(?:methadone|buvidal|subutex|heroin|warfarin"
    r"|insulin)(?:\s+(?:script|prescription))?\b"
    # "..., sober since 2021"
    rf"|,\s*(?:now )?(?:sober|clean since)\b{_PART}{{0,25}}"
    # Treatment, and what helps: "I had chemotherapy in 2020", "and use a wheelchair"
    r"|\bi (?:have |'ve )?(?:had|am having|was having|have|needed)\s+(?:\w+ ){0,2}?(?:chemotherapy|chemo|radiotherapy"
    rf"|dialysis|breakdown|stroke|heart attack|miscarriage)\b{_PART}{{0,25}}"
    r"|\b(?:i|and) (?:now )?(?:use|wear|need) (?:an? |my )?(?:wheelchair|walking (?:stick|frame)|hearing aids?|crutches"
    r"|guide dog)\b"
    # "I was born in Lagos", "Muslim man, born in Lagos"
    r"|(?:^|[\n.,;(]\s*|\bi was |\bi'm )born (?:and (?:bred|raised|brought up) )?in\s+(?!\d)[^.,;\n]{2,25}"
    # Benefits
    r"|\bi(?:'m| am)? (?:get|receive|claim|on|was on)\s+(?:\w+ ){0,2}?(?:pip|dla|esa|disability living allowance"
    r"|personal independence payment)\b|\bblue badge holder\b"
    # Of an application form
    r"|\b(?:do|are|have) you\b[^?\n]{0,60}\b(?:disab\w+|health|medical|criminal|convict\w+|offences?|religio\w+"
    r"|pregnan\w+|gender"
    r"|ethnic\w*|faith)\b[^?\n]{0,60}\?[^\n]{0,60}"
)
_TERMS: Final = (
    "released", "release", "sentenced", "imprisoned", "convicted", "arrested", "remanded", "jailed", "incarcerated",
    "prison", "hmp", "hmyoi", "yoi", "jail", "gaol", "custody", "inside", "sentence", "conviction",
    "convictions", "offence", "offences", "criminal", "licence", "probation", "parole", "bail", "tag",
    "in recovery", "community payback", "community order", "community service",
    "suspended sentence",
    "sober", "clean", "drug-free", "drug free", "alcohol-free", "alcohol free", "anonymous", "aa", "na", "ga",
    "methadone", "buvidal", "subutex", "heroin", "warfarin", "insulin", "pip", "dla", "esa", "blue badge",
    "chemotherapy", "chemo", "radiotherapy", "dialysis", "breakdown", "stroke", "heart attack", "miscarriage",
    "wheelchair", "walking stick", "walking frame", "hearing aid", "hearing aids", "crutches", "guide dog", "born",
    "personal independence payment", "disability living allowance", "do you", "are you", "have you", "my past",
)  # fmt: skip
_FINDER: Final = TermFinder({"record": _TERMS})
_REACH: Final = 80
# "I supported men released from prison": whoever is helped is somebody else.
_OF_OTHERS: Final = re.compile(
    r"\b(?:support\w*|help\w*|work\w* (?:with|for)|clients?|prisoners?|offenders|residents?|patients?|advis\w+"
    r"|mentor\w*"
    r"|people|men|women|those|service users?|customers?|taught|teach\w*|train\w*|software|product|album|film|app"
    r"|officer)\b"
)


def own_record(low: str) -> Iterator[tuple[int, int]]:
    """Start and end of each such remark, in a text in lower case with plain quotation marks; they may overlap."""
    done = -1
    for hit in _FINDER.find(low)[0]:
        if hit.start < done:
            continue
        first, last = max(0, hit.start - _REACH), min(len(low), hit.end + _REACH)
        for match in _RECORD.finditer(low, first, last):
            done = max(done, match.end())
            sentence = max(low.rfind(mark, 0, match.start()) for mark in (".", "\n", ";")) + 1
            if not _OF_OTHERS.search(low, max(sentence, match.start() - 60), match.end()) or "?" in match.group():
                yield match.span()
