"""Occupations held: which, from when to when, and for how long."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from jobmatch.reading.cvs.cv_periods import MOST_MONTHS, Period, last_date, lines, periods
from jobmatch.reading.cvs.cv_sections import Sections
from jobmatch.reading.cvs.cv_titles import (
    Title,
    is_labelled,
    is_occupation,
    is_title,
    leading_title,
    title_beside,
    title_within,
)
from jobmatch.reading.numbers import NUMBER, number
from jobmatch.reading.values import JobHeld


class FoundJob(NamedTuple):
    """A job and the words that state it; ``sure`` where they hold both what it was and that it was held."""

    job: JobHeld
    start: int
    end: int
    sure: bool


# Times without a job: they are left alone, and what stands in the lines beside them belongs to others.
_NO_WORK: Final = re.compile(
    r"\b(?:career (?:break|gap)|maternity|paternity|not in work|no work|not working|out of work|unemployed"
    r"|redundan\w+"
    r"|gaps? in (?:my )?employment|unpaid carer|full[- ]time (?:mum|mother|dad|father|parent|carer for)"
    r"|single (?:mum|mother|dad|father|parent)|housewife"
    r"|transplant|ill health|chemo\w*|(?:had|with|after|my|for|own) (?:cancer|surgery|illness)"
    r"|at home|bring(?:ing)? up|rais(?:e|ing)|looking after my|car(?:ed|ing) for my|furlough\w*|travelling|sabbatical"
    r"|time out|off work)\b",
    re.IGNORECASE,
)
# "(2008-2015) and then I became a driving instructor": another job begins.
_THEN: Final = re.compile(
    r"\b(?:then|later|after (?:that|which)|afterwards|before (?:that|then)|next|previously)\b", re.IGNORECASE
)
_LEARNING: Final = re.compile(
    r"\b(?:degree|gcses?|a[- ]?levels?|b\.?(?:a|sc|eng)|m\.?(?:a|sc)|hn[cd]|n?vq|svq|btec|diploma|certificate)\b",
    re.IGNORECASE,
)
_NO_JOBS: Final = frozenset(("education", "interests", "references", "licences", "languages"))
# "March 2009", "to", "October 2009", each in a line of its own
_DATES_IN_LINES: Final = re.compile(
    r"(?<=\d)\n([^\S\n]*(?:to|-|\u2013)[^\S\n]*)\n(?=[^\n]{0,12}(?:\d|\bcurrent|\bpresent))", re.IGNORECASE
)
_I_AFTER: Final = re.compile(r",?\s+i\b", re.IGNORECASE)
_FIRST_PART: Final = re.compile(r",|\s[-\u2013\u2014]\s|\(")
_A_DATE: Final = re.compile(r"\b(?:19|20)\d\d\b|\b(?:present|current)\s*$", re.IGNORECASE)
# But no initials: "for J. Bainbridge".
_SENTENCE_STARTS: Final = re.compile(r"(?<![\s(][A-Z])[.!?]\s+(?=[A-Z])")
_LONG_LINE_WORDS: Final = 12
_NEAR: Final = 60
_MOST_WORDS_OF_LINE: Final = 8


def read_jobs(text: str, sections: Sections, as_of: dt.date | None) -> list[FoundJob]:
    """Jobs with dates, and jobs told of in sentences, in the order of the text.

    Periods under education, hobbies and references are no jobs.
    """
    found = [*_dated(text, sections, as_of), *_told(text), *_for_long(text, sections)]
    # Of two ways to read the same words, the one with dates, or that says how long.
    found.sort(key=lambda one: (one.job.start is None, one.job.months is None, one.start, one.end))
    kept: list[FoundJob] = []
    told: set[JobHeld] = set()
    for one in found:
        overlaps = any(one.start < other.end and other.start < one.end for other in kept)
        # Some exports hold a CV twice.
        if not overlaps and not (one.job.start and one.job in told):
            kept.append(one)
            told.add(one.job)
    return sorted(kept, key=lambda one: one.start)


# --- With dates --------------------------------------------------------------------------


def _dated(text: str, sections: Sections, as_of: dt.date | None) -> Iterator[FoundJob]:
    text = _DATES_IN_LINES.sub(r" \1 ", text)
    found = [(start, end, periods(text[start:end], as_of)) for start, end in lines(text)]
    for row, (start, end, here) in enumerate(found):
        section = sections.at(start)
        if section in _NO_JOBS:
            continue
        if not here:
            if section == "work" and (alone := _ends_in_date(text, start, end)) is not None:
                yield alone
            continue
        before = [start, *(start + one.until for one in here)]
        after = [*(start + one.at for one in here[1:]), end]
        dates_first = not text[start : start + here[0].at].strip()
        for first, one, last in zip(before, here, after, strict=False):
            period = one._replace(at=start + one.at, until=start + one.until)
            title = _title_in_line(text, first, last, period, starts_line=dates_first)
            if title is None and first == start:
                title = _title_beside(text, found, row, period)
            if title is not None:
                yield _job(title, period)


def _job(title: Title, period: Period) -> FoundJob:
    job = JobHeld(title.words, period.start, period.end, period.months, period.goes_on)
    return FoundJob(job, min(title.start, period.at), max(title.end, period.until), title.is_sure)


def _ends_in_date(text: str, start: int, end: int) -> FoundJob | None:
    """A job with one date, where that is all that its line says: "Festival steward, June 2025"."""
    line = text[start:end]
    if not line.rstrip(" .)\t")[-2:].isdigit():
        return None
    period = last_date(line) if len(line.split()) <= _MOST_WORDS_OF_LINE else None
    if period is None:
        return None
    title = title_within(text, start, start + len(_FIRST_PART.split(line)[0]))
    if title is None or not title.is_sure:
        return None
    return _job(title, period._replace(at=start + period.at, until=start + period.until))


def _title_in_line(text: str, first: int, last: int, period: Period, *, starts_line: bool) -> Title | None:
    """The title before or after its dates in one line, or in the sentence about them."""
    before, after = text[first : period.at], text[period.until : last]
    if _NO_WORK.search(before[-_NEAR:]) or _NO_WORK.search(after[:_NEAR]):
        return None
    sentence = [first, *(match.end() for match in _SENTENCE_STARTS.finditer(text, first, period.at + 1))][-1]
    if _I_AFTER.match(after) and not text[sentence : period.at].strip():
        told = None  # "Since 2019 I have been a cook" tells nothing of what stands before it
    elif len(before.split()) > _LONG_LINE_WORDS:
        told = _title_told(text, sentence, period.at, nearest_to_end=True) or title_within(
            text, sentence, period.at, nearest_to_end=True
        )
    else:
        told = None if starts_line else title_within(text, first, period.at)
    if told is None or not told.is_sure:
        told = _title_told(text, sentence, period.at, nearest_to_end=True) or told
    if told is not None and told.is_sure:
        return told
    if (then := _THEN.search(text, period.until, last)) is not None and not starts_line:
        last = then.start()
    ahead = _title_told(text, period.until, last) or title_within(text, period.until, _first_words(text, period, last))
    if ahead is not None and ahead.is_sure:
        return ahead
    if told is None:
        ahead = leading_title(text, period.until, _first_words(text, period, last)) or ahead
    elif _BEFORE_THAT.match(before):
        return leading_title(text, sentence, period.at) or told
    return ahead if ahead is not None and (ahead.is_sure or told is None) else told


# "before that warehouse picker amazon 2018 to 2022"
_BEFORE_THAT: Final = re.compile(r"\s*(?:and )?(?:before that|prior to that|after that|then|now)\b", re.IGNORECASE)


def _first_words(text: str, period: Period, last: int) -> int:
    """Where the first sentence after a period ends: what comes next is what was done."""
    stop = _SENTENCE_STARTS.search(text, period.until, last)
    return stop.start() if stop else last


def _title_beside(text: str, found: list[tuple[int, int, list[Period]]], row: int, period: Period) -> Title | None:
    """The title in one of the two lines above or below, up to a blank one and to other dates."""
    before = text[found[row][0] : period.at]
    rest = before + text[period.until : found[row][1]][:_NEAR]
    if _NO_WORK.search(rest) or _LEARNING.search(rest) or len(before.split()) > _LONG_LINE_WORDS:
        return None
    above, below = _beside(text, found, row, -1), _beside(text, found, row, 1)
    if period.is_loose:  # "Summer 2021" by itself is below its job, or of something else
        if rest.strip():
            return None
        below = []
    for start, end in above:  # a form says which line it is
        if is_labelled(text, start, end):
            return title_within(text, start, end)
    nearest = [lines_[step] for step in (0, 1) for lines_ in (above, below) if step < len(lines_)]
    titles = [title_beside(text, start, end, is_above=start < period.at) for start, end in nearest]
    return next((one for one in titles if one and one.is_sure), next((one for one in titles[:2] if one), None))


def _beside(text: str, found: list[tuple[int, int, list[Period]]], row: int, step: int) -> list[tuple[int, int]]:
    beside: list[tuple[int, int]] = []
    for other in (row + step, row + 2 * step):
        if not 0 <= other < len(found) or found[other][2]:
            break
        line = text[found[other][0] : found[other][1]]
        if not line.strip() or _A_DATE.search(line):  # of another job
            break
        beside.append(found[other][:2])
    return beside


_TITLE: Final = r"(?P<title>(?:[\w'/&+-]+\s+){0,4}?[\w'/&+-]+)"
_TITLE_ENDS: Final = (
    r"(?=\s*(?:$|[.,;()\n]|\d|\b(?:i|in|at|for|and|but|with|who|where|on|until|till|from|since|to|when|under|by|of"
    r"|between)\b))"
)
_AS_TITLE: Final = re.compile(
    rf"\b(?:as|was|been|became|being|am|do|did)\s+(?:also\s+)?(?:an?\s+|the\s+)?{_TITLE}{_TITLE_ENDS}", re.IGNORECASE
)


def _title_told(text: str, start: int, end: int, *, nearest_to_end: bool = False) -> Title | None:
    """The first title, or the last, that a sentence says somebody was: "I was bar supervisor"."""
    told = None
    match = _AS_TITLE.search(text, start, end)
    while match is not None:
        words = match["title"]
        if is_title(words) and not _WISH.search(text[max(start, match.start() - _NEAR) : match.start() + 3].lower()):
            told = Title(words, match.start("title"), match.end("title"), is_sure=True)
            if not nearest_to_end:
                return told
        # "was employed as a cook": the title begins after another of these words
        match = _AS_TITLE.search(text, match.start("title"), end)
    return told


# --- In sentences --------------------------------------------------------------------------

_LONG: Final = rf"(?P<long>{NUMBER}|an?|several|many)\+?\s*(?P<unit>years?|yrs?|months?)"
_WORKED_AS: Final = re.compile(
    rf"\b(?:worked|employed|working|work|job|was|am|been|role|position|post|experience)\s+(?:as\s+)?(?:an?"
    rf"|the)\s+{_TITLE}"
    rf"(?:\s*,)?\s+(?:for|of)\s+(?:about |over |nearly |almost |more than |the last |the past |around )?{_LONG}",
    re.IGNORECASE,
)
_LONG_AS: Final = re.compile(
    rf"{_LONG}\s*(?:of\s+)?(?:experience\s+|work\s+|in total\s+)?(?:working\s+|employed\s+)?as\s+(?:an?\s+)?{_TITLE}"
    r"(?=\s*(?:$|[.,;\n)]|\b(?:i|in|at|for|and|but|with|who|where|on|too|as well)\b))",
    re.IGNORECASE,
)
_TITLE_COMMA: Final = re.compile(
    rf"\A\s*(?:I am an?\s+|Experienced\s+)?{_TITLE},\s*(?:for\s+)?{_LONG}\b(?=\s*(?:[.,;\n]|$|of experience))",
    re.IGNORECASE,
)
_WAS_IN: Final = re.compile(
    rf"\bi (?:was|have been|had been)\s+an?\s+{_TITLE}\s+(?:in|at|with)\s+(?:\w+\s+){{1,6}}?for\s+{_LONG}",
    re.IGNORECASE,
)
_WAS_A: Final = re.compile(
    rf"\b(?:i (?:have )?(?:worked|was employed)|my (?:last|previous|current) job was|i was"
    rf"|experience)\s+as\s+(?:an?\s+)?{_TITLE}"
    r"(?=\s*(?:$|[.,;\n)]|\b(?:i|in|at|for|and|but|with|who|where|on|until|from)\b))",
    re.IGNORECASE,
)
_EDGES: Final = " \t,.;:-\u2013\u2014|()*"


def _told(text: str) -> Iterator[FoundJob]:
    for stretch in _SENTENCE.finditer(text):
        sentence = stretch.group()
        low = sentence.lower()
        for pattern in _patterns_to_try(low):
            for match in pattern.finditer(sentence):
                title = re.sub(r"\s+", " ", match["title"]).strip(_EDGES)
                if not is_occupation(title.split()[-1]) or _WISH.search(low[: match.start() + 10]):
                    continue
                months = _months_long(match) if "long" in pattern.groupindex else None
                if months is None or 0 < months <= MOST_MONTHS:
                    place = stretch.start()
                    job = JobHeld(title, None, None, months)
                    yield FoundJob(job, place + match.start("title"), place + match.end(), sure=True)


def _patterns_to_try(low: str) -> Iterator[re.Pattern[str]]:
    """Those that a sentence may fit, by its words: a quick look before slow ones."""
    has_as = " as " in low
    if "year" in low or "month" in low or "yr" in low:
        if has_as:
            yield _LONG_AS
        yield from (_TITLE_COMMA, _WORKED_AS, _WAS_IN)
    if has_as:
        yield _WAS_A


# "Machinist, Burberry, Castleford (3 years)"
_LENGTH_LAST: Final = re.compile(
    rf"(?:,\s*|\(|\s[-\u2013]\s)(?:for )?{_LONG}\)?(?: in (?:19|20)\d\d)?[.\s]*$", re.IGNORECASE
)
# A quick look before a slow one: lines that end with a unit.
_ENDS_IN_UNIT: Final = re.compile(r"[ym](?:ear|onth|r)s?\)?(?: in (?:19|20)\d\d)?[.\s]*$", re.IGNORECASE | re.MULTILINE)


def _for_long(text: str, sections: Sections) -> Iterator[FoundJob]:
    """Jobs of one line that says how long, and not when."""
    for unit in _ENDS_IN_UNIT.finditer(text):
        start = text.rfind("\n", 0, unit.start()) + 1
        line = text[start:].partition("\n")[0]
        if len(line.split()) > _LONG_LINE_WORDS:
            continue
        match = _LENGTH_LAST.search(line)
        if match is None or sections.at(start) in _NO_JOBS | {"skills"}:
            continue
        title = title_within(text, start, start + len(_FIRST_PART.split(line)[0]))
        months = _months_long(match)
        if title is not None and title.is_sure and months is not None and 0 < months <= MOST_MONTHS:
            yield FoundJob(JobHeld(title.words, None, None, months), title.start, start + match.end(), sure=True)


_SENTENCE: Final = re.compile(r"[^.\n]+\.?")
# "I would like to work as a carer" speaks of no job held.
_WISH: Final = re.compile(
    r"\b(?:would like|want|wish|hope|hoping|looking|seeking|apply|love|become|dream|train|future)\b[^.\n]*$"
)


def _months_long(match: re.Match[str]) -> int | None:
    words = match["long"].lower()
    if words in {"several", "many"}:
        return None
    amount = 1.0 if words in {"a", "an"} else number(words)
    return round(amount * (12 if match["unit"].lower().startswith("y") else 1))
