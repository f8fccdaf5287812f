"""Pages of HTML from templates: each one file that loads nothing, reads without colours, and prints."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES: Final = Path(__file__).parent


@cache
def _environment() -> Environment:
    # Values are escaped: names of groups and areas are whatever an operator's table holds.
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["min"], environment.globals["max"] = min, max
    return environment


def render_page(template: str, **values: object) -> str:
    """A page from a template of this folder.

    Parameters
    ----------
    template
        Name of the file.
    **values
        What it shows; everything that it names must be here.
    """
    return _environment().get_template(template).render(**values)
