"""Vacancies: a job, the fields that its advert states, and a text that agrees with them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import _adverts as adverts
from _dice import Dice, Record, Sample, filtered, sentence, with_article
from _model import Adjustment, Occupation, Shift
from _places import Area, Outcode
from _placing import placed

# Apprentice rate from April 2026, GBP an hour; occupations keep to the National Living Wage of 12.71 themselves.
LEAST_APPRENTICE_PAY = 8.00
SCHOOL_NAMES = re.compile("School|Primary|Academy|Infants")
TERM_WORDS = re.compile(r"in term\b|term[- ]time", re.IGNORECASE)
OUTDOORS = {"construction", "grounds", "driving"}  # nobody asks of these whether the building is step-free
HOME_WORDS = re.compile("home based|remote", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Job:
    """What an advert is about, before it is decided how much of it the advert says."""

    occupation: Occupation
    title: str
    employer: str
    shift: Shift
    outcode: Outcode
    licences: tuple[str, ...]
    obtainable: tuple[str, ...]
    adjustments: tuple[Adjustment, ...]
    remote: str
    apprentice: bool
    self_employed: bool


def _rules_for(title: str, rules: Mapping[str, str]) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for part, pattern in rules.items() if part in title]


def job(dice: Dice, occupation: Occupation, outcode: Outcode) -> Job:
    """A job whose title, employer, shifts and licences go together."""
    title = dice.pick(occupation.titles)
    employer_rules = _rules_for(title, adverts.TITLE_EMPLOYERS)
    employer = dice.pick(filtered(occupation.employers, lambda name: all(r.search(name) for r in employer_rules)))
    in_school = _in_school(occupation, employer)
    shift_rules = _rules_for(title, adverts.TITLE_SHIFTS)
    shifts = filtered(occupation.shifts, lambda s: in_school or not TERM_WORDS.search(s.prose))
    shifts = filtered(shifts, lambda s: all(r.search(s.prose) for r in shift_rules))
    licences, obtainable = occupation.licences, occupation.obtainable if dice.chance(0.8) else ()
    for part, (needed, can_be_had) in adverts.TITLE_LICENCES.items():
        if part in title:
            licences, obtainable = needed, can_be_had
    return Job(
        occupation=occupation,
        title=title,
        employer=employer,
        shift=dice.pick(shifts),
        outcode=outcode,
        licences=licences,
        obtainable=obtainable,
        adjustments=tuple(dice.several(occupation.adjustments, dice.whole(1, 2))) if dice.chance(0.45) else (),
        remote="full" if HOME_WORDS.search(title) else _remote(dice, occupation),
        apprentice="Apprentice" in title,
        self_employed=occupation.key == "delivery_driver" and dice.chance(0.12),
    )


def _in_school(occupation: Occupation, employer: str) -> bool:
    with_children = occupation.family in {"schools", "early_years"}
    on_school_runs = occupation.key in {"passenger_assistant", "bus_driver"}
    return with_children or on_school_runs or bool(SCHOOL_NAMES.search(employer))


def _remote(dice: Dice, occupation: Occupation) -> str:
    if occupation.remote == "hybrid":
        return dice.pick(("hybrid", "no"), (0.6, 0.4))
    if occupation.remote == "mixed":
        return dice.pick(("full", "hybrid", "no"), (0.25, 0.25, 0.5))
    return occupation.remote


def vacancy(number: int, occupation: Occupation, area: Area) -> Sample:
    """An advert: what it states as fields, and a text that says no more than that."""
    dice = Dice("vacancy", number)
    outcode = dice.pick(area.outcodes)
    work = job(dice, occupation, outcode)
    record: Record = {"vacancy_id": f"V{number:04d}", "title": work.title, "employer": work.employer}
    record |= _vacancy_place(dice, work, area)
    record |= _times(dice, work)
    record |= _pay(dice, work, record)
    record |= _contract(dice, work)
    record |= _asked_skills(dice, occupation)
    if dice.chance(0.6):
        record |= {"licences": list(work.licences)}
        if obtainable := [name for name in work.licences if name in work.obtainable]:
            record |= {"licences_obtainable": obtainable}
    if dice.chance(0.42):
        record |= _demands(dice, work)
    record |= _dates(dice)
    record["description"] = _description(dice, work, record)
    return Sample(record, area.name, (occupation,))


def _vacancy_place(dice: Dice, work: Job, area: Area) -> Record:
    fields: Record = {}
    remote_stated = dice.chance({"full": 0.95, "hybrid": 0.8, "no": 0.25}[work.remote])
    if remote_stated:
        fields["remote"] = work.remote
        if work.remote == "hybrid":
            fields["days_on_site"] = dice.pick((1, 2, 2, 2.5, 3, 3))
        elif work.remote == "full" and dice.chance(0.3):
            fields["days_on_site"] = 0
    nowhere = 0.6 if fields.get("remote") == "full" else 0.015
    fields |= placed(
        dice, area, work.outcode, {"postcode": 0.7, "outcode": 0.12, "area": 0.12, "point": 0.04, "none": nowhere}
    )
    if fields.get("remote") == "full":
        return fields
    if work.occupation.needs_vehicle or dice.chance(0.1):
        said_in_title = "Driver)" in work.title or "Mobile" in work.title
        must_drive = said_in_title or dice.chance(work.occupation.needs_vehicle * 0.75)
        fields["needs_vehicle"] = True if must_drive else dice.pick((False, None))
    if work.occupation.family not in OUTDOORS:
        fields["step_free"] = dice.pick((True, False, None), (0.28, 0.1, 0.62))
    fields["parking"] = dice.pick((True, False, None), (0.3, 0.08, 0.62))
    is_plant = work.occupation.family in {"warehouse", "production"}
    fields["employer_transport"] = dice.pick((True, False, None), (0.14, 0.1, 0.76) if is_plant else (0.0, 0.04, 0.96))
    return fields


def _times(dice: Dice, work: Job) -> Record:
    fields: Record = {}
    shift = work.shift
    irregular = shift.kind in {"zero_hours", "annualised"}
    if shift.hours and dice.chance(0.78):
        low, high = (int(end) if end.is_integer() else end for end in shift.hours)
        only = dice.pick(("both", "low", "high"), (0.9, 0.06, 0.04)) if low != high else "both"
        fields["hours_per_week_min"] = low if only != "high" else None
        fields["hours_per_week_max"] = high if only != "low" else None
    stated = dice.chance(0.75 if irregular else 0.54)
    if stated:
        fields["shifts"] = shift.shifts
        if irregular or dice.chance(0.6):
            fields["shift_kind"] = shift.kind
        fields["rota_policy"] = shift.policy
    in_school = _in_school(work.occupation, work.employer)
    if TERM_WORDS.search(shift.prose) or (in_school and dice.chance(work.occupation.term_only)):
        fields["term_only"] = True
    elif dice.chance(0.06):
        fields["term_only"] = False
    return fields


def _pay(dice: Dice, work: Job, record: Record) -> Record:
    if not dice.chance(0.8):
        return {}
    if work.self_employed:
        return {"pay_min_gbp": float(dice.whole(26, 32) * 5), "pay_period": "day"}
    low, high = work.occupation.pay
    if work.apprentice:
        low, high = LEAST_APPRENTICE_PAY, LEAST_APPRENTICE_PAY + 2
    hourly = round(low + (high - low) * dice.whole(0, 6) / 10, 2)
    top = round(hourly * dice.pick((1.03, 1.05, 1.08)), 2) if dice.chance(0.3) else None
    stated = [h for h in (record.get("hours_per_week_min"), record.get("hours_per_week_max")) if h is not None]
    hours = sum(stated) / len(stated) if stated else 37.5
    if dice.chance(work.occupation.annual_pay):
        period, times, step = "year", 52 * hours, 50
    elif work.occupation.family in {"construction", "driving"} and dice.chance(0.15):
        period, times, step = "week", hours, 5
    else:
        return {"pay_min_gbp": hourly, "pay_max_gbp": top, "pay_period": "hour"}
    # Rounded up, so that a whole sum never falls below the legal minimum.
    low_sum, top_sum = (None if rate is None else -int(-rate * times // step) * step for rate in (hourly, top))
    return {"pay_min_gbp": low_sum, "pay_max_gbp": top_sum, "pay_period": period}


def _contract(dice: Dice, work: Job) -> Record:
    fields: Record = {}
    if work.apprentice:
        fields["contract"] = "apprenticeship"
    elif work.self_employed:
        fields["contract"] = "self_employed"
    elif "Temporary" in work.title or "Seasonal" in work.title:
        fields["contract"] = "temporary"
    elif work.shift.kind == "zero_hours":
        fields["contract"] = dice.pick(("casual", "casual", None))
    else:
        fields["contract"] = dice.pick(("permanent", "fixed_term", "temporary", None), (0.6, 0.12, 0.08, 0.2))
    if dice.chance(0.7):
        fields["openings"] = dice.pick((1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20), (60, 22, 12, 8, 8, 4, 4, 5, 3, 2, 2))
    return fields


def _asked_skills(dice: Dice, occupation: Occupation) -> Record:
    if not dice.chance(0.7):
        return {}
    fields: Record = {"required_skills": dice.several(occupation.skills, dice.whole(3, 5))}
    if dice.chance(0.15):
        fields["required_skill_levels"] = [dice.pick((0, 0.25, 0.5, 0.5, 0.75)) for _ in fields["required_skills"]]
    if dice.chance(0.65):
        fields["desirable_skills"] = dice.several(occupation.extra_skills, dice.whole(1, 3))
        if dice.chance(0.08):
            fields["desirable_skill_levels"] = [dice.pick((0, 0.5)) for _ in fields["desirable_skills"]]
    return fields


def _demands(dice: Dice, work: Job) -> Record:
    offered: dict[str, int] = {}
    for adjustment in work.adjustments:
        offered |= adjustment.demands
    every = work.occupation.demands
    stated = set(dice.several(tuple(every), dice.whole(4, len(every)))) | (set(offered) & set(every))
    fields: Record = {"demands": {name: level for name, level in every.items() if name in stated}}
    if adjusted := {name: level for name, level in offered.items() if level < every.get(name, 0)}:
        fields["demands_adjusted"] = adjusted
    if dice.chance(0.1):
        guessed = dice.several(tuple(fields["demands"]), 2)
        fields["inferred_fields"] = [f"demands.{name}" for name in guessed]
    return fields


def _dates(dice: Dice) -> Record:
    posted = dt.date(2026, 10, 1) + dt.timedelta(days=dice.whole(0, 60))
    closing = min(posted + dt.timedelta(days=dice.whole(12, 42)), dt.date(2026, 12, 31))
    return {
        "posted_date": posted.isoformat() if dice.chance(0.95) else None,
        "closing_date": closing.isoformat() if dice.chance(0.85) else None,
    }


# --- The text of an advert -------------------------------------------------------------


def _description(dice: Dice, work: Job, record: Record) -> str | None:
    if dice.chance(0.01):
        return None
    duties = dice.shuffled(filter(_suits(work), work.occupation.duties))
    about = dice.shuffled(filter(_not_said(record), work.occupation.about_you))
    extras = _extras(dice, work, record)
    benefits = dice.several(adverts.BENEFITS, dice.whole(0, 2))
    benefits += dice.several(adverts.FAMILY_BENEFITS.get(work.occupation.family, ()), dice.whole(0, 1))
    opening = dice.pick(adverts.INTROS[_voice(work.employer)]).format(
        employer=work.employer,
        title=work.title.partition(" (")[0],
        a_role=with_article(work.occupation.role),
        town=work.outcode.town,
    )
    closing = [dice.pick(adverts.CLOSINGS)] if dice.chance(0.5) else []
    budget = dice.whole(40, 165) - _n_words([opening, *extras, *closing])
    # Two thirds of what room there is goes to duties and what is asked, the rest to benefits.
    duties = duties[: max(2, min(8, budget // 26))]
    about = about[: max(1, min(5, budget // 40))]
    benefits = benefits[: max(0, min(3, budget // 50))]
    layout = dice.pick(("prose", "list", "html"), (0.62, 0.28, 0.1))
    return _LAYOUTS[layout](dice, opening, duties, about, [*extras, *benefits, *closing])


def _suits(work: Job) -> Callable[[str], bool]:
    """Whether a duty can be one of this employer, and of where the work is done."""

    def suits(duty: str) -> bool:
        if "from home" in duty and work.remote != "full":
            return False
        rules = [rule for words, rule in adverts.DUTY_EMPLOYERS.items() if words in duty]
        return work.occupation.family == "schools" or all(re.search(rule, work.employer) for rule in rules)

    return suits


def _not_said(record: Record) -> Callable[[str], bool]:
    """Whether a sentence of what is asked is free of things that the fields state, maybe otherwise."""
    patterns = [] if record.get("needs_vehicle") else [adverts.ABOUT_VEHICLES]
    patterns += [adverts.ABOUT_LICENCES] if "licences" in record else []
    patterns += [adverts.ABOUT_TIMES] if record.get("shifts") or record.get("shift_kind") else []
    return lambda text: not any(re.search(pattern, text) for pattern in patterns)


def _voice(employer: str) -> str:
    """The same employer always speaks in the same voice."""
    return Dice("voice", employer).pick(tuple(adverts.INTROS))


def _n_words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _extras(dice: Dice, work: Job, record: Record) -> list[str]:
    """Sentences that say what the fields say; what a field leaves out, the text leaves out too."""
    extras = []
    if record.get("shifts") or record.get("shift_kind"):
        extras.append(f"{work.shift.prose}.")
    if record.get("term_only"):
        extras.append("This is a term-time post.")
    if remote := record.get("remote"):
        days = f"{record.get('days_on_site') or 2:g}"
        extras.append(dice.pick(adverts.REMOTE_PROSE[remote]).format(days=days))
    if record.get("needs_vehicle"):
        extras.append(dice.pick(adverts.VEHICLE_PROSE))
    if record.get("employer_transport"):
        extras.append(dice.pick(adverts.TRANSPORT_PROSE))
    if record.get("step_free") is not None:
        extras.append(adverts.STEP_FREE_PROSE[record["step_free"]])
    can_be_had = record.get("licences_obtainable", [])
    extras += [adverts.LICENCE_PROSE[name][name in can_be_had] for name in record.get("licences", [])]
    if record.get("demands_adjusted"):
        extras += [f"{adjustment.prose}." for adjustment in work.adjustments]
    return extras


def _prose(dice: Dice, opening: str, duties: list[str], about: list[str], rest: list[str]) -> str:
    leads = ["You will", *dice.shuffled(adverts.DUTY_LEADS[1:])]
    told = [f"{lead} {duty}." for lead, duty in zip(leads, duties, strict=False)]
    told += [f"You will {duty}." for duty in duties[len(leads) :]]
    return " ".join([opening, *told, *about, *rest])


def _list(dice: Dice, opening: str, duties: list[str], about: list[str], rest: list[str]) -> str:
    heads = dice.pick((("The job:", "About you:"), ("Duties:", "You:"), ("What you will do", "What we look for")))
    told = [heads[0], *(f"- {duty}" for duty in duties), heads[1], *(f"- {line}" for line in about)]
    return "\n".join([opening, *told, " ".join(rest)]).strip()


def _html(_: Dice, opening: str, duties: list[str], about: list[str], rest: list[str]) -> str:
    told = "".join(f"<li>{sentence(duty)}</li>" for duty in duties)
    paragraphs = [f"<p>{opening}</p>", f"<ul>{told}</ul>", f"<p>{' '.join(about)}</p>"]
    return "".join([*paragraphs, f"<p>{' '.join(rest)}</p>"] if rest else paragraphs).replace("&", "&amp;")


_LAYOUTS: dict[str, Callable[[Dice, str, list[str], list[str], list[str]], str]] = {
    "prose": _prose,
    "list": _list,
    "html": _html,
}
