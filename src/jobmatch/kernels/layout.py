"""The arrays that kernels read and write, by name.

Integers only: the same answer on every machine, thread count and order. ``p`` rows are jobseekers, ``v`` rows
vacancies, ``t`` rows rota templates, ``e`` rows shifts. -1 or 255 means "not stated" where a field can be.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobmatch.codes import MAX_TEMPLATES, Mode

I8 = NDArray[np.int8]
U8 = NDArray[np.uint8]
I16 = NDArray[np.int16]
U16 = NDArray[np.uint16]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U64 = NDArray[np.uint64]
F32 = NDArray[np.float32]
Bool = NDArray[np.bool_]

N_MODES: Final = 5
N_BANDS: Final = 6
# Ways to travel that go together (a car left at work does not come home); tried in this order.
MODE_SETS: Final = (1 << Mode.CAR, 1 << Mode.CYCLE, 1 << Mode.WALK | 1 << Mode.PT, 1 << Mode.LIFT)
N_SKILL_LANES: Final = 16
N_VACANCY_WORDS: Final = 24
N_PERSON_WORDS: Final = 64
N_OCCUPATION_LANES: Final = 4
N_WORD_IDS: Final = 2**16  # room for every id that two bytes hold
TABLE_STEPS: Final = 601
STEP_M: Final = 250
UNKNOWN_TIME: Final = 254
NO_SERVICE: Final = 255
NOT_STATED: Final = 255
NEAREST_BY_MATRIX_M: Final = 2500  # below this, places within their zones matter more than where the zones lie
BY_MATRIX_BIT: Final = 1 << N_MODES
NEVER: Final = 2**31 - 1  # a day that does not come


class People(NamedTuple):
    """Jobseekers, one row each."""

    xyz_m: I32  # (p, 3) whole metres from the Earth's centre
    located: U8  # (p,) 1 if xyz_m is known
    radius_m: I32  # (p,) how far off xyz_m may be
    modes: U8  # (p,) bit m set: may travel by Mode m
    limit: U8  # (p, 2) longest journey out and back, minutes
    ok_max: U8  # (p, 2, 5) most minutes by leg and mode that surely fit
    fail_above: U8  # (p, 2, 5) more minutes than this surely do not
    prefer_min: U8  # (p,) comfortable journey, minutes
    zone: I32  # (p,) row of the travel-time matrix; -1 none
    matrix_ok_max: U8  # (p, 2) most minutes by leg that surely fit, by the matrix
    matrix_fail_above: U8  # (p, 2) more minutes than this surely do not
    max_walk: U8  # (p,) longest walk, minutes; 255 no limit
    needs_step_free: U8  # (p,)
    hours: I16  # (p, 2) quarter hours wanted, low and high; -1 both: no wish
    care_state: U8  # (p,) codes.CareState
    holiday_same: U8  # (p,) 1 if the holiday windows are those of term
    window_ptr: I64  # (2p + 1,) row 2p term, 2p + 1 holiday
    window_start: I32  # minute of the week
    window_length: I32  # minutes
    window_from: U8  # place to set off from: 0 home, else 1 + its position among the person's places
    window_to: U8  # place to be back at
    place_ptr: I64  # (p + 1,) into the places of care below
    place_xyz_m: I32  # (n, 3)
    place_located: U8
    place_radius_m: I32
    place_way: U8  # (n, 2, 4, 4, 6) minutes to home and the others: most and least, by place, mode set and band
    place_rough: U8  # (n,) 1 if most and least differ
    capacity: U64  # (p, 2, 2) what holds now, and from later_day on; 4-bit lanes, 7 where nothing is recorded
    capacity_good: U64  # (p, 2, 2) the same on good days
    hard: U64  # (p, 2, 2) guard bits of dimensions that are limits
    soft: U64  # (p, 2, 2) guard bits of dimensions that are preferences
    access_to_work: U64  # (p, 2) guard bits of dimensions for which the person agreed to it
    later_day: I32  # (p,) days since 1970; NEVER where the limits do not change
    phased_hours: I16  # (p,) most quarter hours before phased_day; -1 no such limit
    phased_day: I32  # (p,) first day without it
    licences: U64  # (p,) with all that they imply
    licences_maybe: U64  # (p,) what they may stand for, which has to be found out
    licences_known: U8  # (p,)
    skill_ptr: I64  # (p + 1,) into the two below
    skill_id: I32  # of the skills held, ascending within a person
    skill_level: U8  # hundredths
    credit_ptr: I64  # (skill ids + 1,) into the three below: what a skill is worth for others, whoever holds it
    credit_asked: I32  # id of the skill that is credited, ascending within a skill
    credit_value: U8  # 1 to 255
    credit_relation: U8  # codes.SkillRelation of the skill held to the one asked for; 0 not stated
    skills_known: U8  # (p,)
    pay_wanted: I32  # (p,) pence an hour; -1 no wish
    has_text: U8  # (p,)
    word_id: U16  # (p, 64) words of the text, heaviest first
    word_weight: U8  # (p, 64) a vector of length 255; 0 lane not in use
    occupation: U16  # (p, 4) likeliest first
    occupation_weight: U8  # (p, 4) sum 255; 0 lane not in use
    tie_rank: I32  # (p,) rank of the id: lower wins ties

    def __repr__(self) -> str:
        """Show counts only."""
        return f"People({len(self.tie_rank)} rows)"


class Vacancies(NamedTuple):
    """Vacancies, one row each."""

    xyz_m: I32  # (v, 3)
    located: U8  # (v,)
    radius_m: I32  # (v,)
    zone: I32  # (v,) column of the travel-time matrix; -1 none
    remote: U8  # (v,) codes.Remote
    days_x2: U8  # (v,) days on site in halves; 255 not stated
    needs_vehicle: U8  # (v,) codes.Tri
    mobile: U8  # (v,) codes.Tri
    step_free: U8  # (v,) codes.Tri
    employer_transport: U8  # (v,) codes.Tri
    pattern: I32  # (v,) row of Patterns
    hours: I16  # (v, 2) quarter hours; -1 both: not stated
    licences_needed: U64  # (v,) bit 63: one that we do not recognise
    licences_obtainable: U64  # (v,)
    licences_stated: U8  # (v,)
    demand: U64  # (v, 2) 4-bit lanes
    demand_adjusted: U64  # (v, 2) after the adjustments offered
    demand_known: U64  # (v, 2) guard bits of stated dimensions
    start_day: I32  # (v,) first day of work, days since 1970; -1 not stated
    phased_start: U8  # (v,) codes.Tri
    flexible: U8  # (v,) 1 if flexible hours or work from home are stated
    skill_id: I32  # (v, 16) -1 padding
    skill_weight: U8  # (v, 16) sum 255
    skill_level: U8  # (v, 16) least level, hundredths; 0 any
    n_skills: U8  # (v,) lanes in use; 0: no skills listed
    pay: I32  # (v,) pence an hour; -1 not stated
    has_text: U8  # (v,)
    word_id: U16  # (v, 24) as in People
    word_weight: U8  # (v, 24)
    occupation: U16  # (v, 4)
    occupation_weight: U8  # (v, 4)
    tie_rank: I32  # (v,)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Vacancies({len(self.tie_rank)} rows)"


class Patterns(NamedTuple):
    """Distinct working patterns. Row 0 is "not stated"."""

    kind: U8  # codes.ShiftKind
    policy: U8  # codes.RotaPolicy
    n_days: U8  # days needed for any_n and flex; 0 all
    duration: I16  # length of a flexible shift, minutes
    term_only: U8
    day_minutes: I16  # minutes at work on the shortest day, breaks included; 0 not stated
    template_ptr: I64  # (pattern + 1,) rows of the two below; every pattern has at least one
    bands: U8  # (t, 2) bits of the bands needed out and back
    weekend: U8  # (t,) 1 where a Saturday or Sunday cannot be avoided
    shift_ptr: I64  # (t + 1,) rows of the four below
    day: U8  # (e,)
    start: I16  # (e,) minute of the day
    length: I16  # (e,) minutes; of the window if flexible
    band: U8  # (e, 2) band out and back


class Timetable(NamedTuple):
    """A travel-time matrix by layer (mode and band), and the dense rows of one home zone."""

    layer: I8  # (mode, band) the layer to look in; -1 none, so the estimate is asked
    floor: U8  # (mode, band) what is not in the layer takes at least so many minutes; 0 no layer
    capped: U8  # (mode, band) 1 where the times are those of another band, and so never certain
    ptr: I64  # (layer, zone + 1) rows of the two below
    col: U16  # (pair,) zone of destination
    minutes: U8  # (pair,)
    rows: U8  # (layer, zone) minutes from the home zone; 255 not in the matrix
    zone: I32  # (1,) that home zone; -1 none yet


class Settings(NamedTuple):
    """What a caller may set, as integers."""

    weights: I64  # (6,) by codes.Part
    shortlist_weights: I64  # (2,) text, skills
    text_weights: I64  # (3,) by codes.TextPart, out of 100
    penalty: np.int64  # thousandths of a point for each unknown
    employer_transport_m: np.int64
    search_unstated_remote: np.int64
    hide_unknown: np.int64
    count_care_detour: np.int64
    as_of_day: np.int64  # days since 1970; -1 not stated
    one: np.int64  # integer similarity of a text with itself


class Scratch(NamedTuple):
    """Room for the candidates of one person, and what the stages found for each (column = candidate)."""

    alive: I32  # (n,) positions of survivors; the first n_alive count
    verdict: U8  # (5, n) by codes.Constraint
    reason: I32  # (5, n, 4) codes.Reason and its three numbers
    part: I32  # (6, n) by codes.Part, 0 to 1000
    unknown: U8  # (6, n) 1 where the part is unknown for want of facts: text, skills and pay
    in_reach: U8  # (n,)
    near: I32  # (n,) step of the travel table, at the least distance that the places allow; -1 no distance
    far: I32  # (n,) the same at the greatest
    column: I32  # (n,) column of the travel-time matrix; -1 where the estimate is asked
    modes: U8  # (8, n) mode bits of the best set, by rota template; bit 5: all of its minutes are the matrix's
    template_verdict: U8  # (8, n) travel verdict by rota template
    word_row: U8  # (65536,) weight of each word in the person's text; all zero between people
    occupation_row: U8  # (65536,) the same of occupations


def make_scratch(n: int) -> Scratch:
    """Empty room for ``n`` candidates."""
    return Scratch(
        alive=np.empty(n, np.int32),
        verdict=np.empty((5, n), np.uint8),
        reason=np.zeros((5, n, 4), np.int32),
        part=np.empty((6, n), np.int32),
        unknown=np.zeros((6, n), np.uint8),
        in_reach=np.empty(n, np.uint8),
        near=np.empty(n, np.int32),
        far=np.empty(n, np.int32),
        column=np.empty(n, np.int32),
        modes=np.empty((MAX_TEMPLATES, n), np.uint8),
        template_verdict=np.empty((MAX_TEMPLATES, n), np.uint8),
        word_row=np.zeros(N_WORD_IDS, np.uint8),
        occupation_row=np.zeros(N_WORD_IDS, np.uint8),
    )
