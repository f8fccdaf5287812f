"""What the title and the text of an advert say of licences together.

Each is read by itself, so "Class 1 Driver" and "class 2 licence" below it would both be asked for.
"""

from __future__ import annotations

import re
from typing import Final

from jobmatch.reading.adverts.licence_alternatives import LEARNT, LORRIES, OR, is_of
from jobmatch.reading.findings import Finding
from jobmatch.reading.plain import Plain
from jobmatch.reading.values import Source

Found = dict[str, tuple[Finding, Plain, Source]]

# "HGV Driver" names no class: what the text says of it goes before.
_NO_CLASS: Final = re.compile(r"^(?:hgv|lgv)\s(?:driving\s)?(?:drivers?|licen[cs]e)$")
_CLASS_1: Final = re.compile(r"\b(?:class (?:1|one)|(?:hgv|lgv) ?1|c ?\+ ?e|artic\w*)\b", re.IGNORECASE)
_FIELDS: Final = ("licences", "licences_obtainable")
# "Qualified Dental Nurse or Trainee", "Nursery Practitioner / Unqualified Assistant"
_OR_UNTRAINED: Final = re.compile(
    r"(?:/|,|&|\+|\(|\bor\b|\band\b)\s*(?:trainees?|unqualified|apprentices?|improvers?)\b"
    r"|\b(?:trainees?|unqualified|apprentices?)\s*(?:/|&|\bor\b|\band\b)\s*(?:\w+\s)?(?:fully[- ])?(?:qualified"
    r"|experienced|registered)\b"
)
# Licences for machines and lorries, of which each is for one kind of work.
_OF_ONE_POST: Final = frozenset(
    (
        *(*LORRIES, "driving_d1", "driving_d", "driving_be", "excavator_360", "telehandler", "crane_slinger"),
        *("forklift_counterbalance", "forklift_reach", "driver_cpc", "digital_tachograph", "cpcs", "npors", "adr"),
    )
)
_JOBS: Final = (
    r"(?:groundworkers|labourers|operatives|pickers|packers|cleaners|joiners|carpenters|climbers|groundies|groundsmen"
    r"|fitters|porters|loaders|assistants|bricklayers|roofers|pipelayers|banksmen|van drivers|fixers|installers|mates"
    r"|handymen|stewards|hands)"
)
_AND: Final = r"\s*(?:/|,|&|\+|\bor\b|\band\b)\s*"
# "7.5t / Van Drivers", "Groundworkers and 360 driver"; one "Driver / Porter" does both.
_SEVERAL_POSTS: Final = re.compile(
    rf"\b{_JOBS}{_AND}(?:[\w.+-]+\s){{1,3}}?(?:drivers?|operators?)\b"
    rf"|\b(?:drivers|operators|7\.5\s?t\w*|hgv|lgv|class [12]|c1){_AND}(?:\w+\s)?{_JOBS}\b"
)
_BEGINNING: Final = 80
# Who must have it is told in so many words.
_DEMANDED: Final = re.compile(r"\b(?:must|essential|required|all|both|every\w*)\b")
_NEAR: Final = 60


def settle_title_and_text(found: Found, title: str, text: str) -> None:
    """Make one of what title and text ask for, in place.

    Two classes of lorries become either; a licence that is one of two in the other place is not asked for alone; and a
    title that is open to the untrained asks for no qualification.
    """
    keys = [key for key in found if key.startswith("licences=")]
    if not keys:
        return
    names = [key.partition("=")[2] for key in keys]
    if not LEARNT.isdisjoint(names) and _OR_UNTRAINED.search(title.lower()):
        _drop(found, [name for name in names if name in LEARNT])
    _take_class_from_text(found, names, text)
    names = [name for name in names if f"licences={name}" in found]
    if any(not _OF_ONE_POST.isdisjoint(name.split(OR)) for name in names) and _SEVERAL_POSTS.search(
        f"{title}\n{text[:_BEGINNING]}".lower()
    ):
        _infer_those_of_one_post(found, names)
    _settle_lorries(found, [name for name in names if is_of(name, LORRIES)])
    either = {name for one in names if OR in one for name in one.split(OR)}
    _drop(found, [name for name in names if name in either])


def _take_class_from_text(found: Found, names: list[str], text: str) -> None:
    """Leave a lorry without a class in the title to the text, which may ask for one, or only name the higher one."""
    if "driving_c" not in names:
        return
    finding, plain, source = found["licences=driving_c"]
    if source != "title" or not _NO_CLASS.match(plain.low[finding.start : finding.end]):
        return
    if any(name != "driving_c" and is_of(name, LORRIES) for name in names):
        _drop(found, ["driving_c"])
    elif _CLASS_1.search(text):
        found["licences=driving_c"] = finding._replace(stated=False), plain, source


def _infer_those_of_one_post(found: Found, names: list[str]) -> None:
    """Take what a title of several posts asks of one of them as a guess, unless the text demands it."""
    for name in names:
        if not is_of(name, _OF_ONE_POST):
            continue
        for field in _FIELDS:
            if (known := found.get(f"{field}={name}")) is None:
                continue
            finding, plain, source = known
            near = plain.low[max(0, finding.start - _NEAR) : finding.end + _NEAR]
            if source == "title" or not _DEMANDED.search(near):
                found[f"{field}={name}"] = finding._replace(stated=False), plain, source


def _settle_lorries(found: Found, asked: list[str]) -> None:
    first = next((found[f"licences={name}"] for name in asked), None)
    if first is None or len(asked) == 1:
        return
    kept = {field: any(f"{field}={name}" in found for name in asked) for field in _FIELDS}
    named = {part for name in asked for part in name.split(OR)}
    either = OR.join(name for name in LORRIES if name in named)
    _drop(found, asked)
    finding, plain, source = first
    for field, is_kept in kept.items():
        if is_kept:
            found[f"{field}={either}"] = finding._replace(field=field, value=either), plain, source


def _drop(found: Found, names: list[str]) -> None:
    for name in names:
        for field in _FIELDS:
            found.pop(f"{field}={name}", None)
