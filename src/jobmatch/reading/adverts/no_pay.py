"""Money in an advert that is no pay of its job: bonuses, benefits, budgets, tips, and the pay of other posts."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_IN_TRAINING: Final = re.compile(
    r"\b(?:during|while|whilst|throughout)\s+(?:(?:your|the|initial|in)\s+)*training\b[^£\n]{0,12}$"
    r"|\btraining (?:rate|wage|pay)\b[^£\n]{0,12}$"
)
NO_PAY_WORD: Final = re.compile(
    r"\b(?:bonus(?:es)?|payments? of|allowance|golden hello|retention|sav(?:e|ing|ings)|worth|valued?"
    r"|fees?|costs?|costing|budget|turnover|invest\w*|funding"
    r"|grants?|fundrais(?:e|es|ed|ing)|on[- ]?call|stand-?by|retainer|vouchers?|discounts?|revenue|sales|portfolio|fund"
    r"|loan|financ\w*|insurance|membership|welcome|deposit|limit|charged?|reimburs\w*|deduct\w*"
    r"|incentive|relocation|ote|refer(?:ral)?|raised?|assets|contribut\w+"
    r"|subsid\w+|up to \d+%|scheme of|win|prizes?|life cover|sacrifice|basket"
    r"|expenses|income of|threshold|budgets of"
    r"|additional|extra|plus|rrp|premi\w+|supplements?|joining|disclosure|max salary"
    r"|maximum salary|hcas|weighting|(?:earnings?|salary|income|pay) potential|potential (?:earnings?|salary"
    r"|income|pay)"
    r"|potential to earn|on[- ]target|realistic(?:ally)?|achievable|uncapped|year earnings|rent|tak(?:es|ings)"
    r"|turns? over|lent|spend(?:s|ing)?|accounts? (?:of|worth|rang\w+)|contracts? (?:worth|rang\w+)"
    r"|accommodation (?:\w+ )?(?:at|for|from|costs?)|average (?:salary|pay|earnings?|wages?|take))\b"
)
# "Sales Assistant", "Finance Manager": what money is for is also a trade.
_ALSO_TRADES: Final = (
    "fee", "cost", "budget", "turnover", "invest", "fund", "grant", "revenue", "sales", "portfolio", "loan", "financ",
    "insurance", "membership", "welcome", "deposit",
)  # fmt: skip
_ON_TOP: Final = ("bonus", "joining", "welcome", "retention", "golden")
_OF_A_TRADE: Final = re.compile(
    r"\s+(?:[\w&/'-]+\s+){0,2}?(?:assistants?|executives?|exec|managers?|advis[eo]rs?|officers?|administrators?"
    r"|consultants?|clerks?|analysts?|accountants?|controllers?|leaders?|hosts?|coordinators?|representatives?|reps?"
    r"|agents?|negotiators?|directors?|partners?|engineers?|handlers?|brokers?|technicians?|specialists?"
    r"|supervisors?)\b"
)
_NO_PAY_REACH: Final = 45
# "Accommodation £75 per week", "digs money £35 a night", "clients pay £22 per hour"
_OF_RENT: Final = ("day", "week", "month")
_PAID_BY_WORKER: Final = re.compile(
    r"\b(?:accommodation|lodgings?|digs|caravans?|rooms?|bedrooms?|live[- ]?in|board|meals?|lunch|parking|uniform)"
    r"(?: (?:money|is|are|available|at|for|from|costs?|only|provided))*\s*[:=-]?\s*$"
    # "We will lend you a car from £160 per week"
    r"|\b(?:hir(?:e|ing)|rent(?:s|al|ing)?|leas(?:e|ing)|lend|broker|plated|franchise)\b[^£\n.;]{0,25}\b(?:from"
    r"|for|at)\s*$"
    # "Keep your fares, settle £130 a week"
    r"|\b(?:settle|settlement|chair rent|van rental|weekly rent)(?: (?:of|is|at|from|only))*\s*$"
)
_PAID_BY_OTHERS: Final = re.compile(
    r"\b(?:clients?|customers?|guests|members|families|tenants|treatments?|lessons?|classes)"
    r" (?:pay|paid|paying|from|costs?)"
    r"(?: (?:us|around|about|up to|from|you))*\s*$"
    # "Our hourly rate to clients is £20"
    r"|\b(?:to|for) (?:clients|customers|guests)(?: (?:is|are|of|at))?\s*$"
)
_TIPS: Final = ("tips", "gratuities", "tronc", "commission")
# "Tips usually come to £40 a week"
_TIPS_BEFORE: Final = re.compile(
    rf"\b(?:{'|'.join(_TIPS)})(?:\s+(?:of|on|are|can|be|come|comes|to|up|usually|typically|average|averages|averaging"
    r"|approx\.?|approximately|around|about|worth|roughly))+\s*$"
)
# "+ sleep-ins £50 each (around £5,200 a year)"
_SLEEP_INS_BEFORE: Final = re.compile(
    r"\bsleep(?:ing|s)?[- ]?ins?\b(?:(?!\b(?:salary|basic|includ\w+|total))[^.\n;]){0,40}$"
)
# "Bonus scheme, basic salary £24,000": pay is spoken of again.
_PAY_AGAIN: Final = re.compile(
    r"\b(?:salary(?! sacrifice)|salaries|wages?|hourly rate|rates? of pay|pay rates?|basic)\b"
)
_NO_PAY_AFTER: Final = re.compile(
    r"\+?\s*(?:million|mil\b|m\b|mn\b|billion|bn\b|b\b|(?:[\w&]+\s){0,4}(?:bonus|allowance|golden"
    r"|welcome|joining|relocation|retention|premia\b|sign[- ]on|signing|referral|voucher"
    r"|fee\b|budget|turnover|off\b|refit|cash(?! in hand)|reward|grant|instal\w*)|one[- ]off|to be paid"
    r"|on completion(?! of (?:[\w']+ ){0,3}(?:probation|training|induction|preceptorship|nvq))"
    r"|(?:(?:per|an?) \w+ |p/?\w+ |/ ?\w+ )?ote\b|(?:salary )?package\b|hcas\b|salary sacrifice|on[- ]call"
    r"|(?:a|per) (?:day|week) (?:on[- ]call|stand-?by)"
    r"|(?:per hour |an hour |p/?h )?\(?(?:ltd|limited company|umbrella)\b|worth|(?:will be |is |are )?deduct\w*"
    r"|a month for"
    r"|(?:per |an? |/ ?)\w+ (?:towards|allowance|contribution|(?:charged )?to (?:clients|customers))"
    r"|in (?:savings|sales|funding|revenue)"
    r"|(?:per |/|an? )(?:mile|patient|session|visit|delivery|client|shift|night|sleep\w*|call|referral"
    r"|point|drop|parcel|child|pupil|head|year in))"
)
# "Other roles on site: team leaders (£15.10 per hour)", "We also have loaders' work at £12.71 ph"
_OF_OTHER_POSTS: Final = re.compile(
    r"\b(?:other|also)\b[^.\n]{0,30}?\b(?:roles?|jobs?|vacanc(?:y|ies)|positions?|work|recruiting|hiring|looking"
    r"|seeking|need)\b[^\n]*$"
)
_OTHER_POSTS_REACH: Final = 180
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)(?=.)")
_IS_DIGIT: Final = re.compile(r"\d")
_LEAST_WITH_MORE: Final = 8000.0


class Words(NamedTuple):
    """What stands around an amount: before it on its line, the part of that which is its own, and after it."""

    before: str
    own: str
    after: str


def is_no_pay(words: Words, more: re.Match[str] | None, amount: float) -> bool:
    """Whether an amount is a bonus, a benefit, a budget or the like."""
    if more is None and _NO_PAY_AFTER.match(words.after):
        return True
    if more and amount < _LEAST_WITH_MORE and words.after.startswith("+"):
        return True  # "£500+ bonus"
    # "Trainee (we pay the fees): £12.71": what stands in brackets is closed.
    own = _IN_BRACKETS.sub("", words.own) if ")" in words.own else words.own
    word = None
    # "£500 joining bonus, £13 per hour": the bonus is that of the amount before.
    follows = _IS_DIGIT.match(own) is not None
    for one in NO_PAY_WORD.finditer(own):
        is_trade = one.group().startswith(_ALSO_TRADES) and _OF_A_TRADE.match(own, one.end())
        word = word if is_trade else one  # the last one counts
    is_other = (
        word is not None
        and len(own) - word.end() <= _NO_PAY_REACH
        and not (follows and word.group().startswith(_ON_TOP) and "," in own[word.end() :])
        and not _PAY_AGAIN.search(own, word.end())
    )
    # Beside another amount it is that which is paid in training.
    return is_other or (not follows and _IN_TRAINING.search(words.own) is not None)


def is_of_something_else(low: str, start: int, period: str) -> bool:
    """Whether the sentence before an amount speaks of other posts, of tips or of what others pay."""
    before = low[max(0, start - _OTHER_POSTS_REACH, low.rfind("\n", 0, start), low.rfind(". ", 0, start)) : start]
    if ("other " in before or "also " in before) and _OF_OTHER_POSTS.search(before):
        return True
    near = max(0, len(before) - _NO_PAY_REACH)
    # "Nurse, baby room - £13.60 p/h": nobody pays for a room by the hour.
    if _PAID_BY_OTHERS.search(before, near) or (period in _OF_RENT and _PAID_BY_WORKER.search(before, near)):
        return True
    if "sleep" in before and period != "hour" and _SLEEP_INS_BEFORE.search(before):
        return True
    return any(map(before.__contains__, _TIPS)) and _TIPS_BEFORE.search(before) is not None
