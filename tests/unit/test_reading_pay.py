"""Pay and contract."""

from __future__ import annotations

import pytest

from jobmatch.reading import Pay, read_advert

PAY = [
    ("£11.44 p/h", Pay(11.44, 11.44, "hour")),
    ("£11.44ph", Pay(11.44, 11.44, "hour")),
    ("£12.21 per hour", Pay(12.21, 12.21, "hour")),
    ("£12.50 an hour", Pay(12.5, 12.5, "hour")),
    ("£13/hr", Pay(13, 13, "hour")),
    ("Pay rate: £14.50", Pay(14.5, 14.5, "hour")),
    ("Hourly rate of up to £15.00", Pay(None, 15, "hour")),
    ("£10.41 - £11.27 per hour", Pay(10.41, 11.27, "hour")),
    ("£12.00-£13.50 p.h.", Pay(12, 13.5, "hour")),
    ("Rate of pay 11.95 per hour", Pay(11.95, 11.95, "hour")),
    ("£120 per day", Pay(120, 120, "day")),
    ("£90 - £110 a day", Pay(90, 110, "day")),
    ("Supply teacher, £140 daily", Pay(140, 140, "day")),
    ("£550 per week", Pay(550, 550, "week")),
    ("£480 p/w", Pay(480, 480, "week")),
    ("£1,950 per month", Pay(1950, 1950, "month")),
    ("£23,000 per annum", Pay(23000, 23000, "year")),
    ("£23k-£25k pro rata", Pay(23000, 25000, "year", pro_rata=True)),
    ("£23-25k", Pay(23000, 25000, "year")),
    ("Salary £23-25k", Pay(23000, 25000, "year")),
    ("Salary: £24,000 - £26,000 depending on experience", Pay(24000, 26000, "year")),
    ("£28,000 to £31,500 pa", Pay(28000, 31500, "year")),
    ("up to £33,000 per annum", Pay(None, 33000, "year")),
    ("From £15.09 per hour", Pay(15.09, None, "hour")),
    ("starting salary of £24,907", Pay(24907, None, "year")),
    ("£26,500 p.a. FTE", Pay(26500, 26500, "year", pro_rata=True)),
    ("&pound;22,000 a year", Pay(22000, 22000, "year")),
    ("Days: £15.40 per hour, Nights: £20.02 per hour", Pay(15.4, 15.4, "hour")),
    ("£25,000 basic + OTE £40,000", Pay(25000, 25000, "year")),
    ("£11.50 per hour plus £500 joining bonus", Pay(11.5, 11.5, "hour")),
    ("£500 joining bonus. £11.50 per hour", Pay(11.5, 11.5, "hour")),
    ("Competitive salary of up to £38,000 - 38 days holiday", Pay(None, 38000, "year")),
    ("Band 5 - £24,907 to £30,615 per annum", Pay(24907, 30615, "year")),
    ("£17.657.64 annual salary", Pay(17657.64, 17657.64, "year")),
    ("Salary scale:\nMT02 (£32,691)", Pay(32691, 32691, "year")),
    ("Current rates:-\n£8.88 basic", Pay(8.88, 8.88, "hour")),
    ("You will receive an annual salary of up to £39,000", Pay(None, 39000, "year")),
    ("Grade C, £22,737 - £23,114 pro rata", Pay(22737, 23114, "year", pro_rata=True)),
]


@pytest.mark.parametrize(("text", "pay"), PAY)
def test_pay(text: str, pay: Pay) -> None:
    assert read_advert(text).pay == pay


@pytest.mark.parametrize(
    "text",
    [
        "£2,500 Golden Hello Payment",
        "a £1,000 welcome bonus",
        "£10 million refit",
        "turnover of £382m",
        "Save £50 per month with our free car park",
        "DBS costs £40.00",
        "managing a budget of £250,000",
        "45p per mile",
        "£20/month parking",
        "£15 per visit",
        "Night rate £20.35 per hour",
        "up to £8,000 relocation allowance",
        "Refer a friend and receive £300",
        "competitive salary",
        "raised £200,000 for charity",
        "£26 billion supermarket",
    ],
)
def test_other_money_is_no_pay(text: str) -> None:
    assert read_advert(text).pay is None


CONTRACTS = [
    ("Permanent, full time", None, "permanent"),
    ("Contract type: Permanent", None, "permanent"),
    ("This is a permanent position", None, "permanent"),
    ("This is a full-time, permanent role", None, "permanent"),
    ("a substantive post", None, "permanent"),
    ("12 month fixed term contract", None, "fixed_term"),
    ("FTC until March", None, "fixed_term"),
    ("Maternity cover", None, "fixed_term"),
    ("a six month contract", None, "fixed_term"),
    ("Secondment opportunity until 31st March", None, "fixed_term"),
    ("Temporary position for the summer", None, "temporary"),
    ("Temp to perm, immediate start", None, "temporary"),
    ("a temporary post to cover maternity leave", None, "temporary"),
    ("Casual position", None, "casual"),
    ("Come and join our bank", None, "casual"),
    ("Cleaning shifts", "Bank Cleaner", "casual"),
    ("Learn on the job", "Apprentice Bricklayer", "apprenticeship"),
    ("An exciting apprenticeship opportunity", None, "apprenticeship"),
    ("Help us out", "Volunteer Driver", "volunteer"),
    ("This is a voluntary position", None, "volunteer"),
    ("You must be self-employed", None, "self_employed"),
    ("on a self employed basis", None, "self_employed"),
    ("Self employed multi drop drivers needed", None, "self_employed"),
    ("6 month fixed term post with a view to becoming permanent", None, "fixed_term"),
]


@pytest.mark.parametrize(("text", "title", "contract"), CONTRACTS)
def test_contract(text: str, title: str | None, contract: str) -> None:
    assert read_advert(text, title).stated("contract") == contract


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("our permanent staff enjoy 25 days of leave", None),
        ("permanent or fixed term", None),
        ("Contract Type: Permanent or Bank", None),
        ("plus bank holidays", None),
        ("food bank", None),
        ("experience with volunteers", "Volunteer Coordinator"),
        ("you will manage temporary staff", None),
        ("opportunity to become permanent", None),
        ("apprenticeships for our staff", None),
        ("not self-employed", None),
        ("bank details", None),
    ],
)
def test_contract_that_is_not_stated(text: str, title: str | None) -> None:
    assert read_advert(text, title).stated("contract") is None
