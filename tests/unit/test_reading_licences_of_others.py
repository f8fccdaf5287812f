"""Licences that are asked for in passing, are paid more for, or are those of one kind of worker among several."""

from __future__ import annotations

import pytest

from jobmatch import read_advert

EITHER_CLASS = "driving_c or driving_ce"


def licences(text: str, title: str | None = None) -> set[str]:
    """What is read as asked; what follows a star can be had after the offer."""
    advert = read_advert(text, title)
    later = {reading.value for reading in advert.of("licences_obtainable", "stated")}
    return {f"*{name}" if name in later else str(name) for name in advert.licences or ()}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # another thing is wished for
        ("Counterbalance FLT licence (Reach also desirable)", "forklift_counterbalance"),
        ("Reach truck licence, counterbalance would be a bonus", "forklift_reach"),
        ("Full driving licence (own car an advantage)", "driving_b"),
        ("Full UK driving licence; own transport preferred", "driving_b"),
        ("CSCS card - IPAF ticket beneficial", "cscs"),
        # more is paid for another licence
        ("Full driving licence essential, D1 pays an extra £1 per hour", "driving_b"),
        ("Driving licence (held 1 yr+) with C1 or class 2 worth an extra £1.20/h", "driving_b"),
        ("Class 2 licence essential. Drivers earn extra for nights out", "driving_c"),
        ("Class 2 drivers earning more than £40k", "driving_c"),
        # either
        ("C+E/C drivers", EITHER_CLASS),
        ("C/C+E drivers needed", EITHER_CLASS),
        ("HGV C+E & C Drivers required", EITHER_CLASS),
        ("LGV C or C+E licence", EITHER_CLASS),
        # of a licence no kind is named
        ("Clean-ish licence (max 6 pts), 21+", "driving_b"),
        ("You need a licence (held 2+ years)", "driving_b"),
        ("Licence with less than 6 points essential", "driving_b"),
        ("Your own licence with up to 3 points", "driving_b"),
        ("You must drive as we are rural", "driving_b"),
        ("You must drive, though there is a car so no need to bring your own", "driving_b"),
        ("You must have a licence and car", "driving_b"),
        ("A driver is essential due to rural location", "driving_b"),
        ("You will need to drive to sites", "driving_b"),
        ("You'll need an SIA licence - don't worry if you don't have one, we'll get you trained", "*sia_guard"),
        ("SIA licence needed. If you don't have one, we'll get you through it", "*sia_guard"),
        ("You will need to obtain an SIA licence before starting", "*sia_guard"),
        ("Full car licence essential. We'll put you through your class 2", "driving_b"),
        ("Must have right to work and pass a DBS check", "*dbs_basic"),
        ("We run Class 1 and Class 2 vehicles. You must hold a Class 1 licence", "driving_ce"),
        ("Must have held a full licence for two years", "driving_b"),
        ("Class B licence", "driving_b"),
        ("You need a licence and car. We'll pay for your work phone", "driving_b"),
        ("PCV Cat D with CPC and digi card", "driving_d, driver_cpc, digital_tachograph"),
        ("Class 2, CPC, tacho", "driving_c, driver_cpc, digital_tachograph"),
        ("Class 1 (C+E).", "driving_ce"),
        (
            "Minimum NVQ level 2 in health and social care, at least two years of experience and a friendly manner",
            "nvq_care_2",
        ),
        ("Food hygiene certificate required or to be obtained in your first month", "*food_hygiene_2"),
        ("GDC registered dental nurse (or trainee)", "*gdc_registration"),
        ("Fluent Welsh speaker needed", "welsh_essential"),
        ("Do you drive and have your own car?", "driving_b"),
        # what else is not asked for, or is given
        ("Full UK driving licence required (own car desirable but not essential)", "driving_b"),
        ("Driving licence needed but own car is not essential", "driving_b"),
        ("Full driving licence essential, full training given", "driving_b"),
        ("Bus driver - we train you, need full UK licence", "driving_b"),
        ("Full car licence essential, we'll put you through class 2", "driving_b"),
        ("Driving licence required or we will pay for your lessons", "*driving_b"),
        ("You may need to travel, and will need a driving licence", "driving_b"),
        ("SIA guards needed for retail customers", "sia_guard"),
        ("Class 2 drivers and shunters needed", "driving_c"),
        ("Got an SIA licence? Apply now!", "sia_guard"),
        ("Class 1 night trunkers needed", "driving_ce"),
        ("CSCS, paid weekly", "cscs"),
        # a condition that tells how long
        ("If you've held a full UK car licence for at least 12 months, we'll train you", "driving_b"),
        ("If you have held a full licence for 2 years, apply today", "driving_b"),
        ("You must have Cat C, DCPC, and tacho", "driving_c, driver_cpc, digital_tachograph"),
        ("Class 2 licence, CPC and digi required", "driving_c, driver_cpc, digital_tachograph"),
        ("Hold or be willing to work towards a category C licence (training paid)", "*driving_c"),
        ("D1 and MiDAS certificate essential", "driving_d1"),
        ("SIA licensed stewards wanted", "sia_guard"),
        # the level of a check, wherever it stands
        ("A satisfactory DBS (standard) disclosure will be required", "*dbs_standard"),
        ("DBS check at standard level", "*dbs_standard"),
        ("This post is exempt from the Rehabilitation of Offenders Act", "*dbs_standard"),
        ("A DBS check to our high standards", "*dbs_basic"),
        ("Essential:\n- GCSEs\n\nDesirable:\n- Excel\n\nThis post requires a DBS check.", "*dbs_basic"),
    ],
)
def test_asked(text: str, asked: str) -> None:
    assert licences(text) == set(asked.split(", "))


@pytest.mark.parametrize(
    "text",
    [
        # more is paid for it
        "Holders of a class 2 licence earn more",
        "Forklift licence gets you an extra £1 an hour",
        "CSCS card worth an extra 50p/h",
        "£1 an hour extra with a forklift licence",
        "Higher rate for SIA licence holders",
        "A forklift licence attracts a premium of 50p per hour",
        "Driving licence (C1 / 7.5t) would get you an extra £20 a day but isn't a requirement",
        # one day
        "Future prospects: Gas Safe registered engineer",
        "On completion, you could become a Gas Safe registered engineer",
        "Progression to SIA Door Supervisor",
        "Once qualified you will hold an 18th Edition certificate",
        "Career path: AAT qualified bookkeeper",
        # something else will do, or it is not enough
        "Minibus licence (D1) or MiDAS",
        "MiDAS certificate or D1 licence required",
        "CBT or full licence required",
        "Full licence or CBT",
        "CBT or full motorcycle licence",
        "AAT alone won't be enough",
        "Gas Safe or OFTEC registered",
        "SMSTS or equivalent required",
        "Bendi / counterbalance licence",
        "FLT licence refresher paid",
        # one of two kinds of worker
        "Stewards & SIA badge holders needed",
        "SIA and non-SIA stewards required",
        "Event stewards and SIA staff wanted",
        "Non-drivers welcome. Drivers need a full driving licence",
        "Pickers, packers and FLT drivers required",
        "Now recruiting: HGV drivers, warehouse operatives, cleaners",
        "Cleaners and SIA guards wanted",
        # what the employer gives
        "You'll get food hygiene level 2 and first aid",
        "Free HGV licence after 12 months",
        "CPC training paid, driver card renewals paid",
        "IPAF, PASMA and CSCS provided",
        # of a course, of a company
        "NVQ2, GPhC accredited",
        "The company has held a licence for 10 years",
        "SIA training and licence provided free",
        "You must be 18+, IPAF given",
        "By the end you'll hold Gas Safe",
        # of those with whom or for whom the reader works
        "Supporting SIA guards on site",
        "Manage a team of 10 HGV drivers",
        "Plan routes for class 2 drivers",
        "You will accompany the D1 driver",
        "HGV drivers lead each crew. No licence needed for this role",
        # as welcome as others
        "Applicants with a first aid certificate are encouraged",
        "We welcome applications from SIA licence holders",
        "Would suit a class 2 driver",
        "Got a forklift licence? Even better",
        "Driving licence (D)",
        "Driving licence | Desirable",
        "You may need a driving licence",
        "Driving licence (own car not essential), which would be useful",
        # no card, and no licence to drive
        "You will need to drive change",
        "Do you drive change?",
        "You need to drive the forklift",
        "Knowledge of driver CPC rules, and of tachographs, for a licence holder",
        "A licence held by the company",
        "Alcohol licence held by the manager",
        # in doubt
        "Driving licence desirable",
        "Forklift licence (desirable)",
        "Forklift licence, which would be a bonus",
        "A driving licence and own car would be an advantage",
        "Ideally a driving licence (own car preferred)",
        "If you have a driving licence, tell us",
        "BPSS clearance is needed before you start",
    ],
)
def test_not_asked(text: str) -> None:
    assert licences(text) == set()


@pytest.mark.parametrize(
    ("title", "text", "asked"),
    [
        ("Class 1 Driver", "You must hold a class 2 licence", {EITHER_CLASS}),
        ("HGV Class 2 Driver", "Class 1 or class 2 licence", {EITHER_CLASS}),
        ("Class 2 Driver", "Class 2 licence needed", {"driving_c"}),
        ("Class 1 Driver", "Full C+E licence. Former Class 2 drivers are trained", {"driving_ce"}),
        ("HGV Driver", "Class 1 (C+E). Digital tacho card needed", {"driving_ce", "digital_tachograph"}),
        ("HGV Driver", "Class 2 licence needed", {"driving_c"}),
        ("HGV Driver", "Days, no nights out", {"driving_c"}),
        ("Qualified Dental Nurse or Trainee", "GDC registered: £15. Trainee: £12", set()),
        ("Trainee or Qualified Dental Nurse", "GDC registered", set()),
        ("Nursery Practitioner Level 3 / Unqualified Assistant", "Level 3 qualified Nursery Practitioner", set()),
        ("Qualified Dental Nurse", "Must be GDC registered. You will help our trainee", {"gdc_registration"}),
        ("Interpreters: Pashto, Farsi, BSL", "", set()),
        ("BSL Tutor", "Fluent BSL is essential", {"bsl"}),
    ],
)
def test_title_and_text(title: str, text: str, asked: set[str]) -> None:
    assert licences(text, title) == asked


def test_a_lorry_without_a_class_is_doubted_where_the_text_names_the_higher_one() -> None:
    advert = read_advert("You'll drive artics and rigids", "HGV Driver")
    assert not advert.licences
    assert [str(reading.value) for reading in advert.of("licences", "inferred")] == ["driving_c"]


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Non-drivers welcome", False),
        ("u dont need ur own wheels", False),
        ("Pool cars can be booked, so you don't have to have a vehicle", False),
        ("There is a car here so no need to bring your own", False),
        ("There is an automatic car that you'll be insured on", False),
        ("You will be insured to drive my car", False),
        ("A confident driver since we use my adapted van", False),
        ("We'll lend you a plated car or bring your own", False),
        ("Pickup for farm and private use", False),
        ("We are looking for volunteers who must drive their own cars", True),
        ("You need a licence and a car that is taxed and MOT'd", True),
        ("You must have a fully insured car", True),
        ("Own tools & van pref", False),
        ("Car or bicycle user is desirable", False),
        ("Fully expensed van", False),
        ("You'll get a van, phone and tablet", False),
        ("Vehicle: supplied", False),
        ("Driving licence and access to own vehicle with business insurance", True),
        ("You need a car or motorbike", True),
        # neither
        ("You must have a car or bike", None),
        ("Own bicycle, scooter or car required", None),
        ("You will have a good van driver beside you", None),
        ("Pick-up of parcels from 6am", None),
        ("No need to bring your own lunch", None),
        ("You don't have to have a car park permit", None),
        ("We insure a car that is taxed", None),
        ("Cars are insured by our clients", None),
    ],
)
def test_vehicle(text: str, needs: bool | None) -> None:
    assert read_advert(text).stated("needs_vehicle") is needs
