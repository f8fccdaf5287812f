"""Lists of places in any of the shapes they come in: those of care beside a home, and further sites of a vacancy.

By hand: ``nursery=NP20 4AB; school=51.584,-2.998; gran=CF10 1AA, 25min``. ``25min`` says how long the way between home
and the place takes with everything on it, such as another drop-off; without it the way is estimated. Sites need no
names: ``NP20 4AB; CF10 1AA; 51.584,-2.998``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import polars as pl

from jobmatch.codes import HOME, MAX_CARE_PLACES, MAX_MORE_SITES
from jobmatch.schemas import LATITUDE_RANGE, LONGITUDE_RANGE
from jobmatch.tables.notes import Note

if TYPE_CHECKING:
    from jobmatch.tables.places import Places

_FIELDS: Final = {
    "name": pl.String(),
    "postcode": pl.String(),
    "latitude": pl.Float64(),
    "longitude": pl.Float64(),
    "place_radius_km": pl.Float64(),
    "minutes_from_home": pl.Int64(),
}
PLACES_DTYPE: Final = pl.List(pl.Struct(_FIELDS))
_SITE_FIELDS: Final = {name: dtype for name, dtype in _FIELDS.items() if name != "minutes_from_home"}
SITES_DTYPE: Final = pl.List(pl.Struct(_SITE_FIELDS))
_FIELDS_OF: Final = {"care_places": _FIELDS, "more_sites": _SITE_FIELDS}
_NUMBERS: Final = {
    "latitude": LATITUDE_RANGE,
    "longitude": LONGITUDE_RANGE,
    "place_radius_km": (0.0, 150.0),
    "minutes_from_home": (0.0, 180.0),
}
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?")
_RADIUS: Final = re.compile(r"([0-9]+(?:\.[0-9]*)?) ?km")
_MINUTES: Final = re.compile(r"([0-9]+) ?min(?:utes?|s)?")

Place = dict[str, str | float | int | None]


class PlacesError(ValueError):
    """What is wrong with a list of places, in words that repeat none of it."""


def care_places_of(value: object) -> list[Place]:
    """The places of one cell.

    Parameters
    ----------
    value
        Text by hand or JSON, a mapping from name to postcode or to fields, or a list of mappings with a ``name``.

    Returns
    -------
    list of dict
        With all fields of `PLACES_DTYPE`; None is not stated.

    Raises
    ------
    PlacesError
        If it is nothing of the kind.

    Examples
    --------
    >>> [place["latitude"] for place in care_places_of("Nursery=51.58,-2.99; gran=CF10 1AA, 25min")]
    [51.58, None]
    """
    if isinstance(value, str):
        value = _of_text(value, named=True)
    return _listed([_place(name, where) for name, where in _entries(value)], MAX_CARE_PLACES)


def sites_of(value: object) -> list[Place]:
    """The further sites of one cell, with all fields of `SITES_DTYPE`.

    Parameters
    ----------
    value
        As for `care_places_of`, but no site needs a name: without one it is called by its postcode or its number.

    Raises
    ------
    PlacesError
        If it is nothing of the kind, or a site has neither postcode nor coordinates.

    Examples
    --------
    >>> [(site["name"], site["latitude"]) for site in sites_of("NP20 4AB; depot=51.5,-3; 51.6,-3.1")]
    [('np20_4ab', None), ('depot', 51.5), ('site_4', 51.6)]
    """
    if isinstance(value, str):
        value = _of_text(value, named=False)
    if isinstance(value, Sequence) and not isinstance(value, Mapping):
        value = [{"name": None, "postcode": entry} if isinstance(entry, str) else entry for entry in value]
    sites = []
    for number, (name, where) in enumerate(_entries(value), start=2):
        fields = _of_words(where) if isinstance(where, str) else where
        if isinstance(fields, Mapping) and fields.get("minutes_from_home") is not None:
            raise PlacesError("minutes from home, which no site has")
        postcode = fields.get("postcode") if isinstance(fields, Mapping) else None
        site = _place(name or (postcode if _can_name(postcode) else f"site_{number}"), fields)
        if site["postcode"] is None and site["latitude"] is None:
            raise PlacesError("a site without postcode or coordinates")
        sites.append({field: site[field] for field in _SITE_FIELDS})
    return _listed(sites, MAX_MORE_SITES)


def _can_name(postcode: object) -> bool:
    return isinstance(postcode, str) and _NAME.fullmatch(_as_name(postcode)) is not None


def _as_name(text: str) -> str:
    return re.sub(r"\s+", "_", text.strip().lower())


def _entries(value: object) -> list[tuple[object, object]]:
    if isinstance(value, Mapping):
        return [(name, where) for name, where in value.items() if where is not None]
    if isinstance(value, Sequence) and all(isinstance(entry, Mapping) for entry in value):
        return [(entry.get("name"), {k: v for k, v in entry.items() if k != "name"}) for entry in value]
    raise PlacesError("something else")


def _listed(places: list[Place], most: int) -> list[Place]:
    if len(places) > most:
        raise PlacesError(f"more than {most} places")
    if len({place["name"] for place in places}) < len(places):
        raise PlacesError("a place named twice")
    return places


def _of_text(text: str, *, named: bool) -> object:
    if text.startswith(("{", "[")):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise PlacesError("text that is not valid JSON") from None
    if text.lower() == "none":
        return []
    entries = []
    for item in filter(None, map(str.strip, text.split(";"))):
        name, equals, where = item.rpartition("=")
        if named and not equals:
            raise PlacesError("text of another form")
        entries.append({"name": name or None, **_of_words(where)})
    return entries


def _of_words(where: str) -> dict[str, str]:
    """Fields of one place written by hand, in any order after the coordinates."""
    fields: dict[str, str] = {}
    for word in map(str.strip, where.lower().split(",")):
        if match := _MINUTES.fullmatch(word):
            name, text = "minutes_from_home", match[1]
        elif match := _RADIUS.fullmatch(word):
            name, text = "place_radius_km", match[1]
        elif _NUMBER.fullmatch(word):
            name, text = ("longitude" if "latitude" in fields else "latitude"), word
        else:
            name, text = "postcode", word.upper()
        if name in fields or not text:
            raise PlacesError("text of another form")
        fields[name] = text
    return fields


def _place(name: object, where: object) -> Place:
    words = _as_name(name) if isinstance(name, str) else ""
    if not _NAME.fullmatch(words) or words == HOME:
        raise PlacesError(f"a name that is not one word of letters, digits, '_' and '-', or is {HOME!r}")
    if isinstance(where, str):
        where = _of_words(where)
    if not isinstance(where, Mapping):
        raise PlacesError("something else")
    unknown = set(where) - {"postcode", *_NUMBERS}
    if unknown:
        raise PlacesError("a place with a field that no place has")
    place: Place = {"name": words, "postcode": _postcode(where.get("postcode"))}
    for field, (low, high) in _NUMBERS.items():
        place[field] = _number(where.get(field), low, high)
    minutes = place["minutes_from_home"]
    if minutes is not None:
        if minutes != math.floor(float(minutes)):
            raise PlacesError("minutes that are not whole")
        place["minutes_from_home"] = int(minutes)
    if (place["latitude"] is None) != (place["longitude"] is None):
        raise PlacesError("only one of latitude and longitude")
    return place


def _postcode(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise PlacesError("a postcode that is not text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise PlacesError("text that is not valid UTF-8") from None
    return value.strip() or None


def _number(value: object, low: float, high: float) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise PlacesError("a number of another type")
    try:
        number = float(value) + 0.0
    except (ValueError, OverflowError):
        raise PlacesError("text that is not a number") from None
    if not low <= number <= high:
        raise PlacesError("a number out of range")
    return number


def fill_places(frame: pl.DataFrame, places: Places, column: str) -> tuple[pl.DataFrame, list[Note]]:
    """The frame with positions for listed places that give only a postcode, and notes on how many were not found.

    Parameters
    ----------
    frame
        Valid rows; without the column nothing is done.
    places
        Where postcodes lie.
    column
        "care_places" or "more_sites".

    Returns
    -------
    frame : polars.DataFrame
        A place with coordinates keeps them; one that is not found stays without.
    notes : list of tuple
        (column, rows, note).
    """
    if column not in frame.columns or not frame[column].list.len().sum():
        return frame, []
    row = pl.int_range(pl.len(), dtype=pl.UInt32).alias("row")
    long = frame.select(row, column).filter(pl.col(column).list.len() > 0)
    long = long.explode(column).unnest(column)
    found = places.locate(long["postcode"], pl.Series([None] * long.height, dtype=pl.String))
    lacking = long["latitude"].is_null()
    position = ("latitude", "longitude", "place_radius_km")
    filled = long.hstack(found.rename({name: f"{name}_found" for name in position})).with_columns(
        pl.when(lacking).then(pl.coalesce(name, f"{name}_found")).otherwise(name).alias(name) for name in position
    )
    lost = filled.filter(pl.col("latitude").is_null())["row"].n_unique()
    notes = [(column, lost, "not in the table of places: where it is stays unknown")] if lost else []
    regrouped = filled.group_by("row", maintain_order=True).agg(pl.struct(*_FIELDS_OF[column]).alias("filled"))
    both = frame.select(row, column).join(regrouped, on="row", how="left", maintain_order="left")
    cells = both.select(pl.coalesce("filled", column).alias(column)).to_series()
    return frame.with_columns(cells), notes
