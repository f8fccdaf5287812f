"""Made-up postcodes, and the forms in which tables state a place."""

from __future__ import annotations

from collections.abc import Mapping

import _showcase as showcase
from _dice import Dice, Record
from _places import AREAS, INWARD_CODES, OUTCODE_RADIUS_KM, POSTCODE_RADIUS_KM, Area, Outcode


def full_postcodes() -> dict[str, tuple[float, float]]:
    """Made-up full postcodes, each set down near the middle of its outcode."""
    positions = dict(showcase.POSTCODES)
    for area in AREAS:
        for outcode in area.outcodes:
            for inward in INWARD_CODES:
                dice = Dice("postcode", outcode.code, inward)
                latitude = outcode.latitude + dice.whole(-9, 9) / 1000
                longitude = outcode.longitude + dice.whole(-14, 14) / 1000
                positions[f"{outcode.code} {inward}"] = (round(latitude, 3), round(longitude, 3))
    return positions


POSITIONS = full_postcodes()


def placed(dice: Dice, area: Area, outcode: Outcode, forms: Mapping[str, float]) -> Record:
    """A place in one of the forms in which tables state it."""
    form = dice.pick(tuple(forms), tuple(forms.values()))
    postcode = f"{outcode.code} {dice.pick(INWARD_CODES)}"
    if form == "postcode":
        return {"postcode": postcode}
    if form == "outcode":
        return {"postcode": outcode.code}
    if form == "point":
        latitude, longitude = POSITIONS[postcode]
        return {"latitude": latitude, "longitude": longitude, "place_radius_km": dice.pick((None, 0.2, 1.0))}
    if form == "area":
        named = {town.name for town in area.towns}
        return {"area": outcode.town if outcode.town in named else area.towns[0].name}
    return {}


def place_rows() -> list[Record]:
    """The rows of places.csv."""
    rows: list[Record] = []
    for area in AREAS:
        rows += [
            {"postcode": o.code, "latitude": o.latitude, "longitude": o.longitude, "radius_km": OUTCODE_RADIUS_KM}
            for o in area.outcodes
        ]
        rows += [
            {"area": t.name, "latitude": t.latitude, "longitude": t.longitude, "radius_km": t.radius_km}
            for t in area.towns
        ]
    rows += [
        {"postcode": postcode, "latitude": latitude, "longitude": longitude, "radius_km": POSTCODE_RADIUS_KM}
        for postcode, (latitude, longitude) in POSITIONS.items()
    ]
    return rows
