"""Remote work, training, openings, schemes and demands."""

from __future__ import annotations

import pytest

from jobmatch.codes import DIMENSIONS
from jobmatch.reading import read_advert
from jobmatch.reading.adverts import demands

REMOTE = [
    ("hybrid, two days a week from home", None, "hybrid"),
    ("Hybrid working", None, "hybrid"),
    ("a mix of home and office working", None, "hybrid"),
    ("3 days a week in the office, hybrid role", None, "hybrid"),
    ("some home working", None, "hybrid"),
    ("This role is fully remote", None, "full"),
    ("Home based role", None, "full"),
    ("", "Customer Adviser (Remote)", "full"),
    ("Remote - UK", None, "full"),
    ("Location\nRemote\nPermanent", None, "full"),
    ("UK (Remote)", None, "full"),
    ("remote communities in Scotland", None, None),
    ("Work from home permanently", None, "full"),
    ("There is no remote working", None, "no"),
    ("The role is office based", None, "no"),
    ("This role cannot be done from home", None, "no"),
    ("care home", None, None),
    ("remote monitoring services", None, None),
    ("hybrid theatre", None, None),
    ("currently working from home due to Covid", None, None),
    ("interviews will be held remotely", None, None),
    ("visiting people in their own home", None, None),
    ("a mix of home working tablets and office computers", None, None),
    ("Officers normally spend two days a week in the office, with the remainder at home or on site.", None, "hybrid"),
    ("3 days in the office and 2 days from home once you're settled in.", None, "hybrid"),
    ("2 days office / 3 days home after training", None, "hybrid"),
    ("Hybrid - 2 days office / 3 days home", None, "hybrid"),
    ("£500-£550/day - Hybrid (1 day pw Leeds) - AWS", None, "hybrid"),
    ("hybrid not available during training (4 wks) then 1 day wfh", None, "hybrid"),
    ("Work from home anywhere in the UK, no office attendance.", None, "full"),
    ("WFH 2 days", None, "hybrid"),
    ("WFH 2 days a week after probation", None, "hybrid"),
    ("2 days WFH", None, "hybrid"),
    ("Mon-Fri, 3 days in office, 2 WFH", None, "hybrid"),
    ("Leeds / Hybrid", None, "hybrid"),
    ("Leeds (hybrid)", None, "hybrid"),
    ("Hybrid.", None, "hybrid"),
    ("Hybrid role", None, None),
    ("Home based", None, "full"),
    ("Fully remote within the UK", None, "full"),
    ("100% remote", None, "full"),
    ("100% WFH", None, "full"),
    ("Fully WFH", None, "full"),
    ("Working from home", None, None),
    ("This is an office based position, there is no home working", None, "no"),
    ("Start from home.", None, None),
    ("Supervising home working tablets", None, None),
    ("Set up home working tablets and laptops for staff", None, None),
    ("We provide home working tablets for carers", None, None),
    ("Some home working equipment", None, None),
    ("home working laptops and hybrid mobiles", None, None),
    ("You will support colleagues with hybrid working kit", None, None),
    ("Care in the client's own home", None, None),
    ("Home every night", None, None),
    ("Working in people's own homes", None, None),
    ("You'll be given remote support by our team", None, None),
    ("Give remote support to our customers via phone", None, None),
    ("Remote site in the Highlands", None, None),
    ("No remote working", None, "no"),
    ("This role cannot be done remotely", None, "no"),
    ("Hybrid car provided", None, None),
    ("Service hybrid and electric vehicles", None, None),
    ("Hybrid/electric vehicle technician", "Hybrid Vehicle Technician", None),
    ("hybrid seeds, hybrid plants", None, None),
    ("Home working considered", None, None),
    ("The option to work from home on Fridays", None, "hybrid"),
    ("Work from home on Fridays", None, "hybrid"),
    ("Up to 2 days a week from home", None, "hybrid"),
    ("You can work from home two days per week", None, "hybrid"),
    ("Flexible working from home", None, None),
    ("Agile working, home and office", None, None),
    ("Office attendance 2 days a week, rest from home", None, "hybrid"),
    ("60% office, 40% home", None, "hybrid"),
    ("On-site role", None, "no"),
    ("On site canteen, on site parking", None, None),
    ("Nursery on site", None, None),
    ("Job done entirely from home", None, "full"),
    ("Remote first company", None, None),
    ("Work remotely from anywhere", None, "full"),
    ("You will work from home or from our office", None, "hybrid"),
    ("Location: Home based, Kent", None, "full"),
    ("Field based, working from home", None, None),
]


@pytest.mark.parametrize(("text", "title", "remote"), REMOTE)
def test_remote(text: str, title: str | None, remote: str | None) -> None:
    assert read_advert(text, title).stated("remote") == remote


def test_days_on_site() -> None:
    stated = read_advert("Hybrid working, 3 days a week in the office")
    assert stated.stated("days_on_site") == 3
    inferred = read_advert("Hybrid, two days a week from home")
    assert [(reading.value, reading.provenance) for reading in inferred.of("days_on_site")] == [(3, "inferred")]


@pytest.mark.parametrize(
    "text",
    [
        "Full training provided",
        "full training will be given",
        "On the job training",
        "No experience needed as training is provided",
        "We will provide all the training you need",
        "Training will be provided in our systems",
        "you will be fully trained",
        "Paid induction & full training - you do not need experience",
        "Experience is great but full training + shadowing given.",
        "You'll complete our free 4 day residential training course before you start",
        "No experience needed as will train right person.",
        "will train the right person",
        "Moffett experience handy but we will train you on it.",
        "can train the right candidate",
        "we will put you through your Level 2 at college on day release",
        "we'll put you through your PCV training",
        "Training in legionella, ladders & asbestos awareness will be given.",
        "Paid training session in April.",
        "you will be enrolled on your Level 2 Early Years Practitioner with our training partner",
        "Training: 5 weeks, Monday to Friday 9-5, in our Stanforth office",
        "Training provided",
        "Training given",
        "Free training provided",
        "All training is given",
        "all training provided",
        "Full training & uniform provided",
        "Level 2 or 3 training on the job.",
        "we'll arrange a DBS check and a half-day training session.",
        "on site training given",
        "We'll teach you everything you need to know",
        "No experience? We'll teach you the trade",
        "full product training",
        "Full training.",
        "Paid training and uniform",
        "2 weeks paid training",
        "Fully paid training, then £13 ph",
        "Training is provided in your first week",
        "You'll get full training",
        "You'll get 2 weeks' training",
        "we train you in wheelchair clamping",
        "Training will be provided to all staff",
        "Ongoing training provided",
        "Experience not essential as training will be provided",
        "Training to be provided",
        "All training takes place at work",
        "all training is in the field",
    ],
)
def test_training(text: str) -> None:
    assert read_advert(text).stated("training_given") is True


@pytest.mark.parametrize(
    "text",
    [
        "You will provide training to staff",
        "a training practice",
        "No training is provided",
        "have completed training in first aid",
        "training and development opportunities",
        "training could be provided",
        "comprehensive training provided for students on placement",
        "professional development opportunities and comprehensive training provided",
        "there is the opportunity for some training on the job",
        "The Care Certificate is provided in your first 12 weeks.",
        "Bank staff get the same training as everyone else.",
        "You must be able to train staff",
        "You will train new starters",
        "who will train our junior staff",
        "Put customers through to the right team",
        "I'll put you through to the manager",
        "Free NVQ2 spectator safety training.",
        "Week 1 is product training with Dom.",
        "Regular training evenings if you want them",
        "medication training an advantage",
        "Access to free training courses",
        "Training records must be kept",
        "Provide training to customers",
        "You will provide training and support to new drivers",
        "training can be provided",
        "B+E trailer entitlement desirable (training can be provided).",
        "Must have manual handling training",
        "You'll need first aid training",
        "Experience of sales training preferred",
        "Personal training qualification",
        "Training budget of £500",
        "No training given",
        "CPC training paid",
        "In house training available",
        "Free ongoing training and development",
        "You will be shown the ropes",
        "We train all our staff",
        "Our trainers train apprentices",
        "Training offered",
        "No CSCS card? we will put you through it in your first month",
        "If you only hold a car licence we will put you through your PCV test",
        "Free DBS and free training",
        "Paid mandatory training",
        "Half day release programme for trainees",
    ],
)
def test_no_training(text: str) -> None:
    assert read_advert(text).stated("training_given") is None


OPENINGS = [
    ("x3 positions", 3),
    ("2 posts available", 2),
    ("We have two vacancies", 2),
    ("we are recruiting 5 warehouse operatives", 5),
    ("Number of positions: 4", 4),
    ("looking to recruit two Band 5 Nurses", 2),
    ("1 x 20 hours per week, 1 x 16 hours per week", 2),
    ("Band 2 posts", None),
    ("both posts", None),
    ("over 400,000 vacancies", None),
    ("first position", None),
    ("3 years in a similar position", None),
    ("recruiting for 2 years", None),
    ("3 x 12 hour night shifts", None),
    ("a minimum of 5 x GCSEs", None),
    ("We have one part time permanent post", 1),
    ("20 x Pickers", 20),
    ("12 x more", None),
    ("WAREHOUSE OPERATIVES X 12 - IMMEDIATE STARTS", 12),
    ("Room Attendants x 4 - Seaview Holiday Park", 4),
    ("Grounds Maintenance Operative x3 (Annualised hours)", 3),
    ("We need 150 elves for our warehouse", None),
    ("We need 150 pickers and packers for our gift warehouse", 150),
    ("We need 3 drivers", 3),
    ("We're hiring 25 operatives for our new line.", 25),
    ("Hiring two chefs", 2),
    ("12 drivers wanted", 12),
    ("12 DRIVERS WANTED", 12),
    ("60 SEASONAL WORKERS wanted - soft fruit", 60),
    ("2 x Groundworkers needed Monday", 2),
    ("two positions", 2),
    ("Two positions available", 2),
    ("3 x Cleaners required", 3),
    ("x3", 3),
    ("Care Assistant x 2", 2),
    ("Cleaner (x2)", 2),
    ("We have 15 spaces on our January intake.", None),
    ("Two bricklayers needed", 2),
    ("Team of 12 drivers needed support", None),
    ("Our 12 drivers needed a rest", None),
    ("2 years experience needed", None),
    ("5 GCSEs needed", None),
    ("References x 2 required", None),
    ("GCSEs x 5 at grade C", None),
    ("2 x references required", None),
    ("Shifts x 4 per week", None),
    ("12 hour shifts x 4", None),
    ("Sleep-ins x 2 per week", None),
    ("Life assurance 4 x salary", None),
    ("3 x 8 hour shifts", None),
    ("Positions available: 2", 2),
    ("Vacancies: 2", 2),
    ("We are looking for 2 stylists to join our salon", 2),
    ("looking for a team of 6 chefs", None),
    ("Recruiting 2 x HGV Class 1 Drivers", 2),
    ("We've got room for 2 stylists", None),
    ("2 posts. 12 noon - 1.15pm", 2),
    ("Several positions", None),
    ("Up to 10 vacancies", 10),
    ("Brigade of 6. Two chefs left last year", None),
    ("4 x 4 driving", None),
    ("2 x weekly", None),
    ("2 GCSEs required", None),
    ("2 references needed", None),
    ("Requires 2 operatives to lift", None),
    ("Minimum 2 drivers required", None),
    ("x5 Labourers", 5),
    ("5x labourers needed", 5),
    ("Labourer x5 needed asap", 5),
    ("Multiple roles x 6 sites", None),
    ("03000 850009 x 7", None),
    ("Vacancies for 111 Clinical Advisors", None),
    ("5 x 7.5 hour shifts", None),
]


@pytest.mark.parametrize(("text", "openings"), OPENINGS)
def test_openings(text: str, openings: int | None) -> None:
    assert read_advert(text).stated("openings") == openings


SCHEMES = [
    ("As a Disability Confident Committed employer", "disability_confident", "committed"),
    ("a Disability Confident Employer", "disability_confident", "employer"),
    ("We are a Disability Confident Leader", "disability_confident", "leader"),
    ("part of the Disability Confident scheme", "disability_confident", "member"),
    ("Disability Confident Level 1", "disability_confident", "committed"),
    ("Disability Confident (Level 2)", "disability_confident", "employer"),
    ("Level 3 Disability Confident", "disability_confident", "leader"),
    ("Disability Confident scheme. NVQ Level 3 needed", "disability_confident", "member"),
    ("We offer interviews to all disabled applicants who meet the essential criteria", "guaranteed_interview", True),
    ("We interview all applicants with a disability who meet the minimum criteria", "guaranteed_interview", True),
    ("Candidates who meet the essential criteria will be offered an interview", "guaranteed_interview", None),
    ("a guaranteed interview scheme for disabled applicants", "guaranteed_interview", True),
    ("we guarantee an interview to disabled people who meet the minimum criteria", "guaranteed_interview", True),
    ("a guaranteed interview to students due to qualify", "guaranteed_interview", None),
    ("We will make reasonable adjustments at interview", "adjustments", True),
    ("reasonable adjustments for patients with learning disabilities", "adjustments", None),
]


@pytest.mark.parametrize(("text", "field", "value"), SCHEMES)
def test_schemes(text: str, field: str, value: object) -> None:
    assert read_advert(text).stated(field) == value


STATED_DEMANDS = [
    ("manual handling up to 20kg", {"lift_carry": 5}),
    ("Must be able to lift 25 kg", {"lift_carry": 6}),
    ("lifting boxes of up to 30kg", {"lift_carry": 7}),
    ("carry parcels weighing up to 5 kilos", {"lift_carry": 2}),
    ("You will not be required to lift", {"lift_carry": 0}),
    ("on your feet all day", {"standing": 7}),
    ("on your feet for long periods", {"standing": 6}),
    ("standing for prolonged periods", {"standing": 6}),
    ("working outdoors in all weathers", {"cold_heat_outdoors": 6}),
    ("using ladders", {"steps_access": 7}),
    ("12 hour shifts", {"shift_length": 6}),
    ("7.5 hour shifts", {"shift_length": 4}),
    ("days and nights", {"night_work": 5}),
    ("Permanent nights", {"night_work": 7}),
    ("night shifts are required", {"night_work": 5}),
    ("some evening work", {"night_work": 3}),
    ("no night shifts", {"night_work": 0}),
    ("late nights and weekends", {"night_work": 3}),
    ("walking up to 10 miles a day", {"walking": 7}),
]


@pytest.mark.parametrize(("text", "levels"), STATED_DEMANDS)
def test_stated_demands(text: str, levels: dict[str, int]) -> None:
    assert read_advert(text).demands == levels


def test_night_title() -> None:
    assert read_advert(None, "Night Care Assistant").demands == {"night_work": 7}


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("there is some heavy lifting", "lift_carry"),
        ("working at height", "heights"),
        ("The role is physically demanding", "pace_effort"),
        ("involves bending and kneeling", "bend_kneel"),
        ("a noisy environment", "noise"),
        ("lone working", "lone_working"),
        ("you will be on your feet", "standing"),
    ],
)
def test_a_demand_without_its_amount_is_only_suggested(text: str, dimension: str) -> None:
    advert = read_advert(text)
    assert dimension not in advert.demands
    assert f"demands.{dimension}" in {reading.field for reading in advert.of("demands", "inferred")}


@pytest.mark.parametrize(
    "text",
    [
        "carrying out duties",
        "an outstanding team with good standing",
        "reaching out to clients",
        "move up the career ladder",
        "the UK's fastest growing",
        "lifting standards in our schools",
        "a night out",
        "standing orders",
        "stretching targets",
        "our head office in Shirley Heights",
        "lost 10 kg",
        "a group where there is no lifting can be arranged",
        "move up the ladder",
    ],
)
def test_words_that_only_look_like_demands(text: str) -> None:
    assert not read_advert(text).of("demands")


def test_every_dimension_is_known() -> None:
    assert {dimension for dimension, _, _ in demands._SIMPLE.values()} <= set(DIMENSIONS)
