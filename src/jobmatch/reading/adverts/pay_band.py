"""The band of the NHS pay scale (Agenda for Change) that a job is in."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

TERMS: Final = ("band",)
_BAND: Final = re.compile(
    r"\s*[:\-]?\s*(?P<band>8\s?-?\s?[a-d]|[2-9])\b(?!\s*(?:[.,]\d|%|-\s?\d|to \d|and \d|/\s?\d|or \d))"
)
_MARKS: Final = re.compile(r"[\s-]")
_OF_PAY_BEFORE: Final = re.compile(
    r"(?:(?:^|[\n|])\W*|\b(?:salary|pay|grade|afc|agenda for change|banding|scale|nhs|an?|exciting|permanent|time"
    r"|graded|paid)\W*(?:at\W*)?)$"
)
_OF_PAY_AFTER: Final = re.compile(r"\s*[,:(-]?\s*(?:£|posts?\b|roles?\b|positions?\b|salary|vacanc|pro rata)")
_OF_OTHERS_BEFORE: Final = re.compile(
    r"\b(?:existing|current(?:ly)?|supervis\w+|manag\w+|support\w*|mentor\w*|from|to|become|becoming|previous|our|other"
    r"|equivalent|least|minimum|experience\w*(?: as| at| of)?|progress\w*|into|until|once)\W+(?:an?\W+)?$"
)


def read(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read the band, where the words say that it is the job's and only one is named so."""
    span: tuple[int, int] | None = None
    bands: set[str] = set()
    for hit in hits:
        match = _BAND.match(text.low, hit.end)
        if match is None:
            continue
        before = text.low[max(0, hit.start - 30) : hit.start]
        if _OF_OTHERS_BEFORE.search(before):
            continue
        bands.add(_MARKS.sub("", match["band"]))
        if span is None and (is_title or _OF_PAY_BEFORE.search(before) or _OF_PAY_AFTER.match(text.low, match.end())):
            span = hit.start, match.end()
    if span and len(bands) == 1:
        findings.append(Finding("pay_band", bands.pop(), *span))
