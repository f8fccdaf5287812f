"""Pairs written by hand, so that each rule can be seen at work; README.md says what to expect of them."""

# One piece of writing a line, so that they can be read and compared.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

# Full postcodes of the showcase records: (outcode, inward code) -> position and town. They are made up.
POSTCODES: dict[str, tuple[float, float]] = {
    "NP20 1AA": (51.590, -3.000),  # home of the school-hours parent
    "NP20 2AB": (51.590, -2.986),  # a school and an office, about a kilometre away
    "HU3 1AA": (53.748, -0.358),  # home of the person without a car
    "HU7 2AB": (53.793, -0.337),  # a warehouse, about five kilometres away
    "LE3 1AA": (52.630, -1.170),  # home of the person with a lifting limit
    "LE4 1AA": (52.665, -1.125),  # home of the forklift driver
    "LE4 2AB": (52.660, -1.110),  # a distribution centre
    "LS8 1AA": (53.830, -1.510),  # home of the would-be teaching assistant
    "LS8 2AB": (53.825, -1.500),  # a primary school
}

_FROM_OCTOBER: dict[str, Any] = {"posted_date": "2026-10-19", "closing_date": "2026-12-18"}
_OFFICE_SKILLS = ["administration", "data entry", "telephone manner", "record keeping"]
_WAREHOUSE_SKILLS = ["order picking", "packing", "handheld scanner", "manual handling"]

# (occupation, record)
VACANCIES: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "administrator",
        {
            "title": "School Office Assistant",
            "employer": "Lanes End Primary",
            "description": "Lanes End Primary needs a calm and friendly person in the school office, term time only. You will welcome visitors and parents, answer the telephone, keep pupil records up to date and help with dinner money and trip letters. Monday to Friday, 9.30am to 2.30pm, so you can take your own children to school first. You are organised, discreet and comfortable with a computer. The offer is subject to an enhanced DBS check, which we arrange and pay for. The building is step-free throughout.",
            "postcode": "NP20 2AB",
            "remote": "no",
            "step_free": True,
            "pay_min_gbp": 12.95,
            "pay_period": "hour",
            "hours_per_week_min": 25,
            "hours_per_week_max": 25,
            "shift_kind": "fixed",
            "shifts": "Mon-Fri 09:30-14:30",
            "term_only": True,
            "contract": "permanent",
            "openings": 1,
            "required_skills": [*_OFFICE_SKILLS, "confidentiality"],
            "licences": ["dbs_enhanced"],
            "licences_obtainable": ["dbs_enhanced"],
            "demands": {"sitting": 4, "lift_carry": 1, "reading_writing": 4, "speech_phone": 4},
        },
    ),
    (
        "administrator",
        {
            "title": "Administrator",
            "employer": "Ninebridge Housing",
            "description": "Ninebridge Housing has a vacancy for an Administrator in Newport. You will answer the telephone, book repairs, keep tenancy records up to date and type letters. You will also take minutes once a month. You can use Word, Excel and Outlook with confidence and write clear, correct English. Monday to Friday, 9am to 5pm, in the office. 28 days' paid holiday, rising with service, and a workplace pension.",
            "postcode": "NP20 2AB",
            "remote": "no",
            "pay_min_gbp": 24_200,
            "pay_max_gbp": 25_600,
            "pay_period": "year",
            "hours_per_week_min": 35,
            "hours_per_week_max": 35,
            "shift_kind": "fixed",
            "shifts": "Mon-Fri 09:00-17:00",
            "contract": "permanent",
            "openings": 1,
            "required_skills": [*_OFFICE_SKILLS, "spreadsheets"],
            "licences": [],
        },
    ),
    (
        "warehouse_operative",
        {
            "title": "Night Warehouse Operative",
            "employer": "Northdock Logistics",
            "description": "We are busy and we need help on the night sort. You will unload trailers, sort parcels by postcode on a moving belt and load the vans for the morning. Sunday to Thursday, 8pm to 4am. Warehouse experience is useful, though we train everybody. You work safely and wear your hi-vis and boots. Please check how you would get home: we do not lay on transport.",
            "postcode": "HU7 2AB",
            "remote": "no",
            "employer_transport": False,
            "parking": True,
            "pay_min_gbp": 14.4,
            "pay_period": "hour",
            "hours_per_week_min": 37.5,
            "hours_per_week_max": 37.5,
            "shift_kind": "fixed",
            "shifts": "Sun-Thu 20:00-04:00",
            "contract": "temporary",
            "openings": 12,
            "required_skills": [*_WAREHOUSE_SKILLS, "loading"],
            "licences": [],
        },
    ),
    (
        "warehouse_operative",
        {
            "title": "Warehouse Operative (Days)",
            "employer": "Northdock Logistics",
            "description": "Day work at our warehouse on the north side of Hull. You will pick orders with a handheld scanner, pack them securely and put away returns. Monday to Friday, 10am to 6pm. You can read labels and count accurately, and you are on your feet for most of the shift. Paid breaks and a proper staff room. We pay weekly, every Friday.",
            "postcode": "HU7 2AB",
            "remote": "no",
            "parking": True,
            "pay_min_gbp": 12.9,
            "pay_period": "hour",
            "hours_per_week_min": 37.5,
            "hours_per_week_max": 37.5,
            "shift_kind": "fixed",
            "shifts": "Mon-Fri 10:00-18:00",
            "contract": "permanent",
            "openings": 6,
            "required_skills": _WAREHOUSE_SKILLS,
            "licences": [],
        },
    ),
    (
        "warehouse_operative",
        {
            "title": "Packer - Bench Work",
            "employer": "Tern Fulfilment",
            "description": "Tern Fulfilment is looking for packers in Leicester. You will check orders against the screen, wrap and box them, and label them for despatch. Boxes weigh up to 16 kg, but a lifting aid and a bench-height packing station mean that nobody has to lift more than 5 kg if they would rather not. Monday to Friday, 8am to 4pm. No experience is needed, and you will be paired with a colleague for two weeks.",
            "postcode": "LE4 2AB",
            "remote": "no",
            "step_free": True,
            "pay_min_gbp": 12.85,
            "pay_period": "hour",
            "hours_per_week_min": 37.5,
            "hours_per_week_max": 37.5,
            "shift_kind": "fixed",
            "shifts": "Mon-Fri 08:00-16:00",
            "contract": "permanent",
            "openings": 4,
            "required_skills": ["packing", "attention to detail", "handheld scanner"],
            "licences": [],
            "demands": {"lift_carry": 4, "standing": 5, "walking": 3, "pace_effort": 4, "noise": 3},
            "demands_adjusted": {"lift_carry": 2, "standing": 3},
        },
    ),
    (
        "forklift_driver",
        {
            "title": "Counterbalance Forklift Driver",
            "employer": "Clearway Distribution",
            "description": "Clearway Distribution needs a forklift driver for our Leicester depot. You will load and unload lorries with a counterbalance truck, put pallets away in high racking and do your truck checks at the start of each shift. Monday to Friday, 6am to 2pm. You hold an accredited forklift certificate that is in date and have at least six months on the trucks. Overtime at time and a half.",
            "postcode": "LE4 2AB",
            "remote": "no",
            "parking": True,
            "pay_min_gbp": 14.2,
            "pay_max_gbp": 15.1,
            "pay_period": "hour",
            "hours_per_week_min": 40,
            "hours_per_week_max": 40,
            "shift_kind": "fixed",
            "shifts": "Mon-Fri 06:00-14:00",
            "contract": "permanent",
            "openings": 2,
            "required_skills": ["forklift driving", "loading", "stock control", "vehicle checks"],
            "licences": ["forklift_counterbalance"],
            "demands": {"sitting": 5, "lift_carry": 2, "vision_detail": 5, "concentration": 6},
        },
    ),
    (
        "teaching_assistant",
        {
            "title": "Teaching Assistant",
            "employer": "Moor End Primary School",
            "description": "Moor End Primary School in Leeds wishes to appoint a teaching assistant for Key Stage 1, term time only. You will hear children read every morning, support small groups under the class teacher's guidance and help to run a phonics catch-up group. Monday to Friday, 8.45am to 3.15pm. You are patient, and you can say the same thing five different ways. The offer is subject to an enhanced DBS check with barred list, which we arrange and pay for.",
            "postcode": "LS8 2AB",
            "remote": "no",
            "pay_min_gbp": 13.05,
            "pay_period": "hour",
            "hours_per_week_min": 30,
            "hours_per_week_max": 30,
            "shift_kind": "fixed",
            "shifts": "Mon-Fri 08:45-15:15",
            "term_only": True,
            "contract": "fixed_term",
            "openings": 1,
            "required_skills": ["classroom support", "communication with children", "phonics", "safeguarding children"],
            "licences": ["dbs_enhanced_barred"],
            "licences_obtainable": ["dbs_enhanced_barred"],
        },
    ),
    (
        "home_carer",
        {
            "title": "Home Carer (Driver)",
            "employer": "Hearthside Home Care",
            "description": "Hearthside Home Care supports people in villages north of Hull. You will visit people in their own homes to help them get up, washed and dressed, make breakfast or a light tea, and write up each visit before you leave. You will need your own car, as the villages have no evening bus. Morning or evening rounds, whichever you choose. No experience? Three days of paid training and as much shadowing as you need.",
            "postcode": "HU7 2AB",
            "remote": "no",
            "needs_vehicle": True,
            "pay_min_gbp": 13.6,
            "pay_period": "hour",
            "hours_per_week_min": 20,
            "hours_per_week_max": 35,
            "shift_kind": "rota",
            "shifts": "Mon-Thu,Sat 07:00-13:00 | Tue-Fri,Sun 16:00-22:00",
            "rota_policy": "choose",
            "contract": "permanent",
            "openings": 5,
            "required_skills": ["personal care", "meal preparation", "record keeping", "lone working"],
            "licences": ["driving_b", "dbs_enhanced_barred"],
            "licences_obtainable": ["dbs_enhanced_barred"],
        },
    ),
)
for _, _vacancy in VACANCIES:
    _vacancy.update(_FROM_OCTOBER)

# (area, occupations, record)
JOBSEEKERS: tuple[tuple[str, tuple[str, ...], dict[str, Any]], ...] = (
    (
        "South East Wales",
        ("administrator",),
        {
            "cv_text": "I am returning to work after bringing up my children. Before that I was an administrator in a housing association for six years, where I kept records and spreadsheets up to date, answered calls and emails and took minutes. I have kept my computer skills up with a course at the library and I help with the accounts of the school fair. I am looking for steady hours that I can keep to.",
            "postcode": "NP20 1AA",
            "modes": ["walk", "pt"],
            "limit_out": 45,
            "limit_ret": 45,
            "limit_source": "coach_agreed",
            "prefer_min": 25,
            "hours_per_week_min": 16,
            "hours_per_week_max": 35,
            "care_flag": True,
            "away_windows": "Mon-Fri 09:00-15:15",
            "away_windows_holiday": "none",
            "skills": ["administration", "data entry", "telephone manner", "spreadsheets", "minute taking"],
            "licences": ["dbs_enhanced"],
            "pay_wanted_gbp_per_hour": 12.71,
        },
    ),
    (
        "Hull",
        ("warehouse_operative",),
        {
            "cv_text": "Warehouse operative, three years. I picked and packed orders with a scanner at a parcel hub, unloaded containers and sorted parcels through two Christmas peaks. The agency always asked me back. I have no car, but I get up early and I am never late. I want to settle in one place now.",
            "postcode": "HU3 1AA",
            "modes": ["walk", "pt"],
            "limit_out": 90,
            "limit_ret": 90,
            "limit_source": "regulation",
            "max_walk": 40,
            "hours_per_week_min": 30,
            "hours_per_week_max": 40,
            "skills": [*_WAREHOUSE_SKILLS, "loading"],
            "licences": [],
            "pay_wanted_gbp_per_hour": 12.71,
        },
    ),
    (
        "Leicester",
        ("warehouse_operative", "shop_assistant"),
        {
            "cv_text": "I worked in a shop for four years and then packed orders in an online retailer's warehouse. I am careful, tidy and quick, and I made very few mistakes. I have been out of work for some time and would welcome a work trial. I volunteer at the food bank on Wednesdays, sorting and packing.",
            "postcode": "LE3 1AA",
            "modes": ["car", "walk", "pt"],
            "limit_out": 45,
            "limit_ret": 45,
            "hours_per_week_min": 25,
            "hours_per_week_max": 40,
            "capacity": {"lift_carry": 2},
            "skills": ["packing", "attention to detail", "customer service", "till operation"],
            "licences": ["driving_b"],
            "pay_wanted_gbp_per_hour": 12.71,
        },
    ),
    (
        "Leicester",
        ("forklift_driver",),
        {
            "cv_text": "Experienced forklift driver, eight years, made redundant in September when the site closed. I drove counterbalance and reach trucks, loaded up to thirty trailers a shift and kept stock right on the warehouse system. I did daily truck checks and acted as a buddy for newly passed drivers. I was off work for only six days in all that time. Good references available.",
            "postcode": "LE4 1AA",
            "modes": ["car"],
            "limit_out": 60,
            "limit_ret": 60,
            "hours_per_week_min": 35,
            "hours_per_week_max": 48,
            "skills": ["forklift driving", "loading", "stock control", "vehicle checks", "reach truck"],
            "licences": ["driving_b", "forklift_counterbalance", "forklift_reach"],
            "pay_wanted_gbp_per_hour": 14.0,
        },
    ),
    (
        "Leeds",
        ("teaching_assistant", "shop_assistant"),
        {
            "cv_text": "After nine years in shops I want to retrain as a teaching assistant. I have volunteered to hear readers at my local primary school for two years and help with the phonics group every Friday. I am calm and patient with children. I have GCSEs in English and maths and have begun an evening course to prepare for the change.",
            "postcode": "LS8 1AA",
            "modes": ["walk", "pt"],
            "limit_out": 60,
            "limit_ret": 60,
            "hours_per_week_min": 20,
            "hours_per_week_max": 37.5,
            "skills": ["customer service", "communication with children", "phonics", "classroom support"],
            "licences": [],
        },
    ),
)
