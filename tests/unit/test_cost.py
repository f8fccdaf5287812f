"""What journeys cost a week, and what is left of the pay."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from jobmatch.config import MatchConfig
from jobmatch.cost import Costs, travel_costs
from jobmatch.travel.fares import car_pence, public_transport_pence
from tests.market import make_market

NEWPORT = {"latitude": 51.5842, "longitude": -2.9977}
FARES = {"pt_single_gbp": 3.0, "pt_day_cap_gbp": 5.0, "pt_week_cap_gbp": 20.0}


def test_a_day_costs_no_more_than_its_cap() -> None:
    """T17 of the specification."""
    assert public_transport_pence(np.array([3.0]), 300, 500).tolist() == [1500]


def test_a_week_costs_no_more_than_its_cap() -> None:
    """T18."""
    assert public_transport_pence(np.array([5.0]), 300, None, 2000).tolist() == [2000]


def test_a_car_costs_by_the_mile() -> None:
    """T19."""
    assert car_pence(np.array([5.0]), np.array([16.09344]), 25).tolist() == [2500]


def _costs(person: dict[str, Any], job: dict[str, Any], **settings: Any) -> Costs:
    config = MatchConfig(threads=1, **settings)
    north = {"latitude": NEWPORT["latitude"] + 8 / 111.2, "longitude": NEWPORT["longitude"]}
    market = make_market(
        [{"jobseeker_id": 1, **NEWPORT, **person}],
        [{"vacancy_id": 1, "title": "Cook", "remote": "no", **north, **job}],
        config=config,
    )
    person_rows, vacancy_rows, judged = market.judge_all()
    return travel_costs(market.people, market.jobs, person_rows, vacancy_rows, judged, config, market.table)


def _week(*arguments: Any, **settings: Any) -> int:
    return int(_costs(*arguments, **settings).week_pence[0])


def test_days_come_from_the_advert_or_its_shifts() -> None:
    bus = {"modes": ["pt"]}
    assert _week(bus, {"days_on_site": 3.0}, **FARES) == 1500
    assert _week(bus, {"shifts": "Mon-Tue 09:00-17:00"}, **FARES) == 1000
    assert _week(bus, {"shifts": "1 of Mon-Sun 09:00-17:00"}, **FARES) == 500
    assert _week(bus, {}, **FARES) == -1


def test_what_is_not_known_costs_nobody_knows_what() -> None:
    job = {"days_on_site": 3.0}
    assert _week({"modes": ["pt"]}, job) == -1  # no fare in the settings
    assert _week({"modes": ["lift"]}, job, **FARES) == -1
    assert _week({"modes": ["pt"], "latitude": None, "longitude": None}, job, **FARES) == -1


@pytest.mark.parametrize(("modes", "limit"), [(["cycle"], 90), (["walk"], 180)])
def test_own_legs_cost_nothing(modes: list[str], limit: int) -> None:
    assert _week({"modes": modes, "limit_out": limit, "limit_ret": limit}, {"days_on_site": 3.0}, **FARES) == 0


def test_a_short_way_on_foot_costs_nothing_though_there_is_a_bus() -> None:
    near = {"latitude": NEWPORT["latitude"] + 0.5 / 111.2}
    assert _week({"modes": ["pt", "walk"]}, {"days_on_site": 3.0, **near}, **FARES) == 0
    assert _week({"modes": ["pt", "walk"]}, {"days_on_site": 3.0}, **FARES) == 1500


def test_work_from_home_costs_nothing() -> None:
    assert _week({"modes": ["pt"]}, {"remote": "full"}, **FARES) == 0


@pytest.mark.parametrize(
    ("parking", "price", "a_day", "left_out"),
    [(True, 6.5, 0, False), (False, 6.5, 650, False), (False, None, 0, True), (None, 6.5, 0, True)],
)
def test_parking_is_paid_for_where_there_is_none(
    parking: bool | None, price: float | None, a_day: int, left_out: bool
) -> None:
    car, job = {"modes": ["car"]}, {"days_on_site": 3.0, "parking": parking}
    costs = _costs(car, job, parking_gbp_per_day=price)
    assert costs.week_pence[0] == _week(car, {"days_on_site": 3.0}) + 3 * a_day
    assert costs.parking_left_out[0] == left_out
    assert not _costs({"modes": ["pt"]}, job, **FARES).parking_left_out[0]


def test_a_guess_of_parking_is_none() -> None:
    job = {"days_on_site": 3.0, "parking": False, "inferred_fields": ["parking"]}
    assert _costs({"modes": ["car"]}, job, parking_gbp_per_day=5.0).parking_left_out[0]


def test_what_is_left_counts_the_hours_on_the_way() -> None:
    pay = {"pay_min_gbp": 12.0, "pay_period": "hour", "hours_per_week_min": 20.0, "hours_per_week_max": 20.0}
    costs = _costs({"modes": ["pt"]}, {"days_on_site": 4.0, **pay}, **FARES)
    # 240 pounds a week less 20, for 20 hours of work and 4 days with two ways of 76 minutes: 30.13 hours
    assert costs.week_pence[0] == 2000
    assert costs.net_pence[0] == round(22_000 / (20 + 4 * 2 * 76 / 60))
    assert not _costs({"modes": ["pt"]}, {"days_on_site": 4.0}, **FARES).net_known[0]


@pytest.mark.parametrize(
    ("pay", "percent"),
    [
        ({"pay_min_gbp": 12.0, "pay_period": "hour", "hours_per_week_min": 20.0, "hours_per_week_max": 20.0}, 8),
        ({"pay_min_gbp": 12.0, "pay_period": "hour"}, -1),  # for how many hours?
        ({"hours_per_week_min": 20.0, "hours_per_week_max": 20.0}, -1),
    ],
)
def test_the_cost_is_a_share_of_the_pay(pay: dict[str, Any], percent: int) -> None:
    """20 pounds of 240 are 8.3 in 100."""
    assert _costs({"modes": ["pt"]}, {"days_on_site": 4.0, **pay}, **FARES).pay_percent[0] == percent
    assert _costs({"modes": ["pt"]}, {"days_on_site": 4.0, **pay}).pay_percent[0] == -1  # the fare is not known
