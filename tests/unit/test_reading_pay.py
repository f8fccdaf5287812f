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
    ("£22,737 pro rata", Pay(22737, 22737, "year", pro_rata=True)),
    ("£19,500 (pro rata)", Pay(19500, 19500, "year", pro_rata=True)),
    ("£30,000 - £46,525. 1.0 FTE", Pay(30000, 46525, "year")),
    ("£25,000 FTE", Pay(25000, 25000, "year", pro_rata=True)),
    ("circa £30,000", Pay(30000, 30000, "year")),
    ("Salary up to £30k plus bonus", Pay(None, 30000, "year")),
    ("£28,000 + excellent benefits", Pay(28000, 28000, "year")),
    ("£26k DOE", Pay(26000, 26000, "year")),
    ("Office Manager\n£27,500\nLeeds", Pay(27500, 27500, "year")),
    ("nights, £18.50ph", Pay(18.5, 18.5, "hour")),
    ("Nights, £18.50ph. Days, £14.20ph", Pay(14.2, 14.2, "hour")),
    ("£18,000 per annum (FTE £24,000)", Pay(18000, 18000, "year")),
    ("Salary: £24 214 - £30 112 per annum", Pay(24214, 30112, "year")),
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
        "£500+ welcome bonus",
        "a £1,000 plus bonus",
        "managing budgets of circa £300,000",
        "RRP up to £15k negotiable",
        "Average price\n£266,738",
        "Saturday and Sunday rates: nights, £20ph; weekends, £22ph",
        "up to £45k OTE",
    ],
)
def test_other_money_is_no_pay(text: str) -> None:
    assert read_advert(text).pay is None


@pytest.mark.parametrize(
    ("title", "pay"),
    [
        ("Night Porter, £13.50ph", Pay(13.5, 13.5, "hour")),
        ("Warehouse Operative - Nights - £13ph", Pay(13, 13, "hour")),
        ("Store Manager £32,000 Leeds", Pay(32000, 32000, "year")),
        ("Care Assistant £12.60", Pay(12.6, 12.6, "hour")),
        ("Project Officer (£1m appeal)", None),
    ],
)
def test_pay_in_a_title(title: str, pay: Pay | None) -> None:
    assert read_advert("Come and join us", title).pay == pay


PAY_PER_HOUR = [
    # 24,000 / (52.14 weeks x 37.5 hours) = 12.27
    ("£24,000 pro rata (full time 37.5 hours), 20 hours per week", "12.27 per hour", "stated"),
    ("£18,000 (FTE £24,000 based on 37.5 hours), 28 hours per week", "12.27 per hour", "stated"),
    ("£24,000 to £26,000 FTE, based on 40 hours per week", "11.51-12.47 per hour", "stated"),
    # over 40 and over 35 hours
    ("£24,000 pro rata, 20 hours per week", "11.51-13.15 per hour", "inferred"),
    ("£24,000 per annum, 20 hours per week", None, None),
    ("£12.50 per hour pro rata", None, None),
]


@pytest.mark.parametrize(("text", "pay", "provenance"), PAY_PER_HOUR)
def test_pay_per_hour_by_that_of_full_time(text: str, pay: str | None, provenance: str | None) -> None:
    found = [(str(reading.value), reading.provenance) for reading in read_advert(text).of("pay_per_hour")]
    assert found == ([(pay, provenance)] if pay else [])


@pytest.mark.parametrize(
    ("text", "title", "band"),
    [
        ("Band 5", None, "5"),
        ("Salary: Band 3", None, "3"),
        ("A Band 8a post", None, "8a"),
        ("Join us", "Staff Nurse - Band 5", "5"),
        ("You will supervise band 3 staff", None, None),
        ("Band 5 progressing to band 6", None, "5"),
        ("Band 5 or a Band 6", None, None),
        ("play in a band", None, None),
    ],
)
def test_pay_band(text: str, title: str | None, band: str | None) -> None:
    assert read_advert(text, title).stated("pay_band") == band


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
    ("Temp-to-perm, immediate start", None, "temporary"),
    ("temporary-to-permanent role", None, "temporary"),
    ("Permanent contract, bank holidays off", None, "permanent"),
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
    ("Casual bar staff required", None, "casual"),
    ("Freelance photographer", None, "self_employed"),
    ("Volunteers needed for Saturday shifts", None, "volunteer"),
    ("We're taking on pickers for our gift warehouse.", "Picker/Packer - Christmas Temps", "temporary"),
    ("£13.50 per hour self employed. Own car essential", None, "self_employed"),
    ("£150 a day, self-employed, own tools", None, "self_employed"),
    ("Must have own clients, self employed, bring your own tools", None, "self_employed"),
    ("Self-employed Mortgage & Protection Advisers. CeMAP essential.", None, "self_employed"),
    ("Self employed hairdressers wanted", None, "self_employed"),
    ("Freelance field merchandisers, all areas.", None, "self_employed"),
    ("Freelance graphic designer needed for 3 months", None, "self_employed"),
    ("Duration: 5 months (temporary).", None, "temporary"),
    ("Permanent following probation.", None, "permanent"),
    ("Permanent after successful probation period", None, "permanent"),
    ("Contract: fixed term seasonal", "Seasonal Fruit Pickers & Packers", "fixed_term"),
    ("Casual, zero hours, work when u want.", None, "casual"),
    ("Exams Invigilators, casual.", None, "casual"),
    ("mat cover, 12 mths", None, "fixed_term"),
    ("Contract type: Apprenticeship", None, "apprenticeship"),
    ("Christmas temp wanted", None, "temporary"),
    ("Fully self-employed role", None, "self_employed"),
    ("Self Employed / Commission only", None, "self_employed"),
    ("You will need to be registered self employed", None, "self_employed"),
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
        ("Job type: Temp-Perm", None),
        ("temp / perm", None),
        ("Permanent or temp", None),
        ("Job types: Full-time, Temporary, Permanent", None),
        ("on a permanent and casual basis", None),
        ("Warehouse work", "Warehouse Operative (Temp or Permanent)"),
        ("Our shop relies on volunteers", None),
        ("You will train the volunteers", None),
        ("Last year 22 of our temps were kept on", None),
        ("Ideal for students, self employed, retired", None),
        ("PAYE or self employed", None),
        ("PAYE, self employed or limited company", None),
        ("You'll work with freelance designers", None),
        ("Permanent after 12 weeks", None),
        ("smart casual, black trousers", None),
        ("Casual, friendly atmosphere", None),
        ("Dress code: casual.", None),
        ("0 hr contract", None),
        ("CIS", None),
        ("CIS or PAYE", None),
        ("£180 per day CIS. 6 weeks work", None),
        ("you'll hand over to perm staff", None),
    ],
)
def test_contract_that_is_not_stated(text: str, title: str | None) -> None:
    assert read_advert(text, title).stated("contract") is None
