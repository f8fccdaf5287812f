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


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Enhanced rates of pay for evenings and weekends", "demands.night_work"),
        ("Enhanced rates of pay for evenings and weekends", "weekends"),
        ("25% extra for night shifts", "demands.night_work"),
        ("Night shift allowance, free parking, staff canteen", "demands.night_work"),
        ("You will help at fetes and open evenings", "demands.night_work"),
        ("Whether you would like days or nights only, we can help", "demands.night_work"),
        ("Telephone support is there 24 hours a day. The hub gives telephone support seven days a week", "weekends"),
        ("Full time, part time or term time only", "term_only"),
        ("If you are only available in term time we would like to hear from you", "term_only"),
        ("Permanent all year round or term time contract", "term_only"),
        ("Flexible working such as part time, annualised hours and job share", "shift_kind"),
        ("No car? No problem! We have pool bikes", "needs_vehicle"),
        ("It is recommended that you have your own transport to get to and from work", "needs_vehicle"),
        ("Due to the Covid-19 pandemic there will be some home working", "remote"),
        ("20-bed care homes and 12-hour posts available", "openings"),
        ("Foundation degree in health and social care and numeracy level 2 required", "licences"),
        ("For a psychologist HCPC registration is required.", "licences"),
        ("Join us: our bank from which roles are filled is growing", "contract"),
    ],
)
def test_what_pays_more_is_offered_or_depends_is_not_stated(text: str, field: str) -> None:
    assert field not in read(text)


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("You will work nights and weekends, for which enhancements are paid", "demands.night_work", ("5", "stated")),
        ("You will work nights and weekends, for which enhancements are paid", "weekends", ("True", "stated")),
        ("Part time evenings in our call centre", "demands.night_work", ("3", "stated")),
        ("Monday to Friday 7am-3pm and/or Saturday 7am until close", "weekends", ("True", "stated")),
        ("Monday to Friday 7am-3pm and Saturday 7am until close", "shifts", ("Mon-Fri 07:00-15:00", "inferred")),
        ("3 to 5 days from Monday to Friday 9am to 5pm", "shifts", ("Mon-Fri 09:00-17:00", "inferred")),
        ("Teaching assistant, full time, term time only", "term_only", ("True", "stated")),
        ("You must have your own transport to travel from site to site", "needs_vehicle", ("True", "stated")),
        ("No car needed", "needs_vehicle", ("False", "stated")),
        ("Office based working as well as remote working", "remote", ("hybrid", "stated")),
        ("You may spend part of your time working from home", "remote", ("hybrid", "stated")),
        ("A mix of onsite and home working", "remote", ("hybrid", "stated")),
        ("There is some home working (in particular during the pandemic)", "remote", ("hybrid", "stated")),
        ("20-hour posts in our kitchen", "hours_per_week", ("20", "stated")),
        ("22.5hours fixed-term until March", "hours_per_week", ("22.5", "stated")),
        ("30 hours term time", "hours_per_week", ("30", "stated")),
        ("40 hours per week, or at least 20 hours + per week", "hours_per_week", ("20-40", "stated")),
        ("Post 1 - 24 hours over three days\nPost 2 - 40 hours per week", "hours_per_week", ("24-40", "stated")),
        ("Starting wage for a 16 hour contract is £9,500", "pay", ("9500- per year", "stated")),
        ("Appointment is subject to a Disclosure Barring Service check", "licences", ("dbs_basic", "stated")),
    ],
)  # fmt: skip
def test_what_is_worked_all_the_same(text: str, field: str, expected: tuple[str, str]) -> None:
    assert read(text)[field] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Early shift (6am-2pm), late shift (2pm-10pm), night shift (10pm-8am)", ("5", "stated")),
        ("Drivers start early. There is a 5am to 1pm shift.", ("4", "stated")),
        ("Shifts range from 7.5 hours to 12.5 hours", ("7", "stated")),
        ("12 hour shifts: day shift 7am-7.30pm", ("6", "stated")),
        ("Day shift 8am-4pm\nNights 10pm - 8am", ("5", "stated")),
        # some are longer, though nothing calls them shifts
        ("The store works 8am-8pm. Shifts are 8am-4pm", ("4", "inferred")),
    ],
)
def test_length_of_a_shift_by_its_times(text: str, expected: tuple[str, str]) -> None:
    assert read(text)["demands.shift_length"] == expected


@pytest.mark.parametrize("text", ["Shifts between 6am and 10pm", "Shift pattern: 9am-5pm Monday to Friday"])
def test_times_that_are_no_shift_say_nothing_of_its_length(text: str) -> None:
    assert "demands.shift_length" not in read(text)
