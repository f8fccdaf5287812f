"""An employer's view is the same, byte for byte, whatever must not reach an employer."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

import jobmatch as jm
from jobmatch.schemas import JOBSEEKER
from tests import worlds
from tests.property.test_laws import build, world

PRIVATE = [column.name for column in JOBSEEKER if column.audience == "not_employer"]


def _with_other_private_life(jobseeker: dict[str, Any], seed: int) -> dict[str, Any]:
    """Return the same person with every private column drawn anew until the reader accepts it."""
    for attempt in range(100):
        drawn = worlds.random_jobseeker(worlds.random_from(1000 * seed + attempt))
        other = {**jobseeker, **{name: drawn.get(name) for name in PRIVATE}}
        if len(jm.read_jobseekers([other])) == 1:
            return other
    raise AssertionError("no acceptable private life in 100 draws")


def _view_bytes(view: jm.EmployerView, path: Path) -> bytes:
    view.write(path)
    return path.read_bytes()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("as_mapping", [False, True])
def test_private_columns_change_nothing(seed: int, as_mapping: bool, tmp_path: Path) -> None:
    jobseekers, vacancies = world(seed + 20, 18, 8)
    rng = random.Random(seed)
    agreed = [j["jobseeker_id"] for j in rng.sample(jobseekers, 6)]
    put_forward: Any = {v["vacancy_id"]: rng.sample(agreed, 3) for v in vacancies[:4]} if as_mapping else agreed
    changed = [
        _with_other_private_life(j, 100 * seed + n) if j["jobseeker_id"] in agreed else j
        for n, j in enumerate(jobseekers)
    ]
    before, after = build(jobseekers, vacancies), build(changed, vacancies)
    for k in (1, 5):
        views = [matcher.shortlist(k=k).for_employer(put_forward) for matcher in (before, after)]
        assert _view_bytes(views[0], tmp_path / "a.csv") == _view_bytes(views[1], tmp_path / "b.csv")
        assert set(views[0].frame["jobseeker_id"]) <= set(agreed)
        assert len(views[0]) == (3 * len(put_forward) if as_mapping else 6 * len(vacancies))
    for person in agreed:
        for vacancy in vacancies[:3]:
            said = [m.explain(person, vacancy["vacancy_id"], audience="employer") for m in (before, after)]
            assert said[0].to_dict() == said[1].to_dict()
            assert str(said[0]) == str(said[1])


def test_every_private_column_is_drawn() -> None:
    """Otherwise the test above could not see what it does; places here are coordinates, never names."""
    draws = [worlds.random_jobseeker(worlds.random_from(seed)) for seed in range(300)]
    never = [name for name in PRIVATE if all(draw.get(name) is None for draw in draws)]
    assert never == ["postcode", "area"]


def test_the_view_has_no_private_column() -> None:
    jobseekers, vacancies = world(9, 6, 4)
    view = build(jobseekers, vacancies).shortlist().for_employer([jobseekers[0]["jobseeker_id"]])
    assert view.frame.columns == [
        "vacancy_id",
        "rank",
        "jobseeker_id",
        "score",
        "text",
        "skills",
        "unknown",
        "licence_verdict",
        "hours_verdict",
    ]


def test_a_match_has_no_employer_view() -> None:
    jobseekers, vacancies = world(9, 4, 4)
    result = build(jobseekers, vacancies).match()
    with pytest.raises(jm.UsageError, match="shortlist"):
        result.for_employer([jobseekers[0]["jobseeker_id"]])


def test_somebody_unknown_cannot_be_put_forward() -> None:
    jobseekers, vacancies = world(9, 4, 4)
    shortlist = build(jobseekers, vacancies).shortlist()
    wrong: list[Any] = [["nobody"], {vacancies[0]["vacancy_id"]: ["nobody"]}, {"no vacancy": []}]
    for put_forward in wrong:
        with pytest.raises(jm.UnknownIdError) as error:
            shortlist.for_employer(put_forward)
        assert "nobody" not in str(error.value)
