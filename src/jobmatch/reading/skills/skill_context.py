"""What the words around a skill make of it: held or asked for, wished for, not needed, or still to be learnt."""

from __future__ import annotations

import re
from typing import Final, Literal

from ahocorasick_rs import AhoCorasick

from jobmatch.reading.context import Around, around, is_desirable, is_negated
from jobmatch.reading.plain import Plain

Standing = Literal["plain", "desirable", "not_needed", "to_learn"]

_NO_EXPERIENCE: Final = re.compile(
    r"\b(?:no|without|little or no|don'?t need|do not need|not need|never had)\s+(?:any\s+)?(?:previous |prior "
    r"|formal "
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
# "Haven't used a till", "can't cook beyond a bacon butty", "hopeless at maths", "just about manage email"
_LACKED_BEFORE: Final = re.compile(
    r"\b(?:haven'?t|hasn'?t|have not|has not|didn'?t|did not|couldn'?t|could not|can'?t|can not|don'?t|i not"
    r"|never|nor"
    r"|lack(?:s|ing)?|hopeless|useless|no good|unfamiliar|less confident|weak(?:er)? (?:at|on|in)|poor"
    r"|brush(?:ing)? up"
    r"|little (?:or no )?(?:experience|knowledge|practice)|years since|avoid|(?<!who )(?<!that )struggle with"
    r"|not (?:very |so |that )?(?:used|confident|trained|good|great|strong|able|allowed)|not yet|new to"
    r"|just about (?:manage|use|cope with))\b(?! (?:only|just))[^.,;:()\n]{0,40}$"
    r"|\b(?:except(?:ing)?(?: for)?|apart from|excluding|but not)\s+(?:\w+\s+){0,2}$"
)
# "Things I can't do: welding, Excel", "Not got: bus driving"
_LACKED_LIST: Final = re.compile(
    r"\b(?:(?:can'?t|cannot|can not) do|gaps?|lacking|not got|(?:do not|don'?t|haven'?t) (?:have|got)"
    r"|not (?:yet|trained"
    r"|done)|beginner only|no experience|never (?:done|used)|(?:to|want to) learn)\s*:[^.\n]{0,60}$"
)
# "My Excel is rusty", "LLOP - lapsed 2022", "Mosaic - never used", "Sage (would need a refresher)", "Excel: none"
_LACKED_AFTER: Final = re.compile(
    r"[^.,;\n]{0,25}?\b(?:rusty|forgotten|forgot|out of date|outdated|expired|lapsed|ran out|never used"
    r"|not (?:used|done|held"
    r"|trained)|no longer|not confident|not (?:my )?strong|beginner only|would need|long ago|years ago"
    r"|needs? (?:an? )?(?:refresh\w*|update|updating|brush\w*)|(?:is|are) not something|defeats? me|beyond me"
    r"|i find (?:it )?(?:hard|difficult))\b"
    r"|\s*(?:i am|i'?m) not\b|\s*i (?:can'?t|cannot|don'?t|do not|(?:have )?never)\b"
)
_NONE_AFTER: Final = re.compile(r"\s*[:?-]+\s*(?:no|nope|none|nil|never)\b(?! (?:problem|issue|doubt))")
# Without one of these near a skill it is not said to be lacked: one quick look before slow ones.
_LACKS: Final = AhoCorasick(
    (
        *("n't", "havent", "hasnt", "didnt", "couldnt", "cant", "dont", "not", "never", "nor ", "lack", "hopeless"),
        *("useless", "no good", "unfamiliar", "confident", "weak", "poor", "brush", "little", "since", "avoid"),
        *("struggle", "new to", "just about", "gap", "can't", "rusty", "forg", "out of date", "outdated", "expired"),
        *("lapsed", "ran out", "longer", "beginner", "would need", "ago", "needs", "need "),
        *("except", "apart from", "excluding", "defeat", "beyond", "find"),
    )
)
_MOVING_INTO: Final = re.compile(
    r"\b(?:wants?|wanting|wish|hop(?:e|ing)|would (?:like|love)|i'd (?:like|love)|aiming|plan(?:ning)?|looking"
    r"|keen|about)"
    r" to (?:move|get|go|break|change|switch|progress|transfer|start|do|try|be|become)\b(?: (?:over"
    r"|back))?(?: (?:in)?to"
    r"| a career in| in| an?)?\b"
    r"[^.,;\n]{0,40}$"
)
_STILL_LEARNING: Final = re.compile(
    r"\b(?:would consider|(?:would|i'd) (?:like|love)(?! to\b)|(?:some(?:body|one)|if you"
    r"|you) trains? me)\b[^.,;\n]{0,40}$|"
    r"\b(?:still|now|i'?m|i am|am) learning\b[^.\n]{0,50}$"
    r"|(?:^\W*learning(?! (?:support|disab|and|mentor|resource|difficult))"
    r"|\b(?:want|like|hoping|keen|wanting) to (?:try|train as)|\b(?:interested in|keen on|open to|thinking (?:of|about)"
    r"|(?:some|like|want|for) (?:re)?training (?:in|on|as)))\b[^.,\n]{0,40}$"
)
# What is done for somebody is no skill of theirs, and their health is nobody's business.
_RECEIVED: Final = re.compile(
    r"\b(?:receiv(?:e|es|ed|ing)|having|had|attend(?:s|ed|ing)?|under(?:going)?|through) (?:\w+ )?$"
)
_THERAPIES: Final = re.compile(r"\b(?:counselling|therapy|physiotherapy|psychotherapy|treatment|rehab\w*)\b")


def standing_of(text: Plain, start: int, end: int) -> Standing:
    """How a skill at a stretch of text stands in its sentence."""
    words = around(text, start, end)
    before, after = words.before, words.after
    if (
        _NO_EXPERIENCE.search(before)
        or _NO_TERM.search(before[-40:])
        or _EXPERIENCE_AFTER.match(after)
        or is_negated(before[-60:], after)
        or _is_lacked(text.low, start, end, words)
    ):
        return "not_needed"
    if _is_wished_for(before[-80:]) or _TAUGHT_BEFORE.search(before[-120:]) or _TAUGHT_AFTER.search(after[:60]):
        return "to_learn"
    return "desirable" if is_desirable(text, start, words) else "plain"


def _is_lacked(low: str, start: int, end: int, words: Around) -> bool:
    """Whether somebody says not to have a skill, or no longer, or to be treated by somebody who has."""
    before, after = words
    return (
        (bool(_LACKS.find_matches_as_indexes(f"{before[-80:]}\n{after[:60]}")) and _is_said_to_lack(before, after))
        or _NONE_AFTER.match(low, end) is not None  # "Excel? No." are two sentences
        or (_THERAPIES.search(low, start, end) is not None and _RECEIVED.search(before[-30:]) is not None)
    )


def _is_said_to_lack(before: str, after: str) -> bool:
    return (
        _LACKED_BEFORE.search(before[max(0, len(before) - 70, *map(before.rfind, ",;:()")) :]) is not None
        or (":" in before and _LACKED_LIST.search(before[-80:]) is not None)
        or _LACKED_AFTER.match(after) is not None
    )


def _is_wished_for(near: str) -> bool:
    if " to " in near and _MOVING_INTO.search(near):
        return True
    return any(map(near.__contains__, _WISHES)) and _STILL_LEARNING.search(near) is not None


_WISHES: Final = (
    "learning",
    "consider",
    "would like",
    "would love",
    "i'd l",
    "trains me",
    "train me",
    "interested",
    "keen",
    "open to",
    "thinking",
    "training",
    " to tr",
)
