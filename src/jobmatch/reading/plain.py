"""The text of an advert as rules read it: lower case, no markup, every character traced to where it stood."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, islice
from typing import Final

# Tags that end a line of text, and those that do not; anything else in angle brackets is text ("<5 years").
_BLOCK: Final = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt "  # noqa: SIM905 - shorter
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li main menu nav "
    "ol option p pre section select summary table tbody td textarea tfoot th thead title tr ul".split()
)
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big button cite code col colgroup data del dfn em font i img "  # noqa: SIM905 - shorter
    "input ins kbd label link mark meta q s samp small span strike strong sub sup time tt u var wbr".split()
)
_UNREAD: Final = ("script", "style", "svg")
# What the tags of such an element leave at first: the sign to take it out as a whole.
_UNREAD_MARK: Final = "\0"
_ENTITY: Final = r"(?:amp;)*(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"


def _markup(opening: str, closing: str, inside: str) -> tuple[str, re.Pattern[str], re.Pattern[str]]:
    """How markup with these brackets begins, its unread elements, and its tokens: runs of tags, and entities."""
    unread = rf"{opening}({'|'.join(_UNREAD)})(?=[\s/]|{closing}).*?(?:{opening}/\1\s*{closing}|$)"
    # Not "(?:tag)+": only a pattern that begins with a plain character is searched for quickly.
    inside = rf"[/a-zA-Z!]{inside}{closing}(?:\s*{opening}[/a-zA-Z!]{inside}{closing})*\s*"
    # One group, so that a text splits into what stands between the tokens and the tokens, by turns.
    tokens = rf"(<{inside}|&{_ENTITY})" if opening == "<" else rf"(&(?:{opening[1:]}{inside}|{_ENTITY}))"
    return opening, re.compile(unread, re.DOTALL | re.IGNORECASE), re.compile(tokens, re.DOTALL)


# Adverts copied from system to system come escaped once, sometimes twice.
_MARKUPS: Final = (
    _markup("<", ">", "[^<>]{0,2000}"),
    _markup("&lt;", "&gt;", ".{0,2000}?"),
    _markup("&amp;lt;", "&amp;gt;", ".{0,2000}?"),
)
_ENTITIES: Final = re.compile(f"(&{_ENTITY})")
_A_TAG: Final = re.compile(r"<(?:(!)|/?([a-zA-Z][a-zA-Z0-9:]*)(?=[\s/>]))[^<>]*>\s*")
_MOST_ESCAPES: Final = 4
# One character for one, so that places stay what they are.
_SAME_LENGTH: Final = (
    ("\u00a0", " "), ("\u2013", "-"), ("\u2019", "'"), ("\u2022", "\n"), ("\u2014", "-"), ("\u2018", "'"),
    ("\u201c", '"'), ("\u201d", '"'),
    ("\u00b7", "\n"), ("\u2010", "-"), ("\u2011", "-"), ("\u2012", "-"), ("\u2212", "-"), ("\u25cf", "\n"),
    ("\uf0b7", "\n"), ("\u202f", " "), ("\u2009", " "),
)  # fmt: skip
# All of three letters, as they must be to be looked for backwards.
_ABBREVIATIONS: Final = "|".join(map(re.escape, ("inc", "e.g", "i.e", " eg", " ie", "rox", "p.a", "etc", " no", "min",
"max", "ncl", "hrs", " hr", "p.m", "a.m")))  # fmt: skip
# What every end begins with stands first, so that the search looks for that and nothing else.
_AN_END: Final = rf"[!?;.] (?<!(?:{_ABBREVIATIONS})\. )"
_SENTENCE_END: Final = re.compile(f"({_AN_END})")
# A blank may end a sentence only where there is a bar: where there is none, not every blank need be looked at.
_SENTENCE_END_OR_BAR: Final = re.compile(rf"({_AN_END}|(?<!(?:{_ABBREVIATIONS})\.) \| )")
_MAX_SENTENCE: Final = 300


class Plain:
    """Plain lower-case text of an advert.

    Parameters
    ----------
    original : str
        The advert as published: plain, HTML, or HTML with its brackets escaped.

    Attributes
    ----------
    low : str
        Its text in lower case; each block of markup is a line, dashes and quotation marks are plain.
    written : str
        The same with its capitals, dashes and quotation marks, character for character.
    """

    __slots__ = ("_original_starts", "_pieces", "_sentences_of", "_starts", "_texts", "low", "written")

    def __init__(self, original: str) -> None:
        # The original, cut into stretches that stand in ``low`` as they are (even places) and tokens (odd ones); where
        # each starts in ``low`` and in the original is worked out when it is first asked for.
        self._pieces: list[str] = []
        self._texts: list[str] = []
        self._starts: list[int] = []
        self._original_starts: list[int] = []
        self._sentences_of: dict[int, tuple[list[int], list[int]]] = {}
        if "&" not in original and "<" not in original:
            self.written = original
            self.low = lowered(original)
            return
        for opening, unread, tokens in _MARKUPS:
            if opening in original and _is_markup(original, tokens):
                # In markup the line ends of the source are blanks.
                self._read(original.replace("\n", " "), tokens)
                if _UNREAD_MARK in self.written:
                    original = unread.sub(lambda match: " " * len(match.group()), original)
                    self._read(original.replace("\n", " "), tokens)
                return
        self._read(original, _ENTITIES)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of ``low`` stands in the original: start and end, end excluded."""
        if not self._pieces:
            return start, end
        return self._original(start, after=False), self._original(end - 1, after=True)

    def place_of(self, original: int) -> int:
        """The place in ``low`` of a place in the original; of markup, that of what stands before it."""
        if not self._pieces:
            return original
        self._find_starts()
        piece = bisect_right(self._original_starts, original) - 1
        place = self._starts[piece] + (original - self._original_starts[piece] if piece % 2 == 0 else 0)
        return min(place, len(self.low))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Bounds of the sentence, or line, around a stretch of ``low``."""
        starts, ends = self._sentences(start)
        number = bisect_right(starts, start) - 1
        first, last = starts[number], ends[number]
        while last < end:  # a stretch over several sentences
            number += 1
            if number == len(ends):
                starts, ends = self._sentences(last + 1)
                number = 0
            last = ends[number]
        return max(first, start - _MAX_SENTENCE), min(last, end + _MAX_SENTENCE)

    def _sentences(self, place: int) -> tuple[list[int], list[int]]:
        """Where the sentences of one line start and end: few of its lines are asked for in most adverts."""
        first = self.low.rfind("\n", 0, place) + 1
        known = self._sentences_of.get(first)
        if known is None:
            last = self.low.find("\n", place)
            line = self.low[first:] if last < 0 else self.low[first:last]
            pattern = _SENTENCE_END_OR_BAR if " | " in line else _SENTENCE_END
            # Sentences and what ends them, by turns: to add up lengths is faster than to ask every match.
            bounds = list(accumulate(map(len, pattern.split(line)), initial=first))
            known = self._sentences_of[first] = bounds[:-1:2], bounds[1::2]
        return known

    def line(self, start: int, end: int) -> tuple[int, int]:
        """Bounds of the line around a stretch of ``low``."""
        at = self.low.find("\n", end)
        return self.low.rfind("\n", 0, start) + 1, at if at >= 0 else len(self.low)

    def _original(self, place: int, *, after: bool) -> int:
        self._find_starts()
        piece = bisect_right(self._starts, place) - 1
        if piece % 2 == 0:
            return self._original_starts[piece] + place - self._starts[piece] + after
        # An entity or a line end: all of what stood there.
        return self._original_starts[piece + 1] if after else self._original_starts[piece]

    def _find_starts(self) -> None:
        if not self._starts:
            self._original_starts = _starts_of(self._pieces)
            self._starts = _starts_of(self._texts)

    def _read(self, original: str, tokens: re.Pattern[str]) -> None:
        self._pieces = tokens.split(original)
        self._texts = _texts_of(self._pieces)
        self.written = "".join(self._texts)
        self.low = lowered(self.written)


def _texts_of(pieces: list[str]) -> list[str]:
    """What is left of each piece: of a stretch all, of a token its text."""
    texts = pieces.copy()
    try:
        texts[1::2] = [_TEXTS[token] for token in pieces[1::2]]
    except KeyError:
        texts[1::2] = [_TEXTS[token] if token in _TEXTS else _learned(token) for token in pieces[1::2]]
    return texts


def _learned(token: str) -> str:
    text = _text_of(token)
    if len(_TEXTS) < _MOST_KNOWN:
        _TEXTS[token] = text
    return text


def _starts_of(pieces: list[str]) -> list[int]:
    return list(accumulate(map(len, pieces[:-1]), initial=0))


# Texts of tokens seen before, to spare a second look: most adverts use the same few tags.
_TEXTS: Final[dict[str, str]] = {}
_MOST_KNOWN: Final = 10_000


def _is_markup(original: str, tokens: re.Pattern[str]) -> bool:
    return any(_has_tags(match.group()) for match in islice(tokens.finditer(original), 50))


@lru_cache(maxsize=4096)
def _has_tags(token: str) -> bool:
    return bool(_tags_of(_decoded(token)))


def _text_of(token: str) -> str:
    """What is left of a run of tags (a line end, a blank or nothing) or of an entity."""
    decoded = _decoded(token)
    if decoded[0] != "<" or len(decoded) == 1:
        return decoded
    names = _tags_of(decoded)
    if any(name in _UNREAD for name in names):
        return _UNREAD_MARK
    if any(name in _BLOCK for name in names):
        return "\n"
    # What is no tag is text, if only for its length.
    rest = _A_TAG.sub(lambda match: "" if _is_tag(match) else match.group(), decoded)
    return rest or (" " if decoded[-1].isspace() else "")


def _tags_of(decoded: str) -> list[str]:
    return [(match[2] or "!").lower() for match in _A_TAG.finditer(decoded) if _is_tag(match)]


def _is_tag(match: re.Match[str]) -> bool:
    name = (match[2] or "").lower()
    # A colon as in "<o:p>", which word processors leave behind.
    return match[1] is not None or name in _BLOCK or name in _INLINE or ":" in name or name in _UNREAD


def _decoded(token: str) -> str:
    for _ in range(_MOST_ESCAPES):
        text = html.unescape(token)
        if text == token:
            break
        token = text
    return token


def lowered(text: str) -> str:
    """Text in lower case with plain dashes and quotation marks, character for character."""
    if not text.isascii():
        for odd, plain in _SAME_LENGTH:
            text = text.replace(odd, plain)
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return lower.replace("\t", " ").replace("\r", "\n")
