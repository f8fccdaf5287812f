from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, strategies as st

from jobmatch.errors import ColumnMissingError, FormatError
from jobmatch.tables import read_jobseekers, read_vacancies
from jobmatch.tables.lookup import SortedKeys
from jobmatch.tables.places import OUTCODE_RADIUS_KM, Places

TOWN = [
    {"postcode": "ZZ1 1AA", "area": None, "latitude": 53.50, "longitude": -2.20},
    {"postcode": "ZZ1 1AB", "area": None, "latitude": 53.52, "longitude": -2.20},
    {"postcode": "ZY9", "area": None, "latitude": 55.00, "longitude": -3.00},
    {"postcode": "ZX2", "area": None, "latitude": 56.00, "longitude": -3.00, "radius_km": 12.0},
    {"postcode": None, "area": "Little Whinging", "latitude": 51.30, "longitude": -0.70},
    {"postcode": None, "area": "Twotown", "latitude": 52.00, "longitude": -1.00, "radius_km": 1.0},
    {"postcode": None, "area": "twotown", "latitude": 52.10, "longitude": -1.00, "radius_km": 1.0},
    {"postcode": None, "area": "Newtown", "latitude": 52.00, "longitude": -3.30},
    {"postcode": None, "area": "Newtown", "latitude": 57.00, "longitude": -3.30},
    {"postcode": "ZW1", "area": None, "latitude": 99.999999, "longitude": 0.0},
]


@pytest.fixture
def places() -> Places:
    return Places.from_source(TOWN)


def _locate(places: Places, postcode: str | None, area: str | None = None) -> tuple[object, ...]:
    return places.locate(pl.Series([postcode], dtype=pl.String), pl.Series([area], dtype=pl.String)).row(0)


@pytest.mark.parametrize("postcode", ["ZZ1 1AA", "zz11aa", " zz1  1aa "])
def test_full_postcodes_match_however_they_are_written(places: Places, postcode: str) -> None:
    assert _locate(places, postcode) == (53.50, -2.20, 0.0, "postcode")


def test_an_unknown_postcode_falls_back_to_its_outcode(places: Places) -> None:
    assert _locate(places, "ZY9 9ZZ") == (55.0, -3.0, OUTCODE_RADIUS_KM, "outcode")
    assert _locate(places, "zy9") == (55.0, -3.0, OUTCODE_RADIUS_KM, "outcode")
    assert _locate(places, "ZX2 1AA") == (56.0, -3.0, 12.0, "outcode")


def test_an_outcode_that_the_table_lacks_is_the_middle_of_its_postcodes(places: Places) -> None:
    latitude, longitude, radius_km, found_by = _locate(places, "ZZ1 9XX")
    assert (latitude, longitude) == pytest.approx((53.51, -2.20))
    assert (radius_km, found_by) == (OUTCODE_RADIUS_KM, "outcode")


def test_part_of_a_postcode_is_its_outcode_and_never_another_one() -> None:
    places = Places.from_source(
        [
            {"postcode": "ZM1", "latitude": 53.5, "longitude": -2.2},
            {"postcode": "ZM11", "latitude": 54.5, "longitude": -2.2},
        ]
    )
    assert _locate(places, "ZM1 1")[0] == 53.5
    assert _locate(places, "ZM11")[0] == 54.5
    assert _locate(places, "ZM 11") == (None, None, None, None)


def test_an_area_reaches_all_its_points(places: Places) -> None:
    # Half of a tenth of a degree of latitude is 0.05 x 111.195 km = 5.56 km, and each point may be 1 km off.
    latitude, _, radius_km, found_by = _locate(places, None, " TWOTOWN ")
    assert latitude == pytest.approx(52.05)
    assert radius_km == pytest.approx(6.56, abs=0.01)
    assert found_by == "area"


def test_an_area_of_many_points_reaches_most_of_them() -> None:
    # 100 postcodes 0.001 degrees apart (0.111 km): 80 of 100 lie within 40 of them, of the middle
    letters = "ABDEFGHJLN"
    rows = [
        {"postcode": f"ZZ1 1{a}{b}", "area": "Bigtown", "latitude": 53.5 + 0.001 * (10 * i + j), "longitude": -2.2}
        for i, a in enumerate(letters)
        for j, b in enumerate(letters)
    ]
    _, _, radius_km, found_by = _locate(Places.from_source(rows), None, "Bigtown")
    assert found_by == "area"
    assert radius_km == pytest.approx(0.1112 * 39.5, abs=0.12)


@pytest.mark.parametrize(("n", "radius_km"), [(49, 5 + 0.1112 * 24), (50, 0.1112 * 19.5)])
def test_many_points_show_how_far_an_area_reaches_by_themselves(n: int, radius_km: float) -> None:
    """Few points, each with no radius of its own, may be what five kilometres around them are called by."""
    rows = [{"area": "Bigtown", "latitude": 53.5 + 0.001 * i, "longitude": -2.2} for i in range(n)]
    assert _locate(Places.from_source(rows), None, "Bigtown")[2] == pytest.approx(radius_km, abs=0.12)


def test_namesakes_far_apart_are_no_place(places: Places) -> None:
    assert _locate(places, None, "Newtown") == (None, None, None, None)


def test_positions_outside_the_country_are_skipped(places: Places) -> None:
    assert _locate(places, "ZW1") == (None, None, None, None)


def test_readers_fill_only_what_is_missing_and_say_so(places: Places) -> None:
    table = read_vacancies(
        [
            {"vacancy_id": 1, "title": "t", "postcode": "ZZ1 1AA"},
            {"vacancy_id": 2, "title": "t", "postcode": "ZZ1 1AA", "latitude": 50.0, "longitude": 0.0},
            {"vacancy_id": 3, "title": "t", "postcode": "QQ1 1QQ", "area": "little  whinging"},
            {"vacancy_id": 4, "title": "t", "postcode": "QQ1 1QQ", "area": "nowhere"},
            {"vacancy_id": 5, "title": "t", "postcode": "ZY9 1AA", "place_radius_km": 1.5},
            {"vacancy_id": 6, "title": "t"},
        ],
        places=places,
    )
    assert table.n_rejected == 0
    assert table.frame.select("latitude", "longitude", "place_radius_km").rows() == [
        (53.5, -2.2, 0.0),
        (50.0, 0.0, None),
        (51.3, -0.7, 5.0),
        (None, None, None),
        (55.0, -3.0, 1.5),
        (None, None, None),
    ]
    assert set(table.notes.rows()) == {
        ("postcode", 1, "place found by full postcode"),
        ("postcode", 1, "place found by outcode"),
        ("area", 1, "place found by area"),
        ("postcode", 1, "not in the table of places: where it is stays unknown"),
        ("area", 1, "not in the table of places: where it is stays unknown"),
    }


def test_jobseekers_are_found_too(places: Places) -> None:
    table = read_jobseekers([{"jobseeker_id": 1, "postcode": "ZZ1 1AA"}], places=places)
    assert table.frame["latitude"].to_list() == [53.5]


TEXTS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.from_regex(r"\A ?(?:zz1|ZY9|Zx2|QQ[0-9]) ?(?:1a[ab])?\s?\Z"),
    st.sampled_from(
        ["Twotown", " LITTLE\u2003whinging", "little whinging\x1c", "\u212aent", "İstanbul", "\u00dfA1 1AA"]
    ),
)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_a_few_are_found_as_many_are(rows: list[tuple[str | None, str | None]]) -> None:
    tables = (Places.from_source(TOWN), Places.from_source(TOWN[:1]), Places.from_source(TOWN[4:5]))
    postcode, area = (pl.Series([row[at] for row in rows], dtype=pl.String) for at in (0, 1))
    for places in tables:
        for _ in range(2):  # once sorted, and then looked up in what was sorted
            assert places.locate_few(postcode, area) == places.locate(postcode, area).drop("found_by").rows()


def test_a_few_of_many_are_found() -> None:
    letters = "ABDEFGHJLN"
    many = [
        {"postcode": f"ZZ{n} {m}{a}{b}", "latitude": 50 + n / 10 + m / 100, "longitude": -2.2, "area": f"Town {n}{a}"}
        for n in range(9, 0, -1)
        for m in range(5)
        for a in letters
        for b in letters
    ]
    places = Places.from_source(many)
    postcode = pl.Series(["zz7 3bd", "ZZ1 9ZZ", None, "ZZ9 4NN", "ZZ1 0AA", "A"])
    area = pl.Series([None, None, "town 5J", "nowhere", None, "town 9"])
    found = places.locate_few(postcode, area)
    assert found == places.locate(postcode, area).drop("found_by").rows()
    assert found[0] == pytest.approx((50.73, -2.2, 0.0))
    assert [latitude is None for latitude, _, _ in found] == [False] * 5 + [True]
    assert "ZZ7" not in repr(places._sorted["postcode"])


@pytest.mark.parametrize("n_bad_seeds", [0, 2])
def test_rows_of_keys(monkeypatch: pytest.MonkeyPatch, n_bad_seeds: int) -> None:
    good_hash = pl.Series.hash

    def alike(texts: pl.Series, seed: int) -> pl.Series:
        return good_hash(texts, seed) % 5 if seed < n_bad_seeds else good_hash(texts, seed)

    monkeypatch.setattr(pl.Series, "hash", alike)
    keys = [f"{letter}{number}" for letter in "QAZ" for number in range(10)]
    found = SortedKeys(pl.Series(keys)).rows_of(pl.Series([*reversed(keys), None, "", "ZZ", "M1", "A"]))
    assert found == [*range(29, -1, -1), None, None, None, None, None]
    assert SortedKeys(pl.Series([], dtype=pl.String)).rows_of(pl.Series(["A", None])) == [None, None]


def test_an_empty_table_stays_empty(places: Places) -> None:
    assert len(read_vacancies([], places=places)) == 0


def test_other_common_column_names(tmp_path: Path) -> None:
    path = tmp_path / "directory.csv"
    path.write_text("pcds,lat,long\nZZ1 1AA,53.5,-2.2\n")
    assert _locate(Places.from_source(path), "ZZ1 1AA")[0] == 53.5


def test_a_table_without_positions_or_names_is_refused() -> None:
    with pytest.raises(ColumnMissingError, match="latitude"):
        Places.from_source([{"postcode": "ZZ1"}])
    with pytest.raises(ColumnMissingError, match="postcode or area"):
        Places.from_source([{"latitude": 53.5, "longitude": -2.2}])
    with pytest.raises(FormatError):
        Places.from_source(3)


def test_repr_has_counts_only(places: Places) -> None:
    assert repr(places) == "Places(2 postcodes, 3 outcodes, 2 areas)"
    assert len(places) == 7
