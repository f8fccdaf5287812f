"""Evidence says by name what the scorer found in numbers, and the two agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from jobmatch.codes import Constraint, Part, Reason, Verdict
from jobmatch.config import MatchConfig, ShortlistWeights, Weights
from jobmatch.errors import ShapeMismatchError
from jobmatch.evidence import pair_details
from jobmatch.pack import SkillSpace
from jobmatch.results import PairDetail, SkillEvidence
from tests import worlds
from tests.details import VERDICTS
from tests.market import FULL, Market, make_market
from tests.reference import bruteforce, rules
from tests.reference.base import stated

PENALTIES = {1: 4000, 2: 0, 3: 30_000}  # by seed
Record = Mapping[str, Any]


def _details(market: Market, space: SkillSpace | None = None) -> list[PairDetail]:
    person, vacancy, judged = market.judge_all()
    return pair_details(judged, market.people, market.jobs, person, vacancy, space or market.space, market.settings)


def _pairs(market: Market) -> Iterator[tuple[Record, Record, PairDetail]]:
    """Every pair as both records and its detail."""
    people = {record["jobseeker_id"]: record for record in market.jobseekers}
    jobs = {record["vacancy_id"]: stated(record) for record in market.vacancies}
    details = iter(_details(market))
    for person_id in market.person_ids:
        for vacancy_id in market.vacancy_ids:
            yield people[person_id], jobs[vacancy_id], next(details)


@pytest.fixture(scope="module", params=PENALTIES)
def market(request: pytest.FixtureRequest) -> Market:
    """A world with partial credits, weights of its own, and everything else that may happen."""
    config = MatchConfig(
        weights=Weights(text=10, skills=40, travel=20, care=10, health=15, pay=5),
        shortlist_weights=ShortlistWeights(text=35, skills=65),
        unknown_penalty_points=PENALTIES[request.param],
        search_unstated_remote=request.param == 2,
    )
    return make_market(
        *worlds.random_world(request.param, 25, 30),
        seed=request.param,
        config=config,
        credits_by_pair=worlds.random_credits(request.param),
    )


def test_points_add_up(market: Market) -> None:
    person, _, judged = market.judge_all()
    details = _details(market)
    assert len(details) == len(person)
    for i, detail in enumerate(details):
        assert sum(detail.points) + detail.unknown_points == detail.score == judged.points[i, 0]
        assert sum(detail.shortlist_points) == detail.shortlist_score == judged.points[i, 2]
        assert detail.unknown_points <= 0
        assert detail.points[Part.SKILLS] == 40 * detail.part_values[Part.SKILLS]
        assert detail.shortlist_points[1] == 65 * detail.part_values[Part.SKILLS]
        assert detail.verdict == min(finding.verdict for finding in detail.findings)


def test_details_agree_with_the_oracle(market: Market) -> None:
    config = market.config
    judged = bruteforce.judge_all(
        market.jobseekers,
        market.vacancies,
        market.similarities,
        one=FULL,
        credits=market.credits_by_pair,
        weights=config.weights.as_tuple(),
        shortlist_weights=(35, 65),
        penalty=config.unknown_penalty_points,
        search_unstated_remote=config.search_unstated_remote,
    )
    person_at = {record["jobseeker_id"]: row for row, record in enumerate(market.jobseekers)}
    vacancy_at = {record["vacancy_id"]: row for row, record in enumerate(market.vacancies)}
    details = iter(_details(market))
    for person_id in market.person_ids:
        for vacancy_id in market.vacancy_ids:
            detail, pair = next(details), judged[person_at[person_id]][vacancy_at[vacancy_id]]
            assert detail.score == pair.score
            assert detail.shortlist_points == pair.shortlist_points
            assert dict(zip(rules.PARTS, detail.points, strict=True)) == pair.points
            assert {part.name.lower() for part in detail.unknown_parts} == pair.unknown_parts
            assert [int(finding.verdict) for finding in detail.findings] == [int(v) for v in pair.verdicts.values()]
            assert detail.in_reach == pair.in_reach


def test_every_reason_comes_with_its_verdict(market: Market) -> None:
    for detail in _details(market):
        for constraint, finding in zip(Constraint, detail.findings, strict=True):
            assert finding.reason.name.startswith(constraint.name)
            assert finding.verdict in VERDICTS[finding.reason], finding.reason.name


def test_skill_evidence_gives_the_part(market: Market) -> None:
    for jobseeker, vacancy, detail in _pairs(market):
        assert len(detail.skills) == min(16, len(rules.asked_skills(vacancy)))
        assert sum(skill.weight for skill in detail.skills) == (255 if detail.skills else 0)
        assert all((skill.via is None) == (skill.credit == 0) for skill in detail.skills)
        if Part.SKILLS in detail.unknown_parts:
            assert not detail.skills or jobseeker["skills"] is None
        else:
            total = sum(skill.weight * skill.credit for skill in detail.skills)
            assert detail.part_values[Part.SKILLS] == 1000 * total // 65_025


def test_skill_evidence_names_what_earns_the_credit(market: Market) -> None:
    credits_by_pair = dict(market.credits_by_pair)
    partial = 0
    for jobseeker, vacancy, detail in _pairs(market):
        required = set(vacancy["required_skills"] or ())
        credit = rules.skill_credits(jobseeker, vacancy, credits_by_pair) or {}
        for skill in detail.skills:
            assert skill.required == (skill.skill in required)
            assert skill.credit == credit.get(skill.skill, 0)
            if skill.via is not None:
                assert skill.via in jobseeker["skills"]
                worth = 255 if skill.via == skill.skill else credits_by_pair[skill.via, skill.skill]
                assert skill.credit <= worth
                partial += skill.via != skill.skill
    assert partial > 0


def test_licences_by_name(market: Market) -> None:
    for jobseeker, vacancy, detail in _pairs(market):
        needed = [name for name in vacancy["licences"] or [] if name != "welsh_desirable"]
        held = jobseeker["licences"]
        assert sorted(detail.licences_needed) == sorted(set(needed))
        missing = {name for name in needed if name in rules.LICENCES} - rules.with_implied(held or ())
        assert set(detail.licences_missing) == (missing if held is not None else set())


def test_dimensions_by_name(market: Market) -> None:
    """The rules of docs/rules.md, dimension by dimension."""
    for jobseeker, vacancy, detail in _pairs(market):
        demands, adjusted = vacancy["demands"] or {}, vacancy["demands_adjusted"] or {}
        soft = jobseeker["capacity_soft"] or ()
        agreed = jobseeker["access_to_work"] or ()
        limits, good_day = rules.limits_on(jobseeker, vacancy, None)
        found: dict[str, set[str]] = {
            name: set() for name in ("short", "adjusted", "good_day", "access", "unknown", "over_preference")
        }
        for name, level in limits.items():
            if name not in demands:
                if name not in soft:
                    found["unknown"].add(name)
            elif demands[name] > level and name in soft:
                found["over_preference"].add(name)
            elif demands[name] > level:
                demand = adjusted.get(name, demands[name])
                met_on_good_days = good_day is not None and good_day.get(name, 0) >= demand
                how = "adjusted" if demand <= level else "good_day" if met_on_good_days else None
                found[how or ("access" if name in agreed else "short")].add(name)
        assert {name: set(getattr(detail, f"dimensions_{name}")) for name in found} == found


def test_dimensions_explain_the_verdict(market: Market) -> None:
    for detail in _details(market):
        expected = Verdict.OK
        if detail.dimensions_adjusted or detail.dimensions_good_day or detail.dimensions_access:
            expected = Verdict.CONDITIONAL
        if detail.dimensions_unknown:
            expected = Verdict.UNKNOWN
        if detail.dimensions_short:
            expected = Verdict.FAIL
        phased = Reason(detail.findings[Constraint.HEALTH].numbers[1])
        if phased:
            expected = min(expected, *VERDICTS[phased])
        assert detail.findings[Constraint.HEALTH].verdict is expected


# --- By hand ----------------------------------------------------------------------------------

PLACE = {"latitude": 51.5842, "longitude": -2.9977}
PERSON = {"jobseeker_id": 1, **PLACE}
VACANCY = {"vacancy_id": 1, "title": "Cook", **PLACE}


def _only(person: Record, vacancy: Record, **options: Any) -> PairDetail:
    return _details(make_market([{**PERSON, **person}], [{**VACANCY, **vacancy}], **options))[0]


def test_level_below_the_least_asked() -> None:
    detail = _only(
        {"skills": ["Cook  Rice", "bake"], "skill_levels": [0.5, 1.0]},
        {"required_skills": ["cook rice"], "required_skill_levels": [0.8], "desirable_skills": ["bake", "sing"]},
    )
    assert [(skill.skill, skill.required, skill.credit, skill.via) for skill in detail.skills] == [
        ("cook rice", True, 255 * 50 // 80, "cook rice"),
        ("bake", False, 255, "bake"),
        ("sing", False, 0, None),
    ]


def test_partial_credit_beats_a_low_level() -> None:
    detail = _only(
        {"skills": ["cook", "bake"], "skill_levels": [0.2, 1.0]},
        {"required_skills": ["cook"], "required_skill_levels": [1.0]},
        credits_by_pair={("bake", "cook"): 128},
    )
    assert detail.skills == (SkillEvidence("cook", True, 255, 128, "bake"),)


def test_the_same_skill_is_named_on_a_tie() -> None:
    for other in ("aerate", "whisk"):  # before it in the alphabet, and after
        detail = _only(
            {"skills": [other, "cook"], "skill_levels": [1.0, 0.5]},
            {"required_skills": ["cook"], "required_skill_levels": [1.0]},
            credits_by_pair={(other, "cook"): 127},
        )
        assert detail.skills == (SkillEvidence("cook", True, 255, 127, "cook"),)


def test_skills_of_a_person_who_has_not_said() -> None:
    detail = _only({"skills": None}, {"required_skills": ["cook"]})
    assert detail.skills == (SkillEvidence("cook", True, 255, 0, None),)
    assert Part.SKILLS in detail.unknown_parts


def test_guessed_skills_and_licences_are_no_evidence() -> None:
    detail = _only(
        {"skills": ["cook"], "licences": []},
        {"required_skills": ["cook"], "licences": ["cscs"], "inferred_fields": ["required_skills", "licences"]},
    )
    assert detail.skills == ()
    assert detail.licences_needed == ()
    assert detail.findings[Constraint.LICENCE].reason is Reason.LICENCE_NOT_STATED


def test_unrecognised_licence_is_named_as_written() -> None:
    detail = _only({"licences": []}, {"licences": ["zeppelin_pilot", "cscs"], "licences_obtainable": ["cscs"]})
    assert detail.licences_needed == ("cscs", "zeppelin_pilot")
    assert detail.licences_missing == ("cscs",)


def test_space_may_have_grown_since() -> None:
    market = make_market(
        [{**PERSON, "skills": ["cook"]}], [{**VACANCY, "required_skills": ["cook"], "desirable_skills": ["sing"]}]
    )
    other = make_market([{**PERSON, "skills": ["aardvark care"]}], [{**VACANCY, "required_skills": ["abseil"]}])
    grown = market.space.extended_for(other.jobs.frame, other.people.frame)
    assert len(grown) == len(market.space) + 2
    assert _details(market, grown) == _details(market)


def test_rows_must_line_up() -> None:
    market = make_market([PERSON], [VACANCY])
    person, vacancy, judged = market.judge_all()
    with pytest.raises(ShapeMismatchError, match="rows of judged pairs"):
        pair_details(judged, market.people, market.jobs, person, vacancy[:0], market.space, market.settings)


def test_no_pairs() -> None:
    market = make_market([PERSON], [])
    assert _details(market) == []
