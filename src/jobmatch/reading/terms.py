"""Finding many terms in one pass: an Aho-Corasick automaton over all that the rules look for.

The rules themselves are regular expressions, which would cost a pass each. They run only where one of their terms is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

# One byte for one character, so that places in the bytes are places in the text; a letter that it lacks becomes "?",
# which is in no term. Text of one to four bytes a character would have to be counted again.
_ENCODING: Final = "latin-1"
# What stands around a term, by byte: letters count before it, letters and digits after it.
_LETTER, _LETTER_OR_DIGIT = 1, 2
_KINDS: Final = bytes(_LETTER * chr(i).isalpha() | _LETTER_OR_DIGIT * chr(i).isalnum() for i in range(256))


class Hit(NamedTuple):
    """Where a term stands in the plain text, and which of its group it is."""

    start: int
    end: int
    term: str


class TermFinder:
    """Finds the terms of several groups at once.

    Parameters
    ----------
    groups : mapping of str to iterable of str
        Terms in lower case by group. A term is found as a whole: no letter before it, no letter or digit after it. A
        star at its end lets any letters follow, one at its start lets any precede. Western European letters, no "?".
    """

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._groups = tuple(groups)
        number = {group: i for i, group in enumerate(self._groups)}
        owners: dict[str, list[int]] = {}
        for group, terms in groups.items():
            for term in terms:
                owners.setdefault(term, []).append(number[group])
        # (groups, term, what must not stand before it, and after it), by the number of the pattern
        self._patterns: Final = [
            (
                tuple(groups_of),
                term.strip("*"),
                0 if _is_open(term[0]) else _LETTER,
                0 if _is_open(term[-1]) else _LETTER_OR_DIGIT,
            )
            for term, groups_of in owners.items()
        ]
        as_bytes = [term.encode(_ENCODING) for _, term, _, _ in self._patterns]
        self._automaton = BytesAhoCorasick(as_bytes, implementation=Implementation.DFA)

    def find(self, low: str) -> list[list[Hit]]:
        """Hits of each group, in the order of the text.

        Parameters
        ----------
        low : str
            Text in lower case.

        Returns
        -------
        list of list of Hit
            One list for each group, in the order in which they were given.
        """
        found: list[list[Hit]] = [[] for _ in self._groups]
        # A call of the class itself takes more than twice as long, and there are many of these.
        patterns, new = self._patterns, tuple.__new__
        as_bytes = low.encode(_ENCODING, "replace")
        kinds = b"\0" + as_bytes.translate(_KINDS) + b"\0"  # so that kinds[start] is of the character before
        for number, start, end in self._automaton.find_matches_as_indexes(as_bytes, overlapping=True):
            groups, term, not_before, not_after = patterns[number]
            if kinds[end + 1] & not_after or kinds[start] & not_before:
                continue
            hit = new(Hit, (start, end, term))
            for group in groups:
                found[group].append(hit)
        return found


def _is_open(letter: str) -> bool:
    return not letter.isalnum()
