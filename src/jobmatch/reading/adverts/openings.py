"""How many people are wanted."""

from __future__ import annotations

import re
from typing import Final

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
_TIMES_BEFORE: Final = re.compile(r"x ?(?P<n>\d{1,2})")
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


def read(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read how many people are wanted: the first count of posts, or the sum of "1 x 20 hours, 1 x 16 hours"."""
    listed: list[tuple[int, int, int]] = []
    for hit in hits:
        found = _openings(text, hit, is_title=is_title)
        if found is None:
            continue
        n, start, end, is_listed = found
        if is_listed:
            listed.append((n, start, end))
        elif 1 <= n <= _MAX_OPENINGS:
            findings.append(Finding("openings", n, start, end))
            return
    n = sum(n for n, _, _ in listed)
    if 1 <= n <= _MAX_OPENINGS:
        findings.append(Finding("openings", n, listed[0][1], listed[-1][2]))


def _openings(text: Plain, hit: Hit, *, is_title: bool) -> tuple[int, int, int, bool] | None:
    low = text.low
    # Most of these words count nobody: a look at what is near, before the sentence is looked for.
    if hit.term in _WANTED_AFTER:
        return _workers_wanted(text, hit)
    if hit.term in _ONE_OF and "one " not in (near := low[max(0, hit.start - 70) : hit.start]) and "1 " not in near:
        return None
    if hit.term in _WANTED and not may_count(low[hit.end : hit.end + 60]):
        return None
    first, _ = text.sentence(hit.start, hit.end)
    before, after = low[max(first, hit.start - 70) : hit.start], low[hit.end : hit.end + 110]
    if hit.term == "places":
        match = _PLACES_BEFORE.search(before) if may_count(before[-30:]) and _PLACES_AFTER.match(after) else None
        return (int(number(match["n"])), hit.start - len(before) + match.start("n"), hit.end, False) if match else None
    if hit.term in _ORDER:
        if _POSTS_HELD.match(after):
            return None
        if (
            hit.term != "roles"
            and (label := _LABEL.match(after))
            and (
                not before.strip(" -*")
                or re.search(r"\b(?:number|no\.?|how many|available)\b", before[-20:] + after[:12])
            )
        ):
            return int(label["n"]), hit.start, hit.end + label.end(), False
        match = _N_POSTS.search(before) if may_count(before) else None
        if (
            match
            and not _NOT_OPENINGS.search(before[: match.start()])
            and not (
                hit.term == "roles"
                and not re.search(r"\b(?:available|recruit\w*|fill|looking|seeking|x)\b", before + after[:20])
            )
        ):
            n = int(number(match["n"]))
            # "Full time (4 posts) and part time (10 posts)"
            is_one_of_them = (
                low[: hit.start - len(before) + match.start()].endswith("(")
                and after.startswith(")")
                and "x" not in match.group()
            )
            return (n, hit.start - len(before) + match.start(), hit.end, is_one_of_them) if n else None
        return None
    if hit.term[-1] == "x" and hit.term[0].isdigit():
        if (
            re.match(
                r"\s*(?:\d+(?:\.\d+)?\s*(?:hr|hour)s?\s*(?:\w+\s)?(?:shift|day|night)|gcse|grade|a[- ]level)", after
            )
            or re.search(r"\bminimum(?: of)? $", before)
            or _THINGS_AFTER.match(after)
            # "12 x" ends in "2 x"
            or before[-1:].isdigit()
            or (int(hit.term.rstrip("x ")) > _MOST_OF_ANYTHING and not _WORKERS_AFTER.match(after))
        ):
            return None
        if re.search(
            r"\b(?:made up of|consists? of|compris\w+|includ\w+|team of|structure)\b",
            low[max(first, hit.start - 120) : hit.start],
        ):
            return None
        if (
            re.match(
                r"\s*(?:\d\d?(?:\.\d+)?\s*(?:hours?|hrs?|wte|days?|posts?|pa\b)|band|full|part|permanent|fixed|post"
                r"|position|vacanc|[a-z]{4,})",
                after,
            )
            or _WORKERS_AFTER.match(after)
        ) and not re.match(
            r"\s*(?:week|month|year|salary|daily|annual|per|the|life|faster|more|times|base|death)", after
        ):
            return int(hit.term.rstrip("x ")), hit.start, hit.end, True
        return None
    if hit.term[0] == "x":
        if before.rstrip()[-1:].isdigit() or _THINGS_BEFORE.search(before) or _UNIT_AFTER.match(after):
            return None
        if (
            _WORKER_BEFORE.search(before)
            or (not before.strip(" -*|") and _WORKERS_AFTER.match(after))
            or re.match(r"\s*(?:positions?|posts?|vacanc|roles?|available|$|\n|\)|full|part|required|[,.]|band)", after)
            or is_title
        ):
            return int(hit.term.lstrip("x ")), hit.start, hit.end, False
        return None
    if hit.term in _ONE_OF:
        match = _ONE_POST.search(before) if "one " in before or "1 " in before else None
        return (1, hit.start - len(before) + match.start("n"), hit.end, False) if match else None
    if hit.term in _WANTED:
        match = _SEEKING_AFTER.match(after)
        if match and not re.search(r"\b(?:not|have|experience)\b", before[-20:]) and not _OF_A_STUDY.search(before):
            n = int(number(match["n"]))
            is_count = 1 < n <= _MAX_OPENINGS and n not in _NUMBERS_CALLED
            return (n, hit.start, hit.end + match.end(), False) if is_count else None
    return None


def _workers_wanted(text: Plain, hit: Hit) -> tuple[int, int, int, bool] | None:
    """Workers that are wanted, at the beginning of a sentence: "12 drivers wanted"."""
    low = text.low
    if not may_count(low[max(0, hit.start - 40) : hit.start]):
        return None
    first, _ = text.sentence(hit.start, hit.end)
    match = _SO_MANY_WORKERS.match(low, first, hit.start) if hit.start - first < _LONGEST_COUNT else None
    if match is None or not 1 < (n := int(number(match["n"]))) <= _MAX_OPENINGS:
        return None
    return n, match.start("n"), hit.end, False
