"""Names of people in a CV: what stands where names stand, and what a list of given names knows.

No list holds every name, and one that held mostly British ones would leave others unmasked. So the name at the head of
a CV is taken by its place, whatever it is; the list only finds people in running text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Final

from jobmatch.reading.contacts import PersonalSpan
from jobmatch.reading.skill_names import key
from jobmatch.reading.vocabulary import starter_skills

# Words of titles, headings and places. What stands beside one of them is no name.
_TITLE_WORDS: Final = "title_words.txt"
# Of Faker's lists, those in Latin letters.
_LOCALES: Final = (
    *("en_GB", "en_IE", "en_US", "en_IN", "en_PK", "en_NG", "en_KE", "en_NZ", "ga_IE", "pl_PL", "ro_RO", "es_ES"),
    *("fr_FR", "de_DE", "it_IT", "pt_PT", "pt_BR", "tr_TR", "nl_NL", "hu_HU", "lt_LT", "lv_LV", "cs_CZ", "sk_SK"),
    *("hr_HR", "sv_SE", "da_DK", "no_NO", "fi_FI", "yo_NG", "ha_NG", "ig_NG", "zu_ZA", "tw_GH", "vi_VN", "id_ID"),
    *("az_AZ", "uz_UZ", "or_IN"),
)
_UPPER: Final = r"[^\W\d_a-z]"
_PART: Final = rf"(?:{_UPPER}[\w'\u2019-]+|{_UPPER}\.?)"
_NAME: Final = rf"{_PART}(?:[^\S\n]+{_PART}){{0,3}}"
_LABELLED: Final = re.compile(
    r"^[^\S\n]*(?i:(?:full |first |middle |last |family |given )?name|surname|forename(?:s"
    r"|\(s\))?)[^\S\n]*[:\-]+[^\S\n]*"
    r"(?P<name>[^\n:,]{2,50})",
    re.MULTILINE,
)
_INTRODUCED: Final = re.compile(
    rf"(?:\b(?i:my name is|i am called|curriculum vitae(?: of| for|[^\S\n]*[-\u2013:])|cv (?:of|for)|resume of|signed"
    rf"|yours sincerely,?"
    rf"|yours faithfully,?|kind regards,?|referees?:?|next of kin:?|emergency contact:?|contact person:?)\s+"
    rf"|\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Sir)\.?[^\S\n]+)(?P<name>{_NAME})"
)
_PAIR: Final = re.compile(
    rf"(?<![\w'\u2019-])(?P<given>{_UPPER}[\w'\u2019-]+)(?:[^\S\n]+{_UPPER}\.)?(?:[^\S\n]+{_UPPER}[\w'\u2019-]+){{1,2}}"
)
_HEAD_LINE: Final = re.compile(
    rf"[^\S\n]*(?P<name>{_NAME})[^\S\n]*(?=$|[,|•·(\-\u2013]|[^\S\n]{{2}}|[^\S\n]+(?:CV|Curriculum))", re.MULTILINE
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
    titles = files("jobmatch.reading").joinpath(_TITLE_WORDS).read_text(encoding="utf-8").split()
    skills = {
        word for skill in starter_skills() for name in (skill.label, *skill.other_labels) for word in key(name).split()
    }
    return frozenset(titles) | skills


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
        for mention in re.finditer(rf"\b(?:{'|'.join(long)})\b", text, re.IGNORECASE):
            if mention.group()[0].isupper():
                yield PersonalSpan("name", *mention.span())


def _own_names(text: str) -> Iterator[tuple[int, int]]:
    for match in _LABELLED.finditer(text):
        yield match.span("name")
    place = 0
    for line in text.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        head = _HEAD_LINE.match(line)
        if head and _may_be_a_name(head["name"], text):
            yield place + head.start("name"), place + head.end("name")
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
