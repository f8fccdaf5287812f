"""Result frames: the scorer's integers as one row a pair."""

from __future__ import annotations

import numpy as np
import polars as pl

from jobmatch.codes import CONSTRAINT_NAMES, PART_NAMES, Constraint, Part, Reason, Verdict
from jobmatch.config import MatchConfig
from jobmatch.cost import Costs
from jobmatch.kernels.layout import I32, I64, NO_SERVICE, U8, UNKNOWN_TIME
from jobmatch.rank import NOT_COUNTED, Ranking
from jobmatch.score import Judged, may_list
from jobmatch.sides import PeopleSide, VacancySide

VERDICT_TYPE = pl.Enum([v.name for v in Verdict])
_NAMES = pl.Series([verdict.name for verdict in Verdict], dtype=VERDICT_TYPE)
_WITH_JOURNEY = np.array(
    [
        Reason.TRAVEL_FITS,
        Reason.TRAVEL_BORDERLINE,
        Reason.TRAVEL_TOO_FAR,
        Reason.TRAVEL_EMPLOYER_TRANSPORT,
        Reason.TRAVEL_REMOTE_NOT_STATED,
        Reason.TRAVEL_STEP_FREE_NOT_STATED,
        Reason.TRAVEL_LIFT,
        Reason.TRAVEL_SOME_SHIFTS,
        Reason.TRAVEL_MOBILE,
        Reason.TRAVEL_ACCESS_TO_WORK,
        Reason.TRAVEL_COST_NOT_KNOWN,
        Reason.TRAVEL_REMOTE,
    ]
)


def match_frame(
    people: PeopleSide,
    vacancies: VacancySide,
    ranking: Ranking,
    judged: Judged,
    config: MatchConfig,
    costs: Costs | None = None,
) -> pl.DataFrame:
    """Rows of a match, in the order of jobseeker id and rank, with what the journeys cost if that is given."""
    weights = np.array(config.weights.as_tuple(), np.int64)
    points = judged.part.astype(np.int64) * weights
    columns = _ids(people, vacancies, ranking) | {"score": pl.Series(judged.points[:, 0], dtype=pl.Int32)}
    columns["verdict"] = _verdicts(judged.verdict.min(axis=1, initial=Verdict.OK))
    for part, name in enumerate(PART_NAMES):
        columns[name] = pl.Series(points[:, part], dtype=pl.Int32)
    columns["unknown"] = pl.Series(judged.points[:, 1], dtype=pl.Int32)
    frame = pl.DataFrame(columns | _findings(judged) | (_money(costs) if costs else {}))
    return _sorted(frame, people.arrays.tie_rank[ranking.person], ranking.rank)


def values_frame(
    people: PeopleSide, vacancies: VacancySide, person: I64, vacancy: I64, judged: Judged, config: MatchConfig
) -> pl.DataFrame:
    """What scores are made of, before any weight: rows of pairs, as they come."""
    unknown, missing = judged.verdict == Verdict.UNKNOWN, judged.unknown.astype(np.int64)
    # as `jobmatch.kernels.points` counts them
    n_unknown = unknown.sum(axis=1) + missing[:, [Part.TEXT, Part.SKILLS, Part.PAY]].sum(axis=1)
    n_unknown_shortlist = unknown[:, [Constraint.LICENCE, Constraint.HOURS]].sum(axis=1)
    n_unknown_shortlist += missing[:, [Part.TEXT, Part.SKILLS]].sum(axis=1)
    columns = {
        "jobseeker_id": people.rows.column("jobseeker_id")[person],
        "vacancy_id": vacancies.rows.column("vacancy_id")[vacancy],
        "listable": pl.Series(may_list(judged, config)),
        **{name: pl.Series(judged.part[:, part], dtype=pl.Int32) for part, name in enumerate(PART_NAMES)},
        "n_unknown": pl.Series(n_unknown, dtype=pl.Int32),
        "n_unknown_shortlist": pl.Series(n_unknown_shortlist, dtype=pl.Int32),
        "score": pl.Series(judged.points[:, 0], dtype=pl.Int32),
        "shortlist_score": pl.Series(judged.points[:, 2], dtype=pl.Int32),
    }
    return pl.DataFrame(columns)


def shortlist_frame(
    people: PeopleSide, vacancies: VacancySide, ranking: Ranking, judged: Judged, config: MatchConfig
) -> pl.DataFrame:
    """Rows of a shortlist, in the order of vacancy id and rank."""
    columns = _ids(people, vacancies, ranking)
    columns = {name: columns[name] for name in ("vacancy_id", "jobseeker_id", "rank")} | _employer_score(judged, config)
    columns["verdict"] = _verdicts(judged.verdict.min(axis=1, initial=Verdict.OK))
    return _sorted(pl.DataFrame(columns | _findings(judged)), vacancies.arrays.tie_rank[ranking.vacancy], ranking.rank)


def counts_frame(ids: pl.Series, tie_rank: I32, query_rows: I64, ranking: Ranking) -> pl.DataFrame:
    """How many pairs each query had to choose from, how many were listed, and are certain; in the order of the ids."""
    n_listed = np.bincount(query_rows, minlength=len(ids))
    counted = pl.Series(ranking.n_eligible, dtype=pl.Int64).set(pl.Series(ranking.n_eligible == NOT_COUNTED), None)
    frame = pl.DataFrame(
        {
            ids.name: ids,
            "n_eligible": counted,
            "n_listed": pl.Series(n_listed, dtype=pl.Int64),
            "n_certain": pl.Series(ranking.n_certain, dtype=pl.Int64),
        }
    )
    return frame if len(ids) == 1 else frame[np.argsort(tie_rank)]


def employer_frame(
    people: PeopleSide, vacancies: VacancySide, person: I64, vacancy: I64, judged: Judged, config: MatchConfig
) -> pl.DataFrame:
    """Rows of an employer's view: best first within a vacancy, ties to the lower jobseeker id."""
    order = np.lexsort((people.arrays.tie_rank[person], -judged.points[:, 2], vacancies.arrays.tie_rank[vacancy]))
    person, vacancy = person[order], vacancy[order]
    columns = {
        "vacancy_id": vacancies.rows.column("vacancy_id")[vacancy],
        "jobseeker_id": people.rows.column("jobseeker_id")[person],
    }
    frame = pl.DataFrame(columns | _employer_score(judged, config, order))
    for constraint in (Constraint.LICENCE, Constraint.HOURS):
        name = f"{CONSTRAINT_NAMES[constraint]}_verdict"
        frame = frame.with_columns(_verdicts(judged.verdict[order, constraint]).alias(name))
    rank = pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("vacancy_id").alias("rank")
    return frame.select("vacancy_id", rank, pl.exclude("vacancy_id"))


def _ids(people: PeopleSide, vacancies: VacancySide, ranking: Ranking) -> dict[str, pl.Series]:
    return {
        "jobseeker_id": people.rows.column("jobseeker_id")[ranking.person],
        "vacancy_id": vacancies.rows.column("vacancy_id")[ranking.vacancy],
        "rank": pl.Series(ranking.rank, dtype=pl.UInt32),
    }


def _employer_score(judged: Judged, config: MatchConfig, order: I64 | slice = slice(None)) -> dict[str, pl.Series]:
    weights = config.shortlist_weights
    return {
        "score": pl.Series(judged.points[order, 2], dtype=pl.Int32),
        "text": pl.Series(judged.part[order, Part.TEXT] * weights.text, dtype=pl.Int32),
        "skills": pl.Series(judged.part[order, Part.SKILLS] * weights.skills, dtype=pl.Int32),
        "unknown": pl.Series(judged.points[order, 3], dtype=pl.Int32),
    }


def _findings(judged: Judged) -> dict[str, pl.Series]:
    # All at once: a look at so few values costs less than to ask for it.
    verdicts, n = _verdicts(judged.verdict.T.ravel()), len(judged)
    columns = {f"{name}_verdict": verdicts.slice(n * at, n) for at, name in enumerate(CONSTRAINT_NAMES)}
    journey = judged.reason[:, Constraint.TRAVEL]
    known = np.isin(journey[:, 0], _WITH_JOURNEY)
    for place, name in ((1, "travel_out_min"), (2, "travel_ret_min")):
        minutes = journey[:, place]
        shown = known & (minutes != UNKNOWN_TIME) & (minutes != NO_SERVICE)
        columns[name] = pl.Series(minutes, dtype=pl.Int32).set(pl.Series(~shown), None)
    return columns


def _money(costs: Costs) -> dict[str, pl.Series]:
    week, net = pl.Series(costs.week_pence / 100), pl.Series(costs.net_pence / 100)
    return {
        "travel_cost_gbp_per_week": week.set(pl.Series(costs.week_pence < 0), None),
        "pay_after_travel_gbp_per_hour": net.set(pl.Series(~costs.net_known), None),
    }


def _verdicts(verdict: U8) -> pl.Series:
    return _NAMES[verdict]


def _sorted(frame: pl.DataFrame, query_rank: np.ndarray, rank: I64) -> pl.DataFrame:
    order = np.lexsort((rank, query_rank))
    return frame if (order[:-1] < order[1:]).all() else frame[order]
