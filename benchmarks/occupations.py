"""How well job titles are coded, at each share of titles answered: ``python -m benchmarks.occupations [--quick]``.

Titles of the ONS coding index of SOC 2010, not shipped; ``JOBMATCH_SHARED`` names the folder that holds them. Half of
them are the index to code by; the others, which are in no index, are asked for: a quarter is for development (the
least score was chosen on it), a quarter for the test. Right is the same minor group, of which there are 90.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Final

from benchmarks.common import Run, run_benchmark
from benchmarks.shared_data import shared_path
from jobmatch.encode import StaticEncoder
from jobmatch.taxonomy import OccupationCoder, read_soc_titles
from jobmatch.taxonomy.occupations import LEAST_SCORE

_TITLES: Final = Path("data", "soc-uk", "soc2010_minor_group_titles.json")
_QUICK: Final = 500


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
    """Precision and share of titles coded, in both parts."""
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
        some = asked[:_QUICK] if run.quick else asked
        with run.timed(part) as coding:
            coded = coder.code([name for name, _ in some])
        answers = list(zip(coded["occupation_id"], coded["found_by"], (group for _, group in some), strict=True))
        known = [(found, by, group) for found, by, group in answers if found is not None]
        named = [one for one in known if one[1] != "meaning"]
        metrics |= {
            f"{part}_n": len(some),
            f"{part}_n_coded": len(known),
            f"{part}_coded_share": len(known) / len(some),
            f"{part}_precision": sum(found == group for found, _, group in known) / len(known),
            f"{part}_n_by_name": len(named),
            f"{part}_by_name_precision": sum(found == group for found, _, group in named) / max(1, len(named)),
            f"{part}_titles_per_s": len(some) / coding.seconds,
        }
    return metrics


if __name__ == "__main__":
    run_benchmark(
        "occupations",
        measure,
        description="Job titles to minor groups of SOC 2010 by an index of other titles.",
        data="ONS coding index of SOC 2010 (Open Government Licence), not shipped",
    )
