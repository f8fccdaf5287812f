"""Weekly hours and days and times, as adverts of many trades put them."""

from __future__ import annotations

import pytest

from jobmatch.notation import format_shifts, parse_shifts
from jobmatch.reading import read_advert

HOURS = [
    ("37.5 hours per week", "37.5"),
    ("16hrs pw", "16"),
    ("16 hrs p/w", "16"),
    ("20 hours a week", "20"),
    ("40hrs/week", "40"),
    ("30-37.5 hours per week", "30-37.5"),
    ("30-37.5 hours", "30-37.5"),
    ("Hours: 16 to 24 hours weekly", "16-24"),
    ("25 - 30 hrs per wk", "25-30"),
    ("Weekly hours: 22.5", "22.5"),
    ("Hours per week: 37", "37"),
    ("Contracted hours: 16", "16"),
    ("Full time, 40 hours", "40"),
    ("Part-time (20 hours)", "20"),
    ("30 hours part time", "30"),
    ("You will be working 42 hours on a rota", "42"),
    ("37½ hours per week", "37.5"),
    ("37 1/2 hours per week", "37.5"),
    ("thirty seven and a half hours per week", "37.5"),
    ("up to 20 hours per week", "-20"),
    ("Minimum of 16 hours per week", "16-"),
    ("At least 12 hours a week", "12-"),
    ("16+ hours per week", "16-"),
    ("5 hours a day, 5 days a week", "25"),
    ("4 hours per day over 5 days per week", "20"),
    ("75 hours per fortnight", "37.5"),
    ("36 hour week", "36"),
    ("a 40 hour working week", "40"),
    ("a 16 hour contract", "16"),
    ("1 x 19.25 hours per week\n1 x 21 hours per week", "19.25-21"),
    ("<p>Hours:&nbsp;<b>24</b> hours per week</p>", "24"),
    ("0830 to 1630, 35hpw", "35"),
    ("Hours:38.5hours", "38.5"),
    ("15 hours per week minimum\n37.5 hours per week maximum", "15-37.5"),
    ("The hours are 37.5 per week", "37.5"),
    ("Working 39 hours per week across 5 days", "39"),
    ("Store Assistant - 12 hours per week, flexible", "12"),
    ("Warehouse Operative 45 hours per week plus overtime", "45"),
    ("We have 8, 12 and 16 hour contracts available at 12 hours per week to start", "12"),
    ("39 hours, days", "39"),
    ("Expected hours: 40 per week", "40"),
    ("Part-time hours: 16 \u2013 24 per week", "16-24"),
    ("Expected hours: No less than 30 per week", "30-"),
    ("Expected hours: No more than 16 per week", "-16"),
    ("4 nights per week (Sun-Wed), 32 hours.", "32"),
    ("Full time 37.5 & part-time 22.5 hours available", "22.5-37.5"),
    ("Kitchen Porter, 40 hours, 5 days out of 7", "40"),
    ("4 on 4 off, 42 hours on average", "42"),
    ("Warehouse Operative, 40 hours, Monday to Friday", "40"),
    ("Mon-Fri 9am-1.12pm (21 hours)", "21"),
    ("9am to 1pm Monday to Friday (20 hours)", "20"),
    ("3 x 12 hour shifts per week", "36"),
    ("Four 10 hour night shifts a week", "40"),
    ("£24,000 based on 37.5 hours per week, 20 hours per week", "20"),
    ("£24,000 FTE (37.5 hours per week). You will work 16 hours per week", "16"),
    ("24 hours a week. Study leave. FTE equates to 40 hours per week.", "24"),
    ("37 hrs/pw", "37"),
    ("10 hours over 5 days, Mon-Fri 6-8am", "10"),
    ("Guaranteed hours contracts 20-30 hrs available", "20-30"),
    ("Contracts of 16-24 hrs available", "16-24"),
    ("Panama shifts, 12 hours, days & nights. Avg 42 p/w. £16.40 days", "42"),
    ("£17.25 per hour / 48 hr ave week / home every night", "48"),
    ("Guaranteed 40 hours for full-timers", "40"),
    ("4 or 5 shifts pw 9am-7pm, guaranteed 40hrs. Badge needed", "40"),
    ("12hr, average 42 hours. £24,900 basic", "42"),
    ("4 on 4 off, averaging 42 hours.", "42"),
    ("5 days over 7, 40 hours, 8 - 4.30. Up to £15 an hour", "40"),
    ("Sat 8.30-4. 32 hrs. NVQ Level 2 min", "32"),
    ("Block release at college. £8.00 p/h yr 1, 40hrs, Mon-Fri 8.30-5.30", "40"),
    ("Apprentice, 30-40 hours. Must be punctual", "30-40"),
    ("37.5 hrs. Perm. We're 19 people", "37.5"),
    ("3 days (22.5hrs) - Sage - start ASAP", "22.5"),
    ("37.5h pw", "37.5"),
    ("Full time, 40h/week", "40"),
    ("1.25 hrs a day, 5 days", "6.25"),
    ("2 hours a day Monday to Friday", "10"),
    ("Mon-Fri, 2 hours a day, early mornings", "10"),
    ("3 hrs per evening, Mon-Fri", "15"),
    ("4 hours each morning, 5 mornings", "20"),
    ("FT 40 hrs", "40"),
    ("20hrs p/t", "20"),
    ("45 hours Monday to Friday plus overtime", "45"),
    ("Hours: 40 pw", "40"),
    ("16 hours guaranteed, overtime available", "16"),
    ("Guaranteed minimum of 16 hours a week", "16-"),
    ("Up to 20 hours.", "-20"),
    ("40 hours + overtime", "40"),
    ("35 hours over 5 days", "35"),
    ("Full-time or 4 days (30 hours)", "30-"),
]


@pytest.mark.parametrize(("text", "hours"), HOURS)
def test_weekly_hours(text: str, hours: str) -> None:
    assert str(read_advert(text).stated("hours_per_week")) == hours


@pytest.mark.parametrize(
    "text",
    [
        "We provide care 24 hours a day, 7 days a week",
        "within 48 hours of your interview",
        "a 12 hour shift",
        "You can opt out of the 48 hours per week limit: opting out of 48 hours per week",
        "4 hours per day",
        "30 hours of training",
        "out of hours service",
        "Two hours from London",
        "150 hours per month of CPD",
        "A&E 4 hour target",
        "3 hours supervision",
        "Support for 24 hours",
        "flexible working hours",
        "Hours: 9-5",
        "Call us on 0161 496 0123 during office hours",
        "10,000 hours a week are lost",
        "7am to 3pm (8 hours)",
        "12 hours, nights",
        "open 24 hours, Monday to Sunday",
        "3 x 12 hour shifts",
        "3 or 4 x 12 hour shifts per week",
        "Hours: up to 9 sessions weekly",
        "Driver training paid (35 hrs over 5 years)",
        "16 hours over weekends",
        "The service is open 8 hours a day, Monday to Friday",
        "12 hours a day, 4 days on 4 days off",
        "£30-40 pw",
        "£35 pw bonus, 20 pw",
        "14 day course, 35 hours, funded",
        "30 hours funded places available",
        "4 weeks' notice, 48 hours.",
        "Response times: 4 hours, 24 hours, 48 hours",
        "First aid course (18 hours), DBS",
        "Training: 40 hours, paid",
        "Annual leave 27 days (202.5 hours)",
        "Shop open 9-5.30, 50 hours.",
        "A rota of up to a weekly average of 48 hours.",
        "24h cover, 7 days",
        "Care packages from 15 hours, up to 40 hours.",
        "We support each client 2 hours a day, Monday to Friday",
        "5 x 8 hours",
    ],
)
def test_other_hours_are_not_weekly_hours(text: str) -> None:
    assert read_advert(text).stated("hours_per_week") is None


@pytest.mark.parametrize(("text", "hours"), [("Full time post", "35-40"), ("This is a part-time role", "-34.75")])
def test_full_and_part_time_only_suggest_hours(text: str, hours: str) -> None:
    advert = read_advert(text)
    assert advert.stated("hours_per_week") is None
    assert [str(reading.value) for reading in advert.of("hours_per_week", "inferred")] == [hours]


SHIFTS = [
    ("Mon-Fri 9.30am to 2.30pm", "Mon-Fri 09:30-14:30"),
    ("Monday to Friday 9-5", "Mon-Fri 09:00-17:00"),
    ("Monday \u2013 Friday, 08:00 \u2013 16:30", "Mon-Fri 08:00-16:30"),
    ("9am - 5pm Monday to Friday", "Mon-Fri 09:00-17:00"),
    ("Working Monday-Thursday 08:00-17:00 and Friday 08:00-13:00", "Mon-Thu 08:00-17:00; Fri 08:00-13:00"),
    ("Tues and Thurs 10am-4pm", "Tue,Thu 10:00-16:00"),
    ("Saturday and Sunday 8.00-4.30", "Sat,Sun 08:00-16:30"),
    ("Sunday to Thursday 10pm-6am", "Mon-Thu,Sun 22:00-06:00"),
    ("weekdays 6pm to 8pm", "Mon-Fri 18:00-20:00"),
    ("Mon-Fri 0600-1400", "Mon-Fri 06:00-14:00"),
    ("Mon - Fri: 5am - 9am", "Mon-Fri 05:00-09:00"),
    ("Monday to Friday, 2-10pm", "Mon-Fri 14:00-22:00"),
    ("Mon-Fri 8.30-12", "Mon-Fri 08:30-12:00"),
    ("Monday to Friday 9am until noon", "Mon-Fri 09:00-12:00"),
    ("any 5 days from 7, 8am-6pm", "5 of Mon-Sun 08:00-18:00"),
    ("Mon-Fri 6am-2pm / Mon-Fri 2pm-10pm", "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"),
    ("Monday to Friday earlies 6-2, lates 2-10", "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"),
    ("Wednesday Thursday and Friday 8.30am to 5.00pm", "Wed-Fri 08:30-17:00"),
    ("Your working hours are Monday to Friday 7.30am - 4pm", "Mon-Fri 07:30-16:00"),
    ("<ul><li>Monday 9am-1pm</li><li>Tuesday 9am-3pm</li></ul>", "Mon 09:00-13:00; Tue 09:00-15:00"),
    ("8 hours between 7am and 7pm, Monday to Friday 7am-7pm", "8h within Mon-Fri 07:00-19:00"),
    ("Mon to Fri 8am-5pm, Sat 8am-12pm", "Mon-Fri 08:00-17:00; Sat 08:00-12:00"),
    ("Monday to Thursday 8.30am to 5pm, Friday 8.30am to 4.30pm", "Mon-Thu 08:30-17:00; Fri 08:30-16:30"),
    ("8am-5pm Mon-Thu, 8am-1pm Fri", "Mon-Thu 08:00-17:00; Fri 08:00-13:00"),
    ("Monday to Thursday 9-5 and 9-4 Friday", "Mon-Thu 09:00-17:00; Fri 09:00-16:00"),
    ("Mon-Fri 9-5, Sat 9-1, Sun closed", "Mon-Fri 09:00-17:00; Sat 09:00-13:00"),
    ("Mon-Fri 9-5 (weekends off)", "Mon-Fri 09:00-17:00"),
    ("Mon - Fri\n08:30 - 17:00", "Mon-Fri 08:30-17:00"),
    ("<p>Hours of work: 7am - 3pm</p><p>Monday to Friday</p>", "Mon-Fri 07:00-15:00"),
    ("Days: Monday to Friday\n\nTimes: 9:30am to 2:30pm\n£12 per hour", "Mon-Fri 09:30-14:30"),
    ("Monday\n9am-5pm\nTuesday\n10am-4pm", "Mon 09:00-17:00; Tue 10:00-16:00"),
    ("Monday to Friday\n6am - 2pm\n2pm - 10pm", "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"),
    ("Working days: Monday to Friday. Hours: 8am to 4pm.", "Mon-Fri 08:00-16:00"),
    ("Monday to Friday, 40 hours per week, 8am-4.30pm", "Mon-Fri 08:00-16:30"),
    ("Mon - Fri 8 till 5. 1 in 4 call out rota.", "Mon-Fri 08:00-17:00"),
    ("9am - 5pm (37.5 hours) Monday to Friday", "Mon-Fri 09:00-17:00"),
    ("6-2 / 2-10 rotating shifts, Monday to Friday", "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"),
    ("6-2 / 2-10 rotating weekly\nMonday to Friday", "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"),
    ("6-2, 2-10, 10-6 Monday to Friday", "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00 | Mon-Fri 22:00-06:00"),
    ("7am-2pm or 2pm-9pm, Monday to Friday", "Mon-Fri 07:00-14:00 | Mon-Fri 14:00-21:00"),
    ("Monday to Friday 6am-8am and 4pm-6pm", "Mon-Fri 06:00-08:00; Mon-Fri 16:00-18:00"),
    (
        "Working pattern: 09:00 to 13:00 and 14:00 to 17:30\nDays/Times: Monday to Friday",
        "Mon-Fri 09:00-13:00; Mon-Fri 14:00-17:30",
    ),
]


@pytest.mark.parametrize(("text", "shifts"), SHIFTS)
def test_days_and_times(text: str, shifts: str) -> None:
    advert = read_advert(text)
    assert advert.shifts == shifts
    assert format_shifts(parse_shifts(shifts)) == shifts


@pytest.mark.parametrize(
    "text",
    [
        "Call us Mon-Fri 8am-5:30pm",
        "The surgery is open Monday to Friday 8am to 6.30pm",
        "Interviews on Monday 9am - 5pm",
        "Lines are open Monday-Friday 9-5",
        "The service operates Monday to Sunday 8am-8pm",
        "We run a Monday to Friday 9am-5pm service",
        "9-5",
        "Monday to Friday",
        "Training is Monday to Friday 9am - 5pm",
        "weekends 8am-8pm on weekdays",
        "Monday to Friday, 16-20 hours per week",
        "Weekdays, shifts between 5 to 8.5 hours",
        "Opening hours\nMon - Fri\n08:30 - 17:00",
        "Telephone: 01632 960001\nMon - Fri\n9am - 5pm",
        "We are open Monday to Friday 8am to 6pm and Saturday 8am to 1pm",
        "Monday to Friday (may include weekends), 9-5",
        "5am start Monday to Friday",
        "Five days out of seven including Saturdays, 8:30am-6pm",
        "Additional on call duties, Monday to Friday 5pm-9pm",
        "Including weekend working. The day shift is 7:30-20:00, the night shift is 19:30-08:00",
    ],
)
def test_other_times_are_not_shifts(text: str) -> None:
    assert read_advert(text).shifts is None


def test_hours_that_a_place_is_staffed_are_no_shift_of_one_person() -> None:
    advert = read_advert("Working Monday to Sunday, 8am - 8pm")
    assert advert.shifts is None
    assert [reading.value for reading in advert.of("shifts")] == ["Mon-Sun 08:00-20:00"]


def test_shifts_that_take_turns_on_all_days_are_both_read() -> None:
    advert = read_advert("Shifts: 7am-3pm, 3pm-11pm, Monday to Sunday")
    assert [(reading.value, reading.provenance) for reading in advert.of("shifts")] == [
        ("Mon-Sun 07:00-15:00 | Mon-Sun 15:00-23:00", "inferred")
    ]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("7am - 2pm or 2pm - 10pm", "07:00-14:00 | 14:00-22:00"),
        ("Hours: 8am - 4pm", "08:00-16:00"),
        ("Shift times 22:00 - 06:00", "22:00-06:00"),
        ("4 on 4 off, 06:00-18:00 / 18:00-06:00", "06:00-18:00 | 18:00-06:00"),
        ("split shifts 10am-2pm and 6pm-10pm", "10:00-14:00; 18:00-22:00"),
        ("between 6am and 10pm", None),
        ("you will work 3-4 shifts per month", None),
        ("Call us 9am - 5pm or 6pm - 8pm", None),
    ],
)
def test_times_without_days_or_names(text: str, times: str | None) -> None:
    assert read_advert(text).stated("shift_times") == times


def test_times_without_days() -> None:
    advert = read_advert("earlies 7-3, lates 2-10")
    assert advert.stated("shift_times") == "07:00-15:00 | 14:00-22:00"
    assert advert.stated("rota") is True
    assert advert.shifts is None


PATTERNS = [
    ("zero hours contract", "shift_kind", "zero_hours"),
    ("This is a zero-hour contract", "shift_kind", "zero_hours"),
    ("0 hours contract", "shift_kind", "zero_hours"),
    ("casual, no guaranteed hours", "shift_kind", "zero_hours"),
    ("Annualised hours", "shift_kind", "annualised"),
    ("any 5 days from 7", "shift_kind", "any_n"),
    ("5 days out of 7 on a rota", "shift_kind", "any_n"),
    ("school hours, term time only", "term_only", True),
    ("school hours, term time only", "school_hours", True),
    ("Term-time only, 39 weeks per year", "term_only", True),
    ("Contract: term time plus 5 INSET days", "term_only", True),
    ("20 hours per week all year round", "term_only", False),
    ("4 on 4 off 12 hour shifts days and nights", "rota", True),
    ("rotating shifts", "rota", True),
    ("on a rota basis", "rota", True),
    ("Flexible hours to suit", "flexible", True),
    ("including weekends and bank holidays", "weekends", True),
    ("working alternate weekends", "weekends", True),
    ("Monday to Friday, no weekends", "weekends", False),
    ("Full time Care Assistant", "full_time", True),
]


@pytest.mark.parametrize(("text", "field", "value"), PATTERNS)
def test_patterns(text: str, field: str, value: object) -> None:
    assert read_advert(text).stated(field) == value


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("This is not a zero hours contract", "shift_kind"),
        ("Zero hours or guaranteed hours contracts", "shift_kind"),
        ("Full and part time hours", "full_time"),
        ("33 hours all year round. We are recruiting to a Term Time Only position", "term_only"),
        ("this may become a 7 day service, soon to become a 7 day service", "weekends"),
        ("options such as term-time working and job shares", "term_only"),
        ("outside term time", "term_only"),
        ("flexible in your approach", "flexible"),
        ("we are open 7 days a week", "weekends"),
        ("double pay on Sundays: Sunday rate £15", "weekends"),
    ],
)
def test_patterns_that_only_look_so(text: str, field: str) -> None:
    assert read_advert(text).stated(field) is None


def test_school_hours_suggest_times() -> None:
    advert = read_advert("Hours within school hours")
    assert [(reading.value, reading.provenance) for reading in advert.of("shifts")] == [
        ("Mon-Fri 09:30-14:30", "inferred")
    ]
