"""Sections of a CV: which heading a place stands under."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, Literal

Section = Literal["", "skills", "work", "education", "languages", "licences", "references", "interests", "other"]

_HEADINGS: Final[tuple[tuple[Section, str], ...]] = (
    (
        "skills",
        r"(?:(?:key|core|main|technical|it|computer|professional|relevant|transferable|other|additional"
        r"|my)\s+(?:\w+\s+)?)?"
        r"(?:skills?|competenc(?:ies|es)|strengths|abilities|qualifications and skills|skill summary"
        r"|areas of expertise"
        r"|core qualifications|skills (?:and|&) \w+|highlights|skills summary|skill highlights)",
    ),
    (
        "work",
        r"(?:(?:work|employment|career|professional|relevant|job|previous|current)\s+)*(?:experience|history"
        r"|employment|jobs|roles)",
    ),
    (
        "education",
        r"(?:education(?: and \w+| & \w+)?|qualifications|training|academic \w+|education history|courses"
        r"|certifications?|certificates)",
    ),
    ("languages", r"(?:languages?(?: skills| spoken)?)"),
    ("licences", r"(?:licen[cs]es?(?: and \w+)?|driving)"),
    ("references", r"(?:references?|referees?)"),
    (
        "interests",
        r"(?:hobbies(?: (?:and|&) interests)?|interests(?: (?:and|&) hobbies)?|personal interests|activities)",
    ),
    (
        "other",
        r"(?:(?:personal|professional|career|executive)\s+)?(?:profile|summary|statement|objective|overview"
        r"|accomplishments"
        r"|achievements|personal details|contact(?: details)?|additional information|affiliations|about me)",
    ),
)
_HEADING: Final = re.compile(
    r"^[^\S\n]*(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _HEADINGS) + r")[^\S\n]*(?::|$)",
    re.IGNORECASE | re.MULTILINE,
)


class Sections:
    """Sections of one text, by place."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._names: list[Section] = []
        for match in _HEADING.finditer(text):
            name = next((name for name, _ in _HEADINGS if match[name] is not None), None)
            if name is not None:
                self._starts.append(match.start())
                self._names.append(name)

    def __contains__(self, name: object) -> bool:
        """Whether there is a heading of this kind."""
        return name in self._names

    def at(self, place: int) -> Section:
        """Section of a place; empty before the first heading."""
        number = bisect_right(self._starts, place) - 1
        return self._names[number] if number >= 0 else ""
