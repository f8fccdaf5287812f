"""Licences by the structure of what is said: whose they are, who gives them, what nobody needs, and of which post."""

from __future__ import annotations

import pytest

from jobmatch import read_advert


def licences(text: str, title: str | None = None) -> set[str]:
    """What is read as asked; what follows a star can be had after the offer."""
    advert = read_advert(text, title)
    later = {reading.value for reading in advert.of("licences_obtainable", "stated")}
    return {f"*{one.value}" if one.value in later else str(one.value) for one in advert.of("licences", "stated")}


@pytest.mark.parametrize(
    "text",
    [
        "Subcontract joiners must hold a blue CSCS",
        "Subcontractors must have CSCS cards",
        "Gangs hold CPCS & NRSWA Op",
        "There is a recovery truck, which only the boss drives as it needs a C1",
        "We're all 18th edition & JIB gold card",
        "We all have CSCS cards",
        "Everybody here holds a first aid at work certificate",
        "The home manager is a first level nurse on the NMC register",
        "Our crew hold CSCS cards and the owner is a Gas Safe engineer",
        "Our gaffer is Gas Safe registered",
        "The others hold an SMSTS",
        "Contractors must carry a CSCS card",
        "360 man must have CPCS or NPORS",
        "Our volunteers must have a first aid at work certificate",
        "Only the manager needs an SMSTS",
    ],
)
def test_what_somebody_else_holds_is_not_asked(text: str) -> None:
    assert licences(text) == set()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Joiners must hold a blue CSCS card", {"cscs_skilled"}),
        ("Candidates must hold a CSCS card", {"cscs"}),
        ("Drivers must hold a class 2 licence", {"driving_c"}),
        ("Plant operators must hold CPCS", {"cpcs"}),
        ("The manager must hold SMSTS", {"smsts"}),
        ("Agency nurses must be NMC registered", {"nmc_registration"}),
        ("Trainee drivers must have a full driving licence", {"driving_b"}),
        ("Apprentices must have a CSCS card", {"cscs"}),
        ("Trainees are welcome, CSCS card required", {"cscs"}),
        ("Our clients are councils, CSCS card essential", {"cscs"}),
        ("Everyone on site must have a CSCS card", {"cscs"}),
        ("You only need a full driving licence", {"driving_b"}),
        ("Gangs hold CPCS; you hold SSSTS", {"sssts"}),
        ("Our team is growing and you need a CSCS card", {"cscs"}),
        ("The boss has a HIAB but you will need a class 2 licence", {"driving_c"}),
        ("Colleagues will tell you why. CSCS card needed.", {"cscs"}),
        ("Customers are mostly housing associations so CSCS card essential", {"cscs"}),
    ],
)
def test_what_is_asked_beside_others_is_read(text: str, asked: set[str]) -> None:
    assert licences(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # given to all, so nobody has to have it
        ("Training: we put everybody through IPAF 3a/3b and PASMA", set()),
        ("We send all new starters on IPAF and PASMA", set()),
        ("EFAW+F refreshers are run every Feb", set()),
        ("CSCS apprentice card arranged", set()),
        ("IPAF and PASMA tickets arranged", set()),
        # asked, but later
        ("CSCS card within first month - firm pays", {"*cscs"}),
        ("Food hygiene L2 needed, we put you through it in week 1", {"*food_hygiene_2"}),
        ("Paediatric first aid needed too, the course is part of induction week", {"*paediatric_first_aid"}),
        ("Paediatric First Aid (12 hr) can be done after you start at our cost", {"*paediatric_first_aid"}),
        ("Paediatric first aid - if yours has lapsed we'll book you in", {"*paediatric_first_aid"}),
        ("First aid at work certificate required, training is included", {"*first_aid_at_work"}),
        # near misses
        ("CSCS card required, uniform arranged", {"cscs"}),
        ("CSCS card essential. Interviews can be done by phone", {"cscs"}),
        ("Food hygiene level 2 essential, DBS arranged on offer", {"food_hygiene_2", "*dbs_basic"}),
        # wishes
        ("IPAF + counterbalance tickets would help", set()),
        ("CSCS card would be a help", set()),
        ("Full driving licence would really help", set()),
    ],
)
def test_what_is_given_or_wished_for(text: str, asked: set[str]) -> None:
    assert licences(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("dont need: cv, experience, food hygiene cert", set()),
        ("You won't need: own tools, CSCS card", set()),
        ("Not needed: CSCS card, own tools", set()),
        ("You don't need a CSCS card, an IPAF or an SMSTS", set()),
        ("No need for a CSCS card, an SMSTS or a first aid certificate", set()),
        ("You don't need experience, just a CSCS card", {"cscs"}),
        ("You don't need experience or qualifications but a full driving licence is essential", {"driving_b"}),
        ("No need for experience, full driving licence", {"driving_b"}),
        ("No experience needed: CSCS card, full driving licence required", {"cscs", "driving_b"}),
        ("Don't need a degree or A levels: we need a CSCS card", {"cscs"}),
    ],
)
def test_lists_of_what_nobody_needs(text: str, asked: set[str]) -> None:
    assert licences(text) == asked


@pytest.mark.parametrize(
    ("title", "text", "asked"),
    [
        ("7.5t / Van Drivers", "C1 licence + CPC + digi for the 7.5t. Van lads: B licence is fine.", set()),
        ("Groundworker / 360 Operator", "GROUNDWORKERS AND 360 DRIVER REQ'D. CSCS card min.", {"cscs"}),
        ("Forklift Drivers / Pickers", "Counterbalance licence. £13 an hour", set()),
        (None, "Class 2 licence if driving the tipper", set()),
        # one person does both, or all are asked
        ("HGV Driver / Yard Operative", "Class 2 licence essential", {"driving_c"}),
        ("Driver / Porter", "Clean C1 licence required", {"driving_c1"}),
    ],
)
def test_of_several_posts_only_what_all_need(title: str | None, text: str, asked: set[str]) -> None:
    assert licences(text, title) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Moped or car licence", {"driving_am or driving_b"}),
        ("Car or moped licence needed", {"driving_am or driving_b"}),
        ("Scooter or car licence", set()),
        ("Driver, as his car is there to use (insured)", {"driving_b"}),
        ("Driver as there is no bus to the village", {"driving_b"}),
        ("Driver as part of a team of 6", set()),
        ("Driver, because of growth", set()),
        ("Car driver with business insurance only please", {"driving_b"}),
        ("Car drivers get 45p a mile", set()),
        ("You need a car & licence", {"driving_b"}),
        ("Essential car user; licence needed", {"driving_b"}),
        ("SIA guard; licence needed", {"sia_guard"}),
        ("NVQ3 health & social care or 2 years' experience", set()),
        ("CSCS card or 2 years of site experience", set()),
        ("NVQ level 2 in health and social care essential and 2 years' experience", {"nvq_care_2"}),
        ("Level 3 Diploma in Residential Childcare essential", set()),
        ("Level 3 Diploma in Childcare essential", {"early_years_level_3"}),
        ("Level 2 playwork or early years level 2", set()),
        ("Drivers wanted w/ Swindon PH badge", {"taxi_private_hire"}),
        ("School contracts available if enhanced DBS", set()),
        ("NRSWA Supervisor (all units, in date)", {"street_works"}),
        ("GDC registered dental nurse. We'd look at trainees already on a course too.", set()),
        ("GDC registered dental nurse. You will train our receptionist.", {"gdc_registration"}),
    ],
)
def test_one_of_two_ways(text: str, asked: set[str]) -> None:
    assert licences(text) == asked


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Be happy to use our car (insured for you) for the nursery run", False),
        ("Van, fuel card, phone, tablet, uniform.", False),
        ("Able to drive is a must, the truck is ours.", False),
        ("Driving licence (a council van is there for going between the two sites).", False),
        ("His car is there to use", False),
        ("Car driver with business insurance only please", True),
        ("You need a car & licence, 3 schools a week", True),
        ("Own transport or living close by is a must", None),
        ("Use own vehicle (45p per mile) or £35 day van deduction", None),
        ("Use of a car is needed for rural parishes", None),
        ("Own car needed, petrol paid", True),
        ("Own car essential for rural visits", True),
        ("Own van or rent one of ours", None),
    ],
)
def test_whose_vehicle_it_is(text: str, needed: bool | None) -> None:
    stated = read_advert(text).of("needs_vehicle", "stated")
    assert [one.value for one in stated] == ([] if needed is None else [needed])
