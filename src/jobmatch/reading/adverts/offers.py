"""What is offered: training, schemes and adjustments."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.context import NEGATION
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

# --- Training ----------------------------------------------------------------------------

TRAINING_TERMS: Final = (
    "training", "trained", "train you", "enrol you", "train the right", "train right", "teach you", "put you through",
    "enrolled on",
    "day release", "block release",
)  # fmt: skip
_TRAINING_AFTER: Final = re.compile(
    r"(?:\s+(?:and|&)\s+(?:[\w-]+\s+){0,3}?)?(?:\s+(?:on|in|for|to"
    r"|you)\s+(?:[\w,&'/-]+\s+){0,7}?)?\s*(?:will be|is|shall be|are|will also be)?\s*(?:also |always "
    r"|fully )?(?:provided|given|supplied|available (?:for|to) (?:the|all)|offered to (?:the"
    r"|all))\b(?! (?:to (?:you|us) )?by\b| (?:to|for) (?:our )?(?:students|trainees|patients|clients|others?)\b)"
)
_TRAINING_BEFORE: Final = re.compile(
    r"\b(?:(?:we|the (?:trust|company|team|school|home|employer))(?:'ll| will| can"
    r"| do)?\s+(?:also\s+)?(?:provide|offer|give)s?|(?:is|are|will be) (?:provided"
    r"|given|offered) with|you(?:'ll| will) (?:be given|receive|get)|we(?:'ll| will) (?:arrange|organise)"
    r"(?: an? [\w ]{1,20} and)?|we(?:'ll| will)? provide you with|offering|providing)\s+(?:you\s+)?(?:with\s+)?"
    r"(?:a\s+)?(?:(?:full|all|any"
    r"|the|necessary|comprehensive|on[- ]the[- ]job|complete|extensive|fully|paid|excellent|appropriate"
    r"|relevant|required|product|half[- ]day|\d+ (?:days?|weeks?)'?|initial|in[- ]house|induction|thorough|an"
    r"|development|and|,|/)\s*){1,5}$"
    r"|\bwe(?:'ll| will) (?:provide|give)\s+(?:you\s+)?(?:with\s+)?$"
)
# "We have an extensive training package", of which no staff of others is spoken
_PACKAGE_BEFORE: Final = re.compile(
    r"\b(?:we (?:have|offer|provide)|you(?:'ll| will) (?:have|receive|be given|get|complete"
    r"|undertake))\s+(?:[\w-]+\s+){0,6}?"
    r"(?:comprehensive|extensive|full|structured|thorough|in[- ]depth|week|month)\s+(?:induction\s+(?:and|&)\s+)?$"
)
_PACKAGE_AFTER: Final = re.compile(
    r"\s*(?:package|programme|plan)\b(?!\s+(?:to|for) (?:all|our|other|staff|students|new|the (?!right|successful)))"
)
# "Training: 5 weeks", "training on the job"
_TRAINING_LABEL: Final = re.compile(
    r"\s*[:-]\s*(?:\d+|one|two|three|four|five|six|full|paid|provided|given)[ -]?(?:days?|weeks?|months?)?\b"
)
_ON_THE_JOB: Final = re.compile(
    r"\s+(?:(?:is |will be )?on[- ]the[- ]job|(?:is )?(?:all )?done (?:in[- ]house|on[- ]site|on the job)"
    r"|(?:is|takes place|will take place|happens) (?:at work|on[- ]site|in[- ]house|in the field))\b"
)
_NO_PROMISE: Final = re.compile(r"\b(?:experience|opportunit\w+|possib\w+)\b")
_RELEASE_OF_OTHERS: Final = re.compile(r"\b(?:trainees|staff|programme|schemes?|study leave|employees|courses)\b")
_YOU_COMPLETE: Final = re.compile(
    r"\byou(?:'ll| will) (?:also )?(?:complete|do|attend) (?:our|a|an) "
    r"(?:free |paid |full |\d+[ -](?:day|week) |residential |induction )+$"
)
_KINDS_OF_COURSE: Final = (
    "free ",
    "paid ",
    "full ",
    " day ",
    "-day ",
    " week ",
    "-week ",
    "residential ",
    "induction ",
)
_WE_BEFORE: Final = re.compile(r"\bwe(?:'ll| will| can)?(?: also| then)? $")
_YOU_ARE_BEFORE: Final = re.compile(r"\byou(?:'ll| will)(?: also)? be $")
_OF_A_COURSE: Final = re.compile(
    r" (?!to\b)[^.\n]{0,40}\b(?:level|nvq|diploma|apprenticeship|course|training|programme|qualification"
    r"|licen[cs]e|test|cpc|certificate|card)\b"
)
# "We will enrol you on the NVQ"
_WILL_ENROL: Final = re.compile(r"(?:\bwe(?:'ll| will| can)?|\b(?:happy|able|willing|pleased) to)(?: also| then)? $")
# "Everybody gets a week of paid classroom training", "our four week training course", "the first 8 weeks are training"
_SO_LONG: Final = (
    r"(?:\d{1,2}|an?|one|two|three|four|five|six|eight|ten|twelve)[ -](?:full[ -])?(?:days?|weeks?|months?)'?"
)
_SO_LONG_BEFORE: Final = re.compile(
    rf"\b(?:gets?|receives?|given|with|undergo|attend|undertake|complete|includ\w+|starts? with|begins? with"
    rf"|provide)\s+{_SO_LONG}"
    rf"(?: of)?(?:[ -](?:paid|full|initial|classroom|induction|on-site|in-house|residential|intensive|free|and"
    rf"|online))*[ -]$"
    rf"|\b(?:our|the)\s+(?:\w+\s)?{_SO_LONG}(?: (?:paid|induction|classroom|residential|free|initial))*[ -]$"
    rf"|\bfirst {_SO_LONG} (?:is|are|will be) (?:\w+ )?$"
)
_LONG_GATE: Final = ("day", "week", "month")
_ACADEMY_BEFORE: Final = re.compile(
    r"\byou(?:'ll| will) (?:attend|go to|join|start at|complete) (?:our|the|a) (?:[\w-]+ ){0,2}$"
)
_ACADEMY_AFTER: Final = re.compile(r" (?:academy|centre|school|course|programme)\b")
_GIVES_YOU: Final = re.compile(r"\b(?:and|we|will|we'll) (?:give|get) you (?:\w+ )?$")
_WE_GIVE: Final = re.compile(r"\bwe (?:provide|give|offer) $")
_ON_OR_SO: Final = re.compile(r"\s+(?:on|so)\b")
_FOR_THE_JOB: Final = re.compile(
    r"\s+(?:on|in)\b(?![^.\n]{0,60}\bto (?:businesses|clients|schools|companies|organisations|the public"
    r"|individuals|others))|\s+so\b"
)
_INCLUDED: Final = re.compile(r"\s+(?:is |are |all )?included\b(?! (?:on|in|the|as)\b)")
_FIRST_DAY: Final = re.compile(r"\s+(?:on|from) (?:day (?:1|one)\b|your first|the first day|arrival)")
_TRAIN_YOU: Final = re.compile(
    r"(?<!you )(?<!who )\b(?:will|can) (?:fully )?$"
    r"|\b(?:we|i)(?:'ll| will| can)? (?:fully |happily )?$|\b(?:happy|willing|able) to (?:fully )?$"
)
_GIVES: Final = ("provide", "providing", "offer", "give", "receive", "get ", "arrange", "organise")
_FULL_TRAINING: Final = re.compile(
    r"(?:^|[\n.,;(*&+-]\s*|\band\s|\bwith\s|\bas\s|\bbut\s|\d (?:weeks?|days?)'? )"
    r"(?:(?:full|paid|on[- ]the[- ]job|full on[- ]the[- ]job)\s+(?:and \w+ )?"
    r"|(?:full|fully paid|paid)\s+"
    r"(?:(?!and\b|licen|driv|mandatory|annual|core|statutory|ongoing|refresher|clean)\w+ ){0,2})$"
)
_NO_WORDS: Final = ("", "the", "your", "our")
_FULL_WORDS: Final = ("full", "paid", "job")
_FULL_REACH: Final = 50
_FULL_TRAINING_AFTER: Final = re.compile(
    r"\s*(?:$|[\n.,;)&+]|- |(?:sessions?|days?|weeks?)\b|and (?:support|induction|ongoing|development"
    r"|uniform)|provided|given|programme|package|included)"
)
_OF_TRAINING: Final = re.compile(
    r"\s*(?:opportunit\w*|(?:and|&) (?:\w+ )?development|courses?\b|programs?\b|programmes?\b|practice"
    r"|budget|needs|posts?\b|to (?:all|the|other|staff|students)|sessions? (?:to|for))"
)
_GIVEN: Final = re.compile(r"\b(?:be|are) given (?:\w+ ){0,2}$")
_AFTER_TRAINING: Final = re.compile(r"\bafter\s+(?:comprehensive|full|initial)\s+$")
_IF: Final = re.compile(r"\b(?:could|may|might|not|no|if)\b")
_YOU_WILL_BE_TRAINED: Final = re.compile(r"\b(?:you will be|you'll be|be fully|will be fully|fully)\s+(?:fully\s+)?$")


def read_training(text: Plain, hits: list[Hit], findings: Findings) -> None:
    """Read whether training for the job is promised."""
    for hit in hits:
        first, last = text.sentence(hit.start, hit.end)
        before, after = text.low[max(first, hit.start - 90) : hit.start], text.low[hit.end : min(last, hit.end + 110)]
        if _promises(hit.term, before, after):
            findings.append(Finding("training_given", value=True, start=hit.start, end=hit.end))
            return


def _promises(term: str, before: str, after: str) -> bool:
    if term == "trained":
        return _YOU_WILL_BE_TRAINED.search(before) is not None and "must" not in before and "to" not in before[-4:]
    if term.startswith("train "):
        return _TRAIN_YOU.search(before) is not None
    if term == "teach you":
        return _WE_BEFORE.search(before) is not None
    if term == "enrol you":
        return _WILL_ENROL.search(before) is not None and "if " not in after[:12]
    if term in {"put you through", "enrolled on"}:
        said = (_WE_BEFORE if term == "put you through" else _YOU_ARE_BEFORE).search(before)
        return said is not None and _OF_A_COURSE.match(after) is not None and "if " not in before
    if term.endswith("release"):
        # "Attend day release courses" may be of those who are trained already.
        others = _IF.search(before[-30:]) or _RELEASE_OF_OTHERS.search(before + after)
        return not (NEGATION.search(before[-30:]) or others)
    if before.endswith(_KINDS_OF_COURSE) and _YOU_COMPLETE.search(before):
        return True
    if _PACKAGE_AFTER.match(after) and _PACKAGE_BEFORE.search(before):
        return True
    if _is_of_the_job(before, after):
        return True
    if _OF_TRAINING.match(after):
        return False
    # "Experience? No. Full training is given."
    if NEGATION.search(before[-14:].rpartition("no. ")[2]) and not before.rstrip(" ,").endswith(" if not"):
        return False
    if (_TRAINING_LABEL.match(after) and before.strip(" *-") in _NO_WORDS) or (
        _ON_THE_JOB.match(after) and not _NO_PROMISE.search(before[-30:])
    ):
        return True
    if match := _TRAINING_AFTER.match(after):
        if "development opportunities and" in before:
            return False
        return not _IF.search(match.group()) and not re.search(r"\b(?:could|might|if)\b", after[: match.end()])
    gives = any(word in before for word in _GIVES)
    if (gives and _TRAINING_BEFORE.search(before)) or _AFTER_TRAINING.search(before) or _GIVEN.search(before):
        return not _IF.search(before[-30:])
    is_full = _FULL_TRAINING_AFTER.match(after) and any(map(before[-_FULL_REACH:].__contains__, _FULL_WORDS))
    return bool(is_full) and _FULL_TRAINING.search(before, max(0, len(before) - _FULL_REACH)) is not None


def _is_of_the_job(before: str, after: str) -> bool:
    """Whether the words around "training" say how long it is, where, or that it is given to the reader."""
    if NEGATION.search(before[-14:]):
        return False
    if any(map(before[-60:].__contains__, _LONG_GATE)) and _SO_LONG_BEFORE.search(before):
        return True
    if _ACADEMY_AFTER.match(after) and _ACADEMY_BEFORE.search(before):
        return True
    if _FIRST_DAY.match(after) or _INCLUDED.match(after):
        return True
    if _ON_OR_SO.match(after) and _WE_GIVE.search(before):
        return True
    return _FOR_THE_JOB.match(after) is not None and _GIVES_YOU.search(before) is not None


# --- Schemes and adjustments -----------------------------------------------------------------

SCHEME_TERMS: Final = (
    "disability confident",
    "disability-confident",
    "two ticks",
    "two tick",
    "guaranteed interview",
    "guarantee an interview",
    "guarantee you an interview",
    "guarantee interviews",
    "offer an interview",
    "guaranteed an interview",
    "interview guarantee",
    *(
        _INTERVIEWS := (
            "offer interviews",
            "interviews to",
            "interview to",
            "interview all",
            "interview any",
            "interview every",
            "interviews for all",
            "offered an interview",
        )
    ),
    "reasonable adjustments",
    "reasonable adjustment",
    "access to work",
)
_LEVEL: Final = re.compile(r"\blevel\s*[:-]?\s*(?P<level>[1-3]|one|two|three)\b")
_NUMBERED: Final = {
    "1": "committed", "one": "committed", "2": "employer", "two": "employer", "3": "leader", "three": "leader",
}  # fmt: skip
_LEVELS: Final = (("leader", "leader"), ("committed", "committed"), ("employer", "employer"))
_ADJUSTMENTS: Final = re.compile(
    r"\b(?:make|made|making|provide|provided|offer|support|happy|contact|let us know|need|require"
    r"|available|will|accommodate|discuss|willing)\b"
)
_OF_CARE: Final = re.compile(
    r"\b(?:patients?|services to|healthcare services|learning disabilit\w+|service users|clients?"
    r"|delivery of|implement|residents|tenants|pupils|students)\b"
)
_WHO: Final = re.compile(
    r"\b(?:disab\w+|long[- ]term (?:health )?condition|veterans?|armed forces|minimum (?:criteria"
    r"|requirements?)|essential criteria|care leavers?|care experienced|scheme|ex-?forces|reservists?)\b"
)


_WHO_OF_SCHEMES: Final = re.compile(
    r"\b(?:all|any|every|each)\b[^.\n]{0,30}\b(?:disab\w+|veterans?|armed forces|care leavers?|ex-?forces"
    r"|reservists?)\b"
    r"[^.\n]{0,60}\b(?:meets?|meeting|criteria|requirements?)\b"
)


def read_schemes(text: Plain, hits: list[Hit], findings: Findings) -> None:
    """Read the Disability Confident level, guaranteed interviews and reasonable adjustments."""
    seen: dict[str, Finding] = {}
    for hit in hits:
        first, last = text.sentence(hit.start, hit.end)
        before, after = text.low[max(first, hit.start - 120) : hit.start], text.low[hit.end : min(last, hit.end + 120)]
        finding = _scheme(hit, before, after)
        if finding and (finding.field not in seen or seen[finding.field].value == "member"):
            seen[finding.field] = finding
    findings += seen.values()


def _scheme(hit: Hit, before: str, after: str) -> Finding | None:
    if hit.term.startswith("disability"):
        near = before[-25:] + after[:40]
        level = next((value for word, value in _LEVELS if word in near), "member")
        if level == "member" and (numbered := _LEVEL.search(after[:25]) or _LEVEL.search(before[-12:])):
            level = _NUMBERED[numbered["level"]]
        # "Disability Confident Committed Employer" is the first level, "Disability Confident Employer" the second.
        return Finding("disability_confident", level, hit.start, hit.end)
    if hit.term.startswith("two tick"):
        return Finding("guaranteed_interview", value=True, start=hit.start, end=hit.end)
    if hit.term.startswith(("reasonable", "access")):
        found = (
            None
            if _OF_CARE.search(before + after)
            else _ADJUSTMENTS.search(before + after)
            if hit.term.startswith("reasonable")
            else re.search(r"\b(?:scheme|support|disab)", before + after)
        )
        return Finding("adjustments", value=True, start=hit.start, end=hit.end) if found else None
    if NEGATION.search(before[-25:]):
        return None
    # Anybody may be offered an interview; only a scheme offers one to all of a group.
    who = _WHO_OF_SCHEMES if hit.term in _INTERVIEWS else _WHO
    return (
        Finding("guaranteed_interview", value=True, start=hit.start, end=hit.end)
        if who.search(f"{before}{hit.term}{after}")
        else None
    )
