"""Small random worlds: people and jobs around a few British towns, with everything that can be missing missing.

Every record has every column (None where missing) in canonical values. The same seed gives the same world.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.reference.base import stated
from tests.reference.rules import DIMENSIONS, LICENCES, MODES

T = TypeVar("T")
Record = dict[str, Any]

ONE = 26 * 26 * 384
CAR_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TOWNS = (
    (51.5842, -2.9977),  # Newport
    (51.4816, -3.1791),  # Cardiff
    (53.8008, -1.5491),  # Leeds
    (53.7950, -1.7594),  # Bradford
    (57.4778, -4.2247),  # Inverness
    (50.1188, -5.5376),  # Penzance
)
KM_PER_DEGREE = 111.2
SKILLS = tuple(f"skill {letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
LICENCES_IN_USE = (
    *("driving_b", "driving_be", "driving_c1", "driving_c", "driving_ce", "dbs_basic", "dbs_enhanced", "cscs"),
    *("forklift_counterbalance", "food_hygiene_2", "food_hygiene_3", "sia_guard", "sia_door", "sia_close_protection"),
    *("gdc_registration", "pvg_scheme", "track_safety"),
)
LICENCES_BESIDE = ("welsh_desirable", "overseas_driving")
UNRECOGNISED = ("zeppelin_pilot", "lion_tamer")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_GROUPS = (
    *("Mon-Fri", "Mon-Sun", "Sat,Sun", "Mon-Wed", "Wed-Fri", "Fri-Mon", "Sat-Tue", "Mon,Wed,Fri", "Tue-Thu,Sat"),
    *DAYS,
)
SHIFT_TIMES = (
    *("09:00-17:00", "09:30-14:30", "06:00-14:00", "14:00-22:00", "22:00-06:00", "07:00-19:00", "19:00-07:00"),
    *("08:00-20:00", "04:30-08:30", "16:00-24:00", "00:30-05:00", "17:00-21:00", "10:00-16:00", "12:00-18:00"),
    *("10:00-14:00", "09:45-14:15", "11:00-13:30"),
)
AWAY_WINDOWS = (
    *("Mon-Fri 09:15-15:00", "Mon-Fri 09:00-15:00", "Mon-Fri 08:00-18:00", "Mon-Sun 21:00-07:00"),
    *(
        "Sat,Sun 06:00-24:00",
        "Mon 06:00 to Fri 22:00",
        "Fri 18:00 to Mon 06:00",
        "Mon-Fri 07:30-13:00; Sat 09:00-17:00",
    ),
    *("Mon-Fri 08:00-12:00; Mon-Fri 12:00-16:30", "Mon-Fri 08:00-12:00; Mon-Fri 12:01-16:30", "Sun 23:00-10:00"),
    *("Mon-Sun 00:00-24:00", "Mon 05:00 to Mon 04:00", "always", "none"),
    *("Mon-Sun 08:40-16:10", "Mon-Sun 06:00-22:00", "Mon-Sun 09:10-15:20", "Mon-Sun 05:00-18:30"),
)


def random_from(seed: int) -> Random:
    """Return the source of randomness for a seed."""
    return Random(seed)


def _maybe(rng: Random, make: Callable[[], T], missing: float = 1 / 3) -> T | None:
    return None if rng.random() < missing else make()


def _some(rng: Random, names: Sequence[str], most: int) -> list[str]:
    return rng.sample(names, rng.randint(0, min(most, len(names))))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _limit_min(rng: Random) -> int:
    return rng.choice((0, 180, 30, 45, 60, 90, rng.randint(1, 179)))


def random_place(rng: Random, towns: Sequence[tuple[float, float]] = TOWNS) -> Record:
    """Return the columns of a place: mostly some kilometres from a town, at times the very same point."""
    place: Record = dict.fromkeys(("postcode", "latitude", "longitude", "area", "place_radius_km"))
    if rng.random() < 0.1:
        return place
    latitude, longitude = rng.choice(list(towns))
    if rng.random() < 0.9:
        away_km = rng.choice((0.5, 3.0, 12.0, 40.0))
        latitude += rng.gauss(0, away_km) / KM_PER_DEGREE
        longitude += rng.gauss(0, away_km) / (KM_PER_DEGREE * math.cos(math.radians(latitude)))
    place["latitude"], place["longitude"] = round(latitude, 5), round(longitude, 5)
    place["place_radius_km"] = _maybe(rng, lambda: rng.choice((0.0, 0.4, 1.5, 6.25, 25.0)), 0.7)
    return place


def _times(rng: Random) -> str:
    if rng.random() < 0.6:
        return rng.choice(SHIFT_TIMES)
    start = rng.randrange(1440)
    return f"{_clock(start)}-{_clock((start + rng.randint(30, 780)) % 1440)}"


SPLIT_SHIFTS = (
    *("Mon-Fri 07:00-09:00; Mon-Fri 16:00-18:00", "Sat 10:00-12:00; Sat 22:00-01:30"),
    *("Mon-Fri 09:30-11:00; Mon-Fri 12:00-14:30", "Tue 09:00-12:00; Tue 10:00-11:00; Tue 12:40-14:00"),
    "Mon,Wed 09:30-10:30; Mon,Wed 12:10-13:00; Mon,Wed 14:00-15:00; Fri 10:00-12:00",
)
CARE_PLACES = ("nursery", "school", "gran")


def _fixed(rng: Random) -> str:
    if rng.random() < 0.15:
        return rng.choice(SPLIT_SHIFTS)
    groups = [f"{rng.choice(DAY_GROUPS)} {_times(rng)}"]
    if rng.random() < 0.2:
        taken = groups[0].split()[0]
        groups = [f"{taken.split('-')[0].split(',')[0]} {_times(rng)}"]
        others = [day for day in DAYS if not groups[0].startswith(day)]
        groups.append(f"{','.join(rng.sample(others, 2))} {_times(rng)}")
    return "; ".join(groups)


def _flexible(rng: Random) -> str:
    days = rng.choice(("Mon-Fri", "Mon-Sun", "Sat,Sun", "Tue-Thu"))
    window = rng.choice(("07:00-19:00", "08:00-18:00", "06:00-22:00", "18:00-06:00", "09:00-17:00"))
    n = f"{rng.randint(1, 2)} of " if rng.random() < 0.5 else ""
    return f"{n}{rng.choice(('4', '6', '7.5', '8', '3.25'))}h within {days} {window}"


def random_shifts(rng: Random) -> tuple[str | None, str | None]:
    """Return ``shift_kind`` and ``shifts`` which do not contradict one another."""
    kind = rng.choice(("fixed", "fixed", "any_n", "flex", "rota", "rota", "zero_hours", "annualised", None))
    if kind == "zero_hours" and rng.random() < 0.6:
        return kind, rng.choice((f"{rng.choice(DAY_GROUPS)} {_times(rng)}", "Mon-Fri 09:50-14:10", "Sat 22:00-03:00"))
    if kind is None or kind in {"zero_hours", "annualised"}:
        return kind, None
    shifts = {
        "fixed": lambda: _fixed(rng),
        "any_n": lambda: f"{rng.randint(1, 2)} of {rng.choice(DAY_GROUPS[:6])} {_times(rng)}",
        "flex": lambda: _flexible(rng),
        "rota": lambda: " | ".join(_fixed(rng) for _ in range(rng.randint(2, 4))),
    }[kind]()
    if rng.random() < 0.1:
        return kind, None
    return (kind if rng.random() < 0.5 else None), shifts


def random_windows(rng: Random, places: Sequence[str] = ()) -> str:
    """Return windows in the week notation: usual ones, never, always, odd ones that wrap; some at places of care."""
    if rng.random() < 0.6:
        windows = rng.choice(AWAY_WINDOWS)
    else:
        windows = "; ".join(_odd_window(rng) for _ in range(rng.randint(1, 4)))
    if not places or windows in {"none", "always"}:
        return windows
    if rng.random() < 0.5:
        windows = f"{windows}; {rng.choice(AWAY_WINDOWS[:9])}"
    return "; ".join(piece + _at_places(rng, places) for piece in windows.split("; "))


def _at_places(rng: Random, places: Sequence[str]) -> str:
    if rng.random() < 0.3:
        return ""
    leave_from, back_at = rng.choice(("home", *places)), rng.choice(("home", *places))
    if rng.random() < 0.6:
        return "" if leave_from == "home" else f" @{leave_from}"
    return f" @{leave_from}>{back_at}"


def random_care_places(rng: Random, towns: Sequence[tuple[float, float]] = TOWNS) -> list[Record]:
    """Return one to three places of care, some of which nobody knows where to find."""
    return [
        {
            "name": name,
            **{key: value for key, value in random_place(rng, towns).items() if key != "area"},
            "minutes_from_home": _maybe(rng, lambda: rng.choice((0, 5, 25, 60, 180)), 0.7),
        }
        for name in rng.sample(CARE_PLACES, rng.randint(1, 3))
    ]


def _odd_window(rng: Random) -> str:
    start, end = _clock(rng.randrange(1440)), _clock(rng.randrange(1440))
    if rng.random() < 0.5:
        return f"{rng.choice(DAY_GROUPS)} {start}-{end}"
    return f"{rng.choice(DAYS)} {start} to {rng.choice(DAYS)} {end}"


def _hours(rng: Random, *, widest: int) -> Record:
    low = rng.randint(0, 140) / 4
    high = low + rng.randint(0, 4 * widest) / 4
    return {
        "hours_per_week_min": _maybe(rng, lambda: low),
        "hours_per_week_max": _maybe(rng, lambda: high),
    }


def _peak(rng: Random, vacancy: Record) -> float | None:
    """Return the hours of the busiest weeks, no fewer than those of any week."""
    stated = (vacancy["hours_per_week_min"], vacancy["hours_per_week_max"])
    least = max((hours for hours in stated if hours is not None), default=10.0)
    return _maybe(rng, lambda: least + rng.choice((0.0, 0.25, 5.0, 20.0)), 0.6)


def _dimensions(rng: Random, least: int, most: int) -> dict[str, int]:
    # The same few come up again, so that capacity meets demand.
    often = (*DIMENSIONS[:4], *DIMENSIONS[16:20])
    names = {*rng.sample(often, rng.randint(least, most)), *_some(rng, DIMENSIONS, 1)}
    return {name: rng.randint(0, 7) for name in sorted(names)}


def _levels(rng: Random, names: Sequence[str] | None) -> list[float] | None:
    if names is None or rng.random() < 1 / 3:
        return None
    return [rng.choice((0.0, 0.25, 0.5, 0.75, 1.0, round(rng.random(), 2))) for _ in names]


def _pay(rng: Random) -> Record:
    period = rng.choice(("hour", "day", "week", "month", "year"))
    hourly = rng.uniform(8, 30)
    times = {"hour": 1.0, "day": 7.5, "week": 37.5, "month": 162.5, "year": 1950.0}[period]
    low = round(hourly * times, 2 if period == "hour" else 0)
    return {
        "pay_min_gbp": _maybe(rng, lambda: low),
        "pay_max_gbp": _maybe(rng, lambda: round(low * rng.uniform(1, 1.3), 2)),
        "pay_period": _maybe(rng, lambda: period, 0.2),
    }


def _asked_skills(rng: Random) -> Record:
    most = 24 if rng.random() < 0.15 else 5
    required = _maybe(rng, lambda: _some(rng, SKILLS, most))
    # Drawn from the same names, so some are both required and desirable.
    desirable = _maybe(rng, lambda: _some(rng, SKILLS, most))
    return {
        "required_skills": required,
        "required_skill_levels": _levels(rng, required),
        "desirable_skills": desirable,
        "desirable_skill_levels": _levels(rng, desirable),
    }


def _asked_licences(rng: Random) -> Record:
    needed = _maybe(rng, lambda: _some(rng, LICENCES_IN_USE, 3))
    if needed is not None and rng.random() < 0.1:
        needed.append(rng.choice((*UNRECOGNISED, "welsh_desirable")))
    return {"licences": needed, "licences_obtainable": _maybe(rng, lambda: _some(rng, needed or [], 3))}


def _demands(rng: Random) -> Record:
    demands = _maybe(rng, lambda: _dimensions(rng, 3, 8))
    adjusted = {d: rng.randint(0, level) for d, level in (demands or {}).items() if rng.random() < 0.6}
    return {"demands": demands, "demands_adjusted": _maybe(rng, lambda: adjusted)}


_CAN_BE_INFERRED = (
    *(
        "remote",
        "days_on_site",
        "needs_vehicle",
        "mobile",
        "step_free",
        "employer_transport",
        "pay_min_gbp",
        "pay_period",
    ),
    *("hours_per_week_min", "hours_per_week_max", "rota_policy", "term_only", "required_skills", "licences"),
    *(
        "start_date",
        "phased_start",
        "demands",
        "demands_adjusted",
        "postcode",
        "area",
        "closing_date",
        *(f"demands.{dimension}" for dimension in DIMENSIONS[:4]),
    ),
)


def _yes_or_no(rng: Random) -> bool | None:
    return rng.choice((True, False, None))


def random_vacancy(rng: Random, vacancy_id: int | str = 1, towns: Sequence[tuple[float, float]] = TOWNS) -> Record:
    """Return one vacancy; each field that may be missing is missing about one time in three."""
    shift_kind, shifts = random_shifts(rng)
    posted = dt.date(2025, 1, 1) + dt.timedelta(days=rng.randrange(90))
    vacancy: Record = {
        "vacancy_id": vacancy_id,
        "title": rng.choice(("Cleaner", "Care assistant", "Warehouse operative", "Receptionist", "Van driver")),
        "description": _maybe(
            rng, lambda: rng.choice(("Early starts.", "Work in a small team.", "No experience needed."))
        ),
        "employer": _maybe(rng, lambda: rng.choice(("Alder Ltd", "Birch & Co"))),
        **random_place(rng, towns),
        "remote": rng.choice(("no", "no", "hybrid", "full", None, None)),
        "days_on_site": _maybe(rng, lambda: rng.choice((0.0, 0.5, 2.0, 2.5, 5.0, 7.0)), 0.6),
        "needs_vehicle": rng.choice((True, False, False, None)),
        "mobile": rng.choice((True, False, False, None)),
        "step_free": _yes_or_no(rng),
        "parking": _yes_or_no(rng),
        "employer_transport": _yes_or_no(rng),
        **_pay(rng),
        **_hours(rng, widest=15),
        "shift_kind": shift_kind,
        "shifts": shifts,
        "rota_policy": rng.choice(("all", "choose", "prefer", None)),
        "term_only": _yes_or_no(rng),
        "start_date": _maybe(rng, lambda: _day(rng)),
        "phased_start": _yes_or_no(rng),
        "contract": _maybe(rng, lambda: rng.choice(("permanent", "temporary", "casual"))),
        "openings": _maybe(rng, lambda: rng.randint(1, 5)),
        **_asked_skills(rng),
        **_asked_licences(rng),
        **_demands(rng),
        "posted_date": _maybe(rng, lambda: posted),
        "closing_date": _maybe(rng, lambda: posted + dt.timedelta(days=rng.randrange(60))),
        "inferred_fields": _maybe(rng, lambda: _some(rng, _CAN_BE_INFERRED, 3), 0.7),
    }
    # Drawn apart, so that all else is as it was before there was this.
    aside = random_from(hash(rng.getstate()[1]))
    vacancy["peak_hours_per_week"] = _peak(aside, vacancy)
    vacancy["more_sites"] = _maybe(aside, lambda: random_sites(aside, towns), 0.8)
    return vacancy


def random_sites(rng: Random, towns: Sequence[tuple[float, float]] = TOWNS) -> list[Record]:
    """Return one to four further sites, near and far, some of which nobody knows where to find."""
    sites = []
    for number in range(2, rng.randint(2, 5) + 1):
        place = random_place(rng, rng.choice((towns, TOWNS)))
        where = {name: place[name] for name in ("latitude", "longitude", "place_radius_km")}
        sites.append({"name": f"site_{number}", "postcode": "ZZ1 1ZZ", **where})
    return sites


def _day(rng: Random) -> dt.date:
    return dt.date(2025, 1, 1) + dt.timedelta(days=rng.randrange(60))


def _health(rng: Random, capacity: dict[str, int] | None) -> Record:
    later = _maybe(rng, lambda: _dimensions(rng, 0, 4), 0.6)
    phased = _maybe(rng, lambda: rng.choice((0.0, 10.0, 16.25, 30.0)), 0.7)
    good_day = {name: rng.randint(level, 7) for name, level in (capacity or {}).items() if rng.random() < 0.7}
    return {
        "capacity": capacity,
        "capacity_soft": _maybe(rng, lambda: _some(rng, sorted(capacity or {}), 4)),
        "capacity_good_day": _maybe(rng, lambda: good_day, 0.4),
        "capacity_later": later,
        "capacity_later_from": None if later is None else _day(rng),
        "phased_hours_max": phased,
        "phased_until": None if phased is None else _day(rng),
        "access_to_work": _maybe(rng, lambda: _some(rng, DIMENSIONS[:4], 3)),
        "capacity_review_date": _maybe(rng, lambda: _day(rng)),
    }


def _money_and_taxi(rng: Random) -> Record:
    most = _maybe(rng, lambda: rng.choice((0.0, 12.5, 40.0)), 0.6)
    return {
        "cost_limit_gbp_per_week": most,
        "childcare_children": _maybe(rng, lambda: rng.randint(1, 3), 0.5),
        "childcare_free_cover": _maybe(rng, lambda: rng.choice(("Mon-Fri 08:50-15:15", "none", "Sat,Sun 00:00-24:00"))),
        "childcare_funded": _maybe(rng, lambda: rng.choice(("none", "england_all_3_to_4", "wales")), 0.5),
        "childcare_funded_weeks": _maybe(rng, lambda: rng.choice((38, 51, 52)), 0.5),
        "childcare_rate_gbp_per_hour": _maybe(rng, lambda: rng.choice((0.0, 5.5, 7.25)), 0.5),
        "childcare_paid_hours_max": _maybe(rng, lambda: rng.choice((0.0, 10.25, 50.0)), 0.5),
        "access_to_work_travel": rng.choice((True, False, None, None, None, None)),
        "cost_limit_hard": rng.choice((True, True, False, None)) and most is not None,
    }


def random_jobseeker(rng: Random, jobseeker_id: int | str = 1, towns: Sequence[tuple[float, float]] = TOWNS) -> Record:
    """Return one jobseeker; each field that may be missing is missing about one time in three."""
    capacity = _maybe(rng, lambda: _dimensions(rng, 0, 4))
    skills = _maybe(rng, lambda: _some(rng, SKILLS, 24 if rng.random() < 0.15 else 8))
    care_places = _maybe(rng, lambda: random_care_places(rng, towns), 0.6)
    names = [place["name"] for place in care_places or ()]
    # Drawn apart, so that all else is as it was before there were these.
    aside = random_from(hash(rng.getstate()[1]))
    return {
        "jobseeker_id": jobseeker_id,
        **_money_and_taxi(aside),
        "cv_text": _maybe(rng, lambda: rng.choice(("I have cleaned offices.", "Ten years in care.", "Drives a van."))),
        **random_place(rng, towns),
        "modes": _maybe(rng, lambda: _some(rng, MODES, 4)),
        "car_days": _maybe(rng, lambda: _some(rng, CAR_DAYS, 7), 0.5),
        "limit_out": _maybe(rng, lambda: _limit_min(rng)),
        "limit_ret": _maybe(rng, lambda: _limit_min(rng)),
        "limit_source": _maybe(rng, lambda: rng.choice(("regulation", "coach_agreed", "own_choice"))),
        "prefer_min": _maybe(rng, lambda: rng.choice((0, 15, 16, 30, 45, 60, 180))),
        "max_walk": _maybe(rng, lambda: rng.choice((0, 10, 20, 45, 180)), 0.6),
        "needs_step_free": rng.choice((True, False, False, None, None)),
        **_hours(rng, widest=40),
        "care_flag": rng.choice((True, False, None, None)),
        "away_windows": _maybe(rng, lambda: random_windows(rng, names)),
        "away_windows_holiday": _maybe(rng, lambda: random_windows(rng, names), 0.6),
        "care_places": care_places,
        **_health(rng, capacity),
        "skills": skills,
        "skill_levels": _levels(rng, skills),
        "licences": _maybe(
            rng, lambda: _some(rng, (*LICENCES_IN_USE, *UNRECOGNISED, *LICENCES[:3], *LICENCES_BESIDE), 5)
        ),
        "pay_wanted_gbp_per_hour": _maybe(rng, lambda: round(rng.uniform(0, 30), 2)),
    }


# Columns that must come from one record, or they would contradict one another.
_TOGETHER = (
    ("latitude", "longitude", "place_radius_km"),
    ("remote", "days_on_site"),
    ("pay_min_gbp", "pay_max_gbp", "pay_period"),
    ("hours_per_week_min", "hours_per_week_max"),
    ("shift_kind", "shifts"),
    ("required_skills", "required_skill_levels"),
    ("skills", "skill_levels"),
    ("capacity", "capacity_soft", "capacity_good_day"),
    ("demands", "demands_adjusted"),
    ("licences", "licences_obtainable"),
    ("away_windows", "away_windows_holiday", "care_places"),
    *(("needs_vehicle",), ("step_free",), ("rota_policy",), ("cv_text",), ("max_walk",)),
)


def _completed(record: Record, draw: Callable[[], Record]) -> Record:
    """Fill most of what is missing from other draws, so that something besides UNKNOWN comes out as well."""
    for _ in range(3):
        other = draw()
        for columns in _TOGETHER:
            if any(name in record and record[name] is None for name in columns):
                record |= {name: other[name] for name in columns if name in record}
    if record.get("peak_hours_per_week") is not None:
        record["peak_hours_per_week"] = _peak(random_from(round(4 * record["peak_hours_per_week"])), record)
    return {**record, **({"inferred_fields": None} if "inferred_fields" in record else {})}


def _with_equals(rng: Random, records: list[Record], id_column: str) -> list[Record]:
    """Make about one record in six equal to an earlier one in all but its id, so that there are ties."""
    found: list[Record] = []
    for record in records:
        if found and rng.random() < 1 / 6:
            record = {**rng.choice(found), id_column: record[id_column]}  # noqa: PLW2901 - replaced on purpose
        found.append(record)
    return found


def _ids(rng: Random, n: int, prefix: str) -> list[int] | list[str]:
    """Return ids in no order; as text, "10" comes before "9"."""
    numbers = rng.sample(range(1, 10 * n + 1), n)
    return numbers if rng.random() < 0.5 else [f"{prefix}{number}" for number in numbers]


def towns_of(seed: int) -> list[tuple[float, float]]:
    """Return the towns of the world of a seed."""
    rng = random_from(seed)
    return rng.sample(TOWNS, rng.randint(1, 2))


def random_world(seed: int, n_jobseekers: int, n_vacancies: int) -> tuple[list[Record], list[Record]]:
    """Return jobseekers and vacancies of one seed, close enough together that many pairs are in reach.

    In every second world about half of the records are nearly complete.
    """
    rng = random_from(seed)
    towns = rng.sample(TOWNS, rng.randint(1, 2))
    jobseekers = [random_jobseeker(rng, i, towns) for i in _ids(rng, n_jobseekers, "p")]
    vacancies = [random_vacancy(rng, i, towns) for i in _ids(rng, n_vacancies, "v")]
    if seed % 2:
        for record in [r for r in jobseekers if rng.random() < 0.5]:
            record.update(_completed(record, lambda: random_jobseeker(rng, 0, towns)))
        for record in [r for r in vacancies if rng.random() < 0.5]:
            record.update(_completed(record, lambda: random_vacancy(rng, 0, towns)))
    return _with_equals(rng, jobseekers, "jobseeker_id"), _with_equals(rng, vacancies, "vacancy_id")


def random_similarities(seed: int, jobseekers: Sequence[Record], vacancies: Sequence[Record]) -> list[list[int | None]]:
    """Return whole-number similarities out of `ONE`; None in the rows of people without CV text.

    A few values only, some negative and some above 1, so that there are ties.
    """
    rng = random_from(seed)
    values = [-ONE // 10, 0, ONE // 4, ONE // 3, ONE // 2, ONE, ONE + ONE // 50]
    return [[rng.choice(values) if jobseeker["cv_text"] else None for _ in vacancies] for jobseeker in jobseekers]


def random_credits(seed: int) -> dict[tuple[str, str], int]:
    """Return partial credits between some pairs of skills; they need not be the same both ways."""
    rng = random_from(seed)
    pairs = [(rng.choice(SKILLS), rng.choice(SKILLS)) for _ in range(60)]
    return {(held, asked): rng.randint(1, 254) for held, asked in pairs if held != asked}


# --- What is missing --------------------------------------------------------------------------

# Fields of the person and of the vacancy that decide on a rule, or on a part of the score.
DECIDING = {
    "travel": (("latitude", "modes", "limit_out", "limit_ret"), ("latitude", "remote", "days_on_site", "shifts")),
    "licence": (("licences",), ("licences", "licences_obtainable")),
    "hours": (
        ("hours_per_week_min", "hours_per_week_max"),
        ("hours_per_week_min", "hours_per_week_max", "peak_hours_per_week"),
    ),
    "health": (
        ("capacity", "capacity_soft", "access_to_work", "phased_hours_max"),
        ("demands", "demands_adjusted", "start_date"),
    ),
    "care": (
        ("care_flag", "away_windows", "away_windows_holiday", "care_places"),
        ("latitude", "shifts", "rota_policy", "term_only"),
    ),
    "skills": (("skills",), ("required_skills", "desirable_skills")),
    "pay": (("pay_wanted_gbp_per_hour",), ("pay_min_gbp", "pay_max_gbp", "pay_period")),
}
Missing = tuple[bool, ...]


def n_pairs_by_missing(jobseekers: Sequence[Record], vacancies: Sequence[Record]) -> dict[str, Counter[Missing]]:
    """Return, for each of `DECIDING`, how many pairs miss which of its fields; what is guessed counts as missing."""
    adverts = [stated(vacancy) for vacancy in vacancies]
    found = {}
    for name, (of_person, of_vacancy) in DECIDING.items():
        people, jobs = _by_missing(jobseekers, of_person), _by_missing(adverts, of_vacancy)
        found[name] = Counter({(*p, *v): n * m for p, n in people.items() for v, m in jobs.items()})
    return found


def _by_missing(records: Sequence[Record], names: Sequence[str]) -> Mapping[Missing, int]:
    return Counter(tuple(record[name] is None for name in names) for record in records)


def combinations_unseen(worlds: Sequence[tuple[list[Record], list[Record]]]) -> dict[str, int]:
    """Return how many combinations of missing fields no pair of these worlds has, by rule; those with none left out."""
    seen: dict[str, Counter[Missing]] = {name: Counter() for name in DECIDING}
    for world in worlds:
        for name, counts in n_pairs_by_missing(*world).items():
            seen[name] += counts
    unseen = {name: 2 ** sum(map(len, DECIDING[name])) - len(counts) for name, counts in seen.items()}
    return {name: n for name, n in unseen.items() if n}


_SEEDS = st.integers(min_value=0, max_value=2**32 - 1)


@st.composite
def vacancies(draw: st.DrawFn) -> Record:
    """Draw one vacancy."""
    return random_vacancy(random_from(draw(_SEEDS)))


@st.composite
def jobseekers(draw: st.DrawFn) -> Record:
    """Draw one jobseeker."""
    return random_jobseeker(random_from(draw(_SEEDS)))
