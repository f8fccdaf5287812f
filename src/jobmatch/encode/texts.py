"""From table rows to the text that is encoded."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    import polars as pl

    from jobmatch.reading.kept import Kept

# --- HTML ------------------------------------------------------------------------------

_BLOCK_TAGS: Final = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt "  # noqa: SIM905 - shorter
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li main menu nav "
    "noscript ol option p pre section select summary table tbody td textarea tfoot th thead title tr ul video".split()
)
_INLINE_TAGS: Final = frozenset(
    "a abbr acronym b bdi bdo big button cite code col colgroup data del dfn em font i img "  # noqa: SIM905 - shorter
    "input ins kbd label link mark meta nobr q s samp script small span strike strong style sub sup svg "
    "template time tt u var wbr".split()
)
# Attributes need a value: `a <b and c> d` is arithmetic, not bold type.
_ATTRIBUTES: Final = r"""(?:\s++[\w:.-]++\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))*+\s*+/?+"""
_BRACKET: Final = re.compile(
    rf"</?(?P<tag>[a-z][a-z0-9]*+(?::[a-z]++)?+){_ATTRIBUTES}>|(?P<comment><!(?:--|\[|doctype\b))|<",
    re.IGNORECASE,
)
_UNREAD_TAGS: Final = ["script", "style", "noscript", "template", "svg", "head"]
# Adverts copied from system to system come escaped once, sometimes twice.
_MAX_ESCAPES: Final = 3


def html_to_text(markup: str) -> str:
    """Plain text of an advert that may be plain, HTML, or HTML with its brackets escaped.

    Parameters
    ----------
    markup : str
        The advert as published.

    Returns
    -------
    str
        Its text; a "<" that opens no tag stays. White space is as it falls, see `tidy`.

    Examples
    --------
    >>> html_to_text("&lt;p&gt;Care for &lt;5s &amp;amp; babies&lt;br/&gt;&lt;b&gt;Day&lt;/b&gt;s&lt;/p&gt;").split()
    ['Care', 'for', '<5s', '&', 'babies', 'Days']
    """
    for _ in range(_MAX_ESCAPES):
        if any(map(_is_markup, _BRACKET.finditer(markup))):
            return _parse(markup)
        unescaped = html.unescape(markup)
        if unescaped == markup:
            break
        markup = unescaped
    return markup


def _parse(markup: str) -> str:
    parser = LexborHTMLParser(_BRACKET.sub(_prepare, markup))
    parser.strip_tags(_UNREAD_TAGS)
    body = parser.body
    return body.text() if body is not None else ""


def _is_markup(match: re.Match[str]) -> bool:
    if match["comment"]:
        return True
    tag = (match["tag"] or "").lower()
    # A colon as in `<o:p>`, which word processors leave behind.
    return tag in _BLOCK_TAGS or tag in _INLINE_TAGS or ":" in tag


def _prepare(match: re.Match[str]) -> str:
    if not _is_markup(match):
        # A parser would take `<years` for a tag and drop the rest of the sentence with it.
        return f"&lt;{match.group()[1:]}"
    # Words on both sides of a paragraph's end must not run together; those on both sides of `<b>` must.
    tag = match["tag"]
    return f" {match.group()} " if tag and tag.lower() in _BLOCK_TAGS else match.group()


# --- Plain text ------------------------------------------------------------------------


def tidy(text: str) -> str:
    r"""Text in Unicode form NFC, each run of white space one space, none at the ends.

    So a text that only looks the same is the same to the encoder and to its cache.

    Examples
    --------
    >>> tidy("  cafe\u0301 \u00a0 work\n") == "caf\u00e9 work"
    True
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


# --- Rows ------------------------------------------------------------------------------

_WORD: Final = re.compile(r"\w")


def vacancy_texts(frame: pl.DataFrame) -> list[str]:
    """Text of each vacancy: title, skills, then description, since an encoder reads the first part only.

    Parameters
    ----------
    frame : polars.DataFrame
        As `jobmatch.schemas.VACANCY`; columns other than ``title`` may be absent, and any value missing.

    Returns
    -------
    list of str
        One for each row; empty where a row holds no text at all.
    """
    parts = zip(
        _texts(frame, "title"),
        _lists(frame, "required_skills"),
        _lists(frame, "desirable_skills"),
        _texts(frame, "description"),
        strict=True,
    )
    return [
        _sentences(
            html_to_text(title or ""),
            _labelled("Required", required),
            _labelled("Desirable", desirable),
            html_to_text(description or ""),
        )
        for title, required, desirable, description in parts
    ]


def jobseeker_texts(
    frame: pl.DataFrame, kept: Kept | None = None, processes: int = 1, *, progress: bool = False
) -> list[str | None]:
    """Text of each jobseeker: the CV without names, contacts and what is protected (`jobmatch.reading.mask_personal`).

    Recorded skills are left to their own part of the score. In the text they would count twice, and one more skill
    could move the text away from an advert, so that gaining a skill lowered a score.

    Parameters
    ----------
    frame : polars.DataFrame
        As `jobmatch.schemas.JOBSEEKER`; columns may be absent, and any value missing.
    kept : Kept, optional
        Where it is kept what a CV is masked of, so that each is looked through once.
    processes : int
        Most processes that look.
    progress : bool
        Whether to draw a bar on standard error.

    Returns
    -------
    list of str or None
        One for each row; None where there is nothing to encode.
    """
    return jobseeker_texts_of(_texts(frame, "cv_text"), kept, processes, progress=progress)


def jobseeker_texts_of(
    cvs: Sequence[str | None], kept: Kept | None = None, processes: int = 1, *, progress: bool = False
) -> list[str | None]:
    """As `jobseeker_texts`, of the CVs alone."""
    from jobmatch.reading.personal.masking import masked  # brings libraries that the encoder's process has no use for

    return [_sentences(text) or None for text in masked([cv or "" for cv in cvs], kept, processes, progress=progress)]


def _texts(frame: pl.DataFrame, column: str) -> Sequence[str | None]:
    return frame.get_column(column).to_list() if column in frame.columns else [None] * frame.height


def _lists(frame: pl.DataFrame, column: str) -> Sequence[Sequence[str | None] | None]:
    return frame.get_column(column).to_list() if column in frame.columns else [None] * frame.height


def _labelled(label: str, names: Sequence[str | None] | None) -> str:
    # An address such as http://data.europa.eu/esco/skill/... names a skill to a program, not to a reader.
    readable = [name for name in names or () if name and "://" not in name]
    return f"{label}: {', '.join(readable)}" if readable else ""


def _sentences(*parts: str) -> str:
    return " ".join(_ended(part) for part in map(tidy, parts) if _WORD.search(part))


def _ended(part: str) -> str:
    return part if part.endswith((".", "!", "?", ":", ";")) else f"{part}."
