"""Routing by streets and timetables: made-up ones whose times can be worked out, and those of Newport."""

from __future__ import annotations

import datetime as dt
import zipfile
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

import jobmatch as jm
from benchmarks.shared_data import shared_path
from jobmatch.cli import app
from jobmatch.codes import Constraint, Mode, Verdict
from jobmatch.kernels.layout import BY_MATRIX_BIT, NO_SERVICE
from jobmatch.routing.scan import NEVER_S, finish, scan as compiled_scan
from jobmatch.routing.streets import read_streets
from jobmatch.routing.timetable import Connections, read_connections
from jobmatch.travel import positions_m
from tests.encoders import HashEncoder
from tests.reference.timetable import Call, earliest_arrivals

pytest.importorskip("osmium", reason="the extra jobmatch[routing] is not installed")

scan: Any = compiled_scan  # arrays are handed over by the list below
TUESDAY, SATURDAY, SUNDAY = dt.date(2026, 6, 2), dt.date(2026, 6, 6), dt.date(2026, 6, 7)
KM = 1 / 111.2  # degrees of latitude
NORTH = [51.60, 51.60 + 1 * KM, 51.60 + 20 * KM, 51.60 + 21 * KM]  # two streets, 19 km apart
STREETS = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
{nodes}
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
<way id="2" version="1"><nd ref="2"/><nd ref="3"/><tag k="highway" v="{between}"/></way>
<way id="3" version="1"><nd ref="3"/><nd ref="4"/><tag k="highway" v="footway"/></way>
<way id="4" version="1"><nd ref="5"/><nd ref="6"/><tag k="highway" v="residential"/></way>
</osm>
"""


def _streets(folder: Path, between: str = "primary") -> Path:
    places = [*((lat, -3.0) for lat in NORTH), (51.9, -3.2), (51.901, -3.2)]
    nodes = "\n".join(f'<node id="{i}" version="1" lat="{lat}" lon="{lon}"/>' for i, (lat, lon) in enumerate(places, 1))
    path = folder / "map.osm"
    path.write_text(STREETS.format(nodes=nodes, between=between))
    return path


def _feed(path: Path, **changes: str) -> Path:
    """A bus every half hour from the first street to the second, from 07:00 to 18:30, on weekdays."""
    calls = ["trip_id,stop_id,stop_sequence,arrival_time,departure_time,pickup_type,drop_off_type"]
    trips = ["route_id,service_id,trip_id"]
    for half_hour in range(14, 38):
        hour, minute = divmod(30 * half_hour, 60)
        calls += [
            f"t{half_hour},a,1,{hour:02d}:{minute:02d}:00,{hour:02d}:{minute:02d}:00,0,1",
            f"t{half_hour},b,2,{hour:02d}:{minute + 20:02d}:00,{hour:02d}:{minute + 20:02d}:00,1,0",
        ]
        trips.append(f"r,weekdays,t{half_hour}")
    files = {
        "stops.txt": f"stop_id,stop_lat,stop_lon\na,{NORTH[1]},-3.0\nb,{NORTH[2]},-3.0\n",
        "trips.txt": "\n".join(trips),
        "stop_times.txt": "\n".join(calls),
        "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "weekdays,1,1,1,1,1,0,0,20260101,20261231\n",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**files, **{f"{key}.txt": text for key, text in changes.items()}}.items():
            archive.writestr(name, text)
    return path


_STOPS_BACK = f"stop_id,stop_lat,stop_lon\na,{NORTH[2]},-3.0\nb,{NORTH[1]},-3.0\n"
ZONES = [{"zone": name, "latitude": lat, "longitude": -3.0} for name, lat in zip("pqrs", NORTH, strict=True)]
OFF_MAP = {"zone": "sea", "latitude": 51.5, "longitude": -3.3}


def _minutes(times: pl.DataFrame, mode: str, band: str, start: str, end: str, column: str = "minutes_p50") -> Any:
    found = times.filter(mode=mode, band=band, from_zone=start, to_zone=end, day_type="weekday")[column].to_list()
    return found[0] if found else None


# --- Made up ------------------------------------------------------------------------------------


def test_times_that_can_be_worked_out(tmp_path: Path) -> None:
    """A kilometre is 12.5 minutes on foot, to be walked at both ends of a ride of 20; waits are 0 or 15 minutes.

    From p the bus is reached 12.5 minutes after setting off: those who leave on the hour wait 17.5 minutes, those at a
    quarter past 2.5. So half of the journeys take 12.5 + 17.5 + 20 + 12.5 minutes, and a quarter of them 15 less.
    """
    found = jm.route_times(_streets(tmp_path), [_feed(tmp_path / "feed.zip")], ZONES, [TUESDAY])
    times = found.times
    assert _minutes(times, "walk", "day", "p", "q") == 13
    assert _minutes(times, "cycle", "day", "p", "q") == 9  # 5 + 3.75
    assert _minutes(times, "pt", "day", "p", "q") == 13  # on foot
    assert _minutes(times, "pt", "day", "p", "s") == 63
    assert _minutes(times, "pt", "day", "p", "s", "minutes_p25") == 48
    assert _minutes(times, "pt", "day", "s", "p") is None  # nothing runs back
    assert _minutes(times, "pt", "night", "p", "s") is None
    assert _minutes(times, "walk", "day", "p", "s") is None  # 21 km: over two hours
    assert _minutes(times, "cycle", "day", "p", "r") == 80
    assert _minutes(times, "cycle", "day", "r", "s") is None  # a footway


def test_what_is_not_on_the_map_is_unknown_not_impossible(tmp_path: Path) -> None:
    found = jm.route_times(_streets(tmp_path), [], [*ZONES, OFF_MAP], [TUESDAY])
    roles = dict(found.zones.select("zone", "origin").rows())
    assert roles == {"p": True, "q": True, "r": True, "s": True, "sea": False}
    assert found.zones["origin"].equals(found.zones["destination"].alias("origin"))
    # Two streets that no way joins: only the larger part is the map.
    apart = jm.route_times(_streets(tmp_path, "motorway"), [], ZONES, [TUESDAY])
    assert int(apart.zones["origin"].sum()) == 2


def test_a_matrix_of_them_is_matched_with(tmp_path: Path) -> None:
    there, back = _feed(tmp_path / "feed.zip"), _feed(tmp_path / "back.zip", stops=_STOPS_BACK)
    found = jm.route_times(_streets(tmp_path), [there, back], ZONES, [TUESDAY])
    matrix = found.matrix("made up")
    assert {(layer.cutoff_min, layer.timetable_date, layer.licence) for layer in matrix.layers} == {
        (120, TUESDAY, "made up")
    }
    jobs = jm.read_vacancies(
        [
            {"vacancy_id": name, "title": "Cook", "remote": "no", "latitude": lat, "longitude": -3.0, "shifts": shifts}
            for name, lat, shifts in (
                ("day", NORTH[3], "Mon-Fri 10:30-15:30"),
                ("night", NORTH[3], "Mon-Thu 23:30-04:30"),
            )
        ],
        read_text="none",
        as_of=TUESDAY,
    )
    person = {
        "jobseeker_id": 1,
        "latitude": NORTH[0],
        "longitude": -3.0,
        "modes": ["pt"],
        "limit_out": 60,
        "limit_ret": 90,
    }
    config = jm.MatchConfig(cache_dir="", threads=1)
    matcher = jm.Matcher.build(jobs, jm.read_jobseekers([person]), config, encoder=HashEncoder(), travel=matrix)
    by_day = matcher.detail(1, "day").findings[Constraint.TRAVEL]
    assert by_day.numbers[:2] == (63, 63)
    assert by_day.numbers[2] & BY_MATRIX_BIT
    assert by_day.verdict is Verdict.UNKNOWN  # 63 of 60 minutes: too close to tell
    assert "by the timetable of 2 June 2026" in str(matcher.explain(1, "day"))
    assert matcher.detail(1, "night").findings[Constraint.TRAVEL].verdict is Verdict.FAIL
    assert matcher.match().frame["vacancy_id"].to_list() == ["day"]


def test_other_days_have_layers_of_their_own(tmp_path: Path) -> None:
    every_day = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    every_day += "weekdays,1,1,1,1,1,1,0,20260101,20261231\n"
    feed = _feed(tmp_path / "feed.zip", calendar=every_day)
    found = jm.route_times(_streets(tmp_path), [feed], ZONES, [SATURDAY, TUESDAY], cycle=False)
    assert set(found.times.filter(mode="pt")["day_type"]) == {"weekday", "sat"}
    assert found.day == TUESDAY
    n_layers = found.times.filter(mode="pt").select("band", "day_type").n_unique()
    assert len(found.matrix("made up").layers) == 1 + n_layers
    with pytest.raises(jm.FormatError, match="nothing that runs on 2026-06-07"):
        jm.route_times(_streets(tmp_path), [_feed(tmp_path / "b.zip")], ZONES, [TUESDAY, SUNDAY])


def test_exceptions_of_the_calendar_and_times_after_midnight(tmp_path: Path) -> None:
    def n_rides(day: dt.date, **changes: str) -> int:
        return len(read_connections([_feed(tmp_path / "feed.zip", **changes)], day).trip)

    ordinary = n_rides(TUESDAY)
    gone = f"service_id,date,exception_type\nweekdays,{TUESDAY:%Y%m%d},2\n"
    added = f"service_id,date,exception_type\nweekdays,{SUNDAY:%Y%m%d},1\n"
    with pytest.raises(jm.FormatError, match="nothing that runs on 2026-06-02"):
        n_rides(TUESDAY, calendar_dates=gone)
    assert ordinary == 3 * 24  # those of the day before and after as well
    assert n_rides(SUNDAY, calendar_dates=added) == 2 * 24  # Monday's, and those that were added
    late = "trip_id,stop_id,stop_sequence,arrival_time,departure_time\n"
    late += "t14,a,1,24:10:00,24:10:00\nt14,b,2,,\nt14,c,3,24:50:00,24:50:00\n"
    stops = f"stop_id,stop_lat,stop_lon\na,{NORTH[0]},-3\nb,{NORTH[1]},-3\nc,{NORTH[2]},-3\n"
    found = read_connections([_feed(tmp_path / "late.zip", stop_times=late, stops=stops)], TUESDAY)
    # Monday's at ten past midnight of Tuesday, and Tuesday's a day later; the middle stop halfway.
    day = 86_400
    assert found.departure_s.tolist() == [600, 1800, day + 600, day + 1800, 2 * day + 600, 2 * day + 1800]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"trips": "trip_id\nt"}, jm.ColumnMissingError),
        ({"frequencies": "trip_id,start_time,end_time,headway_secs\nt14,07:00:00,09:00:00,600\n"}, jm.FormatError),
        ({"stops": ""}, jm.FormatError),
    ],
)
def test_feeds_that_cannot_be_used(changes: dict[str, str], error: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(error):
        read_connections([_feed(tmp_path / "feed.zip", **changes)], TUESDAY)


def test_files_that_are_something_else(tmp_path: Path) -> None:
    (tmp_path / "feed.zip").write_text("no zip")
    (tmp_path / "map.osm.pbf").write_text("no map")
    with pytest.raises(jm.FormatError):
        read_connections([tmp_path / "feed.zip"], TUESDAY)
    with pytest.raises(jm.FormatError):
        read_streets(tmp_path / "map.osm.pbf", "walk")


@pytest.mark.parametrize(
    "wrong",
    [{"days": [SATURDAY]}, {"days": [TUESDAY, TUESDAY]}, {"cutoff_min": 0}, {"cutoff_min": 254}, {"every_min": 0}],
)
def test_wrong_arguments(wrong: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(jm.UsageError):
        jm.route_times(_streets(tmp_path), [], ZONES, **{"days": [TUESDAY], **wrong})


def test_command(tmp_path: Path) -> None:
    zones = tmp_path / "zones.csv"
    pl.DataFrame(ZONES).write_csv(zones)
    words = [_streets(tmp_path), tmp_path / "matrix", "--gtfs", _feed(tmp_path / "feed.zip"), "--zones", zones]
    words += ["--date", "2026-06-02", "--licence", "made up", "--times", tmp_path / "times.parquet"]
    result = CliRunner().invoke(app, ["route", *map(str, words)])
    assert result.exit_code == 0, result.output
    assert "0 zone(s) are not on the street map" in result.output
    saved = jm.TravelMatrix.load(tmp_path / "matrix")
    times = pl.read_parquet(tmp_path / "times.parquet")
    assert len(saved.col) == times["minutes_p50"].count()
    zone_list = pl.DataFrame(ZONES)
    again = jm.TravelMatrix.read(
        times, zone_list, cutoff_min=120, timetable_date=TUESDAY, producer="jobmatch route", licence="made up"
    )
    assert again.minutes.tolist() == saved.minutes.tolist()


# --- The scan against the obvious ---------------------------------------------------------------


def _random_trips(rng: Random, n_stops: int) -> list[list[Call]]:
    trips = []
    for _ in range(rng.randint(1, 25)):
        at, calls = rng.randrange(0, 5000), []
        for stop in rng.sample(range(n_stops), rng.randint(2, min(5, n_stops))):
            arrival = at
            at += rng.choice((0, 0, 30))
            calls.append(Call(stop, arrival, at, rng.random() < 0.9, rng.random() < 0.9))
            at += rng.choice((60, 120, 300, 900))
        trips.append(calls)
    return trips


def _connections(trips: list[list[Call]], n_stops: int) -> Connections:
    rides = sorted(
        (a.departure_s, b.arrival_s, a.stop, b.stop, number, a.may_board, b.may_alight)
        for number, trip in enumerate(trips)
        for a, b in pairwise(trip)
    )
    dtypes = (*[np.int32] * 5, *[np.uint8] * 2)
    columns: Any = dict(
        zip(
            Connections.__slots__[:7],
            (np.array(column, dtype) for column, dtype in zip(zip(*rides, strict=True), dtypes, strict=True)),
            strict=True,
        )
    )
    return Connections(**columns, stops_xyz_m=np.zeros((n_stops, 3), np.int32), n_trips=len(trips))


@pytest.mark.parametrize("seed", range(60))
def test_the_scan_finds_the_earliest_arrival(seed: int) -> None:
    rng = Random(seed)
    n_stops = rng.randint(2, 12)
    trips = _random_trips(rng, n_stops)
    walks = {
        pair: rng.choice((30, 200, 600))
        for pair in ((rng.randrange(n_stops), rng.randrange(n_stops)) for _ in range(6))
    }
    walks = {(a, b): walk for (a, b), walk in walks.items() if a != b}
    access = {rng.randrange(n_stops): rng.choice((0, 100, 400)) for _ in range(2)}
    connections = _connections(trips, n_stops)
    foot = sorted(walks.items())
    foot_ptr = np.searchsorted([a for (a, _), _ in foot], np.arange(n_stops + 1)).astype(np.int64)
    foot_stop, foot_s = (np.array([*column], np.int32) for column in ([b for (_, b), _ in foot], [w for _, w in foot]))
    ready, arrived = np.empty((2, n_stops), np.int32)
    riding = np.zeros(len(trips), np.int32)
    for run, start_s in enumerate(rng.sample(range(0, 5000, 50), 5), start=1):
        until_s = start_s + rng.choice((600, 3000, 9000))
        scan(
            start_s,
            until_s,
            int(np.searchsorted(connections.departure_s, start_s)),
            *(getattr(connections, name) for name in Connections.__slots__[:7]),
            foot_ptr,
            foot_stop,
            foot_s,
            np.array([*access], np.int32),
            np.array([*access.values()], np.int32),
            ready,
            arrived,
            riding,
            run,
        )
        found = {stop: int(at) for stop, at in enumerate(arrived) if at < NEVER_S}
        assert found == earliest_arrivals(trips, walks, access, start_s, until_s)


def test_the_last_walk_and_the_way_on_foot() -> None:
    arrived = np.array([1000, NEVER_S, 1500], np.int32)
    egress = np.array([0, 1, 1, 3], np.int64), np.array([0, 0, 1], np.int32), np.array([60, 10, 20], np.int32)
    seconds = np.empty(3, np.int32)
    finish(400, arrived, *egress, np.array([NEVER_S, 900, NEVER_S], np.int32), seconds)
    assert seconds.tolist() == [660, 900, NEVER_S]


# --- Newport ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def newport() -> tuple[Path, Path]:
    folder = Path("data", "newport-gtfs-osm")
    try:
        return shared_path(folder / "newport-2023-06-13.osm.pbf"), shared_path(folder / "newport-20230613_gtfs.zip")
    except SystemExit as error:
        pytest.skip(str(error))


DAY = dt.date(2023, 6, 13)


def test_every_direct_ride_of_newport_is_found(newport: tuple[Path, Path]) -> None:
    """From beside a stop, in time for the bus, to beside the next stop of its way: no later than by that bus."""
    from jobmatch.routing.bands import _walks

    streets, found = read_streets(newport[0], "walk"), read_connections([newport[1]], DAY)
    on_map = np.flatnonzero(streets.nearest(found.stops_xyz_m)[0] >= 0)
    assert len(on_map) > 200
    walks = _walks(streets, found.stops_xyz_m[on_map], found)
    ready, arrived = np.empty((2, len(found.stops_xyz_m)), np.int32)
    riding, seconds = np.zeros(found.n_trips, np.int32), np.empty(len(on_map), np.int32)
    zone_of = {int(stop): zone for zone, stop in enumerate(on_map)}
    rng, n = np.random.default_rng(0), 0
    for c in rng.permutation(len(found.trip))[:2000]:
        start, end = int(found.from_stop[c]), int(found.to_stop[c])
        leaves = int(found.departure_s[c])
        if start not in zone_of or end not in zone_of or not 0 <= leaves < 86_400:
            continue
        if not (found.may_board[c] and found.may_alight[c]):
            continue
        n += 1
        stops, walks_s = walks.access[zone_of[start]]
        to_stop_s = int(walks_s[stops == start].min())
        start_s = leaves - to_stop_s
        scan(
            start_s,
            start_s + 7200,
            int(np.searchsorted(found.departure_s, start_s)),
            *(getattr(found, name) for name in Connections.__slots__[:7]),
            *walks.foot,
            *walks.access[zone_of[start]],
            ready,
            arrived,
            riding,
            n,
        )
        finish(start_s, arrived, *walks.egress, walks.zones_s[zone_of[start]], seconds)
        stops, walks_s = walks.access[zone_of[end]]
        from_stop_s = int(walks_s[stops == end].min())
        assert seconds[zone_of[end]] <= found.arrival_s[c] - start_s + from_stop_s
    assert n > 100


def test_match_in_newport_by_routed_times(newport: tuple[Path, Path]) -> None:
    centre, lliswerry = (51.5885, -2.9977), (51.5700, -2.9600)
    zones = [
        {"zone": name, "latitude": lat, "longitude": lon}
        for name, (lat, lon) in {"centre": centre, "lliswerry": lliswerry, "cardiff": (51.4816, -3.1791)}.items()
    ]
    found = jm.route_times(newport[0], [newport[1]], zones, [DAY], every_min=30)
    assert dict(found.zones.select("zone", "origin").rows()) == {"centre": True, "lliswerry": True, "cardiff": False}
    on_foot = _minutes(found.times, "walk", "day", "lliswerry", "centre")
    straight_km = (
        float(np.linalg.norm(np.diff(positions_m(*np.array([centre, lliswerry]).T).astype(float), axis=0))) / 1000
    )
    assert 60 * straight_km / 4.8 < on_foot < 2 * 60 * straight_km / 4.8
    matrix = found.matrix("ODbL and OGL v3")
    jobs = [{"vacancy_id": 1, "title": "Cook", "remote": "no", "shifts": "Mon-Fri 10:30-15:30"}]
    jobs[0] |= {"latitude": centre[0], "longitude": centre[1]}
    people = [{"jobseeker_id": 1, "latitude": lliswerry[0], "longitude": lliswerry[1], "modes": ["walk"]}]
    config = jm.MatchConfig(cache_dir="", threads=1)
    matcher = jm.Matcher.build(
        jm.read_vacancies(jobs, read_text="none", as_of=DAY),
        jm.read_jobseekers(people),
        config,
        encoder=HashEncoder(),
        travel=matrix,
    )
    finding = matcher.detail(1, 1).findings[Constraint.TRAVEL]
    assert finding.numbers[:2] == (on_foot, on_foot)
    assert "by travel times of 13 June 2023" in str(matcher.explain(1, 1))


# Beside stops of route 1, and a third within a walk of the first, so that somebody gets somewhere at night too.
FRIARS_WALK, ROGERSTONE, ST_WOOLOS = (51.587681, -2.994448), (51.591515, -3.050846), (51.583176, -2.999993)


def test_match_in_newport_by_the_timetable(newport: tuple[Path, Path]) -> None:
    """By bus from the west of the town to its middle: by day there and back, at night there and not back."""
    places = {"friars walk": FRIARS_WALK, "rogerstone": ROGERSTONE, "st woolos": ST_WOOLOS}
    zones = [{"zone": name, "latitude": lat, "longitude": lon} for name, (lat, lon) in places.items()]
    found = jm.route_times(newport[0], [newport[1]], zones, [DAY], every_min=30, cycle=False)
    there, back = ("rogerstone", "friars walk"), ("friars walk", "rogerstone")
    out_min, ret_min = _minutes(found.times, "pt", "day", *there), _minutes(found.times, "pt", "day", *back)
    evening_min = _minutes(found.times, "pt", "pm", *there)
    on_foot_min = _minutes(found.times, "walk", "day", *there)
    assert max(out_min, ret_min, evening_min) < on_foot_min  # it is ridden
    assert _minutes(found.times, "pt", "night", *back) is None
    assert _minutes(found.times, "pt", "night", "friars walk", "st woolos") is not None

    matcher = jm.Matcher.build(
        jm.read_vacancies(
            [
                {"vacancy_id": name, "title": "Cook", "remote": "no", "shifts": shifts}
                | dict(zip(("latitude", "longitude"), FRIARS_WALK, strict=True))
                for name, shifts in (("day", "Mon-Fri 10:30-15:30"), ("late", "Mon-Thu 17:30-01:30"))
            ],
            read_text="none",
            as_of=DAY,
        ),
        jm.read_jobseekers(
            [
                {"jobseeker_id": name, "modes": modes, "limit_out": 90, "limit_ret": 90}
                | dict(zip(("latitude", "longitude"), ROGERSTONE, strict=True))
                for name, modes in (("rides", ["pt"]), ("walks too", ["pt", "walk"]))
            ]
        ),
        jm.MatchConfig(cache_dir="", threads=1),
        encoder=HashEncoder(),
        travel=found.matrix("ODbL and OGL v3"),
    )
    by_day, late = (matcher.detail("rides", name).findings[Constraint.TRAVEL] for name in ("day", "late"))
    assert by_day.numbers[:2] == (out_min, ret_min)
    assert by_day.numbers[2] == 1 << Mode.PT | BY_MATRIX_BIT
    assert by_day.verdict is Verdict.OK
    assert "by the timetable of 13 June 2023" in str(matcher.explain("rides", "day"))
    assert late.numbers[:2] == (evening_min, NO_SERVICE)
    assert late.verdict is Verdict.FAIL
    on_foot = matcher.detail("walks too", "late").findings[Constraint.TRAVEL]
    assert on_foot.numbers[:2] == (evening_min, on_foot_min)
    assert on_foot.verdict is not Verdict.FAIL
    lists = matcher.match().frame
    assert lists.filter(jobseeker_id="rides")["vacancy_id"].to_list() == ["day"]
    assert set(lists.filter(jobseeker_id="walks too")["vacancy_id"]) == {"day", "late"}
