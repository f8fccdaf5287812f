"""Whose a licence is, and whether it is asked for, can be had later, or is only spoken of."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.adverts.licence_alternatives import Asked
from jobmatch.reading.adverts.licence_owners import is_of_another_subject, is_of_one_job
from jobmatch.reading.adverts.record_checks import NO_DEMAND
from jobmatch.reading.context import (
    DESIRABLE,
    NEXT_CLAUSE,
    REQUIRED,
    Around,
    clause_before,
    is_demanded,
    is_desirable,
    is_negated,
)
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit

# What somebody does who has no licence yet.
_TO_BE_HAD: Final = re.compile(
    r"\b(?:or (?:to )?be (?:obtained|gained|completed)|or (?:must )?(?:obtain|gain|complete) (?:it "
    r"|one )?(?:within|in|during)"
    r"|or (?:be )?(?:willing|prepared|able|happy)|(?:willing(?:ness)?|prepared) to (?:obtain"
    r"|work towards?|undertake|train|gain|complete|learn|study|achieve|undergo|do|take)"
    r"|work(?:ing)? towards?|(?:able|ability) to (?:obtain|gain|achieve|work towards?)"
    r"|will(?:ing)? (?:to )?(?:obtain|gain|complete|undertake|undergo)"
    r"|or (?:we|training|full training)|(?:expected|need(?:ed)?) to (?:complete|achieve|gain|obtain|get|apply for)"
    r"|within (?:the )?(?:your )?(?:first )?(?:\w+ )?(?:\d+|three|six|twelve) (?:weeks|months)"
    # "CSCS within first month"
    r"|within (?:your |the |a |one )?(?:first |1st )?(?:fortnight|week|month)"
    r"|must (?:meet|undergo|obtain|be able to obtain)|in the process of|be required to (?:undergo"
    r"|obtain|undertake|complete|achieve)|eligible for|subject to|before the end of|by the end of)\b"
)
# What the employer does for those who have none. Of what nobody has to have it is a benefit: "we also pay for your
# first aid", "IPAF can be put through".
_GIVEN: Final = re.compile(
    r"\b(?:training (?:and \w+ )?(?:will be |is |can be |would be )?(?:provided|given|available|offered|supplied)"
    r"|(?:will"
    r"|can) (?:also )?(?:be )?(?:provide|provided|give|arrange|arranged|train|fund|funded|support you|put)"
    r"|we (?:will |'ll |can )?(?:also )?(?:pay|fund|train|arrange|provide|put you|help you)|we'll (?:also )?(?:pay|fund"
    r"|train|arrange|provide|put you|help you)|full(?:y)? (?:trained|funded)|put (?:you )?through|paid for|on us\b"
    r"|provided (?:for|by) (?:you|us)|opportunity to (?:gain|obtain|complete|achieve)"
    r"|(?:put|send|get) (?:everybody|everyone|all (?:our |new )?\w+|(?:new )?starters|staff|people|them) (?:through|on)"
    r"|supported (?:to|through|in)|help(?:ed)? (?:you )?(?:to )?(?:get|gain|obtain))\b"
    # "Full licence, and we'll arrange a DBS check"
    r"(?!\s(?:for\s)?(?:an?\s|your\s|the\s)?(?:\w+\s)?(?:dbs|uniform|van|car|vehicle|ppe|tools|workwear|phone"
    r"|equipment|fuel)\b)"
)
# "You'll complete your 18th edition in year 3"
_GAINED_BEFORE: Final = re.compile(
    r"\byou(?:'ll| will) (?:also )?(?:complete|gain|earn|achieve|get|study|take|sit|receive)\s(?:for )?"
    r"(?:(?:your|an?|the|both)\s)?(?:\w+\s){0,2}$"
    r"|\b(?:free|funded)\s(?:\w+\s)?$"
)
# "Using lifts (IPAF provided)"
_GIVEN_AFTER: Final = re.compile(
    r"(?:\s*(?:/|,|&|\+|\band\b)\s*(?:ipaf|pasma|cscs|cpcs|npors|first aid|manual handling|food hygiene|smsts"
    r"|sssts|sia)\b){0,3}"
    r"\W{0,2}(?:(?:training|course|(?:apprentice |trainee )?(?:tickets?|cards?)|licen[cs]e)\s)?"
    r"(?:(?:is|are|will be|can be|gets?)\s)?(?:provided|given|paid for|funded|included|supplied|arranged|organised"
    r"|sorted)\b"
    r"|\s(?:\w+\s)?(?:training|courses?|renewals?|fees?)\s(?:is\s|are\s)?(?:paid|covered|refunded|reimbursed)\b"
)
_NEEDED: Final = re.compile(
    r"\b(?:must|expected to|essential|require[sd]?|need(?:s|ed)?|necessary|mandatory|have to|a requirement)\b"
)
_NOT_NEEDED_AT_ALL: Final = re.compile(
    r"\b(?:no|not|without)\b[^.;,\n]{0,40}?\b(?:need(?:s|ed)?|necessary|required?|essential)\b"
)
# "No CSCS card? We will put you through it."
_NONE_YET_BEFORE: Final = re.compile(
    r"\b(?:no|(?:don't|dont|do not|haven't|have not) (?:yet )?(?:have|got|hold)(?: an?| your| the)?"
    r"|without an?)\s(?:\w+\s){0,2}$"
)
_NONE_YET_AFTER: Final = re.compile(
    r"[^.?\n]{0,25}\?[^\n]{0,60}?\b(?:put you through|train you|help you (?:get|gain|obtain)|fund|pay for|arrange"
    r"|sort (?:it|one|this|that))\b"
)
# "... licence. If you have not got one, we will fund it."
_IF_NONE_AFTER: Final = re.compile(
    r"[^.;\n]{0,60}(?:[.;]\s(?:but )?we(?:'ll| will| can)|(?:[.;,]|\s-)\s(?:(?:but )?(?:don't worry|no problem"
    r"|no worries),? )?"
    r"if you (?:don't|do not|haven't|have not) (?:yet )?(?:have|got|hold))"
    r"[^.\n]{0,40}\b(?:fund|put you through|train you|help you (?:get|gain|obtain)|pay for (?:it|this"
    r"|(?:the|your)(?: \w+){0,2}? (?:licen[cs]e|cards?|course|training|tests?|tickets?|badge|cscs|sia|cpc))"
    r"|get you)\b(?!\s(?:an?\s|your\s|the\s)?(?:\w+\s)?"
    r"(?:dbs|crb|check|uniform|parking|mileage|travel|fuel|class|hgv|lgv|pcv)\b)"
)
# "First aid (12 hr) and food hygiene can be done after you start", "first aid needed, the course is in week 1"
_DONE_LATER_AFTER: Final = re.compile(
    r"(?:\s*\([^)\n]{0,20}\))?(?:\s*(?:,|&|/|\+|\band\b)\s(?:\w+\s){1,3}?)?\s*(?:can|could|may|to) be (?:done|taken"
    r"|gained"
    r"|obtained|completed|got|achieved|studied|renewed|arranged|sorted)\b"
    r"|[^.;\n]{0,30}?(?:,| -|:) (?:(?:the|this|that|a) )?(?:course|training) (?:is|will be) (?:part of|included|in"
    r"|during"
    r"|done|given|run|free|on us|booked)\b"
    r"|[^.;\n]{0,25}?(?:,| -|\.|\() ?(?:but )?if (?:yours|it)(?:'s| has| is)? (?:lapsed|expired|ran out|run out"
    r"|out of date)"
    r"[^.\n]{0,15}\bwe(?:'ll| will| can)\b"
)
# "Dont need: cv, experience, food hygiene cert", "you won't need a CSCS, IPAF or SMSTS"
_UNTURNED: Final = (
    r"(?:(?!\b(?:but|just|only|however|must|you'll|you will|we|as long|if|though|although|essential|required|need)\b)"
    r"[^.;\n])"
)
_NEED_NOT: Final = (
    r"\b(?:(?:don'?t|do not|won'?t|will not|needn'?t) (?:even |really )?(?:need|have to have)|no need for)"
)
_NONE_OF_A_LIST: Final = re.compile(
    rf"(?:{_NEED_NOT}|\bnot (?:needed|required|essential|necessary))\s?(?::|-)\s?{_UNTURNED}{{0,80}}$"
)
_NONE_OF_SEVERAL: Final = re.compile(rf"{_NEED_NOT}\s{_UNTURNED}{{0,80}}$")
_DEMANDED_NEXT: Final = re.compile(r"[^.,;:\n]{0,40}?\b(?:is|are) (?:essential|required|needed|a must)\b")
_LIST_ENDS_AFTER: Final = re.compile(r"[^.;:\n]{0,50}?(?:\bor\b|\bnor\b)")
_LIST_ENDS_BEFORE: Final = re.compile(r"\b(?:or|nor)\s(?:an?\s)?(?:\w+\s)?$")
# "Driving licence (D)", "Driving licence | Desirable"
_DESIRABLE_CELL: Final = re.compile(r"[^|()\n]{0,30}(?:\|\s*(?:desirable|d)\b|\(d\))")
# "Forklift licence? Even better", "applicants with a first aid certificate are encouraged"
_NO_MUST_AFTER: Final = re.compile(
    r"[^.?\n]{0,30}(?:\?\s(?:even better|bonus|great|brilliant|perfect|that's|(?:you'll |you could "
    r"|you can )?earn|extra)"
    r"|\b(?:is|are) (?:particularly |especially |also )?encouraged)\b"
)
# "Would suit a class 2 driver", "we welcome applications from holders of a CSCS card"
_NO_MUST_BEFORE: Final = re.compile(
    r"\b(?:suits?|suited to|welcome (?:applications|applicants|candidates|people) (?:from|with"
    r"|who have))\b[^.;,\n]{0,40}$"
)
# "BSL users are welcome"
_WELCOME_AFTER: Final = re.compile(r"\s*(?:\w+\s){1,2}(?:are |is )?(?:also |very |most )?welcome\b")
# "Counterbalance licence (reach desirable)", "driving licence; own car an advantage": a remark on something else
_ANOTHER: Final = re.compile(
    r"(?:[^.,;:(\n]{0,40}?)(?:(?:\(|;| - )\s*(?!is\b|are\b|not\b|or\b|but\b|any\b|which\b|this\b|that\b|although\b)"
    r"(?:an? |your )?(?:(?!and\b)[\w+/&-]+ ){1,4}?(?:also |would be |is |are |an? |highly |very ){0,3}"
    r"|,\s(?!this\b|that\b|which\b|any\b|it\b)(?:an? |your )?(?:(?!and\b|but\b)[\w+/&-]+ ){1,3}?(?:would be |is "
    r"|are )(?:an? |highly |very )?)"
    r"(?:desirable|prefer(?:red|able)|advantage(?:ous)?|beneficial|plus|bonus|helpful|useful|handy)\b"
)
# What else may be wished for; "(clean preferred)" and "(UK held)" are of the licence itself.
_ANOTHER_THING: Final = re.compile(
    r"\b(?:reach|counter[- ]?balance|vna|cpcs|npors|c1|d1|c\+e|class [12]|hgv|lgv|hiab|adr|moffett|first aid|car"
    r"|vehicle|van|transport"
    r"|trailer|b\+e|telehandler|dumper|tickets?|cards?|cpc|insurance|ipaf|pasma|smsts|sssts|cctv|door|nvq)\b"
)
_SHORT_LINE: Final = 70
# "Full training, including food hygiene", "training in manual handling"
_TRAINING: Final = re.compile(
    r"\b(?:training|induction|courses?|study days?)\b[^.;\n]{0,20}?"
    r"(?:\b(?:such as|like|includ(?:ing|es?)|e\.g\.?|eg|for example)\b[^.;\n]{0,60}|\bin\b[^.,;\n]{0,40})$"
)
_TRAINING_NEAR: Final = ("training", "induction", "course", "study day")
_REACH: Final = 80
NOT_PERSONS: Final = re.compile(
    r"\b(?:we are|company is|firm is|team of|our|trust's|in accordance with|guidelines?|codes?|standards"
    r"|survey|trainers? survey|approved|in line with|sponsor|by the|supplying|providing|alongside"
    r"|awareness of|knowledge of|delivery of|liais\w+ with|work with|working with|manage|managing|supervis(?:e"
    r"|es|ing|ion)|lead"
    r"|leading|support(?:ing)?|to lead|organise|ensure)\b[^.,;\n]{0,40}$"
)
_PEOPLE: Final = (
    r"(?:colleagues?|clients?|patients?|residents?|nurses?|midwi(?:fe|ves)|doctors?|staff|clinicians?|therapists?"
    r"|pharmacists?"
    r"|professionals?|practitioners?|members|customers?|managers?|guards?|officers?|drivers?|carers?|operatives?"
    r"|contractors?"
    r"|subcontractors?|team|teams|workers?|employees|those|people|candidates whom|supervisors?)"
)
# "supervise staff who must hold", "guards, all of whom must have", "our nurses are registered with"
_OTHERS: Final = re.compile(
    rf"\b(?:supervis\w+|manag(?:e|es|ing)|lead(?:s|ing)?|train(?:s|ing)?|oversee\w*|mentor\w*|recruit(?:s|ing)?"
    rf"|deploy\w*|employ(?:s|ing)?"
    rf"|support(?:s|ing)?|assist(?:s|ing)?|(?:work(?:s|ing)?|liais\w+)\s+(?:closely\s+)?(?:alongside|with)|alongside"
    rf"|(?:led|managed|supervised"
    rf"|supported|assisted) by|report(?:s|ing)? to|team of|our|other)\b[^.;\n]{{0,50}}?\b{_PEOPLE}\b[^.;\n]{{0,20}}?"
    rf"(?:\b(?:who|whom|that)\b[^.;\n]{{0,40}}|\b(?:are|is|being)\s+(?:\w+\s+){{0,2}}(?:regist|licen|accredit"
    rf"|qualif)\w*[^.;\n]{{0,25}}"
    rf"|\s(?:regist|licen|accredit)\w*\s+(?:with|by|to)\s+(?:the\s+)?|\bneed(?:s|ed)?\s+an?\s+(?:\w+\s+)?)$"
    rf"|\b(?:by|from|for|with|of)\s+(?:an?|the|our)\s+(?:\w+\s+){{0,2}}?{_PEOPLE}\s+(?:who is\s+)?(?:regist|licen"
    rf"|accredit)\w*\s+(?:with|by|to)"
    rf"\s+(?:the\s+)?$"
)
# "Plant operators' CPCS cards are checked", "other roles on site: forklift drivers"
_SOMEBODY_ELSES: Final = re.compile(
    rf"\b(?:{_PEOPLE}|operators?)(?:'s|')\s(?:\w+\s){{0,2}}$"
    r"|\b(?:other|also|separate)\b[^.\n]{0,20}\b(?:roles?|vacanc\w+|positions?|posts?|jobs?|recruit\w*|hiring"
    r"|looking for)\b(?:[^.\n]|\.(?=\d)){0,140}$"
    r"|(?<!door )(?<!site )(?<!shift )\b(?:supervisors|team leaders|chargehands|lead hands|foremen)\s(?:only\s|also\s)?"
    r"(?:must|will|need|should|require|have to|hold)\b[^.;\n]{0,40}$"
    r"|\b(?:check(?:ing)?|validat(?:e|ing)|issu(?:e|ing)|enforc(?:e|ing)"
    r"|(?:verify|inspect|audit|monitor|record|process|renew|teach|deliver)(?:ing|es|s)?)\s"
    r"(?:(?!and\b)[\w']+\s){0,3}$"
    # "Reporting to a NEBOSH qualified manager", "assist the 18th Edition electrician"
    r"|\b(?:report(?:ing|s)? to|assist(?:ing|s)?|support(?:ing|s)?|(?:supervised|led) by|alongside|working under)\s"
    r"(?:an?|the|our)\s(?:(?:fully|suitably|experienced|senior)\s)?$"
    r"|\b(?:placing|supplying|sourcing)\b[^.;\n]{0,60}$|\byou(?:'ll| will) recruit\s(?:\w+\s){0,2}$"
    r"|\b(?:staff|team|engineers|guards) (?:all )?(?:hold|have|are)\s(?:\w+\s){0,2}$"
)
_MORE: Final = r"(?:extra|more(?! than)|premium|uplift|higher|additional|supplement|allowance|enhance\w*|better)"
# "Holders of a class 2 licence earn more", "C1 or class 2 worth an extra £1 an hour"
_EARNS_MORE: Final = (
    r"(?:gets?(?: you)?|earns?|attracts?|worth|receives?|adds?|pays?|paid|commands?|means?)"
    rf"\b[^.;,\n]{{0,25}}?\b{_MORE}\b"
)
EARNS_MORE: Final = re.compile(rf"\b{_EARNS_MORE}")
_EARNS_MORE_AFTER: Final = re.compile(
    r"(?:\s*\([^)\n]{0,30}\)|\s*(?:/|,|&|\band\b|\bor\b)\s*[\w+.]+(?:\s[12])?\)?)?"
    r"(?:\s+(?:licen[cs]e|card|ticket|badge|certificate|entitlement|qualification|qualified|trained|staff"
    r"|holder)s?){0,3}"
    rf"(?:\s*\([^)\n]{{0,30}}\))?\s+(?:who\s|also\s|is\s|are\s|would\s|will\s|can\s|could\s|may\s){{0,2}}{_EARNS_MORE}"
)
# "£1 an hour extra with a forklift licence", "a higher rate for SIA licence holders"
_EARNS_MORE_BEFORE: Final = re.compile(
    r"(?:\d\S*\s(?:(?:an? |per )(?:hour|day|shift|week) |p/?h |ph )?(?:extra|more)|\b(?:extra \W?\d[^.;\n]{0,20}"
    r"|(?:higher|better|enhanced|extra|premium) (?:pay|rates?|wages?)|(?:paid|earn|get) (?:more|extra)|premium"
    r"|supplement|uplift))"
    r"\s(?:is |are )?(?:paid |available |given )?(?:with|for|if|to|when)\b[^.;,\n]{0,40}$"
)
_MORE_NEAR: Final = ("extra", "more", "premium", "uplift", "higher", "additional", "supplement", "enhanced", "better")
# "Future prospects: Gas Safe registered engineer", "you could go on to become a registered nurse"
_COMES_LATER: Final = re.compile(
    r"\b(?:prospects|progress(?:ion|ing)?\s(?:on )?(?:to|into|towards)|career (?:path|progression|routes?)"
    r"|(?:could|can|may|might|would|to|eventually) become|go on to (?:become|be|hold|gain|take)"
    r"|(?:once|when|after) (?:you(?:'re| are) )?(?:fully )?qualified,?|by the end,?|(?:up)?on completion,?)(?:[^.,;\n]"
    r"|\.(?=\w)){0,60}$"
)
_LATER_NEAR: Final = ("prospects", "progress", "career", "become", "go on", "qualified", "completion", "by the end")
_SOMEBODY_NEAR: Final = (
    *("'", "other", "also", "separate", "supervisors", "leaders", "hands", "foremen", "check", "verif", "inspect"),
    *("audit", "monitor", "record", "process", "renew", "valid", "iss", "enforc", "teach", "deliver"),
    *(
        "report",
        "assist",
        "support",
        " by ",
        "alongside",
        "under",
        "placing",
        "suppl",
        "sourcing",
        "recruit",
        "staff",
        "team",
    ),
    *("engineers", "guards"),
)
# "For supervisors", "(team leaders only)"
_OF_SOME_AFTER: Final = re.compile(
    r"[^.,;()\n]{0,30}?(?:\((?!door)(?:\w+\s){0,2}(?:supervisors?|team leaders?|managers?|drivers?|chargehands?"
    r"|lead hands?)(?:\sonly)?\)"
    r"|\bfor (?:the )?(?:supervisors?|team leaders?|managers?|chargehands?|lead hands?|drivers)\b(?!'))"
)
_SOME_NEAR: Final = ("supervisor", "leader", "manager", "driver", "hand")
# "For some routes", "to be considered for lead hand"; "staff who hold one get £1 more"
_OF_SOME_ROLES: Final = re.compile(
    r"\b(?:for|on|at|in) (?:some|certain|relevant) (?:\w+ )?(?:roles?|posts?|positions?|jobs|sites|shifts"
    r"|clients|routes)\b"
    r"|\bfor (?:one|two|some|part) of (?:the|these|our) (?:\w+ )?(?:roles?|posts?|positions?|jobs|vacancies)\b"
    r"|\bto be considered for (?!this|the (?:role|post|job|position)\b)"
    r"|\bwho (?:also |already )?(?:hold|have)\b[^.\n]{0,50}\b(?:get|receive|earn|are paid)\b"
)
_SOME_ROLES_NEAR: Final = (
    " some",
    " certain",
    " relevant",
    "of the",
    "of these",
    "of our",
    "considered",
    "who ",
)
# "An SIA approved contractor", "a Gas Safe registered company"
_OF_A_COMPANY: Final = re.compile(
    r"\s*(?:\(?\w+\)?\s+)?(?:approved|registered|accredited|certified|licen[cs]ed|member|acs)\s+(?:\w+\s+){0,2}?"
    r"(?:compan(?:y|ies)|firms?|business(?:es)?|contractors?|employers?|centres?|providers?|installers?|trainers?)\b"
)
_COMPANY_NEAR: Final = (
    "compan",
    "firm",
    "business",
    "contractor",
    "employer",
    "centre",
    "provider",
    "installer",
    "train",
)
# "Process taxi licence applications", "first aid courses"
_OF_WORK_AFTER: Final = re.compile(
    r"(?:\+f)?\s*(?:\w+\s)?(?:applications?\b|renewals?\b|refreshers?\b|fees?\b|courses?\b|instructors?|assessors?"
    r"|tutors?|trainers?"
    r"|enforcement|approved|compliance|test(?:ing)? cent|departments?\b)"
)
_NEAR_AFTER: Final = 60
_NEAR_MARK: Final = 45
# A look that is cheap, before one that is not: one of these stands near the end of what `_OTHERS` finds.
_OF_OTHERS_NEAR: Final = ("who", "that", "regist", "licen", "accredit", "qualif", "need")
_OTHERS_REACH: Final = 90
_COMPANY: Final = re.compile(
    r"\b(?:(?:the|our|this)\s+)?(?:company|firm|home|agency|practice|service|organisation|provider|trust|nursery"
    r"|charity|business"
    r"|employer|client|centre|we)\s+(?:is|are|has been|have been"
    r"|holds?)\s+(?!(?:\w+ly\s+|now\s+|also\s+)?(?:looking|seeking|recruiting|hiring|searching|advertising|after)\b)"
    r"(?:fully\s+)?(?:\w+\s+){0,2}?(?:(?:regist|licen|accredit|approv)\w*"
    r"\s+(?:with|by)\s+(?:the\s+)?|an?\s+|the\s+)?$"
)
_COMPANY_VERBS: Final = (" is ", " are ", " been ", " holds ", " hold ")


def is_of_others(words: Around) -> bool:
    """Whether the licence is that of colleagues, clients or the company, not of the person who is wanted."""
    after = words.after[:_NEAR_AFTER]
    if _OF_WORK_AFTER.match(after):
        return True
    if any(map(after.__contains__, _SOME_NEAR)) and _OF_SOME_AFTER.match(after):
        return True
    if any(map(after.__contains__, _COMPANY_NEAR)) and _OF_A_COMPANY.match(after):
        return True
    if is_of_another_subject(words) or is_of_one_job(words):
        return True
    # "you will need", "you must": what follows is asked of the reader, whoever was spoken of before
    before = words.before[-140:]
    you = before.rfind("you must"), before.rfind("you will need"), before.rfind("you need"), before.rfind("you should")
    before = before[max(0, *you) :]
    near = before[-_OTHERS_REACH:]
    if not near:
        return False
    if any(map(near.__contains__, _OF_OTHERS_NEAR)) and _OTHERS.search(before):
        return True
    if any(map(before.__contains__, _SOMEBODY_NEAR)) and _SOMEBODY_ELSES.search(before):
        return True
    return any(map(near.__contains__, _COMPANY_VERBS)) and _COMPANY.search(before) is not None


def standing(text: Plain, hit: Hit, words: Around, *, strict: bool = False, later: bool = True) -> str:
    """Whether a licence is "asked" for, "obtainable", or neither ("").

    With ``later`` false it is one that no employer gives, so that what they pay for says nothing of it.
    """
    if is_negated(words.before, words.after) and not _is_another_taken_back(words):
        return "obtainable" if _is_given_to_who_has_none(text, hit, words) else ""
    sentence = f"{words.before} {words.after}"
    after = words.after[:_REACH]
    if is_desirable(text, hit.start, words) and not _is_another_wished_for(text, hit, words):
        if not is_demanded(words):
            return ""
        # "Licence essential, trailer entitlement desirable (training can be given)"
        after = NEXT_CLAUSE.split(after, maxsplit=1)[0]
    if NO_DEMAND.search(sentence) or _is_of_some_roles(sentence) or _is_of_training(words) or _is_in_a_denial(words):
        return ""
    if strict and not REQUIRED.search(sentence) and len(sentence) > _SHORT_LINE:
        return ""
    if _is_of_a_dearer_or_later_job(words):
        return ""
    if later and _is_no_must(text, hit, words):
        return ""
    before = words.before[-60:]
    if _TO_BE_HAD.search(before) or _TO_BE_HAD.search(after):
        return "obtainable"
    if not later:
        return "asked"
    if _IF_NONE_AFTER.match(text.low, hit.end) or _DONE_LATER_AFTER.match(text.low, hit.end, hit.end + 120):
        return "obtainable"
    if _GIVEN_AFTER.match(after):  # "full licence essential, IPAF given": nobody needs that one
        return "obtainable" if _NEEDED.search(clause_before(words.before)) else ""
    if _GAINED_BEFORE.search(before) or _GIVEN.search(before) or _GIVEN.search(after):
        return "obtainable" if _NEEDED.search(_NOT_NEEDED_AT_ALL.sub("", sentence)) else ""
    return "asked"


def _is_in_a_denial(words: Around) -> bool:
    """Whether a licence is in a list of what nobody needs."""
    before = words.before[-110:]
    if "need" not in before and "not " not in before and "have to" not in before:
        return False
    if _DEMANDED_NEXT.match(words.after):
        return False
    if _NONE_OF_A_LIST.search(before):
        return True
    in_list = _LIST_ENDS_BEFORE.search(before) or _LIST_ENDS_AFTER.match(words.after)
    return in_list is not None and _NONE_OF_SEVERAL.search(before) is not None


def _is_no_must(text: Plain, hit: Hit, words: Around) -> bool:
    """Whether those who have it are only as welcome, or it is marked as desirable in a table."""
    after = text.low[hit.end : hit.end + _NEAR_MARK]
    if ("|" in after or "(" in after) and _DESIRABLE_CELL.match(after):
        return True
    before = words.before[-80:]
    if ("suit" in before or "welcome" in before) and _NO_MUST_BEFORE.search(before):
        return True
    return ("?" in after or "encouraged" in words.after) and _NO_MUST_AFTER.match(text.low, hit.end) is not None


def _is_another_taken_back(words: Around) -> bool:
    """Whether a clause after that of the licence takes another thing back: "required, but your own car is not"."""
    clause = NEXT_CLAUSE.split(words.after, maxsplit=1)[0]
    return _NEEDED.search(clause) is not None and not is_negated(words.before, clause)


def _is_another_wished_for(text: Plain, hit: Hit, words: Around) -> bool:
    """Whether what is desirable is another thing than the licence before it."""
    if DESIRABLE.search(words.before[-80:]) or is_desirable(text, hit.start, Around("", "")):
        return False
    other = _ANOTHER.match(words.after)
    return other is not None and _ANOTHER_THING.search(NEXT_CLAUSE.split(other.group(), maxsplit=1)[-1]) is not None


def _is_of_a_dearer_or_later_job(words: Around) -> bool:
    """Whether a licence is what more is paid for, or what may be had one day in another job."""
    near, before = words.before[-100:], words.before[-_OTHERS_REACH:]
    if any(map((near + words.after[:_REACH]).__contains__, _MORE_NEAR)) and (
        _EARNS_MORE_AFTER.match(words.after) or _EARNS_MORE_BEFORE.search(near)
    ):
        return True
    return any(map(before.__contains__, _LATER_NEAR)) and _COMES_LATER.search(before) is not None


def _is_of_some_roles(sentence: str) -> bool:
    return any(map(sentence.__contains__, _SOME_ROLES_NEAR)) and _OF_SOME_ROLES.search(sentence) is not None


def _is_of_training(words: Around) -> bool:
    before = words.before[-110:]
    if any(map(before.__contains__, _TRAINING_NEAR)) and _TRAINING.search(before):
        return True
    return "welcome" in words.after and _WELCOME_AFTER.match(words.after) is not None


def _is_given_to_who_has_none(text: Plain, hit: Hit, words: Around) -> bool:
    return _NONE_YET_BEFORE.search(words.before[-40:]) is not None and (
        _NONE_YET_AFTER.match(text.low, hit.end, hit.end + 140) is not None
    )


def asked_for(
    text: Plain, hit: Hit, words: Around, licence: str, *, strict: bool = False, later: bool = True
) -> list[Asked]:
    """A licence as it is asked for, or nothing."""
    found = standing(text, hit, words, strict=strict, later=later)
    return [Asked(licence, hit.start, hit.end, later and found == "obtainable")] if found else []
