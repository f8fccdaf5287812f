"""A small edit to a text makes a small change to its scores, with the real text model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import jobmatch as jm
from jobmatch.codes import Part

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
# Thousandths of the text part; a random other CV differs by several hundred.
MOST_FOR_ONE_PAIR, MOST_ON_AVERAGE = 150, 30

EDITS: dict[str, Callable[[str], str]] = {
    "a space more": lambda text: text.replace(" ", "  ", 1),
    "a line break": lambda text: text.replace(". ", ".\n", 1),
    "capitals": lambda text: text[:1].swapcase() + text[1:],
    "a full stop less": lambda text: text.rstrip("."),
    "a polite last sentence": lambda text: f"{text} References on request.",
    "a polite first sentence": lambda text: f"Please see my details below. {text}",
    "two letters swapped": lambda text: text.replace("work", "wrok", 1),
}


def _records(name: str, n: int, text: str) -> list[dict[str, Any]]:
    lines = (SAMPLES / name).read_text(encoding="utf-8").splitlines()
    return [record for record in map(json.loads, lines) if len((record.get(text) or "").split()) > 60][:n]


@pytest.fixture(scope="module")
def matcher() -> Iterator[jm.Matcher]:
    vacancies = jm.read_vacancies(_records("vacancies.ndjson", 8, "description"))
    jobseekers = jm.read_jobseekers(_records("jobseekers.ndjson", 5, "cv_text"))
    with jm.Matcher.build(vacancies, jobseekers) as built:
        yield built


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_small_edit_moves_scores_little(matcher: jm.Matcher, edit: Callable[[str], str]) -> None:
    changes = []
    for person in _records("jobseekers.ndjson", 5, "cv_text"):
        edited = {**person, "cv_text": edit(person["cv_text"])}
        for vacancy in _records("vacancies.ndjson", 8, "description"):
            before, after = (matcher.detail(one, vacancy["vacancy_id"]) for one in (person["jobseeker_id"], edited))
            changes.append(abs(after.part_values[Part.TEXT] - before.part_values[Part.TEXT]))
            assert before.part_values[1:] == after.part_values[1:], "only the text may move"
    assert max(changes) <= MOST_FOR_ONE_PAIR
    assert sum(changes) / len(changes) <= MOST_ON_AVERAGE


@pytest.mark.slow
def test_another_text_moves_them_much(matcher: jm.Matcher) -> None:
    """The bound above must be able to fail."""
    one, other, *_ = _records("jobseekers.ndjson", 5, "cv_text")
    changes = [
        abs(
            matcher.detail(one["jobseeker_id"], vacancy["vacancy_id"]).part_values[Part.TEXT]
            - matcher.detail({**one, "cv_text": other["cv_text"]}, vacancy["vacancy_id"]).part_values[Part.TEXT]
        )
        for vacancy in _records("vacancies.ndjson", 8, "description")
    ]
    assert sum(changes) / len(changes) > MOST_ON_AVERAGE
