"""What reading an advert gives: values with where each came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

Provenance = Literal["stated", "inferred"]
Source = Literal["title", "text"]


class HoursRange(NamedTuple):
    """Weekly hours, to a quarter of an hour; None is an open end ("up to 20", "at least 16")."""

    low: float | None
    high: float | None

    def __str__(self) -> str:
        return _range(self.low, self.high)


class Pay(NamedTuple):
    """Pay in pounds for a ``period`` of `codes.PAY_PERIOD_NAMES`; None is an open end.

    ``pro_rata`` is True where the amount is said to be that of full time.
    """

    low: float | None
    high: float | None
    period: str
    pro_rata: bool = False

    def __str__(self) -> str:
        return f"{_range(self.low, self.high)} per {self.period}{' pro rata' if self.pro_rata else ''}"


def _range(low: float | None, high: float | None) -> str:
    if low == high and low is not None:
        return f"{low:.10g}"
    return f"{'' if low is None else f'{low:.10g}'}-{'' if high is None else f'{high:.10g}'}"


class JobHeld(NamedTuple):
    """One occupation that somebody held; ``start`` and ``end`` are first days of months, None is not stated.

    ``months`` is how long; None where it is not stated, or where the job goes on and nobody said which day it is.
    """

    title: str
    start: dt.date | None
    end: dt.date | None
    months: int | None
    goes_on: bool = False

    def __str__(self) -> str:
        if self.start is None:
            when = ""
        else:
            end = "now" if self.goes_on else f"{self.end:%Y-%m}" if self.end else ""
            when = f", {self.start:%Y-%m} to {end}"
        length = "" if self.months is None else f", {self.months} months"
        return f"{self.title}{when}{length}"


Value = HoursRange | Pay | JobHeld | str | float | int | bool

# Every field that can be read, and what its value is. "licences" and "licences_obtainable" come once for each licence,
# "demands.DIMENSION" for each dimension. Those marked with a star are columns of `schemas.VACANCY`.
FIELDS: Final = {
    "hours_per_week": "HoursRange*",
    "pay": "Pay*",
    "pay_per_hour": "Pay of an hour, by the yearly pay of full time; inferred where its hours are not stated*",
    "pay_band": "band of the NHS scale: '2' to '7', '8a' to '8d' or '9'; what it pays is not looked up",
    "shifts": "week notation*",
    "shift_kind": "one of `codes.SHIFT_KIND_NAMES`*",
    "shift_times": "shifts without days: '07:00-15:00 | 14:00-22:00', or parts of a day: '06:00-08:00; 16:00-18:00'",
    "term_only": "bool*",
    "school_hours": "True: within school hours",
    "flexible": "True: hours to suit, flexible working",
    "rota": "True: on a rota or rotating shifts",
    "weekends": "whether weekends are worked",
    "full_time": "True: full time, False: part time; not stated where both are offered",
    "part_time_too": "True: the hours are those of full time, and part time is as welcome",
    "contract": "one of `codes.CONTRACT_NAMES`*",
    "remote": "one of `codes.REMOTE_NAMES`*",
    "days_on_site": "days a week*",
    "needs_vehicle": "bool*",
    "licences": "a name of `codes.LICENCES` or one of no list, or 'A or B' where one of several is enough*",
    "licences_obtainable": "one of the above that can be had after the offer or in training*",
    "openings": "int*",
    "training_given": "True: training for the job is promised",
    "disability_confident": "'committed', 'employer' or 'leader'; 'member' where the level is not stated",
    "guaranteed_interview": "True: disabled applicants, or others named, who meet the criteria are interviewed",
    "adjustments": "True: reasonable adjustments are offered",
    "demands": "level 0 to 7 of a functional dimension*",
}


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """One value read from an advert.

    Parameters
    ----------
    field : str
        One of `FIELDS`; for a functional demand "demands." and the dimension.
    value : HoursRange, Pay, str, float, int or bool
        As `FIELDS` says.
    provenance : "stated" or "inferred"
        Whether the words say so, or only suggest it. What is inferred never decides a verdict.
    source : "title" or "text"
        Where it was read.
    start, end : int
        Stretch of the source, as given, that says so; ``end`` is excluded.
    """

    field: str
    value: Value
    provenance: Provenance
    source: Source
    start: int
    end: int

    def __repr__(self) -> str:
        # Adverts name people; what was read is for those who ask for it.
        return f"Reading({self.field}, {self.provenance}, {self.source}[{self.start}:{self.end}])"


@dataclass(frozen=True, slots=True, repr=False)
class AdvertReading:
    """All that was read from one advert, in the order of `FIELDS`.

    Examples
    --------
    >>> from jobmatch.reading import read_advert
    >>> advert = read_advert("Cleaner, 16-20 hours per week, £11.44 p/h, school hours. No driving licence needed.")
    >>> advert
    AdvertReading(3 stated, 1 inferred)
    >>> advert.hours_per_week, advert.pay
    (HoursRange(low=16.0, high=20.0), Pay(low=11.44, high=11.44, period='hour', pro_rata=False))
    >>> advert.licences is None
    True
    """

    readings: tuple[Reading, ...]

    def __repr__(self) -> str:
        n_stated = sum(reading.provenance == "stated" for reading in self.readings)
        return f"AdvertReading({n_stated} stated, {len(self.readings) - n_stated} inferred)"

    def __iter__(self) -> Iterator[Reading]:
        return iter(self.readings)

    def __len__(self) -> int:
        return len(self.readings)

    def of(self, field: str, provenance: Provenance | None = None) -> tuple[Reading, ...]:
        """Readings of one field, with their provenance and spans.

        Parameters
        ----------
        field : str
            One of `FIELDS`; "demands" gives those of all dimensions.
        provenance : "stated", "inferred" or None
            Which to give; None is both.
        """
        return tuple(
            reading
            for reading in self.readings
            if (reading.field == field or (field == "demands" and reading.field.startswith("demands.")))
            and provenance in (None, reading.provenance)
        )

    def stated(self, field: str) -> Value | None:
        """The value stated for a field; None where the advert does not state it.

        Parameters
        ----------
        field : str
            A field that has one value.
        """
        found = self.of(field, "stated")
        return found[0].value if found else None

    @property
    def hours_per_week(self) -> HoursRange | None:
        """Weekly hours stated."""
        value = self.stated("hours_per_week")
        return value if isinstance(value, HoursRange) else None

    @property
    def pay(self) -> Pay | None:
        """Pay stated."""
        value = self.stated("pay")
        return value if isinstance(value, Pay) else None

    @property
    def shifts(self) -> str | None:
        """Working times stated, in the notation of `jobmatch.notation`."""
        value = self.stated("shifts")
        return value if isinstance(value, str) else None

    @property
    def licences(self) -> tuple[str, ...] | None:
        """Licences and checks that are asked for; None where none is, which does not say that none is needed."""
        return tuple(str(reading.value) for reading in self.of("licences", "stated")) or None

    @property
    def demands(self) -> dict[str, int]:
        """Functional demands stated, level by dimension."""
        return {
            reading.field.removeprefix("demands."): int(reading.value)
            for reading in self.of("demands", "stated")
            if isinstance(reading.value, int)
        }
