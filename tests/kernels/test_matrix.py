"""Rules of the travel-time matrix: what a missing pair means, whose times stand in, and how far a search looks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest

from jobmatch import rank
from jobmatch.codes import Band, Constraint, DayType, Mode, Verdict
from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import BY_MATRIX_BIT
from jobmatch.score import judge_pairs
from jobmatch.travel import Layer, TravelMatrix, embedded_table
from tests.market import Market, make_market

HOME = (51.584, -2.998)
NEAR = (51.700, -2.998)  # 13 km
FAR = (52.900, -2.998)  # 146 km
OUTSIDE = (54.500, -2.998)
DAY = dt.date(2023, 3, 7)
ZONES = pl.DataFrame(
    {
        "zone": ["home", "near", "far"],
        "latitude": [HOME[0], NEAR[0], FAR[0]],
        "longitude": [HOME[1], NEAR[1], FAR[1]],
        "origin": [True] * 3,
        "destination": [True] * 3,
    }
)
DAYTIME = "Mon-Fri 09:30-16:30"


def _matrix(
    minutes: dict[str, int], *, mode: Mode = Mode.PT, bands: tuple[Band, ...] = (Band.AM, Band.PM), cutoff: int = 90
) -> TravelMatrix:
    rows = {"near": 1, "far": 2}
    pairs = (
        np.zeros(len(minutes), np.int64),
        np.array([rows[zone] for zone in minutes], np.int64),
        np.array(list(minutes.values()), np.int64),
    )
    layers = [Layer(mode, band, cutoff, DAY, "made up", "none") for band in bands]
    return TravelMatrix.of_layers(ZONES, layers, [pairs] * len(bands))


def _market(matrix: TravelMatrix, place: tuple[float, float] = NEAR, **more: Any) -> Market:
    job: dict[str, Any] = {
        name: more.pop(name) for name in ("shifts", "shift_kind", "place_radius_km", "remote") if name in more
    }
    person: dict[str, Any] = {"jobseeker_id": 1, "latitude": HOME[0], "longitude": HOME[1], "modes": ["pt"], **more}
    vacancy: dict[str, Any] = {"vacancy_id": 1, "title": "Cook", "remote": "no", "shifts": DAYTIME, **job}
    vacancy |= {"latitude": place[0], "longitude": place[1]}
    return make_market([person], [vacancy], table=replace(embedded_table(), matrix=matrix))


def _judged(matrix: TravelMatrix, *arguments: Any, **more: Any) -> tuple[Verdict, tuple[int, int], bool]:
    _, _, judged = _market(matrix, *arguments, **more).judge_all()
    _, out, ret, modes = judged.reason[0, Constraint.TRAVEL].tolist()
    return Verdict(int(judged.verdict[0, Constraint.TRAVEL])), (out, ret), bool(modes & BY_MATRIX_BIT)


# --- Times -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "verdict"), [(82, Verdict.OK), (83, Verdict.UNKNOWN), (97, Verdict.UNKNOWN), (98, Verdict.FAIL)]
)
def test_times_of_a_matrix_are_trusted_to_a_tenth(minutes: int, verdict: Verdict) -> None:
    assert _judged(_matrix({"near": minutes}, cutoff=150)) == (verdict, (minutes, minutes), True)


def test_a_missing_pair_is_no_journey_if_the_matrix_looked_far_enough() -> None:
    assert _judged(_matrix({"far": 60}, cutoff=90), limit_out=90, limit_ret=60) == (Verdict.FAIL, (255, 255), True)


def test_a_missing_pair_is_unknown_if_the_limit_is_beyond_the_cutoff() -> None:
    verdict, minutes, by_matrix = _judged(_matrix({"far": 60}, cutoff=60))
    assert (verdict, by_matrix) == (Verdict.UNKNOWN, False)
    assert min(minutes) > 60  # the estimate, but no less than what the matrix rules out


def test_what_the_matrix_lacks_is_still_refused_when_clearly_too_far() -> None:
    assert _judged(_matrix({"near": 60}, cutoff=60), FAR)[0] == Verdict.FAIL


def test_an_estimate_that_the_matrix_contradicts_promises_nothing() -> None:
    # 2.8 km away and 3 hours allowed: the estimate alone would be sure
    close = (HOME[0] + 2.8 / 111.2, HOME[1])
    zones = ZONES.with_columns(latitude=pl.Series([HOME[0], close[0], FAR[0]]))
    matrix = replace(_matrix({"far": 60}, cutoff=60), zones=zones)
    assert _judged(matrix, close, limit_out=180, limit_ret=180)[0] == Verdict.UNKNOWN


@pytest.mark.parametrize("role", ["origin", "destination"])
def test_a_zone_that_was_not_looked_from_or_to_says_nothing(role: str) -> None:
    zone = "home" if role == "origin" else "near"
    matrix = _matrix({"far": 60})
    matrix = replace(matrix, zones=ZONES.with_columns((pl.col("zone") != zone).alias(role)))
    assert not _judged(matrix)[2]


def test_outside_of_all_zones_the_estimate_is_asked() -> None:
    matrix = _matrix({"near": 20})
    assert _judged(matrix, OUTSIDE, limit_out=180, limit_ret=180)[2] is False


def test_a_rough_place_has_no_zone() -> None:
    assert _judged(_matrix({"near": 20}), place_radius_km=1.0)[2] is True
    assert _judged(_matrix({"near": 20}), place_radius_km=1.1)[2] is False


def test_inside_one_zone_and_nearby_the_estimate_is_asked() -> None:
    assert _judged(_matrix({"near": 20}), (HOME[0] + 1.0 / 111.2, HOME[1]))[2] is False
    close = (HOME[0] + 2.4 / 111.2, HOME[1])
    zones = ZONES.with_columns(latitude=pl.Series([HOME[0], close[0], FAR[0]]))
    assert _judged(replace(_matrix({"near": 5}), zones=zones), close)[2] is False


def _two_ways(minutes: dict[tuple[str, str], int], day_types: tuple[DayType, ...] = (DayType.WEEKDAY,)) -> TravelMatrix:
    rows = {"home": 0, "near": 1, "far": 2}
    pairs = tuple(
        np.array(column) for column in zip(*((rows[a], rows[b], m) for (a, b), m in minutes.items()), strict=True)
    )
    layers = [
        Layer(Mode.PT, band, 90, DAY, "made up", "none", day)
        for day in day_types
        for band in (Band.AM, Band.DAY, Band.PM)
    ]
    return TravelMatrix.of_layers(ZONES, layers, [pairs] * len(layers))  # type: ignore[list-item] # three arrays each


def test_the_way_back_is_from_work_to_home() -> None:
    matrix = _two_ways({("home", "near"): 40, ("near", "home"): 55})
    assert _judged(matrix) == (Verdict.OK, (40, 55), True)


def test_where_nobody_looked_from_work_the_way_out_stands_in() -> None:
    assert _judged(_two_ways({("home", "near"): 40, ("far", "near"): 50})) == (Verdict.OK, (40, 40), True)
    # from here journeys were looked for, and none leads home
    verdict, minutes, _ = _judged(_two_ways({("home", "near"): 40, ("near", "far"): 50}))
    assert (verdict, minutes) == (Verdict.FAIL, (40, 255))


@pytest.mark.parametrize(
    ("day_types", "verdict"),
    [((DayType.WEEKDAY,), Verdict.UNKNOWN), ((DayType.WEEKDAY, DayType.SAT), Verdict.OK)],
)
def test_a_saturday_by_its_own_timetable_is_certain(day_types: tuple[DayType, ...], verdict: Verdict) -> None:
    matrix = _two_ways({("home", "near"): 40, ("near", "home"): 40}, day_types)
    assert _judged(matrix, shifts="Sat 09:30-16:30") == (verdict, (40, 40), True)
    assert _judged(matrix, shifts="1 of Fri,Sat 09:30-16:30")[0] == Verdict.OK  # the Saturday can be avoided


# --- Whose times stand in ------------------------------------------------------------------------------------


def test_other_bands_of_the_day_stand_in() -> None:
    assert _judged(_matrix({"near": 40}, bands=(Band.DAY,)))[0] == Verdict.OK


@pytest.mark.parametrize("shifts", ["Mon-Fri 06:00-14:00", "Mon-Fri 14:00-22:00"])
def test_early_and_late_public_transport_is_never_sure_by_the_timetable_of_the_day(shifts: str) -> None:
    verdict, minutes, by_matrix = _judged(_matrix({"near": 40}), shifts=shifts)
    assert (verdict, minutes, by_matrix) == (Verdict.UNKNOWN, (40, 40), True)
    assert _judged(_matrix({"near": 110}, cutoff=150), shifts=shifts)[0] == Verdict.FAIL


def test_a_night_shift_never_has_the_timetable_of_the_morning() -> None:
    night = "Mon-Fri 14:00-23:30"
    verdict, minutes, _ = _judged(_matrix({"near": 40}), shifts=night)
    assert (verdict, minutes) == (Verdict.FAIL, (40, 255))
    verdict, minutes, _ = _judged(_matrix({"near": 40}, bands=(Band.AM, Band.EVE)), shifts=night)
    assert (verdict, minutes) == (Verdict.UNKNOWN, (40, 40))
    assert _judged(_matrix({"near": 40}, bands=(Band.AM, Band.NIGHT)), shifts=night)[0] == Verdict.OK


def test_a_car_may_borrow_and_a_lift_goes_by_car() -> None:
    night = "Mon-Fri 14:00-23:30"
    matrix = _matrix({"near": 40}, mode=Mode.CAR, bands=(Band.AM,))
    assert _judged(matrix, shifts=night, modes=["car"]) == (Verdict.OK, (40, 40), True)
    assert _judged(matrix, shifts=night, modes=["lift"])[0] == Verdict.CONDITIONAL


@pytest.mark.parametrize(
    ("shifts", "verdict"),
    [
        ("Mon-Fri 09:30-16:30", Verdict.OK),
        ("Sat 09:30-16:30", Verdict.UNKNOWN),
        ("3 of Mon-Sun 09:30-16:30", Verdict.OK),
        ("6 of Mon-Sun 09:30-16:30", Verdict.UNKNOWN),
    ],
)
def test_a_weekday_timetable_is_not_sure_at_weekends(shifts: str, verdict: Verdict) -> None:
    assert _judged(_matrix({"near": 40}), shifts=shifts)[0] == verdict


def test_modes_that_the_matrix_lacks_are_estimated() -> None:
    verdict, _, by_matrix = _judged(_matrix({"near": 20}), modes=["car"])
    assert (verdict, by_matrix) == (Verdict.OK, False)


# --- Caring, and how far a search looks ------------------------------------------------------------------------


def test_caring_counts_the_minutes_of_the_matrix() -> None:
    for minutes, verdict in ((30, Verdict.OK), (31, Verdict.FAIL)):
        matrix = _matrix({"near": minutes})
        market = _market(matrix, away_windows="Mon-Fri 09:00-17:00", shifts="Mon-Fri 09:30-16:30")
        _, _, judged = market.judge_all()
        assert judged.verdict[0, Constraint.CARE] == verdict


def test_a_fast_journey_is_found_however_far_it_goes() -> None:
    market = _market(_matrix({"far": 60}), FAR)
    assert market.people.reach_m[0] < 100_000
    for direction in (rank.match, rank.shortlist):
        assert len(direction(market.people, market.jobs, 5, market.config, market.table).person) == 1


def test_results_do_not_hang_on_threads_or_blocks() -> None:
    matrix = _matrix({"near": 30, "far": 80})
    people = [
        {"jobseeker_id": i, "latitude": HOME[0] + i / 9000, "longitude": HOME[1], "modes": ["pt"]} for i in range(300)
    ]
    jobs = [
        {"vacancy_id": i, "title": "Cook", "latitude": place[0], "longitude": place[1] + i / 9000}
        for i, place in enumerate([NEAR, FAR] * 40)
    ]
    market = make_market(people, jobs, table=replace(embedded_table(), matrix=matrix))
    one, two = (
        rank.match(market.people, market.jobs, 7, MatchConfig(threads=threads), market.table) for threads in (1, 2)
    )
    np.testing.assert_array_equal(one.vacancy, two.vacancy)
    assert len(one.vacancy) == 7 * len(people)


def test_a_remembered_journey_does_not_hang_on_whose_zone_was_looked_up_since() -> None:
    """Parents of two zones in turn, for the same work: what is left of the day goes by their own zone's minutes."""
    one_way = [(0, 1, 40), (1, 0, 40), (2, 1, 70), (1, 2, 70)]
    pairs = [tuple(np.array(column, np.int64) for column in zip(*one_way, strict=True))] * 2
    layers = [Layer(Mode.PT, band, 90, DAY, "made up", "none") for band in (Band.AM, Band.PM)]
    matrix = TravelMatrix.of_layers(ZONES, layers, pairs)  # type: ignore[arg-type] # three arrays each
    people = [
        {"jobseeker_id": number, "latitude": place[0], "longitude": place[1], "modes": ["pt"], "care_flag": True}
        | {"away_windows": "Mon-Fri 08:45-17:15", "away_windows_holiday": "Mon-Fri 08:45-17:15"}
        for number, place in enumerate((HOME, FAR, HOME))
    ]
    job = {"vacancy_id": 1, "title": "Cook", "remote": "no", "shifts": DAYTIME, "latitude": NEAR[0]}
    market = make_market(people, [job | {"longitude": NEAR[1]}], table=replace(embedded_table(), matrix=matrix))
    for order in ([0, 1, 2], [0, 2, 1], [1, 0, 2, 1, 0]):
        rows = np.array([market.people.row_of_id[number] for number in order])
        judged = judge_pairs(market.people, market.jobs, rows, np.zeros_like(rows), market.settings, market.table)
        expected = [Verdict.FAIL if number == 1 else Verdict.OK for number in order]
        assert judged.verdict[:, Constraint.CARE].tolist() == expected
