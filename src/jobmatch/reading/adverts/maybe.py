"""Words by which something is offered, may come, or is paid more for, and is not said to be part of the work."""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.plain import Plain

_MAYBE: Final = re.compile(
    r"\b(?:able to offer|can offer|tired of|fed up (?:of|with)|in the future|soon to become|to become a|future"
    r"|on offer|may also be available|upon discussion"
    r"|if you wish|choice|opportunit\w+|optional|flexible shifts? available|are available|available across"
    r"|volunteer\w*)\b"
)
# What comes after these is not so yet.
_NOT_YET: Final = re.compile(
    r"\b(?:with a view to|potential(?:ly)? (?:expan\w+|exten\w+|to|for)|possible expan\w+|plan(?:s"
    r"|ning)? to (?:expand|extend))\b"
)
# "Enhanced pay for nights and weekends" says what they pay, not that this job has them.
_PAID_MORE_BEFORE: Final = re.compile(
    r"(?:\b(?:enhance(?:d|ments?)|premiums?|allowances?|uplifts?|supplements?|time and a (?:half|third|quarter)"
    r"|double time"
    r"|(?:extra|additional|higher|increased|more) (?:pay\w*|rates?|money)|paid (?:extra|more)|unsocial hours pay\w*)\b"
    r"|\d\s?%)"
    r"(?:(?!\b(?:you will|you must|must|required|includ\w+|rota|shifts?)\b)[^.;:\n]){0,80}$"
)
_PAID_MORE_AFTER: Final = re.compile(
    r"\s*(?:shifts?\s*|work(?:ing)?\s*|duty\s*|hours\s*){0,2}(?:allowances?|enhancements?|premiums?|supplements?"
    r"|uplifts?"
    r"|bonus(?:es)?|pay\b|payments?|rates?\b)"
)


# "Post B - Thursday to Saturday evenings"
_A_POST: Final = re.compile(r"\W*(?:posts?|role|position|vacancy|job|option) ?(?:[a-d]|[1-9]|one|two|three)\b")


def is_of_one_post(text: Plain, start: int) -> bool:
    """Whether a line begins with the number of a post: what it says is of one of several."""
    return _A_POST.match(text.low, text.line(start, start)[0]) is not None


def is_maybe(before: str, after: str) -> bool:
    """Whether a part of the week is offered, or may come, and is not said to be worked.

    Examples
    --------
    >>> is_maybe("you have the choice of ", " and days"), is_maybe("work ", " with a view to expand")
    (True, False)
    """
    return _MAYBE.search(before + after) is not None or _NOT_YET.search(before) is not None


def is_paid_more(before: str, after: str) -> bool:
    """Whether a part of the week is only named as one that pays more.

    Examples
    --------
    >>> is_paid_more("enhanced rates for ", " and weekends"), is_paid_more("you will work ", " shifts, paid extra")
    (True, False)
    """
    return _PAID_MORE_BEFORE.search(before) is not None or _PAID_MORE_AFTER.match(after) is not None
