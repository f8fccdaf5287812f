"""``jobmatch matrix``: travel times from a router or a service, checked and saved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobmatch.cli.shared import EXIT_CODES, described, input_option


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "matrix",
        short_help="Check travel times and save them for matching.",
        help=described(
            "Read travel times between zones (r5r, r5py, Urban Big Data Centre, TravelTime, OpenTripPlanner or our own "
            "layout), check them and save them. `jobmatch index --matrix DIRECTORY` then uses them.",
            "jobmatch matrix ttm_pt/ my-matrix --zones lsoa.csv --mode pt --cutoff 150 --date 2023-03-07 "
            "--producer 'Urban Big Data Centre' --licence 'OGL v3'",
            "jobmatch matrix car.csv my-matrix --zones lsoa.csv --mode car --band am --cutoff 90 --date 2026-03-03 "
            "--producer r5py --licence ODbL --add",
        ),
        epilog=EXIT_CODES,
    )(matrix)


def matrix(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    times: Annotated[Path, typer.Argument(exists=True, help="Travel times: a .parquet or .csv file, or a folder.")],
    directory: Annotated[Path, typer.Argument(help="Where to save the matrix.")],
    zones: Annotated[Path | None, input_option("Zones with their centroids")] = None,
    cutoff: Annotated[int | None, typer.Option(help="Longest journey that was looked for, minutes.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Day of the timetable or the street map.")] = None,
    producer: Annotated[str | None, typer.Option(help="Who or what made the times.")] = None,
    licence: Annotated[str | None, typer.Option(help="Terms under which they may be used.")] = None,
    mode: Annotated[str | None, typer.Option(help="walk, cycle, car or pt, if there is no column for it.")] = None,
    band: Annotated[
        str | None, typer.Option(help="early, am, day, pm, eve or night, if there is no column for it.")
    ] = None,
    *,
    add: Annotated[bool, typer.Option("--add", help="Add to the matrix that is in DIRECTORY.")] = False,
) -> None:
    """Read, check and save."""
    from jobmatch.travel import TravelMatrix

    found = TravelMatrix.read(
        times,
        zones,
        cutoff_min=cutoff,
        timetable_date=date,
        producer=producer,
        licence=licence,
        mode=mode,
        band=band,
    )
    if add:
        found = TravelMatrix.load(directory).join(found)
    found.save(directory)
    context.obj.say(f"{found!r} saved in {directory}.")
