"""National postcode directories as their publishers ship them: ONS Postcode Directory and Code-Point Open.

Both come as one file, a folder of files or a zip of them. Which one it is shows in its first line, not in its name.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from jobmatch.errors import FormatError, UsageError

# How far off a point may be by the directory's own quality code, km. Codes that are left out mean the postcode itself,
# to 50 m or better; a sector lies inside its district, whose radius is measured (`places.OUTCODE_RADIUS_KM`).
IMPUTED_RADIUS_KM: Final = 0.5  # assumed: placed by the postcodes around it
SECTOR_RADIUS_KM: Final = 3.9
NO_POSITION: Final = 9
_RADIUS_KM: Final = {5: IMPUTED_RADIUS_KM, 6: SECTOR_RADIUS_KM, 8: SECTOR_RADIUS_KM}

_ONS_QUALITY: Final = ("gridind", "osgrdind")  # since 2024, and before
_ONS_NEEDED: Final = ("pcds", "lat", "long")
_CODE_POINT_COLUMNS: Final = 10
_FULL: Final = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? *[0-9][A-Z]{2}")
_BRITISH_GRID, _WGS84 = "EPSG:27700", "EPSG:4326"


@dataclass(frozen=True, slots=True)
class _Member:
    """One CSV file, on its own or inside a zip."""

    path: Path
    inside: str | None = None

    def first_line(self) -> str:
        if self.inside is None:
            with self.path.open("rb") as file:
                line = file.readline()
        else:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.inside) as file:
                line = file.readline()
        return line.decode("utf-8-sig", errors="replace").strip()

    def read(self, columns: list[str] | list[int], *, has_header: bool) -> pl.DataFrame:
        source: Path | BytesIO = self.path
        if self.inside is not None:
            with zipfile.ZipFile(self.path) as archive:
                source = BytesIO(archive.read(self.inside))
        return pl.read_csv(source, columns=columns, has_header=has_header, infer_schema=False)


def read_directory(path: Path) -> pl.DataFrame | None:
    """Positions from a national postcode directory.

    Parameters
    ----------
    path : Path
        A CSV file, a folder that has some at any depth, or a zip.

    Returns
    -------
    polars.DataFrame or None
        ``postcode`` as written, ``latitude``, ``longitude`` (degrees, WGS84; missing where the directory has none) and
        ``place_radius_km``. Terminated postcodes keep the last position that the directory gives: records and adverts
        live longer than postcodes do. None if the path holds no such directory.

    Raises
    ------
    FormatError
        If a file of the directory cannot be read.
    UsageError
        If eastings and northings have to be converted and pyproj is not installed.
    """
    try:
        frames = [frame for member in _members(path) if (frame := _read(member)) is not None]
    except (OSError, zipfile.BadZipFile, pl.exceptions.PolarsError) as error:
        raise FormatError(
            what=f"postcode directory {path.name!r}",
            found=f"a file that cannot be read ({type(error).__name__})",
            expected="the ONS Postcode Directory or Code-Point Open, as published",
        ) from None
    return pl.concat(frames) if frames else None


def _members(path: Path) -> Iterator[_Member]:
    if path.is_dir():
        yield from (_Member(file) for file in sorted(path.rglob("*")) if file.suffix.lower() == ".csv")
    elif path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            names = sorted(name for name in archive.namelist() if name.lower().endswith(".csv"))
        yield from (_Member(path, name) for name in names)
    elif path.suffix.lower() == ".csv" and path.is_file():
        yield _Member(path)


def _read(member: _Member) -> pl.DataFrame | None:
    cells = [cell.strip().strip('"') for cell in member.first_line().split(",")]
    own_names = {cell.lower(): cell for cell in cells}
    if all(name in own_names for name in (*_ONS_NEEDED, "doterm")):
        return _ons(member, own_names)
    if len(cells) == _CODE_POINT_COLUMNS and _FULL.fullmatch(cells[0]) and all(cell.isdigit() for cell in cells[1:4]):
        return _code_point(member)
    return None  # beside the data there are lists of codes


def _ons(member: _Member, own_names: dict[str, str]) -> pl.DataFrame:
    quality = next((own_names[name] for name in _ONS_QUALITY if name in own_names), None)
    wanted = [own_names[name] for name in _ONS_NEEDED]
    frame = member.read([*wanted, *([quality] if quality else [])], has_header=True)
    return frame.select(
        postcode=pl.col(wanted[0]),
        # a postcode without a position is given as 99.999999, 0
        latitude=_number(wanted[1], most=90.0),
        longitude=_number(wanted[2], most=180.0),
        place_radius_km=_radius_km(pl.col(quality).cast(pl.Int32, strict=False)) if quality else pl.lit(0.0),
    )


def _number(name: str, *, most: float) -> pl.Expr:
    value = pl.col(name).cast(pl.Float64, strict=False)
    return pl.when(value.abs() <= most).then(value)


def _code_point(member: _Member) -> pl.DataFrame:
    frame = member.read([0, 1, 2, 3], has_header=False)
    frame.columns = ["postcode", "quality", "easting", "northing"]
    frame = frame.with_columns(pl.exclude("postcode").cast(pl.Int32, strict=False))
    placed = frame.filter(pl.col("quality") // 10 < NO_POSITION, pl.col("easting") > 0, pl.col("northing") > 0)
    latitude, longitude = from_british_grid(placed["easting"].to_numpy(), placed["northing"].to_numpy())
    return placed.select(
        "postcode",
        latitude=pl.Series(latitude),
        longitude=pl.Series(longitude),
        place_radius_km=_radius_km(pl.col("quality") // 10),
    )


def _radius_km(quality: pl.Expr) -> pl.Expr:
    return quality.replace_strict(_RADIUS_KM, default=0.0, return_dtype=pl.Float64)


def from_british_grid(easting_m: np.ndarray, northing_m: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Latitude and longitude of points on the Ordnance Survey's grid.

    Parameters
    ----------
    easting_m, northing_m : arrays, shape (n,)
        OSGB36 / British National Grid, metres.

    Returns
    -------
    latitude, longitude : float64 arrays, shape (n,)
        WGS84 degrees; right to about 5 m without the grid of small shifts, which is not needed here.

    Raises
    ------
    UsageError
        If pyproj is not installed.
    """
    try:
        from pyproj import Transformer
    except ImportError:
        raise UsageError(
            "Eastings and northings are converted by pyproj, which is not installed.\n"
            "Hint: `pip install jobmatch[places]`, or use the ONS Postcode Directory, which has latitude and longitude."
        ) from None
    transformer = Transformer.from_crs(_BRITISH_GRID, _WGS84, always_xy=True)
    longitude, latitude = transformer.transform(easting_m, northing_m)
    return np.asarray(latitude), np.asarray(longitude)
