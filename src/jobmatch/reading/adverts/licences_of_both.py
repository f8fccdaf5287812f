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
# "HGV Driver" names no class: what the text says of it goes before.
_NO_CLASS: Final = re.compile(r"^(?:hgv|lgv)\s(?:driving\s)?(?:drivers?|licen[cs]e)$")
_CLASS_1: Final = re.compile(r"\b(?:class (?:1|one)|(?:hgv|lgv) ?1|c ?\+ ?e|artic\w*)\b", re.IGNORECASE)
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


def settle_title_and_text(found: Found, title: str, text: str) -> None:
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
    _take_class_from_text(found, names, text)
    names = [name for name in names if f"licences={name}" in found]
    _settle_lorries(found, [name for name in names if not set(name.split(_OR)).difference(_LORRIES)])
    either = {name for one in names if _OR in one for name in one.split(_OR)}
    _drop(found, [name for name in names if name in either])


def _take_class_from_text(found: Found, names: list[str], text: str) -> None:
    """Leave a lorry without a class in the title to the text, which may ask for one, or only name the higher one."""
    if "driving_c" not in names:
        return
    finding, plain, source = found["licences=driving_c"]
    if source != "title" or not _NO_CLASS.match(plain.low[finding.start : finding.end]):
        return
    if any(name != "driving_c" and not set(name.split(_OR)).difference(_LORRIES) for name in names):
        _drop(found, ["driving_c"])
    elif _CLASS_1.search(text):
        found["licences=driving_c"] = finding._replace(stated=False), plain, source


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
