"""Jobseekers as arrays."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl

from jobmatch.codes import MODE_NAMES, CareState, Mode
from jobmatch.kernels.layout import I32, I64, U8, Bool, People
from jobmatch.pack.columns import id_ranks, places, tri, weekly_hours, whole
from jobmatch.pack.levels import NOT_RECORDED, level_matrix, name_mask, pack_guards, pack_words
from jobmatch.pack.licences import licence_words, licences_that_may_count
from jobmatch.pack.skills import SkillSpace
from jobmatch.pack.weeks import windows_of
from jobmatch.rules import rules_on
from jobmatch.travel import TravelTable

DEFAULT_LIMIT_MIN = 90
DEFAULT_PREFER_MIN = 45
NO_LIMIT_MIN = 255
DEFAULT_MODES = (MODE_NAMES[Mode.WALK], MODE_NAMES[Mode.PT])


def usual_limit_min(day: dt.date | None) -> int:
    """Usual limit of a journey on a day (None is today), minutes each way, for those who state none."""
    limit = rules_on(day or dt.datetime.now(tz=dt.UTC).date()).travel_limit_min()
    return DEFAULT_LIMIT_MIN if limit is None else limit


def pack_people(
    frame: pl.DataFrame,
    has_text: Bool,
    space: SkillSpace,
    table: TravelTable,
    *,
    default_limit_min: int = DEFAULT_LIMIT_MIN,
) -> People:
    """Turn validated jobseekers into arrays, in the order of the frame.

    Parameters
    ----------
    frame : polars.DataFrame
        Columns as `jobmatch.schemas.JOBSEEKER`; missing means not stated.
    has_text : bool array, shape (n,)
        Whether there was a text to encode.
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
    levels = level_matrix(frame["capacity"])
    recorded = levels != NOT_RECORDED
    soft = name_mask(frame["capacity_soft"]) & recorded
    care_state, holiday_same, window_ptr, window_start, window_length = _care(frame)
    skills, credit_rows = space.held(frame), space.credit_rows()
    pay = frame["pay_wanted_gbp_per_hour"].fill_null(-0.01).to_numpy()
    return People(
        xyz_m=xyz_m,
        located=located,
        radius_m=radius_m,
        modes=_modes(frame["modes"]),
        limit=limits.astype(np.uint8),
        ok_max=ok_max,
        fail_above=fail_above,
        zone=table.zones(xyz_m, located, radius_m, "origin"),
        matrix_ok_max=matrix_ok_max,
        matrix_fail_above=matrix_fail_above,
        prefer_min=whole(frame, "prefer_min", DEFAULT_PREFER_MIN, np.uint8),
        max_walk=whole(frame, "max_walk", NO_LIMIT_MIN, np.uint8),
        needs_step_free=(tri(frame, "needs_step_free") == 1).astype(np.uint8),
        hours=weekly_hours(frame),
        care_state=care_state,
        holiday_same=holiday_same,
        window_ptr=window_ptr,
        window_start=window_start,
        window_length=window_length,
        capacity=pack_words(levels, missing=7),
        hard=pack_guards(recorded & ~soft),
        soft=pack_guards(soft),
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
        has_text=has_text.astype(np.uint8),
        tie_rank=id_ranks(frame["jobseeker_id"]),
    )


def _modes(column: pl.Series) -> U8:
    names = column.fill_null(pl.Series([list(DEFAULT_MODES)], dtype=pl.List(pl.String)))
    bits = np.zeros(len(column), np.uint8)
    for place, name in enumerate(MODE_NAMES):
        bits |= names.list.contains(name).to_numpy().astype(np.uint8) << place
    return bits


def _care(frame: pl.DataFrame) -> tuple[U8, U8, I64, I32, I32]:
    """Care state, whether holidays are as term, and the windows of both seasons."""
    state = np.empty(frame.height, np.uint8)
    holiday_same = np.empty(frame.height, np.uint8)
    ptr = np.zeros(2 * frame.height + 1, np.int64)
    windows: list[tuple[int, int]] = []
    for i, (flag, term, holiday) in enumerate(
        frame.select("care_flag", "away_windows", "away_windows_holiday").iter_rows()
    ):
        if flag is False:
            state[i] = CareState.NO_LIMITS
        elif term is not None:
            state[i] = CareState.WINDOWS
            windows += windows_of(term)
        else:
            state[i] = CareState.NOT_RECORDED if flag or holiday is not None else CareState.NO_LIMITS
        ptr[2 * i + 1] = len(windows)
        holiday_same[i] = holiday is None
        if term is not None and holiday is not None:
            windows += windows_of(holiday)
        ptr[2 * i + 2] = len(windows)
    array = np.array(windows, np.int32).reshape(-1, 2)
    return state, holiday_same, ptr, np.ascontiguousarray(array[:, 0]), np.ascontiguousarray(array[:, 1])
