"""Processes that have one index open share its pages: what each of them reads is in memory once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import jobmatch as jm
from tests.encoders import HashEncoder
from tests.worlds import random_world

SMAPS = Path("/proc/self/smaps")
PROGRAM = """
import json, re, sys
from pathlib import Path
import jobmatch as jm
from tests.encoders import HashEncoder

matcher = jm.Matcher.load(sys.argv[1], encoder=HashEncoder(), cache_dir="", threads=1)
matcher.match(k=3)
matcher.match({"cv_text": "I bake bread.", "latitude": 51.58, "longitude": -3.0}, k=3)
print("matched", flush=True)
sys.stdin.readline()
of_file, name = {}, None
for line in Path("/proc/self/smaps").read_text().splitlines():
    if re.match("[0-9a-f]+-[0-9a-f]+ ", line):
        path = line.split(maxsplit=5)[5] if len(line.split(maxsplit=5)) > 5 else ""
        name = Path(path).name if path.startswith(sys.argv[1]) else None
    elif name is not None and (found := re.match(r"(Rss|Shared_Clean|Shared_Dirty|Anonymous): +(\\d+) kB", line)):
        sizes = of_file.setdefault(name, dict.fromkeys(("Rss", "Shared_Clean", "Shared_Dirty", "Anonymous"), 0))
        sizes[found[1]] += int(found[2])
print(json.dumps(of_file), flush=True)
sys.stdin.readline()
"""


@pytest.mark.skipif(not SMAPS.exists(), reason="only Linux says what pages a process shares")
def test_a_second_process_shares_the_pages_of_an_index(tmp_path: Path) -> None:
    people, vacancies = random_world(7, 40, 400)
    config = jm.MatchConfig(cache_dir="", threads=1)
    directory = tmp_path.resolve() / "index"
    jm.Matcher.build(
        jm.read_vacancies(vacancies), jm.read_jobseekers(people), config=config, encoder=HashEncoder()
    ).save(directory)
    command = [sys.executable, "-c", PROGRAM, str(directory)]

    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    with start() as first, start() as second:
        for process in (first, second):
            assert process.stdout is not None
            assert process.stdout.readline() == "matched\n"
        found = [json.loads(_answer(process)) for process in (first, second)]
        for process in (first, second):
            process.communicate("\n")
    assert all(process.returncode == 0 for process in (first, second))
    for of_file in found:
        read = {name: sizes for name, sizes in of_file.items() if sizes["Rss"]}
        assert {"vacancy_texts", "vacancies_row.npy", "people_row.npy"} <= read.keys()
        # A page that a process has for itself, as after a write, is anonymous. Whether the others are dirty says only
        # whether the file system has written them yet.
        assert {name for name, sizes in read.items() if sizes["Anonymous"]} == set()
        assert all(sizes["Shared_Clean"] + sizes["Shared_Dirty"] > 0 for sizes in read.values())


def _answer(process: subprocess.Popen[str]) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    return process.stdout.readline()
