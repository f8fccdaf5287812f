"""Whether the job needs a vehicle of one's own, comes with one, or needs none."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.context import DESIRABLE, NEGATION, NOT_NEEDED, ON_FOOT_TOO, REQUIRED, Around, is_demanded
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

TERMS: Final = (
    "car",
    "cars",
    "vehicle",
    "transport",
    "van",
    "motorbike",
    "motorcycle",
    "scooter",
    "moped",
    "car driver",
    "car owner",
    "minibus",
    "minibuses",
    "vans",
    "vehicles",
    "wheels",
    "owner driver",
    "owner drivers",
    "owner-driver",
    "owner-drivers",
    "pickup",
    "pick-up",
    "non-drivers",
    "non drivers",
    "truck is",
)
_THING: Final = r"(?:cars?|vehicles?|transport(?:ation)?|vans?|motorbike|motorcycle|moped|scooter)"
# One "\b" before all of them: where no word begins, that is all that is looked at.
_OWN: Final = re.compile(
    rf"\b(?:own\s+(?:(?:roadworthy|road-worthy|reliable|suitable|insured|private|personal)\s+(?:and\s+)?){{0,3}}"
    rf"(?:\w+\s(?:and|&)\s)?{_THING}|own (?:form|means) of transport|own wheels"
    rf"|own (?:or (?:\w+ ){{1,3}})?an? (?:[\w-]+ ){{0,2}}?{_THING}"
    r"|access to (?:independent|private|reliable|personal) transport"
    # "You'll need a car"
    r"|(?:need|must have|requires?)\s+an?\s+(?:car|vehicle)(?=\s*(?:$|[.,;)!&+]|and\b|to\b|for\b|as\b|because\b|or\b))"
    r"|(?:use of|access to|have|having|with)\s+(?:the use of\s+)?(?:an?|your own|their own"
    r"|your)\s+(?:own\s+)?(?:reliable |road-?\s?worthy |suitable |private |\w+ )?(?:car|vehicle|van)"
    r"(?!\s(?:drivers?|parks?|wash|hire|sales|mechanics?|workshop)\b)"
    # "A car that is taxed and insured", "an insured vehicle"
    r"|an? (?:car|vehicle|van) (?:that is |that's |which is |that has been )?(?:fully )?(?:taxed|insured|mot'?d)"
    r"|an? (?:fully )?(?:taxed|insured) (?:(?:and|&) (?:taxed|insured) )?(?:car|vehicle|van)"
    r"|car (?:or (?:bicycle|bike|motorbike|van) )?(?:driver|owner(?:ship)?|user)s?|(?:van|vehicle) owners?"
    r"|owner[ -]drivers?"
    r"|(?:car|vehicle) (?:and|with|&) (?:full )?business (?:use )?insurance"
    r"|(?:car|vehicle) (?:is )?(?:essential|required|needed)"
    r"|licen[cs]e\s+(?:and|with|&|\+)\s+(?:a\s+)?(?:car|vehicle|use of (?:a )?(?:car|vehicle)"
    r"|access to (?:a )?(?:car|vehicle))|(?:car|vehicle|van) for (?:work|business)(?: (?:use|purposes))?"
    r"|car access|(?:car|vehicle) and (?:a )?(?:full )?(?:uk )?(?:driving )?licen[cs]e)\b"
)
_PROVIDED: Final = re.compile(
    r"\b(?:(?:company|work|pool|lease|fleet|trust|works) (?:car|van|vehicle)s?"
    # "£28k + car"
    r"|(?:[\d.,]+k?|pa|annum|basic|ote|bonus|overtime|commission|salary)\s*(?:\+|plus|&)\s*(?:an?\s)?"
    r"(?:car|van|vehicle)"
    # "Van, tools & fuel card supplied"
    r"|(?:car|van|vehicle|minibus)s?(?:\s*(?:,|&|\+|/|\band\b)\s*(?!driv)(?:all )?\w+(?: cards?| paid)?){0,3}"
    r":?\s+(?:will be |is |are )?(?:provided|supplied|included)"
    r"|(?:van|car|vehicle)\s*(?:&|\+|/|,|\band\b|with)\s*(?:a )?fuel(?: cards?)?"
    # "The truck is ours", "a council van is there for going between sites"
    r"|(?:car|van|truck|vehicle)s? (?:is|are) ours|an? (?:\w+ )?(?:car|van|vehicle) is (?:there|here|on site|kept)"
    r" (?:for|to)|(?:his|her|their|my|our|the family) (?:own )?(?:car|van|vehicle) is (?:there|here"
    r"|available)(?: for you)?"
    r" (?:to (?:use|drive)|for)|(?:use|using|insured on) our (?:own |family |second )?car"
    r"|(?:we|you)(?:'ll| will)?(?: be)? (?:provide|supply|give|given|get|have|receive|issued with)d?"
    r" (?:you )?(?:with )?(?:an?|the|your own) (?:\w+ )?(?:company|works?|fully|branded|liveried|sign|new|modern"
    r"|equipped|electric)[\w -]{0,20} (?:car|van|vehicle)"
    r"|we(?:'ll| will)? (?:provide|supply|give) (?:you )?(?:with )?(?:an?|the) (?:\w+ )?(?:car|van|vehicle)"
    r"|you(?:'ll| will) (?:get|be given|receive) (?:an?|your own) (?:van|car|vehicle)"
    # "Fully expensed van"
    r"|(?:fully[- ]expensed|take[- ]home|sign[- ]?written|liveried) (?:car|van|vehicle)"
    r"|(?:supplied with|provided with|issued with|given) (?:an?|your own) (?:\w+ )?(?:car|van|vehicle)"
    # "A pickup for farm and private use", "we'll lend you a plated car"
    r"|(?:car|van|vehicle|pick-?up) for (?:\w+ (?:and|&) )?(?:private|personal) use"
    r"|we(?:'ll| will| can) (?:lend|loan) (?:you )?(?:an?|one of our) (?:\w+ ){0,2}?(?:cars?|van|vehicle|bike|moped)"
    # "There is a car here that you'll be insured on"
    r"|an? (?:\w+ )?(?:car|van|vehicle)\b[^.,;\n]{0,30}\byou(?:'ll| will| would|'re| are)? (?:be "
    r"|can be )?insured (?:on|to drive)"
    r"|(?:insured (?:on|to drive)|drive|driving|use|using|in) (?:my|her|his|our (?:client|son|daughter|mother|father)'s"
    r"|the (?:client|family|customer)'s) (?:\w+ ){0,2}?(?:car|van|vehicle)"
    r"|(?:drive|driving|in) (?:one of )?our (?:[\w.-]+ ){0,4}?(?:vans?|minibus(?:es)?|cars|vehicles))\b"
)
# What stands alone or in a list of benefits is what the job comes with: "Company van.", "Package: van and fuel card".
_COMPANY_ONE: Final = re.compile(r"\b(?:company|works?) (?:car|van|vehicle)\b|\bfuel\b|\+|\bplus\b|\d")
# "You will be supplied with a van"; "no company car", "van not provided"; "you will drive a company van"
_SUPPLIED_BEFORE: Final = re.compile(r"\b(?:supplied|provided|issued|equipped)\s$")
_NONE_BEFORE: Final = re.compile(r"\b(?:no|not a|without an?)\s(?:\w+\s)?$")
_NOT_AFTER: Final = re.compile(r"\s(?:is |are |will )?(?:not|never)\b")
_DRIVES_ONE: Final = re.compile(r"\bdriv(?:e|ing)\s(?:an?|your)\s(?:\w+\s)?$")
_GIVEN_PLAINLY: Final = re.compile(
    r"\b(?:insured|private use|personal use|my|her|his|our \w+'s|the \w+'s|is there|is here|(?:is|are) ours"
    r"|our (?:\w+ )?car)\b"
)
_HANDLED: Final = re.compile(
    r"\b(?:driv\w+|clean\w*|manag\w*|book\w*|wash\w*|maintain\w*|load\w*|servic\w+|check\w*|using|operat\w+|park\w*"
    r"|their|his|her)\s"
    r"(?:an?\s|the\s|our\s)?(?:\w+\s)?$"
)
_OF_THE_EMPLOYER: Final = re.compile(r"\b(?:company|(?<!for )work|works|pool|lease|fleet|hire|trust)\b")
_GIVEN: Final = re.compile(
    r"\b(?:provid\w+|suppl\w+|includ\w+|available|access|use of|given"
    r"|will have|you(?:'ll| will) (?:get|receive)|issued|used|give you)\b"
)
_SCHEME: Final = re.compile(
    r"\b(?:scheme|lease|leasing|allowance|discounts?|salary sacrifice|park(?:ing)?|insurance|sharing"
    r"|(?:car|vehicle) benefits?|loans?|breakdown|(?:car|van|vehicle) sales|dealership|manufactur\w+|hire|care\b"
    r"|maintenance)\b"
)
_NEED_NOT: Final = re.compile(
    r"\b(?:(?:car|vehicle|own transport|van)\b(?!s? (?:theatre|sales))[^.\n]{0,40}\b(?:not"
    r"|isn't)\s+(?:be\s+)?(?:essential|necessary|required|needed)|(?:no need (?:for|of)|not need|don't need"
    r"|not require)\s+(?:a|an|your own|own)?\s*(?:car|vehicle|transport|van)\b(?! (?:park|driv|licen|wash))"
    # "You don't need: experience, a degree or a car"
    r"|(?:don't|dont|do not|won't|will not) need\b:?[^.\n]{0,40}?\b(?:a|an|or|your own|own) (?:car|vehicle|van)\b"
    r"(?! (?:park|driv|licen))"
    # "No need to bring your own", "you don't have to have a vehicle", "u dont need ur own wheels"
    r"|(?:no need to|(?:don't|dont|do not) have to|needn't|need not) (?:bring|have|own|use|provide) (?:an?"
    r"|your own|ur own)"
    r"(?: (?:car|vehicle|van|transport)\b(?! (?:park|licen))|(?=\s*(?:$|[.,;!)])))"
    r"|(?:don't|dont|do not|no) need (?:for )?(?:your|ur) own (?:wheels|car|transport|vehicle|van)\b"
    r"|non[- ]drivers?\b[^.;\n]{0,30}\b(?:welcome|considered|accepted|apply|encouraged)"
    r"|no\s+(?:own\s+)?(?:car|vehicle|transport|van)\b[^.\n]{0,12}(?:needed|required|necessary))"
)
_OR_ELSE: Final = re.compile(
    r"\bor\s+(?:(?:have\s+)?(?:the\s+)?ability to travel|be able to travel|public transport|other"
    r"|alternative|able to)\b"
    r"|\bor\s+(?:[a-z]+\s+){0,2}?(?:bus(?:es)?|trains?|tram|public|transport)\s+(?:links?|routes?|services?"
    r"|transport)\b"
    r"|\bor\s+(?:(?:have\s+)?(?:access to|use of|use)\s+)?(?:an?\s+|the\s+|our\s+)?"
    r"(?:company|trust|pool|works?|lease|fleet|hire)\s+(?:pool\s+|lease\s+)?(?:car|van|vehicle)s?\b"
    # "Own transport or living close by", "own vehicle or £35 a day for a van"
    r"|\bor\s+(?:be\s+)?(?:living|live|based|local\b)[^.;\n]{0,25}"
    r"|\bor\s+[^.;\n]{0,20}\b(?:deduction|rental|rent|hire|ours)\b|\bonly walk\b"
    # "Needed for rural parishes"
    r"|\b(?:needed|required|essential) for (?:some|certain|outlying|outer|remote"
    r"|rural (?:parishes|patches|rounds|routes|runs))\b"
    r"|\b(?:appropriate|other|alternative|suitable) means\b|\bmeans of mobility\b|\bor means of\b|\bor we\b"
)


# How to get to the place is not what the work is done with.
_TO_GET_THERE: Final = re.compile(
    r"\b(?:to (?:get|travel|commute)|getting|travel(?:ling)?|commut\w+) (?:to and from|to|into) (?:and from )?"
    r"(?:work|the (?:site|office|home|workplace|place of work))\b"
    r"|\b(?:recommend\w*|advis(?:ed|able))\b[^.\n]{0,60}\btransport\b"
    r"|\btransport\b[^.\n]{0,30}\b(?:recommend\w*|advis(?:ed|able)|preferred|ideal\w*|helpful|useful)\b"
)


_EXPECTED: Final = re.compile(
    r"\b(?:car|vehicle|van) (?:driver|owner|user)s?\b[^.;,\n]{0,35}\bonly\b|\b(?:expected to"
    r"|should)\s(?:[^.\n]{0,70}\b(?:and|&) )?have\b"
    r"|\byou(?:'ll| will)? (?:use|be using|drive|be driving|provide|supply) your own\b"
)
# "The site is not on a bus route so your own transport is essential"
_CONSEQUENCE: Final = re.compile(r"\b(?:so|therefore|but|hence|thus)\b|[,;:]")
# "Mileage is paid if you use your own car", "would suit somebody with own transport"
_IF_USED: Final = re.compile(
    r"\b(?:if|when|where|whenever)(?: you)?(?: use| drive)?(?: your)? $|\bfor (?:the )?(?:use of |using )?(?:your )?$"
    r"|\b(?:suits?|suited)\b[^.;\n]{0,40}$"
)
_BUSINESS_INSURANCE: Final = re.compile(r"\b(?:business|hire (?:and|&) reward)\s(?:\w+\s)?insurance\b")
# "Own bicycle, scooter or car", "car or bike": it need not be one with an engine
_BICYCLE_TOO: Final = re.compile(
    r"\b(?:bi(?:ke|cycle)|cycle|push[- ]?bike|e-?bike)s?\s*(?:,|/|\bor\b)"
    r"|(?:/|\bor)\s?(?:an?\s|your\s)?(?:own\s)?(?:push[- ]?|e-?)?(?:bike|bicycle|cycle)\b"
)
_HEADED: Final = re.compile(r"\W*(?:requirements?|essentials?|must haves?|you(?:'ll| will)? need|we need)\s?:")
_NEAR: Final = 35
_SHORT_LINE: Final = 60
_SHORT_DEMAND: Final = 110
_BEGINS_AS_DEMAND: Final = re.compile(
    r"\W*(?:have|hold|full|valid|clean|current|driving|uk|own|access|use of|your own)\b"
)


def read(text: Plain, hits: list[Hit], findings: Findings) -> None:
    """Read whether the job asks for a vehicle of one's own."""
    done = -1
    answers: dict[bool, tuple[int, int]] = {}
    stated = True
    for hit in hits:
        if hit.start < done:
            continue
        first, last = text.sentence(hit.start, hit.end)
        first, done = max(first, hit.start - 160), min(last, hit.end + 160)
        answer, match = _vehicle(text.low[first:done])
        if match is not None and answer is not None:
            stated = stated and (match.re is not _PROVIDED or _is_given(text.low[first:done], match))
            answers.setdefault(answer, (first + match.start(), first + match.end()))
    if len(answers) == 1:
        answer, span = next(iter(answers.items()))
        if not answer or not ON_FOOT_TOO.search(text.low):
            findings.append(Finding("needs_vehicle", answer, *span, stated=stated))


def _vehicle(sentence: str) -> tuple[bool | None, re.Match[str] | None]:
    if match := _NEED_NOT.search(sentence):
        return False, match
    match = _OWN.search(sentence)
    if (
        match
        and not _OF_THE_EMPLOYER.search(match.group())
        and not _SUPPLIED_BEFORE.search(sentence[: match.start()][-12:])
    ):
        if (
            _TO_GET_THERE.search(sentence)
            or _OR_ELSE.search(sentence)
            or _IF_USED.search(sentence[max(0, match.start() - 60) : match.start()])
            or NEGATION.search(_CONSEQUENCE.split(sentence[max(0, match.start() - 25) : match.start()])[-1])
        ):
            return None, None
        near = sentence[max(0, match.start() - 70) : match.end() + 70]
        if NOT_NEEDED.search(near) or (
            DESIRABLE.search(near) and not is_demanded(Around(sentence[: match.start()], sentence[match.end() :]))
        ):
            return False, match
        if _BICYCLE_TOO.search(near):
            return None, None
        words = sentence[max(0, match.start() - 80) : match.end() + 80]
        if match.group().startswith("car access") or not (
            REQUIRED.search(words) or _EXPECTED.search(words) or _HEADED.match(sentence)
        ):
            return (True, match) if _is_bare(sentence, match) else (None, None)
        return True, match
    match = _PROVIDED.search(sentence)
    if (
        match
        and not _SCHEME.search(sentence, max(0, match.start() - _NEAR), match.end() + _NEAR)
        and not _NONE_BEFORE.search(sentence[max(0, match.start() - 20) : match.start()])
        and not _NOT_AFTER.match(sentence, match.end())
    ):
        return False, match
    return None, None


def _is_given(sentence: str, match: re.Match[str]) -> bool:
    """Whether a vehicle comes with the job: "drive the company car" does not say that everybody has one."""
    group = match.group()
    if (
        group.startswith(("driv", "in our", "in one", "we ", "we'll", "you'll", "you will", "fully"))
        or _GIVEN_PLAINLY.search(group)
        or _DRIVES_ONE.search(sentence[: match.start()][-20:])
    ):
        return True
    if _HANDLED.search(sentence[: match.start()][-40:]):
        return _GIVEN.search(sentence, match.end(), match.end() + _NEAR) is not None
    return _COMPANY_ONE.search(group) is not None or (
        _GIVEN.search(sentence, max(0, match.start() - 2 * _NEAR), match.end() + 2 * _NEAR) is not None
    )


def _is_bare(sentence: str, match: re.Match[str]) -> bool:
    """Whether a short line is nothing but the demand: "Driving licence and own car"."""
    group = match.group()
    if _SCHEME.search(_BUSINESS_INSURANCE.sub("", sentence)) or not ("own" in group or "licen" in group):
        return False
    n_letters = len(sentence.strip())
    return n_letters < _SHORT_LINE or (n_letters < _SHORT_DEMAND and _BEGINS_AS_DEMAND.match(sentence) is not None)
