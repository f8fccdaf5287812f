"""Contact details in a text: how to reach a person, where they live, and numbers that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from jobmatch.reading.personal.addresses import before_postcodes, outward_codes, postcodes, street_addresses
from jobmatch.reading.terms import TermFinder


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
    "postcode": "a British postcode, or its first half where an address stands",
    "national_insurance": "a National Insurance number",
    "registration": "a number of a registration, licence, certificate or passport",
    "birth": "a date or year of birth, or an age",
    "protected": "nationality, sex, marital status, religion, ethnicity, the person's own health, or time in prison",
}

# A line may break before the "@".
_EMAIL: Final = re.compile(r"(?<![\w.+%'-])[\w.+%'-]++\n?@(?:[\w-]++\.)+[a-z]{2,}\b", re.IGNORECASE)
# "jane dot doe at example dot org", "jane (at) example.org"
_SPELLED_EMAIL: Final = re.compile(
    r"\b[\w+-]++(?:(?:\.|[^\S\n]*[(\[]dot[)\]][^\S\n]*|[^\S\n]+(?:dot|underscore|dash)[^\S\n]+)[\w-]++){0,4}"
    r"(?:[^\S\n]+at[^\S\n]+[\w-]++(?:[^\S\n]+dot[^\S\n]+[\w-]++){1,3}"
    r"|[^\S\n]*[(\[]at[)\]][^\S\n]*[\w-]++(?:(?:\.|[^\S\n]*[(\[]dot[)\]][^\S\n]*|[^\S\n]+dot[^\S\n]+)[\w-]++){1,3})",
    re.IGNORECASE,
)
_EXTENSION: Final = re.compile(
    r"\b(?:ext|extn|extension)\b\.?[^\S\n]*(?:no\.?|number)?[^\S\n]*:?[^\S\n]*(?!(?:19|20)\d\d\b)\d{3,6}\b",
    re.IGNORECASE,
)
# Numbers as written in Britain (020 7946 0958, (01632) 960001), with a country code, and 3-3-4 as in America.
# People part the digits of theirs anyhow: 077 00 90 01 23, (0)7700 900 123, 44 7700 900123. Years side by side
# (2015 2016) and dates (01-02-2015) are none of these.
_NO_DATE: Final = r"(?!\d\d?[.-]\d\d?[.-]\d\d|\d\d[\s.-]{1,3}(?:19|20)\d\d\b)"
_PHONE: Final = re.compile(
    r"(?<![\w.+])(?:(?:\+|00[ ]?)\d{1,3}(?:[\s()./-]{0,3}\d){8,12}"
    r"|\(?0\d{2,4}\)?[\s./-]?\d{3,4}[\s.-]?\d{3,4}(?:(?:/| or )\d{1,4}\b)?"
    r"|0\d(?:[\s.]\d{3}){3}|\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}"
    rf"|{_NO_DATE}\(?[0Oo]\)?[ .()-]{{0,3}}7(?:[ .()-]{{0,3}}\d){{9}}|{_NO_DATE}\(?0(?:[ .()-]{{0,2}}\d){{9,10}}"
    r"|[Oo]\d{2,4} ?\d{3,4} ?\d{3,4}|44[ -]?(?:\(0\)[ ]?)?[1-37](?:[ -]?\d){9}"
    r")(?!\w)"
)
# Shorter ones have a label: "Tel: 960 118".
_LABELLED_PHONE: Final = re.compile(
    r"\b(?:tel|telephone|phone|mob|mobile|fax|landline|ff\u00f4n)(?:[^\S\n]*(?:no|number|num))?[.:)\s-]{1,4}"
    r"(?!(?:19|20)\d\d\b)(?P<number>\(?\d(?:[ ()-]{0,2}\d){5,10})(?![\w-])",
    re.IGNORECASE,
)
_NATIONAL_INSURANCE: Final = re.compile(r"\b(?:[a-z]{2}\s?(?:\d{2}\s?){3}|[a-z]{2}-(?:\d\d-){3})[a-d]\b", re.IGNORECASE)
_URL: Final = re.compile(
    r"\b(?:https?://|www\.)[^\s<>()]+|\b(?:linkedin|facebook|instagram|twitter|github|tiktok)\.com/[^\s<>()]+"
    r"|\b(?:linkedin|facebook|instagram|twitter|x|github|skype|tiktok|insta|snapchat|snap|fb|ig)\s*:\s*@?[\w./-]+|(?<![\w.])@[A-Za-z][\w.]+\w|(?<!\w)/in/[\w-]+",
    re.IGNORECASE,
)
# "behance.net/jane", and what stands after "Website:".
_DOMAIN: Final = re.compile(
    r"(?<![\w.@-])(?!asp\.)(?:[\w-]+\.){1,3}(?:com|net|org|uk|ie|eu|io|me|co|dev|art|design|info|tv)/[\w./@%~-]+",
    re.IGNORECASE,
)
_DOMAIN_HINT: Final = re.compile(r"\.[A-Za-z]{2,6}/\w")
_SITE: Final = re.compile(r"\b(?:website|web|portfolio|blog|site)[^\S\n]*[:\-][^\S\n]*[\w-]+\.[\w./-]+", re.IGNORECASE)
_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE: Final = (
    rf"(?:\d{{1,2}}[./\s-]+\d{{1,2}}[./\s-]+\d{{2,4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s+(?:of\s+)?(?:{_MONTHS})[a-z]*"
    rf"(?:[\s,-]+(?:\d{{4}}|'?\d\d\b))?|(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|(?:19|20)\d\d|\d{{6,8}}\b)"
)
_BIRTH: Final = re.compile(
    rf"\b(?:date of birth|d\.?o\.?b\.?|birth ?date|year of birth|birthday|birth|born)\s*"
    rf"(?:\([^)\n]{{2,12}}\))?\s*(?:on|in|:|-|=|is)?\s*{_DATE}"
    r"|\b(?:age[ds]?\s*[:\-]?\s*\d{2}\b(?!\s*(?:-|to|years? (?:of )?experience))|\d{2}[- ]years?[- ](?:old|of age)\b"
    r"|\d{2}[^\S\n]oed\b)"
    r"|\b(?:sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty)(?:[- ]\w+)?)[- ]years?[- ]old\b",
    re.IGNORECASE,
)
# A whole date by itself at the head of a CV is that of birth, if whoever was born then can be at work.
_DATE_AT_HEAD: Final = re.compile(
    rf"(?:^|[|,;•·▪~]|\n)[^\S\n]*(?P<date>(?:\d{{1,2}}[./-]\d{{1,2}}[./-]|\d{{1,2}}(?:st|nd|rd|th)?[^\S\n]+(?:{_MONTHS})[a-z]*,?[^\S\n]+)"
    r"(?:19[3-9]\d|200\d|201[01]))[^\S\n]*(?=$|[|,;(•·▪~\n])",
    re.IGNORECASE,
)
# "Male, 54 yrs", "born in Hull, 57 years": at the head an age, further down what somebody has done for long.
_AGE_AT_HEAD: Final = re.compile(
    r"(?:\b(?:born|male|female|single|married|nationality|age)\b[^\n]{0,30}[,|;(\u00b7\u2022]|[^\S\n]{2})[^\S\n]*(?P<age>(?:1[6-9]|[2-7]\d)[^\S\n]*(?:yrs?|years?|y/?o)\b(?:[^\S\n]*old)?)"
    r"[^\S\n]*(?=$|[,|;)\n\u00b7\u2022]|[^\S\n]{2})",
    re.IGNORECASE,
)
# "Retired farmer, 67, looking for work"
_NUMBER_AT_HEAD: Final = re.compile(r"[a-z],[^\S\n](?P<age>1[6-9]|[2-7]\d)(?=[,.\n])")
_BIRTH_BEFORE, _BIRTH_AFTER = 40, 60
_HEAD: Final = 300
_FIRST_LINES: Final = 120

# --- Numbers of registrations, licences and certificates -------------------------------

# Long numbers, and short ones with letters. Money, dates and telephone numbers are none.
_NUMBER: Final = re.compile(
    r"[A-Z0-9](?<![\w\u00a3$.,/-].)(?:(?<=[A-Z])(?:[A-Z]{0,5}/?\d{4,}[A-Z]{0,3}|[A-Z]{1,11}(?:/[A-Z]{2,8})?(?:/\d{2,8}){1,3})"
    r"|(?<=[0-9])(?:\d{4} \d{5}|\d[A-Z]\d{4}[A-Z]|\d{4,15}[A-Z]{0,2}|\d{3}(?:[ -]\d{4}){1,3}|\d{1,3}/\d{4,7}))"
    r"(?![\w%]|[,.]\d)"
)
_OF_NUMBERS: Final = (
    r"(?:nmc|hcpc|gdc|gmc|gphc|sia|trn|dbs|crb|cscs|cpcs|npors|ecs|jib|gas safe|niceic|napit|oftec"
    r"|sssc|pvg|ewc|gtcs?|niscc|cqc|aat|maat|cima|acca|cipd|ipaf|pasma|ukata|lantra|eusr|sentinel|pts|pco|dvla|dvsa"
    r"|pin|service|regimental|army|staff|badge|policy|prison|prisoner|offender|ucas|plate|teacher|claim|crn|nino"
    r"|licen[cs]e|certificate|cert|card|passport|membership|member|registration|registered|reg|driver|uln|utr|candidate"
    r"|learner|account|nhs|social work england|swe|council|visa|share code|id)"
)
_SAYS_NUMBER: Final = r"(?:no|number|num|nr|ref|reference|holder)"
_LABEL_BEFORE: Final = re.compile(
    rf"(?:\b{_OF_NUMBERS}|(?<!\d )\b{_SAYS_NUMBER})(?:[\s:#(),.\-\u2013]{{1,3}}(?:{_OF_NUMBERS}|{_SAYS_NUMBER})\b)*"
    r"[\s:#(),.\-\u2013]{0,4}(?:(?!of|in|to|by|on|at|up|and|for|with|over)[a-z]{2,4} )?$"
)
# "Service 20000 customers" and "staff 12000" state no number of anybody.
_SURE_LABEL: Final = re.compile(
    r"\b(?:no|number|num|nr|pin|id|trn|ref|reg|uln|utr|nmc|hcpc|gdc|gmc|gphc|sia|licen[cs]e|certificate|passport|swe"
    r"|registration|sssc|pvg|ewc|gtcs?|niscc|sentinel|policy|reference|maat"
    r"|cscs|cpcs|npors|gas safe|niceic|napit|oftec)\b|[#:]"
)
_LABEL_NEAR: Final = re.compile(r"\b(?:licen[cs]e|registration|registered|certificate|membership)\b[^\n\d]{0,30}$")
_STANDARDS: Final = re.compile(
    r"(?:ISO|BS|EN|IEC|AZ|MS|MD|SC|PL|BSEN|ICDL|CCNA|NVQ|SP|IR|PUWER)\d{1,5}(?!\d)|(?:19|20)\d\d\d\d$"
    r"|(?:0?[1-9]|1[0-2])/(?:19|20)\d\d$|(?:(?:19|20)\d\d[ /-]?){2,4}$"
)
# Whatever stands before them: the PIN of a nurse, the number of a card, that of a British driving licence.
_BY_SHAPE: Final = re.compile(r"\d\d[A-L]\d{4}[A-Z]|(?!(?:19|20)\d\d)\d{4}(?:[ -]\d{4}){3}")
_DRIVING_LICENCE: Final = re.compile(r"\b[A-Z]{1,5}9{0,4}[ ]?\d{6}[ ]?[A-Z][A-Z9][ ]?\d[A-Z]{2}\b")
_REACH: Final = 60


def _registrations(text: str, low: str) -> Iterator[tuple[int, int]]:
    for match in _NUMBER.finditer(text):
        start, number = match.start(), match.group()
        first = max(0, start - _REACH)
        label = _LABEL_BEFORE.search(low, first, start)
        is_labelled = label is not None and _SURE_LABEL.search(label.group())
        is_near = number[0].isalpha() and _LABEL_NEAR.search(low, first, start)
        if _BY_SHAPE.fullmatch(number) or ((is_labelled or is_near) and not _STANDARDS.match(number)):
            yield match.span()
    if "licen" in low or "driver n" in low:
        yield from (match.span() for match in _DRIVING_LICENCE.finditer(text))


# --- All -------------------------------------------------------------------------------

_NETWORKS: Final = (
    "http",
    "www.",
    ".com/",
    "@",
    "linkedin",
    "/in/",
    "facebook",
    "instagram",
    "twitter",
    "github",
    "skype",
    "tiktok",
    "insta:",
    "fb:",
    "ig:",
    "snapchat",
    "x:",
)
_TERMS: Final = TermFinder({"birth": (
    "birth", "birthdate", "birthday", "born", "dob", "d.o.b", "age", "aged", "ages", "oed", "year old", "years old",
    "year-old",
    "years-old", "years of age", "year of age",
), "phone": (
    "tel", "telephone", "phone", "mob", "mobile", "fax", "landline", "ff\u00f4n",
), "code": (
    "share code", "sort code", "reg", "registration", "plate", "account",
), "network": (
    "instagram", "insta", "tiktok", "snapchat", "snap", "twitter", "facebook",
)})  # fmt: skip
# Before each, what it cannot do without. These start with one character class, which `re` skips to ten times faster
# than it tries the whole pattern at every letter.
_CONTACTS: Final = (
    ("phone", re.compile(r"[0-9](?:[\s()./-]{0,3}[0-9]){8}"), _PHONE),
    ("national_insurance", re.compile(r"[0-9][\s-]?[A-Da-d]\b"), _NATIONAL_INSURANCE),
)


# A code to show a right to work, a sort code with its account, and the plate of a car.
_OTHER_CODES: Final = re.compile(
    r"\b(?:share code|sort code|reg(?:istration)?(?: no| number)?(?: is)?|plate|account)[.:\s]{1,3}"
    r"(?P<code>[A-Z0-9]{3}[ -]?[A-Z0-9]{3}[ -]?[A-Z0-9]{3}|\d\d-\d\d-\d\d(?:[ ,/]+\d{8})?|[A-Z]{2}\d\d ?[A-Z]{3})\b",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(
    r"\b(?:instagram|insta|tiktok|snapchat|snap|twitter|facebook)[^\S\n]+(?P<handle>@?(?=[\w.]*[_\d])[A-Za-z][\w.]{3,})",
    re.IGNORECASE,
)


def contact_spans(text: str, low: str) -> Iterator[PersonalSpan]:
    """Contact details of a text, which may overlap.

    Parameters
    ----------
    text, low : str
        A text as written, and in lower case with plain quotation marks.
    """
    births, phones, codes, networks = _TERMS.find(low)
    for hit in phones:
        if match := _LABELLED_PHONE.match(text, hit.start):
            yield PersonalSpan("phone", *match.span("number"))
    for hit in codes:
        match = _OTHER_CODES.match(text, hit.start)
        if match and any(map(str.isdigit, match["code"])):
            yield PersonalSpan("registration", *match.span("code"))
    for hit in networks:
        if match := _HANDLE.match(text, hit.start):
            yield PersonalSpan("url", *match.span("handle"))
    for hit in births:
        for match in _BIRTH.finditer(text, max(0, hit.start - _BIRTH_BEFORE), hit.end + _BIRTH_AFTER):
            yield PersonalSpan("birth", *match.span())
    for kind, pattern in _patterns_to_try(text, low):
        for match in pattern.finditer(text):
            yield PersonalSpan(kind, *match.span())
    for match in _DATE_AT_HEAD.finditer(text, 0, _HEAD):
        yield PersonalSpan("birth", *match.span("date"))
    for match in _NUMBER_AT_HEAD.finditer(text, 0, _HEAD):
        yield PersonalSpan("birth", *match.span("age"))
    for match in _AGE_AT_HEAD.finditer(text, 0, _FIRST_LINES):
        yield PersonalSpan("birth", *match.span("age"))
    found = postcodes(text)
    for kind, spans in (
        ("postcode", found),
        ("address", before_postcodes(text, found)),
        ("postcode", outward_codes(text)),
        ("address", street_addresses(text, low)),
        ("registration", _registrations(text, low)),
    ):
        for start, end in spans:
            yield PersonalSpan(kind, start, end)


def _patterns_to_try(text: str, low: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Patterns for which a text has what they cannot do without."""
    if "@" in text:
        yield "email", _EMAIL
    if " dot " in low or "at)" in low or "at]" in low:
        yield "email", _SPELLED_EMAIL
    if any(network in low for network in _NETWORKS):
        yield "url", _URL
    if _DOMAIN_HINT.search(text):
        yield "url", _DOMAIN
    if any(site in low for site in ("website", "portfolio", "blog")):
        yield "url", _SITE
    if "ext" in low:
        yield "phone", _EXTENSION
    for kind, hint, pattern in _CONTACTS:
        if hint.search(text):
            yield kind, pattern
