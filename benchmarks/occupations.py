"""How well job titles are coded, at each share of titles answered: ``python -m benchmarks.occupations [--quick]``.

Titles of the ONS coding index of SOC 2010, not shipped; ``JOBMATCH_SHARED`` names the folder that holds them. Half of
them are the index to code by; the others, which are in no index, are asked for: a quarter is for development (the
least score was chosen on it), a quarter for the test. Right is the same minor group, of which there are 90.

To the 3,000 occupations of ESCO: titles of O*NET, right by the official table of both (MELO). Nothing was chosen by it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.common import Run, run_benchmark
from benchmarks.melo import FOLDER, right_occupations
from benchmarks.shared_data import ESCO, shared_path
from jobmatch.encode import StaticEncoder
from jobmatch.taxonomy import OccupationCoder, read_esco_occupations, read_soc_titles
from jobmatch.taxonomy.occupations import LEAST_SCORE

_TITLES: Final = Path("data", "soc-uk", "soc2010_minor_group_titles.json")
_QUICK: Final = 500
_SUGGESTED: Final = 10


def titles() -> list[tuple[str, str]]:
    """Job titles with their minor group, those of several groups left out, in a fixed random order."""
    groups: dict[str, set[str]] = {}
    for group, names in json.loads(shared_path(_TITLES).read_text(encoding="utf-8")).items():
        for name in names:
            groups.setdefault(name, set()).add(group)
    clear = sorted((name, next(iter(of))) for name, of in groups.items() if len(of) == 1)
    random.Random(7).shuffle(clear)
    return clear


def measure(run: Run) -> dict[str, float]:
    """Precision and share of titles coded to SOC, in both parts, and to ESCO."""
    clear = titles()
    index = [{"soc_code": group, "title": name} for name, group in clear[::2]]
    with run.timed("indexed") as indexing:
        coder = OccupationCoder(read_soc_titles(index, name="SOC 2010, minor groups"), encode=StaticEncoder().encode)
        coder.code(["astronaut"])
    metrics: dict[str, float] = {
        "n_titles_in_index": len(index),
        "least_score": LEAST_SCORE,
        "index_s": indexing.seconds,
    }
    for part, asked in (("dev", clear[1::4]), ("test", clear[3::4])):
        metrics |= _coded(run, part, coder, [(name, {group}) for name, group in asked])
    esco = OccupationCoder(read_esco_occupations([shared_path(path) for path in ESCO]), encode=StaticEncoder().encode)
    asked_of_esco = list(right_occupations(shared_path(FOLDER / "queries.tsv").parent).items())
    return metrics | _coded(run, "esco", esco, asked_of_esco) | _suggested(esco, asked_of_esco[: _some(run)])


def _some(run: Run) -> int | None:
    return _QUICK if run.quick else None


def _coded(run: Run, part: str, coder: OccupationCoder, asked: Sequence[tuple[str, set[str]]]) -> dict[str, float]:
    """How many titles are answered, and how many of the answers are right."""
    some = asked[: _some(run)]
    coder.code(["astronaut"])
    with run.timed(part) as coding:
        coded = coder.code([name for name, _ in some])
    answers = zip(coded["occupation_id"], coded["found_by"], (right for _, right in some), strict=True)
    known = [(by, found in right) for found, by, right in answers if found is not None]
    named = [is_right for by, is_right in known if by != "meaning"]
    return {
        f"{part}_n": len(some),
        f"{part}_n_coded": len(known),
        f"{part}_coded_share": len(known) / len(some),
        f"{part}_precision": sum(is_right for _, is_right in known) / max(1, len(known)),
        f"{part}_n_by_name": len(named),
        f"{part}_by_name_precision": sum(named) / max(1, len(named)),
        f"{part}_titles_per_s": len(some) / coding.seconds,
    }


def _suggested(coder: OccupationCoder, asked: Sequence[tuple[str, set[str]]]) -> dict[str, float]:
    """At which place of the suggestions the first right one stands."""
    found = coder.suggest([name for name, _ in asked], n=_SUGGESTED)
    first = [0] * len(asked)
    for title, rank, occupation in found.select("title_row", "rank", "occupation_id").iter_rows():
        if not first[title] and occupation in asked[title][1]:
            first[title] = rank
    return {
        "esco_suggested_first_share": sum(rank == 1 for rank in first) / len(asked),
        "esco_suggested_among_5_share": sum(0 < rank <= 5 for rank in first) / len(asked),
        "esco_suggested_mean_reciprocal_rank": sum(1 / rank for rank in first if rank) / len(asked),
    }


if __name__ == "__main__":
    run_benchmark(
        "occupations",
        measure,
        description="Job titles to minor groups of SOC 2010 by an index of other titles, and to occupations of ESCO.",
        data="real, not shipped: ONS index of SOC 2010 (Open Government Licence), O*NET titles (MELO), ESCO 1.1.1",
    )
