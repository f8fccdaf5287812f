"""The records and arrays that kernels read and write, by name.

Integers only: the same answer on every machine, thread count and order. What belongs to one row lies together, so that
a pair costs few cache lines, and a kernel takes few arguments. -1 or 255 means "not stated" where a field can be.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobmatch.codes import Mode

I8 = NDArray[np.int8]
U8 = NDArray[np.uint8]
I16 = NDArray[np.int16]
U16 = NDArray[np.uint16]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
F32 = NDArray[np.float32]
Bool = NDArray[np.bool_]
Records = NDArray[np.void]

N_MODES: Final = 5
N_BANDS: Final = 6
N_DAY_TYPES: Final = 3
N_SLOTS: Final = N_DAY_TYPES * N_BANDS  # day type * N_BANDS + band
# Ways to travel that go together (a car left at work does not come home); tried in this order.
MODE_SETS: Final = (1 << Mode.CAR, 1 << Mode.CYCLE, 1 << Mode.WALK | 1 << Mode.PT, 1 << Mode.LIFT)
N_SKILL_LANES: Final = 16
NO_SKILL: Final = (1 << 24) - 1  # in a lane: one that nobody here holds
N_VACANCY_WORDS: Final = 24
N_PERSON_WORDS: Final = 64
N_OCCUPATION_LANES: Final = 4
N_WORD_IDS: Final = 2**16  # room for every id that two bytes hold
TABLE_STEPS: Final = 601
NO_STEP: Final = (1 << 10) - 1  # no distance
STEP_M: Final = 250
UNKNOWN_TIME: Final = 254
NO_SERVICE: Final = 255
NOT_STATED: Final = 255
NEAREST_BY_MATRIX_M: Final = 2500  # below this, places within their zones matter more than where the zones lie
BY_MATRIX_BIT: Final = 1 << N_MODES
NEVER: Final = 2**31 - 1  # a day that does not come

PERSON: Final = np.dtype(
    [
        # Bits of two words each, in fields of their own: one load, as any other field.
        ("licences", "u8"),  # with all that they imply
        ("licences_2", "u8"),
        ("licences_maybe", "u8"),  # what they may stand for, which has to be found out
        ("licences_maybe_2", "u8"),
        ("capacity", "u8", (2, 2)),  # what holds now, and from later_day on; 4-bit lanes, 7 where nothing is recorded
        ("capacity_good", "u8", (2, 2)),  # the same on good days
        ("hard", "u8", (2, 2)),  # guard bits of dimensions that are limits
        ("soft", "u8", (2, 2)),  # guard bits of dimensions that are preferences
        ("access_to_work", "u8", (2,)),  # guard bits of dimensions for which the person agreed to it
        ("term_start", "i8"),  # rows of WINDOW, to holiday_start
        ("holiday_start", "i8"),
        ("holiday_stop", "i8"),
        ("place_start", "i8"),  # rows of PLACE
        ("place_stop", "i8"),
        ("cover_start", "i8"),  # rows of WINDOW: when others look after the children
        ("cover_stop", "i8"),
        ("skill_start", "i8"),  # rows of HELD
        ("skill_stop", "i8"),
        ("x_m", "i4"),  # whole metres from the Earth's centre
        ("y_m", "i4"),
        ("z_m", "i4"),
        ("radius_m", "i4"),  # how far off that may be
        ("zone", "i4"),  # row of the travel-time matrix; -1 none
        ("reach_m", "i4"),  # what lies farther from home cannot be got to; -1 without any way to travel
        ("profile", "i4"),  # the same for people who judge every journey alike
        ("tie_rank", "i4"),  # rank of the id: lower wins ties
        ("cost_limit", "i4"),  # most pence a week for the journeys; -1 no limit that decides
        ("pay_wanted", "i4"),  # pence an hour; -1 no wish
        ("paid_cap", "i4"),  # most paid minutes of childcare a week; -1 no limit that decides
        ("funded_entitled", "i4"),  # minutes a week of funded childcare; -1 not known
        ("later_day", "i4"),  # days since 1970; NEVER where the limits do not change
        ("phased_day", "i4"),  # first day without phased_hours
        ("phased_hours", "i2"),  # most quarter hours before that day; -1 no such limit
        ("hours_low", "i2"),  # quarter hours wanted; -1 both: no wish
        ("hours_high", "i2"),
        ("located", "u1"),  # 1 if the position is known
        ("modes", "u1"),  # bit m set: may travel by Mode m
        ("car_days", "u1"),  # bit d set: the car is free on day d
        ("limit_out", "u1"),  # longest journey, minutes
        ("limit_ret", "u1"),
        ("ok_max", "u1", (2, 5)),  # most minutes by leg and mode that surely fit
        ("fail_above", "u1", (2, 5)),  # more minutes than this surely do not
        ("matrix_ok_max", "u1", (2,)),  # most minutes by leg that surely fit, by the matrix
        ("matrix_fail_above", "u1", (2,)),
        ("prefer_min", "u1"),  # comfortable journey, minutes
        ("max_walk", "u1"),  # longest walk, minutes; 255 no limit
        ("needs_step_free", "u1"),
        ("care_state", "u1"),  # codes.CareState
        ("holiday_same", "u1"),  # 1 if the holiday windows are those of term
        ("handed_over", "u1"),  # bit set: children are handed over there, 0 at home, else at 1 + a place of the person
        ("funded_all_year", "u1"),  # 1 where hours are funded in every week
        ("licences_known", "u1"),
        ("skills_known", "u1"),
        ("has_text", "u1"),
    ],
    align=True,
)
WINDOW: Final = np.dtype(
    [
        ("start", "i4"),  # minute of the week
        ("length", "i4"),  # minutes
        ("leave_from", "u1"),  # place to set off from: 0 home, else 1 + its position among the person's places
        ("back_at", "u1"),  # place to be back at
    ],
    align=True,
)
PLACE: Final = np.dtype(
    [
        ("x_m", "i4"),
        ("y_m", "i4"),
        ("z_m", "i4"),
        ("radius_m", "i4"),
        ("located", "u1"),
        ("rough", "u1"),  # 1 if most and least of ``way`` differ
        ("way", "u1", (2, 4, 4, 6)),  # minutes to home and the others: most and least, by place, mode set and band
        ("home_zone", "u1"),  # 1 if it lies in the zone of home, so that the matrix tells of it, too
    ],
    align=True,
)
HELD: Final = np.dtype([("id", "i4"), ("level", "u1")], align=True)  # level in hundredths; ids ascend within a person
CREDIT: Final = np.dtype(
    [
        ("asked", "i4"),  # id of the skill that is credited, ascending within a skill
        ("value", "u1"),  # 1 to 255
        ("relation", "u1"),  # codes.SkillRelation of the skill held to the one asked for; 0 not stated
    ],
    align=True,
)

VACANCY: Final = np.dtype(
    [
        ("x_m", "i4"),
        ("y_m", "i4"),
        ("z_m", "i4"),
        ("radius_m", "i4"),
        ("zone", "i4"),  # column of the travel-time matrix; -1 none
        ("kind", "i4"),  # row of KIND
        ("licences", "i4"),  # row of LICENCES
        ("pay", "i4"),  # pence an hour; -1 not stated
        ("start_day", "i4"),  # first day of work, days since 1970; -1 not stated
        ("tie_rank", "i4"),
        ("site_start", "i4"),  # rows of SITE where there are several places of work; the position is then their middle
        ("site_stop", "i4"),
        ("hours_low", "i2"),  # quarter hours; -1 both: not stated
        ("hours_high", "i2"),
        ("peak_hours", "i2"),  # quarter hours in the busiest weeks; -1 they may be any; 0 no week is known to differ
        ("located", "u1"),
        ("on_site", "u1"),  # 0 if all of the work is done from home
        ("n_skills", "u1"),  # lanes in use; 0: no skills listed
        ("asks_levels", "u1"),  # 1 if some lane asks for a level
        ("has_text", "u1"),
        ("flexible", "u1"),  # 1 if flexible hours or work from home are stated
        ("phased_start", "u1"),  # codes.Tri
        ("spare", "u1", (3,)),  # fills the cache line
    ],
    align=True,
)
SITE: Final = np.dtype(
    [
        ("x_m", "i4"),
        ("y_m", "i4"),
        ("z_m", "i4"),
        ("radius_m", "i4"),
        ("zone", "i4"),
        ("number", "i4"),  # 0 the vacancy's own place, then those of `more_sites`
        ("located", "u1"),
    ],
    align=True,
)
KIND: Final = np.dtype(
    [
        ("pattern", "i4"),  # row of PATTERN
        ("remote", "u1"),  # codes.Remote
        ("days_x2", "u1"),  # days on site in halves; 255 not stated
        ("needs_vehicle", "u1"),  # codes.Tri, like the next three
        ("mobile", "u1"),
        ("step_free", "u1"),
        ("employer_transport", "u1"),
    ],
    align=True,
)
LICENCES: Final = np.dtype(
    [
        ("needed", "u8"),  # bit 63: one that we do not recognise
        ("needed_2", "u8"),
        ("obtainable", "u8"),
        ("obtainable_2", "u8"),
        ("stated", "u1"),
    ],
    align=True,
)

PATTERN: Final = np.dtype(
    [
        ("template_start", "i4"),  # rows of TEMPLATE; every pattern has at least one
        ("template_stop", "i4"),
        ("duration", "i2"),  # length of a flexible shift, minutes
        ("day_minutes", "i2"),  # minutes at work on the shortest day, breaks included; 0 not stated
        ("kind", "u1"),  # codes.ShiftKind
        ("policy", "u1"),  # codes.RotaPolicy
        ("n_days", "u1"),  # days needed for any_n and flex; 0 all
        ("term_only", "u1"),
        ("days_a_week", "u1"),  # those needed, else those of the first template; 0 not stated
    ],
    align=True,
)
TEMPLATE: Final = np.dtype(
    [
        ("shift_start", "i4"),  # rows of SHIFT
        ("shift_stop", "i4"),
        ("out_slots", "i4"),  # bits of the slots needed out and back; of weekends only where these cannot be avoided
        ("ret_slots", "i4"),
        ("weekend", "u1"),  # 1 where a Saturday or Sunday cannot be avoided
    ],
    align=True,
)
SHIFT: Final = np.dtype(
    [
        ("start", "i2"),  # minute of the day
        ("length", "i2"),  # minutes; of the window if flexible
        ("day", "u1"),
        ("out_slot", "u1"),
        ("ret_slot", "u1"),
    ],
    align=True,
)


def positions_of(row: Records) -> I32:
    """Positions of records that have one, (n, 3)."""
    return np.stack([row["x_m"], row["y_m"], row["z_m"]], axis=1)


class People(NamedTuple):
    """Jobseekers, and what belongs to them."""

    row: Records  # (p,) PERSON
    window: Records  # WINDOW
    place: Records  # PLACE
    skill: Records  # HELD
    credit_ptr: I64  # (skill ids + 1,) rows of the next: what a skill is worth for others, whoever holds it
    credit: Records  # CREDIT
    word_id: U16  # (p, 64) words of the text, heaviest first
    word_weight: U8  # (p, 64) a vector of length 255; 0 lane not in use
    occupation: U16  # (p, 4) likeliest first
    occupation_weight: U8  # (p, 4) sum 255; 0 lane not in use

    def __repr__(self) -> str:
        """Show counts only."""
        return f"People({len(self.row)} rows)"

    @property
    def tie_rank(self) -> I32:
        """Rank of each id: lower wins ties."""
        return self.row["tie_rank"]

    @property
    def has_text(self) -> U8:
        """1 where there was a text to compare."""
        return self.row["has_text"]

    @property
    def xyz_m(self) -> I32:
        """Whole metres from the Earth's centre, (p, 3)."""
        return positions_of(self.row)


class Vacancies(NamedTuple):
    """Vacancies, and what many of them share."""

    row: Records  # (v,) VACANCY
    demand: U64  # (v, 3, 2) by DEMAND, ADJUSTED, KNOWN: 4-bit lanes; the same after adjustments; guard bits
    skill: U32  # (v, 16) id above 8 bits of weight (sum 255), heaviest first
    skill_level: U8  # (v, 16) least level, hundredths; 0 any
    kind: Records  # KIND: distinct circumstances of the work
    licences: Records  # LICENCES: distinct requirements
    site: Records  # SITE: places of work of those that have several
    word_id: U16  # (v, 24) as in People
    word_weight: U8  # (v, 24)
    occupation: U16  # (v, 4)
    occupation_weight: U8  # (v, 4)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Vacancies({len(self.row)} rows)"

    @property
    def tie_rank(self) -> I32:
        """Rank of each id: lower wins ties."""
        return self.row["tie_rank"]

    @property
    def has_text(self) -> U8:
        """1 where there was a text to compare."""
        return self.row["has_text"]

    @property
    def xyz_m(self) -> I32:
        """Whole metres from the Earth's centre, (v, 3)."""
        return positions_of(self.row)

    def of_kind(self, name: str, rows: I64 | int | slice = slice(None)) -> np.ndarray:
        """A field of KIND, or of LICENCES, by vacancy."""
        table, key = (self.kind, "kind") if name in (KIND.names or ()) else (self.licences, "licences")
        found: np.ndarray = table[name][self.row[key][rows]]
        return found


DEMAND: Final = 0
ADJUSTED: Final = 1
KNOWN: Final = 2


HAS_TEXT: Final = 1 << 0
ASKS_SKILLS: Final = 1 << 1
STATES_PAY: Final = 1 << 2
STATES_LICENCES: Final = 1 << 3
STATES_HOURS: Final = 1 << 4  # or enough of them to rule somebody out
BY_DISTANCE: Final = 1 << 5  # all of the work is at a known place, to which people come by their own means
N_TRAITS: Final = 1 << 6


class Postings(NamedTuple):
    """Which vacancies have a feature: words by their ids, then occupations, then skills; and what else bounds need.

    Vacancies are taken in blocks of BLOCK_ROWS, so that what is added up for a block stays in the nearest cache.

    Rows ``start[b, f]`` to ``start[b, f + 1]`` of the next two are of feature f in block b, vacancies ascending.
    """

    start: I64  # (blocks, features + 1)
    row: U16  # of the vacancy within its block
    weight: U8  # what the vacancy gives to the feature
    traits: U8  # (v,) HAS_TEXT and so on: what every vacancy has or states
    place: I32  # (4, v) whole metres from the Earth's centre by axis, and how far off that may be
    first_occupation: np.int64  # feature of the occupation of id 0
    first_skill: np.int64

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Postings({len(self.row)} entries)"


class Vectors(NamedTuple):
    """Vectors of texts as FAISS keeps them: whole numbers from -127 to 127, 128 added."""

    people: U8  # (p, dimensions)
    vacancies: U8  # (v, dimensions)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Vectors({len(self.people)} by {len(self.vacancies)})"


class Patterns(NamedTuple):
    """Distinct working patterns. Row 0 is "not stated"."""

    pattern: Records  # PATTERN
    template: Records  # TEMPLATE
    shift: Records  # SHIFT


class Timetable(NamedTuple):
    """A travel-time matrix by layer, and what was looked up in it for one home zone."""

    layer: I8  # (mode, slot) the layer to look in; -1 none, so the estimate is asked
    floor: U8  # (mode, slot) what is not in the layer takes at least so many minutes; 0 no layer
    capped: U8  # (mode, slot) 1 where the times are those of another slot, and so never certain
    ptr: I64  # (layer, zone + 1) rows of the two below
    col: U16  # (pair,) zone of destination
    minutes: U8  # (pair,)
    is_destination: U8  # (zone,) 1 where journeys to it were looked for
    rows: U8  # (2, layer, zone) minutes from the home zone and to it; 255 not in the matrix
    home: I32  # (zone,) the home zone for which each column of the above was looked up; -1 none
    workplace: I32  # (v,) zone of each vacancy; -1 none
    cost: I32  # (zone,) points that the journey to each zone costs at least, by any layer; OUT_OF_REACH_COST too long
    cost_of: I64  # (2,) profile and home zone for which that is laid out; 0 and -1 nobody's
    cost_besides: I32  # (TABLE_STEPS + 1,) the same by distance, by what the layers may not know


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
    pt_cost: I64  # (15,) half pence a week by public transport, by half days on site; -1 unknown, as where days are (0)
    drive_cost: I64  # (601,) thousandths of a penny a day for driving there and back, by step of distance
    one: np.int64  # integer similarity of a text with itself
    most_judged: np.int64  # candidates judged for one person, about; 0 as many as it takes


OUT_OF_REACH_COST: Final = 1 << 30  # points
BLOCK_ROWS: Final = 8192
N_BUCKETS: Final = 1024  # of bounds, see `jobmatch.kernels.bound`
CHUNK: Final = 1024  # candidates that are judged at a time, so that what is found stays in the cache
MEMO_BITS: Final = 19  # of a memo for many people, 32 MiB at most: fewer, and journeys push one another out


class Scratch(NamedTuple):
    """Room for a chunk of one person's candidates, and what the stages found for each (column = candidate)."""

    alive: I32  # (n,) positions of survivors; the first n_alive count
    verdict: U8  # (5, n) by codes.Constraint
    reason: I32  # (5, n, 4) codes.Reason and its three numbers
    part: I32  # (6, n) by codes.Part, 0 to 1000
    unknown: U8  # (6, n) 1 where the part is unknown for want of facts: text, skills and pay
    in_reach: U8  # (n,)
    near: I32  # (n,) step of the travel table, at the least distance that the places allow; -1 no distance
    far: I32  # (n,) the same at the greatest
    column: I32  # (n,) column of the travel-time matrix; -1 where the estimate is asked
    site: I32  # (n,) row of SITE that the journey is judged to; -1 where there is one place only
    # By rota template a byte, on days with a car and without: mode bits of the best set, bit 5 if all of its minutes
    # are the matrix's, and above it the travel verdict of the template.
    modes: U64  # (2, n)
    key: U64  # (2, n) of the memo
    paid: I64  # (n,) verdict on paid childcare, 2 bits in term and 2 in holidays by template
    paid_least: I32  # (n,) quarter hours of it a week, at least, in the template that asks for most
    childcare: I32  # (2, minutes of a week + 1) minutes before that nobody covers, and those that can be funded
    entry: I32  # (n,) row of the memo
    memo: U64  # (entries, 8) journeys judged before: two words of key, three of findings
    chosen: I32  # (n,) candidates at hand, by row
    most: I32  # (n,) what each could score at most
    bound: I32  # (candidates of one person,) the same of all, by their numbers (`jobmatch.index.Reach`)
    bucket: I64  # (N_BUCKETS,) how many of them by bound
    base: I64  # (N_TRAITS,) what they could score without the evidence
    feature: I32  # (skill ids + words and occupations,) what the person has, by `Postings`
    factor: I64  # what each unit of the vacancy's weight is worth, in fractions of a thousandth of a point
    weight: U8  # most units that count
    step: I32  # (candidates of one person,) of the travel table; TABLE_STEPS out of reach
    by_distance: I32  # (TABLE_STEPS + 1,) points that the journey costs at least, by distance
    cover_of: I64  # (1,) row of the person for whom `childcare` is laid out; -1 nobody's
    profile: I64  # (1,) whose journeys these are; 0 nobody's
    similarity: I32  # (n,)
    query: I8  # (dimensions,) vector of the person at hand
    credit: U8  # (skill ids,) of the person at hand; this and the next are zero between people
    told: U8  # (skill ids,) 1 while a skill has been counted already
    word_row: U8  # (65536,) weight of each word in the person's text
    occupation_row: U8  # (65536,) the same of occupations

    def __repr__(self) -> str:
        """Show the size only."""
        return f"Scratch({len(self.alive)} candidates)"


def make_scratch(
    n_skill_ids: int, dimensions: int, n_candidates: int = 0, n: int = CHUNK, memo_bits: int = MEMO_BITS
) -> Scratch:
    """Empty room for one set of people, vacancies and settings only.

    ``n_candidates`` are the most that a person is searched among, ``n`` those of them that are judged at a time.
    """
    # A key of zeros is no journey's: profiles count from 1.
    n_features = N_PERSON_WORDS + N_OCCUPATION_LANES + n_skill_ids
    n_bounds = -(-n_candidates // BLOCK_ROWS) * BLOCK_ROWS
    memo = np.zeros((1 << memo_bits, 8), np.uint64)
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
        site=np.empty(n, np.int32),
        modes=np.empty((2, n), np.uint64),
        key=np.empty((2, n), np.uint64),
        paid=np.empty(n, np.int64),
        paid_least=np.empty(n, np.int32),
        childcare=np.zeros((2, 7 * 1440 + 1), np.int32),
        entry=np.empty(n, np.int32),
        memo=memo,
        chosen=np.empty(n, np.int32),
        most=np.empty(n, np.int32),
        bound=np.empty(n_bounds, np.int32),
        bucket=np.empty(N_BUCKETS, np.int64),
        base=np.empty(N_TRAITS, np.int64),
        feature=np.empty(n_features, np.int32),
        factor=np.empty(n_features, np.int64),
        weight=np.empty(n_features, np.uint8),
        step=np.empty(n_bounds, np.int32),
        by_distance=np.empty(TABLE_STEPS + 1, np.int32),
        cover_of=np.full(1, -1, np.int64),
        profile=np.zeros(1, np.int64),
        similarity=np.empty(n, np.int32),
        query=np.zeros(dimensions, np.int8),
        credit=np.zeros(n_skill_ids, np.uint8),
        told=np.zeros(n_skill_ids, np.uint8),
        word_row=np.zeros(N_WORD_IDS, np.uint8),
        occupation_row=np.zeros(N_WORD_IDS, np.uint8),
    )
