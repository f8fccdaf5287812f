"""Qualifications and languages of a CV."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from jobmatch.reading.cv_sections import Sections
from jobmatch.reading.vocabulary import starter_skills


class FoundWords(NamedTuple):
    """A value and the words that state it; ``sure`` where they state it of the person, as held."""

    value: str
    start: int
    end: int
    sure: bool


# --- Qualifications ------------------------------------------------------------------------

_LEVEL: Final = r"(?:level|lvl|l)\s*(?P<level>[1-8]|one|two|three|four|five)\b"
_SUBJECT: Final = (
    r"(?:\s*(?:in|:|-|\u2013)\s*(?P<subject>[A-Za-z][A-Za-z&' -]{2,60}?)(?=\s*(?:$|[.,;\n(\d|]|\s[-\u2013]\s"
    r"|\b(?:at|from|city|state|current|and i)\b)))?"
)
# Kinds, with their level in the frameworks of England, Wales and Northern Ireland (0 is the level that is stated), and
# letters without which a pattern need not be tried.
_QUALIFICATIONS: Final[tuple[tuple[str, int, tuple[str, ...], re.Pattern[str]], ...]] = tuple(
    (kind, level, hints, re.compile(pattern, re.IGNORECASE))
    for kind, level, hints, pattern in (
        ("doctorate", 8, ("phd", "ph.", "ph ", "doctor"), r"\b(?:ph\.?\s?d|doctorate|doctor of \w+)\b" + _SUBJECT),
        (
            "master's degree",
            7,
            ("master", "sc", "mba", "m.b", "eng", "mphil"),
            r"\b(?:master'?s?(?:\s+degree)?(?=\s+(?:of(?! the\b)|in|degree))|m\.?sc|m\.?b\.?a|m\.?eng"
            r"|mphil)\b(?:\s+of\s+\w+)?" + _SUBJECT,
        ),
        (
            "postgraduate certificate",
            7,
            ("pgce", "postgrad"),
            r"\b(?:pgce|postgraduate (?:certificate|diploma))\b" + _SUBJECT,
        ),
        (
            "degree",
            6,
            ("bachelor", "sc", "eng", "b.a", "ba", "llb", "degree"),
            r"\b(?:bachelor'?s?(?:\s+degree)?|b\.?sc|b\.?eng|(?-i:B\.?A\b\.?|LLB)|(?:honours|first|undergraduate"
            r"|university) degree"
            r"|graduated with a degree)\b(?:\s*\(?hons\)?)?(?:\s+of\s+\w+)?" + _SUBJECT,
        ),
        ("foundation degree", 5, ("foundation",), r"\bfoundation degree\b" + _SUBJECT),
        ("HND", 5, ("hnd", "higher national"), r"\b(?:(?-i:HND)|higher national diploma)\b" + _SUBJECT),
        ("HNC", 4, ("hnc", "higher national"), r"\b(?:(?-i:HNC)|higher national certificate)\b" + _SUBJECT),
        ("A levels", 3, ("a level", "a-level"), r"\b(?:(?:\d|two|three|four)\s+)?a[ -]?levels?\b(?!\s*\d)" + _SUBJECT),
        (
            "NVQ",
            0,
            ("vq", "qcf", "rqf"),
            rf"\b(?:s?nvq|svq|qcf|rqf)s?\s*(?:\(?{_LEVEL}\)?|(?P<digit>[1-5])\b)?" + _SUBJECT,
        ),
        ("NVQ", 0, ("vq", "qcf", "rqf"), rf"\b{_LEVEL}\s+(?:s?nvq|svq|qcf|rqf)\b" + _SUBJECT),
        (
            "BTEC",
            0,
            ("btec",),
            rf"\bbtec\b(?:\s+(?:national|first|higher|extended|diploma|certificate|award))*\s*(?:{_LEVEL})?" + _SUBJECT,
        ),
        ("City & Guilds", 0, ("guilds",), rf"\bcity (?:&|and) guilds\b\s*(?:{_LEVEL})?" + _SUBJECT),
        (
            "apprenticeship",
            0,
            ("apprenticeship",),
            rf"\b(?:{_LEVEL}\s+)?(?:modern |advanced |intermediate |higher )?apprenticeship\b" + _SUBJECT,
        ),
        (
            "diploma",
            0,
            ("diploma",),
            rf"\b(?:{_LEVEL}\s+)?(?<!high school )(?:national )?diploma\b(?:\s*level\s*(?P<digit>[1-8])\b)?" + _SUBJECT,
        ),
        (
            "certificate",
            0,
            ("certificate", "award", "qualification"),
            rf"\b{_LEVEL}\s+(?:certificate|award|qualification)\b" + _SUBJECT,
        ),
        (
            "functional skills",
            0,
            ("functional",),
            rf"\bfunctional skills\b(?:\s+(?:english|maths|ict))*\s*(?:{_LEVEL})?",
        ),
        (
            "GCSEs",
            2,
            ("gcse", "o level", "o-level", "cse"),
            r"\b(?:(?:\d{1,2}|\w+)\s+)?(?:gcses?|o[ -]levels?|cse)\b" + _SUBJECT,
        ),
        ("ESOL", 0, ("esol",), r"\besol\b(?:\s+(?:entry|level)\s*[1-3])?"),
    )
)
_SCHOOL: Final = re.compile(r"\b(?:university|college|school|institute|academy|current|present)\b")
_NUMBERS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_NOT_YET: Final = re.compile(
    r"\b(?:studying|working towards?|currently (?:doing|taking|completing)|would like|want to|hope to|hoping|started"
    r"|part of|enrolled"
    r"|did not (?:finish|complete)|failed|no)\b[^.\n]{0,40}$"
)
_NOT_YET_AFTER: Final = re.compile(
    r"\s*[(,-]?\s*(?:in progress|ongoing|pending|not completed|expected|class\b|classes\b|course\b)"
)


_HELD: Final = re.compile(
    r"\b(?:have|hold|held|gained|achieved|completed|passed|graduated?|qualified|obtained|got|earned|awarded|with)\b"
    r"|^\W*$"
)


def read_qualifications(text: str, low: str, sections: Sections) -> list[FoundWords]:
    """Qualifications as "kind", "kind, level 3" or "kind, level 3: subject"; when they were taken is not read."""
    found: dict[str, FoundWords] = {}
    taken: list[tuple[int, int]] = []
    for kind, level, hints, pattern in _QUALIFICATIONS:
        if not any(hint in low for hint in hints):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            groups = match.groupdict()
            said = groups.get("level") or groups.get("digit")
            number = level or (_NUMBERS.get(said.lower()) or int(said) if said else 0)
            value = kind if not number else f"{kind}, level {number}"
            subject = " ".join((groups.get("subject") or "").split()).lower()
            if _SCHOOL.search(subject):
                subject = ""
            value += f": {subject}" if subject else ""
            before = low[max(0, start - 60, low.rfind("\n", 0, start) + 1) : start].rpartition(". ")[2]
            sure = not _NOT_YET.search(before) and not _NOT_YET_AFTER.match(low, end)
            # "MBA programs" under a job is what somebody worked for.
            sure = sure and (sections.at(start) in {"education", "licences"} or _HELD.search(before) is not None)
            if value not in found or (sure and not found[value].sure):
                found[value] = FoundWords(value, start, end, sure)
    return sorted(found.values(), key=lambda one: one.start)


# --- Languages -----------------------------------------------------------------------------

_NAMES: Final = {
    name.lower(): skill.label
    for skill in starter_skills()
    if skill.skill_type == "language"
    for name in (skill.label, *skill.other_labels)
}
_WORDS_OF_LANGUAGES: Final = tuple(_NAMES)
_FINDER: Final = AhoCorasick(_WORDS_OF_LANGUAGES)
_NOT_OF_A_LANGUAGE: Final = re.compile(
    r"\s+(?:teachers?|tutor|literature|restaurant|food|cuisine|cooking|department|class(?:es)?|council|government|citizen"
    r"|national|nationality|born|market|company|studies|history)"
)
_SPOKEN: Final = re.compile(
    r"\b(?:speak\w*|spoken|fluen\w+|languages?|bilingual|trilingual|multilingual|mother tongue|native|conversational"
    r"|translat\w+"
    r"|interpret\w*|proficien\w+|read and write|written|can sign|signing|makaton|bsl)\b"
)
_LEVEL_WORDS: Final = re.compile(
    r"\b(fluent\w*|native|mother tongue|bilingual|basic|beginner|some|a little|a bit of|intermediate|conversational"
    r"|advanced|proficient"
    r"|limited|working|good|excellent)\b"
)
_LEVEL_OF: Final = {
    "fluently": "fluent",
    "mother tongue": "native",
    "a little": "basic",
    "some": "basic",
    "a bit of": "basic",
}
_NO: Final = re.compile(r"\b(?:no|not|don'?t|cannot|can'?t|never|learning|would like|want)\b[^.,;\n]{0,30}$")
# Signs by themselves are a language wherever they are named.
_ALWAYS: Final = frozenset(("makaton", "bsl", "british sign language", "makaton signing", "sign language"))


def read_languages(text: str, low: str, sections: Sections) -> Iterator[FoundWords]:
    """Languages that somebody says to speak, with a level in brackets where one stands by: "Polish (native)".

    A word that is a nationality as well counts only where the sentence is about languages.
    """
    seen: set[str] = set()
    for start, end in _named(low):
        label = _NAMES[low[start:end]]
        first = max(low.rfind("\n", 0, start), low.rfind(". ", 0, start)) + 1
        last = min(place if place >= 0 else len(low) for place in (low.find("\n", end), low.find(". ", end)))
        listed = sections.at(start) == "languages"
        # "I speak urdu", but "I polish floors"
        written = text[start].isupper() or (label != "Polish" and "speak" in low[first:last])
        told = written and _SPOKEN.search(low, first, last) is not None
        if label in seen or not (listed or told or low[start:end] in _ALWAYS):
            continue
        if _NO.search(low[first:start]):
            continue
        seen.add(label)
        level = _level(low[max(first, start - 25) : start], low[end : min(last, end + 25)])
        yield FoundWords(f"{label} ({level})" if level else label, start, end, sure=True)


def _named(low: str) -> Iterator[tuple[int, int]]:
    """Where languages are named, as whole words; of names within one another the longest."""
    found = _FINDER.find_matches_as_indexes(low, overlapping=True)
    past = 0
    for _, start, end in sorted(found, key=lambda one: (one[1], -one[2])):
        if start < past or _is_of_word(low, start - 1) or _is_of_word(low, end):
            continue
        if _NOT_OF_A_LANGUAGE.match(low, end) is None:
            past = end
            yield start, end


def _is_of_word(low: str, place: int) -> bool:
    return 0 <= place < len(low) and (low[place].isalnum() or low[place] == "_")


def _level(before: str, after: str) -> str:
    near = _LEVEL_WORDS.search(re.split(r"[,;/]", after)[0]) or next(
        iter(list(_LEVEL_WORDS.finditer(re.split(r"[,;/]|\band\b", before)[-1]))[-1:]), None
    )
    return "" if near is None else _LEVEL_OF.get(near[1], near[1])
