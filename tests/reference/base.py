"""Verdicts, and what every rule needs to read a record."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any

Record = Mapping[str, Any]


class Verdict(IntEnum):
    """Four truth values; a conjunction is the minimum."""

    FAIL = 0
    UNKNOWN = 1
    CONDITIONAL = 2
    OK = 3


FAIL, UNKNOWN, CONDITIONAL, OK = Verdict


@lru_cache(maxsize=65_536)
def exact(value: float) -> Fraction:
    """Return a number as it is written: 0.1 is one tenth, not the nearest float to it."""
    return Fraction(str(value))


def stated(vacancy: Record) -> dict[str, Any]:
    """Return the vacancy with every guessed field taken out."""
    record = dict(vacancy)
    for name in record.get("inferred_fields") or ():
        column, _, dimension = name.partition(".")
        if dimension:
            record[column] = {d: level for d, level in (record.get(column) or {}).items() if d != dimension}
        else:
            record[column] = None
        if column in ("postcode", "area"):  # where the place was found by it
            record |= {"latitude": None, "longitude": None, "place_radius_km": None}
    return record


def rota_verdict(verdicts: list[Verdict], policy: str | None) -> Verdict:
    """Return the travel verdict of a rota from those of its templates."""
    least, best = min(verdicts), max(verdicts)
    if policy == "all":
        return least
    if policy == "choose":
        return best
    if least > FAIL:
        return least
    return min(CONDITIONAL if policy == "prefer" else UNKNOWN, best)
