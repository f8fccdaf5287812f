"""What people say of themselves that is protected: faith, origin, age, sex, family and health, in running text.

"I am a Muslim woman" is about whoever writes; "I supported a Muslim woman" is about their work, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Final, NamedTuple

from jobmatch.reading.numbers import WORD
from jobmatch.reading.personal.protected_words import NATIONS, PEOPLE, PROTECTED_WORDS
from jobmatch.reading.terms import Hit, TermFinder

_NO_COUNTRY: Final = frozenset(
    ("georgia", "jersey", "jordan", "chad", "mali", "guernsey")
)  # names and places at home, too
# Countries by the names that people use, where the list has another.
_SHORT_NAMES: Final = frozenset((
    "syria", "russia", "iran", "vietnam", "south korea", "north korea", "tanzania", "venezuela", "bolivia",
    "moldova", "laos",
    "macedonia", "ivory coast", "czechia", "czech republic", "palestine", "kosovo", "congo", "libya", "kurdistan",
))  # fmt: skip
_N: Final = rf"(?:\d{{1,2}}|{WORD})"

# --- Health ----------------------------------------------------------------------------

_CONDITION: Final = (
    r"(?:depress(?:ion|ed)|anxiety|panic attacks?|burn-?out|ptsd|ocd|bipolar(?: disorder)?|schizophreni[ac]|psychosis"
    r"|eating disorder|autis(?:m|tic)|adhd|asperger'?s?|neurodivergent|dyslexi[ac]|dyspraxi[ac]|dyscalculia"
    r"|epilep(?:sy|tic)"
    r"|seizures|diabet(?:es|ic)|asthma(?:tic)?|arthritis|fibromyalgia|cancer"
    r"|chronic obstructive pulmonary disease|copd|multiple sclerosis|hiv|sciatica"
    r"|parkinson'?s|crohn'?s|colitis|ibs|migraines?|lupus|dis(?:abled|abilit(?:y|ies))|deaf|blind|partially sighted"
    r"|hearing loss"
    r"|visual impairment|back (?:pain|problems?|injury)|bad (?:back|knees?|hip)|heart (?:condition|attack|problems?)"
    r"|stroke|mental (?:health|illness)|long covid|chronic \w+|ill(?:ness| health)|injur(?:y|ies)|surgery|an operation"
    r"|(?:health|medical) (?:condition|problem|issue)s?|learning (?:disabilit(?:y|ies)|difficult(?:y|ies))"
    r"|addiction|alcoholi\w+|pregnan\w+|miscarriage|(?:peri)?menopause|coeliac|celiac|athritis|arthritus|stammer"
    r"|stutter|sickle cell|angina|tinnitus|endometriosis|hypertension|high blood pressure|bad shoulder|heart bypass"
    r"|slipped discs?|osteo\w+|bursitis|hay fever|pacemaker|hernia|macular degeneration|glaucoma|cataracts?|vertigo"
    r"|(?:under|over)-?active thyroid|thyroid(?: problems?)?|leukaemia|lymphoma|tumou?r|(?:breast |bowel "
    r"|prostate )cancer"
    r"|(?:kidney|liver|lung|heart) (?:disease|failure|transplant)|dialysis|gout|rheumat\w+|anaemia|carpal tunnel"
    r"|frozen shoulder"
    r"|(?:hip|knee) replacement|self-?harm\w*|hepatitis|chronic fatigue)"
)
_CONDITIONS: Final = (
    rf"{_CONDITION}\b(?:(?:\s*,\s*|\s*[/&]\s*|\s+)(?:(?:and|or|also|plus|with)\s+)?(?:(?:severe|mild|some|my|an?)\s+)?"
    rf"{_CONDITION}\b){{0,5}}"
    r"(?!\s+(?:nurs\w+|support|workers?|practitioners?|teams?|services?|advoca\w+|first[- ]aid\w*|charit\w+|trust"
    r"|unit|ward|awareness"
    r"|training|course|sector|settings?|specialist|officer|manager|coach|assistant|hospital|act\b|champion|patients?"
    r"|clients?|hours"
    r"|management|centre|clinic|care\b|practice|receptionist))"
)
# Work with people is no word on oneself.
_NOT_OTHERS: Final = (
    r"(?!(?:support\w*|car(?:ed|ing)|help\w*|assist\w*|look\w*|taught|teach\w*|train\w*|people|clients?|patients?"
    r"|children"
    r"|adults?|residents?|students?|pupils?|individuals|those|others|service|users|families|customers|knowledge|nurs\w+"
    r"|work(?:ed|ing)|manag\w+|run(?:ning)?|gp|dental|vet(?:erinary)?|treat\w*|dealt|dealing|prevent\w*|report\w*"
    r"|investigat\w*|record\w*"
    r"|studied|research\w*)\b)"
)
_OWN: Final = rf"(?:{_NOT_OTHERS}\w+\s+){{0,5}}?"
_AIDS: Final = (
    r"(?:wheelchair|walking (?:stick|frame)|crutches|hearing aids?|guide dog|mobility scooter|prosthe\w+|insulin"
    r"|inhaler"
    r"|antidepressants|medication)"
)
_BODY: Final = (
    r"(?:back|knees?|hips?|shoulders?|neck|joints?|heart|lungs|hearing|sight|eyesight|vision|wrists?|legs?|feet"
    r"|hands?|mental health"
    r"|health)"
)
_OWN_HEALTH: Final = re.compile(
    rf"\b(?:i(?:'?m| am| have| have had| had| was| suffer(?:ed)?| live| lived| got| also have|'ve| developed)\s+{_OWN}"
    rf"|(?:due to|because of|following|after|despite|recovering from|managing|owing to)\s+(?:my |an? "
    rf"|the )?(?:\w+ ){{0,3}}?"
    rf"|my\s+(?:\w+ )?"
    rf"|(?:off|absent|absence|signed off)\s+(?:work |sick )?(?:for (?:\w+ ){{1,3}}?)?"
    rf"(?:in \d{{4}} )?(?:with|due to|for)\s+"
    rf"(?:\w+ )?"
    rf"|as an?\s+(?:\w+ )?){_CONDITIONS}"
    rf"|\b{_CONDITIONS}\s+(?:has |have |had |which |that )?(?:kept|keeps?|stop(?:s|ped)?|prevent(?:s|ed)?|made"
    rf"|makes?|forced"
    rf"|means?|meant|left|limit(?:s|ed)?|affect(?:s|ed)?|caus(?:es|ed))\s+(?:me|my|that i)\b"
    rf"|(?:^|[\n.;]\s*)(?:was |been )?diagnosed with\s+(?:\w+ )?{_CONDITIONS}"
    rf"|\b{_CONDITION}(?: positive)?\s+since\b"
    r"|(?:^|[\n.;]\s*)(?:had\s+)?(?:an?\s+)?(?:\w+\s+)?(?:injury|operation|bypass|stroke|heart attack|pregnancy"
    r"|miscarriage|breakdown)\s+(?:in\s+)?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+)?(?:19"
    r"|20)\d\d(?:\s*\([^)\n]{0,30}\))?(?=\s*(?:$|[.,;\n]|and\b))"
    r"|\brecovering from\s+(?:my |an? )?(?:\w+ ){0,2}?(?:operation|surgery|replacement|accident)\b"
    r"|\bi have (?:a )?(?:pain|problems?) in (?:my )?(?:\w+ )?(?:back|knees?|hips?|shoulders?|legs?|hands?|feet)\b"
    r"|\bmy (?:\w+ )?(?:knees?|hips?|back|eyes?|eyesight|hearing|joints?) (?:is|are) (?:\w+ )?"
    r"(?:worn|bad|weak|poor|gone"
    r"|failing)\b"
    rf"|\bhiv[ -]positive\b|\bregistered (?:disabled|blind|deaf)\b"
    r"|\b(?:off|absent|signed off)\s+(?:work |sick )?(?:for (?:\w+ ){1,3}?)?(?:in \d{4} )?"
    r"(?:with|due to|for)\s+(?:work[- ]related )?stress\b"
    r"|\bmedically (?:retired|discharged)\b|\bill[- ]health retirement\b|\bi was (?:\w+ )?(?:hospitalised|sectioned"
    r"|in hospital)\b"
    rf"|\b(?:because of|due to|owing to)\s+my\s+(?:\w+ )?{_BODY}\b"
    rf"|\bi\s+(?:\w+\s+)?(?:suffer(?:ed)?|struggle[ds]?|(?:have|had) (?:problems|trouble|pain|issues))\s+(?:with"
    rf"|from|in)\s+my\s+"
    rf"(?:\w+ )?{_BODY}\b"
    rf"|\bi(?:'m| am| have| had|'ve)?\s+(?:\w+\s+){{0,3}}?(?:use|wear|need|take|rely on|in|on|have|with)\s+(?:an?\s+"
    rf"|my\s+)?(?:\w+\s+)?{_AIDS}\b"
    rf"|\bmy (?:\w+ )?{_AIDS}\b"
    r"|\b(?:i|and|ear,|loss,?) wear (?:an? |two )?hearing aids?\b"
)
# In one clause with whoever writes.
_HEALTH_IN_A_CLAUSE: Final = re.compile(
    # "I came out of it with severe anxiety", "sick leave for breast cancer treatment", "A stroke in March left me weak"
    rf"\b(?:i|i'm|me|my|sick leave|time off|away from work|career break"
    rf"|gap)\b(?P<clause>[^.;\n]{{0,60}}?)\b(?:with|from|after|for"
    rf"|because of|due to|having|by)\s+(?:(?!others?\b)\w+ ){{0,2}}?{_CONDITIONS}(?:\s+(?:treatment|in (?:my|both"
    rf"|the|one) \w+))?"
    rf"|\b(?:an? |my )?{_CONDITION}(?:\s+in\s+(?:\w+ )?\d{{4}})?\s+(?:has |have )?(?:left|stopped|meant|means"
    rf"|forced|affects?)\s+(?:me|my|that i)\b"
    r"[^.,;\n]{0,50}"
    rf"|\b(?:because of|due to|owing to)\s+(?:\w+ )?(?:macular degeneration|glaucoma|cataracts?|vertigo)\b"
    rf"|\bmedical(?:ly)? discharged?\b(?:\s*[:\u2013,-]?\s*(?:(?:for|with|due to)\s+)?{_CONDITIONS})?"
    rf"|(?:^|[\n.;]\s*){_CONDITIONS} treatment\b|\bdischarged on medical grounds\b(?:\s*\(\w+\))?"
    r"|\b(?:now |currently )?in remission\b|\b(?:blood pressure|cholesterol|thyroid|asthma|epilepsy"
    r"|diabetes)\s+(?:is )?(?:\w+ )?"
    r"(?:controlled|tablets|medication|under control)\b(?:[^.,;\n]{0,20})"
    rf"|\bmy (?:\w+ )?(?:{_BODY}|chest) (?:is|are|has|have|was|were) (?:\w+ )?(?:gone|bad|worn|weak|poor|painful"
    rf"|sore|not good)\b"
    rf"(?:,\s*(?:\w+ )?{_CONDITIONS})?"
    r"|\b(?:broke|fractured|injured|hurt|damaged|dislocated|tore) my (?:\w+ )?\w+\b(?:,\s*(?:\w+ )?operations?)?"
    r"|\bwaiting (?:list )?for (?:an? |my )?(?:\w+ )?(?:injections?|operation|surgery|replacement|transplant"
    r"|diagnosis)\b"
    rf"|\b(?:can't|cannot|unable|gap|break|off|left)\b[^.\n(]{{0,40}}\(\s*{_CONDITION}\s*\)"
    r"|\b(?:i am |i'm )?in (?:very )?(?:good|excellent|poor|perfect|bad) health\b"
    r"|(?:^|[\n.;,|:]\s*)(?:no|nil) (?:known |ongoing |current )?(?:illness(?:es)?|health (?:problems?|issues?"
    r"|conditions?)"
    r"|medical (?:problems?|issues?|conditions?)|disabilit(?:y|ies))(?=\s*(?:$|[.,;\n|]))"
)
_PREGNANT: Final = re.compile(
    r"\bpregnant\b(?!\s+(?:women|woman|mothers|people|patients|clients|teenagers|ladies|service))|\bmy pregnancy\b"
    r"|\b(?:on|my|took|during|after|from|following)\s+(?:my |a )?(?:maternity|paternity|adoption"
    r"|shared parental) leave\b(?! cover)"
    r"|(?:^|\n)[^\w\n]*(?:maternity|paternity) leave\b(?! (?:cover|polic|admin))"
    r"|\b(?:career break|time out|gap|time off)\W+(?:for |on )?(?:maternity|paternity|parental)\b"
)

# --- Who somebody is -------------------------------------------------------------------

# Said of much else: only at the end of what is said, or before another word of who somebody is.
_OF_MUCH: Final = ("single", "black", "white", "young", "old", "elder", "elderly", "youth", "straight", "parent")
# Whole regions, and what work is done for: "as a church administrator".
_REGIONS: Final = ("european", "asian", "african", "caribbean")
_NOT_SAID: Final = frozenset((
    *_OF_MUCH, *_REGIONS, *NATIONS, *PROTECTED_WORDS["health"], "age", "aged", "race", "racial", "national", "citizen",
    "nationality",
    "ethnicity", "ethnic", "church", "mosque", "religion", "religious", "faith", "islam", "judaism", "gender",
    "sex", "sexual",
    "marital", "maternity", "paternity", "pregnancy", "retire",
))  # fmt: skip
_WHO: Final = (*(word for words in PROTECTED_WORDS.values() for word in words if word not in _NOT_SAID), *PEOPLE)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))


_NATION: Final = _any(NATIONS)
_ANYBODY: Final = rf"(?:{_any((*_WHO, *_OF_MUCH, *NATIONS))}|person|national|citizen|born)"
# "I was a Saturday girl" and "a dinner lady" name jobs.
_NO_JOB: Final = "".join(
    f"(?<!{before} )"
    for before in (
        *("saturday", "sunday", "dinner", "lollipop", "tea", "paper", "delivery", "odd job", "bin", "shop", "stable"),
        *("maintenance", "cleaning", "call", "ball", "post", "lift", "camera", "stunt", "house", "leading", "range"),
    )
)
_WHO_I_AM: Final = re.compile(
    r"\b(?:i am|i'm|i was|i identify as|as an?|being an?)\s+(?:(?!(?:not|for|of|in|at|the|to|with|from|on|by"
    r"|fluent)\b)[\w'-]+,?\s+){0,3}?"
    rf"(?:{_NO_JOB}(?:{_any(_WHO)})\b(?![-'])"
    rf"|(?:{_any(_OF_MUCH)})\b(?=\s*(?:$|[.,;:!)\n])|\s+(?:and|with|but|who|from|of|to|{_ANYBODY})\b)"
    rf"|(?:{_NATION}|{_any(_REGIONS)})\b(?![-'])(?!\s+(?:food|cuisine|cooking|dishes|teacher|tutor|lecturer"
    rf"|interpreter|translator|speak\w*|language"
    r"|literature|graduate|chef|markets?|history|express|gas|account|sales|region\w*|director)))"
    rf"(?:\s+{_ANYBODY}\b)*"
)
_NATIONAL: Final = re.compile(
    rf"\b(?:{_NATION}|eu|eea|dual|foreign|overseas|commonwealth)[ -](?:nationals?|citizen(?:ship)?|passport|born"
    rf"|origin|nationality|heritage"
    r"|descent|background)\b(?!\s+(?:civil|army|police|bank|health|gallery|museum|grid|trust|guard|curriculum|checks?))"
    rf"|\bnationality\s*[:\-]?\s*(?:{_NATION})\b"
)
_STATUS: Final = re.compile(
    r"\b(?:indefinite leave to remain|(?:pre-?)?settled status|refugee status|asylum seeker|(?:spouse|student|work"
    r"|tier \d|dependant"
    r"|skilled worker|graduate|family) visa|biometric residence permit|leave to remain|ilr)\b"
    r"|\b(?:i|to (?:the )?uk)\b[^.\n]{0,50}?\b(?:homes for ukraine(?: scheme)?"
    r"|resettlement (?:program(?:me)?|scheme)|arap)\b"
)
_FAMILY: Final = re.compile(
    r"\b(?:single|lone|working|stay[- ]at[- ]home|full[- ]time|new|expectant|proud|busy)[ -](?:mum|mother|mom|mam"
    r"|dad|father|parent)\b"
    rf"(?:\s+(?:of|to)\s+(?:{_N}|\w+)(?:\s+\w+)?)?"
    rf"|\b(?:mum|mother|mom|mam|dad|father|parent)\s+(?:of|to)\s+(?:my\s+)?(?:{_N}|twins"
    rf"|triplets)\b(?:\s+(?:\w+\s+)?(?:kids|children"
    rf"|sons|daughters|boys"
    r"|girls))?"
    rf"|\b(?:happily |recently )?(?:married|divorced|widow(?:ed|er)?)\b(?!\s+(?:couples?|women|men|people|quarters"
    rf"|life))"
    rf"(?:\s*(?:,\s*(?:with |and )?|with |and )(?:(?:no|{_N})\s+)?(?:\w+\s+)?(?:kids?|child(?:ren)?|dependants?"
    rf"|sons?|daughters?))?"
    rf"|\b(?:i have|i've|i have got|i've got|i had)\s+(?:(?:{_N}|an?|young|small|little|teenage|grown[- ]up"
    rf"|school[- ]aged?|lovely"
    r"|beautiful|dependent)\s+)*(?:kids?|child(?:ren)?|sons?|daughters?|dependants?|toddlers?|bab(?:y|ies)|twins)\b"
    r"|\bmy (?:two|three|four|own|young|little|2|3|4) (?:boys|girls)\b"
    r"|\bmy (?:youngest|eldest|oldest|little one|\d{1,2}[- ](?:year|month)[- ]olds?(?: (?:twins|sons?|daughters?"
    r"|boys?|girls?))?|twins)\b"
    r"(?:,? (?:has|have|is|are|was|started?|starts) [^.;\n]{0,40})?"
    rf"|\b(?:have |had |i )?(?:brought up|adopted|fostered|raised) (?:{_N}) (?:\w+ )?(?:boys|girls|children|kids"
    rf"|sons|daughters)\b"
    rf"|(?:^|[\n.,;]\s*)(?:{_N}) (?:sons?|daughters?|kids|children|boys|girls) (?:aged? [\d, and&-]{{1,12}}"
    rf"|at (?:university|school|college|home))"
    r"|(?:^|[\n.,;]\s*)(?:dad|mum|mam|nan) (?:went|has|had|was|is|got|needs?|needed|fell|died|passed)\b[^.,;\n]{0,40}"
    r"|(?:^|[\n.,;]\s*)(?:full[- ]time |unpaid )?carer (?:for|of|to) (?:an?|my|the) (?:\w+ )?(?:grand\w+|mother"
    r"|father|mum|dad|wife|husband|partner|brother|sister|aunt|uncle|son|daughter|parents?)\b"
    r"(?:,? (?:with|who has|who had) [^.,;\n]{1,30})?"
    r"|(?:^|[\n.,;]\s*)(?:spending time with )?(?:my )?(?:grandchildren|grandkids)(?=\s*(?:$|[.,;\n]))"
    r"|\b(?:gap|career break|break|time out)\b[^.\n]{0,25}\bcar(?:e|ing) for\b[^.,\n]{0,25}"
    r"|\bmy (?:(?:own|young|two|three|four|youngest|eldest|elderly|late|ex-?|disabled)\s+)*(?:kids?|child(?:ren)?"
    r"|sons?|daughters?"
    r"|husband|wife|spouse|bab(?:y|ies)|toddler|grandchildren|mother|father|mum|dads?|parents|brothers?|sisters?"
    r"|nan|gran(?:ny)?|grandad|grand(?:son|daughter|mother|father)|girlfriend|boyfriend|little (?:boy|girl))\b"
    r"(?!'s house|\s+(?:company|site|store|school|ship)\b)(?:(?:\s+[\w'-]+)?,?\s+who\s+(?:has|had)\s+\w+(?:'s)?)?"
    r"|(?:^|[\n.,;:(]\s*|\d\s+)(?:wife|husband)\b(?!\s+and\s+(?:wife|husband)\s+team)"
    r"|\bat home (?:with|looking after|raising) (?:the|my|our) (?:\w+ )?(?:kids|children|baby|babies|twins)\b"
    r"|\bexpecting (?:my|our|a|another) (?:\w+ )?(?:baby|child)\b|\bi pray\b[^.\n]{0,30}"
    r"|\b(?:church choir|church youth group|lay (?:reader|preacher)|eucharistic minister)\b"
    r"(?!\s+(?:leader|director|manager|coordinator))|\bgurdwara(?: kitchen)?\b|\bdeacon (?:in|of|at) my\b[^.\n]{0,20}"
    r"|\b(?:raise|raising|raised|bring(?:ing)? up|brought up|look(?:ed|ing)? after|car(?:e|ed|ing) for)\s+(?:my"
    r"|our)\s+(?:\w+ ){0,2}?"
    r"(?:family|kids?|child(?:ren)?|sons?|daughters?|baby|relatives?|parents?|mother|father)\b"
    r"|\b(?:to have|had|having)\s+(?:a|my|our)\s+(?:\w+ )?(?:baby|child|family)\b"
    r"|\(?\b(?:she|he|they)\s?/\s?(?:her|him|them|they)(?:\s?/\s?(?:hers|his|theirs))?\b\)?|\btitle\s*:\s*(?:mrs?"
    r"|miss|ms|mx)\b"
    r"|\bi (?:\w+ ){0,3}?(?:ramadan|the sabbath|shabbat|(?:a )?(?:hijab|niqab|turban|kippah))\b"
    r"|\b(?:won't|don't|can't|cannot|not) work (?:on )?(?:the sabbath|shabbat|sundays?(?= (?:for|because|as)))\b"
    r"|\b(?:in|during) ramadan\b"
    r"|\bi(?:'m| am) free church\b|\b(?:parish|church|chapel|mosque|gospel) (?:choir|council|committee|reader)\b"
    r"|\bi (?:attend|go to|worship at)\b[^.\n]{0,30}\b(?:church|chapel|mosque|temple|mission|gurdwara|synagogue"
    r"|mass)\b(?: on \w+)?"
    r"|\bstatus\s*:\s*(?:civil partner(?:ship)?|single|married|divorced|widow(?:ed|er)?|separated)\b"
    r"|\bmy (?:local )?(?:church|mosque|synagogue|temple|gurdwara|parish|faith|religion)\b"
)
_AGE: Final = re.compile(
    r"\bi(?:'?m| am| will be| turned)\s+(?:now |currently |only |just |over |nearly |almost |soon )?\d{2}\b(?!\s*(?:%"
    r"|hours?|hrs?|miles?"
    r"|min|days?|weeks?|months?|out of|units|stone|kg|words|wpm|years? (?:in|of|into|experienced?)|[.,:/]\d))"
    r"(?:\s*(?:years?|yrs?)(?:[- ]old| of age)?)?"
    r"|\b(?:man|woman|lady|gentleman|lad),? (?:of|aged?) \d{2}\b(?!\s*(?:%|hours?))"
    r"|\b\d{2}[- ]?(?:years?|yrs?|y/?o)[- ]old\b|\b\d{2}\s?(?:y/o|yo)\b|\b(?:at the age of|turned|aged"
    r"|age)\s+\d{2}\b(?!\s*(?:-|to|\+))"
    r"|\b(?:aged?|i'm|i am) (?:twenty|thirty|forty|fifty|sixty)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?\b"
    r"(?!\s*(?:%|hours?|hrs?|miles?|min|days?|weeks?|per|words))"
    r"|\bin my (?:early |mid |late |mid-|late-|early-)?(?:twenties|thirties|forties|fifties|sixties|[2-6]0'?s)\b"
)
_OWN_WORD: Final = re.compile(r"(?:i|i'm|i've|my)\b")
_WHEELCHAIR_USER: Final = re.compile(r"\bwheelchair user\b")
# Whoever is helped, taught or written about is somebody else.
_OF_OTHERS: Final = re.compile(
    r"\b(?:support\w*|work\w* (?:with|for|alongside)|help\w*|car(?:e|ed|ing) (?:for|of)|assist\w*|advis\w*|advice"
    r"|teach\w*|taught|train\w*"
    r"|look\w* after|services?|cover\w*|interview\w*|befriend\w*|nanny|nann\w*|babys\w*|escort\w*|represent\w*"
    r"|counsel\w*|process\w*"
    r"|applications?|clients?|patients?|animals?)\b[^.\n]{0,45}$"
)


_OWN_BETWEEN: Final = re.compile(r"\b(?:i|i'm|me|my (?:doctor|gp|consultant|own))\b")
_OF_WORK: Final = re.compile(
    r"\b(?:support\w*|car(?:e|ed|ing|er)|help\w*|assist\w*|look\w*|taught|teach\w*|train\w*|people|clients?|patients?"
    r"|children|adults?|residents?|students?|pupils?|individuals|those|others|service|users|families|customers|knowledge"
    r"|nurs\w+|work(?:ed|ing)|manag\w+|run|runs|ran|running|treat\w*|dealt|deal|dealing|prevent\w*|report\w*"
    r"|research\w*|studied|learn\w*|experience\w*|him|her|them|course|ward|clinic|team|unit|role|project|raised|charity"
    r"|certificate|volunteer\w*|fund\w*|vehicles?|cars?)\b"
)


@cache
def _from_a_country() -> re.Pattern[str]:
    """Where somebody says that they come from a country."""
    countries = {
        str(name).partition(" (")[0].lower()
        for name in import_module("faker.providers.address.en_GB").Provider.countries
    } - _NO_COUNTRY | _SHORT_NAMES
    return re.compile(
        r"\b(?:i(?:'m| am| was| come| came| moved| arrived| migrated)|born|originally|raised|grew up|native)\s+"
        r"(?:(?:here|over|to|the|uk|britain|england|originally|born|and|raised|brought|up|back)\s+){0,5}(?:from|in"
        r"|of)\s+"
        rf"(?:\w+\s+in\s+)?(?:the\s+)?(?:{_any(countries)})\b"
        rf"|\bi(?:'m| am) (?:an? )?\w+ from (?:\w+ in )?(?:{_any(countries)})\b"
        rf"|\bparents (?:are |were )?from (?:{_any(countries)})\b"
    )


class _Rule(NamedTuple):
    """A pattern, and the terms near which it is tried: it costs too much to be tried everywhere."""

    pattern: Callable[[], re.Pattern[str]]
    terms: tuple[str, ...]
    may_be_others: bool = True


_RULES: Final = (
    _Rule(lambda: _OWN_HEALTH, (
        "depress*", "anxiety", "panic attack*", "burnout", "burn-out", "ptsd", "ocd", "bipolar", "schizophreni*",
        "psychosis",
        "eating disorder", "autis*", "adhd", "asperger*", "neurodivergent", "dyslexi*", "dysprax*", "dyscalculia",
        "epilep*",
        "seizures", "diabet*", "asthma*", "arthritis", "fibromyalgia", "cancer", "copd", "multiple sclerosis",
        "hiv", "sciatica",
        "parkinson*", "crohn*", "colitis", "ibs", "migraine*", "lupus", "disabled", "disabilit*", "deaf", "blind",
        "partially sighted", "hearing", "visual impairment", "back", "bad", "heart", "stroke", "mental health",
        "mental illness",
        "long covid", "chronic", "illness", "ill health", "injur*", "surgery", "an operation", "health", "medical",
        "learning difficult*", "addiction", "alcoholi*", "pregnan*", "miscarriage", "menopause", "wheelchair",
        "walking stick", "coeliac", "celiac", "athritis", "arthritus", "stammer", "stutter", "sickle cell", "angina",
        "tinnitus", "endometriosis", "hypertension", "high blood pressure", "heart bypass", "slipped disc", "osteo*",
        "bursitis", "hay fever", "pacemaker", "hernia", "bypass", "injury", "perimenopause", "eyes", "breakdown",
        "walking frame", "crutches", "guide dog", "mobility scooter", "prosthe*", "insulin", "inhaler",
        "antidepressants",
        "medication", "stress", "medically", "ill-health", "hospitalised", "sectioned", "in hospital", "knee*",
        "hip", "hips",
        "shoulder*", "neck", "joint", "joints", "lungs", "sight", "eyesight", "vision", "wrist*", "leg", "legs",
        "feet",
    )),
    _Rule(lambda: _HEALTH_IN_A_CLAUSE, (
        "depress*", "anxiety", "panic attack*", "burnout", "burn-out", "ptsd", "ocd", "bipolar", "schizophreni*",
        "psychosis", "eating disorder", "adhd", "epilep*", "diabet*", "asthma*", "arthritis", "fibromyalgia",
        "cancer",
        "copd", "multiple sclerosis", "hiv", "sciatica", "parkinson*", "crohn*", "colitis", "migraine*", "lupus",
        "hearing loss", "heart attack", "stroke", "mental illness", "long covid", "chronic", "illness", "ill health",
        "injury", "pregnan*", "miscarriage", "tinnitus", "hypertension", "blood pressure",
        "slipped disc", "slipped discs", "osteo*", "hernia", "macular degeneration", "glaucoma", "cataract",
        "cataracts",
        "vertigo", "thyroid", "leukaemia", "lymphoma", "tumour", "transplant", "dialysis", "gout", "rheumat*",
        "anaemia",
        "carpal tunnel", "replacement", "hepatitis", "chronic fatigue", "medical discharge", "medically",
        "medical grounds", "remission",
        "cholesterol", "chest", "broke my", "fractured", "injured my", "hurt my", "dislocated", "waiting for",
        "waiting list", "my back", "my knee", "my knees", "my hip", "my shoulder", "my hands", "my health",
        "good health", "excellent health", "poor health", "perfect health", "bad health",
        "health problems", "health problem", "health issues", "health conditions", "illnesses",
        "medical conditions", "medical problems", "self-harm*", "hearing aid", "hearing aids",
    )),
    _Rule(lambda: _WHO_I_AM, (
        "i am", "i'm", "i was", "i identify as", "as a", "as an", "being a", "being an",
    ), may_be_others=False),
    _Rule(lambda: _NATIONAL, (
        "national", "nationals", "citizen", "citizens", "citizenship", "passport", "born", "origin", "nationality",
        "heritage",
        "descent", "background",
    )),
    _Rule(lambda: _STATUS, (
        "leave to remain", "settled status", "refugee status", "asylum seeker", "visa", "residence permit", "ilr",
        "homes for ukraine", "resettlement program", "resettlement programme", "resettlement scheme", "arap",
    )),
    _Rule(lambda: _FAMILY, (
        "mum", "mother", "mom", "mam", "dad", "father", "parent", "parents", "married", "divorced", "widowed",
        "kid", "kids",
        "child", "children", "son", "sons", "daughter", "daughters", "husband", "wife", "spouse", "baby", "babies",
        "toddler",
        "toddlers", "brother", "brothers", "sister", "sisters", "nan", "gran", "granny", "grandad", "grandson",
        "dads",
        "granddaughter", "grandmother", "grandfather", "girlfriend", "boyfriend", "little boy", "little girl",
        "boys", "girls", "i pray", "church choir", "lay reader", "lay preacher", "eucharistic minister", "deacon",
        "triplets", "twins", "dependants", "grandchildren", "church", "mosque", "synagogue", "temple", "gurdwara",
        "parish",
        "faith", "religion", "status", "widow", "widower", "family", "relative", "relatives", "she/her",
        "she / her", "she/they", "he/him", "he / him", "he/they",
        "youngest", "eldest", "oldest", "little one", "year-old", "year old", "year-olds", "year olds", "brought up",
        "adopted", "fostered", "carer for", "carer to", "carer of", "grandkids", "parish", "gospel", "chapel",
        "free church", "i attend", "i go to", "i worship", "won't work",
        "they/them", "they / them", "title:", "title :", "ramadan",
        "sabbath", "shabbat", "hijab", "niqab", "turban", "kippah",
    )),
    _Rule(lambda: _AGE, (
        "i am", "i'm", "im", "i will be", "i turned", "woman of", "man of",
        "lady of", "lad of", "gentleman of", "woman aged", "man aged", "old", "yo", "y/o", "at the age of", "turned",
        "aged", "age", "in my",
    )),
    _Rule(lambda: _PREGNANT, (
        "pregnant", "pregnancy", "maternity", "paternity", "adoption leave", "parental",
    )),
    _Rule(lambda: _WHEELCHAIR_USER, ("wheelchair user",)),
    _Rule(_from_a_country, (
        "born in", "from", "raised in", "grew up in", "brought up in", "native of",
    ), may_be_others=False),
)  # fmt: skip
_FINDER: Final = TermFinder({str(number): rule.terms for number, rule in enumerate(_RULES)})
_REACH: Final = 90


def own_spans(low: str) -> Iterator[tuple[int, int]]:
    """Stretches in which somebody says of themselves what is protected.

    Parameters
    ----------
    low : str
        A text in lower case with plain quotation marks.

    Yields
    ------
    tuple of int
        Start and end, end excluded. They may overlap.
    """
    for hits, (pattern, _, may_be_others) in zip(_FINDER.find(low), _RULES, strict=True):
        for first, last in _around(hits, len(low)):
            for match in pattern().finditer(low, first, last):
                start = match.start()
                is_own = not may_be_others or (_OWN_WORD.match(low, start) and not _helps(match))
                others = None if is_own else _OF_OTHERS.search(low, max(0, start - 70), start)
                # "teacher, I resigned on the advice of my doctor after a heart attack"
                if not _helps(match) and (others is None or _OWN_BETWEEN.search(others.group())):
                    yield match.span()


def _helps(match: re.Match[str]) -> bool:
    """Whether between "I" and a condition stands a word of work: "I run groups for people with anxiety"."""
    clause = match.groupdict().get("clause")
    return clause is not None and _OF_WORK.search(clause) is not None


def _around(hits: list[Hit], n: int) -> Iterator[tuple[int, int]]:
    """Stretches around hits; those that touch are one."""
    first = last = -1
    for hit in hits:
        start, end = max(0, hit.start - _REACH), min(n, hit.end + _REACH)
        if last < 0:
            first = start
        elif start > last:
            yield first, last
            first = start
        last = max(last, end)
    if last >= 0:
        yield first, last
