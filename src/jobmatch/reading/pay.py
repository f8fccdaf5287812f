"""Pay: amounts, what they are for, and which of the amounts in an advert are no pay at all."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading import full_time_pay
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
)
_DIGITS: Final = (
    r"\d{2,3} \d{3}(?![\d,.])(?! ?(?:hours|hrs))|\d{1,3}(?:[,.]\d{3})+(?:\.\d{1,2})?(?!\d)"
    r"|\d+(?:\.\d{1,2})?(?![\d,.]*\d)"
)
_TO: Final = r" *(?:-|to|and|up ?to|rising to|through to|/) *"
_EACH: Final = r"(?:\bper\s*|\ban?\s+|/\s*|\bp/\s*|\beach\s+|\bp\.\s?)"
_AMOUNT: Final = re.compile(
    rf"\s?(?P<a>{_DIGITS})(?: ?(?P<ak>k\b))?(?:(?P<to>{_TO})(?:£|gbp)?\s?(?P<b>{_DIGITS})(?: ?(?P<bk>k\b))?)?"
)
# "£8.80 p/h, £9.19 post probation": what it comes to later is the upper end.
_LATER: Final = re.compile(
    rf"[^£\n.;()]{{0,14}}?(?:p\.?/?h\.?|p\.?a\.?|per \w+)?\s*(?:,|\(|increasing to|rising to|going up to|then)\s*"
    rf"£\s?(?P<amount>{_DIGITS})[^£\n;]{{0,20}}?\b(?:after|post|following|once|on completion)\b"
)
_MOST_LATER: Final = 1.5
_IN_TRAINING: Final = re.compile(
    r"\b(?:during|while|whilst|throughout)\s+(?:(?:your|the|initial|in)\s+)*training\b[^£\n]{0,12}$"
)
# Without a pound sign, before "per hour" or "per annum".
_BARE_AMOUNT: Final = re.compile(
    rf"(?<![\d£.,])(?:(?P<a>\d{{1,2}}\.\d{{2}}|\d{{2,3}},\d{{3}}){_TO})?(?P<b>\d{{1,2}}\.\d{{2}}"
    rf"|\d{{2,3}},\d{{3}})\s*(?:gbp)?\s*$"
)
_PERIODS: Final = (
    ("hour", rf"{_EACH}(?:working )?(?:hour|hr|h)\b|\bhourly\b|\bp\.?h\b"),
    ("day", rf"{_EACH}(?:working )?(?:day|d)\b|\bdaily\b|\bday rate\b|\bpd\b"),
    ("week", rf"{_EACH}(?:week|wk|w)\b|\bweekly\b|\bpw\b"),
    ("month", rf"{_EACH}(?:calendar )?(?:month|mth|m)\b|\bmonthly\b|\bpcm\b|\bpm\b"),
    ("year", rf"{_EACH}(?:annum|anum|year|yr)\b|\bp\.?\s?a\b|\bannually\b|\bannual\b"),
)
_PERIOD: Final = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PERIODS))
_OF_HOURS: Final = re.compile(r"\d\s*(?:hours?|hrs?|h|days?)\s*$")
_PERIOD_BEFORE: Final = re.compile(
    r"(?P<hour>hourly (?:pay )?rate|rate per hour|per hour|hourly pay|pay per hour)|(?P<day>daily rate"
    r"|day rate|per day)"
    r"|(?P<week>weekly (?:pay|wage)|per week)|(?P<month>monthly (?:pay|salary))|(?P<year>annual (?:salary"
    r"|pay)|per annum|salary|basic)"
)
_ABOUT_PAY: Final = re.compile(
    r"\b(?:salary|salaries|pay|paid|paying|wage|wages|rate|rates|earn|earning|earnings|remuneration"
    r"|package|band|grade|scale|starting|income|days?|basic|afc)\b"
)
_RATE_BEFORE: Final = re.compile(r"\b(?:pay|rates?|wages?|salary|days?|band \d\w?|basic|hourly|scale)\b[^£\n.]{0,16}$")
_NO_PAY_BEFORE: Final = re.compile(
    r"\b(?:bonus(?:es)?|payments? of|allowance|golden hello|retention|sav(?:e|ing|ings)|worth|valued?"
    r"|fees?|costs?|costing|budget|turnover|invest\w*|funding"
    r"|grant|vouchers?|discounts?|revenue|sales|portfolio|fund|limit|charged?|reimburs\w*|deduct\w*"
    r"|incentive|relocation|ote|refer(?:ral)?|raised?|assets|contribut\w+"
    r"|subsid\w+|up to \d+%|scheme of|win|loan|expenses|income of|financ\w*|threshold|budgets of"
    r"|additional|extra|plus|rrp|premi\w+|supplements?|welcome|joining|disclosure|max salary"
    r"|maximum salary)\b[^£\n]{0,45}$"
)
_NO_PAY_AFTER: Final = re.compile(
    r"\+?\s*(?:million|mil\b|m\b|mn\b|billion|bn\b|b\b|(?:\w+\s){0,3}(?:bonus|allowance|golden"
    r"|welcome|joining|relocation|retention|sign[- ]on|signing|referral|voucher"
    r"|fee\b|budget|turnover|off\b|refit|cash|reward|grant|instal\w*)|one[- ]off|to be paid|on completion"
    r"|ote\b|worth|(?:will be |is |are )?deduct\w*|a month for|in (?:savings|sales|funding|revenue)"
    r"|(?:per |/|an? )(?:mile|patient|session|visit|delivery|client|shift|night|sleep\w*|call|referral"
    r"|point|drop|parcel|child|pupil|head|year in))"
)
# What comes on top of pay does not make it a bonus: "up to £30k plus bonus".
_AND_MORE: Final = re.compile(
    r"\s*(?:\+|,?\s*plus\b|&|\band\b|\bwith\b)\s*(?:[a-z-]+\s+){0,3}?(?:bonus\w*|commission|benefits|tips|ote|overtime"
    r"|allowances?|car\b|package|expenses|holidays?|pension|perks|incentives?|weighting)"
)
_ENHANCED_BEFORE: Final = re.compile(
    r"\b(?:nights?|sat(?:urdays?)?|sun(?:days?)?|weekends?|bank hol\w*|bh|evenings?|overtime|unsocial"
    r"|enhanced|time and a (?:half|third)|premium|sleep\w*)\b(?:[^£\n]{0,14}| work(?:ing)? up to )$"
)
_ALL_DAYS_BEFORE: Final = re.compile(r"(?:^|\n|\bweek\s?)days?\s*(?:/|&|and)\s*nights?[^£\n]{0,6}$")
_AT_MOST: Final = re.compile(r"\b(?:up ?to|max(?:imum)?(?: of)?|to)\s*(?:circa |c\.? ?)?$")
_AT_LEAST: Final = re.compile(
    r"\b(?:from|starting(?: (?:salary|rate|pay|wage|point))?(?: for [^£\n]{3,30}?)?(?: (?:at|from|of|on|is|will be))?"
    r"|start(?:s)? (?:at|from|on)|minimum(?: of)?"
    r"|min|at least|salary of at least)\s*(?:circa )?$"
)
# "Nights, £18.50ph" may be all the pay that there is.
_OF_NIGHTS: Final = re.compile(
    r"\b(?:nights?|evenings?|weekends?|sat(?:urdays?)?|sun(?:days?)?)(?: shifts?)?\s*[,;|]\s*$"
)
_ALONE_BEFORE: Final = re.compile(r"(?:^|[\n|])[\s:*(-]*$")
_ALONE_AFTER: Final = re.compile(r"\s*[).*]*\s*(?:$|[\n|])")
_ABOUT: Final = re.compile(r"\b(?:circa|c\.?|approx(?:imately)?\.?|around|ca\.?)\s*$")
_SALARY_AFTER: Final = re.compile(
    r"[\s,(-]*(?:pro[- ]?rat[ae]|fte\b|full[- ]?time equivalent|w\.?t\.?e\b|doe\b|dependent|depending|negotiable"
    r"|basic|base\b|neg\b)"
)
# "1.0 FTE" is the job's share of full time, which is all of it.
_PRO_RATA: Final = re.compile(
    r"\bpro[- ]?rat[ae]d?\b|\bfull[- ]?time equivalent\b|(?<!1\.0)(?<!1\.0 )(?<!1\.00 )\b(?:fte|w\.?t\.?e)\b"
)
_LEADS_ON: Final = re.compile(r"\s*(?:salary|pay|of|is|:|-|=|to)?\s*")
_SANE: Final = {
    "hour": (3.0, 250.0),
    "day": (25.0, 2500.0),
    "week": (40.0, 8000.0),
    "month": (150.0, 30_000.0),
    "year": (2500.0, 500_000.0),
}
_YEARLY_BY_SIZE: Final = 8000.0
# More by itself on a line is the price of a house.
_MOST_ALONE: Final = 100_000.0
_HOURLY_BY_SIZE: Final = (5.0, 100.0)
_WIDEST_RANGE: Final = 4.0
_WINDOW: Final = 34


def read(text: Plain, hits: list[Hit], findings: Findings, *, is_title: bool = False) -> None:
    """Read pay: the first amount that is pay at basic rate; enhanced rates, bonuses and benefits are none.

    Pay of the full time of a part-time job gives the pay of an hour ("pay_per_hour").
    """
    done = -1
    of_nights: list[Finding] = []
    for hit in hits:
        if hit.start < done:
            continue
        finding: Finding | None
        if hit.term in {"£", "gbp"}:
            finding, is_basic, done = _read_amount(text.low, hit, done, is_title=is_title)
            if finding and not is_basic:
                of_nights.append(finding)
                continue
        else:
            finding = _read_bare(text.low, hit)
        if finding:
            _add(text.low, finding, findings)
            return
    # The pay of nights is that of the job where the advert gives no other.
    if len(of_nights) == 1:
        _add(text.low, of_nights[0], findings)


def _add(low: str, finding: Finding, findings: Findings) -> None:
    findings.append(finding)
    if per_hour := full_time_pay.per_hour(low, finding):
        findings.append(per_hour)


def _read_amount(low: str, hit: Hit, done: int, *, is_title: bool) -> tuple[Finding | None, bool, int]:
    """Pay, whether it is basic, and how far the amount goes."""
    match = _AMOUNT.match(low, hit.end)
    if match is None:
        return None, True, done
    end = match.end()
    line_start = max(low.rfind("\n", 0, hit.start) + 1, hit.start - 60, 0)
    before = low[line_start : hit.start]
    after = _until(low[end : end + _WINDOW + 10])
    low_amount, high_amount = _amounts(match)
    is_range = match["b"] is not None
    if is_range and high_amount < 100 and low_amount >= 1000:
        # "£38,000 - 38 days of leave"
        high_amount, is_range, end = low_amount, False, match.end("a")
        after = ""
    own = before[max(before.rfind("£"), before.rfind(". ")) + 1 :]
    if len(own.strip()) < 8 and line_start > 1 and "£" not in before:
        # "Pay rates:" on a line of its own.
        heading = low[max(0, line_start - 40) : line_start - 1].rpartition("\n")[2].rstrip(" -")
        own = f"{heading} {own}" if heading.endswith(":") else own
    more = _AND_MORE.match(after)
    if more is None and _NO_PAY_AFTER.match(after):
        return None, True, end
    if more and low_amount < _YEARLY_BY_SIZE and after.startswith("+"):
        return None, True, end  # "£500+ bonus"
    is_basic = not _ENHANCED_BEFORE.search(own) or _ALL_DAYS_BEFORE.search(own) is not None
    if _NO_PAY_BEFORE.search(own) or _IN_TRAINING.search(own) or not (is_basic or is_title or _OF_NIGHTS.search(own)):
        return None, True, end
    stands_out = (
        is_title
        or more is not None
        or _SALARY_AFTER.match(after) is not None
        or _ABOUT.search(own) is not None
        or (high_amount <= _MOST_ALONE and _stands_alone(low, before, end))
    )
    of_year = more is not None and low_amount >= _YEARLY_BY_SIZE
    period, length = _period(
        low_amount, high_amount, own, "" if of_year else after, is_range=is_range, stands_out=stands_out
    )
    if not period and is_title and "." in match["a"] and _is_hourly(low_amount, high_amount):
        period = "hour"  # "Care Assistant £12.60"
    if not period or not _is_sane(low_amount, high_amount, period):
        return None, True, end
    if (
        not is_range
        and (later := _LATER.match(low, end))
        and low_amount < _amount(later["amount"]) <= _MOST_LATER * low_amount
    ):
        high_amount, is_range, length = _amount(later["amount"]), True, later.end("amount") - end
    ends: tuple[float | None, float | None] = (low_amount, high_amount)
    if not is_range:
        if _AT_MOST.search(before):
            ends = (None, high_amount)
        elif _AT_LEAST.search(before) or (after.lstrip().startswith("+") and more is None):
            ends = (low_amount, None)
    pro_rata = _is_pro_rata(low, end, before)
    return Finding("pay", Pay(*ends, period, pro_rata), hit.start, end + length), is_basic, end


def _stands_alone(low: str, before: str, end: int) -> bool:
    return _ALONE_BEFORE.search(before) is not None and _ALONE_AFTER.match(low, end) is not None


def _is_pro_rata(low: str, end: int, before: str) -> bool:
    """Whether an amount is that of full time; in "£18,000 (FTE £24,000)" the next one is."""
    after = low[end : end + 45].partition("\n")[0]
    own, pound, _ = after.partition("£")
    found = _PRO_RATA.search(own)
    if found and pound and _LEADS_ON.fullmatch(own, found.end()):
        return False
    return found is not None or _PRO_RATA.search(before[-25:]) is not None


def _read_bare(low: str, hit: Hit) -> Finding | None:
    term = hit.term.lstrip("0123456789 ")
    start = hit.end - len(term)
    match = _BARE_AMOUNT.search(low, max(0, start - 30), start)
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
    if (
        not period
        or not _is_sane(amounts[0], amounts[-1], period)
        or _NO_PAY_BEFORE.search(before)
        or "£" in before[-3:]
    ):
        return None
    return Finding("pay", Pay(amounts[0], amounts[-1], period), match.start(), hit.end)


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
        return float(re.sub(r"[,. ]", "", whole) + "." + rest)
    return float(re.sub(r"[,. ]", "", digits))


def _period(
    low_amount: float, high_amount: float, before: str, after: str, *, is_range: bool, stands_out: bool
) -> tuple[str, int]:
    """What the amount is for, and how many characters after it say so."""
    match = _PERIOD.search(after[:_WINDOW])
    # "£24,000 pro rata, 20 hours per week" is not for a week.
    if match and match.lastgroup and not _OF_HOURS.search(after, 0, match.start()):
        return (match.lastgroup, match.end()) if _is_sane(low_amount, high_amount, match.lastgroup) else ("", 0)
    named = [match.lastgroup or "" for match in _PERIOD_BEFORE.finditer(before)][-1:]
    for period in named:
        if _is_sane(low_amount, high_amount, period) and (period != "year" or low_amount >= _YEARLY_BY_SIZE):
            return period, 0
    about_pay = _ABOUT_PAY.search(before) is not None or _ABOUT_PAY.match(after.lstrip()) is not None
    if low_amount >= _YEARLY_BY_SIZE and (about_pay or stands_out or (is_range and high_amount > low_amount)):
        return "year", 0
    if (_RATE_BEFORE.search(before) or after.lstrip().startswith("basic")) and _is_hourly(low_amount, high_amount):
        return "hour", 0
    return "", 0


def _is_hourly(low: float, high: float) -> bool:
    return _HOURLY_BY_SIZE[0] <= low and high <= _HOURLY_BY_SIZE[1]


def _is_sane(low: float, high: float, period: str) -> bool:
    least, most = _SANE[period]
    return least <= low <= high <= most and high <= _WIDEST_RANGE * low
