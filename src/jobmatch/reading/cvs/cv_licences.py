"""Licences, registrations and checks that a CV says somebody holds.

An advert asks, a CV lists: "CSCS green card (exp 04/2028)" under a heading needs no verb, and what ran out, is booked,
or is wished for is not held. So the names are those of adverts and more, and the words around them are read anew.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal, NamedTuple

from jobmatch.reading.adverts.licence_terms import NURSE, PROTECTED, REGISTERS
from jobmatch.reading.adverts.record_checks import DBS_LEVELS
from jobmatch.reading.cvs.cv_learning import FoundWords
from jobmatch.reading.cvs.cv_periods import MONTHS, last_month_of
from jobmatch.reading.cvs.cv_sections import Sections
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit, TermFinder

# Licences whose name alone says enough in a list, by how CVs write them.
_STRONG: Final = {
    "driving_b": (
        *("driving licence", "driving license", "drivers licence", "drivers license", "driver's licence"),
        *("driver's license", "driver licence", "driver license", "full licence", "full license", "clean licence"),
        *("clean license", "uk licence", "uk license", "manual licence", "car licence", "car license"),
        "licence to drive",
        *("full car", "full car licence", "full car license"),
        *("driving test", "able to drive", "can drive", "i drive", "car & trailer", "car and trailer"),
    ),
    "driving_c": ("hgv licence", "lgv licence", "hgv license", "lgv license", "lorry licence"),
    "driving_c1": ("7.5 tonne", "7.5t", "7.5 ton"),
    "driving_d1": ("minibus licence", "minibus license"),
    "driving_d": ("pcv licence", "psv licence", "pcv license", "psv license", "bus licence", "coach licence"),
    "driving_be": ("trailer licence", "licence with trailer", "trailer test", "trailer entitlement"),
    "driving_am": ("moped licence", "moped entitlement", "cbt certificate", "compulsory basic training"),
    "driving_a": ("motorcycle licence", "motorbike licence", "motorcycle license", "motorbike (full"),
    "driver_cpc": ("driver cpc", "drivers cpc", "driver's cpc", "dcpc", "cpc", "driver qualification card"),
    "digital_tachograph": (
        *("tacho card", "tachograph card", "digi tacho", "digitacho", "digi card", "digicard", "digital tachograph"),
        *("digital tacho", "digi-tacho", "driver card"),
    ),
    "lgv_adr": ("adr",),
    "taxi_private_hire": (
        *("private hire licence", "private hire license", "private hire badge", "taxi licence", "taxi license"),
        *("taxi badge", "pco licence", "hackney carriage licence", "hackney badge"),
        *("hackney/phv", "phv", "hackney licence", "phv licence"),
        *("private hire driver licence", "private hire driver's licence", "private hire & hackney"),
    ),
    "mewp_ipaf": ("ipaf", "cherry picker licence", "mewp"),
    "cscs": ("cscs", "c.s.c.s"),
    "cpcs": ("cpcs",),
    "npors": ("npors",),
    "pasma": ("pasma",),
    "smsts": ("smsts",),
    "sssts": ("sssts",),
    "street_works": ("nrswa",),
    "track_safety": ("personal track safety", "pts card", "pts ticket", "pts certified", "pts"),
    "gas_safe": ("gas safe",),
    "electrician_18th_edition": ("18th edition", "bs7671", "bs 7671"),
    "sia_guard": ("sia",),
    "personal_licence_alcohol": ("personal licence", "personal license", "personal alcohol licence", "aplh"),
    "emergency_first_aid": ("emergency first aid at work", "emergency first aid", "efaw"),
    "paediatric_first_aid": ("paediatric first aid", "pediatric first aid", "paediatric first-aid"),
    "first_aid_at_work": ("first aid at work", "first-aid at work", "faw", "faaw", "fa@w"),
    "qts": ("qts", "qualified teacher status"),
    "care_certificate": ("care certificate", "care cert"),
    "nebosh": ("nebosh",),
    "iosh": ("iosh",),
    "social_work_england": ("social work england", "swe registration", "swe registered"),
    "security clearance": ("sc cleared", "sc clearance", "security cleared", "dv cleared", "dv clearance"),
    "pvg_scheme": ("pvg", "protecting vulnerable groups"),
    "dbs_basic": ("dbs", "crb", "disclosure and barring", "disclosure & barring"),
}  # fmt: skip
# Names of work as well: a licence only where words or the heading say so.
_WEAK: Final = {
    "driving_ce": ("class 1", "class one", "hgv 1", "lgv 1", "hgv class 1", "lgv class 1"),
    "driving_c": ("class 2", "class two", "hgv 2", "lgv 2", "hgv class 2", "lgv class 2"),
    "forklift_reach": ("reach truck", "reach licence", "reach license", "reach forklift", "reach flt", "reach"),
    "forklift_counterbalance": (
        *("counterbalance", "counter balance", "counter-balance", "counterbalanced", "forklift", "fork lift"),
        *("fork-lift", "flt", "fork truck"),
    ),
    "forklift_llop": ("llop", "low level order picker", "low level order picking"),
    "telehandler": ("telehandler", "telescopic handler"),
    "excavator_360": ("360 excavator", "360 operator", "360 ticket", "360 machine", "excavator"),
    "crane_slinger": ("slinger", "slinger signaller", "slinger/signaller"),
    "street_works": ("streetworks", "street works"),
    "food_hygiene_2": ("food hygiene", "food safety", "food & hygiene", "food and hygiene"),
    "first_aid_at_work": ("first aid", "first aider", "first-aid"),
    "manual_handling": ("manual handling", "moving and handling", "moving & handling"),
    "aat": ("aat",),
}  # fmt: skip
_CARE: Final = (
    *("health and social care", "health & social care", "adult care", "social care", "in care"),
    *("social services and healthcare", "social services & healthcare", "2 care", "3 care"),
)
_EARLY_YEARS: Final = (
    *("childcare", "child care", "early years", "nursery nurse", "nursery nursing", "nneb", "children's learning"),
    *("children and young people", "children's care"),
)
# Where categories may stand: "Cat B, C1", "Driving: B and D1".
_OF_CATEGORIES: Final = (
    *(
        *("cat a", "cat b", "cat c", "cat d", "cat: b", "cat. b", "cats b", "cat 'b"),
        "category",
        "categories",
        "licence",
        "licences",
        "license",
        "licenses",
        "driving",
        "driver",
        "entitlement",
    ),
    "i hold a",
)
_LICENCE_OF: Final = {term: licence for kinds in (_WEAK, _STRONG) for licence, terms in kinds.items() for term in terms}
_WEAK_TERMS: Final = frozenset(term for terms in _WEAK.values() for term in terms)
_FINDER: Final = TermFinder(
    {"": (*_LICENCE_OF, *REGISTERS, *NURSE, *PROTECTED, *_CARE, *_EARLY_YEARS, *_OF_CATEGORIES)}
)


class _Held(NamedTuple):
    licence: str
    start: int
    end: int
    sure: bool


# --- What takes a licence back ------------------------------------------------------------

# Said of the next word or two: "no SSSTS", "I don't have a driving licence".
_NO_BEFORE: Final = re.compile(
    r"\b(?:no|not|don'?t|doesn'?t|never|without|haven'?t|hasn'?t|can'?t|cannot|didn'?t|won'?t|neither|nor)\b"
    r"(?! only)[^,;.():]{0,40}$"
)
# Said of all that follows: "Working towards: SMSTS, NEBOSH".
_NOT_YET_BEFORE: Final = re.compile(
    r"\b(?:provisional|expired|lapsed|out of date|lost my|banned|working towards?|study(?:ing)?(?: for)?|learning"
    r"|training (?:for|towards)|want(?:ing)?|would (?:like|love)|hop(?:e|ing)|wish|appl(?:y|ying|ied)|book(?:ed|ing)"
    r"|going for|aiming|looking (?:to|for)|need(?:s|ed|ing)?|interested in|about to|due to (?:start|take|sit)"
    r"|fail(?:ed)?"
    r"|await(?:ing)?|waiting for|willing|happy to|prepared to|plan(?:ning)?(?: to)?|start(?:ing|ed)|used to have"
    r"|previously held|former(?:ly)?|revoked|suspended|surrendered|no longer|lessons|in progress"
    r"|currently (?:doing|taking"
    r"|completing)|doing (?:my|the|an?)|funding for)\b[^;.()]{0,60}$"
    # a heading: "Not got: NEBOSH, driving licence"
    r"|\b(?:not got|(?:don'?t|do not) have|(?:have not|haven'?t) got|lacking|missing|still to get)\s*:"
    r"[^;.()]{0,60}$"
)
# "But it ran out" goes on about the same licence.
_TURNS: Final = re.compile(
    r"\b(?:but|however|although|though)\b(?! (?:it|this|now|has|is|was|needs?|currently|expired|lapsed|out"
    r"|not)\b)|\band i (?:have|hold|also)\b"
)
_NOT: Final = (
    r"(?:expired|lapsed|provisional|disqualified|banned"
    r"|ran out|run out|finished in|(?:did|could)(?: not|n'?t) renew|out of date|not (?:renewed"
    r"|held|yet|done|taken|passed|trained|completed"
    r"|applied"
    r"|renew|finished|current|got|valid)|no longer|needs? (?:to be )?(?:renew|refresh|update)\w*|would need"
    r"|(?:now )?booked"
    r"|in progress|on ?going|pending|working towards|appl(?:y|ying|ied) for|awaiting|studying|failed|deferred"
    r"|withdr[ae]w"
    r"|suspended|revoked|superseded|stopped|want to|hoping|hope to|would like|no licen[cs]e|no ticket|no card"
    r"|due to (?:start|sit|take)|to be (?:renewed|taken)|test (?:is )?booked|course booked|theory|lessons|years? ago)"
)
_NOT_AFTER: Final = re.compile(
    rf"[^,;.]{{0,50}}?\b{_NOT}\b|[^;.]{{0,40}}?,\s*(?:but |now |has |have |which |card |ticket |civilian "
    rf"|conversion |refresher )*{_NOT}\b"
)
# "NPORS slinger? No, never"
_NO_AFTER: Final = re.compile(
    r"(?:\s\w+\s?(?=\?)|(?:\s(?:forklift|flt|truck|licen[cs]e|ticket|card|badge)){1,2}(?=\s?:))?"
    r"[\s:(?-]{1,6}(?:no|none|n/?a|not)\b(?!\s*points)"
)
_EXPIRY: Final = re.compile(
    r"\b(?:exp(?:iry|ires?|iring|\.)?(?: date)?|valid (?:to|until|till|thru|through)|valid|until|till|to|ends?"
    r"|renew(?:al)?(?: due)?|due)[\s:.(-]{0,3}(?:in |on |by )?"
    rf"(?P<day>(?:(?:\d{{1,2}}(?:st|nd|rd|th)?[\s/.-]+)?(?:{MONTHS}[\s.,'-]*|\d{{1,2}}[/.-])(?:20\d\d|\d\d)"
    rf"|20\d\d)(?!\d))"
)
# Where it was got decides how long it holds in Britain: "Afghan driving licence".
_FOREIGN: Final = re.compile(
    r"\b(?!british)(?:\w{2,}(?:ian|ish|ese|ghan|qi|stani|yan|ican|mali|epali|orean)|foreign|overseas"
    r"|international|non-uk|eu)\s+(?:full "
    r"|clean |car )*$"
)
_EXCHANGED: Final = re.compile(r"(?<!not )(?<!not yet )(?<!to be )\bexchanged\b")
_OF_OTHERS: Final = re.compile(
    r"\b(?:check(?:s|ed|ing)?|ensur(?:e|ed|ing)|manag(?:e|ed|ing)|supervis(?:e|ed|ing)|deliver(?:s|ed|ing)?"
    r"|arrang(?:e"
    r"|ed|ing)|teach(?:ing)?|taught|train(?:ed|ing) (?:staff|others|new|colleagues|people|the)|process(?:ed|ing)"
    r"|staff who|drivers who|for (?:staff|drivers|employees|candidates)|issu(?:e|ed|ing)|complian(?:t|ce)"
    r"|responsible for"
    r"|audit(?:s|ed|ing)?|awareness of|knowledge of|in line with|according to|instructor|trainer"
    r"|assessor)\b[^,;.]{0,50}$"
)

# --- What says that it is held ------------------------------------------------------------

_HAS: Final = re.compile(
    r"\b(?:i (?:have|hold|'ve|also have|also hold|passed|got|did)|i've|have|has|hold\w*|held|current|valid|full|clean"
    r"|cleared|certified|certificate\w*|cert|certs|licen[cs]e[ds]?|cards?|badge|tickets?|trained|qualified"
    r"|registered|registration|update service|in date|passed|pin|yes|renewed|refresher|expir\w+|exp|rtitb|itssar"
    r"|aitt|cpcs|npors|lantra|level [1-3])\b"
)
_HELD_AT_WORK: Final = re.compile(
    r"\b(?:i (?:have|hold|passed|got|gained|obtained)|i've|holder|held|holding|gained|obtained|passed|achieved"
    r"|my own)\b"
)
# A line of its own that begins with the licence: "Full UK driving licence".
_OF_A_LICENCE: Final = re.compile(r"\W*(?:full|clean|valid|current|uk|manual|british|own|\W)*")
_LISTED: Final = frozenset(("licences", "education"))
_NEVER: Final = frozenset(("references", "interests"))
_SHORT: Final = 160


def read_licences(
    plain: Plain, sections: Sections, languages: Iterable[FoundWords], as_of: dt.date | None
) -> list[FoundWords]:
    """Licences held, each once, by its surest mention; one that is only named, or may have run out, is not sure."""
    best: dict[str, _Held] = {}
    for held in (*_named(plain, sections, as_of), *_spoken(languages)):
        known = best.get(held.licence)
        if known is None or (held.sure and not known.sure):
            best[held.licence] = held
    checks = [licence for licence in DBS_LEVELS if licence in best and best[licence].sure]
    for licence in checks[:-1]:  # the highest level says all
        del best[licence]
    return sorted((FoundWords(*one) for one in best.values()), key=lambda one: one.start)


def _spoken(languages: Iterable[FoundWords]) -> Iterator[_Held]:
    """Welsh, spoken well, and sign language are among the licences of the tables."""
    for one in languages:
        name, _, level = one.value.partition(" (")
        if name == "British Sign Language" and not level.startswith("basic"):
            yield _Held("bsl", one.start, one.end, one.sure)
        if name == "Welsh" and level.startswith(("fluent", "native")):
            yield _Held("welsh_essential", one.start, one.end, one.sure)


def _named(plain: Plain, sections: Sections, as_of: dt.date | None) -> Iterator[_Held]:
    hits = _hits(plain)
    for number, hit in enumerate(hits):
        first, last = plain.sentence(hit.start, hit.end)
        if plain.low[last - 1 : last] == "?" or plain.low.startswith(
            "?", last
        ):  # a form: "A current DBS? Yes, enhanced"
            last = plain.line(hit.start, hit.end)[1]
        after_next = next((one.start for one in hits[number + 1 :] if _is_another(plain.low, hit, one)), last)
        sentence = _Sentence(plain, first, last, hit, plain.low[hit.end : min(last, after_next)])
        section = sections.at(hit.start)
        licences = list(_licences_of(sentence, section))
        if not licences or _is_taken_back(sentence):
            continue
        in_time = _is_in_time(plain.low[hit.end : min(last, hit.end + _SHORT)], as_of)
        if in_time is not False:
            sure = _is_held(sentence, section) and in_time == "yes" and not _is_foreign(sentence)
            yield from (_Held(licence, hit.start, hit.end, sure) for licence in licences)


def _is_another(low: str, hit: Hit, after: Hit) -> bool:
    """Whether what is named next is something else: "counterbalance forklift licence (expired)" is one."""
    return after.term not in _OF_CATEGORIES and low[hit.end : after.start].strip() != ""


def _is_in_time(after: str, as_of: dt.date | None) -> Literal["yes", "unknown", False]:
    """Whether a licence has not run out, by the date beside it; not known without a day, or if it is to be renewed."""
    match = _EXPIRY.search(after)
    until = last_month_of(match["day"]) if match else None
    if match is None or until is None:
        return "yes"
    if as_of is None:
        return "unknown"
    if until >= as_of.replace(day=1):
        return "yes"
    return "unknown" if re.match(r"renew|due", match.group()) else False


def _hits(plain: Plain) -> list[Hit]:
    """Where licences are named, and categories of driving licences; of names within one another the longest."""
    found = [hit for hit in _longest(_FINDER.find(plain.low)[0]) if not _is_of_address(plain.low, hit.start)]
    categories: dict[int, Hit] = {}
    for hit in found:
        if hit.term in _OF_CATEGORIES or _LICENCE_OF.get(hit.term, "").startswith("driv"):
            first, last = plain.sentence(hit.start, hit.end)
            categories |= {one.start: one for one in _categories(plain, first, last)}
    return sorted((*found, *categories.values()))


def _is_of_address(low: str, start: int) -> bool:
    """Whether a name stands in the address of a page or of mail: "linkedin.com/in/ada-lovelace-sia"."""
    return (
        low[start - 1 : start] in {"-", "@", "_"}
        and "/" in low[low.rfind(" ", 0, start) + 1 : start].rpartition("\n")[2]
    )


class _Sentence(NamedTuple):
    """A term with its sentence or line, in lower case; ``after`` ends where the next licence is named."""

    plain: Plain
    first: int
    last: int
    hit: Hit
    after: str

    @property
    def before(self) -> str:
        return self.plain.low[self.first : self.hit.start]

    @property
    def heading(self) -> str:
        """What stands right before: "LICENCE Full car"."""
        return self.plain.low[max(0, self.hit.start - _NEAR_HEADING) : self.hit.start]

    @property
    def words(self) -> str:
        return self.plain.low[self.first : self.last]


_NEAR_HEADING: Final = 20
_CAR_ALONE: Final = re.compile(r"\s*(?:$|[,;.(]|and\b)")


def _is_foreign(sentence: _Sentence) -> bool:
    is_exchanged = _EXCHANGED.search(sentence.words) is not None
    return _FOREIGN.search(sentence.before[-40:]) is not None and not is_exchanged


def _longest(hits: list[Hit]) -> list[Hit]:
    """Hits without those within another: "first aid" in "paediatric first aid"."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _is_taken_back(sentence: _Sentence) -> bool:
    before = _TURNS.split(sentence.before)[-1]
    if _NO_BEFORE.search(before[-60:]) or _NOT_YET_BEFORE.search(before[-90:]):
        return True
    after = _TURNS.split(sentence.after, maxsplit=1)[0]
    return _NOT_AFTER.match(after) is not None or _NO_AFTER.match(after) is not None


def _is_held(sentence: _Sentence, section: str) -> bool:
    """Whether the words say that it is held, by themselves or by what they stand under."""
    if section in _NEVER or _OF_OTHERS.search(sentence.before[-80:]):
        return False
    if section == "work":
        return (
            _HELD_AT_WORK.search(sentence.words) is not None
            or _EXPIRY.search(sentence.after[:_SHORT]) is not None  # "(TfL PCO licence 123, to 2027)"
            or (sentence.hit.term in _STRONG["driving_b"] and _OF_A_LICENCE.fullmatch(sentence.before) is not None)
        )
    if section in _LISTED or _HAS.search(sentence.words):
        return True
    return sentence.hit.term not in _WEAK_TERMS and len(sentence.words) < _SHORT


# --- Which licence it is -------------------------------------------------------------------


def _licences_of(sentence: _Sentence, section: str) -> Iterable[str]:
    """The licences that a term stands for in its sentence."""
    term, words = sentence.hit.term, sentence.words
    if term in REGISTERS:
        return (REGISTERS[term],) if _REGISTERED.search(words) else ()
    if term in PROTECTED or term in NURSE:
        return () if _NO_NURSE.search(words) else (PROTECTED.get(term, "nmc_registration"),)
    if term in _CARE or term in _EARLY_YEARS:
        return _care(sentence)
    if term in _OF_CATEGORIES:
        return ("driving_b",) if term.startswith("driv") and _YES.match(sentence.after) else ()
    licence = _LICENCE_OF.get(term, term)  # of a category the name itself
    if section != "licences" and licence in _NEAR and not _NEAR[licence].search(words):
        return ()
    special = _SPECIAL.get(licence) if term in _LICENCE_OF else None
    return (licence,) if special is None else special(sentence)


_REGISTERED: Final = re.compile(r"\b(?:regist\w+|reg\b|pin|member\w*|number|no\b|licen[cs]e)|\b[a-z]{0,2}\d{5,}")
_NO_NURSE: Final = re.compile(r"\b(?:student|assist\w*|support(?:ed|ing)?|trainee|alongside|under)\b")
# "Driving: yes", "Driver - full licence"
_YES: Final = re.compile(r"\s*[:?-]\s*(?:yes|full|clean|y)\b")
_VQ: Final = re.compile(r"\b(?:(?:s?nvqs?|svq)(?=\d)|(?:s?nvqs?|svq|qcf|rqf|diploma|cache|apprenticeship)\b)")
_NO_VQ: Final = re.compile(r"\b(?:btec|access|gcse|a[- ]level|degree|b\.?sc|ba|hn[cd])\b")
_LEVELS: Final = re.compile(
    r"\b(?:levels?|s?nvqs?|svq|qcf|l)\s*(?:levels?\s*)?([2-5])(?:\s*(?:&|and|,|/|\+)\s*(?:s?nvq |level )*([2-5]))?\b"
)
_NOT_BEGUN: Final = re.compile(r"\s*(?:\w+\s){0,2}[-,(]\s*(?:registered|started|enrolled|due|expected)\b")


def _care(sentence: _Sentence) -> Iterator[str]:
    """Vocational qualifications of care, by level; each of "NVQ 2 and 3 in Health and Social Care"."""
    if not _VQ.search(sentence.words) or _NO_VQ.search(sentence.words) or _NOT_BEGUN.match(sentence.after):
        return
    name = "early_years_level" if sentence.hit.term in _EARLY_YEARS else "nvq_care"
    before = _LEVELS.findall(sentence.before + sentence.hit.term[:2])
    found = before[-1:] or _LEVELS.findall(sentence.after[:40])[:1]
    levels = {int(level) for pair in found for level in pair if level}
    yield from (f"{name}_{level}" for level in sorted(levels) if level in {2, 3})


_CATEGORY: Final = re.compile(
    r"(?<!lass )(?<![\w+&./'-])(?:A1|A2|AM|B ?\+ ?E|BE|B|C1 ?\+ ?E|C1E|C1|C ?\+ ?E|CE|C|D1 ?\+ ?E|D1E|D1"
    r"|D)(?![\w+'#-]|\.\w|/\d)"
)
_OF_DRIVING: Final = re.compile(
    r"\bdriving\s*(?:licen|entitle|cat|[:-])|\b(?:licen[cs]es?|cat|categor(?:y|ies)|class [12]|entitlement"
    r"|i hold an?|car (?:&|and) trailer)\b"
)
_OF_PROGRAMS: Final = re.compile(r"\b(?:software|java|python|programming|gcses?|a[- ]levels?)\b|c\+\+|c#")
_BIKE: Final = re.compile(r"\b(?:full a|cat(?:egory)? a|motor(?:bike|cycle) \(?(?:full )?a)\b")


def _categories(plain: Plain, first: int, last: int) -> Iterator[Hit]:
    """Categories of a driving licence, as in "Cat B, C1, C+E": each a hit whose term is the licence."""
    low = plain.low[first:last]
    if not _OF_DRIVING.search(low) or _OF_PROGRAMS.search(low):
        return
    for match in _CATEGORY.finditer(plain.written, first, last):
        name = match.group().replace(" ", "").replace("+", "").lower()
        yield Hit(match.start(), match.end(), f"driving_{name}")
    if bike := _BIKE.search(low):
        yield Hit(first + bike.start(), first + bike.end(), "driving_a")


_DRIVES: Final = frozenset(("able to drive", "can drive", "i drive"))
_A_CAR: Final = re.compile(r"\s*(?:$|[.,;()]|and\b|an? (?:car|van|vehicle|manual)|my\b|manual|automatic)")


def _driving(sentence: _Sentence) -> Iterator[str]:
    term = sentence.hit.term
    if term in _DRIVES and not _A_CAR.match(sentence.after):
        return  # "able to drive results"
    if term == "driving test" and "passed" not in sentence.words:
        return
    if term == "full car" and not (_CAR_ALONE.match(sentence.after) and "licence" in sentence.heading):
        return
    yield "driving_b"
    if "moped" in sentence.after:
        yield "driving_am"
    if "trailer" in sentence.words:
        yield "driving_be"


def _sia(sentence: _Sentence) -> Iterable[str]:
    return [licence for licence, pattern in _SIA if pattern.search(sentence.words)] or ["sia_guard"]


_SIA: Final = (
    ("sia_door", re.compile(r"\bdoor\b|\bds\b")),
    ("sia_cctv", re.compile(r"\bcctv\b|public space|\bpss\b")),
    ("sia_close_protection", re.compile(r"\bclose protection\b|\bcp\b")),
)


def _cscs(sentence: _Sentence) -> Iterable[str]:
    near = sentence.before[-25:] + sentence.after[:40]
    if re.search(r"\b(?:blue|skilled)\b", near):
        return ("cscs_skilled",)
    return ("cscs_supervisor",) if re.search(r"\b(?:gold|supervis\w+)\b", near) else ("cscs",)


def _food(sentence: _Sentence) -> Iterable[str]:
    if re.search(
        r"\b(?:ratings?|scores?|standards|regulations|inspections?|procedures|legislation"
        r"|practices)\b",
        sentence.after,
    ):
        return ()
    near = _FOOD_LEVELS.search(sentence.before[-30:] + " " + sentence.after[:40])
    levels = [level for level in near.groups() if level] if near else ["2"]
    return [f"food_hygiene_{level}" for level in levels]


_FOOD_LEVELS: Final = re.compile(r"\b(?:levels?|lvl|l)\s*([123])(?:\s*(?:&|and|/)\s*([123]))?\b")


def _first_aid(sentence: _Sentence) -> Iterable[str]:
    return () if re.match(r"\s*(?:kits?|box|room|cover|duties|to|when)\b", sentence.after) else ("first_aid_at_work",)


def _check(sentence: _Sentence) -> Iterable[str]:
    if re.match(r"\s*(?:checks|polic(?:y|ies)|applications?|forms?|process\w*)\b", sentence.after):
        return ()
    words = sentence.words
    if "enhanced" in words:
        return ("dbs_enhanced_barred",) if "barred" in words else ("dbs_enhanced",)
    return ("dbs_standard",) if "standard" in words else ("dbs_basic",)


def _forklift(sentence: _Sentence) -> Iterable[str]:
    named = re.search(r"\b(?:counter[- ]?balanced?|reach|llop)\b", sentence.words)
    return ("forklift_counterbalance",) if "counter" in sentence.hit.term or not named else ()


def _reach(sentence: _Sentence) -> Iterable[str]:
    if sentence.hit.term != "reach" or re.search(r"\b(?:flt|fork|counter)", sentence.words):
        return ("forklift_reach",)
    return ()


_SPECIAL: Final[dict[str, Callable[[_Sentence], Iterable[str]]]] = {
    "driving_b": _driving,
    "sia_guard": _sia,
    "cscs": _cscs,
    "food_hygiene_2": _food,
    "first_aid_at_work": _first_aid,
    "dbs_basic": _check,
    "forklift_counterbalance": _forklift,
    "forklift_reach": _reach,
}
# Short names that mean other things elsewhere.
_NEAR: Final = {
    "driver_cpc": re.compile(
        r"\b(?:driv\w+|hgv|lgv|pcv|class [12]|tacho\w*|digi\w*|c ?\+ ?e|cat|category|licen[cs]es?)\b"
    ),
    "lgv_adr": re.compile(r"\b(?:licen[cs]e\w*|cert\w*|trained|qualified|driver|card|tanks?|packages|class\w*|cpc)\b"),
    "track_safety": re.compile(r"\b(?:rail|track|sentinel|card|ticket|pts certif)\w*"),
    "driving_ce": re.compile(r"\b(?:hgv|lgv|licen\w+|cat\w*|c ?\+ ?e|driv\w+|cpc|tacho\w*)\b"),
    "driving_c": re.compile(r"\b(?:hgv|lgv|licen\w+|cat\w*|c ?\+ ?e|driv\w+|cpc|tacho\w*|lorry)\b"),
}
