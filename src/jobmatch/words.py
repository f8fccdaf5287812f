"""Numbers, names and weeks as words: plain British English, made to be read aloud."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from jobmatch.codes import TAXI_BIT, Mode
from jobmatch.kernels.layout import BY_MATRIX_BIT, NO_SERVICE, UNKNOWN_TIME
from jobmatch.notation import DAY_NAMES

QUARTERS_PER_WEEK: Final = 168 * 4
FULL_DAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_WEEK_CHARACTERS: Final = 160  # a longer week is not read out

# Each can follow "how much".
DIMENSION_NAMES: Final = {
    "lift_carry": "lifting and carrying",
    "standing": "standing",
    "walking": "walking",
    "sitting": "sitting",
    "bend_kneel": "bending and kneeling",
    "reach_up": "reaching up",
    "dexterity": "fine work with the hands",
    "grip_vibration": "gripping and use of power tools",
    "steps_access": "climbing of steps and stairs",
    "heights": "work at height",
    "driving": "driving",
    "pace_effort": "fast or heavy work",
    "shift_length": "work in long shifts",
    "night_work": "night work",
    "time_without_break": "time without a break",
    "spare": "other activity",
    "vision_detail": "close visual work",
    "hearing": "listening and hearing",
    "speech_phone": "speaking and use of the phone",
    "reading_writing": "reading and writing",
    "concentration": "concentration",
    "pressure_targets": "pressure and work to targets",
    "learning_complexity": "learning of new or complex tasks",
    "change": "change from day to day",
    "public_facing": "contact with the public",
    "working_closely": "close work with others",
    "conflict": "conflict",
    "noise": "noise",
    "dust_chemicals": "dust, fumes and chemicals",
    "cold_heat_outdoors": "cold, heat and outdoor work",
    "hazards": "work near machines or hot surfaces",
    "lone_working": "work alone",
}

# What an employer may provide where the work has more of a dimension than is recorded. Each can follow "provide".
AIDS: Final = {
    "lift_carry": "a lifting aid",
    "standing": "a stool or a seat",
    "walking": "less walking",
    "sitting": "a sit-stand desk",
    "bend_kneel": "work at a better height",
    "reach_up": "storage within reach",
    "dexterity": "adapted tools or software",
    "grip_vibration": "other tools",
    "steps_access": "step-free access",
    "heights": "work at ground level",
    "driving": "duties without driving",
    "pace_effort": "a steadier pace",
    "shift_length": "shorter shifts",
    "night_work": "day shifts",
    "time_without_break": "more breaks",
    "spare": "a change to this",
    "vision_detail": "larger print or a screen reader",
    "hearing": "a headset, captions or a hearing loop",
    "speech_phone": "duties without the phone",
    "reading_writing": "software that reads and writes",
    "concentration": "a quiet place to work",
    "pressure_targets": "other targets",
    "learning_complexity": "more time to learn",
    "change": "a fixed routine",
    "public_facing": "duties away from the public",
    "working_closely": "a place to work apart",
    "conflict": "duties with less conflict",
    "noise": "ear protection or a quiet place",
    "dust_chemicals": "masks or clean air",
    "cold_heat_outdoors": "duties indoors",
    "hazards": "duties away from machines",
    "lone_working": "a colleague close by",
}

LICENCE_NAMES: Final = {
    "driving_b": "car driving licence (B)",
    "driving_be": "car and trailer licence (BE)",
    "driving_c1": "medium lorry licence (C1)",
    "driving_c": "lorry licence (C)",
    "driving_ce": "lorry and trailer licence (CE)",
    "driving_d1": "minibus licence (D1)",
    "driving_d": "bus licence (D)",
    "driving_am": "moped licence (AM)",
    "driving_a": "motorcycle licence (A)",
    "driver_cpc": "Driver CPC",
    "digital_tachograph": "digital tachograph card",
    "forklift_counterbalance": "forklift certificate (counterbalance)",
    "forklift_reach": "forklift certificate (reach truck)",
    "telehandler": "telehandler certificate",
    "excavator_360": "360 excavator certificate",
    "mewp_ipaf": "access platform certificate (IPAF)",
    "crane_slinger": "crane slinger certificate",
    "cscs": "CSCS card",
    "gas_safe": "Gas Safe registration",
    "electrician_18th_edition": "electrician's 18th Edition certificate",
    "sia_door": "SIA door supervisor licence",
    "sia_guard": "SIA security guard licence",
    "sia_cctv": "SIA CCTV licence",
    "dbs_basic": "basic DBS check",
    "dbs_standard": "standard DBS check",
    "dbs_enhanced": "enhanced DBS check",
    "dbs_enhanced_barred": "enhanced DBS check with barred lists",
    "food_hygiene_2": "food hygiene certificate, level 2",
    "food_hygiene_3": "food hygiene certificate, level 3",
    "personal_licence_alcohol": "personal licence to sell alcohol",
    "first_aid_at_work": "first aid at work certificate",
    "paediatric_first_aid": "paediatric first aid certificate",
    "manual_handling": "manual handling certificate",
    "nmc_registration": "NMC registration",
    "hcpc_registration": "HCPC registration",
    "gmc_registration": "GMC registration",
    "social_work_england": "Social Work England registration",
    "qts": "Qualified Teacher Status",
    "early_years_level_2": "early years qualification, level 2",
    "early_years_level_3": "early years qualification, level 3",
    "care_certificate": "Care Certificate",
    "nvq_care_2": "care NVQ, level 2",
    "nvq_care_3": "care NVQ, level 3",
    "nebosh": "NEBOSH certificate",
    "iosh": "IOSH certificate",
    "aat": "AAT qualification",
    "welsh_essential": "Welsh",
    "bsl": "British Sign Language",
    "taxi_private_hire": "taxi or private hire licence",
    "lgv_adr": "dangerous goods certificate (ADR)",
    "driving_c1e": "medium lorry and trailer licence (C1E)",
    "driving_d1e": "minibus and trailer licence (D1E)",
    "driving_a1": "light motorcycle licence (A1)",
    "driving_a2": "medium motorcycle licence (A2)",
    "forklift_llop": "low level order picker certificate (LLOP)",
    "cpcs": "CPCS card",
    "cscs_skilled": "CSCS skilled worker card",
    "cscs_supervisor": "CSCS supervisor card",
    "pvg_scheme": "PVG scheme membership",
    "npors": "NPORS card",
    "pasma": "PASMA card",
    "smsts": "SMSTS certificate",
    "sssts": "SSSTS certificate",
    "street_works": "street works card (NRSWA)",
    "track_safety": "personal track safety card (PTS)",
    "sia_close_protection": "SIA close protection licence",
    "emergency_first_aid": "emergency first aid at work certificate",
    "food_hygiene_1": "food hygiene certificate, level 1",
    "gphc_registration": "registration with the General Pharmaceutical Council",
    "gdc_registration": "registration with the General Dental Council",
    "overseas_driving": "driving licence from overseas",
    "welsh_desirable": "Welsh (desirable)",
}

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MODE_WORDS: Final = {
    Mode.CAR: "by car",
    Mode.CYCLE: "by bike",
    Mode.PT: "by bus or train",
    Mode.WALK: "on foot",
    Mode.LIFT: "by lift in someone's car",
}
_DAY: Final = re.compile(rf"\b(?:{'|'.join(DAY_NAMES)})\b")
_PLACES: Final = re.compile(r" @([a-z0-9_-]+)(?:>([a-z0-9_-]+))?")
_DAILY: Final = re.compile(rf"((?:{'|'.join(DAY_NAMES)})[A-Za-z,-]*) (\d\d:\d\d)-(\d\d:\d\d)")


def join_words(names: Sequence[str], last: str = "and", most: int | None = None) -> str:
    """Names as a list in words.

    Examples
    --------
    >>> join_words(["one", "two", "three"])
    'one, two and three'
    >>> join_words(["one", "two", "three", "four"], most=2)
    'one, two and 2 more'
    """
    clean = [" ".join(name.split()) for name in names]
    if most is not None and len(clean) > most:
        clean = [*clean[:most], f"{len(clean) - most} more"]
    if len(clean) < 2:
        return "".join(clean)
    return f"{', '.join(clean[:-1])} {last} {clean[-1]}"


def spell_dimensions(names: Sequence[str], most: int | None = None) -> str:
    """Functional dimensions in words; "and also" since some hold an "and" themselves."""
    words = [DIMENSION_NAMES[name] for name in names]
    return join_words(words, "and also", most)


def spell_aids(names: Sequence[str], most: int | None = None) -> str:
    """What may be provided for these functional dimensions.

    Examples
    --------
    >>> spell_aids(["lift_carry", "standing"])
    'a lifting aid and also a stool or a seat'
    """
    return join_words([AIDS[name] for name in names], "and also", most)


def spell_date(day: dt.date) -> str:
    """A date in words.

    Examples
    --------
    >>> spell_date(dt.date(2026, 3, 1))
    '1 March 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spell_licence(name: str) -> str:
    """One licence in words; one that we do not recognise stays as the advert writes it."""
    return LICENCE_NAMES.get(name) or " ".join(name.split())


def spell_licences(names: Sequence[str], last: str = "and") -> str:
    """Licences in words."""
    return join_words([spell_licence(name) for name in names], last)


def _number(value: float, places: int) -> str:
    return f"{value:.{places}f}".rstrip("0").rstrip(".") if places else f"{value:.0f}"


def spell_hours(quarters: int) -> str:
    """Quarter hours as hours.

    Examples
    --------
    >>> spell_hours(90)
    '22.5 hours'
    """
    return "1 hour" if quarters == 4 else f"{_number(quarters / 4, 2)} hours"


def spell_hours_range(low: int, high: int) -> str:
    """Quarter hours from ``low`` to ``high``; 0 and 672 are ends that nobody stated.

    Examples
    --------
    >>> spell_hours_range(64, 90)
    '16 to 22.5 hours'
    >>> spell_hours_range(0, 80)
    'up to 20 hours'
    """
    if low == high:
        return spell_hours(low)
    if high >= QUARTERS_PER_WEEK:
        return "any number of hours" if low <= 0 else f"{spell_hours(low)} or more"
    if low <= 0:
        return f"up to {spell_hours(high)}"
    return f"{_number(low / 4, 2)} to {spell_hours(high)}"


def spell_days(days: float) -> str:
    """Days a week."""
    return "1 day" if days == 1 else f"{_number(days, 1)} days"


def spell_minutes(minutes: int) -> str:
    """Minutes in words."""
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def spell_time(minutes: int) -> str:
    """Minutes in words, from two hours on as hours.

    Examples
    --------
    >>> spell_time(90), spell_time(720), spell_time(121)
    ('90 minutes', '12 hours', '2 hours 1 minute')
    """
    if minutes < 120:
        return spell_minutes(minutes)
    hours, rest = divmod(minutes, 60)
    return f"{hours} hours {spell_minutes(rest)}" if rest else f"{hours} hours"


def spell_pounds(pence: int) -> str:
    """Pence as pounds.

    Examples
    --------
    >>> spell_pounds(1250)
    '£12.50'
    """
    return f"£{pence // 100}.{pence % 100:02d}"


def spell_modes(mode_bits: int) -> str:
    """Ways to travel in words; ``mode_bits`` has bit m set for `codes.Mode` m, or `codes.TAXI_BIT`."""
    if mode_bits == 1 << Mode.PT | 1 << Mode.WALK:
        return "by bus, train or on foot"
    if mode_bits & TAXI_BIT:
        return "by taxi"
    return join_words([words for mode, words in _MODE_WORDS.items() if mode_bits >> mode & 1], "or")


def spell_journey(out_min: int, ret_min: int, mode_bits: int, timetable: dt.date | None = None) -> str:
    """Both legs as one or two sentences, and where the minutes come from.

    Parameters
    ----------
    out_min, ret_min : int
        Minutes there and back; 254 is not known, 255 no service.
    mode_bits : int
        The set of modes that both legs use, and `BY_MATRIX_BIT`.
    timetable : datetime.date or None
        Day of the timetable or street map, where the minutes come from one.

    Examples
    --------
    >>> spell_journey(35, 40, 1 << Mode.CAR)
    'The journey takes about 35 minutes there and 40 minutes back by car (estimated).'
    >>> spell_journey(35, 35, 1 << Mode.PT | BY_MATRIX_BIT, dt.date(2026, 3, 7))
    'The journey takes about 35 minutes each way by bus or train (by the timetable of 7 March 2026).'
    """
    by = spell_modes(mode_bits & ~BY_MATRIX_BIT)
    by = f" {by}" if by else ""
    source = f" ({_source(mode_bits, timetable)})"
    out_known, ret_known = out_min < UNKNOWN_TIME, ret_min < UNKNOWN_TIME
    # a door that is next door still takes a minute to reach
    out, ret = spell_minutes(max(1, out_min)), spell_minutes(max(1, ret_min))
    if out_known and ret_known:
        both = f"{out} each way" if out == ret else f"{out} there and {ret} back"
        return f"The journey takes about {both}{by}{source}."
    if out_known:
        return f"The journey there takes about {out}{by}{source}. {_missing_leg(ret_min, 'back')}"
    if ret_known:
        return f"The journey back takes about {ret}{by}{source}. {_missing_leg(out_min, 'there')}"
    if NO_SERVICE in (out_min, ret_min):
        return f"No journey{by} is known for these times or this distance."
    return "The journey time is not known."


def _source(mode_bits: int, timetable: dt.date | None) -> str:
    if not mode_bits & BY_MATRIX_BIT:
        return "estimated"
    what = "the timetable" if mode_bits >> Mode.PT & 1 else "travel times"
    return f"by {what}" if timetable is None else f"by {what} of {spell_date(timetable)}"


def _missing_leg(minutes: int, way: str) -> str:
    if minutes == NO_SERVICE:
        return f"No way {way} is known at that time or over that distance."
    return f"The time {way} is not known."


def spell_week(text: str) -> str:
    """Canonical week notation in words.

    Examples
    --------
    >>> spell_week("3 of Mon-Fri 09:00-17:00")
    '3 days of Monday to Friday, 09:00 to 17:00'
    >>> spell_week("Mon,Wed 06:00-14:00 | Sat 14:00-22:00")
    'Monday and Wednesday, 06:00 to 14:00, or Saturday, 14:00 to 22:00'
    >>> spell_week("Mon-Fri 08:45-15:15 @nursery>school")
    'Monday to Friday, 08:45 to 15:15 from nursery and back at school'
    """
    if text == "none":
        return "no times"
    if text == "always":
        return "all week"
    text = _DAILY.sub(_spell_daily, text)
    text = _PLACES.sub(lambda m: f" from {m[1]} and back {'there' if m[2] is None else f'at {m[2]}'}", text)
    text = _DAY.sub(lambda m: FULL_DAY_NAMES[DAY_NAMES.index(m[0])], text)
    text = re.sub(r"\b(\d+) of ", lambda m: f"{spell_days(int(m[1]))} of ", text)
    text = re.sub(r"\b(\d+(?:\.\d+)?)h\b", lambda m: spell_hours(round(4 * float(m[1]))), text)
    text = re.sub(r"\b(\d+)min\b", lambda m: spell_minutes(int(m[1])), text)
    return text.replace(" | ", ", or ")


def _spell_daily(match: re.Match[str]) -> str:
    """Spell one item of the notation: days, then a start and an end."""
    runs = [_DAY.sub(lambda m: FULL_DAY_NAMES[DAY_NAMES.index(m[0])], run) for run in match[1].split(",")]
    return f"{join_words([run.replace('-', ' to ') for run in runs])}, {match[2]} to {match[3]}"
