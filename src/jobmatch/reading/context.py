"""What the words around a term make of it: not so, not a must, or something else's."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from jobmatch.reading.plain import Plain

NEGATION: Final = re.compile(
    r"\b(?:no|not|never|without|nor|neither|non(?!-)|cannot|isn'?t|aren'?t|don'?t|doesn'?t|won'?t|wouldn'?t|needn'?t)\b"
)
# "not only", "no later than" and "without exception" take nothing back.
_NO_NEGATION: Final = re.compile(
    r"\b(?:not only|not just|no later|no matter|no problem|without exception|not be considered without"
    r"|cannot be considered without|not apply unless)\b"
)
NOT_NEEDED: Final = re.compile(
    r"\b(?:not|isn'?t|aren'?t|never)\s+(?:\w+\s+)?(?:essential|necessary|required|needed|mandatory"
    r"|compulsory|a (?:must|requirement))\b"
    r"|\b(?:optional|unnecessary)\b"
)
DESIRABLE: Final = re.compile(
    r"\b(?:desirable|desired|pref(?:er(?:r?ed|able|ably|ence)?|'?d)?|ideal(?:ly)?|advantage(?:ous)?|beneficial"
    r"|a plus|a bonus"
    r"|helpful|helps|would (?:really |also |certainly )?help|useful|nice[- ]to[- ]have|would be (?:great|good"
    r"|welcome|handy|nice|an asset|a help)|an asset"
    r"|highly regarded|handy|not vital|not a must)\b"
)
# Where some walk, nobody must drive; a question with "if not" asks for nothing.
ON_FOOT_TOO: Final = re.compile(
    r"\b(?:drivers?\s*(?:&|and|or|/)\s*walkers?|walkers?\s*(?:&|and|or|/)\s*drivers?"
    r"|walking\s+(?:routes?|rounds?|runs?|calls?|carers?|rota)|licen[cs]e\?[^.\n]{0,30}\bif not\b"
    r"|licen[cs]e\?[^\n]{0,30}[.!] if not\b"
    r"|drivers?\s*(?:&|and|or|/)\s*non[- ]?drivers?"
    r"|non[- ]?drivers?\b[^.;\n]{0,30}\b(?:welcome|considered|accepted|apply|encouraged))"
)
REQUIRED: Final = re.compile(
    r"\b(?:must|essential|require[ds]?|requirement(?:s(?=:))?|need(?:s|ed)?|necessary|mandatory|have to|has to"
    r"|hold(?:s|ing)?|you will have"
    r"|you'll have|you have|should have|possess|with (?:a|an|your|full|valid|current)|valid|current|in date)\b"
)
_HEADINGS_DESIRABLE: Final = ("\ndesirable", "\nideally", "\nnice to have", "\npreferred", "\nit would be")
_LONGEST_HEADING: Final = 40
_LONGEST_PHRASE: Final = 60
_MOST_IN_SHORT_LIST: Final = 300
_HEADING_ESSENTIAL: Final = ("\nessential", "\nrequirements", "\nrequired", "\nbenefits", "\nwhat we")
_MOST_UNDER_HEADING: Final = 1500
# "CSCS essential, forklift licence desirable": what the clause of a term says goes before what its sentence does.
_DEMANDED_AFTER: Final = re.compile(
    r"[^.,;:\n]{0,40}?\b(?:essential|required|req'?d|reqd|needed|necessary|mandatory|compulsory|a must)\b"
)
_DEMANDED_BEFORE: Final = re.compile(
    r"\b(?:must (?:also |already )?(?:have|hold|possess)|(?<!ideally )you(?:'ll| will) (?:have|hold)|needs?"
    r"|require[sd]?|essential|mandatory)\b:?[^.,;:\n]{0,50}$"
)
NEXT_CLAUSE: Final = re.compile(
    r",|;|:|\(| - |\bbut\b|\bwith\b|\band (?:ideally|preferably)\b|\bideally\b|\bpreferably\b"
)
# "Ideally" at its beginning is said of the whole sentence.
_DESIRABLE_BEGINS: Final = re.compile(r"^\W*(?:ideally|preferably|desirabl[ey])\b")
_BENEFITS_HEADING: Final = re.compile(
    r"\b(?:benefits?|we(?:'ll| will| can)? offer|offer you|offers?:|package|perks|rewards?|what(?:'s| is) in it for you"
    r"|what (?:you(?:'ll| will)|do you) get|in return|we provide|advantages)\b"
)
_LONGEST_IN_LIST: Final = 160
_MOST_IN_LIST: Final = 1200


class Around(NamedTuple):
    """A stretch of text with the rest of its sentence on both sides."""

    before: str
    after: str


def around(text: Plain, start: int, end: int) -> Around:
    """The sentence around a stretch, without the stretch itself."""
    first, last = text.sentence(start, end)
    return Around(text.low[first:start], text.low[end:last])


def clause_before(before: str) -> str:
    """The last clause of what stands before a term: after the last comma that a new clause may follow, or "but"."""
    at = max(before.rfind(", "), before.rfind(" but "), before.rfind(": "), before.rfind(" - "), before.rfind("("))
    return before[at:] if at >= 0 else before


def is_negated(before: str, after: str = "") -> bool:
    """Whether the words before a term, or "is not required" after it, take it back.

    Examples
    --------
    >>> is_negated("you will not be required to "), is_negated("no experience is needed, but a "), is_negated("a ")
    (True, False, False)
    """
    clause = clause_before(before)[-60:]
    negation = NEGATION.search(clause)
    if negation and not _NO_NEGATION.search(clause):
        return True
    # "A licence helps but is not essential" takes it back after "but".
    return NOT_NEEDED.search(after.partition(", ")[0][:60]) is not None


def is_desirable(text: Plain, start: int, words: Around) -> bool:
    """Whether a term is wished for, not asked for: by its own sentence, or by the heading that it stands under."""
    if DESIRABLE.search(words.before[-80:]) or DESIRABLE.search(words.after[:80]):
        return True
    if _DESIRABLE_BEGINS.match(words.before):
        return True
    low = text.low
    for heading in _HEADINGS_DESIRABLE:  # noqa: SIM110 - a generator costs more than the look itself
        if _is_under(low, heading, start):
            return True
    return False


def _is_under(low: str, heading: str, start: int) -> bool:
    is_plain = heading == _HEADINGS_DESIRABLE[0]
    first = max(0, start - (_MOST_UNDER_HEADING if is_plain else _MOST_IN_SHORT_LIST + _LONGEST_PHRASE + 1))
    # Forwards first, which is far faster: most adverts have no such heading.
    if low.find(heading, first, start) < 0:
        return False
    at = low.rfind(heading, first, start)
    heading_end = low.find("\n", at + 1, start)
    if heading_end < 0 or heading_end - at > (_LONGEST_HEADING if is_plain else _LONGEST_PHRASE):
        return False
    # "Ideally" begins sentences too, and what follows its list may be said of everybody.
    is_list = low[at:heading_end].rstrip().endswith((":", "-")) and start - heading_end <= _MOST_IN_SHORT_LIST
    if not is_plain and not is_list:
        return False
    return not any(low.find(other, at + 1, start) >= 0 for other in _HEADING_ESSENTIAL)


def is_demanded(words: Around) -> bool:
    """Whether the clause of a term says for itself that it is a must, whatever else its sentence wishes for.

    Examples
    --------
    >>> is_demanded(Around("", " essential, forklift licence desirable")), is_demanded(Around("", " desirable"))
    (True, False)
    """
    if (after := _DEMANDED_AFTER.match(words.after)) and not DESIRABLE.search(after.group()):
        return True
    before = _DEMANDED_BEFORE.search(words.before[-80:])
    if before is None or DESIRABLE.search(before.group()):
        return False
    return DESIRABLE.search(NEXT_CLAUSE.split(words.after, maxsplit=1)[0]) is None


def is_among_benefits(text: Plain, start: int) -> bool:
    """Whether a place is in a list of what the employer offers to all: short lines under a heading that says so."""
    lines = text.low[max(0, start - _MOST_IN_LIST) : start].split("\n")
    if len(lines[-1]) > _LONGEST_IN_LIST:
        return False
    for line in reversed(lines[:-1]):
        if len(line) > _LONGEST_IN_LIST:
            return False
        if _BENEFITS_HEADING.search(line):
            return True
        if line.rstrip().endswith((":", "?")):
            return False  # a list of something else
    return False
