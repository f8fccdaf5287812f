"""One night: read, lay out, match partition by partition, pass the gates, go live."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from jobmatch.allocation import allocate
from jobmatch.config import MACHINE_SETTINGS, MatchConfig
from jobmatch.errors import RunError, StoreError, UnwritableError
from jobmatch.fairness import fairness_report
from jobmatch.ledger import barrier_ledger
from jobmatch.matcher import Matcher
from jobmatch.nightly.churn import Churn, can_be_compared, find_churn
from jobmatch.nightly.engines import Engine, LocalEngine
from jobmatch.nightly.folder import MANIFEST, TABLES, Nights, RunFolder, parquet_bytes, sha256_of, write_whole, writing
from jobmatch.nightly.gates import Facts, Gate, counted, judge_gates
from jobmatch.nightly.inputs import (
    TABLES as INPUTS,
    InputFile,
    check_same,
    check_side_tables,
    check_unchanged,
    checksums,
    examine,
    read_tables,
)
from jobmatch.nightly.log import NightLog, Stages
from jobmatch.nightly.memory import peak_mb
from jobmatch.nightly.parts import Part, plan_parts
from jobmatch.nightly.receipts import code_version, config_of_run, hash_of, index_version, make_receipt
from jobmatch.nightly.report import (
    most_asked,
    times_of_parts,
    unknown_by_rule,
    unknown_by_tables,
    verdicts_by_area,
    write_report,
)
from jobmatch.nightly.settings import NightlySettings, Sources
from jobmatch.nightly.work import Job, OpenIndex, is_done
from jobmatch.persist import people_side_of
from jobmatch.store import Stored, open_store
from jobmatch.travel import TravelMatrix

_EXTRAS = ("allocation", "ledger", "fairness")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: partitions and people done of all, and an estimate of the seconds left."""

    parts_done: int
    parts: int
    people_done: int
    people: int
    seconds_left: float


OnProgress = Callable[[Progress], None]


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
        How pairs are matched.
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
    night = _Night(
        Nights(Path(root)), sources, settings or NightlySettings(), config or MatchConfig(), engine or LocalEngine()
    )
    with night.nights.locked():
        return night.go(on_progress)


@dataclass(frozen=True, slots=True)
class _Night:
    nights: Nights
    sources: Sources
    settings: NightlySettings
    config: MatchConfig
    engine: Engine

    def go(self, on_progress: OnProgress | None) -> NightlyResult:
        started_s = time.perf_counter()
        files = {
            "jobseekers": examine(Path(self.sources.jobseekers)),
            "vacancies": examine(Path(self.sources.vacancies)),
        }
        start = {
            "code": code_version(),
            "config": config_of_run(self.config),
            "settings": self.settings.part_of_a_run(),
            "data": checksums(self.sources, files),
        }
        folder, previous = self._begin(start)
        with NightLog(folder.path / "log.ndjson") as log:
            stages = Stages(log, started_s)
            log.event("start", run=folder.name, engine=self.engine.name, version=start["code"]["version"])
            try:
                return self._stages(folder, previous, files, start, log, stages, on_progress, started_s)
            except MemoryError:
                log.last_event("stopped", error="MemoryError")
                raise RunError(
                    "Memory does not suffice to read and lay out the tables, or to check what was found.\n"
                    "Hint: start again on a machine with more memory, or when others use less: what is finished is "
                    "kept."
                ) from None
            except Exception as error:
                # Messages of our own errors name files and columns; of others only the kind is sure to be harmless.
                log.last_event("stopped", error=type(error).__name__)
                raise

    def _begin(self, start: dict[str, Any]) -> tuple[RunFolder, RunFolder | None]:
        """Folder of this run, and the run to compare it with."""
        day = "" if self.config.as_of is None else f"{self.config.as_of.isoformat()}-"
        folder = self.nights.run(f"{day}{hash_of(start)[:12]}")
        folder.make()
        folder.drop_drafts()
        live = self.nights.live()
        noted = folder.read("start.json")
        if noted is None:
            previous = None if live is None or live.name == folder.name else live.name
            noted = {
                **start,
                "previous": previous,
                "started": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            }
            folder.write("start.json", noted)
        elif live is not None and live.name not in {folder.name, noted["previous"]}:
            # Another run went live since this one stopped.
            folder.write("start.json", noted | {"previous": live.name})
            noted = noted | {"previous": live.name}
        before = noted["previous"]
        last = None if before is None else self.nights.run(before)
        return folder, last if last is not None and (last.path / MANIFEST).is_file() else None

    def _stages(
        self,
        folder: RunFolder,
        previous: RunFolder | None,
        files: dict[str, list[InputFile]],
        start: dict[str, Any],
        log: NightLog,
        stages: Stages,
        on_progress: OnProgress | None,
        started_s: float,
    ) -> NightlyResult:
        stages.done("checksums")
        is_unreadable = previous is not None and not can_be_compared(previous)
        if is_unreadable:
            log.event("last_run_unreadable")
            previous = None
        prepared, stored = self._prepare(folder, files, log)
        check_side_tables(self.sources)
        stages.done("read_and_lay_out")
        receipt = make_receipt(start, stored)
        folder.write("receipt.json", receipt)
        done, n_kept = self._match(folder, stored, receipt["receipt"], log, on_progress)
        stages.done("match")
        rows = {table: sum(one["files"][f"{table}/{_name(one)}"]["n_rows"] for one in done) for table in TABLES}
        groups = self._extras(folder, stored, rows, log)
        check_same(start["data"], checksums(self.sources, files))
        stages.done("allocation_ledger_fairness")
        folder.write(MANIFEST, _manifest(receipt, prepared, stored, done, folder))
        churn = None if previous is None else find_churn(previous, folder)
        stages.done("churn")
        looked_at = prepared | {"last_unreadable": is_unreadable}
        gates = self._gates(folder, stored, looked_at, rows, previous, churn, groups)
        passed = all(gate.passed for gate in gates)
        stages.done("gates")
        report = self._report(folder, previous, prepared, rows, gates, churn, receipt)
        stages.done("report")
        times = times_of_parts(folder)
        seconds = time.perf_counter() - started_s
        report |= _times(stages, times, seconds, n_kept)
        folder.write("gates.json", {"passed": passed, "gates": [gate.to_dict() for gate in gates]})
        write_report(folder, report)
        for gate in gates:
            if not gate.passed:
                log.event("gate_failed", gate=gate.name)
        if passed:
            self.nights.publish(folder)
            self.nights.prune(self.settings.keep_runs, {folder.name, *([previous.name] if previous else [])})
        live = self.nights.live()
        log.event("end", passed=passed, seconds=round(seconds, 3), peak_memory_mb=peak_mb())
        return NightlyResult(
            run=folder.name,
            folder=folder.path,
            passed=passed,
            gates=tuple(gates),
            n_rejected=prepared["n_jobseekers_rejected"]
            + prepared["n_vacancies_rejected"]
            + prepared["n_files_rejected"],
            n_parts=len(done),
            n_parts_kept=n_kept,
            live=live.name if live is not None else None,
            report=report,
        )

    # --- stages -----------------------------------------------------------------------------------------------

    def _prepare(
        self, folder: RunFolder, files: dict[str, list[InputFile]], log: NightLog
    ) -> tuple[dict[str, Any], Stored]:
        """The index of this run, made now or earlier, and what was read for it."""
        prepared = folder.read("prepared.json")
        if prepared is not None:
            try:
                stored = open_store(folder.index)
                if index_version(stored) == prepared["index"] and folder.is_whole(prepared["files"]):
                    return prepared, stored
            except StoreError:
                pass
            log.event("index_damaged")
        for table in INPUTS:
            for file in files[table]:
                if file.problem is not None:
                    log.event("file_put_aside", table=table, file=file.name, problem=file.problem)
        tables = read_tables(self.sources, files, self.settings, self.config.as_of, progress=self.config.progress)
        check_unchanged(files)
        sha256 = write_whole(folder.path / "rejected.parquet", parquet_bytes(tables.rejected))
        matrix = None if self.sources.matrix is None else TravelMatrix.load(Path(self.sources.matrix))
        with Matcher.build(
            tables.vacancies,
            tables.jobseekers,
            self.config,
            taxonomy=tables.taxonomy,
            travel=matrix,
            rules=tables.rules,
        ) as matcher:
            _save(matcher, folder)
            log.event("encoded", texts=matcher.n_encoded, cached=matcher.n_cached)
            n_people, n_vacancies = matcher.n_jobseekers, matcher.n_vacancies
        stored = open_store(folder.index, verify=False)
        prepared = {
            "index": index_version(stored),
            "files": {"rejected.parquet": {"sha256": sha256}},
            "n_jobseekers": n_people,
            "n_vacancies": n_vacancies,
            "n_jobseekers_in": tables.jobseekers.n_rows_in,
            "n_vacancies_in": tables.vacancies.n_rows_in,
            "n_jobseekers_rejected": tables.jobseekers.n_rejected,
            "n_vacancies_rejected": tables.vacancies.n_rejected,
            "n_files_rejected": sum(file.problem is not None for found in files.values() for file in found),
            "unknown_fields": unknown_by_tables(tables.jobseekers, tables.vacancies),
        }
        folder.write("prepared.json", prepared)
        return prepared, stored

    def _match(
        self, folder: RunFolder, stored: Stored, receipt: str, log: NightLog, on_progress: OnProgress | None
    ) -> tuple[list[dict[str, Any]], int]:
        """Every partition, and how many of them were finished before."""
        parts = plan_parts(people_side_of(stored).cells, self.settings.partition_people)
        _drop_others(folder, len(parts))
        kept = [part for part in parts if is_done(folder, part, receipt)]
        due = [part for part in parts if part not in kept]
        log.event("partitions", partitions=len(parts), kept=len(kept))
        job = Job(
            folder=str(folder.path.resolve()),
            receipt=receipt,
            k=self.settings.k,
            near_misses=self.settings.near_misses,
            count_reach=self.settings.count_reach,
            memory_gb=self.settings.memory_gb,
            sources=code_version()["sources"],
            machine={name: getattr(self.config, name) for name in sorted(MACHINE_SETTINGS)} | {"progress": False},
        )
        progress = _Counter(parts, kept, on_progress)
        # Closed at once when something is raised here, or partitions would go on beside the next run.
        with closing(self.engine.run(job, due)) as finished:
            for done in finished:
                part = Part.of(done)
                log.event("partition", partition=part.number, people=len(part))
                progress.step(part)
        lost = [part.number for part in due if not is_done(folder, part, receipt)]
        if lost:
            raise RunError(
                f"{len(lost)} partition(s) were not finished.\nHint: start again; the run goes on from the others."
            )
        return [folder.need(f"done/{folder.done_file(part.number).name}") for part in parts], len(kept)

    def _extras(self, folder: RunFolder, stored: Stored, rows: dict[str, int], log: NightLog) -> pl.DataFrame | None:
        """Allocation, ledger and fairness, where they are asked for; returns what gates want to know of groups."""
        wanted: dict[str, Callable[[Path], object]] = {}
        finished = (folder.read(MANIFEST) or {}).get("files", {})
        groups: pl.DataFrame | None = None
        if rows["matches"] and self.settings.allocation is not None:
            wanted["allocation"] = lambda out: allocate(
                folder.path / "matches",
                stored.frame("vacancies").select("vacancy_id", "openings"),
                folder.path / "counts",
                self.settings.allocation,
            ).write(out)
        if self.sources.areas is not None and self.sources.area_column is not None and self.settings.near_misses:
            areas, by, boundaries = Path(self.sources.areas), self.sources.area_column, self.sources.boundaries
            wanted["ledger"] = lambda out: barrier_ledger(
                folder.path / "changes", areas, by, least_people=self.settings.least_people
            ).write(out, None if boundaries is None else Path(boundaries))
        if self.sources.groups is not None:
            fairness = fairness_report(
                folder.path / "matches",
                Path(self.sources.groups),
                folder.path / "counts" if self.settings.count_reach else None,
                least_people=self.settings.least_people,
            )
            groups = fairness.frame
            wanted["fairness"] = fairness.write
        for name in _EXTRAS:
            there = {file: said for file, said in finished.items() if file.startswith(f"{name}/")}
            if name in wanted and not (there and folder.is_whole(there)):
                with _in_place(folder, name) as out:
                    wanted[name](out)
                log.event("written", what=name)
        return groups

    def _gates(
        self,
        folder: RunFolder,
        stored: Stored,
        prepared: dict[str, Any],
        rows: dict[str, int],
        previous: RunFolder | None,
        churn: Churn | None,
        groups: pl.DataFrame | None,
    ) -> list[Gate]:
        last = None if previous is None else previous.need(MANIFEST)["counted"]
        n_without = int(folder.scan("counts").select((pl.col("n_listed") == 0).sum()).collect().item())
        machine = {name: getattr(self.config, name) for name in MACHINE_SETTINGS}
        facts = Facts(prepared, rows, n_without, last, churn, groups)
        return judge_gates(self.settings.gates, facts, folder, OpenIndex.of(stored, machine), self.settings.k)

    def _report(
        self,
        folder: RunFolder,
        previous: RunFolder | None,
        prepared: dict[str, Any],
        rows: dict[str, int],
        gates: list[Gate],
        churn: Churn | None,
        receipt: dict[str, Any],
    ) -> dict[str, Any]:
        areas = None if self.sources.areas is None else Path(self.sources.areas)
        counts = {name: prepared[name] for name in prepared if name.startswith("n_")}
        return {
            "run": folder.name,
            "previous": None if previous is None else previous.name,
            "passed": all(gate.passed for gate in gates),
            "engine": self.engine.name,
            "version": receipt["code"]["version"],
            "receipt": receipt["receipt"],
            "least_people": self.settings.least_people,
            "gates": [gate.to_dict() for gate in gates],
            "rows": {**counts, **{f"n_{table}" if table != "counts" else "n_lists": n for table, n in rows.items()}},
            "verdicts_by_area": verdicts_by_area(folder, areas, self.sources.area_column, self.settings.least_people),
            "unknown_fields": prepared["unknown_fields"],
            "unknown_rules": unknown_by_rule(folder),
            "most_asked": most_asked(folder),
            "churn": None if churn is None else churn.to_dict(),
        }


class _Counter:
    """Counts finished partitions, and estimates the time left by the people that are still due."""

    def __init__(self, parts: list[Part], kept: list[Part], on_progress: OnProgress | None) -> None:
        self._parts, self._on_progress = parts, on_progress
        self._people = sum(map(len, parts))
        self._n_done, self._before = len(kept), sum(map(len, kept))
        self._people_done, self._start_s = self._before, time.perf_counter()

    def step(self, part: Part) -> None:
        self._n_done += 1
        self._people_done += len(part)
        if self._on_progress is None:
            return
        pace_s = (time.perf_counter() - self._start_s) / (self._people_done - self._before)
        left_s = pace_s * (self._people - self._people_done)
        self._on_progress(Progress(self._n_done, len(self._parts), self._people_done, self._people, left_s))


def _name(done: dict[str, Any]) -> str:
    return f"part-{done['number']:05}.parquet"


def _save(matcher: Matcher, folder: RunFolder) -> None:
    try:
        matcher.save(folder.index)
    except StoreError as error:
        if isinstance(error.__cause__, OSError):
            reason = error.__cause__.strerror or "unknown"
            raise UnwritableError(path=folder.index, reason=reason) from error
        raise


def _drop_others(folder: RunFolder, n_parts: int) -> None:
    """Remove partitions beyond the plan, which only a damaged index can have left."""
    for table in TABLES:
        for file in (folder.path / table).glob("part-*.parquet"):
            if int(file.stem.removeprefix("part-")) >= n_parts:
                file.unlink(missing_ok=True)


@contextmanager
def _in_place(folder: RunFolder, name: str) -> Iterator[Path]:
    """A folder to write to, which takes its place whole."""
    draft, place = folder.path / f".{name}.part", folder.path / name
    with writing(place):
        shutil.rmtree(draft, ignore_errors=True)
        yield draft
        if place.exists():
            shutil.rmtree(place)
        draft.replace(place)


def _manifest(
    receipt: dict[str, Any], prepared: dict[str, Any], stored: Stored, done: list[dict[str, Any]], folder: RunFolder
) -> dict[str, Any]:
    """Every file of the result with its checksum; the same on whichever engine, however often it was stopped."""
    files = {name: said for one in done for name, said in one["files"].items()}
    files |= prepared["files"]
    for extra in _EXTRAS:
        for path in sorted((folder.path / extra).glob("*")):
            files[f"{extra}/{path.name}"] = {"sha256": sha256_of(path), "size_bytes": path.stat().st_size}
    rows = {
        table: sum(said["n_rows"] for name, said in files.items() if name.startswith(f"{table}/")) for table in TABLES
    }
    return {
        "receipt": receipt["receipt"],
        "counted": counted(prepared, rows),
        "files": dict(sorted(files.items())),
        "index": {entry.name: entry.sha256 for entry in sorted(stored.manifest.files, key=lambda e: e.name)},
    }


def _times(stages: Stages, parts: list[dict[str, Any]], seconds: float, n_kept: int) -> dict[str, Any]:
    kernel_s = sum(part["kernel_seconds"] for part in parts)
    # Of partitions that were done before, and of those done side by side, the time is not in that of this run.
    match_s = sum(part["seconds"] for part in parts)
    own_s = seconds - stages.seconds["match"] + match_s
    return {
        "seconds": round(seconds, 3),
        "stages_seconds": stages.seconds,
        "parts": parts,
        "n_parts_kept": n_kept,
        "kernel_seconds": round(kernel_s, 3),
        "share_outside_kernel": round(max(0.0, 1 - kernel_s / own_s), 4) if own_s > 0 else 0.0,
        "peak_memory_mb": max([peak_mb(), *(part["peak_memory_mb"] for part in parts)]),
    }
