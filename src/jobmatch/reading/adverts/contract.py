"""Kind of contract."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.context import NEGATION, is_among_benefits
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

TERMS: Final = (
    "permanent", "perm", "substantive", "fixed term", "fixed-term", "ftc", "month contract",
    "months contract", "maternity", "mat cover", "secondment", "secondments", "temporary", "temp", "temps", "seasonal",
    "locum", "period of",
    "casual", "bank", "apprentice", "apprenticeship", "volunteer", "volunteers", "volunteering", "voluntary",
    "self-employed", "self employed", "freelance",
)  # fmt: skip
_JOB: Final = (
    r"(?:posts?|positions?|roles?|jobs?|contracts?|basis|vacanc(?:y|ies)|opportunit(?:y|ies)|placements?"
    r"|appointments?|employment|work|member of|assignment)"
)
# "Permanent following probation" is permanent from the first day.
_PROBATION: Final = (
    r"(?:after|following|upon|on|subject to)\s+(?:(?:an?|the|your|successful|satisfactory|completion of"
    r"|(?:\d+|one|two|three|four|five|six|nine|twelve)[ -](?:months?|weeks?)'?)\s+){0,3}probation"
)
# nor do checks take back that it is: "permanent and subject to a medical"
_CHECKS: Final = (
    r"(?:and |, )?subject to (?:(?:an?|the|satisfactory|enhanced|basic|standard|clear|pre-employment|security|two"
    r"|receipt of|\w+"
    r" and)\s+){0,3}(?:medical|dbs|disclosure|references?|checks?|vetting|clearance|right to work|screening|health"
    r"|police)"
)
_PERMANENT_AFTER: Final = re.compile(
    rf"\s*(?:[,/&+-]\s*|and\s+|\(\s*)?(?:{_PROBATION}|{_CHECKS}|from (?:day one|day 1|the (?:start|first))|(?:full"
    rf"|part)[- ]?time|band \d|\d\d(?:\.\d+)? ?h|{_JOB}\b"
    rf"|(?:[\w-]+\s){{1,4}}{_JOB}\b|\)|\||$|\n|[.;,]\s|[.;,]?$|\s-\s|starting|salary|£)"
)
_PERMANENT_BEFORE: Final = re.compile(
    r"(?:\b(?:contract(?: type)?|job type|type|term|duration|status|tenure|hours|(?:full|part)[- ]?time"
    r"|basis|is|are|offered(?: as)?|on an?)\s*[:,/|(-]?\s*(?:a\s)?|^\W*)$"
)
_AFTER_A_WHILE: Final = re.compile(
    rf"\s*(?!{_PROBATION}|{_CHECKS})(?:[\w-]+\s){{0,2}}?(?:after|following|upon|subject to|once)\b"
)
_NOT_PERMANENT: Final = re.compile(
    r"\b(?:become|becoming|going|progress\w*|possibility|possible|potential\w*|opportunity (?:to|of|for)"
    r"|view to|lead(?:ing)? to|converted|made|temp(?:orary)?[\s-]+to|transfer\w*"
    r"|join us on a|could|may|might|chance|option|internal applicants on|applicants on|currently on|hold"
    r"|your|our|existing|not"
    r"|cannot|can't|unable|in the event|confirmed|anticipat\w+|future"
    r"|until|pending|toward\w*|extended|followed by|turn into)\b[^\n.]{0,30}$"
)
_STAFF: Final = re.compile(
    r"\s*(?:staff(?:ing)?(?! (?:job|post|role|position|contract|vacanc|nurse|member (?:needed|wanted|required)))"
    r"|employees?|workers?|colleagues|members|team|residen\w+|establishment|recruitment|agency"
    r"|accommodation|leave|absence|health|make)\b"
)
_SUBSTANTIVE_AFTER: Final = re.compile(rf"\s*(?:(?:[\w-]+\s){{0,3}}(?:{_JOB}|consultant|doctor|nurse)\b)")
_NOT_SUBSTANTIVE: Final = re.compile(
    r"\b(?:existing|current|their|your|our|your own|hold\w*|consultants? in|\d+|pending|until"
    r"|release|offer you)\b(?! pas?\b)[^\n.]{0,20}$|\bthe\s*$"
)
_SUBSTANTIVE_LABEL: Final = re.compile(r"\b(?:contract(?: type)?|type|duration|tenure|status)\s*[:-]\s*$")
_COVER: Final = re.compile(r"\s*(?:leave\s*)?cover\b")
_TO_COVER: Final = re.compile(r"\b(?:cover(?:ing|s)?|replac\w+)\s*(?:for\s*)?(?:an?\s|the\s|our\s)?(?:period of\s)?$")
_NO_SECONDMENT: Final = re.compile(
    r"\b(?:considering|internal|existing|current|if|employee|employees|applicants?|agreement|released?"
    r"|staff|nhs|their|your|only apply|also be)\b[^\n.]{0,70}$"
)
_SECONDMENT_AFTER: Final = re.compile(
    r"\s*(?:opportunity|post|position|role|contract|until|available|offered|for (?:a |up to )?(?:\d|six|twelve"
    r"|nine|three)"
    r"|arrangement|to \w|has arisen|\(|$|\n|[.,]?$|in the)"
)
_TEMPORARY_AFTER: Final = re.compile(
    rf"\s*(?:[,/&-]\s*)?(?:(?:full|part)[- ]?time|{_JOB}\b|(?:[\w-]+\s){{1,3}}{_JOB}\b|cover\b|contract"
    rf"|to[\s-]+perm|for (?:up to |about |around |at least |an? (?:initial |minimum )?|the )?"
    rf"(?:\d|two|three|four|six|nine|twelve|few|period|season|summer|winter|christmas)|until|\(|\||$|\n|[.;,]?$"
    rf"|ongoing|wanted|needed|req)"
)
# "2 x 12 month secondments"
# "Type: temporary, 4-6 weeks"
_LABEL_BEFORE: Final = re.compile(
    r"\b(?:contract(?: type)?|(?:job |employment )?type|duration|term|status|length)\s*[:=-]\s*$"
)
_SO_MANY_BEFORE: Final = re.compile(r"\b\d\s*x\s[^,.;\n]{0,16}$")
# "Permanent or temp" offers both.
_OR: Final = r"\s*(?:(?:,|/|\bor\b|\band\b|&|\+|-|\||\bas well as\b|\balongside\b|\balong with\b)\s*)+"
_NOT_FOR_GOOD: Final = r"(?:temp(?:orary)?|fixed[- ]term|ftc|casual|bank|freelance|self[- ]employed)"
_NOT_FOR_GOOD_BEFORE: Final = re.compile(rf"\b{_NOT_FOR_GOOD}(?: contract)?{_OR}$|\bcontract\s*(?:/|or)\s*$")
_NOT_FOR_GOOD_AFTER: Final = re.compile(
    rf"{_OR}(?:an?\s)?{_NOT_FOR_GOOD}\b(?!\s+(?:staff|workers?|employees?|holiday))"
)
_PERMANENT_BESIDE: Final = re.compile(rf"\b(?:perm(?:anent)?|substantive)(?: contract)?{_OR}(?:an?\s)?$")
# "Fixed term contracts until October, as well as permanent contracts"
_FOR_GOOD: Final = ("perm", "substantive")
_OR_PERMANENT_AFTER: Final = re.compile(
    r"[^.;\n]{0,50}?\b(?:or|as well as|alongside|along with)\s+(?:an?\s)?(?:perm(?:anent)?"
    r"|substantive)\b(?!\s+(?:staff|employees?))"
)
# "We are recruiting temporary drivers", "a temporary analyst needed"
_TEMPORARY_WANTED: Final = re.compile(
    r"\b(?:recruit\w*|seeking|looking|requires?|need(?:s|ed)?|available|opportunity)\s+(?:for\s+)?(?:an?\s|\d+\s"
    r"|several\s|some\s)*$"
)
# A post "for an initial period of 12 months" ends, and a probation of so long does not end it.
_FOR_A_PERIOD: Final = re.compile(
    r"\b(?:posts?|positions?|roles?|contract|appointment|appointed|commence|basis|available|offered|job|vacancy)\b"
    r"(?:(?!\b(?:probation\w*|notice|training|induction|preceptorship)\b)[^.\n]){0,110}\bfor an? (?:initial "
    r"|fixed )?$"
)
_PERIOD_AFTER: Final = re.compile(
    r"\s*(?:up to )?(?:\d{1,2}|three|four|five|six|nine|twelve|eighteen|one|two)[ -](?:months?"
    r"|years?)\b(?!'? (?:probation|notice|training))"
)
# "Consultant or locum consultant"
_ONE_OF_TWO: Final = re.compile(r"(?:/|&|\band|\bor)\s*$")
_LOCUM_AFTER: Final = re.compile(r"\s*(?:consultant|appointment|doctor|specialty|registrar)\b")
_NOT_TEMPORARY: Final = re.compile(r"\b(?:provide\w*|manage\w*|arrang\w*|in|of|our|using|all|pool of)\s*$")
_CASUAL_AFTER: Final = re.compile(
    rf"\s*(?:/?\s*(?:bank|zero hours?)\s*)?(?:{_JOB}\b|hours\b|staff\b|workers?\b|as and when|basis|$|\n|\)"
    rf"|\||[\w-]+\s(?:{_JOB}|assistants?|workers?)\b|(?:[\w-]+\s){{1,2}}(?:staff|[a-z]+ers)\s(?:needed|required"
    rf"|wanted))"
)
# "Exams invigilators, casual.", "Casual, zero hours", and not "dress: casual"
_CASUAL_ITEM_BEFORE: Final = re.compile(r"(?:^|[\n.,;|(:-])\s*$")
_CASUAL_ITEM_AFTER: Final = re.compile(
    r"\s*(?:[.;):](?!\w)|[,/(]\s*(?:zero|0|no guaranteed|flexible hours|part[- ]time|as and when))"
)
_OF_DRESS: Final = re.compile(r"\b(?:smart|dress|wear|attire|cloth\w+|uniform)\b")
_BANK_AFTER: Final = re.compile(
    rf"\s*(?:[,)|/-]|$|\n|\(|or\b|only\b|-\s|(?:[\w/&,'-]+\s){{0,5}}(?:{_JOB}|hours|staff|workers?|nurses?"
    rf"|midwi\w+|assistants?|shifts?|team|contract|doctors?|support|practitioners?|cleaners?|porters?"
    r"|housekeepers?|receptionists?|administrators?|therapists?|pharmacists?|carers?|hca|radiographers?"
    r"|chefs?|cooks?|drivers?|teachers?|lecturers?|clerks?)\b)"
)
_NO_BANK_BEFORE: Final = re.compile(
    r"\b(?:food|blood|world|piggy|river|south|west|north|east|tissue|sperm|eye|bone|data|question"
    r"|investment|high street|retail|the|your|our|via|through|private|power|left|right|tax|includes?|including"
    r"|currently an?|existing|already an?)\s*$"
)
_ONE_OF_SEVERAL: Final = re.compile(
    r"\b(?:(?:full[- ]time|part[- ]time|permanent|contract)\s*(?:,|/|or|and|&)+\s*(?:or |and )?|(?:and"
    r"|or)\s*(?:flexible\s*)?"
    r"|&\s*(?:flexible\s*)?)$"
)
_NO_BANK_AFTER: Final = re.compile(
    r"\s*(?:hol\w*|account|details|statement|loans?|balance|transfer|of\b|manager|branch|reconcil\w+|hol's"
    r"|side|station|street|rates?|underground|tube)\b"
)
# What somebody who has a post can do besides.
_BESIDES: Final = re.compile(
    r"\b(?:access to|(?:opportunit\w+|chance|option|able|ability) to (?:work\w*|do|undertake|pick up))\b[^.\n]{0,40}$"
    r"|\balways (?:looking|recruiting)\b[^.\n]{0,90}$|\b(?:also|additional|extra|further)\b[^.\n]{0,25}$"
)
_WORK_OFFERED_AFTER: Final = re.compile(r"\s*work(?:ing)? opportunit\w+")
# "After working on the bank I took a permanent post"
_LONG_AGO: Final = re.compile(r"\b(?:after|i was|i have been|started|having)\b[^.\n]{0,25}$")
_JOIN_BANK: Final = re.compile(
    r"\b(?:join(?:ing)?|part of|work(?:ing)? (?:on|for|within)|member of|on to|onto|recruit\w* (?:to"
    r"|for))\s+(?:the|our|a)\s+(?:[\w']+\s){0,3}$"
)
_SELF_AFTER: Final = re.compile(
    rf"\s*(?:/?\s*(?:freelance|contractor)\s*)?(?:{_JOB}\b|contractors?|(?:[\w&/-]+\s){{0,4}}?(?:drivers?"
    rf"|couriers?|[a-z]+(?:ers?|ors?|ists?|ants?|ians?))\b"
    rf"|(?:[\w&/-]+\s){{0,3}}(?:wanted|needed|required|req'?d)\b|/\s*commission"
    rf"|[\w-]+\s(?:{_JOB})|status|only|,|\.|\)|$|\n|and\b|agents?|consultants?|basis|with\b)"
)
_SELF_BEFORE: Final = re.compile(
    r"\b(?:is|be|as|are|on|a|this|offered|seeking|for|role:?|contract:?|type:?|become|registered"
    r"|position|hour|hr|p/?h|day|week|p/?w)[\s,]*(?:an?\s)?(?:fully\s)?\(?$|^\W*(?:fully\s)?$|[\n(|:-]\s*$"
)
# "Must be quick enough for walk ins, self employed, bring your own tools."
_SELF_ITEM_BEFORE: Final = re.compile(r"^(?!.*\b(?:suit\w*|ideal\w*|paye|employed|students?)\b).*,\s*$", re.DOTALL)
_SELF_ITEM_AFTER: Final = re.compile(
    r"\s*(?:,(?! *(?:or|and|ltd|limited|retired|students?|paye|part)\b)|[.;](?!\w)|$|\n)"
)
_IF: Final = re.compile(r"\bif\b[^.\n]{0,20}$")
_APPRENTICE_AFTER: Final = re.compile(
    r"\s*(?:role|position|opportunit|vacanc|post\b|is\b|will\b|in\b|for\b|with\b|starts|lasts|standard|wage|£)"
)
_APPRENTICE_LABEL: Final = re.compile(r"\b(?:contract|job|employment)(?: type)?\s*[:=-]\s*$")
_APPRENTICE_BEFORE: Final = re.compile(
    r"\b(?:this|an exciting|exciting|as an|as a|for an|seeking an|recruiting an|our|new)\s*(?:[\w-]+\s){0,4}$"
)
_VOLUNTEER_AFTER: Final = re.compile(
    r"\s*(?:role|position|opportunit|basis|post\b|vacanc|placement|$|\n|needed|required|wanted)"
)
_VOLUNTEERS_WANTED: Final = re.compile(r"\s*(?:needed|required|wanted)\b")
_MOST_BEFORE_VOLUNTEERS: Final = 4
_OTHER_VOLUNTEERING: Final = re.compile(
    r"\b(?:experience|your|paid or|through|or|and)\s*(?:of|in|a)?\s*$|\b(?:opportunit\w+|chance|time|days?"
    r"|able) to\s*$"
)
_NO_VOLUNTEER: Final = re.compile(
    r"\s*(?:sector|organisation|organization|agenc\w+|group|bodies|service|work\b|and community"
    r"|coordinator|co-ordinator|manager|officer|team|lead|development|recruit\w*|services|experience)"
)
_MONTHS_BEFORE: Final = re.compile(r"\b(?:\d{1,2}|three|four|six|nine|twelve|eighteen)[ -]?$")
# How sure each kind is beside another: "a temporary post to cover maternity leave" is temporary.
_BESIDE: Final = {
    ("fixed_term", "temporary"): "fixed_term",
    ("cover", "temporary"): "temporary",
    ("cover", "fixed_term"): "fixed_term",
}

_CONTRACT: Final = {"cover": "fixed_term"}
# Ends the name of a kind that is offered beside others: then none is stated.
_ONE_OF_SEVERAL_KINDS: Final = "?"


def read(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read the kind of contract; where the text offers several, none is stated."""
    found: dict[str, Hit] = {}
    offered: dict[str, Hit] = {}
    for hit in hits:
        if len(hit.term) < 5 and hit.term not in {"temp", "perm", "bank", "ftc"}:
            continue
        kind = _kind(text, hit, is_title=is_title)
        if kind == "casual" and not is_title and is_among_benefits(text, hit.start):
            continue
        if kind.endswith(_ONE_OF_SEVERAL_KINDS):
            offered.setdefault(kind.removesuffix(_ONE_OF_SEVERAL_KINDS), hit)
        elif kind:
            found.setdefault(kind, hit)
    kinds = sorted(found)
    kind = kinds[0] if len(kinds) == 1 else _BESIDE.get((kinds[0], kinds[1]), "") if len(kinds) == 2 else ""
    if len(kinds) == 3 and "permanent" not in kinds and "casual" not in kinds:
        kind = "temporary" if "temporary" in kinds else kinds[0]
    if kind and (not offered or (kind == "casual" and "permanent" not in offered)):
        # What is seasonal may have a fixed term, of which the text behind a title tells more.
        stated = not (is_title and found[kind].term == "seasonal")
        findings.append(Finding("contract", _CONTRACT.get(kind, kind), found[kind].start, found[kind].end, stated))
        return
    for kind, hit in (found | offered).items():
        findings.append(Finding("contract", _CONTRACT.get(kind, kind), hit.start, hit.end, stated=False))


def _kind(text: Plain, hit: Hit, *, is_title: bool) -> str:
    first, last = text.sentence(hit.start, hit.end)
    before, after = text.low[max(first, hit.start - 90) : hit.start], text.low[hit.end : min(last, hit.end + 60)]
    return _READERS[hit.term](before, after, is_title)


def _permanent(before: str, after: str, is_title: bool) -> str:
    if _NOT_PERMANENT.search(before) or _STAFF.match(after) or _AFTER_A_WHILE.match(after):
        return ""
    if _NOT_FOR_GOOD_BEFORE.search(before) or _NOT_FOR_GOOD_AFTER.match(after):
        return "permanent" + _ONE_OF_SEVERAL_KINDS
    return "permanent" if is_title or _PERMANENT_AFTER.match(after) or _PERMANENT_BEFORE.search(before) else ""


def _substantive(before: str, after: str, is_title: bool) -> str:
    if _NOT_SUBSTANTIVE.search(before) or NEGATION.search(before[-20:]):
        return ""
    if _NOT_FOR_GOOD_AFTER.match(after):
        return "permanent" + _ONE_OF_SEVERAL_KINDS
    is_told = is_title or _SUBSTANTIVE_AFTER.match(after) or _SUBSTANTIVE_LABEL.search(before)
    return "permanent" if is_told else ""


def _fixed_term(before: str, after: str, is_title: bool) -> str:
    if NEGATION.search(before[-20:]) or re.search(r"\b(?:staff|employees) on\s*$", before):
        return ""
    is_beside = _PERMANENT_BESIDE.search(before) or (
        any(map(after.__contains__, _FOR_GOOD)) and _OR_PERMANENT_AFTER.match(after)
    )
    return "fixed_term" + (_ONE_OF_SEVERAL_KINDS if is_beside else "")


def _months(before: str, after: str, is_title: bool) -> str:
    return "fixed_term" if _MONTHS_BEFORE.search(before) else ""


def _maternity(before: str, after: str, is_title: bool) -> str:
    return "cover" if _COVER.match(after) or _TO_COVER.search(before) else ""


def _secondment(before: str, after: str, is_title: bool) -> str:
    if is_title:
        return "cover"
    if _NO_SECONDMENT.search(before) or re.search(r"\bbasis\b", after[:12]):
        return ""
    return "cover" if _SECONDMENT_AFTER.match(after) else ""


def _secondments(before: str, after: str, is_title: bool) -> str:
    return "cover" if is_title or _SO_MANY_BEFORE.search(before) else ""


def _temporary(before: str, after: str, is_title: bool) -> str:
    if _STAFF.match(after) or _NOT_TEMPORARY.search(before) or NEGATION.search(before[-15:]):
        return ""
    if _PERMANENT_BESIDE.search(before):
        return "temporary" + _ONE_OF_SEVERAL_KINDS
    is_in_brackets = before.endswith("(") and after.startswith(")")
    is_told = (
        is_title
        or is_in_brackets
        or _TEMPORARY_AFTER.match(after)
        or _TEMPORARY_WANTED.search(before)
        or _LABEL_BEFORE.search(before)
    )
    return "temporary" if is_told else ""


def _temps(before: str, after: str, is_title: bool) -> str:
    return "temporary" if is_title and "bank" not in after else ""


def _mat_cover(before: str, after: str, is_title: bool) -> str:
    return "cover"


def _locum(before: str, after: str, is_title: bool) -> str:
    is_told = is_title and _LOCUM_AFTER.match(after) and not _ONE_OF_TWO.search(before)
    return "fixed_term" if is_told else ""


def _period(before: str, after: str, is_title: bool) -> str:
    return "fixed_term" if _PERIOD_AFTER.match(after) and _FOR_A_PERIOD.search(before) else ""


def _casual(before: str, after: str, is_title: bool) -> str:
    return (
        "casual" + (_ONE_OF_SEVERAL_KINDS if _PERMANENT_BESIDE.search(before) else "")
        if (
            is_title
            or _CASUAL_AFTER.match(after)
            or (_CASUAL_ITEM_AFTER.match(after) and _CASUAL_ITEM_BEFORE.search(before))
        )
        and not NEGATION.search(before[-15:])
        and not _OF_DRESS.search(before[-25:])
        else ""
    )


def _bank(before: str, after: str, is_title: bool) -> str:
    if _NO_BANK_AFTER.match(after):
        return ""
    if not is_title and (_BESIDES.search(before) or _WORK_OFFERED_AFTER.match(after)):
        return ""
    if _JOIN_BANK.search(before):
        return "" if _LONG_AGO.search(before) else "casual"
    if _ONE_OF_SEVERAL.search(before):
        return "casual" + _ONE_OF_SEVERAL_KINDS if _BANK_AFTER.match(after) else ""
    if _NO_BANK_BEFORE.search(before) or "agency" in before[-15:] or "agency" in after[:14]:
        return ""
    return "casual" if is_title or _BANK_AFTER.match(after) else ""


def _self_employed(before: str, after: str, is_title: bool) -> str:
    if NEGATION.search(before[-25:]) or _IF.search(before):
        return ""
    is_told = _SELF_AFTER.match(after) and _SELF_BEFORE.search(before)
    is_item = _SELF_ITEM_AFTER.match(after) and _SELF_ITEM_BEFORE.search(before)
    return "self_employed" if is_title or is_told or is_item else ""


def _apprentice(before: str, after: str, is_title: bool) -> str:
    if is_title:
        return (
            ""
            if re.match(r"\s*(?:manager|co-?ordinator|tutor|assessor|lead|trainer|team|officer|adviser|advisor)", after)
            or "trainer" in after
            else "apprenticeship"
        )
    if _APPRENTICE_LABEL.search(before):
        return "apprenticeship"
    return (
        "apprenticeship"
        if _APPRENTICE_AFTER.match(after) and _APPRENTICE_BEFORE.search(before) and "programme" not in before
        else ""
    )


def _volunteer(before: str, after: str, is_title: bool) -> str:
    if _NO_VOLUNTEER.match(after) or NEGATION.search(before[-15:]):
        return ""
    if is_title:
        return "volunteer"
    return "volunteer" if _VOLUNTEER_AFTER.match(after) and not _OTHER_VOLUNTEERING.search(before) else ""


def _volunteers(before: str, after: str, is_title: bool) -> str:
    return "volunteer" if _VOLUNTEERS_WANTED.match(after) and len(before.split()) <= _MOST_BEFORE_VOLUNTEERS else ""


_READERS: Final = {
    "permanent": _permanent, "perm": _permanent, "substantive": _substantive, "fixed term": _fixed_term,
    "fixed-term": _fixed_term, "ftc": _fixed_term, "month contract": _months, "months contract": _months,
    "maternity": _maternity, "secondment": _secondment, "secondments": _secondments, "temporary": _temporary,
    "temp": _temporary, "temps": _temps, "mat cover": _mat_cover, "seasonal": _temporary,
    "locum": _locum, "period of": _period, "casual": _casual,
    "bank": _bank, "self-employed": _self_employed, "self employed": _self_employed,
    "freelance": _self_employed, "apprentice": _apprentice, "apprenticeship": _apprentice,
    "volunteers": _volunteers, "volunteer": _volunteer, "volunteering": _volunteer, "voluntary": _volunteer,
}  # fmt: skip
