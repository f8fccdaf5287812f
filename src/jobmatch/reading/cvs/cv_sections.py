"""Sections of a CV: which heading a place stands under."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Set as AbstractSet
from itertools import zip_longest
from typing import Final, Literal

Section = Literal["", "skills", "work", "education", "languages", "licences", "references", "interests", "other"]

_HEADINGS: Final[tuple[tuple[Section, str], ...]] = (
    (
        "skills",
        r"(?:(?:key|core|main|technical|it|computer|professional|relevant|transferable|other|additional"
        r"|my)\s+(?:\w+\s+)?)?"
        r"(?:skills?|competenc(?:ies|es)|strengths|abilities|qualifications and skills|skill summary"
        r"|areas of expertise"
        r"|core qualifications|skills (?:and|&) \w+|highlights|skills summary|skill highlights)"
        r"|what i(?: can)? do(?: well)?|i can(?: do)?",
    ),
    (
        "work",
        r"(?:(?:work|employment|career|professional|relevant|job|previous|current|military"
        r"|volunteer\w*)\s+)*(?:experience"
        r"|history|employment|jobs|roles|career)(?: so far| to date|,? i(?:'ve| have) had)?"
        r"|(?:legal|teaching|nursing|clinical|care|retail|catering|hospitality|industry|practical|paid"
        r"|voluntary|uk|overseas"
        r"|recent|earlier|other|further|additional) (?:experience|work|employment|jobs|roles)"
        r"|(?:posts|positions|jobs) held|work(?: i do)?|jobs|volunteer(?:ing)?(?: work)?|voluntary work|placements?",
    ),
    (
        "education",
        r"(?:educat\w+(?:,? (?:and|&) (?:\w+ ?){1,3})?|(?:qualifications?|quals)(?: \w+){0,2}?|training|academic \w+"
        r"|education history|(?:training )?courses(?: (?:inside|taken|attended|completed|done))?|learned"
        r"|studies|school(?:s|ing)?(?: (?:and|&) college)?|training (?:and|&) \w+"
        r"|(?:professional )?(?:certifications?|certificates|certs)(?: (?:and|&) \w+)?)",
    ),
    ("languages", r"(?:(?:spoken )?(?:languages?|langs?\.?)(?: skills| spoken| i speak)?|i speak)"),
    (
        "licences",
        r"(?:(?:driving |my )?licen[cs]es?(?: held)?(?: (?:and|&) \w+)?|driving|driver|tickets?(?: (?:and|&) \w+)?"
        r"|(?:site )?cards?(?: (?:and|&) \w+)?|papers|(?:professional )?registrations?)",
    ),
    ("references", r"(?:references?|referees?)"),
    (
        "interests",
        r"(?:hobbies(?: (?:and|&) interests)?|interests(?: (?:and|&) hobbies)?|personal interests|activities)",
    ),
    (
        "other",
        r"(?:(?:personal|professional|career|executive)\s+)?(?:profile|summary|statement|objective|overview"
        r"|accomplishments"
        r"|achievements|personal(?: details| data| statement)?|contact(?: details)?|additional information"
        r"|affiliations"
        r"|about(?: me)?|other(?: info(?:rmation)?)?|health|development)",
    ),
)
# A heading of a line of its own, or before what it heads: "Licences: B, B+E", "## Skills", "**Tools:** Git".
_HEADING: Final = re.compile(
    r"^[^\S\n]*[#*]{0,3}[^\S\n]*(?:[^\W\d]+ / )?(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _HEADINGS)
    + r")[^\S\n]*(?:(?P<colon>:)|[*]{2}|$|[-\u2013][^\S\n]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_BESIDE: Final = 200
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")


class Sections:
    """Sections of one text, by place."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._starts: list[int] = []
        self._names: list[Section] = []
        matches = list(_HEADING.finditer(text))
        for match, after in zip_longest(matches, matches[1:]):
            self._add(match.start(), _name(match))
            beside = text[match.end() : match.end() + _BESIDE].partition("\n")[0].strip(" \t*")
            if match["colon"] and beside:
                # What stands beside its heading ends with its paragraph: nothing heads what comes after.
                blank = _BLANK_LINE.search(text, match.end(), after.start() if after else len(text))
                if blank is not None:
                    self._add(blank.end(), "")

    def _add(self, start: int, name: Section) -> None:
        self._starts.append(start)
        self._names.append(name)

    def __contains__(self, name: object) -> bool:
        """Whether there is a heading of this kind."""
        return name in self._names

    def spans(self, names: AbstractSet[str]) -> Iterator[tuple[int, int]]:
        """Where the sections of these kinds start and end."""
        ends = [*self._starts[1:], self._length]
        for start, end, name in zip(self._starts, ends, self._names, strict=False):
            if name in names:
                yield start, end

    def at(self, place: int) -> Section:
        """Section of a place; empty before the first heading."""
        number = bisect_right(self._starts, place) - 1
        return self._names[number] if number >= 0 else ""


def _name(match: re.Match[str]) -> Section:
    return next(name for name, _ in _HEADINGS if match[name] is not None)
