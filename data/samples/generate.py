"""Write the sample data of jobmatch: invented vacancies and jobseekers, the same bytes on every run.

Run ``python data/samples/generate.py`` to write the files beside this one, or with ``--check`` to see whether
they are what this program writes. The content is in the ``_*.py`` files; here is how it is put together.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import _cvs as cvs
import _showcase as showcase
from _bad_rows import BAD_ROWS
from _dice import Dice, Record, Sample, round_robin
from _jobseekers import Profile, jobseeker
from _model import items
from _occupations import BY_KEY, OCCUPATIONS, RELATED_FAMILIES
from _places import AREAS
from _placing import place_rows
from _vacancies import vacancy

N_VACANCIES = 320
N_JOBSEEKERS = 220
SAME_OCCUPATION, SAME_FAMILY = 3, 2  # grades of the synthetic judgements
VACANCY_COLUMNS = items(
    "vacancy_id; title; employer; description; postcode; area; latitude; longitude; place_radius_km; remote; "
    "days_on_site; needs_vehicle; step_free; parking; employer_transport; pay_min_gbp; pay_max_gbp; pay_period; "
    "hours_per_week_min; hours_per_week_max; shift_kind; shifts; rota_policy; term_only; contract; openings; "
    "required_skills; required_skill_levels; desirable_skills; desirable_skill_levels; licences; "
    "licences_obtainable; demands; demands_adjusted; posted_date; closing_date; inferred_fields"
)
JOBSEEKER_COLUMNS = items(
    "jobseeker_id; cv_text; postcode; area; latitude; longitude; place_radius_km; modes; limit_out; limit_ret; "
    "limit_source; prefer_min; max_walk; needs_step_free; hours_per_week_min; hours_per_week_max; care_flag; "
    "away_windows; away_windows_holiday; capacity; capacity_soft; skills; skill_levels; licences; "
    "pay_wanted_gbp_per_hour"
)


# --- Tables ----------------------------------------------------------------------------


def make_vacancies() -> list[Sample]:
    """All vacancies, those written by hand first."""
    by_hand = [
        Sample({"vacancy_id": f"V{number:04d}", **record}, "", (BY_KEY[key],))
        for number, (key, record) in enumerate(showcase.VACANCIES, start=1)
    ]
    n_left = N_VACANCIES - len(by_hand)
    occupations = round_robin(Dice("occupations"), {o: float(o.weight) for o in OCCUPATIONS}, n_left)
    areas = round_robin(Dice("vacancy areas"), dict.fromkeys(AREAS, 1.0), n_left)
    numbers = range(len(by_hand) + 1, N_VACANCIES + 1)
    return by_hand + [vacancy(*row) for row in zip(numbers, occupations, areas, strict=True)]


def make_jobseekers() -> list[Sample]:
    """All jobseekers, those written by hand first."""
    by_hand = [
        Sample({"jobseeker_id": f"J{number:04d}", **record}, area, tuple(BY_KEY[key] for key in keys))
        for number, (area, keys, record) in enumerate(showcase.JOBSEEKERS, start=1)
    ]
    n_left = N_JOBSEEKERS - len(by_hand)
    weights = {situation: float(situation.weight) for situation in cvs.SITUATIONS}
    columns = (
        round_robin(Dice("situations"), weights, n_left),
        round_robin(Dice("jobseeker areas"), dict.fromkeys(AREAS, 1.0), n_left),
        _shared_out("cv", n_left, "text", empty=7, missing=6),
        _shared_out("care", n_left, None, windows=45, never=1, not_recorded=1),
        _shared_out("capacity", n_left, None, limited=n_left // 4),
    )
    people = []
    for number, (situation, area, cv, care, limited) in enumerate(zip(*columns, strict=True), start=len(by_hand) + 1):
        people.append(jobseeker(number, Profile(situation, area, cv or "text", care, limited is not None)))
    return by_hand + people


def _shared_out(key: str, n: int, otherwise: str | None, **numbers: int) -> list[str | None]:
    """Each word as often as told, ``otherwise`` for the rest, in another order."""
    told = [word for word, number in numbers.items() for _ in range(number)]
    return Dice(key).shuffled([*told, *[otherwise] * (n - len(told))])


def relevance(person: Sample, vacancy: Sample) -> int:
    """The synthetic judgement: how near the vacancy's occupation is to those of the person.

    3 the same occupation, 2 one of the same family, 1 one of a related family, 0 any other.
    """
    asked = vacancy.occupations[0]
    families = {occupation.family for occupation in person.occupations}
    if asked in person.occupations:
        return SAME_OCCUPATION
    if asked.family in families:
        return SAME_FAMILY
    return int(any(asked.family in RELATED_FAMILIES.get(family, ()) for family in families))


def judgement_rows(people: Sequence[Sample], vacancies: Sequence[Sample]) -> list[Record]:
    """Thirty people by twenty vacancies, half of those near to them in kind."""
    dice = Dice("judgements")
    rows = []
    for person in dice.several([p for p in people if p.record.get("cv_text")], 30):
        grades = [(relevance(person, v), v) for v in vacancies]
        near = dice.several([pair for pair in grades if pair[0] >= SAME_FAMILY], 9)
        chosen = near + dice.several([pair for pair in grades if pair[0] < SAME_FAMILY], 20 - len(near))
        chosen.sort(key=lambda pair: str(pair[1].record["vacancy_id"]))
        rows += [
            {"jobseeker_id": person.record["jobseeker_id"], "vacancy_id": v.record["vacancy_id"], "relevance": grade}
            for grade, v in chosen
        ]
    return rows


def put_forward_rows(people: Sequence[Sample], vacancies: Sequence[Sample]) -> list[Record]:
    """People who agreed to be put forward for three of the vacancies written by hand."""
    rows = []
    for index, area in ((3, "Hull"), (4, "Leicester"), (6, "Leeds")):
        vacancy = vacancies[index]
        local = sorted((p for p in people if p.area == area), key=lambda p: -relevance(p, vacancy))
        ids = sorted(str(p.record["jobseeker_id"]) for p in local[:10])
        rows += [{"vacancy_id": vacancy.record["vacancy_id"], "jobseeker_id": name} for name in ids]
    return rows


# --- Files -----------------------------------------------------------------------------


def _in_order(record: Record, columns: Iterable[str]) -> Record:
    return {name: record[name] for name in columns if record.get(name) is not None}


def to_ndjson(samples: Iterable[Sample], columns: Iterable[str]) -> str:
    """One JSON object a line; what is not stated is left out."""
    columns = list(columns)
    return "".join(json.dumps(_in_order(s.record, columns), ensure_ascii=False) + "\n" for s in samples)


def _cell(value: object) -> object:
    if isinstance(value, dict):
        return "; ".join(f"{name}={level}" for name, level in value.items()) or "none"
    if isinstance(value, list):
        return "; ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return str(value).lower()
    return value


def to_csv(records: Iterable[Record], columns: Sequence[str]) -> str:
    """Comma-separated text; lists as "a; b", an empty list as "none", what is not stated as nothing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(record.get(name)) for name in columns] for record in records)
    return text.getvalue()


def make_files() -> dict[str, str]:
    """Name and content of every file that this program writes."""
    vacancies, people = make_vacancies(), make_jobseekers()
    stated = [_in_order(v.record, VACANCY_COLUMNS) for v in vacancies]
    used = [name for name in VACANCY_COLUMNS if any(name in record for record in stated)]
    bad_columns = ["what_is_wrong", *dict.fromkeys(name for row in BAD_ROWS for name in row if name != "what_is_wrong")]
    return {
        "vacancies.ndjson": to_ndjson(vacancies, VACANCY_COLUMNS),
        "vacancies.csv": to_csv(stated, used),
        "jobseekers.ndjson": to_ndjson(people, JOBSEEKER_COLUMNS),
        "places.csv": to_csv(place_rows(), ("postcode", "area", "latitude", "longitude", "radius_km")),
        "put_forward.csv": to_csv(put_forward_rows(people, vacancies), ("vacancy_id", "jobseeker_id")),
        "judgements.csv": to_csv(judgement_rows(people, vacancies), ("jobseeker_id", "vacancy_id", "relevance")),
        "bad_rows.csv": to_csv(BAD_ROWS, bad_columns),
    }


def main() -> int:
    """Write the files, or with ``--check`` compare them; the exit status is 1 if any differs."""
    parser = argparse.ArgumentParser(description="Write the sample data of jobmatch.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file differs")
    check = parser.parse_args().check
    folder = Path(__file__).resolve().parent
    differing = []
    for name, content in make_files().items():
        path, data = folder / name, content.encode()
        if not check:
            path.write_bytes(data)
        elif not path.is_file() or path.read_bytes() != data:
            differing.append(name)
    if differing:
        sys.stderr.write(f"Not as generated: {', '.join(differing)}. Run this program without --check.\n")
    return int(bool(differing))


if __name__ == "__main__":
    sys.exit(main())
