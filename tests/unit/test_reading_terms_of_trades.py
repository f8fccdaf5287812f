"""Hours, contract, place of work, openings and training as other trades than care write them."""

from __future__ import annotations

import pytest

from jobmatch import read_advert


def stated(text: str, field: str, title: str | None = None) -> str | None:
    value = read_advert(text, title).stated(field)
    return None if value is None else str(value)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Hours: average 42 per week, breaks are paid", "42"),
        ("Hours: approx 20 a week", "20"),
        ("Permanent, guaranteed hours of 35 per week", "35"),
        ("Hours will be 20 a week", "20"),
        ("39 hours: Mon-Thurs 07:30-16:15, Fri 07:30-12:30", "39"),
        ("🏡 100% remote | 💰 £25,350 | 🕘 37.5 hours", "37.5"),
        ("Fully remote within the UK, 4-day week, 32 hours, full pay", "32"),
        ("full time 37 hours (4 posts) and part time between 12 and 25 hours (10 posts)", "12-37"),
        ("That works out as 16 hours a week after lunch, or 20 in a week with a Saturday.", "16-20"),
        ("30 hours a week in term, or 40 during the summer", "30-40"),
        ("Four 10-hour days a week", "40"),
        ("Cleaner, between 20 and 30 hours, £13 an hour", "20-30"),
        ("Working week 37 hours with flexitime", "37"),
        ("Hours per week 22.5", "22.5"),
        ("We have a 16 hour and a 24 hour post", "16-24"),
        ("30hrs & 20hrs positions", "20-30"),
        ("37.5 or 30 hours per week", "30-37.5"),
        ("40 hours + 8 hours overtime", "40"),
        # what the words before them say is a trade
        ("Supervisor needed, 30-40 hours a week", "30-40"),
        ("Teaching Assistant, 30 hours a week", "30"),
        ("University cleaner, 20 hours per week", "20"),
        ("Delivery driver, 40 hours", "40"),
        ("Driver, delivering parcels, 30 hours a week", "30"),
    ],
)
def test_hours(text: str, hours: str) -> None:
    assert stated(text, "hours_per_week") == hours


@pytest.mark.parametrize(
    "text",
    [
        "Journey time, 18 hours. We drive lorries.",
        "We deliver in 3 days, 48 hours for express.",
        "Return flight, 30 hours",
        "Guaranteed response, 24 hours, every day",
        "Most of our tutors do 6-12 hours a week.",
        "Some of the team work about 30 hours a week",
        "Supervised contact, 20 hours a week",
        "Childcare: 30 hours a week funded",
        "First 6 weeks 40 hours per week training then part time",
        "Hours\n12 month preceptorship",
        "Working hours of 8 to 5",
        "Out of hours of 20 people",
    ],
)
def test_hours_that_are_not_told(text: str) -> None:
    assert stated(text, "hours_per_week") is None


@pytest.mark.parametrize(
    ("text", "contract"),
    [
        ("The role is permanent and subject to a medical and a DBS check.", "permanent"),
        ("Permanent after a six-month probation", "permanent"),
        ("Permanent staff job from day one", "permanent"),
        ("Temporary for up to 12 months whilst the road is built", "temporary"),
        ("Type: temporary, 4-6 weeks", "temporary"),
        ("Zero hours, casual: pick events on our app", "casual"),
        # which of the two is left open, or nothing is said of the job
        ("Fixed term contracts until end October 2027, as well as permanent contracts.", None),
        ("£19.50 per hour CIS. Must have own tools", None),
        ("Bookkeeper with VAT, CIS and payroll experience", None),
        ("Our permanent staff enjoy discounts", None),
        ("Permanent subject to funding", None),
    ],
)
def test_contract(text: str, contract: str | None) -> None:
    assert stated(text, "contract") == contract


@pytest.mark.parametrize(
    ("text", "remote"),
    [
        ("Manchester M1, two days a week in the office, three from home", "hybrid"),
        ("At least two days per week in the office at Stannard House, otherwise from home", "hybrid"),
        ("You can split your desk time between home and our office in Diss", "hybrid"),
        ("This role can\u2019t be done from home.", "no"),
        ("Split your time between home visits and the office", None),
        ("We support clients at home or at the office", None),
    ],
)
def test_place_of_work(text: str, remote: str | None) -> None:
    assert stated(text, "remote") == remote


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        ("full time 37 hours (4 posts) and part time between 12 and 25 hours (10 posts)", "14"),
        ("We have 25 places on our January intake", "25"),
        ("50x Picker Packers for the peak!", "50"),
        ("12 x TM Operatives (12A/B, 12D)", "12"),
        ("Crowdsafe wants 200+ stewards for the summer", "200"),
        ("Day nursery with 64 places", None),
        ("We plan to recruit 60 staff in total and follow them up", None),
        ("The study aims to recruit 40 nurses", None),
        ("Ward 6X is looking for registered nurses", None),
        ("(2 x Posts)", "2"),
    ],
)
def test_openings(text: str, openings: str | None) -> None:
    assert stated(text, "openings") == openings


@pytest.mark.parametrize(
    ("text", "training"),
    [
        ("We'll put you through your bus (PCV) licence", "True"),
        ("The training: four weeks, Monday to Friday, fully paid.", "True"),
        ("Everybody gets a week of paid classroom training.", "True"),
        ("Our four week training course is held in January", "True"),
        ("The first 8 weeks are classroom training", "True"),
        ("Induction & scanner training on day 1.", "True"),
        ("You will attend our training academy in Falkirk", "True"),
        ("I'll train you in everything", "True"),
        ("We provide training on all chemicals and equipment", "True"),
        ("We are happy to enrol you", "True"),
        ("First aid and safeguarding training included.", "True"),
        ("Do I need experience? No. Full training is given.", "True"),
        ("You must have completed training and should be included on the register", None),
        ("We provide training in first aid to businesses", None),
        ("No training is given", None),
    ],
)
def test_training(text: str, training: str | None) -> None:
    assert stated(text, "training_given") == training
