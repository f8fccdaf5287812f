"""Travel: places, the embedded table of minutes, sets of modes, both legs, rotas, and the scored part."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from typing import Any

from tests.reference.base import CONDITIONAL, FAIL, OK, UNKNOWN, Record, Verdict, exact, rota_verdict
from tests.reference.matrix import MATRIX_SIGMA, Matrix, Time
from tests.reference.week import DAY, Pattern, Shift

EARTH_RADIUS_M = 6_371_009
LAST_INDEX = 600
UNKNOWN_MIN = 254
NO_SERVICE_MIN = 255
EARLY, AM, DAYTIME, PM, EVE, NIGHT = range(6)
MODE_SETS = (("car",), ("cycle",), ("pt", "walk"), ("lift",))
SIGMA = {"walk": 0.16, "cycle": 0.20, "car": 0.25, "lift": 0.25, "pt": 0.40}

# (constant, slope, least, most) of circuity against ln distance
_CIRCUITY = {
    "walk": ("0.388", "0.140", "1.15", "1.9"),
    "cycle": ("0.534", "0.154", "1.22", "2.2"),
    "car": ("0.611", "0.182", "1.28", "2.3"),
}
_CAR_SPEED_FACTOR = {AM: Decimal("0.80"), PM: Decimal("0.80"), DAYTIME: Decimal("0.90")}
_PT_CURVE = (Decimal("3.209"), Decimal("0.539"))
_PT_LONGER_WAIT_MIN = {EARLY: 16, EVE: 11}

ALL_DAYS = frozenset(range(7))
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY, SATURDAY, SUNDAY = range(3)
OUT, BACK = "out", "back"

Slot = tuple[int, int]  # kind of day, band
MinutesTable = Callable[[str, int, int], int]


def band_at(minute: int) -> int:
    """Return the band of a minute of the week (or of any week)."""
    hour = minute % DAY // 60
    if 5 <= hour < 7:
        return EARLY
    if 7 <= hour < 10:
        return AM
    if 10 <= hour < 16:
        return DAYTIME
    if 16 <= hour < 19:
        return PM
    if 19 <= hour < 23:
        return EVE
    return NIGHT


def slots_of(shift: Shift, *, weekend: bool = True) -> tuple[Slot, Slot]:
    """Return the slots of the ways out and back; without ``weekend`` as on a weekday."""

    def slot(minute: int) -> Slot:
        day = minute // DAY % 7
        return (max(WEEKDAY, day - 4) if weekend else WEEKDAY), band_at(minute)

    return slot(shift.start), slot(shift.end)


# --- The embedded table, in decimal arithmetic so that halves are halves ------------------


def _circuity(mode: str, km: Decimal) -> Decimal:
    constant, slope, least, most = map(Decimal, _CIRCUITY[mode])
    measured_at = max(km, Decimal("0.25"))
    return min(max((constant - slope * measured_at.ln()).exp(), least), most)


def _car_min(km: Decimal, band: int) -> Decimal:
    speed = (30 + Decimal("8.5") * (1 + km).ln()) * _CAR_SPEED_FACTOR.get(band, Decimal(1))
    return 5 + 60 * km * _circuity("car", km) / speed


def _pt_min(km: Decimal, band: int) -> Decimal:
    constant, slope = _PT_CURVE
    return (constant + slope * max(km, Decimal("0.25")).ln()).exp() + _PT_LONGER_WAIT_MIN.get(band, 0)


@cache
def unrounded_minutes(mode: str, band: int, index: int) -> Decimal | None:
    """Return the embedded minutes before rounding; None is no service."""
    if index >= LAST_INDEX or (mode == "pt" and band == NIGHT):
        return None
    with localcontext() as context:
        context.prec = 40
        km = Decimal(index) / 4
        if mode == "walk":
            return 60 * km * _circuity("walk", km) / Decimal("4.8")
        if mode == "cycle":
            return 5 + 60 * km * _circuity("cycle", km) / 16
        if mode == "pt":
            return _pt_min(km, band)
        return _car_min(km, band)


@cache
def embedded_minutes(mode: str, band: int, index: int) -> int:
    """Return the embedded minutes: 0 to 253, or 255 for no service."""
    minutes = unrounded_minutes(mode, band, index)
    if minutes is None:
        return NO_SERVICE_MIN
    # Quantised first: what is a half on paper must not miss it by the fortieth digit.
    rounded = (minutes.quantize(Decimal("1e-20")) + Decimal("0.5")).to_integral_value(ROUND_FLOOR)
    return min(253, int(rounded))


@cache
def thresholds(limit_min: int, sigma: float) -> tuple[int, int]:
    """Return (ok_max, fail_above) for one leg, minutes."""
    spread = Decimal("0.8416") * Decimal(str(sigma))
    return (
        int((limit_min * (-spread).exp()).to_integral_value(ROUND_FLOOR)),
        int((limit_min * spread.exp()).to_integral_value(ROUND_FLOOR)),
    )


# --- Places -------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def position_m(latitude: float, longitude: float) -> tuple[int, int, int]:
    """Return whole metres on the sphere."""
    phi, lam = math.radians(latitude), math.radians(longitude)
    return (
        round(EARTH_RADIUS_M * math.cos(phi) * math.cos(lam)),
        round(EARTH_RADIUS_M * math.cos(phi) * math.sin(lam)),
        round(EARTH_RADIUS_M * math.sin(phi)),
    )


def quarter_km_index(metres: float) -> int:
    """Return the index in the table of minutes."""
    return min(LAST_INDEX, math.floor(metres / 250 + 0.5))


@dataclass(frozen=True)
class Distance:
    """How far apart two places are."""

    chord_m: float
    radius_m: int

    @cached_property
    def _steps_off(self) -> int:
        return math.ceil(Fraction(self.radius_m, 250))

    @cached_property
    def near(self) -> int:
        """Index if both places lie as close as they may, in whole steps."""
        return max(0, self.mid - self._steps_off)

    @cached_property
    def mid(self) -> int:
        """Index of the points themselves."""
        return quarter_km_index(self.chord_m)

    @cached_property
    def far(self) -> int:
        """Index if both places lie as far apart as they may, in whole steps."""
        return min(LAST_INDEX, self.mid + self._steps_off)


def distance_between(a: Record, b: Record) -> Distance | None:
    """Return the distance between two records, or None where either place is unknown."""
    return _apart(*((one.get("latitude"), one.get("longitude"), one.get("place_radius_km") or 0) for one in (a, b)))


@lru_cache(maxsize=65_536)  # the places of one pair are compared a hundred times
def _apart(*places: tuple[float | None, float | None, float]) -> Distance | None:
    points = []
    radius_m = 0
    for latitude, longitude, radius_km in places:
        if latitude is None or longitude is None:
            return None
        points.append(position_m(latitude, longitude))
        radius_m += round(exact(radius_km) * 1000)
    return Distance(math.sqrt(sum((p - q) ** 2 for p, q in zip(*points, strict=True))), radius_m)


# --- Legs, sets of modes, templates ---------------------------------------------------------


@dataclass(frozen=True)
class Leg:
    """One way, over every band that is needed; ``minutes`` may be 254 or 255."""

    verdict: Verdict
    minutes: int
    by_matrix: bool = False


@dataclass(frozen=True)
class Journey:
    """Both ways by one set of modes."""

    mode_set: str
    out: Leg
    ret: Leg
    verdict: Verdict
    modes: list[str]
    traveller: Traveller

    def fastest(self, slot: Slot, way: str, end: str) -> int:
        """Return the least of the minutes in a slot by any mode of the set; 254 is unknown, 255 none."""
        distance = self.traveller.distance
        index = distance.near if end == "near" else distance.far
        return min(self.traveller.minutes(mode, slot, way, index) for mode in self.modes)


@dataclass(frozen=True)
class TemplateTravel:
    """What one template of a rota (or the only one) asks of the traveller.

    ``verdict_if_on_site`` is the verdict if the advert had said that nobody works from home.
    """

    verdict: Verdict
    verdict_if_on_site: Verdict
    journey: Journey | None = None
    with_car: Journey | None = None
    without_car: Journey | None = None
    car_days: frozenset[int] = ALL_DAYS

    @property
    def has_journey(self) -> bool:
        """Whether there is a journey on any day."""
        return self.with_car is not None or self.without_car is not None

    def journey_on(self, day: int) -> Journey | None:
        """Return the journey on a day of the week."""
        return self.with_car if day in self.car_days else self.without_car

    def minutes_for(self, shift: Shift, end: str) -> tuple[int, int]:
        """Return the minutes out and back for one shift from the "near" or "far" end: 254 unknown, 255 none."""
        journey = self.journey_on(shift.day)
        if journey is None:  # the car is needed and not there on this day, or nothing is known of any day
            minutes = NO_SERVICE_MIN if self.has_journey else UNKNOWN_MIN
            return minutes, minutes
        out_slot, ret_slot = slots_of(shift)
        return journey.fastest(out_slot, OUT, end), journey.fastest(ret_slot, BACK, end)


@dataclass(frozen=True)
class Travel:
    """The travel finding for one pair."""

    verdict: Verdict
    in_reach: bool
    part: int
    from_home: bool
    out_min: int | None
    ret_min: int | None
    mode_set: str | None
    by_matrix: bool
    templates: tuple[TemplateTravel, ...]


@dataclass(frozen=True)
class Traveller:
    """Everything about a pair that the legs need."""

    modes: frozenset[str]
    limit_out: int
    limit_ret: int
    max_walk: int | None
    distance: Distance
    estimate: MinutesTable
    sigma: Mapping[str, float]
    matrix: Matrix | None = None
    zones: tuple[str, str] | None = None
    car_days: frozenset[int] = ALL_DAYS
    budget: Budget | None = None

    def time(self, mode: str, slot: Slot, way: str, index: int) -> Time:
        """Return the time by the matrix, or by the estimate for a distance."""
        estimate = self.estimate(mode, slot[1], index)
        if self.matrix is None or self.zones is None:
            return Time(estimate)
        longest = max(self.limit_out, self.limit_ret)
        return self.matrix.look(self.zones, mode, slot, estimate, longest, back=way == BACK)

    def minutes(self, mode: str, slot: Slot, way: str, index: int) -> int:
        """Return the minutes of `time`."""
        return self.time(mode, slot, way, index).minutes

    def mid_minutes(self, mode: str, slot: Slot, way: str) -> int:
        """Return the minutes at the points themselves."""
        return self.minutes(mode, slot, way, self.distance.mid)

    def walk_within(self, index: int, slots: Iterable[Slot], longest: int | None) -> bool:
        """Return whether the walk to a distance takes no longer, in any of the slots, there or back."""
        if longest is None:
            return True
        walks = [self.minutes("walk", slot, way, index) for slot in slots for way in (OUT, BACK)]
        return all(walk == UNKNOWN_MIN or walk <= longest for walk in walks)


def _leg_in_slot(
    traveller: Traveller, modes: list[str], slot: Slot, way: str, limit_min: int, all_slots: Iterable[Slot]
) -> tuple[Verdict, Time]:
    known = [m for m in modes if traveller.mid_minutes(m, slot, way) != UNKNOWN_MIN]
    if not known:
        return UNKNOWN, Time(UNKNOWN_MIN)
    mode = min(known, key=lambda m: traveller.mid_minutes(m, slot, way))  # the first on a tie: pt before walk
    time = traveller.time(mode, slot, way, traveller.distance.mid)
    ok_max, fail_above = thresholds(limit_min, MATRIX_SIGMA if time.by_matrix else traveller.sigma[mode])
    far = traveller.minutes(mode, slot, way, traveller.distance.far)
    near = traveller.minutes(mode, slot, way, traveller.distance.near)
    verdict = UNKNOWN
    if far <= ok_max:
        verdict = OK if time.certain else UNKNOWN
    elif near == NO_SERVICE_MIN or (near != UNKNOWN_MIN and near > fail_above):
        verdict = FAIL if len(known) == len(modes) else UNKNOWN
    if mode == "walk" and not traveller.walk_within(traveller.distance.far, all_slots, traveller.max_walk):
        verdict = min(verdict, UNKNOWN)
    return verdict, time


def _leg(
    traveller: Traveller, modes: list[str], slots: Iterable[Slot], way: str, limit_min: int, all_slots: Iterable[Slot]
) -> Leg:
    found = [_leg_in_slot(traveller, modes, slot, way, limit_min, all_slots) for slot in slots]
    return Leg(
        verdict=min(verdict for verdict, _ in found),
        minutes=max(time.minutes for _, time in found),
        by_matrix=all(time.by_matrix for _, time in found),
    )


def _journeys(traveller: Traveller, out_slots: set[Slot], ret_slots: set[Slot]) -> list[Journey]:
    journeys = []
    for mode_set in MODE_SETS:
        modes = [m for m in mode_set if m in traveller.modes]
        slots, distance = out_slots | ret_slots, traveller.distance
        perhaps_on_foot = False
        if "walk" in modes and not traveller.walk_within(distance.near, slots, traveller.max_walk):
            modes.remove("walk")
        elif "walk" in modes and "pt" in modes and not traveller.walk_within(distance.mid, slots, traveller.max_walk):
            modes.remove("walk")
            limit = min(traveller.limit_out, traveller.limit_ret)
            perhaps_on_foot = traveller.walk_within(distance.near, slots, thresholds(limit, traveller.sigma["walk"])[1])
        if not modes:
            continue
        out = _leg(traveller, modes, out_slots, OUT, traveller.limit_out, slots)
        ret = _leg(traveller, modes, ret_slots, BACK, traveller.limit_ret, slots)
        verdict = min(out.verdict, ret.verdict)
        if perhaps_on_foot:
            verdict = max(verdict, UNKNOWN)
        if mode_set == ("lift",):
            verdict = min(verdict, CONDITIONAL)
        journeys.append(Journey("/".join(mode_set), out, ret, verdict, modes, traveller))
    return journeys


Paid = tuple[Journey | None, Verdict]


def _sort_key(journey: Journey) -> tuple[int, int]:
    legs = (journey.out.minutes, journey.ret.minutes)
    return -journey.verdict, sum(1000 if t >= UNKNOWN_MIN else t for t in legs)


def _with_step_free(verdict: Verdict, jobseeker: Record, vacancy: Record) -> Verdict:
    if not jobseeker.get("needs_step_free") or vacancy.get("step_free") is True:
        return verdict
    return FAIL if vacancy.get("step_free") is False else min(verdict, UNKNOWN)


def _best_journey(traveller: Traveller, shifts: Iterable[Shift], *, weekend: bool) -> Journey | None:
    slots = [slots_of(shift, weekend=weekend) for shift in shifts]
    out_slots = {out for out, _ in slots} or {(WEEKDAY, AM)}
    ret_slots = {ret for _, ret in slots} or {(WEEKDAY, PM)}
    return min(_journeys(traveller, out_slots, ret_slots), key=_sort_key, default=None)


def _verdict_of(journey: Journey | None) -> Verdict:
    return FAIL if journey is None else journey.verdict


@dataclass(frozen=True)
class Fares:
    """What journeys cost, pence: None is not known."""

    mile: Decimal = Decimal(25)
    single: int | None = None
    day_cap: int | None = None
    week_cap: int | None = None


NO_FARES = Fares()


@dataclass(frozen=True)
class Budget:
    """The most that the journeys of a week may cost, pence, on so many days (None is not known)."""

    most: Fraction
    days: Fraction | None
    fares: Fares

    def affords(self, mode: str, distance: Distance) -> bool | None:
        """Return whether a mode is within the limit; None is not known."""
        if mode not in {"car", "pt"}:
            return True
        if self.days is None or (mode == "pt" and self.fares.single is None):
            return None
        if mode == "pt":
            return self._fare(self.days) <= self.most
        if self.days * _drive_pence(distance.far, self.fares.mile) <= self.most * Fraction(810, 1000):
            return True
        least = self.days * _drive_pence(distance.near, self.fares.mile)
        return None if least <= self.most * Fraction(1234, 1000) else False

    def _fare(self, days: Fraction) -> Fraction:
        single, day_cap, week_cap = self.fares.single, self.fares.day_cap, self.fares.week_cap
        assert single is not None
        week = days * (2 * single if day_cap is None else min(2 * single, day_cap))
        return week if week_cap is None else min(week, Fraction(week_cap))


def _drive_pence(index: int, mile: Decimal) -> Fraction:
    """Return the pence for driving there and back, in whole thousandths."""
    with localcontext() as context:
        context.prec = 40
        km = Decimal(index) / 4
        pence = 2 * km * _circuity("car", km) / Decimal("1.609344") * mile
        return Fraction(int((pence * 1000 + Decimal("0.5")).to_integral_value(ROUND_FLOOR)), 1000)


def budget_of(jobseeker: Record, vacancy: Record, pattern: Pattern, fares: Fares) -> Budget | None:
    """Return the limit on cost, where the person said that it is a hard one."""
    most = jobseeker.get("cost_limit_gbp_per_week")
    if not jobseeker.get("cost_limit_hard") or most is None:
        return None
    days: Fraction | None = None
    if vacancy.get("days_on_site") is not None:
        days = exact(vacancy["days_on_site"])
    elif pattern.n is not None:
        days = Fraction(pattern.n)
    elif pattern.kind != "zero_hours" and pattern.templates and pattern.templates[0]:
        days = Fraction(len({shift.day for shift in pattern.templates[0]}))
    return Budget(exact(most) * 100, days, fares)


def _payable_journey(traveller: Traveller, shifts: list[Shift], *, weekend: bool, mixed: bool) -> Paid:
    """Return the best journey that can be paid for; ``mixed``: on other days the person travels another way."""

    def best(modes: Iterable[str]) -> Journey | None:
        return _best_journey(replace(traveller, modes=frozenset(modes)), shifts, weekend=weekend)

    if traveller.budget is None:
        journey = best(traveller.modes)
        return journey, _verdict_of(journey)
    affords = {mode: traveller.budget.affords(mode, traveller.distance) for mode in traveller.modes}
    if mixed:
        affords = {mode: None if mode in {"car", "pt"} else True for mode in traveller.modes}
    found = best(mode for mode, answer in affords.items() if answer)
    verdict = _verdict_of(found)
    if verdict == OK or all(affords.values()):
        return found, verdict
    if None in affords.values():
        perhaps = best(mode for mode, answer in affords.items() if answer is not False)
        if found is None or min(UNKNOWN, _verdict_of(perhaps)) > verdict:
            found, verdict = perhaps, min(UNKNOWN, _verdict_of(perhaps))
    if verdict == FAIL and False in affords.values():
        dear = best(affords)
        if found is None or _verdict_of(dear) > FAIL:
            found = dear
    return found, verdict


def _template_travel(
    traveller: Traveller, vacancy: Record, pattern: Pattern, shifts: tuple[Shift, ...], employer_transport_m: float
) -> TemplateTravel:
    weekend = needs_weekend(shifts, pattern.n)
    car_days = traveller.car_days if "car" in traveller.modes else ALL_DAYS
    if car_days == ALL_DAYS:
        shown, verdict = _payable_journey(traveller, list(shifts), weekend=weekend, mixed=False)
        with_car = without_car = shown
    else:
        without = replace(traveller, modes=traveller.modes - {"car"})
        driven = [shift for shift in shifts if shift.day in car_days]
        others = [shift for shift in shifts if shift.day not in car_days]
        mixed = bool(driven) == bool(others)  # both kinds of days, or nobody knows which days
        by_car = _payable_journey(traveller, driven, weekend=weekend, mixed=mixed)
        otherwise = _payable_journey(without, others, weekend=weekend, mixed=mixed)
        shown, verdict = _of_both(by_car, otherwise, driven, others, pattern.n)
        with_car, without_car = by_car[0], otherwise[0]
        if shifts:
            with_car, without_car = (with_car if driven else without_car), (without_car if others else with_car)
    on_site = verdict
    if verdict == FAIL and shown is not None:
        near_m = traveller.distance.chord_m - traveller.distance.radius_m
        if vacancy.get("employer_transport") is True and near_m <= employer_transport_m:
            verdict = on_site = CONDITIONAL
        elif vacancy.get("remote") is None:
            verdict = UNKNOWN
    return TemplateTravel(verdict, on_site, shown, with_car, without_car, car_days)


def _of_both(by_car: Paid, otherwise: Paid, driven: list[Shift], others: list[Shift], n: int | None) -> Paid:
    """Combine days with and without the car: all days that are needed must pass."""
    (with_car, verdict_with), (without_car, verdict_without) = by_car, otherwise
    if not driven and not others:  # no times are stated: nobody knows on which days the work is
        if verdict_with > verdict_without:
            return with_car, min(UNKNOWN, verdict_with)
        return without_car, verdict_without
    if not others:
        return with_car, verdict_with
    if not driven:
        return without_car, verdict_without
    days_with, days_without = len({shift.day for shift in driven}), len({shift.day for shift in others})
    needed = days_with + days_without if n is None else n
    take_car = verdict_with < verdict_without and days_without < needed
    take_car = take_car or (verdict_with > verdict_without and days_with >= needed)
    return (with_car, verdict_with) if take_car else (without_car, verdict_without)


def needs_weekend(shifts: tuple[Shift, ...], n_days: int | None) -> bool:
    """Return whether a Saturday or Sunday is travelled on, however the days are chosen."""
    days = {shift.day for shift in shifts}
    at_weekends = {shift.day for shift in shifts if shift.day >= 5 or shift.closes // DAY % 7 >= 5}
    return len(days - at_weekends) < (len(days) if n_days is None else n_days)


def _default(value: int | None, default: int) -> int:
    return default if value is None else value


def _car_days(jobseeker: Record) -> frozenset[int]:
    names = jobseeker.get("car_days")
    return ALL_DAYS if names is None else frozenset(DAY_NAMES.index(name) for name in names)


def _usable_modes(jobseeker: Record, vacancy: Record) -> frozenset[str]:
    stated_modes = jobseeker.get("modes")
    modes = frozenset(("walk", "pt") if stated_modes is None else stated_modes)
    if jobseeker.get("access_to_work_travel"):
        modes |= {"lift"}  # a taxi: by road, and on a condition
    return modes & {"car"} if vacancy.get("needs_vehicle") is True else modes


def judge_travel(
    jobseeker: Record,
    vacancy: Record,
    pattern: Pattern,
    *,
    employer_transport_km: float,
    search_unstated_remote: bool,
    minutes: MinutesTable | None,
    sigma: Mapping[str, float] | None,
    matrix: Matrix | None = None,
    fares: Fares = NO_FARES,
) -> Travel:
    """Judge the journey of one pair; ``vacancy`` holds stated fields only."""
    templates = pattern.templates or ((),)
    if vacancy.get("remote") == "full" or vacancy.get("days_on_site") == 0:
        at_home = tuple(TemplateTravel(OK, OK) for _ in templates)
        return Travel(OK, True, 1000, True, None, None, None, False, at_home)
    modes, distance = _usable_modes(jobseeker, vacancy), distance_between(jobseeker, vacancy)
    if not modes:
        found = [TemplateTravel(FAIL, FAIL)] * len(templates)
    elif distance is None:
        found = [TemplateTravel(UNKNOWN, UNKNOWN)] * len(templates)
    else:
        traveller = Traveller(
            modes=modes,
            limit_out=_default(jobseeker.get("limit_out"), 90),
            limit_ret=_default(jobseeker.get("limit_ret"), 90),
            max_walk=jobseeker.get("max_walk"),
            distance=distance,
            estimate=minutes or embedded_minutes,
            sigma={**SIGMA, **(sigma or {})},
            car_days=_car_days(jobseeker),
            matrix=matrix,
            zones=None if matrix is None else matrix.between(jobseeker, vacancy),
            budget=budget_of(jobseeker, vacancy, pattern, fares),
        )
        metres = employer_transport_km * 1000
        found = [_template_travel(traveller, vacancy, pattern, shifts, metres) for shifts in templates]
    return _over_templates(found, pattern, jobseeker, vacancy, search_unstated_remote=search_unstated_remote)


def _over_templates(
    found: list[TemplateTravel], pattern: Pattern, jobseeker: Record, vacancy: Record, *, search_unstated_remote: bool
) -> Travel:
    policy = vacancy.get("rota_policy") if pattern.kind == "rota" else "all"
    verdicts = [template.verdict for template in found]
    # Access is a matter of the place, not of the shift, so it comes after the shifts are combined.
    verdict = rota_verdict(verdicts, policy)
    if vacancy.get("mobile") is True:
        verdict = min(verdict, UNKNOWN)
    verdict = _with_step_free(verdict, jobseeker, vacancy)
    if_on_site = rota_verdict([template.verdict_if_on_site for template in found], policy)
    shown = found[verdicts.index(min(verdicts) if policy == "all" else max(verdicts))].journey
    legs = (shown.out.minutes, shown.ret.minutes) if shown else (UNKNOWN_MIN, UNKNOWN_MIN)
    return Travel(
        verdict=verdict,
        in_reach=verdict != FAIL and (search_unstated_remote or if_on_site != FAIL),
        part=_part(verdict, legs, jobseeker, vacancy, pattern),
        from_home=False,
        out_min=None if legs[0] == UNKNOWN_MIN else legs[0],
        ret_min=None if legs[1] == UNKNOWN_MIN else legs[1],
        mode_set=shown.mode_set if shown else None,
        by_matrix=shown is not None and shown.out.by_matrix and shown.ret.by_matrix,
        templates=tuple(found),
    )


# --- The scored part ------------------------------------------------------------------------


def leg_part(minutes: int, limit_min: int, prefer_min: int) -> int:
    """Return 0 to 1000 for one leg."""
    comfortable = max(15, min(prefer_min, limit_min))
    if minutes > limit_min:
        return 0
    if minutes <= 15:
        return 1000
    if minutes <= comfortable:
        return 1000 - 300 * (minutes - 15) // (comfortable - 15)
    return 700 - 500 * (minutes - comfortable) // (limit_min - comfortable)


def _shortest_day_min(pattern: Pattern) -> int | None:
    """Return the minutes at work on the day with the fewest, None where no times are stated."""
    days: list[int] = []
    for shifts in pattern.templates:
        by_day: dict[int, int] = {}
        for shift in shifts:
            by_day[shift.day] = by_day.get(shift.day, 0) + shift.duration
        days += by_day.values()
    return min(days, default=None)


def _part(verdict: Verdict, legs: tuple[int, int], jobseeker: Record, vacancy: Record, pattern: Pattern) -> int:
    if verdict == FAIL:
        return 0
    if UNKNOWN_MIN in legs:
        return 500
    prefer = _default(jobseeker.get("prefer_min"), 45)
    limits = (_default(jobseeker.get("limit_out"), 90), _default(jobseeker.get("limit_ret"), 90))
    lesser = min(leg_part(t, limit, prefer) for t, limit in zip(legs, limits, strict=True))
    worked_min = _shortest_day_min(pattern)
    if worked_min is not None and sum(legs) > Fraction(2, 5) * worked_min:
        lesser = math.floor(lesser * Fraction(2, 5) * worked_min / sum(legs))
    days: Any = vacancy.get("days_on_site")
    days_x2 = 10 if days is None else int(exact(days) * 2)
    return 1000 - (1000 - lesser) * min(10, days_x2) // 10
