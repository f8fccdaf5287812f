"""Languages that a CV says somebody speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ahocorasick_rs import AhoCorasick

from jobmatch.reading.cvs.cv_learning import FoundWords
from jobmatch.reading.cvs.cv_sections import Sections
from jobmatch.reading.skills.vocabulary import starter_skills

# Spoken in Britain, beside those that the list of skills names.
_OTHER_LANGUAGES: Final = (
    "Afrikaans", "Akan", "Albanian", "Armenian", "Azerbaijani", "Basque", "Belarusian", "Bosnian", "Burmese",
    "Catalan", "Chinese", "Cornish", "Creole", "Croatian", "Czech", "Danish", "Dutch", "Edo", "Estonian", "Ewe",
    "Fante", "Finnish", "Fula", "Ga", "Galician", "Georgian", "Greek", "Hakka", "Hausa", "Hebrew", "Hokkien",
    "Icelandic", "Indonesian", "Irish", "Japanese", "Kannada", "Kashmiri", "Kazakh", "Khmer", "Kinyarwanda",
    "Kirundi", "Konkani", "Korean", "Krio", "Lao", "Latvian", "Lingala", "Luganda", "Luxembourgish", "Macedonian",
    "Malay", "Malayalam", "Maltese", "Mandinka", "Marathi", "Mirpuri", "Moldovan", "Mongolian", "Ndebele", "Nepali",
    "Norwegian", "Oromo", "Pahari", "Patois", "Pothwari", "Romani", "Romany", "Samoan", "Saraiki", "Serbian", "Shona",
    "Sindhi", "Sinhala", "Sinhalese", "Slovak", "Slovene", "Slovenian", "Sotho", "Susu", "Swedish", "Tajik", "Tatar",
    "Telugu", "Temne", "Thai", "Tibetan", "Tigre", "Tswana", "Twi", "Ulster Scots", "Uyghur", "Uzbek", "Wolof",
    "Xhosa", "Zaza", "Zulu",
)  # fmt: skip
# Languages of their own, which the list of skills has under another.
_OWN_NAMES: Final = {"dari": "Dari", "sylheti": "Sylheti"}
_NAMES: Final = {name.lower(): name for name in _OTHER_LANGUAGES} | {
    name.lower(): skill.label
    for skill in starter_skills()
    if skill.skill_type == "language"
    for name in (skill.label, *skill.other_labels)
}
_WORDS_OF_LANGUAGES: Final = tuple(_NAMES)
_FINDER: Final = AhoCorasick(_WORDS_OF_LANGUAGES)
_NOT_OF_A_LANGUAGE: Final = re.compile(
    r"[^\S\n]+(?:teachers?|tutor|literature|restaurant|food|cuisine|cooking|department|class(?:es)?|council"
    r"|government"
    r"|citizen"
    r"|national|nationality|born|market|company|studies|history|takeaway|passport|army|barbers?|driving"
    r"|licen[cs]e"
    r"|(?:(?:first|second) language )?(?:gcse|[ao][- ]level))"
)
_SPOKEN: Final = re.compile(
    r"\b(?:speak\w*|spoken|fluen\w+|languages?|bilingual|trilingual|multilingual|mother (?:tongue|language)|native"
    r"|conversational|translat\w+|interpret\w*|proficien\w+|read and write|written|lang|can sign|signing|makaton|bsl"
    r"|get by in"
    r"|get along in|understand|to [abc][12]|first language|second language)\b"
)
_LEVEL_WORDS: Final = re.compile(
    r"\b(fluent\w*|native|mother (?:tongue|language)|first(?: language)?|bilingual|basic|beginner|some|a little"
    r"|little"
    r"|a bit(?: of)?|intermediate|conversational|communicative|advanced|proficient|limited|working|good|excellent"
    r"|[abc][12])\b"
)
_LEVEL_OF: Final = {
    "fluently": "fluent",
    "mother tongue": "native",
    "mother language": "native",
    "first": "native",
    "first language": "native",
    "a little": "basic",
    "little": "basic",
    "some": "basic",
    "a bit": "basic",
    "a bit of": "basic",
    **{level: level.upper() for level in ("a1", "a2", "b1", "b2", "c1", "c2")},
}
_NO: Final = re.compile(
    r"\b(?:no|not|don'?t|cannot|can'?t|never|learning|would like|want|evening class(?:es)? in|evening class"
    r"|american)\b"
    r"[^.,;\n]{0,30}$"
)
# "School French (forgotten)", "Gaelic learner", "evening class Italian (stopped)"; but "English - not fluent" is some.
_NO_LONGER: Final = re.compile(
    r"[^.;,\n]{0,40}?\b(?:forgotten|forgot|rusty|stopped|learner|don'?t speak|(?:do|can) ?not speak|not (?:spoken"
    r"|speaking)"
    r"|but not speak|lapsed|few words|prayers?|very little|beginner only|none|can'?t remember)\b"
    r"|[^.;\n]{0,60}?\bnot (?:confident|able to) speak"
)
# "GCSEs: Maths, Spanish 3" are subjects of school, "Translation BA French" is one of study.
_SUBJECTS: Final = re.compile(
    r"\b(?:gcses?|a[- ]levels?|as[- ]levels?|o[- ]levels?|standard grades?|highers?|baccalaureate|b\.?a\b"
    r"|m\.?a\b|llb|hons"
    r"|school"
    r"|duolingo|literature)\b"
)
# Signs by themselves are a language wherever they are named.
_ALWAYS: Final = frozenset(("makaton", "bsl", "british sign language", "makaton signing", "sign language"))


def read_languages(text: str, low: str, sections: Sections) -> list[FoundWords]:
    """Languages that somebody says to speak, with a level in brackets where one stands by: "Polish (native)".

    A word that is a nationality as well counts only where the sentence is about languages.
    """
    found: dict[str, FoundWords] = {}
    named = list(_named(low))
    for number, (start, end) in enumerate(named):
        label = _OWN_NAMES.get(low[start:end], _NAMES[low[start:end]])
        if label in found and "(" in found[label].value:
            continue
        first = max(low.rfind("\n", 0, start), low.rfind(". ", 0, start)) + 1
        last = min(place if place >= 0 else len(low) for place in (low.find("\n", end), low.find(". ", end)))
        until = min(last, named[number + 1][0]) if number + 1 < len(named) else last
        section = sections.at(start)
        if section in _NO_LANGUAGES or not (section == "languages" or _is_told(text, low, start, end, first, last)):
            continue
        if not _is_spoken(low, first, start, end, until, last, listed=section == "languages"):
            continue
        level = _level(low[max(first, start - 25) : start], low[end : min(last, end + 25)])
        if level or label not in found:
            found[label] = FoundWords(f"{label} ({level})" if level else label, start, end, sure=True)
    return sorted(found.values(), key=lambda one: one.start)


def skills_of_languages(languages: Iterable[FoundWords]) -> set[str]:
    """Labels of the skills that languages are: to the list of skills Dari is Farsi."""
    names = (one.value.partition(" (")[0] for one in languages)
    return {_NAMES[name.lower()] for name in names}


_NO_LANGUAGES: Final = frozenset(("interests", "references"))


def _is_told(text: str, low: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether a sentence is about speaking: "I speak urdu", but not "I polish floors"."""
    if low[start:end] in _ALWAYS:
        return True
    if _SPOKEN_BEFORE.search(low[first:start]) or _is_list(low[first:last]):
        return True
    written = text[start].isupper() or (_NAMES[low[start:end]] != "Polish" and "speak" in low[first:last])
    return written and _SPOKEN.search(low, first, last) is not None


def _is_list(sentence: str) -> bool:
    """Whether a sentence names languages and nothing else: "English and Hungarian."."""
    named = [words.strip(" .\t") for words in _AND.split(sentence)]
    return len(named) > 1 and all(words in _NAMES for words in named)


_AND: Final = re.compile(r",|/|&|;|\band\b")
_SPOKEN_BEFORE: Final = re.compile(r"\b(?:speaks?|spoken|fluent in|native)\s+$")


def _is_spoken(low: str, first: int, start: int, end: int, until: int, last: int, *, listed: bool) -> bool:
    """Whether what stands around a language does not say that it is none of theirs, or a subject of school."""
    if _NO.search(low[first:start]) or _NO_LONGER.match(low[end:until]):
        return False
    near = low[max(first, start - _NEAR) : start] if listed else low[first:last]
    return low[start:end] in _ALWAYS or _SUBJECTS.search(near) is None


_NEAR: Final = 12


def _named(low: str) -> Iterator[tuple[int, int]]:
    """Where languages are named, as whole words; of names within one another the longest."""
    found = _FINDER.find_matches_as_indexes(low, overlapping=True)
    past = 0
    for _, start, end in sorted(found, key=lambda one: (one[1], -one[2])):
        if start < past or _is_of_word(low, start - 1) or _is_of_word(low, end):
            continue
        if _NOT_OF_A_LANGUAGE.match(low, end) is None:
            past = end
            yield start, end


def _is_of_word(low: str, place: int) -> bool:
    return 0 <= place < len(low) and (low[place].isalnum() or low[place] == "_")


def _level(before: str, after: str) -> str:
    """The level beside a language: after it up to the next one, else before it."""
    near = _LEVEL_WORDS.search(re.split(r"[,;/]|\band\b", after)[0]) or next(
        iter(list(_LEVEL_WORDS.finditer(re.split(r"[,;/]|\band\b", before)[-1]))[-1:]), None
    )
    return "" if near is None else _LEVEL_OF.get(near[1], near[1])
