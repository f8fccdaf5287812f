"""Dated tables: one file a subject, one row for each value and the days on which it holds."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal, Self, get_args

from jobmatch.codes import LONGEST_LIMIT_MIN
from jobmatch.errors import FormatError, UsageError

COLUMNS: Final = ("case", "effective_from", "effective_to", "value", "certainty", "source")
# F: found in the source named, often a copy of it. S: believed sure, but the text (or the day) was not seen.
# ?: uncertain, or sources conflict; the value is then left empty for the operator to fill.
Certainty = Literal["F", "S", "?"]
_CERTAINTIES: Final[tuple[Certainty, ...]] = get_args(Certainty)


@dataclass(frozen=True, slots=True)
class TableKind:
    """What a table is about: a title, the unit of its values, its cases, and its words if values are no numbers.

    With ``whole_up_to``, values are whole numbers of at most that.
    """

    title: str
    unit: str
    cases: tuple[str, ...]
    words: tuple[str, ...] = ()
    whole_up_to: int | None = None


_CARERS: Final = ("youngest_3_to_4", "youngest_5_to_12", "youngest_13_or_over")
TABLES: Final[Mapping[str, TableKind]] = {
    "minimum_wage": TableKind(
        "Minimum wage of Great Britain and Northern Ireland",
        "GBP an hour",
        ("adult", "age_18_to_20", "under_18", "apprentice"),
    ),
    "minimum_wage_adult_age": TableKind("Age from which the adult minimum wage is due", "years", ("least_age",)),
    "lead_carer_requirement": TableKind(
        "What Universal Credit asks of a lead carer, by age of the youngest child",
        "",
        ("youngest_under_1", "youngest_1", "youngest_2", *_CARERS),
        ("none", "interviews", "preparation", "work_search"),
    ),
    "lead_carer_hours": TableKind(
        "Most hours asked of a lead carer, by age of the youngest child", "hours a week", _CARERS
    ),
    "funded_childcare": TableKind(
        "Funded childcare",
        "hours a year",
        (
            *("england_working_9_months_to_school", "england_all_3_to_4", "england_2_with_support"),
            *("scotland", "wales", "northern_ireland"),
        ),
    ),
    "funded_childcare_terms": TableKind(
        "Terms of funded childcare",
        "as the case says",
        (
            *("england_weeks_a_year", "england_working_hours_at_minimum_wage"),
            *("england_working_most_gbp_a_year", "england_support_below_gbp_a_year"),
        ),
    ),
    "childcare_costs": TableKind(
        "Childcare costs that Universal Credit pays back",
        "as the case says",
        ("share_percent", "cap_one_child_gbp_a_month", "cap_two_or_more_gbp_a_month"),
    ),
    "universal_credit_earnings": TableKind(
        "Earnings and Universal Credit",
        "as the case says",
        (
            "taper_percent",
            "work_allowance_with_housing_gbp_a_month",
            "work_allowance_without_housing_gbp_a_month",
        ),
    ),
    "travel_limit": TableKind(
        "Usual limit of a journey to work", "minutes", ("each_way_min",), whole_up_to=LONGEST_LIMIT_MIN
    ),
    "permitted_period": TableKind(
        "Longest time in which somebody may look for their usual work only", "weeks", ("most_weeks",)
    ),
}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One value and the days on which it holds, both included; ``value`` is None where it is not known."""

    case: str
    effective_from: dt.date
    effective_to: dt.date | None
    value: Decimal | str | None
    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All tables: rows by table and case, oldest first. Made by `shipped` or `from_folder`."""

    rows: Mapping[str, Mapping[str, tuple[RuleRow, ...]]]

    @classmethod
    def shipped(cls) -> Self:
        """The tables that come with jobmatch."""
        folder = resources.files(__name__.rpartition(".")[0])
        texts = {name: folder.joinpath(f"{name}.csv").read_text(encoding="utf-8") for name in TABLES}
        return cls({name: _by_case(name, _rows(name, text)) for name, text in texts.items()})

    @classmethod
    def from_folder(cls, folder: str | Path) -> Self:
        """The shipped tables with an operator's own rows.

        Parameters
        ----------
        folder
            CSV files named and laid out as the shipped ones; those that are not there stay as shipped. A row replaces
            the shipped one of the same case and first day, or is added.

        Raises
        ------
        FormatError
            If there is no such folder, a file is of no table, or a row cannot be used.
        """
        folder = Path(folder)
        if not folder.is_dir():
            raise FormatError(what=f"rules {folder.name!r}", found="no such folder", expected="a folder of CSV files")
        rows = dict(cls.shipped().rows)
        for path in sorted(folder.glob("*.csv")):
            name = path.stem
            if name not in TABLES:
                raise FormatError(
                    what=f"rules {path.name!r}", found="a table of another name", expected=f"one of {sorted(TABLES)}"
                )
            try:
                text = path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise FormatError(
                    what=f"rules {path.name!r}", found=type(error).__name__, expected="a CSV file in UTF-8"
                ) from None
            shipped = {(row.case, row.effective_from): row for case in rows[name].values() for row in case}
            own = {(row.case, row.effective_from): row for row in _rows(name, text)}
            rows[name] = _by_case(name, (shipped | own).values())
        return cls(rows)

    def to_json(self) -> dict[str, Any]:
        """Plain values: the rows of each table, cell by cell as in its file."""
        return {name: [_cells(row) for case in cases.values() for row in case] for name, cases in self.rows.items()}

    @classmethod
    def from_json(cls, plain: Any) -> Self:  # noqa: ANN401 - JSON
        """Read what `to_json` gives.

        Raises
        ------
        FormatError
            If a table is lacking, or a row cannot be used.
        """
        if set(plain) != set(TABLES):
            raise FormatError(what="rules", found="other tables", expected=f"{sorted(TABLES)}")
        return cls(
            {
                name: _by_case(name, [_row(name, number, cells) for number, cells in enumerate(rows, start=1)])
                for name, rows in plain.items()
            }
        )

    def row(self, table: str, case: str, day: dt.date) -> RuleRow | None:
        """The row that holds on a day; None where the table says nothing of that day.

        Raises
        ------
        UsageError
            If there is no such table or case.
        """
        if table not in TABLES or case not in TABLES[table].cases:
            known = TABLES[table].cases if table in TABLES else tuple(TABLES)
            raise UsageError(f"There is no rule {table}/{case}.\nExpected one of {list(known)}.")
        for row in reversed(self.rows[table].get(case, ())):
            if row.effective_from <= day:
                return row if row.effective_to is None or day <= row.effective_to else None
        return None


def _cells(row: RuleRow) -> dict[str, str]:
    values = (row.case, row.effective_from, row.effective_to, row.value, row.certainty, row.source)
    return {name: "" if value is None else str(value) for name, value in zip(COLUMNS, values, strict=True)}


# --- Reading ----------------------------------------------------------------------------------


def _rows(table: str, text: str) -> list[RuleRow]:
    lines = csv.DictReader(text.splitlines(), strict=True)
    try:
        header = tuple(lines.fieldnames or ())
        if header != COLUMNS:
            raise _bad(table, 1, f"columns {list(header)}", f"{list(COLUMNS)}")
        return [_row(table, lines.line_num, line) for line in lines]
    except csv.Error:
        raise _bad(table, lines.line_num, "a line that is not CSV", "commas between cells") from None


def _row(table: str, number: int, line: Mapping[Any, Any]) -> RuleRow:
    cells = {name: cell.strip() for name, cell in line.items() if name is not None and isinstance(cell, str)}
    if set(cells) != set(COLUMNS) or None in line:
        raise _bad(table, number, "another number of cells", f"{len(COLUMNS)}")
    kind = TABLES[table]
    if cells["case"] not in kind.cases:
        raise _bad(table, number, f"case {cells['case']!r}", f"one of {list(kind.cases)}")
    certainty = next((mark for mark in _CERTAINTIES if mark == cells["certainty"]), None)
    if certainty is None:
        raise _bad(table, number, f"certainty {cells['certainty']!r}", f"one of {list(_CERTAINTIES)}")
    if not cells["source"]:
        raise _bad(table, number, "no source", "where the value is from")
    first = _day(table, number, cells["effective_from"])
    last = _day(table, number, cells["effective_to"]) if cells["effective_to"] else None
    if last is not None and last < first:
        raise _bad(table, number, "effective_to before effective_from", "that day or later")
    value = _value(table, number, cells["value"], kind)
    if value is None and certainty != "?":
        raise _bad(table, number, f"no value though certainty is {certainty}", "a value, or certainty '?'")
    return RuleRow(cells["case"], first, last, value, certainty, cells["source"])


def _day(table: str, number: int, text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise _bad(table, number, f"day {text!r}", "YYYY-MM-DD") from None


def _value(table: str, number: int, text: str, kind: TableKind) -> Decimal | str | None:
    if not text:
        return None
    if kind.words:
        if text not in kind.words:
            raise _bad(table, number, f"value {text!r}", f"one of {list(kind.words)}")
        return text
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise _bad(table, number, f"value {text!r}", "a number") from None
    if not value.is_finite() or value < 0:
        raise _bad(table, number, f"value {text!r}", "a number that is not negative")
    most = kind.whole_up_to
    if most is not None and (value > most or value != int(value)):
        raise _bad(table, number, f"value {text!r}", f"a whole number of at most {most}")
    return value


def _by_case(table: str, rows: Iterable[RuleRow]) -> dict[str, tuple[RuleRow, ...]]:
    """Rows of each case, oldest first; where the last day is not said, a row holds until the next one."""
    found: dict[str, list[RuleRow]] = {}
    for row in sorted(rows, key=lambda row: (row.case, row.effective_from)):
        found.setdefault(row.case, []).append(row)
    for case, some in found.items():
        for i, (row, after) in enumerate(pairwise(some)):
            day_before = after.effective_from - dt.timedelta(days=1)
            if row.effective_from == after.effective_from or (row.effective_to or day_before) > day_before:
                raise FormatError(
                    what=f"rules {table}.csv",
                    found=f"two rows of {case} that hold on {after.effective_from}",
                    expected="one row for each day",
                )
            some[i] = replace(row, effective_to=row.effective_to or day_before)
    return {case: tuple(some) for case, some in found.items()}


def _bad(table: str, number: int, found: str, expected: str) -> FormatError:
    return FormatError(what=f"rules {table}.csv, line {number}", found=found, expected=expected)
