"""What shops, care homes, warehouses, kitchens, schools and agencies write, in sentences of our own making."""

from __future__ import annotations

import pytest

from jobmatch import read_advert


def stated(text: str, field: str, title: str | None = None) -> str | None:
    value = read_advert(text, title).stated(field)
    return None if value is None else str(value)


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("£12.21ph", "12.21 per hour"),
        ("£11.44 - £12.50 p/h depending on age", "11.44-12.5 per hour"),
        ("£12ph-£14ph", "12-14 per hour"),
        ("£12 per hour - £14 per hour", "12-14 per hour"),
        ("£25,000 per annum - £28,000 per annum", "25000-28000 per year"),
        ("£30,393 pa to £34,368 pa", "30393-34368 per year"),
        ("£13.25phr", "13.25 per hour"),
        ("£24k-£28k DOE", "24000-28000 per year"),
        ("Live-in chef, £480 pw", "480 per week"),
        ("Salary: £23,000.00-£26,000.00 per year", "23000-26000 per year"),
        ("c. £35,000", "35000 per year"),
        ("£30k plus £5k car allowance", "30000 per year"),
        ("£12.21 plus tips", "12.21 per hour"),
        ("£12.40 Mon-Fri, £13.60 weekends", "12.4 per hour"),
        ("Mon-Fri £12.40, Sat £13.50, Sun £15.00", "12.4 per hour"),
        ("£14.00 per hour for nights and £12.50 per hour for days", "12.5 per hour"),
        ("£12.50 per hour - Nights\n£11.50 per hour - Days", "11.5 per hour"),
        ("Loader, £9.25 per hour, £10.25 per hour worked between 7pm and 7am", "9.25 per hour"),
        ("£17.26 per hour nights", "17.26 per hour"),
        ("£16.50 PAYE or £19.50 LTD per hour", "16.5 per hour"),
        ("£22k basic, OTE £40k", "22000 per year"),
        ("Bonus scheme and a basic salary of £25,000", "25000 per year"),
        ("In a portfolio role your salary could range from £90K to 120K", "90000-120000 per year"),
        ("Annual salary of up to £37, 026", "-37026 per year"),
        ("£28,400-£31, 250 per annum", "28400-31250 per year"),
        # what is paid, and not what full time would pay
        ("£28,407 FTE, actual salary £19,114", "19114 per year"),
        ("SCP 2 £22,366 FTE (actual £9,785)", "9785 per year"),
        ("£25,000 per annum (pro rata £15,000)", "15000 per year"),
        ("Actual salary: £15,273 - £15,900 (FTE £23,656 - £24,027)", "15273-15900 per year"),
        ("Full time equivalent salary £24,790, pro rata salary £13,450", "13450 per year"),
        ("£21,500 pro rata", "21500 per year pro rata"),
        # pay that grows is one range
        ("£7.55 per hour (under 18), £12.21 per hour (21+)", "7.55-12.21 per hour"),
        ("18-20: £10.00, 21+: £12.21", "10-12.21 per hour"),
        ("Aged 18 to 20 - £9.10 ph\nAged 21 to 24 - £10.30 ph\nAged 25+ - £11.20 ph", "9.1-11.2 per hour"),
        ("Junior chef (£24,000 to £25,500) progressing to chef (£26,000 to £29,000)", "24000-29000 per year"),
        ("£27,000 per annum, £31,000 per annum for an experienced joiner", "27000-31000 per year"),
        ("Level 2: £12.21 per hour, Level 3: £12.80 per hour", "12.21-12.8 per hour"),
        ("Grade 2 £22,366 - £22,737 / grade 3 £23,114 - £23,500", "22366-23500 per year"),
        # by the hour it is the same for all
        ("£23,500 based on 37 hours / £28,580 based on 45 hours / £12.21 per hour", "12.21 per hour"),
    ],
)  # fmt: skip
def test_pay(text: str, pay: str) -> None:
    assert stated(text, "pay") == pay


@pytest.mark.parametrize(
    "text",
    [
        "£120 per shift",
        "National Minimum Wage",
        "£25,000 - £30,000 OTE",
        "£30k+ OTE",
        "On target earnings £50k",
        "earning potential of £50k",
        "Our drivers' average earnings are £41,000 a year",
        "£45K package",
        "£13.50 per hour including tips",
        "£15ph inc holiday pay",
        "Up to £14 per hour including service charge",
        "Salary £37",
        "£2.50 an hour extra for nights",
        "Sleep-ins paid at £65 per night",
        "Accommodation available at £69.93 per week",
        "Rent is £450 per calendar month",
        "£25ph umbrella",
        "Salary £35,000 - 45,0000",
        # which of the two it is depends on who comes, or on which post
        "Cook £13.00 per hour\nKitchen porter £12.21 per hour",
        "Lead (salary up to £44,500 per annum)\nTwo fitters (salary up to £37,800 per annum)",
        "£12.21 per hour during training then £13.00 per hour",
        "Salary £16,000 based on 20 hours, £24,000 based on 30 hours",
    ],
)
def test_pay_that_is_not_told(text: str) -> None:
    assert stated(text, "pay") is None


@pytest.mark.parametrize(
    ("text", "pay", "provenance"),
    [
        ("£18,166 to £19,339 pro-rata, per annum (£9.29 - £9.89 per hour)", "9.29-9.89 per hour", "stated"),
        ("£35,000 per annum, equivalent to £17.95 per hour", "17.95 per hour", "stated"),
        ("From £31,469.00pa (£15.31ph) to £35,573.00pa", "15.31- per hour", "stated"),
        ("£24,000 FTE based on 37.5 hours (£12,800 actual)", "12.27 per hour", "stated"),
        ("£24,000 FTE (£12,800 actual)", "11.51-13.15 per hour", "inferred"),
    ],
)
def test_pay_of_an_hour_beside_that_of_a_year(text: str, pay: str, provenance: str) -> None:
    assert [(str(one.value), one.provenance) for one in read_advert(text).of("pay_per_hour")] == [(pay, provenance)]
