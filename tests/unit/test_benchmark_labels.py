"""How what was read is compared with labels."""

from __future__ import annotations

from typing import Any

from benchmarks import cv_reading, reading
from jobmatch import read_advert

CV = "Ada Blackwood-Smythe\nCleaner, 2019 to 2022\nI hold a full driving licence. I have diabetes."


def _row(**labels: Any) -> dict[str, Any]:
    nothing: dict[str, list[str]] = {
        name: [] for name in ("languages", "qualifications", "skills", "not_skills", "protected")
    }
    job = {"title": "Cleaner", "start": "2019", "end": "2022"}
    return {
        "id": "x", "text": CV, "as_of": "2026-01-15", "jobs": [job], "licences": ["driving_b"], "personal": [],
        **nothing, **labels,
    }  # fmt: skip


def test_a_cv_that_is_read_as_labelled_is_all_right() -> None:
    counts = cv_reading.compare([_row()])
    assert [(counts[name].stated, counts[name].read, counts[name].right) for name in ("jobs", "dates", "licences")] == [
        (1, 1, 1)
    ] * 3
    assert not any(count.errors for count in counts.values())


def test_what_differs_is_wrong_and_missed() -> None:
    other = {"title": "Welder", "start": "2019", "end": "2022"}
    counts = cv_reading.compare([_row(jobs=[other], licences=["driving_c"])])
    assert (counts["jobs"].read, counts["jobs"].right, counts["jobs"].found) == (1, 0, 0)
    assert (counts["licences"].read, counts["licences"].right, counts["licences"].stated) == (1, 0, 1)


def test_words_are_masked_only_if_nothing_of_them_is_left() -> None:
    counts = cv_reading.compare([_row(personal=["Ada Blackwood-Smythe", "Cleaner", "Smythe\nCleaner"])])
    assert (counts["masked"].stated, counts["masked"].found) == (3, 1)


def test_what_lies_partly_in_protected_words_is_counted() -> None:
    assert cv_reading.compare([_row(protected=["full driving"])])["protected"].read == 1
    assert cv_reading.compare([_row(protected=["diabetes"])])["protected"].read == 0


def test_values_of_an_advert_are_compared_by_what_they_mean() -> None:
    advert = read_advert("Sun-Thu 10pm-6am, 40 hours a week, £13 per hour.", "Cleaner")
    label = {"shifts": "Mon-Thu,Sun 22:00-06:00", "hours": [40, 40], "pay": [13.0, 13.0, "hour"]}
    assert reading.expected_items(label) <= reading.read_items(advert)
    assert not reading.expected_items({"hours": [39, 40]}) & reading.read_items(advert)
