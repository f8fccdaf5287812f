"""One pair judged by docs/rules.md: verdicts, parts, points.

Travel and care have files of their own; the rest of the rules is here.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.reference.base import CONDITIONAL, FAIL, OK, UNKNOWN, Record, Verdict, exact, stated
from tests.reference.care import judge_care
from tests.reference.matrix import Matrix
from tests.reference.travel import NO_FARES, SIGMA, Fares, Travel, embedded_minutes, judge_travel
from tests.reference.week import parse_shifts

CONSTRAINTS = ("travel", "licence", "hours", "health", "care")
PARTS = ("text", "skills", "travel", "care", "health", "pay")
MODES = ("walk", "cycle", "car", "pt", "lift")
N_SKILLS = 16
FULL = 255


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Functional dimensions and licences: the words of the tables, written out again on purpose.
DIMENSIONS = _words(
    "lift_carry standing walking sitting bend_kneel reach_up dexterity grip_vibration steps_access heights driving "
    "pace_effort shift_length night_work time_without_break spare vision_detail hearing speech_phone reading_writing "
    "concentration pressure_targets learning_complexity change public_facing working_closely conflict noise "
    "dust_chemicals cold_heat_outdoors hazards lone_working"
)
LICENCES = _words(
    "driving_b driving_be driving_c1 driving_c driving_ce driving_d1 driving_d driving_am driving_a driver_cpc "
    "digital_tachograph forklift_counterbalance forklift_reach telehandler excavator_360 mewp_ipaf crane_slinger cscs "
    "gas_safe electrician_18th_edition sia_door sia_guard sia_cctv dbs_basic dbs_standard dbs_enhanced "
    "dbs_enhanced_barred food_hygiene_2 food_hygiene_3 personal_licence_alcohol first_aid_at_work "
    "paediatric_first_aid manual_handling nmc_registration hcpc_registration gmc_registration social_work_england qts "
    "early_years_level_2 early_years_level_3 care_certificate nvq_care_2 nvq_care_3 nebosh iosh aat welsh_essential "
    "bsl taxi_private_hire lgv_adr driving_c1e driving_d1e driving_a1 driving_a2 forklift_llop cpcs cscs_skilled "
    "cscs_supervisor sia_close_protection emergency_first_aid food_hygiene_1 gphc_registration gdc_registration "
    "pvg_scheme npors pasma smsts sssts street_works track_safety"
)
LICENCE_IMPLIES = {
    "driving_be": {"driving_b"},
    "driving_c1": {"driving_b"},
    "driving_c1e": {"driving_c1", "driving_be"},
    "driving_c": {"driving_c1"},
    "driving_ce": {"driving_c", "driving_c1e"},
    "driving_d1": {"driving_b"},
    "driving_d1e": {"driving_d1", "driving_be"},
    "driving_d": {"driving_d1"},
    "driving_a": {"driving_a2"},
    "driving_a2": {"driving_a1"},
    "driving_a1": {"driving_am"},
    "cscs_skilled": {"cscs"},
    "cscs_supervisor": {"cscs"},
    "sia_door": {"sia_guard"},
    "dbs_standard": {"dbs_basic"},
    "dbs_enhanced": {"dbs_standard"},
    "dbs_enhanced_barred": {"dbs_enhanced"},
    "food_hygiene_2": {"food_hygiene_1"},
    "food_hygiene_3": {"food_hygiene_2"},
    "first_aid_at_work": {"emergency_first_aid"},
    "early_years_level_3": {"early_years_level_2"},
    "nvq_care_3": {"nvq_care_2"},
    "nebosh": {"iosh"},
}

MAY_COUNT = {"overseas_driving": {"driving_b"}, "sia_close_protection": {"sia_door", "sia_guard"}}


@dataclass(frozen=True)
class Judged:
    """Everything that the rules say of one pair.

    ``verdicts`` is by constraint; ``parts`` (0 to 1000) and ``points`` (weighted) are by part; ``unknown_parts``
    names those of text, skills and pay that are unknown. ``n_unknown`` counts what the points were lowered for.
    ``shortlist_points`` are text, skills, unknown. Minutes are None where unknown or not needed, 255 for no
    service; ``mode_set`` is "car", "cycle", "pt/walk", "lift" or None where no journey was looked up.
    """

    verdict: Verdict
    verdicts: dict[str, Verdict]
    parts: dict[str, int]
    unknown_parts: frozenset[str]
    n_unknown: int
    points: dict[str, int]
    unknown_points: int
    score: int
    shortlist_points: tuple[int, int, int]
    shortlist_score: int
    in_reach: bool
    travel_out_min: int | None
    travel_ret_min: int | None
    mode_set: str | None
    by_matrix: bool = False


# --- Licence, hours, health -------------------------------------------------------------------


def with_implied(held: Sequence[str]) -> set[str]:
    """Return the licences held and all that they imply."""
    known, todo = set(held), list(held)
    while todo:
        for implied in LICENCE_IMPLIES.get(todo.pop(), ()):
            if implied not in known:
                known.add(implied)
                todo.append(implied)
    return known


def judge_licences(held: Sequence[str] | None, needed: Sequence[str] | None, obtainable: Sequence[str]) -> Verdict:
    """Judge licences; None is not stated on either side."""
    if needed is not None:
        needed = [name for name in needed if name != "welsh_desirable"]
    if needed is None or (held is None and needed):
        return UNKNOWN
    missing = {name for name in needed if name in LICENCES} - with_implied(held or ())
    maybe = set[str]().union(*(MAY_COUNT.get(name, set()) for name in held or ()))
    if not missing <= set(obtainable) | maybe:
        return FAIL
    if any(name not in LICENCES for name in needed) or not missing <= set(obtainable):
        return UNKNOWN
    return CONDITIONAL if missing else OK


def _quarter_hours(hours: float | None, default: int) -> int:
    return default if hours is None else int(exact(hours) * 4)


def judge_hours(
    person_low: float | None,
    person_high: float | None,
    vacancy_low: float | None,
    vacancy_high: float | None,
    peak: float | None = None,
    *,
    annualised: bool = False,
) -> Verdict:
    """Judge hours a week: those of an average week, and those of the busiest weeks."""
    if person_low is None and person_high is None:
        return OK
    verdict = _judge_usual_hours(person_low, person_high, vacancy_low, vacancy_high)
    if person_high is None or _quarter_hours(person_high, 672) == 672:
        return verdict  # no week has too many
    if peak is None:
        return min(verdict, UNKNOWN) if annualised else verdict
    return FAIL if exact(peak) > exact(person_high) else verdict


def _judge_usual_hours(
    person_low: float | None, person_high: float | None, vacancy_low: float | None, vacancy_high: float | None
) -> Verdict:
    if vacancy_low is None and vacancy_high is None:
        return UNKNOWN
    wanted = _quarter_hours(person_low, 0), _quarter_hours(person_high, 672)
    offered = _quarter_hours(vacancy_low, 0), _quarter_hours(vacancy_high, 672)
    if offered[1] < wanted[0] or offered[0] > wanted[1]:
        return FAIL
    return OK if offered[0] >= wanted[0] and offered[1] <= wanted[1] else UNKNOWN


def judge_health(
    capacity: Mapping[str, int],
    soft: Sequence[str],
    demands: Mapping[str, int],
    adjusted: Mapping[str, int],
    *,
    good_day: Mapping[str, int] | None = None,
    access_to_work: Sequence[str] = (),
) -> tuple[Verdict, int]:
    """Judge functional capacity against demand; return the verdict and the number of soft shortfalls.

    ``good_day`` is given where the job has flexible hours or work from home.
    """
    verdict, shortfalls = OK, 0
    for dimension, level in capacity.items():
        if dimension not in demands:
            if dimension not in soft:
                verdict = min(verdict, UNKNOWN)
            continue
        demand = demands[dimension]
        if level >= demand:
            continue
        if dimension in soft:
            shortfalls += 1
            continue
        best = max(level, (good_day or {}).get(dimension, 0))
        if best >= adjusted.get(dimension, demand) or dimension in access_to_work:
            verdict = min(verdict, CONDITIONAL)
        else:
            verdict = FAIL
    return verdict, shortfalls


def limits_on(
    jobseeker: Record, vacancy: Record, as_of: dt.date | None
) -> tuple[Mapping[str, int], Mapping[str, int] | None]:
    """Return the limits that hold for a vacancy, and those of good days where these count."""
    day, changes = vacancy.get("start_date") or as_of, jobseeker.get("capacity_later_from")
    later = day is not None and changes is not None and day >= changes
    pattern = parse_shifts(vacancy.get("shifts"), vacancy.get("shift_kind"))
    # "flex" without its times tells nothing of them
    flexible_hours = pattern.kind == "flex" and bool(pattern.templates)
    flexible = flexible_hours or vacancy.get("remote") in {"hybrid", "full"} or vacancy.get("days_on_site") == 0
    limits = jobseeker.get("capacity_later" if later else "capacity") or {}
    return limits, (jobseeker.get("capacity_good_day") or {}) if flexible else None


def health_on(jobseeker: Record, vacancy: Record, as_of: dt.date | None) -> tuple[Verdict, int]:
    """Judge health by the limits of the day on which the vacancy starts, else of ``as_of``, else by those of now."""
    limits, good_day = limits_on(jobseeker, vacancy, as_of)
    verdict, shortfalls = judge_health(
        limits,
        jobseeker.get("capacity_soft") or (),
        vacancy.get("demands") or {},
        vacancy.get("demands_adjusted") or {},
        good_day=good_day,
        access_to_work=jobseeker.get("access_to_work") or (),
    )
    day, until = vacancy.get("start_date") or as_of, jobseeker.get("phased_until")
    if until is not None and (day is None or day < until):
        verdict = min(verdict, _phased(jobseeker["phased_hours_max"], vacancy))
    return verdict, shortfalls


def _phased(most: float, vacancy: Record) -> Verdict:
    low, high = vacancy.get("hours_per_week_min"), vacancy.get("hours_per_week_max")
    if vacancy.get("phased_start") is True:
        return OK
    if low is None and high is None:
        return UNKNOWN
    if (low or 0) <= most:
        return OK
    return FAIL if vacancy.get("phased_start") is False else CONDITIONAL


def health_part(verdict: Verdict, shortfalls: int) -> int:
    """Return 0 to 1000."""
    if verdict <= UNKNOWN:
        return 500 if verdict == UNKNOWN else 0
    return max(0, 1000 - 150 * shortfalls)


# --- Skills -----------------------------------------------------------------------------------


def asked_skills(vacancy: Record) -> dict[str, tuple[int, float]]:
    """Return base weight and least level of each skill that the vacancy names."""
    asked: dict[str, tuple[int, float]] = {}
    for kind, base in (("required", 3), ("desirable", 1)):
        names = vacancy.get(f"{kind}_skills") or ()
        # Levels go with their skills: where those were guessed, nothing is left for levels to say.
        levels = (names and vacancy.get(f"{kind}_skill_levels")) or [0.0] * len(names)
        for name, level in zip(names, levels, strict=True):
            before = asked.get(name)
            if before is None:
                asked[name] = (base, level)
            elif before[0] == base:
                asked[name] = (base, max(level, before[1]))
    return asked


def document_frequencies(vacancies: Sequence[Record]) -> dict[str, int]:
    """Return how many vacancies name each skill."""
    counts: dict[str, int] = {}
    for vacancy in vacancies:
        for name in asked_skills(stated(vacancy)):
            counts[name] = counts.get(name, 0) + 1
    return counts


def skill_weights(vacancy: Record, n_vacancies: int, document_frequency: Mapping[str, int]) -> dict[str, int]:
    """Return the weights (out of 255) of the skills that count, heaviest first.

    Heaviness is rounded to millionths, so that shares and remainders are exact; ties in the remainder go to the
    heavier skill, then by name. Where the least of 1 overshoots, the heaviest gives back.
    """
    heaviness: dict[str, int] = {}
    for name, (base, _) in asked_skills(vacancy).items():
        rarity = math.log(1 + n_vacancies / max(1, document_frequency.get(name, 1)))
        heaviness[name] = round(base * min(6.0, max(1.0, rarity)) * 1_000_000)
    kept = sorted(heaviness, key=lambda name: (-heaviness[name], name))[:N_SKILLS]
    total = sum(heaviness[name] for name in kept)
    weights = {name: max(1, FULL * heaviness[name] // total) for name in kept}
    left = FULL - sum(weights.values())
    by_remainder = sorted(kept, key=lambda name: -(FULL * heaviness[name] % total))
    for name in by_remainder[: max(0, left)]:
        weights[name] += 1
    if left < 0:
        weights[kept[0]] += left
    return weights


def skill_credits(
    jobseeker: Record,
    vacancy: Record,
    credits: Mapping[tuple[str, str], int] | None,  # noqa: A002 - the word of the rules
) -> dict[str, int] | None:
    """Return the best credit (0 to 255) for each skill asked; None where the person's skills are unknown."""
    held = jobseeker.get("skills")
    if held is None:
        return None
    levels = jobseeker.get("skill_levels") or [1.0] * len(held)
    found = {}
    for name, (_, least) in asked_skills(vacancy).items():
        best = 0
        for own, level in zip(held, levels, strict=True):
            credit = FULL if own == name else (credits or {}).get((own, name), 0)
            share = min(Fraction(1), exact(level) / exact(least)) if least > 0 else Fraction(1)
            best = max(best, math.floor(credit * share))
        found[name] = best
    return found


def skills_part(weights: Mapping[str, int], credits_by_skill: Mapping[str, int] | None) -> int | None:
    """Return 0 to 1000, or None for unknown."""
    if not weights or credits_by_skill is None:
        return None
    return 1000 * sum(weight * credits_by_skill[name] for name, weight in weights.items()) // (FULL * FULL)


# --- Pay, text ----------------------------------------------------------------------------------


def _hours_per_week(vacancy: Record) -> Fraction:
    ends = [exact(vacancy[c]) for c in ("hours_per_week_min", "hours_per_week_max") if vacancy.get(c) is not None]
    mean = sum(ends, Fraction(0)) / len(ends) if ends else Fraction(0)
    return mean or Fraction(75, 2)


def pence_per_hour(vacancy: Record) -> int | None:
    """Return the pay in whole pence an hour (halves up), or None where it is not stated."""
    amount = vacancy.get("pay_min_gbp")
    if amount is None:
        amount = vacancy.get("pay_max_gbp")
    period = vacancy.get("pay_period")
    if amount is None or period is None:
        return None
    week = _hours_per_week(vacancy)
    hours = {"hour": Fraction(1), "day": Fraction(15, 2), "week": week, "month": 52 * week / 12, "year": 52 * week}
    return math.floor(exact(amount) * 100 / hours[period] + Fraction(1, 2))


def pay_part(jobseeker: Record, vacancy: Record) -> int | None:
    """Return 0 to 1000, or None for unknown."""
    wish_gbp = jobseeker.get("pay_wanted_gbp_per_hour")
    if wish_gbp is None:
        return 1000
    pay = pence_per_hour(vacancy)
    if pay is None:
        return None
    wish = math.floor(exact(wish_gbp) * 100 + Fraction(1, 2))
    return 1000 if pay >= wish else max(0, 1000 - 4000 * (wish - pay) // wish)


def text_part(similarity: int | None, one: int) -> int | None:
    """Return 0 to 1000, or None where there is no CV text."""
    return None if similarity is None else min(1000, max(0, 1000 * similarity // one))


# --- The pair -----------------------------------------------------------------------------------


PLACE = ("latitude", "longitude", "place_radius_km")


def sites_of(vacancy: Record) -> list[Record]:
    """Return the vacancy as it would be at each of its places; its own counts if anything is stated of it."""
    more = vacancy.get("more_sites") or ()
    has_own = any(vacancy.get(name) is not None for name in ("postcode", "area", *PLACE[:2]))
    own = [vacancy] if has_own or not more else []
    return [*own, *({**vacancy, **{name: site.get(name) for name in PLACE}} for site in more)]


def _goodness(travel: Travel) -> tuple[bool, Verdict, int]:
    """Return by what the journeys to several sites are compared: in reach, verdict, and how short."""
    legs = travel.out_min, travel.ret_min
    minutes = [254 if leg is None else leg for leg in legs] if travel.mode_set else [255, 255]
    return travel.in_reach, travel.verdict, -sum(minutes)


def judge(
    jobseeker: Record,
    vacancy: Record,
    *,
    similarity: int | None,
    one: int,
    n_vacancies: int,
    document_frequency: Mapping[str, int],
    credits: Mapping[tuple[str, str], int] | None = None,  # noqa: A002 - the word of the rules
    weights: Sequence[int] = (30, 30, 16, 8, 8, 8),
    penalty: int = 4000,
    employer_transport_km: float = 50.0,
    search_unstated_remote: bool = False,
    minutes: Callable[[str, int, int], int] | None = None,
    sigma: Mapping[str, float] | None = None,
    matrix: Matrix | None = None,
    shortlist_weights: Sequence[int] = (50, 50),
    count_care_detour: bool = True,
    as_of: dt.date | None = None,
    fares: Fares = NO_FARES,
) -> Judged:
    """Judge one pair.

    Parameters
    ----------
    jobseeker, vacancy
        Records with the columns of the input tables, in canonical values; a column left out is missing.
    similarity, one
        The exact integer product of the encoded texts, None without CV text, and what stands for 1.
    n_vacancies, document_frequency
        How many vacancies there are, and how many of them name each skill.
    credits
        Partial credit (0 to 255) by (skill held, skill asked); a skill always has full credit for itself.
    minutes, sigma
        Another travel table, called with mode, band (early 0 to night 5) and quarter kilometres; it returns
        whole minutes, 254 for unknown, 255 for no service. ``sigma`` replaces the error by mode.
    matrix
        Real travel times between zones, asked first.
    fares
        What journeys cost, for people whose limit on cost is a hard one.
    weights, penalty, employer_transport_km, search_unstated_remote, shortlist_weights, count_care_detour, as_of
        Settings of the matcher; points out of 100 in the order of `PARTS`, and of text and skills.

    """
    vacancy = stated(vacancy)
    pattern = parse_shifts(vacancy.get("shifts"), vacancy.get("shift_kind"))
    journeys = [
        judge_travel(
            jobseeker,
            site,
            pattern,
            employer_transport_km=employer_transport_km,
            search_unstated_remote=search_unstated_remote,
            minutes=minutes,
            sigma=sigma,
            matrix=matrix,
            fares=fares,
        )
        for site in sites_of(vacancy)
    ]
    site = max(range(len(journeys)), key=lambda i: (*_goodness(journeys[i]), -i))
    travel, vacancy = journeys[site], sites_of(vacancy)[site]
    care = judge_care(
        jobseeker,
        vacancy,
        pattern,
        travel,
        minutes=minutes or embedded_minutes,
        sigma={**SIGMA, **(sigma or {})},
        count_detour=count_care_detour,
        matrix=matrix,
    )
    health, shortfalls = health_on(jobseeker, vacancy, as_of)
    verdicts = {
        "travel": travel.verdict,
        "licence": judge_licences(
            jobseeker.get("licences"), vacancy.get("licences"), vacancy.get("licences_obtainable") or ()
        ),
        "hours": judge_hours(
            jobseeker.get("hours_per_week_min"),
            jobseeker.get("hours_per_week_max"),
            vacancy.get("hours_per_week_min"),
            vacancy.get("hours_per_week_max"),
            vacancy.get("peak_hours_per_week"),
            annualised=pattern.kind == "annualised",
        ),
        "health": health,
        "care": care.verdict,
    }
    found: dict[str, int | None] = {
        "text": text_part(similarity, one),
        "skills": skills_part(
            skill_weights(vacancy, n_vacancies, document_frequency), skill_credits(jobseeker, vacancy, credits)
        ),
        "travel": travel.part,
        "care": care.part,
        "health": health_part(health, shortfalls),
        "pay": pay_part(jobseeker, vacancy),
    }
    return Judged(
        verdict=min(verdicts.values()),
        verdicts=verdicts,
        in_reach=travel.in_reach,
        travel_out_min=travel.out_min,
        travel_ret_min=travel.ret_min,
        mode_set=travel.mode_set,
        by_matrix=travel.by_matrix,
        **_scored(verdicts, found, weights, shortlist_weights, penalty),
    )


def _scored(
    verdicts: dict[str, Verdict],
    found: dict[str, int | None],
    weights: Sequence[int],
    shortlist_weights: Sequence[int],
    penalty: int,
) -> dict[str, Any]:
    unknown_parts = frozenset(name for name, value in found.items() if value is None)
    parts = {name: _known_or_neutral(name, value) for name, value in found.items()}
    points = {name: weight * parts[name] for name, weight in zip(PARTS, weights, strict=True)}
    n_unknown = sum(v == UNKNOWN for v in verdicts.values()) + len(unknown_parts)
    unknown_points = -min(sum(points.values()), penalty * n_unknown)

    text, skills = (weight * parts[name] for name, weight in zip(("text", "skills"), shortlist_weights, strict=True))
    n_shown = sum(verdicts[c] == UNKNOWN for c in ("licence", "hours")) + len(unknown_parts & {"text", "skills"})
    shortlist_unknown = -min(text + skills, penalty * n_shown)
    return {
        "parts": parts,
        "unknown_parts": unknown_parts,
        "n_unknown": n_unknown,
        "points": points,
        "unknown_points": unknown_points,
        "score": sum(points.values()) + unknown_points,
        "shortlist_points": (text, skills, shortlist_unknown),
        "shortlist_score": text + skills + shortlist_unknown,
    }


def _known_or_neutral(part: str, value: int | None) -> int:
    if value is not None:
        return value
    return 0 if part == "text" else 500


def whole_points(judged: Judged) -> tuple[int, dict[str, int]]:
    """Return the score in whole points, and whole points by part (and "unknown") which add up to it.

    Largest remainder; ties by name.
    """
    exact_points = {**judged.points, "unknown": judged.unknown_points}
    total = (judged.score + 500) // 1000
    shown = {name: value // 1000 for name, value in exact_points.items()}
    by_remainder = sorted(exact_points, key=lambda name: (1000 * shown[name] - exact_points[name], name))
    for name in by_remainder[: total - sum(shown.values())]:
        shown[name] += 1
    return total, shown
