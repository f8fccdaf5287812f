"""Words of an advert that are about something else than its post."""

from __future__ import annotations

import pytest

from jobmatch import read_advert


def read(text: str, title: str | None = None) -> dict[str, tuple[str, str]]:
    return {one.field: (str(one.value), one.provenance) for one in read_advert(text, title)}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Benefits:\nFree parking\nAccess to bank hours\nCycle to work scheme", "contract"),
        ("You have the opportunity to work bank shifts in other shops", "contract"),
        ("We cannot offer permanent day contracts in the warehouse", "contract"),
        ("Our carpenters can be contacted Monday to Friday 8am to 4pm", "shifts"),
        ("The service will be provided 8am-5pm Monday to Friday", "shifts"),
        ("The shop\nOpening: Monday to Friday 9am to 5pm", "shifts"),
        ("£21.38 for Monday to Friday 8pm - 6am", "shifts"),
        ("Parcels come at any time of the day or night", "demands.night_work"),
        ("Our lorries cannot be repaired overnight", "demands.night_work"),
        ("HMP Testwood is a category C prison to which you drive", "licences"),
        ("You must have NVQ level 3 in social care or equivalent experience", "licences"),
        ("Uniform: £10 deducted from the salary of the first month", "pay"),
        ("Salary circa £30,0000", "pay"),
        ("Drivers are here 7.5 hours a day, 7 days a week", "hours_per_week"),
    ],
)
def test_it_is_not_stated(text: str, field: str) -> None:
    assert read(text).get(field, ("", ""))[1] != "stated"


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Cook band 6 - 30 hours per week", "hours_per_week", ("30", "stated")),
        ("Minimum working hours are 24 per week", "hours_per_week", ("24-", "stated")),
        ("Joiner, 12 hours a day, 3-4 days a week", "hours_per_week", ("36-48", "stated")),
        ("You work Monday to Friday between 7am and 6pm", "shifts", ("Mon-Fri 07:00-18:00", "inferred")),
        ("Working hours are 9am to 5pm Monday till Friday", "shifts", ("Mon-Fri 09:00-17:00", "stated")),
        ("Baker: your shifts include regular nights", "demands.night_work", ("5", "stated")),
        ("£8.80 p/h, £9.19 post probation", "pay", ("8.8-9.19 per hour", "stated")),
        ("Salary upto £30,242", "pay", ("-30242 per year", "stated")),
        ("Location: Remote and 4 days onsite per month", "remote", ("hybrid", "stated")),
        ("Plumber, permanent band 5", "contract", ("permanent", "stated")),
    ],
)
def test_what_is_of_the_post_is(text: str, field: str, expected: tuple[str, str]) -> None:
    assert read(text)[field] == expected
