"""Vacancies as arrays."""

from __future__ import annotations

import numpy as np
import polars as pl

from jobmatch.codes import REMOTE_NAMES, Remote, ShiftKind
from jobmatch.encode.weights import TextLanes
from jobmatch.kernels.layout import I32, Patterns, Vacancies
from jobmatch.pack.columns import choice, id_ranks, places, tri, weekly_hours
from jobmatch.pack.health import days_since_1970
from jobmatch.pack.levels import NOT_RECORDED, level_matrix, pack_guards, pack_words
from jobmatch.pack.licences import licence_words
from jobmatch.pack.skills import SkillSpace
from jobmatch.pack.weeks import pack_patterns
from jobmatch.reading.table import READ_FIELDS
from jobmatch.travel import TravelTable

HOURS_PER_DAY = 7.5
FULL_TIME_HOURS = 37.5
WEEKS_PER_YEAR = 52


def pack_vacancies(
    frame: pl.DataFrame, texts: TextLanes, space: SkillSpace, table: TravelTable
) -> tuple[Vacancies, Patterns]:
    """Turn validated vacancies into arrays, in the order of the frame.

    Parameters
    ----------
    frame : polars.DataFrame
        Columns as `jobmatch.schemas.VACANCY`; missing means not stated. Without guesses, see `without_inferred`.
    texts : TextLanes
        Words and occupations of their texts.
    space : SkillSpace
        Skills by id, and how rare each is.
    table : TravelTable
        For the zones of its matrix.

    Returns
    -------
    Vacancies, Patterns
    """
    xyz_m, located, radius_m = places(frame)
    demand = level_matrix(frame["demands"])
    adjusted = level_matrix(frame["demands_adjusted"])
    adjusted = np.where(adjusted == NOT_RECORDED, demand, adjusted)
    pattern, patterns = pack_patterns(frame)
    skill_id, skill_weight, skill_level, n_skills = space.vacancy_lanes(frame)
    days = frame["days_on_site"].fill_null(Remote.NOT_STATED / 2).to_numpy()
    remote = choice(frame, "remote", REMOTE_NAMES, first=0, missing=Remote.NOT_STATED)
    from_home = (remote == Remote.HYBRID) | (remote == Remote.FULL) | (days == 0)
    vacancies = Vacancies(
        xyz_m=xyz_m,
        located=located,
        radius_m=radius_m,
        zone=table.zones(xyz_m, located, radius_m, "destination"),
        remote=remote,
        days_x2=np.rint(days * 2).astype(np.uint8),
        needs_vehicle=tri(frame, "needs_vehicle"),
        mobile=tri(frame, "mobile"),
        step_free=tri(frame, "step_free"),
        employer_transport=tri(frame, "employer_transport"),
        pattern=pattern,
        hours=weekly_hours(frame),
        licences_needed=licence_words(frame["licences"], held=False),
        licences_obtainable=licence_words(frame["licences_obtainable"], held=False),
        licences_stated=frame["licences"].is_not_null().to_numpy().astype(np.uint8),
        demand=pack_words(demand, missing=0),
        demand_adjusted=pack_words(adjusted, missing=0),
        demand_known=pack_guards(demand != NOT_RECORDED),
        start_day=days_since_1970(frame["start_date"], missing=-1),
        phased_start=tri(frame, "phased_start"),
        flexible=(from_home | (patterns.kind[pattern] == ShiftKind.FLEX)).astype(np.uint8),
        skill_id=skill_id,
        skill_weight=skill_weight,
        skill_level=skill_level,
        n_skills=n_skills,
        pay=pay_pence_per_hour(frame),
        **texts._asdict(),
        tie_rank=id_ranks(frame["vacancy_id"]),
    )
    return vacancies, patterns


def pay_pence_per_hour(frame: pl.DataFrame) -> I32:
    """Lowest pay stated (else the highest), pence an hour; -1 not stated.

    Pay for a week, month or year is divided by the weekly hours stated (mean of both ends), else by full time. Hours
    that were read from the advert's text say nothing about pay that was given beside it: that stays for full time.
    """
    hours = pl.mean_horizontal("hours_per_week_min", "hours_per_week_max")
    if READ_FIELDS in frame.columns:
        read = [
            pl.col(READ_FIELDS).list.contains(name).fill_null(value=False)
            for name in ("hours_per_week_min", "hours_per_week_max")
        ]
        pay_is_read = pl.col(READ_FIELDS).list.contains("pay_period").fill_null(value=False)
        hours = pl.when(pl.any_horizontal(read) & ~pay_is_read).then(None).otherwise(hours)
    hours = pl.when(hours > 0).then(hours).otherwise(FULL_TIME_HOURS)
    period_hours = (
        pl.when(pl.col("pay_period") == "hour")
        .then(1.0)
        .when(pl.col("pay_period") == "day")
        .then(HOURS_PER_DAY)
        .when(pl.col("pay_period") == "week")
        .then(hours)
        .when(pl.col("pay_period") == "month")
        .then(hours * WEEKS_PER_YEAR / 12)
        .when(pl.col("pay_period") == "year")
        .then(hours * WEEKS_PER_YEAR)
    )
    pay = pl.coalesce("pay_min_gbp", "pay_max_gbp") / period_hours
    pence = frame.select(pay=(pay * 100).fill_null(-1.0))["pay"].to_numpy()
    return np.floor(np.round(pence, 6) + 0.5).astype(np.int32)  # halves up, as on paper
