"""Licences: names, other names, and what each brings."""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest

from jobmatch import codes, words
from jobmatch.pack.licences import both_words, implied_bits, licence_names, licence_words, licences_that_may_count
from jobmatch.tables import read_jobseekers, read_vacancies
from jobmatch.tables.lists import canonical_licences, licence_key
from tests.reference import rules


def _held(*names: str) -> set[str]:
    (words,) = licence_words(pl.Series([list(names)]), held=True)
    return set(licence_names(both_words(words.tolist())))


def test_every_licence_has_a_bit_a_name_and_another_way_to_write_it() -> None:
    assert len(codes.LICENCES) == len(set(codes.LICENCES)) <= 127  # two words, and one bit for what is not recognised
    every = {*codes.LICENCES, *codes.LICENCES_BESIDE}
    assert set(codes.LICENCE_ALIASES.values()) == every
    assert set(words.LICENCE_NAMES) == every


def test_no_name_means_two_licences() -> None:
    keys = Counter(licence_key(alias) for alias in codes.LICENCE_ALIASES)
    keys.update(licence_key(name) for name in (*codes.LICENCES, *codes.LICENCES_BESIDE))
    assert [key for key, n in keys.items() if n > 1] == []


def test_licences_of_the_oracle_are_the_same() -> None:
    """It writes the list out again, so that a slip in one of them shows."""
    assert codes.LICENCES == rules.LICENCES
    for name in codes.LICENCES:
        assert _held(name) == rules.with_implied([name])
    assert {name: set(others) for name, others in codes.LICENCE_MAY_COUNT.items()} == rules.MAY_COUNT


def test_nothing_is_implied_in_a_circle() -> None:
    for name, bits in implied_bits().items():
        assert {name} == {other for other in codes.LICENCES if implied_bits()[other] == bits}


@pytest.mark.parametrize(
    ("held", "brings"),
    [
        ("driving_ce", {"driving_ce", "driving_c", "driving_c1e", "driving_c1", "driving_be", "driving_b"}),
        ("driving_d", {"driving_d", "driving_d1", "driving_b"}),
        ("driving_a", {"driving_a", "driving_a2", "driving_a1", "driving_am"}),
        ("dbs_enhanced_barred", {"dbs_enhanced_barred", "dbs_enhanced", "dbs_standard", "dbs_basic"}),
        ("food_hygiene_3", {"food_hygiene_3", "food_hygiene_2", "food_hygiene_1"}),
        ("cscs_supervisor", {"cscs_supervisor", "cscs"}),
        ("first_aid_at_work", {"first_aid_at_work", "emergency_first_aid"}),
        ("sia_door", {"sia_door", "sia_guard"}),
        ("sia_guard", {"sia_guard"}),
        ("overseas_driving", set()),
        ("zeppelin pilot", set()),
    ],
)
def test_what_a_licence_brings(held: str, brings: set[str]) -> None:
    assert _held(held) == brings


def test_what_may_count() -> None:
    words_ = licences_that_may_count(
        pl.Series(
            [["overseas_driving"], ["sia_close_protection", "cscs"], ["driving_b"], None], dtype=pl.List(pl.String)
        )
    )
    assert [set(licence_names(both_words(word))) for word in words_.tolist()] == [
        {"driving_b"},
        {"sia_door", "sia_guard"},
        set(),
        set(),
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Full UK driving license", "driving_b"),
        ("Driver's licence", "driving_b"),
        ("HGV Class 1", "driving_ce"),
        ("c1+e", "driving_c1e"),
        ("PSV licence", "driving_d"),
        ("18th Edition", "electrician_18th_edition"),
        ("blue CSCS card", "cscs_skilled"),
        ("Level 2 Food-Hygiene", "food_hygiene_2"),
        ("Enhanced DBS with children\u2019s barred list", "dbs_enhanced_barred"),
        ("EU driving licence", "overseas_driving"),
        ("Welsh (desirable)", "welsh_desirable"),
        ("provisional driving licence", "provisional driving licence"),
    ],
)
def test_other_ways_to_write_a_licence(written: str, name: str) -> None:
    assert canonical_licences(pl.Series([[written]])).to_list() == [[name]]


def test_what_is_desirable_is_not_needed_and_is_no_unknown_licence() -> None:
    table = read_vacancies([{"vacancy_id": 1, "title": "Clerk", "licences": ["Welsh desirable"]}])
    assert table.notes.is_empty()
    assert licence_words(table.frame["licences"], held=False).tolist() == [[0, 0]]
    table = read_jobseekers([{"jobseeker_id": 1, "licences": ["overseas driving licence"]}])  # type: ignore[assignment]
    assert table.notes.is_empty()
