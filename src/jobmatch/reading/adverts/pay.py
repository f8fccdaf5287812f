"""Pay: amounts, what they are for, and which of the amounts in an advert are no pay at all."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.adverts.no_pay import NO_PAY_WORD, Words, is_no_pay, is_of_something_else
from jobmatch.reading.adverts.pay_choice import (
    REACH,
    WHILE_IN_TRAINING,
    WITH_ALLOWANCE,
    Amount,
    choose,
    may_belong,
    pay_of,
)
from jobmatch.reading.adverts.pay_enhanced import ENHANCED_AFTER, is_enhanced, may_be_all
from jobmatch.reading.adverts.pay_period import WIDEST_RANGE, WINDOW, YEARLY_BY_SIZE, find_period, is_hourly, is_sane
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit
from jobmatch.reading.values import Pay

TERMS: Final = (
    "£*",
    "gbp*",
    "per hour",
    "an hour",
    "p/h",
    "p.h",
    "per annum",
    "p.a",
    "hourly rate",
    "per day",
    # by themselves these are in too many words to be looked for
    *(f"*{digit}{blank}{short}" for digit in "0123456789" for blank in ("", " ") for short in ("pa", "ph")),
    *(_THOUSANDS := tuple(f"*{digit}k" for digit in "0123456789")),
)
_DIGITS: Final = (
    r"\d{2,3},? \d{3}(?![.,]?\d)(?! ?(?:%|hours|hrs|days|weeks|staff|people|beds))"
    r"|\d{1,3}(?:[,.]\d{3})+(?:\.\d{1,2})?(?!\d)"
    r"|\d+(?:\.\d{1,2})?(?![\d,.]*\d)"
)
_TO: Final = r" *(?:-|to|and|up ?to|rising to|through to|/) *"
# "28k", "28kpa"
_K: Final = r"k(?:\b|(?=p))"
_AMOUNT: Final = re.compile(
    rf"\s?(?P<a>{_DIGITS})(?: ?(?P<ak>{_K}))?(?:(?P<to>{_TO})(?:£|gbp)?\s?(?P<b>{_DIGITS})(?: ?(?P<bk>{_K}))?)?"
)
# "£8.80 p/h, £9.19 post probation": what it comes to later is the upper end.
_LATER: Final = re.compile(
    rf"[^£\n.;()]{{0,14}}?(?:p\.?/?h\.?|p\.?a\.?|per \w+)?\s*(?:,|\(|increasing to|rising to|going up to|then)\s*"
    rf"£\s?(?P<amount>{_DIGITS})[^£\n;]{{0,20}}?"
    r"\b(?:after|post|following|once|on completion)\b(?! \d{1,2}(?:[.:]\d\d)? ?(?:am|pm)\b)"
)
_MOST_LATER: Final = 1.5
_MOST_APART: Final = 2.0
# "£26,500 FTE, which is £17,888 for this post"
_IN_FACT_BEFORE: Final = re.compile(
    r"\b(?:fte|full[- ]time|w\.?t\.?e|pro[- ]?rata)\b[^£\n.;]{0,40}?\b(?:which (?:is|works out at|comes to|equates to)"
    r"|actual(?:ly)?(?: salary| pay)?|giving(?: you)?|so you(?:'ll| will)? (?:get|be paid|receive)|i\.e\.?|works out at"
    r"|working out at|you(?:'ll| will)? (?:get|be paid|receive|earn)|pro[- ]?rata(?:ed)?(?: to| at)?)[\s:(=]*$"
)
_IN_FACT_AFTER: Final = re.compile(
    r" (?:actual\b|for (?:this|the) (?:post|role|job)\b|(?:for|pro[- ]?rata (?:for|to|at|on)) (?:these|the|your|this)?"
    r"\s?(?:\d\d?(?:\.\d+)? ?)?(?:hours|hrs)\b)"
)
# "£20.50ph RGN, £13 HCA"
_NEXT_POST: Final = re.compile(
    r"\d[\d.]* ?(?:per hour|an hour|p\.?/?h\.?|/ ?h(?:ou)?r)\s+(?:for )?[a-z][a-z ]{1,24}[,/;]\s*"
)
_LEAST_OF_PART: Final = 2500.0
# "£12.95 (no NVQ), £13.20 (NVQ2)": in a row, what an amount is for is said once.
_NEXT_IN_ROW: Final = re.compile(
    r"\d[\d.]*(?: ?(?:(?:per|an?) (?:hour|day|week|month)|p\.?/?[hdw]\.?|/ ?(?:h(?:ou)?r|day|week)))?\s*"
    r"(?:\([^()£\n]{2,30}\)|to start(?: with)?\b|(?:if|when|for|once|with"
    r"|until)\b(?! you work)[^£\n.;,]{3,40})\s*(?:,|;|/|and|or|then"
    r"|-|\s)*"
)
# "£12 per hour - £14 per hour"
# "M1 £32,916 to M6 £45,352"
_POINT: Final = r"(?:(?:scp|mps?|ups?|m|l|point|scale|grade|band|level)\s?\d{1,2}\s*[:(-]?\s*)"
_UP_TO: Final = re.compile(
    rf"(?:\s?(?:per (?:hour|annum|day|week|month)|an? (?:hour|year|day|week)|p\.?/?[hadw]\b\.?"
    rf"|/ ?(?:h(?:ou)?r?|day|week|month|annum|year)\b)"
    rf"\s*(?:-|(?:rising |increasing |up )?to)\s*{_POINT}?|\s*(?:-"
    rf"|to)\s*{_POINT})£\s?(?P<amount>{_DIGITS})(?P<k> ?k\b)?"
)
# "£35,000 - 45,0000": what follows was not understood.
_GOES_ON: Final = re.compile(r" ?(?:-|to) ?£? ?\d")
# Without a pound sign, before "per hour" or "per annum".
_BARE_AMOUNT: Final = re.compile(
    rf"(?<![\d£.,])(?:(?P<a>\d{{1,2}}\.\d{{2}}|\d{{2,3}},\d{{3}}){_TO})?(?P<b>\d{{1,2}}\.\d{{2}}"
    rf"|\d{{2,3}},\d{{3}})\s*(?:gbp)?\s*$"
)
_OF_THOUSANDS: Final = frozenset(term.strip("*") for term in _THOUSANDS)
_BARE_THOUSANDS: Final = re.compile(
    r"(?<![\d\u00a3.,a-z])(?:(?P<a>\d\d(?:\.\d)?) ?k?\s*(?:-|to)\s*)?(?P<b>\d\d(?:\.\d)?)k$"
)
_LONGEST_THOUSANDS: Final = 16
_LEAST_THOUSANDS: Final = 12_000.0
_SALARY_BEFORE: Final = re.compile(
    r"\b(?:salary|basic|base|wages?|pay|paying|paid|remuneration)\b[\s:=-]*(?:(?:is|of|circa|c\.?|around|about|up"
    r"|to|from|between"
    r"|starting|starts|at|on|approx\.?)\s+)*$"
)
_OF_YEAR_AFTER: Final = re.compile(
    r"[\s,(]*(?:per annum|p\.?a\b|a year|basic\b|base\b|doe\b|d\.o\.e|pro[- ]?rata|fte\b"
    r"|depend\w+ (?:on|upon)|neg\b|negotiable)"
)
# "Age 18-20: £10.00", "21+ £12.21"
_OF_AGE_BEFORE: Final = re.compile(
    r"(?:\b(?:aged?|under|over)\b[^£\n.]{0,14}|\b[12]\d\s?\+|\b1[68]\s?(?:-|to)\s?(?:17|20))[\s:=)(-]*$"
)
# What comes on top of pay does not make it a bonus: "up to £30k plus bonus".
_AND_MORE: Final = re.compile(
    r"\s*(?:(?:basic|base|per annum|p\.?a\.?|a year|doe)\b\s*)?(?!\+ ?ote\b)(?:\+|,?\s*plus\b|&|\band\b"
    r"|\bwith\b)\s*(?:[a-z0-9%-]+\s+){0,3}?(?:bonus\w*|commission"
    r"|benefits|comms?\b|tips|ote|overtime|profit|shares?\b|equity|options|cottage|house\b|housing|accommodation|flat\b"
    r"|lodge|meals"
    r"|vehicle|van\b|phone|laptop|allowances?|car\b|package|expenses|holidays?|pension|perks|incentives?|weighting"
    r"|hcas|london)"
    r"|\s*(?:\+|,?\s*plus\b)\s*(?:up to )?£\s?[\d,.]+k?\s+(?:[a-z-]+\s+){0,3}?(?:bonus|allowance|car\b|expenses)"
)
# What is paid for holidays, by guests or by results is no basic pay.
_INCLUDING: Final = re.compile(
    r"[^£\n.;]{0,24}?\b(?:incl?\b\.?|includ(?:ing|es|ed?)|inclusive|made up)\s*(?:of\s+)?(?:£\s?[\d.,]+k?\s+)?"
    r"(?:[\w'-]+\s+){0,3}?"
    r"(?:holiday|tips|gratuit\w+|service charge|tronc|bonus\w*|commission|enhancements?|unsocial|overtime"
    r"|sleep[- ]?ins?"
    r"|shift (?:allowance|premium))"
    r"|[^£\n.;]{0,24}?\b(?:premium|allowances?|holiday pay|bonus\w*|tips|enhancements?)\s+(?:is |are )?included\b"
    r"|[^£\n.;]{0,14}? with (?:tips|tronc|service charge|holiday pay)\b"
)
_INCLUDING_REACH: Final = 64
# "£13.50, 40 hours"
_HOURS_AFTER: Final = re.compile(r"\s*[,x-]\s*\d\d(?:\.\d+)? ?(?:hours|hrs)\b")
_COUNTED: Final = re.compile(r" ?(?:hours?|hrs?|hpw|h/w|days|weeks|%)\b")
# "£12.21 for 21 and over", "£10 (18-20)"
_OF_AGE_AFTER: Final = re.compile(
    r"\s*\(?(?:(?:if|for|aged?|ages)\s+)*(?:[12]\d\s?(?:\+|(?:and|or) over|years)|(?:under|over)[- ]?[12]\d"
    r"|1[68]\s?(?:-|to)\s?\d\d)"
)
# "£22,400 (£28,000 FTE)"
_FULL_TIME_NEXT: Final = re.compile(
    r"\s*(?:per annum|p\.?a\.?)?\s*[(,/-]\s*£\s?[\d,.]+k?\s*(?:per annum |p\.?a\.? )?(?:f\.?t\.?e\b|full[- ]time)"
)
# "£28,000 (£13.46 per hour)"
_HOURLY_NEXT: Final = re.compile(r"\s*[(/=,-]\s*\u00a3\s?\d{1,2}\.\d\d ?(?:per hour|an hour|p\.?/?h\b|/ ?h)")
# What may be earned is not what is paid.
_MAY_EARN: Final = re.compile(
    r"\b(?:could|can|might|expect to|possible to)\s+(?:\w+\s+)?(?:earn(?:ing)?|mak(?:e|ing)|tak(?:e"
    r"|ing) home)\b[^£\n]{0,25}$"
    # "80p a bag, average £110 a day"
    r"|\b(?:averag(?:e|es|ing)|typically)\s+(?:of |about |around )?$"
    r"|\bearn up to\s*$|\btake[- ]home(?: pay)?\b[^£\n.]{0,25}$"
    # "Most of our drivers make ..."
    r"|\b(?:most|many|some|average|typical|good|top)\b[^£\n.]{0,35}\b(?:earn|earns|earning|earnings|make|makes|making"
    r"|take)\b[^£\n.]{0,20}$"
)
# "Guaranteed £500 a week for the first 4 weeks"
_AT_FIRST: Final = re.compile(r"[^£\n.;]{0,24}\bfor (?:(?:the|your) )?first (?:\w+ )?(?:weeks?|months?)\b")
# "Earn £700 - £1100 p/w": what a week comes to holds whatever is worked in it.
_EARN_BEFORE: Final = re.compile(r"\bearn(?:ing|ings)?\b[^£\n.]{0,20}$")
_OF_MUCH_WORK: Final = ("week", "month")
_OF_DAYS_AFTER: Final = re.compile(
    r"\s*[(,-]?\s*(?:for |on )?(?:paye|mon(?:day)?\s*(?:-|to)\s*fri(?:day)?|week\s?days?|days?)\b(?! (?:annual"
    r"|holiday|a\b|per\b|of\b))"
)
_AT_MOST: Final = re.compile(
    r"\b(?:up ?to|max(?:imum)?(?: of)?|(?<!equivalent )(?<!equal )(?<!equates )(?<!equating )to)\s*(?:circa "
    r"|c\.? ?)?$"
)
_AT_LEAST: Final = re.compile(
    r"\b(?:(?:never|no|not) (?:less|lower|below)(?: than)?"
    r"|from|starting(?: (?:salary|rate|pay|wage|point))?(?: for [^£\n]{3,30}?)?(?: (?:at|from|of|on|is|will be))?"
    r"|start(?:s)? (?:at|from|on)|minimum(?: of)?"
    r"|min|at least|salary of at least)\s*(?:circa )?$"
)
# "£600+ a week", and not "£19,500 + £6,000 guarantee"
_OR_MORE: Final = re.compile(r"\+|\s+\+\s*(?:[,.;)(]|per\b|an?\b|p\.?[ah]\b|doe\b|depend)")
# A part of a line by itself
_LINE_BEFORE: Final = re.compile(r"(?:^|[\n|])[^\w£|]*(?:(?:up to|from|circa|c\.?|around|starting (?:at|from|on)) ?)?$")
_LINE_AFTER: Final = re.compile(r"\s*[).*+]*\s*(?:$|[\n|])")
# or, where an advert says in short what it is about, between commas: "Support engineer, Brinley, up to £26k."
_ITEM_BEFORE: Final = re.compile(
    r"(?:^|[\n|]|[,;.!] |\s- )[^\w£|]*(?:(?:up to|from|circa|c\.?|around|starting (?:at|from|on)) ?)?$"
)
_ITEM_AFTER: Final = re.compile(r"\s*[).*+]*\s*(?:$|[\n|,;]|[.!] ?(?!\d)|- )")
_IN_SHORT: Final = 250
# "Managing contracts, up to £90k"
_OF_WORK_BEFORE: Final = re.compile(
    r"\b(?:contracts?|projects?|propert(?:y|ies)|builds?|refurb\w*|fit[- ]?outs?|works|deals|orders|claims|tenders"
    r"|schemes|cases|repairs|mortgages|installs|installations|purchases|budgets?|debts|quotes|spend|invoices|payments"
    r"|transactions|weddings)\b[\s,(:-]*(?:(?:of|up to|from|between|over|under|circa|to)\s*)*$"
)
_WORK_REACH: Final = 40
_ALONE_REACH: Final = 24
_ABOUT: Final = re.compile(r"\b(?:circa|c\.?|approx(?:imately)?\.?|around|ca\.?)\s*$")
_SALARY_AFTER: Final = re.compile(
    r"[\s,(-]*(?:pro[- ]?rat[ae]|fte\b|full[- ]?time equivalent|w\.?t\.?e\b|doe\b|d\.o\.e\b|dependent"
    r"|depending|negotiable|basic|base\b|neg\b|actual\b|(?:for|based on) (?:an? )?\d\d(?:\.\d+)?[- ]?(?:hours?|hrs?)\b)"
    r"|\s?\(\s*\d\d(?:\.\d+)? ?(?:hours|hrs)\b"
)
_WHOLE_OR_PART_BEFORE: Final = re.compile(
    r"\bpro[- ]?rata\s*\($|\b(?:fte|full[- ]time equivalent|actual(?: salary| pay)?)\s*\)?[:=-]?\s*$"
)
# "1.0 FTE" is the job's share of full time, which is all of it.
_PRO_RATA: Final = re.compile(
    r"\bpro[- ]?rat[ae]d?\b|\bfull[- ]?time equivalent\b|(?<!1\.0)(?<!1\.0 )(?<!1\.00 )\b(?:fte|w\.?t\.?e)\b"
)
_LEADS_ON: Final = re.compile(r"\s*(?:salary|pay|of|is|:|-|=|to)?\s*")
_NO_DIGITS: Final = str.maketrans("", "", ",. ")
# More by itself on a line is the price of a house.
_MOST_ALONE: Final = 100_000.0
# "£130 a day to start. Can lead to £150", "rising to £28,000": of the same period as the first.
_GROWS_TO: Final = re.compile(
    r"\b(?:ris(?:e|es|ing)|increas(?:e|es|ing)|go(?:es|ing)? up|leads?|leading|progress(?:es|ing|ion)?|mov(?:e|es|ing))"
    r" (?:up )?to\s*$"
)


def read(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read pay at basic rate; enhanced rates, bonuses and benefits are none.

    Pay of the full time of a part-time job gives the pay of an hour ("pay_per_hour").
    """
    done = -1
    last = len(text.low)
    first: Pay | None = None
    amounts: list[Amount] = []
    for hit in hits:
        if hit.start < done:
            continue
        if hit.start > last:
            break
        if hit.term in {"£", "gbp"}:
            amount, done = _read_amount(text.low, hit, done, first, is_title=is_title)
        elif amounts:
            continue
        elif hit.term in _OF_THOUSANDS:
            amount = _read_thousands(text.low, hit, done, is_title=is_title)
        else:
            amount = _read_bare(text.low, hit, done)
        if amount:
            amounts.append(amount)
            done = max(done, amount.finding.end)
            if amount.is_basic and first is None:
                first, last = pay_of(amount.finding), amount.finding.end + REACH
    if amounts:
        findings += choose(text.low, amounts)


def _read_amount(low: str, hit: Hit, done: int, first: Pay | None, *, is_title: bool) -> tuple[Amount | None, int]:
    """An amount that is pay, and how far it goes; beside a first one only what may have to do with that."""
    match = _AMOUNT.match(low, hit.end)
    if match is None:
        return None, done
    end = match.end()
    low_amount, high_amount = _amounts(match)
    if first and not may_belong(first, low_amount, high_amount):
        return None, end
    is_range = match["b"] is not None
    goes_on = not is_range and _GOES_ON.match(low, end) is not None
    words = _words(low, hit.start, end)
    if is_range and ((high_amount < 100 and low_amount >= 1000) or _COUNTED.match(low, end)):
        # "£38,000 - 38 days of leave", "£12.50 - 40 hours"
        high_amount, is_range, end, goes_on = low_amount, False, match.end("a"), False
        words = words._replace(after="")
    more = _AND_MORE.match(low, end, end + WINDOW + 10) if words.after else None
    is_basic = not is_enhanced(low, words.own, end)
    if is_no_pay(words, more, low_amount) or not (is_basic or is_title or may_be_all(low, words.own, end)):
        return None, end
    if not is_range and (later := _later(low, end, low_amount)):
        high_amount, is_range, length_later = later
    else:
        length_later = 0
    period, length = _period_of(low, match, (low_amount, high_amount), words, more, is_title=is_title)
    grows = first is not None and words.own.rstrip().endswith("to") and _GROWS_TO.search(words.own) is not None
    if not period and first and (grows or _is_of_same(low, first, words, low_amount, end)):
        period = first.period
    if (
        not period
        or not is_sane(low_amount, high_amount, period)
        or is_of_something_else(low, hit.start, period)
        or (period == "year" and not length and not is_title and _OF_WORK_BEFORE.search(words.own[-_WORK_REACH:]))
    ):
        return None, end
    pay = Pay(
        *_ends(low_amount, high_amount, words, is_range=is_range or grows, more=more),
        period,
        _is_pro_rata(low, end, words.before),
    )
    is_doubtful = (
        goes_on
        or _MAY_EARN.search(words.own)
        or (period in _OF_MUCH_WORK and _EARN_BEFORE.search(words.own))
        or _INCLUDING.match(low, end, end + _INCLUDING_REACH)
        or WHILE_IN_TRAINING.match(words.after)
        or (not is_basic and _AT_MOST.search(words.before))
        or ("guarantee" in words.own and _AT_FIRST.match(words.after))
    )
    finding = Finding("pay", pay, hit.start, end + (length_later or length), stated=not is_doubtful)
    return Amount(finding, is_basic), end + length_later


def _is_of_same(low: str, first: Pay, words: Words, amount: float, end: int) -> bool:
    """Whether an amount without a word on what it is for goes with the first one, by the words between them."""
    if first.period == "year":
        # "£26,500 FTE (40 hours), which is £17,888 for this post"
        return amount >= _LEAST_OF_PART and (
            _IN_FACT_BEFORE.search(words.own) is not None or _IN_FACT_AFTER.match(low, end) is not None
        )
    of_first = first.low or first.high or 0.0
    if not (of_first <= _MOST_APART * amount and amount <= _MOST_APART * of_first):
        return False
    is_part = words.own.rstrip().endswith("(") and (WITH_ALLOWANCE.match(low, end) or _AT_FIRST.match(low, end))
    return bool(is_part) or any(one.fullmatch(words.own) for one in (_NEXT_IN_ROW, _NEXT_POST))


def _words(low: str, start: int, end: int) -> Words:
    line_start = max(low.rfind("\n", 0, start) + 1, start - 60, 0)
    before = low[line_start:start]
    own = before[max(before.rfind("£"), before.rfind(". ")) + 1 :]
    if len(own.strip()) < 8 and line_start > 1 and "£" not in before:
        # "Pay rates:" on a line of its own.
        heading = low[max(0, line_start - 40) : line_start - 1].rpartition("\n")[2].rstrip(" -")
        own = f"{heading} {own}" if heading.endswith(":") else own
    elif own[:1].isdigit() and (of_last := _AMOUNT.match(own)):
        # "£14 for nights and £12 for days": the nights are those of the amount before.
        first = start - len(own)
        said = ENHANCED_AFTER.match(low, first + of_last.end())
        own = low[said.end() : start] if said and said.end() <= start else own
    return Words(before, own, _until(low[end : end + WINDOW + 10]))


def _later(low: str, end: int, amount: float) -> tuple[float, bool, int] | None:
    """The upper end where words stand between the two, and how far it goes."""
    match, most = _UP_TO.match(low, end), WIDEST_RANGE
    if match is None or ENHANCED_AFTER.match(low, match.end()):
        match, most = _LATER.match(low, end), _MOST_LATER
    if match is None:
        return None
    later = _amount(match["amount"]) * (1000 if match.groupdict().get("k") else 1)
    return (later, True, match.end("amount") - end) if amount < later <= most * amount else None


def _period_of(
    low: str,
    match: re.Match[str],
    amounts: tuple[float, float],
    words: Words,
    more: re.Match[str] | None,
    *,
    is_title: bool,
) -> tuple[str, int]:
    """What an amount is for, and how many characters after it say so."""
    low_amount, high_amount = amounts
    end, has_pence = match.end(), "." in match["a"]

    def stands_out() -> bool:
        return (
            is_title
            or more is not None
            or _SALARY_AFTER.match(words.after) is not None
            or _ABOUT.search(words.before) is not None
            or _WHOLE_OR_PART_BEFORE.search(words.own) is not None
            or _FULL_TIME_NEXT.match(low, end) is not None
            or _HOURLY_NEXT.match(low, end) is not None
            or (high_amount <= _MOST_ALONE and _stands_alone(low, words.before, end))
        )

    of_year = more is not None and low_amount >= YEARLY_BY_SIZE
    period, length = find_period(
        low_amount,
        high_amount,
        words.own,
        "" if of_year else words.after,
        is_range=low_amount < high_amount,
        stands_out=stands_out,
        has_pence=has_pence,
    )
    by_itself = (
        is_title
        or more is not None
        or _OF_AGE_BEFORE.search(words.own) is not None
        or _OF_DAYS_AFTER.match(words.after) is not None
        or _OF_AGE_AFTER.match(words.after) is not None
        or (_HOURS_AFTER.match(words.after) is not None and _ITEM_BEFORE.search(words.before) is not None)
    )
    if not period and by_itself and has_pence and is_hourly(low_amount, high_amount):
        period = "hour"  # "Care Assistant £12.60"
    return period, length


def _ends(
    low_amount: float, high_amount: float, words: Words, *, is_range: bool, more: re.Match[str] | None
) -> tuple[float | None, float | None]:
    if not is_range:
        if _AT_MOST.search(words.before):
            return None, high_amount
        if _AT_LEAST.search(words.before) or (more is None and _OR_MORE.match(words.after)):
            return low_amount, None
    return low_amount, high_amount


def _stands_alone(low: str, before: str, end: int) -> bool:
    begins, ends = (_ITEM_BEFORE, _ITEM_AFTER) if end <= _IN_SHORT else (_LINE_BEFORE, _LINE_AFTER)
    return ends.match(low, end) is not None and begins.search(before, max(0, len(before) - _ALONE_REACH)) is not None


def _is_pro_rata(low: str, end: int, before: str) -> bool:
    """Whether an amount is that of full time; in "£18,000 (FTE £24,000)" the next one is."""
    after = low[end : end + 45].partition("\n")[0]
    own, pound, _ = after.partition("£")
    found = _PRO_RATA.search(own)
    if found and pound and _LEADS_ON.fullmatch(own, found.end()):
        return False
    return found is not None or _PRO_RATA.search(before[-25:]) is not None


def _read_bare(low: str, hit: Hit, done: int) -> Amount | None:
    term = hit.term.lstrip("0123456789 ")
    start = hit.end - len(term)
    # What stands before is the end of an amount with a pound sign, which was looked at.
    match = _BARE_AMOUNT.search(low, max(0, start - 30, done), start)
    if match is None:
        return None
    period = (
        "hour"
        if term in {"per hour", "an hour", "p/h", "p.h", "ph"}
        else "year"
        if term in {"per annum", "p.a", "pa"}
        else ""
    )
    amounts = [float(match[name].replace(",", "")) for name in ("a", "b") if match[name]]
    before = low[max(0, match.start() - 30) : match.start()]
    if not period or not is_sane(amounts[0], amounts[-1], period) or NO_PAY_WORD.search(before) or "£" in before[-3:]:
        return None
    return Amount(Finding("pay", Pay(amounts[0], amounts[-1], period), match.start(), hit.end), is_basic=True)


def _read_thousands(low: str, hit: Hit, done: int, *, is_title: bool) -> Amount | None:
    """Yearly pay without a pound sign: "circa 23k DOE", "salary 25-28k"."""
    match = _BARE_THOUSANDS.search(low, max(0, hit.end - _LONGEST_THOUSANDS, done), hit.end)
    if match is None:
        return None
    end = hit.end
    highest = float(match["b"]) * 1000
    lowest = float(match["a"]) * 1000 if match["a"] else highest
    words = _words(low, match.start(), end)
    more = _AND_MORE.match(low, end, end + WINDOW + 10)
    of_year = _SALARY_BEFORE.search(words.own) or _OF_YEAR_AFTER.match(words.after)
    if not (of_year or (is_title and _ITEM_AFTER.match(low, end))) or is_no_pay(words, more, lowest):
        return None
    if not _LEAST_THOUSANDS <= lowest <= highest <= _MOST_ALONE:
        return None
    ends = _ends(lowest, highest, words, is_range=lowest < highest, more=more)
    pay = Pay(*ends, "year", _is_pro_rata(low, end, words.before))
    stated = not (_MAY_EARN.search(words.own) or _INCLUDING.match(words.after))
    return Amount(Finding("pay", pay, match.start(), end, stated=stated), is_basic=True)


def _until(after: str) -> str:
    """What follows an amount, up to the next one or the end of the line."""
    return after.partition("\n")[0].partition("£")[0].partition(". ")[0]


def _amounts(match: re.Match[str]) -> tuple[float, float]:
    low = _amount(match["a"])
    high = _amount(match["b"]) if match["b"] else low
    thousands_low, thousands_high = match["ak"], match["bk"] if match["b"] else match["ak"]
    if thousands_high or (thousands_low and match["b"] and high < 1000):
        high *= 1000
    if thousands_low or (thousands_high and low < 1000):
        low *= 1000
    return low, high


def _amount(digits: str) -> float:
    """'24,907', '43.772' and '17.657.64' have thousands; '11.44' and '1250.5' have pence."""
    whole, point, rest = digits.rpartition(".")
    if point and len(rest) < 3:
        return float(f"{whole.translate(_NO_DIGITS)}.{rest}")
    return float(digits.translate(_NO_DIGITS))
