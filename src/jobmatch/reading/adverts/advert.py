"""Reading one advert: title and text through all rules, one result for each field."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from jobmatch.codes import LICENCES
from jobmatch.reading.adverts import (
    contract,
    demands,
    hours,
    licence_terms,
    licences,
    nights,
    offers,
    openings,
    patterns,
    pay,
    pay_band,
    place,
    shift_length,
    shifts,
    vehicle,
    weekends,
)
from jobmatch.reading.adverts.licences_of_both import settle_title_and_text
from jobmatch.reading.adverts.shift_doubts import with_doubts
from jobmatch.reading.findings import Finding, Findings
from jobmatch.reading.plain import Plain
from jobmatch.reading.terms import Hit, TermFinder
from jobmatch.reading.values import FIELDS, AdvertReading, Reading, Source

Rule = Callable[[Plain, list[Hit], Findings], None]

# Each rule with the terms that call it, in the order in which they build on one another.
_RULES: Final[tuple[tuple[tuple[str, ...], Rule, Rule], ...]] = (
    (hours.TERMS, hours.read, hours.read),
    (pay.TERMS, pay.read, partial(pay.read, is_title=True)),
    (pay_band.TERMS, pay_band.read, partial(pay_band.read, is_title=True)),
    (shifts.TERMS, shifts.read, partial(shifts.read, is_title=True)),
    (patterns.TERMS, patterns.read, patterns.read),
    (nights.TERMS, nights.read, partial(nights.read, is_title=True)),
    (weekends.TERMS, weekends.read, partial(weekends.read, is_title=True)),
    (shift_length.TERMS, shift_length.read, shift_length.read),
    (contract.TERMS, contract.read, partial(contract.read, is_title=True)),
    (place.REMOTE_TERMS, place.read_remote, partial(place.read_remote, is_title=True)),
    (vehicle.TERMS, vehicle.read, vehicle.read),
    (licence_terms.TERMS, licences.read, partial(licences.read, is_title=True)),
    (offers.TRAINING_TERMS, offers.read_training, offers.read_training),
    (openings.TERMS, openings.read, partial(openings.read, is_title=True)),
    (offers.SCHEME_TERMS, offers.read_schemes, offers.read_schemes),
    (demands.TERMS, demands.read, demands.read),
)
_FINDER: Final = TermFinder({str(number): terms for number, (terms, _, _) in enumerate(_RULES)})
_MANY: Final = frozenset(("licences", "licences_obtainable"))
_ORDER: Final = {field: place_ for place_, field in enumerate(FIELDS)}
_LICENCE_ORDER: Final = {name: place_ for place_, name in enumerate(LICENCES)}


def read_advert(text: str | None, title: str | None = None) -> AdvertReading:
    """What an advert states, field by field, with where it says so.

    Parameters
    ----------
    text : str or None
        The advert, plain, HTML or escaped HTML; None is an advert without text.
    title : str or None
        Its title; None is none.

    Returns
    -------
    AdvertReading
        Values with their provenance and spans. A field that is not stated is absent, which says nothing about it.

    Examples
    --------
    >>> advert = read_advert("<p>Mon&ndash;Fri 9.30am to 2.30pm, term time only.</p>", "Kitchen Assistant")
    >>> [(reading.field, str(reading.value), reading.provenance) for reading in advert]
    [('shifts', 'Mon-Fri 09:30-14:30', 'stated'), ('term_only', 'True', 'stated')]
    """
    found: dict[str, tuple[Finding, Plain, Source]] = {}
    if title:
        _read(title, "title", found)
    if text:
        _read(text, "text", found)
        if title:
            settle_title_and_text(found, title, text)
    return AdvertReading(tuple(_reading(*one) for one in sorted(found.values(), key=_place_of)))


def _read(original: str, source: Source, found: dict[str, tuple[Finding, Plain, Source]]) -> None:
    plain = Plain(original)
    findings: Findings = []
    for hits, (_, rule, title_rule) in zip(_FINDER.find(plain.low), _RULES, strict=True):
        if hits:
            (title_rule if source == "title" else rule)(plain, hits, findings)
    for finding in nights.with_nights(with_doubts(plain.low, findings)):
        _keep(finding, plain, source, found)


def _keep(finding: Finding, plain: Plain, source: Source, found: dict[str, tuple[Finding, Plain, Source]]) -> None:
    """Keep one finding a field: a stated one before an inferred one, then the first, which is the title's."""
    key = f"{finding.field}={finding.value}" if finding.field in _MANY else finding.field
    known = found.get(key)
    if known is None or (finding.stated and not known[0].stated):
        found[key] = finding, plain, source


def _place_of(one: tuple[Finding, Plain, Source]) -> tuple[int, int, str, str]:
    field = one[0].field
    if field not in _MANY:
        return _ORDER[field.partition(".")[0]], 0, field, ""
    value = str(one[0].value)
    return _ORDER[field], _LICENCE_ORDER.get(value, len(LICENCES)), field, value


def _reading(finding: Finding, plain: Plain, source: Source) -> Reading:
    start, end = plain.original_span(finding.start, finding.end)
    return Reading(finding.field, finding.value, "stated" if finding.stated else "inferred", source, start, end)
