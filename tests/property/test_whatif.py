"""What would have to change: counts equal brute force, and no smaller change would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import polars as pl
import pytest

import jobmatch as jm
from jobmatch.codes import CONSTRAINT_NAMES, Band, DayType, Mode, Verdict
from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import N_BANDS, N_MODES, NO_SERVICE, TABLE_STEPS
from jobmatch.rules import USUAL_TRAVEL_LIMIT_MIN
from jobmatch.travel import TravelTable, embedded_table
from jobmatch.whatif import find_barriers
from jobmatch.whatif.changes import KINDS, STEPS, Change
from tests import worlds
from tests.canonical import jobseeker_frame
from tests.encoders import HashEncoder
from tests.market import FULL, Market, make_market
from tests.matrices import random_matrix, town_matrix
from tests.property.test_laws import Records, world
from tests.reference import bruteforce
from tests.reference.base import FAIL, Record, stated
from tests.reference.matrix import Matrix, with_evening_as_day
from tests.reference.rules import Judged, with_implied
from tests.reference.travel import embedded_minutes

AUDIENCES: tuple[Literal["work_coach", "jobseeker"], ...] = ("work_coach", "jobseeker")
EVERY_CHANGE = [
    *(Change(kind, amount) for kind in KINDS if kind in STEPS for amount in STEPS[kind]),
    *(Change("licence", licence=name) for name in worlds.LICENCES_IN_USE),
]


# --- Brute force -------------------------------------------------------------------------------


def edited(record: Record, change: Change) -> dict[str, Any]:
    return dict(record) | _plain(change.edit(jobseeker_frame([record]), USUAL_TRAVEL_LIMIT_MIN).row(0, named=True))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    for name in ("capacity", "capacity_good_day", "capacity_later"):
        if row[name] is not None:
            row[name] = {item["dimension"]: item["level"] for item in row[name]}
    return row


def judged_rows(market: Market, jobseekers: Sequence[Record], **settings: Any) -> list[list[Judged]]:
    return bruteforce.judge_all(jobseekers, market.vacancies, market.similarities, one=FULL, **settings)


def evening_as_day(mode: str, band: int, index: int) -> int:
    return embedded_minutes(mode, 2 if (mode, band) == ("pt", 4) else band, index)


def blockers(pair: Judged) -> set[str]:
    """Rules that keep a pair apart."""
    failed = {name for name in CONSTRAINT_NAMES if pair.verdicts[name] == FAIL}
    return failed if pair.in_reach else failed | {"travel"}


def is_good(pair: Judged, least: int) -> bool:
    return pair.in_reach and pair.verdict != FAIL and pair.score >= least


def least_points(row: list[Judged], k: int) -> int:
    scores = sorted((pair.score for pair in row if is_good(pair, 0)), reverse=True)
    return scores[k - 1] if len(scores) >= k else 0


def opened_by(
    market: Market, before: list[list[Judged]], change: Change, k: int, matrix: Matrix | None
) -> Iterator[tuple[Any, Any, int]]:
    """Pairs that one change opens, with the score that they would have, as nobody would look for them."""
    settings: dict[str, Any] = {"matrix": matrix}
    if change.kind == "evening_transport":
        settings["minutes"] = evening_as_day
        settings["matrix"] = None if matrix is None else with_evening_as_day(matrix)
    after = judged_rows(market, [edited(record, change) for record in market.jobseekers], **settings)
    for record, old_row, new_row in zip(market.jobseekers, before, after, strict=True):
        least = least_points(old_row, k)
        for vacancy, old, new in zip(market.vacancies, old_row, new_row, strict=True):
            if blockers(old) == {CONSTRAINT_NAMES[change.blocker]} and is_good(new, least):
                yield record["jobseeker_id"], vacancy["vacancy_id"], new.score


def licences_asked_for(market: Market, before: list[list[Judged]], k: int) -> Iterator[tuple[Any, str, int, str]]:
    """Licences that alone keep somebody from a vacancy, be it together with others."""
    for record, row in zip(market.jobseekers, before, strict=True):
        least = least_points(row, k)
        for vacancy, pair in zip(map(stated, market.vacancies), row, strict=True):
            if blockers(pair) == {"licence"} and pair.score >= least:
                later = vacancy["licences_obtainable"] or ()
                for name in set(vacancy["licences"]) - set(later) - with_implied(record["licences"]):
                    yield record["jobseeker_id"], "licence", 0, name


@pytest.mark.parametrize(("seed", "k"), [(1, 1), (3, 3), (5, 10)])
def test_counts_and_near_misses_equal_brute_force(seed: int, k: int) -> None:
    _assert_counts_equal_brute_force(make_market(*worlds.random_world(seed, 6, 30), seed=seed), None, k)


@pytest.mark.parametrize(("seed", "k"), [(1, 1), (2, 5)])
def test_counts_and_near_misses_equal_brute_force_by_a_matrix(seed: int, k: int) -> None:
    product, matrix = town_matrix(seed)
    market = make_market(*town_world(seed), seed=seed, table=replace(embedded_table(), matrix=product))
    counts = _assert_counts_equal_brute_force(market, matrix, k)
    opened = Counter(kind for _, kind, _, _ in counts.elements())
    assert min(opened["travel"], opened["evening_transport"]) > 0


def town_world(seed: int) -> tuple[list[worlds.Record], list[worlds.Record]]:
    """People and jobs of one town, whom little but the journey keeps apart."""
    rng = worlds.random_from(seed)
    jobseekers, vacancies = worlds.random_world(seed, 8, 24)
    for record in (*jobseekers, *vacancies):
        latitude, longitude = worlds.TOWNS[0]
        record |= {"latitude": latitude + rng.uniform(-0.1, 0.1), "longitude": longitude + rng.uniform(-0.15, 0.15)}
        record |= {"place_radius_km": None, "licences": [], "hours_per_week_min": None, "hours_per_week_max": None}
    for record in jobseekers:
        modes = rng.choice((["pt"], ["pt"], ["pt", "walk"], ["car", "walk"]))
        record |= {"modes": modes, "limit_out": 60, "limit_ret": rng.choice((45, 60)), "capacity": None}
        record |= {"needs_step_free": None, "phased_hours_max": None, "phased_until": None, "cost_limit_hard": None}
        record |= {"care_flag": rng.random() < 0.3}
    for record in vacancies:
        shifts = rng.choice(
            ("Mon-Fri 12:00-20:30", "Mon-Fri 13:00-21:00", "Mon-Fri 09:00-15:00", "Mon-Sat 14:00-22:00")
        )
        record |= {"shift_kind": None, "shifts": shifts, "remote": "no", "days_on_site": None, "more_sites": None}
        record |= {"needs_vehicle": None, "employer_transport": None, "mobile": None, "inferred_fields": None}
    return jobseekers, vacancies


def _assert_counts_equal_brute_force(
    market: Market, matrix: Matrix | None, k: int
) -> Counter[tuple[Any, str, int, str]]:
    found = find_barriers(market.people, market.jobs, market.space, market.table, market.config, k=k, n_near=100)
    before = judged_rows(market, market.jobseekers, matrix=matrix)
    counts: Counter[tuple[Any, str, int, str]] = Counter()
    smallest: dict[tuple[Any, Any], tuple[int, int, str, str, int]] = {}
    for change in EVERY_CHANGE:
        for person, vacancy, score in opened_by(market, before, change, k, matrix):
            counts[person, change.kind, change.amount, change.licence] += 1
            way = (change.amount, KINDS.index(change.kind), change.kind, change.licence, score)
            if change.kind != "licence":
                smallest[person, vacancy] = min(smallest.get((person, vacancy), way), way)
    rows = found.changes.with_columns(pl.col("amount").fill_null(0), pl.col("licence").fill_null(""))
    asked_for = {key for key in counts if key[1] != "licence"} | set(licences_asked_for(market, before, k))
    assert {row[:4]: row[4] for row in rows.rows()} == {key: n for key, n in counts.items() if key in asked_for}
    steps = found.near_misses.filter(~pl.col("change").is_in(["licence", "employer_adjustment"]))
    by_pair = {(r["jobseeker_id"], r["vacancy_id"]): r for r in steps.rows(named=True)}
    assert by_pair.keys() == smallest.keys()
    for pair, (amount, _, kind, _, score) in smallest.items():
        found_amount = by_pair[pair]["amount"] or 0  # no amount of evening transport
        assert (found_amount, by_pair[pair]["change"], by_pair[pair]["score"]) == (amount, kind, score)
    return counts


def test_neither_parts_nor_blocks_change_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(**settings: Any) -> list[Any]:
        config = MatchConfig(**settings)
        market = make_market(*worlds.random_world(3, 9, 40), seed=3, config=config)
        barriers = find_barriers(market.people, market.jobs, market.space, market.table, config, k=2, n_near=3)
        return [barriers.changes.rows(), barriers.near_misses.rows()]

    whole = found(threads=1)
    assert all(whole)
    assert found(threads=2) == whole
    monkeypatch.setattr("jobmatch.rank._FIRST_ROOM", 1)
    assert found(threads=1) == whole
    for n_people in (1, 4):
        monkeypatch.setattr("jobmatch.whatif.barriers._PEOPLE_AT_ONCE", n_people)
        assert found(threads=1) == whole
        assert found(threads=2) == found(threads=3) == whole


def test_more_time_to_travel_can_open_less() -> None:
    """53 minutes by car and 54 by bicycle, at most 35: with 10 to 20 more the car may do, 53 minutes, and the children
    are looked after for as long. With 30 more the bicycle surely does and the car may, so it is the bicycle: too slow.
    """
    minutes = np.full((N_MODES, N_BANDS, TABLE_STEPS), NO_SERVICE, np.uint8)
    minutes[Mode.CAR], minutes[Mode.CYCLE] = 53, 54
    place = {"latitude": 51.58, "longitude": -3.0}
    person = {"jobseeker_id": 1, **place, "modes": ["car", "cycle"], "limit_out": 35, "limit_ret": 35}
    person |= {"care_flag": True, "away_windows": "Mon 08:07-17:53", "away_windows_holiday": "always"}
    job = {"vacancy_id": 1, "title": "---", **place, "remote": "no", "shifts": "Mon 09:00-17:00", "days_on_site": 1}
    market = make_market([person], [job], table=TravelTable(minutes))
    found = find_barriers(market.people, market.jobs, market.space, market.table, market.config, k=1, n_near=5)
    assert found.changes.select("change", "amount", "n_more").rows() == [("travel", n, 1) for n in (10, 15, 20)]
    assert found.near_misses.select("change", "amount").rows() == [("travel", 10)]


PLACE = {"latitude": 51.58, "longitude": -3.0}


def test_a_bus_that_does_not_run_in_the_evening() -> None:
    """Forty minutes by day, none in the evening: who has a nursery to be back at is kept out by the same bus."""
    minutes = np.full((N_MODES, N_BANDS, TABLE_STEPS), NO_SERVICE, np.uint8)
    minutes[Mode.PT] = 40
    minutes[Mode.PT, Band.EVE] = NO_SERVICE
    person = {"jobseeker_id": 1, **PLACE, "modes": ["pt"], "limit_out": 60, "limit_ret": 60}
    parent = {**person, "jobseeker_id": 2, "care_flag": True, "away_windows": "Mon-Fri 11:00-22:00"}
    short = {**parent, "jobseeker_id": 3, "away_windows": "Mon-Fri 11:00-20:30"}
    driver = {**person, "jobseeker_id": 4, "modes": ["pt", "car"]}
    minutes[Mode.CAR] = 50
    job = {"vacancy_id": 1, "title": "---", **PLACE, "remote": "no", "shifts": "Mon-Fri 12:00-20:00"}
    market = make_market([person, parent, short, driver], [job], table=TravelTable(minutes))
    found = find_barriers(market.people, market.jobs, market.space, market.table, market.config, k=1, n_near=5)
    assert found.changes.rows() == [(1, "evening_transport", None, None, 1), (2, "evening_transport", None, None, 1)]
    assert found.near_misses.select("jobseeker_id", "blocker", "change").rows() == [
        (1, "travel", "evening_transport"),
        (2, "travel", "evening_transport"),
    ]


def test_evening_buses_of_a_matrix_go_by_the_day_of_the_same_kind() -> None:
    product, _ = random_matrix(41)
    changed = product.with_evening_as_day()
    for day_type in DayType:
        kinds = {layer.band for layer in product.layers if layer.kind[:2] == (Mode.PT, day_type)}
        if not kinds & {Band.AM, Band.DAY, Band.PM}:
            continue
        row, certain = changed.layer_of(Mode.PT, Band.EVE, day_type)
        by_day, _ = product.layer_of(Mode.PT, Band.DAY, day_type)
        assert certain
        for zone in range(product.zones.height):
            both = [
                (m.col[m.ptr[at, zone] : m.ptr[at, zone + 1]], m.minutes[m.ptr[at, zone] : m.ptr[at, zone + 1]])
                for m, at in ((changed, row), (product, by_day))
            ]
            assert all(np.array_equal(one, other) for one, other in zip(*both, strict=True))
    others = [layer for layer in product.layers if (layer.mode, layer.band) != (Mode.PT, Band.EVE)]
    assert [layer for layer in changed.layers if (layer.mode, layer.band) != (Mode.PT, Band.EVE)] == others


def test_more_paid_childcare_opens_what_it_alone_keeps_out() -> None:
    """Five days of 8 hours beside one's home, handed over for 5 minutes each way: 40.83 hours a week."""
    person = {"jobseeker_id": 1, **PLACE, "childcare_funded": "none", "childcare_paid_hours_max": 25.0}
    job = {"vacancy_id": 1, "title": "---", **PLACE, "remote": "full", "shifts": "Mon-Fri 09:00-17:00"}
    market = make_market([person], [job])
    found = find_barriers(market.people, market.jobs, market.space, market.table, market.config, k=1, n_near=5)
    assert found.changes.rows() == [(1, "paid_childcare", 20, None, 1)]
    assert found.near_misses.select("blocker", "change", "amount").rows() == [("care", "paid_childcare", 20)]


def test_near_misses_come_best_first_and_no_more_than_asked_for() -> None:
    market = make_market(*worlds.random_world(7, 15, 60), seed=7)
    whole, short = (
        find_barriers(market.people, market.jobs, market.space, market.table, market.config, k=5, n_near=n).near_misses
        for n in (1000, 2)
    )
    assert short.equals(whole.filter(pl.col("rank") <= 2))
    for (_,), rows in whole.group_by("jobseeker_id"):
        assert rows["score"].to_list() == sorted(rows["score"].to_list(), reverse=True)
        assert rows["rank"].to_list() == list(range(1, rows.height + 1))


# --- One pair ----------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=[1, 5])
def records(request: pytest.FixtureRequest) -> tuple[Records, Records]:
    return world(request.param, 10, 14)


@pytest.fixture(scope="module")
def matcher(records: tuple[Records, Records]) -> jm.Matcher:
    jobseekers, vacancies = records
    tables = jm.read_vacancies(vacancies), jm.read_jobseekers(jobseekers)
    return jm.Matcher.build(*tables, jm.MatchConfig(cache_dir="", threads=1), encoder=HashEncoder())


def clears(matcher: jm.Matcher, record: Record, vacancy: Any, constraint: str, *changes: Change) -> bool:
    for change in changes:
        record = edited(record, change)
    detail = matcher.detail(record, vacancy)
    blocked = detail.findings[CONSTRAINT_NAMES.index(constraint)].verdict is Verdict.FAIL
    return not blocked and (constraint != "travel" or detail.in_reach)


def test_no_smaller_change_would_do(matcher: jm.Matcher, records: tuple[Records, Records]) -> None:
    jobseekers, vacancies = records
    seen: Counter[str] = Counter()
    for record in jobseekers:
        for vacancy in [v["vacancy_id"] for v in vacancies]:
            found = matcher.why_not(record["jobseeker_id"], vacancy)
            if found.verdict is not Verdict.FAIL and not found.blockers:
                continue
            for blocker in found.blockers:
                seen[blocker.constraint] += bool(blocker.changes)
                if not blocker.changes or seen[blocker.constraint] > 6:
                    continue
                assert clears(matcher, record, vacancy, blocker.constraint, *blocker.changes)
                for place, change in enumerate(blocker.changes):
                    less = [*blocker.changes]
                    less[place : place + 1] = [Change(change.kind, change.amount - 1)] if change.amount > 1 else []
                    others = () if blocker.constraint != "travel" else ("care",)  # a slower way may leave no time
                    assert not all(clears(matcher, record, vacancy, n, *less) for n in (blocker.constraint, *others))
    assert seen["health"] == 0
    assert min(seen[name] for name in ("travel", "licence", "hours", "care")) > 0


def _minutes_of(monkeypatch: pytest.MonkeyPatch, **minutes: int) -> None:
    """Every journey takes so many minutes by these modes, and there is no other way."""
    table = np.full((N_MODES, N_BANDS, TABLE_STEPS), NO_SERVICE, np.uint8)
    for mode, n in minutes.items():
        table[Mode[mode.upper()]] = n
    monkeypatch.setattr("jobmatch.market.embedded_table", lambda: TravelTable(table))


def _one_pair(person: Record, job: Record) -> jm.Matcher:
    person = {"jobseeker_id": 1, **PLACE, "away_windows_holiday": "always", **person}
    job = {"vacancy_id": 1, "title": "---", **PLACE, "remote": "no", **job}
    tables = jm.read_vacancies([job]), jm.read_jobseekers([person])
    return jm.Matcher.build(*tables, jm.MatchConfig(cache_dir="", threads=1), encoder=HashEncoder())


A_MONDAY = {"shifts": "Mon 09:00-17:00", "days_on_site": 1}


def test_the_least_time_to_travel_is_found_where_the_most_would_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """By way of a nursery at home 156 minutes by car and 157 on foot, at most 120: from 127 on the car may do, and the
    children are looked after for as long. With 180 the walk surely does, so it is the walk: a minute too slow.
    """
    _minutes_of(monkeypatch, car=156, walk=157)
    person = {"jobseeker_id": 1, **PLACE, "modes": ["car", "walk"], "limit_out": 120, "limit_ret": 120}
    person |= {"care_places": [{"name": "nursery", **PLACE, "minutes_from_home": 0}]}
    person |= {"away_windows": "Mon 06:24-19:36 @nursery", "away_windows_holiday": "always"}
    matcher = _one_pair(person, A_MONDAY)
    cleared = [n for n in range(61) if clears(matcher, person, 1, "care", Change("travel", n))]
    assert cleared == list(range(7, 60))
    blockers = {blocker.constraint: blocker for blocker in matcher.why_not(1, 1).blockers}
    assert blockers.keys() == {"travel", "care"}
    assert blockers["care"].changes == (Change("travel", 7),)
    assert "7 minutes longer each way" in blockers["care"].way_out


def test_a_longer_limit_is_one_with_which_the_children_are_looked_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """56 minutes by car and 54 on foot, at most 35, and cover for 54: 46 would bring the car, 48 the walk, too."""
    _minutes_of(monkeypatch, car=56, walk=54)
    person = {"modes": ["car", "walk"], "limit_out": 35, "limit_ret": 35, "away_windows": "Mon 08:06-17:54"}
    matcher = _one_pair(person, A_MONDAY)
    found = matcher.why_not(1, 1)
    assert [(blocker.constraint, blocker.changes) for blocker in found.blockers] == [
        ("travel", (Change("travel", 13),))
    ]
    assert found.verdict_after is Verdict.UNKNOWN
    assert "Even so" not in str(found)


def test_it_is_said_where_all_changes_together_would_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """As above with 8 minutes less cover: 4 at each end are for the walk, and with the time for it, it is the car."""
    _minutes_of(monkeypatch, car=56, walk=54)
    person = {"modes": ["car", "walk"], "limit_out": 35, "limit_ret": 35, "away_windows": "Mon 08:10-17:50"}
    found = _one_pair(person, A_MONDAY).why_not(1, 1)
    assert [(blocker.constraint, blocker.changes) for blocker in found.blockers] == [
        ("travel", (Change("travel", 11),)),
        ("care", (Change("cover_later", 4), Change("cover_earlier", 4))),
    ]
    assert found.verdict_after is Verdict.FAIL
    assert str(found).endswith("Even so it would not fit: another way to travel would be the best, which will not do.")


def test_the_longest_limit_there_is_cannot_be_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    _minutes_of(monkeypatch, walk=253)
    found = _one_pair({"modes": ["walk"], "limit_out": 180, "limit_ret": 180}, A_MONDAY).why_not(1, 1)
    assert [(blocker.constraint, blocker.changes) for blocker in found.blockers] == [("travel", ())]


def test_a_longer_way_and_cover_are_found_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the nursery 20 minutes and 30 on, at most 35: with 41 the car may do. Cover lacks 10 minutes an end."""
    _minutes_of(monkeypatch, car=30)
    person = {"modes": ["car"], "limit_out": 35, "limit_ret": 35, "away_windows": "Mon 08:40-17:20 @nursery"}
    person |= {"care_places": [{"name": "nursery", **PLACE, "minutes_from_home": 20}]}
    found = _one_pair(person, A_MONDAY).why_not(1, 1)
    changes = (Change("travel", 6), Change("cover_later", 10), Change("cover_earlier", 10))
    assert [(blocker.constraint, blocker.changes) for blocker in found.blockers] == [("care", changes)]
    assert found.verdict_after is Verdict.UNKNOWN
    assert found.blockers[0].way_out == (
        "It would fit with cover for 10 minutes longer at the end and 10 minutes more at the start. "
        "It may fit if their limit were 6 minutes longer each way. Both are needed."
    )


@pytest.mark.parametrize(
    ("until", "change", "said"),
    [
        ("15:01", Change("cover_later", 119), "119 minutes longer at the end"),
        ("15:00", Change("cover_later", 120), "2 hours longer at the end"),
        ("14:55", Change("cover_later", 125), "2 hours 5 minutes longer at the end"),
    ],
)
def test_two_hours_and_more_are_said_in_hours(until: str, change: Change, said: str) -> None:
    found = _one_pair({"away_windows": f"Mon 09:00-{until}"}, {"remote": "full", "shifts": "Mon 09:00-17:00"})
    (blocker,) = found.why_not(1, 1).blockers
    assert blocker.changes == (change,)
    assert blocker.way_out == f"It would fit with cover for {said}."


def test_a_job_that_needs_a_vehicle_takes_one() -> None:
    matcher = _one_pair({"modes": ["pt"]}, A_MONDAY | {"needs_vehicle": True})
    for audience, way_out in (
        ("jobseeker", "It would take a vehicle of your own."),
        ("work_coach", "It would take a vehicle of their own."),
    ):
        found = matcher.why_not(1, 1, audience=audience)  # type: ignore[arg-type]
        assert [(blocker.constraint, blocker.way_out) for blocker in found.blockers] == [("travel", way_out)]
        assert found.verdict_after is None
        assert "together" not in str(found)


def test_paid_childcare_and_cover_are_found_together() -> None:
    """40.83 hours of childcare a week are needed, 25 can be had, and Friday ends 10 minutes too late."""
    person = {"childcare_funded": "none", "childcare_paid_hours_max": 25.0, "away_windows": "Mon-Fri 09:00-16:50"}
    found = _one_pair(person, {"remote": "full", "shifts": "Mon-Fri 09:00-17:00"}).why_not(1, 1)
    changes = (Change("paid_childcare", 16), Change("cover_later", 10))
    assert [(blocker.constraint, blocker.changes) for blocker in found.blockers] == [("care", changes)]
    assert found.verdict_after is not Verdict.FAIL


def test_paid_childcare_alone_is_found_where_other_shifts_clash() -> None:
    """Of two templates to choose from one has no cover on its days, and the other needs 40.83 hours of childcare."""
    person = {"childcare_funded": "none", "childcare_paid_hours_max": 25.0, "away_windows": "Mon-Fri 08:00-18:00"}
    rota = {"shift_kind": "rota", "rota_policy": "choose", "shifts": "Sat,Sun 09:00-17:00 | Mon-Fri 09:00-17:00"}
    for shifts in (rota["shifts"], " | ".join(reversed(rota["shifts"].split(" | ")))):
        found = _one_pair(person, {"remote": "full", **rota, "shifts": shifts}).why_not(1, 1)
        changes = (Change("paid_childcare", 16),)
        assert [(blocker.constraint, blocker.changes) for blocker in found.blockers] == [("care", changes)]


def test_changes_together_give_the_verdict_after(matcher: jm.Matcher, records: tuple[Records, Records]) -> None:
    jobseekers, vacancies = records
    n_complete = 0
    for record in jobseekers:
        for vacancy in vacancies[::3]:
            found = matcher.why_not(record["jobseeker_id"], vacancy["vacancy_id"])
            if not found.blockers or found.verdict_after is None:
                continue
            largest: dict[tuple[str, str], Change] = {}  # two rules that ask for more time to travel share it
            for change in (change for blocker in found.blockers for change in blocker.changes):
                key = change.kind, change.licence
                largest[key] = change if key not in largest or change.amount > largest[key].amount else largest[key]
            changed = record
            for change in largest.values():
                changed = edited(changed, change)
            detail = matcher.detail(changed, vacancy["vacancy_id"])
            assert (found.verdict_after, found.score_after) == (detail.verdict, detail.score)
            n_complete += 1
    assert n_complete > 5


def test_nobody_is_told_that_they_could_bear_more(matcher: jm.Matcher, records: tuple[Records, Records]) -> None:
    health = CONSTRAINT_NAMES.index("health")
    pairs = [(record["jobseeker_id"], vacancy["vacancy_id"]) for record in records[0] for vacancy in records[1]]
    blocked = [pair for pair in pairs if matcher.detail(*pair).findings[health].verdict is Verdict.FAIL]
    assert blocked
    for pair in blocked[:8]:
        for audience in AUDIENCES:
            found = matcher.why_not(*pair, audience)
            (blocker,) = [one for one in found.blockers if one.constraint == "health"]
            assert blocker.changes == ()
            assert "the employer can provide" in blocker.way_out
            assert "you could" not in str(found)
            assert found.verdict_after is None


def test_why_not_is_not_for_employers(matcher: jm.Matcher, records: tuple[Records, Records]) -> None:
    pair = records[0][0]["jobseeker_id"], records[1][0]["vacancy_id"]
    with pytest.raises(jm.UsageError, match="not for an employer"):
        matcher.why_not(*pair, "employer")  # type: ignore[arg-type]


def test_nothing_personal_in_a_repr(matcher: jm.Matcher, records: tuple[Records, Records]) -> None:
    found = [
        matcher.why_not(record["jobseeker_id"], vacancy["vacancy_id"])
        for record in records[0]
        for vacancy in records[1][:5]
    ]
    for one in found:
        assert repr(one) == f"WhyNot({one.verdict.name}, {len(one.blockers)} blockers)"
        assert {repr(blocker) for blocker in one.blockers} <= {f"Blocker(constraint={n!r})" for n in CONSTRAINT_NAMES}
    barriers = matcher.barriers(k=3)
    assert repr(barriers) == f"Barriers({barriers.changes.height} changes, {barriers.near_misses.height} near misses)"


# --- What to ask --------------------------------------------------------------------------------


@pytest.mark.parametrize("direction", ["match", "shortlist"])
def test_questions_are_those_of_the_explanations(matcher: jm.Matcher, direction: str) -> None:
    result = matcher.match(k=8) if direction == "match" else matcher.shortlist(k=8)
    name = "jobseeker_id" if direction == "match" else "vacancy_id"
    expected: Counter[Any] = Counter()
    for row in result.frame.rows(named=True):
        for question in matcher.explain(row["jobseeker_id"], row["vacancy_id"]).questions:
            expected[row[name], question.who, question.field] += 1
    questions = result.questions()
    found = {(row[name], row["who"], row["field"]): row["n_matches"] for row in questions.rows(named=True)}
    assert found == dict(expected)
    assert questions.filter(pl.col("n_settles") > pl.col("n_matches")).is_empty()
    first = questions.filter(pl.col("rank") == 1)
    assert first[name].n_unique() == first.height == questions[name].n_unique()
