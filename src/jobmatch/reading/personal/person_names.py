"""Names of people in a CV: what stands where names stand, and what a list of given names knows.

No list holds every name, and one that held mostly British ones would leave others unmasked. So the name at the head of
a CV is taken by its place, whatever it is; the list only finds people in running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jobmatch.reading.personal.contacts import PersonalSpan
from jobmatch.reading.personal.name_words import (
    LETTERS,
    LONG_PART,
    NAME,
    TRADES,
    UPPER,
    begins_no_name,
    ends_as_no_name,
    given_names,
    is_after_names,
    is_known,
    is_surname,
    is_written_small,
    may_be_named,
    ordinary_words,
    surnames,
    without_letters_after,
)
from jobmatch.reading.personal.people_named import people_named
from jobmatch.reading.personal.protected_words import NATIONS

_LABELLED: Final = re.compile(
    r"^[^\S\n]*(?i:(?:my |full |first |middle |last |family |given |preferred |candidate(?:'s)? )?name|surname"
    r"|forename(?:s|\(s\))?|known as)(?i:[^\S\n]+and[^\S\n]+(?:sur|fore|first )?names?)?"
    r"(?:[^\S\n]*[:\-\u2013]+[^\S\n]*(?:\n[^\S\n]*)?|[^\S\n]*\n[^\S\n]*(?=[^\n:]{2,50}$)|\t+|[^\S\n]{2,}"
    r"|(?<=NAME)[^\S\n]+)"
    r"(?P<name>[^\n:,|]{2,50})",
    re.MULTILINE,
)
_RUN: Final = re.compile(
    rf"(?<![\w'\u2019-]){LONG_PART}(?:[^\S\n]+(?:S[Tt]\.|{UPPER}(?:[\w'\u2019-]+|\.?)(?![\w'\u2019-]))){{1,5}}"
)
# "Mary Seacole leadership programme", "Oliver McGowan Mandatory Training"
_OF_A_THING: Final = re.compile(
    r"[^\S\n]+(?:(?!(?:on|a|an|the|and|for|to|in|with|at)\b)\w+[^\S\n]+){0,3}(?:training|programme|award|certificate|course"
    r"|diploma|scheme|method|model|theory)\b",
    re.IGNORECASE,
)
# A given name that no list has, beside a surname that one has: "alongside Precious Okoro".
_BESIDE: Final = re.compile(r"\b(?:alongside|by|under|with|colleague|thanks to)[^\S\n]+$")
_WORD: Final = re.compile(r"\S+")
# "Hospital of St Mary Magdalene", "The Kelly Group": no people.
_NO_PEOPLE_AFTER: Final = frozenset(("st", "st.", "saint", "the", "our", "santa", "san", "royal", "university"))
_BEFORE_PEOPLE: Final = frozenset((
    "ref", "refs", "referee", "referees", "reference", "references", "boss", "by", "with", "manager", "supervisor",
    "director", "officer", "foreman", "pcso", "pc", "hhj", "sgt", "cpl", "cllr", "father", "sister", "brother", "nurse",
    "head", "teacher", "chef", "mentor", "contact", "mum", "dad", "wife", "husband", "partner", "son", "daughter",
    "big", "wee", "old", "young", "auld", "sr", "sr.", "wo1", "wo2", "pasteur", "pastor", "rabbi", "imam", "canon",
))  # fmt: skip

# --- At the head -----------------------------------------------------------------------

_RANK: Final = (
    r"(?:(?i:mr|mrs|ms|miss|mx|dr|prof|professor|rev|revd|sir|cpl|sgt|capt|captain|maj|major|lt|col|cllr)\.?[^\S\n]+"
    r"(?:\([^)\n]{2,8}\)[^\S\n]+)?)?"
)
_HEAD_LINE: Final = re.compile(
    rf"(?P<before>[^\S\n]*[^\w\s]{{0,4}}[^\S\n]*(?i:cv[^\S\n]*[-\u2013:]|(?:resume|cv|curriculum vitae) (?:of|for))?"
    rf"[^\S\n]*{_RANK})(?P<name>{NAME})(?P<after>[^\S\n]*)"
)
_AFTER_NAME: Final = re.compile(
    r"[^\S\n]*(?:$|[^\w\s.'\u2019&/]|\.[^\S\n]*$|(?:CV|Curriculum|[A-Z]{2,})\b)|[^\S\n]{2}|\t|[^\S\n]/"
)
_SURNAME_FIRST: Final = re.compile(
    rf"[^\S\n]*(?P<name>{LONG_PART},[^\S\n]+{LONG_PART}(?:[^\S\n]+{UPPER}\.?)?)[^\S\n]*$"
)
_TWO_LINES: Final = re.compile(rf"\s*(?P<name>(?P<given>{LONG_PART})[^\S\n]*\n\s*{LONG_PART})[^\S\n]*\n")
# Also "its jade mcallister 07700 900 612" and "hi im jade mcallister, 17".
_SMALL_LINE: Final = re.compile(
    r"[^\S\n]*(?:(?:hi|hello|hiya|hey|its|it's|im|i'm|i am|this is|name is|name|me)[,:]?[^\S\n]+){0,2}"
    r"(?P<name>[a-z][a-z'-]+(?:[^\S\n]+[a-z][a-z'-]+){1,2}?)[^\S\n]*(?=$|[,(|+\d-]|\b(?:from|aged?|tel|mob|cv)\b)"
)
# "Tyler Shaw, 19, Hull", "Tyler Shaw (19)"
_AGE_AFTER: Final = re.compile(r"[^\S\n]*(?:,[^\S\n]*|\([^\S\n]*)(?P<age>1[6-9]|[2-7]\d)(?=[^\S\n]*(?:[,)\n]|$))")
_WIDE: Final = re.compile(r"[^\S\n]{2,}|\t")
_TRADE_AFTER: Final = re.compile(r"\.?[^\S\n]+(?P<word>[A-Za-z]+)")
_CONTACT: Final = re.compile(r"@|\b\d{3}[\s-]?\d{3}|[A-Z]\d{1,2}[ ]\d[A-Z]{2}\b")
_HEAD_LINES: Final = 4
_HEAD_END: Final = 600


def name_spans(text: str, low: str) -> Iterator[PersonalSpan]:
    """Names of people in a text, and further mentions of the name at its head or after a label.

    Parameters
    ----------
    text, low : str
        A text as written, and in lower case with plain quotation marks.

    Yields
    ------
    PersonalSpan
        In no order; they may overlap.
    """
    own: set[str] = set()
    for start, end in _own_names(text):
        if age := _AGE_AFTER.match(text, end):
            yield PersonalSpan("birth", *age.span("age"))
        own.update(word for word in LETTERS.findall(text[start:end]) if word.lower() not in ordinary_words())
        yield PersonalSpan("name", start, end)
    for start, end in (*people_named(text, low), *_known(text)):
        yield PersonalSpan("name", start, end)
    # A surname that is a trade may be somebody's job further down.
    # "Priya" is Priyanka.
    short = {word[:n] for word in own for n in range(4, len(word)) if is_known(word[:n])}
    words = [word for word in own | short if len(word) > 2 and word.lower() not in TRADES]
    mentioned = sorted(map(re.escape, words), key=len)
    if mentioned:
        # Also in capitals, and at the head of an address: "JANE", "Jane's".
        for mention in re.finditer(rf"\b(?:{'|'.join(reversed(mentioned))})\b", text, re.IGNORECASE):
            if mention.group()[0].isupper():
                yield PersonalSpan("name", *mention.span())


def _known(text: str) -> Iterator[tuple[int, int]]:
    """A given name that a list knows, with the one or two capital words after it."""
    known = given_names()
    for run in _RUN.finditer(text):
        words = list(_WORD.finditer(run.group()))
        if len(words) == 2 and _BESIDE.search(text, max(0, run.start() - 16), run.start()):
            surname = words[1].group().lower()
            if is_surname(surname) and surname not in TRADES and may_be_named(run.group(), text):
                yield run.span()
        for i, word in enumerate(words[:-1]):
            if word.group().lower() in known and (i == 0 or _may_come_before(words[i - 1].group(), words, i)):
                last = _last_of_name(words, i)
                if last is not None and not _OF_A_THING.match(text, run.start() + words[i + 1].end()):
                    yield run.start() + word.start(), run.start() + words[last].end()
                break


def _may_come_before(before: str, words: list[re.Match[str]], given: int) -> bool:
    """Whether a name may begin after a word with a capital: after "Manager", or if its surname is known, too."""
    low = before.lower()
    if low in _BEFORE_PEOPLE:
        return True
    after = words[given + 1].group().lower()
    return low not in _NO_PEOPLE_AFTER and not before.isupper() and is_surname(after) and after not in TRADES


def _last_of_name(words: list[re.Match[str]], first: int) -> int | None:
    """Where a name that begins at a given name ends, unless ordinary words say that it is none."""
    n = len(words)
    while n > first + 2 and is_after_names(words[n - 1].group()):
        n -= 1
    words = words[:n]
    last = min(first + 2, len(words) - 1)
    if len(words[first + 1].group().rstrip(".")) == 1:  # an initial
        last = min(first + 3, len(words) - 1)
    parts = [word.group().lower() for word in words[first + 1 : last + 1]]
    if len(parts[-1].rstrip(".")) == 1:
        return None
    if words[first].group().isupper() and not all(word.group().isupper() for word in words[first : last + 1]):
        return None  # an acronym
    common = [part for part in parts if part in ordinary_words()]
    # "Errol Ward" at the end of the capital words is a name, "Ronald Miller House" none.
    if common and not (last == len(words) - 1 and len(parts) == 1 and parts[0] in TRADES):
        return None
    return last


def _own_names(text: str) -> Iterator[tuple[int, int]]:
    for match in _LABELLED.finditer(text):
        yield match.span("name")
    if (two := _TWO_LINES.match(text)) and is_known(two["given"]) and may_be_named(two["name"], text):
        yield two.span("name")
        return
    place = lines = 0
    for line in text[:_HEAD_END].split("\n"):
        if line.strip():
            found = _head_name(line, text, is_first=not lines)
            if found:
                yield place + found[0], place + found[1]
                return
            lines += 1
            if lines == _HEAD_LINES:
                return
        place += len(line) + 1


def _head_name(line: str, text: str, *, is_first: bool) -> tuple[int, int] | None:
    """The name with which a line begins, as start and end within it."""
    head = _HEAD_LINE.match(line)
    if head is None:
        return _small_name(line, text)
    if turned := _SURNAME_FIRST.match(line):
        surname, given = turned["name"].split(",")
        if is_first and _may_be_unlisted([surname, *given.split()], text):
            return turned.span("name")
        if is_known(given.split()[0]) and (is_surname(surname) or surname.lower() not in ordinary_words()):
            return turned.span("name")
    words = list(_WORD.finditer(_of_one_field(head["name"])))
    n = _n_names([word.group() for word in words])
    if not n and is_first:
        n = _n_unlisted(words, text)
    if n < 2:
        is_alone = len(words) == 1 and is_first and not line[head.end("name") :].strip()
        is_one = is_known(head["name"]) or _is_above_contact(head["name"], text)
        return head.span("name") if is_alone and is_one else None
    start, end = head.start("name"), head.start("name") + words[n - 1].end()
    name = line[start:end]
    parts = [part for part in LETTERS.findall(name) if part[0].isupper()]
    # What follows ends the name, or is an ordinary word after a name that a list knows.
    is_sure = is_known(words[0].group()) or _is_in_email(parts, text)
    if (
        not parts
        or any(map(str.isdigit, name))
        or not (
            _AFTER_NAME.match(line, end)
            or (is_sure and n < len(words))
            or end < head.end("name")
            or (is_first and _is_trade_after(line, end, parts, text))
        )
    ):
        return None
    # A word that the text writes small elsewhere is an ordinary one.
    return (start, end) if is_sure or not any(is_written_small(part, text) for part in parts) else None


def _is_above_contact(word: str, text: str) -> bool:
    """Whether a single word of the first line is a name: "ABDULRAHMAN" above a telephone number."""
    below = text.lstrip().partition("\n")[2].lstrip().partition("\n")[0]
    return _CONTACT.search(below) is not None and _may_be_unlisted([word], text)


def _of_one_field(name: str) -> str:
    """Without letters after it, and without what stands in the next column: "JANE DOE   NI JH 70 43 65 A"."""
    name = name[: without_letters_after(name)]
    first = _WIDE.split(name.strip())[0]
    return first if " " in first else name


def _small_name(line: str, text: str) -> tuple[int, int] | None:
    """A name in small letters, if a list or the person's own e-mail address knows it."""
    small = _SMALL_LINE.match(line)
    if small is None:
        return None
    words = small["name"].split()
    if ordinary_words().intersection(words) or not (is_known(words[0]) or _is_in_email(words, text)):
        return None
    return small.span("name")


def _is_in_email(parts: list[str], text: str) -> bool:
    """Whether two parts of a name stand in the first e-mail address: jade.mcallister2@example.org."""
    at = text.find("@")
    local = text[max(0, at - 40) : max(0, at)].lower().split()[-1:]
    return bool(local) and sum(len(part) > 2 and part.lower() in local[0] for part in parts) > 1


def _n_names(words: list[str]) -> int:
    """How many words at the head of a line may be a name: up to an ordinary word, with which nothing else begins."""
    # "DRAGOS MUNTEANU KITCHEN PORTER": a surname that a list has tells as much.
    is_listed = len(words) > 1 and is_surname(words[1]) and words[1].lower() not in TRADES
    first_is_known = is_known(words[0]) or (is_listed and words[0].lower() not in ordinary_words())
    for i, word in enumerate(words):
        if _is_ordinary(word, is_within=0 < i < len(words) - 1):
            parts = [part.lower() for part in LETTERS.findall(word)]
            is_surname_too = first_is_known and i == len(words) - 1 and all(part in surnames() for part in parts)
            if not is_surname_too:
                return i if first_is_known else 0
    return len(words)


def _is_ordinary(word: str, *, is_within: bool) -> bool:
    if is_within and word.lower() == "st.":
        return False
    parts = [part.lower() for part in LETTERS.findall(word)]
    return any(part in ordinary_words() or part.removesuffix("s") in ordinary_words() for part in parts)


def _n_unlisted(words: list[re.Match[str]], text: str) -> int:
    """Two or three words of the first line before a trade, if they look like a name: "XANTHE QUILL KITCHEN PORTER".

    Contact details stand near a name, and a title comes again further down: "REVENUE CYCLE ADVOCATE".
    """
    n = next((i for i, word in enumerate(words) if _is_ordinary(word.group(), is_within=False)), 0)
    if n not in (2, 3) or not _may_be_unlisted([word.group() for word in words[:n]], text):
        return 0
    last = words[n - 1].group()
    again = re.compile(r"\s+".join(map(re.escape, (last, words[n].group()))), re.IGNORECASE)
    return n if len(again.findall(text)) < 2 else 0


def _may_be_unlisted(words: list[str], text: str) -> bool:
    """Whether words may be a name that no list has: contact details stand near, and none is an adjective or a noun."""
    if not _CONTACT.search(text, 0, _HEAD_END):
        return False
    return not any(
        _is_ordinary(word, is_within=False)
        or begins_no_name(word)
        or word.lower() in NATIONS
        or ends_as_no_name(word)
        or is_written_small(word, text)
        for word in words
    )


def _is_trade_after(line: str, end: int, parts: list[str], text: str) -> bool:
    """Whether a trade follows a name on the first line: "Xanthe Quill welder", "Xanthe Quill. Cleaner."."""
    after = _TRADE_AFTER.match(line, end)
    return after is not None and after["word"].lower() in ordinary_words() and _may_be_unlisted(parts, text)
