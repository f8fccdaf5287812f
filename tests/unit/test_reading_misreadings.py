"""Phrases of adverts that were once misread."""

from __future__ import annotations

import pytest

from jobmatch import read_advert


def read(text: str) -> dict[str, tuple[str, str]]:
    return {one.field: (str(one.value), one.provenance) for one in read_advert(text)}


@pytest.mark.parametrize(
    "text",
    [
        "You will supervise staff who must hold an SIA licence.",
        "Supervise a team of guards, all of whom must have an SIA licence",
        "Manage drivers who are required to hold a full driving licence",
        "Our nurses are registered with the NMC",
        "You will work alongside colleagues registered with the HCPC",
        "The company is SIA licensed",
        "We are an SIA approved contractor",
    ],
)
def test_licences_of_others_are_not_asked_for(text: str) -> None:
    assert "licences" not in read(text)


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("You must hold an SIA licence and supervise staff", "sia_guard"),
        ("You will manage staff. You must be registered with the NMC", "nmc_registration"),
        ("SIA licensed security officer required", "sia_guard"),
        ("We are looking for a registered nurse to join our team", "nmc_registration"),
        ("The Trust is currently recruiting HCPC registered dietitians", "hcpc_registration"),
    ],
)
def test_licences_of_the_reader_still_are(text: str, licence: str) -> None:
    assert read(text)["licences"] == (licence, "stated")


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Monday to Friday 9am-5pm and every other Saturday 9am-1pm", "shifts",
         ("Mon-Fri 09:00-17:00; Sat 09:00-13:00 | Mon-Fri 09:00-17:00", "stated")),
        ("alternate Saturdays 9am - 1pm", "shifts", ("Sat 09:00-13:00", "inferred")),
        ("Term time only plus 2 weeks", "term_only", ("True", "inferred")),
        ("Term time only plus 5 INSET days", "term_only", ("True", "stated")),
        ("Car driver preferred", "needs_vehicle", ("False", "stated")),
        ("Night work is not required", "demands.night_work", ("0", "stated")),
        ("Some evening work until 8pm", "demands.night_work", ("3", "stated")),
    ],
)  # fmt: skip
def test_what_they_say_now(text: str, field: str, expected: tuple[str, str]) -> None:
    assert read(text)[field] == expected


def test_who_may_not_work_nights_says_nothing_of_the_job() -> None:
    assert "demands.night_work" not in read("Applicants under 18 must not be subject to night work")
    assert "licences" not in read("Car driver preferred")
