"""Numbers as adverts write them."""

from __future__ import annotations

import re
from typing import Final

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "  # noqa: SIM905
    "seventeen eighteen nineteen".split()
)
_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

WORDS: Final[dict[str, int]] = {
    **{word: number for number, word in enumerate(_ONES)},
    **_TENS,
    **{
        f"{ten}{mark}{_ONES[one]}": value + one for ten, value in _TENS.items() for one in range(1, 10) for mark in "- "
    },
}
# Longest first: "thirty seven" before "thirty".
_WORDS: Final = frozenset(WORDS)
_LETTERS: Final = re.compile(r"[a-z]+")
_DIGIT: Final = re.compile(r"[0-9]")
WORD: Final = "|".join(sorted(WORDS, key=len, reverse=True))
# 37, 37.5, 37½, 37 1/2, thirty-seven, thirty seven and a half
NUMBER: Final = rf"(?:\d{{1,3}}(?:\.\d{{1,3}}|\s?½|\s1/2)?(?![\d,:])|(?:{WORD})(?:\sand\sa\shalf)?)"


def number(text: str) -> float:
    """The value of what `NUMBER` matches.

    Examples
    --------
    >>> number("37 1/2"), number("thirty seven and a half"), number("16")
    (37.5, 37.5, 16.0)
    """
    half = 0.5 if text.endswith(("½", "1/2", "and a half")) else 0.0
    plain = text.removesuffix("½").removesuffix("1/2").removesuffix("and a half").strip()
    if plain in WORDS:
        return WORDS[plain] + half
    return float(plain) + half


def may_count(words: str) -> bool:
    """Whether there may be a number among words: a quick look before a slow one."""
    return _DIGIT.search(words) is not None or not _WORDS.isdisjoint(_LETTERS.findall(words))


def ends_in_number(words: str, also: frozenset[str] = frozenset()) -> bool:
    """Whether words may end in a number, or in one of others that may follow it: a quick look before a slow one."""
    rest = words.rstrip(" \n-(")
    if not rest:
        return False
    if not rest[-1].isalpha():
        return rest[-1] in _NUMBER_ENDS
    last = _LAST_WORD.search(rest)
    return last is not None and (last.group() in _LAST_OF_NUMBERS or last.group() in also)


def first_number(words: str, start: int = 0) -> int:
    """A place from ``start`` on before which no number begins: where a slow look for one may start."""
    digit = _DIGIT.search(words, start)
    if digit is None or not _WORDS.isdisjoint(_LETTERS.findall(words, start, digit.start())):
        return start
    return digit.start()


_NUMBER_ENDS: Final = frozenset("0123456789\u00bd+")
_LAST_WORD: Final = re.compile(r"[a-z]+$")
_LAST_OF_NUMBERS: Final = frozenset((*(part for word in WORDS for part in _LETTERS.findall(word)), "half"))


def in_quarters(value: float) -> float:
    """The nearest quarter, halves up: the finest step of the hours columns."""
    return int(value * 4 + 0.5) / 4
