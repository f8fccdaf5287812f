"""What the words around a skill make of it: held or asked for, wished for, not needed, or still to be learnt."""

from __future__ import annotations

import re
from typing import Final, Literal

from jobmatch.reading.context import around, is_desirable, is_negated
from jobmatch.reading.plain import Plain

Standing = Literal["plain", "desirable", "not_needed", "to_learn"]

_NO_EXPERIENCE: Final = re.compile(
    r"\b(?:no|without|little or no|don'?t need|do not need|not need|never had)\s+(?:any\s+)?(?:previous |prior |formal "
    r"|specific |direct |relevant |retail |sales )*(?:experience|knowledge|qualifications?|training|skills?"
    r"|background)\b"
    r"(?:\s+(?:is|are)?\s*(?:needed|required|necessary|essential|expected))?\s*(?:in|of|with|as|at|:)?\b(?!.*\b(?:but"
    r"|however)\b)"
)
_NO_TERM: Final = re.compile(r"\b(?:no|without|not|zero)\s+(?:any\s+)?(?:previous |prior |formal )*$")
_EXPERIENCE_AFTER: Final = re.compile(
    r"\s*(?:experience|skills?|knowledge|qualifications?)?\s*(?:is|are)?\s*(?:not|un)\s*(?:needed|required|necessary"
    r"|essential|expected)"
)
_TAUGHT_AFTER: Final = re.compile(
    r"\b(?:training|tuition|coaching)\s+(?:\w+ ){0,3}?(?:(?:will be|is|can be|shall be|being)\s+)?"
    r"(?:provided|given|offered|available|supplied)\b|\b(?:will be|be) (?:taught|trained|shown)\b|\bwe(?:'ll"
    r"| will) (?:train|teach)\b"
)
_TAUGHT_BEFORE: Final = re.compile(
    r"\b(?:(?:full|free|on[- ]the[- ]job|in[- ]house)\s+training\s+(?:\w+ ){0,3}?(?:in|on|as|with)"
    r"|training (?:will be |is )?(?:provided|given|offered) (?:in|on|for)|(?:will be|be) (?:taught|trained"
    r"|shown) (?:how to |to |in |on )?"
    r"|(?:would|'d) (?:like|love) to (?:learn|train|study|gain|get|do|try|work in|become)|(?:want|wants|wish|hope"
    r"|hoping|keen|eager|looking"
    r"|plan|planning|interested in|willing|wanting|opportunity|chance|able) (?:to )?(?:learn|learning|train|training"
    r"|study|gain|retrain|get into)"
    r"|currently learning|learning to|teach(?:es)? you|train you|we will train|we'll train)\b[^.\n]{0,60}$"
)


def standing_of(text: Plain, start: int, end: int) -> Standing:
    """How a skill at a stretch of text stands in its sentence."""
    words = around(text, start, end)
    before, after = words.before, words.after
    if (
        _NO_EXPERIENCE.search(before)
        or _NO_TERM.search(before[-40:])
        or _EXPERIENCE_AFTER.match(after)
        or is_negated(before[-60:], after)
    ):
        return "not_needed"
    if _TAUGHT_BEFORE.search(before[-120:]) or _TAUGHT_AFTER.search(after[:60]):
        return "to_learn"
    return "desirable" if is_desirable(text, start, words) else "plain"
