"""Contact details in a text: how to reach a person, where they live, and numbers that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class PersonalSpan(NamedTuple):
    """A stretch of text that says who somebody is; ``kind`` is a name of `KINDS`."""

    kind: str
    start: int
    end: int


# What is masked, and what it is.
KINDS: Final = {
    "name": "a person's name",
    "email": "an e-mail address",
    "phone": "a telephone number",
    "url": "a web address, or a name on a social network",
    "address": "a street address, or what follows 'Address:'",
    "postcode": "a British postcode",
    "national_insurance": "a National Insurance number",
    "birth": "a date or year of birth, or an age",
    "protected": "nationality, sex, marital status, religion, ethnicity, or the person's own health",
}

_EMAIL: Final = re.compile(r"(?<![\w.+%'-])[\w.+%'-]++@(?:[\w-]++\.)+[a-z]{2,}\b", re.IGNORECASE)
# Numbers as written in Britain (020 7946 0958, (01632) 960001), with a country code, and 3-3-4 as in America.
# Years side by side (2015 2016) and dates (01-02-2015) are none of these.
_PHONE: Final = re.compile(
    r"(?<![\w.+])(?:(?:\+|00)\d{1,3}(?:[\s().-]{0,3}\d){8,12}"
    r"|\(?0\d{2,4}\)?[\s.-]?\d{3,4}[\s.-]?\d{3,4}|\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4})(?!\w)"
)
# "B1 1st" is an ordinal, "B1 1ST" a place.
_POSTCODE: Final = re.compile(
    r"\b[a-z]{1,2}\d[a-z\d]?\s?(?!(?-i:\d(?:st|nd|rd|th)\b))\d[abd-hjlnp-uw-z]{2}\b", re.IGNORECASE
)
_NATIONAL_INSURANCE: Final = re.compile(r"\b[a-z]{2}\s?(?:\d{2}\s?){3}[a-d]\b", re.IGNORECASE)
_URL: Final = re.compile(
    r"\b(?:https?://|www\.)[^\s<>()]+|\b(?:linkedin|facebook|instagram|twitter|github|tiktok)\.com/[^\s<>()]+"
    r"|\b(?:linkedin|facebook|instagram|twitter|x|github|skype|tiktok)\s*:\s*@?[\w./-]+|(?<![\w.])@[A-Za-z]\w{2,}",
    re.IGNORECASE,
)
_STREETS: Final = (
    "street|road|lane|avenue|close|drive|court|crescent|terrace|place|gardens|grove|square|mews|way|walk|rise|row"
    "|boulevard|parade|villas|cottages|st|rd|ln|ave|cl|dr|crt?|cres|terr?|pl|gdns|blvd"
)


def _capital(word: str) -> str:
    return f"(?:{word.capitalize()}|{word.upper()})"


_ADDRESS: Final = re.compile(
    r"\b(?:(?i:flat|apartment|apt|unit|room)\s+\w{1,4},?\s+)?\d{1,4}[A-Za-z]?,?[^\S\n]+"
    rf"(?:(?:[A-Z][\w'.-]*[^\S\n]+){{1,4}}(?:{'|'.join(map(_capital, _STREETS.split('|')))})\b\.?(?:[^\n]{{0,80}}?"
    rf"(?i:{_POSTCODE.pattern}))?"
    rf"|(?i:(?:[a-z][\w'.-]*[^\S\n]+){{1,4}}(?:{_STREETS})\b[^\n]{{0,80}}?{_POSTCODE.pattern}))"
)
_LABELLED_ADDRESS: Final = re.compile(
    r"^[^\S\n]*(?:home |postal |current "
    r"|permanent )?address[^\S\n]*[:\-][^\n]+(?:\n(?![^\n]*:)[^\n]{1,40},[^\n]{0,40})?",
    re.IGNORECASE | re.MULTILINE,
)
_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE: Final = (
    rf"(?:\d{{1,2}}[./\s-]+\d{{1,2}}[./\s-]+\d{{2,4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s+(?:of\s+)?(?:{_MONTHS})[a-z]*"
    rf",?\s+\d{{4}}|(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|(?:19|20)\d\d)"
)
_BIRTH: Final = re.compile(
    rf"\b(?:date of birth|d\.?o\.?b\.?|birth ?date|year of birth|born)\s*(?:on|in|:|-|is)?\s*{_DATE}"
    r"|\b(?:age[ds]?\s*[:\-]?\s*\d{2}\b(?!\s*(?:-|to|years? (?:of )?experience))|\d{2}[- ]years?[- ](?:old|of age)\b)",
    re.IGNORECASE,
)
# Before each, what it cannot do without. These start with one character class, which `re` skips to ten times faster
# than it tries the whole pattern at every letter.
_CONTACTS: Final = (
    ("email", re.compile("@"), _EMAIL),
    ("url", re.compile(r"[@:/]|www"), _URL),
    ("address", re.compile(r"[0-9]"), _ADDRESS),
    ("address", re.compile(r"[aA][dD][dD][rR]"), _LABELLED_ADDRESS),
    ("birth", re.compile(r"[0-9][0-9]"), _BIRTH),
    ("phone", re.compile(r"[0-9](?:[\s().-]{0,3}[0-9]){8}"), _PHONE),
    ("national_insurance", re.compile(r"[0-9]\s?[A-Da-d]\b"), _NATIONAL_INSURANCE),
    ("postcode", re.compile(r"[0-9][A-Za-z]{2}\b"), _POSTCODE),
)


def contact_spans(text: str) -> Iterator[PersonalSpan]:
    """Contact details of a text, which may overlap."""
    for kind, hint, pattern in _CONTACTS:
        if hint.search(text):
            for match in pattern.finditer(text):
                yield PersonalSpan(kind, *match.span())
