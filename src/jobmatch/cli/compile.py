"""``jobmatch compile``: machine code ahead of the first match."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from jobmatch.cli.shared import EXIT_CODES, described


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "compile",
        short_help="Compile ahead, so that the first match need not wait.",
        help=described(
            "Compile what matching runs, for this processor, and keep it where later processes find it. Without "
            "this the first match compiles, which takes a minute or two.",
            "jobmatch compile",
            "jobmatch compile --into build/machine-code",
        ),
        epilog=EXIT_CODES,
    )(compile_ahead)


def compile_ahead(
    context: typer.Context,
    into: Annotated[
        Path | None,
        typer.Option(file_okay=False, metavar="DIR", help="Keep it there. [default: the folder of the user's caches]"),
    ] = None,
) -> None:
    """Compile."""
    if into is not None:
        os.environ["NUMBA_CACHE_DIR"] = str(into)  # read when the kernels are imported
    from jobmatch.warm import compile_kernels

    done = compile_kernels()
    context.obj.say(f"{done.n_compiled} kernel(s) compiled, {done.n_found} found compiled: {done.seconds:.1f} s.")
