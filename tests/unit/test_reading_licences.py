"""Licences, registrations, checks and vehicles."""

from __future__ import annotations

import pytest

from jobmatch.codes import LICENCES
from jobmatch.reading import read_advert
from jobmatch.reading.adverts.licence_terms import KINDS

ASKED = [
    ("must hold a full UK driving licence and have own car", None, ("driving_b",)),
    ("Full clean driving licence required", None, ("driving_b",)),
    ("Car driver essential", None, ("driving_b",)),
    ("You must have a driver's license", None, ("driving_b",)),
    ("HGV Class 1 drivers wanted", None, ("driving_ce",)),
    ("Class 2 driver, digi card and CPC required", "Class 2 Driver", ("driving_c", "driver_cpc", "digital_tachograph")),
    ("7.5 tonne driver with a C1 licence", None, ("driving_c1",)),
    ("PCV licence essential", None, ("driving_d",)),
    ("FLT counterbalance licence", None, ("forklift_counterbalance",)),
    ("Valid forklift licence required", None, ("forklift_counterbalance",)),
    ("Must have a reach truck licence", None, ("forklift_reach",)),
    ("CSCS card required", None, ("cscs",)),
    ("Valid SIA licence", None, ("sia_guard",)),
    ("SIA Door Supervisor licence essential", None, ("sia_door",)),
    ("SIA CCTV licence", None, ("sia_cctv",)),
    ("IPAF and PASMA tickets required", None, ("mewp_ipaf", "pasma")),
    ("Gas Safe registered", None, ("gas_safe",)),
    ("18th Edition essential", None, ("electrician_18th_edition",)),
    ("NMC registration with a valid PIN", None, ("nmc_registration",)),
    ("You will be a Registered Nurse", None, ("nmc_registration",)),
    ("", "RMN - Adult Ward", ("nmc_registration",)),
    ("HCPC registered", None, ("hcpc_registration",)),
    ("Full GMC registration", None, ("gmc_registration",)),
    ("registered with the General Pharmaceutical Council", None, ("gphc_registration",)),
    ("Registered with the NMC or HCPC", None, ("nmc_registration or hcpc_registration",)),
    ("GMC/GDC registration", None, ("gmc_registration or gdc_registration",)),
    ("Counterbalance or reach truck licence required", None, ("forklift_counterbalance or forklift_reach",)),
    ("enhanced DBS (paid for by us)", None, ("dbs_enhanced",)),
    ("Subject to an enhanced DBS check with barred lists", None, ("dbs_enhanced_barred",)),
    ("a basic DBS check will be carried out", None, ("dbs_basic",)),
    ("Standard DBS check", None, ("dbs_standard",)),
    ("Subject to a DBS check", None, ("dbs_basic",)),
    ("This post is subject to the Rehabilitation of Offenders Act (Exceptions Order) 1975", None, ("dbs_standard",)),
    ("QTS essential", None, ("qts",)),
    ("Level 3 childcare qualification essential", None, ("early_years_level_3",)),
    ("You must hold a Level 2 in Health and Social Care", None, ("nvq_care_2",)),
    ("NVQ level 2 or 3 in Health & Social Care required", None, ("nvq_care_2",)),
    ("Food Hygiene Level 2 certificate", None, ("food_hygiene_2",)),
    ("Food hygiene certificate level 1 required", None, ("food_hygiene_1",)),
    ("Emergency First Aid at Work certificate is essential", None, ("emergency_first_aid",)),
    ("Must have food hygiene level 3", None, ("food_hygiene_3",)),
    ("Paediatric first aid certificate required", None, ("paediatric_first_aid",)),
    ("First aid at work certificate is essential", None, ("first_aid_at_work",)),
    ("Personal licence required", None, ("personal_licence_alcohol",)),
    ("NEBOSH certificate essential", None, ("nebosh",)),
    ("The ability to speak Welsh is essential", None, ("welsh_essential",)),
    ("SC clearance required", None, ("security clearance",)),
    ("Level 3 qualified nursery practitioner required", None, ("early_years_level_3",)),
    ("", "Nursery Nurse (Level 3)", ("early_years_level_3",)),
    ("SIA Door Supervisor or CCTV licence required", None, ("sia_door or sia_cctv",)),
    ("You must be a fully licensed driver", None, ("driving_b",)),
    ("You will be a registered pharmacist", None, ("gphc_registration",)),
]


@pytest.mark.parametrize(("text", "title", "licences"), ASKED)
def test_asked(text: str, title: str | None, licences: tuple[str, ...]) -> None:
    assert read_advert(text, title).licences == licences


@pytest.mark.parametrize(
    "text",
    [
        "No driving licence needed",
        "A driving licence is not essential",
        "A full driving licence would be an advantage",
        "Driving licence desirable",
        "You do not need a driving licence",
        "bring your passport or driving licence",
        "in accordance with NMC guidelines",
        "NMC registration fees paid",
        "working under the supervision of a Registered Nurse",
        "support the Registered Nurses on the ward",
        "We hold a 5 star food hygiene rating",
        "The ability to speak Welsh is desirable",
        "no DBS check is required",
        "ability to drive change",
        "drive results",
        "category B prison",
        "manual handling training is provided",
        "administer first aid",
        "Paediatric First Aid training provided",
        "registered nurse, OT or social worker",
        "If you are a nursing associate you must be registered with the NMC",
        "the cost of the DBS is met by the Trust for Band 1 posts",
        "A driving licence helps but is not essential",
        "liaise with our forklift drivers",
        "platform and transformation",
        "Essential:\nKeen\nDesirable:\nFirst aid certificate\nForklift licence",
        "Some of our roles will be subject to DBS checks",
        "a level of concentration",
    ],
)
def test_not_asked(text: str) -> None:
    assert read_advert(text).licences is None


OBTAINABLE = [
    ("Forklift licence required, training provided", ("forklift_counterbalance",)),
    ("Care Certificate or willing to work towards it is essential", ("care_certificate",)),
    ("enhanced DBS (paid for by us)", ("dbs_enhanced",)),
    ("You must hold or be willing to obtain a C1 driving licence", ("driving_c1",)),
    ("must already hold an enhanced DBS", ()),
    ("Full driving licence required", ()),
]


@pytest.mark.parametrize(("text", "licences"), OBTAINABLE)
def test_obtainable(text: str, licences: tuple[str, ...]) -> None:
    advert = read_advert(text)
    assert tuple(reading.value for reading in advert.of("licences_obtainable", "stated")) == licences


VEHICLES = [
    ("must hold a full UK driving licence and have own car", True),
    ("Access to your own vehicle is essential", True),
    ("Own transport essential due to location", True),
    ("Car driver with own car essential", True),
    ("You must be a car owner", True),
    ("Self-employed courier, own van required", True),
    ("A car is not necessary", False),
    ("Company vehicle provided", False),
    ("Van and fuel card supplied", False),
    ("Access to a car would be desirable", False),
    ("Free car parking", None),
    ("Car lease scheme", None),
    ("access to appropriate means of transport", None),
    ("own car or ability to travel between sites", None),
    ("Childcare vouchers", None),
    ("patient transport service", None),
]


@pytest.mark.parametrize(("text", "needs"), VEHICLES)
def test_vehicle(text: str, needs: bool | None) -> None:
    assert read_advert(text).stated("needs_vehicle") is needs


def test_every_licence_is_known() -> None:
    unlisted = {kind.licence for kind in KINDS} - set(LICENCES)
    assert unlisted == {"security clearance"}
