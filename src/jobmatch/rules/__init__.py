"""Rules of the land that are data: dated, sourced, and replaced by adding lines."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Literal

Rate = Literal["adult", "age_18_to_20", "under_18", "apprentice"]


@lru_cache(maxsize=1)
def minimum_wage_table() -> dict[str, tuple[tuple[dt.date, Decimal], ...]]:
    """Statutory hourly rates of Great Britain by name of rate: (first day, GBP an hour), oldest first."""
    text = resources.files(__name__).joinpath("minimum_wage.csv").read_text(encoding="utf-8")
    table: dict[str, list[tuple[dt.date, Decimal]]] = {}
    for line in csv.DictReader(text.splitlines()):
        entry = (dt.date.fromisoformat(line["effective_from"]), Decimal(line["gbp_per_hour"]))
        table.setdefault(line["rate"], []).append(entry)
    return {rate: tuple(sorted(entries)) for rate, entries in table.items()}


def minimum_wage_gbp_per_hour(on: dt.date, rate: Rate = "adult") -> Decimal | None:
    """The legal minimum on a day, GBP an hour.

    Parameters
    ----------
    on
        The day.
    rate
        "adult" is the highest band, whatever its age limit was on that day.

    Returns
    -------
    Decimal or None
        None before the first day that the table knows, 1 April 2019.

    Raises
    ------
    KeyError
        If there is no such rate.

    Examples
    --------
    >>> minimum_wage_gbp_per_hour(dt.date(2025, 4, 1))
    Decimal('12.21')
    """
    in_force = [gbp for first_day, gbp in minimum_wage_table()[rate] if first_day <= on]
    return in_force[-1] if in_force else None
