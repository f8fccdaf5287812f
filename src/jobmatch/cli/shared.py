"""What commands share: exit codes, errors as messages, options, settings, and reading and writing tables.

Nothing here imports the engine when it is loaded, so that ``jobmatch --help`` answers at once.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeVar

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from jobmatch.errors import (
    ConfigError,
    JobmatchError,
    RunError,
    RunMissingError,
    StoreDamagedError,
    StoreForeignError,
    StoreLeftoverError,
    StoreUnwritableError,
    StoreVersionError,
    UnwritableError,
)

if TYPE_CHECKING:
    import polars as pl

    from jobmatch.config import MatchConfig
    from jobmatch.matcher import Matcher
    from jobmatch.reading import SkillLinker
    from jobmatch.results import MatchResult
    from jobmatch.rules import Rules
    from jobmatch.tables import JobseekerTable, VacancyTable, ValidTable
    from jobmatch.tables.places import Places
    from jobmatch.taxonomy import Taxonomy
    from jobmatch.travel import TravelMatrix

Table = TypeVar("Table", bound="ValidTable")

# --- Exit codes and errors -------------------------------------------------------------

PUT_ASIDE: Final = 1
UNUSABLE: Final = 2
BAD_INDEX: Final = 3
GATE_FAILED: Final = 4
FAULT: Final = 70
UNWRITABLE: Final = 74  # this and the next as sysexits.h has them: EX_IOERR, EX_TEMPFAIL
TRY_AGAIN: Final = 75
INTERRUPTED: Final = 130
EXIT_CODES: Final = (
    "Exit codes: 0 all is well; 1 finished, but rows were put aside or nothing was found; "
    "2 wrong usage, or input that cannot be used; 3 a damaged index, or something else than one; "
    "4 a nightly run that failed a gate; 70 a fault in jobmatch; 74 a file cannot be written or removed; "
    "75 stopped or busy, try again; 130 interrupted."
)


class Commands(TyperGroup):
    """Commands whose errors end as one message on standard error and an exit code."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as the class above has it
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, TyperException, BrokenPipeError):
            raise
        except (Exception, KeyboardInterrupt) as error:
            if ctx.params.get("debug"):
                traceback.print_exc()
            else:
                typer.echo(_message(error), err=True)
            raise typer.Exit(_exit_code(error)) from None


def _exit_code(error: BaseException) -> int:
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, StoreDamagedError | StoreForeignError | StoreVersionError):
        return BAD_INDEX
    if isinstance(error, UnwritableError | StoreUnwritableError | StoreLeftoverError):
        return UNWRITABLE
    if isinstance(error, RunError):
        return UNUSABLE if isinstance(error, RunMissingError) else TRY_AGAIN
    return UNUSABLE if isinstance(error, JobmatchError | OSError) else FAULT


def _message(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "Interrupted."
    if isinstance(error, JobmatchError):
        return f"Error: {error}"
    if isinstance(error, OSError):
        return f"Error: {error.filename or 'a file'}: {error.strerror or type(error).__name__}."
    # The message of an error that nobody foresaw may quote the data.
    return (
        f"Fault in jobmatch: {type(error).__name__}.\n"
        "Hint: `jobmatch --debug ...` shows where. Look for personal data before you share that."
    )


# --- Talk ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said beside the results, on standard error."""

    quiet: bool

    def say(self, text: str) -> None:
        """Say something."""
        if not self.quiet:
            typer.echo(text, err=True)

    @property
    def progress(self) -> bool:
        """Whether to draw progress bars: to people only."""
        return not self.quiet and sys.stderr.isatty()


def described(summary: str, *examples: str) -> str:
    """Help text with examples; the backspace keeps their lines as they are."""
    return "\n\n".join([summary, "\n".join(["\b", "Examples:", *(f"  {example}" for example in examples)])])


# --- Options ---------------------------------------------------------------------------

OUTPUT_SUFFIXES: Final = (".parquet", ".csv", ".ndjson", ".jsonl")


def _writable(context: typer.Context, path: Path | None) -> Path | None:
    return _writable_as(context, path, OUTPUT_SUFFIXES)


def _writable_json(context: typer.Context, path: Path | None) -> Path | None:
    return _writable_as(context, path, (".json",))


def _writable_as(context: typer.Context, path: Path | None, suffixes: tuple[str, ...]) -> Path | None:
    """Refuse a file that could not be written before hours of work, not after."""
    if path is None:
        return None
    _claim(context, path, "output")
    if path.suffix.lower() not in suffixes:
        raise typer.BadParameter(f"{path.name!r} must end in {'one of ' * (len(suffixes) > 1)}{', '.join(suffixes)}.")
    if not path.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {str(path.parent)!r}.")
    if path.is_dir():
        raise typer.BadParameter(f"{str(path)!r} is a folder.")
    return path


def _readable(context: typer.Context, path: Path | None) -> Path | None:
    if path is not None:
        _claim(context, path, "input")
    return path


def _claim(context: typer.Context, path: Path, use: Literal["input", "output"]) -> None:
    """Refuse a file that is to be written and read, or written twice: one table would take the place of another."""
    claimed: dict[Path, str] = context.meta.setdefault("jobmatch.files", {})
    before = claimed.get(path.resolve())
    if before is not None and "output" in (before, use):
        raise typer.BadParameter(f"{str(path)!r} is given twice: name a file of its own for each table.")
    claimed[path.resolve()] = use


def output_option(help_text: str) -> Any:  # noqa: ANN401 - typer's options have no type of their own
    """An option for a file to write."""
    return typer.Option(callback=_writable, metavar="FILE", help=f"{help_text} (.parquet, .csv, .ndjson or .jsonl).")


def folder_argument(help_text: str) -> Any:  # noqa: ANN401
    """An argument for a folder to write to."""
    return typer.Argument(file_okay=False, writable=True, help=help_text)


def json_output_option(help_text: str) -> Any:  # noqa: ANN401
    """An option for a JSON file to write."""
    return typer.Option(callback=_writable_json, metavar="FILE", help=f"{help_text} (.json).")


def input_option(help_text: str) -> Any:  # noqa: ANN401
    """An option for a table to read."""
    return typer.Option(
        exists=True, callback=_readable, metavar="FILE", help=f"{help_text} (.parquet, .csv, .ndjson or .jsonl)."
    )


_INDEX: Final = typer.Argument(metavar="INDEX", help="Directory that `jobmatch index` wrote.")


def table_argument(help_text: str) -> Any:  # noqa: ANN401
    """An argument for a table to read."""
    return typer.Argument(exists=True, callback=_readable, help=help_text)


IndexArgument = Annotated[Path, _INDEX]
OptionalIndexArgument = Annotated[Path | None, _INDEX]
LengthOption = Annotated[int, typer.Option("--length", "-k", min=1, help="Length of each list.")]
PlacesOption = Annotated[Path | None, input_option("Where postcodes and areas lie")]
RulesOption = Annotated[
    Path | None,
    typer.Option(
        "--rules", exists=True, file_okay=False, metavar="FOLDER", help="Your own dated rules: docs/rules-tables.md."
    ),
]
EscoOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--esco", exists=True, metavar="PATH", help="ESCO's CSV bundle, a folder or ZIP file; may come twice."
    ),
]
CountsOption = Annotated[
    Path | None,
    output_option("Write how many pairs each list was chosen from, empty lists included, to FILE"),
]
QuestionsOption = Annotated[
    Path | None,
    output_option("Write what to ask first for each list, the most useful question first, to FILE"),
]
MatrixOption = Annotated[
    Path | None,
    typer.Option(
        "--matrix", exists=True, file_okay=False, metavar="DIR", help="Travel times that `jobmatch matrix` saved."
    ),
]
AsOfOption = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Leave out vacancies that closed before this day."),
]
ThreadsOption = Annotated[
    int | None, typer.Option(min=1, help="Threads; results never depend on it. [default: all cores]")
]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", exists=True, dir_okay=False, metavar="FILE", help="Settings of MatchConfig, as JSON."),
]
ReadText = Literal["sure", "all", "none"]
ReadTextOption = Annotated[
    ReadText,
    typer.Option(
        help="Which missing fields to fill with what adverts and CVs state: those that are read surely enough."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON.")]


def make_config(path: Path | None, as_of: dt.datetime | None, threads: int | None, talk: Talk) -> MatchConfig:
    """Make settings from a JSON file and the options that stand above it.

    Raises
    ------
    ConfigError
        If the file is not a JSON object of settings.
    """
    from jobmatch.config import MatchConfig

    settings: dict[str, Any] = {"progress": talk.progress}
    if path is not None:
        settings |= json_object(path)
    if talk.quiet:
        settings["progress"] = False
    if as_of is not None:
        settings["as_of"] = as_of.date()
    if threads is not None:
        settings["threads"] = threads
    return MatchConfig(**settings)


def json_object(path: Path) -> dict[str, Any]:
    """Read a file of settings.

    Raises
    ------
    ConfigError
        If the file is not a JSON object of settings.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise ConfigError(f"Settings file {path.name!r} is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        raise ConfigError(f"Settings file {path.name!r} is not JSON: line {error.lineno}: {error.msg}.") from None
    if not isinstance(value, dict):
        raise ConfigError(f'Settings file {path.name!r} holds no JSON object.\nExpected {{"setting": value, ...}}.')
    return value


# --- Tables ----------------------------------------------------------------------------


def read_places(path: Path | None) -> Places | None:
    """Read where postcodes and areas lie, if there is a table of it."""
    if path is None:
        return None
    from jobmatch.tables.places import Places

    return Places.from_source(path)


def read_rules(folder: Path | None) -> Rules | None:
    """Read dated rules, if there is a folder of them."""
    if folder is None:
        return None
    from jobmatch.rules import Rules

    return Rules.from_folder(folder)


def read_taxonomy(esco: list[Path] | None, talk: Talk) -> Taxonomy | None:
    """Read a taxonomy, if there is one, and say which."""
    if not esco:
        return None
    from jobmatch.taxonomy import read_esco

    taxonomy = read_esco(esco)
    talk.say(f"{taxonomy.name}, version {taxonomy.version}: {len(taxonomy)} skill(s).")
    return taxonomy


def read_vacancies(
    path: Path,
    places: Places | None,
    as_of: dt.date | None,
    talk: Talk,
    rules: Rules | None = None,
    *,
    read_text: ReadText = "sure",
    taxonomy: Taxonomy | None = None,
) -> VacancyTable:
    """Read vacancies and say what was put aside, and what was read from their texts."""
    from jobmatch import tables

    table = tables.read_vacancies(
        path,
        places=places,
        as_of=as_of,
        read_text=read_text,
        # only with "all" do skills fill anything
        skills=linker_of(taxonomy) if read_text == "all" else None,
        rules=rules,
        progress=talk.progress,
    )
    return _reported(table, talk)


def read_jobseekers(
    path: Path,
    places: Places | None,
    as_of: dt.date | None,
    talk: Talk,
    rules: Rules | None = None,
    *,
    read_text: ReadText = "sure",
    taxonomy: Taxonomy | None = None,
) -> JobseekerTable:
    """Read jobseekers and say what was put aside, and what was read from their CVs."""
    from jobmatch import tables

    table = tables.read_jobseekers(
        path,
        places=places,
        as_of=as_of,
        rules=rules,
        read_text=read_text,
        skills=linker_of(taxonomy),
        progress=talk.progress,
    )
    return _reported(table, talk)


def linker_of(taxonomy: Taxonomy | None) -> SkillLinker | None:
    """What links text to the skills of a taxonomy; None where there is none."""
    if taxonomy is None:
        return None
    from jobmatch.reading import SkillLinker

    return SkillLinker(taxonomy)


def _reported(table: Table, talk: Talk) -> Table:
    talk.say(table.report())
    return table


def load_matcher(directory: Path, threads: int | None, talk: Talk) -> Matcher:
    """Load a saved index."""
    from jobmatch.matcher import Matcher

    return Matcher.load(directory, progress=talk.progress, threads=threads)


def load_matrix(directory: Path | None) -> TravelMatrix | None:
    """Load saved travel times, if there are any."""
    if directory is None:
        return None
    from jobmatch.travel import TravelMatrix

    return TravelMatrix.load(directory)


def build_matcher(
    vacancies: Path,
    jobseekers: Path,
    places: Path | None,
    matrix: Path | None,
    settings: tuple[Path | None, dt.datetime | None, int | None],
    talk: Talk,
) -> tuple[Matcher, int]:
    """Build a matcher from two tables; also how many of their rows were put aside.

    ``settings`` are the settings file, the day and the threads, as `make_config` takes them.
    """
    from jobmatch.matcher import Matcher

    config, locator = make_config(*settings, talk), read_places(places)
    vacancy_table = read_vacancies(vacancies, locator, config.as_of, talk)
    jobseeker_table = read_jobseekers(jobseekers, locator, config.as_of, talk)
    matcher = Matcher.build(vacancy_table, jobseeker_table, config, travel=load_matrix(matrix))
    return matcher, vacancy_table.n_rejected + jobseeker_table.n_rejected


def say_result(result: MatchResult, path: Path, talk: Talk) -> None:
    """Say what was found and what it may be trusted for."""
    found = result.certificate
    asked = "jobseeker(s)" if result.direction == "match" else "vacancy(ies)"
    column = "jobseeker_id" if result.direction == "match" else "vacancy_id"
    n_without = found.n_queries - result.frame[column].n_unique()
    talk.say(f"{len(result)} pair(s) for {found.n_queries} {asked} written to {path}; {n_without} without any.")
    exact = "Exact"
    if not found.exact:
        exact = f"Approximate: {found.n_certain} of the {found.n_listed} listed are certain to hold their place"
    listed = "" if found.n_pairs_eligible is None else f", of which {found.n_pairs_eligible} could be listed"
    closed = f"; {found.n_not_open} vacancy(ies) had closed" if found.n_not_open else ""
    talk.say(f"{exact} ({found.n_pairs_due} pairs in reach{listed}){closed}.")


def write_table(frame: pl.DataFrame, path: Path, what: str, talk: Talk) -> None:
    """Write a table that goes beside the result, and say so."""
    from jobmatch.tables import write_frame

    write_frame(frame, path)
    talk.say(f"{frame.height} {what} written to {path}.")


Kind = Literal["vacancies", "jobseekers"]


def finish(*, put_aside: bool) -> None:
    """End with the exit code that says whether anything was put aside or not found.

    Raises
    ------
    typer.Exit
        With code 1, if so.
    """
    if put_aside:
        raise typer.Exit(PUT_ASIDE)
