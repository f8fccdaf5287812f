"""What the title and the text of an advert say of licences together.

Each is read by itself, so "Class 1 Driver" and "class 2 licence" below it would both be asked for.
"""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.findings import Finding
from jobmatch.reading.plain import Plain
from jobmatch.reading.values import Source

Found = dict[str, tuple[Finding, Plain, Source]]

_OR: Final = " or "
_LORRIES: Final = ("driving_c1", "driving_c", "driving_ce")
_FIELDS: Final = ("licences", "licences_obtainable")
# What those who are taken on to learn do not have.
_LEARNT: Final = frozenset(
    (
        *("early_years_level_2", "early_years_level_3", "nvq_care_2", "nvq_care_3", "qts", "aat"),
        *("gdc_registration", "gas_safe", "electrician_18th_edition", "gphc_registration"),
    )
)
# "Qualified Dental Nurse or Trainee", "Nursery Practitioner / Unqualified Assistant"
_OR_UNTRAINED: Final = re.compile(
    r"(?:/|,|&|\+|\(|\bor\b|\band\b)\s*(?:trainees?|unqualified|apprentices?|improvers?)\b"
    r"|\b(?:trainees?|unqualified|apprentices?)\s*(?:/|&|\bor\b|\band\b)\s*(?:\w+\s)?(?:fully[- ])?(?:qualified"
    r"|experienced|registered)\b"
)


def settle_title_and_text(found: Found, title: str) -> None:
    """Make one of what title and text ask for, in place.

    Two classes of lorries become either; a licence that is one of two in the other place is not asked for alone; and a
    title that is open to the untrained asks for no qualification.
    """
    keys = [key for key in found if key.startswith("licences=")]
    if not keys:
        return
    names = [key.partition("=")[2] for key in keys]
    if not _LEARNT.isdisjoint(names) and _OR_UNTRAINED.search(title.lower()):
        _drop(found, [name for name in names if name in _LEARNT])
    _settle_lorries(found, [name for name in names if not set(name.split(_OR)).difference(_LORRIES)])
    either = {name for one in names if _OR in one for name in one.split(_OR)}
    _drop(found, [name for name in names if name in either])


def _settle_lorries(found: Found, asked: list[str]) -> None:
    first = next((found[f"licences={name}"] for name in asked), None)
    if first is None or len(asked) == 1:
        return
    kept = {field: any(f"{field}={name}" in found for name in asked) for field in _FIELDS}
    named = {part for name in asked for part in name.split(_OR)}
    either = _OR.join(name for name in _LORRIES if name in named)
    _drop(found, asked)
    finding, plain, source = first
    for field, is_kept in kept.items():
        if is_kept:
            found[f"{field}={either}"] = finding._replace(field=field, value=either), plain, source


def _drop(found: Found, names: list[str]) -> None:
    for name in names:
        for field in _FIELDS:
            found.pop(f"{field}={name}", None)
