"""What was found in a text is kept, is the same as what is found anew, and counts for nothing once it is damaged."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, strategies as st
from polars.testing import assert_frame_equal

from jobmatch import SkillLinker, SkillTaxonomy, read_jobseekers
from jobmatch.encode import EncodingCache, jobseeker_texts
from jobmatch.reading import fill_skills, kept as kept_module, mask_personal, read_cv_table, readers
from jobmatch.reading.adverts.table import Fill
from jobmatch.reading.cvs import cv_table
from jobmatch.reading.kept import numbers_in
from jobmatch.reading.personal import masking
from jobmatch.reading.personal.masking import PersonalPlaces
from tests.unit.test_reading_cv import CV

LISTED = (
    "Key skills: Makaton, cash handling, forklift, Microsoft Excel\n\nWork history\nWrote care plans. Spanish cook."
)
TEXTS = [
    CV,
    LISTED,
    "",
    "I drive a van.",
    LISTED,
    "<p>Skills</p><ul><li>Python<li>SQL<li>Makaton</ul>",
    "Skills\nPython",
]


class Lengths:
    """Finds how long a text is, and notes which it was asked for."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, text: str) -> list[int]:
        self.seen.append(text)
        return [len(text), 2**32 - 1][: len(text)]

    def described(self) -> dict[str, Any]:
        raise NotImplementedError


def found(texts: list[str], what: str, cache: EncodingCache | None) -> tuple[list[list[int]], list[str]]:
    find = Lengths()
    return list(numbers_in(texts, find, what=what, kept=cache)), find.seen


def test_a_text_is_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["b", "", "ccc", "b", "\ud800"]
    numbers = [[1], [], [3, 2**32 - 1], [1], [1]]
    assert found(texts, "x", None) == (numbers, ["b", "ccc", "\ud800"])
    with EncodingCache(tmp_path / "cache") as cache:
        assert found(texts, "x", cache) == (numbers, ["b", "ccc", "\ud800"])
    with EncodingCache(tmp_path / "cache") as cache:
        assert found(["ccc", "d", *texts], "x", cache) == ([[3, 2**32 - 1], [1], *numbers], ["d"])
        assert found(texts, "y", cache) == (numbers, ["b", "ccc", "\ud800"])  # something else is looked for
        monkeypatch.setattr(kept_module, "rules_version", lambda: "other rules")
        assert found(texts, "x", cache) == (numbers, ["b", "ccc", "\ud800"])


def test_many_texts_at_once(tmp_path: Path) -> None:
    texts = [str(number) * 2 for number in range(2500)]
    with EncodingCache(tmp_path / "cache") as cache:
        first, second = found(texts, "x", cache), found(texts[::-1], "x", cache)
    assert (len(first[1]), second[1]) == (2500, [])
    assert second[0] == first[0][::-1]


def test_progress_counts_every_text(tmp_path: Path) -> None:
    steps: list[int] = []
    with EncodingCache(tmp_path / "cache") as cache:
        for _ in range(2):
            list(numbers_in(["a", "", "a"], Lengths(), what="x", kept=cache, advance=steps.append))
    assert steps == [1] * 6


@pytest.fixture
def few_are_worth_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "WORTH_PROCESSES", 2)
    monkeypatch.setattr(readers, "_TEXTS_OF_A_PIECE", 2)


@pytest.mark.usefixtures("few_are_worth_processes")
def test_several_processes_find_the_same_where_they_are_worth_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [*TEXTS, "\ud800 Jane Doe", "Name: Jo\nbaker"]
    expected = [PersonalPlaces()(text) for text in texts]
    monkeypatch.setattr(masking, "personal_spans", pytest.fail)  # not in this process
    with EncodingCache(tmp_path / "cache") as cache:
        for _ in range(2):
            assert list(numbers_in(texts, PersonalPlaces(), what="x", kept=cache, processes=2)) == expected
    monkeypatch.undo()
    assert list(numbers_in(texts[-1:], PersonalPlaces(), what="x", processes=2)) == expected[-1:]  # one is not worth it


@pytest.mark.usefixtures("few_are_worth_processes")
@pytest.mark.parametrize(
    "dies",
    [
        "raise SystemExit",
        "input(); input(); print('[]')",
        "input(); input(); print('no')",
        "input(); input(); print(7)",
    ],
)
def test_a_process_that_is_lost_costs_time_only(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, dies: str
) -> None:
    monkeypatch.setattr(readers, "_COMMAND", (sys.executable, "-c", dies))
    assert list(numbers_in(TEXTS, PersonalPlaces(), what="x", processes=2)) == [PersonalPlaces()(one) for one in TEXTS]
    assert caplog.text.count("this one goes on alone") == 1


@pytest.mark.usefixtures("few_are_worth_processes")
def test_what_a_lost_process_had_answered_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    answers_once = "import json; input(); print(json.dumps([[1]] * len(json.loads(input()))))"
    monkeypatch.setattr(readers, "_COMMAND", (sys.executable, "-c", answers_once))
    texts = [f"Name: Jo{'e' * number}" for number in range(9)]
    numbers = list(numbers_in(texts, PersonalPlaces(), what="x", processes=2))
    own = [PersonalPlaces()(text) for text in texts]
    assert [1] in numbers
    assert own[-1] == numbers[-1] or own[0] == numbers[0]
    assert all(found in ([1], expected) for found, expected in zip(numbers, own, strict=True))


def test_a_reading_process_ends_with_its_input_and_quotes_nothing() -> None:
    command = [sys.executable, "-P", "-m", "jobmatch.reading.worker"]
    lines = ['{"find": "personal"}', '["Name: Jo", ""]', '["Jane", 7]']
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (1, "[[6, 8], []]\n", "")


@pytest.mark.parametrize(
    "damage", [lambda value: bytes([*value[:-1], value[-1] ^ 1]), lambda value: value[:-4], lambda value: value[:3]]
)
def test_a_damaged_value_unmasks_nobody(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    frame = pl.DataFrame({"cv_text": [CV]})
    with EncodingCache(tmp_path / "cache") as cache:
        texts = jobseeker_texts(frame, cache)
    with sqlite3.connect(tmp_path / "cache") as file:
        ((key, value),) = file.execute("SELECT key, vector FROM encodings").fetchall()
        file.execute("UPDATE encodings SET vector = ? WHERE key = ?", (damage(value), key))
    file.close()
    with EncodingCache(tmp_path / "cache") as cache:
        assert jobseeker_texts(frame, cache) == texts == jobseeker_texts(frame)
        assert cache.get_bytes([key]) == {key: value}  # found anew, and kept


def test_texts_are_the_same_whether_or_not_places_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pl.DataFrame({"cv_text": [*TEXTS, None]})
    plainly = jobseeker_texts(frame)
    with EncodingCache(tmp_path / "cache") as cache:
        assert jobseeker_texts(frame, cache) == plainly
        monkeypatch.setattr(masking, "personal_spans", pytest.fail)
        assert jobseeker_texts(frame, cache) == plainly


def test_no_word_of_a_cv_is_kept(tmp_path: Path) -> None:
    frame = read_jobseekers([{"jobseeker_id": 1, "cv_text": CV}], read_text="none").frame
    with EncodingCache(tmp_path / "cache") as cache:
        jobseeker_texts(frame, cache)
        fill_skills(frame, kept=cache)
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir()).lower()
    words = {word.strip(".,:()").lower() for word in CV.split()}
    assert [word for word in words if len(word) > 4 and word.encode() in content] == []


PEOPLE = [
    *({"jobseeker_id": number, "cv_text": text or None} for number, text in enumerate(TEXTS)),
    {"jobseeker_id": 10, "cv_text": LISTED, "skills": ["welding"]},
    {"jobseeker_id": 11, "cv_text": LISTED, "skills": []},
    {"jobseeker_id": 12, "cv_text": LISTED, "skill_levels": [{"skill": "welding", "level": 2}]},
    {"jobseeker_id": 13, "cv_text": CV, "read_fields": ["other"]},
]
SKILLS = pl.DataFrame(
    {"skill_id": ["a", "b", "c", "d"], "label": ["Makaton", "cash handling", "care plans", "Microsoft Excel"]}
)


def linker_of(skills: pl.DataFrame) -> SkillLinker:
    return SkillLinker(SkillTaxonomy.from_tables(skills, name="ours"))


OTHER_LABELS = pl.DataFrame({"skill_id": ["b", "d"], "label": ["forklift", "MS Excel"]})
WITH_OTHER_LABELS = SkillLinker(SkillTaxonomy.from_tables(SKILLS, labels=OTHER_LABELS, name="ours"))


@pytest.mark.usefixtures("few_are_worth_processes")
@pytest.mark.parametrize("linker", [None, linker_of(SKILLS), WITH_OTHER_LABELS], ids=["starter", "ours", "others"])
def test_results_do_not_depend_on_processes(linker: SkillLinker | None, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = read_jobseekers(PEOPLE, read_text="none").frame
    filled, texts = fill_skills(frame, skills=linker), jobseeker_texts(frame)
    assert filled["skills"].null_count() < frame["skills"].null_count()
    # If the other processes were lost, this one would read, and all would look well.
    monkeypatch.setattr(cv_table, "read_skills", pytest.fail)
    monkeypatch.setattr(masking, "personal_spans", pytest.fail)
    assert_frame_equal(fill_skills(frame, skills=linker, processes=2), filled)
    assert jobseeker_texts(frame, processes=2) == texts


@pytest.mark.usefixtures("few_are_worth_processes")
@pytest.mark.parametrize("interpreter", [None, ""])
def test_without_an_interpreter_to_start_one_process_reads(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, interpreter: str | None
) -> None:
    """As where Python is embedded in another program."""
    monkeypatch.setattr(readers, "_COMMAND", (interpreter, *readers._COMMAND[1:]))
    assert list(masking.masked(TEXTS, processes=2)) == [mask_personal(text) for text in TEXTS]
    assert not caplog.records


@pytest.mark.parametrize("linker", [None, linker_of(SKILLS)], ids=["starter", "ours"])
@pytest.mark.parametrize("fill", ["sure", "all", "none"])
def test_skills_are_filled_as_by_reading_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fill: Fill, linker: SkillLinker | None
) -> None:
    frame = read_jobseekers(PEOPLE, read_text="none").frame
    whole = read_cv_table(frame, fill=fill, skills=linker).frame
    assert (whole["skills"].null_count() < frame["skills"].null_count()) == (fill != "none")
    assert_frame_equal(fill_skills(frame, fill=fill, skills=linker), whole)
    with EncodingCache(tmp_path / "cache") as cache:
        assert_frame_equal(fill_skills(frame, fill=fill, skills=linker, kept=cache), whole)
        monkeypatch.setattr(cv_table, "read_skills", pytest.fail)
        assert_frame_equal(fill_skills(frame, fill=fill, skills=linker, kept=cache), whole)


def test_where_no_column_can_be_filled_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = read_jobseekers(PEOPLE, read_text="none").frame
    monkeypatch.setattr(cv_table, "read_skills", pytest.fail)
    for one in (frame.drop("skills"), frame.drop("cv_text"), frame.filter(pl.col("jobseeker_id").is_between(10, 12))):
        assert_frame_equal(fill_skills(one), one)


def test_what_is_kept_goes_by_the_vocabulary(tmp_path: Path) -> None:
    frame = read_jobseekers(PEOPLE[:2], read_text="none").frame
    with EncodingCache(tmp_path / "cache") as cache:
        names = [
            fill_skills(frame, fill="all", skills=linker, kept=cache)["skills"].to_list()
            for linker in (None, linker_of(SKILLS), linker_of(SKILLS[::-1]))
        ]
    expected = ["care plans", "Makaton", "Microsoft Excel", "cash handling"]
    assert names[1] == names[2] == [expected, ["Makaton", "cash handling", "Microsoft Excel", "care plans"]]
    assert len(names[0][0]) > 3


def test_links_by_vectors_are_kept_nowhere(tmp_path: Path) -> None:
    from jobmatch.encode import StaticEncoder

    linker = SkillLinker(encode=StaticEncoder().encode)
    frame = read_jobseekers(PEOPLE[:2], read_text="none").frame
    with EncodingCache(tmp_path / "cache") as cache:
        filled = fill_skills(frame, skills=linker, kept=cache)
    assert_frame_equal(filled, read_cv_table(frame, skills=linker).frame)
    assert not (tmp_path / "cache").exists()


@given(st.text(max_size=200))
def test_any_text_is_masked_and_filled_the_same(text: str) -> None:
    assert list(masking.masked([text, text])) == [mask_personal(text)] * 2
    frame = pl.DataFrame(
        {"jobseeker_id": [1], "cv_text": [text], "skills": [None], "read_fields": [None]},
        schema_overrides={"skills": pl.List(pl.String), "read_fields": pl.List(pl.String)},
    )
    for fill in ("sure", "all"):
        assert_frame_equal(fill_skills(frame, fill=fill), read_cv_table(frame, fill=fill).frame)


def test_real_cvs_are_filled_and_masked_the_same(shared_data: Path, tmp_path: Path) -> None:
    from benchmarks.shared_data import livecareer_cvs

    cvs = livecareer_cvs(20240229).sample(60, seed=5).select("jobseeker_id", "cv_text")
    frame = read_jobseekers(cvs, read_text="none").frame
    whole = read_cv_table(frame).frame
    assert whole["skills"].is_not_null().sum() > 40
    with EncodingCache(tmp_path / "cache") as cache:
        for _ in range(2):
            assert_frame_equal(fill_skills(frame, kept=cache), whole)
            assert jobseeker_texts(frame, cache) == jobseeker_texts(frame)
