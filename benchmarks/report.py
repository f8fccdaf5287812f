"""Tables of benchmark results in README.md and docs/results.md: ``python -m benchmarks.report [--check]``.

Between ``<!-- results:NAME -->`` and ``<!-- /results:NAME -->`` stands what ``benchmarks/results/NAME.json`` says, and
nothing that a hand wrote. The end of a metric's name is its unit (`UNITS`), the rest becomes its label. Results with a
plot (`benchmarks.plots`) have it in ``docs/plots/NAME.svg``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.common import REPOSITORY, RESULTS, write_atomically
from benchmarks.plots import PLOTS

PAGES: Final = (REPOSITORY / "README.md", REPOSITORY / "docs" / "results.md")
# The first that fits counts, so the longer ends come first.
UNITS: Final = {
    "_per_s": "per second",
    "_per_min": "per minute",
    "_ns": "ns",
    "_us": "\u00b5s",
    "_ms": "ms",
    "_s": "s",
    "_min": "min",
    "_bytes": "bytes",
    "_kib": "KiB",
    "_mib": "MiB",
    "_gib": "GiB",
    "_mb": "MB",
    "_gb": "GB",
    "_km": "km",
    "_pct": "%",
}
# A metric with both of these besides it has an interval.
_INTERVAL: Final = ("_low", "_high")
_OPENING: Final = re.compile(r"<!-- results:([a-z0-9_]+) -->")
_SECTION: Final = re.compile(r"(<!-- results:([a-z0-9_]+) -->\n).*?(<!-- /results:\2 -->)", re.DOTALL)
_ANY_MARKER: Final = re.compile(r"<!-- /?results:[^>]*-->")


class ReportError(Exception):
    """A page and the results do not fit together."""


def fill(page: str, results: Path = RESULTS) -> str:
    """A page with its result tables as the results say.

    Parameters
    ----------
    page : str
        Text with markers.
    results : pathlib.Path
        Folder of result files.

    Raises
    ------
    ReportError
        If a marker is not closed, or names a result that is not there.
    """
    if len(_ANY_MARKER.findall(page)) != 2 * len(_SECTION.findall(page)) or any(
        len(_OPENING.findall(section.group(0))) != 1 for section in _SECTION.finditer(page)
    ):
        raise ReportError("A results marker is not in form: each needs its own opening and closing line.")
    return _SECTION.sub(lambda found: f"{found[1]}{table(_load(results / f'{found[2]}.json'))}{found[3]}", page)


def _load(path: Path) -> dict[str, Any]:
    try:
        result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ReportError(f"No {path.name} among the results: run `python -m benchmarks.{path.stem}`.") from None
    return result


def table(result: dict[str, Any]) -> str:
    """One result as a Markdown table, with what a reader must know to judge it under it."""
    side_by_side, others = _split(result["metrics"], result.get("columns", []))
    parts = [f"{result['description']}\n", *_side_by_side(side_by_side, result.get("columns", []))]
    lines = [*parts, *_one_a_row(others)]
    return "\n".join([*lines, "", f"<sub>{_circumstances(result)}</sub>", ""])


def _one_a_row(metrics: dict[str, float]) -> list[str]:
    if not metrics:
        return []
    lines = ["| | value | unit |", "|---|---:|---|"]
    for name in metrics:
        if any(name.endswith(end) and name.removesuffix(end) in metrics for end in _INTERVAL):
            continue
        label, unit = label_and_unit(name)
        lines.append(f"| {label} | {_with_interval(metrics, name)} | {unit} |")
    return lines


def _with_interval(metrics: dict[str, float], name: str) -> str:
    low, high = (metrics.get(name + end) for end in _INTERVAL)
    spread = "" if low is None or high is None else f" ({number(low)} to {number(high)})"
    return f"{number(metrics[name])}{spread}"


def _split(metrics: dict[str, float], columns: Sequence[str]) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Metrics that stand side by side, by what they have in common and by column; and the others."""
    rows: dict[str, dict[str, float]] = {}
    others: dict[str, float] = {}
    for name, value in metrics.items():
        end = next((end for end in _INTERVAL if name.endswith(end) and name.removesuffix(end) in metrics), "")
        whole = name.removesuffix(end)
        column = next((column for column in columns if whole.endswith(f"_{column}")), None)
        if column is None:
            others[name] = value
        else:
            rows.setdefault(whole.removesuffix(f"_{column}"), {})[column + end] = value
    return rows, others


def _side_by_side(rows: dict[str, dict[str, float]], columns: Sequence[str]) -> list[str]:
    if not rows:
        return []
    labels = [label_and_unit(column) for column in columns]
    heads = " | ".join(f"{label}, {unit}" if unit else label for label, unit in labels)
    lines = [f"| | {heads} |", f"|---|{'---:|' * len(columns)}"]
    for name, values in rows.items():
        cells = " | ".join(_with_interval(values, column) if column in values else "" for column in columns)
        lines.append(f"| {name.replace('_', ' ')} | {cells} |")
    return [*lines, ""]


def _circumstances(result: dict[str, Any]) -> str:
    machine = result["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in result["versions"].items())
    facts = [
        f"{machine['cpu']}, {machine['cores']} cores, {machine['memory_gib']} GiB, {machine['os']}",
        versions,
        f"commit {result['commit']}, {result['date']}, seed {result['seed']}",
    ]
    if result["options"]:
        facts.append(", ".join(f"{name}={value}" for name, value in result["options"].items()))
    if result["data"]:
        facts.insert(0, f"Data: {result['data']}")
    return ". ".join(facts) + "."


def label_and_unit(metric: str) -> tuple[str, str]:
    """Label and unit of a metric.

    >>> label_and_unit("people_matched_per_s")
    ('people matched', 'per second')
    >>> label_and_unit("ndcg_at_10")
    ('ndcg at 10', '')
    """
    end = next((end for end in UNITS if metric.endswith(end)), "")
    return metric.removesuffix(end).replace("_", " "), UNITS.get(end, "")


def number(value: float) -> str:
    """Whole numbers with thousands separators, others to three significant digits.

    >>> number(1234567), number(1234.5), number(0.98765), number(0.0), number(1.0)
    ('1,234,567', '1,234', '0.988', '0', '1.00')
    """
    if isinstance(value, int) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:#.3g}".rstrip(".") if value else "0"


def main(argv: Sequence[str] | None = None) -> int:
    """Write the tables, or with ``--check`` say whether they are as the results say."""
    parser = argparse.ArgumentParser(description="Fill the result tables of the README and docs/results.md.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a page is out of step")
    parser.add_argument("--pages", type=Path, nargs="+", default=PAGES, metavar="FILE")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR")
    parser.add_argument("--plots", type=Path, default=REPOSITORY / "docs" / "plots", metavar="DIR")
    options = parser.parse_args(argv)
    try:
        wanted = {page: fill(_text(page), options.results) for page in options.pages}
        wanted |= plots(options.results, options.plots)
    except ReportError as error:
        print(f"{', '.join(page.name for page in options.pages)}: {error}", file=sys.stderr)
        return 1
    stale = {path: text for path, text in wanted.items() if _text(path) != text}
    for path, text in stale.items():
        if options.check:
            print(f"{path.name} is out of step with the results: run `make readme`.", file=sys.stderr)
        else:
            write_atomically(path, text)
            print(f"{path.name}: written.")
    return 1 if stale and options.check else 0


def plots(results: Path, folder: Path) -> dict[Path, str]:
    """Text of each plot whose result is there, by its path."""
    return {
        folder / f"{name}.svg": draw(_load(results / f"{name}.json"))
        for name, draw in PLOTS.items()
        if (results / f"{name}.json").exists()
    }


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
