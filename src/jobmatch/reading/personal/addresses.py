"""Where somebody lives, as a text says it: British postcodes, what stands before them, and the first half of one.

A postcode is sure to be one, so that what stands before it on its line tells an address whose street ends in no word
that we know: "9 Heol Derwen, Merthyr Tydfil CF47 2RB", "Rose Barn, Hook, DN14 5PD".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jobmatch.reading.personal.name_words import ordinary_words

_INWARD_HINT: Final = re.compile(r"[0-9][A-Za-z]{2}\b")
# "B1 1st" is an ordinal, "B1 1ST" a place. Letters that no postcode ends with are let through in capitals: people
# write theirs wrong, too. They spell units ("M6 5MM"), which are none.
_POSTCODE: Final = re.compile(
    r"\b(?:[a-z]{1,2}\d[a-z\d]?\s{0,2}(?!(?-i:\d(?:st|nd|rd|th)\b))\d[abd-hjlnp-uw-z]{2}"
    r"|(?-i:[A-Z]{1,2}\d[A-Z\d]?\s\d(?!MM|CM|KM|KG|KV|KW|MG|ML|CC|OZ|MB|VM)[A-Z]{2}))\b",
    re.IGNORECASE,
)
_AREAS: Final = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|E|FK"
    "|FY(?=[1-8])|GL|GU|GY|G|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|L|ME|MK|ML|M|NE|NG|NN|NP|NR"
    "|NW|N|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW|UB"
    "|WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE"
)
# "English B2", "NVQ L3" and the M6 are no places, unless their town stands before them.
_OUTWARD: Final = re.compile(
    rf"(?<![\w&/-])(?:(?P<also>B[12]|L[1-8]|M\d{{1,2}})|(?:EC[1-4]|WC[12]|(?:SW|SE|NW|W|E|N)1)[A-Z]|(?:{_AREAS})\d\d?)(?![\w/&'-])(?![^\S\n]+\d[A-Z]{{2}}\b)"
)
_OUTWARD_TOWN: Final = re.compile(r"\b(?:Birmingham|Liverpool|Manchester|Salford),?[^\S\n]*$", re.IGNORECASE)
_OUTWARD_HINT: Final = re.compile(r"[A-Z][0-9]")
_PLACE_LABEL: Final = re.compile(
    r"\b(?:(?:i )?lives?(?: in)?|living in|based in|based|home|address|location|area|postcode|post code)\b"
    r"[^\S\n]*[:\-\u2013]?[^\n.|;]{0,30}$",
    re.IGNORECASE,
)
_CONTACT: Final = re.compile(r"@|\d{3}[\s-]?\d{3}|://|www\.|\.com/")
_PART_BEFORE: Final = re.compile(r"(?:^|[|,;•·▪~\u2013(/-]|[^\S\n]{2})[^\S\n]*(?:[A-Z][\w'-]+,?[^\S\n]*){0,3}\(?$")
_PART_AFTER: Final = re.compile(r"[^\S\n]*\.?\)?[^\S\n]*(?:$|[|,;•·▪~\n\u2013/-]|[^\S\n]{2})")
_HEAD: Final = 400

# --- What stands before a postcode -----------------------------------------------------

_STREETS: Final = (
    "street|road|lane|avenue|close|drive|court|crescent|terrace|place|gardens|grove|square|mews|way|walk|rise|row"
    "|boulevard|parade|villas|cottages|hill|view|green|approach|brae|wynd|fold|croft|mead|meadows?|vale|chase|dene|copse"
    "|heath|broadway|promenade|esplanade|embankment|buildings|st|rd|ln|ave|cl|dr|crt?|cres|terr?|pl|gdns|blvd"
)
_HOUSES: Final = re.compile(
    r"\b(?:cottage|house|farm|farmhouse|barn|lodge|hall|mansions?|villas?|forge|mill|manor|croft|bungalow|grange|vicarage"
    r"|rectory|presbytery|heights|towers?|wharf|quays?|caravan|chalet|narrowboat|moorings?|marina|ty|t\u0177|bryn|maes"
    r"|plas|heol|pen|llys|cae|ffordd|stryd|nant|coed|cwm|rhiw|brae|wynd|steading|stables|oaks?|elms?|firs|willows"
    r"|laurels|hollies|orchard|apartments?|flats?|works|court|park)\b",
    re.IGNORECASE,
)
_DWELLING: Final = (
    r"(?i:flat|apartment|apt|unit|room|rm|caravan|plot|pitch|chalet|berth|mooring|lodge|bedsit|studio|croft|penthouse|block"
    r"|barrack|bay|cabin|pod|suite)"
)
# Capital words, numbers and small words of names, back from a postcode.
_BEFORE_POSTCODE: Final = re.compile(
    r"(?:(?:[\"'\u2018\u201c]?[A-Z\d][\w'\u2019/.-]*[\"\u201d]?"
    r"|of|the|on|upon|by|under|in|le|la|na|nan|de|y|yr|and|c/o|cum|next|super|near|nr|above|below|behind|off|opposite)[,.]?[^\S\n]+)+$"
)
_NUMBER: Final = re.compile(
    rf"(?<![\w/])(?:{_DWELLING}[^\S\n]+(?:no\.?[^\S\n]*)?\d{{1,4}}[A-Za-z]?\b|(?:\d/\d,?[^\S\n]+)?(?!(?:19|20)\d\d\b)"
    r"\d{1,4}[A-Za-z]?(?:-\d{1,3})?,?[^\S\n]+[A-Z])"
)
_NUMBER_FIRST: Final = re.compile(rf"[^\S\n]*(?={_NUMBER.pattern})")
_SMALL: Final = re.compile(
    rf"(?<!\w)\d{{1,4}}[a-z]?,?[^\S\n]+(?:[a-z][\w'.-]*[^\S\n]+){{1,4}}(?:{_STREETS})\b[^\n]{{0,80}}$", re.IGNORECASE
)
# "i live at 3 canal side wisbech": whatever stands between a house number and a postcode, but for words of time.
_ALL_SMALL: Final = re.compile(
    r"(?<![\w.])\d{1,3}[a-z]?,?[^\S\n]+(?:(?!(?:years?|yrs?|months?|days?|weeks?|hours?|hrs?|at|in|for|with|on|as|to|from|and|i|my)\b)"
    r"[a-z][a-z'-]+,?[^\S\n]+){1,6}$",
    re.IGNORECASE,
)
# Ordinary words that stand in addresses, too.
_OF_HOUSES: Final = frozenset((
    "floor", "ground", "basement", "mount", "first", "second",
    "a", "annexe", "bank", "approved", "barn", "block", "bridge", "building", "caravan", "chapel", "church", "cottage",
    "court", "dairy", "east", "farm", "flat", "garden", "gardens", "grange", "green", "hall", "hill", "hostel",
    "hotel", "house", "inn", "lane", "lodge", "manor", "mill", "north", "of", "old", "park", "pitch", "plot",
    "premises", "road", "room", "school", "site", "south", "st",
    "saint", "station", "street", "studio", "the", "tree", "unit",
    "water", "west", "wood", "ymca",
))  # fmt: skip
_ENDS_AS_HOUSE: Final = re.compile(
    r"\b(?:cottage|farm|farmhouse|barn|bungalow|house|lodge|croft|manor|grange|mill|villa|vicarage|rectory|annexe|flat|hostel"
    r"|barracks|caravan park|holiday park|site|marina|dairy|stables|bothy|steading)[^\S\n]*,?$",
    re.IGNORECASE,
)
_ENDS_AS_STREET: Final = re.compile(rf"\w[^\S\n]+(?:{_STREETS})[^\S\n]*,?$", re.IGNORECASE)
_LINE_OF_ADDRESS: Final = re.compile(
    r"[^\S\n]*(?:[\"'\u2018\u201c]?[A-Z\d][\w'\u2019./-]*[\"'\u201d]?,?[^\S\n]*|of |the |y |yr |on |near |above ){1,8}"
)
_LONGEST_OUTWARD: Final = 6  # with blanks
_MOST_BEFORE: Final = 110
_ADDRESS_LINES: Final = 4


def postcodes(text: str) -> list[tuple[int, int]]:
    """Start and end of each whole postcode."""
    spans: list[tuple[int, int]] = []
    for hint in _INWARD_HINT.finditer(text):
        match = _POSTCODE.search(text, max(0, hint.start() - _LONGEST_OUTWARD), hint.end())
        if match and match.end() == hint.end():
            spans.append(match.span())
    return spans


def before_postcodes(text: str, ends: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Addresses that end with a postcode, as start and end."""
    for postcode, end in ends:
        line = text.rfind("\n", 0, postcode) + 1
        start = _start_on_line(text, max(line, postcode - _MOST_BEFORE), postcode)
        if start is None:
            start = _start_above(text, line, postcode)
        if start is not None:
            yield start, end


def _start_on_line(text: str, first: int, postcode: int) -> int | None:
    before = text[first:postcode]
    run = _BEFORE_POSTCODE.search(before)
    if run is not None:
        if number := _NUMBER.search(before, run.start()):
            return first + _house_before(before, run.start(), number.start(), is_head=first < _HEAD)
        if (start := _house(run.group())) is not None:
            return first + run.start() + start
        # The whole of a line of the head: a house by its name alone, "Hillcrest, Mold, CH7 1AB".
        is_line = not before[: run.start()].strip() and run.group().count(",") > 1
        if is_line and first < _HEAD and not ordinary_words().intersection(re.findall(r"\w+", run.group().lower())):
            return first + run.start()
    small = _SMALL.search(before) or _ALL_SMALL.search(before)
    return first + small.start() if small else None


def _house_before(line: str, run: int, number: int, *, is_head: bool) -> int:
    """Where the name of a house begins that stands before a number: "Ty Gwyn, 2 Penlan Road"."""
    before = line[run:number]
    is_line = is_head and not line[:run].strip() and before.rstrip().endswith(",")
    words = set(re.findall(r"\w+", before.lower())) - _OF_HOUSES
    return run if is_line and not words & ordinary_words() else number


def _house(run: str) -> int | None:
    """Where a house with a name begins among the parts of an address: "Rose Barn, Hook,"."""
    place = 0
    for part in run.split(","):
        words = set(re.findall(r"\w+", part.lower()))
        if _HOUSES.search(part) and len(words) > 1 and not words & (ordinary_words() - _OF_HOUSES):
            return place + len(part) - len(part.lstrip())
        place += len(part) + 1
    return None


def _start_above(text: str, line: int, postcode: int) -> int | None:
    """Of an address over several lines, of which the postcode ends the last; a number or a house begins it."""
    if not re.fullmatch(r"[^\S\n]*(?:[A-Z][\w'.-]*,?[^\S\n]*){0,4}", text[line:postcode]):
        return None
    last = line
    for _ in range(_ADDRESS_LINES):
        first = text.rfind("\n", 0, max(0, last - 1)) + 1
        above = text[first : max(first, last - 1)]
        if last == 0 or not _LINE_OF_ADDRESS.fullmatch(above):
            return None
        if number := _NUMBER_FIRST.match(above):
            return first + number.end()
        if (start := _house(above)) is not None:
            return first + start
        # At the head the ending tells enough: "High Ghyll Farm Cottage", "Lime Tree Cottage".
        if first < _HEAD and _ENDS_AS_HOUSE.search(above):
            return first + len(above) - len(above.lstrip())
        if first < _HEAD and _ENDS_AS_STREET.search(above):
            return _house_above(text, first)
        last = first
    return None


def _house_above(text: str, street: int) -> int:
    """Where an address begins whose street has no number: with a house on the line above."""
    first = text.rfind("\n", 0, max(0, street - 1)) + 1
    above = text[first : max(first, street - 1)]
    is_house = text[:first].strip() and above.strip() and _LINE_OF_ADDRESS.fullmatch(above)
    is_ordinary = (ordinary_words() - _OF_HOUSES).intersection(re.findall(r"\w+", above.lower()))
    return first if is_house and not is_ordinary else street


# --- The first half of a postcode ------------------------------------------------------


def outward_codes(text: str) -> Iterator[tuple[int, int]]:
    """First halves of postcodes that stand where addresses stand: "Wolverhampton, WV2 | 07700 900123"."""
    if not _OUTWARD_HINT.search(text):
        return
    for match in _OUTWARD.finditer(text):
        start, end = match.span()
        line = max(text.rfind("\n", 0, start) + 1, start - _MOST_BEFORE)
        before = text[line:start]
        if match["also"] and not _OUTWARD_TOWN.search(before):
            continue
        if _PLACE_LABEL.search(before) or (_PART_AFTER.match(text, end) and _is_of_address(text, line, before, end)):
            yield start, end


def _is_of_address(text: str, line: int, before: str, end: int) -> bool:
    """Whether a code is a part of its own in a line of contact details, or ends a line of the head after a town."""
    if not _PART_BEFORE.search(before):
        return False
    last = text.find("\n", end)
    rest = text[end : end + _MOST_BEFORE if last < 0 else min(last, end + _MOST_BEFORE)]
    if _CONTACT.search(before) or _CONTACT.search(rest) or _STREET_ADDRESS.search(before):
        return True
    part = re.split(r"[|\u2022\u00b7\u25aa~]", before)[-1]
    is_town = re.fullmatch(r"[^\S\n]*(?:[A-Z][A-Za-z'-]+,?[^\S\n]+){0,3}\(?", part) is not None
    words = re.findall(r"[A-Z]\w+", part)
    is_last = not rest.strip(" .)") or (part is not before and bool(part.strip()))
    return line < _HEAD and is_town and is_last and not ordinary_words().intersection(words)


# --- Streets and dwellings -------------------------------------------------------------


def _capital(word: str) -> str:
    return f"(?:{word.capitalize()}|{word.upper()})"


# It begins with one character class, which `re` skips to; so does that of numbers of registrations.
_STREET_ADDRESS: Final = re.compile(
    rf"[0-9](?<![\w/-].)(?<!\d[.,].)(?!(?<=1)9\d\d\b|(?<=2)0\d\d\b)\d{{0,3}}(?:-\d{{1,3}})?[A-Za-z]?,?[^\S\n]+(?:[A-Z][\w'\u2019.-]*[^\S\n]+){{1,4}}"
    rf"(?:{'|'.join(map(_capital, _STREETS.split('|')))})\b\.?"
)
_DWELLING_BEFORE: Final = re.compile(
    rf"\b{_DWELLING}[^\S\n]+\w{{1,4}},?[^\S\n]+(?:[A-Z][\w'\u2019-]*,?[^\S\n]+){{0,4}}$"
    r"|\b(?:Basement|Ground Floor|Top|First Floor) Flat,?[^\S\n]+$"
)
# A flat has a number, a flat roof none.
_FLAT: Final = re.compile(
    r"\b(?:Flat|FLAT|Apartment|APARTMENT|Apt|Caravan|CARAVAN|Chalet|Bedsit)\.?[^\S\n]+(?:[Nn]o\.?[^\S\n]*)?"
    r"\d{1,4}[A-Za-z]?,?[^\S\n]+[A-Z][\w'\u2019.-]*(?:[^\S\n]+[A-Z][\w'\u2019.-]*)*"
    r"(?:,[^\S\n]+[A-Z][\w'\u2019.-]*(?:[^\S\n]+[A-Z][\w'\u2019.-]*)*){0,3}"
)
_LABELLED_ADDRESS: Final = re.compile(
    r"^[^\S\n]*(?:home |postal |current |permanent |my )?(?:add?ress?|addr)[^\S\n]*[:\-\t][^\n]+"
    r"(?:\n(?![^\n]*:)[^\n]{1,40},[^\n]{0,40})?",
    re.IGNORECASE | re.MULTILINE,
)
# At the head, a line or field of its own that begins with a house number, a room or a house by its name, and goes on
# with a town: "14 Foo Brae, Wick", "Room 8, St Chad's Hostel, 3 Lea Bank, Wolverhampton", "Rose Cottage, Hook".
_PLACE_WORDS: Final = (
    r"(?:[A-Z][A-Za-z'\u2019.-]+|(?:\d{1,3}(?:-\d{1,3})?[A-Za-z]?,?)(?=[^\S\n]+[A-Z]))"
    r"(?:[^\S\n]+(?:[A-Z][A-Za-z'\u2019.-]+|of|the|on|upon|by|near|above|y|yr|le))*"
)
_HEAD_ADDRESS: Final = re.compile(
    r"(?:^|[\n|\u2022\u00b7;])[^\S\n]*(?P<address>"
    rf"(?:{_DWELLING}[^\S\n]+(?:[Nn]o\.?[^\S\n]*)?(?:\d{{1,4}}[A-Za-z]?|[A-Z])\b|\d{{1,3}}(?:-\d{{1,3}})?[A-Za-z]?),?[^\S\n]+"
    rf"(?!(?:Years?|YEARS?|Months?|GCSEs?|Levels?|Grades?|Hours?)\b){_PLACE_WORDS}(?:,[^\S\n]+{_PLACE_WORDS}){{1,5}}"
    rf"|(?:[\"\u201c]?[A-Z][A-Za-z'\u2019.-]+[^\S\n]+){{1,4}}(?:Cottage|Farm|Farmhouse|Barn|Bungalow|Croft|Barracks|Hostel"
    r"|Hotel|Caravan Park|Marina|Moorings|Vicarage|Steading|COTTAGE|FARM|FARMHOUSE|BARN|BUNGALOW|CROFT|HOSTEL)"
    rf"[\"\u201d]?"
    rf"(?:,[^\S\n]+{_PLACE_WORDS}){{1,4}}"
    r"|(?:[A-Z][A-Za-z'\u2019.-]+[^\S\n]+){1,3}(?:Cottage|Farmhouse|Barn|Bungalow|Manse|Vicarage|Rectory|Steading|Croft))"
    r"[^\S\n]*[,.]?(?=[^\S\n]*(?:[\n|\u2022\u00b7;]|$))"
)
# At the head: "Narrowboat Kittiwake, Bridge 42 moorings, Hook", "Flat C, 3rd Floor, 19 Mount Pleasant".
_HEAD_DWELLING: Final = re.compile(
    r"(?:^|\n)[^\S\n]*(?P<address>(?:(?i:narrowboat|houseboat|barge|boat|yacht)[^\S\n][^\n|;,]{3,40}|"
    r"(?i:flat|room|apt|apartment|site|plot|pitch|caravan|berth|block)[^\S\n]+(?:\w?\d{1,3}\w?|[A-Z])),[^\n|;]{4,80})"
)
# In running text: "I stay at Emmaus House hostel", "living in room 3 of the Salvation Army hostel on Lisson Street".
_LIVES_AT: Final = re.compile(
    r"[LRSlrs](?<!\w.)(?:ive|iving|tay|taying|odging|eside|esiding)[^\S\n]+(?:at|in|on)[^\S\n]+"
    r"(?P<address>(?:[Rr]oom[^\S\n]\w+[^\S\n](?:of|at|in)[^\S\n])?(?:the[^\S\n])?(?:[A-Z0-9][\w'\u2019-]*,?[^\S\n]){1,5}"
    r"(?i:hostel|hotel|house|farm|cottage|barracks|refuge|camp|site|park|lodge|court|towers?|marina|flats)\b"
    r"(?:[^\S\n]hostel)?(?:,?[^\S\n](?:on|in)[^\S\n](?:[A-Z][\w'-]+[^\S\n])+(?:Street|Road|Lane|Avenue|St|Rd)\b)?)"
)
_CARE_OF: Final = re.compile(r"\bc/o[^\S\n]+[^\n,;|]{2,50}", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")


def street_addresses(text: str, low: str) -> Iterator[tuple[int, int]]:
    """House numbers with streets, flats, and what follows "Address:" or "c/o", as start and end."""
    if _DIGIT.search(text):
        for match in _STREET_ADDRESS.finditer(text):
            before = _DWELLING_BEFORE.search(text, max(0, match.start() - 60), match.start())
            yield before.start() if before else match.start(), match.end()
    if any(word in low for word in ("flat", "apartment", "apt", "caravan", "chalet", "bedsit")):
        yield from (match.span() for match in _FLAT.finditer(text))
    if "addr" in low or "adr" in low:
        yield from (match.span() for match in _LABELLED_ADDRESS.finditer(text))
    for match in _HEAD_ADDRESS.finditer(text, 0, _HEAD):
        if not (ordinary_words() - _OF_HOUSES).intersection(re.findall(r"[a-z]{3,}", match["address"].lower())):
            yield match.span("address")
    for match in _HEAD_DWELLING.finditer(text, 0, _HEAD):
        if not (ordinary_words() - _OF_HOUSES).intersection(re.findall(r"[a-z]{3,}", match["address"].lower())):
            yield match.span("address")
    if any(word in low for word in ("live", "living", "stay", "lodging", "resid")):
        yield from (match.span("address") for match in _LIVES_AT.finditer(text))
    if "c/o" in low:
        yield from (match.span() for match in _CARE_OF.finditer(text))
