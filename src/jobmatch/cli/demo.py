"""``jobmatch demo``: the whole of it on the sample data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from jobmatch.cli.shared import EXIT_CODES, described
from jobmatch.errors import InputError

_FILES: Final = ("vacancies.csv", "jobseekers.ndjson", "places.csv", "put_forward.csv")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "demo",
        short_help="Match the sample data and show what comes out.",
        help=described(
            "Match the sample data and show what comes out: rankings, explanations, an employer's view.",
            "jobmatch demo",
            "jobmatch demo -k 5 --people 1",
            "jobmatch demo --samples data/samples",
        ),
        epilog=EXIT_CODES,
    )(demo)


def demo(
    context: typer.Context,
    samples: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, metavar="DIR", help="Folder of the sample data.")
    ] = None,
    k: Annotated[int, typer.Option("--length", "-k", min=1, help="Length of each list.")] = 3,
    people: Annotated[int, typer.Option(min=1, help="For how many people to show matches.")] = 3,
) -> None:
    """Run the main job on the samples."""
    folder = find_samples(samples)
    from jobmatch.cli.tour import show_all

    show_all(folder, k, people, context.obj)


def find_samples(given: Path | None) -> Path:
    """Find the folder of sample data: the one given, the one beside the sources, or ./data/samples.

    Raises
    ------
    InputError
        If none of them holds the samples.
    """
    beside_sources = Path(__file__).resolve().parents[3] / "data" / "samples"
    tried = [given] if given is not None else [beside_sources, Path("data", "samples")]
    for folder in tried:
        if all((folder / name).is_file() for name in _FILES):
            return folder
    raise InputError(
        f"No sample data: looked for {', '.join(_FILES)} in {' and in '.join(str(folder) for folder in tried)}.\n"
        "Hint: they are in data/samples of jobmatch's repository: `jobmatch demo --samples DIR`."
    )
