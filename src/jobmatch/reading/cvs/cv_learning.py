"""Qualifications of a CV."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from jobmatch.reading.cvs.cv_sections import Sections
from jobmatch.reading.cvs.cv_titles import is_title


class FoundWords(NamedTuple):
    """A value and the words that state it; ``sure`` where they state it of the person, as held."""

    value: str
    start: int
    end: int
    sure: bool


_LEVEL: Final = r"(?:level|lvl|l)\s*(?P<level>[1-8]|one|two|three|four|five)\b"
_SUBJECT: Final = (
    r"(?:\s*(?:in\b|:|-|\u2013)\s*(?P<subject>[A-Za-z][A-Za-z&' -]{2,60}?)(?=\s*(?:$|[.,;\n(\d|]|\s[-\u2013]\s"
    r"|\b(?:at|from|city|state|current|and i|level)\b)))?"
)
# After a degree the subject may follow at once, with a capital: "BSc Sport Science", "BA (Hons) Marketing".
_OF_DEGREE: Final = (
    r"(?:\s*\(?hons\)?)?(?P<of>\s+of\s+\w+)?(?:\s*(?:in\s|:|-|\u2013)\s*|(?(of)(?!)|[^\S\n]+(?=(?-i:[A-Z]))))?"
    r"(?P<subject>(?<=[\s:-])(?!degree|gpa|program)[A-Za-z][A-Za-z&' -]{2,60}?(?=\s*(?:$|[.,;\n(\d|]|\s[-\u2013]\s"
    r"|\b(?:at|from|city|state|current|and i|with|level)\b)))?"
)
_HOW_MANY: Final = r"(?:(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+)?"
# Kinds, with their level in the frameworks of England, Wales and Northern Ireland (0 is the level that is stated), and
# letters without which a pattern need not be tried.
_QUALIFICATIONS: Final[tuple[tuple[str, int, tuple[str, ...], re.Pattern[str]], ...]] = tuple(
    (kind, level, hints, re.compile(pattern, re.IGNORECASE))
    for kind, level, hints, pattern in (
        ("doctorate", 8, ("phd", "ph.", "ph ", "doctor"), r"\b(?:ph\.?\s?d|doctorate|doctor of \w+)\b" + _SUBJECT),
        (
            "master's degree",
            7,
            (
                "master",
                "msc",
                "m.sc",
                "mba",
                "m.b",
                "meng",
                "m.eng",
                "mphil",
                "mpharm",
                "mchem",
                "mphys",
                "MA ",
                "M.A",
                "LLM",
                "MEd",
            ),
            r"\b(?:master'?s?(?:\s+degree)?(?=\s+(?:of(?! the\b)|in|degree))|m\.?sc|m\.?b\.?a|m\.?eng"
            r"|mphil|mpharm|mchem|mphys|(?-i:LLM|MEd|(?<!, )M\.?A\.?(?=[^\S\n]*\(|[^\S\n]+(?:in )?[A-Z][a-z])))(?!\w)"
            + _OF_DEGREE,
        ),
        (
            "postgraduate certificate",
            7,
            ("pgce", "p.g.c.e", "postgrad", "pgdip"),
            r"\b(?:pgce|p\.g\.c\.e|pgdip|postgraduate (?:certificate|diploma))\b" + _SUBJECT,
        ),
        (
            "degree",
            6,
            ("bachelor", "bsc", "b.sc", "beng", "b.eng", "B.A", "BA ", "BA,", "BA:", "BA(", "BA\n", "LLB", "degree"),
            r"\b(?:bachelor'?s?(?:\s+degree)?|b\.?sc|b\.?eng|(?-i:B\.?A\b\.?|LLB)|(?:honours|first|undergraduate"
            r"|university) degree"
            r"|graduated with a degree|(?:specialist|master|bachelor)(?: \(?[\w ]{0,14}\)?)? degree)\b" + _OF_DEGREE,
        ),
        (
            "access course",
            3,
            ("access to",),
            r"\baccess to (?:[A-Za-z ]{3,25}diploma|he\b|higher education|nursing|social work)",
        ),
        (
            "foundation degree",
            5,
            ("foundation", "fdsc", "fda"),
            r"\b(?:foundation degree|fdsc|(?-i:FdA))\b" + _OF_DEGREE,
        ),
        ("diploma of higher education", 5, ("dip he", "diphe", "dip. he"), r"\bdip\.? ?he\b" + _OF_DEGREE),
        ("HND", 5, ("hnd", "higher national"), r"\b(?:(?-i:HND)|higher national diploma)\b" + _SUBJECT),
        ("HNC", 4, ("hnc", "higher national"), r"\b(?:(?-i:HNC)|higher national certificate)\b" + _SUBJECT),
        (
            "A levels",
            3,
            ("a level", "a-level", "g.c.e"),
            rf"\b{_HOW_MANY}(?:(?:a|as)[ -]?levels?|g\.c\.e\.? advanced levels?)\b"
            rf"(?!\s*\d)(?!\s+(?:\w+\s+){{0,2}}(?:teach|tutor"
            rf"|tuition))" + _SUBJECT,
        ),
        (
            "NVQ",
            0,
            ("vq", "qcf", "rqf"),
            rf"\b(?:[sg]?nvq|svq|qcf|rqf)s?\s*(?:\(?{_LEVEL}\)?|(?P<digit>[1-5])\b)?" + _SUBJECT,
        ),
        ("NVQ", 0, ("vq", "qcf", "rqf"), rf"\b{_LEVEL}\s+(?:s?nvq|svq|qcf|rqf)\b" + _SUBJECT),
        (
            "BTEC",
            0,
            ("btec",),
            rf"\bbtec\b(?:\s+(?:national|first|higher|extended|diploma|certificate"
            rf"|award))*\s*(?:{_LEVEL})?" + _SUBJECT,
        ),
        (
            "City & Guilds",
            0,
            ("guilds", "c&g", "c & g"),
            rf"\b(?:city (?:&|and) guilds|(?-i:C\s?&\s?G))(?!\w)(?:\s*\d{{3,4}}(?:-\d\d)?\b)?\s*(?:{_LEVEL})?"
            + _SUBJECT,
        ),
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
            ("gcse", "o level", "o-level", "cse", "o grade", "g.c.e"),
            rf"\b{_HOW_MANY}(?:gcses?|o[ -](?:level|grade)s?|cses?|g\.c\.e\.?)(?: ordinary levels?)?"
            rf"(?!\w)(?!\s+(?:and\s+)?(?:[\w-]+\s+){{0,3}}(?:teach|tutor"
            rf"|tuition))" + _SUBJECT,
        ),
        (
            "ESOL",
            0,
            ("esol", "entry level 1", "entry level 2", "entry level 3", "entry 1", "entry 2", "entry 3"),
            r"\besol\b(?:\s+(?:entry|level)\s*(?:level\s*)?[1-3])?|\bentry (?:level )?[1-3]\b",
        ),
        ("T level", 3, ("t level", "t-level"), r"\b(?-i:T)[ -]levels?\b" + _SUBJECT),
        (
            "Scottish school qualifications",
            0,
            ("standard grade", "advanced higher", "Higher", "national 4", "national 5", "nat 5", "nat 4"),
            r"\b(?:\d{1,2}\s+)?(?:standard grades?|advanced highers?|(?-i:Highers)"
            r"|nat(?:ional)? [45]s?)\b(?:\s*x\s*\d+)?"
            r"|\b(?-i:Higher) (?-i:English|Maths|Mathematics|History|French|Biology|Chemistry|Physics|Geography"
            r"|Art)\b",
        ),
        (
            "school leaving certificate",
            0,
            (
                "leaving cert",
                "matura",
                "maturity",
                "abitur",
                "baccalaur",
                "waec",
                "wassce",
                "SSC",
                "HSC",
                "matriculation",
                "lyceum",
                " ano",
            ),
            r"\b(?:(?:irish )?leaving cert(?:ificate)?|matura|maturity (?:exam|diploma)|abitur|(?:welsh "
            r"|international )?"
            r"baccalaur\w+|waec|wassce|(?-i:SSC|HSC)|matriculation|lyceum|12\S? ano)\b",
        ),
    )
)
# Awards by the names of those who give them, or of what everybody in a trade takes; letters as above.
_AWARDS: Final[tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]] = tuple(
    (name, hints, re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE))
    for name, hints, pattern in (
        ("Care Certificate", ("care certificate",), r"care certificate"),
        (
            "safe handling of medicines",
            ("safe handling", "safe admin"),
            r"safe (?:handling|administration) of medic\w+",
        ),
        (
            "basic life support",
            ("life support", "BLS", "ILS"),
            r"(?:basic|immediate|paediatric|advanced) life support|(?-i:BLS|ILS)",
        ),
        ("RSA", ("RSA",), r"(?-i:RSA)(?: stage \w+)?"),
        ("Pitman", ("pitman",), r"pitmans?"),
        ("ECDL", ("ecdl", "computer driving", "clait"), r"ecdl|european computer driving licen[cs]e|clait"),
        ("CompTIA", ("comptia",), r"comptia(?: \w+\+?)?"),
        ("ITIL", ("itil",), r"itil(?: v?\d)?(?: foundation)?"),
        (
            "Microsoft certification",
            ("AZ-", "MS-", "DP-", "SC-", "PL-", "AI-", "mcsa", "mcse", "mcp"),
            r"(?-i:AZ|MS|DP|SC|PL|AI)-\d{3}|mcsa|mcse|mcp",
        ),
        ("Cisco certification", ("ccn",), r"ccna|ccnp"),
        ("PRINCE2", ("prince",), r"prince ?2"),
        ("Six Sigma", ("six sigma",), r"six sigma"),
        ("IELTS", ("ielts", "toefl"), r"ielts|toefl"),
        ("teaching English", ("TEFL", "CELTA", "TESOL"), r"(?-i:TEFL|CELTA|TESOL)"),
        (
            "teaching award",
            ("ptlls", "award in education", "taqa", "a1 assessor", "QTLS"),
            r"ptlls|award in education and training|taqa|a1 assessor|(?-i:QTLS)",
        ),
        ("AAT", (" aat ", "AAT"), r"aat"),
        ("ACCA", ("ACCA", "CIMA", "ACA"), r"(?-i:ACCA|CIMA|ACA)"),
        ("CIPD", ("cipd",), r"cipd"),
        ("IMI", ("IMI",), r"(?-i:IMI)"),
        ("CACHE", ("CACHE", "nneb"), r"(?-i:CACHE)|nneb"),
        ("NPTC", ("nptc", "pa1", "pa6", "cs3"), r"nptc|(?-i:PA[16](?:\s+PA[1-6])*|CS3[0-9])"),
        ("REHIS", ("rehis",), r"rehis"),
        ("BICSc", ("bics",), r"bicsc?"),
        ("AM2", ("am2",), r"am2s?"),
        ("wiring regulations", ("th edition", "7671"), r"1[78]th edition|bs ?7671"),
        ("inspection and testing", ("239",), r"239[1-5](?:-\d\d)?"),
        ("F-Gas", ("f-gas", "f gas"), r"f[- ]gas"),
        ("IOSH", ("iosh",), r"iosh"),
        ("NEBOSH", ("nebosh",), r"nebosh"),
        ("COSHH", ("coshh",), r"coshh (?:certificate|training)"),
        ("abrasive wheels", ("abrasive",), r"abrasive wheels"),
        ("Swim England", ("swim england", "nplq", "lifeguard qual"), r"swim england|nplq|lifeguard qualification"),
        ("Duke of Edinburgh", ("edinburgh", "d of e", "dofe"), r"duke of edinburgh|d of e|dofe"),
        ("Prince's Trust", ("prince's trust", "princes trust"), r"prince'?s trust"),
        ("digital skills", ("digital skills",), r"essential digital skills|digital skills"),
        ("boot camp", ("bootcamp", "boot camp"), r"boot ?camp"),
        ("ACT awareness", ("ACT ",), r"(?-i:ACT) (?:e-learning|awareness)"),
        ("ILM or CMI", ("CMI", "ILM"), r"(?-i:CMI|ILM) level [1-7]"),
        ("BIIAB", ("biiab",), r"biiab"),
        ("Cask Marque", ("cask marque",), r"cask marque"),
        ("WSET", ("wset",), r"wset"),
        ("APLH", ("aplh",), r"aplh"),
        (
            "health and safety",
            ("construction environment",),
            r"health (?:and|&) safety in a construction environment",
        ),
        ("CISRS", ("cisrs",), r"cisrs(?: part \d)?"),
        ("offshore survival", ("bosiet", "foet", "sea survival", "stcw"), r"bosiet|foet|sea survival|stcw"),
        ("gas safety", ("ACS ", "CCN1"), r"(?-i:ACS) (?:core|gas)(?: gas)?(?: safety)?|(?-i:CCN1)"),
        ("OFTEC", ("oftec",), r"oftec(?: \d{3})?"),
        ("CAVA", ("CAVA",), r"(?-i:CAVA)"),
        ("MiDAS", ("MiDAS",), r"(?-i:MiDAS)"),
    )
)
_NAME: Final = r"(?-i:[A-Z])[\w&'/-]*(?: (?:(?:of|in|and|&|for|with|the|to) )?[\w&'/-]+){0,5}?"
# "Level 2 Spectator Safety", "Makaton level 1 & 2", "Peer mentor award", "Disability awareness"
_LEVELLED: Final = re.compile(
    rf"\b{_LEVEL}[^\S\n]+(?:(?:award |certificate )?in )?(?P<subject>[A-Za-z][\w&' -]{{2,60}}?)"
    r"(?=[^\S\n]*(?:$|[.,;:(|/]|\s[-\u2013\u2014]\s|\b(?:19|20)\d\d\b))",
    re.IGNORECASE | re.MULTILINE,
)
_LEVEL_LAST: Final = re.compile(
    rf"(?:^|[,;/|-])[^\S\n]*(?P<subject>[A-Za-z][A-Za-z&' ]{{2,40}}?)[^\S\n]+{_LEVEL}", re.IGNORECASE | re.MULTILINE
)
_COURSE: Final = re.compile(
    rf"(?P<subject>{_NAME}) (?P<kind>awards?|certificates?|dipl?om\w*|aware?ness|accreditation)\b"
    rf"|\b(?P<first>certificate|diploma|award) (?:in|of) (?P<of>[A-Z][\w&' -]{{2,50}})"
    r"|\b(?P<plain>conflict (?:resolution|management)|safeguarding (?:training|level \d|adults|children)"
    r"|fire (?:safety|marshal|warden)|(?:(?:emergency|paediatric|basic) )?first aid(?: at work)?|moving (?:and"
    r"|&) (?:handling"
    r"|assisting)|manual handling|infection control|health and safety level \d)\b",
    re.IGNORECASE,
)


# "Mentorship in Practice, Oak University, 2021": a name that says of no kind what it is
_AT_UNIVERSITY: Final = re.compile(
    r"^[\s*\u2022-]*(?P<subject>[A-Z][A-Za-z&' -]{5,50}), (?:[A-Z][\w'&]*,? ){0,3}(?:University|College)\b[^\n]{0,30}"
    r"\b(?:19|20)\d\d\W*$",
    re.MULTILINE,
)
_SCHOOL: Final = re.compile(r"\b(?:university|college|school|institute|academy|current|present)\b")
_NUMBERS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_NOT_YET: Final = re.compile(
    r"\b(?:study(?:ing)?|working towards?|currently (?:doing|taking|completing)|would like|want to|hope to|hoping"
    r"|started"
    r"|part of|enrolled"
    r"|did not (?:finish|complete)|looking for|would (?:love|consider)|keen to|want|need|aim(?:ing)?|failed|no"
    r"|without|going for|aiming for)\b[^.\n]{0,40}$"
)
_NOT_YET_AFTER: Final = re.compile(
    r"\s*[(,-]?\s*(?:class|classes|course)\b|,\s*(?:applied for|offer|left after|due to start)\b"
    r"|[^.,;\n]{0,50}?\b(?:in progress|ongoing|on-going|pending"
    r"|not (?:completed|finished"
    r"|started|yet)|expected|started|incomplete|unfinished|did(?: not|n'?t) (?:finish|complete)|part[- ]qualified"
    r"|studying|now in|out of date|expired|lapsed|ran out|booked|withdr[ae]w|deferred|applied for"
    r"|place deferred)\b"
)


_GAIN: Final = (
    r"\b(?:have|hold|held|gained|achieved|completed|passed|graduated?|qualified|obtained|got|earned|awarded|with"
    r"|did|took"
    r"|my|holds)\b"
)
_GAINED: Final = re.compile(_GAIN)
# By itself at the beginning of a line it is one of a list.
_HELD: Final = re.compile(_GAIN + r"|(?:^|[;|])\W*$|\b(?:college|university|school|academy)\b\W{1,3}$")


def read_qualifications(text: str, low: str, sections: Sections) -> list[FoundWords]:
    """Qualifications as "kind", "kind, level 3" or "kind, level 3: subject"; when they were taken is not read."""
    found: dict[str, FoundWords] = {}
    taken: list[tuple[int, int]] = []
    for value, start, end in _candidates(text, low, sections):
        if any(start < last and first < end for first, last in taken):
            continue
        taken.append((start, end))
        sure = _is_held(low, start, end, sections.at(start))
        if value not in found or (sure and not found[value].sure):
            found[value] = FoundWords(value, start, end, sure)
    return sorted(found.values(), key=lambda one: one.start)


_LISTS: Final = frozenset(("education", "licences"))
_NEVER: Final = frozenset(("references", "interests"))


def _is_held(low: str, start: int, end: int, section: str) -> bool:
    """Whether the words say that a qualification was gained, by themselves or by what they stand under."""
    before = low[max(0, start - 60, low.rfind("\n", 0, start) + 1) : start].rpartition(". ")[2]
    if section in _NEVER or _NOT_YET.search(before) or _NOT_YET_AFTER.match(low, end):
        return False
    if section in _LISTS or _CERTIFIED.match(low, end):
        return True
    if section == "work" and _AT_LINE_START.fullmatch(low, low.rfind("\n", 0, start) + 1, start):
        return not low.startswith(_LEVEL_FIRST, start)
    # "MBA programs" under a job is what somebody worked for.
    return (_GAINED if section == "work" else _HELD).search(before) is not None


_AT_LINE_START: Final = re.compile(r"[\s*-]*(?:(?:school|college|education|qualifications?)[\s:-]*)?")
_LEVEL_FIRST: Final = ("level", "lvl", "l1", "l2", "l3", "l 1", "l 2", "l 3")
_CERTIFIED: Final = re.compile(r"\s(?:certificate|certified|qualified|card|ticket)\b")


def _candidates(text: str, low: str, sections: Sections) -> Iterator[tuple[str, int, int]]:
    """What may be a qualification, surest names first: its value and its place."""
    places = _places_of_hints(text, low)
    for kind, level, hints, pattern in _QUALIFICATIONS:
        for match in _matches_near(pattern, text, places, hints):
            yield _value(kind, level, match), *match.span()
    for name, hints, pattern in _AWARDS:
        for match in _matches_near(pattern, text, places, hints):
            yield name, *match.span()
    for match in _matches_near(_LEVELLED, text, places, _LEVELS):
        # "Level 2 Teaching Assistant" is a job.
        listed = sections.at(match.start()) in _LISTS
        if _NO_SUBJECT.match(match["subject"]) is None and (
            listed or not is_title(_UP_TO.split(match["subject"])[0].strip())
        ):
            yield _value("certificate", 0, match), *match.span()
    yield from _listed(text, sections)


def _places_of_hints(text: str, low: str) -> dict[str, list[int]]:
    """Where a text holds hints: a cheap look before slow ones; those with capitals as they are written."""
    places: dict[str, list[int]] = {}
    for number, start, _ in _FINDER.find_matches_as_indexes(low, overlapping=True):
        places.setdefault(_SMALL[number], []).append(start)
    for number, start, _ in _CAPITAL_FINDER.find_matches_as_indexes(text, overlapping=True):
        places.setdefault(_CAPITAL[number], []).append(start)
    return places


def _matches_near(
    pattern: re.Pattern[str], text: str, places: Mapping[str, list[int]], hints: tuple[str, ...]
) -> Iterator[re.Match[str]]:
    """Matches of a pattern around its hints, in the order of the text."""
    past = 0
    for place in sorted(place for hint in hints for place in places.get(hint, ())):
        if place < past:
            continue
        past = max(past, text.rfind("\n", 0, place) + 1, place - _FARTHEST_BEFORE_HINT)
        while (match := pattern.search(text, past, place + _FARTHEST_AFTER_HINT)) is not None:
            match = pattern.match(text, match.start()) or match  # all of it
            yield match
            past = match.end()
        past = max(past, place + 1)


# How far before its hint a match may start, and how far after it the next may:
# "level 3 extended national diploma in ...".
_FARTHEST_BEFORE_HINT: Final = 60
_FARTHEST_AFTER_HINT: Final = 120


def _listed(text: str, sections: Sections) -> Iterator[tuple[str, int, int]]:
    """What only a list of qualifications tells to be one."""
    for first, last in sections.spans(_LISTS | {"skills"}):
        for match in _LEVEL_LAST.finditer(text, first, last):
            yield _value("certificate", 0, match), *match.span()
        if sections.at(first) == "skills":
            continue
        for match in _AT_UNIVERSITY.finditer(text, first, last):
            yield f"course: {match['subject'].lower()}", *match.span("subject")
        for match in _COURSE.finditer(text, first, last):
            kind = (match["kind"] or match["first"] or "course").lower()
            subject = _without_year((match["subject"] or match["of"] or match["plain"]).lower())
            if subject and not _SCHOOL.search(subject):
                yield f"{kind}: {subject}", *match.span()


_LEVELS: Final = ("level ", "lvl", "l1 ", "l2 ", "l3 ", "l4 ")
_HINTS: Final = dict.fromkeys(
    (
        *_LEVELS,
        *(hint for _, _, hints, _ in _QUALIFICATIONS for hint in hints),
        *(hint for _, hints, _ in _AWARDS for hint in hints),
    )
)
_SMALL: Final = tuple(hint for hint in _HINTS if hint == hint.lower())
_CAPITAL: Final = tuple(hint for hint in _HINTS if hint != hint.lower())
_FINDER: Final = AhoCorasick(_SMALL)
_CAPITAL_FINDER: Final = AhoCorasick(_CAPITAL)
_NO_SUBJECT: Final = re.compile(
    r"(?:exp|valid|until|passed|gained|achieved|completed|due|renew|and|with|from|at|to)\b", re.IGNORECASE
)
_UP_TO: Final = re.compile(r"[(,.\n]|\s{2,}|\s-\s")


def _value(kind: str, level: int, match: re.Match[str]) -> str:
    """The kind, with its level and subject where they are told."""
    groups = match.groupdict()
    said = groups.get("level") or groups.get("digit")
    number = level or (_NUMBERS.get(said.lower()) or int(said) if said else 0)
    value = kind if not number else f"{kind}, level {number}"
    subject = _without_year(" ".join((groups.get("subject") or "").split()).lower())
    return value if not subject or _SCHOOL.search(subject) else f"{value}: {subject}"


def _without_year(subject: str) -> str:
    """A subject up to a year, which would tell an age."""
    return re.split(r"\W*\b(?:19|20)\d\d\b", subject)[0]
