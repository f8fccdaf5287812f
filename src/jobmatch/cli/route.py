"""``jobmatch route``: travel times from a street map and timetables, saved as a matrix."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from jobmatch.cli.shared import EXIT_CODES, described, input_option, write_table


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "route",
        short_help="Work out travel times from a street map and timetables.",
        help=described(
            "Work out travel times between zones on foot, by bicycle and by public transport, and save "
            "them as a matrix. For a town or a county; needs `pip install 'jobmatch[routing]'`.",
            "jobmatch route newport.osm.pbf my-matrix --gtfs buses.zip --zones lsoa.csv --date 2023-06-13 "
            "--licence 'ODbL and OGL v3'",
            "jobmatch route newport.osm.pbf my-matrix --gtfs buses.zip --zones lsoa.csv --date 2023-06-13 "
            "--date 2023-06-17 --licence 'ODbL and OGL v3' --times times.parquet",
        ),
        epilog=EXIT_CODES,
    )(route)


def route(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    streets: Annotated[Path, typer.Argument(exists=True, help="OpenStreetMap extract, such as an .osm.pbf file.")],
    directory: Annotated[Path, typer.Argument(help="Where to save the matrix.")],
    zones: Annotated[Path, input_option("Zones with their centroids")],
    licence: Annotated[str, typer.Option(help="Terms of the street map and the timetables.")],
    date: Annotated[
        list[dt.datetime], typer.Option(formats=["%Y-%m-%d"], help="A weekday of the timetable; also a Sat or Sun.")
    ],
    gtfs: Annotated[list[Path] | None, typer.Option(exists=True, help="GTFS zip file or folder.")] = None,
    cutoff: Annotated[int, typer.Option(help="Longest journey to look for, minutes.")] = 120,
    every: Annotated[int, typer.Option(help="Minutes between departures.")] = 15,
    times: Annotated[
        Path | None,
        typer.Option(help="Also write all times, with those of Saturday and Sunday, to this .parquet file."),
    ] = None,
) -> None:
    """Route, and save."""
    from jobmatch.routing import route_times

    found = route_times(
        streets,
        gtfs or [],
        zones,
        [day.date() for day in date],
        cutoff_min=cutoff,
        every_min=every,
        progress=context.obj.progress,
    )
    matrix = found.matrix(licence)
    matrix.save(directory)
    if times is not None:
        write_table(found.times, times, "times", context.obj)
    off_map = found.zones.height - int(found.zones["origin"].sum())
    context.obj.say(f"{matrix!r} saved in {directory}; {off_map} zone(s) are not on the street map.")
