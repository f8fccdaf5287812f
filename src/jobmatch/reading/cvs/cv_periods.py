"""Times of jobs: from when to when, as CVs write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from dateutil import parser as date_parser

from jobmatch.reading.numbers import NUMBER, number


class Period(NamedTuple):
    """First and last month and the words that tell them; ``months`` is how long, None where that is not known.

    ``is_loose`` where one date stands alone, which tells a job only beside its title: "Barista, summer 2021".
    """

    at: int
    until: int
    start: dt.date
    end: dt.date | None
    months: int | None
    goes_on: bool
    is_loose: bool = False


MONTHS: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR: Final = r"(?:19|20)\d\d"
_SEASON: Final = r"(?:spring|summer|autumn|winter|christmas|easter)s?"
# "1 September 2017", "Sept. 2017", "09/2017", "01/09/2017", "09.2017", "summer 2017", "2017"
_DAY: Final = (
    rf"(?:(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{MONTHS}[.,]?[\s'/-]*|{_SEASON}\s+(?:of\s+)?"
    rf"|(?:\d{{1,2}}\s?[/.]\s?)?\d{{1,2}}\s?[/.]\s?)?{_YEAR})"
)
# "Sept 19", "Sep '19", "06/22": only with another date, since "June 18" may be a day.
_SHORT: Final = rf"(?:{MONTHS}\.?[\s'\u2019-]*\d\d|['\u2019]\d\d|\d{{1,2}}/\d\d)(?![\d/%:]|\.\d)"
_NOW: Final = r"(?:current(?:ly)?|present(?: day)?|now|date|today|ongoing|to date|till date|still)\b"
_TO: Final = r"(?:\s*(?:to:?|until+|till?|through|-|\u2013|\u2014|>|\u2192)\s*|\s*\t\s*|\s+/\s+)"
# "until I took redundancy in September 2025"
_UNTIL_I: Final = rf"\s+(?:until+|till)\s+(?:i|we|they|it)\s[\w' ]{{2,50}}?\s(?:in\s+)?(?={_DAY})"
_PERIOD: Final = re.compile(
    # "2023-09 - 2025-11" before what reads "2023" alone
    rf"\(?(?:\b|(?=['\u2019]\d))(?:(?P<iso>{_YEAR}-\d\d){_TO}(?P<iso_end>{_YEAR}-\d\d|{_NOW})"
    # "2022-23", "1998/99"
    rf"|(?P<full>{_YEAR})\s?[-/\u2013]\s?(?P<short>\d\d)(?![\d/-]|\.\d)"
    rf"|(?:from:?\s+|between\s+)?(?P<start>{_DAY}|{_SHORT}|{MONTHS}(?={_TO}{MONTHS}\b))"
    rf"(?:{_TO}|{_UNTIL_I}|\s+and\s+(?<=\band\s))(?:to:?\s+)?(?P<end>{_DAY}|{_SHORT}|{_NOW})"
    rf"|since\s+(?P<since>{_DAY})(?:\s[\w' ]{{1,40}}?\s(?:until+|till)\s(?P<then>{_DAY}))?"
    rf"|every\s+\w+\s+(?:from|since)\s+(?P<every>{_DAY})|(?P<onwards>{_DAY})\s+onwards"
    rf"|(?P<years>(?:{_SEASON})\s+{_YEAR}(?:(?:,\s*|\s*(?:&|and)\s*){_YEAR})+)"
    rf"|(?P<one>{_SEASON}\s+(?:of\s+)?{_YEAR})(?:\s?[-/\u2013]\s?(?P<one_end>\d\d)(?!\d))?"
    rf"|(?P<for>{_DAY})\s*\((?P<n>\d{{1,2}})\s(?P<unit>months?|weeks?)\)"
    # "2025 May-Nov"
    rf"|(?P<year>{_YEAR})\s+(?P<first>{MONTHS}){_TO}(?P<last>{MONTHS})\b"
    # "from Oct 2022 still working"
    rf"|from:?\s+(?P<still>{_DAY})(?=[\w\s,]{{0,30}}\bstill\b)"
    # "two weeks in March 2024"
    rf"|(?P<count>{NUMBER}|an?)\s+(?P<units>weeks?|months?)\s+in\s+(?P<within>{_DAY})"
    rf"|in\s+(?P<in>{_YEAR})(?=,?\s+i\s+(?:was|worked|did|joined|became|started))"
    r")\)?(?!\w)"
)
_LAST_DATE: Final = re.compile(
    rf"(?:,\s*|\s+[-\u2013\u2014]\s+|\(|\s{{2,}}|\t)(?P<day>{_DAY})\)?[.\s]*$", re.IGNORECASE
)
# Without one of these a line has no date: a quick look before a slow one.
_DIGITS: Final = re.compile(r"\d\d")
_A_YEAR: Final = re.compile(rf"{_YEAR}|[/'\u2019]\d\d|\b{MONTHS}\.?[\s-]{{0,2}}\d\d")
MOST_MONTHS: Final = 60 * 12
_FIRST_YEAR: Final = 1950
_LAST_SHORT_YEAR: Final = 50  # '49 is 2049, '50 is 1950


def periods(line: str, as_of: dt.date | None) -> list[Period]:
    """The times that a line names."""
    if _DIGITS.search(line) is None:
        return []
    low = line.lower()  # far quicker than a pattern for both cases
    if len(low) != len(line):  # "\u0130" becomes two letters
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in line)
    if _A_YEAR.search(low) is None:
        return []
    return [one for match in _PERIOD.finditer(low) if (one := _period(match, as_of)) is not None]


def last_date(line: str) -> Period | None:
    """The one date that a line ends with, if it does: "Festival steward, June 2025"."""
    match = _LAST_DATE.search(line)
    start = _first_of_month(match["day"]) if match else None
    if match is None or start is None:
        return None
    return Period(match.start(), match.end(), start, start, None, goes_on=False, is_loose=True)


def _period(match: re.Match[str], as_of: dt.date | None) -> Period | None:
    groups = {name: words for name, words in match.groupdict().items() if words}
    if "for" in groups:
        return _of_length(match, groups["for"], groups["n"], groups["unit"])
    if "within" in groups:
        return _of_length(match, groups["within"], groups["count"], groups["units"])
    first, last = _ends(groups)
    goes_on = last is None or re.fullmatch(_NOW, last, re.IGNORECASE) is not None
    start, end = _first_of_month(first), None if goes_on else _first_of_month(last or "")
    if start is None or (end is None and not goes_on) or (end is not None and end < start):
        return None
    is_loose = not {"one", "in", "years"}.isdisjoint(groups)
    until = as_of if goes_on else end
    months = None if until is None or is_loose else _months(start, until)
    if months is not None and months > MOST_MONTHS:
        return None
    return Period(match.start(), match.end(), start, end, months, goes_on, is_loose)


def _ends(groups: dict[str, str]) -> tuple[str, str | None]:
    """The words for first and last month; None where the job goes on."""
    if "iso" in groups:
        return groups["iso"], groups["iso_end"]
    if "full" in groups:
        return groups["full"], groups["full"][:2] + groups["short"]
    if "start" in groups:
        start, end = groups["start"], groups["end"]
        # "Jan - March 2019"
        return (start if any(map(str.isdigit, start)) else f"{start} {end[-4:]}"), end
    if "year" in groups:
        return f"{groups['first']} {groups['year']}", f"{groups['last']} {groups['year']}"
    for name in ("since", "every", "onwards", "still"):
        if name in groups:
            return groups[name], groups.get("then")
    if "years" in groups:
        years = re.findall(_YEAR, groups["years"])
        return years[0], years[-1]
    one = groups.get("one") or groups["in"]
    return one, one[-4:-2] + groups["one_end"] if "one_end" in groups else one


def _of_length(match: re.Match[str], date: str, count: str, unit: str) -> Period | None:
    """A job of so many months or weeks in a month or a year."""
    start = _first_of_month(date)
    if start is None:
        return None
    n = 1.0 if count in {"a", "an"} else number(count)
    months = max(1, round(n if unit.startswith("m") else n * 12 / 52))
    return Period(match.start(), match.end(), start, start, months, goes_on=False)


@lru_cache(maxsize=4096)  # months come again and again
def _first_of_month(words: str) -> dt.date | None:
    try:
        day = date_parser.parse(_plain_date(words), default=dt.datetime(2000, 1, 1), dayfirst=True)  # noqa: DTZ001 - a day, no moment
    except (ValueError, OverflowError):
        return None
    return dt.date(day.year, day.month, 1) if day.year >= _FIRST_YEAR else None


def last_month_of(words: str) -> dt.date | None:
    """The last month that a date names: December of a year."""
    month = _first_of_month(words)
    return month.replace(month=12) if month and re.fullmatch(_YEAR, words.strip()) else month


def _plain_date(words: str) -> str:
    """A date as the library reads it: "06/22" and "Sept 19" would be days to it, "04.2015" a time of day."""
    words = re.sub(rf"^\s*{_SEASON}\s+(?:of\s+)?", "", words.strip(), flags=re.IGNORECASE)
    words = re.sub(r"(?<=\d)\s?[./]\s?(?=\d)", "/", words).replace("'", " ").replace("\u2019", " ")
    short = re.search(r"(?<!\d)\d\d$", words)
    if short is None or re.fullmatch(rf"{_YEAR}-\d\d", words):
        return words
    century = "20" if int(short.group()) < _LAST_SHORT_YEAR else "19"
    return f"{words[: short.start()]} {century}{short.group()}".replace("/ ", "/").replace("- ", " ")


def _months(start: dt.date, end: dt.date) -> int:
    """Months from one to the other, the last one included where it is named."""
    return max(1, (end.year - start.year) * 12 + end.month - start.month)


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line of a text starts and ends."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1
