"""Occupations held: which, from when to when, and for how long."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from dateutil import parser as date_parser

from jobmatch.reading.cv_sections import Sections
from jobmatch.reading.numbers import NUMBER, number
from jobmatch.reading.values import JobHeld


class FoundJob(NamedTuple):
    """A job and the words that state it; ``sure`` where they hold both what it was and that it was held."""

    job: JobHeld
    start: int
    end: int
    sure: bool


_MONTHS: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY: Final = rf"(?:(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTHS}\.?,?\s*'?|\d{{1,2}}[/.])?(?:19|20)\d\d)"
_NOW: Final = r"(?:current|present|now|date|today|ongoing|to date|till date)"
_PERIOD: Final = re.compile(
    rf"\(?\b(?:from\s+)?(?P<start>{_DAY})\s*(?:to|until|till|through|-|\u2013|\u2014)\s*(?P<end>{_DAY}|{_NOW})\b\)?",
    re.IGNORECASE,
)
# Ends of the words by which occupations are called, and those that have none of these.
_OCCUPATION: Final = re.compile(
    r"\b(?:\w{2,}(?:er|or|ist|ian|ant|yst|man|woman|person|eer)|waitress|hostess|seamstress|executive"
    r"|nurse|chef|cook|clerk|maid|porter|aide"
    r"|associate"
    r"|lead|head|specialist|apprentice|intern|volunteer|guard|staff|crew|hand|mate|therapist|secretary|judge|steward"
    r"|architect|advocate|agent|coach|liaison|barista|temp|au pair|nanny|host|guide|pilot|trainee|expert|technologist"
    r"|representative|rep|teacher|tutor|principal|dean|fellow|chief|president|partner|proprietor|foreman"
    r"|bricklayer|mechanic|fitter|welder|electrician|plumber|accountant|labourer|operative)s?\b",
    re.IGNORECASE,
)
_NO_OCCUPATION: Final = re.compile(
    r"^(?:september|october|november|december|over|under|other|number|after|together|however|per|offer|order|university"
    r"|center|computer|customer|user|power|paper|later|or|for|never|ever|water|summer|winter|member|newsletter"
    r"|restaurant|significant|important|relevant|assistance|career|another|whether|rather|proper|minor|major|prior"
    r"|color"
    r"|junior|senior|letter|matter|quarter|order|floor|door|year|labor|labour|behavior|either|neither|further)s?$",
    re.IGNORECASE,
)
_PADDING: Final = re.compile(
    r"company name|city\s*,\s*state|\bcity\b\s*,?|\uff0d|\uff3f|\u200b|\bfull[- ]time\b|\bpart[- ]time\b|\|",
    re.IGNORECASE,
)
_EMPLOYER: Final = re.compile(
    r"(?:\s+at\s+|\s+for\s+|,\s*|\s+[-\u2013]\s+|\s*@\s*|\s+with\s+).*$", re.IGNORECASE | re.DOTALL
)
_EDGES: Final = " \t,.;:-\u2013\u2014|()*\u2022\u00b7"
_TITLE: Final = r"(?P<title>(?:[\w'/&+-]+\s+){0,4}?[\w'/&+-]+)"
_LONG: Final = rf"(?P<long>{NUMBER}|an?|several|many)\+?\s*(?P<unit>years?|yrs?|months?)"
_WORKED_AS: Final = re.compile(
    rf"\b(?:worked|employed|working|work|job|was|am|been|role|position|post|experience)\s+(?:as\s+)?(?:an?"
    rf"|the)\s+{_TITLE}"
    rf"(?:\s*,)?\s+(?:for|of)\s+(?:about |over |nearly |almost |more than |the last |the past |around )?{_LONG}",
    re.IGNORECASE,
)
_LONG_AS: Final = re.compile(
    rf"{_LONG}\s*(?:of\s+)?(?:experience\s+|work\s+|in total\s+)?(?:working\s+|employed\s+)?as\s+(?:an?\s+)?{_TITLE}"
    r"(?=\s*(?:$|[.,;\n)]|\b(?:i|in|at|for|and|but|with|who|where|on)\b))",
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
_MOST_MONTHS: Final = 60 * 12
_MOST_WORDS: Final = 7
_FIRST_YEAR: Final = 1950


def read_jobs(text: str, sections: Sections, as_of: dt.date | None) -> list[FoundJob]:
    """Jobs with dates, and jobs told of in sentences, in the order of the text.

    Periods under education, hobbies and references are no jobs.
    """
    found = [*_dated(text, sections, as_of), *_told(text)]
    # Of two ways to read the same words, the one that says how long.
    found.sort(key=lambda one: (one.job.months is None, one.start, one.end))
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
    for match in _PERIOD.finditer(text):
        if sections.at(match.start()) in {"education", "interests", "references"}:
            continue
        start = _first_of_month(match["start"])
        goes_on = re.fullmatch(_NOW, match["end"], re.IGNORECASE) is not None
        end = None if goes_on else _first_of_month(match["end"])
        if start is None or (end is None and not goes_on) or (end is not None and end < start):
            continue
        until = as_of if goes_on else end
        months = None if until is None else _months(start, until)
        if months is not None and months > _MOST_MONTHS:
            continue
        first, last = _line(text, match.start(), match.end())
        title = _title_of(text, first, last, match)
        if title is None:
            continue
        words, begin, stop = title
        named = _is_occupation(words)
        yield FoundJob(
            JobHeld(words, start, end, months, goes_on), min(begin, match.start()), max(stop, match.end()), named
        )


def _title_of(text: str, first: int, last: int, match: re.Match[str]) -> tuple[str, int, int] | None:
    """The title on the line of a period, else on the line before or after, with its place."""
    stretches = [(first, match.start()), (match.end(), last)]
    before, after = _line_before(text, first), _line_after(text, last)
    stretches += [one for one in (before, after) if one is not None]
    named = [(begin, stop, _clean(text[begin:stop])) for begin, stop in stretches]
    short = [one for one in named if one[2] and len(one[2].split()) <= _MOST_WORDS]
    best = next((one for one in short if _is_occupation(one[2])), None)
    if best is None:
        return None
    begin, stop, words = best
    place = text.find(words, begin, stop)
    return (words, place, place + len(words)) if place >= 0 else (words, begin, stop)


def _clean(stretch: str) -> str:
    stretch = _PADDING.sub("\n", stretch)
    # A line may hold employer, town and title side by side, parted by what was padding.
    parts = [re.sub(r"\s+", " ", part).strip(_EDGES) for part in re.split(r"\n|\s{3,}", stretch)]
    parts = [_EMPLOYER.sub("", part).strip(_EDGES) for part in parts if part]
    return next((part for part in parts if _is_occupation(part)), parts[0] if parts else "")


_A_SENTENCE: Final = re.compile(
    r"^(?:i|we|my|assist|act|responsible|serve|provide|assisted|the|this|to|as|with|for|in)\b"
    r"|^\w+(?:ed|ing)\s+(?:the|and|a|an|as|with|for|in|of|to|all|new)\b",
    re.IGNORECASE,
)


def _is_occupation(words: str) -> bool:
    return _A_SENTENCE.match(words) is None and any(
        not _NO_OCCUPATION.match(match.group()) for match in _OCCUPATION.finditer(words)
    )


@lru_cache(maxsize=4096)  # months come again and again
def _first_of_month(words: str) -> dt.date | None:
    words = words.strip().replace("'", "")
    try:
        day = date_parser.parse(words, default=dt.datetime(2000, 1, 1), dayfirst=True)  # noqa: DTZ001 - a day, no moment
    except (ValueError, OverflowError):
        return None
    return dt.date(day.year, day.month, 1) if day.year >= _FIRST_YEAR else None


def _months(start: dt.date, end: dt.date) -> int:
    """Months from one to the other, the last one included where it is named."""
    return max(1, (end.year - start.year) * 12 + end.month - start.month)


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


def _line_before(text: str, first: int) -> tuple[int, int] | None:
    return (text.rfind("\n", 0, first - 1) + 1, first - 1) if first > 1 else None


def _line_after(text: str, last: int) -> tuple[int, int] | None:
    return None if last >= len(text) else _line(text, last + 1, last + 1)


# --- In sentences --------------------------------------------------------------------------


def _told(text: str) -> Iterator[FoundJob]:
    for stretch in _SENTENCE.finditer(text):
        sentence = stretch.group()
        low = sentence.lower()
        long = "year" in low or "month" in low or "yr" in low
        patterns = ((_LONG_AS, _TITLE_COMMA) if long else ()) + (
            (_WORKED_AS, _WAS_IN, _WAS_A) if _AS.search(low) else ()
        )
        for pattern in patterns:
            for match in pattern.finditer(sentence):
                title = re.sub(r"\s+", " ", match["title"]).strip(_EDGES)
                if not _is_occupation(title.split()[-1]) or _WISH.search(low[: match.start() + 10]):
                    continue
                months = _months_long(match) if "long" in pattern.groupindex else None
                if months is None or 0 < months <= _MOST_MONTHS:
                    place = stretch.start()
                    job = JobHeld(title, None, None, months)
                    yield FoundJob(job, place + match.start("title"), place + match.end(), sure=True)


_SENTENCE: Final = re.compile(r"[^.\n]+\.?")
_AS: Final = re.compile(r"\b(?:as|worked|employed|was|been|role|experience)\b")
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
