"""Functional demands that an advert names, as dimensions and levels of `codes.DIMENSIONS`.

A demand with its amount ("up to 20 kg", "on your feet all day", "in all weathers") is stated. One that is only named
("heavy lifting", "working at height") says which dimension, but not how much: its level is inferred, so it decides
nothing and becomes a question.
"""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.context import NEGATION
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

# --- Weights -----------------------------------------------------------------------------

_KG_TERMS: Final = ("kg*", "kgs", "kilo", "kilos", "kilograms", "kilogram")
_KG_BEFORE: Final = re.compile(r"(?<![\d.,])(?P<kg>\d{1,3}(?:\.\d)?)\s*$")
_LIFTING: Final = re.compile(
    r"\b(?:lift\w*|carry\w*|carri\w+|mov(?:e|es|ing)|handl\w+|manual|push\w*|pull\w*|load\w*|boxes|parcels"
    r"|loads|weigh\w*|bags|items|goods)\b"
)
_NOT_LIFTED: Final = re.compile(
    r"\b(?:vehicle|gvw|tonne|over 3|dose|mg|patient weigh\w*|per kg|baby|trailer|lose|loss|price)\b"
)
_LEVEL_OF_KG: Final = ((0, 0), (1, 1), (5, 2), (10, 3), (16, 4), (20, 5), (25, 6))


def level_of_kg(kg: float) -> int:
    """Level of "lift_carry": 1 to 1 kg, 2 to 5 kg, 3 to 10 kg, 4 to 16 kg, 5 to 20 kg, 6 to 25 kg, 7 more."""
    return next((level for most, level in _LEVEL_OF_KG if kg <= most), 7)


# --- Phrases -------------------------------------------------------------------------------

_ALL_DAY: Final = re.compile(
    r"\s*(?:all|the whole|most of|for most of|the majority of|throughout|the entire)\s*(?:of\s)?(?:the\s"
    r"|your\s)?(?:day|shift|time|long)?"
)
_LONG: Final = re.compile(
    r"\s*(?:[\w ]{0,25})?(?:for (?:long|prolonged|extended|considerable|lengthy) (?:periods?|spells|hours)"
    r"|for (?:most|much) of|for the majority|all day|all shift|for long)"
)

# term -> dimension, level, and whether the term says how much.
_SIMPLE: Final = {
    "heavy lifting": ("lift_carry", 6, False), "lift heavy": ("lift_carry", 6, False),
    "lifting heavy": ("lift_carry", 6, False), "heavy boxes": ("lift_carry", 6, False),
    "heavy items": ("lift_carry", 6, False), "heavy loads": ("lift_carry", 6, False),
    "heavy objects": ("lift_carry", 6, False),
    "carry heavy": ("lift_carry", 6, False), "carrying heavy": ("lift_carry", 6, False),
    "heavy goods lifting": ("lift_carry", 6, False), "manual handling": ("lift_carry", 4, False),
    "moving and handling": ("lift_carry", 4, False), "lifting": ("lift_carry", 4, False), "to lift": ("lift_carry",
    4, False),
    "carrying": ("lift_carry", 3, False),
    "on your feet": ("standing", 6, False), "on their feet": ("standing", 6, False), "standing": ("standing", 6,
    False), "stand for": ("standing", 6, False),
    "walking": ("walking", 4, False), "sitting": ("sitting", 6, False), "desk based": ("sitting", 5, False),
    "desk-based": ("sitting", 5, False),
    "bending": ("bend_kneel", 4, False), "kneeling": ("bend_kneel", 4, False), "crouching": ("bend_kneel", 4,
    False), "stooping": ("bend_kneel", 4, False), "squatting": ("bend_kneel", 4, False), "kneel": ("bend_kneel", 4,
    False),
    "stretching": ("reach_up", 4, False), "reaching": ("reach_up", 4, False), "overhead work": ("reach_up", 5, False),
    "repetitive movements": ("dexterity", 5, False), "manual dexterity": ("dexterity", 6, False),
    "dexterity": ("dexterity", 6, False),
    "power tools": ("grip_vibration", 5, False), "vibrating tools": ("grip_vibration", 6, False),
    "hand tools": ("grip_vibration", 4, False),
    "working at height": ("heights", 5, False), "working at heights": ("heights", 5, False),
    "work at height": ("heights", 5, False), "work at heights": ("heights", 5, False),
    "head for heights": ("heights", 5, False), "comfortable with heights": ("heights", 5, False),
    "heights": ("heights", 5, False), "working from height": ("heights", 5, False), "scaffolding": ("heights", 5,
    False),
    "ladders": ("steps_access", 7, True), "ladder": ("steps_access", 7, True), "stairs": ("steps_access", 5, False),
    "flights of stairs": ("steps_access", 6, True),
    "physically demanding": ("pace_effort", 6, False), "physical demands": ("pace_effort", 5, False),
    "physically fit": ("pace_effort", 5, False), "physically active": ("pace_effort", 5, False),
    "physical role": ("pace_effort", 5, False), "physical job": ("pace_effort", 5, False),
    "physical work": ("pace_effort", 5, False), "physical nature": ("pace_effort", 5, False),
    "all weathers": ("cold_heat_outdoors", 6, True), "all weather": ("cold_heat_outdoors", 6, True),
    "all weather conditions": ("cold_heat_outdoors", 6, True), "outdoors": ("cold_heat_outdoors", 5, False),
    "working outside": ("cold_heat_outdoors", 5, False), "work outside": ("cold_heat_outdoors", 5, False),
    "cold environment": ("cold_heat_outdoors", 5, False), "freezer": ("cold_heat_outdoors", 6, False),
    "chilled environment": ("cold_heat_outdoors", 5, False), "hot environment": ("cold_heat_outdoors", 5, False),
    "cold conditions": ("cold_heat_outdoors", 5, False), "hot conditions": ("cold_heat_outdoors", 5, False),
    "noisy": ("noise", 5, False), "loud": ("noise", 5, False), "dusty": ("dust_chemicals", 4, False),
    "dust": ("dust_chemicals", 4, False), "fumes": ("dust_chemicals", 4, False), "chemicals": ("dust_chemicals", 4,
    False),
    "lone working": ("lone_working", 5, False), "lone worker": ("lone_working", 5, False),
    "work alone": ("lone_working", 5, False), "working alone": ("lone_working", 5, False),
    "challenging behaviour": ("conflict", 4, False), "challenging behaviours": ("conflict", 4, False),
    "aggressive behaviour": ("conflict", 5, False), "physical aggression": ("conflict", 6, False),
    "work under pressure": ("pressure_targets", 4, False), "working under pressure": ("pressure_targets", 4, False),
    "work well under pressure": ("pressure_targets", 4, False), "under pressure": ("pressure_targets", 4, False),
    "targets": ("pressure_targets", 5, False),
    "fast paced": ("pace_effort", 4, False), "fast-paced": ("pace_effort", 4, False), "heavy machinery": ("hazards",
    5, False), "moving machinery": ("hazards", 5, False), "operating machinery": ("hazards", 4, False),
}  # fmt: skip
TERMS: Final = (*_SIMPLE, *_KG_TERMS, "walk")
# "Lifting standards" and "a standing agenda" are no demands.
# "Duties include and will not be limited to moving and handling"
_NO_LIMIT: Final = re.compile(r"\bnot (?:be )?(?:limited|restricted|confined|only|just)\b")
_OTHER_SENSE: Final[dict[str, re.Pattern[str]]] = {
    "lifting": re.compile(
        r"\s*(?:the|standards|aids?|equipment|operations?|plan\w*|beam|gear|team|spirits|services|tackle|lockdown)|$^"
    ),
    "to lift": re.compile(r"\s*(?:the (?:bar|standards|lid|trophy|profile|mood)|standards|our|sales|spirits)"),
    "carrying": re.compile(
        r"\s*(?:out|on|an? (?:caseload|target)|full|the (?:bag|target)|target|caseload|forward|over|company"
        r"|passengers|value|amount|responsib\w*|capacity)"
    ),
    "standing": re.compile(
        r"\s*(?:still\b|orders?|committee|agenda|out\b|item|in for|instructions|data|operating|order|on the|within"
        r"|charge|group|staff|relationship|invitation|tickets?|start|shoulder|up for|with\b|and reputation"
        r"|for (?:quality|excellence)|desks?|member)"
    ),
    "stand for": re.compile(r"\s*(?!long|most|prolonged|extended|periods|several|\d|hours)"),
    "walking": re.compile(
        r"\s*(?:distance|aids?|frames?|tours?|group|routes?|into|football|sticks?|through|in\b|away|wounded"
        r"|hours|minutes|from|holiday|club|boots)"
    ),
    "walk": re.compile(r"(?!\s*(?:long|up to|several|many|\d|a lot|around all|for long))"),
    "sitting": re.compile(
        r"\s*(?:on the|within|in the|alongside|under|across|room|next|between|with\b|at the heart|duties"
        r"|service|tenant|exam)"
    ),
    "stretching": re.compile(
        r"\s*(?:targets?|goals?|role|across|from|objectives?|and (?:challenging|rewarding)|the|yourself)"
    ),
    "reaching": re.compile(
        r"\s*(?:out|the|their|its|your|full|potential|into|over \d|targets?|an?|customers?|people|new|more"
        r"|for the|decisions?|milestones|agreement|\d|goals|across|these|our|those|and sustaining)"
    ),
    "heights": re.compile(r"\s*(?:school|hospital|road|care|house|of|primary|academy|$)"),
    "scaffolding": re.compile(r"\s*(?:compan|learning|sales|business|industry|contract)"),
    "ladder": re.compile(r"(?!\s*(?:work|use|training|safety|,|and|$))|\s*of"),
    "ladders": re.compile(r"\s*(?:shop|brand)"),
    "stairs": re.compile(r"\s*(?:lift|manufact|compan|joiner)"),
    "outdoors": re.compile(
        r"\s*(?:shop|brand|centre|type|enthusias|activities for|pursuits|area|space|industry|and indoors play)"
    ),
    "all weather": re.compile(r"\s*(?:pitch|surface|court|track)"),
    "loud": re.compile(r"\s*(?:and clear|and proud|voice)"),
    "freezer": re.compile(r"\s*(?:meal|aisle|engineer|mechanic)"),
    "chemicals": re.compile(r"\s*(?:compan|industry|business|sector|sales|division|group|ltd|plc)"),
    "dust": re.compile(r"\s*(?:jacket|off|control|free)"),
    "fast-paced": re.compile(r"$^"),
    "targets": re.compile(r"$^"),
    "manual handling": re.compile(
        r"\s*(?:cert\w*|regulations|legislation|assessments?|advis\w+|trainer|(?:training|courses?)\s*(?:will"
        r"|is|provided|given)|policy|policies|risk)"
    ),
    "moving and handling": re.compile(
        r"\s*(?:cert\w*|regulations|legislation|assessments?|advis\w+|trainer|(?:training|courses?)\s*(?:will"
        r"|is|provided|given)|policy|policies|risk|co-ordinator|lead)"
    ),
    "dexterity": re.compile(r"$^"),
}
_TARGETS: Final = re.compile(
    r"\b(?:sales|kpi\w*|meet\w*|hit\w*|achiev\w*|exceed\w*|work\w* to|individual|monthly|weekly"
    r"|daily)\s*(?:\w+\s){0,2}$"
)
_NO_DEMAND_BEFORE: Final = re.compile(
    r"\b(?:experience (?:of|in|with)|knowledge of|understanding of|awareness of|qualif\w+ in"
    r"|training (?:in|on|such as)|trained in|risk of|support(?:ing)? (?:people|clients|patients|residents"
    r"|them|individuals|service users|adults) (?:with|who)|who (?:may )?(?:display|present|have"
    r"|exhibit)\w*|promot\w+|outstanding|long|of good|free|delivers?|enjoy|love|like|passion for|within"
    r"|offers?|access to|short|including the|uk's|out)\b\s*(?:\w+\s){0,2}$"
)
_CAREER_LADDER: Final = re.compile(r"\b(?:up the|career|property|housing|progression|seniority)\s$")
_ZEROABLE: Final = frozenset(("lift_carry", "heights", "standing", "bend_kneel"))


# An adjustment that the employer offers is what need not be done, by somebody who asks.
_ADJUSTED: Final = re.compile(
    r"\b(?:can be (?:offered|agreed|arranged|shared|based|avoided|made|adapted|provided instead)|(?:is"
    r"|are) possible|could be (?:arranged|agreed)|we can (?:build|offer|arrange|adapt|agree|adjust)"
    r"|adjust\w*)\b"
)


def read(text: Plain, hits: list[Hit], findings: Findings) -> None:
    """Read demands; of several levels of one dimension, a stated one before an inferred one, then the highest."""
    best: dict[str, Finding] = {}
    for hit in hits:
        first, last = text.sentence(hit.start, hit.end)
        before, after = text.low[max(first, hit.start - 110) : hit.start], text.low[hit.end : min(last, hit.end + 80)]
        if _ADJUSTED.search(before) or _ADJUSTED.search(after):
            continue
        finding = _weight(hit, before, after) if hit.term.startswith(("kg", "kilo")) else _phrase(hit, before, after)
        if finding is None:
            continue
        known = best.get(finding.field)
        if known is None or (finding.stated, finding.value) > (known.stated, known.value):
            best[finding.field] = finding
    findings += best.values()


def _weight(hit: Hit, before: str, after: str) -> Finding | None:
    match = _KG_BEFORE.search(before)
    if match is None or not _LIFTING.search(before + after) or _NOT_LIFTED.search(before + after):
        return None
    kg = float(match["kg"])
    if NEGATION.search(before[-60:]) or not 0 < kg <= 100:
        return None
    return Finding("demands.lift_carry", level_of_kg(kg), hit.start - len(match.group()), hit.end)


def _phrase(hit: Hit, before: str, after: str) -> Finding | None:
    term = "walking" if hit.term == "walk" else hit.term
    dimension, level, stated = _SIMPLE[term]
    sense = _OTHER_SENSE.get(hit.term)
    if sense and sense.match(after):
        return None
    if NEGATION.search(before[-45:]) and not _NO_LIMIT.search(before):
        # "No heavy lifting" leaves light lifting; "no lifting" leaves none.
        none_at_all = (
            dimension in _ZEROABLE
            and "heavy" not in hit.term
            and "heavy" not in before[-12:]
            and "manual" not in hit.term
            and "prolonged" not in before[-12:]
        )
        return Finding(f"demands.{dimension}", 0, hit.start, hit.end) if none_at_all else None
    if _NO_DEMAND_BEFORE.search(before) and hit.term not in {"on your feet"}:
        return None
    if term == "ladder" and _CAREER_LADDER.search(before):
        return None
    if term == "targets" and not _TARGETS.search(before):
        return None
    if dimension in {"standing", "sitting", "walking"}:
        if re.match(_ALL_DAY, after) and re.match(r"\s*(?:all|the whole|throughout|the entire)\b", after):
            level, stated = 7, True
        elif (
            _LONG.match(after)
            or re.match(r"\s*(?:for )?most of\b|\s*(?:for )?the majority\b", after)
            or re.search(r"\b(?:prolonged|long periods of|extended periods of|long hours)\s*$", before)
        ):
            level, stated = 6, True
        elif (
            term == "standing"
            and not re.search(
                r"\b(?:walking|bending|lifting|sitting|kneeling|involves?|require\w*|able to|of)\b",
                before[-40:] + after[:40],
            )
        ) or (
            term in {"walking", "sitting"}
            and not re.search(
                r"\b(?:standing|bending|lifting|a lot of|lots of|involves?|require\w*|able to|long distances?|miles"
                r"|kneeling)\b",
                before[-40:] + after[:40],
            )
        ):
            return None
    if (
        dimension == "walking"
        and (match := re.search(r"(?P<n>\d{1,2}(?:\.\d)?)\s*(?P<unit>miles?|km|kilomet\w+)", after))
        and re.search(r"\b(?:day|shift)\b", after)
    ):
        km = float(match["n"]) * (1.609 if match["unit"].startswith("mile") else 1.0)
        level, stated = (
            next((level for most, level in ((0.05, 1), (0.2, 2), (0.5, 3), (1, 4), (3, 5), (8, 6)) if km <= most), 7),
            True,
        )
    if dimension == "lift_carry" and re.search(r"\d{1,3}\s?(?:kg|kilo)", after):
        return None  # the weight itself is read
    if dimension in {"bend_kneel", "reach_up"} and re.search(
        r"\b(?:constant(?:ly)?|all day|continuous(?:ly)?)\b", before + after
    ):
        level, stated = 7, True
    if dimension in {"noise", "dust_chemicals", "steps_access"} and not re.search(
        r"\b(?:expos\w+|environment|work\w*|use|using|climb\w*|up|handle|handling|involve\w*|able to"
        r"|conditions|require\w*|flights)\b",
        before[-60:] + hit.term + after[:50],
    ):
        return None
    return Finding(f"demands.{dimension}", level, hit.start, hit.end, stated)
