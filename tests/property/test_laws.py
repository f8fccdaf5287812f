"""Laws that hold whatever the records: read, match, explain, save."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import jobmatch as jm
from jobmatch.codes import PART_NAMES
from tests import worlds
from tests.encoders import HashEncoder

Records = Sequence[dict[str, Any]]
IN_MEMORY = jm.MatchConfig(cache_dir="", threads=1)


def build(jobseekers: Records, vacancies: Records, config: jm.MatchConfig = IN_MEMORY) -> jm.Matcher:
    return jm.Matcher.build(
        jm.read_vacancies(vacancies), jm.read_jobseekers(jobseekers), config=config, encoder=HashEncoder()
    )


def world(seed: int, n_jobseekers: int = 15, n_vacancies: int = 30) -> tuple[Records, Records]:
    """Records that the readers accept."""
    jobseekers, vacancies = worlds.random_world(seed, n_jobseekers, n_vacancies)
    rng = random.Random(seed)
    words = ["forklift", "packing", "care", "kitchen", "till", "cleaning", "driving", "phone", "excel", "night", "team"]
    for record, field in [(j, "cv_text") for j in jobseekers] + [(v, "description") for v in vacancies]:
        record[field] = " ".join(rng.choices(words, k=12)) if rng.random() < 0.8 else None
    return _accepted(jobseekers, jm.read_jobseekers), _accepted(vacancies, jm.read_vacancies)


def _accepted(records: Records, read: Any) -> Records:
    rejected = set(read(records).rejected["row"].to_list())
    return [record for row, record in enumerate(records) if row not in rejected]


@pytest.fixture(scope="module", params=[1, 2, 3])
def records(request: pytest.FixtureRequest) -> tuple[Records, Records]:
    return world(request.param)


def test_the_order_of_rows_changes_nothing(records: tuple[Records, Records]) -> None:
    jobseekers, vacancies = records
    rng = random.Random(5)
    shuffled = rng.sample(jobseekers, len(jobseekers)), rng.sample(vacancies, len(vacancies))
    one, other = build(jobseekers, vacancies), build(*shuffled)
    assert_frame_equal(one.match(k=7).frame, other.match(k=7).frame)
    assert_frame_equal(one.shortlist(k=7).frame, other.shortlist(k=7).frame)


@pytest.mark.parametrize("changes", [{"threads": 2}, {"threads": 3}])
def test_threads_change_nothing(records: tuple[Records, Records], changes: dict[str, Any]) -> None:
    one = build(*records)
    other = build(*records, config=IN_MEMORY.model_copy(update=changes))
    assert_frame_equal(one.match(k=5).frame, other.match(k=5).frame)
    assert_frame_equal(one.shortlist(k=5).frame, other.shortlist(k=5).frame)


def test_one_by_one_is_as_in_a_batch(records: tuple[Records, Records]) -> None:
    jobseekers, vacancies = records
    matcher = build(jobseekers, vacancies)
    together = matcher.match(k=4).frame
    alone = pl.concat([matcher.match(jobseeker, k=4).frame for jobseeker in jobseekers])
    assert_frame_equal(together, alone.sort("jobseeker_id", "rank"))
    together = matcher.shortlist(k=4).frame
    alone = pl.concat([matcher.shortlist(vacancy, k=4).frame for vacancy in vacancies])
    assert_frame_equal(together, alone.sort("vacancy_id", "rank"))


def test_a_shorter_list_is_the_head_of_a_longer_one(records: tuple[Records, Records]) -> None:
    matcher = build(*records)
    assert_frame_equal(matcher.match(k=2).frame, matcher.match(k=9).frame.filter(pl.col("rank") <= 2))
    assert_frame_equal(matcher.shortlist(k=2).frame, matcher.shortlist(k=9).frame.filter(pl.col("rank") <= 2))


def test_parts_add_up_and_scores_fall_with_rank(records: tuple[Records, Records]) -> None:
    matcher = build(*records)
    match, shortlist = matcher.match(k=20).frame, matcher.shortlist(k=20).frame
    for frame, parts in ((match, PART_NAMES), (shortlist, ("text", "skills"))):
        assert (frame["score"] == frame.select(pl.sum_horizontal(*parts, "unknown")).to_series()).all()
        assert frame["score"].is_between(0, 100_000).all()
        query = "jobseeker_id" if frame is match else "vacancy_id"
        falls = frame.select(pl.col("score").diff().over(query).fill_null(0) <= 0).to_series()
        assert falls.all()
    assert (match["verdict"] != "FAIL").all()
    assert (shortlist["verdict"] != "FAIL").all()


def test_explanations_agree_with_the_frame(records: tuple[Records, Records]) -> None:
    matcher = build(*records)
    for row in matcher.match(k=5).frame.iter_rows(named=True):
        explanation = matcher.explain(row["jobseeker_id"], row["vacancy_id"])
        assert (explanation.score, explanation.verdict.name) == (row["score"], row["verdict"])
        assert sum(line.points for line in explanation.parts) == row["score"]
    for row in matcher.shortlist(k=5).frame.iter_rows(named=True):
        explanation = matcher.explain(row["jobseeker_id"], row["vacancy_id"], audience="employer")
        assert explanation.score == row["score"]


def test_a_record_in_no_table_is_explained_as_one_in_a_table(records: tuple[Records, Records]) -> None:
    jobseekers, vacancies = records
    matcher = build(jobseekers, vacancies)
    for jobseeker, vacancy in zip(jobseekers, vacancies, strict=False):
        ids = jobseeker["jobseeker_id"], vacancy["vacancy_id"]
        stored = matcher.detail(*ids)
        assert matcher.detail(jobseeker, ids[1]) == stored
        assert matcher.detail(ids[0], vacancy) == stored
        assert matcher.detail(jobseeker, vacancy) == stored


def test_adding_a_matching_skill_never_lowers_a_score(records: tuple[Records, Records]) -> None:
    jobseekers, vacancies = records
    matcher = build(jobseekers, vacancies)
    tried = 0
    for jobseeker in jobseekers:
        if jobseeker.get("skills") is None:
            continue
        for vacancy in vacancies[::3]:
            for skill in (vacancy.get("required_skills") or [])[:2]:
                levels = jobseeker.get("skill_levels")
                more = {
                    **jobseeker,
                    "skills": [*jobseeker["skills"], skill],
                    "skill_levels": None if levels is None else [*levels, 1.0],
                }
                before, after = matcher.detail(jobseeker, vacancy), matcher.detail(more, vacancy)
                assert after.score >= before.score
                assert after.shortlist_score >= before.shortlist_score
                tried += 1
    assert tried > 20


@pytest.mark.parametrize(
    "limit",
    [
        {"care_flag": True, "away_windows": "Mon-Wed 09:00-15:00", "away_windows_holiday": None},
        {"care_flag": True, "away_windows": "none", "away_windows_holiday": None},
        {"capacity": {"lift_carry": 0, "standing": 0}, "capacity_soft": []},
        {"limit_out": 10, "limit_ret": 10},
        {"needs_step_free": True},
    ],
)
def test_a_constraint_only_removes(limit: dict[str, Any]) -> None:
    jobseekers, vacancies = world(4)
    # nobody limited before, so that the change is a tightening and nothing else
    free = [
        {**j, "care_flag": False, "away_windows": None, "away_windows_holiday": None, "capacity": None,
         "capacity_soft": None, "limit_out": 180, "limit_ret": 180, "needs_step_free": False}
        for j in jobseekers
    ]  # fmt: skip
    before = build(free, vacancies).match(k=1000).frame
    after = build([{**j, **limit} for j in free], vacancies).match(k=1000).frame
    pairs = ["jobseeker_id", "vacancy_id"]
    assert after.join(before, on=pairs, how="anti").is_empty()
    assert len(after) < len(before)


def test_equal_records_are_ranked_by_id() -> None:
    vacancy = {"title": "Cleaner", "latitude": 51.6, "longitude": -3.0}
    matcher = build(
        [{"jobseeker_id": i, "cv_text": "cleaner", "latitude": 51.6, "longitude": -3.0} for i in (10, 9, 2)],
        [{"vacancy_id": i, **vacancy} for i in ("b", "B", "a10", "a9")],
    )
    match, shortlist = matcher.match().frame, matcher.shortlist().frame
    assert match["vacancy_id"].to_list() == ["B", "a10", "a9", "b"] * 3
    assert match["jobseeker_id"].to_list() == [2] * 4 + [9] * 4 + [10] * 4
    assert shortlist["jobseeker_id"].to_list() == [2, 9, 10] * 4


def test_a_loaded_matcher_gives_the_same(records: tuple[Records, Records], tmp_path: Path) -> None:
    matcher = build(*records)
    matcher.save(tmp_path / "index")
    loaded = jm.Matcher.load(tmp_path / "index", encoder=HashEncoder())
    assert_frame_equal(matcher.match(k=5).frame, loaded.match(k=5).frame)
    assert_frame_equal(matcher.shortlist(k=5).frame, loaded.shortlist(k=5).frame)
    jobseeker, vacancy = records[0][0], records[1][0]
    assert loaded.detail(jobseeker, vacancy) == matcher.detail(jobseeker, vacancy)
    ids = jobseeker["jobseeker_id"], vacancy["vacancy_id"]
    assert str(loaded.explain(*ids)) == str(matcher.explain(*ids))


def test_saving_twice_gives_the_same_bytes(records: tuple[Records, Records], tmp_path: Path) -> None:
    for name in ("one", "other"):
        build(*records).save(tmp_path / name)
    files = [
        sorted(p for p in (tmp_path / name).rglob("*") if p.suffix in (".npy", ".parquet")) for name in ("one", "other")
    ]
    assert [p.name for p in files[0]] == [p.name for p in files[1]] != []
    for one, other in zip(*files, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_a_saved_index_holds_no_text_and_no_column_of_the_users_own(tmp_path: Path) -> None:
    jobseekers = [{"jobseeker_id": 1, "cv_text": "Baker", "postcode": "NP20 1AA", "my_notes": "likes mornings"}]
    build(jobseekers, [{"vacancy_id": 1, "title": "Baker", "description": "Bread"}]).save(tmp_path)
    columns = {name for path in tmp_path.rglob("*.parquet") for name in pl.read_parquet(path).columns}
    assert "jobseeker_id" in columns
    assert not columns & {"cv_text", "postcode", "description", "my_notes"}


def test_a_misspelt_field_of_a_record_is_refused() -> None:
    matcher = build([{"jobseeker_id": 1, "cv_text": "Baker"}], [{"vacancy_id": 1, "title": "Baker"}])
    with pytest.raises(jm.RecordError, match="cv_txt"):
        matcher.match({"cv_txt": "Baker"})
    assert matcher.explain(jobseeker_id=1, vacancy_id=1).score >= 0
