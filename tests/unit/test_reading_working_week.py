"""When the work is, as shops, kitchens, depots, factories and salons write it, in sentences of our own making."""

from __future__ import annotations

import pytest

from jobmatch import read_advert


def stated(text: str, field: str, title: str | None = None) -> str | None:
    value = read_advert(text, title).stated(field)
    return None if value is None else str(value)


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("fri sat sun evenings 5-10.30ish", "Fri-Sun 17:00-22:30"),
        ("Mondays, Fridays and Saturdays (market days) 10am to 4pm", "Mon,Fri,Sat 10:00-16:00"),
        ("Tues 9-5, Thurs 10-7, Fri 9-6, Sat 8.30-4. 32 hrs.",
         "Tue 09:00-17:00; Thu 10:00-19:00; Fri 09:00-18:00; Sat 08:30-16:00"),
        ("Sat 8am-12 noon", "Sat 08:00-12:00"),
        ("Fri & Sat 6pm - 12 midnight", "Fri,Sat 18:00-24:00"),
        ("W/ends 10-4", "Sat,Sun 10:00-16:00"),
        ("10pm to 6am Sun to Thu", "Mon-Thu,Sun 22:00-06:00"),
        ("Monday to Friday, 8am start, 4.30pm finish", "Mon-Fri 08:00-16:30"),
        ("Monday to Friday, start 8am finish 5pm", "Mon-Fri 08:00-17:00"),
        ("Driver wanted within a 20 mile radius, Mon-Fri 7-4.30", "Mon-Fri 07:00-16:30"),
        ("Our practice is open Mon-Fri 8am-6.30pm. You will work Monday, Tuesday and Thursday 8.30am-2pm.",
         "Mon,Tue,Thu 08:30-14:00"),
        ("Opening hours: Mon-Sat 9-5.30. Your hours: Tue, Thu & Sat 9-5.30.", "Tue,Thu,Sat 09:00-17:30"),
        ("5 days (Mon-Fri), 9am-5.30pm", "Mon-Fri 09:00-17:30"),
        ("Hours: 18:00-22:00. Days: Monday-Friday.", "Mon-Fri 18:00-22:00"),
        ("Part time bookkeeper: 2 days pw (Tues & Thurs), 9am-5pm", "Tue,Thu 09:00-17:00"),
        ("Monday to Friday, days 7am - 3.30pm, early finish Friday 12.30", "Mon-Thu 07:00-15:30; Fri 07:00-12:30"),
        ("SATURDAY PERSON WANTED for busy hardware shop. 8.30 - 5.30", "Sat 08:30-17:30"),
        # pay on the same line is no table of rates, and what customers are like is no opening time
        ("Welder, 39hrs (Mon-Thurs 8-5, Fri 8-1), £16 - £19/hr. We have £2m of orders and close any weekday after 5.",
         "Mon-Thu 08:00-17:00; Fri 08:00-13:00"),
        ("Van driver wanted. Good with customers. Mon-Fri 8-5.", "Mon-Fri 08:00-17:00"),
        # a day in two parts of which the second ends earlier
        ("Split shifts Monday to Friday, 7am - 11am and 2.30pm - 6pm (5.30pm on Fridays)",
         "Mon-Fri 07:00-11:00; Mon-Thu 14:30-18:00; Fri 14:30-17:30"),
        # a Saturday now and then takes nothing from the other days
        ("Monday to Friday 10am to 3pm, with the odd weekend for special events", "Mon-Fri 10:00-15:00"),
        ("Mon-Fri 7-4.30 and every third Sat morning til 12", "Mon-Fri 07:00-16:30"),
        ("Mon-Fri 7am-3.30pm, Saturday mornings on a rota (1 in 3)", "Mon-Fri 07:00-15:30"),
        # one that is told with its times makes a rota
        ("Mon-Fri 8.30-5.30, some Sat mornings 8.30-12",
         "Mon-Fri 08:30-17:30; Sat 08:30-12:00 | Mon-Fri 08:30-17:30"),
        ("Mon-Fri 8am-5pm & Saturday 8am-12pm (1 in 4)",
         "Mon-Fri 08:00-17:00; Sat 08:00-12:00 | Mon-Fri 08:00-17:00"),
        ("Mon-Fri 9-5.30 and Sat 9-1 every other week", "Mon-Fri 09:00-17:30; Sat 09:00-13:00 | Mon-Fri 09:00-17:30"),
        # weeks that take turns
        ("A rota of 6am to 3pm one week and 9am to 6pm the next, Monday to Friday",
         "Mon-Fri 06:00-15:00 | Mon-Fri 09:00-18:00"),
        ("Office-based Mon-Fri, shift of 8-4.30 or 9.30-6 alternating weekly",
         "Mon-Fri 08:00-16:30 | Mon-Fri 09:30-18:00"),
        ("6-2/2-10 alternating Mon-Fri", "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"),
        ("One week 6-2 next week 2-10 Mon-Fri", "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"),
        ("Three shift rotation: 6-2, 2-10, 10-6 Monday to Friday",
         "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00 | Mon-Fri 22:00-06:00"),
        ("Wk 1: Mon-Thu 6.00-14.00, Fri 6.00-11.00\nWk 2: Mon-Thu 14.00-22.00, Fri 11.00-16.00",
         "Mon-Thu 06:00-14:00; Fri 06:00-11:00 | Mon-Thu 14:00-22:00; Fri 11:00-16:00"),
        ("Double days Mon-Thurs 6am-2pm/2pm-10pm, Fri 6am-1pm/1pm-8pm",
         "Mon-Thu 06:00-14:00; Fri 06:00-13:00 | Mon-Thu 14:00-22:00; Fri 13:00-20:00"),
        # some days of seven
        ("Butcher - farm shop - 5 days over 7, 40 hours, 8 - 4.30", "5 of Mon-Sun 08:00-16:30"),
        ("5 days out of 7, 7am-3.30pm", "5 of Mon-Sun 07:00-15:30"),
        ("7.30 - 4.30 mon to fri, sat mornings avail at time and half", "Mon-Fri 07:30-16:30"),
        ("Mon-Fri 8-4.30, weekend watering duty one in three", "Mon-Fri 08:00-16:30"),
        ("Mon-Fri 8-5, Saturday overtime available", "Mon-Fri 08:00-17:00"),
        ("8am to 6.30pm, Monday to Thursday. No Fridays or weekends!", "Mon-Thu 08:00-18:30"),
        ("We want 3 people, £13 p/h. Mon-Thurs 7:00-16:30 & Fri 7:00-12:30. £40 for attendance.",
         "Mon-Thu 07:00-16:30; Fri 07:00-12:30"),
        # a number of days that is that of the days told, and one that is less
        ("5 days, Tues to Sat, 7am to 4pm", "Tue-Sat 07:00-16:00"),
        ("three days a week (Wed-Fri 8.30am until 3.30pm)", "Wed-Fri 08:30-15:30"),
        ("40 hours over four days, 7.30am to 6pm, Monday to Friday", "4 of Mon-Fri 07:30-18:00"),
        ("Mon-Sat 9-5.30, 5 days a week", "5 of Mon-Sat 09:00-17:30"),
        ("Mon-Fri 9am-3pm (any 3 days)", "3 of Mon-Fri 09:00-15:00"),
        ("3 evenings per week 5pm-8pm Monday to Friday", "3 of Mon-Fri 17:00-20:00"),
        ("3 nights out of 7 to include Friday or Saturday night\nShift: 10pm - 6am", "3 of Mon-Sun 22:00-06:00"),
        ("4 nights of 10 hours: 8.30pm - 6.30am on a rolling roster covering all seven nights",
         "4 of Mon-Sun 20:30-06:30"),
        ("5 shifts a week, 7am-3pm, across 7 days", "5 of Mon-Sun 07:00-15:00"),
        # a day in two parts, each short
        ("Monday to Friday 8.20am - 9.05am and 3.00pm - 3.45pm", "Mon-Fri 08:20-09:05; Mon-Fri 15:00-15:45"),
        ("needed for school runs\nAM run 7:15-9:00, PM run 2:30-4:15\nMonday-Friday, term-time only (190 days)",
         "Mon-Fri 07:15-09:00; Mon-Fri 14:30-16:15"),
        ("Tuesday and Thursday evenings in term time, 5.30pm to 9.30pm", "Tue,Thu 17:30-21:30"),
        ("Shifts are rotating weekly Mon to Fri:\n06:00-14:00 / 14:00-22:00",
         "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"),
        ("a three-week rolling rota: week one Mon-Wed 8am-5.30pm; week two Wed-Fri 10.30am-8pm;"
         " week three Thu-Sat 8am-5.30pm",
         "Mon-Wed 08:00-17:30 | Wed-Fri 10:30-20:00 | Thu-Sat 08:00-17:30"),
        ("The working pattern is Monday-Wednesday 8am-4pm or 9am-5pm", "Mon-Wed 08:00-16:00 | Mon-Wed 09:00-17:00"),
        ("37.5 hours to be worked Monday-Friday, 8.30am-4.30pm", "Mon-Fri 08:30-16:30"),
        ("Mon - Fri, 06:00hrs - 14:00hrs", "Mon-Fri 06:00-14:00"),
        ("mon 2 fri 8-5", "Mon-Fri 08:00-17:00"),
        ("Start time 8am, finish time 4.30pm, Monday to Friday", "Mon-Fri 08:00-16:30"),
        ("8am start 5pm finish mon-fri", "Mon-Fri 08:00-17:00"),
        ("7.30 start, 4 finish, Monday to Friday", "Mon-Fri 07:30-16:00"),
        ("Monday to Friday. 8am - 5pm. Own tools.", "Mon-Fri 08:00-17:00"),
        ("The hours are 8 to 4.30 with half an hour for lunch, Monday to Friday.", "Mon-Fri 08:00-16:30"),
        ("Working pattern\nMonday to Friday\n9am to 5.30pm with one hour for lunch", "Mon-Fri 09:00-17:30"),
        ("Shifts\nEarlies: 6am to 2pm\nLates: 2pm to 10pm\nMonday to Friday, alternating weekly",
         "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"),
        ("AM: 7.30-9.00, PM: 2.45-4.15, Monday to Friday in term time", "Mon-Fri 07:30-09:00; Mon-Fri 14:45-16:15"),
        ("Any 3 days from 5, Mon-Fri, 8.30-5", "3 of Mon-Fri 08:30-17:00"),
        ("5 days over 6, Mon-Sat, 7.30am-4pm", "5 of Mon-Sat 07:30-16:00"),
        ("Shifts 6am-2pm, 2pm-10pm (alternate weeks), Monday to Friday", "Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00"),
        ("Friday 7.30am-2.30pm, Monday 7.30am-4pm. In winter you join a gritting rota.",
         "Mon 07:30-16:00; Fri 07:30-14:30"),
        ("Site hours 7.30-5 Mon-Fri", "Mon-Fri 07:30-17:00"),
        ("No previous experience needed, Mon-Fri 9-5", "Mon-Fri 09:00-17:00"),
        ("The post holder works Mon-Fri 9-5", "Mon-Fri 09:00-17:00"),
    ],
)  # fmt: skip
def test_times_of_a_week(text: str, shifts: str) -> None:
    assert stated(text, "shifts") == shifts


@pytest.mark.parametrize(
    "text",
    [
        "Monday to Friday 6am start, 5 days",
        "Our opening times are as follows. Monday to Friday 9am-5pm.",
        "The yard opens 7 til 5 weekdays and 8 til 12 Saturdays",
        "The surgery opens Mon-Fri 8-6.30. Sat 8-12.",
        "HGV driver. Mon-Fri, start times 4am-6am",
        "Saturday staff are managed by Jo. 40 hours, 9-5",
        "Monday to Friday 8.30am to 5pm, plus weekends as part of a rota",
        "Day shifts (9am - 5pm), late shifts (12pm - 8pm) and weekends (9am - 5pm)",
        "Training: 5 weeks, Monday to Friday 9-5",
        "Could you spare half a day a week? Trips are Mon-Fri, 9-4",
        "Earlies 6am-2pm, lates 2pm-10pm, tell us which. Ask for Jan at the gate in the yard. You may do some Sats",
        "any 5 days out of 7 between 6am and 10pm",
        "Mon-Fri 8.30-5 and every other Saturday morning",
        "Mon-Fri 8am-5pm and Saturday",
        # one of several
        "Shifts available: Mon-Fri 6am-10am; Sat-Sun 7am-1pm",
        "Day shift 6am-2pm or afternoon shift 2pm-10pm, Mon-Fri, please state which you prefer",
        # when to come, to eat, and to be paid more
        "Apply in person Mon-Fri 9am-5pm",
        "Pop in between 2pm and 5pm Tuesday to Friday",
        "Trial day Saturday 10am-2pm",
        "Deliveries arrive Mon-Fri 6am-8am",
        "Food served 12pm-9pm Sun-Thu",
        "Time and a half after 5pm Mon-Fri and Sat 8-12",
        "Start anytime between 7am-10am Mon-Fri",
        "Level 2-3, Mon-Fri",
        "Sat & Sun 9-5 on a rota",
        "Rotas cover 7am-10pm, Monday to Sunday",
        "Mon-Thu 6-2, 2-10, Fri 6-1, 1-8",
        # somebody else's, or what goes on there
        "My husband runs the shop Mon-Fri 9-5",
        "Our last apprentice worked Mon-Fri 8-5 and is a foreman now",
        "Classes Mon 6-7pm",
        "Lessons are Mon-Thu 4pm-7pm",
        "Pitch hire Sat 9-12",
        "Children attend Mon-Fri 9-3",
        "The office team works Mon-Fri 9-5",
        "Trial shift Friday 5pm-9pm",
        "Available for a conversation about the vacancy Mon, Tues - 12 - 2pm",
        "Summer hours Mon-Fri 8-5, winter Mon-Fri 8-4",
        "The previous postholder did Tuesday to Thursday 9-2",
        "Mrs Patel works Mon-Wed 9-5 and you would cover the rest",
        "You'll be supported by a supervisor who is on site Mon-Fri 9-5",
        "We take bookings Tue-Sat 12pm-9pm",
        "For a form come to reception Mon-Fri 9-4",
        "College day is Wednesday 9am-4pm",
        "After school club Monday to Friday 3.15pm-6pm",
        "Our busiest times are Fri and Sat 6pm-11pm",
        # not yet, or not all the year
        "Ideally Mon-Fri 9-5 but we can be flexible",
        "Hours are flexible, e.g. Mon-Fri 10-2",
        "Mon-Fri 9-5 to start with, then shifts",
        "Mon-Fri 8-5, moving to 4 on 4 off after training",
        "Mon-Fri 7.30-5.30 in summer, shorter days in winter",
        "Tuesday to Saturday, 9am-6pm, late night Thursday until 8pm",
        # of several posts, or to choose from
        "1 x Mon-Fri 9am-5pm, 1 x Sat & Sun 10am-4pm",
        "One post is on earlies (Monday-Friday 6am-2pm) and the other is on evenings (Monday-Friday 2pm-10pm)",
        "Vacancies: Receptionist Mon-Fri 9am-5pm; Cleaner Mon-Fri 5pm-8pm",
        "Chef Tue-Sat 12pm-9pm, porter Fri-Sun 5pm-10pm",
        "Full time: Mon-Fri 9-5. Part time: Sat & Sun 10-4",
        "Post A - Monday to Friday 7am-11am\nPost B - Monday to Friday 4pm-8pm",
        "mornings 8.30-12 and afternoons 12.30-4, Mon-Fri",
        "Positions: Mon-Fri 9-1; Mon-Fri 1-5",
        "Morning post Mon-Fri 9-1 and afternoon post Mon-Fri 1-5",
        "Receptionist x 2 (one Mon-Wed 8-6, one Thu-Fri 8-6)",
        "You'd work 5 out of 7 days, 8am-4pm or 12pm-8pm",
        "Mon-Fri 9-5 or 10-6",
        "evenings 5-11 fri sat sun plus 1 weeknight",
    ],
)
def test_times_that_are_not_told_for_sure(text: str) -> None:
    assert stated(text, "shifts") is None


@pytest.mark.parametrize(
    "text",
    [
        "any 5 from 7",
        "Full time, 5/7 days",
        "5 over 7 rota",
        "working any 5 days in 7",
        "four days out of seven",
        "You'd work 5 out of 7 days, 8am-4pm or 12pm-8pm",
        "Working 5 days over seven",
        "any 5 days out of 7 between 6am and 10pm",
    ],
)
def test_some_days_of_seven(text: str) -> None:
    assert stated(text, "shift_kind") == "any_n"
    assert stated(text, "weekends") == "True"


@pytest.mark.parametrize("text", ["0 hr contract", "0hrs contract", "Zero hr contract", "Zero-hours contract"])
def test_zero_hours(text: str) -> None:
    assert stated(text, "shift_kind") == "zero_hours"


@pytest.mark.parametrize(
    "text",
    ["rated 5 out of 7 sites", "10 hr contract", "A job in 5 of 7 towns", "No zero hr contracts here"],
)
def test_numbers_that_are_no_kind_of_shift(text: str) -> None:
    assert stated(text, "shift_kind") is None


@pytest.mark.parametrize(
    "text",
    [
        "Alt weekends",
        "Mon-Sat",
        "Hours: Tuesday to Saturday",
        "Sun-Thu",
        "Tues-Sat, no Sundays",
        "5 day week incl Sat",
        "on a rota incl. weekends",
        "days & nights rotating incl w/ends",
        "fully flexible incl. weekends",
        "Weekends are a must",
        "You must be available at weekends",
        "Weekend availability essential",
        "Schedule:\n- 8 hour shift\n- Weekend availability",
        "On call 1 in 5 inc weekend",
        "1 Saturday morning in 4",
        "one Saturday a month",
        "1 weekend in 3",
        "shifts mainly Fri/Sat eves & Sunday lunch",
        "Mostly Sats & weekday evenings",
        "Wk 1 Mon, Wed, Thurs; Wk 2 Mon, Wed, Sat",
        "Saturday & Sunday volunteers wanted!",
        "Weekend staff needed",
        "Saturday job in a cafe",
        "Mon-Fri 8-5 plus 1 Saturday morning in 4 (paid extra)",
        "every other weekend off",
        "One weekend off per month",
        "Mon-Fri 8am-5pm and Saturdays",
        "6 days a week including Sundays, Saturday usually off",
        "mostly weekend plus cover for holiday",
        "Mon-Fri 8.30-5.30 + 1 in 3 sat till 12.30",
        "7am to 4.30pm Mon-Fri plus some Saturday mornings. £33,280 a year",
        "40 hours Mon to Fri, 1 in 8 Saturdays, call-out 1 in 8 (£150 a week standby)",
        "evenings 5-11 fri sat sun plus 1 weeknight",
        "a rolling roster covering all seven nights",
        "Take part in a weekend on-call rota, £100 each time",
        "a mix of weekdays and weekends",
        "4 on 4 off including weekends",
        "Mon-Fri + Sat am",
        "Three Saturdays in four",
        "Weekend standby 1 week in 5",
        "Sundays 8-12",
        # by the times of the week
        "Sunday 10am to 4pm",
        "Weds-Sun 4pm to 10pm",
        "fri sat sun evenings 5-10.30ish",
    ],
)
def test_weekends_are_worked(text: str) -> None:
    assert stated(text, "weekends") == "True"


@pytest.mark.parametrize(
    "text",
    [
        "No wkends",
        "No weekends, no evenings!",
        "Weekends off!",
        "Every weekend off",
        "Enjoy weekends and bank holidays off",
        "Monday to Friday with no weekend working. The show home opens seven days a week.",
        "Mon-Fri, no evenings or weekends",
        "Trips are never at weekends",
        "Forget working weekends",
        "weekends to yourself",
        "Nobody works nights or weekends",
        "You will never work weekends",
        "Fridays off, so every weekend is a three day weekend!",
    ],
)
def test_weekends_are_not_worked(text: str) -> None:
    assert stated(text, "weekends") == "False"


@pytest.mark.parametrize(
    "text",
    [
        "We are open Monday to Saturday",
        "The shop opens seven days a week",
        "300 covers over a weekend",
        "Fun in the sun",
        "Two of them sat an exam",
        "Market day is Sat",
        "Coffee morning on Saturday 31st of October",
        "To start the weekend off just right",
        "Enjoy a weekend away",
        "15% off every payday weekend",
        "Closed at weekends",
        "Weekend availability preferred",
        "We are open Mon-Fri 8am-5pm and Saturdays",
        "Trial shift this Saturday",
        "Overtime most Saturdays at time and a half",
        "A part time weekend position may be considered",
        "Saturdays off",
        "Time and a half for Saturdays",
        "Saturday overtime 6am-12pm available at time and a half",
        "Available at weekends: a helpline",
        "We do not at present support an on-call or weekend rota",
        "Experience of on-call and weekend working",
        "Choose your own hours, days, nights, weekends",
        "£10.25 per hour worked between 7pm and 7am and on weekends",
        "Market every Saturday",
        "Trial day on Saturday",
        "You can choose to work weekends",
        "We deliver 7 days a week but you will only work Monday to Friday",
        "Salon hours Tue-Sat 10-7, choose your own days",
        "The pool is open to clubs from 6pm to 9pm and on Saturday mornings",
        "Mon-Fri 8-5, sat mornings avail at time and half",
        "Post A - weekday mornings\nPost C - Saturdays and Sundays, every other weekend, 12 hours a week",
        "Enjoy a long weekend",
        "Pay rates: Day Night/Sat Sun/B Hol",
        "Plus option to participate in voluntary Saturday overtime rota",
    ],
)
def test_weekends_that_say_nothing_of_the_work(text: str) -> None:
    assert stated(text, "weekends") is None


def test_a_title_of_the_weekend() -> None:
    assert stated("Ask for Jan inside.", "weekends", "Saturday Person") == "True"
    assert stated("Ask for Jan inside.", "weekends", "Driver - no weekends") == "False"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Panama shifts, 12 hours, days & nights rotating", "6"),
        ("Continental shifts covering days, nights and weekends, 12hr, average 42 hours", "6"),
        ("Shift pattern 6 on 3 off, 12hr, days and nights", "6"),
        ("4on4off 06:45-18:45, average 42 hours", "6"),
        ("shifts 5-7 hours", "4"),
        ("4-6 hour shifts", "3"),
        ("8 to 12 hour shifts", "6"),
        ("Our shifts are between 6 - 12 hours", "6"),
        ("4 on 4 off 2 days 2 nights 7-7", "6"),
        ("4 on 4 off, 6am - 6pm days", "6"),
        ("Shift - rotating weekly Mon-Fri 6am-2pm / 2pm-10pm", "4"),
        ("Shift: Mon-Thu 6.15am to 4pm", "5"),
        ("Shifts: Mon 17:00-22:00, Thu 17:00-22:00, Sat 14:00-20:00", "3"),
        ("Shifts: mornings 7am-2pm, evenings 4pm-10pm", "4"),
        ("4 or 5 shifts pw 9am-7pm", "5"),
        ("Concierge, 7am-7pm, 4 on/4 off, average 42 hours", "6"),
        ("Night carer 9pm-8am 3 nights per week", "6"),
        ("Shift 1 06:00-14:00, Shift 2 14:00-22:00", "4"),
        ("Shifts up to 10.5 hours", "6"),
        ("7.5 hrs per shift", "4"),
        ("Shifts are rotating weekly Mon to Fri:\n06:00-14:00 / 14:00-22:00", "4"),
        # so are a night, and a very long day, by themselves
        ("Weekend shift, Fri, Sat, Sun 6am to 6pm, 36 hours per week", "6"),
        ("Shift work. Sun - Thurs, 10pm - 6am, 40 hours per week", "4"),
    ],
)
def test_length_of_a_shift(text: str, level: str) -> None:
    assert stated(text, "demands.shift_length") == level


@pytest.mark.parametrize(
    "text",
    [
        "Rotating shifts, 16 hours per week",
        "Evening shifts, 12 hours a week",
        "£12-14 hour shift",
        "Shifts/hours: Monday to Friday 9am-5pm",
        "Full-time hours from 9-5 Mon-Fri, no shifts",
        "Split shifts Monday to Friday, 7am - 11am and 2.30pm - 6pm",
        "Early and late shifts running from 7am to 8pm",
        "Our working hours are 8am to 8pm, seven days a week",
        "Escort, split shift 7am-9am & 2.30pm-4.30pm",
        "Sunday to Thursday, 22:00 - 06:00",
        "four long days a week: 8am to 6.30pm, Monday to Thursday",
    ],
)
def test_length_of_a_shift_that_is_not_told(text: str) -> None:
    assert stated(text, "demands.shift_length") is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("4 on 4 off, 2 days 2 nights", "5"),
        ("shifts mainly Fri/Sat eves", "3"),
        ("fri sat sun evenings 5-10", "3"),
        ("One evening a week until 7pm", "3"),
        ("You will attend evening meetings of the committee", "3"),
        ("with occasional evening lettings paid as overtime", "3"),
        ("Fixed nights, 4 on 4 off", "7"),
        ("Night-shift only position", "7"),
        ("nights 10-6", "5"),
        ("day shift only, no nights", "0"),
        ("This is a night shift role", "7"),
        ("present to evening committee once a month", "3"),
        ("Evening meetings take place six times a year, for which you may take time back", "3"),
        ("Evenings come with the territory", "3"),
        ("Tuesday and Thursday evenings in term time (8 hours a week), with an optional residential", "3"),
        ("Nobody works nights or weekends", "0"),
        # by the times of the week
        ("Hours: 22.00 - 06.00 Sunday - Thursday", "7"),
        ("Warehouse night shift Sunday-Thursday 10pm-6.30am", "7"),
        ("3 shift system, Monday to Friday (6-2, 2-10, 10-6)", "5"),
    ],
)
def test_nights_and_evenings(text: str, level: str) -> None:
    assert stated(text, "demands.night_work") == level


@pytest.mark.parametrize(
    "text",
    [
        "Earlies 6am-2pm, lates 2pm-10pm or nights 10pm-6am, you tell us which.",
        "£12.50 an hour earlies & lates, nights get an extra £2.50",
        "Open Thursday evenings until 8",
        "Tuesday evening classes are free for staff",
        "Evening (5pm to 8pm) £45ph",
        "Door staff Thu-Sat 9pm-3am",
        "Baker Tue-Sat 2am-9am",
        "Days 6-2 Mon-Fri £12.50, nights 10-6 Sun-Thu £14.50. State which shift.",
        "Days or nights available",
        "Choose days or nights",
        "Night shifts also available",
        "You might be asked to work until 6pm on a late night",
        "AM 6-2\nPM 2-10\nNIGHTS 10-6\nAll Monday to Friday. You stay on one shift, tell us which you want.",
        "Post A - weekday mornings\nPost B - Thursday to Saturday evenings, 6pm till 11pm",
    ],
)
def test_nights_and_evenings_that_are_not_told(text: str) -> None:
    assert stated(text, "demands.night_work") is None


def test_term_time_with_days_of_the_holidays_is_in_doubt() -> None:
    assert stated("39 weeks per year (term time plus 5 days during holidays)", "term_only") is None
    assert stated("TTO plus 2 weeks", "term_only") is None
    assert stated("39 weeks per year (term time plus 5 INSET days)", "term_only") == "True"


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday and Thursday evenings in term time",
        "15 hours a week during term time",
        "Mon-Fri 9-3 in term time",
        "You only work in term time",
    ],
)
def test_work_in_term_time(text: str) -> None:
    assert stated(text, "term_only") == "True"


@pytest.mark.parametrize(
    "text",
    [
        "The club is open evenings in term time",
        "20 hours in term time and 37 in the holidays",
        "Term-time working available",
        "More hours in term time",
    ],
)
def test_term_time_of_something_else(text: str) -> None:
    assert stated(text, "term_only") is None


def test_no_obligation_is_zero_hours() -> None:
    assert stated("There is no obligation to offer or accept work.", "shift_kind") == "zero_hours"
    assert stated("You are under no obligation to disclose it.", "shift_kind") is None
