"""Travel-time matrices: the layouts that are read, what they must come with, and what is kept of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from jobmatch.codes import Band, DayType, Mode
from jobmatch.errors import ColumnMissingError, FormatError, MatrixError, StoreDamagedError, StoreForeignError
from jobmatch.matcher import Matcher
from jobmatch.tables import read_jobseekers, read_vacancies
from jobmatch.travel import TravelMatrix, positions_m
from tests.encoders import HashEncoder

ZONES = [
    {"zone": "E01", "latitude": 51.58, "longitude": -3.00},
    {"zone": "E02", "latitude": 51.70, "longitude": -3.00},
    {"zone": "E03", "latitude": 52.90, "longitude": -3.00},
]
ABOUT: dict[str, Any] = {
    "cutoff_min": 120,
    "timetable_date": "2023-03-07",
    "producer": "made up",
    "licence": "none",
}
OWN = pl.DataFrame(
    {
        "from_zone": ["E01", "E02", "E01"],
        "to_zone": ["E02", "E01", "E03"],
        "mode": ["pt"] * 3,
        "band": ["am", "am", "eve"],
        "day_type": ["weekday"] * 3,
        "minutes_p50": [40, 44, 90],
    }
)
TIMES = {"from_id": ["E01", "E02"], "to_id": ["E02", "E01"]}


def _pairs(matrix: TravelMatrix) -> dict[tuple[str, str, str, str], int]:
    """Minutes by mode, band, origin and destination."""
    names = matrix.zones["zone"].to_list()
    return {
        (layer.mode.name, layer.band.name, names[origin], names[int(matrix.col[pair])]): int(matrix.minutes[pair])
        for row, layer in enumerate(matrix.layers)
        for origin in range(len(names))
        for pair in range(matrix.ptr[row, origin], matrix.ptr[row, origin + 1])
    }


def _read(frame: pl.DataFrame, **more: Any) -> TravelMatrix:
    return TravelMatrix.read(frame, ZONES, **{**ABOUT, **more})


# --- Layouts ---------------------------------------------------------------------------------------------------


def test_our_own_layout() -> None:
    assert _pairs(_read(OWN)) == {
        ("PT", "AM", "E01", "E02"): 40,
        ("PT", "AM", "E02", "E01"): 44,
        ("PT", "EVE", "E01", "E03"): 90,
    }


@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame({**TIMES, "travel_time": [40, 44]}),
        pl.DataFrame({**TIMES, "travel_time_p25": [35, 39], "travel_time_p50": [40, 44], "travel_time_p75": [45, 49]}),
        pl.DataFrame({"fromId": TIMES["from_id"], "toId": TIMES["to_id"], "travel_time": [40.0, 44.0]}),
        pl.DataFrame({"search_id": TIMES["from_id"], "id": TIMES["to_id"], "travel_time": [2400, 2581]}),
        pl.DataFrame({"fromPlace": TIMES["from_id"], "toPlace": TIMES["to_id"], "duration": [2395.5, 2640.0]}),
        pl.DataFrame({"origin": TIMES["from_id"], "destination": TIMES["to_id"], "travel_time": [2400, 2640]}),
    ],
    ids=["r5py", "r5r", "older r5r", "TravelTime", "OpenTripPlanner", "OpenTripPlanner script"],
)
def test_layouts_of_others(frame: pl.DataFrame) -> None:
    # seconds become minutes; a part of one counts as a whole
    expected = {("PT", "AM", "E01", "E02"): 40, ("PT", "AM", "E02", "E01"): 44}
    assert _pairs(_read(frame, mode="pt", band="am")) == expected


def test_the_urban_big_data_centres_layout(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "from_id": ["E01", "E01", "E02"],
            "to_id": ["E02", "E02", "E01"],
            "travel_time_p25": [30, 50, 31],
            "travel_time_p50": [40, 60, None],
            "travel_time_p75": [45, 70, 50],
            "time_of_day": ["am", "pm", "am"],
        }
    )
    folder = tmp_path / "ttm_pt"
    folder.mkdir()
    frame[:1].write_parquet(folder / "part-0.parquet")
    frame[1:].write_parquet(folder / "part-1.parquet")
    matrix = TravelMatrix.read(folder, ZONES, **ABOUT, mode="pt")
    # its "pm" is 21 to 24; a journey without a median is one that was not found
    assert _pairs(matrix) == {("PT", "AM", "E01", "E02"): 40, ("PT", "EVE", "E01", "E02"): 60}


def test_a_csv_file_and_a_table_of_zones(tmp_path: Path) -> None:
    OWN.write_csv(tmp_path / "times.csv")
    pl.DataFrame(ZONES).rename({"zone": "id", "latitude": "lat", "longitude": "lon"}).write_csv(tmp_path / "zones.csv")
    matrix = TravelMatrix.read(str(tmp_path / "times.csv"), tmp_path / "zones.csv", **ABOUT)
    assert _pairs(matrix) == _pairs(_read(OWN))


def test_zones_may_be_numbers() -> None:
    frame = pl.DataFrame({"from_id": [1, 2], "to_id": [2, 1], "travel_time": [40, 44]})
    zones = [{"zone": i + 1, **{k: v for k, v in zone.items() if k != "zone"}} for i, zone in enumerate(ZONES)]
    assert len(TravelMatrix.read(frame, zones, **ABOUT, mode="walk").col) == 2


def test_each_kind_of_day_has_its_own_layer() -> None:
    matrix = _read(OWN.with_columns(day_type=pl.Series(["weekday", "sat", "sun"])))
    kinds = {layer.day_type for layer in matrix.layers}
    assert kinds == set(DayType)
    assert TravelMatrix.of_layers(matrix.zones, (), ()).layer_of(Mode.PT, Band.AM, DayType.SUN)[0] == -1


def test_weekdays_stand_in_for_a_day_without_times() -> None:
    matrix = _read(OWN)
    for mode, certain in ((Mode.PT, False), (Mode.CAR, True)):
        row, _ = matrix.layer_of(mode, Band.AM)
        if row >= 0:
            assert matrix.layer_of(mode, Band.AM, DayType.SAT) == (row, certain)
    assert matrix.layer_of(Mode.PT, Band.AM)[0] >= 0


def test_walking_needs_no_band() -> None:
    assert _read(pl.DataFrame({**TIMES, "travel_time": [40, 44]}), mode="walk").layers[0].band is Band.DAY


# --- What is refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(ABOUT))
@pytest.mark.parametrize("blank", [None, ""])
def test_times_without_their_facts_are_refused(name: str, blank: Any) -> None:
    with pytest.raises(MatrixError, match=name):
        _read(OWN, **{name: blank})


def test_times_without_zones_are_refused_and_everything_lacking_is_named() -> None:
    with pytest.raises(MatrixError, match=r"zones.*cutoff_min.*timetable_date.*producer.*licence"):
        TravelMatrix.read(OWN)


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"minutes_p50": [40, 44, 121]}, "1 row.* above cutoff_min"),
        ({"minutes_p50": [40, -1, 90]}, "1 row.* below 0"),
        ({"to_zone": ["E02", "E09", "E03"]}, "1 row.* not in the list of zones"),
        ({"mode": ["pt", "boat", "pt"]}, "1 row.* mode, band or day_type"),
        ({"band": ["am", "am", "noon"]}, "1 row.* mode, band or day_type"),
        ({"day_type": ["holiday"] * 3}, "3 row.* day_type"),
        ({"minutes_p50": [None] * 3}, "no times"),
        ({"from_zone": ["E01"] * 3, "to_zone": ["E02"] * 3, "band": ["am"] * 3}, "2 row.* again"),
    ],
)
def test_rows_that_contradict_what_they_come_with_are_refused(change: dict[str, Any], match: str) -> None:
    with pytest.raises(MatrixError, match=match):
        _read(OWN.with_columns(**{name: pl.Series(values) for name, values in change.items()}))


@pytest.mark.parametrize(
    ("more", "match"),
    [
        ({"cutoff_min": 254}, "cutoff_min"),
        ({"cutoff_min": True}, "cutoff_min"),
        ({"timetable_date": "last March"}, "timetable_date"),
    ],
)
def test_facts_out_of_range_are_refused(more: dict[str, Any], match: str) -> None:
    with pytest.raises(MatrixError, match=match):
        _read(OWN, **more)


def test_mode_and_band_must_come_from_somewhere() -> None:
    frame = pl.DataFrame({**TIMES, "travel_time": [40, 44]})
    for more, match in (({}, "no column for the mode"), ({"mode": "pt"}, "the band"), ({"mode": "boat"}, "no mode")):
        with pytest.raises(MatrixError, match=match):
            _read(frame, **more)


@pytest.mark.parametrize(
    ("zones", "match"),
    [
        ([*ZONES, ZONES[0]], "named twice"),
        ([*ZONES, {**ZONES[0], "zone": None}], "nameless"),
        ([*ZONES, {"zone": "E04", "latitude": None, "longitude": None}], "1 zone.* no centroid"),
    ],
)
def test_zones_are_checked(zones: list[dict[str, Any]], match: str) -> None:
    with pytest.raises(MatrixError, match=match):
        TravelMatrix.read(OWN, zones, **ABOUT)


def test_other_tables_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ColumnMissingError, match="r5r"):
        _read(pl.DataFrame({"a": [1], "b": [2]}))
    with pytest.raises(ColumnMissingError, match="longitude"):
        TravelMatrix.read(OWN, [{"zone": "E01", "latitude": 51.5}], **ABOUT)
    for path in (tmp_path, tmp_path / "absent.parquet", tmp_path / "times.xlsx"):
        with pytest.raises(FormatError):
            TravelMatrix.read(path, ZONES, **ABOUT)


# --- Kept, joined, saved -------------------------------------------------------------------------------------------


def test_a_pair_takes_three_bytes() -> None:
    matrix = _read(OWN)
    assert matrix.col.itemsize + matrix.minutes.itemsize == 3


def test_matrices_are_joined_by_mode_and_band() -> None:
    pt, car = _read(OWN), _read(pl.DataFrame({**TIMES, "travel_time": [20, 22]}), mode="car", band="am")
    both = pt.join(car)
    assert _pairs(both) == {**_pairs(pt), **_pairs(car)}
    with pytest.raises(MatrixError, match="both have times for pt am, pt eve"):
        both.join(pt)
    with pytest.raises(MatrixError, match="zones differ"):
        pt.join(TravelMatrix.read(OWN, ZONES[::-1], **ABOUT))


def test_saved_and_loaded_it_is_the_same(tmp_path: Path) -> None:
    matrix = _read(OWN)
    matrix.save(tmp_path / "matrix")
    loaded = TravelMatrix.load(tmp_path / "matrix")
    assert (_pairs(loaded), loaded.layers, repr(loaded)) == (_pairs(matrix), matrix.layers, repr(matrix))
    assert loaded.zones.equals(matrix.zones)


def test_a_damaged_matrix_is_refused(tmp_path: Path) -> None:
    _read(OWN).save(tmp_path)
    file = next(tmp_path.rglob("matrix_minutes.npy"))
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with pytest.raises(StoreDamagedError, match="matrix_minutes"):
        TravelMatrix.load(tmp_path)


def test_places_belong_to_the_nearest_zone_if_it_is_near_enough() -> None:
    matrix = _read(OWN)
    latitude = np.array([51.58, 51.63, 51.65, 53.5, 55.5])
    xyz_m = positions_m(latitude, np.full(5, -3.0))
    # E03 is 133 km from its neighbour, so what lies 67 km to its north belongs to it, and what lies 289 km does not
    assert matrix.zones_at(xyz_m, "origin").tolist() == [0, 0, 1, 2, -1]


def test_an_index_carries_its_matrix(tmp_path: Path) -> None:
    zones = [{**zone, "zone": zone["zone"]} for zone in ZONES]
    matrix = TravelMatrix.read(OWN, zones, **ABOUT)
    jobs = read_vacancies(
        [
            {"vacancy_id": "near", "title": "Cook", "latitude": 51.70, "longitude": -3.0, "remote": "no"},
            {"vacancy_id": "far", "title": "Cook", "latitude": 52.90, "longitude": -3.0, "remote": "no",
             "shifts": "Mon-Fri 19:30-22:00"},
        ]
    )  # fmt: skip
    people = read_jobseekers(
        [{"jobseeker_id": 1, "latitude": 51.58, "longitude": -3.0, "modes": ["pt"], "cv_text": "cook"}]
    )
    built = Matcher.build(jobs, people, encoder=HashEncoder(), travel=matrix)
    built.save(tmp_path / "index")
    loaded = Matcher.load(tmp_path / "index", encoder=HashEncoder())
    for matcher in (built, loaded):
        found = matcher.match(k=5).frame.sort("vacancy_id")
        assert found["vacancy_id"].to_list() == ["far", "near"]
        assert found["travel_out_min"].to_list() == [90, 40]
        assert "(by the timetable of 7 March 2023)" in str(matcher.explain(1, "near"))
        assert "(by the timetable of 7 March 2023)" in str(matcher.explain(1, "far", audience="jobseeker"))
        estimated = matcher.explain({"jobseeker_id": 2, "latitude": 51.69, "longitude": -3.0, "modes": ["pt"]}, "near")
        assert "(estimated)" in str(estimated)
        for person in (1, {"jobseeker_id": 2, "latitude": 51.58, "longitude": -3.0}):
            assert "timetable" not in str(matcher.explain(person, "near", audience="employer"))
    with pytest.raises(StoreForeignError, match="no travel-time matrix"):
        TravelMatrix.load(tmp_path / "index")


def test_dates_are_those_of_the_mode() -> None:
    car = _read(
        pl.DataFrame({**TIMES, "travel_time": [20, 22]}), mode="car", band="am", timetable_date=dt.date(2026, 1, 5)
    )
    both = _read(OWN).join(car)
    days = [both.date_of(mode) for mode in Mode]
    assert days == [None, None, dt.date(2026, 1, 5), dt.date(2023, 3, 7), dt.date(2026, 1, 5)]
