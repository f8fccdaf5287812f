"""A CV without what says who wrote it: names, contact details, and what is protected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from jobmatch.progress import progress_bar
from jobmatch.reading.kept import Kept, numbers_in
from jobmatch.reading.personal.contacts import PersonalSpan, contact_spans
from jobmatch.reading.personal.own_record import own_record
from jobmatch.reading.personal.own_remarks import remarks
from jobmatch.reading.personal.own_words import own_spans
from jobmatch.reading.personal.person_names import name_spans
from jobmatch.reading.plain import lowered
from jobmatch.reading.terms import TermFinder

# Labels that nothing else is called by count anywhere, others where a line or a part of it begins.
_LABELS: Final = {
    "sure": (
        "nationality", "citizenship", "place of birth", "country of birth", "gender", "pronouns", "marital status",
        "civil status",
        "religion", "ethnicity", "ethnic origin", "ethnic group", "ethnic background", "sexual orientation",
        "immigration status", "visa status", "sex",
    ),
    "likely": (
        "faith", "race", "disability", "disabilities", "health", "health status", "health condition",
        "health conditions",
        "health issues", "medical history", "medical condition", "medical conditions", "visa", "children", "dependants",
    ),
}  # fmt: skip
_LABEL_FINDER: Final = TermFinder(_LABELS)
_PART_STARTS: Final = re.compile(r"(?:^|[\n;,|.\t/(]|[^\S\n]{2})[^\S\n]*$")
_VALUE: Final = r"(?:[^\n;|]{0,60}(?=$|[\n;|])|[^\n;|]{0,30})"
_VALUE_OF_PART: Final = re.compile(rf"[^\S\n]*[:\-\u2013\t]{_VALUE}")
_VALUE_IN_COLUMN: Final = re.compile(rf"[^\S\n]{{2,}}{_VALUE}")
# The value may stand on the next line.
_VALUE_ANYWHERE: Final = re.compile(rf"[^\S\n]*:(?:[^\S\n]*\n[^\n;|]{{1,30}}|{_VALUE})")


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
    low = lowered(text)
    yield from contact_spans(text, low)
    yield from name_spans(text, low)
    for start, end in (*_labelled(text, low), *own_spans(low), *own_record(low), *remarks(low)):
        yield PersonalSpan("protected", start, end)


def _labelled(text: str, low: str) -> Iterator[tuple[int, int]]:
    """Labels with what stands after them."""
    for hits, is_sure in zip(_LABEL_FINDER.find(low), (True, False), strict=True):
        for hit in hits:
            value = _VALUE_ANYWHERE.match(text, hit.end) if is_sure else None
            if value is None and _PART_STARTS.search(text[max(0, hit.start - 4) : hit.start]):
                value = _VALUE_OF_PART.match(text, hit.end) or (
                    _VALUE_IN_COLUMN.match(text, hit.end) if is_sure else None
                )
            if value:
                yield hit.start, value.end()


def mask_personal(text: str) -> str:
    r"""A CV with a blank for each stretch of `personal_spans`.

    Names and contact details say nothing about the work a person can do, and neither they nor what is protected may
    sway a likeness of texts, whose order an employer may see. Rules find most of them, not all.

    Examples
    --------
    >>> mask_personal("Name: Jane Doe\nSex: F\nWelder, 07700 900123, M1 1AE, a.b@example.org").split()
    ['Name:', 'Welder,', ',', ',']
    """
    return _blanked(text, PersonalPlaces()(text))


def masked(
    texts: Sequence[str], kept: Kept | None = None, processes: int = 1, *, progress: bool = False
) -> Iterator[str]:
    """Texts as `mask_personal` makes them, one after another; ``kept`` holds where each had to be masked."""
    with progress_bar("Masking CVs", len(texts), shown=progress) as advance:
        found = numbers_in(texts, PersonalPlaces(), what="personal", kept=kept, processes=processes, advance=advance)
        yield from (_blanked(text, places) for text, places in zip(texts, found, strict=True))


class PersonalPlaces:
    """Where each stretch of `personal_spans` begins and ends."""

    def __call__(self, text: str) -> list[int]:
        """In one text."""
        return [place for span in personal_spans(text) for place in (span.start, span.end)]

    def described(self) -> dict[str, Any]:
        """For another process."""
        return {"find": "personal"}


def _blanked(text: str, places: Sequence[int]) -> str:
    parts: list[str] = []
    done = 0
    for start, end in zip(places[::2], places[1::2], strict=True):
        parts += (text[done:start], " ")
        done = end
    return "".join((*parts, text[done:]))
