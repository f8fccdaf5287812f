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
        ("Salary: £28,000 pro rata (£22,400)", "22400 per year"),
        ("£36,700 - £39,800 (£21,400 to £23,300 pro rata)", "21400-23300 per year"),
        ("£22,400 (£28,000 FTE)", "22400 per year"),
        ("£140/day to £170/day", "140-170 per day"),
        ("Overtime paid at £18.30 per hour, basic £12.20 per hour", "12.2 per hour"),
        # pay that grows is one range
        ("£7.55 per hour (under 18), £12.21 per hour (21+)", "7.55-12.21 per hour"),
        ("18-20: £10.00, 21+: £12.21", "10-12.21 per hour"),
        ("£12.21 for 21 and over, £10.00 for 18-20, £7.55 for under 18", "7.55-12.21 per hour"),
        ("Aged 18 to 20 - £9.10 ph\nAged 21 to 24 - £10.30 ph\nAged 25+ - £11.20 ph", "9.1-11.2 per hour"),
        ("Sales Assistant £12.21 per hour", "12.21 per hour"),
        ("Basic £22k-£25k (OTE £45k)", "22000-25000 per year"),
        ("Salary £26,500 rising to £28,000 on completion of probation", "26500-28000 per year"),
        ("£8.60 per hour for under 18s, £12.21 for 21+", "8.6-12.21 per hour"),
        ("£12.50ph (£14.00 after 8pm)", "12.5 per hour"),
        ("£500 joining bonus after 12 weeks, £13.05ph", "13.05 per hour"),
        ("£28kpa", "28000 per year"),
        ("£28K P/A", "28000 per year"),
        ("£24,570 for a 40 hour week", "24570 per year"),
        ("Days: 4 on 4 off, £12.85 per hour\nNights: 4 on 4 off, 18:00 - 06:00, £14.45 per hour", "12.85 per hour"),
        ("Sales Executive, £25,000 + commission", "25000 per year"),
        ("Insurance Adviser - £26,000 per annum", "26000 per year"),
        ("Finance Manager £45,000 - £50,000", "45000-50000 per year"),
        ("Charity Fundraiser £13.50 per hour", "13.5 per hour"),
        ("Welcome Desk Host, £12.60ph", "12.6 per hour"),
        ("£27k-£29k DOE | M-F 8.30-5 | FT perm", "27000-29000 per year"),
        ("Rate: £16.00 ph. We also have loaders' work at £12.71 ph if you don't drive.", "16 per hour"),
        ("Operatives £12.85 per hour. Other roles on site: team leaders (£15.10 per hour)", "12.85 per hour"),
        ("Fri Sat Sun evenings 5-10.30ish, £12.21 ph + £1.20 a drop + tips", "12.21 per hour"),
        ("Nights 10pm-6am, £14.20 per hour", "14.2 per hour"),
        ("£130 a day to start. Van supplied. Can lead to £150 for the right person.", "130-150 per day"),
        ("£12.21ph rising to £12.80", "12.21-12.8 per hour"),
        ("£25,000 pa with progression to £28,000", "25000-28000 per year"),
        ("£12.85 per hour. Rate goes up 40p after 12 weeks.", "12.85-13.25 per hour"),
        ("£12.30 p/h (increasing by 50p after probation)", "12.3-12.8 per hour"),
        ("The salary is circa 23k D.O.E.", "23000 per year"),
        ("Salary 25-28k", "25000-28000 per year"),
        ("Paying 30k basic plus bonus", "30000 per year"),
        ("Basic salary up to 32k", "-32000 per year"),
        ("Support engineer, Brinley, up to £26k. Office-based.", "-26000 per year"),
        ("Chef de partie, £28,000, live in available", "28000 per year"),
        ("Up to £26,000", "-26000 per year"),
        ("£28,000 (£13.46 per hour)", "28000 per year"),
        ("£24,000 FTE (£14,400 actual for 24 hours)", "14400 per year"),
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
        "Accommodation £75 per week",
        "Our average basket is £45, and we serve 300 customers a day.",
        "Prizes, £25,000, for the winner",
        "Life cover, £20,000.",
        "Clients pay £22 per hour",
        "Our rates are £18 per hour to clients",
        "£60 per week towards childcare",
        "Salary sacrifice up to £30k.",
        "Digs money £35 a night, lunch £5 a day",
        "£500 on completion of your second month",
        "OTE 50k",
        "Run our charity 10k.",
        "We serve circa 30k customers a year",
        "Our accounts range from £200 a month to £40,000 a month.",
        "Realistic first year earnings of £50,000+",
        "The shop takes £180k a year for patient care",
        "We turn over £2,500 a week",
        "£600-£700 per week OTE",
        "Tips approx £50 per week",
        "Tips usually come to £40 a week",
        "Homes from £300,000, in Surrey",
        "A sales budget of £60,000",
        "Other roles on site: team leaders (£15.10 per hour)",
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
        "You can expect to earn between £30,000 and £40,000",
        "Grants of up to £5,000 per year",
        "On call: £50 per week",
        "You will fundraise £20,000 per annum",
        "Sleep-ins paid at £65 per night",
        "Accommodation available at £69.93 per week",
        "Rent is £450 per calendar month",
        "£25ph umbrella",
        "Salary £35,000 - 45,0000",
        # which of the two it is depends on who comes, or on which post
        "Cook £13.00 per hour\nKitchen porter £12.21 per hour",
        "Lead (salary up to £44,500 per annum)\nTwo fitters (salary up to £37,800 per annum)",
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


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("Monday to Friday 9-5.30", "Mon-Fri 09:00-17:30"),
        ("Tues/Thurs 5pm-9pm", "Tue,Thu 17:00-21:00"),
        ("Mon-Thurs 8-4.30, Fri 8-3", "Mon-Thu 08:00-16:30; Fri 08:00-15:00"),
        ("Friday 5pm-10pm, Saturday 12pm-10pm, Sunday 12pm-8pm", "Fri 17:00-22:00; Sat 12:00-22:00; Sun 12:00-20:00"),
        ("Monday to Friday 9am to 5pm (4pm on Fridays)", "Mon-Thu 09:00-17:00; Fri 09:00-16:00"),
        ("Monday to Thursday 8am-5pm with an early finish on Friday at 1pm", "Mon-Thu 08:00-17:00; Fri 08:00-13:00"),
        ("Mon to Thurs 7am-5pm (Fridays off)", "Mon-Thu 07:00-17:00"),
        ("Monday to Friday rotating shifts 6am-2pm & 2pm-10pm", "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"),
        ("Friday and Saturday nights 6pm - 2am", "Fri,Sat 18:00-02:00"),
        ("Waking nights 10pm-8am Friday and Saturday", "Fri,Sat 22:00-08:00"),
        ("Wednesdays only 9.30am-4.30pm", "Wed 09:30-16:30"),
        ("32.5 hours per week, 8.30am to 3.30pm (half hour lunch), Monday to Friday", "Mon-Fri 08:30-15:30"),
        ("Mon \u2013 Fri | 37.5 hours | 9:00 \u2013 17:30", "Mon-Fri 09:00-17:30"),
        ("weekday mornings 6-8", "Mon-Fri 06:00-08:00"),
        ("Mon thru Fri 8am - 4pm", "Mon-Fri 08:00-16:00"),
        ("4 x 10 hour days Mon-Thu 6am-4.30pm", "Mon-Thu 06:00-16:30"),
        ("Twilight shift 5-10 Monday to Friday", "Mon-Fri 17:00-22:00"),
        ("any 4 days Monday to Saturday 9am-5pm", "4 of Mon-Sat 09:00-17:00"),
        ("Monday to Friday 8am-4pm, overtime available Saturday 8am-12pm", "Mon-Fri 08:00-16:00"),
        # weeks that take turns
        (
            "Week 1 - Mon, Tue, Sat, Sun 7am-7pm\nWeek 2 - Wed, Thu, Fri 7am-7pm",
            "Mon,Tue,Sat,Sun 07:00-19:00 | Wed-Fri 07:00-19:00",
        ),
        ("Week A: Mon-Fri 7am-3pm, Week B: Mon-Fri 1pm-9pm", "Mon-Fri 07:00-15:00 | Mon-Fri 13:00-21:00"),
    ],
)
def test_times_of_a_week(text: str, shifts: str) -> None:
    assert stated(text, "shifts") == shifts


@pytest.mark.parametrize(
    "text",
    [
        # not on all of these days, or on others too
        "You will be required to work Saturday or Sunday 9am-5pm",
        "Between Monday and Friday 9am to 5pm",
        "Work is within Monday to Friday, 9am to 5pm",
        "Three days a week. Our hours of work are Monday to Friday 9am-5pm",
        "5 from 6 days, Monday to Saturday 8am-5.30pm",
        "One shift every 4 weeks on a Saturday 8am-4pm",
        "Monday to Friday 7am-3pm plus alternate weekends",
        "Monday to Friday 7am-3pm. Weekend work is on a rota.",
        "Sat & Sun 7.30-3.30 plus one evening in the week 4-8",
        "Nights: 22:00 - 06:00 Sunday night to Friday morning",
        "4 x 10 hour shifts Monday to Friday 6am-4pm",
        "11.30am - 1.30pm daily, in a school",
        "The first 4 weeks are Monday to Friday 9am-5pm",
        "Core hours Monday to Friday 10am to 4pm",
        "Day shifts 8am-6pm and weekend shifts 8am-8pm",
        "Monday to Friday 8am-4pm. You will also work night shifts.",
        # not all of this time
        "Monday to Friday, 8am to 6pm on a rota basis",
        "Must be available Monday to Friday 7am-6pm",
        "Flexible hours between 9am and 3pm, Monday to Friday",
        "You choose: 6am-2pm or 2pm-10pm, Monday to Friday",
        "Various shifts: Mon-Fri 8am-2pm, 2pm-8pm",
        "Breakfast club 7.30am-9am and after school club 3pm-6pm Monday to Friday",
        "Part time. Monday to Friday 9am-5pm",
        "Zero hours contract, Monday to Friday 9am-5pm",
        # before the shop opens, or after it shuts
        "Cleaner, Mon-Fri 6-9",
        "Shelf filler, Monday to Friday 5 - 8",
        # those of two posts
        "Post 1: Mon-Fri 7am-2pm, 32.5 hours per week\nSat-Sun 1.30pm-8pm, 12 hours per week",
        "Week 1 Mon 7am-11am, week 2 Wed 7am-11am. Week 1 Tue 7am-11am, week 2 Sat 7am-11am",
        # rates, and what others do
        "£12.50 Mon-Fri 6am-10pm, £14.00 Mon-Fri 10pm-6am",
        "Pay rates: grade 3, 8am-4.30pm weekdays and 8am-1pm Saturdays",
        "Delivery windows are 9am-5pm Monday to Friday",
        "Team meeting every Tuesday 9am-11am",
        "The centre runs Monday to Friday 8am to 4pm",
        "Parking is free Mon-Fri 9am-5pm",
        "Trading hours 9am-5pm Monday to Saturday",
        "The school day is 8.45am to 3.15pm Monday to Friday",
        "Our branch is staffed from 8am to 4pm Monday to Friday",
        "For more information, Jo is available Monday-Friday, 8am-4pm",
    ],
)
def test_times_that_are_not_told_for_sure(text: str) -> None:
    assert stated(text, "shifts") is None


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Temporary ongoing role with a view to going permanent", "contract", "temporary"),
        ("We are recruiting temporary drivers", "contract", "temporary"),
        ("Seasonal Christmas position", "contract", "temporary"),
        ("The role is offered for a period of up to 12 months", "contract", "fixed_term"),
        ("Contract: Substantive", "contract", "permanent"),
        ("Work location: in person", "remote", "no"),
        ("Work remotely: No", "remote", "no"),
        ("This is an office-based role", "remote", "no"),
        ("You may also work remotely as required", "remote", "hybrid"),
        ("We support home working", "remote", "hybrid"),
        ("Working remotely will be a key feature of this role", "remote", "hybrid"),
        ("You will be mainly home based", "remote", "hybrid"),
        ("Car user essential", "needs_vehicle", "True"),
        ("Car ownership is essential for this post", "needs_vehicle", "True"),
        ("You are expected to work shifts and have access to own transport", "needs_vehicle", "True"),
        ("You will have access to a company car", "needs_vehicle", "False"),
        ("You must have a car or access to a company car", "needs_vehicle", None),
        ("Own car or a pool car is essential", "needs_vehicle", None),
        ("We recruit two enthusiastic experienced and motivated high street shop floor managers", "openings", "2"),
        ("We will train you", "training_given", "True"),
        ("Paid training", "training_given", "True"),
        ("The company will provide an induction and training", "training_given", "True"),
        ("We have an extensive training package for the right person", "training_given", "True"),
        ("Experience is welcome, but if not training will be provided", "training_given", "True"),
        ("Counterbalance or reach truck licence", "licences", "forklift_counterbalance or forklift_reach"),
        ("Registered with GMC/NMC/GDC", "licences", "gmc_registration or nmc_registration or gdc_registration"),
        ("You will cover 'earlies', 'lates', 'days', 'nights' and weekends", "demands.night_work", "5"),
        ("Full time days\nFull time nights", "demands.night_work", "5"),
        ("8am-8pm days and 8pm-8am waking nights", "demands.shift_length", "6"),
        ("Shifts:\n06:00 - 14:00\n14:00 - 22:00\n22:00 - 06:00", "demands.shift_length", "4"),
    ],
)  # fmt: skip
def test_other_fields(text: str, field: str, value: str) -> None:
    assert stated(text, field) == value


@pytest.mark.parametrize(
    ("text", "field", "title"),
    [
        ("Permanent after 12 weeks", "contract", None),
        ("If you are self-employed, then we can offer you mileage", "contract", None),
        ("Permanent or self-employed opportunities", "contract", None),
        ("5 permanent posts, 2 x 12 month secondments", "contract", None),
        ("Paid days to volunteer", "contract", None),
        ("Join us", "contract", "Volunteer Team Leader"),
        ("This post has a probationary period of 6 months", "contract", None),
        ("After working on the bank I joined the team", "contract", None),
        ("Looking for temporary accommodation", "contract", None),
        ("Join us", "contract", "Consultant or Locum Consultant"),
        ("Staff are mainly working from home at present", "remote", None),
        ("We support home working customers", "remote", None),
        ("We have a comprehensive training programme for our staff", "training_given", None),
        ("You will deliver a full training programme to pupils", "training_given", None),
        ("NVQ level 3 in care or science or 4 GCSEs", "licences", None),
        ("Social worker or mental health nurse (RMN)", "licences", None),
        ("Registered practitioner with NMC/HCP", "licences", None),
        ("More on the role can be found on the NMC website", "licences", None),
        ("Suitable training such as manual handling and first aid at work", "licences", None),
        ("Somebody (occupational therapist; qualified teacher; clinical scientist) is wanted", "licences", None),
        (
            "A range of working patterns including short shifts, term time working and annualised hours",
            "term_only",
            None,
        ),
        (
            "A range of working patterns including short shifts, term time working and annualised hours",
            "shift_kind",
            None,
        ),
        ("Want to just work term time? We can offer leave in the holidays", "term_only", None),
        ("The town is full of students all year round", "term_only", None),
        ("Duties include and will not be limited to lifting", "demands.lift_carry", None),
        ("We are never standing still", "demands.standing", None),
        ("Open days 9am - 5pm", "demands.shift_length", None),
        ("Help over 7 days 8am - 8pm when needed", "demands.shift_length", None),
    ],
)
def test_other_fields_that_are_not_told(text: str, field: str, title: str | None) -> None:
    assert stated(text, field, title) is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("24/36/48 hours per week", "24-48"),
        ("Minimum part time hours are 24 per week", "24-"),
        ("£30,800 pro rata, 26 hours pw", "26"),
        ("£16,700 based on 37 hours, £20,400 based on a 45 hour week, part time too", "37-45"),
        ("Sales Advisor (20hpw)", "20"),
        ("Monday to Friday between 9am and 5pm, total 20 hours", "20"),
        ("Three 12 hour shifts a week", "36"),
    ],
)
def test_hours(text: str, hours: str) -> None:
    assert stated(text, "hours_per_week") == hours


def test_the_full_week_that_pay_is_reckoned_by_is_not_that_of_a_job_of_part_time() -> None:
    assert stated("Part time. £24,000 pro rata based on a 40 hour week", "hours_per_week") is None
    assert stated("£24,000 based on a 40 hour week", "hours_per_week") == "40"


def test_pay_that_holds_a_premium_is_not_told() -> None:
    assert stated("£16.50 per hour (night premium included)", "pay") is None


def test_an_advert_as_boards_show_it() -> None:
    advert = read_advert(
        "Job Type: Part-time\n"
        "Salary: £12.21 per hour\n"
        "Expected hours: 10 per week\n"
        "Schedule: Monday to Friday 5am-7am\n"
        "Benefits: Free parking, £250 referral bonus\n"
        "Work Location: In person",
        "Cleaner",
    )
    assert {one.field: str(one.value) for one in advert if one.provenance == "stated"} == {
        "hours_per_week": "10",
        "pay": "12.21 per hour",
        "shifts": "Mon-Fri 05:00-07:00",
        "full_time": "False",
        "remote": "no",
    }


def test_an_advert_of_a_school() -> None:
    advert = read_advert(
        "Grade C, £24,790 - £25,183 FTE (actual salary £17,353 - £17,628)\n"
        "32.5 hours per week, 38 weeks per year (term time plus 5 INSET days)\n"
        "8.30am - 3.30pm Monday to Friday\n"
        "Fixed term until 31st August\n"
        "NVQ level 2 in childcare desirable",
        "Teaching Assistant",
    )
    assert {one.field: str(one.value) for one in advert if one.provenance == "stated"} == {
        "hours_per_week": "32.5",
        "pay": "17353-17628 per year",
        "shifts": "Mon-Fri 08:30-15:30",
        "term_only": "True",
        "contract": "fixed_term",
    }


@pytest.mark.parametrize(
    ("text", "hours", "part_time_too"),
    [
        ("Full time role of 37.5 hours per week. We also welcome part-time applications", "37.5", "True"),
        ("37 hours per week, part time considered", "37", "True"),
        ("40 hours a week. Part-time or job share available", "40", "True"),
        ("Full-time/part-time, 39 hours per week", "39", "True"),
        ("35 hours per week with the possibility of part time hours", "35", "True"),
        ("37.5 hours per week. Full-time and part-time staff are paid in the same way", "37.5", None),
        ("37.5 hours per week. Part time hours cannot be considered", "37.5", None),
        ("37.5 hours per week. Experience of part time work is considered an asset", "37.5", None),
        ("20 hours per week. Part time role", "20", None),
        ("Full time 37.5 hours or part time 22.5 hours per week, part time considered", "22.5-37.5", None),
        ("It is a 30 hour post", "30", None),
        ("1 x 37.5 hours Band 4, permanent\n1 x 30 hours Band 4, permanent", "30-37.5", None),
        ("3 x 12 hours nights", None, None),
        ("Within 24 hours post surgery", None, None),
    ],
)
def test_part_time_that_is_as_welcome(text: str, hours: str | None, part_time_too: str | None) -> None:
    assert (stated(text, "hours_per_week"), stated(text, "part_time_too")) == (hours, part_time_too)


@pytest.mark.parametrize(
    "denied",
    [
        "No part time available",
        "Unfortunately no part-time hours can be considered",
        "Neither job share nor part time considered",
        "We are unable to consider part time",
        "We can't offer the option of part time hours",
        "This is not open to part-time applicants",
        "There is no possibility of part time working",
        "Part time is not available",
        "Part time will not be considered",
    ],
)
def test_part_time_that_is_denied_is_neither_welcome_nor_the_job(denied: str) -> None:
    text = f"37.5 hours per week. {denied}."
    assert (stated(text, "part_time_too"), stated(text, "full_time")) == (None, None)
    assert stated(f"Full time, {text}", "full_time") == "True"


@pytest.mark.parametrize(
    "welcome",
    [
        "No weekends. Part time considered",
        "You do not need experience, part time considered",
        "Not a desk job but part time available",
        "Tell us whether or not you are open to part time",
        "Not only full time, part time considered too",
    ],
)
def test_part_time_is_not_denied_by_what_denies_something_else(welcome: str) -> None:
    assert stated(f"37.5 hours per week. {welcome}", "part_time_too") == "True"


def test_times_at_which_somebody_is_called_are_no_shifts() -> None:
    text = "For an informal chat ask for the manager: Monday - Friday 08.00 - 18.00 on 01633 496000"
    assert stated(text, "shifts") is None


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("You could earn up to £40,000. Basic salary £22,000", "22000 per year"),
        ("£12.50 per hour (inc holiday pay). Basic £11.16 per hour", "11.16 per hour"),
    ],
)
def test_what_is_told_for_sure_goes_before_what_is_doubted(text: str, pay: str) -> None:
    assert stated(text, "pay") == pay


def test_what_is_paid_for_coming_is_no_pay() -> None:
    assert stated("There is also a £5k per year recruitment & retention premia", "pay") is None


@pytest.mark.parametrize(
    ("text", "weekends"),
    [
        ("Weekend work is not required", "False"),
        ("Weekends are not worked", "False"),
        ("Weekend working is required", "True"),
        ("Saturday work is not normally expected", None),
        ("Weekend shifts, not nights, are part of the rota", "True"),
    ],
)
def test_weekends_that_are_denied_afterwards(text: str, weekends: str | None) -> None:
    assert stated(text, "weekends") == weekends


def test_a_team_at_home_says_nothing_of_the_job() -> None:
    assert stated("The team is mainly remote", "remote") is None
    assert stated("The role is mainly remote", "remote") == "hybrid"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Between 15 & 25 hours pw", "hours_per_week", "15-25"),
        ("Full-time 40 hours per week, part-time shifts also available", "part_time_too", "True"),
        ("Contracts: 11.5, 23 or 34.5hrs p/w", "hours_per_week", "11.5-34.5"),
        ("Full-time induction week (37.5 hours), then hours to suit you", "hours_per_week", None),
        ("Our office is open 37.5 hours per week", "hours_per_week", None),
        ("7.5 tonne or class 2 licence holders", "licences", "driving_c1 or driving_c"),
        ("Full UK driving licence? Great! If not, we have walking routes", "licences", None),
        ("Full driving licence essential (walking rounds available)", "licences", None),
        ("Drivers & walkers required. Drivers must have a full UK licence and own car", "needs_vehicle", None),
        ("Full driving licence and own car essential. You will be walking between calls", "needs_vehicle", "True"),
        ("Own transport essential or good bus links", "needs_vehicle", None),
        ("Own transport is advised", "needs_vehicle", None),
        ("Unqualified welcome; level 3 childcare practitioners paid \u00a313.50", "licences", None),
        (
            "Level 3 childcare qualification essential. Unqualified staff look up to you",
            "licences",
            "early_years_level_3",
        ),
        ("Earn up to \u00a314.20 per hour (\u00a312.60 weekdays, \u00a314.20 weekends)", "pay", "12.6 per hour"),
        ("5-7 shifts per fortnight", "demands.shift_length", None),
    ],
)
def test_what_would_refuse_people_wrongly(text: str, field: str, value: str | None) -> None:
    assert stated(text, field) == value
