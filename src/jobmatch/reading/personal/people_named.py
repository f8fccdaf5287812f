"""People whom a CV names after words that say who they are: "my wife Rima", "reporting to Huw Prosser", "Ref: Farooq".

One pass finds those words; a pattern runs only where one of them stands, so that more of them cost next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from jobmatch.reading.personal.name_words import (
    LETTERS,
    LONG_PART,
    NAME,
    TRADES,
    UPPER,
    begins_no_name,
    ends_as_no_name,
    is_known,
    is_surname,
    may_be_named,
    ordinary_words,
    surnames,
    without_letters_after,
)
from jobmatch.reading.terms import Hit, TermFinder

_FAMILY: Final = (
    "wife", "husband", "spouse", "fiance", "fianc\u00e9", "fianc\u00e9e", "fiancee", "girlfriend", "boyfriend",
    "son", "daughter", "stepson", "stepdaughter", "grandson", "granddaughter", "grandchild", "mum", "mam", "mom",
    "mother", "dad", "nan", "gran", "granny", "nana", "grandad", "granddad", "grandmother", "grandfather", "uncle",
    "aunt", "auntie", "nephew", "niece", "cousin", "sons", "daughters", "grandchildren", "little boy", "little girl",
    "married to", "father-in-law", "mother-in-law", "brother-in-law", "sister-in-law", "son-in-law",
    "daughter-in-law", "mate", "stepdad", "stepmum", "husband's", "wife's", "youngest", "eldest", "oldest",
    "little one", "wee girl", "wee boy", "wee lad", "lass", "better half", "ex", "carer",
)  # fmt: skip
# Words that mean others, too: "Partner Solutions", "Ward Sister", "Brother printers".
_FAMILY_OR_NOT: Final = (
    "partner", "brother", "sister", "father", "friend", "baby", "boy", "girl", "boys", "girls", "twins", "kids",
    "children", "child", "neighbour", "parent", "lad", "toddler", "lads", "apprentices", "colleagues",
    "carer for", "he is", "she is", "who is", "called", "named", "parents", "twin",
)  # fmt: skip
_SPOUSES: Final = ("wife", "husband", "spouse", "partner")
_AT_WORK: Final = (
    "manager", "supervisor", "boss", "gaffer", "foreman", "caseworker", "case worker", "officer", "headteacher",
    "headmaster", "headmistress", "teacher", "tutor", "mentor", "coach", "chef", "landlord", "landlady", "director",
    "owner", "colleague", "adviser", "advisor", "worker", "reporting to", "reports to", "reported to",
    "reporting directly to", "reported directly to", "supervised by", "managed by", "mentored by", "trained by",
    "ask for", "speak to", "speak with", "contact", "ring", "call", "under", "pcso", "pc", "sister", "father",
    "keyworker", "line manager", "recommended by", "vicar", "typed by", "written by",
    "minister", "coordinator", "co-ordinator", "organiser", "trainer", "instructor", "assessor", "lecturer", "priest",
    "doctor", "gp", "nurse", "ask", "thanks to", "thank you to", "big", "wee", "old", "young", "auld",
)  # fmt: skip
# "Under Honourable Conditions", "contact Acme Widgets"
_OF_THINGS_TOO: Final = (
    "under", "call", "contact", "ring", "called", "named", "trained by", "officer", "worker",
    "written by", "ask", "thanks to", "thank you to", "big", "wee", "old", "young", "auld",
)  # fmt: skip
# Those by whom one is managed are people, seldom firms.
_PEOPLE_ONLY: Final = (
    "supervised by", "managed by", "mentored by", "reporting to", "reports to", "reported to", "reporting directly to",
    "reported directly to", "recommended by",
)  # fmt: skip
_ASKED_FOR: Final = ("ask for", "speak to", "speak with")
_SAYS_WHO: Final = (
    "my name is", "my name's", "my names", "call me", "profile of", "name is", "i am called", "i'm called",
    "curriculum vitae", "curriculum vitae of",
    "curriculum vitae for", "cv of", "cv for", "resume of", "signed", "yours sincerely", "yours faithfully",
    "yours truly", "kind regards", "best regards", "warm regards", "referee", "referees", "next of kin",
    "emergency contact", "contact person",
)  # fmt: skip
_GREETS: Final = ("hello", "hi", "hiya", "hey", "i'm", "i am", "i")
_SIGNS: Final = (
    "yours",
    "regards",
    "best wishes",
    "many thanks",
    "thanks",
    "thank you",
    "cheers",
    "sincerely",
    "all the best",
    "best,",
)
_TITLES: Final = ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "revd", "sir", "hhj", "pcso")
_RANKS: Final = (
    "professor", "capt", "captain", "maj", "sgt", "lt", "col", "cpl", "cllr", "father", "fr", "sister", "pastor",
    "imam", "lady", "lord", "judge", "wo1", "wo2", "ssgt", "lcpl", "csm", "rsm", "commander", "cdr", "lt col", "lt cdr",
    "flt lt", "sqn ldr", "pasteur", "rabbi", "canon", "bishop", "deacon", "elder", "sheikh", "reverend", "vicar",
)  # fmt: skip
_LABELS: Final = (
    "surname", "forename", "forenames", "first name", "last name", "family name", "given name", "recommendation",
    "recommendations", "testimonial", "named person", "sponsor",
)  # fmt: skip
_REFERENCES: Final = (
    "reference", "references", "referee", "referees", "ref", "refs", "r\u00e9f\u00e9rence", "r\u00e9f\u00e9rences",
    "referencje", "canolwr", "canolwyr", "boss",
)  # fmt: skip

_ENDS: Final = re.compile(r"[^\S\n]*(?:$|[,.;:()\n\d+-]|(?:on|at|in|or|and|who|for|from)\b)")
_AGE: Final = r"(?:[^\S\n]+\(?\d{1,2}\b\)?)?"
_NAMES: Final = rf"{LONG_PART}(?:[^\S\n]+{LONG_PART})?(?:{_AGE}(?:,[^\S\n]+|[^\S\n]+(?:and|&)[^\S\n]+){LONG_PART})*"
_AFTER_FAMILY: Final = re.compile(
    r"(?P<between>(?P<of>[^\S\n]+(?:of|to)[^\S\n]+(?:\d|one|two|three|four|five|six|twins|triplets)(?:[^\S\n]+\w+)?"
    r"[^\S\n]*[:(,\-\u2013])?[^\S\n]*[,:(\-\u2013]?[^\S\n]*"
    r"(?:(?:is|are|was|named|called|name is)[^\S\n]+){0,2})"
    rf"(?P<name>{_NAMES})"
)
_AFTER_SAYS: Final = re.compile(rf"(?:[^\S\n]+(?:one|two|three|[1-3])\b)?[^\S\n]*[,:\-\u2013]?\s+(?P<name>{NAME})")
_AFTER_GREETS: Final = re.compile(
    rf"(?:[,!]?[^\S\n]+(?:I'm|I\u2019m|I am|my name is|my name's))?,?[^\S\n]+(?P<name>{NAME})"
    r"(?=[.,!\n]|[^\S\n]+(?:and|of|from|a)\b)"
)
_AFTER_NAME_IS: Final = re.compile(r"[^\S\n]+(?P<name>[a-z][a-z'\u2019-]+(?:[^\S\n]+[a-z][a-z'\u2019-]+)?)\b")
_AFTER_SIGNS: Final = re.compile(
    rf"[^\S\n]*[,.!]?\s*\n\s*(?P<name>{NAME})[^\S\n]*(?=\n|$)|,[^\S\n]+(?P<same>{NAME})[^\S\n]*(?=\n|$)"
)
_AFTER_LABEL: Final = re.compile(rf"(?:\(s\))?[^\S\n]*[:\-\u2013]+[^\S\n]*(?P<name>{NAME})")
_WIDE: Final = re.compile(r"[^\S\n]{2}|\t")
_BEFORE_FAMILY: Final = re.compile(rf"(?:\b(?P<for>for|with)[^\S\n]+)?\b[Tt]he[^\S\n]+(?P<name>{LONG_PART})[^\S\n]+$")
_AFTER_TITLE: Final = re.compile(rf"\.?[^\S\n]+(?P<name>{NAME})")
_AFTER_WORK: Final = re.compile(
    rf"(?:[^\S\n]+(?:is|was))?[^\S\n]*[,:(]?[^\S\n]*(?:my[^\S\n]+\w+[^\S\n]+)?(?P<name>{NAME})"
)
# In a list of referees each begins a line or follows a mark; companies stand after a comma.
_REFEREE: Final = re.compile(
    rf"(?P<mark>[\n;:|\-\u2013(,.]|\b(?:and|or|for|to)\b|^)[^\S\n]*(?:[1-3][.):]?[^\S\n]+)?(?P<name>{NAME})"
    r"(?=[^\S\n]*(?:$|[,;.()|\n\-\u2013:+\d@]|\b(?:at|on|from|in|is|of|and)\b)|[^\S\n]{2})"
)
_REFEREES_REACH: Final = 350
_MOST_HITS: Final = 30
_BEGINS: Final = re.compile(
    r"(?:^|[^\w\s]|\b(?:academic|professional|personal|character|employment|work|business|my|two|contact))[^\S\n]*$|\n\s*$|\d[^\S\n]*$"
)
_ON_REQUEST: Final = re.compile(r"[^\n]{0,30}\b(?:available|request|furnished|provided|supplied)\b")
_CALLER: Final = re.compile(rf"\d{{3}}[^\S\n]?\d{{3,6}}[^\S\n]*\((?P<name>{LONG_PART}(?:[^\S\n]+{LONG_PART})?)\)")
# English words that are given names elsewhere: "my dad has", "my manager will", "my son also".
_SMALL_WORDS: Final = frozenset((
    "ade", "alba", "also", "among", "ana", "angel", "ante", "any", "art", "ask", "bas", "ben", "bent", "bill",
    "can", "cara", "care", "chase", "chi", "cole", "comfort", "coral", "cord", "dawn", "dean", "dev", "diamond",
    "dick", "don", "even", "ever", "fancy", "flora", "forum", "gene", "grace", "grit", "gro", "gun", "had",
    "harmony", "harsh", "has", "he", "heather", "her", "him", "his", "home", "hope", "in", "ion", "iris", "is",
    "jail", "jasmine", "jet", "job", "joy", "june", "kick", "lance", "long", "lot", "love", "mark", "mart", "mason",
    "mate", "mats", "may", "mile", "mine", "more", "my", "nick", "now", "of", "olive", "once", "one", "our", "own",
    "pascal", "pat", "patience", "paw", "peace", "per", "purity", "queen", "ray", "rob", "rose", "ruby", "said",
    "same", "sang", "see", "sent", "she", "so", "sole", "some", "son", "sue", "sun", "tai", "tea", "than", "that",
    "then", "they", "tone", "too", "violet", "was", "we", "well", "will", "willow", "with", "you", "young",
))  # fmt: skip
_SMALL_NAME: Final = re.compile(
    r"[^\S\n]*[,:(\-]?[^\S\n]+(?:(?:is|was|called|named|for reference|name is|ref)[^\S\n]+){0,2}"
    r"(?P<name>[a-z][a-z'-]{2,})\b"
)
_SECOND_SMALL: Final = re.compile(r"[^\S\n]+(?P<name>[a-z][a-z'-]{2,})\b")
_PHONE_START: Final = re.compile(r"[+(0](?:44|0?[0-9]{3})")
_BEFORE_PHONE: Final = re.compile(
    r"(?<![\w@.])(?P<name>[A-Za-z][a-z'-]{2,}(?:[^\S\n][A-Za-z][a-z'-]{2,})?)[ ,:\-\u2013]{1,3}[(]?$"
)
_INITIAL_HINT: Final = re.compile(r"[A-Z]\.[^\S\n][A-Z]")
_INITIALS: Final = re.compile(r"[A-Z]\.(?P<more>(?:[^\S\n][A-Z]\.){1,2})?[^\S\n](?P<surname>[A-Z][\w'\u2019-]{2,})\b")
_LEADS: Final = re.compile(r"(?:^|\n|[,:;(]|\b(?:for|with|by|to|under|and|Mr|Messrs|FOR|BY)[^\S\n])[^\S\n]*$")
# Within a word or another abbreviation.
_WITHIN: Final = frozenset((*"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.&",))
_DEGREE: Final = re.compile(r"[BMP]\.[^\S\n](?:Com|Eng|Tech|Phil|Pharm|Arch|Ed|Mus|Sci|Nurs)", re.IGNORECASE)
_WHO_IS_CALLED: Final = re.compile(
    r"\b(?:boss|manager|supervisor|friend|neighbour|son|daughter|man|woman|lad|mate|gaffer|owner|chef)\b"
    r"[^.\n]{0,20}\b(?:is|was)\s*$"
)
_WORKED_WITH: Final = re.compile(
    rf"work(?:ed)?[^\S\n](?:with|alongside)[^\S\n](?P<name>{LONG_PART})"
    rf"(?:(?:,[^\S\n]|[^\S\n]and[^\S\n])(?P<second>{LONG_PART}))?(?=[^\S\n]*(?:$|[,.;\n]|\b(?:on|at|in|and|for|who|from)\b))"
)
_WHO_WORKED: Final = re.compile(r"\b(?:I|i|we|We)(?:'ve| have)?[^\S\n](?:\w+[^\S\n])?$")
_SOFTWARE: Final = frozenset((
    "ruby", "julia", "maya", "jasmine", "cassandra", "travis", "hudson", "alexa", "sage", "pascal", "ada", "jenkins",
    "angular", "claude", "gemini", "iris", "dart", "odin", "django", "java", "scala", "siri", "python", "dolly",
))  # fmt: skip
# "(Oscar 4 and Mila 2)"
_WITH_AGES: Final = re.compile(
    rf"\((?P<name>{LONG_PART}),?[^\S\n]\d{{1,2}}(?:(?:,|[^\S\n](?:and|&))[^\S\n](?P<second>{LONG_PART}),?[^\S\n]\d{{1,2}})?\)"
)
_MY: Final = re.compile(r"\b(?:my|our|one|1|eldest|youngest|two|2|three|3)\b[^.\n]{0,20}$")

_Rule = Callable[[str, str, Hit], Iterator[tuple[int, int]]]


def people_named(text: str, low: str) -> Iterator[tuple[int, int]]:
    """Start and end of each name; they may overlap."""
    for hits, rule in zip(_FINDER.find(low), _RULES.values(), strict=True):
        # Each looks through the text for how words are written: a text of nothing else would take long.
        for hit in hits[:_MOST_HITS]:
            yield from rule(text, low, hit)
    yield from _before_phone(text)
    yield from _colleagues(text)
    yield from _with_initials(text)
    if "(" in text:
        for match in _WITH_AGES.finditer(text):
            for group in ("name", "second"):
                if match[group] and _is_given(match[group]):
                    yield match.span(group)
        for match in _CALLER.finditer(text):
            is_acronym = match["name"].isupper() and len(match["name"]) < 5
            if not is_acronym and _is_one(match["name"], text, sure=True):
                yield match.span("name")


def _family(text: str, low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    yield from _of_family(text, low, hit, sure=True)


def _family_or_not(text: str, low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    yield from _of_family(text, low, hit, sure=False)


def _of_family(text: str, low: str, hit: Hit, *, sure: bool) -> Iterator[tuple[int, int]]:
    match = _AFTER_FAMILY.match(text, hit.end)
    if match is None:
        yield from _small_after(text, low, hit)
        return
    is_own = _MY.search(low, max(0, hit.start - 30), hit.start) is not None
    is_small = text[hit.start].islower() or hit.term == "married to"
    sure = is_small and hit.term not in _OF_THINGS_TOO and (is_own or (sure and not match["between"].strip()))
    if hit.term in ("called", "named") and _WHO_IS_CALLED.search(low, max(0, hit.start - 50), hit.start):
        sure = not match["name"].isupper()
    if match["of"]:  # "Mother of three: Orla, Finn and Brid"
        sure = True
    if hit.term in (*_SPOUSES, "married to") and text[hit.start : hit.end].isupper():  # "WIFE PUSHPA AND 2 SONS"
        if may_be_named(first := match["name"].split()[0].rstrip(","), text):
            yield match.start("name"), match.start("name") + len(first)
        return
    # "FEMI" in "2 CHILDREN (TOBI & FEMI)"
    is_list = "(" in match["between"] and text[hit.start : hit.end].isupper()
    last = None
    for part in re.finditer(LONG_PART, match["name"]):
        # "My son GCSE": an acronym is no name among small letters.
        if not _is_one(part.group(), text, sure=is_list or (sure and not part.group().isupper())):
            break
        # Whoever stands in one list with a name is a person, too: "children, Rupert, Clementine and Hugo".
        sure = sure or is_known(part.group())
        last = part.end()
    if last is not None:
        yield match.start("name"), match.start("name") + last


def _is_one(words: str, text: str, *, sure: bool) -> bool:
    """Whether words are somebody's name: one that is known, or where it is sure that a name stands any fit one."""
    return may_be_named(words, text) and (sure or is_known(words.split(maxsplit=1)[0]))


def _small_after(text: str, low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    """A given name that a list knows, in a text of small letters: "with my uncle zbigniew", "my manager is tracey"."""
    match = _SMALL_NAME.match(text, hit.end)
    if match and _is_given(match["name"]):
        second = _SECOND_SMALL.match(text, match.end())
        is_surname_too = second and is_surname(second["name"]) and second["name"] not in TRADES
        yield match.start("name"), second.end("name") if second and is_surname_too else match.end("name")


def _before_phone(text: str) -> Iterator[tuple[int, int]]:
    """A name right before a telephone number: "boss for reference vince tolley 07700 900 732"."""
    for phone in _PHONE_START.finditer(text):
        match = _BEFORE_PHONE.search(text, max(0, phone.start() - 50), phone.start())
        if match is None:
            continue
        words = match["name"].split()
        if _is_given(words[0]):
            if not any(map(begins_no_name, words)):
                yield match.span("name")
        elif _is_given(words[-1]):
            yield match.end("name") - len(words[-1]), match.end("name")


def _colleagues(text: str) -> Iterator[tuple[int, int]]:
    """Of "I worked with Olga and Nadia"; what bears such names besides is software."""
    for match in _WORKED_WITH.finditer(text):
        if _WHO_WORKED.search(text, max(0, match.start() - 20), match.start()):
            for group in ("name", "second"):
                if match[group] and _is_given(match[group]) and match[group].lower() not in _SOFTWARE:
                    yield match.span(group)


def _is_given(word: str) -> bool:
    """Whether a word is a given name, and no ordinary word in small letters."""
    return is_known(word) and word not in _SMALL_WORDS and not begins_no_name(word)


def _with_initials(text: str) -> Iterator[tuple[int, int]]:
    """Initials with a surname: "for J. Bainbridge & Son", "T. W. Barkston"."""
    done = 0
    for hint in _INITIAL_HINT.finditer(text):
        start = hint.start()
        match = _INITIALS.match(text, start)
        if match is None or start < done or text[max(0, start - 1) : start] in _WITHIN or _DEGREE.match(text, start):
            continue
        done = match.end()
        is_led = match["more"] or _LEADS.search(text, max(0, start - 10), start)
        # "Stephen F. Austin College" is one name.
        if not is_led and text[max(0, start - 2) : start - 1].isalpha():
            continue
        surname = match["surname"]
        is_listed = is_surname(surname) and surname.lower() not in ordinary_words()
        if (is_listed or is_led) and may_be_named(surname, text):
            yield match.span()


def _says_who(text: str, low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    match = _AFTER_SAYS.match(text, hit.end)
    if match and not begins_no_name(match["name"].split()[0]):
        yield match.start("name"), match.start("name") + without_letters_after(match["name"])
    elif hit.term.startswith("my name") and (small := _AFTER_NAME_IS.match(text, hit.end)):
        if begins_no_name(small["name"].split()[0]):
            return
        # "my name is kofi mensah and i am": whatever stands first, and what follows if it is none of our small words.
        first, _, second = small["name"].partition(" ")
        both = bool(second) and not begins_no_name(second.strip())
        yield small.start("name"), small.end("name") if both else small.start("name") + len(first)


def _greets(text: str, low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    """At the start of a text or a line only: "I, Jane Doe of", "Hello, I'm Zsofia."."""
    if low[: hit.start].strip() and not low[: hit.start].endswith(("\n", "hello, ", "hi, ", "hello! ", "hi ")):
        return
    if hit.term == "i" and not text.startswith(",", hit.end):
        return
    match = _AFTER_GREETS.match(text, hit.end)
    if match and may_be_named(match["name"], text):
        yield match.span("name")


def _signs(text: str, low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    match = _AFTER_SIGNS.match(text, hit.end)
    if match:
        group = "name" if match["name"] else "same"
        if not any(word in ordinary_words() for word in match[group].lower().split()):
            yield match.span(group)


def _title(text: str, low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    """After "Mr": whatever begins with a capital."""
    title = text[hit.start : hit.end]
    # "MS Word" and "DR sites" are no people.
    if title[0].isupper() and (title[1:].islower() or hit.term in ("mr", "mrs", "miss", "hhj", "pcso", "prof", "rev")):
        match = _AFTER_TITLE.match(text, hit.end)
        if match and not begins_no_name(match["name"].split()[0]):
            yield match.start("name"), match.start("name") + without_letters_after(match["name"])


def _rank(text: str, low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    """After "Capt." or "Sister", which are posts, too: a name that is known, or two words that may be one."""
    match = _AFTER_TITLE.match(text, hit.end) if text[hit.start].isupper() else None
    if match and _is_one(match["name"], text, sure=len(match["name"].split()) > 1):
        yield match.span("name")


def _at_work(text: str, low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    """After small letters or a colon: "my manager Huw Prosser", not "Project Manager Acme Widgets"."""
    is_small = text[hit.end - 1].islower() if " " in hit.term else text[hit.start].islower()
    if not is_small and not text.startswith(":", hit.end):
        return
    match = _AFTER_WORK.match(text, hit.end)
    if match is None:
        yield from _small_after(text, low, hit)
        return
    has_two = len(LETTERS.findall(match["name"])) > 1 and not match["name"].isupper()
    # "Managed by Xanthe.": a single name that no list has, but no acronym ("managed by NHS").
    is_own = low.endswith(("my ", "our "), 0, hit.start)
    # "My manager Promoted me"
    is_name = not match["name"].isupper() and not ends_as_no_name(match["name"])
    is_single = is_name and (hit.term in _PEOPLE_ONLY or is_own)
    is_sure = hit.term in _ASKED_FOR or is_single or (has_two and hit.term not in _OF_THINGS_TOO)
    if _is_one(match["name"], text, sure=is_sure) and (" " in match["name"] or _ENDS.match(text, match.end())):
        yield match.span("name")


def _referees(text: str, low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    if not text[hit.start].isupper():
        return
    end = min(len(text), hit.end + _REFEREES_REACH)
    # "References available on request": nobody follows for sure.
    named = (
        _ON_REQUEST.match(low, hit.end) is None and _BEGINS.search(low, max(0, hit.start - 20), hit.start) is not None
    )
    before = 1 if hit.end < len(text) else 0
    for match in _REFEREE.finditer(text, hit.end, end):
        is_first = match.start() <= hit.end + before and match["mark"] not in (".", ",")
        two = len(LETTERS.findall(match["name"])) > 1 or re.match(rf"{UPPER}\.", match["name"])
        # The first may be a single name that no list has: "References: Zafir at Roch Cars".
        sure = is_first or (bool(two) and match["mark"] in ("\n", ";", ":", "|"))
        if _is_one(match["name"], text, sure=sure and named):
            yield match.span("name")


def _labels(text: str, low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    """Also within a line: "First name: Dragos   Surname: Munteanu"."""
    match = _AFTER_LABEL.match(text, hit.end)
    if match and not begins_no_name(match["name"].split()[0]):
        # Wide blanks part one field from the next.
        yield match.start("name"), match.start("name") + len(_WIDE.split(match["name"])[0])


def _household(text: str, low: str, hit: Hit) -> Iterator[tuple[int, int]]:
    """Of "the Fairfax family"."""
    match = _BEFORE_FAMILY.search(text, max(0, hit.start - 40), hit.start)
    if match and (match["for"] or match["name"].lower() in surnames()) and may_be_named(match["name"], text):
        yield match.span("name")


_RULES: Final[dict[str, _Rule]] = {
    "family": _family, "family_or_not": _family_or_not, "says_who": _says_who, "greets": _greets, "signs": _signs,
    "title": _title, "rank": _rank, "at_work": _at_work, "referees": _referees,
    "labels": _labels, "household": _household,
}  # fmt: skip
_FINDER: Final = TermFinder(dict(zip(_RULES, (
    _FAMILY, _FAMILY_OR_NOT, _SAYS_WHO, _GREETS, _SIGNS, _TITLES, _RANKS, _AT_WORK, _REFERENCES, _LABELS, ("family",),
), strict=True)))  # fmt: skip
