"""Jobs in CVs: the many ways to write when somebody did what."""

from __future__ import annotations

import datetime as dt

import pytest

from jobmatch import read_cv

DAY = dt.date(2026, 1, 15)


def jobs(text: str) -> list[str]:
    return [str(job).rpartition(", ")[0] if job.months else str(job) for job in read_cv(text, as_of=DAY).occupations]


@pytest.mark.parametrize(
    "dates",
    [
        "06/2019 - 03/2021",
        "06.2019 \u2013 03.2021",
        "01/06/2019 to 31/03/2021",
        "June 2019 until March 2021",
        "1 June 2019 - 2nd March 2021",
        "Jun '19 \u2013 Mar '21",
        "June 19 - March 21",
        "06/19 - 03/21",
        "2019-06 \u2013 2021-03",
        "from June 2019 till March 2021",
        "June 2019\tMarch 2021",
        "Sept. 2019 - Oct. 2020",
    ],
)
def test_dates_as_people_write_them(dates: str) -> None:
    found = read_cv(f"Employment\nCare Assistant, Oak House\t{dates}", as_of=DAY).occupations
    assert [(job.title, job.start.year if job.start else 0) for job in found] == [("Care Assistant", 2019)]
    assert all(job.end in {dt.date(2021, 3, 1), dt.date(2020, 10, 1)} for job in found)


@pytest.mark.parametrize(
    "dates",
    [
        "2019 - present",
        "2019 to date",
        "since 2019",
        "2019 \u2013 still",
        "2019 till now",
        "2019 onwards",
        "2019-ongoing",
    ],
)
def test_jobs_that_go_on(dates: str) -> None:
    assert jobs(f"Employment\nCleaner, Oak House, {dates}") == ["Cleaner, 2019-01 to now"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # where the title stands
        ("Kitchen Porter | The Crown | 2015 - 2017", ["Kitchen Porter, 2015-01 to 2017-01"]),
        ("The Crown, Leeds, Kitchen Porter, 2015 - 2017", ["Kitchen Porter, 2015-01 to 2017-01"]),
        ("2015 - 2017: Kitchen Porter, The Crown", ["Kitchen Porter, 2015-01 to 2017-01"]),
        ("(2015 - 2017) Kitchen Porter at The Crown: washing up", ["Kitchen Porter, 2015-01 to 2017-01"]),
        ("Kitchen Porter\nThe Crown, Leeds\n2015 - 2017\n- washing up", ["Kitchen Porter, 2015-01 to 2017-01"]),
        ("2015 - 2017\nThe Crown, Leeds\nKitchen Porter\nWashing up", ["Kitchen Porter, 2015-01 to 2017-01"]),
        ("The Crown, Leeds      2015 - 2017\nKitchen Porter", ["Kitchen Porter, 2015-01 to 2017-01"]),
        (
            "Job title: Kitchen Porter\nCompany: Crown Bakers Ltd\nDates: 2015 - 2017\nDuties: helped the baker",
            ["Kitchen Porter, 2015-01 to 2017-01"],
        ),
        (
            "Oak Bank plc\n  1988-1996  Cashier\n  1996-2009  Senior Cashier",
            ["Cashier, 1988-01 to 1996-01", "Senior Cashier, 1996-01 to 2009-01"],
        ),
        (
            "1. Social Worker, Child Protection \u2013 Oak Council \u2013 Sept 2019 to Dec 2020\n   Court reports\n"
            "2. Student placement \u2013 Elm Team \u2013 Jan 2018 to April 2018",
            ["Social Worker, 2019-09 to 2020-12", "Student placement, 2018-01 to 2018-04"],
        ),
        (
            "## Experience\n**Data Entry Clerk**, Archive \u2014 2021 \u2013 2023",
            ["Data Entry Clerk, 2021-01 to 2023-01"],
        ),
        # titles of several words, and employers that look like one
        (
            "Teacher of Maths and KS4 Lead\nOak Manor School\n2015 - 2017",
            ["Teacher of Maths and KS4 Lead, 2015-01 to 2017-01"],
        ),
        ("Typist\nPybus & Garth Solicitors\n1995 \u2013 2009 (part time)", ["Typist, 1995-01 to 2009-01"]),
        ("Burger Barn, Crew Member, 2018-20", ["Crew Member, 2018-01 to 2020-01"]),
        ("Team Member     Burger Barn      2018 \u2013 2020", ["Team Member, 2018-01 to 2020-01"]),
        ("Plant Hire Ltd \u2013 operator, 2016-2022", ["operator, 2016-01 to 2022-01"]),
        (
            "Customer Service Manager (branch closed 28 June)  2009\u20132015",
            ["Customer Service Manager, 2009-01 to 2015-01"],
        ),
        # one date, or a season
        ("Experience\nBarista, Costaway Coffee, Harrow\nSummer 2021", ["Barista, 2021-01 to 2021-01"]),
        ("Work\nFestival steward, Download, June 2025", ["Festival steward, 2025-06 to 2025-06"]),
        ("Winter 2022-23 chicken catcher, Wye Poultry", ["chicken catcher, 2022-01 to 2023-01"]),
        ("Outdoor Instructor, Oak Centre. Summers 2018, 2019 and 2021.", ["Outdoor Instructor, 2018-01 to 2021-01"]),
        ("2022 (6 months)  Volunteer, food bank", ["Volunteer, 2022-01 to 2022-01"]),
        ("strawberry picker, Hollow Farm, every season from 2019", ["strawberry picker, 2019-01 to now"]),
        # prose
        ("I worked as a payroll clerk for the council from 1999 to 2016.", ["payroll clerk, 1999-01 to 2016-01"]),
        (
            "I left and before that was employed as an accounts junior at Farrant Paints (1994-1999).",
            ["accounts junior, 1994-01 to 1999-01"],
        ),
        ("From June 2024 to November 2025 I was bar supervisor at The Kettle.", ["bar supervisor, 2024-06 to 2025-11"]),
        ("I have been a cleaner since 2004 at the hospital.", ["cleaner, 2004-01 to now"]),
        (
            "I was a postman for twenty years, from April 1997 until I took voluntary redundancy in September 2020.",
            ["postman, 1997-04 to 2020-09"],
        ),
        ("Then in 2023 I was a chalet host in Morzine.", ["chalet host, 2023-01 to 2023-01"]),
        (
            "In 2023 I was a chalet host. From June 2024 to November 2025 I was bar supervisor at The Kettle.",
            ["chalet host, 2023-01 to 2023-01", "bar supervisor, 2024-06 to 2025-11"],
        ),
        ("Sous chef/ The Potted Pig/ Cardiff/ 2018-now", ["Sous chef, 2018-01 to now"]),
        ("Army \u2013 Private, Royal Anglian Regiment \u2013 1996 to 2003", ["Private, 1996-01 to 2003-01"]),
        ("I drove buses (2008-2015) and then I became a driving instructor.", []),
        ("I did three years as a postman too.", ["postman"]),
        ("Machinist, Burberry, Castleford (3 years)", ["Machinist"]),
        ("Cleaner - Mitie, contract at airport - 6 months in 2012", ["Cleaner, 2012-01 to 2012-01"]),
        (
            "Mar 21 > present  Delivery driver, DPD\nSept 2015 - Oct 2017, Nights, Asda",
            ["Delivery driver, 2021-03 to now"],
        ),
        (
            "Position: Payroll Clerk\nEmployer: Oak\nFrom: Sept 2018   To: Aug 2023\n"
            "Position: Accounts Assistant\nEmployer: Elm\nFrom: 2015   To: 2018",
            ["Payroll Clerk, 2018-09 to 2023-08", "Accounts Assistant, 2015-01 to 2018-01"],
        ),
        ("Since September 2021 I rent a chair in Broadstairs as a barber.", ["barber, 2021-09 to now"]),
        # no stop or comma between title and employer
        ("WORK\n2011 TO 2018 GROUNDWORKER TYWI CIVILS", ["GROUNDWORKER, 2011-01 to 2018-01"]),
        ("before that warehouse picker amazon 2018 to 2022", ["warehouse picker, 2018-01 to 2022-01"]),
        ("from april 2023 packing operative still there but few hours", ["packing operative, 2023-04 to now"]),
        ("Security Officer from Oct 2022 still working, 24 hrs a week", ["Security Officer, 2022-10 to now"]),
        # forms of one line, and what stands after a title
        (
            "Employer: Soft Play  Title: Caf\u00e9 Assistant  From: 04/2013  To: 09/2017",
            ["Caf\u00e9 Assistant, 2013-04 to 2017-09"],
        ),
        ("Biomedical Scientist Band 6\nOak Hospital, 2019 - 2025", ["Biomedical Scientist Band 6, 2019-01 to 2025-01"]),
        ("2007-2018   Oak & Co   Bricklayer / Chargehand", ["Bricklayer / Chargehand, 2007-01 to 2018-01"]),
        # other ways to write dates
        ("Oak Group      Librarian      May 2021 / Dec 2025", ["Librarian, 2021-05 to 2025-12"]),
        ("2025 May\u2013Nov   Vegetable grader   Oak Farm", ["Vegetable grader, 2025-05 to 2025-11"]),
        ("Christmas Temp, Oak Sports, Nov 24 - Jan 25. Till work.", ["Christmas Temp, 2024-11 to 2025-01"]),
        ("'03\u2013'08\nSalon Athena\nJunior Stylist", ["Junior Stylist, 2003-01 to 2008-01"]),
        ("Work placement, Oak Garage, two weeks in March 2024.", ["Work placement, 2024-03 to 2024-03"]),
        (
            "I was shepherd at Oak Estate from 2003 to 2024. Before that Stockman for J. Bainbridge 1996-2003.",
            ["shepherd, 2003-01 to 2024-01", "Stockman, 1996-01 to 2003-01"],
        ),
        (
            "Education\nNVQ 2\n\nRetail experience\nSaturday assistant, Oak, 2019 to 2022",
            ["Saturday assistant, 2019-01 to 2022-01"],
        ),
    ],
)
def test_where_titles_stand(text: str, found: list[str]) -> None:
    assert jobs(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Career break 1990 \u2013 1995 to raise my two daughters",
        "2012-2017 \u2013 not in work, looking after my mum, a nurse",
        "Between 1998 and 2006 I was at home bringing up my family.",
        "Education\nOak School, teacher training college 2001 - 2003",
        "Reported to the manager.\n2015 - 2017\nAnswered calls from customers",
        "- trained the new porter\n2015 - 2017",
        "Car licence since 1998",
        "BTEC Level 3 Business, Oak College, 2015 - 2017",
        "I would like to work as a driver from 2026 onwards",
        "Tel 01709 960143, 9am to 5pm",
        "Worker of the month 12/13",
        "Skills\nSQL Server (4 years)",
        "personal licence holder since 2019",
        "Jan 2022-Dec 2023 HMP Humber",
        "2016 \u2013 2025: full-time mother of three",
        "Gaps in employment: Feb 2023 \u2013 now, unpaid carer",
        "I have been sober since 2021",
        "2013-2016: had my daughter and was a single mother",
        "I was the donor (winter 2024)",
        "Databases: SQL Server 2000-2008",
        "2009 - 2013, Oak Human Resource Association",
    ],
)
def test_what_is_no_job(text: str) -> None:
    assert jobs(text) == []


def test_a_job_that_holds_an_occupation_somewhere_is_inferred() -> None:
    cv = read_cv("Nurse bank and wards 2015 - 2017", as_of=DAY)
    assert cv.occupations == []
    assert len(cv.of("occupations", "inferred")) == 1
