"""The text score from tables to explanations and saved indexes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import jobmatch as jm
from jobmatch import persist
from jobmatch.store import Contents, save
from tests.encoders import HashEncoder

_VACANCIES = pl.DataFrame(
    {
        "vacancy_id": ["v1", "v2", "v3"],
        "title": ["Forklift driver", "Support worker", "Office administrator"],
        "description": [
            "Counterbalance forklift work in a busy warehouse: pallets, loading lorries and stock counts.",
            "You support adults at home. Makaton or signing is a plus; medication and personal care.",
            "Invoices on Sage, filing, minutes of meetings and the switchboard.",
        ],
        "latitude": [51.5, 51.5, 51.5],
        "longitude": [-3.2, -3.2, -3.2],
        "remote": ["no"] * 3,
    }
)
_PEOPLE = pl.DataFrame(
    {
        "jobseeker_id": ["p1", "p2", "p3", "p4"],
        "cv_text": [
            "Ten years on forklifts in warehouses, pallets and lorries.",
            "I use Makaton with my clients and give medication.",
            "Invoices and minutes; I know Sage well.",
            None,
        ],
        "latitude": [51.5] * 4,
        "longitude": [-3.2] * 4,
    }
)


def _matcher(**settings: object) -> jm.Matcher:
    config = jm.MatchConfig(cache_dir="", threads=1, **settings)
    return jm.Matcher.build(jm.read_vacancies(_VACANCIES), jm.read_jobseekers(_PEOPLE), config)


@pytest.fixture(scope="module")
def matcher() -> jm.Matcher:
    return _matcher()


def test_the_word_that_is_named_decides(matcher: jm.Matcher) -> None:
    best = matcher.match(k=1).frame.sort("jobseeker_id")
    assert best["vacancy_id"].to_list()[:3] == ["v1", "v2", "v3"]
    detail = matcher.detail("p2", "v2")
    assert detail.text is not None
    assert "makaton" in detail.text.words
    assert matcher.detail("p4", "v1").text is None


def test_the_employer_hears_the_same_of_the_text(matcher: jm.Matcher) -> None:
    for_staff, for_employer = (matcher.explain("p1", "v1", reader).parts[0] for reader in ("work_coach", "employer"))
    assert [part.value for part in for_staff.made_of] == [part.value for part in for_employer.made_of]
    assert "forklift" in for_employer.made_of[1].sentence


def test_a_single_record_is_weighed_as_the_market_is(matcher: jm.Matcher) -> None:
    record = {"jobseeker_id": "p9", **_PEOPLE.row(0, named=True)} | {"jobseeker_id": "p9"}
    assert matcher.detail(record, "v1").part_values == matcher.detail("p1", "v1").part_values
    advert = _VACANCIES.row(0, named=True) | {"vacancy_id": "v9"}
    assert matcher.detail("p1", advert).part_values == matcher.detail("p1", "v1").part_values


def test_meaning_alone_is_possible() -> None:
    alone = _matcher(text_weights=jm.TextWeights(meaning=100, words=0, occupations=0))
    detail = alone.detail("p1", "v1")
    assert detail.text is not None
    assert detail.text.values == (detail.part_values[0], 0, 0)
    assert not alone.explain("p1", "v1").parts[0].made_of


def test_any_encoder_is_joined_by_words_and_occupations() -> None:
    config = jm.MatchConfig(cache_dir="", threads=1)
    tables = jm.read_vacancies(_VACANCIES), jm.read_jobseekers(_PEOPLE)
    other = jm.Matcher.build(*tables, config, encoder=HashEncoder())
    found, usual = other.detail("p1", "v1").text, _matcher().detail("p1", "v1").text
    assert found is not None
    assert usual is not None
    assert found.values[1:] == usual.values[1:]
    assert found.words == usual.words


def test_a_saved_index_keeps_words_and_holds_none_in_clear(matcher: jm.Matcher, tmp_path: Path) -> None:
    matcher.save(tmp_path / "index")
    loaded = jm.Matcher.load(tmp_path / "index", cache_dir="")
    for person in ("p1", "p2", "p3", "p4"):
        assert loaded.detail(person, "v2") == matcher.detail(person, "v2")
    assert loaded.match(k=3).frame.equals(matcher.match(k=3).frame)
    for path in (tmp_path / "index").rglob("*"):
        assert not path.is_file() or b"akaton" not in path.read_bytes()


def _contents(matcher: jm.Matcher) -> Contents:
    return persist.to_contents(matcher._market)


def test_an_index_with_another_list_of_words_is_refused(matcher: jm.Matcher, tmp_path: Path) -> None:
    contents = _contents(matcher)
    contents.settings["text_evidence"] = {"words": "0" * 64, "occupations": "0" * 64}
    save(tmp_path / "index", contents)
    with pytest.raises(jm.EncoderError, match="another list of words"):
        jm.Matcher.load(tmp_path / "index")


@pytest.mark.parametrize(
    "name", ["vacancies_word_id", "people_word_id", "vacancies_occupation", "people_occupation", "word_n_with"]
)
def test_an_index_with_ids_that_there_are_not_is_refused(matcher: jm.Matcher, tmp_path: Path, name: str) -> None:
    contents = _contents(matcher)
    wrong = np.full_like(contents.arrays[name], 60_000)
    contents.arrays[name] = wrong[:-1] if name == "word_n_with" else wrong
    save(tmp_path / "index", contents)
    with pytest.raises(jm.StoreDamagedError, match=name):
        jm.Matcher.load(tmp_path / "index")
