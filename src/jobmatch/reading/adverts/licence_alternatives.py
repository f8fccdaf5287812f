"""Licences of which one is enough, and those that are read from inside a longer name."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, NamedTuple

from jobmatch.reading.adverts.licence_terms import REGISTERS
from jobmatch.reading.plain import Plain

_ONE_REGISTER: Final = frozenset(("nmc_registration", "hcpc_registration", "gphc_registration", "social_work_england"))
# Both may be asked for, unless they stand in a list with those: "GMC/NMC/HCPC/GDC".
_OTHER_REGISTERS: Final = frozenset(("gmc_registration", "gdc_registration"))
_BESIDE: Final = 2
_BETWEEN_OR: Final = re.compile(r"^[^.,;:\n]{0,40}?(?:\bor\b|/)[^.,;:\n]{0,40}$")
_ALTERNATIVES: Final = frozenset(
    (
        *REGISTERS.values(),
        "driving_c1",
        "driving_c",
        "driving_ce",
        "driving_d1",
        "driving_d",
        "forklift_counterbalance",
        "forklift_reach",
        "telehandler",
        "cscs",
        "cpcs",
        "npors",
        "sia_door",
        "sia_guard",
        "sia_cctv",
        "smsts",
        "sssts",
        "dbs",
        "nebosh",
        "iosh",
    )
)

# What those who are taken on to learn do not have.
LEARNT: Final = frozenset(
    (
        *("early_years_level_2", "early_years_level_3", "nvq_care_2", "nvq_care_3", "qts", "aat"),
        *("gdc_registration", "gas_safe", "electrician_18th_edition", "gphc_registration"),
    )
)


class Asked(NamedTuple):
    """A licence that is asked for, and whether it can be had later."""

    licence: str
    start: int
    end: int
    obtainable: bool
    stated: bool = True
    by_title: bool = False  # "registered nurse", which names no register


OR: Final = " or "
_SEVERAL: Final = 2
# Whoever is asked for two of these is asked for either: "class 1 drivers £17, class 2 drivers £15".
LORRIES: Final = ("driving_c1", "driving_c", "driving_ce")
# These are had on top of that for a car, which need not be asked for once more.
_ABOVE_CARS: Final = frozenset((*LORRIES, "driving_d1", "driving_d"))
_COVERS: Final = {
    "driving_ce": ("driving_c", "driving_c1"),
    "driving_c": ("driving_c1",),
    "sia_door": ("sia_guard",),
    "sia_cctv": ("sia_guard",),
    "paediatric_first_aid": ("first_aid_at_work",),
}


def is_of(licence: str, names: Collection[str]) -> bool:
    """Whether a licence, or each of those of which one is enough, is one of these."""
    return all(name in names for name in licence.split(OR))


def without_covered(asked: list[Asked]) -> list[Asked]:
    """Each licence once, and none read from inside a longer name: "class 2" in "hgv class 2"."""
    if len(asked) < _SEVERAL:
        return asked
    first: dict[str, Asked] = {}
    for one in sorted(asked, key=lambda one: (one.by_title, one.start, one.start - one.end)):
        known = first.get(one.licence)
        if known is None or (known.obtainable and not one.obtainable):
            first[one.licence] = one if known is None else known._replace(obtainable=False)
    spans = [(one.start, one.end, one.licence) for one in first.values()]
    either = {name for licence in first if OR in licence for name in licence.split(OR)}
    return [
        one
        for one in first.values()
        if one.licence not in either
        and not any(start <= one.start < end and one.licence in _COVERS.get(other, ()) for start, end, other in spans)
    ]


def with_alternatives(text: Plain, asked: list[Asked]) -> list[Asked]:
    """Licences of which one is enough, as one: "NMC or HCPC registered". None of them alone is asked for."""
    if len(asked) < _SEVERAL:
        return asked
    result: list[Asked] = []
    registers = [one for one in asked if one.licence in _ONE_REGISTER]
    if len(registers) > 1:
        # Nobody is asked for two of these: the post is open to several professions.
        first, last_end = min(one.start for one in registers) - _BESIDE, max(one.end for one in registers) + _BESIDE
        registers += [
            one
            for one in asked
            if one.licence in _OTHER_REGISTERS and first <= one.end and one.start <= last_end and not one.by_title
        ]
        registers.sort(key=lambda one: one.start)
        names = " or ".join(dict.fromkeys(one.licence for one in registers))
        later = any(one.obtainable for one in registers)
        result.append(Asked(names, registers[0].start, max(one.end for one in registers), later))
        asked = [one for one in asked if one not in registers]
    for one in sorted(_with_lorries(text.low, asked), key=lambda one: one.start):
        last = result[-1] if result else None
        if (
            last
            and _ALTERNATIVES.issuperset(last.licence.split(" or "))
            and one.licence in _ALTERNATIVES
            and last.end <= one.start
            and _BETWEEN_OR.match(text.low[last.end : one.start])
        ):
            result[-1] = Asked(
                f"{last.licence} or {one.licence}", last.start, one.end, last.obtainable or one.obtainable
            )
        else:
            result.append(one)
    return result


def _with_lorries(low: str, asked: list[Asked]) -> list[Asked]:
    """At most one licence for lorries, and beside one for lorries or buses no "clean licence" for cars."""
    if not any(one.licence.startswith("driving_") and one.licence != "driving_b" for one in asked):
        return asked
    lorries = [one for one in asked if is_of(one.licence, LORRIES)]
    if len(lorries) > 1:
        named = {name for one in lorries for name in one.licence.split(OR)}
        names = OR.join(name for name in LORRIES if name in named)
        first, last = min(one.start for one in lorries), max(one.end for one in lorries)
        asked = [one for one in asked if one not in lorries]
        asked.append(Asked(names, first, last, any(one.obtainable for one in lorries)))
    if any(not one.obtainable and is_of(one.licence, _ABOVE_CARS) for one in asked):
        return [one for one in asked if one.licence != "driving_b" or "driv" in low[one.start : one.end]]
    return asked
