"""Licences in CVs: listed without a verb, run out, not yet taken, or somebody else's."""

from __future__ import annotations

import datetime as dt

import pytest

from jobmatch import read_cv

DAY = dt.date(2026, 1, 15)


def held(text: str) -> list[str]:
    return read_cv(text, as_of=DAY).licences


@pytest.mark.parametrize(
    ("text", "licences"),
    [
        # driving
        ("Full UK driving licence", ["driving_b"]),
        ("Clean licence, own van", ["driving_b"]),
        ("Driver: yes", ["driving_b"]),
        ("DRIVING : Yes, 3 points (SP30)", ["driving_b"]),
        ("Passed driving test 2020", ["driving_b"]),
        ("I drive (manual).", ["driving_b"]),
        ("I can drive a car and I hold a C1", ["driving_b", "driving_c1"]),
        ("Licences: B, B+E, motorbike (full A)", ["driving_b", "driving_be", "driving_a"]),
        ("Cat C+E, CPC, digi tacho card", ["driving_ce", "driver_cpc", "digital_tachograph"]),
        ("LICENCES\nC+E (Class 1) since 1996, C (Class 2), B. No points.", ["driving_ce", "driving_c", "driving_b"]),
        ("Category D licence and Driver CPC (expires Sep 2029)", ["driving_d", "driver_cpc"]),
        ("Driving: B and D1", ["driving_b", "driving_d1"]),
        ("Full driving licence with trailer", ["driving_b", "driving_be"]),
        ("ADR all classes except 1 and 7 (to 2028)", ["lgv_adr"]),
        ("Private hire badge, Rochdale, to 06/2027", ["taxi_private_hire"]),
        # cards and tickets
        ("CSCS green card (exp 2028)", ["cscs"]),
        ("CSCS skilled worker blue card", ["cscs_skilled"]),
        ("Tickets: CPCS, NPORS telehandler, IPAF 3a 3b", ["cpcs", "npors", "telehandler", "mewp_ipaf"]),
        ("SMSTS (exp. Sept 2027)", ["smsts"]),
        ("NRSWA street works operative \u2013 in date to 2028", ["street_works"]),
        ("18th Edition BS7671 inc. Amendment 2", ["electrician_18th_edition"]),
        ("Gas Safe registered (CCN1 valid to 2029)", ["gas_safe"]),
        ("FLT counterbalance & reach licences", ["forklift_counterbalance", "forklift_reach"]),
        ("Licences\nReach truck - RTITB - refresher due 2027", ["forklift_reach"]),
        ("I have LLOP truck licence", ["forklift_llop"]),
        ("SIA DS, valid until 14 August 2027", ["sia_door"]),
        ("SIA Close Protection licence, expires 05/2028", ["sia_close_protection"]),
        # health, care, food
        ("NMC PIN 14K0827E", ["nmc_registration"]),
        ("GDC registration no. 283517", ["gdc_registration"]),
        ("Registered with the General Pharmaceutical Council", ["gphc_registration"]),
        ("Teacher of Mathematics (QTS)", ["qts"]),
        ("Training\nMoving & Handling refreshed Sept 2025", ["manual_handling"]),
        ("Training\nLevel 3 Food Safety in Catering", ["food_hygiene_3"]),
        ("Certs: Level 2 & 3 food hygiene", ["food_hygiene_2", "food_hygiene_3"]),
        ("Emergency First Aid at Work (exp. May 2027)", ["emergency_first_aid"]),
        ("Paediatric first aid (12 hour), renewed Feb 2024", ["paediatric_first_aid"]),
        ("NVQ Level 2 and 3 in Health & Social Care", ["nvq_care_2", "nvq_care_3"]),
        ("NVQ2 Health & Social Care", ["nvq_care_2"]),
        ("Licences\nADR, HIAB", ["lgv_adr"]),
        ("SVQ 2 Social Services and Healthcare 2016", ["nvq_care_2"]),
        ("CACHE Level 3 Diploma Early Years Educator", ["early_years_level_3"]),
        ("DBS: Enhanced with children's barred list, on Update Service", ["dbs_enhanced_barred"]),
        ("Standard DBS. No driving licence.", ["dbs_standard"]),
        # forms, and licences without a verb
        ("Do you hold a current DBS? Yes - enhanced with children's barred list", ["dbs_enhanced_barred"]),
        ("**LICENCE** Full car, 3 points", ["driving_b"]),
        ("Full car licence and moped.", ["driving_b", "driving_am"]),
        ("work\ncleaner at oak 2019 to 2022\n\ncar licence yes full", ["driving_b"]),
        ("Work history\nDriver, Bolt, 2020 to present (TfL PCO licence, to 2027)", ["taxi_private_hire"]),
        ("GDC 284119", ["gdc_registration"]),
        ("Licences\nFAAW Mar 2024, renews 03/2027", ["first_aid_at_work"]),
        ("Licence: Polish driving licence exchanged for UK one", ["driving_b"]),
        ("Languages\nWelsh (first language), BSL", ["welsh_essential", "bsl"]),
    ],
)
def test_what_is_held(text: str, licences: list[str]) -> None:
    assert sorted(held(text)) == sorted(licences)


@pytest.mark.parametrize(
    "text",
    [
        "Driving licence: no, I come by bike",
        "No driving licence.",
        "I do not have UK driving licence",
        "Afghan driving licence only",
        "Kenyan driving licence, not exchanged",
        "Not got: forklift ticket, driving licence",
        "Licences\nCounterbalance forklift licence (expired 03/2022)",
        "Licences\nCounterbalance forklift licence: no",
        "Driving licence (provisional)",
        "Driving licence - provisional",
        "Driving licence: disqualified until 2027",
        "Licences\nNPORS roller? No, never",
        "Do you have a driving licence? No",
        "reach licence finished in 2024 I did not renew it",
        "linkedin.com/in/ada-lovelace-sia",
        "Full car service at a garage",
        "Provisional driving licence, test booked March 2026",
        "I am not allowed to drive until 2027",
        "Full driving licence, lapsed",
        "I drive sales and am able to drive change",
        "Licences\nADR packages & tanks - expired Feb 2024 (happy to renew)",
        "Licences\nReach truck - lapsed 2022, would need refresher",
        "forklift - no",
        "360 excavator - NO TICKET but want to get it",
        "no SSSTS but would do it",
        "IPAF 3a 3b \u2013 expired last year",
        "CSCS health and safety test passed, card not applied for yet",
        "CSCS card (exp 04/2024)",
        "SIA licence, valid to 30/06/2025",
        "SIA \u2013 course booked, no licence yet",
        "I'm going for my personal licence in spring",
        "Working towards: SMSTS and NEBOSH",
        "First aid at work - ran out in 2023",
        "Level 2 food hygiene \u2013 out of date",
        "AAT Level 3 Diploma \u2013 in progress, two units left",
        "I have a forklift licence (counterbalance) but it ran out in 2022",
        "Minibus D1 \u2013 medical and theory not done yet",
        "I don't have LGV licence",
        "Employment\nSite manager 2015 - 2020\nChecked the CSCS cards of all operatives",
        "Employment\nNurse in charge 2015 - 2020\nSupervised a registered nurse",
        "Employment\nForklift Driver 2015 - 2020\nDrove a reach truck and a telehandler",
        "GCSE Maths D English D",
        "Skills: C, C++, software licences",
        "a 5 star food hygiene rating",
        "BTEC Level 2 Health & Social Care",
        "References\nMr Oak, SIA licence trainer",
    ],
)
def test_what_is_not_held(text: str) -> None:
    assert held(text) == []


def test_one_thing_lacked_takes_nothing_else_back() -> None:
    assert held("I have no forklift ticket but I hold a full driving licence") == ["driving_b"]
    assert held("CSCS card, SMSTS (expired), first aid at work certificate") == ["cscs", "first_aid_at_work"]


def test_without_a_day_nobody_knows_whether_a_licence_has_run_out() -> None:
    cv = read_cv("CSCS card, valid to 2028")
    assert cv.licences == []
    assert [one.value for one in cv.of("licences", "inferred")] == ["cscs"]
