"""The embedded travel model: its table, its thresholds, and a reach that is never too small."""

from __future__ import annotations

import numpy as np
import pytest

from jobmatch.codes import Band, Mode
from jobmatch.errors import ShapeMismatchError
from jobmatch.kernels.layout import NO_SERVICE, STEP_M, TABLE_STEPS, UNKNOWN_TIME
from jobmatch.travel import EARTH_RADIUS_M, TravelTable, embedded_table, positions_m
from tests.reference import travel as reference


def test_table_is_that_of_the_oracle() -> None:
    minutes = embedded_table().minutes
    for mode in Mode:
        for band in Band:
            expected = [reference.embedded_minutes(mode.name.lower(), band, step) for step in range(TABLE_STEPS)]
            assert minutes[mode, band].tolist() == expected


def test_no_bus_at_night() -> None:
    minutes = embedded_table().minutes
    assert (minutes[Mode.PT, Band.NIGHT] == NO_SERVICE).all()
    assert (minutes[Mode.PT, Band.EVE, :-1] != NO_SERVICE).all()


def test_thresholds_are_those_of_the_oracle() -> None:
    table = embedded_table()
    limits = np.stack([np.arange(181), np.arange(181)], axis=1)
    ok_max, fail_above = table.thresholds(limits)
    for mode in Mode:
        for limit in range(181):
            expected = reference.thresholds(limit, table.sigma[mode])
            assert (ok_max[limit, 0, mode], fail_above[limit, 1, mode]) == expected


@pytest.mark.parametrize("modes", [1 << mode for mode in Mode] + [9, 31])
def test_beyond_reach_every_journey_fails(modes: int) -> None:
    table = embedded_table()
    limits = np.array([[out, ret] for out in (0, 10, 45, 90, 180) for ret in (0, 20, 90, 180)])
    _, fail_above = table.thresholds(limits)
    reach_m = table.reach_m(fail_above, np.full(len(limits), modes, np.uint8))
    for row in range(len(limits)):
        beyond = range(max(0, int(reach_m[row]) // STEP_M), TABLE_STEPS)
        for step in beyond:
            for mode in Mode:
                if modes >> mode & 1:
                    fits = [(table.minutes[mode, :, step] <= fail_above[row, leg, mode]).any() for leg in range(2)]
                    # both legs may use different modes of one set, so a reach is kept if either leg has hope
                    assert not all(fits)


def test_reach_is_not_the_whole_country() -> None:
    table = embedded_table()
    _, fail_above = table.thresholds(np.array([[45, 45]]))
    walk, car = (int(table.reach_m(fail_above, np.array([1 << m], np.uint8))[0]) for m in (Mode.WALK, Mode.CAR))
    assert 3_000 < walk < 6_000
    assert 20_000 < car < 60_000
    assert table.reach_m(fail_above, np.array([0], np.uint8)).tolist() == [-1]


def test_unknown_times_are_within_reach() -> None:
    minutes = np.full((5, 6, TABLE_STEPS), NO_SERVICE, np.uint8)
    minutes[Mode.PT, Band.AM, 100] = UNKNOWN_TIME
    table = TravelTable(minutes)
    _, fail_above = table.thresholds(np.array([[30, 30]]))
    assert table.reach_m(fail_above, np.array([1 << Mode.PT], np.uint8))[0] >= 100 * STEP_M


@pytest.mark.parametrize("bad", [np.zeros((5, 6, 10), np.uint8), np.zeros((5, 6, TABLE_STEPS), np.int64)])
def test_tables_of_another_shape_are_refused(bad: np.ndarray) -> None:
    with pytest.raises(ShapeMismatchError):
        TravelTable(bad)


def test_positions_are_on_the_sphere() -> None:
    xyz_m = positions_m(np.array([51.5, 57.1, np.nan]), np.array([-0.1, -2.1, 0.0]))
    np.testing.assert_allclose(np.linalg.norm(xyz_m[:2].astype(float), axis=1), EARTH_RADIUS_M, atol=1)
    # London to Aberdeen is about 640 km
    assert 620_000 < np.linalg.norm(xyz_m[0].astype(float) - xyz_m[1]) < 660_000
    assert xyz_m[2].tolist() == [0, 0, 0]
