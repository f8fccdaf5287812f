"""What a night did, in JSON for programs and as a page for people: counts, shares, times; nothing about anybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import polars as pl

from jobmatch.codes import CONSTRAINT_NAMES
from jobmatch.fairness.groups import TOGETHER as GROUPS_TOGETHER, together
from jobmatch.nightly.folder import RunFolder, read_json, write_whole
from jobmatch.pages import render_page
from jobmatch.schemas import JOBSEEKER, VACANCY, Column
from jobmatch.tables import ValidTable
from jobmatch.tables.written import whole_table

NOT_STATED: Final = "(not stated)"
TOGETHER: Final = "(small areas together)"
VERDICTS: Final = ("OK", "CONDITIONAL", "UNKNOWN")
_MOST_BARS: Final = 40
_NOT_ASKED: Final = ("read_fields", "inferred_fields")


def unknown_by_field(table: ValidTable, columns: tuple[Column, ...]) -> list[dict[str, Any]]:
    """Share of the usable rows that do not state each column."""
    n = len(table)
    return [
        {"table": table.name, "field": column.name, "share": table.frame[column.name].null_count() / n}
        for column in columns
        if not column.required and column.name not in _NOT_ASKED
    ]


def unknown_by_tables(jobseekers: ValidTable, vacancies: ValidTable) -> list[dict[str, Any]]:
    """The same of both tables."""
    return [*unknown_by_field(jobseekers, JOBSEEKER), *unknown_by_field(vacancies, VACANCY)]


def unknown_by_rule(run: RunFolder) -> list[dict[str, Any]]:
    """Share of listed pairs about which each rule has something unknown."""
    names = [f"{name}_verdict" for name in CONSTRAINT_NAMES]
    shares = run.scan("matches").select((pl.col(names).cast(pl.String) == "UNKNOWN").mean()).collect()
    return [
        {"rule": rule, "share": shares[name].item() or 0.0} for rule, name in zip(CONSTRAINT_NAMES, names, strict=True)
    ]


def most_asked(run: RunFolder, n: int = 10) -> list[dict[str, Any]]:
    """What is worth asking most often: fields by the number of people whose first question they are."""
    first = run.scan("questions").filter(pl.col("rank") == 1)
    counted = first.group_by("who", "field").agg(n_people=pl.len()).collect()
    return counted.sort("n_people", "who", "field", descending=[True, False, False]).head(n).to_dicts()


def verdicts_by_area(run: RunFolder, by_area: tuple[Path, str] | None, least: int) -> list[dict[str, Any]]:
    """How many pairs of each verdict there are by area; areas of few people together, or not at all.

    Without a table of areas each partition is one.
    """
    people = run.scan("counts").select(pl.col("jobseeker_id").cast(pl.String)).with_row_index("_row").collect()
    if by_area is None:
        sizes = [(file.stem.replace("part-", "partition "), pl.scan_parquet(file, glob=False).select(pl.len()).collect()
                  .item()) for file in sorted((run.path / "counts").glob("part-*.parquet"))]  # fmt: skip
        named = people.select(
            "jobseeker_id", area=pl.Series([name for name, n in sizes for _ in range(n)], dtype=pl.String)
        )
    else:
        path, column = by_area
        table = whole_table(path, ("jobseeker_id", column), "areas").select(
            pl.col("jobseeker_id").cast(pl.String), area=pl.col(column).cast(pl.String)
        )
        named = people.join(table.unique("jobseeker_id"), on="jobseeker_id", how="left", maintain_order="left").select(
            "jobseeker_id", pl.col("area").fill_null(NOT_STATED)
        )
    named = _few_together(named, least)
    pairs = (
        run.scan("matches")
        .select(pl.col("jobseeker_id", "verdict").cast(pl.String))
        .join(named.lazy(), on="jobseeker_id")
        .group_by("area", "verdict")
        .len()
        .collect()
    )
    n_pairs = {(area, verdict): n for area, verdict, n in pairs.rows()}
    sizes_by_area = named.group_by("area").len().sort("area").rows()
    return [
        {"area": area, "n_people": n, **{verdict: n_pairs.get((area, verdict), 0) for verdict in VERDICTS}}
        for area, n in sizes_by_area
    ]


def _few_together(named: pl.DataFrame, least: int) -> pl.DataFrame:
    """Small areas as one, with the smallest other where they are too few: else the totals would tell of them."""
    areas = together(named["area"], least)
    return named.clear() if areas is None else named.with_columns(areas.replace(GROUPS_TOGETHER, TOGETHER))


def times_of_parts(run: RunFolder) -> list[dict[str, Any]]:
    """What each partition took, also those that were finished before a run went on."""
    found = []
    for file in sorted((run.path / "times").glob("part-*.json")):
        times = read_json(file)
        if times is not None:
            found.append({"part": int(file.stem.removeprefix("part-")), **times})
    return found


def write_report(run: RunFolder, report: dict[str, Any]) -> None:
    """Write report.json and report.html."""
    run.write("report.json", report)
    write_whole(run.path / "report.html", report_page(report).encode())


def report_page(report: dict[str, Any]) -> str:
    """The report as a page."""
    fields = sorted(report["unknown_fields"], key=lambda row: (-row["share"], row["table"], row["field"]))
    areas = sorted(report["verdicts_by_area"], key=lambda row: (-row["n_people"], row["area"]))
    return render_page(
        "nightly.html",
        title=f"Nightly run {report['run']}",
        report=report,
        most_rows=max(report["rows"].values()) or 1,
        stages=_bars(report["stages_seconds"]),
        parts=report["parts"][:_MOST_BARS],
        most_part_seconds=max((row["seconds"] for row in report["parts"]), default=0) or 1,
        most_part_memory=max((row["peak_memory_mb"] for row in report["parts"]), default=0) or 1,
        n_more_parts=max(0, len(report["parts"]) - _MOST_BARS),
        fields=[row for row in fields if row["share"] < 1][:_MOST_BARS],
        n_never_stated=sum(row["share"] == 1 for row in fields),
        areas=[row | {"n_pairs": sum(row[verdict] for verdict in VERDICTS)} for row in areas],
        verdicts=VERDICTS,
        failed=[gate for gate in report["gates"] if not gate["passed"]],
    )


def _bars(values: dict[str, float]) -> list[dict[str, Any]]:
    most = max(values.values(), default=0) or 1
    return [{"name": name, "value": value, "share": value / most} for name, value in values.items()]
