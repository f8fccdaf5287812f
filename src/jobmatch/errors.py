"""The errors that jobmatch raises.

::

    JobmatchError
    ├── InputError                a table, file or record cannot be used as it is
    │   ├── FormatError           the file or frame is of no kind that we read
    │   ├── ColumnMissingError    a required column is absent
    │   ├── EmptyTableError       there is nothing in it
    │   ├── TaxonomyError         a classification of skills contradicts itself
    │   ├── RecordError           a single record breaks a rule
    │   ├── MatrixError           travel times cannot be used as they are
    │   └── UnwritableError       the system refuses to write a file
    ├── UnknownIdError            an id is in none of the tables
    │   └── VacancyClosedError    the vacancy had closed, so it is not matched
    ├── ConfigError               settings contradict one another
    ├── ShapeMismatchError        arrays do not line up
    ├── EncoderError              the text model is missing, foreign or failed
    ├── UsageError                the call makes no sense for this object
    ├── RunError                  a nightly run stopped before its end; started again it goes on
    │   ├── RunBusyError          another run is under way in the same folder
    │   └── RunMissingError       there is no such run, or no such receipt in it
    └── StoreError                a saved index cannot be used
        ├── StoreMissingError     nothing is saved there
        ├── StoreDamagedError     a file is missing, cut short or changed
        ├── StoreForeignError     it is not a jobmatch index
        ├── StoreLeftoverError    it was saved, but what was there before cannot be removed
        ├── StoreUnwritableError  the system refuses to write it
        └── StoreVersionError     it was written by a newer version

Each says what was found, what was expected and the way out. None ever carries a value from a row:
counts, column names and kinds only, since a row is about a person.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal


class JobmatchError(Exception):
    """Base of all errors raised on purpose."""


class InputError(JobmatchError):
    """A table, file or record cannot be used as it is."""


class FormatError(InputError):
    """The file or frame is of no kind that jobmatch reads."""

    def __init__(self, *, what: str, found: str, expected: str) -> None:
        self.what, self.found, self.expected = what, found, expected
        super().__init__(f"Cannot read {what}: found {found}.\nExpected {expected}.")


# What a header holds, and a row hardly: short, begins with a letter, no address, no sentence.
_NAME_OF_COLUMN: Final = re.compile(r"[^\W\d][\w .()/%-]{0,39}")
_VALUE: Final = re.compile(r"[A-Z]{1,2}\d|\d{3,}|(?:\S+ ){4}")


def _shown(columns: list[str]) -> str:
    """Names of columns, or how many there are if they may be the values of somebody: a file without a header."""
    if all(_NAME_OF_COLUMN.fullmatch(column) and not _VALUE.match(column) for column in columns):
        return str(columns)
    return f"{len(columns)}, some of which do not look like names; does the first line hold the names of the columns?"


class ColumnMissingError(InputError):
    """A required column is absent."""

    def __init__(self, *, table: str, missing: Iterable[str], present: Iterable[str]) -> None:
        self.table, self.missing, self.present = table, sorted(missing), sorted(present)
        super().__init__(
            f"Table {table!r} lacks required column(s) {self.missing}.\n"
            f"Columns present: {_shown(self.present)}.\n"
            "Hint: `frame.rename({'yours': 'ours'})`; names, types and units are in docs/data.md "
            "and `jobmatch.schemas`."
        )


def require_columns(needed: Iterable[str], present: Iterable[str], table: str) -> None:
    """Say which columns a table lacks.

    Raises
    ------
    ColumnMissingError
        If any is absent.
    """
    present = list(present)
    if missing := set(needed) - set(present):
        raise ColumnMissingError(table=table, missing=missing, present=present)


class EmptyTableError(InputError):
    """There is nothing in the table."""

    def __init__(self, *, table: str, rejected: int = 0) -> None:
        self.table, self.rejected = table, rejected
        detail = (
            f"all {rejected} row(s) were put aside; see `.rejected` or run `jobmatch check`"
            if rejected
            else "it has no rows"
        )
        super().__init__(f"Table {table!r} has nothing to match: {detail}.")


class TaxonomyError(InputError):
    """A classification of skills contradicts itself, or names what it does not hold."""

    def __init__(self, *, taxonomy: str, problem: str) -> None:
        self.taxonomy, self.problem = taxonomy, problem
        super().__init__(
            f"The taxonomy {taxonomy!r} cannot be used: {problem}.\n"
            "Hint: columns and what must hold are in docs/skills.md."
        )


class RecordError(InputError):
    """A single record breaks a rule; ``problems`` lists (column, value kind, reason)."""

    def __init__(self, *, kind: str, problems: Iterable[tuple[str, str, str]]) -> None:
        self.kind, self.problems = kind, list(problems)
        lines = "\n".join(f"  {column}: {reason}" for column, _, reason in self.problems)
        super().__init__(
            f"This {kind} record cannot be used:\n{lines}\nHint: field names, types and units are in docs/data.md."
        )


class MatrixError(InputError):
    """A matrix of travel times cannot be used as it is."""

    def __init__(self, *, problem: str, way_out: str) -> None:
        self.problem, self.way_out = problem, way_out
        super().__init__(f"This travel-time matrix cannot be used: {problem}.\nHint: {way_out}.")


class UnwritableError(InputError):
    """The system refuses to write a file: a full disk, no right to write, a device that fails."""

    def __init__(self, *, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(
            f"Cannot write {str(path)!r}: {reason}.\nHint: check free space and access rights, then start again."
        )


class UnknownIdError(JobmatchError):
    """An id is in none of the tables. The id itself is not shown: it may identify a person."""

    def __init__(
        self, *, kind: str, n_unknown: int, n_known: int, where: Literal["matcher", "table"] = "matcher"
    ) -> None:
        self.kind, self.n_unknown, self.n_known, self.where = kind, n_unknown, n_known, where
        whole = "; a record in no table can be passed whole, as a dict or model" if where == "matcher" else ""
        super().__init__(
            f"{n_unknown} {kind} id(s) are not among the {n_known} in this {where}.\n"
            f"Hint: ids are compared as they are, so '7' and 7 differ{whole}."
        )


class VacancyClosedError(UnknownIdError):
    """The vacancy had closed by the day of the settings, or was closed since (``as_of`` None), so it is not matched."""

    def __init__(self, *, as_of: dt.date | None, n_known: int) -> None:
        self.as_of = as_of
        self.kind, self.n_unknown, self.n_known = "vacancy", 1, n_known
        when, way_out = "has been closed", "reopen it"
        if as_of is not None:
            when, way_out = f"had closed by {as_of:%-d %B %Y} (`as_of`)", "build with an earlier `as_of`"
        JobmatchError.__init__(
            self,
            f"This vacancy {when}, so it is not among the {n_known} that are matched.\n"
            f"Hint: {way_out}, or pass the vacancy whole, as a dict or model.",
        )


class ConfigError(JobmatchError):
    """Settings contradict one another or are out of range."""


class ShapeMismatchError(JobmatchError):
    """Arrays do not line up."""

    def __init__(self, *, what: str, found: object, expected: object) -> None:
        self.what, self.found, self.expected = what, found, expected
        super().__init__(f"{what}: found {found}, expected {expected}.")


class EncoderError(JobmatchError):
    """The text model is missing, differs from the one an index was built with, or failed."""


class UsageError(JobmatchError):
    """The call makes no sense for this object."""


def require_several(given: object, what: str) -> None:
    """Refuse text where several texts are asked for: its letters would be taken one by one.

    Raises
    ------
    UsageError
        If it is text.
    """
    if isinstance(given, str | bytes):
        raise UsageError(f"Several {what}s are asked for, found text.\nHint: put a single {what} into a list.")


class RunError(JobmatchError):
    """A nightly run stopped before its end. What was live is still live; started again, it goes on where it was."""


class RunBusyError(RunError):
    """Another run is under way in the same folder."""

    def __init__(self, *, root: Path) -> None:
        self.root = root
        super().__init__(
            f"Another nightly run is under way in {str(root)!r}.\n"
            "Hint: start again when it has ended. A run that died holds nothing."
        )


class RunMissingError(RunError):
    """There is no such run, or nothing of that name in it."""

    def __init__(self, *, what: str, way_out: str) -> None:
        self.what, self.way_out = what, way_out
        super().__init__(f"{what}.\nHint: {way_out}.")


class StoreError(JobmatchError):
    """A saved index cannot be used."""


class StoreMissingError(StoreError):
    """Nothing is saved in this directory."""

    def __init__(self, *, directory: Path) -> None:
        self.directory = directory
        super().__init__(
            f"No saved index in {str(directory)!r}.\n"
            "Hint: write one with `matcher.save(directory)` or `jobmatch index`."
        )


class StoreDamagedError(StoreError):
    """A file of the index is missing, cut short or changed since it was written."""

    def __init__(self, *, file: str, problem: str) -> None:
        self.file, self.problem = file, problem
        super().__init__(
            f"The saved index is damaged: {file!r} {problem}.\n"
            "Hint: restore the directory from a copy, or build it again with `jobmatch index`."
        )


class StoreForeignError(StoreError):
    """The directory holds something else than a jobmatch index."""

    def __init__(self, *, directory: Path, problem: str, saving: bool = False) -> None:
        self.directory, self.problem = directory, problem
        way_out = (
            "choose a directory that is new or empty; nobody's files are overwritten"
            if saving
            else "point to a directory written by `matcher.save(directory)` or `jobmatch index`"
        )
        super().__init__(f"{str(directory)!r} is not a jobmatch index: {problem}.\nHint: {way_out}.")


class StoreLeftoverError(StoreError):
    """The index was saved, but files of the one before cannot be removed: what they hold is still there."""

    def __init__(self, *, directory: Path, n_left: int, reason: str) -> None:
        self.directory, self.n_left, self.reason = directory, n_left, reason
        super().__init__(
            f"The index in {str(directory)!r} was saved, but {n_left} older file(s) or folder(s) there cannot be "
            f"removed: {reason}.\nWhat was to be forgotten is still in them.\n"
            "Hint: check access rights and who has the old index open, then give the same command again."
        )


class StoreUnwritableError(StoreError):
    """The system refuses to write a saved index: a full disk, no right to write, a device that fails."""


class StoreVersionError(StoreError):
    """The index was written in a format that this version does not know."""

    def __init__(self, *, found: int, known: int) -> None:
        self.found, self.known = found, known
        way_out = "upgrade jobmatch" if found > known else "build it again with `jobmatch index`"
        super().__init__(
            f"The saved index has format {found}; this version of jobmatch reads format {known}.\nHint: {way_out}."
        )
