"""The edge cases, as one table for the oracle and for the package.

A case with ``minutes`` is judged with a travel table of its own: `minutes_by_band` gives six values a mode (early,
am, day, pm, eve, night), the same at every distance; 254 is unknown, 255 no service. Shift times are chosen so that
the way there falls in ``out_band`` and the way back in ``ret_band`` wherever the two differ. ``matrix`` stands for
minutes with an error of 0.10 for every mode. Cases without ``minutes`` use the embedded table.

Both people and jobs are in one world of one vacancy (so every skill has the same rarity) and have no text.

``expected`` maps what to its value:

- ``travel``, ``licence``, ``hours``, ``health``, ``care``, ``verdict``: a `Verdict`;
- ``part:NAME``: 0 to 1000; ``unknown_parts``: the names of those of text, skills and pay which are unknown;
- ``minutes``: out and back, None where unknown, 255 for no service; ``mode_set``; ``in_reach``;
- ``blockers``: the constraints that are FAIL; ``score``: thousandths of a point; ``whole_points``: the score shown.

Not here, since no pair is needed for them: the weekly cost of travel (T17 to T19, in tests/unit/test_cost.py), hours of
childcare and funded hours (C35 to C37, in tests/unit/test_care_costs.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.reference.base import CONDITIONAL, FAIL, OK, UNKNOWN, Record
from tests.reference.travel import NO_SERVICE_MIN, UNKNOWN_MIN

BANDS = ("early", "am", "day", "pm", "eve", "night")
ALL_MODES = ("walk", "cycle", "car", "pt", "lift")
MATRIX_SIGMA = 0.10
NONE = UNKNOWN_MIN
NO_SERVICE = NO_SERVICE_MIN


@dataclass(frozen=True)
class Case:
    """One case; see the module."""

    id: str
    what: str
    jobseeker: Record
    vacancy: Record
    expected: Mapping[str, Any]
    minutes: Mapping[str, tuple[int, int]] | None = None
    matrix: bool = False
    out_band: str = "am"
    ret_band: str = "pm"
    credits: Mapping[tuple[str, str], int] = field(default_factory=dict)
    similarity: tuple[int, int] | None = None

    @property
    def minutes_by_band(self) -> dict[str, tuple[int, ...]] | None:
        """Minutes of each mode in each band; bands that the case does not need are unknown."""
        if self.minutes is None:
            return None
        table = {mode: (UNKNOWN_MIN,) * len(BANDS) for mode in ALL_MODES}
        for mode, (out, ret) in self.minutes.items():
            table[mode] = tuple(self._in_band(band, out, ret) for band in BANDS)
        return table

    def _in_band(self, band: str, out: int, ret: int) -> int:
        if out == ret or band == self.out_band:
            return out
        return ret if band == self.ret_band else UNKNOWN_MIN


def person(**columns: Any) -> dict[str, Any]:
    """Return a jobseeker whom nothing holds back, changed by ``columns``."""
    return {
        "jobseeker_id": 1,
        "latitude": 51.5842,
        "longitude": -2.9977,
        "modes": ["pt"],
        "skills": [],
        "licences": [],
        **columns,
    }


def job(**columns: Any) -> dict[str, Any]:
    """Return a vacancy two kilometres away that asks for nothing, changed by ``columns``."""
    return {
        "vacancy_id": 1,
        "title": "Warehouse assistant",
        "latitude": 51.5662,
        "longitude": -2.9977,
        "remote": "no",
        "licences": [],
        **columns,
    }


def _travel(
    case_id: str,
    what: str,
    minutes: Mapping[str, tuple[int, int]],
    limits: tuple[int, int],
    expected: Mapping[str, Any],
    *,
    who: Record | None = None,
    work: Record | None = None,
    **more: Any,
) -> Case:
    columns = {"modes": list(minutes), "limit_out": limits[0], "limit_ret": limits[1], **(who or {})}
    return Case(case_id, what, person(**columns), job(**(work or {})), expected, minutes, **more)


_TRAVEL = (
    _travel(
        "T01", "70 min by bus each way is safely inside 90", {"pt": (70, 70)}, (90, 90), {"travel": OK}, matrix=True
    ),
    _travel(
        "T02", "85 min is inside 90, but not safely (82)", {"pt": (85, 85)}, (90, 90), {"travel": UNKNOWN}, matrix=True
    ),
    _travel(
        "T03",
        "the way there fits, the way back is too long",
        {"pt": (70, 105)},
        (90, 90),
        {"travel": FAIL, "minutes": (70, 105)},
        matrix=True,
    ),
    _travel(
        "T04",
        "a shift to 02:00: no bus back, but home is within a walk",
        {"pt": (20, NO_SERVICE), "walk": (50, 50)},
        (60, 60),
        {"travel": OK, "minutes": (20, 50), "mode_set": "pt/walk"},
        work={"shifts": "Mon-Fri 18:00-02:00"},
        out_band="pm",
        ret_band="night",
    ),
    _travel(
        "T05",
        "the same for someone who can walk 20 min only",
        {"pt": (20, NO_SERVICE), "walk": (50, 50)},
        (60, 60),
        {"travel": FAIL, "minutes": (20, NO_SERVICE)},
        who={"max_walk": 20},
        work={"shifts": "Mon-Fri 18:00-02:00"},
        out_band="pm",
        ret_band="night",
    ),
    _travel(
        "T06",
        "by car there, and nothing known of the way back",
        {"car": (20, NONE)},
        (60, 60),
        {"travel": UNKNOWN, "minutes": (20, None), "part:travel": 500},
    ),
    _travel("T07", "40 min by car against 45: safe is 36", {"car": (40, 40)}, (45, 45), {"travel": UNKNOWN}),
    _travel(
        "T08",
        "work from home needs no way to travel",
        {},
        (30, 30),
        {"travel": OK, "minutes": (None, None), "part:travel": 1000},
        work={"remote": "full"},
    ),
    _travel(
        "T09",
        "far too far, but the advert does not say if one may work from home",
        {"pt": (200, 200)},
        (90, 90),
        {"travel": UNKNOWN, "in_reach": False},
        work={"remote": None},
    ),
    _travel(
        "T10",
        "two days a week on site: each of them must be within the limit",
        {"pt": (120, 120)},
        (90, 90),
        {"travel": FAIL},
        work={"remote": "hybrid", "days_on_site": 2},
        matrix=True,
    ),
    _travel(
        "T10b",
        "the same by rough minutes, which are not sure enough to refuse",
        {"pt": (120, 120)},
        (90, 90),
        {"travel": UNKNOWN},
        work={"remote": "hybrid", "days_on_site": 2},
    ),
    _travel(
        "T11",
        "the job needs one's own van, the person has none",
        {"pt": (10, 10)},
        (90, 90),
        {"travel": FAIL},
        who={"modes": ["pt", "walk"]},
        work={"needs_vehicle": True},
    ),
    _travel(
        "T12",
        "the job needs a van, so the faster bus is not what is shown",
        {"pt": (10, 10), "car": (30, 30)},
        (90, 90),
        {"minutes": (30, 30), "mode_set": "car"},
        work={"needs_vehicle": True},
    ),
    _travel(
        "T13",
        "step-free access needed and not stated",
        {"car": (10, 10)},
        (60, 60),
        {"travel": UNKNOWN},
        who={"needs_step_free": True},
    ),
    _travel(
        "T14",
        "step-free access needed and not there",
        {"car": (10, 10)},
        (60, 60),
        {"travel": FAIL},
        who={"needs_step_free": True},
        work={"step_free": False},
    ),
    _travel(
        "T15",
        "no minutes for any way to travel are never a yes",
        {},
        (90, 90),
        {"travel": UNKNOWN, "minutes": (None, None), "part:travel": 500},
        who={"modes": ["pt"]},
    ),
    _travel(
        "T16",
        "no service, but the employer runs a minibus",
        {"pt": (NO_SERVICE, NO_SERVICE)},
        (60, 60),
        {"travel": CONDITIONAL},
        work={"employer_transport": True},
    ),
    _travel("T20", "the job is next door", {"walk": (0, 0)}, (30, 30), {"travel": OK, "part:travel": 1000}),
)

_SCHOOL = "Mon-Fri 09:00-15:00"
_TEN_TO_TWO = "Mon-Fri 09:30-14:30"
_SHIFTWORK = "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"
_EARLY_ONLY = "Mon-Fri 05:30-15:00"


def _care(
    case_id: str,
    what: str,
    away: str | None,
    shifts: str | None,
    legs: tuple[int, int],
    *,
    care: int,
    holiday: str | None = None,
    work: Record | None = None,
    **more: Any,
) -> Case:
    who = person(away_windows=away, away_windows_holiday=holiday)
    return Case(case_id, what, who, job(shifts=shifts, **(work or {})), {"care": care}, {"pt": legs}, **more)


_TERM = {"term_only": True}
_SCHOOL_JOB: dict[str, Any] = {"out_band": "am", "ret_band": "day"}

_CARE = (
    _care("C01", "job in school hours with time to spare", _SCHOOL, _TEN_TO_TWO, (20, 20), care=OK),
    _care("C02", "leaves and returns on the very minute", _SCHOOL, _TEN_TO_TWO, (30, 30), care=OK),
    _care("C03", "back one minute late", _SCHOOL, _TEN_TO_TWO, (30, 31), care=FAIL, **_SCHOOL_JOB),
    _care("C04", "office hours against school hours", _SCHOOL, "Mon-Fri 09:00-17:00", (20, 20), care=FAIL),
    _care("C05", "nobody to care for", None, "Mon-Fri 09:00-17:00", (80, 80), care=OK),
    _care(
        "C06", "cares and is never free: not the same as no limits", "none", "Mon-Fri 09:00-17:00", (10, 10), care=FAIL
    ),
    _care("C07", "cares; the advert states no times", _SCHOOL, None, (20, 20), care=UNKNOWN),
    _care("C08", "does not care; the advert states no times", None, None, (20, 20), care=OK),
    _care(
        "C09", "Sunday night into Monday, free every night", "Mon-Sun 21:00-07:00", "Sun 22:00-06:00", (30, 30), care=OK
    ),
    _care(
        "C10",
        "Sunday night into Monday, free until 05:00 only",
        "Mon-Sun 21:00-05:00",
        "Sun 22:00-06:00",
        (30, 30),
        care=FAIL,
        work=_TERM,
    ),
    _care(
        "C11",
        "starts on Monday at 00:30, so leaves on Sunday",
        "Sun 23:00 to Mon 10:00",
        "Mon 00:30-05:30",
        (60, 30),
        care=OK,
        work=_TERM,
        out_band="night",
        ret_band="early",
    ),
    _care(
        "C12",
        "the same, free from midnight only",
        "Mon 00:00-10:00",
        "Mon 00:30-05:30",
        (60, 30),
        care=FAIL,
        work=_TERM,
        out_band="night",
        ret_band="early",
    ),
    _care(
        "C13",
        "two windows that touch are one",
        "Mon 08:00-12:00; Mon 12:00-16:00",
        "Mon 09:00-15:00",
        (30, 30),
        care=OK,
        work=_TERM,
    ),
    _care(
        "C14",
        "two windows a minute apart are two",
        "Mon 08:00-12:00; Mon 12:01-16:00",
        "Mon 09:00-15:00",
        (30, 30),
        care=FAIL,
        work=_TERM,
    ),
    _care(
        "C15",
        "free from Monday to Friday without a break; works Thursday night",
        "Mon 06:00 to Fri 22:00",
        "Thu 22:00-06:00",
        (30, 30),
        care=OK,
        work=_TERM,
    ),
    _care("C16", "always free", "always", "Sun 22:00-10:00", (90, 90), care=OK, work=_TERM),
    _care(
        "C17",
        "any three of five days, free on three",
        "Mon-Tue,Thu 08:00-18:00",
        "3 of Mon-Fri 09:00-17:00",
        (30, 30),
        care=OK,
        work=_TERM,
    ),
    _care(
        "C18",
        "any four of five days, free on three",
        "Mon-Tue,Thu 08:00-18:00",
        "4 of Mon-Fri 09:00-17:00",
        (30, 30),
        care=FAIL,
        work=_TERM,
    ),
    _care(
        "C19",
        "six hours where one likes, 6 h 20 of 6 h 30 with the way",
        "Mon-Fri 09:00-15:30",
        "6h within Mon-Fri 07:00-19:00",
        (10, 10),
        care=OK,
        work=_TERM,
    ),
    _care(
        "C20",
        "the same at 6 h 40",
        "Mon-Fri 09:00-15:30",
        "6h within Mon-Fri 07:00-19:00",
        (20, 20),
        care=FAIL,
        work=_TERM,
    ),
    _care(
        "C21",
        "earlies and lates, all to be worked",
        _EARLY_ONLY,
        _SHIFTWORK,
        (20, 20),
        care=FAIL,
        work={"rota_policy": "all"},
    ),
    _care(
        "C22", "earlies or lates by choice", _EARLY_ONLY, _SHIFTWORK, (20, 20), care=OK, work={"rota_policy": "choose"}
    ),
    _care(
        "C23",
        "wishes are considered",
        _EARLY_ONLY,
        _SHIFTWORK,
        (20, 20),
        care=CONDITIONAL,
        work={"rota_policy": "prefer"},
    ),
    _care("C24", "nobody says if one may choose", _EARLY_ONLY, _SHIFTWORK, (20, 20), care=UNKNOWN),
    _care("C25", "nobody says, but nothing fits anyway", "Sat 00:00-01:00", _SHIFTWORK, (20, 20), care=FAIL),
    _care(
        "C26",
        "zero hours for someone who cares",
        _SCHOOL,
        None,
        (20, 20),
        care=UNKNOWN,
        work={"shift_kind": "zero_hours", "hours_per_week_min": 0, "hours_per_week_max": 40},
    ),
    _care(
        "C27",
        "annualised hours for someone who cares",
        _SCHOOL,
        None,
        (20, 20),
        care=UNKNOWN,
        work={"shift_kind": "annualised", "hours_per_week_min": 30, "hours_per_week_max": 45},
    ),
    _care(
        "C28",
        "fits in term, never free in the holidays",
        _SCHOOL,
        _TEN_TO_TWO,
        (20, 20),
        care=CONDITIONAL,
        holiday="none",
    ),
    _care("C29", "the same in a term-time job", _SCHOOL, _TEN_TO_TWO, (20, 20), care=OK, holiday="none", work=_TERM),
    _care("C30", "nothing known of the way there", _SCHOOL, _TEN_TO_TWO, (NONE, 20), care=UNKNOWN, **_SCHOOL_JOB),
    _care("C31", "no bus back", _SCHOOL, _TEN_TO_TWO, (20, NO_SERVICE), care=FAIL, **_SCHOOL_JOB),
    _care(
        "C32",
        "twelve-hour shifts against nursery hours",
        "Mon-Fri 07:30-18:00",
        "Mon-Wed 07:00-19:00",
        (15, 15),
        care=FAIL,
        work=_TERM,
    ),
    _care("C33", "Saturday work, free on school days", _SCHOOL, "Sat 09:30-13:30", (10, 10), care=FAIL),
    _care(
        "C34",
        "a split shift, free around both halves",
        "Mon 06:30-09:30; Mon 15:30-18:30",
        "Mon 07:00-09:00; Mon 16:00-18:00",
        (30, 30),
        care=OK,
        work=_TERM,
    ),
    _care(
        "C38", "a rota for someone who does not care", None, _SHIFTWORK, (20, 20), care=OK, work={"rota_policy": "all"}
    ),
)


def _health(
    case_id: str,
    what: str,
    capacity: Mapping[str, int],
    demands: Mapping[str, int],
    expected: Mapping[str, Any],
    *,
    soft: list[str] | None = None,
    adjusted: Mapping[str, int] | None = None,
) -> Case:
    who = person(capacity=capacity, capacity_soft=soft)
    return Case(case_id, what, who, job(demands=demands, demands_adjusted=adjusted), expected)


_HEALTH = (
    _health("H01", "can do what is asked", {"lift_carry": 2}, {"lift_carry": 2}, {"health": OK}),
    _health("H02", "more is asked than the person can do", {"lift_carry": 2}, {"lift_carry": 4}, {"health": FAIL}),
    _health(
        "H03",
        "a lifting aid brings it within reach",
        {"lift_carry": 2},
        {"lift_carry": 4},
        {"health": CONDITIONAL},
        adjusted={"lift_carry": 2},
    ),
    _health(
        "H04", "a limit, and no word of the demand", {"lift_carry": 2}, {}, {"health": UNKNOWN, "part:health": 500}
    ),
    _health("H05", "no limit, and no word of the demand", {}, {}, {"health": OK, "part:health": 1000}),
    _health(
        "H06",
        "louder than the person would like",
        {"noise": 3},
        {"noise": 5},
        {"health": OK, "part:health": 850},
        soft=["noise"],
    ),
    _health(
        "H07", "one fails, another is unknown", {"lift_carry": 2, "standing": 1}, {"lift_carry": 5}, {"health": FAIL}
    ),
    _health(
        "H08",
        "one needs an adjustment, another is unknown",
        {"lift_carry": 2, "standing": 1},
        {"lift_carry": 4},
        {"health": UNKNOWN},
        adjusted={"lift_carry": 2},
    ),
    _health("H09", "cannot drive, need not drive", {"driving": 0}, {"driving": 0}, {"health": OK}),
    _health(
        "H10",
        "the adjustment does not go far enough",
        {"standing": 1},
        {"standing": 6},
        {"health": FAIL},
        adjusted={"standing": 3},
    ),
)


def _skills(case_id: str, what: str, who: Record, work: Record, expected: Mapping[str, Any], **more: Any) -> Case:
    return Case(case_id, what, person(**who), job(**work), expected, **more)


_A = {"required_skills": ["a"]}

_SKILLS = (
    _skills(
        "S01",
        "no skills listed is neither none nor all",
        {"skills": ["a"]},
        {},
        {"part:skills": 500, "unknown_parts": {"text", "skills"}},
    ),
    _skills("S02", "the very skill", {"skills": ["a"]}, _A, {"part:skills": 1000, "unknown_parts": {"text"}}),
    # 1000 x 255 x 128 // 65025 = 501
    _skills("S03", "a sibling at half credit", {"skills": ["b"]}, _A, {"part:skills": 501}, credits={("b", "a"): 128}),
    _skills(
        "S04",
        "the skill and its sibling do not add up",
        {"skills": ["a", "b"]},
        _A,
        {"part:skills": 1000},
        credits={("b", "a"): 128},
    ),
    # half of 255 is 127; 1000 x 255 x 127 // 65025 = 498
    _skills(
        "S05",
        "half the level asked",
        {"skills": ["a"], "skill_levels": [0.5]},
        {**_A, "required_skill_levels": [1.0]},
        {"part:skills": 498},
    ),
    # weights 3 : 1 out of 255 are 191 : 64; 1000 x 64 x 255 // 65025 = 250
    _skills(
        "S06",
        "only the desirable one of two",
        {"skills": ["o"]},
        {"required_skills": ["e"], "desirable_skills": ["o"]},
        {"part:skills": 250},
    ),
)


def _licence(
    case_id: str, what: str, held: list[str] | None, needed: list[str] | None, licence: int, **columns: Any
) -> Case:
    return Case(case_id, what, person(licences=held), job(licences=needed, **columns), {"licence": licence})


_LICENCES = (
    _licence(
        "L01", "drives, but has no forklift licence", ["driving_b"], ["driving_b", "forklift_counterbalance"], FAIL
    ),
    _licence(
        "L02",
        "the check is made after the offer",
        [],
        ["dbs_enhanced"],
        CONDITIONAL,
        licences_obtainable=["dbs_enhanced"],
    ),
    _licence("L03", "the advert says that none is needed", [], [], OK),
    _licence("L04", "the advert does not say", [], None, UNKNOWN),
    _licence("L05", "the higher licence will do", ["driving_ce"], ["driving_b"], OK),
    _licence("L06", "a licence nobody has heard of", [], ["zeppelin_pilot"], UNKNOWN),
    _licence("L07", "nobody has heard of one, and another is missing", [], ["zeppelin_pilot", "cscs"], FAIL),
    _licence("L08", "nobody asked the person", None, ["cscs"], UNKNOWN),
    _licence("L09", "nobody asked the person, and none is needed", None, [], OK),
    _licence(
        "L10",
        "one can be had later, another cannot",
        [],
        ["cscs", "dbs_basic"],
        FAIL,
        licences_obtainable=["dbs_basic"],
    ),
    _licence("L11", "a licence from overseas may count", ["overseas_driving"], ["driving_b"], UNKNOWN),
    _licence("L12", "a licence from overseas is no lorry licence", ["overseas_driving"], ["driving_c"], FAIL),
    _licence(
        "L13",
        "one may count and the other can be had later",
        ["overseas_driving"],
        ["driving_b", "dbs_basic"],
        UNKNOWN,
        licences_obtainable=["dbs_basic"],
    ),
    _licence("L14", "Welsh is only desirable", [], ["welsh_desirable"], OK),
    _licence("L15", "Welsh is only desirable, and nobody asked the person", None, ["welsh_desirable"], OK),
)


def _hours(
    case_id: str,
    what: str,
    wanted: tuple[float, float | None],
    offered: tuple[float, float] | None,
    hours: int,
    **work: object,
) -> Case:
    low, high = offered or (None, None)
    return Case(
        case_id,
        what,
        person(hours_per_week_min=wanted[0], hours_per_week_max=wanted[1]),
        job(hours_per_week_min=low, hours_per_week_max=high, **work),
        {"hours": hours},
    )


_YEAR = {"shift_kind": "annualised"}
_HOURS = (
    _hours("U01", "the ranges overlap", (16, 25), (20, 30), UNKNOWN),
    _hours("U02", "full time for someone who wants part time", (16, 25), (37.5, 37.5), FAIL),
    _hours("U03", "the advert does not say", (16, 25), None, UNKNOWN),
    _hours("U04", "the job lies inside what is wanted", (16, 25), (16, 25), OK),
    _hours("U05", "annualised, and the busiest weeks fit too", (16, 25), (20, 20), OK, **_YEAR, peak_hours_per_week=25),
    _hours("U06", "a busiest week over the most wanted", (16, 25), (20, 20), FAIL, **_YEAR, peak_hours_per_week=25.25),
    _hours("U07", "annualised, the busiest weeks not stated", (16, 25), (20, 20), UNKNOWN, **_YEAR),
    _hours("U08", "annualised, and no most is wanted", (16, None), (20, 20), OK, **_YEAR),
    _hours("U09", "only the busiest weeks are stated, too many", (16, 25), None, FAIL, peak_hours_per_week=40),
    _hours("U10", "only the busiest weeks are stated", (16, 25), None, UNKNOWN, peak_hours_per_week=20),
)

# text 713; one of three equal skills 333; 58 minutes with 115 comfortable: 1000 - 300 x 43 // 100 = 871; care unknown
# 500; no health limits 1000; pay 34.99 of 40.00: 1000 - 4000 x 501 // 4000 = 499; one unknown.
# 30 x 713 + 30 x 333 + 16 x 871 + 8 x 500 + 8 x 1000 + 8 x 499 - 4000 = 57308
_SUM_PERSON = person(
    skills=["a"],
    limit_out=180,
    limit_ret=180,
    prefer_min=115,
    care_flag=True,
    pay_wanted_gbp_per_hour=40.0,
)
_SUM_JOB = job(required_skills=["a", "b", "c"], pay_min_gbp=34.99, pay_period="hour")
_SUM_WORLD: dict[str, Any] = {"minutes": {"pt": (58, 58)}, "matrix": True, "similarity": (713, 1000)}

_OVERALL = (
    Case(
        "O01",
        "care is unknown, all else fits",
        person(away_windows=_SCHOOL),
        job(),
        {"travel": OK, "care": UNKNOWN, "health": OK, "verdict": UNKNOWN, "blockers": []},
        {"pt": (20, 20)},
    ),
    Case(
        "O02",
        "too far, and health needs an adjustment: one blocker",
        person(capacity={"standing": 3}),
        job(demands={"standing": 5}, demands_adjusted={"standing": 2}),
        {"travel": FAIL, "care": OK, "health": CONDITIONAL, "verdict": FAIL, "blockers": ["travel"]},
        {"pt": (200, 200)},
    ),
    Case(
        "O03",
        "the parts add up to the score",
        _SUM_PERSON,
        _SUM_JOB,
        {
            "part:text": 713,
            "part:skills": 333,
            "part:travel": 871,
            "part:care": 500,
            "part:health": 1000,
            "part:pay": 499,
            "score": 57308,
        },
        **_SUM_WORLD,
    ),
    Case("O04", "whole points add up to the whole score", _SUM_PERSON, _SUM_JOB, {"whole_points": 57}, **_SUM_WORLD),
    Case(
        "O05",
        "nothing missing is 100 points",
        person(skills=["a"]),
        job(required_skills=["a"]),
        {"score": 100_000},
        {"pt": (10, 10)},
        similarity=(1000, 1000),
    ),
)

# Points that the written rules settle and the cases above leave open.
_MORE = (
    _travel(
        "R01", "a lift can fall through", {"lift": (10, 10)}, (60, 60), {"travel": CONDITIONAL, "mode_set": "lift"}
    ),
    _travel(
        "R02",
        "one's own bicycle is surer than a lift, though slower",
        {"lift": (10, 10), "cycle": (25, 25)},
        (60, 60),
        {"travel": OK, "mode_set": "cycle", "minutes": (25, 25)},
    ),
    _travel(
        "R03",
        "a lift that fits beats a car that may not",
        {"car": (40, 40), "lift": (10, 10)},
        (45, 45),
        {"travel": CONDITIONAL, "mode_set": "lift"},
    ),
    _travel(
        "R04",
        "no way to travel at all, minibus or not",
        {},
        (60, 60),
        {"travel": FAIL, "in_reach": False},
        work={"employer_transport": True, "remote": None},
    ),
    _travel(
        "R05",
        "the bus is known to be too slow, the walk is not known",
        {"pt": (200, 200)},
        (60, 60),
        {"travel": UNKNOWN},
        who={"modes": ["pt", "walk"]},
    ),
    _travel(
        "R06",
        "two and a half days on site halve what the journey costs",
        {"pt": (30, 30)},
        (90, 90),
        # 1000 - 300 x 15 // 30 = 850, then 1000 - 150 x 5 // 10
        {"part:travel": 925},
        work={"remote": "hybrid", "days_on_site": 2.5},
        matrix=True,
    ),
    _travel(
        "R07",
        "a rota by choice: the early bus does not run, the later one does",
        {"pt": (NO_SERVICE, 20)},
        (60, 60),
        {"travel": OK, "minutes": (20, 20)},
        work={"shifts": "Mon-Fri 06:00-13:00 | Mon-Fri 13:00-15:00", "rota_policy": "choose"},
        out_band="early",
        ret_band="day",
    ),
    _travel(
        "R08",
        "the same, all to be worked",
        {"pt": (NO_SERVICE, 20)},
        (60, 60),
        {"travel": FAIL, "minutes": (NO_SERVICE, 20)},
        work={"shifts": "Mon-Fri 06:00-13:00 | Mon-Fri 13:00-15:00", "rota_policy": "all"},
        out_band="early",
        ret_band="day",
    ),
    Case(
        "R09", "cares, and nobody wrote down when", person(care_flag=True), job(shifts=_TEN_TO_TWO), {"care": UNKNOWN}
    ),
    Case(
        "R10",
        "the windows no longer apply",
        person(care_flag=False, away_windows="none"),
        job(shifts=_TEN_TO_TWO),
        {"care": OK, "part:care": 1000},
    ),
    Case(
        "R11",
        "half an hour to spare before, ten minutes after",
        person(away_windows=_SCHOOL),
        job(shifts="Mon-Fri 09:50-14:30"),
        # the lesser of 30 and 10: 600 + 400 x 10 // 30
        {"care": OK, "part:care": 733},
        {"pt": (20, 20)},
    ),
    Case(
        "R12",
        "the best three of five days have room, the others less",
        person(away_windows="Mon-Tue 08:30-17:30; Wed-Fri 08:00-18:00"),
        job(shifts="3 of Mon-Fri 09:00-17:00"),
        {"care": OK, "part:care": 1000},
        {"pt": (30, 30)},
    ),
    Case(
        "R13",
        "places unknown, but the entrance is known to have steps",
        person(needs_step_free=True, latitude=None, longitude=None),
        job(step_free=False),
        {"travel": FAIL},
    ),
    Case(
        "R14",
        "a guess decides nothing",
        person(capacity={"standing": 1}),
        job(demands={"standing": 7}, inferred_fields=["demands.standing", "licences"]),
        {"health": UNKNOWN, "licence": UNKNOWN},
    ),
    Case(
        "R15",
        "years of pay by the hours stated: 26,000 over 25 hours is 20.00",
        person(pay_wanted_gbp_per_hour=25.0),
        job(pay_min_gbp=26000, pay_period="year", hours_per_week_min=20, hours_per_week_max=30),
        # 1000 - 4000 x 500 // 2500
        {"part:pay": 200},
    ),
    _travel(
        "R16",
        "an early bus that does not run, where wishes are considered",
        {"pt": (NO_SERVICE, 20)},
        (60, 60),
        {"travel": CONDITIONAL, "minutes": (20, 20)},
        work={"shifts": "Mon-Fri 06:00-13:00 | Mon-Fri 13:00-15:00", "rota_policy": "prefer"},
        out_band="early",
        ret_band="day",
    ),
    _travel(
        "R17",
        "the same, and nobody says if one may choose",
        {"pt": (NO_SERVICE, 20)},
        (60, 60),
        {"travel": UNKNOWN, "minutes": (20, 20), "in_reach": True},
        work={"shifts": "Mon-Fri 06:00-13:00 | Mon-Fri 13:00-15:00"},
        out_band="early",
        ret_band="day",
    ),
    _travel(
        "R18",
        "a minibus does not reach 100 km",
        {"pt": (NO_SERVICE, NO_SERVICE)},
        (60, 60),
        {"travel": FAIL},
        who={"latitude": 50.67},
        work={"employer_transport": True},
    ),
    _travel(
        "R19",
        "a guess that one may work from home is not a statement, nor is silence",
        {"pt": (200, 200)},
        (90, 90),
        {"travel": UNKNOWN, "in_reach": False},
        work={"remote": "full", "inferred_fields": ["remote"]},
    ),
    Case(
        "R20",
        "a skill named twice counts once, as required",
        person(skills=["a"]),
        job(required_skills=["a", "b"], desirable_skills=["a"]),
        # 128 and 127 of 255, the odd one by name: 1000 x 128 x 255 // 65025
        {"part:skills": 501},
    ),
    Case(
        "R21",
        "one template fits the windows, but has no bus; the other has a bus, but does not fit",
        person(away_windows="Mon-Fri 05:00-14:00"),
        job(shifts="Mon-Fri 06:00-13:00 | Mon-Fri 13:00-15:00", rota_policy="choose"),
        {"travel": OK, "care": FAIL},
        {"pt": (NO_SERVICE, 20)},
        out_band="early",
        ret_band="day",
    ),
)

CASES = (*_TRAVEL, *_CARE, *_HEALTH, *_SKILLS, *_LICENCES, *_HOURS, *_OVERALL, *_MORE)
