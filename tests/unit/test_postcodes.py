"""National postcode directories, as published: small made-up ones in the publishers' own form."""

from __future__ import annotations

import builtins
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from benchmarks.shared_data import shared_path
from jobmatch.errors import FormatError, UsageError
from jobmatch.tables.places import OUTCODE_RADIUS_KM, Places
from jobmatch.tables.postcodes import IMPUTED_RADIUS_KM, SECTOR_RADIUS_KM, from_british_grid, read_directory

ONS = """\
"pcd7","pcd8","pcds","dointr","doterm","gridind","oa21","lat","long"
"ZZ1 1AA","ZZ1  1AA","ZZ1 1AA","198001",,"1","E00000001",53.500000,-2.200000
"ZZ1 1AB","ZZ1  1AB","ZZ1 1AB","198001","200312","8","E00000001",53.510000,-2.210000
"ZZ1 1AC","ZZ1  1AC","ZZ1 1AC","198001",,"5","E00000001",53.520000,-2.220000
"ZZ1 1AD","ZZ1  1AD","ZZ1 1AD","198001",,"6","E00000001",53.530000,-2.230000
"ZZ1 1AE","ZZ1  1AE","ZZ1 1AE","198001",,"9","L99999999",99.999999,0.000000
"""
# The quality code stands before the coordinates, which are whole metres; 90 has none.
CODE_POINT = """\
"ZZ1 1AA",10,651410,313177,"E92000001","E19000001","E18000001","","E07000001","E05000001"
"ZZ11AB",50,651510,313177,"E92000001","E19000001","E18000001","","E07000001","E05000001"
"ZZ1 1AC",60,651610,313177,"E92000001","E19000001","E18000001","","E07000001","E05000001"
"ZZ1 1AD",90,0,0,"E92000001","E19000001","E18000001","","E07000001","E05000001"
"""
HEADERS = '"PC","PQ","EA","NO","CY","RH","LH","CC","DC","WC"\n'


def _found(places: Places, *postcodes: str) -> list[tuple[Any, ...]]:
    wanted = pl.Series(postcodes)
    return places.locate(wanted, pl.Series([None] * len(postcodes), dtype=pl.String)).rows()


@pytest.fixture
def ons(tmp_path: Path) -> Path:
    path = tmp_path / "ONSPD_MAY_2026_UK.csv"
    path.write_text(ONS)
    return path


@pytest.fixture
def code_point(tmp_path: Path) -> Path:
    folder = tmp_path / "codepo_gb"
    (folder / "Data" / "CSV").mkdir(parents=True)
    (folder / "Doc").mkdir()
    (folder / "Data" / "CSV" / "zz.csv").write_text(CODE_POINT)
    (folder / "Doc" / "Code-Point_Open_Column_Headers.csv").write_text(HEADERS)
    return folder


def test_the_ons_directory_is_read_as_published(ons: Path) -> None:
    found = _found(Places.from_source(ons), "ZZ1 1AA", "zz11ac", "ZZ1 1AD")
    assert found == [
        (53.50, -2.20, 0.0, "postcode"),
        (53.52, -2.22, IMPUTED_RADIUS_KM, "postcode"),
        (53.53, -2.23, SECTOR_RADIUS_KM, "postcode"),
    ]


def test_a_terminated_postcode_is_where_it_was(ons: Path) -> None:
    assert _found(Places.from_source(ons), "ZZ1 1AB") == [(53.51, -2.21, SECTOR_RADIUS_KM, "postcode")]


def test_a_postcode_without_a_position_is_only_in_its_outcode(ons: Path) -> None:
    latitude, longitude, radius_km, found_by = _found(Places.from_source(ons), "ZZ1 1AE")[0]
    assert (latitude, longitude) == pytest.approx((53.515, -2.215))
    assert radius_km >= OUTCODE_RADIUS_KM
    assert found_by == "outcode"


def test_older_editions_name_the_quality_code_otherwise(ons: Path) -> None:
    ons.write_text(ONS.replace("gridind", "osgrdind").replace("pcd7", "pcd").replace("pcd8", "pcd2"))
    assert _found(Places.from_source(ons), "ZZ1 1AC")[0][2] == IMPUTED_RADIUS_KM


def test_a_folder_and_a_zip_give_the_same(code_point: Path, tmp_path: Path) -> None:
    archive = tmp_path / "codepo_gb.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(code_point.rglob("*.csv")):
            file.write(path, path.relative_to(code_point))
    postcodes = ("ZZ1 1AA", "ZZ1 1AB", "ZZ1 1AC", "ZZ1 1AD")
    from_folder, from_zip = (_found(Places.from_source(path), *postcodes) for path in (code_point, archive))
    assert from_folder == from_zip
    assert [row[2:] for row in from_folder] == [
        (0.0, "postcode"),
        (IMPUTED_RADIUS_KM, "postcode"),
        (SECTOR_RADIUS_KM, "postcode"),
        (pytest.approx(SECTOR_RADIUS_KM, abs=0.2), "outcode"),
    ]


def test_the_grid_is_converted_as_in_the_ordnance_surveys_example() -> None:
    # Caister water tower, in the Survey's guide to coordinate systems: 651409.903 313177.270 in OSGB36,
    # 52 39 28.72 N 1 42 57.79 E in ETRS89.
    latitude, longitude = from_british_grid(np.array([651409.903]), np.array([313177.270]))
    assert latitude[0] == pytest.approx(52.657977, abs=1e-4)
    assert longitude[0] == pytest.approx(1.716053, abs=1e-4)


def test_the_grid_agrees_with_a_table_that_has_both() -> None:
    try:
        path = shared_path(Path("data", "outcodes", "uk_outcodes_gibbs.csv"))
    except SystemExit as error:
        pytest.skip(str(error))
    table = pl.read_csv(path).filter(pl.col("country_string") != "Northern Ireland", pl.col("eastings") > 0)
    latitude, longitude = from_british_grid(table["eastings"].to_numpy(), table["northings"].to_numpy())
    off_m = np.hypot(
        (latitude - table["latitude"].to_numpy()) * 111_200, (longitude - table["longitude"].to_numpy()) * 65_000
    )
    # Centroids are whole hundreds of metres there, and the table's degrees seem to be of the older British datum.
    assert np.quantile(off_m, 0.9) < 200
    assert len(Places.from_source(path).outcodes) > 2_800


def test_without_pyproj_the_way_out_is_said(code_point: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def no_pyproj(name: str, *args: Any, **more: Any) -> Any:
        if name == "pyproj":
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", no_pyproj)
    with pytest.raises(UsageError, match=r"jobmatch\[places\]"):
        Places.from_source(code_point)


def test_an_outcode_of_many_postcodes_has_its_own_radius(tmp_path: Path) -> None:
    lines = ["pcds,doterm,lat,long"]
    letters = "ABDEFGHJLN"
    lines += [f"ZZ1 1{a}{b},,{53.5 + 0.0001 * i},-2.2" for i, a in enumerate(letters) for b in letters]
    lines += ["ZZ1 9ZZ,,54.5,-2.2"]  # one that lies far from the others does not make all of them uncertain
    (tmp_path / "places.csv").write_text("\n".join(lines))
    _, _, radius_km, found_by = _found(Places.from_source(tmp_path / "places.csv"), "ZZ1 5AA")[0]
    assert found_by == "outcode"
    assert radius_km < OUTCODE_RADIUS_KM


def test_other_files_are_no_directory(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("postcode,latitude,longitude\nZZ1 1AA,53.5,-2.2\n")
    assert read_directory(path) is None
    assert _found(Places.from_source(path), "ZZ1 1AA")[0][3] == "postcode"
    assert read_directory(tmp_path / "absent.csv") is None


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "codepo_gb.zip"
    path.write_bytes(b"PK but no archive")
    with pytest.raises(FormatError, match="postcode directory"):
        Places.from_source(path)
