"""Whose a licence is, where the subject of its clause says so: "gangs hold CPCS", "only the boss drives"."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.context import Around

# These are never those who are wanted, whatever verb follows.
_NEVER_WANTED: Final = (
    r"(?:sub-?contract(?:ors?|ed)?(?: \w+s)?|subbies|contract(?:ors|ed \w+s)|gangs|crews|visitors"
    r"|colleagues|customers|clients|tenants|suppliers|hauliers|everybody else|everyone else"
    r"|(?:the|our|your|an?) (?:other|existing|current) \w+s?|the others|the rest of (?:us|the \w+)"
    r"|(?:the|our) (?:boss|gaffer|owners?|director|proprietor|landlord|founder|lads|team|gang|crew|guys|girls"
    r"|apprentices|trainees|volunteers"
    r"|subcontractors?))"
)
# These may be who is wanted ("the manager must be"), but not where it is told what they are.
_TOLD_OF: Final = (
    r"(?:(?:the|our|your) (?:\w+ ){0,2}?(?:managers?|foreman|foremen|supervisors?|matron|leaders?|deputy|principal))"
)
_SOFT: Final = r"(?:(?:all|each|already|also|both|only|usually|themselves)\s){0,2}"
_NOT_LOOKING: Final = r"(?!(?:now |also |always |currently )?(?:looking|seeking|recruiting|hiring|after|searching)\b)"
# Up to the name that is looked at, but not over a turn to the reader or to another thing.
_UP_TO_NAME: Final = r"(?:(?!\b(?:you|your|who|so|but|looking|seeking|need(?:s|ed)? an?)\b)[^.;\n]){0,60}$"
_OTHER_SUBJECT: Final = re.compile(
    rf"\b{_NEVER_WANTED}\s{_SOFT}(?:must|needs? to|should|will|have to|has to|holds?|have|has|carry|carries|are|is"
    rf"|got)\s{_NOT_LOOKING}{_UP_TO_NAME}"
    rf"|\b{_TOLD_OF}\s{_SOFT}(?:holds?|has|is|are|have|carries)\s(?!required|expected|responsible"
    rf"|to\b){_NOT_LOOKING}{_UP_TO_NAME}"
    # "We're all 18th edition", "all of us hold", "everybody here has"
    rf"|\b(?:we(?:'re| are| have|'ve| hold) all|we all (?:have|hold|are)|all of us (?:have|hold|are)|we(?:'re"
    rf"| are) both"
    rf"|(?:everybody|everyone|nobody|no one) here (?:has|holds|is)|half of us (?:have|hold|are))\s"
    rf"{_NOT_LOOKING}{_UP_TO_NAME}"
    # "Only the boss drives as it needs a C1"
    r"|\b(?:(?:only|just) (?:the|our|one|two)|the boss|the owner|the gaffer|my (?:wife|husband|dad|son|brother))\b"
    r"[^.;,\n]{0,20}?\b(?:drives?|operates?|tows?|does|uses?)\b(?:(?!\byou\b)[^.;\n]){0,50}$"
    # "Only the manager needs SMSTS"
    r"|\bonly (?:the|our|one) (?:\w+\s){1,2}(?:needs?(?! apply)|holds?|has|must have)\s(?:an?\s)?(?:\w+\s){0,2}$"
    # "360 man must have CPCS" beside groundworkers
    r"|\b\w+ (?:man|men|lads?|lass|guy|guys)\s(?:must|needs?|should|will need|to) (?:have|hold|be)?\b[^.;\n]{0,30}$"
)
_NEAR: Final = (
    *("subcon", "sub-con", "subbies", "contract", "gang", "crew", "visitors", "volunteers", "colleagues"),
    *(
        "customers",
        "clients",
        "tenants",
        "suppliers",
        "hauliers",
        "apprentices",
        "trainees",
        "else",
        "other",
        "rest of",
    ),
    *(
        "existing",
        "current ",
        "boss",
        "gaffer",
        "owner",
        "director",
        "proprietor",
        "landlord",
        "founder",
        "lad",
        "team",
    ),
    *("guy", "girls", "manager", "forem", "foreman", "supervisor", "matron", "leader", "deputy", "principal", " all "),
    *("all of us", "both", "here ", "half of", "only ", "just ", "my ", " man ", " men ", "lass"),
)
_VERBS: Final = (
    *(" must ", " need", " should ", " will ", " have ", " has ", " hold", " carr", " are ", " is ", " got ", "'re "),
    *("'ve ", "drive", " operate", " tow", " does", " use"),
)
# "Trainees are welcome, CSCS card required": the demand has a clause of its own.
_DEMANDED_NEXT: Final = re.compile(r"\s(?:\w+\s){0,2}?(?:is |are )?(?:essential|required|needed|a must|mandatory)\b")
# "C1 for the 7.5t", "CPCS if driving the dumper", "AIMS for van lads"
_OF_ONE_JOB_AFTER: Final = re.compile(
    r"(?:\s*(?:licen[cs]e|card|ticket|badge)s?)?(?:\s*(?:,|&|\+|/|\band\b)\s*[\w+]+(?:\s(?:card|licence))?){0,3}"
    r"\s*\(?(?:if (?:you(?:'re| are| will be|'ll be)? )?(?:driv|operat|us(?:e|ing)|on the|go(?:ing)? (?:for|on)"
    r"|want)\w*"
    r"|for (?:the )?(?:7\.5|18 ?t|class [12]|machine|360|dumper|digger|lorr|climb|driver)[\w.]*"
    r"(?: (?:role|job|post|one|lads|position|drivers|work))?(?=\s*(?:$|[).,;:])))"
)


def is_of_another_subject(words: Around) -> bool:
    """Whether the clause before a licence has a subject that is not who is wanted.

    Examples
    --------
    >>> is_of_another_subject(Around("subcontract joiners must hold a blue ", ""))
    True
    >>> is_of_another_subject(Around("drivers must hold a ", "")), is_of_another_subject(Around("we need a ", ""))
    (False, False)
    """
    before = words.before[-110:]
    if not any(map(before.__contains__, _VERBS)) or not any(map(before.__contains__, _NEAR)):
        return False
    if (found := _OTHER_SUBJECT.search(before)) is None:
        return False
    return "," not in found.group() or _DEMANDED_NEXT.match(words.after) is None


def is_of_one_job(words: Around) -> bool:
    """Whether a licence is that of one of several jobs, or of who wants to do one more thing."""
    after = words.after[:80]
    return ("if " in after or "for " in after) and _OF_ONE_JOB_AFTER.match(after) is not None
