"""Titles of occupations: which words of a line of a CV are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class Title(NamedTuple):
    """A title and where it stands; ``is_sure`` where its last word is an occupation: "Care assistant"."""

    words: str
    start: int
    end: int
    is_sure: bool


# Ends of the words by which occupations are called, and those that have none of these.
_OCCUPATION: Final = re.compile(
    r"\b(?:(?:team|crew|cast|staff) member|(?:saturday|page|errand) (?:girl|boy)|(?:dinner|tea|lollipop) lady"
    r"|paper round|(?:office|accounts|admin|kitchen|salon|bar|sales) junior|front of house"
    r"|\w{2,}(?:er|or|ist|ian|ant|yst|man|woman|person|eer|guard|maid|smith)|waitress|hostess|seamstress|executive"
    r"|nurse|chef|cook|clerk|maid|porter|aide|land(?:lady|lord)|midwi(?:fe|ves)|paramedic|orderly|corporal"
    r"|constable|pcso|hca"
    r"|placement(?: student)?|colleague|shepherd|(?:deck|farm|stage|charge|factory)hand|roustabout|roughneck|bosun"
    r"|trustees?|paralegal|groom|chaplain|valet|sergeant|second in (?:department|charge)|car wash"
    r"|associate"
    r"|lead|head|specialist|apprentice|intern|volunteer|guard|staff|crew|hand|mate|therapist|secretary|judge|steward"
    r"|architect|advocate|agent|coach|liaison|barista|temp|au pair|nanny|host|guide|pilot|trainee|expert|technologist"
    r"|representative|rep|teacher|tutor|principal|dean|fellow|chief|president|partner|proprietor|foreman"
    r"|bricklayer|mechanic|fitter|welder|electrician|plumber|accountant|labourer|operative)s?\b",
    re.IGNORECASE,
)
_NO_OCCUPATION: Final = re.compile(
    r"^(?:september|october|november|december|over|under|other|number|after|together|however|per|offer|order"
    r"|university"
    r"|center|computer|customer|user|power|paper|later|or|for|never|ever|water|summer|winter|member|newsletter"
    r"|restaurant|significant|important|relevant|assistance|career|another|whether|rather|proper|minor|major|prior"
    r"|color|manor|holder|humber|dover|andover|ulster|westminster|exeter|windsor|bangor|semester|counter|register"
    r"|transfer|confer|centre|armenian|vegetarian|burger|boiler|tower|river"
    r"|silver|super|charter|former|easter|plant|labour|\w*(?:chester|cester|caster)"
    r"|mother|father|brother|daughter|transplant|cancer|disorder|sober|donor|cover|better|longer|larger|smaller"
    r"|higher|lower"
    r"|earlier|folder|server|explorer|human|honou?r|german|italian|russian|ukrainian|romanian|hungarian|bulgarian|lithuanian|latvian|persian|asian"
    r"|indian|european|american|albanian|norwegian|christian|printer|scanner|corner|border|chapter|dinner|sector|factor"
    r"|tractor|motor"
    r"|junior|senior|letter|matter|quarter|floor|door|year|labor|behavior|either|neither|further)s?$",
    re.IGNORECASE,
)
_A_SENTENCE: Final = re.compile(
    r"^(?:i|we|my|he|she|they|assist|act|responsible|serve|provide|assisted|the|this|to|as|with|for|in|no|not|and"
    r"|or|currently)\b"
    r"|^\w+(?:ed|ing)\s+(?:the|and|a|an|as|with|for|in|of|to|all|new|my|our|up|out)\b",
    re.IGNORECASE,
)
# What parts the title from the employer, the town, or a remark. "Company Name" and "City, State" are what a site that
# collects CVs put in the place of names.
_BREAK: Final = re.compile(
    r"\s*(?:company name|city\s*,\s*state|\bcity\b\s*,?|\uff0d|\uff3f|\u200b|\bfull[- ]time\b|\bpart[- ]time\b"
    r"|[|;:@\u2022\u00b7\u25aa()\[\],\t\n]|\s{2,}|\s[-\u2013\u2014]+\s|(?<!Sr)(?<!Jr)(?<!Asst)[.!]\s|(?<=\w)/\s"
    r"|\*\*)\s*",
    re.IGNORECASE,
)
_EMPLOYER: Final = re.compile(r"\s+(?:at|for|with|through|via)\s+.*$", re.IGNORECASE | re.DOTALL)
# The title goes on after its head: "Teacher of Maths", "Chef de Partie", "Assistant to the Manager".
_AFTER_HEAD: Final = re.compile(r"\s+(?:of|in|to|de|du|on|&|and)\s+", re.IGNORECASE)
_TRAILING: Final = re.compile(
    r"\s+(?:\(?band \d[ab]?\)?|work|role|duties|position|i{1,3}|iv|v|\d|jr|sr)$", re.IGNORECASE
)
_PLURAL: Final = re.compile(r"(?<!s)(?<!crew)s$", re.IGNORECASE)
# A number of a list, or a label: "1. Social Worker", "Job title: Cook".
_BEFORE_TITLE: Final = re.compile(
    r"^(?:\d{1,2}[.)]|(?:19|20)\d\d|[-*#o\u2022\u25aa]|(?:and )?(?:before that|prior to that|after that|then"
    r"|now)(?: i was| as)?"
    r"(?: an?)?)\s+",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"\s*(?:job title|job|title|position|post|role)\s*[:\-]\s*", re.IGNORECASE)
# "Employer: Happy Days  Title: Barista  From: ..."
_LABEL_WITHIN: Final = re.compile(
    r"(?:\s{2,}|[|;,]\s*)(?:job title|job|title|position|post|role)\s*:\s*", re.IGNORECASE
)
_OTHER_LABEL: Final = re.compile(
    r"\s*(?:company|employer|organisation|dut(?:y|ies)|responsibilities|main duties|reason for leaving|location"
    r"|dates?"
    r"|address|reports? to|manager|salary)\s*:",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"\s*(?:[-*\u2022\u25aa\uf0b7\u25cf>]|o\s)\s*")
# Words of many sentences, which are titles only with another: "bar staff".
_TOO_BARE: Final = frozenset(("staff", "hand", "crew", "mate", "lead", "head", "expert", "guide", "host", "partner"))
# Titles when they are all of a part, and other words elsewhere: "Army, Private, 1996 - 2003".
_WHOLE: Final = frozenset(("server", "private", "captain", "sapper", "kp", "ta", "hca"))
_EDGES: Final = " \t,.;:-\u2013\u2014|()*#\u2022\u00b7\u25aa\"'"
_MOST_WORDS: Final = 7
_FARTHEST_BESIDE: Final = 60
_MOST_IF_UNSURE: Final = 4


def is_occupation(words: str) -> bool:
    """Whether an occupation is named among words that are no sentence."""
    return _A_SENTENCE.match(words) is None and any(
        not _NO_OCCUPATION.match(match.group()) for match in _OCCUPATION.finditer(words)
    )


def is_title(words: str) -> bool:
    """Whether words are a title: one whose head is an occupation."""
    if not words or len(words.split()) > _MOST_WORDS or _A_SENTENCE.match(words):
        return False
    if words.lower() in _TOO_BARE or words.startswith("HMP"):
        return False
    if words.lower() in _WHOLE:
        return True
    heads = (
        words,
        _AFTER_HEAD.split(words, maxsplit=1)[0],
        _TRAILING.sub("", words),
        *map(str.strip, words.split("/")),
    )
    return any(map(_ends_in_occupation, dict.fromkeys(heads)))


def _ends_in_occupation(words: str) -> bool:
    """Whether the last word is one, in the singular: "Solicitors" are an employer."""
    last = None
    for match in _OCCUPATION.finditer(words):
        last = match
    if last is None or last.end() != len(words) or _NO_OCCUPATION.match(last.group()):
        return False
    return _PLURAL.search(words) is None or last.group().lower() in {"crews", "au pairs"}


def title_within(text: str, start: int, end: int, *, nearest_to_end: bool = False) -> Title | None:
    """The title in a stretch of text: the first part that is one, or the last; else one that holds an occupation."""
    label = _LABEL.match(text, start, end)
    if _OTHER_LABEL.match(text, start, end):
        label = _LABEL_WITHIN.search(text, start, end)
        if label is None:
            return None
    parts = list(_parts(text, label.end() if label else start, end))
    ordered = parts[::-1] if nearest_to_end else parts
    for words, at in ordered:
        if is_title(words):
            return Title(words, at, at + len(words), is_sure=True)
    if nearest_to_end:
        return None
    for words, at in ordered:
        if len(words.split()) <= _MOST_WORDS and is_occupation(words):
            return Title(words, at, at + len(words), is_sure=False)
    return None


def leading_title(text: str, start: int, end: int) -> Title | None:
    """The title that a stretch begins with, where nothing parts it from the employer: "Groundworker Tywi Civils"."""
    stretch = next(_parts(text, start, end), None)
    if stretch is None:
        return None
    words, at = stretch
    first, *rest = [match.span() for match in _WORD.finditer(words)][: _MOST_BEFORE_HEAD + 1]
    last = None
    for _, until in (first, *rest):
        if is_title(words[:until]):
            last = until
        elif last is not None:
            break
    if last is None or words[last - 1 : last].isspace():
        return None
    return Title(words[:last], at, at + last, is_sure=True)


_WORD: Final = re.compile(r"\S+")
_MOST_BEFORE_HEAD: Final = 3


def is_labelled(text: str, start: int, end: int) -> bool:
    """Whether a line says that it is a title: "Job title: Cook"."""
    return _LABEL.match(text, start, end) is not None


def title_beside(text: str, start: int, end: int, *, is_above: bool) -> Title | None:
    """The title in a line of its own, beside that of the dates; a bullet tells what was done, not what it was."""
    if _BULLET.match(text, start, end) and not text.startswith("**", start):
        return None
    found = title_within(text, start, end)
    # A sentence about the work ends with a stop: "Reported to the manager. Trained a new starter."
    if found is None or found.start - start > _FARTHEST_BESIDE or text.startswith(".", found.end):
        return None
    if ". " in text[start : found.start] or (is_above and text[start:end].rstrip().endswith(".")):
        return None
    return found if found.is_sure or _may_be_one(found.words) else None


def _may_be_one(words: str) -> bool:
    """Whether words that hold an occupation somewhere may be a title in a line of its own: "Manager Field"."""
    return len(words.split()) <= _MOST_IF_UNSURE and not words[0].islower()


def _parts(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Parts of a stretch, without the employer, with their places."""
    at = start
    for match in _BREAK.finditer(text, start, end):
        yield from _part(text, at, match.start())
        at = match.end()
    yield from _part(text, at, end)


def _part(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    words = text[start:end]
    number = _BEFORE_TITLE.match(words.lstrip())
    if number:
        words = words.lstrip()[number.end() :]
    words = _EMPLOYER.sub("", words).strip(_EDGES)
    if words:
        place = text.find(words, start, end)
        yield words, place if place >= 0 else start
