"""Cases with a name, each judged by the compiled rules and by the plain ones, with what must come out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from jobmatch.care import Cover, away_windows, care_columns
from jobmatch.codes import CONSTRAINT_NAMES, PART_NAMES, Mode, Verdict
from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import N_BANDS, N_MODES, TABLE_STEPS
from jobmatch.travel import TravelTable
from tests.market import FULL, ONE, make_market
from tests.reference import bruteforce
from tests.reference.rules import Judged

FAIL, UNKNOWN, CONDITIONAL, OK = (int(verdict) for verdict in Verdict)
HOME: dict[str, Any] = {"latitude": 51.58, "longitude": -3.0}
KM = 1 / 111.2


def by_km(minutes_a_km: float) -> TravelTable:
    """A table in which every mode takes so many minutes a kilometre at every hour."""
    minutes = np.minimum(253, np.round(np.arange(TABLE_STEPS) / 4 * minutes_a_km)).astype(np.uint8)
    return TravelTable(np.broadcast_to(minutes, (N_MODES, N_BANDS, TABLE_STEPS)).copy())


def judged(
    person: dict[str, Any], job: dict[str, Any], table: TravelTable | None = None, as_of: dt.date | None = None
) -> Judged:
    """Judge a pair both ways, which must agree in every verdict, part and point."""
    people = [{"jobseeker_id": 1, **HOME, **person}]
    jobs = [{"vacancy_id": 1, "title": "---", **HOME, "remote": "no", **job}]
    market = make_market(people, jobs, table=table, config=MatchConfig(threads=1, as_of=as_of), similarity=None)
    _, _, found = market.judge_all()
    minutes = None if table is None else lambda mode, band, step: int(table.minutes[Mode[mode.upper()], band, step])
    ((plain,),) = bruteforce.judge_all(people, jobs, market.similarities, one=FULL, minutes=minutes, as_of=as_of)
    assert dict(zip(CONSTRAINT_NAMES, found.verdict[0].tolist(), strict=True)) == plain.verdicts
    assert dict(zip(PART_NAMES, found.part[0].tolist(), strict=True)) == plain.parts
    assert int(found.points[0, 0]) == plain.score
    return plain


def north(km: float) -> dict[str, float]:
    """A place so far north of home."""
    return {"latitude": HOME["latitude"] + km * KM, "longitude": HOME["longitude"]}


# --- A car on some days ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shifts", "verdict"),
    [("Mon,Wed 09:00-17:00", OK), ("Mon-Wed 09:00-17:00", FAIL), ("2 of Mon-Wed 09:00-17:00", OK)],
)
def test_a_car_on_two_days(shifts: str, verdict: int) -> None:
    """Ten kilometres are ten minutes by car, and on foot over any limit."""
    minutes = np.full((N_MODES, N_BANDS, TABLE_STEPS), 240, np.uint8)
    minutes[Mode.CAR] = 10
    person = {"modes": ["walk", "car"], "car_days": ["mon", "wed"]}
    assert judged(person, {**north(10), "shifts": shifts}, TravelTable(minutes)).verdicts["travel"] == verdict


# --- Drop-off chains ---------------------------------------------------------------------------

WAYS = {("home", "nursery"): 10, ("home", "school"): 5, ("nursery", "school"): 10}
NURSERY = Cover("Mon-Fri 08:00-17:30", at="nursery")
SCHOOL = Cover("Mon-Fri 08:45-15:15", at="school")
PLACES = {"nursery": north(1), "school": north(2)}


@pytest.mark.parametrize(
    ("shifts", "verdict"),
    [
        ("Mon-Fri 09:10-14:45", OK),  # leaves the school at 8:50, ten minutes to work; back at 14:55, in time for 15:10
        ("Mon-Fri 09:00-14:45", OK),  # to the minute
        ("Mon-Fri 08:59-14:45", FAIL),  # the school opens too late for it
        ("Mon-Fri 09:10-15:00", OK),  # the school closes at 15:15, and five minutes are for fetching
        ("Mon-Fri 09:10-15:01", FAIL),
        ("Mon-Fri 08:30-14:45", FAIL),  # the nursery, at 8, would do alone
    ],
)
def test_two_children_with_opening_and_closing_times(shifts: str, verdict: int) -> None:
    person: dict[str, Any] = {"modes": ["car"], **care_columns([[NURSERY], [SCHOOL]], PLACES, minutes=WAYS)}
    person["care_places"] = [{"name": name, **where} for name, where in person["care_places"].items()]
    # ten minutes wherever the work is, from wherever somebody sets off
    assert judged(person, {**north(3), "shifts": shifts}, by_km_free(10)).verdicts["care"] == verdict


def by_km_free(minutes: int) -> TravelTable:
    """A table in which every journey takes as long."""
    return TravelTable(np.full((N_MODES, N_BANDS, TABLE_STEPS), minutes, np.uint8))


def test_closing_times_that_overlap_leave_time_for_both() -> None:
    """Both close at 17:30, ten minutes apart: the first is fetched at 17:10 at the latest."""
    other = Cover("Mon-Fri 08:00-17:30", at="school")
    windows = away_windows([[NURSERY], [other]], minutes=WAYS)
    person = {"modes": ["car"], "away_windows": windows, "care_places": [{"name": n, **PLACES[n]} for n in PLACES]}
    latest = max(int(piece.split("@")[0].strip()[-2:]) for piece in windows.split(";"))
    assert latest == 10
    assert judged(person, {**north(3), "shifts": "Mon-Fri 09:00-17:00"}, by_km_free(10)).verdicts["care"] == OK
    assert judged(person, {**north(3), "shifts": "Mon-Fri 09:00-17:01"}, by_km_free(10)).verdicts["care"] == FAIL


def test_the_nursery_opens_after_the_shift_starts() -> None:
    person: dict[str, Any] = {"modes": ["car"], "away_windows": "Mon-Fri 08:05-17:25 @nursery"}
    person["care_places"] = [{"name": "nursery", **PLACES["nursery"]}]
    assert judged(person, {**north(3), "shifts": "Mon-Fri 07:30-12:00"}, by_km_free(10)).verdicts["care"] == FAIL


# --- Split shifts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("windows", "verdict"),
    [
        ("Mon 06:30-09:30; Mon 15:30-18:30", OK),  # home in between
        ("Mon 06:30-09:30; Mon 15:45-18:30", FAIL),  # the second begins too late
        ("Mon 06:30-18:30", OK),
    ],
)
def test_both_parts_of_a_split_shift_fit(windows: str, verdict: int) -> None:
    job = {**north(3), "shifts": "Mon 07:00-09:00; Mon 16:00-18:00"}
    assert judged({"modes": ["car"], "away_windows": windows}, job, by_km_free(20)).verdicts["care"] == verdict


def test_a_gap_that_is_too_short_to_go_home_needs_one_window() -> None:
    job = {**north(3), "shifts": "Mon 07:00-09:00; Mon 09:30-12:00"}
    apart, whole = "Mon 06:30-09:20; Mon 09:10-12:30 @gran", "Mon 06:30-12:30"
    person = {"modes": ["car"], "care_places": [{"name": "gran", **north(1)}]}
    assert judged({**person, "away_windows": apart}, job, by_km_free(20)).verdicts["care"] == FAIL
    assert judged({**person, "away_windows": whole}, job, by_km_free(20)).verdicts["care"] == OK


# --- Capacity that changes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("job", "verdict"),
    [
        ({"shifts": "Mon-Fri 09:00-17:00"}, FAIL),
        ({"shifts": "6h within Mon-Fri 07:00-19:00"}, CONDITIONAL),
        ({"remote": "hybrid", "days_on_site": 2.0}, CONDITIONAL),
    ],
)
def test_a_fluctuating_condition(job: dict[str, Any], verdict: int) -> None:
    person = {"capacity": {"standing": 2}, "capacity_good_day": {"standing": 5}}
    assert judged(person, {"demands": {"standing": 4}, **job}).verdicts["health"] == verdict


@pytest.mark.parametrize(("start", "verdict"), [("2026-06-30", FAIL), ("2026-07-01", OK)])
def test_a_phased_return_ends_on_its_day(start: str, verdict: int) -> None:
    day = dt.date.fromisoformat(start)
    person = {"phased_hours_max": 16.0, "phased_until": dt.date(2026, 7, 1)}
    job = {"hours_per_week_min": 30.0, "hours_per_week_max": 30.0, "phased_start": False, "start_date": day}
    assert judged(person, job).verdicts["health"] == verdict
    # without a day of its own the job starts on the day of matching
    assert judged(person, {**job, "start_date": None}, as_of=day).verdicts["health"] == verdict


# --- Places ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("km", "radius_km", "verdict"),
    [
        (20.0, None, OK),
        (20.0, 15.0, OK),
        (45.0, None, OK),
        (45.0, 15.0, UNKNOWN),
        (95.0, 25.0, UNKNOWN),
        (95.0, 5.0, FAIL),
    ],
)
def test_an_area_is_judged_by_both_of_its_ends(km: float, radius_km: float | None, verdict: int) -> None:
    """A kilometre a minute, at most 60: an error of .25 makes 48 minutes sure and 75 too many."""
    job = {**north(km), "place_radius_km": radius_km, "shifts": "Mon-Fri 09:00-17:00"}
    person = {"modes": ["car"], "limit_out": 60, "limit_ret": 60}
    assert judged(person, job, by_km(1)).verdicts["travel"] == verdict


@pytest.mark.parametrize(
    ("own_km", "more_km", "verdict", "out_min"),
    [
        (20, [40], OK, 20),  # the shorter of two that do
        (40, [20], OK, 20),
        (200, [20, 90], OK, 20),
        (60, [70], UNKNOWN, 60),
        (60, [48], OK, 48),  # the better verdict
        (90, [95], FAIL, 90),
        (None, [20], OK, 20),
    ],
)
def test_the_best_of_several_sites_counts(
    own_km: float | None, more_km: list[float], verdict: int, out_min: int
) -> None:
    own = {"latitude": None, "longitude": None} if own_km is None else north(own_km)
    more = [{"name": f"site_{n}", **north(km)} for n, km in enumerate(more_km, start=2)]
    found = judged(
        {"modes": ["car"], "limit_out": 60, "limit_ret": 60},
        {**own, "more_sites": more, "shifts": "Mon-Fri 09:00-17:00"},
        by_km(1),
    )
    assert (found.verdicts["travel"], found.travel_out_min) == (verdict, out_min)


def test_a_site_that_nobody_knows_may_be_near() -> None:
    job = {**north(90), "more_sites": [{"name": "site_2", "postcode": "ZZ1 1ZZ"}], "shifts": "Mon-Fri 09:00-17:00"}
    assert judged({"modes": ["car"]}, job, by_km(2)).verdicts["travel"] == UNKNOWN


# --- Travel and the shift ----------------------------------------------------------------------


def test_travel_in_proportion_to_the_shift() -> None:
    """Two hours on the way are nothing against ten of work, and more than 40% of four."""
    person = {"modes": ["car"], "limit_out": 90, "limit_ret": 90, "prefer_min": 60}
    job = {**north(60), "days_on_site": 5.0}
    whole = judged(person, {**job, "shifts": "Mon-Fri 08:00-18:00"}, by_km(1))
    half = judged(person, {**job, "shifts": "Mon-Fri 09:00-13:00"}, by_km(1))
    assert whole.verdicts == half.verdicts
    assert (whole.parts["travel"], half.parts["travel"]) == (700, 700 * 4 * 240 // (10 * 120))


# --- Bank holidays -----------------------------------------------------------------------------


@pytest.mark.parametrize("day", [None, dt.date(2026, 5, 25), dt.date(2026, 5, 26)])
def test_a_bank_holiday_changes_no_week(day: dt.date | None) -> None:
    """A shift on Mondays is one on a bank holiday, too: what is judged is the week, not a date."""
    person = {"modes": ["car"], "away_windows": "Tue-Fri 08:00-18:00"}
    job = {**north(3), "shifts": "Mon-Fri 09:00-17:00", "start_date": day}
    assert judged(person, job, by_km_free(10), as_of=day).verdicts["care"] == FAIL
    every_day = {**person, "away_windows": "Mon-Fri 08:00-18:00"}
    assert judged(every_day, job, by_km_free(10), as_of=day).verdicts["care"] == OK


def test_windows_of_a_week_with_a_bank_holiday_can_be_asked_for() -> None:
    """With cover that closes on the day, the week of that Monday has no window on it, and a Monday job does not fit."""
    monday = dt.date(2026, 5, 25)
    cover = [[Cover("Mon-Fri 08:00-18:00", at="nursery")]]
    that_week = away_windows(cover, week_of=monday, bank_holidays=[monday])
    any_week = away_windows(cover)
    nursery = {"modes": ["car"], "care_places": [{"name": "nursery", **north(1)}]}
    job = {**north(3), "shifts": "Mon-Fri 09:00-17:00"}
    assert judged({**nursery, "away_windows": that_week}, job, by_km_free(10)).verdicts["care"] == FAIL
    assert judged({**nursery, "away_windows": any_week}, job, by_km_free(10)).verdicts["care"] == OK


# --- Skills ------------------------------------------------------------------------------------


def test_of_more_than_sixteen_skills_the_heaviest_count() -> None:
    """Sixteen are required and four only desirable: those four count neither for nor against anybody."""
    required, desirable = [f"skill {n:02}" for n in range(16)], [f"other {n}" for n in range(4)]
    job = {"required_skills": required, "desirable_skills": desirable}
    assert judged({"skills": desirable}, job).parts["skills"] == 0
    assert judged({"skills": required}, job).parts["skills"] == 1000
    assert judged({"skills": [*required, *desirable]}, job).parts["skills"] == 1000
    assert judged({"skills": []}, job).parts["skills"] == 0
    assert judged({"skills": None}, job).parts["skills"] == 500


@pytest.mark.parametrize(
    ("held", "part", "unknown"), [([], 0, False), (None, 500, True), (["something else"], 0, False)]
)
def test_a_person_with_no_skills(held: list[str] | None, part: int, unknown: bool) -> None:
    """An empty list says that there are none; nothing recorded is not known, and neither fits nor does not."""
    found = judged({"skills": held}, {"required_skills": ["baking"]})
    assert (found.parts["skills"], "skills" in found.unknown_parts) == (part, unknown)
    assert "skills" in judged({"skills": held}, {"required_skills": None}).unknown_parts


# --- Texts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("similarity", [-ONE, -5000, -1, 1])
def test_texts_that_are_less_alike_than_nothing_give_nothing(similarity: int) -> None:
    """A negative similarity takes no point away; vectors that are no numbers are refused where texts are encoded."""
    people, jobs = [{"jobseeker_id": 1, **HOME}], [{"vacancy_id": 1, "title": "---", **HOME}]
    market = make_market(people, jobs, similarity=similarity)
    _, _, found = market.judge_all()
    ((plain,),) = bruteforce.judge_all(people, jobs, market.similarities, one=FULL)
    assert (found.part[0, 0], found.unknown[0, 0]) == (0, 0)
    assert (plain.parts["text"], plain.score) == (0, int(found.points[0, 0]))
