"""What sentences about a pair need besides the scorer's integers: a few facts from both rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import polars as pl

from jobmatch.childcare import PairChildcare
from jobmatch.codes import DAY_CODES, MODE_NAMES, Mode
from jobmatch.config import MatchConfig
from jobmatch.notation import format_shifts, format_windows, parse_shifts, parse_windows
from jobmatch.pack.vacancies import pay_pence_per_hour
from jobmatch.results import Id
from jobmatch.travel import TravelMatrix

Place = Literal["unknown", "rough", "exact"]

_DEFAULTS: Final = MatchConfig()


@dataclass(frozen=True, slots=True, repr=False)
class PairContext:
    """What sentences need besides the scorer's integers.

    Parameters
    ----------
    jobseeker_id, vacancy_id
        The pair.
    title, employer, shifts, days_on_site, term_only
        From the vacancy, None where not stated; ``shifts`` in canonical notation.
    workplace, starting_point
        How well each place is known.
    sites
        Names of further places of work, of which the best counts.
    pay_pence, pay_wanted_pence
        Pence an hour; None where not stated.
    car_days
        Codes of the days on which there is a car, where that is only some; else None.
    limit_out_min, limit_ret_min, limit_source
        Longest journeys, minutes, by which the pair was judged, and who set them; None in an employer's.
    away_windows, away_windows_holiday
        When the person can be away, in canonical notation; None where not recorded.
    care_places, care_place_unknown
        Names of the places of care, and whether nobody knows where one of them is.
    care_places_estimated
        Names of those from which the way to work is estimated, though that from home is not.
    phased_hours_quarters, phased_until
        Most quarter hours a week in a phased return, and the day from which that no longer holds; None where there is
        none.
    review_due
        The day by which the limits were to be looked at again, if it has passed.
    timetables
        Day of the travel-time matrix by `codes.Mode`; None where it has no times.
    shift_min
        Minutes at work on the shortest day; None where not stated.
    travel_cost_pence, pay_percent, net_pence
        What the journeys cost a week, in hundredths of the pay, too, and what is left of an hour's pay after that, with
        the hours on the way counted.
    parking_left_out, cost_limit_pence
        Whether what parking may cost is not in it, and the most that they should cost; None where there is no limit.
    childcare
        What the job may need of childcare; None where nothing is on record, or it cannot be told.
    skills_recorded
        Whether the person's skills are known, be it that there are none.
    weights, shortlist_weights
        Points out of 100 by `codes.Part`, and for text and skills in the order that an employer may see.
    penalty
        Thousandths of a point for each thing that is unknown.
    read_fields
        Columns of the vacancy that were read from its advert's text.
    person_read_fields
        Columns of the person that were read from their CV.
    """

    jobseeker_id: Id
    vacancy_id: Id
    title: str
    employer: str | None = None
    shifts: str | None = None
    days_on_site: float | None = None
    term_only: bool | None = None
    sites: tuple[str, ...] = ()
    workplace: Place = "exact"
    starting_point: Place = "exact"
    pay_pence: int | None = None
    pay_wanted_pence: int | None = None
    limit_out_min: int | None = None
    limit_ret_min: int | None = None
    limit_source: str | None = None
    car_days: tuple[str, ...] | None = None
    away_windows: str | None = None
    away_windows_holiday: str | None = None
    care_places: tuple[str, ...] = ()
    care_place_unknown: bool = False
    care_places_estimated: tuple[str, ...] = ()
    phased_hours_quarters: int | None = None
    phased_until: dt.date | None = None
    review_due: dt.date | None = None
    timetables: tuple[dt.date | None, ...] = (None,) * len(Mode)
    shift_min: int | None = None
    travel_cost_pence: int | None = None
    pay_percent: int | None = None
    net_pence: int | None = None
    parking_left_out: bool = False
    cost_limit_pence: int | None = None
    childcare: PairChildcare | None = None
    paid_childcare_quarters: int | None = None
    skills_recorded: bool = True
    weights: tuple[int, ...] = _DEFAULTS.weights.as_tuple()
    shortlist_weights: tuple[int, int] = (50, 50)
    penalty: int = _DEFAULTS.unknown_penalty_points
    read_fields: tuple[str, ...] = ()
    person_read_fields: tuple[str, ...] = ()


def pair_context(
    people: pl.DataFrame,
    person_row: int,
    vacancies: pl.DataFrame,
    vacancy_row: int,
    config: MatchConfig,
    *,
    default_limit_min: int,
    matrix: TravelMatrix | None = None,
) -> PairContext:
    """Collect what sentences need from one row of each validated table.

    Parameters
    ----------
    people, vacancies : polars.DataFrame
        Rows of the two sides; columns as `jobmatch.schemas`, without need of free text.
    person_row, vacancy_row : int
        Rows of the two.
    config : MatchConfig
        With which the pair was judged.
    default_limit_min : int
        Longest journey where none is stated, minutes each way, with which the pair was judged.
    matrix : TravelMatrix, optional
        With which the pair was judged.

    Returns
    -------
    PairContext
    """
    vacancy, person = vacancies.row(vacancy_row, named=True), people.row(person_row, named=True)
    pay_pence = int(pay_pence_per_hour(vacancies[vacancy_row : vacancy_row + 1])[0])
    wish, phased = person["pay_wanted_gbp_per_hour"], person["phased_hours_max"]
    limits = [default_limit_min if person[name] is None else person[name] for name in ("limit_out", "limit_ret")]
    return PairContext(
        jobseeker_id=person["jobseeker_id"],
        vacancy_id=vacancy["vacancy_id"],
        title=_one_line(vacancy["title"]) or "",
        employer=_one_line(vacancy["employer"]),
        shifts=format_shifts(parse_shifts(vacancy["shifts"])) if vacancy["shifts"] else None,
        days_on_site=vacancy["days_on_site"],
        term_only=vacancy["term_only"],
        # Which of several places is meant is no question to ask.
        workplace="exact" if vacancy["more_sites"] else _place(vacancy),
        sites=tuple(site["name"] for site in vacancy["more_sites"] or ()),
        starting_point=_place(person),
        pay_pence=pay_pence if pay_pence >= 0 else None,
        pay_wanted_pence=round(wish * 100) if wish else None,
        limit_out_min=limits[0],
        limit_ret_min=limits[1],
        limit_source=person["limit_source"],
        car_days=_car_days(person),
        away_windows=_windows(person["away_windows"]),
        away_windows_holiday=_windows(person["away_windows_holiday"]),
        care_places=tuple(place["name"] for place in person["care_places"] or ()),
        phased_hours_quarters=_quarters(phased),
        phased_until=person["phased_until"],
        review_due=_passed(person["capacity_review_date"], config),
        care_place_unknown=any(place["latitude"] is None for place in person["care_places"] or ()),
        timetables=(None,) * len(Mode) if matrix is None else tuple(matrix.date_of(mode) for mode in Mode),
        cost_limit_pence=_pence(person["cost_limit_gbp_per_week"]),
        paid_childcare_quarters=_quarters(person["childcare_paid_hours_max"]),
        skills_recorded=person["skills"] is not None,
        weights=config.weights.as_tuple(),
        shortlist_weights=(config.shortlist_weights.text, config.shortlist_weights.skills),
        penalty=config.unknown_penalty_points,
        read_fields=tuple(vacancy["read_fields"] or ()),
        person_read_fields=tuple(person["read_fields"] or ()),
    )


def _passed(day: dt.date | None, config: MatchConfig) -> dt.date | None:
    """The day if it lies before the day of matching: a reminder for people, on which no result depends."""
    today = config.as_of or dt.datetime.now(tz=dt.UTC).date()
    return day if day is not None and day < today else None


def _quarters(hours: float | None) -> int | None:
    return None if hours is None else round(4 * hours)


def _pence(gbp: float | None) -> int | None:
    return None if gbp is None else round(gbp * 100)


def _one_line(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split()) or None


def _car_days(person: Mapping[str, Any]) -> tuple[str, ...] | None:
    days, modes = person["car_days"], person["modes"] or ()
    if days is None or MODE_NAMES[Mode.CAR] not in modes or len(set(days)) == len(DAY_CODES):
        return None
    return tuple(day for day in DAY_CODES if day in days)


def _place(row: Mapping[str, object]) -> Place:
    if row["latitude"] is None or row["longitude"] is None:
        return "unknown"
    return "rough" if row["place_radius_km"] else "exact"


def _windows(text: str | None) -> str | None:
    return None if text is None else format_windows(parse_windows(text))
