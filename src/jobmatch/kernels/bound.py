"""What each candidate could score at most, from what little both sides have in common: words, occupations, skills.

Most pairs share hardly a word. The evidence that vacancies hold lies the other way round (`Postings`: for each word,
occupation and skill the vacancies that have it), so a person's own few add up over all candidates at next to no cost.
Everything that is not looked at here counts in full, so a bound is never too low.
"""

from __future__ import annotations

from math import sqrt

import numpy as np

from jobmatch.codes import Part
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import (
    ASKS_SKILLS,
    BLOCK_ROWS,
    BY_DISTANCE,
    HAS_TEXT,
    I32,
    I64,
    N_BANDS,
    N_BUCKETS,
    N_MODES,
    N_OCCUPATION_LANES,
    N_PERSON_WORDS,
    N_SLOTS,
    N_TRAITS,
    NEAREST_BY_MATRIX_M,
    NO_SERVICE,
    OUT_OF_REACH_COST,
    STATES_HOURS,
    STATES_LICENCES,
    STATES_PAY,
    STEP_M,
    TABLE_STEPS,
    U8,
    UNKNOWN_TIME,
    People,
    Postings,
    Records,
    Scratch,
    Settings,
    Timetable,
)
from jobmatch.kernels.points import FULL_PART
from jobmatch.kernels.skills import FULL, NEUTRAL_PART
from jobmatch.kernels.texts import FULL_WEIGHT, SHARES, WORDS_IN_FULL
from jobmatch.kernels.travel import leg_part

TEXT, SKILLS, TRAVEL, PAY = int(Part.TEXT), int(Part.SKILLS), int(Part.TRAVEL), int(Part.PAY)
OUT_OF_REACH = -1
SAMPLED = 4  # every so many candidates are counted
NEUTRAL_PAY = 500
FRACTION_BITS, FRACTION = 8, 255  # evidence is summed in fractions of a thousandth of a point, each rounded up
LAST_NEAR_STEP = NEAREST_BY_MATRIX_M // STEP_M  # of the travel table: so near the matrix may not be asked
BUCKET_BITS = 7  # bounds are counted in buckets of 128 thousandths of a point


@kernel()
def rounded_up(share: int, whole: int) -> int:
    """Quotient in fractions of `FRACTION_BITS`, never too low."""
    return -(-(share << FRACTION_BITS) // whole)


@kernel()
def list_texts(p: int, people: People, postings: Postings, settings: Settings, n: int, scratch: Scratch) -> int:
    """List the person's words and occupations, and what they are worth; return how many features are listed now."""
    worth = settings.weights[TEXT] * FULL_PART
    words, occupations = worth * settings.text_weights[1], worth * settings.text_weights[2]
    for lane in range(N_PERSON_WORDS):
        weight, word = np.int64(people.word_weight[p, lane]), np.int64(people.word_id[p, lane])
        if weight > 0 and words > 0 and word < postings.first_occupation:
            scratch.feature[n], scratch.weight[n] = word, FULL_WEIGHT
            scratch.factor[n] = rounded_up(words * weight, SHARES * WORDS_IN_FULL)
            n += 1
    for lane in range(N_OCCUPATION_LANES):
        weight = np.int64(people.occupation_weight[p, lane])
        feature = postings.first_occupation + np.int64(people.occupation[p, lane])
        if weight > 0 and occupations > 0 and feature < postings.first_skill:
            scratch.feature[n], scratch.weight[n] = feature, weight
            scratch.factor[n] = rounded_up(occupations, SHARES * FULL_WEIGHT)
            n += 1
    return n


@kernel()
def list_skills(p: int, people: People, postings: Postings, settings: Settings, n: int, scratch: Scratch) -> int:
    """List the skills that the person has or gets credit for, each by its best credit (`spread_credits`)."""
    person, credit_ptr, credit_rows, told = people.row[p], people.credit_ptr, people.credit, scratch.told
    worth, n_features = settings.weights[SKILLS] * FULL_PART, postings.start.shape[1] - 1
    for s in range(person["skill_start"], person["skill_stop"]):
        held = np.int64(people.skill[s]["id"])
        for e in range(credit_ptr[held] - 1, credit_ptr[held + 1]):
            asked = held if e < credit_ptr[held] else np.int64(credit_rows[e]["asked"])
            if told[asked] == 0 and postings.first_skill + asked < n_features:
                told[asked] = 1
                scratch.feature[n], scratch.weight[n] = postings.first_skill + asked, FULL
                scratch.factor[n] = rounded_up(worth * np.int64(scratch.credit[asked]), FULL * FULL)
                n += 1
    for s in range(person["skill_start"], person["skill_stop"]):
        held = np.int64(people.skill[s]["id"])
        told[held] = 0
        for e in range(credit_ptr[held], credit_ptr[held + 1]):
            told[credit_rows[e]["asked"]] = 0
    return n


@kernel()
def add_evidence(n_features: int, postings: Postings, blocks: I64, scratch: Scratch) -> None:
    """Add to each candidate what the listed features are worth that it has."""
    start, row, weight, bound = postings.start, postings.row, postings.weight, scratch.bound
    for b in range(blocks.shape[0]):
        block, first = blocks[b], b * BLOCK_ROWS
        bound[first : first + BLOCK_ROWS] = 0
        for f in range(n_features):
            feature, factor, most = scratch.feature[f], scratch.factor[f], np.int64(scratch.weight[f])
            for e in range(start[block, feature], start[block, feature + 1]):
                bound[first + np.int64(row[e])] += factor * min(np.int64(weight[e]), most)


@kernel()
def fill_bases(p: int, people: People, settings: Settings, base: I64) -> None:
    """What vacancies of each combination of traits could score without the evidence, what is unknown taken off."""
    person, weights = people.row[p], settings.weights
    for traits in range(N_TRAITS):
        total = np.int64(0)
        for part in range(6):
            total += weights[part] * FULL_PART
        n_unknown = 0
        total -= weights[TEXT] * FULL_PART
        if person["has_text"] == 1 and traits & HAS_TEXT:
            total += (weights[TEXT] * FULL_PART * settings.text_weights[0] + SHARES - 1) // SHARES
        else:
            n_unknown += 1
        total -= weights[SKILLS] * FULL_PART
        if person["skills_known"] == 0 or traits & ASKS_SKILLS == 0:
            total += weights[SKILLS] * NEUTRAL_PART
            n_unknown += 1
        if person["pay_wanted"] > 0 and traits & STATES_PAY == 0:
            total -= weights[PAY] * (FULL_PART - NEUTRAL_PAY)
            n_unknown += 1
        n_unknown += traits & STATES_LICENCES == 0
        n_unknown += person["hours_low"] >= 0 and traits & STATES_HOURS == 0
        base[traits] = total - n_unknown * settings.penalty


@kernel()
def fill_by_distance(person: Records, minutes: U8, settings: Settings, scratch: Scratch) -> None:
    """What the journey costs at least, in points, at each distance, unless that is laid out already.

    The least minutes of any mode in any band: no shift and no day can have a better journey.
    """
    if scratch.profile[0] == person["profile"]:
        return
    scratch.profile[0] = person["profile"]
    limit, prefer = np.int64(max(person["limit_out"], person["limit_ret"])), np.int64(person["prefer_min"])
    for step in range(TABLE_STEPS):
        part = np.int64(0)
        for mode in range(N_MODES):
            if person["modes"] >> mode & 1 == 0:
                continue
            for band in range(N_BANDS):
                it_takes = np.int64(minutes[mode, band, step])
                part = max(part, NEUTRAL_PART if it_takes == UNKNOWN_TIME else leg_part(it_takes, limit, prefer))
        scratch.by_distance[step] = settings.weights[TRAVEL] * (FULL_PART - part)
    scratch.by_distance[TABLE_STEPS] = OUT_OF_REACH_COST


@kernel()
def fill_by_matrix(person: Records, minutes: U8, timetable: Timetable, settings: Settings) -> None:
    """What the journey costs at least, in points, to each zone of the matrix, unless that is laid out already.

    By the way out in the best of all layers that serve the person's modes, on whatever day. A mode that no layer serves
    at some time, or whose layer does not look as far as the person would travel, may do better by its estimate: that
    goes by distance, into ``cost_besides``.
    """
    home, profile = np.int64(person["zone"]), np.int64(person["profile"])
    if timetable.cost_of[0] == profile and timetable.cost_of[1] == home:
        return
    limit_out, prefer = np.int64(person["limit_out"]), np.int64(person["prefer_min"])
    limit = max(limit_out, np.int64(person["limit_ret"]))
    weight, cost, besides = settings.weights[TRAVEL], timetable.cost, timetable.cost_besides
    is_used = np.zeros(timetable.rows.shape[1], np.bool_)
    by_estimate = np.zeros((N_MODES, N_BANDS), np.bool_)
    for mode in range(N_MODES):
        for slot in range(N_SLOTS):
            layer = np.int64(timetable.layer[mode, slot])
            if person["modes"] >> mode & 1 == 0:
                continue
            if layer >= 0:
                is_used[layer] = True
            if layer < 0 or timetable.floor[mode, slot] <= limit:
                by_estimate[mode, slot % N_BANDS] = True
    cost[:] = NO_SERVICE  # minutes, to begin with
    for layer in range(timetable.rows.shape[1]):
        if is_used[layer]:
            for pair in range(timetable.ptr[layer, home], timetable.ptr[layer, home + 1]):
                work = timetable.col[pair]
                cost[work] = min(cost[work], np.int32(timetable.minutes[pair]))
    longest = np.int64(person["matrix_fail_above"][0])
    for zone in range(cost.shape[0]):
        it_takes = np.int64(cost[zone])
        cost[zone] = OUT_OF_REACH_COST
        if it_takes <= longest:
            cost[zone] = weight * (FULL_PART - leg_part(it_takes, limit_out, prefer))
    for step in range(TABLE_STEPS):
        most = OUT_OF_REACH
        for mode in range(N_MODES):
            for band in range(N_BANDS):
                if by_estimate[mode, band]:
                    it_takes = np.int64(minutes[mode, band, step])
                    part = NEUTRAL_PART if it_takes == UNKNOWN_TIME else leg_part(it_takes, limit, prefer)
                    most = max(most, part)
        besides[step] = OUT_OF_REACH_COST if most == OUT_OF_REACH else weight * (FULL_PART - most)
    besides[TABLE_STEPS] = OUT_OF_REACH_COST
    timetable.cost_of[0], timetable.cost_of[1] = profile, home


@kernel()
def find_steps(person: Records, place: I32, start: int, stop: int, step: I32) -> None:
    """Row of the travel table for each vacancy of one run; TABLE_STEPS where it cannot be got to."""
    x_m, y_m, z_m = np.float64(person["x_m"]), np.float64(person["y_m"]), np.float64(person["z_m"])
    reach_m = np.float64(person["reach_m"]) + np.float64(person["radius_m"]) + 1.0  # a metre for rounding
    xs, ys, zs, radii = place[0, start:stop], place[1, start:stop], place[2, start:stop], place[3, start:stop]
    # Nothing but arithmetic, so that the compiler takes many at once.
    for i in range(step.shape[0]):
        dx, dy, dz = np.float64(xs[i]) - x_m, np.float64(ys[i]) - y_m, np.float64(zs[i]) - z_m
        chord_m = sqrt(dx * dx + dy * dy + dz * dz)
        nearest = np.int32(min(np.float64(TABLE_STEPS - 1), chord_m / STEP_M + 0.5))
        step[i] = TABLE_STEPS if chord_m - np.float64(radii[i]) > reach_m else nearest


@kernel()
def finish_bounds(base: I64, cost: I32, by_distance: bool, traits: U8, step: I32, bound: I32) -> None:
    """Turn the evidence of one run into points, those of everything else added and the journey taken off."""
    for i in range(bound.shape[0]):
        points = base[traits[i]] + (np.int64(bound[i]) + FRACTION >> FRACTION_BITS)
        if by_distance and traits[i] & BY_DISTANCE:
            if step[i] == TABLE_STEPS:
                bound[i] = OUT_OF_REACH
                continue
            points -= cost[step[i]]
        bound[i] = max(0, points)


@kernel()
def finish_bounds_by_matrix(
    base: I64, by_distance: I32, home: int, timetable: Timetable, workplace: I32, traits: U8, step: I32, bound: I32
) -> None:
    """As `finish_bounds`, for somebody whose home is in a zone of the matrix."""
    cost, besides = timetable.cost, timetable.cost_besides
    for i in range(bound.shape[0]):
        points = base[traits[i]] + (np.int64(bound[i]) + FRACTION >> FRACTION_BITS)
        if traits[i] & BY_DISTANCE:
            work = np.int64(workplace[i])
            least = by_distance[step[i]]
            if work >= 0 and work != home:
                by_matrix = min(cost[work], besides[step[i]])
                least = min(least, by_matrix) if step[i] <= LAST_NEAR_STEP else by_matrix
            if least == OUT_OF_REACH_COST:
                bound[i] = OUT_OF_REACH
                continue
            points -= least
        bound[i] = max(0, points)


@kernel()
def bound_points(
    p: int,
    people: People,
    postings: Postings,
    minutes: U8,
    timetable: Timetable,
    runs: I64,
    blocks: I64,
    settings: Settings,
    scratch: Scratch,
) -> int:
    """Write into `Scratch.bound` what each candidate could score at most, and into `Scratch.bucket` a sample of that.

    ``runs`` and ``blocks`` are those of `jobmatch.index.Reach`, which numbers the candidates. What cannot be got to has
    the bound OUT_OF_REACH. Returns how many candidates there are.
    """
    person, bucket = people.row[p], scratch.bucket
    n_features = 0
    if person["has_text"] == 1:
        n_features = list_texts(p, people, postings, settings, n_features, scratch)
    if person["skills_known"] == 1:
        n_features = list_skills(p, people, postings, settings, n_features, scratch)
    add_evidence(n_features, postings, blocks, scratch)
    fill_bases(p, people, settings, scratch.base)
    by_distance, by_matrix = person["located"] == 1, person["zone"] >= 0
    if by_distance:
        fill_by_distance(person, minutes, settings, scratch)
    if by_matrix:
        fill_by_matrix(person, minutes, timetable, settings)
    bucket[:] = 0
    n = 0
    for r in range(runs.shape[0]):
        start, stop, first = runs[r, 0], runs[r, 1], runs[r, 2]
        some, step = scratch.bound[first : first + stop - start], scratch.step[first : first + stop - start]
        n += stop - start
        if by_distance:
            find_steps(person, postings.place, start, stop, step)
        traits = postings.traits[start:stop]
        if by_matrix:
            workplace, home = timetable.workplace[start:stop], np.int64(person["zone"])
            finish_bounds_by_matrix(scratch.base, scratch.by_distance, home, timetable, workplace, traits, step, some)
        else:
            finish_bounds(scratch.base, scratch.by_distance, by_distance, traits, step, some)
        for i in range(0, stop - start, SAMPLED):
            if some[i] != OUT_OF_REACH:
                bucket[min(N_BUCKETS - 1, np.int64(some[i]) >> BUCKET_BITS)] += SAMPLED
    return n


@kernel()
def n_from(points: int, bucket: I64) -> int:
    """About how many candidates have at least this bound."""
    n = 0
    for b in range(points >> BUCKET_BITS, N_BUCKETS):
        n += bucket[b]
    return n


@kernel()
def greatest(bound: I32, start: int, stop: int) -> int:
    """Greatest of some bounds."""
    some = bound[start:stop]
    most = np.int32(OUT_OF_REACH)
    for i in range(some.shape[0]):
        most = max(most, some[i])
    return np.int64(most)


@kernel()
def cut_for(wanted: int, bucket: I64) -> int:
    """Bound, in whole buckets, that about so many candidates reach; 0 if there are not so many."""
    n = 0
    for b in range(N_BUCKETS - 1, 0, -1):
        n += bucket[b]
        if n >= wanted:
            return b << BUCKET_BITS
    return 0
