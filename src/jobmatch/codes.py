"""The closed vocabularies: verdicts, modes, bands, shift kinds, functional dimensions, licences.

Every code that a kernel, a table and a sentence must agree on is named here, once.
Values are stored in saved indexes: append, never renumber.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Verdict(IntEnum):
    """Four truth values; a conjunction is the minimum, so FAIL wins over UNKNOWN over CONDITIONAL."""

    FAIL = 0
    UNKNOWN = 1
    CONDITIONAL = 2
    OK = 3


class Constraint(IntEnum):
    """The five hard rules, in the order in which the scorer tests them."""

    TRAVEL = 0
    LICENCE = 1
    HOURS = 2
    HEALTH = 3
    CARE = 4


class Part(IntEnum):
    """The six scored parts, each 0 to 1000 before its weight."""

    TEXT = 0
    SKILLS = 1
    TRAVEL = 2
    CARE = 3
    HEALTH = 4
    PAY = 5


class TextPart(IntEnum):
    """What the part for texts is made of, each 0 to 1000 before its weight."""

    MEANING = 0
    WORDS = 1
    OCCUPATIONS = 2


TEXT_PART_NAMES: Final = tuple(p.name.lower() for p in TextPart)
CONSTRAINT_NAMES: Final = tuple(c.name.lower() for c in Constraint)
PART_NAMES: Final = tuple(p.name.lower() for p in Part)


class Mode(IntEnum):
    """Ways to travel; the value is the row in the travel table."""

    WALK = 0
    CYCLE = 1
    CAR = 2
    PT = 3
    LIFT = 4


MODE_NAMES: Final = tuple(m.name.lower() for m in Mode)
# Stands for the lift's bit in the numbers of a reason where the lift is a taxi that Access to Work may pay for.
TAXI_BIT: Final = 1 << 6


class DayType(IntEnum):
    """Kinds of day with their own timetables."""

    WEEKDAY = 0
    SAT = 1
    SUN = 2


DAY_TYPE_NAMES: Final = tuple(d.name.lower() for d in DayType)


class Band(IntEnum):
    """Times of day with their own travel times; local wall time, start included."""

    EARLY = 0  # 05:00
    AM = 1  # 07:00
    DAY = 2  # 10:00
    PM = 3  # 16:00
    EVE = 4  # 19:00
    NIGHT = 5  # 23:00


BAND_NAMES: Final = tuple(b.name.lower() for b in Band)
BAND_STARTS_H: Final = (5, 7, 10, 16, 19, 23)


class Remote(IntEnum):
    """Where the work is done; 255 is not stated."""

    NO = 0
    HYBRID = 1
    FULL = 2
    NOT_STATED = 255


REMOTE_NAMES: Final = ("no", "hybrid", "full")


class Tri(IntEnum):
    """Yes, no or not stated. Not stated is never read as no."""

    NO = 0
    YES = 1
    NOT_STATED = 255


class ShiftKind(IntEnum):
    """How a vacancy states its working times."""

    NOT_STATED = 0
    FIXED = 1
    ANY_N = 2
    FLEX = 3
    ROTA = 4
    ZERO_HOURS = 5
    ANNUALISED = 6


SHIFT_KIND_NAMES: Final = ("fixed", "any_n", "flex", "rota", "zero_hours", "annualised")


class RotaPolicy(IntEnum):
    """Whether a person can choose among the shifts of a rota."""

    NOT_STATED = 0
    ALL = 1
    CHOOSE = 2
    PREFER = 3


MAX_TEMPLATES: Final = 8  # of one rota
MAX_SHIFTS_A_DAY: Final = 8  # of one template
ROTA_POLICY_NAMES: Final = ("all", "choose", "prefer")


HOME: Final = "home"  # as a place in windows; all other names are those of `care_places`
MAX_MORE_SITES: Final = 50  # beside a vacancy's own place
MAX_CARE_PLACES: Final = 3  # beside home
LONGEST_LIMIT_MIN: Final = 180  # of a journey each way: what the tables of travel times are made for


class CareState(IntEnum):
    """What is known of the times when a person can be away from those they care for."""

    NO_LIMITS = 0
    WINDOWS = 1  # an empty list of windows means never free
    NOT_RECORDED = 2  # there are limits, but nobody wrote down which


DAY_CODES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CONTRACT_NAMES: Final = (
    "permanent",
    "fixed_term",
    "temporary",
    "casual",
    "apprenticeship",
    "volunteer",
    "self_employed",
)
PAY_PERIOD_NAMES: Final = ("hour", "day", "week", "month", "year")
LIMIT_SOURCE_NAMES: Final = ("regulation", "coach_agreed", "own_choice")
# Which funded hours a child has: none, or a case of the dated table `funded_childcare`.
NO_FUNDED_CHILDCARE: Final = "none"
FUNDED_CHILDCARE_NAMES: Final = (
    *(NO_FUNDED_CHILDCARE, "england_working_9_months_to_school", "england_all_3_to_4", "england_2_with_support"),
    *("scotland", "wales", "northern_ireland"),
)

# Hours can be funded at these minutes of a day, and so many of them at most.
FUNDED_FROM_MIN: Final = 360
FUNDED_UNTIL_MIN: Final = 1200
MOST_FUNDED_MIN_A_DAY: Final = 600
DWELL_MIN: Final = 5
"""Minutes to hand somebody over or to fetch them, where nothing else is given."""

# Functional dimensions: 16 lanes of 4 bits in each of two words. Capacity is the most that a person can
# do repeatedly, safely and in reasonable time; demand is what the job regularly asks. Levels 0 to 7.
# Vocabulary after the activities of the Work Capability Assessment and O*NET Work Context.
DIMENSIONS: Final = (
    "lift_carry",
    "standing",
    "walking",
    "sitting",
    "bend_kneel",
    "reach_up",
    "dexterity",
    "grip_vibration",
    "steps_access",
    "heights",
    "driving",
    "pace_effort",
    "shift_length",
    "night_work",
    "time_without_break",
    "spare",
    "vision_detail",
    "hearing",
    "speech_phone",
    "reading_writing",
    "concentration",
    "pressure_targets",
    "learning_complexity",
    "change",
    "public_facing",
    "working_closely",
    "conflict",
    "noise",
    "dust_chemicals",
    "cold_heat_outdoors",
    "hazards",
    "lone_working",
)
MAX_LEVEL: Final = 7
LANES_PER_WORD: Final = 16

# Licences and checks: position is the bit, in two words of 64. Bit 63 stands for "asks for something we do not
# recognise" (such as security clearance, which has levels that adverts do not tell), which nobody holds for certain and
# nobody is refused for, so from there on a bit is one more than the position.
LICENCES: Final = (
    "driving_b",
    "driving_be",
    "driving_c1",
    "driving_c",
    "driving_ce",
    "driving_d1",
    "driving_d",
    "driving_am",
    "driving_a",
    "driver_cpc",
    "digital_tachograph",
    "forklift_counterbalance",
    "forklift_reach",
    "telehandler",
    "excavator_360",
    "mewp_ipaf",
    "crane_slinger",
    "cscs",
    "gas_safe",
    "electrician_18th_edition",
    "sia_door",
    "sia_guard",
    "sia_cctv",
    "dbs_basic",
    "dbs_standard",
    "dbs_enhanced",
    "dbs_enhanced_barred",
    "food_hygiene_2",
    "food_hygiene_3",
    "personal_licence_alcohol",
    "first_aid_at_work",
    "paediatric_first_aid",
    "manual_handling",
    "nmc_registration",
    "hcpc_registration",
    "gmc_registration",
    "social_work_england",
    "qts",
    "early_years_level_2",
    "early_years_level_3",
    "care_certificate",
    "nvq_care_2",
    "nvq_care_3",
    "nebosh",
    "iosh",
    "aat",
    "welsh_essential",
    "bsl",
    "taxi_private_hire",
    "lgv_adr",
    "driving_c1e",
    "driving_d1e",
    "driving_a1",
    "driving_a2",
    "forklift_llop",
    "cpcs",
    "cscs_skilled",
    "cscs_supervisor",
    "sia_close_protection",
    "emergency_first_aid",
    "food_hygiene_1",
    "gphc_registration",
    "gdc_registration",
    "pvg_scheme",
    "npors",
    "pasma",
    "smsts",
    "sssts",
    "street_works",
    "track_safety",
)
UNRECOGNISED_LICENCE_BIT: Final = 63

# Names that a table may hold and that stand for no licence of the list: what is desirable is not needed, and a driving
# licence from overseas may count or not.
LICENCE_DESIRABLE: Final = "welsh_desirable"
LICENCE_OVERSEAS: Final = "overseas_driving"
LICENCES_BESIDE: Final = (LICENCE_DESIRABLE, LICENCE_OVERSEAS)

# Holding the key also satisfies the values (closed transitively in `jobmatch.pack`).
LICENCE_IMPLIES: Final = {
    "driving_be": ("driving_b",),
    "driving_c1": ("driving_b",),
    "driving_c1e": ("driving_c1", "driving_be"),
    "driving_c": ("driving_c1",),
    "driving_ce": ("driving_c", "driving_c1e"),
    "driving_d1": ("driving_b",),
    "driving_d1e": ("driving_d1", "driving_be"),
    "driving_d": ("driving_d1",),
    "driving_a": ("driving_a2",),
    "driving_a2": ("driving_a1",),
    "driving_a1": ("driving_am",),
    "cscs_skilled": ("cscs",),
    "cscs_supervisor": ("cscs",),
    "sia_door": ("sia_guard",),
    "dbs_standard": ("dbs_basic",),
    "dbs_enhanced": ("dbs_standard",),
    "dbs_enhanced_barred": ("dbs_enhanced",),
    "food_hygiene_2": ("food_hygiene_1",),
    "food_hygiene_3": ("food_hygiene_2",),
    "first_aid_at_work": ("emergency_first_aid",),
    "early_years_level_3": ("early_years_level_2",),
    "nvq_care_3": ("nvq_care_2",),
    "nebosh": ("iosh",),
}
# Holding the key may satisfy the values, which has to be found out: a licence from overseas counts for a time or after
# an exchange, and whether a close protection licence covers doors has depended on when it was trained for.
LICENCE_MAY_COUNT: Final = {
    LICENCE_OVERSEAS: ("driving_b",),
    "sia_close_protection": ("sia_door", "sia_guard"),
}

# Other ways to write a licence. One that leaves open which one it is stands for the least of them, or the usual one.
# Spelling is compared without case, blanks, dashes, underscores and apostrophes, and "license" is "licence".
_WRITTEN: Final = {
    "driving_b": (
        *("B", "category B", "cat B", "driving licence", "full driving licence", "full UK driving licence", "car"),
        *("UK driving licence", "clean driving licence", "full clean driving licence", "valid driving licence"),
        *("full clean UK driving licence", "drivers licence", "car licence", "manual driving licence"),
    ),
    "driving_be": ("BE", "B+E", "category BE", "trailer licence", "car and trailer licence"),
    "driving_c1": ("C1", "category C1", "C1 licence", "7.5 tonne licence", "7.5t licence", "7.5 tonne"),
    "driving_c1e": ("C1E", "C1+E", "category C1E"),
    "driving_c": (
        *("C", "category C", "HGV 2", "LGV 2", "class 2", "HGV class 2", "LGV class 2", "HGV", "LGV", "HGV licence"),
        *("LGV licence", "rigid lorry licence", "lorry licence"),
    ),
    "driving_ce": (
        *("C+E", "CE", "category CE", "category C+E", "HGV 1", "LGV 1", "class 1", "HGV class 1", "LGV class 1"),
        "articulated lorry licence",
    ),
    "driving_d1": ("D1", "category D1", "minibus licence", "D1 licence"),
    "driving_d1e": ("D1E", "D1+E", "category D1E"),
    "driving_d": ("D", "category D", "PCV", "PSV", "PCV licence", "PSV licence", "bus licence", "coach licence"),
    "driving_am": ("AM", "category AM", "moped licence"),
    "driving_a1": ("A1", "category A1", "125cc licence", "light motorcycle licence"),
    "driving_a2": ("A2", "category A2"),
    "driving_a": ("A", "category A", "motorcycle licence", "full motorcycle licence", "motorbike licence"),
    "driver_cpc": ("CPC", "DCPC", "driver qualification card", "certificate of professional competence"),
    "digital_tachograph": ("digi card", "tacho card", "tachograph card", "digital tachograph card", "digi tacho card"),
    "forklift_counterbalance": ("forklift", "forklift licence", "FLT", "FLT licence", "counterbalance", "fork lift"),
    "forklift_reach": ("reach truck", "reach licence", "reach truck licence"),
    "forklift_llop": ("LLOP", "low level order picker", "LLOP licence"),
    "telehandler": ("telehandler licence", "telescopic handler"),
    "excavator_360": ("360 excavator", "360 licence", "excavator licence"),
    "mewp_ipaf": ("IPAF", "MEWP", "IPAF licence", "cherry picker licence", "scissor lift licence"),
    "crane_slinger": ("slinger signaller", "slinger", "crane and slinger"),
    "cpcs": ("CPCS card", "construction plant card"),
    "cscs": ("CSCS card", "green CSCS card", "CSCS labourer card", "labourer card"),
    "cscs_skilled": ("blue CSCS card", "CSCS skilled worker card"),
    "cscs_supervisor": ("gold CSCS card", "CSCS supervisor card"),
    "gas_safe": ("gas safe registered", "gas safe registration", "gas safe register"),
    "electrician_18th_edition": ("18th edition", "BS 7671"),
    "sia_guard": (
        "SIA",
        "SIA licence",
        "SIA badge",
        "security licence",
        "security guard licence",
        "SIA security guard",
    ),
    "sia_door": ("door supervisor", "door supervisor licence", "SIA door supervisor", "door licence"),
    "sia_cctv": ("CCTV", "CCTV licence", "public space surveillance", "SIA CCTV licence"),
    "sia_close_protection": ("close protection", "close protection licence", "SIA close protection licence"),
    "dbs_basic": ("DBS", "basic DBS", "DBS check", "basic DBS check", "CRB", "CRB check"),
    "dbs_standard": ("standard DBS", "standard DBS check"),
    "dbs_enhanced": ("enhanced DBS", "enhanced DBS check", "enhanced CRB", "enhanced disclosure"),
    "dbs_enhanced_barred": (
        *("enhanced DBS with barred list", "enhanced DBS with barred lists", "enhanced DBS and barred list"),
        *("enhanced DBS with childrens barred list", "enhanced DBS with adults barred list"),
    ),
    "food_hygiene_1": ("food hygiene level 1", "level 1 food hygiene", "food safety level 1", "level 1 food safety"),
    "food_hygiene_2": (
        *("food hygiene", "food hygiene certificate", "food hygiene level 2", "level 2 food hygiene"),
        *("food safety level 2", "level 2 food safety", "food handler certificate"),
    ),
    "food_hygiene_3": ("food hygiene level 3", "level 3 food hygiene", "food safety level 3", "level 3 food safety"),
    "personal_licence_alcohol": ("personal licence", "personal licence holder", "alcohol licence", "APLH"),
    "emergency_first_aid": ("emergency first aid at work", "EFAW", "one day first aid"),
    "first_aid_at_work": ("first aid", "FAW", "first aid certificate", "first aider", "three day first aid"),
    "paediatric_first_aid": ("paediatric first aid certificate", "child first aid"),
    "manual_handling": ("manual handling certificate", "moving and handling"),
    "nmc_registration": ("NMC", "NMC PIN", "registered nurse", "nursing registration"),
    "hcpc_registration": ("HCPC", "HCPC registered", "HCPC PIN"),
    "gmc_registration": ("GMC", "GMC registered", "GMC licence to practise"),
    "gphc_registration": ("GPhC", "GPhC registered", "registered pharmacist", "registered pharmacy technician"),
    "gdc_registration": ("GDC", "GDC registered", "registered dental nurse", "registered dentist"),
    "social_work_england": ("SWE registration", "registered social worker", "Social Work England registration"),
    "qts": ("Qualified Teacher Status", "qualified teacher"),
    "early_years_level_2": ("level 2 early years", "level 2 childcare", "childcare level 2"),
    "early_years_level_3": ("level 3 early years", "level 3 childcare", "childcare level 3", "early years educator"),
    "care_certificate": ("the care certificate",),
    "nvq_care_2": ("NVQ 2 care", "NVQ level 2 care", "NVQ 2 in health and social care", "care level 2"),
    "nvq_care_3": ("NVQ 3 care", "NVQ level 3 care", "NVQ 3 in health and social care", "care level 3"),
    "nebosh": ("NEBOSH certificate", "NEBOSH general certificate"),
    "iosh": ("IOSH managing safely", "IOSH certificate"),
    "aat": ("AAT qualified", "AAT qualification"),
    "welsh_essential": ("Welsh", "Welsh speaker", "fluent Welsh", "Welsh speaking", "Welsh language"),
    "pvg_scheme": ("PVG", "PVG scheme membership", "protecting vulnerable groups", "disclosure Scotland PVG"),
    "npors": ("NPORS card", "NPORS ticket"),
    "pasma": ("PASMA card", "mobile access tower card"),
    "smsts": ("SMSTS certificate", "site management safety training scheme"),
    "sssts": ("SSSTS certificate", "site supervision safety training scheme"),
    "street_works": ("NRSWA", "street works card", "street works card (NRSWA)", "NRSWA card", "streetworks"),
    "track_safety": ("PTS", "personal track safety", "personal track safety card (PTS)", "PTS card"),
    "bsl": ("British Sign Language", "sign language"),
    "taxi_private_hire": ("taxi licence", "private hire licence", "hackney licence", "taxi badge", "PHV licence"),
    "lgv_adr": ("ADR", "ADR licence", "dangerous goods licence", "hazmat"),
    LICENCE_DESIRABLE: (
        *("desirable Welsh", "Welsh (desirable)", "Welsh preferred", "Welsh an advantage", "Welsh speaker desirable"),
        *("Welsh language desirable", "some Welsh"),
    ),
    LICENCE_OVERSEAS: (
        *("overseas driving licence", "foreign driving licence", "non UK driving licence", "EU driving licence"),
        *("international driving licence", "international driving permit", "EEA driving licence"),
    ),
}
LICENCE_ALIASES: Final = {alias: name for name, aliases in _WRITTEN.items() for alias in aliases}


class SkillRelation(IntEnum):
    """What a skill held is to the skill asked for, where it is another one; 0 in arrays: not stated."""

    NARROWER = 1
    BROADER = 2
    SIBLING = 3
    NEAR = 4


class Reason(IntEnum):
    """Why a constraint came out as it did; `jobmatch.phrases` turns each into a sentence.

    Each carries up to three integers, named in the comment.
    """

    NONE = 0
    # travel
    TRAVEL_FITS = 1  # out minutes, return minutes, mode set
    TRAVEL_BORDERLINE = 2  # out minutes, return minutes, mode set
    TRAVEL_TOO_FAR = 3  # out minutes, return minutes, mode set
    TRAVEL_REMOTE = 4
    TRAVEL_NO_TIME = 5
    TRAVEL_NEEDS_VEHICLE = 6
    TRAVEL_NO_MODE = 7
    TRAVEL_EMPLOYER_TRANSPORT = 8  # out minutes, return minutes, mode set
    TRAVEL_REMOTE_NOT_STATED = 9  # out minutes, return minutes, mode set
    TRAVEL_STEP_FREE_NOT_STATED = 10  # out minutes, return minutes, mode set
    TRAVEL_NOT_STEP_FREE = 11
    TRAVEL_LIFT = 12  # out minutes, return minutes, mode set
    TRAVEL_SOME_SHIFTS = 13  # out minutes, return minutes, mode set
    TRAVEL_NO_SERVICE = 14  # no service at the time of the shift
    TRAVEL_MOBILE = 15  # out minutes, return minutes, mode set
    TRAVEL_ACCESS_TO_WORK = 16  # out minutes, return minutes, mode set
    TRAVEL_COSTS_TOO_MUCH = 17  # out minutes, return minutes, mode set
    TRAVEL_COST_NOT_KNOWN = 18  # out minutes, return minutes, mode set
    # licences
    LICENCE_NONE_NEEDED = 20
    LICENCE_HELD = 21
    LICENCE_NOT_STATED = 22
    LICENCE_UNRECOGNISED = 23
    LICENCE_OBTAINABLE = 24
    LICENCE_MISSING = 25
    LICENCE_PERSON_NOT_STATED = 26
    LICENCE_MAY_COUNT = 27
    # hours
    HOURS_FIT = 30  # vacancy low, vacancy high, in quarter hours
    HOURS_PARTLY = 31  # overlap low, overlap high, in quarter hours
    HOURS_TOO_FEW = 32  # vacancy high, person low, in quarter hours
    HOURS_TOO_MANY = 33  # vacancy low, person high, in quarter hours
    HOURS_NOT_STATED = 34
    HOURS_NO_LIMIT = 35
    HOURS_PEAK_TOO_MANY = 36  # hours at the peak, person high, in quarter hours
    HOURS_PEAK_NOT_STATED = 37
    # health
    HEALTH_NO_LIMITS = 40
    HEALTH_FITS = 41
    HEALTH_ADJUSTMENT = 42  # this and those that follow: as HEALTH_EXCEEDS
    HEALTH_NOT_STATED = 43
    HEALTH_EXCEEDS = 44  # how many dimensions; the reason (47 to 49) that phased hours give besides, or 0
    HEALTH_ACCESS_TO_WORK = 45
    HEALTH_GOOD_DAYS = 46
    HEALTH_PHASED_START = 47
    HEALTH_PHASED_TOO_MANY = 48
    HEALTH_PHASED_NOT_STATED = 49
    # care
    CARE_NO_LIMITS = 50
    CARE_FITS = 51  # smallest spare minutes
    CARE_TIGHT = 52  # smallest spare minutes, under 30
    CARE_CLASH = 53  # day of the first shift that does not fit (7 none in particular)
    CARE_TIMES_NOT_STATED = 54
    CARE_HOURS_VARY = 55
    CARE_TRAVEL_UNKNOWN = 56
    CARE_NO_JOURNEY = 57
    CARE_HOLIDAYS_NOT_COVERED = 58
    CARE_WINDOWS_NOT_RECORDED = 59
    CARE_ROTA_SOME_CHOOSE = 60
    CARE_ROTA_SOME_PREFER = 61
    CARE_ROTA_SOME_NOT_STATED = 62
    CARE_ROTA_SOME_ALL = 63
    CARE_TOO_FEW_DAYS = 64  # days that fit, days needed
    CARE_DETOUR_TOO_LONG = 65  # place by way of which the journey is too long; 1 is the first of care_places
    CARE_DETOUR_BORDERLINE = 66  # place by way of which the journey may be too long
    CARE_SPLIT_GAP = 67  # day on which there is no time to go back between two shifts
    CARE_TRADING_HOURS = 68
    CARE_PAID_TOO_MANY = 69  # fewest quarter hours a week of childcare that would have to be paid for
    CARE_PAID_NOT_KNOWN = 70
    CARE_PAID_HOLIDAYS = 71
