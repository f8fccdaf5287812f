"""Jobseekers as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import polars as pl

from jobmatch.codes import DAY_CODES, MODE_NAMES, Mode
from jobmatch.encode.weights import TextLanes
from jobmatch.kernels.layout import I32, PERSON, U8, People, Records
from jobmatch.pack.care import Traveller, pack_care
from jobmatch.pack.columns import id_ranks, places, tri, weekly_hours, whole
from jobmatch.pack.health import pack_health
from jobmatch.pack.licences import licence_words, licences_that_may_count
from jobmatch.pack.skills import SkillSpace
from jobmatch.travel import TravelTable

DEFAULT_PREFER_MIN = 45
NO_LIMIT_MIN = 255
# Who agrees in these judges every journey alike: limits make thresholds, and the rest is the kind of work.
_PROFILE: Final = (
    *("modes", "car_days", "limit_out", "limit_ret", "prefer_min", "max_walk", "needs_step_free", "cost_limit"),
)
DEFAULT_MODES = (MODE_NAMES[Mode.WALK], MODE_NAMES[Mode.PT])


def pack_people(
    frame: pl.DataFrame,
    texts: TextLanes,
    space: SkillSpace,
    table: TravelTable,
    *,
    default_limit_min: int,
    funded_hours: Mapping[str, int],
) -> People:
    """Turn validated jobseekers into arrays, in the order of the frame.

    Parameters
    ----------
    frame : polars.DataFrame
        Columns as `jobmatch.schemas.JOBSEEKER`; missing means not stated.
    texts : TextLanes
        Words and occupations of their texts.
    space : SkillSpace
        Skills of the vacancies to be matched with.
    table : TravelTable
        For the thresholds of the limits, and the zones of its matrix.
    default_limit_min : int
        Longest journey where none is stated, minutes each way.
    funded_hours : mapping of str to int
        Funded hours of childcare a year by case, as far as they are known.

    Returns
    -------
    People
    """
    xyz_m, located, radius_m = places(frame)
    limits = np.stack([whole(frame, name, default_limit_min, np.int64) for name in ("limit_out", "limit_ret")], axis=1)
    modes = _modes(frame)
    max_walk = whole(frame, "max_walk", NO_LIMIT_MIN, np.uint8)
    zone = table.zones(xyz_m, located, radius_m, "origin")
    traveller = Traveller(xyz_m, located, radius_m, modes, max_walk, zone)
    care = pack_care(frame, traveller, table, funded_hours=funded_hours)
    skills, credit_rows = space.held(frame), space.credit_rows()
    pay = frame["pay_wanted_gbp_per_hour"].fill_null(-0.01).to_numpy()
    row = np.zeros(frame.height, PERSON)
    row["x_m"], row["y_m"], row["z_m"] = xyz_m.T
    row["located"], row["radius_m"] = located, radius_m
    row["zone"] = zone
    row["modes"], row["car_days"] = modes, name_bits(frame["car_days"], DAY_CODES, DAY_CODES)
    row["limit_out"], row["limit_ret"] = limits.T
    row["ok_max"], row["fail_above"] = table.thresholds(limits)
    row["matrix_ok_max"], row["matrix_fail_above"] = table.matrix_thresholds(limits)
    row["prefer_min"] = whole(frame, "prefer_min", DEFAULT_PREFER_MIN, np.uint8)
    row["max_walk"] = max_walk
    row["cost_limit"] = _cost_limit(frame)
    row["hours_low"], row["hours_high"] = weekly_hours(frame).T
    row["licences"], row["licences_2"] = licence_words(frame["licences"], held=True).T
    row["licences_maybe"], row["licences_maybe_2"] = licences_that_may_count(frame["licences"]).T
    row["licences_known"] = frame["licences"].is_not_null().to_numpy()
    row["skills_known"] = frame["skills"].is_not_null().to_numpy()
    row["skill_start"], row["skill_stop"] = skills.ptr[:-1], skills.ptr[1:]
    row["pay_wanted"] = np.rint(pay * 100)
    row["has_text"] = texts.has_text
    row["tie_rank"] = id_ranks(frame["jobseeker_id"])
    for name, values in (*care.fields.items(), *pack_health(frame).items()):
        row[name] = values
    row["reach_m"] = table.reach_m(row["fail_above"], row["modes"])
    row["profile"] = profiles(row)
    return People(row, care.window, care.place, skills.held, credit_rows.ptr, credit_rows.credit, *texts[1:])


def _cost_limit(frame: pl.DataFrame) -> I32:
    """Most pence a week for the journeys; -1 where there is no limit, or none that decides."""
    decides = tri(frame, "cost_limit_hard") == 1
    pence: I32 = np.rint(frame["cost_limit_gbp_per_week"].fill_null(-0.01).to_numpy() * 100).astype(np.int32)
    return np.where(decides, pence, np.int32(-1))


def profiles(row: Records) -> I32:
    """Number those of `_PROFILE` who are alike, int32 (n,)."""
    if len(row) == 1:
        return np.ones(1, np.int32)
    alike = pl.DataFrame({name: row[name] for name in _PROFILE})
    return alike.select(pl.struct(_PROFILE).rank("dense")).to_series().to_numpy().astype(np.int32)


def name_bits(column: pl.Series, names: Sequence[str], default: Sequence[str]) -> U8:
    """Bit i set where the list names ``names[i]``; a missing list is the default."""
    bits = np.zeros(len(column), np.uint8)
    if len(column) == 1:
        (given,) = column.to_list()
        bits[0] = sum(1 << place for place, name in enumerate(names) if name in (default if given is None else given))
        return bits
    lists = column.fill_null(pl.Series([list(default)], dtype=pl.List(pl.String)))
    for place, name in enumerate(names):
        bits |= lists.list.contains(name).to_numpy().astype(np.uint8) << place
    return bits


def _modes(frame: pl.DataFrame) -> U8:
    """Mode bits; a taxi that Access to Work may pay for goes as a lift does: by road, and on a condition."""
    taxi: U8 = (tri(frame, "access_to_work_travel") == 1).astype(np.uint8) << Mode.LIFT
    return name_bits(frame["modes"], MODE_NAMES, DEFAULT_MODES) | taxi
