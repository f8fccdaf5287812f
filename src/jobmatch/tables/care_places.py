"""Places beside home where a person hands over or fetches those they care for, in any of the shapes they come in.

By hand: ``nursery=NP20 4AB; school=51.584,-2.998; gran=CF10 1AA, 25min``. ``25min`` says how long the way between home
and the place takes with everything on it, such as another drop-off; without it the way is estimated.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import polars as pl

from jobmatch.codes import HOME, MAX_CARE_PLACES
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
        value = _of_text(value)
    if isinstance(value, Mapping):
        items = [(name, where) for name, where in value.items() if where is not None]
    elif isinstance(value, Sequence) and all(isinstance(entry, Mapping) for entry in value):
        items = [(entry.get("name"), {k: v for k, v in entry.items() if k != "name"}) for entry in value]
    else:
        raise PlacesError("something else")
    places = [_place(name, where) for name, where in items]
    if len(places) > MAX_CARE_PLACES:
        raise PlacesError(f"more than {MAX_CARE_PLACES} places")
    if len({place["name"] for place in places}) < len(places):
        raise PlacesError("a place named twice")
    return places


def _of_text(text: str) -> object:
    if text.startswith(("{", "[")):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise PlacesError("text that is not valid JSON") from None
    if text.lower() == "none":
        return []
    entries = []
    for item in filter(None, map(str.strip, text.split(";"))):
        name, equals, where = item.partition("=")
        if not equals:
            raise PlacesError("text of another form")
        entries.append({"name": name, **_of_words(where)})
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
    words = re.sub(r"\s+", "_", name.strip().lower()) if isinstance(name, str) else ""
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


def fill_care_places(frame: pl.DataFrame, places: Places) -> tuple[pl.DataFrame, list[Note]]:
    """The frame with positions for care places that give only a postcode, and notes on how many were not found.

    Parameters
    ----------
    frame
        Valid rows; without a column ``care_places`` nothing is done.
    places
        Where postcodes lie.

    Returns
    -------
    frame : polars.DataFrame
        A place with coordinates keeps them; one that is not found stays without.
    notes : list of tuple
        (column, rows, note).
    """
    if "care_places" not in frame.columns or not frame["care_places"].list.len().sum():
        return frame, []
    row = pl.int_range(pl.len(), dtype=pl.UInt32).alias("row")
    long = frame.select(row, "care_places").filter(pl.col("care_places").list.len() > 0)
    long = long.explode("care_places").unnest("care_places")
    found = places.locate(long["postcode"], pl.Series([None] * long.height, dtype=pl.String))
    lacking = long["latitude"].is_null()
    position = ("latitude", "longitude", "place_radius_km")
    filled = long.hstack(found.rename({name: f"{name}_found" for name in position})).with_columns(
        pl.when(lacking).then(pl.coalesce(name, f"{name}_found")).otherwise(name).alias(name) for name in position
    )
    lost = filled.filter(pl.col("latitude").is_null())["row"].n_unique()
    notes = [("care_places", lost, "not in the table of places: where it is stays unknown")] if lost else []
    regrouped = filled.group_by("row", maintain_order=True).agg(pl.struct(*_FIELDS).alias("filled"))
    both = frame.select(row, "care_places").join(regrouped, on="row", how="left", maintain_order="left")
    cells = both.select(pl.coalesce("filled", "care_places").alias("care_places")).to_series()
    return frame.with_columns(cells), notes
