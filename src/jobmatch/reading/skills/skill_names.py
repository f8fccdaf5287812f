"""Names of skills as they are compared: words and stems, without qualifiers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

import snowballstemmer

_LEVELS: Final = (
    "primary|secondary|basic|beginner|intermediate|advanced|expert|proficient|competent|fluent|native|conversational"
    "|good|excellent|strong|essential|desirable|preferred|required|optional|entry[- ]level|level [1-5]"
    r"|\d{1,2}\+? years?"
)
_QUALIFIER: Final = re.compile(
    rf"\s*(?:\(\s*(?P<bracket>{_LEVELS})\s*\)|(?:\s[-:]|:|,)\s*(?P<dash>{_LEVELS}))\s*$", re.IGNORECASE
)
_TOKEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*(?:\+\+|#(?!\w))?|&")
# What parts one phrase from the next; a hyphen parts only between blanks, "multi-drop" is "multi drop".
_BREAK: Final = re.compile(r"[^\w\s'\u00ad&-]|\n|\s-+\s|--")
ARTICLES: Final = frozenset(("the", "a", "an", "your", "our", "their", "my"))
BREAK: Final = "."
_DERIVED: Final = re.compile(
    r"(?:[eo]r|[ae]nt|[ts]ion|ists?|ive|al|ity|ness|ship|ance|ence|ic|ly|ian|able|full?|sure|[eao]ry)s?$"
)
_STEMMER: Final = snowballstemmer.stemmer("english")


class Token(NamedTuple):
    """A word and where it stands; a break between phrases is the word "."."""

    word: str
    start: int
    end: int


def without_qualifier(name: str) -> tuple[str, str | None]:
    """A name without what is said of its level or weight, and that qualifier in lower case.

    Examples
    --------
    >>> without_qualifier("Python (primary)"), without_qualifier("Excel - advanced")
    (('Python', 'primary'), ('Excel', 'advanced'))
    >>> without_qualifier("Java (computer programming)")
    ('Java (computer programming)', None)
    """
    match = _QUALIFIER.search(name)
    if match is None or not match.start():
        return name, None
    return name[: match.start()], (match["bracket"] or match["dash"]).lower()


def qualifier_after(text: str, end: int) -> str | None:
    """The qualifier that follows a name which ends at ``end``: "(primary)", "- advanced", ": basic"."""
    match = _FOLLOWS.match(text, end)
    return None if match is None else (match["bracket"] or match["dash"]).lower()


_FOLLOWS: Final = re.compile(
    rf"\s*(?:\(\s*(?P<bracket>{_LEVELS})\s*\)|\s?[-:]\s+(?P<dash>{_LEVELS})\b(?=\s*(?:$|[,;.\n|)])))", re.IGNORECASE
)


def tokens(low: str) -> list[Token]:
    """Words of a text in lower case, with a break wherever a phrase ends.

    Examples
    --------
    >>> [token.word for token in tokens("multi-drop & c++ (basic); the till")]
    ['multi', 'drop', 'and', 'c++', '.', 'basic', '.', 'the', 'till']
    """
    found: list[Token] = []
    done = 0
    for match in _TOKEN.finditer(low):
        start, end = match.span()
        # one blank, between most words, is no break
        if start > done and low[done:start] != " " and _BREAK.search(low, done, start):
            found.append(Token(BREAK, done, start))
        word = match.group()
        found.append(Token("and" if word == "&" else word, start, end))
        done = end
    return found


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Stem of a word, by which its forms are compared: "drives" and "driving", not "driver".

    A stemmer takes derived words for forms ("manager" and "management" for "manage"), so their endings stay. Words of
    three letters or fewer stay: little is left of them to tell them apart.

    Examples
    --------
    >>> stem("forklifts"), stem("driving"), stem("drivers"), stem("electronics"), stem("ict")
    ('forklift', 'drive', 'driver', 'electronics', 'ict')
    """
    word = word.removesuffix("'s")
    if len(word) <= 3 or word.endswith("ics"):
        return word
    if _DERIVED.search(word):
        return word.removesuffix("s")
    return str(_STEMMER.stemWord(word))


def key(name: str) -> str:
    """Words of a name as the automaton looks for them, a blank on both sides of each.

    Examples
    --------
    >>> key("Multi-drop  Delivery")
    ' multi drop delivery '
    """
    words = [token.word for token in tokens(name.lower())]
    while words and words[0] == BREAK:
        words.pop(0)
    return f" {' '.join(words)} "


def stem_key(spelled: str) -> str:
    """The same with stems, without articles."""
    return f" {' '.join(stem(word) for word in spelled.split() if word not in ARTICLES)} "
