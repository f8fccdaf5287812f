"""Where the samples are set: twelve areas, their outcodes and towns.

Positions are approximate, set down from general knowledge to two decimals; they are good enough to try the
software with and for nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcode:
    """A postcode district: the town it belongs to, and about where its middle is (WGS84 degrees)."""

    code: str
    town: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Town:
    """A name that adverts use for a place: its middle (WGS84 degrees) and how far it stretches, km."""

    name: str
    latitude: float
    longitude: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class Area:
    """A labour market; ``drivers`` is the share of its people with a car."""

    name: str
    drivers: float
    outcodes: tuple[Outcode, ...]
    towns: tuple[Town, ...]


def _outcodes(block: str) -> tuple[Outcode, ...]:
    rows = (line.split(",") for line in block.split())
    return tuple(Outcode(code, town.replace("_", " "), float(lat), float(lon)) for code, town, lat, lon in rows)


def _towns(block: str) -> tuple[Town, ...]:
    rows = (line.split(",") for line in block.split())
    return tuple(Town(name.replace("_", " "), float(lat), float(lon), float(km)) for name, lat, lon, km in rows)


AREAS: tuple[Area, ...] = (
    Area(
        "South East Wales",
        0.55,
        _outcodes(
            "NP20,Newport,51.59,-3.00 NP19,Newport,51.59,-2.96 NP10,Newport,51.57,-3.04 NP44,Cwmbran,51.65,-3.03 "
            "CF10,Cardiff,51.48,-3.18 CF24,Cardiff,51.49,-3.16 CF3,Cardiff,51.51,-3.12 CF5,Cardiff,51.48,-3.24"
        ),
        _towns("Newport,51.59,-3.00,4 Cwmbran,51.65,-3.02,3 Cardiff,51.48,-3.18,6"),
    ),
    Area(
        "Birmingham",
        0.5,
        _outcodes(
            "B1,Birmingham,52.48,-1.91 B9,Birmingham,52.48,-1.85 B13,Birmingham,52.43,-1.88 "
            "B23,Birmingham,52.53,-1.85 B29,Birmingham,52.44,-1.94 B67,Smethwick,52.49,-1.97"
        ),
        _towns("Birmingham,52.48,-1.89,9 Smethwick,52.49,-1.97,2.5"),
    ),
    Area(
        "Leeds",
        0.55,
        _outcodes(
            "LS1,Leeds,53.80,-1.55 LS8,Leeds,53.83,-1.51 LS10,Leeds,53.77,-1.53 LS12,Leeds,53.79,-1.59 "
            "LS15,Leeds,53.80,-1.45 LS28,Pudsey,53.80,-1.67"
        ),
        _towns("Leeds,53.80,-1.55,8 Pudsey,53.80,-1.66,2"),
    ),
    Area(
        "Sheffield",
        0.55,
        _outcodes(
            "S1,Sheffield,53.38,-1.47 S5,Sheffield,53.42,-1.47 S9,Sheffield,53.39,-1.42 S10,Sheffield,53.38,-1.51 "
            "S13,Sheffield,53.36,-1.39 S60,Rotherham,53.42,-1.35"
        ),
        _towns("Sheffield,53.38,-1.47,7 Rotherham,53.43,-1.36,4"),
    ),
    Area(
        "Hull",
        0.5,
        _outcodes(
            "HU1,Hull,53.74,-0.34 HU3,Hull,53.74,-0.37 HU5,Hull,53.76,-0.38 HU7,Hull,53.79,-0.33 HU9,Hull,53.75,-0.28 "
            "HU13,Hessle,53.72,-0.44 HU17,Beverley,53.85,-0.43"
        ),
        _towns("Hull,53.75,-0.34,5 Beverley,53.84,-0.43,2 Hessle,53.72,-0.44,1.5"),
    ),
    Area(
        "Norwich",
        0.65,
        _outcodes(
            "NR1,Norwich,52.62,1.30 NR2,Norwich,52.63,1.28 NR3,Norwich,52.64,1.29 NR5,Norwich,52.64,1.22 "
            "NR7,Norwich,52.64,1.35 NR18,Wymondham,52.57,1.11 NR19,Dereham,52.68,0.94"
        ),
        _towns("Norwich,52.63,1.30,5 Wymondham,52.57,1.11,2 Dereham,52.68,0.94,2"),
    ),
    Area(
        "Plymouth",
        0.6,
        _outcodes(
            "PL1,Plymouth,50.37,-4.15 PL4,Plymouth,50.38,-4.13 PL5,Plymouth,50.41,-4.17 PL6,Plymouth,50.42,-4.12 "
            "PL7,Plympton,50.39,-4.05 PL12,Saltash,50.41,-4.22 PL21,Ivybridge,50.39,-3.92"
        ),
        _towns("Plymouth,50.38,-4.14,5 Saltash,50.41,-4.21,1.5 Ivybridge,50.39,-3.92,1.5"),
    ),
    Area(
        "Glasgow",
        0.45,
        _outcodes(
            "G1,Glasgow,55.86,-4.25 G5,Glasgow,55.85,-4.25 G20,Glasgow,55.89,-4.28 G33,Glasgow,55.87,-4.16 "
            "G51,Glasgow,55.86,-4.31 G81,Clydebank,55.91,-4.40 PA1,Paisley,55.85,-4.42"
        ),
        _towns("Glasgow,55.86,-4.25,9 Clydebank,55.91,-4.40,2 Paisley,55.85,-4.42,3"),
    ),
    Area(
        "Carlisle and Cumbria",
        0.75,
        _outcodes(
            "CA1,Carlisle,54.89,-2.92 CA2,Carlisle,54.88,-2.95 CA3,Carlisle,54.92,-2.95 CA7,Wigton,54.82,-3.16 "
            "CA8,Brampton,54.94,-2.74 CA11,Penrith,54.66,-2.75 CA12,Keswick,54.60,-3.13"
        ),
        _towns("Carlisle,54.89,-2.93,4 Penrith,54.66,-2.75,2 Wigton,54.82,-3.16,1.5 Keswick,54.60,-3.13,1.5"),
    ),
    Area(
        "Manchester",
        0.5,
        _outcodes(
            "M1,Manchester,53.48,-2.24 M11,Manchester,53.48,-2.18 M14,Manchester,53.45,-2.22 "
            "M22,Wythenshawe,53.38,-2.26 M40,Manchester,53.51,-2.20 M50,Salford,53.47,-2.29 OL8,Oldham,53.53,-2.12"
        ),
        _towns("Manchester,53.48,-2.24,8 Salford,53.48,-2.29,4 Oldham,53.54,-2.12,3"),
    ),
    Area(
        "Leicester",
        0.55,
        _outcodes(
            "LE1,Leicester,52.64,-1.13 LE2,Leicester,52.61,-1.12 LE3,Leicester,52.63,-1.17 LE4,Leicester,52.67,-1.12 "
            "LE5,Leicester,52.64,-1.08 LE11,Loughborough,52.77,-1.21 LE19,Narborough,52.58,-1.20"
        ),
        _towns("Leicester,52.64,-1.13,6 Loughborough,52.77,-1.20,3"),
    ),
    Area(
        "East Kent",
        0.6,
        _outcodes(
            "CT1,Canterbury,51.27,1.08 CT2,Canterbury,51.29,1.06 CT16,Dover,51.14,1.31 CT17,Dover,51.13,1.28 "
            "CT20,Folkestone,51.08,1.17 CT14,Deal,51.22,1.39"
        ),
        _towns("Canterbury,51.28,1.08,3 Dover,51.13,1.31,2.5 Folkestone,51.08,1.17,2.5 Deal,51.22,1.40,2"),
    ),
)
# Inward parts of the made-up full postcodes; each is set down somewhere near the middle of its outcode.
INWARD_CODES: tuple[str, ...] = ("1ZQ", "2XY", "3WD", "4TN", "5JP", "6HB", "7GS", "8LA", "9RE")
OUTCODE_RADIUS_KM = 1.5
POSTCODE_RADIUS_KM = 0.1
