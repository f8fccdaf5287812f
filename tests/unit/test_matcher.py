"""What callers ask of a matcher beside the ranking itself: records, lengths, closed vacancies, settings, threads."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import jobmatch as jm
from jobmatch import employer
from jobmatch.config import MACHINE_SETTINGS
from jobmatch.results import Certificate
from jobmatch.store import open_store
from tests.encoders import HashEncoder

AS_OF = dt.date(2026, 6, 1)
NEWPORT = {"latitude": 51.59, "longitude": -3.0}
PLACES = [{"postcode": "NP20 1AA", **NEWPORT}, {"postcode": "IV1 1AA", "latitude": 57.48, "longitude": -4.22}]
VACANCIES: list[dict[str, Any]] = [
    {"vacancy_id": 1, "title": "Baker", "description": "Bake bread.", "remote": "no", **NEWPORT},
    {"vacancy_id": 2, "title": "Cook", "description": "Cook lunch.", "closing_date": "2026-01-31", **NEWPORT},
    {"vacancy_id": 3, "title": "Driver", "description": "Drive a van.", "remote": "no", **NEWPORT},
    {"vacancy_id": 4, "title": "Clerk", "description": "File letters.", "remote": "full"},
]
JOBSEEKERS: list[dict[str, Any]] = [
    {"jobseeker_id": "p1", "cv_text": "I bake bread.", **NEWPORT},
    {"jobseeker_id": "p2", "cv_text": "I drive a van.", **NEWPORT},
    {"jobseeker_id": "p3", "cv_text": "I herd sheep.", "latitude": 57.48, "longitude": -4.22},
]
NEWCOMER = {"cv_text": "I bake cakes.", "postcode": "NP20 1AA"}
OPENING = {"title": "Pastry cook", "description": "Bake cakes.", "postcode": "NP20 1AA", "remote": "no"}


@pytest.fixture(scope="module")
def places() -> jm.Places:
    return jm.Places.from_source(PLACES)


@pytest.fixture(scope="module")
def matcher() -> Iterator[jm.Matcher]:
    with build() as built:
        yield built


def build(**settings: Any) -> jm.Matcher:
    config = jm.MatchConfig(as_of=AS_OF, cache_dir="", **settings)
    tables = jm.read_vacancies(VACANCIES), jm.read_jobseekers(JOBSEEKERS)
    return jm.Matcher.build(*tables, config, encoder=HashEncoder())


# --- Single records and where they are -----------------------------------------------------


def test_places_locate_a_single_record(matcher: jm.Matcher, places: jm.Places) -> None:
    found = matcher.match(NEWCOMER, places=places).frame
    assert set(found["vacancy_id"]) == {1, 3, 4}
    assert found.filter(pl.col("vacancy_id") == 1)["travel_verdict"].item() == "OK"
    assert set(matcher.match(NEWCOMER).frame["travel_verdict"]) == {"UNKNOWN", "OK"}  # OK: from home
    assert set(matcher.shortlist(OPENING, places=places).frame["jobseeker_id"]) == {"p1", "p2"}
    assert matcher.explain(NEWCOMER, 1, places=places).verdict.name == "UNKNOWN"
    assert "Travel (fits)" in str(matcher.explain(NEWCOMER, 1, places=places))
    assert "Travel (fits)" in str(matcher.explain("p1", OPENING, places=places))
    assert matcher.detail(NEWCOMER, OPENING, places=places).in_reach


def test_places_are_not_for_what_is_in_a_table(matcher: jm.Matcher, places: jm.Places) -> None:
    for call in (
        lambda: matcher.match(places=places),
        lambda: matcher.shortlist(jm.read_vacancies(VACANCIES), places=places),
        lambda: matcher.explain("p1", 1, places=places),
    ):
        with pytest.raises(jm.UsageError, match="places locates a single record"):
            call()


# --- Length of a list ----------------------------------------------------------------------


@pytest.mark.parametrize("k", [2, np.int64(2), np.uint8(2)])
def test_k_is_any_whole_number(matcher: jm.Matcher, k: Any) -> None:
    assert matcher.match(k=k).frame["rank"].max() == 2
    assert matcher.shortlist(k=k).frame["rank"].max() == 2


@pytest.mark.parametrize("k", ["2", 2.0, True, None, 0, -1, np.float64(2)])
def test_other_k_are_refused(matcher: jm.Matcher, k: Any) -> None:
    for ask in (matcher.match, matcher.shortlist):
        with pytest.raises(jm.UsageError, match="k must be a whole number of at least 1"):
            ask(k=k)


# --- What a list was chosen from -----------------------------------------------------------


def test_counts_say_what_lists_were_chosen_from() -> None:
    matcher = build()
    short, long = matcher.match(k=1, count_eligible=True), matcher.match(k=100)
    assert short.counts["jobseeker_id"].to_list() == ["p1", "p2", "p3"]
    assert short.counts["n_eligible"].to_list() == long.counts["n_listed"].to_list() == [3, 3, 1]
    assert short.counts["n_listed"].to_list() == [1, 1, 1]
    assert short.certificate.n_pairs_eligible == 7
    by_vacancy = matcher.shortlist(k=2, count_eligible=True).counts
    assert by_vacancy.rows() == [(1, 2, 2, 2), (3, 2, 2, 2), (4, 3, 2, 2)]  # all of them certain
    assert matcher.shortlist(k=2).counts["n_eligible"].to_list() == [None, None, None]


def test_counts_hold_those_without_a_list(matcher: jm.Matcher) -> None:
    stuck = {"jobseeker_id": "s", "modes": [], "latitude": 57.0, "longitude": -4.0}
    result = matcher.match(jm.read_jobseekers([stuck | {"hours_per_week_min": 60, "modes": ["walk"]}]), k=3)
    assert result.counts["n_listed"].to_list() == [len(result)]


def test_a_list_is_exact_when_nothing_that_is_due_was_left_out_of_sight(matcher: jm.Matcher) -> None:
    for found in (matcher.match().certificate, matcher.shortlist().certificate):
        assert found.exact
        assert found.n_pairs_due == found.n_pairs_bounded >= found.n_pairs_judged > 0
    missed = Certificate(n_queries=1, n_pairs_due=4, n_pairs_bounded=3, n_pairs_judged=3, n_pairs_eligible=3)
    assert not missed.exact


def test_counting_changes_no_list() -> None:
    plain, counted = build().match(k=1), build().match(k=1, count_eligible=True)
    assert plain.frame.equals(counted.frame)
    assert plain.counts["n_eligible"].to_list() == [None, None, None]
    assert plain.certificate.n_pairs_eligible is None
    assert counted.counts["n_eligible"].to_list() == [3, 3, 1]
    assert build().match(k=7).counts["n_eligible"].to_list() == [3, 3, 1]


# --- Closed vacancies ----------------------------------------------------------------------


def test_closed_vacancies_are_counted_and_named_so(matcher: jm.Matcher, tmp_path: Path) -> None:
    assert matcher.match().certificate.n_not_open == 1
    assert matcher.shortlist().certificate.n_not_open == 1
    assert matcher.shortlist(jm.read_vacancies(VACANCIES[:2])).certificate.n_not_open == 1
    assert matcher.shortlist(jm.read_vacancies(VACANCIES[:1])).certificate.n_not_open == 0
    matcher.save(tmp_path / "index")
    for one in (matcher, jm.Matcher.load(tmp_path / "index", encoder=HashEncoder())):
        with pytest.raises(jm.VacancyClosedError, match="had closed by 1 June 2026") as caught:
            one.explain("p1", 2)
        assert isinstance(caught.value, jm.UnknownIdError)
        with pytest.raises(jm.UnknownIdError) as unknown:
            one.explain("p1", 99)
        assert not isinstance(unknown.value, jm.VacancyClosedError)


def test_a_closed_vacancy_passed_whole_is_explained(matcher: jm.Matcher) -> None:
    assert matcher.explain("p1", VACANCIES[1]).title == "Cook"


# --- Who was put forward -------------------------------------------------------------------


def test_put_forward_in_any_form(matcher: jm.Matcher) -> None:
    shortlist = matcher.shortlist()
    by_mapping = shortlist.for_employer({1: ["p1", "p3"], 4: ["p2"]}).frame
    rows = {"vacancy_id": ["4", "1", "1"], "jobseeker_id": ["p2", "p3", "p1"]}
    assert shortlist.for_employer(pl.DataFrame(rows)).frame.equals(by_mapping)
    everyone = shortlist.for_employer(["p1", "p2"]).frame
    assert everyone.height == 6
    for same in (pl.DataFrame({"jobseeker_id": ["p1", "p2"]}), pl.Series(["p2", "p1"]), {"p1", "p2"}):
        assert shortlist.for_employer(same).frame.equals(everyone)


def test_put_forward_of_another_kind_is_refused(matcher: jm.Matcher) -> None:
    shortlist = matcher.shortlist()
    for wrong in ("p1", b"p1", 7, None):
        with pytest.raises(jm.UsageError, match="put_forward is of type"):
            shortlist.for_employer(wrong)  # type: ignore[arg-type]
    for value in (True, 7.0, None, dt.date(1970, 1, 8), ["p1"], b"p1"):
        for same in ([value], {1: [value]}):
            with pytest.raises(jm.UsageError, match="where a jobseeker id should be"):
                shortlist.for_employer(same)  # type: ignore[arg-type]
    with pytest.raises(jm.UsageError, match="where a vacancy id should be"):
        shortlist.for_employer({1.0: ["p1"]})  # type: ignore[dict-item]
    for column in ([True], [7.0], [["p1"]], [dt.date(1970, 1, 8)]):
        with pytest.raises(jm.UsageError, match="Expected ids: text or whole numbers"):
            shortlist.for_employer(pl.DataFrame({"jobseeker_id": column}))
    for one in ("p1", {"p1": False}):
        with pytest.raises(jm.UsageError, match="a list, even for one person"):
            shortlist.for_employer({1: one})
    with pytest.raises(jm.ColumnMissingError, match="jobseeker_id"):
        shortlist.for_employer(pl.DataFrame({"person": ["p1"]}))
    for unknown in (["Anna-4"], {99: ["p1"]}, pl.DataFrame({"jobseeker_id": ["Anna-4"]})):
        with pytest.raises(jm.UnknownIdError, match=r"1 .* id") as caught:
            shortlist.for_employer(unknown)
        assert "Anna" not in str(caught.value)


def test_an_id_is_what_is_written_just_so() -> None:
    people = [{"jobseeker_id": number, "cv_text": "I bake."} for number in (1, 7)]
    tables = jm.read_vacancies(VACANCIES[:1]), jm.read_jobseekers(people)
    shortlist = jm.Matcher.build(*tables, jm.MatchConfig(cache_dir=""), encoder=HashEncoder()).shortlist()
    assert shortlist.for_employer(pl.DataFrame({"jobseeker_id": ["7"]})).frame["jobseeker_id"].to_list() == [7]
    assert shortlist.for_employer(np.array([7])).frame["jobseeker_id"].to_list() == [7]
    for other in ("07", " 7", "7.0"):
        with pytest.raises(jm.UnknownIdError):
            shortlist.for_employer(pl.DataFrame({"jobseeker_id": [other]}))


def test_frames_of_other_libraries_say_who_was_put_forward(matcher: jm.Matcher) -> None:
    shortlist, rows = matcher.shortlist(), {"vacancy_id": [1, 1], "jobseeker_id": ["p3", "p1"]}
    expected = shortlist.for_employer({1: ["p1", "p3"]}).frame
    assert shortlist.for_employer(pd.DataFrame(rows)).frame.equals(expected)
    assert shortlist.for_employer(pl.LazyFrame(rows)).frame.equals(expected)  # type: ignore[arg-type]


# --- Arguments of another kind ---------------------------------------------------------------


def test_build_says_which_argument_is_of_the_wrong_kind() -> None:
    vacancies, jobseekers = jm.read_vacancies(VACANCIES), jm.read_jobseekers(JOBSEEKERS)
    for arguments, words in (
        ((jobseekers, vacancies), "vacancies of type VacancyTable, found JobseekerTable"),
        ((vacancies.frame, jobseekers), "vacancies of type VacancyTable, found DataFrame"),
        ((vacancies, vacancies), "jobseekers of type JobseekerTable, found VacancyTable"),
        ((vacancies, jobseekers, {"threads": 1}), "config of type MatchConfig, found dict"),
    ):
        with pytest.raises(jm.UsageError, match=words):
            jm.Matcher.build(*arguments)


def test_directories_are_paths(matcher: jm.Matcher, tmp_path: Path) -> None:
    for wrong in (None, 3, ""):
        with pytest.raises(jm.UsageError, match="A directory is a path"):
            matcher.save(wrong)  # type: ignore[arg-type]
        with pytest.raises(jm.UsageError, match="A directory is a path"):
            jm.Matcher.load(wrong)  # type: ignore[arg-type]
    (tmp_path / "letter.txt").write_text("Dear Anna", encoding="utf-8")
    with pytest.raises(jm.StoreForeignError, match="choose a directory that is new or empty"):
        matcher.save(tmp_path)


# --- A record that says nothing ---------------------------------------------------------------


def test_an_empty_record_is_said_to_say_nothing(matcher: jm.Matcher) -> None:
    text = str(matcher.explain({}, 4))
    assert "Hardly anything is on their record" in text
    assert "Hardly anything is on your record" in str(matcher.explain({}, 4, "jobseeker"))
    assert "Hardly anything" not in str(matcher.explain({}, 4, "employer"))
    assert "Hardly anything" not in str(matcher.explain("p1", 4))


def test_an_employers_view_is_the_same_in_parts(matcher: jm.Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    shortlist = matcher.shortlist()
    whole = shortlist.for_employer(["p3", "p1", "p2"]).frame
    for n_pairs in (1, 4, 6):
        monkeypatch.setattr(employer, "_PAIRS_AT_ONCE", n_pairs)
        assert shortlist.for_employer(["p3", "p1", "p2"]).frame.equals(whole)


def test_nobody_put_forward(matcher: jm.Matcher) -> None:
    view = matcher.shortlist().for_employer([])
    assert view.frame.is_empty()
    assert view.frame.columns == matcher.shortlist().for_employer(["p1"]).frame.columns


# --- Saved settings and access rights ------------------------------------------------------


def test_settings_of_a_machine_are_not_saved(tmp_path: Path) -> None:
    matcher = build(threads=1, encoder_processes=1, unknown_policy="hide")
    matcher.save(tmp_path / "index")
    saved = open_store(tmp_path / "index").settings["config"]
    assert isinstance(saved, dict)
    assert MACHINE_SETTINGS.isdisjoint(saved)
    config = jm.Matcher.load(tmp_path / "index").config
    assert (config.threads, config.unknown_policy) == (None, "hide")
    own = {"threads": 2, "cache_dir": str(tmp_path / "cache"), "encoder_processes": 1, "progress": True}
    loaded = jm.Matcher.load(tmp_path / "index", encoder=HashEncoder(), **own)  # type: ignore[arg-type]
    assert {name: getattr(loaded.config, name) for name in own} == own
    loaded.match(NEWCOMER)
    assert (tmp_path / "cache").is_dir()
    with pytest.raises(jm.ConfigError, match="threads"):
        jm.Matcher.load(tmp_path / "index", threads=0)


def test_equal_matchers_give_equal_bytes_in_every_file(tmp_path: Path) -> None:
    contents = []
    for name, settings in (("a", {"threads": 1}), ("b", {"threads": 2})):
        build(**settings).save(tmp_path / name)
        files = {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()}
        contents.append({name: data for name, data in files.items() if not name.endswith((".json", ".lock"))})
    assert {"vacancy_texts", "jobseeker_texts"} <= set(contents[0])
    assert contents[0] == contents[1]


def test_a_saved_index_is_its_owners_alone(matcher: jm.Matcher, tmp_path: Path) -> None:
    matcher.save(tmp_path / "index")
    for path in [tmp_path / "index", *(tmp_path / "index").rglob("*")]:
        if path.suffix != ".lock":
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path.name


# --- Threads -------------------------------------------------------------------------------


def test_threads_share_a_matcher() -> None:
    people = [{"cv_text": f"I can do {number} things.", **NEWPORT} for number in range(24)]
    with build(threads=1) as matcher:
        one_by_one = [matcher.match(person).frame for person in people]
    with build(threads=1) as shared, ThreadPoolExecutor(6) as pool:
        at_once = list(pool.map(lambda person: shared.match(person).frame, people))
        assert shared.n_encoded == len(VACANCIES) - 1 + len(JOBSEEKERS) + len(people)
    assert all(a.equals(b) for a, b in zip(one_by_one, at_once, strict=True))
