"""``jobmatch update``, ``compact`` and ``forget-health``: changes to an index that is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobmatch.cli.shared import (
    EXIT_CODES,
    EscoOption,
    IndexArgument,
    PlacesOption,
    ReadTextOption,
    RulesOption,
    Talk,
    described,
    finish,
    input_option,
    read_places,
    read_rules,
    read_taxonomy,
    read_vacancies,
)

if TYPE_CHECKING:
    from jobmatch.live import LiveIndex
    from jobmatch.results import Id


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "update",
        short_help="Add, replace, close and reopen vacancies of an index.",
        help=described(
            "Change the vacancies of an index without building it again: those of a table are added, or replaced where "
            "the index knows their ids. Each change is on disk before the command says so.",
            "jobmatch update my-index --vacancies new.csv --places places.csv",
            "jobmatch update my-index --close filled.csv",
            "jobmatch update my-index --reopen again.csv",
        ),
        epilog=EXIT_CODES,
    )(update)
    app.command(
        "compact",
        short_help="Save an index with the changes to it.",
        help=described(
            "Save an index with all changes to it laid out as if it had been built so, which makes matching faster.",
            "jobmatch compact my-index",
        ),
        epilog=EXIT_CODES,
    )(compact)
    app.command(
        "forget-health",
        short_help="Take what is recorded about health out of an index.",
        help=described(
            "Take all that is recorded about the health of some people, or of everybody, out of an index for good. "
            "Everything else stays. The old files count until the new ones are complete, and are removed then. An id "
            "that the index does not have is an error, and nothing changes.",
            "jobmatch forget-health my-index --ids asked.csv",
            "jobmatch forget-health my-index --everybody",
        ),
        epilog=EXIT_CODES,
    )(forget_health)


def update(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    directory: IndexArgument,
    vacancies: Annotated[Path | None, input_option("Vacancies to add, or to replace")] = None,
    close: Annotated[Path | None, input_option("Close the vacancies whose vacancy_id is in FILE")] = None,
    reopen: Annotated[Path | None, input_option("Open those in FILE again")] = None,
    places: PlacesOption = None,
    esco: EscoOption = None,
    rules: RulesOption = None,
    read_text: ReadTextOption = "sure",
) -> None:
    """Change the vacancies: first those of a table, then what is closed, then what is reopened."""
    if vacancies is None and close is None and reopen is None:
        raise typer.BadParameter("give --vacancies, --close or --reopen.")
    talk, n_rejected = context.obj, 0
    with _open(directory, talk) as index:
        if vacancies is not None:
            taxonomy = read_taxonomy(esco, talk)
            day, dated = index.matcher.config.as_of, read_rules(rules)
            table = read_vacancies(
                vacancies, read_places(places), day, talk, dated, read_text=read_text, taxonomy=taxonomy
            )
            n_rejected = table.n_rejected
            index.put(table)
            talk.say(f"{len(table)} vacancy(ies) added or replaced.")
        for path, change, done in ((close, index.close, "closed"), (reopen, index.reopen, "reopened")):
            if path is not None:
                ids = _ids(path, "vacancy_id")
                change(ids)
                talk.say(f"{len(ids)} vacancy(ies) {done}.")
        n_changes = index.n_changes
        talk.say(f"{index.matcher.n_vacancies} vacancy(ies) can be matched; {n_changes} change(s) since it was saved.")
    finish(put_aside=n_rejected > 0)


def compact(context: typer.Context, directory: IndexArgument) -> None:
    """Save the index with its changes."""
    talk = context.obj
    with _open(directory, talk) as index:
        n_changes = index.n_changes
        index.compact()
        talk.say(f"{n_changes} change(s) are now part of the index: {index.matcher.n_vacancies} vacancy(ies).")


def forget_health(
    context: typer.Context,
    directory: IndexArgument,
    ids: Annotated[Path | None, input_option("Forget the health of those whose jobseeker_id is in FILE")] = None,
    *,
    everybody: Annotated[bool, typer.Option("--everybody", help="Forget that of all people in the index.")] = False,
) -> None:
    """Save the index without what it holds about health."""
    if (ids is None) != everybody:
        raise typer.BadParameter("give either --ids or --everybody.")
    talk = context.obj
    with _open(directory, talk) as index:
        whose = None if ids is None else _people_of(ids)
        index.forget_health(whose)
        n_people = index.matcher.n_jobseekers if whose is None else len(whose)
        talk.say(f"Nothing about the health of {n_people} jobseeker(s) is in the index any more.")


def _open(directory: Path, talk: Talk) -> LiveIndex:
    from jobmatch.live import LiveIndex

    index = LiveIndex(directory, progress=talk.progress)
    if index.n_torn_bytes:
        talk.say(f"A change had been cut off and never counted: {index.n_torn_bytes} byte(s) of it are left aside.")
    return index


def _people_of(path: Path) -> list[Id]:
    from jobmatch.errors import InputError

    ids = _ids(path, "jobseeker_id")
    if not ids:
        raise InputError(
            f"Table {path.name!r} names nobody, so nothing was forgotten; expected a jobseeker_id in each row.\n"
            "Hint: `--everybody` forgets that of all people in the index."
        )
    return ids


def _ids(path: Path, column: str) -> list[Id]:
    """Ids of a table, each once, as it has them."""
    from jobmatch.errors import InputError, require_columns
    from jobmatch.tables import read_frame

    frame = read_frame(path)
    require_columns([column], frame.columns, path.name)
    n_missing = frame[column].null_count()
    if n_missing:
        raise InputError(
            f"Table {path.name!r} has {n_missing} row(s) without {column}, so nothing was changed; expected one in "
            "each row.\nHint: fill in who or what is meant, or leave the row out."
        )
    return frame[column].unique(maintain_order=True).to_list()
