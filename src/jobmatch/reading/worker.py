"""Process that reads texts: ``python -m jobmatch.reading.worker``, see `jobmatch.reading.readers`.

The first line of its input says what to find, each further one is a list of texts, and is answered with one line: the
numbers found in each. It says nothing else, since what goes wrong may quote a text: then it ends.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

import polars as pl

from jobmatch.reading.cvs.cv_table import SkillsThatFill
from jobmatch.reading.personal.masking import PersonalPlaces
from jobmatch.reading.readers import Find
from jobmatch.reading.skills.skill_linker import SkillLinker, SkillNamesOf


def made(described: dict[str, Any]) -> Find:
    """What finds as it was described."""
    if described["find"] == "personal":
        return PersonalPlaces()
    names = described["names"]
    if names is not None:
        tables = (pl.DataFrame(rows, schema=["skill_id", "label"], orient="row") for rows in names)
        names = SkillNamesOf(*tables)
    return SkillsThatFill(SkillLinker(names), described["fill"])


def main() -> int:
    """Answer until the input ends."""
    # Ctrl-C reaches every process of the terminal; the parent decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin, os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what libraries print is no answer
    try:
        find = made(json.loads(requests.readline()))
        for line in requests:
            answers.write(json.dumps([find(text) for text in json.loads(line)]) + "\n")
            answers.flush()
    except Exception:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
