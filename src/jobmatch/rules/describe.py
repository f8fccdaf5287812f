"""The tables of rules in `docs/rules-tables.md`, made from the shipped files.

``python -m jobmatch.rules.describe docs/rules-tables.md`` brings the page up to date; a test fails while it is not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from jobmatch.rules.tables import TABLES, Rules


def rule_tables(rules: Rules) -> str:
    """Markdown: one section a table, one line a row."""
    parts = []
    for name, kind in TABLES.items():
        unit = f" ({kind.unit})" if kind.unit else ""
        lines = [f"### {kind.title}{unit}: `{name}.csv`", ""]
        lines += ["| case | from | to | value | certainty | source |", "|---|---|---|---|---|---|"]
        for case in kind.cases:
            for row in rules.rows[name].get(case, ()):
                value = "not filled in" if row.value is None else f"{row.value}"
                last = row.effective_to or ""
                lines.append(f"| `{case}` | {row.effective_from} | {last} | {value} | {row.certainty} | {row.source} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def updated(page: str) -> str:
    """The page with what stands between ``<!-- rules -->`` and ``<!-- end -->`` made anew."""
    before, start, rest = page.partition("<!-- rules -->")
    _, end, after = rest.partition("<!-- end -->")
    return f"{before}{start}\n{rule_tables(Rules.shipped())}\n{end}{after}"


def main(path: Path) -> None:
    """Rewrite a page in place."""
    path.write_text(updated(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
