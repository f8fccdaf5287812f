"""How employers talk: openings, benefits, licences, journeys and endings of adverts."""

# One piece of writing a line, so that they can be read and compared.
# ruff: noqa: E501
from __future__ import annotations

from _model import lines

# {employer}, {title}, {town} and {a_role} are filled in.
INTROS: dict[str, tuple[str, ...]] = {
    "warm": lines("""
        At {employer} we think of our team as the reason people come back. We would love to hear from {a_role} who feels the same.
        Looking for a place where people know your name? {employer} in {town} has room for {a_role}.
        We are a friendly bunch at {employer}, and one of us is retiring. Could you be our next {title}?
        {employer} has been part of life in {town} for over twenty years, and we are growing again.
        Do you want work that you can be proud of at the end of the day? Come and join us at {employer}.
        New to this kind of work, or coming back to it? {employer} will make you welcome.
    """),
    "formal": lines("""
        {employer} wishes to appoint a {title} to join its team in {town}.
        Applications are invited for the post of {title} at {employer}.
        An opportunity has arisen at {employer} for {a_role}, reporting to the team manager.
        {employer} is recruiting {a_role} to support the continued growth of its services in {town}.
        The post of {title} is offered by {employer}, an equal opportunities employer.
    """),
    "brisk": lines("""
        {title} wanted in {town}. Start as soon as you can.
        {employer} needs {a_role} in {town}. Good team, steady work.
        We are busy and we need help. {title}, {town}, immediate start for the right person.
        {employer}, {town}: {title}. No long forms, just come and talk to us.
        Regular work for {a_role} with {employer}.
    """),
    "plain": lines("""
        We are looking for {a_role} to join our team in {town}.
        {employer} has a vacancy for a {title} in {town}.
        Would you like to work for {employer}? We have a vacancy in {town} now.
        We have an opening at {employer} for somebody who is reliable and wants to learn.
        This is a good job for {a_role} who would like to work close to {town}.
    """),
}
DUTY_LEADS: tuple[str, ...] = (
    "You will",
    "You'll also",
    "On a typical day you will",
    "From time to time you will",
    "We will ask you to",
)
BENEFITS: tuple[str, ...] = lines("""
    28 days' paid holiday, rising with service.
    Workplace pension and sick pay after three months.
    Free parking and a free uniform.
    Paid breaks and a proper staff room.
    Refer a friend and we give you both £100.
    Your birthday off, with pay.
    Paid training from the first day.
    We pay weekly, every Friday.
    Employee assistance line, day and night.
    Cycle to work scheme and a dry place to leave your bike.
    We pay more than the legal minimum at every age.
    Season ticket loan for the bus or train.
    Rotas four weeks in advance, so that you can plan.
    Discount of a fifth in all our shops.
    We guarantee an interview to disabled applicants who meet the essential points.
    Long service awards and a summer party.
    A buddy for your first month.
    You can ask for flexible hours from day one.
    We welcome people who have been out of work for a while.
    There is room to move up: most of our supervisors began in this job.
""")
FAMILY_BENEFITS: dict[str, tuple[str, ...]] = {
    "care": (
        "Paid travel time and mileage between visits.",
        "We pay for your DBS check and your uniform.",
        "Enhanced rates on bank holidays.",
    ),
    "schools": (
        "You will have all school holidays free.",
        "Local government pension scheme.",
        "Free lunch on duty days.",
    ),
    "early_years": (
        "A third off childcare for staff.",
        "Paid time to study for your next level.",
        "Hot lunch with the children.",
    ),
    "retail": ("Staff discount from your first pay day.", "Double time on Boxing Day."),
    "kitchen": (
        "A hot meal on every shift.",
        "Tips shared equally between kitchen and floor.",
        "Whites provided and washed.",
    ),
    "hospitality": ("A hot meal on every shift.", "Taxi home after midnight.", "Half-price rooms in all our hotels."),
    "production": ("Attendance bonus each month.", "Cheap shop on site on Fridays.", "Overtime at time and a half."),
    "warehouse": ("Overtime at time and a half.", "Peak bonus in December.", "Canteen with hot food at all hours."),
    "driving": (
        "Modern vehicles, looked after in our own workshop.",
        "Overnight allowance where it applies.",
        "We renew your CPC.",
    ),
    "office": ("Flexible start and finish times.", "Study support for professional exams.", "A modern, light office."),
    "contact_centre": ("Free gym on site.", "Four weeks of paid classroom training.", "Monthly bonus for quality."),
    "cleaning": ("Steady hours with the same building each day.", "All materials and gloves provided."),
    "security": ("We pay for your licence renewals.", "Choice of sites as you gain experience."),
    "construction": (
        "Weekly pay and tool allowance.",
        "Card and test fees paid.",
        "Work on our sites booked until 2028.",
    ),
    "grounds": ("Good outdoor clothing, replaced each year.", "Finish early on Fridays in winter."),
}
CLOSINGS: tuple[str, ...] = lines("""
    Please apply with a short CV, or just tell us about yourself.
    We interview as applications come in, so do not wait.
    Come and see us before you apply: we are happy to show you round.
    If you are unsure whether this is for you, ask your work coach to get in touch.
    References will be taken up before you start.
    We look forward to hearing from you.
    Start date to be agreed.
    Interviews will be held in the week after the closing date.
    Tell us if you need anything changed so that you can do your best at interview.
""")
REMOTE_PROSE: dict[str, tuple[str, ...]] = {
    "full": (
        "You will work from home and we send you the equipment.",
        "This is a home-based job, open to people anywhere in Great Britain.",
    ),
    "hybrid": (
        "You will be in the office for {days} days a week and at home for the rest.",
        "Hybrid working: {days} days a week with the team, the rest where you like.",
    ),
    "no": ("This is an on-site role.", "The work is done on site."),
}
VEHICLE_PROSE: tuple[str, ...] = (
    "You will need your own car.",
    "Own transport is needed for this job, as you travel between sites.",
)
TRANSPORT_PROSE: tuple[str, ...] = (
    "A works minibus runs from the town centre for each shift.",
    "We lay on a free coach to and from the site.",
)
STEP_FREE_PROSE: dict[bool, str] = {
    True: "The building is step-free throughout.",
    False: "Please note that there are stairs and no lift.",
}
# What an advert says where the licence must be held, and where it can be had after the offer.
LICENCE_PROSE: dict[str, tuple[str, str]] = {
    "driving_b": ("A full driving licence is essential.", "We can help you to pass your driving test."),
    "driving_c": ("You must hold category C.", "We train towards category C."),
    "driving_ce": ("You must hold category C+E.", "We train towards category C+E."),
    "driving_d1": ("D1 on your licence is essential.", "We put you through your D1 test."),
    "driving_d": ("You must hold category D.", "We train you for your PCV licence on full pay."),
    "driver_cpc": ("A current driver CPC is essential.", "We cover the cost of your CPC."),
    "digital_tachograph": ("A digital tachograph card is needed.", "We apply for your tachograph card."),
    "forklift_counterbalance": (
        "An in-date counterbalance forklift certificate is essential.",
        "We train you on the counterbalance truck.",
    ),
    "forklift_reach": ("You need an in-date reach truck certificate.", "We train you on the reach truck."),
    "dbs_basic": ("A basic DBS certificate is required.", "We arrange a basic DBS check after the offer."),
    "dbs_enhanced": (
        "An enhanced DBS certificate is required.",
        "The offer is subject to an enhanced DBS check, which we pay for.",
    ),
    "dbs_enhanced_barred": (
        "You must already hold an enhanced DBS with barred list check on the update service.",
        "The offer is subject to an enhanced DBS check with barred list, which we arrange and pay for.",
    ),
    "food_hygiene_2": (
        "A level 2 food hygiene certificate is essential.",
        "We put you through level 2 food hygiene in your first month.",
    ),
    "early_years_level_3": (
        "A full and relevant level 3 in early years is essential.",
        "We support you to gain level 3.",
    ),
    "sia_guard": ("A valid SIA guarding licence is essential.", "We pay for your SIA training and licence."),
    "sia_door": (
        "A front line SIA door supervisor licence is essential.",
        "We pay for your door supervisor course and licence.",
    ),
    "sia_cctv": ("An SIA CCTV licence is essential.", "We pay for your CCTV course and licence."),
    "cscs": ("You must have a valid CSCS card.", "We help you to get your CSCS card in the first weeks."),
    "electrician_18th_edition": ("18th edition is essential.", "We put you through your 18th edition."),
    "aat": ("You must be AAT qualified.", "We sponsor you through AAT."),
}
# Part of a title -> the licences that go with it, in place of those of the occupation: (needed, obtainable).
TITLE_LICENCES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Class 1": (("driving_ce", "driver_cpc", "digital_tachograph"), ()),
    "C+E": (("driving_ce", "driver_cpc", "digital_tachograph"), ()),
    "Reach Truck": (("forklift_reach",), ()),
    "Door Supervisor": (("sia_door",), ("sia_door",)),
    "CCTV": (("sia_cctv",), ("sia_cctv",)),
    "Events Steward": ((), ()),
    "Minibus Driver": (("driving_d1",), ("driving_d1",)),
    "Coach Driver": (("driving_d", "driver_cpc"), ()),
    "School Cleaner": (("dbs_enhanced",), ("dbs_enhanced",)),
    "School Kitchen": (("food_hygiene_2", "dbs_enhanced"), ("food_hygiene_2", "dbs_enhanced")),
    "School Cook": (("food_hygiene_2", "dbs_enhanced"), ("dbs_enhanced",)),
    "Mate": (("driving_b",), ()),
    "Accounts Assistant": ((), ()),
    "Ledger": ((), ()),
    "Payroll": ((), ()),
    "Credit": ((), ()),
}
# Part of a title -> what the employer's name must contain, so that a school cook is not wanted by a hotel.
TITLE_EMPLOYERS: dict[str, str] = {
    "School": "School|Primary|Academy|Infants",
    "Care Home": "Care|House|Home",
    "Hotel": "Hotel|Inn|Parade",
    "Pub": "Arms|Anchor|Granary",
    "Supermarket": "Supermarkets",
    "Store": "Super",
    "Hospital": "Hospital",
    "Medical": "Surgery",
    "Clinic": "Surgery|Health",
    "Ward": "Hospital",
    "Holiday Let": "Lodges",
    "Front of House": "Arms|Anchor|Fig|Hotel",
    "Bar": "Arms|Anchor|Fig|Hotel",
    "Events": "Events|Watchgate",
    "Retail Security": "Supermarkets|Watchgate",
    "After-School": "Club",
    "Playworker": "Club",
}
# Part of a title -> what the prose of its shifts must contain.
TITLE_SHIFTS: dict[str, str] = {
    "Night": "night|10pm|9pm",
    "Evening": "evening|7pm|8pm|twilight",
    "Twilight": "twilight",
    "Early Mornings": "6am|early morning",
    "Mornings": "morning",
    "Weekend": "weekend|sunday|saturday",
    "Days": "day|earlies",
    "Bank": "bank",
    "Relief": "relief",
    "Part Time": "three days|2.30pm|weekend|evening|any three",
    "After-School": "6pm",
    "Playworker": "6pm",
}
# Words of a duty -> what the employer's name must contain.
DUTY_EMPLOYERS: dict[str, str] = {
    "classroom": "School|Primary|Academy|Infants",
    "wards": "Hospital",
    "guests in and out": "Hotel|Inn",
    "prescriptions and": "Surgery",
    "motors and": "Foods",
    "tickets at events": "Events|Watchgate",
    "holiday cottages": "Lodges",
    "money and open": "Support|Living|Trust",
}
# What is asked of people is left out of the text where a field says it in other words.
ABOUT_LICENCES = "licen[cs]e|certificate|CSCS|18th|CPC|level 3|NVQ|AAT|DBS"
ABOUT_TIMES = "weekend|evening|night|Saturday|shift|early|late|7.30am|bank holiday|afternoon"
ABOUT_VEHICLES = "own car"
