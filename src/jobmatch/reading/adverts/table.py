"""Reading the adverts of a table of vacancies: what they state fills fields that are missing, and is on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import polars as pl

from jobmatch.codes import DIMENSIONS
from jobmatch.progress import progress_bar
from jobmatch.reading.adverts.advert import read_advert
from jobmatch.reading.adverts.advert_skills import DESIRABLE_SKILLS, REQUIRED_SKILLS, read_advert_skills
from jobmatch.reading.adverts.full_time_pay import USUAL_FULL_WEEK_H
from jobmatch.reading.skills.skill_linker import SkillLinker
from jobmatch.reading.values import AdvertReading, HoursRange, Pay, Reading

READINGS_SCHEMA: Final = {
    "field": pl.String,
    "value": pl.String,
    "provenance": pl.String,
    "source": pl.String,
    "start": pl.UInt32,
    "end": pl.UInt32,
    "filled": pl.Boolean,
}
CONTRADICTIONS_SCHEMA: Final = {
    "field": pl.String,
    "given": pl.String,
    "read": pl.String,
    "source": pl.String,
    "start": pl.UInt32,
    "end": pl.UInt32,
}
READ_FIELDS: Final = "read_fields"
# Columns that one field of an advert fills; they are filled together or not at all.
_COLUMNS: Final = {
    "hours_per_week": ("hours_per_week_min", "hours_per_week_max"),
    "pay": ("pay_min_gbp", "pay_max_gbp", "pay_period"),
    "shifts": ("shifts",),
    "shift_kind": ("shift_kind",),
    "term_only": ("term_only",),
    "contract": ("contract",),
    "remote": ("remote",),
    "days_on_site": ("days_on_site",),
    "needs_vehicle": ("needs_vehicle",),
    "openings": ("openings",),
}
Fill = Literal["sure", "all", "none"]
# What stands in a column can refuse a person. So a field fills by itself only if it decides no verdict, or if 0.95 of
# what was read was right on adverts from which no rule had been made (benchmarks/annotations/README.md).
# Hours count as that: 98 of 104, and two more but for how the label puts it (decision 16). Of the kinds of shifts only
# zero hours were measured.
SURE_FIELDS: Final = frozenset(("hours_per_week", "pay", "pay_per_hour", "shift_kind", "contract", "openings"))
_SKILLS: Final = (REQUIRED_SKILLS, "required_skill_levels", DESIRABLE_SKILLS, "desirable_skill_levels")
_LANE: Final = {dimension: lane for lane, dimension in enumerate(DIMENSIONS)}
_DAYS_STEP: Final = 0.5
# Levels are rough: half the scale apart is another job.
_FAR_APART: Final = 4
_USED: Final = (
    *(column for columns in _COLUMNS.values() for column in columns),
    "licences", "licences_obtainable", "demands", "demands_adjusted",
    REQUIRED_SKILLS, "required_skill_levels", DESIRABLE_SKILLS, "desirable_skill_levels", READ_FIELDS,
)  # fmt: skip

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class TableReading:
    """What was read from the adverts of a table.

    Parameters
    ----------
    frame : polars.DataFrame
        The vacancies, with what their text states where a field was missing; ``read_fields`` names those.
    readings : polars.DataFrame
        One line for each value read: the id, ``field`` (as `jobmatch.reading.FIELDS`; "demands.DIMENSION";
        "required_skills" and "desirable_skills"), ``value`` as text, ``provenance`` ("stated" or "inferred"),
        ``source`` ("title" or "text"), ``start`` and ``end`` of the words in it (characters, end excluded), and whether
        a column was ``filled`` with it.
    contradictions : polars.DataFrame
        One line for each value stated in a text that a given field contradicts: the id, ``field``, ``given``, ``read``,
        and where it was read. The given value stands.
    """

    frame: pl.DataFrame
    readings: pl.DataFrame
    contradictions: pl.DataFrame

    def __repr__(self) -> str:
        n_filled = int(self.readings["filled"].sum())
        return (
            f"TableReading({self.readings.height} values, {n_filled} filled, {self.contradictions.height} contradicted)"
        )


def _is_sure(reading: Reading) -> bool:
    return reading.field in SURE_FIELDS and (reading.field != "shift_kind" or reading.value == "zero_hours")


def read_table(
    frame: pl.DataFrame,
    *,
    fill: Fill = "sure",
    skills: SkillLinker | None = None,
    id_column: str = "vacancy_id",
    progress: bool = False,
) -> TableReading:
    """Read every advert of a table.

    Parameters
    ----------
    frame : polars.DataFrame
        Columns ``title`` and ``description`` (either may be absent, and any value missing), and those of
        `jobmatch.schemas.VACANCY` in their canonical types. Only fields whose columns are there can be filled.
    fill : "sure", "all" or "none"
        Which missing fields are filled: `SURE_FIELDS`, all that are stated, or none.
    skills : SkillLinker, optional
        Links what the texts name to a taxonomy; None reads no skills. They are filled with "all" only, where none are
        given.
    id_column : str
        Column whose values name the rows in ``readings`` and ``contradictions``.
    progress : bool
        Whether to draw a progress bar on standard error.

    Returns
    -------
    TableReading
        Rows in the order of the frame. What is given stays as it is.
    """
    titles, texts = (
        frame[name].to_list() if name in frame.columns else [None] * frame.height for name in ("title", "description")
    )
    filler = _Filler(frame, fill)
    with progress_bar("Reading adverts", frame.height, shown=progress) as advance:
        for row, (title, text) in enumerate(zip(titles, texts, strict=True)):
            filler.add(row, read_advert(text, title), [] if skills is None else read_advert_skills(text, skills))
            if advance:
                advance(1)
    return filler.finish(frame, id_column)


class _Filler:
    """Collects readings row by row, and what they fill."""

    def __init__(self, frame: pl.DataFrame, fill: Fill) -> None:
        self._fill = fill
        self._given = {name: frame[name].to_list() for name in _USED if name in frame.columns}
        self._changes: dict[str, dict[int, Any]] = {}
        self._readings: list[tuple[Any, ...]] = []
        self._contradictions: list[tuple[Any, ...]] = []

    def add(self, row: int, advert: AdvertReading, skills: Sequence[Reading] = ()) -> None:
        """Add what one advert says, and the skills that it names."""
        if not advert.readings and not skills:
            return
        given: Row = {name: values[row] for name, values in self._given.items()}
        changes: Row = _fill_skills(skills, given) if self._fill == "all" else {}
        for one in skills:
            fills = one.provenance == "stated" and one.value in changes.get(one.field, ())
            self._readings.append((row, *cells_of(one), fills))
        filled: set[int] = set()
        for number, reading in enumerate(advert):
            if reading.provenance == "inferred":
                continue
            may_fill = self._fill == "all" or (self._fill == "sure" and _is_sure(reading))
            new = _fill(reading, given, changes, advert) if may_fill else {}
            if new:
                changes.update(new)
                filled.add(number)
            elif (said := _contradicted(reading, given)) is not None:
                self._contradictions.append((row, *said, reading.source, reading.start, reading.end))
        for number, reading in enumerate(advert):
            self._readings.append((row, *cells_of(reading), number in filled))
        if changes:
            names = [*(given.get(READ_FIELDS) or []), *_names_of(changes, given)]
            changes[READ_FIELDS] = list(dict.fromkeys(names))
            for name, value in changes.items():
                self._changes.setdefault(name, {})[row] = value

    def finish(self, frame: pl.DataFrame, id_column: str) -> TableReading:
        """Frames of what was added."""
        columns = []
        for name, changes in self._changes.items():
            if name not in self._given:
                continue
            values = self._given[name]
            for row, value in changes.items():
                values[row] = value
            columns.append(pl.Series(name, values, dtype=frame[name].dtype))
        return TableReading(
            frame.with_columns(columns) if columns else frame,
            with_ids(self._readings, READINGS_SCHEMA, frame, id_column),
            with_ids(self._contradictions, CONTRADICTIONS_SCHEMA, frame, id_column),
        )


def cells_of(one: Reading) -> tuple[Any, ...]:
    """A reading as the columns of `READINGS_SCHEMA` before ``filled``."""
    return one.field, str(one.value), one.provenance, one.source, one.start, one.end


def with_ids(
    rows: list[tuple[Any, ...]], schema: Mapping[str, Any], frame: pl.DataFrame, id_column: str
) -> pl.DataFrame:
    """Rows that begin with the place of a row in the frame, as a frame that begins with its id."""
    table = pl.DataFrame(rows, schema={"row": pl.UInt32, **schema}, orient="row")
    ids = frame[id_column].gather(table["row"]) if table.height else frame[id_column].clear()
    return table.select(ids.alias(id_column), *schema)


def _names_of(changes: Row, given: Row) -> Iterator[str]:
    """Names for ``read_fields``: columns, and dimensions of demands."""
    for name, value in changes.items():
        if name == "demands":
            before = {one["dimension"] for one in given.get("demands") or []}
            yield from (f"demands.{one['dimension']}" for one in value if one["dimension"] not in before)
        elif value is not None:
            yield name


# --- Filling ---------------------------------------------------------------------------


def _fill(reading: Reading, given: Row, changes: Row, advert: AdvertReading) -> Row:
    """Columns that a reading fills; none where a field is given, or where the value would be misread there."""
    if reading.field.startswith("demands."):
        return _fill_demand(reading, given, changes)
    if reading.field == "licences":
        return (
            {}
            if given.get("licences", []) is not None
            else {"licences": [*(changes.get("licences") or []), reading.value]}
        )
    if reading.field == "licences_obtainable":
        # Which can be had later only goes with licences from the same text.
        if given.get("licences", []) is not None or given.get("licences_obtainable", []) is not None:
            return {}
        return {"licences_obtainable": [*(changes.get("licences_obtainable") or []), reading.value]}
    columns = _COLUMNS["pay"] if reading.field == "pay_per_hour" else _COLUMNS.get(reading.field, ())
    if not columns or any(column not in given or given[column] is not None for column in columns):
        return {}
    if reading.field == "pay_per_hour" and "pay_period" in changes:
        return {}
    if reading.field == "pay" and _pay_of_full_time(reading.value, given, advert):
        return {}
    if reading.field == "shifts" and given.get("shift_kind") is not None:
        return {}
    if _not_for_the_table(reading, given):
        return {}
    if reading.field == "shift_kind" and (given.get("shifts") is not None or advert.stated("shifts") is not None):
        return {}
    filled = dict(zip(columns, _as_columns(reading.value), strict=True))
    if reading.field == "hours_per_week" and advert.stated("part_time_too"):
        filled["hours_per_week_min"] = None  # it would refuse those whom the advert welcomes
    return filled


def _fill_skills(skills: Sequence[Reading], given: Row) -> Row:
    """Both columns of skills asked for, where nothing is given of either: they say together what is asked."""
    no_column = any(name not in given for name in (REQUIRED_SKILLS, DESIRABLE_SKILLS))
    if no_column or any(given.get(name) is not None for name in _SKILLS):
        return {}
    stated = [one for one in skills if one.provenance == "stated"]
    named = {
        field: [one.value for one in stated if one.field == field] for field in (REQUIRED_SKILLS, DESIRABLE_SKILLS)
    }
    return {field: names for field, names in named.items() if names}


def _not_for_the_table(reading: Reading, given: Row) -> bool:
    """Whether the readers would put aside a row with this value, which no text may bring about."""
    if reading.field == "days_on_site" and isinstance(reading.value, float | int):
        return reading.value % _DAYS_STEP != 0
    return reading.field == "remote" and reading.value == "no" and given.get("days_on_site") == 0


def _as_columns(value: object) -> tuple[Any, ...]:
    if isinstance(value, Pay):
        return value.low, value.high, value.period
    return tuple(value) if isinstance(value, HoursRange) else (value,)


def _pay_of_full_time(pay: object, given: Row, advert: AdvertReading) -> bool:
    """Whether pay for a year, month or week may be that of other hours than the columns would say it is for.

    Beside hours of less than full time it may be that of full time; without hours it is taken for that of full time,
    and may be that of a part.
    """
    if not isinstance(pay, Pay) or pay.period in {"hour", "day"}:
        return False
    hours = HoursRange(given.get("hours_per_week_min"), given.get("hours_per_week_max"))
    if hours.low is None and hours.high is None and advert.hours_per_week is not None:
        hours = advert.hours_per_week
    least = hours.low if hours.low is not None else hours.high
    if least is None:
        is_of_a_part = advert.stated("full_time") is False or bool(advert.of("pay_per_hour"))
        return is_of_a_part and not pay.pro_rata
    return least < USUAL_FULL_WEEK_H[0]


def _fill_demand(reading: Reading, given: Row, changes: Row) -> Row:
    dimension = reading.field.removeprefix("demands.")
    if "demands" not in given:
        return {}
    now = changes.get("demands") or given["demands"] or []
    # A dimension that only `demands_adjusted` names cannot be judged: adjustments lower what is demanded.
    known = {one["dimension"] for one in [*now, *(given.get("demands_adjusted") or [])]}
    if dimension in known:
        return {}
    # In the order of the readers, so that a table that was written and read again is the same.
    return {"demands": sorted([*now, {"dimension": dimension, "level": reading.value}], key=_lane)}


def _lane(demand: Row) -> int:
    return _LANE[demand["dimension"]]


# --- Contradictions --------------------------------------------------------------------


def _contradicted(reading: Reading, given: Row) -> tuple[str, str, str] | None:
    """Field, the value given and the value read, where the two cannot both be so."""
    if not set(given.get(READ_FIELDS) or ()).isdisjoint(_COLUMNS.get(reading.field, (reading.field,))):
        return None  # what stands there came from the text itself
    if reading.field.startswith("demands.") and isinstance(reading.value, int):
        dimension = reading.field.removeprefix("demands.")
        levels = {one["dimension"]: one["level"] for one in given.get("demands") or []}
        if dimension in levels and abs(levels[dimension] - reading.value) >= _FAR_APART:
            return reading.field, str(levels[dimension]), str(reading.value)
        return None
    if reading.field == "licences":
        known = given.get("licences")
        differs = known is not None and reading.value not in known and " or " not in str(reading.value)
        return ("licences", "; ".join(known) or "none", str(reading.value)) if differs and known is not None else None
    columns = _COLUMNS.get(reading.field, ())
    values = [given.get(column) for column in columns]
    if not columns or all(value is None for value in values):
        return None
    return _DIFFERS.get(reading.field, _differs)(reading, values)


def _differs(reading: Reading, values: list[Any]) -> tuple[str, str, str] | None:
    return (reading.field, str(values[0]), str(reading.value)) if values[0] != reading.value else None


def _hours_differ(reading: Reading, values: list[Any]) -> tuple[str, str, str] | None:
    given = HoursRange(*values)
    return ("hours_per_week", str(given), str(reading.value)) if _apart(given, reading.value) else None


def _pay_differs(reading: Reading, values: list[Any]) -> tuple[str, str, str] | None:
    low, high, period = values
    # Pay for an hour and pay for a year say the same only where the hours are known.
    if not isinstance(reading.value, Pay) or period != reading.value.period:
        return None
    return ("pay", str(Pay(low, high, period)), str(reading.value)) if _apart((low, high), reading.value) else None


def _apart(one: Any, other: Any) -> bool:  # noqa: ANN401 - pairs of low and high ends
    """Whether two ranges have nothing in common; an open end is without limit."""
    (low, high), (other_low, other_high) = one[:2], other[:2]
    return (high is not None and other_low is not None and high < other_low) or (
        low is not None and other_high is not None and low > other_high
    )


_DIFFERS: Final[dict[str, Callable[[Reading, list[Any]], tuple[str, str, str] | None]]] = {
    "hours_per_week": _hours_differ,
    "pay": _pay_differs,
}
