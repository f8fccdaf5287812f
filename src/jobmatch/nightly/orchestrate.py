"""One night: read, lay out, match partition by partition, pass the gates, go live."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from jobmatch.config import MACHINE_SETTINGS, MatchConfig
from jobmatch.errors import RunError
from jobmatch.nightly.churn import Lists, find_churn, lists_of_last
from jobmatch.nightly.engines import Engine, LocalEngine
from jobmatch.nightly.extras import EXTRAS, write_extras
from jobmatch.nightly.folder import MANIFEST, Nights, RunFolder, sha256_of
from jobmatch.nightly.gates import Facts, Gate, judge_gates
from jobmatch.nightly.inputs import check_same, check_side_tables, checksums, examine
from jobmatch.nightly.log import NightLog, Stages
from jobmatch.nightly.matching import OnProgress, match_parts
from jobmatch.nightly.memory import peak_mb
from jobmatch.nightly.night import Night
from jobmatch.nightly.prepare import prepare
from jobmatch.nightly.receipts import code_version, config_of_run, hash_of, make_receipt
from jobmatch.nightly.report import (
    most_asked,
    times_of_parts,
    unknown_by_rule,
    verdicts_by_area,
    write_report,
)
from jobmatch.nightly.settings import NightlySettings, Sources
from jobmatch.nightly.work import OpenIndex
from jobmatch.store import Stored


@dataclass(frozen=True, slots=True, repr=False)
class NightlyResult:
    """What became of a night.

    Parameters
    ----------
    run : str
        Name of the run.
    folder : pathlib.Path
        Its folder.
    passed : bool
        Whether all gates passed, so that it is live.
    gates : tuple of Gate
        Each gate that was asked for.
    n_rejected : int
        Input rows and files that were put aside.
    n_parts, n_parts_kept : int
        Partitions, and those of them that had been finished before.
    live : str, optional
        Name of the run that is live now.
    report : dict
        What report.json holds.
    """

    run: str
    folder: Path
    passed: bool
    gates: tuple[Gate, ...]
    n_rejected: int
    n_parts: int
    n_parts_kept: int
    live: str | None
    report: dict[str, Any]

    @property
    def failed(self) -> list[Gate]:
        """Gates that did not pass."""
        return [gate for gate in self.gates if not gate.passed]

    def __repr__(self) -> str:
        """Show counts only."""
        return f"NightlyResult({self.run}, {'live' if self.passed else f'{len(self.failed)} gate(s) failed'})"


def run(
    root: str | Path,
    sources: Sources,
    settings: NightlySettings | None = None,
    config: MatchConfig | None = None,
    *,
    engine: Engine | None = None,
    on_progress: OnProgress | None = None,
) -> NightlyResult:
    """Match everybody, and make the result live if it passes its gates.

    The same sources, settings and version of jobmatch are the same run: started again after whatever stopped it, it
    goes on from its finished partitions, and ends with the same bytes. Until it has passed its gates the last good run
    stays live.

    Parameters
    ----------
    root
        Folder of all runs; made if it is not there.
    sources : Sources
        Where the input lies.
    settings : NightlySettings, optional
        Lists, partitions and gates.
    config : MatchConfig, optional
        How pairs are matched. Without ``as_of`` the run is for today: started again tomorrow it is another one.
    engine : Engine, optional
        What shares out partitions; None is one machine, `SparkEngine` a cluster.
    on_progress : callable, optional
        Called after each partition.

    Returns
    -------
    NightlyResult

    Raises
    ------
    InputError
        If there is nothing to match, or a table cannot be used.
    UnwritableError
        If the system refuses to write: a full disk, no right to. Started again, the run goes on.
    RunBusyError
        If another run is under way in ``root``.
    RunError
        If a worker is lost, or there is not memory enough.
    """
    config = config or MatchConfig()
    if config.as_of is None:
        # Rules are those of a day, so a run without one would not be the same run tomorrow.
        config = config.model_copy(update={"as_of": dt.datetime.now().astimezone().date()})
    nights, settings, engine = Nights(Path(root)), settings or NightlySettings(), engine or LocalEngine()
    with nights.locked(), _memory_told(), _begun(nights, sources, settings, config, engine) as (night, stages):
        return _ended(nights, night, _all_stages(night, stages, on_progress))


@contextmanager
def _begun(
    nights: Nights, sources: Sources, settings: NightlySettings, config: MatchConfig, engine: Engine
) -> Iterator[tuple[Night, Stages]]:
    """A night whose input was looked at and whose folder is there, and the times of its stages."""
    start_s = time.perf_counter()
    files = {"jobseekers": examine(Path(sources.jobseekers)), "vacancies": examine(Path(sources.vacancies))}
    start = {
        "code": code_version(),
        "config": config_of_run(config),
        "settings": settings.part_of_a_run(),
        "data": checksums(sources, files),
    }
    run, previous = _folder_of(start, nights)
    with NightLog(run.path / "log.ndjson") as log:
        log.event("start", run=run.name, engine=engine.name, version=start["code"]["version"])
        try:
            yield Night(sources, settings, config, engine, files, start, run, previous, log), Stages(log, start_s)
        except Exception as error:
            # Messages of our own errors name files and columns; of others only the kind is sure to be harmless.
            log.last_event("stopped", error=type(error).__name__)
            raise


def _folder_of(start: dict[str, Any], nights: Nights) -> tuple[RunFolder, RunFolder | None]:
    """Folder of the run that starts so, and the run to compare it with."""
    run = nights.run(f"{start['config']['as_of']}-{hash_of(start)[:12]}")
    run.make()
    run.drop_drafts()
    live = nights.live()
    noted = run.read("start.json")
    if noted is None:
        noted = {
            **start,
            "previous": None if live is None or live.name == run.name else live.name,
            "started": dt.datetime.now(dt.UTC).isoformat(timespec="microseconds"),
        }
        run.write("start.json", noted)
    elif live is not None and live.name not in {run.name, noted["previous"]}:
        # Another run went live since this one stopped.
        noted = noted | {"previous": live.name}
        run.write("start.json", noted)
    if noted["previous"] is None:
        return run, None
    last = nights.run(noted["previous"])
    return run, last if last.path.is_dir() else None


def _all_stages(night: Night, stages: Stages, on_progress: OnProgress | None) -> NightlyResult:
    """Everything up to the gates and the report."""
    run, previous = night.run, night.previous
    stages.done("checksums")
    last = None if previous is None else lists_of_last(previous)
    if previous is not None and last is None:
        night.log.event("last_run_unreadable")
    prepared, stored = prepare(night)
    check_side_tables(night.sources)
    stages.done("read_and_lay_out")
    receipt = make_receipt(night.start, stored)
    run.write("receipt.json", receipt)
    matched = match_parts(night, stored, receipt["receipt"], on_progress)
    stages.done("match")
    groups = write_extras(night, stored, matched.n_rows["matches"])
    check_same(night.start["data"], checksums(night.sources, night.files))
    stages.done("allocation_ledger_fairness")
    now = Lists.of(run, stored)
    files = matched.files | prepared.files | _extra_files(run)
    run.write(MANIFEST, _manifest(receipt["receipt"], now.counted, files, stored))
    churn = None if last is None else find_churn(last, now)
    stages.done("churn")
    facts = Facts(
        prepared=prepared,
        rows=matched.n_rows,
        n_without=int(run.scan("counts").select((pl.col("n_listed") == 0).sum()).collect().item()),
        now=now.counted,
        last=None if last is None else last.counted,
        last_unreadable=previous is not None and last is None,
        day=night.config.as_of,
        last_day=None if previous is None else _day_of(previous),
        churn=churn,
        groups=groups,
    )
    machine = {name: getattr(night.config, name) for name in MACHINE_SETTINGS}
    gates = judge_gates(night.settings.gates, facts, run, OpenIndex.of(stored, machine), night.settings.k)
    stages.done("gates")
    report = _report(night, receipt, facts, gates)
    stages.done("report")
    report |= _times(stages, times_of_parts(run), matched.n_kept)
    return NightlyResult(
        run=run.name,
        folder=run.path,
        passed=report["passed"],
        gates=tuple(gates),
        n_rejected=prepared.n_rejected,
        n_parts=len(matched.parts),
        n_parts_kept=matched.n_kept,
        live=None,
        report=report,
    )


def _report(night: Night, receipt: dict[str, Any], facts: Facts, gates: list[Gate]) -> dict[str, Any]:
    """All of the report but its times."""
    run, least_people = night.run, night.settings.least_people
    return {
        "run": run.name,
        "previous": None if facts.churn is None else facts.churn.previous,
        "passed": all(gate.passed for gate in gates),
        "engine": night.engine.name,
        "version": receipt["code"]["version"],
        "receipt": receipt["receipt"],
        "least_people": least_people,
        "gates": [gate.to_dict() for gate in gates],
        "rows": {
            **facts.prepared.counts,
            **{"n_lists" if table == "counts" else f"n_{table}": n for table, n in facts.rows.items()},
        },
        "verdicts_by_area": verdicts_by_area(run, night.sources.by_area, least_people),
        "unknown_fields": facts.prepared.unknown_fields,
        "unknown_rules": unknown_by_rule(run),
        "most_asked": most_asked(run),
        "churn": None if facts.churn is None else facts.churn.to_dict(),
    }


def _ended(nights: Nights, night: Night, result: NightlyResult) -> NightlyResult:
    """Write gates and report, and go live if all gates passed."""
    run, log, report = night.run, night.log, result.report
    run.write("gates.json", {"passed": result.passed, "gates": report["gates"]})
    write_report(run, report)
    for gate in result.failed:
        log.event("gate_failed", gate=gate.name)
    if result.passed:
        nights.publish(run)
        for name in nights.prune(night.settings.keep_runs, {run.name, report["previous"]}):
            log.event("old_run_left", run=name)
    live = nights.live()
    log.event("end", passed=result.passed, seconds=report["seconds"], peak_memory_mb=peak_mb())
    return replace(result, live=None if live is None else live.name)


@contextmanager
def _memory_told() -> Iterator[None]:
    """Tell of too little memory as our own error; partitions do so by themselves."""
    try:
        yield
    except MemoryError:
        raise RunError(
            "Memory does not suffice to read and lay out the tables, or to check what was found.\n"
            "Hint: start again on a machine with more memory, or when others use less: what is finished is kept."
        ) from None


def _day_of(run: RunFolder) -> dt.date | None:
    """The day that a run was for."""
    try:
        return dt.date.fromisoformat(run.name[: len("2026-11-29")])
    except ValueError:
        return None


def _extra_files(run: RunFolder) -> dict[str, dict[str, Any]]:
    """Files of what is made of all partitions together."""
    found = [(extra, path) for extra in EXTRAS for path in (run.path / extra).glob("*")]
    return {
        f"{extra}/{path.name}": {"sha256": sha256_of(path), "size_bytes": path.stat().st_size} for extra, path in found
    }


def _manifest(
    receipt: str, counted: dict[str, int], files: Mapping[str, Mapping[str, Any]], stored: Stored
) -> dict[str, Any]:
    """Every file of the result with its checksum; the same on whichever engine, however often it was stopped."""
    return {
        "receipt": receipt,
        "counted": counted,
        "files": dict(sorted(files.items())),
        "index": {entry.name: entry.sha256 for entry in sorted(stored.manifest.files, key=lambda e: e.name)},
    }


def _times(stages: Stages, parts: list[dict[str, Any]], n_kept: int) -> dict[str, Any]:
    seconds, matching_s = stages.seconds_in_all, sum(part["matching_seconds"] for part in parts)
    # Of partitions that were done before, and of those done side by side, the time is not in that of this run.
    own_s = seconds - stages.seconds["match"] + sum(part["seconds"] for part in parts)
    return {
        "seconds": round(seconds, 3),
        "stages_seconds": stages.seconds,
        "parts": parts,
        "n_parts_kept": n_kept,
        "matching_seconds": round(matching_s, 3),
        "share_outside_matching": round(max(0.0, 1 - matching_s / own_s), 4) if own_s > 0 else 0.0,
        "peak_memory_mb": max([peak_mb(), *(part["peak_memory_mb"] for part in parts)]),
    }
