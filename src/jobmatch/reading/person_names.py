"""Names of people in a CV: what stands where names stand, and what a list of given names knows.

No list holds every name, and one that held mostly British ones would leave others unmasked. So the name at the head of
a CV is taken by its place, whatever it is; the list only finds people in running text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from typing import Final

from jobmatch.reading.contacts import PersonalSpan
from jobmatch.reading.skill_names import key
from jobmatch.reading.vocabulary import starter_skills

# Of Faker's lists, those in Latin letters.
_LOCALES: Final = (
    *(
        "en_GB",
        "en_IE",
        "en_US",
        "en_IN",
        "en_PK",
        "en_NG",
        "en_KE",
        "en_NZ",
        "ga_IE",
        "pl_PL",
        "ro_RO",
        "es_ES",
        "fr_FR",
    ),
    *(
        "de_DE",
        "it_IT",
        "pt_PT",
        "pt_BR",
        "tr_TR",
        "nl_NL",
        "hu_HU",
        "lt_LT",
        "lv_LV",
        "cs_CZ",
        "sk_SK",
        "hr_HR",
        "sv_SE",
    ),
    *(
        "da_DK",
        "no_NO",
        "fi_FI",
        "yo_NG",
        "ha_NG",
        "ig_NG",
        "zu_ZA",
        "tw_GH",
        "vi_VN",
        "id_ID",
        "az_AZ",
        "uz_UZ",
        "or_IN",
    ),
)
# Words of titles, headings and places, none of which is part of a name where it stands beside one of these.
_WORK_WORDS: Final = frozenset(
    """
    academic account accountant accounting accounts achievements adviser advisor advocate agent aide analyst and apprentice
    architect art artist assistant associate attendant auditor aviation background bank banker bar barista bartender
    benefits branch builder business buyer caregiver care carer career caretaker carpenter cashier center centre certified
    chef chief city claims cleaner clerk client clinical coach college communications company computer construction
    consultant contact contractor cook coordinator core corporate council counsellor counselor county court customer cv
    data database deputy designer developer development digital director doctor domestic door driver duty education
    electrician employment engineer engineering english estate event executive experience experienced facilities factory
    fashion finance financial fitness food foreman forklift freelance front full gallery general global graduate graphic
    hair head health healthcare helper high highlights hospital hotel house housekeeper housing human information
    inspector instructor insurance intern interests inventory investment it job junior key kitchen labourer lead leader
    legal level librarian lifeguard line loan logistics machine maintenance manager management marketing mechanic media
    medical mental national network new nurse nursery objective office officer operations operative operator organiser
    owner packer painter paralegal part payroll personal picker plumber pool porter practitioner president primary
    principal process producer production professional profile program programme project property public qualifications
    quality receptionist recruiter recruitment references registered regional relations representative research resident
    resources restaurant resume retail safety sales school science secretary security self senior server service services
    shift shop site skills social software solutions specialist sport staff statement station steward stock store street
    student summary supervisor supply support surveyor system systems taxi teacher teaching team technical technician
    technology telephone therapist trade trainee trainer training transport travel tutor university vice vitae volunteer
    waiter waitress ward warehouse web welder work worker writer year young youth curriculum hard working highly motivated
    award beach campaign certificate chamber corps degree gpa institute island park scholarship state street suite tech visual
    studio mac sql summer winter spring autumn marine urban made india georgia virginia washington paris phoenix santa north
    south east west england scotland wales ireland london saint st mister bachelor master diploma level achieved developed
    microsoft windows apple google adobe oracle monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december present current
    """.split()
)
_UPPER: Final = r"[^\W\d_a-z]"
_PART: Final = rf"(?:{_UPPER}[\w'’-]+|{_UPPER}\.?)"
_NAME: Final = rf"{_PART}(?:[^\S\n]+{_PART}){{0,3}}"
_LABELLED: Final = re.compile(
    rf"^[^\S\n]*(?i:(?:full |first |middle |last |family |given )?name|surname|forename(?:s"
    rf"|\(s\))?)[^\S\n]*[:\-]+[^\S\n]*"
    rf"(?P<name>[^\n:,]{{2,50}})",
    re.MULTILINE,
)
_INTRODUCED: Final = re.compile(
    rf"(?:\b(?i:my name is|i am called|curriculum vitae(?: of| for|[^\S\n]*[-–:])|cv (?:of|for)|resume of|signed"
    rf"|yours sincerely,?"
    rf"|yours faithfully,?|kind regards,?|referees?:?|next of kin:?|emergency contact:?|contact person:?)\s+"
    rf"|\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Sir)\.?[^\S\n]+)(?P<name>{_NAME})"
)
_PAIR: Final = re.compile(
    rf"(?<![\w'’-])(?P<given>{_UPPER}[\w'’-]+)(?:[^\S\n]+{_UPPER}\.)?(?:[^\S\n]+{_UPPER}[\w'’-]+){{1,2}}"
)
_HEAD_LINE: Final = re.compile(
    rf"[^\S\n]*(?P<name>{_NAME})[^\S\n]*(?=$|[,|•·(\-–]|[^\S\n]{{2}}|[^\S\n]+(?:CV|Curriculum))", re.MULTILINE
)
_HEAD_LINES: Final = 4
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")


@cache
def given_names() -> frozenset[str]:
    """Given names of some forty countries, in lower case, without those that are words of titles."""
    names: set[str] = set()
    for locale in _LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            # tuples of names, or names with how common they are; methods have such names, too
            if attribute.startswith("first_name") and isinstance(values, Collection):
                names.update(name.lower() for name in values if isinstance(name, str))
    return frozenset(name for name in names if len(name) > 2) - _ordinary()


@cache
def _ordinary() -> frozenset[str]:
    """Words that are no part of a name by themselves: of titles, and of names of skills."""
    skills = {
        word for skill in starter_skills() for name in (skill.label, *skill.other_labels) for word in key(name).split()
    }
    return frozenset(_WORK_WORDS | skills)


def name_spans(text: str) -> Iterator[PersonalSpan]:
    """Names of people in a text, and further mentions of the name at its head or after a label."""
    own: set[str] = set()
    for start, end in _own_names(text):
        own.update(word for word in _LETTERS.findall(text[start:end]) if word.lower() not in _ordinary())
        yield PersonalSpan("name", start, end)
    for match in _INTRODUCED.finditer(text):
        if not _ordinary().intersection(match["name"].lower().split()[:1]):
            yield PersonalSpan("name", *match.span("name"))
    known = given_names()
    for match in _PAIR.finditer(text):
        words = match.group().lower().split()
        acronym = match["given"].isupper() and not match.group().isupper()
        if words[0] in known and not acronym and not _ordinary().intersection(words[1:]):
            yield PersonalSpan("name", *match.span())
    long = sorted((re.escape(word) for word in own if len(word) > 2), key=len, reverse=True)
    if long:
        # Also in capitals, and at the head of an address: "JANE", "Jane's".
        for match in re.finditer(rf"\b(?:{'|'.join(long)})\b", text, re.IGNORECASE):
            if match.group()[0].isupper():
                yield PersonalSpan("name", *match.span())


def _own_names(text: str) -> Iterator[tuple[int, int]]:
    for match in _LABELLED.finditer(text):
        yield match.span("name")
    place = 0
    for line in text.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        match = _HEAD_LINE.match(line)
        if match and _may_be_a_name(match["name"], text):
            yield place + match.start("name"), place + match.end("name")
            return
        place += len(line) + 1


def _may_be_a_name(words: str, text: str) -> bool:
    """Whether two to four words at the head of a text are a name, rather than a title or a heading."""
    parts = [word.lower() for word in _LETTERS.findall(words)]
    if not 2 <= len(words.split()) <= 4 or not parts:
        return False
    if any(part in _ordinary() or part.removesuffix("s") in _ordinary() for part in parts):
        return False
    # A word that the text writes small elsewhere is an ordinary one.
    return parts[0] in given_names() or not any(re.search(rf"\b{re.escape(part)}\b", text) for part in parts)
