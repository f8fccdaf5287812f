"""Pay as shops, salons, sites, farms and drivers' yards write it, and money that is no pay of theirs."""

from __future__ import annotations

import pytest

from jobmatch import read_advert


def stated(text: str, field: str, title: str | None = None) -> str | None:
    value = read_advert(text, title).stated(field)
    return None if value is None else str(value)


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        # what is paid in training, and then
        ("£12.21 per hour during training then £13.00 per hour", "12.21-13 per hour"),
        ("£13.20 per hour while in training, £15.10 per hour once you pass", "13.2-15.1 per hour"),
        # by what somebody has passed
        ("£13.10 per hour if you hold NVQ2, £12.71 if not", "12.71-13.1 per hour"),
        ("Pay: £12.95 (no NVQ), £13.20 (NVQ2), £13.55 (NVQ3), weekends +50p", "12.95-13.55 per hour"),
        # the basic rate of several
        ("£14.05 per hour earlies and £14.60 lates", "14.05 per hour"),
        ("Days £13.00 per hour, lates £14.00", "13 per hour"),
        ("AM 6-2 £12.71\nPM 2-10 £12.95\nNIGHTS 10-6 £14.20", "12.71 per hour"),
        ("£15.34 p/h, made up of £13.10 basic and £2.24 night allowance", "13.1 per hour"),
        ("£15.34 per hour (£13.10 basic plus £2.24 shift allowance)", "13.1 per hour"),
        ("£12.50 per hour lates", "12.5 per hour"),
        ("Salary up to £36k (£32k basic + £4k tronc)", "32000 per year"),
        ("Up to £16ph (£12.71 + tronc)", "12.71 per hour"),
        ("£13.20 basic / £14.80 w/e", "13.2 per hour"),
        ("40 hours guaranteed, overtime after 40 hours at £19.05. Base £12.70.", "12.7 per hour"),
        ("£28,600 plus 20% shift allowance (£34,320)", "28600 per year"),
        # one after the other
        ("£16.05ph (£15.25 for first 6 months)", "15.25-16.05 per hour"),
        ("Main scale (M1 £32,916 to M6 £45,352)", "32916-45352 per year"),
        ("£90 a day to start, £100 after a term", "90-100 per day"),
        # beside hours
        ("£23,795 (38 hours) + sleep-ins £50 each (around £5,200 a year)", "23795 per year"),
        ("£27,300 (£24,100 basic plus £3,200 sleep-in payments)", "24100 per year"),
        ("£28,000 + comm (OTE £45,000 yr 1)", "28000 per year"),
        ("£17-£19ph DOE, £25.50 OT", "17-19 per hour"),
        ("40 hours @ £14.50", "14.5 per hour"),
        ("£13.50, 40 hours, Mon-Fri", "13.5 per hour"),
        ("£36,000 for a 42.5 hour week, OTE £42k", "36000 per year"),
        # what is paid beside what full time would be
        ("Salary is £26,500 FTE (40 hours), which is £17,888 for this post", "17888 per year"),
        ("Full time equivalent £26,000, you will be paid £13,000", "13000 per year"),
        # ends that are open, and a plus that is none
        ("Piece rate topped up to never less than £12.71 per hour", "12.71- per hour"),
        ("Hourly rate no less than £13", "13- per hour"),
        ("£13+ per hour", "13- per hour"),
        ("Basic £19,500 + £6,000 guarantee for first 6 months", "19500 per year"),
        ("£27,500 plus 2 bed cottage rent free", "27500 per year"),
        ("£24,000 plus profit share", "24000 per year"),
        # words near it that are about something else
        ("Trainee (we pay the course fees): £12.71 per hour", "12.71 per hour"),
        ("Nursery nurse, baby room - £13.60 p/h", "13.6 per hour"),
        ("£115 a day cash in hand NO! all through the books", "115 per day"),
        ("£110 per day. Van hire £150 per week", "110 per day"),
        # pictures before it
        ("💰 £25,350 | 🕘 37.5 hours", "25350 per year"),
        ("📍 Leeds\n💷 £27,000\n", "27000 per year"),
    ],
)  # fmt: skip
def test_pay(text: str, pay: str) -> None:
    assert stated(text, "pay") == pay


@pytest.mark.parametrize(
    "text",
    [
        "Managing contracts, up to £90k. We build schools.",
        "Refurb projects, £20k - £60k",
        "Pay £15 to register with us.",
        "Pay £12 for each lesson",
        "We'll lend you a plated car from £160 per week",
        "We can put you on to a broker, from £210 a month",
        "Rent a chair from £120 per week",
        "Most teams take home £1,800+ a week",
        "Most of our drivers are making £700 a week",
        "Earn £700-£1100 p/w (self employed)",
        "Take home pay of £2,000 a month",
        "Room £95 per week",
        "£30,000 inc tronc. Live in available at £50 a week",
        "Keep 100% of fares, settle £130 a week",
        "Our hourly rate to clients is £20.",
        # what somebody may come to
        "Annual salary: £25,000 inclusive of sleep ins",
        "up to £15.30 per hour (weekend rate)",
        "£14.57 per hour (inc. £1.57 holiday pay)",
        "£14.50 an hour with tips",
        "£0.80 per bag, average £110 a day",
        "Piece rates, typically £14-£18 per hour",
        "You could be earning £35,000 in year one",
        "Guaranteed £500 a week for the first 4 weeks",
        # of which days or post it is
        "£13 weekdays £14 weekends £26 bank holidays",
        "£20.50ph RGN, £13 HCA",
        "1. Practitioner, baby room - £13.60 p/h\n2. Assistant - £12.71 p/h",
        "Qualified: £14.50 - £15.75 per hour\nTrainee (enrolled, we pay the fees): £12.71 per hour",
    ],
)
def test_pay_that_is_not_told(text: str) -> None:
    assert stated(text, "pay") is None
