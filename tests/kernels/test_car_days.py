"""A car on some days only: days with and without it are tested apart."""

from __future__ import annotations

from typing import Any

import pytest

from jobmatch.codes import Constraint, Mode, Verdict
from tests.market import make_market

HOME = {"latitude": 51.5842, "longitude": -2.9977}
FAR = {"latitude": 51.5842 + 25 / 111.2, "longitude": -2.9977}  # under an hour by car, out of reach by bus
WEEK = "Mon-Fri 09:30-16:30"


def _judged(person: dict[str, Any], job: dict[str, Any]) -> tuple[Verdict, Verdict, int]:
    market = make_market(
        [{"jobseeker_id": 1, "modes": ["walk", "pt", "car"], "limit_out": 80, "limit_ret": 80, **HOME, **person}],
        [{"vacancy_id": 1, "title": "Cook", "remote": "no", **FAR, **job}],
    )
    _, _, judged = market.judge_all()
    verdicts = judged.verdict[0]
    modes = int(judged.reason[0, Constraint.TRAVEL, 3])
    return Verdict(int(verdicts[Constraint.TRAVEL])), Verdict(int(verdicts[Constraint.CARE])), modes


@pytest.mark.parametrize(
    ("car_days", "shifts", "verdict"),
    [
        (None, WEEK, Verdict.OK),
        (["mon", "tue", "wed", "thu", "fri"], WEEK, Verdict.OK),
        (["mon", "tue", "wed", "thu"], WEEK, Verdict.FAIL),
        (["mon", "tue", "wed", "thu"], "Mon-Thu 09:30-16:30", Verdict.OK),
        (["mon", "tue", "wed"], "3 of Mon-Fri 09:30-16:30", Verdict.OK),
        (["mon", "tue"], "3 of Mon-Fri 09:30-16:30", Verdict.FAIL),
        ([], WEEK, Verdict.FAIL),
        (["mon"], None, Verdict.UNKNOWN),
    ],
)
def test_all_days_that_are_needed_must_pass(car_days: list[str] | None, shifts: str | None, verdict: Verdict) -> None:
    assert _judged({"car_days": car_days}, {"shifts": shifts})[0] == verdict


def test_where_both_ways_do_the_one_without_the_car_is_shown() -> None:
    near = {"latitude": HOME["latitude"] + 2 / 111.2}
    verdict, _, modes = _judged({"car_days": ["mon"]}, {"shifts": WEEK, **near})
    assert verdict == Verdict.OK
    assert not modes >> Mode.CAR & 1


def test_a_job_that_needs_the_car_needs_it_every_day() -> None:
    assert _judged({"car_days": ["mon"]}, {"shifts": WEEK, "needs_vehicle": True})[0] == Verdict.FAIL
    assert _judged({"car_days": ["mon"]}, {"shifts": "Mon 09:30-16:30", "needs_vehicle": True})[0] == Verdict.OK


def test_caring_counts_the_way_of_the_day() -> None:
    # 3 km: some 15 minutes by car and 45 otherwise; the window leaves 20 minutes each way
    near = {"latitude": HOME["latitude"] + 3 / 111.2}
    away = {"away_windows": "Mon-Fri 09:10-16:50"}
    assert _judged({**away}, {"shifts": WEEK, **near})[1] == Verdict.OK
    assert _judged({**away, "car_days": ["mon"]}, {"shifts": WEEK, **near})[1] == Verdict.FAIL
    assert _judged({**away, "car_days": ["mon"]}, {"shifts": "Mon 09:30-16:30", **near})[1] == Verdict.OK
