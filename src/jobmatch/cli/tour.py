"""What ``jobmatch demo`` shows, step by step. Loads the engine, so it is imported when the demo runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import polars as pl
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jobmatch.cli.shared import Talk
from jobmatch.codes import Verdict
from jobmatch.config import MatchConfig
from jobmatch.matcher import Matcher
from jobmatch.phrases import VERDICT_WORDS
from jobmatch.results import Id
from jobmatch.tables import JobseekerTable, VacancyTable, read_frame, read_jobseekers, read_vacancies
from jobmatch.tables.places import Places

_BAD_ROWS: Final = "bad_rows.csv"
_N_VACANCIES: Final = 2
_POINT: Final = 1000  # scores are in thousandths of a point
_TEXT_COLUMNS: Final = {"vacancy", "title", "jobseeker", "verdict", "licence", "hours"}


def show_all(folder: Path, k: int, n_people: int, talk: Talk) -> None:
    """Match the samples and show people, vacancies, an employer's view, and the work that it took.

    Parameters
    ----------
    folder
        Of the sample data.
    k
        Length of each list.
    n_people
        How many people to show matches of.
    talk
        For progress and remarks; the results go to standard output.
    """
    out, clock = Console(highlight=False, markup=False), _Clock()
    with clock.step("reading and checking the tables"):
        vacancies, jobseekers = _read(folder, out, talk)
    with clock.step("encoding and laying out"):
        matcher = Matcher.build(vacancies, jobseekers, MatchConfig(progress=talk.progress))
    with matcher:
        talk.say("The first run after installing compiles the scorer, which takes a minute or two.")
        titles = dict(vacancies.frame.select("vacancy_id", "title").iter_rows())
        with clock.step("matching everybody"):
            matches = matcher.match(k=k)
        for person in jobseekers.frame["jobseeker_id"].head(n_people):
            _show_matches(matcher, person, matches.frame, titles, out)
        with clock.step("shortlisting for every vacancy"):
            shortlist = matcher.shortlist(k=k)
        view = shortlist.for_employer(read_frame(folder / "put_forward.csv")).frame
        for vacancy in view["vacancy_id"].unique(maintain_order=True).head(_N_VACANCIES):
            _show_shortlist(matcher, vacancy, shortlist.frame, titles, out)
            _heading(out, f"Vacancy {vacancy}: what the employer sees of those put forward")
            shown = view.filter(pl.col("vacancy_id") == vacancy)
            out.print(_people_table(shown, "licence_verdict", "hours_verdict"))
        _heading(out, "Work done")
        found = f"{matcher.n_encoded} text(s) encoded now, {matcher.n_cached} found in the cache"
        _print(out, f"{found}: a second run encodes nothing.")
        for step, seconds in clock.seconds.items():
            _print(out, f"{seconds:8.2f} s  {step}")


class _Clock:
    """Seconds that each step took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start


# --- Steps -----------------------------------------------------------------------------


def _read(folder: Path, out: Console, talk: Talk) -> tuple[VacancyTable, JobseekerTable]:
    _heading(out, "Tables")
    places = Places.from_source(folder / "places.csv")
    vacancies = read_vacancies(folder / "vacancies.csv", places=places, progress=talk.progress)
    jobseekers = read_jobseekers(folder / "jobseekers.ndjson", places=places, progress=talk.progress)
    _print(out, f"{vacancies.report()}\n{jobseekers.report()}")
    if (folder / _BAD_ROWS).is_file():
        _print(out, f"\n{_BAD_ROWS}, rows with mistakes made on purpose (not matched):")
        _print(out, read_vacancies(folder / _BAD_ROWS, places=places).report())
    return vacancies, jobseekers


def _show_matches(matcher: Matcher, person: Id, matches: pl.DataFrame, titles: dict[Id, str], out: Console) -> None:
    rows = matches.filter(pl.col("jobseeker_id") == person)
    _heading(out, f"Jobseeker {person}: {rows.height} best vacancies")
    out.print(_match_table(rows, titles))
    for vacancy in rows["vacancy_id"].head(1):
        _print(out, f"\nWhy vacancy {vacancy} comes first:\n\n{matcher.explain(person, vacancy)}\n")


def _show_shortlist(
    matcher: Matcher, vacancy: Id, shortlist: pl.DataFrame, titles: dict[Id, str], out: Console
) -> None:
    rows = shortlist.filter(pl.col("vacancy_id") == vacancy)
    _heading(out, f"Vacancy {vacancy}, {titles[vacancy]}: shortlist for staff")
    out.print(_people_table(rows, "verdict"))
    for person in rows["jobseeker_id"].head(1):
        _print(out, f"\nMore about jobseeker {person}, with the full score:\n\n{matcher.explain(person, vacancy)}\n")


# --- For people ------------------------------------------------------------------------


def _heading(out: Console, text: str) -> None:
    out.rule(Text(text), characters="-")


def _print(out: Console, text: str) -> None:
    # In a file or a pipe lines stay whole; on a terminal they are broken between words.
    out.print(text, soft_wrap=not out.is_terminal)


def _match_table(rows: pl.DataFrame, titles: dict[Id, str]) -> Table:
    table = _table("rank", "vacancy", "title", "score", "min there", "min back", "verdict")
    for row in rows.iter_rows(named=True):
        vacancy = row["vacancy_id"]
        minutes = ["-" if row[name] is None else str(row[name]) for name in ("travel_out_min", "travel_ret_min")]
        what = (str(row["rank"]), str(vacancy), titles[vacancy], _points(row["score"]))
        table.add_row(*what, *minutes, _words(row["verdict"]))
    return table


def _people_table(rows: pl.DataFrame, *verdicts: str) -> Table:
    parts = ("score", "text", "skills", "unknown")
    table = _table("rank", "jobseeker", *parts, *(name.removesuffix("_verdict") for name in verdicts))
    for row in rows.iter_rows(named=True):
        points, words = [_points(row[name]) for name in parts], [_words(row[name]) for name in verdicts]
        table.add_row(str(row["rank"]), str(row["jobseeker_id"]), *points, *words)
    return table


def _table(*columns: str) -> Table:
    """Make an empty table that reads the same without colour and in a log."""
    table = Table(box=box.ASCII, pad_edge=False)
    for name in columns:
        table.add_column(name, justify="left" if name in _TEXT_COLUMNS else "right", overflow="fold")
    return table


def _points(thousandths: int) -> str:
    return f"{thousandths / _POINT:.1f}"


def _words(verdict: str) -> str:
    return VERDICT_WORDS[Verdict[verdict]]
