"""Functional capacity as words: what holds now and later, on bad days and on good ones."""

from __future__ import annotations

import numpy as np
import polars as pl

from jobmatch.kernels.layout import I32, NEVER
from jobmatch.pack.columns import tri
from jobmatch.pack.levels import NOT_RECORDED, level_matrix, name_mask, pack_guards, pack_words


def pack_health(frame: pl.DataFrame) -> dict[str, np.ndarray]:
    """Health of validated jobseekers by field of PERSON; columns as `jobmatch.schemas.HEALTH_COLUMNS`."""
    now = level_matrix(frame["capacity"])
    changes = frame["capacity_later_from"].is_not_null().to_numpy()
    later = np.where(changes[:, None], level_matrix(frame["capacity_later"]), now)
    good_day = level_matrix(frame["capacity_good_day"])
    named_soft = name_mask(frame["capacity_soft"])
    capacity, good, hard, soft = [], [], [], []
    for levels in (now, later):
        recorded = levels != NOT_RECORDED
        better = np.where(recorded & (good_day != NOT_RECORDED), np.maximum(levels, good_day), levels)
        capacity.append(pack_words(levels, missing=7))
        good.append(pack_words(better, missing=7))
        hard.append(pack_guards(recorded & ~named_soft))
        soft.append(pack_guards(recorded & named_soft))
    quarters = np.rint(frame["phased_hours_max"].fill_null(-0.25).to_numpy() * 4)
    return {
        "needs_step_free": (tri(frame, "needs_step_free") == 1).astype(np.uint8),
        "capacity": np.stack(capacity, axis=1),
        "capacity_good": np.stack(good, axis=1),
        "hard": np.stack(hard, axis=1),
        "soft": np.stack(soft, axis=1),
        "access_to_work": pack_guards(name_mask(frame["access_to_work"])),
        "later_day": days_since_1970(frame["capacity_later_from"], missing=NEVER),
        "phased_hours": quarters.astype(np.int16),
        "phased_day": days_since_1970(frame["phased_until"], missing=NEVER),
    }


def days_since_1970(column: pl.Series, *, missing: int) -> I32:
    """Dates as whole days."""
    return column.cast(pl.Int32).fill_null(missing).to_numpy().astype(np.int32)
