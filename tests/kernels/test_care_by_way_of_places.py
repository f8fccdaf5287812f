"""Windows that begin and end at a nursery or at a parent's home, split shifts and hours of trade, case by case.

By car and at any time a journey of d steps of 250 m takes d minutes here. The job lies 10 minutes north of home, the
nursery 20 minutes south of home, so 30 from the job.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from jobmatch.codes import Constraint, Reason, Verdict
from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import TABLE_STEPS
from jobmatch.travel import TravelTable
from tests.market import make_market

FAIL, UNKNOWN, CONDITIONAL, OK = Verdict
STEP_DEGREES = 0.25 / 111.195


def _north(steps: float) -> dict[str, Any]:
    return {"latitude": 51.5 + steps * STEP_DEGREES, "longitude": -3.0}


def _place(name: str, steps: float, **fields: Any) -> dict[str, Any]:
    return {"name": name, **_north(steps), **fields}


NURSERY, GRAN = _place("nursery", -20), _place("gran", 30)


def _table() -> TravelTable:
    return TravelTable(
        np.broadcast_to(np.minimum(np.arange(TABLE_STEPS), 253), (5, 6, TABLE_STEPS)).astype(np.uint8).copy()
    )


def _care(
    windows: str, shifts: str | None, *, config: MatchConfig | None = None, **fields: Any
) -> tuple[Verdict, Reason]:
    places = fields.pop("care_places", [NURSERY, GRAN])
    job: dict[str, Any] = {
        name: fields.pop(name) for name in ("remote", "shift_kind", "rota_policy", "located_at") if name in fields
    }
    where = _north(job.pop("located_at", 10))
    person = {
        "jobseeker_id": 1,
        **_north(0),
        "modes": ["car"],
        "away_windows": windows,
        "care_places": places,
        **fields,
    }
    market = make_market(
        [person],
        [{"vacancy_id": 1, "title": "Cook", "remote": "no", **where, "shifts": shifts, **job}],
        table=_table(),
        config=config or MatchConfig(threads=1),
    )
    _, _, judged = market.judge_all()
    return Verdict(int(judged.verdict[0, Constraint.CARE])), Reason(int(judged.reason[0, Constraint.CARE, 0]))


def test_journeys_begin_and_end_at_the_nursery() -> None:
    assert _care("Mon 09:00-15:00", "Mon 09:10-14:50") == (OK, Reason.CARE_TIGHT)
    assert _care("Mon 09:00-15:00 @nursery", "Mon 09:10-14:50") == (FAIL, Reason.CARE_CLASH)
    assert _care("Mon 09:00-15:00 @nursery", "Mon 09:30-14:30") == (OK, Reason.CARE_TIGHT)
    assert _care("Mon 09:00-15:00 @nursery", "Mon 09:30-14:31") == (FAIL, Reason.CARE_CLASH)


def test_one_may_set_off_from_one_place_and_be_back_at_another() -> None:
    assert _care("Mon 09:00-15:00 @nursery>home", "Mon 09:30-14:50")[0] == OK
    assert _care("Mon 09:00-15:00 @nursery>home", "Mon 09:29-14:50")[0] == FAIL
    assert _care("Mon 09:00-15:00 @nursery>home", "Mon 09:30-14:51")[0] == FAIL
    assert _care("Mon 09:00-15:00 @home>nursery", "Mon 09:10-14:30")[0] == OK


def test_windows_of_different_places_never_merge_and_those_of_one_place_do() -> None:
    shift = "Mon 10:00-14:00"
    assert _care("Mon 09:00-12:00; Mon 12:00-15:00", shift)[0] == OK
    assert _care("Mon 09:00-12:00; Mon 12:01-15:00", shift)[0] == FAIL
    assert _care("Mon 09:00-12:00 @nursery; Mon 12:00-15:00 @nursery", shift)[0] == OK
    assert _care("Mon 09:00-12:00 @nursery; Mon 12:00-15:00", shift)[0] == FAIL
    assert _care("Mon 09:00-12:00 @nursery; Mon 12:00-15:00 @nursery>home", shift)[0] == FAIL


def test_any_window_that_fits_will_do() -> None:
    assert _care("Mon 09:00-15:00 @nursery; Mon 09:00-15:00", "Mon 09:10-14:50")[0] == OK


def test_the_nursery_opens_after_the_shift_starts() -> None:
    assert _care("Mon-Fri 07:30-17:55 @nursery", "Mon-Fri 07:00-14:00") == (FAIL, Reason.CARE_CLASH)


def test_the_way_by_the_nursery_counts_towards_the_limits() -> None:
    """Home to nursery to work is 20 + 30 minutes; surely within 62 (x 0.81), surely over 40 (x 1.23)."""
    for limit, expected in (
        (62, (OK, Reason.CARE_TIGHT)),
        (45, (UNKNOWN, Reason.CARE_DETOUR_BORDERLINE)),
        (40, (FAIL, Reason.CARE_DETOUR_TOO_LONG)),
    ):
        assert _care("Mon 09:00-15:00 @nursery>home", "Mon 09:30-14:50", limit_out=limit) == expected
        assert _care("Mon 09:00-15:00 @home>nursery", "Mon 09:10-14:30", limit_ret=limit) == expected
    assert _care("Mon 09:00-15:00 @nursery>home", "Mon 09:30-14:50", limit_ret=40)[0] == OK
    without = MatchConfig(threads=1, count_care_detour=False)
    assert _care("Mon 09:00-15:00 @nursery", "Mon 09:30-14:30", limit_out=40, config=without)[0] == OK


def test_minutes_that_are_stated_stand_in_for_the_estimate() -> None:
    chain = [_place("nursery", -20, minutes_from_home=45)]
    shift = "Mon 09:30-14:30"
    assert _care("Mon 09:00-15:00 @nursery", shift, limit_out=70, limit_ret=120)[0] == OK
    assert _care("Mon 09:00-15:00 @nursery", shift, limit_out=70, limit_ret=120, care_places=chain)[0] == UNKNOWN


def test_a_place_that_nobody_knows_leaves_it_open() -> None:
    lost = [{"name": "nursery", "latitude": None, "longitude": None}]
    assert _care("Mon 09:00-15:00 @nursery", "Mon 09:30-14:30", care_places=lost) == (
        UNKNOWN,
        Reason.CARE_TRAVEL_UNKNOWN,
    )
    assert _care("Mon 09:00-15:00 @nursery; Mon 09:00-15:00", "Mon 09:30-14:30", care_places=lost)[0] == OK


def test_a_rough_place_widens_the_doubt() -> None:
    rough = [_place("nursery", -20, place_radius_km=1.0)]  # four minutes either way
    assert _care("Mon 09:00-15:00 @nursery", "Mon 09:34-14:26", care_places=rough)[0] == OK
    assert _care("Mon 09:00-15:00 @nursery", "Mon 09:30-14:30", care_places=rough) == (
        UNKNOWN,
        Reason.CARE_TRAVEL_UNKNOWN,
    )
    assert _care("Mon 09:00-15:00 @nursery", "Mon 09:25-14:35", care_places=rough)[0] == FAIL


def test_from_the_nursery_it_may_be_too_far_to_walk() -> None:
    fields: dict[str, Any] = {"modes": ["walk"], "max_walk": 25, "limit_out": 180, "limit_ret": 180}
    assert _care("Mon 09:00-15:00", "Mon 10:00-14:00", **fields)[0] == OK
    assert _care("Mon 09:00-15:00 @nursery", "Mon 10:00-14:00", **fields) == (FAIL, Reason.CARE_NO_JOURNEY)


def test_working_at_home_still_takes_the_way_to_the_nursery() -> None:
    assert _care("Mon 09:00-15:00 @nursery", "Mon 09:20-14:40", remote="full")[0] == OK
    assert _care("Mon 09:00-15:00 @nursery", "Mon 09:19-14:40", remote="full")[0] == FAIL
    assert _care("Mon 09:00-15:00", "Mon 09:00-15:00", remote="full")[0] == OK


# --- Split shifts -------------------------------------------------------------------------------


def test_between_two_shifts_one_goes_home_or_stays_away() -> None:
    halves = "Mon 06:30-09:30; Mon 15:30-18:30"
    assert _care(halves, "Mon 07:00-09:00; Mon 16:00-18:00")[0] == OK
    whole = "Mon 08:00-15:00"
    for gap_ends, windows, expected in (
        ("11:20", "Mon 08:00-11:10; Mon 11:10-15:00", OK),  # they touch, so they are one
        ("11:20", "Mon 08:00-11:10; Mon 11:11-15:00", FAIL),
        ("11:20", whole, OK),
        ("11:19", whole, OK),  # too short to go home, but one window covers it
    ):
        assert _care(windows, f"Mon 09:00-11:00; Mon {gap_ends}-13:00")[0] == expected


def test_a_gap_too_short_to_go_home_needs_cover_all_through() -> None:
    """Ten minutes home and ten back: a gap of 20 minutes is enough, of 15 is not, whatever each shift alone is."""
    windows = "Mon 08:50-11:10 @home; Mon 08:50-11:10 @home>nursery; Mon 11:00-13:10"
    overlapping = "Mon 08:50-11:10; Mon 11:05-13:10 @home>gran"
    assert _care(windows, "Mon 09:00-11:00; Mon 11:25-13:00")[0] == OK
    assert _care(overlapping, "Mon 09:00-11:00; Mon 11:15-12:50") == (FAIL, Reason.CARE_SPLIT_GAP)
    assert _care(overlapping, "Mon 09:00-11:00; Mon 11:20-12:50")[0] == OK


def test_who_fetches_a_child_in_between_must_get_there_and_away_again() -> None:
    """Back at the nursery at 11:30, home at 11:50, at work again at 12:00."""
    windows = "Mon 08:00-11:30 @nursery; Mon 11:40-15:00"
    assert _care(windows, "Mon 09:00-11:00; Mon 12:00-14:00")[0] == OK
    assert _care(windows, "Mon 09:00-11:00; Mon 11:59-14:00") == (FAIL, Reason.CARE_SPLIT_GAP)


# --- Zero hours -----------------------------------------------------------------------------------


def test_zero_hours_fit_if_all_hours_of_trade_do() -> None:
    kind: dict[str, Any] = {"shift_kind": "zero_hours"}
    assert _care("Mon-Sun 07:00-22:00", None, **kind) == (UNKNOWN, Reason.CARE_HOURS_VARY)
    assert _care("Mon-Sun 07:00-22:00", "Mon-Sun 07:10-21:50", **kind)[0] == OK
    assert _care("Mon-Sun 07:00-22:00", "Mon-Sun 07:10-21:51", **kind) == (UNKNOWN, Reason.CARE_TRADING_HOURS)
    assert _care("none", "Mon-Sun 09:00-17:00", **kind)[0] == UNKNOWN


def test_zero_hours_count_the_slowest_time_of_day() -> None:
    """From 10:00 on the journey takes an hour longer: a shift from 10:00 means to leave at 08:50."""
    table = _table()
    table.minutes[:, 2:, 1:] += 60
    for leave, expected in (("08:50", OK), ("08:51", UNKNOWN)):
        market = make_market(
            [{"jobseeker_id": 1, **_north(0), "modes": ["car"], "away_windows": f"Mon {leave}-22:00"}],
            [
                {
                    "vacancy_id": 1,
                    "title": "Cook",
                    "remote": "no",
                    **_north(10),
                    "shifts": "Mon 09:30-14:00",
                    "shift_kind": "zero_hours",
                }
            ],
            table=table,
        )
        _, _, judged = market.judge_all()
        assert judged.verdict[0, Constraint.CARE] == expected


@pytest.mark.parametrize("shift_kind", ["annualised", None])
def test_times_that_nobody_states_stay_unknown(shift_kind: str | None) -> None:
    assert _care("Mon-Sun 07:00-22:00", None, shift_kind=shift_kind) == (UNKNOWN, Reason.CARE_TIMES_NOT_STATED)
