"""Jobseekers: their fields, and CVs as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import _cvs as cvs
from _dice import Dice, Record, Sample, filtered, sentence, with_article
from _model import Occupation, items, levels
from _occupations import OCCUPATIONS, RELATED_FAMILIES
from _places import Area
from _placing import placed

TELLS_LENGTH = {"experienced", "redundant", "changer"}
AWAY_FOR_YEARS = {"returner_children", "returner_carer", "long_gap"}
FIRST_JOB_FAMILIES = items("retail; hospitality; kitchen; early_years; warehouse; office; construction; grounds")
MODES_WITH_CAR: tuple[list[str] | None, ...] = (
    ["car"],
    ["car", "walk"],
    ["car", "walk", "pt"],
    ["car", "cycle", "walk", "pt"],
)
MODES_WITHOUT_CAR: tuple[list[str] | None, ...] = (
    ["walk", "pt"],
    ["walk", "cycle", "pt"],
    ["walk", "pt", "lift"],
    ["walk", "cycle"],
    ["walk"],
    None,
)
LONGEST_LIMIT_MIN = 90


@dataclass(frozen=True, slots=True)
class Profile:
    """What is shared out over all jobseekers, so that each kind of person is there in the right number.

    ``cv`` is text, empty or missing; ``care`` is windows, never, not recorded, or None for no limits.
    """

    situation: cvs.Situation
    area: Area
    cv: str
    care: str | None
    has_capacity: bool


def jobseeker(number: int, profile: Profile) -> Sample:
    """A person: where from, how they travel, what they can and want to do, and how they write about it."""
    dice = Dice("jobseeker", number)
    situation, area, care, capacity = profile.situation, profile.area, profile.care, profile.has_capacity
    past, wanted = _work_history(dice, situation)
    record: Record = {"jobseeker_id": f"J{number:04d}"}
    if profile.cv == "text":
        record["cv_text"] = _cv(dice, situation, past, wanted)
    elif profile.cv == "empty":
        record["cv_text"] = ""
    forms = {"postcode": 0.84, "outcode": 0.08, "area": 0.04, "point": 0.03, "none": 0.01}
    record |= placed(dice, area, dice.pick(area.outcodes), forms)
    record |= _travel(dice, area, limited=care is not None or capacity)
    if care:
        record |= _care(dice, care)
    if capacity:
        record |= _capacity(dice)
    record |= _hours(dice, care)
    record |= _held_skills(dice, situation, (*past, wanted), has_cv=bool(record.get("cv_text")))
    record |= _held_licences(dice, (*past, wanted), drives="car" in (record.get("modes") or ()))
    if dice.chance(0.55):
        record["pay_wanted_gbp_per_hour"] = dice.pick((12.71, 12.71, 12.71, 13.0, 13.5, 14.0, 15.0))
    return Sample(record, area.name, tuple(dict.fromkeys((*past, wanted))))


def _work_history(dice: Dice, situation: cvs.Situation) -> tuple[tuple[Occupation, ...], Occupation]:
    """Occupations so far, the main one first, and the one wanted."""
    choices = [o for o in OCCUPATIONS if situation.key != "school_leaver" or o.family in FIRST_JOB_FAMILIES]
    weights = [occupation.weight for occupation in choices]
    main = dice.pick(choices, weights)
    n_jobs = dice.whole(*situation.jobs)
    near = {main.family, *RELATED_FAMILIES.get(main.family, ())}
    others = [o for o in choices if o.family in near and o is not main]
    past = (main, *dice.several(others, n_jobs - 1))[:n_jobs]
    wanted = main
    while situation.key == "changer" and wanted in past:
        wanted = dice.pick(choices, weights)
    return past, wanted


def _limit(dice: Dice, *, limited: bool) -> int | None:
    """Longest journey in minutes; shorter for people with other limits; None is not recorded."""
    if limited:
        return dice.pick((20, 30, 40, 45, 60, 90), (10, 30, 15, 20, 15, 10))
    return dice.pick((30, 45, 60, 75, LONGEST_LIMIT_MIN, None), (12, 18, 26, 8, 22, 14))


def _travel(dice: Dice, area: Area, *, limited: bool) -> Record:
    if dice.chance(area.drivers + 0.03):
        modes = dice.pick(MODES_WITH_CAR)
    else:
        modes = dice.pick(MODES_WITHOUT_CAR, (50, 20, 12, 6, 3, 9))
    limit = _limit(dice, limited=limited)
    fields: Record = {"modes": modes, "limit_out": limit, "limit_ret": limit}
    if limit is not None and dice.chance(0.12):
        fields["limit_ret"] = min(LONGEST_LIMIT_MIN, limit + dice.pick((-5, 5, 10, 15)))
    if limit is not None:
        agreed = dice.pick(("coach_agreed", "own_choice"), (2, 1) if limited else (1, 2))
        source = "regulation" if limit == LONGEST_LIMIT_MIN else agreed
        fields["limit_source"] = source if dice.chance(0.8) else None
        if dice.chance(0.4):
            fields["prefer_min"] = min(limit, dice.pick((15, 20, 25, 30, 40)))
    if dice.chance(0.08):
        fields["max_walk"] = dice.pick((15, 20, 25, 30))
    return fields


def _care(dice: Dice, care: str) -> Record:
    if care != "windows":
        return {"care_flag": True} | ({"away_windows": "none"} if care == "never" else {})
    weights = [weight for weight, _, _ in cvs.CARE_WINDOWS]
    _, term, holiday = dice.pick(cvs.CARE_WINDOWS, weights)
    fields: Record = {"away_windows": term, "away_windows_holiday": holiday}
    return fields | ({"care_flag": True} if dice.chance(0.7) else {})


def _capacity(dice: Dice) -> Record:
    weights = [weight for weight, *_ in cvs.CAPACITIES]
    _, capacity, soft, step_free = dice.pick(cvs.CAPACITIES, weights)
    fields: Record = {"capacity": levels(capacity)}
    if soft and dice.chance(0.8):
        fields["capacity_soft"] = list(items(soft))
    if step_free:
        fields |= {"needs_step_free": True, "max_walk": dice.pick((5, 10, 15))}
    return fields


def _hours(dice: Dice, care: str | None) -> Record:
    if not dice.chance(0.76):
        return {}
    part_time = ((8, 16), (10, 20), (16, 25), (16, 30), (20, 30))
    full_time = ((16, 40), (25, 40), (30, 40), (35, 48), (20, 37.5), (30, None), (None, 40))
    low, high = dice.pick(part_time if care or dice.chance(0.25) else full_time)
    return {"hours_per_week_min": low, "hours_per_week_max": high}


def _held_skills(dice: Dice, situation: cvs.Situation, known: Iterable[Occupation], *, has_cv: bool) -> Record:
    if has_cv and dice.chance(0.14):
        return {} if dice.chance(0.75) else {"skills": []}
    pool: list[str] = []
    for occupation in dict.fromkeys(known):
        pool += dice.several(occupation.skills, dice.whole(2, 4))
        pool += dice.several(occupation.extra_skills, dice.whole(0, 2))
    pool += dice.several(situation.skills, dice.whole(0, 2))
    skills = list(dict.fromkeys(pool))[: dice.whole(3, 10)]
    fields: Record = {"skills": skills}
    if dice.chance(0.2):
        fields["skill_levels"] = [dice.pick((0.25, 0.5, 0.75, 1)) for _ in skills]
    return fields


def _held_licences(dice: Dice, known: Iterable[Occupation], *, drives: bool) -> Record:
    if dice.chance(0.22):
        return {}
    held = ["driving_b"] if drives else []
    for occupation in dict.fromkeys(known):
        held += [name for name in occupation.licences if name != "driving_b" and dice.chance(0.55)]
    if dice.chance(0.08):
        held.append(dice.pick(("first_aid_at_work", "food_hygiene_2", "manual_handling", "cscs")))
    return {"licences": list(dict.fromkeys(held))}


# --- The text of a CV ------------------------------------------------------------------


def _cv(dice: Dice, situation: cvs.Situation, past: Sequence[Occupation], wanted: Occupation) -> str:
    main = past[0] if past else wanted
    years = dice.whole(*situation.years)
    opening = dice.pick(filtered(situation.openers, lambda text: years > 1 or "{years}" not in text)).format(
        a_role=with_article(main.role),
        role=main.role,
        workplace=dice.pick(main.workplaces),
        wanted=with_article(wanted.role),
        years=years,
    )
    layout = dice.pick(("prose", "dated", "short"), (0.55, 0.27, 0.18)) if past else "prose"
    general = dice.several(cvs.GENERAL, dice.whole(0, 3 if layout != "short" else 1) if past else 3)
    closing = dice.several(situation.closers, dice.whole(1, 2) if past else 2)
    if layout == "dated":
        last_year = 2026 - years if situation.key in AWAY_FOR_YEARS else dice.whole(2025, 2026)
        # Where the opening tells how long the main job lasted, the list says the same.
        lengths = [years if situation.key in TELLS_LENGTH else dice.whole(1, 3), *(dice.whole(1, 4) for _ in past)]
        history = "\n".join(_dated_jobs(dice, past, lengths, last_year))
        schooling = f"Education: {dice.pick(cvs.SCHOOLING)}"
        text = "\n".join([opening, "Work history", history, schooling, " ".join([*general, *closing])])
    else:
        leads = ["", *dice.shuffled(cvs.MORE_JOBS)] if situation.key != "school_leaver" else [cvs.FIRST_JOB]
        most = 2 if layout == "short" else 5 - len(past) // 2
        told = [_told_job(dice, occupation, lead, most) for lead, occupation in zip(leads, past, strict=False)]
        text = " ".join([opening, *told, *general, *closing])
    return _mistyped(dice, text) if dice.chance(0.08) else text


def _told_job(dice: Dice, occupation: Occupation, lead: str, most: int) -> str:
    """A job in whole sentences."""
    did = dice.shuffled(occupation.cv)[: dice.whole(most // 2, most)]
    where = [lead.format(workplace=dice.pick(occupation.workplaces))] if lead else []
    return " ".join([*where, *(f"I {line}." for line in did)])


def _dated_jobs(dice: Dice, past: Sequence[Occupation], lengths: Iterable[int], last_year: int) -> Iterator[str]:
    """Jobs as lines of a list, the latest first."""
    for occupation, length in zip(past, lengths, strict=False):
        first_year = last_year - length
        did = " ".join(map(sentence, dice.shuffled(occupation.cv)[: dice.whole(2, 3)]))
        yield f"{first_year} to {last_year}: {occupation.role}, {dice.pick(occupation.workplaces)}. {did}"
        last_year = first_year - dice.whole(0, 1)


def _mistyped(dice: Dice, text: str) -> str:
    found = [word for word in cvs.TYPOS if word in text]
    if not found:
        return text
    word = dice.pick(found)
    return text.replace(word, cvs.TYPOS[word], 1)
