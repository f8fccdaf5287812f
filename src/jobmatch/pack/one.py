"""One jobseeker packed without a frame: what costs little for a million costs most of the time for one.

`OneRow` answers what `jobmatch.pack` asks of a frame, so there is one way to pack a person. `SkillLookup` keeps what a
skill space would work out anew for each record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, cast

import numpy as np
import polars as pl

from jobmatch.encode.weights import TextLanes
from jobmatch.kernels.layout import HELD, People
from jobmatch.pack.care import PAID_CHILDCARE
from jobmatch.pack.people import pack_people
from jobmatch.pack.skills import LEVEL_STEPS, CreditRows, HeldSkills, SkillSpace
from jobmatch.schemas import JOBSEEKER_COLUMNS
from jobmatch.tables.convert import canonical_dtype
from jobmatch.travel import TravelTable

_EPOCH: Final = dt.date(1970, 1, 1)
# Packing reckons with these, and what stands beside them, in polars where any is stated; all else answers as `_Cell`.
_AS_SERIES: Final = ((("care_places",), ()), (PAID_CHILDCARE, ("care_flag",)))


class _Cell:
    """A column of one value, as far as packing asks."""

    def __init__(self, value: Any) -> None:  # noqa: ANN401 - whatever a cell holds
        self._value = value

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[Any]:
        yield self._value

    def fill_null(self, value: Any) -> _Cell:  # noqa: ANN401
        return _Cell(value) if self._value is None else self

    def cast(self, _: object) -> _Cell:
        return _Cell((self._value - _EPOCH).days) if isinstance(self._value, dt.date) else self

    def rank(self, _: str) -> _Cell:
        return _Cell(1)

    def null_count(self) -> int:
        return int(self._value is None)

    def is_not_null(self) -> _Cell:
        return _Cell(self._value is not None)

    def to_list(self) -> list[Any]:
        return [self._value]

    def to_numpy(self) -> np.ndarray:
        return np.array([self._value])


class OneRow:
    """A row of the valid table of jobseekers, with the few answers of a frame that packing asks for."""

    height = 1

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._as_series: set[str] = set()
        for stated, beside in _AS_SERIES:
            if any(values.get(name) is not None for name in stated):
                self._as_series.update(stated, beside)

    def __repr__(self) -> str:
        """Show no value: the row is about a person."""
        return "OneRow()"

    def __getitem__(self, name: str) -> _Cell | pl.Series:
        return self.series(name) if name in self._as_series else _Cell(self._values[name])

    def select(self, *names: str) -> OneRow:
        """Some of the columns."""
        return OneRow({name: self._values[name] for name in names})

    def iter_rows(self) -> Iterator[tuple[Any, ...]]:
        """The one row."""
        yield tuple(self._values.values())

    def series(self, name: str) -> pl.Series:
        """A column as polars has it."""
        column, value = JOBSEEKER_COLUMNS[name], self._values[name]
        if column.kind == "id":
            return pl.Series(name, [value], dtype=pl.Int64 if isinstance(value, int) else pl.String)
        return pl.Series(name, [value], dtype=canonical_dtype(column))

    def frame(self) -> pl.DataFrame:
        """The row as a frame."""
        return pl.DataFrame([self.series(name) for name in self._values])


class SkillLookup:
    """Ids of skills by spelling, and what each earns, of a space that does not change."""

    def __init__(self, space: SkillSpace) -> None:
        self._ids = {key: number for number, key in enumerate(space.frame["key"].to_list())}
        self._keys = dict(space.links.frame.select("spelling", "key").iter_rows())
        self._credited = set(space.credits.keys["key"].to_list())
        self._rows = space.credit_rows()

    def __repr__(self) -> str:
        """Show counts only."""
        return f"SkillLookup({len(self._ids)} skills)"

    def held_by(self, row: OneRow) -> HeldByOne | None:
        """Skills of one person; None where one that is new here might earn something for another."""
        names, levels = next(row.select("skills", "skill_levels").iter_rows())
        best: dict[str, int] = {}
        for at, name in enumerate(names or ()):
            spelt = " ".join(name.split()).lower()
            key = self._keys.get(spelt, spelt)
            level = 1.0 if levels is None or levels[at] is None else levels[at]
            best[key] = max(best.get(key, 0), round(level * LEVEL_STEPS))
        new = sorted(best.keys() - self._ids.keys())
        if self._credited.intersection(new):
            return None
        first = len(self._ids)
        id_of_new = {key: first + number for number, key in enumerate(new)}
        by_id = sorted((id_of_new.get(key, self._ids.get(key, 0)), level) for key, level in best.items())
        held = np.zeros(len(by_id), HELD)
        if by_id:
            held["id"], held["level"] = zip(*by_id, strict=True)
        rows = self._rows
        if new:
            rows = rows._replace(ptr=np.append(rows.ptr, np.full(len(new), rows.ptr[-1])))
        return HeldByOne(HeldSkills(np.array([0, len(held)], np.int64), held), rows)


@lru_cache(maxsize=4)
def lookup_of(space: SkillSpace) -> SkillLookup:
    """Lookup of a space, which is made once."""
    return SkillLookup(space)


class HeldByOne:
    """Stands in for a skill space that was extended for one person."""

    def __init__(self, held: HeldSkills, rows: CreditRows) -> None:
        self._held, self._rows = held, rows

    def held(self, _: object) -> HeldSkills:
        """As `SkillSpace.held`."""
        return self._held

    def credit_rows(self) -> CreditRows:
        """As `SkillSpace.credit_rows`."""
        return self._rows


def pack_one_person(
    row: OneRow,
    texts: TextLanes,
    skills: HeldByOne,
    table: TravelTable,
    *,
    default_limit_min: int,
    funded_hours: Mapping[str, int],
) -> People:
    """As `pack_people`, for one."""
    # They have what it asks for.
    frame, space = cast("pl.DataFrame", row), cast("SkillSpace", skills)
    return pack_people(frame, texts, space, table, default_limit_min=default_limit_min, funded_hours=funded_hours)
