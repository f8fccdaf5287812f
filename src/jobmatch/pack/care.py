"""When people can be away, and the places where they set off and must be back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from jobmatch.care.costs import FUNDED_WEEKS_A_YEAR, HOUR_MIN, WEEKS_A_YEAR
from jobmatch.codes import HOME, MAX_CARE_PLACES, Band, CareState, Mode
from jobmatch.kernels.layout import (
    I32,
    I64,
    MODE_SETS,
    NO_SERVICE,
    NOT_STATED,
    PLACE,
    STEP_M,
    TABLE_STEPS,
    U8,
    UNKNOWN_TIME,
    WINDOW,
    Records,
)
from jobmatch.notation import DAY_MIN, WEEK_MIN, merged_windows, parse_windows
from jobmatch.pack.columns import places
from jobmatch.pack.weeks import windows_of
from jobmatch.travel import TravelTable

PAID_CHILDCARE: Final = ("childcare_funded", "childcare_funded_weeks", "childcare_paid_hours_max")

Windows = Sequence[tuple[int, int, str, str]]


class Spots(NamedTuple):
    """Places, one row each: position in metres, whether it is known, and how far off it may be."""

    xyz_m: I32
    located: U8
    radius_m: I32


class PackedCare(NamedTuple):
    """What `jobmatch.kernels.layout.People` holds about caring."""

    fields: dict[str, np.ndarray]  # of PERSON
    window: Records
    place: Records


@dataclass(frozen=True, slots=True)
class Traveller:
    """What is known of the people who travel: arrays with one row a person, as in `jobmatch.kernels.layout.PERSON`."""

    xyz_m: I32
    located: U8
    radius_m: I32
    modes: U8
    max_walk: U8
    zone: I32


def pack_care(
    frame: pl.DataFrame, people: Traveller, table: TravelTable, *, funded_hours: Mapping[str, int]
) -> PackedCare:
    """Windows and places of care of validated jobseekers.

    Parameters
    ----------
    frame : polars.DataFrame
        Columns as `jobmatch.schemas.JOBSEEKER`.
    people : Traveller
        The same people.
    table : TravelTable
        For the ways between home and the places, and between the places.
    funded_hours : mapping of str to int
        Funded hours of childcare a year by case, as far as they are known.

    Returns
    -------
    PackedCare
    """
    place_ptr, place = _pack_places(frame, people, table)
    state, holiday_same, handed_over, ptr, windows = _windows(frame)
    cover_ptr, cover = _free_cover(frame)
    cover_ptr += len(windows)
    windows += cover
    times = np.array(windows, np.int32).reshape(-1, 4)
    window = np.zeros(len(times), WINDOW)
    for at, name in enumerate(("start", "length", "leave_from", "back_at")):
        window[name] = times[:, at]
    return PackedCare(
        fields={
            "care_state": state,
            "holiday_same": holiday_same,
            "handed_over": handed_over,
            "cover_start": cover_ptr[:-1],
            "cover_stop": cover_ptr[1:],
            **_paid_childcare(frame, funded_hours),
            "term_start": ptr[:-1:2],
            "holiday_start": ptr[1::2],
            "holiday_stop": ptr[2::2],
            "place_start": place_ptr[:-1],
            "place_stop": place_ptr[1:],
        },
        window=window,
        place=place,
    )


def _pack_places(frame: pl.DataFrame, people: Traveller, table: TravelTable) -> tuple[I64, Records]:
    """Places of care, and where those of each person begin."""
    if frame["care_places"].null_count() == frame.height:
        return np.zeros(frame.height + 1, np.int64), np.zeros(0, PLACE)
    long = _places_in_rows(frame)
    owner = long["row"].to_numpy()
    xyz_m, located, radius_m = places(long)
    place_ptr = np.searchsorted(owner, np.arange(frame.height + 1)).astype(np.int64)
    way = np.full((len(owner), 2, 1 + MAX_CARE_PLACES, len(MODE_SETS), len(Band)), UNKNOWN_TIME, np.uint8)
    home = Spots(people.xyz_m[owner], people.located[owner], people.radius_m[owner])
    here = Spots(xyz_m, located, radius_m)
    way[:, :, 0] = _minutes_between(home, here, people, owner, table)
    stated = long["minutes_from_home"].fill_null(NOT_STATED).to_numpy()
    way[stated != NOT_STATED, :, 0] = stated[stated != NOT_STATED, None, None, None]
    for other in range(MAX_CARE_PLACES):
        at = place_ptr[owner] + other
        has_other = at < place_ptr[owner + 1]
        rows = np.flatnonzero(has_other)
        there = Spots(xyz_m[at[rows]], located[at[rows]], radius_m[at[rows]])
        from_here = Spots(xyz_m[rows], located[rows], radius_m[rows])
        way[rows, :, 1 + other] = _minutes_between(from_here, there, people, owner[rows], table)
    place = np.zeros(len(owner), PLACE)
    place["x_m"], place["y_m"], place["z_m"] = xyz_m.T
    place["located"], place["radius_m"], place["way"] = located, radius_m, way
    place["rough"] = (way[:, 0] != way[:, 1]).any(axis=(1, 2, 3))
    zone = table.zones(xyz_m, located, radius_m, "origin")
    place["home_zone"] = (zone >= 0) & (zone == people.zone[owner])
    return place_ptr, place


def _places_in_rows(frame: pl.DataFrame) -> pl.DataFrame:
    rows = frame.select(pl.int_range(pl.len(), dtype=pl.Int64).alias("row"), "care_places")
    return rows.filter(pl.col("care_places").list.len() > 0).explode("care_places").unnest("care_places")


def _minutes_between(a: Spots, b: Spots, people: Traveller, owner: I64, table: TravelTable) -> U8:
    """Minutes from a to b, (n, 2, mode set, band): from the farther and the nearer end of where they may lie."""
    apart_m = a.xyz_m.astype(np.int64) - b.xyz_m.astype(np.int64)
    chord_m = np.sqrt((apart_m**2).sum(axis=1).astype(np.float64))
    mid = np.floor(chord_m / STEP_M + 0.5).astype(np.int64)
    off = (a.radius_m.astype(np.int64) + b.radius_m + STEP_M - 1) // STEP_M
    known = (a.located & b.located) == 1
    found = np.empty((len(owner), 2, len(MODE_SETS), len(Band)), np.uint8)
    for end, at in enumerate((mid + off, np.minimum(mid, TABLE_STEPS - 1) - off)):
        step = np.clip(at, 0, TABLE_STEPS - 1)
        minutes = table.minutes[:, :, step].transpose(2, 0, 1)  # (n, mode, band)
        minutes = np.where(known[:, None, None], minutes, UNKNOWN_TIME)
        too_far = (minutes[:, Mode.WALK] > people.max_walk[owner, None]) & (minutes[:, Mode.WALK] < UNKNOWN_TIME)
        minutes[:, Mode.WALK][too_far] = NO_SERVICE
        for number, mode_set in enumerate(MODE_SETS):
            usable = people.modes[owner, None] & mode_set & (1 << np.arange(len(Mode))) != 0
            found[:, end, number] = np.where(usable[:, :, None], minutes, NO_SERVICE).min(axis=1)
    return found


def _windows(frame: pl.DataFrame) -> tuple[U8, U8, U8, I64, list[tuple[int, int, int, int]]]:
    """Care state, whether holidays are as term, bits of places in use, and the windows of both seasons."""
    state = np.empty(frame.height, np.uint8)
    holiday_same = np.empty(frame.height, np.uint8)
    handed_over = np.ones(frame.height, np.uint8)
    ptr = np.zeros(2 * frame.height + 1, np.int64)
    windows: list[tuple[int, int, int, int]] = []
    columns = frame.select("care_flag", "away_windows", "away_windows_holiday", "care_places")
    for i, (flag, term, holiday, care_places) in enumerate(columns.iter_rows()):
        number = {HOME: 0, **{place["name"]: 1 + at for at, place in enumerate(care_places or ())}}
        if flag is False:
            state[i] = CareState.NO_LIMITS
        elif term is not None:
            state[i] = CareState.WINDOWS
            of_term = _numbered(windows_of(term), number)
            windows += of_term
            used = {place for window in of_term for place in window[2:]} - {0}
            handed_over[i] = sum(1 << place for place in used) or 1
        else:
            state[i] = CareState.NOT_RECORDED if flag or holiday is not None else CareState.NO_LIMITS
        ptr[2 * i + 1] = len(windows)
        holiday_same[i] = holiday is None
        if term is not None and holiday is not None:
            windows += _numbered(windows_of(holiday), number)
        ptr[2 * i + 2] = len(windows)
    return state, holiday_same, handed_over, ptr, windows


def _free_cover(frame: pl.DataFrame) -> tuple[I64, list[tuple[int, int, int, int]]]:
    """When others look after the children: where each person's windows begin, and the windows."""
    ptr = np.zeros(frame.height + 1, np.int64)
    windows: list[tuple[int, int, int, int]] = []
    for i, text in enumerate(frame["childcare_free_cover"]):
        covered = merged_windows(parse_windows(text)) if text else ()
        windows += [(DAY_MIN * one.day + one.start_min, min(WEEK_MIN, one.duration_min), 0, 0) for one in covered]
        ptr[i + 1] = len(windows)
    return ptr, windows


def _paid_childcare(frame: pl.DataFrame, funded_hours: Mapping[str, int]) -> dict[str, np.ndarray]:
    """Paid hours of childcare that decide, and what is funded, minutes a week; -1 not stated."""
    if all(frame[name].null_count() == frame.height for name in PAID_CHILDCARE):
        nothing = np.full(frame.height, -1, np.int32)
        all_year = np.zeros(frame.height, np.uint8)
        return {"paid_cap": nothing, "funded_entitled": nothing, "funded_all_year": all_year}
    weeks = frame["childcare_funded_weeks"].fill_null(FUNDED_WEEKS_A_YEAR)
    hours = frame["childcare_funded"].replace_strict(funded_hours, default=None, return_dtype=pl.Int64)
    entitled = (hours * HOUR_MIN // weeks.cast(pl.Int64)).fill_null(-1)
    decides = frame["care_flag"].fill_null(value=True) & frame["childcare_paid_hours_max"].is_not_null()
    cap = frame["childcare_paid_hours_max"].fill_null(0).to_numpy() * HOUR_MIN
    return {
        "paid_cap": np.where(decides.to_numpy(), np.rint(cap), -1).astype(np.int32),
        "funded_entitled": entitled.to_numpy().astype(np.int32),
        "funded_all_year": (weeks == WEEKS_A_YEAR).to_numpy().astype(np.uint8),
    }


def _numbered(windows: Windows, number: dict[str, int]) -> list[tuple[int, int, int, int]]:
    return [(start, length, number[leave_from], number[back_at]) for start, length, leave_from, back_at in windows]
