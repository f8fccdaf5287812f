"""Licences and vehicles as trades other than the NHS write of them, beside what names them and asks for none."""

from __future__ import annotations

import pytest

from jobmatch import read_advert

EITHER_CLASS = "driving_c or driving_ce"
EITHER_TRUCK = "forklift_counterbalance or forklift_reach"

# What follows a star can be had after the offer.
ASKED = [
    # its own clause says so, whatever else the sentence wishes for
    ("CSCS essential, CPCS/NPORS dumper ticket desirable", "cscs"),
    ("Telehandler ticket essential, spraying tickets (PA1/PA2) an advantage", "telehandler"),
    ("NVQ Level 3 in Health & Social Care essential, medication training an advantage", "nvq_care_3"),
    ("A current driving licence is essential, with B+E trailer entitlement desirable (training can be provided)",
     "driving_b"),
    ("Forklift licence preferred but CSCS essential", "cscs"),
    ("You must hold a full driving licence, ideally clean", "driving_b"),
    ("Class 2 licence essential, Class 1 desirable", "driving_c"),
    # one of several is enough
    ("HGV class 1 and class 2 drivers needed", EITHER_CLASS),
    ("Class 1 & 2 drivers required", EITHER_CLASS),
    ("Class 1 drivers £17 per hour. Class 2 drivers £15 per hour.", EITHER_CLASS),
    ("Any FLT licence required", EITHER_TRUCK),
    ("PCV or D1 licence required", "driving_d or driving_d1"),
    ("Driving licence essential, HGV not required", "driving_b"),
    ("Must have a reach or counterbalance licence", EITHER_TRUCK),
    ("Front line SIA licence (Security Guarding or Door Supervision)", "sia_door or sia_guard"),
    ("Counterbalance and reach licences required", "forklift_counterbalance, forklift_reach"),
    # which one
    ("HGV Driver (Class 1) required", "driving_ce"),
    ("Cat C+E licence and CPC", "driving_ce, driver_cpc"),
    ("C1 licence with CPC", "driving_c1, driver_cpc"),
    ("Full Cat C licence and driver qualification card", "driving_c, driver_cpc"),
    ("You must have D1 entitlement on your licence", "driving_d1"),
    ("Class 2 driver with clean licence", "driving_c"),
    ("You will be driving a 7.5 tonne vehicle", "driving_c1"),
    ("SIA licenced Security Officers wanted. DS licence needed not just SG", "sia_door"),
    ("SIA badge needed (Door Supervisor)", "sia_door"),
    ("Close protection SIA licence needed", "sia_close_protection"),
    ("SMSTS, black or gold CSCS card essential", "cscs_supervisor, smsts"),
    ("Blue CSCS card required", "cscs_skilled"),
    ("Green CSCS labourer card", "cscs"),
    ("18th Ed needed", "electrician_18th_edition"),
    ("Run a village pre-school. Level 3 or above, paed first aid", "early_years_level_3, paediatric_first_aid"),
    ("Experience is essential, as is the ability to speak Welsh fluently", "welsh_essential"),
    ("Welsh speaker essential", "welsh_essential"),
    ("Must have a full clean licence for this driving role", "driving_b"),
    ("You must have passed your driving test", "driving_b"),
    # can be had after the offer
    ("No CSCS card? Dont worry we will put you through it in your first month", "*cscs"),
    ("Don't have your SIA licence yet? We'll fund it.", "*sia_guard"),
    ("You'll need a CCTV licence by your start date; we will fund the course", "*sia_cctv"),
    ("CSCS card required. If you don't have one we will pay for it.", "*cscs"),
    ("PCV licence or we will train you", "*driving_d"),
    ("You will need to pass your driving test before the end of year 2", "*driving_b"),
    ("You will need to join the PVG scheme and we pay the fee", "*pvg_scheme"),
    ("SC clearance or willing to undergo", "*security clearance"),
    ("Full licence held for 3 years and we'll arrange a DBS check", "driving_b, *dbs_basic"),
    ("SIA licence essential (we can fund this for the right person)", "*sia_guard"),
    ("A security check will be carried out", "*security clearance"),
    ("Must be willing to work towards NVQ level 2 in health and social care", "*nvq_care_2"),
    # of the reader all the same
    ("You'll have a full UK driving licence, and ideally C1", "driving_b"),
    ("You have access to a car, a full driving licence and insurance for business use", "driving_b"),
    ("A driving licence is essential and DVLA checks will be carried out", "driving_b"),
    ("Loading trailers. Counterbalance and pallet trucks are used, counterbalance licence essential",
     "forklift_counterbalance"),
    ("Forklift driver needed, counterbalance essential", "forklift_counterbalance"),
    ("NEBOSH or IOSH essential", "nebosh or iosh"),
    ("Must have private hire badge with the council", "taxi_private_hire"),
    ("We are looking for Class 1 drivers. You must hold a full C+E licence, valid CPC and digi tacho card",
     "driving_ce, driver_cpc, digital_tachograph"),
    ("All operatives must carry CSCS cards", "cscs"),
    ("The company is an approved contractor. You must hold a valid SIA licence.", "sia_guard"),
    ("Gas Safe registered engineer wanted", "gas_safe"),
    ("Primary teacher with QTS needed", "qts"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "licences"), ASKED)
def test_asked(text: str, licences: str) -> None:
    advert = read_advert(text)
    later = {reading.value for reading in advert.of("licences_obtainable", "stated")}
    read = {f"*{name}" if name in later else str(name) for name in advert.licences or ()}
    assert read == set(licences.split(", "))


@pytest.mark.parametrize(
    "text",
    [
        # a class of vehicle, a machine, other people's
        "Our 7.5t fleet is two years old",
        "Planning routes for a mixed fleet of Class 1 and Class 2 vehicles",
        "You will direct HGV drivers to the right bay",
        "Driver's mate needed to support our Class 2 drivers",
        "HGV mechanic working on HGV class 1 and 2 vehicles",
        "Forklift trucks operate in this area, you must be careful",
        "Telehandler experience required",
        "Van driver, chance to progress to class 2",
        "Plant operators' CPCS cards are checked before they start work",
        "Check drivers' licences and tachograph cards",
        "Other roles on site: Team Leaders (£15.10 per hour), FLT drivers (£14.25 per hour, licence required)",
        "Ironbark is an SIA Approved Contractor and is licensed under the Act",
        "Gas Safe registered company seeks apprentice",
        "Process taxi licence applications",
        "Transport manager with national CPC",
        "Driving licence checks are carried out on all drivers",
        "You'll report to a NEBOSH qualified manager",
        "You will assist the 18th Edition qualified electrician",
        "Plumber's mate working alongside Gas Safe engineers",
        "Our staff hold SIA licences",
        "Recruitment consultant placing HGV drivers, nurses and SIA guards",
        "Receptionist at a CSCS test centre",
        "Manage drivers' hours, tachographs and CPC",
        "Experience driving a forklift",
        "£1 extra for drivers with class 1",
        # of some roles only
        "SIA licence required on some sites",
        "SSSTS for supervisors",
        "Supervisors must hold SMSTS",
        "Must hold full UK driving licence to be considered for lead hand",
        "Driving licence required for some routes",
        "We're recruiting QTS teachers, cover supervisors and TAs",
        "Teachers (QTS), TAs and cover supervisors wanted",
        "Electricians (18th Edition), plumbers (Gas Safe) and labourers (CSCS) wanted",
        "HCAs and registered nurses wanted for our bank",
        "£12.60 ph steward, £15 ph SIA. No licence needed for stewards",
        "Welsh is essential for one of the posts",
        # given to whoever joins
        "FLT and IPAF can be put through once on site",
        "We will also pay for your paediatric first aid",
        "No qualification is needed as you will be enrolled on your Level 2 Early Years Practitioner",
        "Full training is given, including level 2 food hygiene on day one",
        "You'll gain a Level 3 in Early Years",
        "We will put you through your Class 2 if you want to progress",
        "You will be supported to gain your personal licence",
        "Apprentice electrician: you'll complete your 18th edition in year 3",
        "Working at height, using lifts (IPAF provided)",
        "Trainee telehandler operator, ticket paid for",
        # wished for
        "Some fitting on site so CSCS and driving licence preferred",
        "FLT licence handy",
        "Counterbalance licence would be an asset",
        "BSL users welcome",
        "Keen\nNice to have:\nForklift licence",
        # something else will do
        "You must have a full driving licence, or be able to travel around the borough by other means",
        "Must have a full or provisional driving licence",
        "AAT qualified, or QBE with at least four years' experience",
        "NEBOSH or equivalent required",
        "ECS or CSCS card required",
        "QTS or QTLS required",
        "Reach, counterbalance or VNA licence",
        # paid more for
        "Staff who hold a first aid certificate get £1 extra per hour",
    ],
)
def test_not_asked(text: str) -> None:
    assert read_advert(text).licences is None


@pytest.mark.parametrize(
    ("title", "licences"),
    [
        ("HGV Drivers Class 1 & 2", (EITHER_CLASS,)),
        ("HGV Driver - Class 2", ("driving_c",)),
        ("Class 1 Driver - Nights", ("driving_ce",)),
        ("Reach Truck Driver", ("forklift_reach",)),
        ("Registered Nurse (RGN)", ("nmc_registration",)),
        ("Care Assistant (Drivers Only)", ("driving_b",)),
        ("7.5t Driver's Mate", None),
        ("Trainee PCV Driver", None),
        ("HGV Driver Recruitment Consultant", None),
        ("SIA Trainer", None),
        ("AAT Apprentice", None),
        ("Registered Nurses and Care Assistants", None),
    ],
)
def test_titles(title: str, licences: tuple[str, ...] | None) -> None:
    assert read_advert("", title).licences == licences


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("The site is not on a bus route so your own transport is essential", True),
        ("Requirements: front line licence, UK driving licence and access to own car as there are no buses", True),
        ("Registration and a car for work purposes are essential", True),
        ("Full driving licence and own car essential, first aid desirable", True),
        ("Must have own wheels", True),
        ("You'll need a car", True),
        ("LWB van owners wanted", True),
        ("You will use your own car and we repay 45p per mile", True),
        ("Own tools and van essential", True),
        ("Full clean UK driving licence and use of a car", True),
        ("Owner drivers required", True),
        ("Reliable car and business insurance essential", True),
        ("No vehicle provided - you must have your own van", True),
        ("You will be supplied with a van", False),
        ("You will drive a company van", False),
        ("Delivering in our long wheelbase vans", False),
        ("Walking round, no car needed", False),
        ("Own car not necessary as pool cars available", False),
        ("Van supplied & all fuel paid, you just need a clean driving licence (insurance)", False),
        ("Van & gear supplied", False),
        ("Salary plus company van and fuel card", False),
        ("42.5hr wk. Company van. On call 1 in 5", False),
        ("Van and fuel card", False),
        ("Full driving licence essential for site visits, pool cars used", False),
        ("You will drive one of our 16 seat minibuses", False),
        ("You don't need: experience, degree or a car", False),
        ("Own tools essential, van provided", False),
        ("£30k + van", False),
        ("Benefits: company car, phone, laptop", False),
        ("The site is on a bus route", None),
        ("Company car or car allowance", None),
        ("Cleaning our company vehicles", None),
        ("No company car", None),
        ("Company van not provided", None),
        ("Own van or we can rent you one", None),
        ("There is no public transport to the site", None),
        ("Care workers (walkers and drivers) with own car", None),
        ("You do not need a car park pass", None),
        ("Mileage paid if you use your own car", None),
        ("Would suit someone local with own transport", None),
        ("Access to reliable transport or means of travel is essential", None),
        ("You will visit patients by car in their own homes, which is essential", None),
        ("No smoking in work vehicles", None),
    ],
)
def test_vehicle(text: str, needs: bool | None) -> None:
    assert read_advert(text).stated("needs_vehicle") is needs
