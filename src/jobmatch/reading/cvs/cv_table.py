"""Reading the CVs of a table of jobseekers: skills that they list fill a column that is missing; all is on record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from jobmatch.progress import progress_bar
from jobmatch.reading.adverts.table import READ_FIELDS, READINGS_SCHEMA, Fill, cells_of, with_ids
from jobmatch.reading.cvs.cv import CvReading, read_cv, read_skills, starter_linker
from jobmatch.reading.kept import Kept, numbers_in
from jobmatch.reading.skills.skill_linker import SkillLinker

# A CV names some of what a person can do, and a column that is filled says that there is nothing else. Only who has
# written a list of skills has said what the column says, and a list of one or two is a heading misread.
_LEAST_LISTED: Final = 3
_SKILLS: Final = ("skills", "skill_levels")


@dataclass(frozen=True, slots=True, repr=False)
class CvTableReading:
    """What was read from the CVs of a table.

    Parameters
    ----------
    frame : polars.DataFrame
        The jobseekers, with the skills that their CV lists where none were given; ``read_fields`` names the column.
    readings : polars.DataFrame
        One line for each value read: the id, ``field`` (as `jobmatch.reading.CV_FIELDS`), ``value`` as text,
        ``provenance`` ("stated" or "inferred"), ``source`` ("text"), ``start`` and ``end`` of the words in it
        (characters, end excluded), and whether a column was ``filled`` with it.
    """

    frame: pl.DataFrame
    readings: pl.DataFrame

    def __repr__(self) -> str:
        return f"CvTableReading({self.readings.height} values, {int(self.readings['filled'].sum())} filled)"


def read_cv_table(
    frame: pl.DataFrame,
    *,
    fill: Fill = "sure",
    skills: SkillLinker | None = None,
    as_of: dt.date | None = None,
    id_column: str = "jobseeker_id",
    progress: bool = False,
) -> CvTableReading:
    """Read every CV of a table.

    Parameters
    ----------
    frame : polars.DataFrame
        Column ``cv_text`` (absent or missing is no CV), and those of `jobmatch.schemas.JOBSEEKER` in their canonical
        types.
    fill : "sure", "all" or "none"
        Whether missing skills are filled from CVs that list at least three under a heading of their own, from all that
        name any, or not at all. Licences never are: to hold one does not say that there is no other, and a column
        would say so.
    skills : SkillLinker, optional
        Links text to a taxonomy; None takes the starter list.
    as_of : datetime.date, optional
        The day until which jobs that go on are counted.
    id_column : str
        Column whose values name the rows in ``readings``.
    progress : bool
        Whether to draw a progress bar on standard error.

    Returns
    -------
    CvTableReading
        Rows in the order of the frame. What is given stays as it is.
    """
    texts = frame["cv_text"].to_list() if "cv_text" in frame.columns else [None] * frame.height
    given: dict[str, list[Any]] = {
        name: frame[name].to_list() for name in (*_SKILLS, READ_FIELDS) if name in frame.columns
    }
    readings: list[tuple[Any, ...]] = []
    filled: dict[int, list[str]] = {}
    with progress_bar("Reading CVs", frame.height, shown=progress) as advance:
        for row, text in enumerate(texts):
            cv = read_cv(text, skills=skills, as_of=as_of)
            missing = "skills" in given and all(given[name][row] is None for name in _SKILLS if name in given)
            names = _names_to_fill(cv, fill) if missing else []
            if names:
                filled[row] = names
            for one in cv:
                fills = bool(names) and one.field == "skills" and one.provenance == "stated"
                readings.append((row, *cells_of(one), fills))
            if advance:
                advance(1)
    return CvTableReading(_filled(frame, given, filled), with_ids(readings, READINGS_SCHEMA, frame, id_column))


def skills_listed(text: str) -> list[str]:
    """Skills that fill a missing column with ``fill="sure"``; none where the CV does not list enough of them."""
    return _names_to_fill(read_skills(text, only_listed=True), "sure")


def fill_skills(
    frame: pl.DataFrame,
    *,
    fill: Fill = "sure",
    skills: SkillLinker | None = None,
    kept: Kept | None = None,
    processes: int = 1,
    progress: bool = False,
) -> pl.DataFrame:
    """Jobseekers with the skills of their CVs, as `read_cv_table` fills them, without a record of what else they state.

    Only CVs of people without skills are read, and of these only what can fill the column.

    Parameters
    ----------
    frame, fill, skills, progress
        As for `read_cv_table`.
    kept : Kept, optional
        Where it is kept which skills a CV names, so that a text is read once.
    processes : int
        Most processes that read.

    Returns
    -------
    polars.DataFrame
        Rows in the order of the frame.
    """
    if fill == "none" or not {"cv_text", "skills"} <= set(frame.columns):
        return frame
    given: dict[str, list[Any]] = {
        name: frame[name].to_list() for name in (*_SKILLS, READ_FIELDS) if name in frame.columns
    }
    missing = [pl.col(name).is_null() for name in _SKILLS if name in frame.columns]
    rows = frame.select(pl.all_horizontal(*missing, pl.col("cv_text").is_not_null())).to_series().arg_true()
    linker = starter_linker() if skills is None else skills
    by_names = linker.fingerprint is not None  # and not by vectors, of whose model nothing is known here
    with progress_bar("Reading CVs", len(rows), shown=progress) as advance:
        found = numbers_in(
            frame["cv_text"].gather(rows),
            SkillsThatFill(linker, fill),
            what=f"skills that fill {fill} {linker.fingerprint}",
            kept=kept if by_names else None,
            processes=processes if by_names else 1,
            advance=advance,
        )
        named = ((row, [linker.labels[number] for number in numbers]) for row, numbers in zip(rows, found, strict=True))
        return _filled(frame, given, {row: names for row, names in named if names})


@dataclass(frozen=True, slots=True)
class SkillsThatFill:
    """Skills that fill a missing column, as rows of the linker's labels."""

    linker: SkillLinker
    fill: Fill

    def __call__(self, text: str) -> list[int]:
        """Of one CV."""
        cv = read_skills(text, skills=self.linker, only_listed=self.fill == "sure")
        return [self.linker.row_of[name] for name in _names_to_fill(cv, self.fill)]

    def described(self) -> dict[str, Any]:
        """For another process."""
        return {"find": "skills", "fill": self.fill, "names": self.linker.names}


def _names_to_fill(cv: CvReading, fill: Fill) -> list[str]:
    may_fill = fill == "all" or (fill == "sure" and cv.n_listed_skills >= _LEAST_LISTED)
    return list(dict.fromkeys(cv.skills)) if may_fill else []


def _filled(frame: pl.DataFrame, given: dict[str, list[Any]], filled: dict[int, list[str]]) -> pl.DataFrame:
    if not filled:
        return frame
    skills, read = given["skills"], given.get(READ_FIELDS) or [None] * frame.height
    for row, names in filled.items():
        skills[row] = names
        read[row] = list(dict.fromkeys([*(read[row] or []), "skills"]))
    names_type = frame["skills"].dtype
    return frame.with_columns(pl.Series("skills", skills, names_type), pl.Series(READ_FIELDS, read, names_type))
