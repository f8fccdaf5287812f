"""Which of the amounts of an advert is the pay of its job."""

from __future__ import annotations

import re
from typing import Final, NamedTuple, cast

from jobmatch.reading.adverts import full_time_pay
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.values import Pay

# How far after the first amount others are looked for.
REACH: Final = 320
# Pay that grows with time, age or training: one range. These words tie amounts together on their own.
_STEPS: Final = re.compile(
    r"\b(?:progress(?:es|ing|ion)?\b|rising|ris(?:es|e) to|increas(?:es|e|ing)\b|mov(?:es?|ing) (?:up )?to"
    r"|lead(?:s|ing)? to|(?:up)?on (?:\w+ )?completion"
    r"|during (?:the|your|training|induction)|induction|aged?\b|years?[- ]olds?|(?:under|over)[- ]?\d\ds?\b"
    r"|\d\d (?:and|or) over"
    r"|(?:first|second|third"
    r"|1st|2nd|3rd) year|year (?:one|two|three|[1-4])\b)|\b[12]\d\s?\+|\b1[68]\s?(?:-|to)\s?(?:17|20)\b"
)
# These only where little else stands between.
_STEPS_NEAR: Final = re.compile(
    r"\b(?:then"
    r"|if (?:you(?! work)|not)\b|(?:no |an? )?nvq ?\d?|after(?! \d{1,2}(?:[.:]\d\d)? ?(?:am|pm)\b)|post|following"
    r"|once|experienced|newly qualified|unqualified|for (?:the |your )?first|qualified|depending|level \d)\b"
)
# "Band 2 £18,005 - £19,337 / band 3 £19,737 - £21,142"
_EITHER: Final = re.compile(
    r"[\s).]*(?:per annum|p\.?a\.?|per hour|p\.?/?h\.?|pro[- ]?rata)?[\s)(,]*(?:/|\bor\b)\s*(?:(?:band|b|grade"
    r"|level|scp|nvq)\s?\w{1,3}\b)?[\s:(-]*"
)
WHILE_IN_TRAINING: Final = re.compile(
    r"[^£\n]{0,14}\b(?:during|while|whilst|throughout|for)\s+(?:(?:your|the|initial|in)\s+)*(?:training"
    r"|probation\w*|induction)\b"
)
_WHEN_TRAINED: Final = re.compile(r"\b(?:once|after|when|following|then|on (?:passing|qualifying))\b")
_NEAR: Final = 60
_BESIDE: Final = 75
_AFTER: Final = 30
_MOST_STEPS: Final = 2.5
_MOST_AN_HOUR: Final = 250.0
_LEAST_A_YEAR: Final = 8000.0
# "£16,778 based on 37 hours / £20,404 based on 45 hours"
_BY_HOURS: Final = re.compile(
    r"[\s(]*(?:based on|for|on) (?:an? )?\d\d(?:\.\d+)?[ -]?(?:hours?|hrs?)[^£\n]{0,12}(?<!ote )£"
)
_WHOLE_OR_PART: Final = re.compile(
    r"\b(?:(?P<full>f\.?t\.?e\b|full[- ]?time|w\.?t\.?e\b)|(?P<actual>actual(?:ly)?\b|equat\w+ to)"
    r"|(?P<part>pro[- ]?rata(?:ed)?\b))"
)
_WORDS_END: Final = re.compile(r"[,(/;|£\n]")
_MOST_WORDS: Final = 24
_LESS_THAN_FULL: Final = 0.97
# "(£9.29 - £9.89 per hour)" behind the pay of a year
_THE_SAME: Final = re.compile(
    r"[\s,(/=|]*(?:(?:which is|that is|or|equivalent to|equates to|equating to|equal to|i\.e\.?"
    r"|an? (?:equivalent )?hourly rate of"
    r"|hourly rate(?: of)?|based on|full[- ]?time|f\.?t\.?e\.?|pro[- ]?rata|per annum|p\.?a\.?|a year"
    r"|depending on experience"
    r"|doe)\b[\s,:)(/=|]*)*"
)


# "Rate goes up 40p after 12 weeks"
_BY_PENCE: Final = re.compile(
    r"\b(?:ris(?:e|es|ing)|increas(?:e|es|ing)|go(?:es|ing)? up)(?: by)? (?:a further |an extra )?(?P<pence>\d\d) ?p\b"
)


# "£15.34 p/h, made up of £13.10 basic and £2.24 night allowance", "£15.34 p/h (£13.10 plus £2.24 shift allowance)"
_MADE_UP: Final = re.compile(
    r"[^£\n.;(]{0,14}(?:[\s,(-]*(?:made up of|comprising|consisting of|being|i\.e\.?|that is)\s*|\s*\(\s*)"
    r"(?:an? )?(?:basic|base)?[a-z ]{0,12}"
)
WITH_ALLOWANCE: Final = re.compile(
    r"[^£\n.;)]{0,20}(?:\+|\bplus\b|\band\b|&)\s*(?:£\s?[\d.]+k?\s*)?(?:[\w-]+\s+){0,3}?"
    r"(?:allowance|premium|enhancement|supplement|holiday|bonus|uplift|tronc|tips|service charge|commission)"
)


class Amount(NamedTuple):
    """An amount that is pay, and whether at basic rate."""

    finding: Finding
    is_basic: bool


def may_belong(first: Pay, low: float, high: float) -> bool:
    """Whether an amount may be a step of the first one, that of full time, or that of an hour beside that of a year."""
    least, most = first.low or first.high or 0.0, first.high or first.low or 0.0
    is_near = least <= _MOST_STEPS * high and low <= _MOST_STEPS * most
    return is_near or (first.period == "year" and (high <= _MOST_AN_HOUR or low >= _LEAST_A_YEAR))


def choose(low: str, amounts: list[Amount]) -> Findings:
    """The pay of the job among its amounts, and what an hour of it comes to where that can be told.

    Parameters
    ----------
    low : str
        Text of the advert in lower case.
    amounts : list of Amount
        In the order of the text.

    Returns
    -------
    list of Finding
        "pay" and perhaps "pay_per_hour"; inferred where the amounts leave open which is meant.
    """
    basic = [amount.finding for amount in amounts if amount.is_basic]
    if not basic:
        # The pay of nights is that of the job where the advert gives no other.
        if len(amounts) > 1:
            return []
        basic = [amounts[0].finding]
    first, others = basic[0], basic[1:]
    if not first.stated and (sure := [one for one in others if one.stated and not _is_a_step(low, first, first, one)]):
        # "You could earn up to £40,000. Basic salary £22,000"
        first, others = sure[0], sure[1:]
    for other in others:
        if pair := _of_part_and_full_time(low, first, other):
            actual, full = pair
            return _with_hour(low, actual, of_full_time=full)
    if basic_rate := next((one for one in others if _is_basic_part(low, first, one)), None):
        return [basic_rate]
    if _BY_HOURS.match(low, first.end):
        by_hour = next((one for one in others if pay_of(one).period == "hour"), None)
        return [by_hour] if by_hour else [first._replace(stated=False)]
    per_hour = next((one for one in others if _is_the_same(low, first, one)), None)
    found = _with_pence(low, _with_steps(low, first, others))
    if per_hour:
        return [found, _of_an_hour(found, per_hour)]
    return _with_hour(low, found)


def pay_of(finding: Finding) -> Pay:
    """The value of a finding of pay."""
    return cast("Pay", finding.value)


def _with_hour(low: str, pay: Finding, of_full_time: Finding | None = None) -> Findings:
    per_hour = full_time_pay.per_hour(low, of_full_time or pay)
    return [pay, per_hour._replace(stated=per_hour.stated and pay.stated)] if per_hour else [pay]


def _of_an_hour(year: Finding, hour: Finding) -> Finding:
    """Pay of an hour as it is told beside that of the year, open where that is."""
    open_low, open_high = pay_of(year).low is None, pay_of(year).high is None
    pay = pay_of(hour)
    value = Pay(None if open_low else pay.low, None if open_high else pay.high, "hour")
    return hour._replace(field="pay_per_hour", value=value, stated=year.stated)


def _is_basic_part(low: str, whole: Finding, part: Finding) -> bool:
    """Whether an amount is told to be what another one is made up of, beside an allowance."""
    one, other = pay_of(whole), pay_of(part)
    return (
        part.start - whole.end <= _NEAR
        and one.period == other.period
        and (other.high or 0) < (one.low or one.high or 0)
        and _MADE_UP.fullmatch(low, whole.end, part.start) is not None
        and WITH_ALLOWANCE.match(low, part.end) is not None
    )


def _is_the_same(low: str, year: Finding, hour: Finding) -> bool:
    """Whether pay of an hour is told beside that of the year which it makes."""
    one, other = pay_of(year), pay_of(hour)
    return (
        hour.stated
        and (one.period, other.period) == ("year", "hour")
        and _THE_SAME.fullmatch(low, year.end, hour.start) is not None
    )


def _of_part_and_full_time(low: str, one: Finding, other: Finding) -> tuple[Finding, Finding] | None:
    """What is paid and what full time would pay, where two amounts are that: "£28,407 FTE, actual £19,114"."""
    first, second = pay_of(one), pay_of(other)
    gap = low[one.end : other.start]
    if first.period != "year" or second.period != "year" or len(gap) > _NEAR or "\n" in gap:
        return None
    less, more = (one, other) if (first.high or 0) < (second.low or 0) else (other, one)
    if not 0 < (pay_of(less).high or 0) <= _LESS_THAN_FULL * (pay_of(more).low or 0) or _STEPS.search(gap):
        return None
    if not _are_part_and_full(_said_of(low, less), _said_of(low, more), gap):
        return None
    return (
        less._replace(value=pay_of(less)._replace(pro_rata=False)),
        more._replace(value=pay_of(more)._replace(pro_rata=True)),
    )


# What is said of the lesser and of the greater amount; "pro rata" may be said of either.
_PART_AND_FULL: Final = {("", "full"), ("actual", "full"), ("part", "full"), ("actual", ""), ("actual", "part")}


def _are_part_and_full(of_less: tuple[str, bool], of_more: tuple[str, bool], gap: str) -> bool:
    words = of_less[0], of_more[0]
    if words in _PART_AND_FULL:
        return True
    # "£25,000 (pro rata £15,000)", "£25,000 pro rata (£15,000)"
    in_brackets = gap.endswith("(")
    return (words == ("part", "") and (of_less[1] or in_brackets)) or (words == ("", "part") and in_brackets)


def _said_of(low: str, finding: Finding) -> tuple[str, bool]:
    """Whether the words beside an amount call it "full", "actual" or "part", and whether they stand before it."""
    before = _WORDS_END.split(low[max(0, finding.start - _MOST_WORDS) : finding.start])[-1]
    after = _WORDS_END.split(low[finding.end : finding.end + _MOST_WORDS])[0]
    for found, is_before in (
        ([*_WHOLE_OR_PART.finditer(before)][-1:], True),
        ([*_WHOLE_OR_PART.finditer(after)], False),
    ):
        if found:
            return found[0].lastgroup or "", is_before
    return "", False


def _with_steps(low: str, first: Finding, others: Findings) -> Finding:
    """One range of pay that grows; doubted where another amount is told and nothing says why."""
    found = first
    for other in others:
        pay, more = pay_of(found), pay_of(other)
        if not other.stated or more.period != pay.period or not _is_apart(pay, more):
            continue
        if not _is_a_step(low, first, found, other):
            # In brackets stands how an amount is made up.
            found = found if low[other.start - 1 : other.start] == "(" else found._replace(stated=False)
            continue
        lowest, highest = min(pay.low or 0, more.low or 0), max(pay.high or 0, more.high or 0)
        if highest <= _MOST_STEPS * lowest:
            found = found._replace(
                value=pay._replace(low=lowest, high=highest),
                end=other.end,
                stated=(found.stated or _is_till_trained(low, found, other)) and other.stated,
            )
    return found


def _is_till_trained(low: str, first: Finding, other: Finding) -> bool:
    """Whether the first is doubted for being that of training only, and the other is what is paid after that."""
    of_training = WHILE_IN_TRAINING.match(low, first.end, other.start)
    return (
        of_training is not None and _WHEN_TRAINED.search(low, other.start - _NEAR // 3, other.end + _AFTER) is not None
    )


def _with_pence(low: str, found: Finding) -> Finding:
    """Pay of an hour that grows by so many pence."""
    pay = pay_of(found)
    if (
        pay.period != "hour"
        or pay.high is None
        or (more := _BY_PENCE.search(low, found.end, found.end + REACH)) is None
    ):
        return found
    return found._replace(value=pay._replace(high=round(pay.high + int(more["pence"]) / 100, 2)))


def _is_a_step(low: str, first: Finding, last: Finding, other: Finding) -> bool:
    """Whether the words between two amounts, or beside them, make one follow on the other."""
    gap = low[last.end : other.start]
    # Beside one of the two: "you must be over 25" between them ties nothing.
    if _STEPS.search(gap[:_BESIDE]) or _STEPS.search(gap[-_BESIDE:]):
        return True
    if _STEPS.search(low, max(0, first.start - 20), first.start):
        return True
    after = low[other.end : other.end + _AFTER].partition("\n")[0]
    return (
        len(gap) <= _NEAR
        and (_STEPS_NEAR.search(gap) or _STEPS_NEAR.search(after) or _EITHER.fullmatch(gap)) is not None
    )


def _is_apart(one: Pay, other: Pay) -> bool:
    """Whether two ranges have nothing in common, or say "up to" or "from" of different amounts."""
    if one.low is None and other.low is None:
        return one.high != other.high
    if one.high is None and other.high is None:
        return one.low != other.low
    return _is_below(one.high, other.low) or _is_below(other.high, one.low)


def _is_below(high: float | None, low: float | None) -> bool:
    return high is not None and low is not None and high < low
