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
ROTA_POLICY_NAMES: Final = ("all", "choose", "prefer")


class CareState(IntEnum):
    """What is known of the times when a person can be away from those they care for."""

    NO_LIMITS = 0
    WINDOWS = 1  # an empty list of windows means never free
    NOT_RECORDED = 2  # there are limits, but nobody wrote down which


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

# Licences and checks: position is the bit. Bit 63 stands for "asks for something we do not recognise",
# which nobody holds for certain and nobody is refused for.
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
    "gphc_registration",
    "gdc_registration",
    "pvg_scheme",
    "cpcs",
    "npors",
    "pasma",
    "smsts",
    "sssts",
    "nrswa_streetworks",
    "rail_pts",
    "security_clearance",
)
UNRECOGNISED_LICENCE_BIT: Final = 63

# Holding the key also satisfies the values (closed transitively in `jobmatch.pack`).
LICENCE_IMPLIES: Final = {
    "driving_be": ("driving_b",),
    "driving_c1": ("driving_b",),
    "driving_c": ("driving_c1",),
    "driving_ce": ("driving_c", "driving_be"),
    "driving_d1": ("driving_b",),
    "driving_d": ("driving_d1",),
    "driving_a": ("driving_am",),
    "sia_door": ("sia_guard",),
    "dbs_standard": ("dbs_basic",),
    "dbs_enhanced": ("dbs_standard",),
    "dbs_enhanced_barred": ("dbs_enhanced",),
    "food_hygiene_3": ("food_hygiene_2",),
    "early_years_level_3": ("early_years_level_2",),
    "nvq_care_3": ("nvq_care_2",),
    "nebosh": ("iosh",),
}
LICENCE_ALIASES: Final = {
    "b": "driving_b",
    "driving licence": "driving_b",
    "full driving licence": "driving_b",
    "full uk driving licence": "driving_b",
    "car": "driving_b",
    "c1": "driving_c1",
    "c": "driving_c",
    "hgv 2": "driving_c",
    "lgv 2": "driving_c",
    "c+e": "driving_ce",
    "ce": "driving_ce",
    "hgv 1": "driving_ce",
    "lgv 1": "driving_ce",
    "d1": "driving_d1",
    "d": "driving_d",
    "pcv": "driving_d",
    "forklift": "forklift_counterbalance",
    "forklift licence": "forklift_counterbalance",
    "flt": "forklift_counterbalance",
    "reach truck": "forklift_reach",
    "cscs card": "cscs",
    "sia": "sia_guard",
    "sia licence": "sia_guard",
    "door supervisor": "sia_door",
    "cctv": "sia_cctv",
    "dbs": "dbs_basic",
    "basic dbs": "dbs_basic",
    "standard dbs": "dbs_standard",
    "enhanced dbs": "dbs_enhanced",
    "food hygiene": "food_hygiene_2",
    "food hygiene certificate": "food_hygiene_2",
    "first aid": "first_aid_at_work",
    "nmc": "nmc_registration",
    "nmc pin": "nmc_registration",
    "hcpc": "hcpc_registration",
    "gphc": "gphc_registration",
    "gdc": "gdc_registration",
    "pvg": "pvg_scheme",
    "cpcs card": "cpcs",
    "sc clearance": "security_clearance",
    "gmc": "gmc_registration",
    "care certificate": "care_certificate",
    "welsh": "welsh_essential",
}


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
    # licences
    LICENCE_NONE_NEEDED = 20
    LICENCE_HELD = 21
    LICENCE_NOT_STATED = 22
    LICENCE_UNRECOGNISED = 23
    LICENCE_OBTAINABLE = 24
    LICENCE_MISSING = 25
    LICENCE_PERSON_NOT_STATED = 26
    # hours
    HOURS_FIT = 30  # vacancy low, vacancy high, in quarter hours
    HOURS_PARTLY = 31  # overlap low, overlap high, in quarter hours
    HOURS_TOO_FEW = 32  # vacancy high, person low, in quarter hours
    HOURS_TOO_MANY = 33  # vacancy low, person high, in quarter hours
    HOURS_NOT_STATED = 34
    HOURS_NO_LIMIT = 35
    # health
    HEALTH_NO_LIMITS = 40
    HEALTH_FITS = 41  # number of preferences exceeded
    HEALTH_ADJUSTMENT = 42  # first dimension, how many
    HEALTH_NOT_STATED = 43  # first dimension, how many
    HEALTH_EXCEEDS = 44  # first dimension, how many
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
