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
    BY_DISTANCE,
    HAS_TEXT,
    I32,
    I64,
    N_BANDS,
    N_BUCKETS,
    N_MODES,
    N_OCCUPATION_LANES,
    N_PERSON_WORDS,
    N_TRAITS,
    STATES_HOURS,
    STATES_LICENCES,
    STATES_PAY,
    TABLE_STEPS,
    U8,
    UNKNOWN_TIME,
    People,
    Postings,
    Records,
    Scratch,
    Settings,
)
from jobmatch.kernels.points import FULL_PART
from jobmatch.kernels.skills import FULL, NEUTRAL_PART
from jobmatch.kernels.texts import FULL_WEIGHT, SHARES, WORDS_IN_FULL
from jobmatch.kernels.travel import leg_part, table_step

TEXT, SKILLS, TRAVEL, PAY = int(Part.TEXT), int(Part.SKILLS), int(Part.TRAVEL), int(Part.PAY)
OUT_OF_REACH = -1
SAMPLED = 4  # every so many candidates are counted
NEUTRAL_PAY = 500
FRACTION_BITS, FRACTION = 8, 255  # evidence is summed in 256ths of a thousandth of a point, each rounded up
BUCKET_BITS = 7  # bounds are counted in buckets of 128 thousandths of a point


@kernel()
def rounded_up(share: int, whole: int) -> int:
    """Quotient in fractions of `FRACTION_BITS`, never too low."""
    return -(-(share << FRACTION_BITS) // whole)


@kernel()
def first_from(row: I32, at: int, stop: int, wanted: int) -> int:
    """First place from ``at`` on whose row is at least ``wanted``; rows ascend up to ``stop``."""
    step = 1
    while at + step < stop and row[at + step] < wanted:
        at += step
        step *= 2
    low, high = at, min(at + step, stop)
    while low < high:
        middle = (low + high) // 2
        if row[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@kernel()
def add_evidence(feature: int, factor: int, most: int, postings: Postings, spans: I64, scratch: Scratch) -> None:
    """Add ``factor`` times its weight, no more than ``most``, to each candidate that has a feature."""
    if feature + 1 >= postings.start.shape[0]:
        return  # no vacancy has it
    row, weight, bound = postings.row, postings.weight, scratch.bound
    at, stop = postings.start[feature], postings.start[feature + 1]
    for s in range(spans.shape[0]):
        at = first_from(row, at, stop, spans[s, 0])
        if at == stop:
            return
        last, shift = spans[s, 1], spans[s, 2] - spans[s, 0]
        while at < stop and row[at] < last:
            bound[row[at] + shift] += factor * min(np.int64(weight[at]), most)
            at += 1


@kernel()
def add_texts(p: int, people: People, postings: Postings, spans: I64, settings: Settings, scratch: Scratch) -> None:
    """Add what words and occupations in common are worth."""
    worth = settings.weights[TEXT] * FULL_PART
    words, occupations = worth * settings.text_weights[1], worth * settings.text_weights[2]
    if words > 0:
        for lane in range(N_PERSON_WORDS):
            weight = np.int64(people.word_weight[p, lane])
            if weight > 0:
                factor = rounded_up(words * weight, SHARES * WORDS_IN_FULL)
                add_evidence(np.int64(people.word_id[p, lane]), factor, FULL_WEIGHT, postings, spans, scratch)
    if occupations > 0:
        factor = rounded_up(occupations, SHARES * FULL_WEIGHT)
        for lane in range(N_OCCUPATION_LANES):
            weight = np.int64(people.occupation_weight[p, lane])
            if weight > 0:
                feature = postings.first_occupation + np.int64(people.occupation[p, lane])
                if feature < postings.first_skill:
                    add_evidence(feature, factor, weight, postings, spans, scratch)


@kernel()
def add_skills(p: int, people: People, postings: Postings, spans: I64, settings: Settings, scratch: Scratch) -> None:
    """Add what skills in common are worth, each by the best credit that the person has for it (`spread_credits`)."""
    person, credit_ptr, credit_rows, told = people.row[p], people.credit_ptr, people.credit, scratch.told
    worth = settings.weights[SKILLS] * FULL_PART
    for s in range(person["skill_start"], person["skill_stop"]):
        held = np.int64(people.skill[s]["id"])
        for e in range(credit_ptr[held] - 1, credit_ptr[held + 1]):
            asked = held if e < credit_ptr[held] else np.int64(credit_rows[e]["asked"])
            if told[asked] == 0:
                told[asked] = 1
                factor = rounded_up(worth * np.int64(scratch.credit[asked]), FULL * FULL)
                add_evidence(postings.first_skill + asked, factor, FULL, postings, spans, scratch)
    for s in range(person["skill_start"], person["skill_stop"]):
        held = np.int64(people.skill[s]["id"])
        told[held] = 0
        for e in range(credit_ptr[held], credit_ptr[held + 1]):
            told[credit_rows[e]["asked"]] = 0


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


@kernel()
def take_off_journeys(person: Records, place: I32, start: int, stop: int, traits: U8, bound: I32, cost: I32) -> None:
    """Take off what the journey to the vacancies of one run costs at least; what cannot be got to is OUT_OF_REACH."""
    x_m, y_m, z_m = person["x_m"], person["y_m"], person["z_m"]
    reach_m = np.float64(person["reach_m"]) + np.float64(person["radius_m"]) + 1.0  # a metre for rounding
    xs, ys, zs, radii = place[0, start:stop], place[1, start:stop], place[2, start:stop], place[3, start:stop]
    for i in range(bound.shape[0]):
        dx, dy, dz = np.float64(xs[i] - x_m), np.float64(ys[i] - y_m), np.float64(zs[i] - z_m)
        chord_m = sqrt(dx * dx + dy * dy + dz * dz)
        left = max(0, bound[i] - cost[table_step(chord_m)])
        if traits[i] & BY_DISTANCE:
            bound[i] = OUT_OF_REACH if chord_m - radii[i] > reach_m else left
        else:
            bound[i] = max(0, bound[i])


@kernel()
def bound_points(
    p: int,
    people: People,
    postings: Postings,
    minutes: U8,
    runs: I64,
    spans: I64,
    settings: Settings,
    scratch: Scratch,
) -> int:
    """Write into `Scratch.bound` what each candidate could score at most, and into `Scratch.bucket` a sample of that.

    ``runs`` and ``spans`` are those of `jobmatch.index.Reach`, which numbers the candidates. What cannot be got to has
    the bound OUT_OF_REACH. Returns how many candidates there are.
    """
    person, bound, bucket, base = people.row[p], scratch.bound, scratch.bucket, scratch.base
    for s in range(spans.shape[0]):
        bound[spans[s, 2] : spans[s, 2] + spans[s, 1] - spans[s, 0]] = 0
    bucket[:] = 0
    if person["has_text"] == 1:
        add_texts(p, people, postings, spans, settings, scratch)
    if person["skills_known"] == 1:
        add_skills(p, people, postings, spans, settings, scratch)
    fill_bases(p, people, settings, base)
    # By a matrix a journey may take less than its distance tells.
    by_distance = person["located"] == 1 and person["zone"] < 0
    if by_distance:
        fill_by_distance(person, minutes, settings, scratch)
    n = 0
    for r in range(runs.shape[0]):
        start, stop, first = runs[r, 0], runs[r, 1], runs[r, 2]
        traits, some = postings.traits[start:stop], bound[first : first + stop - start]
        n += stop - start
        for i in range(stop - start):
            some[i] = base[traits[i]] + (some[i] + FRACTION >> FRACTION_BITS)
        if by_distance:
            take_off_journeys(person, postings.place, start, stop, traits, some, scratch.by_distance)
        else:
            for i in range(stop - start):
                some[i] = max(0, some[i])
        for i in range(0, stop - start, SAMPLED):
            if some[i] != OUT_OF_REACH:
                bucket[min(N_BUCKETS - 1, some[i] >> BUCKET_BITS)] += SAMPLED
    return n


@kernel()
def cut_for(wanted: int, bucket: I64) -> int:
    """Bound, in whole buckets, that about so many candidates reach; 0 if there are not so many."""
    n = 0
    for b in range(N_BUCKETS - 1, 0, -1):
        n += bucket[b]
        if n >= wanted:
            return b << BUCKET_BITS
    return 0
