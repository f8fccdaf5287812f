"""How many people are wanted."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.numbers import WORD, may_count, number
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

TERMS: Final = (
    "posts", "positions", "vacancies", "openings", "vacancy", "position", "post",
    *(f"x{blank}{n}" for n in range(2, 31) for blank in ("", " ")), "hiring", "we need", "wanted", "needed",
    "seeking", "recruiting", "recruit", "looking for",
    "require", "opportunity for", "vacancies for", "appoint",
    *(f"{n} x" for n in range(1, 31)), "2x", "3x", "4x", "5x", "roles", "wants", "places",
    *(f"{n}{blank}x" for n in (35, 40, 50, 60, 75, 80, 100, 150, 200) for blank in ("", " ")),
    *(f"{n}x" for n in range(10, 31)),
)  # fmt: skip
_COUNT: Final = rf"(?P<n>\d{{1,3}}|{WORD})"
_N_POSTS: Final = re.compile(
    rf"(?<![\w.,£:/-])(?<!band )(?<!bands )(?<!grade )(?<!level )(?<!tier )(?<!scale ){_COUNT}(?!\d"
    rf"|\s?-\s?(?:hours?|hrs?|beds?|bedded|bedroom|weeks?|months?|years?|days?)\b)\s*(?:x\s*"
    rf"|no\.?\s*)?(?:(?!years?|months?|days?|weeks?|hours?|hrs?|and|of|to|per|in|sites?|hospitals?"
    rf"|different|or|wards?|beds?|bedded|other|current)[\w'/&()-]+\s+){{0,5}}$"
)
_LABEL: Final = re.compile(r"\s*(?:available|required)?\s*[:=]\s*(?P<n>\d{1,3})\b(?!\s*[-/.,]?\d)")
_WORKERS: Final = (
    r"(?:[a-z]+(?:ers|ors|ants|ists|ives|ians)|(?:nurses|stewards|operatives|roles|jobs|carers|porters|teachers"
    r"|hands|labourers|professionals|agents|cooks|chefs|staff|people|persons|individuals"
    r"|positions|posts|guards|clerks|apprentices))\b"
)
_SEEKING_AFTER: Final = re.compile(
    rf"\s+(?:to\s+)?(?:recruit\s+|appoint\s+"
    rf"|fill\s+)?(?:for\s+)?(?:up to\s+)?(?:a further\s+)?{_COUNT}\+?\s+(?:x\s*)?(?:(?!years?|months?|days?"
    rf"|weeks?|hours?|hrs?|of\b|or\b)[\w',/&-]+\s+){{0,9}}?{_WORKERS}"
)
_ONE_POST: Final = re.compile(
    r"\b(?:have|has|is|are offering|for|offer) (?:only )?(?P<n>one|1) (?:(?!of\b|year|month|day)[\w-]+ ){0,4}$"
)
_NOT_OPENINGS: Final = re.compile(
    r"\b(?:both|these|over|more than|of our|previous|last|all|those|first|across|year|years?|since|than"
    r"|experience|one of|each|page|job|fte of|total of \d+ existing|current|existing|alongside|as"
    r"|more)\s*$"
)
_POSTS_HELD: Final = re.compile(r"\s+(?:of responsibility|held|within the (?:ftse|last))")
# "12 drivers wanted", at the beginning of a sentence: "our 12 drivers needed a rest"
_SO_MANY_WORKERS: Final = re.compile(
    rf"^\W*(?:x ?)?{_COUNT}\s*(?:x\s*|no\.?\s*)?"
    rf"(?:(?!years?|months?|days?|of\b|or\b|and\b)[\w'/&()-]+\s+){{0,4}}?{_WORKERS}\s*$"
)
# "Room attendants x 4 - Seaview", and not "references x 2 required" or "shifts x 4"
_WORKER_BEFORE: Final = re.compile(
    r"\b(?!others?\b|numbers?\b|orders?\b|letters?\b|sessions?\b)[a-z]+(?:ers?|ors?|ants?|ists?|ives?|ians?|staff"
    r"|nurses?"
    r"|chefs?|cooks?|clerks?|guards?|apprentices?)\s*\(?$"
)
_THINGS: Final = (
    r"(?:references?|gcses?|a[- ]levels?|shifts?|nights?|days?|sleep[- ]?ins?|photos?|copies|forms?|passes|salary)"
)
_THINGS_BEFORE: Final = re.compile(rf"\b{_THINGS}\s*\(?$")
_THINGS_AFTER: Final = re.compile(rf"\s*(?:recent |written |professional |satisfactory |passport )*{_THINGS}\b")
_WORKERS_AFTER: Final = re.compile(rf"\s+(?!\d)(?:[\w'/&-]+\s+){{0,3}}?{_WORKERS}")
_UNIT_AFTER: Final = re.compile(
    r"\s*(?:hours?|hrs?|per|a|each|weekly|daily|salary|days?|nights?|%|weeks?|sites?|sessions?|clinics?|shifts?"
    r"|metres?)\b|[.,]?\s*\d"
)
# Numbers of services that answer calls.
_NUMBERS_CALLED: Final = frozenset((101, 111, 999))
# "We plan to recruit 60 staff for this study"
_OF_A_STUDY: Final = re.compile(
    r"\b(?:plans?|planned|planning|aim(?:s|ed|ing)?|hop(?:e|es|ing)|intend(?:s|ed|ing)?|study|trial"
    r"|research|projects?) (?:(?:is|are|will|to|also|aims) )*$"
)
# "We have 25 places on our January intake"
_PLACES_BEFORE: Final = re.compile(
    rf"\b(?:have|has|offering|fill)\s+(?:up to\s+)?{_COUNT}\s+(?:new |more |full[- ]time )?$"
)
_PLACES_AFTER: Final = re.compile(
    r"\s+(?:available\b|on (?:our|the|this)\b|to (?:fill|offer)\b|for (?:new )?" + _WORKERS + ")"
)
_MAX_OPENINGS: Final = 300
_MOST_OF_ANYTHING: Final = 6
_LONGEST_COUNT: Final = 60
_WANTED_AFTER: Final = {"wanted", "needed"}
_ORDER: Final = {"posts", "positions", "vacancies", "openings", "roles"}
_ONE_OF: Final = {"post", "position", "vacancy"}
_WANTED: Final = {
    "hiring", "we need", "seeking", "recruiting", "recruit", "looking for", "require", "opportunity for",
    "vacancies for", "appoint", "wants",
}  # fmt: skip


_OF_A_LABEL: Final = re.compile(r"\b(?:number|no\.?|how many|available)\b")
_ROLES_OPEN: Final = re.compile(r"\b(?:available|recruit\w*|fill|looking|seeking|x)\b")
_AT_LEAST: Final = re.compile(r"\bminimum(?: of)? $")
# "1 x 12 hour night", "5 x GCSE"
_SHIFTS_OR_GRADES_AFTER: Final = re.compile(
    r"\s*(?:\d+(?:\.\d+)?\s*(?:hr|hour)s?\s*(?:\w+\s)?(?:shift|day|night)|gcse|grade|a[- ]level)"
)
_OF_A_TEAM: Final = re.compile(r"\b(?:made up of|consists? of|compris\w+|includ\w+|team of|structure)\b")
_POST_AFTER: Final = re.compile(
    r"\s*(?:\d\d?(?:\.\d+)?\s*(?:hours?|hrs?|wte|days?|posts?|pa\b)|band|full|part|permanent|fixed|post"
    r"|position|vacanc|[a-z]{4,})"
)
_RATE_AFTER: Final = re.compile(r"\s*(?:week|month|year|salary|daily|annual|per|the|life|faster|more|times|base|death)")
_END_OR_POST_AFTER: Final = re.compile(
    r"\s*(?:positions?|posts?|vacanc|roles?|available|$|\n|\)|full|part|required|[,.]|band)"
)
_NOT_SOUGHT: Final = re.compile(r"\b(?:not|have|experience)\b")
_BEFORE, _AFTER, _TEAM_BEFORE = 70, 110, 120


class _Openings(NamedTuple):
    """A count and where it stands; one of a list adds to the others of it."""

    n: int
    start: int
    end: int
    is_listed: bool = False


def read(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read how many people are wanted: the first count of posts, or the sum of "1 x 20 hours, 1 x 16 hours"."""
    listed: list[_Openings] = []
    for hit in hits:
        found = _openings(text, hit, is_title=is_title)
        if found is None:
            continue
        if found.is_listed:
            listed.append(found)
        elif 1 <= found.n <= _MAX_OPENINGS:
            findings.append(Finding("openings", found.n, found.start, found.end))
            return
    n = sum(one.n for one in listed)
    if 1 <= n <= _MAX_OPENINGS:
        findings.append(Finding("openings", n, listed[0].start, listed[-1].end))


def _openings(text: Plain, hit: Hit, *, is_title: bool) -> _Openings | None:
    low, term = text.low, hit.term
    # Most of these words count nobody: a look at what is near, before the sentence is looked for.
    if term in _WANTED_AFTER:
        return _workers_wanted(text, hit)
    if term in _ONE_OF and not _has_one(low[max(0, hit.start - _BEFORE) : hit.start]):
        return None
    if term in _WANTED and not may_count(low[hit.end : hit.end + 60]):
        return None
    first, _ = text.sentence(hit.start, hit.end)
    before, after = low[max(first, hit.start - _BEFORE) : hit.start], low[hit.end : hit.end + _AFTER]
    if term == "places":
        return _places(hit, before, after)
    if term in _ORDER:
        return _ordered(low, hit, before, after)
    if term[-1] == "x" and term[0].isdigit():
        is_of_a_team = _OF_A_TEAM.search(low[max(first, hit.start - _TEAM_BEFORE) : hit.start])
        return None if is_of_a_team else _times(hit, before, after)
    if term[0] == "x":
        return _by_x(hit, before, after, is_title=is_title)
    if term in _ONE_OF:
        match = _ONE_POST.search(before) if _has_one(before) else None
        return _Openings(1, _place_of(match, hit, before), hit.end) if match else None
    return _sought(hit, before, after) if term in _WANTED else None


def _has_one(before: str) -> bool:
    return "one " in before or "1 " in before


def _place_of(match: re.Match[str], hit: Hit, before: str) -> int:
    """Where in the text the number of a match begins, in what stands before a term."""
    return hit.start - len(before) + match.start("n")


def _places(hit: Hit, before: str, after: str) -> _Openings | None:
    match = _PLACES_BEFORE.search(before) if may_count(before[-30:]) and _PLACES_AFTER.match(after) else None
    return _Openings(int(number(match["n"])), _place_of(match, hit, before), hit.end) if match else None


def _ordered(low: str, hit: Hit, before: str, after: str) -> _Openings | None:
    """Posts with their number before them, or behind a label: "4 posts", "Number of posts: 4"."""
    if _POSTS_HELD.match(after):
        return None
    label = _LABEL.match(after) if hit.term != "roles" else None
    if label and (not before.strip(" -*") or _OF_A_LABEL.search(before[-20:] + after[:12])):
        return _Openings(int(label["n"]), hit.start, hit.end + label.end())
    match = _N_POSTS.search(before) if may_count(before) else None
    if match is None or _NOT_OPENINGS.search(before[: match.start()]):
        return None
    if hit.term == "roles" and not _ROLES_OPEN.search(before + after[:20]):
        return None
    n, start = int(number(match["n"])), hit.start - len(before) + match.start()
    # "Full time (4 posts) and part time (10 posts)"
    is_one_of_them = low[:start].endswith("(") and after.startswith(")") and "x" not in match.group()
    return _Openings(n, start, hit.end, is_one_of_them) if n else None


def _times(hit: Hit, before: str, after: str) -> _Openings | None:
    """A number and "x" before what is wanted: "2 x cleaners", "1 x 20 hours"."""
    n = int(hit.term.rstrip("x "))
    is_of_workers = _WORKERS_AFTER.match(after) is not None
    if (
        _SHIFTS_OR_GRADES_AFTER.match(after)
        or _AT_LEAST.search(before)
        or _THINGS_AFTER.match(after)
        # "12 x" ends in "2 x"
        or before[-1:].isdigit()
        or (n > _MOST_OF_ANYTHING and not is_of_workers)
    ):
        return None
    is_counted = (is_of_workers or _POST_AFTER.match(after)) and not _RATE_AFTER.match(after)
    return _Openings(n, hit.start, hit.end, is_listed=True) if is_counted else None


def _by_x(hit: Hit, before: str, after: str, *, is_title: bool) -> _Openings | None:
    """An "x" and a number behind what is wanted: "Room attendants x4"."""
    if before.rstrip()[-1:].isdigit() or _THINGS_BEFORE.search(before) or _UNIT_AFTER.match(after):
        return None
    is_counted = (
        is_title
        or _WORKER_BEFORE.search(before)
        or (not before.strip(" -*|") and _WORKERS_AFTER.match(after))
        or _END_OR_POST_AFTER.match(after)
    )
    return _Openings(int(hit.term.lstrip("x ")), hit.start, hit.end) if is_counted else None


def _sought(hit: Hit, before: str, after: str) -> _Openings | None:
    """Workers behind a word for seeking: "recruiting 12 drivers"."""
    match = _SEEKING_AFTER.match(after)
    if match is None or _NOT_SOUGHT.search(before[-20:]) or _OF_A_STUDY.search(before):
        return None
    n = int(number(match["n"]))
    is_count = 1 < n <= _MAX_OPENINGS and n not in _NUMBERS_CALLED
    return _Openings(n, hit.start, hit.end + match.end()) if is_count else None


def _workers_wanted(text: Plain, hit: Hit) -> _Openings | None:
    """Workers that are wanted, at the beginning of a sentence: "12 drivers wanted"."""
    low = text.low
    if not may_count(low[max(0, hit.start - 40) : hit.start]):
        return None
    first, _ = text.sentence(hit.start, hit.end)
    match = _SO_MANY_WORKERS.match(low, first, hit.start) if hit.start - first < _LONGEST_COUNT else None
    if match is None or not 1 < (n := int(number(match["n"]))) <= _MAX_OPENINGS:
        return None
    return _Openings(n, match.start("n"), hit.end)
