"""What people note of themselves in a word or two: "Catholic, Irish, no kids." or "Type 1 diabetic, pump".

Only a note of its own is one: it begins a line or a sentence, and ends with it or with a mark. "Catholic school" and
"Diabetic menus" are none, and neither is a language in a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jobmatch.reading.numbers import WORD
from jobmatch.reading.personal.protected_words import NATIONS
from jobmatch.reading.terms import Hit, TermFinder

_FAITHS: Final = (
    "roman catholic", "catholic", "practising catholic", "sunni muslim", "shia muslim", "muslim", "practising muslim",
    "christian", "practising christian", "orthodox christian", "eastern orthodox", "greek orthodox", "russian orthodox",
    "hindu", "sikh", "jewish", "practising sikh", "buddhist", "quaker", "atheist", "agnostic", "methodist", "baptist",
    "anglican", "pentecostal", "protestant", "church of england", "church of scotland", "church of ireland",
    "church in wales", "c of e", "jehovah's witness", "rastafarian", "pagan", "humanist", "church of scotland elder",
    "church elder", "chapel deacon", "mormon",
)  # fmt: skip
_ORIENTATIONS: Final = (
    "heterosexual", "homosexual", "bisexual", "lesbian", "gay", "gay man", "gay woman", "trans man", "trans woman",
    "non-binary", "nonbinary", "lgbt", "lgbtq", "lgbtq+", "lgbtqia+",
)  # fmt: skip
_MARITAL: Final = (
    "single",
    "separated",
    "married",
    "divorced",
    "widowed",
    "widow",
    "widower",
    "cohabiting",
    "civil partnership",
    "in a civil partnership",
)
_OF_MUCH: Final = ("single", "separated")
_CONDITIONS: Final = (
    "type 1 diabetic", "type 2 diabetic", "type one diabetic", "type two diabetic", "type 1 diabetes",
    "type 2 diabetes", "insulin dependent diabetic", "diabetic", "epileptic", "autistic", "coeliac", "celiac",
    "asthmatic", "dyslexic", "dyspraxic", "sickle cell", "sickle cell trait", "sickle cell anaemia", "perimenopause",
    "perimenopausal", "menopausal", "colour blind", "partially deaf", "partially sighted", "hard of hearing",
    "profoundly deaf", "deaf", "registered blind", "neurodivergent", "stammer", "slight stammer", "alcohol free",
    "wheelchair user", "clean from drugs", "recovering alcoholic",
)  # fmt: skip
# Those who care for others list these as what they are trained in: a note only with a word on how it goes.
_CONDITIONS_OR_SKILLS: Final = (
    "epilepsy", "diabetes", "asthma", "ptsd", "adhd", "autism", "dyslexia", "anxiety", "depression", "arthritis",
    "bipolar", "high blood pressure", "hay fever", "crohn's", "colitis", "diet controlled diabetes", "hearing loss",
)  # fmt: skip
_CHILDREN: Final = (
    rf"(?:no|an?|\d|{WORD})\s+(?:(?:grown[- ]up|young|small|little|teenage|adult|dependent)\s+)?"
    r"(?:kids?|child(?:ren)?|childrens|sons?|daughters?|toddlers?|grandchildren|grandkids|weans|bairns|dependants?)"
)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# What may follow after a comma is a note then, too: nations by themselves are languages.
_CHAIN: Final = (
    rf"(?:\s*[,/&]\s*(?:and\s+)?(?:{_any((*NATIONS, *_FAITHS, *_ORIENTATIONS, *_MARITAL))}|{_CHILDREN}|vegetarian"
    r"|vegan|halal)\b)*"
)
_BEFORE: Final = re.compile(
    r"(?:^|[\n.;|(]|[,\n]\s*\d\d,|\b(?:personal|other|about|me|details|info|information|status|health|family|notes?)\s*[:\-])\s*$"
)
_AFTER: Final = re.compile(
    rf"(?:\s+(?:since\s+\d{{4}}|(?:for\s+)?\d+\s+years?))?(?:\s*\([^)\n]{{2,20}}\))?{_CHAIN}(?:\s*,\s*\d\d\s*(?:years|yrs))?(?:\s+and\s+i\s+wear\s+\w+)?(?=\s*(?:$|[.,;\n|)(]|-\s))"
)
_HOW_IT_GOES: Final = re.compile(
    r"(?:\s+in\s+\w+(?:\s+\w+)?)?\s*(?:[,(]|\s-)\s*[^.\n]{0,40}?\b(?:controlled|seizures?|fits?|remission|stable|counsel\w+|pump|insulin|medicat\w+"
    r"|symptoms?|time off|managed|inhaler|hearing aids?|tablets"
    r"|otherwise good|declared|no problems?|since \d{4})\b[^.\n]{0,40}"
)
_CHILDREN_ALONE: Final = re.compile(rf"{_CHILDREN}(?=\s*(?:$|[.;\n)]))")
_BRITISH: Final = re.compile(rf"british[ -](?:{_any(NATIONS)})(?=\s*(?:$|[.,;\n|)]))")
# Words of children come after their number, up to this far.
_REACH_BACK: Final = 30


def remarks(low: str) -> Iterator[tuple[int, int]]:
    """Start and end of each note, in a text in lower case with plain quotation marks; they may overlap."""
    words, or_skills, children, british = _FINDER.find(low)
    for hit in words:
        if _BEFORE.search(low, max(0, hit.start - _REACH_BACK), hit.start) and (after := _AFTER.match(low, hit.end)):
            # "Separated, sorted and weighed waste"
            if hit.term in _OF_MUCH and after.end() == hit.end and low.startswith(",", hit.end):
                continue
            goes = _HOW_IT_GOES.match(low, after.end()) if hit.term in _CONDITIONS else None
            yield hit.start, goes.end() if goes else after.end()
    for hit in or_skills:
        is_note = _BEFORE.search(low, max(0, hit.start - _REACH_BACK), hit.start)
        if is_note and (goes := _HOW_IT_GOES.match(low, hit.end)):
            yield hit.start, goes.end()
    for hit in children:
        yield from _children(low, hit)
    for hit in british:
        if _BEFORE.search(low, max(0, hit.start - _REACH_BACK), hit.start) and (
            match := _BRITISH.match(low, hit.start)
        ):
            yield match.span()


def _children(low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    """A note on children, such as "No children." and "Four grandchildren", if it is all of a sentence."""
    first = max(0, hit.start - _REACH_BACK)
    start = max(low.rfind(mark, first, hit.start) for mark in ("\n", ".", ";", "(")) + 1
    if not start and first:
        return
    start += len(low[start : hit.start]) - len(low[start : hit.start].lstrip())
    if match := _CHILDREN_ALONE.match(low, start):
        yield match.span()


_FINDER: Final = TermFinder({
    "words": (*_FAITHS, *_ORIENTATIONS, *_MARITAL, *_CONDITIONS),
    "or_skills": _CONDITIONS_OR_SKILLS,
    "children": (
        "kids", "child", "children", "childrens", "son", "sons", "daughter", "daughters", "toddler", "toddlers",
        "grandchildren", "grandkids", "weans", "bairns", "dependants", "grandchild",
    ),
    "british": ("british",),
})  # fmt: skip
