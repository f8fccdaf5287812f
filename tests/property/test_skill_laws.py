"""Laws of skills under a taxonomy: what one may rely on, whatever the records and the taxonomy."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import jobmatch as jm
from jobmatch.codes import SkillRelation
from jobmatch.results import PairDetail
from tests import worlds
from tests.encoders import HashEncoder
from tests.reference import skills as oracle
from tests.taxonomies import random_taxonomy

Records = Sequence[dict[str, Any]]
IN_MEMORY = jm.MatchConfig(cache_dir="", threads=1)


def _build(jobseekers: Records, vacancies: Records, **more: Any) -> jm.Matcher:
    return jm.Matcher.build(
        jm.read_vacancies(vacancies), jm.read_jobseekers(jobseekers), IN_MEMORY, encoder=HashEncoder(), **more
    )


def _world(seed: int) -> tuple[Records, Records]:
    """People with skills and vacancies that name some, and nothing else that matters."""
    rng = random.Random(seed)

    def some(most: int) -> list[str]:
        return rng.sample(worlds.SKILLS, rng.randint(1, most))

    def levels(names: list[str]) -> list[float] | None:
        return rng.choice((None, [rng.choice((0.0, 0.25, 0.5, 1.0)) for _ in names]))

    jobseekers, vacancies = [], []
    for i in range(12):
        held, required, desirable = some(6), some(rng.choice((4, 20))), some(4)
        jobseekers.append({"jobseeker_id": i, "skills": held, "skill_levels": levels(held)})
        vacancies.append(
            {
                "vacancy_id": i,
                "title": "Work",
                "required_skills": required,
                "required_skill_levels": levels(required),
                "desirable_skills": desirable,
            }
        )
    return jobseekers, vacancies


@pytest.fixture(scope="module", params=[1, 2, 3])
def seed(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_one_more_skill_never_lowers_a_score(seed: int) -> None:
    jobseekers, vacancies = _world(seed)
    taxonomy, _ = random_taxonomy(seed, worlds.SKILLS)
    matcher = _build(jobseekers, vacancies, taxonomy=taxonomy)
    rng, raised = random.Random(seed), 0
    for jobseeker in jobseekers:
        for vacancy in vacancies:
            levels = jobseeker["skill_levels"]
            more = {
                **jobseeker,
                "skills": [*jobseeker["skills"], rng.choice(worlds.SKILLS)],
                "skill_levels": None if levels is None else [*levels, 1.0],
            }
            before = matcher.detail(jobseeker["jobseeker_id"], vacancy["vacancy_id"])
            after = matcher.detail(more, vacancy["vacancy_id"])
            assert after.score >= before.score
            assert after.shortlist_score >= before.shortlist_score
            raised += after.score > before.score
    assert raised > 10


def _credits(detail: PairDetail) -> dict[str, int]:
    return {skill.skill: skill.credit for skill in detail.skills}


def test_a_taxonomy_never_lowers_what_a_skill_earns(seed: int) -> None:
    """Its weight may fall, since two names of one skill count once, and rarer or commoner: see docs/skills.md."""
    jobseekers, vacancies = _world(seed)
    taxonomy, plain = random_taxonomy(seed, worlds.SKILLS)
    without, with_it = _build(jobseekers, vacancies), _build(jobseekers, vacancies, taxonomy=taxonomy)
    compared = raised = 0
    for vacancy in vacancies:
        names = [*dict.fromkeys([*vacancy["required_skills"], *vacancy["desirable_skills"]])]
        if len(names) > 16 or len({oracle.meant(plain, name) for name in names}) < len(names):
            continue
        for jobseeker in jobseekers:
            pair = jobseeker["jobseeker_id"], vacancy["vacancy_id"]
            before, after = _credits(without.detail(*pair)), _credits(with_it.detail(*pair))
            for name, credit in before.items():
                # a name that is an id is shown as the skill's label
                shown = plain.labels.get(name, name)
                assert credit <= after[shown] <= 255
                raised += after[shown] > credit
                compared += 1
    assert compared > 100
    assert raised > 10


def test_order_changes_nothing(seed: int) -> None:
    jobseekers, vacancies = _world(seed)
    taxonomy, _ = random_taxonomy(seed, worlds.SKILLS)
    rng = random.Random(seed)

    def shuffled(record: dict[str, Any]) -> dict[str, Any]:
        """The same record with its lists in another order."""
        found = dict(record)
        for names, levels in (("skills", "skill_levels"), ("required_skills", "required_skill_levels")):
            if names in record:
                order = rng.sample(range(len(record[names])), len(record[names]))
                found[names] = [record[names][i] for i in order]
                if record[levels]:
                    found[levels] = [record[levels][i] for i in order]
        return found

    table = jm.skill_credits(taxonomy)
    one = _build(jobseekers, vacancies, taxonomy=taxonomy)
    other = _build(
        [shuffled(j) for j in rng.sample(jobseekers, len(jobseekers))],
        [shuffled(v) for v in rng.sample(vacancies, len(vacancies))],
        taxonomy=taxonomy,
        skill_credits=table.sample(fraction=1, shuffle=True, seed=seed),
    )
    assert_frame_equal(one.match(k=20).frame, other.match(k=20).frame)
    for jobseeker in jobseekers:
        for vacancy in vacancies:
            pair = jobseeker["jobseeker_id"], vacancy["vacancy_id"]
            assert one.detail(*pair).skills == other.detail(*pair).skills
            assert str(one.explain(*pair)) == str(other.explain(*pair))


def test_a_loaded_matcher_knows_its_taxonomy(seed: int, tmp_path: Path) -> None:
    jobseekers, vacancies = _world(seed)
    taxonomy, _ = random_taxonomy(seed, worlds.SKILLS)
    matcher = _build(jobseekers, vacancies, taxonomy=taxonomy)
    matcher.save(tmp_path / "index")
    loaded = jm.Matcher.load(tmp_path / "index", encoder=HashEncoder())
    assert loaded.taxonomy == matcher.taxonomy == ("Made up", "1", taxonomy.fingerprint)
    assert_frame_equal(loaded.match(k=20).frame, matcher.match(k=20).frame)
    new = {"title": "Work", "required_skills": list(worlds.SKILLS[:10])}
    for jobseeker in [*jobseekers, {"skills": list(worlds.SKILLS[-4:])}]:
        key: Any = jobseeker.get("jobseeker_id", jobseeker)
        assert loaded.detail(key, new) == matcher.detail(key, new)


@pytest.fixture(scope="module")
def kitchen() -> jm.SkillTaxonomy:
    return jm.SkillTaxonomy.from_tables(
        [
            {"skill_id": "K1", "label": "cook meals"},
            {"skill_id": "K2", "label": "cook soup"},
            {"skill_id": "K3", "label": "cook rice"},
            {"skill_id": "K4", "label": "boil eggs"},
        ],
        [{"skill_id": i, "broader_id": "K1"} for i in ("K2", "K3")],
        [{"skill_id": "K2", "label": "soup making"}, {"skill_id": "K4", "label": "egg boiling"}],
        name="Kitchen",
    )


def test_a_skill_that_only_a_new_vacancy_asks_for_earns_partial_credit(kitchen: jm.SkillTaxonomy) -> None:
    """Nobody asked for it when the matcher was built."""
    person = {"jobseeker_id": 1, "skills": ["soup making"]}
    matcher = _build([person], [{"vacancy_id": 1, "title": "Porter", "required_skills": ["lift"]}], taxonomy=kitchen)
    new = {"vacancy_id": 2, "title": "Cook", "required_skills": ["Cook Meals"]}
    (skill,) = matcher.detail(1, new).skills
    assert (skill.skill, skill.credit, skill.via, skill.relation) == (
        "Cook Meals",
        217,
        "cook soup",
        SkillRelation.NARROWER,
    )
    shortlist = matcher.shortlist(new)
    for frame in (shortlist.frame, shortlist.for_employer([1]).frame):
        assert frame["skills"].to_list() == [50 * (1000 * 217 // 255)]
    assert matcher.detail({"skills": ["cook soup"]}, new).skills == (skill,)


@pytest.mark.parametrize(
    ("held", "asked", "says"),
    [
        ("soup making", "cook meals", "In part: cook meals (through cook soup, a narrower skill)."),
        ("cook meals", "cook soup", "In part: cook soup (through cook meals, a broader skill)."),
        ("cook rice", "K2", "In part: cook soup (through cook rice, a skill of the same group)."),
        ("egg boiling", "boil eggs", "You have: boil eggs."),
        ("egg boiling", "cook meals", "None of the skills asked for is on your record yet."),
    ],
)
def test_what_earns_part_of_a_skill_is_named(kitchen: jm.SkillTaxonomy, held: str, asked: str, says: str) -> None:
    matcher = _build(
        [{"jobseeker_id": 1, "skills": [held]}],
        [{"vacancy_id": 1, "title": "Cook", "required_skills": [asked]}],
        taxonomy=kitchen,
    )
    assert says in str(matcher.explain(1, 1, audience="jobseeker"))


def test_a_table_of_credits_is_used_as_it_is(kitchen: jm.SkillTaxonomy) -> None:
    people = [{"jobseeker_id": 1, "skills": ["cook soup", "sing"]}]
    jobs = [{"vacancy_id": 1, "title": "Cook", "required_skills": ["cook meals", "perform"]}]
    table = pl.DataFrame({"held": ["SING", "soup making"], "asked": ["perform", "K1"], "credit": [0.4, 1.0]})
    detail = _build(people, jobs, taxonomy=kitchen, skill_credits=table).detail(1, 1)
    assert {(skill.skill, skill.credit, skill.via) for skill in detail.skills} == {
        ("perform", 102, "sing"),
        ("cook meals", 255, "cook soup"),
    }
    assert {(skill.credit) for skill in _build(people, jobs, skill_credits=table).detail(1, 1).skills} == {0, 102}
    said = str(_build(people, jobs, taxonomy=kitchen, skill_credits=table).explain(1, 1))
    assert "They have: cook meals (through cook soup). In part: perform (through sing)." in said


def test_skills_beyond_sixteen_are_neither_scored_nor_claimed() -> None:
    names = [f"skill {i:02d}" for i in range(20)]
    person = {"jobseeker_id": 1, "skills": names[15:]}
    job = {"vacancy_id": 1, "title": "Work", "required_skills": names[:14], "desirable_skills": names[14:]}
    matcher = _build([person], [job])
    detail = matcher.detail(1, 1)
    assert (len(detail.skills), detail.n_skills_left_out) == (16, 4)
    said = str(matcher.explain(1, 1, audience="jobseeker"))
    assert "The advert names 20 skills; only the 16 that count most were looked at." in said
    assert "skill 15" in said
    assert not any(name in said for name in names[16:])
    few = _build([person], [{**job, "desirable_skills": names[14:16]}])
    assert "were looked at" not in str(few.explain(1, 1))
