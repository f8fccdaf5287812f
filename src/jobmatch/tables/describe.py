"""The tables of columns and of licences in `docs/data.md`, made from `jobmatch.schemas` and `jobmatch.codes`.

``python -m jobmatch.tables.describe docs/data.md`` brings the page up to date; a test fails while it is not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from jobmatch import codes
from jobmatch.schemas import JOBSEEKER, VACANCY, Column

_KIND_WORDS: Final = {
    "id": "text or whole number",
    "bool": "yes or no",
    "choice": "one of",
    "names": "list of text",
    "levels": "list of numbers",
    "dimensions": "levels by dimension",
    "week": "week notation",
    "whole": "whole number",
    "places": "places by name",
    "sites": "places",
}


def column_table(columns: Iterable[Column]) -> str:
    """A Markdown table of columns: name, type, unit, range, meaning, and whether an employer may see it."""
    lines = [
        "| column | type | unit | range | meaning | employer may see |",
        "|---|---|---|---|---|---|",
    ]
    for column in columns:
        name = f"**`{column.name}`** (required)" if column.required else f"`{column.name}`"
        seen = "yes" if column.audience == "everyone" else "no"
        meaning = column.meaning.replace("|", "\\|")
        lines.append(f"| {name} | {_type(column)} | {column.unit} | {_range(column)} | {meaning} | {seen} |")
    return "\n".join(lines)


def _type(column: Column) -> str:
    word = _KIND_WORDS.get(column.kind, column.kind)
    if not column.choices:
        return word
    choices = ", ".join(f"`{choice}`" for choice in column.choices)
    return f"{word} {choices}" if column.kind == "choice" else f"{word}, of {choices}"


def _range(column: Column) -> str:
    if column.low is None or column.high is None:
        return ""
    step = f", steps of {column.step:g}" if column.step else ""
    return f"{column.low:,g} to {column.high:,.10g}{step}"


def licence_table() -> str:
    """A Markdown table of licences: name, other ways to write it, and what else holding it satisfies."""
    lines = ["| licence | also written as | holding it also satisfies | and may satisfy |", "|---|---|---|---|"]
    for name in sorted(codes.LICENCES):
        written = ", ".join(alias for alias, meant in codes.LICENCE_ALIASES.items() if meant == name)
        more, perhaps = (
            ", ".join(f"`{other}`" for other in table.get(name, ()))
            for table in (codes.LICENCE_IMPLIES, codes.LICENCE_MAY_COUNT)
        )
        lines.append(f"| `{name}` | {written} | {more} | {perhaps} |")
    return "\n".join(lines)


def updated(page: str) -> str:
    """The page with the table between each pair of ``<!-- columns: NAME -->`` and ``<!-- end -->`` made anew."""
    blocks = {
        "columns: vacancies": column_table(VACANCY),
        "columns: jobseekers": column_table(JOBSEEKER),
        "licences": licence_table(),
    }
    for name, table in blocks.items():
        start, end = f"<!-- {name} -->", "<!-- end -->"
        before, _, rest = page.partition(start)
        _, _, after = rest.partition(end)
        page = f"{before}{start}\n{table}\n{end}{after}"
    return page


def main(path: Path) -> None:
    """Rewrite a page in place."""
    path.write_text(updated(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
