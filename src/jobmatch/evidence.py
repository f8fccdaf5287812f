"""The scorer's integers, with the facts behind them by name: skills, licences, functional dimensions.

Everything is read from the arrays that the kernels read, by the same arithmetic, so that the evidence and the score
tell of the same thing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from jobmatch.codes import (
    DIMENSIONS,
    LANES_PER_WORD,
    LICENCE_DESIRABLE,
    LICENCES,
    Part,
    Reason,
    SkillRelation,
    Verdict,
)
from jobmatch.encode import load_occupations, load_words
from jobmatch.errors import ShapeMismatchError
from jobmatch.kernels.layout import (
    ADJUSTED,
    DEMAND,
    I64,
    KNOWN,
    N_SKILL_LANES,
    U8,
    U16,
    U64,
    Bool,
    People,
    Settings,
    Vacancies,
)
from jobmatch.kernels.points import FULL_PART
from jobmatch.kernels.texts import FULL_WEIGHT, WORDS_IN_FULL
from jobmatch.pack import SkillSpace
from jobmatch.pack.credits import FULL_CREDIT
from jobmatch.pack.licences import UNRECOGNISED, both_words, fields_of, licence_names
from jobmatch.results import Finding, PairDetail, SkillEvidence, TextEvidence
from jobmatch.score import Judged
from jobmatch.sides import PeopleSide, VacancySide

_LEVEL_BITS: Final = np.uint64(7)


def pair_details(
    judged: Judged,
    people: PeopleSide,
    vacancies: VacancySide,
    person_rows: I64,
    vacancy_rows: I64,
    space: SkillSpace,
    settings: Settings,
) -> list[PairDetail]:
    """Put names to what the scorer found.

    Parameters
    ----------
    judged : Judged
        From `jobmatch.score.judge_pairs`, for these very rows.
    people : PeopleSide
        Jobseekers.
    vacancies : VacancySide
        Vacancies.
    person_rows, vacancy_rows : int64 arrays, shape (n,)
        Rows of both sides.
    space : SkillSpace
        By which both sides were packed, or one extended from it.
    settings : Settings
        With which the pairs were judged.

    Returns
    -------
    list of PairDetail
        Row for row. In each, ``points`` and ``unknown_points`` sum to ``score``, and ``shortlist_points`` to
        ``shortlist_score``.

    Raises
    ------
    ShapeMismatchError
        If the rows do not line up with ``judged``.
    """
    for rows in (person_rows, vacancy_rows):
        if len(rows) != len(judged):
            raise ShapeMismatchError(what="rows of judged pairs", found=len(rows), expected=len(judged))
    asked = _AskedOf(vacancies, vacancy_rows, space)
    skill_names = space.frame["name"].to_list()
    dimensions = compare_dimensions(people.arrays, vacancies.arrays, person_rows, vacancy_rows, settings)
    details = []
    for i, (p, v) in enumerate(zip(person_rows.tolist(), vacancy_rows.tolist(), strict=True)):
        needed, missing = _licences(people.arrays, vacancies.arrays, p, v)
        details.append(
            replace(
                _numbers(judged, i, settings),
                text=_text(people.arrays, vacancies.arrays, p, v, int(judged.similarity[i]), settings),
                skills=_skills(people.arrays, vacancies.arrays, p, v, asked.skills[v], skill_names),
                n_skills_left_out=asked.n_left_out[v],
                licences_needed=(*needed, *asked.unrecognised_licences[v]),
                licences_missing=missing,
                dimensions_short=_dimension_names(dimensions.short[i]),
                dimensions_adjusted=_dimension_names(dimensions.adjusted[i]),
                dimensions_good_day=_dimension_names(dimensions.good_day[i]),
                dimensions_access=_dimension_names(dimensions.access[i]),
                dimensions_unknown=_dimension_names(dimensions.unknown[i]),
                dimensions_over_preference=_dimension_names(dimensions.over_preference[i]),
            )
        )
    return details


def _numbers(judged: Judged, i: int, settings: Settings) -> PairDetail:
    """Collect the integers of one pair, without names."""
    values = tuple(judged.part[i].tolist())
    points = tuple(weight * value for weight, value in zip(settings.weights.tolist(), values, strict=True))
    text_weight, skills_weight = settings.shortlist_weights.tolist()
    score, unknown, shortlist_score, shortlist_unknown = judged.points[i].tolist()
    return PairDetail(
        verdict=Verdict(int(judged.verdict[i].min())),
        findings=tuple(map(_finding, judged.verdict[i].tolist(), judged.reason[i].tolist())),
        part_values=values,
        points=points,
        unknown_points=unknown,
        score=score,
        shortlist_points=(text_weight * values[Part.TEXT], skills_weight * values[Part.SKILLS], shortlist_unknown),
        shortlist_score=shortlist_score,
        similarity=int(judged.similarity[i]),
        unknown_parts=frozenset(part for part in Part if judged.unknown[i, part]),
        in_reach=bool(judged.in_reach[i]),
        site=int(judged.site[i]),
    )


def _finding(verdict: int, reason: list[int]) -> Finding:
    code, first, second, third = reason
    return Finding(Verdict(verdict), Reason(code), (first, second, third))


# --- Vacancies, by row --------------------------------------------------------------------


class _AskedOf:
    """What the arrays of a vacancy do not hold, by its row: names of skills, and of licences that we do not know."""

    def __init__(self, vacancies: VacancySide, rows: I64, space: SkillSpace) -> None:
        rows = np.unique(rows)
        asking = vacancies.frame[rows]
        lanes = space.weighted(asking).sort("row", "lane")
        self.skills: dict[int, list[tuple[str, bool]]] = {int(row): [] for row in rows}
        self.n_left_out: dict[int, int] = dict.fromkeys(self.skills, 0)
        for row, name, required, n_named in lanes.select("row", "name", "required", "n_named").iter_rows():
            self.skills[int(rows[row])].append((name, required))
            self.n_left_out[int(rows[row])] = max(0, n_named - N_SKILL_LANES)
        self.unrecognised_licences = {
            int(row): tuple(name for name in licences or () if name not in (*LICENCES, LICENCE_DESIRABLE))
            for row, licences in zip(rows, asking["licences"].to_list(), strict=True)
        }


# --- Skills ---------------------------------------------------------------------------------


def _skills(
    people: People, vacancies: Vacancies, p: int, v: int, asked: list[tuple[str, bool]], skill_names: list[str]
) -> tuple[SkillEvidence, ...]:
    """Evidence for each lane in use, by the arithmetic of `jobmatch.kernels.skills`."""
    evidence = []
    for lane, (name, required) in enumerate(asked):
        skill_id, least = int(vacancies.skill[v, lane] >> 8), int(vacancies.skill_level[v, lane])
        credit, held, relation = _best_credit(people, p, skill_id, least, skill_names)
        via = None
        if credit > 0:
            # the same skill, in the spelling of this vacancy; or another one
            via = name if held == skill_id else skill_names[held]
        weight = int(vacancies.skill[v, lane] & 255)
        evidence.append(
            SkillEvidence(name, required, weight, credit, via, SkillRelation(relation) if relation else None)
        )
    return tuple(evidence)


def _best_credit(people: People, p: int, asked: int, least: int, skill_names: list[str]) -> tuple[int, int, int]:
    """Best credit for a skill asked, the id of the skill held that earns it, and what that is to the one asked for.

    On a tie the same skill, then the closest relation, then by name.
    """
    found = [(0, 0, 0, "", -1)]
    for held, level in people.skill[people.row["skill_start"][p] : people.row["skill_stop"][p]].tolist():
        worth, relation = _worth(people, held, asked)
        if least > 0:
            worth = worth * min(level, least) // least
        if worth > 0:
            found.append((-worth, held != asked, relation or len(SkillRelation) + 1, skill_names[held], held))
    worth, different, relation, _, held = min(found)
    return -worth, held, relation if different and relation <= len(SkillRelation) else 0


def _worth(people: People, held: int, asked: int) -> tuple[int, int]:
    """What a skill held is worth for one asked for, and their relation."""
    if held == asked:
        return FULL_CREDIT, 0
    start, stop = int(people.credit_ptr[held]), int(people.credit_ptr[held + 1])
    e = start + int(np.searchsorted(people.credit["asked"][start:stop], asked))
    if e == stop or int(people.credit["asked"][e]) != asked:
        return 0, 0
    return int(people.credit["value"][e]), int(people.credit["relation"][e])


# --- Texts ----------------------------------------------------------------------------------


def _text(
    people: People, vacancies: Vacancies, p: int, v: int, similarity: int, settings: Settings
) -> TextEvidence | None:
    """Evidence of the three parts of a text, by the arithmetic of `jobmatch.kernels.texts`."""
    if not (people.has_text[p] and vacancies.has_text[v]):
        return None
    meaning = min(FULL_PART, max(0, FULL_PART * similarity // int(settings.one)))
    held, asked = (_lanes(side.word_id[row], side.word_weight[row]) for side, row in ((people, p), (vacancies, v)))
    by_words = {word: weight * held[word] for word, weight in asked.items() if word in held}
    likely, wanted = (
        _lanes(side.occupation[row], side.occupation_weight[row]) for side, row in ((people, p), (vacancies, v))
    )
    by_occupations = {one: min(weight, likely[one]) for one, weight in wanted.items() if one in likely}
    words, occupations = load_words().names, load_occupations().names
    of_each = (
        meaning,
        min(FULL_PART, FULL_PART * sum(by_words.values()) // WORDS_IN_FULL),
        FULL_PART * sum(by_occupations.values()) // FULL_WEIGHT,
    )
    by_meaning, by_word, by_occupation = weights = tuple(settings.text_weights.tolist())
    values = [value if weight else 0 for value, weight in zip(of_each, weights, strict=True)]
    return TextEvidence(
        values=(values[0], values[1], values[2]),
        weights=(by_meaning, by_word, by_occupation),
        words=tuple(words[word] for word in _most_first(by_words)),
        occupations=tuple(occupations[one] for one in _most_first(by_occupations)),
        person_occupation=_first_name(likely, occupations),
        vacancy_occupation=_first_name(wanted, occupations),
    )


def _lanes(ids: U16, weights: U8) -> dict[int, int]:
    return {one: weight for one, weight in zip(ids.tolist(), weights.tolist(), strict=True) if weight}


def _most_first(gained: dict[int, int]) -> list[int]:
    return sorted((one for one, gain in gained.items() if gain), key=lambda one: (-gained[one], one))


def _first_name(weights: dict[int, int], names: tuple[str, ...]) -> str | None:
    return names[next(iter(weights))] if weights else None


# --- Licences -------------------------------------------------------------------------------


def _licences(people: People, vacancies: Vacancies, p: int, v: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the licences needed, and of those missing; none is missing where the person's are not known."""
    needed = both_words([int(vacancies.of_kind(name, v)) for name in fields_of("needed")]) & ~UNRECOGNISED
    if not people.row["licences_known"][p]:
        return licence_names(needed), ()
    held = both_words([int(people.row[name][p]) for name in fields_of("licences")])
    return licence_names(needed), licence_names(needed & ~held)


# --- Functional dimensions --------------------------------------------------------------------


class Dimensions(NamedTuple):
    """Masks by pair and dimension, (n, 32)."""

    short: Bool
    adjusted: Bool
    good_day: Bool
    access: Bool
    unknown: Bool
    over_preference: Bool


def compare_dimensions(
    people: People, vacancies: Vacancies, person_rows: I64, vacancy_rows: I64, settings: Settings
) -> Dimensions:
    """Compare capacity with demand lane by lane, as `jobmatch.kernels.health` does by word."""
    person, vacancy, demand = people.row[person_rows], vacancies.row[vacancy_rows], vacancies.demand[vacancy_rows]
    start, each = vacancy["start_day"], np.arange(len(person))
    start = np.where(start < 0, settings.as_of_day, start)
    turn = (start >= person["later_day"]).astype(np.int64)
    capacity, on_good_days = (_levels(person[name][each, turn]) for name in ("capacity", "capacity_good"))
    hard, soft = (_guards(person[name][each, turn]) for name in ("hard", "soft"))
    known = _guards(demand[:, KNOWN])
    adjusted = _levels(demand[:, ADJUSTED])
    passed = known & (_levels(demand[:, DEMAND]) > capacity)
    bad_days = passed & (adjusted > capacity) & hard
    flexible = (vacancy["flexible"] == 1)[:, None]
    still = bad_days & ~(flexible & (adjusted <= on_good_days))
    agreed = _guards(person["access_to_work"])
    return Dimensions(
        short=still & ~agreed,
        adjusted=passed & hard & ~bad_days,
        good_day=bad_days & ~still,
        access=still & agreed,
        unknown=hard & ~known,
        over_preference=passed & soft,
    )


def _nibbles(words: U64) -> U64:
    """Words (n, 2) as lanes (n, 32)."""
    shifts = np.uint64(4) * np.arange(LANES_PER_WORD, dtype=np.uint64)
    lanes: U64 = (words[:, :, None] >> shifts).reshape(len(words), len(DIMENSIONS))
    return lanes


def _levels(words: U64) -> U8:
    return (_nibbles(words) & _LEVEL_BITS).astype(np.uint8)


def _guards(words: U64) -> Bool:
    return (_nibbles(words) >> np.uint64(3) & np.uint64(1)).astype(np.bool_)


def _dimension_names(mask: Bool) -> tuple[str, ...]:
    return tuple(DIMENSIONS[lane] for lane in np.flatnonzero(mask))
