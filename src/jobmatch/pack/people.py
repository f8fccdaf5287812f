"""Jobseekers as arrays."""

from __future__ import annotations

import numpy as np
import polars as pl

from jobmatch.codes import MODE_NAMES, Mode
from jobmatch.encode.weights import TextLanes
from jobmatch.kernels.layout import U8, People
from jobmatch.pack.care import Traveller, pack_care
from jobmatch.pack.columns import id_ranks, places, tri, weekly_hours, whole
from jobmatch.pack.health import pack_health
from jobmatch.pack.licences import licence_words, licences_that_may_count
from jobmatch.pack.skills import SkillSpace
from jobmatch.travel import TravelTable

DEFAULT_PREFER_MIN = 45
NO_LIMIT_MIN = 255
DEFAULT_MODES = (MODE_NAMES[Mode.WALK], MODE_NAMES[Mode.PT])


def pack_people(
    frame: pl.DataFrame,
    texts: TextLanes,
    space: SkillSpace,
    table: TravelTable,
    *,
    default_limit_min: int,
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

    Returns
    -------
    People
    """
    xyz_m, located, radius_m = places(frame)
    limits = np.stack([whole(frame, name, default_limit_min, np.int64) for name in ("limit_out", "limit_ret")], axis=1)
    ok_max, fail_above = table.thresholds(limits)
    matrix_ok_max, matrix_fail_above = table.matrix_thresholds(limits)
    modes = _modes(frame)
    max_walk = whole(frame, "max_walk", NO_LIMIT_MIN, np.uint8)
    care = pack_care(frame, Traveller(xyz_m, located, radius_m, modes, max_walk), table)
    skills, credit_rows = space.held(frame), space.credit_rows()
    pay = frame["pay_wanted_gbp_per_hour"].fill_null(-0.01).to_numpy()
    return People(
        xyz_m=xyz_m,
        located=located,
        radius_m=radius_m,
        modes=modes,
        limit=limits.astype(np.uint8),
        ok_max=ok_max,
        fail_above=fail_above,
        zone=table.zones(xyz_m, located, radius_m, "origin"),
        matrix_ok_max=matrix_ok_max,
        matrix_fail_above=matrix_fail_above,
        prefer_min=whole(frame, "prefer_min", DEFAULT_PREFER_MIN, np.uint8),
        max_walk=max_walk,
        hours=weekly_hours(frame),
        **care._asdict(),
        **pack_health(frame)._asdict(),
        licences=licence_words(frame["licences"], held=True),
        licences_maybe=licences_that_may_count(frame["licences"]),
        licences_known=frame["licences"].is_not_null().to_numpy().astype(np.uint8),
        skill_ptr=skills.ptr,
        skill_id=skills.id,
        skill_level=skills.level,
        credit_ptr=credit_rows.ptr,
        credit_asked=credit_rows.asked,
        credit_value=credit_rows.value,
        credit_relation=credit_rows.relation,
        skills_known=frame["skills"].is_not_null().to_numpy().astype(np.uint8),
        pay_wanted=np.rint(pay * 100).astype(np.int32),
        **texts._asdict(),
        tie_rank=id_ranks(frame["jobseeker_id"]),
    )


def _modes(frame: pl.DataFrame) -> U8:
    """Mode bits; a taxi that Access to Work may pay for goes as a lift does: by road, and on a condition."""
    names = frame["modes"].fill_null(pl.Series([list(DEFAULT_MODES)], dtype=pl.List(pl.String)))
    bits: U8 = (tri(frame, "access_to_work_travel") == 1).astype(np.uint8) << Mode.LIFT
    for place, name in enumerate(MODE_NAMES):
        bits |= names.list.contains(name).to_numpy().astype(np.uint8) << place
    return bits
