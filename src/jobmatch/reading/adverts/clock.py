"""Days and times of day as adverts write them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_DAY: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?"
)
_DAY_RANGE: Final = rf"{_DAY}\s*(?:-|to|2|through to|through|thru|until|till?)\s*{_DAY}|m-f"
# "7.30-4.30 Mon to Fri, Sat mornings available at time and a half": its Saturday is not of those days.
_BY_ITSELF: Final = (
    r"(?!s(?:at|un)[a-z]*\s*(?:(?:mornings?|am|work(?:ing)?|cover|shifts?)\s*)?[(,-]?\s*(?:(?:are|is|as)\s+)?"
    r"(?:avail|option|overtime|o/?t\b|if\b|when\b|as (?:and|req)|on (?:an? )?(?:\w+ )?rota|(?:1|one) in\b|\+))"
)
DAYS: Final = (
    rf"(?:(?:{_DAY_RANGE}|{_DAY})(?:\s*(?:,|&|and|/|\+|\s)\s*(?:and\s+)?{_BY_ITSELF}(?:{_DAY_RANGE}|{_DAY})){{0,6}}"
    rf"|w(?:eek\s?|k?/?)(?:days?|ends?)|daily|every day)"
)
# "Sat 8.30-4. 32 hrs" ends at four.
_CLOCK: Final = (
    r"(?:(?:[01]?\d|2[0-4])(?:\s?[:.;](?!\s\d\d(?!\s?[ap]\.?m))\s?[0-5]\d)?\s?(?:a\.?m|p\.?m)?(?:\b|(?=ish\b|hrs\b))\.?"
    r"|[0-2]\d[0-5]\d(?:\s?hrs?)?\b|(?:12\s?)?(?:noon|midday|midnight))"
)
# "8am-5pm", "8am start, 4.30pm finish", "5-10.30ish"
_TO: Final = (
    r"(?:-|to|until|till|'?til|and|through to|(?:[,;]\s*)?(?:and\s)?finish(?:ing)?(?: time)?(?: at|:)?"
    r"|start\b[\s,]*(?:-|to\b|until|and|finish(?:ing)?(?: at)?|(?=\d[\d.:]*\s?(?:[ap]m\s)?finish)))"
)
SPAN: Final = rf"(?P<start>{_CLOCK})\s*(?:hrs\s*)?{_TO}\s*(?P<end>{_CLOCK})(?:\s?hrs|ish\b)?"
_CLOCK_PARTS: Final = re.compile(r"(?P<hour>\d{1,2})(?:\s?[:.;]\s?(?P<minute>\d\d))?\s?(?P<half>[ap])?")
_WEEKDAYS: Final = re.compile(r"(?:week ?|wk?/?)days?")
_WEEKENDS: Final = re.compile(r"(?:week ?|wk?/?)ends?")
_SHORTEST_MIN, _LONGEST_MIN = 40, 960
_FOUR_DIGITS: Final = re.compile(r"(?P<hour>\d\d)(?P<minute>\d\d)")


class Times(NamedTuple):
    """Start and end in minutes of a day; the end may lie after midnight."""

    start_min: int
    end_min: int


def _clock(text: str) -> tuple[int, str] | None:
    """Minutes since midnight as written, and "a", "p" or nothing."""
    text = text.strip().rstrip(".")
    if text.endswith(("noon", "midday")):
        return 720, "24"
    if text.endswith("midnight"):
        return 1440, "24"
    digits = text.replace("hrs", "").replace("hr", "").strip()
    match = _FOUR_DIGITS.fullmatch(digits) or _CLOCK_PARTS.match(digits)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match.groupdict().get("half") or "") if match.re is _CLOCK_PARTS else "24"
    if hour > 24 or minute > 59:
        return None
    if half and half in "ap" and hour <= 12:
        return hour % 12 * 60 + minute + (720 if half == "p" else 0), half
    if hour > 12 or half == "24" or (match["minute"] and digits.startswith("0")):
        half = "24"  # 17:30, 0900, 09:00
    return hour * 60 + minute, "24" if half in {"24", "a", "p"} else ""


def times_of(start_text: str, end_text: str, *, late: bool, night: bool) -> Times | None:
    """Start and end in minutes of a day; the end may lie after midnight."""
    start, end = _clock(start_text), _clock(end_text)
    if start is None or end is None:
        return None
    (a, a_half), (b, b_half) = start, end
    if not a_half and not b_half:
        a, b = _without_halves(a, b, late=late, night=night)
    elif not a_half:
        if b_half == "p" and a < 720 and a + 720 < b:
            a += 720  # 2-10pm
        elif b_half == "24" and b > 720 and a < 360 and b < 1440:
            a += 720
    elif not b_half and b <= 720 and (b <= a or a_half == "p"):
        b += 720 if b + 720 > a and not (a_half == "p" and night) else 0  # 9am-5
    length = (b - a) % 1440
    return Times(a % 1440, a % 1440 + length) if _SHORTEST_MIN <= length <= _LONGEST_MIN else None


def _without_halves(a: int, b: int, *, late: bool, night: bool) -> tuple[int, int]:
    if night and a >= 360:
        return a + 720, b  # nights 8-8
    if late and a < 720:
        return a + 720, b + 720  # lates 2-10
    if b <= a:
        return a, b + 720  # 9-5
    if a < 360:
        return a + 720, b + 720  # 1-5
    return a, b


_ONE_OR_RANGE: Final = re.compile(
    rf"(?P<first>{_DAY})(?:\s*(?:-|to|2|through to|through|thru|until|till?)\s*(?P<last>{_DAY}))?"
)


def day_text(days: str) -> str:
    """Days as the notation has them: "Mon-Fri", "Mon,Wed"."""
    days = re.sub(r"\s+", " ", days.strip())
    if _WEEKDAYS.fullmatch(days) or days == "m-f":
        return "Mon-Fri"
    if _WEEKENDS.fullmatch(days):
        return "Sat-Sun"
    if days in {"daily", "every day"}:
        return "Mon-Sun"
    parts = []
    for match in _ONE_OR_RANGE.finditer(days):
        first, last = match["first"][:3].capitalize(), (match["last"] or "")[:3].capitalize()
        parts.append(f"{first}-{last}" if last else first)
    return ",".join(parts)


def hhmm(minutes: int) -> str:
    """Minutes as "09:30"; the end of the day is "24:00"."""
    minutes = minutes if minutes == 1440 else minutes % 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
