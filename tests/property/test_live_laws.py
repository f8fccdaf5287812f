"""A live index after any history answers as one built afresh of what is left, in memory and read again from disk."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import jobmatch as jm
from jobmatch.encode import vacancy_texts
from jobmatch.errors import UnknownIdError, UsageError, VacancyClosedError
from jobmatch.kernels.layout import N_VACANCY_WORDS
from jobmatch.market import Market, lay_out_vacancies, split_closed
from jobmatch.pack.columns import without_inferred
from jobmatch.sides import with_credits
from tests.encoders import HashEncoder
from tests.property.test_laws import world

Record = dict[str, Any]
AS_OF = dt.date(2025, 2, 20)
CREDITS = pl.DataFrame({"held": ["welding", "care"], "asked": ["first aid", "driving"], "credit": [0.5, 0.25]})


class History:
    """What was done, in the plainest way: records by id, and which of them are closed."""

    def __init__(self, vacancies: list[Record]) -> None:
        self.records: dict[Any, Record] = {vacancy["vacancy_id"]: vacancy for vacancy in vacancies}
        self.withdrawn: set[Any] = set()

    def closed_by_date(self, config: jm.MatchConfig) -> set[Any]:
        """Ids whose closing date has passed."""
        table = jm.read_vacancies(list(self.records.values()))
        _, closed = split_closed(without_inferred(table.frame), config)
        return set(closed.to_list())

    def left(self) -> list[Record]:
        """Records that nobody closed by a call."""
        return [record for one, record in self.records.items() if one not in self.withdrawn]


def fresh(history: History, built: Market) -> jm.Matcher:
    """A matcher of what is left, with the weights of rare words and skills of the one that was built."""
    stated = without_inferred(jm.read_vacancies(history.left()).frame)
    open_ones, closed = split_closed(stated, built.config)
    space = built.space.extended_for(open_ones, built.people.rows.none())
    encoded = built.encoding(vacancy_texts(open_ones)).weighed(built.word_weights, N_VACANCY_WORDS)
    side = lay_out_vacancies(open_ones, encoded, space, built.table, built.config)
    people = with_credits(built.people, space)
    market = replace(
        built,
        base=side,
        people=people,
        space=space,
        closed=closed,
        added=(),
        withdrawn=frozenset(),
        gone=built.gone[:0],
    )
    return jm.Matcher(market)


def check_equal(found: jm.Matcher, expected: jm.Matcher, history: History, person: Record) -> None:
    """Lists, ties, counts, questions, shortlists, parts and explanations are the same."""
    config = found.config
    assert found.n_vacancies == expected.n_vacancies
    not_open = history.withdrawn | history.closed_by_date(config)
    n_not_open = len(not_open)
    for count in (False, True):
        for people in (None, person):
            one, other = (
                found.match(people, k=4, count_eligible=count),
                expected.match(people, k=4, count_eligible=count),
            )
            assert_frame_equal(one.frame, other.frame)
            assert_frame_equal(one.counts, other.counts)
            assert one.certificate.exact
            assert one.certificate.n_not_open == n_not_open
            assert one.certificate.n_pairs_eligible == other.certificate.n_pairs_eligible
            assert (one.certificate.n_listed, one.certificate.n_certain) == (len(one.frame), len(one.frame))
    assert_frame_equal(one.questions(), other.questions())
    short, expected_short = found.shortlist(k=3), expected.shortlist(k=3)
    assert_frame_equal(short.frame, expected_short.frame)
    assert_frame_equal(short.counts, expected_short.counts)
    assert short.certificate.n_not_open == n_not_open
    ids = found._market.people.frame["jobseeker_id"].to_list()
    for vacancy_id in list(history.records)[:6]:
        if vacancy_id in not_open:
            with pytest.raises(VacancyClosedError):
                found.explain(ids[0], vacancy_id)
            continue
        assert str(found.explain(ids[0], vacancy_id)) == str(expected.explain(ids[0], vacancy_id))
        assert found.detail(ids[-1], vacancy_id) == expected.detail(ids[-1], vacancy_id)


def change(rng: Random, index: jm.LiveIndex, history: History, later: list[Record]) -> None:
    """Do one thing, to the index and to what is written down."""
    known = sorted(history.records, key=str)
    some = rng.sample(known, min(len(known), rng.randint(1, 4)))
    what = rng.choice(("add", "replace", "put", "close", "close", "reopen", "reopen"))
    if what in {"close", "reopen"}:
        closed_by_date = history.closed_by_date(index.matcher.config)
        if what == "close":
            index.close(some)
            history.withdrawn.update(some)
        elif closed_by_date.intersection(some):
            with pytest.raises(VacancyClosedError):
                index.reopen(some)
        else:
            index.reopen(some)
            history.withdrawn.difference_update(some)
        return
    new = [later.pop() for _ in range(min(len(later), rng.randint(1, 4)))]
    restated = [{**rng.choice(list(history.records.values())), "vacancy_id": one} for one in some]
    put = {"add": new, "replace": restated, "put": new + restated}[what]
    rng.shuffle(put)
    if put:
        getattr(index, what)(jm.read_vacancies(put))
        history.records.update({record["vacancy_id"]: record for record in put})


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 65536])
def test_any_history_is_as_built_afresh(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    jobseekers, vacancies = world(seed, n_jobseekers=9, n_vacancies=45)
    first, later = list(vacancies[:18]), list(vacancies[18:])
    config = jm.MatchConfig(cache_dir="", threads=1, as_of=AS_OF if seed % 3 else None)
    built = jm.Matcher.build(
        jm.read_vacancies(first),
        jm.read_jobseekers(jobseekers),
        config=config,
        encoder=HashEncoder(),
        skill_credits=CREDITS if seed % 2 else None,
    )
    built.save(tmp_path / "index")
    person = {**jobseekers[0], "jobseeker_id": "somebody"}
    with jm.LiveIndex(tmp_path / "index", encoder=HashEncoder(), cache_dir="", threads=1) as index:
        history = History(first)
        for step in range(14):
            change(rng, index, history, later)
            if step % 4 == 3:
                before = index.matcher
                check_equal(before, fresh(history, built._market), history, person)
            if step == 6:
                read_again = jm.Matcher.load(tmp_path / "index", encoder=HashEncoder(), cache_dir="", threads=1)
                check_equal(read_again, fresh(history, built._market), history, person)
            if step == 9:
                index.compact()
                assert index.n_changes == 0
        expected = fresh(history, built._market)
        check_equal(index.matcher, expected, history, person)
        read_again = jm.Matcher.load(tmp_path / "index", encoder=HashEncoder(), cache_dir="", threads=1)
        check_equal(read_again, expected, history, person)
        read_again.save(tmp_path / "copy")
        copied = jm.Matcher.load(tmp_path / "copy", encoder=HashEncoder(), cache_dir="", threads=1)
        check_equal(copied, expected, history, person)


def _index(tmp_path: Path, n: int = 8) -> tuple[jm.LiveIndex, list[Record], list[Record]]:
    jobseekers, vacancies = world(3, n_jobseekers=4, n_vacancies=2 * n)
    vacancies = [{**vacancy, "vacancy_id": f"v{number}"} for number, vacancy in enumerate(vacancies)]
    first, later = vacancies[:n], vacancies[n:]
    built = jm.Matcher.build(
        jm.read_vacancies(first),
        jm.read_jobseekers(jobseekers),
        config=jm.MatchConfig(cache_dir="", threads=1),
        encoder=HashEncoder(),
    )
    built.save(tmp_path)
    return jm.LiveIndex(tmp_path, encoder=HashEncoder(), cache_dir="", threads=1), first, later


def _lists(matcher: jm.Matcher) -> Mapping[str, Any]:
    return matcher.match(k=5).frame.to_dict(as_series=False)


def test_readers_never_see_half_a_change(tmp_path: Path) -> None:
    """Who holds a matcher goes on with what they began with, whatever comes meanwhile."""
    index, first, later = _index(tmp_path)
    with index:
        held = index.matcher
        before = _lists(held)
        index.put(jm.read_vacancies(later))
        index.close([first[0]["vacancy_id"]])
        index.compact()
        assert _lists(held) == before
        assert held.n_vacancies == len(first)
        assert index.matcher.n_vacancies == len(first) + len(later) - 1


def test_threads_read_while_changes_come(tmp_path: Path) -> None:
    """Each list is that of one state of the index, whichever came meanwhile."""
    index, first, later = _index(tmp_path)
    read: list[tuple[jm.Matcher, Mapping[str, Any]]] = []
    done = threading.Event()

    def reader() -> None:
        while not done.is_set():
            matcher = index.matcher
            read.append((matcher, _lists(matcher)))

    with index:
        threads = [threading.Thread(target=reader) for _ in range(2)]
        for thread in threads:
            thread.start()
        try:
            for number, vacancy in enumerate(later):
                index.put(jm.read_vacancies([vacancy]))
                index.close([first[number % len(first)]["vacancy_id"]])
                index.reopen([first[number % len(first)]["vacancy_id"]])
        finally:
            done.set()
            for thread in threads:
                thread.join()
        assert len({id(matcher) for matcher, _ in read}) > 1
        for matcher, lists in read[:: max(1, len(read) // 40)]:
            assert _lists(matcher) == lists


def test_wrong_changes_change_nothing(tmp_path: Path) -> None:
    index, first, later = _index(tmp_path)
    with index:
        before = index.matcher
        wrong_changes: list[tuple[Callable[[], None], type[Exception]]] = [
            (lambda: index.close(["nobody"]), UnknownIdError),
            (lambda: index.reopen([first[0]["vacancy_id"], "nobody"]), UnknownIdError),
            (lambda: index.add(jm.read_vacancies([later[0], first[0]])), UsageError),
            (lambda: index.replace(jm.read_vacancies([later[0], first[0]])), UnknownIdError),
            (lambda: index.put(first), UsageError),  # type: ignore[arg-type]
            (lambda: index.close("v1"), UsageError),
        ]
        for wrong, error in wrong_changes:
            with pytest.raises(error):
                wrong()
        assert index.matcher is before
        assert index.n_changes == 0


def test_ids_of_another_kind(tmp_path: Path) -> None:
    index, _, later = _index(tmp_path)
    with index:
        index.put(jm.read_vacancies([{**later[0], "vacancy_id": 7}]))
        assert "7" in index.matcher._market.vacancies.row_of_id


def test_whole_numbers_that_are_written_as_text(tmp_path: Path) -> None:
    jm.Matcher.build(
        jm.read_vacancies([{"vacancy_id": 1, "title": "Cook"}]),
        jm.read_jobseekers([{"jobseeker_id": 1}]),
        config=jm.MatchConfig(cache_dir="", threads=1),
        encoder=HashEncoder(),
    ).save(tmp_path)
    with jm.LiveIndex(tmp_path, encoder=HashEncoder(), cache_dir="", threads=1) as index:
        index.put(jm.read_vacancies([{"vacancy_id": one, "title": "Baker"} for one in ("1", "20")]))
        assert set(index.matcher._market.vacancies.row_of_id) == {1, 20}
        for wrong in ("v3", "03"):
            with pytest.raises(UsageError, match="1 of these are text"):
                index.put(jm.read_vacancies([{"vacancy_id": one, "title": "Baker"} for one in ("4", wrong)]))


def test_a_place_that_nobody_could_find_is_a_place_all_the_same(tmp_path: Path) -> None:
    """No address is kept, but that there was one is: the vacancy may lie near anybody, and matches everywhere."""
    lost = {"vacancy_id": "lost", "title": "Cook", "postcode": "NP20 4AB", "more_sites": "57.5,-4.2; 57.6,-4.2"}
    index, _, _ = _index(tmp_path)
    with index:
        index.put(jm.read_vacancies([lost]))
        assert "NP20" not in str(index.matcher._market.vacancies.frame.rows())
        expected = [1, 3]  # its own place among three
        steps: list[Callable[[], None]] = [
            lambda: index.close(["lost"]),
            index.compact,
            lambda: index.reopen(["lost"]),
            index.compact,
        ]
        for step in steps:
            step()
            read = jm.Matcher.load(tmp_path, encoder=HashEncoder(), cache_dir="", threads=1)
            for matcher in (index.matcher, read):
                market = matcher._market
                number, row = market.position_of("lost") or (0, 0)
                side = market.segments[number].side
                start, stop = (int(side.arrays.row[name][row]) for name in ("site_start", "site_stop"))
                sites = side.arrays.site[start:stop]
                assert [int((sites["number"] == 0).sum()), len(sites)] == expected
    assert b"NP20" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
