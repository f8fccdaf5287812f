"""A CV without what says who wrote it: names, contact details, and what is protected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jobmatch.reading.contacts import PersonalSpan, contact_spans
from jobmatch.reading.person_names import name_spans

_LABELLED: Final = re.compile(
    r"^[^\S\n]*(?:nationality|citizenship|place of birth|country of birth|gender|sex|pronouns|marital status"
    r"|civil status"
    r"|religion|faith|ethnicity|ethnic (?:origin|group|background)|race|sexual orientation|disabilit(?:y|ies)|health"
    r"(?: (?:status|conditions?|issues))?|medical (?:history|conditions?)|immigration status|visa(?: status)?)"
    r"[^\S\n]*[:\-\u2013](?:[^\n]{0,60}$|[^\n]{0,30})",
    re.IGNORECASE | re.MULTILINE,
)
_CONDITIONS: Final = (
    r"(?:depression|anxiety|ptsd|bipolar|schizophrenia|autis(?:m|tic)|adhd|asperger'?s?|dyslexi[ac]|dyspraxi[ac]"
    r"|epilep(?:sy|tic)"
    r"|diabet(?:es|ic)|asthma|arthritis|fibromyalgia|cancer|copd|multiple sclerosis|hiv|sciatica|dis(?:abled|ability)"
    r"|deaf|blind|hearing loss|visual impairment|back (?:pain|problems?|injury)|bad back|heart (?:condition|attack"
    r"|problems?)"
    r"|stroke|mental (?:health|illness)|long covid|chronic \w+|ill(?:ness| health)|injur(?:y|ies)|surgery|an operation"
    r"|(?:health|medical) (?:condition|problem|issue)s?|addiction|alcoholi\w+|pregnan\w+)"
)
_OWN_HEALTH: Final = re.compile(
    rf"\b(?:i(?:'m| am| have| have had| had| was| suffer(?:ed)?| live| got| also have|'ve"
    rf"| developed)\b(?:\s+\w+){{0,5}}?\s+"
    rf"|(?:due to|because of|following|after|despite|recovering from|managing|owing to)\s+(?:my |an? "
    rf"|the )?(?:\w+ ){{0,2}}?"
    rf"|my\s+(?:\w+ )?){_CONDITIONS}\b",
    re.IGNORECASE,
)


def personal_spans(text: str) -> list[PersonalSpan]:
    r"""Stretches of a CV that say who wrote it, what is protected among them; none overlaps another.

    Parameters
    ----------
    text : str
        The CV, as plain text.

    Returns
    -------
    list of PersonalSpan
        ``kind`` (a name of `jobmatch.reading.PERSONAL_KINDS`), ``start``, ``end`` (end excluded), in the order of the
        text. Where stretches overlap they are joined, under the kind of the longer one.

    Examples
    --------
    >>> [span.kind for span in personal_spans("Jane Doe\nNewport, 07700 900123\nWelder")]
    ['name', 'phone']
    """
    joined: list[PersonalSpan] = []
    for span in sorted(_all_spans(text), key=lambda span: (span.start, -span.end)):
        last = joined[-1] if joined else None
        if last and span.start < last.end:
            if span.end > last.end:
                longer = span.kind if span.end - span.start > last.end - last.start else last.kind
                joined[-1] = PersonalSpan(longer, last.start, span.end)
        else:
            joined.append(span)
    return joined


def _all_spans(text: str) -> Iterator[PersonalSpan]:
    yield from contact_spans(text)
    yield from name_spans(text)
    for pattern in (_LABELLED, _OWN_HEALTH):
        for match in pattern.finditer(text):
            yield PersonalSpan("protected", *match.span())


def mask_personal(text: str) -> str:
    r"""A CV with a blank for each stretch of `personal_spans`.

    Names and contact details say nothing about the work a person can do, and neither they nor what is protected may
    sway a likeness of texts, whose order an employer may see. Rules find most of them, not all.

    Examples
    --------
    >>> mask_personal("Name: Jane Doe\nSex: F\nWelder, 07700 900123, M1 1AE, a.b@example.org").split()
    ['Name:', 'Welder,', ',', ',']
    """
    parts: list[str] = []
    done = 0
    for span in personal_spans(text):
        parts += (text[done : span.start], " ")
        done = span.end
    return "".join((*parts, text[done:]))
